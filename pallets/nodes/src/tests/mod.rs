//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod enforcement;
mod genesis;
mod listing;
mod properties;
mod scenario;
mod try_state;
mod views;
