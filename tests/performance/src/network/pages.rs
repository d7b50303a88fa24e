//! The pages that people read: the table of all rows, the windows one by one, plots, and the places in the documentation where
//! figures stand.

use super::{
    machine::Machine,
    measure::{Results, Role, Window},
    plot::{self, Line},
    rows::{Row, WANTED},
};
pub use bogam_tests::places::replaced;
use bogam_tests::{Outcome, ensure, places::cell};
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

/// What stands in a cell of which nothing is known.
pub const NOT_MEASURED: &str = "not measured yet";

/// The place of the machine in docs/performance.md.
pub const MACHINE: &str = "machine";

/// The place of the table of all rows.
pub const TABLE: &str = "table";

/// What one program measures.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its folder in a results folder.
    pub folder: &'static str,
    /// Its place in docs/performance.md.
    pub place: &'static str,
    /// Its title on a page of all figures.
    pub title: &'static str,
}

/// The parts that were measured, each with its text in Markdown.
pub type Texts = Vec<(Part, String)>;

/// What the programs measure.
pub const PARTS: [Part; 4] = [
    Part { folder: "ratios", place: "ratios", title: "Import, in pairs" },
    Part { folder: "instructions", place: "instructions", title: "Instructions" },
    Part { folder: "network", place: "windows", title: "The network, window by window" },
    Part { folder: "state", place: "state", title: "State" },
];

/// The most bytes of a page that is put into the documentation.
const LARGEST_PAGE: u64 = 1 << 20;

/// The table of all rows. Where nothing was measured it says so.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from("| # | figure | reach | measured | met? | |\n|---|---|---|---|---|---|\n");
    for wanted in WANTED {
        let row = rows.iter().find(|row| row.number == wanted.number);
        let measured = row.and_then(|row| row.measured.as_deref()).unwrap_or(NOT_MEASURED);
        let met = match row.and_then(|row| row.met) {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "-",
        };
        let note = row.map_or("", |row| row.note.as_str());
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {met} | {} |",
            wanted.number,
            wanted.figure,
            wanted.reach,
            cell(measured),
            cell(note)
        );
    }
    text
}

fn milliseconds(seconds: Option<f64>) -> String {
    seconds.map_or_else(|| "-".into(), |seconds| format!("{:.0} ms", seconds * 1_000.0))
}

fn list(counts: &BTreeMap<String, f64>) -> String {
    let counts = counts.iter().map(|(name, count)| format!("{} {count:.0}", name.replace('_', " ")));
    counts.collect::<Vec<_>>().join(", ")
}

/// The windows, one a row.
pub fn windows(results: &Results) -> String {
    let mut text = String::from(
        "| window | a second | finalised | failed | never taken, lost | inclusion p50, p99 | finality p50, p95, p99 | blocks, missed slots, \
         forks | construction, import | why proposals ended |\n|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for window in &results.windows {
        let Window { name, report, blocks, missed_slots, .. } = window;
        let (inclusion, finality) = (report.inclusion, report.finality);
        let not_taken: u64 = report.not_taken.values().sum();
        let _ = writeln!(
            text,
            "| {name} | {:.0} | {} | {} | {not_taken}, {} | {:.2}, {:.2} s | {:.2}, {:.2}, {:.2} s | {}, {missed_slots}, {} | {}, {} | {} |",
            report.throughput,
            report.finalised,
            report.failures(),
            report.lost,
            inclusion.p50,
            inclusion.p99,
            finality.p50,
            finality.p95,
            finality.p99,
            blocks.len(),
            report.forks,
            milliseconds(window.construction_seconds),
            milliseconds(window.import_seconds),
            list(&window.end_reasons),
        );
    }
    for failure in &results.failures {
        let _ = writeln!(text, "\nNot measured: {}.", cell(failure));
    }
    text
}

