//! What can be wrong with a credential, or with what is to become one.

use crate::keys::KeyError;
use std::fmt;

/// The part of a text that is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The JWT that the issuer signed.
    Credential,
    /// A disclosure, by its place from zero.
    Disclosure(usize),
    /// The holder's key binding JWT.
    KeyBinding,
    /// A set of public keys (JWKS), or a single one (JWK).
    Keys,
    /// A status list.
    StatusList,
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Credential => formatter.write_str("the issuer-signed JWT"),
            Self::Disclosure(place) => write!(formatter, "disclosure {}", place.saturating_add(1)),
            Self::KeyBinding => formatter.write_str("the key binding JWT"),
            Self::Keys => formatter.write_str("the key (JWK)"),
            Self::StatusList => formatter.write_str("the status list"),
        }
    }
}

/// Why a credential is refused: while it is issued, read, presented or checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// Too large to be looked at.
    #[error("{part} has {size} bytes; at most {limit} are possible")]
    TooLarge {
        /// What is too large.
        part: Part,
        /// Its size, in bytes.
        size: usize,
        /// The most that is possible, in bytes.
        limit: usize,
    },
    /// Not the text of an SD-JWT at all.
    #[error("this is not an SD-JWT: a signed JWT, disclosures and perhaps a key binding, separated by ~, are needed")]
    NotAnSdJwt,
    /// Not three parts separated by dots.
    #[error("{0} is not a JWT: three parts separated by dots are needed")]
    NotAJwt(Part),
    /// Not base64url without padding.
    #[error("{0} is not base64url without padding")]
    NotBase64(Part),
    /// Not JSON of the kind that is needed.
    #[error("{part} is not the JSON that is needed: {reason}")]
    NotJson {
        /// What it is.
        part: Part,
        /// What is wrong with it.
        reason: String,
    },
    /// A name occurs twice in one object, so that readers would understand it differently.
    #[error("{part} has the member {name:?} twice")]
    DuplicateMember {
        /// Where.
        part: Part,
        /// The member.
        name: String,
    },
    /// The algorithm "none": nobody signed.
    #[error("{0} is not signed: its algorithm is \"none\"")]
    Unsigned(Part),
    /// Another algorithm than ES256 and EdDSA, or not the one of the key.
    #[error("{part} has the algorithm {algorithm:?}; ES256 and EdDSA are possible, as the key needs it")]
    UnexpectedAlgorithm {
        /// What has it.
        part: Part,
        /// The algorithm.
        algorithm: String,
    },
    /// The wrong media type in the header.
    #[error("{part} has the type {found:?} instead of {expected:?}")]
    WrongType {
        /// What has it.
        part: Part,
        /// What it should be.
        expected: &'static str,
        /// What it is; empty if there is none.
        found: String,
    },
    /// A member that has to be there is not.
    #[error("{part} lacks {name:?}")]
    MissingMember {
        /// What lacks it.
        part: Part,
        /// The member.
        name: String,
    },
    /// A member that must not be there: nothing proves what it says.
    #[error("{part} has the member {name:?}, which does not belong there")]
    UnexpectedMember {
        /// What has it.
        part: Part,
        /// The member.
        name: String,
    },
    /// A member has another form than it should.
    #[error("{part} has a {name:?} that is not what it should be")]
    BadMember {
        /// What has it.
        part: Part,
        /// The member.
        name: String,
    },
    /// There is no holder key.
    #[error("the credential names no holder key (cnf)")]
    HolderKeyMissing,
    /// Not a public key of a kind that is known here.
    #[error("this is not a public key that is known here: P-256 and Ed25519 are possible")]
    BadKey,
    /// A secret key where a public one belongs.
    #[error("this key contains its secret part; only public keys belong here")]
    SecretKeyShown,
    /// Not a secret key.
    #[error("this is not a secret key: PKCS#8 for P-256 (with its public key) or Ed25519 is needed")]
    BadSecretKey,
    /// The key could not sign.
    #[error("the key could not sign")]
    SigningFailed,
    /// More digests than fields are possible.
    #[error("the credential has {0} fields; at most 64 are possible")]
    TooManyFields(usize),
    /// The digests are not strictly ascending.
    #[error("the digests of the fields are not strictly ascending")]
    DigestsNotAscending,
    /// Something is disclosed as an element of an array: fields are disclosed whole.
    #[error("disclosure {} is one of an array's element; fields are disclosed whole", .0.saturating_add(1))]
    ElementDisclosed(usize),
    /// Something below a field is concealed by itself.
    #[error("disclosure {} contains digests in its value; fields are disclosed whole", .0.saturating_add(1))]
    NestedDigests(usize),
    /// The salt has less than 128 bits.
    #[error("disclosure {} has a salt of less than 128 bits", .0.saturating_add(1))]
    ShortSalt(usize),
    /// The field has the name of a claim that is never concealed.
    #[error("{0:?} is a name that no field may have")]
    ReservedName(String),
    /// The same is disclosed twice.
    #[error("disclosure {} occurs twice", .0.saturating_add(1))]
    DuplicateDisclosure(usize),
    /// Two disclosures with the same name.
    #[error("the field {0:?} is disclosed twice")]
    DuplicateField(String),
    /// Something is disclosed that is no field of the credential.
    #[error("disclosure {} is of no field of this credential", .0.saturating_add(1))]
    UnreferencedDisclosure(usize),
    /// The credential lacks disclosures of some of its fields, so that the holder could never show them.
    #[error("the credential has {digests} fields and disclosures of {disclosures}")]
    Incomplete {
        /// How many fields it has.
        digests: usize,
        /// How many of them are disclosed.
        disclosures: usize,
    },
    /// The credential is for another chain.
    #[error("the credential is for another chain")]
    OtherChain,
    /// The proof does not lead to the root.
    #[error("the credential is not what was issued: it is no leaf of the batch")]
    NotInBatch,
    /// The issuer-signed claims and the chain say different things.
    #[error("the credential and the chain differ in {0:?}")]
    ClaimDiffers(&'static str),
    /// The signature of the issuer does not fit.
    #[error("the issuer's signature does not fit")]
    BadIssuerSignature,
    /// No key of the issuer fits.
    #[error("the issuer has no key {0:?}")]
    UnknownIssuerKey(String),
    /// Nobody proves to be the holder, though it was asked for.
    #[error("the holder's proof (key binding) is missing")]
    KeyBindingMissing,
    /// A credential as the holder keeps it has no key binding.
    #[error("this is a presentation for somebody, not a credential to keep")]
    KeyBindingUnexpected,
    /// The holder's signature does not fit.
    #[error("the holder's signature does not fit")]
    BadKeyBinding,
    /// The key binding is for another selection of disclosures.
    #[error("the holder's proof is for other content (sd_hash)")]
    KeyBindingOtherContent,
    /// The key binding is for somebody else.
    #[error("the holder's proof is for another audience: {0:?}")]
    KeyBindingOtherAudience(String),
    /// The key binding answers another question.
    #[error("the holder's proof does not have the number that was asked for (nonce)")]
    KeyBindingOtherNonce,
    /// The key binding is too old.
    #[error("the holder's proof is {0} seconds old, which is too old")]
    KeyBindingTooOld(u64),
    /// The key binding is from the future.
    #[error("the holder's proof is {0} seconds ahead of the clock")]
    KeyBindingFromFuture(u64),
    /// The key is not the one of the credential.
    #[error("this is not the holder's key of the credential")]
    OtherHolderKey,
    /// There is no such field to disclose.
    #[error("the credential has no field {0:?}")]
    NoSuchField(String),
    /// A batch of nothing, or of too many.
    #[error("a batch has 1 to {limit} certificates, not {size}")]
    BadBatchSize {
        /// How many it would have.
        size: usize,
        /// The most that are possible.
        limit: usize,
    },
    /// The interval is empty, or not one of whole seconds.
    #[error("the validity must contain at least one whole second")]
    BadInterval,
    /// Not an absolute URI, or too long.
    #[error("{name} must be an absolute URI of at most 512 bytes, not {value:?}")]
    BadUri {
        /// Which.
        name: &'static str,
        /// What was given.
        value: String,
    },
    /// A name of a schema that no credential can carry.
    #[error("the schema's name must have 1 to 128 bytes")]
    BadSchemaName,
    /// A field is too long.
    #[error("the field {name:?} of certificate {index} has {size} bytes with its salt; at most {limit} are possible")]
    FieldTooLong {
        /// The place of the certificate in the batch.
        index: usize,
        /// The field.
        name: String,
        /// The length of its disclosure, in bytes.
        size: usize,
        /// The most that is possible, in bytes.
        limit: usize,
    },
    /// A certificate of the batch cannot be issued.
    #[error("certificate {index}: {error}")]
    Certificate {
        /// Its place in the batch, from zero.
        index: usize,
        /// Why.
        error: Box<CredentialError>,
    },
    /// The receiver of the credentials failed.
    #[error("the credential could not be written: {0}")]
    Output(String),
    /// Something went wrong in the machine.
    #[error("the work was broken off")]
    Interrupted,
    /// The file of a key is at fault.
    #[error("{message}")]
    KeyFile {
        /// The stable code of the error.
        code: &'static str,
        /// The sentence in English.
        message: String,
        /// The sentence in Korean.
        korean: String,
    },
}

