//! Builds the runtime once more as WASM, with its feature `rehearsal`.
//!
//! The project that is built is the runtime's own, so the builder uses the folder in which it has just built the ordinary
//! blob: all dependencies are there, and only the runtime and the pallet that the feature changes are compiled again. Two
//! builds must not be in that folder at once. Cargo runs this script after the runtime's, because the runtime is a
//! dependency here and has a `links` key.
//!
//! It never has a metadata hash: nobody signs with a wallet that asks for it on a network that rehearses.
//! `SKIP_BOGAM_RUNTIME_REHEARSAL_WASM_BUILD=1` leaves it out.

use std::{env, error::Error, path::PathBuf};
use substrate_wasm_builder::WasmBuilder;

/// The name of the blob, and of the file that includes it.
const NAME: &str = "bogam_runtime_rehearsal";

fn main() -> Result<(), Box<dyn Error>> {
    let own = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    // Without "..": the builder compares paths.
    let runtime = own.parent().ok_or("the rehearsal lies in the runtime's folder")?;
    WasmBuilder::new()
        .with_project(runtime.join("Cargo.toml"))?
        .import_memory()
        .export_heap_base()
        .enable_feature("rehearsal")
        .set_file_name(NAME)
        .build();
    Ok(())
}
