//! QR codes in several parts, and the page.

use super::*;
use crate::{
    credential::{
        page,
        parts::{self, Added, Collector, LONGEST_PIECE, MOST_PARTS},
    },
    messages::Language,
};
use data_encoding::BASE32_NOPAD;

fn sample() -> (String, Vec<String>) {
    let text = Desk::new(Algorithm::Es256).present(&["vaccine", "doses"]);
    let codes = parts::divide(&text).unwrap();
    assert!(codes.len() > 1);
    (text, codes)
}

#[test]
fn presentation_should_come_out_of_its_codes_in_any_order() {
    let (text, mut codes) = sample();
    println!("a presentation of {} bytes in {} codes of {} characters", text.len(), codes.len(), codes[0].len());
    for _ in 0..codes.len() {
        codes.rotate_left(1);
        assert_eq!(parts::join(codes.iter().map(String::as_str)).unwrap(), text);
    }
    codes.reverse();
    let mut collector = Collector::default();
    assert_eq!(collector.progress(), None);
    for (number, code) in codes.iter().enumerate() {
        assert_eq!(collector.add(&code.to_lowercase()).unwrap(), Added::New);
        assert_eq!(collector.add(&format!(" {code}\n")).unwrap(), Added::Known);
        assert_eq!(collector.progress(), Some((number + 1, codes.len())));
    }
    assert_eq!(collector.finish().unwrap(), text);
}

#[test]
fn short_text_should_fit_one_code_and_text_that_is_no_jwt_should_survive() {
    for text in ["a", "not base64!", "AB.CD~", "AAAA~~..", "한글", ""] {
        let codes = parts::divide(text).unwrap();
        assert_eq!(codes.len(), 1);
        assert_eq!(parts::join([codes[0].as_str()]).unwrap(), text);
    }
    // Incompressible, and as long as possible.
    let long: String = (0..LONGEST_PIECE * MOST_PARTS - 1).map(|n| char::from(b'!' + (n * n % 89) as u8)).collect();
    let codes = parts::divide(&long).unwrap();
    assert!(codes.len() <= MOST_PARTS);
    assert_eq!(parts::join(codes.iter().map(String::as_str)).unwrap(), long);
    let mut random = vec![0; 40_000];
    crate::documents::random(&mut random);
    assert_eq!(code(parts::divide(&json::encode(&random))), "parts_too_long");
    assert_eq!(code(parts::divide(&"A".repeat(700_000))), "parts_too_long");
}

#[test]
fn codes_should_be_refused_when_missing_foreign_or_conflicting() {
    let ((_, codes), (_, others)) = (sample(), sample());
    assert_eq!(code(parts::join([])), "parts_empty");
    match parts::join(codes[1..].iter().map(String::as_str)) {
        Err(parts::PartsError::Missing(missing)) => assert_eq!(missing, [0]),
        other => panic!("{other:?}"),
    }
    assert_eq!(code(parts::join([codes[1].as_str()])), "parts_missing");
    let mut collector = Collector::default();
    collector.add(&codes[0]).unwrap();
    assert_eq!(code(collector.add(&others[1])), "parts_other_set");
    // What was collected stays, and can be completed.
    for code in &codes[1..] {
        collector.add(code).unwrap();
    }
    collector.finish().unwrap();

    // A part with another piece under the same name and number, and a sound checksum.
    let forged = altered(&codes[0], |payload| *payload.last_mut().unwrap() ^= 1);
    assert_eq!(code(collector.add(&forged)), "parts_conflicting");
    let mut deceived = Collector::default();
    deceived.add(&forged).unwrap();
    for code in &codes[1..] {
        deceived.add(code).unwrap();
    }
    assert_eq!(code(deceived.finish()), "parts_damaged");
}

/// The code with its payload changed and the checksum made to fit.
fn altered(code: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    use codec::Encode;
    let bytes = BASE32_NOPAD.decode(code.split_once(':').unwrap().1.as_bytes()).unwrap();
    let mut payload = bytes[2..bytes.len() - 4].to_vec();
    change(&mut payload);
    let checksum = sp_crypto_hashing::blake2_256(&("bogam/credential-qr/v1", payload.as_slice()).encode());
    let length = (payload.len() as u16).to_be_bytes();
    format!("BOGAMC1:{}", BASE32_NOPAD.encode(&[&length[..], &payload, &checksum[..4]].concat()))
}

#[test]
fn code_should_be_refused_when_damaged_cut_off_or_of_another_kind() {
    let (_, codes) = sample();
    let first = codes[0].as_str();
    let refused = |text: &str| code(Collector::default().add(text));
    assert_eq!(refused("https://example.org"), "qr_not_bogam");
    assert_eq!(refused("BOGAM1:AAAA"), "qr_not_bogam");
    assert_eq!(refused("BOGAMC:AAAA"), "qr_not_bogam");
    assert_eq!(refused(&first.replacen("C1", "C2", 1)), "qr_unknown_version");
    assert_eq!(refused(&format!("{first}1")), "qr_bad_character");
    assert_eq!(refused(&first.replacen(":", ":한", 1)), "qr_bad_character");
    assert_eq!(refused("BOGAMC1:"), "qr_truncated");
    assert_eq!(refused(&first[..first.len() / 16 * 8]), "qr_truncated");
    assert_eq!(refused(&"A".repeat(9_000)), "qr_too_long");
    let mut changed = first.to_owned().into_bytes();
    changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).unwrap();
    assert_eq!(refused(&changed), "qr_damaged");
    assert_eq!(refused(&altered(first, |payload| payload.truncate(20))), "qr_malformed");
    assert_eq!(refused(&altered(first, |payload| payload.push(0))), "qr_malformed");
    // Number and count: out of range, and more than there may be.
    assert_eq!(refused(&altered(first, |payload| payload[32] = payload[33])), "qr_malformed");
    assert_eq!(refused(&altered(first, |payload| payload[33] = 33)), "qr_malformed");
    assert_eq!(crate::qr::QrPayload::decode(first).unwrap_err().code(), "qr_not_bogam");
}

