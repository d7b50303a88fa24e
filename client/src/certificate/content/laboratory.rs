//! The laboratory result.

use super::{Concept, Person, Quantity};
use crate::certificate::{Content, Kind};
use serde::{Deserialize, Serialize};

/// One result of one laboratory test. Texts are as long as the schema allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaboratoryResult {
    /// Who it is about.
    #[serde(flatten)]
    pub person: Person,
    /// The test; at least one code is of LOINC.
    pub test: Concept,
    /// The result.
    pub value: LaboratoryValue,
    /// What is usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference_ranges: Vec<ReferenceRange>,
    /// What the laboratory says of the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpretations: Vec<Concept>,
    /// What was tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub specimen: Option<Concept>,
    /// From where on the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_site: Option<Concept>,
    /// How it was tested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Concept>,
    /// When the specimen was taken, or the measurement made.
    pub date: String,
    /// The end of the collection, where it took a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_until: Option<String>,
    /// When it was reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_at: Option<String>,
    /// Whether it replaces an earlier report.
    pub stage: Stage,
    /// Who is responsible for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performers: Vec<String>,
}

impl Content for LaboratoryResult {
    const KIND: Kind = Kind::LaboratoryResult;
}

/// A result. In JSON an object with exactly one member, which says what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaboratoryValue {
    /// A number with a unit.
    Quantity(Quantity),
    /// A concept, such as "positive" or an organism.
    Concept(Concept),
    /// Words.
    Text(String),
    /// A whole number without a unit.
    Integer(i32),
    /// Yes or no.
    Boolean(bool),
    /// Between two quantities.
    Range(QuantityRange),
    /// One quantity to another, such as a titre.
    Ratio(Ratio),
}

/// From one quantity to another; one of them may be open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantityRange {
    /// The lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// The highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
}

/// One quantity to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// What is divided.
    pub numerator: RatioPart,
    /// By what.
    pub denominator: RatioPart,
}

/// A quantity that may be a bare number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatioPart {
    /// The number as it was written.
    pub value: String,
    /// `<`, `<=`, `>=` or `>`, where only a bound is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparator: Option<String>,
    /// The unit as it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The unit in UCUM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What is usual, for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceRange {
    /// The lowest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// The highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the range stands for, such as "normal".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<Concept>,
    /// For whom it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies_to: Vec<Concept>,
}

/// Where a result stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Complete and verified.
    Final,
    /// Complete, and changed since it was final.
    Amended,
    /// Changed to correct an error.
    Corrected,
}
