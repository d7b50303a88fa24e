mod properties;
mod refusals;
#[path = "../../../examples/certificate_samples/samples.rs"]
mod samples;

use super::*;
use crate::{
    fhir::tests::{example, with},
    messages::{Explained, Language},
};
use bogam_primitives::certificate::{SchemaId, leaf::MOST_FIELDS};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The example of a kind, which has every field that the schema knows.
pub(super) fn example_of(kind: Kind) -> Value {
    serde_json::from_str(&example(&format!("certificate-{}.json", kind.name()))).unwrap()
}

/// The refusal of `value`: code and pointer.
pub(super) fn refusal(kind: Kind, value: Value) -> (&'static str, String) {
    let error = Document::parse(kind, value.to_string().as_bytes()).unwrap_err();
    assert!(!error.korean().is_empty() && !error.to_string().is_empty());
    (error.code(), error.pointer().to_owned())
}

fn round_trip<C: Content + std::fmt::Debug + PartialEq>() {
    let document = Document::from_value(C::KIND, example_of(C::KIND)).unwrap();
    let content: C = document.content().unwrap();
    assert_eq!(Document::of(&content).unwrap(), document);
    let again = Document::parse(C::KIND, &document.to_bytes().unwrap()).unwrap();
    assert_eq!(again.content::<C>().unwrap(), content);
}

#[test]
fn type_should_carry_every_field_of_its_schema() {
    for kind in Kind::ALL {
        let example = example_of(kind);
        let has: BTreeSet<&str> = example.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(has, kind.fields().collect(), "{}", kind.name());
    }
    round_trip::<Vaccination>();
    round_trip::<LaboratoryResult>();
    round_trip::<MedicalCertificate>();
    round_trip::<FitnessForWork>();
    round_trip::<Birth>();
}

#[test]
fn schema_digest_should_stay_as_it_was_registered() {
    for (kind, digest) in [
        (Kind::Vaccination, "4685138356effb711aba212607273dbe557d8f4060a8bfbd5190b4260304f60e"),
        (Kind::LaboratoryResult, "3f269720c37715a45526cd67ce7c633a9a134de68208424903c56f4e0a66ee98"),
        (Kind::MedicalCertificate, "d7b11e447c8c483803635b1cf58cadac68ebd8e89bc3b5ef97b41433a412d97b"),
        (Kind::FitnessForWork, "0a73e1f462a70509f56e1a3b99454c69c3b394becb3a589b67332ac8e2044fdd"),
        (Kind::Birth, "88b4f8a5b565725fc95e7f68e892dafd786a28b2d733fad13e1e04871673e58f"),
    ] {
        assert_eq!(format!("{:x}", kind.digest()), digest, "{}", kind.name());
        assert_eq!(Kind::named(kind.name()), Some(kind));
        assert_eq!(kind.schema_id(7), SchemaId::derive(7, kind.name().as_bytes(), 1));
    }
    assert_eq!(Kind::named("death"), None);
}

#[test]
fn schema_should_be_closed_and_explained_in_both_languages() {
    fn walk(schema: &Value, path: &str) {
        let is_object = schema.get("properties").is_some() && schema.get("type").is_some();
        if is_object {
            assert_eq!(schema["additionalProperties"], json!(false), "{path}");
        }
        match schema {
            Value::Object(members) => members.iter().for_each(|(name, inner)| walk(inner, &format!("{path}/{name}"))),
            Value::Array(values) => values.iter().for_each(|inner| walk(inner, path)),
            _ => {}
        }
    }
    for kind in Kind::ALL {
        let schema = kind.schema_value();
        walk(schema, kind.name());
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:bogam:schema:{}:{}", kind.name(), kind.version()));
        assert!(jsonschema::draft202012::meta::is_valid(schema), "{}", kind.name());
        assert!(kind.fields().count() <= MOST_FIELDS);
        for language in [Language::English, Language::Korean] {
            assert!(!kind.title(language).is_empty());
            for field in kind.fields() {
                assert!(!kind.field_title(field, language).unwrap().is_empty(), "{} {field}", kind.name());
            }
        }
        assert_ne!(kind.title(Language::English), kind.title(Language::Korean));
        assert_eq!(kind.field_title("nothing", Language::English), None);
    }
}

#[test]
fn content_should_be_refused_when_the_kind_is_another() {
    let document = Document::from_value(Kind::Birth, example_of(Kind::Birth)).unwrap();
    let error = document.content::<Vaccination>().unwrap_err();
    assert_eq!((error.code(), error.pointer()), ("certificate_wrong_kind", ""));
    assert!(error.korean().contains("출생증명서"));
}

#[test]
fn debug_should_show_nothing_of_a_patient() {
    let document = Document::from_value(Kind::Birth, example_of(Kind::Birth)).unwrap();
    assert_eq!(format!("{document:?}"), "Document { kind: Birth, .. }");
}

#[test]
fn samples_should_follow_the_schema_and_repeat_with_their_seed() {
    let made = samples::sample_vaccinations(7, 1_000);
    assert_eq!(made, samples::sample_vaccinations(7, 1_000));
    assert_ne!(made[..10], samples::sample_vaccinations(8, 10)[..]);
    let start = std::time::Instant::now();
    for fields in made {
        let document = Document::from_value(Kind::Vaccination, Value::Object(fields)).unwrap();
        document.content::<Vaccination>().unwrap();
    }
    println!("1,000 vaccinations checked and read in {:?}", start.elapsed());
}

#[test]
fn dates_should_stay_as_exact_as_they_are_known() {
    for date in ["2022", "2022-05", "2022-05-09"] {
        let value = with(example_of(Kind::Vaccination), "/birth_date", json!(date));
        let document = Document::from_value(Kind::Vaccination, value).unwrap();
        assert_eq!(document.content::<Vaccination>().unwrap().person.birth_date, date);
    }
    // The year alone does not contradict a day in it.
    let value = with(example_of(Kind::MedicalCertificate), "/onset_date", json!("2026"));
    assert!(Document::from_value(Kind::MedicalCertificate, value).is_ok());
}
