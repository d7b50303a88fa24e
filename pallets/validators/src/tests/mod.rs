//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod admission;
mod floor;
mod keys;
mod leaving;
mod offences;
mod offline;
mod organisations;
mod origins;
mod properties;
mod scenario;
mod try_state;
mod views;
