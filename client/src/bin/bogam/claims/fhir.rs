//! Claims and coverages from FHIR: where they are read, and what their references mean on the chain.

use super::files::{lasting_salt, read_bounded};
use crate::{
    context::Context,
    output::{Failure, Outcome},
    words::Word,
};
use bogam_client::{
    documents::random_salt,
    fhir::{
        FhirError, Input, LARGEST_INPUT, Problem,
        claim::{
            ClaimDocument, ClaimOptions, ClaimWarning, CoverageTerms, Exchange, KnownPreauthorisation, MappedClaim,
            map_claim, map_coverage,
        },
        read as read_resources,
    },
    keys::write_private,
};
use bogam_primitives::{
    Moment, OrganisationId, PlanId, PolicyId,
    claim::{ServiceCategory, ServiceReference},
};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Which claim of a file is meant, and what it refers to. What names itself as the chain does needs none of it.
#[derive(Debug, Args)]
pub struct Tables {
    /// Of several claims in the file, this one: its id.
    #[arg(long, requires = "from")]
    select: Option<String>,
    /// Who is meant by a reference or identifier of the file, such as Organization/1=organisation:3. May be given more than
    /// once.
    #[arg(long = "actor", value_parser = parse_actor, requires = "from")]
    actors: Vec<(String, OrganisationId)>,
    /// Which policy or handle is meant by a coverage, such as Coverage/1=POLICY. May be given more than once.
    #[arg(long = "coverage", value_parser = meant::<PolicyId>, requires = "from")]
    coverages: Vec<(String, PolicyId)>,
    /// Which approval is meant by a preAuthRef: REFERENCE=ID, or REFERENCE=ID:CATEGORY if it is for one category. May be
    /// given more than once.
    #[arg(long = "approval", value_parser = parse_approval, requires = "from")]
    approvals: Vec<(String, KnownPreauthorisation)>,
    /// Which service is meant by a reference, such as MedicationDispense/1=dispense:PRESCRIPTION:0:0; REFERENCE#2 is meant
    /// for item 2 alone. May be given more than once.
    #[arg(long = "service", value_parser = meant::<ServiceReference>, requires = "from")]
    services: Vec<(String, ServiceReference)>,
    /// Where the salt of an encounter is kept, such as Encounter/1=FILE; it is made if there is none. May be given more
    /// than once.
    #[arg(long = "encounter-salt", value_parser = parse_salt_file, requires = "from")]
    encounter_salts: Vec<(String, PathBuf)>,
    /// The category of a code, such as SYSTEM|CODE=imaging. May be given more than once.
    #[arg(long = "category-of", value_parser = meant::<ServiceCategory>, requires = "from")]
    categories: Vec<(String, ServiceCategory)>,
    /// Another currency than won and how many won one unit is, such as USD=1400: you answer for the rate. For
    /// demonstrations.
    #[arg(long, value_parser = parse_exchange, requires = "from")]
    exchange: Option<Exchange>,
}

/// What a name of the file means: `NAME=WORD`.
fn meant<T: Word>(text: &str) -> Result<(String, T), String> {
    let (name, word) = text.rsplit_once('=').ok_or("this is NAME=MEANING, such as Coverage/1=POLICY")?;
    Ok((name.to_owned(), T::read(word)?))
}

/// An organisation, as consents name it: `REFERENCE=organisation:NUMBER`.
fn parse_actor(text: &str) -> Result<(String, OrganisationId), String> {
    let wrong = || "an actor is REFERENCE=organisation:NUMBER, such as Organization/1=organisation:3".to_owned();
    let (reference, number) = text.rsplit_once("=organisation:").ok_or_else(wrong)?;
    Ok((reference.to_owned(), number.parse().map_err(|_| wrong())?))
}

fn parse_approval(text: &str) -> Result<(String, KnownPreauthorisation), String> {
    let (name, rest) = text.rsplit_once('=').ok_or("an approval is REFERENCE=ID or REFERENCE=ID:CATEGORY")?;
    let (id, category) = match rest.split_once(':') {
        Some((id, category)) => (id, Some(Word::read(category)?)),
        None => (rest, None),
    };
    Ok((name.to_owned(), KnownPreauthorisation { id: Word::read(id)?, category }))
}

fn parse_salt_file(text: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = text.split_once('=').ok_or("a salt is REFERENCE=FILE, such as Encounter/1=visit.salt")?;
    Ok((name.to_owned(), path.into()))
}

fn parse_exchange(text: &str) -> Result<Exchange, String> {
    let wrong = || "an exchange is CURRENCY=WON, such as USD=1400".to_owned();
    let (currency, won) = text.split_once('=').ok_or_else(wrong)?;
    Ok(Exchange { currency: currency.to_owned(), won: won.parse().map_err(|_| wrong())? })
}

