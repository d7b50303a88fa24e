//! Consent: subjects, their decisions, and who reads.

use super::Make;
use crate::scene::{Act, RETENTION, Scene, by};
use bogam_primitives::{
    Capacity, OrganisationKind,
    consent::{
        Action, Actions, BroadUse, Categories, Category, Decision, Effect, Grantee, Modifiers, ProjectId, ProjectTerms,
        Purpose, Purposes, ResearchScope, ResearchTerms, ResearchUse, Sensitivities, SubjectId, Terms,
    },
    time::DAY,
};
use bogam_runtime::{AccountId, Runtime};
use pallet_consent::{
    AccessRequest, BroadConsent, Call, Decisions, Delegate, EmergencyReason, ErasureScope, Erasures, Guardian, Limits,
    NewProject, OpenOverrides, Policy, Project, Projects, Receipts, Subject, Subjects, Suspensions, Verdict,
};

/// Each call of the pallet, with how often it is made.
pub const ACTS: &[(usize, Make)] = &[
    (5, register_subject),
    (1, rotate_key),
    (2, propose_key),
    (1, object_to_key),
    (3, complete_key),
    (2, appoint_guardian),
    (1, dismiss_guardian),
    (3, appoint_delegate),
    (1, dismiss_delegate),
    (6, decide),
    (2, revoke),
    (6, request_access),
    (2, set_default_policy),
    (4, break_glass),
    (4, review_override),
    (3, restore_emergency_access),
    (3, approve_project),
    (1, close_project),
    (4, opt_in),
    (3, consent_broadly),
    (3, enrol),
    (2, withdraw_from_research),
    (2, request_erasure),
    (3, confirm_erasure),
    (3, prune_receipts),
    (1, close_subject),
];

type Record = Subject<Runtime>;

fn some(scene: &mut Scene<'_>, fits: impl Fn(&SubjectId, &Record) -> bool) -> Option<(SubjectId, Record)> {
    let world = scene.world;
    let get = |id: &SubjectId| Subjects::<Runtime>::get(id).map(|record| (*id, record));
    scene.record(&world.subjects, get, |(id, record)| fits(id, record)).map(|(_, found)| found)
}

fn open(scene: &mut Scene<'_>) -> Option<(SubjectId, Record)> {
    some(scene, |_, record| record.closed_at.is_none())
}

/// Who decides for a subject: its own key mostly, or a guardian.
fn author(scene: &mut Scene<'_>, record: &Record) -> AccountId {
    let guardian = if scene.bytes.one_in(4) { scene.bytes.pick(&record.guardians).cloned() } else { None };
    guardian.map_or_else(|| record.key.clone(), |guardian| guardian.account)
}

fn categories(scene: &mut Scene<'_>) -> Categories {
    if scene.blind {
        return Categories::from_bits(scene.bytes.number());
    }
    match scene.bytes.pick(Category::ALL) {
        Some(category) if scene.bytes.flip() => Categories::from(*category),
        _ => Categories::ALL,
    }
}

fn purposes(scene: &mut Scene<'_>) -> Purposes {
    if scene.blind {
        return Purposes::from_bits(scene.bytes.number());
    }
    match scene.bytes.pick(Purpose::ALL) {
        Some(purpose) if scene.bytes.flip() => Purposes::from(*purpose),
        _ => Purposes::ALL,
    }
}

fn sensitivities(scene: &mut Scene<'_>) -> Sensitivities {
    match scene.blind {
        true => Sensitivities::from_bits(scene.bytes.number()),
        false => scene.bytes.one_of([Sensitivities::NONE, Sensitivities::NONE, Sensitivities::ALL]),
    }
}

fn guardian(scene: &mut Scene<'_>) -> Guardian<AccountId> {
    Guardian { account: scene.fresh(), until: scene.future() }
}

fn register_subject(scene: &mut Scene<'_>) -> Option<Act> {
    let custodian = scene.staff(Capacity::Custodian)?;
    let key = scene.fresh();
    let guardian = if scene.bytes.one_in(3) { Some(guardian(scene)) } else { None };
    by(custodian, Call::<Runtime>::register_subject { key, guardian })
}

fn rotate_key(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let new_key = scene.fresh();
    by(record.key, Call::<Runtime>::rotate_key { subject, new_key })
}

fn propose_key(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let custodian = scene.staff_of(Capacity::Custodian, record.custodian)?;
    let new_key = scene.fresh();
    by(custodian, Call::<Runtime>::propose_key { subject, new_key })
}

fn object_to_key(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = some(scene, |_, record| record.pending_key.is_some())?;
    by(author(scene, &record), Call::<Runtime>::object_to_key { subject })
}

