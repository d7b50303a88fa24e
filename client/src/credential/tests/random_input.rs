//! What nobody thought of: any bytes, and sound presentations with something changed.

use super::*;
use crate::{
    alterations::{Edit, altered, cases, edits},
    credential::{
        is_readable,
        parts::{Collector, divide},
        status_list::{Bitstring, ListExpectation, ListTerms, Purpose, StatusList, TokenList},
    },
    seeds::begins_with,
    strangers::{expected_list, read_codes, read_credential, read_status_list},
};
use proptest::prelude::*;
use std::sync::LazyLock;

/// A sound presentation of each kind.
static SOUND: LazyLock<[String; 2]> =
    LazyLock::new(|| [Algorithm::Es256, Algorithm::EdDsa].map(|kind| Desk::new(kind).present(&["vaccine", "doses"])));

/// Characters that mean something in such a text, and some that do not.
const ALPHABET: &[u8] = b"AZaz09-_.~={}[]\":,eyJ\\ \0";

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Everything that reads what strangers wrote.
fn read_everywhere(text: &str) {
    is_readable(text);
    let keys = KeySet::default();
    let expected = ListExpectation { uri: "", issuer: "", keys: &keys, now: NOW };
    let _ = Bitstring::read(text, &expected);
    let _ = TokenList::read(text, &expected);
    let _ = KeySet::parse(text.as_bytes());
    let mut collector = Collector::default();
    let _ = collector.add(text);
    let _ = collector.finish();
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn readers_should_refuse_random_text_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_everywhere(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn readers_should_refuse_text_of_the_right_characters_without_panic(
        places in prop::collection::vec(0..ALPHABET.len(), 0..400), code in any::<bool>(),
    ) {
        let text: String = places.into_iter().map(|place| char::from(ALPHABET[place])).collect();
        read_everywhere(&if code { format!("BOGAMC1:{text}") } else { text });
    }

    #[test]
    fn json_should_be_refused_without_panic_behind_a_sound_frame(json_text in "[\\[\\]{}\",:a1\\\\ ]{0,80}") {
        let frame = |header: &str| format!("{}.{}.AAAA~", json::encode(header), json::encode(&json_text));
        read_everywhere(&frame(r#"{"alg":"ES256","typ":"dc+sd-jwt"}"#));
        read_everywhere(&frame(&json_text));
        read_everywhere(&format!("{}{}~", frame("{}"), json::encode(&json_text)));
    }

    #[test]
    fn presentation_should_prove_nothing_when_a_character_was_changed(
        kind in 0..2usize, seed in any::<prop::sample::Index>(), byte in 0..ALPHABET.len(), action in 0..3u8,
    ) {
        let sound = &SOUND[kind];
        let mut bytes = sound.clone().into_bytes();
        let place = seed.index(bytes.len());
        match action {
            0 => bytes[place] = ALPHABET[byte],
            1 => drop(bytes.remove(place)),
            _ => bytes.insert(place, ALPHABET[byte]),
        }
        let text = String::from_utf8(bytes).unwrap();
        read_everywhere(&text);
        if text != *sound && let Ok(presentation) = Presentation::decode(&text) {
            // Readable still: then the holder's signature, or the digest in it, no longer fits. They cover every character.
            prop_assert!(presentation.verify(&asked()).is_err(), "{}", text);
        }
    }

    #[test]
    fn presentation_should_be_refused_without_panic_when_parts_are_shuffled(
        order in prop::collection::vec((0..2usize, 0..4usize), 0..7),
    ) {
        let parts: Vec<_> = order.iter().map(|(kind, place)| SOUND[*kind].split('~').nth(*place).unwrap_or("")).collect();
        let text = parts.join("~");
        read_everywhere(&text);
        if let Ok(presentation) = Presentation::decode(&text) && presentation.verify(&asked()).is_ok() {
            prop_assert!(SOUND.contains(&text));
        }
    }
}

/// A published list of each form, and who signed it.
struct Published {
    key: SigningKey,
    keys: KeySet,
    lists: [String; 3],
}

const LIST: &str = "https://clinic.example/status/1";

static PUBLISHED: LazyLock<Published> = LazyLock::new(|| {
    let key = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let keys = KeySet::new([*key.public()]);
    let terms = ListTerms { uri: LIST.into(), issuer: ISSUER.into(), at: NOW, until: NOW + DAY };
    let list = StatusList::new(1_000, []).unwrap();
    let of = |purpose| list.bitstring_credential(purpose, &terms, &key).unwrap();
    let lists = [of(Purpose::Revocation), of(Purpose::Suspension), list.token(&terms, &key).unwrap()];
    Published { key, keys, lists }
});

impl Published {
    fn expected(&self) -> ListExpectation<'_> {
        ListExpectation { uri: LIST, issuer: ISSUER, keys: &self.keys, now: NOW }
    }

    /// List `number` with its compressed bits altered, and signed anew: as a dishonest issuer would.
    fn with_altered_bits(&self, number: usize, edits: &[Edit]) -> String {
        let list = &self.lists[number];
        let mut payload = payload_of(list);
        let (kind, bits) = match number {
            2 => ("statuslist+jwt", &mut payload["status_list"]["lst"]),
            _ => ("vc+jwt", &mut payload["credentialSubject"]["encodedList"]),
        };
        let multibase = if number == 2 { "" } else { "u" };
        let sound =
            json::decode(&bits.as_str().unwrap()[multibase.len()..], crate::credential::Part::StatusList).unwrap();
        *bits = json!(format!("{multibase}{}", json::encode(altered(&sound, edits, &[]))));
        self.key.sign_jws(kind, &payload, true).unwrap()
    }
}

/// The texts of the codes of a sound presentation, one on each line.
static CODES: LazyLock<String> = LazyLock::new(|| divide(&SOUND[0]).unwrap().join("\n"));

#[test]
fn sound_input_should_be_read_by_what_reads_strangers_input() {
    for text in SOUND.iter() {
        assert!(is_readable(text));
    }
    assert_eq!(crate::credential::parts::join(CODES.lines()).unwrap(), SOUND[0]);
    let Published { lists, .. } = &*PUBLISHED;
    for (number, list) in lists.iter().enumerate() {
        let again = PUBLISHED.with_altered_bits(number, &[]);
        for text in [list, &again] {
            let bitstring = Bitstring::read(text, &PUBLISHED.expected()).is_ok();
            let token = TokenList::read(text, &PUBLISHED.expected()).is_ok();
            assert_eq!((bitstring, token), (number != 2, number == 2));
        }
    }
}

#[test]
fn fuzz_targets_should_begin_with_what_is_sound() {
    begins_with("credential", "es256", SOUND[0].as_bytes());
    begins_with("credential", "eddsa", SOUND[1].as_bytes());
    begins_with("codes", "credential", CODES.as_bytes());
    let Published { keys, lists, .. } = &*PUBLISHED;
    begins_with("credential", "keys", keys.to_json().to_string().as_bytes());
    for (name, list) in ["revocation", "suspension", "token"].iter().zip(lists) {
        begins_with("status_list", name, format!("{}\n{list}", keys.to_json()).as_bytes());
        let expected = expected_list(keys);
        assert!(Bitstring::read(list, &expected).is_ok() || TokenList::read(list, &expected).is_ok(), "{name}");
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    #[test]
    fn credential_should_be_read_or_refused_without_panic_when_altered(kind in 0..2usize, edits in edits()) {
        read_credential(&altered(SOUND[kind].as_bytes(), &edits, ALPHABET));
    }

    #[test]
    fn codes_should_be_read_or_refused_without_panic_when_altered(edits in edits(), meaningful in any::<bool>()) {
        let alphabet: &[u8] = if meaningful { b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:\n" } else { b"" };
        read_codes(&altered(CODES.as_bytes(), &edits, alphabet));
    }

    #[test]
    fn status_list_should_be_read_or_refused_without_panic_when_altered(number in 0..3usize, edits in edits()) {
        read_status_list(&altered(PUBLISHED.lists[number].as_bytes(), &edits, ALPHABET), &PUBLISHED.expected());
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn signed_list_should_be_read_or_refused_without_panic_when_its_bits_are_altered(
        number in 0..3usize, edits in edits(),
    ) {
        read_status_list(PUBLISHED.with_altered_bits(number, &edits).as_bytes(), &PUBLISHED.expected());
    }
}
