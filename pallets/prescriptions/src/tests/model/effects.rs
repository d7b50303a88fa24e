//! What follows from an operation that is done.

use super::{
    answers::Model,
    paper::{Entry, HOLD, Line, Operation, Paper, Stay},
};
use crate::{CancellationCause, NewPrescription, SuppliedItem, mock::AccountId};
use bogam_primitives::{
    Moment, PrescriptionId,
    prescription::{DispenseReference, ItemIndex},
};

impl Model {
    /// Does what nothing speaks against.
    pub(super) fn apply(&mut self, operation: &Operation) {
        let now = self.now;
        match operation {
            Operation::Issue(who, new) => {
                self.insert(who, new, None);
            }
            Operation::Replace(who, old, new) => {
                let successor = self.insert(who, new, Some(*old));
                let paper = self.paper(old);
                paper.replaced_by = Some(successor);
                paper.cancelled = Some((CancellationCause::Replaced, now));
            }
            Operation::Cancel(_, id, reason) => {
                let paper = self.paper(id);
                match &mut paper.stay {
                    Some(stay) => stay.marked = Some(*reason),
                    None => paper.cancelled = Some((CancellationCause::Prescriber(*reason), now)),
                }
            }
            Operation::Suspend(_, id) => self.paper(id).suspended = true,
            Operation::Resume(_, id) => self.paper(id).suspended = false,
            Operation::Accept(who, id, said) => {
                let paper = self.paper(id);
                paper.holds += 1;
                paper.stay = Some(Stay { by: (who.clone(), said.dispenser), until: now + HOLD, marked: None });
            }
            Operation::Dispense(who, id, lines) => {
                let line = |line: &SuppliedItem| Line {
                    item: line.item,
                    quantity: line.quantity,
                    substituted: line.substituted,
                    billed: false,
                };
                let paper = self.paper(id);
                if let Some(stay) = &mut paper.stay {
                    stay.until = now + HOLD;
                }
                record(paper, who, now, lines.iter().map(line).collect(), None);
            }
            Operation::NotDispensed(who, id, item) => record(self.paper(id), who, now, Vec::new(), Some(*item)),
            Operation::GiveBack(_, id) => {
                let paper = self.paper(id);
                let mark = paper.stay.take().and_then(|stay| stay.marked);
                paper.cancelled = mark.map(|reason| (CancellationCause::Prescriber(reason), now));
            }
            Operation::Withdraw(_, id, number) => {
                let paper = self.paper(id);
                let later = paper.progress().issue;
                paper.log[usize::from(*number)].withdrawn = true;
                if paper.progress().issue < later {
                    paper.wishes[later] = (None, false);
                }
            }
            Operation::Nominate(_, id, named) => {
                let paper = self.paper(id);
                let issue = paper.progress().issue;
                paper.wishes[issue].0 = *named;
            }
            Operation::Rotate(_, id, issue, key) => self.paper(id).keys[usize::from(*issue)] = key.clone(),
            Operation::Decline(_, id) => self.paper(id).cancelled = Some((CancellationCause::Declined, now)),
            Operation::RequestRenewal(_, id) => {
                let paper = self.paper(id);
                let issue = paper.progress().issue;
                paper.wishes[issue].1 = true;
            }
            Operation::ReleaseStale(_, id) => {
                self.paper(id);
            }
            Operation::Prune(_, id) => {
                self.papers.remove(id);
            }
            Operation::Bill(reference) => self.mark(reference, true),
            Operation::Unbill(reference) => self.mark(reference, false),
            Operation::SponsorElsewhere(key) => {
                self.elsewhere.insert(key.clone());
            }
        }
    }

    /// The prescription, to be changed: what time has brought about is noted first.
    fn paper(&mut self, id: &PrescriptionId) -> &mut Paper {
        let paper = self.papers.get_mut(id).expect("an operation on what there is");
        paper.note(self.now);
        paper
    }

    fn insert(
        &mut self,
        who: &AccountId,
        new: &NewPrescription<AccountId>,
        replaces: Option<PrescriptionId>,
    ) -> PrescriptionId {
        let clinic = Self::clinic_of(who).expect("a prescriber");
        let id = PrescriptionId::derive(clinic, &new.commitment, new.valid_until);
        let paper = Paper {
            prescriber: (who.clone(), clinic),
            new: new.clone(),
            keys: new.holders.clone(),
            log: Vec::new(),
            stay: None,
            cancelled: None,
            suspended: false,
            holds: 0,
            wishes: vec![(None, false); new.holders.len()],
            replaces,
            replaced_by: None,
        };
        self.papers.insert(id, paper);
        id
    }

    fn mark(&mut self, reference: &DispenseReference, billed: bool) {
        let paper = self.papers.get_mut(&reference.prescription).expect("an operation on what there is");
        let entry = &mut paper.log[usize::from(reference.fill)];
        for line in entry.lines.iter_mut().filter(|line| line.item == reference.item) {
            line.billed = billed;
        }
    }
}

/// Adds an entry. If it finishes the issue, the pharmacy's stay is over.
fn record(paper: &mut Paper, who: &AccountId, at: Moment, lines: Vec<Line>, closes: Option<ItemIndex>) {
    let by = (who.clone(), Model::pharmacy_of(who).expect("a pharmacist"));
    let issue = paper.progress().issue;
    paper.log.push(Entry { issue, by, at, lines, closes, withdrawn: false });
    let reached = paper.progress();
    if reached.issue > issue || reached.finished.is_some() {
        paper.stay = None;
    }
}
