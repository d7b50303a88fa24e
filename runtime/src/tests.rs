//! The runtime as a whole: genesis, the door, and what the pallets do together.

mod block;
mod council;
mod declared;
mod filters;
mod holders;
mod metering;
mod others_blocks;
mod queue;
mod stall;
mod thresholds;

use crate::{
    Address, Executive, Grandpa, Historical, Runtime, RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, RuntimeOrigin,
    Session, SessionKeys, System, UncheckedExtrinsic, Validators,
    genesis::{self, consortium},
};
use bogam_primitives::OrganisationKind;
use codec::{Decode, Encode};
use frame_support::{
    assert_ok,
    dispatch::GetDispatchInfo,
    genesis_builder_helper::build_state,
    traits::{KeyOwnerProofSystem, OnInitialize},
};
use pallet_metering::Refusal;
use pallet_validators::Standing;
use sp_consensus_grandpa::{Equivocation, EquivocationProof, KEY_TYPE, SetId};
use sp_core::{H256, Pair, sr25519};
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
    traits::Dispatchable,
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidity, TransactionValidityError},
};

/// A chain with the genesis of a preset.
fn chain(preset: &str) -> sp_io::TestExternalities {
    let mut ext = sp_io::TestExternalities::default();
    ext.execute_with(|| {
        let json = genesis::preset(&PresetId::from(preset)).expect("there is such a preset");
        // A preset is a patch of the default.
        let mut config =
            serde_json::to_value(RuntimeGenesisConfig::default()).expect("the default genesis is valid JSON");
        let patch = serde_json::from_slice(&json).expect("a preset is JSON");
        merge(&mut config, patch);
        build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&config).expect("it is JSON")).expect("it builds");
        System::set_block_number(1);
    });
    ext
}

