//! What a subject decides.

use super::{Actions, Categories, ConsentId, ProjectId, Purposes, Reader, Sensitivities};
use crate::{Moment, OrganisationId, OrganisationKind};
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Whether a decision allows or forbids.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effect {
    /// What the decision describes may be done.
    Permit,
    /// It may not.
    Deny,
}

/// Whom a decision is about, the most specific first.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub enum Grantee<AccountId> {
    /// One person of one organisation.
    Seat {
        /// The organisation.
        organisation: OrganisationId,
        /// The account with which the person acts for it.
        account: AccountId,
    },
    /// Whoever acts for a research project.
    Project(ProjectId),
    /// Everybody who acts for an organisation.
    Organisation(OrganisationId),
    /// Everybody who acts for an organisation of a kind.
    Kind(OrganisationKind),
    /// Everybody.
    Anyone,
}

impl<AccountId: PartialEq> Grantee<AccountId> {
    /// Whether `reader` is meant.
    pub fn includes(&self, reader: &Reader<AccountId>) -> bool {
        match self {
            Grantee::Seat { organisation, account } => {
                *organisation == reader.organisation && *account == reader.account
            }
            Grantee::Project(project) => reader.project == Some(*project),
            Grantee::Organisation(organisation) => *organisation == reader.organisation,
            Grantee::Kind(kind) => *kind == reader.kind,
            Grantee::Anyone => true,
        }
    }
}

impl<AccountId> Grantee<AccountId> {
    /// How specific it is: the higher, the more.
    pub const fn specificity(&self) -> u8 {
        match self {
            Grantee::Seat { .. } => 4,
            Grantee::Project(_) => 3,
            Grantee::Organisation(_) => 2,
            Grantee::Kind(_) => 1,
            Grantee::Anyone => 0,
        }
    }
}

/// What an app sends: everything about a decision but who made it and when.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub struct Terms<AccountId> {
    /// Whether it allows or forbids.
    pub effect: Effect,
    /// Whom it is about.
    pub grantee: Grantee<AccountId>,
    /// What is done with the data: at least one.
    pub actions: Actions,
    /// Which data: at least one category.
    pub categories: Categories,
    /// What for: at least one purpose.
    pub purposes: Purposes,
    /// A permit covers, beyond what is not sensitive, exactly the sensitivities that it names. A deny forbids only what
    /// has a sensitivity that it names, or, if it names none, everything.
    pub sensitivities: Sensitivities,
    /// From this moment on it counts.
    pub valid_from: Moment,
    /// From this moment on it no longer counts; `None`: until it is revoked.
    pub valid_until: Option<Moment>,
    /// Only data from this moment on: when what they record happened.
    pub data_from: Option<Moment>,
    /// Only data from before this moment.
    pub data_until: Option<Moment>,
}

impl<AccountId> Terms<AccountId> {
    /// Whether it counts at `now`.
    pub fn is_valid_at(&self, now: Moment) -> bool {
        self.valid_from <= now && !self.is_over_at(now)
    }

    /// Whether its validity is over at `now`.
    pub fn is_over_at(&self, now: Moment) -> bool {
        self.valid_until.is_some_and(|until| now >= until)
    }

    /// Whether it is a part in a research project: such decisions are made by opting in or enrolling, and end by withdrawal.
    pub const fn is_enrolment(&self) -> bool {
        matches!((&self.effect, &self.grantee), (Effect::Permit, Grantee::Project(_)))
    }

    /// Whether it is about data of all dates.
    pub const fn covers_all_dates(&self) -> bool {
        self.data_from.is_none() && self.data_until.is_none()
    }

    /// Whether it is about data of this date.
    pub fn covers_date(&self, date: Moment) -> bool {
        self.data_from.is_none_or(|from| from <= date) && self.data_until.is_none_or(|until| date < until)
    }
}

/// Who made a decision.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub enum Author<AccountId> {
    /// The subject, with its own key.
    Subject,
    /// A guardian, for the subject.
    Guardian(AccountId),
    /// A delegate, within the limits that the subject set.
    Delegate(AccountId),
    /// Whoever took the subject into a research project, under the subject's broad consent.
    BroadConsent(AccountId),
}

/// A decision as the chain keeps it.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub struct Decision<AccountId> {
    /// Its identifier.
    pub id: ConsentId,
    /// Its number among the subject's decisions (or enrolments).
    pub sequence: u32,
    /// Who made it.
    pub made_by: Author<AccountId>,
    /// When.
    pub made_at: Moment,
    /// What it says.
    pub terms: Terms<AccountId>,
}
