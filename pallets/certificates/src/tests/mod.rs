//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod billing;
mod endorsement;
mod footprint;
mod issue;
mod pruning;
mod scenario;
mod schemas;
mod status;
mod vectors;
mod views;
