//! What must hold after every block.

use crate::{Failure, failure, motions};
use bogam_primitives::traits::Holders as _;
use bogam_runtime::{
    AccountId, Balance, Hash, Prescriptions, Registry, Runtime, RuntimeEvent, Session, System,
    configs::system::RuntimeBlockWeights,
};
use codec::DecodeAll;
use frame_support::{
    dispatch::DispatchClass,
    storage::{storage_prefix, unhashed},
    weights::Weight,
};
use frame_system::EventRecord;
use pallet_balances::Holds;
use pallet_collective::{Instance1, ProposalCount, ProposalOf, Proposals, Voting};
use pallet_registry::{Admission, Admitted, OrganisationStatus, Organisations};
use sp_consensus_aura::sr25519::AuthorityId;
use sp_runtime::TryRuntimeError;
use std::collections::BTreeSet;

/// The money that there was before a block.
#[derive(Clone, Copy, Debug, Default)]
pub struct Money {
    issued: Balance,
    circulating: Balance,
}

impl Money {
    /// The money that there is.
    pub fn now() -> Self {
        Self {
            issued: pallet_balances::TotalIssuance::<Runtime>::get(),
            circulating: pallet_claims::Circulating::<Runtime>::get().into(),
        }
    }
}

/// What is on all accounts together.
#[derive(Clone, Copy, Debug, Default)]
struct Accounts {
    free: Balance,
    reserved: Balance,
    frozen: Balance,
}

impl Accounts {
    fn now() -> Self {
        frame_system::Account::<Runtime>::iter_values().fold(Self::default(), |sum, account| Self {
            free: sum.free + account.data.free,
            reserved: sum.reserved + account.data.reserved,
            frozen: sum.frozen + account.data.frozen,
        })
    }
}

/// Checks everything about the block that has just been finalised, and tells its events.
pub fn check_block(before: &Money) -> Result<Vec<RuntimeEvent>, Failure> {
    if let Some(found) = failure::logged() {
        return Err(found);
    }
    check_pallets()?;
    check_council()?;
    check_motions()?;
    check_session()?;
    let events = events()?;
    let accounts = Accounts::now();
    check_money(before, &events, &accounts)?;
    check_holds(&accounts)?;
    check_holders()?;
    check_weight(&events)?;
    Ok(events)
}

/// The invariants of each pallet.
fn check_pallets() -> Result<(), Failure> {
    let told = |name: &'static str, state: Result<(), TryRuntimeError>| {
        state.map_err(|error| Failure::invariant(name, format!("{error:?}")))
    };
    told("registry", pallet_registry::Pallet::<Runtime>::do_try_state())?;
    told("metering", pallet_metering::Pallet::<Runtime>::do_try_state())?;
    told("prescriptions", pallet_prescriptions::Pallet::<Runtime>::do_try_state())?;
    told("consent", pallet_consent::Pallet::<Runtime>::do_try_state())?;
    told("certificates", pallet_certificates::Pallet::<Runtime>::do_try_state())?;
    told("claims", pallet_claims::Pallet::<Runtime>::do_try_state())?;
    told("validators", pallet_validators::Pallet::<Runtime>::do_try_state())?;
    told("nodes", pallet_nodes::Pallet::<Runtime>::do_try_state())?;
    told("governance", pallet_governance::Pallet::<Runtime>::do_try_state())
}

/// The council, its membership and the registry agree, and there is no prime member.
fn check_council() -> Result<(), Failure> {
    let active = Organisations::<Runtime>::iter_values().filter(|record| record.status == OrganisationStatus::Active);
    let admins = active.map(|record| record.admin).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
    let members = pallet_collective::Members::<Runtime, Instance1>::get();
    if members != admins {
        return Err(Failure::invariant("council", format!("{members:?} are not the admins {admins:?}")));
    }
    if pallet_membership::Members::<Runtime, Instance1>::get().into_inner() != members {
        return Err(Failure::invariant("council", "it is not the membership"));
    }
    let is_equal = pallet_membership::Prime::<Runtime, Instance1>::get().is_none()
        && pallet_collective::Prime::<Runtime, Instance1>::get().is_none();
    if is_equal { Ok(()) } else { Err(Failure::invariant("council", "there is a prime member")) }
}

