//! One-time handles as claims show them: when they were issued, what they carried, and what was charged on them.

use super::{Numbers, RARITIES, rarity};
use crate::ledger::{ClaimRecord, CoverageRecord, Ledger};
use bogam_primitives::{Moment, Won, time::SECOND};
use sp_core::H256;
use std::collections::BTreeMap;

/// Up to how many seconds between the issue of two handles are told apart.
const SECONDS: [u64; 8] = [0, 1, 4, 60, 600, 3_600, 86_400, 7 * 86_400];

/// The values that [`UsedHandle::issues`] can have.
pub const ISSUES: usize = SECONDS.len() + 1;

/// The values that [`UsedHandle::deductibles`] can have.
pub const DEDUCTIBLES: usize = 6;

/// The values that [`UsedHandle::charges`] can have.
pub const CHARGES: usize = RARITIES + 2;

/// A handle that a claim has used.
#[derive(Clone, Debug)]
pub struct UsedHandle {
    submitted_at: Moment,
    issued_at: Moment,
    deductible: Won,
    /// Whether no handle has a higher deductible: nothing that could tell patients apart.
    is_highest: bool,
    met: Won,
    /// In ascending order.
    charges: Vec<Won>,
    /// How rare just these charges are.
    rare_charges: u16,
}

impl UsedHandle {
    /// The handle of each claim of `ledger`; `None` for a claim on a policy.
    pub fn of_claims(ledger: &Ledger) -> Vec<Option<Self>> {
        let issued: BTreeMap<H256, (&CoverageRecord, Won)> =
            ledger.coverages.iter().filter_map(|it| Some((it.id, (it, it.limits?.0)))).collect();
        let mut patterns = Numbers::default();
        let used = |claim: &ClaimRecord| {
            let (handle, deductible) = issued.get(&claim.coverage)?;
            let mut charges: Vec<Won> = claim.lines.iter().map(|line| line.charge).collect();
            charges.sort_unstable();
            let pattern = patterns.number(charges.clone());
            let handle = Self {
                submitted_at: claim.submitted_at,
                issued_at: handle.issued_at,
                deductible: *deductible,
                is_highest: false,
                met: claim.lines.iter().map(|line| line.deductible).sum(),
                charges,
                rare_charges: 0,
            };
            Some((pattern, handle))
        };
        let mut handles: Vec<_> = ledger.claims.iter().map(used).collect();
        let highest = handles.iter().flatten().map(|(_, handle)| handle.deductible).max().unwrap_or_default();
        let all = handles.iter().flatten().count();
        for (pattern, handle) in handles.iter_mut().flatten() {
            handle.is_highest = handle.deductible == highest;
            handle.rare_charges = rarity(patterns.count(*pattern), all);
        }
        handles.into_iter().map(|handle| handle.map(|(_, handle)| handle)).collect()
    }

    /// How far apart the two were issued.
    pub fn issues(&self, other: &Self) -> u16 {
        let seconds = self.issued_at.abs_diff(other.issued_at) / SECOND;
        SECONDS.iter().filter(|most| seconds > **most).count() as u16
    }

    /// How their deductibles relate.
    pub fn deductibles(&self, other: &Self) -> u16 {
        let in_order = (self.submitted_at, self.issued_at) <= (other.submitted_at, other.issued_at);
        let (early, late) = if in_order { (self, other) } else { (other, self) };
        if early.deductible == late.deductible {
            return match late.deductible {
                0 => 0,
                _ if late.is_highest => 1,
                _ => 2,
            };
        }
        // What the one has left is what the other begins with.
        if early.met > 0 && early.deductible.saturating_sub(early.met) == late.deductible {
            return 3;
        }
        if early.deductible < late.deductible { 4 } else { 5 }
    }

    /// How alike the charges are. What a medicine costs is the same in every pharmacy, so that a charge to the won
    /// tells which it is and how much of it.
    pub fn charges(&self, other: &Self) -> u16 {
        if self.charges == other.charges {
            return self.rare_charges;
        }
        let shared = self.charges.iter().any(|charge| other.charges.contains(charge));
        RARITIES as u16 + u16::from(!shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handle(submitted_at: Moment, deductible: Won, met: Won, charges: &[Won]) -> UsedHandle {
        UsedHandle {
            submitted_at,
            issued_at: submitted_at,
            deductible,
            is_highest: deductible == 100,
            met,
            charges: charges.to_vec(),
            rare_charges: 4,
        }
    }

    #[test]
    fn deductibles_should_relate_the_same_in_either_order() {
        let full = handle(1, 100, 30, &[30]);
        for (other, expected) in [
            (handle(2, 100, 0, &[30]), 1),
            (handle(2, 70, 0, &[30]), 3),
            (handle(2, 60, 0, &[30]), 5),
            (handle(0, 60, 0, &[30]), 4),
        ] {
            assert_eq!((full.deductibles(&other), other.deductibles(&full)), (expected, expected), "{other:?}");
        }
        assert_eq!(handle(1, 0, 0, &[]).deductibles(&handle(2, 0, 0, &[])), 0);
        assert_eq!(handle(1, 60, 0, &[]).deductibles(&handle(2, 60, 0, &[])), 2);
    }

    #[test]
    fn charges_should_be_equal_shared_or_different() {
        let one = handle(1, 0, 0, &[10, 20]);
        let charges = [&[10, 20][..], &[20, 30], &[30]].map(|charges| one.charges(&handle(1, 0, 0, charges)));
        assert_eq!(charges, [4, RARITIES as u16, RARITIES as u16 + 1]);
    }

    #[test]
    fn issues_should_be_told_apart_by_the_time_between() {
        let at = |second: u64| handle(second * SECOND, 0, 0, &[]);
        assert_eq!([1, 2, 4, 400_000_000].map(|second| at(1).issues(&at(second))), [0, 1, 2, 8]);
    }
}
