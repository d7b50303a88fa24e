//! Signs calls natively, in the one place that knows the order of the extensions: for tests, and for tools that make blocks
//! without a network.

use crate::{AccountId, Address, Hash, Nonce, RuntimeCall, Signature, TxExtension, UncheckedExtrinsic, VERSION};
use codec::Encode;
use sp_core::{Pair, sr25519};
use sp_runtime::generic::{Era, SignedPayload};

/// `call`, signed with `key` as its account's transaction number `nonce` on the chain with this `genesis`. It holds as long
/// as the chain has this version of the runtime.
pub fn signed(genesis: Hash, key: &sr25519::Pair, nonce: Nonce, call: RuntimeCall) -> UncheckedExtrinsic {
    let extension: TxExtension = (
        frame_system::CheckNonZeroSender::new(),
        frame_system::CheckSpecVersion::new(),
        frame_system::CheckTxVersion::new(),
        frame_system::CheckGenesis::new(),
        frame_system::CheckMortality::from(Era::Immortal),
        pallet_metering::Meter::around(pallet_metering::CheckNonce::from(nonce.into())),
        frame_system::CheckWeight::new(),
        frame_metadata_hash_extension::CheckMetadataHash::new(false),
        frame_system::WeightReclaim::new(),
    );
    let implicit = ((), VERSION.spec_version, VERSION.transaction_version, genesis, genesis, (), (), None, ());
    let payload = SignedPayload::from_raw(call.clone(), extension.clone(), implicit);
    let signature = payload.using_encoded(|bytes| key.sign(bytes));
    let signer = Address::Id(AccountId::from(key.public()));
    UncheckedExtrinsic::new_signed(call, signer, Signature::Sr25519(signature), extension)
}
