//! Every refusal, with the field at fault.

use super::*;
use bogam_primitives::certificate::leaf::LONGEST_DISCLOSURE;

/// Changes the example of `kind` at `at` and expects `code` at `pointer`.
fn refused(kind: Kind, at: &str, new: Value, code: &str, pointer: &str) {
    assert_eq!(refusal(kind, with(example_of(kind), at, new.clone())), (code, pointer.to_owned()), "{at} {new}");
}

#[test]
fn input_should_be_refused_when_it_is_no_object_of_fields() {
    for (text, code) in [
        ("", "certificate_not_json"),
        ("{", "certificate_not_json"),
        ("\u{0}", "certificate_not_json"),
        ("[]", "certificate_not_an_object"),
        ("null", "certificate_not_an_object"),
        ("{}", "certificate_missing"),
        (r#"{"birth_date":"2020","birth_date":"2021"}"#, "certificate_duplicate_member"),
    ] {
        let error = Document::parse(Kind::Vaccination, text.as_bytes()).unwrap_err();
        let expected = if text == "{}" { "certificate_missing" } else { code };
        let got = error.code();
        assert!(got == expected || (text == "{}" && got == "certificate_missing_one_of"), "{text}: {got}");
    }
}

#[test]
fn input_should_be_refused_when_it_is_huge() {
    let huge = vec![b' '; LARGEST_CERTIFICATE + 1];
    assert_eq!(Document::parse(Kind::Birth, &huge).unwrap_err().code(), "certificate_too_large");
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(Document::parse(Kind::Birth, deep.as_bytes()).unwrap_err().code(), "certificate_not_json");
    let many: serde_json::Map<String, Value> =
        (0..=MOST_FIELDS).map(|number| (format!("field_{number}"), json!(1))).collect();
    assert_eq!(refusal(Kind::Birth, Value::Object(many)), ("certificate_too_many_fields", String::new()));
    refused(Kind::Birth, "/place", json!("가".repeat(LONGEST_DISCLOSURE)), "certificate_field_too_large", "/place");
    let name = "n".repeat(LONGEST_DISCLOSURE);
    let (code, pointer) = refusal(Kind::Birth, json!({ name: 1 }));
    assert_eq!(code, "certificate_field_too_large");
    assert!(pointer.chars().count() < 100);
}

#[test]
fn field_should_fit_into_a_disclosure_when_it_is_as_long_as_the_schema_allows() {
    let opinion = "가".repeat(1_500);
    let value = with(example_of(Kind::MedicalCertificate), "/opinion", json!(opinion));
    assert!(Document::from_value(Kind::MedicalCertificate, value).is_ok());
    let longer = format!("{opinion}가");
    refused(Kind::MedicalCertificate, "/opinion", json!(longer), "certificate_too_long", "/opinion");
}

#[test]
fn field_should_be_refused_when_it_is_unknown_missing_or_of_another_type() {
    let kind = Kind::Vaccination;
    refused(kind, "/blood_type", json!("A"), "certificate_unknown_field", "/blood_type");
    refused(kind, "/doses/0/extra", json!(1), "certificate_unknown_field", "/doses/0/extra");
    refused(kind, "/a~1b", json!(1), "certificate_unknown_field", "/a~01b");
    refused(kind, "/vaccine", Value::Null, "certificate_missing", "/vaccine");
    refused(kind, "/date", Value::Null, "certificate_missing", "/date");
    refused(kind, "/birth_date", Value::Null, "certificate_missing", "/birth_date");
    refused(kind, "/vaccine/codings", Value::Null, "certificate_missing", "/vaccine/codings");
    refused(kind, "/lot", json!(7), "certificate_wrong_type", "/lot");
    refused(kind, "/performers", json!("one"), "certificate_wrong_type", "/performers");
    refused(kind, "/vaccine", json!([]), "certificate_wrong_type", "/vaccine");
    refused(kind, "/doses/0/number", json!("1"), "certificate_wrong_type", "/doses/0/number");
    refused(kind, "/sex", json!("woman"), "certificate_not_allowed", "/sex");
    let nameless = json!({ "birth_date": "2020", "vaccine": example_of(kind)["vaccine"], "date": "2021" });
    assert_eq!(refusal(kind, nameless), ("certificate_missing_one_of", String::new()));
}

#[test]
fn number_should_be_refused_when_it_is_not_whole_or_out_of_range() {
    let kind = Kind::Vaccination;
    for number in ["1.5", "1.0", "1e2", "-0.1", "1e400", "99999999999999999999"] {
        let text = example(&format!("certificate-{}.json", kind.name()))
            .replace("\"number\": 5", &format!("\"number\": {number}"));
        let error = Document::parse(kind, text.as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), ("certificate_number_not_whole", "/doses/0/number"), "{number}");
        assert!(!error.korean().is_empty());
    }
    refused(kind, "/doses/0/number", json!(0), "certificate_too_small", "/doses/0/number");
    refused(kind, "/doses/0/number", json!(100), "certificate_too_great", "/doses/0/number");
    refused(Kind::Birth, "/gestation_weeks", json!(47), "certificate_too_great", "/gestation_weeks");
    refused(Kind::MedicalCertificate, "/attachment/size", json!(-1), "certificate_too_small", "/attachment/size");
}

