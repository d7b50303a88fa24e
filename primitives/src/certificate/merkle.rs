//! The hash tree of RFC 6962 (its successor RFC 9162 defines the same), over SHA-256.
//!
//! Leaves and inner nodes are hashed with different prefixes, so that no inner node can be presented as a leaf. SHA-256
//! rather than this chain's blake2: it is what the RFC prescribes and what every verifier off this chain has, in hardware
//! or in a browser, and the same function digests the fields of an SD-JWT (RFC 9901). The chain itself never hashes a
//! tree: it keeps roots, and verification is a question and no call.

use alloc::vec::Vec;
use sp_core::H256;
use sp_crypto_hashing::sha2_256;

/// No proof is longer: a tree of 2^32 leaves.
pub const LONGEST_PATH: usize = 32;

const LEAF_PREFIX: u8 = 0;
const NODE_PREFIX: u8 = 1;

/// The hash of a leaf with the content `bytes`.
pub fn leaf_hash(bytes: &[u8]) -> H256 {
    let mut input = Vec::with_capacity(bytes.len().saturating_add(1));
    input.push(LEAF_PREFIX);
    input.extend_from_slice(bytes);
    H256(sha2_256(&input))
}

/// The hash of the node above `left` and `right`.
pub fn node_hash(left: &H256, right: &H256) -> H256 {
    let mut input = [NODE_PREFIX; 65];
    input[1..33].copy_from_slice(left.as_bytes());
    input[33..].copy_from_slice(right.as_bytes());
    H256(sha2_256(&input))
}

/// A tree with all its nodes, from which proofs are read in logarithmic time. It takes twice the room of its leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// From the leaves to the root. None is empty.
    levels: Vec<Vec<H256>>,
}

impl Tree {
    /// The tree over leaves with these hashes; `None` if there are none.
    ///
    /// A node without a sibling moves up unchanged. That gives the tree of the RFC, which splits at the largest power of two
    /// below the number of leaves.
    pub fn new(leaf_hashes: Vec<H256>) -> Option<Self> {
        if leaf_hashes.is_empty() {
            return None;
        }
        let mut levels = Vec::new();
        let mut level = leaf_hashes;
        while level.len() > 1 {
            let above = level
                .chunks(2)
                .map(|pair| match pair {
                    [left, right] => node_hash(left, right),
                    // Chunks are never empty.
                    _ => pair.first().copied().unwrap_or_default(),
                })
                .collect();
            levels.push(core::mem::replace(&mut level, above));
        }
        levels.push(level);
        Some(Self { levels })
    }

    /// The root.
    pub fn root(&self) -> H256 {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or_default()
    }

    /// How many leaves it has.
    pub fn size(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// The proof that leaf `index` is in the tree, from the leaf upwards; `None` if there is no such leaf.
    pub fn path(&self, index: usize) -> Option<Vec<H256>> {
        if index >= self.size() {
            return None;
        }
        let siblings = self.levels.iter().enumerate().filter_map(|(height, level)| level.get((index >> height) ^ 1));
        Some(siblings.copied().collect())
    }
}

/// Why a proof is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The tree has no leaf at the index.
    IndexOutOfRange,
    /// The path is longer or shorter than the one from this index in a tree of this size.
    WrongLength,
    /// The path leads to another root.
    WrongRoot,
}

