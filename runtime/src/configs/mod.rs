//! How the pallets are wired: one file per concern.

pub mod certificates;
pub mod claims;
pub mod consensus;
pub mod consent;
pub mod governance;
pub mod holders;
pub mod metering;
pub mod money;
pub mod nodes;
pub mod prescriptions;
pub mod registry;
pub mod relay;
pub mod system;
