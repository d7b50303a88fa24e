//! The birth certificate (출생증명서).

use super::Profession;
use crate::certificate::{Content, Kind};
use serde::{Deserialize, Serialize};

/// That a child was born alive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birth {
    /// The child's whole name, if it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    /// The child's family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// The child's given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// The date of birth.
    pub birth_date: String,
    /// Hour and minute, in the time zone of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_time: Option<String>,
    /// The child's sex.
    pub sex: BirthSex,
    /// Where in general.
    pub place_kind: PlaceKind,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The address of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_address: Option<String>,
    /// Completed weeks of pregnancy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gestation_weeks: Option<u32>,
    /// Days beyond them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gestation_days: Option<u32>,
    /// How many children were born.
    pub plurality: u32,
    /// The child's place among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_order: Option<u32>,
    /// Weight, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_grams: Option<u32>,
    /// Length, in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length_millimetres: Option<u32>,
    /// The mother's name.
    pub mother_name: String,
    /// Her date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother_birth_date: Option<String>,
    /// Her address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother_address: Option<String>,
    /// How many of her children were born alive, this one included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mother_live_births: Option<u32>,
    /// The father's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father_name: Option<String>,
    /// His date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub father_birth_date: Option<String>,
    /// Who attended the birth.
    pub attendant: String,
    /// The kind of licence.
    pub profession: Profession,
    /// Its number.
    pub licence_number: String,
    /// The institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution_address: Option<String>,
    /// When the certificate was issued.
    pub issue_date: String,
}

impl Content for Birth {
    const KIND: Kind = Kind::Birth;
}

/// The sex of a child at birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthSex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other.
    Other,
    /// Not known yet.
    Unknown,
}

/// Where children are born.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// At home.
    Home,
    /// In a hospital.
    Hospital,
    /// In a clinic.
    Clinic,
    /// In a midwifery clinic (조산원).
    MidwiferyClinic,
    /// On the way.
    OnTheWay,
    /// Elsewhere.
    Other,
}
