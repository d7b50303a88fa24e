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

fn code(text: &str) -> &'static str {
    QrPayload::decode(text).unwrap_err().code()
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
    bytes.extend_from_slice(&checksum(&fields));
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
    let text = payload().encode().unwrap();
    for end in 7..text.len() {
        let refusal = code(&text[..end]);
        // A cut inside a letter group leaves padding that is not zero; everywhere else bytes are missing.
        assert!(matches!(refusal, "qr_truncated" | "qr_damaged"), "{end}: {refusal}");
    }
    let whole_groups = (7..text.len() - 8).step_by(8);
    whole_groups.for_each(|end| assert_eq!(code(&text[..end]), "qr_truncated", "{end}"));
}

#[test]
fn debug_should_show_no_secret() {
    let shown = format!("{:?}", payload());
    assert!(shown.contains("prescription") && !shown.contains("22") && !shown.contains("44"), "{shown}");
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
    }

    #[test]
    fn one_wrong_letter_should_never_pass(position in 7usize..200, letter in 0usize..32) {
        let text = payload().encode().unwrap();
        let mut letters: Vec<char> = text.chars().collect();
        let other = char::from(ALPHABET[letter]);
        prop_assume!(position < letters.len() && letters[position] != other);
        letters[position] = other;
        prop_assert!(QrPayload::decode(&letters.into_iter().collect::<String>()).is_err());
    }

    #[test]
    fn decoding_should_answer_for_any_text(text in "(BOGAM1:)?[A-Z2-7]{0,80}|.{0,40}") {
        prop_assert!(QrPayload::decode(&text).is_err());
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn code_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        let text = payload().encode().unwrap();
        read_prescription_code(&altered(text.as_bytes(), &edits, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:"));
    }
}
