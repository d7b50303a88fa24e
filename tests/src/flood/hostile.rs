//! Transactions that no node may take, and one that takes as much of a block as it may.

use crate::{Outcome, chain::Chain, ensure};
use bogam_primitives::{PrescriptionId, prescription::CancellationReason};
use bogam_runtime::{Hash, Nonce, Runtime, RuntimeCall, Utility};
use codec::{Compact, Decode, Encode};
use frame_support::{dispatch::GetDispatchInfo, traits::PalletInfoAccess};
use sp_core::sr25519;

/// How deep calls are nested: so deep that whoever decodes them without a bound has no stack left.
const DEPTH: usize = 50_000;

/// More bytes than a block has for ordinary transactions, which is three quarters of 5 MiB.
const TOO_LONG: usize = 4_300_000;

/// More execution than a block has, in picoseconds.
const TOO_HEAVY: u64 = 2_000_000_000_000;

/// `Utility.batch` and `Utility.force_batch`.
const BATCH: u8 = 0;
const FORCE_BATCH: u8 = 4;

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

/// What no node may take, each with what it is. Those that are signed are by `key`, with the number `nonce`.
pub fn malformed(genesis: Hash, key: &sr25519::Pair, nonce: Nonce) -> Outcome<Vec<(&'static str, Vec<u8>)>> {
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
    let noise: Vec<u8> = (0..1_000u32).flat_map(|number| number.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    Ok(vec![
        ("nothing", Vec::new()),
        ("noise", noise),
        ("noise whose length lies", [Compact(u32::MAX).encode(), vec![0x84; 16]].concat()),
        ("a remark whose length lies", lying.encode()),
        ("a transaction whose length lies", [Compact(u32::MAX).encode().as_slice(), body].concat()),
        ("calls within calls", nested.encode()),
        ("a call that was changed after it was signed", forged),
        ("a transaction for another chain", Chain::signed(Hash::repeat_byte(1), key, nonce, small)),
        ("more bytes than a block has", Chain::signed(genesis, key, nonce, remark(TOO_LONG))),
        ("more weight than a block has", Chain::signed(genesis, key, nonce, heavy(TOO_HEAVY)?)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::UncheckedExtrinsic;
    use sp_core::Pair;

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
        let decodes = |name: &str| {
            let (_, bytes) = all.iter().find(|(other, _)| *other == name).unwrap();
            UncheckedExtrinsic::decode(&mut bytes.as_slice()).is_ok()
        };
        for name in ["nothing", "noise", "noise whose length lies", "a remark whose length lies"] {
            assert!(!decodes(name), "{name}");
        }
        for name in ["a transaction for another chain", "more bytes than a block has", "more weight than a block has"] {
            assert!(decodes(name), "{name}");
        }
    }
}
