//! Claims, prepared for the patient to sign: from options, from a file, or from a FHIR Claim.

use super::{
    fhir::{Setting, Tables, read_bytes, warnings_value, with_document},
    files::{ClaimContent, Committed, Line, Prepared, parse_json, parse_line, write_json},
    values::won_text,
};
use crate::{
    consent::account_of,
    context::{Context, machine_clock},
    output::{Failure, Outcome, Report},
    prescription::organisation_of,
    words::{Word, read},
};
use bogam_client::{
    chain::Chain,
    fhir::{Input, claim::ClaimWarning, read as read_resources},
};
use bogam_primitives::{Commitment, OrganisationId, PolicyId, claim::PayeeKind, commitment::tags};
use clap::Args;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What is claimed: from a FHIR Claim, from a JSON file, or from options.
#[derive(Debug, Args)]
pub struct Prepare {
    /// The file with a FHIR R4 Claim, or with a Bundle that has one; or the JSON file with policy, payee, commitment and
    /// lines.
    #[arg(long, conflicts_with_all = ["policy", "lines", "document", "commitment"])]
    from: Option<PathBuf>,
    /// The policy or handle.
    #[arg(long, required_unless_present = "from", value_parser = read::<PolicyId>)]
    policy: Option<PolicyId>,
    /// To whom it is to be paid: provider, or holder if the patient has paid already. A file says it itself.
    #[arg(long, value_parser = read::<PayeeKind>, default_value = "provider")]
    payee: PayeeKind,
    /// A line: CATEGORY,SERVICE,CHARGE, and the id of an approval if there is one. Services are as for `bogam claim
    /// service`. May be given more than once: the order is that of the adjudication.
    #[arg(long = "line", required_unless_present = "from", value_parser = parse_line)]
    lines: Vec<Line>,
    #[command(flatten)]
    making: Making,
}

/// What is said of a FHIR Claim, who submits, and where everything goes: for claims and requests for approval.
#[derive(Debug, Args)]
pub struct Making {
    #[command(flatten)]
    pub tables: Tables,
    /// Where to write the private document that a FHIR Claim becomes, with its salt (only its owner can read it).
    #[arg(long, requires = "from")]
    document_out: Option<PathBuf>,
    /// Map and check a FHIR Claim only; no network is needed.
    #[arg(long, requires_all = ["from", "provider"])]
    dry_run: bool,
    /// The file with the FHIR Claim and its attachments. Only a salted commitment to it goes on the chain.
    #[arg(long, requires = "salt_out", required_unless_present_any = ["from", "commitment"])]
    document: Option<PathBuf>,
    /// Where to write the salt of the commitment (only its owner can read it).
    #[arg(long, requires = "document")]
    salt_out: Option<PathBuf>,
    /// The commitment itself, where an app has made it.
    #[arg(long, conflicts_with = "document", value_parser = read::<Commitment>)]
    commitment: Option<Commitment>,
    /// The number of the provider. Default: the organisation of the key in --key.
    #[arg(long)]
    provider: Option<OrganisationId>,
    /// The file to write.
    #[arg(long, required_unless_present = "dry_run")]
    out: Option<PathBuf>,
}

impl Making {
    /// How to map where nothing is to be written; `None` where something is.
    pub fn rehearsal(&self) -> Option<Setting> {
        let setting = |provider| Setting { provider, now: machine_clock(), rehearsal: true };
        self.provider.filter(|_| self.dry_run).map(setting)
    }

    /// How to map what is to be submitted.
    pub async fn setting(&self, context: &Context, chain: &Chain) -> Outcome<Setting> {
        let provider = provider_of(self.provider, context, chain).await?;
        Ok(Setting { provider, now: chain.now().await?, rehearsal: false })
    }

    /// The file to write.
    pub fn out(&self) -> Outcome<&Path> {
        let missing = || Failure::usage("--out is needed", "--out이 필요합니다.");
        self.out.as_deref().ok_or_else(missing)
    }

    /// The file of the private document.
    pub fn document_out(&self) -> Outcome<&Path> {
        let missing = || {
            Failure::usage(
                "a FHIR Claim becomes a private document: name its file with --document-out",
                "FHIR Claim은 비공개 문서가 됩니다. --document-out으로 파일을 지정하십시오.",
            )
        };
        self.document_out.as_deref().ok_or_else(missing)
    }

