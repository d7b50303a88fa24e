//! Three insurers and two supplies of one prescription: decided, coordinated, appealed, settled and reversed.

use super::{
    Scene, Telling,
    acts::{item_argument, text},
};
use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, FINALITY},
    command::{Answer, Bogam, exit},
    ensure,
    fhir_examples::Issued,
    people::Person,
};
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PolicyId, Won,
    claim::{Accumulators, AdjustmentReason, ServiceReference},
    prescription::{DispenseReference, FillNumber},
    time::DAY,
};
use bogam_runtime::Runtime;
use codec::Decode;
use pallet_claims::{Claim, ClaimState, Claims, Services, Years};
use serde_json::Value;
use sp_core::H256;
use std::{fmt::Debug, fs, path::PathBuf, thread};

/// A claim as this network's runtime stores it.
type Record = Claim<Runtime>;
type Account =
    frame_system::AccountInfo<<Runtime as frame_system::Config>::Nonce, <Runtime as frame_system::Config>::AccountData>;

/// What each insurer has to begin with, in won: one of them keeps its account.
const FUNDS: Won = 500_001;

/// What the first supply costs, in won: the first insurer pays 60 % of it.
const CHARGE: Won = 100_000;

/// What the second supply costs, in won: half of it is granted on appeal.
const SECOND_CHARGE: Won = 80_000;

/// A policy or handle, and the patient's key for it.
#[derive(Clone, Debug)]
struct Cover {
    /// Its identifier, as it is typed.
    policy: String,
    key: PathBuf,
}

/// What the first step makes for the others.
#[derive(Clone, Debug)]
pub struct Insurance {
    issued: Issued,
    /// A one-time handle at the first insurer.
    handle: Cover,
    /// A policy at the first insurer, under which an assessor looks at every line.
    reviewed: Cover,
    second: Cover,
    third: Cover,
    /// What each party had before the first claim.
    opening: Sheet,
}

/// What is on each party's account, in won.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sheet(Vec<(&'static str, i128)>);

impl Sheet {
    /// What each party has more or less than in `opening`.
    fn since(&self, opening: &Self) -> Vec<(&'static str, i128)> {
        self.0.iter().zip(&opening.0).map(|((name, now), (_, then))| (*name, now - then)).collect()
    }
}

fn string(value: &Value) -> Outcome<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| Failure(format!("{value} is no text")))
}

fn hash(value: &str) -> Outcome<H256> {
    let bytes = hex::decode(value.trim_start_matches("0x")).map_err(|error| Failure(error.to_string()))?;
    Ok(H256(bytes.try_into().map_err(|_| Failure(format!("{value} is no identifier")))?))
}

fn stored<T: Decode>(chain: &Chain, key: &[u8]) -> Outcome<Option<T>> {
    let found = chain.storage(key, chain.finalised()?)?;
    Ok(found.map(|bytes| T::decode(&mut bytes.as_slice())).transpose()?)
}

/// The account of an organisation, in won, straight from the storage.
fn balance(chain: &Chain, organisation: OrganisationId) -> Outcome<i128> {
    let account = pallet_claims::Pallet::<Runtime>::organisation_account(organisation);
    let found: Option<Account> = stored(chain, &frame_system::Account::<Runtime>::hashed_key_for(account))?;
    let total = found.map(|found| found.data.free.saturating_add(found.data.reserved)).unwrap_or_default();
    i128::try_from(total).map_err(|error| Failure(error.to_string()))
}

/// The same, with its thousands apart.
fn won(amount: i128) -> String {
    let digits = amount.unsigned_abs().to_string();
    let parts: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|part| String::from_utf8_lossy(part)).collect();
    let sign = match amount {
        0 => "",
        amount if amount < 0 => "-",
        _ => "+",
    };
    format!("{sign}{}", parts.join(","))
}

