//! The state that every measurement begins with: the development network, with more people.
//!
//! All that is added is added by the pallets themselves: seats and licences through the registry's genesis, subjects, schema and
//! batches by the calls of the people who make them. The keys follow from numbers, so that a run can be repeated.

use crate::failure::Failure;
use bogam_primitives::{
    Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{BatchId, SchemaId},
    commitment::tags,
    consent::SubjectId,
    time::DAY,
};
use bogam_runtime::{
    AccountId, Balance, Balances, Runtime, RuntimeCall, RuntimeGenesisConfig, RuntimeOrigin, WASM_BINARY,
    genesis::{self, consortium},
};
use codec::Encode;
use frame_support::traits::{BuildGenesisConfig, fungible::Mutate};
use pallet_certificates::{NewBatch, NewSchema};
use pallet_registry::{GenesisLicence, GenesisSeat};
use sp_core::{H256, Pair, sr25519};
use sp_crypto_hashing::blake2_256;
use sp_genesis_builder::PresetId;
use sp_runtime::traits::Dispatchable;
use sp_state_machine::BasicExternalities;
use sp_storage::{Storage, well_known_keys};

/// The moment of genesis: in September 2026.
pub const START: Moment = 1_790_000_000_000;

/// A year, in milliseconds.
pub const YEAR: Moment = 365 * DAY;

/// The hospital: everybody who is added works there or is its patient.
pub const HOSPITAL: OrganisationId = consortium::ADMINISTERED[0];

/// The clinic, to whose staff patients give their consent.
pub const CLINIC: OrganisationId = consortium::ADMINISTERED[1];

/// The pharmacy that supplies what the hospital prescribes.
pub const PHARMACY: OrganisationId = consortium::ADMINISTERED[2];

/// The insurer that insures the hospital's patients.
pub const INSURER: OrganisationId = consortium::ADMINISTERED[3];

/// The authority, which licenses and registers the schema.
const AUTHORITY: OrganisationId = consortium::ADMINISTERED[4];

/// The name of the schema of the certificates.
const SCHEMA: &[u8] = b"vaccination";

/// How many certificates each batch has.
pub const BATCH_SIZE: u32 = 1_000_000;

/// What everybody owns who transfers: enough for all transfers of a measurement.
const MONEY: Balance = 1_000_000_000;

/// What the hospital may use: so much that no block waits for the next window.
const ALLOWANCE: u64 = u64::MAX / 4;

/// How many people there are beside those of the development network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Physicians of the hospital, each with a licence, a seat, and a batch of certificates.
    pub officers: u32,
    /// Patients of the hospital, each with a key of its own, who have decided nothing yet.
    pub subjects: u32,
}

/// The hash that follows from a purpose and a number.
pub fn hash(purpose: &str, number: u32) -> H256 {
    H256(blake2_256(&("bogam/performance", purpose, number).encode()))
}

/// The key of an added physician.
pub fn officer(number: u32) -> sr25519::Pair {
    sr25519::Pair::from_seed(&hash("officer", number).0)
}

/// The key of an added patient.
pub fn subject(number: u32) -> sr25519::Pair {
    sr25519::Pair::from_seed(&hash("subject", number).0)
}

/// The account of a key.
pub fn account(key: &sr25519::Pair) -> AccountId {
    AccountId::from(key.public())
}

/// The subject that belongs to the key of an added patient.
pub fn subject_id(key: &sr25519::Pair) -> SubjectId {
    SubjectId::derive(HOSPITAL, &account(key))
}

/// The schema under which all batches are issued.
fn schema_id() -> SchemaId {
    SchemaId::derive(AUTHORITY, SCHEMA, 1)
}

/// Batch number `number` as an officer issues it.
pub fn batch(number: u32) -> NewBatch {
    NewBatch {
        schema: schema_id(),
        root: hash("root", number),
        size: BATCH_SIZE,
        valid_from: START,
        valid_until: START + YEAR,
        nonce: hash("nonce", number),
    }
}

/// The batch that was issued for an officer at genesis.
pub fn batch_of_officer(number: u32) -> BatchId {
    BatchId::derive(&batch(number).name(HOSPITAL))
}

/// The storage of block zero, without the runtime's code.
pub fn state(plan: &Plan) -> Result<Storage, Failure> {
    let mut storage = Storage::default();
    BasicExternalities::execute_with_storage(&mut storage, || fill(plan))?;
    Ok(storage)
}