/// The plots, by the names of their files.
pub fn plots(results: &Results) -> Vec<(&'static str, String)> {
    let mut plots = vec![
        (
            "throughput.svg",
            transactions(
                "Mixed workload, our transfers, the stock template's",
                results,
                &[Role::Mixed, Role::Transfers, Role::Stock],
            ),
        ),
        ("queues.svg", transactions("A short queue and a long one", results, &[Role::Shallow, Role::Deep])),
    ];
    if !results.executions.is_empty() {
        let points = |pick: fn(&super::execution::Execution) -> f64| -> Vec<(f64, f64)> {
            let numbers = (0u32..).map(f64::from);
            numbers.zip(results.executions.iter().map(pick)).collect()
        };
        let declared = Line { name: "declared".into(), points: points(|execution| execution.declared_seconds * 1e3) };
        let measured = Line {
            name: "measured".into(),
            points: points(|execution| execution.ratio * execution.declared_seconds * 1e3),
        };
        plots.push(("weights.svg", plot::lines("Full blocks", "block", "ms", &[declared, measured])));
    }
    if let Some(caught_up) = &results.catch_up {
        let first = caught_up.glances.first().map_or(0, |glance| glance.own);
        let line = |name: &str, height: fn(&super::catch_up::Glance) -> u32| Line {
            name: name.into(),
            points: caught_up
                .glances
                .iter()
                .map(|glance| (glance.seconds, f64::from(height(glance).saturating_sub(first))))
                .collect(),
        };
        let both = [line("the validator", |glance| glance.own), line("the others", |glance| glance.others)];
        plots.push(("catch-up.svg", plot::lines("Catching up", "seconds since its start", "blocks", &both)));
    }
    plots
}

/// Transactions per second of chain time in each block of the windows of these roles.
fn transactions(title: &str, results: &Results, roles: &[Role]) -> String {
    let line = |window: &Window| {
        let began = window.blocks.first().map_or(0, |block| block.moment);
        let points = window.blocks.windows(2).map(|pair| {
            let seconds = pair[1].moment.saturating_sub(pair[0].moment).max(1) as f64 / 1_000.0;
            (pair[1].moment.saturating_sub(began) as f64 / 1_000.0, pair[1].transactions as f64 / seconds)
        });
        Line { name: window.name.clone(), points: points.collect() }
    };
    let lines: Vec<Line> = results.windows.iter().filter(|window| roles.contains(&window.role)).map(line).collect();
    plot::lines(title, "seconds of sending", "transactions a second", &lines)
}

/// Everything on one page.
pub fn report(machine: &Machine, rows: &[Row], parts: &[(Part, String)]) -> String {
    let mut text = format!("# Figures\n\n{}\n{}\n", machine.page(), table(rows));
    for (part, found) in parts {
        let _ = write!(text, "\n## {}\n\n{}\n", part.title, found.trim());
    }
    text
}

/// A page of a results folder; `None` if there is none.
pub fn page(path: &Path) -> Outcome<Option<String>> {
    let Ok(about) = fs::metadata(path) else { return Ok(None) };
    ensure(about.len() <= LARGEST_PAGE, || format!("{} has {} bytes", path.display(), about.len()))?;
    Ok(Some(fs::read_to_string(path)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_should_have_every_row_and_invent_nothing() {
        let row = Row { number: 4, measured: Some("0.8 | 1".into()), met: Some(false), note: "two\nlines".into() };
        let text = table(&[row]);
        assert_eq!(text.lines().count(), 2 + WANTED.len());
        assert_eq!(text.matches(NOT_MEASURED).count(), WANTED.len() - 1);
        assert!(text.contains("| 0.8 \\| 1 | **no** | two lines |"), "{text}");
    }

    #[test]
    fn documentation_should_have_a_place_for_every_page() {
        let document = std::fs::read_to_string("../../docs/performance.md").unwrap();
        for name in [MACHINE, TABLE].into_iter().chain(PARTS.map(|part| part.place)) {
            replaced(&document, name, "figures").unwrap();
        }
    }
}
