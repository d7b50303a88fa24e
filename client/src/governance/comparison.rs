//! What a new runtime changes, against the one that the chain runs.
//!
//! Which storage versions a runtime has stands nowhere in its file: only its code knows, when it runs. There are two honest
//! ways to learn it without running code here that is not trusted yet:
//!
//! - **a rehearsal**: a node somewhere that has started a chain of its own with the new code. Genesis writes the storage version of
//!   each pallet, so the rehearsal's state has the versions of the new code, its metadata has the shape of the storage, and its
//!   `:code` is compared by hash with the code that is to be authorised: what is shown is about that code and no other.
//! - **metadata**: a file with the new runtime's metadata, from whoever built it. It has no storage versions, and is not
//!   bound to the code by anything, but it says in which pallets the shape of what is stored changes.

use super::GovernanceError;
use crate::chain::{Chain, answer};
use sp_crypto_hashing::blake2_256;
use std::collections::BTreeSet;
use subxt::{Metadata, OnlineClientAtBlock, PolkadotConfig, error::StorageError, utils::H256};

/// The largest metadata that is read, in bytes.
pub const LARGEST_METADATA: usize = 8 * 1024 * 1024;

/// How an entry of the storage changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is no more.
    Removed,
    /// Its keys or its values have another shape.
    Reshaped,
}

impl Change {
    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reshaped => "reshaped",
        }
    }
}

/// What changes in a pallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PalletChange {
    /// The pallet.
    pub pallet: String,
    /// Whether the pallet itself is new or no more; [`Change::Reshaped`] where it stays.
    pub change: Change,
    /// The storage version now and with the new code, where both are known.
    pub versions: Option<(u16, u16)>,
    /// The entries of its storage that change.
    pub entries: Vec<(String, Change)>,
}

impl PalletChange {
    /// Whether its storage version changes.
    pub fn has_new_version(&self) -> bool {
        self.versions.is_some_and(|(now, then)| now != then)
    }

    /// Whether the shape of what it stores changes although its storage version, as far as it is known, does not: what is
    /// stored would be read wrongly.
    pub fn is_suspicious(&self) -> bool {
        let reshaped = self.entries.iter().any(|(_, change)| *change != Change::Added);
        self.change == Change::Reshaped && reshaped && self.versions.is_some_and(|(now, then)| now == then)
    }
}

/// What a new runtime changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The version of the rules of the chain now.
    pub from: u32,
    /// That of the new code, where it is known.
    pub to: Option<u32>,
    /// The hash of the code that the rehearsal runs.
    pub rehearsed: Option<H256>,
    /// The pallets that change, by name. Whether storage versions do is known if there was a rehearsal.
    pub pallets: Vec<PalletChange>,
}

/// The storage versions of pallets, as they are stored.
async fn versions(
    block: &OnlineClientAtBlock<PolkadotConfig>,
    pallets: &[PalletChange],
) -> Result<Vec<u16>, GovernanceError> {
    let mut versions = Vec::with_capacity(pallets.len());
    for PalletChange { pallet, .. } in pallets {
        let stored = async {
            match block.storage().storage_version(pallet).await {
                // What was never written counts as zero, as it does for the runtime.
                Err(StorageError::NoValueFound) => Ok(0),
                other => other,
            }
        };
        versions.push(answer(stored).await?);
    }
    Ok(versions)
}

impl Comparison {
    /// Of the runtime of `chain` with that of a rehearsal. With `expected`, a rehearsal of another code is refused.
    pub async fn with_rehearsal(
        chain: &Chain,
        rehearsal: &Chain,
        expected: Option<H256>,
    ) -> Result<Self, GovernanceError> {
        let (now, then) = (chain.finalised().await?, rehearsal.finalised().await?);
        let code = answer(then.storage().runtime_wasm_code()).await?;
        let rehearsed = H256(blake2_256(&code));
        if let Some(expected) = expected.filter(|expected| *expected != rehearsed) {
            return Err(GovernanceError::OtherCode { expected, found: rehearsed });
        }
        let mut pallets = shapes(now.metadata_ref(), then.metadata_ref());
        let (before, after) = (versions(&now, &pallets).await?, versions(&then, &pallets).await?);
        for (pallet, versions) in pallets.iter_mut().zip(before.into_iter().zip(after)) {
            // A pallet that comes or goes has a version on one side only.
            pallet.versions = (pallet.change == Change::Reshaped).then_some(versions);
        }
        pallets.retain(is_change);
        Ok(Self { from: now.spec_version(), to: Some(then.spec_version()), rehearsed: Some(rehearsed), pallets })
    }

