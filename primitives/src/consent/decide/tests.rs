//! The rule, line by line, and what follows from it for any decisions.

use super::*;
use crate::consent::{Actions, Author, Categories, Grantee, Purposes, Sensitivity, Terms};
use proptest::prelude::*;
use sp_core::H256;

const NOW: Moment = 1_000;

type Account = u8;

fn question() -> Question<Account> {
    Question {
        reader: Reader { account: 1, organisation: 1, kind: OrganisationKind::Hospital, project: None },
        category: Category::Medications,
        purpose: Purpose::Treatment,
        action: Action::Access,
        sensitivities: Sensitivities::NONE,
        data_date: None,
        now: NOW,
    }
}

fn decision(sequence: u32, effect: Effect, grantee: Grantee<Account>) -> Decision<Account> {
    Decision {
        id: ConsentId(H256::from_low_u64_be(sequence.into())),
        sequence,
        made_by: Author::Subject,
        made_at: 10,
        terms: Terms {
            effect,
            grantee,
            actions: Action::Access.into(),
            categories: Category::Medications.into(),
            purposes: Purpose::Treatment.into(),
            sensitivities: Sensitivities::NONE,
            valid_from: 0,
            valid_until: None,
            data_from: None,
            data_until: None,
        },
    }
}

fn permit(sequence: u32) -> Decision<Account> {
    decision(sequence, Effect::Permit, Grantee::Anyone)
}

fn deny(sequence: u32) -> Decision<Account> {
    decision(sequence, Effect::Deny, Grantee::Anyone)
}

fn outcome(decisions: &[Decision<Account>]) -> Outcome {
    decide(decisions, &question()).outcome
}

#[test]
fn answer_should_be_no_consent_when_nothing_applies() {
    let nothing = Answer { outcome: Outcome::NoConsent, by: None, redact: Sensitivities::ALL };
    assert_eq!(decide(&[], &question()), nothing);

    let other = |change: fn(&mut Terms<Account>)| {
        let mut decision = permit(0);
        change(&mut decision.terms);
        assert_eq!(decide(&[decision], &question()), nothing);
    };
    other(|terms| terms.actions = Action::Disclose.into());
    other(|terms| terms.categories = Category::Imaging.into());
    other(|terms| terms.purposes = Purpose::EmergencyTreatment.into());
    other(|terms| terms.valid_from = NOW + 1);
    other(|terms| terms.valid_until = Some(NOW));
    other(|terms| terms.grantee = Grantee::Seat { organisation: 1, account: 2 });
    other(|terms| terms.grantee = Grantee::Seat { organisation: 2, account: 1 });
    other(|terms| terms.grantee = Grantee::Project(ProjectId(H256::zero())));
    other(|terms| terms.grantee = Grantee::Organisation(2));
    other(|terms| terms.grantee = Grantee::Kind(OrganisationKind::Clinic));
}

#[test]
fn validity_should_contain_its_start_and_not_its_end() {
    let mut decision = permit(0);
    (decision.terms.valid_from, decision.terms.valid_until) = (NOW, Some(NOW + 1));
    assert_eq!(outcome(&[decision]), Outcome::Permit);
}

#[test]
fn most_specific_grantee_should_win_whatever_its_age() {
    let project = ProjectId(H256::repeat_byte(1));
    let grantees = [
        Grantee::Anyone,
        Grantee::Kind(OrganisationKind::Hospital),
        Grantee::Organisation(1),
        Grantee::Project(project),
        Grantee::Seat { organisation: 1, account: 1 },
    ];
    let mut asked = question();
    asked.reader.project = Some(project);
    let mut decisions = Vec::new();
    for (number, grantee) in grantees.into_iter().enumerate() {
        let effect = if number % 2 == 0 { Effect::Permit } else { Effect::Deny };
        let mut specific = decision(number as u32, effect, grantee);
        specific.made_at = 10 - number as Moment;
        decisions.push(specific.clone());
        let answer = decide(&decisions, &asked);
        assert_eq!(answer.by, Some(specific.id));
        assert_eq!(answer.outcome == Outcome::Permit, effect == Effect::Permit);
    }
}

