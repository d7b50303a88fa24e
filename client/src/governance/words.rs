//! What a call does, in words: so that whoever votes knows what about.
//!
//! The matters that the council usually decides have a sentence of their own in both languages. Any other call is shown as
//! it is decoded: pallet, call, and the arguments by their names. Calls within a call are told each.

use super::{
    call::{Argument, Call, harmless, hexadecimal},
    motion::Directory,
};
use crate::fhir::{DEFAULT_TIME_ZONE, format_moment, time_zone};
use bogam_primitives::{Moment, OrganisationId};
use serde_json::{Value as Json, json};
use subxt::utils::AccountId32;

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In Korean.
    pub korean: String,
}

/// What a call does, and what the calls within it do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// What it does.
    pub words: Words,
    /// What those within it do, in their order.
    pub inner: Vec<Description>,
}

impl Words {
    fn new(english: impl Into<String>, korean: impl Into<String>) -> Self {
        Self { english: english.into(), korean: korean.into() }
    }
}

impl Description {
    /// Of a call, with the names of the organisations that it is about.
    pub fn of(call: &Call, directory: &Directory) -> Self {
        let words = if call.is_read { known(call, directory) } else { None };
        let inner = call.inner().into_iter().map(|inner| Self::of(inner, directory)).collect();
        Self { words: words.unwrap_or_else(|| generic(call)), inner }
    }

    /// All sentences, those within indented, by the one of both languages that `choose` takes.
    pub fn lines(&self, choose: impl Copy + Fn(&Words) -> &str) -> Vec<String> {
        let mut lines = vec![choose(&self.words).to_owned()];
        for inner in &self.inner {
            lines.extend(inner.lines(choose).into_iter().map(|line| format!("  {line}")));
        }
        lines
    }

    /// The description for programs.
    pub fn json(&self) -> Json {
        json!({
            "english": self.words.english,
            "korean": self.words.korean,
            "inner": self.inner.iter().map(Self::json).collect::<Vec<_>>(),
        })
    }
}

/// A call that has no sentence of its own.
fn generic(call: &Call) -> Words {
    if !call.is_read {
        return Words::new(
            format!("calls {}.{} with arguments too long to be shown", call.pallet, call.name),
            format!("{}.{}을(를) 호출합니다. 인자가 너무 길어 보일 수 없습니다.", call.pallet, call.name),
        );
    }
    Words::new(format!("calls {call}"), format!("호출: {call}"))
}

/// An organisation by number and name.
fn organisation(call: &Call, argument: &str, directory: &Directory) -> Option<Words> {
    let id = OrganisationId::try_from(call.number(argument)?).ok()?;
    Some(match directory.name(id).map(harmless) {
        Some(name) => Words::new(format!("organisation {id} ({name})"), format!("{id}번 기관({name})")),
        None => Words::new(format!("organisation {id}"), format!("{id}번 기관")),
    })
}

/// An account, with the organisation of which it is the admin.
fn account(account: &AccountId32, directory: &Directory) -> Words {
    let name = directory.administered(account).and_then(|id| directory.name(id)).map(harmless);
    match name {
        Some(name) => Words::new(format!("{account} (admin of {name})"), format!("{account}({name}의 관리자)")),
        None => Words::new(account.to_string(), account.to_string()),
    }
}

/// A text from a motion, in quotation marks.
fn quoted(bytes: &[u8]) -> String {
    format!("\"{}\"", harmless(&String::from_utf8_lossy(bytes)))
}

/// Why an organisation is suspended or removed.
fn reason(call: &Call) -> Option<Words> {
    let Argument::Name(name) = call.argument("reason")? else { return None };
    Some(match name.as_str() {
        "Request" => Words::new("at its own request", "기관의 요청"),
        "LegalOrder" => Words::new("by legal order", "법원 또는 감독 기관의 명령"),
        "Misconduct" => Words::new("for misconduct", "규칙 위반"),
        "SecurityIncident" => Words::new("after a security incident", "보안 사고"),
        "Insolvency" => Words::new("for insolvency", "지급 불능 또는 폐업"),
        other => Words::new(format!("for: {other}"), other),
    })
}

