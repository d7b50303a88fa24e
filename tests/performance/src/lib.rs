//! What Bogam's performance is measured with. `scripts/bench` runs all of it; docs/performance.md says what it means.

pub mod network;