/// The codes of a whole with this form and content.
fn codes_of(form: u8, content: &[u8]) -> Vec<String> {
    use codec::Encode;
    let whole = [&[form], content].concat();
    let digest = sp_crypto_hashing::blake2_256(&("bogam/credential-qr-content/v1", whole.as_slice()).encode());
    let pieces: Vec<_> = whole.chunks(500).collect();
    let template = &sample().1[0];
    let code = |(number, piece): (usize, &&[u8])| {
        let part = (digest, number as u8, pieces.len() as u8, piece.to_vec());
        altered(template, |payload| *payload = part.encode())
    };
    pieces.iter().enumerate().map(code).collect()
}

#[test]
fn content_should_be_refused_when_it_expands_to_more_than_any_presentation() {
    use std::io::Write;
    let deflated = |content: &[u8]| {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    };
    let read = |form: u8, content: &[u8]| parts::join(codes_of(form, content).iter().map(String::as_str));
    let refused = |form: u8, content: &[u8]| code(read(form, content));
    assert_eq!(read(0, b"abc").unwrap(), "abc");
    assert_eq!(refused(0, &[0xff]), "parts_not_compressed");
    assert_eq!(refused(2, b"abc"), "parts_not_compressed");
    assert_eq!(refused(1, b"abc"), "parts_not_compressed");
    // Zeros: a sound compression of something that is no presentation.
    assert_eq!(refused(1, &deflated(&[0; 100])), "parts_not_compressed");
    // A bomb: 10 MiB in 20 codes.
    let bomb = deflated(&vec![0; 10 << 20]);
    assert!(bomb.len() < LONGEST_PIECE * MOST_PARTS);
    assert_eq!(refused(1, &bomb), "parts_not_compressed");
}

#[test]
fn drawn_code_should_be_readable_by_another_decoder() {
    let (text, codes) = sample();
    let mut collector = Collector::default();
    for code in &codes {
        assert!(parts::to_svg(code).unwrap().contains("<svg"));
        assert!(parts::to_terminal(code, true).unwrap().lines().count() > 20);
        let symbol = qrcode::QrCode::with_error_correction_level(code.as_bytes(), qrcode::EcLevel::M).unwrap();
        let (width, colours) = (symbol.width(), symbol.to_colors());
        const SCALE: usize = 4;
        let size = (width + 8) * SCALE;
        let dark = |x: usize, y: usize| {
            let at = |pixel: usize| (pixel / SCALE).checked_sub(4).filter(|module| *module < width);
            at(x).zip(at(y)).is_some_and(|(x, y)| colours[y * width + x] == qrcode::Color::Dark)
        };
        let mut image =
            rqrr::PreparedImage::prepare_from_greyscale(size, size, |x, y| if dark(x, y) { 0 } else { 255 });
        let (_, read) = image.detect_grids()[0].decode().unwrap();
        collector.add(&read).unwrap();
    }
    assert_eq!(collector.finish().unwrap(), text);
}

#[test]
fn page_should_show_the_fields_escaped_in_both_languages() {
    let holder = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let nasty = json!({
        "note": "<script>alert('1')</script> & \"x\"\u{1b}[31m",
        "<b>": { "inner": "</pre><img src=x>" },
        "hidden": "must not appear",
    });
    let certificates = vec![Certificate { holder: *holder.public(), fields: nasty.as_object().cloned().unwrap() }];
    let prepared = IssueBatch { issuer: "https://clinic.example/?a='\"<x>".into(), ..batch(certificates) };
    let prepared = prepared.prepare(|_| {}).unwrap();
    let text = prepared.credential(0, &holder).unwrap();
    let text = Presentation::decode(&text).unwrap().conceal(&["note", "<b>"]).unwrap();
    let (presentation, codes) = (Presentation::decode(&text).unwrap(), parts::divide(&text).unwrap());
    for (language, code, word) in [(Language::English, "en", "Disclosed"), (Language::Korean, "ko", "공개된")] {
        let page = page::render(&presentation, &codes, language, |name| format!("{name}!")).unwrap();
        assert!(page.contains(&format!("<html lang=\"{code}\">")) && page.contains(word));
        assert_eq!(page.matches("<svg").count(), codes.len());
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot; [31m"));
        assert!(page.contains("&lt;b&gt;!") && page.contains("&lt;/pre&gt;&lt;img src=x&gt;"));
        assert!(page.contains("2026-11-20 09:00 UTC"));
        for forbidden in ["<script", "<img", "must not appear", "hidden", "\u{1b}", "<?xml", "http-equiv=\"refresh"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
    }
    let nothing = Presentation::decode(&Presentation::decode(&text).unwrap().conceal(&[]).unwrap()).unwrap();
    let page = page::render(&nothing, &[], Language::English, str::to_owned).unwrap();
    assert!(page.contains("Nothing is disclosed."));
}
