//! The rules of schemas, batches and certificates, written down a second time. Nothing here asks the pallet.
//!
//! What may be refused is a set in which each reason stands for itself. Where the table of answers by state
//! (`docs/certificates-table.md`) decides between several, there is only the one that it says: the end of a batch, the end of its
//! validity, and what has become of the certificate are told in this order.

use crate::{
    BatchStanding, NewBatch, NewSchema,
    mock::*,
    tests::scenario::{DAY, Error},
};
use bogam_pallet_tests::model::Reasons;
use bogam_primitives::{
    Moment, OrganisationId, OrganisationKind, Profession,
    certificate::{
        BatchId, CertificateReference, Change, EndorsementRefusalReason, Lapse, RevocationReason, SchemaId, Status,
        SuspensionReason,
    },
};
use sp_runtime::DispatchError;
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a transaction that nobody signed.
pub const NOBODY: AccountId = AccountId::new([255; 32]);

pub const KEPT: Moment = 365 * DAY;
const FURTHEST_START: Moment = 30 * DAY;
const LONGEST_VALIDITY: Moment = 150 * 366 * DAY;
const LONGEST_NAME: usize = 32;
const LARGEST_BATCH: u32 = 1 << 20;
const LONGEST_HISTORY: usize = 6;
const LONGEST_STEP: u32 = 100;

/// One thing that somebody does. The first field of all is who.
#[derive(Clone, Debug)]
pub enum Operation {
    RegisterSchema(AccountId, NewSchema),
    RetireSchema(AccountId, SchemaId),
    Issue(AccountId, NewBatch),
    Endorse(AccountId, BatchId),
    Refuse(AccountId, BatchId, EndorsementRefusalReason),
    Suspend(AccountId, CertificateReference, SuspensionReason),
    Reinstate(AccountId, CertificateReference),
    Revoke(AccountId, CertificateReference, RevocationReason),
    Supersede(AccountId, CertificateReference, CertificateReference),
    RevokeBatch(AccountId, BatchId, RevocationReason),
    Prune(AccountId, BatchId, u32),
    Bill(CertificateReference),
    Unbill(CertificateReference),
    /// It turns out that the account was not entitled, from some moment on.
    Lapse(AccountId, Moment, Lapse),
}

/// A schema: what was registered, by whom, when, and since when it is retired.
#[derive(Clone, Debug)]
pub struct Form {
    pub new: NewSchema,
    pub authority: OrganisationId,
    pub registered: Moment,
    pub retired: Option<Moment>,
}

/// What the authority has said about a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    None,
    Endorsed(AccountId, OrganisationId, Moment),
    Refused(EndorsementRefusalReason, Moment),
}

/// A batch.
#[derive(Clone, Debug)]
pub struct Series {
    pub new: NewBatch,
    pub issuer: (AccountId, OrganisationId),
    pub issued: Moment,
    pub endorser: Option<OrganisationId>,
    pub word: Word,
    pub revoked: Option<(RevocationReason, Moment, OrganisationId)>,
    pub histories: BTreeMap<u32, Vec<(Change, Moment, OrganisationId)>>,
    pub billed: BTreeSet<u32>,
}

