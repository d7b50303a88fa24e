//! From where everybody acts in the tests of claims, and what they begin with.

use bogam_client::{fhir::format_quantity, keys::Key};
use bogam_primitives::{Moment, OrganisationId, claim::AuthoriseClaim, time::DAY};
use bogam_runtime::{Hash, Runtime};
use bogam_tests::{
    Failure, Outcome,
    chain::Chain,
    command::{Answer, Bogam, string},
    ensure,
    fhir_examples::{Issued, Order, issue_arguments},
    people::{People, Person},
};
use codec::Encode;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    slice,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

/// What insurer A has to begin with, in won.
pub const FUNDS: &str = "1000001";

/// What has this identifier is nowhere.
pub fn nowhere() -> String {
    format!("0x{}", "00".repeat(32))
}

pub fn text(path: &Path) -> Outcome<String> {
    path.to_str().map(str::to_owned).ok_or_else(|| Failure(format!("{} is no text", path.display())))
}

/// A policy or handle, and the file with the patient's key for it.
pub struct Cover {
    pub policy: String,
    pub key: String,
}

/// A claim that is ready to be signed and submitted.
pub struct Prepared {
    pub id: String,
    pub file: String,
}

/// A claim that was submitted.
pub struct Made {
    pub prepared: Prepared,
    pub statement: String,
    /// What the command answered.
    pub answer: Value,
}

impl Made {
    pub fn id(&self) -> &str {
        &self.prepared.id
    }
}

/// What the pallets store, in short, and what is stored of the accounts of all organisations.
pub type Snapshot = ([u8; 32], Vec<Option<Vec<u8>>>);

/// From where everybody acts.
pub struct Desk {
    pub chain: Chain,
    pub command: Bogam,
    pub people: People,
    pub folder: PathBuf,
    pub genesis: Hash,
    pub now: Moment,
    pub hospital: OrganisationId,
    /// So that no two files, documents and encounters are the same.
    pub numbers: AtomicU64,
}

impl Desk {
    fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    pub fn commitment(&self) -> String {
        format!("0x{:064x}", self.number())
    }

    pub fn file(&self, ending: &str) -> Outcome<String> {
        text(&self.folder.join(format!("{}.{ending}", self.number())))
    }

    /// A line of a category that bills an encounter of its own, so long ago.
    pub fn line(&self, category: &str, ago: Moment, charge: u64) -> String {
        format!("{category},encounter:0x{:064x}:{},{charge}", self.number(), self.now.saturating_sub(ago))
    }

    pub fn by(&self, key: &str, arguments: &[&str]) -> Outcome<Answer> {
        self.command.with_key(Path::new(key), arguments)
    }

    /// The file with a fresh key, and its account.
    pub fn key(&self) -> Outcome<(String, String)> {
        let file = self.file("key")?;
        let account = self.command.new_key(Path::new(&file))?;
        Ok((file, account))
    }

    pub fn publish(&self, insurer: &Person, terms: &[&str], rules: &[&str]) -> Outcome<String> {
        let commitment = self.commitment();
        let mut question = vec!["plan", "publish", "--annual-cap", "10000000", "--automatic-limit", "1000000"];
        question.extend(["--decision-period", "30d", "--preauthorisation-period", "30d", "--commitment", &commitment]);
        question.extend(terms);
        question.extend(rules.iter().flat_map(|rule| ["--rule", *rule]));
        string(&self.command.by(insurer, &question)?.done()?["plan"])
    }

    /// A policy since `since`; with `further`, a handle.
    pub fn insure(&self, insurer: &Person, plan: &str, since: Moment, further: &[&str]) -> Outcome<Cover> {
        let (key, holder) = self.key()?;
        let (from, until) = (self.now.saturating_sub(since).to_string(), (self.now + 300 * DAY).to_string());
        let act = if further.is_empty() { "issue" } else { "handle" };
        let mut question =
            vec!["policy", act, "--plan", plan, "--holder", &holder, "--valid-from", &from, "--until", &until];
        question.extend(further);
        let policy = string(&self.command.by(insurer, &question)?.done()?["policy"])?;
        Ok(Cover { policy, key })
    }

