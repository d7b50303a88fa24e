//! The story: what happens to prescriptions between a clinic and two pharmacies, to a patient's consent, and to the claims of
//! a pharmacy at three insurers. Each of its
//! chapters can be told alone: the demo tells them all on one network, the tests each on its own.
//!
//! Each line is checked against what is finalised on the chain, read without the help of the command. One implementation
//! serves the demo, which prints it, and the tests, which stay quiet.

mod acts;
mod books;
mod certificates;
mod claims;
mod consent;
mod dispensing;
mod governance;
mod insuring;
mod prescribing;
mod upgrade;
mod validators;

use crate::{
    Failure, Outcome,
    chain::Chain,
    command::{Bogam, workspace},
    fhir_examples::{Examples, Fate, Issued, Order, Summary, Supply, issue_all},
    leaks::Secrets,
    network::Network,
    people::People,
};
use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// Where the project's own FHIR resources lie.
pub fn shipped_examples() -> PathBuf {
    workspace().join("client/examples")
}

/// Hears the story.
pub trait Narrator: Sync {
    /// A step begins.
    fn begins(&self, number: usize, title: &str);
    /// A line of it was found true, after this time.
    fn holds(&self, line: &str, took: Duration);
    /// A line of it failed.
    fn fails(&self, line: &str, failure: &Failure);
    /// An order was issued or refused.
    fn order(&self, order: &Order, fate: &Fate);
}

/// Says nothing: for tests.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Narrator for Quiet {
    fn begins(&self, _: usize, _: &str) {}
    fn holds(&self, _: &str, _: Duration) {}
    fn fails(&self, _: &str, _: &Failure) {}
    fn order(&self, _: &Order, _: &Fate) {}
}

/// Everything that the story needs.
pub struct Scene<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its first validator, which is asked.
    pub chain: Chain,
    /// The command.
    pub command: Bogam,
    /// The people.
    pub people: People,
    /// Where everything is written.
    pub folder: PathBuf,
    /// The folder with the FHIR resources.
    pub input: PathBuf,
    /// What was read.
    pub examples: Examples,
    /// An order for a single supply.
    pub plain: Order,
    /// An order with a repeat.
    pub repeating: Order,
    /// A supply, as a pharmacy's own system tells it.
    pub supply: Supply,
    /// What must not be on the chain.
    pub secrets: Secrets,
    /// The prescription of the first step, which later ones go on with.
    first: Option<Issued>,
    /// The patient of the steps about consent.
    patient: Option<consent::Patient>,
    /// What the steps about certificates go on with.
    passport: Option<certificates::Passport>,
    /// The insured patient of the steps about claims.
    insurance: Option<claims::Insurance>,
    /// What the upgrade found out for the step after it.
    upgraded: Option<upgrade::Upgraded>,
}

impl<'a> Scene<'a> {
    /// Sets the scene on `network`, with the FHIR resources of `input`; everything is written into `folder`.
    ///
    /// Where `input` has no order that the story can be told with, it is told with one that the project ships.
    pub fn set(network: &'a Network, input: &Path, folder: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        let command = Bogam::new(network.url(), &folder.join("documents"))?;
        let people = People::gather(&command, &folder.join("keys"))?;
        let examples = Examples::read(input)?;
        let shipped = Examples::read(&shipped_examples())?;
        let mut secrets = examples.secrets.clone();
        let mut choose = |order: fn(&Examples) -> Option<&Order>, what: &str| -> Outcome<Order> {
            if let Some(order) = order(&examples) {
                return Ok(order.clone());
            }
            // The shipped resources are read too then, so they must not be found either.
            for example in &shipped.orders {
                let bytes = std::fs::read(&example.file)?;
                secrets.collect(&serde_json::from_slice(&bytes)?);
            }
            order(&shipped).cloned().ok_or_else(|| Failure(format!("there is no order {what}")))
        };
        let plain = choose(Examples::plain, "for a single supply")?;
        let repeating = choose(Examples::repeating, "with a repeat")?;
        let supply = match examples.supplies.first() {
            Some(supply) => supply.clone(),
            None => {
                let supply = shipped.supplies.first().ok_or("there is no MedicationDispense that fits an order")?;
                for file in [&supply.file, &supply.order.file] {
                    secrets.collect(&serde_json::from_slice(&std::fs::read(file)?)?);
                }
                supply.clone()
            }
        };
        let chain = network.chain(1);
        Ok(Self {
            network,
            chain,
            command,
            people,
            folder,
            input: input.to_owned(),
            examples,
            plain,
            repeating,
            supply,
            secrets,
            first: None,
            patient: None,
            passport: None,
            insurance: None,
            upgraded: None,
        })
    }

