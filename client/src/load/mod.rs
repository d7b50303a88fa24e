//! A load test: what a network takes, and how long it takes for it.
//!
//! [`run`] puts on the chain what the test needs, signs everything, sends it to all nodes by many accounts, and watches the
//! blocks. `docs/load.md` has the shares of the mixed load with the reasons, and how to read the figures.
//!
//! - [`schedule`]: what is sent, in which shares, and when;
//! - [`statistics`], [`blocks`]: what follows from what was seen, pure;
//! - `prepare`, `council`, `crew`, `calls`: what has to be on the chain before, and who signs;
//! - `workload`, `form`: the transactions of the run, made and signed before the clock starts;
//! - `drive`, `carry`, `board`, `watch`, `node`: sending, sending again what nodes lose, and watching;
//! - [`metrics`]: what nodes say of themselves;
//! - [`report`]: the figures.

pub mod blocks;
mod board;
mod calls;
mod carry;
mod council;
mod crew;
mod drive;
mod error;
mod form;
pub mod metrics;
mod node;
mod prepare;
pub mod report;
pub mod schedule;
pub mod statistics;
mod watch;
mod words;
mod workload;

pub use board::{Counts, Sample};
pub use drive::{Driven, Pace, Progress};
pub use error::LoadError;
pub use report::Report;
pub use schedule::{Act, Kind};
pub use watch::Observation;

use crate::chain::{Allowance, Chain};
use bogam_primitives::OrganisationId;
use drive::drive;
use form::Form;
use metrics::Figures;
use node::connect_all;
use prepare::Preparation;
use report::{Circumstances, NodeFigures};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::sleep;
use url::Url;

/// The most accounts.
pub const MOST_ACCOUNTS: usize = 2_000;

/// The longest run, in seconds: what is signed counts for 4,096 blocks, and the preparation takes some of them.
pub const LONGEST_RUN: u64 = 1_800;

/// The most transactions of a run: each takes about a kilobyte until the end.
pub const MOST_TRANSACTIONS: usize = 500_000;

/// The types of chains that are made to be loaded.
const FOR_TESTS: [&str; 2] = ["Development", "Local"];

/// How often nodes are asked for their figures during the run.
const SAMPLING: Duration = Duration::from_secs(5);

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The nodes, all of one chain. The first one is also the one that is watched.
    pub nodes: Vec<String>,
    /// What is sent.
    pub kind: Kind,
    /// Whether the chain is a stock one, with money for `//Alice` and no roles.
    pub is_stock: bool,
    /// How fast.
    pub pace: Pace,
    /// For how long.
    pub duration: Duration,
    /// By how many accounts.
    pub accounts: usize,
    /// In a closed loop: how many transactions are signed for each second. When they are used up, the run ends.
    pub budget: u32,
    /// Whether the allowances stay as they are.
    pub keep_allowances: bool,
    /// Whether the chain may be of another type than those for tests.
    pub is_forced: bool,
    /// Where nodes serve figures, such as `http://127.0.0.1:9615/metrics`.
    pub metrics: Vec<Url>,
}

/// How far a test is.
#[derive(Clone, Copy, Debug)]
pub enum Phase {
    /// The council decides on allowances.
    Allowances,
    /// What is needed is put on the chain.
    Preparing(Progress),
    /// Transactions are made and signed: so many of so many.
    Signing(usize, usize),
    /// They are sent.
    Sending(Progress),
}

impl Settings {
    /// How many transactions are signed; refused if the numbers do not go together.
    pub fn transactions(&self) -> Result<usize, LoadError> {
        let seconds = self.duration.as_secs();
        if seconds == 0 || seconds > LONGEST_RUN {
            return Err(LoadError::settings(
                format!("a run takes from 1 to {LONGEST_RUN} seconds"),
                format!("시험 시간은 1초에서 {LONGEST_RUN}초까지입니다."),
            ));
        }
        if self.accounts == 0 || self.accounts > MOST_ACCOUNTS {
            return Err(LoadError::settings(
                format!("a test has from 1 to {MOST_ACCOUNTS} accounts"),
                format!("계정은 1개에서 {MOST_ACCOUNTS}개까지입니다."),
            ));
        }
        if self.is_stock && self.kind != Kind::Transfers {
            return Err(LoadError::settings(
                "a stock chain knows transfers only: --kind transfers",
                "기본 체인에서는 송금만 할 수 있습니다: --kind transfers",
            ));
        }
        let per_second = match self.pace {
            Pace::Rate(rate) => rate,
            Pace::InFlight(_) => self.budget,
        };
        let asked = u64::from(per_second).saturating_mul(seconds);
        let count = usize::try_from(asked).unwrap_or(usize::MAX);
        if count == 0 || count > MOST_TRANSACTIONS {
            return Err(LoadError::settings(
                format!("{asked} transactions would have to be signed; a run has from 1 to {MOST_TRANSACTIONS}"),
                format!("거래 {asked}건에 서명해야 합니다. 한 번에 1건에서 {MOST_TRANSACTIONS}건까지입니다."),
            ));
        }
        Ok(count)
    }
}

/// Whether a chain of this type is made to be loaded.
pub fn is_for_tests(chain_type: &str) -> bool {
    FOR_TESTS.contains(&chain_type)
}

