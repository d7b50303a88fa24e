//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry.

use crate as pallet_certificates;
use crate::weights::SubstrateWeight;
pub use bogam_pallet_tests::people::{AccountId, REFUSING_PALLET, Refusal};
use bogam_primitives::{
    Actor, Moment, OrganisationId, OrganisationKind, Profession,
    certificate::Lapse,
    time::DAY,
    traits::{Credentials, EnsureRole, Organisations},
};
use frame_support::{derive_impl, parameter_types, storage_alias, traits::ConstU32};
use sp_runtime::{BuildStorage, DispatchError, traits::IdentityLookup};

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(RuntimeCall, RuntimeEvent, RuntimeError, RuntimeOrigin, RuntimeTask, RuntimeViewFunction)]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Test>;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp::Pallet<Test>;
    #[runtime::pallet_index(2)]
    pub type Certificates = pallet_certificates::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
    pub const LongestValidity: Moment = 150 * 366 * DAY;
    pub const FurthestStart: Moment = 30 * DAY;
    pub const Retention: Moment = 365 * DAY;
}

pub const MAX_NAME_LENGTH: u32 = 32;
pub const MAX_BATCH_SIZE: u32 = 1 << 20;
pub const MAX_CHANGES: u32 = 6;

impl crate::Config for Test {
    type IssuerOrigin = Issuers;
    type AuthorityOrigin = Authorities;
    type Credentials = Registry;
    type Organisations = Registry;
    type Time = Timestamp;
    type MaxNameLength = ConstU32<MAX_NAME_LENGTH>;
    type MaxBatchSize = ConstU32<MAX_BATCH_SIZE>;
    type MaxChanges = ConstU32<MAX_CHANGES>;
    type LongestValidity = LongestValidity;
    type FurthestStart = FurthestStart;
    type Retention = Retention;
    type WeightInfo = SubstrateWeight<Test>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

/// A clinic, as in the shared cases of verification.
pub const CLINIC: OrganisationId = 1;
pub const HOSPITAL: OrganisationId = 2;
pub const PHARMACY: OrganisationId = 3;
/// An authority, as in the shared cases of verification.
pub const AUTHORITY: OrganisationId = 9;
/// Another authority, which issues certificates too.
pub const HEALTH_OFFICE: OrganisationId = 10;
/// An authority that is not active.
pub const SUSPENDED_AUTHORITY: OrganisationId = 11;

pub const PHYSICIAN: AccountId = AccountId::new([1; 32]);
pub const NURSE: AccountId = AccountId::new([2; 32]);
/// A service key of the clinic, without licence.
pub const GATEWAY: AccountId = AccountId::new([3; 32]);
pub const HOSPITAL_PHYSICIAN: AccountId = AccountId::new([4; 32]);
pub const PHARMACIST: AccountId = AccountId::new([5; 32]);
pub const SUSPENDED_SEAT: AccountId = AccountId::new([6; 32]);
pub const REGISTRAR: AccountId = AccountId::new([7; 32]);
pub const SECOND_REGISTRAR: AccountId = AccountId::new([8; 32]);
/// Acts for the other authority, and issues for it.
pub const HEALTH_OFFICER: AccountId = AccountId::new([9; 32]);
pub const STRANGER: AccountId = AccountId::new([10; 32]);
/// Has a seat at an organisation that the registry does not know.
pub const STRAY: AccountId = AccountId::new([11; 32]);

const ISSUING: [(AccountId, OrganisationId, Option<Profession>); 7] = [
    (PHYSICIAN, CLINIC, Some(Profession::Physician)),
    (NURSE, CLINIC, Some(Profession::Nurse)),
    (GATEWAY, CLINIC, None),
    (HOSPITAL_PHYSICIAN, HOSPITAL, Some(Profession::Physician)),
    (PHARMACIST, PHARMACY, Some(Profession::Pharmacist)),
    (HEALTH_OFFICER, HEALTH_OFFICE, None),
    (STRAY, 99, None),
];

const ACTING_FOR_AUTHORITIES: [(AccountId, OrganisationId); 3] =
    [(REGISTRAR, AUTHORITY), (SECOND_REGISTRAR, AUTHORITY), (HEALTH_OFFICER, HEALTH_OFFICE)];

fn seat(
    origin: RuntimeOrigin,
    mut seats: impl Iterator<Item = (AccountId, OrganisationId, Option<Profession>)>,
) -> Result<Actor<AccountId>, DispatchError> {
    let account = frame_system::ensure_signed(origin)?;
    if account == SUSPENDED_SEAT {
        return Err(Refusal::SeatSuspended.into());
    }
    let (_, organisation, profession) = seats.find(|(seated, ..)| *seated == account).ok_or(Refusal::NoSeat)?;
    Ok(Actor { account, organisation, licence: profession.map(|_| 7) })
}

pub struct Issuers;

impl EnsureRole<RuntimeOrigin> for Issuers {
    type Success = Actor<AccountId>;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        seat(origin, ISSUING.into_iter())
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        RuntimeOrigin::signed(PHYSICIAN)
    }
}

