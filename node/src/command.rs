//! What happens when an operator types something.

use crate::{
    chain_spec,
    command_line::{CommandLine, KeySubcommand, Subcommand},
    public_keys, secrets,
    service::{self, Block, OwnOptions},
};
use sc_cli::{SubstrateCli, TransactionPoolType};
use sc_service::{ChainSpec, PartialComponents};
use sc_transaction_pool::{Options, PoolLimit};
use std::time::Duration;

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

/// What was typed beyond the SDK's configuration, or what that keeps to itself.
fn own_options(command_line: &CommandLine) -> sc_cli::Result<OwnOptions> {
    let typed = &command_line.run.pool_config;
    if !matches!(typed.pool_type, TransactionPoolType::ForkAware) {
        return Err("this node has a pool with a view for each fork only: start it without --pool-type".into());
    }
    let is_dev = command_line.run.shared_params.is_dev();
    let default = Options::default();
    // As the SDK has it.
    let ready = PoolLimit { count: typed.pool_limit, total_bytes: typed.pool_kbytes.saturating_mul(1024) };
    let future = PoolLimit { count: ready.count / 10, total_bytes: ready.total_bytes / 10 };
    let ban_time = match typed.tx_ban_seconds {
        Some(seconds) => Duration::from_secs(seconds),
        None if is_dev => Duration::ZERO,
        None => default.ban_time,
    };
    Ok(OwnOptions {
        also_permitted: command_line.also_permit.clone(),
        wasm_cache: command_line.wasm_cache.clone(),
        pool: Options { ready, future, ban_time, ..default },
        remembered_signatures: command_line.remember_signatures,
    })
}

fn run_key(command_line: &CommandLine, command: &KeySubcommand) -> sc_cli::Result<()> {
    match command {
        KeySubcommand::GenerateNodeKey(command) => command.run(command_line),
        KeySubcommand::Generate(command) => command.run(),
        KeySubcommand::Inspect(inspect) => inspect.command.run(),
        KeySubcommand::InspectNodeKey(command) => command.run(),
        KeySubcommand::Insert(insert) => insert.command.run(command_line),
    }
}

/// Parses the command line and does what it says.
pub fn run() -> sc_cli::Result<()> {
    let command_line = CommandLine::from_args().with_safe_defaults();
    secrets::refuse(&command_line)?;

    match &command_line.subcommand {
        Some(Subcommand::Key(command)) => run_key(&command_line, command),
        Some(Subcommand::ExportChainSpec(command)) => {
            let spec = command_line.load_spec(&command.chain)?;
            public_keys::refuse(spec.as_ref())?;
            command.run(spec)
        }
        Some(Subcommand::CheckBlock(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config)?;
                Ok((command.run(client, import_queue), task_manager))
            })
        }
        Some(Subcommand::ExportBlocks(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
                Ok((command.run(client, config.database), task_manager))
            })
        }
        Some(Subcommand::ExportState(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
                Ok((command.run(client, config.chain_spec), task_manager))
            })
        }
        Some(Subcommand::ImportBlocks(command)) => {
            let runner = command_line.create_runner(command)?;
            runner.async_run(|config| {
                let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config)?;
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
                let PartialComponents { client, task_manager, backend, .. } = service::new_partial(&config)?;
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
            let own = own_options(&command_line)?;
            runner.run_node_until_exit(|config| async move {
                service::new_full(config, own).map_err(sc_cli::Error::Service)
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn own(arguments: &[&str]) -> sc_cli::Result<OwnOptions> {
        let typed = [&["bogam-node"], arguments].concat();
        own_options(&CommandLine::try_parse_from(typed).expect("it can be parsed").with_safe_defaults())
    }

    #[test]
    fn pool_should_hold_what_was_typed_and_a_tenth_of_it_without_predecessor() {
        let pool = own(&["--pool-limit", "70", "--pool-kbytes", "30", "--tx-ban-seconds", "9"]).unwrap().pool;
        assert_eq!((pool.ready.count, pool.ready.total_bytes), (70, 30 * 1024));
        assert_eq!((pool.future.count, pool.future.total_bytes), (7, 3 * 1024));
        assert_eq!(pool.ban_time, Duration::from_secs(9));
    }

    #[test]
    fn pool_should_ban_what_was_invalid_for_a_while_but_not_on_a_chain_for_development() {
        assert_eq!(own(&[]).unwrap().pool.ban_time, Duration::from_secs(30 * 60));
        assert_eq!(own(&["--dev"]).unwrap().pool.ban_time, Duration::ZERO);
    }

    #[test]
    fn pool_of_another_kind_should_be_refused() {
        let refused = own(&["--pool-type", "single-state"]).map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains("--pool-type"), "{refused}");
    }

    #[test]
    fn signatures_should_be_remembered_unless_told_otherwise() {
        let remembered = |arguments: &[&str]| own(arguments).unwrap().remembered_signatures;
        assert_eq!((remembered(&[]), remembered(&["--remember-signatures", "0"])), (65_536, 0));
    }
}
