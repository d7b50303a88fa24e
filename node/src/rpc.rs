//! What clients can call over JSON-RPC, beside what every Substrate node serves (`chainHead`, `transactionWatch`,
//! `archive` and the older families).

use crate::service::{FullBackend, FullClient};
use bogam_runtime::{Block, Hash};
use jsonrpsee::RpcModule;
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_transaction_pool_api::TransactionPool;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// What the GRANDPA methods read.
pub struct GrandpaDeps {
    /// The voter's state.
    pub shared_voter_state: SharedVoterState,
    /// The authorities.
    pub shared_authority_set: SharedAuthoritySet<Hash, bogam_runtime::BlockNumber>,
    /// Justifications as they come.
    pub justification_stream: GrandpaJustificationStream<Block>,
    /// Proofs of finality for light clients.
    pub finality_provider: Arc<FinalityProofProvider<FullBackend, Block>>,
    /// Where subscriptions run.
    pub subscription_executor: SubscriptionTaskExecutor,
}

/// What the methods need of the node.
pub struct FullDeps<Pool> {
    /// The client.
    pub client: Arc<FullClient>,
    /// The transaction pool.
    pub pool: Arc<Pool>,
    /// GRANDPA's part.
    pub grandpa: GrandpaDeps,
}

/// Builds Bogam's own part of the RPC.
pub fn create_full<Pool>(deps: FullDeps<Pool>) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>>
where
    Pool: TransactionPool<Block = Block> + 'static,
{
    let FullDeps { client, pool, grandpa } = deps;
    let mut module = RpcModule::new(());
    module.merge(System::new(client, pool).into_rpc())?;
    module.merge(
        Grandpa::new(
            grandpa.subscription_executor,
            grandpa.shared_authority_set,
            grandpa.shared_voter_state,
            grandpa.justification_stream,
            grandpa.finality_provider,
        )
        .into_rpc(),
    )?;
    Ok(module)
}
