//! Requests for data, policies, and receipts.

use super::scenario::*;
use crate::{AccessRequest, Entry, Policy, Receipt, Receipts, Ruling, mock::*};
use bogam_primitives::Actor;
use sp_runtime::DispatchError;

#[test]
fn receipt_should_say_who_asked_what_and_why_it_was_released() {
    run(|| {
        let id = registered(1);
        let hiv = Sensitivities::from(Sensitivity::Hiv);
        let consent = decide(&key(1), id, Terms { sensitivities: hiv, ..permit() }).expect("it may");
        assert_ok!(request_access(&CLINIC_PHYSICIAN, id, request()));
        let (ruling, redact) = (Ruling::Permitted(consent), Sensitivities::ALL.difference(hiv));
        let permitted = Event::AccessPermitted { subject: id, receipt: 0, organisation: CLINIC, ruling, redact };
        assert_events(&[permitted]);
        let reader = Actor { account: CLINIC_PHYSICIAN, organisation: CLINIC, licence: Some(7) };
        let entry = Entry::Access { request: request(), ruling, redact };
        assert_eq!(receipt(id, 0), Receipt { at: now(), reader, entry });
    });
}

#[test]
fn receipt_should_be_left_of_a_refusal_too() {
    run(|| {
        let id = registered(1);
        let consent = decide(&key(1), id, deny()).expect("it may");
        assert_ok!(request_access(&CLINIC_PHYSICIAN, id, request()));
        let ruling = Ruling::Denied(consent);
        assert_events(&[Event::AccessRefused { subject: id, receipt: 0, organisation: CLINIC, ruling }]);
        assert_eq!(last_ruling(id), ruling);
        assert_eq!(Receipts::<Test>::iter_prefix(id).count(), 1);
    });
}

#[test]
fn request_should_be_refused_when_it_makes_no_sense() {
    run(|| {
        let id = registered(1);
        let project = approved(1);
        let unknown = AccessRequest { sensitivities: Sensitivities::from_bits(1 << 31), ..request() };
        assert_noop!(request_access(&PHYSICIAN, id, unknown), Error::UnknownSensitivity);
        assert_noop!(request_access(&STRAY_READER, id, request()), Error::UnknownOrganisation);
        assert_noop!(request_access(&STRANGER, id, request()), DispatchError::from(Refusal::NoSeat));
        assert_noop!(request_access(&SUSPENDED_SEAT, id, request()), DispatchError::from(Refusal::SeatSuspended));
        let nobody = SubjectId::derive(HOSPITAL, &key(9));
        assert_noop!(request_access(&PHYSICIAN, nobody, request()), Error::UnknownSubject);
        assert_noop!(request_access(&PHYSICIAN, id, research_request(project)), Error::NotYourProject);
        let unapproved = research_request(id_of(&plan(2)));
        assert_noop!(request_access(&RESEARCHER, id, unapproved), Error::UnknownProject);
        assert_ok!(close_project(&ETHICS_BOARD, project));
        assert_noop!(request_access(&RESEARCHER, id, research_request(project)), Error::ProjectClosed);
        assert_ok!(close_subject(&key(1), id));
        assert_noop!(request_access(&PHYSICIAN, id, request()), Error::SubjectClosed);
    });
}

#[test]
fn policy_should_say_what_no_consent_means() {
    run(|| {
        let id = registered(1);
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        let release = Policy::Release(Purpose::Treatment.into());
        assert_ok!(set_default_policy(&HOSPITAL_OFFICER, Category::Medications, release));
        let set = Event::DefaultPolicySet { custodian: HOSPITAL, category: Category::Medications, policy: release };
        assert_events(&[set]);
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::ReleasedByPolicy);
        match last_receipt(id).entry {
            Entry::Access { redact, .. } => assert_eq!(redact, Sensitivities::ALL),
            Entry::Override { .. } => panic!("nobody broke the glass"),
        }

        // Not for another purpose or category, nor what is sensitive, nor against a decision, nor for another custodian.
        let ask_for = |change: fn(&mut AccessRequest)| {
            let mut request = request();
            change(&mut request);
            ask(&PHYSICIAN, id, request)
        };
        assert_eq!(ask_for(|request| request.purpose = Purpose::Research), Ruling::RefusedByPolicy);
        assert_eq!(ask_for(|request| request.category = Category::Imaging), Ruling::RefusedByPolicy);
        assert_eq!(ask_for(|request| request.sensitivities = Sensitivity::Hiv.into()), Ruling::RefusedByPolicy);
        let consent = decide(&key(1), id, deny()).expect("it may");
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::Denied(consent));
        assert_ok!(register(&CLINIC_RECORDS_OFFICER, key(2), None));
        assert_eq!(ask(&PHYSICIAN, SubjectId::derive(CLINIC, &key(2)), request()), Ruling::RefusedByPolicy);

        assert_ok!(revoke(&key(1), id, consent));
        assert_ok!(set_default_policy(&HOSPITAL_OFFICER, Category::Medications, Policy::Refuse));
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
    });
}

