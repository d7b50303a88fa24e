//! Acts that are signed here and sent by somebody else.
//!
//! A patient without a connection signs; any member sends it, in a transaction of its own (`MetaTransactions.dispatch`). What
//! is signed contains the patient's next number, the chain's genesis, the runtime's version and the blocks in which it counts,
//! so that it serves once, here, and for a while.

use super::{Chain, ChainError, Done, Stage, runtime};
use crate::keys::Key;
use codec::{Compact, Encode};
use sp_core::sr25519::Signature;
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiSignature;
use std::{fmt, str::FromStr};
use subxt::{
    client::OnlineClientAtBlock,
    config::PolkadotConfig,
    ext::scale_encode::EncodeAsFields,
    tx::StaticPayload,
    utils::{AccountId32, Era, H256},
};

/// For how many blocks a signed act counts: about half an hour. The chain remembers 4096 blocks.
const MORTALITY: u64 = 2048;

/// What everything begins with that is signed to be relayed: `MetaTxMarker` in the chain's terms.
const MARKER: [u8; 8] = *b"_meta_tx";

/// The version of the pipeline that checks it.
const EXTENSION_VERSION: u8 = 0;

/// The variant of the extension `VerifySignature` that has a signature.
const SIGNED: u8 = 1;

/// What a file with a signed act begins with.
const PREFIX: &str = "BOGAM-RELAY1:";

/// The longest act that is read, in bytes: far above what any act of a patient takes.
const LONGEST: usize = 64 * 1024;

/// An act that is signed and can be sent by any member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAct {
    /// The encoded `MetaTx`: call, version of the pipeline, and what the pipeline checks.
    bytes: Vec<u8>,
}

/// Why a file is not a signed act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no act that was signed to be relayed")]
pub struct NotASignedAct;

impl fmt::Display for SignedAct {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{PREFIX}{}", hex::encode(&self.bytes))
    }
}

impl FromStr for SignedAct {
    type Err = NotASignedAct;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim().strip_prefix(PREFIX).ok_or(NotASignedAct)?;
        if digits.is_empty() || digits.len() > 2 * LONGEST {
            return Err(NotASignedAct);
        }
        Ok(Self { bytes: hex::decode(digits).map_err(|_| NotASignedAct)? })
    }
}

/// What the pipeline checks besides the signature.
pub(crate) struct Checks {
    /// The blocks in which the act counts.
    pub(crate) era: Era,
    /// The account's next number.
    pub(crate) nonce: u32,
    /// The version of the runtime,
    pub(crate) spec_version: u32,
    /// and of how its transactions are written.
    pub(crate) transaction_version: u32,
    /// The hash of block zero.
    pub(crate) genesis: H256,
    /// The hash of the block with which the era begins.
    pub(crate) birth: H256,
}

impl Checks {
    /// What is sent with the call. The other extensions of the pipeline send nothing.
    fn explicit(&self) -> Vec<u8> {
        (self.era, Compact(self.nonce)).encode()
    }

    /// What is signed besides, and known to both sides.
    fn implicit(&self) -> Vec<u8> {
        (MARKER, self.spec_version, self.transaction_version, self.genesis, self.birth).encode()
    }

    /// What is hashed for the signature.
    pub(crate) fn payload(&self, call: &[u8]) -> Vec<u8> {
        [&[EXTENSION_VERSION], call, &self.explicit(), &self.implicit()].concat()
    }

    /// Puts call and signature together.
    pub(crate) fn assemble(&self, call: &[u8], account: sp_runtime::AccountId32, signature: Signature) -> SignedAct {
        let proof = (SIGNED, MultiSignature::Sr25519(signature), account).encode();
        SignedAct { bytes: [call, &[EXTENSION_VERSION], &proof, &self.explicit()].concat() }
    }

    /// Signs `call`, and puts everything together.
    fn sign(&self, call: &[u8], key: &Key) -> SignedAct {
        let signature = key.keypair().sign(&blake2_256(&self.payload(call)));
        self.assemble(call, key.account(), signature.0.into())
    }
}

impl Chain {
    /// Signs `call` for somebody else to send. Nothing is sent.
    ///
    /// It uses the account's next number: whatever the account does before it is sent makes it worthless.
    pub async fn sign_for_relay<Call: EncodeAsFields>(
        &self,
        call: &StaticPayload<Call>,
        key: &Key,
    ) -> Result<SignedAct, ChainError> {
        let account = AccountId32(key.keypair().public_key().0);
        self.ensure_known(&account).await?;
        let nonce = self.next_nonce(&account).await?;
        let block = self.finalised().await?;
        let call =
            block.transactions().call_data(call).map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
        let checks = Checks {
            era: Era::mortal(MORTALITY, block.block_number()),
            nonce: u32::try_from(nonce).map_err(|error| ChainError::Node(error.to_string()))?,
            spec_version: block.spec_version(),
            transaction_version: block.transaction_version(),
            genesis: self.genesis(),
            birth: block.block_hash(),
        };
        Ok(checks.sign(&call, key))
    }

