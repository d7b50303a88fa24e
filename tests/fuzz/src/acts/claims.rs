//! Plans, policies, requests for approval, and claims until they are decided.

use super::Make;
use crate::scene::{Act, Scene, by};
use bogam_primitives::{
    Capacity, ClaimId, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId,
    certificate::CertificateReference,
    claim::{
        AdjustmentReason, AuthoriseClaim, AuthorisePreauthorisation, CategoryRule, HandleSteps, Limits, NewClaim,
        NewLine, NewPreauthorisation, OverdueRule, PayeeKind, PlanTerms, ServiceCategory, ServiceReference,
        SettlementMode, Verdict,
    },
    prescription::DispenseReference,
    time::{DAY, HOUR},
};
use bogam_runtime::{AccountId, Prescriptions as PrescriptionsPallet, Runtime};
use pallet_claims::{
    Call, Claim, ClaimState, Claims, NewHandle, NewPlan, NewPolicy, Plan, Plans, Policies, Policy, Preauthorisation,
    PreauthorisationState, PreauthorisationVerdict, Preauthorisations,
};
use pallet_prescriptions::{FillContent, Fills};

/// Each call of the pallet up to the decision, with how often it is made.
pub const ACTS: &[(usize, Make)] = &[
    (5, publish_plan),
    (1, close_plan),
    (8, issue_policy),
    (4, issue_handle),
    (1, end_policy),
    (2, rotate_policy_key),
    (4, request_preauthorisation),
    (4, decide_preauthorisation),
    (1, withdraw_preauthorisation),
    (2, release_preauthorisation),
    (16, submit),
    (1, cancel),
    (2, request_information),
    (3, provide_information),
    (6, decide),
    (3, decide_overdue),
    (4, appeal),
    (5, decide_appeal),
];

/// A claim's record.
pub type Record = Claim<Runtime>;

/// Some claim that fits.
pub fn some(scene: &mut Scene<'_>, fits: impl Fn(&Record) -> bool) -> Option<(ClaimId, Record)> {
    let world = scene.world;
    scene.record(&world.claims, |id| Claims::<Runtime>::get(id), fits)
}

/// The terms of the plan that a claim is decided by.
pub fn terms_of(claim: &Record) -> Option<PlanTerms> {
    let policy = Policies::<Runtime>::get(claim.policy)?;
    Plans::<Runtime>::get(policy.plan).map(|plan| plan.terms)
}

fn live_plan(scene: &mut Scene<'_>) -> Option<(PlanId, Plan<Runtime>)> {
    let world = scene.world;
    scene.record(&world.plans, |id| Plans::<Runtime>::get(id), |plan| !plan.closed)
}

fn some_policy(scene: &mut Scene<'_>, fits: impl Fn(&Policy<Runtime>) -> bool) -> Option<(PolicyId, Policy<Runtime>)> {
    let world = scene.world;
    scene.record(&world.policies, |id| Policies::<Runtime>::get(id), fits)
}

fn terms(scene: &mut Scene<'_>) -> PlanTerms {
    let blind = scene.blind;
    let bytes = &mut scene.bytes;
    let deductible = bytes.one_of([0, 0, 10_000]);
    let annual_cap = bytes.one_of([100_000, 10_000_000, u64::MAX]);
    // They follow from what is drawn for the rest, so that older inputs still say what they said.
    let handle_steps = match (blind, annual_cap) {
        (true, 100_000) => HandleSteps { deductible: 3_000, share: 30_000, time: u64::MAX, offset: 1 },
        (_, 10_000_000) => HandleSteps { deductible: 5_000, share: 100_000, time: HOUR, offset: 1 },
        _ => HandleSteps::NONE,
    };
    PlanTerms {
        deductible,
        annual_cap,
        waiting_period: bytes.one_of([0, 0, 0, 30 * DAY]),
        filing_limit: bytes.one_of([30 * DAY, 3 * 365 * DAY]),
        automatic_limit: bytes.one_of([0, 20_000, 1_000_000]),
        decision_period: bytes.one_of([HOUR, 10 * DAY]),
        overdue: bytes.one_of([OverdueRule::Automatic, OverdueRule::Wait]),
        appeal_window: bytes.one_of([0, 30 * DAY, 365 * DAY, 365 * DAY]),
        preauthorisation_period: bytes.one_of([HOUR, 30 * DAY]),
        settlement: bytes.one_of([SettlementMode::OnChain, SettlementMode::OnChain, SettlementMode::OffChain]),
        handle_steps,
    }
}

