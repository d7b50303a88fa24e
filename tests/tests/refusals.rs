//! What the chain refuses, sent past the command to a real network: each with its own error, and without a trace.

use bogam_primitives::{
    Commitment, PrescriptionId, Signed, Statement,
    prescription::{AcceptPrescription, CancellationReason, GiveBackReason, Schedule, WithdrawalReason},
    time::{DAY, HOUR},
};
use bogam_runtime::{AccountId, Hash, Runtime, RuntimeCall, Signature, genesis::consortium};
use bogam_tests::{
    Outcome, await_until,
    chain::{Chain, FINALITY},
    ensure,
    network::Network,
    people::pair,
    transactions::Ending,
};
use pallet_prescriptions::{
    Call,
    types::{NewPrescription, OrderedItem, SuppliedItem},
};
use sp_core::{Pair, sr25519};

const PHARMACY_A: u32 = 3;
const PHARMACY_B: u32 = 5;
const CLINIC: u32 = 2;
const ITEM: u64 = 30_000;

fn key(development: &consortium::DevelopmentKey) -> sr25519::Pair {
    pair(development.uri).unwrap()
}

fn holder(number: u8) -> sr25519::Pair {
    pair(&format!("//Holder//{number}")).unwrap()
}

fn account(pair: &sr25519::Pair) -> AccountId {
    AccountId::from(pair.public())
}

/// A prescription with one item, valid from now for thirty days, with a single issue for `holder(number)`.
fn prescription(number: u8, now: u64) -> NewPrescription<AccountId> {
    NewPrescription {
        commitment: Commitment(Hash::repeat_byte(number)),
        schedule: Schedule::Ordinary,
        valid_from: now,
        valid_until: now + 30 * DAY,
        interval: 0,
        holders: vec![account(&holder(number))],
        items: vec![OrderedItem {
            authorised: ITEM,
            substitution_allowed: false,
            product: Commitment(Hash::repeat_byte(0xee)),
        }],
    }
}

fn id_of(new: &NewPrescription<AccountId>) -> PrescriptionId {
    PrescriptionId::derive(CLINIC, &new.commitment, new.valid_until)
}

fn issue(new: &NewPrescription<AccountId>) -> RuntimeCall {
    Call::<Runtime>::issue { new: new.clone() }.into()
}

fn accept(prescription: PrescriptionId, statement: Signed<AcceptPrescription, Signature>) -> RuntimeCall {
    Call::<Runtime>::accept { prescription, statement }.into()
}

fn dispense(prescription: PrescriptionId, lines: Vec<(u8, u64, bool)>) -> RuntimeCall {
    let line = |(item, quantity, substituted)| SuppliedItem { item, quantity, substituted };
    let commitment = Commitment(Hash::repeat_byte(0xdd));
    Call::<Runtime>::dispense { prescription, lines: lines.into_iter().map(line).collect(), commitment }.into()
}

fn signed(
    by: &sr25519::Pair,
    genesis: Hash,
    content: AcceptPrescription,
    expires: u64,
) -> Signed<AcceptPrescription, Signature> {
    let statement = Statement { genesis, content, expires };
    let signature = Signature::Sr25519(by.sign(&statement.signing_payload()));
    Signed { statement, signature }
}

/// One attempt: what it is, who makes it, and the error that it has to get.
type Attempt = (&'static str, sr25519::Pair, RuntimeCall, &'static str);

/// Makes all attempts and checks that each gets its own error and that nothing has changed.
fn all_refused(chain: &Chain, attempts: Vec<Attempt>) -> Outcome<()> {
    let before = chain.fingerprint()?;
    let calls = attempts.iter().map(|(_, pair, call, _)| (pair.clone(), call.clone())).collect();
    let endings = chain.submit_all(calls)?;
    let mut wrong = Vec::new();
    for ((what, .., expected), ending) in attempts.iter().zip(endings) {
        if ending.error_name().as_deref() != Some(expected) {
            wrong.push(format!("{what}: {expected} was expected, and it was {ending:?}"));
        }
    }
    ensure(wrong.is_empty(), || wrong.join("\n"))?;
    ensure(chain.fingerprint()? == before, || "refused calls have changed the state".into())
}

fn done(endings: Vec<Ending>) {
    for ending in endings {
        assert_eq!(ending, Ending::Finalised(Ok(())), "{:?}", ending.error_name());
    }
}

