//! What calls cost at worst: with as many nodes as there can be, each of another organisation, and the one in question the
//! last of them.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Call, Config, Enforced, Node, Nodes, Pallet};
use alloc::{vec, vec::Vec};
use bogam_primitives::{
    OrganisationId,
    node::{PeerId, Serving, peer_id_of_key},
    traits::Members,
};
use frame_benchmarking::v2::*;
use frame_support::{
    BoundedVec,
    traits::{EnsureOrigin, Get},
};
use frame_system::{RawOrigin, pallet_prelude::BlockNumberFor};
use sp_runtime::traits::Zero;

fn peer(number: u32) -> PeerId {
    let mut key = [0; 32];
    key[..4].copy_from_slice(&number.to_le_bytes());
    peer_id_of_key(&key)
}

/// Lists `count` nodes and enforces the list; or as many more as it takes for each organisation that serves to have one. Most
/// are of organisations that nobody knows, so that no runtime has to have room for as many members. The last one is of an
/// active organisation that does not serve. Returns its admin, its node and the length of the list.
fn listed<T: Config>(count: u32) -> Result<(T::AccountId, PeerId, usize), BenchmarkError> {
    let (admin, last) = T::Members::active_admin(0);
    let (_, another) = T::Members::active_admin(1);
    let mut organisations: Vec<OrganisationId> = vec![another];
    organisations.extend(T::Serving::organisations());
    let unknown = (0..count).map(|number| OrganisationId::MAX - number);
    let missing = (count as usize).saturating_sub(organisations.len()).saturating_sub(1);
    organisations.extend(unknown.take(missing));
    organisations.push(last);

    let node = |(number, organisation): (u32, OrganisationId)| Node::<BlockNumberFor<T>> {
        peer_id: peer(number),
        organisation,
        added_at: Zero::zero(),
    };
    let nodes = (0u32..).zip(organisations).map(node).collect::<Vec<_>>();
    let (newest, length) = (nodes.last().ok_or("there is one")?.peer_id.clone(), nodes.len());
    let nodes = BoundedVec::<_, T::MaxNodes>::try_from(nodes).map_err(|_| "no more than there can be")?;
    Nodes::<T>::put(nodes);
    Enforced::<T>::put(true);
    Ok((admin, newest, length))
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn add_node(n: Linear<1, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        let (_, _, length) = listed::<T>(n - 1)?;
        let (account, _) = T::Members::active_admin(2);

        #[extrinsic_call]
        _(RawOrigin::Signed(account), peer(u32::MAX));

        assert_eq!(Nodes::<T>::decode_len(), Some(length + 1));
        Ok(())
    }

    #[benchmark]
    fn remove_node(n: Linear<1, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        let (admin, newest, length) = listed::<T>(n)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(admin), newest);

        assert_eq!(Nodes::<T>::decode_len(), Some(length - 1));
        Ok(())
    }

    #[benchmark]
    fn set_enforced(n: Linear<1, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        listed::<T>(n)?;
        Enforced::<T>::put(false);
        let origin = T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, true);

        assert!(Enforced::<T>::get());
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
