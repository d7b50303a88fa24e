//! `bogam-claims-figures`: how long a claim takes from its submission until it is settled and final, and what it takes in
//! the state, on a local network of validators.
//!
//! Claims are sent through the client that apps link, at a steady light rate, by several seats of one hospital and through
//! all validators in turn. Each bills an encounter, is decided by the rules in the block it is submitted in, and is settled
//! by a call of its own: settlement is never automatic. The seat that submits has the claim settled too, and sends that as
//! soon as its node has taken the claim. What is measured ends when the client has told that the settlement is final.

mod report;

use bogam_client::{
    chain::{Chain as Client, Stage, runtime::transactions},
    documents::random_salt,
    keys::{HolderSecret, Key},
    statements::for_chain,
};
use bogam_primitives::{
    Capacities, Capacity, ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, Signed, Won,
    claim::{
        AuthoriseClaim, CategoryRule, HandleSteps, NewClaim, NewLine, OverdueRule, PayeeKind, PlanTerms,
        ServiceCategory, ServiceReference, SettlementMode, encounter_nullifier,
    },
    time::{DAY, HOUR},
};
use bogam_runtime::{
    Hash, Runtime, RuntimeCall,
    configs::system::SLOT_DURATION,
    genesis::consortium::{self, DevelopmentKey},
};
use bogam_tests::{
    Failure, Outcome, await_until,
    chain::{Chain, FINALITY, bytes_of},
    ensure,
    network::Network,
    people::pair,
    transactions::Ending,
};
use clap::Parser;
use codec::{Decode, Encode};
use pallet_claims::{Claim, ClaimState, Claims, NewPlan, NewPolicy};
use report::{Sample, Size, csv, processor, row, sorted, state_table};
use serde_json::json;
use sp_runtime::MultiSignature;
use std::{
    cell::Cell,
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

/// What each claim charges and is paid, in won.
const CHARGE: Won = 10_000;

/// How often a claim that is on its way to a node looks whether the node has it.
const GLANCE: Duration = Duration::from_millis(5);

/// How many keys a node is asked for at a time.
const KEYS: usize = 500;

/// What the pallet stores, by name.
const ITEMS: [&str; 13] = [
    "Plans",
    "Policies",
    "Years",
    "Preauthorisations",
    "Claims",
    "Services",
    "UnfundedClaims",
    "Remittances",
    "NextRemittance",
    "ClearingAgent",
    "BankReferences",
    "Redemptions",
    "Circulating",
];

/// Measures claims on a local network: from submission to settled and final, and what a claim takes in the state.
#[derive(Debug, Parser)]
struct Arguments {
    /// How many claims.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    claims: u32,

    /// How many claims a second.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=50))]
    rate: u32,

    /// How many seats submit, so that none has to wait for its last claim.
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=200))]
    seats: u32,

    /// How many policies the claims are spread over.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=200))]
    policies: u32,

    /// How many validators the network has that is started for it.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=6))]
    validators: u16,

    /// The folder of a network that runs already, as scripts/network made it. Without it: one is started, and stopped at
    /// the end.
    #[arg(long)]
    network: Option<PathBuf>,

    /// The folder for the summary and the raw samples.
    #[arg(long)]
    out: PathBuf,
}

// Preparation.

/// What the claims need.
struct Prepared {
    insurer: OrganisationId,
    provider: OrganisationId,
    seats: Vec<Key>,
    policies: Vec<(PolicyId, Key)>,
}

/// The organisation for which a development key acts, as a seat or as its admin.
fn organisation_of(key: &DevelopmentKey) -> Outcome<OrganisationId> {
    let (registry, account) = (consortium::registry(), key.account());
    let seat = registry.seats.iter().find(|seat| seat.account == account).map(|seat| seat.organisation);
    let led = registry.organisations.iter().position(|organisation| organisation.admin == account);
    let number = seat.or_else(|| led.and_then(|place| OrganisationId::try_from(place).ok()));
    number.ok_or_else(|| Failure(format!("{} belongs to no organisation", key.uri)))
}

