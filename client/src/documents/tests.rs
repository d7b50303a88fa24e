use super::*;
use crate::{
    fhir::{Mapped, Options, map, read},
    messages::Explained,
};
use bogam_primitives::Commitment;
use proptest::prelude::*;
use std::sync::OnceLock;

fn mapped() -> &'static Mapped {
    static MAPPED: OnceLock<Mapped> = OnceLock::new();
    MAPPED.get_or_init(|| {
        let example = crate::fhir::tests::example("bundle-group-korean.json");
        let input = read(example.as_bytes()).unwrap();
        let options = Options { redate: true, ..Options::at(1_795_222_800_000) };
        map(&input, &input.prescriptions()[0], &options).unwrap()
    })
}

fn commitments() -> (Commitment, Vec<Commitment>) {
    let terms = &mapped().terms;
    (terms.commitment, terms.items.iter().map(|item| item.product).collect())
}

fn plaintext() -> Vec<u8> {
    mapped().document.to_bytes().unwrap().to_vec()
}

fn refusal(bytes: &[u8]) -> &'static str {
    let (whole, items) = commitments();
    open_and_check(bytes, &whole, &items).unwrap_err().code()
}

#[test]
fn document_should_open_for_its_own_commitments_only() {
    let (whole, items) = commitments();
    let opened = open_and_check(&plaintext(), &whole, &items).unwrap();
    assert_eq!(opened, mapped().document);
    opened.check_terms(&mapped().terms).unwrap();

    let foreign = Commitment::default();
    assert_eq!(open_and_check(&plaintext(), &foreign, &items).unwrap_err().code(), "document_foreign");
    assert_eq!(open_and_check(&plaintext(), &whole, &items[..2]).unwrap_err().code(), "document_item_count");
    let swapped = [items[0], items[2], items[1]];
    let error = open_and_check(&plaintext(), &whole, &swapped).unwrap_err();
    assert!(matches!(error, DocumentError::ForeignItem { item: 1 }));
}

#[test]
fn document_should_be_refused_when_it_is_altered_though_still_well_formed() {
    let text = String::from_utf8(plaintext()).unwrap();
    for (old, new) in
        [("이가람", "이나람"), ("\"authorised\":14000", "\"authorised\":15000"), ("라마바핀정 5mg", "라마바핀정 9mg")]
    {
        assert!(text.contains(old));
        assert_eq!(refusal(text.replace(old, new).as_bytes()), "document_foreign", "{old}");
    }
    assert_eq!(refusal(text.replace(":14000", ": 14000").as_bytes()), "document_malformed");
    assert_eq!(refusal(text.replace("document/v1", "document/v2").as_bytes()), "document_unknown_format");
    assert_eq!(refusal(text.replacen("{\"content\"", "{\"also\":1,\"content\"", 1).as_bytes()), "document_malformed");
    assert_eq!(refusal(text.replace("\"entry\":2", "\"entry\":400").as_bytes()), "document_malformed");
    assert_eq!(refusal(b"{}"), "document_malformed");
    assert_eq!(refusal(&[0xff; 40]), "fhir_not_json");
}

#[test]
fn terms_should_be_compared_one_by_one() {
    let document = &mapped().document;
    let differing = |change: fn(&mut crate::fhir::IssueTerms)| {
        let mut terms = mapped().terms.clone();
        change(&mut terms);
        document.check_terms(&terms).unwrap_err().to_string()
    };
    assert!(differing(|terms| terms.valid_until += 1).ends_with("validity"));
    assert!(differing(|terms| terms.interval += 1).ends_with("interval"));
    assert!(differing(|terms| terms.issues += 1).ends_with("issues"));
    assert!(differing(|terms| terms.items[1].authorised += 1).ends_with("items"));
    assert!(differing(|terms| terms.items[1].substitution_allowed ^= true).ends_with("items"));
    assert!(
        differing(|terms| terms.schedule = bogam_primitives::prescription::Schedule::Controlled).ends_with("schedule")
    );
}

