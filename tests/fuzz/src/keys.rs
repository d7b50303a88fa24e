//! The secret keys of everybody who can sign: the development consortium's, and fresh ones; and of the validators who vote.

use bogam_primitives::{Signed, Statement, StatementContent};
use bogam_runtime::{AccountId, Runtime, Signature, System, genesis::consortium};
use codec::Encode;
use sp_consensus_grandpa::{AuthorityId, SetId};
use sp_core::{Pair, ed25519, sr25519};
use sp_crypto_hashing::blake2_256;
use std::{
    collections::BTreeMap,
    sync::{LazyLock, Mutex, PoisonError},
};

/// Deriving a key from a phrase takes long: once for all runs.
static STAFF: LazyLock<Vec<sr25519::Pair>> = LazyLock::new(|| {
    let pair = |key: &&consortium::DevelopmentKey| {
        sr25519::Pair::from_string(key.uri, None).expect("the consortium's own test derives all of them")
    };
    consortium::KEYS.iter().map(pair).collect()
});

/// The keys with which the validators of genesis vote.
static VOTERS: LazyLock<Vec<ed25519::Pair>> = LazyLock::new(|| {
    let pair = |uri: &str| ed25519::Pair::from_string(uri, None).expect("the URI is well formed");
    ["//Alice", "//Bob", "//Charlie", "//Dave"].map(pair).to_vec()
});

/// The fresh keys of all runs, in the same order for each.
static FRESH: Mutex<Vec<sr25519::Pair>> = Mutex::new(Vec::new());

fn fresh_pair(number: usize) -> sr25519::Pair {
    // A run that has panicked meanwhile leaves whole keys.
    let mut known = FRESH.lock().unwrap_or_else(PoisonError::into_inner);
    while known.len() <= number {
        let seed = ("bogam/fuzz/key", known.len() as u32).using_encoded(blake2_256);
        known.push(sr25519::Pair::from_seed(&seed));
    }
    known[number].clone()
}

/// Somebody who can be reported for votes in a set of validators.
#[derive(Clone, Debug)]
pub struct Accused {
    /// The key with which it votes.
    pub key: AuthorityId,
    /// The set.
    pub set: SetId,
    /// That the key was a validator's in a session of the set: it can be proven during that session only.
    pub proof: <Runtime as pallet_grandpa::Config>::KeyOwnerProof,
}

/// The keys of a run.
pub struct Keys {
    pairs: BTreeMap<AccountId, sr25519::Pair>,
    made: Vec<AccountId>,
    voters: BTreeMap<AuthorityId, ed25519::Pair>,
    accused: Vec<Accused>,
}

impl Default for Keys {
    fn default() -> Self {
        let pairs = STAFF.iter().map(|pair| (pair.public().into(), pair.clone())).collect();
        let voters = VOTERS.iter().map(|pair| (pair.public().into(), *pair)).collect();
        Self { pairs, made: Vec::new(), voters, accused: Vec::new() }
    }
}

impl Keys {
    /// The account of a key that nobody has used in this run.
    pub fn fresh(&mut self) -> AccountId {
        let pair = fresh_pair(self.made.len());
        let account = AccountId::from(pair.public());
        self.pairs.insert(account.clone(), pair);
        self.made.push(account.clone());
        account
    }

    /// The accounts of the keys that this run has made.
    pub fn made(&self) -> &[AccountId] {
        &self.made
    }

    /// Whether the key was made in this run, and is not one of the consortium's.
    pub fn is_made(&self, account: &AccountId) -> bool {
        self.made.contains(account)
    }

    /// Whether the account can sign here.
    pub fn has(&self, account: &AccountId) -> bool {
        self.pairs.contains_key(account)
    }

    /// All accounts that can sign.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.pairs.keys().cloned().collect()
    }

    /// The pair of an account that can sign here.
    pub fn pair(&self, account: &AccountId) -> Option<&sr25519::Pair> {
        self.pairs.get(account)
    }

    /// Adds a key with which a validator may vote.
    pub fn add_voter(&mut self, pair: ed25519::Pair) {
        self.voters.insert(pair.public().into(), pair);
    }

    /// The pair of a key with which somebody votes.
    pub fn voter(&self, key: &AuthorityId) -> Option<&ed25519::Pair> {
        self.voters.get(key)
    }

    /// Keeps who can be reported, also in later sessions.
    pub fn accuse(&mut self, accused: Accused) {
        self.accused.push(accused);
    }

    /// Who was kept, so that it can be reported again.
    pub fn accused(&self) -> &[Accused] {
        &self.accused
    }

    /// A statement of a holder, signed.
    pub fn signed<Content: StatementContent>(
        &self,
        holder: &AccountId,
        content: Content,
        expires: bogam_primitives::Moment,
    ) -> Option<Signed<Content, Signature>> {
        let statement = Statement { genesis: System::block_hash(0), content, expires };
        let signature = Signature::Sr25519(self.pair(holder)?.sign(&statement.signing_payload()));
        Some(Signed { statement, signature })
    }
}
