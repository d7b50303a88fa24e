//! What the tests have in common: every call as a verb.
//!
//! Verbs go through the dispatch of the runtime, as on a chain: what is refused leaves no trace.

use crate::Call;
pub use crate::mock::*;
pub use bogam_primitives::{OrganisationId, node::PeerId};
pub use frame_support::{assert_noop, assert_ok};
use frame_support::{
    dispatch::DispatchResult,
    storage::{TransactionOutcome, with_transaction},
};
use sp_runtime::traits::Dispatchable;

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
}

/// Dispatches as a block does: in a storage layer of its own.
pub fn dispatch(origin: RuntimeOrigin, call: Call<Test>) -> DispatchResult {
    let call = RuntimeCall::from(call);
    with_transaction(|| match call.dispatch(origin) {
        Ok(_) => TransactionOutcome::Commit(Ok(())),
        Err(refused) => TransactionOutcome::Rollback(Err(refused.error)),
    })
}

pub fn add(who: AccountId, peer_id: PeerId) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who), Call::add_node { peer_id })
}

pub fn remove(who: AccountId, peer_id: PeerId) -> DispatchResult {
    dispatch(RuntimeOrigin::signed(who), Call::remove_node { peer_id })
}

pub fn set_enforced(enforced: bool) -> DispatchResult {
    dispatch(RuntimeOrigin::root(), Call::set_enforced { enforced })
}

pub fn suspend(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Suspended);
}

pub fn reinstate(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Active);
}

/// Removes the organisation, and with it the roles of its staff.
pub fn expel(organisation: OrganisationId) {
    Statuses::insert(organisation, Status::Removed);
    Staff::remove(admin(organisation));
    Staff::remove(seat(organisation));
}

/// The organisation's validator serves no more.
pub fn retire(organisation: OrganisationId) {
    Validators::mutate(|serving| serving.retain(|other| *other != organisation));
}

/// Whose nodes are talked to.
pub fn permitted() -> Option<Vec<PeerId>> {
    Pallet::permitted()
}

/// The events of this pallet so far.
pub fn events() -> Vec<Event> {
    System::read_events_for_pallet::<Event>()
}