impl Series {
    pub fn history(&self, index: u32) -> &[(Change, Moment, OrganisationId)] {
        self.histories.get(&index).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the certificate was at `moment`: what happens at a moment counts from then on, and the last counts.
    pub fn status_at(&self, index: u32, moment: Moment) -> Status {
        let last = self.history(index).iter().rfind(|(_, at, _)| *at <= moment);
        match last.map(|(change, ..)| *change) {
            None | Some(Change::Reinstated) => Status::Active,
            Some(Change::Suspended(reason)) => Status::Suspended(reason),
            Some(Change::Revoked(reason)) => Status::Revoked(reason),
            Some(Change::Superseded(by)) => Status::Superseded(by),
        }
    }

    pub fn status(&self, index: u32) -> Status {
        self.status_at(index, Moment::MAX)
    }

    /// Whether it lacks an endorsement that it needs.
    pub fn lacks_endorsement(&self) -> bool {
        self.endorser.is_some() && !matches!(self.word, Word::Endorsed(..))
    }

    fn is_refused(&self) -> bool {
        matches!(self.word, Word::Refused(..))
    }

    fn is_over(&self, now: Moment) -> bool {
        now >= self.new.valid_until
    }

    pub fn standing(&self, now: Moment) -> BatchStanding {
        if self.revoked.is_some() {
            BatchStanding::Revoked
        } else if self.is_refused() {
            BatchStanding::EndorsementRefused
        } else if self.is_over(now) {
            BatchStanding::Expired
        } else if self.lacks_endorsement() {
            BatchStanding::EndorsementPending
        } else if now < self.new.valid_from {
            BatchStanding::NotYetValid
        } else {
            BatchStanding::Active
        }
    }

    /// Whether the endorsing authority is who suspends the certificate.
    fn is_suspended_by_authority(&self, index: u32) -> bool {
        let by = self.history(index).last().map(|(.., by)| *by);
        matches!(self.status(index), Status::Suspended(_)) && by == self.endorser
    }

    /// How many histories and marks there are.
    pub fn traces(&self) -> usize {
        self.histories.len() + self.billed.len()
    }
}

/// Everything that there is.
#[derive(Default)]
pub struct Model {
    pub now: Moment,
    pub forms: BTreeMap<SchemaId, Form>,
    pub series: BTreeMap<BatchId, Series>,
    /// Batches that are gone, and how many of their histories and marks are left.
    pub remains: BTreeMap<BatchId, usize>,
    pub lapses: BTreeMap<AccountId, (Moment, Lapse)>,
}

// Who may do what.
impl Model {
    /// For whom, and with which profession, somebody may issue.
    pub fn issues_for(who: &AccountId) -> Result<(OrganisationId, Option<Profession>), DispatchError> {
        Self::somebody(who)?;
        match who {
            who if *who == SUSPENDED_SEAT => Err(Refusal::SeatSuspended.into()),
            who if *who == PHYSICIAN => Ok((CLINIC, Some(Profession::Physician))),
            who if *who == NURSE => Ok((CLINIC, Some(Profession::Nurse))),
            who if *who == GATEWAY => Ok((CLINIC, None)),
            who if *who == HOSPITAL_PHYSICIAN => Ok((HOSPITAL, Some(Profession::Physician))),
            who if *who == PHARMACIST => Ok((PHARMACY, Some(Profession::Pharmacist))),
            who if *who == HEALTH_OFFICER => Ok((HEALTH_OFFICE, None)),
            who if *who == STRAY => Ok((99, None)),
            _ => Err(Refusal::NoSeat.into()),
        }
    }

    /// For which authority somebody acts.
    pub fn acts_for(who: &AccountId) -> Result<OrganisationId, DispatchError> {
        Self::somebody(who)?;
        match who {
            who if *who == SUSPENDED_SEAT => Err(Refusal::SeatSuspended.into()),
            who if *who == REGISTRAR || *who == SECOND_REGISTRAR => Ok(AUTHORITY),
            who if *who == HEALTH_OFFICER => Ok(HEALTH_OFFICE),
            _ => Err(Refusal::NoSeat.into()),
        }
    }

    fn somebody(who: &AccountId) -> Result<(), DispatchError> {
        if *who == NOBODY { Err(DispatchError::BadOrigin) } else { Ok(()) }
    }

    /// Who may change the status of certificates at all: who issues, or acts for an authority.
    fn ensure_officer(who: &AccountId) -> Result<(), DispatchError> {
        Self::issues_for(who).map(|_| ()).or_else(|refusal| Self::acts_for(who).map(|_| ()).map_err(|_| refusal))
    }

    /// As whom somebody acts on a batch, and whether as its endorsing authority.
    fn mandate(who: &AccountId, series: &Series) -> Option<(OrganisationId, bool)> {
        let authority = Self::acts_for(who).ok().filter(|authority| Some(*authority) == series.endorser);
        let issuer = Self::issues_for(who).ok().filter(|(issuer, _)| *issuer == series.issuer.1);
        authority.map(|authority| (authority, true)).or(issuer.map(|(issuer, _)| (issuer, false)))
    }

    fn kind(organisation: OrganisationId) -> Option<OrganisationKind> {
        Some(match organisation {
            CLINIC => OrganisationKind::Clinic,
            HOSPITAL => OrganisationKind::Hospital,
            PHARMACY => OrganisationKind::Pharmacy,
            AUTHORITY | HEALTH_OFFICE => OrganisationKind::Authority,
            _ => return None,
        })
    }

