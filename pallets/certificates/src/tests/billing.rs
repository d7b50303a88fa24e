//! What pallets that bill may ask.

use super::scenario::*;
use bogam_primitives::{certificate::CertificateRecord, traits::Certifies};
use frame_support::pallet_prelude::Weight;

#[test]
fn record_should_say_what_the_chain_knows_of_a_certificate() {
    run(|| {
        let (id, unendorsed) = (endorsed(1), pending(2));
        let expected =
            CertificateRecord { provider: CLINIC, at: START, status: Status::Active, unendorsed: false, billed: false };
        assert_eq!(Pallet::certificate(&at(id, 0)), Some(expected));
        assert_eq!(Pallet::certificate_record(at(id, 0)), Some(expected));
        assert_eq!(Pallet::certificate(&at(unendorsed, 0)), Some(CertificateRecord { unendorsed: true, ..expected }));
        assert_eq!(Pallet::certificate(&at(id, 100)), None);
        assert_eq!(Pallet::certificate(&at(BatchId(sp_core::H256::zero()), 0)), None);
        assert_ok!(Pallet::bill(&at(id, 0)));
        assert_eq!(Pallet::certificate(&at(id, 0)), Some(CertificateRecord { billed: true, ..expected }));
        assert_ok!(revoke_batch(&PHYSICIAN, id));
        let revoked = Status::Revoked(FRAUD);
        assert_eq!(Pallet::certificate(&at(id, 1)), Some(CertificateRecord { status: revoked, ..expected }));
        assert!(<Pallet as Certifies>::weight().all_gt(Weight::zero()));
    });
}

#[test]
fn certificate_should_be_billed_at_most_once_at_a_time() {
    run(|| {
        let id = endorsed(1);
        assert_noop!(Pallet::unbill(&at(id, 0)), Error::NotBilled);
        assert_ok!(Pallet::bill(&at(id, 0)));
        assert_eq!(last_event(), Event::Billed { certificate: at(id, 0) });
        assert_noop!(Pallet::bill(&at(id, 0)), Error::AlreadyBilled);
        assert_ok!(Pallet::bill(&at(id, 1)));
        assert_ok!(Pallet::unbill(&at(id, 0)));
        assert_eq!(last_event(), Event::Unbilled { certificate: at(id, 0) });
        assert_ok!(Pallet::bill(&at(id, 0)));
    });
}

#[test]
fn certificate_should_not_be_billed_when_it_does_not_count() {
    run(|| {
        let (id, unendorsed, dead) = (endorsed(1), pending(2), issued(3));
        assert_noop!(Pallet::bill(&at(id, 100)), Error::UnknownCertificate);
        assert_noop!(Pallet::unbill(&at(id, 100)), Error::UnknownCertificate);
        assert_noop!(Pallet::bill(&at(unendorsed, 0)), Error::NotEndorsed);
        assert_ok!(refuse_endorsement(&REGISTRAR, unendorsed));
        assert_noop!(Pallet::bill(&at(unendorsed, 0)), Error::NotEndorsed);
        assert_ok!(suspend(&PHYSICIAN, at(id, 0)));
        assert_noop!(Pallet::bill(&at(id, 0)), Error::CertificateNotActive);
        assert_ok!(revoke(&PHYSICIAN, at(id, 1)));
        assert_noop!(Pallet::bill(&at(id, 1)), Error::CertificateNotActive);
        assert_ok!(supersede(&PHYSICIAN, at(id, 2), at(id, 3)));
        assert_noop!(Pallet::bill(&at(id, 2)), Error::CertificateNotActive);
        assert_ok!(revoke_batch(&PHYSICIAN, dead));
        assert_noop!(Pallet::bill(&at(dead, 0)), Error::CertificateNotActive);
        // The service was delivered when it was issued: expiry is no matter.
        set_now(record(id).name.valid_until);
        assert_ok!(Pallet::bill(&at(id, 3)));
    });
}

#[test]
fn bill_should_be_reversed_although_the_certificate_was_revoked_since() {
    run(|| {
        let id = endorsed(1);
        assert_ok!(Pallet::bill(&at(id, 0)));
        // What is wrong has to be revoked, whoever has paid for it.
        assert_ok!(revoke(&PHYSICIAN, at(id, 0)));
        assert_ok!(Pallet::unbill(&at(id, 0)));
        assert_noop!(Pallet::bill(&at(id, 0)), Error::CertificateNotActive);
    });
}
