//! What calls cost at worst: claims with all their lines, each with an approval and a prescription of its own, and every
//! call on the longest way through it.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{
    Call, ClaimState, Claims, ClearingAgent, Config, NewHandle, NewPlan, NewPolicy, Pallet, Party, Plans, Policies,
    PreauthorisationState, PreauthorisationVerdict, Preauthorisations, Redemptions, RemittanceState, Remittances,
};
use bogam_primitives::{
    Actor, ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Signed, Statement,
    StatementContent, Won,
    claim::{
        AdjustmentReason, AuthoriseClaim, AuthorisePreauthorisation, CategoryRule, NewClaim, NewLine,
        NewPreauthorisation, OverdueRule, PayeeKind, PlanTerms, ServiceCategory, ServiceReference, SettlementMode,
        Verdict,
    },
    time::DAY,
    traits::EnsureRole,
};
use frame_benchmarking::{account, v2::*};
use frame_support::traits::{EnsureOrigin, Get, Time};
use frame_system::RawOrigin;
use scale_info::prelude::{vec, vec::Vec};
use sp_core::{H256, crypto::KeyTypeId};
use sp_runtime::{AccountId32, MultiSignature, traits::Zero};

/// What the benchmarks need of a runtime.
pub trait BenchmarkHelper<AccountId, Signature> {
    /// A key that can sign, another one for each seed.
    fn holder(seed: u32) -> AccountId;

    /// The signature of a key from [`BenchmarkHelper::holder`] over `payload`.
    fn sign(holder: &AccountId, payload: &[u8]) -> Signature;

    /// Makes `Config::Time` tell `now`.
    fn set_time(now: Moment);

    /// Supplies something by `provider` to `holder`, another thing for each number. A runtime whose `Dispenses` has nothing
    /// behind it returns `None`.
    fn deliver(provider: OrganisationId, holder: &AccountId, number: u32) -> Option<ServiceReference>;
}

const KEY_TYPE: KeyTypeId = KeyTypeId(*b"hold");

/// An sr25519 key, for runtimes with the usual accounts.
pub fn sr25519_holder(seed: u32) -> AccountId32 {
    let phrase = scale_info::prelude::format!("//{seed}").into_bytes();
    sp_io::crypto::sr25519_generate(KEY_TYPE, Some(phrase)).into()
}

/// The signature of such a key.
pub fn sr25519_sign(holder: &AccountId32, payload: &[u8]) -> MultiSignature {
    let public = sp_core::sr25519::Public::from_raw(*holder.as_ref());
    sp_io::crypto::sr25519_sign(KEY_TYPE, &public, payload).expect("the key was generated above; qed").into()
}

const START: Moment = 1_700_000_000_000;
const CHARGE: Won = 1_000;
/// The key of the policy; those of prescriptions come after it.
const INSURED: u32 = 1;

fn actor<T: Config>(organisation: OrganisationId) -> Actor<T::AccountId> {
    Actor { account: account("actor", organisation, 0), organisation, licence: None }
}

fn organisation<T: Config, Role>() -> Result<OrganisationId, BenchmarkError>
where
    Role: EnsureRole<T::RuntimeOrigin, Success = Actor<T::AccountId>>,
{
    Ok(Role::ensure_role(Role::successful_origin())?.organisation)
}

