//! The way to the states from which calls are benchmarked.

use crate::{
    Appellant, ClaimState, Claims, ClearingAgent, Config, HoldReason, NewHandle, NewPlan, NewPolicy, Pallet, Plans,
    Policies, PreauthorisationState, PreauthorisationVerdict, Preauthorisations,
};
use bogam_primitives::{
    Actor, ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Signed, Statement,
    StatementContent, Won,
    benchmarking::hash_of,
    claim::{
        AdjustmentReason, AuthoriseClaim, AuthorisePreauthorisation, CategoryRule, HandleSteps, NewClaim, NewLine,
        NewPreauthorisation, OverdueRule, PayeeKind, PlanTerms, ServiceCategory, ServiceReference, SettlementMode,
        Verdict,
    },
    time::DAY,
    traits::EnsureRole,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{Get, Time, fungible::MutateHold};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::prelude::{vec, vec::Vec};
use sp_core::H256;
use sp_runtime::traits::Zero;

/// What the benchmarks need of a runtime.
pub trait BenchmarkHelper<AccountId, Signature> {
    /// A key that can sign, another one for each seed.
    fn holder(seed: u32) -> AccountId;

    /// The signature of a key from [`BenchmarkHelper::holder`] over `payload`.
    fn sign(holder: &AccountId, payload: &[u8]) -> Signature;

    /// Makes `Config::Time` tell `now`.
    fn set_time(now: Moment);

    /// Supplies something by `provider` to `holder`, another thing for each number, with its record at its bound. A runtime
    /// whose `Dispenses` has nothing behind it returns `None`; a claim then needs fewer signatures than it can.
    fn deliver(provider: OrganisationId, holder: &AccountId, number: u32) -> Option<ServiceReference>;
}

pub(super) const START: Moment = 1_700_000_000_000;
pub(super) const CHARGE: Won = 1_000;
/// The key of the policy; those of prescriptions come after it.
pub(super) const INSURED: u32 = 1;

pub(super) fn actor<T: Config>(organisation: OrganisationId) -> Actor<T::AccountId> {
    Actor { account: account("actor", organisation, 0), organisation, licence: None }
}

pub(super) fn organisation<T: Config, Role>() -> Result<OrganisationId, BenchmarkError>
where
    Role: EnsureRole<T::RuntimeOrigin, Success = Actor<T::AccountId>>,
{
    Ok(Role::ensure_role(Role::successful_origin())?.organisation)
}

pub(super) fn new_plan<T: Config>(review: bool, settlement: SettlementMode) -> NewPlan {
    let rule = |category| CategoryRule {
        category,
        coverage: 9_000,
        copayment: 1,
        line_cap: Some(CHARGE - 1),
        frequency: Some(u16::MAX),
        preauthorisation: true,
        review,
    };
    let most = T::MaxRules::get() as usize;
    NewPlan {
        commitment: Commitment::default(),
        terms: PlanTerms {
            deductible: 10,
            annual_cap: Won::MAX,
            waiting_period: 0,
            filing_limit: 90 * DAY,
            automatic_limit: Won::MAX,
            decision_period: DAY,
            overdue: OverdueRule::Automatic,
            appeal_window: 30 * DAY,
            preauthorisation_period: 60 * DAY,
            settlement,
            // All are looked at.
            handle_steps: HandleSteps { deductible: 1, share: 1, time: 1, offset: 0 },
        },
        // The category that is billed comes last.
        rules: ServiceCategory::ALL
            .into_iter()
            .rev()
            .filter(|it| *it != ServiceCategory::Medicine)
            .take(most - 1)
            .chain([ServiceCategory::Medicine])
            .map(rule)
            .collect(),
    }
}

pub(super) fn published<T: Config>(
    insurer: OrganisationId,
    review: bool,
    settlement: SettlementMode,
) -> Result<PlanId, BenchmarkError> {
    T::BenchmarkHelper::set_time(START);
    let new = new_plan::<T>(review, settlement);
    let id = PlanId::derive(insurer, &new.commitment, &new.terms, &new.rules);
    Pallet::<T>::do_publish_plan(actor::<T>(insurer), new)?;
    Ok(id)
}

pub(super) fn new_policy<T: Config>(plan: PlanId) -> NewPolicy<T::AccountId> {
    let holder = T::BenchmarkHelper::holder(INSURED);
    NewPolicy { plan, holder, from: T::Time::now(), until: T::Time::now() + 300 * DAY }
}

/// A policy whose key has signed before: when it is released, its account ends.
pub(super) fn insured<T: Config>(
    insurer: OrganisationId,
    review: bool,
    settlement: SettlementMode,
) -> Result<PolicyId, BenchmarkError> {
    let plan = published::<T>(insurer, review, settlement)?;
    let new = new_policy::<T>(plan);
    let (id, holder) = (PolicyId::derive(insurer, &plan, &new.holder, new.from, new.until), new.holder.clone());
    Pallet::<T>::do_issue_policy(actor::<T>(insurer), new)?;
    begin_account::<T>(&holder);
    Ok(id)
}

/// Begins the account of a key, as its first transaction does.
pub(super) fn begin_account<T: Config>(holder: &T::AccountId) {
    if frame_system::Pallet::<T>::sufficients(holder) == 0 {
        frame_system::Pallet::<T>::inc_sufficients(holder);
    }
}

/// A handle of `insurer` that nothing has been done with.
pub(super) fn handed_out<T: Config>(
    insurer: OrganisationId,
) -> Result<(PolicyId, NewHandle<T::AccountId>), BenchmarkError> {
    let plan = published::<T>(insurer, false, SettlementMode::OnChain)?;
    let NewPolicy { holder, from, until, .. } = new_policy::<T>(plan);
    let limits = new_plan::<T>(false, SettlementMode::OnChain).terms.limits();
    let id = PolicyId::derive(insurer, &plan, &holder, from, until);
    Ok((id, NewHandle { plan, holder, from, until, limits }))
}

pub(super) fn signed<T: Config, Content: StatementContent>(
    signer: &T::AccountId,
    content: Content,
) -> Signed<Content, T::HolderSignature> {
    let statement = Statement {
        genesis: frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero()),
        content,
        expires: T::Time::now() + DAY,
    };
    let signature = T::BenchmarkHelper::sign(signer, &statement.signing_payload());
    Signed { statement, signature }
}

