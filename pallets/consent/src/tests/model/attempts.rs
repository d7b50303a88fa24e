//! Who tries what, in which sequence: mostly what may succeed, and everything that may not.

use super::{
    World,
    state::{Model, NOBODY, Operation, Person},
};
use crate::{
    AccessRequest, BroadConsent, Delegate, ErasureScope, Guardian, Limits, NewProject, Policy, Verdict, mock::*,
    tests::scenario::*,
};
use bogam_pallet_tests::model::{self, Wait, one, waits};
use proptest::prelude::*;
use sp_core::H256;

const NO_SUBJECT: SubjectId = SubjectId(H256::repeat_byte(0xEE));
const NO_PROJECT: ProjectId = ProjectId(H256::repeat_byte(0xEE));
const NO_CONSENT: ConsentId = ConsentId(H256::repeat_byte(0xEE));

#[derive(Clone, Copy, Debug)]
pub enum Act {
    Register,
    RotateKey,
    ProposeKey,
    ObjectToKey,
    CompleteKey,
    AppointGuardian,
    DismissGuardian,
    AppointDelegate,
    DismissDelegate,
    Decide,
    Supersede,
    Revoke,
    RequestAccess,
    SetPolicy,
    BreakGlass,
    Review,
    Restore,
    ApproveProject,
    CloseProject,
    OptIn,
    ConsentBroadly,
    Enrol,
    Withdraw,
    RequestErasure,
    ConfirmErasure,
    PruneReceipts,
    Close,
    Suspend,
}

pub type Step = model::Step<Act>;

fn act() -> impl Strategy<Value = Act> {
    let people = prop_oneof![
        2 => Just(Act::Register),
        3 => Just(Act::RotateKey),
        3 => Just(Act::ProposeKey),
        2 => Just(Act::ObjectToKey),
        4 => Just(Act::CompleteKey),
        5 => Just(Act::AppointGuardian),
        3 => Just(Act::DismissGuardian),
        5 => Just(Act::AppointDelegate),
        3 => Just(Act::DismissDelegate),
    ];
    let decisions = prop_oneof![
        22 => Just(Act::Decide),
        5 => Just(Act::Supersede),
        6 => Just(Act::Revoke),
        26 => Just(Act::RequestAccess),
        3 => Just(Act::SetPolicy),
        7 => Just(Act::BreakGlass),
        6 => Just(Act::Review),
        4 => Just(Act::Restore),
    ];
    let rest = prop_oneof![
        4 => Just(Act::ApproveProject),
        2 => Just(Act::CloseProject),
        9 => Just(Act::OptIn),
        5 => Just(Act::ConsentBroadly),
        9 => Just(Act::Enrol),
        6 => Just(Act::Withdraw),
        7 => Just(Act::RequestErasure),
        5 => Just(Act::ConfirmErasure),
        4 => Just(Act::PruneReceipts),
        2 => Just(Act::Close),
        2 => Just(Act::Suspend),
    ];
    prop_oneof![30 => people, 79 => decisions, 55 => rest]
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    model::steps(act(), waits([36, 8, 6], 40, 4))
}

const CATEGORIES: [Category; 2] = [Category::Medications, Category::LaboratoryResults];
const PURPOSES: [Purpose; 3] = [Purpose::Treatment, Purpose::EmergencyTreatment, Purpose::Research];
const READERS: [AccountId; 6] = [PHYSICIAN, CLINIC_PHYSICIAN, CLINIC_OFFICER, RESEARCHER, CLINIC_CLERK, STRAY_READER];
const SEATS: [AccountId; 3] = [PHYSICIAN, CLINIC_PHYSICIAN, CLINIC_OFFICER];

// Whom, and which.
impl World {
    fn anybody(luck: u8, fit: AccountId) -> AccountId {
        let others = [
            STRANGER,
            NOBODY,
            SUSPENDED_SEAT,
            RECORDS_OFFICER,
            CLINIC_RECORDS_OFFICER,
            PHYSICIAN,
            CLINIC_OFFICER,
            HOSPITAL_OFFICER,
            ETHICS_BOARD,
            OTHER_ETHICS_BOARD,
            RESEARCHER,
            UNSPONSORABLE,
        ];
        if luck < 24 { others[usize::from(luck) % others.len()].clone() } else { fit }
    }

