//! The items of a claim: what each costs, and which service it bills.

use super::{
    amount::{Exact, decimal, money, won},
    category::{ClaimType, category_of},
    options::{ClaimOptions, ClaimWarning, ClaimWarningKind},
    resolve::{Surroundings, find_for, identifier_key, native_service},
};
use crate::fhir::{
    FhirDateTime,
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::{
    Moment, Won,
    claim::{ServiceCategory, ServiceReference, encounter_nullifier},
};
use std::collections::HashMap;

/// A claim that is being read.
pub(super) struct Reading<'a> {
    pub(super) claim: Node<'a>,
    pub(super) kind: ClaimType,
    pub(super) surroundings: Surroundings<'a>,
    pub(super) options: &'a ClaimOptions,
    /// `supportingInfo` by its sequence.
    pub(super) information: HashMap<u64, Node<'a>>,
    pub(super) warnings: Vec<ClaimWarning>,
}

/// What an item bills.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadLine {
    pub(super) sequence: u64,
    pub(super) category: ServiceCategory,
    pub(super) charge: Won,
    /// As it was written, in the currency of the claim.
    pub(super) stated: Exact,
}

impl<'a> Reading<'a> {
    pub(super) fn warn(&mut self, element: impl Into<String>, kind: ClaimWarningKind) {
        self.warnings.push(ClaimWarning { element: element.into(), kind });
    }

    /// Sequence, category and charge of the item at place `index`.
    pub(super) fn line(&mut self, item: &Node<'a>, index: usize) -> Result<ReadLine, FhirError> {
        let node = item.required("sequence")?;
        let sequence = node.count()?;
        if sequence == 0 {
            let problem = Problem::Malformed { value: "0".into(), expected: "a whole number from one" };
            return Err(node.refuse(problem));
        }
        let exchange = self.options.exchange.as_ref();
        let stated = amount_of(item, &["detail", "subDetail"], self.options)?
            .ok_or_else(|| item.refuse_member("net", Problem::Missing))?;
        let charge = won(stated, exchange).map_err(|problem| item.refuse_member("net", problem))?;
        let found = category_of(item, self.kind, self.options)?;
        if found.assumed {
            self.warn(format!("Claim.item[{index}].productOrService"), ClaimWarningKind::CategoryFromType);
        }
        Ok(ReadLine { sequence, category: found.category, charge, stated })
    }

    /// The service that an item bills: what it refers to, else what the claim's prescription refers to, else an encounter.
    pub(super) fn service(
        &mut self,
        item: &Node<'a>,
        index: usize,
        line: &ReadLine,
    ) -> Result<ServiceReference, FhirError> {
        let served = self.served_at(item)?;
        let mut references = Vec::new();
        for place in item.list_of("informationSequence")? {
            let sequence = place.count()?;
            let information = self.information.get(&sequence);
            let information = information.ok_or_else(|| place.refuse(Problem::NotResolved(sequence.to_string())))?;
            references.extend(information.get("valueReference")?);
        }
        references.extend(self.claim.get("prescription")?);
        for reference in &references {
            let followed = self.surroundings.follow(reference, &[])?;
            let native = || followed.keys.iter().find_map(|key| native_service(key));
            let known = followed.find_for(&self.options.services, line.sequence).map(|(_, service)| *service);
            if let Some(service) = known.or_else(native) {
                return Ok(service);
            }
        }
        // What a pharmacy hands over is on the chain; a visit to it is not what is billed.
        if self.kind == ClaimType::Pharmacy && line.category == ServiceCategory::Medicine {
            return Err(match references.last() {
                Some(reference) => reference.refuse(Problem::NoService),
                None => self.claim.refuse_member("prescription", Problem::NoService),
            });
        }
        self.encounter(item, index, line, served)
    }

