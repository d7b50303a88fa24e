//! Bytes of state: what a record adds to the tree that the chain's state is.
//!
//! Records are made by the runtime itself, natively. What they add is found by comparing the storage before and after, by map; what
//! that takes is the difference of all nodes of the tree with and without it. The tree has the chain's layout, in which a
//! value of more than 32 bytes is a node of its own, and nodes are kept by their hash: equal ones once, as ParityDB does.

use crate::{environment::Environment, failure::Failure, genesis, records::Record};
use bogam_runtime::AllPalletsWithSystem;
use frame_support::traits::StorageInfoTrait;
use serde::Serialize;
use sp_core::{Blake2Hasher, H256};
use sp_state_machine::BasicExternalities;
use sp_trie::{MemoryDB, TrieMut, trie_types::TrieDBMutBuilderV1};
use std::{collections::BTreeMap, fmt::Write};

/// What a map may add to an encoded value, in bytes: its key, hashes, and the nodes above it.
pub const PER_MAP: f64 = 160.0;

/// In how many maps a record may be.
pub const MOST_MAPS: usize = 2;

/// How long the prefix of a map is.
const PREFIX: usize = 32;

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

/// What a sort of record adds to one map. All but the number of entries is in bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapFigures {
    /// The pallet and the map, as the runtime calls them.
    pub map: String,
    /// Whether the map is of the pallet whose record it is.
    pub own: bool,
    /// How many entries each record adds.
    pub entries: f64,
    /// The length of their keys.
    pub key: f64,
    /// The length of their values.
    pub value: f64,
    /// What they add to the nodes of the tree.
    pub tree: f64,
    /// What that should be at most.
    pub bound: f64,
    /// Whether it is.
    pub within: bool,
}

/// What a sort of record adds to the state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RecordFigures {
    /// The record.
    pub record: String,
    /// How many were made.
    pub count: u32,
    /// In which maps each has entries.
    pub maps: Vec<MapFigures>,
    /// The record that is made with it, where one is.
    pub companion: Option<String>,
    /// The bytes of its values.
    pub value: f64,
    /// The bytes that it adds to the tree, changes of other records included.
    pub tree: f64,
    /// What that should be at most: its values, and what each map may add.
    pub bound: f64,
    /// Whether it is.
    pub within_bytes: bool,
    /// Whether it is in no more maps than it may be; with a companion, both in no more than two may be.
    pub within_maps: bool,
}

/// Makes `count` records of a sort, and counts.
pub fn measure(record: Record, count: u32) -> Result<RecordFigures, Failure> {
    let mut storage = genesis::state(&record.plan(count))?;
    BasicExternalities::execute_with_storage(&mut storage, || {
        (0..count).try_for_each(|number| record.prepare(number))
    })?;
    let before = storage.top.clone();
    BasicExternalities::execute_with_storage(&mut storage, || (0..count).try_for_each(|number| record.make(number)))?;
    figures(record, count, &before, &storage.top)
}

/// Compares the state before and after.
fn figures(record: Record, count: u32, before: &Entries, after: &Entries) -> Result<RecordFigures, Failure> {
    let names = names();
    let each = |total: usize| total as f64 / f64::from(count.max(1));
    let ground = tree_bytes(before)?;
    // A record may also shorten others; what is measured here only ever adds.
    let added = |bytes: usize| each(bytes.saturating_sub(ground));

    type Entry<'a> = (&'a Vec<u8>, &'a Vec<u8>);
    let mut by_map: BTreeMap<&[u8], Vec<Entry<'_>>> = BTreeMap::new();
    for (key, value) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        by_map.entry(key.get(..PREFIX).unwrap_or(key)).or_default().push((key, value));
    }
    let mut maps = Vec::new();
    for (prefix, entries) in by_map {
        let mut with = before.clone();
        with.extend(entries.iter().map(|(key, value)| ((*key).clone(), (*value).clone())));
        let (pallet, name) = names.get(prefix).cloned().unwrap_or_else(|| ("?".to_owned(), format!("{prefix:02x?}")));
        let value = each(entries.iter().map(|(_, value)| value.len()).sum());
        let (tree, bound) = (added(tree_bytes(&with)?), value + PER_MAP);
        maps.push(MapFigures {
            map: format!("{pallet}.{name}"),
            own: pallet == record.pallet(),
            entries: each(entries.len()),
            key: entries.iter().map(|(key, _)| key.len()).sum::<usize>() as f64 / entries.len().max(1) as f64,
            value,
            tree,
            bound,
            within: tree <= bound,
        });
    }
    let records = 1 + usize::from(record.companion().is_some());
    let value: f64 = maps.iter().map(|map| map.value).sum();
    let (tree, bound) = (added(tree_bytes(after)?), value + PER_MAP * maps.len() as f64);
    Ok(RecordFigures {
        record: record.name(),
        count,
        companion: record.companion().map(str::to_owned),
        value,
        tree,
        bound,
        within_bytes: tree <= bound && maps.iter().all(|map| map.within),
        within_maps: maps.len() <= MOST_MAPS * records,
        maps,
    })
}

