//! What the unit tests of several pallets have in common: how a model runs beside its pallet ([`model`]).

pub mod model;