/// The storage of block zero, the runtime's code included.
pub fn storage(plan: &Plan) -> Result<Storage, Failure> {
    let code = WASM_BINARY.ok_or(Failure::NoRuntime)?;
    let mut storage = state(plan)?;
    storage.top.insert(well_known_keys::CODE.to_vec(), code.to_vec());
    Ok(storage)
}

/// Lets the pallets write the state into the externalities around.
fn fill(plan: &Plan) -> Result<(), Failure> {
    let mut config = development()?;
    for number in 0..plan.officers {
        let licence = config.registry.licences.len() as LicenceId;
        config.registry.licences.push(GenesisLicence {
            authority: AUTHORITY,
            profession: Profession::Physician,
            person: Commitment::new(tags::LICENSED_PERSON, &hash("person", number).0, &number.to_le_bytes()),
            valid_from: 0,
            valid_until: START + 50 * YEAR,
        });
        config.registry.seats.push(GenesisSeat {
            account: account(&officer(number)),
            organisation: HOSPITAL,
            capacities: vec![Capacity::Prescribe, Capacity::IssueCertificate, Capacity::SubmitClaim],
            licence: Some(licence),
        });
    }
    config.build();
    pallet_timestamp::Now::<Runtime>::put(START);
    pallet_metering::Allowances::<Runtime>::insert(HOSPITAL, ALLOWANCE);

    let schema = NewSchema {
        name: SCHEMA.to_vec(),
        version: 1,
        digest: hash("schema", 1),
        kinds: vec![OrganisationKind::Hospital],
        professions: vec![Profession::Physician],
        longest_validity: YEAR,
        least_size: 1,
        endorsement: None,
    };
    let officer_of_certificates = consortium::CERTIFICATION_OFFICER.account();
    dispatch(officer_of_certificates, pallet_certificates::Call::<Runtime>::register_schema { schema })?;
    for number in 0..plan.officers {
        let account = account(&officer(number));
        mint(&account)?;
        dispatch(account, pallet_certificates::Call::<Runtime>::issue { batch: batch(number) })?;
    }
    for number in 0..plan.subjects {
        let key = account(&subject(number));
        dispatch(consortium::HOSPITAL_RECORDS.account(), registration(key.clone()))?;
        mint(&key)?;
    }
    Ok(())
}

/// The call with which whoever keeps the hospital's records registers a patient with this key.
pub fn registration(key: AccountId) -> pallet_consent::Call<Runtime> {
    pallet_consent::Call::register_subject { key, guardian: None }
}

/// Gives an account what everybody owns who transfers.
pub fn mint(to: &AccountId) -> Result<(), Failure> {
    <Balances as Mutate<AccountId>>::mint_into(to, MONEY)
        .map(|_| ())
        .map_err(|refused| Failure::Preparation(format!("{refused:?}")))
}

/// The genesis of the development network of one validator.
fn development() -> Result<RuntimeGenesisConfig, Failure> {
    let preset = genesis::preset(&PresetId::from(genesis::DEVELOPMENT))
        .ok_or_else(|| Failure::Genesis("there is no such preset".to_owned()))?;
    let failed = |error: serde_json::Error| Failure::Genesis(error.to_string());
    // A preset is a patch of the default.
    let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).map_err(failed)?;
    sc_chain_spec::json_merge(&mut config, serde_json::from_slice(&preset).map_err(failed)?);
    serde_json::from_slice(&serde_json::to_vec(&config).map_err(failed)?).map_err(failed)
}

/// Lets the runtime do a call of `from` in the externalities around. Nothing has changed if it is refused.
pub fn dispatch(from: AccountId, call: impl Into<RuntimeCall>) -> Result<(), Failure> {
    let call: RuntimeCall = call.into();
    call.dispatch(RuntimeOrigin::signed(from))
        .map(|_| ())
        .map_err(|refused| Failure::Preparation(format!("{:?}", refused.error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genesis_should_have_everybody_who_is_planned() {
        let mut storage = Storage::default();
        let plan = Plan { officers: 3, subjects: 2 };
        BasicExternalities::execute_with_storage(&mut storage, || {
            fill(&plan).expect("the pallets accept everything");
            for number in 0..plan.officers {
                assert!(pallet_registry::Seats::<Runtime>::contains_key(account(&officer(number))));
                assert!(pallet_certificates::Batches::<Runtime>::contains_key(batch_of_officer(number)));
            }
            for number in 0..plan.subjects {
                let subject = pallet_consent::Subjects::<Runtime>::get(subject_id(&subject(number)));
                assert_eq!(subject.map(|subject| subject.custodian), Some(HOSPITAL));
            }
        });
        assert!(storage.top.len() > 50);
    }
}