    pub fn prepare(&self, provider: OrganisationId, policy: &str, lines: &[String]) -> Outcome<Prepared> {
        let (file, provider, commitment) = (self.file("claim.json")?, provider.to_string(), self.commitment());
        let mut question = vec!["claim", "prepare", "--policy", policy, "--provider", &provider, "--out", &file];
        question.extend(["--commitment", &commitment]);
        question.extend(lines.iter().flat_map(|line| ["--line", line.as_str()]));
        let made = self.command.read(&question)?.done()?;
        Ok(Prepared { id: string(&made["claim"])?, file })
    }

    /// What the patient signs with the key in `key`.
    pub fn agree(&self, prepared: &Prepared, key: &str) -> Outcome<String> {
        let out = self.file("statement.json")?;
        self.by(key, &["claim", "agree", &prepared.file, "--out", &out])?.done()?;
        Ok(out)
    }

    /// A statement as no honest wallet would sign it: with the key in `key`, but about what is given.
    pub fn signed(
        &self,
        key: &str,
        about: &Prepared,
        genesis: Hash,
        content: AuthoriseClaim,
        expires: Moment,
    ) -> Outcome<String> {
        let key = Key::read(Path::new(key)).map_err(|error| Failure(error.to_string()))?;
        let signed = key.sign(genesis, content, expires).encode();
        let file = self.file("statement.json")?;
        let statement = json!({
            "about": about.id,
            "provider": content.provider,
            "expires": expires,
            "signer": key.account().to_string(),
            "signed": format!("0x{}", hex::encode(signed)),
        });
        fs::write(&file, statement.to_string())?;
        Ok(file)
    }

    pub fn submit(&self, key: &str, prepared: &Prepared, statements: &[String]) -> Outcome<Answer> {
        let mut question = vec!["claim", "submit", prepared.file.as_str()];
        question.extend(statements.iter().flat_map(|statement| ["--statement", statement.as_str()]));
        self.by(key, &question)
    }

    /// What becomes of a claim of the hospital that the patient has agreed to.
    pub fn try_claim(&self, clerk: &str, cover: &Cover, lines: &[String]) -> Outcome<Answer> {
        let prepared = self.prepare(self.hospital, &cover.policy, lines)?;
        let statement = self.agree(&prepared, &cover.key)?;
        self.submit(clerk, &prepared, &[statement])
    }

    /// A claim of the hospital that is accepted.
    pub fn claim(&self, clerk: &str, cover: &Cover, lines: &[String]) -> Outcome<Made> {
        let prepared = self.prepare(self.hospital, &cover.policy, lines)?;
        let statement = self.agree(&prepared, &cover.key)?;
        let answer = self.submit(clerk, &prepared, slice::from_ref(&statement))?.done()?;
        Ok(Made { prepared, statement, answer })
    }

    /// All that a refused attempt must not change.
    pub fn everything(&self) -> Outcome<Snapshot> {
        let block = self.chain.finalised()?;
        let account = |organisation| {
            let account = pallet_claims::Pallet::<Runtime>::organisation_account(organisation);
            self.chain.storage(&frame_system::Account::<Runtime>::hashed_key_for(account), block)
        };
        let accounts = (0..self.chain.organisations()?).map(account).collect::<Outcome<_>>()?;
        Ok((self.chain.fingerprint()?, accounts))
    }

    /// The clinic prescribes, and pharmacy A supplies in two parts and withdraws the second.
    pub fn supply(&self, order: &Order) -> Outcome<Issued> {
        let People { physician, pharmacist_a, .. } = &self.people;
        let folder = self.folder.join("prescription");
        self.command.by(physician, &issue_arguments(order, &folder, &[])?)?.done()?;
        let issued = Issued::read(&folder)?;
        let (name, code) = (issued.name(), issued.code(0)?);
        let record = self.chain.known_prescription(issued.id)?;
        let authorised = record.items.first().map(|item| item.authorised).ok_or("nothing is ordered")?;
        let part = format!("0={}", format_quantity((authorised / 2_000).max(1) * 1_000));
        let acts: [&[&str]; 4] = [
            &["pharmacy", "accept", "--qr", code],
            &["pharmacy", "dispense", &name, "--item", &part, "--qr", code],
            &["pharmacy", "dispense", &name, "--all", "--qr", code],
            &["pharmacy", "withdraw", &name, "--fill", "1", "--reason", "quantity-correction"],
        ];
        for act in acts {
            self.command.by(pharmacist_a, act)?.done()?;
        }
        Ok(issued)
    }

