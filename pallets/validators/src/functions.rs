//! What calls do. Who may ask for it by governance was decided by the call.

use crate::{
    Candidate, Candidates, Config, Error, Event, Floor, Pallet, Slots,
    types::{Predecessor, Standing},
};
use bogam_primitives::{
    OrganisationId,
    traits::{Members, Organisations},
};
use frame_support::{
    ensure,
    traits::{Get, ValidatorRegistration},
};
use frame_system::RawOrigin;
use pallet_session::{Pallet as Session, QueuedKeys};
use sp_runtime::DispatchResult;
use sp_staking::SessionIndex;

impl<T: Config> Pallet<T> {
    /// The current session.
    pub(crate) fn session() -> SessionIndex {
        Session::<T>::current_index()
    }

    pub(crate) fn has_keys(account: &T::AccountId) -> bool {
        <Session<T> as ValidatorRegistration<T::AccountId>>::is_registered(account)
    }

    /// How many validators the organisation may run.
    pub(crate) fn slots_of(organisation: OrganisationId) -> u32 {
        Slots::<T>::get(organisation).unwrap_or_else(T::DefaultSlots::get)
    }

    /// How many it runs that are there to stay.
    pub(crate) fn slots_used(organisation: OrganisationId) -> u32 {
        used(&Candidates::<T>::get(), organisation)
    }

    pub(crate) fn do_admit(organisation: OrganisationId, validator: T::AccountId) -> DispatchResult {
        ensure!(T::Organisations::kind(organisation).is_some(), Error::<T>::OrganisationNotActive);
        ensure!(T::Members::organisation(&validator) == Some(organisation), Error::<T>::AccountNotOfOrganisation);
        ensure!(Self::has_keys(&validator), Error::<T>::NoSessionKeys);

        Candidates::<T>::try_mutate(|candidates| -> DispatchResult {
            let admitted = Candidate::admitted(validator.clone(), organisation, Self::session());
            let has_slot = used(candidates, organisation) < Self::slots_of(organisation);
            match candidates.iter_mut().find(|candidate| candidate.account == validator) {
                None => {
                    ensure!(has_slot, Error::<T>::NoSlotLeft);
                    candidates.try_push(admitted).map_err(|_| Error::<T>::TooManyValidators)?;
                }
                // It was to leave for good, and the floor has retained it.
                Some(retained) => {
                    let was_expelled =
                        matches!(retained.standing, Standing::Removed { .. } | Standing::Offender { .. });
                    ensure!(was_expelled, Error::<T>::AlreadyValidator);
                    ensure!(has_slot, Error::<T>::NoSlotLeft);
                    *retained = admitted;
                }
            }
            Ok(())
        })?;
        Self::deposit_event(Event::Admitted { validator, organisation });
        Ok(())
    }

    pub(crate) fn do_remove(validator: T::AccountId) -> DispatchResult {
        Self::change(&validator, |candidate| {
            candidate.ensure_not_expelled::<T>()?;
            candidate.standing = Standing::Removed { since: Self::session() };
            Ok(())
        })?;
        Self::deposit_event(Event::Removed { validator });
        Ok(())
    }

    pub(crate) fn do_leave(who: T::AccountId, validator: T::AccountId) -> DispatchResult {
        Self::change(&validator, |candidate| {
            Self::ensure_operator(&who, candidate)?;
            candidate.ensure_not_expelled::<T>()?;
            ensure!(!candidate.standing.is_final(), Error::<T>::AlreadyLeaving);
            candidate.standing = Standing::Leaving { since: Self::session() };
            Ok(())
        })?;
        Self::deposit_event(Event::Leaving { validator });
        Ok(())
    }

    pub(crate) fn do_rejoin(who: T::AccountId, validator: T::AccountId) -> DispatchResult {
        Candidates::<T>::try_mutate(|candidates| -> DispatchResult {
            let candidate =
                candidates.iter().find(|candidate| candidate.account == validator).ok_or(Error::<T>::NotValidator)?;
            Self::ensure_operator(&who, candidate)?;
            candidate.ensure_not_expelled::<T>()?;
            match candidate.standing {
                Standing::Leaving { .. } => {
                    // Whoever leaves has given its slot up, and somebody else of the organisation may have taken it.
                    let organisation = candidate.organisation;
                    let has_slot = used(candidates, organisation) < Self::slots_of(organisation);
                    ensure!(has_slot, Error::<T>::NoSlotLeft);
                }
                Standing::Offline { .. } => (),
                _ => return Err(Error::<T>::NotAway.into()),
            }
            for candidate in candidates.iter_mut().filter(|candidate| candidate.account == validator) {
                candidate.standing = Standing::Serving;
                candidate.idle_sessions = 0;
            }
            Ok(())
        })?;
        Self::deposit_event(Event::Returned { validator });
        Ok(())
    }

