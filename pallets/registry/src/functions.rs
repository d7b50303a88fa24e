//! The transitions of organisations, licences and seats. Who may ask for them was decided by the call.
//!
//! Each takes the moment `now` at which it happens, so that genesis follows the same rules as the calls.

use crate::{
    Admins, CompromisedKeys, Config, Error, Event, InstitutionCodes, LicenceHistory, Licences, LicencesByPerson,
    NextLicenceId, NextOrganisationId, OrganisationHistory, Organisations, Pallet, SeatHistory, Seats,
    origins::{EnsureSeat, License},
    types::{
        CompromisedSpan, Entitlements, Licence, LicenceChange, LicenceReason, LicenceStatus, Organisation,
        OrganisationChange, OrganisationReason, OrganisationStatus, Role, Seat, SeatInterval,
    },
};
use alloc::vec::Vec;
use bogam_primitives::{
    Actor, Capacity, Commitment, LicenceId, Moment, OrganisationId, OrganisationKind, Profession,
    traits::{Electorate, EnsureRole, Holders as _},
};
use frame_support::{
    BoundedVec, ensure,
    traits::{Get, Time},
};
use frame_system::pallet_prelude::OriginFor;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    /// Stops with a clear word where the runtime's configuration makes no sense.
    pub(crate) fn check_config() {
        assert!(T::MaxHistory::get() >= 3, "MaxHistory has no room for a beginning, a suspension and an end");
        assert!(T::MaxSponsors::get() >= 1, "MaxSponsors permits no sponsor");
        assert!(T::MaxNameLength::get() >= 1 && T::MaxCodeLength::get() >= 1, "names and codes cannot be empty");
        assert!(
            T::Entitlements::kinds(Capacity::License) == [OrganisationKind::Authority],
            "only authorities may hold the capacity to license"
        );
    }

    /// The moment of the current block.
    pub fn now() -> Moment {
        T::Time::now()
    }

    /// The authority for which the signer licenses. That only authorities hold the capacity is tested by the pallet's
    /// integrity test.
    pub(crate) fn ensure_authority(origin: OriginFor<T>) -> Result<OrganisationId, DispatchError> {
        Ok(EnsureSeat::<T, License>::ensure_role(origin)?.organisation)
    }

    /// Appends to a history if room is left for the changes that may have to follow.
    ///
    /// Each status leaves room for its own endings, so what takes rights away always finds the room that the change
    /// before it left.
    fn record<Change>(
        history: &mut BoundedVec<Change, T::MaxHistory>,
        change: Change,
        endings_ahead: usize,
    ) -> DispatchResult {
        let needed = history.len().saturating_add(1).saturating_add(endings_ahead);
        ensure!(needed <= T::MaxHistory::get() as usize, Error::<T>::HistoryFull);
        history.try_push(change).map_err(|_| Error::<T>::HistoryFull)?;
        Ok(())
    }
}