/// Who maps, when, and whether anything comes of it.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// The organisation that submits.
    pub provider: OrganisationId,
    /// The present moment.
    pub now: Moment,
    /// Nothing is written or sent.
    pub rehearsal: bool,
}

impl Tables {
    fn options(&self, setting: Setting) -> Outcome<ClaimOptions> {
        let mut options = ClaimOptions::at(setting.now, setting.provider);
        options.organisations.extend(self.actors.iter().cloned());
        options.policies.extend(self.coverages.iter().cloned());
        options.preauthorisations.extend(self.approvals.iter().cloned());
        options.services.extend(self.services.iter().cloned());
        options.categories.extend(self.categories.iter().cloned());
        options.exchange = self.exchange.clone();
        for (reference, path) in &self.encounter_salts {
            // A rehearsal leaves nothing behind, and shows no nullifier that counts.
            let salt = match setting.rehearsal && !path.exists() {
                true => random_salt(),
                false => lasting_salt(path)?,
            };
            options.encounter_salts.insert(reference.clone(), salt);
        }
        Ok(options)
    }

    /// Maps the claim that is meant, and says what the mapping assumed.
    pub fn map(&self, input: &Input, setting: Setting, context: &Context) -> Outcome<MappedClaim> {
        let claim = chosen(input, "Claim", self.select.as_deref())?;
        let mapped = map_claim(input, claim, &self.options(setting)?)?;
        say(context, &mapped.warnings);
        Ok(mapped)
    }
}

/// A FHIR Coverage, and what it refers to.
#[derive(Debug, Args)]
pub struct Coverage {
    /// The file with a FHIR R4 Coverage, or with a Bundle that has one: it says plan and period.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Of several coverages in the file, this one: its id.
    #[arg(long, requires = "from")]
    select: Option<String>,
    /// Who is meant by a reference or identifier of the file, such as Organization/1=organisation:3. May be given more than
    /// once.
    #[arg(long = "actor", value_parser = parse_actor, requires = "from")]
    actors: Vec<(String, OrganisationId)>,
    /// Which plan is meant by a class of type plan, such as SILSON-4=PLAN. May be given more than once.
    #[arg(long = "class", value_parser = meant::<PlanId>, requires = "from")]
    classes: Vec<(String, PlanId)>,
    /// Where to write the commitment to the subscriberId, with its salt (only its owner can read it). Default: it is not
    /// committed to.
    #[arg(long, requires = "from")]
    subscriber_out: Option<PathBuf>,
}

impl Coverage {
    /// What the file says of a policy, if one is named, at the moment `now`; and what the mapping assumed. Plans are those of
    /// `insurer`, and of the organisations that are named.
    pub fn terms(
        &self,
        now: Moment,
        insurer: Option<OrganisationId>,
        context: &Context,
    ) -> Outcome<Option<CoverageTerms>> {
        let Some(path) = &self.from else { return Ok(None) };
        let input = read_input(path)?;
        let coverage = chosen(&input, "Coverage", self.select.as_deref())?;
        // Nobody submits a coverage: whose policy it is follows from its payor.
        let mut options = ClaimOptions::at(now, OrganisationId::default());
        options.organisations.extend(self.actors.iter().cloned());
        let named = self.actors.iter().map(|(_, organisation)| *organisation);
        for insurer in named.chain(insurer) {
            options.plans.extend(self.classes.iter().map(|(class, plan)| ((insurer, class.clone()), *plan)));
        }
        let terms = map_coverage(&input, coverage, &options)?;
        say(context, &terms.warnings);
        Ok(Some(terms))
    }

    /// Keeps the commitment to the insurer's number of the insured, and says where.
    pub fn keep_subscriber(&self, terms: &CoverageTerms) -> Outcome<Option<&Path>> {
        let (Some(path), Some(subscriber)) = (&self.subscriber_out, terms.subscriber) else { return Ok(None) };
        let kept = json!({ "commitment": subscriber.commitment.show(), "salt": hex::encode(subscriber.salt) });
        write_private(path, format!("{kept:#}\n").as_bytes())?;
        Ok(Some(path.as_path()))
    }
}

/// Reads FHIR from a file that is not larger than it may be.
pub fn read_input(path: &Path) -> Outcome<Input> {
    Ok(read_resources(&read_bytes(path)?)?)
}

/// The bytes of a file that may have FHIR.
pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    read_bounded(path, u64::try_from(LARGEST_INPUT).unwrap_or(u64::MAX))
}