/// What kind of institution an organisation is.
fn kind(call: &Call) -> Option<Words> {
    let Argument::Name(name) = call.argument("kind")? else { return None };
    let korean = match name.as_str() {
        "Hospital" => "병원",
        "Clinic" => "의원",
        "Pharmacy" => "약국",
        "Insurer" => "보험자",
        "Laboratory" => "검사 기관",
        "Authority" => "관할 기관",
        "Research" => "연구 기관",
        "Manufacturer" => "제조사",
        other => other,
    };
    Some(Words::new(name.to_lowercase(), korean))
}

/// The sentence of a matter that the council usually decides.
fn known(call: &Call, directory: &Directory) -> Option<Words> {
    match call.pallet.as_str() {
        "Registry" => registry(call, directory),
        "Validators" => validators(call, directory),
        "Metering" | "Claims" => money_and_allowances(call, directory),
        "Governance" | "SafeMode" | "System" | "Nodes" => rules(call),
        "Utility" | "Scheduler" | "Council" => carriers(call),
        _ => None,
    }
}

fn registry(call: &Call, directory: &Directory) -> Option<Words> {
    let subject = organisation(call, "organisation", directory);
    Some(match call.name.as_str() {
        "admit_organisation" => {
            let (kind, admin) = (kind(call)?, call.account("admin")?);
            let (name, code) = (quoted(call.bytes("name")?), quoted(call.bytes("institution_code")?));
            Words::new(
                format!("admits the {} {name}, institution code {code}, with the admin {admin}", kind.english),
                format!("{} {name}(요양기관기호 {code})의 가입을 승인합니다. 관리자: {admin}", kind.korean),
            )
        }
        "suspend_organisation" => {
            let (subject, reason) = (subject?, reason(call)?);
            Words::new(
                format!("suspends {} {}", subject.english, reason.english),
                format!("{}의 자격을 정지합니다. 사유: {}", subject.korean, reason.korean),
            )
        }
        "reinstate_organisation" => {
            let subject = subject?;
            Words::new(
                format!("ends the suspension of {}", subject.english),
                format!("{}의 자격 정지를 풉니다.", subject.korean),
            )
        }
        "remove_organisation" => {
            let (subject, reason) = (subject?, reason(call)?);
            Words::new(
                format!("removes {} for good {}", subject.english, reason.english),
                format!("{}을(를) 영구히 제명합니다. 사유: {}", subject.korean, reason.korean),
            )
        }
        "replace_admin" => {
            let (subject, admin) = (subject?, call.account("new_admin")?);
            let (english, korean) = match call.number("compromised_since") {
                Some(since) => {
                    let since = moment(since);
                    (
                        format!(", and voids what the old key did since {since}"),
                        format!(" 이전 키가 {since} 이후에 한 일은 무효가 됩니다."),
                    )
                }
                None => (String::new(), String::new()),
            };
            Words::new(
                format!("makes {admin} the admin of {}{english}", subject.english),
                format!("{}의 관리자를 {admin}(으)로 바꿉니다.{korean}", subject.korean),
            )
        }
        _ => return None,
    })
}

/// A moment as people read it; a number that is none, as it is.
fn moment(milliseconds: u128) -> String {
    let zone = time_zone(DEFAULT_TIME_ZONE);
    let told = Moment::try_from(milliseconds).ok().zip(zone).and_then(|(moment, zone)| format_moment(moment, &zone));
    told.unwrap_or_else(|| milliseconds.to_string())
}

