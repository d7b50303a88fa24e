//! The chain, as apps meet it: typed questions and transactions over JSON-RPC.
//!
//! Every answer is from the newest finalised block, and a transaction is done when it is final: what this module says
//! has happened stays so. Transactions are mortal, and need no coin.

mod error;
mod facts;
pub mod runtime;

pub use error::ChainError;
pub use facts::{facts_of, terms_of};

use crate::keys::Key;
use bogam_primitives::{LicenceId, Moment, OrganisationId, PrescriptionId, prescription::FillNumber};
use codec::{Decode, Encode};
use runtime::{
    runtime_types::{
        pallet_prescriptions::types::{FillView, PrescriptionView},
        pallet_registry::types::{Licence, Organisation, Seat},
    },
    view_functions,
};
use std::{future::Future, time::Duration};
use subxt::{
    OnlineClient, OnlineClientAtBlock, PolkadotConfig,
    ext::{
        frame_decode::view_functions::decode_view_function_response, scale_decode::IntoVisitor,
        scale_encode::EncodeAsFields,
    },
    extrinsics::ExtrinsicEvents,
    tx::TransactionStatus,
    utils::{AccountId32, H256, Static},
    view_functions::Payload as ViewPayload,
};

/// How long a connection may take.
const CONNECTION_LIMIT: Duration = Duration::from_secs(10);

/// How long a transaction may take to become final.
const FINALITY_LIMIT: Duration = Duration::from_secs(90);

/// The length of a view function's id, in bytes.
const VIEW_FUNCTION_ID: usize = 32;

/// The most entries of a page of a view function.
const PAGE: u32 = 100;

/// Why the runtime does not dispatch a question, as it encodes it.
#[derive(Debug, Decode)]
enum ViewFunctionDispatchError {
    NotImplemented,
    NotFound,
    Codec,
}

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

/// A connection to a node.
#[derive(Clone, Debug)]
pub struct Chain {
    api: OnlineClient<PolkadotConfig>,
    url: String,
}

impl Chain {
    /// Connects to the node whose JSON-RPC is at `url`, such as `ws://127.0.0.1:9944`.
    pub async fn connect(url: &str) -> Result<Self, ChainError> {
        let unreachable = |detail: String| ChainError::Unreachable { url: url.to_owned(), detail };
        let connecting = OnlineClient::<PolkadotConfig>::from_insecure_url(url);
        let api = tokio::time::timeout(CONNECTION_LIMIT, connecting)
            .await
            .map_err(|_| unreachable(format!("no answer within {} s", CONNECTION_LIMIT.as_secs())))?
            .map_err(|error| unreachable(error.to_string()))?;
        Ok(Self { api, url: url.to_owned() })
    }

    /// Where the node is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The underlying client, for what this module does not offer.
    pub fn client(&self) -> &OnlineClient<PolkadotConfig> {
        &self.api
    }

    /// The hash of block zero: statements are bound to it.
    pub fn genesis(&self) -> H256 {
        self.api.genesis_hash()
    }

    /// The newest finalised block.
    pub async fn finalised(&self) -> Result<OnlineClientAtBlock<PolkadotConfig>, ChainError> {
        self.api.at_current_block().await.map_err(|error| ChainError::Node(error.to_string()))
    }

    async fn view<P: ViewPayload>(&self, question: P) -> Result<P::ReturnType, ChainError> {
        let failed = |detail: String| ChainError::Node(detail);
        let block = self.finalised().await?;
        let question_bytes = block
            .view_functions()
            .encode_args(&question)
            .map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
        // The runtime takes the function's id and, as a byte string, its arguments.
        let (id, arguments) = question_bytes
            .split_first_chunk::<VIEW_FUNCTION_ID>()
            .ok_or_else(|| ChainError::AnotherRuntime("a view function without an id".into()))?;
        let answer = block
            .view_functions()
            .call_raw(Some(&(id, arguments).encode()))
            .await
            .map_err(|error| failed(error.to_string()))?;
        // The runtime wraps the answer: it is an encoded value, or the reason why the question cannot be dispatched.
        let value = Result::<Vec<u8>, ViewFunctionDispatchError>::decode(&mut answer.as_slice())
            .map_err(|error| failed(error.to_string()))?
            .map_err(|error| ChainError::AnotherRuntime(format!("{error:?}")))?;
        let metadata = block.metadata_ref();
        decode_view_function_response(
            question.pallet_name(),
            question.function_name(),
            &mut value.as_slice(),
            metadata,
            metadata.types(),
            P::ReturnType::into_visitor(),
        )
        .map_err(|error| ChainError::AnotherRuntime(error.to_string()))
    }

    /// The clock of the newest finalised block, in milliseconds since the epoch.
    pub async fn now(&self) -> Result<Moment, ChainError> {
        let block = self.finalised().await?;
        let value = block
            .storage()
            .entry(runtime::storage().timestamp().now())
            .map_err(|error| ChainError::Node(error.to_string()))?
            .fetch(())
            .await
            .map_err(|error| ChainError::Node(error.to_string()))?;
        value.decode().map_err(|error| ChainError::Node(error.to_string()))
    }