fn fresh_keys(count: u32) -> Outcome<Vec<Key>> {
    let fresh = |_| HolderSecret::generate().key().map_err(|error| Failure(error.to_string()));
    (0..count).map(fresh).collect()
}

/// All of a visit is paid, and decided by the rules.
fn plan() -> NewPlan {
    NewPlan {
        commitment: Commitment(Hash::from(random_salt())),
        terms: PlanTerms {
            deductible: 0,
            annual_cap: 1_000_000_000_000,
            waiting_period: 0,
            filing_limit: 365 * DAY,
            automatic_limit: CHARGE,
            decision_period: 30 * DAY,
            overdue: OverdueRule::Wait,
            appeal_window: 30 * DAY,
            preauthorisation_period: 30 * DAY,
            settlement: SettlementMode::OnChain,
            handle_steps: HandleSteps::NONE,
        },
        rules: vec![CategoryRule {
            category: ServiceCategory::Consultation,
            coverage: 10_000,
            copayment: 0,
            line_cap: None,
            frequency: None,
            preauthorisation: false,
            review: false,
        }],
    }
}

fn all_done(endings: &[Ending]) -> Outcome<()> {
    match endings.iter().find(|ending| **ending != Ending::Finalised(Ok(()))) {
        None => Ok(()),
        Some(ending) => Err(Failure(format!("the preparation failed: {ending:?}"))),
    }
}

/// Seats, a plan, policies, and money for all claims.
fn set_up(chain: &Chain, arguments: &Arguments) -> Outcome<Prepared> {
    let underwriter = pair(consortium::UNDERWRITER.uri)?;
    let admin = pair(consortium::HOSPITAL.uri)?;
    let insurer = organisation_of(&consortium::UNDERWRITER)?;
    let provider = organisation_of(&consortium::HOSPITAL)?;
    let (seats, holders) = (fresh_keys(arguments.seats)?, fresh_keys(arguments.policies)?);
    let now = chain.now()?;

    let new = plan();
    let plan = PlanId::derive(insurer, &new.commitment, &new.terms, &new.rules);
    // One won keeps the account.
    let amount = CHARGE * Won::from(arguments.claims) + 1;
    let mint =
        pallet_claims::Call::<Runtime>::mint { organisation: insurer, amount, reference: Hash::from(random_salt()) };
    let mut calls = vec![
        (underwriter.clone(), RuntimeCall::from(pallet_claims::Call::<Runtime>::publish_plan { new })),
        (pair(consortium::CLEARING_AGENT.uri)?, RuntimeCall::from(mint)),
    ];
    let capacities = Capacities::of(&[Capacity::SubmitClaim, Capacity::SettleClaim]);
    for seat in &seats {
        let grant = pallet_registry::Call::<Runtime>::grant_seat {
            account: seat.account(),
            capacities,
            valid_from: 0,
            valid_until: None,
            licence: None,
        };
        calls.push((admin.clone(), RuntimeCall::from(grant)));
    }
    all_done(&chain.submit_all(calls)?)?;

    let (from, until) = (now.saturating_sub(DAY), now + 300 * DAY);
    let issue = |holder: &Key| {
        let new = NewPolicy { plan, holder: holder.account(), from, until };
        (underwriter.clone(), RuntimeCall::from(pallet_claims::Call::<Runtime>::issue_policy { new }))
    };
    all_done(&chain.submit_all(holders.iter().map(issue).collect())?)?;
    let issued = |holder: Key| (PolicyId::derive(insurer, &plan, &holder.account(), from, until), holder);
    Ok(Prepared { insurer, provider, seats, policies: holders.into_iter().map(issued).collect() })
}

/// A claim that the patient has agreed to.
struct Bill {
    id: ClaimId,
    new: NewClaim,
    signed: Signed<AuthoriseClaim, MultiSignature>,
}

