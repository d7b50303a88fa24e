//! The chain of the stock solo-chain template with as many validators as ours: its own local preset, which has two, with two
//! more development keys among the authorities. Nothing else of it is changed.

use super::rig::finished;
use bogam_tests::{Failure, Outcome};
use serde_json::{Value, json};
use sp_core::{Pair, crypto::Ss58Codec, ed25519, sr25519};
use std::{path::Path, process::Command, time::Duration};

/// How long the template may take to write its chain spec.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the template writes its chain spec: today's way, and the one before.
const WAYS: [&[&str]; 2] = [&["export-chain-spec", "--chain", "local"], &["build-spec", "--chain", "local"]];

/// The chain spec of `binary` with these validators.
pub fn chain_spec(binary: &Path, names: &[&str]) -> Outcome<Value> {
    let mut last = Failure::new("no way was tried");
    for way in WAYS {
        match finished(Command::new(binary).args(way), PATIENCE) {
            Ok((spec, _)) => return with_authorities(serde_json::from_slice(&spec)?, names),
            Err(failure) => last = failure,
        }
    }
    Err(last.within("the stock node writes no chain spec"))
}

/// The address of a development key of this scheme.
fn address<P: Pair>(name: &str) -> Outcome<String>
where
    P::Public: Ss58Codec,
{
    let pair = P::from_string(&format!("//{name}"), None);
    let pair = pair.map_err(|error| Failure(format!("//{name} is no key: {error:?}")))?;
    Ok(pair.public().to_ss58check())
}

/// The same chain spec with these validators instead of its own.
fn with_authorities(mut spec: Value, names: &[&str]) -> Outcome<Value> {
    let (mut aura, mut grandpa) = (Vec::new(), Vec::new());
    for name in names {
        aura.push(json!(address::<sr25519::Pair>(name)?));
        grandpa.push(json!([address::<ed25519::Pair>(name)?, 1]));
    }
    // A preset is written as what differs from the default, or as all of it.
    let places = ["/genesis/runtimeGenesis/patch", "/genesis/runtimeGenesis/config"];
    let place = places.into_iter().find(|place| spec.pointer(place).is_some_and(Value::is_object));
    let place = place.ok_or("the stock chain spec has no genesis that can be edited")?;
    let config = spec.pointer_mut(place).ok_or("the stock chain spec has no genesis")?;
    if !config["aura"]["authorities"].is_array() || !config["grandpa"]["authorities"].is_array() {
        return Err(
            "the stock chain spec has no authorities of Aura and GRANDPA: is it the solo-chain template?".into()
        );
    }
    config["aura"]["authorities"] = Value::Array(aura);
    config["grandpa"]["authorities"] = Value::Array(grandpa);
    // They know each other from the command line.
    spec["bootNodes"] = json!([]);
    Ok(spec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_should_be_replaced_and_nothing_else() {
        let spec = json!({
            "name": "Local Testnet",
            "bootNodes": ["/dns/elsewhere"],
            "genesis": { "runtimeGenesis": { "code": "0x01", "patch": {
                "aura": { "authorities": ["a", "b"] },
                "balances": { "balances": [["c", 1]] },
                "grandpa": { "authorities": [["a", 1], ["b", 1]] },
            } } },
        });
        let changed = with_authorities(spec, &["Alice", "Bob", "Charlie", "Dave"]).unwrap();
        let patch = &changed["genesis"]["runtimeGenesis"]["patch"];
        // The well-known addresses of Alice's keys.
        assert_eq!(patch["aura"]["authorities"][0], "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
        assert_eq!(patch["grandpa"]["authorities"][0], json!(["5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu", 1]));
        assert_eq!(patch["aura"]["authorities"].as_array().map(Vec::len), Some(4));
        assert_eq!(patch["grandpa"]["authorities"].as_array().map(Vec::len), Some(4));
        assert_eq!(patch["balances"], json!({ "balances": [["c", 1]] }));
        assert_eq!(changed["bootNodes"], json!([]));
    }

    #[test]
    fn chain_spec_should_be_refused_when_it_is_another_chain() {
        let raw = json!({ "genesis": { "raw": {} } });
        assert!(with_authorities(raw, &["Alice"]).is_err());
        let other = json!({ "genesis": { "runtimeGenesis": { "patch": { "babe": {} } } } });
        assert!(with_authorities(other, &["Alice"]).is_err());
    }
}
