//! The calls that are measured, and the transfers that they are compared with, as signed transactions.
//!
//! A call is compared with a transfer that the same sort of account signs, so that what differs is the call alone:
//!
//! | block | who signs | whom it concerns |
//! |---|---|---|
//! | `issue` | physicians, the same ones in each block | a fresh key, three items |
//! | `revoke` | the same physicians | a certificate of the signer's own batch, a new one each time |
//! | transfers for these | the same physicians | the next physician |
//! | `decide` | patients, each for the first time | their own subject: a permit for an organisation |
//! | transfers for this | patients, each for the first time | the next of these patients |
//! | `suspend`, and `resume` in the next block | the same physicians | prescriptions that were there before, which chance chooses |
//! | transfers to old accounts | the same physicians | accounts that were there before, which chance chooses |

use crate::{
    failure::Failure,
    genesis::{self, CLINIC, Plan, START, YEAR},
};
use bogam_primitives::{
    Commitment,
    certificate::{CertificateReference, RevocationReason},
    consent::{Action, Actions, Categories, Effect, Grantee, Purpose, Purposes, Sensitivities, Terms},
    prescription::{PrescriptionId, Schedule},
    time::DAY,
};
use bogam_runtime::{AccountId, Address, Hash, Nonce, Runtime, RuntimeCall, UncheckedExtrinsic, signing::signed};
use clap::ValueEnum;
use codec::Encode;
use pallet_prescriptions::{NewPrescription, OrderedItem};
use serde::Serialize;
use sp_core::{H256, sr25519};
use std::collections::BTreeSet;

/// How many items a measured prescription has.
pub const ITEMS: u32 = 3;

/// A call that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `prescriptions.issue`
    Issue,
    /// `consent.decide`
    Decide,
    /// `certificates.revoke`
    Revoke,
    /// `prescriptions.suspend` and, of the same ones in the next block, `prescriptions.resume`: old records, wherever they are.
    Suspend,
    /// `balances.transfer_keep_alive` to old accounts, wherever they are: what a large state adds to a call that no part of Bogam
    /// has to do with.
    Transfer,
}

impl Kind {
    /// Those that the table compares with transfers.
    pub const COMPARED: [Self; 3] = [Self::Issue, Self::Decide, Self::Revoke];

    /// Those that are measured in states of different sizes: one that writes new records, one that reads old ones, and for
    /// comparison one that is not Bogam's.
    pub const GROWING: [Self; 3] = [Self::Issue, Self::Suspend, Self::Transfer];

    /// The call, as the runtime calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Issue => "prescriptions.issue",
            Self::Decide => "consent.decide",
            Self::Revoke => "certificates.revoke",
            Self::Suspend => "prescriptions.suspend and resume",
            Self::Transfer => "balances.transfer_keep_alive to old accounts",
        }
    }

    /// What its import may cost at most, as a multiple of a transfer's. `None` if nothing is asked of it.
    pub const fn reach(self) -> Option<f64> {
        match self {
            Self::Issue => Some(1.3),
            Self::Decide | Self::Revoke => Some(1.15),
            Self::Suspend | Self::Transfer => None,
        }
    }

    /// What it may cost in a large state at most, as a multiple of what it costs in a small one. `None` if it is there for
    /// comparison.
    pub const fn growth_reach(self) -> Option<f64> {
        match self {
            Self::Transfer => None,
            _ => Some(1.2),
        }
    }
}

/// What a block is full of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing but the moment.
    Empty,
    /// Calls of a kind.
    Calls(Kind),
    /// The transfers that calls of a kind are compared with.
    Transfers(Kind),
}

/// A physician: the key and what it has signed.
struct Officer {
    key: sr25519::Pair,
    nonce: Nonce,
    revoked: u32,
}

/// Makes the transactions of one chain, one block after the other. None is made twice.
pub struct Maker {
    genesis: Hash,
    officers: Vec<Officer>,
    subjects: u32,
    next_subject: u32,
    next_prescription: u32,
    records: u32,
    suspended: Vec<u32>,
    draws: u32,
}