#[test]
fn policy_should_be_set_by_a_privacy_officer_and_name_known_purposes() {
    run(|| {
        let set = |who, purposes| set_default_policy(&who, Category::Imaging, Policy::Release(purposes));
        assert_noop!(set(PHYSICIAN, Purpose::Treatment.into()), DispatchError::from(Refusal::NoSeat));
        assert_noop!(set(HOSPITAL_OFFICER, Purposes::from_bits(1 << 31)), Error::UnknownPurpose);
        assert_noop!(set(HOSPITAL_OFFICER, Purposes::NONE), Error::NoPurposes);
    });
}

#[test]
fn receipts_should_be_pruned_after_retention_oldest_first() {
    run(|| {
        let id = registered(1);
        for _ in 0..3 {
            ask(&PHYSICIAN, id, request());
            pass(DAY);
        }
        assert_noop!(prune_receipts(&STRANGER, id, 10), Error::NothingToPrune);
        set_now(START + ReceiptRetention::get() + DAY);
        assert_ok!(prune_receipts(&STRANGER, id, 1));
        assert_ok!(prune_receipts(&STRANGER, id, 10));
        assert_events(&[Event::ReceiptsPruned { subject: id, count: 1 }]);
        assert_eq!((subject(id).first_receipt, subject(id).next_receipt), (2, 3));
        assert_noop!(prune_receipts(&STRANGER, id, 10), Error::NothingToPrune);
        assert_noop!(prune_receipts(&STRANGER, SubjectId::derive(9, &key(9)), 1), Error::UnknownSubject);

        // The numbers go on.
        ask(&PHYSICIAN, id, request());
        assert_eq!(subject(id).next_receipt, 4);
        assert_ok!(close_subject(&key(1), id));
        pass(ReceiptRetention::get());
        assert_ok!(prune_receipts(&STRANGER, id, 10));
        assert_eq!(Receipts::<Test>::iter_prefix(id).count(), 0);
    });
}

#[test]
fn receipt_of_an_unreviewed_override_should_stay_and_what_came_after() {
    run(|| {
        let id = registered(1);
        assert_ok!(break_glass(&PHYSICIAN, id));
        ask(&PHYSICIAN, id, request());
        pass(2 * ReceiptRetention::get());
        assert_noop!(prune_receipts(&STRANGER, id, 10), Error::NothingToPrune);
        assert_ok!(review_override(&HOSPITAL_OFFICER, &PHYSICIAN, id, 0, crate::Verdict::Justified));
        assert_ok!(prune_receipts(&STRANGER, id, 10));
        assert_events(&[Event::ReceiptsPruned { subject: id, count: 2 }]);
    });
}

#[test]
fn request_should_be_refused_when_no_number_is_left_for_its_receipt() {
    run(|| {
        let id = registered(1);
        let set = |number| {
            crate::Subjects::<Test>::mutate(id, |slot| {
                let subject = slot.as_mut().expect("it is there");
                (subject.first_receipt, subject.next_receipt) = (number, number);
            });
        };
        set(u32::MAX);
        assert_noop!(request_access(&PHYSICIAN, id, request()), Error::NumbersExhausted);
        assert_noop!(break_glass(&PHYSICIAN, id), Error::NumbersExhausted);
    });
}
