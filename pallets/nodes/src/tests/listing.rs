//! How nodes come onto the list and off it.

use super::scenario::*;
use crate::Call;
use sp_runtime::DispatchError;

#[test]
fn node_should_be_listed_for_the_organisation_of_whoever_adds_it() {
    run(|| {
        assert_ok!(add(admin(3), peer(30)));
        assert_ok!(add(seat(3), peer(31)));
        assert_eq!(permitted(), Some(vec![peer(1), peer(2), peer(30), peer(31)]));
        assert_eq!(
            events(),
            [30, 31].map(|number| Event::NodeAdded { organisation: 3, peer_id: peer(number) }).to_vec()
        );
    });
}

#[test]
fn node_should_be_gone_when_it_is_removed() {
    run(|| {
        assert_ok!(add(admin(3), peer(30)));
        assert_ok!(add(admin(3), peer(31)));
        assert_ok!(remove(seat(3), peer(30)));
        assert_eq!(permitted(), Some(vec![peer(1), peer(2), peer(31)]));
        assert_eq!(events().last(), Some(&Event::NodeRemoved { organisation: 3, peer_id: peer(30) }));
        assert_ok!(add(admin(4), peer(30)));
    });
}

#[test]
fn calls_should_be_refused_when_nobody_signed() {
    run(|| {
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
            let add = Call::add_node { peer_id: peer(30) };
            assert_eq!(dispatch(origin.clone(), add), Err(DispatchError::BadOrigin));
            let remove = Call::remove_node { peer_id: peer(1) };
            assert_eq!(dispatch(origin, remove), Err(DispatchError::BadOrigin));
        }
    });
}

#[test]
fn node_should_be_refused_when_a_stranger_adds_it() {
    run(|| {
        assert_noop!(add(STRANGER, peer(30)), Error::NotMember);
    });
}

#[test]
fn node_should_be_refused_when_its_organisation_is_not_active() {
    run(|| {
        suspend(3);
        assert_noop!(add(admin(3), peer(30)), Error::OrganisationNotActive);
        reinstate(3);
        assert_ok!(add(admin(3), peer(30)));
        expel(4);
        assert_noop!(add(admin(4), peer(40)), Error::NotMember);
    });
}

#[test]
fn node_should_be_refused_when_its_name_is_no_peer_id() {
    run(|| {
        let whole = peer(30).into_inner();
        let [mut short, mut long, mut foreign] = [whole.clone(), whole.clone(), whole];
        short.pop();
        long.push(0);
        // A key of another type: secp256k1.
        foreign[3] = 2;
        for bytes in [vec![], short, long, foreign, vec![0; 38], vec![0xff; 64]] {
            assert_noop!(add(admin(3), PeerId::truncate_from(bytes)), Error::NotPeerId);
        }
    });
}

#[test]
fn node_should_be_refused_when_it_is_listed_already() {
    run(|| {
        assert_noop!(add(admin(1), peer(1)), Error::AlreadyListed);
        assert_noop!(add(admin(3), peer(1)), Error::AlreadyListed);
    });
}

#[test]
fn node_should_be_refused_when_the_organisation_has_too_many() {
    run(|| {
        for number in 0..MAX_OWN as u8 {
            assert_ok!(add(admin(3), peer(30 + number)));
        }
        assert_noop!(add(admin(3), peer(39)), Error::TooManyOfOrganisation);
        assert_ok!(remove(admin(3), peer(30)));
        assert_ok!(add(admin(3), peer(39)));
    });
}

#[test]
fn node_should_be_refused_when_the_list_is_full() {
    run(|| {
        for number in 0..MAX_OWN as u8 {
            assert_ok!(add(admin(3), peer(30 + number)));
        }
        for number in 0..(MAX_NODES - MAX_OWN - FOUNDERS) as u8 {
            assert_ok!(add(admin(4), peer(40 + number)));
        }
        assert_noop!(add(admin(5), peer(50)), Error::TooManyNodes);
    });
}

#[test]
fn removal_should_be_refused_when_the_node_is_not_one_s_own() {
    run(|| {
        assert_noop!(remove(admin(1), peer(99)), Error::NotListed);
        assert_noop!(remove(admin(3), peer(1)), Error::NodeOfOther);
        assert_noop!(remove(STRANGER, peer(1)), Error::NodeOfOther);
    });
}

#[test]
fn last_node_should_be_removed_by_the_admin_alone() {
    run(|| {
        assert_ok!(add(seat(3), peer(30)));
        assert_noop!(remove(seat(3), peer(30)), Error::LastNodeNeedsAdmin);
        assert_ok!(remove(admin(3), peer(30)));
        assert_ok!(add(seat(3), peer(30)));
    });
}

#[test]
fn suspended_organisation_should_be_able_to_remove_its_nodes() {
    run(|| {
        assert_ok!(add(admin(3), peer(30)));
        suspend(3);
        assert_ok!(remove(admin(3), peer(30)));
    });
}

#[test]
fn nodes_of_a_removed_organisation_should_be_cleared_by_anyone() {
    run(|| {
        assert_ok!(add(admin(3), peer(30)));
        assert_ok!(add(admin(3), peer(31)));
        expel(3);
        assert_eq!(permitted(), Some(vec![peer(1), peer(2)]), "they do not count any more");
        assert_ok!(remove(admin(4), peer(30)));
        assert_ok!(remove(STRANGER, peer(31)));
        assert_eq!(crate::Nodes::<Test>::decode_len(), Some(2));
    });
}
