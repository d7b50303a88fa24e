//! The rules of a Bogam network, as one WASM blob.
//!
//! Nothing is decided here that a pallet could decide: this crate says who is who. Each concern has its file under
//! `configs`, each set of opening facts its file under `genesis`, and [`apis`] is what the node asks. There is no sudo:
//! what changes the rules goes through the council.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]
// The SDK's macros write this crate's outer items without documentation.
#![allow(missing_docs)]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarks;
pub mod configs;
pub mod genesis;
#[cfg(feature = "rehearsal")]
mod rehearsal;
#[cfg(feature = "std")]
pub mod signing;
#[cfg(test)]
mod tests;
pub mod weights;

#[cfg(not(feature = "rehearsal"))]
use alloc::borrow::Cow;
use alloc::vec::Vec;
use pallet_session::historical as pallet_session_historical;
use sp_core::Get;
use sp_runtime::{
    MultiAddress, MultiSignature, generic, impl_opaque_keys,
    traits::{BlakeTwo256, IdentifyAccount, Verify},
    type_with_default::TypeWithDefault,
};
#[cfg(not(feature = "rehearsal"))]
use sp_version::RuntimeVersion;

/// A signature by any of the schemes that wallets use.
pub type Signature = MultiSignature;
/// An account: the public key of an sr25519 or ed25519 key, or the hash of an ECDSA one.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a call names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// Settlement money, in whole won.
pub type Balance = u128;
/// A block's height.
pub type BlockNumber = u32;
/// A hash of the chain.
pub type Hash = sp_core::H256;
/// The number of an account's next transaction.
pub type Nonce = u32;
/// The same as it is stored. It starts at the height at which the account was admitted, and a patient's key's at which it became
/// one: what was released and is admitted again must not start from zero, or its old transactions could be replayed.
pub type StoredNonce = TypeWithDefault<Nonce, NonceStart>;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A block with its justification.
pub type SignedBlock = generic::SignedBlock<Block>;
/// A block, by height or hash.
pub type BlockId = generic::BlockId<Block>;

/// How addresses are written: the prefix for any Substrate chain, so that every wallet shows the same address.
pub const SS58_PREFIX: u16 = 42;

/// Where an account's nonce starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NonceStart;

impl Get<Nonce> for NonceStart {
    fn get() -> Nonce {
        System::block_number()
    }
}

/// What every signed transaction is checked for. There is no fee, and no extension that a wallet would have to know.
pub type TxExtension = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    // Metering comes before the number, so that outsiders learn why, and that whoever waits keeps its number; and after it when
    // all is done, so that what the check of the number gives back is not charged.
    //
    // That check stands in the place of the system pallet's: the account of a holder begins with its first transaction.
    pallet_metering::Meter<Runtime, pallet_metering::CheckNonce<Runtime>>,
    frame_system::CheckWeight<Runtime>,
    frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
    // After all that gives something back, so that the block counts what was used.
    frame_system::WeightReclaim<Runtime>,
);

/// A transaction as it travels.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;

/// The migrations that an upgrade to this version runs, oldest first. None is pending.
#[cfg(not(feature = "rehearsal"))]
pub type Migrations = ();

#[cfg(feature = "rehearsal")]
pub use rehearsal::{Migrations, VERSION};

/// Executes blocks.
pub type Executive = frame_executive::Executive<
    Runtime,
    Block,
    frame_system::ChainContext<Runtime>,
    Runtime,
    AllPalletsWithSystem,
    Migrations,
>;

impl_opaque_keys! {
    /// The keys with which a validator authors (Aura, sr25519) and finalises (GRANDPA, ed25519).
    pub struct SessionKeys {
        /// Authors blocks.
        pub aura: Aura,
        /// Votes on finality.
        pub grandpa: Grandpa,
    }
}

/// The version that every node and client compares.
#[cfg(not(feature = "rehearsal"))]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
    spec_name: Cow::Borrowed("bogam"),
    impl_name: Cow::Borrowed("bogam"),
    authoring_version: 1,
    spec_version: 1,
    impl_version: 1,
    apis: apis::RUNTIME_API_VERSIONS,
    transaction_version: 1,
    system_version: 1,
};

/// The runtime. Indices are part of every encoded call: none is ever changed or given again.
#[frame_support::runtime]
mod runtime {
    #[runtime::runtime]
    #[runtime::derive(
        RuntimeCall,
        RuntimeEvent,
        RuntimeError,
        RuntimeOrigin,
        RuntimeFreezeReason,
        RuntimeHoldReason,
        RuntimeSlashReason,
        RuntimeLockId,
        RuntimeTask,
        RuntimeViewFunction
    )]
    pub struct Runtime;

    // The chain itself: 0 to 9.
    #[runtime::pallet_index(0)]
    pub type System = frame_system;
    #[runtime::pallet_index(1)]
    pub type Timestamp = pallet_timestamp;
    #[runtime::pallet_index(2)]
    pub type Utility = pallet_utility;
    #[runtime::pallet_index(3)]
    pub type Preimage = pallet_preimage;
    #[runtime::pallet_index(4)]
    pub type Scheduler = pallet_scheduler;
    #[runtime::pallet_index(5)]
    pub type MetaTransactions = pallet_meta_tx;
    #[runtime::pallet_index(6)]
    pub type Signatures = pallet_verify_signature;
    #[runtime::pallet_index(7)]
    pub type Metering = pallet_metering;

    // What stands before Session: the author of a block is told by the set as it was before a session change, and the
    // session pallet's genesis asks for the validators.
    #[runtime::pallet_index(8)]
    pub type Authorship = pallet_authorship;
    #[runtime::pallet_index(9)]
    pub type Validators = pallet_validators;

    // Consensus: 10 to 19. Aura and GRANDPA stand before Session, whose genesis sets their authorities.
    #[runtime::pallet_index(10)]
    pub type Aura = pallet_aura;
    #[runtime::pallet_index(11)]
    pub type Grandpa = pallet_grandpa;
    #[runtime::pallet_index(12)]
    pub type Session = pallet_session;
    #[runtime::pallet_index(13)]
    pub type Historical = pallet_session_historical;
    #[runtime::pallet_index(14)]
    pub type Offences = pallet_offences;
    #[runtime::pallet_index(15)]
    pub type Nodes = pallet_nodes;

    // Governance: 20 to 29.
    #[runtime::pallet_index(20)]
    pub type Council = pallet_collective<Instance1>;
    #[runtime::pallet_index(21)]
    pub type CouncilMembership = pallet_membership<Instance1>;
    #[runtime::pallet_index(22)]
    pub type Governance = pallet_governance;
    #[runtime::pallet_index(23)]
    pub type SafeMode = pallet_safe_mode;

    // Money: 30 to 39.
    #[runtime::pallet_index(30)]
    pub type Balances = pallet_balances;

    // Bogam: from 40.
    #[runtime::pallet_index(40)]
    pub type Registry = pallet_registry;
    #[runtime::pallet_index(41)]
    pub type Prescriptions = pallet_prescriptions;
    #[runtime::pallet_index(42)]
    pub type Consent = pallet_consent;
    #[runtime::pallet_index(43)]
    pub type Certificates = pallet_certificates;
    #[runtime::pallet_index(44)]
    pub type Claims = pallet_claims;
}