    pub(crate) fn do_move(who: T::AccountId, validator: T::AccountId, successor: T::AccountId) -> DispatchResult {
        let is_known = Candidates::<T>::get().iter().any(|candidate| candidate.account == successor);
        Self::change(&validator, |candidate| {
            let administered = T::Members::administered(&who);
            ensure!(administered == Some(candidate.organisation), Error::<T>::NotAdmin);
            candidate.ensure_not_expelled::<T>()?;
            ensure!(!is_known, Error::<T>::AlreadyValidator);
            let organisation = T::Members::organisation(&successor);
            ensure!(organisation == Some(candidate.organisation), Error::<T>::AccountNotOfOrganisation);
            ensure!(Self::has_keys(&successor), Error::<T>::NoSessionKeys);
            let session = Self::session();
            let is_reportable = |predecessor: &Predecessor<T::AccountId>| {
                session <= predecessor.until.saturating_add(T::HistoryDepth::get())
            };
            ensure!(!candidate.predecessor.as_ref().is_some_and(is_reportable), Error::<T>::MovedRecently);

            candidate.predecessor = Some(Predecessor { account: validator.clone(), until: session });
            candidate.account = successor.clone();
            candidate.blocks_in_last_session = 0;
            candidate.idle_sessions = 0;
            if matches!(candidate.standing, Standing::Offline { .. }) {
                candidate.standing = Standing::Serving;
            }
            Ok(())
        })?;
        Self::deposit_event(Event::Moved { from: validator, to: successor });
        Ok(())
    }

    pub(crate) fn do_release_keys(who: T::AccountId, account: T::AccountId) -> DispatchResult {
        ensure!(Self::has_keys(&account), Error::<T>::NoSessionKeys);
        let may = who == account || T::Members::organisation(&account).is_none();
        ensure!(may, Error::<T>::KeysOfMember);
        let is_used = Candidates::<T>::get().iter().any(|candidate| candidate.account == account)
            || Session::<T>::validators().contains(&account)
            || QueuedKeys::<T>::get().iter().any(|(validator, _)| *validator == account);
        ensure!(!is_used, Error::<T>::KeysInUse);

        Session::<T>::purge_keys(RawOrigin::Signed(account.clone()).into())?;
        Self::deposit_event(Event::KeysReleased { account });
        Ok(())
    }

    pub(crate) fn do_set_floor(floor: u32) -> DispatchResult {
        ensure!(floor >= T::LeastFloor::get(), Error::<T>::FloorTooLow);
        let present = Self::judged().iter().filter(|(_, absence)| absence.is_none()).count();
        let serving = Session::<T>::validators().len().min(QueuedKeys::<T>::get().len()).min(present);
        ensure!(floor as usize <= serving, Error::<T>::FloorAboveSet);
        Floor::<T>::put(floor);
        Self::deposit_event(Event::FloorSet { floor });
        Ok(())
    }

    pub(crate) fn do_set_slots(organisation: OrganisationId, slots: u32) -> DispatchResult {
        ensure!(!T::Members::is_gone(organisation), Error::<T>::OrganisationNotActive);
        ensure!(slots <= T::MaxSlots::get(), Error::<T>::TooManySlots);
        ensure!(slots >= Self::slots_used(organisation), Error::<T>::SlotsInUse);
        if slots == T::DefaultSlots::get() {
            Slots::<T>::remove(organisation);
        } else {
            Slots::<T>::insert(organisation, slots);
        }
        Self::deposit_event(Event::SlotsSet { organisation, slots });
        Ok(())
    }

    /// Changes one validator.
    fn change(
        validator: &T::AccountId,
        change: impl FnOnce(&mut Candidate<T::AccountId>) -> DispatchResult,
    ) -> DispatchResult {
        Candidates::<T>::try_mutate(|candidates| {
            let candidate = candidates
                .iter_mut()
                .find(|candidate| candidate.account == *validator)
                .ok_or(Error::<T>::NotValidator)?;
            change(candidate)
        })
    }

    /// The validator itself, as long as it acts for the organisation, or the organisation's admin.
    fn ensure_operator(who: &T::AccountId, candidate: &Candidate<T::AccountId>) -> DispatchResult {
        let own = Some(candidate.organisation);
        let is_itself = *who == candidate.account && T::Members::organisation(who) == own;
        ensure!(is_itself || T::Members::administered(who) == own, Error::<T>::NotOperator);
        Ok(())
    }
}

impl<AccountId> Candidate<AccountId> {
    fn ensure_not_expelled<T: Config>(&self) -> DispatchResult {
        let is_expelled = matches!(self.standing, Standing::Removed { .. } | Standing::Offender { .. });
        ensure!(!is_expelled, Error::<T>::AlreadyRemoved);
        Ok(())
    }
}

/// How many of `candidates` the organisation runs that are there to stay.
fn used<AccountId>(candidates: &[Candidate<AccountId>], organisation: OrganisationId) -> u32 {
    let own =
        |candidate: &&Candidate<AccountId>| candidate.organisation == organisation && !candidate.standing.is_final();
    // There are at most `MaxValidators` of them.
    candidates.iter().filter(own).count() as u32
}
