//! Who votes: the admins of the active organisations, whatever happens to them.

use super::*;
use crate::{Call, Organisations, WeightInfo};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use std::collections::BTreeSet;

fn voters() -> BTreeSet<AccountId> {
    Votes::iter_keys().collect()
}

fn admit_newcomer() -> DispatchResult {
    Registry::admit_organisation(root(), OrganisationKind::Clinic, NEWCOMER, b"N".to_vec(), b"C".to_vec())
}

const FOUNDERS: [AccountId; 5] = [HOSPITAL_ADMIN, CLINIC_ADMIN, PHARMACY_ADMIN, AUTHORITY_ADMIN, OTHER_AUTHORITY_ADMIN];

#[test]
fn organisations_of_genesis_should_have_a_vote_each() {
    run(|| assert_eq!(voters(), BTreeSet::from(FOUNDERS)));
}

#[test]
fn vote_should_come_and_go_with_the_organisation() {
    run(|| {
        assert_ok!(admit_newcomer());
        assert!(voters().contains(&NEWCOMER));
        suspend(CLINIC);
        assert!(!voters().contains(&CLINIC_ADMIN));
        assert_sound();
        reinstate(CLINIC);
        assert!(voters().contains(&CLINIC_ADMIN));
        assert_sound();
        // From active, and from suspended.
        suspend(PHARMACY);
        remove(PHARMACY);
        assert_sound();
        remove(CLINIC);
        assert_eq!(voters(), BTreeSet::from([HOSPITAL_ADMIN, AUTHORITY_ADMIN, OTHER_AUTHORITY_ADMIN, NEWCOMER]));
    });
}

#[test]
fn vote_should_go_over_to_the_new_admin() {
    run(|| {
        assert_ok!(Registry::rotate_admin(signed(CLINIC_ADMIN), NEWCOMER));
        assert!(voters().contains(&NEWCOMER) && !voters().contains(&CLINIC_ADMIN));
        assert_ok!(Registry::replace_admin(root(), CLINIC, STRANGER, Some(NOW)));
        assert!(voters().contains(&STRANGER) && !voters().contains(&NEWCOMER));
        assert_eq!(voters().len(), FOUNDERS.len());
    });
}

#[test]
fn new_admin_of_a_suspended_organisation_should_vote_once_it_is_reinstated() {
    run(|| {
        suspend(CLINIC);
        assert_ok!(Registry::replace_admin(root(), CLINIC, NEWCOMER, None));
        assert!(!voters().contains(&NEWCOMER) && !voters().contains(&CLINIC_ADMIN));
        assert_sound();
        reinstate(CLINIC);
        assert!(voters().contains(&NEWCOMER) && !voters().contains(&CLINIC_ADMIN));
    });
}

#[test]
fn organisation_should_not_become_active_when_there_is_no_room_for_its_vote() {
    run(|| {
        MaxVotes::set(FOUNDERS.len() as u32);
        assert_noop!(admit_newcomer(), Error::<Test>::ElectorateFull);
        suspend(CLINIC);
        assert_ok!(admit_newcomer());
        assert_noop!(Registry::reinstate_organisation(root(), CLINIC), Error::<Test>::ElectorateFull);
        // What needs no further vote is always possible.
        assert_ok!(Registry::rotate_admin(signed(NEWCOMER), STRANGER));
        assert_ok!(Registry::replace_admin(root(), HOSPITAL, 1, None));
        suspend(PHARMACY);
        reinstate(CLINIC);
        remove(HOSPITAL);
        MaxVotes::set(0);
        remove(PHARMACY);
        suspend(CLINIC);
        let active = Organisations::<Test>::iter_values();
        assert_eq!(active.filter(|record| record.status == OrganisationStatus::Active).count(), voters().len());
    });
}

#[test]
fn calls_should_weigh_what_the_vote_costs() {
    let reason = OrganisationReason::Request;
    let (organisation, new_admin) = (CLINIC, NEWCOMER);
    type Weights = <Test as crate::Config>::WeightInfo;
    let admission = Call::<Test>::admit_organisation {
        kind: OrganisationKind::Clinic,
        admin: NEWCOMER,
        name: vec![],
        institution_code: vec![],
    };
    let calls: [(Call<Test>, Weight); 6] = [
        (admission, Weights::admit_organisation()),
        (Call::suspend_organisation { organisation, reason }, Weights::suspend_organisation()),
        (Call::reinstate_organisation { organisation }, Weights::reinstate_organisation()),
        (Call::remove_organisation { organisation, reason }, Weights::remove_organisation()),
        (Call::replace_admin { organisation, new_admin, compromised_since: None }, Weights::replace_admin()),
        (Call::rotate_admin { new_admin }, Weights::rotate_admin()),
    ];
    for (call, own) in calls {
        assert_eq!(call.get_dispatch_info().call_weight, own.saturating_add(VOTE_WEIGHT));
    }
}
