//! Acts of holders that a member relays: a patient without a connection signs, a member submits.
//!
//! The holder signs the call together with everything that the inner pipeline checks: that it is meant to be relayed, this
//! runtime's version, this chain's genesis, the blocks in which it counts, and the holder's own nonce. So it serves once, on
//! one chain, for a while; and because [`CheckNonce`](pallet_metering::CheckNonce) refuses a key that nobody lets sign, also
//! one whose account is still there, it serves only whom a member sponsors. Who may relay is a matter of the outer transaction, which is signed like any other.
//!
//! When the inner call fails, the outer one succeeds all the same: the event `MetaTransactions.Dispatched` has the result.

use crate::{Runtime, RuntimeEvent, Signature, weights};
use sp_runtime::traits::Verify;

/// What a relayed call is checked for before it is dispatched.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type RelayExtension = (
    pallet_verify_signature::VerifySignature<Runtime>,
    pallet_meta_tx::MetaTxMarker<Runtime>,
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    pallet_metering::CheckNonce<Runtime>,
);

/// Benchmarks measure the dispatch alone.
#[cfg(feature = "runtime-benchmarks")]
pub type RelayExtension = pallet_meta_tx::WeightlessExtension<Runtime>;

impl pallet_verify_signature::Config for Runtime {
    type Signature = Signature;
    type AccountIdentifier = <Signature as Verify>::Signer;
    type WeightInfo = weights::pallet_verify_signature::WeightInfo<Runtime>;
    #[cfg(feature = "runtime-benchmarks")]
    type BenchmarkHelper = RelayBenchmarkHelper;
}

impl pallet_meta_tx::Config for Runtime {
    type WeightInfo = weights::pallet_meta_tx::WeightInfo<Runtime>;
    type RuntimeEvent = RuntimeEvent;
    type Extension = RelayExtension;
}

/// Signs with a key that the keystore of a benchmark makes.
#[cfg(feature = "runtime-benchmarks")]
pub struct RelayBenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_verify_signature::BenchmarkHelper<Signature, crate::AccountId> for RelayBenchmarkHelper {
    fn create_signature(_entropy: &[u8], message: &[u8]) -> (Signature, crate::AccountId) {
        let holder = pallet_prescriptions::benchmarking::sr25519_holder(0);
        (pallet_prescriptions::benchmarking::sr25519_sign(&holder, message), holder)
    }
}
