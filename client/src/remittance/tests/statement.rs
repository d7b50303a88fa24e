use super::*;
use crate::messages::{Explained, Language};
use proptest::prelude::*;

fn id(byte: u8) -> ClaimId {
    ClaimId(H256::repeat_byte(byte))
}

const PHARMACY: Counterparty = Counterparty::Organisation(3);
const CLINIC: Counterparty = Counterparty::Organisation(4);

fn open(byte: u8, counterparty: Counterparty, outstanding: Won) -> OpenClaim {
    OpenClaim { claim: id(byte), counterparty, outstanding }
}

fn remittance(number: u32, counterparty: Counterparty, lines: &[(u8, Won)]) -> RemittanceEntry {
    RemittanceEntry {
        insurer: 6,
        number,
        counterparty,
        kind: RemittanceEntryKind::Payment,
        state: RemittanceEntryState::Completed,
        at: NOW + u64::from(number),
        lines: lines.iter().map(|(byte, amount)| (id(*byte), *amount)).collect(),
        total: lines.iter().map(|(_, amount)| amount).sum(),
    }
}

/// Claim 1 was open; 2 and 3 are granted; 1 and 2 are paid; 3 waits for a receipt; 4 was paid long ago and is reversed; 5 is
/// partly paid, granted more on appeal, and reversed.
fn input() -> StatementInput {
    let grant = |byte, counterparty, at, amount| Grant { claim: id(byte), counterparty, at, amount };
    let reversal =
        |number, lines| RemittanceEntry { kind: RemittanceEntryKind::Reversal, ..remittance(number, CLINIC, lines) };
    StatementInput {
        side: AccountSide::Insurer,
        organisation: 6,
        from: NOW,
        until: NOW + 30 * DAY,
        opening: vec![open(1, PHARMACY, 10_000)],
        grants: vec![
            grant(5, CLINIC, NOW + 8, 500),
            grant(2, PHARMACY, NOW, 20_000),
            grant(3, Counterparty::Patient, NOW + 1, 7_000),
            grant(5, CLINIC, NOW + 2, 3_000),
        ],
        remittances: vec![
            reversal(9, &[(5, 3_000)]),
            remittance(1, PHARMACY, &[(1, 10_000), (2, 15_000)]),
            RemittanceEntry {
                state: RemittanceEntryState::AwaitingReceipt,
                ..remittance(2, Counterparty::Patient, &[(3, 7_000)])
            },
            RemittanceEntry { state: RemittanceEntryState::Refused, ..remittance(4, PHARMACY, &[(2, 5_000)]) },
            remittance(5, CLINIC, &[(5, 3_000)]),
            reversal(6, &[(4, 4_000)]),
        ],
        closing: vec![open(2, PHARMACY, 5_000), open(3, Counterparty::Patient, 7_000)],
    }
}

#[test]
fn statement_should_add_up() {
    let statement = StatementOfAccount::new(input()).unwrap();
    let expected = StatementTotals {
        opening: 10_000,
        granted: 30_500,
        settled: 28_000,
        reversed: 7_000,
        withdrawn: 7_500,
        closing: 12_000,
        awaiting: 7_000,
    };
    assert_eq!(*statement.totals(), expected);
    let clinic = statement.by_counterparty()[&CLINIC];
    assert_eq!((clinic.granted, clinic.settled, clinic.withdrawn, clinic.closing), (3_500, 3_000, 7_500, 0));
}

#[test]
fn statement_should_be_written_for_programs_and_for_people_in_both_languages() {
    let statement = StatementOfAccount::new(input()).unwrap();
    let json = statement.to_json(&zone()).unwrap();
    assert_eq!((&json["side"], &json["organisation"]), (&"insurer".into(), &6.into()));
    assert_eq!(json["totals"]["closing"], "12000");
    assert_eq!(json["remittances"][0]["remittance"], "6/1");
    assert_eq!(json["remittances"][5]["kind"], "reversal");
    assert_eq!(json["byCounterparty"][2]["counterparty"], "patient");
    assert_eq!(json["grants"].as_array().unwrap().len(), 4);
    assert_eq!(json["from"], "2026-11-21T10:00:00.000+09:00");

    let english = statement.to_text(Language::English, &zone()).unwrap();
    assert!(english.starts_with("Statement of account (won): what is owed by insurer 6\n"), "{english}");
    let row = |name: &str, amount: &str| format!("  {name}{}{amount:>20}\n", " ".repeat(34 - name.len()));
    assert!(english.contains(&row("= open at the end", "12,000")), "{english}");
    assert!(english.contains(&row("- settled", "28,000")), "{english}");
    assert!(english.contains("Patients\n"), "{english}");
    let korean = statement.to_text(Language::Korean, &zone()).unwrap();
    assert!(korean.contains("= 기말 잔액") && korean.contains("12,000"), "{korean}");
    let provider = StatementInput { side: AccountSide::Provider, organisation: 3, ..input() };
    let provider = StatementOfAccount::new(provider).unwrap();
    assert!(provider.to_text(Language::Korean, &zone()).unwrap().starts_with("거래 명세서(원): 지급받을 금액"));
    assert_eq!(provider.to_json(&zone()).unwrap()["side"], "provider");
}

