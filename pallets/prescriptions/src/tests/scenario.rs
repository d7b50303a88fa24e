//! What the tests have in common: keys, prescriptions, and every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, as on a chain: what is refused leaves no trace, and no call uses more
//! weight than was taken for it.

use crate::{
    Call, NewPrescription, OrderedItem, Prescription, ScheduleTable, Standing, SuppliedItem, Withdrawal,
    mock::{AccountId, Retention, Schedules, Test, *},
};
pub use bogam_pallet_tests::keys::{key, sign_bytes};
use bogam_pallet_tests::people::sponsorships;
pub use bogam_primitives::time::{DAY, HOUR};
use bogam_primitives::{
    Commitment, Moment, OrganisationId, PrescriptionId, Signed, Statement,
    prescription::{
        AcceptPrescription, CancellationReason, FillNumber, GiveBackReason, IssueIndex, ItemIndex, NotDispensedReason,
        QUANTITY_SCALE, Quantity, Schedule, WithdrawalReason,
    },
};
use frame_support::{
    dispatch::GetDispatchInfo,
    pallet_prelude::DispatchResult,
    traits::{Get, UnfilteredDispatchable},
};
use sp_core::H256;
use sp_runtime::MultiSignature;

pub type Error = crate::Error<Test>;
pub type Event = crate::Event<Test>;
pub type Statements = Signed<AcceptPrescription, MultiSignature>;

/// An organisation that sponsors keys for reasons of its own.
pub const ELSEWHERE: OrganisationId = 99;

/// Runs a test in a new world and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

/// Checks the invariants, and two that only a test can: that nobody has been asked to sponsor a key, and the table of
/// schedules.
pub fn check() {
    crate::Pallet::<Test>::do_try_state().expect("the invariants hold");

    for record in crate::Prescriptions::<Test>::iter_values() {
        let rules = Schedules::rules(record.schedule);
        assert!(record.holders.len() <= usize::from(rules.most_issues));
        assert!(record.valid_until - record.valid_from <= rules.longest_validity);
        assert!(rules.substitution || record.items.iter().all(|item| !item.substitution_allowed));
    }
    assert!(sponsorships().all(|(_, sponsor)| sponsor == ELSEWHERE), "a key signs because its prescription says so");
}

/// Who lets a key sign.
pub fn sponsor_of(key: &AccountId) -> Option<OrganisationId> {
    crate::Pallet::<Test>::sponsor_of(key)
}

/// Whether a key may sign.
pub fn signs(key: &AccountId) -> bool {
    sponsor_of(key).is_some()
}

/// The prescription of a key.
pub fn owner_of(key: &AccountId) -> Option<PrescriptionId> {
    crate::ByHolder::<Test>::get(key).map(|belonging| belonging.prescription)
}

/// Begins the account of a key, as the runtime does with its first transaction.
pub fn begin_account(key: &AccountId) {
    System::inc_sufficients(key);
}

/// Whether the system pallet keeps an account.
pub fn has_account(key: &AccountId) -> bool {
    frame_system::Account::<Test>::contains_key(key)
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

pub fn item(units: Quantity, substitution_allowed: bool) -> OrderedItem {
    let product = Commitment(H256::from_low_u64_be(units));
    OrderedItem { authorised: units * QUANTITY_SCALE, substitution_allowed, product }
}

/// Prescription number `number`, with `issues` keys (`10 * number` and up): 30 of a product that may be substituted and 10
/// of one that may not; valid from now on for 60 days; at least 5 days between issues.
pub fn draft(number: u32, issues: u32) -> NewPrescription<AccountId> {
    NewPrescription {
        commitment: Commitment(H256::from_low_u64_be(number.into())),
        schedule: Schedule::Ordinary,
        valid_from: now(),
        valid_until: now() + 60 * DAY,
        interval: if issues > 1 { 5 * DAY } else { 0 },
        holders: (0..issues).map(|issue| key(10 * number + issue)).collect(),
        items: vec![item(30, true), item(10, false)],
    }
}

pub fn id_of(organisation: OrganisationId, new: &NewPrescription<AccountId>) -> PrescriptionId {
    PrescriptionId::derive(organisation, &new.commitment, new.valid_until)
}

/// Issues [`draft`] by clinic A.
pub fn issued(number: u32, issues: u32) -> PrescriptionId {
    let new = draft(number, issues);
    let id = id_of(CLINIC_A, &new);
    issue(&PRESCRIBER_A1, new).expect("the draft can be issued");
    id
}

/// Issues [`draft`] by clinic A, and pharmacy P accepts it.
pub fn held(number: u32, issues: u32) -> PrescriptionId {
    let id = issued(number, issues);
    accept(&DISPENSER_P, id).expect("it is fresh");
    id
}

pub fn record(id: PrescriptionId) -> Prescription<Test> {
    crate::Prescriptions::<Test>::get(id).expect("it is there")
}

pub fn standing(id: PrescriptionId) -> Standing {
    crate::Pallet::<Test>::standing(id).expect("it is there")
}

/// What has been dispensed of each item of the current issue, in whole units.
pub fn progress(id: PrescriptionId) -> Vec<Quantity> {
    record(id).items.iter().map(|item| item.dispensed / QUANTITY_SCALE).collect()
}

pub fn holder(id: PrescriptionId) -> AccountId {
    record(id).holder().expect("it has one").clone()
}

pub fn withdrawal(id: PrescriptionId, fill: FillNumber) -> Option<Withdrawal> {
    crate::Fills::<Test>::get(id, fill).expect("it is there").withdrawn
}

/// `(item, units, substituted)` as lines.
pub fn lines(lines: &[(ItemIndex, Quantity, bool)]) -> Vec<SuppliedItem> {
    let line = |&(item, units, substituted)| SuppliedItem { item, quantity: units * QUANTITY_SCALE, substituted };
    lines.iter().map(line).collect()
}

/// A statement with a good signature of the key `signer`.
pub fn sign(signer: &AccountId, statement: Statement<AcceptPrescription>) -> Statements {
    let signature = sign_bytes(signer, &statement.signing_payload());
    Signed { statement, signature }
}

/// What the patient would sign now for `dispenser`.
pub fn statement(id: PrescriptionId, dispenser: OrganisationId) -> Statement<AcceptPrescription> {
    let content = AcceptPrescription { prescription: id, dispenser, hold: record(id).holds };
    Statement { genesis: GENESIS, content, expires: now() + HOUR }
}

pub fn pharmacy_of(dispenser: &AccountId) -> OrganisationId {
    if *dispenser == DISPENSER_Q { PHARMACY_Q } else { PHARMACY_P }
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

pub fn issue(who: &AccountId, new: NewPrescription<AccountId>) -> DispatchResult {
    signed(who, Call::issue { new })
}

pub fn replace(who: &AccountId, old: PrescriptionId, new: NewPrescription<AccountId>) -> DispatchResult {
    signed(who, Call::replace { old, new })
}

pub fn cancel(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::cancel { prescription, reason: CancellationReason::PrescribingError })
}

pub fn suspend(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::suspend { prescription })
}