/// One network serves all sections: starting it takes longer than each of them. It has one validator, which refuses what four
/// would.
#[test]
fn chain_should_refuse_each_bad_input_with_its_own_error_and_change_nothing() {
    let network = Network::start(1).unwrap();
    let chain = network.chain(1);
    let now = chain.now().unwrap();
    bad_issues(&chain, now).unwrap();
    strangers(&chain, now).unwrap();

    // Numbers 1 to 5, and what they are for.
    let (good, short, future, held, cancelled) = (1, 2, 3, 4, 5);
    let mut records: Vec<_> = (1..=5).map(|number| prescription(number, now)).collect();
    records[short - 1].valid_until = now + 25_000;
    records[future - 1].valid_from = now + HOUR;
    let physician = key(&consortium::CLINIC_PHYSICIAN);
    done(chain.submit_all(records.iter().map(|new| (physician.clone(), issue(new))).collect()).unwrap());
    let ids: Vec<_> = records.iter().map(id_of).collect();
    let id = |number: usize| ids[number - 1];
    let genesis = chain.block_hash(0).unwrap();
    let (a, b) = (key(&consortium::PHARMACIST_A), key(&consortium::PHARMACIST_B));
    let statement = |number: usize, dispenser: u32, hold: u32| {
        let content = AcceptPrescription { prescription: id(number), dispenser, hold };
        signed(&holder(number as u8), genesis, content, now + DAY)
    };
    let cancel = |prescription| {
        let reason = CancellationReason::PrescribingError;
        RuntimeCall::from(Call::<Runtime>::cancel { prescription, reason })
    };
    done(
        chain
            .submit_all(vec![
                (a.clone(), accept(id(held), statement(held, PHARMACY_A, 0))),
                (physician.clone(), cancel(id(cancelled))),
            ])
            .unwrap(),
    );

    let foreign = AcceptPrescription { prescription: id(good), dispenser: PHARMACY_A, hold: 0 };
    let by_another = signed(&holder(9), genesis, foreign.clone(), now + DAY);
    let mut altered = statement(good, PHARMACY_A, 0);
    altered.statement.expires += 1;
    all_refused(
        &chain,
        vec![
            (
                "unknown",
                a.clone(),
                accept(PrescriptionId(Hash::zero()), statement(good, PHARMACY_A, 0)),
                "UnknownPrescription",
            ),
            (
                "foreign chain",
                a.clone(),
                accept(id(good), signed(&holder(1), Hash::repeat_byte(7), foreign.clone(), now + DAY)),
                "StatementForAnotherChain",
            ),
            (
                "late statement",
                a.clone(),
                accept(id(good), signed(&holder(1), genesis, foreign, now)),
                "StatementExpired",
            ),
            ("another key", a.clone(), accept(id(good), by_another), "StatementSignatureInvalid"),
            ("altered statement", a.clone(), accept(id(good), altered), "StatementSignatureInvalid"),
            (
                "another prescription",
                a.clone(),
                accept(id(good), statement(held, PHARMACY_A, 0)),
                "StatementForAnotherPrescription",
            ),
            (
                "another pharmacy",
                b.clone(),
                accept(id(good), statement(good, PHARMACY_A, 0)),
                "StatementForAnotherDispenser",
            ),
            ("a later hold", a.clone(), accept(id(good), statement(good, PHARMACY_A, 1)), "StatementUsed"),
            ("not yet valid", a.clone(), accept(id(future), statement(future, PHARMACY_A, 0)), "NotYetValid"),
            ("held by another", b.clone(), accept(id(held), statement(held, PHARMACY_B, 1)), "HeldByAnother"),
            ("held already", a.clone(), accept(id(held), statement(held, PHARMACY_A, 1)), "AlreadyHolding"),
            ("cancelled", a.clone(), accept(id(cancelled), statement(cancelled, PHARMACY_A, 0)), "AlreadyCancelled"),
            ("too much", a.clone(), dispense(id(held), vec![(0, ITEM + 1, false)]), "OverAuthorised"),
            ("too much for any sum", a.clone(), dispense(id(held), vec![(0, u64::MAX, false)]), "OverAuthorised"),
            ("nothing of an item", a.clone(), dispense(id(held), vec![(0, 0, false)]), "ZeroQuantity"),
            ("no lines", a.clone(), dispense(id(held), vec![]), "NoLines"),
            ("no such item", a.clone(), dispense(id(held), vec![(1, 1, false)]), "UnknownItem"),
            ("an item twice", a.clone(), dispense(id(held), vec![(0, 1, false), (0, 1, false)]), "DuplicateItem"),
            ("another product", a.clone(), dispense(id(held), vec![(0, 1, true)]), "SubstitutionNotAllowed"),
            ("without a hold", b.clone(), dispense(id(held), vec![(0, 1, false)]), "HeldByAnother"),
            ("a hold that nobody has", a.clone(), dispense(id(good), vec![(0, 1, false)]), "NotHeld"),
            (
                "another's hold",
                b.clone(),
                Call::<Runtime>::give_back { prescription: id(held), reason: GiveBackReason::OutOfStock }.into(),
                "HeldByAnother",
            ),
            (
                "no such fill",
                a.clone(),
                Call::<Runtime>::withdraw { prescription: id(held), fill: 0, reason: WithdrawalReason::NotCollected }
                    .into(),
                "UnknownFill",
            ),
            ("not stale", b, Call::<Runtime>::release_stale { prescription: id(held) }.into(), "HoldNotStale"),
            ("not ended", a, Call::<Runtime>::prune { prescription: id(good) }.into(), "NotEnded"),
            (
                "retention",
                physician.clone(),
                Call::<Runtime>::prune { prescription: id(cancelled) }.into(),
                "RetentionNotOver",
            ),
            ("cancelled twice", physician.clone(), cancel(id(cancelled)), "AlreadyCancelled"),
            ("another clinic's", key(&consortium::HOSPITAL_PHYSICIAN), cancel(id(good)), "NotYourPrescription"),
            ("issued twice", physician, issue(&records[good - 1]), "DuplicatePrescription"),
        ],
    )
    .unwrap();
    over_in_time(&chain, id(short), statement(short, PHARMACY_A, 0), records[short - 1].valid_until).unwrap();
}

