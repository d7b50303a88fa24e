//! A model of prescriptions runs beside the pallet, through thousands of random histories, and must agree with it on
//! every answer and on everything that can be read.
//!
//! The model ([`paper`], [`answers`], [`effects`]) is a statement of the rules that shares nothing with the pallet but its
//! words. [`attempts`] says who tries what, and `PROPTEST_CASES` in how many
//! sequences.

mod answers;
mod attempts;
mod effects;
mod paper;

use super::scenario::*;
use crate::{Belonging, ByHolder, FillContent, Fills, NewPrescription, Pallet, Prescriptions, mock::*};
use answers::Model;
use attempts::{Step, steps};
use bogam_pallet_tests::{
    model,
    people::{sorted, sponsorships},
};
use bogam_primitives::{
    PrescriptionId, Statement,
    prescription::{AcceptPrescription, DispenseReference},
    traits::{Dispenses, Holders},
};
use frame_support::pallet_prelude::DispatchResult;
use paper::{Entry, NOBODY, Operation, Paper, Said};
use sp_core::H256;
use std::collections::BTreeMap;

/// The number of a key that somebody else sponsors.
const ELSEWHERES_KEY: u32 = 5;

#[derive(Default)]
struct World {
    model: Model,
    /// All that were ever issued, oldest first.
    ids: Vec<PrescriptionId>,
    contents: Vec<NewPrescription<AccountId>>,
    /// What keys have said before.
    said: Vec<Said>,
    keys: u32,
}

// How it is done, and what has to agree.
impl World {
    fn step(&mut self, step: &Step) {
        self.wait(step.wait);
        let operation = self.plan(step);
        let reasons = self.model.answer(&operation);
        let result = perform(&operation);
        reasons.compare(&result, &operation);
        self.remember(&operation, result.is_ok());
        let target = match &operation {
            Operation::Issue(..) => self.ids.last().copied(),
            Operation::Bill(reference) | Operation::Unbill(reference) => Some(reference.prescription),
            Operation::SponsorElsewhere(_) => None,
            Operation::Replace(_, id, _)
            | Operation::Cancel(_, id, _)
            | Operation::Suspend(_, id)
            | Operation::Resume(_, id)
            | Operation::Accept(_, id, _)
            | Operation::Dispense(_, id, _)
            | Operation::NotDispensed(_, id, _)
            | Operation::GiveBack(_, id)
            | Operation::Withdraw(_, id, _)
            | Operation::Nominate(_, id, _)
            | Operation::Rotate(_, id, ..)
            | Operation::Decline(_, id)
            | Operation::RequestRenewal(_, id)
            | Operation::ReleaseStale(_, id)
            | Operation::Prune(_, id) => Some(*id),
        };
        if let Some(id) = target {
            self.compare(id);
        }
    }

    fn remember(&mut self, operation: &Operation, done: bool) {
        match operation {
            Operation::Issue(who, new) | Operation::Replace(who, _, new) if done => {
                let clinic = Model::clinic_of(who).expect("who has issued may");
                let id = id_of(clinic, new);
                assert!(!self.ids.contains(&id), "an identifier has come back");
                self.ids.push(id);
                self.contents.push(new.clone());
            }
            // Also what was refused can be tried again.
            Operation::Accept(_, _, said) => self.said.push(said.clone()),
            _ => {}
        }
    }

