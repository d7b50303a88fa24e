//! Three insurers and two supplies of one prescription: decided, coordinated, appealed, settled and reversed.

use super::{
    Scene, Telling,
    acts::item_argument,
    consent::tell_judged,
    insuring::{Cover, FUNDS, Insuring, PATIENT, named, same, written},
};
use crate::{
    Failure, Outcome, await_until,
    chain::{Chain, FINALITY, hash_of},
    command::{Answer, exit, string, text},
    ensure, fhir_claims,
    fhir_examples::Issued,
    leaks::Kind,
    people::Person,
};
use bogam_primitives::{
    ClaimId, OrganisationId, PolicyId, Won,
    claim::{Accumulators, AdjustmentReason, ServiceReference},
    prescription::{DispenseReference, FillNumber},
    time::DAY,
};
use bogam_runtime::Runtime;
use codec::Decode;
use pallet_claims::{Claim, ClaimState, Claims, Services, Years};
use serde_json::json;
use std::{fs, path::PathBuf, thread};

/// A claim as this network's runtime stores it.
type Record = Claim<Runtime>;
type Account =
    frame_system::AccountInfo<<Runtime as frame_system::Config>::Nonce, <Runtime as frame_system::Config>::AccountData>;

/// What the first supply costs, in won: the first insurer pays 60 % of it.
pub const CHARGE: Won = 100_000;

/// What the second supply costs, in won: half of it is granted on appeal.
const SECOND_CHARGE: Won = 80_000;

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
    /// The claim that the first insurer has settled.
    pub settled: Option<String>,
    /// The claim that was reversed.
    pub reversed: Option<String>,
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

fn joined<T>(lane: thread::ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    lane.join().unwrap_or_else(|_| Err("a thread panicked".into()))
}

