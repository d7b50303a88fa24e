//! What the acts of a run need is put on the chain first: allowances that do not stand in the way, seats for many accounts, patients,
//! policies and the money behind them, prescriptions that wait for a pharmacy.
//!
//! All of it is done by the keys of the development consortium, which everybody knows.

use super::{
    LoadError, Phase, Settings,
    calls::{self, LARGEST_BATCH, VISIT},
    council,
    crew::{Crew, Order, account_of, address_of},
    drive::{Pace, Progress, drive},
    form::Form,
    node::Node,
    report,
    schedule::{Act, Role},
    workload::{Issuer, Material, Seat, Subject},
};
use crate::{
    chain::Chain,
    keys::{HolderSecret, Key},
    proof::StorageKey,
};
use bogam_primitives::{
    Capacity, LicenceId, Moment, OrganisationId, Won,
    certificate::BatchId,
    claim::{PayeeKind, PlanId, ServiceReference, encounter_nullifier},
    consent::{ConsentId, SubjectId},
    time::HOUR,
};
use codec::Decode;
use std::time::Duration;
use tokio::time::sleep;

/// How many transactions of the preparation are under way at a time.
const UNDER_WAY: usize = 2_000;

/// How long a step of the preparation may take.
const LONGEST_STEP: Duration = Duration::from_secs(1_200);

/// How long the nodes may take to have what is final at the first.
const AGREEMENT: Duration = Duration::from_secs(60);

/// The most policies that claims are spread over.
const MOST_POLICIES: usize = 200;

/// What each account has that moves money, in won.
const PURSE: u64 = 1_000_000;

/// What each account has on a stock chain, in its smallest unit: enough for the fees of many thousand transfers.
const STOCK_PURSE: u128 = 100_000_000_000_000;

/// The keys of the development consortium that the preparation works with.
mod keys {
    pub const HOSPITAL: (&str, &str) = ("//Hospital", "//Hospital//Physician");
    pub const CLINIC: (&str, &str) = ("//Clinic", "//Clinic//Physician");
    pub const PHARMACY_A: (&str, &str) = ("//PharmacyA", "//PharmacyA//Pharmacist");
    pub const PHARMACY_B: (&str, &str) = ("//PharmacyB", "//PharmacyB//Pharmacist");
    pub const HOSPITAL_RECORDS: &str = "//Hospital//Records";
    pub const CLINIC_RECORDS: &str = "//Clinic//Records";
    pub const UNDERWRITER: &str = "//Insurer//Underwriter";
    pub const CLEARING_AGENT: &str = "//Authority//Clearing";
    pub const CERTIFICATION: &str = "//Authority//Certification";
}

/// An organisation that seats people.
#[derive(Clone, Copy, Debug)]
struct House {
    organisation: OrganisationId,
    admin: &'static str,
    /// The licence of one of its people. Several seats may rest on it, as when a doctor works at two places.
    licence: Option<LicenceId>,
}

/// The organisations of the consortium.
#[derive(Clone, Copy, Debug)]
struct Houses {
    hospital: House,
    clinic: House,
    pharmacies: [House; 2],
    insurer: OrganisationId,
    authority: OrganisationId,
}

/// The organisation for which a well-known key has a seat, and the licence of the seat.
async fn seat_of(chain: &Chain, uri: &'static str) -> Result<(OrganisationId, Option<LicenceId>), LoadError> {
    let seat = chain.seat(address_of(&Key::parse(uri)?)).await?;
    seat.map(|seat| (seat.organisation, seat.licence)).ok_or(LoadError::AnotherConsortium(uri))
}

impl Houses {
    async fn find(chain: &Chain) -> Result<Self, LoadError> {
        let house = async |(admin, professional): (&'static str, &'static str)| {
            let (organisation, licence) = seat_of(chain, professional).await?;
            Ok::<_, LoadError>(House { organisation, admin, licence })
        };
        Ok(Self {
            hospital: house(keys::HOSPITAL).await?,
            clinic: house(keys::CLINIC).await?,
            pharmacies: [house(keys::PHARMACY_A).await?, house(keys::PHARMACY_B).await?],
            insurer: seat_of(chain, keys::UNDERWRITER).await?.0,
            authority: seat_of(chain, keys::CERTIFICATION).await?.0,
        })
    }

    fn organisations(&self) -> Vec<OrganisationId> {
        let [one, other] = self.pharmacies;
        let care = [self.hospital, self.clinic, one, other].map(|house| house.organisation);
        care.into_iter().chain([self.insurer, self.authority]).collect()
    }