/// All claims, signed before the clock runs. Each bills an encounter of its own.
fn bills(prepared: &Prepared, genesis: Hash, now: Moment, count: u32) -> Vec<Bill> {
    let numbers = (0..count).zip(prepared.policies.iter().cycle());
    let bill = |(number, (policy, key)): (u32, &(PolicyId, Key))| {
        let nullifier = encounter_nullifier(prepared.provider, &random_salt(), &number.to_le_bytes());
        let line = NewLine {
            category: ServiceCategory::Consultation,
            service: ServiceReference::Encounter { nullifier, at: now.saturating_sub(HOUR) },
            charge: CHARGE,
            preauthorisation: None,
        };
        let commitment = Commitment(Hash::from(random_salt()));
        let new = NewClaim { policy: *policy, payee: PayeeKind::Provider, commitment, lines: vec![line] };
        let id = ClaimId::derive(prepared.provider, &new);
        let content = AuthoriseClaim { claim: id, policy: *policy, provider: prepared.provider };
        Bill { id, new, signed: key.sign(genesis, content, now + DAY) }
    };
    numbers.map(bill).collect()
}

// Measurement.

/// When a transaction came how far, since its claim was sent.
#[derive(Debug, Default)]
struct Marks {
    accepted: Cell<Option<Duration>>,
    in_block: Cell<Option<Duration>>,
    last: Cell<Option<Duration>>,
}

impl Marks {
    fn mark(&self, stage: Stage, since: Instant) {
        let slot = match stage {
            Stage::Submitted => &self.accepted,
            // A block may be replaced: the last one counts.
            Stage::InBlock => &self.in_block,
            Stage::Final => &self.last,
        };
        slot.set(Some(since.elapsed()));
    }

    /// Whether a node has it.
    fn is_known(&self) -> bool {
        [&self.accepted, &self.in_block, &self.last].into_iter().any(|slot| slot.get().is_some())
    }
}

/// Sends a claim and, as soon as its node has it, its settlement; and follows both.
async fn follow(number: usize, seat: usize, key: Key, client: Client, bill: Bill, began: Instant) -> Sample {
    let mut sample = Sample { number, seat, ..Sample::default() };
    let Some(signed) = for_chain(bill.signed) else {
        return Sample { failure: Some("a statement with another kind of signature".into()), ..sample };
    };
    let calls = transactions().claims();
    let submit = calls.submit(bill.new.into(), vec![signed]);
    let settle = calls.settle(vec![bill.id.into()]);

    let (claim, settlement, ended) = (Marks::default(), Marks::default(), Cell::new(false));
    let sent = Instant::now();
    sample.sent = sent.duration_since(began);
    let submitting = async {
        let outcome = client.submit(&submit, &key, |stage| claim.mark(stage, sent)).await;
        ended.set(true);
        outcome
    };
    let settling = async {
        // In the order of the account's numbers, so that the settlement finds the claim, in whichever blocks they are.
        while !claim.is_known() && !ended.get() {
            tokio::time::sleep(GLANCE).await;
        }
        client.submit(&settle, &key, |stage| settlement.mark(stage, sent)).await
    };
    let (submitted, settled) = tokio::join!(submitting, settling);
    (sample.accepted, sample.in_block) = (claim.accepted.get(), claim.in_block.get());
    match submitted {
        Ok(_) => sample.decided = claim.last.get(),
        Err(error) => sample.failure = Some(format!("submission: {} {error}", error.code())),
    }
    match settled {
        Ok(_) => sample.settled = settlement.last.get(),
        Err(error) if sample.failure.is_none() => {
            sample.failure = Some(format!("settlement: {} {error}", error.code()));
        }
        Err(_) => {}
    }
    sample
}

