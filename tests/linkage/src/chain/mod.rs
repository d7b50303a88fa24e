//! The real thing: every act of the simulated year as a call to the runtime, and what the chain keeps of it.
//!
//! The runtime runs natively. Calls are dispatched as in a block, with the moment of the block; signatures are real. What is
//! read afterwards is the storage, and from the events when policies and handles were issued, which no record says.

mod genesis;
mod observe;

use crate::{
    billing::{Bill, Service},
    calendar::moment,
    error::LinkageError,
    ledger::Ledger,
    model::{Calls, NewCoverage, office},
    names::{Names, PRIVACY_OFFICER, purpose, seat},
    region::{RULES, plan_document, terms},
    visits::Item,
    year::{Act, Schema, Supply, Year},
};
use bogam_primitives::{
    ClaimId, Moment, OrganisationKind, PolicyId, Profession, Signed, Statement, StatementContent, Won,
    claim::AuthoriseClaim,
    consent::{Category, Purpose, Purposes},
    prescription::AcceptPrescription,
    time::DAY,
};
use bogam_runtime::{
    AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, Signature, System, genesis::consortium,
};
use pallet_certificates::NewSchema;
use pallet_claims::NewPlan;
use pallet_consent::{AccessRequest, Policy};
use pallet_prescriptions::SuppliedItem;
use sp_core::{H256, Pair, sr25519};
use sp_runtime::traits::Dispatchable;
use std::collections::BTreeMap;

/// What each insurer has on its account, in won: enough for all claims.
const FUNDS: Won = 1_000_000_000_000;

/// When which policy or handle was issued, as the blocks of the events say.
type Issues = BTreeMap<PolicyId, Moment>;

/// Executes all calls of `year` on the runtime. Yields what the chain keeps of them.
pub fn ledger(year: &Year, seed: u64) -> Result<Ledger, LinkageError> {
    sp_io::TestExternalities::default().execute_with(|| {
        genesis::build(&year.region)?;
        let names = Names::new(seed, true);
        let chain = Chain { year, names, calls: Calls::new(year, names), genesis: System::block_hash(0) };
        let mut clock = Clock { block: 0, now: 0 };
        clock.tell(moment(0, 0));
        chain.prepare()?;
        let mut issues = Issues::new();
        for (at, act) in year.acts() {
            clock.tell(at);
            chain.perform(act, at)?;
            note_issues(&mut issues, at);
        }
        observe::ensure_sound()?;
        observe::ledger(year, &chain.calls, &issues)
    })
}

/// The chain's time: another block for every other moment.
struct Clock {
    block: u32,
    now: Moment,
}

impl Clock {
    fn tell(&mut self, now: Moment) {
        if now != self.now {
            self.block = self.block.saturating_add(1);
            self.now = now;
            System::set_block_number(self.block);
            pallet_timestamp::Now::<Runtime>::put(now);
        }
    }
}

/// Reads off the events what was issued, and clears them as a new block does.
fn note_issues(issues: &mut Issues, at: Moment) {
    for record in System::events() {
        if let RuntimeEvent::Claims(
            pallet_claims::Event::PolicyIssued { policy, .. } | pallet_claims::Event::HandleIssued { policy, .. },
        ) = record.event
        {
            issues.insert(policy, at);
        }
    }
    System::reset_events();
}

fn send(who: AccountId, call: impl Into<RuntimeCall>, act: impl FnOnce() -> String) -> Result<(), LinkageError> {
    let call: RuntimeCall = call.into();
    match call.dispatch(RuntimeOrigin::signed(who)) {
        Ok(_) => Ok(()),
        Err(refused) => Err(LinkageError::Refused { act: act(), reason: format!("{:?}", refused.error) }),
    }
}

struct Chain<'year> {
    year: &'year Year,
    names: Names,
    calls: Calls<'year>,
    genesis: H256,
}

