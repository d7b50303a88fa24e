use super::*;
use crate::claim::{ClaimId, LedgerError, ServiceLedger};
use AdjustmentReason::*;
use ServiceCategory::{Consultation, Dental, Medicine};
use proptest::prelude::*;
use sp_core::H256;

const CASES: u32 = 20_000;

fn rule(category: ServiceCategory) -> CategoryRule {
    CategoryRule {
        category,
        coverage: 8_000,
        copayment: 1_000,
        line_cap: None,
        frequency: None,
        preauthorisation: false,
        review: false,
    }
}

const LIMITS: Limits = Limits { deductible: 10_000, cap: 100_000 };

fn reasons(outcome: &LineOutcome) -> Vec<(u16, Won)> {
    outcome.adjustments.iter().map(|adjustment| (adjustment.reason.code(), adjustment.amount)).collect()
}

fn one(rule: CategoryRule, accumulators: Accumulators, line: LineInput) -> LineOutcome {
    let outcome = adjudicate_line(&[rule], &LIMITS, &accumulators, &line);
    assert!(outcome.balances(line.charge));
    outcome
}

#[test]
fn line_should_go_through_the_steps_in_order() {
    let mut all = rule(Medicine);
    (all.line_cap, all.coverage) = (Some(60_000), 7_000);
    let accumulators = Accumulators { paid: 80_000, reserved: 1_000, ..Default::default() };
    let verdict = Verdict::Reduce { allowed: 70_000, reason: NotMedicallyNecessary };
    let line = LineInput { other_paid: 20_000, verdict, ..LineInput::plain(Medicine, 100_000) };
    let outcome = one(all, accumulators, line);
    // 100,000 − 20,000 = 80,000 → 70,000 → 60,000 − 1,000 − 10,000 = 49,000, of which 70 % are 34,300, of which 19,000 are free.
    let expected = [(22, 20_000), (50, 10_000), (45, 10_000), (3, 1_000), (1, 10_000), (2, 14_700), (119, 15_300)];
    assert_eq!(reasons(&outcome), expected);
    assert_eq!(outcome.paid, 19_000);
    assert_eq!(outcome.in_group(AdjustmentGroup::PayerInitiated), 10_000);
    assert_eq!(outcome.in_group(AdjustmentGroup::Other), 20_000);
    assert_eq!(outcome.patient_responsibility(), 51_000);
}

#[test]
fn line_should_be_denied_as_a_whole_with_the_first_reason_that_applies() {
    let strict = CategoryRule { frequency: Some(1), preauthorisation: true, ..rule(Medicine) };
    let mut used = Accumulators::default();
    used.counts[Medicine as usize] = 1;
    let line = LineInput::plain(Medicine, 50_000);
    let fact = LineInput { denial: Some(FiledTooLate), verdict: Verdict::Deny(NotCovered), ..line };
    for (accumulators, line, code, group) in [
        (used, fact, 29, "CO"),
        (used, LineInput { denial: None, ..fact }, 96, "PI"),
        (used, LineInput { category: Dental, ..line }, 96, "PR"),
        (used, line, 119, "PR"),
        (Accumulators::default(), line, 197, "CO"),
    ] {
        let outcome = one(strict, accumulators, line);
        assert_eq!((outcome.paid, outcome.counted, reasons(&outcome)), (0, false, vec![(code, 50_000)]));
        assert_eq!(outcome.adjustments[0].group.code(), group);
    }
}

#[test]
fn line_should_pay_no_more_than_was_approved_and_give_the_rest_back() {
    let approved = CategoryRule { preauthorisation: true, coverage: 10_000, copayment: 0, ..rule(Medicine) };
    let limits = Limits { deductible: 0, cap: 50_000 };
    let mut accumulators = Accumulators::default();
    assert!(accumulators.reserve(&limits, 30_000));
    assert!(!accumulators.reserve(&limits, 20_001));
    let line = |charge| LineInput { authorised: Some(30_000), ..LineInput::plain(Medicine, charge) };

    let more = adjudicate_line(&[approved], &limits, &accumulators, &line(40_000));
    assert_eq!((more.paid, more.released, reasons(&more)), (30_000, 30_000, vec![(198, 10_000)]));

    let less = adjudicate(&[approved], &limits, &mut accumulators, &[line(12_000)]);
    assert_eq!((less[0].paid, less[0].released), (12_000, 30_000));
    assert_eq!((accumulators.paid, accumulators.reserved, accumulators.free(&limits)), (12_000, 0, 38_000));
}

