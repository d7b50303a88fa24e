//! A runtime around the pallet, with a handful of people in fixed roles instead of a registry, and services that tests
//! deliver by writing them down.

use crate as pallet_claims;
use crate::weights::SubstrateWeight;
use bogam_primitives::{
    Actor, Moment, OrganisationId,
    certificate::{CertificateRecord, CertificateReference},
    prescription::{DispenseRecord, DispenseReference},
    traits::{Certifies, Dispenses, EnsureRole, Holders},
};
use frame_support::{
    PalletId, derive_impl, parameter_types, storage_alias,
    traits::{ConstU32, ConstU128},
    weights::Weight,
};
use frame_system::EnsureRoot;
use sp_core::H256;
use sp_runtime::{
    AccountId32, BuildStorage, DispatchError, DispatchResult, ModuleError, MultiSignature, traits::IdentityLookup,
};

pub type AccountId = AccountId32;
pub type Balance = u128;

#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeTask,
        RuntimeHoldReason,
        RuntimeFreezeReason,
        RuntimeViewFunction
    )]
    pub struct Test;

    #[runtime::pallet_index(0)]
    pub type System = frame_system::Pallet<Test>;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp::Pallet<Test>;
    #[runtime::pallet_index(2)]
    pub type Balances = pallet_balances::Pallet<Test>;
    #[runtime::pallet_index(3)]
    pub type Insurance = pallet_claims::Pallet<Test>;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
    type Block = frame_system::mocking::MockBlock<Test>;
    type AccountId = AccountId;
    type Lookup = IdentityLookup<AccountId>;
    type AccountData = pallet_balances::AccountData<Balance>;
    type DbWeight = frame_support::weights::constants::ParityDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
    type Balance = Balance;
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
}

parameter_types! {
    pub const ClaimsPalletId: PalletId = PalletId(*b"bg/claim");
}

pub const MAX_LINES: u32 = 5;
pub const MAX_BATCH: u32 = 4;
pub const MAX_RULES: u32 = 4;

impl crate::Config for Test {
    type InsurerOrigin = Underwriters;
    type ProviderOrigin = Providers;
    type AssessorOrigin = Assessors;
    type TreasurerOrigin = Treasurers;
    type HolderOrigin = Patients;
    type GovernanceOrigin = EnsureRoot<AccountId>;
    type Holders = Sponsorship;
    type Dispenses = Pharmacy;
    type Certificates = Certificates;
    type Currency = Balances;
    type RuntimeHoldReason = RuntimeHoldReason;
    type Time = Timestamp;
    type HolderSignature = MultiSignature;
    type PalletId = ClaimsPalletId;
    type MaxRules = ConstU32<MAX_RULES>;
    type MaxLines = ConstU32<MAX_LINES>;
    type MaxBatch = ConstU32<MAX_BATCH>;
    type WeightInfo = SubstrateWeight<Test>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = Helper;
}

pub const HOSPITAL: OrganisationId = 1;
pub const PHARMACY: OrganisationId = 2;
pub const INSURER_A: OrganisationId = 11;
pub const INSURER_B: OrganisationId = 12;
pub const INSURER_C: OrganisationId = 13;

pub const CLERK_H: AccountId = AccountId::new([1; 32]);
pub const CLERK_P: AccountId = AccountId::new([2; 32]);
pub const UNDERWRITER_A: AccountId = AccountId::new([11; 32]);
pub const UNDERWRITER_B: AccountId = AccountId::new([12; 32]);
pub const UNDERWRITER_C: AccountId = AccountId::new([13; 32]);
pub const ASSESSOR_A1: AccountId = AccountId::new([21; 32]);
pub const ASSESSOR_A2: AccountId = AccountId::new([22; 32]);
pub const ASSESSOR_B: AccountId = AccountId::new([23; 32]);
pub const ASSESSOR_C: AccountId = AccountId::new([24; 32]);
pub const TREASURER_A: AccountId = AccountId::new([31; 32]);
pub const TREASURER_B: AccountId = AccountId::new([32; 32]);
pub const TREASURER_H: AccountId = AccountId::new([33; 32]);
pub const TREASURER_P: AccountId = AccountId::new([34; 32]);
/// Has had a seat in every role.
pub const SUSPENDED: AccountId = AccountId::new([41; 32]);
pub const AGENT: AccountId = AccountId::new([51; 32]);
pub const STRANGER: AccountId = AccountId::new([52; 32]);

