//! What the other programs of this crate report, as rows of the one table: all that is known here of their JSON is in this file.

use super::rows::Row;
use bogam_tests::{Failure, Outcome, ensure};
use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};
use std::{collections::BTreeMap, fs, path::Path};

/// The most bytes of a report, samples included.
const LARGEST_REPORT: u64 = 256 << 20;

/// The report of the paired imports: rows 1, 2 and 7.
#[derive(Debug, Deserialize)]
struct Imports {
    figures: Vec<Figure>,
}

/// One ratio.
#[derive(Debug, Deserialize)]
struct Figure {
    row: u8,
    name: String,
    verdict: Verdict,
    comparison: Comparison,
}

/// Whether the ratio is what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Met,
    InDoubt,
    Missed,
    NotAsked,
}

#[derive(Debug, Deserialize)]
struct Comparison {
    ratio: Summary,
}

#[derive(Debug, Deserialize)]
struct Summary {
    samples: usize,
    median: f64,
    interval: Option<(f64, f64)>,
}

impl Figure {
    fn shown(&self) -> String {
        let Summary { median, interval, .. } = &self.comparison.ratio;
        let interval = interval.map_or_else(String::new, |(low, high)| format!(" ({low:.2} – {high:.2})"));
        format!("{median:.2}{interval}")
    }

    fn named(&self) -> String {
        let prefix = if self.verdict == Verdict::NotAsked { "for comparison, " } else { "" };
        format!("{prefix}{}: {}", self.name, self.shown())
    }
}

fn from_imports(report: Imports) -> Vec<Row> {
    let mut by_row: BTreeMap<u8, Vec<Figure>> = BTreeMap::new();
    for figure in report.figures {
        by_row.entry(figure.row).or_default().push(figure);
    }
    let row = |(number, figures): (u8, Vec<Figure>)| {
        let shown: Vec<_> = figures.iter().map(Figure::named).collect();
        let has = |verdict: Verdict| figures.iter().any(|figure| figure.verdict == verdict);
        // A ratio whose interval goes beyond the bound is neither met nor missed.
        let missed = has(Verdict::Missed);
        let is_in_doubt = has(Verdict::InDoubt) && !missed;
        let met = if is_in_doubt { None } else { (missed || has(Verdict::Met)).then_some(!missed) };
        let pairs = figures.iter().map(|figure| figure.comparison.ratio.samples).min().unwrap_or_default();
        let doubt = if is_in_doubt { "; in doubt: an interval goes beyond what is to be reached" } else { "" };
        Row { number, measured: Some(shown.join("; ")), met, note: format!("{pairs} pairs, medians and 95 %{doubt}") }
    };
    by_row.into_iter().map(row).collect()
}

/// The report of the bytes of state: row 8.
#[derive(Debug, Deserialize)]
struct States {
    records: Vec<Record>,
}

/// What a sort of record takes, in bytes.
#[derive(Debug, Deserialize)]
struct Record {
    record: String,
    count: u32,
    companion: Option<String>,
    maps: Vec<IgnoredAny>,
    tree: f64,
    bound: f64,
    within_bytes: bool,
    within_maps: bool,
}

fn from_states(report: &States) -> Row {
    let shown = |record: &Record| {
        let Record { record, companion, maps, tree, bound, .. } = record;
        let with = companion.as_ref().map_or_else(String::new, |companion| format!(" and {companion}"));
        let records = if companion.is_some() { " for 2 records" } else { "" };
        format!("{record}{with}: {tree:.0} of {bound:.0} B, {} maps{records}", maps.len())
    };
    let shown: Vec<_> = report.records.iter().map(shown).collect();
    let all = |within: fn(&Record) -> bool| report.records.iter().all(within);
    let bytes = all(|record| record.within_bytes);
    let is_in_few = all(|record| record.within_maps);
    let maps = if is_in_few { "at most 2 maps a record" } else { "some in more than 2 maps a record" };
    let count = report.records.iter().map(|record| record.count).min().unwrap_or_default();
    Row {
        number: 8,
        measured: (!shown.is_empty()).then(|| shown.join("; ")),
        met: (!shown.is_empty()).then_some(bytes && is_in_few),
        note: format!("{count} records of each sort; bytes {}; {maps}", if bytes { "within" } else { "beyond" }),
    }
}

