//! The transaction extension. It encodes to nothing, so that no wallet has to know it.

use crate::{Account, Config, Pallet, WeightInfo};
use bogam_primitives::traits::{Sender, Senders};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::{fmt, marker::PhantomData};
use frame_support::{
    dispatch::{DispatchClass, DispatchInfo, PostDispatchInfo},
    pallet_prelude::{
        InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidityError, ValidTransaction, Weight,
    },
    traits::Get,
};
use scale_info::TypeInfo;
use sp_runtime::{
    DispatchResult,
    traits::{
        AsSystemOriginSigner, DispatchInfoOf, Dispatchable, PostDispatchInfoOf, TransactionExtension, ValidateResult,
    },
};

/// Why a transaction is refused in the pool: the number of `InvalidTransaction::Custom`. Clients have a message for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Refusal {
    /// Neither an admin, a seat, a council member, a validator, nor a sponsored holder has signed.
    Outsider = 10,
    /// Governance has set the allowance of the organisation, or of all sponsors, to nothing.
    NoAllowance = 11,
}

impl From<Refusal> for TransactionValidityError {
    fn from(refusal: Refusal) -> Self {
        InvalidTransaction::Custom(refusal as u8).into()
    }
}

/// Ordinary transactions of those who have allowance left.
pub const ORDINARY: TransactionPriority = 1 << 20;

/// Operational transactions, before all others.
pub const OPERATIONAL: TransactionPriority = 1 << 60;

/// Charges a transaction to whoever is behind its signer.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, Eq, PartialEq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct Meter<T>(PhantomData<T>);

impl<T> Meter<T> {
    /// The extension. There is nothing to choose.
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for Meter<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Meter<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Meter")
    }
}

/// What was found out in validation: who sends, if anybody signed.
pub type Found = Option<Sender>;

/// What was charged, and to whom; or the weight to give back, if there was nobody to charge.
#[derive(Debug)]
pub enum Charged {
    /// An account was charged.
    To {
        /// The account.
        account: Account,
        /// How much, in picoseconds of execution.
        amount: u64,
        /// What of the extension's own weight was not needed.
        unspent: Weight,
    },
    /// Nobody signed.
    Nobody {
        /// The extension's own weight.
        unspent: Weight,
    },
}

impl<T: Config + Send + Sync> TransactionExtension<T::RuntimeCall> for Meter<T>
where
    T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
    <T::RuntimeCall as Dispatchable>::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "Meter";
    type Implicit = ();
    type Val = Found;
    type Pre = Charged;

    fn weight(&self, _: &T::RuntimeCall) -> Weight {
        T::Senders::weight().saturating_add(T::WeightInfo::meter(T::MaxSponsors::get()))
    }

    fn validate(
        &self,
        origin: T::RuntimeOrigin,
        _call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        _length: usize,
        _implicit: Self::Implicit,
        _implication: &impl Encode,
        _source: TransactionSource,
    ) -> ValidateResult<Self::Val, T::RuntimeCall> {
        let Some(signer) = origin.as_system_origin_signer() else {
            return Ok((ValidTransaction::default(), None, origin));
        };
        let sender = T::Senders::sender(signer).ok_or(Refusal::Outsider)?;
        let accounts = Pallet::<T>::accounts(&sender);
        if Pallet::<T>::is_closed(&accounts) && !is_councils(&sender, info) {
            return Err(Refusal::NoAllowance.into());
        }
        let never_waits = never_waits::<T>(&sender, &accounts, info);
        let has_left = Pallet::<T>::fullest(&accounts).is_some_and(|(_, left)| left > 0);
        let priority = match info.class {
            DispatchClass::Operational if has_left || never_waits => OPERATIONAL,
            _ if has_left => ORDINARY,
            _ => 0,
        };
        Ok((ValidTransaction { priority, ..Default::default() }, Some(sender), origin))
    }

    fn prepare(
        self,
        sender: Self::Val,
        _origin: &T::RuntimeOrigin,
        call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        length: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let Some(sender) = sender else { return Ok(Charged::Nobody { unspent: self.weight(call) }) };
        let accounts = Pallet::<T>::accounts(&sender);
        let (account, left) = Pallet::<T>::fullest(&accounts).ok_or(Refusal::Outsider)?;
        if left == 0 && !never_waits::<T>(&sender, &accounts, info) {
            // Block authors leave such a transaction in the pool.
            return Err(InvalidTransaction::ExhaustsResources.into());
        }
        let amount = Pallet::<T>::price(info, info.total_weight().ref_time(), length);
        Pallet::<T>::charge(account, amount);
        let needed = T::Senders::weight().saturating_add(T::WeightInfo::meter(accounts.len() as u32));
        Ok(Charged::To { account, amount, unspent: self.weight(call).saturating_sub(needed) })
    }

    fn post_dispatch_details(
        charged: Self::Pre,
        info: &DispatchInfoOf<T::RuntimeCall>,
        done: &PostDispatchInfoOf<T::RuntimeCall>,
        length: usize,
        _result: &DispatchResult,
    ) -> Result<Weight, TransactionValidityError> {
        match charged {
            Charged::Nobody { unspent } => Ok(unspent),
            Charged::To { account, amount, unspent } => {
                // What was used cannot be more than what was declared, and counts as that.
                let declared = info.total_weight();
                let time = done.actual_weight.unwrap_or(declared).min(declared).saturating_sub(unspent).ref_time();
                let used = Pallet::<T>::price(info, time, length);
                Pallet::<T>::give_back(account, amount.saturating_sub(used));
                Ok(unspent)
            }
        }
    }
}

/// Whether a member of the council sends one of the operations by which the council decides.
fn is_councils(sender: &Sender, info: &DispatchInfo) -> bool {
    matches!(sender, Sender::Governor(_)) && info.class == DispatchClass::Operational
}

/// Whether the transaction is applied also where nothing is left: one of the council's, so that nobody can keep it from
/// deciding; within a reserve, so that no councillor can fill the blocks either.
fn never_waits<T: Config>(sender: &Sender, accounts: &[Account], info: &DispatchInfo) -> bool {
    is_councils(sender, info) && Pallet::<T>::has_reserve(accounts)
}
