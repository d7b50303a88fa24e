//! What apps read.

use super::scenario::*;
use crate::{BatchStanding, LONGEST_PAGE};
use bogam_primitives::certificate::{
    EndorsementFacts, Evidence, Facts, FieldDigest, Finding, HolderKey, Lapse, Leaf, Question, Verdict, merkle::Tree,
};
use sp_core::H256;
use std::collections::BTreeSet;

#[test]
fn pages_should_list_every_batch_once() {
    run(|| {
        let known: BTreeSet<_> = (0..7).map(issued).collect();
        let mut listed = vec![];
        let mut cursor = None;
        loop {
            let page = Pallet::batches(cursor, 3);
            assert!(page.batches.len() <= 3);
            assert!(page.batches.iter().all(|view| view.standing == BatchStanding::NotYetValid));
            listed.extend(page.batches.into_iter().map(|view| view.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert!(listed.is_sorted() && listed.len() == 7);
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), known);
        assert_eq!(Pallet::batches(None, 0).batches.len(), 1);
        assert_eq!(Pallet::batches(None, 7).next, None);
    });
}

#[test]
fn pages_should_list_every_schema_once_and_have_a_longest_length() {
    run(|| {
        for version in 0..LONGEST_PAGE + 5 {
            assert_ok!(register_schema(&REGISTRAR, crate::NewSchema { version, ..plain_schema() }));
        }
        let first = Pallet::schemas(None, u32::MAX);
        let second = Pallet::schemas(first.next, u32::MAX);
        assert_eq!((first.schemas.len(), second.schemas.len(), second.next), (LONGEST_PAGE as usize, 5, None));
        let ids: BTreeSet<_> = first.schemas.iter().chain(&second.schemas).map(|view| view.id).collect();
        assert_eq!(ids.len(), LONGEST_PAGE as usize + 5);
    });
}

#[test]
fn changed_certificates_should_be_listed_page_by_page() {
    run(|| {
        let id = issued(1);
        let other = issued(2);
        assert_ok!(revoke(&PHYSICIAN, at(other, 50)));
        for index in (0..20).step_by(2) {
            assert_ok!(suspend(&PHYSICIAN, at(id, index)));
        }
        assert_ok!(revoke(&PHYSICIAN, at(id, 4)));
        let first = Pallet::changed(id, None, 6);
        let second = Pallet::changed(id, first.next, 6);
        assert_eq!((first.changed.len(), second.changed.len(), second.next), (6, 4, None));
        let all: Vec<_> = first.changed.into_iter().chain(second.changed).collect();
        let indices: BTreeSet<_> = all.iter().map(|view| view.index).collect();
        assert!(indices.into_iter().eq((0..20).step_by(2)));
        for view in all {
            let expected = if view.index == 4 { Status::Revoked(FRAUD) } else { Status::Suspended(REVIEW) };
            assert_eq!((view.status, view.history.len()), (expected, 1 + usize::from(view.index == 4)));
        }
    });
}

fn holder() -> HolderKey {
    HolderKey(H256::repeat_byte(3))
}

/// Issues a batch of a thousand, and yields its evidence for certificate 700.
fn real() -> Evidence {
    register_schemas();
    let mut new = crate::NewBatch { size: 1_000, ..draft(&endorsed_schema(), 1) };
    let id = id_of(CLINIC, &new);
    let disclosure = |index: u32| format!("field-of-{index}");
    let leaf = |index| Leaf { batch: id, index, holder: holder(), fields: vec![FieldDigest::of(&disclosure(index))] };
    let tree = Tree::new((0..1_000).map(|index| leaf(index).hash()).collect()).expect("it is not empty");
    new.root = tree.root();
    assert_ok!(issue(&PHYSICIAN, new));
    Evidence {
        certificate: at(id, 700),
        holder: holder(),
        fields: leaf(700).fields,
        disclosures: vec![disclosure(700)],
        size: 1_000,
        path: tree.path(700).expect("it is there"),
    }
}

fn asked(evidence: &Evidence, moment: Moment) -> Verdict {
    let question = Question { moment, presented_by: Some(holder()) };
    let verdict = Pallet::verify(evidence.clone(), question);
    // Who gathers the facts and verifies by himself finds the same.
    let facts = Pallet::facts(evidence.certificate);
    assert_eq!(bogam_primitives::certificate::verify(evidence, &facts, &question), verdict);
    verdict
}

#[test]
fn verification_should_follow_the_life_of_a_certificate() {
    run(|| {
        let evidence = real();
        let id = evidence.certificate.batch;
        pass(DAY);
        assert_eq!(asked(&evidence, now()).findings, [Finding::NotEndorsed]);
        assert_ok!(endorse(&REGISTRAR, id));
        let endorsed_at = now();
        assert!(asked(&evidence, now()).valid);
        assert_eq!(asked(&evidence, START).findings, [Finding::NotEndorsed, Finding::NotYetValid]);

        pass(DAY);
        assert_ok!(suspend(&REGISTRAR, evidence.certificate));
        assert_eq!(asked(&evidence, now()).findings, [Finding::Suspended(REVIEW)]);
        assert_eq!(asked(&evidence, endorsed_at).findings, [Finding::EndedSince]);
        pass(DAY);
        assert_ok!(reinstate(&REGISTRAR, evidence.certificate));
        assert!(asked(&evidence, now()).valid);
        assert_eq!(asked(&evidence, now()).findings, []);
        pass(DAY);
        assert_ok!(revoke(&PHYSICIAN, evidence.certificate));
        let yesterday = asked(&evidence, now() - 1);
        assert!(yesterday.valid);
        assert_eq!(yesterday.findings, [Finding::EndedSince]);
        assert_eq!(asked(&evidence, now()).findings, [Finding::Revoked(FRAUD)]);
        assert_ok!(retire_schema(&REGISTRAR, schema_id(&endorsed_schema())));
        assert_ok!(revoke_batch(&PHYSICIAN, id));
        set_now(record(id).name.valid_until);
        let over = [Finding::Expired, Finding::BatchRevoked(FRAUD), Finding::Revoked(FRAUD), Finding::SchemaRetired];
        assert_eq!(asked(&evidence, now()).findings, over);
    });
}

#[test]
fn verification_should_ask_who_was_entitled_at_the_issue_and_not_now() {
    run(|| {
        let evidence = real();
        pass(DAY);
        assert_ok!(endorse(&REGISTRAR, evidence.certificate.batch));
        pass(DAY);
        // The licence lapses a moment after the issue: no harm.
        Lapses::insert(PHYSICIAN, (START + 1, Lapse::LicenceNotInForce));
        assert!(asked(&evidence, now()).valid);
        // The key turns out to have been in the wrong hands already when it issued.
        Lapses::insert(PHYSICIAN, (START, Lapse::KeyCompromised));
        assert_eq!(asked(&evidence, now()).findings, [Finding::IssuerNotEntitled(Lapse::KeyCompromised)]);
        Lapses::insert(PHYSICIAN, (START + 1, Lapse::KeyCompromised));
        assert!(asked(&evidence, now()).valid);
        // The same for who endorsed.
        Lapses::insert(REGISTRAR, (START + DAY, Lapse::KeyCompromised));
        assert_eq!(asked(&evidence, now()).findings, [Finding::EndorserNotEntitled(Lapse::KeyCompromised)]);
        let facts = Pallet::facts(evidence.certificate).batch.expect("it is there");
        let lapse = Some(Lapse::KeyCompromised);
        assert_eq!(facts.endorsement, EndorsementFacts::Endorsed { at: START + DAY, lapse });
        Lapses::insert(REGISTRAR, (START + DAY + 1, Lapse::KeyCompromised));
        assert!(asked(&evidence, now()).valid);
    });
}

#[test]
fn views_should_have_nothing_to_say_about_what_there_is_not() {
    run(|| {
        let (id, schema) = (BatchId(H256::zero()), SchemaId(H256::zero()));
        assert_eq!(Pallet::batch(id), None);
        assert_eq!(Pallet::schema(schema), None);
        assert_eq!(Pallet::status(at(id, 0), START), None);
        assert_eq!(Pallet::history(at(id, 0)), None);
        assert_eq!(Pallet::facts(at(id, 0)), Facts::default());
        assert_eq!(Pallet::certificate_record(at(id, 0)), None);
        assert!(Pallet::batches(None, 10).batches.is_empty() && Pallet::schemas(None, 10).schemas.is_empty());
        assert_eq!(Pallet::changed(id, Some(3), 10).next, None);
    });
}
