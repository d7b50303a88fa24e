//! Random histories: every call by everybody at any time, over several subjects at once. After each step the invariants
//! hold, and a small model of its own agrees about every answer.

use super::scenario::*;
use crate::{AccessRequest, Entry, ErasureScope, Policy, Ruling, Verdict, mock::*};
use bogam_primitives::OrganisationKind;
use proptest::prelude::*;
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody tries. Subject, keys and projects are picked from small sets, so that acts meet.
#[derive(Clone, Debug)]
enum Act {
    Register {
        minor: bool,
    },
    Decide(Drawn),
    Supersede(Drawn),
    Revoke(usize),
    Ask {
        reader: usize,
        category: usize,
        purpose: usize,
        sensitivities: u32,
        date: Option<u64>,
        project: Option<u8>,
    },
    /// Asks for what the decision at a place is about.
    AskAbout {
        place: usize,
        reader: usize,
        named: bool,
    },
    SetPolicy {
        release: bool,
    },
    Break {
        seat: usize,
    },
    Review {
        seat: usize,
        officer: usize,
        abusive: bool,
    },
    Restore {
        seat: usize,
        officer: usize,
    },
    Approve(u8),
    CloseProject(u8),
    OptIn(u8),
    ConsentBroadly,
    Enrol(u8),
    Withdraw(Option<u8>),
    Appoint {
        guardian: bool,
        days: u64,
    },
    Dismiss {
        guardian: bool,
    },
    Rotate,
    Propose,
    Object,
    Complete,
    RequestErasure(bool),
    ConfirmErasure(u32),
    Prune,
    Close {
        by_custodian: bool,
    },
}

/// A decision as it is drawn.
#[derive(Clone, Debug)]
struct Drawn {
    deny: bool,
    grantee: usize,
    categories: u32,
    purposes: u32,
    sensitivities: u32,
    from: u64,
    until: Option<u64>,
    data: Option<u64>,
}

#[derive(Clone, Debug)]
struct Step {
    act: Act,
    /// Which subject.
    target: u8,
    /// As whom: the subject, its guardian, its delegate, or the key of another subject.
    author: u8,
    /// How many hours pass before.
    hours: u64,
}

const READERS: [(AccountId, OrganisationId, OrganisationKind); 4] = [
    (PHYSICIAN, HOSPITAL, OrganisationKind::Hospital),
    (CLINIC_PHYSICIAN, CLINIC, OrganisationKind::Clinic),
    (CLINIC_OFFICER, CLINIC, OrganisationKind::Clinic),
    (RESEARCHER, INSTITUTE, OrganisationKind::Research),
];
const OFFICERS: [AccountId; 4] = [HOSPITAL_OFFICER, CLINIC_OFFICER, SECOND_CLINIC_OFFICER, INSTITUTE_OFFICER];
const PURPOSES: [Purpose; 3] = [Purpose::Treatment, Purpose::EmergencyTreatment, Purpose::Research];
const CATEGORIES: [Category; 2] = [Category::Medications, Category::LaboratoryResults];
const SUBJECTS: u8 = 2;
const PROJECTS: u8 = 3;

fn drawn() -> impl Strategy<Value = Drawn> {
    let sensitivities = prop_oneof![3 => Just(0), 1 => 0..8u32];
    let from = prop_oneof![4 => Just(0), 1 => 1..3u64];
    let when = (from, prop::option::weighted(0.3, 0..5u64), prop::option::weighted(0.2, 0..3u64));
    let masks = (prop_oneof![2 => Just(3), 1 => 1..3u32], prop_oneof![2 => Just(7), 1 => 1..7u32]);
    let grantee = prop_oneof![2 => Just(7), 5 => 0..8usize];
    (any::<bool>(), grantee, masks, sensitivities, when).prop_map(
        |(deny, grantee, (categories, purposes), sensitivities, (from, until, data))| Drawn {
            deny,
            grantee,
            categories,
            purposes,
            sensitivities,
            from,
            until,
            data,
        },
    )
}