fn publish_plan(scene: &mut Scene<'_>) -> Option<Act> {
    let insurer = scene.staff(Capacity::Underwrite)?;
    let first = scene.bytes.below(ServiceCategory::COUNT);
    let count = if scene.blind { scene.bytes.below(18) } else { 2 + scene.bytes.below(4) };
    let mut rules = Vec::with_capacity(count);
    for step in 0..count {
        rules.push(CategoryRule {
            category: ServiceCategory::ALL[(first + step) % ServiceCategory::COUNT],
            coverage: if scene.blind {
                scene.bytes.one_of([0, 10_001])
            } else {
                scene.bytes.one_of([10_000, 8_000, 1])
            },
            copayment: scene.bytes.one_of([0, 0, 1_000]),
            line_cap: scene.bytes.one_of([None, None, Some(20_000)]),
            frequency: scene.bytes.one_of([None, None, Some(3)]),
            preauthorisation: scene.bytes.one_in(5),
            review: scene.bytes.one_in(5),
        });
    }
    let new = NewPlan { commitment: scene.commitment(), terms: terms(scene), rules };
    by(insurer, Call::<Runtime>::publish_plan { new })
}

fn close_plan(scene: &mut Scene<'_>) -> Option<Act> {
    let (plan, record) = live_plan(scene)?;
    by(scene.staff_of(Capacity::Underwrite, record.insurer)?, Call::<Runtime>::close_plan { plan })
}

fn issue_policy(scene: &mut Scene<'_>) -> Option<Act> {
    let (plan, record) = live_plan(scene)?;
    let insurer = scene.staff_of(Capacity::Underwrite, record.insurer)?;
    let holder = scene.fresh();
    let from = scene.past().saturating_sub(60 * DAY);
    let until = scene.future().saturating_add(if scene.blind { 0 } else { 365 * DAY });
    by(insurer, Call::<Runtime>::issue_policy { new: NewPolicy { plan, holder, from, until } })
}

fn issue_handle(scene: &mut Scene<'_>) -> Option<Act> {
    let (plan, record) = live_plan(scene)?;
    let insurer = scene.staff_of(Capacity::Underwrite, record.insurer)?;
    let holder = scene.fresh();
    let (mut from, mut until) = (scene.past(), scene.future());
    let (most, steps) = (record.terms.limits(), record.terms.handle_steps);
    let cap = if scene.blind { scene.bytes.one_of([0, u64::MAX]) } else { most.cap.min(1_000_000) };
    // Who is blind keeps to no steps.
    let deductible = if scene.blind { most.deductible / 3 } else { most.deductible };
    if !scene.blind {
        (from, until) = (steps.last_before(from), steps.last_before(until));
    }
    let limits = Limits { deductible, cap };
    by(insurer, Call::<Runtime>::issue_handle { new: NewHandle { plan, holder, from, until, limits } })
}

fn end_policy(scene: &mut Scene<'_>) -> Option<Act> {
    let (policy, record) = some_policy(scene, |policy| !policy.released)?;
    by(scene.staff_of(Capacity::Underwrite, record.insurer)?, Call::<Runtime>::end_policy { policy })
}

fn rotate_policy_key(scene: &mut Scene<'_>) -> Option<Act> {
    let (policy, record) = some_policy(scene, |policy| !policy.released)?;
    let new_holder = scene.fresh();
    by(record.holder, Call::<Runtime>::rotate_policy_key { policy, new_holder })
}

/// Some policy that covers this moment, and its plan.
fn covering(scene: &mut Scene<'_>) -> Option<(PolicyId, Policy<Runtime>, Plan<Runtime>)> {
    let now = scene.now;
    let covers = |policy: &Policy<Runtime>| {
        Plans::<Runtime>::get(policy.plan).is_some_and(|plan| policy.not_covering(now, &plan.terms).is_none())
    };
    let (id, policy) = some_policy(scene, covers)?;
    let plan = Plans::<Runtime>::get(policy.plan)?;
    Some((id, policy, plan))
}

