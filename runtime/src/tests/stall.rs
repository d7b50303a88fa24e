//! Finality that stands still: who may declare it, and what an upgrade could do about it. `docs/validators.md` tells why it is so.

use super::{block::*, consortium::*, *};
use frame_support::traits::OnFinalize;
use sp_consensus_grandpa::{ConsensusLog, GRANDPA_ENGINE_ID, ScheduledChange};
use sp_runtime::{DispatchError, generic::OpaqueDigestItemId};

#[test]
fn stall_should_be_declared_by_nobody_not_even_by_the_whole_council() {
    run(|| {
        let declare = || pallet_grandpa::Call::<Runtime>::note_stalled { delay: 1_000, best_finalized_block_number: 1 };
        for yes in 1..=COUNCIL.len() as u32 {
            assert_eq!(decide(yes, declare()), Err(DispatchError::BadOrigin), "{yes} votes");
        }
        assert_eq!(submit(&HOSPITAL, declare()), Ok(Err(DispatchError::BadOrigin)));
        assert_eq!(pallet_grandpa::Stalled::<Runtime>::get(), None);
    });
}

#[test]
fn set_of_the_next_session_should_be_forced_when_an_upgrade_has_written_down_a_stall() {
    chain(genesis::LOCAL).execute_with(|| {
        let (length, delay, last_final) = (20, 30, 7);
        let next_authorities = Grandpa::grandpa_authorities();
        // What a migration would write: that finality stands still, and an earlier end of the session.
        pallet_grandpa::Stalled::<Runtime>::put((delay, last_final));
        pallet_validators::SessionLength::<Runtime>::put(length);

        System::set_block_number(length);
        Session::on_initialize(length);
        Grandpa::on_finalize(length);
        assert_eq!(Session::current_index(), 1);
        // What the nodes read in the header of this block.
        let told = System::digest().convert_first(|item| {
            match item.try_to::<ConsensusLog<u32>>(OpaqueDigestItemId::Consensus(&GRANDPA_ENGINE_ID)) {
                Some(ConsensusLog::ForcedChange(median, change)) => Some((median, change)),
                _ => None,
            }
        });
        assert_eq!(told, Some((last_final, ScheduledChange { next_authorities, delay })));
        assert_eq!(pallet_grandpa::Stalled::<Runtime>::get(), None, "once");
        assert_eq!(pallet_grandpa::CurrentSetId::<Runtime>::get(), 1);

        System::set_block_number(length + delay);
        Grandpa::on_finalize(length + delay);
        assert!(pallet_grandpa::PendingChange::<Runtime>::get().is_none(), "it has come into force");
    });
}