    /// Why the account was not entitled at `moment`, as it is known today.
    pub fn lapse(&self, account: &AccountId, moment: Moment) -> Option<Lapse> {
        self.lapses.get(account).filter(|(since, _)| *since <= moment).map(|(_, lapse)| *lapse)
    }
}

// The answers.
impl Model {
    /// What speaks against the operation. If nothing does, it is done.
    pub fn answer(&mut self, operation: &Operation) -> Reasons {
        let reasons = self.judge(operation).unwrap_or_else(Reasons::only);
        if reasons.0.is_empty() {
            self.apply(operation);
        }
        reasons
    }

    /// The error is that of somebody who has no right to the call, whatever it is about.
    fn judge(&self, operation: &Operation) -> Result<Reasons, DispatchError> {
        let now = self.now;
        let mut no = Reasons::default();
        match operation {
            Operation::RegisterSchema(who, new) => self.judge_schema(Self::acts_for(who)?, new, &mut no),
            Operation::RetireSchema(who, id) => {
                let authority = Self::acts_for(who)?;
                let Some(form) = self.forms.get(id) else { return Ok(Reasons::only(Error::UnknownSchema)) };
                no.when(form.authority != authority, Error::NotYourSchema);
                no.when(form.retired.is_some(), Error::SchemaRetired);
            }
            Operation::Issue(who, new) => self.judge_batch(Self::issues_for(who)?, new, &mut no),
            Operation::Endorse(who, id) | Operation::Refuse(who, id, _) => {
                let authority = Self::acts_for(who)?;
                let Some(series) = self.series.get(id) else { return Ok(Reasons::only(Error::UnknownBatch)) };
                let Some(endorser) = series.endorser else {
                    return Ok(Reasons::only(Error::EndorsementNotRequired));
                };
                no.when(endorser != authority, Error::NotYourEndorsement);
                let endorsed = (matches!(series.word, Word::Endorsed(..)), Error::AlreadyEndorsed);
                no.first(ended(series).into_iter().chain([endorsed, over(series, now)]));
            }
            Operation::Suspend(who, certificate, _)
            | Operation::Reinstate(who, certificate)
            | Operation::Revoke(who, certificate, _) => {
                Self::ensure_officer(who)?;
                let CertificateReference { batch, index } = *certificate;
                let Some(series) = self.series.get(&batch) else { return Ok(Reasons::only(Error::UnknownBatch)) };
                let mandate = Self::mandate(who, series);
                no.when(mandate.is_none(), Error::NotYourBatch);
                no.when(index >= series.new.size, Error::IndexOutOfRange);
                let status = series.status(index);
                let own = match operation {
                    Operation::Suspend(..) => vec![
                        (matches!(status, Status::Suspended(_)), Error::AlreadySuspended),
                        // After a suspension there is always room for its end and the end of all.
                        (series.history(index).len() + 3 > LONGEST_HISTORY, Error::TooManyChanges),
                    ],
                    Operation::Reinstate(..) => {
                        let as_authority = mandate.is_some_and(|(_, as_authority)| as_authority);
                        let theirs = series.is_suspended_by_authority(index) && !as_authority;
                        vec![(status == Status::Active, Error::NotSuspended), (theirs, Error::SuspendedByAuthority)]
                    }
                    _ => Vec::new(),
                };
                // To revoke is possible after the end of validity too.
                let over = over(series, now);
                let over = Some(over).filter(|_| !matches!(operation, Operation::Revoke(..)));
                no.first(ended(series).into_iter().chain(over).chain(final_status(status)).chain(own));
            }
            Operation::Supersede(who, certificate, successor) => {
                let (organisation, _) = Self::issues_for(who)?;
                let CertificateReference { batch, index } = *certificate;
                let Some(series) = self.series.get(&batch) else { return Ok(Reasons::only(Error::UnknownBatch)) };
                no.when(series.issuer.1 != organisation, Error::NotTheIssuer);
                no.when(index >= series.new.size, Error::IndexOutOfRange);
                let theirs = series.is_suspended_by_authority(index) && series.endorser != Some(series.issuer.1);
                let own = final_status(series.status(index)).into_iter().chain([(theirs, Error::SuspendedByAuthority)]);
                no.first(ended(series).into_iter().chain([over(series, now)]).chain(own));
                // What has ended is told for itself, also where the successor is in the same batch and has ended with it.
                if no.0.is_empty() {
                    no.when(successor == certificate, Error::SuccessorIsItself);
                    self.judge_successor(successor, organisation, &mut no);
                }
            }
            Operation::RevokeBatch(who, id, _) => {
                Self::ensure_officer(who)?;
                let Some(series) = self.series.get(id) else { return Ok(Reasons::only(Error::UnknownBatch)) };
                no.when(Self::mandate(who, series).is_none(), Error::NotYourBatch);
                no.first(ended(series));
            }
            Operation::Prune(who, id, _) => {
                Self::somebody(who)?;
                match self.series.get(id) {
                    Some(series) => no.when(now < series.new.valid_until + KEPT, Error::RetentionNotOver),
                    None => no.when(!self.remains.contains_key(id), Error::UnknownBatch),
                }
            }
            Operation::Bill(CertificateReference { batch, index }) => {
                let known = self.series.get(batch).filter(|series| *index < series.new.size);
                let Some(series) = known else { return Ok(Reasons::only(Error::UnknownCertificate)) };
                let counts = series.revoked.is_none() && series.status(*index) == Status::Active;
                no.when(!counts, Error::CertificateNotActive);
                no.when(series.lacks_endorsement(), Error::NotEndorsed);
                no.when(series.billed.contains(index), Error::AlreadyBilled);
            }
            Operation::Unbill(CertificateReference { batch, index }) => {
                let known = self.series.get(batch).filter(|series| *index < series.new.size);
                let Some(series) = known else { return Ok(Reasons::only(Error::UnknownCertificate)) };
                no.when(!series.billed.contains(index), Error::NotBilled);
            }
            Operation::Lapse(..) => {}
        }
        Ok(no)
    }

