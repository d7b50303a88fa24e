//! Moving that the council decides something.

use super::motions::ended;
use crate::{
    context::{Context, parse_name, read_one_more},
    output::{Failure, Outcome, Report},
    registry::parse_account,
    words::parse_moment,
};
use bogam_client::governance::{
    GovernanceError,
    call::{LONGEST_CALL, hexadecimal},
    code::{Code, LARGEST_CODE},
    matter::{Matter, Reason},
    motion,
    share::Share,
    words::Description,
};
use bogam_primitives::{Moment, OrganisationId, OrganisationKind};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::{AccountId32, H256};

/// Picoseconds of execution in a millisecond of it.
const PICOSECONDS: u64 = 1_000_000_000;

/// What to move, and how.
#[derive(Debug, Args)]
pub struct Propose {
    #[command(subcommand)]
    matter: MatterCommand,
    /// How many have to say yes. Default: what the matter needs. With fewer it can be carried, and has no effect then.
    #[arg(long, global = true, value_parser = clap::value_parser!(u32).range(1..))]
    threshold: Option<u32>,
    /// Say what would be moved, and send nothing.
    #[arg(long, global = true)]
    dry_run: bool,
}

/// The matters.
#[derive(Debug, Subcommand)]
pub enum MatterCommand {
    /// An organisation joins. Its admin has a vote on the council from then on.
    AdmitOrganisation {
        /// Its kind: hospital, clinic, pharmacy, insurer, laboratory, authority, research or manufacturer.
        #[arg(long, value_parser = parse_name::<OrganisationKind>)]
        kind: OrganisationKind,
        /// The account of its admin, which has no other role.
        #[arg(long, value_parser = parse_account)]
        admin: AccountId32,
        /// Its public name.
        #[arg(long)]
        name: String,
        /// The code under which its regulator knows it.
        #[arg(long)]
        institution_code: String,
    },
    /// An organisation may not act until it is reinstated.
    SuspendOrganisation {
        /// Its number.
        organisation: OrganisationId,
        /// Why: request, legal-order, misconduct, security-incident or insolvency.
        #[arg(long, value_parser = parse_reason)]
        reason: Reason,
    },
    /// A suspended organisation may act again.
    ReinstateOrganisation {
        /// Its number.
        organisation: OrganisationId,
    },
    /// An organisation leaves for good.
    RemoveOrganisation {
        /// Its number.
        organisation: OrganisationId,
        /// Why, as for suspend-organisation.
        #[arg(long, value_parser = parse_reason)]
        reason: Reason,
    },
    /// An organisation gets another admin, because the key is lost or stolen.
    ReplaceAdmin {
        /// Its number.
        organisation: OrganisationId,
        /// The account of the new admin.
        #[arg(long, value_parser = parse_account)]
        admin: AccountId32,
        /// The old key was in the wrong hands since this moment: what it did since is void. A time with its offset, such as
        /// 2026-11-21T03:00:00+09:00, a date, or milliseconds since 1970.
        #[arg(long, value_parser = parse_moment)]
        compromised_since: Option<Moment>,
    },
    /// What an organisation may use of the chain in a window.
    SetAllowance {
        /// Its number.
        organisation: OrganisationId,
        #[command(flatten)]
        allowance: Allowance,
    },
    /// Somebody issues settlement money, and pays it out.
    AppointClearingAgent {
        /// The account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
    },
    /// Nobody issues settlement money.
    DismissClearingAgent,
    /// A validator joins the set. It has registered its keys before (bogam validator register).
    AdmitValidator {
        /// Its account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
        /// The organisation that runs it.
        #[arg(long)]
        organisation: OrganisationId,
    },
    /// A validator leaves the set.
    RemoveValidator {
        /// Its account.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
    },
    /// The least number of validators.
    SetValidatorFloor {
        /// The number.
        floor: u32,
    },
    /// How many validators an organisation may run.
    SetValidatorSlots {
        /// Its number.
        organisation: OrganisationId,
        /// How many.
        #[arg(long)]
        slots: u32,
    },
    /// The runtime may be upgraded to this code. Anybody may then apply it, until the authorisation expires.
    AuthoriseUpgrade {
        #[command(flatten)]
        upgrade: Upgrade,
    },
    /// The authorised upgrade may not be applied.
    WithdrawUpgrade,
    /// A pallet, or a call of it, is refused for some time.
    Pause {
        /// The pallet, such as Claims.
        pallet: String,
        /// The call, such as submit. Default: all of them.
        #[arg(long)]
        call: Option<String>,
        /// For how many blocks (of about a second).
        #[arg(long)]
        blocks: u32,
    },
    /// What was paused goes on.
    Resume {
        /// The pallet.
        pallet: String,
        /// The call, if a call was paused.
        #[arg(long)]
        call: Option<String>,
    },
    /// Nodes talk to listed nodes only (bogam node).
    EnforceNodes {
        /// To any node instead.
        #[arg(long)]
        off: bool,
    },
    /// For some time only consensus and governance go on.
    EnterSafeMode,
    /// Safe mode lasts longer.
    ExtendSafeMode,
    /// Safe mode ends.
    ExitSafeMode,
    /// Any call of the chain.
    Call {
        /// The encoded call, in hexadecimal.
        #[arg(long)]
        hex: String,
    },
}

