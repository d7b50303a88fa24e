//! Measures what the import of Bogam's calls costs, as a multiple of a transfer's on the same chain, and what a large state adds.

use bogam_performance::{
    blocks,
    calls::Kind,
    environment::Environment,
    failure::{self, Failure},
    genesis::{self, Plan},
    pairs::{self, Calls, Comparison, Extent, Growth, Laboratory, Pairing, Past, Settings},
    report::{Figure, Files, ImportReport, write_text},
};
use clap::Parser;
use sp_core::testing::TaskExecutor;
use sp_storage::Storage;
use std::{io::Write, path::PathBuf, process::ExitCode};
use tempfile::TempDir;

// The node's.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Paired import ratios: rows 1, 2 and 7 of the table.
#[derive(Parser)]
#[command(name = "bogam-import-ratios", version)]
struct Arguments {
    /// How many calls each block has.
    #[arg(long, default_value_t = 150, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    calls: u32,
    /// How many pairs of blocks count.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=500))]
    pairs: u32,
    /// How many pairs come before and do not count.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(0..=100))]
    warm_up: u32,
    /// Which calls are measured.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = Kind::COMPARED)]
    kinds: Vec<Kind>,
    /// Which calls are measured in states of different sizes. Patients, if they decide, make both states larger.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = Kind::GROWING)]
    growth_kinds: Vec<Kind>,
    /// What the nodes were doing when the records came.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = Past::ALL)]
    pasts: Vec<Past>,
    /// How many records the small state has.
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    small: u32,
    /// How many records the large state has: 0 to leave growth out. A million needs several GB of disk for each of two
    /// databases, and some minutes.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    large: u32,
    /// The trie cache of each client, in MiB; 0 for none. The node's default is this one.
    #[arg(long, default_value_t = 1_024, value_parser = clap::value_parser!(u32).range(0..=65_536))]
    trie_cache: u32,
    /// Where the databases are put while it runs. Without it: the system's folder for temporary files.
    #[arg(long)]
    folder: Option<PathBuf>,
    #[command(flatten)]
    files: Files,
    /// The file for the picture, as SVG.
    #[arg(long)]
    svg: Option<PathBuf>,
}

fn main() -> ExitCode {
    failure::end(run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), Failure> {
    let extent = Extent { calls: arguments.calls, pairs: arguments.pairs, warm_up: arguments.warm_up };
    let trie_cache = (arguments.trie_cache > 0).then_some(arguments.trie_cache as usize * 1024 * 1024);
    let folder = match &arguments.folder {
        Some(folder) => {
            std::fs::create_dir_all(folder)?;
            tempfile::tempdir_in(folder)?
        }
        None => tempfile::tempdir()?,
    };
    let (executor, tasks) = (blocks::executor(), TaskExecutor::new());
    let begin =
        |within: &TempDir, name: &str, plan: &Plan, storage: &Storage, [records, removed]: [u32; 2], past: Past| {
            let place = within.path().join(name);
            let settings = Settings {
                folder: &place,
                storage,
                plan,
                executor: &executor,
                tasks: &tasks,
                trie_cache,
                records,
                removed,
                past,
            };
            let total = records.saturating_add(removed);
            let laboratory = Laboratory::begin(&settings, |done| show(&format!("filling {name}"), done, total));
            if total > 0 {
                eprintln!();
            }
            laboratory
        };

    let (mut figures, mut ways) = (Vec::new(), Vec::new());
    for kind in arguments.kinds.iter().copied() {
        // Each on a chain of its own: what others have left in the caches and in the database is no part of what it costs.
        let (plan, storage) = people(&extent, &[kind])?;
        let mut chain = begin(&folder, kind.name(), &plan, &storage, [0, 0], Past::Running)?;
        let comparison = measure(&mut Calls { laboratory: &mut chain, kind }, kind.name(), &extent)?;
        let row = if kind == Kind::Issue { 1 } else { 2 };
        let name = format!("{} ÷ balances.transfer_keep_alive", kind.name());
        figures.push(Figure::new(row, name, kind.reach(), comparison));
    }
    if arguments.large > 0 {
        let (plan, storage) = people(&extent, &arguments.growth_kinds)?;
        for past in arguments.pasts.iter().copied() {
            let place = tempfile::tempdir_in(folder.path())?;
            // Old records are chosen by chance: a comparison warms the caches for the next one a little. So new records come first.
            // A cache that is full costs more than an empty one, whatever it is full of. So both have seen as many records.
            let gone = match past {
                Past::Running => arguments.large.saturating_sub(arguments.small),
                Past::Restarted => 0,
            };
            let (small, large) = ([arguments.small, gone], [arguments.large, 0]);
            let mut small = begin(&place, &format!("small, {}", past.name()), &plan, &storage, small, past)?;
            let mut large = begin(&place, &format!("large, {}", past.name()), &plan, &storage, large, past)?;
            if ways.is_empty() {
                for (laboratory, records) in [(&small, arguments.small), (&large, arguments.large)] {
                    ways.push(laboratory.ways(records, extent.calls)?);
                }
            }
            for kind in arguments.growth_kinds.iter().copied() {
                let mut growth = Growth { large: &mut large, small: &mut small, kind };
                let comparison = measure(&mut growth, &format!("growth, {}, {}", kind.name(), past.name()), &extent)?;
                let name =
                    format!("{}, {} ÷ {} records, {}", kind.name(), arguments.large, arguments.small, past.words());
                figures.push(Figure::new(7, name, kind.growth_reach(), comparison));
            }
        }
    }

    let report = ImportReport {
        environment: Environment::here(),
        extent,
        trie_cache,
        records: (arguments.large > 0).then_some((arguments.small, arguments.large)),
        record: pairs::describe_records(),
        figures,
        ways,
    };
    arguments.files.write(&report, &report.markdown())?;
    if let Some(path) = &arguments.svg {
        write_text(path, &report.svg())?;
    }
    Ok(())
}

/// The people whom calls of these kinds need, and the state with them.
fn people(extent: &Extent, kinds: &[Kind]) -> Result<(Plan, Storage), Failure> {
    let subjects = if kinds.contains(&Kind::Decide) { extent.patients() } else { 0 };
    let plan = Plan { officers: extent.calls, subjects };
    eprintln!("making a genesis with {} physicians and {subjects} patients", plan.officers);
    Ok((plan, genesis::storage(&plan)?))
}

fn measure(pairing: &mut impl Pairing, name: &str, extent: &Extent) -> Result<Comparison, Failure> {
    let total = extent.warm_up + extent.pairs;
    let comparison = pairs::compare(pairing, extent, |done| show(name, done, total));
    eprintln!();
    comparison
}

/// Says how far the work is.
fn show(what: &str, done: u32, total: u32) {
    eprint!("\r{what}: {done} of {total}   ");
    // A line of progress that is not shown harms nobody.
    let _ = std::io::stderr().flush();
}
