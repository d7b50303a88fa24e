//! The wallet and its file.

use super::*;
use crate::{
    alterations::{altered, cases, edits},
    credential::{Certificate, Expectation, IssueBatch, PreparedBatch},
    messages::Explained,
    seeds::begins_with,
    strangers::read_wallet,
};
use bogam_primitives::certificate::SchemaId;
use proptest::prelude::*;
use serde_json::json;
use sp_core::H256;
use std::{fs, sync::LazyLock};
use tempfile::TempDir;

const NOW: Moment = 1_795_251_600_000;
const QUICK: u8 = 10;

fn passphrase(text: &str) -> SecretString {
    text.to_owned().into()
}

fn work() -> WorkFactor {
    WorkFactor::new(QUICK)
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wallet.age");
    (folder, path)
}

fn wallet(path: &Path) -> Wallet {
    Wallet::create(path, passphrase("correct horse"), work()).unwrap()
}

fn open(path: &Path) -> Result<Wallet, WalletError> {
    Wallet::open(path, passphrase("correct horse"), work())
}

fn issued(holders: &[PublicKey]) -> (PreparedBatch, SigningKey) {
    let certificate = |holder: &PublicKey| {
        let fields = json!({ "given_name": "소영", "doses": 2 }).as_object().cloned().unwrap();
        Certificate { holder: *holder, fields }
    };
    let batch = IssueBatch {
        genesis: H256::repeat_byte(7),
        organisation: 2,
        schema: SchemaId::derive(1, b"vaccination", 1),
        schema_name: "vaccination".into(),
        schema_version: 1,
        issuer: "https://clinic.example".into(),
        valid_from: NOW,
        valid_until: NOW + 1_000_000,
        nonce: H256::repeat_byte(9),
        issued_at: NOW,
        status_list: None,
        least_size: 1,
        certificates: holders.iter().map(certificate).collect(),
    };
    (batch.prepare(|_| {}).unwrap(), SigningKey::generate(Algorithm::Es256).unwrap())
}

#[track_caller]
fn code<Answer: fmt::Debug>(answer: Result<Answer, WalletError>) -> &'static str {
    let error = answer.expect_err("it should be refused");
    assert!(!error.to_string().is_empty() && error.korean().chars().any(|c| ('가'..='힣').contains(&c)));
    Explained::code(&error)
}

