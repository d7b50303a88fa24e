//! The chain, as apps meet it: typed questions and transactions over JSON-RPC.
//!
//! Every answer is from the newest finalised block, and a transaction is done when it is final: what this module says
//! has happened stays so. Transactions are mortal, and need no coin.

mod allowance;
mod error;
mod facts;
mod relay;
mod submission;

pub use allowance::{Allowance, Quota, Windows};
pub use error::ChainError;
pub use facts::{facts_of, terms_of};
#[cfg(test)]
pub(crate) use relay::Checks;
pub use relay::{NotASignedAct, SignedAct};
pub use submission::{Done, Stage};

/// What the runtime's metadata says, as types.
pub use bogam_interface as runtime;

use bogam_primitives::{LicenceId, Moment, OrganisationId, PrescriptionId, prescription::FillNumber};
use codec::{Decode, Encode};
use runtime::{
    runtime_types::{
        pallet_prescriptions::types::{FillView, PrescriptionView},
        pallet_registry::types::{Licence, Organisation, Seat},
    },
    view_functions,
};
use serde::{Deserialize, de::DeserializeOwned};
use std::{fmt::Display, future::Future, time::Duration};
use subxt::{
    OnlineClient, OnlineClientAtBlock, PolkadotConfig,
    ext::{
        frame_decode::view_functions::decode_view_function_response, scale_decode::IntoVisitor,
        scale_encode::EncodeAsFields,
    },
    rpcs::{RpcClient, rpc_params},
    tx::StaticPayload,
    utils::{AccountId32, H256, Static},
    view_functions::Payload as ViewPayload,
};

/// How long a connection may take.
const CONNECTION_LIMIT: Duration = Duration::from_secs(10);

/// How long the answer to a question may take.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

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

/// A connection to a node.
#[derive(Clone, Debug)]
pub struct Chain {
    api: OnlineClient<PolkadotConfig>,
    rpc: RpcClient,
    url: String,
}

/// How a node fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// With how many other nodes it is connected.
    pub peers: u32,
    /// Whether it is still catching up with them.
    pub is_syncing: bool,
}

#[derive(Deserialize)]
struct Header {
    number: String,
}

impl Chain {
    /// Connects to the node whose JSON-RPC is at `url`, such as `ws://127.0.0.1:9944`.
    pub async fn connect(url: &str) -> Result<Self, ChainError> {
        let unreachable = |detail: String| ChainError::Unreachable { url: url.to_owned(), detail };
        let connecting = async {
            let rpc = RpcClient::from_insecure_url(url).await.map_err(|error| unreachable(error.to_string()))?;
            let api =
                OnlineClient::from_rpc_client(rpc.clone()).await.map_err(|error| unreachable(error.to_string()))?;
            Ok(Self { api, rpc, url: url.to_owned() })
        };
        tokio::time::timeout(CONNECTION_LIMIT, connecting)
            .await
            .unwrap_or_else(|_| Err(unreachable(format!("no answer within {} s", CONNECTION_LIMIT.as_secs()))))
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
        answer(self.api.at_current_block()).await
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
        let arguments = (id, arguments).encode();
        let reply = answer(block.view_functions().call_raw(Some(&arguments))).await?;
        // The runtime wraps the answer: it is an encoded value, or the reason why the question cannot be dispatched.
        let value = Result::<Vec<u8>, ViewFunctionDispatchError>::decode(&mut reply.as_slice())
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

    /// The newest block, which may still be replaced: its number.
    pub async fn head(&self) -> Result<u64, ChainError> {
        let header: Option<Header> = self.request("chain_getHeader").await?;
        let number = header.as_ref().and_then(|header| header.number.strip_prefix("0x"));
        number
            .and_then(|digits| u64::from_str_radix(digits, 16).ok())
            .ok_or_else(|| ChainError::Node("it names no newest block".into()))
    }

    /// How many other nodes it is connected with, and whether it is still catching up with them.
    pub async fn health(&self) -> Result<Health, ChainError> {
        self.request("system_health").await
    }

    async fn request<T: DeserializeOwned>(&self, method: &str) -> Result<T, ChainError> {
        answer(self.rpc.request(method, rpc_params![])).await
    }

    /// The clock of the newest finalised block, in milliseconds since the epoch.
    pub async fn now(&self) -> Result<Moment, ChainError> {
        clock_of(&self.finalised().await?).await
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

    /// The refusal that a call would get with the pallet's error of this name, in the chain's own words.
    pub async fn refusal(&self, pallet: &str, name: &str) -> Result<ChainError, ChainError> {
        let block = self.finalised().await?;
        let errors = block.metadata_ref().pallet_by_name(pallet).and_then(|pallet| pallet.error_variants());
        let variant = errors.and_then(|errors| errors.iter().find(|variant| variant.name == name));
        let documentation = variant.map(|variant| variant.docs.as_slice()).unwrap_or_default();
        Ok(ChainError::refused(pallet, name, documentation))
    }

    /// How many bytes a call has, without the signature and what goes with it.
    pub async fn size_of<Call: EncodeAsFields>(&self, call: &StaticPayload<Call>) -> Result<usize, ChainError> {
        let block = self.finalised().await?;
        let bytes = block.transactions().call_data(call);
        bytes.map(|bytes| bytes.len()).map_err(|error| ChainError::AnotherRuntime(error.to_string()))
    }

    /// Asks a view function that has no method here.
    pub async fn ask<P: ViewPayload>(&self, question: P) -> Result<P::ReturnType, ChainError> {
        self.view(question).await
    }
}

/// The clock of a block, in milliseconds since the epoch.
async fn clock_of(block: &OnlineClientAtBlock<PolkadotConfig>) -> Result<Moment, ChainError> {
    let entry = block
        .storage()
        .entry(runtime::storage().timestamp().now())
        .map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
    let value = answer(entry.fetch(())).await?;
    value.decode().map_err(|error| ChainError::Node(error.to_string()))
}

/// What the node answers: a node that stays silent is not waited for without end.
pub(crate) async fn answer<T, E: Display>(question: impl Future<Output = Result<T, E>>) -> Result<T, ChainError> {
    answer_within(ANSWER_LIMIT, question).await?.map_err(|error| ChainError::Node(error.to_string()))
}

async fn answer_within<T>(limit: Duration, question: impl Future<Output = T>) -> Result<T, ChainError> {
    let silent = |_| ChainError::Node(format!("no answer within {} s", limit.as_secs_f32()));
    tokio::time::timeout(limit, question).await.map_err(silent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn question_should_fail_when_the_node_stays_silent() {
        let silent = answer_within(Duration::from_millis(10), std::future::pending::<()>());
        assert!(matches!(silent.await, Err(ChainError::Node(detail)) if detail.contains("0.01 s")));
    }

    #[tokio::test]
    async fn connection_should_fail_clearly_when_nobody_listens() {
        let failure = Chain::connect("ws://127.0.0.1:1").await.map(|_| ()).unwrap_err();
        assert_eq!(failure.code(), "chain_unreachable");
        assert!(failure.to_string().contains("ws://127.0.0.1:1"), "{failure}");
    }
}