    fn target(&self, luck: u8) -> SubjectId {
        let open = |id: &SubjectId| self.model.people.get(id).is_some_and(|person| person.closed.is_none());
        let live: Vec<SubjectId> = self.subjects.iter().copied().filter(open).collect();
        match luck {
            0..4 => NO_SUBJECT,
            4..16 => one(&self.subjects, luck).unwrap_or(NO_SUBJECT),
            _ => one(&live[..live.len().min(3)], luck).unwrap_or(NO_SUBJECT),
        }
    }

    fn person(&self, id: SubjectId) -> Option<&Person> {
        self.model.people.get(&id)
    }

    /// The subject itself, mostly; its guardian, its delegate, or somebody else's key.
    fn holder(&self, luck: u8, person: Option<&Person>) -> AccountId {
        let Some(person) = person else {
            return self.model.people.values().next().map_or(STRANGER, |one| one.key.clone());
        };
        let guardian = person.guardians.last().map(|one| one.account.clone());
        let delegate = person.delegates.last().map(|one| one.account.clone());
        let other = self.model.people.values().find(|other| other.key != person.key).map(|one| one.key.clone());
        let fit = match luck % 8 {
            0 | 1 => guardian,
            2 | 3 => delegate,
            4 if luck < 80 => other,
            _ => None,
        };
        Self::anybody(luck, fit.unwrap_or(person.key.clone()))
    }

    fn custodian(luck: u8, person: Option<&Person>) -> AccountId {
        let clinic = person.is_some_and(|person| person.custodian == CLINIC);
        Self::anybody(luck, if clinic { CLINIC_RECORDS_OFFICER } else { RECORDS_OFFICER })
    }

    fn fresh_key(&mut self) -> AccountId {
        self.keys += 1;
        let mut bytes = [201; 32];
        bytes[..4].copy_from_slice(&self.keys.to_le_bytes());
        AccountId::new(bytes)
    }

    /// A key that nobody uses, mostly; also one that is used, proposed, or that nobody can sponsor.
    fn some_key(&mut self, luck: u8) -> AccountId {
        let used: Vec<AccountId> = self.model.people.values().flat_map(Person::keys).collect();
        let proposed: Vec<AccountId> =
            self.model.people.values().filter_map(|one| one.proposed.as_ref()).map(|(key, _)| key.clone()).collect();
        let some = match luck {
            0..16 => one(&used, luck),
            16..32 => one(&proposed, luck),
            32..36 => Some(UNSPONSORABLE),
            _ => None,
        };
        some.unwrap_or_else(|| self.fresh_key())
    }

    fn end(&self, luck: u8) -> Moment {
        let now = self.model.now;
        match luck % 16 {
            0 => now,
            1 => now + 1,
            2..6 => now + 2 * HOUR,
            6..12 => now + 3 * DAY,
            _ => now + 60 * DAY,
        }
    }

    fn study(&self, luck: u8) -> ProjectId {
        let open: Vec<ProjectId> =
            self.projects.iter().rev().copied().filter(|id| self.model.studies[id].is_open(self.model.now)).collect();
        match luck {
            0..6 => NO_PROJECT,
            6..40 => one(&self.projects, luck).unwrap_or(NO_PROJECT),
            _ => one(&open, luck).unwrap_or(NO_PROJECT),
        }
    }

    fn limits(luck: u8, more: u8) -> Limits {
        let mut limits = Limits {
            purposes: PURPOSES[..1 + usize::from(luck) % 3].iter().copied().collect(),
            categories: CATEGORIES[..1 + usize::from(more) % 2].iter().copied().collect(),
            sensitivities: Sensitivities::from_bits(u32::from(luck / 8 % 4)),
            may_permit: !luck.is_multiple_of(5),
            may_deny: !luck.is_multiple_of(7),
            may_revoke: !more.is_multiple_of(3),
        };
        match more {
            0..4 => limits.purposes = Purposes::NONE,
            4..8 => limits.categories = Categories::NONE,
            8..12 => limits.purposes = Purposes::from_bits(1 << 31),
            12..16 => limits.categories = Categories::from_bits(1 << 31),
            16..20 => limits.sensitivities = Sensitivities::from_bits(1 << 31),
            20..24 => (limits.may_permit, limits.may_deny, limits.may_revoke) = (false, false, false),
            _ => {}
        }
        limits
    }

