//! The invariants notice what they are there for: each corruption of the storage is found, under its own name.

use super::scenario::*;
use crate::{
    Belonging, ByHolder, CancellationCause, Fill, FillContent, Fills, Pallet, Prescription, Prescriptions, State,
    Withdrawal, mock::*,
};
use bogam_primitives::{
    PrescriptionId,
    prescription::{NotDispensedReason, WithdrawalReason},
};
use frame_support::assert_ok;
use sp_core::H256;
use sp_runtime::TryRuntimeError;

/// Two entries by P: the first completes the first issue, the second is part of the second, which P holds.
fn prescribed() -> PrescriptionId {
    let id = held(1, 2);
    assert_ok!(complete(&DISPENSER_P, id));
    pass(5 * DAY);
    assert_ok!(accept(&DISPENSER_P, id));
    assert_ok!(dispense(&DISPENSER_P, id, &[(0, 5, false), (1, 5, false)]));
    id
}

fn found(message: &'static str, corrupt: impl FnOnce(PrescriptionId)) {
    new_test_ext().execute_with(|| {
        let id = prescribed();
        check();
        corrupt(id);
        assert_eq!(Pallet::<Test>::do_try_state(), Err(TryRuntimeError::Other(message)));
    });
}

fn found_in_record(message: &'static str, corrupt: impl FnOnce(&mut Prescription<Test>)) {
    found(message, |id| Prescriptions::<Test>::mutate(id, |slot| corrupt(slot.as_mut().expect("it is there"))));
}

fn found_in_fill(message: &'static str, number: u16, corrupt: impl FnOnce(&mut Fill<Test>)) {
    found(message, |id| Fills::<Test>::mutate(id, number, |slot| corrupt(slot.as_mut().expect("it is there"))));
}

#[test]
fn records_should_be_found_when_unsound() {
    found("the identifier is not derived from the record", |id| {
        let record = Prescriptions::<Test>::take(id).expect("it is there");
        Prescriptions::<Test>::insert(PrescriptionId(H256::zero()), record);
    });
    found_in_record("a prescription has no item", |record| record.items.truncate(0));
    found_in_record("nothing is authorised of an item", |record| record.items[0].authorised = 0);
    found_in_record("the current issue has no key", |record| record.issue = 2);
    found_in_record("validity is empty", |record| record.valid_from = record.valid_until);
    found_in_record("an issue opens before validity starts", |record| record.opens_at = 0);
    found("the first issue does not open with validity", |_| {
        let id = issued(2, 1);
        Prescriptions::<Test>::mutate(id, |slot| slot.as_mut().expect("it is there").opens_at += 1);
    });
}

#[test]
fn progress_should_be_found_when_it_is_not_what_the_log_says() {
    found_in_record("progress is not the sum of the log", |record| record.items[0].dispensed += 1);
    found_in_fill("more is dispensed than authorised", 1, |fill| supplied(fill, |line| line.quantity = u64::MAX));
    found_in_fill("an earlier issue is not finished", 0, |fill| supplied(fill, |line| line.quantity = 1));
    found_in_fill("a line supplies nothing", 1, |fill| supplied(fill, |line| line.quantity = 0));
    found_in_fill("a line has no item", 1, |fill| supplied(fill, |line| line.item = 7));
    found_in_fill("a line is substituted against the order", 1, |fill| {
        supplied(fill, |line| (line.item, line.substituted) = (1, true));
    });
    let reason = NotDispensedReason::NotRequired;
    found_in_fill("a closed item does not exist", 1, |fill| {
        fill.content = FillContent::NotDispensed { item: 7, reason }
    });
    found("a complete item is closed", |id| {
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 25, false)]));
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 1, false)]));
        Fills::<Test>::mutate(id, 3, |slot| {
            slot.as_mut().expect("it is there").content = FillContent::NotDispensed { item: 0, reason };
        });
    });
    found("an item is closed twice", |id| {
        assert_ok!(not_dispensed(&DISPENSER_P, id, 0));
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 1, false)]));
        Fills::<Test>::mutate(id, 3, |slot| {
            slot.as_mut().expect("it is there").content = FillContent::NotDispensed { item: 0, reason };
        });
    });
}

