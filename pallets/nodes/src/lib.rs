//! # Nodes
//!
//! The nodes of the consortium's members, by their peer ids. A node of a Bogam network reads this list and talks to nobody
//! else: whoever is not on it gets no block and gets no transaction in.
//!
//! An organisation lists its own nodes: nobody votes on whether a hospital may set up a second gateway. What governance
//! decides is who is a member, and the list follows: nodes **count** for as long as their organisation is active, or one of its
//! validators serves in this session or the next. The second half is for consensus, not for the organisation: a suspended
//! organisation's validator stays in the set until the session change after next (for longer where the floor retains it), and if
//! its node were cut off at once, the others could be too few to finalise the very session change that replaces it.
//!
//! | what | who |
//! |---|---|
//! | add a node | the admin or a seat of an active organisation, for it |
//! | remove a node | the same, also of a suspended organisation |
//! | remove an organisation's last node | its admin; not while the list is enforced and a validator of it serves |
//! | remove a node of a removed organisation | anyone; not while the list is enforced and a validator of it serves |
//! | enforce the list, or open the network | governance |
//!
//! ## Nobody is locked out by mistake
//!
//! A chain that **enforces** its list refuses to remove the last node that counts, and begins to enforce only if each organisation
//! whose validator serves has a node listed. A node that counts is never dropped but by a call of its own organisation or by a
//! decision of governance on that organisation.
//!
//! ## Rooms
//!
//! [`types`]: the records. `functions`: what calls do. `views`: what apps and nodes read. `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod functions;
mod genesis;
pub mod migrations;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use alloc::vec::Vec;
    use bogam_primitives::{
        OrganisationId,
        node::{PeerId, Serving},
        traits::{Members, Organisations},
    };
    use frame_support::pallet_prelude::*;
    use frame_system::pallet_prelude::*;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who decides whether the list is enforced.
        type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Which organisations are active.
        type Organisations: Organisations;

        /// Whose accounts act for which organisation.
        type Members: Members<Self::AccountId>;

        /// Whose validators serve.
        type Serving: Serving;

        /// The most nodes in all.
        #[pallet::constant]
        type MaxNodes: Get<u32>;

        /// The most nodes of an organisation: at least 1.
        #[pallet::constant]
        type MaxNodesPerOrganisation: Get<u32>;

        /// What calls cost.
        type WeightInfo: WeightInfo;
    }

    /// The nodes, in the order in which they were added.
    #[pallet::storage]
    pub type Nodes<T: Config> = StorageValue<_, BoundedVec<Node<BlockNumberFor<T>>, T::MaxNodes>, ValueQuery>;

    /// Whether nodes talk to listed nodes only.
    #[pallet::storage]
    pub type Enforced<T: Config> = StorageValue<_, bool, ValueQuery>;

    /// The nodes that are there from the beginning.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The nodes.
        pub nodes: Vec<GenesisNode>,
        /// Whether nodes talk to listed nodes only. A chain for development is open unless it is told otherwise.
        pub enforced: bool,
        /// Nothing: the records do not depend on the chain's types.
        #[serde(skip)]
        pub _config: core::marker::PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            genesis::build(self);
        }
    }

    /// What happened.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// An organisation listed a node.
        NodeAdded {
            /// The organisation.
            organisation: OrganisationId,
            /// The node.
            peer_id: PeerId,
        },
        /// A node is not listed any more.
        NodeRemoved {
            /// The organisation that had listed it.
            organisation: OrganisationId,
            /// The node.
            peer_id: PeerId,
        },
        /// Governance decided whether nodes talk to listed nodes only.
        EnforcementSet {
            /// Whether they do.
            enforced: bool,
        },
    }

    /// Why a call is refused. Nothing has changed then.
    #[pallet::error]
    pub enum Error<T> {
        /// You act for no organisation.
        NotMember,
        /// Your organisation is suspended.
        OrganisationNotActive,
        /// That is not the peer id of a node with an Ed25519 key.
        NotPeerId,
        /// The node is listed already, for your organisation or for another one.
        AlreadyListed,
        /// The node is not listed.
        NotListed,
        /// Another organisation has listed the node.
        NodeOfOther,
        /// Your organisation has listed as many nodes as it may.
        TooManyOfOrganisation,
        /// There are as many nodes as there can be.
        TooManyNodes,
        /// It is your organisation's last node: only the admin can remove that.
        LastNodeNeedsAdmin,
        /// The list is enforced, and a validator of the organisation serves in this session or the next and needs the node:
        /// it is the organisation's last one, or the organisation has been removed.
        NodeOfValidator,
        /// No node would be left that could talk to any other.
        NobodyLeft,
        /// An organisation whose validator serves has not listed a node: it would be cut off.
        ValidatorWithoutNode,
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            let own = T::MaxNodesPerOrganisation::get();
            assert!(own >= 1, "an organisation needs a node");
            assert!(own <= T::MaxNodes::get(), "an organisation may have more nodes than there can be");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Lists a node for the organisation that you act for. Other nodes talk to it as soon as this is final.
        #[pallet::call_index(0)]
        #[pallet::weight(<T as Config>::WeightInfo::add_node(T::MaxNodes::get())
            .saturating_add(T::Members::weight()))]
        pub fn add_node(origin: OriginFor<T>, peer_id: PeerId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_add(who, peer_id)
        }

        /// Takes a node of your organisation off the list. Other nodes cut it off as soon as this is final. Also by anyone, if
        /// its organisation has been removed.
        #[pallet::call_index(1)]
        // Who serves is asked twice, but the second question reads what the first has read.
        #[pallet::weight(<T as Config>::WeightInfo::remove_node(T::MaxNodes::get())
            .saturating_add(T::Members::weight())
            .saturating_add(T::Serving::weight()))]
        pub fn remove_node(origin: OriginFor<T>, peer_id: PeerId) -> DispatchResult {
            let who = ensure_signed(origin)?;
            Self::do_remove(who, peer_id)
        }

        /// Decides whether nodes talk to listed nodes only. By governance.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::set_enforced(T::MaxNodes::get())
            .saturating_add(T::Serving::weight()))]
        pub fn set_enforced(origin: OriginFor<T>, enforced: bool) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            Self::do_set_enforced(enforced)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// All nodes, in the order in which they were added.
        pub fn nodes() -> Vec<NodeView<BlockNumberFor<T>>> {
            Self::do_nodes()
        }

        /// The nodes of an organisation.
        pub fn nodes_of(organisation: OrganisationId) -> Vec<NodeView<BlockNumberFor<T>>> {
            Self::do_nodes().into_iter().filter(|view| view.organisation == organisation).collect()
        }

        /// Whether nodes talk to listed nodes only.
        pub fn is_enforced() -> bool {
            Enforced::<T>::get()
        }
    }
}
