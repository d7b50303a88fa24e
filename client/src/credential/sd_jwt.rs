//! What the library `sd-jwt-payload` makes of fields, claims and credentials: disclosures with their salts and digests, the JWTs
//! of issuer and holder, and the text of a presentation.
//!
//! It is given only what this project wrote or has read strictly before: it has no bounds of its own. See docs/credentials.md.

use super::{
    disclosure::SALT,
    error::{CredentialError, Part},
    json,
    signing::SigningKey,
};
use bogam_primitives::certificate::FieldDigest;
use futures::future::FutureExt;
use sd_jwt_payload::{Error, JsonObject, JwsSigner, KeyBindingJwt, SdJwt, SdJwtBuilder, Sha256Hasher};
use serde_json::{Map, Value};
use sp_core::H256;
use std::{future::ready, pin::Pin};

/// The fields of one certificate, concealed.
pub(super) struct Concealed {
    /// The texts of the disclosures, in the order of the fields.
    pub disclosures: Vec<String>,
    /// Their digests, ascending, as leaf and claims have them.
    pub digests: Vec<FieldDigest>,
}

/// Who signs what the library has put together.
enum Signer<'a> {
    /// Nobody: only disclosures and digests are wanted, and the JWT that would contain them is dropped.
    Nobody,
    /// This key.
    Key(&'a SigningKey),
}

impl Signer<'_> {
    fn jws(&self, header: &JsonObject, payload: &JsonObject) -> Result<String, CredentialError> {
        match self {
            Self::Nobody => Ok(String::new()),
            Self::Key(key) if header.get("alg").and_then(Value::as_str) == Some(key.public().algorithm().name()) => {
                key.sign_compact(header, payload)
            }
            Self::Key(_) => Err(CredentialError::SigningFailed),
        }
    }
}

impl JwsSigner for Signer<'_> {
    type Error = CredentialError;

    // The signature that the trait's macro writes, without the macro: a key answers at once.
    fn sign<'signer, 'header, 'payload, 'answer>(
        &'signer self,
        header: &'header JsonObject,
        payload: &'payload JsonObject,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, CredentialError>> + Send + 'answer>>
    where
        'signer: 'answer,
        'header: 'answer,
        'payload: 'answer,
        Self: 'answer,
    {
        Box::pin(ready(self.jws(header, payload).map(String::into_bytes)))
    }
}

/// What the library refuses. All that it is given was checked before: only signing can fail.
fn refused(error: Error) -> CredentialError {
    match error {
        Error::JwsSignerFailure(_) => CredentialError::SigningFailed,
        _ => CredentialError::Interrupted,
    }
}

/// The outcome of something that is asynchronous for signers which wait. None here does.
fn at_once<Answer>(work: impl Future<Output = Result<Answer, Error>>) -> Result<Answer, CredentialError> {
    work.now_or_never().ok_or(CredentialError::Interrupted)?.map_err(refused)
}

/// Conceals each of `fields`, with a fresh salt. Their names were checked: none is empty or that of a claim.
pub(super) fn conceal(fields: &Map<String, Value>) -> Result<Concealed, CredentialError> {
    let builder = SdJwtBuilder::new_with_hasher_and_salt_size(fields, Sha256Hasher::new(), SALT).map_err(refused)?;
    let builder = fields.keys().try_fold(builder, |builder, name| builder.make_concealable(&pointer(name)));
    let concealed = at_once(builder.map_err(refused)?.finish(&Signer::Nobody, "none"))?;
    let digest = |text: &String| -> Result<FieldDigest, CredentialError> {
        let bytes = json::decode(text, Part::Credential)?;
        Ok(FieldDigest(H256(bytes.try_into().map_err(|_| CredentialError::Interrupted)?)))
    };
    // The library sorts them as text, in which `-` and digits come before letters: another order than that of the leaf.
    let mut digests = concealed.claims()._sd.iter().map(digest).collect::<Result<Vec<_>, _>>()?;
    digests.sort_unstable();
    Ok(Concealed { disclosures: concealed.disclosures().iter().map(ToString::to_string).collect(), digests })
}

/// The JSON pointer (RFC 6901) to a member of the outermost object.
fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The credential of `claims`, which have the digests already, signed by `key` under `header`: the JWT and a `~`. The
/// disclosures go behind it.
pub(super) fn issue(header: Map<String, Value>, claims: Value, key: &SigningKey) -> Result<String, CredentialError> {
    let builder = SdJwtBuilder::new(claims).map_err(refused)?.headers(header);
    Ok(at_once(builder.finish(&Signer::Key(key), key.public().algorithm().name()))?.presentation())
}

/// Of `content`, a credential that was read strictly before, what is left with the disclosures of `names` only. Each of them is
/// the name of a field that is disclosed in it, and none occurs twice.
pub(super) fn select(content: &str, names: &[&str]) -> Result<SdJwt, CredentialError> {
    let credential = SdJwt::parse(content).map_err(refused)?;
    let builder = credential.into_presentation(&Sha256Hasher::new()).map_err(refused)?.conceal_all();
    // Paths of the library have no escapes: that is why no field has a slash in its name.
    let builder = names.iter().try_fold(builder, |builder, name| builder.disclose(&format!("/{name}")));
    let (selected, _) = builder.map_err(refused)?.finish();
    // What the holder has not chosen stays with him, whatever the library does.
    let chosen = |name: Option<&str>| name.is_some_and(|name| names.contains(&name));
    let all_chosen = selected.disclosures().iter().all(|disclosure| chosen(disclosure.claim_name.as_deref()));
    match all_chosen && selected.disclosures().len() == names.len() {
        true => Ok(selected),
        false => Err(CredentialError::Interrupted),
    }
}

/// What a key binding says.
pub(super) struct Binding<'a> {
    /// For whom it is.
    pub audience: &'a str,
    /// What the verifier drew.
    pub nonce: &'a str,
    /// When it is made, in seconds since the epoch.
    pub issued_at: i64,
}

/// The presentation of `selected` with the proof of `key`, the holder's, under `header`.
pub(super) fn bind(
    mut selected: SdJwt,
    header: Map<String, Value>,
    binding: &Binding<'_>,
    key: &SigningKey,
) -> Result<String, CredentialError> {
    let builder = KeyBindingJwt::builder().headers(header);
    let builder = builder.iat(binding.issued_at).aud(binding.audience).nonce(binding.nonce);
    let algorithm = key.public().algorithm().name();
    let proof = at_once(builder.finish(&selected, &Sha256Hasher::new(), algorithm, &Signer::Key(key)))?;
    selected.attach_key_binding_jwt(proof);
    Ok(selected.presentation())
}