    /// Compares all that can be read of a prescription.
    fn compare(&self, id: PrescriptionId) {
        let now = self.model.now;
        let seen = Pallet::<Test>::prescription(id);
        let entries = Pallet::<Test>::fills(id, 0, 100).fills;
        let Some(paper) = self.model.papers.get(&id) else {
            assert!(seen.is_none() && entries.is_empty(), "there should be no trace of it");
            return;
        };
        let seen = seen.expect("it is there");
        assert_eq!(seen.standing, paper.standing(now));
        assert_eq!(Pallet::<Test>::standing(id), Some(seen.standing));
        let (record, reached) = (seen.record, paper.progress());
        assert_eq!(record.state, paper.state(now));
        let prescriber = (record.prescriber.account, record.prescriber.organisation);
        assert_eq!(prescriber, paper.prescriber);
        assert_eq!(record.holders.to_vec(), paper.keys);
        assert_eq!((usize::from(record.issue), record.opens_at), (reached.issue, reached.opens_at));
        assert_eq!((record.nomination, record.renewal_requested), paper.wishes[reached.issue]);
        assert_eq!((record.suspended, record.holds), (paper.suspended, paper.holds));
        assert_eq!((record.replaces, record.replaced_by), (paper.replaces, paper.replaced_by));
        assert_eq!(record.items.len(), paper.new.items.len());
        for (place, item) in record.items.iter().enumerate() {
            assert_eq!(item.authorised, paper.new.items[place].authorised);
            assert_eq!(item.dispensed, reached.supplied[place], "of item {place}");
            assert_eq!(item.not_dispensed.is_some(), reached.closed[place], "item {place}");
        }
        assert_eq!(usize::from(record.next_fill), paper.log.len());
        assert_eq!(record.newest_fill.map(usize::from), paper.newest().map(|(number, _)| number));
        assert_eq!(entries.len(), paper.log.len());
        for (place, (view, entry)) in entries.iter().zip(&paper.log).enumerate() {
            assert_eq!(usize::from(view.number), place);
            compare_entry(id, view.number, &view.fill, entry, paper);
        }
    }

    /// Compares everything that is stored, also what no operation was about.
    fn compare_all(&self) {
        for id in &self.ids {
            self.compare(*id);
        }
        assert_eq!(Prescriptions::<Test>::iter_keys().count(), self.model.papers.len());
        let entries = self.model.papers.values().map(|paper| paper.log.len()).sum::<usize>();
        assert_eq!(Fills::<Test>::iter_keys().count(), entries);

        let owned =
            self.model.papers.iter().flat_map(|(id, paper)| paper.keys.iter().map(move |key| (key.clone(), *id)));
        let stored = ByHolder::<Test>::iter().map(|(key, Belonging { prescription, .. })| (key, prescription));
        assert_eq!(stored.collect::<BTreeMap<_, _>>(), owned.collect::<BTreeMap<_, _>>());

        for paper in self.model.papers.values() {
            for key in &paper.keys {
                assert_eq!(sponsor_of(key), paper.signing().contains(key).then_some(paper.prescriber.1));
            }
        }
        let elsewhere = self.model.elsewhere.iter().map(|key| (key.clone(), ELSEWHERE));
        assert_eq!(sorted(sponsorships()), sorted(elsewhere));
        assert_eq!(frame_system::Account::<Test>::iter().count(), 0, "nothing is set up for anybody");
        check();
    }
}