    fn terms(&self, step: &Step) -> AnyTerms {
        let Step { how, what, more, .. } = *step;
        let now = self.model.now;
        let study = self.study(more);
        let grantee = match what % 10 {
            0 => Grantee::Seat { organisation: HOSPITAL, account: PHYSICIAN },
            1 => Grantee::Seat { organisation: CLINIC, account: CLINIC_OFFICER },
            2 => Grantee::Organisation(HOSPITAL),
            3 => Grantee::Organisation(CLINIC),
            4 => Grantee::Kind(bogam_primitives::OrganisationKind::Clinic),
            5 => Grantee::Kind(bogam_primitives::OrganisationKind::Research),
            6 => Grantee::Project(study),
            7 if more < 30 => Grantee::Organisation(SUSPENDED),
            _ => Grantee::Anyone,
        };
        let deny = how % 2 == 0 || (matches!(grantee, Grantee::Project(_)) && how % 16 != 1);
        let bits = |mask: u8| (0..3u8).filter(move |bit| mask >> bit & 1 == 1);
        let mut terms = Terms {
            effect: if deny { Effect::Deny } else { Effect::Permit },
            grantee,
            actions: if more % 4 == 0 { Action::Use.into() } else { Actions::of(&[Action::Access, Action::Use]) },
            categories: CATEGORIES[..1 + usize::from(what / 10) % 2].iter().copied().collect(),
            purposes: bits(1 + more % 7).map(|bit| PURPOSES[usize::from(bit)]).collect(),
            sensitivities: Sensitivities::from_bits(if how % 3 == 0 { u32::from(what % 4) } else { 0 }),
            valid_from: if how % 11 == 0 { now + HOUR } else { now - u64::from(how % 2) },
            valid_until: (what % 3 == 0).then(|| self.end(more.wrapping_add(2).max(2))),
            data_from: (what % 7 == 0).then_some(10),
            data_until: (what % 7 == 0 || what % 13 == 0).then_some(20),
        };
        match how {
            0..3 => terms.actions = Actions::NONE,
            3..6 => terms.purposes = Purposes::NONE,
            6..9 => terms.categories = Categories::NONE,
            9..12 => terms.actions = Actions::from_bits(1 << 7),
            12..15 => terms.purposes = Purposes::from_bits(1 << 31),
            15..18 => terms.categories = Categories::from_bits(1 << 31),
            18..21 => terms.sensitivities = Sensitivities::from_bits(1 << 31),
            21..24 => terms.valid_until = Some(terms.valid_from),
            24..27 => terms.valid_until = Some(now),
            27..30 => terms.valid_until = Some(now + 1),
            30..33 => (terms.data_from, terms.data_until) = (Some(5), Some(5)),
            _ => {}
        }
        terms
    }

    /// Mostly about what some decision of the subject is about.
    fn request(&self, step: &Step, person: Option<&Person>) -> AccessRequest {
        let Step { how, what, more, .. } = *step;
        let mut request = AccessRequest {
            project: (how < 40).then(|| self.study(more)),
            category: CATEGORIES[usize::from(what) % 2],
            purpose: PURPOSES[usize::from(more) % 3],
            action: [Action::Access, Action::Use, Action::Access, Action::Collect][usize::from(what / 2) % 4],
            sensitivities: Sensitivities::from_bits(if how % 3 == 0 { u32::from(more % 4) } else { 0 }),
            data_date: [None, None, None, Some(9), Some(10), Some(19), Some(20)][usize::from(how / 3) % 7],
        };
        let about = person.and_then(|person| one(&person.decisions, what)).filter(|_| how >= 60);
        if let Some(decision) = about {
            if let Grantee::Project(project) = decision.terms.grantee {
                request.project = Some(project);
            }
            request.category = decision.terms.categories.iter().last().unwrap_or(request.category);
            request.purpose = decision.terms.purposes.iter().next().unwrap_or(request.purpose);
        }
        if how == 255 {
            request.sensitivities = Sensitivities::from_bits(1 << 31);
        }
        request
    }

