//! Who decides what: the council, with one vote for each active organisation, that of its admin.
//!
//! | matter | type | calls | who decides |
//! |---|---|---|---|
//! | who is a member | [`Membership`] | `registry`: admit, suspend, reinstate and remove an organisation, replace its admin | two thirds |
//! | who validates | [`ValidatorSet`] | `validators`: admit, remove, floor, slots | two thirds |
//! | what members may use | [`Allowances`] | `metering`: set an allowance | two thirds |
//! | who clears money | [`ClearingAgent`] | `claims`: appoint and dismiss the clearing agent | two thirds |
//! | the rules themselves | [`Upgrades`] | `governance`: authorise and withdraw an upgrade | two thirds |
//! | motions | [`Motions`] | `council`: take a motion down before it ends | more than half |
//! | what is done later | [`Schedule`] | `scheduler`: schedule and cancel; the scheduled call itself needs what it always needs | more than half |
//! | long texts | [`Preimages`] | `preimage`: request and give up | more than half |
//! | an emergency's end | [`Resumption`] | `governance`: resume; `safe_mode`: extend, exit | more than half |
//! | a long pause | [`Pauses`] | `governance`: pause, for up to 30 days | more than half |
//! | an emergency | [`Pauses`], [`Emergency`] | `governance`: pause, for up to a day; `safe_mode`: enter, for six hours | one third |
//!
//! **Of all members**, not of those who vote: an abstention is never a yes, and there is no prime member whose vote would
//! count for others.
//!
//! Who is a member is no ordinary matter, because it decides who votes: else a little more than half could suspend the others
//! and then be two thirds. Nor is who validates: else they could be all of the set.
//!
//! The council follows the registry ([`CouncilOfAdmins`]); nobody else can change it. `docs/governance.md` tells how motions,
//! upgrades, pauses and safe mode go.

use super::money::NothingIsBurnt;
use crate::{
    AccountId, Address, Balances, Council, CouncilMembership, Governance, Runtime, RuntimeCall, RuntimeEvent,
    RuntimeHoldReason, RuntimeOrigin, SafeMode, weights,
};
use bogam_primitives::{
    time::{DAY, HOUR, SECOND},
    traits::Electorate,
};
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
    defensive,
    dispatch::DispatchResultWithPostInfo,
    ensure, parameter_types,
    traits::{
        Consideration, ConstU32, Contains, EitherOf, EitherOfDiverse, Footprint, InitializeMembers, InsideBoth,
        NeverEnsureOrigin,
    },
    weights::Weight,
};
use frame_system::{EnsureRoot, EnsureWithSuccess};
use pallet_collective::{DefaultVote, EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1, MemberCount};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, Perbill};

/// The most members of the council.
pub const MAX_COUNCIL_MEMBERS: u32 = 100;

/// The most motions at a time.
const MAX_MOTIONS: u32 = 100;

/// The most bytes of a motion. What is longer is voted on by its hash.
pub const MAX_MOTION_LENGTH: u32 = 64 * 1024;

/// How many blocks a time takes.
const fn blocks(milliseconds: u64) -> u32 {
    (milliseconds / SECOND) as u32
}

/// A motion can be voted on for five days.
pub const MOTION_DURATION: u32 = blocks(5 * DAY);

/// An upgrade that is authorised can be applied for two weeks.
pub const UPGRADE_LIFETIME: u32 = blocks(14 * DAY);

/// How long more than half of the council may pause something.
pub const LONG_PAUSE: u32 = blocks(30 * DAY);

/// How long a third of the council may.
pub const SHORT_PAUSE: u32 = blocks(DAY);

/// How long safe mode lasts, and by how much it is extended each time.
pub const SAFE_MODE: u32 = blocks(6 * HOUR);

// How many have to agree, of all members of the council; or the chain itself. Nobody has the root origin.

/// Two thirds.
pub type EnsureTwoThirdsOfCouncil =
    EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, Instance1, 2, 3>>;

/// More than half.
pub type EnsureMoreThanHalfOfCouncil =
    EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionMoreThan<AccountId, Instance1, 1, 2>>;

/// One third.
pub type EnsureOneThirdOfCouncil =
    EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, Instance1, 1, 3>>;

// The matters, as in the table above.