/// Checks that `leaf` is the hash of leaf `index` in the tree of `size` leaves with the root `root` (RFC 9162, 2.1.3.2).
pub fn verify_inclusion(root: &H256, size: u32, index: u32, leaf: &H256, path: &[H256]) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::IndexOutOfRange);
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return Err(ProofError::WrongLength);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            // Levels on which the node had no sibling.
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::WrongLength);
    }
    if hash == *root { Ok(()) } else { Err(ProofError::WrongRoot) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaves(count: usize) -> Vec<H256> {
        (0..count).map(|number| leaf_hash(&number.to_le_bytes())).collect()
    }

    /// The definition of the RFC, as it is written there.
    fn root_by_definition(leaves: &[H256]) -> H256 {
        match leaves {
            [] => H256(sha2_256(b"")),
            [leaf] => *leaf,
            _ => {
                // The largest power of two below the number of leaves.
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                node_hash(&root_by_definition(left), &root_by_definition(right))
            }
        }
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex")).collect()
    }

    #[test]
    fn roots_should_be_those_of_the_known_certificate_transparency_vectors() {
        // The leaves and roots that the implementations of certificate transparency test themselves with.
        let inputs =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        for (count, root) in (1..).zip(roots) {
            let hashes = inputs[..count].iter().map(|input| leaf_hash(&bytes(input))).collect();
            let tree = Tree::new(hashes).expect("there are leaves");
            assert_eq!(tree.root().as_bytes(), bytes(root), "{count} leaves");
        }
    }

    #[test]
    fn tree_should_prove_each_leaf_of_every_small_size() {
        for size in 1..36usize {
            let leaves = leaves(size);
            let tree = Tree::new(leaves.clone()).expect("there are leaves");
            assert_eq!(tree.root(), root_by_definition(&leaves), "{size} leaves");
            for (index, leaf) in leaves.iter().enumerate() {
                let path = tree.path(index).expect("there is such a leaf");
                let verify = |size: usize, index: usize, path: &[H256]| {
                    verify_inclusion(&tree.root(), size as u32, index as u32, leaf, path)
                };
                assert_eq!(verify(size, index, &path), Ok(()));
                assert_eq!(verify(size, size, &path), Err(ProofError::IndexOutOfRange));
                for other in (0..size).filter(|other| *other != index) {
                    assert!(verify(size, other, &path).is_err(), "leaf {index} of {size} as {other}");
                }
                let mut longer = path.clone();
                longer.push(H256::zero());
                assert_eq!(verify(size, index, &longer), Err(ProofError::WrongLength));
                if let Some((_, shorter)) = path.split_last() {
                    assert_eq!(verify(size, index, shorter), Err(ProofError::WrongLength));
                }
            }
            assert_eq!(tree.path(size), None);
        }
        assert_eq!(Tree::new(Vec::new()), None);
    }

    #[test]
    fn inner_node_should_not_pass_for_a_leaf() {
        let leaves = leaves(4);
        let tree = Tree::new(leaves.clone()).expect("there are leaves");
        let (left, right) = (node_hash(&leaves[0], &leaves[1]), node_hash(&leaves[2], &leaves[3]));
        // As hash, the node does lead to the root in a tree of two; the size that the chain keeps says four.
        assert_eq!(verify_inclusion(&tree.root(), 4, 0, &left, &[right]), Err(ProofError::WrongLength));
        // As content, its two children hash to something else, because leaves have another prefix.
        let content = [leaves[0].as_bytes(), leaves[1].as_bytes()].concat();
        assert_eq!(verify_inclusion(&tree.root(), 2, 0, &leaf_hash(&content), &[right]), Err(ProofError::WrongRoot));
    }

    #[test]
    fn tree_of_a_hundred_thousand_should_be_built_and_read_quickly() {
        const SIZE: usize = 100_000;
        let leaves = leaves(SIZE);
        let start = std::time::Instant::now();
        let tree = Tree::new(leaves.clone()).expect("there are leaves");
        let paths: Vec<_> = (0..SIZE).filter_map(|index| tree.path(index)).collect();
        println!("100,000 leaves: tree and all proofs in {:?} (unoptimised build)", start.elapsed());
        assert_eq!(paths.len(), SIZE);
        for index in [0, 1, 65_535, 65_536, SIZE - 1] {
            let verified = verify_inclusion(&tree.root(), SIZE as u32, index as u32, &leaves[index], &paths[index]);
            assert_eq!(verified, Ok(()));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

        #[test]
        fn proof_should_fail_when_a_bit_is_flipped(
            size in 1..64usize, seed in any::<usize>(), place in any::<usize>(), bit in 0..256usize,
        ) {
            let leaves = leaves(size);
            let tree = Tree::new(leaves.clone()).expect("there are leaves");
            let index = seed % size;
            let mut path = tree.path(index).expect("there is such a leaf");
            prop_assert_eq!(verify_inclusion(&tree.root(), size as u32, index as u32, &leaves[index], &path), Ok(()));

            let (mut root, mut leaf) = (tree.root(), leaves[index]);
            let victim = match place % (path.len() + 2) {
                0 => &mut root,
                1 => &mut leaf,
                at => &mut path[at - 2],
            };
            victim.0[bit / 8] ^= 1 << (bit % 8);
            prop_assert_eq!(
                verify_inclusion(&root, size as u32, index as u32, &leaf, &path),
                Err(ProofError::WrongRoot)
            );
        }
    }
}
