//! Adding up a `ClaimResponse` or an `ExplanationOfBenefit`: what was submitted is what is paid and what is not.

use super::amount::{LARGEST_AMOUNT, money, won};
use crate::fhir::{
    error::{FhirError, Problem},
    node::{Node, label},
};
use bogam_primitives::Won;
use serde_json::Value;

/// HL7's categories of adjudication.
pub(super) const ADJUDICATION_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/adjudication";
/// The groups of adjustments: CO, PR, OA, PI.
pub(super) const GROUP_SYSTEM: &str = "https://x12.org/codes/claim-adjustment-group-codes";
/// The reasons of adjustments.
pub(super) const REASON_SYSTEM: &str = "https://x12.org/codes/claim-adjustment-reason-codes";

/// What a response comes to, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What was submitted, over the items that were adjudicated.
    pub submitted: Won,
    /// What is paid of it.
    pub benefit: Won,
    /// What is not.
    pub adjusted: Won,
}

impl Balance {
    fn plus(self, other: Self) -> Option<Self> {
        let add = |one: Won, other: Won| one.checked_add(other).filter(|sum| *sum <= LARGEST_AMOUNT);
        Some(Self {
            submitted: add(self.submitted, other.submitted)?,
            benefit: add(self.benefit, other.benefit)?,
            adjusted: add(self.adjusted, other.adjusted)?,
        })
    }
}

/// Adds up a `ClaimResponse` or `ExplanationOfBenefit` as this module writes them: for each item submitted = benefit + Σ
/// adjustments, the totals are the sums over the items, and no more is paid than the benefit.
///
/// # Errors
/// The element whose amount is another than the parts come to.
pub fn check_balance(response: &Value) -> Result<Balance, FhirError> {
    check(response).map_err(|error| error.of_resource(label(response)))
}

fn check(response: &Value) -> Result<Balance, FhirError> {
    let response = Node::resource(response)?;
    let items = response.list_of("item")?;
    let mut sum = Balance::default();
    let too_large = || response.refuse_member("item", Problem::AmountTooLarge("the sum of the items".into()));
    for item in &items {
        sum = sum.plus(item_balance(item)?).ok_or_else(too_large)?;
    }
    for total in response.list_of("total")? {
        let Some(category) = category(&total, ADJUDICATION_SYSTEM)? else { continue };
        let computed = match category.as_str() {
            "submitted" if !items.is_empty() => sum.submitted,
            "benefit" => sum.benefit,
            _ => continue,
        };
        let stated = amount(&total)?;
        if stated != computed {
            return Err(differs(&total, stated, computed));
        }
    }
    if let Some(payment) = response.get("payment")? {
        let paid = amount(&payment)?;
        if paid > sum.benefit {
            return Err(differs(&payment, paid, sum.benefit));
        }
    }
    Ok(sum)
}

fn item_balance(item: &Node<'_>) -> Result<Balance, FhirError> {
    let (mut balance, mut submitted) = (Balance::default(), None);
    for part in item.list_of("adjudication")? {
        let one = match category(&part, GROUP_SYSTEM)? {
            Some(_) => Balance { adjusted: amount(&part)?, ..Balance::default() },
            None => match category(&part, ADJUDICATION_SYSTEM)?.as_deref() {
                Some("submitted") => {
                    submitted = Some(amount(&part)?);
                    continue;
                }
                Some("benefit") => Balance { benefit: amount(&part)?, ..Balance::default() },
                _ => continue,
            },
        };
        let too_large = || part.refuse_member("amount", Problem::AmountTooLarge("the sum".into()));
        balance = balance.plus(one).ok_or_else(too_large)?;
    }
    let computed = balance.benefit.saturating_add(balance.adjusted);
    let stated = submitted.ok_or_else(|| item.refuse_member("adjudication", Problem::Missing))?;
    match stated == computed {
        true => Ok(Balance { submitted: stated, ..balance }),
        false => Err(differs(item, stated, computed)),
    }
}

fn differs(node: &Node<'_>, stated: Won, computed: Won) -> FhirError {
    let problem = Problem::AmountDiffers { stated: stated.to_string(), computed: computed.to_string() };
    node.refuse(problem)
}

/// The code of `system` in the category of an amount.
fn category(node: &Node<'_>, system: &str) -> Result<Option<String>, FhirError> {
    for coding in node.required("category")?.list_of("coding")? {
        if coding.text_of("system")? == Some(system) {
            return Ok(Some(coding.required("code")?.text()?.to_owned()));
        }
    }
    Ok(None)
}

/// An amount in won; zero is possible.
fn amount(node: &Node<'_>) -> Result<Won, FhirError> {
    let node = node.required("amount")?;
    let value = money(&node, None)?;
    match value == super::amount::Exact::ZERO {
        true => Ok(0),
        false => won(value, None).map_err(|problem| node.refuse_member("value", problem)),
    }
}
