//! Statements of account: what an organisation owes as insurer, and what it is owed as provider.

use super::{claims, settlement, state, values::is_waiting};
use crate::{
    consent::fhir::zone,
    context::Context,
    output::{Outcome, Report},
    words::parse_moment,
};
use bogam_client::{
    chain::{
        Chain,
        runtime::runtime_types::pallet_claims::types::{
            ClaimState, ClaimView, Party, Remittance, RemittanceKind, RemittanceState,
        },
    },
    remittance::{
        AccountHistory, AccountSide, ClaimAccount, Counterparty, RemittanceEntry, RemittanceEntryKind,
        RemittanceEntryState, RemittanceError, StatementOfAccount,
    },
};
use bogam_primitives::{Moment, OrganisationId, OrganisationKind, claim::PayeeKind};
use clap::Args;

/// Whose account, and for which time.
#[derive(Debug, Args)]
pub struct Wanted {
    /// The number of the organisation.
    organisation: OrganisationId,
    /// From this moment on. Default: from the beginning.
    #[arg(long, value_parser = parse_moment)]
    from: Option<Moment>,
    /// Until before this moment. Default: until now.
    #[arg(long, value_parser = parse_moment)]
    until: Option<Moment>,
}

/// All that the chain keeps of both sides of an account, at about one moment.
struct Books {
    organisation: OrganisationId,
    claims: Vec<ClaimView>,
    /// The remittances of each insurer.
    remittances: Vec<(OrganisationId, u32, Remittance)>,
    /// After all of it.
    now: Moment,
}

impl Books {
    async fn read(organisation: OrganisationId, chain: &Chain) -> Outcome<Self> {
        let claims = claims::all(chain).await?;
        let mut remittances = Vec::new();
        let organisations = chain.organisations().await?;
        for (insurer, _) in organisations.iter().filter(|(_, one)| one.kind.0 == OrganisationKind::Insurer) {
            let of_insurer = state::remittances(chain, *insurer, 0).await?;
            remittances.extend(of_insurer.into_iter().map(|(number, one)| (*insurer, number, one)));
        }
        Ok(Self { organisation, claims, remittances, now: chain.now().await? })
    }

    fn concerns(&self, side: AccountSide, view: &ClaimView) -> bool {
        let record = &view.record;
        match side {
            AccountSide::Insurer => record.insurer == self.organisation,
            // What is paid to the patient is not the provider's.
            AccountSide::Provider => record.provider == self.organisation && record.payee.0 == PayeeKind::Provider,
        }
    }

    fn history(&self, side: AccountSide) -> AccountHistory {
        let accounts =
            self.claims.iter().filter(|view| self.concerns(side, view)).filter_map(|view| account(side, view));
        let claims: Vec<ClaimAccount> = accounts.collect();
        let entries = self.remittances.iter().filter(|(insurer, _, one)| match side {
            AccountSide::Insurer => *insurer == self.organisation,
            AccountSide::Provider => one.payee == Party::Organisation(self.organisation),
        });
        let remittances = entries.map(|(insurer, number, one)| entry(side, *insurer, *number, one)).collect();
        AccountHistory { side, organisation: self.organisation, claims, remittances }
    }

    /// How many claims of a side wait for a decision.
    fn undecided(&self, side: AccountSide) -> usize {
        self.claims.iter().filter(|view| self.concerns(side, view) && is_waiting(&view.standing)).count()
    }

    fn statement(&self, side: AccountSide, wanted: &Wanted) -> Result<StatementOfAccount, RemittanceError> {
        let until = wanted.until.unwrap_or(self.now.saturating_add(1));
        StatementOfAccount::new(self.history(side).period(wanted.from.unwrap_or_default(), until))
    }
}

/// What the chain keeps of a claim on which something was granted.
fn account(side: AccountSide, view: &ClaimView) -> Option<ClaimAccount> {
    let record = &view.record;
    let decision = record.decision.as_ref()?;
    let outstanding = match record.state {
        ClaimState::Reversed | ClaimState::Cancelled => 0,
        _ => view.paid.saturating_sub(record.settled),
    };
    let counterparty = match (side, record.payee.0) {
        (AccountSide::Insurer, PayeeKind::Provider) => Counterparty::Organisation(record.provider),
        (AccountSide::Insurer, PayeeKind::Holder) => Counterparty::Patient,
        (AccountSide::Provider, _) => Counterparty::Organisation(record.insurer),
    };
    Some(ClaimAccount { claim: view.id.0, counterparty, decided_at: decision.at, granted: view.paid, outstanding })
}

fn entry(side: AccountSide, insurer: OrganisationId, number: u32, remittance: &Remittance) -> RemittanceEntry {
    RemittanceEntry {
        insurer,
        number,
        counterparty: match (side, &remittance.payee) {
            (AccountSide::Provider, _) => Counterparty::Organisation(insurer),
            (AccountSide::Insurer, Party::Organisation(payee)) => Counterparty::Organisation(*payee),
            (AccountSide::Insurer, Party::Holder(_)) => Counterparty::Patient,
        },
        kind: match remittance.kind {
            RemittanceKind::Payment => RemittanceEntryKind::Payment,
            RemittanceKind::Reversal => RemittanceEntryKind::Reversal,
        },
        state: match remittance.state {
            RemittanceState::Completed => RemittanceEntryState::Completed,
            RemittanceState::AwaitingReceipt => RemittanceEntryState::AwaitingReceipt,
            RemittanceState::Refused => RemittanceEntryState::Refused,
        },
        at: remittance.at,
        lines: remittance.lines.0.iter().map(|line| (line.claim.0, line.amount)).collect(),
        total: remittance.total,
    }
}

/// Makes both statements, and says what is on the account.
pub async fn run(wanted: Wanted, context: &Context, chain: &Chain) -> Outcome<Report> {
    let sides = [("asInsurer", AccountSide::Insurer), ("asProvider", AccountSide::Provider)];
    let mut books = Books::read(wanted.organisation, chain).await?;
    if sides.iter().any(|(_, side)| books.statement(*side, &wanted).is_err()) {
        // Claims and remittances are read one after the other: a block in between may have changed both.
        books = Books::read(wanted.organisation, chain).await?;
    }
    let zone = zone()?;
    let mut value = settlement::account(chain, &Party::Organisation(wanted.organisation)).await?;
    let mut text = String::new();
    for (name, side) in sides {
        let statement = books.statement(side, &wanted)?;
        let mut written = statement.to_json(&zone)?;
        written["undecided"] = books.undecided(side).into();
        value[name] = written;
        // Most organisations have one side only.
        let input = statement.input();
        if !(input.opening.is_empty() && input.grants.is_empty() && input.remittances.is_empty()) {
            text.push_str(&statement.to_text(context.language, &zone)?);
            text.push('\n');
        }
    }
    if text.is_empty() {
        text = context.text("nothing was granted or paid", "인정되거나 지급된 금액이 없습니다.");
    }
    Ok(Report { value, text })
}
