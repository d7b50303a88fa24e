//! What an 835 says, in plain types, and that it balances.

use super::error::RemittanceError;
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PolicyId, Won,
    claim::{Adjustment, AdjustmentGroup, AdjustmentReason, LineOutcome, ServiceCategory},
};

/// The most claims of a remittance.
pub const MOST_CLAIMS: usize = 10_000;
/// The most lines of a claim: what the implementation guide allows.
pub const MOST_LINES: usize = 999;
/// The largest amount or sum of amounts, in won: fifteen digits, of the eighteen that an element may have.
const LARGEST: i128 = 999_999_999_999_999;

/// What an insurer paid to one organisation, or got back. A remittance to a patient has no 835: it goes between
/// organisations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemittanceFacts {
    /// The number of the interchange, from 1 to 999,999,999. The insurer never gives it twice to the same receiver.
    pub control_number: u32,
    /// Connects the 835 with the payment: on the chain insurer and number of the remittance, off it the bank's reference.
    pub trace_number: String,
    /// Whether this is only a test.
    pub test: bool,
    /// When the 835 was made.
    pub created_at: Moment,
    /// When the payment was made.
    pub paid_at: Moment,
    /// Who pays.
    pub payer: Payer,
    /// Who is paid.
    pub payee: Payee,
    /// The claims. What was paid before and is corrected appears twice: reversed as it was, then as it is now.
    pub claims: Vec<RemittedClaim>,
    /// What concerns no single claim.
    pub adjustments: Vec<ProviderAdjustment>,
    /// What was paid, in won: Σ paid − Σ provider adjustments.
    pub payment: Won,
}

/// The insurer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Its number on the chain.
    pub organisation: OrganisationId,
    /// Its name, in letters that an 835 can carry: ASCII.
    pub name: String,
    /// Where it is.
    pub address: Address,
    /// Whom to ask about the 835.
    pub contact: String,
    /// The contact's telephone number.
    pub telephone: String,
}

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// The country's two letters (ISO 3166-1), such as `KR`.
    pub country: String,
}

/// The organisation that is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// Its number on the chain.
    pub organisation: OrganisationId,
    /// Its name, in ASCII.
    pub name: String,
    /// Its number at the tax authority.
    pub tax_number: String,
}

/// A claim of a remittance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemittedClaim {
    /// Its identifier on the chain.
    pub id: ClaimId,
    /// The policy or handle. It stands for the patient: an 835 needs no name.
    pub policy: PolicyId,
    /// The provider's own number of the claim, up to 20 characters. Without it, the first 20 digits of the identifier.
    pub control_number: Option<String>,
    /// When it was submitted.
    pub submitted_at: Moment,
    /// Whether this undoes what was paid before. Amounts are given as they were paid; the 835 has them negated.
    pub reversal: bool,
    /// Its lines.
    pub lines: Vec<RemittedLine>,
}

/// A line of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemittedLine {
    /// The item's sequence in the FHIR `Claim`.
    pub sequence: u64,
    /// What kind of service.
    pub category: ServiceCategory,
    /// When it was delivered.
    pub served_at: Moment,
    /// What it costs, in won.
    pub charge: Won,
    /// What is paid of it, in won.
    pub paid: Won,
    /// Why not the rest.
    pub adjustments: Vec<Adjustment>,
    /// What is covered of it before the patient's share, in won, where it is to be told.
    pub allowed: Option<Won>,
}

impl RemittedLine {
    /// The line that was decided with `outcome`.
    pub fn decided(
        sequence: u64,
        category: ServiceCategory,
        served_at: Moment,
        charge: Won,
        outcome: &LineOutcome,
    ) -> Self {
        let adjustments = outcome.adjustments.iter().copied().collect();
        Self { sequence, category, served_at, charge, paid: outcome.paid, adjustments, allowed: None }
    }
}

/// Something that concerns no single claim. A positive amount lowers the payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// What it is.
    pub kind: ProviderAdjustmentKind,
    /// What it refers to: the claim or remittance, up to 50 characters.
    pub reference: String,
    /// How much, in won; negative raises the payment.
    pub amount: i64,
}

/// The kinds of provider adjustments that occur here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderAdjustmentKind {
    /// 72: the payee has given money back. Negative: it offsets the reversal of the claim, so that nothing is paid.
    AuthorisedReturn,
    /// FB: what is moved to the next remittance, because this one would be below zero; or comes from the last one.
    ForwardBalance,
    /// WO: what was paid too much is recovered.
    OverpaymentRecovery,
}

