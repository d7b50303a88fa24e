//! The council: one vote per member organisation.
//!
//! | matter | who decides |
//! |---|---|
//! | organisations: admit, suspend, reinstate, remove, replace an admin's key | two thirds of the council |
//! | the council's own membership | two thirds of the council |
//! | scheduled calls, preimages kept by request | two thirds of the council |
//! | validators: admit, remove, the floor, slots of an organisation | two thirds of the council |
//! | allowances of organisations | two thirds of the council |
//! | taking a motion down | two thirds of the council |

use crate::{AccountId, Council, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin};
use bogam_primitives::time::{DAY, SECOND};
use frame_support::{
    parameter_types,
    traits::{ConstU32, EitherOfDiverse},
    weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{DefaultVote, EnsureProportionAtLeast, Instance1, MemberCount};
use sp_runtime::Perbill;

/// The most members of the council.
pub const MAX_COUNCIL_MEMBERS: u32 = 100;

/// A motion can be voted on for five days of blocks.
const MOTION_DURATION: u32 = (5 * DAY / SECOND) as u32;

/// Two thirds of all members, or the chain itself. Nobody has the root origin: only a passed motion could use it.
pub type EnsureTwoThirdsOfCouncil =
    EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, Instance1, 2, 3>>;

parameter_types! {
    pub MaximumProposalWeight: Weight =
        Perbill::from_percent(50) * super::system::RuntimeBlockWeights::get().max_block;
}

/// The abstention of a member is not a yes, whatever the prime member voted.
pub struct AbstentionIsNotAYes;

impl DefaultVote for AbstentionIsNotAYes {
    fn default_vote(
        _prime_vote: Option<bool>,
        _yes_votes: MemberCount,
        _no_votes: MemberCount,
        _members: MemberCount,
    ) -> bool {
        false
    }
}

impl pallet_collective::Config<Instance1> for Runtime {
    type RuntimeOrigin = RuntimeOrigin;
    type Proposal = RuntimeCall;
    type RuntimeEvent = RuntimeEvent;
    type MotionDuration = ConstU32<MOTION_DURATION>;
    type MaxProposals = ConstU32<100>;
    type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
    type DefaultVote = AbstentionIsNotAYes;
    type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
    // Only the membership pallet sets members, so that the two cannot disagree.
    type SetMembersOrigin = frame_support::traits::NeverEnsureOrigin<()>;
    type MaxProposalWeight = MaximumProposalWeight;
    type DisapproveOrigin = EnsureTwoThirdsOfCouncil;
    type KillOrigin = EnsureTwoThirdsOfCouncil;
    type Consideration = ();
}

impl pallet_membership::Config<Instance1> for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type AddOrigin = EnsureTwoThirdsOfCouncil;
    type RemoveOrigin = EnsureTwoThirdsOfCouncil;
    type SwapOrigin = EnsureTwoThirdsOfCouncil;
    type ResetOrigin = EnsureTwoThirdsOfCouncil;
    type PrimeOrigin = EnsureTwoThirdsOfCouncil;
    type MembershipInitialized = Council;
    type MembershipChanged = Council;
    type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
    type WeightInfo = pallet_membership::weights::SubstrateWeight<Runtime>;
}
