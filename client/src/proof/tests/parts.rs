//! A proof in several QR codes.

use super::fixture::*;
use crate::proof::{
    ProofError,
    parts::{MOST_PARTS, PART, Parts, to_parts},
};
use proptest::prelude::*;

fn put_together<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<Vec<u8>, ProofError> {
    let mut parts = Parts::new();
    for text in texts {
        parts.add(text)?;
    }
    parts.finish()
}

fn file() -> Vec<u8> {
    valid_proof().to_bytes().unwrap()
}

#[test]
fn parts_should_give_the_file_in_any_order() {
    let file = file();
    let texts = to_parts(&file, PART).unwrap();
    assert!(texts.len() > 2);
    assert_eq!(put_together(&texts), Ok(file.clone()));
    assert_eq!(put_together(texts.iter().rev().chain(&texts)), Ok(file.clone()));
    let lower: Vec<_> = texts.iter().map(|text| format!(" {}\n", text.to_lowercase())).collect();
    assert_eq!(put_together(&lower), Ok(file.clone()));
    let one = to_parts(&file, file.len()).unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(put_together(&one), Ok(file));
}

#[test]
fn part_should_fit_a_code_that_is_read_easily() {
    let texts = to_parts(&vec![255; PART * 2], PART).unwrap();
    for text in texts {
        let code = qrcode::QrCode::with_error_correction_level(&text, qrcode::EcLevel::L).unwrap();
        // Version 22 has 105 modules a side.
        assert!(code.width() <= 105, "{}", code.width());
    }
}

#[test]
fn parts_should_be_refused_when_some_are_missing() {
    let texts = to_parts(&file(), PART).unwrap();
    let mut parts = Parts::new();
    assert_eq!(parts.missing(), None);
    parts.add(&texts[1]).unwrap();
    let count = texts.len();
    assert_eq!(parts.missing(), Some((count - 1, count)));
    assert_eq!(parts.finish(), Err(ProofError::MissingParts { missing: count - 1, count }));
    assert_eq!(Parts::new().finish(), Err(ProofError::MissingParts { missing: 1, count: 1 }));
}

#[test]
fn part_should_be_refused_when_it_is_damaged() {
    let texts = to_parts(&file(), PART).unwrap();
    let damaged = |text: &str| Parts::new().add(text).unwrap_err().code();
    let text = texts[0].as_str();
    let middle = text.len() / 2;
    let swapped = if text.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let count = texts.len();
    for broken in [
        [&text[..middle], swapped, &text[middle + 1..]].concat(),
        text[..text.len() - 3].to_owned(),
        text.replacen(":1/", ":2/", 1),
        text.replacen(":1/", ":0/", 1),
        text.replacen(&format!("/{count}:"), &format!("/{}:", count + 1), 1),
        text.replacen(":1/", ":x/", 1),
        format!("{text}0"),
        "BOGAMPROOF1:1/1".into(),
        "BOGAMPROOF1:1/1:".into(),
        "BOGAMPROOF1:1/1:AAAA".into(),
        "BOGAMPROOF1:1/999:AAAA".into(),
    ] {
        assert_eq!(damaged(&broken), "proof_damaged_part", "{broken}");
    }
    assert_eq!(damaged("BOGAM1:AAAA"), "proof_not_a_proof");
    assert_eq!(damaged(&"A".repeat(10_000_000)), "proof_too_large");
}

#[test]
fn part_should_be_refused_when_it_is_of_another_proof() {
    let mut other = State::new();
    other.put(crate::proof::facts::keys::now(), NOW + 1);
    let texts = to_parts(&file(), PART).unwrap();
    let others = to_parts(&other.proof().to_bytes().unwrap(), PART).unwrap();
    let mut parts = Parts::new();
    parts.add(&texts[0]).unwrap();
    assert_eq!(parts.add(&others[1]).unwrap_err().code(), "proof_damaged_part");
    // The refused one changed nothing.
    texts.iter().for_each(|text| parts.add(text).unwrap());
    assert_eq!(parts.finish(), Ok(file()));
}

#[test]
fn file_should_be_refused_when_it_has_too_many_parts() {
    assert_eq!(to_parts(&vec![0; MOST_PARTS + 1], 1).unwrap_err().code(), "proof_too_large");
    assert_eq!(to_parts(&vec![0; MOST_PARTS], 0).unwrap().len(), MOST_PARTS);
    assert_eq!(to_parts(&[], PART), Err(ProofError::NotAProof));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_should_give_back_any_file(file in proptest::collection::vec(any::<u8>(), 1..500), size in 2usize..200) {
        prop_assert_eq!(put_together(&to_parts(&file, size).unwrap()), Ok(file));
    }

    #[test]
    fn adding_should_not_panic_whatever_it_is_given(text in "(BOGAMPROOF1:)?[0-9/:A-Z2-7가 ]{0,80}") {
        let _ = Parts::new().add(&text);
    }
}
