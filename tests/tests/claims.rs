//! What claims refuse and what they deny, over a real network with the real command: each refusal with its own error and
//! without a trace, each denial on record with the code that payers use. `docs/claims.md` says which is which.

mod desk;

use bogam_primitives::{
    ClaimId, PolicyId,
    claim::AuthoriseClaim,
    time::{DAY, HOUR},
};
use bogam_runtime::Hash;
use bogam_tests::{
    Failure, Outcome,
    chain::hash_of,
    command::{Answer, Bogam, exit, string},
    ensure,
    network::Network,
    story::{Scene, shipped_examples},
};
use desk::{Cover, Covers, Desk, FUNDS, Made, Prepared, ensure_denied, joined, nowhere, text};
use serde_json::{Value, json};
use std::{fs, path::Path, slice, sync::atomic::AtomicU64, thread};

/// A port of this machine on which nobody answers.
const NOBODY: &str = "ws://127.0.0.1:1";

/// Everything that the attempts need.
struct Stage {
    desk: Desk,
    covers: Covers,
    /// Paid.
    settled: Made,
    /// Granted, and the money is held.
    funded: Made,
    /// Waits for an assessor.
    pended: Made,
    /// Denied by insurer A's assessor, and appealed by the patient.
    appealed: Made,
    /// Denied by the rules, each line for another reason.
    denied: Made,
}

impl Stage {
    fn set(network: &Network, folder: &Path) -> Outcome<Self> {
        let Scene { chain, command, people, folder, plain, .. } = Scene::set(network, &shipped_examples(), folder)?;
        let (genesis, now) = (chain.block_hash(0)?, chain.now()?);
        let hospital = people.hospital_admin.organisation()?;
        let numbers = AtomicU64::new(1);
        let desk = Desk { chain, command, people, folder, genesis, now, hospital, numbers };
        let covers = Covers::set(&desk, &plain)?;
        let (open, clerks) = (&covers.open, &covers.clerks);
        let (settled, funded, pended, appealed, denied) = thread::scope(|lanes| {
            let paid = lanes.spawn(|| {
                let settled = desk.claim(&clerks[0], open, &[desk.line("consultation", HOUR, 50_000)])?;
                desk.by(&clerks[0], &["settlement", "settle", settled.id()])?.done()?;
                let funded = desk.claim(&clerks[0], open, &[desk.line("consultation", HOUR, 30_000)])?;
                Ok((settled, funded))
            });
            let denied = lanes.spawn(|| denied_by_the_rules(&desk, &covers));
            let appealed = lanes.spawn(|| {
                let claim = desk.claim(&clerks[2], open, &[desk.line("document", HOUR, 40_000)])?;
                let decide = ["claim", "decide", claim.id(), "--all", "deny:50"];
                desk.command.by(&desk.people.assessor, &decide)?.done()?;
                let grounds = desk.commitment();
                let appeal = ["claim", "appeal", claim.id(), "--commitment", &grounds];
                let answer = desk.by(&open.key, &appeal)?.done()?;
                ensure(answer["appealedBy"] == "holder", || format!("it is not the patient's appeal: {answer}"))?;
                Ok(claim)
            });
            let pended = lanes.spawn(|| desk.claim(&clerks[3], open, &[desk.line("document", HOUR, 20_000)]));
            denied_as_withdrawn(&desk, &covers)?;
            let (settled, funded) = joined(paid)?;
            Ok::<_, Failure>((settled, funded, joined(pended)?, joined(appealed)?, joined(denied)?))
        })?;
        ensure(funded.answer["standing"] == "funded", || format!("it is not granted: {}", funded.answer))?;
        ensure(pended.answer["standing"] == "pended", || format!("it does not wait: {}", pended.answer))?;
        Ok(Self { desk, covers, settled, funded, pended, appealed, denied })
    }

    fn clerk(&self, number: usize) -> &str {
        &self.covers.clerks[number]
    }

