//! What the fuzz targets begin with, and what was found with them: `fuzz/corpus`, a folder for each. All of it is read again in each
//! test run. With `BOGAM_WRITE_SEEDS=1` the tests write into it what they take for sound.

use crate::strangers::TARGETS;
use serde_json::Value;
use std::{env, fs, path::Path};

const CORPUS: &str = "fuzz/corpus";

/// Something sound, as a file with which a target begins.
#[track_caller]
pub fn begins_with(target: &str, name: &str, sound: &[u8]) {
    assert!(TARGETS.iter().any(|(known, _)| *known == target), "{target} is no target");
    let folder = Path::new(CORPUS).join(target);
    let file = folder.join(name);
    if env::var_os("BOGAM_WRITE_SEEDS").is_some_and(|value| value == "1") {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&file, sound).unwrap();
    }
    assert!(file.is_file(), "{} is missing: with BOGAM_WRITE_SEEDS=1 this test writes it", file.display());
}

#[test]
fn fuzz_targets_should_begin_with_the_published_vectors() {
    let vectors: Value = serde_json::from_slice(&fs::read("../docs/vectors/apps.json").unwrap()).unwrap();
    for (section, text, target) in [("codes", "text", "prescription_code"), ("statements", "signed", "statement")] {
        for vector in vectors[section].as_array().unwrap() {
            let name = vector["name"].as_str().unwrap().replace(' ', "-");
            begins_with(target, &name, vector[text].as_str().unwrap().as_bytes());
        }
    }
}

#[test]
fn corpus_should_be_read_or_refused_without_panic() {
    for (target, read) in TARGETS {
        let folder = Path::new(CORPUS).join(target);
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        assert!(!files.is_empty(), "{} is empty", folder.display());
        for file in files {
            println!("{}", file.display());
            read(&fs::read(&file).unwrap());
        }
    }
}
