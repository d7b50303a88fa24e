//! Calls that are not as people send them: broken, by somebody else, in batches, relayed, scheduled, or any bytes at all.

use super::{make_decision, make_plain};
use crate::scene::{Act, Scene, Sender, by};
use bogam_runtime::{AccountId, Metering, Runtime, RuntimeCall, Signature, System};
use codec::{Decode, DecodeLimit, Encode};
use frame_support::traits::GetCallMetadata;
use pallet_meta_tx::{MetaTxFor, MetaTxMarker};
use pallet_verify_signature::VerifySignature;
use sp_core::Pair;
use sp_runtime::{generic::Era, traits::TransactionExtension};

/// How deep calls that are decoded from bytes may be nested. The runtime's own limit is higher.
const DEPTH: u32 = 16;

/// The only version of extensions that there is.
const EXTENSION_VERSION: u8 = 0;

/// A call decoded from bytes, mostly one that the runtime knows by its number.
pub fn raw(scene: &mut Scene<'_>) -> Option<Act> {
    let mut bytes = scene.bytes.take(512);
    if !scene.bytes.one_in(4) {
        // The numbers of the pallets, as the runtime gives them.
        bytes[0] = scene.bytes.one_of([0, 2, 3, 4, 5, 7, 9, 11, 12, 15, 20, 21, 22, 23, 30, 40, 41, 42, 43, 44]);
        bytes[1] %= 32;
    }
    let call = RuntimeCall::decode_with_depth_limit(DEPTH, &mut &bytes[..]).ok()?;
    let sender = match scene.bytes.below(8) {
        0 => Sender::Nobody,
        1 => Sender::Council(pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get().len() as u32),
        _ => Sender::Account(scene.anybody()?),
    };
    Some(Act { sender, call })
}

/// A call with one byte of its arguments changed, if it still decodes.
pub fn spoiled(scene: &mut Scene<'_>) -> Option<Act> {
    let Act { sender, call } = make_plain(scene)?;
    let mut bytes = call.encode();
    // What call it is stays.
    let place = 2 + scene.bytes.below(bytes.len().saturating_sub(2));
    let change = scene.bytes.one_of([1, 2, 0x80, 0xff]);
    *bytes.get_mut(place)? ^= change;
    let call = RuntimeCall::decode(&mut &bytes[..]).ok()?;
    Some(Act { sender, call })
}

/// A call by somebody who may not.
pub fn usurped(scene: &mut Scene<'_>) -> Option<Act> {
    let Act { call, .. } = make_plain(scene)?;
    let sender = match scene.bytes.below(8) {
        0 => Sender::Nobody,
        1 => Sender::Council(scene.bytes.below(10) as u32),
        // Somebody whom nobody knows.
        2 => Sender::Account(scene.keys.fresh()),
        3 | 4 => Sender::Account(scene.bytes.pick(&scene.world.holders)?.clone()),
        _ => Sender::Account(scene.member()?),
    };
    Some(Act { sender, call })
}

/// Several calls of one sender in one: different ones, or the same twice.
pub fn batched(scene: &mut Scene<'_>) -> Option<Act> {
    let Act { sender, call } = make_plain(scene)?;
    let mut calls = vec![call.clone()];
    for _ in 0..scene.bytes.below(4) {
        let twice = scene.bytes.one_in(3);
        let next = if twice { Some(call.clone()) } else { make_plain(scene).map(|act| act.call) };
        calls.extend(next);
    }
    let call: RuntimeCall = match scene.bytes.below(6) {
        0 => pallet_utility::Call::<Runtime>::batch { calls }.into(),
        1 => pallet_utility::Call::<Runtime>::force_batch { calls }.into(),
        2 => pallet_utility::Call::<Runtime>::as_derivative { index: 0, call: Box::new(call) }.into(),
        3 => pallet_utility::Call::<Runtime>::if_else { main: Box::new(call.clone()), fallback: Box::new(call) }.into(),
        4 => {
            let inner = pallet_utility::Call::<Runtime>::batch { calls }.into();
            pallet_utility::Call::<Runtime>::force_batch { calls: vec![inner, call] }.into()
        }
        _ => pallet_utility::Call::<Runtime>::batch_all { calls }.into(),
    };
    Some(Act { sender, call })
}