/// The bytes of all nodes of a tree with these entries.
fn tree_bytes(entries: &Entries) -> Result<usize, Failure> {
    let (mut nodes, mut root) = (MemoryDB::<Blake2Hasher>::new(&[0]), H256::zero());
    {
        let mut tree = TrieDBMutBuilderV1::<Blake2Hasher>::new(&mut nodes, &mut root).build();
        for (key, value) in entries {
            tree.insert(key, value).map_err(|error| Failure::Client(format!("the tree cannot be made: {error:?}")))?;
        }
    }
    Ok(nodes.drain().into_values().filter(|(_, references)| *references > 0).map(|(node, _)| node.len()).sum())
}

/// The names of all maps, by their prefix.
fn names() -> BTreeMap<Vec<u8>, (String, String)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let named = AllPalletsWithSystem::storage_info().into_iter();
    named.map(|info| (info.prefix, (text(&info.pallet_name), text(&info.storage_name)))).collect()
}

/// Everything about a run.
#[derive(Clone, Debug, Serialize)]
pub struct StateReport {
    /// On what it was measured.
    pub environment: Environment,
    /// The figures.
    pub records: Vec<RecordFigures>,
}

impl StateReport {
    /// Whether every record is within its bytes.
    pub fn is_within_bytes(&self) -> bool {
        self.records.iter().all(|record| record.within_bytes)
    }

    /// The table, with what one has to know to read it.
    pub fn markdown(&self) -> String {
        let mut text = String::from("## Bytes of state\n\n");
        let count = self.records.iter().map(|record| record.count).max().unwrap_or_default();
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{count} records of each sort, runtime version {}. In bytes per record: the encoded values, and all nodes of the \
             tree that they add. To reach: values and {PER_MAP} a map; at most {MOST_MAPS} maps a record.\n",
            self.environment.runtime
        );
        text.push_str("| record | map | key | value | tree | to reach | |\n|---|---|---|---|---|---|---|\n");
        for record in &self.records {
            let RecordFigures { record: name, value, tree, bound, .. } = record;
            let maps = record.maps.len();
            let made = record.companion.as_ref().map_or_else(String::new, |companion| format!(" and {companion}"));
            let verdict = words(record.within_bytes);
            let _ = writeln!(
                text,
                "| **{name}**{made} | {maps} in all | | {value:.0} | {tree:.0} | ≤ {bound:.0} | {verdict} |"
            );
            for figures in &record.maps {
                let MapFigures { map, key, value, tree, bound, within, .. } = figures;
                let verdict = words(*within);
                let _ = writeln!(text, "| | {map} | {key:.0} | {value:.0} | {tree:.0} | ≤ {bound:.0} | {verdict} |");
            }
        }
        let beyond = self.records.iter().filter(|record| !record.within_maps).map(|record| record.record.as_str());
        let names = beyond.collect::<Vec<_>>();
        let names = if names.is_empty() { "none".to_owned() } else { names.join("; ") };
        let _ = writeln!(text, "\nIn more than {MOST_MAPS} maps a record: {names}.");
        text
    }
}

/// A verdict in words.
const fn words(within: bool) -> &'static str {
    if within { "within" } else { "**beyond**" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_should_be_made_and_found_in_its_own_pallet() {
        for record in Record::ALL {
            let figures = measure(record, 20).expect("all are made");
            assert!(figures.maps.iter().any(|map| map.own), "{figures:?}");
            assert!(figures.maps.iter().all(|map| !map.map.starts_with('?')), "{figures:?}");
            assert!(figures.tree > 0.0 && figures.value > 0.0, "{figures:?}");
        }
    }

    #[test]
    fn prescription_should_have_an_entry_in_each_of_its_maps() {
        let figures = measure(Record::Prescription(1), 50).expect("all are issued");
        let maps = figures.maps.iter().map(|map| map.map.as_str()).collect::<Vec<_>>();
        assert_eq!(maps.len(), 2, "{maps:?}");
        assert!(maps.contains(&"Prescriptions.Prescriptions") && maps.contains(&"Prescriptions.ByHolder"), "{maps:?}");
        assert!(figures.maps.iter().all(|map| (map.entries - 1.0).abs() < 1e-9), "{figures:?}");
        assert!(figures.within_maps, "{maps:?}");
    }

    #[test]
    fn tree_should_grow_by_at_least_the_values_that_are_added() {
        let before: Entries = (0..100u8).map(|number| (vec![number; 48], vec![number; 100])).collect();
        let mut after = before.clone();
        after.extend((100..200u8).map(|number| (vec![number; 48], vec![number; 100])));
        let added = tree_bytes(&after).expect("it is a tree") - tree_bytes(&before).expect("it is a tree");
        assert!(added >= 100 * 100, "{added}");
    }

    #[test]
    fn report_should_name_what_is_beyond() {
        let map = MapFigures {
            map: "Prescriptions.ByHolder".to_owned(),
            own: true,
            entries: 1.0,
            key: 80.0,
            value: 36.0,
            tree: 300.0,
            bound: 196.0,
            within: false,
        };
        let record = RecordFigures {
            record: "something".to_owned(),
            count: 10,
            maps: vec![map],
            companion: None,
            value: 36.0,
            tree: 300.0,
            bound: 196.0,
            within_bytes: false,
            within_maps: false,
        };
        let report = StateReport { environment: Environment::here(), records: vec![record] };
        let markdown = report.markdown();
        assert!(!report.is_within_bytes());
        assert!(markdown.contains("| | Prescriptions.ByHolder | 80 | 36 | 300 | ≤ 196 | **beyond** |"), "{markdown}");
        assert!(markdown.contains("In more than 2 maps a record: something."));
    }
}
