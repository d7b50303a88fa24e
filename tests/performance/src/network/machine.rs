//! On what the figures were measured: the machine, the sources and the binaries.

use crate::environment;
use bogam_tests::command::{command_binary, node_binary, run};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path, process::Command, thread::available_parallelism, time::Duration};

/// How long a program may take to say its version.
const PATIENCE: Duration = Duration::from_secs(30);

/// What nobody told.
const UNTOLD: &str = "not told";

/// The machine and what ran on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Machine {
    /// How many processors there are.
    pub processors: usize,
    /// What they are called.
    pub processor: String,
    /// The memory, as the system tells it.
    pub memory: String,
    /// The kernel.
    pub kernel: String,
    /// Who decides the processors' frequency. Virtual machines often do not tell.
    pub governor: String,
    /// How busy the machine was when this was written: the load of the last minute, five, and fifteen.
    pub load: String,
    /// The commit of the sources, and whether they differ from it.
    pub commit: String,
    /// What says its version: the compiler, the node, the command.
    pub versions: Vec<String>,
}

fn told(value: Option<String>) -> String {
    value.unwrap_or_else(|| UNTOLD.to_owned())
}

/// The first line of a file of the system.
fn line(path: &str) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    told(text.lines().next().map(|line| line.trim().to_owned()))
}

/// What a program writes to its standard output; nothing if it fails.
fn said(command: &mut Command) -> Option<String> {
    let finished = run(command, "", PATIENCE).ok()?;
    let text = String::from_utf8(finished.output).ok()?;
    (finished.exit == 0).then(|| text.trim().to_owned())
}

fn version(program: Option<&Path>) -> Option<String> {
    said(Command::new(program?).arg("--version"))
}

/// The commit, and whether there are changes that are not in it.
fn commit() -> String {
    let Some(commit) = said(Command::new("git").args(["rev-parse", "HEAD"])) else { return UNTOLD.to_owned() };
    match said(Command::new("git").args(["status", "--porcelain", "--untracked-files=no"])).as_deref() {
        Some("") => commit,
        _ => format!("{commit} with changes"),
    }
}

impl Machine {
    /// This machine. `others` are further programs that say their versions: the stock node.
    pub fn look(others: &[&Path]) -> Self {
        let (node, command) = (node_binary().ok(), command_binary().ok());
        let programs = [Some(Path::new("rustc")), node.as_deref(), command.as_deref()];
        let programs = programs.into_iter().chain(others.iter().copied().map(Some));
        Self {
            processors: available_parallelism().map_or(0, usize::from),
            processor: told(environment::processor()),
            memory: told(environment::memory()),
            kernel: line("/proc/sys/kernel/osrelease"),
            governor: line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
            load: line("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>().join(" "),
            commit: commit(),
            versions: programs.filter_map(version).collect(),
        }
    }

    /// The same as Markdown.
    pub fn page(&self) -> String {
        let Self { processors, processor, memory, kernel, governor, load, commit, versions } = self;
        format!(
            "{processors} processors ({processor}), memory {memory}, Linux {kernel}, frequency governor: {governor}, load before: \
             {load}.\n\nCommit {commit}; {}.\n",
            versions.join("; ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_should_say_what_it_does_not_know() {
        assert_eq!(line("/nowhere/at/all"), UNTOLD);
        let machine = Machine::look(&[Path::new("/nowhere/at/all")]);
        assert!(machine.page().contains(&machine.kernel));
    }
}
