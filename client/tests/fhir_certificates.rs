//! Every `Immunization`, `Observation` and `DocumentReference` in HL7's own examples is either mapped or refused with the
//! element that is at fault, and the table of docs/fhir-mapping.md is what comes out.
//!
//! The package is not shipped. `BOGAM_FHIR_EXAMPLES` names the folder with its JSON files (npm: `hl7.fhir.r4.examples`
//! 4.0.1); without it the test says so and ends.

use bogam_client::{
    certificate::Document,
    fhir::{CertificateOptions, map_certificates, read},
    messages::Explained,
};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const CERTIFIED: [&str; 3] = ["DocumentReference", "Immunization", "Observation"];

/// Type, outcome, how many, and how many where the caller says that Observations without a category are a laboratory's.
const EXPECTED: [(&str, &str, usize, usize); 22] = [
    ("DocumentReference", "DocumentManifest.contained (fhir_contained_resource)", 2, 2),
    ("DocumentReference", "DocumentReference.docStatus (fhir_status_not_certifiable)", 1, 1),
    ("DocumentReference", "DocumentReference.type (fhir_not_medical_certificate)", 1, 1),
    ("Immunization", "Immunization.isSubpotent (fhir_subpotent)", 1, 1),
    ("Immunization", "Immunization.primarySource (fhir_second_hand)", 1, 1),
    ("Immunization", "Immunization.status (fhir_status_not_certifiable)", 1, 1),
    ("Immunization", "mapped", 2, 2),
    ("Observation", "Observation.category (fhir_category_missing)", 517, 0),
    ("Observation", "Observation.category (fhir_not_laboratory)", 26, 26),
    ("Observation", "Observation.code (fhir_not_laboratory)", 1, 1),
    ("Observation", "Observation.code.coding (fhir_code_system_missing)", 0, 52),
    ("Observation", "Observation.component (fhir_several_results)", 4, 7),
    ("Observation", "Observation.effectivePeriod.end (fhir_missing)", 0, 1),
    ("Observation", "Observation.effective[x] (fhir_missing)", 0, 51),
    ("Observation", "Observation.hasMember (fhir_several_results)", 4, 7),
    ("Observation", "Observation.status (fhir_status_not_certifiable)", 8, 8),
    ("Observation", "Observation.subject (fhir_patient_not_given)", 11, 16),
    ("Observation", "Observation.subject (fhir_wrong_target)", 1, 1),
    ("Observation", "Observation.valueQuantity.system (fhir_not_ucum)", 0, 380),
    ("Observation", "Observation.value[x] (fhir_missing)", 0, 17),
    ("Observation", "ServiceRequest.contained (fhir_contained_resource)", 1, 1),
    ("Observation", "mapped", 0, 5),
];

/// How many resources of which type had which outcome: "mapped", or element and code.
type Table = BTreeMap<(String, String), usize>;

/// The types of all resources below `value` of which certificates are made, contained ones included.
fn all(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let kind = members.get("resourceType").and_then(Value::as_str);
            found.extend(kind.filter(|kind| CERTIFIED.contains(kind)).map(str::to_owned));
            members.values().for_each(|inner| all(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| all(inner, found)),
        _ => {}
    }
}

/// The patient of the package to whom a resource that is alone in its file refers.
fn patient_of(resource: &Value, folder: &Path) -> Option<Value> {
    let reference = ["patient", "subject"].iter().find_map(|name| resource.get(*name)?.get("reference")?.as_str())?;
    let id = reference.strip_prefix("Patient/")?;
    serde_json::from_slice(&fs::read(folder.join(format!("Patient-{id}.json"))).ok()?).ok()
}

fn tabulate(folder: &Path, laboratory: bool) -> Table {
    let mut table = Table::new();
    let mut count = |kind: &str, outcome: String, by: usize| {
        if by > 0 {
            *table.entry((kind.to_owned(), outcome)).or_default() += by;
        }
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let bytes = fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        if !CERTIFIED.iter().any(|kind| text.contains(&format!("\"{kind}\""))) {
            continue;
        }
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let mut wanted = Vec::new();
        all(&value, &mut wanted);
        if wanted.is_empty() {
            continue;
        }
        let options =
            CertificateOptions { laboratory, patient: patient_of(&value, folder), ..CertificateOptions::default() };
        let outcomes = match read(&bytes).and_then(|input| map_certificates(&input, &options)) {
            Ok(outcomes) => outcomes,
            Err(error) => {
                for kind in &wanted {
                    count(kind, format!("{} ({})", error.element(), error.code()), 1);
                }
                continue;
            }
        };
        assert_eq!(outcomes.len(), wanted.len(), "{}", file.display());
        for (label, outcome) in outcomes {
            let kind = label.split([' ', '/']).next().unwrap();
            match outcome {
                Ok(mapped) => {
                    let document = &mapped.document;
                    let again = Document::parse(document.kind(), &document.to_bytes().unwrap()).unwrap();
                    assert_eq!(again.to_bytes(), document.to_bytes());
                    count(kind, "mapped".into(), 1);
                }
                Err(error) => {
                    assert!(!error.korean().is_empty());
                    // Which one of a list it is matters to the sender and not to the table.
                    let element: String = error.element().split(['[', ']']).step_by(2).collect();
                    let element = if error.element().ends_with("[x]") { error.element() } else { &element };
                    count(kind, format!("{element} ({})", error.code()), 1);
                }
            }
        }
    }
    table
}

#[test]
fn every_resource_of_the_package_should_be_mapped_or_refused_with_its_element() {
    let Some(folder) = std::env::var_os("BOGAM_FHIR_EXAMPLES").map(PathBuf::from) else {
        eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's examples are not tried");
        return;
    };
    let (strict, believing) = (tabulate(&folder, false), tabulate(&folder, true));
    let mut rows: Vec<&(String, String)> = strict.keys().chain(believing.keys()).collect();
    rows.sort();
    rows.dedup();
    let of = |table: &Table, row: &(String, String)| table.get(row).copied().unwrap_or_default();
    let found: Vec<(&str, &str, usize, usize)> =
        rows.iter().map(|row| (row.0.as_str(), row.1.as_str(), of(&strict, row), of(&believing, row))).collect();
    found.iter().for_each(|(kind, outcome, one, other)| println!("| {kind} | {outcome} | {one} | {other} |"));
    assert_eq!(found, EXPECTED);
    let total = |table: &Table, kind: &str| -> usize {
        table.iter().filter(|((of, _), _)| of == kind).map(|(_, count)| count).sum()
    };
    for table in [&strict, &believing] {
        assert_eq!(CERTIFIED.map(|kind| total(table, kind)), [4, 5, 573]);
    }
}