fn merge(into: &mut serde_json::Value, patch: serde_json::Value) {
    match (into, patch) {
        (serde_json::Value::Object(into), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}

fn key(development: &consortium::DevelopmentKey) -> sr25519::Pair {
    sr25519::Pair::from_string(development.uri, None).expect("the URI is well formed")
}

fn signed(key: &sr25519::Pair, nonce: u32, call: RuntimeCall) -> UncheckedExtrinsic {
    crate::signing::signed(System::block_hash(0), key, nonce, call)
}

fn validate(key: &sr25519::Pair, call: RuntimeCall) -> TransactionValidity {
    // As the pool does: with the length of what was sent.
    let sent = UncheckedExtrinsic::decode(&mut &signed(key, 0, call).encode()[..]).expect("it decodes");
    Executive::validate_transaction(TransactionSource::External, sent, System::block_hash(0))
}

fn remark() -> RuntimeCall {
    frame_system::Call::remark { remark: vec![1, 2, 3] }.into()
}

/// A vote, signed.
type Vote = (finality_grandpa::Prevote<H256, u32>, sp_consensus_grandpa::AuthoritySignature);

/// A vote of `voter` for `target` in round 1 of `set`.
fn vote(voter: Ed25519Keyring, set: SetId, target: H256) -> Vote {
    let prevote = finality_grandpa::Prevote { target_hash: target, target_number: 1 };
    let message = finality_grandpa::Message::Prevote(prevote.clone());
    let payload = sp_consensus_grandpa::localized_payload(1, set, &message);
    (prevote, voter.sign(&payload).into())
}

/// The report that `accused` has cast both votes in round 1 of the first set.
fn accusation(accused: Ed25519Keyring, first: Vote, second: Vote, proof: sp_session::MembershipProof) -> RuntimeCall {
    let identity = accused.public().into();
    let both = finality_grandpa::Equivocation { round_number: 1, identity, first, second };
    let equivocation_proof = Box::new(EquivocationProof::new(0, Equivocation::Prevote(both)));
    pallet_grandpa::Call::report_equivocation_unsigned { equivocation_proof, key_owner_proof: proof }.into()
}

fn report(voter: Ed25519Keyring, proof: sp_session::MembershipProof) -> RuntimeCall {
    let [first, second] = [1, 2].map(|target| vote(voter, 0, H256::repeat_byte(target)));
    accusation(voter, first, second, proof)
}

#[test]
fn genesis_of_every_preset_should_have_its_validators_with_their_keys() {
    for name in genesis::preset_names() {
        let name: &str = name.as_ref();
        chain(name).execute_with(|| {
            assert_ok!(Validators::do_try_state());
            let set = Session::validators();
            let expected = name
                .strip_prefix("local-")
                .map_or(if name == genesis::LOCAL { 4 } else { 1 }, |count| count.parse().expect("it is a number"));
            assert_eq!(set.len(), expected, "{name}");
            assert_eq!(Grandpa::grandpa_authorities().len(), expected);
            assert_eq!(pallet_aura::Authorities::<Runtime>::get().len(), expected);
            // The registry knows them.
            assert!(Validators::validators().iter().all(|view| view.absence.is_none()), "{name}");
        });
    }
}

#[test]
fn set_should_stay_over_session_changes() {
    chain(genesis::LOCAL).execute_with(|| {
        let set = Session::validators();
        for session in 1..5 {
            System::set_block_number(session * 3_600);
            Session::on_initialize(session * 3_600);
            assert_eq!((Session::current_index(), Session::validators()), (session, set.clone()));
            assert_ok!(Validators::do_try_state());
        }
        assert_eq!(pallet_grandpa::CurrentSetId::<Runtime>::get(), 0, "consensus need not change anything");
    });
}

#[test]
fn keys_should_not_be_purged_directly() {
    chain(genesis::LOCAL).execute_with(|| {
        let call: RuntimeCall = pallet_session::Call::purge_keys {}.into();
        let done = call.dispatch(RuntimeOrigin::signed(consortium::HOSPITAL.account()));
        assert_eq!(
            done.map_err(|refused| refused.error).err(),
            Some(frame_system::Error::<Runtime>::CallFiltered.into())
        );
    });
}

#[test]
fn equivocation_should_be_provable_reported_and_punished() {
    chain(genesis::LOCAL).execute_with(|| {
        let offender = consortium::INSURER.account();
        let voter = Ed25519Keyring::Dave;
        let id = sp_consensus_grandpa::AuthorityId::from(voter.public());
        let proof = Historical::prove((KEY_TYPE, id)).expect("Dave is an authority");

        // The pool takes it from the node itself alone.
        let bare = || UncheckedExtrinsic::new_bare(report(voter, proof.clone()));
        let from = |source| Executive::validate_transaction(source, bare(), System::block_hash(0));
        assert!(from(TransactionSource::External).is_err());
        assert_ok!(from(TransactionSource::Local).map(|_| ()));

        let call = report(voter, proof.clone());
        assert_ok!(call.dispatch(RuntimeOrigin::none()).map(|_| ()).map_err(|refused| refused.error));
        let view = Validators::validator(offender.clone()).expect("it has not left yet");
        assert_eq!(view.record.standing, Standing::Offender { since: 0 });
        assert!(view.is_disabled);
        let told =
            RuntimeEvent::Validators(pallet_validators::Event::Equivocated { validator: offender.clone(), session: 0 });
        assert!(System::events().iter().any(|record| record.event == told));

        // Once is enough.
        assert!(from(TransactionSource::Local).is_err());
        let again = report(voter, proof.clone()).dispatch(RuntimeOrigin::none());
        assert!(again.is_err());

        for session in 1..3 {
            System::set_block_number(session * 3_600);
            Session::on_initialize(session * 3_600);
        }
        assert!(!Session::validators().contains(&offender));
        assert_eq!(Session::validators().len(), 3);
        assert_eq!(Validators::validator(offender), None);
        assert_ok!(Validators::do_try_state());
    });
}

#[test]
fn report_should_be_refused_with_somebody_else_s_proof() {
    chain(genesis::LOCAL).execute_with(|| {
        let id = sp_consensus_grandpa::AuthorityId::from(Ed25519Keyring::Alice.public());
        let proof = Historical::prove((KEY_TYPE, id)).expect("Alice is an authority");
        let done = report(Ed25519Keyring::Dave, proof).dispatch(RuntimeOrigin::none());
        assert!(done.is_err());
        assert!(Validators::validators().iter().all(|view| view.record.standing == Standing::Serving));
    });
}

#[test]
fn report_should_be_refused_when_the_votes_are_made_up() {
    chain(genesis::LOCAL).execute_with(|| {
        let accused = Ed25519Keyring::Dave;
        let id = sp_consensus_grandpa::AuthorityId::from(accused.public());
        let proof = Historical::prove((KEY_TYPE, id)).expect("Dave is an authority");
        let cast = || vote(accused, 0, H256::repeat_byte(1));
        let by_another = vote(Ed25519Keyring::Alice, 0, H256::repeat_byte(2));
        let of_another_set = vote(accused, 1, H256::repeat_byte(2));
        for made_up in [by_another, of_another_set, cast()] {
            let call = accusation(accused, cast(), made_up, proof.clone());
            assert!(call.dispatch(RuntimeOrigin::none()).is_err());
        }
        assert!(Validators::validators().iter().all(|view| view.record.standing == Standing::Serving));
        // Two that it has really cast count.
        assert_ok!(report(accused, proof).dispatch(RuntimeOrigin::none()).map(|_| ()).map_err(|refused| refused.error));
    });
}

#[test]
fn session_keys_should_have_the_validators_keys_of_the_preset() {
    chain(genesis::LOCAL).execute_with(|| {
        let expected =
            SessionKeys { aura: Sr25519Keyring::Alice.public().into(), grandpa: Ed25519Keyring::Alice.public().into() };
        assert_eq!(Session::load_keys(&consortium::HOSPITAL.account()), Some(expected));
    });
}

#[test]
fn outsider_should_be_refused_at_the_door_even_with_settlement_money() {
    chain(genesis::LOCAL).execute_with(|| {
        let outsider = Sr25519Keyring::One.pair();
        let refused = TransactionValidityError::Invalid(InvalidTransaction::Custom(Refusal::Outsider as u8));
        assert_eq!(validate(&outsider, remark()), Err(refused));
        System::inc_providers(&outsider.public().into());
        assert_eq!(validate(&outsider, remark()), Err(refused));
        assert_ok!(validate(&key(&consortium::HOSPITAL), remark()).map(|_| ()));
        assert_ok!(validate(&key(&consortium::CLINIC_PHYSICIAN), remark()).map(|_| ()));
    });
}

#[test]
fn patient_should_nominate_any_organisation_that_may_dispense() {
    use frame_support::traits::Contains;
    type Dispensers = <Runtime as pallet_prescriptions::Config>::Dispensers;
    chain(genesis::LOCAL).execute_with(|| {
        for (id, record) in pallet_registry::Organisations::<Runtime>::iter() {
            let may_dispense = matches!(record.kind, OrganisationKind::Pharmacy | OrganisationKind::Hospital);
            assert_eq!(Dispensers::contains(&id), may_dispense, "{:?}", record.kind);
        }
    });
}

#[test]
fn relayed_call_should_declare_the_weight_of_what_is_inside() {
    // Whoever relays is charged what the outer call declares.
    let inner: RuntimeCall = frame_system::Call::remark { remark: vec![0; 100_000] }.into();
    let batch: RuntimeCall = pallet_utility::Call::batch { calls: vec![inner.clone(); 3] }.into();
    assert!(batch.get_dispatch_info().call_weight.all_gte(inner.get_dispatch_info().call_weight.saturating_mul(3)));
}

#[test]
fn write_should_cost_no_less_than_a_read() {
    // Where a call has two ways, the one that writes was measured: `claims.confirm_receipt`.
    let costs: frame_support::weights::RuntimeDbWeight =
        <<Runtime as frame_system::Config>::DbWeight as frame_support::traits::Get<_>>::get();
    assert!(costs.write >= costs.read);
}