fn act() -> impl Strategy<Value = Act> {
    let date = prop::option::weighted(0.3, 0..4u64);
    let sensitivities = prop_oneof![3 => Just(0), 1 => 0..8u32];
    let ask = (0..4usize, 0..2usize, 0..3usize, sensitivities, date, prop::option::weighted(0.3, 0..PROJECTS));
    prop_oneof![
        1 => any::<bool>().prop_map(|minor| Act::Register { minor }),
        24 => drawn().prop_map(Act::Decide),
        4 => drawn().prop_map(Act::Supersede),
        6 => (0..3usize).prop_map(Act::Revoke),
        12 => ask.prop_map(|(reader, category, purpose, sensitivities, date, project)| Act::Ask {
            reader, category, purpose, sensitivities, date, project,
        }),
        32 => (0..4usize, 0..4usize, any::<bool>())
            .prop_map(|(place, reader, named)| Act::AskAbout { place, reader, named }),
        2 => prop::bool::weighted(0.8).prop_map(|release| Act::SetPolicy { release }),
        5 => (0..3usize).prop_map(|seat| Act::Break { seat }),
        5 => (0..3usize, 0..4usize, prop::bool::weighted(0.3))
            .prop_map(|(seat, officer, abusive)| Act::Review { seat, officer, abusive }),
        2 => (0..3usize, 0..4usize).prop_map(|(seat, officer)| Act::Restore { seat, officer }),
        2 => (0..PROJECTS).prop_map(Act::Approve),
        1 => (0..PROJECTS).prop_map(Act::CloseProject),
        6 => (0..PROJECTS).prop_map(Act::OptIn),
        3 => Just(Act::ConsentBroadly),
        4 => (0..PROJECTS).prop_map(Act::Enrol),
        8 => prop::option::weighted(0.7, 0..PROJECTS).prop_map(Act::Withdraw),
        3 => (any::<bool>(), 0..5u64).prop_map(|(guardian, days)| Act::Appoint { guardian, days }),
        1 => any::<bool>().prop_map(|guardian| Act::Dismiss { guardian }),
        2 => Just(Act::Rotate),
        2 => Just(Act::Propose),
        1 => Just(Act::Object),
        2 => Just(Act::Complete),
        2 => any::<bool>().prop_map(Act::RequestErasure),
        2 => (0..3u32).prop_map(Act::ConfirmErasure),
        1 => Just(Act::Prune),
        1 => any::<bool>().prop_map(|by_custodian| Act::Close { by_custodian }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let author = prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2), 1 => Just(3)];
    let hours = prop_oneof![6 => Just(0), 8 => 1..6u64, 3 => 20..80u64, 1 => 500..9_000u64];
    (act(), 0..SUBJECTS, author, hours).prop_map(|(act, target, author, hours)| Step { act, target, author, hours })
}

/// Whether it was done or refused, the invariants and the model have to agree with it afterwards.
fn tried(_: frame_support::pallet_prelude::DispatchResult) {}

/// What the model remembers: the decisions, as a list that it keeps by itself.
#[derive(Default)]
struct World {
    /// The identifier of each place, once it was registered.
    subjects: BTreeMap<u8, SubjectId>,
    decisions: BTreeMap<SubjectId, Vec<Decision<AccountId>>>,
    plans: BTreeMap<u8, crate::NewProject>,
    policy: bool,
    next_key: u8,
    seen: BTreeSet<ConsentId>,
}

impl World {
    fn fresh_key(&mut self) -> AccountId {
        self.next_key += 1;
        key(100 + self.next_key)
    }

    fn terms(&self, drawn: &Drawn) -> AnyTerms {
        let project = self.plans.values().next().map_or(ProjectId(H256::zero()), id_of);
        let seat =
            |reader: usize| Grantee::Seat { organisation: READERS[reader].1, account: READERS[reader].0.clone() };
        let grantee = match drawn.grantee {
            0 => seat(0),
            1 => seat(2),
            2 => Grantee::Organisation(HOSPITAL),
            3 => Grantee::Organisation(CLINIC),
            4 => Grantee::Kind(OrganisationKind::Clinic),
            5 => Grantee::Kind(OrganisationKind::Research),
            6 => Grantee::Project(project),
            _ => Grantee::Anyone,
        };
        Terms {
            effect: if drawn.deny { Effect::Deny } else { Effect::Permit },
            grantee,
            actions: Action::Access.into(),
            categories: CATEGORIES
                .iter()
                .enumerate()
                .filter(|(bit, _)| drawn.categories >> bit & 1 == 1)
                .map(|(_, one)| *one)
                .collect(),
            purposes: PURPOSES
                .iter()
                .enumerate()
                .filter(|(bit, _)| drawn.purposes >> bit & 1 == 1)
                .map(|(_, one)| *one)
                .collect(),
            sensitivities: Sensitivities::from_bits(drawn.sensitivities),
            valid_from: START + drawn.from * DAY,
            valid_until: drawn.until.map(|days| now() + days * DAY),
            data_from: drawn.data,
            data_until: drawn.data.map(|from| from + 2),
        }
    }

