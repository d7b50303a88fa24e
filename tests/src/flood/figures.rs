//! What was seen in one run, for the documentation.

use super::latency::{Fared, Latency};
use crate::{
    Outcome,
    chaos::daemon::tool,
    command::workspace,
    places::{cell, replaced},
};
use std::{env, fmt::Write, fs, process::Command, thread::available_parallelism};

/// If this variable of the environment is set, a run's figures replace those of the documentation.
const VARIABLE: &str = "BOGAM_WRITE_FIGURES";

/// The page, and the name of the place for them.
const PAGE: &str = "docs/attacks.md";
const PLACE: &str = "abuse";

/// The head of the table.
const HEAD: &str = "| what goes on | honest members: median, worst | at the abused validator | what was seen |\n\
                    |---|---|---|---|\n";

/// What was seen, one row after the other.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    rows: String,
}

fn times(latency: &Latency) -> String {
    format!("{:.1} s, {:.1} s", latency.median().as_secs_f64(), latency.worst().as_secs_f64())
}

/// The commit and its day; nothing if nobody tells.
fn commit() -> Option<String> {
    let told = tool(Command::new("git").args(["log", "-1", "--format=%h of %cs"])).ok()?;
    Some(told.trim().to_owned())
}

/// How busy the machine has been for a minute.
fn load() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next().map(str::to_owned)
}

/// Of which sources, and on what.
fn circumstances() -> String {
    let told = |value: Option<String>| value.unwrap_or_else(|| "that nobody tells".into());
    let processors = available_parallelism().map_or(0, usize::from);
    format!("Commit {}, on {processors} processors with a load of {} at the end:", told(commit()), told(load()))
}

impl Figures {
    /// Adds a row.
    pub fn note(&mut self, what: &str, Fared { elsewhere, there }: &Fared, sentence: &str) {
        let there = there.as_ref().map_or_else(|| "-".into(), times);
        let _ = writeln!(self.rows, "| {what} | {} | {there} | {} |", times(elsewhere), cell(sentence));
    }

    /// All rows as a table.
    pub fn table(&self) -> String {
        format!("{HEAD}{}", self.rows)
    }

    /// Puts them into the documentation, if the environment asks for it.
    pub fn keep(&self) -> Outcome<()> {
        if env::var_os(VARIABLE).is_none() {
            return Ok(());
        }
        let page = workspace().join(PAGE);
        let content = format!("{}\n\n{}", circumstances(), self.table());
        let text = replaced(&fs::read_to_string(&page)?, PLACE, &content)?;
        Ok(fs::write(page, text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn table_should_have_a_row_for_each_and_its_cells() {
        let latency = |seconds| Latency::of(vec![Duration::from_secs(seconds)]);
        let mut figures = Figures::default();
        figures.note("one", &Fared { elsewhere: latency(1), there: Some(latency(2)) }, "a | b");
        figures.note("two", &Fared { elsewhere: latency(3), there: None }, "");
        let table = figures.table();
        let rows: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(rows, ["| one | 1.0 s, 1.0 s | 2.0 s, 2.0 s | a \\| b |", "| two | 3.0 s, 3.0 s | - |  |"]);
    }

    #[test]
    fn documentation_should_have_a_place_for_them() {
        let page = fs::read_to_string(workspace().join(PAGE)).unwrap();
        let changed = replaced(&page, PLACE, &Figures::default().table()).unwrap();
        assert!(changed.contains(HEAD.trim()));
    }
}
