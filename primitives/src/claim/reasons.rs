//! Why something is not paid: the claim adjustment group and reason codes of X12, so that a remittance maps to an 835
//! and to a FHIR ClaimResponse without a table in between.

use frame_support::stored;
use serde::{Deserialize, Serialize};

/// Who bears what is not paid.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AdjustmentGroup {
    /// CO: contractual obligation. The provider bears it and may not bill the patient for it.
    Contractual,
    /// PR: patient responsibility.
    PatientResponsibility,
    /// OA: other adjustment. Nobody bears it here: another payer has paid it, or it is billed elsewhere.
    Other,
    /// PI: payer-initiated reduction. The payer's assessor does not pay it, and says not who bears it.
    PayerInitiated,
}

impl AdjustmentGroup {
    /// The code of the field.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contractual => "CO",
            Self::PatientResponsibility => "PR",
            Self::Other => "OA",
            Self::PayerInitiated => "PI",
        }
    }
}

/// Why something is not paid.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AdjustmentReason {
    /// 1: the deductible of the benefit year has not been met.
    Deductible,
    /// 2: the patient's share of what is covered.
    Coinsurance,
    /// 3: the fixed co-payment of the line.
    Copayment,
    /// 16: information is missing.
    LacksInformation,
    /// 18: exactly this service has been claimed already from the same insurer.
    ExactDuplicate,
    /// 22: another payer has paid it.
    OtherPayer,
    /// 26: the service was delivered before coverage began.
    BeforeCoverage,
    /// 27: the service was delivered after coverage ended.
    AfterCoverage,
    /// 29: the claim was filed too late.
    FiledTooLate,
    /// 45: the charge exceeds the most that the plan allows for a line.
    ExceedsAllowed,
    /// 50: not deemed a medical necessity.
    NotMedicallyNecessary,
    /// 96: not covered by the plan.
    NotCovered,
    /// 112: not furnished, or not documented: withdrawn or revoked after it was recorded.
    NotFurnished,
    /// 119: the benefit maximum of the year has been reached.
    BenefitMaximum,
    /// 179: the waiting period of the policy was not over.
    WaitingPeriod,
    /// 197: the approval required before the service is missing.
    NoPreauthorisation,
    /// 198: more than what was approved before the service.
    PreauthorisationExceeded,
}

impl AdjustmentReason {
    /// All reasons, in the order of their codes.
    pub const ALL: [Self; 17] = [
        Self::Deductible,
        Self::Coinsurance,
        Self::Copayment,
        Self::LacksInformation,
        Self::ExactDuplicate,
        Self::OtherPayer,
        Self::BeforeCoverage,
        Self::AfterCoverage,
        Self::FiledTooLate,
        Self::ExceedsAllowed,
        Self::NotMedicallyNecessary,
        Self::NotCovered,
        Self::NotFurnished,
        Self::BenefitMaximum,
        Self::WaitingPeriod,
        Self::NoPreauthorisation,
        Self::PreauthorisationExceeded,
    ];

    /// The claim adjustment reason code (CARC).
    pub const fn code(self) -> u16 {
        match self {
            Self::Deductible => 1,
            Self::Coinsurance => 2,
            Self::Copayment => 3,
            Self::LacksInformation => 16,
            Self::ExactDuplicate => 18,
            Self::OtherPayer => 22,
            Self::BeforeCoverage => 26,
            Self::AfterCoverage => 27,
            Self::FiledTooLate => 29,
            Self::ExceedsAllowed => 45,
            Self::NotMedicallyNecessary => 50,
            Self::NotCovered => 96,
            Self::NotFurnished => 112,
            Self::BenefitMaximum => 119,
            Self::WaitingPeriod => 179,
            Self::NoPreauthorisation => 197,
            Self::PreauthorisationExceeded => 198,
        }
    }

    /// The group in which the rules give this reason. What an assessor decides is [`AdjustmentGroup::PayerInitiated`].
    ///
    /// The plans are indemnity insurance: the insurer has no contract with the provider about prices, so what the
    /// plan does not cover is the patient's. The provider bears what it has neglected itself.
    pub const fn group(self) -> AdjustmentGroup {
        match self {
            Self::Deductible
            | Self::Coinsurance
            | Self::Copayment
            | Self::BeforeCoverage
            | Self::AfterCoverage
            | Self::ExceedsAllowed
            | Self::NotCovered
            | Self::BenefitMaximum
            | Self::WaitingPeriod => AdjustmentGroup::PatientResponsibility,
            Self::LacksInformation
            | Self::FiledTooLate
            | Self::NotMedicallyNecessary
            | Self::NotFurnished
            | Self::NoPreauthorisation
            | Self::PreauthorisationExceeded => AdjustmentGroup::Contractual,
            Self::ExactDuplicate | Self::OtherPayer => AdjustmentGroup::Other,
        }
    }

    /// Whether an assessor may give this reason. The others follow from the rules and are not a matter of judgement.
    pub const fn is_for_assessors(self) -> bool {
        matches!(
            self,
            Self::LacksInformation
                | Self::ExceedsAllowed
                | Self::NotMedicallyNecessary
                | Self::NotCovered
                | Self::NotFurnished
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_should_be_listed_once_by_ascending_code() {
        let codes: Vec<u16> = AdjustmentReason::ALL.iter().map(|reason| reason.code()).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]), "{codes:?}");
        for (place, reason) in AdjustmentReason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place);
        }
    }

    #[test]
    fn groups_should_have_the_codes_of_the_field() {
        assert_eq!(AdjustmentReason::Deductible.group().code(), "PR");
        assert_eq!(AdjustmentReason::FiledTooLate.group().code(), "CO");
        assert_eq!(AdjustmentReason::OtherPayer.group().code(), "OA");
        assert_eq!(AdjustmentGroup::PayerInitiated.code(), "PI");
    }
}
