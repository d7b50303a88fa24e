//! Upgrades of the runtime: what is authorised, what it would change, and applying it. Pauses and safe mode.

use crate::{
    context::{Context, read_one_more},
    output::{Failure, Outcome, Report},
    show::moment_text,
};
use bogam_client::{
    chain::Chain,
    governance::{
        call::{harmless, hexadecimal},
        code::{Code, LARGEST_CODE},
        comparison::{Change, Comparison, LARGEST_METADATA, PalletChange},
        matter,
    },
};
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use subxt::utils::H256;

/// With what an upgrade is compared.
#[derive(Debug, Args)]
pub struct Compared {
    /// The WASM file: says its hash, its size and its version, and refuses another file than the one that is voted on.
    #[arg(long)]
    code: Option<PathBuf>,
    /// The JSON-RPC of a node that runs a chain of its own with the new code from its first block: says which pallets change
    /// their storage version, and refuses a node that runs another code.
    #[arg(long, conflicts_with = "metadata")]
    rehearsal: Option<String>,
    /// A file with the metadata of the new runtime: says in which pallets the shape of what is stored changes. Nothing
    /// proves that it belongs to the code.
    #[arg(long)]
    metadata: Option<PathBuf>,
}

impl Compared {
    /// Whether something is to be compared.
    pub fn is_asked(&self) -> bool {
        self.code.is_some() || self.rehearsal.is_some() || self.metadata.is_some()
    }
}

fn change_value(change: &PalletChange) -> Value {
    let entries: Vec<_> =
        change.entries.iter().map(|(entry, change)| json!({ "entry": entry, "change": change.name() })).collect();
    let whole: Value = match change.change {
        Change::Reshaped => Value::Null,
        other => other.name().into(),
    };
    json!({
        "pallet": change.pallet,
        "change": whole,
        "storageVersion": change.versions.map(|(now, then)| json!({ "from": now, "to": then })),
        "entries": entries,
        "suspicious": change.is_suspicious(),
    })
}

fn change_text(change: &PalletChange, context: &Context) -> String {
    let version = match (change.change, change.versions) {
        (Change::Added, _) => context.text("new", "새 팔레트"),
        (Change::Removed, _) => context.text("no more", "없어짐"),
        (_, Some((now, then))) if now == then => {
            context.text(format!("storage version stays {now}"), format!("저장소 버전 {now} 유지"))
        }
        (_, Some((now, then))) => {
            context.text(format!("storage version {now} → {then}"), format!("저장소 버전 {now} → {then}"))
        }
        (_, None) => context.text("storage version not known", "저장소 버전 알 수 없음"),
    };
    let entries: Vec<_> = change
        .entries
        .iter()
        .map(|(entry, change)| {
            let word = match change {
                Change::Added => context.text("new", "추가"),
                Change::Removed => context.text("gone", "삭제"),
                Change::Reshaped => context.text("another shape", "형태 변경"),
            };
            format!("{entry} ({word})")
        })
        .collect();
    let mut line = format!("  {}: {version}", change.pallet);
    if !entries.is_empty() {
        line = format!("{line}; {}", entries.join(", "));
    }
    if change.is_suspicious() {
        let warning = context.text(
            "the shape changes and the version does not: is the migration missing?",
            "형태가 바뀌는데 버전은 그대로입니다. 이전 작업이 빠지지 않았습니까?",
        );
        line = format!("{line} – {warning}");
    }
    line
}

/// The version of the rules that a chain runs.
async fn version_of(chain: &Chain) -> Outcome<u32> {
    Ok(chain.finalised().await?.spec_version())
}

