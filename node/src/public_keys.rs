//! Keys that everybody has: a chain that serves patients must not begin with one of them.
//!
//! They follow from the development phrase, which stands in the SDK's sources: those of `//Alice` to `//Ferdie` and the other
//! names of the SDK's keyring, and those of the development consortium's people. Whoever edits a preset into a real chain spec
//! replaces them one by one, and forgets one easily: an admin, a validator's session key, or who may issue money.
//!
//! The genesis state is searched, not the JSON: a raw chain spec has nothing else, and no place can be forgotten here.

use bogam_runtime::{AccountId, genesis::consortium};
use sc_service::{ChainSpec, ChainType};
use sp_core::{
    Pair,
    crypto::DEV_PHRASE,
    ecdsa, ed25519,
    hexdisplay::HexDisplay,
    sr25519,
    storage::{Storage, well_known_keys},
};
use sp_io::hashing::twox_128;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{MultiSigner, traits::IdentifyAccount};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many keys an error names at most.
const MOST_NAMED: usize = 5;
/// How long a key is, and the part of a storage key that tells pallet and item.
const LENGTH: usize = 32;

/// What is said of the places where a key gives a role: pallet, item, and what the key is there. In the order in which they are
/// told.
const PLACES: [(&str, &str, &str); 20] = [
    ("Registry", "Organisations", "admin of an organisation"),
    ("Registry", "Admins", "admin of an organisation"),
    ("Registry", "Seats", "seat"),
    ("Registry", "SeatHistory", "seat"),
    ("Registry", "Admitted", "admitted account"),
    ("Validators", "Candidates", "validator"),
    ("Session", "Validators", "validator"),
    ("Session", "NextKeys", "session key"),
    ("Session", "QueuedKeys", "session key"),
    ("Session", "KeyOwner", "session key"),
    ("Aura", "Authorities", "author of blocks"),
    ("Grandpa", "Authorities", "voter on finality"),
    ("Council", "Members", "member of the council"),
    ("Council", "Prime", "first member of the council"),
    ("CouncilMembership", "Members", "member of the council"),
    ("CouncilMembership", "Prime", "first member of the council"),
    ("Claims", "ClearingAgent", "clearing agent"),
    ("Balances", "Account", "account with money"),
    ("Balances", "Holds", "account with money"),
    ("System", "Account", "account"),
];

/// The first 32 bytes of every storage key of an item.
fn prefix_of(pallet: &str, item: &str) -> [u8; LENGTH] {
    let mut prefix = [0; LENGTH];
    let (first, second) = prefix.split_at_mut(LENGTH / 2);
    first.copy_from_slice(&twox_128(pallet.as_bytes()));
    second.copy_from_slice(&twox_128(item.as_bytes()));
    prefix
}

/// The account of a secret URI, which is also its public key unless it is ECDSA's.
fn account_of<P: Pair>(uri: &str) -> Option<AccountId>
where
    MultiSigner: From<P::Public>,
{
    let pair = P::from_string(uri, None).ok()?;
    Some(MultiSigner::from(pair.public()).into_account())
}