/// Organisations and their admins.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_admit_organisation(
        kind: OrganisationKind,
        admin: T::AccountId,
        name: Vec<u8>,
        institution_code: Vec<u8>,
        now: Moment,
    ) -> Result<OrganisationId, DispatchError> {
        let name = Self::checked_name(name)?;
        let institution_code = Self::checked_code(institution_code)?;
        ensure!(!InstitutionCodes::<T>::contains_key(&institution_code), Error::<T>::CodeTaken);
        ensure!(T::Electorate::has_room(), Error::<T>::ElectorateFull);

        let organisation = NextOrganisationId::<T>::get();
        let next = organisation.checked_add(1).ok_or(Error::<T>::IdentifiersExhausted)?;
        Self::lapse_seat_if_over(&admin, now);
        Self::ensure_fit_for_admin(&admin, organisation)?;

        NextOrganisationId::<T>::put(next);
        InstitutionCodes::<T>::insert(&institution_code, organisation);
        Self::install_admin(&admin, organisation)?;
        Organisations::<T>::insert(
            organisation,
            Organisation {
                kind,
                admin: admin.clone(),
                status: OrganisationStatus::Active,
                name,
                institution_code,
                admitted_at: now,
                compromised: BoundedVec::new(),
            },
        );
        Self::record_organisation(organisation, OrganisationStatus::Active, None, now)?;
        T::Electorate::enfranchise(&admin);
        Self::deposit_event(Event::OrganisationAdmitted { organisation, kind, admin });
        Ok(organisation)
    }

    pub(crate) fn do_suspend_organisation(
        organisation: OrganisationId,
        reason: OrganisationReason,
        now: Moment,
    ) -> DispatchResult {
        Self::change_organisation(organisation, |record| {
            ensure!(record.status == OrganisationStatus::Active, Error::<T>::OrganisationSuspended);
            record.status = OrganisationStatus::Suspended;
            Self::record_organisation(organisation, record.status, Some(reason), now)?;
            T::Electorate::disenfranchise(&record.admin);
            Ok(())
        })?;
        Self::deposit_event(Event::OrganisationSuspended { organisation, reason });
        Ok(())
    }

    pub(crate) fn do_reinstate_organisation(organisation: OrganisationId, now: Moment) -> DispatchResult {
        Self::change_organisation(organisation, |record| {
            ensure!(record.status == OrganisationStatus::Suspended, Error::<T>::OrganisationNotSuspended);
            ensure!(T::Electorate::has_room(), Error::<T>::ElectorateFull);
            record.status = OrganisationStatus::Active;
            Self::record_organisation(organisation, record.status, None, now)?;
            T::Electorate::enfranchise(&record.admin);
            Ok(())
        })?;
        Self::deposit_event(Event::OrganisationReinstated { organisation });
        Ok(())
    }

    pub(crate) fn do_remove_organisation(
        organisation: OrganisationId,
        reason: OrganisationReason,
        now: Moment,
    ) -> DispatchResult {
        Self::change_organisation(organisation, |record| {
            // A suspended one has no vote any more.
            if record.status == OrganisationStatus::Active {
                T::Electorate::disenfranchise(&record.admin);
            }
            record.status = OrganisationStatus::Removed;
            Self::dismiss_admin(&record.admin);
            Self::record_organisation(organisation, record.status, Some(reason), now)
        })?;
        Self::deposit_event(Event::OrganisationRemoved { organisation, reason });
        Ok(())
    }

    pub(crate) fn do_replace_admin(
        organisation: OrganisationId,
        new: T::AccountId,
        compromised_since: Option<Moment>,
        now: Moment,
    ) -> DispatchResult {
        Self::change_organisation(organisation, |record| {
            ensure!(compromised_since.is_none_or(|since| since <= now), Error::<T>::MomentInFuture);
            let old = Self::exchange_admin(organisation, record, &new, now)?;
            if let Some(since) = compromised_since {
                Self::add_compromised_span(record, CompromisedSpan { since, until: now });
                Self::mark_compromised(organisation, &old, since, now);
            }
            Self::deposit_event(Event::AdminReplaced { organisation, old, new, compromised_since });
            Ok(())
        })
    }

    pub(crate) fn do_rotate_admin(admin: Actor<T::AccountId>, new: T::AccountId, now: Moment) -> DispatchResult {
        let organisation = admin.organisation;
        Self::change_organisation(organisation, |record| {
            let old = Self::exchange_admin(organisation, record, &new, now)?;
            Self::deposit_event(Event::AdminRotated { organisation, old, new });
            Ok(())
        })
    }

    /// Changes an organisation that is not removed.
    fn change_organisation(
        organisation: OrganisationId,
        change: impl FnOnce(&mut Organisation<T>) -> DispatchResult,
    ) -> DispatchResult {
        Organisations::<T>::try_mutate(organisation, |entry| {
            let record = entry.as_mut().ok_or(Error::<T>::UnknownOrganisation)?;
            ensure!(record.status != OrganisationStatus::Removed, Error::<T>::OrganisationRemoved);
            change(record)
        })
    }

    fn record_organisation(
        organisation: OrganisationId,
        status: OrganisationStatus,
        reason: Option<OrganisationReason>,
        since: Moment,
    ) -> DispatchResult {
        OrganisationHistory::<T>::try_mutate(organisation, |history| {
            Self::record(history, OrganisationChange { status, reason, since }, status.endings_ahead())
        })
    }

    /// Whether `account` can become the admin of `organisation`: it may have a seat there, and no other role.
    fn ensure_fit_for_admin(account: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        ensure!(!CompromisedKeys::<T>::contains_key(account), Error::<T>::AccountCompromised);
        ensure!(!Admins::<T>::contains_key(account), Error::<T>::AccountIsAdmin);
        ensure!(!Self::is_sponsored(account), Error::<T>::AccountIsHolder);
        let has_seat_elsewhere = Seats::<T>::get(account).is_some_and(|seat| seat.organisation != organisation);
        ensure!(!has_seat_elsewhere, Error::<T>::AccountIsSeat);
        Ok(())
    }

    /// Puts `new` in the place of the admin, and returns who was it.
    fn exchange_admin(
        organisation: OrganisationId,
        record: &mut Organisation<T>,
        new: &T::AccountId,
        now: Moment,
    ) -> Result<T::AccountId, DispatchError> {
        Self::lapse_seat_if_over(new, now);
        Self::ensure_fit_for_admin(new, organisation)?;
        let old = core::mem::replace(&mut record.admin, new.clone());
        Self::dismiss_admin(&old);
        Self::install_admin(new, organisation)?;
        if record.status == OrganisationStatus::Active {
            T::Electorate::hand_over(&old, new);
        }
        Ok(old)
    }

    fn install_admin(account: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        Admins::<T>::insert(account, organisation);
        Self::admit(account, Role::Admin)
    }

    fn dismiss_admin(account: &T::AccountId) {
        Admins::<T>::remove(account);
        Self::dismiss(account, Role::Admin);
    }

    /// Adds a span in which the admin key was in the wrong hands. Where no room is left the newest span is widened: that
    /// voids more than necessary, and never less.
    fn add_compromised_span(record: &mut Organisation<T>, span: CompromisedSpan) {
        if let Err(span) = record.compromised.try_push(span)
            && let Some(newest) = record.compromised.last_mut()
        {
            newest.since = newest.since.min(span.since);
            newest.until = newest.until.max(span.until);
        }
    }

    fn checked_name(name: Vec<u8>) -> Result<BoundedVec<u8, T::MaxNameLength>, DispatchError> {
        let text = core::str::from_utf8(&name).map_err(|_| Error::<T>::NameInvalid)?;
        let is_clean = !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control);
        ensure!(is_clean, Error::<T>::NameInvalid);
        name.try_into().map_err(|_| Error::<T>::NameTooLong.into())
    }

    fn checked_code(code: Vec<u8>) -> Result<BoundedVec<u8, T::MaxCodeLength>, DispatchError> {
        ensure!(!code.is_empty() && code.iter().all(u8::is_ascii_graphic), Error::<T>::CodeInvalid);
        code.try_into().map_err(|_| Error::<T>::CodeTooLong.into())
    }
}

