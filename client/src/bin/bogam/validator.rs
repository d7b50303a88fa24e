//! Validators: their keys, joining and leaving.

use crate::{
    context::{Context, read_one_more, write_file},
    governance::own_account,
    output::{Failure, Outcome, Report},
    registry::parse_account,
};
use bogam_client::{
    chain::Chain,
    governance::{
        GovernanceError,
        call::harmless,
        matter,
        session::{Absence, SessionKeys, ValidatorStanding, ValidatorView},
    },
};
use clap::Subcommand;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use subxt::utils::AccountId32;

/// The largest file with session keys, in bytes.
const LARGEST_FILE: usize = 64 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Have the node at --url make new session keys for an account. It has to be the validator's own node, and keeps the
    /// secrets; what is written is public.
    Keys {
        /// The account that will own them. Default: that of --key.
        #[arg(long, value_parser = parse_account)]
        owner: Option<AccountId32>,
        /// The file to write, for `bogam validator register`.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Register session keys (signed by their owner). Rotated keys are used two sessions later.
    Register {
        /// The file that `bogam validator keys` wrote. Without it the node at --url is asked for new ones.
        #[arg(long)]
        from: Option<PathBuf>,
    },
    /// List the validators, and why any of them is away.
    List,
    /// Leave the set, as soon as it can spare the validator (signed by it or its organisation's admin).
    Leave {
        /// The validator's account. Default: that of --key.
        #[arg(value_parser = parse_account)]
        account: Option<AccountId32>,
    },
    /// Come back after having been set aside, or stay after having asked to leave (signed by it or the admin).
    Rejoin {
        /// The validator's account. Default: that of --key.
        #[arg(value_parser = parse_account)]
        account: Option<AccountId32>,
    },
    /// Move a validator to another account of its organisation, which has registered keys (signed by the admin).
    Move {
        /// The account now.
        #[arg(value_parser = parse_account)]
        account: AccountId32,
        /// The account from then on.
        #[arg(long, value_parser = parse_account)]
        to: AccountId32,
    },
    /// Give up the session keys of an account that is no validator any more.
    ReleaseKeys {
        /// The account. Default: that of --key.
        #[arg(value_parser = parse_account)]
        account: Option<AccountId32>,
    },
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Keys { owner, out } => keys(owner, out.as_deref(), context).await,
        Command::Register { from } => register(from.as_deref(), context).await,
        Command::List => list(context).await,
        Command::Leave { account } => {
            let account = account.map_or_else(|| own_account(context), Ok)?;
            let chain = context.chain().await?;
            context.submit(&chain, &matter::leave(&account)).await?;
            shown(&chain, account, context).await
        }
        Command::Rejoin { account } => {
            let account = account.map_or_else(|| own_account(context), Ok)?;
            let chain = context.chain().await?;
            context.submit(&chain, &matter::rejoin(&account)).await?;
            shown(&chain, account, context).await
        }
        Command::Move { account, to } => {
            let chain = context.chain().await?;
            context.submit(&chain, &matter::move_to(&account, &to)).await?;
            shown(&chain, to, context).await
        }
        Command::ReleaseKeys { account } => {
            let account = account.map_or_else(|| own_account(context), Ok)?;
            let chain = context.chain().await?;
            context.submit(&chain, &matter::release_keys(&account)).await?;
            let text = context.text(
                format!("the session keys of {account} are given up"),
                format!("{account}의 세션 키를 없앴습니다."),
            );
            Ok(Report { value: json!({ "released": account.to_string() }), text })
        }
    }
}

/// New session keys, from the node.
async fn keys(owner: Option<AccountId32>, out: Option<&Path>, context: &Context) -> Outcome<Report> {
    let owner = owner.map_or_else(|| own_account(context), Ok)?;
    let keys = SessionKeys::generate(context.url(), &owner).await?;
    let value = serde_json::to_value(&keys).unwrap_or_default();
    if let Some(out) = out {
        write_file(out, format!("{value}\n").as_bytes())?;
    }
    let text = context.text(
        format!("keys {} for {owner}; to be registered with: bogam validator register", keys.keys),
        format!("{owner}의 키 {}. 다음 명령으로 등록합니다: bogam validator register", keys.keys),
    );
    Ok(Report { value, text })
}

async fn register(from: Option<&Path>, context: &Context) -> Outcome<Report> {
    let owner = own_account(context)?;
    let keys: SessionKeys = match from {
        Some(path) => {
            serde_json::from_slice(&read_one_more(path, LARGEST_FILE)?).map_err(|_| GovernanceError::NotSessionKeys)?
        }
        None => SessionKeys::generate(context.url(), &owner).await?,
    };
    if keys.owner != owner.to_string() {
        return Err(Failure::input(
            "validator_keys_of_another",
            format!("the keys were made for {}, and {owner} signs", keys.owner),
            format!("키는 {}을(를) 위해 만들어졌고 서명하는 계정은 {owner}입니다.", keys.owner),
        ));
    }
    let chain = context.chain().await?;
    let registration = keys.registration_on(&chain).await?;
    context.submit(&chain, &registration).await?;
    let text = context.text(
        format!("the session keys of {owner} are registered; to become a validator needs a vote (bogam governance propose admit-validator)"),
        format!("{owner}의 세션 키를 등록했습니다. 검증인이 되려면 표결이 필요합니다(bogam governance propose admit-validator)."),
    );
    Ok(Report { value: json!({ "registered": owner.to_string(), "keys": keys.keys }), text })
}

