//! The rows of the table: what is to be reached, what was measured, and whether that is enough.

use super::{
    catch_up::CatchUp,
    execution::Execution,
    load::{Kind, Report},
    measure::{Results, Role, Window},
    statistics::{mean, median, range, ratio},
};
use serde::{Deserialize, Serialize};

/// What a row asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The number of the row.
    pub number: u8,
    /// What is measured.
    pub figure: &'static str,
    /// What is to be reached.
    pub reach: &'static str,
}

/// All rows.
pub const WANTED: [Wanted; 10] = [
    Wanted {
        number: 1,
        figure: "import of `prescriptions.issue` ÷ import of `balances.transfer_keep_alive`",
        reach: "≤ 1.3",
    },
    Wanted { number: 2, figure: "the same for `consent.decide` and `certificates.revoke`", reach: "≤ 1.15" },
    Wanted {
        number: 3,
        figure: "mixed health workload through RPC to finality, 4 validators ÷ the stock template's transfers, same machine",
        reach: "≥ 3",
    },
    Wanted { number: 4, figure: "mixed workload ÷ our own bare transfers", reach: "≥ 0.7" },
    Wanted {
        number: 5,
        figure: "submission to finality, slots of 1 s, 4 validators, light load",
        reach: "p50 ≤ 2 s, p99 ≤ 3 s",
    },
    Wanted { number: 6, figure: "measured ÷ declared weight of full mixed blocks", reach: "0.6 – 0.95" },
    Wanted { number: 7, figure: "import per call with 1,000,000 records in state ÷ with 1,000", reach: "≤ 1.2" },
    Wanted {
        number: 8,
        figure: "state bytes per record",
        reach: "≤ encoded value + 160 B per map, at most 2 maps a record",
    },
    Wanted { number: 9, figure: "throughput with 8,000 queued transactions ÷ with 1,000", reach: "≥ 0.9" },
    Wanted { number: 10, figure: "catching up on full blocks", reach: "≥ 2 × real time" },
];

/// What was measured for a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// The number of the row.
    pub number: u8,
    /// What was measured, in words and numbers; `None` if it was not.
    pub measured: Option<String>,
    /// Whether that is enough; `None` if it was not measured, or not in earnest.
    pub met: Option<bool>,
    /// What has to be known about it, or why it was not measured.
    pub note: String,
}

impl Row {
    /// A row that was not measured, and why.
    pub fn missing(number: u8, why: impl Into<String>) -> Self {
        Self { number, measured: None, met: None, note: why.into() }
    }
}

/// Which share of the blocks has to be full for a validator that caught up on them to have caught up on full blocks.
const FULL: f64 = 0.8;

/// How the peer of row 3 can be had.
const NO_PEER: &str = "no stock node was given (--stock): see \"The peer\" in docs/performance.md";

/// The rows that follow from a run on networks.
pub fn of(results: &Results) -> Vec<Row> {
    let windows =
        |role: Role| -> Vec<&Window> { results.windows.iter().filter(|window| window.role == role).collect() };
    let (mixed, transfers, stock) = (windows(Role::Mixed), windows(Role::Transfers), windows(Role::Stock));
    let mut rows = vec![
        match stock.is_empty() {
            true => Row::missing(3, NO_PEER),
            false => quotient(3, &mixed, &stock, ["mixed", "stock"], 3.0),
        },
        quotient(4, &mixed, &transfers, ["mixed", "transfers"], 0.7),
        light(windows(Role::Light).first().copied()),
        weight(&results.executions),
        quotient(9, &windows(Role::Deep), &windows(Role::Shallow), ["long queue", "short queue"], 0.9),
        speed(results.catch_up.as_ref(), results.full_share, results.catch_up_failure.as_deref()),
    ];
    for row in &mut rows {
        for window in results.windows.iter().filter(|window| counts_for(window.role, row.number)) {
            if let Some(doubt) = doubt(window) {
                row.note = [row.note.as_str(), doubt.as_str()].join("; ").trim_start_matches("; ").to_owned();
            }
        }
        if results.plan.quick {
            row.met = None;
            row.note = "a smoke run: the figure means nothing".into();
        }
    }
    rows
}