/// Licences.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_grant_licence(
        authority: OrganisationId,
        profession: Profession,
        person: Commitment,
        valid_from: Moment,
        valid_until: Moment,
        now: Moment,
    ) -> Result<LicenceId, DispatchError> {
        ensure!(valid_from < valid_until, Error::<T>::IntervalEmpty);
        ensure!(now < valid_until, Error::<T>::IntervalOver);
        ensure!(!LicencesByPerson::<T>::contains_key((authority, person)), Error::<T>::PersonAlreadyLicensed);
        let id = NextLicenceId::<T>::get();
        let next = id.checked_add(1).ok_or(Error::<T>::IdentifiersExhausted)?;

        let licence = Licence { authority, profession, person, valid_from, valid_until, status: LicenceStatus::Active };
        NextLicenceId::<T>::put(next);
        LicencesByPerson::<T>::insert((authority, person), id);
        Licences::<T>::insert(id, licence);
        Self::record_licence(id, &licence, None, now)?;
        Self::deposit_event(Event::LicenceGranted { licence: id, authority, profession });
        Ok(id)
    }

    pub(crate) fn do_suspend_licence(
        authority: OrganisationId,
        licence: LicenceId,
        reason: LicenceReason,
        now: Moment,
    ) -> DispatchResult {
        Self::change_licence(authority, licence, |record| {
            ensure!(record.status == LicenceStatus::Active, Error::<T>::LicenceSuspended);
            record.status = LicenceStatus::Suspended;
            Self::record_licence(licence, record, Some(reason), now)
        })?;
        Self::deposit_event(Event::LicenceSuspended { licence, reason });
        Ok(())
    }

    pub(crate) fn do_reinstate_licence(authority: OrganisationId, licence: LicenceId, now: Moment) -> DispatchResult {
        Self::change_licence(authority, licence, |record| {
            ensure!(record.status == LicenceStatus::Suspended, Error::<T>::LicenceNotSuspended);
            record.status = LicenceStatus::Active;
            Self::record_licence(licence, record, None, now)
        })?;
        Self::deposit_event(Event::LicenceReinstated { licence });
        Ok(())
    }

    pub(crate) fn do_revoke_licence(
        authority: OrganisationId,
        licence: LicenceId,
        reason: LicenceReason,
        now: Moment,
    ) -> DispatchResult {
        Self::change_licence(authority, licence, |record| {
            record.status = LicenceStatus::Revoked;
            Self::record_licence(licence, record, Some(reason), now)
        })?;
        Self::deposit_event(Event::LicenceRevoked { licence, reason });
        Ok(())
    }

    pub(crate) fn do_extend_licence(
        authority: OrganisationId,
        licence: LicenceId,
        valid_until: Moment,
        now: Moment,
    ) -> DispatchResult {
        Self::change_licence(authority, licence, |record| {
            ensure!(record.valid_until < valid_until, Error::<T>::LicenceNotExtended);
            ensure!(now < valid_until, Error::<T>::IntervalOver);
            record.valid_until = valid_until;
            // A suspension goes on, and so does its reason.
            let reason = LicenceHistory::<T>::get(licence).last().and_then(|change| change.reason);
            Self::record_licence(licence, record, reason, now)
        })?;
        Self::deposit_event(Event::LicenceExtended { licence, valid_until });
        Ok(())
    }

    /// Changes a licence of `authority` that is not revoked.
    fn change_licence(
        authority: OrganisationId,
        licence: LicenceId,
        change: impl FnOnce(&mut Licence) -> DispatchResult,
    ) -> DispatchResult {
        Licences::<T>::try_mutate(licence, |entry| {
            let record = entry.as_mut().ok_or(Error::<T>::UnknownLicence)?;
            ensure!(record.authority == authority, Error::<T>::LicenceOfAnotherAuthority);
            ensure!(record.status != LicenceStatus::Revoked, Error::<T>::LicenceRevoked);
            change(record)
        })
    }

    fn record_licence(
        licence: LicenceId,
        record: &Licence,
        reason: Option<LicenceReason>,
        since: Moment,
    ) -> DispatchResult {
        let Licence { status, valid_until, .. } = *record;
        LicenceHistory::<T>::try_mutate(licence, |history| {
            Self::record(history, LicenceChange { status, reason, valid_until, since }, status.endings_ahead())
        })
    }
}

