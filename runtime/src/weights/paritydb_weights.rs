//! What it costs to read and to write an entry of the state on ParityDb: measured by `scripts/weights`, and to be changed by
//! measuring again. `docs/weights.md` tells how.
//!
//! Measured on: Intel(R) Xeon(R) Processor. The weight is the Average.

use frame_support::{
    parameter_types,
    weights::{RuntimeDbWeight, constants::WEIGHT_REF_TIME_PER_NANOS},
};

parameter_types! {
    /// The costs of storage.
    pub const ParityDbWeight: RuntimeDbWeight = RuntimeDbWeight {
        // Nanoseconds: median 4_241, 95 % below 5_419, 99 % below 6_405.
        read: 4_420 * WEIGHT_REF_TIME_PER_NANOS,
        // Nanoseconds: median 22_898, 95 % below 28_826, 99 % below 55_563.
        write: 23_180 * WEIGHT_REF_TIME_PER_NANOS,
    };
}