/// Whether the windows of this role are about this row.
fn counts_for(role: Role, number: u8) -> bool {
    match role {
        Role::Mixed => [3, 4].contains(&number),
        Role::Transfers => number == 4,
        Role::Stock => number == 3,
        Role::Deep | Role::Shallow => number == 9,
        Role::Light => number == 5,
    }
}

/// Whether the blocks of a window were to be full. How full those are that a queue of a given length fills is what row 9 is about.
fn is_flood(role: Role) -> bool {
    [Role::Mixed, Role::Transfers, Role::Stock].contains(&role)
}

/// What speaks against a window.
fn doubt(window: &Window) -> Option<String> {
    let mut doubts = failings(&window.report);
    if is_flood(window.role) && !window.saturated {
        doubts.insert(0, "its blocks were not full".to_owned());
    }
    (!doubts.is_empty()).then(|| format!("{}: {}", window.name, doubts.join(", ")))
}

/// What did not become of transactions what was to become of them.
fn failings(report: &Report) -> Vec<String> {
    let mut failings = Vec::new();
    // A pool that is full refuses, and the generator sends again: that is no failure. What failed on the chain is.
    let failures = report.failures();
    if failures > 0 {
        failings.push(format!("{failures} of {} transactions failed on the chain", report.finalised));
    }
    // They stand in the way of what their accounts send after them.
    if report.lost > 0 {
        failings.push(format!("{} transactions were taken and never became final", report.lost));
    }
    if report.gaps > 0 {
        failings.push(format!("{} answers of the node are missing", report.gaps));
    }
    failings
}

fn quotient(number: u8, dividend: &[&Window], divisor: &[&Window], [above, below]: [&str; 2], reach: f64) -> Row {
    let rates =
        |windows: &[&Window]| -> Vec<f64> { windows.iter().map(|window| window.report.useful_throughput()).collect() };
    let is_full = |windows: &[&Window]| windows.iter().all(|window| window.saturated || !is_flood(window.role));
    let [upper, lower] = [rates(dividend), rates(divisor)];
    let quotient = mean(&upper).zip(mean(&lower)).and_then(|(above, below)| ratio(above, below));
    let (Some(quotient), Some(first), Some(second)) = (quotient, range(&upper), range(&lower)) else {
        return Row::missing(number, format!("there are no windows of {above} and {below} to compare"));
    };
    // As far apart as the windows are: the worst against the best, and the other way round.
    let least = ratio(first.0, second.1).unwrap_or_default();
    let most = ratio(first.1, second.0);
    let shown = |values: &[f64]| values.iter().map(|value| format!("{value:.0}")).collect::<Vec<_>>().join(", ");
    let mut note = format!("per second: {above} {}; {below} {}", shown(&upper), shown(&lower));
    if least < reach && most.is_none_or(|most| most >= reach) {
        note.push_str("; the windows are on both sides of what it is to reach");
    }
    let most = most.map_or_else(|| "?".into(), |most| format!("{most:.2}"));
    Row {
        number,
        measured: Some(format!("{quotient:.2} (windows: {least:.2} – {most})")),
        met: reaches(quotient >= reach, is_full(dividend), is_full(divisor)),
        note,
    }
}

/// Whether a quotient reaches what it is to. Blocks that were not full could have had more: then the quotient is a bound only, from below or
/// from above, and may leave it open.
fn reaches(is_enough: bool, dividend_is_full: bool, divisor_is_full: bool) -> Option<bool> {
    match is_enough {
        true => divisor_is_full.then_some(true),
        false => dividend_is_full.then_some(false),
    }
}

