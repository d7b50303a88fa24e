//! What calls cost at worst: with as many nodes as there can be, and the one in question the last of them.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Call, Config, Enforced, Node, Nodes, Pallet};
use alloc::vec::Vec;
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

/// So many nodes: first one of each organisation that serves, as far as there is room; the last one is that of an active
/// organisation of its own, whose admin this is; those between are another active one's. What is asked of each organisation is
/// not measured here: the calls add it.
fn nodes<T: Config>(count: u32) -> Result<T::AccountId, BenchmarkError> {
    let (account, own) = T::Members::active_admin(0);
    let (_, other) = T::Members::active_admin(1);
    let mut organisations: Vec<OrganisationId> = T::Serving::organisations().into_iter().collect();
    organisations.resize(count.saturating_sub(1) as usize, other);
    organisations.push(own);
    let node = |(number, organisation)| Node { peer_id: peer(number), organisation, added_at: Zero::zero() };
    let listed: Vec<Node<BlockNumberFor<T>>> = (0..).zip(organisations).map(node).collect();
    let listed: BoundedVec<Node<BlockNumberFor<T>>, T::MaxNodes> =
        BoundedVec::try_from(listed).map_err(|_| "no more than there can be")?;
    Nodes::<T>::put(listed);
    Enforced::<T>::put(true);
    Ok(account)
}

#[benchmarks]
mod benchmarks {
    use super::*;

    #[benchmark]
    fn add_node(n: Linear<2, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        nodes::<T>(n - 1)?;
        let (account, _) = T::Members::active_admin(n);

        #[extrinsic_call]
        _(RawOrigin::Signed(account), peer(n));

        assert_eq!(Nodes::<T>::decode_len(), Some(n as usize));
        Ok(())
    }

    #[benchmark]
    fn remove_node(n: Linear<2, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        let account = nodes::<T>(n)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account), peer(n - 1));

        assert_eq!(Nodes::<T>::decode_len(), Some(n as usize - 1));
        Ok(())
    }

    // What serves has to be listed: up to two organisations beside the last one.
    #[benchmark]
    fn set_enforced(n: Linear<3, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
        nodes::<T>(n)?;
        Enforced::<T>::put(false);
        let origin = T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

        #[extrinsic_call]
        _(origin as T::RuntimeOrigin, true);

        assert!(Enforced::<T>::get());
        Ok(())
    }

    impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