    fn broad(&self, how: u8, more: u8) -> BroadConsent {
        let permitted = [
            BroadUse::NoRestriction,
            BroadUse::GeneralResearch,
            BroadUse::HealthMedicalBiomedical,
            BroadUse::PopulationOriginsAncestry,
        ][usize::from(how) % 4];
        let mut broad = BroadConsent {
            terms: ResearchTerms { permitted, demanded: Modifiers::NONE },
            scope: Self::scope(more),
            until: how.is_multiple_of(5).then(|| self.end(more)),
        };
        match more % 16 {
            0..4 => broad.terms.demanded = Modifier::NonCommercialUse.into(),
            4 => broad.terms.demanded = Modifier::NotForProfitUse.into(),
            5 => broad.terms.demanded = Modifiers::from_bits(1 << 31),
            _ => {}
        }
        broad
    }

    fn scope(luck: u8) -> ResearchScope {
        let mut scope = ResearchScope {
            categories: Category::LaboratoryResults.into(),
            sensitivities: Sensitivities::from_bits(u32::from(luck % 2)),
        };
        match luck {
            200..205 => scope.categories = Categories::NONE,
            205..210 => scope.categories = Categories::from_bits(1 << 31),
            210..215 => scope.sensitivities = Sensitivities::from_bits(1 << 31),
            _ => {}
        }
        scope
    }

    fn project(&self, how: u8, what: u8, more: u8) -> NewProject {
        let mut new = plan(what % 8);
        new.terms.research = [
            ResearchUse::NoRestriction,
            ResearchUse::GeneralResearch,
            ResearchUse::HealthMedicalBiomedical,
            ResearchUse::DiseaseSpecific(DiseaseArea::Neoplasms),
            ResearchUse::PopulationOriginsAncestry,
        ][usize::from(what) % 5];
        new.until = self.model.now + [DAY, 5 * DAY, 30 * DAY][usize::from(more) % 3];
        match how {
            0..8 => new.until = self.model.now,
            8..12 => new.until = self.model.now + 1,
            12..20 => new.organisation = SUSPENDED,
            20..28 => new.terms.bound_by = Modifiers::from_bits(1 << 31),
            28..60 => new.terms.bound_by = Modifier::NoPopulationOriginsAncestry.into(),
            60..80 => new.organisation = CLINIC,
            _ => {}
        }
        new
    }

    fn number(step: &Step, person: Option<&Person>) -> u32 {
        let next = person.map_or(0, |person| person.next_decision);
        match step.which % 32 {
            30 => next + 1,
            31 => next.saturating_sub(1),
            _ => next,
        }
    }
}

