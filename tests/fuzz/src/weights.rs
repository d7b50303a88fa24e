//! That no call tells to have used more weight than it has declared.
//!
//! The SDK compares the two for each transaction, and for each call in a batch, and logs an error, which [`crate::failure`]
//! reads. It compares nothing for the calls that the scheduler and the council dispatch. These are dispatched here before, with
//! the same origin and in a storage transaction that is rolled back, and compared.

use crate::{
    Failure,
    failure::Kind,
    motions::{self, Ballot},
};
use bogam_runtime::{Hash, Preimage, Runtime, RuntimeCall, RuntimeOrigin, System};
use codec::{Decode, Encode};
use frame_support::{
    dispatch::GetDispatchInfo,
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::QueryPreimage,
};
use pallet_collective::{Instance1, ProposalOf};
use pallet_meta_tx::MetaTxFor;
use pallet_scheduler::{Agenda, IncompleteSince};
use sp_runtime::{DispatchResult, traits::Dispatchable};

type Motions = pallet_collective::Call<Runtime, Instance1>;
type Relay = pallet_meta_tx::Call<Runtime>;
type Utility = pallet_utility::Call<Runtime>;

/// Dispatches a call, and tells what came of it. A failed one leaves no trace.
pub fn dispatch(origin: RuntimeOrigin, call: RuntimeCall) -> Result<DispatchResult, Failure> {
    check_within(&call)?;
    let declared = call.get_dispatch_info().call_weight;
    // Writing it down takes long, and is seldom needed.
    let sent = call.clone();
    let done = with_transaction_unchecked(|| match call.dispatch(origin) {
        done @ Ok(_) => TransactionOutcome::Commit(done),
        refused @ Err(_) => TransactionOutcome::Rollback(refused),
    });
    let used = match &done {
        Ok(done) => done.actual_weight,
        Err(refused) => refused.post_info.actual_weight,
    };
    if let Some(used) = used.filter(|used| used.any_gt(declared)) {
        let detail = format!("{used:?} used, {declared:?} declared\nby {sent:?}");
        return Err(Failure { kind: Kind::Overweight, detail });
    }
    Ok(done.map(|_| ()).map_err(|refused| refused.error))
}

/// Checks the calls of the motions that a call brings to pass, at whatever depth.
pub fn check_within(call: &RuntimeCall) -> Result<(), Failure> {
    match call {
        RuntimeCall::Utility(
            Utility::batch { calls } | Utility::batch_all { calls } | Utility::force_batch { calls },
        ) => calls.iter().try_for_each(check_within),
        RuntimeCall::Utility(Utility::as_derivative { call, .. }) => check_within(call),
        RuntimeCall::Utility(Utility::if_else { main, fallback }) => {
            check_within(main)?;
            check_within(fallback)
        }
        RuntimeCall::MetaTransactions(Relay::dispatch { meta_tx, .. }) => {
            relayed(meta_tx).map_or(Ok(()), |call| check_within(&call))
        }
        // Such a motion is not voted on.
        RuntimeCall::Council(Motions::propose { threshold: 0 | 1, proposal, .. }) => rehearse(1, proposal),
        RuntimeCall::Council(Motions::close { proposal_hash, .. }) => check_motion(proposal_hash),
        _ => Ok(()),
    }
}

/// The call that is relayed. The fields are private to the SDK's pallet: it comes first.
fn relayed(meta_tx: &MetaTxFor<Runtime>) -> Option<RuntimeCall> {
    RuntimeCall::decode(&mut &meta_tx.encode()[..]).ok()
}

/// Checks the call of a motion that has passed.
fn check_motion(motion: &Hash) -> Result<(), Failure> {
    let passed = motions::ballot(motion).filter(Ballot::has_passed);
    match (passed, ProposalOf::<Runtime, Instance1>::get(motion)) {
        (Some(ballot), Some(call)) => rehearse(ballot.ayes.len() as u32, &call),
        _ => Ok(()),
    }
}

/// Dispatches a call as a motion with so many votes does, and leaves no trace of it.
fn rehearse(votes: u32, call: &RuntimeCall) -> Result<(), Failure> {
    let done = || dispatch(motions::origin(votes), call.clone()).map(|_| ());
    with_transaction_unchecked(|| TransactionOutcome::Rollback(done()))
}

/// Checks what the scheduler is about to dispatch in a block, and leaves no trace of it.
pub fn check_scheduled(number: u32) -> Result<(), Failure> {
    with_transaction_unchecked(|| TransactionOutcome::Rollback(dispatch_scheduled(number)))
}

/// Dispatches what is due in a block, in the scheduler's order.
fn dispatch_scheduled(number: u32) -> Result<(), Failure> {
    System::set_block_number(number);
    let since = IncompleteSince::<Runtime>::get().unwrap_or(number);
    let mut agendas = Agenda::<Runtime>::iter().filter(|(when, _)| (since..=number).contains(when)).collect::<Vec<_>>();
    agendas.sort_by_key(|(when, _)| *when);
    for (_, agenda) in agendas {
        let mut tasks = agenda.into_iter().flatten().collect::<Vec<_>>();
        tasks.sort_by_key(|task| task.priority);
        for task in tasks {
            // What is asked for by its hash may never have been noted.
            let Ok((call, _)) = Preimage::peek(&task.call) else { continue };
            // What comes of it is told when the scheduler does it.
            let _: DispatchResult = dispatch(task.origin.into(), call)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::externalities;
    use frame_support::weights::constants::WEIGHT_REF_TIME_PER_SECOND;

    type Scheduler = pallet_scheduler::Call<Runtime>;

    /// Something that the council decides.
    fn decision() -> RuntimeCall {
        let allowance = Some(20 * WEIGHT_REF_TIME_PER_SECOND);
        pallet_metering::Call::<Runtime>::set_allowance { organisation: 1, allowance }.into()
    }

    fn all_votes() -> u32 {
        motions::members().len() as u32
    }

    #[test]
    fn scheduled_call_should_be_dispatched_without_a_trace() {
        externalities().execute_with(|| {
            System::set_block_number(1);
            let call = Box::new(decision());
            let (when, maybe_periodic, priority) = (3, None, 0);
            let schedule = Scheduler::schedule { when, maybe_periodic, priority, call };
            assert_eq!(dispatch(motions::origin(all_votes()), schedule.into()), Ok(Ok(())));
            let events = System::event_count();
            assert_eq!(check_scheduled(3), Ok(()));
            assert_eq!((System::block_number(), System::event_count()), (1, events));
            assert_eq!(dispatch_scheduled(2), Ok(()));
            assert_eq!(System::event_count(), events, "it is not due");
            assert_eq!(dispatch_scheduled(3), Ok(()));
            assert!(System::event_count() > events, "it is due");
        });
    }

    #[test]
    fn motion_should_be_rehearsed_without_a_trace() {
        externalities().execute_with(|| {
            System::set_block_number(1);
            assert_eq!(rehearse(all_votes(), &decision()), Ok(()));
            assert_eq!(System::event_count(), 0);
            assert_eq!(dispatch(motions::origin(all_votes()), decision()), Ok(Ok(())));
            assert!(System::event_count() > 0);
        });
    }
}
