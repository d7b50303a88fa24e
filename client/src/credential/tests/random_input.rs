//! What nobody thought of: any bytes, and sound presentations with something changed.

use super::*;
use crate::credential::{
    is_readable,
    parts::Collector,
    status_list::{Bitstring, ListExpectation, TokenList},
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