/// What the SDK's council checks of its motions, which it compiles for `try-runtime` alone: each is listed, stored and voted on,
/// under a number of its own.
fn check_motions() -> Result<(), Failure> {
    let listed = Proposals::<Runtime, Instance1>::get().into_iter().collect::<BTreeSet<Hash>>();
    let stored = ProposalOf::<Runtime, Instance1>::iter_keys().collect::<BTreeSet<Hash>>();
    let voted = Voting::<Runtime, Instance1>::iter_keys().collect::<BTreeSet<Hash>>();
    if stored != listed || voted != listed {
        return Err(Failure::invariant(
            "motions",
            format!("{listed:?} are listed, {stored:?} stored, {voted:?} voted on"),
        ));
    }
    let numbers = motions::listed().into_iter().map(|(_, ballot)| ballot.number).collect::<BTreeSet<_>>();
    let next = ProposalCount::<Runtime, Instance1>::get();
    let is_sound = numbers.len() == listed.len() && numbers.last().is_none_or(|last| *last < next);
    if is_sound {
        Ok(())
    } else {
        Err(Failure::invariant("motions", format!("their numbers are {numbers:?} of {next}")))
    }
}

/// What the SDK's session and Aura check of themselves, for `try-runtime` alone: somebody authors, the same as serve, and the
/// disabled ones are listed in their order.
fn check_session() -> Result<(), Failure> {
    let serving = pallet_session::Validators::<Runtime>::decode_len().unwrap_or_default();
    let authors: Vec<AuthorityId> = unhashed::get_or_default(&storage_prefix(b"Aura", b"Authorities"));
    if authors.is_empty() || authors.len() != serving {
        return Err(Failure::invariant("session", format!("{serving} serve, and {} author", authors.len())));
    }
    let disabled = Session::disabled_validators();
    let is_ordered = disabled.windows(2).all(|pair| pair[0] < pair[1]);
    let is_sound = is_ordered && disabled.last().is_none_or(|last| (*last as usize) < serving);
    if is_sound {
        Ok(())
    } else {
        Err(Failure::invariant("session", format!("{disabled:?} of {serving} are disabled")))
    }
}

/// The block's events, which have to decode as they are stored.
fn events() -> Result<Vec<RuntimeEvent>, Failure> {
    let stored = sp_io::storage::get(&storage_prefix(b"System", b"Events")).unwrap_or_default();
    if stored.is_empty() {
        return Ok(Vec::new());
    }
    let records = Vec::<EventRecord<RuntimeEvent, Hash>>::decode_all(&mut &stored[..])
        .map_err(|error| Failure::invariant("events", format!("they do not decode: {error}")))?;
    Ok(records.into_iter().map(|record| record.event).collect())
}

/// Money is issued and destroyed by the calls for it alone, and is on accounts.
fn check_money(before: &Money, events: &[RuntimeEvent], accounts: &Accounts) -> Result<(), Failure> {
    let (mut minted, mut redeemed, mut burned) = (0, 0, 0);
    for event in events {
        match event {
            RuntimeEvent::Claims(pallet_claims::Event::Minted { amount, .. }) => minted += Balance::from(*amount),
            RuntimeEvent::Claims(pallet_claims::Event::Redeemed { amount, .. }) => redeemed += Balance::from(*amount),
            // Whoever has money may destroy his own.
            RuntimeEvent::Balances(pallet_balances::Event::Burned { amount, .. }) => burned += *amount,
            _ => {}
        }
    }
    let after = Money::now();
    if before.issued + minted != after.issued + redeemed + burned {
        let detail = format!("{before:?}, {after:?}, minted {minted}, redeemed {redeemed}, burned {burned}");
        return Err(Failure::invariant("issuance", detail));
    }
    if before.circulating + minted != after.circulating + redeemed {
        return Err(Failure::invariant("circulating", format!("{before:?}, {after:?}, minted {minted}, {redeemed}")));
    }
    let sum = accounts.free + accounts.reserved;
    if sum != after.issued {
        return Err(Failure::invariant("balances", format!("{sum} on accounts, {} issued", after.issued)));
    }
    Ok(())
}

