//! The measurements behind `benchmark`, from which the weights of the runtime come. `scripts/weights` calls them in the right
//! order, and `docs/weights.md` tells what they are.

use crate::{
    command_line::CommandLine,
    service::{self, Block, HostFunctions},
};
use bogam_runtime::{Hash, apis::RuntimeApi, benchmarks};
use frame_benchmarking_cli::{
    BenchmarkCmd, ExtrinsicBuilder, ExtrinsicFactory, OpaqueBlock, SUBSTRATE_REFERENCE_HARDWARE,
};
use sc_cli::SubstrateCli;
use sc_client_api::UsageProvider;
use sc_executor::WasmExecutor;
use sc_service::{Configuration, PartialComponents, TFullBackend, TFullClient, TaskManager};
use sp_inherents::{InherentData, InherentDataProvider};
use sp_runtime::{OpaqueExtrinsic, traits::HashingFor};
use sp_timestamp::Timestamp;
use std::sync::Arc;

/// A client that does not look into transactions: what measures whole blocks asks for one. Encoded, its blocks are the same.
type OpaqueClient = TFullClient<OpaqueBlock, RuntimeApi, WasmExecutor<HostFunctions>>;

/// Over the database that `config` names. The tasks must live as long as the client.
fn opaque_client(config: &Configuration) -> sc_cli::Result<(Arc<OpaqueClient>, TaskManager)> {
    let executor = sc_service::new_wasm_executor::<HostFunctions>(&config.executor);
    let (client, _, _, tasks) =
        sc_service::new_full_parts::<OpaqueBlock, RuntimeApi, _>(config, None, executor, Vec::new())?;
    Ok((Arc::new(client), tasks))
}

/// What the first block says of itself: that it is the beginning of time. Its slot is the first then, as it is where no digest
/// names one.
fn inherent_data() -> sc_cli::Result<InherentData> {
    let mut data = InherentData::new();
    let timestamp = sp_timestamp::InherentDataProvider::new(Timestamp::new(0));
    futures::executor::block_on(timestamp.provide_inherent_data(&mut data))
        .map_err(|error| sc_cli::Error::Application(Box::new(error)))?;
    Ok(data)
}

/// Transactions that do nothing. Those that the SDK makes are signed by somebody whom the chain refuses.
struct Remarks {
    /// The hash of block zero.
    genesis: Hash,
}

impl ExtrinsicBuilder for Remarks {
    fn pallet(&self) -> &str {
        "system"
    }

    fn extrinsic(&self) -> &str {
        "remark"
    }

    fn build(&self, nonce: u32) -> Result<OpaqueExtrinsic, &'static str> {
        benchmarks::remark(self.genesis, nonce).map(Into::into)
    }
}

/// Measures what `command` says.
pub fn run(command_line: &CommandLine, command: &BenchmarkCmd) -> sc_cli::Result<()> {
    let runner = command_line.create_runner(command)?;
    runner.sync_run(|config| match command {
        BenchmarkCmd::Pallet(command) => command.run_with_spec::<HashingFor<Block>, ()>(Some(config.chain_spec)),
        // Builds a client of its own, over a database of its own.
        BenchmarkCmd::Overhead(command) => command.run_with_extrinsic_builder_and_spec::<OpaqueBlock, ()>(
            Box::new(|_, genesis, _| Box::new(Remarks { genesis }) as Box<_>),
            Some(config.chain_spec),
        ),
        BenchmarkCmd::Block(command) => {
            let (client, _tasks) = opaque_client(&config)?;
            command.run::<OpaqueBlock, TFullBackend<OpaqueBlock>, _>(client)
        }
        BenchmarkCmd::Storage(command) => {
            let PartialComponents { client, backend, task_manager: _tasks, .. } = service::new_partial(&config, None)?;
            let (database, storage) = (backend.expose_db(), backend.expose_storage());
            let cache = backend.expose_shared_trie_cache();
            command.run::<Block, service::FullBackend, _>(config, client, database, storage, cache)
        }
        BenchmarkCmd::Machine(command) => command.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()),
        BenchmarkCmd::Extrinsic(command) => {
            let (client, _tasks) = opaque_client(&config)?;
            let remarks = Remarks { genesis: client.usage_info().chain.genesis_hash };
            let transactions = ExtrinsicFactory(vec![Box::new(remarks)]);
            command.run::<OpaqueBlock, _>(client, inherent_data()?, Vec::new(), &transactions)
        }
    })
}