/// Who is a member, and so who votes.
pub type Membership = EnsureTwoThirdsOfCouncil;
/// Who validates.
pub type ValidatorSet = EnsureTwoThirdsOfCouncil;
/// What members may use of the chain.
pub type Allowances = EnsureTwoThirdsOfCouncil;
/// Who issues settlement money and pays it out.
pub type ClearingAgent = EnsureTwoThirdsOfCouncil;
/// The rules themselves.
pub type Upgrades = EnsureTwoThirdsOfCouncil;
/// Taking a motion down.
pub type Motions = EnsureMoreThanHalfOfCouncil;
/// What is done later.
pub type Schedule = EnsureMoreThanHalfOfCouncil;
/// Long texts.
pub type Preimages = EnsureMoreThanHalfOfCouncil;
/// An emergency's end, and that it goes on.
pub type Resumption = EnsureMoreThanHalfOfCouncil;
/// An emergency.
pub type Emergency = EnsureOneThirdOfCouncil;
/// For how many blocks who may pause.
pub type Pauses = EitherOf<
    EnsureWithSuccess<EnsureMoreThanHalfOfCouncil, AccountId, ConstU32<LONG_PAUSE>>,
    EnsureWithSuccess<Emergency, AccountId, ConstU32<SHORT_PAUSE>>,
>;

parameter_types! {
    pub MaximumProposalWeight: Weight =
        Perbill::from_percent(50) * super::system::RuntimeBlockWeights::get().max_block;
    /// What can never be paused beside governance itself: what blocks need, consensus, and the council.
    pub const NeverPaused: &'static [&'static str] = &[
        "System",
        "Timestamp",
        "Grandpa",
        "Session",
        "Validators",
        "Council",
        "CouncilMembership",
        "SafeMode",
    ];
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
    type MaxProposals = ConstU32<MAX_MOTIONS>;
    type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
    #[cfg(not(feature = "runtime-benchmarks"))]
    type DefaultVote = AbstentionIsNotAYes;
    // The pallet's benchmarks let the prime member decide for those who abstain.
    #[cfg(feature = "runtime-benchmarks")]
    type DefaultVote = pallet_collective::PrimeDefaultVote;
    type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
    // Only the membership pallet sets members, so that the two cannot disagree.
    #[cfg(not(feature = "runtime-benchmarks"))]
    type SetMembersOrigin = NeverEnsureOrigin<()>;
    // The pallet's benchmarks set members before they measure.
    #[cfg(feature = "runtime-benchmarks")]
    type SetMembersOrigin = EnsureRoot<AccountId>;
    type MaxProposalWeight = MaximumProposalWeight;
    type DisapproveOrigin = Motions;
    type KillOrigin = Motions;
    type Consideration = ();
}

/// Its calls are filtered ([`CouncilRules`]): only [`CouncilOfAdmins`] reaches it.
impl pallet_membership::Config<Instance1> for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type AddOrigin = EnsureRoot<AccountId>;
    type RemoveOrigin = EnsureRoot<AccountId>;
    type SwapOrigin = EnsureRoot<AccountId>;
    type ResetOrigin = EnsureRoot<AccountId>;
    type PrimeOrigin = EnsureRoot<AccountId>;
    type MembershipInitialized = NoMembersOfItsOwn;
    type MembershipChanged = Council;
    type MaxMembers = ConstU32<MAX_COUNCIL_MEMBERS>;
    type WeightInfo = weights::pallet_membership::WeightInfo<Runtime>;
}

/// Stops a genesis that names members of the council: they are the admins of its organisations.
pub struct NoMembersOfItsOwn;

impl InitializeMembers<AccountId> for NoMembersOfItsOwn {
    fn initialize_members(members: &[AccountId]) {
        assert!(members.is_empty(), "genesis: the council's members are the admins of the registry's organisations");
    }
}

/// The council: the admins of the active organisations, as the registry tells.
pub struct CouncilOfAdmins;

impl CouncilOfAdmins {
    /// The membership pallet refuses who is a member twice, or is none. The registry tells of each change once.
    fn note(done: DispatchResultWithPostInfo) {
        if let Err(refused) = done {
            defensive!("the council does not follow the registry", refused.error);
        }
    }
}

impl Electorate<AccountId> for CouncilOfAdmins {
    fn has_room() -> bool {
        let members = pallet_membership::Members::<Runtime, Instance1>::decode_len().unwrap_or(0);
        members < MAX_COUNCIL_MEMBERS as usize
    }

    fn enfranchise(account: &AccountId) {
        Self::note(CouncilMembership::add_member(RuntimeOrigin::root(), Address::Id(account.clone())));
    }

    fn disenfranchise(account: &AccountId) {
        Self::note(CouncilMembership::remove_member(RuntimeOrigin::root(), Address::Id(account.clone())));
    }

    fn hand_over(old: &AccountId, new: &AccountId) {
        let (old, new) = (Address::Id(old.clone()), Address::Id(new.clone()));
        Self::note(CouncilMembership::swap_member(RuntimeOrigin::root(), old, new));
    }

    fn weight() -> Weight {
        // Of the three changes the swap is the dearest; and the council takes a vote out of every motion.
        let membership =
            <weights::pallet_membership::WeightInfo<Runtime> as pallet_membership::WeightInfo>::swap_member(
                MAX_COUNCIL_MEMBERS,
            );
        let council = <weights::pallet_collective::WeightInfo<Runtime> as pallet_collective::WeightInfo>::set_members(
            MAX_COUNCIL_MEMBERS,
            MAX_COUNCIL_MEMBERS,
            MAX_MOTIONS,
        );
        membership.saturating_add(council)
    }
}