/// An allowance.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Allowance {
    /// So many milliseconds of execution; zero refuses all transactions of the organisation.
    #[arg(long)]
    milliseconds: Option<u64>,
    /// The default of the chain.
    #[arg(long)]
    default: bool,
}

/// A code of the runtime.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Upgrade {
    /// The WASM file of the runtime.
    #[arg(long)]
    code: Option<PathBuf>,
    /// The hash of the file, in hexadecimal: blake2-256.
    #[arg(long, value_parser = parse_hash)]
    hash: Option<H256>,
}

fn parse_hash(text: &str) -> Result<H256, String> {
    let mut hash = [0; 32];
    let digits = text.strip_prefix("0x").unwrap_or(text);
    hex::decode_to_slice(digits, &mut hash).map_err(|_| "a hash is 0x and 64 hexadecimal digits".to_owned())?;
    Ok(H256(hash))
}

fn parse_reason(text: &str) -> Result<Reason, String> {
    Ok(match text {
        "request" => Reason::Request,
        "legal-order" => Reason::LegalOrder,
        "misconduct" => Reason::Misconduct,
        "security-incident" => Reason::SecurityIncident,
        "insolvency" => Reason::Insolvency,
        _ => return Err("one of request, legal-order, misconduct, security-incident, insolvency".into()),
    })
}

/// What is moved: a matter with a name, or any call.
enum Moved {
    Matter(Matter),
    Call(Vec<u8>),
}

impl MatterCommand {
    fn read(self) -> Outcome<Moved> {
        Ok(Moved::Matter(match self {
            Self::AdmitOrganisation { kind, admin, name, institution_code } => {
                Matter::AdmitOrganisation { kind, admin, name, institution_code }
            }
            Self::SuspendOrganisation { organisation, reason } => Matter::SuspendOrganisation { organisation, reason },
            Self::ReinstateOrganisation { organisation } => Matter::ReinstateOrganisation { organisation },
            Self::RemoveOrganisation { organisation, reason } => Matter::RemoveOrganisation { organisation, reason },
            Self::ReplaceAdmin { organisation, admin, compromised_since } => {
                Matter::ReplaceAdmin { organisation, admin, compromised_since }
            }
            Self::SetAllowance { organisation, allowance } => {
                let milliseconds = allowance.milliseconds.filter(|_| !allowance.default);
                let picoseconds = milliseconds.map(|milliseconds| {
                    milliseconds.checked_mul(PICOSECONDS).ok_or_else(|| {
                        Failure::usage("the allowance is too large to be counted", "사용 한도가 셀 수 없이 큽니다.")
                    })
                });
                Matter::SetAllowance { organisation, allowance: picoseconds.transpose()? }
            }
            Self::AppointClearingAgent { account } => Matter::SetClearingAgent { agent: Some(account) },
            Self::DismissClearingAgent => Matter::SetClearingAgent { agent: None },
            Self::AdmitValidator { account, organisation } => {
                Matter::AdmitValidator { organisation, validator: account }
            }
            Self::RemoveValidator { account } => Matter::RemoveValidator { validator: account },
            Self::SetValidatorFloor { floor } => Matter::SetValidatorFloor { floor },
            Self::SetValidatorSlots { organisation, slots } => Matter::SetValidatorSlots { organisation, slots },
            Self::AuthoriseUpgrade { upgrade: Upgrade { code: Some(code), .. } } => {
                // A file that is no runtime would be refused only when it is applied.
                let code = Code::read(&read_one_more(&code, LARGEST_CODE)?)?;
                Matter::AuthoriseUpgrade { code_hash: code.hash }
            }
            Self::AuthoriseUpgrade { upgrade: Upgrade { hash: Some(code_hash), .. } } => {
                Matter::AuthoriseUpgrade { code_hash }
            }
            Self::AuthoriseUpgrade { .. } => {
                return Err(Failure::usage(
                    "name the code with --code or --hash",
                    "--code나 --hash로 코드를 지정하십시오.",
                ));
            }
            Self::WithdrawUpgrade => Matter::WithdrawUpgrade,
            Self::Pause { pallet, call, blocks } => Matter::Pause { pallet, call, blocks },
            Self::Resume { pallet, call } => Matter::Resume { pallet, call },
            Self::EnforceNodes { off } => Matter::EnforceNodes { enforced: !off },
            Self::EnterSafeMode => Matter::EnterSafeMode,
            Self::ExtendSafeMode => Matter::ExtendSafeMode,
            Self::ExitSafeMode => Matter::ExitSafeMode,
            Self::Call { hex } => return Ok(Moved::Call(parse_call(&hex)?)),
        }))
    }
}