    /// Where the people of a role have their seats, in turn, for what, and whether under a licence. Patients have none.
    fn seats(&self, role: Role) -> (Vec<House>, &'static [Capacity], bool) {
        let (care, [one, other]) = (vec![self.hospital, self.clinic], self.pharmacies);
        match role {
            Role::Payer => ([care.as_slice(), &self.pharmacies].concat(), &[Capacity::SubmitClaim], false),
            Role::Prescriber => (care, &[Capacity::Prescribe], true),
            Role::Pharmacist => (vec![one, other], &[Capacity::Dispense, Capacity::SubmitClaim], true),
            Role::Biller => (care, &[Capacity::SubmitClaim], false),
            Role::Reader => (vec![self.clinic], &[Capacity::AccessRecords], false),
            Role::Issuer => (vec![self.hospital], &[Capacity::IssueCertificate], true),
            Role::Subject => (Vec::new(), &[], false),
        }
    }
}

/// Who prepares, and where.
pub struct Preparation<'a> {
    /// The nodes.
    pub nodes: &'a [Node],
    /// How transactions are made.
    pub form: &'a Form,
    /// What was asked for.
    pub settings: &'a Settings,
    /// Who is told how far it is.
    pub tell: &'a mut dyn FnMut(Phase),
    /// How many transactions were lost by a node and sent again.
    pub resent: &'a mut usize,
}