#[test]
fn insurers_share_should_be_rounded_down() {
    assert_eq!(insurers_share(999, 3_333), 332);
    assert_eq!(insurers_share(1, 9_999), 0);
    assert_eq!(insurers_share(Won::MAX, 10_000), Won::MAX);
    assert_eq!(insurers_share(10, u16::MAX), 10);
    assert_eq!(insurers_share(0, 10_000), 0);
}

#[test]
fn line_should_not_count_when_others_have_paid_it_all() {
    let outcome = one(
        rule(Medicine),
        Accumulators::default(),
        LineInput { other_paid: 90_000, ..LineInput::plain(Medicine, 50_000) },
    );
    assert_eq!((outcome.paid, outcome.counted, reasons(&outcome)), (0, false, vec![(22, 50_000)]));
}

// Random plans, years and claims.

const CATEGORIES: [ServiceCategory; 3] = [Consultation, Medicine, Dental];

/// Mostly amounts that interact, seldom the largest there are.
fn amount() -> impl Strategy<Value = Won> {
    prop_oneof![12 => 0..200_000u64, 4 => 0..40u64, 1 => Just(Won::MAX), 1 => Just(Won::MAX / 2)]
}

fn any_rule(category: ServiceCategory) -> impl Strategy<Value = CategoryRule> {
    let copayment = prop_oneof![Just(0u64), 0..5_000u64, amount()];
    let rate = prop_oneof![Just(10_000u16), 1..=10_000u16];
    (rate, copayment, prop::option::of(amount()), prop::option::of(1..4u16), prop::bool::weighted(0.2)).prop_map(
        move |(coverage, copayment, line_cap, frequency, preauthorisation)| CategoryRule {
            category,
            coverage,
            copayment,
            line_cap,
            frequency,
            preauthorisation,
            review: false,
        },
    )
}

/// Rules for two of the three categories.
fn rules() -> impl Strategy<Value = Vec<CategoryRule>> {
    (any_rule(Consultation), any_rule(Medicine)).prop_map(|(first, second)| vec![first, second])
}

fn limits() -> impl Strategy<Value = Limits> {
    (prop_oneof![Just(0u64), 0..50_000u64], amount()).prop_map(|(deductible, cap)| Limits { deductible, cap })
}

fn line() -> impl Strategy<Value = LineInput> {
    let verdict = prop_oneof![
        8 => Just(Verdict::Accept),
        1 => Just(Verdict::Deny(NotMedicallyNecessary)),
        2 => amount().prop_map(|allowed| Verdict::Reduce { allowed, reason: ExceedsAllowed }),
    ];
    let denial = prop_oneof![9 => Just(None), 1 => Just(Some(FiledTooLate))];
    let other = prop_oneof![3 => Just(0u64), 1 => amount()];
    let authorised = prop_oneof![3 => Just(None), 1 => (0..60_000u64).prop_map(Some)];
    (prop::sample::select(&CATEGORIES[..]), amount(), other, denial, verdict, authorised).prop_map(
        |(category, charge, other_paid, denial, verdict, authorised)| LineInput {
            category,
            charge,
            other_paid,
            denial,
            verdict,
            authorised,
        },
    )
}

/// A benefit year in which something may have happened already, and in which what the lines have approved is reserved.
/// An approval that does not fit would not have been given: it is taken off its line.
fn year(limits: &Limits, spent: (u64, u64), lines: &mut [LineInput]) -> Accumulators {
    let mut year = Accumulators {
        deductible_met: spent.0.min(limits.deductible),
        paid: spent.1.min(limits.cap),
        ..Default::default()
    };
    for line in lines {
        line.authorised = line.authorised.filter(|amount| year.reserve(limits, *amount));
    }
    year
}

fn total(outcomes: &[LineOutcome]) -> u128 {
    outcomes.iter().map(|outcome| u128::from(outcome.paid)).sum()
}

/// What happens to a claim in the test of reversals.
#[derive(Clone, Debug)]
struct History {
    lines: Vec<(usize, LineInput)>,
    order: usize,
}

/// Which service, of what category, and what is paid.
type DecidedLine = (usize, ServiceCategory, LineOutcome);