#[test]
fn text_should_be_refused_when_it_has_another_form() {
    let kind = Kind::Vaccination;
    for name in ["", "  ", "a\u{0}b", "a\nb", "\u{202e}evil", "a\u{2066}b", "\u{85}"] {
        refused(kind, "/family_name", json!(name), "certificate_malformed", "/family_name");
    }
    refused(kind, "/country", json!("kr"), "certificate_malformed", "/country");
    refused(kind, "/vaccine/codings/0/system", json!("cvx"), "certificate_malformed", "/vaccine/codings/0/system");
    refused(kind, "/family_name", json!("김".repeat(101)), "certificate_too_long", "/family_name");
    let kind = Kind::LaboratoryResult;
    for value in ["1,5", "1.", ".5", "01", "NaN", "+1", "1e", "0x1", "1e9999"] {
        refused(kind, "/value/quantity/value", json!(value), "certificate_malformed", "/value/quantity/value");
    }
    refused(kind, "/value/quantity/code", json!("g dL"), "certificate_malformed", "/value/quantity/code");
    let kind = Kind::MedicalCertificate;
    refused(kind, "/attachment/digest", json!("AB"), "certificate_malformed", "/attachment/digest");
    refused(kind, "/opinion", json!("a\u{7}"), "certificate_malformed", "/opinion");
    refused(Kind::Birth, "/birth_time", json!("24:00"), "certificate_malformed", "/birth_time");
}

#[test]
fn list_should_be_refused_when_it_is_empty_too_long_or_repeats() {
    let kind = Kind::Vaccination;
    refused(kind, "/performers", json!([]), "certificate_too_few", "/performers");
    refused(kind, "/performers", json!(vec!["a"; 9]), "certificate_too_many", "/performers");
    refused(Kind::FitnessForWork, "/conditions", json!(["other", "other"]), "certificate_repeated", "/conditions");
}

#[test]
fn code_should_be_required_of_the_system_that_the_kind_needs() {
    let other = json!([{ "system": "http://example.org", "code": "J45.9" }]);
    refused(Kind::LaboratoryResult, "/test/codings", other.clone(), "certificate_code_missing", "/test/codings");
    let at = "/diagnoses/0/codings";
    refused(Kind::MedicalCertificate, at, other, "certificate_code_missing", at);
    for (system, code, valid) in [
        (KCD_8, "J45.9", true),
        ("http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-9", "U07.1", true),
        (ICD_10, "S82", true),
        (ICD_10, "broken leg", false),
    ] {
        let value = with(example_of(Kind::MedicalCertificate), at, json!([{ "system": system, "code": code }]));
        assert_eq!(Document::from_value(Kind::MedicalCertificate, value).is_ok(), valid, "{system} {code}");
    }
}

