//! What the tests have in common: keys, subjects, decisions, and every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, as on a chain: what is refused leaves no trace, and no call uses more
//! weight than was taken for it.

use crate::{
    AccessRequest, BroadConsent, Call, Delegate, EmergencyReason, ErasureScope, Guardian, Limits, NewProject, Policy,
    Receipt, Ruling, Subject, Verdict,
    mock::{AccountId, Test, *},
};
use bogam_pallet_tests::people::{sorted, sponsorships};
pub use bogam_primitives::{
    Commitment, Moment, OrganisationId,
    consent::{
        Action, Actions, BroadUse, Categories, Category, ConsentId, Decision, DiseaseArea, Effect, Grantee, Modifier,
        Modifiers, ProjectId, ProjectTerms, Purpose, Purposes, ResearchScope, ResearchTerms, ResearchUse,
        Sensitivities, Sensitivity, SubjectId, Terms,
    },
    time::{DAY, HOUR},
};
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{dispatch::GetDispatchInfo, pallet_prelude::DispatchResult, traits::UnfilteredDispatchable};
use sp_core::H256;

pub type Error = crate::Error<Test>;
pub type Event = crate::Event<Test>;
pub type AnyTerms = Terms<AccountId>;

/// An organisation that sponsors keys for reasons of its own.
pub const ELSEWHERE: OrganisationId = 99;

/// Runs a test in a new world and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

/// Checks the invariants, and one that only a test can: sponsorships to the last reference.
pub fn check() {
    crate::Pallet::<Test>::do_try_state().expect("the invariants hold");
    let mut expected = Vec::new();
    for subject in crate::Subjects::<Test>::iter_values() {
        expected.extend(subject.sponsored_keys().map(|key| (key.clone(), subject.custodian)));
    }
    let ours = sponsorships().filter(|(_, sponsor)| *sponsor != ELSEWHERE);
    assert_eq!(sorted(ours), sorted(expected), "every key is sponsored exactly as often as it should be");
}

pub fn now() -> Moment {
    pallet_timestamp::Now::<Test>::get()
}

pub fn set_now(moment: Moment) {
    Timestamp::set_timestamp(moment);
}

pub fn pass(time: Moment) {
    set_now(now() + time);
}

/// The patient's key number `number`.
pub fn key(number: u8) -> AccountId {
    let mut bytes = [200; 32];
    bytes[31] = number;
    AccountId::new(bytes)
}

/// The subject that the hospital registers with key `number`.
pub fn registered(number: u8) -> SubjectId {
    register(&RECORDS_OFFICER, key(number), None).expect("the key is fresh");
    SubjectId::derive(HOSPITAL, &key(number))
}

pub fn subject(id: SubjectId) -> Subject<Test> {
    crate::Subjects::<Test>::get(id).expect("it is there")
}

pub fn decisions(id: SubjectId) -> Vec<Decision<AccountId>> {
    crate::Decisions::<Test>::get(id).standing.into_inner()
}

/// The number of the subject's next decision.
pub fn next_decision(id: SubjectId) -> u32 {
    crate::Pallet::<Test>::next_decision(id)
}

pub fn receipt(id: SubjectId, number: u32) -> Receipt<AccountId> {
    crate::Receipts::<Test>::get(id, number).expect("it is there")
}

/// The receipt that was left last.
pub fn last_receipt(id: SubjectId) -> Receipt<AccountId> {
    receipt(id, subject(id).next_receipt - 1)
}

/// What was ruled last.
pub fn last_ruling(id: SubjectId) -> Ruling {
    match last_receipt(id).entry {
        crate::Entry::Access { ruling, .. } => ruling,
        crate::Entry::Override { .. } => panic!("the last receipt is of an override"),
    }
}

/// Everybody may read medicines for treatment, from now on.
pub fn permit() -> AnyTerms {
    Terms {
        effect: Effect::Permit,
        grantee: Grantee::Anyone,
        actions: Action::Access.into(),
        categories: Category::Medications.into(),
        purposes: Purpose::Treatment.into(),
        sensitivities: Sensitivities::NONE,
        valid_from: now(),
        valid_until: None,
        data_from: None,
        data_until: None,
    }
}

pub fn deny() -> AnyTerms {
    Terms { effect: Effect::Deny, ..permit() }
}

/// To read medicines for treatment.
pub fn request() -> AccessRequest {
    AccessRequest::of(Category::Medications, Purpose::Treatment)
}

/// To read medicines in an emergency.
pub fn emergency_request() -> AccessRequest {
    AccessRequest { purpose: Purpose::EmergencyTreatment, ..request() }
}

