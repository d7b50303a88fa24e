//! The session keys of a validator: made by its node, owned by its account.
//!
//! The node makes them and keeps the secret halves. With them comes a proof that they are willing to serve the account that
//! registers them, so that nobody can register the keys of somebody else.

use super::{
    GovernanceError,
    call::hexadecimal,
    matter::{EncodedCall, raw},
};
use crate::chain::{Chain, ChainError, answer};
use codec::Encode;
use serde::{Deserialize, Serialize};
use subxt::{
    ext::scale_decode::DecodeAsType,
    rpcs::{RpcClient, rpc_params},
    utils::AccountId32,
};

/// The most bytes of keys or of their proof that are read.
const LONGEST: usize = 4096;

/// What the node answers.
#[derive(Deserialize)]
struct Generated {
    keys: String,
    #[serde(default)]
    proof: Option<String>,
}

/// Session keys with the proof that an account owns them. All of it is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionKeys {
    /// The account that owns them.
    pub owner: String,
    /// The public keys, in the order of the runtime, in hexadecimal.
    pub keys: String,
    /// The proof, in hexadecimal.
    pub proof: String,
}

fn bytes_of(text: &str) -> Result<Vec<u8>, GovernanceError> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    if digits.is_empty() || digits.len() > 2 * LONGEST {
        return Err(GovernanceError::NotSessionKeys);
    }
    hex::decode(digits).map_err(|_| GovernanceError::NotSessionKeys)
}

impl SessionKeys {
    /// Has the node at `url` make new keys for `owner`. It has to be the validator's own node, and to permit it.
    pub async fn generate(url: &str, owner: &AccountId32) -> Result<Self, GovernanceError> {
        let connecting = answer(RpcClient::from_insecure_url(url)).await;
        let rpc =
            connecting.map_err(|error| ChainError::Unreachable { url: url.to_owned(), detail: error.to_string() })?;
        // The node says why not: keys are made only for whoever operates it.
        let asking = rpc.request("author_rotateKeysWithOwner", rpc_params![hexadecimal(&owner.0)]);
        let generated: Generated =
            answer(asking).await.map_err(|error| GovernanceError::NoSessionKeys(error.to_string()))?;
        let proof = generated.proof.ok_or_else(|| GovernanceError::NoSessionKeys("it gives no proof".into()))?;
        let keys = Self { owner: owner.to_string(), keys: generated.keys, proof };
        keys.registration()?;
        Ok(keys)
    }

    /// The transaction that registers them. It has to be signed by the owner.
    pub fn registration(&self) -> Result<EncodedCall, GovernanceError> {
        // Keys are of a fixed length and stand as they are; the proof is a string of bytes.
        let arguments = [bytes_of(&self.keys)?, bytes_of(&self.proof)?.encode()].concat();
        Ok(raw("Session", "set_keys", arguments))
    }

    /// The same transaction, if the keys are those of a validator of this chain.
    pub async fn registration_on(&self, chain: &Chain) -> Result<EncodedCall, GovernanceError> {
        let registration = self.registration()?;
        match chain.read_call(&registration).await {
            Ok(_) => Ok(registration),
            Err(GovernanceError::NotACall(_)) => Err(GovernanceError::NotSessionKeys),
            Err(other) => Err(other),
        }
    }
}

/// Whether a validator wants to serve, and is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub enum ValidatorStanding {
    /// It serves whenever its organisation and its account may.
    Serving,
    /// Its operator asked to leave, in this session.
    Leaving {
        /// The session.
        since: u32,
    },
    /// It was set aside after this session.
    Offline {
        /// The session.
        since: u32,
    },
    /// The council has removed it.
    Removed {
        /// The session.
        since: u32,
    },
    /// It was proven to have equivocated.
    Offender {
        /// The session in which that was handled.
        since: u32,
    },
}

/// Why a validator is not to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub enum Absence {
    /// Its operator asked to leave.
    Leaving,
    /// It authored nothing for too long.
    Offline,
    /// Its organisation is suspended or removed.
    OrganisationInactive,
    /// Its account does not act for its organisation any more.
    AccountNotOfOrganisation,
    /// The council has removed it.
    Removed,
    /// It was proven to have equivocated.
    Offender,
    /// It has no session keys.
    NoKeys,
}

/// A validator from its admission until it has left.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct ValidatorRecord {
    /// The account whose session keys author and finalise.
    pub account: AccountId32,
    /// The organisation that runs it.
    pub organisation: u32,
    /// Whether it wants to serve, and is wanted.
    pub standing: ValidatorStanding,
    /// How many blocks it authored in the session before the current one.
    pub blocks_in_last_session: u32,
    /// In how many sessions in a row it has had its turns and authored nothing.
    pub idle_sessions: u32,
}

/// A validator as the chain shows it.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct ValidatorView {
    /// The record.
    pub record: ValidatorRecord,
    /// Whether it authors and finalises in this session.
    pub is_active: bool,
    /// Whether it will in the next one.
    pub is_queued: bool,
    /// Whether it is disabled for an offence.
    pub is_disabled: bool,
    /// How many blocks it has authored in this session.
    pub blocks_in_this_session: u32,
    /// Why it is not to serve, as of now.
    pub absence: Option<Absence>,
    /// Whether it serves all the same, because the set would be too small without it.
    pub is_retained: bool,
}

/// The set of validators.
#[derive(Clone, Debug, PartialEq, Eq, DecodeAsType)]
#[decode_as_type(crate_path = "subxt::ext::scale_decode")]
pub struct Overview {
    /// The current session.
    pub session: u32,
    /// The least number of validators.
    pub floor: u32,
    /// The greatest.
    pub ceiling: u32,
    /// Who authors and finalises in this session.
    pub active: Vec<AccountId32>,
    /// Who will in the next one.
    pub queued: Vec<AccountId32>,
    /// Who would in the one after, if it were planned now.
    pub planned: Vec<AccountId32>,
}

impl Chain {
    /// The set of validators, and all of them that have not left.
    pub async fn validators(&self) -> Result<(Overview, Vec<ValidatorView>), GovernanceError> {
        let overview = subxt::dynamic::view_function_call::<(), Overview>("Validators", "overview", ());
        let validators = subxt::dynamic::view_function_call::<(), Vec<ValidatorView>>("Validators", "validators", ());
        Ok((self.ask(overview).await?, self.ask(validators).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(keys: &str, proof: &str) -> SessionKeys {
        SessionKeys { owner: "5".into(), keys: keys.into(), proof: proof.into() }
    }

    #[test]
    fn registration_should_hold_keys_as_they_are_and_the_proof_with_its_length() {
        let registration = keys("0x0102", "0x030405").registration().unwrap();
        assert_eq!((registration.pallet_name(), registration.call_name()), ("Session", "set_keys"));
        let expected = raw("Session", "set_keys", vec![1, 2, 3 << 2, 3, 4, 5]);
        assert_eq!(registration.call_data(), expected.call_data());
    }

    #[test]
    fn keys_should_be_refused_when_they_are_no_hexadecimal_or_too_long() {
        let long = "00".repeat(LONGEST + 1);
        for (own, proof) in
            [("", "01"), ("0x", "01"), ("xy", "01"), ("01", "0"), (long.as_str(), "01"), ("01", long.as_str())]
        {
            assert!(matches!(keys(own, proof).registration(), Err(GovernanceError::NotSessionKeys)));
        }
    }
}
