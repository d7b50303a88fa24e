//! What the consortium decides and runs: the council, upgrades and pauses, validators, nodes, allowances.

use super::Make;
use crate::{
    chain::NEWER_RUNTIME,
    keys::Keys,
    motions::{self, Ballot},
    scene::{Act, FIRST_NEWCOMER, Scene, by},
};
use bogam_primitives::{OrganisationId, node::peer_id_of_key};
use bogam_runtime::{AccountId, Hash, Runtime, RuntimeCall, Session, SessionKeys, System};
use codec::Encode;
use frame_support::{
    BoundedVec,
    dispatch::GetDispatchInfo,
    traits::GetCallMetadata,
    weights::{Weight, constants::WEIGHT_REF_TIME_PER_SECOND},
};
use pallet_collective::Instance1;
use pallet_validators::{Candidate, Candidates, Standing};
use sp_core::{Pair, ed25519, sr25519};
use sp_runtime::traits::{BlakeTwo256, Hash as _};

/// The calls, with how often they are made.
pub const ACTS: &[(usize, Make)] = &[
    // Motions.
    (3, propose),
    (12, vote),
    (4, close),
    (1, disapprove),
    (1, kill),
    // What the council decides.
    (2, set_allowance),
    (2, authorise_upgrade),
    (2, withdraw_upgrade),
    (3, apply_upgrade),
    (1, pause),
    (4, resume),
    (1, enter_safe_mode),
    (1, extend_safe_mode),
    (6, exit_safe_mode),
    (1, cancel_task),
    (1, preimages),
    // Validators.
    (4, set_keys),
    (3, admit),
    (1, remove),
    (1, leave),
    (3, rejoin),
    (3, move_to),
    (3, release_keys),
    (1, set_floor),
    (2, set_slots),
    // Nodes.
    (2, add_node),
    (2, remove_node),
    (1, set_enforced),
];

type Motions = pallet_collective::Call<Runtime, Instance1>;

fn councillor(scene: &mut Scene<'_>) -> Option<AccountId> {
    scene.bytes.pick(&motions::members()).cloned()
}

fn propose(scene: &mut Scene<'_>) -> Option<Act> {
    let councillor = councillor(scene)?;
    let act = super::make_decision(scene)?;
    let length_bound = act.call.encoded_size() as u32;
    let seats = motions::members().len() as u32;
    // What most matters need is drawn most; sometimes it is more votes than there are.
    let two_thirds = (2 * seats).div_ceil(3);
    let threshold = scene.bytes.one_of([2, seats / 2 + 1, two_thirds, two_thirds, seats + 1]);
    by(councillor, Motions::propose { threshold, proposal: Box::new(act.call), length_bound })
}

/// A motion that is being voted on.
fn motion(scene: &mut Scene<'_>) -> Option<(Hash, Ballot)> {
    let listed = motions::listed();
    scene.bytes.pick(&listed).cloned()
}

fn vote(scene: &mut Scene<'_>) -> Option<Act> {
    // Mostly on the motion that is nearest to passing, by somebody who has not voted on it: else hardly any would pass.
    let (proposal, ballot) = match motions::nearest() {
        Some(nearest) if !scene.bytes.one_in(4) => nearest,
        _ => motion(scene)?,
    };
    let voter = match scene.bytes.pick(&ballot.silent()) {
        Some(silent) if !scene.blind => silent.clone(),
        _ => councillor(scene)?,
    };
    let approve = !scene.bytes.one_in(8);
    by(voter, Motions::vote { proposal, index: ballot.number, approve })
}

fn close(scene: &mut Scene<'_>) -> Option<Act> {
    // Mostly one that has passed, if there is one: only then its call is dispatched.
    let passed = motions::listed().into_iter().filter(|(_, ballot)| ballot.has_passed()).collect::<Vec<_>>();
    let (proposal_hash, ballot) = match scene.bytes.pick(&passed) {
        Some(passed) if !scene.bytes.one_in(4) => passed.clone(),
        _ => motion(scene)?,
    };
    let call = pallet_collective::ProposalOf::<Runtime, Instance1>::get(proposal_hash)?;
    let proposal_weight_bound = match scene.blind {
        true => Weight::zero(),
        false => call.get_dispatch_info().call_weight,
    };
    // The length is stored with it.
    let length_bound = call.encoded_size() as u32 + 4;
    let index = ballot.number;
    by(councillor(scene)?, Motions::close { proposal_hash, index, proposal_weight_bound, length_bound })
}

