//! People in fixed roles and keys that are sponsored, for runtimes without a registry.

#![allow(missing_docs, reason = "the macro of the storage generates items that cannot be documented")]

use bogam_primitives::{Actor, LicenceId, OrganisationId, traits::Holders};
use frame_support::storage_alias;
use frame_system::{RawOrigin, ensure_signed};
use sp_runtime::{AccountId32, DispatchError, DispatchResult, ModuleError};

pub type AccountId = AccountId32;

/// Why people and services of a mock refuse, as a pallet of its own would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoSeat,
    SeatSuspended,
    NotSponsored,
    CannotBeSponsored,
    UnknownDispense,
    DispenseWithdrawn,
    UnknownCertificate,
    CertificateRevoked,
    AlreadyBilled,
    NotBilled,
}

/// The index of the pallet that the refusals pretend to come from.
pub const REFUSING_PALLET: u8 = 200;

impl From<Refusal> for DispatchError {
    fn from(refusal: Refusal) -> Self {
        DispatchError::Module(ModuleError { index: REFUSING_PALLET, error: [refusal as u8, 0, 0, 0], message: None })
    }
}

/// Whoever has signed, with the organisation of the seat. Whoever is suspended learns that before anything else.
pub fn seated<Origin>(
    origin: Origin,
    seats: &[(AccountId, OrganisationId)],
    is_suspended: impl FnOnce(&AccountId) -> bool,
    licence: Option<LicenceId>,
) -> Result<Actor<AccountId>, DispatchError>
where
    Origin: Into<Result<RawOrigin<AccountId>, Origin>>,
{
    let account: AccountId = ensure_signed(origin)?;
    if is_suspended(&account) {
        return Err(Refusal::SeatSuspended.into());
    }
    let (_, organisation) = seats.iter().find(|(seated, _)| *seated == account).ok_or(Refusal::NoSeat)?;
    Ok(Actor { account, organisation: *organisation, licence })
}

/// Makes a role of a mock, `EnsureRole` for its `RuntimeOrigin`: its name, the function that looks through the seats
/// (`people::seated`, with what only the mock knows), and who has them for which organisation.
#[macro_export]
macro_rules! role {
    ($role:ident, $seat:ident, $first:ident of $own:ident $(, $account:ident of $organisation:ident)* $(,)?) => {
        pub struct $role;

        impl ::bogam_primitives::traits::EnsureRole<RuntimeOrigin> for $role {
            type Success = ::bogam_primitives::Actor<$crate::people::AccountId>;

            fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, ::sp_runtime::DispatchError> {
                $seat(origin, &[($first, $own) $(, ($account, $organisation))*])
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn successful_origin() -> RuntimeOrigin {
                RuntimeOrigin::signed($first)
            }
        }
    };
}

/// Makes the role `Patients` of a mock: everybody whose key is sponsored, in benchmarks by `$sponsor`.
#[macro_export]
macro_rules! patients {
    ($sponsor:ident) => {
        pub struct Patients;

        impl ::bogam_primitives::traits::EnsureRole<RuntimeOrigin> for Patients {
            type Success = $crate::people::AccountId;

            fn ensure_role(origin: RuntimeOrigin) -> Result<Self::Success, ::sp_runtime::DispatchError> {
                $crate::people::patient(origin)
            }

            #[cfg(feature = "runtime-benchmarks")]
            fn successful_origin() -> RuntimeOrigin {
                RuntimeOrigin::signed($crate::people::sponsored_by($sponsor))
            }
        }
    };
}

/// Whoever has signed, if the key is sponsored.
pub fn patient<Origin>(origin: Origin) -> Result<AccountId, DispatchError>
where
    Origin: Into<Result<RawOrigin<AccountId>, Origin>>,
{
    let account: AccountId = ensure_signed(origin)?;
    if Sponsorship::is_sponsored(&account) { Ok(account) } else { Err(Refusal::NotSponsored.into()) }
}

/// A key that `organisation` sponsors.
pub fn sponsored_by(organisation: OrganisationId) -> AccountId {
    let holder = AccountId::new([99; 32]);
    let _ = Sponsorship::sponsor(&holder, organisation);
    holder
}

/// Who sponsors a key, once for each reference.
#[storage_alias]
pub type Sponsors = StorageMap<Sponsorship, frame_support::Blake2_128Concat, AccountId, Vec<OrganisationId>>;

/// A key that nobody can sponsor.
pub const UNSPONSORABLE: AccountId = AccountId::new([250; 32]);

/// Keys that anybody can sponsor.
pub struct Sponsorship;

impl Holders<AccountId> for Sponsorship {
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        if *holder == UNSPONSORABLE {
            return Err(Refusal::CannotBeSponsored.into());
        }
        // Not `append`: with it the root of the state is another one before and after the entry is read.
        let mut sponsors = Sponsors::get(holder).unwrap_or_default();
        sponsors.push(organisation);
        Sponsors::insert(holder, sponsors);
        Ok(())
    }

    fn release(holder: &AccountId, organisation: OrganisationId) -> DispatchResult {
        let mut sponsors = Sponsors::get(holder).unwrap_or_default();
        let place = sponsors.iter().position(|sponsor| *sponsor == organisation).ok_or(Refusal::NotSponsored)?;
        sponsors.remove(place);
        if sponsors.is_empty() {
            Sponsors::remove(holder);
        } else {
            Sponsors::insert(holder, sponsors);
        }
        Ok(())
    }

    fn is_sponsored(holder: &AccountId) -> bool {
        Sponsors::contains_key(holder)
    }
}

