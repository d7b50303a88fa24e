//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such subject.
        UnknownSubject,
        /// The subject has been closed.
        SubjectClosed,
        /// The subject has been registered already.
        DuplicateSubject,
        /// A key for a subject must be fresh: this one belongs to a subject or is sponsored already.
        KeyNotFresh,
        /// Another organisation is the subject's custodian.
        NotYourSubject,
        /// The key is neither the subject's nor that of somebody who decides for it.
        NotTheSubject,
        /// Only the subject's own key may do this.
        OwnKeyNeeded,
        /// Only the subject or a guardian may do this.
        NotForDelegates,
        /// The guardianship is over.
        GuardianshipOver,
        /// The delegation is over.
        DelegationOver,
        /// The delegate's limits do not permit this.
        BeyondLimits,
        /// No key has been proposed.
        NoKeyProposed,
        /// The time to object to the proposed key is not over.
        RotationDelayNotOver,
        /// The end lies in the past.
        EndsInThePast,
        /// The account decides for the subject already, or is its own key.
        AlreadyAppointed,
        /// More guardians than a subject can have.
        TooManyGuardians,
        /// More delegates than a subject can have.
        TooManyDelegates,
        /// The subject has no such guardian.
        UnknownGuardian,
        /// The subject has no such delegate.
        UnknownDelegate,
        /// The limits of a delegation permit nothing.
        EmptyLimits,
        /// The number of the decision has been used: it was submitted before, or another one came first.
        SequenceUsed,
        /// The number of the decision is not the next one.
        SequenceAhead,
        /// No further number is left.
        NumbersExhausted,
        /// An action is named that does not exist.
        UnknownAction,
        /// A category is named that does not exist.
        UnknownCategory,
        /// A purpose is named that does not exist.
        UnknownPurpose,
        /// A sensitivity is named that does not exist.
        UnknownSensitivity,
        /// A condition on research is named that does not exist.
        UnknownModifier,
        /// No action is named.
        NoActions,
        /// No category is named.
        NoCategories,
        /// No purpose is named.
        NoPurposes,
        /// Validity ends before it starts.
        EmptyValidity,
        /// Validity is over already.
        AlreadyExpired,
        /// The dates of the data end before they start.
        EmptyDataInterval,
        /// The organisation is not an active one.
        UnknownOrganisation,
        /// More decisions than a subject can have: one has to be revoked first.
        TooManyDecisions,
        /// The subject has no such decision, or no longer.
        UnknownDecision,
        /// A permit for a research project is given by opting in.
        OptInNeeded,
        /// A permit for a research project is taken back by withdrawing from it.
        WithdrawalNeeded,
        /// Another organisation conducts the project.
        NotYourProject,
        /// There is no such project.
        UnknownProject,
        /// The project has ended or was closed.
        ProjectClosed,
        /// The project has been approved already.
        DuplicateProject,
        /// The project is bound not to do the research that it does.
        ContradictoryTerms,
        /// Another organisation's board has approved the project.
        NotYourApproval,
        /// The subject takes part in the project already.
        AlreadyEnrolled,
        /// The subject does not take part, and has not consented broadly.
        NotEnrolled,
        /// The subject has withdrawn from the project: only itself can come back.
        WithdrawnFromProject,
        /// More projects than a subject can be part of.
        TooManyProjects,
        /// The subject has not consented broadly.
        NoBroadConsent,
        /// The subject's broad consent is for projects that end sooner.
        BroadConsentEndsSooner,
        /// The project does research that the subject's broad consent does not permit.
        ResearchNotPermitted,
        /// The project is not bound by a condition that the subject demands.
        ConditionNotMet,
        /// The seat may not override consent until an officer of its organisation restores that.
        EmergencyAccessSuspended,
        /// The review of an earlier override is overdue: the seat may not override consent until it is made.
        ReviewOverdue,
        /// The seat has an open override of this subject for these categories.
        AlreadyOverridden,
        /// More overrides of the seat wait for review than may.
        TooManyOverrides,
        /// The seat has no such override that waits for review.
        UnknownOverride,
        /// Whoever broke the glass may not review it, nor end its own suspension.
        OwnReview,
        /// Neither the custodian nor the seat's organisation is yours.
        NotYourReview,
        /// The seat is not suspended.
        NotSuspended,
        /// Another organisation's seat is suspended.
        NotYourSeat,
        /// An override of the seat waits for review.
        ReviewPending,
        /// The same erasure has been requested already.
        ErasureAlreadyRequested,
        /// More requests for erasure than are kept of a subject.
        TooManyErasures,
        /// The subject has no such request for erasure.
        UnknownErasure,
        /// The erasure has been confirmed already.
        ErasureAlreadyConfirmed,
        /// A request for erasure is pending.
        ErasurePending,
        /// The custodian has not confirmed the erasure of everything.
        RecordsNotErased,
        /// No receipt's retention is over.
        NothingToPrune,
        /// The subject has withdrawn from more projects than are listed, and this one could be among them: only itself can
        /// come in.
        WithdrawnFromMany,
    }
}