#[test]
fn fields_should_be_refused_when_they_do_not_go_together() {
    let kind = Kind::Vaccination;
    refused(kind, "/doses/0/label", json!("5th"), "certificate_combination", "/doses/0");
    refused(kind, "/doses/0/number", Value::Null, "certificate_combination", "/doses/0");
    refused(kind, "/doses/0/of_label", json!("six"), "certificate_combination", "/doses/0");
    let kind = Kind::LaboratoryResult;
    refused(kind, "/value/text", json!("high"), "certificate_combination", "/value");
    refused(kind, "/value", json!({}), "certificate_combination", "/value");
    refused(kind, "/specimen", json!({}), "certificate_missing_one_of", "/specimen");
    refused(kind, "/stage", json!("preliminary"), "certificate_not_allowed", "/stage");
    let kind = Kind::MedicalCertificate;
    for name in ["diagnosis_date", "opinion", "institution", "physician", "profession", "licence_number"] {
        refused(kind, &format!("/{name}"), Value::Null, "certificate_missing", &format!("/{name}"));
    }
    let bare = json!({ "full_name": "A", "birth_date": "1990", "issue_date": "2026" });
    assert_eq!(refusal(kind, bare), ("certificate_missing_one_of", String::new()));
    let kind = Kind::FitnessForWork;
    refused(kind, "/conditions", Value::Null, "certificate_missing", "/conditions");
    let unfit = with(with(example_of(kind), "/assessment", json!("temporarily_unfit")), "/until", Value::Null);
    assert_eq!(refusal(kind, unfit), ("certificate_missing", "/until".to_owned()));
    refused(Kind::Birth, "/birth_order", Value::Null, "certificate_missing", "/birth_order");
    refused(Kind::Birth, "/gestation_weeks", Value::Null, "certificate_missing", "/gestation_weeks");
}

#[test]
fn certificate_of_fitness_should_have_no_room_for_a_diagnosis() {
    refused(Kind::FitnessForWork, "/diagnosis", json!("J45.9"), "certificate_unknown_field", "/diagnosis");
}

#[test]
fn date_should_be_refused_when_it_does_not_exist_or_comes_too_early() {
    let kind = Kind::Vaccination;
    for date in ["2026-02-30", "2025-02-29", "2026-11-31T09:00:00Z"] {
        refused(kind, "/date", json!(date), "certificate_no_such_date", "/date");
    }
    for date in ["2026-13", "26-01-01", "2026-11-20T24:00:00Z", "2026-11-20T09:00:00", "yesterday", ""] {
        refused(kind, "/date", json!(date), "certificate_malformed", "/date");
    }
    refused(kind, "/birth_date", json!("2026-11-20T09:00:00Z"), "certificate_malformed", "/birth_date");
    refused(kind, "/date", json!("2022-05-08"), "certificate_date_order", "/date");
    refused(kind, "/date", json!("2021"), "certificate_date_order", "/date");
    let kind = Kind::MedicalCertificate;
    refused(kind, "/diagnosis_date", json!("2026-10-31"), "certificate_date_order", "/diagnosis_date");
    refused(kind, "/issue_date", json!("2026-11-15"), "certificate_date_order", "/issue_date");
    refused(kind, "/discharge_date", json!("2026-11-15"), "certificate_date_order", "/discharge_date");
    refused(Kind::LaboratoryResult, "/date_until", json!("2026-11-19"), "certificate_date_order", "/date_until");
    refused(Kind::FitnessForWork, "/until", json!("2026-11-22"), "certificate_date_order", "/until");
    refused(Kind::Birth, "/mother_birth_date", json!("2026-12-01"), "certificate_date_order", "/birth_date");
}

#[test]
fn message_should_not_repeat_a_value() {
    let secret = "seropositive\u{7}";
    let error = Document::from_value(
        Kind::MedicalCertificate,
        with(example_of(Kind::MedicalCertificate), "/opinion", json!(secret)),
    )
    .unwrap_err();
    assert!(!error.to_string().contains("seropositive") && !error.korean().contains("seropositive"));
}
