//! Who authors and who finalises. The authorities come from genesis through the session pallet, so that the set can
//! become dynamic without touching Aura or GRANDPA.

use super::system::SLOT_DURATION;
use crate::{AccountId, Balances, Runtime, RuntimeEvent, SessionKeys};
use bogam_primitives::time::{HOUR, SECOND};
use frame_support::traits::{ConstBool, ConstU32, ConstU64, ConstU128};
use pallet_session::{PeriodicSessions, disabling::UpToLimitDisablingStrategy};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

/// The most validators: one for each member organisation of a large region.
pub const MAX_AUTHORITIES: u32 = 64;

/// A session lasts an hour of blocks.
const SESSION_LENGTH: u32 = (HOUR / SECOND) as u32;

impl pallet_aura::Config for Runtime {
    type AuthorityId = AuraId;
    type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
    type DisabledValidators = crate::Session;
    type AllowMultipleBlocksPerSlot = ConstBool<false>;
    type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = ();
    type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<168>;
    type KeyOwnerProof = sp_core::Void;
    type EquivocationReportSystem = ();
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    type ValidatorIdOf = ConvertInto;
    type ShouldEndSession = PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
    type NextSessionRotation = PeriodicSessions<ConstU32<SESSION_LENGTH>, ConstU32<0>>;
    // The set of genesis stays: no call changes it yet.
    type SessionManager = ();
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    type DisablingStrategy = UpToLimitDisablingStrategy;
    type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
    type Currency = Balances;
    // Validators need no coin.
    type KeyDeposit = ConstU128<0>;
}
