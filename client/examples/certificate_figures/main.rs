//! What certificates cost: a batch of 100,000 is issued as an issuer issues it, its transaction is signed, its credentials
//! are verified, and its records are put into a tree like the chain's. `scripts/figures certificates` runs it; a number as
//! argument is another size of the batch.
//!
//! Fails if the slowest but one in a hundred verifications takes ten milliseconds or more, or if a record takes more of the
//! state than its encoded value and 160 bytes.

mod state;

use bogam_client::{
    chain::runtime::{runtime_types::pallet_certificates::types::NewBatch, transactions},
    credential::{
        Algorithm, Certificate, Challenge, Expectation, IssueBatch, KeySet, PreparedBatch, Presentation, PublicKey,
        SigningKey, Step, batch_nonce, parts,
    },
};
use bogam_primitives::certificate::{BatchFacts, EndorsementFacts, Facts, Question, SchemaFacts, SchemaId, verify};
use serde_json::{Map, Value, json};
use sp_core::H256;
use std::{
    error::Error,
    fs::File,
    io::{BufWriter, Write},
    time::{Duration, Instant},
};
use subxt::{
    OfflineClient,
    config::substrate::{SpecVersionForRange, SubstrateConfig, SubstrateExtrinsicParamsBuilder},
    metadata::Metadata,
    utils::Static,
};

/// The moment of all of it.
const NOW: u64 = 1_795_251_600_000;
const YEAR: u64 = 365 * 86_400_000;
const VERIFIER: &str = "https://border.example";

/// How many holders there are; beyond that, one has several certificates.
const HOLDERS: usize = 1_000;

/// How many credentials, each of another place of the batch, are verified.
const VERIFIED: usize = 2_000;

/// What a verification must take less than.
const LIMIT: Duration = Duration::from_millis(10);

/// The metadata from which the client's calls are generated.
const METADATA: &[u8] = include_bytes!("../../artifacts/bogam.scale");

type Outcome<T> = Result<T, Box<dyn Error>>;

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

fn batch(certificates: Vec<Certificate>) -> IssueBatch {
    IssueBatch {
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
        least_size: 1,
        certificates,
    }
}

/// Says how far the work is.
fn show(step: Step, done: usize, total: usize) {
    if done == total || (done / 1_024).is_multiple_of(10) {
        eprint!("\r{step:?} {done} of {total}   ");
    }
}

/// Issues the whole batch, writes its credentials into a file, and yields some of them with their places.
fn issue(certificates: Vec<Certificate>, issuer: &SigningKey) -> Outcome<(PreparedBatch, Vec<(usize, String)>)> {
    let size = certificates.len();
    let start = Instant::now();
    let prepared = batch(certificates).prepare(|progress| show(progress.step, progress.done, progress.total))?;
    let hashed = start.elapsed();
    let path = std::env::temp_dir().join(format!("bogam-figures-{}.txt", std::process::id()));
    let mut output = BufWriter::new(File::create(&path)?);
    let (mut bytes, mut largest, mut kept) = (0, 0, Vec::new());
    let start = Instant::now();
    let issued = prepared.issue(
        issuer,
        |progress| show(progress.step, progress.done, progress.total),
        |place, credential| {
            bytes += credential.len();
            largest = largest.max(credential.len());
            writeln!(output, "{credential}").map_err(|error| error.to_string())?;
            if place.is_multiple_of(size.div_ceil(VERIFIED)) {
                kept.push((place, credential));
            }
            Ok(())
        },
    );
    let written = output.flush();
    let signed = start.elapsed();
    std::fs::remove_file(path)?;
    issued?;
    written?;
    eprintln!();
    println!("certificates in the batch:               {size}");
    println!("salted and hashed in:                    {:.2} s", hashed.as_secs_f64());
    println!("signed and written in:                   {:.2} s", signed.as_secs_f64());
    println!("a credential of 10 fields:               {} bytes on average, {largest} at most", bytes / size.max(1));
    Ok((prepared, kept))
}

