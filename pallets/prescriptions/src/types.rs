//! What the chain keeps of a prescription, and what follows from it without a look at anything else.

use crate::Config;
use bogam_primitives::{
    Actor, Commitment, Moment, OrganisationId, PrescriptionId,
    prescription::{
        CancellationReason, FillNumber, IssueIndex, ItemIndex, NotDispensedReason, Quantity, Schedule, WithdrawalReason,
    },
};
use codec::{Decode, DecodeWithMemTracking, Encode};
use core::mem;
use frame_support::{BoundedVec, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound, stored};
use scale_info::{TypeInfo, prelude::vec::Vec};

/// What a schedule demands of a prescription when it is issued. A runtime may have stricter bounds for all schedules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScheduleRules {
    /// The longest time from the start of validity to its end.
    pub longest_validity: Moment,
    /// How long after the issue validity may start.
    pub furthest_start: Moment,
    /// How often it may be supplied: 1 means no repeats.
    pub most_issues: IssueIndex,
    /// Whether any item may permit substitution.
    pub substitution: bool,
}

/// The runtime's table of schedules.
pub trait ScheduleTable {
    /// What `schedule` demands.
    fn rules(schedule: Schedule) -> ScheduleRules;
}

/// A prescription as a prescriber issues it. Collections are as long as the caller made them: what is too long is refused
/// with an error of its own, instead of a call that does not decode.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NewPrescription<AccountId> {
    /// The commitment to its FHIR document.
    pub commitment: Commitment,
    /// How strictly it is regulated.
    pub schedule: Schedule,
    /// From this moment on it may be filled. It may lie in the past: a paper signed this morning.
    pub valid_from: Moment,
    /// From this moment on it may no longer be filled.
    pub valid_until: Moment,
    /// The shortest time between the completion of one issue and the acceptance of the next; zero without repeats.
    pub interval: Moment,
    /// One fresh key per issue, the first supply's before the repeats'. Their number is the number of issues.
    pub holders: Vec<AccountId>,
    /// What is prescribed, for each issue anew.
    pub items: Vec<OrderedItem>,
}

/// An item as a prescriber orders it, for each issue anew.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct OrderedItem {
    /// How much may be supplied per issue, in thousandths of the item's unit.
    pub authorised: Quantity,
    /// Whether the pharmacy may supply an equivalent product.
    pub substitution_allowed: bool,
    /// The commitment to product, strength, form, unit and dosage.
    pub product: Commitment,
}

/// To what a patient's key belongs.
#[stored(no_skip_type_params)]
#[derive(Copy)]
pub struct Belonging<BlockNumber> {
    /// The prescription of which it is a key, until that is pruned or the key rotated.
    pub prescription: PrescriptionId,
    /// The block in which it became one. Its account begins with its first transaction, whose number is this.
    pub since: BlockNumber,
}

/// An item of a prescription, with the progress of the current issue.
#[stored]
pub struct Item {
    /// How much may be supplied per issue, in thousandths of the item's unit.
    pub authorised: Quantity,
    /// Whether the pharmacy may supply an equivalent product.
    pub substitution_allowed: bool,
    /// The commitment to product, strength, form, unit and dosage.
    pub product: Commitment,
    /// How much of the current issue has been supplied, over all pharmacies.
    pub dispensed: Quantity,
    /// Why the rest of the current issue will not be supplied, once that is certain.
    pub not_dispensed: Option<NotDispensedReason>,
}

impl Item {
    /// Whether all that is authorised has been supplied.
    pub fn is_complete(&self) -> bool {
        self.dispensed >= self.authorised
    }

    /// Whether nothing remains to be supplied: complete, or closed as not dispensed.
    pub fn is_finished(&self) -> bool {
        self.is_complete() || self.not_dispensed.is_some()
    }

    /// Forgets the progress.
    pub(crate) fn reset(&mut self) {
        self.dispensed = 0;
        self.not_dispensed = None;
    }
}

impl From<OrderedItem> for Item {
    fn from(OrderedItem { authorised, substitution_allowed, product }: OrderedItem) -> Self {
        Self { authorised, substitution_allowed, product, dispensed: 0, not_dispensed: None }
    }
}

/// A pharmacy's exclusive right to fill, until a deadline.
#[stored(no_skip_type_params)]
pub struct Hold<AccountId> {
    /// Who accepted. Everybody who dispenses for the same organisation may act on the hold.
    pub dispenser: Actor<AccountId>,
    /// From this moment on the hold is over.
    pub until: Moment,
    /// The mark of a cancellation that came while held: no further fill, and the end of the hold completes it.
    pub cancellation: Option<CancellationReason>,
}