fn validators(call: &Call, directory: &Directory) -> Option<Words> {
    let validator = call.account("validator").map(|validator| account(&validator, directory));
    Some(match call.name.as_str() {
        "admit" => {
            let (validator, subject) = (validator?, organisation(call, "organisation", directory)?);
            Words::new(
                format!("admits the validator {} of {}", validator.english, subject.english),
                format!("{}의 검증인 {}을(를) 받아들입니다.", subject.korean, validator.korean),
            )
        }
        "remove" => {
            let validator = validator?;
            Words::new(
                format!("removes the validator {}", validator.english),
                format!("검증인 {}을(를) 내보냅니다.", validator.korean),
            )
        }
        "set_floor" => {
            let floor = call.number("floor")?;
            Words::new(
                format!("sets the least number of validators to {floor}"),
                format!("검증인의 최소 수를 {floor}(으)로 정합니다."),
            )
        }
        "set_slots" => {
            let (slots, subject) = (call.number("slots")?, organisation(call, "organisation", directory)?);
            Words::new(
                format!("lets {} run {slots} validators", subject.english),
                format!("{}이(가) 운영할 수 있는 검증인의 수를 {slots}(으)로 정합니다.", subject.korean),
            )
        }
        _ => return None,
    })
}

fn money_and_allowances(call: &Call, directory: &Directory) -> Option<Words> {
    Some(match (call.pallet.as_str(), call.name.as_str()) {
        ("Metering", "set_allowance") => {
            let subject = organisation(call, "organisation", directory)?;
            match call.argument("allowance")? {
                Argument::Nothing => Words::new(
                    format!("gives {} the default allowance", subject.english),
                    format!("{}의 사용 한도를 기본값으로 되돌립니다.", subject.korean),
                ),
                Argument::Number(0) => Words::new(
                    format!("refuses all transactions of {} (allowance of zero)", subject.english),
                    format!("{}의 모든 거래를 막습니다(사용 한도 0).", subject.korean),
                ),
                Argument::Number(allowance) => {
                    // A thousandth of a second is as much as matters of what a window has.
                    let milliseconds = allowance / 1_000_000_000;
                    Words::new(
                        format!("lets {} use {milliseconds} ms of execution in a window", subject.english),
                        format!("{}의 사용 한도를 창마다 실행 시간 {milliseconds}ms로 정합니다.", subject.korean),
                    )
                }
                _ => return None,
            }
        }
        ("Claims", "set_clearing_agent") => match call.argument("agent")? {
            Argument::Account(agent) => {
                let agent = account(agent, directory);
                Words::new(
                    format!("appoints {} as the clearing agent, who issues settlement money", agent.english),
                    format!("{}을(를) 결제 자금을 발행하는 청산 기관으로 임명합니다.", agent.korean),
                )
            }
            Argument::Nothing => {
                Words::new("dismisses the clearing agent: nobody issues settlement money", "청산 기관을 해임합니다.")
            }
            _ => return None,
        },
        _ => return None,
    })
}

/// What is paused: a pallet or one of its calls.
fn paused(call: &Call) -> Option<Words> {
    let pallet = harmless(&String::from_utf8_lossy(call.bytes("pallet")?));
    Some(match call.argument("call")? {
        Argument::Bytes(name) => {
            let name = harmless(&String::from_utf8_lossy(name));
            Words::new(format!("{pallet}.{name}"), format!("{pallet}.{name}"))
        }
        Argument::Nothing => Words::new(format!("all calls of {pallet}"), format!("{pallet}의 모든 호출")),
        _ => return None,
    })
}

