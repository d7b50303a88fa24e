//! Random histories: every call by everybody at any time, over several batches at once. A small model of its own says what
//! has to be refused, and what each certificate was at every moment since.

use super::scenario::*;
use crate::{Batches, NewBatch};
use bogam_primitives::traits::Certifies;
use frame_support::pallet_prelude::DispatchResult;
use proptest::{prelude::*, test_runner::TestRunner};
use std::{
    collections::BTreeSet,
    panic::{catch_unwind, resume_unwind},
};

/// Small batches, so that acts meet.
const SIZE: u32 = 3;
const VALIDITY: Moment = 20 * DAY;

const PEOPLE: [AccountId; 6] = [PHYSICIAN, GATEWAY, HOSPITAL_PHYSICIAN, REGISTRAR, HEALTH_OFFICER, STRANGER];

/// For whom somebody may issue, and for which authority he acts.
fn roles(who: &AccountId) -> (Option<OrganisationId>, Option<OrganisationId>) {
    match who {
        who if [PHYSICIAN, GATEWAY].contains(who) => (Some(CLINIC), None),
        who if *who == HOSPITAL_PHYSICIAN => (Some(HOSPITAL), None),
        who if *who == REGISTRAR => (None, Some(AUTHORITY)),
        who if *who == HEALTH_OFFICER => (Some(HEALTH_OFFICE), Some(HEALTH_OFFICE)),
        _ => (None, None),
    }
}

#[derive(Clone, Debug)]
enum Act {
    Issue {
        endorsed: bool,
    },
    /// What was issued before, with its nonce and its interval.
    Reissue,
    Endorse,
    Refuse,
    Suspend(u32),
    Reinstate(u32),
    Revoke(u32),
    Supersede {
        index: u32,
        other: usize,
        by: u32,
    },
    RevokeBatch,
    Bill(u32),
    Unbill(u32),
    Prune(u32),
}

#[derive(Clone, Debug)]
struct Step {
    act: Act,
    who: usize,
    /// On which batch: the newest but so many.
    target: usize,
    hours: u64,
}

fn act() -> impl Strategy<Value = Act> {
    let index = || prop_oneof![12 => Just(0), 6 => 1..SIZE, 1 => Just(SIZE)];
    prop_oneof![
        4 => any::<bool>().prop_map(|endorsed| Act::Issue { endorsed }),
        1 => Just(Act::Reissue),
        3 => Just(Act::Endorse),
        1 => Just(Act::Refuse),
        6 => index().prop_map(Act::Suspend),
        6 => index().prop_map(Act::Reinstate),
        3 => index().prop_map(Act::Revoke),
        3 => (index(), 0..2usize, index()).prop_map(|(index, other, by)| Act::Supersede { index, other, by }),
        1 => Just(Act::RevokeBatch),
        2 => index().prop_map(Act::Bill),
        2 => index().prop_map(Act::Unbill),
        2 => (0..3u32).prop_map(Act::Prune),
    ]
}

fn steps(longest: usize) -> impl Strategy<Value = Vec<Step>> {
    let who = prop_oneof![8 => Just(0usize), 1 => Just(1), 1 => Just(2), 5 => Just(3), 2 => Just(4), 1 => Just(5)];
    // Mostly hours, sometimes days, seldom until the end of validity or of retention.
    let hours = prop_oneof![30 => 0..3u64, 6 => 24..72u64, 2 => 400..600u64, 1 => 8_760..9_300u64];
    let step = (act(), who, 0..2usize, hours).prop_map(|(act, who, target, hours)| Step { act, who, target, hours });
    prop::collection::vec(step, 1..longest)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    None,
    Endorsed,
    Refused,
}

#[derive(Clone, Debug, Default)]
struct Certificate {
    log: Vec<(Moment, Status, OrganisationId)>,
    billed: bool,
}

impl Certificate {
    fn status(&self) -> Status {
        self.log.last().map_or(Status::Active, |(_, status, _)| *status)
    }
}

#[derive(Clone, Debug)]
struct Known {
    id: BatchId,
    new: NewBatch,
    issuer: OrganisationId,
    endorser: Option<OrganisationId>,
    word: Word,
    revoked: bool,
    certificates: Vec<Certificate>,
    /// How many histories and marks are left, once pruning has begun.
    left: Option<u32>,
}

impl Known {
    fn is_gone(&self) -> bool {
        self.left.is_some()
    }

    fn is_ended(&self) -> bool {
        self.is_gone() || self.revoked || self.word == Word::Refused
    }

    fn is_expired(&self) -> bool {
        now() >= self.new.valid_until
    }

    /// For whom `who` may change the status: as the endorser, or as the issuer.
    fn mandate(&self, who: &AccountId) -> Option<OrganisationId> {
        let (issuer, authority) = roles(who);
        authority.filter(|_| authority == self.endorser).or(issuer.filter(|issuer| *issuer == self.issuer))
    }

    fn entries(&self) -> u32 {
        self.certificates.iter().map(|known| u32::from(!known.log.is_empty()) + u32::from(known.billed)).sum()
    }
}

