//! Validators that author nothing.

use super::scenario::*;

#[test]
fn validator_should_be_set_aside_after_sessions_without_a_block() {
    run(|| {
        for _ in 0..OFFLINE_SESSIONS {
            assert_eq!(standing(validator(4)), Some(Standing::Serving));
            session_without(&[validator(4)]);
        }
        assert_eq!(standing(validator(4)), Some(Standing::Offline { since: OFFLINE_SESSIONS - 1 }));
        session_without(&[validator(4)]);
        assert_eq!(active(), of(1..=3));
        let session = OFFLINE_SESSIONS - 1;
        assert_eq!(events(), vec![Event::SetAside { validator: validator(4), session }]);
        sessions(5);
        assert_eq!(active(), of(1..=3), "it stays away until it rejoins");
    });
}

#[test]
fn validator_should_come_back_when_it_rejoins() {
    run(|| {
        for _ in 0..OFFLINE_SESSIONS + 1 {
            session_without(&[validator(4)]);
        }
        assert_ok!(rejoin(validator(4), validator(4)));
        settle();
        assert_eq!(active(), of(1..=4));
        assert_eq!(candidate(validator(4)).map(|it| it.idle_sessions), Some(0));
    });
}

#[test]
fn validator_should_not_be_set_aside_when_it_authors_now_and_then() {
    run(|| {
        for _ in 0..5 {
            session_without(&[validator(4)]);
            sessions(1);
        }
        assert_eq!(active(), of(1..=4));
        assert_eq!(standing(validator(4)), Some(Standing::Serving));
    });
}

#[test]
fn validator_should_not_be_judged_by_a_session_with_too_few_blocks() {
    run(|| {
        for _ in 0..5 {
            // One block less than two turns of each of the four.
            for author in of([1, 2, 3, 1, 2, 3, 1]) {
                block(author);
            }
            rotate();
        }
        assert_eq!(candidate(validator(4)).map(|it| it.idle_sessions), Some(0));
        for _ in 0..OFFLINE_SESSIONS {
            for author in of([1, 2, 3, 1, 2, 3, 1, 2]) {
                block(author);
            }
            rotate();
        }
        assert!(matches!(standing(validator(4)), Some(Standing::Offline { .. })));
    });
}

#[test]
fn validator_that_is_not_in_the_set_should_not_be_judged() {
    run(|| {
        join(5);
        // It has no turn before its first session.
        sessions(2);
        assert_eq!(candidate(validator(5)).map(|it| it.idle_sessions), Some(0));
        session_without(&[validator(5)]);
        assert_eq!(candidate(validator(5)).map(|it| it.idle_sessions), Some(1));
    });
}

#[test]
fn offline_validators_should_be_retained_at_the_floor_and_return_when_they_author() {
    run(|| {
        let silent = of([3, 4]);
        for _ in 0..OFFLINE_SESSIONS + 2 {
            // Two of four still author enough blocks.
            for _ in 0..2 {
                session_blocks(&silent);
            }
            rotate();
        }
        // The one that was admitted first is retained: the floor is three.
        assert_eq!(active(), of(1..=3));
        assert!(events().iter().any(|event| matches!(
            event,
            Event::Retained { validator: who, absence: Absence::Offline, .. } if *who == validator(3)
        )));
        assert!(matches!(standing(validator(3)), Some(Standing::Offline { .. })));
        sessions(1);
        assert_eq!(standing(validator(3)), Some(Standing::Serving));
        assert!(events().contains(&Event::Returned { validator: validator(3) }));
    });
}

/// Blocks by everybody but `silent`, in three turns.
fn session_blocks(silent: &[AccountId]) {
    for _ in 0..TURNS {
        for author in active().into_iter().filter(|author| !silent.contains(author)) {
            block(author);
        }
    }
}
