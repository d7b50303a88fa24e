//! The consortium's table of entitlements. It is here and not in the runtime alone, so that whoever verifies from proven
//! state judges by it too.

use super::Entitlements;
use crate::{
    Capacity, OrganisationKind,
    Profession::{self, *},
};

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
            Capacity::EndorseCertificate => &[Authority],
            Capacity::Underwrite => &[Insurer],
            // Who pays and who is paid; and an authority, if it clears.
            Capacity::SettleClaim => &[Insurer, Hospital, Clinic, Pharmacy, Laboratory, Authority],
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
            | Capacity::ReviewResearch
            | Capacity::EndorseCertificate
            | Capacity::Underwrite
            | Capacity::SettleClaim => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_should_be_with_those_whose_trade_it_is() {
        for (capacity, alone) in [
            (Capacity::License, OrganisationKind::Authority),
            (Capacity::EndorseCertificate, OrganisationKind::Authority),
            (Capacity::AssessClaim, OrganisationKind::Insurer),
            (Capacity::Underwrite, OrganisationKind::Insurer),
        ] {
            assert_eq!(ConsortiumEntitlements::kinds(capacity), [alone], "{capacity:?}");
        }
        // Who is paid for a service does not judge the claim for it.
        let paid = ConsortiumEntitlements::kinds(Capacity::SubmitClaim);
        let judging = ConsortiumEntitlements::kinds(Capacity::AssessClaim);
        assert!(judging.iter().all(|kind| !paid.contains(kind)));
        // Who makes medicines does nothing with them here but answer for privacy.
        for capacity in Capacity::ALL {
            let makers = ConsortiumEntitlements::kinds(capacity).contains(&OrganisationKind::Manufacturer);
            assert_eq!(makers, capacity == Capacity::PrivacyOfficer, "{capacity:?}");
        }
    }

    #[test]
    fn no_licence_should_permit_both_to_prescribe_and_to_dispense() {
        let needed = |capacity| ConsortiumEntitlements::professions(capacity).unwrap_or_default();
        for capacity in [Capacity::Prescribe, Capacity::Dispense, Capacity::IssueCertificate, Capacity::EmergencyAccess]
        {
            assert!(!needed(capacity).is_empty(), "{capacity:?} needs a licence");
        }
        let dispensing = needed(Capacity::Dispense);
        assert!(needed(Capacity::Prescribe).iter().all(|profession| !dispensing.contains(profession)));
    }
}
