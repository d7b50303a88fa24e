//! JSON that means one thing only: no member twice, no number that canonical form would change.

use super::{
    decimal::same_value,
    error::{FhirError, Problem, shortened},
};
use crate::json::{Met, walk};
use serde_json::Value;

/// The largest input that is read, in bytes.
pub const LARGEST_INPUT: usize = 32 * 1024 * 1024;

/// Reads `bytes` as JSON. Refuses what readers could understand differently.
pub(crate) fn parse(bytes: &[u8]) -> Result<Value, FhirError> {
    let refuse = |problem| FhirError::new("$this", problem);
    if bytes.len() > LARGEST_INPUT {
        return Err(refuse(Problem::InputTooLarge { limit: LARGEST_INPUT }));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let value =
        serde_json::from_slice(bytes).map_err(|error| refuse(Problem::NotJson(shortened(&error.to_string()))))?;
    check_names(bytes)?;
    Ok(value)
}

/// Refuses a name that occurs twice in one object of `json`, which is valid JSON.
fn check_names(json: &[u8]) -> Result<(), FhirError> {
    walk(json, |met| match met {
        Met::Member { name, again: true } => Err(FhirError::new("$this", Problem::DuplicateMember(shortened(name)))),
        _ => Ok(()),
    })
}

/// The canonical form of `value` (RFC 8785). Refuses a number whose value the form would change.
pub(crate) fn canonical(value: &Value) -> Result<Vec<u8>, FhirError> {
    check_numbers(value, "$this")?;
    serde_json_canonicalizer::to_vec(value)
        .map_err(|error| FhirError::new("$this", Problem::NotJson(shortened(&error.to_string()))))
}

/// Refuses a number below `value` that canonical form would change.
pub(crate) fn check_numbers(value: &Value, path: &str) -> Result<(), FhirError> {
    match value {
        Value::Number(number) => {
            let literal = number.to_string();
            match serde_json_canonicalizer::to_string(number) {
                Ok(kept) if same_value(&kept, &literal) => Ok(()),
                _ => Err(FhirError::new(path, Problem::InexactNumber(shortened(&literal)))),
            }
        }
        Value::Array(values) => {
            values.iter().enumerate().try_for_each(|(index, inner)| check_numbers(inner, &format!("{path}[{index}]")))
        }
        Value::Object(members) => {
            members.iter().try_for_each(|(name, inner)| check_numbers(inner, &format!("{path}.{}", shortened(name))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_should_refuse_a_member_that_occurs_twice() {
        for json in [
            r#"{"a":1,"a":2}"#,
            r#"{"x":[{"b" : "\"", "c":{}, "b":null}]}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"a":{"a":"{"},"b":[],"a":1}"#,
        ] {
            assert_eq!(parse(json.as_bytes()).unwrap_err().code(), "fhir_duplicate_member", "{json}");
        }
        assert!(parse(br#"{"a":{"a":"a:"},"b":["a","a",{"a":"\\"}],"c":"a"}"#).is_ok());
    }

    #[test]
    fn parse_should_refuse_what_is_not_json() {
        for json in ["", "{", "{'a':1}", "<MedicationRequest/>", "[1,]"] {
            assert_eq!(parse(json.as_bytes()).unwrap_err().code(), "fhir_not_json", "{json}");
        }
        assert!(parse(b"\xEF\xBB\xBF{}").is_ok());
    }

    #[test]
    fn canonical_should_sort_members_and_shorten_numbers() {
        let value = parse(r#"{"b":1.50,"a":"é\u20ac","A":[1e2,-0.0,true]}"#.as_bytes()).unwrap();
        assert_eq!(canonical(&value).unwrap(), "{\"A\":[100,0,true],\"a\":\"é€\",\"b\":1.5}".as_bytes());
    }

    #[test]
    fn canonical_should_refuse_a_number_that_a_double_cannot_keep() {
        for json in [r#"{"a":[9007199254740993]}"#, r#"{"a":[0.12345678901234567890]}"#, r#"{"a":[1e400]}"#] {
            let error = canonical(&parse(json.as_bytes()).unwrap()).unwrap_err();
            assert_eq!((error.code(), error.element()), ("fhir_inexact_number", "$this.a[0]"), "{json}");
        }
    }
}
