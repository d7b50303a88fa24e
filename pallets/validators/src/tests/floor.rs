//! The floor, where rules collide with it.

use super::scenario::*;
use crate::Floor;

#[test]
fn floor_should_be_set_within_its_limits() {
    run(|| {
        assert_noop!(set_floor(0), Error::FloorTooLow);
        assert_noop!(set_floor(1), Error::FloorTooLow);
        assert_noop!(set_floor(5), Error::FloorAboveSet);
        assert_ok!(set_floor(4));
        assert_eq!(Floor::<Test>::get(), 4);
        assert_ok!(set_floor(2));
    });
}

#[test]
fn floor_should_not_count_validators_that_are_admitted_but_do_not_serve() {
    run(|| {
        join(5);
        assert_noop!(set_floor(5), Error::FloorAboveSet);
        sessions(1);
        assert_noop!(set_floor(5), Error::FloorAboveSet);
        sessions(1);
        assert_ok!(set_floor(5));
    });
}

#[test]
fn floor_should_not_count_validators_that_are_about_to_go() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        assert_noop!(set_floor(4), Error::FloorAboveSet);
    });
}

#[test]
fn leaving_validator_should_be_retained_at_the_floor_until_another_comes() {
    run(|| {
        assert_ok!(leave(validator(4), validator(4)));
        assert_ok!(leave(validator(3), validator(3)));
        settle();
        assert_eq!(active(), of(1..=3), "of two that leave, the longest admitted stays");
        assert_eq!(standing(validator(3)), Some(Standing::Leaving { since: 0 }));
        join(6);
        settle();
        assert_eq!((active(), candidate(validator(3))), (of([1, 2, 6]), None), "nobody had to ask again");
    });
}

#[test]
fn least_harmful_validators_should_be_retained_first() {
    run(|| {
        join(5);
        join(6);
        settle();
        assert_eq!(active(), of(1..=6));
        assert_ok!(report(validator(1), 0).map_err(|_| "refused"));
        assert_ok!(remove(validator(2)));
        suspend(3);
        for _ in 0..OFFLINE_SESSIONS {
            session_without(&[validator(4)]);
        }
        assert_ok!(leave(validator(5), validator(5)));
        // Only the sixth is there without a blemish; who leaves and who is offline make it three.
        settle();
        assert_eq!(active(), of(4..=6));
        let retained = |organisation, reason| {
            events().iter().any(|event| {
                matches!(event, Event::Retained { validator: who, absence, .. }
                    if *who == validator(organisation) && *absence == reason)
            })
        };
        assert!(retained(5, Absence::Leaving) && retained(4, Absence::Offline));
        assert_eq!((candidate(validator(1)), candidate(validator(2))), (None, None), "they have left");
    });
}

#[test]
fn whole_consortium_should_keep_its_validators_when_everybody_goes_at_once() {
    run(|| {
        assert_ok!(report(validator(1), 0).map_err(|_| "refused"));
        assert_ok!(remove(validator(2)));
        expel(3);
        suspend(4);
        sessions(6);
        assert_eq!(active(), of([2, 3, 4]), "whoever equivocated is the last resort");
        assert_eq!(candidate(validator(1)), None);
        assert_eq!(Authorities::get(), of([2, 3, 4]));
    });
}
