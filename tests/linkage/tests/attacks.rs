//! What must not be linkable is not, and what is linkable stays within bounds.

use bogam_linkage::{
    Discipline, PATIENTS, SEED, Settings, VERIFIED,
    attacks::{Finding, Knowledge},
    report::{Run, figures, heading},
    run,
};
use std::{fs, path::Path, sync::LazyLock};

/// How many people live in the region of most tests.
const FEW: u32 = 1_000;

static AS_IT_COMES: LazyLock<Run> = LazyLock::new(|| simulated(Discipline::AS_IT_COMES));
static ENFORCED: LazyLock<Run> = LazyLock::new(|| simulated(Discipline::ENFORCED));
static CAREFUL: LazyLock<Run> = LazyLock::new(|| simulated(Discipline::CAREFUL));

fn simulated(discipline: Discipline) -> Run {
    run(&Settings { patients: FEW, seed: 7, discipline })
}

fn all() -> [&'static Run; 3] {
    [&*AS_IT_COMES, &*ENFORCED, &*CAREFUL]
}

#[track_caller]
fn finding<'run>(run: &'run Run, knowledge: Knowledge, about: &str, by: &str) -> &'run Finding {
    let found = run.findings.iter().find(|finding| finding.is(knowledge, about, by));
    found.unwrap_or_else(|| panic!("nobody attacks {about} by {by}"))
}

#[track_caller]
fn member<'run>(run: &'run Run, about: &str, by: &str) -> &'run Finding {
    finding(run, Knowledge::Member, about, by)
}

#[test]
fn outsider_should_do_no_better_than_chance() {
    for run in all() {
        let outsider = finding(run, Knowledge::Outsider, "prescriptions", "nothing").measures;
        assert!(outsider.same_patient > 0.0 && outsider.pairs > 1_000.0);
        assert_eq!((outsider.auc, outsider.advantage, outsider.recall), (0.5, 0.0, 0.0));
    }
}

#[test]
fn no_two_records_should_have_a_key_in_common() {
    for run in all() {
        let keys = member(run, "all records with keys", "equal keys").measures;
        assert!(keys.same_patient > 1_000.0);
        assert_eq!((keys.recall, keys.precision, keys.advantage), (0.0, 0.0, 0.0));
    }
}

#[test]
fn policy_should_link_exactly_the_claims_that_name_it() {
    for run in all() {
        let claims = member(run, "claims", "policy or handle").measures;
        assert_eq!(claims.precision, 1.0);
        // Those on policies are, those on handles are not.
        assert!((0.3..0.9).contains(&claims.recall), "{claims:?}");
        let prescriptions = member(run, "prescriptions", "policies on which they are billed").measures;
        assert_eq!(prescriptions.precision, 1.0);
        assert!((0.05..0.5).contains(&prescriptions.recall), "{prescriptions:?}");
    }
}

#[test]
fn claims_on_handles_should_link_nothing_when_each_bills_one_supply() {
    let by = "one claim on a handle for several";
    let careless = member(&AS_IT_COMES, "prescriptions", by).measures;
    assert_eq!(careless.precision, 1.0, "both supplies are the same patient's");
    assert!(careless.recall > 0.0);
    assert_eq!(member(&CAREFUL, "prescriptions", by).measures.recall, 0.0);
}

#[test]
fn handles_should_link_claims_when_issued_in_runs_and_not_when_mixed() {
    let about = "claims on handles";
    for by in ["issue of handles", "deductibles of handles"] {
        let (careless, careful) = (member(&AS_IT_COMES, about, by).measures, member(&CAREFUL, about, by).measures);
        assert!(careless.advantage > 0.1, "{by}: {careless:?}");
        assert!((careful.auc - 0.5).abs() < 0.1 && careful.advantage < 0.15, "{by}: {careful:?}");
    }
    let runs = member(&AS_IT_COMES, about, "issue of handles").measures;
    assert!(runs.confident_recall > 0.05, "{runs:?}");
    assert_eq!(member(&CAREFUL, about, "issue of handles").measures.confident_recall, 0.0);
}

