//! What happened: an event for everything that a call changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened. Events carry identifiers, numbers and reasons; what a decision says is in the state.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A patient was registered.
        SubjectRegistered {
            /// The subject.
            subject: SubjectId,
            /// Its custodian.
            custodian: OrganisationId,
        },
        /// The subject has a new key.
        KeyRotated {
            /// The subject.
            subject: SubjectId,
        },
        /// The custodian proposed a key in place of a lost one.
        KeyProposed {
            /// The subject.
            subject: SubjectId,
            /// From when on it can take the old one's place.
            ready_at: Moment,
        },
        /// Somebody objected to the proposed key: it is off the table.
        KeyRefused {
            /// The subject.
            subject: SubjectId,
        },
        /// A guardian was appointed.
        GuardianAppointed {
            /// The subject.
            subject: SubjectId,
            /// When the guardianship ends.
            until: Moment,
        },
        /// A guardianship ended.
        GuardianDismissed {
            /// The subject.
            subject: SubjectId,
        },
        /// A delegate was appointed.
        DelegateAppointed {
            /// The subject.
            subject: SubjectId,
            /// When the delegation ends.
            until: Moment,
        },
        /// A delegation ended.
        DelegateDismissed {
            /// The subject.
            subject: SubjectId,
        },
        /// Somebody decided.
        Decided {
            /// The subject.
            subject: SubjectId,
            /// The decision.
            consent: ConsentId,
            /// The decision that it supersedes.
            supersedes: Option<ConsentId>,
        },
        /// A decision was revoked.
        Revoked {
            /// The subject.
            subject: SubjectId,
            /// The decision.
            consent: ConsentId,
        },
        /// Decisions whose validity was over were removed to make room.
        ExpiredDecisionsRemoved {
            /// The subject.
            subject: SubjectId,
            /// How many.
            count: u32,
        },
        /// Data were released.
        AccessPermitted {
            /// The subject.
            subject: SubjectId,
            /// The number of the receipt.
            receipt: u32,
            /// The reader's organisation.
            organisation: OrganisationId,
            /// Why.
            ruling: Ruling,
            /// The sensitivities that have to be left out.
            redact: Sensitivities,
        },
        /// Data were not released.
        AccessRefused {
            /// The subject.
            subject: SubjectId,
            /// The number of the receipt.
            receipt: u32,
            /// The reader's organisation.
            organisation: OrganisationId,
            /// Why.
            ruling: Ruling,
        },
        /// A custodian said what it does when nothing is decided.
        DefaultPolicySet {
            /// The custodian.
            custodian: OrganisationId,
            /// The category.
            category: Category,
            /// What it does.
            policy: Policy,
        },
        /// A clinician overrode consent.
        GlassBroken {
            /// The subject.
            subject: SubjectId,
            /// The number of the receipt.
            receipt: u32,
            /// The clinician's organisation.
            organisation: OrganisationId,
            /// Why.
            reason: EmergencyReason,
            /// When the override ends.
            until: Moment,
            /// By when it has to be reviewed.
            review_by: Moment,
        },
        /// An override was reviewed.
        OverrideReviewed {
            /// The subject.
            subject: SubjectId,
            /// The number of the receipt.
            receipt: u32,
            /// The privacy officer's organisation.
            organisation: OrganisationId,
            /// What was found.
            verdict: Verdict,
        },
        /// A seat may not override consent any more.
        EmergencyAccessSuspended {
            /// The seat's account.
            seat: T::AccountId,
            /// Its organisation.
            organisation: OrganisationId,
        },
        /// A seat may override consent again.
        EmergencyAccessRestored {
            /// The seat's account.
            seat: T::AccountId,
            /// Its organisation.
            organisation: OrganisationId,
        },
        /// A research project was approved.
        ProjectApproved {
            /// The project.
            project: ProjectId,
            /// Whose it is.
            organisation: OrganisationId,
            /// When it ends.
            until: Moment,
        },
        /// A research project was closed before its end.
        ProjectClosed {
            /// The project.
            project: ProjectId,
        },
        /// A subject takes part in a project.
        Enrolled {
            /// The subject.
            subject: SubjectId,
            /// The project.
            project: ProjectId,
            /// The decision under which it takes part.
            consent: ConsentId,
        },
        /// A subject consented to research in general.
        BroadConsentGiven {
            /// The subject.
            subject: SubjectId,
        },
        /// A subject withdrew its consent to research in general.
        BroadConsentWithdrawn {
            /// The subject.
            subject: SubjectId,
        },
        /// A subject withdrew from a project.
        WithdrawnFromProject {
            /// The subject.
            subject: SubjectId,
            /// The project.
            project: ProjectId,
        },
        /// Erasure was requested.
        ErasureRequested {
            /// The subject.
            subject: SubjectId,
            /// The number of the request.
            number: u32,
            /// The custodian, who is asked.
            custodian: OrganisationId,
            /// By when.
            deadline: Moment,
        },
        /// The custodian says that payload and salt are destroyed.
        ErasureConfirmed {
            /// The subject.
            subject: SubjectId,
            /// The number of the request.
            number: u32,
        },
        /// Receipts whose retention was over were removed.
        ReceiptsPruned {
            /// The subject.
            subject: SubjectId,
            /// How many.
            count: u32,
        },
        /// A subject was closed.
        SubjectClosed {
            /// The subject.
            subject: SubjectId,
        },
    }
}
