//! Guardians and delegates: who decides for a subject, and until when.

use super::scenario::*;
use crate::{Limits, mock::*};
use bogam_primitives::{consent::Author, traits::Holders};
use sp_runtime::DispatchError;

#[test]
fn guardian_should_decide_until_majority() {
    run(|| {
        assert_ok!(register(&RECORDS_OFFICER, key(1), Some(guardian(2, 10 * DAY))));
        let id = SubjectId::derive(HOSPITAL, &key(1));
        let consent = decide(&key(2), id, permit()).expect("a guardian decides");
        assert_eq!(decisions(id)[0].made_by, Author::Guardian(key(2)));
        pass(10 * DAY);
        assert_noop!(revoke(&key(2), id, consent), Error::GuardianshipOver);
        assert_noop!(decide(&key(2), id, permit()), Error::GuardianshipOver);
        assert_ok!(revoke(&key(1), id, consent));
    });
}

#[test]
fn guardian_should_be_appointed_by_custodian_or_subject() {
    run(|| {
        let id = registered(1);
        assert_noop!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, 0)), Error::EndsInThePast);
        assert_noop!(appoint_guardian(&CLINIC_RECORDS_OFFICER, id, guardian(2, DAY)), Error::NotYourSubject);
        assert_noop!(appoint_guardian(&STRANGER, id, guardian(2, DAY)), DispatchError::from(Refusal::NoSeat));
        assert_noop!(appoint_guardian(&key(1), id, guardian(1, DAY)), Error::AlreadyAppointed);
        assert_ok!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, DAY)));
        assert_events(&[Event::GuardianAppointed { subject: id, until: now() + DAY }]);
        // Overlapping guardianships of one person are one.
        assert_noop!(appoint_guardian(&key(1), id, guardian(2, 2 * DAY)), Error::AlreadyAppointed);
        assert_noop!(appoint_guardian(&key(2), id, guardian(3, DAY)), Error::OwnKeyNeeded);
        let unsponsorable = crate::Guardian { account: UNSPONSORABLE, until: now() + DAY };
        assert_noop!(appoint_guardian(&key(1), id, unsponsorable), DispatchError::from(Refusal::CannotBeSponsored));
        assert_ok!(appoint_guardian(&key(1), id, guardian(3, DAY)));
        assert_noop!(appoint_guardian(&key(1), id, guardian(4, DAY)), Error::TooManyGuardians);

        // What is over makes room, and is released.
        pass(DAY);
        assert_ok!(appoint_guardian(&key(1), id, guardian(2, DAY)));
        assert_eq!(subject(id).guardians.len(), 1);
        assert!(!Sponsorship::is_sponsored(&key(3)));
    });
}

#[test]
fn guardian_should_be_dismissed_by_subject_custodian_or_itself() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_guardian(&key(1), id, guardian(3, DAY)));
        for dismisser in [key(1), RECORDS_OFFICER, key(2)] {
            assert_ok!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, DAY)));
            assert_noop!(dismiss_guardian(&key(3), id, key(2)), Error::OwnKeyNeeded);
            assert_noop!(dismiss_guardian(&CLINIC_RECORDS_OFFICER, id, key(2)), Error::NotYourSubject);
            assert_ok!(dismiss_guardian(&dismisser, id, key(2)));
            assert_events(&[Event::GuardianDismissed { subject: id }]);
        }
        assert_noop!(dismiss_guardian(&key(1), id, key(2)), Error::UnknownGuardian);
    });
}

#[test]
fn delegate_should_be_appointed_within_limits_that_permit_something() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_guardian(&key(1), id, guardian(5, DAY)));
        let refused = |change: fn(&mut Limits), error: Error| {
            let mut delegate = delegate(2, DAY);
            change(&mut delegate.limits);
            assert_noop!(appoint_delegate(&key(1), id, delegate), error);
        };
        refused(|limits| limits.purposes = Purposes::from_bits(1 << 31), Error::UnknownPurpose);
        refused(|limits| limits.categories = Categories::from_bits(1 << 31), Error::UnknownCategory);
        refused(|limits| limits.sensitivities = Sensitivities::from_bits(1 << 31), Error::UnknownSensitivity);
        refused(|limits| limits.purposes = Purposes::NONE, Error::EmptyLimits);
        refused(|limits| limits.categories = Categories::NONE, Error::EmptyLimits);
        refused(
            |limits| (limits.may_permit, limits.may_deny, limits.may_revoke) = (false, false, false),
            Error::EmptyLimits,
        );
        assert_noop!(appoint_delegate(&key(1), id, delegate(2, 0)), Error::EndsInThePast);
        assert_noop!(appoint_delegate(&key(1), id, delegate(5, DAY)), Error::AlreadyAppointed);
        assert_ok!(appoint_delegate(&key(5), id, delegate(2, DAY)));
        assert_events(&[Event::DelegateAppointed { subject: id, until: now() + DAY }]);
        assert_noop!(appoint_delegate(&key(2), id, delegate(3, DAY)), Error::NotForDelegates);
        assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
        assert_noop!(appoint_delegate(&key(1), id, delegate(4, DAY)), Error::TooManyDelegates);
        pass(DAY);
        assert_ok!(appoint_delegate(&key(1), id, delegate(4, DAY)));
        assert_eq!(subject(id).delegates.len(), 1);
        assert!(!Sponsorship::is_sponsored(&key(2)));
    });
}