/// Tests a network. `tell` hears how far it is: at least once a second while something is sent.
pub async fn run(settings: &Settings, tell: &mut dyn FnMut(Phase)) -> Result<Report, LoadError> {
    let count = settings.transactions()?;
    let nodes = connect_all(&settings.nodes).await?;
    let first = nodes.first().ok_or_else(|| LoadError::settings("no node is named", "노드가 지정되지 않았습니다."))?;
    for node in &nodes {
        let chain_type = node.chain_type().await?;
        if !settings.is_forced && !is_for_tests(&chain_type) {
            return Err(LoadError::NotADevelopmentChain(chain_type));
        }
    }
    let (chain, program) = first.description().await?;
    let slot = first.slot_duration().await?;
    let form = Form::of(first).await?;

    let acts = settings.kind.acts(count);
    let mut resent_before = 0;
    let preparation =
        Preparation { nodes: &nodes, form: &form, settings, tell: &mut *tell, resent: &mut resent_before };
    let (mut material, organisations) = match settings.is_stock {
        true => (preparation.stock().await?, Vec::new()),
        false => preparation.health(&acts).await?,
    };
    let tasks = material.plan(&acts)?;
    let parcels = material.sign(&form, &tasks, |done| tell(Phase::Signing(done, count)))?;
    // The keys and records behind them are needed no more.
    drop((material, tasks));

    let before = figures(&settings.metrics).await;
    let peaks = Peaks::start(settings.metrics.clone());
    let mut hear = |progress| tell(Phase::Sending(progress));
    let driven = drive(&nodes, &form, parcels, settings.pace, settings.duration, &mut hear).await?;
    let peaks = peaks.stop();
    let after = figures(&settings.metrics).await;
    let allowances = allowances(settings, &organisations).await;

    let circumstances = Circumstances {
        chain,
        program,
        slot: Duration::from_millis(slot),
        most_weight: form.most_weight(),
        settings: settings.clone(),
        nodes: NodeFigures::between(&settings.metrics, before, after, &peaks),
        allowances,
        resent_before,
    };
    Ok(Report::of(driven, circumstances))
}

/// What all nodes say of themselves, in their order.
async fn figures(urls: &[Url]) -> Vec<Result<Figures, String>> {
    futures::future::join_all(urls.iter().cloned().map(metrics::fetch)).await
}

/// What the organisations have used in the window that just passed. Without an answer there is nothing to say.
async fn allowances(settings: &Settings, organisations: &[OrganisationId]) -> Vec<Allowance> {
    let Some(url) = settings.nodes.first().filter(|_| !organisations.is_empty()) else { return Vec::new() };
    let Ok(chain) = Chain::connect(url).await else { return Vec::new() };
    council::allowances(&chain, organisations).await.unwrap_or_default()
}

/// The largest of each gauge of the pools during the run, by the URL that serves it.
type Largest = BTreeMap<String, BTreeMap<String, f64>>;

/// Somebody who looks at the pools now and then.
struct Peaks {
    largest: Arc<Mutex<Largest>>,
    task: tokio::task::JoinHandle<()>,
}

impl Peaks {
    fn start(urls: Vec<Url>) -> Self {
        let largest = Arc::new(Mutex::new(Largest::new()));
        let kept = largest.clone();
        let task = tokio::spawn(async move {
            // Without a node to ask there is nothing to do.
            if urls.is_empty() {
                return;
            }
            loop {
                sleep(SAMPLING).await;
                for (url, found) in urls.iter().zip(figures(&urls).await) {
                    let Ok(found) = found else { continue };
                    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                    let of_node = kept.entry(url.to_string()).or_default();
                    for (name, value) in found.pool {
                        let largest = of_node.entry(name).or_insert(value);
                        *largest = largest.max(value);
                    }
                }
            }
        });
        Self { largest, task }
    }

    fn stop(self) -> Largest {
        self.task.abort();
        self.largest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Explained;

    fn settings() -> Settings {
        Settings {
            nodes: vec!["ws://127.0.0.1:1".into()],
            kind: Kind::Mixed,
            is_stock: false,
            pace: Pace::Rate(100),
            duration: Duration::from_secs(60),
            accounts: 100,
            budget: 1_500,
            keep_allowances: false,
            is_forced: false,
            metrics: Vec::new(),
        }
    }

    #[test]
    fn transactions_should_be_those_of_the_whole_run() {
        assert_eq!(settings().transactions().unwrap(), 6_000);
        let closed = Settings { pace: Pace::InFlight(500), ..settings() };
        assert_eq!(closed.transactions().unwrap(), 90_000);
    }

    #[test]
    fn settings_should_be_refused_when_they_do_not_go_together() {
        for wrong in [
            Settings { duration: Duration::ZERO, ..settings() },
            Settings { duration: Duration::from_secs(LONGEST_RUN + 1), ..settings() },
            Settings { accounts: 0, ..settings() },
            Settings { accounts: MOST_ACCOUNTS + 1, ..settings() },
            Settings { is_stock: true, ..settings() },
            Settings { pace: Pace::Rate(u32::MAX), ..settings() },
            Settings { pace: Pace::Rate(0), ..settings() },
        ] {
            let refusal = wrong.transactions().unwrap_err();
            assert_eq!(refusal.code(), "load_settings");
            assert_ne!(refusal.korean(), refusal.to_string());
        }
    }

    #[test]
    fn only_development_and_local_chains_should_be_for_tests() {
        assert!(is_for_tests("Development") && is_for_tests("Local"));
        assert!(!is_for_tests("Live") && !is_for_tests("local") && !is_for_tests("Hangang"));
    }

    #[tokio::test]
    async fn test_should_fail_clearly_when_nobody_listens() {
        let failure = run(&settings(), &mut |_| {}).await.map(|_| ()).unwrap_err();
        assert_eq!(failure.code(), "load_node");
    }
}
