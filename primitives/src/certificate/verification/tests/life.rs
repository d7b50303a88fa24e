//! Cases of what happens to a certificate, and of who issued and endorsed it.

use super::*;

pub(super) fn status_cases(cases: &mut Cases) {
    let plain = batch_of(7, 1, None);
    let base = || good(&plain, 5);
    let (fraud, lot) = (RevocationReason::Fraud, SuspensionReason::SourceInDoubt);
    let successor = CertificateReference { batch: BatchId::derive(&plain.name), index: 6 };
    let history = |entries: &[StatusChange]| {
        let entries = entries.to_vec();
        move |case: &mut Case| case.facts.history = entries
    };
    let revoked = |at| happened(at, Change::Revoked(fraud));
    let suspended = |at| happened(at, Change::Suspended(lot));
    let superseded = |at| happened(at, Change::Superseded(successor));
    let reinstated = |at| happened(at, Change::Reinstated);
    let (before, after) = (ASKED - HOUR, ASKED + HOUR);

    cases.add("revoked before", base(), history(&[revoked(before)]), &[Finding::Revoked(fraud)]);
    cases.add("revoked at the very moment", base(), history(&[revoked(ASKED)]), &[Finding::Revoked(fraud)]);
    cases.add("revoked a moment later", base(), history(&[revoked(ASKED + 1)]), &[Finding::EndedSince]);
    cases.add("revoked long after", base(), history(&[revoked(VALID_UNTIL + DAY)]), &[Finding::EndedSince]);
    cases.add("suspended", base(), history(&[suspended(before)]), &[Finding::Suspended(lot)]);
    cases.add("suspended later", base(), history(&[suspended(after)]), &[Finding::EndedSince]);
    cases.add("suspended and reinstated before", base(), history(&[suspended(before), reinstated(before + 1)]), &[]);
    cases.add(
        "suspended before, reinstated later",
        base(),
        history(&[suspended(before), reinstated(after)]),
        &[Finding::Suspended(lot)],
    );
    cases.add("suspended and reinstated later", base(), history(&[suspended(after), reinstated(after + 1)]), &[]);
    cases.add(
        "suspended before, revoked later",
        base(),
        history(&[suspended(before), revoked(after)]),
        &[Finding::Suspended(lot)],
    );
    cases.add(
        "suspended, then revoked",
        base(),
        history(&[suspended(before), revoked(ASKED)]),
        &[Finding::Revoked(fraud)],
    );
    cases.add(
        "suspended and revoked at the same moment",
        base(),
        history(&[suspended(before), revoked(before)]),
        &[Finding::Revoked(fraud)],
    );
    cases.add("superseded before", base(), history(&[superseded(before)]), &[Finding::Superseded(successor)]);
    cases.add("superseded later", base(), history(&[superseded(after)]), &[Finding::EndedSince]);
    let batch_revoked =
        |at| move |case: &mut Case| of_batch(case).revoked = Some(BatchRevocation { reason: fraud, at, by: ISSUER });
    cases.add("batch revoked before", base(), batch_revoked(before), &[Finding::BatchRevoked(fraud)]);
    cases.add("batch revoked at the very moment", base(), batch_revoked(ASKED), &[Finding::BatchRevoked(fraud)]);
    cases.add("batch revoked later", base(), batch_revoked(after), &[Finding::EndedSince]);
    let both = |case: &mut Case| {
        history(&[suspended(before)])(case);
        batch_revoked(before)(case)
    };
    cases.add(
        "suspended, and its batch revoked",
        base(),
        both,
        &[Finding::BatchRevoked(fraud), Finding::Suspended(lot)],
    );

    let asked = |moment| move |case: &mut Case| case.question.moment = moment;
    cases.add("validity: a moment before", base(), asked(VALID_FROM - 1), &[Finding::NotYetValid]);
    cases.add("validity: just issued", base(), asked(ISSUED_AT), &[Finding::NotYetValid]);
    cases.add(
        "validity: before the issue",
        base(),
        asked(ISSUED_AT - 1),
        &[Finding::NotYetIssued, Finding::NotYetValid],
    );
    cases.add("validity: just over", base(), asked(VALID_UNTIL), &[Finding::Expired]);
    cases.add("validity: long over", base(), asked(VALID_UNTIL + 365 * DAY), &[Finding::Expired]);
    let both = |case: &mut Case| {
        history(&[revoked(before)])(case);
        case.question.moment = VALID_UNTIL;
    };
    cases.add("expired and revoked", base(), both, &[Finding::Expired, Finding::Revoked(fraud)]);
}

