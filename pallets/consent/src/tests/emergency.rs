//! Breaking the glass, and answering for it.

use super::scenario::*;
use crate::{EmergencyReason, Entry, OpenOverrides, Review, Ruling, Suspensions, Verdict, mock::*};
use bogam_primitives::Actor;
use sp_runtime::DispatchError;

fn reviewed(seat: &AccountId, id: SubjectId, number: u32, verdict: Verdict) {
    assert_ok!(review_override(&HOSPITAL_OFFICER, seat, id, number, verdict));
}

#[test]
fn override_should_release_what_consent_denies_for_a_short_time() {
    run(|| {
        let id = registered(1);
        let purposes = Purposes::of(&[Purpose::Treatment, Purpose::EmergencyTreatment]);
        let consent = decide(&key(1), id, Terms { purposes, ..deny() }).expect("it may");
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, emergency_request()), Ruling::Denied(consent));

        assert_ok!(break_glass(&CLINIC_PHYSICIAN, id));
        let (until, review_by) = (now() + EmergencyPeriod::get(), now() + ReviewPeriod::get());
        assert_events(&[Event::GlassBroken {
            subject: id,
            receipt: 1,
            organisation: CLINIC,
            reason: EmergencyReason::UnableToConsent,
            until,
            review_by,
        }]);
        assert_eq!(
            receipt(id, 1).entry,
            Entry::Override {
                reason: EmergencyReason::UnableToConsent,
                categories: Category::Medications.into(),
                until,
                review_by,
                review: None,
            }
        );
        let sensitive = crate::AccessRequest { sensitivities: Sensitivity::Hiv.into(), ..emergency_request() };
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, sensitive), Ruling::Emergency(1));
        match last_receipt(id).entry {
            Entry::Access { redact, .. } => assert!(redact.is_empty()),
            Entry::Override { .. } => panic!("data were asked for"),
        }

        // For nothing else, for nobody else, and not for longer.
        let ask_for = |change: fn(&mut crate::AccessRequest)| {
            let mut request = emergency_request();
            change(&mut request);
            ask(&CLINIC_PHYSICIAN, id, request)
        };
        assert_eq!(ask_for(|request| request.action = Action::Use), Ruling::Emergency(1));
        assert_eq!(ask_for(|request| request.action = Action::Disclose), Ruling::RefusedByPolicy);
        assert_eq!(ask_for(|request| request.category = Category::Imaging), Ruling::RefusedByPolicy);
        assert_eq!(ask_for(|request| request.purpose = Purpose::Treatment), Ruling::Denied(consent));
        assert_eq!(ask(&CLINIC_OFFICER, id, emergency_request()), Ruling::Denied(consent));
        let other = registered(2);
        assert_eq!(ask(&CLINIC_PHYSICIAN, other, emergency_request()), Ruling::RefusedByPolicy);
        set_now(until);
        assert_eq!(ask(&CLINIC_PHYSICIAN, id, emergency_request()), Ruling::Denied(consent));
    });
}

#[test]
fn receipt_should_name_consent_rather_than_the_override_when_both_permit() {
    run(|| {
        let id = registered(1);
        assert_ok!(break_glass(&PHYSICIAN, id));
        let terms = Terms { purposes: Purpose::EmergencyTreatment.into(), ..permit() };
        let consent = decide(&key(1), id, terms).expect("it may");
        assert_eq!(ask(&PHYSICIAN, id, emergency_request()), Ruling::Permitted(consent));
    });
}

#[test]
fn override_should_release_nothing_when_the_seat_has_lost_its_right() {
    run(|| {
        let id = registered(1);
        // The clerk never had it; an override on his name cannot help.
        let refused = DispatchError::from(Refusal::NoSeat);
        assert_noop!(break_glass(&CLINIC_CLERK, id), refused);
        assert_noop!(break_glass(&key(1), id), refused);
        assert_ok!(break_glass(&PHYSICIAN, id));
        let open = OpenOverrides::<Test>::take(PHYSICIAN);
        OpenOverrides::<Test>::insert(CLINIC_CLERK, open.clone());
        assert_eq!(ask(&CLINIC_CLERK, id, emergency_request()), Ruling::RefusedByPolicy);
        OpenOverrides::<Test>::remove(CLINIC_CLERK);
        OpenOverrides::<Test>::insert(PHYSICIAN, open);
        assert_eq!(ask(&PHYSICIAN, id, emergency_request()), Ruling::Emergency(0));
    });
}

#[test]
fn break_glass_should_be_refused_when_it_makes_no_sense() {
    run(|| {
        let id = registered(1);
        assert_noop!(break_glass_for(&PHYSICIAN, id, Categories::NONE), Error::NoCategories);
        assert_noop!(break_glass_for(&PHYSICIAN, id, Categories::from_bits(1 << 31)), Error::UnknownCategory);
        let nobody = SubjectId::derive(9, &key(9));
        assert_noop!(break_glass(&PHYSICIAN, nobody), Error::UnknownSubject);
        assert_ok!(break_glass(&PHYSICIAN, id));
        assert_noop!(break_glass(&PHYSICIAN, id), Error::AlreadyOverridden);
        // More is needed than the first one named.
        assert_ok!(break_glass_for(&PHYSICIAN, id, Categories::ALL));
        let other = registered(2);
        assert_noop!(break_glass(&PHYSICIAN, other), Error::TooManyOverrides);
        // Another seat's are counted apart.
        assert_ok!(break_glass(&CLINIC_PHYSICIAN, id));
    });
}

