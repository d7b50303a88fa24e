//! The runtime of a rehearsed upgrade: built from the same sources as `bogam-runtime`, with its feature `rehearsal`, which
//! raises the version and migrates one pallet's storage. The end-to-end tests and the demo upgrade a running network to it.
//! It is never released.
//!
//! The file lies beside the ordinary blob, in the target folder under
//! `release/wbuild/bogam-runtime/bogam_runtime_rehearsal.compact.compressed.wasm`.

/// The version of the specification that this runtime has: higher than any release will have.
pub const SPEC_VERSION: u32 = 1_000;

/// The blob, compressed, as it is proposed and applied. `None` where the build was told to leave it out.
pub const CODE: Option<&[u8]> = blob::WASM_BINARY;

#[allow(dead_code, missing_docs, reason = "the builder writes more constants than are used")]
mod blob {
    include!(concat!(env!("OUT_DIR"), "/bogam_runtime_rehearsal"));
}