/// What is on hold is what claims and redemptions say, and what each account says; nothing else is kept from its owner.
fn check_holds(accounts: &Accounts) -> Result<(), Failure> {
    let mut on_hold: Balance = 0;
    for (account, holds) in Holds::<Runtime>::iter() {
        let sum = holds.iter().fold(0, |sum: Balance, hold| sum + hold.amount);
        let reserved = frame_system::Account::<Runtime>::get(&account).data.reserved;
        if sum != reserved {
            return Err(Failure::invariant("holds", format!("{account:?}: {reserved} is reserved for {holds:?}")));
        }
        on_hold += sum;
    }
    let Accounts { reserved, frozen, .. } = accounts;
    let granted: Balance = pallet_claims::Claims::<Runtime>::iter_values().map(|claim| Balance::from(claim.held)).sum();
    let requested: Balance = pallet_claims::Redemptions::<Runtime>::iter_values().map(Balance::from).sum();
    if on_hold != *reserved || *frozen != 0 || on_hold != granted + requested {
        let detail = format!(
            "{on_hold} on hold, {granted} for claims, {requested} to be redeemed; {reserved} reserved, {frozen} frozen"
        );
        return Err(Failure::invariant("holds", detail));
    }
    Ok(())
}

/// Each account lives on the reference with which a holder's begins exactly once, and only while something keeps its key. No
/// key that a prescription keeps is staff's.
fn check_holders() -> Result<(), Failure> {
    for (account, record) in frame_system::Account::<Runtime>::iter() {
        let is_kept = Registry::is_sponsored(&account) || Prescriptions::keeps(&account);
        if record.sufficients > u32::from(is_kept) {
            return Err(Failure::invariant("holders", format!("{account:?}: {record:?}, kept: {is_kept}")));
        }
    }
    let is_staff = |key: &AccountId| {
        Prescriptions::keeps(key) && matches!(Admitted::<Runtime>::get(key), Some(Admission::Staff(_)))
    };
    match pallet_prescriptions::ByHolder::<Runtime>::iter_keys().find(is_staff) {
        Some(key) => Err(Failure::invariant("holders", format!("{key:?} is staff's too"))),
        None => Ok(()),
    }
}