impl Maker {
    /// For a chain that begins with block `genesis`, the people of `plan` and so many prescriptions [there before](there_before).
    pub fn new(genesis: Hash, plan: &Plan, records: u32) -> Self {
        let officers = (0..plan.officers).map(genesis::officer);
        Self {
            genesis,
            officers: officers.map(|key| Officer { key, nonce: 0, revoked: 0 }).collect(),
            subjects: plan.subjects,
            next_subject: 0,
            next_prescription: 0,
            records,
            suspended: Vec::new(),
            draws: 0,
        }
    }

    /// The transactions of the next block.
    pub fn block(&mut self, content: Content, calls: u32) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        match content {
            Content::Empty => Ok(Vec::new()),
            Content::Calls(Kind::Issue) => (0..calls).map(|number| self.issue(number)).collect(),
            Content::Calls(Kind::Revoke) => (0..calls).map(|number| self.revoke(number)).collect(),
            Content::Calls(Kind::Suspend) => self.suspend_or_resume(calls),
            Content::Calls(Kind::Transfer) => self.pay(calls),
            Content::Transfers(Kind::Issue | Kind::Revoke | Kind::Suspend | Kind::Transfer) => {
                (0..calls).map(|number| self.transfer(number, calls)).collect()
            }
            Content::Calls(Kind::Decide) => self.block_of_patients(calls, |key, _| decision(key).into()),
            Content::Transfers(Kind::Decide) => {
                self.block_of_patients(calls, |_, next| transfer(genesis::account(next)))
            }
        }
    }

    fn issue(&mut self, number: u32) -> Result<UncheckedExtrinsic, Failure> {
        let new = prescription("measured", self.next_prescription, ITEMS);
        self.next_prescription += 1;
        self.signed_by_officer(number, pallet_prescriptions::Call::<Runtime>::issue { new }.into())
    }

    fn revoke(&mut self, number: u32) -> Result<UncheckedExtrinsic, Failure> {
        let officer = self.officer(number)?;
        let index = officer.revoked;
        officer.revoked += 1;
        let certificate = CertificateReference { batch: genesis::batch_of_officer(number), index };
        let reason = RevocationReason::SourceWithdrawn;
        self.signed_by_officer(number, pallet_certificates::Call::<Runtime>::revoke { certificate, reason }.into())
    }

    /// Suspends so many records, or resumes those that are suspended.
    fn suspend_or_resume(&mut self, calls: u32) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        let suspended = std::mem::take(&mut self.suspended);
        if suspended.is_empty() {
            let chosen = self.choose(calls)?;
            self.suspended = chosen.clone();
            return self.about(&chosen, |prescription| pallet_prescriptions::Call::suspend { prescription });
        }
        self.about(&suspended, |prescription| pallet_prescriptions::Call::resume { prescription })
    }

    /// A transfer of one physician after the other to old accounts.
    fn pay(&mut self, calls: u32) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        let numbered = (0..).zip(self.choose(calls)?);
        numbered
            .map(|(number, chosen)| self.signed_by_officer(number, transfer(account_there_before(chosen))))
            .collect()
    }

    /// So many different records. Which ones follows from how many were chosen before.
    fn choose(&mut self, calls: u32) -> Result<Vec<u32>, Failure> {
        if self.records < calls {
            return Err(Failure::TooFewRecords { needed: calls, there: self.records });
        }
        let mut chosen = BTreeSet::new();
        while chosen.len() < calls as usize {
            let [a, b, c, d, ..] = genesis::hash("draw", self.draws).0;
            self.draws += 1;
            chosen.insert(u32::from_le_bytes([a, b, c, d]) % self.records);
        }
        Ok(chosen.into_iter().collect())
    }

    /// A call of one physician after the other about each of these records.
    fn about(
        &mut self,
        records: &[u32],
        call: impl Fn(PrescriptionId) -> pallet_prescriptions::Call<Runtime>,
    ) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        let numbered = (0..).zip(records);
        numbered.map(|(number, record)| self.signed_by_officer(number, call(there_before(*record).1).into())).collect()
    }

    fn transfer(&mut self, number: u32, calls: u32) -> Result<UncheckedExtrinsic, Failure> {
        let next = (number + 1) % calls.max(1);
        let receiver = genesis::account(&self.officer(next)?.key);
        self.signed_by_officer(number, transfer(receiver))
    }

    fn signed_by_officer(&mut self, number: u32, call: RuntimeCall) -> Result<UncheckedExtrinsic, Failure> {
        let genesis = self.genesis;
        let officer = self.officer(number)?;
        let transaction = signed(genesis, &officer.key, officer.nonce, call);
        officer.nonce += 1;
        Ok(transaction)
    }

    fn officer(&mut self, number: u32) -> Result<&mut Officer, Failure> {
        let prepared = self.officers.len();
        let needed = number as usize + 1;
        self.officers.get_mut(number as usize).ok_or(Failure::TooFewAccounts { needed, prepared })
    }

    /// A transaction of each of the next patients, which is told the patient's key and the next one's.
    fn block_of_patients(
        &mut self,
        calls: u32,
        call: impl Fn(&sr25519::Pair, &sr25519::Pair) -> RuntimeCall,
    ) -> Result<Vec<UncheckedExtrinsic>, Failure> {
        let (first, end) = (self.next_subject, self.next_subject.saturating_add(calls));
        if end > self.subjects {
            return Err(Failure::TooFewAccounts { needed: end as usize, prepared: self.subjects as usize });
        }
        self.next_subject = end;
        let keys: Vec<sr25519::Pair> = (first..end).map(genesis::subject).collect();
        let next = keys.iter().cycle().skip(1);
        Ok(keys.iter().zip(next).map(|(key, next)| signed(self.genesis, key, 0, call(key, next))).collect())
    }
}