#[derive(Default)]
struct World {
    batches: Vec<Known>,
    issued: u64,
}

impl World {
    fn step(&mut self, step: &Step) {
        pass(step.hours * HOUR);
        let who = &PEOPLE[step.who];
        if let Act::Issue { endorsed } = step.act {
            self.issue(who, endorsed);
            return;
        }
        let Some(place) = self.batches.len().checked_sub(1 + step.target) else { return };
        let expected = self.is_permitted(&step.act, who, place);
        let done = self.perform(&step.act, who, place);
        assert_eq!(done.is_ok(), expected, "{step:?}: {done:?} on {:?}", self.batches[place]);
        if expected {
            self.remember(&step.act, who, place);
        }
    }

    fn issue(&mut self, who: &AccountId, endorsed: bool) {
        self.issued += 1;
        let schema = if endorsed { endorsed_schema() } else { plain_schema() };
        let (valid_from, valid_until) = (now() + HOUR, now() + HOUR + VALIDITY);
        let new = NewBatch { size: SIZE, valid_from, valid_until, ..draft(&schema, self.issued) };
        let done = issue(who, new);
        let issuer = roles(who).0.filter(|_| !endorsed || [PHYSICIAN, HOSPITAL_PHYSICIAN].contains(who));
        assert_eq!(done.is_ok(), issuer.is_some(), "{done:?}");
        let Some(issuer) = issuer else { return };
        self.batches.push(Known {
            id: id_of(issuer, &new),
            new,
            issuer,
            endorser: schema.endorsement,
            word: Word::None,
            revoked: false,
            certificates: vec![Certificate::default(); SIZE as usize],
            left: None,
        });
    }

    fn is_permitted(&self, act: &Act, who: &AccountId, place: usize) -> bool {
        let batch = &self.batches[place];
        let certificate = |index: u32| batch.certificates.get(index as usize);
        let changeable = |index: u32| {
            let known = certificate(index).filter(|_| !batch.is_ended() && batch.mandate(who).is_some())?;
            (!matches!(known.status(), Status::Revoked(_) | Status::Superseded(_))).then_some(known)
        };
        let by_authority = |known: &Certificate| {
            let suspended_by = known.log.last().filter(|(_, status, _)| matches!(status, Status::Suspended(_)));
            suspended_by.is_some_and(|(.., by)| Some(*by) == batch.endorser)
        };
        let fresh = !batch.is_expired();
        match *act {
            Act::Issue { .. } | Act::Reissue => false,
            Act::Endorse | Act::Refuse => {
                let asked = batch.endorser.is_some() && batch.endorser == roles(who).1;
                asked && !batch.is_ended() && batch.word == Word::None && fresh
            }
            Act::Suspend(index) => changeable(index).is_some_and(|known| {
                fresh && known.status() == Status::Active && known.log.len() + 3 <= MAX_CHANGES as usize
            }),
            Act::Reinstate(index) => changeable(index).is_some_and(|known| {
                let mine = !by_authority(known) || batch.mandate(who) == batch.endorser;
                fresh && known.status() != Status::Active && mine
            }),
            Act::Revoke(index) => changeable(index).is_some(),
            Act::Supersede { index, other, by } => {
                let issuer = roles(who).0 == Some(batch.issuer);
                let successor = self.batches.len().checked_sub(1 + other).map(|place| &self.batches[place]);
                let good = successor.is_some_and(|other| {
                    let active = other.certificates.get(by as usize).map(Certificate::status) == Some(Status::Active);
                    let other_one = other.id != batch.id || by != index;
                    active && other_one && !other.is_ended() && !other.is_expired() && other.issuer == batch.issuer
                });
                issuer && good && fresh && changeable(index).is_some_and(|known| !by_authority(known))
            }
            Act::RevokeBatch => !batch.is_ended() && batch.mandate(who).is_some(),
            Act::Bill(index) => certificate(index).is_some_and(|known| {
                let endorsed = batch.endorser.is_none() || batch.word == Word::Endorsed;
                let counts = !batch.revoked && known.status() == Status::Active;
                !batch.is_gone() && endorsed && counts && !known.billed
            }),
            Act::Unbill(index) => certificate(index).is_some_and(|known| !batch.is_gone() && known.billed),
            Act::Prune(_) => match batch.left {
                Some(left) => left > 0,
                None => now() >= batch.new.valid_until + Retention::get(),
            },
        }
    }

    fn perform(&self, act: &Act, who: &AccountId, place: usize) -> DispatchResult {
        let id = self.batches[place].id;
        match *act {
            Act::Issue { .. } => unreachable!("issued above"),
            Act::Reissue => issue(&PHYSICIAN, self.reissue(place)),
            Act::Endorse => endorse(who, id),
            Act::Refuse => refuse_endorsement(who, id),
            Act::Suspend(index) => suspend(who, at(id, index)),
            Act::Reinstate(index) => reinstate(who, at(id, index)),
            Act::Revoke(index) => revoke(who, at(id, index)),
            Act::Supersede { index, .. } => supersede(who, at(id, index), self.successor(act)),
            Act::RevokeBatch => revoke_batch(who, id),
            Act::Bill(index) => Pallet::bill(&at(id, index)),
            Act::Unbill(index) => Pallet::unbill(&at(id, index)),
            Act::Prune(limit) => prune(who, id, limit),
        }
    }