impl From<KeyError> for CredentialError {
    fn from(error: KeyError) -> Self {
        use crate::messages::Explained;
        Self::KeyFile { code: error.code(), message: error.to_string(), korean: error.korean() }
    }
}

impl CredentialError {
    /// A code in `snake_case` that stays the same between versions.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "credential_too_large",
            Self::NotAnSdJwt => "credential_not_an_sd_jwt",
            Self::NotAJwt(_) => "credential_not_a_jwt",
            Self::NotBase64(_) => "credential_not_base64",
            Self::NotJson { .. } => "credential_not_json",
            Self::DuplicateMember { .. } => "credential_duplicate_member",
            Self::Unsigned(_) => "credential_unsigned",
            Self::UnexpectedAlgorithm { .. } => "credential_unexpected_algorithm",
            Self::WrongType { .. } => "credential_wrong_type",
            Self::MissingMember { .. } => "credential_missing_member",
            Self::UnexpectedMember { .. } => "credential_unexpected_member",
            Self::BadMember { .. } => "credential_bad_member",
            Self::HolderKeyMissing => "credential_holder_key_missing",
            Self::BadKey => "credential_bad_key",
            Self::SecretKeyShown => "credential_secret_key_shown",
            Self::BadSecretKey => "credential_bad_secret_key",
            Self::SigningFailed => "credential_signing_failed",
            Self::TooManyFields(_) => "credential_too_many_fields",
            Self::DigestsNotAscending => "credential_digests_not_ascending",
            Self::ElementDisclosed(_) => "credential_element_disclosed",
            Self::NestedDigests(_) => "credential_nested_digests",
            Self::ShortSalt(_) => "credential_short_salt",
            Self::ReservedName(_) => "credential_reserved_name",
            Self::DuplicateDisclosure(_) => "credential_duplicate_disclosure",
            Self::DuplicateField(_) => "credential_duplicate_field",
            Self::UnreferencedDisclosure(_) => "credential_unreferenced_disclosure",
            Self::Incomplete { .. } => "credential_incomplete",
            Self::OtherChain => "credential_other_chain",
            Self::NotInBatch => "credential_not_in_batch",
            Self::ClaimDiffers(_) => "credential_claim_differs",
            Self::BadIssuerSignature => "credential_bad_issuer_signature",
            Self::UnknownIssuerKey(_) => "credential_unknown_issuer_key",
            Self::KeyBindingMissing => "credential_key_binding_missing",
            Self::KeyBindingUnexpected => "credential_key_binding_unexpected",
            Self::BadKeyBinding => "credential_bad_key_binding",
            Self::KeyBindingOtherContent => "credential_key_binding_other_content",
            Self::KeyBindingOtherAudience(_) => "credential_key_binding_other_audience",
            Self::KeyBindingOtherNonce => "credential_key_binding_other_nonce",
            Self::KeyBindingTooOld(_) => "credential_key_binding_too_old",
            Self::KeyBindingFromFuture(_) => "credential_key_binding_from_future",
            Self::OtherHolderKey => "credential_other_holder_key",
            Self::NoSuchField(_) => "credential_no_such_field",
            Self::BadBatchSize { .. } => "credential_bad_batch_size",
            Self::BadInterval => "credential_bad_interval",
            Self::BadUri { .. } => "credential_bad_uri",
            Self::BadSchemaName => "credential_bad_schema_name",
            Self::FieldTooLong { .. } => "credential_field_too_long",
            Self::Certificate { error, .. } => error.code(),
            Self::Output(_) => "credential_output",
            Self::Interrupted => "credential_interrupted",
            Self::KeyFile { code, .. } => code,
        }
    }
}
