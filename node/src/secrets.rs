//! Secrets that do not belong on a command line: everybody on the machine can read it there, and shells keep it in their histories.
//! The SDK's options for them are refused, except on chains whose own keys everybody has anyway.

use crate::{
    command_line::{CommandLine, KeySubcommand, Subcommand, WithUri},
    public_keys,
};
use sc_cli::{KeystoreParams, RunCmd, SharedParams, SubstrateCli};
use sp_core::crypto::DEV_PHRASE;
use std::path::Path;

/// A kind of secret that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Secret {
    /// How it was typed. What was typed is not told again.
    typed: &'static str,
    /// What to use instead.
    instead: &'static str,
}

const NODE_KEY: Secret = Secret { typed: "--node-key", instead: "--node-key-file and the name of the key's file" };

const PASSWORD: Secret = Secret {
    typed: "--password",
    instead: "--password-filename and the name of the password's file, or --password-interactive to be asked for it",
};

/// That of a phrase, and not of a keystore: the SDK reads it from no file.
const PASSWORD_OF_PHRASE: Secret = Secret { typed: "--password", instead: "--password-interactive to be asked for it" };

const STORED_URI: Secret = Secret {
    typed: "--suri and something that is no file",
    instead: "--suri and the name of a file with the phrase, or no --suri to be asked for it",
};

const SHOWN_URI: Secret =
    Secret { typed: "a phrase or a seed", instead: "the name of a file with it, or nothing to be asked for it" };

impl Secret {
    fn refusal(self) -> String {
        let Self { typed, instead } = self;
        format!(
            "a secret does not belong on the command line, where everybody on this machine can read it and shells keep it: instead of \
             {typed} use {instead}. If what was typed is in use, replace it"
        )
    }
}

/// Refuses a command line with a secret on it, unless it is for a chain that is for development or tests.
///
/// # Errors
/// What to use instead; or why the chain spec cannot be read.
pub fn refuse(command_line: &CommandLine) -> Result<(), String> {
    let Some((secret, chain)) = find(command_line) else { return Ok(()) };
    if let Some(chain) = chain {
        let spec = command_line.load_spec(&chain.chain_id(chain.is_dev()))?;
        if !public_keys::is_for_real_use(spec.as_ref()) {
            return Ok(());
        }
    }
    Err(secret.refusal())
}

/// The first secret on a command line, and what says for which chain it is, if it is for one.
fn find(command_line: &CommandLine) -> Option<(Secret, Option<&SharedParams>)> {
    match &command_line.subcommand {
        None => Some((of_node(&command_line.run)?, Some(&command_line.run.shared_params))),
        Some(Subcommand::Key(command)) => of_key(command),
        // The SDK refuses options of the node together with these, and they have none of their own.
        Some(_) => None,
    }
}

fn of_node(run: &RunCmd) -> Option<Secret> {
    let node_key = run.network_params.node_key_params.node_key.as_ref().map(|_| NODE_KEY);
    node_key.or_else(|| of_keystore(&run.keystore_params, PASSWORD))
}

fn of_key(command: &KeySubcommand) -> Option<(Secret, Option<&SharedParams>)> {
    match command {
        KeySubcommand::Insert(WithUri { command, uri }) => {
            let typed = uri.as_deref().filter(|uri| !is_file(uri)).map(|_| STORED_URI);
            let secret = typed.or_else(|| of_keystore(&command.keystore_params, PASSWORD))?;
            Some((secret, Some(&command.shared_params)))
        }
        KeySubcommand::Inspect(WithUri { command, uri }) => {
            let typed = uri.as_deref().filter(|uri| is_private(uri)).map(|_| SHOWN_URI);
            let secret = typed.or_else(|| of_keystore(&command.keystore_params, PASSWORD_OF_PHRASE))?;
            Some((secret, None))
        }
        KeySubcommand::Generate(command) => Some((of_keystore(&command.keystore_params, PASSWORD_OF_PHRASE)?, None)),
        KeySubcommand::GenerateNodeKey(_) | KeySubcommand::InspectNodeKey(_) => None,
    }
}

/// `secret`, if a password was typed.
fn of_keystore(keystore: &KeystoreParams, secret: Secret) -> Option<Secret> {
    keystore.password.as_ref().map(|_| secret)
}

/// Whether the SDK would read it from a file of this name.
fn is_file(uri: &str) -> bool {
    Path::new(uri).is_file()
}

