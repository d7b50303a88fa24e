//! Controlled schedules: the stricter rules of the table.

use super::scenario::*;
use crate::{NewPrescription, mock::*};
use bogam_primitives::prescription::Schedule;
use frame_support::{assert_noop, assert_ok};

fn controlled() -> NewPrescription<AccountId> {
    NewPrescription {
        schedule: Schedule::Controlled,
        valid_until: START + 28 * DAY,
        items: vec![item(5, false)],
        ..draft(1, 1)
    }
}

#[test]
fn controlled_should_be_issued_within_the_table() {
    run(|| {
        let new = controlled();
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        assert_ok!(accept(&DISPENSER_P, id));
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, true)]), Error::SubstitutionNotAllowed);
        assert_ok!(complete(&DISPENSER_P, id));
    });
}

#[test]
fn controlled_should_be_refused_with_longer_validity_a_later_start_repeats_or_substitution() {
    run(|| {
        let refused = |new, error: Error| {
            assert_noop!(issue(&PRESCRIBER_A1, new), error);
        };
        refused(NewPrescription { valid_until: START + 28 * DAY + 1, ..controlled() }, Error::ValidityTooLong);
        let late = NewPrescription { valid_from: START + 7 * DAY + 1, valid_until: START + 8 * DAY, ..controlled() };
        refused(late, Error::StartsTooLate);
        let repeats = NewPrescription { holders: vec![key(10), key(11)], ..controlled() };
        refused(repeats, Error::RepeatsNotPermitted);
        let substitution = NewPrescription { items: vec![item(5, false), item(5, true)], ..controlled() };
        refused(substitution, Error::SubstitutionNotPermitted);
    });
}

#[test]
fn replacement_should_obey_the_table_too() {
    run(|| {
        let old = issued(2, 1);
        let new = NewPrescription { valid_until: START + 29 * DAY, ..controlled() };
        assert_noop!(replace(&PRESCRIBER_A1, old, new), Error::ValidityTooLong);
    });
}