    /// A prescription as it stands.
    pub async fn prescription(&self, id: PrescriptionId) -> Result<Option<PrescriptionView>, ChainError> {
        self.view(view_functions().prescriptions().prescription(Static(id))).await
    }

    /// A page of all prescriptions, after `cursor`, and the cursor of the next one.
    pub async fn prescriptions(
        &self,
        cursor: Option<PrescriptionId>,
        limit: u32,
    ) -> Result<(Vec<PrescriptionView>, Option<PrescriptionId>), ChainError> {
        let page = self.view(view_functions().prescriptions().prescriptions(cursor.map(Static), limit)).await?;
        Ok((page.prescriptions, page.next.map(|id| id.0)))
    }

    /// The whole log of a prescription, withdrawn entries included.
    pub async fn fills(&self, id: PrescriptionId) -> Result<Vec<FillView>, ChainError> {
        let mut fills = Vec::new();
        let mut from: Option<FillNumber> = Some(0);
        while let Some(number) = from {
            let page = self.view(view_functions().prescriptions().fills(Static(id), number, PAGE)).await?;
            fills.extend(page.fills);
            from = page.next;
        }
        Ok(fills)
    }

    /// The prescription to which a holder's key belongs.
    pub async fn by_holder(&self, holder: AccountId32) -> Result<Option<PrescriptionId>, ChainError> {
        Ok(self.view(view_functions().prescriptions().by_holder(holder)).await?.map(|id| id.0))
    }

    /// An organisation.
    pub async fn organisation(&self, id: OrganisationId) -> Result<Option<Organisation>, ChainError> {
        self.view(view_functions().registry().organisation(id)).await
    }

    /// All organisations, removed ones included.
    pub async fn organisations(&self) -> Result<Vec<(OrganisationId, Organisation)>, ChainError> {
        let mut organisations = Vec::new();
        let mut from = Some(0);
        while let Some(number) = from {
            let page = self.view(view_functions().registry().organisations(number, PAGE)).await?;
            organisations.extend(page.organisations);
            from = page.next;
        }
        Ok(organisations)
    }

    /// The seat of an account.
    pub async fn seat(&self, account: AccountId32) -> Result<Option<Seat>, ChainError> {
        self.view(view_functions().registry().seat(account)).await
    }

    /// A licence.
    pub async fn licence(&self, id: LicenceId) -> Result<Option<Licence>, ChainError> {
        self.view(view_functions().registry().licence(id)).await
    }

    /// Asks a view function that has no method here.
    pub async fn ask<P: ViewPayload>(&self, question: P) -> Result<P::ReturnType, ChainError> {
        self.view(question).await
    }

    /// Signs and sends `call`, and follows it until it is final, telling `progress` of each stage.
    pub async fn submit<Call: EncodeAsFields>(
        &self,
        call: &subxt::tx::StaticPayload<Call>,
        key: &Key,
        progress: impl Fn(Stage),
    ) -> Result<Done, ChainError> {
        let account = AccountId32(key.keypair().public_key().0);
        self.ensure_known(&account).await?;
        let block = self.finalised().await?;
        let mut transactions = block.transactions();
        let sending = transactions.sign_and_submit_then_watch_default(call, key.keypair());
        let mut following = sending.await.map_err(|error| refused_by_pool(&error.to_string()))?;
        progress(Stage::Submitted);
        let transaction = following.extrinsic_hash();

        let follow = async {
            while let Some(status) = following.next().await {
                match status.map_err(|error| ChainError::Node(error.to_string()))? {
                    TransactionStatus::InBestBlock(_) => progress(Stage::InBlock),
                    TransactionStatus::InFinalizedBlock(found) => {
                        progress(Stage::Final);
                        let block = found.block_hash();
                        let events = found.wait_for_success().await.map_err(ChainError::from_events)?;
                        return Ok(Done { block, transaction, events });
                    }
                    TransactionStatus::Invalid { message } | TransactionStatus::Dropped { message } => {
                        return Err(refused_by_pool(&message));
                    }
                    TransactionStatus::Error { message } => return Err(ChainError::Node(message)),
                    _ => {}
                }
            }
            Err(ChainError::Node("the node stopped telling about the transaction".into()))
        };
        within(FINALITY_LIMIT, follow).await
    }

    /// Refuses an account that could not pay for the check of its own signature: the pool would say so less clearly.
    async fn ensure_known(&self, account: &AccountId32) -> Result<(), ChainError> {
        let block = self.finalised().await?;
        let entry = block
            .storage()
            .entry(runtime::storage().system().account().unvalidated())
            .map_err(|error| ChainError::Node(error.to_string()))?;
        let found = entry.try_fetch((*account,)).await.map_err(|error| ChainError::Node(error.to_string()))?;
        match found {
            Some(_) => Ok(()),
            None => Err(ChainError::UnknownAccount(account.to_string())),
        }
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, ChainError>>) -> Result<T, ChainError> {
    tokio::time::timeout(limit, work).await.unwrap_or(Err(ChainError::NotFinal(limit)))
}

fn refused_by_pool(detail: &str) -> ChainError {
    ChainError::RefusedByPool(detail.to_owned())
}
