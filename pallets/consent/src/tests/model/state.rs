//! What there is: subjects with what they have decided, seats with what they answer for, projects.

use crate::{
    AccessRequest, BroadConsent, Delegate, Entry, ErasureScope, Guardian, Limits, NewProject, OpenOverride, Policy,
    Receipt, Suspension, Verdict, mock::*,
};
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    consent::{Author, Categories, Category, ConsentId, Decision, ProjectId, ResearchScope, SubjectId, Terms},
};
use sp_runtime::DispatchError;
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a transaction that nobody signed.
pub const NOBODY: AccountId = AccountId::new([255; 32]);

pub const MOST_DECISIONS: usize = 6;
pub const MOST_PROJECTS: usize = 3;
pub const MOST_ERASURES: usize = 4;

/// One thing that somebody does. The first field of all is who.
#[derive(Clone, Debug)]
pub enum Operation {
    Register(AccountId, AccountId, Option<Guardian<AccountId>>),
    RotateKey(AccountId, SubjectId, AccountId),
    ProposeKey(AccountId, SubjectId, AccountId),
    ObjectToKey(AccountId, SubjectId),
    CompleteKey(AccountId, SubjectId),
    AppointGuardian(AccountId, SubjectId, Guardian<AccountId>),
    DismissGuardian(AccountId, SubjectId, AccountId),
    AppointDelegate(AccountId, SubjectId, Delegate<AccountId>),
    DismissDelegate(AccountId, SubjectId, AccountId),
    Decide(AccountId, SubjectId, u32, Terms<AccountId>, Option<ConsentId>),
    Revoke(AccountId, SubjectId, ConsentId),
    RequestAccess(AccountId, SubjectId, AccessRequest),
    SetPolicy(AccountId, Category, Policy),
    BreakGlass(AccountId, SubjectId, Categories),
    Review(AccountId, AccountId, SubjectId, u32, Verdict),
    Restore(AccountId, AccountId),
    ApproveProject(AccountId, NewProject),
    CloseProject(AccountId, ProjectId),
    OptIn(AccountId, SubjectId, u32, ProjectId, ResearchScope),
    ConsentBroadly(AccountId, SubjectId, BroadConsent),
    Enrol(AccountId, SubjectId, ProjectId),
    Withdraw(AccountId, SubjectId, Option<ProjectId>),
    RequestErasure(AccountId, SubjectId, ErasureScope),
    ConfirmErasure(AccountId, SubjectId, u32),
    PruneReceipts(AccountId, SubjectId, u32),
    Close(AccountId, SubjectId),
    /// A seat is suspended, or no longer.
    Suspend(AccountId, bool),
}

/// A part in a project, and the decision under which the subject takes part: none, if it has withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub project: ProjectId,
    pub until: Moment,
    pub enrolled: Option<ConsentId>,
}

#[derive(Clone, Debug)]
pub struct Request {
    pub number: u32,
    pub scope: ErasureScope,
    pub by: Author<AccountId>,
    pub at: Moment,
    pub confirmed: Option<(Actor<AccountId>, Moment)>,
}

/// A subject.
#[derive(Clone, Debug)]
pub struct Person {
    pub custodian: OrganisationId,
    pub key: AccountId,
    pub registered: Moment,
    pub closed: Option<Moment>,
    pub proposed: Option<(AccountId, Moment)>,
    pub guardians: Vec<Guardian<AccountId>>,
    pub delegates: Vec<Delegate<AccountId>>,
    pub broad: Option<BroadConsent>,
    pub decisions: Vec<Decision<AccountId>>,
    pub parts: Vec<Part>,
    /// Withdrawals for which there was no room any more.
    pub unlisted: Vec<Part>,
    pub receipts: Vec<Receipt<AccountId>>,
    /// How many of them have been pruned, from the oldest on.
    pub pruned: usize,
    pub requests: Vec<Request>,
    pub next_decision: u32,
    pub next_enrolment: u32,
    pub next_request: u32,
}

impl Person {
    /// The keys that the custodian sponsors.
    pub fn keys(&self) -> Vec<AccountId> {
        if self.closed.is_some() {
            return Vec::new();
        }
        let guardians = self.guardians.iter().map(|one| one.account.clone());
        let delegates = self.delegates.iter().map(|one| one.account.clone());
        std::iter::once(self.key.clone()).chain(guardians).chain(delegates).collect()
    }

