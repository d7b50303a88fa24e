//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod coordination;
mod costs;
mod decisions;
mod errors;
mod footprint;
mod handles;
mod model;
mod money;
mod origins;
mod plans;
mod preauthorisations;
mod properties;
mod scenario;
mod settlement;
mod story;
mod submit;
mod try_state;
mod views;
