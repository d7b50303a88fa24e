//! The rule of conflicts, written down a second time.

use super::state::{Model, Person};
use crate::{AccessRequest, Policy, Ruling, mock::*};
use bogam_primitives::{
    Moment, OrganisationId, OrganisationKind,
    consent::{Action, Decision, Effect, Grantee, Purpose, Sensitivities, Sensitivity, SubjectId},
};
use std::cmp::Reverse;

pub fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
    match organisation {
        HOSPITAL => Some(OrganisationKind::Hospital),
        CLINIC => Some(OrganisationKind::Clinic),
        INSTITUTE => Some(OrganisationKind::Research),
        _ => None,
    }
}

/// Who asks.
pub struct Asker<'a> {
    pub account: &'a AccountId,
    pub organisation: OrganisationId,
}

/// How specific a decision is about the asker: the smaller, the more. `None` if it is not about him.
fn distance(decision: &Decision<AccountId>, asker: &Asker, request: &AccessRequest) -> Option<u8> {
    let (distance, includes) = match &decision.terms.grantee {
        Grantee::Seat { organisation, account } => (0, *organisation == asker.organisation && account == asker.account),
        Grantee::Project(project) => (1, request.project == Some(*project)),
        Grantee::Organisation(organisation) => (2, *organisation == asker.organisation),
        Grantee::Kind(named) => (3, Some(*named) == kind(asker.organisation)),
        Grantee::Anyone => (4, true),
    };
    includes.then_some(distance)
}

/// Whether a decision counts now and is about what is asked, whatever is sensitive.
fn is_about(decision: &Decision<AccountId>, request: &AccessRequest, now: Moment) -> bool {
    let terms = &decision.terms;
    let permit = terms.effect == Effect::Permit;
    let in_force = terms.valid_from <= now && terms.valid_until.is_none_or(|until| now < until);
    let some_dates = terms.data_from.is_some() || terms.data_until.is_some();
    let dates = match request.data_date {
        Some(date) => {
            terms.data_from.is_none_or(|from| date >= from) && terms.data_until.is_none_or(|until| date < until)
        }
        None => !(permit && some_dates),
    };
    let named = terms.actions.iter().any(|action| action == request.action)
        && terms.categories.iter().any(|category| category == request.category)
        && terms.purposes.iter().any(|purpose| purpose == request.purpose);
    in_force && dates && named
}

/// Whether it applies to data as sensitive as those that are asked for.
fn covers(decision: &Decision<AccountId>, asked: Sensitivities) -> bool {
    let named = |one: Sensitivity| decision.terms.sensitivities.iter().any(|other| other == one);
    match decision.terms.effect {
        Effect::Permit => asked.iter().all(named),
        Effect::Deny => decision.terms.sensitivities.is_empty() || asked.iter().any(named),
    }
}

/// What is ruled, overrides apart, and what has to be left out.
pub fn consent(model: &Model, person: &Person, asker: &Asker, request: &AccessRequest) -> (Ruling, Sensitivities) {
    // The first in this order decides: the most specific, the newest, deny before permit, the higher number.
    let rank = |decision: &&Decision<AccountId>| {
        let distance = distance(decision, asker, request).expect("only what includes him is ranked");
        let permit = decision.terms.effect == Effect::Permit;
        (distance, Reverse(decision.made_at), permit, Reverse(decision.sequence))
    };
    let concerned = person
        .decisions
        .iter()
        .filter(|decision| distance(decision, asker, request).is_some() && is_about(decision, request, model.now));
    let concerned: Vec<&Decision<AccountId>> = concerned.collect();
    let applying = concerned.iter().copied().filter(|decision| covers(decision, request.sensitivities));
    let Some(winner) = applying.min_by_key(rank) else {
        let policy = model.policies.get(&(person.custodian, request.category));
        let releases = match policy {
            Some(Policy::Release(purposes)) => purposes.iter().any(|purpose| purpose == request.purpose),
            _ => false,
        };
        let releases = releases && request.sensitivities.is_empty();
        let ruling = if releases { Ruling::ReleasedByPolicy } else { Ruling::RefusedByPolicy };
        return (ruling, Sensitivities::ALL);
    };
    if winner.terms.effect == Effect::Deny {
        return (Ruling::Denied(winner.id), Sensitivities::ALL);
    }
    // Left out is what the permit does not name, and what a deny of higher rank does.
    let denies = concerned.iter().copied().filter(|one| one.terms.effect == Effect::Deny && rank(one) < rank(&winner));
    let denied: Vec<Sensitivity> = denies.flat_map(|one| one.terms.sensitivities.iter()).collect();
    let left_out = Sensitivity::ALL
        .iter()
        .copied()
        .filter(|one| !winner.terms.sensitivities.iter().any(|named| named == *one) || denied.contains(one));
    (Ruling::Permitted(winner.id), left_out.collect())
}

/// The same, with the seat's overrides.
pub fn rule(
    model: &Model,
    id: SubjectId,
    person: &Person,
    asker: &Asker,
    request: &AccessRequest,
) -> (Ruling, Sensitivities) {
    let (ruling, left_out) = consent(model, person, asker, request);
    let released = matches!(ruling, Ruling::Permitted(_) | Ruling::ReleasedByPolicy);
    let emergency = request.purpose == Purpose::EmergencyTreatment
        && [Action::Access, Action::Use].contains(&request.action)
        && request.project.is_none();
    let stopped = model.emergency_stop(asker.account) != (false, false);
    if released || !emergency || stopped || model.emergency_clinician(asker.account).is_err() {
        return (ruling, left_out);
    }
    let mut open = model.open.get(asker.account).into_iter().flatten();
    let usable = open.find(|one| {
        let in_time = one.subject == id && model.now < one.until;
        in_time && one.categories.iter().any(|category| category == request.category)
    });
    usable.map_or((ruling, left_out), |one| (Ruling::Emergency(one.receipt), Sensitivities::NONE))
}
