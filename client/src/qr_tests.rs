use super::*;
use crate::{
    alterations::{altered, cases, edits},
    messages::Explained,
    strangers::read_prescription_code,
};
use proptest::prelude::*;
use sp_core::H256;

fn payload() -> QrPayload {
    QrPayload {
        prescription: PrescriptionId(H256::repeat_byte(0x11)),
        issue: 2,
        holder: HolderSecret::from_bytes([0x22; 32]),
        document: [0x33; 32],
        document_key: DocumentKey::from_bytes([0x44; 32]),
        store: "s3://documents/bogam".into(),
    }
}

/// The code of [`payload`], made with other programs: it must be read for ever.
const HOLDERS: &str = "BOGAM1:ACLBCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEICEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCE\
    IRCEIRCEIRCEIRCEIRDGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZTGM2EIRCEIRCEIRCEIRCEIRCEIRCEI\
    RCEIRCEIRCEIRCEIRCEIRCEIRIHGMZ2F4XWI33DOVWWK3TUOMXWE33HMFW6AAA4IE";

/// The code of the same for a pharmacy, likewise.
const PHARMACYS: &str = "BOGAMD1:AB3BCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEICGMZTGMZTGMZTGMZTGMZTGMZTGMZTGMZT\
    GMZTGMZTGMZTGMZTGMZUIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCEIRCQOMZTULZPMRXWG5LNMVXHI4ZP\
    MJXWOYLNVR2WUBQ";

fn code(text: &str) -> &'static str {
    QrPayload::decode(text).unwrap_err().code()
}

fn either(text: &str) -> &'static str {
    PrescriptionCode::decode(text).unwrap_err().code()
}

/// Whether `part` stands anywhere in the bytes behind the text of a code.
fn carries(text: &str, part: &[u8]) -> bool {
    let (_, body) = text.split_once(':').unwrap();
    from_base32(body).unwrap().windows(part.len()).any(|window| window == part)
}

