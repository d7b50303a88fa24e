//! What a node tells at its Prometheus port.

use bogam_tests::{Outcome, http};
use std::collections::BTreeMap;

/// Why proposals ended: counted by reason.
pub const END_REASONS: &str = "substrate_proposer_end_proposal_reason";

/// The seconds that the construction of blocks took: a histogram.
pub const CONSTRUCTION: &str = "substrate_proposer_block_constructed";

/// The seconds that the verification and import of blocks took: a histogram.
pub const IMPORT: &str = "substrate_block_verification_and_import_time";

/// One value with its labels.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    name: String,
    labels: BTreeMap<String, String>,
    value: f64,
}

/// Everything that one node told, or several together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading(Vec<Series>);

impl Reading {
    /// Asks the nodes with these metrics' ports, and puts together what they tell.
    pub fn take(ports: &[u16]) -> Outcome<Self> {
        let mut all = Self::default();
        for port in ports {
            all.0.extend(Self::parse(&http::get(*port, "/metrics")?).0);
        }
        Ok(all)
    }

    /// Reads the text format. Lines that are none of it are left out.
    pub fn parse(text: &str) -> Self {
        Self(text.lines().filter(|line| !line.starts_with('#')).filter_map(series).collect())
    }

    /// The sum over all labels and nodes; zero if nobody has counted.
    pub fn sum(&self, name: &str) -> f64 {
        self.0.iter().filter(|series| series.name == name).map(|series| series.value).sum()
    }

    /// The sums by what `label` says.
    pub fn by(&self, name: &str, label: &str) -> BTreeMap<String, f64> {
        let mut sums = BTreeMap::new();
        for series in self.0.iter().filter(|series| series.name == name) {
            if let Some(value) = series.labels.get(label) {
                *sums.entry(value.clone()).or_insert(0.0) += series.value;
            }
        }
        sums
    }

    /// By how much the counters by `label` have grown since `before`, without those that have not.
    pub fn grown(&self, before: &Self, name: &str, label: &str) -> BTreeMap<String, f64> {
        let old = before.by(name, label);
        let grown = self.by(name, label).into_iter();
        let grown = grown.map(|(key, value)| {
            let growth = value - old.get(&key).copied().unwrap_or_default();
            (key, growth)
        });
        grown.filter(|(_, growth)| *growth > 0.0).collect()
    }

    /// The mean of what a histogram has seen since `before`; `None` if it has seen nothing.
    pub fn mean(&self, before: &Self, histogram: &str) -> Option<f64> {
        let grown = |part: &str| {
            let name = format!("{histogram}_{part}");
            self.sum(&name) - before.sum(&name)
        };
        super::statistics::ratio(grown("sum"), grown("count"))
    }
}

/// One line of the text format.
fn series(line: &str) -> Option<Series> {
    let (head, labels, rest) = match line.split_once('{') {
        Some((head, behind)) => {
            let (labels, rest) = labels(behind)?;
            (head, labels, rest)
        }
        None => {
            let (head, rest) = line.split_once(' ')?;
            (head, BTreeMap::new(), rest)
        }
    };
    // A moment may stand behind the value.
    let value = rest.split_whitespace().next()?.parse().ok()?;
    Some(Series { name: head.trim().to_owned(), labels, value })
}

/// The labels up to the closing brace, and what stands behind it.
fn labels(text: &str) -> Option<(BTreeMap<String, String>, &str)> {
    let mut labels = BTreeMap::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', ' ']);
        if let Some(behind) = rest.strip_prefix('}') {
            return Some((labels, behind));
        }
        let (name, behind) = rest.split_once("=\"")?;
        let mut value = String::new();
        let mut letters = behind.char_indices();
        let end = loop {
            match letters.next()? {
                (place, '"') => break place,
                (_, '\\') => value.push(letters.next()?.1),
                (_, letter) => value.push(letter),
            }
        };
        labels.insert(name.to_owned(), value);
        rest = behind.get(end + 1..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# HELP x y\n# TYPE x counter\n\
        substrate_proposer_end_proposal_reason{chain=\"local\",reason=\"hit_deadline\"} 3\n\
        substrate_proposer_end_proposal_reason{chain=\"local\",reason=\"no_more_transactions\"} 10\n\
        took_sum{chain=\"a \\\"b}\\\"\"} 1.5\ntook_count{chain=\"a\"} 3\nplain 7 1700000000\nnonsense\n";

    #[test]
    fn reading_should_sum_over_labels_and_by_one() {
        let reading = Reading::parse(PAGE);
        assert_eq!(reading.sum(END_REASONS), 13.0);
        assert_eq!(reading.by(END_REASONS, "reason").get("hit_deadline"), Some(&3.0));
        assert_eq!(reading.sum("plain"), 7.0);
        assert_eq!(reading.sum("took_sum"), 1.5, "a brace within quotes ends nothing");
        assert_eq!(reading.sum("nonsense"), 0.0);
    }

    #[test]
    fn growth_should_leave_out_what_has_not_grown() {
        let (before, after) = (Reading::parse(PAGE), Reading::parse(&PAGE.replace("} 3\n", "} 8\n")));
        let grown = after.grown(&before, END_REASONS, "reason");
        assert_eq!(grown.into_iter().collect::<Vec<_>>(), [("hit_deadline".to_owned(), 5.0)]);
        // The count went from 3 to 8 and the sum stayed.
        assert_eq!(after.mean(&before, "took"), Some(0.0));
        assert_eq!(before.mean(&before, "took"), None);
        assert_eq!(before.mean(&Reading::default(), "took"), Some(0.5));
    }
}
