//! What apps read. Most view functions are read by the tests of what they show.

use super::*;
use bogam_primitives::Actor;

#[test]
fn pages_should_cover_all_organisations_once() {
    run(|| {
        for number in 0..200_u64 {
            admit(1_000 + number, &format!("X-{number}"));
        }
        let (mut seen, mut cursor) = (Vec::new(), Some(0));
        while let Some(from) = cursor {
            let page = Registry::organisations(from, u32::MAX);
            assert!(page.organisations.len() <= 100);
            seen.extend(page.organisations.into_iter().map(|(id, _)| id));
            cursor = page.next;
        }
        assert_eq!(seen, (0..205).collect::<Vec<_>>());
    });
}

#[test]
fn page_should_be_as_short_as_asked_but_not_empty() {
    run(|| {
        let page = Registry::organisations(1, 2);
        assert_eq!(page.organisations.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(page.next, Some(3));
        assert_eq!(page.organisations[0].1, Registry::organisation(1).unwrap());

        assert_eq!(Registry::organisations(1, 0).next, Some(2));
        assert_eq!(Registry::organisations(3, 2).next, None);
        for from in [5, 6, u32::MAX] {
            let page = Registry::organisations(from, 10);
            assert!(page.organisations.is_empty() && page.next.is_none());
        }
    });
}

#[test]
fn answers_should_name_the_actor() {
    run(|| {
        let actor = Actor { account: PHYSICIAN, organisation: HOSPITAL, licence: Some(PHYSICIAN_LICENCE) };
        assert_eq!(Registry::entitled_now(PHYSICIAN, Capacity::Prescribe), Ok(actor.clone()));
        assert_eq!(Registry::entitled_at(PHYSICIAN, Capacity::Prescribe, NOW), Ok(actor));
    });
}

#[test]
fn nothing_should_be_shown_when_nothing_is_there() {
    run(|| {
        assert_eq!(Registry::organisation(99), None);
        assert!(Registry::organisation_history(99).is_empty());
        assert_eq!(Registry::licence(99), None);
        assert!(Registry::licence_history(99).is_empty());
        assert_eq!(Registry::seat(STRANGER), None);
        assert!(Registry::seat_history(STRANGER).is_empty());
        assert_eq!(Registry::holder(STRANGER), None);
    });
}