fn rules(call: &Call) -> Option<Words> {
    Some(match (call.pallet.as_str(), call.name.as_str()) {
        ("Governance", "authorise_upgrade") => {
            let hash = hexadecimal(call.bytes("code_hash")?);
            Words::new(
                format!("authorises the upgrade to the runtime with the code hash {hash}: anybody may then apply it"),
                format!("코드 해시가 {hash}인 런타임으로의 업그레이드를 허가합니다. 그 뒤 누구나 적용할 수 있습니다."),
            )
        }
        ("Governance", "withdraw_upgrade") => {
            Words::new("withdraws the authorised upgrade", "허가한 업그레이드를 거둡니다.")
        }
        ("Governance", "pause") => {
            let (what, blocks) = (paused(call)?, call.number("blocks")?);
            Words::new(
                format!("pauses {} for {blocks} blocks", what.english),
                format!("{}을(를) {blocks}블록 동안 멈춥니다.", what.korean),
            )
        }
        ("Governance", "resume") => {
            let what = paused(call)?;
            Words::new(format!("resumes {}", what.english), format!("{}을(를) 다시 시작합니다.", what.korean))
        }
        ("SafeMode", "force_enter") => Words::new(
            "enters safe mode: for a limited time only consensus and governance go on",
            "안전 모드로 들어갑니다. 한정된 시간 동안 합의와 거버넌스만 계속됩니다.",
        ),
        ("SafeMode", "force_extend") => Words::new("extends safe mode", "안전 모드를 연장합니다."),
        ("SafeMode", "force_exit") => Words::new("ends safe mode", "안전 모드를 끝냅니다."),
        ("Nodes", "set_enforced") => match call.argument("enforced")? {
            Argument::Bool(true) => {
                Words::new("lets nodes talk to listed nodes only", "노드가 등록된 노드와만 통신하게 합니다.")
            }
            Argument::Bool(false) => {
                Words::new("lets nodes talk to any node", "노드가 아무 노드와나 통신할 수 있게 합니다.")
            }
            _ => return None,
        },
        ("System", "set_code" | "set_code_without_checks") => Words::new(
            "REPLACES THE RUNTIME AT ONCE, past the authorisation of upgrades",
            "업그레이드 허가 절차를 거치지 않고 런타임을 즉시 교체합니다!",
        ),
        ("System", "set_storage" | "kill_storage" | "kill_prefix") => {
            let generic = generic(call);
            Words::new(
                format!("CHANGES THE CHAIN'S STATE past all rules: {}", generic.english),
                format!("모든 규칙을 거치지 않고 체인의 상태를 바꿉니다! {}", generic.korean),
            )
        }
        _ => return None,
    })
}

