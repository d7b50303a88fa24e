//! Settlement: paying what was granted, taking it back, and the accounts of both sides.

use super::{
    claims,
    files::{Committed, tags},
    state,
    values::{party_value, remittance_value, won_text},
    words::{Word, read},
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
};
use bogam_client::chain::{
    Chain,
    runtime::{
        runtime_types::pallet_claims::types::{Party, RemittanceKind, RemittanceState},
        transactions, view_functions,
    },
};
use bogam_primitives::{ClaimId, OrganisationId, OrganisationKind, claim::Won};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use subxt::utils::{AccountId32, Static};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Pay what is due on claims of one insurer to one payee (signed by a treasurer of either side).
    Settle {
        /// The claims.
        #[arg(required = true, value_parser = read::<ClaimId>)]
        claims: Vec<ClaimId>,
    },
    /// Say that claims were paid by bank transfer (signed by the insurer's treasurer). The payee has to confirm it.
    ConfirmPaid {
        /// The claims.
        #[arg(required = true, value_parser = read::<ClaimId>)]
        claims: Vec<ClaimId>,
        #[command(flatten)]
        reference: Committed,
    },
    /// Say whether a bank transfer was received (signed by the payee's treasurer, or by the patient's key).
    ConfirmReceived {
        /// The insurer.
        #[arg(long)]
        insurer: OrganisationId,
        /// The number of its remittance.
        #[arg(long)]
        remittance: u32,
        /// It was not received: what it should have paid is due again.
        #[arg(long)]
        not_received: bool,
    },
    /// Hold what is due on a claim for which the insurer's account was short (anybody with a seat).
    Fund {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
    },
    /// Undo a settled claim: the payee gives back; the insurer asks, or confirms (signed by a treasurer, or by the
    /// patient's key).
    Reverse {
        /// The claim.
        #[arg(value_parser = read::<ClaimId>)]
        claim: ClaimId,
    },
    /// Show what was remitted.
    #[command(subcommand)]
    Remittance(RemittanceCommand),
    /// List the claims for which an insurer's account was short.
    Unfunded {
        /// The insurer.
        insurer: OrganisationId,
    },
    /// Show what is on the account of an organisation, or of a patient's key.
    Account(Whose),
    /// Make the statement of account of an organisation, as insurer and as payee.
    Statement {
        /// Its number.
        organisation: OrganisationId,
    },
}

