//! The transactions of a run: which account does what to which record, decided one after the other, and then made and signed on
//! all cores.

use super::{
    LoadError,
    calls::{self, Account},
    crew::Crew,
    drive::Parcel,
    form::{Form, on_all_cores},
    schedule::Act,
};
use crate::{documents::random_salt, keys::Key};
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PrescriptionId,
    certificate::{BatchId, CertificateReference, SchemaId},
    claim::{AuthoriseClaim, PayeeKind, PolicyId, ServiceReference, encounter_nullifier},
    consent::{ConsentId, SubjectId},
    prescription::DispenseReference,
    time::{DAY, HOUR},
};
use sp_core::H256;
use std::collections::VecDeque;

/// How many transactions are made between two words about it.
const BETWEEN: usize = 2_000;

/// An account that acts for an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    /// Its place in the crew.
    pub lane: usize,
    /// The organisation.
    pub organisation: OrganisationId,
}

/// A patient whose consent is asked for.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The place of the key in the crew.
    pub lane: usize,
    /// The subject.
    pub id: SubjectId,
    /// The number of the next decision.
    pub next: u32,
    /// The decision in force.
    pub last: Option<ConsentId>,
}

/// An issuer, and a large batch of it, certificates of which can be revoked.
#[derive(Clone, Copy, Debug)]
pub struct Issuer {
    /// Who it is.
    pub seat: Seat,
    /// The batch.
    pub batch: BatchId,
    /// The first certificate that counts still.
    pub next: u32,
}

/// What the acts need, and who does them.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// All accounts.
    pub crew: Crew,
    /// The hash of block zero.
    pub genesis: H256,
    /// The clock of the chain when all of it was prepared.
    pub now: Moment,
    /// Who has money.
    pub payers: Vec<usize>,
    /// Who prescribes.
    pub prescribers: Vec<Seat>,
    /// Who accepts, dispenses and bills that.
    pub pharmacists: Vec<Seat>,
    /// Who bills visits.
    pub billers: Vec<Seat>,
    /// Who asks for records.
    pub readers: Vec<Seat>,
    /// Who decides on them.
    pub subjects: Vec<Subject>,
    /// Who issues certificates.
    pub issuers: Vec<Issuer>,
    /// The schema of the certificates.
    pub schema: Option<SchemaId>,
    /// Who pays for claims: policies, and the keys of the insured.
    pub policies: Vec<(PolicyId, Key)>,
    /// Prescriptions that wait for a pharmacy, and the keys of their holders.
    pub prescriptions: Vec<(PrescriptionId, Key)>,
}

/// What is done, to what.
#[derive(Clone, Copy, Debug)]
enum Step {
    Transfer { to: Account },
    Issue { organisation: OrganisationId },
    Accept { prescription: usize, organisation: OrganisationId },
    Dispense { prescription: usize },
    BillDispense { prescription: usize, policy: usize, organisation: OrganisationId },
    BillEncounter { policy: usize, organisation: OrganisationId },
    RequestAccess { subject: SubjectId },
    Decide { subject: SubjectId, reader: OrganisationId, sequence: u32, supersedes: Option<ConsentId> },
    IssueBatch { organisation: OrganisationId, schema: SchemaId },
    Revoke { certificate: CertificateReference },
}

/// What is done, by whom, as which transaction of the account.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    act: Act,
    lane: usize,
    nonce: u64,
    step: Step,
}

/// Whose turn it is.
fn turn<T>(list: &[T], number: usize) -> Result<&T, LoadError> {
    number
        .checked_rem(list.len())
        .and_then(|place| list.get(place))
        .ok_or_else(|| LoadError::Signing("nobody is there to do it".into()))
}

/// The same, to change what is there.
fn turn_mut<T>(list: &mut [T], number: usize) -> Result<&mut T, LoadError> {
    let length = list.len();
    number
        .checked_rem(length)
        .and_then(|place| list.get_mut(place))
        .ok_or_else(|| LoadError::Signing("nobody is there to do it".into()))
}

/// Who does which act next, and what waits for whom.
#[derive(Debug, Default)]
struct Turns {
    payers: usize,
    prescribers: usize,
    pharmacists: usize,
    billers: usize,
    readers: usize,
    subjects: usize,
    asked: usize,
    issuers: usize,
    revokers: usize,
    policies: usize,
    prescriptions: usize,
    /// Accepted prescriptions, and the pharmacist who has to dispense them.
    accepted: VecDeque<(usize, Seat)>,
    /// Dispensed ones, and the pharmacist who bills them.
    dispensed: VecDeque<(usize, Seat)>,
}

