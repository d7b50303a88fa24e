//! What was measured, as JSON with all samples and as Markdown for people.

use crate::{
    environment::Environment,
    failure::Failure,
    pairs::{Comparison, Extent, Ways},
    plot::{self, Row},
    statistics::Summary,
};
use clap::Args;
use serde::Serialize;
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Whether a figure reaches what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval does.
    Met,
    /// The median does, but the interval goes beyond, or there are too few samples for one.
    InDoubt,
    /// It does not.
    Missed,
    /// Nothing is asked of it: it is there for comparison.
    NotAsked,
}

impl Verdict {
    /// Of a ratio that should be at most `reach`, if anything is asked of it.
    pub fn of(summary: &Summary, reach: Option<f64>) -> Self {
        let Some(reach) = reach else { return Self::NotAsked };
        match summary.interval {
            _ if summary.median > reach => Self::Missed,
            Some((_, high)) if high <= reach => Self::Met,
            _ => Self::InDoubt,
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::InDoubt => "met by the median, not by the interval",
            Self::Missed => "**missed**",
            Self::NotAsked => "for comparison",
        }
    }
}

/// A row of the table of what is to be reached.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// The number of the row.
    pub row: u8,
    /// What was compared with what.
    pub name: String,
    /// What the ratio should be at most; `None` if nothing is asked of it.
    pub reach: Option<f64>,
    /// Whether it is.
    pub verdict: Verdict,
    /// What was measured.
    pub comparison: Comparison,
}

impl Figure {
    /// Judges a comparison.
    pub fn new(row: u8, name: String, reach: Option<f64>, comparison: Comparison) -> Self {
        let verdict = Verdict::of(&comparison.ratio, reach);
        Self { row, name, reach, verdict, comparison }
    }
}

/// Everything about a run of paired imports.
#[derive(Clone, Debug, Serialize)]
pub struct ImportReport {
    /// On what it was measured.
    pub environment: Environment,
    /// How much was measured.
    pub extent: Extent,
    /// The trie cache of each client, in bytes; `None` for none.
    pub trie_cache: Option<usize>,
    /// How many records the small and the large state had, where growth was measured.
    pub records: Option<(u32, u32)>,
    /// What a record is.
    pub record: String,
    /// The figures.
    pub figures: Vec<Figure>,
    /// What has to be looked up in the small and in the large state, where growth was measured.
    pub ways: Vec<Ways>,
}

impl ImportReport {
    /// The table, with what one has to know to read it.
    pub fn markdown(&self) -> String {
        let Extent { calls, pairs, warm_up } = self.extent;
        let mut text = String::from("## Import, in pairs\n\n");
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{}.\n", self.environment.line());
        let cache = self.trie_cache.map_or_else(|| "none".to_owned(), |bytes| format!("{} MiB", bytes >> 20));
        let _ = writeln!(
            text,
            "Blocks of {calls} calls, {pairs} pairs (and {warm_up} before that do not count), trie cache {cache}, ParityDB, \
             WASM. A ratio is the median over all pairs; its interval holds the true one with 95 %.\n"
        );
        if let Some((small, large)) = self.records {
            let _ = writeln!(text, "States of {small} and {large} records: {}.\n", self.record);
        }
        text.push_str(
            "| row | import of | ratio | 95 % | without what an empty block costs | to reach | | µs a call |\n",
        );
        text.push_str("|---|---|---|---|---|---|---|---|\n");
        for figure in &self.figures {
            let Figure { row, name, reach, verdict, comparison } = figure;
            let Comparison { ratio, net_ratio, measured_call, reference_call, .. } = comparison;
            let reach = reach.map_or_else(String::new, |reach| format!("≤ {reach}"));
            let net = net_ratio.map_or_else(|| "–".to_owned(), |net| format!("{:.2}", net.median));
            let _ = writeln!(
                text,
                "| {row} | {name} | {:.2} | {} | {net} | {reach} | {} | {:.0} against {:.0} |",
                ratio.median,
                interval(ratio),
                verdict.words(),
                measured_call.median,
                reference_call.median,
            );
        }
        if !self.ways.is_empty() {
            text.push_str(
                "\nWhat of the tree has to be looked up to read an old record, on average, the record itself included:\n\n\
                 | records | by itself | as one of a block's |\n|---|---|---|\n",
            );
        }
        for Ways { records, many, alone, together } in &self.ways {
            let _ = writeln!(
                text,
                "| {records} | {:.1} nodes, {:.0} B | {:.1} nodes, {:.0} B, of {many} |",
                alone.nodes, alone.bytes, together.nodes, together.bytes,
            );
        }
        text
    }