/// Insures the patient: a plan, a fresh key, and a policy or a handle.
struct Insuring<'a> {
    command: &'a Bogam,
    folder: PathBuf,
    from: Moment,
}

impl Insuring<'_> {
    fn insure(&self, underwriter: &Person, name: &str, rule: &str, further: &[&str]) -> Outcome<Cover> {
        let path = |ending: &str| self.folder.join(format!("{name}.{ending}"));
        let (document, salt, key) = (path("txt"), path("salt"), path("key"));
        fs::write(&document, format!("The terms of plan {name}, for the story."))?;
        let publish = [
            "plan",
            "publish",
            "--annual-cap",
            "10000000",
            "--filing-limit",
            "365d",
            "--automatic-limit",
            "1000000",
            "--decision-period",
            "30d",
            "--appeal-window",
            "30d",
            "--preauthorisation-period",
            "30d",
            "--rule",
            rule,
            "--document",
            text(&document)?,
            "--salt-out",
            text(&salt)?,
        ];
        let plan = string(&self.command.by(underwriter, &publish)?.done()?["plan"])?;
        let made = self.command.read(&["key", "generate", "--out", text(&key)?])?.done()?;
        let holder = string(&made["account"])?;
        let (from, until) = (self.from.to_string(), (self.from + 300 * DAY).to_string());
        let act = if further.is_empty() { "issue" } else { "handle" };
        let issue = ["policy", act, "--plan", &plan, "--holder", &holder, "--from", &from, "--until", &until];
        let issued = self.command.by(underwriter, &[&issue[..], further].concat())?.done()?;
        Ok(Cover { policy: string(&issued["policy"])?, key })
    }

    fn fund(&self, agent: &Person, organisation: OrganisationId) -> Outcome<()> {
        let (number, amount) = (organisation.to_string(), FUNDS.to_string());
        let (reference, salt) = (format!("story/{organisation}"), self.folder.join("clearing.salt"));
        let issue = ["clearing", "issue", "--organisation", &number, "--amount", &amount];
        let reference = ["--bank-reference", &reference, "--salt", text(&salt)?];
        self.command.by(agent, &[&issue[..], &reference].concat())?.done().map(drop)
    }
}

fn joined<T>(lane: thread::ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    lane.join().unwrap_or_else(|_| Err("a thread panicked".into()))
}