fn next(counter: &mut usize) -> usize {
    let number = *counter;
    *counter = number.wrapping_add(1);
    number
}

impl Material {
    /// Decides who does what, for each of `acts` in their order. What an act needs is either there already, or made by an act
    /// of the same account before it: so that nothing fails by design.
    pub fn plan(&mut self, acts: &[Act]) -> Result<Vec<Task>, LoadError> {
        let mut turns = Turns::default();
        acts.iter().map(|act| self.task(*act, &mut turns)).collect()
    }

    fn task(&mut self, act: Act, turns: &mut Turns) -> Result<Task, LoadError> {
        let (act, lane, step) = match act {
            Act::Prepare => return Err(LoadError::Signing("nothing is prepared during the run".into())),
            Act::Transfer => {
                let number = next(&mut turns.payers);
                let (from, to) = (*turn(&self.payers, number)?, *turn(&self.payers, number.wrapping_add(1))?);
                (act, from, Step::Transfer { to: self.crew.account(to)? })
            }
            Act::Issue => {
                let seat = turn(&self.prescribers, next(&mut turns.prescribers))?;
                (act, seat.lane, Step::Issue { organisation: seat.organisation })
            }
            Act::Accept => {
                let prescription = next(&mut turns.prescriptions);
                let seat = *turn(&self.pharmacists, next(&mut turns.pharmacists))?;
                turns.accepted.push_back((prescription, seat));
                (act, seat.lane, Step::Accept { prescription, organisation: seat.organisation })
            }
            Act::Dispense => match turns.accepted.pop_front() {
                Some((prescription, seat)) => {
                    turns.dispensed.push_back((prescription, seat));
                    (act, seat.lane, Step::Dispense { prescription })
                }
                None => return self.task(Act::Accept, turns),
            },
            Act::BillDispense => match turns.dispensed.pop_front() {
                Some((prescription, seat)) => {
                    let policy = next(&mut turns.policies);
                    (act, seat.lane, Step::BillDispense { prescription, policy, organisation: seat.organisation })
                }
                None => return self.task(Act::BillEncounter, turns),
            },
            Act::BillEncounter => {
                let seat = turn(&self.billers, next(&mut turns.billers))?;
                let policy = next(&mut turns.policies);
                (act, seat.lane, Step::BillEncounter { policy, organisation: seat.organisation })
            }
            Act::RequestAccess => {
                let seat = turn(&self.readers, next(&mut turns.readers))?;
                let subject = turn(&self.subjects, next(&mut turns.asked))?.id;
                (act, seat.lane, Step::RequestAccess { subject })
            }
            Act::Decide => {
                let reader = turn(&self.readers, 0)?.organisation;
                let terms = calls::terms(reader, self.now);
                let subject = turn_mut(&mut self.subjects, next(&mut turns.subjects))?;
                let (sequence, supersedes) = (subject.next, subject.last);
                subject.next = sequence.saturating_add(1);
                subject.last = Some(ConsentId::derive(subject.id, sequence, &terms));
                (act, subject.lane, Step::Decide { subject: subject.id, reader, sequence, supersedes })
            }
            Act::IssueBatch => {
                let schema = self.schema.ok_or_else(|| LoadError::Signing("there is no schema".into()))?;
                let seat = turn(&self.issuers, next(&mut turns.issuers))?.seat;
                (act, seat.lane, Step::IssueBatch { organisation: seat.organisation, schema })
            }
            Act::Revoke => {
                let issuer = turn_mut(&mut self.issuers, next(&mut turns.revokers))?;
                let certificate = CertificateReference { batch: issuer.batch, index: issuer.next };
                issuer.next = issuer.next.saturating_add(1);
                (act, issuer.seat.lane, Step::Revoke { certificate })
            }
        };
        Ok(Task { act, lane, nonce: self.crew.next_nonce(lane)?, step })
    }

    /// Makes and signs all transactions, on all cores. `tell` hears how many are done.
    pub fn sign(&self, form: &Form, tasks: &[Task], mut tell: impl FnMut(usize)) -> Result<Vec<Parcel>, LoadError> {
        let mut parcels = Vec::with_capacity(tasks.len());
        for part in tasks.chunks(BETWEEN) {
            parcels.extend(on_all_cores(part, |task| self.parcel(form, task))?);
            tell(parcels.len());
        }
        Ok(parcels)
    }

