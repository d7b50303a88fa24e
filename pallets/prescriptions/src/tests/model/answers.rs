//! What speaks against an operation.
//!
//! Where the table of answers by state (`docs/prescriptions-table.md`) or a documented order says which of several reasons is
//! told, this is the only one here. Otherwise it is a set in which each reason stands for itself: nobody is promised which of
//! several mistakes he is told first.

use super::paper::{KEPT, Line, NOBODY, Operation, Paper, Said, WITHDRAWAL};
use crate::{
    NewPrescription, Standing, SuppliedItem,
    mock::*,
    tests::scenario::{DAY, Error},
};
use bogam_pallet_tests::model::Reasons;
use bogam_primitives::{
    Moment, OrganisationId, PrescriptionId,
    prescription::{DispenseReference, Schedule},
};
use sp_runtime::DispatchError;
use std::collections::{BTreeMap, BTreeSet};

const MOST_ITEMS: usize = 4;
const MOST_ISSUES: usize = 4;
const MOST_ENTRIES: usize = 12;

/// Everything that there is.
#[derive(Default)]
pub struct Model {
    pub now: Moment,
    pub papers: BTreeMap<PrescriptionId, Paper>,
    /// Keys that somebody else sponsors.
    pub elsewhere: BTreeSet<AccountId>,
}

// Who may do what.
impl Model {
    fn seat(
        who: &AccountId,
        suspended: &AccountId,
        seats: &[(AccountId, OrganisationId)],
    ) -> Result<OrganisationId, DispatchError> {
        if *who == NOBODY {
            return Err(DispatchError::BadOrigin);
        }
        if who == suspended {
            return Err(Refusal::SeatSuspended.into());
        }
        let seat = seats.iter().find(|(seated, _)| seated == who);
        seat.map(|(_, organisation)| *organisation).ok_or(Refusal::NoSeat.into())
    }

    pub fn clinic_of(who: &AccountId) -> Result<OrganisationId, DispatchError> {
        let seats = [(PRESCRIBER_A1, CLINIC_A), (PRESCRIBER_A2, CLINIC_A), (PRESCRIBER_B, CLINIC_B)];
        Self::seat(who, &SUSPENDED_PRESCRIBER, &seats)
    }

    pub fn pharmacy_of(who: &AccountId) -> Result<OrganisationId, DispatchError> {
        let seats = [(DISPENSER_P, PHARMACY_P), (DISPENSER_P2, PHARMACY_P), (DISPENSER_Q, PHARMACY_Q)];
        Self::seat(who, &SUSPENDED_DISPENSER, &seats)
    }

    fn signs(&self, key: &AccountId) -> bool {
        self.papers.values().any(|paper| paper.signing().contains(key))
    }

    fn patient(&self, who: &AccountId) -> Result<(), DispatchError> {
        if *who == NOBODY {
            return Err(DispatchError::BadOrigin);
        }
        if self.signs(who) { Ok(()) } else { Err(Refusal::NotSponsored.into()) }
    }

    fn somebody(who: &AccountId) -> Result<(), DispatchError> {
        if *who == NOBODY { Err(DispatchError::BadOrigin) } else { Ok(()) }
    }

    /// A fresh key belongs to no prescription that there is and has no other role.
    fn is_fresh(&self, key: &AccountId) -> bool {
        let has_role = self.elsewhere.contains(key) || *key == UNSPONSORABLE;
        !has_role && !self.papers.values().any(|paper| paper.keys.contains(key))
    }
}

// The answers.
impl Model {
    /// What speaks against the operation. If nothing does, it is done.
    pub fn answer(&mut self, operation: &Operation) -> Reasons {
        let reasons = self.judge(operation).unwrap_or_else(Reasons::only);
        if reasons.0.is_empty() {
            self.apply(operation);
        }
        reasons
    }

    /// The prescription, if a pharmacy can still do something with it. The table has what has ended refused for that alone,
    /// though nobody holds it either.
    fn open_paper(&self, id: &PrescriptionId) -> Result<&Paper, DispatchError> {
        let paper = self.papers.get(id).ok_or(Error::UnknownPrescription)?;
        match end(paper.standing(self.now)) {
            Some(ended) => Err(ended.into()),
            None => Ok(paper),
        }
    }

