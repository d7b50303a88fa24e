//! # Claims
//!
//! Insurance claims for services that the chain has seen delivered: adjudicated by the rules of a plan, decided in the
//! block in which they are submitted where the plan permits it, balanced to the won, and paid at most once over all
//! insurers.
//!
//! An insurer publishes **plans** and issues **policies** under them, or one-time **handles** that stand for a policy which
//! only the insurer knows. A provider submits a **claim** with what the patient has signed: by the key of the policy or
//! handle, and for each item that a pharmacy supplied by the one-time key of the prescription. The rules adjudicate it
//! ([`bogam_primitives::claim::adjudication`]). What is small and needs no judgement is decided at once; everything else
//! is **pended** for an assessor. A denied or partly paid claim can be **appealed** once, by the provider or by the insured
//! person, and is then decided by another assessor. What is granted is **held** on the insurer's account and **settled**
//! to the payee, or paid by bank transfer and confirmed by both sides. A settled claim can be **reversed**, which restores
//! everything exactly.
//!
//! | from | to | by |
//! |---|---|---|
//! | | Decided | submit, when the rules decide |
//! | | Pended | submit, otherwise |
//! | Pended | InformationRequested | request information |
//! | InformationRequested | Pended | provide information |
//! | Pended, InformationRequested | Decided | decide, or decide overdue |
//! | Pended, InformationRequested | Cancelled | cancel |
//! | Decided | Appealed | appeal, once, unless all is paid |
//! | Appealed | Decided | decide appeal, or decide overdue |
//! | Decided, settled | Reversed | reverse |
//!
//! ## What holds always
//!
//! - Of each line and claim, charge = paid + Σ adjustments, once it is decided.
//! - Over all insurers, no more is paid for a service than its charge, in whatever order claims are submitted, decided,
//!   appealed and reversed.
//! - The accumulators of a benefit year are the sums over the decisions in force and the approvals that reserve.
//! - What is held on an insurer's account is the sum of what is held for its claims. Nothing that was granted is lost for
//!   want of funds: it stays due, visibly.
//! - A dispense that is billed cannot be withdrawn; when the last live claim on it ends, it can.
//! - Money is taken from a payee by the payee's own act alone.
//!
//! Claims are accounting records and are kept.
//!
//! ## Rooms
//!
//! [`types`]: the records, and what follows from them alone. `rules`: what calls are refused for. `functions`: what they
//! do. `events`, `errors`. `costs` and [`weights`]: what calls cost. `views`: what apps read. `try_state`: the invariants.

