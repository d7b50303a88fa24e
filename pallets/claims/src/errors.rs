//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors of the pallet.
#[pallet_section]
mod errors {
    /// Why a call is refused. Nothing has changed then. What a payer adjudicates instead of refusing is a denied line:
    /// `docs/claims.md` has the table.
    #[pallet::error]
    pub enum Error<T> {
        /// There is no such plan.
        UnknownPlan,
        /// The plan has been published already.
        DuplicatePlan,
        /// The plan is another insurer's.
        NotYourPlan,
        /// No more policies are issued under the plan.
        PlanClosed,
        /// A plan needs a rule.
        NoRules,
        /// More rules than a plan can have.
        TooManyRules,
        /// A category has two rules.
        DuplicateCategory,
        /// More than the whole would be covered.
        CoverageOutOfRange,
        /// An annual cap, a line cap, a frequency or a coverage rate of zero would cover nothing.
        NothingCovered,
        /// A period is longer than ten years.
        PeriodTooLong,
        /// There would be no time to file, to decide or to use an approval.
        NoTime,
        /// There is no such policy or handle.
        UnknownPolicy,
        /// The policy is another insurer's.
        NotYourPolicy,
        /// The period of a policy ends before it starts.
        EmptyPeriod,
        /// The period of a policy is over already.
        PeriodOver,
        /// A key must be fresh: this one belongs to somebody already.
        KeyNotFresh,
        /// A handle is for at most a benefit year.
        HandleTooLong,
        /// A handle sets aside nothing, or more than the plan's annual cap or deductible.
        ShareOutOfRange,
        /// The policy has been ended already.
        AlreadyEnded,
        /// The policy has been ended, and money is on its key or on its way: the key is released when that has been
        /// confirmed and redeemed.
        MoneyOnKey,
        /// The handle has been closed, and what it did not use has been returned.
        HandleClosed,
        /// A claim or an approval on the handle is still open, or can still be appealed.
        HandleInUse,
        /// Another claim has been made on the handle.
        HandleUsed,
        /// The key is not the policy's.
        NotTheHolder,
        /// The patient's statement is about something else.
        StatementForAnotherSubject,
        /// The patient's statement is for another policy.
        StatementForAnotherPolicy,
        /// The patient's statement is for another provider.
        StatementForAnotherProvider,
        /// The patient's statement was made for another chain.
        StatementForAnotherChain,
        /// The patient's statement has expired.
        StatementExpired,
        /// A statement is not signed by the key that has to sign it.
        StatementSignatureInvalid,
        /// There must be one statement of the policy's key and one of each prescription key, in the order of the lines.
        WrongNumberOfStatements,
        /// There is no such request for approval.
        UnknownPreauthorisation,
        /// Approval has been requested already with this content.
        DuplicatePreauthorisation,
        /// The approval is another provider's.
        NotYourPreauthorisation,
        /// The approval is for another policy or category, or for another benefit year.
        PreauthorisationMismatch,
        /// The request is not pending.
        PreauthorisationNotPending,
        /// There is no approval that could be used: it was not given, has been used, or has lapsed.
        PreauthorisationNotUsable,
        /// The time of the approval is over.
        PreauthorisationOver,
        /// The time of the approval is not over, or that to decide the request.
        PreauthorisationNotOver,
        /// The approval is kept for a claim that waits for a decision, or that can still be appealed.
        PreauthorisationInUse,
        /// Two lines name the same approval.
        PreauthorisationNamedTwice,
        /// The plan has no rule for the category.
        CategoryNotCovered,
        /// The policy does not cover the present.
        NotCoveredNow,
        /// So much is not free in the benefit year.
        BenefitExceeded,
        /// More than what was asked for, or nothing.
        ModifiedOutOfRange,
        /// There is no such claim.
        UnknownClaim,
        /// The claim has been submitted already.
        DuplicateClaim,
        /// The claim is another provider's.
        NotYourClaim,
        /// The claim is another insurer's.
        NotYourInsuredClaim,
        /// A claim needs a line.
        NoLines,
        /// More lines than a claim can have.
        TooManyLines,
        /// A charge or amount is zero.
        ZeroAmount,
        /// An amount, or the sum of amounts, is greater than can be reckoned with.
        AmountOutOfRange,
        /// A service is billed twice in the claim.
        DuplicateLine,
        /// The lines belong to different benefit years: they need a claim each.
        SpansBenefitYears,
        /// The service was never delivered, as far as the chain knows.
        UnknownService,
        /// Another provider delivered the service.
        NotYourService,
        /// The encounter is said to be in the future.
        ServiceInFuture,
        /// Another live claim states another charge for the same service.
        ChargeDiffers,
        /// As many insurers as possible have a live claim on the service.
        TooManyPayers,
        /// Together more than the charge would be paid.
        OverCharge,
        /// The claim has been decided already.
        AlreadyDecided,
        /// The claim has been cancelled.
        AlreadyCancelled,
        /// The claim has been reversed.
        AlreadyReversed,
        /// The claim has not been decided.
        NotDecided,
        /// No question is open.
        NoInformationRequested,
        /// A question is open already.
        InformationAlreadyRequested,
        /// There must be one verdict per line.
        WrongNumberOfVerdicts,
        /// The reason follows from the rules and is not a matter of judgement.
        ReasonNotForAssessors,
        /// The deadline has not passed.
        NotOverdue,
        /// The plan leaves overdue claims to the assessors.
        OverdueWaits,
        /// All of the charge is paid: there is nothing to appeal.
        NothingToAppeal,
        /// The claim has been appealed already.
        AlreadyAppealed,
        /// The time to appeal is over.
        AppealWindowOver,
        /// The claim has not been appealed, or the appeal has been decided.
        NotAppealed,
        /// An appeal is open.
        AppealOpen,
        /// Whoever made the decision cannot decide the appeal.
        SelfAppeal,
        /// Nothing is named that could be settled.
        NoClaims,
        /// More claims than one settlement can have.
        TooManyClaims,
        /// The claims of one settlement must be of one insurer and one payee.
        MixedSettlement,
        /// Your organisation is neither the insurer nor the payee.
        NotAParty,
        /// Nothing is granted on the claim.
        NothingGranted,
        /// All that is granted has been paid.
        AlreadySettled,
        /// The plan is settled off the chain.
        SettledOffChain,
        /// The plan is settled on the chain.
        SettledOnChain,
        /// The insurer's account is short. The claim stays approved.
        InsufficientFunds,
        /// All that is due on the claim is held already.
        AlreadyFunded,
        /// A payment is to be confirmed first.
        ReceiptAwaited,
        /// There is no such remittance.
        UnknownRemittance,
        /// The remittance is not waiting for the payee.
        NotAwaitingReceipt,
        /// The claim has not been settled.
        NotSettled,
        /// The reversal has been requested already.
        AlreadyRequested,
        /// The payee's account is short.
        PayeeShort,
        /// The insurer has made as many remittances as can be counted.
        TooManyRemittances,
        /// The account is not the clearing agent's.
        NotTheClearingAgent,
        /// The reference of the bank has been used already.
        DuplicateReference,
        /// Nothing is to be redeemed.
        NoRedemption,
        /// A redemption is under way already.
        RedemptionUnderWay,
        /// The amount is not the one to be redeemed.
        RedemptionDiffers,
        /// The time to decide the request is over: nothing is approved, and the provider can ask again.
        PreauthorisationOverdue,
        /// The steps of handles do not go into the plan's own deductible or annual cap, or that of the time is longer than a
        /// benefit year, or no longer than its offset.
        StepsOutOfRange,
        /// The deductible of a handle is not a multiple of the plan's step.
        DeductibleNotInSteps,
        /// The share of a handle is not a multiple of the plan's step.
        ShareNotInSteps,
        /// A handle begins or ends at a moment at which none of the plan's steps does.
        PeriodNotInSteps,
        /// The policy has been ended, and its key can still appeal what was decided before: it is released when the time for
        /// that is over.
        KeyCanAppeal,
    }
}