    /// The error is that of somebody who has no right to the call, whatever it is about, or tells a pharmacy that nothing can be
    /// done with the prescription.
    fn judge(&self, operation: &Operation) -> Result<Reasons, DispatchError> {
        let now = self.now;
        let mut no = Reasons::default();
        match operation {
            Operation::Issue(who, new) => self.judge_new(Self::clinic_of(who)?, new, &mut no),
            Operation::Replace(who, id, new) => {
                let clinic = Self::clinic_of(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                no.when(paper.prescriber.1 != clinic, Error::NotYourPrescription);
                ended(paper.standing(now), &mut no);
                occupied(paper.standing(now), &mut no);
                self.judge_new(clinic, new, &mut no);
            }
            Operation::Cancel(who, id, _) | Operation::Suspend(who, id) | Operation::Resume(who, id) => {
                let clinic = Self::clinic_of(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                no.when(paper.prescriber.1 != clinic, Error::NotYourPrescription);
                ended(paper.standing(now), &mut no);
                marked(paper.standing(now), &mut no);
                let (suspend, resume) =
                    (matches!(operation, Operation::Suspend(..)), matches!(operation, Operation::Resume(..)));
                no.when(suspend && paper.suspended, Error::AlreadySuspended);
                no.when(resume && !paper.suspended, Error::NotSuspended);
            }
            Operation::Accept(who, id, said) => {
                let pharmacy = Self::pharmacy_of(who)?;
                judge_acceptance(self.open_paper(id)?, *id, pharmacy, said, now, &mut no);
            }
            Operation::Dispense(who, id, lines) => {
                let pharmacy = Self::pharmacy_of(who)?;
                let paper = self.open_paper(id)?;
                judge_stay(paper, pharmacy, now, &mut no);
                marked(paper.standing(now), &mut no);
                no.when(now >= paper.new.valid_until, Error::Expired);
                judge_lines(paper, lines, &mut no);
                no.when(paper.log.len() == MOST_ENTRIES, Error::TooManyFills);
            }
            Operation::NotDispensed(who, id, item) => {
                let pharmacy = Self::pharmacy_of(who)?;
                let paper = self.open_paper(id)?;
                judge_stay(paper, pharmacy, now, &mut no);
                marked(paper.standing(now), &mut no);
                let (reached, place) = (paper.progress(), usize::from(*item));
                match paper.new.items.get(place) {
                    None => no.when(true, Error::UnknownItem),
                    Some(ordered) => {
                        no.when(reached.closed[place], Error::ItemClosed);
                        no.when(reached.supplied[place] == ordered.authorised, Error::ItemComplete);
                    }
                }
                no.when(paper.log.len() == MOST_ENTRIES, Error::TooManyFills);
            }
            Operation::GiveBack(who, id) => {
                let pharmacy = Self::pharmacy_of(who)?;
                judge_stay(self.open_paper(id)?, pharmacy, now, &mut no);
            }
            Operation::Withdraw(who, id, number) => {
                let pharmacy = Self::pharmacy_of(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                let Some(entry) = paper.log.get(usize::from(*number)) else {
                    return Ok(Reasons::only(Error::UnknownFill));
                };
                no.when(entry.by.1 != pharmacy, Error::NotYourFill);
                no.when(entry.withdrawn, Error::AlreadyWithdrawn);
                let newest = paper.newest().map(|(place, _)| place);
                no.when(newest != Some(usize::from(*number)), Error::NotNewestFill);
                no.when(entry.lines.iter().any(|line| line.billed), Error::FillBilled);
                no.when(now >= entry.at + WITHDRAWAL, Error::WithdrawalWindowOver);
                if let Some(stay) = paper.staying(now) {
                    no.when(stay.by.1 != pharmacy, Error::HeldByAnother);
                    no.when(entry.issue != paper.progress().issue, Error::LaterIssueHeld);
                }
            }
            Operation::Nominate(who, id, named) => {
                self.patient(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                no.when(paper.keys[paper.progress().issue] != *who, Error::NotTheHolder);
                ended(paper.standing(now), &mut no);
                marked(paper.standing(now), &mut no);
                let is_pharmacy = named.is_none_or(|named| [PHARMACY_P, PHARMACY_Q].contains(&named));
                no.when(!is_pharmacy, Error::NotADispenser);
            }
            Operation::Rotate(who, id, issue, key) => {
                self.patient(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                let Some(old) = paper.keys.get(usize::from(*issue)) else {
                    return Ok(Reasons::only(Error::UnknownIssue));
                };
                no.when(old != who, Error::NotTheHolder);
                ended(paper.standing(now), &mut no);
                marked(paper.standing(now), &mut no);
                no.when(usize::from(*issue) < paper.progress().issue, Error::IssueOver);
                no.when(!self.is_fresh(key), Error::HolderKeyReused);
            }
            Operation::Decline(who, id) => {
                self.patient(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                no.when(paper.keys[paper.progress().issue] != *who, Error::NotTheHolder);
                ended(paper.standing(now), &mut no);
                occupied(paper.standing(now), &mut no);
            }
            Operation::RequestRenewal(who, id) => {
                self.patient(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                let issue = paper.progress().issue;
                no.when(paper.keys[issue] != *who, Error::NotTheHolder);
                no.when(paper.standing(now) == Standing::Cancelled, Error::AlreadyCancelled);
                no.when(paper.wishes[issue].1, Error::RenewalAlreadyRequested);
            }
            Operation::ReleaseStale(who, id) => {
                Self::somebody(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                no.when(paper.staying(now).is_some(), Error::HoldNotStale);
                if paper.stay.is_none() {
                    let reason = match paper.standing(now) {
                        Standing::Dispensed => Error::AlreadyDispensed,
                        Standing::Cancelled => Error::AlreadyCancelled,
                        _ => Error::NotHeld,
                    };
                    no.when(true, reason);
                }
            }
            Operation::Prune(who, id) => {
                Self::somebody(who)?;
                let Some(paper) = self.papers.get(id) else { return Ok(unknown()) };
                // By the table: what is held has not ended either.
                no.first([
                    (paper.staying(now).is_some(), Error::CurrentlyHeld),
                    (end(paper.standing(now)).is_none(), Error::NotEnded),
                    (now < paper.kept_until(now), Error::RetentionNotOver),
                ]);
            }
            Operation::Bill(reference) => match self.line(reference) {
                None => no.when(true, Error::UnknownDispense),
                Some((withdrawn, line)) => {
                    no.when(withdrawn, Error::DispenseWithdrawn);
                    no.when(line.billed, Error::AlreadyBilled);
                }
            },
            Operation::Unbill(reference) => match self.line(reference) {
                None => no.when(true, Error::UnknownDispense),
                Some((_, line)) => no.when(!line.billed, Error::NotBilled),
            },
            Operation::SponsorElsewhere(_) => {}
        }
        Ok(no)
    }

    /// What was supplied, and is billed or not.
    pub fn supplied(&self, billed: bool) -> Vec<DispenseReference> {
        let entries =
            self.papers.iter().flat_map(|(id, paper)| (0..).zip(&paper.log).map(|(fill, entry)| (*id, fill, entry)));
        let lines = entries.flat_map(|(prescription, fill, entry)| {
            let fitting = entry.lines.iter().filter(move |line| line.billed == billed);
            fitting.map(move |line| DispenseReference { prescription, fill, item: line.item })
        });
        lines.collect()
    }

    fn line(&self, reference: &DispenseReference) -> Option<(bool, &Line)> {
        let entry = self.papers.get(&reference.prescription)?.log.get(usize::from(reference.fill))?;
        let line = entry.lines.iter().find(|line| line.item == reference.item)?;
        Some((entry.withdrawn, line))
    }

    /// By the table, what is issued again is refused for a validity that is over, else as a duplicate, and only then because
    /// its keys are taken, as they always are.
    fn judge_new(&self, clinic: OrganisationId, new: &NewPrescription<AccountId>, no: &mut Reasons) {
        self.judge_content(new, no);
        if !no.0.is_empty() {
            return;
        }
        let id = PrescriptionId::derive(clinic, &new.commitment, new.valid_until);
        let distinct = new.holders.iter().collect::<BTreeSet<_>>();
        let named_twice = distinct.len() < new.holders.len();
        let reused = named_twice || distinct.into_iter().any(|key| !self.is_fresh(key));
        no.first([(self.papers.contains_key(&id), Error::DuplicatePrescription), (reused, Error::HolderKeyReused)]);
    }

    /// What nobody could issue.
    fn judge_content(&self, new: &NewPrescription<AccountId>, no: &mut Reasons) {
        let (longest, furthest, issues, substitution) = match new.schedule {
            Schedule::Ordinary => (120 * DAY, 30 * DAY, 4, true),
            Schedule::Controlled => (28 * DAY, 7 * DAY, 1, false),
        };
        no.when(new.items.is_empty(), Error::NoItems);
        no.when(new.items.len() > MOST_ITEMS, Error::TooManyItems);
        no.when(new.items.iter().any(|item| item.authorised == 0), Error::ZeroQuantity);
        let substitutes = new.items.iter().any(|item| item.substitution_allowed);
        no.when(substitutes && !substitution, Error::SubstitutionNotPermitted);

        no.when(new.valid_until <= new.valid_from, Error::EmptyValidity);
        no.when(new.valid_until <= self.now, Error::AlreadyExpired);
        no.when(new.valid_until > Moment::MAX - KEPT - longest, Error::MomentOutOfRange);
        no.when(new.valid_from > self.now + furthest, Error::StartsTooLate);
        let length = new.valid_until.saturating_sub(new.valid_from);
        no.when(length > longest, Error::ValidityTooLong);

        no.when(new.holders.is_empty(), Error::NoHolderKeys);
        no.when(new.holders.len() > MOST_ISSUES, Error::TooManyIssues);
        no.when(new.holders.len() > issues, Error::RepeatsNotPermitted);
        // All issues have to fit into the validity; without repeats there is no interval.
        let waiting = u128::from(new.interval) * (new.holders.len().max(1) - 1) as u128;
        let misfit = waiting >= u128::from(length) || (new.holders.len() < 2 && new.interval != 0);
        no.when(misfit, Error::IntervalOutOfRange);
    }
}

fn unknown() -> Reasons {
    Reasons::only(Error::UnknownPrescription)
}

/// As what a prescription has ended, if it has.
fn end(standing: Standing) -> Option<Error> {
    match standing {
        Standing::Dispensed => Some(Error::AlreadyDispensed),
        Standing::Cancelled => Some(Error::AlreadyCancelled),
        Standing::Expired => Some(Error::Expired),
        _ => None,
    }
}

fn ended(standing: Standing, no: &mut Reasons) {
    if let Some(ended) = end(standing) {
        no.when(true, ended);
    }
}

fn marked(standing: Standing, no: &mut Reasons) {
    no.when(matches!(standing, Standing::CancellationPending { .. }), Error::CancellationPending);
}

fn occupied(standing: Standing, no: &mut Reasons) {
    no.when(matches!(standing, Standing::Held { .. }), Error::CurrentlyHeld);
    marked(standing, no);
}

/// The prescription has to be in the hands of `pharmacy`.
fn judge_stay(paper: &Paper, pharmacy: OrganisationId, now: Moment, no: &mut Reasons) {
    match paper.staying(now) {
        None => no.when(true, Error::NotHeld),
        Some(stay) => no.when(stay.by.1 != pharmacy, Error::HeldByAnother),
    }
}

/// What a pharmacy cannot accept is refused for that, whatever the patient says: for what the prescription is, which is one
/// thing at a time, and else for whom he has nominated. A statement is checked for chain, expiry and signature in this order,
/// and for what it is about in none that is written down.
fn judge_acceptance(
    paper: &Paper,
    id: PrescriptionId,
    pharmacy: OrganisationId,
    said: &Said,
    now: Moment,
    no: &mut Reasons,
) {
    let (standing, issue) = (paper.standing(now), paper.progress().issue);
    let held = matches!(standing, Standing::Held { .. } | Standing::CancellationPending { .. });
    let own = paper.staying(now).is_some_and(|stay| stay.by.1 == pharmacy);
    let elsewhere = paper.wishes[issue].0.is_some_and(|named| named != pharmacy);
    no.first([
        (held && own, Error::AlreadyHolding),
        (held, Error::HeldByAnother),
        (standing == Standing::Suspended, Error::PrescriptionSuspended),
        (matches!(standing, Standing::NotYetValid { .. }), Error::NotYetValid),
        (matches!(standing, Standing::Waiting { .. }), Error::IssueNotDue),
        (elsewhere, Error::NominatedElsewhere),
    ]);
    if !no.0.is_empty() {
        return;
    }
    no.when(said.prescription != id, Error::StatementForAnotherPrescription);
    no.when(said.dispenser != pharmacy, Error::StatementForAnotherDispenser);
    no.when(said.hold != paper.holds, Error::StatementUsed);
    no.first([
        (!said.for_this_chain, Error::StatementForAnotherChain),
        (now >= said.expires, Error::StatementExpired),
        (!said.intact || said.signer != paper.keys[issue], Error::StatementSignatureInvalid),
    ]);
}

fn judge_lines(paper: &Paper, lines: &[SuppliedItem], no: &mut Reasons) {
    let reached = paper.progress();
    no.when(lines.is_empty(), Error::NoLines);
    for (place, line) in lines.iter().enumerate() {
        let item = usize::from(line.item);
        no.when(lines[..place].iter().any(|other| other.item == line.item), Error::DuplicateItem);
        no.when(line.quantity == 0, Error::ZeroQuantity);
        let Some(ordered) = paper.new.items.get(item) else {
            no.when(true, Error::UnknownItem);
            continue;
        };
        no.when(reached.closed[item], Error::ItemClosed);
        let left = ordered.authorised - reached.supplied[item];
        no.when(line.quantity > left, Error::OverAuthorised);
        no.when(line.substituted && !ordered.substitution_allowed, Error::SubstitutionNotAllowed);
    }
}