    /// The batch again, with another root, under a name that nobody but its issuer can use.
    fn reissue(&self, place: usize) -> NewBatch {
        let Known { issuer, new, .. } = self.batches[place];
        // Anybody else would issue a batch of his own: this one he may not.
        let size = if issuer == CLINIC { new.size } else { 0 };
        NewBatch { size, root: sp_core::H256::repeat_byte(0xEE), ..new }
    }

    fn successor(&self, act: &Act) -> CertificateReference {
        let Act::Supersede { other, by, .. } = *act else { unreachable!("asked of supersession alone") };
        match self.batches.len().checked_sub(1 + other) {
            Some(place) => at(self.batches[place].id, by),
            None => at(BatchId(sp_core::H256::zero()), by),
        }
    }

    fn remember(&mut self, act: &Act, who: &AccountId, place: usize) {
        let successor = matches!(act, Act::Supersede { .. }).then(|| self.successor(act));
        let batch = &mut self.batches[place];
        let mandate = batch.mandate(who);
        let mut log = |index: u32, status, by: Option<OrganisationId>| {
            let entry = (now(), status, by.expect("who may has a mandate"));
            batch.certificates[index as usize].log.push(entry);
        };
        match *act {
            Act::Issue { .. } | Act::Reissue => unreachable!("never permitted"),
            Act::Endorse => batch.word = Word::Endorsed,
            Act::Refuse => batch.word = Word::Refused,
            Act::Suspend(index) => log(index, Status::Suspended(REVIEW), mandate),
            Act::Reinstate(index) => log(index, Status::Active, mandate),
            Act::Revoke(index) => log(index, Status::Revoked(FRAUD), mandate),
            Act::Supersede { index, .. } => {
                log(index, Status::Superseded(successor.expect("it has one")), roles(who).0);
            }
            Act::RevokeBatch => batch.revoked = true,
            Act::Bill(index) => batch.certificates[index as usize].billed = true,
            Act::Unbill(index) => batch.certificates[index as usize].billed = false,
            Act::Prune(limit) => {
                let left = batch.left.unwrap_or(batch.entries());
                batch.left = Some(left.saturating_sub(limit.max(1)));
            }
        }
    }

    /// Every certificate was what the model says, at every moment at which anything happened, and between.
    fn compare(&self) {
        let known: BTreeSet<_> = self.batches.iter().filter(|batch| !batch.is_gone()).map(|batch| batch.id).collect();
        assert_eq!(Batches::<Test>::iter_keys().collect::<BTreeSet<_>>(), known, "no batch comes from nowhere");
        for batch in &self.batches {
            for (index, certificate) in batch.certificates.iter().enumerate() {
                let reference = at(batch.id, index as u32);
                let moments = certificate.log.iter().flat_map(|(at, ..)| [at - 1, *at, at + 1]).chain([now()]);
                for moment in moments {
                    let entry = certificate.log.iter().rfind(|(at, ..)| *at <= moment);
                    let status = entry.map_or(Status::Active, |(_, status, _)| *status);
                    let expected = (!batch.is_gone()).then_some(status);
                    assert_eq!(Pallet::status(reference, moment), expected, "{reference:?} at {moment}");
                }
                let billed = (!batch.is_gone()).then_some(certificate.billed);
                assert_eq!(Pallet::certificate(&reference).map(|record| record.billed), billed);
            }
        }
    }
}

fn live(steps: &[Step], check_each: bool) {
    let mut world = World::default();
    // Something to act upon.
    for endorsed in [false, true] {
        world.issue(&PHYSICIAN, endorsed);
    }
    for step in steps {
        world.step(step);
        if check_each {
            check();
            world.compare();
        }
    }
    check();
    world.compare();
}

/// Lives `cases` random histories of up to `longest` steps, each from the same beginning: a new world for each would take
/// longer than the history.
fn try_histories(cases: u32, longest: usize, check_each: bool) {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) };
    new_test_ext().execute_with(|| {
        register_schemas();
        let tried = TestRunner::new(config).run(&steps(longest), |steps| {
            sp_io::storage::start_transaction();
            let lived = catch_unwind(|| live(&steps, check_each));
            sp_io::storage::rollback_transaction();
            lived.unwrap_or_else(|found| resume_unwind(found));
            Ok(())
        });
        tried.expect("the model agrees");
    });
}

#[test]
fn model_should_agree_with_any_short_history() {
    try_histories(10_000, 12, false);
}

#[test]
fn invariants_should_hold_after_every_step_of_any_long_history() {
    try_histories(100, 100, true);
}
