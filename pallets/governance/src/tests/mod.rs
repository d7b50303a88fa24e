//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod origins;
mod pauses;
mod properties;
mod scenario;
mod try_state;
mod upgrades;
mod views;
