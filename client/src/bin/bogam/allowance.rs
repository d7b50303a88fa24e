//! What organisations may use of the chain in the present window, and what is left of it.

use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    registry::status_name,
    show::moment_text,
};
use bogam_client::{
    chain::{
        Allowance, Chain, Quota, Windows, runtime::runtime_types::pallet_registry::types::OrganisationStatus as Status,
    },
    governance::call::harmless,
};
use bogam_primitives::OrganisationId;
use serde_json::{Value, json};

/// Picoseconds of execution in a tenth of a millisecond of it.
const TENTH: u64 = 100_000_000;

/// An organisation with its allowance.
struct Member {
    name: String,
    status: &'static str,
    allowance: Allowance,
}

/// Shows what one organisation, or each that has not been removed, may use and has used.
pub async fn show(organisation: Option<OrganisationId>, chain: &Chain, context: &Context) -> Outcome<Report> {
    let organisations = match organisation {
        Some(id) => {
            let found = chain.organisation(id).await?;
            let unknown = || Failure::unknown("Registry", "UnknownOrganisation", "There is no such organisation.");
            vec![(id, found.ok_or_else(unknown)?)]
        }
        None => {
            let mut all = chain.organisations().await?;
            all.retain(|(_, found)| found.status != Status::Removed);
            all
        }
    };
    let windows = chain.windows().await?;
    let mut members = Vec::new();
    for (id, found) in organisations {
        members.push(Member {
            name: String::from_utf8_lossy(&found.name.0).into_owned(),
            status: status_name(&found.status),
            allowance: chain.allowance(id).await?,
        });
    }
    Ok(report(&members, &windows, context))
}

fn report(members: &[Member], windows: &Windows, context: &Context) -> Report {
    // A new window may have begun while the node was asked.
    let next = members.iter().map(|member| member.allowance.next_window).max();
    let value = json!({
        "height": windows.height,
        "nextWindow": next.map(|block| json!({ "block": block, "at": windows.moment_of(block) })),
        "organisations": members.iter().map(|member| member_value(member, windows)).collect::<Vec<_>>(),
    });
    let mut lines = Vec::new();
    if let Some(next) = next {
        let (height, left) = (windows.height, u64::from(next).saturating_sub(windows.height));
        let about = about(next, windows, context);
        lines.push(context.text(
            format!("block {height} is final; the next window begins in {left} blocks, with block {next}{about}"),
            format!("블록 {height}까지 확정. 다음 구간은 {left}블록 뒤 블록 {next}에서 시작합니다{about}."),
        ));
    }
    for Member { name, status, allowance } in members {
        let standing = if *status == "active" { String::new() } else { format!(" ({status})") };
        lines.push(format!("{}  {}{standing}", allowance.organisation, harmless(name)));
        for (english, korean, quota) in [("staff", "직원", &allowance.staff), ("patients", "환자", &allowance.holders)]
        {
            let of = quota_text(quota, allowance.next_window, windows, context);
            lines.push(format!("  {}: {of}", context.text(english, korean)));
        }
    }
    Report { value, text: lines.join("\n") }
}

/// When a block is to be expected, in brackets, if that can be said.
fn about(block: u32, windows: &Windows, context: &Context) -> String {
    let moment = windows.moment_of(block).map(moment_text);
    moment.map_or_else(String::new, |moment| context.text(format!(" (about {moment})"), format!("({moment}경)")))
}

