//! What happened: an event for everything that a call or a deadline changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened. Events carry identifiers, numbers and reasons, and no commitments.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A prescription was issued.
        Issued {
            /// The prescription.
            prescription: PrescriptionId,
            /// The prescriber's organisation.
            organisation: OrganisationId,
            /// The prescription that it replaces.
            replaces: Option<PrescriptionId>,
        },
        /// A prescription was cancelled, for good.
        Cancelled {
            /// The prescription.
            prescription: PrescriptionId,
            /// The organisation that had issued it.
            organisation: OrganisationId,
            /// By whom and why.
            cause: CancellationCause,
        },
        /// A cancellation came while a pharmacy holds: no further fill, and the end of the hold completes it.
        CancellationMarked {
            /// The prescription.
            prescription: PrescriptionId,
            /// The organisation that had issued it.
            organisation: OrganisationId,
            /// The pharmacy that holds it.
            dispenser: OrganisationId,
            /// Why it is cancelled.
            reason: CancellationReason,
            /// When the hold ends at the latest.
            until: Moment,
        },
        /// New holds were stopped.
        Suspended {
            /// The prescription.
            prescription: PrescriptionId,
            /// The organisation that had issued it.
            organisation: OrganisationId,
        },
        /// New holds were permitted again.
        Resumed {
            /// The prescription.
            prescription: PrescriptionId,
            /// The organisation that had issued it.
            organisation: OrganisationId,
        },
        /// A pharmacy has the prescription for itself.
        Accepted {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue that may be filled.
            issue: IssueIndex,
            /// The pharmacy.
            dispenser: OrganisationId,
            /// The number of the hold, which the patient's statement had named.
            hold: u32,
            /// The deadline of the hold.
            until: Moment,
        },
        /// A pharmacy supplied items.
        Filled {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue they belong to.
            issue: IssueIndex,
            /// The number of the new entry in the log.
            fill: FillNumber,
            /// The pharmacy.
            dispenser: OrganisationId,
        },
        /// A pharmacy closed an item without supply of the rest.
        ItemNotDispensed {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue it belongs to.
            issue: IssueIndex,
            /// The number of the new entry in the log.
            fill: FillNumber,
            /// The pharmacy.
            dispenser: OrganisationId,
            /// The item.
            item: ItemIndex,
            /// Why.
            reason: NotDispensedReason,
        },
        /// Every item of an issue is complete or closed, and the hold is over.
        IssueCompleted {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue.
            issue: IssueIndex,
            /// From when on the next issue can be accepted. `None`: it was the last one, the prescription is dispensed.
            next_opens_at: Option<Moment>,
        },
        /// A pharmacy gave the prescription back.
        GivenBack {
            /// The prescription.
            prescription: PrescriptionId,
            /// The pharmacy.
            dispenser: OrganisationId,
            /// Why.
            reason: GiveBackReason,
        },
        /// The deadline of a hold had passed.
        HoldLapsed {
            /// The prescription.
            prescription: PrescriptionId,
            /// The pharmacy that held it.
            dispenser: OrganisationId,
        },
        /// A pharmacy withdrew the newest live entry of the log.
        FillWithdrawn {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue of the entry. It is the current one, again if the entry had completed it.
            issue: IssueIndex,
            /// The number of the entry.
            fill: FillNumber,
            /// The pharmacy.
            dispenser: OrganisationId,
            /// Why.
            reason: WithdrawalReason,
        },
        /// The patient said which pharmacy may accept the current issue.
        Nominated {
            /// The prescription.
            prescription: PrescriptionId,
            /// The current issue.
            issue: IssueIndex,
            /// The pharmacy. `None`: any.
            dispenser: Option<OrganisationId>,
        },
        /// The patient put a new key in place of an old one.
        HolderRotated {
            /// The prescription.
            prescription: PrescriptionId,
            /// The issue that the keys are for.
            issue: IssueIndex,
        },
        /// The patient asks for a renewal.
        RenewalRequested {
            /// The prescription.
            prescription: PrescriptionId,
            /// The current issue.
            issue: IssueIndex,
            /// The organisation that had issued it, and is asked.
            organisation: OrganisationId,
        },
        /// The record of a prescription was removed, with its log.
        Pruned {
            /// The prescription.
            prescription: PrescriptionId,
            /// The organisation that had issued it.
            organisation: OrganisationId,
        },
        /// What was supplied of an item was billed.
        Billed {
            /// The prescription.
            prescription: PrescriptionId,
            /// The number of the entry in the log.
            fill: FillNumber,
            /// The item.
            item: ItemIndex,
        },
        /// A bill for what was supplied of an item was reversed.
        Unbilled {
            /// The prescription.
            prescription: PrescriptionId,
            /// The number of the entry in the log.
            fill: FillNumber,
            /// The item.
            item: ItemIndex,
        },
    }
}