    fn first(&self) -> Outcome<&Issued> {
        self.first.as_ref().ok_or_else(|| "the first step, which this one goes on with, has failed".into())
    }
}

/// Tells lines, and takes their time.
pub struct Telling<'a> {
    narrator: &'a dyn Narrator,
    lines: usize,
}

impl Telling<'_> {
    /// Tells one line: `action` does what it says and checks it.
    fn line<T>(&mut self, line: &str, action: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let began = Instant::now();
        match action() {
            Ok(value) => {
                self.lines += 1;
                self.narrator.holds(line, began.elapsed());
                Ok(value)
            }
            Err(failure) => {
                self.narrator.fails(line, &failure);
                Err(failure.within(line))
            }
        }
    }
}

type Step = fn(&mut Scene<'_>, &mut Telling<'_>) -> Outcome<()>;

/// A part of the story that can be told without the others, on a network of its own.
#[derive(Debug)]
pub struct Chapter {
    /// What it is about.
    pub title: &'static str,
    /// The steps, with their titles.
    steps: &'static [(&'static str, Step)],
}

/// From the clinic to the pharmacy, on a network that loses a validator meanwhile.
pub const PRESCRIPTIONS: Chapter = Chapter {
    title: "Prescriptions",
    steps: &[
        ("The clinic issues", dispensing::issue),
        ("Pharmacy A scans, reads, accepts, and dispenses in two parts", dispensing::dispense),
        ("Pharmacy B cannot take what pharmacy A holds", dispensing::held_by_another),
        ("The patient's statement serves one pharmacy, once", dispensing::statement_serves_once),
        ("A cancellation while held is marked, and final on give-back", prescribing::cancel_while_held),
        ("A repeat waits for its interval", prescribing::repeat_waits),
        ("A withdrawn fill restores its quantity", dispensing::withdraw),
        ("A suspended licence cannot issue", prescribing::suspended_licence),
        ("A validator stops and starts again, and finality goes on", validators::stop_and_start),
        ("What a pharmacy's own system says as FHIR is recorded, and goes back as FHIR", dispensing::record_as_fhir),
    ],
};

/// Who reads what, who did, and who must not any more.
pub const CONSENT: Chapter = Chapter {
    title: "Consent",
    steps: &[
        ("The patient decides who reads, and sees who did", consent::decide),
        ("Consents and receipts come and go as FHIR", consent::fhir),
        ("In an emergency the glass is broken, and that is reviewed", consent::emergency),
        ("Research asks, and withdrawal and erasure end it", consent::research),
    ],
};

/// What proves itself, to whom, and until when.
pub const CERTIFICATES: Chapter = Chapter {
    title: "Certificates",
    steps: &[
        ("The hospital issues a day of vaccinations, and the authority endorses", certificates::issue),
        ("The holder shows two fields, and three verifiers check them", certificates::present),
        ("A revoked certificate counts no more, and did before", certificates::revoke),
    ],
};

/// Who pays, how much, and why not the rest.
pub const CLAIMS: Chapter = Chapter {
    title: "Claims",
    steps: &[
        ("FHIR Claims are mapped, or refused with their element", claims::judge),
        ("Three insurers insure the patient, and the pharmacy supplies", claims::insure),
        ("The first insurer pays at once, the second the rest, and the third nothing", claims::coordinate),
        ("A claim is denied, appealed, granted in part, settled and reversed", claims::appeal),
        ("The decisions go back as FHIR, and the settlements into the books of both sides", books::keep),
    ],
};

/// Another runtime for the running network, by vote.
pub const UPGRADE: Chapter = Chapter {
    title: "Upgrade",
    steps: &[
        ("The council authorises another runtime, anybody applies it, and the running nodes follow", upgrade::upgrade),
        ("Under the new runtime everything goes on", upgrade::go_on),
    ],
};

