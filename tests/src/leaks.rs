//! Searches a chain for what must never be on it.
//!
//! [`Secrets`] collects from FHIR resources about people and drugs what says who a person is or what was prescribed: names, identifiers, birth
//! dates, telephone numbers and addresses, drug names and codes, dosages. [`Search`] looks for each of them in many forms:
//! as bytes of UTF-8 and of UTF-16 in both byte orders, in lower and upper case, written out in hexadecimal, and as bare
//! hash (BLAKE2 of 128, 256 and 512 bits, SHA-256, Keccak-256) of the text, of its SCALE encoding and of its UTF-16: a hash
//! without salt is as good as the text for whoever has a list of names.
//!
//! Two thresholds keep chance out. A text counts from [`SHORTEST_TEXT`] bytes on, and a form of it from [`SHORTEST_FORM`]
//! bytes on: in ten million random bytes (hashes, keys, signatures) a given sequence of five bytes turns up once in a
//! hundred thousand runs, one of three bytes nearly every second time. So a text of three or four bytes is searched for in
//! UTF-16, in hexadecimal and as a hash, but not as itself.

use crate::{Outcome, chain::Block};
use aho_corasick::{AhoCorasick, MatchKind};
use codec::Encode;
use serde_json::Value;
use sp_crypto_hashing::{blake2_128, blake2_256, blake2_512, keccak_256, sha2_256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// The shortest text that is looked for, in bytes of UTF-8.
pub const SHORTEST_TEXT: usize = 3;

/// The shortest form of a text that is looked for, in bytes.
pub const SHORTEST_FORM: usize = 5;

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The name of a person.
    Name,
    /// An identifier of a person, a resource or a group of requests.
    Identifier,
    /// A birth date.
    BirthDate,
    /// A telephone number, a mail address or a street.
    Address,
    /// The name of a drug.
    DrugName,
    /// The code of a drug.
    DrugCode,
    /// How to take it.
    Dosage,
}

/// The resources about people and drugs.
const RESOURCES: [&str; 10] = [
    "Medication",
    "MedicationAdministration",
    "MedicationDispense",
    "MedicationRequest",
    "MedicationStatement",
    "Patient",
    "Person",
    "Practitioner",
    "PractitionerRole",
    "RelatedPerson",
];

/// Texts that must not be found.
#[derive(Clone, Debug, Default)]
pub struct Secrets(BTreeMap<String, Kind>);

impl Secrets {
    /// Adds a text, unless it is too short to mean anything.
    pub fn insert(&mut self, kind: Kind, text: &str) {
        let text = text.trim();
        if text.len() >= SHORTEST_TEXT {
            self.0.entry(text.to_owned()).or_insert(kind);
        }
    }

    /// How many texts there are of each kind.
    pub fn counts(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        self.0.values().for_each(|kind| *counts.entry(*kind).or_default() += 1);
        counts
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The longest text.
    pub fn longest(&self) -> Option<&str> {
        self.0.keys().max_by_key(|text| text.len()).map(String::as_str)
    }

    /// Whether `text` is among them.
    pub fn contains(&self, text: &str) -> bool {
        self.0.contains_key(text)
    }

    /// Collects from a FHIR resource, or a Bundle of them. Resources that are neither about people nor about drugs
    /// (definitions, for example) are passed over.
    pub fn collect(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|inner| self.collect(inner)),
            Value::Object(members) => {
                let kind = members.get("resourceType").and_then(Value::as_str);
                match kind {
                    Some("Bundle") | None => {}
                    Some(kind) if RESOURCES.contains(&kind) => {
                        members.get("id").into_iter().for_each(|id| self.texts(Kind::Identifier, id));
                    }
                    Some(_) => return,
                }
                for (name, inner) in members {
                    match kind {
                        Some("Bundle") => self.collect(inner),
                        _ => self.collect_member(name, inner, kind == Some("Medication")),
                    }
                }
            }
            _ => {}
        }
    }

    /// Collects from a document of a certificate: who it is about, and what was given.
    pub fn collect_document(&mut self, fields: &Value) {
        const SAID: [(&str, Kind); 6] = [
            ("family_name_latin", Kind::Name),
            ("given_name", Kind::Name),
            ("given_name_latin", Kind::Name),
            ("birth_date", Kind::BirthDate),
            ("product", Kind::DrugName),
            ("lot", Kind::Identifier),
        ];
        for (name, kind) in SAID {
            fields.get(name).into_iter().for_each(|value| self.texts(kind, value));
        }
    }

    fn collect_member(&mut self, name: &str, inner: &Value, is_drug: bool) {
        match name {
            "name" | "display" => self.texts(Kind::Name, inner),
            "identifier" | "groupIdentifier" => self.identifiers(inner),
            // `Patient/pat1`: the part that says who.
            "reference" => {
                let id = inner.as_str().and_then(|text| text.rsplit(['/', ':', '#']).next()).unwrap_or_default();
                self.insert(Kind::Identifier, id);
            }
            "birthDate" => self.texts(Kind::BirthDate, inner),
            "telecom" | "address" => self.texts(Kind::Address, inner),
            "medicationCodeableConcept" | "itemCodeableConcept" => self.concept(inner),
            "code" if is_drug => self.concept(inner),
            "dosageInstruction" => {
                let texts = inner.as_array().into_iter().flatten();
                texts.filter_map(|dosage| dosage.get("text")).for_each(|text| self.texts(Kind::Dosage, text));
            }
            _ => {}
        }
        self.collect(inner);
    }

    /// All texts in a HumanName, ContactPoint or Address, but for words that say of which kind it is.
    fn texts(&mut self, kind: Kind, value: &Value) {
        const KINDS: [&str; 6] = ["use", "system", "type", "rank", "period", "extension"];
        match value {
            Value::String(text) => self.insert(kind, text),
            Value::Array(values) => values.iter().for_each(|inner| self.texts(kind, inner)),
            Value::Object(members) => {
                let said = members.iter().filter(|(name, _)| !KINDS.contains(&name.as_str()));
                said.for_each(|(_, inner)| self.texts(kind, inner));
            }
            _ => {}
        }
    }

    fn identifiers(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|inner| self.identifiers(inner)),
            Value::Object(members) => {
                if let Some(Value::String(text)) = members.get("value") {
                    self.insert(Kind::Identifier, text);
                }
            }
            _ => {}
        }
    }

    fn concept(&mut self, value: &Value) {
        if let Some(Value::String(text)) = value.get("text") {
            self.insert(Kind::DrugName, text);
        }
        for coding in value.get("coding").and_then(Value::as_array).into_iter().flatten() {
            if let Some(Value::String(code)) = coding.get("code") {
                self.insert(Kind::DrugCode, code);
            }
            if let Some(Value::String(display)) = coding.get("display") {
                self.insert(Kind::DrugName, display);
            }
        }
    }
}

