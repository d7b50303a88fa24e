//! The terms of the Data Use Ontology (DUO) of the Global Alliance for Genomics and Health: what research a subject
//! consents to in general, what a project does, and whether the one permits the other.
//!
//! A disease that a *subject* named would say something about the subject to everybody who reads the chain. So a broad
//! consent has no disease in it: whoever wants data used for research into one disease only opts in to the projects that
//! do it, by name. A *project* is public, and says its area of disease.

use super::vocabulary::vocabulary;
use super::{Action, Actions, Categories, Effect, Grantee, ProjectId, Purpose, Purposes, Sensitivities, Terms};
use crate::Moment;
use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Which research a broad consent permits.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BroadUse {
    /// NRES: any use.
    NoRestriction,
    /// GRU: any research.
    GeneralResearch,
    /// HMB: health, medical and biomedical research; not of ancestry.
    HealthMedicalBiomedical,
    /// POA: research into the origins and ancestry of populations, and no other.
    PopulationOriginsAncestry,
}

impl BroadUse {
    /// The abbreviation by which DUO knows it.
    pub const fn code(self) -> &'static str {
        match self {
            BroadUse::NoRestriction => "NRES",
            BroadUse::GeneralResearch => "GRU",
            BroadUse::HealthMedicalBiomedical => "HMB",
            BroadUse::PopulationOriginsAncestry => "POA",
        }
    }
}

vocabulary! {
    /// An area of disease, as coarse as a chapter of the International Classification of Diseases (ICD-11).
    enum DiseaseArea: u32 {
        /// Infectious and parasitic diseases.
        Infections = 0, "infections";
        /// Neoplasms.
        Neoplasms = 1, "neoplasms";
        /// Diseases of the blood and blood-forming organs.
        Blood = 2, "blood";
        /// Diseases of the immune system.
        Immune = 3, "immune";
        /// Endocrine, nutritional and metabolic diseases.
        Metabolic = 4, "metabolic";
        /// Mental, behavioural and neurodevelopmental disorders.
        Mental = 5, "mental";
        /// Sleep-wake disorders.
        Sleep = 6, "sleep";
        /// Diseases of the nervous system.
        Nervous = 7, "nervous";
        /// Diseases of the visual system.
        Visual = 8, "visual";
        /// Diseases of the ear.
        Ear = 9, "ear";
        /// Diseases of the circulatory system.
        Circulatory = 10, "circulatory";
        /// Diseases of the respiratory system.
        Respiratory = 11, "respiratory";
        /// Diseases of the digestive system.
        Digestive = 12, "digestive";
        /// Diseases of the skin.
        Skin = 13, "skin";
        /// Diseases of the musculoskeletal system.
        Musculoskeletal = 14, "musculoskeletal";
        /// Diseases of the genitourinary system.
        Genitourinary = 15, "genitourinary";
        /// Sexual health.
        SexualHealth = 16, "sexual-health";
        /// Pregnancy, childbirth and the perinatal period.
        Pregnancy = 17, "pregnancy";
        /// Developmental anomalies.
        Developmental = 18, "developmental";
        /// Injury, poisoning and external causes.
        Injury = 19, "injury";
        /// Rare diseases, whatever their chapter.
        Rare = 20, "rare";
    }
    /// A set of areas of disease.
    set DiseaseAreas;
}

/// Which research a project does.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ResearchUse {
    /// NRES: more than research.
    NoRestriction,
    /// GRU: any research.
    GeneralResearch,
    /// HMB: health, medical and biomedical research.
    HealthMedicalBiomedical,
    /// DS: research into diseases of one area.
    DiseaseSpecific(DiseaseArea),
    /// POA: research into the origins and ancestry of populations.
    PopulationOriginsAncestry,
}

impl ResearchUse {
    /// The abbreviation by which DUO knows it.
    pub const fn code(self) -> &'static str {
        match self {
            ResearchUse::NoRestriction => "NRES",
            ResearchUse::GeneralResearch => "GRU",
            ResearchUse::HealthMedicalBiomedical => "HMB",
            ResearchUse::DiseaseSpecific(_) => "DS",
            ResearchUse::PopulationOriginsAncestry => "POA",
        }
    }
}

vocabulary! {
    /// A condition on research. A subject demands it; a project is bound by it.
    enum Modifier: u32 {
        /// Approval by an ethics committee.
        EthicsApproval = 0, "IRB";
        /// Use by organisations that are not for profit.
        NotForProfitUse = 1, "NPU";
        /// Use that is not commercial.
        NonCommercialUse = 2, "NCU";
        /// Use within the region.
        GeographicalRestriction = 3, "GS";
        /// Use for a limited time.
        TimeLimit = 4, "TS";
        /// The results are published.
        PublicationRequired = 5, "PUB";
        /// In collaboration with those who gathered the data.
        CollaborationRequired = 6, "COL";
        /// Derived data are returned.
        ReturnToDatabase = 7, "RTN";
        /// Use by the approved investigators only.
        UserSpecific = 8, "US";
        /// Use for the approved project only.
        ProjectSpecific = 9, "PS";
        /// Use within the approved institution only.
        InstitutionSpecific = 10, "IS";
        /// Genetic studies only.
        GeneticStudiesOnly = 11, "GSO";
        /// No research into methods in general.
        NoGeneralMethods = 12, "NMDS";
        /// No publication before an agreed date.
        PublicationMoratorium = 13, "MOR";
        /// No research into the origins and ancestry of populations.
        NoPopulationOriginsAncestry = 14, "NPOA";
        /// Use in clinical care is part of it.
        ClinicalCare = 15, "CC";
    }
    /// A set of conditions.
    set Modifiers;
}

