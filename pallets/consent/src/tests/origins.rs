//! Who may send which call, before anything else is looked at.

use super::scenario::*;
use crate::{Call, EmergencyReason, ErasureScope, Policy, Verdict, mock::*};
use frame_support::traits::GetCallName;
use sp_core::H256;
use sp_runtime::DispatchError;

/// Who a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Custodian,
    Reader,
    Emergency,
    Officer,
    Ethics,
    Holder,
    /// A sponsored key or a custodian.
    Party,
    /// A reader or a custodian.
    Researcher,
    Anyone,
}

/// Every call once, on a subject that does not exist.
fn calls() -> Vec<(Call<Test>, Role)> {
    let subject = SubjectId(H256::zero());
    let project = ProjectId(H256::zero());
    let account = key(9);
    vec![
        (Call::register_subject { key: account.clone(), guardian: None }, Role::Custodian),
        (Call::rotate_key { subject, new_key: account.clone() }, Role::Holder),
        (Call::propose_key { subject, new_key: account.clone() }, Role::Custodian),
        (Call::object_to_key { subject }, Role::Holder),
        (Call::complete_key { subject }, Role::Anyone),
        (Call::appoint_guardian { subject, guardian: guardian(9, DAY) }, Role::Party),
        (Call::dismiss_guardian { subject, guardian: account.clone() }, Role::Party),
        (Call::appoint_delegate { subject, delegate: delegate(9, DAY) }, Role::Holder),
        (Call::dismiss_delegate { subject, delegate: account }, Role::Holder),
        (Call::decide { subject, sequence: 0, terms: permit(), supersedes: None }, Role::Holder),
        (Call::revoke { subject, consent: ConsentId(H256::zero()) }, Role::Holder),
        (Call::request_access { subject, request: request() }, Role::Reader),
        (Call::set_default_policy { category: Category::Imaging, policy: Policy::Refuse }, Role::Officer),
        (
            Call::break_glass { subject, reason: EmergencyReason::Disaster, categories: Categories::ALL },
            Role::Emergency,
        ),
        (Call::review_override { seat: PHYSICIAN, subject, receipt: 0, verdict: Verdict::Justified }, Role::Officer),
        (Call::restore_emergency_access { seat: PHYSICIAN }, Role::Officer),
        (Call::approve_project { project: plan(1) }, Role::Ethics),
        (Call::close_project { project }, Role::Ethics),
        (Call::opt_in { subject, sequence: 0, project, scope: scope() }, Role::Holder),
        (Call::consent_broadly { subject, broad: broad() }, Role::Holder),
        (Call::enrol { subject, project }, Role::Researcher),
        (Call::withdraw_from_research { subject, project: None }, Role::Holder),
        (Call::request_erasure { subject, scope: ErasureScope::Everything }, Role::Holder),
        (Call::confirm_erasure { subject, number: 0 }, Role::Custodian),
        (Call::prune_receipts { subject, limit: 1 }, Role::Anyone),
        (Call::close_subject { subject }, Role::Party),
    ]
}

#[test]
fn every_call_should_be_listed_here() {
    let listed: Vec<_> = new_test_ext().execute_with(|| calls().iter().map(|(call, _)| call.get_call_name()).collect());
    assert_eq!(listed, Call::<Test>::get_call_names());
}

#[test]
fn unsigned_and_root_should_be_refused_everywhere() {
    run(|| {
        for (call, _) in calls() {
            assert_noop!(dispatch(RuntimeOrigin::none(), call.clone()), DispatchError::BadOrigin);
            assert_noop!(dispatch(RuntimeOrigin::root(), call), DispatchError::BadOrigin);
        }
    });
}

#[test]
fn signer_should_be_told_which_right_is_missing() {
    run(|| {
        registered(1);
        let people = [
            (STRANGER, vec![]),
            (RECORDS_OFFICER, vec![Role::Custodian, Role::Party, Role::Researcher]),
            (CLINIC_CLERK, vec![Role::Reader, Role::Researcher]),
            (PHYSICIAN, vec![Role::Reader, Role::Researcher, Role::Emergency]),
            (HOSPITAL_OFFICER, vec![Role::Officer]),
            (ETHICS_BOARD, vec![Role::Ethics]),
            (key(1), vec![Role::Holder, Role::Party]),
            (SUSPENDED_SEAT, vec![]),
        ];
        for (who, roles) in people {
            for (call, role) in calls() {
                if role == Role::Anyone || roles.contains(&role) {
                    continue;
                }
                let refusal = match role {
                    Role::Holder => Refusal::NotSponsored,
                    _ if who == SUSPENDED_SEAT => Refusal::SeatSuspended,
                    _ => Refusal::NoSeat,
                };
                let name = call.get_call_name();
                let result = dispatch(RuntimeOrigin::signed(who.clone()), call);
                assert_eq!(result, Err(refusal.into()), "{name} by {who:?}");
            }
        }
    });
}

#[test]
fn withdrawn_right_should_count_at_once() {
    run(|| {
        let id = registered(1);
        assert_ok!(break_glass(&PHYSICIAN, id));
        Withdrawn::insert(PHYSICIAN, ());
        let suspended = DispatchError::from(Refusal::SeatSuspended);
        assert_noop!(request_access(&PHYSICIAN, id, emergency_request()), suspended);
        assert_noop!(break_glass(&PHYSICIAN, id), suspended);
    });
}
