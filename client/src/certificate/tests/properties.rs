//! Whatever comes in, the answer is a document that follows its schema, or a refusal.

use super::*;
use proptest::prelude::*;

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        ".{0,20}".prop_map(Value::from),
        Just(json!("2026-11-20")),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((".{0,8}|code|system|codings|value|text|quantity", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parsing_should_answer_for_any_bytes(kind in any_kind(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Document::parse(kind, &bytes).is_err());
    }

    #[test]
    fn parsing_should_answer_for_any_json(kind in any_kind(), value in any_json()) {
        if let Err(error) = Document::parse(kind, value.to_string().as_bytes()) {
            prop_assert!(!error.korean().is_empty() && error.to_string().len() < 2_000);
        }
    }

    #[test]
    fn parsing_should_answer_when_one_field_is_anything(kind in any_kind(), which in any::<prop::sample::Index>(), value in any_json()) {
        let mut fields = example_of(kind).as_object().unwrap().clone();
        let name = fields.keys().nth(which.index(fields.len())).unwrap().clone();
        fields.insert(name.clone(), value);
        match Document::parse(kind, Value::Object(fields).to_string().as_bytes()) {
            Ok(document) => {
                let again = Document::parse(kind, &document.to_bytes().unwrap()).unwrap();
                prop_assert_eq!(again.to_bytes().unwrap(), document.to_bytes().unwrap());
                let readable = match kind {
                    Kind::Vaccination => document.content::<Vaccination>().is_ok(),
                    Kind::LaboratoryResult => document.content::<LaboratoryResult>().is_ok(),
                    Kind::MedicalCertificate => document.content::<MedicalCertificate>().is_ok(),
                    Kind::FitnessForWork => document.content::<FitnessForWork>().is_ok(),
                    Kind::Birth => document.content::<Birth>().is_ok(),
                };
                prop_assert!(readable, "what the schema allows, the type carries: {}", name);
            }
            Err(error) => prop_assert!(!error.code().is_empty()),
        }
    }
}
