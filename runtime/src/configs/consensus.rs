//! Who authors and who finalises. The set is the validators pallet's, and reaches Aura and GRANDPA through the session pallet.
//! `docs/validators.md` tells how it changes.

use super::{governance::ValidatorSet, system::SLOT_DURATION};
use crate::{
    AccountId, Aura, Balances, Historical, Offences, Registry, Runtime, RuntimeCall, RuntimeEvent, SessionKeys,
    Timestamp, UncheckedExtrinsic, Validators,
    weights::{self, ConsensusMeasurements, GrandpaMeasurements},
};
use bogam_primitives::{
    OrganisationId,
    time::{HOUR, SECOND},
    traits::Members,
};
use frame_support::{
    traits::{ConstBool, ConstU32, ConstU64, ConstU128, Time},
    weights::Weight,
};
use pallet_registry::OrganisationStatus;
use pallet_session::{
    disabling::UpToLimitDisablingStrategy,
    historical::{self, IdentificationTuple, NoteHistoricalRoot},
};
use pallet_validators::{MemberAccounts, NoIdentification, Sessions};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::traits::OpaqueKeys;

/// The most validators: one for each member organisation of a large region.
pub const MAX_AUTHORITIES: u32 = 64;

/// A session lasts an hour of blocks, unless genesis says otherwise.
const SESSION_LENGTH: u32 = (HOUR / SECOND) as u32;

/// For how many sessions equivocations can be reported: a week of them.
const REPORTABLE_SESSIONS: u32 = 7 * 24;

impl pallet_authorship::Config for Runtime {
    type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Runtime, Aura>;
    type EventHandler = Validators;
}

impl pallet_aura::Config for Runtime {
    type AuthorityId = AuraId;
    type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
    type DisabledValidators = crate::Session;
    type AllowMultipleBlocksPerSlot = ConstBool<false>;
    type SlotDuration = ConstU64<SLOT_DURATION>;
}

impl pallet_grandpa::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type WeightInfo = GrandpaWeights;
    type MaxAuthorities = ConstU32<MAX_AUTHORITIES>;
    type MaxNominators = ConstU32<0>;
    type MaxSetIdSessionEntries = ConstU64<{ REPORTABLE_SESSIONS as u64 }>;
    type KeyOwnerProof = sp_session::MembershipProof;
    type EquivocationReportSystem = pallet_grandpa::EquivocationReportSystem<
        Runtime,
        Offences,
        Historical,
        ConstU64<{ REPORTABLE_SESSIONS as u64 * SESSION_LENGTH as u64 }>,
    >;
}

/// What GRANDPA's calls weigh. The SDK measures a report only on chains with its staking pallet: this runtime has its own benchmark.
pub struct GrandpaWeights;

impl pallet_grandpa::WeightInfo for GrandpaWeights {
    // As much for few validators as for the most that there can be: a double vote is rare.
    fn report_equivocation(_validators: u32, _nominators: u32) -> Weight {
        MeasuredConsensus::report_equivocation()
    }

    fn note_stalled() -> Weight {
        MeasuredGrandpa::note_stalled()
    }
}

/// What the session pallet's calls weigh, measured likewise.
pub struct SessionWeights;

impl pallet_session::WeightInfo for SessionWeights {
    fn set_keys() -> Weight {
        MeasuredConsensus::set_keys()
    }

    fn purge_keys() -> Weight {
        MeasuredConsensus::purge_keys()
    }
}

type MeasuredConsensus = weights::consensus::WeightInfo<Runtime>;
type MeasuredGrandpa = weights::pallet_grandpa::WeightInfo<Runtime>;

/// How the GRANDPA pallet sends the report of an equivocation: a bare transaction of the node's own.
impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    type Extrinsic = UncheckedExtrinsic;
    type RuntimeCall = RuntimeCall;
}

impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
    RuntimeCall: From<LocalCall>,
{
    fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
        UncheckedExtrinsic::new_bare(call)
    }
}

impl pallet_session::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type ValidatorId = AccountId;
    // Only members register keys.
    type ValidatorIdOf = MemberAccounts<Runtime>;
    type ShouldEndSession = Sessions<Runtime>;
    type NextSessionRotation = Sessions<Runtime>;
    type SessionManager = NoteHistoricalRoot<Runtime, Validators>;
    type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
    type Keys = SessionKeys;
    type DisablingStrategy = UpToLimitDisablingStrategy;
    type WeightInfo = SessionWeights;
    type Currency = Balances;
    // Validators need no coin.
    type KeyDeposit = ConstU128<0>;
}

impl historical::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type FullIdentification = ();
    type FullIdentificationOf = NoIdentification;
}

impl pallet_offences::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type IdentificationTuple = IdentificationTuple<Runtime>;
    type OnOffenceHandler = Validators;
}

impl pallet_validators::Config for Runtime {
    type GovernanceOrigin = ValidatorSet;
    type Organisations = Registry;
    type Members = RegistryMembers;
    type MaxValidators = ConstU32<MAX_AUTHORITIES>;
    // Development networks have a single validator.
    type LeastFloor = ConstU32<1>;
    type DefaultSlots = ConstU32<1>;
    type MaxSlots = ConstU32<3>;
    type OfflineSessions = ConstU32<2>;
    type LeastTurns = ConstU32<3>;
    type HistoryDepth = ConstU32<REPORTABLE_SESSIONS>;
    type DefaultSessionLength = ConstU32<SESSION_LENGTH>;
    type WeightInfo = pallet_validators::weights::SubstrateWeight<Runtime>;
}

/// Whose accounts act for which organisation, as the registry has it.
pub struct RegistryMembers;

impl Members<AccountId> for RegistryMembers {
    fn organisation(account: &AccountId) -> Option<OrganisationId> {
        Self::administered(account).or_else(|| {
            let seat = pallet_registry::Seats::<Runtime>::get(account)?;
            let record = pallet_registry::Organisations::<Runtime>::get(seat.organisation)?;
            let now = Timestamp::now();
            let counts = record.status != OrganisationStatus::Removed
                && !record.voids_grant_at(seat.granted_at)
                && seat.valid_from <= now
                && seat.valid_until.is_none_or(|end| now < end);
            counts.then_some(seat.organisation)
        })
    }

    fn administered(account: &AccountId) -> Option<OrganisationId> {
        pallet_registry::Admins::<Runtime>::get(account)
    }

    fn is_gone(organisation: OrganisationId) -> bool {
        pallet_registry::Organisations::<Runtime>::get(organisation)
            .is_none_or(|record| record.status == OrganisationStatus::Removed)
    }

    fn weight() -> Weight {
        <Runtime as frame_system::Config>::DbWeight::get().reads(4)
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_admin(number: u32) -> (AccountId, OrganisationId) {
        let account: AccountId = frame_benchmarking::account("admin", number, 0);
        let organisation = pallet_registry::NextOrganisationId::<Runtime>::get();
        Registry::admit_organisation(
            frame_system::RawOrigin::Root.into(),
            bogam_primitives::OrganisationKind::Hospital,
            account.clone(),
            b"Benchmark Hospital".to_vec(),
            alloc::format!("V{number}").into_bytes(),
        )
        .expect("the account and the code are new");
        (account, organisation)
    }
}
