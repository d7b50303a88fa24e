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
        // Nanoseconds: median 4_133, 95 % below 5_296, 99 % below 5_934.
        read: 4_268 * WEIGHT_REF_TIME_PER_NANOS,
        // Nanoseconds: median 14_426, 95 % below 18_636, 99 % below 35_703.
        write: 15_608 * WEIGHT_REF_TIME_PER_NANOS,
    };
}