    /// Makes attempts at the same time, and checks that they leave no trace. Each waits for its own finality.
    fn without_a_trace(&self, lanes: &[fn(&Self) -> Outcome<()>]) -> Outcome<()> {
        let before = self.desk.everything()?;
        let failures = thread::scope(|scope| {
            let running: Vec<_> = lanes.iter().map(|lane| scope.spawn(move || lane(self))).collect();
            let failed = |lane| joined(lane).err().map(|failure| failure.0);
            running.into_iter().filter_map(failed).collect::<Vec<_>>()
        });
        ensure(failures.is_empty(), || failures.join("\n"))?;
        ensure(self.desk.everything()? == before, || "refused attempts have changed the state".into())
    }
}

// What is denied.

/// Outside the period, in the waiting period, too late, not covered, not approved: five lines of one claim. A denied line
/// enters neither the benefit year nor the ledger of its service.
fn denied_by_the_rules(desk: &Desk, covers: &Covers) -> Outcome<Made> {
    let lines = [
        desk.line("consultation", 20 * DAY, 10_000),
        desk.line("consultation", 8 * DAY, 10_000),
        desk.line("consultation", 4 * DAY, 10_000),
        desk.line("dental", HOUR, 10_000),
        desk.line("procedure", HOUR, 10_000),
    ];
    let made = desk.claim(&covers.clerks[1], &covers.strict, &lines)?;
    ensure_denied(&made.answer, &[(26, "PR"), (179, "PR"), (29, "CO"), (96, "PR"), (197, "CO")])?;
    for line in &lines {
        let service = line.split(',').nth(1).unwrap_or_default();
        let ledger = desk.command.read(&["claim", "service", service])?.done()?;
        ensure(ledger["billed"] == false, || format!("a denied line is entered: {ledger}"))?;
    }
    let year = desk.command.read(&["policy", "year", &covers.strict.policy])?.done()?;
    let unused =
        year["paid"] == 0 && year["reserved"] == 0 && year["counts"].as_object().is_some_and(|all| all.is_empty());
    ensure(unused, || format!("a denied claim counts: {year}"))?;
    Ok(made)
}

/// A supply that was withdrawn, billed with all signatures.
fn denied_as_withdrawn(desk: &Desk, covers: &Covers) -> Outcome<()> {
    let Covers { open, supplied, .. } = covers;
    let pharmacist = &desk.people.pharmacist_a;
    let line = format!("medicine,dispense:{}:1:0,10000", supplied.name());
    let prepared = desk.prepare(pharmacist.organisation()?, &open.policy, &[line])?;
    let (insured, owner) = (desk.agree(&prepared, &open.key)?, desk.file("statement.json")?);
    let agree = ["claim", "agree", &prepared.file, "--qr", supplied.code(0)?, "--out", &owner];
    desk.command.read(&agree)?.done()?;
    let answer = desk.submit(&text(pharmacist.key_file())?, &prepared, &[owner, insured])?.done()?;
    ensure_denied(&answer, &[(112, "CO")])
}

/// The same service again at the same insurer, under another policy.
fn denied_as_duplicate(stage: &Stage) -> Outcome<()> {
    let service = string(&stage.funded.answer["lines"][0]["service"])?;
    let line = format!("consultation,{service},30000");
    let made = stage.desk.claim(stage.clerk(0), &stage.covers.handle, &[line])?;
    ensure_denied(&made.answer, &[(18, "OA")])
}

// What is refused. Each of these is a lane: one account, one attempt after the other.

