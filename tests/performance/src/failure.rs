//! What can go wrong while measuring.

use std::process::ExitCode;

/// Why something could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The program has no runtime to execute.
    #[error("this program was built without the runtime's WASM (SKIP_WASM_BUILD)")]
    NoRuntime,
    /// The preset of the development network could not be extended or built.
    #[error("the genesis cannot be made: {0}")]
    Genesis(String),
    /// The key of somebody who signs could not be derived.
    #[error("a key cannot be derived: {0}")]
    Key(String),
    /// A call that prepares the state was refused.
    #[error("a call that prepares the state was refused: {0}")]
    Preparation(String),
    /// There are not enough prepared accounts for what is asked.
    #[error("{needed} accounts are needed, and {prepared} are prepared")]
    TooFewAccounts {
        /// How many are needed.
        needed: usize,
        /// How many there are.
        prepared: usize,
    },
    /// There are not enough records in the state for what is asked.
    #[error("{needed} records are needed, and {there} are in the state")]
    TooFewRecords {
        /// How many are needed.
        needed: u32,
        /// How many there are.
        there: u32,
    },
    /// The client could not be made, or its database refused something.
    #[error("the client failed: {0}")]
    Client(String),
    /// A block could not be built.
    #[error("a block cannot be built (a block that is too full needs fewer calls): {0}")]
    Building(String),
    /// A call in a block did not do what it was to do, so that its cost would mean nothing.
    #[error("{failed} of {calls} calls in a block failed")]
    CallsFailed {
        /// How many failed.
        failed: usize,
        /// How many there were.
        calls: usize,
    },
    /// A block was not imported.
    #[error("a block was not imported: {0}")]
    Import(String),
    /// There is nothing to reckon with.
    #[error("there are no samples")]
    NoSamples,
    /// A file could not be written or read.
    #[error("a file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// A report could not be written as JSON.
    #[error("the report is no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRuntime => "no_runtime",
            Self::Genesis(_) => "genesis_failed",
            Self::Key(_) => "key_not_derived",
            Self::Preparation(_) => "preparation_refused",
            Self::TooFewAccounts { .. } => "too_few_accounts",
            Self::TooFewRecords { .. } => "too_few_records",
            Self::Client(_) => "client_failed",
            Self::Building(_) => "block_not_built",
            Self::CallsFailed { .. } => "calls_failed",
            Self::Import(_) => "block_not_imported",
            Self::NoSamples => "no_samples",
            Self::File(_) => "file_failed",
            Self::Json(_) => "json_failed",
        }
    }
}

/// How a program ends: what went wrong is told on standard error, below the progress that may stand there.
pub fn end(outcome: Result<(), Failure>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror ({}): {failure}", failure.code());
            ExitCode::FAILURE
        }
    }
}

impl From<sp_blockchain::Error> for Failure {
    fn from(error: sp_blockchain::Error) -> Self {
        Self::Client(error.to_string())
    }
}