/// The size of the transaction that puts the batch on the chain, signed as the command signs it, and of its call.
fn transaction_sizes(prepared: &PreparedBatch) -> Outcome<(usize, usize)> {
    let every_block = SpecVersionForRange { block_range: 0..u64::MAX, spec_version: 1, transaction_version: 1 };
    let config = SubstrateConfig::builder()
        .set_genesis_hash(H256::repeat_byte(7))
        .set_spec_version_for_block_ranges([every_block])
        .set_metadata_for_spec_versions([(1, Metadata::decode_from(METADATA)?.arc())])
        .build();
    let client = OfflineClient::new_with_config(config).at_block(1u64)?;
    let name = prepared.name();
    let call = transactions().certificates().issue(NewBatch {
        schema: Static(name.schema),
        root: prepared.root(),
        size: name.size,
        valid_from: name.valid_from,
        valid_until: name.valid_until,
        nonce: name.nonce,
    });
    let params = SubstrateExtrinsicParamsBuilder::<SubstrateConfig>::new()
        .nonce(1_000)
        .mortal_from_unchecked(64, 1, H256::repeat_byte(8))
        .build();
    let signed = client
        .transactions()
        .create_signable_offline(&call, params)?
        .sign(&subxt_signer::sr25519::dev::alice())?
        .into_encoded();
    Ok((signed.len(), client.transactions().call_data(&call)?.len()))
}

/// The time below which `percent` of a hundred of `sorted` lie.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1_000.0)
}

/// Presents two fields of each credential, and verifies what was presented: reading, both signatures, the digests, the way to
/// the root, and the verdict.
fn verify_all(
    prepared: &PreparedBatch,
    credentials: &[(usize, String)],
    holders: &[SigningKey],
    issuer: &SigningKey,
) -> Outcome<Vec<Duration>> {
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
    let challenge = Challenge { audience: VERIFIER, nonce: "1", now: NOW, longest_age: 300_000 };
    let expected =
        Expectation { genesis: Some(H256::repeat_byte(7)), challenge: Some(challenge), issuer_keys: Some(&keys) };
    let mut times = Vec::with_capacity(credentials.len());
    for (number, (place, credential)) in credentials.iter().enumerate() {
        let holder = holders.get(place % holders.len()).ok_or("there is no such holder")?;
        let credential = Presentation::decode_complete(credential)?;
        let text = credential.present(&["vaccine", "occurrence"], VERIFIER, "1", NOW, holder)?;
        if number == 0 {
            let codes = parts::divide(&text)?.len();
            println!("a presentation of 2 of 10 fields:        {} bytes, in {codes} codes", text.len());
        }
        let start = Instant::now();
        let verified = Presentation::decode(&text)?.verify(&expected)?;
        let question = Question { moment: NOW, presented_by: verified.presented_by };
        let verdict = verify(&verified.evidence, &facts, &question);
        times.push(start.elapsed());
        if !verdict.valid || !verdict.findings.is_empty() {
            return Err(format!("certificate {place} should count: {:?}", verdict.findings).into());
        }
    }
    times.sort_unstable();
    Ok(times)
}

fn main() -> Outcome<()> {
    let size: usize = std::env::args().nth(1).map_or(Ok(100_000), |size| size.parse())?;
    let issuer = SigningKey::generate(Algorithm::Es256)?;
    let holders = (0..HOLDERS).map(|_| SigningKey::generate(Algorithm::Es256)).collect::<Result<Vec<_>, _>>()?;
    let key = |number: usize| -> Option<PublicKey> { holders.get(number % HOLDERS).map(|holder| *holder.public()) };
    let certificate = |number: usize| key(number).map(|holder| Certificate { holder, fields: fields(number) });
    let (prepared, credentials) = issue((0..size).filter_map(certificate).collect(), &issuer)?;

    let (transaction, call) = transaction_sizes(&prepared)?;
    println!("the transaction that issues them all:    {transaction} bytes signed, of which the call has {call}");

    let times = verify_all(&prepared, &credentials, &holders, &issuer)?;
    let (median, late) = (percentile(&times, 50), percentile(&times, 99));
    println!(
        "a presentation read and verified:        p50 {}, p99 {}, slowest {} (of {})",
        milliseconds(median),
        milliseconds(late),
        milliseconds(percentile(&times, 100)),
        times.len()
    );
    let records = state::measure()?;
    if late >= LIMIT {
        return Err(
            format!("one verification in a hundred takes {}; it must be less than 10 ms", milliseconds(late)).into()
        );
    }
    match records {
        true => Ok(()),
        false => Err("a record takes more of the state than its encoded value and 160 bytes for its map".into()),
    }
}