/// Who ended a prescription before it was dispensed, and why.
#[stored]
#[derive(Copy)]
pub enum CancellationCause {
    /// A prescriber cancelled it.
    Prescriber(CancellationReason),
    /// A prescriber replaced it by another prescription.
    Replaced,
    /// The patient declined it.
    Declined,
}

/// What is stored of the lifecycle. What the clock makes of it is a [`Standing`].
#[stored(no_skip_type_params)]
pub enum State<AccountId> {
    /// Nobody holds it.
    Active,
    /// A pharmacy holds it.
    Held(Hold<AccountId>),
    /// Every item of the last issue is complete or closed. Only a withdrawal leads back.
    Dispensed {
        /// When it was completed.
        at: Moment,
    },
    /// Cancelled, for good.
    Cancelled {
        /// By whom and why.
        cause: CancellationCause,
        /// When it took effect.
        at: Moment,
    },
}

/// A prescription.
#[stored]
pub struct Prescription<T: Config> {
    /// Who issued it.
    pub prescriber: Actor<T::AccountId>,
    /// The commitment to its FHIR document.
    pub commitment: Commitment,
    /// How strictly it is regulated.
    pub schedule: Schedule,
    /// When it was issued.
    pub issued_at: Moment,
    /// From this moment on it may be filled.
    pub valid_from: Moment,
    /// From this moment on it may no longer be filled.
    pub valid_until: Moment,
    /// The shortest time between the completion of one issue and the acceptance of the next.
    pub interval: Moment,
    /// One fresh key per issue, the first supply's before the repeats'. Their number is the number of issues.
    pub holders: BoundedVec<T::AccountId, T::MaxIssues>,
    /// What is prescribed, with the progress of the current issue.
    pub items: BoundedVec<Item, T::MaxItems>,
    /// The current issue. Of a dispensed prescription: the last one.
    pub issue: IssueIndex,
    /// From this moment on the current issue may be accepted.
    pub opens_at: Moment,
    /// The only pharmacy that may accept the current issue, if the patient named one.
    pub nomination: Option<OrganisationId>,
    /// Whether the patient has asked for a renewal during the current issue.
    pub renewal_requested: bool,
    /// Where it stands, but for the clock.
    pub state: State<T::AccountId>,
    /// Whether the prescriber has stopped new holds.
    pub suspended: bool,
    /// How many holds there have been: the number of the next one, which a statement must name.
    pub holds: u32,
    /// The number of the next entry in the log of fills.
    pub next_fill: FillNumber,
    /// The newest entry that has not been withdrawn. Each entry names the one before it.
    pub newest_fill: Option<FillNumber>,
    /// The prescription that this one replaces.
    pub replaces: Option<PrescriptionId>,
    /// The prescription that replaces this one.
    pub replaced_by: Option<PrescriptionId>,
}

impl<T: Config> Prescription<T> {
    /// Whether it has ended without all of it supplied, for good.
    pub const fn is_cancelled(&self) -> bool {
        matches!(self.state, State::Cancelled { .. })
    }

    /// What it is at `now`. What people are shown and what calls are refused for both come from here.
    pub fn standing(&self, now: Moment) -> Standing {
        match &self.state {
            State::Dispensed { .. } => Standing::Dispensed,
            State::Cancelled { .. } => Standing::Cancelled,
            State::Held(hold) if now < hold.until => match hold.cancellation {
                None => Standing::Held { until: hold.until },
                Some(_) => Standing::CancellationPending { until: hold.until },
            },
            State::Held(Hold { cancellation: Some(_), .. }) => Standing::Cancelled,
            State::Held(_) | State::Active if now >= self.valid_until => Standing::Expired,
            State::Held(_) | State::Active if self.suspended => Standing::Suspended,
            State::Held(_) | State::Active if now < self.valid_from => {
                Standing::NotYetValid { valid_from: self.valid_from }
            }
            State::Held(_) | State::Active if now < self.opens_at => Standing::Waiting { opens_at: self.opens_at },
            State::Held(_) | State::Active => Standing::Active,
        }
    }

    /// The key of the current issue.
    pub fn holder(&self) -> Option<&T::AccountId> {
        self.holders.get(usize::from(self.issue))
    }

