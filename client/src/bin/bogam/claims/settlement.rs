//! Settlement: paying what was granted, taking it back, and the accounts of both sides.

use super::{claims, files::Committed, remittances, state, statements, values::party_value};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    words::{Word, read},
};
use bogam_client::chain::{
    Chain,
    runtime::{runtime_types::pallet_claims::types::Party, transactions, view_functions},
};
use bogam_primitives::{ClaimId, OrganisationId, commitment::tags};
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
    Remittance(remittances::Command),
    /// List the claims for which an insurer's account was short.
    Unfunded {
        /// The insurer.
        insurer: OrganisationId,
    },
    /// Show what is on the account of an organisation, or of a patient's key.
    Account(Whose),
    /// Make the statements of account of an organisation: what it owes as insurer, and what it is owed as provider.
    Statement(statements::Wanted),
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
            remittances::show(chain, insurer, remittance).await
        }
        Command::Fund { claim } => {
            context.submit(chain, &calls.fund(Static(claim))).await?;
            claims::show(context, chain, claim).await
        }
        Command::Reverse { claim } => {
            context.submit(chain, &calls.reverse(Static(claim))).await?;
            claims::show(context, chain, claim).await
        }
        Command::Remittance(command) => remittances::run(command, context, chain).await,
        Command::Unfunded { insurer } => {
            let claims = chain.ask(view_functions().claims().unfunded(insurer)).await?;
            let claims: Vec<_> = claims.iter().map(|id| id.0.show()).collect();
            Ok(Report::data(json!({ "insurer": insurer, "unfunded": claims })))
        }
        Command::Account(whose) => Ok(Report::data(account(chain, &whose.party()?).await?)),
        Command::Statement(wanted) => statements::run(wanted, context, chain).await,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amount_should_be_a_number_unless_it_is_too_large_for_one() {
        assert_eq!(amount(5), json!(5));
        assert_eq!(amount(u128::MAX), json!(u128::MAX.to_string()));
    }
}