#[derive(Debug, Subcommand)]
pub enum RemittanceCommand {
    /// Show one.
    Show {
        /// The insurer.
        insurer: OrganisationId,
        /// Its number at this insurer.
        number: u32,
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

/// Whose account.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Whose {
    /// The number of an organisation.
    #[arg(long)]
    pub organisation: Option<OrganisationId>,
    /// The account of a patient's key.
    #[arg(long, value_parser = read::<AccountId32>)]
    pub holder: Option<AccountId32>,
}

impl Whose {
    /// The party that is meant.
    pub fn party(&self) -> Outcome<Party<AccountId32>> {
        match (self.organisation, self.holder) {
            (Some(organisation), _) => Ok(Party::Organisation(organisation)),
            (None, Some(holder)) => Ok(Party::Holder(holder)),
            (None, None) => {
                Err(Failure::usage("--organisation or --holder is needed", "--organisation이나 --holder가 필요합니다."))
            }
        }
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    let chain = &context.chain().await?;
    match command {
        Command::Settle { claims } => {
            let named = claims.iter().copied().map(Static).collect();
            context.submit(chain, &calls.settle(named)).await?;
            claims_now(context, chain, &claims).await
        }
        Command::ConfirmPaid { claims, reference } => {
            let named = claims.iter().copied().map(Static).collect();
            let commitment = Static(reference.make(tags::BANK_REFERENCE)?);
            let sent = context.submit(chain, &calls.confirm_payment(named, commitment)).await;
            reference.settle(context, sent)?;
            claims_now(context, chain, &claims).await
        }
        Command::ConfirmReceived { insurer, remittance, not_received } => {
            context.submit(chain, &calls.confirm_receipt(insurer, remittance, !not_received)).await?;
            one(chain, insurer, remittance).await
        }
        Command::Fund { claim } => {
            context.submit(chain, &calls.fund(Static(claim))).await?;
            claims::show(context, chain, claim).await
        }
        Command::Reverse { claim } => {
            context.submit(chain, &calls.reverse(Static(claim))).await?;
            claims::show(context, chain, claim).await
        }
        Command::Remittance(RemittanceCommand::Show { insurer, number }) => one(chain, insurer, number).await,
        Command::Remittance(RemittanceCommand::List { insurer, from }) => {
            let all = state::remittances(chain, insurer, from).await?;
            let values: Vec<_> = all.iter().map(|(number, one)| remittance_value(insurer, *number, one)).collect();
            Ok(Report::data(json!({ "remittances": values })))
        }
        Command::Unfunded { insurer } => {
            let claims = chain.ask(view_functions().claims().unfunded(insurer)).await?;
            let claims: Vec<_> = claims.iter().map(|id| id.0.show()).collect();
            Ok(Report::data(json!({ "insurer": insurer, "unfunded": claims })))
        }
        Command::Account(whose) => Ok(Report::data(account(chain, &whose.party()?).await?)),
        Command::Statement { organisation } => statement(context, chain, organisation).await,
    }
}

/// What the chain says of claims that were settled together.
async fn claims_now(context: &Context, chain: &Chain, ids: &[ClaimId]) -> Outcome<Report> {
    let mut views = Vec::new();
    for id in ids {
        views.push(claims::known(chain, *id).await?);
    }
    Ok(claims::list(context, &views))
}

async fn one(chain: &Chain, insurer: OrganisationId, number: u32) -> Outcome<Report> {
    let page = chain.ask(view_functions().claims().remittances(insurer, number, 1)).await?;
    let found = page.remittances.iter().find(|(found, _)| *found == number);
    let unknown = || Failure::unknown("Claims", "UnknownRemittance", "There is no such remittance.");
    let (number, remittance) = found.ok_or_else(unknown)?;
    Ok(Report::data(remittance_value(insurer, *number, remittance)))
}

/// What is on the account of a party, in won.
pub async fn account(chain: &Chain, party: &Party<AccountId32>) -> Outcome<Value> {
    let (account, details) = match party {
        Party::Organisation(organisation) => {
            let found = chain.ask(view_functions().claims().account_of(*organisation)).await?;
            let details = json!({
                "free": amount(found.free),
                "heldForClaims": amount(found.held_for_claims),
                "heldForRedemption": amount(found.held_for_redemption),
            });
            (found.account, details)
        }
        Party::Holder(holder) => (*holder, json!({})),
    };
    let (free, reserved) = state::balance(chain, account).await?;
    let mut value = json!({
        "party": party_value(party),
        "account": account.to_string(),
        "total": amount(free.saturating_add(reserved)),
    });
    if let (Value::Object(members), Value::Object(details)) = (&mut value, details) {
        members.extend(details);
    }
    Ok(value)
}

/// An amount of the currency as JSON: there is far less settlement money than fits.
fn amount(balance: u128) -> Value {
    u64::try_from(balance).map_or_else(|_| balance.to_string().into(), Value::from)
}

/// What was remitted on one side of the account, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Turnover {
    /// Paid, and confirmed where that is needed.
    paid: u128,
    /// Paid back.
    returned: u128,
    /// Paid by bank transfer, and not confirmed yet.
    awaiting: u128,
}

impl Turnover {
    fn add(&mut self, kind: &RemittanceKind, state: &RemittanceState, total: Won) {
        let slot = match (kind, state) {
            (_, RemittanceState::Refused) => return,
            (_, RemittanceState::AwaitingReceipt) => &mut self.awaiting,
            (RemittanceKind::Payment, RemittanceState::Completed) => &mut self.paid,
            (RemittanceKind::Reversal, RemittanceState::Completed) => &mut self.returned,
        };
        *slot = slot.saturating_add(total.into());
    }

    /// What was paid and has not come back.
    fn net(&self) -> u128 {
        self.paid.saturating_sub(self.returned)
    }

    /// As JSON, with what the claims say: the sums over both must be the same.
    fn value(&self, claims: &Granted) -> Value {
        json!({
            "paid": amount(self.paid),
            "returned": amount(self.returned),
            "awaitingReceipt": amount(self.awaiting),
            "net": amount(self.net()),
            "due": amount(claims.due),
            "undecided": claims.undecided,
            "balances": self.net() == claims.settled,
        })
    }
}

/// What the claims of one side come to, in won.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Granted {
    /// Granted and settled.
    settled: u128,
    /// Granted and not settled.
    due: u128,
    /// How many claims wait for a decision.
    undecided: u32,
}