fn bad_lines(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, .. }, .. } = stage;
    let visit = |charge| desk.line("consultation", HOUR, charge);
    let refused = |cover: &Cover, lines: &[String], error: &str| {
        desk.try_claim(stage.clerk(0), cover, lines)?.refused(exit::REFUSED, error).map(drop)
    };
    let unknown = Cover { policy: nowhere(), key: open.key.clone() };
    refused(&unknown, &[visit(1)], "UnknownPolicy")?;
    let many: Vec<_> = (0..33).map(|_| visit(1)).collect();
    refused(open, &many, "TooManyLines")?;
    refused(open, &[visit(0)], "ZeroAmount")?;
    refused(open, &[visit(1), visit(0)], "ZeroAmount")?;
    refused(open, &[visit(u64::MAX), visit(1)], "AmountOutOfRange")?;
    let same = visit(10_000);
    refused(open, &[same.clone(), same], "DuplicateLine")?;
    let future = format!("consultation,encounter:{}:{},10000", nowhere(), desk.now + DAY);
    refused(open, &[future], "ServiceInFuture")?;

    let (from, out) = (desk.file("json")?, desk.file("claim.json")?);
    let content = json!({ "policy": open.policy, "payee": "provider", "commitment": desk.commitment(), "lines": [] });
    fs::write(&from, content.to_string())?;
    let provider = desk.hospital.to_string();
    let prepare = ["claim", "prepare", "--from", &from, "--provider", &provider, "--out", &out];
    let made = desk.command.read(&prepare)?.done()?;
    let prepared = Prepared { id: string(&made["claim"])?, file: out };
    let statement = desk.agree(&prepared, &open.key)?;
    desk.submit(stage.clerk(0), &prepared, &[statement])?.refused(exit::REFUSED, "NoLines").map(drop)
}

fn what_does_not_fit(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, other, .. }, settled, .. } = stage;
    let refused = |cover: &Cover, lines: &[String], error: &str| {
        desk.try_claim(stage.clerk(3), cover, lines)?.refused(exit::REFUSED, error).map(drop)
    };
    let unapproved = format!("{},{}", desk.line("procedure", HOUR, 10_000), nowhere());
    refused(open, &[unapproved], "UnknownPreauthorisation")?;
    refused(open, &[format!("consultation,certificate:{}:0,10000", nowhere())], "UnknownService")?;
    let (long_ago, now) = (desk.line("consultation", 390 * DAY, 10_000), desk.line("consultation", HOUR, 10_000));
    refused(open, &[long_ago, now], "SpansBenefitYears")?;
    // What insurer A knows at 50,000 cannot have cost insurer B something else.
    let service = string(&settled.answer["lines"][0]["service"])?;
    refused(other, &[format!("consultation,{service},50001")], "ChargeDiffers")?;
    let again = desk.submit(stage.clerk(3), &settled.prepared, slice::from_ref(&settled.statement))?;
    again.refused(exit::REFUSED, "DuplicateClaim").map(drop)
}

fn bad_statements(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, handle, .. }, funded, .. } = stage;
    let prepared = desk.prepare(desk.hospital, &open.policy, &[desk.line("consultation", HOUR, 12_345)])?;
    let good = desk.agree(&prepared, &open.key)?;
    let (claim, policy) = (ClaimId(hash_of(&prepared.id)?), PolicyId(hash_of(&open.policy)?));
    let content = AuthoriseClaim { claim, policy, provider: desk.hospital };
    let (genesis, later) = (desk.genesis, desk.now + DAY);
    let signed = |genesis, content, expires| desk.signed(&open.key, &prepared, genesis, content, expires);
    let for_handle = AuthoriseClaim { policy: PolicyId(hash_of(&handle.policy)?), ..content };
    let for_pharmacy = AuthoriseClaim { provider: desk.people.pharmacist_a.organisation()?, ..content };
    let cases = [
        (vec![desk.agree(&prepared, &handle.key)?], "StatementSignatureInvalid"),
        (vec![funded.statement.clone()], "StatementForAnotherSubject"),
        (vec![signed(genesis, for_handle, later)?], "StatementForAnotherPolicy"),
        (vec![signed(genesis, for_pharmacy, later)?], "StatementForAnotherProvider"),
        (vec![signed(Hash::repeat_byte(7), content, later)?], "StatementForAnotherChain"),
        (vec![signed(genesis, content, desk.now)?], "StatementExpired"),
        (vec![good.clone(), funded.statement.clone()], "WrongNumberOfStatements"),
    ];
    for (statements, error) in cases {
        desk.submit(stage.clerk(1), &prepared, &statements)?.refused(exit::REFUSED, error)?;
    }

    // What is not even sent.
    let mut cut: Value = serde_json::from_slice(&fs::read(&good)?)?;
    cut["signed"] = "0x0102".into();
    let malformed = desk.file("statement.json")?;
    fs::write(&malformed, cut.to_string())?;
    let unsent = |statement: &str, error: &str| {
        let answer = desk.submit(stage.clerk(1), &prepared, &[statement.to_owned()])?;
        answer.refused(exit::INPUT, error).map(drop)
    };
    unsent(&malformed, "statement_malformed")?;
    unsent("/nowhere/at-all.json", "file_unreadable")?;
    let altered = Prepared { id: prepared.id.clone(), file: desk.file("claim.json")? };
    fs::write(&altered.file, fs::read_to_string(&prepared.file)?.replace("12345", "12346"))?;
    desk.submit(stage.clerk(1), &altered, &[good])?.refused(exit::INPUT, "prepared_altered").map(drop)
}