/// Reads a JSON file that has no more than so many bytes.
pub fn read<T: DeserializeOwned>(path: &Path, most: u64) -> Outcome<T> {
    let failed = |error: std::io::Error| Failure(format!("{}: {error}", path.display()));
    let size = fs::metadata(path).map_err(failed)?.len();
    ensure(size <= most, || format!("{} has {size} bytes", path.display()))?;
    let value = serde_json::from_slice(&fs::read(path).map_err(failed)?);
    value.map_err(|error| Failure(format!("{}: {error}", path.display())))
}

/// The rows that the other programs have left in the folders `ratios` and `state` of a results folder.
pub fn rows(out: &Path) -> Outcome<Vec<Row>> {
    let mut rows = Vec::new();
    let (imports, states) = (out.join("ratios").join("ratios.json"), out.join("state").join("state.json"));
    if imports.is_file() {
        rows.extend(from_imports(read(&imports, LARGEST_REPORT)?));
    }
    if states.is_file() {
        rows.push(from_states(&read(&states, LARGEST_REPORT)?));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn figure(row: u8, name: &str, verdict: &str, interval: Value) -> Value {
        let ratio = json!({ "samples": 40, "median": 1.1, "interval": interval, "least": 1.0, "greatest": 2.0 });
        json!({ "row": row, "name": name, "reach": 1.3, "verdict": verdict, "comparison": { "ratio": ratio } })
    }

    #[test]
    fn row_should_be_met_only_when_all_its_ratios_are() {
        let figures = [
            figure(1, "issue", "met", json!([1.0, 1.2])),
            figure(2, "decide", "met", json!([1.0, 1.12])),
            figure(2, "revoke", "missed", json!([1.1, 1.4])),
            figure(7, "issue", "met", json!([1.0, 1.1])),
            figure(7, "decide", "in_doubt", Value::Null),
            figure(7, "transfer", "not_asked", json!([1.2, 1.4])),
            figure(8, "transfer", "not_asked", json!([1.2, 1.4])),
        ];
        let rows = from_imports(serde_json::from_value(json!({ "figures": figures, "record": "one" })).unwrap());
        let met: Vec<_> = rows.iter().map(|row| (row.number, row.met)).collect();
        assert_eq!(met, [(1, Some(true)), (2, Some(false)), (7, None), (8, None)]);
        assert_eq!(rows[1].measured.as_deref(), Some("decide: 1.10 (1.00 – 1.12); revoke: 1.10 (1.10 – 1.40)"));
        assert!(rows[2].note.contains("in doubt") && rows[0].note.starts_with("40 pairs"));
        assert!(rows[2].measured.as_deref().is_some_and(|shown| shown.contains("; for comparison, transfer: 1.10")));
        assert!(!rows[3].note.contains("in doubt"), "{}", rows[3].note);
    }

    #[test]
    fn state_should_be_met_only_when_no_record_is_in_too_many_maps() {
        let report = |within_maps: bool| -> States {
            let record = json!({
                "record": "a prescription", "count": 9, "companion": "an account", "maps": [{ "map": "x" }, {}, {}],
                "value": 300.0, "tree": 500.4, "bound": 620.0, "within_bytes": true, "within_maps": within_maps,
            });
            serde_json::from_value(json!({ "records": [record] })).unwrap()
        };
        let row = from_states(&report(false));
        assert_eq!(row.measured.as_deref(), Some("a prescription and an account: 500 of 620 B, 3 maps for 2 records"));
        assert_eq!((row.number, row.met), (8, Some(false)));
        assert!(row.note.contains("9 records") && row.note.contains("more than 2 maps"), "{}", row.note);
        assert_eq!(from_states(&report(true)).met, Some(true));
        assert_eq!(from_states(&States { records: Vec::new() }).met, None);
    }
}