/// Whoever puts together what is on the chain has at least what it links by design, and more.
#[test]
fn whole_chain_should_link_more_than_policies_by_design() {
    for run in all() {
        let by_design = member(run, "prescriptions", "policies on which they are billed").measures;
        let whole = member(run, "prescriptions", "the whole chain").measures;
        assert!(whole.confident_recall >= by_design.recall, "{whole:?} {by_design:?}");
        assert!((whole.same_patient - by_design.same_patient).abs() < 1e-6, "all prescriptions are looked at");
    }
    let whole = member(&AS_IT_COMES, "prescriptions", "the whole chain").measures;
    let by_design = member(&AS_IT_COMES, "prescriptions", "policies on which they are billed").measures;
    assert!(whole.confident_recall > by_design.recall + 0.05, "{whole:?} {by_design:?}");
}

/// With the whole chain, all kinds of records lead to each other.
#[test]
fn claims_and_certificates_should_lead_to_each_other_over_prescriptions() {
    for about in [
        "claims on handles and prescriptions",
        "claims on handles and sick notes",
        "sick notes and prescriptions",
        "sick notes",
    ] {
        let measures = member(&AS_IT_COMES, about, "the whole chain").measures;
        assert!(measures.same_patient > 0.0 && measures.lift > 10.0, "{about}: {measures:?}");
    }
}

/// One supply instead of so many tablets: what is left is how many medicines there are.
#[test]
fn whole_supplies_should_take_the_quantities_away() {
    let (about, by) = ("prescriptions", "quantities and lines");
    let (counted, whole) = (member(&AS_IT_COMES, about, by).measures, member(&CAREFUL, about, by).measures);
    assert!(whole.lift < counted.lift / 2.0, "{whole:?} {counted:?}");
    let [counted, whole] = [&*AS_IT_COMES, &*CAREFUL].map(|run| member(run, about, "all of it").measures);
    assert!(whole.confident_recall < counted.confident_recall, "{whole:?} {counted:?}");
}

#[test]
fn steps_should_blur_what_is_left_of_deductibles() {
    let (about, by) = ("claims on handles", "deductibles of handles");
    let (fine, coarse) = (member(&AS_IT_COMES, about, by).measures, member(&ENFORCED, about, by).measures);
    assert!(fine.lift > 10.0 && coarse.lift < fine.lift / 2.0, "{coarse:?} {fine:?}");
}

/// A floor hides how many are in a batch, and not when it was issued: whoever issues a batch for each visit shows the
/// visit.
#[test]
fn floor_alone_should_not_hide_what_is_issued_at_once() {
    let (about, by) = ("smallest batches of sick notes and prescriptions", "times of issue");
    let (bare, filled) = (member(&AS_IT_COMES, about, by).measures, member(&ENFORCED, about, by).measures);
    assert_eq!((bare.pairs, bare.precision, bare.recall), (filled.pairs, filled.precision, filled.recall));
    assert!(ENFORCED.counts.leaves >= 16 * ENFORCED.counts.batches);
    assert_eq!(AS_IT_COMES.counts.batches, ENFORCED.counts.batches);
}

#[test]
fn batches_of_a_day_should_leave_no_certificate_to_match() {
    let (about, by) = ("smallest batches of sick notes and prescriptions", "times of issue");
    let careless = member(&AS_IT_COMES, about, by);
    assert!(careless.measures.lift > 10.0, "{careless:?}");
    let daily = member(&CAREFUL, about, by).measures;
    // Somebody can be the only one of his day, which nobody sees, and hours away from the visit.
    assert!(daily.pairs < careless.measures.pairs, "{daily:?}");
    assert!(daily.precision < careless.measures.precision, "{daily:?}");
}

#[test]
fn asking_for_records_early_should_make_receipts_say_less() {
    let (about, by) = ("subjects of consent and prescriptions", "times of receipts");
    let (careless, careful) = (member(&AS_IT_COMES, about, by).measures, member(&CAREFUL, about, by).measures);
    assert!(careless.lift > 10.0, "{careless:?}");
    assert!(careful.precision < careless.precision, "{careful:?} {careless:?}");
}

/// The most that an attacker by habits may reach for a region of this size: the area under the curve, and how many of
/// the pairs are found while nine of ten are right. `docs/linkage.md` gives these bounds.
const MOST: [(&str, f64, f64); 4] = [
    ("timing", 0.72, 0.02),
    ("organisations", 0.88, 0.02),
    ("quantities and lines", 0.83, 0.05),
    ("all of it", 0.92, 0.35),
];

