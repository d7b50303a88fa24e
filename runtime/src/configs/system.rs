//! The chain itself: limits of a block, accounts, batches, preimages and the scheduler.

use super::governance::{CallFilter, OfTheCouncil, Preimages, Schedule};
use crate::{
    AccountId, Balances, Block, Hash, OriginCaller, PalletInfo, Preimage, Runtime, RuntimeCall, RuntimeEvent,
    RuntimeOrigin, RuntimeTask, StoredNonce, System, VERSION,
    weights::{
        self, block_weights::BlockExecutionWeight, extrinsic_weights::ExtrinsicBaseWeight,
        paritydb_weights::ParityDbWeight,
    },
};
use bogam_primitives::time::SECOND;
use frame_support::{
    derive_impl,
    dispatch::DispatchClass,
    parameter_types,
    traits::{ConstU32, ConstU64, EqualPrivilegeOnly},
    weights::{Weight, constants::WEIGHT_REF_TIME_PER_MILLIS},
};
use frame_system::{
    ExtensionsWeightInfo as _, WeightInfo as _,
    limits::{BlockLength, BlockWeights},
};
use pallet_metering::WeightInfo as _;
use pallet_verify_signature::WeightInfo as _;
use sp_runtime::{Perbill, traits::AccountIdLookup};
use sp_version::RuntimeVersion;

/// One block a second. Aura's slot duration cannot be changed once a network has started.
pub const SLOT_DURATION: u64 = SECOND;

/// The execution that fits a slot: building, propagating and importing a block share its second.
const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(400 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// The part of a block that ordinary transactions may fill; the rest is kept for operational ones.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The most bytes of a block. A runtime upgrade has to fit the operational part.
const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
    pub const Version: RuntimeVersion = VERSION;
    pub RuntimeBlockWeights: BlockWeights = block_weights();
    pub RuntimeBlockLength: BlockLength = BlockLength::builder()
        .max_length(MAXIMUM_BLOCK_LENGTH)
        .modify_max_length_for_class(DispatchClass::Normal, |length| {
            *length = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_LENGTH
        })
        .build();
    pub MaximumSchedulerWeight: Weight = Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
}

/// What a block and a transaction cost before any call, and how much of a block each class may fill.
fn block_weights() -> BlockWeights {
    let normal = NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT;
    BlockWeights::builder()
        .base_block(BlockExecutionWeight::get())
        .for_class(DispatchClass::all(), |limits| limits.base_extrinsic = base_extrinsic())
        .for_class(DispatchClass::Normal, |limits| limits.max_total = Some(normal))
        .for_class(DispatchClass::Operational, |limits| {
            limits.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
            limits.reserved = Some(MAXIMUM_BLOCK_WEIGHT.saturating_sub(normal));
        })
        // What the hooks of a block take at most.
        .avg_block_initialization(Perbill::from_percent(10))
        .build_or_panic()
}

/// What any transaction takes besides what its call and its extensions declare: what was measured of one that does nothing,
/// less what its extensions declare of it.
///
/// The measured transactions pass every extension. What an extension declares of storage is not taken off, but comes on top:
/// they are one account's, and find most of it where the one before has left it.
fn base_extrinsic() -> Weight {
    let measured = ExtrinsicBaseWeight::get();
    measured.saturating_sub(execution_of_extensions()).max(least_extrinsic())
}

/// What the extensions of a measured transaction declare of execution. Its sender is staff, and signs for ever.
fn execution_of_extensions() -> Weight {
    type Checks = weights::frame_system_extensions::WeightInfo<Runtime>;
    type Metering = <Runtime as pallet_metering::Config>::WeightInfo;

    // The account and what was used are read and written, the allowance is read. That it is asked who signs is declared as reads
    // alone.
    let storage = ParityDbWeight::get().reads_writes(3, 2);
    let metering = Metering::check_nonce_known().saturating_add(Metering::meter(1)).saturating_sub(storage);
    let all = [
        Checks::check_non_zero_sender(),
        Checks::check_spec_version(),
        Checks::check_tx_version(),
        Checks::check_genesis(),
        Checks::check_mortality_immortal_transaction(),
        metering,
        Checks::check_weight(),
        Checks::weight_reclaim(),
    ];
    let sum = all.into_iter().fold(Weight::zero(), |sum, one| sum.saturating_add(one));
    // Storage is what has a proof.
    sum.set_proof_size(0)
}

