//! What patients have signed: as it travels in files, and as the chain's calls take it.

use crate::chain::runtime::runtime_types::{
    bogam_primitives::statement::{Signed as ChainSigned, Statement as ChainStatement},
    sp_runtime::MultiSignature as ChainSignature,
};
use bogam_primitives::{Signed, Statement};
use codec::{Decode, DecodeAll, Encode};
use sp_runtime::MultiSignature;
use subxt::utils::Static;

/// A signed statement as the chain's calls take it.
pub type ChainStatementOf<Content> = ChainSigned<Static<Content>, ChainSignature>;

/// A signed statement as it is written into files: SCALE in hexadecimal.
pub fn statement_text<Content: Encode>(signed: &Signed<Content, MultiSignature>) -> String {
    format!("0x{}", hex::encode(signed.encode()))
}

/// Reads what [`statement_text`] has written, with white space around it; `None` if it is anything else. Who signed, and
/// whether it counts, is for the chain to judge.
pub fn parse_statement<Content: Decode>(text: &str) -> Option<Signed<Content, MultiSignature>> {
    let bytes = hex::decode(text.trim().trim_start_matches("0x")).ok()?;
    Signed::decode_all(&mut bytes.as_slice()).ok()
}

/// The statement for a call; `None` if its signature is of a kind that the chain does not take.
pub fn for_chain<Content>(signed: Signed<Content, MultiSignature>) -> Option<ChainStatementOf<Content>> {
    let Signed { statement: Statement { genesis, content, expires }, signature } = signed;
    let signature = match signature {
        MultiSignature::Ed25519(signature) => ChainSignature::Ed25519(signature.0),
        MultiSignature::Sr25519(signature) => ChainSignature::Sr25519(signature.0),
        MultiSignature::Ecdsa(signature) => ChainSignature::Ecdsa(signature.0),
        _ => return None,
    };
    Some(ChainSigned { statement: ChainStatement { genesis, content: Static(content), expires }, signature })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        alterations::{altered, cases, edits},
        keys::HolderSecret,
        strangers::read_statement,
    };
    use bogam_primitives::{PrescriptionId, prescription::AcceptPrescription};
    use proptest::prelude::*;
    use sp_core::H256;

    fn signed() -> Signed<AcceptPrescription, MultiSignature> {
        let key = HolderSecret::from_bytes([7; 32]).key().unwrap();
        key.sign_acceptance(H256::repeat_byte(1), PrescriptionId(H256::repeat_byte(2)), 3, 4, 5)
    }

    #[test]
    fn statement_should_be_read_as_it_was_written_and_nothing_else_should() {
        let own = signed();
        let text = statement_text(&own);
        assert_eq!(parse_statement(&format!(" {text}\n")), Some(own));
        assert_eq!(parse_statement::<AcceptPrescription>(&format!("{text}00")), None);
        assert_eq!(parse_statement::<AcceptPrescription>(&text[..text.len() - 2]), None);
        assert_eq!(parse_statement::<AcceptPrescription>("a statement"), None);
    }

    #[test]
    fn statement_should_say_the_same_on_chain() {
        let own = signed();
        let chain = for_chain(own.clone()).unwrap();
        assert_eq!(chain.statement.content.0, own.statement.content);
        assert_eq!((chain.statement.genesis, chain.statement.expires), (own.statement.genesis, own.statement.expires));
        let MultiSignature::Sr25519(signature) = own.signature else { panic!("the key signs otherwise") };
        assert_eq!(chain.signature, ChainSignature::Sr25519(signature.0));
    }

    proptest! {
        #![proptest_config(cases(3_000))]

        #[test]
        fn statement_should_be_read_or_refused_without_panic_when_altered(edits in edits()) {
            read_statement(&altered(statement_text(&signed()).as_bytes(), &edits, b"0123456789abcdefx \n"));
        }
    }
}
