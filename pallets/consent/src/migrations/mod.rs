//! Storage migrations, one module per step.
//!
//! The storage is at version 1, the first. There is nothing to migrate from: a map that came later begins empty.

use frame_support::traits::StorageVersion;

/// The version of the storage that this code reads and writes.
pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);
