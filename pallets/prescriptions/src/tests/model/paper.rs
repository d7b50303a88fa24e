//! What a prescription is: what was ordered, and a log of what happened. Where it stands follows from reading the log from
//! its beginning.

use crate::{CancellationCause, NewPrescription, Standing, State, SuppliedItem, mock::*, tests::scenario::DAY};
use bogam_primitives::{
    Actor, Moment, OrganisationId, PrescriptionId,
    prescription::{CancellationReason, DispenseReference, FillNumber, IssueIndex, ItemIndex, Quantity},
};

/// Stands for a transaction that nobody signed.
pub const NOBODY: AccountId = AccountId::new([255; 32]);

pub const HOLD: Moment = 2 * DAY;
pub const WITHDRAWAL: Moment = 10 * DAY;
pub const KEPT: Moment = 90 * DAY;

/// What a patient's key has said, and how well it was signed.
#[derive(Clone, Debug)]
pub struct Said {
    pub prescription: PrescriptionId,
    pub dispenser: OrganisationId,
    pub hold: u32,
    pub expires: Moment,
    pub for_this_chain: bool,
    /// Whose key signed.
    pub signer: AccountId,
    /// Whether what was signed is what is shown.
    pub intact: bool,
}

/// One thing that somebody does. The first field of all is who.
#[derive(Clone, Debug)]
pub enum Operation {
    Issue(AccountId, NewPrescription<AccountId>),
    Replace(AccountId, PrescriptionId, NewPrescription<AccountId>),
    Cancel(AccountId, PrescriptionId, CancellationReason),
    Suspend(AccountId, PrescriptionId),
    Resume(AccountId, PrescriptionId),
    Accept(AccountId, PrescriptionId, Said),
    Dispense(AccountId, PrescriptionId, Vec<SuppliedItem>),
    NotDispensed(AccountId, PrescriptionId, ItemIndex),
    GiveBack(AccountId, PrescriptionId),
    Withdraw(AccountId, PrescriptionId, FillNumber),
    Nominate(AccountId, PrescriptionId, Option<OrganisationId>),
    Rotate(AccountId, PrescriptionId, IssueIndex, AccountId),
    Decline(AccountId, PrescriptionId),
    RequestRenewal(AccountId, PrescriptionId),
    ReleaseStale(AccountId, PrescriptionId),
    Prune(AccountId, PrescriptionId),
    Bill(DispenseReference),
    Unbill(DispenseReference),
    /// Somebody else begins to sponsor the key, for reasons of his own.
    SponsorElsewhere(AccountId),
}

/// A line of an entry.
#[derive(Clone, Debug)]
pub struct Line {
    pub item: ItemIndex,
    pub quantity: Quantity,
    pub substituted: bool,
    pub billed: bool,
}

/// What a pharmacy has recorded.
#[derive(Clone, Debug)]
pub struct Entry {
    pub issue: usize,
    pub by: (AccountId, OrganisationId),
    pub at: Moment,
    pub lines: Vec<Line>,
    /// The item that it closes, if it supplies nothing.
    pub closes: Option<ItemIndex>,
    pub withdrawn: bool,
}

/// A pharmacy's time with the prescription. It may be over without anybody having noted it.
#[derive(Clone, Debug)]
pub struct Stay {
    pub by: (AccountId, OrganisationId),
    pub until: Moment,
    pub marked: Option<CancellationReason>,
}

/// A prescription.
#[derive(Clone, Debug)]
pub struct Paper {
    pub prescriber: (AccountId, OrganisationId),
    pub new: NewPrescription<AccountId>,
    /// The keys as they are now, after rotations.
    pub keys: Vec<AccountId>,
    pub log: Vec<Entry>,
    pub stay: Option<Stay>,
    pub cancelled: Option<(CancellationCause, Moment)>,
    pub suspended: bool,
    pub holds: u32,
    /// What the patient has said about each issue: whom he nominates, and whether he asks for a renewal.
    pub wishes: Vec<(Option<OrganisationId>, bool)>,
    pub replaces: Option<PrescriptionId>,
    pub replaced_by: Option<PrescriptionId>,
}

/// How far the live entries of a log lead.
pub struct Progress {
    pub issue: usize,
    pub supplied: Vec<Quantity>,
    pub closed: Vec<bool>,
    /// From when on the issue can be accepted.
    pub opens_at: Moment,
    /// When the last issue was finished.
    pub finished: Option<Moment>,
}

