//! The small traits through which pallets reach each other. The runtime decides who answers.

use crate::{Actor, Moment, OrganisationId, OrganisationKind, Profession, certificate, prescription};
use alloc::vec::Vec;
use frame_support::weights::Weight;
use sp_runtime::{DispatchError, DispatchResult};

/// Turns an origin into whoever acts, or says why it may not.
///
/// This is FRAME's `EnsureOrigin` with a reason: whoever is refused learns whether the seat is missing, the licence
/// suspended or the organisation removed, instead of one `BadOrigin` for everything.
pub trait EnsureRole<Origin> {
    /// What a permitted origin yields.
    type Success;

    /// The actor behind `origin`, judged by rights as they are now.
    fn ensure_role(origin: Origin) -> Result<Self::Success, DispatchError>;

    /// Sets the state up so that the returned origin passes, after the longest check that there is: what calls cost is
    /// measured with it.
    #[cfg(feature = "runtime-benchmarks")]
    fn successful_origin() -> Origin;
}

/// Keys of patients. Holders need neither coin nor set-up: an organisation's sponsorship makes a key usable, and the end
/// of the last one makes it unusable again. The system keeps an account for it from its first transaction on.
pub trait Holders<AccountId> {
    /// Adds one reference of `organisation` to `holder`.
    fn sponsor(holder: &AccountId, organisation: OrganisationId) -> DispatchResult;

    /// Ends one reference of `organisation` to `holder`.
    fn release(holder: &AccountId, organisation: OrganisationId) -> DispatchResult;

    /// Whether anybody sponsors `holder`, or another pallet keeps it as a key of its own: then it is not fresh.
    fn is_sponsored(holder: &AccountId) -> bool;
}

/// Accounts of keys, for a pallet whose own records say which keys sign and for whom. Nothing has to be told when such a key
/// begins: its account does so with its first transaction.
pub trait KeyAccounts<AccountId> {
    /// Whether `account` has no role: neither staff's nor a holder's.
    fn is_unknown(account: &AccountId) -> bool;

    /// Ends the account of `key`, of which the pallet keeps nothing any more. Nothing happens where the key never signed, or
    /// somebody else lets it sign.
    fn retire(key: &AccountId);
}

/// The organisations of the consortium, for pallets that have to know what kind one is.
pub trait Organisations {
    /// The kind of an active organisation; `None` for one that is unknown, suspended or removed.
    fn kind(organisation: OrganisationId) -> Option<OrganisationKind>;

    /// Sets the state up so that the returned organisation is an active one of this kind. The registry founds a new one each
    /// time, with the longest record that there is.
    #[cfg(feature = "runtime-benchmarks")]
    fn active_organisation(kind: OrganisationKind) -> OrganisationId;
}

/// What has been dispensed, for whoever pays for it.
pub trait Dispenses<AccountId> {
    /// The record behind `reference`, withdrawn and billed ones included; `None` where nothing was supplied.
    fn dispense(reference: &prescription::DispenseReference) -> Option<prescription::DispenseRecord<AccountId>>;

    /// Marks the item as billed, so that its fill cannot be withdrawn. Refused if unknown, withdrawn or billed already.
    fn bill(reference: &prescription::DispenseReference) -> DispatchResult;

    /// Takes the mark back when a claim is reversed. Refused if unknown or not billed.
    fn unbill(reference: &prescription::DispenseReference) -> DispatchResult;

    /// The weight of one `bill`. A call is measured with the services of one pallet, and has to add what those of another
    /// cost more.
    fn weight() -> Weight;
}

/// What certificates have been issued, for whoever pays for them.
pub trait Certifies {
    /// The record behind `reference`, revoked and billed ones included; `None` where none was issued.
    fn certificate(reference: &certificate::CertificateReference) -> Option<certificate::CertificateRecord>;

    /// Marks the certificate as billed. Refused if unknown, billed already, unendorsed where it must be, or not active.
    fn bill(reference: &certificate::CertificateReference) -> DispatchResult;

    /// Takes the mark back when a claim is reversed. Refused if unknown or not billed.
    fn unbill(reference: &certificate::CertificateReference) -> DispatchResult;

    /// The weight of one `bill`. A call is measured with the services of one pallet, and has to add what those of another
    /// cost more.
    fn weight() -> Weight;
}

