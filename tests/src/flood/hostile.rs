//! Transactions that no node may take, and one that takes as much of a block as it may.

use crate::{Outcome, chain::Chain, ensure};
use bogam_primitives::{PrescriptionId, prescription::CancellationReason};
use bogam_runtime::{Hash, Nonce, Runtime, RuntimeCall, Utility};
use codec::{Compact, Decode, Encode};
use frame_support::{dispatch::GetDispatchInfo, traits::PalletInfoAccess};
use serde_json::Value;
use sp_core::sr25519;
use sp_runtime::transaction_validity::InvalidTransaction;

/// How deep calls are nested: so deep that whoever decodes them without a bound has no stack left.
const DEPTH: usize = 50_000;

/// More bytes than a block has for ordinary transactions, which is three quarters of 5 MiB.
const TOO_LONG: usize = 4_300_000;

/// More execution than a block has, in picoseconds.
const TOO_HEAVY: u64 = 2_000_000_000_000;

/// `Utility.batch` and `Utility.force_batch`.
const BATCH: u8 = 0;
const FORCE_BATCH: u8 = 4;

/// The codes with which a node refuses a transaction: the runtime says no; the runtime cannot be asked; what was sent is none; and
/// it has refused the same a moment ago, whatever for.
const INVALID: i64 = 1010;
const NOT_VERIFIED: i64 = 1002;
const OTHER: i64 = 1040;
pub(super) const BANNED: i64 = 1012;

/// How a node refuses a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has not as many bytes as it says: the runtime is not asked.
    Cut,
    /// The runtime cannot read it. Asked about this one alone, its call fails; asked about several, it says that this is no call of its
    /// own (`node/src/pool/validation.rs`).
    Unreadable,
    /// The runtime reads it, and says this.
    Invalid(InvalidTransaction),
}

impl Refusal {
    /// Whether a node refuses so that tells this error.
    pub fn is_told_by(self, error: &Value) -> bool {
        let code = error["code"].as_i64();
        let says = |reason: InvalidTransaction| code == Some(INVALID) && error["data"] == <&'static str>::from(reason);
        match self {
            Self::Cut => code == Some(OTHER),
            Self::Unreadable => code == Some(NOT_VERIFIED) || says(InvalidTransaction::Call),
            Self::Invalid(reason) => says(reason),
        }
    }
}

/// Whether a node that tells this error has refused the same a moment ago, and has not looked at it again.
pub fn is_banned(error: &Value) -> bool {
    error["code"].as_i64() == Some(BANNED)
}

/// A transaction that no node may take.
#[derive(Clone, Debug)]
pub struct Bad {
    /// What it is.
    pub name: &'static str,
    /// What is sent.
    pub bytes: Vec<u8>,
    /// How a node refuses it.
    pub refusal: Refusal,
}

/// A call that does nothing, with so many bytes in it.
pub fn remark(length: usize) -> RuntimeCall {
    frame_system::Call::<Runtime>::remark { remark: vec![7; length] }.into()
}

fn utility(call: u8) -> Outcome<[u8; 2]> {
    Ok([u8::try_from(Utility::index())?, call])
}

/// A call that declares about `weight` of execution, in picoseconds. It takes hardly any: it fails, and is charged in full.
pub fn heavy(weight: u64) -> Outcome<RuntimeCall> {
    let prescription = PrescriptionId(Hash::repeat_byte(0xff));
    let reason = CancellationReason::PrescribingError;
    let one: RuntimeCall = pallet_prescriptions::Call::<Runtime>::cancel { prescription, reason }.into();
    let count = weight / one.get_dispatch_info().call_weight.ref_time().max(1);
    let calls = vec![one; usize::try_from(count)?];
    ensure(!calls.is_empty(), || "one call is too heavy already".into())?;
    let mut bytes = utility(FORCE_BATCH)?.to_vec();
    calls.encode_to(&mut bytes);
    Ok(RuntimeCall::decode(&mut bytes.as_slice())?)
}

