//! Accepting: the order of refusals, and what a statement must say.

use super::scenario::*;
use crate::{Hold, NewPrescription, Prescriptions, Standing, State, mock::*};
use bogam_primitives::{Actor, OrganisationId, PrescriptionId, Signed, Statement, statement::STATEMENT_PREFIX};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;

#[test]
fn accept_should_hold_exclusively_until_the_deadline() {
    run(|| {
        let id = issued(1, 1);
        assert_ok!(accept(&DISPENSER_P, id));

        let until = START + HoldPeriod::get();
        let dispenser = Actor { account: DISPENSER_P, organisation: PHARMACY_P, licence: Some(7) };
        assert_eq!(record(id).state, State::Held(Hold { dispenser, until, cancellation: None }));
        assert_eq!(standing(id), Standing::Held { until });
        assert_eq!(record(id).holds, 1);
        assert_events(&[Event::Accepted { prescription: id, issue: 0, dispenser: PHARMACY_P, hold: 0, until }]);

        assert_noop!(accept(&DISPENSER_Q, id), Error::HeldByAnother);
        assert_noop!(accept(&DISPENSER_P, id), Error::AlreadyHolding);
        assert_noop!(accept(&DISPENSER_P2, id), Error::AlreadyHolding);
    });
}

#[test]
fn accept_should_take_over_when_the_hold_before_has_lapsed() {
    run(|| {
        let id = held(1, 1);
        pass(HoldPeriod::get() - 1);
        assert_noop!(accept(&DISPENSER_Q, id), Error::HeldByAnother);
        pass(1);
        assert_ok!(accept(&DISPENSER_Q, id));
        assert_events(&[
            Event::HoldLapsed { prescription: id, dispenser: PHARMACY_P },
            Event::Accepted {
                prescription: id,
                issue: 0,
                dispenser: PHARMACY_Q,
                hold: 1,
                until: now() + HoldPeriod::get(),
            },
        ]);
        assert_noop!(dispense(&DISPENSER_P, id, &[(0, 1, false)]), Error::HeldByAnother);
    });
}

#[test]
fn accept_should_be_refused_when_the_prescription_is_unknown_or_has_ended() {
    run(|| {
        let [cancelled, dispensed] = [issued(1, 1), held(2, 1)];
        let unknown = PrescriptionId(H256::zero());
        let good = sign(&key(10), statement(cancelled, PHARMACY_P));
        assert_noop!(accept_with(&DISPENSER_P, unknown, good), Error::UnknownPrescription);

        assert_ok!(cancel(&PRESCRIBER_A1, cancelled));
        assert_noop!(accept(&DISPENSER_P, cancelled), Error::AlreadyCancelled);
        assert_ok!(complete(&DISPENSER_P, dispensed));
        assert_noop!(accept(&DISPENSER_P, dispensed), Error::AlreadyDispensed);
    });
}

