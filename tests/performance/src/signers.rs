//! Who signs what is measured, and how the calls of several become transactions.

use crate::{failure::Failure, genesis};
use bogam_runtime::{
    AccountId, Metering, Nonce, RuntimeCall, System, UncheckedExtrinsic, genesis::consortium::DevelopmentKey,
    signing::signed,
};
use bogam_tests::people::pair;
use sp_core::sr25519;
use std::collections::{BTreeMap, btree_map::Entry};

/// Somebody who signs.
#[derive(Clone, Copy)]
pub enum Signer {
    /// The added physician with this number.
    Physician(u32),
    /// The added patient with this number.
    Patient(u32),
    /// A seat of the development network.
    Seat(&'static DevelopmentKey),
}

impl Signer {
    /// The account.
    pub fn account(self) -> AccountId {
        match self {
            Self::Physician(number) => genesis::account(&genesis::officer(number)),
            Self::Patient(number) => genesis::account(&genesis::subject(number)),
            Self::Seat(seat) => seat.account(),
        }
    }

    /// The key. A seat's is derived from a phrase, which takes long.
    pub fn key(self) -> Result<sr25519::Pair, Failure> {
        match self {
            Self::Physician(number) => Ok(genesis::officer(number)),
            Self::Patient(number) => Ok(genesis::subject(number)),
            Self::Seat(seat) => pair(seat.uri).map_err(|failure| Failure::Key(failure.to_string())),
        }
    }
}

/// These calls as transactions for the chain of the externalities around, each signer's with consecutive numbers.
pub fn sign(calls: Vec<(Signer, RuntimeCall)>) -> Result<Vec<UncheckedExtrinsic>, Failure> {
    let genesis = System::block_hash(0);
    // Each key is derived once.
    let mut signers: BTreeMap<AccountId, (sr25519::Pair, Nonce)> = BTreeMap::new();
    let mut transactions = Vec::with_capacity(calls.len());
    for (signer, call) in calls {
        let (key, next) = match signers.entry(signer.account()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let next = *Metering::next_nonce(new.key());
                new.insert((signer.key()?, next))
            }
        };
        transactions.push(signed(genesis, key, *next, call));
        *next += 1;
    }
    Ok(transactions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::genesis::consortium;

    #[test]
    fn account_should_be_that_of_the_key() {
        for signer in [Signer::Physician(1), Signer::Patient(1), Signer::Seat(&consortium::PHARMACIST_A)] {
            let key = signer.key().expect("it can be derived");
            assert_eq!(genesis::account(&key), signer.account());
        }
    }
}
