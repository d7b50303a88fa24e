//! What was remitted: shown, listed, and written as X12 835 for the books of both sides.

use super::{claims, export::claim_facts, files::read_json, state, values::remittance_value};
use crate::{
    consent::fhir::zone,
    context::{Context, write_file},
    output::{Failure, Outcome, Report},
    show::organisation_name,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::{
            runtime_types::pallet_claims::types::{ClaimView, Party, Remittance, RemittanceKind, RemittanceState},
            view_functions,
        },
    },
    messages::Explained,
    remittance::{
        Address, Payee, Payer, ProviderAdjustment, ProviderAdjustmentKind, RemittanceError, RemittanceFacts,
        RemittedClaim, RemittedLine, write_835,
    },
};
use bogam_primitives::{ClaimId, OrganisationId, claim::Won};
use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show one; and write it as X12 835.
    Show {
        /// The insurer.
        insurer: OrganisationId,
        /// Its number at this insurer.
        number: u32,
        #[command(flatten)]
        x12: X12,
    },
    /// List those of an insurer.
    List {
        /// The insurer.
        insurer: OrganisationId,
        /// From this number on.
        #[arg(long, default_value_t = 0)]
        from: u32,
    },
}

/// The remittance as X12 835 (005010X221A1): what the chain does not know is named here.
#[derive(Debug, Args)]
pub struct X12 {
    /// The file to write the remittance to, in X12 835 syntax.
    #[arg(long, requires_all = ["parties", "control_number"])]
    x12: Option<PathBuf>,
    /// The JSON file with `payer` (address with street, city, postalCode and country; contact; telephone; name) and `payee`
    /// (taxNumber; name). A name that is missing is the registry's. All of it in ASCII.
    #[arg(long, requires = "x12")]
    parties: Option<PathBuf>,
    /// The number of the interchange: the insurer never gives one twice to the same receiver.
    #[arg(long, requires = "x12")]
    control_number: Option<u32>,
    /// What connects it with the payment at the bank. Default: insurer and number on the chain.
    #[arg(long, requires = "x12")]
    trace_number: Option<String>,
    /// Mark it as a test.
    #[arg(long, requires = "x12")]
    test: bool,
}

