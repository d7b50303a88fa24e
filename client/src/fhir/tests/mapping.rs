use super::*;
use bogam_primitives::{commitment::tags, prescription::Schedule};

/// Midnight in Seoul at the start of 2026-11-21.
const TODAY: Moment = NOW - 10 * 3_600_000;

#[test]
fn request_should_become_terms_and_document() {
    let mapped = map_value(&request(), &options()).unwrap();
    let terms = &mapped.terms;
    assert_eq!((terms.valid_from, terms.valid_until), (TODAY, TODAY + 30 * DAY));
    assert_eq!((terms.schedule, terms.issues, terms.interval), (Schedule::Ordinary, 1, 0));
    assert_eq!(terms.items.len(), 1);
    assert_eq!((terms.items[0].authorised, terms.items[0].substitution_allowed), (28_000, true));
    assert_eq!(codes(&mapped), ["patient_unresolved"]);

    let document = &mapped.document;
    assert_eq!(document.entries[0].resource, request());
    let product = &document.items[0].product;
    assert_eq!(product.pointer("/medication/codeableConcept/text").unwrap(), "Examplipine 10 mg tablet");
    assert_eq!(product["unit"], json!({ "unit": "tablet" }));
    let canonical = serde_json_canonicalizer::to_vec(product).unwrap();
    assert!(terms.items[0].product.opens_to(tags::PRESCRIPTION_ITEM, &document.items[0].salt, &canonical));
    assert_eq!(document.issue_terms().unwrap(), *terms);
}

#[test]
fn mapping_twice_should_make_unlinkable_commitments() {
    let (one, other) = (map_value(&request(), &options()).unwrap(), map_value(&request(), &options()).unwrap());
    assert_ne!(one.terms.commitment, other.terms.commitment);
    assert_ne!(one.terms.items[0].product, other.terms.items[0].product);
}

#[test]
fn quantity_should_stay_exact() {
    for (literal, thousandths) in [("0.1", 100), ("87.5", 87_500), ("0.005", 5), ("1.50", 1_500), ("3e2", 300_000)] {
        let text = request().to_string().replace("\"value\":28", &format!("\"value\":{literal}"));
        assert_eq!(map_text(&text, &options()).unwrap().terms.items[0].authorised, thousandths, "{literal}");
    }
}

#[test]
fn validity_should_follow_period_then_authored_on_then_now() {
    let validity = |value: Value, options: &Options| {
        let mapped = map_value(&value, options).unwrap();
        (mapped.terms.valid_from, mapped.terms.valid_until, codes(&mapped).contains(&"validity_assumed"))
    };
    let period = "/dispenseRequest/validityPeriod";
    let instants = json!({ "start": "2026-11-21T00:00:00Z", "end": "2026-11-22T00:00:00+09:00" });
    assert_eq!(
        validity(with(request(), period, instants), &options()),
        (TODAY + 9 * 3_600_000, TODAY + DAY + 1_000, false)
    );
    assert_eq!(validity(with(request(), period, Value::Null), &options()), (TODAY, TODAY + 30 * DAY, true));
    let undated = with(with(request(), period, Value::Null), "/authoredOn", Value::Null);
    assert_eq!(validity(undated.clone(), &options()), (NOW, NOW + 30 * DAY, true));
    let week = Options { default_valid_days: 7, ..options() };
    assert_eq!(validity(undated, &week), (NOW, NOW + 7 * DAY, true));
    let month = with(request(), period, json!({ "start": "2026-11", "end": "2026-12" }));
    assert_eq!(days(validity(month, &options()).1 - TODAY), 41);
    let utc = Options { time_zone: time_zone("UTC").unwrap(), ..options() };
    assert_eq!(validity(request(), &utc).0, TODAY + 9 * 3_600_000);
}