    /// Seats of the hospital that submit claims and have them settled.
    pub fn clerks(&self) -> Outcome<Vec<String>> {
        let seat = |_| {
            let (key, account) = self.key()?;
            let grant = ["registry", "seat", "grant", &account, "--capacity", "submit-claim"];
            let question = [&grant[..], &["--capacity", "settle-claim"]].concat();
            self.command.by(&self.people.hospital_admin, &question)?.done()?;
            Ok(key)
        };
        (0..4).map(seat).collect()
    }

    pub fn fund(&self, organisation: OrganisationId, amount: &str) -> Outcome<Answer> {
        let (number, salt) = (organisation.to_string(), text(&self.folder.join("clearing.salt"))?);
        let issue = ["clearing", "issue", "--organisation", &number, "--amount", amount];
        let reference = ["--bank-reference", "claims/1", "--salt", &salt];
        self.command.by(&self.people.clearing_agent, &[&issue[..], &reference].concat())
    }
}

/// Who insures whom, and what was delivered.
pub struct Covers {
    /// The plan of `open`.
    pub plan: String,
    /// At insurer A: visits in full, documents after review; for more than a year already.
    pub open: Cover,
    /// A handle under the same plan.
    pub handle: Cover,
    /// At insurer A for ten days: five days to wait, three to file, and no time to appeal.
    pub strict: Cover,
    /// At insurer B.
    pub other: Cover,
    pub clerks: Vec<String>,
    pub supplied: Issued,
}

impl Covers {
    pub fn set(desk: &Desk, order: &Order) -> Outcome<Self> {
        let People { underwriter, claims_officer_b, .. } = &desk.people;
        let (filing, visits) =
            (["--filing-limit", "365d", "--appeal-window", "30d"], "category=consultation,coverage=100%");
        let documents = "category=document,coverage=100%,review";
        let procedures = "category=procedure,coverage=100%,preauthorisation";
        let medicines = "category=medicine,coverage=100%";
        thread::scope(|lanes| {
            let first = lanes.spawn(|| {
                let steps = ["--deductible-step", "5000", "--share-step", "100000"];
                let rules = [visits, documents, procedures, medicines];
                let plan = desk.publish(underwriter, &[&filing[..], &steps].concat(), &rules)?;
                let open = desk.insure(underwriter, &plan, 400 * DAY, &[])?;
                let handle = desk.insure(underwriter, &plan, DAY, &["--share", "1000000"])?;
                let terms = ["--waiting-period", "5d", "--filing-limit", "3d", "--appeal-window", "0d"];
                let strict = desk.publish(underwriter, &terms, &[visits, procedures])?;
                Ok((plan, open, handle, desk.insure(underwriter, &strict, 10 * DAY, &[])?))
            });
            let second = lanes.spawn(|| {
                let plan = desk.publish(claims_officer_b, &filing, &[visits])?;
                desk.insure(claims_officer_b, &plan, DAY, &[])
            });
            let clerks = lanes.spawn(|| desk.clerks());
            let funded = lanes.spawn(|| desk.fund(underwriter.organisation()?, FUNDS)?.done());
            let supplied = desk.supply(order)?;
            let (plan, open, handle, strict) = joined(first)?;
            joined(funded)?;
            Ok(Self { plan, open, handle, strict, other: joined(second)?, clerks: joined(clerks)?, supplied })
        })
    }
}

pub fn joined<T>(lane: thread::ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    lane.join().unwrap_or_else(|_| Err("a thread panicked".into()))
}

/// Checks that all of each line is denied with the code and the group given, and that nothing is paid or held.
pub fn ensure_denied(claim: &Value, expected: &[(u64, &str)]) -> Outcome<()> {
    let lines = claim["lines"].as_array().ok_or("a claim without lines")?;
    let why = |line: &Value| {
        let only = &line["adjustments"][0];
        let all = line["adjustments"].as_array().is_some_and(|all| all.len() == 1) && only["amount"] == line["charge"];
        (only["code"].as_u64().unwrap_or_default(), only["group"].as_str().unwrap_or_default().to_owned(), all)
    };
    let found: Vec<_> = lines.iter().map(why).collect();
    let wanted: Vec<_> = expected.iter().map(|(code, group)| (*code, (*group).to_owned(), true)).collect();
    ensure(found == wanted, || format!("the lines are denied for {found:?}, not {wanted:?}"))?;
    let nothing = claim["outcome"] == "denied" && claim["paid"] == 0 && claim["held"] == 0 && claim["settled"] == 0;
    ensure(nothing && claim["automatic"] == true, || format!("it is not denied by the rules: {claim}"))
}
