//! Random histories: every call by everybody at any time, over several prescriptions at once. After each step the
//! invariants hold, and a small model of its own agrees.

use super::scenario::*;
use crate::{Fills, NewPrescription, Pallet, Prescription, Prescriptions, Standing, State, mock::*};
use bogam_primitives::{
    PrescriptionId,
    prescription::{DispenseReference, FillNumber, IssueIndex, ItemIndex, Quantity, Schedule},
    traits::Dispenses,
};
use frame_support::pallet_prelude::DispatchResult;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PRESCRIBERS: [AccountId; 4] = [PRESCRIBER_A1, PRESCRIBER_A2, PRESCRIBER_B, SUSPENDED_PRESCRIBER];
const DISPENSERS: [AccountId; 4] = [DISPENSER_P, DISPENSER_P2, DISPENSER_Q, SUSPENDED_DISPENSER];

/// What somebody tries. Actors are picked from the lists above, the prescription from those issued so far.
#[derive(Clone, Debug)]
enum Act {
    Issue {
        issues: u32,
        controlled: bool,
    },
    /// Content that was issued before, with fresh keys.
    Reissue,
    Replace,
    Cancel,
    Suspend,
    Resume,
    Accept,
    /// With a statement that was used before, or would have been.
    AcceptLate {
        hold: u32,
    },
    Dispense(Vec<(ItemIndex, Quantity, bool)>),
    Complete,
    NotDispensed(ItemIndex),
    GiveBack,
    WithdrawNewest,
    Withdraw(FillNumber),
    Nominate(Option<u8>),
    Rotate(IssueIndex),
    Decline,
    RequestRenewal,
    ReleaseStale,
    Prune,
    Bill(FillNumber, ItemIndex),
    Unbill(FillNumber, ItemIndex),
}

#[derive(Clone, Debug)]
struct Step {
    act: Act,
    /// Whether somebody acts who probably may: otherwise `actor` says who.
    fit: bool,
    /// Who, in the list of the role.
    actor: usize,
    /// On which: the newest but so many, if there are so many.
    target: usize,
    /// How many hours pass before.
    hours: u64,
}

fn act() -> impl Strategy<Value = Act> {
    let line = (0..2u8, 1..12u64, prop::bool::weighted(0.1));
    let any_line = (0..3u8, 0..40u64, any::<bool>());
    prop_oneof![
        8 => (1..4u32, prop::bool::weighted(0.2)).prop_map(|(issues, controlled)| Act::Issue { issues, controlled }),
        1 => Just(Act::Reissue),
        1 => Just(Act::Replace),
        2 => Just(Act::Cancel),
        1 => Just(Act::Suspend),
        2 => Just(Act::Resume),
        16 => Just(Act::Accept),
        1 => (0..4u32).prop_map(|hold| Act::AcceptLate { hold }),
        10 => line.prop_map(|line| Act::Dispense(vec![line])),
        2 => prop::collection::vec(any_line, 0..4).prop_map(Act::Dispense),
        12 => Just(Act::Complete),
        4 => (0..3u8).prop_map(Act::NotDispensed),
        3 => Just(Act::GiveBack),
        12 => Just(Act::WithdrawNewest),
        1 => (0..6u16).prop_map(Act::Withdraw),
        2 => prop::option::of(0..3u8).prop_map(Act::Nominate),
        2 => (0..3u8).prop_map(Act::Rotate),
        1 => Just(Act::Decline),
        1 => Just(Act::RequestRenewal),
        1 => Just(Act::ReleaseStale),
        2 => Just(Act::Prune),
        4 => (0..4u16, 0..2u8).prop_map(|(fill, item)| Act::Bill(fill, item)),
        3 => (0..4u16, 0..2u8).prop_map(|(fill, item)| Act::Unbill(fill, item)),
    ]
}

/// Mostly hours, sometimes the days until a deadline or the next issue, seldom months.
fn hours() -> impl Strategy<Value = u64> {
    prop_oneof![40 => 0..6u64, 8 => 24..150u64, 1 => 500..3_000u64]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let actor = prop_oneof![5 => Just(0usize), 2 => Just(1), 3 => Just(2), 1 => Just(3)];
    let step = (act(), prop::bool::weighted(0.8), actor, 0..2usize, hours())
        .prop_map(|(act, fit, actor, target, hours)| Step { act, fit, actor, target, hours });
    prop::collection::vec(step, 1..120)
}

/// What the model knows of a prescription.
#[derive(Default)]
struct Known {
    /// The live entries, oldest first: number, and the record as it was before.
    live: Vec<(FillNumber, Prescription<Test>)>,
}

fn is_over(id: PrescriptionId) -> bool {
    let standing = Pallet::<Test>::standing(id);
    matches!(standing, None | Some(Standing::Dispensed | Standing::Cancelled | Standing::Expired))
}

