//! Statements: what a holder signs off chain when somebody else submits it.
//!
//! A patient with a printed code sends no transaction. What the code's key decides, it says in a [`Statement`], and the
//! pharmacy submits it. A statement is bound to
//!
//! - its **purpose**, by the content's tag, so that a signature for one purpose never serves another;
//! - one **chain**, by the genesis hash;
//! - an **expiry** on the wall clock;
//! - and through its content to who may use it, and to state that its use changes, so that it serves once.

use crate::Moment;
use codec::Encode;
use frame_support::stored;
use sp_core::H256;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// The prefix of every signed statement. No transaction's signing payload starts like this.
pub const STATEMENT_PREFIX: &str = "bogam/statement/v1";

/// What a statement can be about.
pub trait StatementContent: Encode {
    /// Names the purpose and its version, for example `bogam/accept-prescription/v1`.
    const TAG: &'static str;
}

/// What a holder decides, for which chain, and until when it counts.
#[stored(no_skip_type_params)]
pub struct Statement<Content> {
    /// The hash of block zero of the chain that the statement is for.
    pub genesis: H256,
    /// What is decided.
    pub content: Content,
    /// From this moment on the statement no longer counts.
    pub expires: Moment,
}

/// A statement with the signature over it.
#[stored(no_skip_type_params)]
pub struct Signed<Content, Signature> {
    /// What is said.
    pub statement: Statement<Content>,
    /// The signature over [`Statement::signing_payload`].
    pub signature: Signature,
}

/// Why a statement does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementError {
    /// It was made for a chain with another genesis.
    ForeignChain,
    /// Its expiry has passed.
    Expired,
    /// The signature is not the expected signer's over exactly this statement.
    BadSignature,
}

impl<Content: StatementContent> Statement<Content> {
    /// The bytes to sign: prefix, purpose, and the statement itself, in SCALE.
    pub fn signing_payload(&self) -> alloc::vec::Vec<u8> {
        (STATEMENT_PREFIX, Content::TAG, self).encode()
    }
}

impl<Content: StatementContent, Signature: Verify> Signed<Content, Signature> {
    /// Checks chain, expiry and signature, in this order. The content is for the caller to judge.
    pub fn verify<AccountId>(&self, genesis: &H256, now: Moment, signer: &AccountId) -> Result<&Content, StatementError>
    where
        Signature::Signer: IdentifyAccount<AccountId = AccountId>,
    {
        if self.statement.genesis != *genesis {
            return Err(StatementError::ForeignChain);
        }
        if now >= self.statement.expires {
            return Err(StatementError::Expired);
        }
        if !self.signature.verify(self.statement.signing_payload().as_slice(), signer) {
            return Err(StatementError::BadSignature);
        }
        Ok(&self.statement.content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_core::{Pair, sr25519};
    use sp_runtime::{AccountId32, MultiSignature};

    #[derive(Clone, Encode)]
    struct Eat(u32);
    impl StatementContent for Eat {
        const TAG: &'static str = "test/eat/v1";
    }

    /// Encodes as `Eat` does, but is about something else.
    #[derive(Clone, Encode)]
    struct Drink(u32);
    impl StatementContent for Drink {
        const TAG: &'static str = "test/drink/v1";
    }

    const GENESIS: H256 = H256::repeat_byte(7);

    fn signed_by(key: &sr25519::Pair, content: Eat) -> Signed<Eat, MultiSignature> {
        let statement = Statement { genesis: GENESIS, content, expires: 100 };
        let signature = key.sign(&statement.signing_payload()).into();
        Signed { statement, signature }
    }

    fn key(seed: u8) -> (sr25519::Pair, AccountId32) {
        let pair = sr25519::Pair::from_seed(&[seed; 32]);
        let account = pair.public().into();
        (pair, account)
    }

    #[test]
    fn statement_should_verify_for_its_chain_before_its_expiry_and_its_signer() {
        let (pair, account) = key(1);
        assert_eq!(signed_by(&pair, Eat(3)).verify(&GENESIS, 99, &account).map(|eat| eat.0), Ok(3));
    }

    #[test]
    fn statement_should_be_refused_for_another_chain_late_or_by_another_key() {
        let ((pair, account), (_, other)) = (key(1), key(2));
        let signed = signed_by(&pair, Eat(3));
        let refusal = |genesis, now, signer| signed.verify(&genesis, now, signer).err();

        assert_eq!(refusal(H256::zero(), 99, &account), Some(StatementError::ForeignChain));
        assert_eq!(refusal(GENESIS, 100, &account), Some(StatementError::Expired));
        assert_eq!(refusal(GENESIS, 99, &other), Some(StatementError::BadSignature));
    }

    #[test]
    fn signature_should_not_serve_another_purpose_or_an_altered_content() {
        let (pair, account) = key(1);
        let Signed { statement, signature } = signed_by(&pair, Eat(3));
        let Statement { genesis, expires, .. } = statement;

        let purpose =
            Signed { statement: Statement { genesis, content: Drink(3), expires }, signature: signature.clone() };
        assert_eq!(purpose.verify(&GENESIS, 99, &account).err(), Some(StatementError::BadSignature));

        let altered = Signed { statement: Statement { genesis, content: Eat(4), expires }, signature };
        assert_eq!(altered.verify(&GENESIS, 99, &account).err(), Some(StatementError::BadSignature));
    }
}