#[track_caller]
fn assert_at_most(finding: &Finding, (auc, found): (f64, f64)) {
    let Finding { knowledge, about, by, measures, .. } = finding;
    let within = measures.auc <= auc && measures.confident_recall <= found;
    assert!(within, "{knowledge:?}, {about} by {by}: more than {auc} and {found}: {measures:?}");
}

#[test]
fn habits_should_link_no_better_than_documented() {
    for run in all() {
        for (by, auc, found) in MOST {
            let finding = member(run, "prescriptions", by);
            // An attacker who learnt nothing would be a broken test.
            assert!(finding.measures.auc > 0.6 && finding.measures.lift > 1.0, "{by}: {finding:?}");
            assert_at_most(finding, (auc, found));
        }
        let pharmacy = finding(run, Knowledge::Pharmacy, CUSTOMERS, "all of it");
        assert!(pharmacy.measures.auc > 0.5, "{pharmacy:?}");
        assert_at_most(pharmacy, (0.92, 0.40));
    }
}

/// Who attacks what and by what, and the most that may come of it as it comes, with steps and floors, and with care.
type Row = (Knowledge, &'static str, &'static str, [(f64, f64); 3]);

const MEMBER: Knowledge = Knowledge::Member;
const PRESCRIPTIONS: &str = "prescriptions";
const CLAIMS: &str = "claims on handles";
const SUBJECTS: &str = "subjects of consent and prescriptions";
const BATCHES: &str = "smallest batches of sick notes and prescriptions";
const CUSTOMERS: &str = "customers of a pharmacy and prescriptions filled elsewhere";
const WHOLE: &str = "the whole chain";

/// The most in the region whose figures are in `docs/linkage.md`: the area under the curve, and how many of the pairs
/// are found while nine of ten are right; for every row of its tables, a little more than the figures. Who changes them
/// makes people more recognisable, or less, and says so.
const MOST_IN_TEN_THOUSAND: [Row; 25] = [
    (Knowledge::Outsider, PRESCRIPTIONS, "nothing", [(0.50, 0.0), (0.50, 0.0), (0.50, 0.0)]),
    (MEMBER, "all records with keys", "equal keys", [(0.50, 0.0), (0.50, 0.0), (0.50, 0.0)]),
    (MEMBER, "claims", "policy or handle", [(0.78, 0.54), (0.78, 0.54), (0.78, 0.54)]),
    (MEMBER, PRESCRIPTIONS, "policies on which they are billed", [(0.58, 0.16), (0.58, 0.16), (0.59, 0.16)]),
    (MEMBER, PRESCRIPTIONS, "one claim on a handle for several", [(0.52, 0.01), (0.52, 0.01), (0.50, 0.0)]),
    (MEMBER, PRESCRIPTIONS, "organisations", [(0.93, 0.01), (0.93, 0.01), (0.93, 0.01)]),
    (MEMBER, PRESCRIPTIONS, "timing", [(0.70, 0.01), (0.70, 0.01), (0.70, 0.01)]),
    (MEMBER, PRESCRIPTIONS, "quantities and lines", [(0.77, 0.01), (0.77, 0.01), (0.74, 0.01)]),
    (MEMBER, PRESCRIPTIONS, "all of it", [(0.93, 0.21), (0.93, 0.21), (0.93, 0.05)]),
    (MEMBER, PRESCRIPTIONS, WHOLE, [(0.96, 0.39), (0.96, 0.39), (0.96, 0.23)]),
    (MEMBER, CLAIMS, "issue of handles", [(0.72, 0.40), (0.72, 0.40), (0.55, 0.01)]),
    (MEMBER, CLAIMS, "deductibles of handles", [(0.70, 0.01), (0.66, 0.01), (0.52, 0.01)]),
    (MEMBER, CLAIMS, "charges", [(0.75, 0.01), (0.75, 0.01), (0.75, 0.01)]),
    (MEMBER, CLAIMS, "providers, days and quantities", [(0.92, 0.22), (0.92, 0.22), (0.91, 0.01)]),
    (MEMBER, CLAIMS, "all of it", [(0.98, 0.49), (0.97, 0.49), (0.92, 0.01)]),
    (MEMBER, "claims on handles and prescriptions", WHOLE, [(0.99, 0.51), (0.99, 0.51), (0.97, 0.26)]),
    (MEMBER, "claims on handles and sick notes", WHOLE, [(0.94, 0.01), (0.94, 0.01), (0.52, 0.01)]),
    (MEMBER, SUBJECTS, "times of receipts", [(0.69, 0.01), (0.69, 0.01), (0.69, 0.01)]),
    (MEMBER, SUBJECTS, WHOLE, [(0.89, 0.01), (0.89, 0.01), (0.52, 0.01)]),
    (MEMBER, BATCHES, "times of issue", [(0.58, 0.15), (0.58, 0.15), (0.58, 0.01)]),
    (MEMBER, "sick notes and prescriptions", WHOLE, [(0.91, 0.28), (0.91, 0.28), (0.52, 0.01)]),
    (MEMBER, "sick notes", "organisations and days", [(0.75, 0.01), (0.75, 0.01), (0.75, 0.01)]),
    (MEMBER, "sick notes", WHOLE, [(0.89, 0.19), (0.89, 0.19), (0.75, 0.01)]),
    (Knowledge::Pharmacy, CUSTOMERS, "all of it", [(0.84, 0.17), (0.84, 0.17), (0.84, 0.03)]),
    (Knowledge::Pharmacy, CUSTOMERS, WHOLE, [(0.89, 0.44), (0.89, 0.44), (0.88, 0.29)]),
];