#[test]
fn debug_should_show_nothing_of_the_patient() {
    let shown = format!("{:?} {:?}", mapped(), mapped().document.items);
    for secret in ["이가람", "1961-", "라마바핀", "000000002"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn sealed_document_should_open_with_its_key_and_purpose_only() {
    let sealed = seal(Purpose::Prescription, &plaintext()).unwrap();
    assert_eq!(unseal(Purpose::Prescription, &sealed.ciphertext, &sealed.key).unwrap().as_slice(), plaintext());
    let code = |purpose, ciphertext: &[u8], key: &DocumentKey| unseal(purpose, ciphertext, key).unwrap_err().code();
    assert_eq!(code(Purpose::Dispense, &sealed.ciphertext, &sealed.key), "document_not_authentic");
    let other = DocumentKey::from_bytes([1; 32]);
    assert_eq!(code(Purpose::Prescription, &sealed.ciphertext, &other), "document_not_authentic");
    assert_eq!(code(Purpose::Prescription, &[], &sealed.key), "document_unknown_format");
    assert_eq!(code(Purpose::Prescription, &[1, 2, 3], &sealed.key), "document_not_authentic");
    assert!(!sealed.ciphertext.windows(9).any(|window| window == "이가람".as_bytes()));
    assert_eq!(format!("{:?}", sealed.key), "DocumentKey(secret)");
}

#[test]
fn sealing_twice_should_share_neither_key_nor_nonce_nor_hash() {
    let (one, other) = (seal(Purpose::Prescription, b"x").unwrap(), seal(Purpose::Prescription, b"x").unwrap());
    assert!(one.key != other.key && one.hash != other.hash && one.ciphertext[1..25] != other.ciphertext[1..25]);
    // Lengths tell little.
    let longer = seal(Purpose::Prescription, &[7; 900]).unwrap();
    assert_eq!(one.ciphertext.len(), longer.ciphertext.len());
}

#[test]
fn document_should_be_refused_when_it_is_too_large() {
    let limit = LARGEST_DOCUMENT as usize;
    assert!(seal(Purpose::Prescription, &vec![0; limit - 2048]).is_ok());
    assert_eq!(seal(Purpose::Prescription, &vec![0; limit]).unwrap_err().code(), "document_too_large");
    let error = unseal(Purpose::Prescription, &vec![1; limit + 1], &DocumentKey::from_bytes([0; 32])).unwrap_err();
    assert_eq!(error.code(), "document_too_large");
}

proptest! {
    #[test]
    fn any_altered_byte_should_be_noticed(position: prop::sample::Index, flip in 1u8..) {
        static SEALED: OnceLock<Sealed> = OnceLock::new();
        let sealed = SEALED.get_or_init(|| seal(Purpose::Prescription, &plaintext()).unwrap());
        let mut altered = sealed.ciphertext.clone();
        // Version, nonce, content and tag alike.
        let at = position.index(altered.len());
        altered[at] ^= flip;
        let code = unseal(Purpose::Prescription, &altered, &sealed.key).unwrap_err().code();
        prop_assert_eq!(code, if at == 0 { "document_unknown_format" } else { "document_not_authentic" });
        prop_assert_ne!(document_hash(&altered), sealed.hash);
    }

    #[test]
    fn any_truncation_should_be_noticed(length: prop::sample::Index) {
        let sealed = seal(Purpose::Prescription, b"short").unwrap();
        let length = length.index(sealed.ciphertext.len());
        prop_assert!(unseal(Purpose::Prescription, &sealed.ciphertext[..length], &sealed.key).is_err());
    }

    #[test]
    fn any_altered_plaintext_byte_should_be_refused(position: prop::sample::Index, flip in 1u8..) {
        let mut altered = plaintext();
        let at = position.index(altered.len());
        altered[at] ^= flip;
        let (whole, items) = commitments();
        prop_assert!(open_and_check(&altered, &whole, &items).is_err());
    }

    #[test]
    fn sealing_should_round_trip(content in prop::collection::vec(any::<u8>(), 0..3000)) {
        let sealed = seal(Purpose::Dispense, &content).unwrap();
        let opened = unseal(Purpose::Dispense, &sealed.ciphertext, &sealed.key).unwrap();
        prop_assert_eq!(opened.as_slice(), content);
    }
}

#[tokio::test]
async fn store_should_give_back_what_was_put_and_delete_it() {
    let folder = tempfile::tempdir().unwrap();
    let location = folder.path().join("new/store");
    let store = DocumentStore::open(location.to_str().unwrap()).unwrap();
    let sealed = seal(Purpose::Prescription, &plaintext()).unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap_err().code(), "document_missing");
    store.put(&sealed).await.unwrap();
    store.put(&sealed).await.unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap(), sealed.ciphertext);

    let names: Vec<_> = std::fs::read_dir(&location).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [hex::encode(sealed.hash).as_str()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&location.join(hex::encode(sealed.hash))), 0o600);
        assert_eq!(mode(&location), 0o700);
    }
    // The same store by its own hint and by URL.
    for hint in [store.location().to_owned(), format!("file://{}", location.canonicalize().unwrap().display())] {
        assert_eq!(DocumentStore::open(&hint).unwrap().fetch(&sealed.hash).await.unwrap(), sealed.ciphertext);
    }
    store.delete(&sealed.hash).await.unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap_err().code(), "document_missing");
    assert_eq!(store.delete(&sealed.hash).await.unwrap_err().code(), "document_missing");
}