    fn parcel(&self, form: &Form, task: &Task) -> Result<Parcel, LoadError> {
        let key = self.crew.key(task.lane)?;
        let until = self.now.saturating_add(DAY);
        let call = match task.step {
            Step::Transfer { to } => calls::transfer(&to, 1),
            // Nobody will fill it, so nobody needs the secret of its holder.
            Step::Issue { organisation } => calls::issue(organisation, &random_salt(), self.now).1,
            Step::Accept { prescription, organisation } => {
                let (id, holder) = turn(&self.prescriptions, prescription)?;
                calls::accept(*id, &holder.sign_acceptance(self.genesis, *id, organisation, 0, until))
            }
            Step::Dispense { prescription } => calls::dispense(turn(&self.prescriptions, prescription)?.0),
            Step::BillDispense { prescription, policy, organisation } => {
                let (id, holder) = turn(&self.prescriptions, prescription)?;
                let service = ServiceReference::Dispense(DispenseReference { prescription: *id, fill: 0, item: 0 });
                self.bill(organisation, policy, service, Some(holder))?
            }
            Step::BillEncounter { policy, organisation } => {
                let nullifier = encounter_nullifier(organisation, &random_salt(), b"load");
                let at = self.now.saturating_sub(HOUR);
                self.bill(organisation, policy, ServiceReference::Encounter { nullifier, at }, None)?
            }
            Step::RequestAccess { subject } => calls::request_access(subject),
            Step::Decide { subject, reader, sequence, supersedes } => {
                calls::decide(subject, sequence, &calls::terms(reader, self.now), supersedes)
            }
            Step::IssueBatch { organisation, schema } => calls::issue_small_batch(organisation, schema, self.now),
            Step::Revoke { certificate } => calls::revoke(certificate),
        };
        Ok(Parcel { act: task.act, lane: task.lane, transaction: form.sign(&call, key, task.nonce)? })
    }

    /// A claim on a policy, to which the insured agrees, and the holder of the prescription if one is billed.
    fn bill(
        &self,
        provider: OrganisationId,
        policy: usize,
        service: ServiceReference,
        holder: Option<&Key>,
    ) -> Result<crate::governance::matter::EncodedCall, LoadError> {
        let (policy, insured) = turn(&self.policies, policy)?;
        let charge = match holder {
            Some(_) => calls::MEDICINE,
            None => calls::VISIT,
        };
        let (claim, new) = calls::claim(provider, *policy, PayeeKind::Provider, service, charge);
        let statements: Vec<_> = [Some(insured), holder]
            .into_iter()
            .flatten()
            .map(|key| self.agree(key, claim, *policy, provider))
            .collect();
        Ok(calls::submit(&new, &statements))
    }

    /// A patient agrees to a claim.
    pub fn agree(
        &self,
        key: &Key,
        claim: ClaimId,
        policy: PolicyId,
        provider: OrganisationId,
    ) -> bogam_primitives::Signed<AuthoriseClaim, sp_runtime::MultiSignature> {
        key.sign(self.genesis, AuthoriseClaim { claim, policy, provider }, self.now.saturating_add(DAY))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::form::tests::form, *};
    use crate::{keys::HolderSecret, load::schedule::Kind};
    use std::collections::{BTreeMap, BTreeSet};

    fn key() -> Key {
        HolderSecret::generate().key().unwrap()
    }

    fn material(accounts: usize, prescriptions: usize) -> Material {
        let mut crew = Crew::default();
        let mut seats = |organisation: OrganisationId| -> Vec<Seat> {
            (0..accounts).map(|_| Seat { lane: crew.at_number(0).unwrap(), organisation }).collect()
        };
        let (prescribers, pharmacists, billers, readers) = (seats(1), seats(3), seats(1), seats(2));
        let (payers, subjects, issuers) = (seats(1), seats(1), seats(1));
        let subject =
            |seat: &Seat| Subject { lane: seat.lane, id: SubjectId(H256(random_salt())), next: 1, last: None };
        let issuer = |seat: &Seat| Issuer { seat: *seat, batch: BatchId(H256(random_salt())), next: 0 };
        Material {
            payers: payers.iter().map(|seat| seat.lane).collect(),
            subjects: subjects.iter().map(subject).collect(),
            issuers: issuers.iter().map(issuer).collect(),
            policies: (0..3).map(|_| (PolicyId(H256(random_salt())), key())).collect(),
            prescriptions: (0..prescriptions).map(|_| (PrescriptionId(H256(random_salt())), key())).collect(),
            schema: Some(SchemaId(H256(random_salt()))),
            crew,
            genesis: H256::repeat_byte(7),
            now: 400 * DAY,
            prescribers,
            pharmacists,
            billers,
            readers,
        }
    }

