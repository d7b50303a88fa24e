//! Figures of whole networks of nodes: throughput, latency, declared against measured time, and catching up.
//!
//! - [`plan`] says what is measured for how long, [`measure`] does it;
//! - [`rig`] starts and stops the nodes, ours and the stock template's ([`stock`]), never two networks at once;
//! - [`load`] is all that is known of the load generator, the command `bogam load run`;
//! - [`blocks`] and [`metrics`] look at what the chain and the nodes tell, [`execution`] executes blocks again,
//!   [`catch_up`] watches a validator that comes back;
//! - [`statistics`], [`machine`], [`plot`], [`rows`] and [`pages`] make of it what people read, together with what the other
//!   programs report ([`others`]).

pub mod blocks;
pub mod catch_up;
pub mod execution;
pub mod load;
pub mod machine;
pub mod measure;
pub mod metrics;
pub mod others;
pub mod pages;
pub mod plan;
pub mod plot;
pub mod rig;
pub mod rows;
pub mod statistics;
pub mod stock;