#[test]
fn newest_should_win_among_equals_and_deny_on_the_same_moment() {
    let (older, mut newer) = (deny(0), permit(1));
    assert_eq!(outcome(&[older.clone(), newer.clone()]), Outcome::Deny);
    newer.made_at += 1;
    assert_eq!(outcome(&[older.clone(), newer]), Outcome::Permit);

    let answer = decide(&[older, deny(7), deny(3)], &question());
    assert_eq!(answer.by, Some(deny(7).id));
}

#[test]
fn permit_should_cover_only_the_sensitivities_that_it_names() {
    let hiv = Sensitivities::from(Sensitivity::Hiv);
    let both = hiv.with(Sensitivity::Psychiatry);
    let mut decision = permit(0);
    decision.terms.sensitivities = hiv;
    let ask = |sensitivities| decide(std::slice::from_ref(&decision), &Question { sensitivities, ..question() });

    assert_eq!(ask(Sensitivities::NONE).redact, Sensitivities::ALL.difference(hiv));
    assert_eq!(ask(hiv).outcome, Outcome::Permit);
    assert_eq!(ask(both).outcome, Outcome::NoConsent);
}

#[test]
fn deny_should_cover_all_or_the_sensitivities_that_it_names() {
    let hiv = Sensitivities::from(Sensitivity::Hiv);
    let psychiatry = Sensitivities::from(Sensitivity::Psychiatry);
    let mut some = deny(1);
    some.terms.sensitivities = hiv;
    let ask = |decision: &Decision<Account>, sensitivities| {
        decide(std::slice::from_ref(decision), &Question { sensitivities, ..question() }).outcome
    };
    assert_eq!(ask(&deny(0), Sensitivities::NONE), Outcome::Deny);
    assert_eq!(ask(&deny(0), hiv), Outcome::Deny);
    assert_eq!(ask(&some, Sensitivities::NONE), Outcome::NoConsent);
    assert_eq!(ask(&some, hiv.union(psychiatry)), Outcome::Deny);
    assert_eq!(ask(&some, psychiatry), Outcome::NoConsent);
}

#[test]
fn permit_should_redact_what_a_decision_with_precedence_denies() {
    let hiv = Sensitivities::from(Sensitivity::Hiv);
    let (mut all, mut some) = (permit(0), deny(1));
    all.terms.sensitivities = Sensitivities::ALL;
    some.terms.sensitivities = hiv;

    assert_eq!(decide(&[all.clone(), some.clone()], &question()).redact, hiv);
    all.made_at += 1;
    assert_eq!(decide(&[all, some], &question()).redact, Sensitivities::NONE);
}

#[test]
fn dates_of_data_should_bound_permits_and_denies_each_on_the_safe_side() {
    let bounded = |mut decision: Decision<Account>| {
        (decision.terms.data_from, decision.terms.data_until) = (Some(100), Some(200));
        decision
    };
    let ask = |decision: Decision<Account>, data_date| {
        decide(&[bounded(decision)], &Question { data_date, ..question() }).outcome
    };
    assert_eq!(ask(permit(0), None), Outcome::NoConsent);
    assert_eq!(ask(deny(0), None), Outcome::Deny);
    for (date, inside) in [(99, false), (100, true), (199, true), (200, false)] {
        let expected = |effect| if inside { effect } else { Outcome::NoConsent };
        assert_eq!(ask(permit(0), Some(date)), expected(Outcome::Permit));
        assert_eq!(ask(deny(0), Some(date)), expected(Outcome::Deny));
    }
}

// Small worlds, so that decisions meet.

fn sensitivities() -> impl Strategy<Value = Sensitivities> {
    prop_oneof![
        3 => Just(Sensitivities::NONE),
        3 => (0..8u32).prop_map(Sensitivities::from_bits),
        1 => Just(Sensitivities::ALL),
    ]
}

fn grantee() -> impl Strategy<Value = Grantee<Account>> {
    prop_oneof![
        (0..2u32, 0..2u8).prop_map(|(organisation, account)| Grantee::Seat { organisation, account }),
        (0..2u8).prop_map(|project| Grantee::Project(ProjectId(H256::repeat_byte(project)))),
        (0..2u32).prop_map(Grantee::Organisation),
        prop_oneof![Just(OrganisationKind::Hospital), Just(OrganisationKind::Clinic)].prop_map(Grantee::Kind),
        Just(Grantee::Anyone),
    ]
}