// Operations.
impl World {
    pub(super) fn plan(&mut self, step: &Step) -> Operation {
        let Step { act, who, which, how, what, more, .. } = *step;
        let id = self.target(which);
        let person = self.person(id).cloned();
        let person = person.as_ref();
        let holder = self.holder(who, person);
        let consent = |luck: u8| person.and_then(|person| one(&person.decisions, luck)).map(|decision| decision.id);
        match act {
            Act::Register => {
                let custodian = if what < 64 { CLINIC_RECORDS_OFFICER } else { RECORDS_OFFICER };
                let known = one(&self.subjects, what).and_then(|id| self.person(id)).map(|person| person.key.clone());
                let key = known.filter(|_| how < 16).unwrap_or_else(|| self.some_key(how));
                let account = if more < 8 { key.clone() } else { self.some_key(more.max(32)) };
                let guardian = (what % 3 == 0).then(|| Guardian { account, until: self.end(more) });
                Operation::Register(Self::anybody(who, custodian), key, guardian)
            }
            Act::RotateKey => Operation::RotateKey(holder, id, self.some_key(more)),
            Act::ProposeKey => {
                let key = self.some_key(more);
                Operation::ProposeKey(Self::custodian(who, person), id, key)
            }
            Act::ObjectToKey => Operation::ObjectToKey(holder, id),
            Act::CompleteKey => {
                let waiting = |id: &SubjectId| self.person(*id).is_some_and(|person| person.proposed.is_some());
                let some = self.subjects.iter().copied().find(waiting).filter(|_| how >= 64);
                Operation::CompleteKey(Self::anybody(who, STRANGER), some.unwrap_or(id))
            }
            Act::AppointGuardian | Act::AppointDelegate => {
                let own = person.and_then(|person| one(&person.keys(), what)).filter(|_| more < 24);
                let account = own.unwrap_or_else(|| self.some_key(more));
                let until = self.end(how);
                if matches!(act, Act::AppointDelegate) {
                    let delegate = Delegate { account, until, limits: Self::limits(what, more.wrapping_mul(3)) };
                    return Operation::AppointDelegate(holder, id, delegate);
                }
                let who = if how < 100 { Self::custodian(who, person) } else { holder };
                Operation::AppointGuardian(who, id, Guardian { account, until })
            }
            Act::DismissGuardian => {
                let account = person.and_then(|person| one(&person.guardians, what)).map(|one| one.account);
                let account = account.filter(|_| more >= 32).unwrap_or(STRANGER);
                let who = match how % 4 {
                    0 => account.clone(),
                    1 => Self::custodian(who, person),
                    _ => holder,
                };
                Operation::DismissGuardian(who, id, account)
            }
            Act::DismissDelegate => {
                let account = person.and_then(|person| one(&person.delegates, what)).map(|one| one.account);
                let account = account.filter(|_| more >= 32).unwrap_or(STRANGER);
                Operation::DismissDelegate(if how % 4 == 0 { account.clone() } else { holder }, id, account)
            }
            Act::Decide | Act::Supersede => {
                let terms = self.terms(step);
                let before = consent(what).filter(|_| more >= 16).unwrap_or(NO_CONSENT);
                let supersedes = matches!(act, Act::Supersede).then_some(before);
                Operation::Decide(holder, id, Self::number(step, person), terms, supersedes)
            }
            Act::Revoke => {
                let consent = consent(what).filter(|_| more >= 16).unwrap_or(NO_CONSENT);
                Operation::Revoke(holder, id, consent)
            }
            Act::RequestAccess => {
                let request = self.request(step, person);
                let fit = if request.project.is_some() { RESEARCHER } else { READERS[usize::from(what) % 6].clone() };
                Operation::RequestAccess(Self::anybody(who, fit), id, request)
            }
            Act::SetPolicy => {
                let policy = match how {
                    0..80 => Policy::Refuse,
                    80..100 => Policy::Release(Purposes::NONE),
                    100..110 => Policy::Release(Purposes::from_bits(1 << 31)),
                    _ => Policy::Release(PURPOSES[usize::from(more) % 3].into()),
                };
                let officer = if what < 160 { HOSPITAL_OFFICER } else { CLINIC_OFFICER };
                Operation::SetPolicy(Self::anybody(who, officer), CATEGORIES[usize::from(what) % 2], policy)
            }
            Act::BreakGlass => {
                let categories = match how {
                    0..8 => Categories::NONE,
                    8..16 => Categories::from_bits(1 << 31),
                    16..100 => CATEGORIES.into_iter().collect(),
                    _ => CATEGORIES[usize::from(what) % 2].into(),
                };
                Operation::BreakGlass(Self::anybody(who, SEATS[usize::from(more) % 3].clone()), id, categories)
            }
            Act::Review => {
                let open: Vec<_> =
                    self.model.open.iter().flat_map(|(seat, all)| all.iter().map(move |one| (seat, one))).collect();
                let found = open.get(usize::from(what) % open.len().max(1)).filter(|_| more >= 16);
                let (seat, id, number) = match found {
                    Some((seat, one)) => ((*seat).clone(), one.subject, one.receipt),
                    None => (PHYSICIAN, id, u32::from(more)),
                };
                let officer = [HOSPITAL_OFFICER, CLINIC_OFFICER, SECOND_CLINIC_OFFICER, INSTITUTE_OFFICER]
                    [usize::from(how) % 4]
                    .clone();
                let verdict = if how % 3 == 0 { Verdict::Abusive } else { Verdict::Justified };
                Operation::Review(Self::anybody(who, officer), seat, id, number, verdict)
            }
            Act::Restore => {
                let seat = self.model.suspensions.keys().next().cloned().filter(|_| how >= 32);
                let seat = seat.unwrap_or(SEATS[usize::from(what) % 3].clone());
                let officer = [HOSPITAL_OFFICER, CLINIC_OFFICER, SECOND_CLINIC_OFFICER][usize::from(more) % 3].clone();
                Operation::Restore(Self::anybody(who, officer), seat)
            }
            Act::ApproveProject => {
                let board = if what < 200 { ETHICS_BOARD } else { OTHER_ETHICS_BOARD };
                let again = one(&self.projects, what).and_then(|id| self.model.studies.get(&id)).map(|study| study.new);
                let new = again.filter(|_| how >= 240).unwrap_or(self.project(how, what, more));
                Operation::ApproveProject(Self::anybody(who, board), new)
            }
            Act::CloseProject => Operation::CloseProject(Self::anybody(who, ETHICS_BOARD), self.study(more)),
            Act::OptIn => {
                let scope = Self::scope(how);
                Operation::OptIn(holder, id, Self::number(step, person), self.study(more), scope)
            }
            Act::ConsentBroadly => Operation::ConsentBroadly(holder, id, self.broad(how, more)),
            Act::Enrol => {
                let fit = if how < 160 { RESEARCHER } else { RECORDS_OFFICER };
                Operation::Enrol(Self::anybody(who, fit), id, self.study(more))
            }
            Act::Withdraw => {
                let part = person.and_then(|person| one(&person.parts, what)).map(|part| part.project);
                let project = part.filter(|_| how >= 32).unwrap_or(self.study(more));
                Operation::Withdraw(holder, id, (how < 200).then_some(project))
            }
            Act::RequestErasure => {
                let scope = match how {
                    0..80 => ErasureScope::Everything,
                    _ => ErasureScope::Record(Commitment(H256::repeat_byte(what % 5))),
                };
                Operation::RequestErasure(holder, id, scope)
            }
            Act::ConfirmErasure => {
                let number = person.and_then(|person| one(&person.requests, what)).map(|request| request.number);
                let number = number.filter(|_| how >= 16).unwrap_or(u32::from(what % 8));
                Operation::ConfirmErasure(Self::custodian(who, person), id, number)
            }
            Act::PruneReceipts => Operation::PruneReceipts(Self::anybody(who, STRANGER), id, u32::from(how % 4)),
            Act::Close => {
                // The custodian, mostly where it has erased everything.
                let who = if how < 128 { Self::custodian(who, person) } else { holder };
                Operation::Close(who, id)
            }
            Act::Suspend => {
                let seat = [PHYSICIAN, CLINIC_PHYSICIAN, RESEARCHER, HOSPITAL_OFFICER][usize::from(what) % 4].clone();
                Operation::Suspend(seat, how < 90)
            }
        }
    }

    pub(super) fn wait(&mut self, wait: Wait) {
        self.model.now = wait.until(self.model.now, bounds(&self.model));
        set_now(self.model.now);
    }
}

/// When something begins, ends or becomes possible.
fn bounds(model: &Model) -> Vec<Moment> {
    let mut bounds = Vec::new();
    for person in model.people.values() {
        bounds.extend(person.guardians.iter().map(|one| one.until));
        bounds.extend(person.delegates.iter().map(|one| one.until));
        bounds.extend(person.proposed.iter().map(|(_, ready)| *ready));
        bounds.extend(person.decisions.iter().flat_map(|one| one.terms.valid_until));
        bounds.extend(person.decisions.iter().map(|one| one.terms.valid_from));
        bounds.extend(person.receipts.get(person.pruned).map(|one| one.at + ReceiptRetention::get()));
        bounds.extend(person.broad.and_then(|broad| broad.until));
    }
    for open in model.open.values().flatten() {
        bounds.extend([open.until, open.review_by]);
    }
    bounds.extend(model.studies.values().map(|study| study.new.until));
    bounds
}