    #[test]
    fn fill_should_be_accepted_dispensed_and_billed_by_one_account_in_this_order() {
        let acts = Kind::Mixed.acts(500);
        let tasks = material(4, 200).plan(&acts).unwrap();
        let mut fills: BTreeMap<usize, Vec<(Act, usize, u64)>> = BTreeMap::new();
        for task in &tasks {
            match task.step {
                Step::Accept { prescription, .. }
                | Step::Dispense { prescription }
                | Step::BillDispense { prescription, .. } => {
                    fills.entry(prescription).or_default().push((task.act, task.lane, task.nonce));
                }
                _ => {}
            }
        }
        let order = [Act::Accept, Act::Dispense, Act::BillDispense];
        assert!(fills.values().any(|steps| steps.len() == 3));
        for steps in fills.values() {
            assert!(steps.iter().zip(order).all(|((act, ..), expected)| *act == expected), "{steps:?}");
            assert!(steps.windows(2).all(|pair| pair[0].1 == pair[1].1 && pair[0].2 < pair[1].2), "{steps:?}");
        }
    }

    #[test]
    fn numbers_of_each_account_should_follow_each_other() {
        let tasks = material(3, 200).plan(&Kind::Mixed.acts(500)).unwrap();
        let mut numbers: BTreeMap<usize, u64> = BTreeMap::new();
        for task in &tasks {
            let expected = numbers.entry(task.lane).or_default();
            assert_eq!(task.nonce, *expected);
            *expected += 1;
        }
    }

    #[test]
    fn decision_should_supersede_the_one_before() {
        let mut material = material(1, 0);
        let tasks = material.plan(&Kind::Consent.acts(100)).unwrap();
        let decided: Vec<_> = tasks
            .iter()
            .filter_map(|task| match task.step {
                Step::Decide { sequence, supersedes, .. } => Some((sequence, supersedes)),
                _ => None,
            })
            .collect();
        assert!(decided.len() > 2);
        assert_eq!(decided[0], (1, None));
        let terms = calls::terms(2, material.now);
        for pair in decided.windows(2) {
            let before = ConsentId::derive(material.subjects[0].id, pair[0].0, &terms);
            assert_eq!(pair[1], (pair[0].0 + 1, Some(before)));
        }
    }

    #[test]
    fn no_certificate_should_be_revoked_twice() {
        let tasks = material(2, 0).plan(&Kind::Certificates.acts(90)).unwrap();
        let revoked: Vec<_> = tasks
            .iter()
            .filter_map(|task| match task.step {
                Step::Revoke { certificate } => Some(certificate),
                _ => None,
            })
            .collect();
        assert_eq!(revoked.len(), 30);
        assert_eq!(revoked.iter().collect::<BTreeSet<_>>().len(), 30);
    }

    #[test]
    fn every_transaction_should_be_made_and_be_different() {
        let (form, mut heard) = (form(), Vec::new());
        let mut material = material(2, 30);
        let mut acts = Kind::Mixed.acts(100);
        acts.extend(Kind::Transfers.acts(4));
        let tasks = material.plan(&acts).unwrap();
        let parcels = material.sign(&form, &tasks, |done| heard.push(done)).unwrap();
        assert_eq!((parcels.len(), heard), (104, vec![104]));
        assert!(parcels.iter().zip(&acts).all(|(parcel, act)| parcel.act == *act));
        let hashes: BTreeSet<_> = parcels.iter().map(|parcel| parcel.transaction.hash).collect();
        assert_eq!(hashes.len(), parcels.len());
    }

    #[test]
    fn plan_should_be_refused_when_nobody_can_do_it() {
        let failure = Material::default().plan(&[Act::Issue]).unwrap_err();
        assert!(matches!(failure, LoadError::Signing(_)));
    }
}
