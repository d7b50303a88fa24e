//! That each error is provoked: a new one needs a test before it passes here.

use crate::{Error, mock::Test};
use scale_info::{TypeDef, TypeInfo};

/// The tests that provoke refusals.
const TESTS: [&str; 9] = [
    include_str!("coordination.rs"),
    include_str!("decisions.rs"),
    include_str!("handles.rs"),
    include_str!("money.rs"),
    include_str!("plans.rs"),
    include_str!("preauthorisations.rs"),
    include_str!("settlement.rs"),
    include_str!("story.rs"),
    include_str!("submit.rs"),
];

/// Whether a test expects the error with this name, and not only one whose name begins with it.
fn is_expected(name: &str) -> bool {
    let wanted = format!("Error::{name}");
    let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    TESTS.iter().any(|text| text.match_indices(&wanted).any(|(at, found)| ends(&text[at + found.len()..])))
}

#[test]
fn every_error_should_be_expected_by_a_test() {
    let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else { panic!("errors are an enumeration") };
    let names: Vec<&str> = errors.variants.iter().map(|variant| variant.name).collect();
    assert!(names.contains(&"RedemptionDiffers"), "{names:?}");
    let unexpected: Vec<_> = names.into_iter().filter(|name| !is_expected(name)).collect();
    assert!(unexpected.is_empty(), "no test expects {unexpected:?}");
}
