//! What calls cost at worst: every collection at its bound, and every call on the longest way through it.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{
    AccessRequest, BroadConsent, Call, Config, DecisionLog, Decisions, DefaultPolicies, Delegate, EmergencyReason,
    ErasureScope, Erasures, Guardian, LONGEST_PAGE, Limits, NewProject, OpenOverride, OpenOverrides, Pallet, Policy,
    Projects, Receipts, SubjectByKey, Subjects, Suspension, Suspensions, UnlistedWithdrawals, Verdict,
};
use bogam_primitives::{
    Actor, Commitment, Moment, OrganisationKind,
    benchmarking::hash_of,
    consent::{
        Actions, BroadUse, Categories, Category, ConsentId, Effect, Grantee, Modifiers, ProjectId, ProjectTerms,
        Purpose, Purposes, ResearchScope, ResearchTerms, ResearchUse, Sensitivities, SubjectId, Terms,
    },
    traits::{EnsureRole, Organisations},
};
use frame_benchmarking::v2::*;
use frame_support::{
    BoundedVec,
    traits::{Get, Time},
};
use frame_system::RawOrigin;
use scale_info::prelude::vec;
use sp_core::H256;

/// What the benchmarks need of a runtime.
pub trait BenchmarkHelper {
    /// Makes `Config::Time` tell `now`.
    fn set_time(now: Moment);
}

const START: Moment = 1_700_000_000_000;
const DAY: Moment = 24 * 60 * 60 * 1_000;
const YEAR: Moment = 366 * DAY;

fn key<T: Config>(name: &'static str, number: u32) -> T::AccountId {
    account(name, number, 0)
}

fn own_key<T: Config>() -> T::AccountId {
    key::<T>("subject", 0)
}

fn guardian<T: Config>(number: u32, until: Moment) -> Guardian<T::AccountId> {
    Guardian { account: key::<T>("guardian", number), until }
}

fn delegate<T: Config>(number: u32, until: Moment) -> Delegate<T::AccountId> {
    let limits = Limits {
        purposes: Purposes::ALL,
        categories: Categories::ALL,
        sensitivities: Sensitivities::ALL,
        may_permit: true,
        may_deny: true,
        may_revoke: true,
    };
    Delegate { account: key::<T>("delegate", number), until, limits }
}

fn terms<T: Config>(grantee: Grantee<T::AccountId>, valid_until: Moment) -> Terms<T::AccountId> {
    Terms {
        effect: Effect::Deny,
        grantee,
        actions: Actions::ALL,
        categories: Categories::ALL,
        purposes: Purposes::ALL,
        sensitivities: Sensitivities::ALL,
        valid_from: START,
        valid_until: Some(valid_until),
        data_from: Some(0),
        data_until: Some(YEAR),
    }
}

fn scope() -> ResearchScope {
    ResearchScope { categories: Categories::ALL, sensitivities: Sensitivities::ALL }
}

fn plan<T: Config>(number: u32, until: Moment) -> NewProject {
    NewProject {
        organisation: T::Organisations::active_organisation(OrganisationKind::Research),
        protocol: Commitment(hash_of(number)),
        terms: ProjectTerms { research: ResearchUse::GeneralResearch, bound_by: Modifiers::NONE },
        until,
    }
}

fn broad() -> BroadConsent {
    let terms = ResearchTerms { permitted: BroadUse::GeneralResearch, demanded: Modifiers::NONE };
    BroadConsent { terms, scope: scope(), until: None }
}

fn custodian<T: Config>() -> Result<Actor<T::AccountId>, BenchmarkError> {
    Ok(T::CustodianOrigin::ensure_role(T::CustodianOrigin::successful_origin())?)
}

/// Approves project `number` until `until`.
fn approved<T: Config>(number: u32, until: Moment) -> Result<ProjectId, BenchmarkError> {
    let plan = plan::<T>(number, until);
    Pallet::<T>::approve_project(T::EthicsOrigin::successful_origin(), plan)?;
    Ok(ProjectId::derive(plan.organisation, &plan.protocol, plan.until))
}

