//! The ledger of one service over all insurers: together they never pay more than its charge.
//!
//! Each insurer has at most one live claim on a service. An entry is *lodged* when the claim is submitted, so that
//! duplicates show at once; it holds an amount from the decision on, which may be zero where the deductible takes everything: the service has
//! served then. It is struck out when the claim is cancelled, the line denied, or the claim reversed. The order of insurers, decisions and reversals does not matter: whoever decides pays no more than
//! what the others have left.

use super::{ClaimId, Won};
use crate::OrganisationId;
use frame_support::{BoundedVec, stored, traits::ConstU32};

/// The most insurers that can have a live claim on one service.
pub const MAX_PAYERS: u32 = 8;

/// What one insurer pays for a service.
#[stored]
#[derive(Copy)]
pub struct LedgerEntry {
    /// The insurer.
    pub insurer: OrganisationId,
    /// Its claim.
    pub claim: ClaimId,
    /// What it pays, in won: zero until it has been decided.
    #[codec(compact)]
    pub paid: Won,
}

/// The ledger of one service.
#[stored]
pub struct ServiceLedger {
    /// What the service costs. The first live claim says it.
    #[codec(compact)]
    pub charge: Won,
    /// The live claims, oldest first.
    pub entries: BoundedVec<LedgerEntry, ConstU32<MAX_PAYERS>>,
}

/// Why a claim cannot be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// Another live claim states another charge for the same service.
    ChargeDiffers,
    /// The same insurer has another live claim on the service.
    Duplicate,
    /// As many insurers as possible have a live claim on the service.
    TooManyPayers,
    /// Together more than the charge would be paid.
    OverCharge,
    /// The claim has no entry.
    NotLodged,
}

impl ServiceLedger {
    /// The ledger of a service without live claims that costs `charge`.
    pub fn new(charge: Won) -> Self {
        Self { charge, entries: BoundedVec::new() }
    }

    /// What all insurers together pay, in won.
    pub fn paid(&self) -> Won {
        self.entries.iter().fold(0, |sum, entry| sum.saturating_add(entry.paid))
    }

    /// What all insurers but the one of `claim` pay, in won.
    pub fn paid_by_others(&self, claim: &ClaimId) -> Won {
        let others = self.entries.iter().filter(|entry| entry.claim != *claim);
        others.fold(0, |sum, entry| sum.saturating_add(entry.paid))
    }

    /// Whether `insurer` has a live claim other than `claim`.
    pub fn has_other_claim_of(&self, insurer: OrganisationId, claim: &ClaimId) -> bool {
        self.entries.iter().any(|entry| entry.insurer == insurer && entry.claim != *claim)
    }

    /// Whether `claim` has an entry.
    pub fn has(&self, claim: &ClaimId) -> bool {
        self.entries.iter().any(|entry| entry.claim == *claim)
    }

    /// Whether no claim is live.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Enters a claim that has not been decided.
    pub fn lodge(&mut self, insurer: OrganisationId, claim: ClaimId, charge: Won) -> Result<(), LedgerError> {
        if self.charge != charge {
            return Err(LedgerError::ChargeDiffers);
        }
        if self.entries.iter().any(|entry| entry.insurer == insurer) {
            return Err(LedgerError::Duplicate);
        }
        self.entries.try_push(LedgerEntry { insurer, claim, paid: 0 }).map_err(|_| LedgerError::TooManyPayers)
    }

    /// Sets what `claim` pays.
    pub fn pay(&mut self, claim: &ClaimId, paid: Won) -> Result<(), LedgerError> {
        let total = self.paid_by_others(claim).checked_add(paid).ok_or(LedgerError::OverCharge)?;
        if total > self.charge {
            return Err(LedgerError::OverCharge);
        }
        let entry = self.entries.iter_mut().find(|entry| entry.claim == *claim).ok_or(LedgerError::NotLodged)?;
        entry.paid = paid;
        Ok(())
    }

    /// Strikes `claim` out. Says whether it had an entry.
    pub fn strike(&mut self, claim: &ClaimId) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.claim != *claim);
        self.entries.len() < before
    }
}
