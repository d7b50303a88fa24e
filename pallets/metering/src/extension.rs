//! The transaction extension. It encodes to nothing, so that no wallet has to know it.

use crate::{Account, Config, Pallet, WeightInfo};
use alloc::{vec, vec::Vec};
use bogam_primitives::traits::{Sender, Senders};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::{fmt, marker::PhantomData};
use frame_support::{
    dispatch::{DispatchClass, DispatchInfo, PostDispatchInfo},
    pallet_prelude::{
        InvalidTransaction, TransactionPriority, TransactionSource, TransactionValidity, TransactionValidityError,
        ValidTransaction, Weight,
    },
    traits::Get,
};
use scale_info::TypeInfo;
use sp_runtime::{
    DispatchResult,
    traits::{
        AsSystemOriginSigner, DispatchInfoOf, Dispatchable, Implication, PostDispatchInfoOf, TransactionExtension,
        TransactionExtensionMetadata, ValidateResult,
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
///
/// It stands around `Inner`, an extension or several whose own weight depends on what they find: they come after it in
/// validation and preparation, and before it when all is done, so that what they give back is not charged either. What stands
/// outside gives nothing back. `Inner` is told of in the metadata beside it, as if the one followed on the other.
#[derive(Encode, Decode, DecodeWithMemTracking, Clone, Eq, PartialEq, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct Meter<T, Inner = ()>(Inner, PhantomData<T>);

impl<T> Meter<T> {
    /// The extension alone. There is nothing to choose.
    pub fn new() -> Self {
        Self::around(())
    }
}

impl<T, Inner> Meter<T, Inner> {
    /// The extension around others.
    pub fn around(inner: Inner) -> Self {
        Self(inner, PhantomData)
    }
}

impl<T> Default for Meter<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, Inner: fmt::Debug> fmt::Debug for Meter<T, Inner> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Meter").field(&self.0).finish()
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

impl<T: Config, Inner> Meter<T, Inner> {
    /// The most that the extension takes itself.
    fn own_weight() -> Weight {
        T::Senders::weight().saturating_add(T::WeightInfo::meter(T::MaxSponsors::get()))
    }

    /// What it takes itself for this sender, who has so many accounts.
    fn own_weight_for(sender: &Sender, accounts: usize) -> Weight {
        T::Senders::weight_of(sender).saturating_add(T::WeightInfo::meter(accounts as u32))
    }
}

impl<T: Config + Send + Sync, Inner: TransactionExtension<T::RuntimeCall>> TransactionExtension<T::RuntimeCall>
    for Meter<T, Inner>
where
    T::RuntimeCall: Dispatchable<Info = DispatchInfo, PostInfo = PostDispatchInfo>,
    <T::RuntimeCall as Dispatchable>::RuntimeOrigin: AsSystemOriginSigner<T::AccountId> + Clone,
{
    const IDENTIFIER: &'static str = "Meter";
    type Implicit = Inner::Implicit;
    type Val = (Found, Inner::Val);
    type Pre = (Charged, Inner::Pre);

    fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
        self.0.implicit()
    }

    fn metadata() -> Vec<TransactionExtensionMetadata> {
        let own = TransactionExtensionMetadata {
            identifier: Self::IDENTIFIER,
            ty: scale_info::meta_type::<()>(),
            implicit: scale_info::meta_type::<()>(),
        };
        [vec![own], Inner::metadata()].concat()
    }

    fn weight(&self, call: &T::RuntimeCall) -> Weight {
        Self::own_weight().saturating_add(self.0.weight(call))
    }

    fn validate(
        &self,
        origin: T::RuntimeOrigin,
        call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        length: usize,
        implicit: Self::Implicit,
        implication: &impl Implication,
        source: TransactionSource,
    ) -> ValidateResult<Self::Val, T::RuntimeCall> {
        let (own, sender) = match origin.as_system_origin_signer() {
            Some(signer) => {
                let (own, sender) = look_at::<T>(signer, info)?;
                (own, Some(sender))
            }
            None => (ValidTransaction::default(), None),
        };
        let (others, found, origin) = self.0.validate(origin, call, info, length, implicit, implication, source)?;
        Ok((own.combine_with(others), (sender, found), origin))
    }

    fn prepare(
        self,
        (sender, found): Self::Val,
        origin: &T::RuntimeOrigin,
        call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        length: usize,
    ) -> Result<Self::Pre, TransactionValidityError> {
        let charged = match sender {
            Some(sender) => {
                let accounts = Pallet::<T>::accounts(&sender);
                let (account, amount) = charge::<T>(&sender, &accounts, info, length)?;
                let needed = Self::own_weight_for(&sender, accounts.len());
                Charged::To { account, amount, unspent: Self::own_weight().saturating_sub(needed) }
            }
            None => Charged::Nobody { unspent: Self::own_weight() },
        };
        let prepared = self.0.prepare(found, origin, call, info, length)?;
        Ok((charged, prepared))
    }

    fn post_dispatch_details(
        (charged, prepared): Self::Pre,
        info: &DispatchInfoOf<T::RuntimeCall>,
        done: &PostDispatchInfoOf<T::RuntimeCall>,
        length: usize,
        result: &DispatchResult,
    ) -> Result<Weight, TransactionValidityError> {
        let of_others = Inner::post_dispatch_details(prepared, info, done, length, result)?;
        match charged {
            Charged::Nobody { unspent } => Ok(unspent.saturating_add(of_others)),
            Charged::To { account, amount, unspent } => {
                let unspent = unspent.saturating_add(of_others);
                // What was used cannot be more than what was declared, and counts as that.
                let declared = info.total_weight();
                let time = done.actual_weight.unwrap_or(declared).min(declared).saturating_sub(unspent).ref_time();
                let used = Pallet::<T>::price(info, time, length);
                Pallet::<T>::give_back(account, amount.saturating_sub(used));
                Ok(unspent)
            }
        }
    }

    fn bare_validate(
        call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        length: usize,
    ) -> TransactionValidity {
        Inner::bare_validate(call, info, length)
    }

    fn bare_validate_and_prepare(
        call: &T::RuntimeCall,
        info: &DispatchInfoOf<T::RuntimeCall>,
        length: usize,
    ) -> Result<(), TransactionValidityError> {
        Inner::bare_validate_and_prepare(call, info, length)
    }

    fn bare_post_dispatch(
        info: &DispatchInfoOf<T::RuntimeCall>,
        done: &mut PostDispatchInfoOf<T::RuntimeCall>,
        length: usize,
        result: &DispatchResult,
    ) -> Result<(), TransactionValidityError> {
        Inner::bare_post_dispatch(info, done, length, result)
    }
}

/// What the pool is told of a signed transaction, and who sends it. It writes nothing.
fn look_at<T: Config>(
    signer: &T::AccountId,
    info: &DispatchInfo,
) -> Result<(ValidTransaction, Sender), TransactionValidityError> {
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
    Ok((ValidTransaction { priority, ..Default::default() }, sender))
}

/// Charges what is declared to whichever account has the most left. Yields that account and the amount.
fn charge<T: Config>(
    sender: &Sender,
    accounts: &[Account],
    info: &DispatchInfo,
    length: usize,
) -> Result<(Account, u64), TransactionValidityError> {
    let (account, left) = Pallet::<T>::fullest(accounts).ok_or(Refusal::Outsider)?;
    if left == 0 && !never_waits::<T>(sender, accounts, info) {
        // Block authors leave such a transaction in the pool.
        return Err(InvalidTransaction::ExhaustsResources.into());
    }
    let amount = Pallet::<T>::price(info, info.total_weight().ref_time(), length);
    Pallet::<T>::charge(account, amount);
    Ok((account, amount))
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