fn compare_entry(id: PrescriptionId, fill: u16, seen: &crate::Fill<Test>, entry: &Entry, paper: &Paper) {
    let dispenser = (&seen.dispenser.account, seen.dispenser.organisation);
    assert_eq!(dispenser, (&entry.by.0, entry.by.1));
    assert_eq!((usize::from(seen.issue), seen.at), (entry.issue, entry.at));
    assert_eq!(seen.withdrawn.is_some(), entry.withdrawn);
    let closes = match &seen.content {
        FillContent::Supplied { .. } => None,
        FillContent::NotDispensed { item, .. } => Some(*item),
    };
    assert_eq!(closes, entry.closes);
    let lines = seen.lines().iter().map(|line| (line.item, line.quantity, line.substituted, line.billed));
    let expected = entry.lines.iter().map(|line| (line.item, line.quantity, line.substituted, line.billed));
    assert_eq!(lines.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    for line in &entry.lines {
        let reference = DispenseReference { prescription: id, fill, item: line.item };
        let record = Pallet::<Test>::dispense_record(reference).expect("it was supplied");
        assert_eq!((record.provider, record.at, record.quantity), (entry.by.1, entry.at, line.quantity));
        assert_eq!((record.withdrawn, record.billed), (entry.withdrawn, line.billed));
        assert_eq!(record.holder, paper.keys[entry.issue]);
    }
}

/// Does it on the chain.
fn perform(operation: &Operation) -> DispatchResult {
    use crate::Call;
    use bogam_primitives::{
        Commitment,
        prescription::{GiveBackReason, NotDispensedReason, WithdrawalReason},
    };
    let (who, call) = match operation.clone() {
        Operation::Issue(who, new) => (who, Call::issue { new }),
        Operation::Replace(who, old, new) => (who, Call::replace { old, new }),
        Operation::Cancel(who, prescription, reason) => (who, Call::cancel { prescription, reason }),
        Operation::Suspend(who, prescription) => (who, Call::suspend { prescription }),
        Operation::Resume(who, prescription) => (who, Call::resume { prescription }),
        Operation::Accept(who, prescription, said) => (who, Call::accept { prescription, statement: signed_by(&said) }),
        Operation::Dispense(who, prescription, lines) => {
            (who, Call::dispense { prescription, lines, commitment: Commitment(H256::repeat_byte(5)) })
        }
        Operation::NotDispensed(who, prescription, item) => {
            (who, Call::not_dispensed { prescription, item, reason: NotDispensedReason::OutOfStock })
        }
        Operation::GiveBack(who, prescription) => {
            (who, Call::give_back { prescription, reason: GiveBackReason::PatientRequest })
        }
        Operation::Withdraw(who, prescription, fill) => {
            (who, Call::withdraw { prescription, fill, reason: WithdrawalReason::RecordedInError })
        }
        Operation::Nominate(who, prescription, dispenser) => (who, Call::nominate { prescription, dispenser }),
        Operation::Rotate(who, prescription, issue, new_holder) => {
            (who, Call::rotate { prescription, issue, new_holder })
        }
        Operation::Decline(who, prescription) => (who, Call::decline { prescription }),
        Operation::RequestRenewal(who, prescription) => (who, Call::request_renewal { prescription }),
        Operation::ReleaseStale(who, prescription) => (who, Call::release_stale { prescription }),
        Operation::Prune(who, prescription) => (who, Call::prune { prescription }),
        Operation::Bill(reference) => return Pallet::<Test>::bill(&reference),
        Operation::Unbill(reference) => return Pallet::<Test>::unbill(&reference),
        Operation::SponsorElsewhere(key) => {
            return if sponsored_elsewhere(&key) { Ok(()) } else { Sponsorship::sponsor(&key, ELSEWHERE) };
        }
    };
    let origin = if who == NOBODY { RuntimeOrigin::none() } else { RuntimeOrigin::signed(who) };
    dispatch(origin, call)
}

fn sponsored_elsewhere(key: &AccountId) -> bool {
    Sponsorship::is_sponsored(key)
}

fn signed_by(said: &Said) -> Statements {
    let genesis = if said.for_this_chain { GENESIS } else { H256::zero() };
    let content = AcceptPrescription { prescription: said.prescription, dispenser: said.dispenser, hold: said.hold };
    let statement = Statement { genesis, content, expires: said.expires };
    let signed =
        if said.intact { statement.clone() } else { Statement { expires: said.expires + 1, ..statement.clone() } };
    let signature = sign_bytes(&said.signer, &signed.signing_payload());
    Statements { statement, signature }
}

fn play(steps: Vec<Step>) {
    new_test_ext().execute_with(|| {
        let mut world = World::default();
        world.model.now = now();
        let elsewheres = Operation::SponsorElsewhere(key(ELSEWHERES_KEY));
        assert!(world.model.answer(&elsewheres).0.is_empty());
        perform(&elsewheres).expect("anybody may be sponsored");
        for round in steps.chunks(model::ROUND) {
            round.iter().for_each(|step| world.step(step));
            world.compare_all();
        }
    });
}

bogam_pallet_tests::in_parts! {
    play, steps, Error:
    prescriptions_should_do_what_the_model_does_when_anything_happens_1,
    prescriptions_should_do_what_the_model_does_when_anything_happens_2,
    prescriptions_should_do_what_the_model_does_when_anything_happens_3,
    prescriptions_should_do_what_the_model_does_when_anything_happens_4,
}