    /// The keys that may sign: those of the issues that have not ended. The last one's stays after the last dispense, so
    /// that the patient can ask for a renewal; a cancellation ends all.
    ///
    /// The state counts as it is stored. A marked hold that has lapsed cancels when the next call settles it, or with
    /// [`Pallet::release_stale`](crate::Pallet::release_stale): until then the keys still sign, though for nothing that such
    /// a prescription would grant.
    pub fn signing_keys(&self) -> &[T::AccountId] {
        match self.state {
            State::Cancelled { .. } => &[],
            _ => self.holders.get(usize::from(self.issue)..).unwrap_or_default(),
        }
    }

    /// Whether every item of the current issue is complete or closed.
    pub fn is_issue_finished(&self) -> bool {
        self.items.iter().all(Item::is_finished)
    }

    /// How many keys it has.
    pub(crate) fn key_count(&self) -> u32 {
        self.holders.len() as u32
    }

    /// Whether an issue follows the current one.
    pub fn has_next_issue(&self) -> bool {
        usize::from(self.issue).saturating_add(1) < self.holders.len()
    }

    /// Ends a hold whose deadline has passed, and with it, if it was marked, the prescription. Yields that hold.
    pub fn settle(&mut self, now: Moment) -> Option<Hold<T::AccountId>> {
        let State::Held(hold) = &self.state else { return None };
        if now < hold.until {
            return None;
        }
        let at = hold.until;
        self.end_hold(at)
    }

    /// Ends the hold at `at`: Active again, or Cancelled if it was marked. Yields the hold that there was.
    pub(crate) fn end_hold(&mut self, at: Moment) -> Option<Hold<T::AccountId>> {
        match mem::replace(&mut self.state, State::Active) {
            State::Held(hold) => {
                if let Some(reason) = hold.cancellation {
                    self.state = State::Cancelled { cause: CancellationCause::Prescriber(reason), at };
                }
                Some(hold)
            }
            other => {
                self.state = other;
                None
            }
        }
    }

    /// Opens the issue after the current one, and yields what withdrawing the completion has to put back.
    pub(crate) fn open_next_issue(&mut self, now: Moment) -> IssueOpening {
        let before = IssueOpening {
            opens_at: self.opens_at,
            nomination: self.nomination.take(),
            renewal_requested: mem::take(&mut self.renewal_requested),
        };
        // The caller has checked that there is a next issue, and validity bounds both terms of the sum.
        self.issue = self.issue.saturating_add(1);
        self.opens_at = now.saturating_add(self.interval);
        self.items.iter_mut().for_each(Item::reset);
        self.state = State::Active;
        before
    }

    /// Makes `issue` current again, as it was before it was completed.
    pub(crate) fn reopen_issue(&mut self, issue: IssueIndex, before: &IssueOpening) {
        self.issue = issue;
        self.opens_at = before.opens_at;
        self.nomination = before.nomination;
        self.renewal_requested = before.renewal_requested;
    }
}

/// What is said about the current issue and forgotten when the next one opens. An entry that completes an issue keeps it,
/// so that withdrawing that entry restores the issue exactly.
#[stored]
pub struct IssueOpening {
    /// From which moment on the issue could be accepted.
    pub opens_at: Moment,
    /// The pharmacy that was nominated for it.
    pub nomination: Option<OrganisationId>,
    /// Whether a renewal had been requested during it.
    pub renewal_requested: bool,
}

/// One item as a pharmacy reports it supplied.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SuppliedItem {
    /// Which item.
    pub item: ItemIndex,
    /// How much, in thousandths of the item's unit.
    pub quantity: Quantity,
    /// Whether an equivalent product was supplied instead.
    pub substituted: bool,
}

/// One line of a fill: an item supplied, and whether somebody has been billed for it.
#[stored]
pub struct FillLine {
    /// Which item.
    pub item: ItemIndex,
    /// How much, in thousandths of the item's unit.
    pub quantity: Quantity,
    /// Whether an equivalent product was supplied instead.
    pub substituted: bool,
    /// Whether it has been billed. A fill with a billed line cannot be withdrawn.
    pub billed: bool,
}

/// What an entry of the log records.
#[stored]
pub enum FillContent<T: Config> {
    /// Items were supplied.
    Supplied {
        /// What and how much, each item at most once.
        lines: BoundedVec<FillLine, T::MaxItems>,
        /// The commitment to the FHIR document of the dispense.
        commitment: Commitment,
    },
    /// An item was closed without supply of the rest.
    NotDispensed {
        /// Which item.
        item: ItemIndex,
        /// Why.
        reason: NotDispensedReason,
    },
}

/// The end of an entry that should not have been made. The entry stays readable.
#[stored]
pub struct Withdrawal {
    /// Why.
    pub reason: WithdrawalReason,
    /// When.
    pub at: Moment,
}