/// Why the people of this file are refused, as a pallet of its own would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoSeat,
    SeatSuspended,
    NotSponsored,
    UnknownDispense,
    DispenseWithdrawn,
    UnknownCertificate,
    CertificateRevoked,
    AlreadyBilled,
    NotBilled,
}

/// The index of the pallet that the refusals pretend to come from.
pub const REFUSING_PALLET: u8 = 200;

impl From<Refusal> for DispatchError {
    fn from(refusal: Refusal) -> Self {
        DispatchError::Module(ModuleError { index: REFUSING_PALLET, error: [refusal as u8, 0, 0, 0], message: None })
    }
}

fn seat(origin: RuntimeOrigin, seats: &[(AccountId, OrganisationId)]) -> Result<Actor<AccountId>, DispatchError> {
    let account = frame_system::ensure_signed(origin)?;
    if account == SUSPENDED {
        return Err(Refusal::SeatSuspended.into());
    }
    let (_, organisation) = seats.iter().find(|(seated, _)| *seated == account).ok_or(Refusal::NoSeat)?;
    Ok(Actor { account, organisation: *organisation, licence: None })
}

macro_rules! role {
    ($name:ident, $($account:ident of $organisation:ident),+) => {
        pub struct $name;

        impl EnsureRole<RuntimeOrigin> for $name {
            type Success = Actor<AccountId>;

            fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
                seat(origin, &[$(($account, $organisation)),+])
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn successful_origin() -> RuntimeOrigin {
                let [first, ..] = [$($account),+];
                RuntimeOrigin::signed(first)
            }
        }
    };
}

role!(Underwriters, UNDERWRITER_A of INSURER_A, UNDERWRITER_B of INSURER_B, UNDERWRITER_C of INSURER_C);
role!(Providers, CLERK_P of PHARMACY, CLERK_H of HOSPITAL);
role!(Assessors, ASSESSOR_A1 of INSURER_A, ASSESSOR_A2 of INSURER_A, ASSESSOR_B of INSURER_B, ASSESSOR_C of INSURER_C);
role!(Treasurers, TREASURER_A of INSURER_A, TREASURER_B of INSURER_B, TREASURER_H of HOSPITAL, TREASURER_P of PHARMACY);

pub struct Patients;

impl EnsureRole<RuntimeOrigin> for Patients {
    type Success = AccountId;

    fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, DispatchError> {
        let account = frame_system::ensure_signed(origin)?;
        if Sponsorship::is_sponsored(&account) { Ok(account) } else { Err(Refusal::NotSponsored.into()) }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> RuntimeOrigin {
        let holder = AccountId::new([99; 32]);
        let _ = Sponsorship::sponsor(&holder, INSURER_A);
        RuntimeOrigin::signed(holder)
    }
}

/// Who sponsors a key, once for each reference.
#[storage_alias]
pub type Sponsors = StorageMap<Sponsorship, frame_support::Blake2_128Concat, AccountId, Vec<OrganisationId>>;

pub struct Sponsorship;

impl Holders<AccountId> for Sponsorship {
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        Sponsors::append(holder, organisation);
        Ok(())
    }

    fn release(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        let mut sponsors = Sponsors::get(holder).unwrap_or_default();
        let place = sponsors.iter().position(|sponsor| *sponsor == organisation).ok_or(Refusal::NotSponsored)?;
        sponsors.remove(place);
        if sponsors.is_empty() {
            Sponsors::remove(holder);
        } else {
            Sponsors::insert(holder, sponsors);
        }
        Ok(())
    }

    fn is_sponsored(holder: &AccountId) -> bool {
        Sponsors::contains_key(holder)
    }
}

/// What pharmacies have supplied.
#[storage_alias]
pub type Supplied = StorageMap<Pharmacy, frame_support::Blake2_128Concat, DispenseReference, DispenseRecord<AccountId>>;

pub struct Pharmacy;

