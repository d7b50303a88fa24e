//! What happens to a chain spec that a stranger has sent to an operator.
//!
//! The fuzz target calls this function for as long as it is let; the node's own tests call the same one with some thousands of altered
//! inputs each time, and with the files with which the target begins.

use sc_chain_spec::ChainSpec as _;
use sp_runtime::BuildStorage;

/// As in the node: the standard one.
type ChainSpec = sc_chain_spec::GenericChainSpec;

/// Reads it as the node does that is to begin a chain with it: no panic, and where what was read can be written, it is read again from
/// that. Whether a chain can begin with it.
pub fn read_chain_spec(bytes: &[u8]) -> bool {
    let Ok(spec) = ChainSpec::from_json_bytes(bytes.to_vec()) else { return false };
    let _ = (spec.boot_nodes(), spec.telemetry_endpoints(), spec.protocol_id(), spec.fork_id(), spec.properties());
    let _ = (spec.chain_type(), spec.code_substitutes());
    for raw in [true, false] {
        let Ok(text) = spec.as_json(raw) else { continue };
        let again = ChainSpec::from_json_bytes(text.into_bytes()).expect("what was written is read again");
        assert_eq!((again.id(), again.name()), (spec.id(), spec.name()));
    }
    spec.build_storage().is_ok()
}