impl Paper {
    pub fn progress(&self) -> Progress {
        let items = &self.new.items;
        let nothing = (vec![0; items.len()], vec![false; items.len()]);
        let (supplied, closed) = nothing.clone();
        let mut reached = Progress { issue: 0, supplied, closed, opens_at: self.new.valid_from, finished: None };
        for entry in self.log.iter().filter(|entry| !entry.withdrawn) {
            for line in &entry.lines {
                reached.supplied[usize::from(line.item)] += line.quantity;
            }
            if let Some(item) = entry.closes {
                reached.closed[usize::from(item)] = true;
            }
            let is_finished =
                |place: usize| reached.closed[place] || reached.supplied[place] == items[place].authorised;
            if !(0..items.len()).all(is_finished) {
                continue;
            }
            if reached.issue + 1 == self.keys.len() {
                reached.finished = Some(entry.at);
            } else {
                reached.issue += 1;
                reached.opens_at = entry.at + self.new.interval;
                (reached.supplied, reached.closed) = nothing.clone();
            }
        }
        reached
    }

    /// The newest entry that counts, and its number.
    pub fn newest(&self) -> Option<(usize, &Entry)> {
        self.log.iter().enumerate().rfind(|(_, entry)| !entry.withdrawn)
    }

    /// The stay that there still is.
    pub fn staying(&self, now: Moment) -> Option<&Stay> {
        self.stay.as_ref().filter(|stay| now < stay.until)
    }

    /// The cancellation, also if the end of a marked stay has brought it about and nobody has noted it.
    pub fn cancellation(&self, now: Moment) -> Option<(CancellationCause, Moment)> {
        let over = self.stay.as_ref().filter(|stay| now >= stay.until);
        let marked = over.and_then(|stay| Some((CancellationCause::Prescriber(stay.marked?), stay.until)));
        self.cancelled.or(marked)
    }

    /// The keys that may sign: those of the issues that are not over, until a cancellation has been noted.
    pub fn signing(&self) -> &[AccountId] {
        if self.cancelled.is_some() { &[] } else { &self.keys[self.progress().issue..] }
    }

    pub fn standing(&self, now: Moment) -> Standing {
        let reached = self.progress();
        if reached.finished.is_some() {
            return Standing::Dispensed;
        }
        if self.cancellation(now).is_some() {
            return Standing::Cancelled;
        }
        if let Some(Stay { until, marked, .. }) = self.staying(now) {
            return match marked {
                None => Standing::Held { until: *until },
                Some(_) => Standing::CancellationPending { until: *until },
            };
        }
        if now >= self.new.valid_until {
            Standing::Expired
        } else if self.suspended {
            Standing::Suspended
        } else if now < self.new.valid_from {
            Standing::NotYetValid { valid_from: self.new.valid_from }
        } else if now < reached.opens_at {
            Standing::Waiting { opens_at: reached.opens_at }
        } else {
            Standing::Active
        }
    }

    /// The state as a reader is shown it.
    pub fn state(&self, now: Moment) -> State<AccountId> {
        match (self.progress().finished, self.cancellation(now), self.staying(now)) {
            (Some(at), ..) => State::Dispensed { at },
            (None, Some((cause, at)), _) => State::Cancelled { cause, at },
            (None, None, Some(Stay { by: (account, organisation), until, marked })) => {
                let dispenser = Actor { account: account.clone(), organisation: *organisation, licence: Some(7) };
                State::Held(crate::Hold { dispenser, until: *until, cancellation: *marked })
            }
            (None, None, None) => State::Active,
        }
    }

    /// Notes what time has brought about.
    pub fn note(&mut self, now: Moment) {
        self.cancelled = self.cancellation(now);
        if self.staying(now).is_none() {
            self.stay = None;
        }
    }

    /// When something changes by itself or a limit is reached.
    pub fn bounds(&self) -> Vec<Moment> {
        let mut bounds = vec![self.new.valid_from, self.new.valid_until, self.progress().opens_at];
        bounds.extend(self.stay.as_ref().map(|stay| stay.until));
        bounds.extend(self.newest().map(|(_, entry)| entry.at + WITHDRAWAL));
        bounds.push(self.kept_until(Moment::MAX));
        bounds
    }

    /// Until when an ended prescription stays, as it is known at `now`.
    pub fn kept_until(&self, now: Moment) -> Moment {
        let ended = self.progress().finished.or(self.cancellation(now).map(|(_, at)| at));
        (ended.unwrap_or(self.new.valid_until) + KEPT).max(self.new.valid_until)
    }
}