/// The resource of the type `kind` that is meant: the one with this id, or the only one.
fn chosen<'a>(input: &'a Input, kind: &'static str, select: Option<&str>) -> Outcome<&'a Value> {
    let found = input.of_type(kind)?;
    match (select, found.as_slice()) {
        (Some(name), _) => {
            let id = name.strip_prefix(kind).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
            let called = found.iter().find(|resource| resource["id"] == id);
            let unknown = || FhirError::new(format!("{kind}.id"), Problem::NotSelected(name.to_owned()));
            Ok(called.copied().ok_or_else(unknown)?)
        }
        (None, [one]) => Ok(one),
        (None, several) => {
            let ids = several.iter().filter_map(|resource| resource["id"].as_str()).take(20).collect::<Vec<_>>();
            let ids = ids.join(", ");
            Err(Failure::input(
                "fhir_several_resources",
                format!("the file has several resources of type {kind}: choose one with --select: {ids}"),
                format!("파일에 {kind}이(가) 여러 개 있습니다. --select로 하나를 고르십시오: {ids}"),
            ))
        }
    }
}

fn say(context: &Context, warnings: &[ClaimWarning]) {
    for warning in warnings {
        context.say(&format!("note: {warning}"), &format!("참고: {}", warning.korean()));
    }
}

/// What a mapping assumed, for programs.
pub fn warnings_value(warnings: &[ClaimWarning]) -> Value {
    let value = |warning: &ClaimWarning| json!({ "code": warning.code(), "message": warning.to_string(), "messageKorean": warning.korean() });
    warnings.iter().map(value).collect()
}

/// Keeps the private document while `write` writes what belongs to it: both, or neither.
pub fn with_document<T>(document: &ClaimDocument, path: &Path, write: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    write_private(path, &document.to_bytes()?)?;
    let written = write();
    if written.is_err() {
        drop(std::fs::remove_file(path));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::PreauthorisationId;
    use subxt::utils::H256;

    #[test]
    fn table_should_be_read_up_to_the_last_sign_of_equality() {
        let id = PolicyId(H256::repeat_byte(0xab));
        let digits = "ab".repeat(32);
        assert_eq!(meant::<PolicyId>(&format!("Coverage/1=0x{digits}")), Ok(("Coverage/1".to_owned(), id)));
        let query = format!("https://x.example/Coverage?id=1={digits}");
        assert_eq!(meant::<PolicyId>(&query), Ok(("https://x.example/Coverage?id=1".to_owned(), id)));
        assert!(meant::<PolicyId>("Coverage/1").is_err() && meant::<PolicyId>("Coverage/1=1").is_err());
        assert_eq!(parse_actor("urn:a|b=organisation:3"), Ok(("urn:a|b".to_owned(), 3)));
        for wrong in ["", "Organization/1", "Organization/1=3", "Organization/1=organisation:x"] {
            assert!(parse_actor(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn approval_and_exchange_should_be_read_in_each_form() {
        let digits = "ab".repeat(32);
        let id = PreauthorisationId(H256::repeat_byte(0xab));
        let plain = KnownPreauthorisation { id, category: None };
        assert_eq!(parse_approval(&format!("PA-1={digits}")), Ok(("PA-1".to_owned(), plain)));
        let imaging = KnownPreauthorisation { category: Some(ServiceCategory::Imaging), ..plain };
        assert_eq!(parse_approval(&format!("PA-1=0x{digits}:imaging")), Ok(("PA-1".to_owned(), imaging)));
        for wrong in ["PA-1", "PA-1=5", &format!("PA-1={digits}:weather")] {
            assert!(parse_approval(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_exchange("USD=1400"), Ok(Exchange { currency: "USD".into(), won: 1_400 }));
        for wrong in ["USD", "USD=", "USD=1.5", "USD=-1"] {
            assert!(parse_exchange(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parse_salt_file("Encounter/1=a=b"), Ok(("Encounter/1".to_owned(), PathBuf::from("a=b"))));
    }

    #[test]
    fn resource_should_be_the_only_one_or_the_one_that_is_named() {
        let bundle = |ids: &[&str]| {
            let entries: Vec<_> =
                ids.iter().map(|id| json!({ "resource": { "resourceType": "Claim", "id": id } })).collect();
            let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
            read_resources(bundle.to_string().as_bytes()).unwrap()
        };
        let (one, two) = (bundle(&["a"]), bundle(&["a", "b"]));
        assert_eq!(chosen(&one, "Claim", None).unwrap()["id"], "a");
        for name in ["b", "Claim/b"] {
            assert_eq!(chosen(&two, "Claim", Some(name)).unwrap()["id"], "b");
        }
        let refused = |outcome: Outcome<&Value>| format!("{:?}", outcome.unwrap_err());
        assert!(refused(chosen(&two, "Claim", None)).contains("fhir_several_resources"));
        assert!(refused(chosen(&two, "Claim", Some("c"))).contains("fhir_not_selected"));
        assert!(refused(chosen(&one, "Coverage", None)).contains("fhir_nothing_found"));
    }
}