/// Transactions took no more of the block than they may, and there was room for them beside what the block does by itself. Only
/// operational ones may go beyond the block, by what is reserved for them. A change of session claims a whole block for itself,
/// whatever else the block does by itself: no ordinary transaction is in it.
fn check_weight(events: &[RuntimeEvent]) -> Result<(), Failure> {
    let limits = RuntimeBlockWeights::get();
    let used = System::block_weight();
    let normal = *used.get(DispatchClass::Normal);
    let most = limits.get(DispatchClass::Normal).max_total.unwrap_or(limits.max_block);
    if normal.any_gt(most) {
        return Err(Failure::invariant("block weight", format!("ordinary transactions: {normal:?} of {most:?}")));
    }
    let both = normal.saturating_add(*used.get(DispatchClass::Operational));
    if both.any_gt(limits.max_block) {
        return Err(Failure::invariant("block weight", format!("transactions: {both:?} of {:?}", limits.max_block)));
    }
    let is_change =
        |event: &RuntimeEvent| matches!(event, RuntimeEvent::Session(pallet_session::Event::NewSession { .. }));
    if events.iter().any(is_change) {
        if normal == Weight::zero() {
            return Ok(());
        }
        return Err(Failure::invariant("block weight", format!("{normal:?} in a block that changes the session")));
    }
    let mandatory = *used.get(DispatchClass::Mandatory);
    if normal.saturating_add(mandatory).any_gt(limits.max_block) {
        let detail = format!("ordinary transactions: {normal:?}, and the block's own work: {mandatory:?}");
        return Err(Failure::invariant("block weight", detail));
    }
    let reserved = limits.get(DispatchClass::Operational).reserved.unwrap_or_default();
    let most = limits.max_block.saturating_add(reserved);
    if used.total().any_gt(most) {
        return Err(Failure::invariant("block weight", format!("all of it: {:?} of {most:?}", used.total())));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::externalities;
    use bogam_runtime::genesis::consortium::CLEARING_AGENT;

    /// At genesis all holds; what then is broken is seen.
    #[track_caller]
    fn assert_seen(check: fn() -> Result<(), Failure>, breaks: impl FnOnce()) {
        externalities().execute_with(|| {
            assert_eq!(check(), Ok(()));
            breaks();
            assert!(check().is_err());
        });
    }

    #[test]
    fn money_should_be_seen_when_it_was_never_issued() {
        let check = || check_money(&Money::now(), &[], &Accounts::now());
        assert_seen(check, || {
            frame_system::Account::<Runtime>::mutate(CLEARING_AGENT.account(), |record| record.data.free += 1);
        });
        assert_seen(check, || {
            frame_system::Account::<Runtime>::mutate(CLEARING_AGENT.account(), |record| record.data.reserved += 1);
        });
    }

    #[test]
    fn hold_should_be_seen_when_nobody_answers_for_it() {
        let check_holds = || check_holds(&Accounts::now());
        assert_seen(check_holds, || {
            frame_system::Account::<Runtime>::mutate(CLEARING_AGENT.account(), |record| record.data.reserved += 1);
        });
        assert_seen(check_holds, || {
            frame_system::Account::<Runtime>::mutate(CLEARING_AGENT.account(), |record| record.data.frozen += 1);
        });
    }

    #[test]
    fn holder_should_be_seen_when_its_account_outlives_it() {
        assert_seen(check_holders, || {
            System::inc_sufficients(&CLEARING_AGENT.account());
        });
    }

    #[test]
    fn motion_should_be_seen_when_it_is_listed_and_not_stored() {
        assert_seen(check_motions, || {
            let listed = Proposals::<Runtime, Instance1>::mutate(|listed| listed.try_push(Hash::repeat_byte(1)));
            assert_eq!(listed, Ok(()));
        });
    }

    #[test]
    fn block_should_be_seen_when_its_own_work_is_too_much() {
        let check = || check_weight(&[]);
        assert_seen(check, || {
            let most = RuntimeBlockWeights::get().max_block;
            System::register_extra_weight_unchecked(most, DispatchClass::Mandatory);
            assert_eq!(check(), Ok(()));
            System::register_extra_weight_unchecked(Weight::from_parts(1, 0), DispatchClass::Mandatory);
        });
    }

    #[test]
    fn block_that_changes_the_session_should_be_seen_when_a_transaction_is_in_it() {
        let check = || {
            let change = pallet_session::Event::NewSession { session_index: 1 };
            check_weight(&[RuntimeEvent::Session(change)])
        };
        assert_seen(check, || {
            let most = RuntimeBlockWeights::get().max_block;
            System::register_extra_weight_unchecked(most + Weight::from_parts(1, 0), DispatchClass::Mandatory);
            assert_eq!(check(), Ok(()));
            System::register_extra_weight_unchecked(Weight::from_parts(1, 0), DispatchClass::Normal);
        });
    }

    #[test]
    fn session_should_be_seen_when_nobody_authors() {
        assert_seen(check_session, || unhashed::kill(&storage_prefix(b"Aura", b"Authorities")));
    }
}
