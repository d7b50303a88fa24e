//! What the rules make of a claim, from everything that there is.

use super::{
    arithmetic::{Judged, Question, judge},
    world::Model,
};
use crate::PreauthorisationState;
use bogam_primitives::{
    ClaimId, Won,
    claim::{AdjustmentReason as Why, ServiceReference, Verdict},
};

impl Model {
    /// Why facts exclude a line, whatever the plan's rules per category say.
    pub fn facts(&self, id: &ClaimId, place: usize) -> Vec<Why> {
        let bill = &self.bills[id];
        let (line, new) = (&bill.lines[place], &bill.new.lines[place]);
        let policy = &self.policies[&bill.new.policy];
        let mut facts = policy.exclusions(line.served);
        let others = self.entries(new.service.key());
        if others.iter().any(|(other, insurer, ..)| other != id && *insurer == bill.insurer) {
            facts.push(Why::ExactDuplicate);
        }
        let delivered = match new.service {
            ServiceReference::Encounter { .. } => true,
            // What this claim has billed was delivered, also if the record has been pruned since.
            ServiceReference::Dispense(_) if bill.is_entered(place) => true,
            _ => self.deliveries.get(&new.service.key()).is_some_and(|delivery| !delivery.spoiled),
        };
        if !delivered {
            facts.push(Why::NotFurnished);
        }
        if bill.submitted > line.served + policy.terms.filing_limit {
            facts.push(Why::FiledTooLate);
        }
        facts
    }

    /// What the rules make of a claim with these verdicts, and what was reserved for each line.
    pub fn adjudicate(&self, id: &ClaimId, verdicts: &[Verdict]) -> Vec<(Judged, Option<Won>)> {
        let bill = &self.bills[id];
        let policy = &self.policies[&bill.new.policy];
        let (limits, rules) = (policy.limits(), &self.plans[&policy.plan].new.rules);
        let mut used = self.used(bill.new.policy, bill.year, Some(*id));
        let mut approved = Vec::new();
        for new in &bill.new.lines {
            let approval = new.preauthorisation.map(|named| &self.approvals[&named]);
            approved.push(approval.and_then(|approval| match approval.state {
                PreauthorisationState::Approved { amount, until, claim } => {
                    // Kept for this claim, it serves it at any time: the claim came in time.
                    let serves = if claim.is_none() { self.now < until } else { claim == Some(*id) };
                    serves.then_some(amount)
                }
                // What it has used is reserved again, as far as there is room.
                PreauthorisationState::Used { amount, claim, .. } if claim == *id => {
                    let again = amount.min(used.free(&limits));
                    used.reserved += again;
                    Some(again)
                }
                _ => None,
            }));
        }
        let mut judged = Vec::new();
        for (place, (new, approved)) in bill.new.lines.iter().zip(approved).enumerate() {
            let entries = self.entries(new.service.key());
            let question = Question {
                rule: rules.iter().find(|rule| rule.category == new.category),
                category: new.category,
                charge: new.charge,
                paid_by_others: entries.iter().filter(|(other, ..)| other != id).map(|(.., paid)| paid).sum(),
                facts: self.facts(id, place),
                verdict: verdicts.get(place).copied().unwrap_or_default(),
                approved,
            };
            let line = judge(&question, &limits, &used);
            used.add(new.category, &line);
            if line.covered {
                used.reserved -= approved.unwrap_or(0);
            }
            judged.push((line, approved));
        }
        judged
    }

    /// Whether a decision would put a line in force for whose service another insurer's live claim states another charge.
    pub fn is_charge_disputed(&self, id: &ClaimId, verdicts: &[Verdict]) -> bool {
        let bill = &self.bills[id];
        let judged = self.adjudicate(id, verdicts);
        let paid = judged.iter().map(|(line, _)| line.paid).sum::<Won>();
        // An appeal that comes to no more changes nothing.
        if !bill.is_open() && paid <= bill.paid() {
            return false;
        }
        let disputed = |(place, (line, _)): (usize, &(Judged, Option<Won>))| {
            let new = &bill.new.lines[place];
            let others = self.entries(new.service.key());
            let differs = others.iter().any(|(other, _, charge, _)| other != id && *charge != new.charge);
            line.covered && !bill.is_entered(place) && differs
        };
        judged.iter().enumerate().any(disputed)
    }
}