    /// What a delegate may do at all, if `who` is one.
    pub fn limits(&self, who: &AccountId) -> Option<Limits> {
        self.delegates.iter().find(|one| one.account == *who).map(|one| one.limits)
    }

    /// Guardians and delegates whose time is over are none any more.
    pub fn dismiss_whose_time_is_over(&mut self, now: Moment) {
        self.guardians.retain(|one| now < one.until);
        self.delegates.retain(|one| now < one.until);
    }

    /// Makes room for a decision, if there is none: what has expired goes, or else a part in a project that has ended.
    /// Says whether there is room.
    pub fn make_room(&mut self, now: Moment) -> bool {
        if self.decisions.len() < MOST_DECISIONS {
            return true;
        }
        let expired = |one: &Decision<AccountId>| one.terms.valid_until.is_some_and(|until| until <= now);
        self.decisions.retain(|one| !expired(one) || one.terms.is_enrolment());
        if self.decisions.len() == MOST_DECISIONS {
            self.forget_ended(now);
        }
        self.decisions.len() < MOST_DECISIONS
    }

    /// Forgets withdrawals from projects that have ended, and the oldest part in one that has.
    pub fn forget_ended(&mut self, now: Moment) {
        self.parts.retain(|part| part.enrolled.is_some() || now < part.until);
        if let Some(place) = self.parts.iter().position(|part| part.until <= now) {
            let ended = self.parts.remove(place);
            self.decisions.retain(|one| Some(one.id) != ended.enrolled);
        }
    }

    /// Takes a part in a project. Says whether there was room.
    pub fn take_part(&mut self, part: Part, now: Moment) -> bool {
        if let Some(before) = self.parts.iter_mut().find(|before| before.project == part.project) {
            *before = part;
            return true;
        }
        if self.parts.len() == MOST_PROJECTS {
            self.forget_ended(now);
        }
        if self.parts.len() == MOST_PROJECTS {
            self.unlist_a_withdrawal();
        }
        let room = self.parts.len() < MOST_PROJECTS;
        self.parts.push(part);
        room
    }

    /// Takes off the list, of the withdrawals, that from the project that ends first.
    fn unlist_a_withdrawal(&mut self) {
        let withdrawn = |part: &&Part| part.enrolled.is_none();
        let first = self.parts.iter().filter(withdrawn).map(|part| part.until).min();
        let place = self.parts.iter().position(|part| part.enrolled.is_none() && Some(part.until) == first);
        self.unlisted.extend(place.map(|place| self.parts.remove(place)));
    }

    /// Whether a project that ends then could be one from which the subject has withdrawn, as far as anybody can tell.
    pub fn may_have_left(&self, until: Moment) -> bool {
        self.unlisted.iter().any(|part| until <= part.until)
    }

    /// Whether there is room for a request of this scope: the last place is kept for everything.
    pub fn make_room_for_request(&mut self, scope: ErasureScope, now: Moment) -> bool {
        let places = if scope == ErasureScope::Everything { MOST_ERASURES } else { MOST_ERASURES - 1 };
        if self.requests.len() >= places {
            let long_ago = |at: Moment| at + ReceiptRetention::get() <= now;
            self.requests.retain(|one| !one.confirmed.as_ref().is_some_and(|(_, at)| long_ago(*at)));
        }
        self.requests.len() < places
    }

    /// How many of the oldest receipts can go, if so many are looked at.
    pub fn prunable(&self, limit: u32, now: Moment) -> usize {
        let keeps = |receipt: &&Receipt<AccountId>| {
            let unreviewed = matches!(receipt.entry, Entry::Override { review: None, .. });
            unreviewed || now < receipt.at + ReceiptRetention::get()
        };
        let rest = self.receipts[self.pruned..].iter().take(limit.clamp(1, 100) as usize);
        rest.take_while(|receipt| !keeps(receipt)).count()
    }

    pub fn part(&self, project: ProjectId) -> Option<&Part> {
        self.parts.iter().find(|part| part.project == project)
    }
}

/// A project.
#[derive(Clone, Debug)]
pub struct Study {
    pub new: NewProject,
    pub board: Actor<AccountId>,
    pub approved: Moment,
    pub closed: Option<Moment>,
}