pub fn resume(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::resume { prescription })
}

/// Accepts with what the current key signs for the dispenser's own pharmacy.
pub fn accept(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    let statement = sign(&holder(prescription), statement(prescription, pharmacy_of(who)));
    accept_with(who, prescription, statement)
}

pub fn accept_with(who: &AccountId, prescription: PrescriptionId, statement: Statements) -> DispatchResult {
    signed(who, Call::accept { prescription, statement })
}

pub fn dispense(
    who: &AccountId,
    prescription: PrescriptionId,
    supplied: &[(ItemIndex, Quantity, bool)],
) -> DispatchResult {
    signed(who, Call::dispense { prescription, lines: lines(supplied), commitment: Commitment(H256::repeat_byte(5)) })
}

/// Supplies everything that remains of the current issue.
pub fn complete(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    let items = record(prescription).items;
    let rest = items.iter().enumerate().filter(|(_, item)| !item.is_finished());
    let lines = rest
        .map(|(place, item)| SuppliedItem {
            item: place as ItemIndex,
            quantity: item.authorised - item.dispensed,
            substituted: false,
        })
        .collect();
    signed(who, Call::dispense { prescription, lines, commitment: Commitment(H256::repeat_byte(6)) })
}

pub fn not_dispensed(who: &AccountId, prescription: PrescriptionId, item: ItemIndex) -> DispatchResult {
    signed(who, Call::not_dispensed { prescription, item, reason: NotDispensedReason::OutOfStock })
}

pub fn give_back(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::give_back { prescription, reason: GiveBackReason::PatientRequest })
}

pub fn withdraw(who: &AccountId, prescription: PrescriptionId, fill: FillNumber) -> DispatchResult {
    signed(who, Call::withdraw { prescription, fill, reason: WithdrawalReason::RecordedInError })
}

pub fn nominate(who: &AccountId, prescription: PrescriptionId, dispenser: Option<OrganisationId>) -> DispatchResult {
    signed(who, Call::nominate { prescription, dispenser })
}

pub fn rotate(
    who: &AccountId,
    prescription: PrescriptionId,
    issue: IssueIndex,
    new_holder: AccountId,
) -> DispatchResult {
    signed(who, Call::rotate { prescription, issue, new_holder })
}

pub fn decline(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::decline { prescription })
}

pub fn request_renewal(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::request_renewal { prescription })
}

pub fn release_stale(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::release_stale { prescription })
}

pub fn prune(who: &AccountId, prescription: PrescriptionId) -> DispatchResult {
    signed(who, Call::prune { prescription })
}

/// Lets what has ended now or is valid until `valid_until` become prunable.
pub fn pass_retention(id: PrescriptionId) {
    set_now(now().max(record(id).valid_until) + <Retention as Get<Moment>>::get());
}

/// Asserts that the newest events of the pallet are these, oldest first.
pub fn assert_events(expected: &[Event]) {
    let all: Vec<Event> = System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Prescriptions(event) => Some(event),
            _ => None,
        })
        .collect();
    let newest = &all[all.len().saturating_sub(expected.len())..];
    assert_eq!(newest, expected);
}
