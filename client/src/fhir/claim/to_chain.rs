//! From a FHIR `Claim` to what is submitted, asked for, or estimated.

use super::{
    amount::{Exact, LARGEST_AMOUNT, money},
    category::{CLAIM_TYPE_SYSTEM, ClaimType},
    document::{ClaimDocument, DocumentedLine},
    lines::{ReadLine, Reading, moment},
    options::{
        CLAIM_USE, ClaimOptions, ClaimRequest, ClaimWarningKind, ESTIMATE_USE, EstimatedLine, KnownPreauthorisation,
        MappedClaim, PREAUTHORISATION_USE, PreauthorisationRequest,
    },
    resolve::{Surroundings, hash},
};
use crate::fhir::{
    Entry,
    error::{FhirError, Problem, shortened},
    json::check_numbers,
    node::{Node, label, resource_id, resource_type},
    reading::Input,
};
use bogam_primitives::{
    Commitment, PolicyId, PreauthorisationId,
    claim::{ClaimId, NewPreauthorisation, PayeeKind},
};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a claim's document carries beside the claim, if the claim refers to it directly. Nothing else of a Bundle goes
/// along.
const CARRIED: [&str; 9] = [
    "Coverage",
    "Encounter",
    "MedicationDispense",
    "MedicationRequest",
    "Organization",
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
];

/// The `Claim` resources in the input, in its order.
pub fn claims(input: &Input) -> Vec<&Value> {
    let resources = input.entries().iter().map(|entry| &entry.resource);
    resources.filter(|resource| resource_type(resource) == Some("Claim")).collect()
}

/// The `Claim` with this id or label.
pub fn claim_called<'a>(input: &'a Input, name: &str) -> Option<&'a Value> {
    let id = name.strip_prefix("Claim/").unwrap_or(name);
    claims(input).into_iter().find(|resource| resource_id(resource) == Some(id))
}

/// Maps one `Claim` of `input`, with fresh salts.
///
/// # Errors
/// The first element that cannot be carried, with its reason.
pub fn map_claim(input: &Input, claim: &Value, options: &ClaimOptions) -> Result<MappedClaim, FhirError> {
    map(input, claim, options).map_err(|error| error.of_resource(label(claim)))
}

fn map(input: &Input, resource: &Value, options: &ClaimOptions) -> Result<MappedClaim, FhirError> {
    let claim = Node::resource(resource)?;
    if resource_type(resource) != Some("Claim") {
        let found = shortened(resource_type(resource).unwrap_or_default());
        return Err(claim.refuse_member("resourceType", Problem::WrongTarget { found, expected: "Claim" }));
    }
    check_numbers(resource, "Claim")?;
    claim.refuse_modifiers()?;
    let status = claim.required("status")?;
    if status.text()? != "active" {
        return Err(status.refuse(Problem::ClaimNotActive(shortened(status.text()?))));
    }
    let usage = claim.required("use")?;
    let kind = claim_type(&claim)?;
    claim.required("patient")?;
    moment(&claim.required("created")?, options)?;
    let surroundings = Surroundings { from: resource, entries: input.entries() };
    let mut reading = Reading {
        claim: claim.clone(),
        kind,
        surroundings,
        options,
        information: HashMap::new(),
        warnings: Vec::new(),
    };
    provider(&reading, "provider")?;
    let payee = payee(&reading)?;
    let (policy, approvals) = insurance(&mut reading)?;
    for information in claim.list_of("supportingInfo")? {
        let sequence = information.required("sequence")?;
        if reading.information.insert(sequence.count()?, information).is_some() {
            return Err(sequence.refuse(Problem::DuplicateSequence(sequence.count()?)));
        }
    }
    let items = claim.list_of("item")?;
    let lines = lines(&mut reading, &items)?;
    let carry = || carried(resource, input.entries());
    let documented = |line: &ReadLine| DocumentedLine {
        sequence: line.sequence,
        category: line.category,
        charge: line.charge,
        service: None,
        preauthorisation: None,
    };
    let request = match usage.text()? {
        CLAIM_USE => {
            let approvals = assign(&claim, &approvals, &lines)?;
            let mut services = HashSet::new();
            let mut own = Vec::with_capacity(lines.len());
            for (index, ((item, line), preauthorisation)) in items.iter().zip(&lines).zip(approvals).enumerate() {
                let service = reading.service(item, index, line)?;
                if !services.insert(service.key().0) {
                    return Err(item.refuse(Problem::DuplicateService));
                }
                own.push(DocumentedLine { service: Some(service), preauthorisation, ..documented(line) });
            }
            let document = ClaimDocument::new(None, policy, payee, own, carry());
            let claim = document.new_claim()?;
            ClaimRequest::Claim { id: ClaimId::derive(options.provider, &claim), claim, document }
        }
        PREAUTHORISATION_USE => {
            if let Some((node, _)) = approvals.first() {
                return Err(node.refuse(Problem::PreauthorisationUnused));
            }
            if claim.get("fundsReserve")?.is_some() {
                reading.warn("Claim.fundsReserve", ClaimWarningKind::FundsReserve);
            }
            let ask = |line: &ReadLine| {
                let document = ClaimDocument::new(Some(line.sequence), policy, payee, vec![documented(line)], carry());
                let commitment: Commitment = document.commitment()?;
                let request = NewPreauthorisation { policy, category: line.category, amount: line.charge, commitment };
                let id = PreauthorisationId::derive(options.provider, &request);
                Ok(PreauthorisationRequest { sequence: line.sequence, id, request, document })
            };
            ClaimRequest::Preauthorisations(lines.iter().map(ask).collect::<Result<_, FhirError>>()?)
        }
        ESTIMATE_USE => {
            let approvals = assign(&claim, &approvals, &lines)?;
            let estimated = lines.iter().zip(approvals).map(|(line, preauthorisation)| EstimatedLine {
                category: line.category,
                charge: line.charge,
                preauthorisation,
            });
            ClaimRequest::Estimate { policy, lines: estimated.collect() }
        }
        other => {
            let expected = "claim, preauthorization or predetermination";
            return Err(usage.refuse(Problem::UnknownCode { code: shortened(other), expected }));
        }
    };
    Ok(MappedClaim { request, warnings: reading.warnings })
}

