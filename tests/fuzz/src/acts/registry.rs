//! Organisations, seats and licences.

use super::Make;
use crate::scene::{Act, FIRST_NEWCOMER, Scene, by};
use bogam_primitives::{
    Capacities, Capacity, LicenceId, OrganisationId, OrganisationKind, Profession,
    entitlement::{
        ConsortiumEntitlements, Entitlements, Licence, LicenceReason, LicenceStatus, OrganisationReason,
        OrganisationStatus,
    },
    time::DAY,
};
use bogam_runtime::{AccountId, Runtime};
use pallet_registry::{Admission, Admitted, Call, Licences, Organisation, Organisations, Seats};

/// The licences that are there from the beginning: without them nobody prescribes or dispenses.
const FIRST_NEW_LICENCE: LicenceId = 6;

/// Each call of the pallet, with how often it is made.
pub const ACTS: &[(usize, Make)] = &[
    (3, admit_organisation),
    (1, suspend_organisation),
    (2, reinstate_organisation),
    (1, remove_organisation),
    (1, replace_admin),
    (1, rotate_admin),
    (5, grant_seat),
    (1, withdraw_seat),
    (1, report_seat_compromise),
    (2, grant_licence),
    (1, suspend_licence),
    (1, reinstate_licence),
    (1, revoke_licence),
    (1, extend_licence),
    (2, reclaim_account),
];

fn admit_organisation(scene: &mut Scene<'_>) -> Option<Act> {
    let kind = scene.bytes.variant::<OrganisationKind>(8)?;
    let admin = scene.fresh();
    let institution_code = match scene.blind && scene.bytes.flip() {
        true => scene.bytes.take(4),
        false => format!("F{}-{}", scene.keys.made().len(), scene.bytes.number()).into_bytes(),
    };
    let length = if scene.blind { scene.bytes.one_of([0, 128, 129]) } else { 7 };
    scene.council(Call::<Runtime>::admit_organisation { kind, admin, name: vec![b'N'; length], institution_code })
}

/// An organisation to which something grave happens: seldom one of those on which everything else depends.
fn victim(
    scene: &mut Scene<'_>,
    fits: impl Fn(&Organisation<Runtime>) -> bool,
) -> Option<(OrganisationId, Organisation<Runtime>)> {
    let spares = !scene.bytes.one_in(24);
    let newcomers = scene.world.organisations.iter().filter(|id| !spares || **id >= FIRST_NEWCOMER);
    let newcomers = newcomers.copied().collect::<Vec<_>>();
    scene.record(&newcomers, |id| Organisations::<Runtime>::get(id), fits)
}

fn suspend_organisation(scene: &mut Scene<'_>) -> Option<Act> {
    let (organisation, _) = victim(scene, |record| record.status == OrganisationStatus::Active)?;
    let reason = scene.bytes.variant::<OrganisationReason>(5)?;
    scene.council(Call::<Runtime>::suspend_organisation { organisation, reason })
}

fn reinstate_organisation(scene: &mut Scene<'_>) -> Option<Act> {
    let world = scene.world;
    let suspended = |record: &Organisation<Runtime>| record.status == OrganisationStatus::Suspended;
    let (organisation, _) = scene.record(&world.organisations, |id| Organisations::<Runtime>::get(id), suspended)?;
    scene.council(Call::<Runtime>::reinstate_organisation { organisation })
}

fn remove_organisation(scene: &mut Scene<'_>) -> Option<Act> {
    let (organisation, _) = victim(scene, |record| record.status != OrganisationStatus::Removed)?;
    let reason = scene.bytes.variant::<OrganisationReason>(5)?;
    scene.council(Call::<Runtime>::remove_organisation { organisation, reason })
}

fn replace_admin(scene: &mut Scene<'_>) -> Option<Act> {
    let (organisation, _) = victim(scene, |record| record.status != OrganisationStatus::Removed)?;
    let new_admin = scene.fresh();
    let compromised_since = if scene.bytes.flip() { Some(scene.past()) } else { None };
    scene.council(Call::<Runtime>::replace_admin { organisation, new_admin, compromised_since })
}

fn rotate_admin(scene: &mut Scene<'_>) -> Option<Act> {
    let (_, record) = victim(scene, |record| record.status == OrganisationStatus::Active)?;
    let new_admin = scene.fresh();
    by(record.admin, Call::<Runtime>::rotate_admin { new_admin })
}

