//! The `bogam` command: one sub-command for every act of every role.
//!
//! Secrets come from files or the standard input, never from the command line. With `--json` there is one JSON object on
//! the standard output, also for errors. Exit codes: 0 done, 1 refused by the chain, 2 wrong usage, 3 unusable input, 4 no
//! connection, 5 document missing or not authentic.

mod access;
mod allowance;
mod certificate;
mod chain;
mod claims;
mod consent;
mod context;
mod fhir;
mod governance;
mod holder;
mod key;
mod load;
mod node;
mod output;
mod pharmacy;
mod prescription;
mod registry;
mod relay;
mod show;
mod validator;
mod wallet;
mod words;

use clap::{Parser, Subcommand};
use context::{Context, Global};
use output::{Outcome, Report};
use std::process::ExitCode;

/// Prescriptions, certificates, consent and claims on Bogam, for every role: clinic, pharmacy, patient, authority, reader,
/// insurer and assessor.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done, 1 refused by the chain, 2 wrong usage, 3 unusable input, \
    4 no connection, 5 document missing or not authentic."
)]
struct CommandLine {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make and show key files.
    #[command(subcommand)]
    Key(key::Command),
    /// Organisations, seats and licences.
    #[command(subcommand)]
    Registry(registry::Command),
    /// Issue and look after prescriptions; read them.
    #[command(subcommand)]
    Prescription(prescription::Command),
    /// Scan, accept and dispense.
    #[command(subcommand)]
    Pharmacy(pharmacy::Command),
    /// What the patient decides.
    #[command(subcommand)]
    Holder(holder::Command),
    /// What patients decide about their data; research; erasure.
    #[command(subcommand)]
    Consent(consent::Command),
    /// Ask for patients' data under their consent; emergencies; receipts.
    #[command(subcommand)]
    Access(access::Command),
    /// Schemas, batches and the status of certificates.
    #[command(subcommand)]
    Certificate(certificate::Command),
    /// Insurance plans: published, closed, shown.
    #[command(subcommand)]
    Plan(claims::plans::Command),
    /// Policies and one-time handles.
    #[command(subcommand)]
    Policy(claims::policies::Command),
    /// Approval before a service.
    #[command(subcommand)]
    Preauth(claims::preauthorisations::Command),
    /// Claims: estimate, prepare, agree, submit, decide, appeal.
    #[command(subcommand)]
    Claim(claims::claims::Command),
    /// Pay what was granted, take it back, and read the accounts.
    #[command(subcommand)]
    Settlement(claims::settlement::Command),
    /// Settlement money: issued, redeemed, paid out.
    #[command(subcommand)]
    Clearing(claims::money::Command),
    /// The holder's wallet: receive, show and present certificates.
    Wallet(wallet::Command),
    /// Send what somebody has signed with --sign-only.
    Relay(relay::Command),
    /// Back to FHIR.
    #[command(subcommand)]
    Fhir(fhir::Command),
    /// The council: propose, vote, close, and see what a motion does.
    #[command(subcommand)]
    Governance(governance::Command),
    /// Validators: keys, joining and leaving.
    #[command(subcommand)]
    Validator(validator::Command),
    /// The nodes of members, with which all others talk.
    #[command(subcommand)]
    Node(node::Command),
    /// Load a development network, and measure what it takes.
    #[command(subcommand)]
    Load(load::Command),
    /// The chain itself.
    #[command(subcommand)]
    Chain(chain::Command),
}

