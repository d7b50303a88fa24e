//! A chain with nothing but the registry, and a small consortium on it.

use crate::{
    self as pallet_registry, Entitlements, GenesisConfig, GenesisLicence, GenesisOrganisation, GenesisSeat,
    OrganisationStatus, Organisations, Pallet,
};
use bogam_primitives::{
    Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession, time::DAY, traits,
};
use frame_support::{
    derive_impl, parameter_types, storage_alias,
    traits::{ConstU32, Contains},
    weights::Weight,
};
use frame_system::EnsureRoot;
use sp_core::H256;
use sp_runtime::BuildStorage;
use std::collections::BTreeSet;

pub type AccountId = u64;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Registry = pallet_registry;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type AccountId = AccountId;
    type Block = frame_system::mocking::MockBlock<Test>;
    type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

pub struct Table;

impl Entitlements for Table {
    fn kinds(capacity: Capacity) -> &'static [OrganisationKind] {
        use OrganisationKind::*;
        match capacity {
            Capacity::Prescribe | Capacity::Custodian => &[Hospital, Clinic],
            Capacity::Dispense => &[Hospital, Pharmacy],
            Capacity::License | Capacity::EndorseCertificate => &[Authority],
            Capacity::IssueCertificate => &[Hospital, Clinic, Laboratory],
            Capacity::SubmitClaim | Capacity::SettleClaim => &[Hospital, Clinic, Pharmacy],
            Capacity::AssessClaim | Capacity::Underwrite => &[Insurer],
            Capacity::PrivacyOfficer | Capacity::ReviewResearch => &[Hospital],
            Capacity::AccessRecords | Capacity::EmergencyAccess => &[Hospital, Clinic],
        }
    }

    fn professions(capacity: Capacity) -> Option<&'static [Profession]> {
        match capacity {
            Capacity::Prescribe => Some(&[Profession::Physician, Profession::Dentist]),
            Capacity::Dispense => Some(&[Profession::Pharmacist]),
            _ => None,
        }
    }
}

parameter_types! {
    /// How many votes there can be.
    pub static MaxVotes: u32 = 1_000;
}

/// Who has a vote.
#[storage_alias]
pub type Votes = StorageMap<Electorate, frame_support::Twox64Concat, AccountId, ()>;

/// What asking for room and changing a vote weigh.
pub const VOTE_WEIGHT: Weight = Weight::from_parts(7_000_000, 700);

/// Notes who votes, and insists that it is told of each change once.
pub struct Electorate;

impl traits::Electorate<AccountId> for Electorate {
    fn has_room() -> bool {
        Votes::iter_keys().count() < MaxVotes::get() as usize
    }

    fn enfranchise(account: &AccountId) {
        assert!(!Votes::contains_key(account), "{account} has a vote");
        Votes::insert(account, ());
    }

    fn disenfranchise(account: &AccountId) {
        assert!(Votes::contains_key(account), "{account} has no vote");
        Votes::remove(account);
    }

    fn hand_over(old: &AccountId, new: &AccountId) {
        Self::disenfranchise(old);
        Self::enfranchise(new);
    }

    fn weight() -> Weight {
        VOTE_WEIGHT
    }
}

/// The keys that another pallet keeps.
#[storage_alias]
pub type OtherKeys = StorageMap<OtherHolders, frame_support::Twox64Concat, AccountId, ()>;

/// Whose keys another pallet keeps.
pub struct OtherHolders;

impl Contains<AccountId> for OtherHolders {
    fn contains(account: &AccountId) -> bool {
        OtherKeys::contains_key(account)
    }
}

pub const MAX_NAME_LENGTH: u32 = 64;
pub const MAX_CODE_LENGTH: u32 = 16;
pub const MAX_HISTORY: u32 = 6;
pub const MAX_SPONSORS: u32 = 3;

impl pallet_registry::Config for Test {
    type GovernanceOrigin = EnsureRoot<AccountId>;
    type Electorate = Electorate;
    type Time = Timestamp;
    type OtherHolders = OtherHolders;
    type Entitlements = Table;
    type MaxNameLength = ConstU32<MAX_NAME_LENGTH>;
    type MaxCodeLength = ConstU32<MAX_CODE_LENGTH>;
    type MaxHistory = ConstU32<MAX_HISTORY>;
    type MaxSponsors = ConstU32<MAX_SPONSORS>;
    type WeightInfo = pallet_registry::weights::SubstrateWeight<Test>;
}

// The consortium of genesis.
pub const HOSPITAL: OrganisationId = 0;
pub const CLINIC: OrganisationId = 1;
pub const PHARMACY: OrganisationId = 2;
pub const AUTHORITY: OrganisationId = 3;
pub const OTHER_AUTHORITY: OrganisationId = 4;