/// A category that the plan covers, mostly.
fn category(scene: &mut Scene<'_>, plan: &Plan<Runtime>) -> Option<ServiceCategory> {
    if scene.bytes.one_in(12) {
        return scene.bytes.pick(&ServiceCategory::ALL).copied();
    }
    scene.bytes.pick(&plan.rules).map(|rule| rule.category)
}

fn request_preauthorisation(scene: &mut Scene<'_>) -> Option<Act> {
    let (policy, record, plan) = covering(scene)?;
    let provider = scene.staff(Capacity::SubmitClaim)?;
    let organisation = scene.organisation_of(&provider)?;
    let new = NewPreauthorisation {
        policy,
        category: category(scene, &plan)?,
        amount: scene.bytes.one_of([1, 10_000, 50_000, 2_000_000]),
        commitment: scene.commitment(),
    };
    let preauthorisation = PreauthorisationId::derive(organisation, &new);
    let content = AuthorisePreauthorisation { preauthorisation, policy, provider: organisation };
    let statement = scene.signed(&record.holder, content)?;
    by(provider, Call::<Runtime>::request_preauthorisation { new, statement })
}

fn approval(
    scene: &mut Scene<'_>,
    fits: impl Fn(&Preauthorisation) -> bool,
) -> Option<(PreauthorisationId, Preauthorisation)> {
    let world = scene.world;
    scene.record(&world.preauthorisations, |id| Preauthorisations::<Runtime>::get(id), fits)
}

fn decide_preauthorisation(scene: &mut Scene<'_>) -> Option<Act> {
    let pended = |record: &Preauthorisation| matches!(record.state, PreauthorisationState::Pended { .. });
    let (preauthorisation, record) = approval(scene, pended)?;
    let insurer = Policies::<Runtime>::get(record.policy)?.insurer;
    let assessor = scene.staff_of(Capacity::AssessClaim, insurer)?;
    let verdict = match scene.bytes.below(4) {
        0 => PreauthorisationVerdict::Deny(reason(scene)),
        1 => PreauthorisationVerdict::Modify(record.requested / 2),
        _ => PreauthorisationVerdict::Approve,
    };
    by(assessor, Call::<Runtime>::decide_preauthorisation { preauthorisation, verdict })
}

fn withdraw_preauthorisation(scene: &mut Scene<'_>) -> Option<Act> {
    let live = |record: &Preauthorisation| {
        use PreauthorisationState::{Approved, Pended};
        matches!(record.state, Pended { .. } | Approved { claim: None, .. })
    };
    let (preauthorisation, record) = approval(scene, live)?;
    let provider = scene.staff_of(Capacity::SubmitClaim, record.provider)?;
    by(provider, Call::<Runtime>::withdraw_preauthorisation { preauthorisation })
}

fn release_preauthorisation(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let over = |record: &Preauthorisation| matches!(record.state, PreauthorisationState::Approved { until, claim: None, .. } if now >= until);
    let (preauthorisation, _) = approval(scene, over)?;
    by(scene.anybody()?, Call::<Runtime>::release_preauthorisation { preauthorisation })
}

/// Something that the provider has supplied, and whose key has to agree to billing it.
fn dispense(scene: &mut Scene<'_>, provider: OrganisationId) -> Option<ServiceReference> {
    let world = scene.world;
    let get = |id: &bogam_primitives::PrescriptionId| {
        let newest = pallet_prescriptions::Prescriptions::<Runtime>::get(id)?.newest_fill?;
        Fills::<Runtime>::get(id, newest)
    };
    let fits = |fill: &pallet_prescriptions::Fill<Runtime>| fill.dispenser.organisation == provider;
    let (prescription, entry) = scene.record(&world.prescriptions, get, fits)?;
    let FillContent::Supplied { lines, .. } = &entry.content else { return None };
    let item = scene.bytes.pick(lines)?.item;
    let fill = pallet_prescriptions::Prescriptions::<Runtime>::get(prescription)?.newest_fill?;
    Some(ServiceReference::Dispense(DispenseReference { prescription, fill, item }))
}