impl Pharmacy {
    fn mark(reference: &DispenseReference, billed: bool) -> DispatchResult {
        Supplied::try_mutate(reference, |slot| {
            let record = slot.as_mut().ok_or(Refusal::UnknownDispense)?;
            match (billed, record.withdrawn, record.billed) {
                (true, true, _) => return Err(Refusal::DispenseWithdrawn.into()),
                (true, _, true) => return Err(Refusal::AlreadyBilled.into()),
                (false, _, false) => return Err(Refusal::NotBilled.into()),
                _ => record.billed = billed,
            }
            Ok(())
        })
    }
}

impl Dispenses<AccountId> for Pharmacy {
    fn dispense(reference: &DispenseReference) -> Option<DispenseRecord<AccountId>> {
        Supplied::get(reference)
    }

    fn bill(reference: &DispenseReference) -> DispatchResult {
        Self::mark(reference, true)
    }

    fn unbill(reference: &DispenseReference) -> DispatchResult {
        Self::mark(reference, false)
    }

    fn weight() -> Weight {
        Weight::from_parts(7_000, 70)
    }
}

/// What certificates have been issued.
#[storage_alias]
pub type Issued = StorageMap<Certificates, frame_support::Blake2_128Concat, CertificateReference, CertificateRecord>;

pub struct Certificates;

impl Certificates {
    fn mark(reference: &CertificateReference, billed: bool) -> DispatchResult {
        Issued::try_mutate(reference, |slot| {
            let record = slot.as_mut().ok_or(Refusal::UnknownCertificate)?;
            match (billed, record.is_payable(), record.billed) {
                (true, false, _) => return Err(Refusal::CertificateRevoked.into()),
                (true, _, true) => return Err(Refusal::AlreadyBilled.into()),
                (false, _, false) => return Err(Refusal::NotBilled.into()),
                _ => record.billed = billed,
            }
            Ok(())
        })
    }
}

impl Certifies for Certificates {
    fn certificate(reference: &CertificateReference) -> Option<CertificateRecord> {
        Issued::get(reference)
    }

    fn bill(reference: &CertificateReference) -> DispatchResult {
        Self::mark(reference, true)
    }

    fn unbill(reference: &CertificateReference) -> DispatchResult {
        Self::mark(reference, false)
    }

    fn weight() -> Weight {
        Weight::from_parts(6_000, 60)
    }
}

/// The hash of block zero, which statements name.
pub const GENESIS: H256 = H256::repeat_byte(0x9E);

/// The moment at which tests start.
pub const START: Moment = 1_800_000_000_000;

pub fn new_test_ext() -> sp_io::TestExternalities {
    let storage = frame_system::GenesisConfig::<Test>::default().build_storage().expect("the default builds");
    let mut ext = sp_io::TestExternalities::new(storage);
    #[cfg(feature = "runtime-benchmarks")]
    ext.register_extension(sp_keystore::KeystoreExt::new(sp_keystore::testing::MemoryKeystore::new()));
    ext.execute_with(|| {
        frame_system::BlockHash::<Test>::insert(0, GENESIS);
        System::set_block_number(1);
        Timestamp::set_timestamp(START);
    });
    ext
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::benchmarking::BenchmarkHelper<AccountId, MultiSignature> for Helper {
    fn holder(seed: u32) -> AccountId {
        crate::benchmarking::sr25519_holder(seed)
    }

    fn sign(holder: &AccountId, payload: &[u8]) -> MultiSignature {
        crate::benchmarking::sr25519_sign(holder, payload)
    }

    fn set_time(now: Moment) {
        Timestamp::set_timestamp(now);
    }

    fn deliver(
        provider: OrganisationId,
        holder: &AccountId,
        number: u32,
    ) -> Option<bogam_primitives::claim::ServiceReference> {
        let reference = DispenseReference {
            prescription: bogam_primitives::PrescriptionId(H256::from_low_u64_be(number.into())),
            fill: 0,
            item: 0,
        };
        let record = DispenseRecord {
            provider,
            at: pallet_timestamp::Now::<Test>::get(),
            quantity: 1_000,
            holder: holder.clone(),
            withdrawn: false,
            billed: false,
        };
        Supplied::insert(reference, record);
        Some(bogam_primitives::claim::ServiceReference::Dispense(reference))
    }
}
