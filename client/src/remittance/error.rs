//! What can be wrong with a remittance or a statement of account.

/// Why a remittance is not written, not believed, or a statement does not add up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(
    missing_docs,
    reason = "each variant's sentence is its documentation, and its fields are what the sentence names"
)]
pub enum RemittanceError {
    #[error("{0} is not a control number; they go from 1 to 999,999,999")]
    ControlNumber(u32),
    #[error("{field} is empty")]
    TextMissing { field: &'static str },
    #[error("{field} is longer than {limit} characters")]
    TextTooLong { field: &'static str, limit: usize },
    #[error("{field} has the character {character:?}, which an 835 cannot carry")]
    TextCharacter { field: &'static str, character: char },
    #[error("a remittance without claims says nothing")]
    NoClaims,
    #[error("there are {count} claims; a remittance has at most {limit}")]
    TooManyClaims { count: usize, limit: usize },
    #[error("claim {claim} has {count} lines; it must have between 1 and {limit}")]
    LineCount { claim: String, count: usize, limit: usize },
    #[error("an adjustment of claim {claim} is zero")]
    ZeroAdjustment { claim: String },
    #[error("an amount of {place} is too large")]
    AmountTooLarge { place: String },
    #[error("line {line} of claim {claim} charges {charge}, and what is paid and adjusted comes to {computed}")]
    LineDiffers { claim: String, line: u64, charge: i128, computed: i128 },
    #[error("claim {claim} states {stated} as {what}, and its parts come to {computed}")]
    ClaimDiffers { claim: String, what: &'static str, stated: i128, computed: i128 },
    #[error("the payment is stated as {stated}, and claims and provider adjustments come to {computed}")]
    PaymentDiffers { stated: i128, computed: i128 },
    #[error("the moment {0} is not one that can be written as a date")]
    DateOutOfRange(u64),
    #[error("the input is larger than {limit} bytes")]
    InputTooLarge { limit: usize },
    #[error("this is not an X12 interchange: {0}")]
    NotAnInterchange(&'static str),
    #[error("segment {place} is {found}, and {expected} was expected")]
    UnexpectedSegment { place: usize, found: String, expected: &'static str },
    #[error("element {element} of segment {place} ({segment}) is missing")]
    MissingElement { place: usize, segment: String, element: usize },
    #[error("\"{value}\" in segment {place} is not a whole amount of won")]
    BadAmount { place: usize, value: String },
    #[error("{segment} counts {stated}, and there are {counted}")]
    CountDiffers { segment: &'static str, stated: String, counted: usize },
    #[error("the control number of {segment} is not the one that was opened with")]
    ControlDiffers { segment: &'static str },
    #[error("the amounts are in {0}, not in won (KRW)")]
    CurrencyNotWon(String),
    #[error("the statement ends before it begins")]
    PeriodReversed,
    #[error("there are {count} entries; a statement has at most {limit}")]
    TooManyEntries { count: usize, limit: usize },
    #[error("{what} lies outside the period of the statement")]
    OutsidePeriod { what: String },
    #[error("remittance {remittance} states {stated}, and its claims come to {computed}")]
    RemittanceDiffers { remittance: String, stated: u64, computed: u128 },
    #[error("remittance {0} occurs twice")]
    DuplicateRemittance(String),
    #[error("claim {0} is opened twice")]
    DuplicateClaim(String),
    #[error("claim {claim} was paid {paid}, and only {open} were open")]
    Overpaid { claim: String, paid: u64, open: u128 },
    #[error("claim {claim} is stated with {stated} open at the end, and its entries come to {computed}")]
    ClosingDiffers { claim: String, stated: u128, computed: u128 },
    #[error("a reversal cannot wait for a receipt or be refused: remittance {0}")]
    ReversalPending(String),
}

impl RemittanceError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ControlNumber(_) => "remittance_control_number",
            Self::TextMissing { .. } => "remittance_text_missing",
            Self::TextTooLong { .. } => "remittance_text_too_long",
            Self::TextCharacter { .. } => "remittance_text_character",
            Self::NoClaims => "remittance_no_claims",
            Self::TooManyClaims { .. } => "remittance_too_many_claims",
            Self::LineCount { .. } => "remittance_line_count",
            Self::ZeroAdjustment { .. } => "remittance_zero_adjustment",
            Self::AmountTooLarge { .. } => "remittance_amount_too_large",
            Self::LineDiffers { .. } => "remittance_line_differs",
            Self::ClaimDiffers { .. } => "remittance_claim_differs",
            Self::PaymentDiffers { .. } => "remittance_payment_differs",
            Self::DateOutOfRange(_) => "remittance_date_out_of_range",
            Self::InputTooLarge { .. } => "remittance_input_too_large",
            Self::NotAnInterchange(_) => "remittance_not_an_interchange",
            Self::UnexpectedSegment { .. } => "remittance_unexpected_segment",
            Self::MissingElement { .. } => "remittance_missing_element",
            Self::BadAmount { .. } => "remittance_bad_amount",
            Self::CountDiffers { .. } => "remittance_count_differs",
            Self::ControlDiffers { .. } => "remittance_control_differs",
            Self::CurrencyNotWon(_) => "remittance_currency_not_won",
            Self::PeriodReversed => "statement_period_reversed",
            Self::TooManyEntries { .. } => "statement_too_many_entries",
            Self::OutsidePeriod { .. } => "statement_outside_period",
            Self::RemittanceDiffers { .. } => "statement_remittance_differs",
            Self::DuplicateRemittance(_) => "statement_duplicate_remittance",
            Self::DuplicateClaim(_) => "statement_duplicate_claim",
            Self::Overpaid { .. } => "statement_overpaid",
            Self::ClosingDiffers { .. } => "statement_closing_differs",
            Self::ReversalPending(_) => "statement_reversal_pending",
        }
    }
}