#[test]
fn wallet_should_keep_what_it_received_and_present_it() {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    let keys = [Algorithm::Es256, Algorithm::EdDsa].map(|kind| own.new_key(kind, NOW).unwrap());
    assert_eq!(own.unused_keys(), keys);
    let (batch, issuer) = issued(&keys);
    let texts = [0, 1].map(|index| batch.credential(index, &issuer).unwrap());
    let held = own.receive(&texts[0], NOW + 1).unwrap();
    own.receive(&format!("{}\n", texts[1]), NOW + 2).unwrap();
    assert_eq!(held.fields, ["given_name", "doses"]);
    assert_eq!((held.certificate.batch, held.certificate.index), (batch.id(), 0));
    assert_eq!(own.unused_keys(), []);
    drop(own);

    let own = open(&path).unwrap();
    assert_eq!(own.list().len(), 2);
    assert_eq!(own.list()[0], held);
    assert_eq!(own.list()[1].received_at, NOW + 2);
    for (held, key) in own.list().iter().zip(keys) {
        let text = own.present(&held.certificate, &["doses"], "https://border.example", "1", NOW).unwrap();
        let presentation = Presentation::decode(&text).unwrap();
        let challenge =
            crate::credential::Challenge { audience: "https://border.example", nonce: "1", now: NOW, longest_age: 0 };
        let verified =
            presentation.verify(&Expectation { challenge: Some(challenge), ..Expectation::default() }).unwrap();
        assert_eq!(verified.presented_by, Some(key.holder_key()));
        assert_eq!(serde_json::Value::from(verified.fields), json!({ "doses": 2 }));
    }
    assert_eq!(code(own.present(&held.certificate, &["weight"], "a", "1", NOW)), "credential_no_such_field");
    let content = fs::read(&path).unwrap();
    assert!(content.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    assert!(!format!("{own:?}").contains("correct"));
}

#[test]
fn credential_should_be_refused_when_it_is_foreign_known_or_incomplete() {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    let key = own.new_key(Algorithm::EdDsa, NOW).unwrap();
    let stranger = *SigningKey::generate(Algorithm::EdDsa).unwrap().public();
    let (batch, issuer) = issued(&[key, stranger]);
    let text = batch.credential(0, &issuer).unwrap();
    assert_eq!(code(own.receive(&batch.credential(1, &issuer).unwrap(), NOW)), "wallet_foreign_credential");
    let incomplete = Presentation::decode(&text).unwrap().conceal(&["doses"]).unwrap();
    assert_eq!(code(own.receive(&incomplete, NOW)), "credential_incomplete");
    assert_eq!(code(own.receive("nonsense", NOW)), "credential_not_an_sd_jwt");
    own.receive(&text, NOW).unwrap();
    assert_eq!(code(own.receive(&text, NOW)), "wallet_already_held");
    assert_eq!(own.list().len(), 1);
}

#[test]
fn removing_should_take_the_key_along_when_nothing_else_needs_it() {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    let [shared, spare] = [(); 2].map(|()| own.new_key(Algorithm::EdDsa, NOW).unwrap());
    let (batch, issuer) = issued(&[shared, shared]);
    let held = [0, 1].map(|index| own.receive(&batch.credential(index, &issuer).unwrap(), NOW).unwrap().certificate);
    own.remove(&held[0]).unwrap();
    assert_eq!(own.list().len(), 1);
    assert!(own.present(&held[1], &[], "a", "1", NOW).is_ok());
    assert_eq!(code(own.remove(&held[0])), "wallet_not_held");
    assert_eq!(code(own.credential(&held[0])), "wallet_not_held");
    assert_eq!(code(own.remove_unused_key(&shared.holder_key())), "wallet_not_held");
    own.remove(&held[1]).unwrap();
    own.remove_unused_key(&spare.holder_key()).unwrap();
    drop(own);
    let own = open(&path).unwrap();
    assert_eq!((own.list().len(), own.unused_keys().len(), own.keys.len()), (0, 0, 0));
}

#[test]
fn file_should_be_refused_when_the_passphrase_does_not_fit() {
    let (_folder, path) = folder();
    assert_eq!(code(Wallet::create(&path, passphrase("short"), work())), "wallet_short_passphrase");
    assert!(!path.exists());
    let mut own = wallet(&path);
    let key = own.new_key(Algorithm::EdDsa, NOW).unwrap();
    assert_eq!(code(own.change_passphrase(passphrase(""), work())), "wallet_short_passphrase");
    own.change_passphrase(passphrase("battery staple"), WorkFactor::new(11)).unwrap();
    drop(own);
    assert_eq!(code(open(&path)), "wallet_wrong_passphrase");
    let own = Wallet::open(&path, passphrase("battery staple"), work()).unwrap();
    assert_eq!(own.unused_keys(), [key]);
}

#[test]
fn file_should_be_refused_when_damaged_cut_off_or_no_wallet() {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    own.new_key(Algorithm::EdDsa, NOW).unwrap();
    drop(own);
    let sound = fs::read(&path).unwrap();
    for length in [25, 100, sound.len() - 100, sound.len() - 1] {
        fs::write(&path, &sound[..length]).unwrap();
        assert_eq!(code(open(&path)), "wallet_damaged", "{length} of {}", sound.len());
    }
    let mut changed = sound.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(&path, &changed).unwrap();
    assert_eq!(code(open(&path)), "wallet_damaged");
    for other in [&b""[..], b"{}", &sound[..10]] {
        fs::write(&path, other).unwrap();
        assert_eq!(code(open(&path)), "wallet_not_a_wallet");
    }
    let costly = String::from_utf8_lossy(&sound).replacen(" 10\n", " 30\n", 1);
    let header = costly.find("---").unwrap();
    fs::write(&path, [&costly.as_bytes()[..header], &sound[header..]].concat()).unwrap();
    assert_eq!(code(open(&path)), "wallet_too_much_work");
    fs::File::options().write(true).open(&path).unwrap().set_len(file::LARGEST_FILE + 1).unwrap();
    assert_eq!(code(open(&path)), "wallet_too_large");
    // Encrypted under the right passphrase, but something else.
    for other in [&b"nonsense"[..], br#"{"format":"bogam/wallet/v2","keys":[],"credentials":[]}"#] {
        file::replace(&path, other, &passphrase("correct horse"), work()).unwrap();
        assert_eq!(code(open(&path)), "wallet_unknown_format");
    }
}

#[test]
fn file_should_stay_private_and_never_be_overwritten_by_a_new_wallet() {
    let (folder, path) = folder();
    assert_eq!(code(open(&path)), "wallet_missing");
    assert_eq!(
        code(Wallet::create(&folder.path().join("absent/wallet"), passphrase("correct horse"), work())),
        "wallet_file"
    );
    let mut own = wallet(&path);
    own.new_key(Algorithm::EdDsa, NOW).unwrap();
    assert_eq!(code(open(&path)), "wallet_in_use");
    drop(own);
    assert_eq!(code(Wallet::create(&path, passphrase("correct horse"), work())), "wallet_exists");
    // Nothing is left over but the wallet and its lock.
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["wallet.age", "wallet.age.lock"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for name in names {
            let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(code(open(&path)), "wallet_not_private");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    }
    assert_eq!(open(&path).unwrap().unused_keys().len(), 1);
}

#[test]
fn wallet_should_be_unchanged_when_a_change_cannot_be_written() {
    let (folder, path) = folder();
    let mut own = wallet(&path);
    let key = own.new_key(Algorithm::EdDsa, NOW).unwrap();
    let (batch, issuer) = issued(&[key]);
    let text = batch.credential(0, &issuer).unwrap();
    own.receive(&text, NOW).unwrap();
    let held = own.list();
    // The folder is gone, so nothing can be written any more.
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).unwrap();
    assert_eq!(code(own.new_key(Algorithm::EdDsa, NOW)), "wallet_file");
    assert_eq!(code(own.remove(&held[0].certificate)), "wallet_file");
    assert_eq!((own.list(), own.keys.len()), (held, 1));
    fs::rename(&away, folder.path()).unwrap();
    own.remove(&batch_reference(&batch)).unwrap();
    assert_eq!(own.list(), []);
}

fn batch_reference(batch: &PreparedBatch) -> CertificateReference {
    CertificateReference { batch: batch.id(), index: 0 }
}

#[test]
fn wallet_should_refuse_more_keys_than_it_has_room_for() {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    own.keys = (0..MOST_ENTRIES).map(|_| (SigningKey::generate(Algorithm::EdDsa).unwrap(), NOW)).collect();
    assert_eq!(code(own.new_key(Algorithm::EdDsa, NOW)), "wallet_full");
    // As large as it gets, it can still be written and read.
    own.save().unwrap();
    drop(own);
    assert_eq!(open(&path).unwrap().keys.len(), MOST_ENTRIES);
}

/// The file of a wallet with two keys and a credential, and what is in it.
static SOUND: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let (_folder, path) = folder();
    let mut own = wallet(&path);
    let keys = [Algorithm::Es256, Algorithm::EdDsa].map(|kind| own.new_key(kind, NOW).unwrap());
    let (batch, issuer) = issued(&keys[..1]);
    own.receive(&batch.credential(0, &issuer).unwrap(), NOW).unwrap();
    (fs::read(&path).unwrap(), own.content().unwrap().to_vec())
});

#[test]
fn sound_wallet_should_be_read_by_what_reads_strangers_input() {
    let (file, content) = &*SOUND;
    assert!(is_readable(file, &passphrase("correct horse")) && is_readable(content, &passphrase("any other")));
    assert!(!is_readable(file, &passphrase("any other")));
}

#[test]
fn fuzz_target_should_begin_with_a_sound_wallet() {
    begins_with("wallet", "file", &SOUND.0);
    begins_with("wallet", "content", &SOUND.1);
}

proptest! {
    // Each of these takes the least work for a file's passphrase, which is some milliseconds.
    #![proptest_config(cases(300))]

    #[test]
    fn file_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        read_wallet(&altered(&SOUND.0, &edits, &[]), &passphrase("correct horse"));
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn content_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
        let alphabet = b"{}[]\",:0123456789ABCDEFabcdef+/=~._-";
        read_wallet(&altered(&SOUND.1, &edits, alphabet), &passphrase("correct horse"));
    }
}