impl Chain<'_> {
    /// What is there before the first act: plans, money, schemas, and what hospitals release by default.
    fn prepare(&self) -> Result<(), LinkageError> {
        for insurer in self.year.region.insurers {
            let terms = terms(&self.year.discipline);
            let new = NewPlan { commitment: plan_document(insurer), terms, rules: RULES.to_vec() };
            let publish = pallet_claims::Call::<Runtime>::publish_plan { new };
            send(office(insurer), publish, || format!("the plan of {insurer}"))?;
            let reference = H256::from_low_u64_be(u64::from(insurer));
            let mint = pallet_claims::Call::<Runtime>::mint { organisation: insurer, amount: FUNDS, reference };
            send(consortium::CLEARING_AGENT.account(), mint, || format!("money for {insurer}"))?;
        }
        for schema in Schema::ALL {
            let schema = NewSchema {
                name: schema.name().as_bytes().to_vec(),
                version: 1,
                digest: H256::repeat_byte(schema as u8),
                kinds: vec![OrganisationKind::Hospital, OrganisationKind::Clinic],
                professions: vec![Profession::Physician],
                longest_validity: 366 * DAY,
                least_size: self.year.discipline.least_size,
                endorsement: None,
            };
            let register = pallet_certificates::Call::<Runtime>::register_schema { schema };
            send(consortium::CERTIFICATION_OFFICER.account(), register, || "a schema".into())?;
        }
        for provider in &self.year.region.providers {
            let policy = Policy::Release(Purposes::of(&[Purpose::Treatment]));
            let set = pallet_consent::Call::<Runtime>::set_default_policy { category: Category::Medications, policy };
            send(seat(provider.organisation, PRIVACY_OFFICER), set, || "a default policy".into())?;
        }
        System::reset_events();
        Ok(())
    }

    fn perform(&self, act: Act, at: Moment) -> Result<(), LinkageError> {
        let (year, calls) = (self.year, &self.calls);
        let what = || format!("{act:?}");
        let missing = || LinkageError::Missing(format!("{act:?}"));
        match act {
            Act::Cover(place) => {
                let coverage = year.coverages.get(place).ok_or_else(missing)?;
                let call: RuntimeCall = match calls.coverage(place, coverage) {
                    NewCoverage::Policy(new) => pallet_claims::Call::<Runtime>::issue_policy { new }.into(),
                    NewCoverage::Handle(new) => pallet_claims::Call::<Runtime>::issue_handle { new }.into(),
                };
                send(office(coverage.insurer), call, what)
            }
            Act::Register(place) => {
                let subject = year.subjects.get(place).ok_or_else(missing)?;
                let key = calls.subject_key(place);
                let register = pallet_consent::Call::<Runtime>::register_subject { key, guardian: None };
                send(office(subject.custodian), register, what)
            }
            Act::Access(place, number) => {
                let subject = year.subjects.get(place).ok_or_else(missing)?;
                let access = subject.accesses.get(number).ok_or_else(missing)?;
                let request = AccessRequest::of(Category::Medications, Purpose::Treatment);
                let subject = calls.subject_id(place, subject);
                let ask = pallet_consent::Call::<Runtime>::request_access { subject, request };
                send(seat(access.organisation, access.doctor), ask, what)
            }
            Act::Prescribe(place) => {
                let prescription = year.prescriptions.get(place).ok_or_else(missing)?;
                let new = calls.prescription(place, prescription);
                let issue = pallet_prescriptions::Call::<Runtime>::issue { new };
                send(seat(prescription.organisation, prescription.doctor), issue, what)
            }
            Act::Supply(place) => self.supply(place, year.supplies.get(place).ok_or_else(missing)?, at),
            Act::Certify(place) => {
                let batch = year.batches.get(place).ok_or_else(missing)?;
                let issue = pallet_certificates::Call::<Runtime>::issue { batch: calls.batch(place, batch) };
                send(seat(batch.organisation, batch.doctor), issue, what)
            }
            Act::Bill(place) => self.bill(place, year.bills.get(place).ok_or_else(missing)?, at),
        }
    }

    /// The pharmacy accepts with the key that was printed for this issue, and supplies all of it.
    fn supply(&self, place: usize, supply: &Supply, at: Moment) -> Result<(), LinkageError> {
        let Supply { prescription, issue, pharmacy, .. } = *supply;
        let id = self.calls.prescription_id(prescription);
        let key = self.names.pair(purpose::PRESCRIPTION, prescription, issue as usize + 1);
        // Each issue has one hold, so that its number is the next hold's.
        let content = AcceptPrescription { prescription: id, dispenser: pharmacy, hold: issue };
        let statement = self.signed(&key, content, at);
        let accept = pallet_prescriptions::Call::<Runtime>::accept { prescription: id, statement };
        send(office(pharmacy), accept, || format!("the acceptance of supply {place}"))?;
        let items = self.year.prescriptions.get(prescription).map(|it| it.items.as_slice()).unwrap_or_default();
        let supplied = |(item, number): (&Item, u8)| SuppliedItem {
            item: number,
            quantity: self.year.discipline.written(item.quantity),
            substituted: false,
        };
        let lines = items.iter().zip(0u8..).map(supplied).collect();
        let commitment = self.names.commitment(purpose::SUPPLY, place, 0);
        let dispense = pallet_prescriptions::Call::<Runtime>::dispense { prescription: id, lines, commitment };
        send(office(pharmacy), dispense, || format!("supply {place}"))
    }

    /// The patient signs with the coverage's key, and with the key of each prescription that is billed.
    fn bill(&self, place: usize, bill: &Bill, at: Moment) -> Result<(), LinkageError> {
        let new = self.calls.claim(place, bill);
        let content =
            AuthoriseClaim { claim: ClaimId::derive(bill.provider, &new), policy: new.policy, provider: bill.provider };
        let mut supplies = Vec::new();
        for line in &bill.lines {
            if let Service::Supply(supply, _) = line.service
                && !supplies.contains(&supply)
            {
                supplies.push(supply);
            }
        }
        let mut statements = vec![self.signed(&self.names.pair(purpose::COVERAGE, bill.coverage, 0), content, at)];
        for supply in supplies.into_iter().filter_map(|supply| self.year.supplies.get(supply)) {
            let key = self.names.pair(purpose::PRESCRIPTION, supply.prescription, supply.issue as usize + 1);
            statements.push(self.signed(&key, content, at));
        }
        let submit = pallet_claims::Call::<Runtime>::submit { new, statements };
        send(office(bill.provider), submit, || format!("claim {place}"))
    }

    fn signed<Content: StatementContent>(
        &self,
        key: &sr25519::Pair,
        content: Content,
        now: Moment,
    ) -> Signed<Content, Signature> {
        let statement = Statement { genesis: self.genesis, content, expires: now.saturating_add(DAY) };
        let signature = key.sign(&statement.signing_payload()).into();
        Signed { statement, signature }
    }
}
