//! Reports of validators who have voted twice in one round of GRANDPA, with the votes as they sign them.

use super::Make;
use crate::{
    keys::Accused,
    scene::{Act, Scene, Sender, by},
};
use bogam_runtime::{Grandpa, Hash, Historical, Runtime, Session};
use finality_grandpa::{Message, Prevote};
use frame_support::traits::KeyOwnerProofSystem;
use pallet_grandpa::Call;
use sp_consensus_grandpa::{
    AuthoritySignature, Equivocation, EquivocationProof, KEY_TYPE, RoundNumber, SetId, localized_payload,
};
use sp_core::{Pair, ed25519};

/// Both calls of the pallet, with how often they are made.
pub const ACTS: &[(usize, Make)] = &[(1, report)];

/// A vote, signed.
type Vote = (Prevote<Hash, u32>, AuthoritySignature);

fn vote(voter: &ed25519::Pair, round: RoundNumber, set: SetId, target_hash: Hash) -> Vote {
    let prevote = Prevote { target_hash, target_number: 1 };
    let payload = localized_payload(round, set, &Message::Prevote(prevote.clone()));
    (prevote, voter.sign(&payload).into())
}

/// Some validator of this session, or one that was accused before: that session may be over, and the validator gone.
fn accused(scene: &mut Scene<'_>) -> Option<Accused> {
    if scene.bytes.one_in(3) {
        let known = scene.bytes.pick(scene.keys.accused()).cloned();
        if known.is_some() {
            return known;
        }
    }
    let serving = Session::validators().into_iter().filter_map(|validator| Session::load_keys(&validator));
    let own = serving.map(|keys| keys.grandpa).filter(|key| scene.keys.voter(key).is_some()).collect::<Vec<_>>();
    let key = scene.bytes.pick(&own)?.clone();
    let proof = Historical::prove((KEY_TYPE, key.clone()))?;
    let accused = Accused { key, set: Grandpa::current_set_id(), proof };
    scene.keys.accuse(accused.clone());
    Some(accused)
}

/// A report of two votes: by the author's node, which does not sign it, or by anybody who does.
fn report(scene: &mut Scene<'_>) -> Option<Act> {
    let Accused { key, set, proof: key_owner_proof } = accused(scene)?;
    let voter = *scene.keys.voter(&key)?;
    // Few rounds, so that some are reported twice.
    let round = 1 + scene.bytes.below(4) as RoundNumber;
    let first = vote(&voter, round, set, scene.bytes.hash());
    let second = match scene.blind.then(|| scene.bytes.below(3)) {
        // These prove nothing: the same vote again, and one in another set.
        Some(0) => first.clone(),
        Some(1) => vote(&voter, round, set + 1, scene.bytes.hash()),
        _ => vote(&voter, round, set, scene.bytes.hash()),
    };
    let both = finality_grandpa::Equivocation { round_number: round, identity: key, first, second };
    let equivocation_proof = Box::new(EquivocationProof::new(set, Equivocation::Prevote(both)));
    if scene.bytes.flip() {
        return by(scene.anybody()?, Call::<Runtime>::report_equivocation { equivocation_proof, key_owner_proof });
    }
    let call = Call::<Runtime>::report_equivocation_unsigned { equivocation_proof, key_owner_proof }.into();
    Some(Act { sender: Sender::Nobody, call })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bytes::Bytes,
        chain::{Chain, apply, externalities},
        keys::Keys,
        world::World,
    };
    use bogam_primitives::time::SECOND;
    use bogam_runtime::UncheckedExtrinsic;

    #[test]
    fn report_should_be_taken_once() {
        externalities().execute_with(|| {
            let mut chain = Chain::default();
            assert_eq!(chain.begin(SECOND, 0), Ok(()));
            let (mut keys, world) = (Keys::default(), World::read());
            // Odd numbers, so that it is a validator of this session, reported by the author's node.
            let bytes = Bytes::new(&std::array::from_fn::<u8, 64, _>(|place| 2 * place as u8 + 1));
            let mut scene = Scene { bytes, keys: &mut keys, world: &world, now: chain.now(), blind: false, depth: 0 };
            let Some(Act { sender: Sender::Nobody, call }) = report(&mut scene) else { panic!("it is no such report") };
            let send = || apply(UncheckedExtrinsic::new_bare(call.clone()));
            assert_eq!(send(), Ok(Ok(())));
            assert!(send().is_err(), "it is known");
        });
    }
}