/// To read laboratory results for `project`.
pub fn research_request(project: ProjectId) -> AccessRequest {
    AccessRequest {
        project: Some(project),
        category: Category::LaboratoryResults,
        purpose: Purpose::Research,
        ..request()
    }
}

/// Medicines for treatment, everything that a delegate can be permitted.
pub fn limits() -> Limits {
    Limits {
        purposes: Purpose::Treatment.into(),
        categories: Category::Medications.into(),
        sensitivities: Sensitivities::NONE,
        may_permit: true,
        may_deny: true,
        may_revoke: true,
    }
}

pub fn guardian(number: u8, time: Moment) -> Guardian<AccountId> {
    Guardian { account: key(number), until: now() + time }
}

pub fn delegate(number: u8, time: Moment) -> Delegate<AccountId> {
    Delegate { account: key(number), until: now() + time, limits: limits() }
}

/// Laboratory results.
pub fn scope() -> ResearchScope {
    ResearchScope { categories: Category::LaboratoryResults.into(), sensitivities: Sensitivities::NONE }
}

/// Research into cancer by the institute, not commercial, for a hundred days.
pub fn plan(number: u8) -> NewProject {
    NewProject {
        organisation: INSTITUTE,
        protocol: Commitment(H256::repeat_byte(number)),
        terms: ProjectTerms {
            research: ResearchUse::DiseaseSpecific(DiseaseArea::Neoplasms),
            bound_by: Modifiers::of(&[Modifier::EthicsApproval, Modifier::NonCommercialUse]),
        },
        until: now() + 100 * DAY,
    }
}

pub fn id_of(plan: &NewProject) -> ProjectId {
    ProjectId::derive(plan.organisation, &plan.protocol, plan.until)
}

/// Approves [`plan`].
pub fn approved(number: u8) -> ProjectId {
    let plan = plan(number);
    approve_project(&ETHICS_BOARD, plan).expect("the plan can be approved");
    id_of(&plan)
}

pub fn cohort(project: ProjectId) -> u32 {
    crate::Pallet::<Test>::cohort(project).expect("it is there")
}

/// Health research that is not commercial, with laboratory results.
pub fn broad() -> BroadConsent {
    BroadConsent {
        terms: ResearchTerms {
            permitted: BroadUse::HealthMedicalBiomedical,
            demanded: Modifier::NonCommercialUse.into(),
        },
        scope: scope(),
        until: None,
    }
}

/// Dispatches as the runtime does.
pub fn dispatch(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
    let taken = call.get_dispatch_info().call_weight;
    let call = RuntimeCall::from(call);
    let result = call.dispatch_bypass_filter(origin);
    let used = match &result {
        Ok(info) => info.actual_weight,
        Err(refused) => refused.post_info.actual_weight,
    };
    assert!(used.is_none_or(|used| used.all_lte(taken)), "a call uses more weight than was taken for it");
    result.map(|_| ()).map_err(|refused| refused.error)
}

pub fn signed(who: &AccountId, call: Call<Test>) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who.clone()), call)
}

pub fn register(who: &AccountId, key: AccountId, guardian: Option<Guardian<AccountId>>) -> DispatchResult {
    signed(who, Call::register_subject { key, guardian })
}

pub fn rotate_key(who: &AccountId, subject: SubjectId, new_key: AccountId) -> DispatchResult {
    signed(who, Call::rotate_key { subject, new_key })
}

pub fn propose_key(who: &AccountId, subject: SubjectId, new_key: AccountId) -> DispatchResult {
    signed(who, Call::propose_key { subject, new_key })
}

pub fn object_to_key(who: &AccountId, subject: SubjectId) -> DispatchResult {
    signed(who, Call::object_to_key { subject })
}

pub fn complete_key(who: &AccountId, subject: SubjectId) -> DispatchResult {
    signed(who, Call::complete_key { subject })
}

pub fn appoint_guardian(who: &AccountId, subject: SubjectId, guardian: Guardian<AccountId>) -> DispatchResult {
    signed(who, Call::appoint_guardian { subject, guardian })
}

pub fn dismiss_guardian(who: &AccountId, subject: SubjectId, guardian: AccountId) -> DispatchResult {
    signed(who, Call::dismiss_guardian { subject, guardian })
}

pub fn appoint_delegate(who: &AccountId, subject: SubjectId, delegate: Delegate<AccountId>) -> DispatchResult {
    signed(who, Call::appoint_delegate { subject, delegate })
}

pub fn dismiss_delegate(who: &AccountId, subject: SubjectId, delegate: AccountId) -> DispatchResult {
    signed(who, Call::dismiss_delegate { subject, delegate })
}

