//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod accept;
mod billing;
mod cancel;
mod controlled;
mod costs;
mod dispense;
mod holder;
mod issue;
mod matrix;
mod model;
mod properties;
mod pruning;
mod repeats;
mod scenario;
mod try_state;
mod views;
mod withdraw;
