//! The host of a Bogam network.
//!
//! The node knows nothing of medicine: it hosts the runtime's WASM blob, authors with Aura, finalises with GRANDPA and
//! serves JSON-RPC. What is where: `command_line` (what an operator types), `secrets` (what he must not type), `command`
//! (what happens then), `node_key` (how a node gets its name), `chain_spec` (how a network begins), `public_keys` (with which
//! keys it must not), `service` (the parts of a running node), `network` (how it talks to others), `sync` (what becomes of
//! requests that fail), `permissioning` (who gets answers), `pool` (the transactions that wait) and `rpc` (what clients can
//! call).

// The error type is the SDK's, and passes by once, when the node stops.
#![allow(clippy::result_large_err)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod chain_spec;
mod command;
mod command_line;
mod network;
mod node_key;
mod permissioning;
mod pool;
mod proposing;
mod public_keys;
mod rpc;
mod secrets;
mod service;
mod signatures;
mod sync;

// What the fuzz target calls.
#[cfg(test)]
#[path = "../fuzz/src/lib.rs"]
mod strangers;

// A node with a large state fills its trie cache with millions of small pieces, in which the system's allocator searches ever
// longer: docs/performance.md.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> sc_cli::Result<()> {
    command::run()
}
