//! What happens when an operator types something.

use crate::{
    chain_spec,
    command_line::{CommandLine, Subcommand},
    public_keys,
    service::{self, Block},
};
use sc_cli::SubstrateCli;
use sc_service::{ChainSpec, PartialComponents};

impl SubstrateCli for CommandLine {
    fn impl_name() -> String {
        "Bogam Node".into()
    }

    fn impl_version() -> String {
        env!("SUBSTRATE_CLI_IMPL_VERSION").into()
    }

    fn description() -> String {
        env!("CARGO_PKG_DESCRIPTION").into()
    }

    fn author() -> String {
        env!("CARGO_PKG_AUTHORS").into()
    }

    fn support_url() -> String {
        // The operators' guide of the repository: there is no service behind Bogam to ask.
        "docs/running-a-node.md".into()
    }

    fn copyright_start_year() -> i32 {
        2026
    }

    fn load_spec(&self, id: &str) -> Result<Box<dyn ChainSpec>, String> {
        Ok(Box::new(chain_spec::load(id)?))
    }
}

/// Parses the command line and does what it says.
pub fn run() -> sc_cli::Result<()> {
    let command_line = CommandLine::from_args().with_safe_defaults();

    match &command_line.subcommand {
        Some(Subcommand::Key(command)) => command.run(&command_line),
        Some(Subcommand::ExportChainSpec(command)) => {
            let spec = command_line.load_spec(&command.chain)?;
            public_keys::refuse(spec.as_ref())?;
            command.run(spec)
        }
        Some(Subcommand::CheckBlock(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config, None)?;
                Ok((command.run(client, import_queue), task_manager))
            })
        }
        Some(Subcommand::ExportBlocks(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, .. } = service::new_partial(&config, None)?;
                Ok((command.run(client, config.database), task_manager))
            })
        }
        Some(Subcommand::ExportState(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, .. } = service::new_partial(&config, None)?;
                Ok((command.run(client, config.chain_spec), task_manager))
            })
        }
        Some(Subcommand::ImportBlocks(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config, None)?;
                Ok((command.run(client, import_queue), task_manager))
            })
        }
        Some(Subcommand::PurgeChain(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.sync_run(|config| command.run(config.database))
        }
        Some(Subcommand::Revert(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, backend, .. } = service::new_partial(&config, None)?;
                let revert_grandpa = Box::new(|client, _, blocks| {
                    sc_consensus_grandpa::revert(client, blocks)?;
                    Ok(())
                });
                Ok((command.run(client, backend, Some(revert_grandpa)), task_manager))
            })
        }
        Some(Subcommand::ChainInfo(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.sync_run(|config| command.run::<Block>(&config))
        }
        #[cfg(feature = "runtime-benchmarks")]
        Some(Subcommand::Benchmark(command)) => crate::benchmarking::run(&command_line, command),
        None => {
            let runner = command_line.create_runner(&command_line.run)?;
            let also_permitted = command_line.also_permit.clone();
            let wasm_cache = command_line.wasm_cache.clone();
            runner.run_node_until_exit(|config| async move {
                service::new_full(config, also_permitted, wasm_cache.as_deref()).map_err(sc_cli::Error::Service)
            })
        }
    }
}
