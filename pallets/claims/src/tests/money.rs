//! Settlement money: issue, redemption, and who may.

use super::scenario::*;
use crate::{Call, Circulating, Party, mock::*};
use bogam_primitives::Won;
use frame_support::{assert_noop, assert_ok};
use sp_core::H256;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

fn mint_by(who: &AccountId, amount: Won, reference: u64) -> DispatchResult {
    signed(who, Call::mint { organisation: INSURER_A, amount, reference: H256::from_low_u64_be(reference) })
}

fn request(who: &AccountId, party: Party<AccountId>, amount: Won) -> DispatchResult {
    signed(who, Call::request_redemption { party, amount })
}

fn redeem(who: &AccountId, party: Party<AccountId>, amount: Won, reference: u64) -> DispatchResult {
    signed(who, Call::redeem { party, amount, reference: H256::from_low_u64_be(reference) })
}

fn insurer() -> Party<AccountId> {
    Party::Organisation(INSURER_A)
}

#[test]
fn clearing_agent_should_be_appointed_by_governance() {
    run(|| {
        let call = Call::set_clearing_agent { agent: Some(AGENT) };
        assert_noop!(signed(&AGENT, call.clone()), BadOrigin);
        assert_noop!(mint_by(&AGENT, 1, 1), Error::NotTheClearingAgent);
        assert_ok!(dispatch(RuntimeOrigin::root(), call));
        assert_events(&[Event::ClearingAgentSet { agent: Some(AGENT) }]);
        assert_ok!(mint_by(&AGENT, 1, 1));
        assert_ok!(dispatch(RuntimeOrigin::root(), Call::set_clearing_agent { agent: None }));
        assert_noop!(mint_by(&AGENT, 1, 2), Error::NotTheClearingAgent);
    });
}

#[test]
fn money_should_be_issued_once_per_reference() {
    run(|| {
        mint(INSURER_B, 5);
        assert_noop!(mint_by(&AGENT, 0, 1_001), Error::ZeroAmount);
        assert_noop!(mint_by(&STRANGER, 1, 1_001), Error::NotTheClearingAgent);
        assert_ok!(mint_by(&AGENT, 1_000, 1_001));
        assert_events(&[Event::Minted { organisation: INSURER_A, amount: 1_000 }]);
        assert_noop!(mint_by(&AGENT, 1_000, 1_001), Error::DuplicateReference);
        assert_noop!(mint_by(&AGENT, Won::MAX, 1_002), Error::AmountOutOfRange);
        assert_eq!(Circulating::<Test>::get(), 1_005);
    });
}

#[test]
fn money_should_be_redeemed_as_requested_and_paid_out() {
    run(|| {
        mint(INSURER_A, 1_000);
        assert_noop!(request(&TREASURER_A, insurer(), 0), Error::ZeroAmount);
        assert_noop!(request(&TREASURER_A, insurer(), 1_000), Error::InsufficientFunds);
        assert_noop!(request(&TREASURER_B, insurer(), 1), Error::NotAParty);
        assert_noop!(request(&STRANGER, insurer(), 1), Refusal::NoSeat);
        assert_noop!(request(&SUSPENDED, insurer(), 1), Refusal::SeatSuspended);
        let call = Call::cancel_redemption { party: insurer() };
        assert_noop!(signed(&TREASURER_A, call.clone()), Error::NoRedemption);
        assert_noop!(redeem(&AGENT, insurer(), 600, 2_001), Error::NoRedemption);

        assert_ok!(request(&TREASURER_A, insurer(), 600));
        let account = crate::Pallet::<Test>::organisation_account(INSURER_A);
        assert_events(&[Event::RedemptionRequested { account: account.clone(), amount: 600 }]);
        assert_noop!(request(&TREASURER_A, insurer(), 1), Error::RedemptionUnderWay);
        assert_ok!(signed(&TREASURER_A, call));
        assert_events(&[Event::RedemptionCancelled { account: account.clone() }]);
        assert_ok!(request(&TREASURER_A, insurer(), 500));
        assert_noop!(redeem(&AGENT, insurer(), 600, 2_001), Error::RedemptionDiffers);
        assert_noop!(redeem(&TREASURER_A, insurer(), 500, 2_001), Error::NotTheClearingAgent);
        assert_ok!(redeem(&AGENT, insurer(), 500, 2_001));
        assert_events(&[Event::Redeemed { account, amount: 500 }]);
        assert_eq!((balance(INSURER_A), Circulating::<Test>::get()), (500, 500));
        assert_ok!(request(&TREASURER_A, insurer(), 100));
        assert_noop!(redeem(&AGENT, insurer(), 100, 2_001), Error::DuplicateReference);
    });
}

#[test]
fn money_of_a_key_should_be_redeemed_by_that_key_alone() {
    run(|| {
        policy(1);
        policy(2);
        assert_noop!(request(&key(1), Party::Holder(key(2)), 1), Error::NotTheHolder);
        assert_noop!(request(&key(3), Party::Holder(key(3)), 1), Refusal::NotSponsored);
        assert_noop!(request(&key(1), Party::Holder(key(1)), 1), Error::InsufficientFunds);
    });
}

#[test]
fn accounts_of_organisations_should_be_their_own() {
    let account = crate::Pallet::<Test>::organisation_account;
    assert_ne!(account(INSURER_A), account(INSURER_B));
}