fn light(window: Option<&Window>) -> Row {
    let Some(window) = window else { return Row::missing(5, "there was no window with a light load") };
    let (report, times) = (&window.report, window.report.finality);
    let is_whole = report.finalised > 0 && failings(report).is_empty();
    Row {
        number: 5,
        measured: Some(format!("p50 {:.2} s, p95 {:.2} s, p99 {:.2} s", times.p50, times.p95, times.p99)),
        met: Some(times.p50 <= 2.0 && times.p99 <= 3.0 && is_whole),
        note: format!("{} transactions, from the moment at which each was to be sent", report.finalised),
    }
}

fn weight(executions: &[Execution]) -> Row {
    let ratios: Vec<f64> = executions.iter().map(|execution| execution.ratio).collect();
    let (Some(middle), Some((least, most))) = (median(&ratios), range(&ratios)) else {
        return Row::missing(6, "no block was executed again");
    };
    let transactions: usize = executions.iter().map(|execution| execution.transactions).sum();
    Row {
        number: 6,
        measured: Some(format!("{middle:.2} ({least:.2} – {most:.2})")),
        met: Some((0.6..=0.95).contains(&middle)),
        note: format!(
            "{} of the fullest blocks with {transactions} transactions, executed again on a quiet node",
            executions.len()
        ),
    }
}

fn speed(catch_up: Option<&CatchUp>, full_share: Option<f64>, failure: Option<&str>) -> Row {
    let Some(caught_up) = catch_up else {
        return Row::missing(10, failure.unwrap_or("no validator was stopped"));
    };
    let share =
        full_share.map_or_else(String::new, |share| format!("; {:.0} % of the blocks were full", share * 100.0));
    let end = if caught_up.complete { "it caught up" } else { "it had NOT caught up in time" };
    Row {
        number: 10,
        measured: Some(format!("{:.1} × real time", caught_up.real_time)),
        met: Some(caught_up.real_time >= 2.0 && caught_up.complete && full_share.is_some_and(|share| share >= FULL)),
        note: format!(
            "{:.1} blocks a second beside three loaded validators; {end}{share}",
            caught_up.blocks_per_second
        ),
    }
}