impl Scene<'_> {
    fn insurance(&self) -> Outcome<&Insurance> {
        self.insurance.as_ref().ok_or_else(|| "the patient, with whom this step goes on, was not insured".into())
    }

    /// What is on the account of each party now.
    fn sheet(&self) -> Outcome<Sheet> {
        let people = &self.people;
        let parties = [
            ("insurer A", &people.underwriter),
            ("insurer B", &people.claims_officer_b),
            ("insurer C", &people.claims_officer_c),
            ("pharmacy A", &people.pharmacist_a),
        ];
        let row = |(name, person): (&'static str, &Person)| Ok((name, balance(&self.chain, person.organisation()?)?));
        parties.into_iter().map(row).collect::<Outcome<_>>().map(Sheet)
    }

    /// The claim, once `expected` holds of it and is finalised.
    fn await_claim(&self, claim: &str, what: &str, expected: impl Fn(&Record) -> bool) -> Outcome<Record> {
        let key = Claims::<Runtime>::hashed_key_for(ClaimId(hash(claim)?));
        await_until(format!("{what} (claim {claim}) to be finalised"), FINALITY, || {
            Ok(stored::<Record>(&self.chain, &key)?.filter(|record| expected(record)))
        })
    }

    fn service(&self, fill: FillNumber) -> Outcome<ServiceReference> {
        let prescription = self.insurance()?.issued.id;
        Ok(ServiceReference::Dispense(DispenseReference { prescription, fill, item: 0 }))
    }

    /// What all insurers pay for a supply, and how many of them have a live claim on it.
    fn ledger(&self, fill: FillNumber) -> Outcome<(Won, usize)> {
        let key = Services::<Runtime>::hashed_key_for(self.service(fill)?.key());
        let ledger: Option<bogam_primitives::claim::ServiceLedger> = stored(&self.chain, &key)?;
        Ok(ledger.map(|ledger| (ledger.paid(), ledger.entries.len())).unwrap_or_default())
    }

    /// Pharmacy A prepares a claim, and the patient signs it twice: as insured person, and as owner of the prescription.
    fn agreed(&self, cover: &Cover, fill: FillNumber, charge: Won, name: &str) -> Outcome<Signed> {
        let issued = &self.insurance()?.issued;
        let path = |ending: &str| self.folder.join(format!("claim-{name}.{ending}"));
        let signed = Signed {
            id: String::new(),
            prepared: path("json"),
            statements: [path("insured.json"), path("prescription.json")],
        };
        let (document, salt) = (path("txt"), path("salt"));
        fs::write(&document, format!("The FHIR Claim {name} would be here."))?;
        let line = format!("medicine,dispense:{}:{fill}:0,{charge}", issued.name());
        let provider = self.people.pharmacist_a.organisation()?.to_string();
        let prepare = ["claim", "prepare", "--policy", &cover.policy, "--line", &line, "--provider", &provider];
        let files = ["--document", text(&document)?, "--salt-out", text(&salt)?, "--out", text(&signed.prepared)?];
        let made = self.command.read(&[&prepare[..], &files].concat())?.done()?;
        let agree = ["claim", "agree", text(&signed.prepared)?];
        let [insured, prescription] = &signed.statements;
        self.command.with_key(&cover.key, &[&agree[..], &["--out", text(insured)?]].concat())?.done()?;
        let by_code = ["--qr", issued.code(0)?, "--out", text(prescription)?];
        self.command.read(&[&agree[..], &by_code].concat())?.done()?;
        Ok(Signed { id: string(&made["claim"])?, ..signed })
    }

    fn submit(&self, signed: &Signed) -> Outcome<Answer> {
        let [insured, prescription] = &signed.statements;
        let submit = ["claim", "submit", text(&signed.prepared)?];
        let statements = ["--statement", text(insured)?, "--statement", text(prescription)?];
        self.command.by(&self.people.pharmacist_a, &[&submit[..], &statements].concat())
    }

    /// A claim that is agreed to and submitted: its identifier and its record.
    fn claim(&self, cover: &Cover, fill: FillNumber, charge: Won, name: &str) -> Outcome<(String, Record)> {
        let signed = self.agreed(cover, fill, charge, name)?;
        self.submit(&signed)?.done()?;
        let record = self.await_claim(&signed.id, "a claim", |_| true)?;
        let line = record.lines.first().ok_or("a claim without lines")?;
        let balanced = record.decision.is_none() || line.outcome.balances(charge);
        ensure(balanced, || format!("the line does not balance: {:?}", line.outcome))?;
        Ok((signed.id, record))
    }

    fn settle(&self, treasurer: &Person, claim: &str, amount: Won) -> Outcome<()> {
        self.command.by(treasurer, &["settlement", "settle", claim])?.done()?;
        self.await_claim(claim, "a settlement", |record| record.settled == amount && record.held == 0).map(drop)
    }

    /// Tells the balance sheet, and checks that it is the expected one and sums to zero.
    fn tell_sheet(&self, tell: &mut Telling<'_>, when: &str, expected: [i128; 4]) -> Outcome<()> {
        let opening = &self.insurance()?.opening;
        let changes = self.sheet()?.since(opening);
        let sum: i128 = changes.iter().map(|(_, change)| change).sum();
        let rows: Vec<_> = changes.iter().map(|(name, change)| format!("{name} {}", won(*change))).collect();
        let line = format!("balance sheet, {when}, in won: {}; sum {}", rows.join(", "), won(sum));
        tell.line(&line, || {
            ensure(sum == 0, || "it does not sum to zero".into())?;
            same("the balance sheet", changes.iter().map(|(_, change)| *change).collect::<Vec<_>>(), expected.to_vec())
        })
    }
}