    /// What is committed to where no FHIR Claim is mapped.
    pub fn committed(&self) -> Committed {
        let Self { document, salt_out, commitment, .. } = self;
        Committed { document: document.clone(), salt_out: salt_out.clone(), commitment: *commitment }
    }
}

/// What a file claims.
enum Claimed {
    /// Resources, one of which is the claim.
    Fhir(Input),
    /// What goes on the chain.
    Content(ClaimContent),
}

/// Whether JSON is a resource.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "resourceType")]
    resource_type: Option<IgnoredAny>,
}

impl Claimed {
    fn read(path: &Path) -> Outcome<Self> {
        let bytes = read_bytes(path)?;
        let is_content = serde_json::from_slice::<Kind>(&bytes).is_ok_and(|kind| kind.resource_type.is_none());
        match is_content {
            true => parse_json(path, &bytes).map(Self::Content),
            false => Ok(Self::Fhir(read_resources(&bytes)?)),
        }
    }
}

/// The provider that is named, or else the organisation of the key in --key.
pub async fn provider_of(named: Option<OrganisationId>, context: &Context, chain: &Chain) -> Outcome<OrganisationId> {
    match named {
        Some(provider) => Ok(provider),
        None => organisation_of(chain, account_of(&context.key()?)).await,
    }
}

/// Prepares a claim, or shows what would be prepared.
pub async fn run(prepare: Prepare, context: &Context) -> Outcome<Report> {
    let Prepare { from, policy, payee, lines, making } = prepare;
    let claimed = from.as_deref().map(Claimed::read).transpose()?;
    if let Some(setting) = making.rehearsal() {
        return rehearse(claimed, &making.tables, setting, context);
    }
    let out = making.out()?;
    let chain = context.chain().await?;
    let setting = making.setting(context, &chain).await?;
    match (claimed, policy) {
        (Some(Claimed::Content(content)), _) => {
            let prepared = Prepared::new(chain.genesis(), setting.provider, content);
            write_json(out, &prepared)?;
            Ok(report(context, &prepared, out, &[]))
        }
        (Some(Claimed::Fhir(input)), _) => {
            let path = making.document_out()?;
            let mapped = making.tables.map(&input, setting, context)?;
            let (claim, document) = mapped.request.into_claim()?;
            let prepared = Prepared::new(chain.genesis(), setting.provider, ClaimContent::from(claim));
            with_document(&document, path, || write_json(out, &prepared))?;
            let mut report = report(context, &prepared, out, &mapped.warnings);
            report.value["document"] = path.display().to_string().into();
            Ok(report)
        }
        (None, Some(policy)) => {
            // Whatever is wrong with the lines is found before a salt is written.
            let committed = making.committed();
            let commitment = committed.make(tags::CLAIM_DOCUMENT)?;
            let content = ClaimContent { policy, payee, commitment, lines };
            let prepared = Prepared::new(chain.genesis(), setting.provider, content);
            committed.settle(context, write_json(out, &prepared))?;
            Ok(report(context, &prepared, out, &[]))
        }
        (None, None) => Err(Failure::usage("--policy or --from is needed", "--policy나 --from이 필요합니다.")),
    }
}

/// What would be prepared. A FHIR Claim gets a fresh salt each time, so neither commitment nor identifier are foreseen.
fn rehearse(claimed: Option<Claimed>, tables: &Tables, setting: Setting, context: &Context) -> Outcome<Report> {
    let (content, warnings) = match claimed {
        Some(Claimed::Fhir(input)) => {
            let mapped = tables.map(&input, setting, context)?;
            (ClaimContent::from(mapped.request.into_claim()?.0), mapped.warnings)
        }
        Some(Claimed::Content(content)) => (content, Vec::new()),
        None => return Err(Failure::usage("--from is needed", "--from이 필요합니다.")),
    };
    let mut value = serde_json::to_value(&content).unwrap_or_default();
    if let Value::Object(members) = &mut value {
        members.shift_remove("commitment");
    }
    value["dryRun"] = true.into();
    value["provider"] = setting.provider.into();
    value["charge"] = content.charge().into();
    value["warnings"] = warnings_value(&warnings);
    Ok(Report::data(value))
}

