//! What calls cost at worst: with as many nodes as there can be, and the one in question the last of them.

#![allow(missing_docs, reason = "the macros of the benchmarks generate items that cannot be documented")]
#![cfg(feature = "runtime-benchmarks")]

use crate::{Call, Config, Enforced, Node, Nodes, Pallet};
use bogam_primitives::{
    OrganisationId,
    node::{PeerId, peer_id_of_key},
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

/// So many nodes, each of an active organisation of its own; and the admin of the last one.
fn nodes<T: Config>(count: u32) -> Result<(T::AccountId, OrganisationId), BenchmarkError> {
    let mut last = None;
    let mut listed = alloc::vec::Vec::new();
    for number in 0..count {
        let (account, organisation) = T::Members::active_admin(number);
        listed.push(Node { peer_id: peer(number), organisation, added_at: Zero::zero() });
        last = Some((account, organisation));
    }
    let listed: BoundedVec<Node<BlockNumberFor<T>>, T::MaxNodes> =
        BoundedVec::try_from(listed).map_err(|_| "no more than there can be")?;
    Nodes::<T>::put(listed);
    Enforced::<T>::put(true);
    last.ok_or_else(|| "there is one".into())
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
        let (account, _) = nodes::<T>(n)?;

        #[extrinsic_call]
        _(RawOrigin::Signed(account), peer(n - 1));

        assert_eq!(Nodes::<T>::decode_len(), Some(n as usize - 1));
        Ok(())
    }

    #[benchmark]
    fn set_enforced(n: Linear<1, { T::MaxNodes::get() }>) -> Result<(), BenchmarkError> {
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