fn disapprove(scene: &mut Scene<'_>) -> Option<Act> {
    let (proposal_hash, _) = motion(scene)?;
    scene.council(Motions::disapprove_proposal { proposal_hash })
}

fn kill(scene: &mut Scene<'_>) -> Option<Act> {
    let (proposal_hash, _) = motion(scene)?;
    scene.council(Motions::kill { proposal_hash })
}

fn set_allowance(scene: &mut Scene<'_>) -> Option<Act> {
    let (organisation, _) = scene.organisation(|_| true)?;
    let allowance = match scene.bytes.below(4) {
        0 => Some(20 * WEIGHT_REF_TIME_PER_SECOND),
        // So little that it has to wait; nothing at all only for those on whom nobody depends.
        1 => Some(if organisation >= FIRST_NEWCOMER { 0 } else { WEIGHT_REF_TIME_PER_SECOND / 4 }),
        _ => None,
    };
    scene.council(pallet_metering::Call::<Runtime>::set_allowance { organisation, allowance })
}

/// The code of an upgrade: of a newer runtime, or of none.
fn code(which: bool) -> Vec<u8> {
    if which { NEWER_RUNTIME.to_vec() } else { b"no runtime".to_vec() }
}

fn authorise_upgrade(scene: &mut Scene<'_>) -> Option<Act> {
    let code_hash = BlakeTwo256::hash(&code(scene.bytes.flip()));
    scene.council(pallet_governance::Call::<Runtime>::authorise_upgrade { code_hash })
}

fn withdraw_upgrade(scene: &mut Scene<'_>) -> Option<Act> {
    let authorised = pallet_governance::Authorised::<Runtime>::get();
    let is_expired = authorised.is_some_and(|one| System::block_number() >= one.expires_at);
    let call = pallet_governance::Call::<Runtime>::withdraw_upgrade {};
    if is_expired { by(scene.anybody()?, call) } else { scene.council(call) }
}

fn apply_upgrade(scene: &mut Scene<'_>) -> Option<Act> {
    let authorised = pallet_governance::Authorised::<Runtime>::get()?;
    let is_newer = authorised.code_hash == BlakeTwo256::hash(&code(true));
    let code = code(is_newer != scene.blind);
    by(scene.anybody()?, pallet_governance::Call::<Runtime>::apply_upgrade { code })
}

type Name = pallet_governance::NameOf<Runtime>;

fn name(text: &str) -> Option<Name> {
    BoundedVec::try_from(text.as_bytes().to_vec()).ok()
}

fn pause(scene: &mut Scene<'_>) -> Option<Act> {
    let pallet = *scene.bytes.pick(RuntimeCall::get_module_names())?;
    let calls = RuntimeCall::get_call_names(pallet);
    // All of a pallet only seldom: nothing of it could be reached meanwhile.
    let call = match scene.bytes.one_in(8) {
        true => None,
        false => Some(name(scene.bytes.pick(calls)?)?),
    };
    let blocks = if scene.blind { scene.bytes.number() } else { 1 + scene.bytes.below(6) as u32 };
    scene.council(pallet_governance::Call::<Runtime>::pause { pallet: name(pallet)?, call, blocks })
}

fn resume(scene: &mut Scene<'_>) -> Option<Act> {
    let now = System::block_number();
    let paused = pallet_governance::Paused::<Runtime>::iter().filter(|(_, pause)| scene.blind || now < pause.ends_at);
    let paused = paused.map(|(target, _)| target).collect::<Vec<_>>();
    let (pallet, call) = scene.bytes.pick(&paused)?.clone();
    scene.council(pallet_governance::Call::<Runtime>::resume { pallet, call })
}

fn enter_safe_mode(scene: &mut Scene<'_>) -> Option<Act> {
    // Seldom: nearly everything is refused in it.
    if !scene.bytes.one_in(4) {
        return None;
    }
    scene.council(pallet_safe_mode::Call::<Runtime>::force_enter {})
}

fn is_safe_mode() -> bool {
    pallet_safe_mode::EnteredUntil::<Runtime>::get().is_some()
}

fn extend_safe_mode(scene: &mut Scene<'_>) -> Option<Act> {
    if !is_safe_mode() && !scene.blind {
        return None;
    }
    scene.council(pallet_safe_mode::Call::<Runtime>::force_extend {})
}