fn bad_supplies(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, handle, supplied, .. }, .. } = stage;
    let pharmacist = &desk.people.pharmacist_a;
    let (number, key, name) = (pharmacist.organisation()?, text(pharmacist.key_file())?, supplied.name());
    let line =
        |prescription: &str, fill: u32, item: u32| format!("medicine,dispense:{prescription}:{fill}:{item},10000");
    for missing in [line(&nowhere(), 0, 0), line(&name, 9, 0), line(&name, 0, 9)] {
        let prepared = desk.prepare(number, &open.policy, &[missing])?;
        let insured = desk.agree(&prepared, &open.key)?;
        desk.submit(&key, &prepared, &[insured])?.refused(exit::REFUSED, "UnknownService")?;
    }
    // The owner of the prescription has not agreed, or somebody else has for her.
    let prepared = desk.prepare(number, &open.policy, &[line(&name, 0, 0)])?;
    let (insured, stranger) = (desk.agree(&prepared, &open.key)?, desk.agree(&prepared, &handle.key)?);
    let alone = desk.submit(&key, &prepared, slice::from_ref(&insured))?;
    alone.refused(exit::REFUSED, "WrongNumberOfStatements")?;
    desk.submit(&key, &prepared, &[stranger, insured])?.refused(exit::REFUSED, "StatementSignatureInvalid").map(drop)
}

fn another_provider(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, supplied, .. }, settled, funded, pended, denied, .. } = stage;
    let pharmacist = &desk.people.pharmacist_b;
    let line = format!("medicine,dispense:{}:0:0,10000", supplied.name());
    let prepared = desk.prepare(pharmacist.organisation()?, &open.policy, &[line])?;
    let (insured, key) = (desk.agree(&prepared, &open.key)?, text(pharmacist.key_file())?);
    desk.submit(&key, &prepared, &[insured])?.refused(exit::REFUSED, "NotYourService")?;
    // What the patient has signed for the hospital's claim makes none of the pharmacy's.
    let taken = desk.submit(&key, &funded.prepared, slice::from_ref(&funded.statement))?;
    taken.refused(exit::REFUSED, "StatementForAnotherSubject")?;
    let refused = |arguments: &[&str], error: &str| desk.by(&key, arguments)?.refused(exit::REFUSED, error).map(drop);
    refused(&["claim", "cancel", pended.id()], "NotYourClaim")?;
    refused(&["claim", "appeal", denied.id(), "--commitment", &nowhere()], "NotYourClaim")?;
    refused(&["settlement", "settle", funded.id()], "NotAParty")?;
    refused(&["settlement", "reverse", settled.id()], "NotAParty")
}