    fn judge_schema(&self, authority: OrganisationId, new: &NewSchema, no: &mut Reasons) {
        no.when(new.name.len() > LONGEST_NAME, Error::NameTooLong);
        let readable = std::str::from_utf8(&new.name)
            .is_ok_and(|name| !name.trim().is_empty() && !name.chars().any(char::is_control));
        no.when(!readable, Error::InvalidName);
        no.when(new.kinds.is_empty(), Error::NoIssuingKinds);
        let repeated = new.kinds.iter().collect::<BTreeSet<_>>().len() < new.kinds.len()
            || new.professions.iter().collect::<BTreeSet<_>>().len() < new.professions.len();
        no.when(repeated, Error::DuplicateIssuers);
        let lasts = new.longest_validity > 0 && new.longest_validity <= LONGEST_VALIDITY;
        no.when(!lasts, Error::LongestValidityOutOfRange);
        let possible = new.least_size > 0 && new.least_size <= LARGEST_BATCH;
        no.when(!possible, Error::LeastSizeOutOfRange);
        let other = |endorser| Self::kind(endorser) != Some(OrganisationKind::Authority);
        no.when(new.endorsement.is_some_and(other), Error::EndorserNotAnAuthority);
        let id = SchemaId::derive(authority, &new.name, new.version);
        no.when(self.forms.contains_key(&id), Error::DuplicateSchema);
    }

    fn judge_batch(&self, issuer: (OrganisationId, Option<Profession>), new: &NewBatch, no: &mut Reasons) {
        let (organisation, profession) = issuer;
        match self.forms.get(&new.schema) {
            None => no.when(true, Error::UnknownSchema),
            Some(form) => {
                no.when(form.retired.is_some(), Error::SchemaRetired);
                let kind = Self::kind(organisation).is_some_and(|kind| form.new.kinds.contains(&kind));
                no.when(!kind, Error::KindNotPermitted);
                let professions = &form.new.professions;
                let qualified = profession.is_some_and(|profession| professions.contains(&profession));
                no.when(!professions.is_empty() && !qualified, Error::ProfessionNotPermitted);
                let length = new.valid_until.saturating_sub(new.valid_from);
                no.when(length > form.new.longest_validity, Error::ValidityTooLong);
                no.when(new.size < form.new.least_size, Error::BatchTooSmall);
            }
        }
        no.when(new.size == 0, Error::EmptyBatch);
        no.when(new.size > LARGEST_BATCH, Error::BatchTooLarge);
        no.when(new.valid_until <= new.valid_from, Error::EmptyValidity);
        no.when(new.valid_until <= self.now, Error::AlreadyExpired);
        no.when(new.valid_from > self.now + FURTHEST_START, Error::StartsTooLate);
        // By the table, what is issued again is a duplicate only while it could be issued at all.
        let again = self.series.contains_key(&BatchId::derive(&new.name(organisation)));
        no.when(again && no.0.is_empty(), Error::DuplicateBatch);
    }