    /// The picture of all ratios.
    pub fn svg(&self) -> String {
        let rows: Vec<Row> = self
            .figures
            .iter()
            .map(|figure| Row {
                name: &figure.name,
                reach: figure.reach,
                points: figure
                    .comparison
                    .samples
                    .iter()
                    .map(|sample| (sample.ratio(), sample.measured_first))
                    .collect(),
                summary: figure.comparison.ratio,
            })
            .collect();
        plot::svg("Import of blocks of calls, as a multiple of what they are compared with", &rows)
    }
}

/// An interval in words.
fn interval(summary: &Summary) -> String {
    summary.interval.map_or_else(|| "too few pairs".to_owned(), |(low, high)| format!("{low:.2} – {high:.2}"))
}

/// Where a program leaves what it has measured.
#[derive(Args)]
pub struct Files {
    /// The file for the figures and all samples, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// The file for the table, as Markdown. It is printed in any case.
    #[arg(long)]
    markdown: Option<PathBuf>,
}

impl Files {
    /// Prints the table, and writes the files that were asked for.
    pub fn write(&self, report: &impl Serialize, table: &str) -> Result<(), Failure> {
        println!("{table}");
        if let Some(path) = &self.json {
            write_text(path, &format!("{}\n", serde_json::to_string_pretty(report)?))?;
        }
        if let Some(path) = &self.markdown {
            write_text(path, table)?;
        }
        Ok(())
    }
}

/// Writes a text file, with the folder that it is in.
pub fn write_text(path: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairs::{Sample, Way};

    fn summary(median: f64, interval: Option<(f64, f64)>) -> Summary {
        Summary { samples: 30, median, interval, least: median, greatest: median }
    }

    #[test]
    fn verdict_should_ask_for_the_whole_interval() {
        assert_eq!(Verdict::of(&summary(1.2, Some((1.1, 1.3))), Some(1.3)), Verdict::Met);
        assert_eq!(Verdict::of(&summary(1.2, Some((1.1, 1.4))), Some(1.3)), Verdict::InDoubt);
        assert_eq!(Verdict::of(&summary(1.2, None), Some(1.3)), Verdict::InDoubt);
        assert_eq!(Verdict::of(&summary(1.31, Some((1.1, 1.4))), Some(1.3)), Verdict::Missed);
        assert_eq!(Verdict::of(&summary(1.31, None), None), Verdict::NotAsked);
    }

    #[test]
    fn report_should_name_row_ratio_and_verdict() {
        let ratio = summary(1.234, Some((1.2, 1.27)));
        let sample = Sample {
            measured: 123.4,
            reference: 100.0,
            measured_empty: 1.0,
            reference_empty: 1.0,
            measured_first: true,
        };
        let comparison = Comparison {
            ratio,
            net_ratio: None,
            measured_call: summary(150.0, None),
            reference_call: summary(120.0, None),
            samples: vec![sample],
        };
        let report = ImportReport {
            environment: Environment::here(),
            extent: Extent { calls: 100, pairs: 30, warm_up: 2 },
            trie_cache: Some(64 << 20),
            records: Some((1_000, 2_000)),
            record: "something".to_owned(),
            figures: vec![Figure::new(1, "issue against transfer".to_owned(), Some(1.3), comparison)],
            ways: vec![Ways {
                records: 1_000,
                many: 150,
                alone: Way { nodes: 8.0, bytes: 2_000.0 },
                together: Way { nodes: 4.0, bytes: 700.0 },
            }],
        };
        let markdown = report.markdown();
        let row = "| 1 | issue against transfer | 1.23 | 1.20 – 1.27 | – | ≤ 1.3 | met | 150 against 120 |";
        assert!(markdown.contains(row), "{markdown}");
        assert!(markdown.contains("| 1000 | 8.0 nodes, 2000 B | 4.0 nodes, 700 B, of 150 |"), "{markdown}");
        assert!(markdown.contains("64 MiB") && markdown.contains("1000 and 2000 records"));
        assert_eq!(report.svg().matches("<circle").count(), 1);
        let json = serde_json::to_value(&report).expect("it is JSON");
        assert_eq!(json["figures"][0]["verdict"], "met");
    }
}
