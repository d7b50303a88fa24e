mod history;
mod refusals;
mod statement;
mod x12;

use super::*;
use bogam_primitives::{
    ClaimId, Moment, PolicyId, Won,
    claim::{Adjustment, AdjustmentGroup, AdjustmentReason, ServiceCategory},
    time::DAY,
};
use jiff::tz::TimeZone;
use sp_core::H256;

/// 2026-11-21T01:00:00Z.
const NOW: Moment = 1_795_222_800_000;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Seoul").unwrap()
}

fn adjustment(group: AdjustmentGroup, reason: AdjustmentReason, amount: Won) -> Adjustment {
    Adjustment { group, reason, amount }
}

fn by_rule(reason: AdjustmentReason, amount: Won) -> Adjustment {
    adjustment(reason.group(), reason, amount)
}

/// A line that charges what is paid and adjusted.
fn line(sequence: u64, paid: Won, adjustments: &[Adjustment]) -> RemittedLine {
    RemittedLine {
        sequence,
        category: ServiceCategory::Medicine,
        served_at: NOW - 2 * DAY,
        charge: paid + adjustments.iter().map(|own| own.amount).sum::<Won>(),
        paid,
        adjustments: adjustments.to_vec(),
        allowed: None,
    }
}

fn claim(byte: u8, lines: Vec<RemittedLine>) -> RemittedClaim {
    RemittedClaim {
        id: ClaimId(H256::repeat_byte(byte)),
        policy: PolicyId(H256::repeat_byte(0x70)),
        control_number: Some(format!("2026-{byte:06}")),
        submitted_at: NOW - DAY,
        reversal: false,
        lines,
    }
}

fn facts(claims: Vec<RemittedClaim>) -> RemittanceFacts {
    let paid = |claim: &RemittedClaim| {
        let sum: Won = claim.lines.iter().map(|line| line.paid).sum();
        if claim.reversal { -i128::from(sum) } else { i128::from(sum) }
    };
    let payment = claims.iter().map(paid).sum::<i128>().try_into().unwrap_or(0);
    RemittanceFacts {
        control_number: 77,
        trace_number: "6/4".into(),
        test: true,
        created_at: NOW,
        paid_at: NOW,
        payer: Payer {
            organisation: 6,
            name: "Mirae Insurance".into(),
            address: Address {
                street: "1 Sejong-daero".into(),
                city: "Seoul".into(),
                postal_code: "04524".into(),
                country: "KR".into(),
            },
            contact: "Remittance desk".into(),
            telephone: "0215880000".into(),
        },
        payee: Payee { organisation: 3, name: "Hangang Pharmacy".into(), tax_number: "1208800000".into() },
        claims,
        adjustments: Vec::new(),
        payment,
    }
}

/// A primary claim, a secondary one, and the correction of a third: reversed as it was, and as it is now.
fn usual() -> RemittanceFacts {
    use AdjustmentReason::*;
    let shares = [by_rule(Copayment, 3_000), by_rule(Deductible, 10_000), by_rule(Coinsurance, 7_400)];
    let mut first = line(1, 29_600, &shares);
    first.allowed = Some(50_000);
    let denied = line(2, 0, &[adjustment(AdjustmentGroup::PayerInitiated, NotMedicallyNecessary, 12_000)]);
    let secondary = line(1, 8_000, &[by_rule(OtherPayer, 29_600), by_rule(NoPreauthorisation, 400)]);
    let corrected = claim(3, vec![line(1, 5_000, &[by_rule(ExceedsAllowed, 1_000)])]);
    let reversed = RemittedClaim {
        reversal: true,
        lines: vec![line(1, 4_000, &[by_rule(ExceedsAllowed, 2_000)])],
        ..corrected.clone()
    };
    facts(vec![claim(1, vec![first, denied]), claim(2, vec![secondary]), reversed, corrected])
}

/// A claim that was settled and is undone: the payee has given the money back.
fn undone() -> RemittanceFacts {
    let reversed = RemittedClaim { reversal: true, ..claim(1, vec![line(1, 29_600, &[])]) };
    let mut facts = facts(vec![reversed]);
    facts.adjustments = vec![ProviderAdjustment {
        kind: ProviderAdjustmentKind::AuthorisedReturn,
        reference: "6/5".into(),
        amount: -29_600,
    }];
    facts.payment = 0;
    facts
}

/// A claim with lines for which information was missing, and which are not covered, or only in part.
fn remarked() -> RemittanceFacts {
    use AdjustmentReason::*;
    let missing = line(1, 0, &[adjustment(AdjustmentGroup::PayerInitiated, LacksInformation, 9_000)]);
    let both = [adjustment(AdjustmentGroup::PayerInitiated, NotCovered, 500), by_rule(LacksInformation, 700)];
    let partly = RemittedLine { allowed: Some(4_000), ..line(2, 3_000, &both) };
    let reversed = RemittedClaim { reversal: true, ..claim(2, vec![line(1, 1_000, &[by_rule(NotCovered, 200)])]) };
    facts(vec![claim(1, vec![missing, partly, line(3, 100, &[])]), reversed])
}
