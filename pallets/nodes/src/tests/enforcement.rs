//! Whose nodes count, and that nobody is locked out by mistake.

use super::scenario::*;
use crate::Call;
use sp_runtime::DispatchError;

#[test]
fn list_should_be_none_when_the_chain_is_open() {
    run(|| {
        assert_ok!(set_enforced(false));
        assert_eq!(permitted(), None);
        assert_ok!(set_enforced(true));
        assert_eq!(permitted(), Some(vec![peer(1), peer(2)]));
        assert_eq!(events(), [false, true].map(|enforced| Event::EnforcementSet { enforced }).to_vec());
    });
}

#[test]
fn enforcement_should_be_decided_by_governance_alone() {
    run(|| {
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(admin(1)), RuntimeOrigin::signed(STRANGER)] {
            let refused = dispatch(origin, Call::set_enforced { enforced: false });
            assert_eq!(refused, Err(DispatchError::BadOrigin));
        }
    });
}

#[test]
fn nodes_should_not_count_when_their_organisation_is_suspended() {
    run(|| {
        assert_ok!(add(admin(3), peer(30)));
        suspend(3);
        assert_eq!(permitted(), Some(vec![peer(1), peer(2)]));
        reinstate(3);
        assert_eq!(permitted(), Some(vec![peer(1), peer(2), peer(30)]));
    });
}

#[test]
fn nodes_should_count_for_as_long_as_their_organisation_s_validator_serves() {
    run(|| {
        suspend(1);
        assert_eq!(permitted(), Some(vec![peer(1), peer(2)]), "consensus needs it");
        retire(1);
        assert_eq!(permitted(), Some(vec![peer(2)]));

        expel(2);
        assert_eq!(permitted(), Some(vec![peer(2)]), "consensus needs it");
        assert_noop!(remove(STRANGER, peer(2)), Error::NodeOfValidator);
    });
}

#[test]
fn last_node_should_stay_when_the_organisation_s_validator_serves() {
    run(|| {
        assert_noop!(remove(admin(1), peer(1)), Error::NodeOfValidator);
        assert_ok!(add(admin(1), peer(10)));
        assert_ok!(remove(admin(1), peer(1)));
        assert_noop!(remove(admin(1), peer(10)), Error::NodeOfValidator);
        retire(1);
        assert_ok!(remove(admin(1), peer(10)));
    });
}

#[test]
fn last_node_that_counts_should_stay() {
    run(|| {
        retire(1);
        retire(2);
        assert_ok!(add(admin(3), peer(30)));
        suspend(3);
        assert_ok!(remove(admin(1), peer(1)));
        assert_noop!(remove(admin(2), peer(2)), Error::NobodyLeft);
        reinstate(3);
        assert_ok!(remove(admin(2), peer(2)));
        assert_noop!(remove(admin(3), peer(30)), Error::NobodyLeft);
    });
}

#[test]
fn every_node_should_be_removable_when_the_chain_is_open() {
    run(|| {
        assert_ok!(set_enforced(false));
        assert_ok!(remove(admin(1), peer(1)));
        assert_ok!(remove(admin(2), peer(2)));
        assert_eq!(crate::Nodes::<Test>::decode_len(), Some(0));
    });
}

#[test]
fn enforcement_should_be_refused_when_a_validator_would_be_cut_off() {
    run(|| {
        assert_ok!(set_enforced(false));
        assert_ok!(remove(admin(2), peer(2)));
        assert_noop!(set_enforced(true), Error::ValidatorWithoutNode);
        assert_ok!(add(seat(2), peer(20)));
        assert_ok!(set_enforced(true));
    });
}

#[test]
fn enforcement_should_be_refused_when_nobody_would_be_left() {
    run(|| {
        assert_ok!(set_enforced(false));
        retire(1);
        retire(2);
        suspend(1);
        suspend(2);
        assert_noop!(set_enforced(true), Error::NobodyLeft);
    });
}