/// A text that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// Where.
    pub place: String,
    /// What it says.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// The form in which it stands there.
    pub form: &'static str,
}

impl fmt::Display for Leak {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, kind, text, form } = self;
        write!(formatter, "{place}: {text:?} ({kind:?}) as {form}")
    }
}

/// All forms of all texts, ready to be looked for in one pass.
pub struct Search {
    automaton: AhoCorasick,
    /// What each pattern of the automaton is.
    patterns: Vec<(String, Kind, &'static str)>,
}

/// The bytes that `text` may appear as.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut forms = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 in lower case", text.to_lowercase().into_bytes()),
        ("UTF-8 in upper case", text.to_uppercase().into_bytes()),
        ("hexadecimal of UTF-8", hex::encode(text).into_bytes()),
        ("hexadecimal of UTF-8 in capitals", hex::encode_upper(text).into_bytes()),
    ];
    for (name, bytes) in [
        ("hash of the text", text.as_bytes().to_vec()),
        ("hash of the SCALE encoding", text.encode()),
        ("hash of UTF-16 (little endian)", little.clone()),
        ("hash of UTF-16 (big endian)", big.clone()),
    ] {
        forms.extend([
            (name, blake2_128(&bytes).to_vec()),
            (name, blake2_256(&bytes).to_vec()),
            (name, blake2_512(&bytes).to_vec()),
            (name, sha2_256(&bytes).to_vec()),
            (name, keccak_256(&bytes).to_vec()),
        ]);
    }
    forms.extend([("UTF-16 (little endian)", little), ("UTF-16 (big endian)", big)]);
    forms.retain(|(_, bytes)| bytes.len() >= SHORTEST_FORM);
    forms
}

