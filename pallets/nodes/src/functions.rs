//! What calls do, and whose nodes count. Who may ask for it by governance was decided by the call.

use crate::{Config, Enforced, Error, Event, Node, Nodes, Pallet};
use alloc::collections::BTreeSet;
use bogam_primitives::{
    OrganisationId,
    node::{PeerId, Serving, is_peer_id},
    traits::{Members, Organisations},
};
use frame_support::{ensure, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
    pub(crate) fn do_add(who: T::AccountId, peer_id: PeerId) -> DispatchResult {
        let organisation = T::Members::organisation(&who).ok_or(Error::<T>::NotMember)?;
        ensure!(T::Organisations::kind(organisation).is_some(), Error::<T>::OrganisationNotActive);
        ensure!(is_peer_id(&peer_id), Error::<T>::NotPeerId);

        Nodes::<T>::try_mutate(|nodes| -> DispatchResult {
            ensure!(nodes.iter().all(|node| node.peer_id != peer_id), Error::<T>::AlreadyListed);
            let has_room = count_of(nodes, organisation) < T::MaxNodesPerOrganisation::get() as usize;
            ensure!(has_room, Error::<T>::TooManyOfOrganisation);
            let added_at = frame_system::Pallet::<T>::block_number();
            let node = Node { peer_id: peer_id.clone(), organisation, added_at };
            nodes.try_push(node).map_err(|_| Error::<T>::TooManyNodes)?;
            Ok(())
        })?;
        Self::deposit_event(Event::NodeAdded { organisation, peer_id });
        Ok(())
    }

    pub(crate) fn do_remove(who: T::AccountId, peer_id: PeerId) -> DispatchResult {
        let organisation = Nodes::<T>::try_mutate(|nodes| -> Result<OrganisationId, DispatchError> {
            let place = nodes.iter().position(|node| node.peer_id == peer_id).ok_or(Error::<T>::NotListed)?;
            let organisation = nodes[place].organisation;
            let is_last = count_of(nodes, organisation) == 1;
            let is_gone = T::Members::is_gone(organisation);
            if !is_gone {
                ensure!(T::Members::organisation(&who) == Some(organisation), Error::<T>::NodeOfOther);
                let is_admin = || T::Members::administered(&who) == Some(organisation);
                ensure!(!is_last || is_admin(), Error::<T>::LastNodeNeedsAdmin);
            }
            let is_enforced = Enforced::<T>::get();
            if is_enforced && (is_last || is_gone) {
                // Which node the validator runs on is not known, so nobody else decides that one of several is superfluous.
                ensure!(!T::Serving::organisations().contains(&organisation), Error::<T>::NodeOfValidator);
            }
            nodes.remove(place);
            ensure!(!is_enforced || !Self::counting(nodes).is_empty(), Error::<T>::NobodyLeft);
            Ok(organisation)
        })?;
        Self::deposit_event(Event::NodeRemoved { organisation, peer_id });
        Ok(())
    }

    pub(crate) fn do_set_enforced(enforced: bool) -> DispatchResult {
        if enforced {
            let nodes = Nodes::<T>::get();
            let listed = listed(&nodes);
            let is_listed = T::Serving::organisations().iter().all(|organisation| listed.contains(organisation));
            ensure!(is_listed, Error::<T>::ValidatorWithoutNode);
            ensure!(!Self::counting(&nodes).is_empty(), Error::<T>::NobodyLeft);
        }
        Enforced::<T>::put(enforced);
        Self::deposit_event(Event::EnforcementSet { enforced });
        Ok(())
    }

    /// The organisations whose nodes count, among those of `nodes`.
    pub(crate) fn counting(nodes: &[Node<BlockNumberFor<T>>]) -> BTreeSet<OrganisationId> {
        let serving = T::Serving::organisations();
        let counts = |organisation: &OrganisationId| {
            serving.contains(organisation) || T::Organisations::kind(*organisation).is_some()
        };
        listed(nodes).into_iter().filter(counts).collect()
    }
}

/// The organisations of `nodes`.
fn listed<BlockNumber>(nodes: &[Node<BlockNumber>]) -> BTreeSet<OrganisationId> {
    nodes.iter().map(|node| node.organisation).collect()
}

/// How many of `nodes` the organisation has.
pub(crate) fn count_of<BlockNumber>(nodes: &[Node<BlockNumber>], organisation: OrganisationId) -> usize {
    nodes.iter().filter(|node| node.organisation == organisation).count()
}