impl Role {
    /// What is sent in windows of this role.
    pub fn kind(self) -> Kind {
        match self {
            Self::Transfers | Self::Stock => Kind::Transfers,
            Self::Mixed | Self::Light | Self::Deep | Self::Shallow => Kind::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{
        load::{Pace, Percentiles, Report},
        plan::Plan,
    };
    use std::time::Duration;

    fn window(role: Role, throughput: f64) -> Window {
        let report = Report {
            finalised: 100,
            throughput,
            finality: Percentiles { p50: 1.5, p95: 2.0, p99: 3.5, max: 4.0 },
            ..Report::default()
        };
        Window {
            name: format!("{role:?}"),
            role,
            kind: role.kind(),
            pace: Pace::InFlight(1),
            report,
            slot_milliseconds: 1_000,
            blocks: Vec::new(),
            missed_slots: 0,
            end_reasons: Default::default(),
            construction_seconds: None,
            import_seconds: None,
            saturated: true,
        }
    }

    fn results(windows: Vec<Window>) -> Results {
        Results {
            plan: Plan::full(Duration::from_secs(60)),
            windows,
            executions: Vec::new(),
            catch_up: None,
            full_share: None,
            catch_up_failure: Some("it broke".into()),
            failures: Vec::new(),
        }
    }

    fn row(rows: &[Row], number: u8) -> &Row {
        rows.iter().find(|row| row.number == number).unwrap()
    }

    #[test]
    fn quotients_should_be_those_of_the_means_and_say_how_far_windows_are_apart() {
        let rows = of(&results(vec![
            window(Role::Mixed, 900.0),
            window(Role::Transfers, 1_000.0),
            window(Role::Transfers, 1_200.0),
            window(Role::Mixed, 700.0),
            window(Role::Stock, 200.0),
        ]));
        let fourth = row(&rows, 4);
        assert_eq!(fourth.measured.as_deref(), Some("0.73 (windows: 0.58 – 0.90)"));
        assert_eq!(fourth.met, Some(true));
        assert_eq!(
            fourth.note,
            "per second: mixed 900, 700; transfers 1000, 1200; the windows are on both sides of what it is to reach"
        );
        assert_eq!(row(&rows, 3).met, Some(true));
        assert_eq!(row(&rows, 9).met, None);
        assert_eq!(row(&rows, 10).note, "it broke");
    }

    #[test]
    fn peer_should_be_asked_for_when_it_was_not_given() {
        let rows = of(&results(vec![window(Role::Mixed, 1.0)]));
        assert!(row(&rows, 3).measured.is_none() && row(&rows, 3).note.contains("--stock"));
    }

    #[test]
    fn window_should_be_doubted_when_its_blocks_were_not_full_or_its_transactions_failed() {
        let mut doubtful = window(Role::Mixed, 900.0);
        doubtful.saturated = false;
        doubtful.report.failed.insert("expired".into(), 10);
        let rows = of(&results(vec![doubtful, window(Role::Transfers, 1_000.0)]));
        let fourth = row(&rows, 4);
        assert!(fourth.note.ends_with("Mixed: its blocks were not full, 10 of 100 transactions failed on the chain"));
        // What failed does not count.
        assert!(fourth.measured.as_deref().is_some_and(|measured| measured.starts_with("0.81")), "{fourth:?}");
    }

    #[test]
    fn quotient_should_be_judged_only_by_what_its_full_blocks_leave_no_doubt_about() {
        assert_eq!(reaches(true, true, true), Some(true));
        assert_eq!(reaches(false, true, true), Some(false));
        // From below it is enough, from above it is not.
        assert_eq!(reaches(true, false, true), Some(true));
        assert_eq!(reaches(false, true, false), Some(false));
        assert_eq!(reaches(true, true, false), None);
        assert_eq!(reaches(false, false, true), None);
    }

    #[test]
    fn queues_should_be_compared_though_their_blocks_are_not_full() {
        let mut shallow = window(Role::Shallow, 400.0);
        shallow.saturated = false;
        let rows = of(&results(vec![shallow, window(Role::Deep, 500.0)]));
        assert_eq!(
            (row(&rows, 9).met, row(&rows, 9).note.as_str()),
            (Some(true), "per second: long queue 500; short queue 400")
        );
    }

    #[test]
    fn light_load_should_be_judged_by_both_percentiles_and_by_what_was_lost() {
        let quick = |p99: f64| {
            let mut window = window(Role::Light, 5.0);
            window.report.finality.p99 = p99;
            window
        };
        let met = |window: Window| row(&of(&results(vec![window])), 5).met;
        assert_eq!(met(quick(3.5)), Some(false));
        assert_eq!(met(quick(2.5)), Some(true));
        let mut losing = quick(2.5);
        losing.report.lost = 1;
        let rows = of(&results(vec![losing]));
        assert_eq!(row(&rows, 5).met, Some(false));
        assert!(row(&rows, 5).note.ends_with("1 transactions were taken and never became final"), "{rows:?}");
    }

    #[test]
    fn weights_should_be_judged_by_the_median_within_both_bounds() {
        let execution = |ratio: f64| Execution {
            height: 1,
            transactions: 10,
            declared_seconds: 0.3,
            executions: vec![0.2],
            carriages: vec![0.0],
            ratio,
        };
        assert_eq!(weight(&[0.5, 0.7, 0.9].map(execution)).met, Some(true));
        assert_eq!(weight(&[0.5, 0.5, 0.9].map(execution)).met, Some(false));
        assert_eq!(weight(&[0.5, 0.96, 1.1].map(execution)).met, Some(false));
        assert_eq!(weight(&[]).met, None);
    }

    #[test]
    fn nothing_should_be_judged_in_a_smoke_run() {
        let mut smoke = results(vec![window(Role::Mixed, 1.0), window(Role::Transfers, 1.0)]);
        smoke.plan = Plan::quick();
        assert!(of(&smoke).iter().all(|row| row.met.is_none()));
    }
}
