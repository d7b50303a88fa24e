//! What blocks take when they are executed again, against what they declare.
//!
//! The node executes a block again on the state of its parent when it is asked for `Core_execute_block` through `state_call`:
//! with the WASM runtime, the executor and the database that it uses anyway, and without a build of its own with benchmarks in
//! it. Signatures are verified, if the node remembers none, and the state root is computed and compared, as at an import; nothing is written. It is done
//! when nothing else runs, because what a node takes while it shares two cores with three others and a generator is not
//! what its block takes.
//!
//! What carrying the block to the node takes is measured with a call of the same size that does not exist, and taken off.

use super::{
    blocks::{self, BlockFacts, Whole, shown},
    statistics::{median, ratio},
};
use bogam_runtime::{BlockNumber, Hash, Header};
use bogam_tests::{Failure, Outcome, chain::Chain, ensure};
use codec::{Compact, Encode};
use serde::Serialize;
use serde_json::{Value, json};
use sp_runtime::DigestItem;
use std::time::{Duration, Instant};

/// Executes a block.
const EXECUTE: &str = "Core_execute_block";

/// What no runtime has.
const NOTHING: &str = "Core_do_nothing";

/// A block that was executed again.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Execution {
    /// Its height.
    pub height: BlockNumber,
    /// How many signed transactions it has.
    pub transactions: usize,
    /// What it declares, in seconds.
    pub declared_seconds: f64,
    /// What each execution took, carrying included, in seconds.
    pub executions: Vec<f64>,
    /// What carrying it took each time, in seconds.
    pub carriages: Vec<f64>,
    /// The median of the executions less that of the carriages, against what is declared.
    pub ratio: f64,
}

/// The block without its seal, as the runtime takes it, and the hash of its parent.
fn unsealed(block: Whole) -> Outcome<(Vec<u8>, Hash)> {
    let Whole { header, transactions, .. } = block;
    let mut header: Header = serde_json::from_value(header)?;
    // The node takes the seal off before the runtime sees a block.
    header.digest.logs.retain(|item| !matches!(item, DigestItem::Seal(..)));
    let parent = header.parent_hash;
    let mut bytes = header.encode();
    Compact(u32::try_from(transactions.len())?).encode_to(&mut bytes);
    for transaction in transactions {
        bytes.extend(transaction);
    }
    Ok((bytes, parent))
}

/// How long the node takes to answer, and what it answers.
fn ask(chain: &Chain, method: &str, input: &str, at: &str) -> (Duration, Outcome<Value>) {
    let question = json!([method, input, at]);
    let began = Instant::now();
    let answer = chain.call("state_call", question);
    (began.elapsed(), answer)
}

/// Executes these blocks again, each `repeats` times after a first time that does not count.
pub fn again(chain: &Chain, facts: &[BlockFacts], repeats: u32) -> Outcome<Vec<Execution>> {
    facts.iter().map(|facts| one(chain, facts, repeats)).collect()
}

fn one(chain: &Chain, facts: &BlockFacts, repeats: u32) -> Outcome<Execution> {
    let (bytes, parent) = unsealed(blocks::whole(chain, facts.height)?)?;
    let (input, at) = (format!("0x{}", hex::encode(bytes)), shown(parent));
    let (mut executions, mut carriages) = (Vec::new(), Vec::new());
    for round in 0..=repeats {
        let (carriage, refusal) = ask(chain, NOTHING, &input, &at);
        ensure(refusal.is_err(), || format!("the runtime has {NOTHING}"))?;
        // A node drops the instance of the runtime in which something failed: the next one is made here.
        ask(chain, "Core_version", "0x", &at).1?;
        let (execution, answer) = ask(chain, EXECUTE, &input, &at);
        answer.map_err(|failure| failure.within(format!("block {} cannot be executed again", facts.height)))?;
        if round > 0 {
            executions.push(execution.as_secs_f64());
            carriages.push(carriage.as_secs_f64());
        }
    }
    let (execution, carriage) = median(&executions).zip(median(&carriages)).ok_or("nothing was executed")?;
    let ratio = ratio(execution - carriage, facts.declared_seconds);
    let ratio = ratio.ok_or_else(|| Failure(format!("block {} declares that it takes no time", facts.height)))?;
    Ok(Execution {
        height: facts.height,
        transactions: facts.transactions,
        declared_seconds: facts.declared_seconds,
        executions,
        carriages,
        ratio,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::{Block, Runtime, UncheckedExtrinsic};
    use codec::Decode;
    use sp_runtime::Digest;

    #[test]
    fn block_should_be_as_the_runtime_takes_it_without_its_seal() {
        let kept = DigestItem::PreRuntime(*b"aura", vec![1, 2]);
        let digest = Digest { logs: vec![kept.clone(), DigestItem::Seal(*b"aura", vec![3])] };
        let header = Header {
            parent_hash: Hash::repeat_byte(1),
            number: 7,
            state_root: Hash::repeat_byte(2),
            extrinsics_root: Hash::repeat_byte(3),
            digest,
        };
        let call = frame_system::Call::<Runtime>::remark { remark: vec![4] };
        let bare = UncheckedExtrinsic::new_bare(call.into());
        let whole = |header: Value| Whole { hash: Hash::zero(), header, transactions: vec![bare.encode()] };
        let (bytes, parent) = unsealed(whole(serde_json::to_value(&header).unwrap())).unwrap();
        let block = Block::decode(&mut bytes.as_slice()).unwrap();
        assert_eq!(parent, Hash::repeat_byte(1));
        assert_eq!(block.header.digest.logs, [kept]);
        assert_eq!((block.header.number, block.extrinsics.encode()), (7, vec![bare.clone()].encode()));
        assert!(unsealed(whole(json!({}))).is_err());
    }
}