/// A subject with as many guardians and delegates as there can be, until a day later, and with a part in `projects`
/// projects that end at `until`. All have signed before: what is released has an account that ends.
fn subject<T: Config>(projects: u32, until: Moment) -> Result<SubjectId, BenchmarkError> {
    T::BenchmarkHelper::set_time(START);
    let origin = T::CustodianOrigin::successful_origin();
    Pallet::<T>::register_subject(origin.clone(), own_key::<T>(), None)?;
    let id = SubjectId::derive(custodian::<T>()?.organisation, &own_key::<T>());
    for number in 0..T::MaxGuardians::get() {
        Pallet::<T>::appoint_guardian(origin.clone(), id, guardian::<T>(number, START + DAY))?;
    }
    let own = RawOrigin::Signed(own_key::<T>());
    for number in 0..T::MaxDelegates::get() {
        Pallet::<T>::appoint_delegate(own.clone().into(), id, delegate::<T>(number, START + DAY))?;
    }
    Pallet::<T>::consent_broadly(own.clone().into(), id, broad())?;
    for number in 0..projects {
        let project = approved::<T>(number, until)?;
        let sequence = Decisions::<T>::get(id).next;
        Pallet::<T>::opt_in(own.clone().into(), id, sequence, project, scope())?;
    }
    for key in Subjects::<T>::get(id).ok_or("registered above")?.sponsored_keys() {
        frame_system::Pallet::<T>::inc_sufficients(key);
    }
    Ok(id)
}

/// Decides until there are `count` decisions.
fn fill_decisions<T: Config>(id: SubjectId, count: u32, until: Moment) -> Result<(), BenchmarkError> {
    let organisation = T::Organisations::active_organisation(OrganisationKind::Hospital);
    loop {
        let DecisionLog { next: sequence, standing } = Decisions::<T>::get(id);
        if standing.len() as u32 >= count {
            return Ok(());
        }
        let grantee = Grantee::Seat { organisation, account: key::<T>("grantee", sequence) };
        let own = RawOrigin::Signed(own_key::<T>());
        Pallet::<T>::decide(own.into(), id, sequence, terms::<T>(grantee, until), None)?;
    }
}

/// A decision that is to come, and its number.
fn permission<T: Config>(id: SubjectId) -> (u32, Terms<T::AccountId>) {
    let organisation = T::Organisations::active_organisation(OrganisationKind::Hospital);
    let grantee = Grantee::Seat { organisation, account: key::<T>("grantee", u32::MAX) };
    let mut terms = terms::<T>(grantee, START + YEAR);
    terms.effect = Effect::Permit;
    (Decisions::<T>::get(id).next, terms)
}

fn newest<T: Config>(id: SubjectId) -> Result<ConsentId, BenchmarkError> {
    Ok(Decisions::<T>::get(id).standing.last().ok_or("decided above")?.id)
}

fn emergency_request() -> AccessRequest {
    AccessRequest::of(Category::Medications, Purpose::EmergencyTreatment)
}

/// An override by the benchmarks' clinician, which the benchmarks' privacy officer may review.
fn overridden<T: Config>(id: SubjectId) -> Result<(T::AccountId, u32), BenchmarkError> {
    let origin = T::EmergencyOrigin::successful_origin();
    let seat = T::EmergencyOrigin::ensure_role(origin.clone())?.account;
    Pallet::<T>::break_glass(origin, id, EmergencyReason::Disaster, Categories::ALL)?;
    let officer = T::PrivacyOfficerOrigin::ensure_role(T::PrivacyOfficerOrigin::successful_origin())?;
    let receipt = OpenOverrides::<T>::mutate(&seat, |open| {
        open.last_mut().map(|one| {
            one.custodian = officer.organisation;
            one.receipt
        })
    });
    Ok((seat, receipt.ok_or("overridden above")?))
}