/// Calls that carry others.
fn carriers(call: &Call) -> Option<Words> {
    Some(match (call.pallet.as_str(), call.name.as_str()) {
        ("Utility", "batch_all") => {
            Words::new("does all of this, or nothing of it:", "다음을 모두 하거나 아무것도 하지 않습니다:")
        }
        ("Utility", "batch") => {
            Words::new("does this one after the other, until one fails:", "다음을 하나가 실패할 때까지 차례로 합니다:")
        }
        ("Utility", "force_batch") => {
            Words::new("does each of this, whichever fails:", "다음을 실패하는 것이 있어도 각각 합니다:")
        }
        ("Scheduler", "schedule" | "schedule_named") => {
            let when = call.number("when")?;
            Words::new(format!("does this at block {when}:"), format!("{when}번 블록에서 다음을 합니다:"))
        }
        ("Scheduler", "schedule_after" | "schedule_named_after") => {
            let after = call.number("after")?;
            Words::new(format!("does this {after} blocks later:"), format!("{after}블록 뒤에 다음을 합니다:"))
        }
        ("Council", "disapprove_proposal" | "kill") => {
            let hash = hexadecimal(call.bytes("proposal_hash")?);
            Words::new(format!("takes down the motion {hash}"), format!("안건 {hash}을(를) 내립니다."))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(pallet: &str, name: &str, arguments: Vec<(&str, Argument)>) -> Call {
        Call {
            pallet: pallet.into(),
            name: name.into(),
            arguments: arguments.into_iter().map(|(name, argument)| (name.to_owned(), argument)).collect(),
            is_read: true,
        }
    }

    fn directory() -> Directory {
        Directory::of([(3, "Harbour\u{202e} Clinic".to_owned(), AccountId32([9; 32]))])
    }

    fn words(call: &Call) -> Words {
        Description::of(call, &directory()).words
    }

    #[test]
    fn known_matter_should_be_told_in_both_languages() {
        let admit = call(
            "Registry",
            "admit_organisation",
            vec![
                ("kind", Argument::Name("Clinic".into())),
                ("admin", Argument::Account(AccountId32([7; 32]))),
                ("name", Argument::Bytes("항구 의원".into())),
                ("institution_code", Argument::Bytes(b"C-100".to_vec())),
            ],
        );
        let told = words(&admit);
        assert!(told.english.starts_with("admits the clinic \"항구 의원\", institution code \"C-100\""), "{told:?}");
        assert!(told.korean.starts_with("의원 \"항구 의원\""), "{told:?}");

        let suspend = call(
            "Registry",
            "suspend_organisation",
            vec![("organisation", Argument::Number(3)), ("reason", Argument::Name("Misconduct".into()))],
        );
        // A name cannot turn the direction of what is written after it.
        assert_eq!(words(&suspend).english, "suspends organisation 3 (Harbour\u{fffd} Clinic) for misconduct");
        let floor = call("Validators", "set_floor", vec![("floor", Argument::Number(4))]);
        assert_eq!(words(&floor).english, "sets the least number of validators to 4");
    }

    #[test]
    fn replaced_admin_should_be_told_with_the_moment_of_the_compromise() {
        let told = |since: Argument| {
            let admin = Argument::Account(AccountId32([7; 32]));
            let arguments =
                vec![("organisation", Argument::Number(8)), ("new_admin", admin), ("compromised_since", since)];
            words(&call("Registry", "replace_admin", arguments))
        };
        let since = told(Argument::Number(1_795_186_800_000));
        assert!(since.english.ends_with("did since 2026-11-21T00:00:00.000+09:00"), "{since:?}");
        assert!(since.korean.contains("2026-11-21T00:00:00.000+09:00 이후"), "{since:?}");
        assert!(told(Argument::Number(u128::MAX)).english.ends_with(&u128::MAX.to_string()));
        assert!(told(Argument::Nothing).english.ends_with("of organisation 8"));
    }

    #[test]
    fn allowance_should_be_told_as_what_it_means() {
        let told = |allowance: Argument| {
            let arguments = vec![("organisation", Argument::Number(8)), ("allowance", allowance)];
            words(&call("Metering", "set_allowance", arguments)).english
        };
        assert_eq!(told(Argument::Nothing), "gives organisation 8 the default allowance");
        assert!(told(Argument::Number(0)).starts_with("refuses all transactions of organisation 8"));
        assert!(told(Argument::Number(9_000_000_000_000)).contains("9000 ms"));
    }

    #[test]
    fn unknown_call_should_be_told_with_its_arguments() {
        let strange = call("Novelty", "invent", vec![("speed", Argument::Number(3)), ("who", Argument::Nothing)]);
        assert_eq!(words(&strange).english, "calls Novelty.invent speed: 3, who: –");
        assert!(words(&strange).korean.contains("Novelty.invent"));
        // A known name whose arguments are others than they were is not told as if it were the known one.
        let other = call("Validators", "set_floor", vec![("percent", Argument::Number(4))]);
        assert_eq!(words(&other).english, "calls Validators.set_floor percent: 4");
        let unread = Call { is_read: false, arguments: Vec::new(), ..strange };
        assert!(words(&unread).english.ends_with("too long to be shown"));
    }

    #[test]
    fn calls_within_a_call_should_be_told_each() {
        let enter = || Argument::Call(Box::new(call("SafeMode", "force_exit", Vec::new())));
        let batch = call("Utility", "batch_all", vec![("calls", Argument::List(vec![enter(), enter()]))]);
        let scheduled = call(
            "Scheduler",
            "schedule",
            vec![("when", Argument::Number(9)), ("call", Argument::Call(Box::new(batch)))],
        );
        let description = Description::of(&scheduled, &Directory::default());
        assert_eq!(
            description.lines(|words| &words.english),
            [
                "does this at block 9:",
                "  does all of this, or nothing of it:",
                "    ends safe mode",
                "    ends safe mode",
            ]
        );
        assert_eq!(description.json()["inner"][0]["inner"][1]["english"], "ends safe mode");
    }

    #[test]
    fn upgrade_past_the_rules_should_be_told_loudly() {
        let set_code = call("System", "set_code", vec![("code", Argument::Bytes(vec![0; 4]))]);
        assert!(words(&set_code).english.starts_with("REPLACES THE RUNTIME"));
    }
}
