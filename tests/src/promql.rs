//! Which metrics a PromQL expression asks for. It knows as much of the language as alerts and dashboards need that are our own.

use std::collections::BTreeSet;

/// Words that stand between metrics.
const OPERATORS: [&str; 5] = ["and", "or", "unless", "bool", "offset"];

/// Words before a list of labels.
const BEFORE_LABELS: [&str; 6] = ["by", "without", "on", "ignoring", "group_left", "group_right"];

/// The names of the metrics in `expression`.
pub fn metrics(expression: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        rest = match first {
            '"' | '\'' => after(&rest[1..], first),
            '{' => after(rest, '}'),
            '[' => after(rest, ']'),
            // A number, with its unit if it is a time.
            digit if digit.is_ascii_digit() => {
                rest.trim_start_matches(|letter: char| is_of_word(letter) || letter == '.')
            }
            letter if is_of_word(letter) => {
                let end = rest.find(|letter: char| !is_of_word(letter)).unwrap_or(rest.len());
                let (word, behind) = rest.split_at(end);
                let next = behind.trim_start();
                let is_function = next.starts_with('(') || ["by", "without"].iter().any(|word| next.starts_with(word));
                if BEFORE_LABELS.contains(&word) {
                    if next.starts_with('(') { after(next, ')') } else { behind }
                } else {
                    if !is_function && !OPERATORS.contains(&word) {
                        found.insert(word.to_owned());
                    }
                    behind
                }
            }
            other => &rest[other.len_utf8()..],
        };
    }
    found
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == ':'
}

/// What stands behind the first `end`; nothing if there is none.
fn after(text: &str, end: char) -> &str {
    text.split_once(end).map_or("", |(_, behind)| behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(expression: &str) -> Vec<String> {
        metrics(expression).into_iter().collect()
    }

    #[test]
    fn metrics_should_be_found_among_functions_labels_and_numbers() {
        assert_eq!(names("up{job=\"bogam\"} == 0"), ["up"]);
        assert_eq!(
            names("max by (chain) (height{status=\"best\"}) - on (chain) group_right () final:height > 1.5e3"),
            ["final:height", "height"]
        );
        assert_eq!(
            names(
                "histogram_quantile(0.9, sum without(le) (rate(time_bucket[5m]))) and increase(blocks_count[10m]) > 0"
            ),
            ["blocks_count", "time_bucket"]
        );
        assert_eq!(names("sum(rate(a[$__rate_interval])) by (b) offset 5m unless c"), ["a", "c"]);
        assert!(names("vector(1)").is_empty() && names("").is_empty() && names("{").is_empty());
    }
}
