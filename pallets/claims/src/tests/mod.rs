//! The behaviour of the pallet, one file per topic. [`scenario`] has the verbs.

mod scenario;
