//! What an insurer paid: the X12 835 remittance (005010X221A1), and statements of account.
//!
//! - [`write_835`] writes what [`RemittanceFacts`] say, after checking that they balance;
//! - [`read_835`] reads an 835 of any writer, with amounts in whole won, and refuses it if it does not balance;
//! - [`AccountHistory`] is what the chain keeps of an account, and [`StatementOfAccount`] tells an insurer or a provider
//!   what was open, granted, paid, reversed and is open now.
//!
//! docs/remittance.md says which segments are written, and why.

mod error;
mod facts;
mod history;
mod reader;
mod remarks;
mod statement;
mod statement_text;
mod writer;

#[cfg(test)]
mod tests;

pub use error::RemittanceError;
pub use facts::{
    Address, MOST_CLAIMS, MOST_LINES, Payee, Payer, ProviderAdjustment, ProviderAdjustmentKind, RemittanceFacts,
    RemittedClaim, RemittedLine,
};
pub use history::{AccountHistory, ClaimAccount};
pub use reader::{LARGEST_REMITTANCE, ReadAdjustment, ReadClaim, ReadLine, ReadRemark, ReadRemittance, read_835};
pub use remarks::remark_code;
pub use statement::{
    AccountSide, Counterparty, Grant, MOST_ENTRIES, OpenClaim, RemittanceEntry, RemittanceEntryKind,
    RemittanceEntryState, StatementInput, StatementOfAccount, StatementTotals,
};
pub use writer::write_835;
