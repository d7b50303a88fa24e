//! On what was measured: no figure without it.

use bogam_runtime::VERSION;
use serde::Serialize;
use std::{fs::File, io::Read, thread::available_parallelism};

/// The most bytes that are read of a description of the machine.
const LONGEST: u64 = 64 * 1024;

/// The machine and the runtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Environment {
    /// The processor, as it calls itself.
    pub processor: Option<String>,
    /// How many threads run at once.
    pub threads: Option<usize>,
    /// The memory, in mebibytes.
    pub memory_mib: Option<u64>,
    /// The operating system and the architecture.
    pub platform: String,
    /// The version of the runtime.
    pub runtime: u32,
    /// Whether this program was optimised.
    pub optimised: bool,
}

impl Environment {
    /// This machine.
    pub fn here() -> Self {
        let memory = memory().and_then(|told| {
            let kibibytes = told.split_whitespace().next()?.parse::<u64>().ok()?;
            Some(kibibytes / 1_024)
        });
        Self {
            processor: processor(),
            threads: available_parallelism().ok().map(usize::from),
            memory_mib: memory,
            platform: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            runtime: VERSION.spec_version,
            optimised: !cfg!(debug_assertions),
        }
    }

    /// One line of text.
    pub fn line(&self) -> String {
        let processor = self.processor.as_deref().unwrap_or("unknown processor");
        let threads = self.threads.map_or_else(|| "?".to_owned(), |threads| threads.to_string());
        let memory = self.memory_mib.map_or_else(|| "?".to_owned(), |memory| memory.to_string());
        let optimised = if self.optimised { "" } else { ", NOT OPTIMISED: the times mean nothing" };
        let (platform, runtime) = (&self.platform, self.runtime);
        format!("{processor}, {threads} threads, {memory} MiB, {platform}; runtime version {runtime}{optimised}")
    }
}

/// The processor, as it calls itself.
pub fn processor() -> Option<String> {
    entry("/proc/cpuinfo", "model name")
}

/// The memory, as the system tells it: a number with its unit.
pub fn memory() -> Option<String> {
    entry("/proc/meminfo", "MemTotal")
}

fn entry(path: &str, name: &str) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    value(&text, name).map(str::to_owned)
}

/// The value of the first line `name: value`.
fn value<'text>(text: &'text str, name: &str) -> Option<&'text str> {
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_should_be_that_of_the_first_line_with_its_name() {
        let text = "processor\t: 0\nmodel name\t: Some CPU @ 2.0\nmodel name\t: Another\nMemTotal:  2048 kB\n";
        assert_eq!(value(text, "model name"), Some("Some CPU @ 2.0"));
        assert_eq!(value(text, "MemTotal"), Some("2048 kB"));
        assert_eq!(value(text, "model"), None);
        assert_eq!(value(text, "MemFree"), None);
    }
}
