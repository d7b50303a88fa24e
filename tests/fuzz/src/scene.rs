//! What an act can see and use while it is being made up.

use crate::{bytes::Bytes, keys::Keys, world::World};
use bogam_primitives::{
    Capacity, Commitment, Moment, OrganisationId, OrganisationKind, Signed, StatementContent,
    time::{DAY, HOUR, SECOND},
};
use bogam_runtime::{AccountId, Registry, Runtime, RuntimeCall, Signature};
use pallet_collective::Instance1;
use pallet_registry::{OrganisationStatus, Organisations};

/// The first organisation that is not one of genesis.
pub const FIRST_NEWCOMER: OrganisationId = 9;

/// Five years and a bit: as long as most retentions.
pub const RETENTION: Moment = 5 * 366 * DAY;

/// How many records an act looks at before it gives up.
const MOST_TRIES: usize = 24;

/// By whom a call is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sender {
    /// A signed transaction.
    Account(AccountId),
    /// The origin that a motion with so many votes gives a call when it has passed.
    Council(u32),
    /// Nobody: a bare extrinsic.
    Nobody,
}

/// A call, and who sends it.
#[derive(Clone, Debug)]
pub struct Act {
    /// Who.
    pub sender: Sender,
    /// What.
    pub call: RuntimeCall,
}

/// A signed call.
pub fn by(account: AccountId, call: impl Into<RuntimeCall>) -> Option<Act> {
    Some(Act { sender: Sender::Account(account), call: call.into() })
}

/// What an act is made up from.
pub struct Scene<'run> {
    /// What decides.
    pub bytes: Bytes,
    /// Who can sign.
    pub keys: &'run mut Keys,
    /// What there is.
    pub world: &'run World,
    /// The moment of the block.
    pub now: Moment,
    /// Whether records are picked without a look at whether the call could succeed.
    pub blind: bool,
    /// How deep acts are made up within acts.
    pub depth: usize,
}

// Who.
impl Scene<'_> {
    /// Some account whose seat entitles it now, and which can sign here.
    pub fn staff(&mut self, capacity: Capacity) -> Option<AccountId> {
        self.staff_that(capacity, |_| true)
    }

    /// The same, of an organisation.
    pub fn staff_of(&mut self, capacity: Capacity, organisation: OrganisationId) -> Option<AccountId> {
        if self.blind {
            return self.staff(capacity);
        }
        self.staff_that(capacity, |own| own == organisation)
    }

    /// The same, of an organisation that fits.
    pub fn staff_that(&mut self, capacity: Capacity, fits: impl Fn(OrganisationId) -> bool) -> Option<AccountId> {
        let seats = &self.world.seats;
        let first = self.bytes.below(seats.len());
        let entitled = |account: &&AccountId| {
            // What is cheap to see comes first.
            let seat = pallet_registry::Seats::<Runtime>::get(account);
            seat.is_some_and(|seat| seat.capacities.contains(capacity) && fits(seat.organisation))
                && self.keys.has(account)
                && Registry::entitled_now((*account).clone(), capacity).is_ok()
        };
        seats.iter().cycle().skip(first).take(seats.len()).find(entitled).cloned()
    }

    /// The organisation that an account has a seat of.
    pub fn organisation_of(&self, account: &AccountId) -> Option<OrganisationId> {
        pallet_registry::Seats::<Runtime>::get(account).map(|seat| seat.organisation)
    }

    /// Some account of the consortium's staff, or an admin.
    pub fn member(&mut self) -> Option<AccountId> {
        if self.bytes.one_in(4) {
            return self.organisation(|_| true).map(|(_, record)| record.admin);
        }
        self.bytes.pick(&self.world.seats).cloned()
    }

    /// Whoever may do what anybody may: a member mostly, or a holder.
    pub fn anybody(&mut self) -> Option<AccountId> {
        if self.bytes.one_in(4) {
            return self.bytes.pick(&self.world.holders).cloned().or_else(|| self.member());
        }
        self.member()
    }

    /// A key that nobody has used.
    pub fn fresh(&mut self) -> AccountId {
        // Seldom one that somebody has.
        if self.blind && self.bytes.one_in(4) {
            let known = self.bytes.pick(&self.world.admitted).cloned();
            if let Some(known) = known {
                return known;
            }
        }
        self.keys.fresh()
    }

    /// Some active organisation that fits, and its record.
    pub fn organisation(
        &mut self,
        fits: impl Fn(&pallet_registry::Organisation<Runtime>) -> bool,
    ) -> Option<(OrganisationId, pallet_registry::Organisation<Runtime>)> {
        let world = self.world;
        let active = |record: &pallet_registry::Organisation<Runtime>| {
            record.status == OrganisationStatus::Active && fits(record)
        };
        self.record(&world.organisations, |id| Organisations::<Runtime>::get(id), active)
    }

    /// Some active organisation of a kind.
    pub fn organisation_of_kind(&mut self, kind: OrganisationKind) -> Option<OrganisationId> {
        self.organisation(|record| record.kind == kind).map(|(id, _)| id)
    }

    /// A call by the council: mostly with all votes.
    pub fn council(&mut self, call: impl Into<RuntimeCall>) -> Option<Act> {
        let members = pallet_collective::Members::<Runtime, Instance1>::get().len();
        let votes = if self.blind { self.bytes.below(members + 1) } else { members };
        Some(Act { sender: Sender::Council(votes as u32), call: call.into() })
    }
}

