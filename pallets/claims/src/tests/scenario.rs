//! The verbs in which the tests are written. Every call is followed by a check of the invariants.

use crate::{
    Call, Claim, ClaimState, Error as PalletError, Event as PalletEvent, NewHandle, NewPlan, NewPolicy, Pallet, Party,
    PreauthorisationVerdict, Standing, mock::*,
};
pub use bogam_pallet_tests::keys::key;
use bogam_pallet_tests::keys::sign_bytes;
pub use bogam_primitives::claim::{AdjustmentReason as Why, ServiceCategory::*, Verdict};
pub use bogam_primitives::time::{DAY, HOUR};
use bogam_primitives::{
    ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, PrescriptionId, Signed,
    Statement, StatementContent, Won,
    certificate::{BatchId, CertificateRecord, CertificateReference, RevocationReason, Status},
    claim::{
        Accumulators, AuthoriseClaim, AuthorisePreauthorisation, CategoryRule, HandleSteps, Limits, NewClaim, NewLine,
        NewPreauthorisation, OverdueRule, PayeeKind, PlanTerms, ServiceCategory, ServiceReference, SettlementMode,
    },
    prescription::{DispenseRecord, DispenseReference},
};
use frame_support::{
    dispatch::GetDispatchInfo,
    pallet_prelude::DispatchResult,
    traits::{UnfilteredDispatchable, fungible::Inspect},
};
use sp_core::H256;
use sp_runtime::MultiSignature;
use std::cell::RefCell;

pub type Error = PalletError<Test>;
pub type Event = PalletEvent<Test>;
pub type Statements = Vec<Signed<AuthoriseClaim, MultiSignature>>;

/// Runs a test, and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

pub fn check() {
    Pallet::<Test>::do_try_state().expect("the invariants hold");
    let issued = u128::from(crate::Circulating::<Test>::get());
    assert_eq!(Balances::total_issuance(), issued, "all money was issued by the clearing agent");
}

pub fn now() -> Moment {
    pallet_timestamp::Now::<Test>::get()
}

pub fn pass(time: Moment) {
    Timestamp::set_timestamp(now() + time);
}

// What keys sign.

pub fn sign<Content: StatementContent>(
    signer: &AccountId,
    statement: Statement<Content>,
) -> Signed<Content, MultiSignature> {
    let payload = statement.signing_payload();
    Signed { statement, signature: sign_bytes(signer, &payload) }
}

pub fn authorisation(provider: OrganisationId, new: &NewClaim) -> Statement<AuthoriseClaim> {
    let content = AuthoriseClaim { claim: ClaimId::derive(provider, new), policy: new.policy, provider };
    Statement { genesis: GENESIS, content, expires: now() + HOUR }
}

/// The keys that have to sign, as a wallet finds them.
pub fn signers(new: &NewClaim) -> Vec<AccountId> {
    let holder = crate::Policies::<Test>::get(new.policy).map_or(key(0), |policy| policy.holder);
    let mut keys = vec![holder];
    for line in &new.lines {
        if let ServiceReference::Dispense(reference) = &line.service
            && let Some(record) = Supplied::get(reference)
            && !keys.contains(&record.holder)
        {
            keys.push(record.holder);
        }
    }
    keys
}

pub fn statements(provider: OrganisationId, new: &NewClaim) -> Statements {
    signers(new).iter().map(|signer| sign(signer, authorisation(provider, new))).collect()
}

// Plans and policies.

pub fn rule(category: ServiceCategory, coverage: u16) -> CategoryRule {
    CategoryRule {
        category,
        coverage,
        copayment: 0,
        line_cap: None,
        frequency: None,
        preauthorisation: false,
        review: false,
    }
}

/// 10,000 deductible, a million a year, up to 100,000 at once; medicines 80 %, consultations 70 % less 2,000, procedures
/// in full after approval, documents in full after review.
pub fn plan() -> NewPlan {
    NewPlan {
        commitment: Commitment(H256::repeat_byte(1)),
        terms: PlanTerms {
            deductible: 10_000,
            annual_cap: 1_000_000,
            waiting_period: 0,
            filing_limit: 90 * DAY,
            automatic_limit: 100_000,
            decision_period: 5 * DAY,
            overdue: OverdueRule::Wait,
            appeal_window: 30 * DAY,
            preauthorisation_period: 60 * DAY,
            settlement: SettlementMode::OnChain,
            handle_steps: HandleSteps::NONE,
        },
        rules: vec![
            rule(Medicine, 8_000),
            CategoryRule { copayment: 2_000, ..rule(Consultation, 7_000) },
            CategoryRule { preauthorisation: true, ..rule(Procedure, 10_000) },
            CategoryRule { review: true, ..rule(Document, 10_000) },
        ],
    }
}