#[test]
fn override_should_be_reviewed_by_either_organisation_but_never_by_whoever_made_it() {
    run(|| {
        let id = registered(1);
        for officer in [HOSPITAL_OFFICER, SECOND_CLINIC_OFFICER] {
            assert_ok!(break_glass(&CLINIC_OFFICER, id));
            let number = subject(id).next_receipt - 1;
            let review = |who| review_override(&who, &CLINIC_OFFICER, id, number, Verdict::Justified);
            assert_noop!(review(CLINIC_OFFICER), Error::OwnReview);
            assert_noop!(review(INSTITUTE_OFFICER), Error::NotYourReview);
            assert_noop!(review(PHYSICIAN), DispatchError::from(Refusal::NoSeat));
            assert_ok!(review(officer.clone()));
            let organisation = if officer == HOSPITAL_OFFICER { HOSPITAL } else { CLINIC };
            let verdict = Verdict::Justified;
            assert_events(&[Event::OverrideReviewed { subject: id, receipt: number, organisation, verdict }]);
            let by = Actor { account: officer.clone(), organisation, licence: Some(7) };
            let expected = Some(Review { by, at: now(), verdict });
            assert!(matches!(receipt(id, number).entry, Entry::Override { review, .. } if review == expected));
            assert_noop!(review(officer), Error::UnknownOverride);
            // It releases nothing more.
            assert_eq!(ask(&CLINIC_OFFICER, id, emergency_request()), Ruling::RefusedByPolicy);
        }
        assert!(!OpenOverrides::<Test>::contains_key(CLINIC_OFFICER));
    });
}

#[test]
fn overdue_review_should_stop_the_seat_until_it_is_made() {
    run(|| {
        let (id, other) = (registered(1), registered(2));
        assert_ok!(break_glass(&PHYSICIAN, id));
        pass(ReviewPeriod::get() - 1);
        assert_ok!(break_glass(&PHYSICIAN, other));
        pass(1);
        assert_noop!(break_glass(&PHYSICIAN, id), Error::ReviewOverdue);
        // Not even what is still open may be used.
        assert_eq!(ask(&PHYSICIAN, other, emergency_request()), Ruling::RefusedByPolicy);
        let page = crate::Pallet::<Test>::receipts(id, None, 10);
        assert!(page.receipts[0].overdue);
        assert!(crate::Pallet::<Test>::overrides(PHYSICIAN).overdue);

        reviewed(&PHYSICIAN, id, 0, Verdict::Justified);
        assert_eq!(ask(&PHYSICIAN, other, emergency_request()), Ruling::Emergency(0));
        assert_ok!(break_glass(&PHYSICIAN, id));
    });
}

#[test]
fn abusive_override_should_suspend_the_seat_until_an_officer_of_its_organisation_restores_it() {
    run(|| {
        let (id, other) = (registered(1), registered(2));
        assert_ok!(break_glass(&CLINIC_OFFICER, id));
        assert_ok!(break_glass(&CLINIC_OFFICER, other));
        assert_noop!(restore(&SECOND_CLINIC_OFFICER, &CLINIC_OFFICER), Error::NotSuspended);
        reviewed(&CLINIC_OFFICER, id, 0, Verdict::Abusive);
        assert_events(&[
            Event::OverrideReviewed { subject: id, receipt: 0, organisation: HOSPITAL, verdict: Verdict::Abusive },
            Event::EmergencyAccessSuspended { seat: CLINIC_OFFICER, organisation: CLINIC },
        ]);
        assert_noop!(break_glass(&CLINIC_OFFICER, id), Error::EmergencyAccessSuspended);
        assert_eq!(ask(&CLINIC_OFFICER, other, emergency_request()), Ruling::RefusedByPolicy);

        assert_noop!(restore(&CLINIC_OFFICER, &CLINIC_OFFICER), Error::OwnReview);
        assert_noop!(restore(&HOSPITAL_OFFICER, &CLINIC_OFFICER), Error::NotYourSeat);
        assert_noop!(restore(&SECOND_CLINIC_OFFICER, &CLINIC_OFFICER), Error::ReviewPending);
        reviewed(&CLINIC_OFFICER, other, 0, Verdict::Abusive);
        // The first cause stays.
        assert_eq!(Suspensions::<Test>::get(CLINIC_OFFICER).map(|suspension| suspension.subject), Some(id));
        assert_ok!(restore(&SECOND_CLINIC_OFFICER, &CLINIC_OFFICER));
        assert_events(&[Event::EmergencyAccessRestored { seat: CLINIC_OFFICER, organisation: CLINIC }]);
        assert_ok!(break_glass(&CLINIC_OFFICER, id));
    });
}

#[test]
fn override_should_be_reviewed_also_when_the_subject_is_closed() {
    run(|| {
        let id = registered(1);
        assert_ok!(break_glass(&PHYSICIAN, id));
        assert_ok!(close_subject(&key(1), id));
        assert_noop!(break_glass(&PHYSICIAN, id), Error::SubjectClosed);
        reviewed(&PHYSICIAN, id, 0, Verdict::Abusive);
        assert!(!receipt(id, 0).awaits_review());
    });
}