#[tokio::test]
async fn store_should_refuse_what_was_altered_swapped_or_blown_up_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = DocumentStore::open(folder.path().to_str().unwrap()).unwrap();
    let sealed = seal(Purpose::Prescription, &plaintext()).unwrap();
    store.put(&sealed).await.unwrap();
    let path = folder.path().join(hex::encode(sealed.hash));

    let mut altered = sealed.ciphertext.clone();
    altered[30] ^= 1;
    std::fs::write(&path, &altered).unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap_err().code(), "document_altered");
    let other = seal(Purpose::Prescription, b"another").unwrap();
    std::fs::write(&path, &other.ciphertext).unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap_err().code(), "document_altered");
    std::fs::write(&path, vec![0; LARGEST_DOCUMENT as usize + 1]).unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap_err().code(), "document_too_large");
    // A sound copy heals it.
    store.put(&sealed).await.unwrap();
    assert_eq!(store.fetch(&sealed.hash).await.unwrap(), sealed.ciphertext);

    let lying = Sealed { ciphertext: altered, ..sealed };
    assert_eq!(store.put(&lying).await.unwrap_err().code(), "document_altered");
}

#[test]
fn store_should_be_refused_when_its_location_is_none() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let file = file.path().to_str().unwrap();
    for location in ["", " ", "gopher://x/y", "s3://", "s3://key:secret@bucket/x", "http://example.org/x", file] {
        assert_eq!(DocumentStore::open(location).unwrap_err().code(), "store_bad_location", "{location}");
    }
}

#[test]
fn store_should_open_an_s3_bucket_by_url() {
    let store = DocumentStore::open("s3://documents/bogam").unwrap();
    assert_eq!(store.location(), "s3://documents/bogam");
}

#[test]
fn errors_should_speak_both_languages() {
    let name = || "00".to_owned();
    let errors = [
        DocumentError::Missing { name: name() },
        DocumentError::Altered { name: name() },
        DocumentError::TooLarge { size: 2, limit: 1 },
        DocumentError::NotAuthentic,
        DocumentError::UnknownFormat,
        DocumentError::Malformed(name()),
        DocumentError::ForeignDocument,
        DocumentError::ForeignItem { item: 0 },
        DocumentError::ItemCount { document: 1, chain: 2 },
        DocumentError::TermsDiffer("items"),
        DocumentError::BadLocation { location: name(), reason: name() },
        DocumentError::Store(name()),
    ];
    for error in errors {
        assert!(error.korean().chars().any(|character| ('가'..='힣').contains(&character)));
        assert!(error.to_string().is_ascii() && Explained::code(&error) == error.code());
    }
}
