//! The cases of `vectors/verification.json`, with the findings that each must have.
//!
//! The test writes the file when `BOGAM_BLESS=1` is set, and fails when the file says anything else. Whoever implements
//! verification again reads the file and has to find the same.

use super::*;
use crate::{
    certificate::{Change, SchemaId, merkle::Tree},
    time::{DAY, HOUR},
};
use proptest::prelude::*;

mod life;

const VECTORS: &str = "vectors/verification.json";

const ISSUER: OrganisationId = 1;
const AUTHORITY: OrganisationId = 9;
const ISSUED_AT: Moment = 1_800_000_000_000;
const VALID_FROM: Moment = ISSUED_AT + HOUR;
const VALID_UNTIL: Moment = ISSUED_AT + 30 * DAY;
/// The moment in question, unless a case says otherwise.
const ASKED: Moment = ISSUED_AT + DAY;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Case {
    name: String,
    evidence: Evidence,
    facts: Facts,
    question: Question,
    verdict: Verdict,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Vectors {
    description: String,
    cases: Vec<Case>,
}

/// A batch with everything that its issuer knows of it.
struct Batch {
    name: BatchName,
    leaves: Vec<Leaf>,
    disclosures: Vec<Vec<String>>,
    tree: Tree,
    endorsement: Option<OrganisationId>,
}

/// Three fields of a certificate: base64url of `["salt","name","value"]`, as an SD-JWT has them. The salts are those of
/// a test.
fn disclosures(index: usize) -> Vec<String> {
    let field =
        |name: &str, value: &str| base64url(format!(r#"["salt-of-{name}-{index}","{name}","{value}"]"#).as_bytes());
    vec![field("vaccine", "J07BN01"), field("lot", &format!("L{index}")), field("birthdate", "1990-04-01")]
}

fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits =
        |chunk: &[u8]| chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
    let digits = |chunk: &[u8]| {
        let bits = bits(chunk);
        (0..=chunk.len())
            .map(|place| char::from(ALPHABET[(bits >> (18 - 6 * place) & 63) as usize]))
            .collect::<String>()
    };
    bytes.chunks(3).map(digits).collect()
}

fn holder(index: usize) -> HolderKey {
    HolderKey(H256::from_low_u64_be(0xA000 + index as u64))
}

fn digests(disclosures: &[String]) -> Vec<FieldDigest> {
    let mut fields: Vec<_> = disclosures.iter().map(|disclosure| FieldDigest::of(disclosure)).collect();
    fields.sort();
    fields
}

fn batch_of(size: usize, nonce: u8, endorsement: Option<OrganisationId>) -> Batch {
    let schema: &[u8] = if endorsement.is_some() { b"vaccination" } else { b"laboratory-result" };
    let name = BatchName {
        organisation: ISSUER,
        schema: SchemaId::derive(AUTHORITY, schema, 1),
        size: size as u32,
        valid_from: VALID_FROM,
        valid_until: VALID_UNTIL,
        nonce: H256::repeat_byte(nonce),
    };
    let batch = BatchId::derive(&name);
    let disclosures: Vec<_> = (0..size).map(disclosures).collect();
    let leaf = |(index, disclosures): (usize, &Vec<String>)| Leaf {
        batch,
        index: index as u32,
        holder: holder(index),
        fields: digests(disclosures),
    };
    let leaves: Vec<_> = disclosures.iter().enumerate().map(leaf).collect();
    let tree = Tree::new(leaves.iter().map(Leaf::hash).collect()).expect("a batch is not empty");
    Batch { name, leaves, disclosures, tree, endorsement }
}

/// A case that nothing speaks against: the holder of certificate `index` presents it and discloses all fields.
fn good(batch: &Batch, index: usize) -> Case {
    let Leaf { batch: id, holder, fields, .. } = batch.leaves[index].clone();
    let endorsement = match batch.endorsement {
        None => EndorsementFacts::None,
        Some(_) => EndorsementFacts::Endorsed { at: ISSUED_AT + HOUR, lapse: None },
    };
    Case {
        name: String::new(),
        evidence: Evidence {
            certificate: CertificateReference { batch: id, index: index as u32 },
            holder,
            fields,
            disclosures: batch.disclosures[index].clone(),
            size: batch.name.size,
            path: batch.tree.path(index).expect("there is such a leaf"),
        },
        facts: Facts {
            batch: Some(BatchFacts {
                name: batch.name,
                root: batch.tree.root(),
                issued_at: ISSUED_AT,
                issuer_lapse: None,
                endorsement,
                revoked: None,
            }),
            schema: Some(SchemaFacts { endorsement: batch.endorsement, retired_at: None }),
            history: vec![],
        },
        question: Question { moment: ASKED, presented_by: Some(holder) },
        verdict: Vec::new().into(),
    }
}

/// The cases, in the making.
#[derive(Default)]
struct Cases(Vec<Case>);

impl Cases {
    /// Adds a case: a good one, changed by `edit`, in which exactly `findings` are to be found.
    fn add(&mut self, name: &str, base: Case, edit: impl FnOnce(&mut Case), findings: &[Finding]) {
        let mut case = base;
        edit(&mut case);
        case.name = name.into();
        case.verdict =
            Verdict { valid: findings.iter().all(|finding| finding.is_remark()), findings: findings.to_vec() };
        self.0.push(case);
    }
}

fn of_batch(case: &mut Case) -> &mut BatchFacts {
    case.facts.batch.as_mut().expect("a good case has a batch")
}

fn happened(at: Moment, change: Change) -> StatusChange {
    StatusChange { change, at, by: ISSUER }
}

fn nothing(_: &mut Case) {}

fn good_cases(cases: &mut Cases) {
    let (plain, endorsed, single) = (batch_of(7, 1, None), batch_of(7, 2, Some(AUTHORITY)), batch_of(1, 3, None));
    let large = batch_of(1_000, 4, Some(AUTHORITY));
    cases.add("valid: the first of seven", good(&plain, 0), nothing, &[]);
    cases.add("valid: one in the middle", good(&plain, 3), nothing, &[]);
    cases.add("valid: the last, whose path is shorter", good(&plain, 6), nothing, &[]);
    cases.add("valid: a batch of one", good(&single, 0), nothing, &[]);
    cases.add("valid: endorsed", good(&endorsed, 2), nothing, &[]);
    cases.add("valid: one of a thousand", good(&large, 777), nothing, &[]);
    cases.add(
        "valid: two of three fields disclosed",
        good(&plain, 1),
        |case| {
            case.evidence.disclosures.pop();
        },
        &[],
    );
    cases.add("valid: nothing disclosed", good(&plain, 1), |case| case.evidence.disclosures.clear(), &[]);
    let from = |case: &mut Case| case.question.moment = VALID_FROM;
    cases.add("valid: at the first moment of validity", good(&plain, 1), from, &[]);
    let until = |case: &mut Case| case.question.moment = VALID_UNTIL - 1;
    cases.add("valid: at the last moment of validity", good(&plain, 1), until, &[]);
    let unproven = |case: &mut Case| case.question.presented_by = None;
    cases.add(
        "valid: on paper, nobody has proven to be the holder",
        good(&plain, 1),
        unproven,
        &[Finding::HolderNotProven],
    );
    let retired = |case: &mut Case| case.facts.schema.as_mut().expect("it has one").retired_at = Some(ISSUED_AT + HOUR);
    cases.add("valid: the schema was retired since", good(&plain, 1), retired, &[Finding::SchemaRetired]);
    cases.add("valid: the issuer's licence lapsed after it issued", good(&plain, 4), nothing, &[]);
}

fn tampered_cases(cases: &mut Cases) {
    let (plain, endorsed, other) = (batch_of(7, 1, None), batch_of(7, 2, Some(AUTHORITY)), batch_of(7, 5, None));
    let base = || good(&plain, 2);
    for place in 0..3 {
        let flip = |case: &mut Case| {
            // The last bit, so that the order stays.
            case.evidence.fields[place].0.0[31] ^= 1;
            case.evidence.disclosures.clear();
        };
        cases.add(&format!("tampered: digest of field {place}"), base(), flip, &[Finding::RootMismatch]);
    }
    let names = ["vaccine", "lot", "birthdate"];
    for (place, name) in names.into_iter().enumerate() {
        let forge = |case: &mut Case| {
            case.evidence.disclosures[place] =
                base64url(format!(r#"["salt-of-{name}-2","{name}","forged"]"#).as_bytes());
        };
        cases.add(&format!("tampered: value of {name}"), base(), forge, &[Finding::DisclosureNotAField]);
    }
    let salt = |case: &mut Case| case.evidence.disclosures[0] = base64url(br#"["other-salt","vaccine","J07BN01"]"#);
    cases.add("tampered: salt of a field", base(), salt, &[Finding::DisclosureNotAField]);
    let renamed =
        |case: &mut Case| case.evidence.disclosures[0] = base64url(br#"["salt-of-vaccine-2","atc","J07BN01"]"#);
    cases.add("tampered: name of a field", base(), renamed, &[Finding::DisclosureNotAField]);
    let forged = |case: &mut Case| {
        case.evidence.disclosures[0] = base64url(br#"["salt-of-vaccine-2","vaccine","forged"]"#);
        case.evidence.fields = digests(&case.evidence.disclosures);
    };
    cases.add("tampered: value of a field and its digest", base(), forged, &[Finding::RootMismatch]);
    let foreign = |case: &mut Case| case.evidence.disclosures.push(disclosures(3)[1].clone());
    cases.add("tampered: a field of another certificate", base(), foreign, &[Finding::DisclosureNotAField]);
    let twice = |case: &mut Case| {
        let again = case.evidence.disclosures[0].clone();
        case.evidence.disclosures.push(again);
    };
    cases.add("tampered: a field disclosed twice", base(), twice, &[Finding::DuplicateDisclosure]);
    let added = |case: &mut Case| {
        case.evidence.disclosures.push(base64url(br#"["salt","booster","yes"]"#));
        case.evidence.fields = digests(&case.evidence.disclosures);
    };
    cases.add("tampered: a field added", base(), added, &[Finding::RootMismatch]);
    let removed = |case: &mut Case| {
        case.evidence.disclosures.pop();
        case.evidence.fields = digests(&case.evidence.disclosures);
    };
    cases.add("tampered: a field removed", base(), removed, &[Finding::RootMismatch]);
    let reversed = |case: &mut Case| case.evidence.fields.reverse();
    cases.add(
        "tampered: fields in another order",
        base(),
        reversed,
        &[Finding::FieldsNotAscending, Finding::RootMismatch],
    );
    let doubled = |case: &mut Case| {
        let again = case.evidence.fields[2];
        case.evidence.fields.push(again);
    };
    cases.add("tampered: a digest twice", base(), doubled, &[Finding::FieldsNotAscending, Finding::RootMismatch]);
    let thief = |case: &mut Case| {
        case.evidence.holder = holder(99);
        case.question.presented_by = Some(holder(99));
    };
    cases.add("tampered: the holder's key replaced", base(), thief, &[Finding::RootMismatch]);
    let stolen = |case: &mut Case| case.question.presented_by = Some(holder(99));
    cases.add("presented by somebody else", base(), stolen, &[Finding::HolderMismatch]);
    cases.add(
        "presented by the holder of another certificate of the batch",
        base(),
        |case| case.question.presented_by = Some(holder(3)),
        &[Finding::HolderMismatch],
    );

    cases.add(
        "index: that of the neighbour",
        base(),
        |case| case.evidence.certificate.index = 3,
        &[Finding::RootMismatch],
    );
    cases.add(
        "index: in a shorter branch",
        base(),
        |case| case.evidence.certificate.index = 6,
        &[Finding::ProofLengthWrong],
    );
    cases.add(
        "index: just beyond the batch",
        base(),
        |case| case.evidence.certificate.index = 7,
        &[Finding::IndexOutOfRange],
    );
    cases.add(
        "index: the greatest number",
        base(),
        |case| case.evidence.certificate.index = u32::MAX,
        &[Finding::IndexOutOfRange],
    );
    cases.add("size: one more", base(), |case| case.evidence.size = 8, &[Finding::SizeMismatch]);
    cases.add("size: one less", base(), |case| case.evidence.size = 6, &[Finding::SizeMismatch]);
    cases.add("size: zero", base(), |case| case.evidence.size = 0, &[Finding::SizeMismatch]);
    cases.add(
        "proof: truncated at the root",
        base(),
        |case| {
            case.evidence.path.pop();
        },
        &[Finding::ProofLengthWrong],
    );
    cases.add(
        "proof: truncated at the leaf",
        base(),
        |case| {
            case.evidence.path.remove(0);
        },
        &[Finding::ProofLengthWrong],
    );
    cases.add("proof: empty", base(), |case| case.evidence.path.clear(), &[Finding::ProofLengthWrong]);
    cases.add("proof: extended", base(), |case| case.evidence.path.push(H256::zero()), &[Finding::ProofLengthWrong]);
    cases.add("proof: in reverse", base(), |case| case.evidence.path.reverse(), &[Finding::RootMismatch]);
    for place in 0..3 {
        let flip = |case: &mut Case| case.evidence.path[place].0[0] ^= 1;
        cases.add(&format!("proof: hash {place} changed"), base(), flip, &[Finding::RootMismatch]);
    }
    let neighbours = |case: &mut Case| case.evidence.path = plain.tree.path(3).expect("there is such a leaf");
    cases.add("proof: that of the neighbour", base(), neighbours, &[Finding::RootMismatch]);
    let single = batch_of(1, 3, None);
    cases.add(
        "proof: of a batch of one, extended",
        good(&single, 0),
        |case| case.evidence.path.push(H256::zero()),
        &[Finding::ProofLengthWrong],
    );
    // The parent of leaves 2 and 3 in the place of a leaf, one level up, with the size that would fit.
    let inner = |case: &mut Case| {
        case.evidence.certificate.index = 1;
        case.evidence.size = 4;
        case.evidence.path.remove(0);
    };
    cases.add(
        "second preimage: an inner node as a leaf",
        base(),
        inner,
        &[Finding::SizeMismatch, Finding::ProofLengthWrong],
    );
    // Its two children as if they were the content of a certificate.
    let children = |case: &mut Case| {
        case.evidence.disclosures.clear();
        case.evidence.fields = vec![FieldDigest(plain.leaves[2].hash()), FieldDigest(plain.leaves[3].hash())];
        case.evidence.fields.sort();
    };
    cases.add("second preimage: the children of an inner node as fields", base(), children, &[Finding::RootMismatch]);

    let elsewhere = |case: &mut Case| case.facts.batch = good(&other, 2).facts.batch;
    cases.add("facts: about another batch", base(), elsewhere, &[Finding::OtherBatch, Finding::RootMismatch]);
    let reissued = |case: &mut Case| {
        case.evidence.certificate.batch = BatchId::derive(&other.name);
        case.facts = good(&other, 2).facts;
    };
    cases.add("replay: shown as one of another batch", base(), reissued, &[Finding::RootMismatch]);
    let copied = |case: &mut Case| {
        // The issuer issues the same tree again under another name: its leaves name the first batch.
        case.evidence.certificate.batch = BatchId::derive(&other.name);
        case.facts = good(&other, 2).facts;
        of_batch(case).root = plain.tree.root();
    };
    cases.add("replay: the same root issued again as another batch", base(), copied, &[Finding::RootMismatch]);
    let unknown = |case: &mut Case| {
        case.evidence.certificate.batch = BatchId(H256::repeat_byte(0xEE));
        case.facts = Facts::default();
    };
    cases.add("unknown batch", base(), unknown, &[Finding::UnknownBatch]);
    let unknown_and_stolen = |case: &mut Case| {
        unknown(case);
        stolen(case);
        twice(case);
    };
    cases.add(
        "unknown batch, presented by somebody else, a field twice",
        base(),
        unknown_and_stolen,
        &[Finding::DuplicateDisclosure, Finding::HolderMismatch, Finding::UnknownBatch],
    );
    cases.add("unknown schema", good(&endorsed, 2), |case| case.facts.schema = None, &[Finding::UnknownSchema]);
    let many =
        |case: &mut Case| case.evidence.fields = (0..65).map(|at| FieldDigest(H256::from_low_u64_be(at))).collect();
    cases.add("too large: fields", base(), many, &[Finding::TooLarge]);
    cases.add(
        "too large: disclosures",
        base(),
        |case| case.evidence.disclosures = vec![String::new(); 65],
        &[Finding::TooLarge],
    );
    cases.add(
        "too large: one disclosure",
        base(),
        |case| case.evidence.disclosures[0] = "A".repeat(LONGEST_DISCLOSURE + 1),
        &[Finding::TooLarge],
    );
    cases.add("too large: path", base(), |case| case.evidence.path = vec![H256::zero(); 33], &[Finding::TooLarge]);
}

fn all_cases() -> Vectors {
    let mut cases = Cases::default();
    good_cases(&mut cases);
    tampered_cases(&mut cases);
    life::status_cases(&mut cases);
    life::rights_cases(&mut cases);
    let description = "Cases of certificate verification. For each, `verify(evidence, facts, question)` must give the verdict: \
        whether the certificate counts, and every finding, in this order. Schemas are those of authority 9, version 1: \
        'laboratory-result' asks for no endorsement, 'vaccination' for that of authority 9. Moments are milliseconds \
        since 1970. Written by the tests of bogam-primitives (BOGAM_BLESS=1), and used by those of every implementation.";
    Vectors { description: description.into(), cases: cases.0 }
}

#[test]
fn every_case_should_have_exactly_its_findings() {
    for case in all_cases().cases {
        let found = verify(&case.evidence, &case.facts, &case.question);
        assert_eq!(found, case.verdict, "{}", case.name);
        // A verdict lists its findings in the order of the enumeration.
        let order: Vec<_> = found.findings.iter().map(|finding| finding.encode()[0]).collect();
        assert!(order.is_sorted_by(|one, next| one < next), "{}", case.name);
    }
}

#[test]
fn cases_should_be_many_have_names_of_their_own_and_reach_every_finding() {
    let cases = all_cases().cases;
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let names: BTreeSet<_> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len());
    let kinds: BTreeSet<_> =
        cases.iter().flat_map(|case| &case.verdict.findings).map(|found| found.encode()[0]).collect();
    assert!(kinds.into_iter().eq(0..=Finding::SchemaRetired.encode()[0]), "every finding occurs");
    println!("{} cases", cases.len());
}

#[test]
fn vector_file_should_say_what_the_cases_say_and_verify_as_it_says() {
    let cases = all_cases();
    if std::env::var("BOGAM_BLESS").is_ok_and(|bless| bless == "1") {
        let text = serde_json::to_string_pretty(&cases).expect("cases are plain data");
        std::fs::write(VECTORS, text + "\n").expect("the folder is there and may be written");
    }
    let text = std::fs::read_to_string(VECTORS).expect("the file is there");
    let written: Vectors = serde_json::from_str(&text).expect("the file is made of cases");
    assert!(written == cases, "{VECTORS} says something else: run with BOGAM_BLESS=1 and read the difference");
    for case in written.cases {
        assert_eq!(verify(&case.evidence, &case.facts, &case.question), case.verdict, "{}", case.name);
    }
}

#[test]
fn verification_should_be_quick() {
    let case = good(&batch_of(1_000, 4, None), 500);
    let start = std::time::Instant::now();
    for _ in 0..100 {
        assert!(verify(&case.evidence, &case.facts, &case.question).valid);
    }
    let each = start.elapsed() / 100;
    println!("one verification takes {each:?} (unoptimised build)");
    assert!(each < std::time::Duration::from_millis(100));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    /// Every bit of what a holder shows is bound: none can be changed and the certificate still count.
    #[test]
    fn evidence_should_not_count_when_any_bit_of_it_is_flipped(place in any::<prop::sample::Index>(), bit in 0..8u32) {
        let case = good(&batch_of(7, 1, None), 2);
        let mut bytes = case.evidence.encode();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        // Some flips leave no evidence at all.
        if let Ok(evidence) = Evidence::decode(&mut &bytes[..]) {
            prop_assert!(!verify(&evidence, &case.facts, &case.question).valid);
        }
    }

    /// Whatever is sent, there is an answer.
    #[test]
    fn verification_should_answer_when_it_is_given_noise(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok((evidence, facts, question)) = <(Evidence, Facts, Question)>::decode(&mut &bytes[..]) {
            let verdict = verify(&evidence, &facts, &question);
            prop_assert!(!verdict.valid && !verdict.findings.is_empty());
        }
    }
}