/// What qualifies an actor beyond its seat, and who was entitled in the past.
pub trait Credentials<AccountId> {
    /// The kind of the actor's organisation and the profession of its licence; neither ever changes. `None` for an
    /// organisation that is unknown.
    fn credentials(actor: &Actor<AccountId>) -> Option<(OrganisationKind, Option<Profession>)>;

    /// For whom `account` might issue certificates at `moment`, as the histories tell it today: a compromise that was
    /// reported later counts, a licence that lapsed later does not.
    fn issuer_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, certificate::Lapse>;

    /// The same, for who might act as an authority that endorses certificates.
    fn endorser_at(account: &AccountId, moment: Moment) -> Result<OrganisationId, certificate::Lapse>;
}

/// Whose accounts act for which organisation, for pallets in which organisations take part as such.
pub trait Members<AccountId> {
    /// The organisation for which `account` may act now, as its admin or in a seat. The organisation's own status does not
    /// matter here; [`Organisations`] tells it. `None` for everybody else.
    fn organisation(account: &AccountId) -> Option<OrganisationId>;

    /// The organisation whose admin `account` is, unless that is removed.
    fn administered(account: &AccountId) -> Option<OrganisationId>;

    /// Whether the organisation has been removed, which is final, or never was.
    fn is_gone(organisation: OrganisationId) -> bool;

    /// The weight of the dearest of the three, for all that is asked about one account. Calls are measured with admins, and
    /// have to add what is looked up for a seat.
    fn weight() -> Weight;

    /// Sets the state up so that the returned account, a different one for each `number`, acts for the returned
    /// organisation, which is active, and administers it.
    #[cfg(feature = "runtime-benchmarks")]
    fn active_admin(number: u32) -> (AccountId, OrganisationId);
}

/// Who sends a transaction, by what it is charged to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// The admin or a seat of an organisation, or one of its validators.
    Member(OrganisationId),
    /// A member of the council, and the organisation that it acts for, if it does.
    Governor(Option<OrganisationId>),
    /// A holder, with the organisations that sponsor it: at least one.
    Holder(Vec<OrganisationId>),
}

/// Who is behind an account, for whoever meters transactions.
pub trait Senders<AccountId> {
    /// Who is behind `account`; `None` for outsiders.
    fn sender(account: &AccountId) -> Option<Sender>;

    /// Where the numbers of a holder's transactions begin: with that of the block in which it became a holder, so that what
    /// it signed in an earlier life counts no second time. `None` for whoever is no holder, and for a holder whose account
    /// is kept by something else.
    fn first_nonce(account: &AccountId) -> Option<u32>;

    /// Whether there is such an organisation, and it has not been removed.
    fn is_member(organisation: OrganisationId) -> bool;

    /// The weight of [`Senders::sender`] at most, which is not measured with what is charged.
    fn weight() -> Weight;

    /// The same where this is what was found.
    fn weight_of(sender: &Sender) -> Weight;

    /// Sets the state up so that the returned holder has as many sponsors as it can have, of every sort, and no account yet.
    #[cfg(feature = "runtime-benchmarks")]
    fn holder_of_many() -> AccountId;
}

/// Who votes on what the consortium does. Whoever keeps the member organisations tells of each change, so that those who
/// vote are at any time exactly the admins of the active organisations.
///
/// Nothing here fails: whether there is room is asked before anything changes, and a vote can always be taken away.
pub trait Electorate<AccountId> {
    /// Whether there is room for another vote.
    fn has_room() -> bool;

    /// Gives `account` a vote, because its organisation has become active.
    fn enfranchise(account: &AccountId);

    /// Takes the vote of `account` away, because its organisation is not active any more.
    fn disenfranchise(account: &AccountId);

    /// Gives the vote of `old` to `new`, because its active organisation has another admin. Motions that are being voted on
    /// lose the vote that `old` cast.
    fn hand_over(old: &AccountId, new: &AccountId);

    /// The weight of the dearest of the four, at the bounds of those who vote and of what they vote on. Calls are measured
    /// with fewer, and have to add it.
    fn weight() -> Weight;
}

/// Nobody votes.
impl<AccountId> Electorate<AccountId> for () {
    fn has_room() -> bool {
        true
    }

    fn enfranchise(_: &AccountId) {}

    fn disenfranchise(_: &AccountId) {}

    fn hand_over(_: &AccountId, _: &AccountId) {}

    fn weight() -> Weight {
        Weight::zero()
    }
}
