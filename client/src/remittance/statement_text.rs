//! A statement of account as JSON and as plain text.

use super::{
    error::RemittanceError,
    statement::{
        AccountSide, Counterparty, OpenClaim, RemittanceEntryKind, RemittanceEntryState, StatementOfAccount,
        StatementTotals,
    },
};
use crate::{
    fhir::format_moment,
    messages::{Language, claim_words::grouped},
};
use bogam_primitives::{ClaimId, Moment};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// The name of the format, in every statement.
const FORMAT: &str = "bogam/statement-of-account/v1";

impl StatementOfAccount {
    /// As JSON; instants are written in `zone`. Sums are texts, as they may be beyond what a double holds.
    ///
    /// # Errors
    /// If a moment cannot be written as a date.
    pub fn to_json(&self, zone: &TimeZone) -> Result<Value, RemittanceError> {
        let input = self.input();
        let open = |own: &OpenClaim| {
            json!({
                "claim": hex::encode(own.claim.0),
                "counterparty": party(own.counterparty),
                "outstanding": own.outstanding.to_string(),
            })
        };
        let mut grants = Vec::with_capacity(input.grants.len());
        for grant in &input.grants {
            grants.push(json!({
                "claim": hex::encode(grant.claim.0),
                "counterparty": party(grant.counterparty),
                "at": written(grant.at, zone)?,
                "amount": grant.amount.to_string(),
            }));
        }
        let mut remittances = Vec::with_capacity(input.remittances.len());
        for entry in &input.remittances {
            let line = |(claim, amount): &(ClaimId, u64)| json!({ "claim": hex::encode(claim.0), "amount": amount.to_string() });
            remittances.push(json!({
                "remittance": format!("{}/{}", entry.insurer, entry.number),
                "counterparty": party(entry.counterparty),
                "kind": match entry.kind {
                    RemittanceEntryKind::Payment => "payment",
                    RemittanceEntryKind::Reversal => "reversal",
                },
                "state": match entry.state {
                    RemittanceEntryState::Completed => "completed",
                    RemittanceEntryState::AwaitingReceipt => "awaiting-receipt",
                    RemittanceEntryState::Refused => "refused",
                },
                "at": written(entry.at, zone)?,
                "claims": entry.lines.iter().map(line).collect::<Vec<_>>(),
                "total": entry.total.to_string(),
            }));
        }
        let by_counterparty = self.by_counterparty().iter().map(
            |(counterparty, totals)| json!({ "counterparty": party(*counterparty), "totals": totals_to_json(totals) }),
        );
        Ok(json!({
            "format": FORMAT,
            "side": match input.side {
                AccountSide::Insurer => "insurer",
                AccountSide::Provider => "provider",
            },
            "organisation": input.organisation,
            "currency": "KRW",
            "from": written(input.from, zone)?,
            "until": written(input.until, zone)?,
            "totals": totals_to_json(self.totals()),
            "byCounterparty": by_counterparty.collect::<Vec<_>>(),
            "opening": input.opening.iter().map(open).collect::<Vec<_>>(),
            "grants": grants,
            "remittances": remittances,
            "closing": input.closing.iter().map(open).collect::<Vec<_>>(),
        }))
    }

    /// As plain text for people.
    ///
    /// # Errors
    /// If a moment cannot be written as a date.
    pub fn to_text(&self, language: Language, zone: &TimeZone) -> Result<String, RemittanceError> {
        let input = self.input();
        let words = Words::of(language);
        let title = match input.side {
            AccountSide::Insurer => words.insurer,
            AccountSide::Provider => words.provider,
        };
        let mut lines = vec![
            format!("{} {}", title, input.organisation),
            format!("{} – {}", written(input.from, zone)?, written(input.until, zone)?),
            String::new(),
        ];
        lines.extend(words.sums(self.totals()));
        for (counterparty, totals) in self.by_counterparty() {
            let name = match counterparty {
                Counterparty::Organisation(number) => format!("{} {number}", words.organisation),
                Counterparty::Patient => words.patients.to_owned(),
            };
            lines.push(String::new());
            lines.push(name);
            lines.extend(words.sums(totals));
        }
        if !input.closing.is_empty() {
            lines.push(String::new());
            lines.push(words.open.to_owned());
            for own in &input.closing {
                let id: String = hex::encode(own.claim.0).chars().take(16).collect();
                lines.push(format!("  {id}… {:>24}", grouped(own.outstanding.into())));
            }
        }
        lines.push(String::new());
        Ok(lines.join("\n"))
    }
}

/// The words of a statement.
struct Words {
    insurer: &'static str,
    provider: &'static str,
    organisation: &'static str,
    patients: &'static str,
    open: &'static str,
    rows: [&'static str; 7],
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                insurer: "Statement of account (won): what is owed by insurer",
                provider: "Statement of account (won): what is owed to provider",
                organisation: "Organisation",
                patients: "Patients",
                open: "Open claims",
                rows: [
                    "open at the start",
                    "+ granted",
                    "- settled",
                    "- grants withdrawn by reversals",
                    "+ money given back",
                    "= open at the end",
                    "of which to be confirmed",
                ],
            },
            Language::Korean => Self {
                insurer: "거래 명세서(원): 지급할 금액, 보험자",
                provider: "거래 명세서(원): 지급받을 금액, 청구 기관",
                organisation: "기관",
                patients: "환자",
                open: "미지급 청구",
                rows: [
                    "기초 잔액",
                    "+ 인정액",
                    "- 지급액",
                    "- 지급 취소로 철회된 인정액",
                    "+ 반환된 금액",
                    "= 기말 잔액",
                    "그중 수취 확인 대기",
                ],
            },
        }
    }

    fn sums(&self, totals: &StatementTotals) -> Vec<String> {
        let StatementTotals { opening, granted, settled, reversed, withdrawn, closing, awaiting } = *totals;
        let amounts = [opening, granted, settled, withdrawn, reversed, closing, awaiting];
        let row = |(name, amount): (&&str, u128)| {
            // A Korean letter is as wide as two others.
            let width = name.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
            let gap = " ".repeat(34usize.saturating_sub(width));
            format!("  {name}{gap}{:>20}", grouped(amount))
        };
        self.rows.iter().zip(amounts).map(row).collect()
    }
}

fn party(counterparty: Counterparty) -> Value {
    match counterparty {
        Counterparty::Organisation(number) => number.into(),
        Counterparty::Patient => "patient".into(),
    }
}

fn totals_to_json(totals: &StatementTotals) -> Value {
    json!({
        "opening": totals.opening.to_string(),
        "granted": totals.granted.to_string(),
        "settled": totals.settled.to_string(),
        "withdrawn": totals.withdrawn.to_string(),
        "reversed": totals.reversed.to_string(),
        "closing": totals.closing.to_string(),
        "awaiting": totals.awaiting.to_string(),
    })
}

fn written(at: Moment, zone: &TimeZone) -> Result<String, RemittanceError> {
    format_moment(at, zone).ok_or(RemittanceError::DateOutOfRange(at))
}