#[test]
fn statement_should_be_refused_when_its_sums_do_not_agree() {
    let code = |change: &dyn Fn(&mut StatementInput)| {
        let mut input = input();
        change(&mut input);
        let error = StatementOfAccount::new(input).unwrap_err();
        assert!(error.korean().chars().any(|character| ('가'..='힣').contains(&character)), "{error}");
        error.code()
    };
    assert_eq!(code(&|input| input.closing[0].outstanding += 1), "statement_closing_differs");
    assert_eq!(code(&|input| input.closing.truncate(1)), "statement_closing_differs");
    assert_eq!(code(&|input| input.closing.push(open(4, CLINIC, 1))), "statement_closing_differs");
    assert_eq!(code(&|input| input.closing.push(open(2, PHARMACY, 5_000))), "statement_duplicate_claim");
    assert_eq!(code(&|input| input.opening.push(open(1, PHARMACY, 1))), "statement_duplicate_claim");
    assert_eq!(code(&|input| input.opening[0].outstanding -= 1), "statement_overpaid");
    assert_eq!(code(&|input| input.grants[1].amount = 1), "statement_overpaid");
    assert_eq!(code(&|input| input.remittances[1].total += 1), "statement_remittance_differs");
    assert_eq!(code(&|input| input.remittances[1].number = 2), "statement_duplicate_remittance");
    assert_eq!(code(&|input| input.remittances[1].at = NOW + 30 * DAY), "statement_outside_period");
    assert_eq!(code(&|input| input.grants[0].at = NOW - 1), "statement_outside_period");
    assert_eq!(code(&|input| input.until = NOW), "statement_period_reversed");
    let pending = |input: &mut StatementInput| input.remittances[0].state = RemittanceEntryState::Refused;
    assert_eq!(code(&pending), "statement_reversal_pending");
    let many = |input: &mut StatementInput| input.closing = vec![open(1, PHARMACY, 1); MOST_ENTRIES + 1];
    assert_eq!(code(&many), "statement_too_many_entries");
    let late = StatementOfAccount::new(StatementInput { until: u64::MAX, ..input() }).unwrap();
    assert_eq!(late.to_json(&zone()).unwrap_err().code(), "remittance_date_out_of_range");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn statement_should_agree_with_a_plain_account(
        steps in prop::collection::vec((0u8..6, 0u8..4, 1u64..100_000), 0..60),
    ) {
        // The same account kept another way: per claim what is granted and not paid, and what was paid.
        let (mut unpaid, mut paid) = ([0u64; 6], [0u64; 6]);
        let (mut grants, mut remittances) = (Vec::new(), Vec::new());
        for (number, (byte, kind, amount)) in steps.into_iter().enumerate() {
            let (place, at) = (usize::from(byte), NOW + 1 + number as u64);
            let own = RemittanceEntry { at, ..remittance(number as u32, PHARMACY, &[(byte, 0)]) };
            let entry = |amount| RemittanceEntry { lines: vec![(id(byte), amount)], total: amount, ..own.clone() };
            match kind {
                0 | 1 => {
                    grants.push(Grant { claim: id(byte), counterparty: PHARMACY, at, amount });
                    unpaid[place] += amount;
                }
                2 => {
                    remittances.push(entry(unpaid[place]));
                    paid[place] += unpaid[place];
                    unpaid[place] = 0;
                }
                _ => {
                    remittances.push(RemittanceEntry { kind: RemittanceEntryKind::Reversal, ..entry(paid[place]) });
                    (paid[place], unpaid[place]) = (0, 0);
                }
            }
        }
        let left = |place: usize| (unpaid[place] > 0).then(|| open(place as u8, PHARMACY, unpaid[place]));
        let closing: Vec<_> = (0..6).filter_map(left).collect();
        // Payments of nothing for claims of which nothing is known have no account.
        remittances.retain(|entry: &RemittanceEntry| entry.total > 0 || entry.kind == RemittanceEntryKind::Reversal);
        let input = StatementInput {
            side: AccountSide::Provider, organisation: 3, from: NOW, until: NOW + DAY, opening: Vec::new(), grants, remittances, closing,
        };
        let totals = *StatementOfAccount::new(input).unwrap().totals();
        prop_assert_eq!(totals.closing, unpaid.iter().map(|own| u128::from(*own)).sum::<u128>());
        prop_assert_eq!(totals.settled - totals.reversed, paid.iter().map(|own| u128::from(*own)).sum::<u128>());
    }
}