    fn step(&mut self, step: Step) {
        pass(step.hours * HOUR);
        let id = self.subjects.get(&step.target).copied().unwrap_or(SubjectId(H256::zero()));
        let author = self.author(id, step.target, step.author);
        let project = |world: &Self, number: &u8| world.plans.get(number).map_or(ProjectId(H256::zero()), id_of);
        let before = crate::Subjects::<Test>::get(id);
        let next = next_decision(id);
        match &step.act {
            Act::Register { minor } => {
                let closed = before.as_ref().is_none_or(|subject| subject.closed_at.is_some());
                if closed {
                    let key = self.fresh_key();
                    let guardian = minor.then(|| crate::Guardian { account: self.fresh_key(), until: now() + DAY });
                    assert_ok!(register(&RECORDS_OFFICER, key.clone(), guardian));
                    self.subjects.insert(step.target, SubjectId::derive(HOSPITAL, &key));
                }
            }
            Act::Decide(drawn) => {
                if let Ok(consent) = decide(&author, id, self.terms(drawn)) {
                    self.made(id, consent, None);
                }
            }
            Act::Supersede(drawn) => {
                let terms = self.terms(drawn);
                let old = decisions(id).first().map(|decision| decision.id);
                let consent = ConsentId::derive(id, next, &terms);
                if decide_as(&author, id, next, terms, old).is_ok() {
                    self.made(id, consent, old);
                }
            }
            Act::Revoke(place) => {
                let listed = decisions(id);
                let Some(consent) = listed.get(*place).map(|decision| decision.id) else { return };
                if revoke(&author, id, consent).is_ok() {
                    self.decisions.entry(id).or_default().retain(|decision| decision.id != consent);
                }
            }
            Act::Ask { reader, category, purpose, sensitivities, date, project: named } => {
                let request = AccessRequest {
                    project: named.as_ref().map(|number| project(self, number)),
                    category: CATEGORIES[*category],
                    purpose: PURPOSES[*purpose],
                    action: Action::Access,
                    sensitivities: Sensitivities::from_bits(*sensitivities),
                    data_date: *date,
                };
                self.ask(id, *reader, request);
            }
            Act::AskAbout { place, reader, named } => {
                let listed = decisions(id);
                let Some(Decision { terms, .. }) = listed.get(*place % listed.len().max(1)) else { return };
                let project = match terms.grantee {
                    Grantee::Project(project) => Some(project),
                    _ => None,
                };
                let reader = if project.is_some() { 3 } else { *reader };
                let request = AccessRequest {
                    project,
                    category: terms.categories.iter().last().expect("a decision names one"),
                    purpose: terms.purposes.iter().next().expect("a decision names one"),
                    action: Action::Access,
                    sensitivities: if *named { terms.sensitivities } else { Sensitivities::NONE },
                    data_date: terms.data_from,
                };
                self.ask(id, reader, request);
            }
            Act::SetPolicy { release } => {
                let policy = if *release { Policy::Release(Purpose::Treatment.into()) } else { Policy::Refuse };
                assert_ok!(set_default_policy(&HOSPITAL_OFFICER, Category::Medications, policy));
                self.policy = *release;
            }
            Act::Break { seat } => {
                tried(break_glass(&READERS[*seat].0, id));
                self.ask(id, *seat, emergency_request());
            }
            Act::Review { seat, officer, abusive } => {
                let seats = READERS.map(|(seat, ..)| seat);
                let accountable = seats.iter().cycle().skip(*seat).take(seats.len());
                let first_open = |seat| Some((seat, crate::OpenOverrides::<Test>::get(seat).first().copied()?));
                let Some((seat, open)) = accountable.filter_map(first_open).next() else { return };
                let verdict = if *abusive { Verdict::Abusive } else { Verdict::Justified };
                let done = review_override(&OFFICERS[*officer], seat, open.subject, open.receipt, verdict);
                assert!(done.is_err() || OFFICERS[*officer] != *seat, "nobody reviews himself");
            }
            Act::Restore { seat, officer } => tried(restore(&OFFICERS[*officer], &READERS[*seat].0)),
            Act::Approve(number) => {
                let mut plan = plan(*number);
                plan.until = now() + u64::from(*number + 1) * 20 * DAY;
                if approve_project(&ETHICS_BOARD, plan).is_ok() {
                    self.plans.insert(*number, plan);
                }
            }
            Act::CloseProject(number) => tried(close_project(&ETHICS_BOARD, project(self, number))),
            Act::OptIn(number) => tried(opt_in(&author, id, project(self, number))),
            Act::ConsentBroadly => tried(consent_broadly(&author, id, broad())),
            Act::Enrol(number) => tried(enrol(&RESEARCHER, id, project(self, number))),
            Act::Withdraw(number) => {
                tried(withdraw(&author, id, number.as_ref().map(|number| project(self, number))));
            }
            Act::Appoint { guardian, days } => {
                let account = self.fresh_key();
                let until = now() + days * DAY;
                if *guardian {
                    tried(appoint_guardian(&author, id, crate::Guardian { account, until }));
                } else {
                    tried(appoint_delegate(&author, id, crate::Delegate { account, until, limits: limits() }));
                }
            }
            Act::Dismiss { guardian } => {
                let Some(subject) = &before else { return };
                if *guardian {
                    let Some(one) = subject.guardians.first() else { return };
                    tried(dismiss_guardian(&author, id, one.account.clone()));
                } else {
                    let Some(one) = subject.delegates.first() else { return };
                    tried(dismiss_delegate(&author, id, one.account.clone()));
                }
            }
            Act::Rotate => {
                let new_key = self.fresh_key();
                tried(rotate_key(&author, id, new_key));
            }
            Act::Propose => {
                let new_key = self.fresh_key();
                tried(propose_key(&RECORDS_OFFICER, id, new_key));
            }
            Act::Object => tried(object_to_key(&author, id)),
            Act::Complete => tried(complete_key(&STRANGER, id)),
            Act::RequestErasure(everything) => {
                let scope = match everything {
                    true => ErasureScope::Everything,
                    false => ErasureScope::Record(Commitment(H256::repeat_byte(1))),
                };
                tried(request_erasure(&author, id, scope));
            }
            Act::ConfirmErasure(number) => tried(confirm_erasure(&RECORDS_OFFICER, id, *number)),
            Act::Prune => tried(prune_receipts(&STRANGER, id, 3)),
            Act::Close { by_custodian } => {
                let by = if *by_custodian { RECORDS_OFFICER } else { author };
                if close_subject(&by, id).is_ok() {
                    self.decisions.remove(&id);
                }
            }
        }
        self.compare(id, before, next);
    }