/// An override that goes on, and whose review is not due.
fn some_override(subject: SubjectId) -> OpenOverride {
    OpenOverride {
        subject,
        receipt: 0,
        custodian: 0,
        organisation: 0,
        categories: Categories::ALL,
        until: Moment::MAX,
        review_by: Moment::MAX,
    }
}

/// Puts overrides of others before those in a seat's list, until there is `room`.
fn fill_overrides<T: Config>(seat: &T::AccountId, room: u32) {
    let some = some_override(SubjectId(H256::zero()));
    let mut open = OpenOverrides::<T>::get(seat).into_inner();
    while (open.len() as u32) < T::MaxOpenOverrides::get().saturating_sub(room) {
        open.insert(0, some);
    }
    OpenOverrides::<T>::insert(seat, BoundedVec::<_, T::MaxOpenOverrides>::truncate_from(open));
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn register_subject() -> Result<(), BenchmarkError> {
        T::BenchmarkHelper::set_time(START);
        let origin = T::CustodianOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, own_key::<T>(), Some(guardian::<T>(0, START + DAY)));

        assert!(SubjectByKey::<T>::contains_key(own_key::<T>()));
        Ok(())
    }

    #[benchmark]
    fn rotate_key() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, key::<T>("new", 0));

        assert!(SubjectByKey::<T>::contains_key(key::<T>("new", 0)));
        Ok(())
    }

    #[benchmark]
    fn propose_key() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let origin = T::CustodianOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, key::<T>("new", 0));

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.pending_key.is_some()));
        Ok(())
    }

    #[benchmark]
    fn object_to_key() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        Pallet::<T>::propose_key(T::CustodianOrigin::successful_origin(), id, key::<T>("new", 0))?;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id);

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.pending_key.is_none()));
        Ok(())
    }

    #[benchmark]
    fn complete_key() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        Pallet::<T>::propose_key(T::CustodianOrigin::successful_origin(), id, key::<T>("new", 0))?;
        T::BenchmarkHelper::set_time(START + T::RotationDelay::get());
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id);

        assert!(SubjectByKey::<T>::contains_key(key::<T>("new", 0)));
        Ok(())
    }

    #[benchmark]
    fn appoint_guardian() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        // The time of all guardians and delegates is over: they are dismissed, and their keys released.
        T::BenchmarkHelper::set_time(START + DAY);
        let origin = T::CustodianOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, guardian::<T>(T::MaxGuardians::get(), START + YEAR));

        let left = Subjects::<T>::get(id).map(|subject| (subject.guardians.len(), subject.delegates.len()));
        assert_eq!(left, Some((1, 0)));
        Ok(())
    }

    #[benchmark]
    fn dismiss_guardian() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let origin = T::CustodianOrigin::successful_origin();
        let last = T::MaxGuardians::get().saturating_sub(1);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, key::<T>("guardian", last));

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.guardians.len() as u32 == last));
        Ok(())
    }

    #[benchmark]
    fn appoint_delegate() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        // As for a guardian.
        T::BenchmarkHelper::set_time(START + DAY);

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, delegate::<T>(T::MaxDelegates::get(), START + YEAR));

        let left = Subjects::<T>::get(id).map(|subject| (subject.guardians.len(), subject.delegates.len()));
        assert_eq!(left, Some((0, 1)));
        Ok(())
    }

    #[benchmark]
    fn dismiss_delegate() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let last = T::MaxDelegates::get().saturating_sub(1);

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, key::<T>("delegate", last));

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.delegates.len() as u32 == last));
        Ok(())
    }

    #[benchmark]
    fn decide() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + DAY)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        // A part in an ended project makes room, so that the project and the subject are written too.
        T::BenchmarkHelper::set_time(START + DAY);
        let (sequence, terms) = permission::<T>(id);

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, sequence, terms, None);

        assert_eq!(Decisions::<T>::get(id).standing.last().map(|decision| decision.sequence), Some(sequence));
        assert!(Subjects::<T>::get(id).is_some_and(|subject| (subject.projects.len() as u32) < T::MaxProjects::get()));
        Ok(())
    }

    /// The subject does not change: a decision that is over makes room.
    #[benchmark]
    fn decide_in_place() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get() - 1, START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + DAY)?;
        T::BenchmarkHelper::set_time(START + DAY);
        let (sequence, terms) = permission::<T>(id);

        #[extrinsic_call]
        decide(RawOrigin::Signed(own_key::<T>()), id, sequence, terms, None);

        assert_eq!(Decisions::<T>::get(id).standing.last().map(|decision| decision.sequence), Some(sequence));
        assert_eq!(Decisions::<T>::get(id).standing.len() as u32, T::MaxDecisions::get());
        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.projects.len() as u32 == T::MaxProjects::get()));
        Ok(())
    }

    #[benchmark]
    fn revoke() -> Result<(), BenchmarkError> {
        let id = subject::<T>(0, START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        let consent = newest::<T>(id)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, consent);

        assert!(Decisions::<T>::get(id).standing.iter().all(|decision| decision.id != consent));
        Ok(())
    }

    #[benchmark]
    fn request_access() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        let origin = T::ReaderOrigin::successful_origin();
        let reader = T::ReaderOrigin::ensure_role(origin.clone())?.account;
        // The last of its overrides is of this subject.
        OpenOverrides::<T>::insert(
            &reader,
            BoundedVec::<_, T::MaxOpenOverrides>::truncate_from(vec![some_override(id)]),
        );
        fill_overrides::<T>(&reader, 0);
        let before = Subjects::<T>::get(id).map(|subject| subject.next_receipt);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, emergency_request());

        assert!(Subjects::<T>::get(id).map(|subject| subject.next_receipt) > before);
        Ok(())
    }

    #[benchmark]
    fn set_default_policy() -> Result<(), BenchmarkError> {
        let origin = T::PrivacyOfficerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, Category::Imaging, Policy::Release(Purposes::ALL));

        assert_eq!(DefaultPolicies::<T>::iter().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn break_glass() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let origin = T::EmergencyOrigin::successful_origin();
        let seat = T::EmergencyOrigin::ensure_role(origin.clone())?.account;
        fill_overrides::<T>(&seat, 1);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, EmergencyReason::Disaster, Categories::ALL);

        assert!(Receipts::<T>::contains_key(id, 0));
        Ok(())
    }

    #[benchmark]
    fn review_override() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let (seat, receipt) = overridden::<T>(id)?;
        fill_overrides::<T>(&seat, 0);
        let origin = T::PrivacyOfficerOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, seat.clone(), id, receipt, Verdict::Abusive);

        assert!(Suspensions::<T>::contains_key(seat));
        Ok(())
    }

    #[benchmark]
    fn restore_emergency_access() -> Result<(), BenchmarkError> {
        let origin = T::PrivacyOfficerOrigin::successful_origin();
        let organisation = T::PrivacyOfficerOrigin::ensure_role(origin.clone())?.organisation;
        let seat = key::<T>("seat", 0);
        let subject = SubjectId(H256::zero());
        Suspensions::<T>::insert(&seat, Suspension { organisation, subject, receipt: 0, since: START });

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, seat.clone());

        assert!(!Suspensions::<T>::contains_key(seat));
        Ok(())
    }

    #[benchmark]
    fn approve_project() -> Result<(), BenchmarkError> {
        T::BenchmarkHelper::set_time(START);
        let origin = T::EthicsOrigin::successful_origin();
        let plan = plan::<T>(0, START + YEAR);

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, plan);

        assert_eq!(Projects::<T>::iter().count(), 1);
        Ok(())
    }

    #[benchmark]
    fn close_project() -> Result<(), BenchmarkError> {
        T::BenchmarkHelper::set_time(START);
        let project = approved::<T>(0, START + YEAR)?;
        let origin = T::EthicsOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, project);

        assert!(Projects::<T>::get(project).is_some_and(|project| project.closed_at.is_some()));
        Ok(())
    }

    #[benchmark]
    fn opt_in() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + DAY)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        // A part in an ended project makes room: the project is read and written. If a withdrawal does, that is one moment
        // instead of a project.
        T::BenchmarkHelper::set_time(START + DAY);
        let project = approved::<T>(u32::MAX, START + YEAR)?;
        let sequence = Decisions::<T>::get(id).next;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, sequence, project, scope());

        assert!(Projects::<T>::get(project).is_some_and(|project| project.cohort == 1));
        Ok(())
    }

    #[benchmark]
    fn consent_broadly() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, broad());

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.broad_consent.is_some()));
        Ok(())
    }

    #[benchmark]
    fn enrol() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + DAY)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        // Withdrawals that are not listed are looked up, and as in `opt_in` a part in an ended project makes room.
        UnlistedWithdrawals::<T>::insert(id, START + DAY);
        T::BenchmarkHelper::set_time(START + DAY);
        let project = approved::<T>(u32::MAX, START + YEAR)?;
        let origin = T::CustodianOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, project);

        assert!(Projects::<T>::get(project).is_some_and(|project| project.cohort == 1));
        Ok(())
    }

    #[benchmark]
    fn withdraw_from_research(p: Linear<1, { T::MaxProjects::get() }>) -> Result<(), BenchmarkError> {
        let id = subject::<T>(p, START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(own_key::<T>()), id, None);

        assert!(Projects::<T>::iter_values().all(|project| project.cohort == 0));
        Ok(())
    }

    #[benchmark]
    fn request_erasure() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let own = RawOrigin::Signed(own_key::<T>());
        let record = |number: u32| ErasureScope::Record(Commitment(hash_of(number)));
        for number in 1..T::MaxErasures::get() {
            Pallet::<T>::request_erasure(own.clone().into(), id, record(number))?;
        }

        #[extrinsic_call]
        _(own, id, ErasureScope::Everything);

        assert_eq!(Erasures::<T>::get(id).len() as u32, T::MaxErasures::get());
        Ok(())
    }

    #[benchmark]
    fn confirm_erasure() -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let own = RawOrigin::Signed(own_key::<T>());
        let last = T::MaxErasures::get().saturating_sub(1);
        for number in 0..last {
            let scope = ErasureScope::Record(Commitment(hash_of(number)));
            Pallet::<T>::request_erasure(own.clone().into(), id, scope)?;
        }
        Pallet::<T>::request_erasure(own.into(), id, ErasureScope::Everything)?;
        let origin = T::CustodianOrigin::successful_origin();

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id, last);

        assert!(Erasures::<T>::get(id).last().is_some_and(|erasure| erasure.confirmed.is_some()));
        Ok(())
    }

    #[benchmark]
    fn prune_receipts(r: Linear<1, LONGEST_PAGE>) -> Result<(), BenchmarkError> {
        let id = subject::<T>(T::MaxProjects::get(), START + YEAR)?;
        let origin = T::ReaderOrigin::successful_origin();
        for _ in 0..r {
            Pallet::<T>::request_access(origin.clone(), id, emergency_request())?;
        }
        T::BenchmarkHelper::set_time(T::Time::now() + T::ReceiptRetention::get());
        let anyone: T::AccountId = whitelisted_caller();

        #[extrinsic_call]
        _(RawOrigin::Signed(anyone), id, r);

        assert_eq!(Receipts::<T>::iter_prefix(id).count(), 0);
        Ok(())
    }

    #[benchmark]
    fn close_subject(p: Linear<0, { T::MaxProjects::get() }>) -> Result<(), BenchmarkError> {
        let id = subject::<T>(p, START + YEAR)?;
        fill_decisions::<T>(id, T::MaxDecisions::get(), START + YEAR)?;
        UnlistedWithdrawals::<T>::insert(id, START + YEAR);
        let own = RawOrigin::Signed(own_key::<T>());
        Pallet::<T>::request_erasure(own.into(), id, ErasureScope::Everything)?;
        let origin = T::CustodianOrigin::successful_origin();
        Pallet::<T>::confirm_erasure(origin.clone(), id, 0)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, id);

        assert!(Subjects::<T>::get(id).is_some_and(|subject| subject.closed_at.is_some()));
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
