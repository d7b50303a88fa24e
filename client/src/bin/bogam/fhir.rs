//! Back to FHIR.

use crate::{
    context::{Context, expect_prescription, parse_id, read_either_code, read_file, write_file},
    output::{Failure, Outcome, Report},
    show,
};
use bogam_client::{
    chain::{facts_of, runtime::runtime_types::pallet_prescriptions::types::FillContent},
    documents::{DispenseDocument, DocumentKey, Purpose, check_dispense, unseal},
    fhir::{DEFAULT_TIME_ZONE, time_zone, to_fhir},
};
use bogam_primitives::{PrescriptionId, prescription::FillNumber};
use clap::Subcommand;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a Bundle of MedicationRequest and MedicationDispense resources, with the statuses that the chain tells.
    Export {
        /// The prescription, if it should be checked that the code is this one's.
        #[arg(value_parser = parse_id)]
        id: Option<PrescriptionId>,
        /// The text file of the code: the patient's, or one for a pharmacy.
        #[arg(long)]
        qr: PathBuf,
        /// What `bogam pharmacy dispense --out` wrote: the document of a dispense. May be given more than once.
        #[arg(long = "dispense")]
        dispenses: Vec<PathBuf>,
        /// The file to write. Default: the standard output.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let Command::Export { id, qr, dispenses, out } = command;
    let chain = context.chain().await?;
    let code = read_either_code(&qr)?;
    if let Some(id) = id {
        expect_prescription(&code, id)?;
    }
    let view = show::known(&chain, code.prescription).await?;
    let document = show::open(context, &code, &view).await?;
    let fills = chain.fills(code.prescription).await?;

    let mut documents: BTreeMap<FillNumber, DispenseDocument> = BTreeMap::new();
    for path in dispenses {
        let receipt = Receipt::read(&path)?;
        let fill = fills.iter().find(|view| view.number == receipt.fill).ok_or_else(|| malformed(&path))?;
        let FillContent::Supplied { commitment, .. } = &fill.fill.content else { return Err(malformed(&path)) };
        let ciphertext = context.store_of(&code)?.fetch(&receipt.document).await?;
        let plaintext = unseal(Purpose::Dispense, &ciphertext, &receipt.key)?;
        documents.insert(receipt.fill, check_dispense(&plaintext, &code.prescription, &commitment.0)?);
    }

    let zone = time_zone(DEFAULT_TIME_ZONE).ok_or_else(|| malformed(Path::new(DEFAULT_TIME_ZONE)))?;
    let bundle = to_fhir(&facts_of(&view, &fills, |number| documents.remove(&number)), &document, &zone)?;
    match out {
        None => Ok(Report::data(bundle)),
        Some(path) => {
            write_file(&path, format!("{bundle:#}\n").as_bytes())?;
            let text = context.text(format!("written: {}", path.display()), format!("저장: {}", path.display()));
            Ok(Report { value: json!({ "file": path.display().to_string() }), text })
        }
    }
}

fn malformed(path: &Path) -> Failure {
    Failure::input(
        "receipt_malformed",
        format!("{} does not belong to a dispense of this prescription", path.display()),
        format!("{}은(는) 이 처방전의 조제에 속하지 않습니다.", path.display()),
    )
}

/// What `bogam pharmacy dispense --out` wrote.
struct Receipt {
    fill: FillNumber,
    document: [u8; 32],
    key: DocumentKey,
}

impl Receipt {
    fn read(path: &Path) -> Outcome<Self> {
        let value: Value = serde_json::from_slice(&read_file(path)?).map_err(|_| malformed(path))?;
        let bytes = |name: &str| {
            let mut bytes = [0; 32];
            hex::decode_to_slice(value[name].as_str().unwrap_or_default(), &mut bytes).map_err(|_| malformed(path))?;
            Ok::<_, Failure>(bytes)
        };
        let fill = value["fill"].as_u64().and_then(|number| number.try_into().ok()).ok_or_else(|| malformed(path))?;
        Ok(Self { fill, document: bytes("document")?, key: DocumentKey::from_bytes(bytes("key")?) })
    }
}
