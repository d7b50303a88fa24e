//! The behaviour of the pallet. Transactions go through the extension as they do in a block.

mod allowance;
mod bypass;
mod migrations;
mod nonce;
mod pool;
mod properties;
mod scenario;