/// A claim that the patient has agreed to.
struct Signed {
    id: String,
    prepared: PathBuf,
    statements: [PathBuf; 2],
}

fn same<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Outcome<()> {
    ensure(found == expected, || format!("{what} is {found:?}, not {expected:?}"))
}

/// The only line's reasons with their amounts.
fn reasons(record: &Record) -> Vec<(AdjustmentReason, Won)> {
    let adjustments = record.lines.iter().flat_map(|line| &line.outcome.adjustments);
    adjustments.map(|adjustment| (adjustment.reason, adjustment.amount)).collect()
}

/// Plans, policies, money, and what is billed later.
pub fn insure(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let people = &scene.people;
    let insuring =
        Insuring { command: &scene.command, folder: scene.folder.join("insurance"), from: scene.chain.now()? - DAY };
    fs::create_dir_all(&insuring.folder)?;
    let before = scene.sheet()?;
    let issued_before = scene.command.read(&["clearing", "circulating"])?.done()?["circulating"].as_u64();
    let pharmacist = &people.pharmacist_a;
    let line = "insurers A, B and C publish plans, insure the patient and have money; pharmacy A supplies in two parts";
    // Everybody acts at the same time: each act waits for its own finality.
    let (share, all) = (["--share", "1000000"], "category=medicine,coverage=100%");
    let (issued, [handle, reviewed, second, third]) = tell.line(line, || {
        thread::scope(|lanes| {
            let first = lanes.spawn(|| {
                let plain = "category=medicine,coverage=60%";
                let handed = insuring.insure(&people.underwriter, "handle", plain, &share)?;
                let looked_at = "category=medicine,coverage=100%,review";
                Ok([handed, insuring.insure(&people.underwriter, "reviewed", looked_at, &[])?])
            });
            let second = lanes.spawn(|| insuring.insure(&people.claims_officer_b, "second", all, &[]));
            let third = lanes.spawn(|| insuring.insure(&people.claims_officer_c, "third", all, &[]));
            let funded = lanes.spawn(|| {
                for insurer in [&people.underwriter, &people.claims_officer_b, &people.claims_officer_c] {
                    insuring.fund(&people.clearing_agent, insurer.organisation()?)?;
                }
                Ok(())
            });
            let supply = || {
                let (issued, record) = scene.issue(&people.physician, &scene.plain, "insured", &[])?;
                scene.accept(pharmacist, &issued, 0)?;
                let authorised = record.items.first().map(|item| item.authorised).ok_or("nothing is ordered")?;
                let part = item_argument(0, (authorised / 2_000).max(1) * 1_000);
                let code = issued.code(0)?;
                let dispense = ["pharmacy", "dispense", &issued.name(), "--item", &part, "--qr", code];
                scene.command.by(pharmacist, &dispense)?.done()?;
                scene.dispense_all(pharmacist, &issued, 0)?;
                Ok::<_, Failure>(issued)
            };
            let supplied = supply();
            let [handle, reviewed] = joined(first)?;
            let covers = [handle, reviewed, joined(second)?, joined(third)?];
            joined(funded)?;
            Ok((supplied?, covers))
        })
    })?;
    let opening = scene.sheet()?;
    tell.line("the money that was issued is on the insurers' accounts, and nowhere else", || {
        let changes: Vec<_> = opening.since(&before).into_iter().map(|(_, change)| change).collect();
        same("the change of the accounts", changes, vec![FUNDS.into(), FUNDS.into(), FUNDS.into(), 0])?;
        let circulating = scene.command.read(&["clearing", "circulating"])?.done()?;
        same("what circulates", circulating["circulating"].as_u64(), issued_before.map(|sum| sum + 3 * FUNDS))
    })?;
    scene.insurance = Some(Insurance { issued, handle, reviewed, second, third, opening });
    Ok(())
}

