//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod access;
mod bounds;
mod decisions;
mod emergency;
mod erasure;
mod footprint;
mod keys;
mod model;
mod origins;
mod people;
mod properties;
mod research;
mod scenario;
mod story;
mod try_state;
mod views;
