//! Storage versions.
//!
//! | version | since | what changed |
//! |---|---|---|
//! | 0 | the first release | |
//!
//! There is nothing to migrate yet.

use frame_support::traits::StorageVersion;

/// The version of the storage as this code reads and writes it.
pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);
