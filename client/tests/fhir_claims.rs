//! Each of the 17 claims and 4 coverages in HL7's own examples is mapped, or refused with the element that is at fault.
//!
//! The package is not shipped. `BOGAM_FHIR_EXAMPLES` names the folder with its JSON files (npm: `hl7.fhir.r4.examples`
//! 4.0.1); without it the tests say so and end.

use bogam_client::{
    fhir::{
        claim::{
            ClaimOptions, ClaimRequest, Exchange, KnownPreauthorisation, claims, coverages, map_claim, map_coverage,
            open_and_check_claim,
        },
        read,
    },
    messages::Explained,
};
use bogam_primitives::{
    PlanId, PolicyId, PreauthorisationId, PrescriptionId,
    claim::{ServiceCategory, ServiceReference},
    prescription::DispenseReference,
};
use sp_core::H256;
use std::{fs, path::PathBuf};

/// 2026-11-21T01:00:00Z.
const NOW: u64 = 1_795_222_800_000;
const PROVIDER: u32 = 1;
const INSURER: u32 = 2;

/// The element and the code of a refusal.
type Refused = (&'static str, &'static str);

/// How many lines and how many won at 1,000 won per dollar; or the refusal.
type Expected = Result<(usize, u64), Refused>;

/// The claims, and what becomes of each.
const CLAIMS: [(&str, Expected); 17] = [
    ("100150", Ok((1, 135_570))),
    ("100151", Ok((3, 1_340_570))),
    ("100152", Ok((1, 135_570))),
    // 24 times 250 is not 250.
    ("100153", Err(("Claim.item[0].detail[4].net", "fhir_amount_differs"))),
    ("100154", Ok((1, 135_570))),
    ("100155", Ok((1, 135_570))),
    // To be paid to a relative.
    ("100156", Err(("Claim.payee.type", "fhir_unsupported_payee"))),
    ("660150", Ok((1, 80_000))),
    // Glasses are none of the ten categories.
    ("660151", Err(("Claim.item[0].productOrService", "fhir_unknown_category"))),
    ("660152", Err(("Claim.item[0].productOrService", "fhir_unknown_category"))),
    ("760150", Ok((1, 60_000))),
    ("760151", Ok((1, 90_000))),
    // A pharmacy's medicine without a prescription.
    ("760152", Err(("Claim.prescription", "fhir_no_service"))),
    ("860150", Ok((1, 75_000))),
    ("960150", Ok((1, 125_000))),
    ("960151", Ok((1, 125_000))),
    ("MED-00050", Ok((1, 12_500_000))),
];

/// Coverage, and its length in days; or the element and code of the refusal. At a moment in 2011.
const COVERAGES: [(&str, Result<u64, Refused>); 4] = [
    ("7546D", Ok(367)),
    ("7547E", Err(("Coverage.class", "fhir_missing"))),
    ("9876B1", Ok(367)),
    ("SP1234", Err(("Coverage.payor[0].reference", "fhir_wrong_target"))),
];

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("BOGAM_FHIR_EXAMPLES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's examples are not tried");
    }
    folder
}

/// What the provider of the examples would know.
fn options() -> ClaimOptions {
    let mut options = ClaimOptions::at(NOW, PROVIDER);
    options.exchange = Some(Exchange { currency: "USD".into(), won: 1_000 });
    let organisations = [
        ("Organization/1", PROVIDER),
        ("http://www.jurisdiction.com/oralhealthoffices|3456", PROVIDER),
        ("http://www.jurisdiction.com/careorganizations|HOSP12345", PROVIDER),
        ("http://npid.org/providerid|NJ12345", PROVIDER),
        ("Organization/2", INSURER),
        ("http://ehic.com/insurer|123456789", INSURER),
    ];
    options.organisations.extend(organisations.map(|(key, number)| (key.to_owned(), number)));
    for key in [
        "Coverage/9876B1",
        "http://benefitsinc.com/certificate|12345",
        "http://benefitsinc.com/certificate|10138556",
        "http://www.jurisdiction.com/nationalplan|123AB345",
        "http://www.jurisdiction.com/nationalplan/123AB345",
    ] {
        options.policies.insert(key.into(), PolicyId(H256::repeat_byte(7)));
    }
    for plan in ["BG4352", "B37FC"] {
        options.plans.insert((INSURER, plan.into()), PlanId(H256::repeat_byte(5)));
    }
    for (reference, category) in [("PA2014G56473", Some(ServiceCategory::Consultation)), ("AB543GTD7567", None)] {
        let id = PreauthorisationId(H256::repeat_byte(9));
        options.preauthorisations.insert(reference.into(), KnownPreauthorisation { id, category });
    }
    let prescription = PrescriptionId(H256::repeat_byte(8));
    let dispense = ServiceReference::Dispense(DispenseReference { prescription, fill: 0, item: 0 });
    options.services.insert("http://pharmacy.org/MedicationRequest/AB1234G".into(), dispense);
    options.encounter_salts.insert("Encounter/example".into(), [1; 32]);
    for (system, numbers) in [
        ("http://happyvalley.com/claim", &["12345", "12346", "12347"][..]),
        ("http://happysight.com/claim", &["6612345"]),
        ("http://happypharma.com/claim", &["7612345"]),
        ("http://happypdocs.com/claim", &["8612345"]),
        ("http://happyhospital.com/claim", &["96123451"]),
        ("http://CedarArmsMedicalCenter.com/claim", &["MED-00050"]),
    ] {
        for number in numbers {
            options.encounter_salts.insert(format!("{system}|{number}"), [2; 32]);
        }
    }
    options
}