/// Sends all claims at their times, by the seats and through the nodes in turn.
async fn measure(urls: Vec<String>, seats: Vec<Key>, bills: Vec<Bill>, rate: u32) -> Outcome<Vec<Sample>> {
    let mut clients = Vec::new();
    for url in &urls {
        clients.push(Client::connect(url).await.map_err(|error| Failure(error.to_string()))?);
    }
    let interval = Duration::from_secs(1) / rate;
    let began = Instant::now();
    let mut running = Vec::new();
    for (number, bill) in bills.into_iter().enumerate() {
        let due = interval * u32::try_from(number)?;
        tokio::time::sleep(due.saturating_sub(began.elapsed())).await;
        let seat = number % seats.len();
        // A seat stays with its node, which knows the number of its next transaction.
        let client = clients[seat % clients.len()].clone();
        running.push(tokio::task::spawn_local(follow(number, seat, seats[seat].clone(), client, bill, began)));
    }
    let mut samples = Vec::new();
    for (number, task) in running.into_iter().enumerate() {
        let failed = |error: tokio::task::JoinError| Sample {
            number,
            seat: number % seats.len(),
            failure: Some(error.to_string()),
            ..Sample::default()
        };
        samples.push(task.await.unwrap_or_else(failed));
    }
    Ok(samples)
}

// What is on the chain.

/// What each of the pallet's maps takes in the newest finalised block: keys and values, as the node gives them.
fn sizes(chain: &Chain) -> Outcome<BTreeMap<&'static str, Size>> {
    let block = format!("0x{}", hex::encode(chain.finalised()?.as_bytes()));
    let mut sizes = BTreeMap::new();
    for item in ITEMS {
        let prefix = frame_support::storage::storage_prefix(b"Claims", item.as_bytes());
        let prefix = format!("0x{}", hex::encode(prefix));
        let (mut size, mut last): (Size, Option<String>) = Default::default();
        loop {
            let page = chain.call("state_getKeysPaged", json!([prefix, KEYS, last, block]))?;
            let page = page.as_array().ok_or("the node gives no keys")?;
            if page.is_empty() {
                break;
            }
            let answer = chain.call("state_queryStorageAt", json!([page, block]))?;
            for change in answer[0]["changes"].as_array().into_iter().flatten() {
                size.entries += 1;
                size.keys += u64::try_from(bytes_of(&change[0])?.len())?;
                size.values += u64::try_from(bytes_of(&change[1])?.len())?;
            }
            last = page.last().and_then(|key| key.as_str()).map(str::to_owned);
            if page.len() < KEYS {
                break;
            }
        }
        sizes.insert(item, size);
    }
    Ok(sizes)
}

type Account =
    frame_system::AccountInfo<<Runtime as frame_system::Config>::Nonce, <Runtime as frame_system::Config>::AccountData>;

/// What is on the account of an organisation, held or not, in won.
fn balance(chain: &Chain, organisation: OrganisationId) -> Outcome<u128> {
    let account = pallet_claims::Pallet::<Runtime>::organisation_account(organisation);
    let key = frame_system::Account::<Runtime>::hashed_key_for(account);
    let Some(bytes) = chain.storage(&key, chain.finalised()?)? else { return Ok(0) };
    let found = Account::decode(&mut bytes.as_slice())?;
    Ok(found.data.free.saturating_add(found.data.reserved))
}

/// Checks that each of these claims was decided by the rules alone, and that all of it has been paid.
fn all_settled(chain: &Chain, ids: &[ClaimId]) -> Outcome<()> {
    let block = chain.finalised()?;
    for id in ids {
        let bytes = chain.storage(&Claims::<Runtime>::hashed_key_for(id), block)?;
        let bytes = bytes.ok_or_else(|| Failure(format!("claim {:?} is not on the chain", id.0)))?;
        let claim = Claim::<Runtime>::decode(&mut bytes.as_slice())?;
        let by_rules = claim.decision.as_ref().is_some_and(|decision| decision.assessor.is_none());
        let paid = (claim.paid(), claim.settled, claim.held) == (CHARGE, CHARGE, 0);
        ensure(by_rules && paid && claim.state == ClaimState::Decided, || {
            let (state, paid) = (claim.state, claim.paid());
            format!("claim {:?} is not settled: {state:?}, {paid} granted, {} paid", id.0, claim.settled)
        })?;
    }
    Ok(())
}