fn some_decision() -> impl Strategy<Value = Decision<Account>> {
    let bound = || prop::option::weighted(0.3, 0..5u64);
    let mask = || prop_oneof![3 => Just(3u8), 1 => 1..3u8];
    let masks = (mask(), mask(), mask());
    let from = prop_oneof![2 => Just(0), 1 => 0..4u64];
    let effect = prop_oneof![Just(Effect::Permit), Just(Effect::Deny)];
    (effect, grantee(), masks, sensitivities(), (from, bound()), (bound(), bound()), (0..4u64, 0..1_000_000u32))
        .prop_map(|(effect, grantee, masks, sensitivities, valid, data, (made_at, sequence))| Decision {
            id: ConsentId(H256::from_low_u64_be(sequence.into())),
            sequence,
            made_by: Author::Subject,
            made_at,
            terms: Terms {
                effect,
                grantee,
                actions: Actions::from_bits(masks.0),
                categories: Categories::from_bits(masks.1.into()),
                purposes: Purposes::from_bits(masks.2.into()),
                sensitivities,
                valid_from: valid.0,
                valid_until: valid.1,
                data_from: data.0,
                data_until: data.1,
            },
        })
}

fn some_question() -> impl Strategy<Value = Question<Account>> {
    let reader = (0..2u8, 0..2u32, any::<bool>(), prop::option::of(0..2u8)).prop_map(
        |(account, organisation, hospital, project)| Reader {
            account,
            organisation,
            kind: if hospital { OrganisationKind::Hospital } else { OrganisationKind::Clinic },
            project: project.map(|project| ProjectId(H256::repeat_byte(project))),
        },
    );
    (reader, (0..2usize, 0..2usize, 0..2usize), sensitivities(), prop::option::of(0..5u64), 0..5u64).prop_map(
        |(reader, (category, purpose, action), sensitivities, data_date, now)| Question {
            reader,
            category: Category::ALL[category],
            purpose: Purpose::ALL[purpose],
            action: Action::ALL[action],
            sensitivities,
            data_date,
            now,
        },
    )
}

fn some_decisions() -> impl Strategy<Value = Vec<Decision<Account>>> {
    prop::collection::vec(some_decision(), 0..8)
}