fn claim_id(number: usize) -> ClaimId {
    ClaimId(H256::from_low_u64_be(number as u64))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, ..ProptestConfig::default() })]

    #[test]
    fn claim_should_balance_and_stay_below_every_cap(
        rules in rules(), limits in limits(), spent in (amount(), amount()),
        mut lines in prop::collection::vec(line(), 1..8),
    ) {
        let mut before = year(&limits, spent, &mut lines);
        for line in &lines {
            let outcome = adjudicate_line(&rules, &limits, &before, line);
            prop_assert!(outcome.balances(line.charge));
            prop_assert!(outcome.adjustments.iter().all(|adjustment| adjustment.amount > 0));
            prop_assert!(outcome.paid <= line.charge.saturating_sub(line.other_paid), "what others left");
            prop_assert!(outcome.paid <= before.free(&limits).saturating_add(line.authorised.unwrap_or(0)), "annual cap");
            prop_assert!(outcome.deductible() <= limits.deductible.saturating_sub(before.deductible_met));
            if let Some(authorised) = line.authorised {
                prop_assert!(outcome.paid <= authorised, "approval");
            }
            match rules.iter().find(|rule| rule.category == line.category) {
                None => prop_assert_eq!(outcome.paid, 0),
                Some(rule) => {
                    prop_assert!(outcome.paid <= rule.line_cap.unwrap_or(Won::MAX), "line cap");
                    prop_assert!(outcome.paid <= insurers_share(line.charge, rule.coverage), "rate");
                    if rule.frequency.is_some_and(|most| before.count(line.category) >= most) {
                        prop_assert_eq!(outcome.paid, 0);
                    }
                }
            }
            if line.denial.is_some() || matches!(line.verdict, Verdict::Deny(_)) {
                prop_assert_eq!(outcome.paid, 0);
            }
            if let Verdict::Reduce { allowed, .. } = line.verdict {
                prop_assert!(outcome.paid <= allowed, "the assessor's word");
            }
            before.apply(line.category, &outcome);
            prop_assert!(u128::from(before.paid) + u128::from(before.reserved) <= u128::from(limits.cap));
            prop_assert!(before.deductible_met <= limits.deductible);
        }
    }

    #[test]
    fn claim_should_never_pay_less_when_a_rate_rises(
        rules in rules(), limits in limits(), spent in (amount(), amount()),
        mut lines in prop::collection::vec(line(), 1..8),
        raised in 0..2usize, by in 1..10_000u16,
    ) {
        let year = year(&limits, spent, &mut lines);
        let mut better = rules.clone();
        better[raised].coverage = better[raised].coverage.saturating_add(by).min(WHOLE);
        let before = total(&adjudicate(&rules, &limits, &mut year.clone(), &lines));
        let after = total(&adjudicate(&better, &limits, &mut year.clone(), &lines));
        prop_assert!(before <= after, "{} > {}", before, after);
    }

    /// Any distribution over two claims pays exactly what one claim with the same order of lines pays.
    #[test]
    fn claim_should_pay_the_same_when_it_is_split(
        rules in rules(), limits in limits(), spent in (amount(), amount()),
        lines in prop::collection::vec((line(), any::<bool>()), 1..8),
    ) {
        let (first, second): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(_, first)| *first);
        let mut whole: Vec<LineInput> = first.iter().chain(&second).map(|(line, _)| *line).collect();
        let start = year(&limits, spent, &mut whole);
        let (first, second) = whole.split_at(first.len());

        let mut split_year = start;
        let mut split = adjudicate(&rules, &limits, &mut split_year, first);
        split.extend(adjudicate(&rules, &limits, &mut split_year, second));
        let mut whole_year = start;
        prop_assert_eq!(split, adjudicate(&rules, &limits, &mut whole_year, &whole));
        prop_assert_eq!(split_year, whole_year);
    }

    /// Without a line cap, two halves of a line never pay more than the line.
    #[test]
    fn line_should_never_pay_more_when_it_is_split(
        rules in rules(), limits in limits(), spent in (amount(), amount()),
        category in prop::sample::select(&CATEGORIES[..]), halves in (1..100_000u64, 1..100_000u64),
    ) {
        let rules: Vec<CategoryRule> = rules.into_iter().map(|rule| CategoryRule { line_cap: None, ..rule }).collect();
        let year = year(&limits, spent, &mut []);
        let paid = |lines: &[LineInput]| total(&adjudicate(&rules, &limits, &mut year.clone(), lines));
        let whole = paid(&[LineInput::plain(category, halves.0 + halves.1)]);
        let split = paid(&[LineInput::plain(category, halves.0), LineInput::plain(category, halves.1)]);
        prop_assert!(split <= whole, "{} > {}", split, whole);
    }

    /// Several insurers decide claims on the same services one after the other, and every claim is reversed in any order:
    /// on the way no service is paid beyond its charge, and the rest is always what the remaining claims use.
    #[test]
    fn reversals_should_restore_accumulators_and_ledgers_in_any_order(
        rules in rules(), limits in limits(),
        charges in prop::collection::vec(1..100_000u64, 3),
        histories in prop::collection::vec(
            (prop::collection::vec((0..3usize, line()), 1..4), any::<usize>())
                .prop_map(|(lines, order)| History { lines, order }),
            1..6,
        ),
    ) {
        let mut year = Accumulators::default();
        let mut ledgers: Vec<ServiceLedger> = charges.iter().map(|charge| ServiceLedger::new(*charge)).collect();
        let mut live: Vec<(usize, Vec<DecidedLine>)> = Vec::new();

        for (number, history) in histories.iter().enumerate() {
            let mut decided: Vec<DecidedLine> = Vec::new();
            for (service, line) in &history.lines {
                if decided.iter().any(|(other, _, _)| other == service) {
                    continue;
                }
                let ledger = &mut ledgers[*service];
                let claim = claim_id(number);
                prop_assert_eq!(ledger.lodge(number as u32, claim, charges[*service]), Ok(()));
                let other_paid = ledger.paid_by_others(&claim);
                let line = LineInput { charge: charges[*service], other_paid, authorised: None, ..*line };
                let outcome = adjudicate_line(&rules, &limits, &year, &line);
                year.apply(line.category, &outcome);
                prop_assert_eq!(ledger.pay(&claim, outcome.paid), Ok(()));
                prop_assert!(ledger.paid() <= ledger.charge);
                decided.push((*service, line.category, outcome));
            }
            live.push((number, decided));
        }

        live.sort_by_key(|(number, _)| histories[*number].order);
        while let Some((number, lines)) = live.pop() {
            for (service, category, outcome) in lines {
                year.revert(category, &outcome);
                prop_assert!(ledgers[service].strike(&claim_id(number)));
            }
            let mut expected = Accumulators::default();
            for (_, category, outcome) in live.iter().flat_map(|(_, lines)| lines) {
                expected.apply(*category, outcome);
            }
            prop_assert_eq!(year, expected);
        }
        prop_assert_eq!(year, Accumulators::default());
        prop_assert!(ledgers.iter().all(ServiceLedger::is_empty));
    }
}