/// A call that its sender has signed and somebody else sends.
pub fn relayed(scene: &mut Scene<'_>) -> Option<Act> {
    let Act { sender, call } = make_plain(scene)?;
    let Sender::Account(signer) = sender else { return None };
    let relay = scene.member()?;
    if relay == signer && !scene.blind {
        return None;
    }
    let call = relayed_call(scene, &signer, call)?;
    by(relay, call)
}

fn relayed_call(scene: &mut Scene<'_>, signer: &AccountId, call: RuntimeCall) -> Option<RuntimeCall> {
    let checks = (
        MetaTxMarker::<Runtime>::new(),
        frame_system::CheckNonZeroSender::<Runtime>::new(),
        frame_system::CheckSpecVersion::<Runtime>::new(),
        frame_system::CheckTxVersion::<Runtime>::new(),
        frame_system::CheckGenesis::<Runtime>::new(),
        frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
        pallet_metering::CheckNonce::<Runtime>::from(Metering::next_nonce(signer)),
    );
    let implicit = TransactionExtension::<RuntimeCall>::implicit(&checks).ok()?;
    let payload = (EXTENSION_VERSION, call.clone(), checks.clone(), implicit);
    let mut message = payload.using_encoded(sp_crypto_hashing::blake2_256);
    if scene.blind {
        message[0] ^= 1;
    }
    let signature = Signature::Sr25519(scene.keys.pair(signer)?.sign(&message));
    let signature = VerifySignature::<Runtime>::new_with_signature(signature, signer.clone());
    let (marker, sender, spec, transaction, genesis, mortality, nonce) = checks;
    let extension = (signature, marker, sender, spec, transaction, genesis, mortality, nonce);
    let meta_tx = Box::new(MetaTxFor::<Runtime>::new(call, EXTENSION_VERSION, extension));
    let meta_tx_encoded_len = meta_tx.encoded_size() as u32;
    Some(pallet_meta_tx::Call::<Runtime>::dispatch { meta_tx, meta_tx_encoded_len }.into())
}

/// A call that the council schedules. What it does not decide itself fails when its time has come.
pub fn scheduled(scene: &mut Scene<'_>) -> Option<Act> {
    let Act { call, .. } = if scene.bytes.one_in(4) { make_plain(scene)? } else { make_decision(scene)? };
    let priority = scene.bytes.byte();
    let maybe_periodic = if scene.bytes.one_in(4) { Some((2, 3)) } else { None };
    let call = Box::new(call);
    let after = scene.bytes.one_of([0, 1, 3, 100]);
    let now = System::block_number();
    match scene.bytes.below(4) {
        0 => {
            let id = [scene.bytes.byte() % 4; 32];
            scene.council(pallet_scheduler::Call::<Runtime>::schedule_named {
                id,
                when: now + 1 + after,
                maybe_periodic,
                priority,
                call,
            })
        }
        1 => scene.council(pallet_scheduler::Call::<Runtime>::schedule_after { after, maybe_periodic, priority, call }),
        2 => {
            let id = [scene.bytes.byte() % 4; 32];
            scene.council(pallet_scheduler::Call::<Runtime>::cancel_named { id })
        }
        _ => {
            let when = now + 1 + after;
            scene.council(pallet_scheduler::Call::<Runtime>::schedule { when, maybe_periodic, priority, call })
        }
    }
}

/// Whether a call is the block's own: whoever sends a second one makes a block that nobody takes, and so it panics.
pub fn is_inherent(call: &RuntimeCall) -> bool {
    call.get_call_metadata().pallet_name == "Timestamp"
}