fn exit_safe_mode(scene: &mut Scene<'_>) -> Option<Act> {
    if !is_safe_mode() && !scene.blind {
        return None;
    }
    scene.council(pallet_safe_mode::Call::<Runtime>::force_exit {})
}

fn cancel_task(scene: &mut Scene<'_>) -> Option<Act> {
    let when = pallet_scheduler::Agenda::<Runtime>::iter_keys().collect::<Vec<_>>();
    let when = *scene.bytes.pick(&when)?;
    let index = scene.bytes.below(3) as u32;
    scene.council(pallet_scheduler::Call::<Runtime>::cancel { when, index })
}

fn preimages(scene: &mut Scene<'_>) -> Option<Act> {
    // One of few texts, so that what is noted is also asked for and given up.
    let bytes = vec![scene.bytes.byte() % 4; 40];
    let hash = BlakeTwo256::hash(&bytes);
    match scene.bytes.below(4) {
        0 => scene.council(pallet_preimage::Call::<Runtime>::request_preimage { hash }),
        1 => scene.council(pallet_preimage::Call::<Runtime>::unrequest_preimage { hash }),
        2 => by(scene.anybody()?, pallet_preimage::Call::<Runtime>::unnote_preimage { hash }),
        _ => by(scene.anybody()?, pallet_preimage::Call::<Runtime>::note_preimage { bytes }),
    }
}

/// Session keys for an account, and the proof that whoever registers them has them.
fn session_keys(scene: &mut Scene<'_>, owner: &AccountId) -> (SessionKeys, Vec<u8>) {
    // Two accounts must not have the same keys: sometimes they try.
    let seed = if scene.bytes.one_in(8) { [scene.bytes.byte() % 4; 32] } else { scene.bytes.hash().0 };
    let (aura, grandpa) = (sr25519::Pair::from_seed(&seed), ed25519::Pair::from_seed(&seed));
    // Whoever votes with it may vote twice.
    scene.keys.add_voter(grandpa);
    let owner: &[u8] = owner.as_ref();
    let statement = [b"POP_".as_slice(), owner].concat();
    let proof = (aura.sign(&statement), grandpa.sign(&statement)).encode();
    (SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() }, proof)
}

fn set_keys(scene: &mut Scene<'_>) -> Option<Act> {
    let account = scene.member()?;
    let (keys, proof) = session_keys(scene, &account);
    by(account, pallet_session::Call::<Runtime>::set_keys { keys, proof })
}

fn candidates() -> Vec<Candidate<AccountId>> {
    Candidates::<Runtime>::get().into_inner()
}

/// The organisation that an account acts for, as the registry has it.
fn acts_for(account: &AccountId) -> Option<OrganisationId> {
    let seat = pallet_registry::Seats::<Runtime>::get(account).map(|seat| seat.organisation);
    pallet_registry::Admins::<Runtime>::get(account).or(seat)
}

/// Whether a validator is back only when the council admits it again.
fn is_expelled(candidate: &Candidate<AccountId>) -> bool {
    matches!(candidate.standing, Standing::Removed { .. } | Standing::Offender { .. })
}

/// The accounts that have session keys and are no validators.
fn keyed(keys: &Keys) -> Vec<AccountId> {
    let known = candidates();
    let has_keys = |account: &AccountId| {
        Session::load_keys(account).is_some() && !known.iter().any(|candidate| candidate.account == *account)
    };
    keys.accounts().into_iter().filter(has_keys).collect()
}

fn admit(scene: &mut Scene<'_>) -> Option<Act> {
    let retained = candidates().into_iter().filter(is_expelled);
    let accounts = keyed(scene.keys).into_iter().chain(retained.map(|one| one.account)).collect::<Vec<_>>();
    let validator = scene.bytes.pick(&accounts)?.clone();
    let organisation = acts_for(&validator)?;
    scene.council(pallet_validators::Call::<Runtime>::admit { organisation, validator })
}

/// Some validator that fits.
fn validator(scene: &mut Scene<'_>, fits: impl Fn(&Candidate<AccountId>) -> bool) -> Option<Candidate<AccountId>> {
    let blind = scene.blind;
    let fitting = candidates().into_iter().filter(|one| blind || fits(one)).collect::<Vec<_>>();
    scene.bytes.pick(&fitting).cloned()
}

fn remove(scene: &mut Scene<'_>) -> Option<Act> {
    let validator = validator(scene, |one| !is_expelled(one))?.account;
    scene.council(pallet_validators::Call::<Runtime>::remove { validator })
}