#[test]
fn delegate_should_decide_within_limits_and_until_the_end() {
    run(|| {
        let id = registered(1);
        let mut restricted = delegate(2, DAY);
        (restricted.limits.may_deny, restricted.limits.may_revoke) = (false, false);
        assert_ok!(appoint_delegate(&key(1), id, restricted));
        assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
        let own = decide(&key(1), id, Terms { purposes: Purpose::Payment.into(), ..permit() }).expect("it may");

        let consent = decide(&key(2), id, permit()).expect("it is within the limits");
        assert_eq!(decisions(id)[1].made_by, Author::Delegate(key(2)));
        assert_noop!(decide(&key(2), id, deny()), Error::BeyondLimits);
        assert_noop!(revoke(&key(2), id, consent), Error::BeyondLimits);
        assert_noop!(decide_as(&key(2), id, 2, permit(), Some(consent)), Error::BeyondLimits);
        for terms in [
            Terms { purposes: Purposes::of(&[Purpose::Treatment, Purpose::Payment]), ..permit() },
            Terms { categories: Categories::of(&[Category::Medications, Category::Imaging]), ..permit() },
            Terms { sensitivities: Sensitivity::Hiv.into(), ..permit() },
        ] {
            assert_noop!(decide(&key(3), id, terms), Error::BeyondLimits);
        }
        assert_noop!(revoke(&key(3), id, own), Error::BeyondLimits);
        assert_ok!(decide(&key(3), id, Terms { sensitivities: Sensitivity::Hiv.into(), ..deny() }));
        assert_ok!(revoke(&key(3), id, consent));

        pass(DAY);
        assert_noop!(decide(&key(3), id, permit()), Error::DelegationOver);
    });
}

#[test]
fn delegate_should_be_dismissed_by_subject_guardian_or_itself() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_guardian(&key(1), id, guardian(5, DAY)));
        assert_ok!(appoint_delegate(&key(1), id, delegate(3, DAY)));
        for dismisser in [key(1), key(5), key(2)] {
            assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
            assert_ok!(decide(&key(2), id, permit()));
            assert_noop!(dismiss_delegate(&key(3), id, key(2)), Error::NotForDelegates);
            assert_ok!(dismiss_delegate(&dismisser, id, key(2)));
            assert_events(&[Event::DelegateDismissed { subject: id }]);
        }
        assert_noop!(dismiss_delegate(&key(1), id, key(2)), Error::UnknownDelegate);
        assert_eq!(decisions(id).len(), 3);
    });
}

#[test]
fn delegate_should_be_appointed_guardian_and_guardian_delegate_once_the_time_is_over() {
    run(|| {
        let id = registered(1);
        assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
        assert_ok!(appoint_guardian(&key(1), id, guardian(3, DAY)));
        assert_noop!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, 9 * DAY)), Error::AlreadyAppointed);
        assert_noop!(appoint_delegate(&key(1), id, delegate(3, 9 * DAY)), Error::AlreadyAppointed);

        // Nobody has dismissed them: their time is over, and that is enough.
        pass(DAY);
        assert_ok!(appoint_guardian(&RECORDS_OFFICER, id, guardian(2, DAY)));
        assert!(subject(id).delegates.is_empty() && !Sponsorship::is_sponsored(&key(3)));
        assert_ok!(appoint_delegate(&key(2), id, delegate(3, DAY)));
        assert_eq!((subject(id).guardians.len(), subject(id).delegates.len()), (1, 1));
        assert_ok!(decide(&key(2), id, permit()));
        assert_eq!(decisions(id)[0].made_by, Author::Guardian(key(2)));

        pass(DAY);
        assert_ok!(appoint_delegate(&key(1), id, delegate(2, DAY)));
        assert!(subject(id).guardians.is_empty() && !Sponsorship::is_sponsored(&key(3)));
        assert_ok!(decide(&key(2), id, permit()));
        assert_eq!(decisions(id)[1].made_by, Author::Delegate(key(2)));
    });
}

#[test]
fn nobody_else_should_decide_for_a_subject() {
    run(|| {
        let (id, other) = (registered(1), registered(2));
        let consent = decide(&key(1), id, permit()).expect("it may");
        assert_noop!(decide(&key(2), id, permit()), Error::NotTheSubject);
        assert_noop!(revoke(&key(2), id, consent), Error::NotTheSubject);
        assert_noop!(revoke(&key(2), other, consent), Error::UnknownDecision);
        assert_noop!(decide(&RECORDS_OFFICER, id, permit()), DispatchError::from(Refusal::NotSponsored));
        let call = crate::Call::decide { subject: id, sequence: 1, terms: permit(), supersedes: None };
        assert_noop!(dispatch(RuntimeOrigin::none(), call.clone()), DispatchError::BadOrigin);
        assert_noop!(dispatch(RuntimeOrigin::root(), call), DispatchError::BadOrigin);
    });
}