fn report(context: &Context, prepared: &Prepared<ClaimContent>, out: &Path, warnings: &[ClaimWarning]) -> Report {
    let charge = prepared.content.charge();
    let total = charge.map(|charge| won_text(context, charge)).unwrap_or_default();
    let text = context.text(
        format!("{} over {total} is prepared in {}", prepared.id, out.display()),
        format!("{} ({total})을(를) {}에 준비했습니다.", prepared.id, out.display()),
    );
    let value = json!({
        "claim": prepared.id,
        "policy": prepared.content.policy.show(),
        "provider": prepared.provider,
        "charge": charge,
        "prepared": out.display().to_string(),
        "warnings": warnings_value(warnings),
    });
    Report { value, text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::claim::{ServiceCategory, ServiceReference};
    use clap::Parser;
    use subxt::utils::H256;

    #[derive(Debug, Parser)]
    struct Typed {
        #[command(flatten)]
        prepare: Prepare,
    }

    fn read_line(text: &str) -> Result<Prepare, clap::Error> {
        Typed::try_parse_from(text.split_whitespace()).map(|typed| typed.prepare)
    }

    /// A pharmacy's claim that needs no table.
    fn claim() -> Value {
        let digits = "07".repeat(32);
        let named = |system: &str, value: &str| json!({ "identifier": { "system": system, "value": value } });
        json!({
            "resourceType": "Claim", "status": "active", "use": "claim", "created": "2026-11-20",
            "type": { "coding": [{ "code": "pharmacy" }] },
            "patient": { "reference": "Patient/1" },
            "provider": named("urn:bogam:organisation", "3"),
            "insurance": [{ "sequence": 1, "focal": true, "coverage": named("urn:bogam:policy", &digits) }],
            "supportingInfo": [{ "sequence": 1, "valueReference": named("urn:bogam:fill", &format!("{digits}/0/1")) }],
            "item": [{
                "sequence": 1, "informationSequence": [1], "productOrService": { "text": "one" },
                "net": { "value": 50000, "currency": "KRW" },
            }],
        })
    }

    #[test]
    fn dry_run_should_map_without_a_network_and_need_the_provider() {
        assert!(read_line("x --from c.json --dry-run").is_err());
        assert!(read_line("x --from c.json").is_err());
        assert!(read_line("x --dry-run --provider 3").is_err());
        assert!(read_line("x --from c.json --line medicine,1,2 --out p.json").is_err());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claim.json");
        std::fs::write(&path, claim().to_string()).unwrap();
        let prepare = read_line("x --from c.json --dry-run --provider 3").unwrap();
        let making = &prepare.making;
        let rehearsed = |setting: Setting| {
            rehearse(Some(Claimed::read(&path).unwrap()), &making.tables, setting, &Context::offline())
        };
        let setting = making.rehearsal().unwrap();
        let value = rehearsed(setting).unwrap().value;
        let line = &value["lines"][0];
        assert_eq!((&value["dryRun"], &value["payee"]), (&true.into(), &"provider".into()));
        assert_eq!((&value["charge"], &line["category"]), (&50_000.into(), &"medicine".into()));
        assert_eq!(line["service"], format!("dispense:0x{}:0:1", "07".repeat(32)));
        assert_eq!(value["policy"], format!("0x{}", "07".repeat(32)));
        assert!(value.get("commitment").is_none());
        // Another organisation cannot submit it.
        let failure = rehearsed(Setting { provider: 4, ..setting }).unwrap_err();
        assert!(format!("{failure:?}").contains("Claim.provider"), "{failure:?}");
    }

    #[test]
    fn file_should_be_told_by_its_resource_type() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claim.json");
        let content = ClaimContent {
            policy: PolicyId(H256::repeat_byte(1)),
            payee: PayeeKind::Provider,
            commitment: Commitment(H256::repeat_byte(2)),
            lines: vec![Line {
                category: ServiceCategory::Dental,
                service: ServiceReference::Encounter { nullifier: H256::repeat_byte(3), at: 1_790_000_000_000 },
                charge: 1,
                preauthorisation: None,
            }],
        };
        std::fs::write(&path, serde_json::to_string(&content).unwrap()).unwrap();
        assert!(matches!(Claimed::read(&path), Ok(Claimed::Content(read)) if read == content));
        std::fs::write(&path, claim().to_string()).unwrap();
        assert!(matches!(Claimed::read(&path), Ok(Claimed::Fhir(_))));
        for (text, code) in [("", "fhir_not_json"), ("[]", "fhir_"), ("{}", "file_malformed")] {
            std::fs::write(&path, text).unwrap();
            let failure = Claimed::read(&path).err().unwrap();
            assert!(format!("{failure:?}").contains(code), "{text}: {failure:?}");
        }
    }
}
