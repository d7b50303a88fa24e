//! What a block costs in which nothing happens: measured by `scripts/weights`, and to be changed by measuring
//! again. `docs/weights.md` tells how.

use frame_support::parameter_types;
use frame_support::weights::{Weight, constants::WEIGHT_REF_TIME_PER_NANOS};

parameter_types! {
    /// Weight of executing an empty block.
    /// Calculated by multiplying the *Average* with `1.0` and adding `0`.
    ///
    /// Stats nanoseconds:
    ///   Min, Max: 152_282, 278_718
    ///   Average:  163_889
    ///   Median:   157_826
    ///   Std-Dev:  20191.23
    ///
    /// Percentiles nanoseconds:
    ///   99th: 251_092
    ///   95th: 203_258
    ///   75th: 162_961
    pub const BlockExecutionWeight: Weight =
        Weight::from_parts(WEIGHT_REF_TIME_PER_NANOS.saturating_mul(163_889), 0);
}

#[cfg(test)]
mod test_weights {
    use frame_support::weights::constants;

    /// Checks that the weight exists and is sane.
    // NOTE: If this test fails but you are sure that the generated values are fine,
    // you can delete it.
    #[test]
    fn sane() {
        let w = super::BlockExecutionWeight::get();

        // At least 100 µs.
        assert!(w.ref_time() >= 100u64 * constants::WEIGHT_REF_TIME_PER_MICROS, "Weight should be at least 100 µs.");
        // At most 50 ms.
        assert!(w.ref_time() <= 50u64 * constants::WEIGHT_REF_TIME_PER_MILLIS, "Weight should be at most 50 ms.");
    }
}
