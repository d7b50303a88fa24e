//! Why something happened to a prescription, in the terms of the field.
//!
//! The lists follow the code systems in production use (the NHS electronic prescription service and the FHIR
//! status reasons of MedicationRequest and MedicationDispense), so that a record maps to and from them. There is no free
//! text: what a chain keeps for ever must not be able to say anything about a person.

use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Why a prescriber cancels.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CancellationReason {
    /// The prescription was written in error.
    PrescribingError,
    /// A contra-indication was found.
    ClinicalContraindication,
    /// The treatment was changed.
    ChangeOfTreatment,
    /// Other clinical grounds.
    ClinicalReason,
    /// The patient asked for it.
    PatientRequest,
    /// A pharmacist asked for it.
    PharmacistRequest,
    /// The patient has died.
    PatientDeceased,
    /// The patient has left the prescriber's care.
    PatientTransferred,
    /// The same was prescribed twice.
    Duplicate,
}

/// Why a pharmacy gives a prescription back without having completed it.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GiveBackReason {
    /// The patient asked for it.
    PatientRequest,
    /// Another pharmacy asked for it on the patient's behalf.
    AnotherDispenserRequest,
    /// The product cannot be had at present.
    OutOfStock,
    /// The pharmacy cannot supply it for another reason.
    UnableToDispense,
    /// The prescriber has to clarify the prescription first.
    ClarificationNeeded,
    /// The prescriber asked for it, for example to cancel.
    PrescriberRequest,
    /// It was accepted by mistake.
    AcceptedInError,
}

/// Why an item is closed without having been supplied in full.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NotDispensedReason {
    /// The patient does not need or want it.
    NotRequired,
    /// It is clinically unsuitable for the patient.
    ClinicallyUnsuitable,
    /// The rest was owed and was not supplied in the end.
    OwedNotSupplied,
    /// The prescriber withdrew the item.
    PrescriptionCancelled,
    /// The patient has died.
    PatientDeceased,
    /// The prescription is not lawful.
    IllegalPrescription,
    /// The item is outside what the prescriber may prescribe.
    OutOfScope,
    /// The item or the prescription has expired.
    Expired,
    /// The item may not be supplied at the payer's expense.
    NotReimbursable,
    /// The patient did not collect it.
    NotCollected,
    /// The patient bought it without a prescription.
    BoughtOverTheCounter,
    /// The product cannot be had.
    OutOfStock,
    /// The prescriber did not clarify the prescription.
    ClarificationNeeded,
}

/// Why a pharmacy withdraws what it has recorded.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum WithdrawalReason {
    /// It was recorded by mistake.
    RecordedInError,
    /// It was recorded on the wrong patient's prescription.
    WrongPatient,
    /// The product recorded was not the one supplied.
    ProductCorrection,
    /// The quantity recorded was not the one supplied.
    QuantityCorrection,
    /// The dosage instructions were amended.
    DosageAmendment,
    /// The patient did not collect what was prepared.
    NotCollected,
    /// Other clinical grounds.
    OtherClinical,
    /// Other grounds.
    OtherNonClinical,
}
