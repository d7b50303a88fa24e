//! What apps read.

use super::scenario::*;
use crate::{Authorisation, PauseView};

#[test]
fn authorisation_should_be_shown_also_when_it_has_expired() {
    run(|| {
        assert_eq!(Pallet::authorisation(), None);
        let new = code(SPEC_VERSION + 1);
        assert_ok!(authorise(&new));
        let expected = Authorisation { code_hash: hash_of(&new), authorised_at: 1, expires_at: 1 + LIFETIME };
        assert_eq!(Pallet::authorisation(), Some(expected));
        pass(LIFETIME);
        assert_eq!(Pallet::authorisation(), Some(expected));
        assert!(expected.is_expired(System::block_number()));
    });
}

#[test]
fn pauses_should_be_shown_in_order_and_without_those_that_are_over() {
    run(|| {
        assert_ok!(pause(COUNCIL, "Ward", Some("admit"), 50));
        assert_ok!(pause(COUNCIL, "Ward", None, 60));
        assert_ok!(pause(EMERGENCY, "Utility", None, 1));
        pass(1);
        let view = |call: Option<&[u8]>, ends_at| PauseView {
            pallet: b"Ward".to_vec(),
            call: call.map(<[u8]>::to_vec),
            since: 1,
            ends_at,
        };
        assert_eq!(Pallet::pauses(), vec![view(None, 61), view(Some(b"admit"), 51)]);
    });
}