impl Study {
    pub fn is_open(&self, now: Moment) -> bool {
        self.closed.is_none() && now < self.new.until
    }
}

/// Everything that there is.
#[derive(Default)]
pub struct Model {
    pub now: Moment,
    pub people: BTreeMap<SubjectId, Person>,
    pub studies: BTreeMap<ProjectId, Study>,
    pub policies: BTreeMap<(OrganisationId, Category), Policy>,
    /// What seats have overridden and nobody has reviewed.
    pub open: BTreeMap<AccountId, Vec<OpenOverride>>,
    pub suspensions: BTreeMap<AccountId, Suspension>,
    /// Seats that are suspended altogether.
    pub suspended: BTreeSet<AccountId>,
}

type Right = Result<OrganisationId, DispatchError>;

// Who may do what.
impl Model {
    fn seat(&self, who: &AccountId, seats: &[(AccountId, OrganisationId)]) -> Right {
        Self::somebody(who)?;
        if *who == SUSPENDED_SEAT || self.suspended.contains(who) {
            return Err(Refusal::SeatSuspended.into());
        }
        let seat = seats.iter().find(|(seated, _)| seated == who);
        seat.map(|(_, organisation)| *organisation).ok_or(Refusal::NoSeat.into())
    }

    pub fn somebody(who: &AccountId) -> Result<(), DispatchError> {
        if *who == NOBODY { Err(DispatchError::BadOrigin) } else { Ok(()) }
    }

    pub fn custodian(&self, who: &AccountId) -> Right {
        self.seat(who, &[(RECORDS_OFFICER, HOSPITAL), (CLINIC_RECORDS_OFFICER, CLINIC)])
    }

    pub fn reader(&self, who: &AccountId) -> Right {
        let seats = [
            (PHYSICIAN, HOSPITAL),
            (CLINIC_PHYSICIAN, CLINIC),
            (CLINIC_OFFICER, CLINIC),
            (CLINIC_CLERK, CLINIC),
            (RESEARCHER, INSTITUTE),
            (STRAY_READER, SUSPENDED),
        ];
        self.seat(who, &seats)
    }

    pub fn emergency_clinician(&self, who: &AccountId) -> Right {
        self.seat(who, &[(PHYSICIAN, HOSPITAL), (CLINIC_PHYSICIAN, CLINIC), (CLINIC_OFFICER, CLINIC)])
    }

    pub fn privacy_officer(&self, who: &AccountId) -> Right {
        let seats = [
            (HOSPITAL_OFFICER, HOSPITAL),
            (CLINIC_OFFICER, CLINIC),
            (SECOND_CLINIC_OFFICER, CLINIC),
            (INSTITUTE_OFFICER, INSTITUTE),
        ];
        self.seat(who, &seats)
    }

    pub fn ethics_board(&self, who: &AccountId) -> Right {
        self.seat(who, &[(ETHICS_BOARD, INSTITUTE), (OTHER_ETHICS_BOARD, HOSPITAL)])
    }

    pub fn is_sponsored(&self, key: &AccountId) -> bool {
        self.people.values().any(|person| person.keys().contains(key))
    }

    pub fn holder(&self, who: &AccountId) -> Result<(), DispatchError> {
        Self::somebody(who)?;
        if self.is_sponsored(who) { Ok(()) } else { Err(Refusal::NotSponsored.into()) }
    }

    /// As whom `who` acts in this mock: with the licence of every seat.
    pub fn actor(who: &AccountId, organisation: OrganisationId) -> Actor<AccountId> {
        Actor { account: who.clone(), organisation, licence: Some(7) }
    }

    /// How many take part in a project.
    pub fn cohort(&self, project: ProjectId) -> usize {
        let takes_part = |person: &&Person| person.part(project).is_some_and(|part| part.enrolled.is_some());
        self.people.values().filter(takes_part).count()
    }

    /// Why the seat may not override now.
    pub fn emergency_stop(&self, seat: &AccountId) -> (bool, bool) {
        let overdue = self.open.get(seat).into_iter().flatten().any(|one| one.review_by <= self.now);
        (self.suspensions.contains_key(seat), overdue)
    }
}