    fn judge_successor(&self, successor: &CertificateReference, organisation: OrganisationId, no: &mut Reasons) {
        let CertificateReference { batch, index } = *successor;
        let known = self.series.get(&batch).filter(|series| index < series.new.size);
        let Some(series) = known else { return no.when(true, Error::UnknownSuccessor) };
        no.when(series.issuer.1 != organisation, Error::SuccessorOfAnother);
        // It need not be endorsed, nor valid, yet.
        let ended = series.revoked.is_some() || series.is_refused() || series.is_over(self.now);
        no.when(ended || series.status(index) != Status::Active, Error::SuccessorNotActive);
    }
}

/// A reason, and whether it applies.
type Reason = (bool, Error);

/// Whether the batch has ended for good.
fn ended(series: &Series) -> [Reason; 2] {
    [(series.revoked.is_some(), Error::BatchRevoked), (series.is_refused(), Error::EndorsementRefused)]
}

/// Whether its validity is over.
fn over(series: &Series, now: Moment) -> Reason {
    (series.is_over(now), Error::Expired)
}

/// Whether a certificate has ended for good.
fn final_status(status: Status) -> [Reason; 2] {
    [
        (matches!(status, Status::Revoked(_)), Error::AlreadyRevoked),
        (matches!(status, Status::Superseded(_)), Error::AlreadySuperseded),
    ]
}

// What follows from what is done.
impl Model {
    fn apply(&mut self, operation: &Operation) {
        let now = self.now;
        match operation {
            Operation::RegisterSchema(who, new) => {
                let authority = Self::acts_for(who).expect("judged");
                let id = SchemaId::derive(authority, &new.name, new.version);
                self.forms.insert(id, Form { new: new.clone(), authority, registered: now, retired: None });
            }
            Operation::RetireSchema(_, id) => self.forms.get_mut(id).expect("judged").retired = Some(now),
            Operation::Issue(who, new) => {
                let (organisation, _) = Self::issues_for(who).expect("judged");
                let series = Series {
                    new: *new,
                    issuer: (who.clone(), organisation),
                    issued: now,
                    endorser: self.forms.get(&new.schema).expect("judged").new.endorsement,
                    word: Word::None,
                    revoked: None,
                    histories: BTreeMap::new(),
                    billed: BTreeSet::new(),
                };
                self.series.insert(BatchId::derive(&new.name(organisation)), series);
            }
            Operation::Endorse(who, id) => {
                let authority = Self::acts_for(who).expect("judged");
                self.known(id).word = Word::Endorsed(who.clone(), authority, now);
            }
            Operation::Refuse(_, id, reason) => self.known(id).word = Word::Refused(*reason, now),
            Operation::Suspend(who, certificate, reason) => self.note(who, certificate, Change::Suspended(*reason)),
            Operation::Reinstate(who, certificate) => self.note(who, certificate, Change::Reinstated),
            Operation::Revoke(who, certificate, reason) => self.note(who, certificate, Change::Revoked(*reason)),
            Operation::Supersede(who, certificate, successor) => {
                let (organisation, _) = Self::issues_for(who).expect("judged");
                let history = self.known(&certificate.batch).histories.entry(certificate.index).or_default();
                history.push((Change::Superseded(*successor), now, organisation));
            }
            Operation::RevokeBatch(who, id, reason) => {
                let series = self.known(id);
                let (by, _) = Self::mandate(who, series).expect("judged");
                series.revoked = Some((*reason, now, by));
            }
            Operation::Prune(_, id, limit) => {
                let left = match self.series.remove(id) {
                    Some(series) => series.traces(),
                    None => self.remains.remove(id).expect("judged"),
                };
                let left = left.saturating_sub((*limit).clamp(1, LONGEST_STEP) as usize);
                if left > 0 {
                    self.remains.insert(*id, left);
                }
            }
            Operation::Bill(certificate) => {
                self.known(&certificate.batch).billed.insert(certificate.index);
            }
            Operation::Unbill(certificate) => {
                self.known(&certificate.batch).billed.remove(&certificate.index);
            }
            Operation::Lapse(account, since, lapse) => {
                self.lapses.insert(account.clone(), (*since, *lapse));
            }
        }
    }

    fn known(&mut self, id: &BatchId) -> &mut Series {
        self.series.get_mut(id).expect("judged")
    }

    fn note(&mut self, who: &AccountId, certificate: &CertificateReference, change: Change) {
        let now = self.now;
        let series = self.known(&certificate.batch);
        let (by, _) = Self::mandate(who, series).expect("judged");
        series.histories.entry(certificate.index).or_default().push((change, now, by));
    }
}