fn complete_key(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let ready = |_: &SubjectId, record: &Record| record.pending_key.as_ref().is_some_and(|key| now >= key.ready_at);
    let (subject, _) = some(scene, ready)?;
    by(scene.anybody()?, Call::<Runtime>::complete_key { subject })
}

fn appoint_guardian(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let appointed_by = match scene.bytes.flip() {
        true => record.key,
        false => scene.staff_of(Capacity::Custodian, record.custodian)?,
    };
    let guardian = guardian(scene);
    by(appointed_by, Call::<Runtime>::appoint_guardian { subject, guardian })
}

fn dismiss_guardian(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = some(scene, |_, record| !record.guardians.is_empty())?;
    let guardian = scene.bytes.pick(&record.guardians)?.account.clone();
    let dismissed_by = match scene.bytes.below(3) {
        0 => record.key,
        1 => guardian.clone(),
        _ => scene.staff_of(Capacity::Custodian, record.custodian)?,
    };
    by(dismissed_by, Call::<Runtime>::dismiss_guardian { subject, guardian })
}

fn appoint_delegate(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let limits = Limits {
        purposes: purposes(scene),
        categories: categories(scene),
        sensitivities: sensitivities(scene),
        may_permit: scene.bytes.flip(),
        may_deny: !scene.blind,
        may_revoke: scene.bytes.flip(),
    };
    let delegate = Delegate { account: scene.fresh(), until: scene.future(), limits };
    by(author(scene, &record), Call::<Runtime>::appoint_delegate { subject, delegate })
}

fn dismiss_delegate(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = some(scene, |_, record| !record.delegates.is_empty())?;
    let delegate = scene.bytes.pick(&record.delegates)?.account.clone();
    let dismissed_by = if scene.bytes.flip() { delegate.clone() } else { author(scene, &record) };
    by(dismissed_by, Call::<Runtime>::dismiss_delegate { subject, delegate })
}

fn grantee(scene: &mut Scene<'_>) -> Option<Grantee<AccountId>> {
    Some(match scene.bytes.below(6) {
        0 | 1 => {
            let account = scene.staff(Capacity::AccessRecords)?;
            let organisation = scene.organisation_of(&account)?;
            Grantee::Seat { organisation, account }
        }
        2 => Grantee::Organisation(scene.organisation(|_| true)?.0),
        3 => Grantee::Kind(scene.bytes.variant::<OrganisationKind>(8)?),
        4 if scene.blind => Grantee::Project(*scene.bytes.pick(&scene.world.projects)?),
        _ => Grantee::Anyone,
    })
}

fn decide(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let terms = Terms {
        effect: if scene.bytes.one_in(3) { Effect::Deny } else { Effect::Permit },
        grantee: grantee(scene)?,
        actions: match scene.blind {
            true => Actions::from_bits(scene.bytes.byte()),
            false => Actions::ALL,
        },
        categories: categories(scene),
        purposes: purposes(scene),
        sensitivities: sensitivities(scene),
        valid_from: scene.past(),
        valid_until: if scene.bytes.flip() { Some(scene.future()) } else { None },
        data_from: if scene.bytes.one_in(4) { Some(scene.now.saturating_sub(90 * DAY)) } else { None },
        data_until: if scene.bytes.one_in(4) { Some(scene.future()) } else { None },
    };
    let log = Decisions::<Runtime>::get(subject);
    let supersedes = if scene.bytes.one_in(3) { scene.bytes.pick(&log.standing).map(|one| one.id) } else { None };
    // A delegate decides too, though often beyond its limits.
    let delegate = if scene.bytes.one_in(4) { scene.bytes.pick(&record.delegates).cloned() } else { None };
    let decided_by = delegate.map_or_else(|| author(scene, &record), |delegate| delegate.account);
    let sequence = if scene.blind { scene.bytes.number() % 4 } else { log.next };
    by(decided_by, Call::<Runtime>::decide { subject, sequence, terms, supersedes })
}

fn revoke(scene: &mut Scene<'_>) -> Option<Act> {
    let ends = |decision: &Decision<AccountId>| !decision.terms.is_enrolment();
    let revocable = |id: &SubjectId, _: &Record| Decisions::<Runtime>::get(id).standing.iter().any(ends);
    let (subject, record) = some(scene, revocable)?;
    let decisions = Decisions::<Runtime>::get(subject).standing;
    let blind = scene.blind;
    let candidates = decisions.iter().filter(|one| blind || ends(one)).map(|one| one.id).collect::<Vec<_>>();
    let consent = *scene.bytes.pick(&candidates)?;
    by(author(scene, &record), Call::<Runtime>::revoke { subject, consent })
}