    /// Of the runtime of `chain` with one whose metadata is in a file.
    pub async fn with_metadata(chain: &Chain, file: &[u8]) -> Result<Self, GovernanceError> {
        if file.len() > LARGEST_METADATA {
            return Err(GovernanceError::MetadataTooLarge);
        }
        let then = Metadata::decode_from(file).map_err(|error| GovernanceError::NotMetadata(error.to_string()))?;
        let now = chain.finalised().await?;
        let mut pallets = shapes(now.metadata_ref(), &then);
        pallets.retain(is_change);
        Ok(Self { from: now.spec_version(), to: None, rehearsed: None, pallets })
    }
}

fn is_change(pallet: &PalletChange) -> bool {
    pallet.change != Change::Reshaped || pallet.has_new_version() || !pallet.entries.is_empty()
}

/// All pallets of either runtime, by name, with what changes in the shape of their storage.
fn shapes(now: &Metadata, then: &Metadata) -> Vec<PalletChange> {
    let names: BTreeSet<&str> = now.pallets().chain(then.pallets()).map(|pallet| pallet.name()).collect();
    let pallets = names.into_iter().map(|name| {
        let change = match (now.pallet_by_name(name), then.pallet_by_name(name)) {
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
            _ => Change::Reshaped,
        };
        PalletChange { pallet: name.to_owned(), change, versions: None, entries: entries(now, then, name) }
    });
    pallets.collect()
}

/// The entries that change in a pallet.
fn entries(now: &Metadata, then: &Metadata, pallet: &str) -> Vec<(String, Change)> {
    let names = |metadata: &Metadata| -> BTreeSet<String> {
        let storage = metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage());
        storage.iter().flat_map(|storage| storage.entries()).map(|entry| entry.name().to_owned()).collect()
    };
    let hash = |metadata: &Metadata, entry: &str| {
        metadata.pallet_by_name(pallet).and_then(|pallet| pallet.storage_hash(entry))
    };
    let all: BTreeSet<String> = names(now).union(&names(then)).cloned().collect();
    let changes = all.into_iter().filter_map(|entry| {
        let change = match (hash(now, &entry), hash(then, &entry)) {
            (None, None) => return None,
            (None, Some(_)) => Change::Added,
            (Some(_), None) => Change::Removed,
            (Some(before), Some(after)) if before != after => Change::Reshaped,
            (Some(_), Some(_)) => return None,
        };
        Some((entry, change))
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::{super::call::tests::metadata, *};

    fn change(entries: Vec<(String, Change)>, versions: Option<(u16, u16)>) -> PalletChange {
        PalletChange { pallet: "Claims".into(), change: Change::Reshaped, versions, entries }
    }

    #[test]
    fn nothing_should_change_between_a_runtime_and_itself() {
        let metadata = metadata();
        let mut pallets = shapes(&metadata, &metadata);
        assert_eq!(pallets.len(), metadata.pallets().len());
        pallets.retain(is_change);
        assert!(pallets.is_empty(), "{pallets:?}");
    }

    #[test]
    fn new_shape_should_be_suspicious_when_the_version_stays() {
        let reshaped = vec![("Policies".to_owned(), Change::Reshaped)];
        let added = vec![("Notes".to_owned(), Change::Added)];
        assert!(change(reshaped.clone(), Some((1, 1))).is_suspicious());
        assert!(!change(reshaped.clone(), Some((1, 2))).is_suspicious());
        // Without a rehearsal the version is not known, so nothing is said about it.
        assert!(!change(reshaped, None).is_suspicious());
        assert!(!change(added, Some((1, 1))).is_suspicious());
        assert!(is_change(&change(Vec::new(), Some((1, 2)))));
        assert!(!is_change(&change(Vec::new(), Some((1, 1)))));
    }
}
