//! Sending a transaction, and following it until it is final.

use super::{ANSWER_LIMIT, Chain, ChainError, answer, answer_within, runtime, view_functions};
use crate::keys::Key;
use std::{future::Future, time::Duration};
use subxt::{
    PolkadotConfig,
    config::PolkadotExtrinsicParamsBuilder,
    error::{BackendError, ExtrinsicError, RpcError},
    ext::scale_encode::EncodeAsFields,
    extrinsics::ExtrinsicEvents,
    rpcs::{Error as ClientError, rpc_params},
    tx::{StaticPayload, TransactionStatus},
    utils::{AccountId32, H256},
};

/// How long a transaction may take to become final.
const FINALITY_LIMIT: Duration = Duration::from_secs(90);

/// For how many blocks a transaction can be included, counted from the newest finalised one: fewer than come within
/// [`FINALITY_LIMIT`], so that what was not final by then soon cannot become so any more.
const MORTALITY: u64 = 64;

/// How often a transaction is signed anew because another one of the same account was faster.
const ATTEMPTS: u32 = 8;

/// How far a transaction has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The node has accepted it.
    Submitted,
    /// It is in a block, which may still be replaced.
    InBlock,
    /// It is in a block that stays.
    Final,
}

/// A transaction that had its effect, for good.
#[derive(Debug)]
pub struct Done {
    /// The block it is in.
    pub block: H256,
    /// Its hash.
    pub transaction: H256,
    /// What happened.
    pub events: ExtrinsicEvents<PolkadotConfig>,
}

impl Chain {
    /// Signs and sends `call`, and follows it until it is final, telling `progress` of each stage.
    ///
    /// Several may run at once for one account: whichever finds its number taken signs again with the next.
    ///
    /// # Errors
    ///
    /// After an error for which [`ChainError::may_take_effect`] is false, nothing has happened and nothing will.
    pub async fn submit<Call: EncodeAsFields>(
        &self,
        call: &StaticPayload<Call>,
        key: &Key,
        progress: impl Fn(Stage),
    ) -> Result<Done, ChainError> {
        let account = AccountId32(key.keypair().public_key().0);
        self.ensure_known(&account).await?;
        let mut attempt = 1;
        loop {
            match self.attempt(call, key, &account, &progress).await {
                Err(ChainError::NonceTaken(_)) if attempt < ATTEMPTS => attempt += 1,
                // Only an account without any role is asked to pay.
                Err(ChainError::UnknownAccount(_)) => return Err(ChainError::UnknownAccount(account.to_string())),
                outcome => return outcome,
            }
        }
    }

    async fn attempt<Call: EncodeAsFields>(
        &self,
        call: &StaticPayload<Call>,
        key: &Key,
        account: &AccountId32,
        progress: &impl Fn(Stage),
    ) -> Result<Done, ChainError> {
        let nonce = self.next_nonce(account).await?;
        let block = self.finalised().await?;
        let parameters = PolkadotExtrinsicParamsBuilder::new().nonce(nonce).mortal(MORTALITY).build();
        let mut transactions = block.transactions();
        let signing = transactions.create_signed(call, key.keypair(), parameters);
        let signed = answer_within(ANSWER_LIMIT, signing).await?.map_err(|error| match error {
            ExtrinsicError::IncompatibleCodegen => ChainError::AnotherRuntime(error.to_string()),
            other => ChainError::Node(other.to_string()),
        })?;
        let transaction = signed.hash();

        let follow = async {
            let mut following = signed.submit_and_watch().await.map_err(unaccepted)?;
            let mut accepted = false;
            while let Some(status) = following.next().await {
                match status.map_err(|error| ChainError::Unfollowed(error.to_string()))? {
                    TransactionStatus::Validated | TransactionStatus::Broadcasted if !accepted => {
                        accepted = true;
                        progress(Stage::Submitted);
                    }
                    TransactionStatus::InBestBlock(_) => {
                        accepted = true;
                        progress(Stage::InBlock);
                    }
                    TransactionStatus::InFinalizedBlock(found) => {
                        progress(Stage::Final);
                        let block = found.block_hash();
                        let events = found.wait_for_success().await.map_err(ChainError::from_events)?;
                        return Ok(Done { block, transaction, events });
                    }
                    TransactionStatus::Invalid { message } | TransactionStatus::Dropped { message }
                    // One that the node has had in its pool may also be in those of others.
                        if accepted =>
                    {
                        return Err(ChainError::Unfollowed(message));
                    }
                    TransactionStatus::Invalid { message } | TransactionStatus::Dropped { message } => {
                        return Err(ChainError::from_pool(&message));
                    }
                    TransactionStatus::Error { message } => return Err(ChainError::Unfollowed(message)),
                    _ => {}
                }
            }
            Err(ChainError::Unfollowed("the node stopped telling about it".into()))
        };
        within(FINALITY_LIMIT, follow).await
    }

    /// The account's next number. Unlike the state of a block, the node's pool knows what has been sent and is in no block
    /// yet.
    pub(super) async fn next_nonce(&self, account: &AccountId32) -> Result<u64, ChainError> {
        answer(self.rpc.request("system_accountNextIndex", rpc_params![account.to_string()])).await
    }

    /// Refuses an account that the chain does not know: the pool would say so less clearly. A patient's key has no account
    /// before its first transaction: it is known by its prescription or its sponsors.
    pub(super) async fn ensure_known(&self, account: &AccountId32) -> Result<(), ChainError> {
        let block = self.finalised().await?;
        let entry = block
            .storage()
            .entry(runtime::storage().system().account().unvalidated())
            .map_err(|error| ChainError::Node(error.to_string()))?;
        let has_account = answer(entry.try_fetch((*account,))).await?.is_some();
        let is_known = has_account
            || self.by_holder(*account).await?.is_some()
            || self.view(view_functions().registry().holder(*account)).await?.is_some();
        if is_known { Ok(()) } else { Err(ChainError::UnknownAccount(account.to_string())) }
    }
}

/// What it means that sending failed: the node said no, or it is not known whether the node got it.
fn unaccepted(error: ExtrinsicError) -> ChainError {
    match error {
        ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(ClientError::User(
            said,
        )))) => ChainError::from_pool(&said.to_string()),
        other => ChainError::Unfollowed(other.to_string()),
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, ChainError>>) -> Result<T, ChainError> {
    tokio::time::timeout(limit, work).await.unwrap_or(Err(ChainError::NotFinal(limit)))
}
