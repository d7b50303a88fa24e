//! A runtime around the pallet, with a pallet of everyday calls that can be paused.

use crate::{self as pallet_governance, weights::SubstrateWeight};
use codec::Encode;
use frame_support::{
    derive_impl,
    migrations::MultiStepMigrator,
    ord_parameter_types, parameter_types,
    traits::{ConstU32, ConstU64, EitherOf},
    weights::Weight,
};
use frame_system::{EnsureSignedBy, EnsureWithSuccess};
use sp_core::traits::{Externalities, ReadRuntimeVersion, ReadRuntimeVersionExt};
use sp_runtime::BuildStorage;
use sp_version::RuntimeVersion;

pub type AccountId = u64;

/// Everyday calls.
#[frame_support::pallet(dev_mode)]
pub mod ward {
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;

    #[pallet::config]
    pub trait Config: frame_system::Config {}

    #[pallet::pallet]
    pub struct Pallet<T>(_);

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        #[pallet::call_index(0)]
        #[pallet::weight(Weight::from_parts(1_000, 0))]
        pub fn admit(origin: OriginFor<T>) -> DispatchResult {
            ensure_signed(origin)?;
            Ok(())
        }

        #[pallet::call_index(1)]
        #[pallet::weight(Weight::from_parts(1_000, 0))]
        pub fn discharge(origin: OriginFor<T>) -> DispatchResult {
            ensure_signed(origin)?;
            Ok(())
        }
    }
}

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask, RuntimeViewFunction)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(2)]
    pub type Governance = pallet_governance;
    #[runtime::pallet_index(3)]
    pub type Ward = ward;
}

/// The version of the runtime.
pub const SPEC_VERSION: u32 = 10;

parameter_types! {
    pub Version: RuntimeVersion = version("ward", SPEC_VERSION);
    pub const NeverPaused: &'static [&'static str] = &["System"];
    pub static Migrating: bool = false;
}

ord_parameter_types! {
    pub const Council: AccountId = COUNCIL;
    pub const Emergency: AccountId = EMERGENCY;
}

/// Stands for enough votes for anything.
pub const COUNCIL: AccountId = 1;
/// Stands for enough votes for a short pause.
pub const EMERGENCY: AccountId = 2;
/// Has no vote.
pub const CLERK: AccountId = 3;

pub struct Migrator;

impl MultiStepMigrator for Migrator {
    fn ongoing() -> bool {
        Migrating::get()
    }

    fn step() -> Weight {
        Weight::zero()
    }
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type BaseCallFilter = Governance;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
    type MultiBlockMigrator = Migrator;
    type Version = Version;
}

impl pallet_utility::Config for Test {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Test>;
}

impl ward::Config for Test {}

/// For how many blocks an upgrade is authorised.
pub const LIFETIME: u64 = 20;
/// The longest pause of the council, and of the emergency body.
pub const LONG: u64 = 100;
pub const SHORT: u64 = 10;
pub const MAX_PAUSES: u32 = 3;

impl crate::Config for Test {
    type UpgradeOrigin = EnsureSignedBy<Council, AccountId>;
    type PauseOrigin = EitherOf<
        EnsureWithSuccess<EnsureSignedBy<Council, AccountId>, AccountId, ConstU64<LONG>>,
        EnsureWithSuccess<EnsureSignedBy<Emergency, AccountId>, AccountId, ConstU64<SHORT>>,
    >;
    type ResumeOrigin = EnsureSignedBy<Council, AccountId>;
    type NeverPaused = NeverPaused;
    type UpgradeLifetime = ConstU64<LIFETIME>;
    type MaxPauses = ConstU32<MAX_PAUSES>;
    type MaxNameLength = ConstU32<48>;
    type WeightInfo = SubstrateWeight<Test>;
}

pub fn version(name: &'static str, spec_version: u32) -> RuntimeVersion {
    RuntimeVersion { spec_name: name.into(), spec_version, system_version: 1, ..Default::default() }
}

/// The code of a runtime of the tests is its version.
pub fn code(spec_version: u32) -> Vec<u8> {
    version("ward", spec_version).encode()
}

struct VersionIsCode;

impl ReadRuntimeVersion for VersionIsCode {
    fn read_runtime_version(&self, code: &[u8], _: &mut dyn Externalities) -> Result<Vec<u8>, String> {
        Ok(code.to_vec())
    }
}

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.register_extension(ReadRuntimeVersionExt::new(VersionIsCode));
    ext.execute_with(|| {
        System::set_block_number(1);
        Migrating::set(false);
        #[cfg(feature = "runtime-benchmarks")]
        frame_support::storage::unhashed::put_raw(b":code", &code(SPEC_VERSION + 1));
    });
    ext
}