#[test]
fn every_claim_of_the_package_should_be_mapped_or_refused_with_its_element() {
    let Some(folder) = folder() else { return };
    println!("| claim | outcome |\n|---|---|");
    for (id, expected) in CLAIMS {
        let input = read(&fs::read(folder.join(format!("Claim-{id}.json"))).unwrap()).unwrap();
        let claim = claims(&input)[0];
        // Without an exchange none of them is: they are in dollars.
        let won_only = ClaimOptions { exchange: None, ..options() };
        let refusal = map_claim(&input, claim, &won_only).unwrap_err();
        assert!(["fhir_currency_not_won", "fhir_unsupported_payee"].contains(&refusal.code()), "{id}: {refusal}");

        let outcome = map_claim(&input, claim, &options());
        let found = outcome.as_ref().map(|mapped| match &mapped.request {
            ClaimRequest::Claim { claim, document, .. } => {
                let opened = open_and_check_claim(&document.to_bytes().unwrap(), &claim.commitment).unwrap();
                assert_eq!(opened.new_claim().unwrap(), *claim);
                (claim.lines.len(), claim.lines.iter().map(|line| line.charge).sum::<u64>())
            }
            other => panic!("{id}: {other:?}"),
        });
        match &found {
            Ok((lines, won)) => {
                let warnings = &outcome.as_ref().unwrap().warnings;
                let warnings: Vec<_> = warnings.iter().map(|warning| warning.code()).collect();
                println!("| {id} | {lines} lines, {won} won ({}) |", warnings.join(", "));
            }
            Err(error) => {
                assert!(!error.korean().is_empty());
                println!("| {id} | refused: `{}` ({}) |", error.element(), error.code());
            }
        }
        assert_eq!(found.map_err(|error| (error.element(), error.code())), expected, "{id}");
    }
}

#[test]
fn claim_for_glasses_should_be_mapped_when_a_table_names_their_category() {
    let Some(folder) = folder() else { return };
    let mut options = options();
    let glasses = "http://example.org/fhir/CodeSystem/ex-visionservice|glasses".to_owned();
    options.categories.insert(glasses, ServiceCategory::Procedure);
    let id = PreauthorisationId(H256::repeat_byte(9));
    for number in ["6612346", "6612347"] {
        options.encounter_salts.insert(format!("http://happysight.com/claim|{number}"), [2; 32]);
    }
    for (name, won, preauthorisation) in [("660151", 214_000, None), ("660152", 235_400, Some(id))] {
        let input = read(&fs::read(folder.join(format!("Claim-{name}.json"))).unwrap()).unwrap();
        let mapped = map_claim(&input, claims(&input)[0], &options).unwrap();
        let ClaimRequest::Claim { claim, .. } = mapped.request else { panic!("{name}") };
        assert_eq!((claim.lines[0].charge, claim.lines[0].preauthorisation), (won, preauthorisation));
    }
}

#[test]
fn every_coverage_of_the_package_should_be_mapped_or_refused_with_its_element() {
    let Some(folder) = folder() else { return };
    // 2011-06-01T00:00:00Z: they ended in 2012.
    let options = ClaimOptions { now: 1_306_886_400_000, ..options() };
    println!("| coverage | outcome |\n|---|---|");
    for (id, expected) in COVERAGES {
        let input = read(&fs::read(folder.join(format!("Coverage-{id}.json"))).unwrap()).unwrap();
        let outcome = map_coverage(&input, coverages(&input)[0], &options);
        let found = outcome.as_ref().map(|terms| {
            assert_eq!(terms.insurer, INSURER);
            (terms.until - terms.from) / 86_400_000
        });
        match &found {
            Ok(days) => println!("| {id} | {days} days |"),
            Err(error) => println!("| {id} | refused: `{}` ({}) |", error.element(), error.code()),
        }
        assert_eq!(found.map_err(|error| (error.element(), error.code())), expected, "{id}");
    }
    let now = ClaimOptions { now: NOW, ..options };
    let input = read(&fs::read(folder.join("Coverage-9876B1.json")).unwrap()).unwrap();
    let error = map_coverage(&input, coverages(&input)[0], &now).unwrap_err();
    assert_eq!((error.element(), error.code()), ("Coverage.period.end", "fhir_already_expired"));
}
