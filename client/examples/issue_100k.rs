//! Issues a batch of 100,000 certificates and measures it: `cargo run --release -p bogam-client --example issue_100k`.
//! A number as argument is another size.

use bogam_client::credential::{
    Algorithm, Certificate, Challenge, Expectation, IssueBatch, KeySet, Presentation, PublicKey, SigningKey, Step,
    batch_nonce, parts,
};
use bogam_primitives::certificate::{BatchFacts, EndorsementFacts, Facts, Question, SchemaFacts, SchemaId, verify};
use serde_json::{Map, Value, json};
use sp_core::H256;
use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    time::Instant,
};

const NOW: u64 = 1_795_251_600_000;
const YEAR: u64 = 365 * 86_400_000;

fn fields(number: usize) -> Map<String, Value> {
    let fields = json!({
        "given_name": "소영",
        "family_name": format!("김{number}"),
        "birth_date": "1987-03-14",
        "sex": "female",
        "vaccine": { "system": "http://hl7.org/fhir/sid/cvx", "code": "208", "display": "COVID-19, mRNA" },
        "dose_number": 2,
        "series_doses": 2,
        "lot": format!("EL{number:06}"),
        "occurrence": "2026-11-20",
        "performer": "서울보감의원",
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    let size: usize = std::env::args().nth(1).map_or(Ok(100_000), |size| size.parse())?;
    let issuer = SigningKey::generate(Algorithm::Es256)?;
    let start = Instant::now();
    let holders =
        (0..size.min(1_000)).map(|_| SigningKey::generate(Algorithm::Es256)).collect::<Result<Vec<_>, _>>()?;
    println!("1,000 holder keys made in {:?}; each serves {} certificates here", start.elapsed(), size.div_ceil(1_000));
    let holder = |number: usize| -> PublicKey { *holders[number % holders.len()].public() };
    let certificates = (0..size).map(|number| Certificate { holder: holder(number), fields: fields(number) }).collect();
    let batch = IssueBatch {
        genesis: H256::repeat_byte(7),
        organisation: 2,
        schema: SchemaId::derive(1, b"vaccination", 1),
        schema_name: "vaccination".into(),
        schema_version: 1,
        issuer: "https://clinic.example/certificates".into(),
        valid_from: NOW,
        valid_until: NOW + YEAR,
        nonce: batch_nonce(),
        issued_at: NOW,
        status_list: Some("https://clinic.example/status/1".into()),
        certificates,
    };

    let show = |step: Step, done: usize, total: usize| {
        if done == total || (done / 1_024).is_multiple_of(10) {
            eprint!("\r{step:?} {done} of {total}   ");
        }
    };
    let start = Instant::now();
    let prepared = batch.prepare(|progress| show(progress.step, progress.done, progress.total))?;
    let hashed = start.elapsed();
    let path = std::env::temp_dir().join(format!("bogam-issue-{}.txt", std::process::id()));
    let mut output = BufWriter::new(File::create(&path)?);
    let (mut bytes, mut largest, mut sample) = (0, 0, String::new());
    let start = Instant::now();
    prepared.issue(
        &issuer,
        |progress| show(progress.step, progress.done, progress.total),
        |place, credential| {
            bytes += credential.len();
            largest = largest.max(credential.len());
            writeln!(output, "{credential}").map_err(|error| error.to_string())?;
            if place == size / 2 {
                sample = credential;
            }
            Ok(())
        },
    )?;
    output.flush()?;
    let signed = start.elapsed();
    eprintln!();
    println!("{size} certificates: hashed in {hashed:?}, signed and written in {signed:?}");
    println!("a credential: {} bytes on average, {largest} at most", bytes / size);
    std::fs::remove_file(path)?;

    let credential = Presentation::decode_complete(&sample)?;
    let key = &holders[size / 2 % holders.len()];
    let text = credential.present(&["vaccine", "occurrence"], "https://border.example", "1", NOW, key)?;
    let codes = parts::divide(&text)?;
    println!("a presentation of 2 of 10 fields: {} bytes, in {} codes", text.len(), codes.len());
    let facts = Facts {
        batch: Some(BatchFacts {
            name: *prepared.name(),
            root: prepared.root(),
            issued_at: NOW,
            issuer_lapse: None,
            endorsement: EndorsementFacts::None,
            revoked: None,
        }),
        schema: Some(SchemaFacts { endorsement: None, retired_at: None }),
        history: Vec::new(),
    };
    let keys = KeySet::new([*issuer.public()]);
    let challenge = Challenge { audience: "https://border.example", nonce: "1", now: NOW, longest_age: 300_000 };
    let expected =
        Expectation { genesis: Some(H256::repeat_byte(7)), challenge: Some(challenge), issuer_keys: Some(&keys) };
    const ROUNDS: u32 = 1_000;
    let start = Instant::now();
    for _ in 0..ROUNDS {
        let verified = Presentation::decode(&text)?.verify(&expected)?;
        let question = Question { moment: NOW, presented_by: verified.presented_by };
        let verdict = verify(&verified.evidence, &facts, &question);
        if !verdict.valid || !verdict.findings.is_empty() {
            return Err(format!("the certificate should count: {:?}", verdict.findings).into());
        }
    }
    println!("read and verified, both signatures and the proof: {:?} each", start.elapsed() / ROUNDS);
    Ok(())
}