/// A prescription as a physician issues it: valid for 90 days, one key, no repeats.
pub fn prescription(purpose: &str, number: u32, items: u32) -> NewPrescription<AccountId> {
    let part = |part: &str, place: u32| {
        H256(sp_crypto_hashing::blake2_256(&("bogam/performance", purpose, number, part, place).encode()))
    };
    let item = |place| OrderedItem {
        authorised: 30_000,
        substitution_allowed: true,
        product: Commitment(part("product", place)),
    };
    NewPrescription {
        commitment: Commitment(part("document", 0)),
        schedule: Schedule::Ordinary,
        valid_from: START,
        valid_until: START + 90 * DAY,
        interval: 0,
        holders: vec![AccountId::from(part("holder", 0).0)],
        items: (0..items).map(item).collect(),
    }
}

/// A prescription that is in the state before anything is measured, and its identifier. It has one item.
pub fn there_before(number: u32) -> (NewPrescription<AccountId>, PrescriptionId) {
    let new = prescription("there before", number, 1);
    let identifier = PrescriptionId::derive(genesis::HOSPITAL, &new.commitment, new.valid_until);
    (new, identifier)
}

/// An account that owns money before anything is measured. Nobody has its key.
pub fn account_there_before(number: u32) -> AccountId {
    AccountId::from(genesis::hash("account there before", number).0)
}

/// The first decision of a patient: the clinic may read everything that is not sensitive, for treatment, for a year.
pub fn decision(key: &sr25519::Pair) -> pallet_consent::Call<Runtime> {
    pallet_consent::Call::decide {
        subject: genesis::subject_id(key),
        sequence: 0,
        terms: Terms {
            effect: Effect::Permit,
            grantee: Grantee::Organisation(CLINIC),
            actions: Actions::of(&[Action::Access, Action::Use]),
            categories: Categories::ALL,
            purposes: Purposes::of(&[Purpose::Treatment]),
            sensitivities: Sensitivities::NONE,
            valid_from: START,
            valid_until: Some(START + YEAR),
            data_from: None,
            data_until: None,
        },
        supersedes: None,
    }
}

