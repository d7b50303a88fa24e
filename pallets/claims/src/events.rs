//! What happened: an event for everything that a call changes.

use frame_support::pallet_macros::pallet_section;

/// The events of the pallet.
#[pallet_section]
mod events {
    /// What happened. Events carry identifiers, numbers and reasons, and no commitments.
    #[pallet::event]
    #[pallet::generate_deposit(pub(crate) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A plan was published.
        PlanPublished {
            /// The plan.
            plan: PlanId,
            /// Its insurer.
            insurer: OrganisationId,
        },
        /// No more policies are issued under a plan.
        PlanClosed {
            /// The plan.
            plan: PlanId,
        },
        /// A policy was issued.
        PolicyIssued {
            /// The policy.
            policy: PolicyId,
            /// The plan.
            plan: PlanId,
        },
        /// A one-time handle was handed out.
        HandleIssued {
            /// The handle.
            policy: PolicyId,
            /// The plan.
            plan: PlanId,
        },
        /// A policy was ended.
        PolicyEnded {
            /// The policy.
            policy: PolicyId,
        },
        /// A handle was closed.
        HandleClosed {
            /// The handle.
            policy: PolicyId,
            /// The benefit that was set aside and not used, in won: it returns to the policy behind the handle.
            returned: Won,
            /// The deductible that was met, in won.
            deductible_met: Won,
        },
        /// A policy has a new key.
        PolicyKeyRotated {
            /// The policy.
            policy: PolicyId,
        },
        /// Approval of a service was requested, and an assessor has to decide.
        PreauthorisationPended {
            /// The request.
            preauthorisation: PreauthorisationId,
            /// Until when.
            deadline: Moment,
        },
        /// A service was approved before it is delivered, and the benefit is reserved.
        PreauthorisationApproved {
            /// The request.
            preauthorisation: PreauthorisationId,
            /// How much, in won.
            amount: Won,
            /// Until when it can be used.
            until: Moment,
        },
        /// Approval was denied.
        PreauthorisationDenied {
            /// The request.
            preauthorisation: PreauthorisationId,
            /// Why.
            reason: AdjustmentReason,
        },
        /// A request was withdrawn, or an approval released after its time. What it reserved is free again.
        PreauthorisationLapsed {
            /// The request.
            preauthorisation: PreauthorisationId,
        },
        /// A claim was submitted.
        Submitted {
            /// The claim.
            claim: ClaimId,
            /// The policy or handle.
            policy: PolicyId,
            /// The insurer.
            insurer: OrganisationId,
            /// The provider.
            provider: OrganisationId,
        },
        /// An assessor has to decide the claim.
        Pended {
            /// The claim.
            claim: ClaimId,
            /// Until when.
            deadline: Moment,
        },
        /// The provider was asked for information.
        InformationRequested {
            /// The claim.
            claim: ClaimId,
            /// Until when.
            deadline: Moment,
        },
        /// The provider has answered.
        InformationProvided {
            /// The claim.
            claim: ClaimId,
        },
        /// The claim was decided. If this grants more than a decision before did, a reversal that one side had asked for is off.
        Decided {
            /// The claim.
            claim: ClaimId,
            /// What was decided of the whole.
            outcome: Outcome,
            /// How much is paid, in won.
            paid: Won,
            /// Whether the rules alone decided.
            automatic: bool,
        },
        /// The claim was taken back before a decision.
        Cancelled {
            /// The claim.
            claim: ClaimId,
        },
        /// The decision was appealed.
        Appealed {
            /// The claim.
            claim: ClaimId,
            /// By whom.
            by: Appellant,
            /// Until when it is to be decided.
            deadline: Moment,
        },
        /// The money for a claim is held.
        Funded {
            /// The claim.
            claim: ClaimId,
            /// How much is held for it now, in won.
            held: Won,
        },
        /// The insurer's account is short: the claim is approved and waits for funds.
        Unfunded {
            /// The claim.
            claim: ClaimId,
            /// How much is missing, in won.
            missing: Won,
        },
        /// Claims were paid, or said to be paid off the chain.
        Remitted {
            /// The insurer.
            insurer: OrganisationId,
            /// The number of its remittance.
            remittance: RemittanceNumber,
            /// The sum in won.
            total: Won,
            /// How far it is.
            state: RemittanceState,
        },
        /// The payee has answered whether it received what was paid off the chain.
        ReceiptAnswered {
            /// The insurer.
            insurer: OrganisationId,
            /// The number of its remittance.
            remittance: RemittanceNumber,
            /// Whether it did.
            received: bool,
        },
        /// One side has done its part of undoing a settled claim.
        ReversalProgressed {
            /// The claim.
            claim: ClaimId,
            /// How far it is.
            progress: ReversalProgress,
        },
        /// A settled claim was undone.
        Reversed {
            /// The claim.
            claim: ClaimId,
            /// How much went back, in won.
            amount: Won,
            /// The insurer's remittance that records it.
            remittance: RemittanceNumber,
        },
        /// Another account is the clearing agent's, or none.
        ClearingAgentSet {
            /// The account.
            agent: Option<T::AccountId>,
        },
        /// Settlement money was issued against money at the bank.
        Minted {
            /// For whom.
            organisation: OrganisationId,
            /// How much, in won.
            amount: Won,
        },
        /// Somebody wants settlement money paid out at the bank: it is held.
        RedemptionRequested {
            /// The account.
            account: T::AccountId,
            /// How much, in won.
            amount: Won,
        },
        /// A redemption was given up.
        RedemptionCancelled {
            /// The account.
            account: T::AccountId,
        },
        /// Settlement money was paid out at the bank and destroyed.
        Redeemed {
            /// The account.
            account: T::AccountId,
            /// How much, in won.
            amount: Won,
        },
    }
}
