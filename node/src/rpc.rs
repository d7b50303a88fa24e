//! What clients can call over JSON-RPC, beside what every Substrate node serves (`chainHead`, `transactionWatch`,
//! `archive` and the older families).

use crate::service::{Block, FullBackend, FullClient};
use bogam_runtime::Hash;
use jsonrpsee::RpcModule;
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::{
    config::{RpcBatchRequestConfig, RpcEndpoint, RpcMethods},
    error::Error as ServiceError,
};
use sc_transaction_pool_api::TransactionPool;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};

/// The most calls in one batch, unless another number is typed: the SDK has no bound of its own.
const MOST_CALLS_IN_A_BATCH: u32 = 100;

/// Bounds what one request can ask for, and refuses to serve to others what is for the operator alone.
///
/// Methods that read and make keys, or choose peers, are served on loopback only. Whoever needs them from elsewhere comes
/// through a tunnel to the machine.
pub fn secure(endpoints: &mut [RpcEndpoint]) -> Result<(), ServiceError> {
    for endpoint in endpoints {
        let address = endpoint.listen_addr;
        if matches!(endpoint.rpc_methods, RpcMethods::Unsafe) && !address.ip().is_loopback() {
            return Err(ServiceError::Other(format!(
                "unsafe JSON-RPC methods are not served on {address}: only this machine may call them. Leave out \
                 --rpc-methods unsafe, or --rpc-external and --unsafe-rpc-external"
            )));
        }
        if matches!(endpoint.batch_config, RpcBatchRequestConfig::Unlimited) {
            endpoint.batch_config = RpcBatchRequestConfig::Limit(MOST_CALLS_IN_A_BATCH);
        }
    }
    Ok(())
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(text: &str) -> [RpcEndpoint; 1] {
        [text.parse::<sc_cli::RpcEndpoint>().unwrap().into()]
    }

    #[test]
    fn unsafe_methods_should_be_refused_when_others_can_reach_the_endpoint() {
        for address in ["0.0.0.0:9944", "192.0.2.7:9944", "[::]:9944"] {
            let typed = format!("listen-addr={address},methods=unsafe");
            let refusal = secure(&mut endpoint(&typed)).unwrap_err().to_string();
            assert!(refusal.contains(address), "{refusal}");
            secure(&mut endpoint(&format!("listen-addr={address},methods=auto"))).unwrap();
        }
        for address in ["127.0.0.1:9944", "[::1]:9944"] {
            secure(&mut endpoint(&format!("listen-addr={address},methods=unsafe"))).unwrap();
        }
    }

    #[test]
    fn batches_should_be_bounded_unless_a_bound_is_typed() {
        let bound = |text: &str| {
            let mut endpoints = endpoint(text);
            secure(&mut endpoints).unwrap();
            endpoints[0].batch_config
        };
        let untyped = bound("listen-addr=127.0.0.1:9944");
        assert!(matches!(untyped, RpcBatchRequestConfig::Limit(MOST_CALLS_IN_A_BATCH)), "{untyped:?}");
        let typed = bound("listen-addr=127.0.0.1:9944,max-batch-request-len=7");
        assert!(matches!(typed, RpcBatchRequestConfig::Limit(7)), "{typed:?}");
    }
}