fn claim_type(claim: &Node<'_>) -> Result<ClaimType, FhirError> {
    let node = claim.required("type")?;
    let mut found = None;
    for coding in node.list_of("coding")? {
        let Some(code) = coding.text_of("code")? else { continue };
        if coding.text_of("system")?.is_none_or(|system| system == CLAIM_TYPE_SYSTEM)
            && let Some(kind) = ClaimType::named(code)
        {
            return Ok(kind);
        }
        found = Some(code.to_owned());
    }
    let expected = "institutional, oral, pharmacy, professional or vision";
    Err(match found {
        Some(code) => node.refuse(Problem::UnknownCode { code: shortened(&code), expected }),
        None => node.refuse_member("coding", Problem::Missing),
    })
}

/// Refuses an organisation in the member `name` that is not the one that submits.
fn provider<'a>(reading: &Reading<'a>, name: &str) -> Result<(), FhirError> {
    let node = reading.claim.required(name)?;
    organisation(reading, &node)
}

fn organisation<'a>(reading: &Reading<'a>, node: &Node<'a>) -> Result<(), FhirError> {
    let Reading { surroundings, options, .. } = reading;
    let followed = surroundings.follow(node, &["Organization", "Practitioner", "PractitionerRole"])?;
    match followed.organisation(&options.organisations) {
        Some(organisation) if organisation == options.provider => Ok(()),
        Some(_) => Err(node.refuse(Problem::ForeignProvider)),
        None => Err(followed.unknown(node)),
    }
}

/// To whom the claim is paid; the provider, if nothing is said.
fn payee(reading: &Reading<'_>) -> Result<PayeeKind, FhirError> {
    let Some(node) = reading.claim.get("payee")? else { return Ok(PayeeKind::Provider) };
    let kind = node.required("type")?;
    let codings = kind.list_of("coding")?;
    let code = codings.first().map(|coding| coding.required("code")).transpose()?;
    let code = code.ok_or_else(|| kind.refuse_member("coding", Problem::Missing))?.text()?;
    let party = node.get("party")?;
    match code {
        "provider" => {
            party.map(|party| organisation(reading, &party)).transpose()?;
            Ok(PayeeKind::Provider)
        }
        // The chain pays the key of the policy, which is the insured person's: nobody else can be named.
        "subscriber" => {
            let patient = reading.claim.required("patient")?;
            match party.filter(|party| party.value() != patient.value()) {
                Some(party) => Err(party.refuse(Problem::UnsupportedPayee("subscriber".into()))),
                None => Ok(PayeeKind::Holder),
            }
        }
        other => Err(kind.refuse(Problem::UnsupportedPayee(shortened(other)))),
    }
}

/// The approvals that a claim names, and where.
type Approvals<'a> = Vec<(Node<'a>, KnownPreauthorisation)>;

