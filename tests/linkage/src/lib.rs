//! # Linkage
//!
//! Which records on the chain belong to one patient? By design nobody can tell from keys: each prescription, handle and subject
//! has its own. What remains are habits: who goes where, when, and for how much of what. This crate simulates a year of a
//! region, attacks what every member sees of it, and states how much better than chance the attackers do.
//!
//! | room | what is in it |
//! |---|---|
//! | [`region`], [`visits`], [`year`], [`billing`] | the truth: people, habits, and what happened |
//! | [`discipline`] | what institutions are used to, and what the chain makes them do: as it comes, with steps and floors, and careful |
//! | [`ledger`], [`model`] | what the chain keeps of the truth, by a generator |
//! | [`chain`] | the same by the real runtime, which executes every call: the generator is checked against it |
//! | [`linker`], [`traces`], [`exact`], [`attacks`], [`joint`] | the attackers |
//! | [`score`], [`mod@report`] | how well they do |
//!
//! `docs/linkage.md` says what follows from it.

pub mod attacks;
pub mod billing;
pub mod calendar;
pub mod chain;
pub mod discipline;
pub mod error;
pub mod exact;
pub mod joint;
pub mod ledger;
pub mod linker;
pub mod model;
pub mod names;
pub mod random;
pub mod region;
pub mod report;
pub mod score;
pub mod traces;
pub mod visits;
pub mod year;

pub use discipline::Discipline;
pub use error::LinkageError;
pub use report::Report;
pub use year::{Settings, Year};

use attacks::Target;
use names::Names;
use report::{Counts, Run};

/// How many people the figures of `docs/linkage.md` are about.
pub const PATIENTS: u32 = 10_000;

/// For how many of them, under each discipline, the runtime executes every call.
pub const VERIFIED: u32 = 300;

/// What all randomness of these figures follows from.
pub const SEED: u64 = 1;

/// The disciplines under which the year is simulated.
pub const DISCIPLINES: [Discipline; 3] = [Discipline::AS_IT_COMES, Discipline::ENFORCED, Discipline::CAREFUL];

/// Simulates a year and attacks it.
pub fn run(settings: &Settings) -> Run {
    let year = Year::simulate(settings);
    let ledger = model::ledger(&year, Names::new(settings.seed, false));
    let findings = Target::new(settings, &year, &ledger).attacks();
    Run { discipline: settings.discipline, counts: Counts::of(&ledger), findings }
}

/// Lets the runtime execute a year, and fails if what it keeps differs from what the generator says. Yields how much it was.
pub fn verify(settings: &Settings) -> Result<Counts, LinkageError> {
    let year = Year::simulate(settings);
    let expected = model::ledger(&year, Names::new(settings.seed, true));
    let kept = chain::ledger(&year, settings.seed)?;
    match expected.difference(&kept) {
        Some(difference) => Err(LinkageError::Differs(difference)),
        None => Ok(Counts::of(&kept)),
    }
}

/// Everything: the generator checked with `verified_patients`, then the attacks on `patients`, under all disciplines.
pub fn report(patients: u32, verified_patients: u32, seed: u64) -> Result<Report, LinkageError> {
    for discipline in DISCIPLINES {
        verify(&Settings { patients: verified_patients, seed, discipline })?;
    }
    let runs = DISCIPLINES.map(|discipline| run(&Settings { patients, seed, discipline })).into();
    Ok(Report { patients, seed, verified_patients, runs })
}