async fn run(command: Command, context: &Context) -> Outcome<Report> {
    match command {
        Command::Key(command) => key::run(command, context),
        Command::Registry(command) => registry::run(command, context).await,
        Command::Prescription(command) => prescription::run(command, context).await,
        Command::Pharmacy(command) => pharmacy::run(command, context).await,
        Command::Holder(command) => holder::run(command, context).await,
        Command::Consent(command) => consent::run(command, context).await,
        Command::Access(command) => access::run(command, context).await,
        Command::Certificate(command) => certificate::run(command, context).await,
        Command::Plan(command) => claims::plans::run(command, context).await,
        Command::Policy(command) => claims::policies::run(command, context).await,
        Command::Preauth(command) => claims::preauthorisations::run(command, context).await,
        Command::Claim(command) => claims::claims::run(command, context).await,
        Command::Settlement(command) => claims::settlement::run(command, context).await,
        Command::Clearing(command) => claims::money::run(command, context).await,
        Command::Wallet(command) => wallet::run(command, context),
        Command::Relay(command) => relay::run(command, context).await,
        Command::Fhir(command) => fhir::run(command, context).await,
        Command::Governance(command) => governance::run(command, context).await,
        Command::Validator(command) => validator::run(command, context).await,
        Command::Node(command) => node::run(command, context).await,
        Command::Load(command) => load::run(command, context).await,
        Command::Chain(command) => chain::run(command, context).await,
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let CommandLine { global, command } = match CommandLine::try_parse() {
        Ok(read) => read,
        Err(error) => return output::unreadable(&error, std::env::args_os().any(|argument| argument == "--json")),
    };
    let context = Context::new(global);
    let outcome = run(command, &context).await;
    output::finish(outcome, &context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn command_line_should_be_consistent() {
        CommandLine::command().debug_assert();
    }

    fn reads(line: &str) -> bool {
        CommandLine::try_parse_from(line.split_whitespace()).is_ok()
    }

    #[test]
    fn every_act_of_every_role_should_be_read() {
        let id = format!("0x{}", "ab".repeat(32));
        let account = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        for line in [
            "bogam --url ws://localhost:9944 --json --language ko --store documents key generate --out a.key",
            "bogam key from-uri --out a.key",
            "bogam key show --key a.key",
            "bogam registry organisation show 1",
            "bogam registry organisation list",
            "bogam registry organisation history 1",
            &format!("bogam registry seat grant {account} --capacity prescribe --capacity dispense --licence 3"),
            &format!("bogam registry seat withdraw {account}"),
            &format!(
                "bogam registry seat grant {account} --capacity dispense --valid-from 2026-11-21 --valid-until 1795186800000"
            ),
            &format!("bogam registry seat compromise {account} --since 2026-11-21T03:00:00+09:00"),
            &format!("bogam registry seat compromise {account} --since 1795186800000"),
            &format!("bogam registry seat entitled {account} --capacity dispense --at 2026-11-21"),
            &format!("bogam registry seat show {account}"),
            "bogam registry licence grant --profession pharmacist --person p.json --salt-out s --valid-from 2026-11-21 \
             --valid-until 2031-11-21",
            "bogam registry licence suspend 1 --reason disciplinary",
            "bogam registry licence reinstate 1",
            "bogam registry licence revoke 1 --reason fraud",
            "bogam registry licence extend 1 --valid-until 2036-11-21",
            "bogam registry licence show 1",
            &format!("bogam registry admin rotate {account}"),
            "bogam prescription issue --from f.json --select a --select b --redate --valid-days 3 --interval-days 1 \
             --whole-supplies --schedule controlled --dry-run --out folder",
            &format!("bogam prescription replace {id} --from f.json --out folder"),
            &format!("bogam prescription cancel {id} --reason prescribing-error"),
            &format!("bogam prescription suspend {id}"),
            &format!("bogam prescription resume {id}"),
            &format!("bogam prescription show {id} --qr qr-1.txt"),
            "bogam prescription list",
            &format!("bogam prescription fills {id}"),
            "bogam pharmacy scan --qr qr-1.txt",
            "bogam pharmacy accept --qr qr-1.txt",
            "bogam pharmacy accept --statement s.txt",
            "bogam pharmacy accept --statement s.txt --qr pharmacy.txt",
            &format!("bogam pharmacy dispense {id} --item 0=3 --item 1=2.5:substituted --qr qr-1.txt"),
            &format!("bogam pharmacy dispense {id} --all --qr qr-1.txt"),
            &format!("bogam pharmacy give-back {id} --reason out-of-stock"),
            &format!("bogam pharmacy not-dispensed {id} --item 0 --reason not-required"),
            &format!("bogam pharmacy withdraw {id} --fill 0 --reason recorded-in-error"),
            &format!("bogam pharmacy release-stale {id}"),
            &format!("bogam pharmacy prune {id}"),
            "bogam holder show --qr qr-1.txt",
            "bogam holder statement --qr qr-1.txt --dispenser 3 --out s.txt",
            "bogam holder pharmacy-code --qr qr-1.txt --out pharmacy.txt",
            "bogam holder nominate --qr qr-1.txt --dispenser 3",
            "bogam holder nominate --holder-key h.key",
            "bogam holder rotate --qr qr-1.txt --out new.txt",
            "bogam holder decline --qr qr-1.txt",
            "bogam holder request-renewal --holder-key h.key",
            &format!("bogam fhir export {id} --qr qr-1.txt"),
            "bogam fhir export --qr qr-1.txt",
            &format!(
                "bogam consent subject register --holder {account} --guardian {account} --guardian-until 2030-01-01"
            ),
            &format!("bogam consent subject register --holder {account}"),
            &format!("bogam consent subject show --subject {id}"),
            "bogam consent subject rotate --new-key n.key",
            &format!("bogam consent subject propose-key --subject {id} --holder {account}"),
            "bogam consent subject object-to-key",
            &format!("bogam consent subject complete-key --subject {id}"),
            "bogam consent subject close",
            &format!("bogam consent guardian appoint {account} --until 2030-01-01"),
            &format!("bogam consent guardian dismiss {account}"),
            &format!(
                "bogam consent delegate appoint {account} --until 2030-01-01 --may permit --may revoke --purpose TREAT"
            ),
            &format!("bogam consent delegate dismiss {account}"),
            "bogam consent permit --grantee kind:hospital --purpose TREAT --category medications --sensitivity PSY \
             --action access --valid-until 2030-01-01 --data-from 2020-01-01",
            &format!("bogam consent deny --grantee organisation:3 --supersedes {id}"),
            &format!("bogam consent revoke {id}"),
            "bogam consent list",
            &format!("bogam consent ask --organisation 1 --account {account} --category imaging --purpose TREAT"),
            "bogam consent research approve --organisation 6 --protocol p.pdf --salt-out s --research DS:neoplasms \
             --bound-by NPU --until 2030-01-01",
            &format!("bogam consent research close {id}"),
            &format!("bogam consent research show {id}"),
            "bogam consent research list",
            &format!("bogam consent research opt-in {id} --category genomics"),
            "bogam consent research consent-broadly --research HMB --demand NPU --until 2030-01-01",
            &format!("bogam consent research enrol {id} --subject {id}"),
            "bogam consent research withdraw",
            &format!("bogam consent research withdraw {id}"),
            &format!("bogam consent erasure request --record {id}"),
            &format!("bogam consent erasure confirm --subject {id} --number 0"),
            "bogam consent erasure list",
            &format!("bogam access request --subject {id} --category medications --purpose TREAT"),
            &format!("bogam access break-glass --subject {id} --reason unable-to-consent --category allergies"),
            &format!("bogam access review --seat {account} --subject {id} --receipt 0 --verdict justified"),
            &format!("bogam access restore {account}"),
            "bogam access reviews --organisation 1",
            &format!("bogam access overrides {account}"),
            "bogam access receipts",
            &format!("bogam access prune --subject {id} --limit 5"),
            "bogam access policy set --category medications --release-for TREAT",
            "bogam access policy show --organisation 1",
            "bogam certificate schema register --name vaccination --json-schema s.json --kind hospital --kind clinic \
             --profession physician --longest-validity 3660 --endorsed-by 0",
            "bogam certificate schema register --document vaccination --kind hospital --longest-validity 3660",
            "bogam certificate schema register --document vaccination --kind hospital --longest-validity 3660 --least-size 16",
            &format!("bogam certificate schema retire {id}"),
            &format!("bogam certificate schema show {id}"),
            "bogam certificate schema list",
            &format!("bogam certificate endorse {id}"),
            &format!("bogam certificate refuse {id} --reason not-confirmed"),
            &format!("bogam certificate suspend {id}:3 --reason under-review"),
            &format!("bogam certificate reinstate {id}:3"),
            &format!("bogam certificate revoke {id}:3 --reason fraud"),
            &format!("bogam certificate supersede {id}:3 --by {id}:4"),
            &format!("bogam certificate revoke-batch {id} --reason source-withdrawn"),
            &format!("bogam certificate prune {id} --limit 5"),
            &format!("bogam certificate show {id}"),
            "bogam certificate list",
            &format!("bogam certificate status {id}:3 --at 2026-11-20"),
            &format!("bogam certificate changed {id}"),
            "bogam certificate issuer-key --algorithm eddsa --out i.pem --public i.json",
            "bogam certificate from-fhir i.json --patient p.json --laboratory",
            &format!(
                "bogam certificate issue --schema {id} --input day.jsonl --valid-until 2036-01-01 --issuer https://h.example \
                 --signing-key i.pem --status-list https://h.example/1 --out day.credentials"
            ),
            &format!(
                "bogam certificate status-list {id} --purpose suspension --issuer https://h.example --uri \
                 https://h.example/1 --signing-key i.pem --hours 12 --out list.jwt"
            ),
            "bogam certificate verify p.txt",
            "bogam certificate verify p.txt --at 2026-11-20 --audience a --nonce n --issuer-keys i.json --authority 0",
            "bogam certificate verify p.txt --anchor a.json --offline c.proof",
            "bogam certificate anchor --out a.json",
            &format!("bogam certificate prove {id}:3 --anchor a.json --out c.proof"),
            "bogam wallet --wallet w --passphrase p create",
            "bogam wallet --wallet w key --algorithm es256",
            "bogam wallet --wallet w receive c.txt",
            "bogam wallet --wallet w list",
            &format!("bogam wallet --wallet w show {id}:3"),
            &format!(
                "bogam wallet --wallet w present {id}:3 --field vaccine --audience a --nonce n --out p.txt --qr codes"
            ),
            &format!("bogam wallet --wallet w print {id}:3 --field vaccine --out page.html"),
            &format!("bogam wallet --wallet w remove {id}:3"),
            "bogam wallet --wallet w change-passphrase --new p2",
            "bogam plan publish --from plan.json --document plan.pdf --salt-out s",
            &format!(
                "bogam plan publish --annual-cap 10000000 --filing-limit 365d --automatic-limit 100000 --decision-period 30d \
                 --appeal-window 90d --preauthorisation-period 60d --overdue automatic --settlement off-chain \
                 --rule category=medicine,coverage=80%,copayment=1000,review --commitment {id} --dry-run"
            ),
            &format!("bogam plan close {id}"),
            &format!("bogam plan show {id}"),
            "bogam plan list --insurer 4",
            &format!(
                "bogam policy issue --plan {id} --holder {account} --valid-from 2026-11-01 --valid-until 2027-11-01"
            ),
            &format!(
                "bogam policy issue --from c.json --select 1 --actor Organization/2=organisation:4 --class SILSON-4={id} \
                 --holder {account} --subscriber-out s --dry-run"
            ),
            &format!("bogam policy handle --from c.json --holder {account} --share 500000"),
            &format!(
                "bogam policy handle --plan {id} --holder {account} --until 2027-11-01 --deductible 10000 --share 500000"
            ),
            &format!("bogam policy end {id}"),
            &format!("bogam policy rotate-key {id} --new-key n.key"),
            &format!("bogam policy show {id}"),
            &format!("bogam policy year {id} --at 2026-11-21"),
            &format!(
                "bogam preauth prepare --policy {id} --category procedure --amount 500000 --commitment {id} --out r.json"
            ),
            "bogam preauth agree r.json --hours 2 --out s.json",
            "bogam preauth request r.json --statement s.json",
            &format!("bogam preauth decide {id} --approve"),
            &format!("bogam preauth decide {id} --deny not-medically-necessary"),
            &format!("bogam preauth withdraw {id}"),
            &format!("bogam preauth release {id}"),
            &format!("bogam preauth show {id}"),
            &format!("bogam preauth list --policy {id} --provider 3"),
            "bogam preauth prepare --from c.json --item 2 --document-out d.json --out r.json",
            "bogam preauth prepare --from c.json --provider 2 --dry-run",
            &format!("bogam preauth export {id} --document d.json --out r.json"),
            &format!("bogam claim estimate {id} --line medicine,50000 --line dental,1000,other=5,approval={id}"),
            "bogam claim encounter --number 2026-17 --provider 2 --salt s --at 2026-11-20",
            "bogam claim estimate --from c.json --provider 2 --actor Organization/1=organisation:2",
            "bogam claim prepare --from c.json --out p.json",
            "bogam claim prepare --from c.json --provider 2 --dry-run",
            &format!(
                "bogam claim prepare --from c.json --select 1 --actor Organization/1=organisation:2 --coverage Coverage/1={id} \
                 --approval PA-1={id}:imaging --service MedicationDispense/1=dispense:{id}:0:0 --encounter-salt Encounter/1=s \
                 --category-of urn:x|1=imaging --exchange USD=1400 --document-out d.json --out p.json"
            ),
            &format!("bogam claim export {id} --document d.json --out r.json"),
            &format!(
                "bogam claim prepare --policy {id} --payee holder --line medicine,dispense:{id}:0:0,50000 \
                 --document c.pdf --salt-out s --out p.json"
            ),
            "bogam claim agree p.json --out s.json",
            "bogam claim agree p.json --qr qr-1.txt --out s.json",
            "bogam claim submit p.json --statement a.json --statement b.json",
            &format!("bogam claim cancel {id}"),
            &format!("bogam claim request-information {id} --document q.txt --salt-out s"),
            &format!("bogam claim provide-information {id} --commitment {id}"),
            &format!("bogam claim decide {id} --line 0=accept --line 1=deny:50 --all reduce:4000:45"),
            &format!("bogam claim decide-overdue {id}"),
            &format!("bogam claim appeal {id} --document g.txt --salt-out s"),
            &format!("bogam claim decide-appeal {id} --all accept"),
            &format!("bogam claim show {id}"),
            &format!("bogam claim list --policy {id} --insurer 4 --provider 3 --standing settled"),
            &format!("bogam claim service dispense:{id}:0:0"),
            &format!("bogam settlement settle {id} {id}"),
            &format!("bogam settlement confirm-paid {id} --document transfer.txt --salt-out s"),
            "bogam settlement confirm-received --insurer 4 --remittance 0 --not-received",
            &format!("bogam settlement fund {id}"),
            &format!("bogam settlement reverse {id}"),
            "bogam settlement remittance show 4 0",
            "bogam settlement remittance show 4 0 --x12 r.835 --parties p.json --control-number 7 --trace-number T --test",
            "bogam settlement remittance list 4 --from 3",
            "bogam settlement unfunded 4",
            "bogam settlement account --organisation 4",
            &format!("bogam settlement account --holder {account}"),
            "bogam settlement statement 4",
            "bogam settlement statement 4 --from 2026-11-01 --until 2026-12-01",
            "bogam clearing issue --organisation 4 --amount 1000000 --bank-reference 2026/1 --salt s",
            "bogam clearing redeem --amount 5000 --own-key",
            "bogam clearing cancel-redemption",
            "bogam clearing pay-out --organisation 3 --amount 5000 --bank-reference 2026/2 --salt s",
            "bogam clearing redemptions",
            "bogam clearing circulating",
            &format!(
                "bogam governance propose admit-organisation --kind clinic --admin {account} --name Clinic \
                 --institution-code C-1"
            ),
            "bogam governance propose suspend-organisation 3 --reason legal-order --threshold 5",
            "bogam governance propose reinstate-organisation 3 --dry-run",
            "bogam governance propose remove-organisation 3 --reason request",
            &format!("bogam governance propose replace-admin 3 --admin {account} --compromised-since 2026-11-21"),
            "bogam governance propose set-allowance 3 --milliseconds 9000",
            "bogam governance propose set-allowance 3 --default",
            &format!("bogam governance propose appoint-clearing-agent {account}"),
            "bogam governance propose dismiss-clearing-agent",
            &format!("bogam governance propose admit-validator {account} --organisation 3"),
            &format!("bogam governance propose remove-validator {account}"),
            "bogam governance propose set-validator-floor 4",
            "bogam governance propose set-validator-slots 3 --slots 2",
            "bogam governance propose authorise-upgrade --code r.wasm",
            &format!("bogam governance propose authorise-upgrade --hash {id}"),
            "bogam governance propose withdraw-upgrade",
            "bogam governance propose pause Claims --call submit --blocks 600",
            "bogam governance propose resume Claims",
            "bogam governance propose enforce-nodes --off",
            "bogam governance propose enter-safe-mode",
            "bogam governance propose extend-safe-mode",
            "bogam governance propose exit-safe-mode",
            "bogam governance propose --dry-run call --hex 0x0000",
            "bogam governance vote --motion 3 --yes",
            &format!("bogam governance vote --motion {id} --no"),
            "bogam governance close --motion 3",
            "bogam governance list",
            "bogam governance show --motion 3 --code r.wasm --rehearsal ws://127.0.0.1:9999",
            "bogam governance upgrade --metadata m.scale",
            "bogam governance apply-upgrade --code r.wasm",
            "bogam governance clear-upgrade",
            "bogam governance paused",
            &format!("bogam validator keys --owner {account} --out k.json"),
            "bogam validator register --from k.json",
            "bogam validator register",
            "bogam validator list",
            "bogam validator leave",
            &format!("bogam validator rejoin {account}"),
            &format!("bogam validator move {account} --to {account}"),
            &format!("bogam validator release-keys {account}"),
            "bogam node add --peer-id 12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp",
            "bogam node remove --peer-id 12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp",
            "bogam node list",
            "bogam --sign-only act.txt consent list",
            "bogam relay act.txt",
            "bogam load run",
            "bogam load run --kind mixed --rate 100 --duration 30 --accounts 50 --out load.json",
            "bogam load run --node ws://127.0.0.1:9944 --node ws://127.0.0.1:9945 --kind claims --in-flight 2000 --budget 900 \
             --metrics http://127.0.0.1:9615/metrics --keep-allowances --force",
            "bogam --json load run --json-progress --stock --kind transfers --in-flight 2000",
            "bogam chain status",
            "bogam chain allowance",
            "bogam chain allowance 3",
            "bogam chain follow --blocks 3",
            "bogam chain blocks",
        ] {
            assert!(reads(line), "{line}");
        }
    }

    #[test]
    fn wrong_usage_should_be_refused() {
        for line in [
            "bogam",
            "bogam pharmacy accept",
            "bogam holder pharmacy-code --out pharmacy.txt",
            "bogam holder pharmacy-code --holder-key h.key --out pharmacy.txt",
            "bogam pharmacy prune 0x1234",
            "bogam holder decline",
            "bogam holder decline --qr a --holder-key b",
            "bogam registry seat withdraw nobody",
            "bogam registry licence extend 1 --valid-until tomorrow",
            "bogam registry licence extend 1 --valid-until 20361121",
            "bogam registry licence suspend 1 --reason weather",
            "bogam prescription issue",
            "bogam consent permit",
            "bogam consent permit --grantee everybody",
            "bogam consent permit --grantee anyone --purpose CURIOSITY",
            "bogam consent subject register --holder nobody",
            "bogam access break-glass --subject 0x12 --reason disaster",
            "bogam relay",
            "bogam certificate revoke 0x12:1 --reason fraud",
            "bogam certificate endorse",
            "bogam certificate verify p.txt --audience a",
            "bogam certificate schema register --kind hospital --longest-validity 1",
            "bogam certificate schema register --document birth --kind hospital --longest-validity 1 --least-size 0",
            "bogam certificate schema register --document horoscope --kind hospital --longest-validity 1",
            "bogam plan publish --commitment 0x12",
            "bogam plan publish",
            "bogam policy handle",
            "bogam preauth agree",
            "bogam claim prepare --out p.json",
            "bogam claim prepare --from c.json --dry-run",
            "bogam claim prepare --from c.json --line medicine,1 --out p.json",
            "bogam claim estimate",
            "bogam claim export",
            "bogam policy issue --holder 5",
            "bogam preauth prepare --out r.json",
            "bogam settlement remittance show 4 0 --x12 r.835",
            "bogam settlement remittance show 4 0 --test",
            "bogam claim submit p.json",
            "bogam claim service shop:1:2",
            "bogam settlement settle",
            "bogam settlement account --organisation 4 --holder 5",
            "bogam clearing issue --organisation 4 --amount -5 --bank-reference a --salt s",
            "bogam governance vote --motion 3",
            "bogam governance vote --motion 3 --yes --no",
            "bogam governance vote --motion first --yes",
            "bogam governance propose",
            "bogam governance propose set-allowance 3",
            "bogam governance propose set-allowance 3 --default --milliseconds 5",
            "bogam governance propose authorise-upgrade",
            "bogam governance propose suspend-organisation 3 --reason weather",
            "bogam governance propose reinstate-organisation 3 --threshold 0",
            "bogam governance show --motion 3 --rehearsal ws://127.0.0.1:1 --metadata m.scale",
            "bogam node add --peer-id nobody",
            "bogam validator rejoin nobody",
            "bogam load",
            "bogam load run --kind weather",
            "bogam load run --rate 5 --in-flight 5",
            "bogam load run --rate 0",
            "bogam load run --metrics nowhere",
            "bogam chain allowance nobody",
            "bogam --language fr chain status",
        ] {
            assert!(!reads(line), "{line}");
        }
    }
}