#[test]
fn overrides_should_show_in_terms_and_document_alike() {
    let options = Options { valid_days: Some(90), interval_days: Some(28), ..options() };
    let repeats = with(request(), "/dispenseRequest/numberOfRepeatsAllowed", json!(2));
    let mapped = map_value(&repeats, &options).unwrap();
    assert_eq!((mapped.terms.issues, days(mapped.terms.interval)), (3, 28));
    assert_eq!(days(mapped.terms.valid_until - mapped.terms.valid_from), 90);
    assert_eq!(codes(&mapped), ["validity_overridden", "interval_overridden", "patient_unresolved"]);

    let written = map_value(&mapped.document.entries[0].resource, &super::options()).unwrap();
    assert_eq!(written.terms.valid_until, mapped.terms.valid_until);
    assert_eq!(written.terms.interval, mapped.terms.interval);
}

#[test]
fn quantity_should_become_one_supply_in_terms_and_document_alike_when_asked() {
    let options = Options { whole_supplies: true, ..options() };
    let mapped = map_value(&request(), &options).unwrap();
    assert_eq!(mapped.terms.items[0].authorised, 1_000);
    assert_eq!(codes(&mapped), ["supplies_counted", "patient_unresolved"]);
    assert_eq!(mapped.document.items[0].product["unit"], json!({ "unit": "× 28 tablet" }));
    let written = &mapped.document.entries[0].resource;
    assert_eq!(written["dispenseRequest"]["quantity"], json!({ "value": 1, "unit": "× 28 tablet" }));

    // What is one already stays.
    let again = map_value(written, &options).unwrap();
    assert_eq!((again.terms.items[0].authorised, codes(&again)), (1_000, vec!["patient_unresolved"]));
    assert_eq!(again.document.entries[0].resource, *written);

    // A unit that has only a code is named by it.
    let coded = json!({ "value": 87.5, "code": "mL", "system": "http://unitsofmeasure.org" });
    let coded = map_value(&with(request(), "/dispenseRequest/quantity", coded), &options).unwrap();
    assert_eq!(coded.document.items[0].product["unit"], json!({ "unit": "× 87.5 mL" }));
}

