//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod coordination;
mod decisions;
mod handles;
mod plans;
mod preauthorisations;
mod scenario;
mod submit;
