//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod billing;
mod endorsement;
mod footprint;
mod issue;
mod matrix;
mod model;
mod properties;
mod pruning;
mod scenario;
mod schemas;
mod status;
mod try_state;
mod vectors;
mod views;