/// The least that a signed transaction takes without its extensions, should the measurements of one and the other not fit: its
/// signature, and a call that leaves an event.
fn least_extrinsic() -> Weight {
    let signature = weights::pallet_verify_signature::WeightInfo::<Runtime>::verify_signature();
    signature.saturating_add(weights::frame_system::WeightInfo::<Runtime>::remark_with_event(0))
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<crate::Balance>;
    type AccountId = AccountId;
    type BaseCallFilter = CallFilter;
    type Block = Block;
    type BlockHashCount = ConstU32<4096>;
    type BlockLength = RuntimeBlockLength;
    type BlockWeights = RuntimeBlockWeights;
    type DbWeight = ParityDbWeight;
    type ExtensionsWeightInfo = weights::frame_system_extensions::WeightInfo<Runtime>;
    type Hash = Hash;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type MaxConsumers = ConstU32<16>;
    type Nonce = StoredNonce;
    type SystemWeightInfo = weights::frame_system::WeightInfo<Runtime>;
    type Version = Version;
}

impl pallet_timestamp::Config for Runtime {
    type Moment = bogam_primitives::Moment;
    type OnTimestampSet = crate::Aura;
    type MinimumPeriod = ConstU64<{ SLOT_DURATION / 2 }>;
    type WeightInfo = weights::pallet_timestamp::WeightInfo<Runtime>;
}

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = weights::pallet_utility::WeightInfo<Runtime>;
}

impl pallet_preimage::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = weights::pallet_preimage::WeightInfo<Runtime>;
    type Currency = Balances;
    type ManagerOrigin = Preimages;
    type Consideration = OfTheCouncil;
}

impl pallet_scheduler::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeOrigin = RuntimeOrigin;
    type PalletsOrigin = OriginCaller;
    type RuntimeCall = RuntimeCall;
    type MaximumWeight = MaximumSchedulerWeight;
    type ScheduleOrigin = Schedule;
    type OriginPrivilegeCmp = EqualPrivilegeOnly;
    type MaxScheduledPerBlock = ConstU32<50>;
    type WeightInfo = weights::pallet_scheduler::WeightInfo<Runtime>;
    type Preimages = Preimage;
    type BlockNumberProvider = System;
}

#[cfg(test)]
mod tests {
    use super::*;
    use frame_support::weights::constants::WEIGHT_REF_TIME_PER_MICROS;

    #[test]
    fn base_should_be_what_is_measured_less_what_extensions_declare_and_never_less_than_a_signature() {
        let (measured, base) = (ExtrinsicBaseWeight::get(), base_extrinsic());
        assert!(base.all_lte(measured) && base.all_gte(least_extrinsic()));
        assert!((base + execution_of_extensions()).all_gte(measured));
        assert!(least_extrinsic().ref_time() > 10 * WEIGHT_REF_TIME_PER_MICROS);
        for class in DispatchClass::all() {
            assert_eq!(RuntimeBlockWeights::get().get(*class).base_extrinsic, base);
        }
    }

    #[test]
    fn execution_of_extensions_should_be_a_part_of_what_they_declare() {
        type Metering = <Runtime as pallet_metering::Config>::WeightInfo;
        let declared = Metering::meter(1) + Metering::check_nonce_known();
        // If the benchmarks read or wrote less than is counted here, nothing would be left.
        assert!(declared.ref_time() > ParityDbWeight::get().reads_writes(3, 2).ref_time());
        assert!(execution_of_extensions().ref_time() < ExtrinsicBaseWeight::get().ref_time());
    }
}