#[test]
fn repeats_should_become_issues_with_their_interval() {
    let repeats = |interval: Value| {
        let value = with(request(), "/dispenseRequest/numberOfRepeatsAllowed", json!(1));
        map_value(&with(value, "/dispenseRequest/dispenseInterval", interval), &options())
    };
    let days_unit =
        |value: &str, code: &str| serde_json::from_str::<Value>(&format!(r#"{{"value":{value},"code":"{code}"}}"#));
    for (value, code, expected) in
        [("28", "d", 28 * DAY), ("1.5", "wk", 21 * DAY / 2), ("36", "h", 36 * DAY / 24), ("1", "mo", 28 * DAY)]
    {
        let mapped = repeats(days_unit(value, code).unwrap()).unwrap();
        assert_eq!((mapped.terms.issues, mapped.terms.interval), (2, expected), "{value} {code}");
    }
    let without = repeats(Value::Null).unwrap();
    assert_eq!((without.terms.interval, codes(&without)), (0, vec!["no_interval", "patient_unresolved"]));
    let unused = with(request(), "/dispenseRequest/dispenseInterval", json!({ "value": 1, "code": "d" }));
    let unused = map_value(&unused, &options()).unwrap();
    assert_eq!((unused.terms.interval, codes(&unused)), (0, vec!["interval_unused", "patient_unresolved"]));
    let too_long = repeats(json!({ "value": 30, "code": "d" })).unwrap_err();
    assert_eq!(too_long.code(), "fhir_interval_too_long");
}

#[test]
fn redating_should_move_all_dates_alike_and_keep_lengths() {
    let old = json!({ "start": "2015-01-15", "end": "2016-01-15" });
    let value =
        with(with(request(), "/dispenseRequest/validityPeriod", old), "/authoredOn", json!("2015-01-14T08:00:00Z"));
    let value = with(value, "/text", json!({ "status": "generated", "div": "<div>2015</div>" }));
    let bounds =
        json!([{ "timing": { "repeat": { "boundsPeriod": { "start": "2015-01-15" } }, "event": ["2015-02"] } }]);
    let value = with(value, "/dosageInstruction", bounds);
    assert_eq!(map_value(&value, &options()).unwrap_err().code(), "fhir_already_expired");

    let mapped = map_value(&value, &redated()).unwrap();
    assert_eq!(mapped.terms.valid_from, TODAY);
    // Both the first and the last day count: 366 days.
    assert_eq!(days(mapped.terms.valid_until - mapped.terms.valid_from), 366);
    assert!(codes(&mapped).contains(&"redated"));
    let moved = &mapped.document.entries[0].resource;
    assert_eq!(moved["authoredOn"], "2026-11-20T08:00:00Z");
    assert_eq!(moved["dispenseRequest"]["validityPeriod"], json!({ "start": "2026-11-21", "end": "2027-11-21" }));
    assert_eq!(moved.pointer("/dosageInstruction/0/timing/repeat/boundsPeriod/start").unwrap(), "2026-11-21");
    assert_eq!(moved.pointer("/dosageInstruction/0/timing/event/0").unwrap(), "2026-12-08");
    assert_eq!(moved.get("text"), None);
    // The product's dosage is the moved one too.
    assert_eq!(mapped.document.items[0].product["dosageInstruction"], moved["dosageInstruction"]);
}

#[test]
fn redating_should_never_start_later_than_now() {
    let late = json!({ "start": "2015-01-15T23:00:00+09:00", "end": "2015-02-15T23:00:00+09:00" });
    let mapped = map_value(&with(request(), "/dispenseRequest/validityPeriod", late), &redated()).unwrap();
    assert_eq!(mapped.terms.valid_from, TODAY - 3_600_000);
    let undated = with(with(request(), "/dispenseRequest/validityPeriod", Value::Null), "/authoredOn", Value::Null);
    assert!(!codes(&map_value(&undated, &redated()).unwrap()).contains(&"redated"));
}

#[test]
fn substitution_should_follow_code_flag_or_fhirs_default() {
    let mapped = |substitution: Value| map_value(&with(request(), "/substitution", substitution), &options());
    let coded = |code: &str| {
        let system = "http://terminology.hl7.org/CodeSystem/v3-substanceAdminSubstitution";
        json!({ "allowedCodeableConcept": { "coding": [{ "system": system, "code": code }] } })
    };
    let allowed = |substitution| mapped(substitution).map(|mapped| mapped.terms.items[0].substitution_allowed);
    assert_eq!(allowed(json!({ "allowedBoolean": false })), Ok(false));
    assert_eq!(allowed(coded("N")), Ok(false));
    assert_eq!(allowed(coded("G")), Ok(true));
    assert!(codes(&mapped(coded("G")).unwrap()).contains(&"substitution_kind"));
    assert_eq!(allowed(Value::Null), Ok(true));
    assert!(codes(&mapped(Value::Null).unwrap()).contains(&"substitution_assumed"));
    assert_eq!(allowed(coded("X")).unwrap_err().code(), "fhir_unknown_substitution");
    assert_eq!(
        allowed(json!({ "allowedCodeableConcept": { "text": "perhaps" } })).unwrap_err().code(),
        "fhir_unknown_substitution"
    );
}

#[test]
fn controlled_should_obey_its_limits() {
    let controlled = Options { schedule: Some(Schedule::Controlled), ..options() };
    let refused = |value: Value| map_value(&value, &controlled).unwrap_err();
    let short = with(request(), "/dispenseRequest/validityPeriod/end", json!("2026-12-18"));
    let quiet = with(short.clone(), "/substitution", Value::Null);
    let mapped = map_value(&quiet, &controlled).unwrap();
    assert_eq!(mapped.terms.schedule, Schedule::Controlled);
    assert!(!mapped.terms.items[0].substitution_allowed && codes(&mapped).contains(&"substitution_withheld"));

    let error = refused(short);
    assert_eq!(
        (error.code(), error.element()),
        ("fhir_substitution_forbidden", "MedicationRequest.substitution.allowed[x]")
    );
    assert_eq!(
        refused(with(quiet.clone(), "/dispenseRequest/numberOfRepeatsAllowed", json!(1))).code(),
        "fhir_too_many_repeats"
    );
    let long = with(quiet.clone(), "/dispenseRequest/validityPeriod/end", json!("2027-01-31"));
    assert_eq!(refused(long).code(), "fhir_validity_too_long");

    let category = |code: &str| {
        with(quiet.clone(), "/category", json!([{ "coding": [{ "system": SCHEDULE_SYSTEM, "code": code }] }]))
    };
    assert_eq!(map_value(&category("controlled"), &options()).unwrap().terms.schedule, Schedule::Controlled);
    assert_eq!(refused(category("ordinary")).code(), "fhir_schedule_conflict");
    let unknown = refused(category("other"));
    assert_eq!(
        (unknown.code(), unknown.element()),
        ("fhir_unknown_schedule", "MedicationRequest.category[0].coding[0].code")
    );
}

#[test]
fn medication_should_be_found_wherever_it_is() {
    let referring = |reference: Value| {
        with(with(request(), "/medicationCodeableConcept", Value::Null), "/medicationReference", reference)
    };
    let medication = json!({ "resourceType": "Medication", "id": "m", "code": { "text": "Examplipine" } });

    let contained = with(referring(json!({ "reference": "#m" })), "/contained", json!([medication]));
    let mapped = map_value(&contained, &options()).unwrap();
    assert_eq!(mapped.document.items[0].product["medication"]["resource"], medication);

    let other = json!({ "resourceType": "Condition", "id": "c", "code": { "text": "secret" } });
    let patient = json!({ "resourceType": "Patient", "id": "1" });
    let in_bundle = bundle(
        "collection",
        &[other, referring(json!({ "reference": "Medication/m/_history/3" })), medication.clone(), patient],
    );
    let mapped = map_value(&in_bundle, &options()).unwrap();
    assert_eq!(mapped.document.items[0].product["medication"]["resource"], medication);
    assert_eq!(codes(&mapped), Vec::<&str>::new());
    // What the request does not need does not go along.
    assert_eq!(mapped.document.entries.len(), 3);

    let named = referring(json!({ "reference": "Medication/9", "display": "Examplipine 10 mg" }));
    assert!(codes(&map_value(&named, &options()).unwrap()).contains(&"medication_by_name"));
}

#[test]
fn shipped_examples_should_map() {
    for (name, items, issues, schedule) in [
        ("single-korean.json", 1, 1, Schedule::Ordinary),
        ("bundle-group-korean.json", 3, 1, Schedule::Ordinary),
        ("repeats-english.json", 1, 3, Schedule::Ordinary),
        ("controlled-english.json", 1, 1, Schedule::Controlled),
        ("message-english.json", 1, 1, Schedule::Ordinary),
    ] {
        let mapped = map_text(&example(name), &redated()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let terms = &mapped.terms;
        assert_eq!((terms.items.len(), terms.issues, terms.schedule), (items, issues, schedule), "{name}");
        assert!(terms.valid_from <= NOW && terms.valid_until > NOW, "{name}");
    }
    let group = map_text(&example("bundle-group-korean.json"), &redated()).unwrap();
    let quantities: Vec<u64> = group.terms.items.iter().map(|item| item.authorised).collect();
    assert_eq!(quantities, [14_000, 7_000, 87_500]);
    // Requests, patient, practitioner and medication, but not the condition.
    assert_eq!(group.document.entries.len(), 6);
    let message = map_text(&example("message-english.json"), &redated()).unwrap();
    assert_eq!(message.document.entries.len(), 5);
}

#[test]
fn shipped_refusals_should_each_name_their_element() {
    let input = read(example("searchset-refused.json").as_bytes()).unwrap();
    let outcomes = map_all(&input, &[], &redated()).unwrap();
    let refusals: Vec<(String, String)> = outcomes
        .into_iter()
        .map(|(source, outcome)| (source.labels()[0].clone(), outcome.unwrap_err().element().to_owned()))
        .collect();
    let expected = [
        ("MedicationRequest/refused-1", "MedicationRequest.status"),
        ("MedicationRequest/refused-2", "MedicationRequest.intent"),
        ("MedicationRequest/refused-3", "MedicationRequest.dispenseRequest.quantity.unit"),
        ("MedicationRequest/refused-4", "MedicationRequest.doNotPerform"),
    ];
    assert_eq!(refusals, expected.map(|(label, element)| (label.to_owned(), element.to_owned())));
}