pub(super) type Request<T> = (NewPreauthorisation, Signed<AuthorisePreauthorisation, <T as Config>::HolderSignature>);

pub(super) fn request<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    number: u32,
) -> (PreauthorisationId, Request<T>) {
    let new = NewPreauthorisation {
        policy,
        category: ServiceCategory::Medicine,
        amount: CHARGE,
        commitment: Commitment(hash_of(number)),
    };
    let id = PreauthorisationId::derive(provider, &new);
    let content = AuthorisePreauthorisation { preauthorisation: id, policy, provider };
    (id, (new, signed::<T, _>(&T::BenchmarkHelper::holder(INSURED), content)))
}

/// An approval, by an assessor where the plan reviews.
pub(super) fn approved<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    number: u32,
) -> Result<PreauthorisationId, BenchmarkError> {
    let (id, (new, statement)) = request::<T>(policy, provider, number);
    Pallet::<T>::do_request_preauthorisation(actor::<T>(provider), new, statement)?;
    let record = Preauthorisations::<T>::get(id).ok_or("requested above")?;
    if matches!(record.state, PreauthorisationState::Pended { .. }) {
        let insurer = Policies::<T>::get(policy).ok_or("issued above")?.insurer;
        Pallet::<T>::do_decide_preauthorisation(actor::<T>(insurer), id, PreauthorisationVerdict::Approve)?;
    }
    Ok(id)
}

/// What the lines of a claim bill.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Billed {
    /// Something delivered for which there is an approval.
    Approved,
    /// Something delivered.
    Delivered,
    /// An encounter.
    Encounters,
}

pub(super) type Bill<T> = (NewClaim, Vec<Signed<AuthoriseClaim, <T as Config>::HolderSignature>>);