/// Milliseconds of execution, with one place.
fn milliseconds(picoseconds: u64) -> String {
    let tenths = picoseconds / TENTH;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn quota_text(quota: &Quota, next_window: u32, windows: &Windows, context: &Context) -> String {
    if quota.allowance == 0 {
        return context.text("nothing is allowed", "허용된 것이 없음");
    }
    let (percent, used, all) = (quota.left_percent(), milliseconds(quota.used), milliseconds(quota.allowance));
    let text = context.text(
        format!("{percent} % left; {used} of {all} ms used"),
        format!("{percent} % 남음, {all}ms 중 {used}ms 사용"),
    );
    if !quota.is_used_up() {
        return text;
    }
    let wait = match windows.free_from(quota, next_window) {
        Some(block) => {
            let about = about(block, windows, context);
            context.text(
                format!("used up, transactions wait until block {block}{about}"),
                format!("다 씀, 거래가 블록 {block}까지 기다림{about}"),
            )
        }
        None => context.text("used up, transactions wait", "다 씀, 거래가 기다림"),
    };
    format!("{text}; {wait}")
}

fn member_value(member: &Member, windows: &Windows) -> Value {
    let Member { name, status, allowance } = member;
    let of = |quota: &Quota| {
        json!({
            "allowance": quota.allowance,
            "used": quota.used,
            "leftPercent": quota.left_percent(),
            "usedUp": quota.is_used_up(),
            "waitsUntil": windows.free_from(quota, allowance.next_window),
        })
    };
    json!({
        "organisation": allowance.organisation,
        "name": name,
        "status": status,
        "staff": of(&allowance.staff),
        "holders": of(&allowance.holders),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_client::messages::Language;

    const MILLISECOND: u64 = 10 * TENTH;

    fn member(organisation: OrganisationId, allowance: u64, used: u64) -> Member {
        Member {
            name: "강남약국".into(),
            status: "active",
            allowance: Allowance {
                organisation,
                staff: Quota { allowance: allowance * MILLISECOND, used: used * MILLISECOND },
                holders: Quota { allowance: 900 * MILLISECOND, used: 12 * MILLISECOND + 8 * TENTH },
                next_window: 120,
            },
        }
    }

    fn windows() -> Windows {
        // Block 100 is of the first moment of 2026-11-21 in Seoul.
        Windows { height: 100, now: 1_795_186_800_000, length: Some(60), block_time: Some(1_000) }
    }

    #[test]
    fn allowances_should_be_told_with_what_is_left_and_until_when_it_waits() {
        let mut context = Context::offline();
        let members = [member(3, 9_000, 4_950), member(4, 9_000, 20_000), member(5, 0, 0)];
        let Report { value, text } = report(&members, &windows(), &context);
        assert!(text.starts_with("block 100 is final; the next window begins in 20 blocks, with block 120"), "{text}");
        for line in [
            "3  강남약국",
            "  staff: 45 % left; 4950.0 of 9000.0 ms used",
            "  patients: 98 % left; 12.8 of 900.0 ms used",
            "  staff: 0 % left; 20000.0 of 9000.0 ms used; used up, transactions wait until block 180 (about \
             2026-11-21T00:01:20.000+09:00)",
            "  staff: nothing is allowed",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
        assert_eq!(value["nextWindow"], json!({ "block": 120, "at": 1_795_186_820_000_u64 }));
        let staff = |index: usize| value["organisations"][index]["staff"].clone();
        assert_eq!((&staff(0)["leftPercent"], &staff(0)["usedUp"]), (&json!(45), &json!(false)));
        assert_eq!((&staff(1)["usedUp"], &staff(1)["waitsUntil"]), (&json!(true), &json!(180)));
        assert_eq!((&staff(2)["usedUp"], &staff(2)["waitsUntil"]), (&json!(true), &Value::Null));

        context.language = Language::Korean;
        let korean = report(&members, &windows(), &context).text;
        assert!(korean.contains("직원: 45 % 남음, 9000.0ms 중 4950.0ms 사용\n"), "{korean}");
        assert!(korean.contains("다 씀, 거래가 블록 180까지 기다림"), "{korean}");
    }

    #[test]
    fn status_should_be_told_when_an_organisation_is_not_active() {
        let suspended = Member { status: "suspended", ..member(3, 9_000, 0) };
        let unknown = Windows { length: None, block_time: None, ..windows() };
        let text = report(&[suspended], &unknown, &Context::offline()).text;
        assert!(text.contains("3  강남약국 (suspended)\n"), "{text}");
        assert!(text.contains("with block 120\n"), "{text}");
    }
}
