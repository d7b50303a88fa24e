//! Sponsorship of holders.

use super::*;
use crate::Admitted;
use bogam_primitives::traits::Holders;

#[test]
fn holder_should_last_from_its_first_to_its_last_reference() {
    run(|| {
        assert!(!Registry::is_sponsored(&HOLDER));
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        System::assert_last_event(Event::HolderAdmitted { holder: HOLDER }.into());
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        assert_eq!(
            Registry::holder(HOLDER).unwrap().sponsors.into_inner(),
            [
                Sponsorship { organisation: HOSPITAL, references: 2 },
                Sponsorship { organisation: CLINIC, references: 1 }
            ]
        );
        assert_eq!(System::events().len(), 2, "one for the system's new account, one for the holder");

        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert_eq!(
            Registry::holder(HOLDER).unwrap().sponsors.into_inner(),
            [Sponsorship { organisation: CLINIC, references: 1 }]
        );
        assert!(Registry::is_sponsored(&HOLDER));

        assert_ok!(Registry::release(&HOLDER, CLINIC));
        System::assert_last_event(Event::HolderDismissed { holder: HOLDER }.into());
        assert!(!Registry::is_sponsored(&HOLDER));
        assert_eq!(Registry::holder(HOLDER), None);
        assert_eq!(System::providers(&HOLDER), 0);
    });
}

#[test]
fn staff_should_not_be_sponsored() {
    run(|| {
        assert_noop!(Registry::sponsor(&HOSPITAL_ADMIN, HOSPITAL), Error::<Test>::AccountIsAdmin);
        assert_noop!(Registry::sponsor(&PHYSICIAN, HOSPITAL), Error::<Test>::AccountIsSeat);
    });
}

#[test]
fn former_staff_should_be_sponsored_like_anyone() {
    run(|| {
        assert_ok!(Registry::withdraw_seat(signed(HOSPITAL_ADMIN), PHYSICIAN));
        assert_ok!(Registry::sponsor(&PHYSICIAN, CLINIC));
    });
}

#[test]
fn release_should_be_refused_when_the_organisation_does_not_sponsor() {
    run(|| {
        assert_noop!(Registry::release(&HOLDER, HOSPITAL), Error::<Test>::NotSponsored);
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_noop!(Registry::release(&HOLDER, CLINIC), Error::<Test>::NotSponsored);
    });
}

#[test]
fn sponsorship_should_be_refused_when_sponsors_or_references_are_too_many() {
    run(|| {
        for organisation in 0..MAX_SPONSORS {
            assert_ok!(Registry::sponsor(&HOLDER, organisation));
        }
        assert_noop!(Registry::sponsor(&HOLDER, MAX_SPONSORS), Error::<Test>::TooManySponsors);

        Admitted::<Test>::mutate(HOLDER, |admission| {
            let Some(Admission::Holder(holder)) = admission else { panic!("it is no holder") };
            holder.sponsors[0].references = u32::MAX;
        });
        assert_noop!(Registry::sponsor(&HOLDER, 0), Error::<Test>::TooManyReferences);
        // What is there can still be released.
        assert_ok!(Registry::release(&HOLDER, 0));
    });
}

#[test]
fn holder_should_stay_unsponsored_while_something_depends_on_its_account() {
    run(|| {
        assert_ok!(Registry::sponsor(&HOLDER, HOSPITAL));
        assert_ok!(System::inc_consumers(&HOLDER));
        assert_ok!(Registry::release(&HOLDER, HOSPITAL));
        assert!(!Registry::is_sponsored(&HOLDER));
        assert_noop!(Registry::reclaim_account(signed(STRANGER), HOLDER), Error::<Test>::ConsumersRemain);

        // A later sponsorship uses the provider that was kept.
        assert_ok!(Registry::sponsor(&HOLDER, CLINIC));
        assert_eq!(System::providers(&HOLDER), 1);
        System::dec_consumers(&HOLDER);
        assert_ok!(Registry::release(&HOLDER, CLINIC));
        assert_eq!(System::providers(&HOLDER), 0);
    });
}