/// Compares the runtime of `chain` with a new one, which is the one with the hash `expected` if there is one.
pub async fn compare(chain: &Chain, compared: &Compared, expected: Option<H256>, context: &Context) -> Outcome<Report> {
    let mut value = json!({});
    let mut lines = Vec::new();
    let now = version_of(chain).await?;
    if let Some(path) = &compared.code {
        let code = Code::read(&read_one_more(path, LARGEST_CODE)?)?;
        if let Some(expected) = expected {
            code.expect(expected)?;
        }
        let version = &code.version;
        value["code"] = json!({
            "hash": hexadecimal(&code.hash.0),
            "size": code.size,
            "unpacked": code.unpacked,
            "specName": version.spec_name,
            "specVersion": { "from": now, "to": version.spec_version },
            "transactionVersion": version.transaction_version,
            "isHigher": version.spec_version > now,
        });
        let (name, to, size) = (harmless(&version.spec_name), version.spec_version, code.size);
        let hash = hexadecimal(&code.hash.0);
        lines.push(context.text(
            format!("code {hash}, {size} bytes: {name}, version {now} → {to}"),
            format!("코드 {hash}, {size}바이트: {name}, 버전 {now} → {to}"),
        ));
        if to <= now {
            lines.push(context.text(
                "its version is not higher than the one that runs: the chain would refuse it",
                "버전이 지금 것보다 높지 않아 체인이 거절할 것입니다.",
            ));
        }
    }
    let comparison = match (&compared.rehearsal, &compared.metadata) {
        (Some(url), _) => {
            let rehearsal = Chain::connect(url).await?;
            Some(Comparison::with_rehearsal(chain, &rehearsal, expected).await?)
        }
        (None, Some(path)) => Some(Comparison::with_metadata(chain, &read_one_more(path, LARGEST_METADATA)?).await?),
        (None, None) => None,
    };
    if let Some(comparison) = comparison {
        value["comparison"] = json!({
            "specVersion": { "from": comparison.from, "to": comparison.to },
            "rehearsedCode": comparison.rehearsed.map(|hash| hexadecimal(&hash.0)),
            "pallets": comparison.pallets.iter().map(change_value).collect::<Vec<_>>(),
        });
        lines.push(match (comparison.rehearsed.is_some(), comparison.pallets.is_empty()) {
            (true, true) => context.text(
                "no pallet changes its storage version or the shape of what it stores",
                "저장소 버전이나 저장하는 것의 형태가 바뀌는 팔레트가 없습니다.",
            ),
            (true, false) => context.text("pallets that change:", "바뀌는 팔레트:"),
            (false, true) => context.text(
                "no pallet changes the shape of what it stores (storage versions are not in the metadata)",
                "저장하는 것의 형태가 바뀌는 팔레트가 없습니다(메타데이터에는 저장소 버전이 없습니다).",
            ),
            (false, false) => context.text(
                "pallets that change the shape of what they store (storage versions are not in the metadata):",
                "저장하는 것의 형태가 바뀌는 팔레트(메타데이터에는 저장소 버전이 없습니다):",
            ),
        });
        lines.extend(comparison.pallets.iter().map(|change| change_text(change, context)));
    }
    Ok(Report { value, text: lines.join("\n") })
}

/// Shows the authorised upgrade.
pub async fn show(compared: &Compared, context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (authorised, council) = (chain.authorisation().await?, chain.council().await?);
    let Some(authorised) = authorised else {
        let text = context.text("no upgrade is authorised", "허가된 업그레이드가 없습니다.");
        return Ok(Report { value: json!({ "authorised": Value::Null }), text });
    };
    let hash = hexadecimal(&authorised.code_hash.0);
    let is_expired = council.height >= u64::from(authorised.expires_at);
    let mut value = json!({
        "authorised": {
            "codeHash": hash,
            "authorisedAt": authorised.authorised_at,
            "expiresAt": authorised.expires_at,
            "expired": is_expired,
            "expiresAtMoment": council.moment_of(authorised.expires_at),
        },
    });
    let until = council.moment_of(authorised.expires_at).map(moment_text).unwrap_or_default();
    let mut text = match is_expired {
        true => context.text(
            format!("the authorisation of the code {hash} has expired"),
            format!("코드 {hash}의 허가는 기한이 지났습니다."),
        ),
        false => context.text(
            format!("authorised: the code {hash}, until block {}, about {until}", authorised.expires_at),
            format!("허가됨: 코드 {hash}, 블록 {}까지, {until}경", authorised.expires_at),
        ),
    };
    if compared.is_asked() {
        let compared = compare(&chain, compared, Some(authorised.code_hash), context).await?;
        value["upgrade"] = compared.value;
        text = format!("{text}\n{}", compared.text);
    }
    Ok(Report { value, text })
}

