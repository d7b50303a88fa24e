//! What the tests have in common: schemas, batches, and every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, as on a chain: what is refused leaves no trace, and no call uses more
//! weight than was taken for it.

pub use crate::mock::*;
use crate::{Batch, BatchStanding, Call, NewBatch, NewSchema};
pub use bogam_primitives::{
    Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{
        BatchId, CertificateIndex, CertificateReference, Change, EndorsementRefusalReason, RevocationReason, SchemaId,
        Status, StatusChange, SuspensionReason,
    },
    time::{DAY, HOUR},
};
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{dispatch::GetDispatchInfo, pallet_prelude::DispatchResult, traits::UnfilteredDispatchable};
use sp_core::H256;

pub type Error = crate::Error<Test>;
pub type Event = crate::Event<Test>;
pub type Pallet = crate::Pallet<Test>;

pub const FRAUD: RevocationReason = RevocationReason::Fraud;
pub const REVIEW: SuspensionReason = SuspensionReason::UnderReview;
pub const NOT_CONFIRMED: EndorsementRefusalReason = EndorsementRefusalReason::NotConfirmed;

/// Runs a test in a new world and checks the invariants at its end.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        check();
    });
}

/// Checks the invariants.
pub fn check() {
    Pallet::do_try_state().expect("the invariants hold");
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

/// Dispatches, and checks that no more weight was used than taken.
pub fn dispatch(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
    let call = RuntimeCall::Certificates(call);
    let taken = call.get_dispatch_info().call_weight;
    match call.dispatch_bypass_filter(origin) {
        Ok(done) => {
            let used = done.actual_weight.unwrap_or(taken);
            assert!(used.all_lte(taken), "used {used:?} of {taken:?}");
            Ok(())
        }
        Err(refused) => Err(refused.error),
    }
}

fn by(account: &AccountId, call: Call<Test>) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(account.clone()), call)
}

/// A schema that clinics, hospitals and the health office issue under, for a year at most, without endorsement.
pub fn plain_schema() -> NewSchema {
    NewSchema {
        name: b"laboratory-result".to_vec(),
        version: 1,
        digest: H256::repeat_byte(7),
        kinds: vec![OrganisationKind::Clinic, OrganisationKind::Hospital, OrganisationKind::Authority],
        professions: vec![],
        longest_validity: 366 * DAY,
        least_size: 1,
        endorsement: None,
    }
}

/// The same, for physicians, and the authority endorses.
pub fn endorsed_schema() -> NewSchema {
    NewSchema {
        name: b"vaccination".to_vec(),
        professions: vec![Profession::Physician],
        endorsement: Some(AUTHORITY),
        ..plain_schema()
    }
}

pub fn schema_id(schema: &NewSchema) -> SchemaId {
    SchemaId::derive(AUTHORITY, &schema.name, schema.version)
}

/// Registers both schemas.
pub fn register_schemas() {
    assert_ok!(register_schema(&REGISTRAR, plain_schema()));
    assert_ok!(register_schema(&REGISTRAR, endorsed_schema()));
}

/// Batch number `number` under `schema`: a hundred certificates, valid from an hour on for thirty days.
pub fn draft(schema: &NewSchema, number: u64) -> NewBatch {
    NewBatch {
        schema: schema_id(schema),
        root: H256::repeat_byte(5),
        size: 100,
        valid_from: now() + HOUR,
        valid_until: now() + HOUR + 30 * DAY,
        nonce: H256::from_low_u64_be(number),
    }
}

pub fn id_of(organisation: OrganisationId, new: &NewBatch) -> BatchId {
    BatchId::derive(&new.name(organisation))
}

/// Issues a batch by the clinic, under a schema without endorsement. The schemas are registered if need be.
pub fn issued(number: u64) -> BatchId {
    issued_under(&plain_schema(), number)
}

/// The same, under the schema that asks for an endorsement.
pub fn pending(number: u64) -> BatchId {
    issued_under(&endorsed_schema(), number)
}

/// The same, and it is endorsed.
pub fn endorsed(number: u64) -> BatchId {
    let id = pending(number);
    assert_ok!(endorse(&REGISTRAR, id));
    id
}

fn issued_under(schema: &NewSchema, number: u64) -> BatchId {
    if Pallet::schema(schema_id(schema)).is_none() {
        register_schemas();
    }
    let new = draft(schema, number);
    assert_ok!(issue(&PHYSICIAN, new));
    id_of(CLINIC, &new)
}

pub fn at(batch: BatchId, index: CertificateIndex) -> CertificateReference {
    CertificateReference { batch, index }
}

pub fn record(id: BatchId) -> Batch<Test> {
    crate::Batches::<Test>::get(id).expect("it is there")
}

pub fn standing(id: BatchId) -> BatchStanding {
    Pallet::batch(id).expect("it is there").standing
}

pub fn status(certificate: CertificateReference) -> Status {
    Pallet::status(certificate, now()).expect("it is there")
}

pub fn changes(certificate: CertificateReference) -> Vec<Change> {
    let history = Pallet::history(certificate).expect("it is there");
    history.into_iter().map(|entry| entry.change).collect()
}

/// Lets validity and retention of the batch pass.
pub fn pass_retention(id: BatchId) {
    set_now(record(id).name.valid_until + Retention::get());
}

pub fn last_event() -> Event {
    match System::events().pop().expect("something happened").event {
        RuntimeEvent::Certificates(event) => event,
        other => panic!("an event of another pallet: {other:?}"),
    }
}

pub fn register_schema(account: &AccountId, schema: NewSchema) -> DispatchResult {
    by(account, Call::register_schema { schema })
}

pub fn retire_schema(account: &AccountId, schema: SchemaId) -> DispatchResult {
    by(account, Call::retire_schema { schema })
}

pub fn issue(account: &AccountId, batch: NewBatch) -> DispatchResult {
    by(account, Call::issue { batch })
}

pub fn endorse(account: &AccountId, batch: BatchId) -> DispatchResult {
    by(account, Call::endorse { batch })
}

pub fn refuse_endorsement(account: &AccountId, batch: BatchId) -> DispatchResult {
    by(account, Call::refuse_endorsement { batch, reason: NOT_CONFIRMED })
}

pub fn suspend(account: &AccountId, certificate: CertificateReference) -> DispatchResult {
    by(account, Call::suspend { certificate, reason: REVIEW })
}

pub fn reinstate(account: &AccountId, certificate: CertificateReference) -> DispatchResult {
    by(account, Call::reinstate { certificate })
}

pub fn revoke(account: &AccountId, certificate: CertificateReference) -> DispatchResult {
    by(account, Call::revoke { certificate, reason: FRAUD })
}

pub fn supersede(
    account: &AccountId,
    certificate: CertificateReference,
    successor: CertificateReference,
) -> DispatchResult {
    by(account, Call::supersede { certificate, successor })
}

pub fn revoke_batch(account: &AccountId, batch: BatchId) -> DispatchResult {
    by(account, Call::revoke_batch { batch, reason: FRAUD })
}

pub fn prune(account: &AccountId, batch: BatchId, limit: u32) -> DispatchResult {
    by(account, Call::prune { batch, limit })
}
