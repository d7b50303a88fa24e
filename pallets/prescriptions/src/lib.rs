//! # Prescriptions
//!
//! The life of a prescription from issue to the last dispense, over all pharmacies of the consortium.
//!
//! A prescriber issues it: items with authorised quantities, an interval of validity, a schedule, and one fresh one-time
//! key per issue (the first supply and each repeat), whose secrets are in the codes printed for the patient. The chain
//! keeps rules and commitments. What is prescribed, and for whom, is in a document off chain.
//!
//! A pharmacy that scans a code **accepts** with a statement that the code's key signed for this pharmacy and this
//! hold. It then holds the prescription alone, until a deadline: it **dispenses** in parts or in full, closes items
//! as **not dispensed**, or **gives back**. When every item is complete or closed the issue is, and the next one opens
//! after the interval. What was recorded is **withdrawn** newest first, and exactly: quantities return, and a completed
//! issue reopens. A cancellation that comes while a pharmacy holds only *marks*: no further fill, and the end of the hold
//! completes it.
//!
//! | from | to | by |
//! |---|---|---|
//! | Active | Held | accept |
//! | Held | Active | give back, the deadline, or the completion of an issue before the last |
//! | Held | Dispensed | the completion of the last issue |
//! | Held | Held, marked | cancel |
//! | Held, marked | Cancelled | give back, or the deadline |
//! | Active | Cancelled | cancel, replace, or decline by the patient |
//! | Dispensed | Active | withdraw |
//!
//! ## A key signs because its prescription says so
//!
//! Nobody sponsors the keys one by one. [`Pallet::sponsor_of`] tells from the record whether a key may send transactions, and
//! whose: those of the issues that have not ended may, unless the prescription is cancelled, and the prescribing
//! organisation answers for them. The account of a key begins with its first transaction, and ends when the key is rotated
//! away or the prescription cancelled or pruned: not with the issue, so that the chain remembers the numbers of what the key
//! has signed for as long as it may sign again. Until then the key is never staff's.
//!
//! ## What holds always
//!
//! - Over all pharmacies, no more is dispensed of an item and issue than was authorised.
//! - At most one pharmacy holds, and every fill belongs to one pharmacy.
//! - What has been billed cannot be withdrawn, and what has been withdrawn cannot be billed.
//! - Cancelled is final. Dispensed is left by withdrawal alone.
//! - An identifier serves once, also after pruning: the end of validity is part of it, pruning waits for that end, and
//!   what is already expired cannot be issued.
//!
//! [`Prescription::standing`] is the one place that says what a prescription is at a moment: what people are shown and
//! what calls are refused for both come from it. Every call first *settles* the record: a hold past its deadline is over.
//! `docs/prescriptions-table.md`, which the tests generate, shows the answer to every call in every state.
//!
//! ## Rooms
//!
//! [`types`]: the records, and what follows from them alone. `rules`: what calls are refused for. `functions`: what they
//! do. `keys`: whose keys sign. `events`: what happened. `billing`: what pallets that bill may ask. `views`: what apps read. `try_state`: the
//! invariants.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod billing;
mod events;
mod functions;
mod keys;
pub mod migrations;
#[cfg(test)]
mod mock;
mod rules;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use bogam_primitives::{
        Actor, Commitment, Moment, OrganisationId, PrescriptionId, Signed,
        prescription::{
            AcceptPrescription, CancellationReason, DispenseRecord, DispenseReference, FillNumber, GiveBackReason,
            IssueIndex, ItemIndex, NotDispensedReason, WithdrawalReason,
        },
        traits::{EnsureRole, KeyAccounts},
    };
    use frame_support::{
        pallet_prelude::*,
        sp_runtime::traits::{IdentifyAccount, Verify},
        traits::{Contains, Time},
    };
    use frame_system::pallet_prelude::*;
    use scale_info::prelude::vec::Vec;
    use sp_core::H256;

    /// The most entries on one page of a view function.
    pub const LONGEST_PAGE: u32 = 100;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = H256> {
        /// Who may issue, replace, cancel, suspend and resume.
        type PrescriberOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who may accept, fill, give back and withdraw.
        type DispenserOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// A patient's key that may sign: one with a sponsor ([`Pallet::sponsor_of`]).
        type HolderOrigin: EnsureRole<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Who else has a role, and where the accounts of keys end.
        type Accounts: KeyAccounts<Self::AccountId>;

        /// The organisations that a patient may nominate.
        type Dispensers: Contains<OrganisationId>;

        /// The wall clock.
        type Time: Time<Moment = Moment>;

        /// The signature of a patient's key on a statement.
        type HolderSignature: Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>> + Parameter;

        /// What each schedule demands.
        type Schedules: ScheduleTable;

        /// The most items of a prescription: at most 256.
        #[pallet::constant]
        type MaxItems: Get<u32>;

        /// The most issues of a prescription, the first supply included: at most 255.
        #[pallet::constant]
        type MaxIssues: Get<u32>;

        /// The most entries of a prescription's log, withdrawn ones included.
        #[pallet::constant]
        type MaxFills: Get<FillNumber>;

        /// How long a pharmacy holds after accepting, and again after each dispense.
        #[pallet::constant]
        type HoldPeriod: Get<Moment>;

        /// How long after it was made an entry of the log may be withdrawn.
        #[pallet::constant]
        type WithdrawalWindow: Get<Moment>;

        /// How long an ended prescription stays before it may be pruned: at least the withdrawal window.
        #[pallet::constant]
        type Retention: Get<Moment>;

        /// What calls cost.
        type WeightInfo: WeightInfo;

        /// Keys, signatures and a clock for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId, Self::HolderSignature>;
    }

    /// The prescriptions, by an identifier that is itself a hash.
    #[pallet::storage]
    pub type Prescriptions<T: Config> = StorageMap<_, Identity, PrescriptionId, Prescription<T>>;

    /// Each prescription's log of what was supplied and what was closed.
    #[pallet::storage]
    pub type Fills<T: Config> = StorageDoubleMap<_, Identity, PrescriptionId, Twox64Concat, FillNumber, Fill<T>>;

    /// The prescription that a patient's key belongs to, also when the key may not sign any more.
    #[pallet::storage]
    pub type ByHolder<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Belonging<BlockNumberFor<T>>>;

    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such prescription, or it has been pruned.
        UnknownPrescription,
        /// The prescription has been issued already.
        DuplicatePrescription,
        /// A prescription needs an item.
        NoItems,
        /// More items than a prescription can carry.
        TooManyItems,
        /// A quantity is zero.
        ZeroQuantity,
        /// A prescription needs a key for its first issue.
        NoHolderKeys,
        /// More issues than a prescription can have.
        TooManyIssues,
        /// A patient's key is not fresh: it is named twice, belongs to a prescription or has another role.
        HolderKeyReused,
        /// Validity ends before it starts.
        EmptyValidity,
        /// Validity is over already.
        AlreadyExpired,
        /// A moment is too far in the future to be reckoned with.
        MomentOutOfRange,
        /// Validity starts later than the schedule permits.
        StartsTooLate,
        /// Validity is longer than the schedule permits.
        ValidityTooLong,
        /// More issues than the schedule permits.
        RepeatsNotPermitted,
        /// The schedule permits no substitution.
        SubstitutionNotPermitted,
        /// The interval between issues does not fit: without repeats it is zero, with them all must fit into the validity.
        IntervalOutOfRange,
        /// Another organisation has issued the prescription.
        NotYourPrescription,
        /// The prescription has been dispensed.
        AlreadyDispensed,
        /// The prescription has been cancelled.
        AlreadyCancelled,
        /// The validity of the prescription is over.
        Expired,
        /// The validity of the prescription has not begun.
        NotYetValid,
        /// The interval since the issue before is not over.
        IssueNotDue,
        /// The prescriber has stopped new holds.
        PrescriptionSuspended,
        /// A pharmacy holds the prescription: it has to be given back first.
        CurrentlyHeld,
        /// Another pharmacy holds the prescription.
        HeldByAnother,
        /// Your pharmacy holds the prescription already.
        AlreadyHolding,
        /// Your pharmacy does not hold the prescription.
        NotHeld,
        /// The prescription is marked for cancellation.
        CancellationPending,
        /// The prescription has had as many holds as can be counted.
        TooManyHolds,
        /// The patient has nominated another pharmacy.
        NominatedElsewhere,
        /// The patient's statement is about another prescription.
        StatementForAnotherPrescription,
        /// The patient's statement is for another pharmacy.
        StatementForAnotherDispenser,
        /// The patient's statement is not for the next hold: it has been used, or the prescription was held since.
        StatementUsed,
        /// The patient's statement was made for another chain.
        StatementForAnotherChain,
        /// The patient's statement has expired.
        StatementExpired,
        /// The statement is not signed by the patient's key for the current issue.
        StatementSignatureInvalid,
        /// Nothing is said to have been supplied.
        NoLines,
        /// The prescription has no such item.
        UnknownItem,
        /// An item is named twice.
        DuplicateItem,
        /// The item has been closed as not dispensed.
        ItemClosed,
        /// The item has been supplied in full.
        ItemComplete,
        /// More would be supplied than is authorised.
        OverAuthorised,
        /// The item must be supplied as prescribed.
        SubstitutionNotAllowed,
        /// The log of the prescription is full.
        TooManyFills,
        /// The log has no such entry.
        UnknownFill,
        /// Another pharmacy has made the entry.
        NotYourFill,
        /// The entry has been withdrawn already.
        AlreadyWithdrawn,
        /// A newer entry has to be withdrawn first.
        NotNewestFill,
        /// The entry has been billed.
        FillBilled,
        /// The time to withdraw the entry is over.
        WithdrawalWindowOver,
        /// Your pharmacy holds a later issue: it has to be given back first.
        LaterIssueHeld,
        /// New holds are stopped already.
        AlreadySuspended,
        /// New holds are not stopped.
        NotSuspended,
        /// The key is not the one for this issue.
        NotTheHolder,
        /// The prescription has no such issue.
        UnknownIssue,
        /// The issue is over.
        IssueOver,
        /// The organisation cannot be nominated: it is not active, or none that dispenses.
        NotADispenser,
        /// A renewal has been requested already during this issue.
        RenewalAlreadyRequested,
        /// The deadline of the hold has not passed.
        HoldNotStale,
        /// The prescription has not ended.
        NotEnded,
        /// The prescription has ended, but its retention is not over.
        RetentionNotOver,
        /// Nothing was supplied under this reference, or the record has been pruned.
        UnknownDispense,
        /// What was supplied has been withdrawn.
        DispenseWithdrawn,
        /// What was supplied has been billed already.
        AlreadyBilled,
        /// What was supplied has not been billed.
        NotBilled,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!((1..=256).contains(&T::MaxItems::get()), "MaxItems must fit the item index");
            assert!((1..=255).contains(&T::MaxIssues::get()), "MaxIssues must fit the issue index");
            assert!(T::MaxFills::get() > 0, "MaxFills must leave room for a fill");
            assert!(T::HoldPeriod::get() > 0, "a hold must last");
            assert!(
                T::Retention::get() >= T::WithdrawalWindow::get(),
                "pruning must not cut the withdrawal window short"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Issues a prescription. The prescriber's organisation is the sponsor of its keys, so that the patient can act.
        ///
        /// The identifier is [`PrescriptionId::derive`]d from organisation, commitment and end of validity.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::issue(new.items.len() as u32, new.holders.len() as u32))]
        pub fn issue(origin: OriginFor<T>, new: NewPrescription<T::AccountId>) -> DispatchResult {
            let prescriber = T::PrescriberOrigin::ensure_role(origin)?;
            Self::do_issue(prescriber, new, None)?;
            Ok(())
        }

        /// Cancels `old`, which nobody may hold, and issues its successor in one step. Both name each other.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::replace(
            new.items.len() as u32,
            new.holders.len() as u32,
            T::MaxIssues::get(),
        ))]
        pub fn replace(
            origin: OriginFor<T>,
            old: PrescriptionId,
            new: NewPrescription<T::AccountId>,
        ) -> DispatchResultWithPostInfo {
            let prescriber = T::PrescriberOrigin::ensure_role(origin)?;
            let (items, keys) = (new.items.len() as u32, new.holders.len() as u32);
            let old_keys = Self::do_replace(prescriber, old, new)?;
            Ok(Some(T::WeightInfo::replace(items, keys, old_keys)).into())
        }

        /// Cancels, for good. While a pharmacy holds, this only marks: the end of the hold completes the cancellation.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::cancel(T::MaxIssues::get()))]
        pub fn cancel(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            reason: CancellationReason,
        ) -> DispatchResultWithPostInfo {
            let prescriber = T::PrescriberOrigin::ensure_role(origin)?;
            let keys = Self::do_cancel(prescriber, prescription, reason)?;
            Ok(Some(T::WeightInfo::cancel(keys)).into())
        }

        /// Stops new holds. A hold that there is goes on.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::suspend())]
        pub fn suspend(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResult {
            let prescriber = T::PrescriberOrigin::ensure_role(origin)?;
            Self::do_suspend(prescriber, prescription)
        }

        /// Permits new holds again.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::resume())]
        pub fn resume(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResult {
            let prescriber = T::PrescriberOrigin::ensure_role(origin)?;
            Self::do_resume(prescriber, prescription)
        }

        /// Takes the prescription for the dispenser's pharmacy alone, until the hold period is over.
        ///
        /// The statement is signed by the key of the current issue, for this pharmacy and the next hold; it names the
        /// hash of block zero and serves once.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::accept())]
        pub fn accept(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            statement: Signed<AcceptPrescription, T::HolderSignature>,
        ) -> DispatchResult {
            let dispenser = T::DispenserOrigin::ensure_role(origin)?;
            Self::do_accept(dispenser, prescription, statement)
        }

        /// Records what was supplied, under a commitment to the dispense's document, and renews the hold's deadline.
        /// Each item may appear once. When every item is complete or closed, so is the issue, and the hold is over.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::dispense(lines.len() as u32))]
        pub fn dispense(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            lines: Vec<SuppliedItem>,
            commitment: Commitment,
        ) -> DispatchResult {
            let dispenser = T::DispenserOrigin::ensure_role(origin)?;
            Self::do_dispense(dispenser, prescription, lines, commitment)
        }

        /// Closes an item of which no more will be supplied, also after the end of validity, while the hold lasts. This too
        /// can complete the issue.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::not_dispensed())]
        pub fn not_dispensed(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            item: ItemIndex,
            reason: NotDispensedReason,
        ) -> DispatchResult {
            let dispenser = T::DispenserOrigin::ensure_role(origin)?;
            Self::do_not_dispensed(dispenser, prescription, item, reason)
        }

        /// Ends the hold. What was supplied stays supplied, and a marked cancellation takes effect.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::give_back(T::MaxIssues::get()))]
        pub fn give_back(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            reason: GiveBackReason,
        ) -> DispatchResultWithPostInfo {
            let dispenser = T::DispenserOrigin::ensure_role(origin)?;
            let keys = Self::do_give_back(dispenser, prescription, reason)?;
            Ok(Some(T::WeightInfo::give_back(keys)).into())
        }

        /// Undoes the newest live entry of the log exactly: quantities return, a closed item opens, and an issue that the
        /// entry completed is the current one again, with the nomination and the renewal request that it had. What was
        /// nominated or requested for the issue after it is forgotten.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::withdraw(T::MaxFills::get().into(), T::MaxIssues::get()))]
        pub fn withdraw(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            fill: FillNumber,
            reason: WithdrawalReason,
        ) -> DispatchResultWithPostInfo {
            let dispenser = T::DispenserOrigin::ensure_role(origin)?;
            let (read, keys) = Self::do_withdraw(dispenser, prescription, fill, reason)?;
            Ok(Some(T::WeightInfo::withdraw(read, keys)).into())
        }

        /// Lets only one pharmacy accept the current issue, or any. A hold that there is goes on.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::nominate())]
        pub fn nominate(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            dispenser: Option<OrganisationId>,
        ) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_nominate(holder, prescription, dispenser)
        }

        /// Puts a fresh key in place of the signing one for `issue`, the current one or a later one: nothing is supplied
        /// for the lost paper any more. A hold that there is goes on.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::rotate())]
        pub fn rotate(
            origin: OriginFor<T>,
            prescription: PrescriptionId,
            issue: IssueIndex,
            new_holder: T::AccountId,
        ) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_rotate(holder, prescription, issue, new_holder)
        }

        /// Cancels on the patient's behalf what nobody holds, for good.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::decline(T::MaxIssues::get()))]
        pub fn decline(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResultWithPostInfo {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            let keys = Self::do_decline(holder, prescription)?;
            Ok(Some(T::WeightInfo::decline(keys)).into())
        }

        /// Tells the prescriber that the patient asks for a renewal: once per issue, also when dispensed or expired.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::request_renewal())]
        pub fn request_renewal(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_request_renewal(holder, prescription)
        }

        /// Ends a hold whose deadline has passed, and with it the prescription if it was marked. Anyone may.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::release_stale(T::MaxIssues::get()))]
        pub fn release_stale(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let keys = Self::do_release_stale(prescription)?;
            Ok(Some(T::WeightInfo::release_stale(keys)).into())
        }

        /// Removes what has ended or expired, with its log, once retention and validity are over. Anyone may.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::prune(T::MaxFills::get().into(), T::MaxIssues::get()))]
        pub fn prune(origin: OriginFor<T>, prescription: PrescriptionId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let (fills, keys) = Self::do_prune(prescription)?;
            Ok(Some(T::WeightInfo::prune(fills, keys)).into())
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The prescription as it stands now.
        pub fn prescription(id: PrescriptionId) -> Option<PrescriptionView<T>> {
            Self::view(id)
        }

        /// What the prescription is now.
        pub fn standing(id: PrescriptionId) -> Option<Standing> {
            Self::view(id).map(|view| view.standing)
        }

        /// A page of the prescriptions, in the order of their identifiers, from the first one after `cursor`. A page has
        /// `limit` entries, but at least one and at most [`LONGEST_PAGE`].
        pub fn prescriptions(cursor: Option<PrescriptionId>, limit: u32) -> PrescriptionPage<T> {
            Self::prescription_page(cursor, limit)
        }

        /// A page of the prescription's log, withdrawn entries included, from number `from` on. A page has `limit`
        /// entries, but at least one and at most [`LONGEST_PAGE`]. Empty for an unknown prescription.
        pub fn fills(id: PrescriptionId, from: FillNumber, limit: u32) -> FillPage<T> {
            Self::fill_page(id, from, limit)
        }

        /// The prescription that a patient's key belongs to.
        pub fn by_holder(holder: T::AccountId) -> Option<PrescriptionId> {
            ByHolder::<T>::get(holder).map(|belonging| belonging.prescription)
        }

        /// What was supplied under `reference`, withdrawn and billed included.
        pub fn dispense_record(reference: DispenseReference) -> Option<DispenseRecord<T::AccountId>> {
            Self::record_of_dispense(&reference)
        }
    }
}