/// What an organisation has paid as insurer and received as payee, from the remittances, and what the claims say of both.
async fn statement(context: &Context, chain: &Chain, organisation: OrganisationId) -> Outcome<Report> {
    let mut value = account(chain, &Party::Organisation(organisation)).await?;
    let (mut as_insurer, mut as_payee) = (Turnover::default(), Turnover::default());
    let insurers = chain.organisations().await?;
    for (insurer, _) in insurers.iter().filter(|(_, found)| found.kind.0 == OrganisationKind::Insurer) {
        for (_, remittance) in state::remittances(chain, *insurer, 0).await? {
            if *insurer == organisation {
                as_insurer.add(&remittance.kind, &remittance.state, remittance.total);
            }
            if remittance.payee == Party::Organisation(organisation) {
                as_payee.add(&remittance.kind, &remittance.state, remittance.total);
            }
        }
    }
    let (mut insured, mut provided) = (Granted::default(), Granted::default());
    for view in claims::all(chain).await? {
        let (settled, paid) = (u128::from(view.record.settled), u128::from(view.paid));
        let is_decided = view.outcome.is_some();
        let is_ours = view.record.payee.0 == bogam_primitives::claim::PayeeKind::Provider;
        let sides = [
            (view.record.insurer == organisation, &mut insured),
            (view.record.provider == organisation && is_ours, &mut provided),
        ];
        for (_, side) in sides.into_iter().filter(|(concerned, _)| *concerned) {
            side.settled = side.settled.saturating_add(settled);
            if is_decided {
                side.due = side.due.saturating_add(paid.saturating_sub(settled));
            } else if super::values::is_waiting(&view.standing) {
                side.undecided = side.undecided.saturating_add(1);
            }
        }
    }
    value["asInsurer"] = as_insurer.value(&insured);
    value["asPayee"] = as_payee.value(&provided);
    let text = statement_text(context, organisation, &as_insurer, &as_payee, &insured, &provided);
    Ok(Report { value, text })
}

fn statement_text(
    context: &Context,
    organisation: OrganisationId,
    as_insurer: &Turnover,
    as_payee: &Turnover,
    insured: &Granted,
    provided: &Granted,
) -> String {
    let mut text = context.text(
        format!("Statement of account of organisation {organisation}\n"),
        format!("{organisation}번 기관의 계정 명세\n"),
    );
    let row = |english: &str, korean: &str, amount: u128| {
        let amount = won_text(context, i128::try_from(amount).unwrap_or(i128::MAX));
        format!("{amount:>24}  {}\n", context.text(english, korean))
    };
    for (english, korean, turnover, granted) in
        [("as insurer", "보험자로서", as_insurer, insured), ("as payee", "수령자로서", as_payee, provided)]
    {
        text.push_str(&format!("{}\n", context.text(english, korean)));
        text.push_str(&row("paid", "지급", turnover.paid));
        text.push_str(&row("paid back", "환수", turnover.returned));
        text.push_str(&row("net", "차액", turnover.net()));
        text.push_str(&row("to be confirmed", "수령 확인 대기", turnover.awaiting));
        text.push_str(&row("granted and due", "결정되었으나 미지급", granted.due));
        if turnover.net() != granted.settled {
            text.push_str(&context.text(
                "The claims say something else: they have changed meanwhile. Ask again.\n",
                "청구 기록과 다릅니다. 그 사이에 바뀌었으니 다시 조회하십시오.\n",
            ));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turnover_should_count_what_is_completed_and_name_what_is_not() {
        let mut turnover = Turnover::default();
        turnover.add(&RemittanceKind::Payment, &RemittanceState::Completed, 80_000);
        turnover.add(&RemittanceKind::Payment, &RemittanceState::AwaitingReceipt, 5_000);
        turnover.add(&RemittanceKind::Payment, &RemittanceState::Refused, 7_000);
        turnover.add(&RemittanceKind::Reversal, &RemittanceState::Completed, 30_000);
        assert_eq!(turnover, Turnover { paid: 80_000, returned: 30_000, awaiting: 5_000 });
        assert_eq!(turnover.net(), 50_000);
        let granted = Granted { settled: 50_000, due: 5_000, undecided: 1 };
        assert_eq!(turnover.value(&granted)["balances"], true);
        assert_eq!(turnover.value(&Granted { settled: 1, ..granted })["balances"], false);
    }

    #[test]
    fn amount_should_be_a_number_unless_it_is_too_large_for_one() {
        assert_eq!(amount(5), json!(5));
        assert_eq!(amount(u128::MAX), json!(u128::MAX.to_string()));
    }
}
