//! The vaccination certificate.

use super::{Concept, Person, Quantity};
use crate::certificate::{Content, Kind};
use serde::{Deserialize, Serialize};

/// One vaccine, given to one person on one day. Texts are as long as the schema allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vaccination {
    /// Who it is about.
    #[serde(flatten)]
    pub person: Person,
    /// The vaccine: codes of CVX, ATC or SNOMED CT, or of a national register.
    pub vaccine: Concept,
    /// The product's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The manufacturer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manufacturer: Option<String>,
    /// The lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// The last day on which the lot could be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot_expiry: Option<String>,
    /// When it was given.
    pub date: String,
    /// Which dose it is, in each series that it is a part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doses: Vec<Dose>,
    /// Where on the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Concept>,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Concept>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Quantity>,
    /// Who gave it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub performers: Vec<String>,
    /// Where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The country, by its two letters of ISO 3166-1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Content for Vaccination {
    const KIND: Kind = Kind::Vaccination;
}

/// Which dose of a series a vaccination is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dose {
    /// The series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// Who recommends the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Against which diseases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_diseases: Vec<Concept>,
    /// The number of the dose, from one. Either this or `label`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// What the dose is called, where it has no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The number of doses of the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
    /// The number of doses, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_label: Option<String>,
}
