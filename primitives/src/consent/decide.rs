//! Whether something may be done: one pure function for the chain, its view functions and the apps.
//!
//! | question | rule |
//! |---|---|
//! | does a decision count? | from `valid_from` on and before `valid_until`, at the moment of use |
//! | is it about the question? | its grantee includes the reader, and it names action, category and purpose |
//! | the question is about data of one date | the date is among the decision's dates of data |
//! | the question is about all data | a deny of some dates applies; a permit of some dates does not |
//! | the question names sensitivities | a permit applies if it names all of them; a deny if it names one of them, or none at all |
//! | the question names none | a permit applies, but for what [`Answer::redact`] says; a deny applies if it names none |
//! | several apply | the most specific grantee wins: seat, project, organisation, kind, anyone |
//! | equally specific | the newest wins |
//! | made at the same moment | deny wins; which of several denies (or permits) is named is decided by their numbers |
//! | none applies | no consent, which is neither permission nor refusal |
//!
//! The order in which the decisions are given never matters.

use super::{Action, Category, ConsentId, Decision, Effect, ProjectId, Purpose, Sensitivities};
use crate::{Moment, OrganisationId, OrganisationKind};
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Who wants to do something.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub struct Reader<AccountId> {
    /// The account.
    pub account: AccountId,
    /// The organisation for which it acts.
    pub organisation: OrganisationId,
    /// What kind of organisation that is.
    pub kind: OrganisationKind,
    /// The research project for which it acts.
    pub project: Option<ProjectId>,
}

/// What somebody wants to do.
#[stored(no_skip_type_params)]
#[derive(Serialize, Deserialize)]
pub struct Question<AccountId> {
    /// Who.
    pub reader: Reader<AccountId>,
    /// With data of which category.
    pub category: Category,
    /// What for.
    pub purpose: Purpose,
    /// What.
    pub action: Action,
    /// The sensitivities that the data may have. None: only what is not sensitive, but for what a permit names.
    pub sensitivities: Sensitivities,
    /// The date of the data. `None`: all data.
    pub data_date: Option<Moment>,
    /// The moment of use.
    pub now: Moment,
}

/// Whether it may be done.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// It may.
    Permit,
    /// It may not.
    Deny,
    /// No decision says anything about it. What that means is the custodian's policy.
    NoConsent,
}

/// The answer to a question.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct Answer {
    /// Whether it may be done.
    pub outcome: Outcome,
    /// The decision that decided.
    pub by: Option<ConsentId>,
    /// The sensitivities that have to be left out of what is released: on a permit those that it does not name, and those
    /// that a decision with precedence over it denies. Without a permit: all.
    pub redact: Sensitivities,
}

impl<AccountId: PartialEq> Decision<AccountId> {
    /// Whether it counts and is about the question, sensitivities apart.
    fn concerns(&self, question: &Question<AccountId>) -> bool {
        let terms = &self.terms;
        let dates = match question.data_date {
            Some(date) => terms.covers_date(date),
            None => terms.effect == Effect::Deny || terms.covers_all_dates(),
        };
        terms.is_valid_at(question.now)
            && dates
            && terms.actions.contains(question.action)
            && terms.categories.contains(question.category)
            && terms.purposes.contains(question.purpose)
            && terms.grantee.includes(&question.reader)
    }

    /// Whether it applies to data with these sensitivities.
    fn covers(&self, sensitivities: Sensitivities) -> bool {
        let named = self.terms.sensitivities;
        match self.terms.effect {
            Effect::Permit => sensitivities.is_subset(named),
            Effect::Deny => named.is_empty() || sensitivities.intersects(named),
        }
    }

    /// Whether it applies to the question.
    pub fn applies_to(&self, question: &Question<AccountId>) -> bool {
        self.concerns(question) && self.covers(question.sensitivities)
    }

    /// What orders decisions that apply: the greater one wins. Number and identifier never change the outcome: they only
    /// say which of several decisions with the same effect is named.
    fn precedence(&self) -> impl Ord {
        let deny = self.terms.effect == Effect::Deny;
        (self.terms.grantee.specificity(), self.made_at, deny, self.sequence, self.id)
    }
}

/// Answers `question` from the decisions of one subject. See the [module](self) for the rule.
pub fn decide<AccountId: PartialEq>(decisions: &[Decision<AccountId>], question: &Question<AccountId>) -> Answer {
    let winner = decisions.iter().filter(|decision| decision.applies_to(question)).max_by_key(|one| one.precedence());
    let Some(winner) = winner else {
        return Answer { outcome: Outcome::NoConsent, by: None, redact: Sensitivities::ALL };
    };
    let by = Some(winner.id);
    if winner.terms.effect == Effect::Deny {
        return Answer { outcome: Outcome::Deny, by, redact: Sensitivities::ALL };
    }
    // A deny of some sensitivities says nothing about a question that names none. What it forbids is left out.
    let denied = decisions
        .iter()
        .filter(|one| {
            one.terms.effect == Effect::Deny && one.concerns(question) && one.precedence() > winner.precedence()
        })
        .fold(Sensitivities::NONE, |denied, one| denied.union(one.terms.sensitivities));
    let unnamed = Sensitivities::ALL.difference(winner.terms.sensitivities);
    Answer { outcome: Outcome::Permit, by, redact: unnamed.union(denied) }
}

#[cfg(test)]
mod tests;
