//! What calls cost at worst: claims with all their lines, each with an approval and a prescription of its own, and every
//! call on the longest way through it: what it costs the registry and the prescriptions is contained. Origins are made before
//! a call is timed: in a runtime that reads and writes.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

mod setup;

pub use setup::BenchmarkHelper;

use crate::{
    Appellant, Call, ClaimState, Claims, ClearingAgent, Config, Pallet, Party, Plans, Policies,
    PreauthorisationVerdict, Preauthorisations, Redemptions, RemittanceState, Remittances,
};
use bogam_primitives::{
    Commitment,
    claim::{AdjustmentReason, PayeeKind, SettlementMode, Verdict},
    time::DAY,
    traits::EnsureRole,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get};
use frame_system::RawOrigin;
use scale_info::prelude::vec;
use setup::{
    Billed, CHARGE, INSURED, OTHER, START, actor, appealed, begin_account, denied, funded, granted, granted_more,
    granted_on_ended_policies, handed_out, insured, new_plan, new_policy, organisation, pended, published, request,
    submitted, to_submit,
};
use sp_core::H256;

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn publish_plan() {
        let origin = T::InsurerOrigin::successful_origin();
        let new = new_plan::<T>(true, SettlementMode::OnChain);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new);

        assert_eq!(Plans::<T>::iter_keys().count(), 1);
    }

    #[benchmark]
    fn close_plan() -> Result<(), BenchmarkError> {
        let plan = published::<T>(organisation::<T, T::InsurerOrigin>()?, true, SettlementMode::OnChain)?;
        let origin = T::InsurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, plan);

        assert!(Plans::<T>::get(plan).is_some_and(|plan| plan.closed));
        Ok(())
    }

    #[benchmark]
    fn issue_policy() -> Result<(), BenchmarkError> {
        let plan = published::<T>(organisation::<T, T::InsurerOrigin>()?, true, SettlementMode::OnChain)?;
        let new = new_policy::<T>(plan);
        let origin = T::InsurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new);

        assert_eq!(Policies::<T>::iter_keys().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn issue_handle() -> Result<(), BenchmarkError> {
        let (id, new) = handed_out::<T>(organisation::<T, T::InsurerOrigin>()?)?;
        let origin = T::InsurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new);

        assert!(Policies::<T>::contains_key(id));
        Ok(())
    }

    #[benchmark]
    fn end_policy() -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::InsurerOrigin>()?;
        let (id, new) = handed_out::<T>(insurer)?;
        begin_account::<T>(&new.holder);
        Pallet::<T>::do_issue_handle(actor::<T>(insurer), new)?;
        funded::<T>(insurer)?;
        let lines = T::MaxLines::get();
        let claim = submitted::<T>(id, OTHER, PayeeKind::Provider, lines, 1)?;
        Pallet::<T>::do_settle(actor::<T>(insurer), vec![claim])?;
        T::BenchmarkHelper::set_time(START + 31 * DAY);
        let origin = T::InsurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

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
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new, statement);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == CHARGE));
        Ok(())
    }

    #[benchmark]
    fn decide_preauthorisation() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(organisation::<T, T::AssessorOrigin>()?, true, SettlementMode::OnChain)?;
        let (id, (new, statement)) = request::<T>(policy, OTHER, 1);
        Pallet::<T>::do_request_preauthorisation(actor::<T>(OTHER), new, statement)?;
        let origin = T::AssessorOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, PreauthorisationVerdict::Approve);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == CHARGE));
        Ok(())
    }

    #[benchmark]
    fn withdraw_preauthorisation() -> Result<(), BenchmarkError> {
        let (_, id) = denied::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, T::MaxLines::get())?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == 0));
        Ok(())
    }

    #[benchmark]
    fn release_preauthorisation() -> Result<(), BenchmarkError> {
        // It is kept for a claim that was denied and can no longer be appealed.
        let (_, id) = denied::<T>(OTHER, OTHER - 1, T::MaxLines::get())?;
        T::BenchmarkHelper::set_time(START + 60 * DAY);
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(Preauthorisations::<T>::get(id).is_some_and(|record| record.reserved() == 0));
        Ok(())
    }

    #[benchmark]
    fn submit(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let (id, (new, statements)) = to_submit::<T>(l, Billed::Approved)?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, new, statements);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    /// No line names an approval.
    #[benchmark]
    fn submit_delivered(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let (id, (new, statements)) = to_submit::<T>(l, Billed::Delivered)?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        submit(origin as T::RuntimeOrigin, new, statements);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    /// Nor does any bill what another pallet knows of.
    #[benchmark]
    fn submit_encounters(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let (id, (new, statements)) = to_submit::<T>(l, Billed::Encounters)?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        submit(origin as T::RuntimeOrigin, new, statements);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn cancel(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, l)?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.state == ClaimState::Cancelled));
        Ok(())
    }

    #[benchmark]
    fn request_information() -> Result<(), BenchmarkError> {
        let id = pended::<T>(organisation::<T, T::AssessorOrigin>()?, OTHER, T::MaxLines::get())?;
        let origin = T::AssessorOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, Commitment::default());

        let claim = Claims::<T>::get(id).ok_or("submitted above")?;
        assert!(matches!(claim.state, ClaimState::InformationRequested { .. }));
        Ok(())
    }

    #[benchmark]
    fn provide_information() -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, T::MaxLines::get())?;
        Pallet::<T>::do_request_information(actor::<T>(OTHER), id, Commitment::default())?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, Commitment::default());

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.evidence.is_some()));
        Ok(())
    }

    #[benchmark]
    fn decide(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::AssessorOrigin>()?;
        let id = appealed::<T>(insurer, OTHER, l)?;
        let reduce = Verdict::Reduce { allowed: CHARGE - 2, reason: AdjustmentReason::ExceedsAllowed };
        let origin = T::AssessorOrigin::successful_origin();

        #[extrinsic_call]
        decide_appeal(origin as T::RuntimeOrigin, id, vec![reduce; l as usize]);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn decide_overdue(l: Linear<1, { T::MaxLines::get() }>) -> Result<(), BenchmarkError> {
        let id = appealed::<T>(OTHER, OTHER - 1, l)?;
        T::BenchmarkHelper::set_time(START + DAY);
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn appeal() -> Result<(), BenchmarkError> {
        let id = pended::<T>(OTHER, organisation::<T, T::ProviderOrigin>()?, T::MaxLines::get())?;
        let verdicts = vec![Verdict::Accept; T::MaxLines::get() as usize];
        Pallet::<T>::do_decide(actor::<T>(OTHER), id, verdicts)?;
        let origin = T::ProviderOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, Commitment::default());

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.appealed == Some(Appellant::Provider)));
        Ok(())
    }

    #[benchmark]
    fn fund() -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OnChain)?;
        let id = submitted::<T>(policy, OTHER - 1, PayeeKind::Provider, T::MaxLines::get(), 1)?;
        funded::<T>(OTHER)?;
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(Claims::<T>::get(id).is_some_and(|claim| claim.held > 0));
        Ok(())
    }

    #[benchmark]
    fn settle(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::TreasurerOrigin>()?;
        let claims = granted_on_ended_policies::<T>(insurer, OTHER, SettlementMode::OnChain, c)?;
        funded::<T>(insurer)?;
        let origin = T::TreasurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, claims);

        assert!(Remittances::<T>::get(insurer, 0).is_some_and(|record| record.lines.len() == c as usize));
        Ok(())
    }

    #[benchmark]
    fn confirm_payment(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let insurer = organisation::<T, T::TreasurerOrigin>()?;
        let claims = granted_on_ended_policies::<T>(insurer, OTHER, SettlementMode::OffChain, c)?;
        let origin = T::TreasurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, claims, Commitment::default());

        assert!(Remittances::<T>::get(insurer, 0).is_some_and(|record| record.lines.len() == c as usize));
        Ok(())
    }

    /// By a patient: that reads and writes a policy, where the check of a treasurer's seat takes two reads more.
    #[benchmark]
    fn confirm_receipt(c: Linear<1, { T::MaxBatch::get() }>) -> Result<(), BenchmarkError> {
        let policy = insured::<T>(OTHER, false, SettlementMode::OffChain)?;
        let claims = granted::<T>(policy, OTHER - 1, PayeeKind::Holder, c)?;
        Pallet::<T>::do_confirm_payment(actor::<T>(OTHER), claims, Commitment::default())?;
        let holder = T::BenchmarkHelper::holder(INSURED);

        #[extrinsic_call]
        _(RawOrigin::Signed(holder), OTHER, 0, true);

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
        granted_more::<T>(id)?;
        let origin = T::TreasurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

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
        let origin = T::TreasurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Party::Organisation(organisation), 1_000);

        assert_eq!(Redemptions::<T>::iter_keys().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn cancel_redemption() -> Result<(), BenchmarkError> {
        let organisation = organisation::<T, T::TreasurerOrigin>()?;
        funded::<T>(organisation)?;
        let account = Pallet::<T>::organisation_account(organisation);
        Pallet::<T>::do_request_redemption(account, 1_000)?;
        let origin = T::TreasurerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Party::Organisation(organisation));

        assert_eq!(Redemptions::<T>::iter_keys().count(), 0);
        Ok(())
    }

    #[benchmark]
    fn redeem() -> Result<(), BenchmarkError> {
        let agent = funded::<T>(OTHER)?;
        Pallet::<T>::do_request_redemption(Pallet::<T>::organisation_account(OTHER), 1_000)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(agent), Party::Organisation(OTHER), 1_000, H256::repeat_byte(2));

        assert_eq!(Redemptions::<T>::iter_keys().count(), 0);
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
