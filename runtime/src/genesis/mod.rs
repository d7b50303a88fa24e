//! How a network begins: presets that `bogam-node export-chain-spec` turns into chain specs.
//!
//! A preset is JSON like any chain spec's: a consortium exports one, writes its own organisations and keys into it, and
//! starts its network from that. The presets here have public development keys.
//!
//! No preset names the members of the council: they are the admins of the registry's organisations, all of them.

pub mod consortium;

use crate::{RuntimeGenesisConfig, SessionKeys};
use alloc::{format, vec::Vec};
use consortium::{ADMINISTERED, ADMINS, CLEARING_AGENT};
use frame_support::build_struct_json_patch;
use pallet_validators::GenesisValidator;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// The preset of a network of one validator.
pub const DEVELOPMENT: &str = "development";

/// The preset of a network of four validators. With another number of them: `local-1` to `local-6`.
pub const LOCAL: &str = "local";

/// The session keys that `bogam-node --alice` to `--ferdie` start a validator with.
const VALIDATOR_KEYS: [(Sr25519Keyring, Ed25519Keyring); 6] = [
    (Sr25519Keyring::Alice, Ed25519Keyring::Alice),
    (Sr25519Keyring::Bob, Ed25519Keyring::Bob),
    (Sr25519Keyring::Charlie, Ed25519Keyring::Charlie),
    (Sr25519Keyring::Dave, Ed25519Keyring::Dave),
    (Sr25519Keyring::Eve, Ed25519Keyring::Eve),
    (Sr25519Keyring::Ferdie, Ed25519Keyring::Ferdie),
];

/// The number of validators in the preset `id`, if there is such a preset.
fn validators_of(id: &str) -> Option<usize> {
    match id {
        DEVELOPMENT => Some(1),
        LOCAL => Some(4),
        _ => {
            let count = id.strip_prefix("local-")?.parse().ok()?;
            (1..=VALIDATOR_KEYS.len()).contains(&count).then_some(count)
        }
    }
}

/// The least number of validators of a development network: one in four may go.
fn floor_of(validators: usize) -> u32 {
    // There are six at most.
    (validators * 3 / 4).max(1) as u32
}

fn genesis(validators: usize) -> Value {
    let session_keys = ADMINS
        .iter()
        .zip(VALIDATOR_KEYS)
        .take(validators)
        .map(|(admin, (aura, grandpa))| {
            let keys = SessionKeys { aura: aura.public().into(), grandpa: grandpa.public().into() };
            (admin.account(), admin.account(), keys)
        })
        .collect::<Vec<_>>();

    let listed = ADMINISTERED
        .iter()
        .zip(&ADMINS)
        .take(validators)
        .map(|(organisation, admin)| GenesisValidator { organisation: *organisation, account: admin.account() })
        .collect::<Vec<_>>();

    build_struct_json_patch!(RuntimeGenesisConfig {
        validators: pallet_validators::GenesisConfig { validators: listed, floor: floor_of(validators) },
        session: pallet_session::GenesisConfig { keys: session_keys },
        registry: consortium::registry(),
        claims: pallet_claims::GenesisConfig { clearing_agent: Some(CLEARING_AGENT.account()) },
    })
}

/// The JSON of the preset `id`.
pub fn preset(id: &PresetId) -> Option<Vec<u8>> {
    let value = genesis(validators_of(id.as_ref())?);
    serde_json::to_vec(&value).ok()
}

/// The names of the presets.
pub fn preset_names() -> Vec<PresetId> {
    let numbered = (1..=VALIDATOR_KEYS.len()).map(|count| PresetId::from(format!("local-{count}").as_str()));
    [PresetId::from(DEVELOPMENT), PresetId::from(LOCAL)].into_iter().chain(numbered).collect()
}