fn run(arguments: &Arguments) -> Outcome<bool> {
    fs::create_dir_all(&arguments.out)?;
    let network = match &arguments.network {
        Some(folder) => Network::attach(folder)?,
        None => {
            eprintln!("starting {} validators ...", arguments.validators);
            Network::start(arguments.validators)?
        }
    };
    let chain = network.chain(1);
    eprintln!("preparing {} seats and {} policies ...", arguments.seats, arguments.policies);
    let prepared = set_up(&chain, arguments)?;
    let bills = bills(&prepared, chain.block_hash(0)?, chain.now()?, arguments.claims);
    let ids: Vec<ClaimId> = bills.iter().map(|bill| bill.id).collect();
    let call_bytes: usize = bills.first().map_or(0, |bill| bill.new.encoded_size() + bill.signed.encoded_size());
    let before = (sizes(&chain)?, balance(&chain, prepared.insurer)?, balance(&chain, prepared.provider)?);
    let (height, began) = (chain.finalised_height()?, Instant::now());

    eprintln!("sending {} claims, {} a second ...", arguments.claims, arguments.rate);
    let urls = (1..=network.validators()).map(|number| format!("ws://127.0.0.1:{}", network.rpc_port(number)));
    let urls: Vec<String> = urls.collect();
    let validators = urls.len();
    let asynchronous = tokio::runtime::Runtime::new()?;
    let local = tokio::task::LocalSet::new();
    let samples = local.block_on(&asynchronous, measure(urls, prepared.seats, bills, arguments.rate))?;
    let (took, blocks) = (began.elapsed(), chain.finalised_height()?.saturating_sub(height));
    fs::write(arguments.out.join("samples.csv"), csv(&samples, validators))?;

    let failed: Vec<_> = samples.iter().filter_map(|sample| Some((sample.number, sample.failure.as_ref()?))).collect();
    for (number, failure) in &failed {
        eprintln!("claim {number}: {failure}");
    }
    if failed.is_empty() {
        // The validator that is asked may be a block behind the one that told.
        await_until("all claims to be settled", FINALITY, || all_settled(&chain, &ids).map(Some))?;
        let moved = u128::from(CHARGE) * u128::from(arguments.claims);
        let (insurer, provider) = (balance(&chain, prepared.insurer)?, balance(&chain, prepared.provider)?);
        ensure((insurer + moved, provider) == (before.1, before.2 + moved), || {
            "the money on the accounts is not what was settled".into()
        })?;
    }

    let decided = sorted(&samples, |sample| sample.decided);
    let settled = sorted(&samples, |sample| sample.settled);
    let mut summary = format!(
        "{} automatic claims of one encounter each, {} a second, by {} seats on {} policies\n\
         {validators} validators and the sender on one machine: {}; slots of {SLOT_DURATION} ms\n\
         {:.1} s, {blocks} blocks finalised; a claim and its statement take {call_bytes} bytes in a block\n\n",
        arguments.claims,
        arguments.rate,
        arguments.seats,
        arguments.policies,
        processor(),
        took.as_secs_f64(),
    );
    let _ = writeln!(
        summary,
        "{:<28}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "from submission, in s, to", "claims", "least", "p50", "mean", "p95", "p99", "most"
    );
    summary.push_str(&row("taken by a node", &sorted(&samples, |sample| sample.accepted)));
    summary.push_str(&row("in a block", &sorted(&samples, |sample| sample.in_block)));
    summary.push_str(&row("decided and final", &decided));
    summary.push_str(&row("settled and final", &settled));
    let _ = writeln!(summary, "failed: {}\n", failed.len());
    match failed.is_empty() {
        true => summary.push_str(&state_table(&before.0, &sizes(&chain)?, arguments.claims.into())),
        false => summary.push_str("the state is not measured: not every claim is in it\n"),
    }
    fs::write(arguments.out.join("summary.txt"), &summary)?;
    print!("{summary}");
    println!("raw samples: {}", arguments.out.join("samples.csv").display());
    Ok(failed.is_empty())
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