#[test]
fn base32_should_be_that_of_the_rfc() {
    for (plain, encoded) in
        [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
    {
        let mut text = String::new();
        to_base32(plain.as_bytes(), &mut text);
        assert_eq!(text, encoded);
        assert_eq!(from_base32(encoded).unwrap().as_slice(), plain.as_bytes());
    }
}

#[test]
fn codes_should_be_written_and_read_as_they_always_were() {
    assert_eq!(payload().encode().unwrap().as_str(), HOLDERS);
    assert_eq!(PrescriptionCode::decode(HOLDERS), Ok(PrescriptionCode::Holder(payload())));
    assert_eq!(payload().for_pharmacy().encode().unwrap().as_str(), PHARMACYS);
    assert_eq!(PrescriptionCode::decode(PHARMACYS), Ok(PrescriptionCode::Pharmacy(payload().for_pharmacy())));
}

#[test]
fn pharmacy_code_should_carry_all_but_the_secret() {
    let pharmacys = payload().for_pharmacy();
    let text = pharmacys.encode().unwrap();
    let kept = (pharmacys.prescription, pharmacys.issue, pharmacys.document, pharmacys.store.as_str());
    assert_eq!(kept, (payload().prescription, 2, [0x33; 32], "s3://documents/bogam"));
    assert_eq!(pharmacys.document_key, payload().document_key);
    assert!(carries(&text, &[0x44; 32]) && !carries(&text, &[0x22; 2]));
    assert!(carries(&payload().encode().unwrap(), &[0x22; 32]));
    assert_eq!(
        PrescriptionCode::decode(&format!(" {}\n", text.to_lowercase())).unwrap().for_pharmacy(),
        PrescriptionCode::Holder(payload()).for_pharmacy()
    );
    let longest = PharmacyPayload { store: "x".repeat(LONGEST_HINT), ..payload().for_pharmacy() };
    let read = PrescriptionCode::decode(&longest.encode().unwrap());
    assert_eq!(read, Ok(PrescriptionCode::Pharmacy(longest.clone())));
    assert!(longest.to_svg().is_ok() && longest.to_terminal(true).is_ok());
    let long = PharmacyPayload { store: "x".repeat(LONGEST_HINT + 1), ..payload().for_pharmacy() };
    assert_eq!(long.encode().unwrap_err().code(), "qr_hint_too_long");
}

#[test]
fn pharmacy_code_should_be_refused_when_the_secret_is_needed_and_when_it_is_wrong() {
    assert_eq!(code(PHARMACYS), "qr_without_secret");
    // What is wrong with it comes first.
    assert_eq!(code(&PHARMACYS[..100]), either(&PHARMACYS[..100]));
    assert_eq!(either(&PHARMACYS.replacen("BOGAMD1", "BOGAMD2", 1)), "qr_unknown_version");
    assert_eq!(either("BOGAMDD1:AAAA"), "qr_not_bogam");
    assert_eq!(either("BOGAMD1:"), "qr_truncated");
    assert_eq!(either(&format!("{PHARMACYS}!")), "qr_bad_character");
    assert_eq!(either(&format!("{PHARMACYS}AAAAAAAA")), "qr_too_long");
    // A code of one kind does not become one of the other by its first letters.
    assert_eq!(either(&PHARMACYS.replacen("BOGAMD1", "BOGAM1", 1)), "qr_damaged");
    assert_eq!(either(&HOLDERS.replacen("BOGAM1", "BOGAMD1", 1)), "qr_damaged");

    // Undamaged, but not what a code contains: cut short, and with a byte too many.
    let fields = from_base32(PHARMACYS.split_once(':').unwrap().1).unwrap();
    let fields = &fields[2..fields.len() - CHECKSUM];
    let longer = [fields, &[0u8][..]].concat();
    for foreign in [&fields[..fields.len() - 1], longer.as_slice()] {
        let text = Kind::Pharmacy.write(foreign, "").unwrap();
        assert_eq!(either(&text), "qr_malformed");
    }
}

#[test]
fn code_should_read_back_whatever_its_case_and_line_breaks() {
    let text = payload().encode().unwrap();
    assert!(text.starts_with("BOGAM1:"));
    assert_eq!(QrPayload::decode(&text).unwrap(), payload());
    assert_eq!(QrPayload::decode(&format!(" {}\r\n", text.to_lowercase())).unwrap(), payload());
    let broken: Vec<&str> = text.as_bytes().chunks(40).map(|line| std::str::from_utf8(line).unwrap()).collect();
    assert_eq!(QrPayload::decode(&broken.join("\n")).unwrap(), payload());
}

#[test]
fn code_should_be_refused_with_its_own_error_when_it_is_wrong() {
    let text = payload().encode().unwrap();
    assert_eq!(code(""), "qr_not_bogam");
    assert_eq!(code("https://example.org/"), "qr_not_bogam");
    assert_eq!(code("BOGAMX:AAAA"), "qr_not_bogam");
    assert_eq!(code(&text.replacen("BOGAM1", "BOGAM2", 1)), "qr_unknown_version");
    assert_eq!(code("BOGAM1:"), "qr_truncated");
    assert_eq!(code(&format!("{}!", *text)), "qr_bad_character");
    assert_eq!(code(&format!("{}AAAAAAAA", *text)), "qr_too_long");
    assert_eq!(code(&"A".repeat(10_000)), "qr_too_long");

    // Undamaged, but not what a code contains: the content is one byte too long.
    let mut fields = vec![7; 200];
    fields[129] = 0;
    let mut bytes = (fields.len() as u16).to_be_bytes().to_vec();
    bytes.extend_from_slice(&fields);
    bytes.extend_from_slice(&Kind::Holder.checksum(&fields));
    let mut foreign = "BOGAM1:".to_owned();
    to_base32(&bytes, &mut foreign);
    assert_eq!(code(&foreign), "qr_malformed");

    let long = QrPayload { store: "x".repeat(LONGEST_HINT + 1), ..payload() };
    assert_eq!(long.encode().unwrap_err().code(), "qr_hint_too_long");
    let longest = QrPayload { store: "x".repeat(LONGEST_HINT), ..payload() };
    assert_eq!(QrPayload::decode(&longest.encode().unwrap()).unwrap(), longest);
    assert!(longest.to_svg().is_ok());
}

#[test]
fn code_should_be_cut_off_wherever_it_ends_early() {
    for text in [HOLDERS, PHARMACYS] {
        let begins = text.find(':').unwrap() + 1;
        for end in begins..text.len() {
            let refusal = either(&text[..end]);
            // A cut inside a letter group leaves padding that is not zero; everywhere else bytes are missing.
            assert!(matches!(refusal, "qr_truncated" | "qr_damaged"), "{end}: {refusal}");
        }
        let whole_groups = (begins..text.len() - 8).step_by(8);
        whole_groups.for_each(|end| assert_eq!(either(&text[..end]), "qr_truncated", "{end}"));
    }
}

#[test]
fn debug_should_show_no_secret() {
    let (holders, pharmacys) =
        (PrescriptionCode::Holder(payload()), PrescriptionCode::Pharmacy(payload().for_pharmacy()));
    for shown in [format!("{:?}", payload()), format!("{holders:?}"), format!("{pharmacys:?}")] {
        assert!(shown.contains("prescription") && !shown.contains("22") && !shown.contains("44"), "{shown}");
        assert!(!shown.contains("34") && !shown.contains("68") && !shown.contains("documents"), "{shown}");
    }
}

/// The dark rectangles of the SVG's path, drawn into a bitmap.
fn rasterise(svg: &str) -> (usize, Vec<bool>) {
    let between = |text: &str, start: &str, end: &str| {
        let from = text.find(start).unwrap() + start.len();
        text[from..from + text[from..].find(end).unwrap()].to_owned()
    };
    let width: usize = between(svg, " width=\"", "\"").parse().unwrap();
    let mut bitmap = vec![false; width * width];
    for rectangle in between(svg, " d=\"M", "\"").split('M') {
        let (corner, rest) = rectangle.split_once('h').unwrap();
        let (left, top) = corner.split_once(' ').unwrap();
        let (across, rest) = rest.split_once('v').unwrap();
        let down = rest.split_once('H').unwrap().0;
        let number = |text: &str| text.parse::<usize>().unwrap();
        for y in number(top)..number(top) + number(down) {
            bitmap[y * width + number(left)..][..number(across)].fill(true);
        }
    }
    (width, bitmap)
}

fn scan(width: usize, height: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| if dark(x, y) { 0 } else { 255 });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn svg_should_scan() {
    let svg = payload().to_svg().unwrap();
    let (width, bitmap) = rasterise(&svg);
    assert!(width >= 480);
    let text = scan(width, width, |x, y| bitmap[y * width + x]);
    assert_eq!(QrPayload::decode(&text).unwrap(), payload());
    // The quiet zone: four modules of nothing on each side.
    let dark_columns: Vec<usize> = (0..width).filter(|x| (0..width).any(|y| bitmap[y * width + x])).collect();
    let module = (1..width)
        .find(|length| {
            bitmap[dark_columns[0] * width + dark_columns[0] + 7 * length]
                != bitmap[dark_columns[0] * width + dark_columns[0]]
        })
        .unwrap();
    assert!(dark_columns[0] >= 4 * module && width - 1 - dark_columns[dark_columns.len() - 1] >= 4 * module);
}

#[test]
fn terminal_code_should_scan_on_either_background() {
    for dark_background in [true, false] {
        let drawn = payload().to_terminal(dark_background).unwrap();
        let rows: Vec<Vec<char>> = drawn.lines().map(|line| line.chars().collect()).collect();
        let (width, height) = (rows[0].len(), rows.len() * 2);
        // Blocks are in the terminal's foreground colour, which is light on a dark background.
        let dark = |x: usize, y: usize| {
            let inked = match rows[y / 2][x] {
                '█' => true,
                '▀' => y.is_multiple_of(2),
                '▄' => !y.is_multiple_of(2),
                _ => false,
            };
            inked != dark_background
        };
        let text = scan(width * 4, height * 4, |x, y| dark(x / 4, y / 4));
        assert_eq!(QrPayload::decode(&text).unwrap(), payload(), "{dark_background}");
    }
}

#[test]
fn errors_should_speak_both_languages() {
    let errors = [
        QrError::NotBogam,
        QrError::UnknownVersion("2".into()),
        QrError::BadCharacter('!'),
        QrError::Truncated { missing: 1, expected: 2 },
        QrError::TooLong,
        QrError::Damaged,
        QrError::Malformed,
        QrError::WithoutSecret,
        QrError::HintTooLong(300),
        QrError::NotDrawable("x".into()),
    ];
    for error in errors {
        assert!(error.korean().chars().any(|character| ('가'..='힣').contains(&character)));
        assert!(error.to_string().is_ascii() && Explained::code(&error) == error.code());
    }
}

proptest! {
    #[test]
    fn code_should_round_trip(id: [u8; 32], issue: u8, seed: [u8; 32], document: [u8; 32], key: [u8; 32], store in ".{0,60}") {
        let payload = QrPayload {
            prescription: PrescriptionId(H256(id)),
            issue,
            holder: HolderSecret::from_bytes(seed),
            document,
            document_key: DocumentKey::from_bytes(key),
            store,
        };
        prop_assert_eq!(&QrPayload::decode(&payload.encode().unwrap()).unwrap(), &payload);
        let pharmacys = payload.for_pharmacy();
        let text = pharmacys.encode().unwrap();
        // What is repeated elsewhere in the code is no secret.
        let elsewhere = [id, document, key].contains(&seed);
        prop_assert!(elsewhere || !carries(&text, &seed));
        prop_assert_eq!(PrescriptionCode::decode(&text), Ok(PrescriptionCode::Pharmacy(pharmacys)));
    }

    #[test]
    fn one_wrong_letter_should_never_pass(position in 7usize..200, letter in 0usize..32) {
        for text in [HOLDERS, PHARMACYS] {
            let mut letters: Vec<char> = text.chars().collect();
            let other = char::from(ALPHABET[letter]);
            // The colon belongs to no content.
            prop_assume!(position < letters.len() && ![other, ':'].contains(&letters[position]));
            letters[position] = other;
            prop_assert!(PrescriptionCode::decode(&letters.into_iter().collect::<String>()).is_err());
        }
    }

    #[test]
    fn decoding_should_answer_for_any_text(text in "(BOGAMD?1:)?[A-Z2-7]{0,80}|.{0,40}") {
        prop_assert!(PrescriptionCode::decode(&text).is_err());
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn code_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        for text in [HOLDERS, PHARMACYS] {
            read_prescription_code(&altered(text.as_bytes(), &edits, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:"));
        }
    }
}
