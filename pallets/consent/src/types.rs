//! What the chain keeps of subjects, their decisions and who read their data, and what follows from it alone.

use crate::Config;
use bogam_primitives::{
    Actor, Commitment, Moment, OrganisationId,
    consent::{
        Action, Answer, Author, Categories, Category, ConsentId, Decision, Effect, Outcome, ProjectId, ProjectTerms,
        Purpose, Purposes, ResearchScope, ResearchTerms, Sensitivities, SubjectId, Terms,
    },
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{BoundedVec, stored};
use scale_info::{TypeInfo, prelude::vec::Vec};

/// Who decides for a subject that cannot: a parent, or a guardian appointed by a court.
#[stored(no_skip_type_params)]
pub struct Guardian<AccountId> {
    /// The guardian's key.
    pub account: AccountId,
    /// From this moment on the guardianship is over: majority, or the end of the court's order.
    pub until: Moment,
}

/// What a delegate may decide for a subject.
#[stored]
#[derive(Copy)]
pub struct Limits {
    /// Only about these purposes.
    pub purposes: Purposes,
    /// Only about these categories.
    pub categories: Categories,
    /// A permit may name these sensitivities only.
    pub sensitivities: Sensitivities,
    /// Whether the delegate may permit.
    pub may_permit: bool,
    /// Whether the delegate may deny.
    pub may_deny: bool,
    /// Whether the delegate may revoke or supersede what is within the limits, whoever made it.
    pub may_revoke: bool,
}

impl Limits {
    /// Whether everything that `terms` are about is within the limits. A deny may name any sensitivity.
    pub fn contain<AccountId>(&self, terms: &Terms<AccountId>) -> bool {
        terms.purposes.is_subset(self.purposes)
            && terms.categories.is_subset(self.categories)
            && (terms.effect == Effect::Deny || terms.sensitivities.is_subset(self.sensitivities))
    }

    /// Whether the delegate may make this decision.
    pub fn permit_making<AccountId>(&self, terms: &Terms<AccountId>) -> bool {
        let may = match terms.effect {
            Effect::Permit => self.may_permit,
            Effect::Deny => self.may_deny,
        };
        may && self.contain(terms)
    }
}

/// Somebody whom a subject lets decide within limits.
#[stored(no_skip_type_params)]
pub struct Delegate<AccountId> {
    /// The delegate's key.
    pub account: AccountId,
    /// From this moment on the delegation is over. What the delegate has decided stays.
    pub until: Moment,
    /// What the delegate may decide.
    pub limits: Limits,
}

/// A key that the custodian proposes in place of a lost one.
#[stored(no_skip_type_params)]
pub struct PendingKey<AccountId> {
    /// The new key.
    pub key: AccountId,
    /// From this moment on it may take the old one's place, unless somebody has objected.
    pub ready_at: Moment,
}

/// A consent to research in general.
#[stored]
#[derive(Copy)]
pub struct BroadConsent {
    /// To which research, under which conditions.
    pub terms: ResearchTerms,
    /// With which data.
    pub scope: ResearchScope,
    /// Only for projects that end by then; `None`: for any.
    pub until: Option<Moment>,
}

/// A subject's part in a research project.
#[stored]
#[derive(Copy)]
pub struct Participation {
    /// The project.
    pub project: ProjectId,
    /// When the project ends.
    pub until: Moment,
    /// The decision under which the subject takes part; `None`: it has withdrawn, and nobody but itself can bring it back.
    pub enrolled: Option<ConsentId>,
}

/// A patient at one custodian.
#[stored]
pub struct Subject<T: Config> {
    /// Who keeps the records.
    pub custodian: OrganisationId,
    /// The subject's key.
    pub key: T::AccountId,
    /// When the subject was registered.
    pub registered_at: Moment,
    /// When it was closed. Nothing but reviews and pruning happens to it then, and its identifier stays taken.
    pub closed_at: Option<Moment>,
    /// The number of its next enrolment under its broad consent.
    pub next_enrolment: u32,
    /// The number of its next receipt.
    pub next_receipt: u32,
    /// The number of its oldest receipt that has not been pruned, or of the next one if there is none.
    pub first_receipt: u32,
    /// The number of its next request for erasure.
    pub next_erasure: u32,
    /// A key that is to take the place of a lost one.
    pub pending_key: Option<PendingKey<T::AccountId>>,
    /// Who decides for it.
    pub guardians: BoundedVec<Guardian<T::AccountId>, T::MaxGuardians>,
    /// Who decides for it within limits.
    pub delegates: BoundedVec<Delegate<T::AccountId>, T::MaxDelegates>,
    /// What it consents to broadly.
    pub broad_consent: Option<BroadConsent>,
    /// The projects in which it takes part, and those from which it has withdrawn, as far as there is room for them.
    pub projects: BoundedVec<Participation, T::MaxProjects>,
}

impl<T: Config> Subject<T> {
    /// The keys that the custodian sponsors for it, each once.
    pub fn sponsored_keys(&self) -> impl Iterator<Item = &T::AccountId> {
        let own = self.closed_at.is_none().then_some(&self.key);
        let guardians = self.guardians.iter().map(|guardian| &guardian.account);
        own.into_iter().chain(guardians).chain(self.delegates.iter().map(|delegate| &delegate.account))
    }

    /// Its part in `project`.
    pub fn participation(&self, project: ProjectId) -> Option<&Participation> {
        self.projects.iter().find(|participation| participation.project == project)
    }
}

/// What a subject has decided. It is kept apart from the subject, so that a decision need not write that too.
#[stored]
pub struct DecisionLog<T: Config> {
    /// The number of its next decision. Enrolments under its broad consent have [`Subject::next_enrolment`].
    pub next: u32,
    /// The decisions that are neither revoked, superseded nor removed, enrolments included, in the order in which they were
    /// made.
    pub standing: BoundedVec<Decision<T::AccountId>, T::MaxDecisions>,
}

impl<T: Config> Default for DecisionLog<T> {
    fn default() -> Self {
        Self { next: 0, standing: BoundedVec::new() }
    }
}

/// What a custodian does about data of a category when the subject has decided nothing.
#[stored]
#[derive(Copy, Default)]
pub enum Policy {
    /// Releases nothing.
    #[default]
    Refuse,
    /// Releases for these purposes what is not sensitive.
    Release(Purposes),
}

impl Policy {
    /// Whether it releases for `purpose` data of these sensitivities.
    pub fn releases(&self, purpose: Purpose, sensitivities: Sensitivities) -> bool {
        match self {
            Policy::Refuse => false,
            Policy::Release(purposes) => purposes.contains(purpose) && sensitivities.is_empty(),
        }
    }
}

/// What a reader asks for.
#[stored]
#[derive(Copy)]
pub struct AccessRequest {
    /// The research project for which it is asked, if any.
    pub project: Option<ProjectId>,
    /// Data of which category.
    pub category: Category,
    /// What for.
    pub purpose: Purpose,
    /// To do what.
    pub action: Action,
    /// The sensitivities that the data may have.
    pub sensitivities: Sensitivities,
    /// The date of the data; `None`: all.
    pub data_date: Option<Moment>,
}

impl AccessRequest {
    /// To access what is there of `category` for `purpose`, whatever its date: for no research project, and nothing sensitive.
    pub fn of(category: Category, purpose: Purpose) -> Self {
        Self {
            project: None,
            category,
            purpose,
            action: Action::Access,
            sensitivities: Sensitivities::NONE,
            data_date: None,
        }
    }
}

/// What was ruled about a request, and why.
#[stored]
#[derive(Copy)]
pub enum Ruling {
    /// Permitted by this decision.
    Permitted(ConsentId),
    /// Denied by this decision.
    Denied(ConsentId),
    /// The subject has decided nothing, and the custodian's policy releases.
    ReleasedByPolicy,
    /// The subject has decided nothing, and the custodian's policy refuses.
    RefusedByPolicy,
    /// Released under the emergency override that this receipt records.
    Emergency(u32),
}

impl Ruling {
    /// What follows from an answer and the custodian's policy.
    pub fn new(answer: &Answer, policy: impl FnOnce() -> bool) -> Self {
        match (answer.outcome, answer.by) {
            (Outcome::Permit, Some(consent)) => Ruling::Permitted(consent),
            (Outcome::Deny, Some(consent)) => Ruling::Denied(consent),
            _ if policy() => Ruling::ReleasedByPolicy,
            _ => Ruling::RefusedByPolicy,
        }
    }

    /// Whether data are released.
    pub fn releases(&self) -> bool {
        match self {
            Ruling::Permitted(_) | Ruling::ReleasedByPolicy | Ruling::Emergency(_) => true,
            Ruling::Denied(_) | Ruling::RefusedByPolicy => false,
        }
    }
}

/// What would be ruled, as the view function answers it.
#[stored]
#[derive(Copy)]
pub struct Evaluation {
    /// What the subject's decisions say.
    pub answer: Answer,
    /// What that and the custodian's policy amount to.
    pub ruling: Ruling,
    /// The sensitivities that have to be left out of what is released.
    pub redact: Sensitivities,
}

/// Why a clinician overrides consent.
#[stored]
#[derive(Copy)]
pub enum EmergencyReason {
    /// The patient's life is in danger.
    LifeThreatening,
    /// The patient cannot express himself: unconscious or confused.
    UnableToConsent,
    /// Harm threatens if treatment waits.
    UrgentTreatment,
    /// Poisoning or an allergic reaction: what the patient takes must be known.
    PoisoningOrAllergy,
    /// A mass casualty or disaster.
    Disaster,
    /// Danger of infection for others.
    PublicHealthThreat,
    /// Danger that the patient harms himself or others.
    DangerToSelfOrOthers,
}

/// What a privacy officer finds.
#[stored]
#[derive(Copy)]
pub enum Verdict {
    /// There was an emergency.
    Justified,
    /// There was none, or more was read than it needed. The seat's capability is suspended.
    Abusive,
}

/// The review of an override.
#[stored(no_skip_type_params)]
pub struct Review<AccountId> {
    /// The privacy officer.
    pub by: Actor<AccountId>,
    /// When.
    pub at: Moment,
    /// What was found.
    pub verdict: Verdict,
}

/// What a receipt records.
#[stored(no_skip_type_params)]
pub enum Entry<AccountId> {
    /// Somebody asked for data.
    Access {
        /// What was asked.
        request: AccessRequest,
        /// What was ruled.
        ruling: Ruling,
        /// The sensitivities that had to be left out of what was released.
        redact: Sensitivities,
    },
    /// Somebody broke the glass.
    Override {
        /// Why.
        reason: EmergencyReason,
        /// For data of which categories.
        categories: Categories,
        /// From this moment on it releases nothing more.
        until: Moment,
        /// From this moment on its review is overdue.
        review_by: Moment,
        /// Its review.
        review: Option<Review<AccountId>>,
    },
}

/// What the subject learns of an access: who, when, what, and why.
#[stored(no_skip_type_params)]
pub struct Receipt<AccountId> {
    /// When.
    pub at: Moment,
    /// Who.
    pub reader: Actor<AccountId>,
    /// What.
    pub entry: Entry<AccountId>,
}

impl<AccountId> Receipt<AccountId> {
    /// Whether it is of an override that nobody has reviewed.
    pub fn awaits_review(&self) -> bool {
        matches!(self.entry, Entry::Override { review: None, .. })
    }
}

/// An override that waits for its review, as the seat that made it is held to account for it.
#[stored]
#[derive(Copy)]
pub struct OpenOverride {
    /// The subject.
    pub subject: SubjectId,
    /// The number of its receipt.
    pub receipt: u32,
    /// The subject's custodian.
    pub custodian: OrganisationId,
    /// The organisation for which the seat acted.
    pub organisation: OrganisationId,
    /// For data of which categories.
    pub categories: Categories,
    /// From this moment on it releases nothing more.
    pub until: Moment,
    /// From this moment on its review is overdue.
    pub review_by: Moment,
}

impl OpenOverride {
    /// Whether a privacy officer of `organisation` may review it.
    pub fn concerns(&self, organisation: OrganisationId) -> bool {
        organisation == self.custodian || organisation == self.organisation
    }
}

/// Why a seat may not override consent any more.
#[stored]
#[derive(Copy)]
pub struct Suspension {
    /// The organisation for which the seat had acted: its privacy officer can end the suspension.
    pub organisation: OrganisationId,
    /// The subject of the abusive override.
    pub subject: SubjectId,
    /// The number of its receipt.
    pub receipt: u32,
    /// Since when.
    pub since: Moment,
}

/// A research project as an ethics board approves it.
#[stored]
#[derive(Copy)]
pub struct NewProject {
    /// The organisation that conducts it.
    pub organisation: OrganisationId,
    /// The commitment to its protocol.
    pub protocol: Commitment,
    /// What it was approved for.
    pub terms: ProjectTerms,
    /// When it ends.
    pub until: Moment,
}

/// A research project.
#[stored(no_skip_type_params)]
pub struct Project<AccountId> {
    /// What was approved.
    pub plan: NewProject,
    /// The ethics board that approved it.
    pub approved_by: Actor<AccountId>,
    /// When.
    pub approved_at: Moment,
    /// When it was closed before its end.
    pub closed_at: Option<Moment>,
    /// How many subjects are enrolled.
    pub cohort: u32,
}

impl<AccountId> Project<AccountId> {
    /// Whether data may be read for it.
    pub fn is_open(&self, now: Moment) -> bool {
        self.closed_at.is_none() && now < self.plan.until
    }
}

/// What is to be erased.
#[stored]
#[derive(Copy)]
pub enum ErasureScope {
    /// The record under this commitment.
    Record(Commitment),
    /// Everything that the custodian keeps of the subject.
    Everything,
}

/// The custodian's word that payload and salt are destroyed.
#[stored(no_skip_type_params)]
pub struct ErasureConfirmation<AccountId> {
    /// Who gives it.
    pub by: Actor<AccountId>,
    /// When.
    pub at: Moment,
}

/// A request for erasure.
#[stored(no_skip_type_params)]
pub struct Erasure<AccountId> {
    /// Its number.
    pub number: u32,
    /// What is to be erased.
    pub scope: ErasureScope,
    /// Who asks.
    pub requested_by: Author<AccountId>,
    /// When it was asked.
    pub requested_at: Moment,
    /// From this moment on it is overdue.
    pub deadline: Moment,
    /// The custodian's word that it is done.
    pub confirmed: Option<ErasureConfirmation<AccountId>>,
}

impl<AccountId> Erasure<AccountId> {
    /// Whether it should have been done and is not confirmed.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.confirmed.is_none() && now >= self.deadline
    }
}

