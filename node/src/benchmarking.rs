//! The measurements behind `benchmark`, from which the weights of the runtime come. `scripts/weights` calls them in the right
//! order, and `docs/weights.md` tells what they are.

use crate::{
    command_line::CommandLine,
    service::{self, Block},
};
use bogam_runtime::{Hash, benchmarks};
use frame_benchmarking_cli::{BenchmarkCmd, ExtrinsicBuilder, ExtrinsicFactory, SUBSTRATE_REFERENCE_HARDWARE};
use sc_cli::SubstrateCli;
use sc_client_api::UsageProvider;
use sc_service::PartialComponents;
use sp_inherents::{InherentData, InherentDataProvider};
use sp_runtime::{OpaqueExtrinsic, traits::HashingFor};
use sp_timestamp::Timestamp;

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
        BenchmarkCmd::Overhead(command) => command.run_with_extrinsic_builder_and_spec::<Block, ()>(
            Box::new(|_, genesis, _| Box::new(Remarks { genesis }) as Box<_>),
            Some(config.chain_spec),
        ),
        BenchmarkCmd::Block(command) => {
            let PartialComponents { client, task_manager: _tasks, .. } = service::new_partial(&config)?;
            command.run::<Block, service::FullBackend, _>(client)
        }
        BenchmarkCmd::Storage(command) => {
            let PartialComponents { client, backend, task_manager: _tasks, .. } = service::new_partial(&config)?;
            let (database, storage) = (backend.expose_db(), backend.expose_storage());
            let cache = backend.expose_shared_trie_cache();
            command.run::<Block, service::FullBackend, _>(config, client, database, storage, cache)
        }
        BenchmarkCmd::Machine(command) => command.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()),
        BenchmarkCmd::Extrinsic(command) => {
            let PartialComponents { client, task_manager: _tasks, .. } = service::new_partial(&config)?;
            let remarks = Remarks { genesis: client.usage_info().chain.genesis_hash };
            let transactions = ExtrinsicFactory(vec![Box::new(remarks)]);
            command.run::<Block, _>(client, inherent_data()?, Vec::new(), &transactions)
        }
    })
}
