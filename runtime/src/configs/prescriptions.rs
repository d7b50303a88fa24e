//! The rules of prescribing that a region sets: schedules, limits and periods.

use super::holders::EnsurePrescriptionKey;
use crate::{Runtime, Signature, Timestamp};
use bogam_primitives::{Capacity, Moment, prescription::Schedule, time::DAY};
use frame_support::{
    parameter_types,
    traits::{ConstU16, ConstU32},
};
use pallet_prescriptions::{ScheduleRules, ScheduleTable};
use pallet_registry::{ActiveWithCapacity, EnsureSeat};

parameter_types! {
    pub const Prescribe: Capacity = Capacity::Prescribe;
    pub const Dispense: Capacity = Capacity::Dispense;
    /// A week: long enough to order what is not in stock.
    pub const HoldPeriod: Moment = 7 * DAY;
    /// What was not collected, or recorded by mistake, comes to light within a month.
    pub const WithdrawalWindow: Moment = 30 * DAY;
    /// Korea's Pharmaceutical Affairs Act (article 30) has dispensing records kept for five years.
    pub const Retention: Moment = 5 * 366 * DAY;
}

/// What each schedule demands.
pub struct ConsortiumSchedules;

impl ScheduleTable for ConsortiumSchedules {
    fn rules(schedule: Schedule) -> ScheduleRules {
        match schedule {
            // A year, as England's repeatable prescriptions; monthly supplies, and a margin.
            Schedule::Ordinary => ScheduleRules {
                longest_validity: 366 * DAY,
                furthest_start: 366 * DAY,
                most_issues: 24,
                substitution: true,
            },
            // The 28 days, without repeats, of England's schedule 2 and 3.
            Schedule::Controlled => ScheduleRules {
                longest_validity: 28 * DAY,
                furthest_start: 28 * DAY,
                most_issues: 1,
                substitution: false,
            },
        }
    }
}

impl pallet_prescriptions::Config for Runtime {
    type PrescriberOrigin = EnsureSeat<Runtime, Prescribe>;
    type DispenserOrigin = EnsureSeat<Runtime, Dispense>;
    type HolderOrigin = EnsurePrescriptionKey;
    type Accounts = crate::Registry;
    type Dispensers = ActiveWithCapacity<Runtime, Dispense>;
    type Time = Timestamp;
    type HolderSignature = Signature;
    type Schedules = ConsortiumSchedules;
    type MaxItems = ConstU32<16>;
    type MaxIssues = ConstU32<24>;
    type MaxFills = ConstU16<256>;
    type HoldPeriod = HoldPeriod;
    type WithdrawalWindow = WithdrawalWindow;
    type Retention = Retention;
    type WeightInfo = pallet_prescriptions::weights::SubstrateWeight<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = BenchmarkHelper;
}

/// The record of a prescription with everything at its bound, all of whose keys are `key`, after its first fill.
#[cfg(feature = "runtime-benchmarks")]
pub(super) fn full_record(
    prescriber: bogam_primitives::Actor<crate::AccountId>,
    key: crate::AccountId,
) -> pallet_prescriptions::Prescription<Runtime> {
    use alloc::vec;
    use bogam_primitives::{Commitment, prescription::QUANTITY_SCALE};
    use frame_support::{BoundedVec, traits::Get};
    use pallet_prescriptions::{Item, Prescription, State};

    let items: u32 = <Runtime as pallet_prescriptions::Config>::MaxItems::get();
    let issues: u32 = <Runtime as pallet_prescriptions::Config>::MaxIssues::get();
    let at = pallet_timestamp::Now::<Runtime>::get();
    let item = Item {
        authorised: QUANTITY_SCALE,
        substitution_allowed: false,
        product: Commitment::default(),
        dispensed: QUANTITY_SCALE,
        not_dispensed: None,
    };
    Prescription {
        prescriber,
        commitment: Commitment::default(),
        schedule: Schedule::Ordinary,
        issued_at: at,
        valid_from: at,
        valid_until: Moment::MAX,
        interval: 0,
        holders: BoundedVec::truncate_from(vec![key; issues as usize]),
        items: BoundedVec::truncate_from(vec![item; items as usize]),
        issue: 0,
        opens_at: at,
        nomination: None,
        renewal_requested: false,
        state: State::Active,
        suspended: false,
        holds: 1,
        next_fill: 1,
        newest_fill: Some(0),
        replaces: None,
        replaced_by: None,
    }
}

/// Keys that sign, and a clock that can be set.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_prescriptions::benchmarking::BenchmarkHelper<crate::AccountId, Signature> for BenchmarkHelper {
    fn holder(seed: u32) -> crate::AccountId {
        pallet_prescriptions::benchmarking::sr25519_holder(seed)
    }

    fn sign(holder: &crate::AccountId, payload: &[u8]) -> Signature {
        pallet_prescriptions::benchmarking::sr25519_sign(holder, payload)
    }

    fn set_time(now: Moment) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }
}
