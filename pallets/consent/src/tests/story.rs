//! One story from beginning to end: grant, access, revocation, refused access, consent again, access, broken glass,
//! review, research and withdrawal.

use super::scenario::*;
use crate::{Entry, Ruling, Verdict, mock::*};

#[test]
fn patient_should_stay_master_of_the_record_from_registration_to_erasure() {
    run(|| {
        let id = registered(1);
        let to_clinic = || Terms { grantee: Grantee::Organisation(CLINIC), ..permit() };

        let first = decide(&key(1), id, to_clinic()).expect("it may");
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, request()), Ruling::Permitted(first));
        assert_eq!(ask(&PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        pass(HOUR);
        assert_ok!(revoke(&key(1), id, first));
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, request()), Ruling::RefusedByPolicy);
        pass(HOUR);
        let again = decide(&key(1), id, to_clinic()).expect("it may");
        assert_ne!(first, again);
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, request()), Ruling::Permitted(again));

        // Not by this physician, whatever the clinic may.
        let seat = Grantee::Seat { organisation: CLINIC, account: CLINIC_PHYSICIAN };
        let not_him = decide(&key(1), id, Terms { grantee: seat, ..deny() }).expect("it may");
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, request()), Ruling::Denied(not_him));
        assert_eq!(ask(&CLINIC_CLERK, id, request()), Ruling::Permitted(again));

        pass(HOUR);
        assert_eq!(ask(&PHYSICIAN, id, emergency_request()), Ruling::RefusedByPolicy);
        assert_ok!(break_glass(&PHYSICIAN, id));
        let glass = subject(id).next_receipt - 1;
        assert_eq!(ask(&PHYSICIAN, id, emergency_request()), Ruling::Emergency(glass));
        pass(HOUR);
        assert_ok!(review_override(&HOSPITAL_OFFICER, &PHYSICIAN, id, glass, Verdict::Justified));

        let project = approved(1);
        assert_ok!(opt_in(&key(1), id, project));
        assert!(ask(&RESEARCHER, id, research_request(project)).releases());
        assert_ok!(withdraw(&key(1), id, Some(project)));
        assert!(!ask(&RESEARCHER, id, research_request(project)).releases());

        // The patient can read all of it.
        let receipts = crate::Pallet::<Test>::receipts(id, None, 100).receipts;
        assert_eq!(receipts.len(), 11);
        let overrides = receipts.iter().filter(|view| matches!(view.receipt.entry, Entry::Override { .. }));
        assert_eq!(overrides.count(), 1);
        let refused = |view: &&crate::ReceiptView<AccountId>| matches!(view.receipt.entry, Entry::Access { ruling, .. } if !ruling.releases());
        assert_eq!(receipts.iter().filter(refused).count(), 5);

        assert_ok!(request_erasure(&key(1), id, crate::ErasureScope::Everything));
        assert_ok!(confirm_erasure(&RECORDS_OFFICER, id, 0));
        assert_ok!(close_subject(&RECORDS_OFFICER, id));
    });
}
