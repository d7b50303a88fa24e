//! What a statement of account is made of, from what the chain keeps: the claims as they are now, and all remittances.
//!
//! The chain keeps the decision that is in force and not those before it. What was paid before that decision was granted
//! at the latest when it was paid, and the rest by the decision.

use super::statement::{
    AccountSide, Counterparty, Grant, OpenClaim, RemittanceEntry, RemittanceEntryKind, RemittanceEntryState,
    StatementInput,
};
use bogam_primitives::{ClaimId, Moment, OrganisationId, Won};
use std::collections::BTreeMap;

/// A claim that was decided, as the chain keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimAccount {
    /// The claim.
    pub claim: ClaimId,
    /// The other side.
    pub counterparty: Counterparty,
    /// When the decision in force was made, or the last one before a reversal.
    pub decided_at: Moment,
    /// What was granted by it, in won.
    pub granted: Won,
    /// What of it is open now, in won; zero after a reversal.
    pub outstanding: Won,
}

/// Everything that is known of one side of an organisation's account.
#[derive(Clone, Debug)]
pub struct AccountHistory {
    /// Which side.
    pub side: AccountSide,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The claims that were decided, each once.
    pub claims: Vec<ClaimAccount>,
    /// All remittances.
    pub remittances: Vec<RemittanceEntry>,
}

impl AccountHistory {
    /// What a statement from `from` until before `until` is made of.
    ///
    /// If nothing happened from `until` on, what is open at the end is what the chain says, and the statement checks it
    /// against all entries. Otherwise it follows from the entries.
    pub fn period(&self, from: Moment, until: Moment) -> StatementInput {
        let grants = self.grants();
        let inside = |at: Moment| (from..until).contains(&at);
        let later = grants.iter().map(|grant| grant.at).chain(self.remittances.iter().map(|entry| entry.at));
        let closing = match later.max().is_none_or(|last| last < until) {
            true => self.open_now(),
            false => self.open_before(until, &grants),
        };
        StatementInput {
            side: self.side,
            organisation: self.organisation,
            from,
            until,
            opening: self.open_before(from, &grants),
            closing,
            remittances: self.remittances.iter().filter(|entry| inside(entry.at)).cloned().collect(),
            grants: grants.into_iter().filter(|grant| inside(grant.at)).collect(),
        }
    }

    fn open_now(&self) -> Vec<OpenClaim> {
        let open = self.claims.iter().map(|own| OpenClaim {
            claim: own.claim,
            counterparty: own.counterparty,
            outstanding: own.outstanding,
        });
        open.filter(|own| own.outstanding > 0).collect()
    }

    /// What was granted, and when.
    fn grants(&self) -> Vec<Grant> {
        let mut paid: BTreeMap<ClaimId, Vec<(Moment, Won)>> = BTreeMap::new();
        for entry in self.remittances.iter().filter(|entry| pays(entry)) {
            for (claim, amount) in &entry.lines {
                paid.entry(*claim).or_default().push((entry.at, *amount));
            }
        }
        let mut grants = Vec::with_capacity(self.claims.len());
        for own in &self.claims {
            let grant = |at, amount| Grant { claim: own.claim, counterparty: own.counterparty, at, amount };
            let mut rest = own.granted;
            let earlier = paid.get(&own.claim).into_iter().flatten().filter(|(at, _)| *at < own.decided_at);
            for (at, amount) in earlier {
                let amount = rest.min(*amount);
                rest = rest.saturating_sub(amount);
                grants.push(grant(*at, amount));
            }
            grants.push(grant(own.decided_at, rest));
        }
        grants.retain(|grant| grant.amount > 0);
        grants
    }

    /// What the entries before `until` leave open.
    fn open_before(&self, until: Moment, grants: &[Grant]) -> Vec<OpenClaim> {
        let mut open: BTreeMap<ClaimId, OpenClaim> = BTreeMap::new();
        for grant in grants.iter().filter(|grant| grant.at < until) {
            let Grant { claim, counterparty, amount, .. } = *grant;
            let own = open.entry(claim).or_insert(OpenClaim { claim, counterparty, outstanding: 0 });
            own.outstanding = own.outstanding.saturating_add(amount);
        }
        let completed = |entry: &&RemittanceEntry| entry.at < until && entry.state == RemittanceEntryState::Completed;
        for entry in self.remittances.iter().filter(completed) {
            for (claim, amount) in &entry.lines {
                let Some(own) = open.get_mut(claim) else { continue };
                own.outstanding = match entry.kind {
                    RemittanceEntryKind::Payment => own.outstanding.saturating_sub(*amount),
                    // Nothing of it is open then, and nothing is decided after it.
                    RemittanceEntryKind::Reversal => 0,
                };
            }
        }
        open.into_values().filter(|own| own.outstanding > 0).collect()
    }
}

/// Whether an entry has paid, or is said to have paid.
fn pays(entry: &RemittanceEntry) -> bool {
    entry.kind == RemittanceEntryKind::Payment && entry.state != RemittanceEntryState::Refused
}
