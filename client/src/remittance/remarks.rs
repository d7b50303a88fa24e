//! The remark codes that go with reasons.
//!
//! X12 asks for at least one remark code with the reasons 16 and 96: what information is missing, or why something is not
//! covered. It may not be one that only alerts. A decision on the chain has no remark code, so the one is given that says no more than
//! the chain knows:
//!
//! | reason | remark | what it says | why this one |
//! |---|---|---|---|
//! | 16, information is missing | N463 | support data for the claim are missing | Which data is in the assessor's question, off the chain. MA130 says that there is no appeal, and N517 that a new claim is needed: both are wrong here |
//! | 96, not covered by the plan | N130 | the plan's documents tell of restrictions for the service | The plan is published, and the chain knows it by its commitment |

use bogam_primitives::claim::AdjustmentReason;

/// The remark code (RARC) that a reason has to be accompanied by, if it has to be by any.
pub const fn remark_code(reason: AdjustmentReason) -> Option<&'static str> {
    match reason {
        AdjustmentReason::LacksInformation => Some("N463"),
        AdjustmentReason::NotCovered => Some("N130"),
        AdjustmentReason::Deductible
        | AdjustmentReason::Coinsurance
        | AdjustmentReason::Copayment
        | AdjustmentReason::ExactDuplicate
        | AdjustmentReason::OtherPayer
        | AdjustmentReason::BeforeCoverage
        | AdjustmentReason::AfterCoverage
        | AdjustmentReason::FiledTooLate
        | AdjustmentReason::ExceedsAllowed
        | AdjustmentReason::NotMedicallyNecessary
        | AdjustmentReason::NotFurnished
        | AdjustmentReason::BenefitMaximum
        | AdjustmentReason::WaitingPeriod
        | AdjustmentReason::NoPreauthorisation
        | AdjustmentReason::PreauthorisationExceeded => None,
    }
}
