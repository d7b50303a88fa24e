//! Node keys, which are their owner's alone from the moment they are written, and stay: the SDK's command of the same name leaves the
//! mode to the shell's mask, and overwrites a key that is there.

use crate::command_line::CommandLine;
use sc_cli::SubstrateCli;
use sc_network::config::ed25519::Keypair;
use sc_service::BasePath;
use sp_core::hexdisplay::HexDisplay;
use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Where a node without `--node-key-file` has its key: the folder within that of its chain, and the file.
const OWN_PLACE: (&str, &str) = ("network", "secret_ed25519");

/// What is typed to generate a node key: the SDK's options.
#[derive(Debug, clap::Args)]
pub struct GenerateNodeKey {
    /// Write the key to this file, which must not be there yet. Nobody but its owner can read it.
    ///
    /// Without it and without a base path the key is printed.
    #[arg(long)]
    file: Option<PathBuf>,

    /// Write the key's bytes as they are, instead of in hexadecimal.
    #[arg(long)]
    bin: bool,

    /// The node's chain, as for the node itself: in a base path each chain has its own folder.
    #[arg(long, value_name = "CHAIN_SPEC")]
    chain: Option<String>,

    /// Write the key to this base path, where a node without `--node-key-file` looks for it. It must not have one yet.
    #[arg(long, value_name = "PATH", conflicts_with_all = ["file", "default_base_path"])]
    base_path: Option<PathBuf>,

    /// Write the key to the base path of a node for which none is named.
    #[arg(long, conflicts_with_all = ["base_path", "file"])]
    default_base_path: bool,
}

impl GenerateNodeKey {
    /// Generates a key, writes it where it was asked for, and then tells its peer id on the standard error.
    pub fn run(&self, command_line: &CommandLine) -> sc_cli::Result<()> {
        let key = Keypair::generate();
        let content = self.content(&key);
        if let Some(file) = &self.file {
            write_new(file, &content)?;
        } else if let Some(folder) = self.folder(command_line)? {
            fs::create_dir_all(&folder)?;
            write_new(&folder.join(OWN_PLACE.1), &content)?;
        } else {
            io::stdout().lock().write_all(&content)?;
        }
        eprintln!("{}", key.public().to_peer_id());
        Ok(())
    }

    /// The folder within the base path, if one was asked for.
    fn folder(&self, command_line: &CommandLine) -> sc_cli::Result<Option<PathBuf>> {
        let base_path = match &self.base_path {
            Some(path) => BasePath::new(path),
            None if self.default_base_path => BasePath::from_project("", "", &CommandLine::executable_name()),
            None => return Ok(None),
        };
        let spec = command_line.load_spec(self.chain.as_deref().unwrap_or_default())?;
        Ok(Some(base_path.config_dir(spec.id()).join(OWN_PLACE.0)))
    }

    /// What is written of a key.
    fn content(&self, key: &Keypair) -> Vec<u8> {
        let secret = key.secret();
        let bytes: &[u8] = secret.as_ref();
        match self.bin {
            true => bytes.to_vec(),
            false => HexDisplay::from(&bytes).to_string().into_bytes(),
        }
    }
}

/// Writes a new file that only its owner can read. Refused if there is one.
fn write_new(path: &Path, content: &[u8]) -> sc_cli::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{} is there already, and no key is overwritten: choose another name", path.display())
        }
        _ => format!("{} cannot be written: {error}", path.display()),
    })?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a key would only be in the way of the next attempt.
        let _ = fs::remove_file(path);
    }
    Ok(written?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command_line::{KeySubcommand, Subcommand};
    use clap::Parser;

    /// What is written of a key with these arguments.
    fn content(key: &Keypair, arguments: &[&str]) -> Vec<u8> {
        let typed = [&["bogam-node", "key", "generate-node-key"], arguments].concat();
        match CommandLine::try_parse_from(typed).unwrap().subcommand {
            Some(Subcommand::Key(KeySubcommand::GenerateNodeKey(command))) => command.content(key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn key_should_be_written_in_hexadecimal_unless_told_otherwise() {
        let key = Keypair::generate();
        let bytes = key.secret().to_bytes();
        assert_eq!(content(&key, &["--bin"]), bytes);
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(content(&key, &["--file", "key"]), digits.into_bytes());
    }

    #[test]
    fn key_should_have_one_place() {
        for places in [
            ["--file=a", "--base-path=b"],
            ["--file=a", "--default-base-path"],
            ["--base-path=b", "--default-base-path"],
        ] {
            let typed = [&["bogam-node", "key", "generate-node-key"], &places[..]].concat();
            assert!(CommandLine::try_parse_from(typed).is_err(), "{places:?}");
        }
    }
}