#[test]
fn ledger_should_refuse_what_does_not_fit() {
    let mut ledger = ServiceLedger::new(100);
    assert_eq!(ledger.lodge(1, claim_id(1), 100), Ok(()));
    assert_eq!(ledger.lodge(2, claim_id(2), 99), Err(LedgerError::ChargeDiffers));
    assert_eq!(ledger.lodge(1, claim_id(3), 100), Err(LedgerError::Duplicate));
    assert!(ledger.has_other_claim_of(1, &claim_id(3)) && !ledger.has_other_claim_of(1, &claim_id(1)));
    assert_eq!(ledger.pay(&claim_id(9), 1), Err(LedgerError::NotLodged));
    assert_eq!(ledger.pay(&claim_id(1), 60), Ok(()));
    assert_eq!(ledger.lodge(2, claim_id(2), 100), Ok(()));
    assert_eq!(ledger.paid_by_others(&claim_id(2)), 60);
    assert_eq!(ledger.pay(&claim_id(2), 41), Err(LedgerError::OverCharge));
    assert_eq!(ledger.pay(&claim_id(2), Won::MAX), Err(LedgerError::OverCharge));
    assert_eq!(ledger.pay(&claim_id(2), 40), Ok(()));
    for insurer in 3..=8 {
        assert_eq!(ledger.lodge(insurer, claim_id(insurer as usize), 100), Ok(()));
    }
    assert_eq!(ledger.lodge(9, claim_id(9), 100), Err(LedgerError::TooManyPayers));
    assert!(ledger.strike(&claim_id(1)) && !ledger.strike(&claim_id(1)));
    assert_eq!(ledger.paid(), 40);
    assert!(ledger.has(&claim_id(2)) && !ledger.has(&claim_id(1)));
}
