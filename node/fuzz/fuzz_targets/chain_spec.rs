//! Whatever a stranger sends to an operator as a chain spec.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    bogam_node_fuzz::read_chain_spec(bytes);
});