/// An entry of a prescription's log. The live ones form a stack: the newest is withdrawn first.
#[stored]
pub struct Fill<T: Config> {
    /// The issue it belongs to.
    pub issue: IssueIndex,
    /// Who recorded it.
    pub dispenser: Actor<T::AccountId>,
    /// When.
    pub at: Moment,
    /// What it records.
    pub content: FillContent<T>,
    /// The entry below it in the stack of live entries.
    pub previous: Option<FillNumber>,
    /// What withdrawing it has to put back, if it completed its issue and opened the next.
    pub completed: Option<IssueOpening>,
    /// Its withdrawal.
    pub withdrawn: Option<Withdrawal>,
}

impl<T: Config> Fill<T> {
    /// What was supplied; nothing for an entry that closed an item.
    pub fn lines(&self) -> &[FillLine] {
        match &self.content {
            FillContent::Supplied { lines, .. } => lines,
            FillContent::NotDispensed { .. } => &[],
        }
    }

    /// The line for `item`.
    pub fn line(&self, item: ItemIndex) -> Option<&FillLine> {
        self.lines().iter().find(|line| line.item == item)
    }

    /// The line for `item`, to be marked.
    pub(crate) fn line_mut(&mut self, item: ItemIndex) -> Option<&mut FillLine> {
        match &mut self.content {
            FillContent::Supplied { lines, .. } => lines.iter_mut().find(|line| line.item == item),
            FillContent::NotDispensed { .. } => None,
        }
    }

    /// Whether any line has been billed.
    pub fn is_billed(&self) -> bool {
        self.lines().iter().any(|line| line.billed)
    }

    /// Adds what it records to the progress of `items`.
    pub(crate) fn apply(&self, items: &mut BoundedVec<Item, T::MaxItems>) {
        match &self.content {
            FillContent::Supplied { lines, .. } => {
                for line in lines {
                    if let Some(item) = items.get_mut(usize::from(line.item)) {
                        // Cannot saturate: the sum was checked against what is authorised when the fill was made.
                        item.dispensed = item.dispensed.saturating_add(line.quantity);
                    }
                }
            }
            FillContent::NotDispensed { item, reason } => {
                if let Some(item) = items.get_mut(usize::from(*item)) {
                    item.not_dispensed = Some(*reason);
                }
            }
        }
    }
}

/// What a prescription is at a moment, for people.
#[stored]
#[derive(Copy)]
pub enum Standing {
    /// Its validity has not begun.
    NotYetValid {
        /// When it begins.
        valid_from: Moment,
    },
    /// An issue was completed, and the interval before the next one runs.
    Waiting {
        /// When it is over.
        opens_at: Moment,
    },
    /// It can be accepted.
    Active,
    /// The prescriber has stopped new holds.
    Suspended,
    /// A pharmacy holds it.
    Held {
        /// The hold's deadline.
        until: Moment,
    },
    /// A pharmacy holds it, and the end of the hold will cancel it.
    CancellationPending {
        /// The hold's deadline.
        until: Moment,
    },
    /// Every issue has been completed.
    Dispensed,
    /// It was cancelled, replaced or declined.
    Cancelled,
    /// Its validity is over and nobody holds it.
    Expired,
}

/// A prescription as an app reads it.
#[stored]
pub struct PrescriptionView<T: Config> {
    /// Its identifier.
    pub id: PrescriptionId,
    /// The record as the next call would find it: a hold whose deadline has passed is over.
    pub record: Prescription<T>,
    /// What it is now.
    pub standing: Standing,
}

/// A page of prescriptions, in the order of their identifiers.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct PrescriptionPage<T: Config> {
    /// The prescriptions.
    pub prescriptions: Vec<PrescriptionView<T>>,
    /// The cursor to ask for the next page with. `None` on the last page.
    pub next: Option<PrescriptionId>,
}

/// An entry of the log as an app reads it.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct FillView<T: Config> {
    /// Its number.
    pub number: FillNumber,
    /// The entry.
    pub fill: Fill<T>,
}

/// A page of a prescription's log, oldest first, withdrawn entries included.
#[derive(CloneNoBound, DebugNoBound, PartialEqNoBound, EqNoBound, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
#[scale_info(skip_type_params(T))]
pub struct FillPage<T: Config> {
    /// The entries.
    pub fills: Vec<FillView<T>>,
    /// The number with which the next page starts. `None` on the last page.
    pub next: Option<FillNumber>,
}
