//! What it costs to read and to write an entry of the state on ParityDb: measured by `scripts/weights`, and to be changed by
//! measuring again. `docs/weights.md` tells how.
//!
//! Measured on: AMD EPYC. The weight is the Average.

use frame_support::{
    parameter_types,
    weights::{RuntimeDbWeight, constants::WEIGHT_REF_TIME_PER_NANOS},
};

parameter_types! {
    /// The costs of storage.
    pub const ParityDbWeight: RuntimeDbWeight = RuntimeDbWeight {
        // Nanoseconds: median 4_436, 95 % below 12_739, 99 % below 20_260.
        read: 5_614 * WEIGHT_REF_TIME_PER_NANOS,
        // Nanoseconds: median 21_457, 95 % below 27_602, 99 % below 33_496.
        write: 21_465 * WEIGHT_REF_TIME_PER_NANOS,
    };
}