fn standing_name(standing: ValidatorStanding) -> &'static str {
    match standing {
        ValidatorStanding::Serving => "serving",
        ValidatorStanding::Leaving { .. } => "leaving",
        ValidatorStanding::Offline { .. } => "offline",
        ValidatorStanding::Removed { .. } => "removed",
        ValidatorStanding::Offender { .. } => "offender",
    }
}

fn absence_name(absence: Absence) -> &'static str {
    match absence {
        Absence::Leaving => "leaving",
        Absence::Offline => "offline",
        Absence::OrganisationInactive => "organisationInactive",
        Absence::AccountNotOfOrganisation => "accountNotOfOrganisation",
        Absence::Removed => "removed",
        Absence::Offender => "offender",
        Absence::NoKeys => "noKeys",
    }
}

fn absence_text(absence: Absence, context: &Context) -> String {
    let (english, korean) = match absence {
        Absence::Leaving => ("asked to leave", "떠나겠다고 함"),
        Absence::Offline => ("authored nothing for too long", "너무 오래 블록을 만들지 않음"),
        Absence::OrganisationInactive => ("its organisation is not active", "기관의 자격이 정지 또는 제명됨"),
        Absence::AccountNotOfOrganisation => ("its account has no role any more", "계정이 더 이상 기관에 속하지 않음"),
        Absence::Removed => ("removed by the council", "평의회가 내보냄"),
        Absence::Offender => ("was proven to have equivocated", "이중 투표가 증명됨"),
        Absence::NoKeys => ("has no session keys", "세션 키가 없음"),
    };
    context.text(english, korean)
}

fn validator_value(view: &ValidatorView) -> Value {
    json!({
        "account": view.record.account.to_string(),
        "organisation": view.record.organisation,
        "standing": standing_name(view.record.standing),
        "active": view.is_active,
        "queued": view.is_queued,
        "disabled": view.is_disabled,
        "retained": view.is_retained,
        "absence": view.absence.map(absence_name),
        "blocksInThisSession": view.blocks_in_this_session,
        "blocksInLastSession": view.record.blocks_in_last_session,
        "idleSessions": view.record.idle_sessions,
    })
}

async fn shown(chain: &Chain, account: AccountId32, context: &Context) -> Outcome<Report> {
    let (_, validators) = chain.validators().await?;
    let found = validators.iter().find(|view| view.record.account == account);
    let text = match found.map(|view| standing_name(view.record.standing)) {
        Some(standing) => context.text(format!("{account}: {standing}"), format!("{account}: {standing}")),
        None => context.text(format!("{account} is no validator"), format!("{account}: 검증인이 아닙니다.")),
    };
    Ok(Report { value: json!({ "validator": found.map(validator_value) }), text })
}

async fn list(context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let ((overview, validators), directory) = (chain.validators().await?, chain.directory().await?);
    let accounts = |accounts: &[AccountId32]| accounts.iter().map(ToString::to_string).collect::<Vec<_>>();
    let value = json!({
        "session": overview.session,
        "floor": overview.floor,
        "ceiling": overview.ceiling,
        "active": accounts(&overview.active),
        "queued": accounts(&overview.queued),
        "planned": accounts(&overview.planned),
        "validators": validators.iter().map(validator_value).collect::<Vec<_>>(),
    });
    let mut lines = vec![context.text(
        format!(
            "session {}: {} validators, {} in the next, at least {}",
            overview.session,
            overview.active.len(),
            overview.queued.len(),
            overview.floor
        ),
        format!(
            "세션 {}: 검증인 {}, 다음 세션 {}, 최소 {}",
            overview.session,
            overview.active.len(),
            overview.queued.len(),
            overview.floor
        ),
    )];
    for view in &validators {
        let organisation = view.record.organisation;
        let name = directory.name(organisation).map(harmless).unwrap_or_else(|| organisation.to_string());
        let state = match (view.is_active, view.is_queued) {
            (true, true) => context.text("active", "활동"),
            (true, false) => context.text("active, not in the next session", "활동, 다음 세션에는 없음"),
            (false, true) => context.text("from the next session on", "다음 세션부터"),
            (false, false) => context.text("not active", "활동하지 않음"),
        };
        let mut line = format!("  {}  {name}: {state}", view.record.account);
        if let Some(absence) = view.absence {
            line = format!("{line}; {}", absence_text(absence, context));
        }
        if view.is_retained {
            line = format!("{line}; {}", context.text("retained: too few others", "다른 검증인이 모자라 남아 있음"));
        }
        if view.is_disabled {
            line = format!("{line}; {}", context.text("disabled", "정지됨"));
        }
        lines.push(line);
    }
    Ok(Report { value, text: lines.join("\n") })
}
