//! Builds the runtime's WASM blob next to the native library, with the hash of its metadata inside.

fn main() {
    #[cfg(feature = "std")]
    substrate_wasm_builder::WasmBuilder::init_with_defaults().enable_metadata_hash("KRW", 0).build();
}
