//! What pallets that bill learn and mark.

use super::scenario::*;
use crate::{Fills, Pallet, mock::*};
use bogam_primitives::{
    PrescriptionId,
    prescription::{DispenseRecord, DispenseReference, QUANTITY_SCALE},
    traits::Dispenses,
};
use frame_support::{assert_noop, assert_ok};

type Prescribed = Pallet<Test>;

/// A look-up as a foreign pallet makes it.
fn lookup(reference: &DispenseReference) -> Option<DispenseRecord<AccountId>> {
    <Prescribed as Dispenses<AccountId>>::dispense(reference)
}

fn reference(prescription: PrescriptionId, fill: u16, item: u8) -> DispenseReference {
    DispenseReference { prescription, fill, item }
}

#[test]
fn dispense_should_be_found_with_provider_quantity_and_key() {
    run(|| {
        let id = held(1, 2);
        pass(HOUR);
        assert_ok!(dispense(&DISPENSER_P, id, &[(1, 4, false)]));
        let expected = DispenseRecord {
            provider: PHARMACY_P,
            at: START + HOUR,
            quantity: 4 * QUANTITY_SCALE,
            holder: key(10),
            withdrawn: false,
            billed: false,
        };
        assert_eq!(lookup(&reference(id, 0, 1)), Some(expected.clone()));
        assert_eq!(lookup(&reference(id, 0, 0)), None);
        assert_eq!(lookup(&reference(id, 1, 1)), None);

        assert_ok!(Prescribed::bill(&reference(id, 0, 1)));
        assert_eq!(lookup(&reference(id, 0, 1)), Some(DispenseRecord { billed: true, ..expected.clone() }));
        assert_ok!(Prescribed::unbill(&reference(id, 0, 1)));
        assert_ok!(withdraw(&DISPENSER_P, id, 0));
        assert_eq!(lookup(&reference(id, 0, 1)), Some(DispenseRecord { withdrawn: true, ..expected.clone() }));

        // The key is the present one of the issue.
        assert_ok!(rotate(&key(10), id, 0, key(500)));
        assert_eq!(lookup(&reference(id, 0, 1)).map(|record| record.holder), Some(key(500)));
    });
}

#[test]
fn bill_should_mark_one_item_once() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false), (1, 1, false)]));
        assert_ok!(Prescribed::bill(&reference(id, 0, 1)));
        assert_events(&[Event::Billed { prescription: id, fill: 0, item: 1 }]);
        assert_noop!(Prescribed::bill(&reference(id, 0, 1)), Error::AlreadyBilled);
        let billed: Vec<bool> =
            Fills::<Test>::get(id, 0).expect("recorded").lines().iter().map(|line| line.billed).collect();
        assert_eq!(billed, [false, true]);
        assert_ok!(Prescribed::unbill(&reference(id, 0, 1)));
        assert_events(&[Event::Unbilled { prescription: id, fill: 0, item: 1 }]);
        assert_noop!(Prescribed::unbill(&reference(id, 0, 1)), Error::NotBilled);
        assert_ok!(Prescribed::bill(&reference(id, 0, 1)));
    });
}

#[test]
fn bill_should_be_refused_when_unknown_not_supplied_or_withdrawn() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(not_dispensed(&DISPENSER_P, id, 1));
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        for unknown in [reference(id, 2, 0), reference(id, 1, 1), reference(id, 0, 1)] {
            assert_noop!(Prescribed::bill(&unknown), Error::UnknownDispense);
            assert_noop!(Prescribed::unbill(&unknown), Error::UnknownDispense);
        }
        assert_ok!(withdraw(&DISPENSER_P, id, 1));
        assert_noop!(Prescribed::bill(&reference(id, 1, 0)), Error::DispenseWithdrawn);
    });
}

#[test]
fn bill_should_be_possible_when_the_prescription_was_cancelled_since() {
    run(|| {
        let id = held(1, 1);
        assert_ok!(dispense(&DISPENSER_P, id, &[(0, 1, false)]));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_ok!(cancel(&PRESCRIBER_A1, id));
        assert_ok!(Prescribed::bill(&reference(id, 0, 0)));
        assert_noop!(withdraw(&DISPENSER_P, id, 0), Error::FillBilled);
    });
}

#[test]
fn billing_should_have_a_weight() {
    assert!(<Prescribed as Dispenses<AccountId>>::weight().ref_time() > 0);
}