/// One supply and three insurers: together they pay what it costs.
pub fn coordinate(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let Insurance { handle, second, third, .. } = scene.insurance()?;
    let (pharmacist, officer_b) = (&scene.people.pharmacist_a, &scene.people.claims_officer_b);
    tell.line("before the service anybody can ask what would be paid: 60 % at insurer A", || {
        let line = format!("medicine,{CHARGE}");
        let answer = scene.command.read(&["claim", "estimate", &handle.policy, "--line", &line])?.done()?;
        same("the estimate", answer["paid"].as_u64(), Some(60_000))
    })?;
    let first =
        tell.line("insurer A's rules decide the claim in the block it is submitted in, and its money is held", || {
            let (claim, record) = scene.claim(handle, 0, CHARGE, "first")?;
            let automatic = record.decision.as_ref().is_some_and(|decision| decision.assessor.is_none());
            ensure(automatic && record.state == ClaimState::Decided, || format!("it is {:?}", record.state))?;
            same("the first claim", (record.paid(), record.held), (60_000, 60_000))?;
            same("why not the rest", reasons(&record), vec![(AdjustmentReason::Coinsurance, 40_000)])?;
            Ok(claim)
        })?;
    tell.line("pharmacy A has it settled", || scene.settle(pharmacist, &first, 60_000))?;
    let signed = tell.line("insurer B pays the rest, and learns only how much another insurer has paid", || {
        let signed = scene.agreed(second, 0, CHARGE, "second")?;
        scene.submit(&signed)?.done()?;
        let record = scene.await_claim(&signed.id, "a decision", |record| record.decision.is_some())?;
        same("the second claim", record.paid(), 40_000)?;
        same("why not the rest", reasons(&record), vec![(AdjustmentReason::OtherPayer, 60_000)])?;
        scene.settle(officer_b, &signed.id, 40_000)?;
        Ok(signed)
    })?;
    tell.line("for insurer C nothing is left", || {
        let (_, record) = scene.claim(third, 0, CHARGE, "third")?;
        same("the third claim", record.paid(), 0)?;
        same("why", reasons(&record), vec![(AdjustmentReason::OtherPayer, CHARGE)])?;
        same("what all insurers pay", scene.ledger(0)?, (CHARGE, 2))
    })?;
    tell.line("the same claim again is refused", || {
        let before = scene.sheet()?;
        scene.unchanged(|| scene.submit(&signed)?.refused(exit::REFUSED, "DuplicateClaim"))?;
        same("the accounts", scene.sheet()?, before)
    })?;
    tell.line("the same supply again at insurer B, worded differently, is denied as a duplicate", || {
        let (_, record) = scene.claim(second, 0, CHARGE, "again")?;
        same("why", reasons(&record), vec![(AdjustmentReason::ExactDuplicate, CHARGE)])
    })?;
    scene.tell_sheet(tell, "when two insurers have paid", [-60_000, -40_000, 0, 100_000])
}