/// Whether it is a phrase or a seed, and not the development phrase, which is meant where nothing comes before the first slash. An
/// address is neither.
fn is_private(uri: &str) -> bool {
    let is_secret = uri.contains(char::is_whitespace) || uri.starts_with("0x");
    is_secret && !uri.starts_with('/') && !uri.starts_with(DEV_PHRASE) && !is_file(uri)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    const PHRASE: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    const SEED: &str = "0x5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";
    const ADDRESS: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    /// What is found, and the chain that it is for.
    fn found(arguments: &[&str]) -> Option<(Secret, Option<String>)> {
        let typed = [&["bogam-node"], arguments].concat();
        let command_line = CommandLine::try_parse_from(typed).expect("it can be parsed");
        let (secret, chain) = find(&command_line)?;
        Some((secret, chain.map(|chain| chain.chain_id(chain.is_dev()))))
    }

    fn insertion(arguments: &[&str]) -> Option<(Secret, Option<String>)> {
        let insert = ["key", "insert", "--scheme", "sr25519", "--key-type", "aura", "--chain", "a.json"];
        found(&[&insert[..], arguments].concat())
    }

    /// The name of a file that is there.
    fn file() -> String {
        std::env::current_exe().unwrap().to_str().unwrap().to_owned()
    }

    #[test]
    fn secret_should_be_found_with_its_chain_when_a_chain_has_it() {
        let of = |chain: &str, secret| Some((secret, Some(chain.to_owned())));
        assert_eq!(found(&["--chain", "a.json", "--node-key", SEED]), of("a.json", NODE_KEY));
        assert_eq!(found(&["--chain", "a.json", "--password", "1234"]), of("a.json", PASSWORD));
        // What is real is not made otherwise by the flag.
        assert_eq!(found(&["--dev", "--chain", "a.json", "--node-key", SEED]), of("a.json", NODE_KEY));
        assert_eq!(found(&["--dev", "--node-key", SEED]), of("dev", NODE_KEY));
        for uri in [PHRASE, SEED, "//Alice", "no-such-file"] {
            assert_eq!(insertion(&["--suri", uri]), of("a.json", STORED_URI), "{uri}");
        }
        assert_eq!(insertion(&["--suri", &file(), "--password", "1234"]), of("a.json", PASSWORD));
    }

    #[test]
    fn secret_should_be_found_when_no_chain_has_it() {
        let without_chain = |secret| Some((secret, None::<String>));
        assert_eq!(found(&["key", "generate", "--password", "1234"]), without_chain(PASSWORD_OF_PHRASE));
        assert_eq!(found(&["key", "inspect", "//Alice", "--password", "1234"]), without_chain(PASSWORD_OF_PHRASE));
        let derived = format!("{PHRASE}//Aura");
        for uri in [PHRASE, &derived, SEED] {
            assert_eq!(found(&["key", "inspect", uri]), without_chain(SHOWN_URI), "{uri}");
        }
    }

    #[test]
    fn nothing_should_be_found_when_secrets_are_in_files_or_public() {
        let (file, public) = (file(), format!("{DEV_PHRASE}//Alice"));
        for arguments in [
            &[][..],
            &["--chain", "a.json", "--node-key-file", "key", "--password-filename", "password"],
            &["--chain", "a.json", "--password-interactive"],
            &["--chain", "local", "--alice"],
            &["key", "generate"],
            &["key", "generate-node-key", "--file", "key"],
            &["key", "inspect", &file],
            &["key", "inspect", "//Alice"],
            &["key", "inspect", &public],
            &["key", "inspect", ADDRESS],
            &["key", "inspect", "--public", SEED],
            &["key", "inspect-node-key", "--file", "key"],
        ] {
            assert_eq!(found(arguments), None, "{arguments:?}");
        }
        assert_eq!(insertion(&["--suri", &file, "--password-filename", "password"]), None);
        assert_eq!(insertion(&[]), None);
    }

    #[test]
    fn refusal_should_say_what_to_use_instead() {
        for secret in [NODE_KEY, PASSWORD, PASSWORD_OF_PHRASE, STORED_URI, SHOWN_URI] {
            let refusal = secret.refusal();
            assert!(refusal.contains(secret.typed) && refusal.contains(secret.instead), "{refusal}");
        }
        let refused = CommandLine::try_parse_from(["bogam-node", "key", "inspect", PHRASE]).unwrap();
        let refusal = refuse(&refused).unwrap_err();
        assert!(refusal.contains("a file") && !refusal.contains("winner"), "{refusal}");
    }
}