fn grant_seat(scene: &mut Scene<'_>) -> Option<Act> {
    let (_, record) = scene.organisation(|_| true)?;
    let fitting = Capacity::ALL
        .into_iter()
        .filter(|capacity| scene.blind || ConsortiumEntitlements::kinds(*capacity).contains(&record.kind));
    let fitting = fitting.collect::<Vec<_>>();
    let mut chosen = vec![*scene.bytes.pick(&fitting)?];
    if scene.bytes.flip() {
        chosen.push(*scene.bytes.pick(&fitting)?);
    }
    let needed = chosen.iter().find_map(|capacity| ConsortiumEntitlements::professions(*capacity));
    let licence = match needed {
        Some(professions) => {
            let world = scene.world;
            let fits = |licence: &Licence| {
                licence.status == LicenceStatus::Active && professions.contains(&licence.profession)
            };
            Some(scene.record(&world.licences, |id| Licences::<Runtime>::get(id), fits)?.0)
        }
        None => None,
    };
    // An admin may have a seat of its own organisation.
    let account = if scene.bytes.one_in(8) { record.admin.clone() } else { scene.fresh() };
    let valid_from = scene.past();
    let valid_until = if scene.bytes.flip() { Some(scene.future()) } else { None };
    let capacities = Capacities::of(&chosen);
    by(record.admin, Call::<Runtime>::grant_seat { account, capacities, valid_from, valid_until, licence })
}

/// An account with a seat that a run can do without, and the admin of its organisation.
fn seated(scene: &mut Scene<'_>) -> Option<(AccountId, AccountId)> {
    let spares = !scene.bytes.one_in(24);
    let accounts = scene.world.seats.iter().filter(|account| !spares || scene.keys.is_made(account));
    let accounts = accounts.cloned().collect::<Vec<_>>();
    let account = scene.bytes.pick(&accounts)?.clone();
    let seat = Seats::<Runtime>::get(&account)?;
    let admin = Organisations::<Runtime>::get(seat.organisation)?.admin;
    Some((account, admin))
}

fn withdraw_seat(scene: &mut Scene<'_>) -> Option<Act> {
    let (account, admin) = seated(scene)?;
    by(admin, Call::<Runtime>::withdraw_seat { account })
}

fn report_seat_compromise(scene: &mut Scene<'_>) -> Option<Act> {
    let (account, admin) = seated(scene)?;
    let since = scene.past();
    by(admin, Call::<Runtime>::report_seat_compromise { account, since })
}

fn grant_licence(scene: &mut Scene<'_>) -> Option<Act> {
    let officer = scene.staff(Capacity::License)?;
    let profession = scene.bytes.variant::<Profession>(7)?;
    let (person, valid_from) = (scene.commitment(), scene.past());
    let valid_until = scene.future().saturating_add(5 * 366 * DAY);
    by(officer, Call::<Runtime>::grant_licence { profession, person, valid_from, valid_until })
}

/// A licence, and somebody of the authority that has granted it.
fn licensed(scene: &mut Scene<'_>, fits: impl Fn(&Licence) -> bool) -> Option<(LicenceId, Licence, AccountId)> {
    let spares = !scene.bytes.one_in(24);
    let licences = scene.world.licences.iter().filter(|id| !spares || **id >= FIRST_NEW_LICENCE);
    let licences = licences.copied().collect::<Vec<_>>();
    let (id, licence) = scene.record(&licences, |id| Licences::<Runtime>::get(id), fits)?;
    let officer = scene.staff_of(Capacity::License, licence.authority)?;
    Some((id, licence, officer))
}

fn suspend_licence(scene: &mut Scene<'_>) -> Option<Act> {
    let (licence, _, officer) = licensed(scene, |licence| licence.status == LicenceStatus::Active)?;
    let reason = scene.bytes.variant::<LicenceReason>(8)?;
    by(officer, Call::<Runtime>::suspend_licence { licence, reason })
}

fn reinstate_licence(scene: &mut Scene<'_>) -> Option<Act> {
    let (licence, _, officer) = licensed(scene, |licence| licence.status == LicenceStatus::Suspended)?;
    by(officer, Call::<Runtime>::reinstate_licence { licence })
}

fn revoke_licence(scene: &mut Scene<'_>) -> Option<Act> {
    let (licence, _, officer) = licensed(scene, |licence| licence.status != LicenceStatus::Revoked)?;
    let reason = scene.bytes.variant::<LicenceReason>(8)?;
    by(officer, Call::<Runtime>::revoke_licence { licence, reason })
}

fn extend_licence(scene: &mut Scene<'_>) -> Option<Act> {
    let (licence, record, officer) = licensed(scene, |licence| licence.status != LicenceStatus::Revoked)?;
    let valid_until = record.valid_until.max(scene.now).saturating_add(scene.a_while());
    by(officer, Call::<Runtime>::extend_licence { licence, valid_until })
}

fn reclaim_account(scene: &mut Scene<'_>) -> Option<Act> {
    let world = scene.world;
    let now = scene.now;
    let signer = scene.anybody()?;
    // A seat that is over, or an account that was left without a role because something depended on it.
    let is_left = |account: &AccountId| {
        let over = Seats::<Runtime>::get(account).is_some_and(|seat| {
            let removed = |record: Organisation<Runtime>| record.status == OrganisationStatus::Removed;
            seat.valid_until.is_some_and(|end| end <= now)
                || Organisations::<Runtime>::get(seat.organisation).is_none_or(removed)
        });
        over || matches!(Admitted::<Runtime>::get(account), Some(Admission::Staff(roles)) if roles.is_empty())
    };
    let (account, _) = scene.record(&world.admitted, |account| Some(is_left(account)), |is_left| *is_left)?;
    by(signer, Call::<Runtime>::reclaim_account { account })
}
