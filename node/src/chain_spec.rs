//! How a network begins. The runtime holds the presets; a consortium edits the JSON that `export-chain-spec` writes.

use bogam_runtime::{WASM_BINARY, configs::money, genesis};
use sc_service::{ChainType, Properties};
use std::path::{Component, Path};

/// A chain spec. Bogam adds nothing to the standard one.
pub type ChainSpec = sc_service::GenericChainSpec;

fn properties() -> Properties {
    let mut properties = Properties::new();
    properties.insert("tokenSymbol".into(), money::SYMBOL.into());
    properties.insert("tokenDecimals".into(), money::DECIMALS.into());
    properties.insert("ss58Format".into(), bogam_runtime::SS58_PREFIX.into());
    properties
}

fn from_preset(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
    let wasm = WASM_BINARY.ok_or("this binary was built without the runtime's WASM (SKIP_WASM_BUILD)")?;
    // The same as the WASM would answer if it were compiled to be asked.
    let genesis = genesis::preset(&preset.into()).ok_or_else(|| format!("the runtime has no preset {preset}"))?;
    let genesis =
        serde_json::from_slice(&genesis).map_err(|error| format!("the preset {preset} is no JSON: {error}"))?;
    Ok(ChainSpec::builder(wasm, None)
        .with_name(name)
        .with_id(id)
        .with_protocol_id("bogam")
        .with_chain_type(chain_type)
        .with_properties(properties())
        .with_genesis_config_patch(genesis)
        .build())
}

/// Refuses an id that is not the name of a folder: the node keeps its database and its keys in a folder of that name, and whoever sends an
/// operator a chain spec does not choose where.
fn check_id(id: &str) -> Result<(), String> {
    let mut parts = Path::new(id).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(name)), None) if name == id => Ok(()),
        _ => Err(format!("the chain spec's id is {id:?}, which cannot name a folder")),
    }
}

/// The chain spec of the preset with this name, or from the JSON file at this path. No name means the network of one
/// validator.
pub fn load(id: &str) -> Result<ChainSpec, String> {
    match id {
        "" | "dev" | genesis::DEVELOPMENT => {
            from_preset("Bogam Development", "bogam_development", ChainType::Development, genesis::DEVELOPMENT)
        }
        preset if genesis::preset_names().iter().any(|name| name.as_str() == preset) => {
            from_preset("Bogam Local Network", "bogam_local", ChainType::Local, preset)
        }
        path => {
            let spec = ChainSpec::from_json_file(path.into())?;
            check_id(spec.id())?;
            Ok(spec)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strangers::read_chain_spec;
    use std::fs;

    /// Something of all that a chain spec can have, with a state that nobody has to compute.
    const SOUND: &str = include_str!("../fuzz/corpus/chain_spec/raw.json");

    /// What is put in the place of a byte.
    const ALPHABET: &[u8] = b"\"{}[]:,\\0x9-eE./nu \xff\x00";

    /// A number that a longer run gives: how many times as many inputs, and which.
    fn told(name: &str) -> u64 {
        std::env::var(name).map_or(1, |told| told.parse().unwrap())
    }

    #[test]
    fn spec_should_be_read_or_refused_without_panic_when_altered() {
        assert!(read_chain_spec(SOUND.as_bytes()));
        let (mut state, many) = (told("BOGAM_ALTERED_SEED"), 5_000 * told("BOGAM_ALTERED_TIMES"));
        // The same numbers each time, unless others were asked for.
        let mut below = |limit: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % limit.max(1)
        };
        let mut read = 0;
        for _ in 0..many {
            let mut bytes = SOUND.as_bytes().to_vec();
            for _ in 0..=below(3) {
                let place = below(bytes.len());
                match below(4) {
                    0 => drop(bytes.remove(place)),
                    1 => bytes.insert(place, ALPHABET[below(ALPHABET.len())]),
                    2 => bytes.truncate(bytes.len() - below(64)),
                    _ => bytes[place] = ALPHABET[below(ALPHABET.len())],
                }
            }
            read += u64::from(read_chain_spec(&bytes));
        }
        // Names can be anything: who refuses all of them has not looked.
        assert!((many / 100..many).contains(&read), "{read} of {many} were read");
    }

    #[test]
    fn corpus_should_be_read_or_refused_without_panic() {
        for file in fs::read_dir("fuzz/corpus/chain_spec").unwrap() {
            let file = file.unwrap().path();
            println!("{}", file.display());
            read_chain_spec(&fs::read(&file).unwrap());
        }
    }

    #[test]
    fn id_should_be_refused_when_it_cannot_name_a_folder() {
        for id in ["bogam", "bogam_local", "hangang-2.1", "보감", "..a"] {
            check_id(id).unwrap();
        }
        for id in ["", ".", "..", "/", "a/", "a/b", "../a", "./a", "/etc/bogam"] {
            assert!(check_id(id).is_err(), "{id}");
        }
    }

    #[test]
    fn spec_should_be_refused_when_it_is_nested_without_end() {
        assert!(!read_chain_spec(SOUND.replace("\"a\"", &"[".repeat(100_000)).as_bytes()));
        assert!(!read_chain_spec(&[b'['; 100_000]));
    }
}