fn documented() -> String {
    // Tests run in the folder of their package: a path that the compiler wrote into them would be another checkout's
    // where several share a target folder.
    let page = fs::read_to_string(Path::new("../../docs/linkage.md")).expect("the page is there");
    figures(&page).expect("it has figures").to_owned()
}

/// What to do when the page says something else.
const ANEW: &str = "make the figures anew: cargo run --release --locked --package bogam-linkage -- --write-docs";

/// Simulates the region of the page under one discipline, and compares every row with its bounds and with the page.
#[track_caller]
fn assert_as_documented(discipline: Discipline, place: usize) {
    let run = run(&Settings { patients: PATIENTS, seed: SEED, discipline });
    assert_eq!(run.findings.len(), MOST_IN_TEN_THOUSAND.len(), "each row has bounds");
    for (knowledge, about, by, most) in MOST_IN_TEN_THOUSAND {
        assert_at_most(finding(&run, knowledge, about, by), most[place]);
    }
    let (documented, table) = (documented(), run.markdown());
    // Rows may be the same under two disciplines: all of a table has to be there, in its order.
    let missing = table.lines().find(|line| !documented.contains(line)).unwrap_or("a row in its place");
    assert!(documented.contains(table.trim_end()), "docs/linkage.md does not say `{missing}`; {ANEW}");
}

#[test]
fn region_of_ten_thousand_should_be_as_documented_as_it_comes() {
    assert_as_documented(Discipline::AS_IT_COMES, 0);
}

#[test]
fn region_of_ten_thousand_should_be_as_documented_with_steps_and_floors() {
    assert_as_documented(Discipline::ENFORCED, 1);
}

#[test]
fn region_of_ten_thousand_should_be_as_documented_when_institutions_are_careful() {
    assert_as_documented(Discipline::CAREFUL, 2);
}

#[test]
fn figures_should_be_documented_for_the_people_that_are_simulated() {
    let heading = heading(PATIENTS, VERIFIED, SEED);
    assert!(documented().starts_with(heading.trim_end()), "docs/linkage.md does not begin with `{heading}`; {ANEW}");
}

#[test]
fn somebody_should_hide_among_others() {
    for run in all() {
        let anonymity = member(run, "prescriptions", "timing").anonymity.expect("there are patients with two");
        assert!(anonymity.mean > 5.0 && anonymity.first_guess < 0.5, "{anonymity:?}");
        assert_eq!(anonymity.records, 250);
    }
}

#[test]
fn report_should_be_the_same_for_the_same_seed() {
    let text = |seed| {
        let run = run(&Settings { patients: 200, seed, discipline: Discipline::AS_IT_COMES });
        format!("{run:?}")
    };
    assert_eq!(text(3), text(3));
    assert_ne!(text(3), text(4));
}