/// Every reference, in no order.
pub fn sponsorships() -> impl Iterator<Item = (AccountId, OrganisationId)> {
    Sponsors::iter().flat_map(|(key, sponsors)| sponsors.into_iter().map(move |sponsor| (key.clone(), sponsor)))
}

/// The same in order, for a comparison in which every repetition counts.
pub fn sorted<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    items.sort_unstable();
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_io::TestExternalities;

    const KEY: AccountId = AccountId::new([1; 32]);

    struct Origin(RawOrigin<AccountId>);

    impl From<Origin> for Result<RawOrigin<AccountId>, Origin> {
        fn from(Origin(origin): Origin) -> Self {
            Ok(origin)
        }
    }

    fn signed(who: AccountId) -> Origin {
        Origin(RawOrigin::Signed(who))
    }

    #[test]
    fn key_should_be_sponsored_until_its_last_reference_is_released() {
        TestExternalities::default().execute_with(|| {
            for organisation in [2, 1, 2] {
                Sponsorship::sponsor(&KEY, organisation).expect("anybody may");
            }
            assert_eq!(sorted(sponsorships()), [(KEY, 1), (KEY, 2), (KEY, 2)]);
            for organisation in [2, 1, 2] {
                assert_eq!(patient(signed(KEY)), Ok(KEY));
                Sponsorship::release(&KEY, organisation).expect("it does");
            }
            assert_eq!(patient(signed(KEY)), Err(Refusal::NotSponsored.into()));
            assert_eq!(Sponsorship::release(&KEY, 1), Err(Refusal::NotSponsored.into()));
        });
    }

    #[test]
    fn key_should_not_be_sponsored_when_it_cannot_be() {
        TestExternalities::default().execute_with(|| {
            assert_eq!(Sponsorship::sponsor(&UNSPONSORABLE, 1), Err(Refusal::CannotBeSponsored.into()));
            assert_eq!(sponsorships().count(), 0);
        });
    }

    #[test]
    fn seat_should_be_refused_for_the_right_reason() {
        let suspended = AccountId::new([2; 32]);
        let ask = |who: &AccountId| seated(signed(who.clone()), &[(KEY, 3)], |account| *account == suspended, Some(7));
        assert_eq!(ask(&KEY), Ok(Actor { account: KEY, organisation: 3, licence: Some(7) }));
        assert_eq!(ask(&suspended), Err(Refusal::SeatSuspended.into()));
        assert_eq!(ask(&AccountId::new([3; 32])), Err(Refusal::NoSeat.into()));
        let unsigned = Origin(RawOrigin::None);
        assert_eq!(seated(unsigned, &[(KEY, 3)], |_| false, None), Err(DispatchError::BadOrigin));
    }
}