/// Some project that is open, of an organisation that fits.
fn project(scene: &mut Scene<'_>) -> Option<(ProjectId, Project<AccountId>)> {
    let (world, now) = (scene.world, scene.now);
    scene.record(&world.projects, |id| Projects::<Runtime>::get(id), |project| project.is_open(now))
}

fn request_access(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, _) = open(scene)?;
    let project = if scene.bytes.one_in(3) { project(scene) } else { None };
    let reader = match &project {
        Some((_, project)) => scene.staff_of(Capacity::AccessRecords, project.plan.organisation)?,
        // Whoever has broken the glass asks more often.
        None if scene.bytes.one_in(3) => scene.staff(Capacity::EmergencyAccess)?,
        None => scene.staff(Capacity::AccessRecords)?,
    };
    let request = AccessRequest {
        project: project.map(|(id, _)| id),
        category: *scene.bytes.pick(Category::ALL)?,
        purpose: match scene.bytes.flip() {
            true => scene.bytes.one_of([Purpose::Treatment, Purpose::EmergencyTreatment, Purpose::Research]),
            false => *scene.bytes.pick(Purpose::ALL)?,
        },
        action: *scene.bytes.pick(Action::ALL)?,
        sensitivities: sensitivities(scene),
        data_date: if scene.bytes.flip() { Some(scene.past()) } else { None },
    };
    by(reader, Call::<Runtime>::request_access { subject, request })
}

fn set_default_policy(scene: &mut Scene<'_>) -> Option<Act> {
    let officer = scene.staff(Capacity::PrivacyOfficer)?;
    let category = *scene.bytes.pick(Category::ALL)?;
    let policy = if scene.bytes.one_in(4) { Policy::Refuse } else { Policy::Release(purposes(scene)) };
    by(officer, Call::<Runtime>::set_default_policy { category, policy })
}

fn break_glass(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, _) = open(scene)?;
    let clinician = scene.staff(Capacity::EmergencyAccess)?;
    let reason = scene.bytes.variant::<EmergencyReason>(7)?;
    let categories = categories(scene);
    by(clinician, Call::<Runtime>::break_glass { subject, reason, categories })
}

fn review_override(scene: &mut Scene<'_>) -> Option<Act> {
    let waiting = OpenOverrides::<Runtime>::iter().next();
    let (seat, open) = waiting?;
    let one = *scene.bytes.pick(&open)?;
    let organisation = scene.bytes.one_of([one.custodian, one.organisation]);
    let officer = scene.staff_of(Capacity::PrivacyOfficer, organisation)?;
    let verdict = if scene.bytes.one_in(3) { Verdict::Abusive } else { Verdict::Justified };
    let (subject, receipt) = (one.subject, if scene.blind { scene.bytes.number() % 4 } else { one.receipt });
    by(officer, Call::<Runtime>::review_override { seat, subject, receipt, verdict })
}

fn restore_emergency_access(scene: &mut Scene<'_>) -> Option<Act> {
    let (seat, suspension) = Suspensions::<Runtime>::iter().next()?;
    if !scene.blind && OpenOverrides::<Runtime>::contains_key(&seat) {
        return None;
    }
    let officer = scene.staff_of(Capacity::PrivacyOfficer, suspension.organisation)?;
    by(officer, Call::<Runtime>::restore_emergency_access { seat })
}

fn approve_project(scene: &mut Scene<'_>) -> Option<Act> {
    let board = scene.staff(Capacity::ReviewResearch)?;
    let reader = scene.staff(Capacity::AccessRecords)?;
    let organisation = scene.organisation_of(&reader)?;
    let research = scene.bytes.one_of([ResearchUse::GeneralResearch, ResearchUse::HealthMedicalBiomedical]);
    let bound_by = match scene.blind {
        true => Modifiers::from_bits(scene.bytes.number()),
        false => scene.bytes.one_of([Modifiers::NONE, Modifiers::ALL]),
    };
    let project = NewProject {
        organisation,
        protocol: scene.commitment(),
        terms: ProjectTerms { research, bound_by },
        until: scene.future(),
    };
    by(board, Call::<Runtime>::approve_project { project })
}

fn close_project(scene: &mut Scene<'_>) -> Option<Act> {
    let (id, record) = project(scene)?;
    let board = scene.staff_of(Capacity::ReviewResearch, record.approved_by.organisation)?;
    by(board, Call::<Runtime>::close_project { project: id })
}

fn scope(scene: &mut Scene<'_>) -> ResearchScope {
    ResearchScope { categories: categories(scene), sensitivities: sensitivities(scene) }
}

