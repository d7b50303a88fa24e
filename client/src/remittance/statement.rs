//! A statement of account: what was open, what was granted, paid and reversed, and what is open now.
//!
//! For a provider what is open is what insurers owe it; for an insurer what it owes. For each claim
//!
//! > open at the end = open at the start + granted − paid
//!
//! A reversal takes back the grant as well as the money, so that nothing of the claim is open after it: what is withdrawn
//! of grants is what was paid and what was still open. Over all:
//!
//! > closing = opening + granted − settled − withdrawn + reversed
//!
//! where *reversed* is the money that came back. The statement is not made if any of this does not hold, or if what the
//! chain says to be open at the end is something else.

use super::error::RemittanceError;
use bogam_primitives::{ClaimId, Moment, OrganisationId, Won};
use std::collections::{BTreeMap, BTreeSet};

/// The most grants, remittances with their lines, and open claims of a statement together.
pub const MOST_ENTRIES: usize = 100_000;

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountSide {
    /// An insurer's: what it owes.
    Insurer,
    /// A provider's: what it is owed.
    Provider,
}

/// The other side of a claim: a patient has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counterparty {
    /// An organisation.
    Organisation(OrganisationId),
    /// Patients who are paid themselves.
    Patient,
}

/// What a statement is made of. All of it is on the chain.
#[derive(Clone, Debug)]
pub struct StatementInput {
    /// Whose account it is.
    pub side: AccountSide,
    /// The organisation.
    pub organisation: OrganisationId,
    /// From this moment on,
    pub from: Moment,
    /// until before this one.
    pub until: Moment,
    /// The claims that were open at the start, each once.
    pub opening: Vec<OpenClaim>,
    /// What was granted in the period: by decisions, and on top by appeals.
    pub grants: Vec<Grant>,
    /// The remittances of the period.
    pub remittances: Vec<RemittanceEntry>,
    /// The claims that are open at the end, each once.
    pub closing: Vec<OpenClaim>,
}

/// A claim of which something is granted and not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The other side.
    pub counterparty: Counterparty,
    /// How much is open, in won.
    pub outstanding: Won,
}

/// A grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The claim.
    pub claim: ClaimId,
    /// The other side.
    pub counterparty: Counterparty,
    /// When it was decided.
    pub at: Moment,
    /// How much more is granted by it, in won.
    pub amount: Won,
}

/// A remittance of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemittanceEntry {
    /// The insurer whose number it is.
    pub insurer: OrganisationId,
    /// The number.
    pub number: u32,
    /// The other side.
    pub counterparty: Counterparty,
    /// Payment or reversal.
    pub kind: RemittanceEntryKind,
    /// How far it is.
    pub state: RemittanceEntryState,
    /// When it was made or, off the chain, completed.
    pub at: Moment,
    /// The claims, and how much each has in it, in won.
    pub lines: Vec<(ClaimId, Won)>,
    /// The sum, in won.
    pub total: Won,
}

/// Whether a remittance pays or takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemittanceEntryKind {
    /// The insurer pays.
    Payment,
    /// The payee gives back, and the claim is undone.
    Reversal,
}

/// How far a remittance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemittanceEntryState {
    /// Paid, or confirmed by both sides.
    Completed,
    /// Paid off the chain and not confirmed: the claims stay open until then.
    AwaitingReceipt,
    /// Not received: the claims stay open.
    Refused,
}

/// The sums of a statement, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatementTotals {
    /// What was open at the start.
    pub opening: u128,
    /// What was granted.
    pub granted: u128,
    /// What was paid and received.
    pub settled: u128,
    /// The money that came back by reversals.
    pub reversed: u128,
    /// What reversals took back of grants: the money that came back, and what was still open of those claims.
    pub withdrawn: u128,
    /// What is open at the end.
    pub closing: u128,
    /// Of that, what has been paid and is to be confirmed.
    pub awaiting: u128,
}

/// A statement that adds up.
#[derive(Clone, Debug)]
pub struct StatementOfAccount {
    input: StatementInput,
    totals: StatementTotals,
    by_counterparty: BTreeMap<Counterparty, StatementTotals>,
}

