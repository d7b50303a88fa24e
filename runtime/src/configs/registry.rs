//! Who may do what: by the consortium's table of entitlements.

use super::{
    governance::{CouncilOfAdmins, Membership},
    holders::PrescriptionKeys,
};
use crate::{Runtime, Timestamp};
use bogam_primitives::entitlement::ConsortiumEntitlements;
use frame_support::traits::ConstU32;

impl pallet_registry::Config for Runtime {
    type Time = Timestamp;
    type GovernanceOrigin = Membership;
    type Electorate = CouncilOfAdmins;
    type OtherHolders = PrescriptionKeys;
    type Entitlements = ConsortiumEntitlements;
    type MaxNameLength = ConstU32<128>;
    type MaxCodeLength = ConstU32<32>;
    type MaxHistory = ConstU32<64>;
    type MaxSponsors = ConstU32<16>;
    type WeightInfo = pallet_registry::weights::SubstrateWeight<Runtime>;
}