/// What a subject consents to broadly.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct ResearchTerms {
    /// Which research it permits.
    pub permitted: BroadUse,
    /// Which conditions a project must be bound by.
    pub demanded: Modifiers,
}

/// Which data a subject gives for research.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct ResearchScope {
    /// Which categories: at least one.
    pub categories: Categories,
    /// Which sensitivities the data may have.
    pub sensitivities: Sensitivities,
}

impl ResearchScope {
    /// The decision that being enrolled in `project`, which ends at `until`, amounts to: to collect, access and use these
    /// data for research until the project ends. It says no moment of its beginning, so that an app knows it beforehand.
    pub fn enrolment<AccountId>(&self, project: ProjectId, until: Moment) -> Terms<AccountId> {
        Terms {
            effect: Effect::Permit,
            grantee: Grantee::Project(project),
            actions: Actions::of(&[Action::Collect, Action::Access, Action::Use]),
            categories: self.categories,
            purposes: Purposes::of(&[Purpose::Research, Purpose::ClinicalTrial]),
            sensitivities: self.sensitivities,
            valid_from: 0,
            valid_until: Some(until),
            data_from: None,
            data_until: None,
        }
    }
}

/// What a project was approved for.
#[stored]
#[derive(Copy, Serialize, Deserialize)]
pub struct ProjectTerms {
    /// Which research it does.
    pub research: ResearchUse,
    /// Which conditions it is bound by.
    pub bound_by: Modifiers,
}

/// Why a broad consent does not permit a project.
#[stored]
#[derive(Copy)]
pub enum Mismatch {
    /// The project does research that the consent does not permit.
    Research,
    /// The project is not bound by these conditions, which the consent demands.
    NotBoundBy(Modifiers),
}

impl ProjectTerms {
    /// Whether it contradicts itself: research into ancestry under the condition to do none.
    pub fn is_contradictory(&self) -> bool {
        self.research == ResearchUse::PopulationOriginsAncestry
            && self.bound_by.contains(Modifier::NoPopulationOriginsAncestry)
    }
}

impl ResearchTerms {
    /// Whether a project with these terms may use the subject's data: it does research that is permitted, and is bound by
    /// every condition that is demanded.
    ///
    /// | permitted | research of the project |
    /// |---|---|
    /// | NRES | all |
    /// | GRU | GRU, HMB, DS, POA |
    /// | HMB | HMB, DS |
    /// | POA | POA |
    pub fn permits(&self, project: &ProjectTerms) -> Result<(), Mismatch> {
        use ResearchUse::*;
        let permitted = match self.permitted {
            BroadUse::NoRestriction => true,
            BroadUse::GeneralResearch => project.research != NoRestriction,
            BroadUse::HealthMedicalBiomedical => {
                matches!(project.research, HealthMedicalBiomedical | DiseaseSpecific(_))
            }
            BroadUse::PopulationOriginsAncestry => project.research == PopulationOriginsAncestry,
        };
        if !permitted {
            return Err(Mismatch::Research);
        }
        let missing = self.demanded.difference(project.bound_by);
        if missing.is_empty() { Ok(()) } else { Err(Mismatch::NotBoundBy(missing)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISEASE: ResearchUse = ResearchUse::DiseaseSpecific(DiseaseArea::Neoplasms);
    const USES: [ResearchUse; 5] = [
        ResearchUse::NoRestriction,
        ResearchUse::GeneralResearch,
        ResearchUse::HealthMedicalBiomedical,
        DISEASE,
        ResearchUse::PopulationOriginsAncestry,
    ];

    #[test]
    fn broad_consent_should_permit_exactly_the_research_of_the_table() {
        let table = [
            (BroadUse::NoRestriction, [true, true, true, true, true]),
            (BroadUse::GeneralResearch, [false, true, true, true, true]),
            (BroadUse::HealthMedicalBiomedical, [false, false, true, true, false]),
            (BroadUse::PopulationOriginsAncestry, [false, false, false, false, true]),
        ];
        for (permitted, row) in table {
            for (research, expected) in USES.into_iter().zip(row) {
                let terms = ResearchTerms { permitted, demanded: Modifiers::NONE };
                let project = ProjectTerms { research, bound_by: Modifiers::NONE };
                assert_eq!(terms.permits(&project).is_ok(), expected, "{permitted:?} and {research:?}");
            }
        }
    }

    #[test]
    fn broad_consent_should_name_the_conditions_that_a_project_is_not_bound_by() {
        let demanded = Modifiers::of(&[Modifier::EthicsApproval, Modifier::NonCommercialUse]);
        let terms = ResearchTerms { permitted: BroadUse::GeneralResearch, demanded };
        let bound = |bound_by| ProjectTerms { research: DISEASE, bound_by };

        let missing = Modifier::NonCommercialUse.into();
        assert_eq!(terms.permits(&bound(Modifier::EthicsApproval.into())), Err(Mismatch::NotBoundBy(missing)));
        assert_eq!(terms.permits(&bound(demanded)), Ok(()));
        assert_eq!(terms.permits(&bound(Modifiers::ALL)), Ok(()));
    }

    #[test]
    fn project_should_be_contradictory_when_it_does_what_it_is_bound_not_to() {
        let bound_by = Modifier::NoPopulationOriginsAncestry.into();
        assert!(ProjectTerms { research: ResearchUse::PopulationOriginsAncestry, bound_by }.is_contradictory());
        assert!(!ProjectTerms { research: ResearchUse::GeneralResearch, bound_by }.is_contradictory());
    }
}