/// What is known of one claim while the entries are gone through.
struct Account {
    counterparty: Counterparty,
    open: u128,
}

impl StatementOfAccount {
    /// Makes a statement, if everything adds up.
    ///
    /// # Errors
    /// The first claim or remittance that does not add up, lies outside the period, or occurs twice.
    pub fn new(mut input: StatementInput) -> Result<Self, RemittanceError> {
        check_bounds(&input)?;
        input.grants.sort_by_key(|grant| grant.at);
        input.remittances.sort_by_key(|entry| (entry.at, entry.insurer, entry.number));
        let mut accounts: BTreeMap<ClaimId, Account> = BTreeMap::new();
        let mut sums: BTreeMap<Counterparty, StatementTotals> = BTreeMap::new();
        for own in &input.opening {
            let account = Account { counterparty: own.counterparty, open: own.outstanding.into() };
            if accounts.insert(own.claim, account).is_some() {
                return Err(RemittanceError::DuplicateClaim(name(&own.claim)));
            }
            sums.entry(own.counterparty).or_default().opening += u128::from(own.outstanding);
        }
        // Whatever is granted at the same moment as it is paid was granted first.
        let mut grants = input.grants.iter().peekable();
        for entry in &input.remittances {
            while let Some(grant) = grants.next_if(|grant| grant.at <= entry.at) {
                apply_grant(grant, &mut accounts, &mut sums);
            }
            apply_remittance(entry, &mut accounts, &mut sums)?;
        }
        grants.for_each(|grant| apply_grant(grant, &mut accounts, &mut sums));

        check_closing(&input.closing, &accounts)?;
        for account in accounts.values() {
            sums.entry(account.counterparty).or_default().closing += account.open;
        }
        let mut totals = StatementTotals::default();
        for own in sums.values() {
            totals.opening += own.opening;
            totals.granted += own.granted;
            totals.settled += own.settled;
            totals.reversed += own.reversed;
            totals.withdrawn += own.withdrawn;
            totals.closing += own.closing;
            totals.awaiting += own.awaiting;
        }
        totals.check()?;
        Ok(Self { input, totals, by_counterparty: sums })
    }

    /// What it was made of, in the order of time.
    pub fn input(&self) -> &StatementInput {
        &self.input
    }

    /// The sums over all.
    pub fn totals(&self) -> &StatementTotals {
        &self.totals
    }

    /// The sums per counterparty.
    pub fn by_counterparty(&self) -> &BTreeMap<Counterparty, StatementTotals> {
        &self.by_counterparty
    }
}

impl StatementTotals {
    /// closing = opening + granted − settled − withdrawn + reversed.
    fn check(&self) -> Result<(), RemittanceError> {
        // The sums of at most 100,000 amounts of 64 bits: nothing overflows.
        let computed = (self.opening + self.granted + self.reversed).checked_sub(self.settled + self.withdrawn);
        match computed {
            Some(computed) if computed == self.closing => Ok(()),
            computed => Err(RemittanceError::ClosingDiffers {
                claim: "*".into(),
                stated: self.closing,
                computed: computed.unwrap_or_default(),
            }),
        }
    }
}

fn name(claim: &ClaimId) -> String {
    hex::encode(claim.0)
}