impl ProviderAdjustmentKind {
    /// The code of the field.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AuthorisedReturn => "72",
            Self::ForwardBalance => "FB",
            Self::OverpaymentRecovery => "WO",
        }
    }
}

impl RemittedClaim {
    /// How it is called in errors and, without a number of the provider's, in the 835.
    pub fn number(&self) -> String {
        self.control_number.clone().unwrap_or_else(|| hex::encode(self.id.0).chars().take(20).collect())
    }

    fn sum(&self, of: impl Fn(&RemittedLine) -> i128) -> i128 {
        let sum = self.lines.iter().fold(0i128, |sum, line| sum.saturating_add(of(line)));
        if self.reversal { -sum } else { sum }
    }

    /// What it charges, negative for a reversal.
    pub(super) fn charge(&self) -> i128 {
        self.sum(|line| line.charge.into())
    }

    /// What is paid of it, negative for a reversal.
    pub(super) fn paid(&self) -> i128 {
        self.sum(|line| line.paid.into())
    }

    /// What the patient bears, negative for a reversal.
    pub(super) fn patient_responsibility(&self) -> i128 {
        let ours = |adjustment: &&Adjustment| adjustment.group == AdjustmentGroup::PatientResponsibility;
        self.sum(|line| line.adjustments.iter().filter(ours).fold(0, |sum, own| sum + i128::from(own.amount)))
    }

    /// Whether another payer has paid something.
    pub(super) fn is_secondary(&self) -> bool {
        let mut all = self.lines.iter().flat_map(|line| &line.adjustments);
        all.any(|adjustment| adjustment.reason == AdjustmentReason::OtherPayer)
    }

    fn check(&self) -> Result<(), RemittanceError> {
        let claim = || self.number();
        let count = self.lines.len();
        if !(1..=MOST_LINES).contains(&count) {
            return Err(RemittanceError::LineCount { claim: claim(), count, limit: MOST_LINES });
        }
        for line in &self.lines {
            let mut computed = i128::from(line.paid);
            for adjustment in &line.adjustments {
                if adjustment.amount == 0 {
                    return Err(RemittanceError::ZeroAdjustment { claim: claim() });
                }
                computed = computed.saturating_add(adjustment.amount.into());
            }
            let charge = i128::from(line.charge);
            if charge.max(computed).max(line.allowed.unwrap_or(0).into()) > LARGEST {
                return Err(RemittanceError::AmountTooLarge { place: claim() });
            }
            if charge != computed {
                return Err(RemittanceError::LineDiffers { claim: claim(), line: line.sequence, charge, computed });
            }
        }
        match self.charge().abs() > LARGEST {
            true => Err(RemittanceError::AmountTooLarge { place: claim() }),
            false => Ok(()),
        }
    }
}

impl RemittanceFacts {
    /// Whether every line, every claim and the payment balance.
    ///
    /// # Errors
    /// The first amount that is another than its parts come to, or a bound that is exceeded.
    pub fn check(&self) -> Result<(), RemittanceError> {
        if !(1..=999_999_999).contains(&self.control_number) {
            return Err(RemittanceError::ControlNumber(self.control_number));
        }
        match self.claims.len() {
            0 => return Err(RemittanceError::NoClaims),
            count if count > MOST_CLAIMS || self.adjustments.len() > MOST_CLAIMS => {
                let count = count.max(self.adjustments.len());
                return Err(RemittanceError::TooManyClaims { count, limit: MOST_CLAIMS });
            }
            _ => {}
        }
        // Each is below ten to the fifteenth and there are few: nothing overflows.
        let mut computed = 0i128;
        for claim in &self.claims {
            claim.check()?;
            computed = computed.saturating_add(claim.paid());
        }
        for adjustment in &self.adjustments {
            if i128::from(adjustment.amount).abs() > LARGEST {
                return Err(RemittanceError::AmountTooLarge { place: adjustment.kind.code().into() });
            }
            computed = computed.saturating_sub(adjustment.amount.into());
        }
        let stated = i128::from(self.payment);
        match stated {
            stated if stated != computed => Err(RemittanceError::PaymentDiffers { stated, computed }),
            stated if stated > LARGEST => Err(RemittanceError::AmountTooLarge { place: "the payment".into() }),
            _ => Ok(()),
        }
    }
}
