//! What is read from proven state has to be what the runtime keeps there: by its metadata.

use super::fixture::*;
use crate::proof::{
    StorageKey,
    facts::{Batch, Endorsement, LastRuntimeUpgrade, keys},
};
use bogam_primitives::{
    Capacity, OrganisationKind,
    certificate::{BatchRevocation, Change, RevocationReason, StatusChange},
    entitlement::{LicenceChange, LicenceStatus, OrganisationChange, OrganisationReason, OrganisationStatus},
};
use codec::{Compact, Encode};
use sp_crypto_hashing::{blake2_128, twox_64, twox_128};
use subxt::{Metadata, ext::scale_value::scale::decode_as_type};

fn metadata() -> Metadata {
    Metadata::decode_from(&std::fs::read("artifacts/bogam.scale").unwrap()).unwrap()
}

/// Checks that `key` is that of the entry with these own keys, and that the entry's values are of the form of `value`.
fn agrees(pallet: &str, entry: &str, own: &[Vec<u8>], key: StorageKey, value: Vec<u8>) {
    let metadata = metadata();
    let name = format!("{pallet}.{entry}");
    let storage = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage()).expect(&name);
    let stored = storage.entry_by_name(entry).expect(&name);

    let mut expected = [twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat();
    assert_eq!(stored.keys().len(), own.len(), "{name}");
    for (info, own) in stored.keys().zip(own) {
        match format!("{:?}", info.hasher).as_str() {
            "Identity" => {}
            "Twox64Concat" => expected.extend(twox_64(own)),
            "Blake2_128Concat" => expected.extend(blake2_128(own)),
            other => panic!("{name}: {other}"),
        }
        expected.extend(own);
        let rest = &mut own.as_slice();
        decode_as_type(rest, info.key_id, metadata.types()).expect(&name);
        assert!(rest.is_empty(), "{name}: key");
    }
    assert_eq!(key.0, expected, "{name}");

    let rest = &mut value.as_slice();
    decode_as_type(rest, stored.value_ty(), metadata.types()).expect(&name);
    assert!(rest.is_empty(), "{name}: {} bytes left", rest.len());
}

#[test]
fn system_should_keep_what_is_read_here() {
    agrees("System", "BlockHash", &[0u32.encode()], keys::block_hash(0), GENESIS.encode());
    agrees("Timestamp", "Now", &[], keys::now(), NOW.encode());
    let upgrade = LastRuntimeUpgrade { version: Compact(1), name: "bogam".into() };
    agrees("System", "LastRuntimeUpgrade", &[], keys::runtime(), upgrade.encode());
}

#[test]
fn registry_should_keep_what_is_read_here() {
    let seats = vec![seat(CLINIC, Capacity::IssueCertificate, Some(LICENCE))];
    agrees("Registry", "SeatHistory", &[PHYSICIAN.encode()], keys::seats(&PHYSICIAN), seats.encode());
    let own = [CLINIC.encode()];
    let clinic = organisation(OrganisationKind::Clinic).encode();
    agrees("Registry", "Organisations", &own, keys::organisation(CLINIC), clinic);
    let reason = Some(OrganisationReason::Insolvency);
    let history = vec![OrganisationChange { status: OrganisationStatus::Removed, reason, since: 5 }];
    agrees("Registry", "OrganisationHistory", &own, keys::organisation_history(CLINIC), history.encode());
    let own = [LICENCE.encode()];
    agrees("Registry", "Licences", &own, keys::licence(LICENCE), licence().encode());
    let history = vec![LicenceChange { status: LicenceStatus::Revoked, reason: None, valid_until: 6, since: 5 }];
    agrees("Registry", "LicenceHistory", &own, keys::licence_history(LICENCE), history.encode());
}

#[test]
fn certificates_should_be_kept_as_they_are_read_here() {
    let certificate = certificate();
    let own = [certificate.batch.encode()];
    let revoked = Some(BatchRevocation { reason: RevocationReason::Fraud, at: 5, by: CLINIC });
    for batch in [batch(), Batch { endorsement: Endorsement::None, revoked, ..batch() }] {
        agrees("Certificates", "Batches", &own, keys::batch(certificate.batch), batch.encode());
    }
    agrees("Certificates", "Schemas", &[schema_id().encode()], keys::schema(schema_id()), schema().encode());
    let own = [certificate.batch.encode(), certificate.index.encode()];
    let history = vec![StatusChange { change: Change::Superseded(certificate), at: 5, by: CLINIC }];
    agrees("Certificates", "Changes", &own, keys::changes(certificate), history.encode());
}

#[test]
fn authorities_should_have_the_form_that_is_read_here() {
    // What a node's runtime answers about its authorities, and what proofs of finality name.
    let api = metadata();
    let api = api.runtime_api_trait_by_name("GrandpaApi").unwrap();
    for (method, value) in [("current_set_id", 5u64.encode()), ("grandpa_authorities", authorities(&FIRST).encode())] {
        let method = api.method_by_name(method).unwrap();
        let metadata = metadata();
        let rest = &mut value.as_slice();
        decode_as_type(rest, method.output_ty(), metadata.types()).unwrap();
        assert!(rest.is_empty());
    }
}