fn too_early_or_too_late(stage: &Stage) -> Outcome<()> {
    let Stage { desk, settled, funded, pended, appealed, denied, .. } = stage;
    let refused =
        |arguments: &[&str], error: &str| desk.by(stage.clerk(2), arguments)?.refused(exit::REFUSED, error).map(drop);
    let nowhere = nowhere();
    let appeal = |claim: &Made, error: &str| refused(&["claim", "appeal", claim.id(), "--commitment", &nowhere], error);
    refused(&["settlement", "reverse", funded.id()], "NotSettled")?;
    refused(&["settlement", "reverse", denied.id()], "NotSettled")?;
    refused(&["settlement", "reverse", pended.id()], "NotDecided")?;
    appeal(settled, "NothingToAppeal")?;
    appeal(appealed, "AlreadyAppealed")?;
    appeal(denied, "AppealWindowOver")?;
    refused(&["claim", "cancel", funded.id()], "AlreadyDecided")?;
    refused(&["claim", "provide-information", pended.id(), "--commitment", &nowhere], "NoInformationRequested")
}

fn patients_mistakes(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers: Covers { open, .. }, settled, pended, appealed, denied, .. } = stage;
    let nowhere = nowhere();
    for (claim, error) in [
        (settled.id(), "NothingToAppeal"),
        (pended.id(), "NotDecided"),
        (appealed.id(), "AlreadyAppealed"),
        (denied.id(), "NotTheHolder"),
        (nowhere.as_str(), "UnknownClaim"),
    ] {
        let appeal = ["claim", "appeal", claim, "--commitment", &nowhere];
        desk.by(&open.key, &appeal)?.refused(exit::REFUSED, error)?;
    }
    Ok(())
}

fn insurers_own_mistakes(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers, settled, funded, pended, denied, .. } = stage;
    let refused = |arguments: &[&str], error: &str| {
        desk.command.by(&desk.people.underwriter, arguments)?.refused(exit::REFUSED, error).map(drop)
    };
    let (holder, until) = (desk.key()?.1, (desk.now + DAY).to_string());
    let nowhere = nowhere();
    refused(&["policy", "issue", "--plan", &nowhere, "--holder", &holder, "--until", &until], "UnknownPlan")?;
    let empty =
        ["policy", "issue", "--plan", &covers.plan, "--holder", &holder, "--valid-from", &until, "--until", &until];
    refused(&empty, "EmptyPeriod")?;
    let handle = ["policy", "handle", "--plan", &covers.plan, "--holder", &holder, "--until", &until];
    refused(&[&handle[..], &["--share", "1000001"]].concat(), "ShareNotInSteps")?;
    refused(&["settlement", "settle", settled.id()], "AlreadySettled")?;
    refused(&["settlement", "settle", funded.id(), funded.id()], "AlreadySettled")?;
    refused(&["settlement", "settle", pended.id()], "NotDecided")?;
    refused(&["settlement", "settle", denied.id()], "NothingGranted")?;
    refused(&["settlement", "settle", &nowhere], "UnknownClaim")?;
    refused(&["settlement", "reverse", funded.id()], "NotSettled")?;
    refused(&["claim", "decide", pended.id(), "--all", "accept"], "CapacityNotGranted")?;
    refused(&["clearing", "redeem", "--amount", "99999999"], "InsufficientFunds")
}

fn another_insurer(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers, settled, funded, pended, appealed, .. } = stage;
    let refused = |arguments: &[&str], error: &str| {
        desk.command.by(&desk.people.claims_officer_b, arguments)?.refused(exit::REFUSED, error).map(drop)
    };
    let nowhere = nowhere();
    refused(&["claim", "decide", pended.id(), "--all", "accept"], "NotYourInsuredClaim")?;
    refused(&["claim", "decide-appeal", appealed.id(), "--all", "accept"], "NotYourInsuredClaim")?;
    refused(&["claim", "request-information", pended.id(), "--commitment", &nowhere], "NotYourInsuredClaim")?;
    refused(&["settlement", "settle", funded.id()], "NotAParty")?;
    refused(&["settlement", "reverse", settled.id()], "NotAParty")?;
    refused(&["plan", "close", &covers.plan], "NotYourPlan")?;
    refused(&["policy", "end", &covers.open.policy], "NotYourPolicy")
}