    /// The key of the subject, of its guardian or delegate, or of somebody else.
    fn author(&self, id: SubjectId, target: u8, author: u8) -> AccountId {
        let Some(subject) = crate::Subjects::<Test>::get(id) else { return STRANGER };
        match author {
            0 => subject.key,
            1 => subject.guardians.first().map_or(STRANGER, |guardian| guardian.account.clone()),
            2 => subject.delegates.first().map_or(STRANGER, |delegate| delegate.account.clone()),
            _ => {
                let other = self.subjects.get(&((target + 1) % SUBJECTS)).and_then(crate::Subjects::<Test>::get);
                other.map_or(STRANGER, |other| other.key)
            }
        }
    }

    fn made(&mut self, id: SubjectId, consent: ConsentId, supersedes: Option<ConsentId>) {
        let decision = decisions(id).last().cloned().expect("it was just made");
        assert_eq!(decision.id, consent, "the app knew the identifier");
        assert!(self.seen.insert(consent), "an identifier has returned");
        let list = self.decisions.entry(id).or_default();
        list.retain(|one| Some(one.id) != supersedes);
        list.push(decision);
    }

    /// Asks, and compares with the rule as the documentation has it, applied to the model's own list.
    fn ask(&self, id: SubjectId, reader: usize, request: AccessRequest) {
        let (account, organisation, kind) = READERS[reader].clone();
        if request_access(&account, id, request).is_err() {
            return;
        }
        let receipt = last_receipt(id);
        assert_eq!((&receipt.reader.account, receipt.at), (&account, now()));
        let Entry::Access { ruling, .. } = receipt.entry else { panic!("data were asked for") };

        let enrolled = |project: ProjectId| {
            subject(id).participation(project).and_then(|part| part.enrolled).is_some()
                && request.category == Category::LaboratoryResults
                && request.purpose == Purpose::Research
                && request.sensitivities.is_empty()
        };
        // (specificity, when, deny) of all that applies; the greatest decides.
        let mut applying = Vec::new();
        for decision in self.decisions.get(&id).into_iter().flatten() {
            let terms = &decision.terms;
            let specificity = match &terms.grantee {
                Grantee::Seat { account: seat, .. } if *seat == account => 4,
                Grantee::Project(project) if request.project == Some(*project) => 3,
                Grantee::Organisation(other) if *other == organisation => 2,
                Grantee::Kind(other) if *other == kind => 1,
                Grantee::Anyone => 0,
                _ => continue,
            };
            let deny = terms.effect == Effect::Deny;
            let date = match (request.data_date, terms.data_from, terms.data_until) {
                (_, None, _) => true,
                (None, ..) => deny,
                (Some(date), from, until) => from <= Some(date) && Some(date) < until,
            };
            let named = terms.sensitivities;
            let covered = match deny {
                true => named.is_empty() || request.sensitivities.iter().any(|one| named.contains(one)),
                false => request.sensitivities.iter().all(|one| named.contains(one)),
            };
            let valid = terms.valid_from <= now() && terms.valid_until.is_none_or(|until| now() < until);
            if valid
                && date
                && covered
                && terms.categories.contains(request.category)
                && terms.purposes.contains(request.purpose)
            {
                applying.push((specificity, decision.made_at, deny));
            }
        }
        if let Some(project) = request.project.filter(|project| enrolled(*project)) {
            let since = decisions(id)
                .into_iter()
                .find(|one| one.terms.is_enrolment() && one.terms.grantee == Grantee::Project(project));
            applying.push((3, since.expect("an enrolment has its decision").made_at, false));
        }
        let by_policy = self.policy
            && request.category == Category::Medications
            && request.purpose == Purpose::Treatment
            && request.sensitivities.is_empty();
        match (applying.into_iter().max(), ruling) {
            (Some((_, _, false)), Ruling::Permitted(_)) | (Some((_, _, true)), Ruling::Denied(_)) => {}
            (None, Ruling::ReleasedByPolicy) => assert!(by_policy),
            (None, Ruling::RefusedByPolicy) => assert!(!by_policy),
            (expected, Ruling::Emergency(_)) => {
                assert!(expected.is_none_or(|(_, _, deny)| deny) && request.purpose == Purpose::EmergencyTreatment);
                assert!(!crate::Suspensions::<Test>::contains_key(&account), "a suspended seat has overridden");
            }
            (expected, ruling) => panic!("expected {expected:?}, ruled {ruling:?}"),
        }
    }

