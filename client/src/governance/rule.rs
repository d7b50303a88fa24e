//! What the council has decided about the chain itself: an authorised upgrade, pauses, safe mode.

use super::GovernanceError;
use crate::chain::{Chain, ChainError, Done, answer, runtime::runtime_types::sp_runtime::DispatchError};
use subxt::{dynamic, ext::scale_decode::DecodeAsType, utils::H256};

/// The pallet that keeps upgrades and pauses.
const GOVERNANCE: &str = "Governance";

/// A runtime that may be put in the place of the current one.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Authorisation {
    /// The hash of its code.
    pub code_hash: H256,
    /// The block in which it was authorised.
    pub authorised_at: u32,
    /// The first block in which it may no longer be applied.
    pub expires_at: u32,
}

/// A pallet or a call that is paused.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Pause {
    /// The name of the pallet.
    pub pallet: Vec<u8>,
    /// The name of the call; `None` where the whole pallet is paused.
    pub call: Option<Vec<u8>>,
    /// The block in which it was paused.
    pub since: u32,
    /// The first block in which it is not any more.
    pub ends_at: u32,
}

/// Why the code that was applied is no runtime, as the event says it.
#[derive(DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
struct UpgradeRejected {
    error: DispatchError,
}

impl Chain {
    /// The upgrade that is authorised, if one is.
    pub async fn authorisation(&self) -> Result<Option<Authorisation>, GovernanceError> {
        let question = dynamic::view_function_call::<(), Option<Authorisation>>(GOVERNANCE, "authorisation", ());
        Ok(self.ask(question).await?)
    }

    /// What is paused.
    pub async fn pauses(&self) -> Result<Vec<Pause>, GovernanceError> {
        let question = dynamic::view_function_call::<(), Vec<Pause>>(GOVERNANCE, "pauses", ());
        Ok(self.ask(question).await?)
    }

    /// The block in which safe mode ends, if the chain is in safe mode.
    pub async fn safe_mode_until(&self) -> Result<Option<u32>, GovernanceError> {
        let block = self.finalised().await?;
        let another = |error: subxt::error::StorageError| ChainError::AnotherRuntime(error.to_string());
        let entry = dynamic::storage::<(), u32>("SafeMode", "EnteredUntil");
        let until = answer(block.storage().entry(entry).map_err(another)?.try_fetch(())).await?;
        let until = until.map(|until| until.decode()).transpose();
        Ok(until.map_err(|error| ChainError::Node(error.to_string()))?)
    }

    /// Refuses a transaction that should have applied an upgrade and did not: code that is no runtime, or no successor of
    /// the one that runs, uses its authorisation up.
    pub async fn expect_upgrade(&self, done: &Done) -> Result<(), GovernanceError> {
        for event in done.events.iter() {
            let event = event.map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
            if (event.pallet_name(), event.event_name()) == (GOVERNANCE, "UpgradeRejected") {
                let rejected = event.decode_fields_unchecked_as::<UpgradeRejected>();
                let rejected = rejected.map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
                return Err(self.refusal_behind(rejected.error).await?.into());
            }
        }
        Ok(())
    }
}