/// Who may answer for a validator: itself, or the admin of its organisation.
fn operator(scene: &mut Scene<'_>, candidate: &Candidate<AccountId>) -> Option<AccountId> {
    let admin = pallet_registry::Organisations::<Runtime>::get(candidate.organisation)?.admin;
    Some(if scene.bytes.flip() { admin } else { candidate.account.clone() })
}

fn leave(scene: &mut Scene<'_>) -> Option<Act> {
    let candidate = validator(scene, |one| !one.standing.is_final())?;
    let operator = operator(scene, &candidate)?;
    by(operator, pallet_validators::Call::<Runtime>::leave { validator: candidate.account })
}

fn rejoin(scene: &mut Scene<'_>) -> Option<Act> {
    let away = |one: &Candidate<AccountId>| matches!(one.standing, Standing::Leaving { .. } | Standing::Offline { .. });
    let candidate = validator(scene, away)?;
    let operator = operator(scene, &candidate)?;
    by(operator, pallet_validators::Call::<Runtime>::rejoin { validator: candidate.account })
}

fn move_to(scene: &mut Scene<'_>) -> Option<Act> {
    let candidate = validator(scene, |one| !is_expelled(one))?;
    let admin = pallet_registry::Organisations::<Runtime>::get(candidate.organisation)?.admin;
    let own = keyed(scene.keys).into_iter().filter(|account| acts_for(account) == Some(candidate.organisation));
    let own = own.collect::<Vec<_>>();
    let successor = match scene.bytes.pick(&own) {
        Some(successor) => successor.clone(),
        // First somebody of the organisation has to have keys.
        None => {
            let seats = scene.world.seats.iter().filter(|account| acts_for(account) == Some(candidate.organisation));
            let account = scene.bytes.pick(&seats.cloned().collect::<Vec<_>>())?.clone();
            let (keys, proof) = session_keys(scene, &account);
            return by(account, pallet_session::Call::<Runtime>::set_keys { keys, proof });
        }
    };
    by(admin, pallet_validators::Call::<Runtime>::move_to { validator: candidate.account, successor })
}

fn release_keys(scene: &mut Scene<'_>) -> Option<Act> {
    let serving = Session::validators();
    let queued = pallet_session::QueuedKeys::<Runtime>::get();
    let is_free =
        |account: &AccountId| !serving.contains(account) && !queued.iter().any(|(validator, _)| validator == account);
    let accounts = keyed(scene.keys).into_iter().filter(is_free).collect::<Vec<_>>();
    let account = scene.bytes.pick(&accounts)?.clone();
    by(account.clone(), pallet_validators::Call::<Runtime>::release_keys { account })
}

fn set_floor(scene: &mut Scene<'_>) -> Option<Act> {
    let floor = if scene.blind { scene.bytes.number() % 6 } else { 1 + scene.bytes.below(3) as u32 };
    scene.council(pallet_validators::Call::<Runtime>::set_floor { floor })
}

fn set_slots(scene: &mut Scene<'_>) -> Option<Act> {
    let (organisation, _) = scene.organisation(|_| true)?;
    let slots = if scene.blind { scene.bytes.number() % 6 } else { 1 + scene.bytes.below(3) as u32 };
    scene.council(pallet_validators::Call::<Runtime>::set_slots { organisation, slots })
}

fn add_node(scene: &mut Scene<'_>) -> Option<Act> {
    let account = scene.member()?;
    let peer_id = match scene.blind {
        true => BoundedVec::try_from(scene.bytes.take(38)).ok()?,
        false => peer_id_of_key(&scene.bytes.hash().0),
    };
    by(account, pallet_nodes::Call::<Runtime>::add_node { peer_id })
}

fn remove_node(scene: &mut Scene<'_>) -> Option<Act> {
    let nodes = pallet_nodes::Nodes::<Runtime>::get();
    let node = scene.bytes.pick(&nodes)?.clone();
    let admin = pallet_registry::Organisations::<Runtime>::get(node.organisation)?.admin;
    by(admin, pallet_nodes::Call::<Runtime>::remove_node { peer_id: node.peer_id })
}

fn set_enforced(scene: &mut Scene<'_>) -> Option<Act> {
    let enforced = scene.bytes.flip();
    scene.council(pallet_nodes::Call::<Runtime>::set_enforced { enforced })
}