    /// The pallet and the call that `act` is about.
    pub async fn act_name(&self, act: &SignedAct) -> Result<(String, String), ChainError> {
        let block = self.finalised().await?;
        let &[pallet, call, ..] = act.bytes.as_slice() else {
            return Err(ChainError::AnotherRuntime(NotASignedAct.to_string()));
        };
        let found = block.metadata_ref().pallet_by_call_index(pallet).and_then(|pallet| {
            let variant = pallet.call_variant_by_index(call)?;
            Some((pallet.name().to_owned(), variant.name.clone()))
        });
        found.ok_or_else(|| ChainError::AnotherRuntime("the act is about a call that this chain does not have".into()))
    }

    /// Sends what somebody has signed, in a transaction of `key`, and follows it to finality.
    ///
    /// # Errors
    ///
    /// Those of [`Chain::submit`]; and those of the act itself, although the transaction that carried it succeeded then.
    pub async fn relay(&self, act: &SignedAct, key: &Key, progress: impl Fn(Stage)) -> Result<Done, ChainError> {
        let block = self.finalised().await?;
        let call = dispatch(&block, act)?;
        let done = self.submit(&call, key, progress).await?;
        let dispatched = done
            .events
            .find_first::<runtime::meta_transactions::events::Dispatched>()
            .ok_or_else(|| ChainError::Node("the transaction says nothing about the act that it carried".into()))?
            .map_err(|error| ChainError::AnotherRuntime(error.to_string()))?;
        match dispatched.result {
            Ok(_) => Ok(done),
            Err(failed) => Err(self.refusal_behind(failed.error).await?),
        }
    }

    /// The refusal that a dispatch error inside a transaction stands for.
    pub(crate) async fn refusal_behind(
        &self,
        error: runtime::runtime_types::sp_runtime::DispatchError,
    ) -> Result<ChainError, ChainError> {
        use runtime::runtime_types::sp_runtime::DispatchError;
        let DispatchError::Module(module) = error else {
            return Ok(ChainError::RefusedOtherwise(format!("{error:?}")));
        };
        let block = self.finalised().await?;
        let [variant, ..] = module.error;
        let found = block.metadata_ref().pallet_by_error_index(module.index).and_then(|pallet| {
            let variant = pallet.error_variant_by_index(variant)?;
            Some((pallet.name().to_owned(), variant.name.clone()))
        });
        match found {
            Some((pallet, name)) => self.refusal(&pallet, &name).await,
            None => Ok(ChainError::RefusedOtherwise(format!("{module:?}"))),
        }
    }
}

/// The call that carries `act`.
fn dispatch(
    block: &OnlineClientAtBlock<PolkadotConfig>,
    act: &SignedAct,
) -> Result<subxt::tx::DynamicPayload<subxt::ext::scale_value::Composite<()>>, ChainError> {
    let another = |detail: String| ChainError::AnotherRuntime(detail);
    let pallet = block.metadata_ref().pallet_by_name("MetaTransactions");
    let pallet = pallet.ok_or_else(|| another("it has no meta transactions".into()))?;
    let variant = pallet.call_variant_by_name("dispatch").ok_or_else(|| another("it dispatches none".into()))?;
    let length = u32::try_from(act.bytes.len()).unwrap_or(u32::MAX);
    let call = [&[pallet.call_index(), variant.index], act.bytes.as_slice(), &length.encode()].concat();
    block.transactions().from_call_data_bytes(&call).map_err(|error| another(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signed_act_should_survive_its_text_and_nothing_else_be_read_as_one() {
        let act = SignedAct { bytes: vec![1, 2, 255] };
        assert_eq!(act.to_string().parse(), Ok(act.clone()));
        assert_eq!(format!(" {act}\n").parse(), Ok(act));
        let long = format!("{PREFIX}{}", "00".repeat(LONGEST + 1));
        for text in ["", "BOGAM-RELAY1:", "BOGAM-RELAY1:0", "BOGAM-RELAY1:xy", "0x0102", long.as_str()] {
            assert_eq!(text.parse::<SignedAct>(), Err(NotASignedAct), "{}", &text[..text.len().min(20)]);
        }
    }
}