/// Decides under the next number, and yields the identifier that an app would have known beforehand.
pub fn decide(who: &AccountId, id: SubjectId, terms: AnyTerms) -> Result<ConsentId, sp_runtime::DispatchError> {
    let sequence = next_decision(id);
    let consent = ConsentId::derive(id, sequence, &terms);
    decide_as(who, id, sequence, terms, None).map(|()| consent)
}

pub fn decide_as(
    who: &AccountId,
    subject: SubjectId,
    sequence: u32,
    terms: AnyTerms,
    supersedes: Option<ConsentId>,
) -> DispatchResult {
    signed(who, Call::decide { subject, sequence, terms, supersedes })
}

pub fn revoke(who: &AccountId, subject: SubjectId, consent: ConsentId) -> DispatchResult {
    signed(who, Call::revoke { subject, consent })
}

pub fn request_access(who: &AccountId, subject: SubjectId, request: AccessRequest) -> DispatchResult {
    signed(who, Call::request_access { subject, request })
}

/// Asks, and yields what was ruled.
pub fn ask(who: &AccountId, subject: SubjectId, request: AccessRequest) -> Ruling {
    request_access(who, subject, request).expect("a request that makes sense is answered");
    last_ruling(subject)
}

pub fn set_default_policy(who: &AccountId, category: Category, policy: Policy) -> DispatchResult {
    signed(who, Call::set_default_policy { category, policy })
}

/// For medicines, because the patient is unconscious.
pub fn break_glass(who: &AccountId, subject: SubjectId) -> DispatchResult {
    break_glass_for(who, subject, Category::Medications.into())
}

pub fn break_glass_for(who: &AccountId, subject: SubjectId, categories: Categories) -> DispatchResult {
    signed(who, Call::break_glass { subject, reason: EmergencyReason::UnableToConsent, categories })
}

pub fn review_override(
    who: &AccountId,
    seat: &AccountId,
    subject: SubjectId,
    receipt: u32,
    verdict: Verdict,
) -> DispatchResult {
    signed(who, Call::review_override { seat: seat.clone(), subject, receipt, verdict })
}

pub fn restore(who: &AccountId, seat: &AccountId) -> DispatchResult {
    signed(who, Call::restore_emergency_access { seat: seat.clone() })
}

pub fn approve_project(who: &AccountId, project: NewProject) -> DispatchResult {
    signed(who, Call::approve_project { project })
}

pub fn close_project(who: &AccountId, project: ProjectId) -> DispatchResult {
    signed(who, Call::close_project { project })
}

/// Opts in under the next number, with [`scope`].
pub fn opt_in(who: &AccountId, id: SubjectId, project: ProjectId) -> DispatchResult {
    opt_in_as(who, id, next_decision(id), project, scope())
}

pub fn opt_in_as(
    who: &AccountId,
    subject: SubjectId,
    sequence: u32,
    project: ProjectId,
    scope: ResearchScope,
) -> DispatchResult {
    signed(who, Call::opt_in { subject, sequence, project, scope })
}

pub fn consent_broadly(who: &AccountId, subject: SubjectId, broad: BroadConsent) -> DispatchResult {
    signed(who, Call::consent_broadly { subject, broad })
}

pub fn enrol(who: &AccountId, subject: SubjectId, project: ProjectId) -> DispatchResult {
    signed(who, Call::enrol { subject, project })
}

pub fn withdraw(who: &AccountId, subject: SubjectId, project: Option<ProjectId>) -> DispatchResult {
    signed(who, Call::withdraw_from_research { subject, project })
}

pub fn request_erasure(who: &AccountId, subject: SubjectId, scope: ErasureScope) -> DispatchResult {
    signed(who, Call::request_erasure { subject, scope })
}

pub fn confirm_erasure(who: &AccountId, subject: SubjectId, number: u32) -> DispatchResult {
    signed(who, Call::confirm_erasure { subject, number })
}

pub fn prune_receipts(who: &AccountId, subject: SubjectId, limit: u32) -> DispatchResult {
    signed(who, Call::prune_receipts { subject, limit })
}

pub fn close_subject(who: &AccountId, subject: SubjectId) -> DispatchResult {
    signed(who, Call::close_subject { subject })
}

/// Asserts that the newest events of the pallet are these, oldest first.
pub fn assert_events(expected: &[Event]) {
    let all: Vec<Event> = System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Consent(event) => Some(event),
            _ => None,
        })
        .collect();
    let newest = &all[all.len().saturating_sub(expected.len())..];
    assert_eq!(newest, expected);
}
