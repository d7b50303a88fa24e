//! Every call × every state × every class of origin, on the real pallet.
//!
//! The answers are the tables of `docs/certificates-table.md`. The test compares them with that file and rewrites it when
//! `BOGAM_BLESS=1` is set. Whatever is refused leaves the storage as it was.

use super::scenario::*;
use crate::{BatchStanding, Call, NewBatch, Pruning};
use bogam_primitives::traits::Certifies;
use frame_support::{
    pallet_prelude::{DispatchError, DispatchResult},
    storage::{TransactionOutcome, with_transaction_unchecked},
    traits::GetCallName,
};
use sp_runtime::StateVersion;
use std::fmt::Write;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NoSchema,
    NotIssued,
    SchemaRetired,
    Pending,
    Refused,
    NotYetValid,
    Active,
    Suspended,
    SuspendedByAuthority,
    Revoked,
    Superseded,
    BatchRevoked,
    Expired,
    RetentionOver,
    PartlyPruned,
    Pruned,
}

impl State {
    const ALL: [(State, &'static str, &'static str); 16] = [
        (State::NoSchema, "No schema", "nothing was registered"),
        (State::NotIssued, "Not issued", "the schema is registered"),
        (State::SchemaRetired, "Schema retired", "the schema was retired before anything was issued"),
        (State::Pending, "Endorsement pending", "issued, and the authority has said nothing"),
        (State::Refused, "Endorsement refused", "the authority has refused"),
        (State::NotYetValid, "Not yet valid", "endorsed, and validity has not begun"),
        (State::Active, "Active", "endorsed and valid"),
        (State::Suspended, "Suspended", "as Active, and the issuer has suspended the certificate"),
        (State::SuspendedByAuthority, "Suspended by the authority", "as Active, and the authority has suspended it"),
        (State::Revoked, "Revoked", "as Active, and it was revoked"),
        (State::Superseded, "Superseded", "as Active, and another one has taken its place"),
        (State::BatchRevoked, "Batch revoked", "as Active, and the whole batch was revoked"),
        (State::Expired, "Expired", "as Active, and validity is over"),
        (State::RetentionOver, "Retention over", "as Revoked, and retention is over; another one was billed"),
        (State::PartlyPruned, "Partly pruned", "as Retention over, after the first step of pruning"),
        (State::Pruned, "Pruned", "as Retention over, and removed"),
    ];
}

/// The batch of the matrix, whatever the time is.
fn matrix_batch() -> NewBatch {
    NewBatch { valid_from: START + HOUR, valid_until: START + 30 * DAY, ..draft(&endorsed_schema(), 1) }
}

fn batch_id() -> BatchId {
    id_of(CLINIC, &matrix_batch())
}