pub const PHYSICIAN_LICENCE: LicenceId = 0;
pub const PHARMACIST_LICENCE: LicenceId = 1;
pub const NURSE_LICENCE: LicenceId = 2;

pub const HOSPITAL_ADMIN: AccountId = 10;
pub const CLINIC_ADMIN: AccountId = 11;
pub const PHARMACY_ADMIN: AccountId = 12;
pub const AUTHORITY_ADMIN: AccountId = 13;
pub const OTHER_AUTHORITY_ADMIN: AccountId = 14;

pub const PHYSICIAN: AccountId = 20;
pub const PHARMACIST: AccountId = 21;
pub const LICENSOR: AccountId = 22;
pub const OTHER_LICENSOR: AccountId = 23;

// Accounts that nobody knows.
pub const STRANGER: AccountId = 90;
pub const NEWCOMER: AccountId = 91;
pub const HOLDER: AccountId = 92;

/// When the tests begin.
pub const NOW: Moment = 1_000 * DAY;
/// When the licences of genesis end.
pub const LICENCE_END: Moment = 2_000 * DAY;

pub fn person(number: u64) -> Commitment {
    Commitment(H256::from_low_u64_be(number))
}

/// Lets the wall clock show `moment`.
pub fn set_time(moment: Moment) {
    pallet_timestamp::Now::<Test>::put(moment);
}

pub fn genesis() -> GenesisConfig<Test> {
    let organisation = |kind, admin, name: &str, code: &str| GenesisOrganisation {
        kind,
        admin,
        name: name.into(),
        institution_code: code.into(),
    };
    let licence = |profession, number| GenesisLicence {
        authority: AUTHORITY,
        profession,
        person: person(number),
        valid_from: 0,
        valid_until: LICENCE_END,
    };
    let seat = |account, organisation, capacity, licence| GenesisSeat {
        account,
        organisation,
        capacities: vec![capacity],
        licence,
    };
    GenesisConfig {
        organisations: vec![
            organisation(OrganisationKind::Hospital, HOSPITAL_ADMIN, "한강병원", "11100001"),
            organisation(OrganisationKind::Clinic, CLINIC_ADMIN, "Namsan Clinic", "11100002"),
            organisation(OrganisationKind::Pharmacy, PHARMACY_ADMIN, "Seoul Pharmacy", "11100003"),
            organisation(OrganisationKind::Authority, AUTHORITY_ADMIN, "Licensing Board", "11100004"),
            organisation(OrganisationKind::Authority, OTHER_AUTHORITY_ADMIN, "Other Board", "11100005"),
        ],
        licences: vec![
            licence(Profession::Physician, 1),
            licence(Profession::Pharmacist, 2),
            licence(Profession::Nurse, 3),
        ],
        seats: vec![
            seat(PHYSICIAN, HOSPITAL, Capacity::Prescribe, Some(PHYSICIAN_LICENCE)),
            seat(PHARMACIST, PHARMACY, Capacity::Dispense, Some(PHARMACIST_LICENCE)),
            seat(LICENSOR, AUTHORITY, Capacity::License, None),
            seat(OTHER_LICENSOR, OTHER_AUTHORITY, Capacity::License, None),
        ],
    }
}

/// A chain from `genesis`, whose clock shows [`NOW`].
pub fn ext_from(genesis: GenesisConfig<Test>) -> sp_io::TestExternalities {
    let storage = RuntimeGenesisConfig { registry: genesis, ..Default::default() }.build_storage();
    let mut ext = sp_io::TestExternalities::from(storage.expect("the system's genesis is empty"));
    ext.execute_with(|| {
        System::set_block_number(1);
        set_time(NOW);
    });
    ext
}

pub fn new_test_ext() -> sp_io::TestExternalities {
    ext_from(genesis())
}

/// Runs a test on the small consortium, and then checks the invariants.
pub fn run(test: impl FnOnce()) {
    new_test_ext().execute_with(|| {
        test();
        assert_sound();
    });
}

/// Checks the invariants, and that exactly the admins of active organisations have a vote.
pub fn assert_sound() {
    if let Err(broken) = Pallet::<Test>::do_try_state() {
        panic!("{broken:?}");
    }
    let active = Organisations::<Test>::iter_values().filter(|record| record.status == OrganisationStatus::Active);
    let admins = active.map(|record| record.admin).collect::<BTreeSet<_>>();
    assert_eq!(Votes::iter_keys().collect::<BTreeSet<_>>(), admins, "who votes");
}