pub fn insurer_of(who: &AccountId) -> OrganisationId {
    match who {
        who if [UNDERWRITER_A, ASSESSOR_A1, ASSESSOR_A2, TREASURER_A].contains(who) => INSURER_A,
        who if [UNDERWRITER_B, ASSESSOR_B, TREASURER_B].contains(who) => INSURER_B,
        _ => INSURER_C,
    }
}

pub fn provider_of(who: &AccountId) -> OrganisationId {
    if *who == CLERK_P { PHARMACY } else { HOSPITAL }
}

pub fn plan_id(insurer: OrganisationId, new: &NewPlan) -> PlanId {
    PlanId::derive(insurer, &new.commitment, &new.terms, &new.rules)
}

pub fn publish(who: &AccountId, new: NewPlan) -> DispatchResult {
    signed(who, Call::publish_plan { new })
}

/// Publishes `new`, if it is not there.
pub fn published(who: &AccountId, new: NewPlan) -> PlanId {
    let id = plan_id(insurer_of(who), &new);
    if !crate::Plans::<Test>::contains_key(id) {
        publish(who, new).expect("it can be published");
    }
    id
}

pub fn new_policy(plan: PlanId, holder: AccountId) -> NewPolicy<AccountId> {
    NewPolicy { plan, holder, from: START, until: START + 3 * 365 * DAY }
}

pub fn issue(who: &AccountId, new: NewPolicy<AccountId>) -> DispatchResult {
    signed(who, Call::issue_policy { new })
}

/// A policy under `plan`, with the key of this number.
pub fn insured(who: &AccountId, plan: NewPlan, number: u32) -> PolicyId {
    let new = new_policy(published(who, plan), key(number));
    let id = PolicyId::derive(insurer_of(who), &new.plan, &new.holder, new.from, new.until);
    issue(who, new).expect("it can be issued");
    id
}

/// A policy of insurer A under [`plan`].
pub fn policy(number: u32) -> PolicyId {
    insured(&UNDERWRITER_A, plan(), number)
}

pub fn new_handle(plan: PlanId, number: u32, limits: Limits) -> NewHandle<AccountId> {
    NewHandle { plan, holder: key(number), from: now(), until: now() + 30 * DAY, limits }
}

pub fn handle_id(who: &AccountId, new: &NewHandle<AccountId>) -> PolicyId {
    PolicyId::derive(insurer_of(who), &new.plan, &new.holder, new.from, new.until)
}

/// A handle of insurer A under [`plan`] that sets 200,000 aside, with the deductible already met.
pub fn handle(number: u32) -> PolicyId {
    let plan = published(&UNDERWRITER_A, plan());
    let new = new_handle(plan, number, Limits { deductible: 0, cap: 200_000 });
    let id = handle_id(&UNDERWRITER_A, &new);
    signed(&UNDERWRITER_A, Call::issue_handle { new }).expect("it can be handed out");
    id
}

pub fn end(who: &AccountId, policy: PolicyId) -> DispatchResult {
    signed(who, Call::end_policy { policy })
}

/// Ends a policy, and its key is released when nothing can be appealed any more.
pub fn end_and_release(who: &AccountId, policy: PolicyId) {
    end(who, policy).expect("it can be ended");
    pass(plan().terms.appeal_window);
    end(who, policy).expect("its key can be released");
}

// Services.

/// The pharmacy has supplied item 0 of prescription `number` to the key of that number.
pub fn supplied(number: u32) -> ServiceReference {
    let prescription = PrescriptionId(H256::from_low_u64_be(number.into()));
    let reference = DispenseReference { prescription, fill: 0, item: 0 };
    let record = DispenseRecord {
        provider: PHARMACY,
        at: now(),
        quantity: 1_000,
        holder: key(number),
        withdrawn: false,
        billed: false,
    };
    if !Supplied::contains_key(reference) {
        Supplied::insert(reference, record);
    }
    ServiceReference::Dispense(reference)
}

pub fn dispense_record(service: ServiceReference) -> DispenseRecord<AccountId> {
    let ServiceReference::Dispense(reference) = service else { panic!("a dispense") };
    Supplied::get(reference).expect("supplied")
}

pub fn change_dispense(service: ServiceReference, change: impl FnOnce(&mut DispenseRecord<AccountId>)) {
    let ServiceReference::Dispense(reference) = service else { panic!("a dispense") };
    Supplied::mutate(reference, |slot| change(slot.as_mut().expect("supplied")));
}

