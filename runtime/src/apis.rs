//! What the node and clients can ask the runtime.

use crate::{
    AccountId, Aura, Block, Executive, Grandpa, Hash, Historical, InherentDataExt, Metering, Nodes, Nonce, Runtime,
    RuntimeGenesisConfig, SessionKeys, Timestamp, VERSION, genesis,
};
use alloc::vec::Vec;
use bogam_primitives::{Moment, node::PeerId};
use codec::{DecodeLimit, Encode};
use frame_support::{
    MAX_EXTRINSIC_DEPTH,
    genesis_builder_helper::{build_state, get_preset},
    storage::with_transaction_unchecked,
    traits::KeyOwnerProofSystem,
    view_functions::{ViewFunctionDispatchError, ViewFunctionId},
};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::OpaqueMetadata;
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
    ApplyExtrinsicResult, ExtrinsicInclusionMode, KeyTypeId, OpaqueExtrinsic, TransactionOutcome,
    traits::{Block as BlockT, NumberFor},
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidity},
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

impl_runtime_apis! {
    impl sp_api::Core<Block> for Runtime {
        fn version() -> RuntimeVersion {
            VERSION
        }

        fn execute_block(block: <Block as BlockT>::LazyBlock) {
            Executive::execute_block(block);
        }

        fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
            Executive::initialize_block(header)
        }
    }

    impl sp_api::Metadata<Block> for Runtime {
        fn metadata() -> OpaqueMetadata {
            OpaqueMetadata::new(Runtime::metadata().into())
        }

        fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
            Runtime::metadata_at_version(version)
        }

        fn metadata_versions() -> Vec<u32> {
            Runtime::metadata_versions()
        }
    }

    impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
        fn execute_view_function(
            query_id: ViewFunctionId,
            input: Vec<u8>,
        ) -> Result<Vec<u8>, ViewFunctionDispatchError> {
            Runtime::execute_view_function(query_id, input)
        }
    }

    impl sp_block_builder::BlockBuilder<Block> for Runtime {
        fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
            Executive::apply_extrinsic(extrinsic)
        }

        fn finalize_block() -> <Block as BlockT>::Header {
            Executive::finalize_block()
        }

        fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
            data.create_extrinsics()
        }

        fn check_inherents(block: <Block as BlockT>::LazyBlock, data: InherentData) -> CheckInherentsResult {
            data.check_extrinsics(&block)
        }
    }

    impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
        fn validate_transaction(
            source: TransactionSource,
            transaction: <Block as BlockT>::Extrinsic,
            block_hash: Hash,
        ) -> TransactionValidity {
            Executive::validate_transaction(source, transaction, block_hash)
        }
    }

    impl bogam_primitives::transaction::TransactionQueue<Block> for Runtime {
        fn validate_transactions(
            at: Hash,
            transactions: Vec<(TransactionSource, OpaqueExtrinsic)>,
        ) -> Vec<TransactionValidity> {
            transactions
                .into_iter()
                .map(|(source, transaction)| {
                    let transaction = <Block as BlockT>::Extrinsic::decode_all_with_depth_limit(
                        MAX_EXTRINSIC_DEPTH,
                        &mut &transaction.encode()[..],
                    )
                    .map_err(|_| InvalidTransaction::Call)?;
                    // What one leaves in the state must not be there for the next.
                    with_transaction_unchecked(|| {
                        TransactionOutcome::Rollback(Executive::validate_transaction(source, transaction, at))
                    })
                })
                .collect()
        }
    }

    impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
        fn offchain_worker(header: &<Block as BlockT>::Header) {
            Executive::offchain_worker(header)
        }
    }

    impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
        fn slot_duration() -> sp_consensus_aura::SlotDuration {
            sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
        }

        fn authorities() -> Vec<AuraId> {
            pallet_aura::Authorities::<Runtime>::get().into_inner()
        }
    }

    impl sp_session::SessionKeys<Block> for Runtime {
        fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
            SessionKeys::generate(&owner, seed).into()
        }

        fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
            SessionKeys::decode_into_raw_public_keys(&encoded)
        }
    }

    impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
        fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
            Grandpa::grandpa_authorities()
        }

        fn current_set_id() -> sp_consensus_grandpa::SetId {
            pallet_grandpa::CurrentSetId::<Runtime>::get()
        }

        fn submit_report_equivocation_unsigned_extrinsic(
            equivocation_proof: sp_consensus_grandpa::EquivocationProof<
                <Block as BlockT>::Hash,
                NumberFor<Block>,
            >,
            key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
        ) -> Option<()> {
            let key_owner_proof = key_owner_proof.decode()?;
            Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
        }

        fn generate_key_ownership_proof(
            _set_id: sp_consensus_grandpa::SetId,
            authority_id: GrandpaId,
        ) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
            Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
                .map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
        }
    }

    impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
        fn account_nonce(account: AccountId) -> Nonce {
            *Metering::next_nonce(&account)
        }
    }

    impl bogam_primitives::node::NodePermissions<Block> for Runtime {
        fn permitted_nodes() -> Option<Vec<PeerId>> {
            Nodes::permitted()
        }

        fn moment() -> Moment {
            Timestamp::get()
        }
    }

    impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
        fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
            build_state::<RuntimeGenesisConfig>(config)
        }

        fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
            get_preset::<RuntimeGenesisConfig>(id, genesis::preset)
        }

        fn preset_names() -> Vec<PresetId> {
            genesis::preset_names()
        }
    }

    #[cfg(feature = "runtime-benchmarks")]
    impl frame_benchmarking::Benchmark<Block> for Runtime {
        fn benchmark_metadata(
            extra: bool,
        ) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
            use crate::{benchmarks::consensus::Pallet as ConsensusBench, *};
            use frame_benchmarking::{BenchmarkList, baseline::Pallet as BaselineBench};
            use frame_support::traits::StorageInfoTrait;
            use frame_system_benchmarking::{Pallet as SystemBench, extensions::Pallet as SystemExtensionsBench};

            let mut list = Vec::<BenchmarkList>::new();
            list_benchmarks!(list, extra);
            (list, AllPalletsWithSystem::storage_info())
        }

        #[allow(non_local_definitions)]
        fn dispatch_benchmark(
            config: frame_benchmarking::BenchmarkConfig,
        ) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
            use crate::{benchmarks::consensus::Pallet as ConsensusBench, *};
            use frame_benchmarking::{BenchmarkBatch, baseline::Pallet as BaselineBench};
            use frame_support::traits::{TrackedStorageKey, WhitelistedStorageKeys};
            use frame_system_benchmarking::{Pallet as SystemBench, extensions::Pallet as SystemExtensionsBench};

            impl frame_system_benchmarking::Config for Runtime {}
            impl frame_benchmarking::baseline::Config for Runtime {}

            let mut whitelist: Vec<TrackedStorageKey> = AllPalletsWithSystem::whitelisted_storage_keys();
            // The first extrinsic of each block writes the time: only that one gets to the database.
            if config.pallet != b"pallet_timestamp" {
                whitelist.push(TrackedStorageKey::new(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec()));
            }
            let mut batches = Vec::<BenchmarkBatch>::new();
            let params = (&config, &whitelist);
            add_benchmarks!(params, batches);
            Ok(batches)
        }
    }

    #[cfg(feature = "try-runtime")]
    impl frame_try_runtime::TryRuntime<Block> for Runtime {
        fn on_runtime_upgrade(
            checks: frame_try_runtime::UpgradeCheckSelect,
        ) -> (frame_support::weights::Weight, frame_support::weights::Weight) {
            // An upgrade that fails its checks must stop the rehearsal, not report a weight.
            let weight = Executive::try_runtime_upgrade(checks).expect("the upgrade passes its own checks");
            (weight, crate::configs::system::RuntimeBlockWeights::get().max_block)
        }

        fn execute_block(
            block: <Block as BlockT>::LazyBlock,
            state_root_check: bool,
            signature_check: bool,
            select: frame_try_runtime::TryStateSelect,
        ) -> frame_support::weights::Weight {
            Executive::try_execute_block(block, state_root_check, signature_check, select)
                .expect("the block executes and every try_state holds")
        }
    }
}
