//! # Consent
//!
//! Decisions of patients about their data that every institution obeys, with a receipt for every access.
//!
//! A **subject** is a patient at one custodian, with a key of its own there, so that nobody who watches the chain can tell
//! that two subjects are one person. It **decides**: permits and denies, each about a grantee, actions, categories of
//! data, purposes, sensitivities, an interval of validity and dates of the data. A reader **requests access**; the
//! pallet evaluates with [`decide()`](bogam_primitives::consent::decide()), the one function that apps and view functions
//! use too, and leaves a **receipt** that the subject can read, of refusals as of releases. Where the subject has decided
//! nothing, the custodian's **default policy** says what that means, and the receipt says so.
//!
//! An emergency clinician **breaks the glass** for a short time and with a reason. A privacy officer has to review it
//! before a deadline: while a review is overdue, and after an abusive override, the seat can override nothing.
//!
//! A **research project** is approved by an ethics board with terms of the Data Use Ontology. Subjects opt in by name, or
//! consent broadly under conditions and are enrolled where a project keeps them; withdrawal ends every further use.
//!
//! **Erasure** is requested by the subject and confirmed by the custodian, who destroys payload and salt: what remains on
//! chain commits to nothing recoverable.
//!
//! ## What holds always
//!
//! - An evaluation reads the data of one subject only, and its decisions are bounded.
//! - An identifier of a decision never returns: it contains a number that is never given twice.
//! - Rights are judged at the moment of use: guardianship, delegation, decision, project, seat.
//! - A revocation counts for everything after it, also in its own block.
//! - Whoever broke the glass never reviews it.
//! - A project's cohort is the number of subjects enrolled in it.
//! - Nobody but the subject itself brings it back into a project from which it has withdrawn.
//! - A closed subject stays closed, and its identifier taken.
//!
//! `docs/consent.md` has the rule for conflicts as a table, and what each role sees.
//!
//! ## Rooms
//!
//! [`types`]: the records, and what follows from them alone. `functions`: what calls do, one file per topic. `rules`: what
//! they are refused for. `events`: what happened. `views`: what apps read. `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod errors;
mod events;
mod functions;
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

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use bogam_primitives::{
        Actor, Moment, OrganisationId,
        consent::{Categories, Category, ConsentId, ProjectId, ResearchScope, Sensitivities, SubjectId, Terms},
        traits::{EnsureRole, Holders, Organisations},
    };
    use frame_support::{pallet_prelude::*, traits::Time};
    use frame_system::pallet_prelude::*;
    use scale_info::prelude::vec::Vec;

    /// The most entries on one page of a view function, and the most receipts that one call prunes.
    pub const LONGEST_PAGE: u32 = 100;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who registers subjects, proposes keys, enrols and confirms erasure.
        type CustodianOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who asks for data.
        type ReaderOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who may override consent in an emergency.
        type EmergencyOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who sets default policies and reviews overrides.
        type PrivacyOfficerOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who approves research projects.
        type EthicsOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// A key that somebody sponsors: a subject's, a guardian's or a delegate's.
        type HolderOrigin: EnsureRole<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Where keys are sponsored and released.
        type Holders: Holders<Self::AccountId>;

        /// The organisations of the consortium.
        type Organisations: Organisations;

        /// The wall clock.
        type Time: Time<Moment = Moment>;

        /// The most decisions of a subject, enrolments included.
        #[pallet::constant]
        type MaxDecisions: Get<u32>;

        /// The most guardians of a subject.
        #[pallet::constant]
        type MaxGuardians: Get<u32>;

        /// The most delegates of a subject.
        #[pallet::constant]
        type MaxDelegates: Get<u32>;

        /// The most projects in which a subject takes part. Withdrawals are listed as far as there is room.
        #[pallet::constant]
        type MaxProjects: Get<u32>;

        /// The most overrides of a seat that wait for review.
        #[pallet::constant]
        type MaxOpenOverrides: Get<u32>;

        /// The most requests for erasure that are kept of a subject, one place being for everything: at least two.
        #[pallet::constant]
        type MaxErasures: Get<u32>;

        /// How long a subject has to object to a key that the custodian proposes.
        #[pallet::constant]
        type RotationDelay: Get<Moment>;

        /// How long an override releases data.
        #[pallet::constant]
        type EmergencyPeriod: Get<Moment>;

        /// How long a privacy officer has to review an override, from its beginning: at least the emergency period.
        #[pallet::constant]
        type ReviewPeriod: Get<Moment>;

        /// How long a custodian has to erase.
        #[pallet::constant]
        type ErasurePeriod: Get<Moment>;

        /// How long receipts, and confirmed requests for erasure, stay before they may be removed.
        #[pallet::constant]
        type ReceiptRetention: Get<Moment>;

        /// What calls cost.
        type WeightInfo: WeightInfo;

        /// A clock for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper;
    }

    /// The subjects, by an identifier that is itself a hash.
    #[pallet::storage]
    pub type Subjects<T: Config> = StorageMap<_, Identity, SubjectId, Subject<T>>;

    /// The subject that a key belongs to.
    #[pallet::storage]
    pub type SubjectByKey<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, SubjectId>;

    /// Each subject's decisions, and the number of its next one. The number stays when all decisions are gone, until the
    /// subject is closed.
    #[pallet::storage]
    pub type Decisions<T: Config> = StorageMap<_, Identity, SubjectId, DecisionLog<T>, ValueQuery>;

    /// Each subject's receipts.
    #[pallet::storage]
    pub type Receipts<T: Config> = StorageDoubleMap<_, Identity, SubjectId, Twox64Concat, u32, Receipt<T::AccountId>>;

    /// What a custodian does about data of a category when a subject has decided nothing.
    #[pallet::storage]
    pub type DefaultPolicies<T: Config> =
        StorageDoubleMap<_, Twox64Concat, OrganisationId, Twox64Concat, Category, Policy, ValueQuery>;

    /// The overrides of each seat that wait for review.
    #[pallet::storage]
    pub type OpenOverrides<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, BoundedVec<OpenOverride, T::MaxOpenOverrides>, ValueQuery>;

    /// The seats that may not override consent any more.
    #[pallet::storage]
    pub type Suspensions<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Suspension>;

    /// The research projects, by an identifier that is itself a hash. They stay.
    #[pallet::storage]
    pub type Projects<T: Config> = StorageMap<_, Identity, ProjectId, Project<T::AccountId>>;

    /// Each subject's requests for erasure, oldest first.
    #[pallet::storage]
    pub type Erasures<T: Config> =
        StorageMap<_, Identity, SubjectId, BoundedVec<Erasure<T::AccountId>, T::MaxErasures>, ValueQuery>;

    /// For each subject that has withdrawn from more projects than are listed: when the last of those ends that are not.
    /// Into a project that ends by then, nobody takes the subject but itself.
    #[pallet::storage]
    pub type UnlistedWithdrawals<T: Config> = StorageMap<_, Identity, SubjectId, Moment, ValueQuery>;

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxDecisions::get() > 0, "a subject must be able to decide");
            assert!(T::MaxGuardians::get() > 0, "a minor needs a guardian");
            assert!(T::MaxProjects::get() <= T::MaxDecisions::get(), "each enrolment needs a place for its decision");
            assert!(T::MaxErasures::get() > 1, "a record and everything must both have a place");
            assert!(T::EmergencyPeriod::get() > 0, "an override must last");
            assert!(
                T::ReviewPeriod::get() >= T::EmergencyPeriod::get(),
                "an override must end before its review is due"
            );
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Registers a patient with a fresh key, which the custodian's organisation sponsors, and for a minor with a
        /// guardian. The identifier is [`SubjectId::derive`]d from organisation and key.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::register_subject())]
        pub fn register_subject(
            origin: OriginFor<T>,
            key: T::AccountId,
            guardian: Option<Guardian<T::AccountId>>,
        ) -> DispatchResult {
            let custodian = T::CustodianOrigin::ensure_role(origin)?;
            Self::do_register(custodian, key, guardian)
        }

        /// Puts a fresh key in place of the signing one. A key that the custodian had proposed is off the table.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::rotate_key())]
        pub fn rotate_key(origin: OriginFor<T>, subject: SubjectId, new_key: T::AccountId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_rotate_key(holder, subject, new_key)
        }

        /// Proposes a fresh key in place of a lost one. After the delay anyone may complete it, unless somebody objects. A
        /// new proposal takes the place of the one before, and its delay starts anew.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::propose_key())]
        pub fn propose_key(origin: OriginFor<T>, subject: SubjectId, new_key: T::AccountId) -> DispatchResult {
            let custodian = T::CustodianOrigin::ensure_role(origin)?;
            Self::do_propose_key(custodian, subject, new_key)
        }

        /// Takes a proposed key off the table: the subject's key was not lost. The subject or a guardian may.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::object_to_key())]
        pub fn object_to_key(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_object_to_key(holder, subject)
        }

        /// Puts the proposed key in place of the lost one, after the delay. Anyone may.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::complete_key())]
        pub fn complete_key(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_complete_key(subject)
        }

        /// Appoints a guardian until a moment, whose key the custodian's organisation sponsors. The custodian or the subject
        /// may. Guardianships and delegations that are over end with it.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::appoint_guardian())]
        pub fn appoint_guardian(
            origin: OriginFor<T>,
            subject: SubjectId,
            guardian: Guardian<T::AccountId>,
        ) -> DispatchResult {
            let party = Self::ensure_party(origin)?;
            Self::do_appoint_guardian(party, subject, guardian)
        }

        /// Ends a guardianship. The subject, the custodian or the guardian may.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::dismiss_guardian())]
        pub fn dismiss_guardian(origin: OriginFor<T>, subject: SubjectId, guardian: T::AccountId) -> DispatchResult {
            let party = Self::ensure_party(origin)?;
            Self::do_dismiss_guardian(party, subject, guardian)
        }

        /// Lets somebody decide within limits, until a moment. The subject or a guardian may. Guardianships and delegations
        /// that are over end with it.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::appoint_delegate())]
        pub fn appoint_delegate(
            origin: OriginFor<T>,
            subject: SubjectId,
            delegate: Delegate<T::AccountId>,
        ) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_appoint_delegate(holder, subject, delegate)
        }

        /// Ends a delegation. The subject, a guardian or the delegate may. What was decided stays.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::dismiss_delegate())]
        pub fn dismiss_delegate(origin: OriginFor<T>, subject: SubjectId, delegate: T::AccountId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_dismiss_delegate(holder, subject, delegate)
        }

        /// Decides. The subject, a guardian, or a delegate within limits may. `sequence` is the number of the subject's next
        /// decision, so that a decision that is submitted twice counts once; [`ConsentId::derive`] gives its identifier. What
        /// it supersedes ends in the same step. Decisions whose validity is over make room.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::decide())]
        pub fn decide(
            origin: OriginFor<T>,
            subject: SubjectId,
            sequence: u32,
            terms: Terms<T::AccountId>,
            supersedes: Option<ConsentId>,
        ) -> DispatchResultWithPostInfo {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            let subject_changed = Self::do_decide(holder, subject, sequence, terms, supersedes)?;
            Ok((!subject_changed).then(T::WeightInfo::decide_in_place).into())
        }

        /// Revokes a decision, for everything after it. The subject, a guardian, or a delegate within limits may.
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::revoke())]
        pub fn revoke(origin: OriginFor<T>, subject: SubjectId, consent: ConsentId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_revoke(holder, subject, consent)
        }

        /// Asks for data, and leaves a receipt that says what was asked and what was ruled. It succeeds either way: the event
        /// says whether data are released. An open override of the seat releases for emergency treatment what consent does
        /// not, while the seat may override.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::request_access())]
        pub fn request_access(origin: OriginFor<T>, subject: SubjectId, request: AccessRequest) -> DispatchResult {
            let reader = T::ReaderOrigin::ensure_role(origin.clone())?;
            Self::do_request_access(reader, subject, request, || T::EmergencyOrigin::ensure_role(origin).is_ok())
        }

        /// Says what the officer's organisation, as a custodian, does about data of a category when a subject has decided
        /// nothing.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::set_default_policy())]
        pub fn set_default_policy(origin: OriginFor<T>, category: Category, policy: Policy) -> DispatchResult {
            let officer = T::PrivacyOfficerOrigin::ensure_role(origin)?;
            Self::do_set_default_policy(officer, category, policy)
        }

        /// Overrides the subject's consent for a short time, for emergency treatment, with a reason. It leaves a receipt and
        /// has to be reviewed.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::break_glass())]
        pub fn break_glass(
            origin: OriginFor<T>,
            subject: SubjectId,
            reason: EmergencyReason,
            categories: Categories,
        ) -> DispatchResult {
            let clinician = T::EmergencyOrigin::ensure_role(origin)?;
            Self::do_break_glass(clinician, subject, reason, categories)
        }

        /// Reviews the override of `seat` that a receipt of the subject records, and ends it. A privacy officer of the
        /// custodian or of the seat's organisation may, but not the seat itself. An abusive one suspends the seat's
        /// capability.
        #[pallet::call_index(14)]
        #[pallet::weight(T::WeightInfo::review_override())]
        pub fn review_override(
            origin: OriginFor<T>,
            seat: T::AccountId,
            subject: SubjectId,
            receipt: u32,
            verdict: Verdict,
        ) -> DispatchResult {
            let officer = T::PrivacyOfficerOrigin::ensure_role(origin)?;
            Self::do_review_override(officer, seat, subject, receipt, verdict)
        }

        /// Ends the suspension of a seat of the officer's organisation, once everything it has overridden is reviewed.
        #[pallet::call_index(15)]
        #[pallet::weight(T::WeightInfo::restore_emergency_access())]
        pub fn restore_emergency_access(origin: OriginFor<T>, seat: T::AccountId) -> DispatchResult {
            let officer = T::PrivacyOfficerOrigin::ensure_role(origin)?;
            Self::do_restore_emergency_access(officer, seat)
        }

        /// Approves a research project. The identifier is [`ProjectId::derive`]d from organisation, protocol and end.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::approve_project())]
        pub fn approve_project(origin: OriginFor<T>, project: NewProject) -> DispatchResult {
            let board = T::EthicsOrigin::ensure_role(origin)?;
            Self::do_approve_project(board, project)
        }

        /// Closes a project before its end, for good: nothing more is read for it. The board that approved it may.
        #[pallet::call_index(17)]
        #[pallet::weight(T::WeightInfo::close_project())]
        pub fn close_project(origin: OriginFor<T>, project: ProjectId) -> DispatchResult {
            let board = T::EthicsOrigin::ensure_role(origin)?;
            Self::do_close_project(board, project)
        }

        /// Takes part in a project, with some data. The subject or a guardian may. `sequence` is as in `decide`, and the
        /// decision is [`ResearchScope::enrolment`]. Also after a withdrawal.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::opt_in())]
        pub fn opt_in(
            origin: OriginFor<T>,
            subject: SubjectId,
            sequence: u32,
            project: ProjectId,
            scope: ResearchScope,
        ) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_opt_in(holder, subject, sequence, project, scope)
        }

        /// Consents to research in general, in place of what it had consented to broadly before. The subject or a guardian
        /// may. Who is enrolled already stays so.
        #[pallet::call_index(19)]
        #[pallet::weight(T::WeightInfo::consent_broadly())]
        pub fn consent_broadly(origin: OriginFor<T>, subject: SubjectId, broad: BroadConsent) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_consent_broadly(holder, subject, broad)
        }

        /// Takes a subject into a project that its broad consent permits. The project's organisation or the custodian may,
        /// but not once the subject has withdrawn from the project, or from so many that this one could be among them.
        #[pallet::call_index(20)]
        #[pallet::weight(T::WeightInfo::enrol())]
        pub fn enrol(origin: OriginFor<T>, subject: SubjectId, project: ProjectId) -> DispatchResult {
            let actor =
                T::ReaderOrigin::ensure_role(origin.clone()).or_else(|_| T::CustodianOrigin::ensure_role(origin))?;
            Self::do_enrol(actor, subject, project)
        }

        /// Withdraws from a project, or, if none is named, from all and from the broad consent. The subject or a guardian may.
        #[pallet::call_index(21)]
        #[pallet::weight(T::WeightInfo::withdraw_from_research(T::MaxProjects::get()))]
        pub fn withdraw_from_research(
            origin: OriginFor<T>,
            subject: SubjectId,
            project: Option<ProjectId>,
        ) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_withdraw_from_research(holder, subject, project)
        }

        /// Asks the custodian to erase a record or everything, by a deadline. The subject or a guardian may.
        #[pallet::call_index(22)]
        #[pallet::weight(T::WeightInfo::request_erasure())]
        pub fn request_erasure(origin: OriginFor<T>, subject: SubjectId, scope: ErasureScope) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_request_erasure(holder, subject, scope)
        }

        /// Says that payload and salt are destroyed. The custodian may.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::confirm_erasure())]
        pub fn confirm_erasure(origin: OriginFor<T>, subject: SubjectId, number: u32) -> DispatchResult {
            let custodian = T::CustodianOrigin::ensure_role(origin)?;
            Self::do_confirm_erasure(custodian, subject, number)
        }

        /// Removes the subject's oldest receipts whose retention is over, at most `limit` and [`LONGEST_PAGE`]. An override
        /// that nobody has reviewed stays, and so does what came after it. Anyone may.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::prune_receipts((*limit).clamp(1, LONGEST_PAGE)))]
        pub fn prune_receipts(origin: OriginFor<T>, subject: SubjectId, limit: u32) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let removed = Self::do_prune_receipts(subject, limit)?;
            Ok(Some(T::WeightInfo::prune_receipts(removed)).into())
        }

        /// Ends the subject: its decisions, enrolments, guardians and delegates, and releases the keys. The subject or a
        /// guardian may when no erasure is pending; the custodian once it has confirmed the erasure of everything.
        /// Receipts stay until they are pruned.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::close_subject(T::MaxProjects::get()))]
        pub fn close_subject(origin: OriginFor<T>, subject: SubjectId) -> DispatchResult {
            let party = Self::ensure_party(origin)?;
            Self::do_close_subject(party, subject)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// The subject.
        pub fn subject(id: SubjectId) -> Option<Subject<T>> {
            Subjects::<T>::get(id)
        }

        /// The subject that a key belongs to.
        pub fn subject_by_key(key: T::AccountId) -> Option<SubjectId> {
            SubjectByKey::<T>::get(key)
        }

        /// The subject's decisions, in the order in which they were made.
        pub fn decisions(subject: SubjectId) -> Vec<DecisionView<T::AccountId>> {
            Self::viewed_decisions(subject)
        }

        /// The number of the subject's next decision, as `decide` and `opt_in` ask for it. Zero for a subject that is unknown
        /// or closed: nobody decides for it.
        pub fn next_decision(subject: SubjectId) -> u32 {
            Decisions::<T>::get(subject).next
        }

        /// What would be ruled now about a request of `account` acting for `organisation`, overrides apart. `None` for a
        /// subject that is unknown or closed and for an organisation that is not active. A project counts only while it is
        /// open, and for its own organisation.
        pub fn evaluation(
            subject: SubjectId,
            organisation: OrganisationId,
            account: T::AccountId,
            request: AccessRequest,
        ) -> Option<Evaluation> {
            Self::preview(subject, organisation, account, request)
        }

        /// A page of the subject's receipts, newest first, from the one before number `before` on (`None`: the newest). A
        /// page has `limit` entries, but at least one and at most [`LONGEST_PAGE`].
        pub fn receipts(subject: SubjectId, before: Option<u32>, limit: u32) -> ReceiptPage<T::AccountId> {
            Self::receipt_page(subject, before, limit)
        }

        /// A page of the overrides that a privacy officer of `organisation` may review, by seat, from the first seat after
        /// `cursor`. A page looks at `limit` seats, but at least one and at most [`LONGEST_PAGE`], so that it may be empty
        /// while there is a next one.
        pub fn open_reviews(
            organisation: OrganisationId,
            cursor: Option<T::AccountId>,
            limit: u32,
        ) -> ReviewPage<T::AccountId> {
            Self::review_page(organisation, cursor, limit)
        }

        /// What a seat has to answer for.
        pub fn overrides(seat: T::AccountId) -> SeatOverrides<T::AccountId> {
            Self::overrides_of(seat)
        }

        /// The project.
        pub fn project(id: ProjectId) -> Option<ProjectView<T::AccountId>> {
            Self::viewed_project(id)
        }

        /// A page of the projects, from the first one after `cursor`. A page has `limit` entries, but at least one and at
        /// most [`LONGEST_PAGE`].
        pub fn projects(cursor: Option<ProjectId>, limit: u32) -> ProjectPage<T::AccountId> {
            Self::project_page(cursor, limit)
        }

        /// How many subjects are enrolled in a project. Who they are, no view tells.
        pub fn cohort(project: ProjectId) -> Option<u32> {
            Projects::<T>::get(project).map(|project| project.cohort)
        }

        /// The subject's requests for erasure, oldest first.
        pub fn erasures(subject: SubjectId) -> Vec<ErasureView<T::AccountId>> {
            Self::viewed_erasures(subject)
        }

        /// What a custodian does about data of a category when a subject has decided nothing.
        pub fn default_policy(custodian: OrganisationId, category: Category) -> Policy {
            DefaultPolicies::<T>::get(custodian, category)
        }
    }
}
