//! What members may use of the chain, instead of fees.
//!
//! Blocks have 300 ms of execution for ordinary transactions, which makes 18 s in a window of a minute. An organisation may use
//! half of that unless the council says otherwise, so that no single one can fill the blocks; and its holders a tenth of
//! its allowance besides.

use super::{consensus::RegistryMembers, governance::Allowances};
use crate::{AccountId, Prescriptions, Registry, Runtime};
use alloc::vec::Vec;
use bogam_primitives::{
    OrganisationId,
    time::{MINUTE, SECOND},
    traits::{Members, Sender, Senders},
};
use frame_support::{
    parameter_types,
    traits::{ConstU32, ConstU64},
    weights::{Weight, constants::WEIGHT_REF_TIME_PER_SECOND},
};
use sp_runtime::Perbill;

/// How many blocks a window has: a minute of them.
const WINDOW: u32 = (MINUTE / SECOND) as u32;

/// How many sponsors of a holder are looked at: the first that it has got.
const SPONSORS: u32 = 4;

parameter_types! {
    pub const HolderShare: Perbill = Perbill::from_percent(10);
}

impl pallet_metering::Config for Runtime {
    type GovernanceOrigin = Allowances;
    type Senders = Accounts;
    type Window = ConstU32<WINDOW>;
    type DefaultAllowance = ConstU64<{ 9 * WEIGHT_REF_TIME_PER_SECOND }>;
    type HolderShare = HolderShare;
    // As much of a block's time as the byte takes of its length.
    type TimePerByte = ConstU64<75_000>;
    type MaxSponsors = ConstU32<SPONSORS>;
    type WeightInfo = pallet_metering::weights::SubstrateWeight<Runtime>;
}

/// Who is behind an account: the council first, then the registry's staff, validators, and holders: those of the registry
/// with their sponsors, and the keys of prescriptions with the prescribing organisation.
pub struct Accounts;

impl Senders<AccountId> for Accounts {
    fn sender(account: &AccountId) -> Option<Sender> {
        let organisation = RegistryMembers::organisation(account);
        if pallet_collective::Members::<Runtime, pallet_collective::Instance1>::get().contains(account) {
            return Some(Sender::Governor(organisation));
        }
        if let Some(organisation) = organisation.or_else(|| validator_of(account)) {
            return Some(Sender::Member(organisation));
        }
        let registered = Registry::holder(account.clone()).map(|holder| holder.sponsors).unwrap_or_default();
        let sponsors = registered.iter().map(|sponsorship| sponsorship.organisation);
        let prescriber =
            Prescriptions::sponsor_of(account).filter(|prescriber| sponsors.clone().all(|other| other != *prescriber));
        let sponsors = sponsors.chain(prescriber).take(SPONSORS as usize).collect::<Vec<_>>();
        if sponsors.is_empty() { None } else { Some(Sender::Holder(sponsors)) }
    }

    fn first_nonce(account: &AccountId) -> Option<u32> {
        let (registered, prescribed) = (Registry::holder_since(account), Prescriptions::signs_since(account));
        // Who is known for two reasons begins with the first.
        registered.into_iter().chain(prescribed).min()
    }

    fn is_member(organisation: OrganisationId) -> bool {
        !RegistryMembers::is_gone(organisation)
    }

    fn weight() -> Weight {
        // The council, the validators, the registry's holder, and a key and its prescription besides.
        staff_and(5)
    }

    fn weight_of(sender: &Sender) -> Weight {
        match sender {
            // The council.
            Sender::Governor(_) => staff_and(1),
            // And the validators, where the registry knows of no role.
            Sender::Member(_) => staff_and(2),
            Sender::Holder(_) => Self::weight(),
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    fn holder_of_many() -> AccountId {
        use bogam_primitives::{Actor, PrescriptionId, traits::Holders};
        use pallet_prescriptions::Belonging;

        let holder: AccountId = frame_benchmarking::account("holder", 0, 0);
        for number in 1..SPONSORS {
            let (_, organisation) = RegistryMembers::active_admin(number);
            // In benchmarks alone: the account is made up here, so that it is not staff's, and has fewer sponsors than it may have.
            Registry::sponsor(&holder, organisation).expect("it is nobody else");
        }
        // The last one is the prescriber.
        let (account, organisation) = RegistryMembers::active_admin(0);
        let prescription = PrescriptionId(bogam_primitives::benchmarking::hash_of(0));
        let since = crate::System::block_number();
        let record =
            super::prescriptions::full_record(Actor { account, organisation, licence: Some(0) }, holder.clone());
        pallet_prescriptions::Prescriptions::<Runtime>::insert(prescription, record);
        pallet_prescriptions::ByHolder::<Runtime>::insert(&holder, Belonging { prescription, since });
        holder
    }
}

/// What it takes to ask the registry for a role, and so many reads besides.
fn staff_and(reads: u64) -> Weight {
    RegistryMembers::weight().saturating_add(<Runtime as frame_system::Config>::DbWeight::get().reads(reads))
}

/// The organisation of a validator whose account has no role any more, so that it can still give up its keys.
fn validator_of(account: &AccountId) -> Option<OrganisationId> {
    pallet_validators::Candidates::<Runtime>::get()
        .iter()
        .find(|candidate| candidate.account == *account)
        .map(|candidate| candidate.organisation)
}