impl Scene<'_> {
    pub(super) fn insurance(&self) -> Outcome<&Insurance> {
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
        let key = Claims::<Runtime>::hashed_key_for(ClaimId(hash_of(claim)?));
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

    /// A file of a claim.
    fn claim_file(&self, name: &str, ending: &str) -> PathBuf {
        self.folder.join(format!("claim-{name}.{ending}"))
    }

    /// The private document of the claim that was prepared under this name.
    pub(super) fn document(&self, name: &str) -> PathBuf {
        self.claim_file(name, "document")
    }

    /// Writes a FHIR Claim of pharmacy A for a supply. It names everything as the chain does.
    fn write_fhir_claim(&self, cover: &Cover, fill: FillNumber, charge: Won, name: &str) -> Outcome<PathBuf> {
        let prescription = self.insurance()?.issued.name();
        let prescription = prescription.trim_start_matches("0x");
        let provider = self.people.pharmacist_a.organisation()?.to_string();
        let amount = json!({ "value": charge, "currency": "KRW" });
        let claim = json!({
            "resourceType": "Claim",
            "id": name,
            "status": "active",
            "use": "claim",
            "type": { "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/claim-type", "code": "pharmacy",
            }] },
            "contained": [{ "resourceType": "Patient", "id": "patient", "name": [{ "text": PATIENT }] }],
            "patient": { "reference": "#patient" },
            "created": written(self.chain.now()?)?,
            "provider": named("urn:bogam:organisation", &provider),
            "priority": { "coding": [{ "code": "normal" }] },
            "supportingInfo": [{
                "sequence": 1,
                "category": { "coding": [{ "code": "info" }] },
                "valueReference": named("urn:bogam:fill", &format!("{prescription}/{fill}/0")),
            }],
            "insurance": [{
                "sequence": 1,
                "focal": true,
                "coverage": named("urn:bogam:policy", cover.policy.trim_start_matches("0x")),
            }],
            "item": [{
                "sequence": 1,
                "informationSequence": [1],
                "productOrService": { "text": "what the pharmacy supplied" },
                "net": amount,
            }],
            "total": amount,
        });
        let file = self.claim_file(name, "fhir.json");
        fs::write(&file, claim.to_string())?;
        Ok(file)
    }

    /// Pharmacy A prepares a claim from a FHIR Claim, and the patient signs it.
    fn agreed(&self, cover: &Cover, fill: FillNumber, charge: Won, name: &str) -> Outcome<Signed> {
        let file = self.write_fhir_claim(cover, fill, charge, name)?;
        self.signed(cover, name, &["--from", text(&file)?, "--document-out", text(&self.document(name))?])
    }

    /// Pharmacy A prepares a claim from what is typed, and the patient signs it.
    fn agreed_as_typed(&self, cover: &Cover, fill: FillNumber, charge: Won, name: &str) -> Outcome<Signed> {
        let (document, salt) = (self.claim_file(name, "txt"), self.claim_file(name, "salt"));
        fs::write(&document, "A bill that is no FHIR.")?;
        let line = format!("medicine,dispense:{}:{fill}:0,{charge}", self.insurance()?.issued.name());
        let files = ["--document", text(&document)?, "--salt-out", text(&salt)?];
        self.signed(cover, name, &[&files[..], &["--policy", &cover.policy, "--line", &line]].concat())
    }

    /// Prepares a claim, which the patient signs twice: as insured person, and as owner of the prescription.
    fn signed(&self, cover: &Cover, name: &str, content: &[&str]) -> Outcome<Signed> {
        let Insurance { issued, .. } = self.insurance()?;
        let signed = Signed {
            id: String::new(),
            prepared: self.claim_file(name, "json"),
            statements: ["insured.json", "prescription.json"].map(|ending| self.claim_file(name, ending)),
        };
        let provider = self.people.pharmacist_a.organisation()?.to_string();
        let prepare = ["claim", "prepare", "--provider", &provider, "--out", text(&signed.prepared)?];
        let made = self.command.read(&[&prepare[..], content].concat())?.done()?;
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
        self.claim_agreed(self.agreed(cover, fill, charge, name)?, charge)
    }

    fn claim_agreed(&self, signed: Signed, charge: Won) -> Outcome<(String, Record)> {
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

/// The only line's reasons with their amounts.
fn reasons(record: &Record) -> Vec<(AdjustmentReason, Won)> {
    let adjustments = record.lines.iter().flat_map(|line| &line.outcome.adjustments);
    adjustments.map(|adjustment| (adjustment.reason, adjustment.amount)).collect()
}

/// Every FHIR Claim of the input, as if its provider knew what it refers to.
pub fn judge(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    tell_judged("claims", &fhir_claims::judge(&scene.input, scene.chain.now()?)?, tell)
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
            let second = lanes.spawn(|| insuring.insure_by_coverage(&people.claims_officer_b, "second", all));
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
    let (settled, reversed) = (None, None);
    scene.insurance = Some(Insurance { issued, handle, reviewed, second, third, opening, settled, reversed });
    scene.secrets.insert(Kind::Name, PATIENT);
    Ok(())
}

/// One supply and three insurers: together they pay what it costs.
pub fn coordinate(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let settled = coordinated(scene, tell)?;
    if let Some(insurance) = &mut scene.insurance {
        insurance.settled = Some(settled);
    }
    Ok(())
}

fn coordinated(scene: &Scene<'_>, tell: &mut Telling<'_>) -> Outcome<String> {
    let Insurance { handle, second, third, .. } = scene.insurance()?;
    let (pharmacist, officer_b) = (&scene.people.pharmacist_a, &scene.people.claims_officer_b);
    tell.line("before the service anybody can ask what would be paid: 60 % at insurer A", || {
        let line = format!("medicine,{CHARGE}");
        let answer = scene.command.read(&["claim", "estimate", &handle.policy, "--line", &line])?.done()?;
        same("the estimate", answer["paid"].as_u64(), Some(60_000))
    })?;
    tell.line("pharmacy A's FHIR Claim is mapped and checked without a network", || {
        let file = scene.write_fhir_claim(handle, 0, CHARGE, "rehearsed")?;
        let provider = pharmacist.organisation()?.to_string();
        let nowhere = scene.command.with_url("ws://127.0.0.1:1");
        let rehearse = ["claim", "prepare", "--from", text(&file)?, "--provider", &provider, "--dry-run"];
        let mapped = nowhere.read(&rehearse)?.done()?;
        let found = (mapped["charge"].as_u64(), &mapped["policy"], &mapped["lines"][0]["category"]);
        same("the claim", found, (Some(CHARGE), &json!(handle.policy), &json!("medicine")))?;
        let other = scene.people.pharmacist_b.organisation()?.to_string();
        let refused = ["claim", "prepare", "--from", text(&file)?, "--provider", &other, "--dry-run"];
        let refused = nowhere.read(&refused)?.refused(exit::INPUT, "fhir_foreign_provider")?;
        same("the element", refused.element(), "Claim.provider")
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
        let (_, record) = scene.claim_agreed(scene.agreed_as_typed(second, 0, CHARGE, "again")?, CHARGE)?;
        same("why", reasons(&record), vec![(AdjustmentReason::ExactDuplicate, CHARGE)])
    })?;
    scene.tell_sheet(tell, "when two insurers have paid", [-60_000, -40_000, 0, 100_000])?;
    Ok(first)
}

/// Denied, appealed, granted in part, settled and reversed.
pub fn appeal(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let reversed = appealed(scene, tell)?;
    if let Some(insurance) = &mut scene.insurance {
        insurance.reversed = Some(reversed);
    }
    Ok(())
}

fn appealed(scene: &Scene<'_>, tell: &mut Telling<'_>) -> Outcome<String> {
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
        let year = Years::<Runtime>::hashed_key_for(PolicyId(hash_of(&reviewed.policy)?), 0);
        same(
            "the benefit year",
            stored::<Accumulators>(&scene.chain, &year)?.unwrap_or_default(),
            Accumulators::default(),
        )?;
        same("the supply's ledger", scene.ledger(1)?, (0, 0))
    })?;
    scene.tell_sheet(tell, "at the end", [-60_000, -40_000, 0, 100_000])?;
    Ok(claim)
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
