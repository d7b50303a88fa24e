//! Every call × every state × every class of origin, on the real pallet.
//!
//! The answers are the tables of `docs/prescriptions-table.md`. The test compares them with that file and rewrites it when
//! `BOGAM_BLESS=1` is set. Whatever is refused leaves the storage as it was.

use super::scenario::*;
use crate::{Call, NewPrescription, Prescriptions, Standing, mock::*};
use bogam_primitives::{
    Commitment, PrescriptionId, Statement,
    prescription::{AcceptPrescription, CancellationReason, GiveBackReason, NotDispensedReason, WithdrawalReason},
};
use frame_support::{
    pallet_prelude::{DispatchError, DispatchResult},
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::GetCallName,
};
use sp_runtime::StateVersion;
use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unknown,
    NotYetValid,
    Waiting,
    Active,
    Suspended,
    Held,
    HeldSuspended,
    CancellationPending,
    HoldStale,
    MarkedHoldStale,
    Dispensed,
    Cancelled,
    Expired,
    RetentionOver,
    Pruned,
}

impl State {
    const ALL: [(State, &'static str, &'static str); 15] = [
        (State::Unknown, "Unknown", "never issued"),
        (State::NotYetValid, "Not yet valid", "issued, and validity has not begun"),
        (State::Active, "Active", "can be accepted; nothing was supplied yet"),
        (State::Suspended, "Suspended", "as Active, and the prescriber has stopped new holds"),
        (State::Held, "Held", "pharmacy P holds and has supplied a part"),
        (State::HeldSuspended, "Held, suspended", "as Held, and the prescriber has stopped new holds"),
        (State::CancellationPending, "Cancellation pending", "as Held, and the prescriber has cancelled"),
        (State::HoldStale, "Hold stale", "as Held, and the deadline has passed without a call since"),
        (State::MarkedHoldStale, "Marked hold stale", "as Cancellation pending, and the deadline has passed"),
        (State::Waiting, "Waiting", "pharmacy P has completed the first issue, and the interval runs"),
        (State::Dispensed, "Dispensed", "pharmacy P has completed both issues"),
        (State::Cancelled, "Cancelled", "P had supplied a part and given back, then the prescriber cancelled"),
        (State::Expired, "Expired", "validity is over; nothing was supplied"),
        (State::RetentionOver, "Retention over", "as Cancelled, and retention and validity are over"),
        (State::Pruned, "Pruned", "as Retention over, and removed"),
    ];
}

/// The prescription of the matrix: two issues, from tomorrow on.
fn prescribed() -> NewPrescription<AccountId> {
    NewPrescription { valid_from: START + DAY, valid_until: START + 60 * DAY, ..draft(1, 2) }
}

const SUPPLIED: [(u8, u64, bool); 1] = [(0, 5, false)];

/// Brings the prescription into `state`, with two others of clinic B beside it: one whose key (90) may sign, and a
/// cancelled one whose key (80) no longer may.
fn prepare(state: State) -> Result<PrescriptionId, DispatchError> {
    let (id, tomorrow) = (id_of(CLINIC_A, &prescribed()), START + DAY);
    issue(&PRESCRIBER_B, draft(9, 1))?;
    let cancelled = draft(8, 1);
    issue(&PRESCRIBER_B, cancelled.clone())?;
    cancel(&PRESCRIBER_B, id_of(CLINIC_B, &cancelled))?;

    if state == State::Unknown {
        set_now(tomorrow);
        return Ok(id);
    }
    issue(&PRESCRIBER_A1, prescribed())?;
    if state == State::NotYetValid {
        return Ok(id);
    }
    set_now(tomorrow);
    let partly_held = || accept(&DISPENSER_P, id).and_then(|()| dispense(&DISPENSER_P, id, &SUPPLIED));
    let completed = || accept(&DISPENSER_P, id).and_then(|()| complete(&DISPENSER_P, id));
    let cancelled = || {
        partly_held()?;
        give_back(&DISPENSER_P, id)?;
        cancel(&PRESCRIBER_A1, id)
    };
    match state {
        State::Unknown | State::NotYetValid | State::Active => {}
        State::Suspended => suspend(&PRESCRIBER_A1, id)?,
        State::Held => partly_held()?,
        State::HeldSuspended => {
            partly_held()?;
            suspend(&PRESCRIBER_A1, id)?;
        }
        State::CancellationPending => {
            partly_held()?;
            cancel(&PRESCRIBER_A1, id)?;
        }
        State::HoldStale => {
            partly_held()?;
            pass(HoldPeriod::get());
        }
        State::MarkedHoldStale => {
            partly_held()?;
            cancel(&PRESCRIBER_A1, id)?;
            pass(HoldPeriod::get());
        }
        State::Waiting => completed()?,
        State::Dispensed => {
            completed()?;
            pass(5 * DAY);
            completed()?;
        }
        State::Cancelled => cancelled()?,
        State::Expired => set_now(prescribed().valid_until),
        State::RetentionOver => {
            cancelled()?;
            pass_retention(id);
        }
        State::Pruned => {
            cancelled()?;
            pass_retention(id);
            prune(&STRANGER, id)?;
        }
    }
    Ok(id)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Prescriber,
    Dispenser,
    Holder,
    Anyone,
}