/// What a stored decision is at a moment.
#[stored]
#[derive(Copy)]
pub enum Standing {
    /// Its validity has not begun.
    Pending,
    /// It counts.
    Active,
    /// Its validity is over.
    Expired,
}

/// A decision as an app reads it. What was revoked or superseded is no longer there.
#[stored(no_skip_type_params)]
pub struct DecisionView<AccountId> {
    /// The decision.
    pub decision: Decision<AccountId>,
    /// What it is now.
    pub standing: Standing,
}

/// A receipt as an app reads it.
#[stored(no_skip_type_params)]
pub struct ReceiptView<AccountId> {
    /// Its number.
    pub number: u32,
    /// The receipt.
    pub receipt: Receipt<AccountId>,
    /// Whether the review that it needs is overdue.
    pub overdue: bool,
}

/// A page of a subject's receipts, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ReceiptPage<AccountId> {
    /// The receipts.
    pub receipts: Vec<ReceiptView<AccountId>>,
    /// The number before which the next page starts. `None` on the last page.
    pub next: Option<u32>,
}

/// A seat with what it has to answer for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SeatOverrides<AccountId> {
    /// The seat's account.
    pub seat: AccountId,
    /// Its overrides that wait for review.
    pub open: Vec<OpenOverride>,
    /// Why it may not override any more.
    pub suspended: Option<Suspension>,
    /// Whether a review is overdue, so that it may not override for the present.
    pub overdue: bool,
}

/// A page of the reviews that an organisation may make.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ReviewPage<AccountId> {
    /// The seats with overrides that the organisation may review, and those overrides alone.
    pub seats: Vec<SeatOverrides<AccountId>>,
    /// The cursor to ask for the next page with. `None` on the last page.
    pub next: Option<AccountId>,
}

/// A project as an app reads it.
#[stored(no_skip_type_params)]
pub struct ProjectView<AccountId> {
    /// Its identifier.
    pub id: ProjectId,
    /// The project.
    pub project: Project<AccountId>,
    /// Whether data may be read for it now.
    pub open: bool,
}

/// A page of the projects, in the order of storage.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct ProjectPage<AccountId> {
    /// The projects.
    pub projects: Vec<ProjectView<AccountId>>,
    /// The cursor to ask for the next page with. `None` on the last page.
    pub next: Option<ProjectId>,
}

/// A request for erasure as an app reads it.
#[stored(no_skip_type_params)]
pub struct ErasureView<AccountId> {
    /// The request.
    pub erasure: Erasure<AccountId>,
    /// Whether it should have been done and is not confirmed.
    pub overdue: bool,
}