fn certificate(scene: &mut Scene<'_>, provider: OrganisationId) -> Option<ServiceReference> {
    let world = scene.world;
    let get = |id: &bogam_primitives::certificate::BatchId| pallet_certificates::Batches::<Runtime>::get(id);
    let (batch, _) = scene.record(&world.batches, get, |batch| batch.name.organisation == provider)?;
    Some(ServiceReference::Certificate(CertificateReference { batch, index: u32::from(scene.bytes.byte() % 2) }))
}

/// What a claim bills, and what it charges for it.
fn service(scene: &mut Scene<'_>, provider: OrganisationId) -> Option<(ServiceReference, u64)> {
    let charge = scene.bytes.one_of([1, 5_000, 30_000, 30_000, 400_000]);
    let encounter = |scene: &mut Scene<'_>| {
        let at = scene.past();
        Some(ServiceReference::Encounter { nullifier: scene.bytes.hash(), at })
    };
    let service = match scene.bytes.below(8) {
        // What another insurer has had already: the charge has to be the same.
        0 | 1 => {
            let (_, claim) = some(scene, |claim| claim.provider == provider)?;
            let line = scene.bytes.pick(&claim.lines)?;
            return Some((line.service, line.charge));
        }
        2..=4 => dispense(scene, provider).or_else(|| encounter(scene))?,
        5 => certificate(scene, provider).or_else(|| encounter(scene))?,
        _ => encounter(scene)?,
    };
    let ledger = pallet_claims::Services::<Runtime>::get(service.key());
    Some((service, ledger.map_or(charge, |ledger| ledger.charge)))
}

fn submit(scene: &mut Scene<'_>) -> Option<Act> {
    let (policy, record, plan) = covering(scene)?;
    let provider = scene.staff(Capacity::SubmitClaim)?;
    let organisation = scene.organisation_of(&provider)?;
    let now = scene.now;
    let usable = |record: &Preauthorisation| {
        let approved =
            matches!(record.state, PreauthorisationState::Approved { until, claim: None, .. } if now < until);
        approved && record.policy == policy && record.provider == organisation
    };
    let approved = if scene.bytes.flip() { approval(scene, usable) } else { None };
    let count = if scene.blind { scene.bytes.one_of([0, 1, 32, 33]) } else { 1 + scene.bytes.below(3) };
    let mut lines = Vec::<NewLine>::with_capacity(count);
    for place in 0..count {
        let (service, charge) = service(scene, organisation)?;
        if !scene.blind && lines.iter().any(|line| line.service.key() == service.key()) {
            continue;
        }
        let preauthorisation = approved.as_ref().filter(|_| place == 0);
        let category = match preauthorisation {
            Some((_, approved)) => approved.category,
            None => category(scene, &plan)?,
        };
        lines.push(NewLine { category, service, charge, preauthorisation: preauthorisation.map(|(id, _)| *id) });
    }
    let payee = scene.bytes.one_of([PayeeKind::Provider, PayeeKind::Holder]);
    let new = NewClaim { policy, payee, commitment: scene.commitment(), lines };

    let content = AuthoriseClaim { claim: ClaimId::derive(organisation, &new), policy, provider: organisation };
    let mut holders = vec![record.holder];
    for line in &new.lines {
        if let ServiceReference::Dispense(reference) = line.service
            && let Some(record) = PrescriptionsPallet::dispense_record(reference)
            && !holders.contains(&record.holder)
        {
            holders.push(record.holder);
        }
    }
    let mut statements = Vec::with_capacity(holders.len());
    for holder in &holders {
        statements.push(scene.signed(holder, content)?);
    }
    by(provider, Call::<Runtime>::submit { new, statements })
}

/// Somebody who submits for the provider of a claim.
fn provider(scene: &mut Scene<'_>, claim: &Record) -> Option<AccountId> {
    scene.staff_of(Capacity::SubmitClaim, claim.provider)
}

/// Somebody who decides for the insurer of a claim.
fn assessor(scene: &mut Scene<'_>, claim: &Record) -> Option<AccountId> {
    scene.staff_of(Capacity::AssessClaim, claim.insurer)
}

