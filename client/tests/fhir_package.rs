//! Every order with a quantity in HL7's own examples is either mapped or refused with the element that is at fault.
//!
//! The package is not shipped. `BOGAM_FHIR_EXAMPLES` names the folder with its JSON files (npm: `hl7.fhir.r4.examples`
//! 4.0.1); without it the test says so and ends.

use bogam_client::{
    documents::open_and_check,
    fhir::{Limits, Options, map, map_all, read, read_dispense},
    messages::Explained,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

/// 2026-11-21T01:00:00Z.
const NOW: u64 = 1_795_222_800_000;

/// The labels of all orders with a quantity below `value`, contained ones included.
fn orders(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let is_order = members.get("resourceType").and_then(Value::as_str) == Some("MedicationRequest")
                && members.get("intent").and_then(Value::as_str).is_some_and(|intent| intent.ends_with("order"))
                && value.pointer("/dispenseRequest/quantity").is_some();
            if is_order {
                found.insert(format!("MedicationRequest/{}", members["id"].as_str().unwrap()));
            }
            members.values().for_each(|inner| orders(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| orders(inner, found)),
        _ => {}
    }
}

#[test]
fn every_order_of_the_package_should_be_mapped_or_refused_with_its_element() {
    let Some(folder) = std::env::var_os("BOGAM_FHIR_EXAMPLES").map(PathBuf::from) else {
        eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's examples are not tried");
        return;
    };
    let options = Options { redate: true, limits: Limits::default(), ..Options::at(NOW) };
    let (mut wanted, mut mapped, mut refused) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    let mut dispenses = Vec::new();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let bytes = fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        if !text.contains("\"MedicationRequest\"") && !text.contains("\"MedicationDispense\"") {
            continue;
        }
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        orders(&value, &mut wanted);
        // Not every file of a package is a resource, and not every Bundle is of a type with orders.
        let Ok(input) = read(&bytes) else { continue };
        dispenses.extend(input.dispenses().into_iter().cloned());
        for refusal in input.contained_requests() {
            refused.insert(refusal.resource().unwrap().to_owned(), refusal);
        }
        if input.prescriptions().is_empty() {
            continue;
        }
        for (source, outcome) in map_all(&input, &[], &options).unwrap() {
            for label in source.labels() {
                match &outcome {
                    Ok(one) => drop(mapped.insert(label.clone(), one.clone())),
                    Err(error) => drop(refused.insert(label.clone(), error.clone())),
                }
            }
        }
    }
    assert!(!wanted.is_empty(), "no order in {}", folder.display());
    for (label, error) in &refused {
        assert!(error.element().contains('.'), "{label}: {error}");
        assert!(!error.korean().is_empty());
    }
    for one in mapped.values() {
        let items: Vec<_> = one.terms.items.iter().map(|item| item.product).collect();
        let document = open_and_check(&one.document.to_bytes().unwrap(), &one.terms.commitment, &items).unwrap();
        document.check_terms(&one.terms).unwrap();
    }
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for label in &wanted {
        assert!(mapped.contains_key(label) != refused.contains_key(label), "{label} is neither mapped nor refused");
        if let Some(error) = refused.get(label) {
            *reasons.entry((error.element(), error.code())).or_default() += 1;
        }
    }
    let issued = wanted.iter().filter(|label| mapped.contains_key(*label)).count();
    println!("orders with a quantity: {}, mapped: {issued}, refused: {}", wanted.len(), wanted.len() - issued);
    reasons.iter().for_each(|((element, code), count)| println!("  {count} {element} ({code})"));

    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for dispense in &dispenses {
        let readable = mapped.values().find_map(|one| match read_dispense(dispense, &one.document) {
            Err(error) if error.code() == "fhir_not_of_this_prescription" => None,
            other => Some(other),
        });
        let outcome = match readable {
            Some(Ok(_)) => "read".to_owned(),
            Some(Err(error)) => format!("refused: {} ({})", error.element(), error.code()),
            None => "of a prescription that is not issued".to_owned(),
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
    println!("dispenses: {}", dispenses.len());
    outcomes.iter().for_each(|(outcome, count)| println!("  {count} {outcome}"));
}

#[test]
fn requests_of_the_package_that_share_a_group_should_be_one_prescription_or_refused_whole() {
    let Some(folder) = std::env::var_os("BOGAM_FHIR_EXAMPLES").map(PathBuf::from) else {
        eprintln!("BOGAM_FHIR_EXAMPLES is not set, so the package's examples are not tried");
        return;
    };
    let resource = |id: &str| -> Value {
        serde_json::from_slice(&fs::read(folder.join(format!("MedicationRequest-{id}.json"))).unwrap()).unwrap()
    };
    let bundle = |ids: &[&str]| {
        let entries: Vec<Value> = ids.iter().map(|id| serde_json::json!({ "resource": resource(id) })).collect();
        serde_json::json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string()
    };
    let options = Options { redate: true, ..Options::at(NOW) };
    let input = read(bundle(&["medrx0303", "medrx0332", "medrx0339"]).as_bytes()).unwrap();
    assert_eq!(input.prescriptions().len(), 1);
    let error = map(&input, &input.prescriptions()[0], &options).unwrap_err();
    assert_eq!((error.resource(), error.code()), (Some("MedicationRequest/medrx0332"), "fhir_missing"));
}