pub(super) fn rights_cases(cases: &mut Cases) {
    let (plain, endorsed) = (batch_of(7, 1, None), batch_of(7, 2, Some(AUTHORITY)));
    let (base, with_authority) = (|| good(&plain, 5), || good(&endorsed, 5));
    let issuer = |lapse| move |case: &mut Case| of_batch(case).issuer_lapse = Some(lapse);
    let endorsement = |endorsement| move |case: &mut Case| of_batch(case).endorsement = endorsement;
    for (lapse, name) in [
        (Lapse::NoSeat, "no seat"),
        (Lapse::OrganisationInactive, "organisation suspended"),
        (Lapse::LicenceMissing, "no licence"),
        (Lapse::LicenceSuspended, "licence suspended"),
        (Lapse::LicenceRevoked, "licence revoked"),
        (Lapse::LicenceNotInForce, "licence lapsed before"),
        (Lapse::KeyCompromised, "key compromised before"),
    ] {
        cases.add(&format!("issuer: {name}"), base(), issuer(lapse), &[Finding::IssuerNotEntitled(lapse)]);
    }
    let compromised = Lapse::KeyCompromised;
    cases.add("endorsement: none", with_authority(), endorsement(EndorsementFacts::None), &[Finding::NotEndorsed]);
    let at_once = EndorsementFacts::Endorsed { at: ASKED, lapse: None };
    cases.add("endorsement: at the very moment", with_authority(), endorsement(at_once), &[]);
    let late = EndorsementFacts::Endorsed { at: ASKED + 1, lapse: None };
    cases.add("endorsement: a moment later", with_authority(), endorsement(late), &[Finding::NotEndorsed]);
    cases.add(
        "endorsement: refused",
        with_authority(),
        endorsement(EndorsementFacts::Refused { at: ASKED }),
        &[Finding::EndorsementRefused],
    );
    cases.add(
        "endorsement: refused later",
        with_authority(),
        endorsement(EndorsementFacts::Refused { at: ASKED + 1 }),
        &[Finding::NotEndorsed],
    );
    let void = EndorsementFacts::Endorsed { at: ISSUED_AT + HOUR, lapse: Some(compromised) };
    cases.add(
        "endorsement: by a compromised key",
        with_authority(),
        endorsement(void),
        &[Finding::EndorserNotEntitled(compromised)],
    );
    let late_and_void = EndorsementFacts::Endorsed { at: ASKED + 1, lapse: Some(Lapse::NoSeat) };
    cases.add(
        "endorsement: later, and by nobody entitled",
        with_authority(),
        endorsement(late_and_void),
        &[Finding::NotEndorsed, Finding::EndorserNotEntitled(Lapse::NoSeat)],
    );
    let both_void = |case: &mut Case| {
        issuer(compromised)(case);
        endorsement(void)(case);
    };
    cases.add(
        "issuer and endorser compromised",
        with_authority(),
        both_void,
        &[Finding::IssuerNotEntitled(compromised), Finding::EndorserNotEntitled(compromised)],
    );
    let revoked = Change::Revoked(RevocationReason::IssuedInError);
    let everything = |case: &mut Case| {
        case.evidence.disclosures.push(case.evidence.disclosures[0].clone());
        case.evidence.disclosures.push(base64url(br#"["salt","lot","forged"]"#));
        case.evidence.fields[0].0.0[31] ^= 1;
        case.evidence.fields.reverse();
        case.evidence.size = 70;
        case.question = Question { moment: VALID_UNTIL, presented_by: Some(holder(99)) };
        issuer(Lapse::NoSeat)(case);
        of_batch(case).revoked = Some(BatchRevocation { reason: RevocationReason::WrongPerson, at: ASKED, by: ISSUER });
        of_batch(case).endorsement = EndorsementFacts::None;
        case.facts.schema = Some(SchemaFacts { endorsement: Some(AUTHORITY), retired_at: Some(ASKED) });
        case.facts.history = vec![happened(ASKED - 1, revoked)];
    };
    cases.add(
        "everything at once, in the order of the findings",
        with_authority(),
        everything,
        &[
            Finding::FieldsNotAscending,
            Finding::DuplicateDisclosure,
            Finding::DisclosureNotAField,
            Finding::HolderMismatch,
            Finding::SizeMismatch,
            Finding::RootMismatch,
            Finding::IssuerNotEntitled(Lapse::NoSeat),
            Finding::NotEndorsed,
            Finding::Expired,
            Finding::BatchRevoked(RevocationReason::WrongPerson),
            Finding::Revoked(RevocationReason::IssuedInError),
            Finding::SchemaRetired,
        ],
    );
}
