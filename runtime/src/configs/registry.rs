//! Who may do what: the consortium's table of entitlements.

use super::governance::EnsureTwoThirdsOfCouncil;
use crate::{Runtime, Timestamp};
use bogam_primitives::{
    Capacity, OrganisationKind,
    Profession::{self, *},
};
use frame_support::traits::ConstU32;
use pallet_registry::Entitlements;

/// The table: in which kinds of organisations a seat may have a capacity, and a licence for which profession it needs.
pub struct ConsortiumEntitlements;

impl Entitlements for ConsortiumEntitlements {
    fn kinds(capacity: Capacity) -> &'static [OrganisationKind] {
        use OrganisationKind::*;
        match capacity {
            Capacity::Prescribe => &[Hospital, Clinic],
            // Hospitals have pharmacies of their own.
            Capacity::Dispense => &[Pharmacy, Hospital],
            Capacity::License => &[Authority],
            Capacity::IssueCertificate => &[Hospital, Clinic, Laboratory, Authority],
            Capacity::SubmitClaim => &[Hospital, Clinic, Pharmacy, Laboratory],
            Capacity::AssessClaim => &[Insurer],
            Capacity::Custodian => &[Hospital, Clinic, Pharmacy, Insurer, Laboratory, Authority, Research],
            Capacity::PrivacyOfficer => {
                &[Hospital, Clinic, Pharmacy, Insurer, Laboratory, Authority, Research, Manufacturer]
            }
            Capacity::AccessRecords => &[Hospital, Clinic, Pharmacy, Insurer, Laboratory, Authority, Research],
            Capacity::EmergencyAccess => &[Hospital, Clinic],
            // The boards of the institutions, and a public one.
            Capacity::ReviewResearch => &[Authority, Hospital, Research],
        }
    }

    fn professions(capacity: Capacity) -> Option<&'static [Profession]> {
        match capacity {
            Capacity::Prescribe => Some(&[Physician, Dentist, KoreanMedicineDoctor]),
            Capacity::Dispense => Some(&[Pharmacist]),
            Capacity::IssueCertificate => {
                Some(&[Physician, Dentist, KoreanMedicineDoctor, Midwife, Nurse, Pharmacist, LaboratoryScientist])
            }
            Capacity::EmergencyAccess => Some(&[Physician, Dentist, KoreanMedicineDoctor, Midwife, Nurse]),
            Capacity::License
            | Capacity::SubmitClaim
            | Capacity::AssessClaim
            | Capacity::Custodian
            | Capacity::PrivacyOfficer
            | Capacity::AccessRecords
            | Capacity::ReviewResearch => None,
        }
    }
}

impl pallet_registry::Config for Runtime {
    type Time = Timestamp;
    type GovernanceOrigin = EnsureTwoThirdsOfCouncil;
    type Entitlements = ConsortiumEntitlements;
    type MaxNameLength = ConstU32<128>;
    type MaxCodeLength = ConstU32<32>;
    type MaxHistory = ConstU32<64>;
    type MaxSponsors = ConstU32<16>;
    type WeightInfo = pallet_registry::weights::SubstrateWeight<Runtime>;
}