/// Brings certificate 0 of the batch into `state`.
fn prepare(state: State) -> DispatchResult {
    if state == State::NoSchema {
        return Ok(());
    }
    register_schemas();
    let id = batch_id();
    match state {
        State::NotIssued => return Ok(()),
        State::SchemaRetired => return retire_schema(&REGISTRAR, schema_id(&endorsed_schema())),
        _ => issue(&PHYSICIAN, matrix_batch())?,
    }
    match state {
        State::Pending => return Ok(()),
        State::Refused => return refuse_endorsement(&REGISTRAR, id),
        _ => endorse(&REGISTRAR, id)?,
    }
    if state == State::NotYetValid {
        return Ok(());
    }
    pass(DAY);
    match state {
        State::Suspended => suspend(&PHYSICIAN, at(id, 0))?,
        State::SuspendedByAuthority => suspend(&REGISTRAR, at(id, 0))?,
        State::Revoked => revoke(&PHYSICIAN, at(id, 0))?,
        State::Superseded => supersede(&PHYSICIAN, at(id, 0), at(id, 2))?,
        State::BatchRevoked => revoke_batch(&PHYSICIAN, id)?,
        State::Expired => set_now(matrix_batch().valid_until),
        State::RetentionOver | State::PartlyPruned | State::Pruned => {
            revoke(&PHYSICIAN, at(id, 0))?;
            Pallet::bill(&at(id, 5))?;
            pass_retention(id);
        }
        _ => {}
    }
    match state {
        State::PartlyPruned => prune(&STRANGER, id, 1),
        State::Pruned => prune(&STRANGER, id, 2),
        _ => Ok(()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Issuer,
    Authority,
    Both,
    Anyone,
}

impl Role {
    fn includes(self, class: Class) -> bool {
        match self {
            Role::Anyone => class.is_signed(),
            Role::Issuer => class == Class::Issuer,
            Role::Authority => class == Class::Authority,
            Role::Both => matches!(class, Class::Issuer | Class::Authority),
        }
    }
}

/// Every call, who may make it, and a state in which it is not refused to them.
const CALLS: [(&str, Role, State); 11] = [
    ("register_schema", Role::Authority, State::NoSchema),
    ("retire_schema", Role::Authority, State::Active),
    ("issue", Role::Issuer, State::NotIssued),
    ("endorse", Role::Authority, State::Pending),
    ("refuse_endorsement", Role::Authority, State::Pending),
    ("suspend", Role::Both, State::Active),
    ("reinstate", Role::Both, State::Suspended),
    ("revoke", Role::Both, State::Suspended),
    ("supersede", Role::Issuer, State::Active),
    ("revoke_batch", Role::Both, State::Active),
    ("prune", Role::Anyone, State::RetentionOver),
];

/// The call `name`, with arguments that are right wherever any are.
fn call(name: &str) -> Call<Test> {
    let batch = batch_id();
    let certificate = at(batch, 0);
    match name {
        "register_schema" => Call::register_schema { schema: endorsed_schema() },
        "retire_schema" => Call::retire_schema { schema: schema_id(&endorsed_schema()) },
        "issue" => Call::issue { batch: matrix_batch() },
        "endorse" => Call::endorse { batch },
        "refuse_endorsement" => Call::refuse_endorsement { batch, reason: NOT_CONFIRMED },
        "suspend" => Call::suspend { certificate, reason: REVIEW },
        "reinstate" => Call::reinstate { certificate },
        "revoke" => Call::revoke { certificate, reason: FRAUD },
        "supersede" => Call::supersede { certificate, successor: at(batch, 1) },
        "revoke_batch" => Call::revoke_batch { batch, reason: FRAUD },
        "prune" => Call::prune { batch, limit: 2 },
        _ => unreachable!("the list of calls is above"),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    None,
    Root,
    Stranger,
    Suspended,
    OtherIssuer,
    OtherAuthority,
    Issuer,
    Authority,
}

impl Class {
    const ALL: [(Class, &'static str); 8] = [
        (Class::None, "nobody"),
        (Class::Root, "root"),
        (Class::Stranger, "a stranger"),
        (Class::Suspended, "a suspended seat"),
        (Class::OtherIssuer, "another issuer"),
        (Class::OtherAuthority, "another authority"),
        (Class::Issuer, "the issuer"),
        (Class::Authority, "the endorsing authority"),
    ];

    fn is_signed(self) -> bool {
        !matches!(self, Class::None | Class::Root)
    }

    fn origin(self) -> RuntimeOrigin {
        RuntimeOrigin::signed(match self {
            Class::None => return RuntimeOrigin::none(),
            Class::Root => return RuntimeOrigin::root(),
            Class::Stranger => STRANGER,
            Class::Suspended => SUSPENDED_SEAT,
            Class::OtherIssuer => HOSPITAL_PHYSICIAN,
            Class::OtherAuthority => HEALTH_OFFICER,
            Class::Issuer => PHYSICIAN,
            Class::Authority => SECOND_REGISTRAR,
        })
    }
}

const NO_RIGHT: &str = "*no right*";

/// What the tables say of a result. After success, that is what the certificate is then.
fn answer(name: &str, class: Class, result: DispatchResult) -> String {
    match result {
        Ok(()) => match name {
            "prune" => "→ removed".into(),
            "register_schema" | "issue" if !matches!(class, Class::Issuer | Class::Authority) => {
                "→ one of its own".into()
            }
            "register_schema" => "→ registered".into(),
            "retire_schema" => "→ retired".into(),
            _ => format!("→ {}", in_words()),
        },
        Err(DispatchError::Module(module)) if module.index == REFUSING_PALLET => NO_RIGHT.into(),
        Err(DispatchError::Module(module)) => format!("`{}`", module.message.expect("the pallet's own error")),
        Err(DispatchError::BadOrigin) => NO_RIGHT.into(),
        Err(other) => panic!("an error of nobody: {other:?}"),
    }
}

fn in_words() -> String {
    let status = match status(at(batch_id(), 0)) {
        Status::Active => None,
        Status::Suspended(_) => Some("suspended"),
        Status::Revoked(_) => Some("revoked"),
        Status::Superseded(_) => Some("superseded"),
    };
    let standing = match standing(batch_id()) {
        BatchStanding::EndorsementPending => "endorsement pending",
        BatchStanding::EndorsementRefused => "endorsement refused",
        BatchStanding::NotYetValid => "not yet valid",
        BatchStanding::Active => return status.unwrap_or("active").into(),
        BatchStanding::Expired => "expired",
        BatchStanding::Revoked => "batch revoked",
    };
    status.map_or(standing.into(), |status| format!("{standing}, {status}"))
}

/// Runs one cell, undoes it, and yields its answer.
fn cell(name: &str, class: Class) -> String {
    with_transaction_unchecked(|| {
        let before = sp_io::storage::root(StateVersion::V1);
        let result = dispatch(class.origin(), call(name));
        if result.is_err() {
            assert_eq!(sp_io::storage::root(StateVersion::V1), before, "{name} was refused and left a trace");
        } else {
            check();
        }
        TransactionOutcome::Rollback(answer(name, class, result))
    })
}

/// Answers by state, call and class, in the order of the lists.
type Answers = Vec<Vec<Vec<String>>>;

fn all_answers() -> Answers {
    let of_state = |state| {
        new_test_ext().execute_with(|| {
            prepare(state).expect("the state can be reached");
            check();
            assert_eq!(Pruning::<Test>::contains_key(batch_id()), state == State::PartlyPruned);
            let of_call =
                |(name, ..): &(&str, Role, State)| Class::ALL.iter().map(|(class, _)| cell(name, *class)).collect();
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

fn place_of_class(class: Class) -> usize {
    Class::ALL.iter().position(|(listed, _)| *listed == class).expect("every class is listed")
}

fn place_of_state(state: State) -> usize {
    State::ALL.iter().position(|(listed, ..)| *listed == state).expect("every state is listed")
}

fn render(answers: &Answers) -> String {
    let mut document = String::from(
        "# Certificates: the answer to every call in every state\n\n\
         The tests of `pallets/certificates` make these tables by trying each call in each state, and fail when this page\n\
         says anything else (`BOGAM_BLESS=1 cargo test -p pallet-certificates matrix` rewrites it).\n\n\
         An arrow means that the call is done, and says what the certificate is then. A name is the error with which the\n\
         call is refused. *No right* means that the origin is refused before anything is looked at: it has no seat for the\n\
         call, or a suspended one. Whatever is refused changes nothing.\n\n\
         ## States\n\n\
         Of one certificate in a batch of a hundred, under a schema that asks for an endorsement. Where it does not, a\n\
         batch is what an endorsed one is here, no authority has a say, and to endorse is `EndorsementNotRequired`.\n\n",
    );
    header(&mut document, &["state", "meaning"]);
    for (_, name, meaning) in State::ALL {
        row(&mut document, [name, meaning]);
    }
    let tables = [
        (
            Class::Issuer,
            "What the issuer's organisation may do",
            "`issue` repeats what was issued. `supersede` names another certificate of the batch.",
        ),
        (
            Class::Authority,
            "What the endorsing authority may do",
            "Here it is also the one that registers the schema; it need not be.",
        ),
        (Class::Stranger, "What anyone may do", "With any account that may send transactions."),
    ];
    for (class, title, remark) in tables {
        let _ = write!(document, "\n## {title}\n\n{remark}\n\n");
        let calls: Vec<usize> = (0..CALLS.len())
            .filter(|call| {
                CALLS[*call].1.includes(class) && (class == Class::Stranger || CALLS[*call].1 != Role::Anyone)
            })
            .collect();
        let names: Vec<String> = calls.iter().map(|call| format!("`{}`", CALLS[*call].0)).collect();
        let mut head = vec!["state"];
        head.extend(names.iter().map(String::as_str));
        header(&mut document, &head);
        for (state, (_, name, _)) in State::ALL.iter().enumerate() {
            let cells = calls.iter().map(|call| answers[state][*call][place_of_class(class)].as_str());
            row(&mut document, std::iter::once(*name).chain(cells));
        }
    }
    document.push_str(
        "\n## Who may call\n\n\
         Each call in a state in which it is not refused to the right one. *Another issuer* is a hospital, *another\n\
         authority* one that also issues certificates: they may well register and issue what is their own.\n\n",
    );
    let mut head = vec!["call", "state"];
    head.extend(Class::ALL.iter().map(|(_, name)| *name));
    header(&mut document, &head);
    for (call, (name, _, favourable)) in CALLS.iter().enumerate() {
        let state = place_of_state(*favourable);
        let first = [format!("`{name}`"), State::ALL[state].1.to_lowercase()];
        row(&mut document, first.iter().chain(&answers[state][call]));
    }
    document
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
            let of = |class| answers[state][call][place_of_class(class)].as_str();
            let cell = format!("{name} when {state_name}");
            assert_eq!((of(Class::None), of(Class::Root)), (NO_RIGHT, NO_RIGHT), "{cell}");
            for class in [Class::Stranger, Class::Suspended] {
                let expected = if *role == Role::Anyone { of(Class::Issuer) } else { NO_RIGHT };
                assert_eq!(of(class), expected, "{cell}: {class:?}");
            }
            for (class, _) in Class::ALL {
                let done = of(class).starts_with('→');
                let is_its_own = of(class) == "→ one of its own";
                assert!(!done || is_its_own || role.includes(class), "{cell}: {class:?} {}", of(class));
                if role.includes(class) && State::ALL[state].0 == *favourable {
                    assert!(done, "{cell}: {class:?} {}", of(class));
                }
            }
        }
    }

    let document = render(&answers);
    // Tests run in the folder of their package.
    let path = "../../docs/certificates-table.md";
    if std::env::var("BOGAM_BLESS").is_ok_and(|bless| bless == "1") {
        std::fs::write(path, &document).expect("the folder docs is there and may be written");
    }
    let documented = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        documented == document,
        "docs/certificates-table.md does not say what the pallet does: run with BOGAM_BLESS=1 and read the difference"
    );
}