/// What a clinic cannot issue.
fn bad_issues(chain: &Chain, now: u64) -> Outcome<()> {
    let changed = |change: &dyn Fn(&mut NewPrescription<AccountId>)| {
        let mut new = prescription(50, now);
        change(&mut new);
        issue(&new)
    };
    let keys = |count: u8| (100..100 + count).map(|number| account(&holder(number))).collect::<Vec<_>>();
    let physician = key(&consortium::CLINIC_PHYSICIAN);
    let attempts: Vec<(&'static str, RuntimeCall, &'static str)> = vec![
        ("no items", changed(&|new| new.items.clear()), "NoItems"),
        ("17 items", changed(&|new| new.items = vec![new.items[0].clone(); 17]), "TooManyItems"),
        ("nothing of an item", changed(&|new| new.items[0].authorised = 0), "ZeroQuantity"),
        ("no key", changed(&|new| new.holders.clear()), "NoHolderKeys"),
        ("25 issues", changed(&|new| new.holders = keys(25)), "TooManyIssues"),
        ("a key twice", changed(&|new| new.holders = vec![new.holders[0].clone(); 2]), "HolderKeyReused"),
        ("backwards", changed(&|new| new.valid_until = new.valid_from), "EmptyValidity"),
        ("in the past", changed(&|new| (new.valid_from, new.valid_until) = (now - DAY, now - HOUR)), "AlreadyExpired"),
        ("two years", changed(&|new| new.valid_until = now + 732 * DAY), "ValidityTooLong"),
        (
            "in two years",
            changed(&|new| (new.valid_from, new.valid_until) = (now + 731 * DAY, now + 732 * DAY)),
            "StartsTooLate",
        ),
        ("an interval for nothing", changed(&|new| new.interval = DAY), "IntervalOutOfRange"),
        (
            "an interval too long",
            changed(&|new| (new.holders, new.interval) = (keys(2), 31 * DAY)),
            "IntervalOutOfRange",
        ),
        (
            "a repeat of a controlled drug",
            changed(&|new| {
                (new.schedule, new.holders, new.valid_until) = (Schedule::Controlled, keys(2), now + 7 * DAY);
            }),
            "RepeatsNotPermitted",
        ),
        (
            "a substitute for a controlled drug",
            changed(&|new| {
                (new.schedule, new.valid_until) = (Schedule::Controlled, now + 7 * DAY);
                new.items[0].substitution_allowed = true;
            }),
            "SubstitutionNotPermitted",
        ),
        ("a controlled drug for a month", changed(&|new| new.schedule = Schedule::Controlled), "ValidityTooLong"),
    ];
    let attempts = attempts.into_iter().map(|(what, call, error)| (what, physician.clone(), call, error)).collect();
    all_refused(chain, attempts)
}

/// Who may not.
fn strangers(chain: &Chain, now: u64) -> Outcome<()> {
    let call = issue(&prescription(51, now));
    all_refused(
        chain,
        vec![
            ("an assessor", key(&consortium::ASSESSOR), call.clone(), "CapacityNotGranted"),
            ("a pharmacist", key(&consortium::PHARMACIST_A), call.clone(), "CapacityNotGranted"),
            ("the clinic's admin", key(&consortium::CLINIC), call.clone(), "NoSeat"),
        ],
    )?;
    // An account that nobody has admitted does not even get into a block.
    let before = chain.fingerprint()?;
    let ending = chain.submit(&holder(200), call)?;
    ensure(matches!(ending, Ending::NotTaken(_)), || format!("a stranger's transaction was taken: {ending:?}"))?;
    ensure(chain.fingerprint()? == before, || "a stranger has changed the state".into())
}

/// Time passes, and the prescription with it.
fn over_in_time(
    chain: &Chain,
    id: PrescriptionId,
    statement: Signed<AcceptPrescription, Signature>,
    valid_until: u64,
) -> Outcome<()> {
    await_until("the short prescription to expire", FINALITY, || {
        Ok(Some(chain.now()?).filter(|now| *now >= valid_until))
    })?;
    let pharmacist = key(&consortium::PHARMACIST_A);
    all_refused(chain, vec![("expired", pharmacist, accept(id, statement), "Expired")])
}