pub(super) fn bill<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    lines: u32,
    seed: u32,
    billed: Billed,
) -> Result<(ClaimId, Bill<T>), BenchmarkError> {
    let mut keys = vec![T::BenchmarkHelper::holder(INSURED)];
    let mut new = NewClaim { policy, payee, commitment: Commitment::default(), lines: Vec::new() };
    for place in 0..lines {
        let number = seed.saturating_mul(1_000).saturating_add(place).saturating_add(10);
        let key = T::BenchmarkHelper::holder(number);
        let delivered = match billed {
            Billed::Encounters => None,
            Billed::Approved | Billed::Delivered => T::BenchmarkHelper::deliver(provider, &key, number),
        };
        let service = match delivered {
            Some(service) => {
                keys.push(key);
                service
            }
            None => ServiceReference::Encounter { nullifier: hash_of(number), at: T::Time::now() },
        };
        let preauthorisation = match billed {
            Billed::Approved => Some(approved::<T>(policy, provider, number)?),
            Billed::Delivered | Billed::Encounters => None,
        };
        new.lines.push(NewLine { category: ServiceCategory::Medicine, service, charge: CHARGE, preauthorisation });
    }
    let id = ClaimId::derive(provider, &new);
    let content = AuthoriseClaim { claim: id, policy, provider };
    let statements = keys.iter().map(|key| signed::<T, _>(key, content)).collect();
    Ok((id, (new, statements)))
}

pub(super) fn submitted<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    lines: u32,
    seed: u32,
) -> Result<ClaimId, BenchmarkError> {
    let (id, (new, statements)) = bill::<T>(policy, provider, payee, lines, seed, Billed::Approved)?;
    Pallet::<T>::do_submit(actor::<T>(provider), new, statements)?;
    Ok(id)
}

/// A handle whose first claim was cancelled, and that claim: it is looked up, and the handle names the next one. The plan pays
/// for what is to be `billed`, and there is money for it.
fn on_a_used_handle<T: Config>(
    provider: OrganisationId,
    billed: Billed,
) -> Result<(PolicyId, ClaimId), BenchmarkError> {
    let (policy, handle) = handed_out::<T>(OTHER)?;
    let plan = handle.plan;
    Pallet::<T>::do_issue_handle(actor::<T>(OTHER), handle)?;
    let before = submitted::<T>(policy, provider, PayeeKind::Provider, 1, 1)?;
    Claims::<T>::mutate_extant(before, |claim| claim.state = ClaimState::Cancelled);
    funded::<T>(OTHER)?;
    Plans::<T>::mutate_extant(plan, |plan| {
        for rule in &mut plan.rules {
            rule.preauthorisation = billed == Billed::Approved;
        }
    });
    Ok((policy, before))
}

/// A claim that the benchmarks' provider is to submit, on the longest way through it.
pub(super) fn to_submit<T: Config>(lines: u32, billed: Billed) -> Result<(ClaimId, Bill<T>), BenchmarkError> {
    let provider = organisation::<T, T::ProviderOrigin>()?;
    let (policy, before) = on_a_used_handle::<T>(provider, billed)?;
    let (id, bill) = bill::<T>(policy, provider, PayeeKind::Provider, lines, 2, billed)?;
    kept_for_others::<T>(&bill.0, &before)?;
    Ok((id, bill))
}

/// A pended claim of `lines` lines at `insurer`.
pub(super) fn pended<T: Config>(
    insurer: OrganisationId,
    provider: OrganisationId,
    lines: u32,
) -> Result<ClaimId, BenchmarkError> {
    let policy = insured::<T>(insurer, true, SettlementMode::OnChain)?;
    submitted::<T>(policy, provider, PayeeKind::Provider, lines, 1)
}

/// A claim of `lines` lines that was denied, and the approval of the first: it is kept for an appeal.
pub(super) fn denied<T: Config>(
    insurer: OrganisationId,
    provider: OrganisationId,
    lines: u32,
) -> Result<(ClaimId, PreauthorisationId), BenchmarkError> {
    let id = pended::<T>(insurer, provider, lines)?;
    let deny = vec![Verdict::Deny(AdjustmentReason::NotCovered); lines as usize];
    Pallet::<T>::do_decide(actor::<T>(insurer), id, deny)?;
    let claim = Claims::<T>::get(id).ok_or("submitted above")?;
    let kept = claim.lines.first().and_then(|line| line.preauthorisation).ok_or("each line names one")?;
    Ok((id, kept))
}