/// The hospital has issued certificate `number`.
pub fn certified(number: u32) -> ServiceReference {
    let reference = CertificateReference { batch: BatchId(H256::repeat_byte(7)), index: number };
    let record =
        CertificateRecord { provider: HOSPITAL, at: now(), status: Status::Active, unendorsed: false, billed: false };
    Issued::insert(reference, record);
    ServiceReference::Certificate(reference)
}

/// The certificate is revoked.
pub fn revoke(reference: &CertificateReference) {
    let revoked = Status::Revoked(RevocationReason::IssuedInError);
    Issued::mutate(reference, |slot| slot.as_mut().expect("issued").status = revoked);
}

pub fn encounter(number: u32) -> ServiceReference {
    ServiceReference::Encounter { nullifier: H256::from_low_u64_be(number.into()), at: now() }
}

// Claims.

pub fn line(category: ServiceCategory, service: ServiceReference, charge: Won) -> NewLine {
    NewLine { category, service, charge, preauthorisation: None }
}

pub fn bill(policy: PolicyId, lines: Vec<NewLine>) -> NewClaim {
    NewClaim { policy, payee: PayeeKind::Provider, commitment: Commitment(H256::repeat_byte(9)), lines }
}

pub fn submit_with(who: &AccountId, new: NewClaim, statements: Statements) -> DispatchResult {
    signed(who, Call::submit { new, statements })
}

/// Submits with what the patient's keys sign for the provider.
pub fn submit(who: &AccountId, new: NewClaim) -> DispatchResult {
    let statements = statements(provider_of(who), &new);
    submit_with(who, new, statements)
}

/// Submits what can be submitted.
pub fn submitted(who: &AccountId, new: NewClaim) -> ClaimId {
    let id = ClaimId::derive(provider_of(who), &new);
    submit(who, new).expect("it can be submitted");
    id
}

/// The pharmacy bills prescription `number` to `policy`.
pub fn medicine(policy: PolicyId, number: u32, charge: Won) -> ClaimId {
    submitted(&CLERK_P, bill(policy, vec![line(Medicine, supplied(number), charge)]))
}

/// The hospital bills encounter `number` as a document, which is always reviewed.
pub fn pended(policy: PolicyId, number: u32, charge: Won) -> ClaimId {
    let id = submitted(&CLERK_H, bill(policy, vec![line(Document, encounter(number), charge)]));
    assert!(matches!(claim(id).state, ClaimState::Pended { .. }));
    id
}

pub fn claim(id: ClaimId) -> Claim<Test> {
    crate::Claims::<Test>::get(id).expect("it is there")
}

pub fn standing(id: ClaimId) -> Standing {
    claim(id).standing(now())
}

/// What is paid of each line, and the codes and amounts of its adjustments.
pub fn decided(id: ClaimId) -> Vec<(Won, Vec<(u16, Won)>)> {
    let adjustments = |line: &crate::ClaimLine| {
        line.outcome.adjustments.iter().map(|adjustment| (adjustment.reason.code(), adjustment.amount)).collect()
    };
    claim(id).lines.iter().map(|line| (line.outcome.paid, adjustments(line))).collect()
}

pub fn year(policy: PolicyId) -> Accumulators {
    crate::Years::<Test>::get(policy, 0)
}

pub fn cancel(who: &AccountId, claim: ClaimId) -> DispatchResult {
    signed(who, Call::cancel { claim })
}

/// The hospital's bill for encounter `number`, which an assessor of insurer A denies.
pub fn denied(policy: PolicyId, number: u32) -> ClaimId {
    let id = pended(policy, number, 50_000);
    decide(&ASSESSOR_A1, id, &[Verdict::Deny(Why::NotMedicallyNecessary)]).expect("it is open");
    id
}

pub fn decide(who: &AccountId, claim: ClaimId, verdicts: &[Verdict]) -> DispatchResult {
    signed(who, Call::decide { claim, verdicts: verdicts.to_vec() })
}

pub fn appeal(who: &AccountId, claim: ClaimId) -> DispatchResult {
    signed(who, Call::appeal { claim, grounds: Commitment(H256::repeat_byte(3)) })
}

pub fn decide_appeal(who: &AccountId, claim: ClaimId, verdicts: &[Verdict]) -> DispatchResult {
    signed(who, Call::decide_appeal { claim, verdicts: verdicts.to_vec() })
}

pub fn overdue(claim: ClaimId) -> DispatchResult {
    signed(&STRANGER, Call::decide_overdue { claim })
}