/// The secret URIs that everybody knows.
fn secret_uris() -> Vec<String> {
    let keyring = Sr25519Keyring::iter().map(|key| format!("//{}", <&'static str>::from(key)));
    let people = consortium::KEYS.into_iter().map(|key| key.uri.to_owned());
    // The phrase without any derivation is a key too.
    keyring.chain(people).chain([DEV_PHRASE.to_owned()]).collect()
}

/// The keys that everybody has, with what they are called, for each of the schemes with which accounts and validators sign.
fn public_keys() -> HashMap<[u8; LENGTH], String> {
    let uris = secret_uris();
    uris.iter()
        .flat_map(|uri| {
            let name = if uri == DEV_PHRASE { "the development phrase" } else { uri.as_str() };
            [
                (account_of::<sr25519::Pair>(uri), "sr25519"),
                (account_of::<ed25519::Pair>(uri), "ed25519"),
                (account_of::<ecdsa::Pair>(uri), "ecdsa"),
            ]
            .into_iter()
            .filter_map(move |(account, scheme)| {
                let account = account?;
                let called = format!("{name} ({scheme}, {account})");
                Some((account.into(), called))
            })
        })
        .collect()
}

/// Where in the state each of the keys that everybody has occurs: places of [`PLACES`] by their number, others by their storage
/// key's prefix.
fn find(state: &Storage) -> BTreeMap<String, BTreeSet<(usize, String)>> {
    let keys = public_keys();
    let places = PLACES.map(|(pallet, item, _)| prefix_of(pallet, item));
    let mut found: BTreeMap<String, BTreeSet<(usize, String)>> = BTreeMap::new();
    let children = state.children_default.values().flat_map(|child| &child.data);
    // The runtime itself has the presets, and gives nobody a role by that.
    for (key, value) in state.top.iter().filter(|(key, _)| key.as_slice() != well_known_keys::CODE).chain(children) {
        for window in [key, value].into_iter().flat_map(|bytes| bytes.windows(LENGTH)) {
            let Some(name) = <[u8; LENGTH]>::try_from(window).ok().and_then(|window| keys.get(&window)) else {
                continue;
            };
            let prefix = key.get(..LENGTH).unwrap_or(key);
            let number = places.iter().position(|place| place.as_slice() == prefix).unwrap_or(PLACES.len());
            let place = match PLACES.get(number) {
                Some((pallet, item, role)) => format!("{role} in {pallet}.{item}"),
                None => format!("something in the storage under 0x{}", HexDisplay::from(&prefix)),
            };
            found.entry(name.clone()).or_default().insert((number, place));
        }
    }
    found
}

/// Refuses a genesis state that names a key that everybody has.
fn check_state(state: &Storage) -> Result<(), String> {
    let found = find(state);
    if found.is_empty() {
        return Ok(());
    }
    let named = found.iter().take(MOST_NAMED).map(|(name, places)| {
        let places = places.iter().map(|(_, place)| place.as_str()).collect::<Vec<_>>();
        format!("{name} as {}", places.join(", "))
    });
    let named = named.collect::<Vec<_>>().join("; ");
    let more = match found.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Err(format!(
        "this chain spec is for real use, and its genesis gives a role to development keys, which everybody has: \
         {named}{more}. Replace them; or, if the chain is for tests, say so: chainType Local"
    ))
}

/// Whether a chain spec is for real use: one that is neither `Development` nor `Local`.
pub fn is_for_real_use(spec: &dyn ChainSpec) -> bool {
    match spec.chain_type() {
        ChainType::Development | ChainType::Local => false,
        ChainType::Live | ChainType::Custom(_) => true,
    }
}

/// Refuses a chain spec for real use whose genesis names a key that everybody has.
///
/// # Errors
/// What the keys are called and where they are; or why there is no genesis state.
pub fn refuse(spec: &dyn ChainSpec) -> Result<(), String> {
    if is_for_real_use(spec) { genesis(spec).map(drop) } else { Ok(()) }
}

/// The genesis state of a chain spec that is not refused. Without a raw spec it takes the runtime seconds to make it: whoever
/// needs it anyway need not have it made twice.
///
/// # Errors
/// As [`refuse`].
pub fn genesis(spec: &dyn ChainSpec) -> Result<Storage, String> {
    let state = spec.as_storage_builder().build_storage()?;
    if is_for_real_use(spec) {
        check_state(&state)?;
    }
    Ok(state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_runtime::{RuntimeGenesisConfig, genesis};
    use sc_chain_spec::json_merge;
    use serde_json::{Value, json};
    use sp_keyring::Ed25519Keyring;
    use sp_runtime::BuildStorage;

    /// The preset of four validators, as a patch of the default genesis.
    fn preset() -> Value {
        serde_json::from_slice(&genesis::preset(&genesis::LOCAL.into()).unwrap()).unwrap()
    }

    /// The same with keys that nobody has.
    fn private() -> Value {
        let mut text = preset().to_string();
        for (number, key) in (1u32..).zip(public_keys().into_keys()) {
            let mut own = [0x5a; LENGTH];
            own[..4].copy_from_slice(&number.to_le_bytes());
            text = text.replace(&AccountId::from(key).to_string(), &AccountId::from(own).to_string());
        }
        serde_json::from_str(&text).unwrap()
    }

    fn state(patch: Value) -> Storage {
        let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
        json_merge(&mut config, patch);
        serde_json::from_value::<RuntimeGenesisConfig>(config).unwrap().build_storage().unwrap()
    }

    /// The error for the private genesis after an edit.
    fn refused(edit: impl FnOnce(&mut Value)) -> String {
        let mut patch = private();
        edit(&mut patch);
        check_state(&state(patch)).unwrap_err()
    }

    #[test]
    fn keys_should_be_those_of_the_keyrings_and_of_the_consortium() {
        let keys = public_keys();
        assert_eq!(keys.len(), 3 * secret_uris().len(), "two of them are the same");
        for key in Sr25519Keyring::iter() {
            assert!(keys.contains_key(&key.to_raw_public()), "{key}");
        }
        for key in Ed25519Keyring::iter() {
            assert!(keys.contains_key(&key.to_raw_public()), "{key}");
        }
        for key in consortium::KEYS {
            let account: [u8; LENGTH] = key.account().into();
            assert!(keys[&account].starts_with(key.uri));
        }
    }

    #[test]
    fn genesis_should_be_refused_when_it_is_the_presets() {
        let found = find(&state(preset()));
        // All people, and two keys of each of the four validators.
        assert_eq!(found.len(), consortium::KEYS.len() + 2 * 4, "{:?}", found.keys());
        let error = check_state(&state(preset())).unwrap_err();
        assert!(error.contains("development keys") && error.contains("and 33 more"), "{error}");
    }

    #[test]
    fn genesis_should_be_accepted_when_all_keys_are_others() {
        assert!(preset().to_string().contains(&Sr25519Keyring::Alice.to_account_id().to_string()));
        check_state(&state(private())).unwrap();
    }

    #[test]
    fn genesis_should_be_refused_when_one_key_is_everybodys() {
        let aura = Sr25519Keyring::Alice.to_account_id().to_string();
        let error = refused(|patch| patch["session"]["keys"][0][2]["aura"] = json!(aura));
        assert!(error.contains(&format!("//Alice (sr25519, {aura})")), "{error}");
        assert!(
            error.contains("session key in Session.NextKeys") && error.contains("author of blocks in Aura"),
            "{error}"
        );

        let grandpa = Ed25519Keyring::Bob.to_account_id().to_string();
        let error = refused(|patch| patch["session"]["keys"][3][2]["grandpa"] = json!(grandpa));
        assert!(
            error.contains(&format!("//Bob (ed25519, {grandpa})")) && error.contains("Grandpa.Authorities"),
            "{error}"
        );

        let admin = account_of::<ecdsa::Pair>("//Charlie").unwrap().to_string();
        let error = refused(|patch| patch["registry"]["organisations"][8]["admin"] = json!(admin));
        assert!(error.contains(&format!("//Charlie (ecdsa, {admin}) as admin of an organisation")), "{error}");
        assert!(error.contains("member of the council in Council.Members"), "{error}");

        let seat = consortium::PHARMACIST_A.account().to_string();
        let error = refused(|patch| patch["registry"]["seats"][0]["account"] = json!(seat));
        assert!(
            error.contains("//PharmacyA//Pharmacist (sr25519") && error.contains("seat in Registry.Seats"),
            "{error}"
        );

        let agent = Sr25519Keyring::FerdieStash.to_account_id().to_string();
        let error = refused(|patch| patch["claims"]["clearingAgent"] = json!(agent));
        assert!(
            error.contains("//Ferdie//stash") && error.contains("clearing agent in Claims.ClearingAgent"),
            "{error}"
        );

        let rich = Sr25519Keyring::Eve.to_account_id().to_string();
        let error = refused(|patch| patch["balances"] = json!({ "balances": [[rich, 1_000_000]] }));
        assert!(error.contains("//Eve (sr25519") && error.contains("account in System.Account"), "{error}");
    }

    #[test]
    fn genesis_should_be_refused_when_a_key_is_in_a_place_without_a_name() {
        let mut state = state(private());
        state.top.insert(vec![0xab; 40], Sr25519Keyring::Dave.to_raw_public().to_vec());
        let error = check_state(&state).unwrap_err();
        assert!(
            error.contains("//Dave (sr25519") && error.contains(&format!("under 0x{}", "ab".repeat(LENGTH))),
            "{error}"
        );
        // The runtime's own presets are no roles.
        let code = state.top.remove([0xab; 40].as_slice()).unwrap();
        state.top.insert(well_known_keys::CODE.to_vec(), code);
        check_state(&state).unwrap();
    }
}