/// Name, who calls, and a state in which the right one is not refused.
const CALLS: [(&str, Role, State); 16] = [
    ("issue", Role::Prescriber, State::Unknown),
    ("replace", Role::Prescriber, State::Active),
    ("cancel", Role::Prescriber, State::Active),
    ("suspend", Role::Prescriber, State::Active),
    ("resume", Role::Prescriber, State::Suspended),
    ("accept", Role::Dispenser, State::Active),
    ("dispense", Role::Dispenser, State::Held),
    ("not_dispensed", Role::Dispenser, State::Held),
    ("give_back", Role::Dispenser, State::Held),
    ("withdraw", Role::Dispenser, State::Held),
    ("nominate", Role::Holder, State::Active),
    ("rotate", Role::Holder, State::Active),
    ("decline", Role::Holder, State::Active),
    ("request_renewal", Role::Holder, State::Active),
    ("release_stale", Role::Anyone, State::HoldStale),
    ("prune", Role::Anyone, State::RetentionOver),
];

/// The key that may act for the patient, or would if the prescription were there.
fn current_key(id: PrescriptionId) -> AccountId {
    match Prescriptions::<Test>::get(id) {
        Some(record) => record.holder().expect("it has one").clone(),
        None => key(10),
    }
}

/// The call `name`, with arguments that are right wherever any are.
fn call(name: &str, id: PrescriptionId) -> Call<Test> {
    let record = Prescriptions::<Test>::get(id);
    let issue = record.as_ref().map_or(0, |record| record.issue);
    let hold = record.as_ref().map_or(0, |record| record.holds);
    let fill = record.and_then(|record| record.newest_fill).unwrap_or(0);
    let (prescription, commitment) = (id, Commitment::default());
    match name {
        "issue" => Call::issue { new: prescribed() },
        "replace" => Call::replace { old: id, new: draft(2, 1) },
        "cancel" => Call::cancel { prescription, reason: CancellationReason::ChangeOfTreatment },
        "suspend" => Call::suspend { prescription },
        "resume" => Call::resume { prescription },
        "accept" => {
            let content = AcceptPrescription { prescription, dispenser: PHARMACY_Q, hold };
            let statement = Statement { genesis: GENESIS, content, expires: now() + HOUR };
            Call::accept { prescription, statement: sign(&current_key(id), statement) }
        }
        "dispense" => Call::dispense { prescription, lines: lines(&SUPPLIED), commitment },
        "not_dispensed" => Call::not_dispensed { prescription, item: 1, reason: NotDispensedReason::NotRequired },
        "give_back" => Call::give_back { prescription, reason: GiveBackReason::OutOfStock },
        "withdraw" => Call::withdraw { prescription, fill, reason: WithdrawalReason::WrongPatient },
        "nominate" => Call::nominate { prescription, dispenser: Some(PHARMACY_P) },
        "rotate" => Call::rotate { prescription, issue, new_holder: key(500) },
        "decline" => Call::decline { prescription },
        "request_renewal" => Call::request_renewal { prescription },
        "release_stale" => Call::release_stale { prescription },
        "prune" => Call::prune { prescription },
        _ => unreachable!("the list of calls is above"),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    None,
    Root,
    Stranger,
    WrongRole,
    OtherOrganisation,
    Suspended,
    Right,
}

impl Class {
    const ALL: [(Class, &'static str); 7] = [
        (Class::None, "nobody"),
        (Class::Root, "root"),
        (Class::Stranger, "a stranger"),
        (Class::WrongRole, "another role"),
        (Class::OtherOrganisation, "the role elsewhere"),
        (Class::Suspended, "the role, suspended"),
        (Class::Right, "who may"),
    ];
}

/// Who sends the call. `accept` comes from pharmacy Q, so that it meets the hold of P; everything else that a pharmacy does
/// comes from P. For patients, "elsewhere" is another prescription's key and "suspended" one that may not sign any more.
fn origin(name: &str, role: Role, class: Class, id: PrescriptionId) -> RuntimeOrigin {
    let account = match (class, role) {
        (Class::None, _) => return RuntimeOrigin::none(),
        (Class::Root, _) => return RuntimeOrigin::root(),
        (Class::Stranger, _) => STRANGER,
        (Class::WrongRole, Role::Prescriber) => DISPENSER_P,
        (Class::WrongRole, _) => PRESCRIBER_A1,
        (Class::OtherOrganisation, Role::Prescriber) => PRESCRIBER_B,
        (Class::OtherOrganisation, Role::Dispenser) if name == "accept" => DISPENSER_P,
        (Class::OtherOrganisation, Role::Dispenser) => DISPENSER_Q,
        (Class::OtherOrganisation, _) => key(90),
        (Class::Suspended, Role::Prescriber) => SUSPENDED_PRESCRIBER,
        (Class::Suspended, Role::Holder) => key(80),
        (Class::Suspended, _) => SUSPENDED_DISPENSER,
        (Class::Right, Role::Prescriber) => PRESCRIBER_A2,
        (Class::Right, Role::Dispenser) if name == "accept" => DISPENSER_Q,
        (Class::Right, Role::Dispenser) => DISPENSER_P2,
        (Class::Right, Role::Holder) => current_key(id),
        (Class::Right, Role::Anyone) => STRANGER,
    };
    RuntimeOrigin::signed(account)
}

const NO_RIGHT: &str = "*no right*";

/// What the tables say of a result. After success, that is what the prescription is then.
fn answer(name: &str, id: PrescriptionId, result: DispatchResult) -> String {
    match result {
        Ok(()) => match crate::Pallet::<Test>::standing(id) {
            None if name == "prune" => "→ removed".into(),
            None => "→ one of its own".into(),
            Some(standing) => format!("→ {}", in_words(standing)),
        },
        Err(DispatchError::Module(module)) if module.index == REFUSING_PALLET => NO_RIGHT.into(),
        Err(DispatchError::Module(module)) => format!("`{}`", module.message.expect("the pallet's own error")),
        Err(DispatchError::BadOrigin) => NO_RIGHT.into(),
        Err(other) => panic!("an error of nobody: {other:?}"),
    }
}

fn in_words(standing: Standing) -> &'static str {
    match standing {
        Standing::NotYetValid { .. } => "not yet valid",
        Standing::Waiting { .. } => "waiting",
        Standing::Active => "active",
        Standing::Suspended => "suspended",
        Standing::Held { .. } => "held",
        Standing::CancellationPending { .. } => "cancellation pending",
        Standing::Dispensed => "dispensed",
        Standing::Cancelled => "cancelled",
        Standing::Expired => "expired",
    }
}

/// Runs one cell, undoes it, and yields its answer.
fn cell(name: &str, role: Role, class: Class, id: PrescriptionId) -> String {
    with_transaction_unchecked(|| {
        let before = sp_io::storage::root(StateVersion::V1);
        let result = dispatch(origin(name, role, class, id), call(name, id));
        if result.is_err() {
            assert_eq!(sp_io::storage::root(StateVersion::V1), before, "{name} was refused and left a trace");
        } else {
            check();
        }
        TransactionOutcome::Rollback(answer(name, id, result))
    })
}

/// Answers by state, call and class, in the order of the lists.
type Answers = Vec<Vec<Vec<String>>>;

fn all_answers() -> Answers {
    let of_state = |state| {
        new_test_ext().execute_with(|| {
            let id = prepare(state).expect("the state can be reached");
            check();
            let of_call = |(name, role, _): &(&str, Role, State)| {
                Class::ALL.iter().map(|(class, _)| cell(name, *role, *class, id)).collect()
            };
            CALLS.iter().map(of_call).collect()
        })
    };
    State::ALL.iter().map(|(state, ..)| of_state(*state)).collect()
}

fn row(document: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for cell in cells {
        let _ = write!(document, "| {} ", cell.as_ref());
    }
    document.push_str("|\n");
}

fn header(document: &mut String, cells: &[&str]) {
    row(document, cells);
    row(document, vec!["---"; cells.len()]);
}

fn render(answers: &Answers) -> String {
    let mut document = String::from(
        "# Prescriptions: the answer to every call in every state\n\n\
         The tests of `pallets/prescriptions` make these tables by trying each call in each state, and fail when this page\n\
         says anything else (`BOGAM_BLESS=1 cargo test -p pallet-prescriptions matrix` rewrites it).\n\n\
         An arrow means that the call is done, and says what the prescription is then. A name is the error with which the\n\
         call is refused. *No right* means that the origin is refused before anything is looked at: it has no seat for the\n\
         call, or a suspended one, or the patient's key may not sign, as those of a cancelled prescription may not.\n\
         Whatever is refused changes nothing.\n\n\
         ## States\n\n\
         The prescription has two issues (a first supply and one repeat) of two items.\n\n",
    );
    header(&mut document, &["state", "meaning"]);
    for (_, name, meaning) in State::ALL {
        row(&mut document, [name, meaning]);
    }
    let tables = [
        (Role::Prescriber, "What the prescriber's organisation may do", "`issue` repeats what was issued."),
        (
            Role::Dispenser,
            "What pharmacies may do",
            "`accept` comes from pharmacy Q with a good statement of the patient's key; everything else from pharmacy P,\n\
             which holds. To `accept` again is answered to P itself with `AlreadyHolding`.",
        ),
        (
            Role::Holder,
            "What the patient may do",
            "With the key of the current issue. Those of issues that are over have no right.",
        ),
        (Role::Anyone, "What anyone may do", "With any account that may send transactions."),
    ];
    let right = Class::ALL.len() - 1;
    for (role, title, remark) in tables {
        let _ = write!(document, "\n## {title}\n\n{remark}\n\n");
        let calls: Vec<usize> = (0..CALLS.len()).filter(|call| CALLS[*call].1 == role).collect();
        let names: Vec<String> = calls.iter().map(|call| format!("`{}`", CALLS[*call].0)).collect();
        let mut head = vec!["state"];
        head.extend(names.iter().map(String::as_str));
        header(&mut document, &head);
        for (state, (_, name, _)) in State::ALL.iter().enumerate() {
            let cells = calls.iter().map(|call| answers[state][*call][right].as_str());
            row(&mut document, std::iter::once(*name).chain(cells));
        }
    }
    document.push_str(
        "\n## Who may call\n\n\
         Each call in a state in which it is not refused to the right one. *The role elsewhere* is a prescriber of another\n\
         clinic (who may well issue a prescription of its own, but not with the same keys), another pharmacy, or the key of\n\
         another prescription.\n\n",
    );
    let mut head = vec!["call", "state"];
    head.extend(Class::ALL.iter().map(|(_, name)| *name));
    header(&mut document, &head);
    for (call, (name, _, favourable)) in CALLS.iter().enumerate() {
        let state = place_of(*favourable);
        let first = [format!("`{name}`"), State::ALL[state].1.to_lowercase()];
        row(&mut document, first.iter().chain(&answers[state][call]));
    }
    document
}

fn place_of(state: State) -> usize {
    State::ALL.iter().position(|(listed, ..)| *listed == state).expect("every state is listed")
}

#[test]
fn matrix_should_have_every_call_of_the_pallet() {
    let mut listed = CALLS.map(|(name, ..)| name);
    let mut existing = Call::<Test>::get_call_names().to_vec();
    listed.sort();
    existing.sort();
    assert_eq!(listed.to_vec(), existing);
}

#[test]
fn every_call_should_answer_as_documented_in_every_state_to_every_origin() {
    let answers = all_answers();

    for (state, (_, state_name, _)) in State::ALL.iter().enumerate() {
        for (call, (name, role, favourable)) in CALLS.iter().enumerate() {
            let of = |class| {
                let place = Class::ALL.iter().position(|(listed, _)| *listed == class).expect("every class is listed");
                answers[state][call][place].as_str()
            };
            let cell = format!("{name} when {state_name}");
            assert_eq!((of(Class::None), of(Class::Root)), (NO_RIGHT, NO_RIGHT), "{cell}");
            for class in [Class::Stranger, Class::WrongRole, Class::Suspended] {
                let expected = if *role == Role::Anyone { of(Class::Right) } else { NO_RIGHT };
                assert_eq!(of(class), expected, "{cell}: {class:?}");
            }
            let done_elsewhere = of(Class::OtherOrganisation).starts_with('→');
            let may_be_done_elsewhere = *role == Role::Anyone || *name == "issue";
            assert!(!done_elsewhere || may_be_done_elsewhere, "{cell}: {}", of(Class::OtherOrganisation));
            if State::ALL[state].0 == *favourable {
                assert!(of(Class::Right).starts_with('→'), "{cell}: {}", of(Class::Right));
            }
        }
    }

    let document = render(&answers);
    // Tests run in the folder of their package.
    let path = "../../docs/prescriptions-table.md";
    if std::env::var("BOGAM_BLESS").is_ok_and(|bless| bless == "1") {
        std::fs::write(path, &document).expect("the folder docs is there and may be written");
    }
    let documented = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        documented == document,
        "docs/prescriptions-table.md does not say what the pallet does: run with BOGAM_BLESS=1 and read the difference"
    );
}
