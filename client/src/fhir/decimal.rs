//! Exact decimals: FHIR's quantities to thousandths and back, never through a float.

use super::error::{Problem, shortened};
use bogam_primitives::prescription::{QUANTITY_SCALE, Quantity};

/// The largest quantity that can be handled, in thousandths: what canonical JSON (RFC 8785) still keeps exactly.
pub const LARGEST_QUANTITY: Quantity = (1 << 53) - 1;

/// The significant digits of a decimal, without leading or trailing zeros, and the power of ten of the last of them.
#[derive(Debug, PartialEq, Eq)]
struct Digits {
    negative: bool,
    digits: String,
    exponent: i64,
}

/// Takes a JSON number apart. `None` if it is none, or if its exponent is absurd.
fn digits(literal: &str) -> Option<Digits> {
    let (negative, unsigned) = match literal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, literal),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let plain = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            let valid = (1..=6).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_digit());
            (mantissa, valid.then(|| exponent.parse::<i64>().ok()).flatten()?)
        }
        None => (unsigned, 0),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (mantissa, ""),
    };
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    let numeric = whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || leading_zero || !numeric {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let significant = all.trim_end_matches('0');
    let dropped = i64::try_from(all.len() - significant.len()).ok()?;
    let exponent = exponent - i64::try_from(fraction.len()).ok()? + dropped;
    let digits = significant.trim_start_matches('0').to_owned();
    let exponent = if digits.is_empty() { 0 } else { exponent };
    Some(Digits { negative: negative && !digits.is_empty(), digits, exponent })
}

/// The quantity that a JSON number stands for, in thousandths of the unit.
///
/// Exact: `0.5` is 500 and `1e1` is 10 000. Refused: what is no decimal, zero or less, finer than a thousandth, or beyond
/// [`LARGEST_QUANTITY`]. Trailing zeros carry no value and do no harm.
pub fn parse_quantity(literal: &str) -> Result<Quantity, Problem> {
    let shown = || shortened(literal);
    let parsed = digits(literal).ok_or_else(|| Problem::NotDecimal(shown()))?;
    if parsed.negative || parsed.digits.is_empty() {
        return Err(Problem::QuantityNotPositive(shown()));
    }
    let power = u32::try_from(parsed.exponent.saturating_add(3)).map_err(|_| Problem::TooPrecise(shown()))?;
    let too_large = || Problem::QuantityTooLarge(shown());
    let significant: u64 = parsed.digits.parse().map_err(|_| too_large())?;
    let factor = 10u64.checked_pow(power).ok_or_else(too_large)?;
    match significant.checked_mul(factor) {
        Some(quantity) if quantity <= LARGEST_QUANTITY => Ok(quantity),
        _ => Err(too_large()),
    }
}

/// `quantity`, given in thousandths, as the shortest decimal: 500 is `0.5`, 10 000 is `10`.
pub fn format_quantity(quantity: Quantity) -> String {
    let (whole, thousandths) = (quantity / QUANTITY_SCALE, quantity % QUANTITY_SCALE);
    match thousandths {
        0 => whole.to_string(),
        part => format!("{whole}.{}", format!("{part:03}").trim_end_matches('0')),
    }
}

/// Whether two JSON numbers stand for exactly the same value.
pub(crate) fn same_value(one: &str, other: &str) -> bool {
    matches!((digits(one), digits(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantity_should_be_exact_when_it_has_up_to_three_decimals() {
        for (literal, thousandths) in [
            ("30", 30_000),
            ("0.5", 500),
            ("0.1", 100),
            ("1.005", 1_005),
            ("1.5000", 1_500),
            ("1e2", 100_000),
            ("25E-1", 2_500),
            ("1.234e3", 1_234_000),
            ("0.001", 1),
            ("9007199254740.991", LARGEST_QUANTITY),
        ] {
            assert_eq!(parse_quantity(literal), Ok(thousandths), "{literal}");
        }
    }

    #[test]
    fn quantity_should_be_refused_with_its_own_reason_when_it_cannot_be_carried() {
        let code = |literal: &str| parse_quantity(literal).map_err(|problem| problem.code());
        for literal in ["0", "0.000", "-1", "-0", "-0.0005", "0e9"] {
            assert_eq!(code(literal), Err("fhir_quantity_not_positive"), "{literal}");
        }
        for literal in ["0.0005", "1.0001", "1e-4", "3e-999999"] {
            assert_eq!(code(literal), Err("fhir_too_precise"), "{literal}");
        }
        for literal in ["9007199254740.992", "1e13", "1e999999", "99999999999999999999999"] {
            assert_eq!(code(literal), Err("fhir_quantity_too_large"), "{literal}");
        }
        for literal in ["", "-", ".5", "1.", "01", "1e", "1e1234567", "NaN", "0x10", "1 ", "1e+-2", "+1"] {
            assert_eq!(code(literal), Err("fhir_not_decimal"), "{literal}");
        }
    }

    #[test]
    fn same_value_should_see_through_notation_and_nothing_else() {
        assert!(same_value("1.50", "15e-1") && same_value("-0", "0.0") && same_value("1e3", "1000"));
        assert!(!same_value("1.5", "1.51") && !same_value("1", "-1") && !same_value("1", "x"));
    }

    proptest! {
        #[test]
        fn quantity_should_round_trip(quantity in 1..=LARGEST_QUANTITY) {
            prop_assert_eq!(parse_quantity(&format_quantity(quantity)), Ok(quantity));
        }

        #[test]
        fn parsing_should_answer_for_any_text(text in ".{0,40}") {
            if let Ok(quantity) = parse_quantity(&text) {
                prop_assert!(quantity > 0 && quantity <= LARGEST_QUANTITY);
            }
        }
    }
}