/// Who pays and who is paid, as an 835 names them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parties {
    payer: NamedPayer,
    payee: NamedPayee,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedPayer {
    name: Option<String>,
    address: NamedAddress,
    contact: String,
    telephone: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct NamedAddress {
    street: String,
    city: String,
    postal_code: String,
    country: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct NamedPayee {
    name: Option<String>,
    tax_number: String,
}

impl From<RemittanceError> for Failure {
    fn from(error: RemittanceError) -> Self {
        Self::input(error.code(), error.to_string(), error.korean())
    }
}

pub async fn run(command: Command, context: &Context, chain: &Chain) -> Outcome<Report> {
    match command {
        Command::Show { insurer, number, x12 } => {
            let mut report = show(chain, insurer, number).await?;
            let X12 { x12: Some(path), parties: Some(parties), control_number: Some(control), trace_number, test } =
                x12
            else {
                return Ok(report);
            };
            let asked = Asked { insurer, number, control, trace_number, test };
            let facts = asked.facts(&read_json(&parties)?, chain).await?;
            let text = write_835(&facts, &zone()?)?;
            write_file(&path, text.as_bytes())?;
            let shown = path.display();
            report.value["x12"] = shown.to_string().into();
            report.text = context.text(format!("written: {shown}"), format!("저장: {shown}"));
            Ok(report)
        }
        Command::List { insurer, from } => {
            let all = state::remittances(chain, insurer, from).await?;
            let values: Vec<_> = all.iter().map(|(number, one)| remittance_value(insurer, *number, one)).collect();
            Ok(Report::data(json!({ "remittances": values })))
        }
    }
}

/// One remittance of an insurer.
pub async fn show(chain: &Chain, insurer: OrganisationId, number: u32) -> Outcome<Report> {
    let remittance = known(chain, insurer, number).await?;
    Ok(Report::data(remittance_value(insurer, number, &remittance)))
}

async fn known(chain: &Chain, insurer: OrganisationId, number: u32) -> Outcome<Remittance> {
    let page = chain.ask(view_functions().claims().remittances(insurer, number, 1)).await?;
    let found = page.remittances.into_iter().find(|(found, _)| *found == number);
    let unknown = || Failure::unknown("Claims", "UnknownRemittance", "There is no such remittance.");
    Ok(found.ok_or_else(unknown)?.1)
}

/// Which remittance is to be written, and under which numbers.
struct Asked {
    insurer: OrganisationId,
    number: u32,
    control: u32,
    trace_number: Option<String>,
    test: bool,
}

/// What an 835 has of one claim of a remittance.
struct Part {
    claim: RemittedClaim,
    adjustments: Vec<ProviderAdjustment>,
}

impl Asked {
    async fn facts(&self, parties: &Parties, chain: &Chain) -> Outcome<RemittanceFacts> {
        let all = state::remittances(chain, self.insurer, 0).await?;
        let found = all.iter().find(|(number, _)| *number == self.number);
        let unknown = || Failure::unknown("Claims", "UnknownRemittance", "There is no such remittance.");
        let (_, remittance) = found.ok_or_else(unknown)?;
        if matches!(remittance.state, RemittanceState::Refused) {
            return Err(Failure::input(
                "remittance_not_received",
                "the payee says that it has not received it: nothing was remitted",
                "수취인이 받지 못했다고 하였으므로 지급된 것이 없습니다.",
            ));
        }
        let Party::Organisation(payee) = remittance.payee else {
            return Err(Failure::input(
                "remittance_to_patient",
                "an 835 goes between organisations, and this was remitted to a patient",
                "835 전문은 기관 사이에 오가는 것인데, 이 지급은 환자에게 한 것입니다.",
            ));
        };
        let (mut remitted, mut adjustments) = (Vec::new(), Vec::new());
        for line in &remittance.lines.0 {
            let view = claims::known(chain, line.claim.0).await?;
            let earlier = earlier_payments(&all, self.number, line.claim.0);
            let part = match remittance.kind {
                RemittanceKind::Payment => self.payment(&view, line.amount, &earlier)?,
                RemittanceKind::Reversal => self.reversal(&view, line.amount)?,
            };
            remitted.push(part.claim);
            adjustments.extend(part.adjustments);
        }
        let payment = match remittance.kind {
            RemittanceKind::Payment => remittance.total,
            // The payee has given the money back: nothing is paid by it.
            RemittanceKind::Reversal => 0,
        };
        let Parties { payer, payee: paid } = parties.clone();
        let payer_name = match payer.name {
            Some(name) => name,
            None => organisation_name(chain, self.insurer).await?,
        };
        let payee_name = match paid.name {
            Some(name) => name,
            None => organisation_name(chain, payee).await?,
        };
        let NamedAddress { street, city, postal_code, country } = payer.address;
        Ok(RemittanceFacts {
            control_number: self.control,
            trace_number: self.trace_number.clone().unwrap_or_else(|| self.name(self.number)),
            test: self.test,
            created_at: chain.now().await?,
            paid_at: remittance.at,
            payer: Payer {
                organisation: self.insurer,
                name: payer_name,
                address: Address { street, city, postal_code, country },
                contact: payer.contact,
                telephone: payer.telephone,
            },
            payee: Payee { organisation: payee, name: payee_name, tax_number: paid.tax_number },
            claims: remitted,
            adjustments,
            payment,
        })
    }

    /// A remittance as it is called: insurer and number.
    fn name(&self, number: u32) -> String {
        format!("{}/{number}", self.insurer)
    }

    /// A claim of which `amount` is paid. What was paid of it before, under an earlier decision, is taken off: the chain
    /// keeps the decision in force alone, so the claim is told as it is decided now.
    fn payment(&self, view: &ClaimView, amount: Won, earlier: &[(u32, Won)]) -> Outcome<Part> {
        let before = earlier.iter().fold(0, |sum: Won, (_, amount)| sum.saturating_add(*amount));
        if before.saturating_add(amount) != view.paid {
            return Err(self.decided_anew());
        }
        let adjustments = earlier.iter().map(|(number, amount)| {
            let kind = ProviderAdjustmentKind::OverpaymentRecovery;
            Ok(ProviderAdjustment { kind, reference: self.name(*number), amount: signed(*amount)? })
        });
        Ok(Part { claim: remitted(view, false), adjustments: adjustments.collect::<Outcome<_>>()? })
    }

    /// A claim that is undone: its money has come back.
    fn reversal(&self, view: &ClaimView, amount: Won) -> Outcome<Part> {
        if amount != view.paid {
            return Err(self.decided_anew());
        }
        let kind = ProviderAdjustmentKind::AuthorisedReturn;
        let returned = ProviderAdjustment { kind, reference: self.name(self.number), amount: -signed(amount)? };
        let adjustments = if amount == 0 { Vec::new() } else { vec![returned] };
        Ok(Part { claim: remitted(view, true), adjustments })
    }

    fn decided_anew(&self) -> Failure {
        let name = self.name(self.number);
        Failure::input(
            "remittance_decided_anew",
            format!(
                "a claim of remittance {name} has been decided anew since: the chain no longer says what it paid for"
            ),
            format!(
                "지급 통지 {name}의 청구가 그 뒤에 다시 결정되어, 무엇에 대한 지급이었는지 체인에서 알 수 없습니다."
            ),
        )
    }
}

/// What an insurer has paid for a claim before its remittance `number`, and by which remittances.
fn earlier_payments(all: &[(u32, Remittance)], number: u32, claim: ClaimId) -> Vec<(u32, Won)> {
    let paid = all.iter().filter(|(earlier, one)| {
        *earlier < number && matches!((&one.kind, &one.state), (RemittanceKind::Payment, RemittanceState::Completed))
    });
    let lines = paid.flat_map(|(number, one)| one.lines.0.iter().map(move |line| (*number, line)));
    lines.filter(|(_, line)| line.claim.0 == claim).map(|(number, line)| (number, line.amount)).collect()
}

fn signed(amount: Won) -> Outcome<i64> {
    let too_large = |_| RemittanceError::AmountTooLarge { place: "a provider adjustment".into() };
    Ok(i64::try_from(amount).map_err(too_large)?)
}

/// A claim as it is decided now.
fn remitted(view: &ClaimView, reversal: bool) -> RemittedClaim {
    let facts = claim_facts(view, None);
    // The item's own numbers are in the private document; the order of the lines is the same.
    let lines = (1u64..).zip(&facts.lines).map(|(sequence, line)| RemittedLine {
        allowed: Some(line.eligible()).filter(|allowed| *allowed > 0),
        ..RemittedLine::decided(sequence, line.category, line.served_at, line.charge, &line.outcome)
    });
    RemittedClaim {
        id: facts.id,
        policy: facts.policy,
        control_number: None,
        submitted_at: facts.submitted_at,
        reversal,
        lines: lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_should_be_read_from_their_file_and_nothing_else() {
        let file = r#"{
            "payer": {
                "address": { "street": "1 Sejong-daero", "city": "Seoul", "postalCode": "04524", "country": "KR" },
                "contact": "Remittance desk", "telephone": "0215880000"
            },
            "payee": { "name": "Hangang Pharmacy", "taxNumber": "1208800000" }
        }"#;
        let read: Parties = serde_json::from_str(file).unwrap();
        assert_eq!((read.payer.name, read.payee.name.as_deref()), (None, Some("Hangang Pharmacy")));
        assert_eq!(read.payer.address.postal_code, "04524");
        for (what, other) in [("taxNumber", "tax_number"), ("\"contact\"", "\"contacts\""), ("street", "Street")] {
            assert!(serde_json::from_str::<Parties>(&file.replace(what, other)).is_err(), "{what}");
        }
    }

    #[test]
    fn amount_should_be_refused_when_an_835_cannot_carry_it() {
        assert_eq!(signed(5).unwrap(), 5);
        assert!(format!("{:?}", signed(Won::MAX).unwrap_err()).contains("remittance_amount_too_large"));
    }
}