/// The bytes of a call in hexadecimal.
fn parse_call(text: &str) -> Outcome<Vec<u8>> {
    let digits = text.trim();
    let digits = digits.strip_prefix("0x").unwrap_or(digits);
    if digits.len() > 2 * LONGEST_CALL {
        return Err(GovernanceError::CallTooLong(digits.len() / 2).into());
    }
    hex::decode(digits).map_err(|error| GovernanceError::NotACall(error.to_string()).into())
}

/// Moves that the council decides something.
pub async fn propose(asked: Propose, context: &Context) -> Outcome<Report> {
    let moved = asked.matter.read()?;
    let chain = context.chain().await?;
    let (bytes, call) = match moved {
        Moved::Matter(matter) => chain.read_call(&matter.call()).await?,
        Moved::Call(bytes) => {
            let call = chain.decode_call(&bytes).await?;
            (bytes, call)
        }
    };
    let (council, directory) = (chain.council().await?, chain.directory().await?);
    let share = Share::needed_for(&call);
    // A motion with a threshold of one is carried out at once, and one of none could not be counted.
    let needed = council.votes_of(share).max(1);
    let threshold = asked.threshold.unwrap_or(needed);
    let description = Description::of(&call, &directory);
    let english = description.lines(|words| &words.english).join("\n");
    let korean = description.lines(|words| &words.korean).join("\n");
    if threshold < needed {
        context.say(
            &format!(
                "with {threshold} votes it can be carried, but this matter needs {needed}: it would have no effect"
            ),
            &format!("{threshold}표로 가결될 수 있으나 이 사안에는 {needed}표가 필요하므로 효력이 없게 됩니다."),
        );
    }
    if asked.dry_run {
        let value = json!({
            "dryRun": true,
            "call": call.json(),
            "hex": hexadecimal(&bytes),
            "does": description.json(),
            "share": share.name(),
            "threshold": threshold,
            "members": council.members.len(),
        });
        let text = context.text(
            format!("{english}\nneeds {threshold} of {} votes; nothing was sent", council.members.len()),
            format!("{korean}\n{}표 중 {threshold}표가 필요합니다. 아무것도 보내지 않았습니다.", council.members.len()),
        );
        return Ok(Report { value, text });
    }
    context.say(&english, &korean);
    let done = context.submit(&chain, &motion::propose(&bytes, threshold)?).await?;
    ended(&chain.ending(&done).await?, json!({ "call": call.json(), "does": description.json() }), context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reason_and_hash_should_be_read_as_they_are_written() {
        assert_eq!(parse_reason("legal-order"), Ok(Reason::LegalOrder));
        assert!(parse_reason("weather").is_err());
        assert_eq!(parse_hash(&format!("0x{}", "01".repeat(32))), Ok(H256([1; 32])));
        assert!(parse_hash("0x01").is_err());
    }

    #[test]
    fn call_should_be_refused_before_it_is_decoded_when_it_is_too_long() {
        assert_eq!(parse_call("0x0102").unwrap(), [1, 2]);
        assert!(parse_call(&"00".repeat(LONGEST_CALL)).is_ok());
        assert!(parse_call(&"00".repeat(LONGEST_CALL + 1)).is_err());
        assert!(parse_call("0x0").is_err());
    }

    #[test]
    fn allowance_should_be_counted_in_picoseconds() {
        let read = |milliseconds: Option<u64>| {
            let allowance = Allowance { milliseconds, default: milliseconds.is_none() };
            MatterCommand::SetAllowance { organisation: 1, allowance }.read()
        };
        let amount = |moved: Outcome<Moved>| match moved {
            Ok(Moved::Matter(Matter::SetAllowance { allowance, .. })) => Some(allowance),
            _ => None,
        };
        assert_eq!(amount(read(Some(9_000))), Some(Some(9_000_000_000_000)));
        assert_eq!(amount(read(None)), Some(None));
        assert_eq!(amount(read(Some(u64::MAX))), None);
    }
}