fn supplied(fill: &mut Fill<Test>, corrupt: impl FnOnce(&mut crate::FillLine)) {
    let FillContent::Supplied { lines, .. } = &mut fill.content else { panic!("something was supplied") };
    corrupt(&mut lines[0]);
}

#[test]
fn states_should_be_found_when_they_contradict_the_progress() {
    found_in_record("a dispensed prescription goes on", |record| record.state = State::Dispensed { at: START });
    found_in_record("a hold has not been counted", |record| record.holds = 0);
    found("nothing remains of the current issue", |id| {
        assert_ok!(complete(&DISPENSER_P, id));
        Prescriptions::<Test>::mutate(id, |slot| slot.as_mut().expect("it is there").state = State::Active);
    });
    found("nothing remains of the issue that is held", |id| {
        let hold = record(id).state;
        assert_ok!(complete(&DISPENSER_P, id));
        Prescriptions::<Test>::mutate(id, |slot| slot.as_mut().expect("it is there").state = hold);
    });
}

#[test]
fn log_should_be_found_when_it_is_not_one_stack() {
    found_in_record("the log is longer than its bound", |record| record.next_fill = 13);
    found_in_record("the log has a gap", |record| record.next_fill = 3);
    found("the log has a gap", |id| Fills::<Test>::remove(id, 0));
    found_in_record("a live entry is not where the stack expects it", |record| record.newest_fill = Some(0));
    found_in_fill("a live entry is not where the stack expects it", 1, |fill| fill.previous = None);
    found_in_fill("the stack goes on below its oldest live entry", 0, |fill| fill.previous = Some(9));
    found_in_fill("an issue is missing from the log", 1, |fill| fill.issue = 2);
    found_in_fill("an entry keeps what it should not, or lacks it", 0, |fill| fill.completed = None);
    found("the log does not start with the first issue", |id| {
        Fills::<Test>::mutate(id, 0, |slot| {
            let fill = slot.as_mut().expect("it is there");
            (fill.issue, fill.completed) = (1, None);
        });
    });
    found_in_fill("a withdrawn entry is billed", 1, |fill| {
        supplied(fill, |line| line.billed = true);
        fill.withdrawn = Some(Withdrawal { reason: WithdrawalReason::OtherClinical, at: START });
    });
    found("an entry belongs to no record", |id| {
        let fill = Fills::<Test>::get(id, 0).expect("it is there");
        Fills::<Test>::insert(PrescriptionId(H256::zero()), 0, fill);
    });
}

#[test]
fn keys_should_be_found_when_index_or_account_is_wrong() {
    found("a key does not lead to its prescription", |_| ByHolder::<Test>::remove(key(10)));
    found("a key is indexed that no record has", |prescription| {
        ByHolder::<Test>::insert(key(99), Belonging { prescription, since: 1 });
    });
    found("a key is from the future", |prescription| {
        ByHolder::<Test>::insert(key(10), Belonging { prescription, since: 1_000 });
    });
    found("nothing keeps the account of a key", |_| {
        frame_system::Account::<Test>::mutate(key(10), |account| account.nonce = 1);
    });
}

#[test]
fn links_should_be_found_when_one_sided() {
    found_in_record("replaced without a successor, or a successor without that", |record| {
        record.replaced_by = Some(PrescriptionId(H256::zero()));
    });
    found("the successor does not name what it replaces", |id| {
        Prescriptions::<Test>::mutate(id, |slot| {
            let record = slot.as_mut().expect("it is there");
            record.state = State::Cancelled { cause: CancellationCause::Replaced, at: START };
            record.replaced_by = Some(id);
        });
    });
    found("the predecessor does not name its successor", |id| {
        Prescriptions::<Test>::mutate(id, |slot| slot.as_mut().expect("it is there").replaces = Some(id));
    });
}