/// The rule once more, as a reader of the documentation would apply it by hand: step by step, one field at a time.
fn by_hand(decisions: &[Decision<Account>], question: &Question<Account>) -> Outcome {
    let mut left: Vec<_> = decisions.iter().filter(|one| one.applies_to(question)).collect();
    let most_specific = left.iter().map(|one| one.terms.grantee.specificity()).max();
    left.retain(|one| Some(one.terms.grantee.specificity()) == most_specific);
    let newest = left.iter().map(|one| one.made_at).max();
    left.retain(|one| Some(one.made_at) == newest);
    match left.iter().any(|one| one.terms.effect == Effect::Deny) {
        true => Outcome::Deny,
        false if left.is_empty() => Outcome::NoConsent,
        false => Outcome::Permit,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(10_000) })]

    #[test]
    fn answer_should_be_what_the_rule_gives_by_hand(decisions in some_decisions(), question in some_question()) {
        let answer = decide(&decisions, &question);
        prop_assert_eq!(answer.outcome, by_hand(&decisions, &question));
        prop_assert_eq!(answer.by.is_none(), answer.outcome == Outcome::NoConsent);
        if answer.outcome != Outcome::Permit {
            prop_assert_eq!(answer.redact, Sensitivities::ALL);
        }
    }

    #[test]
    fn answer_should_not_depend_on_the_order(
        (decisions, shuffled) in some_decisions().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        question in some_question(),
    ) {
        prop_assert_eq!(decide(&decisions, &question), decide(&shuffled, &question));
    }

    #[test]
    fn answer_should_not_change_when_something_irrelevant_is_added(
        decisions in some_decisions(),
        mut added in some_decision(),
        question in some_question(),
        way in 0..6,
    ) {
        // Made irrelevant in one dimension; in all others it may be anything.
        match way {
            0 => added.terms.actions = added.terms.actions.difference(question.action.into()),
            1 => added.terms.categories = added.terms.categories.difference(question.category.into()),
            2 => added.terms.purposes = added.terms.purposes.difference(question.purpose.into()),
            3 => added.terms.valid_from = question.now + 1,
            4 => added.terms.valid_until = Some(question.now),
            _ => added.terms.grantee = Grantee::Organisation(question.reader.organisation + 1),
        }
        let before = decide(&decisions, &question);
        let mut more = decisions;
        more.push(added);
        prop_assert_eq!(decide(&more, &question), before);
    }

    #[test]
    fn deny_should_never_permit_anything_when_added(
        decisions in some_decisions(),
        mut added in some_decision(),
        question in some_question(),
    ) {
        added.terms.effect = Effect::Deny;
        let before = decide(&decisions, &question);
        let mut more = decisions;
        more.push(added);
        let after = decide(&more, &question);
        prop_assert!(after.outcome != Outcome::Permit || before.outcome == Outcome::Permit);
        prop_assert!(before.redact.is_subset(after.redact));
    }

    #[test]
    fn permit_should_never_forbid_anything_when_added(
        decisions in some_decisions(),
        mut added in some_decision(),
        question in some_question(),
    ) {
        added.terms.effect = Effect::Permit;
        let before = decide(&decisions, &question);
        let mut more = decisions;
        more.push(added);
        let after = decide(&more, &question);
        prop_assert!(after.outcome != Outcome::Deny || before.outcome == Outcome::Deny);
    }

    #[test]
    fn removing_the_decision_that_did_not_decide_should_change_no_outcome(
        decisions in some_decisions(),
        question in some_question(),
        which in any::<prop::sample::Index>(),
    ) {
        if decisions.is_empty() {
            return Ok(());
        }
        let before = decide(&decisions, &question);
        let place = which.index(decisions.len());
        if before.by == Some(decisions[place].id) {
            return Ok(());
        }
        let mut fewer = decisions;
        fewer.remove(place);
        prop_assert_eq!(decide(&fewer, &question).outcome, before.outcome);
    }

    #[test]
    fn revoked_permission_should_return_when_given_again(
        decisions in some_decisions(),
        question in some_question(),
    ) {
        let mut last = permit(2_000_000);
        last.made_at = 100;
        last.terms.grantee =
            Grantee::Seat { organisation: question.reader.organisation, account: question.reader.account };
        last.terms.actions = question.action.into();
        last.terms.categories = question.category.into();
        last.terms.purposes = question.purpose.into();
        last.terms.sensitivities = question.sensitivities;
        let without = decide(&decisions, &question);
        let mut given = decisions.clone();
        given.push(last.clone());
        prop_assert_eq!(decide(&given, &question).outcome, Outcome::Permit);
        given.pop();
        prop_assert_eq!(decide(&given, &question), without);
        (last.id, last.sequence, last.made_at) = (ConsentId(H256::repeat_byte(9)), 2_000_001, 101);
        given.push(last);
        prop_assert_eq!(decide(&given, &question).by, Some(ConsentId(H256::repeat_byte(9))));
    }

    #[test]
    fn redaction_should_be_what_asking_for_each_sensitivity_refuses(
        mut decisions in some_decisions(),
        question in some_question(),
        (sensitivities, made_at) in (sensitivities(), 0..4u64),
    ) {
        let mut wide = permit(2_000_000);
        wide.made_at = made_at;
        wide.terms.actions = Actions::ALL;
        wide.terms.categories = Categories::ALL;
        wide.terms.purposes = Purposes::ALL;
        wide.terms.sensitivities = sensitivities.union(question.sensitivities);
        wide.terms.grantee = Grantee::Organisation(question.reader.organisation);
        decisions.push(wide);
        let answer = decide(&decisions, &question);
        if answer.outcome != Outcome::Permit {
            return Ok(());
        }
        let named = decisions.iter().find(|one| Some(one.id) == answer.by).map(|one| one.terms.sensitivities);
        for sensitivity in Sensitivity::ALL.iter().copied() {
            let asked = Question { sensitivities: question.sensitivities.with(sensitivity), ..question.clone() };
            let alone = decide(&decisions, &asked);
            if answer.redact.contains(sensitivity) {
                let unnamed = named.is_some_and(|named| !named.contains(sensitivity));
                prop_assert!(unnamed || alone.outcome == Outcome::Deny);
            } else {
                prop_assert_eq!(alone.outcome, Outcome::Permit);
            }
        }
    }
}
