//! Transactions that the command would not send: made with the runtime's own types, so that a node gets exactly what a
//! test means.

use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, EventRecord},
};
use bogam_runtime::{AccountId, Hash, Nonce, Runtime, RuntimeCall, RuntimeEvent};
use codec::{Decode, Encode};
use frame_support::{dispatch::DispatchResult, traits::PalletInfoAccess};
use frame_system::{Event as SystemEvent, Phase};
use serde_json::json;
use sp_core::{Pair, sr25519};
use sp_runtime::{DispatchError, ModuleError};
use std::collections::HashMap;

/// How a transaction ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// In a finalised block, with this result of its call.
    Finalised(DispatchResult),
    /// The node did not take it.
    NotTaken(String),
}

impl Ending {
    /// The name of the pallet's error; `None` if it was none of a pallet's errors.
    pub fn error_name(&self) -> Option<String> {
        match self {
            Self::Finalised(Err(DispatchError::Module(error))) => Some(name_of(error)),
            _ => None,
        }
    }
}

/// The variant's name of an error of Bogam's pallets.
fn name_of(error: &ModuleError) -> String {
    let mut input = error.error.as_slice();
    let index = usize::from(error.index);
    let name = if index == bogam_runtime::Prescriptions::index() {
        pallet_prescriptions::Error::<Runtime>::decode(&mut input).map(|error| format!("{error:?}"))
    } else if index == bogam_runtime::Registry::index() {
        pallet_registry::Error::<Runtime>::decode(&mut input).map(|error| format!("{error:?}"))
    } else {
        return format!("{error:?}");
    };
    name.unwrap_or_else(|_| format!("{error:?}"))
}

impl Chain {
    /// The number of the next transaction of `account`.
    pub fn next_nonce(&self, account: &AccountId) -> Outcome<Nonce> {
        let address = sp_core::crypto::Ss58Codec::to_ss58check(account);
        let nonce = self.call("system_accountNextIndex", json!([address]))?;
        nonce.as_u64().and_then(|nonce| nonce.try_into().ok()).ok_or_else(|| "the node tells no nonce".into())
    }

    /// Signs `call` with `key` for the chain with this genesis, as the account's transaction number `nonce`.
    pub fn signed(genesis: Hash, key: &sr25519::Pair, nonce: Nonce, call: RuntimeCall) -> Vec<u8> {
        bogam_runtime::signing::signed(genesis, key, nonce, call).encode()
    }

    /// Sends `call` signed with `key`, and follows it until it is finalised.
    pub fn submit(&self, key: &sr25519::Pair, call: impl Into<RuntimeCall>) -> Outcome<Ending> {
        let endings = self.submit_all(vec![(key.clone(), call.into())])?;
        endings.into_iter().next().ok_or_else(|| "one transaction has one ending".into())
    }

    /// Sends all calls at once, each account's in their order, and follows them until all are finalised.
    pub fn submit_all(&self, calls: Vec<(sr25519::Pair, RuntimeCall)>) -> Outcome<Vec<Ending>> {
        let genesis = self.block_hash(0)?;
        let mut height = self.finalised_height()?;
        let mut nonces: HashMap<AccountId, Nonce> = HashMap::new();
        let mut endings: Vec<Option<Ending>> = Vec::new();
        let mut waiting: HashMap<Vec<u8>, usize> = HashMap::new();
        for (key, call) in calls {
            let account = AccountId::from(key.public());
            let nonce = match nonces.get(&account) {
                Some(nonce) => *nonce,
                None => self.next_nonce(&account)?,
            };
            let transaction = Self::signed(genesis, &key, nonce, call);
            match self.send(&transaction) {
                Ok(_) => {
                    nonces.insert(account, nonce + 1);
                    waiting.insert(transaction, endings.len());
                    endings.push(None);
                }
                Err(Failure(refusal)) => endings.push(Some(Ending::NotTaken(refusal))),
            }
        }
        await_until("transactions to be finalised", crate::chain::FINALITY, || {
            while !waiting.is_empty() && height < self.finalised_height()? {
                let block = self.block(height + 1)?;
                let records = block.event_records()?;
                for (index, transaction) in block.transactions.iter().enumerate() {
                    if let Some(place) = waiting.remove(transaction) {
                        endings[place] = Some(ending_of(index, &records)?);
                    }
                }
                height = block.number;
            }
            Ok(waiting.is_empty().then_some(()))
        })?;
        endings.into_iter().collect::<Option<_>>().ok_or_else(|| "a transaction has no ending".into())
    }
}

/// How the transaction with this index in its block ended.
fn ending_of(index: usize, records: &[EventRecord]) -> Outcome<Ending> {
    let of_it =
        records.iter().filter(|record| matches!(record.phase, Phase::ApplyExtrinsic(at) if at as usize == index));
    let ending = of_it.into_iter().find_map(|record| match &record.event {
        RuntimeEvent::System(SystemEvent::ExtrinsicSuccess { .. }) => Some(Ok(())),
        RuntimeEvent::System(SystemEvent::ExtrinsicFailed { dispatch_error, .. }) => Some(Err(*dispatch_error)),
        _ => None,
    });
    ending.map(Ending::Finalised).ok_or_else(|| "a block does not say how a transaction ended".into())
}
