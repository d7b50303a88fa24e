//! What a node asks the chain about transactions that wait to come into a block.

use alloc::vec::Vec;
use sp_runtime::{
    OpaqueExtrinsic,
    transaction_validity::{TransactionSource, TransactionValidity},
};

sp_api::decl_runtime_apis! {
    /// Whether transactions are valid: the question of the SDK's `TaggedTransactionQueue`, for many at once.
    ///
    /// To ask the runtime anything takes an instance of it and a view of the state, which together cost a node as much as the answer. Under load,
    /// when many transactions wait to be asked about, they share both.
    pub trait TransactionQueue {
        /// Whether each of these transactions, which came from somewhere, is valid after the block `at`: for each by itself, as if it were the
        /// only one, in their order. One that nobody can decode is `InvalidTransaction::Call`.
        fn validate_transactions(
            at: Block::Hash,
            transactions: Vec<(TransactionSource, OpaqueExtrinsic)>,
        ) -> Vec<TransactionValidity>;
    }
}
