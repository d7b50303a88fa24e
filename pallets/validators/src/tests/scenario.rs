//! What the tests have in common: sessions, offences, and every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, with its filter, as on a chain: what is refused leaves no trace.

pub use crate::mock::*;
pub use crate::{Absence, Standing};
use crate::{Call, Candidate, Candidates};
pub use bogam_primitives::OrganisationId;
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{
    dispatch::{DispatchResult, GetDispatchInfo},
    storage::{TransactionOutcome, with_transaction},
};
use pallet_session::historical::IdentificationTuple;
use sp_runtime::{Perbill, traits::Dispatchable};
use sp_staking::{
    SessionIndex,
    offence::{Kind, Offence, OffenceError, ReportOffence},
};

pub type Error = crate::Error<Test>;
pub type Event = crate::Event<Test>;
pub type Pallet = crate::Pallet<Test>;

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
    let active = Session::validators();
    assert_eq!(Authorities::get().len(), active.len(), "every validator is an authority with a key");
}

/// Dispatches as a block does: in a storage layer of its own, and through the filter.
pub fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
    let call = call.into();
    let taken = call.get_dispatch_info().call_weight;
    with_transaction(|| match call.dispatch(origin) {
        Ok(done) => {
            assert!(done.actual_weight.unwrap_or(taken).all_lte(taken));
            TransactionOutcome::Commit(Ok(()))
        }
        Err(refused) => TransactionOutcome::Rollback(Err(refused.error)),
    })
}

fn governance(call: Call<Test>) -> DispatchResult {
    dispatch(RuntimeOrigin::root(), call)
}

fn by(who: AccountId, call: Call<Test>) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who), call)
}

pub fn set_keys(who: AccountId, key: u64) -> DispatchResult {
    let call = pallet_session::Call::set_keys { keys: keys(key), proof: proof(who, key) };
    dispatch(RuntimeOrigin::signed(who), call)
}

pub fn admit(organisation: OrganisationId, validator: AccountId) -> DispatchResult {
    governance(Call::admit { organisation, validator })
}

pub fn remove(validator: AccountId) -> DispatchResult {
    governance(Call::remove { validator })
}

pub fn leave(who: AccountId, validator: AccountId) -> DispatchResult {
    by(who, Call::leave { validator })
}

pub fn rejoin(who: AccountId, validator: AccountId) -> DispatchResult {
    by(who, Call::rejoin { validator })
}

pub fn move_to(who: AccountId, validator: AccountId, successor: AccountId) -> DispatchResult {
    by(who, Call::move_to { validator, successor })
}

pub fn release_keys(who: AccountId, account: AccountId) -> DispatchResult {
    by(who, Call::release_keys { account })
}

pub fn set_floor(floor: u32) -> DispatchResult {
    governance(Call::set_floor { floor })
}

pub fn set_slots(organisation: OrganisationId, slots: u32) -> DispatchResult {
    governance(Call::set_slots { organisation, slots })
}

/// Registers keys for the organisation's validator and admits it.
pub fn join(organisation: OrganisationId) {
    assert_ok!(set_keys(validator(organisation), validator(organisation)));
    assert_ok!(admit(organisation, validator(organisation)));
}

pub fn suspend(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Suspended);
}

pub fn reinstate(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Active);
}

pub fn expel(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Removed);
    Staff::remove(admin(organisation));
}

/// One more block, by `author`.
pub fn block(author: AccountId) {
    System::set_block_number(System::block_number() + 1);
    <Validators as pallet_authorship::EventHandler<_, _>>::note_author(author);
}

/// How many turns everybody has in a session of the tests.
pub const TURNS: usize = 3;

/// The rest of a session, in which everybody authors in turn but `silent` and those who are disabled; and its end.
pub fn session_without(silent: &[AccountId]) {
    for _ in 0..TURNS {
        let disabled = Session::disabled_validators();
        for (index, author) in Session::validators().into_iter().enumerate() {
            if !silent.contains(&author) && !disabled.contains(&(index as u32)) {
                block(author);
            }
        }
    }
    rotate();
}

/// Ends the session.
pub fn rotate() {
    System::set_block_number(System::block_number() + 1);
    Session::rotate_session();
}

/// So many sessions in which everybody authors.
pub fn sessions(count: usize) {
    for _ in 0..count {
        session_without(&[]);
    }
}

/// Until what is decided now has taken effect.
pub fn settle() {
    sessions(2);
}

/// Who authors in this session.
pub fn active() -> Vec<AccountId> {
    Session::validators()
}

/// The validators of organisations, as a set of them looks.
pub fn of(organisations: impl IntoIterator<Item = OrganisationId>) -> Vec<AccountId> {
    organisations.into_iter().map(validator).collect()
}

pub fn candidate(account: AccountId) -> Option<Candidate<AccountId>> {
    Candidates::<Test>::get().into_iter().find(|candidate| candidate.account == account)
}

pub fn standing(account: AccountId) -> Option<Standing> {
    candidate(account).map(|candidate| candidate.standing)
}

/// The events of this pallet so far.
pub fn events() -> Vec<Event> {
    System::read_events_for_pallet::<Event>()
}

/// An equivocation in some session, in a round of its own.
pub struct Equivocation {
    pub offender: AccountId,
    pub session: SessionIndex,
    pub round: u64,
}

impl Offence<IdentificationTuple<Test>> for Equivocation {
    const ID: Kind = *b"test:equivocatio";
    type Slot = u64;

    fn offenders(&self) -> Vec<IdentificationTuple<Test>> {
        vec![(self.offender, ())]
    }

    fn session_index(&self) -> SessionIndex {
        self.session
    }

    fn validator_set_count(&self) -> u32 {
        Session::validators().len() as u32
    }

    fn slot(&self) -> u64 {
        self.round
    }

    fn slash_fraction(&self, _: u32) -> Perbill {
        Perbill::zero()
    }
}

/// Reports an equivocation in `session`. The round is the offender's own: there is one per offender and session.
pub fn report(offender: AccountId, session: SessionIndex) -> Result<(), OffenceError> {
    let round = u64::from(session) * 10_000 + offender;
    Offences::report_offence(vec![], Equivocation { offender, session, round })
}

/// Who is disabled in this session.
pub fn disabled() -> Vec<AccountId> {
    let active = Session::validators();
    Session::disabled_validators().into_iter().map(|index| active[index as usize]).collect()
}

/// The current session.
pub fn current() -> SessionIndex {
    Session::current_index()
}
