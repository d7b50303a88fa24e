//! Settlement money: issued against money at the bank, redeemed, and paid out.

use super::{
    files::lasting_salt,
    settlement::{Whose, account},
    state,
};
use crate::{
    consent::account_of,
    context::Context,
    output::{Outcome, Report},
    prescription::organisation_of,
};
use bogam_client::chain::{
    Chain,
    runtime::{runtime_types::pallet_claims::types::Party, storage, transactions},
};
use bogam_primitives::{Commitment, OrganisationId, claim::Won, commitment::tags};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::{AccountId32, H256};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Issue settlement money to an organisation against money at the bank (signed by the clearing agent).
    Issue {
        /// For which organisation.
        #[arg(long)]
        organisation: OrganisationId,
        /// How much, in won.
        #[arg(long)]
        amount: Won,
        #[command(flatten)]
        reference: BankReference,
    },
    /// Ask for settlement money to be paid out at the bank (signed by a treasurer, or with --own-key by a patient's key).
    Redeem {
        /// How much, in won.
        #[arg(long)]
        amount: Won,
        /// From the account of the key in --key, and not of its organisation.
        #[arg(long)]
        own_key: bool,
    },
    /// Give a redemption up before it is paid out (signed as the redemption was).
    CancelRedemption {
        /// From the account of the key in --key, and not of its organisation.
        #[arg(long)]
        own_key: bool,
    },
    /// Destroy what was paid out at the bank (signed by the clearing agent).
    PayOut {
        #[command(flatten)]
        whose: Whose,
        /// How much, in won: what was asked for.
        #[arg(long)]
        amount: Won,
        #[command(flatten)]
        reference: BankReference,
    },
    /// List what is to be paid out at the bank.
    Redemptions,
    /// Show how much settlement money there is, and who clears.
    Circulating,
}

/// A reference of the bank. On the chain is only a salted hash of it, which serves once.
#[derive(Debug, Args)]
pub struct BankReference {
    /// The reference.
    #[arg(long)]
    bank_reference: String,
    /// The file with the clearing agent's salt; it is made if there is none. With the same salt the same reference is refused
    /// when it is used again.
    #[arg(long)]
    salt: PathBuf,
}

impl BankReference {
    fn hash(&self) -> Outcome<H256> {
        let salt = lasting_salt(&self.salt)?;
        Ok(Commitment::new(tags::BANK_REFERENCE, &salt, self.bank_reference.as_bytes()).0)
    }
}

/// For whom the key in --key acts: its organisation, or itself.
async fn own_party(context: &Context, chain: &Chain, own_key: bool) -> Outcome<Party<AccountId32>> {
    let account = account_of(&context.key()?);
    Ok(match own_key {
        true => Party::Holder(account),
        false => Party::Organisation(organisation_of(chain, account).await?),
    })
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    let chain = &context.chain().await?;
    let party = match command {
        Command::Issue { organisation, amount, reference } => {
            context.submit(chain, &calls.mint(organisation, amount, reference.hash()?)).await?;
            Party::Organisation(organisation)
        }
        Command::Redeem { amount, own_key } => {
            let party = own_party(context, chain, own_key).await?;
            context.submit(chain, &calls.request_redemption(party.clone(), amount)).await?;
            party
        }
        Command::CancelRedemption { own_key } => {
            let party = own_party(context, chain, own_key).await?;
            context.submit(chain, &calls.cancel_redemption(party.clone())).await?;
            party
        }
        Command::PayOut { whose, amount, reference } => {
            let party = whose.party()?;
            context.submit(chain, &calls.redeem(party.clone(), amount, reference.hash()?)).await?;
            party
        }
        Command::Redemptions => {
            let all = state::all(chain, storage().claims().redemptions(), ()).await?;
            let all: Vec<_> = all
                .iter()
                .map(|((account,), amount)| json!({ "account": account.to_string(), "amount": amount }))
                .collect();
            return Ok(Report::data(json!({ "redemptions": all })));
        }
        Command::Circulating => return circulating(chain).await,
    };
    Ok(Report::data(account(chain, &party).await?))
}

async fn circulating(chain: &Chain) -> Outcome<Report> {
    let circulating = state::fetch(chain, storage().claims().circulating(), ()).await?.unwrap_or_default();
    let agent = state::fetch(chain, storage().claims().clearing_agent(), ()).await?;
    let to_pay_out = state::all(chain, storage().claims().redemptions(), ()).await?;
    let to_pay_out = to_pay_out.iter().fold(0, |sum: Won, (_, amount)| sum.saturating_add(*amount));
    Ok(Report::data(json!({
        "circulating": circulating,
        "toBePaidOut": to_pay_out,
        "clearingAgent": agent.map(|agent| agent.to_string()),
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_should_be_the_same_with_the_same_salt_only() {
        let folder = tempfile::tempdir().unwrap();
        let reference = |text: &str, salt: &str| {
            let reference = BankReference { bank_reference: text.into(), salt: folder.path().join(salt) };
            reference.hash().unwrap()
        };
        assert_eq!(reference("2026-11-21/1", "a"), reference("2026-11-21/1", "a"));
        assert_ne!(reference("2026-11-21/1", "a"), reference("2026-11-21/2", "a"));
        assert_ne!(reference("2026-11-21/1", "a"), reference("2026-11-21/1", "b"));
    }
}
