//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: the check of the origin, the sponsoring and releasing of keys, and the looking up and billing of services,
//! whose own weights the calls add.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the numbers that their work grows with.
pub trait WeightInfo {
    /// Publishing a plan.
    fn publish_plan() -> Weight;
    /// Closing a plan.
    fn close_plan() -> Weight;
    /// Issuing a policy.
    fn issue_policy() -> Weight;
    /// Handing out a handle.
    fn issue_handle() -> Weight;
    /// Ending a policy or closing a handle.
    fn end_policy() -> Weight;
    /// Exchanging a key, and moving its money.
    fn rotate_policy_key() -> Weight;
    /// Requesting approval: it verifies a signature.
    fn request_preauthorisation() -> Weight;
    /// Deciding a request.
    fn decide_preauthorisation() -> Weight;
    /// Withdrawing a request.
    fn withdraw_preauthorisation() -> Weight;
    /// Releasing an approval.
    fn release_preauthorisation() -> Weight;
    /// Submitting `lines` lines, each with an approval and a signature of its own, decided and funded at once.
    fn submit(lines: u32) -> Weight;
    /// Cancelling a claim of `lines` lines.
    fn cancel(lines: u32) -> Weight;
    /// Asking for information.
    fn request_information() -> Weight;
    /// Answering.
    fn provide_information() -> Weight;
    /// Deciding `lines` lines, at first or on appeal.
    fn decide(lines: u32) -> Weight;
    /// Deciding `lines` lines by the rules.
    fn decide_overdue(lines: u32) -> Weight;
    /// Appealing.
    fn appeal() -> Weight;
    /// Holding what is due.
    fn fund() -> Weight;
    /// Settling `claims` claims to the key of a patient, none of them funded.
    fn settle(claims: u32) -> Weight;
    /// Saying that `claims` claims were paid.
    fn confirm_payment(claims: u32) -> Weight;
    /// Answering whether `claims` claims were received.
    fn confirm_receipt(claims: u32) -> Weight;
    /// Undoing a claim of `lines` lines.
    fn reverse(lines: u32) -> Weight;
    /// Appointing the clearing agent.
    fn set_clearing_agent() -> Weight;
    /// Issuing money.
    fn mint() -> Weight;
    /// Asking for money to be paid out.
    fn request_redemption() -> Weight;
    /// Giving that up.
    fn cancel_redemption() -> Weight;
    /// Destroying what was paid out.
    fn redeem() -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

/// Picoseconds.
const MICROSECOND: u64 = 1_000_000;
/// One signature, of the dearest kind.
const SIGNATURE: u64 = 60 * MICROSECOND;
/// The largest record, a claim, with its part of the proof.
const PROOF_PER_ITEM: u64 = 12_000;

impl<T: frame_system::Config> SubstrateWeight<T> {
    fn of(microseconds: u64, reads: u64, writes: u64) -> Weight {
        let time = Weight::from_parts(microseconds.saturating_mul(MICROSECOND), 0);
        let proof = Weight::from_parts(0, PROOF_PER_ITEM.saturating_mul(reads.saturating_add(1)));
        time.saturating_add(proof).saturating_add(T::DbWeight::get().reads_writes(reads, writes))
    }

    /// What happens to each line: its ledger and its approval are read and written, at most twice.
    fn lines(lines: u32) -> Weight {
        Self::of(12, 4, 4).saturating_mul(lines.into())
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn publish_plan() -> Weight {
        Self::of(20, 1, 1)
    }

    fn close_plan() -> Weight {
        Self::of(15, 1, 1)
    }

    fn issue_policy() -> Weight {
        Self::of(20, 4, 1)
    }

    fn issue_handle() -> Weight {
        Self::of(20, 4, 1)
    }

    fn end_policy() -> Weight {
        Self::of(25, 6, 1)
    }

    fn rotate_policy_key() -> Weight {
        Self::of(50, 5, 3)
    }

    fn request_preauthorisation() -> Weight {
        Self::of(30, 6, 2).saturating_add(Weight::from_parts(SIGNATURE, 0))
    }

    fn decide_preauthorisation() -> Weight {
        Self::of(25, 4, 2)
    }

    fn withdraw_preauthorisation() -> Weight {
        // The claim that it is kept for is read too.
        Self::of(25, 3, 2)
    }

    fn release_preauthorisation() -> Weight {
        // The claim that it is kept for, its policy and its plan are read too.
        Self::of(35, 5, 2)
    }

    fn submit(lines: u32) -> Weight {
        // The policy's key, and one for each line.
        let signatures = Weight::from_parts(SIGNATURE, 0).saturating_mul(u64::from(lines).saturating_add(1));
        // The approval of each line may be kept for a claim that was denied, which is read too.
        let kept = Self::of(5, 1, 0).saturating_mul(lines.into());
        Self::of(80, 9, 6).saturating_add(signatures).saturating_add(Self::lines(lines)).saturating_add(kept)
    }

    fn cancel(lines: u32) -> Weight {
        Self::of(20, 1, 1).saturating_add(Self::lines(lines))
    }

    fn request_information() -> Weight {
        Self::of(25, 3, 1)
    }

    fn provide_information() -> Weight {
        Self::of(25, 3, 1)
    }

    fn decide(lines: u32) -> Weight {
        Self::of(60, 9, 6).saturating_add(Self::lines(lines))
    }

    fn decide_overdue(lines: u32) -> Weight {
        Self::of(60, 9, 6).saturating_add(Self::lines(lines))
    }

    fn appeal() -> Weight {
        Self::of(25, 3, 1)
    }

    fn fund() -> Weight {
        Self::of(45, 6, 4)
    }

    fn settle(claims: u32) -> Weight {
        let each = Self::of(60, 8, 5).saturating_mul(claims.into());
        Self::of(80, 7, 6).saturating_add(each)
    }

    fn confirm_payment(claims: u32) -> Weight {
        let each = Self::of(15, 4, 1).saturating_mul(claims.into());
        Self::of(25, 3, 3).saturating_add(each)
    }

    fn confirm_receipt(claims: u32) -> Weight {
        let each = Self::of(15, 1, 1).saturating_mul(claims.into());
        Self::of(25, 3, 2).saturating_add(each)
    }

    fn reverse(lines: u32) -> Weight {
        Self::of(100, 10, 9).saturating_add(Self::lines(lines))
    }

    fn set_clearing_agent() -> Weight {
        Self::of(10, 0, 1)
    }

    fn mint() -> Weight {
        Self::of(40, 6, 5)
    }

    fn request_redemption() -> Weight {
        Self::of(40, 3, 3)
    }

    fn cancel_redemption() -> Weight {
        Self::of(40, 3, 3)
    }

    fn redeem() -> Weight {
        Self::of(50, 7, 6)
    }
}