/// One of each: what a network has recorded when it is upgraded. Not part of the whole story, which has more of it.
pub const RECORDS: Chapter = Chapter {
    title: "Records",
    steps: &[
        ("A patient decides who reads", consent::decide),
        ("The hospital issues certificates", certificates::issue),
        ("Insurers insure the patient, and the pharmacy supplies", claims::insure),
        ("Insurers pay", claims::coordinate),
    ],
};

/// What must not become the runtime. Told after [`UPGRADE`]; not part of the whole story.
pub const REFUSED_UPGRADES: Chapter =
    Chapter { title: "Refused upgrades", steps: &[("No other code becomes the runtime", upgrade::refusals)] };

/// The whole story. The upgrade comes last: the helpers that make transactions of their own are built for the version before.
pub const CHAPTERS: [&Chapter; 6] = [&PRESCRIPTIONS, &CONSENT, &CERTIFICATES, &CLAIMS, &GOVERNANCE, &UPGRADE];

/// What the members decide together.
pub const GOVERNANCE: Chapter =
    Chapter { title: "Governance", steps: &[("A vote admits a clinic, which can then act", governance::admit)] };

/// The end of every story, whichever chapters were told.
const LAST_STEP: (&str, Step) =
    ("Nothing of a patient is on the chain, and its invariants hold", validators::search_everything);

/// How a step went.
#[derive(Clone, Debug)]
pub struct StepReport {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: &'static str,
    /// How long it took.
    pub took: Duration,
    /// How many of its lines were found true.
    pub lines: usize,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
}

/// How the whole story went.
#[derive(Clone, Debug)]
pub struct Report {
    /// Each order with its fate.
    pub orders: Summary,
    /// Why not all orders could be tried, if so.
    pub orders_failure: Option<Failure>,
    /// How long issuing all orders took.
    pub orders_took: Duration,
    /// The steps.
    pub steps: Vec<StepReport>,
}

impl Report {
    /// How many steps passed.
    pub fn passed(&self) -> usize {
        self.steps.iter().filter(|step| step.failure.is_none()).count()
    }

    /// Whether everything did.
    pub fn is_complete(&self) -> bool {
        self.orders_failure.is_none() && self.passed() == self.steps.len()
    }

    /// What failed, each with its reason.
    pub fn failures(&self) -> Vec<String> {
        let orders = self.orders_failure.iter().map(|failure| format!("orders: {failure}"));
        let steps = self.steps.iter().filter_map(|step| {
            step.failure.as_ref().map(|failure| format!("step {} ({}): {failure}", step.number, step.title))
        });
        orders.chain(steps).collect()
    }
}

/// Tells `chapters` of the story, and the end. Before prescriptions every order of the input is issued or refused. A step
/// that fails does not keep the others from being told.
pub fn tell(scene: &mut Scene<'_>, chapters: &[&Chapter], narrator: &dyn Narrator) -> Report {
    let began = Instant::now();
    let (orders, orders_failure) = match chapters.iter().any(|chapter| chapter.title == PRESCRIPTIONS.title) {
        true => tell_orders(scene, narrator),
        false => (Summary::default(), None),
    };
    let orders_took = began.elapsed();

    let mut steps = Vec::new();
    let told = chapters.iter().flat_map(|chapter| chapter.steps).chain([&LAST_STEP]);
    for (index, (title, step)) in told.enumerate() {
        let (began, number) = (Instant::now(), index + 1);
        narrator.begins(number, title);
        let mut telling = Telling { narrator, lines: 0 };
        let failure = step(scene, &mut telling).err();
        steps.push(StepReport { number, title, took: began.elapsed(), lines: telling.lines, failure });
    }
    Report { orders, orders_failure, orders_took, steps }
}

fn tell_orders(scene: &Scene<'_>, narrator: &dyn Narrator) -> (Summary, Option<Failure>) {
    narrator.begins(0, "Every order of the input is issued, or refused with its reason");
    let orders = issue_all(
        &scene.command,
        &scene.chain,
        &scene.people.prescribers(),
        &scene.examples.orders,
        &scene.folder.join("orders"),
        |order, fate| narrator.order(order, fate),
    );
    match orders {
        Ok(orders) => (orders, None),
        Err(failure) => {
            narrator.fails("the orders of the input", &failure);
            (Summary::default(), Some(failure))
        }
    }
}