impl Preparation<'_> {
    fn first(&self) -> Result<&Node, LoadError> {
        let nobody = || LoadError::settings("no node is named", "노드가 지정되지 않았습니다.");
        self.nodes.first().ok_or_else(nobody)
    }

    /// Signs and sends what was ordered, and waits until all nodes have it.
    async fn carry_out(&mut self, crew: &Crew, orders: &[Order]) -> Result<(), LoadError> {
        if orders.is_empty() {
            return Ok(());
        }
        let parcels = crew.sign(self.form, orders)?;
        let tell = &mut *self.tell;
        let mut hear = |progress: Progress| tell(Phase::Preparing(progress));
        let pace = Pace::InFlight(UNDER_WAY);
        let driven = drive(self.nodes, self.form, parcels, pace, LONGEST_STEP, &mut hear).await?;
        *self.resent = self.resent.saturating_add(report::resent(&driven.samples));
        let is_done = |sample: &&super::board::Sample| sample.finalised.is_some() && sample.failure.is_none();
        let done = driven.samples.iter().filter(is_done).count();
        if let Some(other) = driven.samples.iter().find(|sample| !is_done(sample)) {
            let met = other.failure.clone().or_else(|| other.refusal.clone());
            let detail = met.unwrap_or_else(|| "it is in no final block".into());
            return Err(LoadError::Preparation { done, all: driven.samples.len(), detail });
        }
        let last = driven.samples.iter().filter_map(|sample| sample.block).max().unwrap_or_default();
        self.agree(last).await
    }

    /// Waits until the block of this height is final at all nodes.
    async fn agree(&self, height: u32) -> Result<(), LoadError> {
        for node in self.nodes {
            let waiting = async {
                loop {
                    let hash = node.final_hash().await?;
                    if node.header(hash).await?.number >= height {
                        return Ok::<(), LoadError>(());
                    }
                    sleep(Duration::from_millis(100)).await;
                }
            };
            let behind = |_| node.odd(format!("block {height} does not become final there"));
            tokio::time::timeout(AGREEMENT, waiting).await.map_err(behind)??;
        }
        Ok(())
    }

    /// The clock of the newest final block.
    async fn now(&self) -> Result<Moment, LoadError> {
        let node = self.first()?;
        let hash = node.final_hash().await?;
        let value = node.storage(&StorageKey::value("Timestamp", "Now").0, hash).await?;
        let value = value.ok_or_else(|| node.odd("it tells no time"))?;
        Moment::decode(&mut value.as_slice()).map_err(|error| node.odd(error))
    }

    /// Accounts with money on a stock chain, from `//Alice`'s.
    pub async fn stock(mut self) -> Result<Material, LoadError> {
        let mut material = Material { genesis: self.form.genesis(), ..Material::default() };
        let crew = &mut material.crew;
        let alice = crew.known(self.first()?, "//Alice").await?;
        let mut orders = Vec::new();
        for number in 0..self.settings.accounts {
            let place = crew.known(self.first()?, &format!("//Alice//bogam-load//{number}")).await?;
            orders.push(crew.order(alice, calls::transfer(&crew.account(place)?, STOCK_PURSE))?);
            material.payers.push(place);
        }
        self.carry_out(crew, &orders).await?;
        Ok(material)
    }

    /// What `acts` need on Bogam's own chain. Yields the organisations that the load is charged to besides.
    pub async fn health(mut self, acts: &[Act]) -> Result<(Material, Vec<OrganisationId>), LoadError> {
        let chain = Chain::connect(self.first()?.url()).await?;
        let houses = Houses::find(&chain).await?;
        let organisations = houses.organisations();
        if !self.settings.keep_allowances {
            (self.tell)(Phase::Allowances);
            council::raise_allowances(&chain, self.form, &organisations).await?;
        }
        // Connections that follow the chain cost the node something: this one is needed no more.
        drop(chain);

        let mut material = Material { genesis: self.form.genesis(), now: self.now().await?, ..Material::default() };
        // The council's transactions are final at the node that was asked; the next ones may go to others.
        let height = {
            let node = self.first()?;
            node.header(node.final_hash().await?).await?.number
        };
        self.agree(height).await?;
        let plan = self.seat_people(&houses, acts, &mut material).await?;
        self.give_records(&houses, acts, plan, &mut material).await?;
        if !material.payers.is_empty() {
            self.give_money(&houses, plan, &mut material).await?;
        }
        // What comes now may be valid from now on.
        material.now = self.now().await?;
        Ok((material, organisations))
    }

    /// Seats and patients; and what insurers and authorities publish. Yields the plan, if claims are made.
    async fn seat_people(
        &mut self,
        houses: &Houses,
        acts: &[Act],
        material: &mut Material,
    ) -> Result<Option<PlanId>, LoadError> {
        let mut orders = Vec::new();
        for (role, count) in self.settings.kind.roles(self.settings.accounts) {
            for number in 0..count {
                let lane = material.crew.fresh()?;
                match role {
                    Role::Subject => orders.push(self.register(houses, number, lane, material).await?),
                    role => orders.push(self.seat(houses, role, (number, lane), material).await?),
                }
            }
        }
        let bills = acts.iter().filter(|act| matches!(act, Act::BillDispense | Act::BillEncounter)).count();
        let purses = u64::try_from(material.payers.len()).unwrap_or(u64::MAX).saturating_mul(PURSE);
        let mut plan = None;
        if bills > 0 || purses > 0 {
            let (id, published) = calls::publish_plan(houses.insurer);
            let underwriter = material.crew.known(self.first()?, keys::UNDERWRITER).await?;
            orders.push(material.crew.order(underwriter, published)?);
            // Twice as much as can be granted, and more than is asked for so that purses can be filled.
            let claims: Won = u64::try_from(bills).unwrap_or(u64::MAX).saturating_mul(VISIT).saturating_mul(2);
            let amount = claims.saturating_add(purses.saturating_mul(4)).saturating_add(VISIT);
            let agent = material.crew.known(self.first()?, keys::CLEARING_AGENT).await?;
            orders.push(material.crew.order(agent, calls::mint(houses.insurer, amount))?);
            plan = Some(id);
        }
        if !material.issuers.is_empty() {
            let (id, registered) = calls::register_schema(houses.authority);
            let officer = material.crew.known(self.first()?, keys::CERTIFICATION).await?;
            orders.push(material.crew.order(officer, registered)?);
            material.schema = Some(id);
        }
        self.carry_out(&material.crew, &orders).await?;
        material.crew.introduce(self.first()?).await?;
        Ok(plan)
    }

    /// A patient becomes a subject at the hospital or the clinic.
    async fn register(
        &self,
        houses: &Houses,
        number: usize,
        lane: usize,
        material: &mut Material,
    ) -> Result<Order, LoadError> {
        let (custodian, records) = match number.is_multiple_of(2) {
            true => (houses.hospital.organisation, keys::HOSPITAL_RECORDS),
            false => (houses.clinic.organisation, keys::CLINIC_RECORDS),
        };
        let key = material.crew.account(lane)?;
        material.subjects.push(Subject { lane, id: SubjectId::derive(custodian, &key), next: 0, last: None });
        let records = material.crew.known(self.first()?, records).await?;
        material.crew.order(records, calls::register_subject(&key))
    }

    /// Somebody gets a seat.
    async fn seat(
        &self,
        houses: &Houses,
        role: Role,
        (number, lane): (usize, usize),
        material: &mut Material,
    ) -> Result<Order, LoadError> {
        let (places, capacities, is_licensed) = houses.seats(role);
        let house = number.checked_rem(places.len()).and_then(|place| places.get(place));
        let house = house.ok_or_else(|| LoadError::Signing("there is no place for this role".into()))?;
        let seat = Seat { lane, organisation: house.organisation };
        match role {
            Role::Payer => material.payers.push(lane),
            Role::Prescriber => material.prescribers.push(seat),
            Role::Pharmacist => material.pharmacists.push(seat),
            Role::Biller => material.billers.push(seat),
            Role::Reader => material.readers.push(seat),
            // The batch is issued in the next step.
            Role::Issuer => material.issuers.push(Issuer { seat, batch: BatchId(Default::default()), next: 0 }),
            Role::Subject => {}
        }
        let licence = house.licence.filter(|_| is_licensed);
        let admin = material.crew.known(self.first()?, house.admin).await?;
        let account = material.crew.account(lane)?;
        material.crew.order(admin, calls::grant_seat(&account, capacities, licence))
    }

    /// What people have before the run: policies, prescriptions to fill, batches, and a first decision.
    async fn give_records(
        &mut self,
        houses: &Houses,
        acts: &[Act],
        plan: Option<PlanId>,
        material: &mut Material,
    ) -> Result<(), LoadError> {
        let (mut orders, now) = (Vec::new(), material.now);
        if let Some(plan) = plan {
            let underwriter = material.crew.known(self.first()?, keys::UNDERWRITER).await?;
            for _ in 0..self.settings.accounts.clamp(1, MOST_POLICIES) {
                let insured = HolderSecret::generate().key()?;
                let (policy, issued) = calls::issue_policy(houses.insurer, plan, &account_of(&insured), now);
                orders.push(material.crew.order(underwriter, issued)?);
                material.policies.push((policy, insured));
            }
        }
        let reader = houses.clinic.organisation;
        for subject in &mut material.subjects {
            let terms = calls::terms(reader, now);
            orders.push(material.crew.order(subject.lane, calls::decide(subject.id, subject.next, &terms, None))?);
            subject.last = Some(ConsentId::derive(subject.id, subject.next, &terms));
            subject.next = subject.next.saturating_add(1);
        }
        if let Some(schema) = material.schema {
            for issuer in &mut material.issuers {
                let organisation = issuer.seat.organisation;
                let (name, issued) = calls::issue_batch(organisation, schema, LARGEST_BATCH, now);
                orders.push(material.crew.order(issuer.seat.lane, issued)?);
                issuer.batch = BatchId::derive(&name);
            }
        }
        let fills = acts.iter().filter(|act| matches!(act, Act::Accept)).count();
        for number in 0..fills {
            let place = number.checked_rem(material.prescribers.len());
            let seat = place.and_then(|place| material.prescribers.get(place).copied());
            let seat = seat.ok_or_else(|| LoadError::Signing("nobody prescribes what is to be filled".into()))?;
            let holder = HolderSecret::generate().key()?;
            let (id, issued) = calls::issue(seat.organisation, &account_of(&holder), now);
            orders.push(material.crew.order(seat.lane, issued)?);
            material.prescriptions.push((id, holder));
        }
        self.carry_out(&material.crew, &orders).await
    }

    /// Money for those who move it. Settlement money reaches a person only as the payment of a claim: so a patient is paid, and
    /// hands it out.
    async fn give_money(
        &mut self,
        houses: &Houses,
        plan: Option<PlanId>,
        material: &mut Material,
    ) -> Result<(), LoadError> {
        let nothing = || LoadError::Signing("there is nothing to be paid from".into());
        let payer = material.payers.first().copied().ok_or_else(nothing)?;
        let (policy, patient) = material.policies.first().cloned().filter(|_| plan.is_some()).ok_or_else(nothing)?;
        // The first of them has its seat at the hospital.
        let provider = houses.hospital.organisation;
        let nullifier = encounter_nullifier(provider, &crate::documents::random_salt(), b"load");
        let service = ServiceReference::Encounter { nullifier, at: material.now.saturating_sub(HOUR) };
        let purses = u64::try_from(material.payers.len()).unwrap_or(u64::MAX).saturating_mul(PURSE);
        let charge = purses.saturating_mul(2);
        let (claim, new) = calls::claim(provider, policy, PayeeKind::Holder, service, charge);
        let agreed = material.agree(&patient, claim, policy, provider);
        let submitted = material.crew.order(payer, calls::submit(&new, &[agreed]))?;
        self.carry_out(&material.crew, &[submitted]).await?;

        let underwriter = material.crew.known(self.first()?, keys::UNDERWRITER).await?;
        let settled = material.crew.order(underwriter, calls::settle(claim))?;
        self.carry_out(&material.crew, &[settled]).await?;

        let patient = material.crew.newcomer(patient);
        material.crew.introduce(self.first()?).await?;
        let mut orders = Vec::new();
        for place in &material.payers {
            let account = material.crew.account(*place)?;
            orders.push(material.crew.order(patient, calls::transfer(&account, u128::from(PURSE)))?);
        }
        self.carry_out(&material.crew, &orders).await
    }
}
