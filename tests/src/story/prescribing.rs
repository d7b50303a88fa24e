//! What the prescriber, the patient's repeats and the licensing authority decide.

use super::{Scene, Telling, acts::holding};
use crate::{Outcome, await_until, chain::FINALITY, command::exit, ensure, fhir_examples::issue_arguments};
use bogam_primitives::{prescription::CancellationReason, time::DAY};
use pallet_prescriptions::types::{CancellationCause, Standing, State};
use pallet_registry::types::LicenceStatus;

/// Step 5.
pub fn cancel_while_held(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (clinic, pharmacist) = (&scene.people.physician, &scene.people.pharmacist_a);
    let (issued, _) = scene.issue(clinic, &scene.plain, "cancelled", &[])?;
    scene.accept(pharmacist, &issued, 0)?;
    let name = issued.name();
    tell.line("the clinic cancels while pharmacy A holds: it is marked, and still held", || {
        let cancel = ["prescription", "cancel", &name, "--reason", "clinical-contraindication"];
        scene.command.by(clinic, &cancel)?.done()?;
        let marked = |state: &State<_>| matches!(state, State::Held(hold) if hold.cancellation.is_some());
        let record = scene.chain.await_prescription(issued.id, "a mark", |record| marked(&record.state))?;
        ensure(holding(&record) == Some(pharmacist.organisation()?), || "pharmacy A does not hold any more".into())
    })?;
    tell.line("nothing more can be dispensed", || {
        scene
            .unchanged(|| scene.try_dispense(pharmacist, &issued, 1_000)?.refused(exit::REFUSED, "CancellationPending"))
    })?;
    tell.line("pharmacy A gives back, and the cancellation is final", || {
        let record = scene.give_back(pharmacist, &issued, "prescriber-request")?;
        let cause = CancellationCause::Prescriber(CancellationReason::ClinicalContraindication);
        let cancelled = matches!(record.state, State::Cancelled { cause: found, .. } if found == cause);
        ensure(cancelled, || format!("it is not cancelled: {:?}", record.state))
    })?;
    tell.line("nobody can accept it any more", || {
        scene.unchanged(|| {
            scene.try_accept(&scene.people.pharmacist_b, &issued, 0)?.refused(exit::REFUSED, "AlreadyCancelled")
        })
    })?;
    Ok(())
}

/// The days between the supplies of the repeat in the story.
const INTERVAL_DAYS: u64 = 28;

/// Step 6.
pub fn repeat_waits(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let pharmacist = &scene.people.pharmacist_a;
    let days = INTERVAL_DAYS.to_string();
    let (issued, record) = tell.line("a prescription with repeats has a code and a key for each issue", || {
        let further = ["--interval-days", &days, "--valid-days", "300"];
        let (issued, record) = scene.issue(&scene.people.physician, &scene.repeating, "repeats", &further)?;
        ensure(record.holders.len() >= 2, || "there is no repeat".into())?;
        ensure(record.interval == INTERVAL_DAYS * DAY, || "the interval is another one".into())?;
        Ok((issued, record))
    })?;
    tell.line("the first issue is dispensed, and the next one opens after the interval", || {
        scene.accept(pharmacist, &issued, 0)?;
        scene.dispense_all(pharmacist, &issued, 0)?;
        let next = scene.chain.await_prescription(issued.id, "the next issue", |record| record.issue == 1)?;
        let completed = scene.chain.fill(issued.id, 0)?.at;
        ensure(next.opens_at == completed + record.interval, || "it does not open after the interval".into())?;
        ensure(next.items.iter().all(|item| item.dispensed == 0), || "it does not begin with nothing".into())?;
        let standing = scene.chain.standing(issued.id)?;
        ensure(standing == Standing::Waiting { opens_at: next.opens_at }, || format!("it is {standing:?}"))
    })?;
    tell.line("a pharmacy that wants to supply the repeat today is refused", || {
        scene.unchanged(|| {
            scene.try_accept(pharmacist, &issued, 1)?.refused(exit::REFUSED, "IssueNotDue")?;
            scene.try_accept(&scene.people.pharmacist_b, &issued, 1)?.refused(exit::REFUSED, "IssueNotDue")
        })
    })?;
    Ok(())
}

/// Step 8.
pub fn suspended_licence(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let (officer, physician) = (&scene.people.licensing_officer, &scene.people.physician);
    let number = physician.licence()?;
    let licence = number.to_string();
    let before = scene.chain.now()?.to_string();
    let becomes = |status: LicenceStatus| {
        await_until(format!("licence {number} to be {status:?}"), FINALITY, || {
            Ok(Some(scene.chain.licence(number)?).filter(|licence| licence.status == status))
        })
    };
    tell.line("the authority suspends the physician's licence", || {
        let suspend = ["registry", "licence", "suspend", &licence, "--reason", "disciplinary"];
        scene.command.by(officer, &suspend)?.done()?;
        becomes(LicenceStatus::Suspended)
    })?;
    let refused = tell.line("the physician cannot issue: neither at the clinic nor at the hospital", || {
        scene.unchanged(|| {
            for (person, name) in
                [(physician, "suspended-clinic"), (&scene.people.visiting_physician, "suspended-hospital")]
            {
                let folder = scene.folder.join(name);
                let question = issue_arguments(&scene.plain, &folder, &[])?;
                scene.command.by(person, &question)?.refused(exit::REFUSED, "LicenceSuspended")?;
            }
            Ok(())
        })
    });
    let told =
        tell.line("whoever asks whether she may prescribe is told why not now, and that she might before", || {
            let account = physician.account().to_string();
            let question = ["registry", "seat", "entitled", &account, "--capacity", "prescribe"];
            scene.command.read(&question)?.refused(exit::REFUSED, "LicenceSuspended")?;
            scene.command.read(&[&question[..], &["--at", &before]].concat())?.done().map(drop)
        });
    // Whatever became of that: the licence must not stay suspended for what follows.
    tell.line("the authority reinstates it, and the physician issues again", || {
        scene.command.by(officer, &["registry", "licence", "reinstate", &licence])?.done()?;
        becomes(LicenceStatus::Active)?;
        scene.issue(physician, &scene.plain, "reinstated", &[])
    })?;
    refused.and(told)
}