fn check_bounds(input: &StatementInput) -> Result<(), RemittanceError> {
    if input.until <= input.from {
        return Err(RemittanceError::PeriodReversed);
    }
    let lines = input.remittances.iter().fold(0usize, |sum, entry| sum.saturating_add(entry.lines.len()));
    let counts = [input.opening.len(), input.grants.len(), input.remittances.len(), lines, input.closing.len()];
    let count = counts.into_iter().fold(0usize, usize::saturating_add);
    if count > MOST_ENTRIES {
        return Err(RemittanceError::TooManyEntries { count, limit: MOST_ENTRIES });
    }
    let inside = |at: Moment| (input.from..input.until).contains(&at);
    if let Some(grant) = input.grants.iter().find(|grant| !inside(grant.at)) {
        return Err(RemittanceError::OutsidePeriod { what: name(&grant.claim) });
    }
    let mut seen = BTreeSet::new();
    for entry in &input.remittances {
        let number = || format!("{}/{}", entry.insurer, entry.number);
        if !inside(entry.at) {
            return Err(RemittanceError::OutsidePeriod { what: number() });
        }
        if !seen.insert((entry.insurer, entry.number)) {
            return Err(RemittanceError::DuplicateRemittance(number()));
        }
        if entry.kind == RemittanceEntryKind::Reversal && entry.state != RemittanceEntryState::Completed {
            return Err(RemittanceError::ReversalPending(number()));
        }
        let computed = entry.lines.iter().fold(0u128, |sum, (_, amount)| sum + u128::from(*amount));
        if computed != u128::from(entry.total) {
            let stated = entry.total;
            return Err(RemittanceError::RemittanceDiffers { remittance: number(), stated, computed });
        }
    }
    Ok(())
}

fn apply_grant(
    grant: &Grant,
    accounts: &mut BTreeMap<ClaimId, Account>,
    sums: &mut BTreeMap<Counterparty, StatementTotals>,
) {
    let fresh = Account { counterparty: grant.counterparty, open: 0 };
    let account = accounts.entry(grant.claim).or_insert(fresh);
    account.open += u128::from(grant.amount);
    sums.entry(account.counterparty).or_default().granted += u128::from(grant.amount);
}

fn apply_remittance(
    entry: &RemittanceEntry,
    accounts: &mut BTreeMap<ClaimId, Account>,
    sums: &mut BTreeMap<Counterparty, StatementTotals>,
) -> Result<(), RemittanceError> {
    for (claim, amount) in &entry.lines {
        let paid = u128::from(*amount);
        match (entry.kind, entry.state) {
            (_, RemittanceEntryState::Refused) => {}
            (RemittanceEntryKind::Payment, state) => {
                let open = accounts.get(claim).map_or(0, |account| account.open);
                let account = accounts.get_mut(claim).filter(|account| account.open >= paid);
                let overpaid = || RemittanceError::Overpaid { claim: name(claim), paid: *amount, open };
                let account = account.ok_or_else(overpaid)?;
                let sums = sums.entry(account.counterparty).or_default();
                match state {
                    RemittanceEntryState::Completed => {
                        account.open -= paid;
                        sums.settled += paid;
                    }
                    _ => sums.awaiting += paid,
                }
            }
            (RemittanceEntryKind::Reversal, _) => {
                // What was paid before the period is not among the accounts; then nothing of it was open.
                let account = accounts.entry(*claim).or_insert(Account { counterparty: entry.counterparty, open: 0 });
                let sums = sums.entry(account.counterparty).or_default();
                sums.reversed += paid;
                sums.withdrawn += paid + account.open;
                account.open = 0;
            }
        }
    }
    Ok(())
}

/// Whether the claims that are stated to be open are exactly those that the entries leave open.
fn check_closing(closing: &[OpenClaim], accounts: &BTreeMap<ClaimId, Account>) -> Result<(), RemittanceError> {
    let differs = |claim: &ClaimId, stated, computed| {
        Err(RemittanceError::ClosingDiffers { claim: name(claim), stated, computed })
    };
    let mut stated = BTreeMap::new();
    for own in closing {
        if stated.insert(own.claim, u128::from(own.outstanding)).is_some() {
            return Err(RemittanceError::DuplicateClaim(name(&own.claim)));
        }
        let computed = accounts.get(&own.claim).map_or(0, |account| account.open);
        if computed != u128::from(own.outstanding) {
            return differs(&own.claim, own.outstanding.into(), computed);
        }
    }
    let forgotten = accounts.iter().find(|(claim, account)| account.open > 0 && !stated.contains_key(claim));
    match forgotten {
        Some((claim, account)) => differs(claim, 0, account.open),
        None => Ok(()),
    }
}