/// Lets each approval that `new` names be kept for a claim of its own, which has all its lines and was denied: like `other`.
fn kept_for_others<T: Config>(new: &NewClaim, other: &ClaimId) -> Result<(), BenchmarkError> {
    let mut other = Claims::<T>::get(other).ok_or("submitted above")?;
    other.state = ClaimState::Decided;
    if let Some(line) = other.lines.first().cloned() {
        while other.lines.try_push(line.clone()).is_ok() {}
    }
    for (place, named) in new.lines.iter().filter_map(|line| line.preauthorisation).enumerate() {
        let user = ClaimId(hash_of(place as u32));
        Claims::<T>::insert(user, &other);
        Preauthorisations::<T>::mutate_extant(named, |record| {
            if let PreauthorisationState::Approved { claim, .. } = &mut record.state {
                *claim = Some(user);
            }
        });
    }
    Ok(())
}

/// A claim of `lines` lines that was denied and appealed: everything is entered again when it is granted.
pub(super) fn appealed<T: Config>(
    insurer: OrganisationId,
    provider: OrganisationId,
    lines: u32,
) -> Result<ClaimId, BenchmarkError> {
    let (id, _) = denied::<T>(insurer, provider, lines)?;
    let claim = Claims::<T>::get(id).ok_or("submitted above")?;
    Pallet::<T>::do_appeal(id, claim, Appellant::Provider, Commitment::default())?;
    funded::<T>(insurer)?;
    Ok(id)
}

/// Decided claims of one line on `policy`, whose records are as long as those of claims with all their lines.
pub(super) fn granted<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    count: u32,
) -> Result<Vec<ClaimId>, BenchmarkError> {
    (1..=count).map(|seed| granted_once::<T>(policy, provider, payee, seed)).collect()
}

fn granted_once<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    seed: u32,
) -> Result<ClaimId, BenchmarkError> {
    let id = submitted::<T>(policy, provider, payee, 1, seed)?;
    Claims::<T>::mutate_extant(id, |claim| {
        if let Some(mut more) = claim.lines.first().cloned() {
            more.outcome.paid = 0;
            while claim.lines.try_push(more.clone()).is_ok() {}
        }
    });
    Ok(id)
}

/// The same, but each on a policy of its own under a plan of its own, all with the same key as the payee. All policies have
/// ended: the key has been released, and each payment has it sponsored again.
pub(super) fn granted_on_ended_policies<T: Config>(
    insurer: OrganisationId,
    provider: OrganisationId,
    settlement: SettlementMode,
    count: u32,
) -> Result<Vec<ClaimId>, BenchmarkError> {
    T::BenchmarkHelper::set_time(START);
    let mut claims = Vec::new();
    for number in 1..=count {
        let commitment = Commitment(hash_of(number));
        let mut new = NewPlan { commitment, ..new_plan::<T>(false, settlement) };
        // A key that can appeal would be kept.
        new.terms.appeal_window = 0;
        let plan = PlanId::derive(insurer, &new.commitment, &new.terms, &new.rules);
        Pallet::<T>::do_publish_plan(actor::<T>(insurer), new)?;
        let new = new_policy::<T>(plan);
        let policy = PolicyId::derive(insurer, &plan, &new.holder, new.from, new.until);
        Pallet::<T>::do_issue_policy(actor::<T>(insurer), new)?;
        claims.push(granted_once::<T>(policy, provider, PayeeKind::Holder, number)?);
        Pallet::<T>::do_end_policy(actor::<T>(insurer), policy)?;
    }
    Ok(claims)
}

/// Holds a won more for a settled claim, as if an appeal had granted it.
pub(super) fn granted_more<T: Config>(id: ClaimId) -> Result<(), BenchmarkError> {
    let insurer = Claims::<T>::get(id).ok_or("submitted above")?.insurer;
    let account = Pallet::<T>::organisation_account(insurer);
    let more: Won = 1;
    T::Currency::hold(&HoldReason::GrantedClaims.into(), &account, more.into())?;
    Claims::<T>::mutate_extant(id, |claim| claim.held = more);
    Ok(())
}

/// Money on the account of an organisation, and the agent who issued it.
pub(super) fn funded<T: Config>(organisation: OrganisationId) -> Result<T::AccountId, BenchmarkError> {
    let agent: T::AccountId = account("agent", 0, 0);
    ClearingAgent::<T>::put(&agent);
    Pallet::<T>::do_mint(agent.clone(), organisation, 1_000_000, H256::repeat_byte(1))?;
    Ok(agent)
}

/// An organisation that no origin acts for.
pub(super) const OTHER: OrganisationId = OrganisationId::MAX;
