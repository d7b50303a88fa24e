//! What calls cost. `benchmarking.rs` regenerates this file with measured times; those given here are generous
//! estimates, and reads and writes are counted from the code.
//!
//! There is no implementation that costs nothing: the tests run with these too.
//!
//! Not contained: the check of the origin, the kind of an organisation, and the sponsoring and releasing of keys, whose own
//! weights the calls add.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// What calls cost, by the numbers that their work grows with.
pub trait WeightInfo {
    /// Registering a patient, with a guardian.
    fn register_subject() -> Weight;
    /// Exchanging the subject's key.
    fn rotate_key() -> Weight;
    /// Proposing a key.
    fn propose_key() -> Weight;
    /// Objecting to a proposed key.
    fn object_to_key() -> Weight;
    /// Completing a proposed key.
    fn complete_key() -> Weight;
    /// Appointing a guardian.
    fn appoint_guardian() -> Weight;
    /// Dismissing a guardian.
    fn dismiss_guardian() -> Weight;
    /// Appointing a delegate.
    fn appoint_delegate() -> Weight;
    /// Dismissing a delegate.
    fn dismiss_delegate() -> Weight;
    /// Deciding, with everything at its bound.
    fn decide() -> Weight;
    /// Revoking a decision.
    fn revoke() -> Weight;
    /// Evaluating a request under an open override, and leaving a receipt.
    fn request_access() -> Weight;
    /// Setting a policy.
    fn set_default_policy() -> Weight;
    /// Overriding consent.
    fn break_glass() -> Weight;
    /// Reviewing an override.
    fn review_override() -> Weight;
    /// Ending a suspension.
    fn restore_emergency_access() -> Weight;
    /// Approving a project.
    fn approve_project() -> Weight;
    /// Closing a project.
    fn close_project() -> Weight;
    /// Opting in to a project.
    fn opt_in() -> Weight;
    /// Consenting broadly.
    fn consent_broadly() -> Weight;
    /// Enrolling a subject.
    fn enrol() -> Weight;
    /// Withdrawing from `projects` projects.
    fn withdraw_from_research(projects: u32) -> Weight;
    /// Requesting erasure.
    fn request_erasure() -> Weight;
    /// Confirming erasure.
    fn confirm_erasure() -> Weight;
    /// Removing `receipts` receipts.
    fn prune_receipts(receipts: u32) -> Weight;
    /// Closing a subject that takes part in `projects` projects.
    fn close_subject(projects: u32) -> Weight;
}

/// The weights on a chain with the costs of storage of `T`.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn register_subject() -> Weight {
        estimate::register(T::DbWeight::get())
    }

    fn rotate_key() -> Weight {
        estimate::new_key(T::DbWeight::get())
    }

    fn propose_key() -> Weight {
        estimate::propose_key(T::DbWeight::get())
    }

    fn object_to_key() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn complete_key() -> Weight {
        estimate::new_key(T::DbWeight::get())
    }

    fn appoint_guardian() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn dismiss_guardian() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn appoint_delegate() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn dismiss_delegate() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn decide() -> Weight {
        estimate::decide(T::DbWeight::get())
    }

    fn revoke() -> Weight {
        estimate::revoke(T::DbWeight::get())
    }

    fn request_access() -> Weight {
        estimate::request_access(T::DbWeight::get())
    }

    fn set_default_policy() -> Weight {
        estimate::policy(T::DbWeight::get())
    }

    fn break_glass() -> Weight {
        estimate::break_glass(T::DbWeight::get())
    }

    fn review_override() -> Weight {
        estimate::review(T::DbWeight::get())
    }

    fn restore_emergency_access() -> Weight {
        estimate::restore(T::DbWeight::get())
    }

    fn approve_project() -> Weight {
        estimate::project(T::DbWeight::get())
    }

    fn close_project() -> Weight {
        estimate::project(T::DbWeight::get())
    }

    fn opt_in() -> Weight {
        estimate::enrol(T::DbWeight::get())
    }

    fn consent_broadly() -> Weight {
        estimate::change(T::DbWeight::get())
    }

    fn enrol() -> Weight {
        estimate::enrol(T::DbWeight::get())
    }

    fn withdraw_from_research(projects: u32) -> Weight {
        estimate::withdraw(T::DbWeight::get(), projects)
    }

    fn request_erasure() -> Weight {
        estimate::request_erasure(T::DbWeight::get())
    }

    fn confirm_erasure() -> Weight {
        estimate::confirm_erasure(T::DbWeight::get())
    }

    fn prune_receipts(receipts: u32) -> Weight {
        estimate::prune(T::DbWeight::get(), receipts)
    }

    fn close_subject(projects: u32) -> Weight {
        estimate::close(T::DbWeight::get(), projects)
    }
}