pub struct Authorities;

impl EnsureRole<RuntimeOrigin> for Authorities {
    type Success = Actor<AccountId>;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        seat(origin, ACTING_FOR_AUTHORITIES.into_iter().map(|(account, organisation)| (account, organisation, None)))
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        RuntimeOrigin::signed(REGISTRAR)
    }
}

/// Why accounts were not entitled to issue or to endorse, from some moment on. Those that are not here were.
#[storage_alias]
pub type Lapses = StorageMap<Registry, frame_support::Blake2_128Concat, AccountId, (Moment, Lapse)>;

pub struct Registry;

impl Registry {
    fn at(account: &AccountId, moment: Moment, organisation: Option<OrganisationId>) -> Result<OrganisationId, Lapse> {
        match Lapses::get(account) {
            Some((since, lapse)) if since <= moment => Err(lapse),
            _ => organisation.ok_or(Lapse::NoSeat),
        }
    }
}

impl Credentials<AccountId> for Registry {
    fn credentials(actor: &Actor<AccountId>) -> Option<(OrganisationKind, Option<Profession>)> {
        let (_, organisation, profession) = ISSUING.into_iter().find(|(account, ..)| *account == actor.account)?;
        let kind = match organisation {
            CLINIC => OrganisationKind::Clinic,
            HOSPITAL => OrganisationKind::Hospital,
            PHARMACY => OrganisationKind::Pharmacy,
            HEALTH_OFFICE => OrganisationKind::Authority,
            _ => return None,
        };
        Some((kind, profession))
    }

    fn issuer_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, Lapse> {
        let seat = ISSUING.into_iter().find(|(seated, ..)| seated == account);
        Self::at(account, moment, seat.map(|(_, organisation, _)| organisation))
    }

    fn endorser_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, Lapse> {
        let seat = ACTING_FOR_AUTHORITIES.into_iter().find(|(seated, _)| seated == account);
        Self::at(account, moment, seat.map(|(_, organisation)| organisation))
    }
}

impl Organisations for Registry {
    fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
        match organisation {
            CLINIC => Some(OrganisationKind::Clinic),
            HOSPITAL => Some(OrganisationKind::Hospital),
            PHARMACY => Some(OrganisationKind::Pharmacy),
            AUTHORITY | HEALTH_OFFICE => Some(OrganisationKind::Authority),
            _ => None,
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn active_organisation(_: OrganisationKind) -> OrganisationId {
        AUTHORITY
    }
}

/// The moment at which tests start.
pub const START: Moment = 1_800_000_000_000;

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    ext.execute_with(|| {
        System::set_block_number(1);
        Timestamp::set_timestamp(START);
    });
    ext
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper for Helper {
    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }
}