/// The policy of the focal insurance, and the approvals that it names.
fn insurance<'a>(reading: &mut Reading<'a>) -> Result<(PolicyId, Approvals<'a>), FhirError> {
    let options = reading.options;
    let all = reading.claim.list_of("insurance")?;
    if all.is_empty() {
        return Err(reading.claim.refuse_member("insurance", Problem::Missing));
    }
    let mut focal = Vec::new();
    for (index, insurance) in all.iter().enumerate() {
        let flag = insurance.required("focal")?;
        match flag.value().as_bool() {
            Some(true) => focal.push(insurance),
            Some(false) => reading.warn(format!("Claim.insurance[{index}]"), ClaimWarningKind::OtherInsurance),
            None => return Err(flag.refuse(Problem::WrongType { expected: "true or false" })),
        }
    }
    let [focal] = focal.as_slice() else {
        return Err(reading.claim.refuse_member("insurance", Problem::FocalInsurance(focal.len())));
    };
    let node = focal.required("coverage")?;
    let followed = reading.surroundings.follow(&node, &["Coverage"])?;
    if let Some(status) = followed.target.and_then(|coverage| coverage.get("status")).and_then(Value::as_str)
        && status != "active"
    {
        return Err(node.refuse(Problem::ClaimNotActive(shortened(status))));
    }
    let policy = followed.policy(&options.policies).ok_or_else(|| followed.unknown(&node))?;
    let mut approvals = Vec::new();
    for reference in focal.list_of("preAuthRef")? {
        let text = reference.text()?;
        let known = options.preauthorisations.get(text).copied();
        // What the chain itself answers is the identifier.
        let own = || Some(KnownPreauthorisation { id: PreauthorisationId(hash(text)?), category: None });
        let known = known.or_else(own);
        let known = known.ok_or_else(|| reference.refuse(Problem::NotResolved(shortened(text))))?;
        approvals.push((reference, known));
    }
    Ok((policy, approvals))
}

/// All items, and that they add up.
fn lines<'a>(reading: &mut Reading<'a>, items: &[Node<'a>]) -> Result<Vec<ReadLine>, FhirError> {
    let claim = reading.claim.clone();
    if items.is_empty() {
        return Err(claim.refuse_member("item", Problem::Missing));
    }
    let limit = reading.options.most_lines;
    if items.len() > usize::from(limit) {
        return Err(claim.refuse_member("item", Problem::TooManyLines { count: items.len(), limit }));
    }
    let (mut lines, mut sequences) = (Vec::with_capacity(items.len()), HashSet::new());
    let (mut stated, mut charged) = (Exact::ZERO, 0u64);
    for (index, item) in items.iter().enumerate() {
        let line = reading.line(item, index)?;
        if !sequences.insert(line.sequence) {
            return Err(item.refuse_member("sequence", Problem::DuplicateSequence(line.sequence)));
        }
        let too_large = || item.refuse_member("net", Problem::AmountTooLarge("the sum of the items".into()));
        stated = stated.plus(line.stated).ok_or_else(too_large)?;
        charged = charged.checked_add(line.charge).filter(|sum| *sum <= LARGEST_AMOUNT).ok_or_else(too_large)?;
        lines.push(line);
    }
    match claim.get("total")? {
        Some(total) => {
            let value = money(&total, reading.options.exchange.as_ref())?;
            if value != stated {
                let problem = Problem::AmountDiffers { stated: value.to_string(), computed: stated.to_string() };
                return Err(total.refuse(problem));
            }
        }
        None => reading.warn("Claim.total", ClaimWarningKind::NoTotal),
    }
    if reading.options.exchange.is_some() {
        reading.warn("Claim.item", ClaimWarningKind::Exchanged);
    }
    Ok(lines)
}

/// Gives each approval to the first line that it fits and that has none.
fn assign(
    claim: &Node<'_>,
    approvals: &Approvals<'_>,
    lines: &[ReadLine],
) -> Result<Vec<Option<PreauthorisationId>>, FhirError> {
    if approvals.len() > lines.len() {
        return Err(claim.refuse_member("insurance", Problem::PreauthorisationUnused));
    }
    let mut assigned = vec![None; lines.len()];
    for (node, known) in approvals {
        let fits = |(slot, line): &(&mut Option<_>, &ReadLine)| {
            slot.is_none() && known.category.is_none_or(|category| category == line.category)
        };
        let mut free = assigned.iter_mut().zip(lines).filter(fits);
        let (slot, _) = free.next().ok_or_else(|| node.refuse(Problem::PreauthorisationUnused))?;
        *slot = Some(known.id);
    }
    Ok(assigned)
}

/// The claim, and the entries of the input to which it refers.
fn carried(claim: &Value, entries: &[Entry]) -> Vec<Entry> {
    let mut references = BTreeSet::new();
    collect(claim, &mut references);
    let full_url = entries.iter().find(|entry| entry.resource == *claim).and_then(|entry| entry.full_url.clone());
    let mut carried = vec![Entry { full_url, resource: claim.clone() }];
    for entry in entries {
        let Some(kind) = resource_type(&entry.resource).filter(|kind| CARRIED.contains(kind)) else { continue };
        let by_url = entry.full_url.as_deref().is_some_and(|url| references.contains(url));
        let by_id = resource_id(&entry.resource).is_some_and(|id| references.contains(format!("{kind}/{id}").as_str()));
        if by_url || by_id {
            carried.push(entry.clone());
        }
    }
    carried
}

/// The literal references below `value`.
fn collect<'a>(value: &'a Value, references: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| match inner {
            Value::String(text) if name == "reference" => {
                references.insert(text.split("/_history/").next().unwrap_or(text));
            }
            other => collect(other, references),
        }),
        Value::Array(values) => values.iter().for_each(|inner| collect(inner, references)),
        _ => {}
    }
}