    fn encounter(
        &mut self,
        item: &Node<'a>,
        index: usize,
        line: &ReadLine,
        served: Option<Moment>,
    ) -> Result<ServiceReference, FhirError> {
        let at = served.ok_or_else(|| item.refuse_member("serviced[x]", Problem::Missing))?;
        let encounters = item.list_of("encounter")?;
        if let Some(second) = encounters.get(1) {
            // A line is one service: two encounters are two lines.
            return Err(second.refuse(Problem::NoService));
        }
        let salts = &self.options.encounter_salts;
        let (key, salt) = match encounters.first() {
            Some(encounter) => {
                let followed = self.surroundings.follow(encounter, &["Encounter"])?;
                let (key, salt) = followed.find_for(salts, line.sequence).ok_or_else(|| followed.unknown(encounter))?;
                (key.to_owned(), *salt)
            }
            None => {
                let identifiers = self.claim.list_of("identifier")?;
                let keys: Vec<_> = identifiers.iter().filter_map(|node| identifier_key(node.value())).collect();
                let own = keys.iter().find_map(|key| Some((key.clone(), *find_for(salts, key, line.sequence)?)));
                let own = own.ok_or_else(|| item.refuse_member("encounter", Problem::NoService))?;
                self.warn(format!("Claim.item[{index}].encounter"), ClaimWarningKind::EncounterAssumed);
                own
            }
        };
        let number = format!("{key}#{}", line.sequence);
        let nullifier = encounter_nullifier(self.options.provider, &salt, number.as_bytes());
        Ok(ServiceReference::Encounter { nullifier, at })
    }

    /// When the item was delivered, as the claim states it.
    fn served_at(&self, item: &Node<'a>) -> Result<Option<Moment>, FhirError> {
        let period = |node: Option<Node<'a>>| node.map(|node| node.get("start")).transpose().map(Option::flatten);
        let node = match item.get("servicedDate")? {
            Some(date) => Some(date),
            None => match period(item.get("servicedPeriod")?)? {
                Some(start) => Some(start),
                None => period(self.claim.get("billablePeriod")?)?,
            },
        };
        let Some(node) = node else { return Ok(None) };
        let moment = moment(&node, self.options)?;
        match moment > self.options.now {
            true => Err(node.refuse(Problem::ServiceInFuture)),
            false => Ok(Some(moment)),
        }
    }
}

/// The first moment of a FHIR date.
pub(super) fn moment(node: &Node<'_>, options: &ClaimOptions) -> Result<Moment, FhirError> {
    let text = node.text()?;
    let malformed = || Problem::Malformed { value: shortened(text), expected: "a date or an instant" };
    let date = FhirDateTime::parse(text).ok_or_else(|| node.refuse(malformed()))?;
    date.first_moment(&options.time_zone).ok_or_else(|| node.refuse(Problem::DateOutOfRange(shortened(text))))
}

/// What an item, detail or sub-detail costs: `net`, else `unitPrice` × `quantity` × `factor`, else the sum of its parts.
/// Whatever of these is given must agree. `None` where nothing is.
fn amount_of(node: &Node<'_>, parts: &[&str], options: &ClaimOptions) -> Result<Option<Exact>, FhirError> {
    let exchange = options.exchange.as_ref();
    let too_large = || node.refuse_member("net", Problem::AmountTooLarge("the sum or product".into()));
    let mut sum = None;
    if let Some((name, inner)) = parts.split_first() {
        for part in node.list_of(name)? {
            if let Some(amount) = amount_of(&part, inner, options)? {
                sum = Some(sum.unwrap_or(Exact::ZERO).plus(amount).ok_or_else(too_large)?);
            }
        }
    }
    let net = node.get("net")?.map(|net| money(&net, exchange)).transpose()?;
    let price = node.get("unitPrice")?.map(|price| money(&price, exchange)).transpose()?;
    let quantity = match node.get("quantity")? {
        Some(quantity) => {
            if let Some(comparator) = quantity.get("comparator")? {
                return Err(comparator.refuse(Problem::Comparator(shortened(comparator.text()?))));
            }
            decimal(&quantity.required("value")?)?
        }
        None => Exact::ONE,
    };
    let factor = node.get("factor")?.map(|factor| decimal(&factor)).transpose()?.unwrap_or(Exact::ONE);
    let product = match price {
        Some(price) => Some(price.times(quantity).and_then(|amount| amount.times(factor)).ok_or_else(too_large)?),
        None => None,
    };
    let stated = net.or(product).or(sum);
    let place = if net.is_some() { "net" } else { "unitPrice" };
    for computed in [product, sum].into_iter().flatten() {
        if let Some(stated) = stated.filter(|stated| *stated != computed) {
            let problem = Problem::AmountDiffers { stated: stated.to_string(), computed: computed.to_string() };
            return Err(node.refuse_member(place, problem));
        }
    }
    Ok(stated)
}