/// The estimates. Times are in picoseconds, proof sizes in bytes. `Holders::is_sponsored` counts as one read.
mod estimate {
    use frame_support::weights::{RuntimeDbWeight, Weight};

    /// Decoding, changing and encoding a subject with everything in it at its bound.
    const SUBJECT: Weight = Weight::from_parts(30_000_000, 4_096);
    /// The same for a subject's decisions.
    const DECISIONS: Weight = Weight::from_parts(40_000_000, 8_192);
    /// The same for anything smaller: a receipt, a project, a seat's overrides.
    const RECORD: Weight = Weight::from_parts(10_000_000, 2_048);

    /// The subject and the clock read, the subject written.
    pub fn change(db: RuntimeDbWeight) -> Weight {
        SUBJECT.saturating_add(db.reads_writes(2, 1))
    }

    /// Whether there is such a subject, whether the key is indexed and sponsored; the key's index written.
    pub fn register(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(RECORD).saturating_add(db.reads_writes(2, 1))
    }

    /// The new key's index and sponsorship read, both keys' indexes written.
    pub fn new_key(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(RECORD).saturating_add(db.reads_writes(2, 2))
    }

    /// The new key's index and sponsorship read.
    pub fn propose_key(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(db.reads(2))
    }

    /// The decisions read and written; one project, whose part ended to make room, or which is denied.
    pub fn decide(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(DECISIONS).saturating_add(RECORD).saturating_add(db.reads_writes(2, 2))
    }

    /// The subject and the clock read, the decisions read and written.
    pub fn revoke(db: RuntimeDbWeight) -> Weight {
        SUBJECT.saturating_add(DECISIONS).saturating_add(db.reads_writes(3, 1))
    }

    /// Read besides: decisions, project, policy, suspension, overrides twice. Written: the receipt.
    pub fn request_access(db: RuntimeDbWeight) -> Weight {
        change(db)
            .saturating_add(DECISIONS)
            .saturating_add(RECORD.saturating_mul(5))
            .saturating_add(db.reads_writes(5, 1))
    }

    /// One policy written.
    pub fn policy(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(db.writes(1))
    }

    /// The suspension and the overrides read, the overrides and the receipt written.
    pub fn break_glass(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(RECORD.saturating_mul(3)).saturating_add(db.reads_writes(2, 2))
    }

    /// Clock, overrides, receipt and suspension read, the last three written.
    pub fn review(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_mul(3).saturating_add(db.reads_writes(4, 3))
    }

    /// Suspension and overrides read, the suspension removed.
    pub fn restore(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_mul(2).saturating_add(db.reads_writes(2, 1))
    }

    /// Clock and project read, the project written.
    pub fn project(db: RuntimeDbWeight) -> Weight {
        RECORD.saturating_add(db.reads_writes(2, 1))
    }

    /// Decisions and project read and written, up to two ended projects to make room, and what withdrawals are not listed.
    pub fn enrol(db: RuntimeDbWeight) -> Weight {
        change(db)
            .saturating_add(DECISIONS)
            .saturating_add(RECORD.saturating_mul(4))
            .saturating_add(db.reads_writes(5, 5))
    }

    /// Decisions read and written, and each project.
    pub fn withdraw(db: RuntimeDbWeight, projects: u32) -> Weight {
        let each = RECORD.saturating_add(db.reads_writes(1, 1)).saturating_mul(projects.into());
        change(db).saturating_add(DECISIONS).saturating_add(db.reads_writes(1, 1)).saturating_add(each)
    }

    /// The requests read and written besides.
    pub fn request_erasure(db: RuntimeDbWeight) -> Weight {
        change(db).saturating_add(RECORD).saturating_add(db.reads_writes(1, 1))
    }

    /// Subject, clock and requests read, the requests written.
    pub fn confirm_erasure(db: RuntimeDbWeight) -> Weight {
        SUBJECT.saturating_add(RECORD).saturating_add(db.reads_writes(3, 1))
    }

    /// Each receipt read and removed, and the first that stays read.
    pub fn prune(db: RuntimeDbWeight, receipts: u32) -> Weight {
        let each = RECORD.saturating_add(db.reads_writes(1, 1)).saturating_mul(receipts.into());
        change(db).saturating_add(RECORD).saturating_add(db.reads(1)).saturating_add(each)
    }

    /// Requests for erasure and each project read, decisions, unlisted withdrawals and the key's index removed, each project
    /// written.
    pub fn close(db: RuntimeDbWeight, projects: u32) -> Weight {
        let each = RECORD.saturating_add(db.reads_writes(1, 1)).saturating_mul(projects.into());
        change(db).saturating_add(RECORD).saturating_add(db.reads_writes(1, 3)).saturating_add(each)
    }
}
