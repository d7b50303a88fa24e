//! Prints fictitious vaccinations as a JSON list of certificate documents: `certificate_samples SEED COUNT`.

mod samples;

use bogam_client::certificate::{Document, Kind};
use serde_json::Value;
use std::process::ExitCode;

fn main() -> ExitCode {
    let numbers: Result<Vec<u64>, _> = std::env::args().skip(1).map(|text| text.parse()).collect();
    let Ok([seed, count]) = numbers.as_deref() else {
        eprintln!("usage: certificate_samples SEED COUNT");
        return ExitCode::FAILURE;
    };
    let count = usize::try_from(*count).unwrap_or(usize::MAX).min(samples::MOST);
    let mut documents = Vec::with_capacity(count);
    for fields in samples::sample_vaccinations(*seed, count) {
        match Document::from_value(Kind::Vaccination, Value::Object(fields)) {
            Ok(document) => documents.push(Value::Object(document.into_fields())),
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    println!("{}", Value::Array(documents));
    ExitCode::SUCCESS
}
