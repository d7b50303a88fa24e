//! Removing what is long over, step by step, without its identifier becoming free.

use super::scenario::*;
use crate::{Batches, BilledCertificates, Changes, NewBatch, Pruning, WeightInfo};
use bogam_primitives::{
    certificate::{Evidence, Finding, HolderKey, Question},
    traits::Certifies,
};

#[test]
fn batch_should_be_pruned_after_validity_and_retention() {
    run(|| {
        let id = issued(1);
        assert_ok!(revoke(&PHYSICIAN, at(id, 1)));
        assert_ok!(Pallet::bill(&at(id, 2)));
        assert_noop!(prune(&STRANGER, id, 10), Error::RetentionNotOver);
        set_now(record(id).name.valid_until + Retention::get() - 1);
        assert_noop!(prune(&STRANGER, id, 10), Error::RetentionNotOver);
        pass(1);
        assert_ok!(prune(&STRANGER, id, 10));
        assert_eq!(last_event(), Event::Pruned { batch: id, complete: true });
        assert_eq!((Batches::<Test>::iter().count(), Changes::<Test>::iter().count()), (0, 0));
        assert_eq!((BilledCertificates::<Test>::iter().count(), Pruning::<Test>::iter().count()), (0, 0));
        assert_noop!(prune(&STRANGER, id, 10), Error::UnknownBatch);
    });
}

#[test]
fn pruned_batch_should_not_be_issued_again() {
    run(|| {
        register_schemas();
        let new = draft(&plain_schema(), 1);
        let id = id_of(CLINIC, &new);
        assert_ok!(issue(&PHYSICIAN, new));
        assert_ok!(revoke(&PHYSICIAN, at(id, 0)));
        pass_retention(id);
        assert_ok!(prune(&STRANGER, id, 10));
        assert_noop!(issue(&PHYSICIAN, new), Error::AlreadyExpired);
        // With any other end of validity the identifier is another one, and no leaf of the first batch names it.
        let later = NewBatch { valid_from: now(), valid_until: now() + DAY, ..new };
        assert_ok!(issue(&PHYSICIAN, later));
        assert_ne!(id_of(CLINIC, &later), id);
    });
}

#[test]
fn batch_should_be_pruned_in_steps_and_be_unknown_from_the_first_on() {
    run(|| {
        let id = issued(1);
        for index in 0..5 {
            assert_ok!(revoke(&PHYSICIAN, at(id, index)));
            assert_ok!(Pallet::bill(&at(id, 50 + index)));
        }
        pass_retention(id);
        let left = || Changes::<Test>::iter().count() + BilledCertificates::<Test>::iter().count();
        assert_ok!(prune(&STRANGER, id, 3));
        assert_eq!(last_event(), Event::Pruned { batch: id, complete: false });
        assert_eq!(left(), 7);
        check();

        // A revoked certificate whose history is gone must not look active.
        let evidence = Evidence {
            certificate: at(id, 0),
            holder: HolderKey(sp_core::H256::zero()),
            fields: vec![],
            disclosures: vec![],
            size: 100,
            path: vec![],
        };
        let question = Question { moment: START + DAY, presented_by: Some(evidence.holder) };
        assert_eq!(Pallet::verify(evidence, question).findings, [Finding::UnknownBatch]);
        assert_eq!(Pallet::status(at(id, 0), START + DAY), None);
        assert_eq!(Pallet::batch(id), None);
        assert_eq!(Pallet::certificate(&at(id, 0)), None);
        assert!(Pallet::changed(id, None, 10).changed.is_empty());
        assert_noop!(revoke(&PHYSICIAN, at(id, 6)), Error::UnknownBatch);

        // Zero is one: each call makes progress.
        assert_ok!(prune(&PHYSICIAN, id, 0));
        assert_eq!(left(), 6);
        assert_ok!(prune(&STRANGER, id, 6));
        assert_eq!(last_event(), Event::Pruned { batch: id, complete: true });
        assert_eq!(left(), 0);
        assert_noop!(prune(&STRANGER, id, 6), Error::UnknownBatch);
    });
}

#[test]
fn prune_should_remove_no_more_than_a_page_and_return_the_weight_it_did_not_use() {
    run(|| {
        let id = issued(1);
        for index in 0..100 {
            assert_ok!(revoke(&PHYSICIAN, at(id, index)));
        }
        let other = issued(2);
        assert_ok!(revoke(&PHYSICIAN, at(other, 0)));
        pass_retention(id);
        assert_ok!(prune(&STRANGER, id, u32::MAX));
        assert_eq!(Changes::<Test>::iter().count(), 1, "what belongs to another batch stays");
        let info = Pallet::prune(RuntimeOrigin::signed(STRANGER), other, 100).expect("it is over");
        assert_eq!(info.actual_weight, Some(<Test as crate::Config>::WeightInfo::prune(1)));
    });
}
