//! What calls give back of the weight that they declare.

use super::scenario::*;
use crate::{Call, WeightInfo, mock::*};
use bogam_primitives::prescription::{CancellationReason, GiveBackReason, WithdrawalReason};
use frame_support::{
    dispatch::GetDispatchInfo,
    traits::{Get, UnfilteredDispatchable},
    weights::Weight,
};

type Weights = <Test as crate::Config>::WeightInfo;

/// As many keys as there can be.
fn most() -> u32 {
    <<Test as crate::Config>::MaxIssues as Get<u32>>::get()
}

/// What a call declares, and what it has taken in the end.
fn weigh(who: &AccountId, call: Call<Test>) -> (Weight, Option<Weight>) {
    let declared = call.get_dispatch_info().call_weight;
    let done = RuntimeCall::from(call).dispatch_bypass_filter(RuntimeOrigin::signed(who.clone()));
    check();
    (declared, done.expect("it may").actual_weight)
}

#[test]
fn end_of_a_prescription_should_give_back_the_keys_that_it_does_not_have() {
    run(|| {
        let reason = CancellationReason::PrescribingError;
        let cancel = |prescription| weigh(&PRESCRIBER_A1, Call::cancel { prescription, reason });
        assert_eq!(cancel(issued(1, 2)), (Weights::cancel(most()), Some(Weights::cancel(2))));
        assert_eq!(cancel(held(2, 1)), (Weights::cancel(most()), Some(Weights::cancel(1))));

        let give_back = Call::give_back { prescription: held(3, 1), reason: GiveBackReason::PatientRequest };
        let weights = (Weights::give_back(most()), Some(Weights::give_back(1)));
        assert_eq!(weigh(&DISPENSER_P, give_back), weights);

        let prescription = issued(4, 3);
        let decline = Call::decline { prescription };
        assert_eq!(weigh(&holder(prescription), decline), (Weights::decline(most()), Some(Weights::decline(3))));

        let (old, new) = (issued(5, 2), draft(6, 1));
        let items = new.items.len() as u32;
        let weights = (Weights::replace(items, 1, most()), Some(Weights::replace(items, 1, 2)));
        assert_eq!(weigh(&PRESCRIBER_A1, Call::replace { old, new }), weights);

        let prescription = held(7, 1);
        dispense(&DISPENSER_P, prescription, &[(0, 5, false)]).expect("it is held");
        let withdraw = Call::withdraw { prescription, fill: 0, reason: WithdrawalReason::RecordedInError };
        assert_eq!(weigh(&DISPENSER_P, withdraw).1, Some(Weights::withdraw(1, 1)));

        let stale = Call::release_stale { prescription };
        pass(HoldPeriod::get());
        let weights = (Weights::release_stale(most()), Some(Weights::release_stale(1)));
        assert_eq!(weigh(&PRESCRIBER_A1, stale), weights);

        pass_retention(prescription);
        assert_eq!(weigh(&PRESCRIBER_A1, Call::prune { prescription }).1, Some(Weights::prune(1, 1)));
    });
}
