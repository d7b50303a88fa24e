//! What happens at session changes, with blocks, and with offences. Everything here runs in hooks: nothing can fail.

use crate::{Absence, Authored, Candidate, Candidates, Config, Event, Floor, Pallet, WeightInfo, types::Standing};
use alloc::{collections::BTreeMap, vec::Vec};
use bogam_primitives::traits::{Members, Organisations};
use frame_support::{dispatch::DispatchClass, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_session::{
    Pallet as Session, QueuedKeys, SessionManager,
    historical::{self, IdentificationTuple, StoredRange},
};
use sp_runtime::Perbill;
use sp_staking::{
    SessionIndex,
    offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
};

/// The most roots that one session change prunes. One is usual; more are left only when an upgrade shortens the history.
const MOST_ROOTS_PRUNED: SessionIndex = 8;

/// What is planned for a session, by the places of the validators in the list.
pub(crate) struct Plan {
    /// Who serves, in ascending order.
    pub chosen: Vec<usize>,
    /// Who of them is not to serve, and why.
    pub retained: Vec<(usize, Absence)>,
}

impl Plan {
    /// Chooses whoever is present, and as many of the others as the floor asks for, the least harmful first and then the
    /// longest admitted. Whoever has no keys cannot be chosen.
    fn new(absences: &[Option<Absence>], floor: usize) -> Self {
        let mut chosen = Vec::new();
        let mut away = Vec::new();
        for (place, absence) in absences.iter().enumerate() {
            match absence {
                None => chosen.push(place),
                Some(Absence::NoKeys) => (),
                Some(absence) => away.push((*absence, place)),
            }
        }
        away.sort_unstable();
        let missing = floor.saturating_sub(chosen.len());
        let retained = away.into_iter().take(missing).map(|(absence, place)| (place, absence)).collect::<Vec<_>>();
        chosen.extend(retained.iter().map(|(place, _)| *place));
        chosen.sort_unstable();
        Self { chosen, retained }
    }
}

impl<T: Config> Pallet<T> {
    /// Why a validator is not to serve as of now, if it is not: the gravest of the reasons.
    pub(crate) fn absence(candidate: &Candidate<T::AccountId>) -> Option<Absence> {
        let reasons = [
            candidate.standing.absence(),
            T::Organisations::kind(candidate.organisation).is_none().then_some(Absence::OrganisationInactive),
            (T::Members::organisation(&candidate.account) != Some(candidate.organisation))
                .then_some(Absence::AccountNotOfOrganisation),
            (!Self::has_keys(&candidate.account)).then_some(Absence::NoKeys),
        ];
        reasons.into_iter().flatten().max()
    }

    /// All validators that have not left, each with its absence.
    pub(crate) fn judged() -> Vec<(Candidate<T::AccountId>, Option<Absence>)> {
        let judge = |candidate| {
            let absence = Self::absence(&candidate);
            (candidate, absence)
        };
        Candidates::<T>::get().into_iter().map(judge).collect()
    }

    /// What would be planned now.
    pub(crate) fn plan(judged: &[(Candidate<T::AccountId>, Option<Absence>)]) -> Plan {
        let absences = judged.iter().map(|(_, absence)| *absence).collect::<Vec<_>>();
        Plan::new(&absences, Floor::<T>::get() as usize)
    }

    /// Plans `session`, and lets go whoever leaves for good and is not needed.
    ///
    /// `None` stands for the set as it is, with the keys as they are: then consensus need not change anything.
    fn plan_session(session: SessionIndex) -> Option<Vec<T::AccountId>> {
        let judged = Self::judged();
        let Plan { chosen, retained } = Self::plan(&judged);
        let planned = chosen.iter().filter_map(|place| judged.get(*place));
        let planned = planned.map(|(candidate, _)| candidate.account.clone()).collect::<Vec<_>>();
        if planned.is_empty() {
            // Only where genesis names no validators: keys of validators stay. The session pallet's own set goes on.
            return None;
        }

        for (place, absence) in retained {
            if let Some((candidate, _)) = judged.get(place) {
                let validator = candidate.account.clone();
                Self::deposit_event(Event::Retained { validator, absence, session });
            }
        }
        Candidates::<T>::mutate(|candidates| {
            candidates.retain(|candidate| {
                let is_over = candidate.standing.is_final() || T::Members::is_gone(candidate.organisation);
                let leaves = is_over && !planned.contains(&candidate.account);
                if leaves {
                    Self::deposit_event(Event::Departed { validator: candidate.account.clone(), session });
                }
                !leaves
            });
        });

        // At this moment these are still the keys of the session that has just started.
        let current = QueuedKeys::<T>::get();
        let is_unchanged = current.len() == planned.len()
            && current.iter().zip(&planned).all(|((validator, keys), account)| {
                validator == account && Session::<T>::load_keys(account).as_ref() == Some(keys)
            });
        (!is_unchanged).then_some(planned)
    }

    /// Genesis: everybody, unseen. The registry, which could tell the organisations, comes later.
    fn plan_genesis() -> Option<Vec<T::AccountId>> {
        let accounts = Candidates::<T>::get().into_iter().map(|candidate| candidate.account).collect::<Vec<_>>();
        assert!(accounts.iter().all(Self::has_keys), "genesis: a validator has no session keys");
        (!accounts.is_empty()).then_some(accounts)
    }

    /// Judges everybody by the blocks of the session that ends.
    fn tally(session: SessionIndex) {
        // No more entries than validators: only they author.
        let authored = Authored::<T>::drain().collect::<BTreeMap<_, _>>();
        let active = Session::<T>::validators();
        let blocks = authored.values().fold(0u32, |sum, own| sum.saturating_add(*own));
        let needed = T::LeastTurns::get().saturating_mul(active.len() as u32);
        let is_telling = blocks >= needed;

        Candidates::<T>::mutate(|candidates| {
            for candidate in candidates.iter_mut() {
                let own = authored.get(&candidate.account).copied().unwrap_or_default();
                candidate.blocks_in_last_session = own;
                if own > 0 {
                    candidate.idle_sessions = 0;
                    if matches!(candidate.standing, Standing::Offline { .. }) {
                        candidate.standing = Standing::Serving;
                        Self::deposit_event(Event::Returned { validator: candidate.account.clone() });
                    }
                } else if is_telling && active.contains(&candidate.account) {
                    candidate.idle_sessions = candidate.idle_sessions.saturating_add(1);
                    let is_offline = candidate.idle_sessions >= T::OfflineSessions::get();
                    if is_offline && candidate.standing == Standing::Serving {
                        candidate.standing = Standing::Offline { since: session };
                        let validator = candidate.account.clone();
                        Self::deposit_event(Event::SetAside { validator, session });
                    }
                }
            }
        });
    }

    /// Disables again those offenders whom the floor has retained: a change of the set has enabled everybody.
    fn keep_offenders_disabled() {
        for candidate in Candidates::<T>::get() {
            if matches!(candidate.standing, Standing::Offender { .. }) {
                Self::disable(candidate.account);
            }
        }
    }

    /// Disables a validator, if it serves in this session and not too many are disabled already.
    fn disable(validator: T::AccountId) {
        Session::<T>::report_offence(validator, OffenceSeverity::max_severity());
    }

    /// Removes the roots of sessions in which offences cannot be reported any more.
    fn prune_roots(session: SessionIndex) {
        let Some((first, _)) = StoredRange::<T>::get() else { return };
        let until = session.saturating_sub(T::HistoryDepth::get()).min(first.saturating_add(MOST_ROOTS_PRUNED));
        if until > first {
            historical::Pallet::<T>::prune_up_to(until);
        }
    }

    fn handle_offence(offender: &T::AccountId, session: SessionIndex) {
        let current = Self::session();
        let held_against = Candidates::<T>::mutate(|candidates| {
            let concerns = |candidate: &Candidate<T::AccountId>| {
                let moved = candidate.predecessor.as_ref().is_some_and(|former| former.account == *offender);
                candidate.account == *offender || moved
            };
            let is_known = candidates.iter().any(concerns);
            // At most one of them was there at the time: its own account counts before the one that another has left.
            let own = |candidate: &Candidate<T::AccountId>| candidate.account == *offender;
            let in_time = |candidate: &Candidate<T::AccountId>| candidate.admitted_in <= session;
            let place = candidates
                .iter()
                .position(|candidate| own(candidate) && in_time(candidate))
                .or_else(|| candidates.iter().position(|candidate| concerns(candidate) && in_time(candidate)));
            match place.and_then(|place| candidates.get_mut(place)) {
                Some(candidate) => {
                    let is_new = !matches!(candidate.standing, Standing::Offender { .. });
                    if is_new {
                        candidate.standing = Standing::Offender { since: current };
                    }
                    Some((Some(candidate.account.clone()), is_new))
                }
                // It was admitted later, and that was governance's word on what it did before.
                None if is_known => None,
                // It has left, and may still serve until the planned sessions are over.
                None => Some((None, true)),
            }
        });

        let Some((serving_as, is_new)) = held_against else { return };
        if is_new {
            Self::deposit_event(Event::Equivocated { validator: offender.clone(), session });
        }
        if let Some(account) = serving_as.filter(|account| account != offender) {
            Self::disable(account);
        }
        Self::disable(offender.clone());
    }
}

impl<T: Config> SessionManager<T::AccountId> for Pallet<T> {
    fn new_session(new_index: SessionIndex) -> Option<Vec<T::AccountId>> {
        Self::plan_session(new_index)
    }

    fn new_session_genesis(_: SessionIndex) -> Option<Vec<T::AccountId>> {
        Self::plan_genesis()
    }

    fn start_session(start_index: SessionIndex) {
        Self::keep_offenders_disabled();
        Self::prune_roots(start_index);
    }

    fn end_session(end_index: SessionIndex) {
        Self::tally(end_index);
    }
}

/// The same, for the historical sessions to note the roots.
impl<T: Config> historical::SessionManager<T::AccountId, ()> for Pallet<T> {
    fn new_session(new_index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        identified(<Self as SessionManager<T::AccountId>>::new_session(new_index))
    }

    fn new_session_genesis(new_index: SessionIndex) -> Option<Vec<(T::AccountId, ())>> {
        identified(<Self as SessionManager<T::AccountId>>::new_session_genesis(new_index))
    }

    fn start_session(start_index: SessionIndex) {
        <Self as SessionManager<T::AccountId>>::start_session(start_index);
    }

    fn end_session(end_index: SessionIndex) {
        <Self as SessionManager<T::AccountId>>::end_session(end_index);
    }
}

fn identified<AccountId>(set: Option<Vec<AccountId>>) -> Option<Vec<(AccountId, ())>> {
    set.map(|accounts| accounts.into_iter().map(|account| (account, ())).collect())
}

impl<T: Config> pallet_authorship::EventHandler<T::AccountId, BlockNumberFor<T>> for Pallet<T> {
    fn note_author(author: T::AccountId) {
        Authored::<T>::mutate(author, |blocks| *blocks = blocks.saturating_add(1));
        // The authorship pallet counts no weight for it.
        let weight = <T as Config>::WeightInfo::note_author();
        frame_system::Pallet::<T>::register_extra_weight_unchecked(weight, DispatchClass::Mandatory);
    }
}

impl<T: Config> OnOffenceHandler<T::AccountId, IdentificationTuple<T>, Weight> for Pallet<T> {
    fn on_offence(
        offenders: &[OffenceDetails<T::AccountId, IdentificationTuple<T>>],
        _: &[Perbill],
        session: SessionIndex,
    ) -> Weight {
        for details in offenders {
            let (offender, ()) = &details.offender;
            Self::handle_offence(offender, session);
        }
        <T as Config>::WeightInfo::on_offence(T::MaxValidators::get()).saturating_mul(offenders.len() as u64)
    }
}