/// Applies the authorised upgrade.
pub async fn apply(path: &Path, context: &Context) -> Outcome<Report> {
    let file = read_one_more(path, LARGEST_CODE)?;
    let code = Code::read(&file)?;
    let chain = context.chain().await?;
    // A megabyte is not sent to be refused.
    let authorised = chain
        .authorisation()
        .await?
        .ok_or_else(|| Failure::unknown("Governance", "NothingAuthorised", "No upgrade is authorised."))?;
    code.expect(authorised.code_hash)?;
    let from = version_of(&chain).await?;
    let done = context.submit(&chain, &matter::apply_upgrade(&file)).await?;
    chain.expect_upgrade(&done).await?;
    let to = code.version.spec_version;
    let value = json!({
        "applied": hexadecimal(&code.hash.0),
        "block": format!("{:?}", done.block),
        "specVersion": { "from": from, "to": to },
    });
    let text = context.text(
        format!("applied: the chain runs version {to} from the next block on"),
        format!("적용했습니다. 체인은 다음 블록부터 버전 {to}으로 운영됩니다."),
    );
    Ok(Report { value, text })
}

/// Clears away an authorisation that has expired.
pub async fn clear(context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    context.submit(&chain, &matter::withdraw_upgrade()).await?;
    let text = context.text("the authorisation is cleared away", "허가를 정리했습니다.");
    Ok(Report { value: json!({ "authorised": Value::Null }), text })
}

/// Shows what is paused, and whether the chain is in safe mode.
pub async fn paused(context: &Context) -> Outcome<Report> {
    let chain = context.chain().await?;
    let (pauses, until) = (chain.pauses().await?, chain.safe_mode_until().await?);
    let name = |bytes: &[u8]| harmless(&String::from_utf8_lossy(bytes));
    let values: Vec<_> = pauses
        .iter()
        .map(|pause| {
            json!({
                "pallet": name(&pause.pallet),
                "call": pause.call.as_deref().map(name),
                "since": pause.since,
                "endsAt": pause.ends_at,
            })
        })
        .collect();
    let mut lines: Vec<String> = pauses
        .iter()
        .map(|pause| {
            let what = match &pause.call {
                Some(call) => format!("{}.{}", name(&pause.pallet), name(call)),
                None => name(&pause.pallet),
            };
            context.text(
                format!("{what} is paused until block {}", pause.ends_at),
                format!("{what}: 블록 {}까지 멈춤", pause.ends_at),
            )
        })
        .collect();
    if let Some(until) = until {
        lines.push(context.text(
            format!("the chain is in safe mode until block {until}"),
            format!("블록 {until}까지 안전 모드입니다."),
        ));
    }
    if lines.is_empty() {
        lines.push(context.text("nothing is paused", "멈춘 것이 없습니다."));
    }
    Ok(Report { value: json!({ "paused": values, "safeModeUntil": until }), text: lines.join("\n") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_client::governance::GovernanceError;

    #[test]
    fn refusal_of_another_code_should_be_unusable_input() {
        let failure = Failure::from(GovernanceError::OtherCode { expected: H256([1; 32]), found: H256([2; 32]) });
        assert!(format!("{failure:?}").contains("governance_other_code"), "{failure:?}");
    }

    #[test]
    fn pallet_should_be_told_with_its_version_only_where_it_is_known() {
        let known = PalletChange {
            pallet: "Claims".into(),
            change: Change::Reshaped,
            versions: Some((1, 2)),
            entries: vec![("Policies".into(), Change::Reshaped)],
        };
        assert_eq!(change_value(&known)["storageVersion"]["to"], 2);
        let unknown = PalletChange { versions: None, ..known };
        assert!(change_value(&unknown)["storageVersion"].is_null());
        assert_eq!(change_value(&unknown)["entries"][0]["change"], "reshaped");
    }
}