/// What no node may take. Those that are signed are by `key`, with the number `nonce`. What gets as far as a pool is different each time, since
/// no signature is made twice: a pool has not seen it before.
pub fn malformed(genesis: Hash, key: &sr25519::Pair, nonce: Nonce) -> Outcome<Vec<Bad>> {
    let small = remark(8);
    let transaction = Chain::signed(genesis, key, nonce, small.clone());
    let mut body = transaction.as_slice();
    Compact::<u32>::decode(&mut body)?;
    // The call comes last.
    let call = small.encode();
    let frame = body.strip_suffix(call.as_slice()).ok_or("a transaction does not end with its call")?;

    let mut nested = frame.to_vec();
    for _ in 0..DEPTH {
        nested.extend(utility(BATCH)?);
        Compact(1u32).encode_to(&mut nested);
    }
    nested.extend(&call);

    // The pallet and the call, and then a length that nothing follows.
    let mut lying = [frame, &call[..2]].concat();
    Compact(u32::MAX).encode_to(&mut lying);

    let mut forged = transaction.clone();
    if let Some(last) = forged.last_mut() {
        *last ^= 1;
    }
    let noise: Vec<u8> = (1..=1_000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    // As noise, it says that it has more bytes than there are.
    let framed = [noise.as_slice(), frame].concat().encode();
    let foreign = Chain::signed(Hash::repeat_byte(1), key, nonce, small);
    let long = Chain::signed(genesis, key, nonce, remark(TOO_LONG));
    let weighty = Chain::signed(genesis, key, nonce, heavy(TOO_HEAVY)?);

    let unsigned = Refusal::Invalid(InvalidTransaction::BadProof);
    let too_much = Refusal::Invalid(InvalidTransaction::ExhaustsResources);
    let all = [
        ("nothing", Vec::new(), Refusal::Cut),
        ("noise", noise, Refusal::Cut),
        ("noise with its own length", framed, Refusal::Unreadable),
        ("noise whose length lies", [Compact(u32::MAX).encode(), vec![0x84; 16]].concat(), Refusal::Cut),
        ("a remark whose length lies", lying.encode(), Refusal::Unreadable),
        ("a transaction whose length lies", [Compact(u32::MAX).encode().as_slice(), body].concat(), Refusal::Cut),
        ("calls within calls", nested.encode(), Refusal::Unreadable),
        ("a call that was changed after it was signed", forged, unsigned),
        ("a transaction for another chain", foreign, unsigned),
        ("more bytes than a block has", long, too_much),
        ("more weight than a block has", weighty, too_much),
    ];
    Ok(all.into_iter().map(|(name, bytes, refusal)| Bad { name, bytes, refusal }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::UncheckedExtrinsic;
    use serde_json::json;
    use sp_core::Pair;
    use sp_runtime::OpaqueExtrinsic;

    #[test]
    fn heavy_call_should_declare_what_it_is_asked_for() {
        let weight = 200_000_000_000;
        let declared = heavy(weight).unwrap().get_dispatch_info().call_weight.ref_time();
        assert!(declared > weight / 2 && declared < weight + weight / 10, "{declared}");
        assert!(heavy(1).is_err());
    }

    #[test]
    fn malformed_transactions_should_be_what_they_are_called() {
        let key = sr25519::Pair::from_seed(&[1; 32]);
        let all = malformed(Hash::zero(), &key, 0).unwrap();
        for Bad { name, bytes, refusal } in &all {
            let is_whole = OpaqueExtrinsic::decode(&mut bytes.as_slice()).is_ok();
            assert_eq!(is_whole, *refusal != Refusal::Cut, "{name}");
            // Nobody decodes those calls without a bound: there is no stack for them.
            if *name != "calls within calls" {
                let is_read = UncheckedExtrinsic::decode(&mut bytes.as_slice()).is_ok();
                assert_eq!(is_read, matches!(refusal, Refusal::Invalid(_)), "{name}");
            }
        }
        // A pool has not seen these before, also if it has seen those.
        for (one, other) in all.iter().zip(malformed(Hash::zero(), &key, 0).unwrap()) {
            assert!(one.refusal == Refusal::Cut || one.bytes != other.bytes, "{}", one.name);
        }
    }

    #[test]
    fn refusal_should_be_told_by_its_code_and_its_reason_and_by_nothing_else() {
        let error = |code: i64, data: &str| json!({ "code": code, "message": "no", "data": data });
        let unsigned = Refusal::Invalid(InvalidTransaction::BadProof);
        assert!(unsigned.is_told_by(&error(1010, "Transaction has a bad signature")));
        assert!(!unsigned.is_told_by(&error(1010, "Transaction is outdated")));
        assert!(!unsigned.is_told_by(&error(1002, "Transaction has a bad signature")));
        assert!(Refusal::Unreadable.is_told_by(&error(1010, "Transaction call is not expected")));
        assert!(Refusal::Unreadable.is_told_by(&error(1002, "Runtime error")));
        assert!(!Refusal::Unreadable.is_told_by(&error(1010, "Transaction has a bad signature")));
        assert!(Refusal::Cut.is_told_by(&error(1040, "Client error")));
        for refusal in [Refusal::Cut, Refusal::Unreadable, unsigned] {
            assert!(!refusal.is_told_by(&error(1012, "banned")) && !refusal.is_told_by(&Value::Null));
        }
        assert!(is_banned(&error(1012, "banned")) && !is_banned(&error(1010, "banned")));
    }
}
