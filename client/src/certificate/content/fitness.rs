//! The certificate of fitness for work.

use super::{Person, Profession};
use crate::certificate::{Content, Kind};
use serde::{Deserialize, Serialize};

/// Whether a person can do his work. It contains no diagnosis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitnessForWork {
    /// Who it is about.
    #[serde(flatten)]
    pub person: Person,
    /// The work that was assessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// For whom it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// The answer.
    pub assessment: Assessment,
    /// Under which conditions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// The conditions in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions_text: Option<String>,
    /// When the person was examined.
    pub assessment_date: String,
    /// From this day on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until this day, which is included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether the person is to be assessed again at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reassessment: Option<bool>,
    /// The institution.
    pub institution: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution_address: Option<String>,
    /// Who examined the person.
    pub physician: String,
    /// The kind of licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<Profession>,
    /// Its number.
    pub licence_number: String,
    /// When the certificate was issued.
    pub issue_date: String,
}

impl Content for FitnessForWork {
    const KIND: Kind = Kind::FitnessForWork;
}

/// Whether a person can do his work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assessment {
    /// Yes (가).
    Fit,
    /// Under conditions (나).
    FitWithConditions,
    /// Not for a time (다).
    TemporarilyUnfit,
    /// Not any more (라).
    PermanentlyUnfit,
}

/// What makes the work possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// A phased return.
    PhasedReturn,
    /// Other hours.
    AlteredHours,
    /// Other duties.
    AmendedDuties,
    /// Adaptations of the workplace.
    WorkplaceAdaptations,
    /// Protective equipment.
    ProtectiveEquipment,
    /// An improved working environment.
    ImprovedEnvironment,
    /// A further examination.
    FollowUpExamination,
    /// Something else, said in words.
    Other,
}