impl pallet_governance::Config for Runtime {
    type UpgradeOrigin = Upgrades;
    type PauseOrigin = Pauses;
    type ResumeOrigin = Resumption;
    type NeverPaused = NeverPaused;
    type UpgradeLifetime = ConstU32<UPGRADE_LIFETIME>;
    type MaxPauses = ConstU32<32>;
    type MaxNameLength = ConstU32<64>;
    type WeightInfo = pallet_governance::weights::SubstrateWeight<Runtime>;
}

/// Nobody enters it for a deposit: an amount of `()` is none.
impl pallet_safe_mode::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type WhitelistedCalls = SafeModeCalls;
    type EnterDuration = ConstU32<SAFE_MODE>;
    type ExtendDuration = ConstU32<SAFE_MODE>;
    type EnterDepositAmount = ();
    type ExtendDepositAmount = ();
    type ForceEnterOrigin = EnsureWithSuccess<Emergency, AccountId, ConstU32<SAFE_MODE>>;
    type ForceExtendOrigin = EnsureWithSuccess<Resumption, AccountId, ConstU32<SAFE_MODE>>;
    type ForceExitOrigin = Resumption;
    type ForceDepositOrigin = NeverEnsureOrigin<()>;
    type Notify = ();
    type ReleaseDelay = ();
    type WeightInfo = weights::pallet_safe_mode::WeightInfo<Runtime>;
}

/// What goes on in safe mode: what blocks need, consensus, governance, and what the council needs against a member whose keys
/// are in the wrong hands.
pub struct SafeModeCalls;

impl Contains<RuntimeCall> for SafeModeCalls {
    fn contains(call: &RuntimeCall) -> bool {
        use pallet_registry::Call::{replace_admin, suspend_organisation};

        match call {
            RuntimeCall::System(_)
            | RuntimeCall::Timestamp(_)
            | RuntimeCall::Grandpa(_)
            | RuntimeCall::Session(_)
            | RuntimeCall::Validators(_)
            | RuntimeCall::Council(_)
            | RuntimeCall::CouncilMembership(_)
            | RuntimeCall::Governance(_)
            | RuntimeCall::SafeMode(_) => true,
            RuntimeCall::Registry(call) => matches!(call, suspend_organisation { .. } | replace_admin { .. }),
            _ => false,
        }
    }
}

/// All calls but those that would get round the rules of the council:
///
/// - of the membership pallet, whatever it is: a member could hand its vote to an account that is no admin;
/// - `council.execute`: what a single member's origin may do anybody may do, but not with the council's priority;
/// - motions longer than [`MAX_MOTION_LENGTH`]: they are stored until they end.
pub struct CouncilRules;

impl Contains<RuntimeCall> for CouncilRules {
    fn contains(call: &RuntimeCall) -> bool {
        use pallet_collective::Call::{execute, propose};

        match call {
            RuntimeCall::CouncilMembership(_) | RuntimeCall::Council(execute { .. }) => false,
            RuntimeCall::Council(propose { length_bound, .. }) => *length_bound <= MAX_MOTION_LENGTH,
            _ => true,
        }
    }
}

/// What every call passes, unless the chain itself makes it: also one in a batch, a relayed one, a scheduled one, and one that
/// the council has passed. The validators pallet's part keeps session keys: they are given up through that pallet, which knows
/// when they are needed.
pub type CallFilter = InsideBoth<
    InsideBoth<pallet_validators::KeepKeys<Runtime>, CouncilRules>,
    InsideBoth<NothingIsBurnt, InsideBoth<Governance, SafeMode>>,
>;

/// That a member of the council has stored a preimage. Preimages are for motions, and cost nothing but allowance: anybody
/// else could fill the state with texts that nobody takes away.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo, MaxEncodedLen)]
pub struct OfTheCouncil;

impl Consideration<AccountId, Footprint> for OfTheCouncil {
    fn new(account: &AccountId, _: Footprint) -> Result<Self, DispatchError> {
        let is_member = CouncilMembership::contains(account);
        // The SDK's benchmarks note as somebody.
        ensure!(is_member || cfg!(feature = "runtime-benchmarks"), DispatchError::BadOrigin);
        Ok(Self)
    }

    fn update(self, account: &AccountId, footprint: Footprint) -> Result<Self, DispatchError> {
        Self::new(account, footprint)
    }

    // Also by who is no member any more.
    fn drop(self, _: &AccountId) -> Result<(), DispatchError> {
        Ok(())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn ensure_successful(_: &AccountId, _: Footprint) {}
}