fn assessors_mistakes(stage: &Stage) -> Outcome<()> {
    let Stage { desk, funded, pended, appealed, .. } = stage;
    let by = |arguments: &[&str]| desk.command.by(&desk.people.assessor, arguments);
    let refused = |arguments: &[&str], error: &str| by(arguments)?.refused(exit::REFUSED, error).map(drop);
    refused(&["claim", "decide-appeal", appealed.id(), "--all", "accept"], "SelfAppeal")?;
    refused(&["claim", "decide-appeal", pended.id(), "--all", "accept"], "NotAppealed")?;
    refused(&["claim", "decide", funded.id(), "--all", "deny:50"], "AlreadyDecided")?;
    refused(&["claim", "decide", pended.id(), "--all", "deny:18"], "ReasonNotForAssessors")?;
    refused(&["claim", "decide", &nowhere(), "--all", "accept"], "UnknownClaim")?;
    by(&["claim", "decide", pended.id(), "--line", "1=accept", "--all", "accept"])?.refused(exit::USAGE, "usage")?;
    by(&["claim", "decide", pended.id(), "--line", "0=perhaps"])?.refused(exit::USAGE, "usage").map(drop)
}

fn clearing_agents_mistakes(stage: &Stage) -> Outcome<()> {
    let Stage { desk, .. } = stage;
    let insurer = desk.people.underwriter.organisation()?;
    desk.fund(insurer, FUNDS)?.refused(exit::REFUSED, "DuplicateReference")?;
    desk.fund(insurer, "0")?.refused(exit::REFUSED, "ZeroAmount")?;
    let (number, salt) = (insurer.to_string(), text(&desk.folder.join("clearing.salt"))?);
    let whose = ["--organisation", &number, "--amount", "1", "--bank-reference", "claims/2", "--salt", &salt];
    let pay_out = [&["clearing", "pay-out"][..], &whose].concat();
    desk.command.by(&desk.people.clearing_agent, &pay_out)?.refused(exit::REFUSED, "NoRedemption")?;
    let issue = [&["clearing", "issue"][..], &whose].concat();
    desk.command.by(&desk.people.second_assessor, &issue)?.refused(exit::REFUSED, "NotTheClearingAgent").map(drop)
}

// What comes after.

fn reversed_already(stage: &Stage) -> Outcome<()> {
    for act in ["reverse", "settle"] {
        let answer = stage.desk.by(stage.clerk(0), &["settlement", act, stage.settled.id()])?;
        answer.refused(exit::REFUSED, "AlreadyReversed")?;
    }
    Ok(())
}

fn ended_already(stage: &Stage) -> Outcome<()> {
    let end = ["policy", "end", &stage.covers.strict.policy];
    let answer = stage.desk.command.by(&stage.desk.people.underwriter, &end)?;
    answer.refused(exit::REFUSED, "AlreadyEnded").map(drop)
}

/// A settled claim is reversed once, a policy ended once, and what is delivered after the end is denied.
fn afterwards(stage: &Stage) -> Outcome<()> {
    let Stage { desk, covers, settled, .. } = stage;
    thread::scope(|lanes| {
        let ended = lanes
            .spawn(|| desk.command.by(&desk.people.underwriter, &["policy", "end", &covers.strict.policy])?.done());
        let duplicate = lanes.spawn(|| denied_as_duplicate(stage));
        desk.by(stage.clerk(1), &["settlement", "reverse", settled.id()])?.done()?;
        joined(duplicate)?;
        joined(ended)
    })?;
    stage.without_a_trace(&[reversed_already, ended_already])?;
    let line = format!("consultation,encounter:{}:{},10000", desk.commitment(), desk.chain.now()?);
    let made = desk.claim(stage.clerk(1), &covers.strict, &[line])?;
    ensure_denied(&made.answer, &[(27, "PR")])
}