// What.
impl Scene<'_> {
    /// Some record that fits, from a place that the bytes say; any record, if this is blind.
    pub fn record<Id: Clone, Record>(
        &mut self,
        ids: &[Id],
        get: impl Fn(&Id) -> Option<Record>,
        fits: impl Fn(&Record) -> bool,
    ) -> Option<(Id, Record)> {
        let first = self.bytes.below(ids.len());
        let blind = self.blind;
        let tries = ids.iter().cycle().skip(first).take(ids.len().min(MOST_TRIES));
        tries.filter_map(|id| Some((id.clone(), get(id)?))).find(|(_, record)| blind || fits(record))
    }

    /// A commitment that hardly comes twice.
    pub fn commitment(&mut self) -> Commitment {
        Commitment(self.bytes.hash())
    }

    /// A while: from a second to years.
    pub fn a_while(&mut self) -> Moment {
        let unit = self.bytes.one_of([SECOND, HOUR, DAY, 7 * DAY, 30 * DAY, 365 * DAY]);
        unit.saturating_mul(self.bytes.below(8) as Moment + 1)
    }

    /// A moment in the past, or now. Seldom in the future, if this is blind.
    pub fn past(&mut self) -> Moment {
        if self.blind && self.bytes.flip() {
            return self.future();
        }
        let back = self.bytes.one_of([0, 1, SECOND, HOUR, DAY]);
        self.now.saturating_sub(back)
    }

    /// A moment in the future, weeks to months away. Seldom now or what cannot be reckoned with, if this is blind.
    pub fn future(&mut self) -> Moment {
        if self.blind {
            let odd = [0, self.now, self.now + 1, u64::MAX, u64::MAX - RETENTION, self.now.saturating_sub(DAY)];
            return self.bytes.one_of(odd);
        }
        let days = self.bytes.one_of([1, 7, 27, 90, 300]);
        self.now + days * DAY + self.bytes.below(1000) as Moment
    }

    /// A statement of a holder that is good for an hour to a month, or has expired.
    pub fn signed<Content: StatementContent>(
        &mut self,
        holder: &AccountId,
        content: Content,
    ) -> Option<Signed<Content, Signature>> {
        let expires = if self.blind { self.past() } else { self.now + self.bytes.one_of([1, HOUR, 30 * DAY]) };
        self.keys.signed(holder, content, expires)
    }
}