/// A transfer of one won.
fn transfer(receiver: AccountId) -> RuntimeCall {
    pallet_balances::Call::<Runtime>::transfer_keep_alive { dest: Address::Id(receiver), value: 1 }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: Plan = Plan { officers: 2, subjects: 5 };

    #[test]
    fn transactions_should_all_differ() {
        let mut maker = Maker::new(H256::repeat_byte(1), &PLAN, 0);
        let mut seen = BTreeSet::new();
        let contents = Kind::COMPARED
            .into_iter()
            .flat_map(|kind| [Content::Calls(kind), Content::Transfers(kind)])
            .collect::<Vec<_>>();
        for content in contents {
            for transaction in maker.block(content, 2).expect("there are enough people") {
                assert!(seen.insert(transaction.encode()), "{content:?}");
            }
        }
        assert_eq!(seen.len(), 12);
        assert!(maker.block(Content::Empty, 2).expect("nobody is needed").is_empty());
    }

    #[test]
    fn old_records_should_be_suspended_and_then_resumed() {
        let mut maker = Maker::new(H256::repeat_byte(1), &PLAN, 3);
        let mut calls = || {
            let transactions = maker.block(Content::Calls(Kind::Suspend), 2).expect("there are enough records");
            transactions.into_iter().map(|transaction| transaction.function).collect::<Vec<_>>()
        };
        let of = |call: &RuntimeCall| match call {
            RuntimeCall::Prescriptions(pallet_prescriptions::Call::suspend { prescription }) => (true, *prescription),
            RuntimeCall::Prescriptions(pallet_prescriptions::Call::resume { prescription }) => (false, *prescription),
            other => panic!("{other:?}"),
        };
        let (first, second) = (calls(), calls());
        let suspended = first.iter().map(of).collect::<BTreeSet<_>>();
        assert_eq!(suspended.len(), 2);
        assert!(
            suspended
                .iter()
                .all(|(is_suspended, id)| *is_suspended && (0..3).any(|number| there_before(number).1 == *id))
        );
        assert_eq!(second.iter().map(of).map(|(_, id)| (true, id)).collect::<BTreeSet<_>>(), suspended);
        assert!(second.iter().map(of).all(|(is_suspended, _)| !is_suspended));

        for kind in [Kind::Suspend, Kind::Transfer] {
            let refused = Maker::new(H256::repeat_byte(1), &PLAN, 1).block(Content::Calls(kind), 2).err();
            assert!(matches!(refused, Some(Failure::TooFewRecords { needed: 2, there: 1 })));
        }
    }

    #[test]
    fn old_accounts_should_be_paid_by_one_physician_each() {
        let mut maker = Maker::new(H256::repeat_byte(1), &PLAN, 3);
        let transactions = maker.block(Content::Calls(Kind::Transfer), 2).expect("there are enough records");
        let paid = transactions.into_iter().map(|transaction| match transaction.function {
            RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
                dest: Address::Id(account), ..
            }) => account,
            other => panic!("{other:?}"),
        });
        let paid = paid.collect::<BTreeSet<_>>();
        assert_eq!(paid.len(), 2);
        assert!(paid.iter().all(|account| (0..3).any(|number| account_there_before(number) == *account)));
    }

    #[test]
    fn block_should_be_refused_when_there_are_too_few_people() {
        let mut maker = Maker::new(H256::repeat_byte(1), &PLAN, 0);
        let refused = maker.block(Content::Calls(Kind::Issue), 3).err();
        assert!(matches!(refused, Some(Failure::TooFewAccounts { needed: 3, prepared: 2 })));
        let refused = maker.block(Content::Transfers(Kind::Decide), 6).err();
        assert!(matches!(refused, Some(Failure::TooFewAccounts { needed: 6, prepared: 5 })));
    }
}