#[derive(Default)]
struct World {
    known: BTreeMap<PrescriptionId, Known>,
    targets: Vec<PrescriptionId>,
    contents: Vec<(AccountId, NewPrescription<AccountId>)>,
    ever_issued: BTreeSet<PrescriptionId>,
    keys: u32,
}

impl World {
    fn fresh_key(&mut self) -> AccountId {
        self.keys += 1;
        key(1_000 + self.keys)
    }

    fn content(&mut self, issues: u32, controlled: bool) -> NewPrescription<AccountId> {
        let holders = (0..issues).map(|_| self.fresh_key()).collect();
        let (schedule, validity) = match controlled {
            true => (Schedule::Controlled, 20 * DAY),
            false => (Schedule::Ordinary, 60 * DAY),
        };
        let items = vec![item(30, !controlled), item(10, false)];
        NewPrescription { holders, schedule, items, valid_until: now() + validity, ..draft(self.keys, issues) }
    }

    fn try_issue(
        &mut self,
        who: &AccountId,
        replaces: Option<PrescriptionId>,
        new: NewPrescription<AccountId>,
    ) -> DispatchResult {
        match replaces {
            Some(old) => replace(who, old, new.clone()),
            None => issue(who, new.clone()),
        }?;
        let id = id_of(if *who == PRESCRIBER_B { CLINIC_B } else { CLINIC_A }, &new);
        assert!(self.ever_issued.insert(id), "an identifier was issued twice");
        self.known.insert(id, Known::default());
        self.targets.push(id);
        self.contents.push((who.clone(), new));
        Ok(())
    }

    /// Does one step and checks what must follow from it.
    fn step(&mut self, Step { act, fit, actor, target, hours }: Step) {
        pass(hours * HOUR);
        if let Act::Issue { issues, controlled } = act {
            let prescriber = if fit { &PRESCRIBER_A1 } else { &PRESCRIBERS[actor] };
            let new = self.content(issues, controlled);
            // Two at a time are enough for them to meet.
            if self.targets.iter().filter(|id| !is_over(**id)).count() < 2 {
                let _ = self.try_issue(prescriber, None, new);
            }
            return;
        }
        // What is over can still be corrected, billed and pruned; the rest is seldom tried on it.
        let after_all =
            matches!(act, Act::WithdrawNewest | Act::Prune | Act::Bill(..) | Act::Unbill(..) | Act::Reissue);
        let candidates = || self.targets.iter().rev().filter(|id| !fit || after_all || !is_over(**id)).take(2);
        let Some(id) = candidates().nth(target % candidates().count().max(1)).copied() else { return };
        let before = Prescriptions::<Test>::get(id);
        let (mut prescriber, mut dispenser) = (PRESCRIBERS[actor].clone(), DISPENSERS[actor].clone());
        if let (true, Some(record)) = (fit, &before) {
            prescriber = record.prescriber.account.clone();
            let newest = record.newest_fill.and_then(|number| Fills::<Test>::get(id, number));
            dispenser = match (&record.state, newest) {
                (State::Held(hold), _) => hold.dispenser.account.clone(),
                (_, Some(fill)) => fill.dispenser.account,
                (_, None) => dispenser,
            };
        }
        let result = self.attempt(id, before.as_ref(), &act, actor, &prescriber, &dispenser);
        let after = Prescriptions::<Test>::get(id);
        if result.is_err() {
            assert_eq!(before, after, "a refused call has changed the record");
        }
        self.compare(id, &act, result.is_ok(), before, after);
    }

