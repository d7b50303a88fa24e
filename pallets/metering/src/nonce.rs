//! The numbers of an account's transactions, for accounts that nobody has set up.
//!
//! The system pallet's `CheckNonce` refuses an account that nothing keeps alive. For staff the registry takes a provider
//! reference. A holder is one of very many, most of whom never send a transaction; so **a holder's account begins with its
//! first transaction**, for which it gets one *sufficient* reference, and whoever lets the holder sign gives that back when
//! nobody does any more. Until then its number is [`Senders::first_nonce`]: that of the block in which it became a holder, as
//! if its account had been made there. So nothing that was signed in an earlier life of the key serves again, unless
//! more transactions were signed in that life than blocks passed in it.

use crate::{Config, Pallet, WeightInfo};
use alloc::{vec, vec::Vec};
use bogam_primitives::traits::Senders;
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::fmt;
use frame_support::{
    dispatch::DispatchInfo,
    pallet_prelude::{
        InvalidTransaction, TransactionLongevity, TransactionSource, TransactionValidityError, ValidTransaction, Weight,
    },
};
use frame_system::Account;
use scale_info::TypeInfo;
use sp_runtime::{
    DispatchResult, Saturating,
    traits::{
        AsSystemOriginSigner, CheckedAdd, DispatchInfoOf, Dispatchable, One, PostDispatchInfoOf, TransactionExtension,
        ValidateResult, Zero,
    },
};

/// Checks and counts the numbers of an account's transactions, and begins the account of a holder with its first one.
///
/// To wallets it is the system pallet's `CheckNonce`: of the same name and encoding, with the same answers. Only:
///
/// - an account that has no provider, or only its money, is asked for among the holders, instead of being refused for want of a
///   reference;
/// - it is refused with `Payment` if it is none, also if it was one before and still has its account.
///
/// As with the system pallet's, what validation found must not change before preparation: no extension before this one touches
/// numbers, references or sponsors.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, Eq, PartialEq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct CheckNonce<T: Config>(#[codec(compact)] pub T::Nonce);

impl<T: Config> CheckNonce<T> {
    /// The check of a transaction with this number.
    pub fn from(nonce: T::Nonce) -> Self {
        Self(nonce)
    }
}

impl<T: Config> fmt::Debug for CheckNonce<T> {
    #[cfg(feature = "std")]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CheckNonce({})", self.0)
    }

    #[cfg(not(feature = "std"))]
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// What was found out in validation: who signs, if anybody does.
pub type Found<T> = Option<Signer<T>>;

/// Whoever signs.
#[derive(frame_support::DebugNoBound)]
pub struct Signer<T: Config> {
    account: T::AccountId,
    /// The number of its next transaction.
    next: T::Nonce,
    /// Whether it gets the reference with which a holder's account begins.
    begins: bool,
    /// Whether its account alone told who it is, and nobody was asked about a holder.
    is_known: bool,
}

impl<T: Config> Signer<T> {
    /// What the chain knows of `account`; `None` for one that has neither a provider nor a sponsor.
    fn find(account: &T::AccountId) -> Option<Self> {
        let record = Account::<T>::get(account);
        let (has_provider, has_begun) = (record.providers > 0, record.sufficients > 0);
        // Money is a provider too, but one that can leave; with it would leave the number of what a holder has signed. Staff
        // has another one besides.
        let has_only_money = record.providers == 1 && record.data != T::AccountData::default();
        let is_known = has_provider && (has_begun || !has_only_money);
        let first = if is_known { None } else { T::Senders::first_nonce(account) };
        if first.is_none() && !has_provider {
            return None;
        }
        let next = match first {
            Some(first) if !has_provider && !has_begun => first.into(),
            _ => record.nonce,
        };
        Some(Self { account: account.clone(), next, begins: first.is_some() && !has_begun, is_known })
    }
}

impl<T: Config> Pallet<T> {
    /// The number of the next transaction of `account`, for wallets: also before its first one, when the system pallet knows
    /// nothing of it. For whoever may send none, the number has no meaning.
    pub fn next_nonce(account: &T::AccountId) -> T::Nonce {
        match Signer::<T>::find(account) {
            Some(signer) => signer.next,
            None => frame_system::Pallet::<T>::account_nonce(account),
        }
    }
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for CheckNonce<T>
where
    T::RuntimeCall: Dispatchable<Info = DispatchInfo>,
    <T::RuntimeCall as Dispatchable>::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "CheckNonce";
    type Implicit = ();
    type Val = Found<T>;
    /// The weight that was not needed.
    type Pre = Weight;

    fn weight(&self, _: &T::RuntimeCall) -> Weight {
        // That of a holder which has no account yet. Whom its account alone makes known gets back what that takes less.
        T::WeightInfo::check_nonce()
    }

    fn validate(
        &self,
        origin: T::RuntimeOrigin,
        _call: &T::RuntimeCall,
        _info: &DispatchInfoOf<T::RuntimeCall>,
        _length: usize,
        _implicit: Self::Implicit,
        _implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<Self::Val, T::RuntimeCall> {
        let Some(who) = origin.as_system_origin_signer() else {
            return Ok((ValidTransaction::default(), None, origin));
        };
        let signer = Signer::<T>::find(who).ok_or(InvalidTransaction::Payment)?;
        let nonce = self.0;
        if nonce < signer.next {
            return Err(InvalidTransaction::Stale.into());
        }
        let tag = |number: T::Nonce| vec![(who, number).encode()];
        let requires: Vec<_> =
            if signer.next < nonce { tag(nonce.saturating_sub(T::Nonce::one())) } else { Vec::new() };
        let validity = ValidTransaction {
            priority: 0,
            requires,
            provides: tag(nonce),
            longevity: TransactionLongevity::MAX,
            propagate: true,
        };
        Ok((validity, Some(signer), origin))
    }

    fn prepare(
        self,
        signer: Self::Val,
        _origin: &T::RuntimeOrigin,
        call: &T::RuntimeCall,
        _info: &DispatchInfoOf<T::RuntimeCall>,
        _length: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let Some(Signer { account, next, begins, is_known }) = signer else { return Ok(self.weight(call)) };
        let nonce = self.0;
        if nonce > next {
            return Err(InvalidTransaction::Future.into());
        }
        if begins {
            // First, because an account that has no reference is made by this, and its number with it.
            frame_system::Pallet::<T>::inc_sufficients(&account);
        }
        let next = nonce.checked_add(&T::Nonce::one()).unwrap_or_else(T::Nonce::zero);
        Account::<T>::mutate(&account, |record| record.nonce = next);
        let needed = if is_known { T::WeightInfo::check_nonce_known() } else { T::WeightInfo::check_nonce() };
        Ok(T::WeightInfo::check_nonce().saturating_sub(needed))
    }

    fn post_dispatch_details(
        unspent: Self::Pre,
        _info: &DispatchInfoOf<T::RuntimeCall>,
        _done: &PostDispatchInfoOf<T::RuntimeCall>,
        _length: usize,
        _result: &DispatchResult,
    ) -> Result<Weight, TransactionValidityError> {
        Ok(unspent)
    }
}