    /// What only grows has grown, what is closed has stayed so, and the model's list is the chain's.
    fn compare(&self, id: SubjectId, before: Option<crate::Subject<Test>>, next: u32) {
        let Some(before) = before else { return };
        let after = subject(id);
        assert!(after.closed_at.is_some() || next_decision(id) >= next);
        assert!(after.next_receipt >= before.next_receipt);
        assert!(after.first_receipt >= before.first_receipt && after.next_erasure >= before.next_erasure);
        if before.closed_at.is_some() {
            assert_eq!(after.closed_at, before.closed_at, "closed stays closed");
            assert_eq!(after.next_receipt, before.next_receipt, "nobody is answered about a closed subject");
        }
        // What is expired may have made room; all else is there, in the same order.
        let kept = |list: &[Decision<AccountId>]| {
            let live = list.iter().filter(|one| !one.terms.is_over_at(now()) && !one.terms.is_enrolment());
            live.map(|one| one.id).collect::<Vec<_>>()
        };
        let model = self.decisions.get(&id).map(|list| kept(list)).unwrap_or_default();
        assert_eq!(kept(&decisions(id)), model);
    }
}

/// Plays a history; the invariants are checked at its end, and, if `closely`, after each step.
fn play(steps: Vec<Step>, closely: bool) {
    new_test_ext().execute_with(|| {
        let mut world = World::default();
        for number in 0..SUBJECTS {
            world.subjects.insert(number, registered(number));
        }
        for number in 0..2 {
            approved(number);
            world.plans.insert(number, plan(number));
        }
        for step in steps {
            world.step(step);
            if closely {
                check();
            }
        }
        check();
    });
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::with_cases(cases) }
}

// In two halves, which run side by side.
proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    fn answers_should_agree_with_the_rule_in_any_history(steps in prop::collection::vec(step(), 2..7)) {
        play(steps, false);
    }

    #[test]
    fn answers_should_agree_with_the_rule_in_any_other_history(steps in prop::collection::vec(step(), 2..7)) {
        play(steps, false);
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn invariants_should_hold_after_every_step_of_any_history(steps in prop::collection::vec(step(), 1..40)) {
        play(steps, true);
    }
}