fn reason(scene: &mut Scene<'_>) -> AdjustmentReason {
    scene.bytes.one_of([
        AdjustmentReason::LacksInformation,
        AdjustmentReason::ExceedsAllowed,
        AdjustmentReason::NotMedicallyNecessary,
        AdjustmentReason::NotFurnished,
    ])
}

fn verdicts(scene: &mut Scene<'_>, claim: &Record) -> Vec<Verdict> {
    let mut verdicts = Vec::with_capacity(claim.lines.len());
    for line in &claim.lines {
        verdicts.push(match scene.bytes.below(6) {
            0 => Verdict::Deny(reason(scene)),
            1 | 2 => Verdict::Reduce { allowed: line.charge / 2, reason: reason(scene) },
            _ => Verdict::Accept,
        });
    }
    if scene.blind && scene.bytes.flip() {
        verdicts.pop();
    }
    verdicts
}

fn cancel(scene: &mut Scene<'_>) -> Option<Act> {
    let (claim, record) = some(scene, Claim::is_open)?;
    by(provider(scene, &record)?, Call::<Runtime>::cancel { claim })
}

fn request_information(scene: &mut Scene<'_>) -> Option<Act> {
    let (claim, record) = some(scene, |claim| matches!(claim.state, ClaimState::Pended { .. }))?;
    let question = scene.commitment();
    by(assessor(scene, &record)?, Call::<Runtime>::request_information { claim, question })
}

fn provide_information(scene: &mut Scene<'_>) -> Option<Act> {
    let (claim, record) = some(scene, |claim| matches!(claim.state, ClaimState::InformationRequested { .. }))?;
    let answer = scene.commitment();
    by(provider(scene, &record)?, Call::<Runtime>::provide_information { claim, answer })
}

fn decide(scene: &mut Scene<'_>) -> Option<Act> {
    let (claim, record) = some(scene, Claim::is_open)?;
    let verdicts = verdicts(scene, &record);
    by(assessor(scene, &record)?, Call::<Runtime>::decide { claim, verdicts })
}

fn decide_overdue(scene: &mut Scene<'_>) -> Option<Act> {
    let now: Moment = scene.now;
    let overdue = |claim: &Record| {
        let is_over = claim.deadline().is_some_and(|deadline| now >= deadline);
        let asked = matches!(claim.state, ClaimState::InformationRequested { .. });
        is_over && (asked || terms_of(claim).is_some_and(|terms| terms.overdue == OverdueRule::Automatic))
    };
    let (claim, _) = some(scene, overdue)?;
    by(scene.anybody()?, Call::<Runtime>::decide_overdue { claim })
}

fn appeal(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let appealable = |claim: &Record| {
        let in_time = |at: Moment| terms_of(claim).is_some_and(|terms| now < at.saturating_add(terms.appeal_window));
        matches!(claim.state, ClaimState::Decided)
            && claim.appealed.is_none()
            && claim.paid() < claim.charge()
            && claim.decision.as_ref().is_some_and(|decision| in_time(decision.at))
    };
    let (claim, record) = some(scene, appealable)?;
    let grounds = scene.commitment();
    let provider = provider(scene, &record)?;
    // Who of the two appeals follows from what is drawn for the grounds, so that older inputs go on as they did.
    let is_patients = grounds.0.as_bytes().first().is_some_and(|byte| byte.is_multiple_of(2));
    let policy = Policies::<Runtime>::get(record.policy).filter(|policy| is_patients && !policy.released);
    by(policy.map_or(provider, |policy| policy.holder), Call::<Runtime>::appeal { claim, grounds })
}

fn decide_appeal(scene: &mut Scene<'_>) -> Option<Act> {
    let (claim, record) = some(scene, |claim| matches!(claim.state, ClaimState::Appealed { .. }))?;
    let verdicts = verdicts(scene, &record);
    let assessor = assessor(scene, &record)?;
    let before = record.decision.as_ref().and_then(|decision| decision.assessor.as_ref());
    if !scene.blind && before == Some(&assessor) {
        return None;
    }
    by(assessor, Call::<Runtime>::decide_appeal { claim, verdicts })
}