    fn attempt(
        &mut self,
        id: PrescriptionId,
        before: Option<&Prescription<Test>>,
        act: &Act,
        actor: usize,
        prescriber: &AccountId,
        dispenser: &AccountId,
    ) -> DispatchResult {
        // Patients act with the current key, and now and then with another one.
        let patient = match (before, actor) {
            (Some(record), 0..3) => record.holder().expect("it has one").clone(),
            (Some(record), _) => record.holders[0].clone(),
            (None, _) => key(1_001),
        };
        let reference = |fill: FillNumber, item| DispenseReference { prescription: id, fill, item };
        match act {
            Act::Issue { .. } => unreachable!("done before"),
            Act::Reissue => {
                let (who, content) = self.contents[actor % self.contents.len()].clone();
                let holders = content.holders.iter().map(|_| self.fresh_key()).collect();
                let result = issue(&who, NewPrescription { holders, ..content });
                assert!(result.is_err(), "content was issued twice");
                result
            }
            Act::Replace => {
                let new = self.content(1, false);
                self.try_issue(prescriber, Some(id), new)
            }
            Act::Cancel => cancel(prescriber, id),
            Act::Suspend => suspend(prescriber, id),
            Act::Resume => resume(prescriber, id),
            Act::Accept if before.is_none() => Ok(()),
            Act::Accept => accept(dispenser, id),
            Act::AcceptLate { hold } => {
                let Some(record) = before.filter(|record| record.holds != *hold) else { return Ok(()) };
                let mut late = statement(id, pharmacy_of(dispenser));
                late.content.hold = *hold;
                let result = accept_with(dispenser, id, sign(record.holder().expect("it has one"), late));
                assert!(result.is_err(), "a statement served for another hold");
                result
            }
            Act::Dispense(lines) => dispense(dispenser, id, lines),
            Act::Complete if before.is_none() => Ok(()),
            Act::Complete => complete(dispenser, id),
            Act::NotDispensed(item) => not_dispensed(dispenser, id, *item),
            Act::GiveBack => give_back(dispenser, id),
            Act::WithdrawNewest => {
                let newest = before.and_then(|record| record.newest_fill).unwrap_or(0);
                withdraw(dispenser, id, newest)
            }
            Act::Withdraw(fill) => withdraw(dispenser, id, *fill),
            Act::Nominate(named) => nominate(&patient, id, named.map(|named| PHARMACY_P + u32::from(named))),
            Act::Rotate(issue) => {
                let new_key = self.fresh_key();
                rotate(&patient, id, *issue, new_key)
            }
            Act::Decline => decline(&patient, id),
            Act::RequestRenewal => request_renewal(&patient, id),
            Act::ReleaseStale => release_stale(&STRANGER, id),
            Act::Prune => prune(&STRANGER, id),
            Act::Bill(fill, item) => Pallet::<Test>::bill(&reference(*fill, *item)),
            Act::Unbill(fill, item) => Pallet::<Test>::unbill(&reference(*fill, *item)),
        }
    }

    fn compare(
        &mut self,
        id: PrescriptionId,
        act: &Act,
        done: bool,
        before: Option<Prescription<Test>>,
        after: Option<Prescription<Test>>,
    ) {
        let Some(before) = before else {
            assert!(after.is_none(), "what was pruned has come back");
            return;
        };
        let Some(after) = after else {
            assert!(done && matches!(act, Act::Prune), "only pruning removes");
            self.known.remove(&id);
            return;
        };

        // Terminal stays terminal, but for what a withdrawal leads back from.
        match &before.state {
            State::Cancelled { .. } => assert_eq!(after.state, before.state, "cancelled is final"),
            State::Dispensed { .. } => {
                let withdrawn = done && matches!(act, Act::Withdraw(_) | Act::WithdrawNewest);
                assert!(after.state == before.state || withdrawn, "dispensed is left by withdrawal alone");
            }
            State::Active | State::Held(_) => {}
        }
        assert!(after.holds >= before.holds && after.next_fill >= before.next_fill, "numbers only grow");

        let known = self.known.get_mut(&id).expect("every prescription that is there is known");
        if done && matches!(act, Act::Dispense(_) | Act::Complete | Act::NotDispensed(_)) {
            let State::Held(hold) = &before.state else { panic!("filled without a hold") };
            assert!(hold.cancellation.is_none() && now() < hold.until, "filled on a hold that does not permit it");
            let fill = Fills::<Test>::get(id, before.next_fill).expect("it was recorded");
            assert_eq!(fill.dispenser.organisation, hold.dispenser.organisation);
            known.live.push((before.next_fill, before.clone()));
        }
        if done && matches!(act, Act::Withdraw(_) | Act::WithdrawNewest) {
            let (number, was) = known.live.pop().expect("there was an entry to withdraw");
            assert_eq!(before.newest_fill, Some(number), "the newest goes first");
            assert_eq!(after.newest_fill, was.newest_fill);
            assert_eq!((after.issue, &after.items, after.opens_at), (was.issue, &was.items, was.opens_at));
            if before.issue != after.issue {
                assert_eq!(after.renewal_requested, was.renewal_requested);
                assert_eq!(after.nomination, was.nomination);
            }
        }

        // The sum over everything supplied and not withdrawn, by all pharmacies, from the log alone.
        let mut sums = BTreeMap::<(IssueIndex, ItemIndex), Quantity>::new();
        for (_, fill) in Fills::<Test>::iter_prefix(id).filter(|(_, fill)| fill.withdrawn.is_none()) {
            for line in fill.lines() {
                *sums.entry((fill.issue, line.item)).or_default() += line.quantity;
            }
        }
        for ((_, item), sum) in sums {
            assert!(sum <= after.items[usize::from(item)].authorised, "more was dispensed than authorised");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn invariants_should_hold_after_every_step_of_any_history(steps in steps()) {
        new_test_ext().execute_with(|| {
            let mut world = World::default();
            for step in steps {
                world.step(step);
                check();
            }
        });
    }
}