fn opt_in(scene: &mut Scene<'_>) -> Option<Act> {
    let (project, _) = project(scene)?;
    let fits = |_: &SubjectId, record: &Record| {
        record.closed_at.is_none() && record.participation(project).is_none_or(|part| part.enrolled.is_none())
    };
    let (subject, record) = some(scene, fits)?;
    let scope = scope(scene);
    let sequence = Decisions::<Runtime>::get(subject).next;
    by(author(scene, &record), Call::<Runtime>::opt_in { subject, sequence, project, scope })
}

fn consent_broadly(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let permitted = scene.bytes.one_of([BroadUse::NoRestriction, BroadUse::GeneralResearch]);
    let demanded = match scene.blind {
        true => Modifiers::from_bits(scene.bytes.number()),
        false => Modifiers::NONE,
    };
    let broad = BroadConsent {
        terms: ResearchTerms { permitted, demanded },
        scope: scope(scene),
        until: if scene.bytes.one_in(4) { Some(scene.future()) } else { None },
    };
    by(author(scene, &record), Call::<Runtime>::consent_broadly { subject, broad })
}

fn enrol(scene: &mut Scene<'_>) -> Option<Act> {
    let (project, plan) = project(scene)?;
    let fits =
        |_: &SubjectId, record: &Record| record.broad_consent.is_some() && record.participation(project).is_none();
    let (subject, record) = some(scene, fits)?;
    let enrolled_by = match scene.bytes.flip() {
        true => scene.staff_of(Capacity::AccessRecords, plan.plan.organisation)?,
        false => scene.staff_of(Capacity::Custodian, record.custodian)?,
    };
    by(enrolled_by, Call::<Runtime>::enrol { subject, project })
}

fn withdraw_from_research(scene: &mut Scene<'_>) -> Option<Act> {
    let takes_part = |_: &SubjectId, record: &Record| record.projects.iter().any(|part| part.enrolled.is_some());
    let (subject, record) = some(scene, takes_part)?;
    let enrolled = record.projects.iter().filter(|part| part.enrolled.is_some()).map(|part| part.project);
    let enrolled = enrolled.collect::<Vec<_>>();
    let project = if scene.bytes.one_in(3) { None } else { scene.bytes.pick(&enrolled).copied() };
    by(author(scene, &record), Call::<Runtime>::withdraw_from_research { subject, project })
}

fn request_erasure(scene: &mut Scene<'_>) -> Option<Act> {
    let (subject, record) = open(scene)?;
    let scope = match scene.bytes.flip() {
        true => ErasureScope::Everything,
        false => ErasureScope::Record(scene.commitment()),
    };
    by(author(scene, &record), Call::<Runtime>::request_erasure { subject, scope })
}

fn confirm_erasure(scene: &mut Scene<'_>) -> Option<Act> {
    let waits = |id: &SubjectId, record: &Record| {
        record.closed_at.is_none() && Erasures::<Runtime>::get(id).iter().any(|one| one.confirmed.is_none())
    };
    let (subject, record) = some(scene, waits)?;
    let erasures = Erasures::<Runtime>::get(subject);
    let waiting = erasures.iter().find(|one| one.confirmed.is_none());
    let number = if scene.blind { scene.bytes.number() % 4 } else { waiting?.number };
    let custodian = scene.staff_of(Capacity::Custodian, record.custodian)?;
    by(custodian, Call::<Runtime>::confirm_erasure { subject, number })
}

fn prune_receipts(scene: &mut Scene<'_>) -> Option<Act> {
    let now = scene.now;
    let over = |id: &SubjectId, record: &Record| {
        Receipts::<Runtime>::get(id, record.first_receipt)
            .is_some_and(|receipt| !receipt.awaits_review() && now >= receipt.at.saturating_add(RETENTION))
    };
    let (subject, _) = some(scene, over)?;
    let limit = if scene.blind { scene.bytes.number() } else { scene.bytes.one_of([1, 3, 100]) };
    by(scene.anybody()?, Call::<Runtime>::prune_receipts { subject, limit })
}

fn close_subject(scene: &mut Scene<'_>) -> Option<Act> {
    let nothing_pends = |id: &SubjectId, record: &Record| {
        record.closed_at.is_none() && Erasures::<Runtime>::get(id).iter().all(|one| one.confirmed.is_some())
    };
    let (subject, record) = some(scene, nothing_pends)?;
    let closed_by = match scene.bytes.flip() {
        true => author(scene, &record),
        false => scene.staff_of(Capacity::Custodian, record.custodian)?,
    };
    by(closed_by, Call::<Runtime>::close_subject { subject })
}
