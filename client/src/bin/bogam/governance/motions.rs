//! Motions: shown, voted on, and closed.

use super::upgrades::{Compared, compare};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    show::moment_text,
};
use bogam_client::{
    governance::{
        GovernanceError,
        call::{harmless, hexadecimal},
        motion::{self, Council, Directory, Ending, Motion, Reference, Standing},
        words::Description,
    },
    messages::{Explained, Language},
};
use serde_json::{Value, json};
use subxt::utils::{AccountId32, H256};

/// A member of the council, by its organisation.
fn member_value(account: &AccountId32, directory: &Directory) -> Value {
    let organisation = directory.administered(account);
    json!({
        "account": account.to_string(),
        "organisation": organisation,
        "name": organisation.and_then(|id| directory.name(id)),
    })
}

/// Members of the council, by the names of their organisations.
fn names(accounts: &[AccountId32], directory: &Directory) -> String {
    let name = |account: &AccountId32| {
        let name = directory.administered(account).and_then(|id| directory.name(id)).map(harmless);
        name.unwrap_or_else(|| account.to_string())
    };
    match accounts {
        [] => "–".into(),
        accounts => accounts.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

/// Who has not voted.
fn silent(motion: &Motion, council: &Council) -> Vec<AccountId32> {
    let has_voted = |member: &&AccountId32| motion.ayes.contains(member) || motion.nays.contains(member);
    council.members.iter().filter(|member| !has_voted(member)).copied().collect()
}

/// A motion for programs.
pub fn motion_value(motion: &Motion, council: &Council, directory: &Directory) -> Value {
    let members = |accounts: &[AccountId32]| -> Vec<Value> {
        accounts.iter().map(|account| member_value(account, directory)).collect()
    };
    let standing = motion.standing(council.members.len(), council.height);
    json!({
        "number": motion.number,
        "hash": hexadecimal(&motion.hash.0),
        "call": motion.call.as_ref().map(|call| call.json()),
        "does": motion.call.as_ref().map(|call| Description::of(call, directory).json()),
        "standing": standing.name(),
        "canBeClosed": standing != Standing::Open,
        "threshold": motion.threshold,
        "votesNeeded": motion.votes_needed(council.members.len()),
        "members": council.members.len(),
        "ayes": members(&motion.ayes),
        "nays": members(&motion.nays),
        "silent": members(&silent(motion, council)),
        "end": motion.end,
        "blocksLeft": motion.blocks_left(council.height),
        "endsAt": council.moment_of(motion.end),
    })
}

/// What a motion does, in the user's language.
fn told(motion: &Motion, directory: &Directory, context: &Context) -> Vec<String> {
    let Some(call) = &motion.call else {
        return vec![context.text("its call cannot be read", "안건의 호출을 읽을 수 없습니다.")];
    };
    let description = Description::of(call, directory);
    match context.language {
        Language::English => description.lines(|words| &words.english),
        Language::Korean => description.lines(|words| &words.korean),
    }
}

fn standing_text(motion: &Motion, council: &Council, context: &Context) -> String {
    let left = motion.blocks_left(council.height);
    match motion.standing(council.members.len(), council.height) {
        Standing::Open => {
            let until = council.moment_of(motion.end).map(moment_text).unwrap_or_default();
            context.text(
                format!("open: {left} blocks are left to vote, until about {until}"),
                format!("투표 중: {left}블록 남음, {until}경까지"),
            )
        }
        Standing::Carried => {
            context.text("carried: it can be closed, and then takes effect", "가결: 종결하면 시행됩니다.")
        }
        Standing::Rejected => context.text("rejected: it can be closed", "부결: 종결할 수 있습니다."),
        Standing::Expired => context.text("its time is over: it can be closed", "기간 만료: 종결할 수 있습니다."),
    }
}

/// A motion for people.
fn motion_text(motion: &Motion, council: &Council, directory: &Directory, context: &Context) -> String {
    let (ayes, nays) = (names(&motion.ayes, directory), names(&motion.nays, directory));
    let silent = names(&silent(motion, council), directory);
    let members = council.members.len();
    let needed = motion.votes_needed(members);
    let mut lines = vec![format!("{}  {}", motion.number, hexadecimal(&motion.hash.0))];
    lines.extend(told(motion, directory, context).into_iter().map(|line| format!("  {line}")));
    lines.push(format!("  {}", standing_text(motion, council, context)));
    lines.push(context.text(
        format!(
            "  yes {} of {} needed, no {}, {members} members",
            motion.ayes.len(),
            motion.threshold,
            motion.nays.len()
        ),
        format!(
            "  찬성 {}/{}표, 반대 {}표, 구성원 {members}명",
            motion.ayes.len(),
            motion.threshold,
            motion.nays.len()
        ),
    ));
    lines.push(context.text(format!("  yes: {ayes}"), format!("  찬성: {ayes}")));
    lines.push(context.text(format!("  no: {nays}"), format!("  반대: {nays}")));
    lines.push(context.text(format!("  not voted: {silent}"), format!("  미투표: {silent}")));
    if motion.threshold < needed {
        lines.push(context.text(
            format!("  this matter needs {needed} votes: with fewer it has no effect even if it is carried"),
            format!("  이 사안에는 {needed}표가 필요합니다. 그보다 적으면 가결되어도 효력이 없습니다."),
        ));
    }
    lines.join("\n")
}

/// Lists the motions.
pub async fn list(context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (council, directory) = (chain.council().await?, chain.directory().await?);
    let values: Vec<_> = council.motions.iter().map(|motion| motion_value(motion, &council, &directory)).collect();
    let texts: Vec<_> =
        council.motions.iter().map(|motion| motion_text(motion, &council, &directory, context)).collect();
    let members: Vec<_> = council.members.iter().map(|account| member_value(account, &directory)).collect();
    let text = match texts.is_empty() {
        true => context.text("there are no motions", "안건이 없습니다."),
        false => texts.join("\n\n"),
    };
    Ok(Report { value: json!({ "motions": values, "members": members, "height": council.height }), text })
}

/// Shows a motion.
pub async fn show(reference: Reference, compared: &Compared, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (council, directory) = (chain.council().await?, chain.directory().await?);
    let motion = council.motion(reference)?;
    let mut value = json!({ "motion": motion_value(motion, &council, &directory) });
    let mut text = motion_text(motion, &council, &directory, context);
    if compared.is_asked() {
        let compared = compare(&chain, compared, Some(upgrade_of(motion)?), context).await?;
        value["upgrade"] = compared.value;
        text = format!("{text}\n{}", compared.text);
    }
    Ok(Report { value, text })
}

/// The hash of the code that a motion is to authorise, in a batch too.
fn upgrade_of(motion: &Motion) -> Result<H256, GovernanceError> {
    let call = motion.call.as_ref().ok_or(GovernanceError::NotAnUpgrade)?;
    let calls = std::iter::once(call).chain(call.inner());
    let hash = calls
        .filter(|call| (call.pallet.as_str(), call.name.as_str()) == ("Governance", "authorise_upgrade"))
        .find_map(|call| <[u8; 32]>::try_from(call.bytes("code_hash")?).ok());
    hash.map(H256).ok_or(GovernanceError::NotAnUpgrade)
}

/// Votes, and shows the motion as it stands then.
pub async fn vote(reference: Reference, approve: bool, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (council, directory) = (chain.council().await?, chain.directory().await?);
    let motion = council.motion(reference)?;
    for line in told(motion, &directory, context) {
        eprintln!("{line}");
    }
    context.submit(&chain, &motion::vote(motion, approve)).await?;
    let council = chain.council().await?;
    // Somebody may have closed it meanwhile: the vote counted all the same.
    let Ok(motion) = council.motion(Reference::Hash(motion.hash)) else {
        let text = context.text("voted; the motion is closed already", "투표했습니다. 안건은 이미 종결되었습니다.");
        return Ok(Report { value: json!({ "voted": approve, "motion": Value::Null }), text });
    };
    let text = motion_text(motion, &council, &directory, context);
    Ok(Report { value: json!({ "voted": approve, "motion": motion_value(motion, &council, &directory) }), text })
}

/// Closes a motion.
pub async fn close(reference: Reference, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (council, directory) = (chain.council().await?, chain.directory().await?);
    let motion = council.motion(reference)?;
    for line in told(motion, &directory, context) {
        eprintln!("{line}");
    }
    let value = json!({ "motion": motion_value(motion, &council, &directory) });
    let closing = chain.closing(motion).await?;
    let done = context.submit(&chain, &closing).await?;
    ended(&chain.ending(&done).await?, value, context)
}

/// The report of what came of a motion; `value` says which it is.
pub fn ended(ending: &Ending, mut value: Value, context: &Context) -> Outcome<Report> {
    let (outcome, text) = match ending {
        Ending::Moved { number, hash, threshold } => {
            let hash = hexadecimal(&hash.0);
            value["number"] = (*number).into();
            value["hash"] = hash.as_str().into();
            value["threshold"] = (*threshold).into();
            let text = context.text(
                format!(
                    "motion {number}, {hash}: needs {threshold} votes (bogam governance vote --motion {number} --yes)"
                ),
                format!(
                    "안건 {number}, {hash}: {threshold}표가 필요합니다(bogam governance vote --motion {number} --yes)."
                ),
            );
            ("moved", text)
        }
        Ending::CarriedOut => ("carriedOut", context.text("carried, and done", "가결되어 시행되었습니다.")),
        Ending::Rejected => (
            "rejected",
            context.text("closed without having been carried: nothing is done", "부결되어 종결되었습니다."),
        ),
        Ending::Other => ("other", context.text("done", "처리했습니다.")),
        Ending::Refused(error) => {
            value["outcome"] = "refused".into();
            context.say(
                "the motion was carried and is closed, but what it asked for was refused:",
                "안건은 가결되어 종결되었으나 안건이 요구한 일은 거절되었습니다:",
            );
            return Err(refused(error).with_details(value));
        }
    };
    value["outcome"] = outcome.into();
    Ok(Report { value, text })
}

/// The failure that a refused motion is.
fn refused(error: &GovernanceError) -> Failure {
    let (english, korean) = (error.to_string(), error.message(Language::Korean));
    match error {
        GovernanceError::Chain(error) => Failure::unreleased(&error.code(), english, korean),
        error => Failure::unreleased(error.code(), english, korean),
    }
}
