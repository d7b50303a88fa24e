use super::*;

fn grouped(id: &str) -> Value {
    let group = json!({ "system": "urn:clinic", "value": "7" });
    with(with(request(), "/groupIdentifier", group), "/id", json!(id))
}

#[test]
fn requests_of_one_group_should_make_one_prescription_in_every_kind_of_bundle() {
    for kind in ["collection", "message", "document", "searchset", "transaction", "batch"] {
        let mapped = map_value(&bundle(kind, &[grouped("a"), grouped("b")]), &options()).unwrap();
        assert_eq!(mapped.terms.items.len(), 2, "{kind}");
        assert_ne!(mapped.terms.items[0].product, mapped.terms.items[1].product);
    }
}

#[test]
fn requests_should_stay_apart_without_a_group_or_in_another_or_in_another_bundle() {
    let count = |value: &Value| read(value.to_string().as_bytes()).unwrap().prescriptions().len();
    assert_eq!(count(&bundle("batch", &[request(), with(request(), "/id", json!("b"))])), 2);
    let other = with(grouped("b"), "/groupIdentifier/value", json!("8"));
    assert_eq!(count(&bundle("batch", &[grouped("a"), other, grouped("c")])), 2);
    let system = with(grouped("b"), "/groupIdentifier/system", json!("urn:other"));
    assert_eq!(count(&bundle("batch", &[grouped("a"), system])), 2);
    assert_eq!(count(&bundle("batch", &[grouped("a"), bundle("collection", &[grouped("b")])])), 2);
}

#[test]
fn group_should_be_refused_when_its_requests_disagree() {
    let differing = [
        ("/subject/reference", json!("Patient/2"), "subject"),
        ("/requester/reference", json!("Practitioner/2"), "requester"),
        ("/requester", Value::Null, "requester"),
        ("/dispenseRequest/validityPeriod/end", json!("2026-12-01"), "dispenseRequest.validityPeriod"),
        ("/dispenseRequest/numberOfRepeatsAllowed", json!(1), "dispenseRequest.numberOfRepeatsAllowed"),
        ("/dispenseRequest/dispenseInterval", json!({ "value": 1, "code": "d" }), "dispenseRequest.dispenseInterval"),
        ("/category", json!([{ "coding": [{ "system": SCHEDULE_SYSTEM, "code": "controlled" }] }]), "category"),
    ];
    for (pointer, new, element) in differing {
        let error = map_value(&bundle("collection", &[grouped("a"), with(grouped("b"), pointer, new)]), &options());
        let error = error.unwrap_err();
        assert_eq!(
            (error.code(), error.element()),
            ("fhir_group_differs", format!("MedicationRequest.{element}").as_str())
        );
    }
}

#[test]
fn group_should_be_refused_whole_naming_the_request_when_one_of_it_cannot_be_carried() {
    let bad = with(grouped("b"), "/status", json!("draft"));
    let error = map_value(&bundle("collection", &[grouped("a"), bad]), &options()).unwrap_err();
    assert_eq!((error.code(), error.resource()), ("fhir_status_not_active", Some("MedicationRequest/b")));
}

#[test]
fn group_should_be_refused_when_it_has_too_many_items() {
    let items = |count: usize| (0..count).map(|number| grouped(&number.to_string())).collect::<Vec<_>>();
    assert_eq!(map_value(&bundle("collection", &items(16)), &options()).unwrap().terms.items.len(), 16);
    let error = map_value(&bundle("collection", &items(17)), &options()).unwrap_err();
    assert_eq!((error.code(), error.element()), ("fhir_too_many_items", "MedicationRequest.groupIdentifier"));
}

#[test]
fn selection_should_find_requests_by_id_label_and_group() {
    let value = bundle("searchset", &[grouped("a"), grouped("b"), with(request(), "/id", json!("c"))]);
    let input = read(value.to_string().as_bytes()).unwrap();
    let count = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        input.select(&names).map(|selected| selected.len()).map_err(|error| error.code())
    };
    assert_eq!(count(&[]), Ok(2));
    assert_eq!(count(&["b"]), Ok(1));
    assert_eq!(count(&["MedicationRequest/c"]), Ok(1));
    assert_eq!(count(&["7", "urn:clinic|7"]), Ok(1));
    assert_eq!(count(&["c", "a"]), Ok(2));
    assert_eq!(count(&["c", "x"]), Err("fhir_not_selected"));
}
