//! The words of a consent decision: purposes, actions, categories of data and sensitivities, and sets of each.
//!
//! Each word has the code by which the field's standards know it. Sets are bit masks: the position of a word's bit is its
//! discriminant, so new words are added at the end and none is ever renumbered. A set that comes with a call may have
//! bits that stand for nothing: it is to be refused.

use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Defines an enumeration of words with their codes, and the type of sets of them.
macro_rules! vocabulary {
    (
        $(#[$word_meta:meta])*
        enum $Word:ident: $Bits:ty {
            $($(#[$variant_meta:meta])* $Variant:ident = $bit:literal, $code:literal;)*
        }
        $(#[$set_meta:meta])*
        set $Set:ident;
    ) => {
        $(#[$word_meta])*
        #[stored]
        #[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $Word {
            $($(#[$variant_meta])* $Variant = $bit,)*
        }

        impl $Word {
            /// All of them, in the order of their bits.
            pub const ALL: &[$Word] = &[$($Word::$Variant,)*];

            /// The code by which standards know it.
            pub const fn code(self) -> &'static str {
                match self {
                    $($Word::$Variant => $code,)*
                }
            }

            /// What has this code; letters count as they are written.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.code() == code)
            }

            const fn bit(self) -> $Bits {
                1 << (self as u8)
            }
        }

        $(#[$set_meta])*
        #[stored]
        #[derive(Copy, Default, Hash, Serialize, Deserialize)]
        pub struct $Set($Bits);

        impl $Set {
            /// The empty set.
            pub const NONE: Self = Self(0);
            /// The set of all.
            pub const ALL: Self = Self(0 $(| $Word::$Variant.bit())*);

            /// The set that contains exactly `words`.
            pub fn of(words: &[$Word]) -> Self {
                words.iter().copied().collect()
            }

            /// The set with these bits, which may stand for nothing: see [`Self::is_known`].
            pub const fn from_bits(bits: $Bits) -> Self {
                Self(bits)
            }

            /// The bits of the set.
            pub const fn bits(self) -> $Bits {
                self.0
            }

            /// Whether `word` is in the set.
            pub const fn contains(self, word: $Word) -> bool {
                self.0 & word.bit() != 0
            }

            /// Whether the set is empty.
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Whether every bit of the set stands for something.
            pub const fn is_known(self) -> bool {
                self.is_subset(Self::ALL)
            }

            /// Whether everything in this set is in `other` too.
            pub const fn is_subset(self, other: Self) -> bool {
                self.0 & !other.0 == 0
            }

            /// Whether something is in both.
            pub const fn intersects(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            /// What is in either.
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// What is in both.
            pub const fn intersection(self, other: Self) -> Self {
                Self(self.0 & other.0)
            }

            /// What is in this set and not in `other`.
            pub const fn difference(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// The same set with `word` in it.
            pub const fn with(self, word: $Word) -> Self {
                Self(self.0 | word.bit())
            }

            /// What is in the set, in the order of the bits.
            pub fn iter(self) -> impl Iterator<Item = $Word> {
                $Word::ALL.iter().copied().filter(move |word| self.contains(*word))
            }
        }

        impl From<$Word> for $Set {
            fn from(word: $Word) -> Self {
                Self(word.bit())
            }
        }

        impl FromIterator<$Word> for $Set {
            fn from_iter<Words: IntoIterator<Item = $Word>>(words: Words) -> Self {
                words.into_iter().fold(Self::NONE, Self::with)
            }
        }
    };
}
pub(super) use vocabulary;

vocabulary! {
    /// What data are used for: codes of HL7's value set PurposeOfUse (code system v3-ActReason).
    ///
    /// HL7 orders them in a tree. Here each stands for itself: a decision that means emergency treatment too names it.
    enum Purpose: u32 {
        /// Treatment of the patient.
        Treatment = 0, "TREAT";
        /// Treatment in an emergency.
        EmergencyTreatment = 1, "ETREAT";
        /// Management of the patient's care, for example of a chronic disease.
        CareManagement = 2, "CAREMGT";
        /// Coordination of care between institutions.
        CoordinationOfCare = 3, "COC";
        /// Care of a population.
        PopulationHealth = 4, "POPHLTH";
        /// Payment for health care.
        Payment = 5, "HPAYMT";
        /// Supporting a claim with documents.
        ClaimAttachment = 6, "CLMATTCH";
        /// Authorising services before they are rendered.
        CoverageAuthorisation = 7, "COVAUTH";
        /// Managing what an insurance covers.
        Coverage = 8, "COVERAGE";
        /// Determining whether somebody is eligible for a benefit.
        EligibilityDetermination = 9, "ELIGDTRM";
        /// Running a health care institution.
        Operations = 10, "HOPERAT";
        /// Improving the quality of care.
        QualityImprovement = 11, "HQUALIMP";
        /// The safety of patients, for example reporting adverse events.
        PatientSafety = 12, "PATSFTY";
        /// Training of health professionals.
        Training = 13, "TRAIN";
        /// A legal proceeding.
        Legal = 14, "LEGAL";
        /// Public health: surveillance, reporting, prevention.
        PublicHealth = 15, "PUBHLTH";
        /// Response to a disaster.
        Disaster = 16, "DISASTER";
        /// Averting a serious threat to somebody.
        Threat = 17, "THREAT";
        /// Health research.
        Research = 18, "HRESCH";
        /// Research in a clinical trial.
        ClinicalTrial = 19, "CLINTRCH";
        /// The patient asked for it.
        PatientRequest = 20, "PATRQT";
        /// The patient's family asked for it.
        FamilyRequest = 21, "FAMRQT";
        /// Somebody with the patient's power of attorney asked for it.
        PowerOfAttorney = 22, "PWATRNY";
        /// Somebody of the patient's support network asked for it.
        SupportNetwork = 23, "SUPNWK";
        /// Marketing of health products or services.
        Marketing = 24, "HMARKT";
    }
    /// A set of purposes.
    set Purposes;
}

vocabulary! {
    /// What is done with data: FHIR's code system consentaction.
    enum Action: u8 {
        /// Gather data about the patient.
        Collect = 0, "collect";
        /// Read them.
        Access = 1, "access";
        /// Work with them.
        Use = 2, "use";
        /// Pass them on.
        Disclose = 3, "disclose";
        /// Mend or amend them.
        Correct = 4, "correct";
    }
    /// A set of actions.
    set Actions;
}

vocabulary! {
    /// A category of data. The codes are Bogam's own; each category names the FHIR resources that it stands for.
    enum Category: u32 {
        /// Who the patient is and how to reach him: Patient, RelatedPerson.
        Demographics = 0, "demographics";
        /// Visits and stays: Encounter, EpisodeOfCare, Appointment.
        Encounters = 1, "encounters";
        /// Problems and diagnoses: Condition, ClinicalImpression.
        Conditions = 2, "conditions";
        /// Allergies and intolerances: AllergyIntolerance, AdverseEvent.
        Allergies = 3, "allergies";
        /// Prescribed, dispensed, administered and reported medicines: MedicationRequest, MedicationDispense,
        /// MedicationAdministration, MedicationStatement.
        Medications = 4, "medications";
        /// Vaccinations: Immunization, ImmunizationRecommendation.
        Immunizations = 5, "immunizations";
        /// Laboratory results: Observation of the category `laboratory`, DiagnosticReport `LAB`, Specimen.
        LaboratoryResults = 6, "laboratory-results";
        /// Pictures and what was seen on them: ImagingStudy, Media, DiagnosticReport `RAD`.
        Imaging = 7, "imaging";
        /// Interventions: Procedure.
        Procedures = 8, "procedures";
        /// Vital signs: Observation of the category `vital-signs`.
        VitalSigns = 9, "vital-signs";
        /// Habits and circumstances of life: Observation of the category `social-history`.
        SocialHistory = 10, "social-history";
        /// Diseases in the family: FamilyMemberHistory.
        FamilyHistory = 11, "family-history";
        /// Plans, goals and orders: CarePlan, Goal, ServiceRequest.
        CarePlans = 12, "care-plans";
        /// Notes, letters and reports as documents: DocumentReference, Composition.
        Documents = 13, "documents";
        /// Genetic data: MolecularSequence, Observation and DiagnosticReport of genetics.
        Genomics = 14, "genomics";
        /// What devices and sensors measure: Device, DeviceUseStatement, Observation of the category `activity`.
        Devices = 15, "devices";
        /// Questionnaires: QuestionnaireResponse, Observation of the category `survey`.
        Questionnaires = 16, "questionnaires";
        /// Advance directives and consents: Consent, documents of advance care planning.
        Directives = 17, "directives";
        /// Bills and payments: Claim, ClaimResponse, ExplanationOfBenefit, Account, Invoice.
        Claims = 18, "claims";
        /// Insurance: Coverage, CoverageEligibilityResponse.
        Coverage = 19, "coverage";
        /// Certificates of vaccination, fitness or illness.
        Certificates = 20, "certificates";
    }
    /// A set of categories.
    set Categories;
}

vocabulary! {
    /// What makes data sensitive beyond what all health data are: codes of HL7's value set
    /// InformationSensitivityPolicy (code system v3-ActCode).
    enum Sensitivity: u32 {
        /// Substance abuse.
        SubstanceAbuse = 0, "ETH";
        /// Alcohol use disorder.
        AlcoholUse = 1, "ETHUD";
        /// Opioid use disorder.
        OpioidUse = 2, "OPIOIDUD";
        /// Substance use disorder.
        SubstanceUse = 3, "SUD";
        /// Psychiatry.
        Psychiatry = 4, "PSY";
        /// Notes of a psychotherapy.
        PsychotherapyNotes = 5, "PSYTHPN";
        /// Mental health.
        MentalHealth = 6, "MH";
        /// Behavioural health.
        BehaviouralHealth = 7, "BH";
        /// HIV and AIDS.
        Hiv = 8, "HIV";
        /// Sexually transmitted diseases.
        SexuallyTransmittedDisease = 9, "STD";
        /// Sexuality and reproductive health.
        SexualHealth = 10, "SEX";
        /// Pregnancy.
        Pregnancy = 11, "PREGNANT";
        /// Sexual assault, abuse or domestic violence.
        SexualAndDomesticViolence = 12, "SDV";
        /// Violence.
        Violence = 13, "VIO";
        /// Genetic diseases.
        GeneticDisease = 14, "GDIS";
        /// Sickle cell disease.
        SickleCell = 15, "SICKLE";
        /// Cognitive disability.
        CognitiveDisability = 16, "COGN";
        /// Developmental disability.
        DevelopmentalDisability = 17, "DVD";
        /// What an adolescent may keep from his parents.
        Adolescent = 18, "ADOL";
        /// A person of public interest.
        Celebrity = 19, "CEL";
        /// A diagnosis that must not be told to the patient without preparation.
        Diagnosis = 20, "DIA";
        /// What must not be shown to the patient before somebody has talked with him.
        Taboo = 21, "TBOO";
        /// Sexual trauma of military service.
        MilitarySexualTrauma = 22, "MST";
    }
    /// A set of sensitivities.
    set Sensitivities;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn set_should_contain_exactly_what_it_was_made_of() {
        let set = Purposes::of(&[Purpose::Research, Purpose::Treatment]);
        assert!(set.iter().eq([Purpose::Treatment, Purpose::Research]));
        assert!(!set.contains(Purpose::Payment));
        assert!(Purposes::of(&[]).is_empty());
        assert!(set.is_subset(Purposes::ALL) && !Purposes::ALL.is_subset(set));
        assert!(set.difference(Purpose::Research.into()).iter().eq([Purpose::Treatment]));
        assert!(set.intersects(Purpose::Research.into()) && !set.intersects(Purpose::Payment.into()));
    }

    #[test]
    fn set_should_be_unknown_when_a_bit_stands_for_nothing() {
        assert!(Purposes::ALL.is_known() && Actions::ALL.is_known());
        assert!(!Purposes::from_bits(1 << 31).is_known());
        assert!(!Actions::from_bits(1 << 7).is_known());
        assert!(!Categories::from_bits(1 << 31).is_known());
        assert!(!Sensitivities::from_bits(1 << 31).is_known());
    }

    #[test]
    fn words_should_have_bits_in_order_and_codes_of_their_own() {
        macro_rules! check {
            ($Word:ident) => {
                let codes: BTreeSet<_> = $Word::ALL.iter().map(|word| word.code()).collect();
                assert_eq!(codes.len(), $Word::ALL.len());
                for (position, word) in $Word::ALL.iter().enumerate() {
                    assert_eq!(*word as usize, position);
                    assert_eq!($Word::from_code(word.code()), Some(*word));
                }
                assert_eq!($Word::from_code("no such code"), None);
            };
        }
        check!(Purpose);
        check!(Action);
        check!(Category);
        check!(Sensitivity);
    }
}
