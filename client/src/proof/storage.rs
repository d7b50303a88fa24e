//! The chain's state, as far as it was proven: values, and that there is none.

use super::ProofError;
use codec::{Decode, DecodeAll};
use sp_core::{Blake2Hasher, H256};
use sp_crypto_hashing::{blake2_128, twox_64, twox_128};
use sp_trie::{EMPTY_PREFIX, HashDBT, LayoutV1, MemoryDB, TrieError, read_trie_value};

/// The most nodes of a proof. One about a certificate has about a hundred, even where millions of records are kept.
pub const MOST_NODES: usize = 4096;

/// The most bytes of all nodes of a proof together.
pub const LARGEST_NODES: usize = 2 * 1024 * 1024;

/// A key in the chain's state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StorageKey(pub Vec<u8>);

impl StorageKey {
    /// The key of a single value.
    pub fn value(pallet: &str, entry: &str) -> Self {
        Self([twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat())
    }

    /// The key of an entry whose own key is a hash already.
    pub fn identity(self, key: &[u8]) -> Self {
        self.then(&[key])
    }

    /// The key of an entry whose own key is a counted number.
    pub fn twox_64(self, key: &[u8]) -> Self {
        self.then(&[&twox_64(key), key])
    }

    /// The key of an entry whose own key somebody could choose.
    pub fn blake2_128(self, key: &[u8]) -> Self {
        self.then(&[&blake2_128(key), key])
    }

    fn then(mut self, parts: &[&[u8]]) -> Self {
        parts.iter().for_each(|part| self.0.extend_from_slice(part));
        self
    }
}

/// Part of the state of one block.
///
/// A node of the state's tree counts only where the node above it, and in the end the state root, names its hash. So nothing
/// in it can have been altered, and where it tells that there is no value, there is none.
pub struct ProvenStorage {
    root: H256,
    nodes: MemoryDB<Blake2Hasher>,
}

impl ProvenStorage {
    /// The state with this root, as far as `nodes` tell it. Refused if the root is not among them, or there are too many.
    pub fn new<'a>(root: H256, nodes: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, ProofError> {
        let mut db = MemoryDB::<Blake2Hasher>::new(&[]);
        let (mut count, mut bytes) = (0usize, 0usize);
        for node in nodes {
            count = count.saturating_add(1);
            bytes = bytes.saturating_add(node.len());
            if count > MOST_NODES {
                return Err(ProofError::TooLarge { what: "list of nodes", size: count, limit: MOST_NODES });
            }
            if bytes > LARGEST_NODES {
                return Err(ProofError::TooLarge { what: "list of nodes", size: bytes, limit: LARGEST_NODES });
            }
            db.insert(EMPTY_PREFIX, node);
        }
        if !db.contains(&root, EMPTY_PREFIX) {
            return Err(ProofError::OtherState);
        }
        Ok(Self { root, nodes: db })
    }

    /// The value under `key`; `None` if it is proven that there is none.
    pub fn read(&self, what: &'static str, key: &StorageKey) -> Result<Option<Vec<u8>>, ProofError> {
        read_trie_value::<LayoutV1<Blake2Hasher>, _>(&self.nodes, &self.root, &key.0, None, None).map_err(|error| {
            match *error {
                TrieError::<LayoutV1<Blake2Hasher>>::IncompleteDatabase(_) => {
                    ProofError::NotProven { what, key: key.0.clone() }
                }
                TrieError::<LayoutV1<Blake2Hasher>>::InvalidStateRoot(_) => ProofError::OtherState,
                // A node that the root vouches for, and that is none: not a state of this chain.
                _ => ProofError::UnknownForm { what },
            }
        })
    }

    /// The value under `key`, decoded in full; `None` if it is proven that there is none.
    pub fn decode<T: Decode>(&self, what: &'static str, key: &StorageKey) -> Result<Option<T>, ProofError> {
        let value = self.read(what, key)?;
        value
            .map(|bytes| T::decode_all(&mut bytes.as_slice()).map_err(|_| ProofError::UnknownForm { what }))
            .transpose()
    }
}
