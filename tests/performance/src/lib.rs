//! What the chain costs, measured so that it can be repeated on a small and noisy machine.
//!
//! Absolute times are worth little there. So import is measured in **pairs**: blocks of calls and blocks of transfers alternate
//! in one process, and what counts is the median of their ratios ([`pairs`]). Instructions are **counted** ([`instructions`]), and
//! bytes of state are **summed** over the nodes of the tree ([`state_bytes`]). `docs/performance.md` has the method and the figures.

pub mod blocks;
pub mod calls;
pub mod environment;
pub mod failure;
pub mod genesis;
pub mod instructions;
pub mod network;
pub mod pairs;
pub mod picture;
pub mod plot;
pub mod records;
pub mod report;
pub mod signers;
pub mod state_bytes;
pub mod statistics;
