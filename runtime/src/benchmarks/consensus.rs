//! What the SDK measures only on chains with its staking pallet: members set and remove their validators' keys, and report who has
//! voted twice.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]

use crate::{
    AccountId, Grandpa, Hash, Historical, Offences, Runtime, RuntimeOrigin, Session, SessionKeys,
    configs::consensus::{MAX_AUTHORITIES, RegistryMembers},
};
use alloc::{boxed::Box, vec::Vec};
use bogam_primitives::traits::Members;
use codec::Encode;
use core::marker::PhantomData;
use finality_grandpa::{Message, Prevote};
use frame_benchmarking::v2::*;
use frame_support::{BoundedVec, traits::KeyOwnerProofSystem};
use pallet_grandpa::{EquivocationOffence, SetIdSession, TimeSlot};
use pallet_session::{NextKeys, historical::IdentificationTuple};
use pallet_validators::{Candidate, Candidates, Predecessor, Standing};
use sp_consensus_grandpa::{
    AuthoritySignature, Equivocation, EquivocationProof, KEY_TYPE, RoundNumber, SetId, localized_payload,
};
use sp_runtime::RuntimeAppPublic;
use sp_session::MembershipProof;
use sp_staking::offence::ReportOffence;

/// The benchmarks, of this runtime: `T` is always [`Runtime`].
pub struct Pallet<T>(PhantomData<T>);

/// What the macro of the benchmarks asks for.
pub trait Config: frame_system::Config {}

impl Config for Runtime {}

/// The second set: the sessions of the one before are looked up too.
const SET: SetId = 1;
const ROUND: RoundNumber = 1;

/// A member's admin, with the keys of a validator.
fn member_with_keys() -> Result<AccountId, BenchmarkError> {
    let (account, _) = RegistryMembers::active_admin(0);
    let first = SessionKeys::generate(&account.encode(), None);
    Session::set_keys(RuntimeOrigin::signed(account.clone()), first.keys, first.proof.encode())?;
    Ok(account)
}

/// As many validators as there can be. All serve under accounts that they have moved away from since: those, with their keys.
fn validators() -> Result<Vec<(AccountId, SessionKeys)>, BenchmarkError> {
    let mut serving = Vec::new();
    let mut candidates = Vec::new();
    for number in 0..MAX_AUTHORITIES {
        let (admin, organisation) = RegistryMembers::active_admin(number);
        let former: AccountId = account("former", number, 0);
        candidates.push(Candidate {
            account: admin,
            organisation,
            admitted_in: 0,
            predecessor: Some(Predecessor { account: former.clone(), until: 0 }),
            standing: Standing::Serving,
            blocks_in_last_session: 0,
            idle_sessions: 0,
        });
        let keys = SessionKeys::generate(&former.encode(), None).keys;
        NextKeys::<Runtime>::insert(&former, &keys);
        serving.push((former, keys));
    }
    Candidates::<Runtime>::put(BoundedVec::try_from(candidates).map_err(|_| "no more than there can be")?);
    pallet_session::Validators::<Runtime>::put(serving.iter().map(|(former, _)| former.clone()).collect::<Vec<_>>());
    pallet_session::CurrentIndex::<Runtime>::put(1);
    SetIdSession::<Runtime>::insert(SET - 1, 0);
    SetIdSession::<Runtime>::insert(SET, 1);
    Ok(serving)
}

fn vote(voter: &SessionKeys, target: u8) -> Result<(Prevote<Hash, u32>, AuthoritySignature), BenchmarkError> {
    let prevote = Prevote { target_hash: Hash::repeat_byte(target), target_number: 1 };
    let payload = localized_payload(ROUND, SET, &Message::Prevote(prevote.clone()));
    Ok((prevote, voter.grandpa.sign(&payload).ok_or("its key was made above")?))
}

/// Two votes in one round, and that the key which cast them is a validator's.
fn double_vote(voter: &SessionKeys) -> Result<(EquivocationProof<Hash, u32>, MembershipProof), BenchmarkError> {
    let both = finality_grandpa::Equivocation {
        round_number: ROUND,
        identity: voter.grandpa.clone(),
        first: vote(voter, 1)?,
        second: vote(voter, 2)?,
    };
    let owner = Historical::prove((KEY_TYPE, voter.grandpa.clone())).ok_or("it is a validator's")?;
    Ok((EquivocationProof::new(SET, Equivocation::Prevote(both)), owner))
}

/// Others have voted twice in the same round: whoever reports one more has all of them looked at.
fn report(others: &[(AccountId, SessionKeys)]) -> Result<(), BenchmarkError> {
    for (offender, _) in others {
        let offence = EquivocationOffence::<IdentificationTuple<Runtime>> {
            time_slot: TimeSlot { set_id: SET, round: ROUND },
            session_index: 1,
            validator_set_count: MAX_AUTHORITIES,
            offender: (offender.clone(), ()),
        };
        Offences::report_offence(Vec::new(), offence).map_err(|_| "each is reported once")?;
    }
    Ok(())
}

#[benchmarks]
mod benchmarks {
    use super::*;

    /// A member has keys, and sets others.
    #[benchmark]
    fn set_keys() -> Result<(), BenchmarkError> {
        let account = member_with_keys()?;
        let new = SessionKeys::generate(&account.encode(), None);
        let (origin, keys, proof) = (RuntimeOrigin::signed(account.clone()), new.keys.clone(), new.proof.encode());

        #[block]
        {
            Session::set_keys(origin, keys, proof)?;
        }

        assert_eq!(Session::load_keys(&account), Some(new.keys));
        Ok(())
    }

    #[benchmark]
    fn purge_keys() -> Result<(), BenchmarkError> {
        let account = member_with_keys()?;
        let origin = RuntimeOrigin::signed(account.clone());

        #[block]
        {
            Session::purge_keys(origin)?;
        }

        assert_eq!(Session::load_keys(&account), None);
        Ok(())
    }

    /// The last of as many validators as there can be is reported, after all the others.
    #[benchmark]
    fn report_equivocation() -> Result<(), BenchmarkError> {
        let serving = validators()?;
        let ((_, accused), others) = serving.split_last().ok_or("there are some")?;
        report(others)?;
        let (proof, owner) = double_vote(accused)?;
        let (reporter, _) = RegistryMembers::active_admin(MAX_AUTHORITIES);
        let origin = RuntimeOrigin::signed(reporter);

        #[block]
        {
            Grandpa::report_equivocation(origin, Box::new(proof), owner).map_err(|failure| failure.error)?;
        }

        let offender = |candidate: &Candidate<_>| matches!(candidate.standing, Standing::Offender { .. });
        assert!(Candidates::<Runtime>::get().iter().all(offender));
        Ok(())
    }
}