impl Search {
    /// Prepares the search for `secrets`.
    pub fn new(secrets: &Secrets) -> Outcome<Self> {
        let mut seen = BTreeSet::new();
        let (mut needles, mut patterns) = (Vec::new(), Vec::new());
        for (text, kind) in &secrets.0 {
            for (form, bytes) in forms(text) {
                if seen.insert(bytes.clone()) {
                    needles.push(bytes);
                    patterns.push((text.clone(), *kind, form));
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&needles);
        Ok(Self { automaton: automaton.map_err(|error| error.to_string())?, patterns })
    }

    /// How many forms of texts are looked for.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// What is found in `bytes`. `place` says where that is.
    pub fn find(&self, place: &str, bytes: &[u8]) -> BTreeSet<Leak> {
        let found = self.automaton.find_overlapping_iter(bytes);
        found
            .filter_map(|one| self.patterns.get(one.pattern().as_usize()))
            .map(|(text, kind, form)| Leak { place: place.to_owned(), kind: *kind, text: text.clone(), form })
            .collect()
    }

    /// What is found in a block: its digest, its transactions and its events.
    pub fn find_in_block(&self, block: &Block) -> BTreeSet<Leak> {
        let place = |part: &str| format!("block {}, {part}", block.number);
        let mut leaks = self.find(&place("events"), &block.events);
        // The rest of a header are hashes and its number.
        let logs = block.header["digest"]["logs"].as_array().into_iter().flatten();
        for log in logs.filter_map(|log| crate::chain::bytes_of(log).ok()) {
            leaks.extend(self.find(&place("digest"), &log));
        }
        for (index, transaction) in block.transactions.iter().enumerate() {
            leaks.extend(self.find(&place(&format!("transaction {index}")), transaction));
        }
        leaks
    }
}

/// Takes `known` out of `bytes`, if it is in there as a whole: what is known cannot come from the input.
pub fn take_out(bytes: &mut Vec<u8>, known: &[u8]) {
    if known.is_empty() {
        return;
    }
    if let Some(place) = bytes.windows(known.len()).position(|part| part == known) {
        bytes.drain(place..place + known.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn patient() -> Value {
        json!({
            "resourceType": "Bundle",
            "entry": [
                { "resource": {
                    "resourceType": "Patient", "id": "pat1", "birthDate": "1961-04-05",
                    "name": [{ "use": "official", "family": "이", "given": ["가람"], "text": "이가람" }],
                    "identifier": [{ "system": "urn:example", "value": "654321-9" }],
                    "telecom": [{ "system": "phone", "value": "+82 2 123 4567" }],
                } },
                { "resource": {
                    "resourceType": "MedicationRequest", "id": "order1",
                    "medicationCodeableConcept": {
                        "text": "Examplipine 10 mg", "coding": [{ "code": "1049502", "display": "Examplipine" }]
                    },
                    "subject": { "reference": "Patient/pat1", "display": "Ga-ram Lee" },
                    "dosageInstruction": [{ "text": "One tablet every morning" }],
                } },
                { "resource": { "resourceType": "Medication", "code": { "coding": [{ "code": "0169-7501" }] } } }
            ]
        })
    }

    fn secrets() -> Secrets {
        let mut secrets = Secrets::default();
        secrets.collect(&patient());
        secrets
    }

    #[test]
    fn secrets_should_be_collected_from_every_resource() {
        let secrets = secrets();
        for text in [
            "pat1",
            "1961-04-05",
            "가람",
            "이가람",
            "654321-9",
            "+82 2 123 4567",
            "Examplipine 10 mg",
            "1049502",
            "Examplipine",
            "Ga-ram Lee",
            "One tablet every morning",
            "0169-7501",
        ] {
            assert!(secrets.contains(text), "{text}");
        }
        for text in ["official", "phone", "urn:example", "Bundle"] {
            assert!(!secrets.contains(text), "{text}");
        }
        assert_eq!(secrets.counts()[&Kind::BirthDate], 1);
    }

    #[test]
    fn search_should_find_a_planted_text_in_every_form() {
        let search = Search::new(&secrets()).unwrap();
        let noise: Vec<u8> = (0..10_000u32).flat_map(|number| blake2_256(&number.to_le_bytes())).collect();
        assert_eq!(search.find("noise", &noise), BTreeSet::new());

        for text in ["이가람", "1961-04-05", "Examplipine", "1049502", "654321-9"] {
            for (form, bytes) in forms(text) {
                let mut planted = noise.clone();
                planted.splice(5_000..5_000, bytes);
                let leaks = search.find("here", &planted);
                assert!(leaks.iter().any(|leak| leak.text == text), "{text} as {form}");
            }
        }
    }

    #[test]
    fn search_should_find_a_short_text_only_where_chance_is_ruled_out() {
        let mut secrets = Secrets::default();
        secrets.insert(Kind::Name, "Kim");
        secrets.insert(Kind::Name, "Li");
        assert_eq!(secrets.len(), 1);
        let search = Search::new(&secrets).unwrap();
        assert!(search.find("", b"xxKimxx").is_empty());
        assert_eq!(search.find("", b"xxK\0i\0m\0xx").len(), 1);
        assert_eq!(search.find("", &blake2_128(b"Kim")).len(), 1);
    }

    #[test]
    fn known_bytes_should_be_taken_out_only_as_a_whole() {
        let taken = |bytes: &[u8], known: &[u8]| {
            let mut bytes = bytes.to_vec();
            take_out(&mut bytes, known);
            bytes
        };
        assert_eq!(taken(b"before known after", b"known"), b"before  after");
        assert_eq!(taken(b"before know after", b"known"), b"before know after");
        assert_eq!(taken(b"kn", b"known"), b"kn");
        assert_eq!(taken(b"anything", b""), b"anything");
    }

    #[test]
    fn search_should_look_at_every_part_of_a_block() {
        let search = Search::new(&secrets()).unwrap();
        let clean = Block {
            number: 7,
            header: json!({ "digest": { "logs": ["0x0102"] } }),
            transactions: vec![vec![1], vec![2]],
            events: vec![3],
        };
        assert!(search.find_in_block(&clean).is_empty());
        let name = "이가람".as_bytes().to_vec();
        let log = format!("0x{}", hex::encode(&name));
        let planted = [
            Block { events: name.clone(), ..clean.clone() },
            Block { transactions: vec![vec![1], name], ..clean.clone() },
            Block { header: json!({ "digest": { "logs": [log] } }), ..clean },
        ];
        for block in planted {
            assert!(search.find_in_block(&block).iter().any(|leak| leak.text == "이가람"), "{block:?}");
        }
    }
}