#[test]
fn accept_should_be_refused_outside_of_validity() {
    run(|| {
        let new = NewPrescription { valid_from: START + DAY, ..draft(1, 1) };
        let (id, until) = (id_of(CLINIC_A, &new), new.valid_until);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        pass(DAY - 1);
        assert_noop!(accept(&DISPENSER_P, id), Error::NotYetValid);
        set_now(until);
        assert_noop!(accept(&DISPENSER_P, id), Error::Expired);
        set_now(until - 1);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn accept_should_be_possible_from_the_first_moment_of_validity_on() {
    run(|| {
        let new = NewPrescription { valid_from: START + DAY, ..draft(1, 1) };
        let id = id_of(CLINIC_A, &new);
        assert_ok!(issue(&PRESCRIBER_A1, new));
        pass(DAY);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn accept_should_be_refused_while_suspended_and_possible_again_when_resumed() {
    run(|| {
        let id = issued(1, 1);
        assert_ok!(suspend(&PRESCRIBER_A1, id));
        assert_eq!(standing(id), Standing::Suspended);
        assert_noop!(accept(&DISPENSER_P, id), Error::PrescriptionSuspended);
        assert_ok!(resume(&PRESCRIBER_A2, id));
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn accept_should_be_refused_when_another_pharmacy_is_nominated() {
    run(|| {
        let id = issued(1, 1);
        assert_ok!(nominate(&key(10), id, Some(PHARMACY_Q)));
        assert_noop!(accept(&DISPENSER_P, id), Error::NominatedElsewhere);
        assert_ok!(accept(&DISPENSER_Q, id));
    });
}

#[test]
fn accept_should_be_refused_when_the_actor_may_not_dispense() {
    run(|| {
        let id = issued(1, 1);
        assert_noop!(accept(&SUSPENDED_DISPENSER, id), Refusal::SeatSuspended);
        assert_noop!(accept(&PRESCRIBER_A1, id), Refusal::NoSeat);
        assert_noop!(accept(&STRANGER, id), Refusal::NoSeat);
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_is_for_another_prescription() {
    run(|| {
        let [id, other] = [issued(1, 1), issued(2, 1)];
        let signed = sign(&key(10), statement(other, PHARMACY_P));
        assert_noop!(accept_with(&DISPENSER_P, id, signed), Error::StatementForAnotherPrescription);
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_is_for_another_pharmacy() {
    run(|| {
        let id = issued(1, 1);
        // Seen under way to P and sent first by Q.
        let signed = sign(&key(10), statement(id, PHARMACY_P));
        assert_noop!(accept_with(&DISPENSER_Q, id, signed.clone()), Error::StatementForAnotherDispenser);

        // Claiming that it was for Q breaks the signature.
        let mut altered = signed.clone();
        altered.statement.content.dispenser = PHARMACY_Q;
        assert_noop!(accept_with(&DISPENSER_Q, id, altered), Error::StatementSignatureInvalid);

        // A colleague of the same pharmacy may use it.
        assert_ok!(accept_with(&DISPENSER_P2, id, signed));
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_was_used() {
    run(|| {
        let id = issued(1, 1);
        let signed = sign(&key(10), statement(id, PHARMACY_P));
        let mut long_lived = signed.statement.clone();
        long_lived.expires = START + 50 * DAY;
        let signed_for_long = sign(&key(10), long_lived);

        assert_ok!(accept_with(&DISPENSER_P, id, signed_for_long.clone()));
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_noop!(accept_with(&DISPENSER_P, id, signed_for_long), Error::StatementUsed);
        assert_noop!(accept_with(&DISPENSER_P, id, signed), Error::StatementUsed);
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_is_for_a_later_hold() {
    run(|| {
        let id = issued(1, 1);
        let mut later = statement(id, PHARMACY_P);
        later.content.hold = 1;
        assert_noop!(accept_with(&DISPENSER_P, id, sign(&key(10), later)), Error::StatementUsed);
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_is_for_another_chain() {
    run(|| {
        let id = issued(1, 1);
        let foreign = Statement { genesis: H256::repeat_byte(1), ..statement(id, PHARMACY_P) };
        assert_noop!(accept_with(&DISPENSER_P, id, sign(&key(10), foreign)), Error::StatementForAnotherChain);
    });
}

#[test]
fn accept_should_still_know_the_genesis_when_the_chain_is_long() {
    run(|| {
        let id = issued(1, 1);
        // More blocks than the chain keeps hashes of.
        for number in 2..=40 {
            System::initialize(&number, &H256::repeat_byte(2), &Default::default());
            System::finalize();
        }
        assert_eq!(System::block_hash(1), H256::zero());
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn accept_should_be_refused_when_the_statement_has_expired() {
    run(|| {
        let id = issued(1, 1);
        let expired = Statement { expires: START, ..statement(id, PHARMACY_P) };
        assert_noop!(accept_with(&DISPENSER_P, id, sign(&key(10), expired)), Error::StatementExpired);
    });
}

#[test]
fn accept_should_be_refused_when_another_key_has_signed() {
    run(|| {
        let id = issued(1, 2);
        let said = statement(id, PHARMACY_P);
        // A stranger's key, and the key of the second issue for the first.
        for other in [key(99), key(11)] {
            let signed = sign(&other, said.clone());
            assert_noop!(accept_with(&DISPENSER_P, id, signed), Error::StatementSignatureInvalid);
        }
    });
}

#[test]
fn accept_should_be_refused_when_the_signature_was_made_for_another_purpose() {
    run(|| {
        let id = issued(1, 1);
        let statement = statement(id, PHARMACY_P);
        let payload = (STATEMENT_PREFIX, "bogam/something-else/v1", &statement).encode();
        let signed = Signed { statement, signature: sign_bytes(&key(10), &payload) };
        assert_noop!(accept_with(&DISPENSER_P, id, signed), Error::StatementSignatureInvalid);
    });
}

#[test]
fn accept_should_be_refused_when_holds_cannot_be_counted_further() {
    run(|| {
        let id = issued(1, 1);
        Prescriptions::<Test>::mutate(id, |slot| {
            if let Some(record) = slot {
                record.holds = u32::MAX;
            }
        });
        assert_noop!(accept(&DISPENSER_P, id), Error::TooManyHolds);
    });
}

#[test]
fn statement_should_serve_after_the_patient_exchanged_the_key_only_when_the_new_key_signed() {
    run(|| {
        let id = issued(1, 1);
        let old_paper = sign(&key(10), statement(id, PHARMACY_P));
        assert_ok!(rotate(&key(10), id, 0, key(500)));
        assert_noop!(accept_with(&DISPENSER_P, id, old_paper), Error::StatementSignatureInvalid);
        assert_ok!(accept(&DISPENSER_P, id));
    });
}

#[test]
fn nobody_should_accept_twice_in_a_row_when_statements_race() {
    run(|| {
        let id = issued(1, 1);
        let sign_for = |pharmacy: OrganisationId| sign(&key(10), statement(id, pharmacy));
        let [first, second] = [sign_for(PHARMACY_P), sign_for(PHARMACY_Q)];
        assert_ok!(accept_with(&DISPENSER_P, id, first));
        assert_noop!(accept_with(&DISPENSER_Q, id, second.clone()), Error::HeldByAnother);
        assert_ok!(give_back(&DISPENSER_P, id));
        assert_noop!(accept_with(&DISPENSER_Q, id, second), Error::StatementUsed);
    });
}
