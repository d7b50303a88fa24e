//! Money: FHIR's exact decimals to whole won, never through a float.

use super::options::Exchange;
use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::Won;

/// The currency in which the chain settles.
pub(super) const CURRENCY: &str = "KRW";

/// The largest amount that is read or written, in won: what canonical JSON (RFC 8785) keeps exactly.
pub const LARGEST_AMOUNT: Won = (1 << 53) - 1;

/// The most digits behind the decimal point.
const FINEST: u32 = 12;

/// An exact decimal that is not negative: `units` ÷ 10^`scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exact {
    units: u128,
    scale: u32,
}

impl Exact {
    pub(super) const ONE: Self = Self { units: 1, scale: 0 };
    pub(super) const ZERO: Self = Self { units: 0, scale: 0 };

    /// Reads a JSON number.
    fn parse(literal: &str) -> Result<Self, Problem> {
        let shown = || shortened(literal);
        if literal.starts_with('-') {
            // FHIR allows negative amounts for credits; a claim has none.
            return Err(Problem::AmountNotPositive(shown()));
        }
        let (mantissa, exponent) = match literal.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                // An exponent that does not even fit a byte is no amount of money.
                (mantissa, exponent.parse::<i8>().map_err(|_| Problem::NotDecimal(shown()))?)
            }
            None => (literal, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
            return Err(Problem::NotDecimal(shown()));
        }
        let too_large = || Problem::AmountTooLarge(shown());
        let digits = format!("{whole}{fraction}");
        let units: u128 = digits.parse().map_err(|_| too_large())?;
        let scale = i64::try_from(fraction.len()).map_err(|_| too_large())? - i64::from(exponent);
        if units == 0 {
            return Ok(Self::ZERO);
        }
        match u32::try_from(scale) {
            Ok(scale) if scale <= FINEST => Ok(Self { units, scale }),
            Ok(_) => Err(Problem::NotWholeWon(shown())),
            Err(_) => {
                let power = u32::try_from(scale.unsigned_abs()).map_err(|_| too_large())?;
                let factor = 10u128.checked_pow(power).ok_or_else(too_large)?;
                Ok(Self { units: units.checked_mul(factor).ok_or_else(too_large)?, scale: 0 })
            }
        }
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let product = Self { units: self.units.checked_mul(other.units)?, scale: self.scale.checked_add(other.scale)? };
        Some(product.shortest())
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        Some(Self { units: self.at(scale)?.checked_add(other.at(scale)?)?, scale }.shortest())
    }

    fn at(self, scale: u32) -> Option<u128> {
        self.units.checked_mul(10u128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// Without trailing zeros, so that equal values are equal.
    fn shortest(mut self) -> Self {
        while self.scale > 0 && self.units.is_multiple_of(10) {
            (self.units, self.scale) = (self.units / 10, self.scale - 1);
        }
        self
    }

    /// The value if it is whole.
    fn whole(self) -> Option<u128> {
        let shortest = self.shortest();
        (shortest.scale == 0).then_some(shortest.units)
    }
}

impl std::fmt::Display for Exact {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { units, scale } = self.shortest();
        let digits = format!("{units:0width$}", width = scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale as usize);
        match fraction {
            "" => formatter.write_str(whole),
            fraction => write!(formatter, "{whole}.{fraction}"),
        }
    }
}

/// A plain number that is not negative: a quantity's value, or a factor.
pub(super) fn decimal(node: &Node<'_>) -> Result<Exact, FhirError> {
    Exact::parse(&node.number()?).map_err(|problem| node.refuse(problem))
}

/// A `Money` in the currency that the options allow, as it was written. Zero is possible here.
pub(super) fn money(node: &Node<'_>, exchange: Option<&Exchange>) -> Result<Exact, FhirError> {
    let value = decimal(&node.required("value")?)?;
    let currency = node.required("currency")?;
    let expected = exchange.map_or(CURRENCY, |exchange| exchange.currency.as_str());
    match currency.text()? {
        found if found == expected => Ok(value),
        found => Err(currency.refuse(Problem::CurrencyNotWon(shortened(found)))),
    }
}

/// `value` in whole won.
pub(super) fn won(value: Exact, exchange: Option<&Exchange>) -> Result<Won, Problem> {
    let rate = Exact { units: exchange.map_or(1, |exchange| u128::from(exchange.won)), scale: 0 };
    let too_large = || Problem::AmountTooLarge(value.to_string());
    let exchanged = value.times(rate).ok_or_else(too_large)?;
    let whole = exchanged.whole().ok_or_else(|| Problem::NotWholeWon(exchanged.to_string()))?;
    match Won::try_from(whole) {
        Ok(0) => Err(Problem::AmountNotPositive(value.to_string())),
        Ok(amount) if amount <= LARGEST_AMOUNT => Ok(amount),
        _ => Err(too_large()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amount_should_be_exact_whatever_its_notation() {
        for (literal, won_expected) in
            [("60000", 60_000), ("6e4", 60_000), ("60000.00", 60_000), ("1.5E3", 1_500), ("600000e-1", 60_000)]
        {
            assert_eq!(Exact::parse(literal).and_then(|value| won(value, None)), Ok(won_expected), "{literal}");
        }
        let dollars = Exchange { currency: "USD".into(), won: 1_000 };
        assert_eq!(won(Exact::parse("135.57").unwrap(), Some(&dollars)), Ok(135_570));
    }

    #[test]
    fn amount_should_be_refused_with_its_own_reason() {
        let code =
            |literal: &str| Exact::parse(literal).and_then(|value| won(value, None)).map_err(|problem| problem.code());
        for literal in ["0", "0.00", "-1", "-0", "0e99"] {
            assert_eq!(code(literal), Err("fhir_amount_not_positive"), "{literal}");
        }
        for literal in ["0.5", "1e-3", "135.57", "1e-100"] {
            assert_eq!(code(literal), Err("fhir_not_whole_won"), "{literal}");
        }
        for literal in ["9007199254740992", "1e99", "99999999999999999999999999999999999999999999"] {
            assert_eq!(code(literal), Err("fhir_amount_too_large"), "{literal}");
        }
        for literal in ["", "1e999", "x", "1.x", ".5", "NaN"] {
            assert_eq!(code(literal), Err("fhir_not_decimal"), "{literal}");
        }
    }

    #[test]
    fn product_and_sum_should_lose_nothing() {
        let exact = |literal: &str| Exact::parse(literal).unwrap();
        // An example of HL7's: 2 × 30 × 1.1 + 2 × 15 × 1.1 + 2 × 5 × 1.1 = 110.
        let part = |price: &str| exact("2").times(exact(price)).unwrap().times(exact("1.1")).unwrap();
        let sum = part("30").plus(part("15")).unwrap().plus(part("5")).unwrap();
        assert_eq!(sum, exact("110.00"));
        assert_eq!(exact("0.07").times(exact("220")).unwrap().to_string(), "15.4");
        assert_eq!(exact("0.10").plus(exact("0.2")).unwrap().to_string(), "0.3");
    }

    proptest! {
        #[test]
        fn parsing_should_answer_for_any_text(text in "[0-9eE.+-]{0,60}|.{0,20}") {
            let _ = Exact::parse(&text).map(|value| won(value, None));
        }

        #[test]
        fn whole_amounts_should_round_trip(amount in 1..=LARGEST_AMOUNT) {
            prop_assert_eq!(Exact::parse(&amount.to_string()).and_then(|value| won(value, None)), Ok(amount));
        }
    }
}
