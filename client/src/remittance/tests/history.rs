use super::*;
use proptest::prelude::*;

const PHARMACY: Counterparty = Counterparty::Organisation(3);

fn id(byte: u8) -> ClaimId {
    ClaimId(H256::repeat_byte(byte))
}

fn account(byte: u8, decided_at: Moment, granted: Won, outstanding: Won) -> ClaimAccount {
    ClaimAccount { claim: id(byte), counterparty: PHARMACY, decided_at, granted, outstanding }
}

fn entry(number: u32, at: Moment, kind: RemittanceEntryKind, byte: u8, amount: Won) -> RemittanceEntry {
    RemittanceEntry {
        insurer: 6,
        number,
        counterparty: PHARMACY,
        kind,
        state: RemittanceEntryState::Completed,
        at,
        lines: vec![(id(byte), amount)],
        total: amount,
    }
}

fn history(claims: Vec<ClaimAccount>, remittances: Vec<RemittanceEntry>) -> AccountHistory {
    AccountHistory { side: AccountSide::Insurer, organisation: 6, claims, remittances }
}

fn totals(history: &AccountHistory, from: Moment, until: Moment) -> StatementTotals {
    *StatementOfAccount::new(history.period(from, until)).unwrap().totals()
}

#[test]
fn what_was_paid_before_an_appeal_should_have_been_granted_before_it() {
    use RemittanceEntryKind::Payment;
    let paid = vec![entry(0, NOW + 5, Payment, 1, 60), entry(1, NOW + 20, Payment, 1, 40)];
    let history = history(vec![account(1, NOW + 10, 100, 0)], paid);
    let all = totals(&history, 0, NOW + 30);
    assert_eq!((all.granted, all.settled, all.closing), (100, 100, 0));
    let until_appeal = totals(&history, 0, NOW + 10);
    assert_eq!((until_appeal.granted, until_appeal.settled, until_appeal.closing), (60, 60, 0));
    let since = totals(&history, NOW + 10, NOW + 15);
    assert_eq!((since.opening, since.granted, since.settled, since.closing), (0, 40, 0, 40));
}

#[test]
fn reversal_should_leave_nothing_open_and_undo_the_grant() {
    let remittances = vec![
        entry(0, NOW + 5, RemittanceEntryKind::Payment, 1, 60),
        entry(1, NOW + 9, RemittanceEntryKind::Reversal, 1, 60),
    ];
    // An appeal has granted 40 more, which were never paid.
    let history = history(vec![account(1, NOW + 7, 100, 0)], remittances);
    let all = totals(&history, 0, NOW + 30);
    assert_eq!((all.granted, all.settled, all.reversed, all.withdrawn, all.closing), (100, 60, 60, 100, 0));
    let after = totals(&history, NOW + 8, NOW + 30);
    assert_eq!((after.opening, after.reversed, after.withdrawn, after.closing), (40, 60, 100, 0));
}

#[test]
fn statement_should_be_refused_when_the_chain_says_something_else_than_its_entries() {
    let paid = vec![entry(0, NOW + 5, RemittanceEntryKind::Payment, 1, 60)];
    let history = history(vec![account(1, NOW, 100, 39)], paid);
    let error = StatementOfAccount::new(history.period(0, NOW + 30)).unwrap_err();
    assert_eq!(error.code(), "statement_closing_differs");
    // What it says now is not asked for a period that ended before.
    assert_eq!(totals(&history, 0, NOW + 5).closing, 100);
}

/// What is done to a claim, one step after the other.
#[derive(Clone, Debug)]
struct Life {
    granted: Won,
    pays_first: bool,
    more: Option<Won>,
    pays_again: bool,
    reverses: bool,
    refuses: bool,
}

fn life() -> impl Strategy<Value = Life> {
    let amounts = (1u64..1_000, prop::option::of(1u64..1_000));
    (amounts, any::<[bool; 4]>()).prop_map(|((granted, more), [pays_first, pays_again, reverses, refuses])| Life {
        granted,
        pays_first,
        more,
        pays_again,
        reverses,
        refuses,
    })
}

/// What the chain keeps of these lives, each step a moment after the one before.
fn lived(lives: &[Life]) -> AccountHistory {
    let (mut claims, mut remittances, mut now) = (Vec::new(), Vec::new(), NOW);
    let mut tick = || {
        now += 1;
        now
    };
    for (byte, life) in (1u8..).zip(lives) {
        let (mut decided_at, mut granted, mut settled) = (tick(), life.granted, 0);
        let mut remit = |at, kind, state, amount| {
            let number = remittances.len() as u32;
            remittances.push(RemittanceEntry { state, ..entry(number, at, kind, byte, amount) });
        };
        use RemittanceEntryKind::{Payment, Reversal};
        use RemittanceEntryState::{Completed, Refused};
        if life.refuses {
            remit(tick(), Payment, Refused, granted);
        }
        if life.pays_first {
            remit(tick(), Payment, Completed, granted);
            settled = granted;
        }
        if let Some(more) = life.more {
            (decided_at, granted) = (tick(), granted + more);
        }
        if life.pays_again && granted > settled {
            remit(tick(), Payment, Completed, granted - settled);
            settled = granted;
        }
        let reversed = life.reverses && settled > 0;
        if reversed {
            remit(tick(), Reversal, Completed, settled);
        }
        let outstanding = if reversed { 0 } else { granted - settled };
        claims.push(ClaimAccount { claim: id(byte), counterparty: PHARMACY, decided_at, granted, outstanding });
    }
    history(claims, remittances)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn periods_should_add_up_wherever_they_are_cut(lives in prop::collection::vec(life(), 1..8), cut in 0u64..60) {
        let history = lived(&lives);
        let (cut, end) = (NOW + cut + 1, NOW + 100);
        let whole = totals(&history, 0, end);
        let (before, after) = (totals(&history, 0, cut), totals(&history, cut, end));
        prop_assert_eq!(before.closing, after.opening);
        prop_assert_eq!(after.closing, whole.closing);
        prop_assert_eq!(before.granted + after.granted, whole.granted);
        prop_assert_eq!(before.settled + after.settled, whole.settled);
        prop_assert_eq!(before.withdrawn + after.withdrawn, whole.withdrawn);
    }
}
