//! A proof in several QR codes.

use super::fixture::*;
use crate::{
    messages::Explained,
    parts::Added,
    proof::parts::{LONGEST_PIECE, MOST_PARTS, PartsError, collector, divide, file_of, join},
};
use proptest::prelude::*;

fn put_together<'a>(texts: impl IntoIterator<Item = &'a String>) -> Result<Vec<u8>, PartsError> {
    join(texts.into_iter().map(String::as_str))
}

fn file() -> Vec<u8> {
    valid_proof().to_bytes().unwrap()
}

#[test]
fn parts_should_give_the_file_in_any_order() {
    let file = file();
    let texts = divide(&file).unwrap();
    assert!(texts.len() > 2);
    assert_eq!(put_together(&texts), Ok(file.clone()));
    assert_eq!(put_together(texts.iter().rev().chain(&texts)), Ok(file.clone()));
    let lower: Vec<_> = texts.iter().map(|text| format!(" {}\n", text.to_lowercase())).collect();
    assert_eq!(put_together(&lower), Ok(file.clone()));
    let few = &file[..LONGEST_PIECE];
    let one = divide(few).unwrap();
    assert_eq!(one.len(), 1);
    assert_eq!(put_together(&one), Ok(few.to_vec()));
}

#[test]
fn part_should_fit_a_code_that_is_read_easily() {
    let texts = divide(&[255; LONGEST_PIECE * 2]).unwrap();
    assert_eq!(texts.len(), 2);
    for text in texts {
        let code = qrcode::QrCode::with_error_correction_level(&text, qrcode::EcLevel::M).unwrap();
        // Version 22 has 105 modules a side.
        assert!(code.width() <= 105, "{}", code.width());
    }
}

#[test]
fn parts_should_be_refused_when_some_are_missing() {
    let texts = divide(&file()).unwrap();
    let mut parts = collector();
    assert_eq!(parts.progress(), None);
    assert_eq!(parts.add(&texts[1]), Ok(Added::New));
    assert_eq!(parts.add(&texts[1]), Ok(Added::Known));
    let count = texts.len();
    assert_eq!(parts.progress(), Some((1, count)));
    let missing: Vec<u8> = (0..count as u8).filter(|number| *number != 1).collect();
    assert_eq!(parts.finish(), Err(PartsError::Missing(missing)));
    assert_eq!(collector().finish(), Err(PartsError::Empty));
}

#[test]
fn part_should_be_refused_when_it_is_damaged() {
    let texts = divide(&file()).unwrap();
    let damaged = |text: &str| {
        let error = collector().add(text).unwrap_err();
        assert!(error.korean().chars().any(|letter| ('가'..='힣').contains(&letter)), "{error}");
        error.code()
    };
    let text = texts[0].as_str();
    let middle = text.len() / 2;
    let swapped = if text.as_bytes()[middle] == b'A' { "B" } else { "A" };
    for (broken, code) in [
        ([&text[..middle], swapped, &text[middle + 1..]].concat(), "qr_damaged"),
        // Whole groups of eight characters are missing.
        (text[.."BOGAMP1:".len() + 400].to_owned(), "qr_truncated"),
        (format!("{text}0"), "qr_bad_character"),
        (text.replacen("P1:", "P2:", 1), "qr_unknown_version"),
        ("BOGAMP1".into(), "qr_not_bogam"),
        ("BOGAMP1:".into(), "qr_truncated"),
        ("BOGAMP1:AAAA".into(), "qr_truncated"),
        // The code of a prescription, and the start of a file.
        ("BOGAM1:AAAA".into(), "qr_not_bogam"),
        ("BOGAMPROOF".into(), "qr_not_bogam"),
        ("A".repeat(10_000_000), "qr_too_long"),
    ] {
        assert_eq!(damaged(&broken), code, "{}", &broken[..broken.len().min(40)]);
    }
}

#[test]
fn part_should_be_refused_when_it_is_of_another_proof_or_kind() {
    let mut other = State::new();
    other.put(crate::proof::facts::keys::now(), NOW + 1);
    let texts = divide(&file()).unwrap();
    let others = divide(&other.proof().to_bytes().unwrap()).unwrap();
    let mut parts = collector();
    parts.add(&texts[0]).unwrap();
    assert_eq!(parts.add(&others[1]), Err(PartsError::OtherSet));
    let credential = crate::credential::parts::divide("a credential").unwrap();
    assert_eq!(parts.add(&credential[0]).unwrap_err().code(), "qr_not_bogam");
    assert_eq!(crate::credential::parts::join([texts[0].as_str()]).unwrap_err().code(), "qr_not_bogam");
    // The refused ones changed nothing.
    for text in &texts {
        parts.add(text).unwrap();
    }
    assert_eq!(parts.finish(), Ok(file()));
}

#[test]
fn file_should_be_taken_as_it_is_or_from_its_codes() {
    let file = file();
    assert_eq!(file_of(file.clone()), Ok(file.clone()));
    let texts = divide(&file).unwrap();
    assert_eq!(file_of(format!("\n{}\n\n", texts.join("\n")).to_lowercase().into_bytes()), Ok(file));
    assert_eq!(file_of(texts[0].clone().into_bytes()).unwrap_err().code(), "parts_missing");
    // Whoever reads the proof refuses these.
    for other in [&b"anything"[..], b"", b"BOGAM", &[0xff; 20]] {
        assert_eq!(file_of(other.to_vec()), Ok(other.to_vec()));
    }
}

#[test]
fn file_should_be_refused_when_it_has_too_many_parts() {
    let most = vec![7; LONGEST_PIECE * MOST_PARTS];
    assert_eq!(divide(&most).unwrap().len(), MOST_PARTS);
    let more = [most.as_slice(), &[7]].concat();
    assert_eq!(divide(&more), Err(PartsError::TooLong { count: MOST_PARTS + 1, limit: MOST_PARTS }));
    assert_eq!(divide(&[]), Err(PartsError::Empty));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_should_give_back_any_file(file in proptest::collection::vec(any::<u8>(), 1..4_000)) {
        prop_assert_eq!(put_together(&divide(&file).unwrap()), Ok(file));
    }

    #[test]
    fn adding_should_not_panic_whatever_it_is_given(text in "(BOGAMP1:)?[0-9/:A-Z2-7가 ]{0,80}") {
        let _ = collector().add(&text);
    }
}
