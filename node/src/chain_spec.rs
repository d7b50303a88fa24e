//! How a network begins. The runtime holds the presets; a consortium edits the JSON that `export-chain-spec` writes.

use bogam_runtime::{WASM_BINARY, configs::money, genesis};
use sc_service::{ChainType, Properties};

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
        path => ChainSpec::from_json_file(path.into()),
    }
}
