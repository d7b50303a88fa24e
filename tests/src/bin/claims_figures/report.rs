//! What the samples say: times and their percentiles, and what was added to the state, as text.

use std::{collections::BTreeMap, fmt::Write, fs, thread::available_parallelism, time::Duration};

/// What a map may add to a value, in bytes: the bound of the project.
const PER_MAP: u64 = 160;

/// The maps in which each claim has an entry of its own.
const CLAIM_MAPS: [&str; 2] = ["Claims", "Services"];

/// How it went with one claim. Times are since it was sent, but for `sent`, which is since the first one was due.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The number of the claim, from zero.
    pub number: usize,
    /// The number of the seat that sent it, from zero.
    pub seat: usize,
    /// When it was sent.
    pub sent: Duration,
    /// When its node had taken it.
    pub accepted: Option<Duration>,
    /// When it was in a block.
    pub in_block: Option<Duration>,
    /// When its decision was final.
    pub decided: Option<Duration>,
    /// When its settlement was final.
    pub settled: Option<Duration>,
    /// What went wrong.
    pub failure: Option<String>,
}

/// What a map takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// How many entries it has.
    pub entries: u64,
    /// The bytes of their keys.
    pub keys: u64,
    /// The bytes of their values.
    pub values: u64,
}

impl Size {
    /// What was added since it was `before`.
    fn since(self, before: Self) -> Self {
        Self {
            entries: self.entries.saturating_sub(before.entries),
            keys: self.keys.saturating_sub(before.keys),
            values: self.values.saturating_sub(before.values),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self { entries: self.entries + other.entries, keys: self.keys + other.keys, values: self.values + other.values }
    }

    fn bytes(self) -> u64 {
        self.keys + self.values
    }
}

/// The value that `percent` per cent of the sorted values do not exceed: the nearest rank. `None` of nothing.
fn percentile(sorted: &[Duration], percent: usize) -> Option<Duration> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// The times that `time` picks, in ascending order.
pub fn sorted(samples: &[Sample], time: impl Fn(&Sample) -> Option<Duration>) -> Vec<Duration> {
    let mut times: Vec<_> = samples.iter().filter_map(time).collect();
    times.sort_unstable();
    times
}

fn seconds(time: Option<Duration>) -> String {
    time.map_or_else(|| "-".into(), |time| format!("{:.3}", time.as_secs_f64()))
}

/// A row of the table of times.
pub fn row(name: &str, times: &[Duration]) -> String {
    let sum: Duration = times.iter().sum();
    let mean = u32::try_from(times.len()).ok().and_then(|count| sum.checked_div(count));
    let [p50, p95, p99] = [50, 95, 99].map(|percent| seconds(percentile(times, percent)));
    let (least, mean, most) = (seconds(times.first().copied()), seconds(mean), seconds(times.last().copied()));
    let count = times.len();
    format!("{name:<28}{count:>8}{least:>9}{p50:>9}{mean:>9}{p95:>9}{p99:>9}{most:>9}\n")
}

/// The raw samples, one a row.
pub fn csv(samples: &[Sample], validators: usize) -> String {
    let mut text =
        String::from("claim,seat,validator,sent_s,accepted_s,in_block_s,decided_final_s,settled_final_s,failure\n");
    for sample in samples {
        let cell = |time: Option<Duration>| time.map(|time| format!("{:.6}", time.as_secs_f64())).unwrap_or_default();
        let failure = sample.failure.as_deref().unwrap_or_default().replace(['"', '\n', '\r'], " ");
        let _ = writeln!(
            text,
            "{},{},{},{},{},{},{},{},\"{failure}\"",
            sample.number,
            sample.seat,
            sample.seat % validators + 1,
            cell(Some(sample.sent)),
            cell(sample.accepted),
            cell(sample.in_block),
            cell(sample.decided),
            cell(sample.settled),
        );
    }
    text
}

/// What the claims have added to the state, and whether a claim is within the project's bound.
pub fn state_table(before: &BTreeMap<&str, Size>, after: &BTreeMap<&str, Size>, claims: u64) -> String {
    let per_claim = |bytes: u64| bytes as f64 / claims as f64;
    let mut text = format!("{:<20}{:>9}{:>11}{:>11}{:>11}\n", "map", "entries", "keys, B", "values, B", "B/claim");
    let (mut all, mut own) = (Size::default(), Size::default());
    for (item, size) in after {
        let size = size.since(before.get(*item).copied().unwrap_or_default());
        if size == Size::default() {
            continue;
        }
        all = all.plus(size);
        if CLAIM_MAPS.contains(item) {
            own = own.plus(size);
        }
        let Size { entries, keys, values } = size;
        let _ = writeln!(text, "{item:<20}{entries:>9}{keys:>11}{values:>11}{:>11.1}", per_claim(size.bytes()));
    }
    let _ = writeln!(text, "all that was added: {:.1} bytes per claim", per_claim(all.bytes()));
    let (maps, bound) = (own.entries.div_ceil(claims.max(1)), own.values + own.entries * PER_MAP);
    let within = if own.bytes() <= bound && own.entries <= 2 * claims { "within" } else { "ABOVE" };
    let _ = writeln!(
        text,
        "a claim itself (Claims, Services): {:.1} bytes in {maps} maps, {:.1} of them its values; {within} the bound of {:.1} \
         (values and {PER_MAP} per map, at most 2 maps)",
        per_claim(own.bytes()),
        per_claim(own.values),
        per_claim(bound),
    );
    text
}

/// The processor, as the system names it.
pub fn processor() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = available_parallelism().map_or(0, usize::from);
    format!("{cores} processors, {}", name.map_or("of a kind that is not told", |(_, name)| name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milliseconds(times: &[u64]) -> Vec<Duration> {
        times.iter().copied().map(Duration::from_millis).collect()
    }

    #[test]
    fn percentile_should_be_the_nearest_rank() {
        let hundred = milliseconds(&(1..=100).collect::<Vec<_>>());
        assert_eq!(percentile(&hundred, 50), Some(Duration::from_millis(50)));
        assert_eq!(percentile(&hundred, 99), Some(Duration::from_millis(99)));
        assert_eq!(percentile(&milliseconds(&[1, 2, 3]), 50), Some(Duration::from_millis(2)));
        assert_eq!(percentile(&milliseconds(&[7]), 99), Some(Duration::from_millis(7)));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn samples_should_be_written_one_a_row_and_without_what_is_missing() {
        let good = Sample {
            number: 3,
            seat: 5,
            sent: Duration::from_millis(600),
            settled: Some(Duration::from_millis(2_500)),
            ..Sample::default()
        };
        let bad = Sample { failure: Some("said \"no\",\nand more".into()), ..Sample::default() };
        let text = csv(&[good, bad], 4);
        let rows: Vec<_> = text.lines().collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], "3,5,2,0.600000,,,,2.500000,\"\"");
        assert!(rows[2].ends_with("\"said  no , and more\""), "{}", rows[2]);
    }

    #[test]
    fn claim_should_be_within_the_bound_only_while_it_is_in_two_maps() {
        let one = Size { entries: 10, keys: 640, values: 1_640 };
        let after = BTreeMap::from([("Claims", one), ("Services", one), ("Remittances", one)]);
        let text = state_table(&BTreeMap::new(), &after, 10);
        assert!(text.contains("456.0 bytes in 2 maps, 328.0 of them its values; within the bound of 648.0"), "{text}");
        assert!(text.contains("all that was added: 684.0"), "{text}");
        let more = BTreeMap::from([("Claims", one), ("Services", Size { entries: 11, ..one })]);
        assert!(state_table(&BTreeMap::new(), &more, 10).contains("ABOVE"));
        assert!(!state_table(&after, &after, 10).contains("Remittances"));
    }
}
