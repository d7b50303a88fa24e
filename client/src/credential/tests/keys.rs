//! Keys, their files and sets.

use super::*;
use crate::credential::{LARGEST_KEY_SET, PublicKey};

#[test]
fn thumbprint_should_be_that_of_the_standards() {
    // RFC 8037, A.3.
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    assert_eq!(key.key_id(), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    // RFC 9901, 5.1: the holder's key, and its canonical form as RFC 7638 has it.
    let jwk = json!({
        "kty": "EC", "crv": "P-256",
        "x": "TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc",
        "y": "ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ"
    });
    let key = PublicKey::from_jwk(&jwk).unwrap();
    let canonical = r#"{"crv":"P-256","kty":"EC","x":"TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc","y":"ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ"}"#;
    assert_eq!(key.thumbprint().0, sp_crypto_hashing::sha2_256(canonical.as_bytes()));
    assert_eq!(PublicKey::from_jwk(&key.to_jwk()).unwrap(), key);
}

#[test]
fn key_should_survive_its_file_and_stay_private() {
    let folder = tempfile::tempdir().unwrap();
    for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
        let path = folder.path().join(algorithm.name());
        let key = SigningKey::generate(algorithm).unwrap();
        key.store(&path).unwrap();
        assert_eq!(SigningKey::read(&path).unwrap().public(), key.public());
        assert_eq!(code(key.store(&path)), "key_exists");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
            assert_eq!(code(SigningKey::read(&path)), "key_not_private");
        }
        assert!(!format!("{key:?}").contains("pkcs8"));
    }
    assert_eq!(code(SigningKey::read(&folder.path().join("absent"))), "key_missing");
    for bad in [
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----!-----END PRIVATE KEY-----",
    ] {
        assert_eq!(code(SigningKey::from_pem(bad)), "credential_bad_secret_key");
    }
}

#[test]
fn key_set_should_pass_over_what_it_does_not_know_and_refuse_secrets() {
    let keys = [Algorithm::Es256, Algorithm::EdDsa].map(|kind| *SigningKey::generate(kind).unwrap().public());
    let mut set = KeySet::new(keys).to_json();
    assert_eq!(KeySet::parse(set.to_string().as_bytes()).unwrap(), KeySet::new(keys));
    let listed = set["keys"].as_array_mut().unwrap();
    listed.push(json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB" }));
    listed.push(json!({ "kty": "EC", "crv": "P-384", "x": "AA", "y": "AA" }));
    let mut encryption = keys[0].to_jwk();
    encryption["use"] = json!("enc");
    listed.push(encryption);
    assert_eq!(KeySet::parse(set.to_string().as_bytes()).unwrap(), KeySet::new(keys));
    set["keys"][0]["d"] = json!("AA");
    assert_eq!(code(KeySet::parse(set.to_string().as_bytes())), "credential_secret_key_shown");
    assert_eq!(code(KeySet::parse(b"{}")), "credential_missing_member");
    assert_eq!(code(KeySet::parse(b"[]")), "credential_not_json");
    assert_eq!(code(KeySet::parse(&vec![b' '; LARGEST_KEY_SET + 1])), "credential_too_large");
    let many = json!({ "keys": vec![keys[0].to_jwk(); 257] });
    assert_eq!(code(KeySet::parse(many.to_string().as_bytes())), "credential_bad_member");
}
