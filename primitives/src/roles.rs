//! Kinds of organisations, professions, capacities, and the actor that a checked origin yields.

use crate::{LicenceId, OrganisationId};
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// What kind of institution an organisation is.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrganisationKind {
    /// A hospital, with beds.
    Hospital,
    /// A clinic or practice, without beds.
    Clinic,
    /// A pharmacy.
    Pharmacy,
    /// A public or private health insurer.
    Insurer,
    /// A diagnostic laboratory.
    Laboratory,
    /// A public authority: licenses persons, endorses certificates.
    Authority,
    /// A research institution.
    Research,
    /// A manufacturer of medicines or devices.
    Manufacturer,
}

/// The profession that a licence permits to practise.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Profession {
    /// A physician.
    Physician,
    /// A dentist.
    Dentist,
    /// A doctor of traditional Korean medicine (한의사).
    KoreanMedicineDoctor,
    /// A midwife.
    Midwife,
    /// A pharmacist.
    Pharmacist,
    /// A nurse.
    Nurse,
    /// A medical laboratory scientist.
    LaboratoryScientist,
}

/// What a seat entitles its account to do for its organisation.
///
/// The discriminant is the bit in [`Capacities`]: new capacities are added at the end and none is ever renumbered.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Capacity {
    /// Issue, replace, suspend and cancel prescriptions.
    Prescribe = 0,
    /// Accept and fill prescriptions.
    Dispense = 1,
    /// Grant, suspend, reinstate and revoke licences.
    License = 2,
    /// Issue certificates and change their status.
    IssueCertificate = 3,
    /// Submit claims for services delivered.
    SubmitClaim = 4,
    /// Decide claims.
    AssessClaim = 5,
    /// Hold records of subjects and release them under their consent.
    Custodian = 6,
    /// Review emergency access.
    PrivacyOfficer = 7,
    /// Ask custodians for records of subjects, under their consent.
    AccessRecords = 8,
    /// Override consent in an emergency, for review afterwards.
    EmergencyAccess = 9,
    /// Approve research projects, as an ethics board.
    ReviewResearch = 10,
    /// Register schemas of certificates, and endorse what is issued under them.
    EndorseCertificate = 11,
    /// Publish insurance plans, and issue policies under them.
    Underwrite = 12,
    /// Settle claims and redeem settlement money for an organisation.
    SettleClaim = 13,
}

impl Capacity {
    /// All capacities, in the order of their bits.
    pub const ALL: [Capacity; 14] = [
        Capacity::Prescribe,
        Capacity::Dispense,
        Capacity::License,
        Capacity::IssueCertificate,
        Capacity::SubmitClaim,
        Capacity::AssessClaim,
        Capacity::Custodian,
        Capacity::PrivacyOfficer,
        Capacity::AccessRecords,
        Capacity::EmergencyAccess,
        Capacity::ReviewResearch,
        Capacity::EndorseCertificate,
        Capacity::Underwrite,
        Capacity::SettleClaim,
    ];

    const fn bit(self) -> u16 {
        1 << (self as u16)
    }
}

/// A set of capacities: one bit each, the bit's position being the discriminant of [`Capacity`].
#[stored]
#[derive(Copy, Default, Serialize, Deserialize)]
pub struct Capacities(u16);

impl Capacities {
    /// The set that contains exactly `capacities`.
    pub fn of(capacities: &[Capacity]) -> Self {
        Self(capacities.iter().fold(0, |bits, capacity| bits | capacity.bit()))
    }

    /// Whether `capacity` is in the set.
    pub const fn contains(self, capacity: Capacity) -> bool {
        self.0 & capacity.bit() != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether every bit of the set stands for a capacity. A call's argument may have other bits: it is to be refused.
    pub fn is_known(self) -> bool {
        self.0 & !Self::of(&Capacity::ALL).0 == 0
    }

    /// The capacities in the set, in the order of their bits.
    pub fn iter(self) -> impl Iterator<Item = Capacity> {
        Capacity::ALL.into_iter().filter(move |capacity| self.contains(*capacity))
    }
}

/// Who acts: what a checked origin yields to a pallet.
#[stored(no_skip_type_params)]
pub struct Actor<AccountId> {
    /// The account that signed.
    pub account: AccountId,
    /// The organisation for which it acts.
    pub organisation: OrganisationId,
    /// The licence under which it acts, if its capacity needs one or its seat is tied to one.
    pub licence: Option<LicenceId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capacities_should_contain_exactly_what_they_were_made_of() {
        let set = Capacities::of(&[Capacity::Prescribe, Capacity::Custodian]);
        assert!(set.iter().eq([Capacity::Prescribe, Capacity::Custodian]));
        assert!(!set.contains(Capacity::Dispense));
        assert!(Capacities::of(&[]).is_empty());
    }

    #[test]
    fn capacities_should_be_unknown_when_a_bit_has_no_capacity() {
        assert!(Capacities::of(&Capacity::ALL).is_known());
        assert!(!Capacities(1 << 15).is_known());
    }

    #[test]
    fn capacity_list_should_name_every_bit_once_in_order() {
        for (position, capacity) in Capacity::ALL.into_iter().enumerate() {
            assert_eq!(capacity as usize, position);
        }
    }
}