/// Seats.
impl<T: Config> Pallet<T> {
    pub(crate) fn do_grant_seat(account: T::AccountId, seat: Seat) -> DispatchResult {
        let Seat { organisation, capacities, granted_at, valid_from, valid_until, licence } = seat;
        if let Some(end) = valid_until {
            ensure!(valid_from < end, Error::<T>::IntervalEmpty);
            ensure!(granted_at < end, Error::<T>::IntervalOver);
        }
        Self::ensure_capacities_fit(&seat)?;
        Self::lapse_seat_if_over(&account, granted_at);
        Self::ensure_fit_for_seat(&account, organisation)?;

        SeatHistory::<T>::try_mutate(&account, |history| {
            // Ending the seat closes this entry and needs no further one.
            Self::record(history, SeatInterval { seat, until: None, compromised_since: None }, 0)
        })?;
        Seats::<T>::insert(&account, seat);
        Self::admit(&account, Role::Seat)?;
        Self::deposit_event(Event::SeatGranted { organisation, account, capacities, licence });
        Ok(())
    }

    pub(crate) fn do_withdraw_seat(organisation: OrganisationId, account: T::AccountId, now: Moment) -> DispatchResult {
        let seat = Seats::<T>::get(&account).ok_or(Error::<T>::NoSeat)?;
        ensure!(seat.organisation == organisation, Error::<T>::SeatOfAnotherOrganisation);
        Self::end_seat(&account, now);
        Self::deposit_event(Event::SeatWithdrawn { organisation, account });
        Ok(())
    }

    pub(crate) fn do_report_seat_compromise(
        organisation: OrganisationId,
        account: T::AccountId,
        since: Moment,
        now: Moment,
    ) -> DispatchResult {
        ensure!(since <= now, Error::<T>::MomentInFuture);
        // Reporting one's own key and keeping it would leave the organisation in the thief's hands: rotate first.
        ensure!(Admins::<T>::get(&account) != Some(organisation), Error::<T>::AccountIsAdmin);
        let history = SeatHistory::<T>::get(&account);
        let own = history
            .iter()
            .find(|interval| interval.seat.organisation == organisation)
            .ok_or(Error::<T>::NeverSeated)?;
        ensure!(own.compromised_since.is_none_or(|known| since < known), Error::<T>::CompromiseNotEarlier);

        Self::mark_compromised(organisation, &account, since, now);
        Ok(())
    }

