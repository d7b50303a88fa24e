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
        // Nanoseconds: median 4_122, 95 % below 5_198, 99 % below 5_716.
        read: 4_252 * WEIGHT_REF_TIME_PER_NANOS,
        // Nanoseconds: median 22_594, 95 % below 28_701, 99 % below 40_530.
        write: 22_716 * WEIGHT_REF_TIME_PER_NANOS,
    };
}