// Approval before the service.

pub fn request(policy: PolicyId, category: ServiceCategory, amount: Won) -> NewPreauthorisation {
    NewPreauthorisation { policy, category, amount, commitment: Commitment(H256::repeat_byte(4)) }
}

pub fn request_id(who: &AccountId, new: &NewPreauthorisation) -> PreauthorisationId {
    PreauthorisationId::derive(provider_of(who), new)
}

pub fn consent_to(who: &AccountId, new: &NewPreauthorisation) -> Statement<AuthorisePreauthorisation> {
    let content = AuthorisePreauthorisation {
        preauthorisation: request_id(who, new),
        policy: new.policy,
        provider: provider_of(who),
    };
    Statement { genesis: GENESIS, content, expires: now() + HOUR }
}

pub fn ask(who: &AccountId, new: NewPreauthorisation) -> DispatchResult {
    let holder = crate::Policies::<Test>::get(new.policy).map_or(key(0), |policy| policy.holder);
    let statement = sign(&holder, consent_to(who, &new));
    signed(who, Call::request_preauthorisation { new, statement })
}

/// The hospital asks for a procedure.
pub fn asked(policy: PolicyId, amount: Won) -> PreauthorisationId {
    let new = request(policy, Procedure, amount);
    let id = request_id(&CLERK_H, &new);
    ask(&CLERK_H, new).expect("it can be asked for");
    id
}

pub fn answer(
    who: &AccountId,
    preauthorisation: PreauthorisationId,
    verdict: PreauthorisationVerdict,
) -> DispatchResult {
    signed(who, Call::decide_preauthorisation { preauthorisation, verdict })
}

/// The hospital bills a procedure with an approval.
pub fn procedure(policy: PolicyId, number: u32, charge: Won, approval: PreauthorisationId) -> NewClaim {
    let named = NewLine { preauthorisation: Some(approval), ..line(Procedure, encounter(number), charge) };
    bill(policy, vec![named])
}

// Money.

thread_local! {
    static REFERENCES: RefCell<u64> = const { RefCell::new(0) };
}

pub fn reference() -> H256 {
    H256::from_low_u64_be(REFERENCES.with_borrow_mut(|count| {
        *count += 1;
        *count
    }))
}

pub fn mint(organisation: OrganisationId, amount: Won) {
    if crate::ClearingAgent::<Test>::get().is_none() {
        dispatch(RuntimeOrigin::root(), Call::set_clearing_agent { agent: Some(AGENT) }).expect("governance may");
    }
    signed(&AGENT, Call::mint { organisation, amount, reference: reference() }).expect("the agent may");
}

/// Neither held nor needed.
pub fn free(organisation: OrganisationId) -> Balance {
    Pallet::<Test>::account_of(organisation).free
}

pub fn held(organisation: OrganisationId) -> Balance {
    Pallet::<Test>::account_of(organisation).held_for_claims
}

/// All that is on an organisation's account.
pub fn balance(organisation: OrganisationId) -> Balance {
    Balances::total_balance(&Pallet::<Test>::organisation_account(organisation))
}

pub fn settle(who: &AccountId, claims: &[ClaimId]) -> DispatchResult {
    signed(who, Call::settle { claims: claims.to_vec() })
}

pub fn reverse(who: &AccountId, claim: ClaimId) -> DispatchResult {
    signed(who, Call::reverse { claim })
}

pub fn pharmacy() -> Party<AccountId> {
    Party::Organisation(PHARMACY)
}

// Calls.

/// Dispatches as the runtime does.
pub fn dispatch(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
    let taken = call.get_dispatch_info().call_weight;
    assert!(taken.ref_time() > 0);
    let call = RuntimeCall::from(call);
    let result = call.dispatch_bypass_filter(origin);
    let used = match &result {
        Ok(info) => info.actual_weight,
        Err(refused) => refused.post_info.actual_weight,
    };
    assert!(used.is_none_or(|used| used.all_lte(taken)), "a call uses more weight than was taken for it");
    if result.is_ok() {
        check();
    }
    result.map(|_| ()).map_err(|refused| refused.error)
}

pub fn signed(who: &AccountId, call: Call<Test>) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who.clone()), call)
}

/// The events of the pallet, oldest first.
pub fn events() -> Vec<Event> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Insurance(event) => Some(event),
            _ => None,
        })
        .collect()
}

/// Asserts that the newest events of the pallet are these, oldest first.
pub fn assert_events(expected: &[Event]) {
    let all = events();
    assert_eq!(&all[all.len().saturating_sub(expected.len())..], expected);
}
