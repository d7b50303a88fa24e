//! What prescriptions share with apps that sign for them and with pallets that bill what was dispensed.

use crate::{Commitment, Moment, OrganisationId, StatementContent};
use codec::Encode;
use frame_support::stored;
use serde::{Deserialize, Serialize};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;

mod reasons;

pub use reasons::{CancellationReason, GiveBackReason, NotDispensedReason, WithdrawalReason};

/// A prescription's identifier, derived from its content: an app knows it before the chain does, and a repeated
/// submission is refused as a duplicate.
#[stored]
#[derive(Copy, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PrescriptionId(pub H256);

impl PrescriptionId {
    /// The identifier of what `organisation` issues under `commitment`, valid until `valid_until`.
    ///
    /// The organisation is part of it so that nobody can take an identifier that he sees under way, and the end of
    /// validity so that an identifier whose record was pruned cannot come back: it could only be issued already expired.
    pub fn derive(organisation: OrganisationId, commitment: &Commitment, valid_until: Moment) -> Self {
        Self(H256(("bogam/prescription-id/v1", organisation, commitment, valid_until).using_encoded(blake2_256)))
    }
}

/// How strictly a prescription is regulated. What each schedule demands is the runtime's table.
#[stored]
#[derive(Copy, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Schedule {
    /// A prescription-only medicine.
    Ordinary,
    /// A narcotic or psychotropic: shorter validity, no repeats, no substitution.
    Controlled,
}

/// A quantity in thousandths of the item's own unit (which only the document names): half a tablet is 500.
pub type Quantity = u64;

/// Thousandths in one whole unit.
pub const QUANTITY_SCALE: Quantity = 1_000;

/// The place of an item in its prescription, from zero.
pub type ItemIndex = u8;

/// The place of an issue (the first supply or a repeat) in its prescription, from zero.
pub type IssueIndex = u8;

/// The number of a fill in its prescription, from zero, never given twice.
pub type FillNumber = u16;

/// Content of the statement with which a holder lets a pharmacy take the prescription.
///
/// Only `dispenser` can use it, and only while `hold` is still the number of the next hold: the acceptance itself changes
/// that number, so a statement serves once.
#[stored]
pub struct AcceptPrescription {
    /// The prescription.
    pub prescription: PrescriptionId,
    /// The pharmacy that may accept it.
    pub dispenser: OrganisationId,
    /// How many holds the prescription has had before this one.
    pub hold: u32,
}

impl StatementContent for AcceptPrescription {
    const TAG: &'static str = "bogam/accept-prescription/v1";
}

/// Points to one item of one fill: a service that was delivered.
#[stored]
#[derive(Copy, PartialOrd, Ord)]
pub struct DispenseReference {
    /// The prescription.
    pub prescription: PrescriptionId,
    /// The fill.
    pub fill: FillNumber,
    /// The item.
    pub item: ItemIndex,
}

/// What the chain knows of one delivered item.
#[stored(no_skip_type_params)]
pub struct DispenseRecord<AccountId> {
    /// The pharmacy that supplied it.
    pub provider: OrganisationId,
    /// When it was recorded.
    pub at: Moment,
    /// How much was supplied.
    pub quantity: Quantity,
    /// The holder key of the issue that was filled: the present one, if it was rotated since.
    pub holder: AccountId,
    /// Whether the fill has been withdrawn since.
    pub withdrawn: bool,
    /// Whether it has been billed already.
    pub billed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prescription_id_should_change_with_each_part_of_its_content() {
        let commitment = Commitment(H256::repeat_byte(1));
        let id = PrescriptionId::derive(1, &commitment, 10);

        assert_eq!(id, PrescriptionId::derive(1, &commitment, 10));
        assert_ne!(id, PrescriptionId::derive(2, &commitment, 10));
        assert_ne!(id, PrescriptionId::derive(1, &Commitment(H256::repeat_byte(2)), 10));
        assert_ne!(id, PrescriptionId::derive(1, &commitment, 11));
    }
}