/// Denied, appealed, granted in part, settled and reversed.
pub fn appeal(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let Insurance { issued, reviewed, .. } = scene.insurance()?;
    let people = &scene.people;
    let pharmacist = &people.pharmacist_a;
    let claim = tell.line("under a plan that reviews, the claim waits for an assessor", || {
        let (claim, record) = scene.claim(reviewed, 1, SECOND_CHARGE, "reviewed")?;
        ensure(matches!(record.state, ClaimState::Pended { .. }), || format!("it is {:?}", record.state))?;
        Ok(claim)
    })?;
    tell.line("what is billed cannot be withdrawn", || {
        let name = issued.name();
        let withdraw = ["pharmacy", "withdraw", &name, "--fill", "1", "--reason", "recorded-in-error"];
        scene.unchanged(|| scene.command.by(pharmacist, &withdraw)?.refused(exit::REFUSED, "FillBilled"))
    })?;
    tell.line("the assessor denies it: not a medical necessity", || {
        scene.command.by(&people.assessor, &["claim", "decide", &claim, "--all", "deny:50"])?.done()?;
        let record = scene.await_claim(&claim, "a decision", |record| record.decision.is_some())?;
        same("why", reasons(&record), vec![(AdjustmentReason::NotMedicallyNecessary, SECOND_CHARGE)])
    })?;
    tell.line("pharmacy A appeals, and who has decided cannot decide the appeal", || {
        let (grounds, salt) = (scene.folder.join("grounds.txt"), scene.folder.join("grounds.salt"));
        fs::write(&grounds, "Why the supply was needed, for the story.")?;
        let appeal = ["claim", "appeal", &claim, "--document", text(&grounds)?, "--salt-out", text(&salt)?];
        scene.command.by(pharmacist, &appeal)?.done()?;
        scene.await_claim(&claim, "an appeal", |record| matches!(record.state, ClaimState::Appealed { .. }))?;
        let decide = ["claim", "decide-appeal", &claim, "--all", "accept"];
        scene.command.by(&people.assessor, &decide)?.refused(exit::REFUSED, "SelfAppeal").map(drop)
    })?;
    tell.line("another assessor grants half of it", || {
        let decide = ["claim", "decide-appeal", &claim, "--all", "reduce:40000:45"];
        scene.command.by(&people.second_assessor, &decide)?.done()?;
        let record = scene.await_claim(&claim, "the appeal's decision", |record| record.paid() == 40_000)?;
        same("why not the rest", reasons(&record), vec![(AdjustmentReason::ExceedsAllowed, 40_000)])
    })?;
    tell.line("it is settled", || scene.settle(pharmacist, &claim, 40_000))?;
    scene.tell_sheet(tell, "when the appeal is settled", [-100_000, -40_000, 0, 140_000])?;
    tell.line("pharmacy A reverses it: money, benefit year and supply are as if it had not been", || {
        scene.command.by(pharmacist, &["settlement", "reverse", &claim])?.done()?;
        let record = scene.await_claim(&claim, "a reversal", |record| record.state == ClaimState::Reversed)?;
        same("what is settled", (record.settled, record.held), (0, 0))?;
        let year = Years::<Runtime>::hashed_key_for(PolicyId(hash(&reviewed.policy)?), 0);
        same(
            "the benefit year",
            stored::<Accumulators>(&scene.chain, &year)?.unwrap_or_default(),
            Accumulators::default(),
        )?;
        same("the supply's ledger", scene.ledger(1)?, (0, 0))
    })?;
    tell.line("the statements of account of insurer A and pharmacy A agree with their claims", || {
        for (person, side) in [(&people.underwriter, "asInsurer"), (pharmacist, "asPayee")] {
            let number = person.organisation()?.to_string();
            let statement = scene.command.read(&["settlement", "statement", &number])?.done()?;
            ensure(statement[side]["balances"] == true, || format!("it does not balance: {statement}"))?;
            same("what is due", statement[side]["due"].as_u64(), Some(0))?;
        }
        Ok(())
    })?;
    scene.tell_sheet(tell, "at the end", [-60_000, -40_000, 0, 100_000])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amount_should_have_a_sign_and_its_thousands_apart() {
        for (amount, text) in [(0, "0"), (1, "+1"), (-40_000, "-40,000"), (1_234_567, "+1,234,567")] {
            assert_eq!(won(amount), text);
        }
    }

    #[test]
    fn sheet_should_say_what_has_changed() {
        let opening = Sheet(vec![("a", 5), ("b", 0)]);
        let closing = Sheet(vec![("a", 2), ("b", 3)]);
        assert_eq!(closing.since(&opening), [("a", -3), ("b", 3)]);
    }
}