/// One network serves all sections: starting it takes longer than each of them. It has one validator, which refuses what four
/// would.
#[test]
fn claims_should_refuse_or_deny_bad_input_each_with_its_own_reason() {
    let network = Network::start(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::set(&network, folder.path()).unwrap();
    let lanes: [fn(&Stage) -> Outcome<()>; 11] = [
        bad_lines,
        what_does_not_fit,
        bad_statements,
        bad_supplies,
        another_provider,
        too_early_or_too_late,
        patients_mistakes,
        insurers_own_mistakes,
        another_insurer,
        assessors_mistakes,
        clearing_agents_mistakes,
    ];
    stage.without_a_trace(&lanes).unwrap();
    afterwards(&stage).unwrap();
}

#[test]
fn plans_and_amounts_should_be_refused_without_a_network_when_they_make_no_sense() {
    let folder = tempfile::tempdir().unwrap();
    let command = Bogam::new(NOBODY, &folder.path().join("documents")).unwrap();
    let (nowhere, visits) = (nowhere(), "category=consultation,coverage=80%");
    let publish = |(changed, to): (&str, &str), rules: &[&str]| {
        let terms = [
            ("--annual-cap", "10000000"),
            ("--filing-limit", "365d"),
            ("--automatic-limit", "1000000"),
            ("--decision-period", "30d"),
            ("--appeal-window", "30d"),
            ("--preauthorisation-period", "30d"),
            ("--waiting-period", "0d"),
            ("--share-step", "0"),
            ("--period-step", "0d"),
        ];
        let mut question = vec!["plan", "publish", "--dry-run", "--commitment", &nowhere];
        for (name, value) in terms {
            question.extend([name, if name == changed { to } else { value }]);
        }
        question.extend(rules.iter().flat_map(|rule| ["--rule", *rule]));
        command.read(&question).unwrap()
    };
    let unchanged = ("", "");
    publish(unchanged, &[visits]).done().unwrap();
    let refused = |answer: Answer, error: &str| drop(answer.refused(exit::REFUSED, error).unwrap());
    refused(publish(unchanged, &[]), "NoRules");
    refused(publish(unchanged, &[visits, visits]), "DuplicateCategory");
    refused(publish(unchanged, &["category=consultation,coverage=0%"]), "NothingCovered");
    refused(publish(("--annual-cap", "0"), &[visits]), "NothingCovered");
    for period in ["--filing-limit", "--decision-period", "--preauthorisation-period"] {
        refused(publish((period, "0d"), &[visits]), "NoTime");
    }
    for period in ["--waiting-period", "--appeal-window", "--filing-limit"] {
        refused(publish((period, "3651d"), &[visits]), "PeriodTooLong");
    }
    publish(("--share-step", "10000000"), &[visits]).done().unwrap();
    publish(("--period-step", "1d"), &[visits]).done().unwrap();
    refused(publish(("--share-step", "3000000"), &[visits]), "StepsOutOfRange");
    refused(publish(("--period-step", "366d"), &[visits]), "StepsOutOfRange");

    let usage = |answer: Answer| drop(answer.refused(exit::USAGE, "usage").unwrap());
    usage(publish(unchanged, &["category=consultation,coverage=101%"]));
    usage(publish(unchanged, &["category=weather,coverage=80%"]));
    usage(publish(("--annual-cap", "18446744073709551616"), &[visits]));
    let encounter = format!("encounter:{nowhere}:1795186800000");
    for line in [
        format!("consultation,{encounter},-1"),
        format!("consultation,{encounter},1.5"),
        format!("consultation,{encounter},18446744073709551616"),
        format!("weather,{encounter},1"),
        format!("consultation,dispense:{nowhere}:0,1"),
        format!("consultation,{encounter}"),
    ] {
        let prepare = ["claim", "prepare", "--policy", &nowhere, "--commitment", &nowhere, "--provider", "1"];
        let question = [&prepare[..], &["--out", "/nowhere/at-all.json", "--line", &line]].concat();
        usage(command.read(&question).unwrap());
    }
}
