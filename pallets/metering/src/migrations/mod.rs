//! Storage migrations, one module per step.
//!
//! | version | since | what changed |
//! |---|---|---|
//! | 1 | the first release | |
//! | 2 | no release: it is rehearsed, with the feature `rehearsal` | an account's usage counts its transactions |

use frame_support::traits::StorageVersion;

// The tests need the migration, not the pallet that works on its result.
#[cfg(any(feature = "rehearsal", test))]
pub mod v2;

/// The version of the storage that this code reads and writes.
#[cfg(not(feature = "rehearsal"))]
pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

/// The version of the storage that this code reads and writes.
#[cfg(feature = "rehearsal")]
pub const STORAGE_VERSION: StorageVersion = StorageVersion::new(2);