    pub(crate) fn do_reclaim_account(account: T::AccountId, now: Moment) -> DispatchResult {
        if !Self::lapse_seat_if_over(&account, now) {
            Self::reclaim(&account)?;
            Self::deposit_event(Event::AccountReclaimed { account });
        }
        Ok(())
    }

    /// Whether organisation and licence permit each capacity of the seat. Judged again whenever the seat is used.
    fn ensure_capacities_fit(seat: &Seat) -> DispatchResult {
        ensure!(!seat.capacities.is_empty(), Error::<T>::NoCapacities);
        ensure!(seat.capacities.is_known(), Error::<T>::UnknownCapacity);
        let organisation = Organisations::<T>::get(seat.organisation).ok_or(Error::<T>::UnknownOrganisation)?;
        ensure!(!organisation.voids_grant_at(seat.granted_at), Error::<T>::GrantVoid);
        let licence = match seat.licence {
            Some(id) => Some(Licences::<T>::get(id).ok_or(Error::<T>::UnknownLicence)?),
            None => None,
        };
        ensure!(licence.is_none_or(|licence| licence.status != LicenceStatus::Revoked), Error::<T>::LicenceRevoked);

        for capacity in seat.capacities.iter() {
            ensure!(T::Entitlements::kinds(capacity).contains(&organisation.kind), Error::<T>::KindNotEntitled);
            if let Some(professions) = T::Entitlements::professions(capacity) {
                let licence = licence.ok_or(Error::<T>::LicenceRequired)?;
                ensure!(professions.contains(&licence.profession), Error::<T>::ProfessionNotEntitled);
            }
        }
        Ok(())
    }

    /// Whether `account` can take a seat of `organisation`: it may be its admin, and have no other role.
    fn ensure_fit_for_seat(account: &T::AccountId, organisation: OrganisationId) -> DispatchResult {
        ensure!(!CompromisedKeys::<T>::contains_key(account), Error::<T>::AccountCompromised);
        ensure!(!Self::is_sponsored(account), Error::<T>::AccountIsHolder);
        ensure!(Admins::<T>::get(account).is_none_or(|own| own == organisation), Error::<T>::AccountIsAdmin);
        match Seats::<T>::get(account) {
            None => Ok(()),
            Some(seat) if seat.organisation == organisation => Err(Error::<T>::SeatExists.into()),
            Some(_) => Err(Error::<T>::AccountIsSeat.into()),
        }
    }

    /// Ends the account's live seat, if it has one.
    fn end_seat(account: &T::AccountId, now: Moment) {
        Seats::<T>::remove(account);
        SeatHistory::<T>::mutate(account, |history| {
            if let Some(interval) = history.iter_mut().rfind(|interval| interval.until.is_none()) {
                interval.until = Some(now);
            }
        });
        Self::dismiss(account, Role::Seat);
    }

    /// Ends a seat that can never be used again, because its interval is over or its organisation removed.
    fn lapse_seat_if_over(account: &T::AccountId, now: Moment) -> bool {
        let Some(seat) = Seats::<T>::get(account) else { return false };
        let organisation = seat.organisation;
        let is_over = seat.valid_until.is_some_and(|end| end <= now)
            || Organisations::<T>::get(organisation).is_none_or(|record| record.status == OrganisationStatus::Removed);
        if is_over {
            Self::end_seat(account, now);
            Self::deposit_event(Event::SeatLapsed { organisation, account: account.clone() });
        }
        is_over
    }

    /// Voids what the key of `account` signed for `organisation` since then, and ends its seat there. The organisation
    /// has no say in what the key signed for others; but nobody admits the key again.
    fn mark_compromised(organisation: OrganisationId, account: &T::AccountId, since: Moment, now: Moment) {
        if Seats::<T>::get(account).is_some_and(|seat| seat.organisation == organisation) {
            Self::end_seat(account, now);
        }
        let earliest = |known: Option<Moment>| Some(known.map_or(since, |known| known.min(since)));
        SeatHistory::<T>::mutate_exists(account, |entry| {
            let own = entry.iter_mut().flatten().filter(|interval| interval.seat.organisation == organisation);
            let count = own.map(|interval| interval.compromised_since = earliest(interval.compromised_since)).count();
            if count > 0 {
                Self::deposit_event(Event::SeatCompromised { organisation, account: account.clone(), since });
            }
        });
        CompromisedKeys::<T>::mutate(account, |known| *known = earliest(*known));
    }
}