#![cfg_attr(not(feature = "std"), no_std)]

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
mod costs;
mod errors;
mod events;
mod functions;
pub mod migrations;
#[cfg(test)]
mod mock;
mod rules;
#[cfg(test)]
mod tests;
mod try_state;
pub mod types;
mod views;
pub mod weights;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
    use super::*;
    use bogam_primitives::{
        Actor, ClaimId, Commitment, Moment, OrganisationId, PlanId, PolicyId, PreauthorisationId, Signed, Won,
        claim::{
            Accumulators, AdjustmentReason, AuthoriseClaim, AuthorisePreauthorisation, LineOutcome, NewClaim,
            NewPreauthorisation, ServiceKey, ServiceLedger, Verdict,
        },
        traits::{Certifies, Dispenses, EnsureRole, Holders},
    };
    use frame_support::{
        PalletId,
        pallet_prelude::*,
        sp_runtime::traits::{IdentifyAccount, Verify},
        traits::{Time, fungible},
    };
    use frame_system::pallet_prelude::*;
    use scale_info::prelude::vec::Vec;
    use sp_core::H256;

    /// The most entries on one page of a view function, and the most lines of an estimate.
    pub const LONGEST_PAGE: u32 = 100;

    /// An amount in the currency's own type.
    pub type BalanceOf<T> =
        <<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

    /// What a patient's keys say to a claim.
    pub type ClaimStatements<T> = Vec<Signed<AuthoriseClaim, <T as Config>::HolderSignature>>;

    #[pallet::pallet]
    #[pallet::storage_version(migrations::STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>, Hash = H256> {
        /// Who may publish plans and issue policies and handles.
        type InsurerOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who may submit claims.
        type ProviderOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who may decide claims.
        type AssessorOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// Who may settle and redeem for an organisation, insurer or provider.
        type TreasurerOrigin: EnsureRole<Self::RuntimeOrigin, Success = Actor<Self::AccountId>>;

        /// A patient's key that somebody sponsors.
        type HolderOrigin: EnsureRole<Self::RuntimeOrigin, Success = Self::AccountId>;

        /// Who appoints the clearing agent.
        type GovernanceOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Where patients' keys are sponsored and released.
        type Holders: Holders<Self::AccountId>;

        /// What pharmacies have supplied.
        type Dispenses: Dispenses<Self::AccountId>;

        /// What certificates have been issued.
        type Certificates: Certifies;

        /// Settlement money, in whole won.
        type Currency: fungible::Inspect<Self::AccountId, Balance: From<Won>>
            + fungible::Mutate<Self::AccountId>
            + fungible::hold::Mutate<Self::AccountId, Reason = Self::RuntimeHoldReason>;

        /// The runtime's reasons to hold.
        type RuntimeHoldReason: From<HoldReason>;

        /// The wall clock.
        type Time: Time<Moment = Moment>;

        /// The signature of a patient's key on a statement.
        type HolderSignature: Verify<Signer: IdentifyAccount<AccountId = Self::AccountId>> + Parameter;

        /// What the accounts of organisations are derived from.
        #[pallet::constant]
        type PalletId: Get<PalletId>;

        /// The most rules of a plan.
        #[pallet::constant]
        type MaxRules: Get<u32>;

        /// The most lines of a claim: at most 64.
        #[pallet::constant]
        type MaxLines: Get<u32>;

        /// The most claims of a settlement.
        #[pallet::constant]
        type MaxBatch: Get<u32>;

        /// What calls cost.
        type WeightInfo: WeightInfo;

        /// Keys, signatures, services and a clock for benchmarks.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: benchmarking::BenchmarkHelper<Self::AccountId, Self::HolderSignature>;
    }

    /// Why money is held.
    #[pallet::composite_enum]
    pub enum HoldReason {
        /// For claims that are decided and not settled.
        #[codec(index = 0)]
        GrantedClaims,
        /// Until the clearing agent has paid it out.
        #[codec(index = 1)]
        Redemption,
    }

    /// The plans.
    #[pallet::storage]
    pub type Plans<T: Config> = StorageMap<_, Identity, PlanId, Plan<T>>;

    /// The policies and handles.
    #[pallet::storage]
    pub type Policies<T: Config> = StorageMap<_, Identity, PolicyId, Policy<T>>;

    /// What has been used of each benefit year of a policy or handle.
    #[pallet::storage]
    pub type Years<T: Config> =
        StorageDoubleMap<_, Identity, PolicyId, Twox64Concat, BenefitYear, Accumulators, ValueQuery>;

    /// The requests for approval before the service.
    #[pallet::storage]
    pub type Preauthorisations<T: Config> = StorageMap<_, Identity, PreauthorisationId, Preauthorisation>;

    /// The claims.
    #[pallet::storage]
    pub type Claims<T: Config> = StorageMap<_, Identity, ClaimId, Claim<T>>;

    /// What all insurers together pay for each service that has a live claim.
    #[pallet::storage]
    pub type Services<T: Config> = StorageMap<_, Identity, ServiceKey, ServiceLedger>;

    /// The claims of each insurer for which money is due on the chain and not held.
    #[pallet::storage]
    pub type UnfundedClaims<T: Config> =
        StorageDoubleMap<_, Twox64Concat, OrganisationId, Identity, ClaimId, (), OptionQuery>;

    /// What each insurer has remitted, or got back.
    #[pallet::storage]
    pub type Remittances<T: Config> =
        StorageDoubleMap<_, Twox64Concat, OrganisationId, Twox64Concat, RemittanceNumber, Remittance<T>>;

    /// The number of each insurer's next remittance.
    #[pallet::storage]
    pub type NextRemittance<T: Config> = StorageMap<_, Twox64Concat, OrganisationId, RemittanceNumber, ValueQuery>;

    /// The account that issues settlement money and pays it out.
    #[pallet::storage]
    pub type ClearingAgent<T: Config> = StorageValue<_, T::AccountId>;

    /// The bank references under which money was issued or paid out. Each serves once.
    #[pallet::storage]
    pub type BankReferences<T: Config> = StorageMap<_, Blake2_128Concat, H256, ()>;

    /// What is held until the clearing agent has paid it out.
    #[pallet::storage]
    pub type Redemptions<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, Won>;

    /// What has been issued and not been paid out, in won.
    #[pallet::storage]
    pub type Circulating<T: Config> = StorageValue<_, Won, ValueQuery>;

    /// What claims begin with.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// The account that issues settlement money and pays it out.
        pub clearing_agent: Option<T::AccountId>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            ClearingAgent::<T>::set(self.clearing_agent.clone());
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn integrity_test() {
            assert!(T::MaxRules::get() > 0, "a plan needs a rule");
            assert!((1..=64).contains(&T::MaxLines::get()), "a claim needs lines, and few");
            assert!(T::MaxBatch::get() > 0, "a settlement needs a claim");
            let least = <T::Currency as fungible::Inspect<T::AccountId>>::minimum_balance();
            assert!(least <= BalanceOf::<T>::from(Won::from(1u8)), "one won must be enough to open an account");
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_: BlockNumberFor<T>) -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
            Self::do_try_state()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Publishes a plan. Its identifier is derived from insurer and content, and its content never changes.
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::publish_plan())]
        pub fn publish_plan(origin: OriginFor<T>, new: NewPlan) -> DispatchResult {
            let insurer = T::InsurerOrigin::ensure_role(origin)?;
            Self::do_publish_plan(insurer, new)
        }

        /// Issues no more policies under a plan. Those that exist go on.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::close_plan())]
        pub fn close_plan(origin: OriginFor<T>, plan: PlanId) -> DispatchResult {
            let insurer = T::InsurerOrigin::ensure_role(origin)?;
            Self::do_close_plan(insurer, plan)
        }

        /// Issues a policy. The insurer sponsors its key.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::issue_policy())]
        pub fn issue_policy(origin: OriginFor<T>, new: NewPolicy<T::AccountId>) -> DispatchResult {
            let insurer = T::InsurerOrigin::ensure_role(origin)?;
            Self::do_issue_policy(insurer, new)
        }

        /// Hands out a one-time handle on a policy that only the insurer knows. The insurer sponsors its key. Deductible,
        /// share, start and end are multiples of the plan's steps.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::issue_handle())]
        pub fn issue_handle(origin: OriginFor<T>, new: NewHandle<T::AccountId>) -> DispatchResult {
            let insurer = T::InsurerOrigin::ensure_role(origin)?;
            Self::do_issue_handle(insurer, new)
        }

        /// Ends a policy now, or closes a handle and returns what it did not use. The key is released, unless money is on it or
        /// it can appeal what was decided on the policy: then the same call releases it later.
        ///
        /// Services delivered under a policy before its end can still be claimed within the filing limit. A handle can be
        /// closed when nothing on it is open or can be appealed.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::end_policy())]
        pub fn end_policy(origin: OriginFor<T>, policy: PolicyId) -> DispatchResult {
            let insurer = T::InsurerOrigin::ensure_role(origin)?;
            Self::do_end_policy(insurer, policy)
        }

        /// Puts a fresh key in place of the policy's, by the holder.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::rotate_policy_key())]
        pub fn rotate_policy_key(origin: OriginFor<T>, policy: PolicyId, new_holder: T::AccountId) -> DispatchResult {
            let holder = T::HolderOrigin::ensure_role(origin)?;
            Self::do_rotate_policy_key(holder, policy, new_holder)
        }

        /// Asks for approval before the service. The key of the policy or handle has signed it. Up to the plan's automatic
        /// limit it is approved at once, unless the category is always reviewed.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::request_preauthorisation())]
        pub fn request_preauthorisation(
            origin: OriginFor<T>,
            new: NewPreauthorisation,
            statement: Signed<AuthorisePreauthorisation, T::HolderSignature>,
        ) -> DispatchResult {
            let provider = T::ProviderOrigin::ensure_role(origin)?;
            Self::do_request_preauthorisation(provider, new, statement)
        }

        /// Approves, approves less, or denies, before the deadline. What is approved is reserved.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::decide_preauthorisation())]
        pub fn decide_preauthorisation(
            origin: OriginFor<T>,
            preauthorisation: PreauthorisationId,
            verdict: PreauthorisationVerdict,
        ) -> DispatchResult {
            let assessor = T::AssessorOrigin::ensure_role(origin)?;
            Self::do_decide_preauthorisation(assessor, preauthorisation, verdict)
        }

        /// Withdraws a request or gives an approval back.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::withdraw_preauthorisation())]
        pub fn withdraw_preauthorisation(origin: OriginFor<T>, preauthorisation: PreauthorisationId) -> DispatchResult {
            let provider = T::ProviderOrigin::ensure_role(origin)?;
            Self::do_withdraw_preauthorisation(provider, preauthorisation)
        }

        /// Releases an approval whose time is over and which no claim can come to use, on appeal neither, or a request that
        /// was not decided in time. Anyone may do it.
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::release_preauthorisation())]
        pub fn release_preauthorisation(origin: OriginFor<T>, preauthorisation: PreauthorisationId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_release_preauthorisation(preauthorisation)
        }

        /// Submits a claim, which is decided at once or pended.
        ///
        /// `statements`: what the policy's key has signed, then what the key of each prescription has, each once, in the
        /// order of the lines that bill them.
        #[pallet::call_index(10)]
        #[pallet::weight(Pallet::<T>::cost_of_submit(&new.lines))]
        pub fn submit(origin: OriginFor<T>, new: NewClaim, statements: ClaimStatements<T>) -> DispatchResult {
            let provider = T::ProviderOrigin::ensure_role(origin)?;
            Self::do_submit(provider, new, statements)
        }

        /// Takes a claim back before it is decided. Its services can be billed anew.
        #[pallet::call_index(11)]
        #[pallet::weight(Pallet::<T>::most_of_ending(T::WeightInfo::cancel))]
        pub fn cancel(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
            let provider = T::ProviderOrigin::ensure_role(origin)?;
            let lines = Self::do_cancel(provider, claim)?;
            Ok(Some(Self::cost_of_ending(T::WeightInfo::cancel, lines)).into())
        }

        /// Asks the provider for information, by a document whose commitment is given.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::request_information())]
        pub fn request_information(origin: OriginFor<T>, claim: ClaimId, question: Commitment) -> DispatchResult {
            let assessor = T::AssessorOrigin::ensure_role(origin)?;
            Self::do_request_information(assessor, claim, question)
        }

        /// Answers the insurer's question.
        #[pallet::call_index(13)]
        #[pallet::weight(T::WeightInfo::provide_information())]
        pub fn provide_information(origin: OriginFor<T>, claim: ClaimId, answer: Commitment) -> DispatchResult {
            let provider = T::ProviderOrigin::ensure_role(origin)?;
            Self::do_provide_information(provider, claim, answer)
        }

        /// Decides a claim, with one verdict per line. What is granted is held.
        #[pallet::call_index(14)]
        #[pallet::weight(Pallet::<T>::cost_of_ending(T::WeightInfo::decide, verdicts.len() as u32))]
        pub fn decide(origin: OriginFor<T>, claim: ClaimId, verdicts: Vec<Verdict>) -> DispatchResult {
            let assessor = T::AssessorOrigin::ensure_role(origin)?;
            Self::do_decide(assessor, claim, verdicts)
        }

        /// Decides what is overdue: a claim by the rules alone, where the plan says so; one whose provider has not
        /// answered as denied. Anyone may do it.
        #[pallet::call_index(15)]
        #[pallet::weight(Pallet::<T>::most_of_ending(T::WeightInfo::decide_overdue))]
        pub fn decide_overdue(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
            ensure_signed(origin)?;
            let lines = Self::do_decide_overdue(claim)?;
            Ok(Some(Self::cost_of_ending(T::WeightInfo::decide_overdue, lines)).into())
        }

        /// Appeals a decision that did not grant everything, on the grounds of a document: by the provider, or by the
        /// insured person with the key of the policy or handle. Once, whoever of the two does it.
        #[pallet::call_index(16)]
        #[pallet::weight(T::WeightInfo::appeal())]
        pub fn appeal(origin: OriginFor<T>, claim: ClaimId, grounds: Commitment) -> DispatchResult {
            let (record, by) = Self::ensure_appellant(origin, &claim)?;
            Self::do_appeal(claim, record, by, grounds)
        }

        /// Decides an appeal, by another assessor than the one who decided before. An appeal never takes away: if the
        /// new verdicts came to less, the decision before stays.
        #[pallet::call_index(17)]
        #[pallet::weight(Pallet::<T>::cost_of_ending(T::WeightInfo::decide, verdicts.len() as u32))]
        pub fn decide_appeal(origin: OriginFor<T>, claim: ClaimId, verdicts: Vec<Verdict>) -> DispatchResult {
            let assessor = T::AssessorOrigin::ensure_role(origin)?;
            Self::do_decide_appeal(assessor, claim, verdicts)
        }

        /// Holds what is due on a claim for which the insurer's account was short. Anyone may do it.
        #[pallet::call_index(18)]
        #[pallet::weight(T::WeightInfo::fund())]
        pub fn fund(origin: OriginFor<T>, claim: ClaimId) -> DispatchResult {
            ensure_signed(origin)?;
            Self::do_fund(claim)
        }

        /// Pays what is due on claims of one insurer to one payee, by either side. One remittance records it.
        #[pallet::call_index(19)]
        #[pallet::weight(Pallet::<T>::cost_of_settlement(T::WeightInfo::settle, claims.len() as u32))]
        pub fn settle(origin: OriginFor<T>, claims: Vec<ClaimId>) -> DispatchResult {
            let treasurer = T::TreasurerOrigin::ensure_role(origin)?;
            Self::do_settle(treasurer, claims)
        }

        /// Says, by the insurer, that claims were paid by bank transfer. The payee has to confirm it.
        #[pallet::call_index(20)]
        #[pallet::weight(Pallet::<T>::cost_of_settlement(T::WeightInfo::confirm_payment, claims.len() as u32))]
        pub fn confirm_payment(origin: OriginFor<T>, claims: Vec<ClaimId>, reference: Commitment) -> DispatchResult {
            let treasurer = T::TreasurerOrigin::ensure_role(origin)?;
            Self::do_confirm_payment(treasurer, claims, reference)
        }

        /// Says, by the payee, whether what was paid by bank transfer has been received. If not, it is due again.
        #[pallet::call_index(21)]
        #[pallet::weight(T::WeightInfo::confirm_receipt(T::MaxBatch::get()))]
        pub fn confirm_receipt(
            origin: OriginFor<T>,
            insurer: OrganisationId,
            remittance: RemittanceNumber,
            received: bool,
        ) -> DispatchResult {
            Self::do_confirm_receipt(origin, insurer, remittance, received)
        }

        /// Undoes a settled claim: money, accumulators and ledgers are as if it had not been.
        ///
        /// On the chain the payee does it, and pays back; the insurer can only ask. Off the chain the payee says that it has
        /// paid back, and then the insurer confirms it.
        #[pallet::call_index(22)]
        #[pallet::weight(Pallet::<T>::most_of_ending(T::WeightInfo::reverse))]
        pub fn reverse(origin: OriginFor<T>, claim: ClaimId) -> DispatchResultWithPostInfo {
            let lines = Self::do_reverse(origin, claim)?;
            Ok(Some(Self::cost_of_ending(T::WeightInfo::reverse, lines)).into())
        }

        /// Appoints the account that issues settlement money and pays it out, or none.
        #[pallet::call_index(23)]
        #[pallet::weight(T::WeightInfo::set_clearing_agent())]
        pub fn set_clearing_agent(origin: OriginFor<T>, agent: Option<T::AccountId>) -> DispatchResult {
            T::GovernanceOrigin::ensure_origin(origin)?;
            ClearingAgent::<T>::set(agent.clone());
            Self::deposit_event(Event::ClearingAgentSet { agent });
            Ok(())
        }

        /// Issues settlement money to an organisation's account against money at the bank, by the clearing agent.
        /// `reference` is a salted hash of the bank's reference and serves once.
        #[pallet::call_index(24)]
        #[pallet::weight(T::WeightInfo::mint())]
        pub fn mint(
            origin: OriginFor<T>,
            organisation: OrganisationId,
            amount: Won,
            reference: H256,
        ) -> DispatchResult {
            Self::do_mint(ensure_signed(origin)?, organisation, amount, reference)
        }

        /// Asks for settlement money to be paid out at the bank: for one's organisation, or for a patient's key.
        #[pallet::call_index(25)]
        #[pallet::weight(T::WeightInfo::request_redemption())]
        pub fn request_redemption(origin: OriginFor<T>, party: Party<T::AccountId>, amount: Won) -> DispatchResult {
            let account = Self::ensure_party(origin, &party)?;
            Self::do_request_redemption(account, amount)
        }

        /// Gives a redemption up before it is paid out.
        #[pallet::call_index(26)]
        #[pallet::weight(T::WeightInfo::cancel_redemption())]
        pub fn cancel_redemption(origin: OriginFor<T>, party: Party<T::AccountId>) -> DispatchResult {
            let account = Self::ensure_party(origin, &party)?;
            Self::do_cancel_redemption(account)
        }

        /// Destroys what has been paid out at the bank, by the clearing agent. `reference` serves once.
        #[pallet::call_index(27)]
        #[pallet::weight(T::WeightInfo::redeem())]
        pub fn redeem(
            origin: OriginFor<T>,
            party: Party<T::AccountId>,
            amount: Won,
            reference: H256,
        ) -> DispatchResult {
            Self::do_redeem(ensure_signed(origin)?, party, amount, reference)
        }
    }

    #[pallet::view_functions]
    impl<T: Config> Pallet<T> {
        /// A claim and where it stands.
        pub fn claim(claim: ClaimId) -> Option<ClaimView<T>> {
            Self::view(claim)
        }

        /// A page of all claims; at most [`LONGEST_PAGE`].
        pub fn claims(cursor: Option<ClaimId>, limit: u32) -> ClaimPage<T> {
            Self::claim_page(cursor, limit)
        }

        /// What each line would be paid if it were delivered at `at`, and why not the rest, by the function that decides claims.
        /// `None` if the policy is unknown or there are too many lines.
        pub fn estimate(policy: PolicyId, at: Moment, lines: Vec<EstimateLine>) -> Option<Vec<LineOutcome>> {
            Self::estimated(policy, at, lines)
        }

        /// What has been used of the benefit year of `policy` that `at` is in.
        pub fn benefit_year(policy: PolicyId, at: Moment) -> Option<(BenefitYear, Accumulators)> {
            let year = Policies::<T>::get(policy)?.year_of(at)?;
            Some((year, Years::<T>::get(policy, year)))
        }

        /// What all insurers together pay for a service.
        pub fn service(service: ServiceKey) -> Option<ServiceLedger> {
            Services::<T>::get(service)
        }

        /// A page of an insurer's remittances from number `from` on; at most [`LONGEST_PAGE`].
        pub fn remittances(insurer: OrganisationId, from: RemittanceNumber, limit: u32) -> RemittancePage<T> {
            Self::remittance_page(insurer, from, limit)
        }

        /// Claims of an insurer for which its account was short; at most [`LONGEST_PAGE`].
        pub fn unfunded(insurer: OrganisationId) -> Vec<ClaimId> {
            UnfundedClaims::<T>::iter_key_prefix(insurer).take(LONGEST_PAGE as usize).collect()
        }

        /// What is on the account of an organisation.
        pub fn account_of(organisation: OrganisationId) -> AccountStatement<T::AccountId, BalanceOf<T>> {
            Self::account_statement(organisation)
        }
    }
}