fn new_plan<T: Config>(review: bool, settlement: SettlementMode) -> NewPlan {
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

fn published<T: Config>(
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

fn new_policy<T: Config>(plan: PlanId) -> NewPolicy<T::AccountId> {
    let holder = T::BenchmarkHelper::holder(INSURED);
    NewPolicy { plan, holder, from: T::Time::now(), until: T::Time::now() + 300 * DAY }
}

fn insured<T: Config>(
    insurer: OrganisationId,
    review: bool,
    settlement: SettlementMode,
) -> Result<PolicyId, BenchmarkError> {
    let plan = published::<T>(insurer, review, settlement)?;
    let new = new_policy::<T>(plan);
    let id = PolicyId::derive(insurer, &plan, &new.holder, new.from, new.until);
    Pallet::<T>::do_issue_policy(actor::<T>(insurer), new)?;
    Ok(id)
}

/// A handle of `insurer` that nothing has been done with.
fn handed_out<T: Config>(insurer: OrganisationId) -> Result<(PolicyId, NewHandle<T::AccountId>), BenchmarkError> {
    let plan = published::<T>(insurer, false, SettlementMode::OnChain)?;
    let NewPolicy { holder, from, until, .. } = new_policy::<T>(plan);
    let limits = new_plan::<T>(false, SettlementMode::OnChain).terms.limits();
    let id = PolicyId::derive(insurer, &plan, &holder, from, until);
    Ok((id, NewHandle { plan, holder, from, until, limits }))
}

fn signed<T: Config, Content: StatementContent>(
    signer: &T::AccountId,
    content: Content,
) -> Signed<Content, T::HolderSignature> {
    let statement = Statement {
        genesis: frame_system::Pallet::<T>::block_hash(frame_system::pallet_prelude::BlockNumberFor::<T>::zero()),
        content,
        expires: T::Time::now() + DAY,
    };
    let signature = T::BenchmarkHelper::sign(signer, &statement.signing_payload());
    Signed { statement, signature }
}

type Request<T> = (NewPreauthorisation, Signed<AuthorisePreauthorisation, <T as Config>::HolderSignature>);

fn request<T: Config>(policy: PolicyId, provider: OrganisationId, number: u32) -> (PreauthorisationId, Request<T>) {
    let new = NewPreauthorisation {
        policy,
        category: ServiceCategory::Medicine,
        amount: CHARGE,
        commitment: Commitment(H256::from_low_u64_be(number.into())),
    };
    let id = PreauthorisationId::derive(provider, &new);
    let content = AuthorisePreauthorisation { preauthorisation: id, policy, provider };
    (id, (new, signed::<T, _>(&T::BenchmarkHelper::holder(INSURED), content)))
}

/// An approval, by an assessor where the plan reviews.
fn approved<T: Config>(
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

type Bill<T> = (NewClaim, Vec<Signed<AuthoriseClaim, <T as Config>::HolderSignature>>);

fn bill<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    lines: u32,
    seed: u32,
) -> Result<(ClaimId, Bill<T>), BenchmarkError> {
    let mut keys = vec![T::BenchmarkHelper::holder(INSURED)];
    let mut new = NewClaim { policy, payee, commitment: Commitment::default(), lines: Vec::new() };
    for place in 0..lines {
        let number = seed.saturating_mul(1_000).saturating_add(place).saturating_add(10);
        let key = T::BenchmarkHelper::holder(number);
        let service = match T::BenchmarkHelper::deliver(provider, &key, number) {
            Some(service) => {
                keys.push(key);
                service
            }
            None => ServiceReference::Encounter { nullifier: H256::from_low_u64_be(number.into()), at: T::Time::now() },
        };
        let preauthorisation = Some(approved::<T>(policy, provider, number)?);
        new.lines.push(NewLine { category: ServiceCategory::Medicine, service, charge: CHARGE, preauthorisation });
    }
    let id = ClaimId::derive(provider, &new);
    let content = AuthoriseClaim { claim: id, policy, provider };
    let statements = keys.iter().map(|key| signed::<T, _>(key, content)).collect();
    Ok((id, (new, statements)))
}

fn submitted<T: Config>(
    policy: PolicyId,
    provider: OrganisationId,
    payee: PayeeKind,
    lines: u32,
    seed: u32,
) -> Result<ClaimId, BenchmarkError> {
    let (id, (new, statements)) = bill::<T>(policy, provider, payee, lines, seed)?;
    Pallet::<T>::do_submit(actor::<T>(provider), new, statements)?;
    Ok(id)
}

/// A pended claim of `lines` lines at `insurer`.
fn pended<T: Config>(insurer: OrganisationId, provider: OrganisationId, lines: u32) -> Result<ClaimId, BenchmarkError> {
    let policy = insured::<T>(insurer, true, SettlementMode::OnChain)?;
    submitted::<T>(policy, provider, PayeeKind::Provider, lines, 1)
}

fn funded<T: Config>(organisation: OrganisationId) -> Result<T::AccountId, BenchmarkError> {
    let agent: T::AccountId = account("agent", 0, 0);
    ClearingAgent::<T>::put(&agent);
    Pallet::<T>::do_mint(agent.clone(), organisation, 1_000_000, H256::repeat_byte(1))?;
    Ok(agent)
}

const OTHER: OrganisationId = OrganisationId::MAX;

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn publish_plan() {
        let origin = T::InsurerOrigin::successful_origin();
        let new = new_plan::<T>(true, SettlementMode::OnChain);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new);

        assert_eq!(Plans::<T>::iter().count(), 1);
    }

    #[benchmark]
    fn close_plan() -> Result<(), BenchmarkError> {
        let plan = published::<T>(organisation::<T, T::InsurerOrigin>()?, true, SettlementMode::OnChain)?;

        #[extrinsic_call]
        _(T::InsurerOrigin::successful_origin() as T::RuntimeOrigin, plan);

        assert!(Plans::<T>::get(plan).is_some_and(|plan| plan.closed));
        Ok(())
    }

    #[benchmark]
    fn issue_policy() -> Result<(), BenchmarkError> {
        let plan = published::<T>(organisation::<T, T::InsurerOrigin>()?, true, SettlementMode::OnChain)?;
        let new = new_policy::<T>(plan);

        #[extrinsic_call]
        _(T::InsurerOrigin::successful_origin() as T::RuntimeOrigin, new);

        assert_eq!(Policies::<T>::iter().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn issue_handle() -> Result<(), BenchmarkError> {
        let (id, new) = handed_out::<T>(organisation::<T, T::InsurerOrigin>()?)?;

        #[extrinsic_call]
        _(T::InsurerOrigin::successful_origin() as T::RuntimeOrigin, new);

        assert!(Policies::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn end_policy() -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::InsurerOrigin>()?;
        let (id, new) = handed_out::<T>(insurer)?;
        Pallet::<T>::do_issue_handle(actor::<T>(insurer), new)?;
        funded::<T>(insurer)?;
        let lines = T::MaxLines::get();
        let claim = submitted::<T>(id, OTHER, PayeeKind::Provider, lines, 1)?;
        Pallet::<T>::do_settle(actor::<T>(insurer), vec![claim])?;
        T::BenchmarkHelper::set_time(START + 31 * DAY);

        #[extrinsic_call]
        _(T::InsurerOrigin::successful_origin() as T::RuntimeOrigin, id);

        assert!(Policies::<T>::get(id).is_some_and(|policy| policy.released));
        Ok(())
    }

    #[benchmark]
    fn rotate_policy_key() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let new_holder = T::BenchmarkHelper::holder(2);
        funded::<T>(OTHER)?;
        let claim = submitted::<T>(policy, OTHER - 1, PayeeKind::Holder, 1, 1)?;
        Pallet::<T>::do_settle(actor::<T>(OTHER), vec![claim])?;
        let holder = T::BenchmarkHelper::holder(INSURED);

        #[extrinsic_call]
        _(RawOrigin::Signed(holder), policy, new_holder.clone());

        assert!(Policies::<T>::get(policy).is_some_and(|policy| policy.holder == new_holder));
        Ok(())
    }

    #[benchmark]
    fn request_preauthorisation() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let (id, (new, statement)) = request::<T>(policy, organisation::<T, T::ProviderOrigin>()?, 1);

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, new, statement);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == CHARGE));
        Ok(())
    }

    #[benchmark]
    fn decide_preauthorisation() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(organisation::<T, T::AssessorOrigin>()?, true, SettlementMode::OnChain)?;
        let (id, (new, statement)) = request::<T>(policy, OTHER, 1);
        Pallet::<T>::do_request_preauthorisation(actor::<T>(OTHER), new, statement)?;

        #[extrinsic_call]
        _(T::AssessorOrigin::successful_origin() as T::RuntimeOrigin, id, PreauthorisationVerdict::Approve);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == CHARGE));
        Ok(())
    }

    #[benchmark]
    fn withdraw_preauthorisation() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let id = approved::<T>(policy, organisation::<T, T::ProviderOrigin>()?, 1)?;

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, id);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == 0));
        Ok(())
    }

    #[benchmark]
    fn release_preauthorisation() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let id = approved::<T>(policy, OTHER, 1)?;
        T::BenchmarkHelper::set_time(START + 60 * DAY);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), id);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == 0));
        Ok(())
    }

    #[benchmark]
    fn submit(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        funded::<T>(OTHER)?;
        let provider = organisation::<T, T::ProviderOrigin>()?;
        let (id, (new, statements)) = bill::<T>(policy, provider, PayeeKind::Provider, l, 1)?;

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, new, statements);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn cancel(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, l)?;

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.state == ClaimState::Cancelled));
        Ok(())
    }

    #[benchmark]
    fn request_information() -> Result<(), BenchmarkError> {
        let id = pended::<T>(organisation::<T, T::AssessorOrigin>()?, OTHER, T::MaxLines::get())?;

        #[extrinsic_call]
        _(T::AssessorOrigin::successful_origin() as T::RuntimeOrigin, id, Commitment::default());

        let claim = Claims::<T>::get(id).ok_or("submitted above")?;
        assert!(matches!(claim.state, ClaimState::InformationRequested { .. }));
        Ok(())
    }

    #[benchmark]
    fn provide_information() -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, T::MaxLines::get())?;
        Pallet::<T>::do_request_information(actor::<T>(OTHER), id, Commitment::default())?;

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, id, Commitment::default());

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.evidence.is_some()));
        Ok(())
    }

    #[benchmark]
    fn decide(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::AssessorOrigin>()?;
        let id = pended::<T>(insurer, OTHER, l)?;
        // An appeal is the longer way: everything is entered again.
        let deny = vec![Verdict::Deny(AdjustmentReason::NotCovered); l as usize];
        Pallet::<T>::do_decide(actor::<T>(insurer), id, deny)?;
        Pallet::<T>::do_appeal(actor::<T>(OTHER), id, Commitment::default())?;
        funded::<T>(insurer)?;
        let reduce = Verdict::Reduce { allowed: CHARGE - 2, reason: AdjustmentReason::ExceedsAllowed };

        #[extrinsic_call]
        decide_appeal(T::AssessorOrigin::successful_origin() as T::RuntimeOrigin, id, vec![reduce; l as usize]);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn decide_overdue(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, OTHER - 1, l)?;
        funded::<T>(OTHER)?;
        T::BenchmarkHelper::set_time(START + DAY);

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn appeal() -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, T::MaxLines::get())?;
        let verdicts = vec![Verdict::Accept; T::MaxLines::get() as usize];
        Pallet::<T>::do_decide(actor::<T>(OTHER), id, verdicts)?;

        #[extrinsic_call]
        _(T::ProviderOrigin::successful_origin() as T::RuntimeOrigin, id, Commitment::default());

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.appealed));
        Ok(())
    }

    #[benchmark]
    fn fund() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let id = submitted::<T>(policy, OTHER - 1, PayeeKind::Provider, T::MaxLines::get(), 1)?;
        funded::<T>(OTHER)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(whitelisted_caller()), id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn settle(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::TreasurerOrigin>()?;
        let policy = insured::<T>(insurer, false, SettlementMode::OnChain)?;
        let claims = (1..=c)
            .map(|seed| submitted::<T>(policy, OTHER, PayeeKind::Holder, 1, seed))
            .collect::<Result<Vec<ClaimId>, _>>()?;
        funded::<T>(insurer)?;
        Pallet::<T>::do_end_policy(actor::<T>(insurer), policy)?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, claims);

        assert!(Remittances::<T>::get(insurer, 0).is_some_and(|record| record.lines.len() == c as usize));
        Ok(())
    }

    #[benchmark]
    fn confirm_payment(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::TreasurerOrigin>()?;
        let policy = insured::<T>(insurer, false, SettlementMode::OffChain)?;
        let claims = (1..=c)
            .map(|seed| submitted::<T>(policy, OTHER, PayeeKind::Holder, 1, seed))
            .collect::<Result<Vec<ClaimId>, _>>()?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, claims, Commitment::default());

        assert!(Remittances::<T>::get(insurer, 0).is_some_and(|record| record.lines.len() == c as usize));
        Ok(())
    }

    #[benchmark]
    fn confirm_receipt(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let payee = organisation::<T, T::TreasurerOrigin>()?;
        let policy = insured::<T>(OTHER, false, SettlementMode::OffChain)?;
        let claims = (1..=c)
            .map(|seed| submitted::<T>(policy, payee, PayeeKind::Provider, 1, seed))
            .collect::<Result<Vec<ClaimId>, _>>()?;
        Pallet::<T>::do_confirm_payment(actor::<T>(OTHER), claims, Commitment::default())?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, OTHER, 0, true);

        assert!(Remittances::<T>::get(OTHER, 0).is_some_and(|record| record.state == RemittanceState::Completed));
        Ok(())
    }

    #[benchmark]
    fn reverse(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let payee = organisation::<T, T::TreasurerOrigin>()?;
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        funded::<T>(OTHER)?;
        let id = submitted::<T>(policy, payee, PayeeKind::Provider, l, 1)?;
        Pallet::<T>::do_settle(actor::<T>(OTHER), vec![id])?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.state == ClaimState::Reversed));
        Ok(())
    }

    #[benchmark]
    fn set_clearing_agent() -> Result<(), BenchmarkError> {
        let origin = T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
        let agent: T::AccountId = account("agent", 0, 0);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Some(agent.clone()));

        assert_eq!(ClearingAgent::<T>::get(), Some(agent));
        Ok(())
    }

    #[benchmark]
    fn mint() -> Result<(), BenchmarkError> {
        let agent = funded::<T>(OTHER)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(agent), OTHER - 1, 1_000, H256::repeat_byte(2));

        assert_eq!(crate::Circulating::<T>::get(), 1_001_000);
        Ok(())
    }

    #[benchmark]
    fn request_redemption() -> Result<(), BenchmarkError> {
        let organisation = organisation::<T, T::TreasurerOrigin>()?;
        funded::<T>(organisation)?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, Party::Organisation(organisation), 1_000);

        assert_eq!(Redemptions::<T>::iter().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn cancel_redemption() -> Result<(), BenchmarkError> {
        let organisation = organisation::<T, T::TreasurerOrigin>()?;
        funded::<T>(organisation)?;
        let account = Pallet::<T>::organisation_account(organisation);
        Pallet::<T>::do_request_redemption(account, 1_000)?;

        #[extrinsic_call]
        _(T::TreasurerOrigin::successful_origin() as T::RuntimeOrigin, Party::Organisation(organisation));

        assert_eq!(Redemptions::<T>::iter().count(), 0);
        Ok(())
    }

    #[benchmark]
    fn redeem() -> Result<(), BenchmarkError> {
        let agent = funded::<T>(OTHER)?;
        Pallet::<T>::do_request_redemption(Pallet::<T>::organisation_account(OTHER), 1_000)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(agent), Party::Organisation(OTHER), 1_000, H256::repeat_byte(2));

        assert_eq!(Redemptions::<T>::iter().count(), 0);
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
