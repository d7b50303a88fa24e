//! A model of certificates runs beside the pallet, through thousands of random histories, and must agree with it on every
//! answer and on everything that can be read.
//!
//! The model ([`rules`]) is a statement of the rules that shares nothing with the pallet but its words. Here is who tries
//! what. `PROPTEST_CASES` says in how many sequences.

mod rules;

use super::scenario::*;
use crate::{Batches, BilledCertificates, Changes, Endorsement, NewBatch, NewSchema, Pruning, Schemas};
use bogam_pallet_tests::model::{self, Wait, waits};
use bogam_primitives::{
    certificate::{BatchFacts, EndorsementFacts, Facts, Lapse, SchemaFacts},
    traits::Certifies,
};
use frame_support::pallet_prelude::DispatchResult;
use proptest::prelude::*;
use rules::{KEPT, Model, NOBODY, Operation, Series, Word};
use sp_core::H256;

/// Small batches, so that acts meet.
const SIZES: [u32; 4] = [1, 2, 3, 2];

const NO_SUCH: BatchId = BatchId(H256::repeat_byte(0xEE));
const NO_SCHEMA: SchemaId = SchemaId(H256::repeat_byte(0xEE));

#[derive(Clone, Copy, Debug)]
enum Act {
    RegisterSchema,
    RetireSchema,
    Issue,
    Reissue,
    Endorse,
    Refuse,
    Suspend,
    Reinstate,
    Revoke,
    Supersede,
    RevokeBatch,
    Prune,
    Bill,
    Unbill,
    Lapse,
}

type Step = model::Step<Act>;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let act = prop_oneof![
        2 => Just(Act::RegisterSchema),
        1 => Just(Act::RetireSchema),
        7 => Just(Act::Issue),
        2 => Just(Act::Reissue),
        8 => Just(Act::Endorse),
        2 => Just(Act::Refuse),
        14 => Just(Act::Suspend),
        14 => Just(Act::Reinstate),
        4 => Just(Act::Revoke),
        6 => Just(Act::Supersede),
        2 => Just(Act::RevokeBatch),
        6 => Just(Act::Prune),
        6 => Just(Act::Bill),
        4 => Just(Act::Unbill),
        2 => Just(Act::Lapse),
    ];
    model::steps(act, waits([30, 8, 4], 100, 3))
}

#[derive(Default)]
struct World {
    model: Model,
    /// All that were ever issued, oldest first, as they were issued.
    issued: Vec<(AccountId, BatchId, NewBatch)>,
    schemas: Vec<SchemaId>,
    nonces: u64,
}

/// The health office endorses, and issues under it too.
fn own_schema() -> NewSchema {
    NewSchema { name: b"fitness".to_vec(), endorsement: Some(HEALTH_OFFICE), ..plain_schema() }
}

// Who tries what.
impl World {
    fn series(&self, id: BatchId) -> Option<&Series> {
        self.model.series.get(&id)
    }

    /// Mostly one of the two newest.
    fn target(&self, luck: u8) -> BatchId {
        let count = self.issued.len();
        match luck {
            0..8 => NO_SUCH,
            _ if count == 0 => NO_SUCH,
            8..40 => self.issued[usize::from(luck) % count].1,
            _ => self.issued[count - 1 - usize::from(luck) % count.min(2)].1,
        }
    }

    fn certificate(&self, luck: u8, what: u8) -> CertificateReference {
        let batch = self.target(luck);
        let size = self.series(batch).map_or(1, |series| series.new.size);
        let index = if what >= 250 { size } else { u32::from(what / 64) % size };
        CertificateReference { batch, index }
    }

    fn issuer(luck: u8, series: Option<&Series>) -> AccountId {
        let others =
            [NURSE, GATEWAY, HOSPITAL_PHYSICIAN, PHARMACIST, SUSPENDED_SEAT, HEALTH_OFFICER, STRANGER, STRAY, NOBODY];
        match (luck, series) {
            (0..50, _) => others[usize::from(luck) % others.len()].clone(),
            (_, Some(series)) => series.issuer.0.clone(),
            (_, None) => PHYSICIAN,
        }
    }

    fn authority(luck: u8, series: Option<&Series>) -> AccountId {
        let others = [SECOND_REGISTRAR, HEALTH_OFFICER, SUSPENDED_SEAT, PHYSICIAN, STRANGER, NOBODY, REGISTRAR];
        match (luck, series.and_then(|series| series.endorser)) {
            (0..50, _) => others[usize::from(luck) % others.len()].clone(),
            (_, Some(HEALTH_OFFICE)) => HEALTH_OFFICER,
            _ => REGISTRAR,
        }
    }

    fn schema(&self, how: u8, what: u8) -> NewSchema {
        let mut new = [plain_schema(), endorsed_schema(), own_schema()][usize::from(what) % 3].clone();
        new.version = 1 + u32::from(what / 4 % 8);
        match how % 24 {
            0 => new.name = vec![b'a'; MAX_NAME_LENGTH as usize],
            1 => new.name = vec![b'a'; MAX_NAME_LENGTH as usize + 1],
            2 => new.name = b" \t ".to_vec(),
            3 => new.name = vec![0xFF, 0xFE],
            4 => new.name = b"a\nb".to_vec(),
            5 => new.kinds.clear(),
            6 => new.kinds.push(new.kinds[0]),
            7 => new.professions = vec![Profession::Nurse, Profession::Nurse],
            8 => new.professions = vec![Profession::Nurse],
            9 => new.longest_validity = 0,
            10 => new.longest_validity = LongestValidity::get(),
            11 => new.longest_validity = LongestValidity::get() + 1,
            12 => new.longest_validity = 1,
            13 => new.endorsement = Some(CLINIC),
            14 => new.endorsement = Some(SUSPENDED_AUTHORITY),
            15 => new.kinds = vec![OrganisationKind::Pharmacy],
            16 => new.least_size = 0,
            17 => new.least_size = MAX_BATCH_SIZE + 1,
            18 => new.least_size = MAX_BATCH_SIZE,
            19..22 => new.least_size = 2 + u32::from(how % 4),
            _ => {}
        }
        new
    }

    fn content(&mut self, how: u8, what: u8) -> NewBatch {
        let now = self.model.now;
        self.nonces += 1;
        let schema = self.schemas[usize::from(what) % self.schemas.len()];
        let longest = self.model.forms.get(&schema).map_or(366 * DAY, |form| form.new.longest_validity);
        let mut new = NewBatch {
            schema,
            root: H256::repeat_byte(what),
            size: SIZES[usize::from(what / 4) % SIZES.len()],
            valid_from: now + HOUR,
            valid_until: now + 20 * DAY,
            nonce: H256::from_low_u64_be(self.nonces),
        };
        match how {
            0..4 => new.schema = SchemaId(H256::zero()),
            4..8 => new.size = 0,
            8..10 => new.size = MAX_BATCH_SIZE,
            10..12 => new.size = MAX_BATCH_SIZE + 1,
            12..16 => new.valid_from = new.valid_until,
            16..20 => (new.valid_from, new.valid_until) = (now - DAY, now),
            20..24 => (new.valid_from, new.valid_until) = (now - DAY, now + 1),
            24..28 => new.valid_until = new.valid_from + longest,
            28..32 => new.valid_until = new.valid_from + longest + 1,
            32..36 => (new.valid_from, new.valid_until) = (now + 30 * DAY, now + 31 * DAY),
            36..40 => (new.valid_from, new.valid_until) = (now + 30 * DAY + 1, now + 31 * DAY),
            _ => {}
        }
        new
    }

    fn plan(&mut self, step: &Step) -> Operation {
        let Step { act, who: luck, which, how, what, .. } = *step;
        let id = self.target(which);
        let certificate = self.certificate(which, what);
        let series = self.series(id).cloned();
        let series = series.as_ref();
        let officer = if how % 3 == 0 { Self::authority(luck, series) } else { Self::issuer(luck, series) };
        let revocation = [RevocationReason::Fraud, RevocationReason::WrongPerson][usize::from(how) % 2];
        match act {
            Act::RegisterSchema => Operation::RegisterSchema(Self::authority(luck, None), self.schema(how, what)),
            Act::RetireSchema => {
                // The first three go on, or nothing would be issued.
                let later = self.schemas.iter().skip(3).copied().nth(usize::from(what) % 4);
                let schema = if how < 16 { self.schemas[usize::from(what) % 3] } else { later.unwrap_or(NO_SCHEMA) };
                Operation::RetireSchema(Self::authority(luck, None), schema)
            }
            Act::Issue => {
                // Whoever may not issue a vaccination may issue something else.
                let who = if luck < 90 { Self::issuer(luck % 50, None) } else { PHYSICIAN };
                Operation::Issue(who, self.content(how, what))
            }
            Act::Reissue => match self.issued.get(usize::from(what) % self.issued.len().max(1)).cloned() {
                // The same name, with another root: whoever else issues it issues a batch of his own.
                Some((who, _, new)) => {
                    let who = if how < 32 { HOSPITAL_PHYSICIAN } else { who };
                    Operation::Issue(who, NewBatch { root: H256::repeat_byte(0xAB), ..new })
                }
                None => Operation::Prune(STRANGER, NO_SUCH, 1),
            },
            Act::Endorse => Operation::Endorse(Self::authority(luck, series), id),
            Act::Refuse => Operation::Refuse(Self::authority(luck, series), id, NOT_CONFIRMED),
            Act::Suspend => {
                let reason = [REVIEW, SuspensionReason::SourceInDoubt][usize::from(how) % 2];
                Operation::Suspend(officer, certificate, reason)
            }
            Act::Reinstate => Operation::Reinstate(officer, certificate),
            Act::Revoke => Operation::Revoke(officer, certificate, revocation),
            Act::Supersede => {
                let successor = match how {
                    0..16 => certificate,
                    _ => self.certificate(which.wrapping_add(how), what.wrapping_add(how)),
                };
                Operation::Supersede(Self::issuer(luck, series), certificate, successor)
            }
            Act::RevokeBatch => Operation::RevokeBatch(officer, id, revocation),
            Act::Prune => {
                let over = |(_, id, _): &&(AccountId, BatchId, NewBatch)| {
                    let late = |series: &Series| self.model.now >= series.new.valid_until + KEPT;
                    self.series(*id).is_some_and(late) || self.model.remains.contains_key(id)
                };
                let ripe = self.issued.iter().find(over).map(|(_, id, _)| *id).filter(|_| how >= 64);
                Operation::Prune(if luck < 16 { NOBODY } else { STRANGER }, ripe.unwrap_or(id), u32::from(what % 4))
            }
            Act::Bill => Operation::Bill(certificate),
            Act::Unbill => {
                let billed = series.and_then(|series| series.billed.first().copied()).filter(|_| how >= 64);
                let index = billed.unwrap_or(certificate.index);
                Operation::Unbill(CertificateReference { batch: id, index })
            }
            Act::Lapse => {
                let who = [PHYSICIAN, HOSPITAL_PHYSICIAN, REGISTRAR, HEALTH_OFFICER][usize::from(luck) % 4].clone();
                let lapse = [Lapse::KeyCompromised, Lapse::LicenceRevoked][usize::from(what) % 2];
                // Around the moment of an issue, if there was one.
                let since = series.map_or(self.model.now, |series| series.issued - 1 + u64::from(how % 3));
                Operation::Lapse(who, since, lapse)
            }
        }
    }

    fn wait(&mut self, wait: Wait) {
        let bounds = self.model.series.values().flat_map(|series| {
            let NewBatch { valid_from, valid_until, .. } = series.new;
            [valid_from, valid_until, valid_until + KEPT]
        });
        self.model.now = wait.until(self.model.now, bounds);
        set_now(self.model.now);
    }
}

// How it is done, and what has to agree.
impl World {
    fn try_out(&mut self, operation: &Operation) {
        let reasons = self.model.answer(operation);
        let result = perform(operation);
        reasons.compare(&result, operation);
        match operation {
            Operation::Issue(who, new) if result.is_ok() => {
                let (organisation, _) = Model::issues_for(who).expect("who has issued may");
                let id = id_of(organisation, new);
                assert!(self.issued.iter().all(|(_, before, _)| *before != id), "an identifier has come back");
                self.issued.push((who.clone(), id, *new));
            }
            Operation::RegisterSchema(who, new) if result.is_ok() => {
                let authority = Model::acts_for(who).expect("who has registered may");
                self.schemas.push(SchemaId::derive(authority, &new.name, new.version));
            }
            _ => {}
        }
    }

    fn step(&mut self, step: &Step) {
        self.wait(step.wait);
        let operation = self.plan(step);
        self.try_out(&operation);
        match &operation {
            Operation::RegisterSchema(..) | Operation::RetireSchema(..) => self.compare_schemas(),
            Operation::Lapse(..) => {}
            Operation::Issue(..) => {
                if let Some((_, id, _)) = self.issued.last() {
                    self.compare(*id);
                }
            }
            Operation::Endorse(_, id)
            | Operation::Refuse(_, id, _)
            | Operation::RevokeBatch(_, id, _)
            | Operation::Prune(_, id, _) => self.compare(*id),
            Operation::Suspend(_, certificate, _)
            | Operation::Reinstate(_, certificate)
            | Operation::Revoke(_, certificate, _)
            | Operation::Bill(certificate)
            | Operation::Unbill(certificate) => self.compare(certificate.batch),
            Operation::Supersede(_, certificate, successor) => {
                self.compare(certificate.batch);
                self.compare(successor.batch);
            }
        }
    }

    fn compare_schemas(&self) {
        for id in &self.schemas {
            let form = &self.model.forms[id];
            let seen = Pallet::schema(*id).expect("it is there");
            assert_eq!((seen.authority, seen.retired_at), (form.authority, form.retired));
            assert_eq!((seen.registered_at, seen.endorsement), (form.registered, form.new.endorsement));
            assert_eq!((seen.name.to_vec(), seen.version), (form.new.name.clone(), form.new.version));
            assert_eq!((seen.digest, seen.longest_validity), (form.new.digest, form.new.longest_validity));
            assert_eq!(seen.least_size, form.new.least_size);
            assert!(
                seen.kinds.len() == form.new.kinds.len() && form.new.kinds.iter().all(|kind| seen.kinds.contains(kind))
            );
            assert_eq!(seen.professions.len(), form.new.professions.len());
        }
        assert_eq!(Schemas::<Test>::iter_keys().count(), self.model.forms.len());
    }

    /// Compares all that can be read of a batch.
    fn compare(&self, id: BatchId) {
        let now = self.model.now;
        let Some(series) = self.series(id) else {
            assert!(Pallet::batch(id).is_none(), "there should be no batch");
            assert!(Pallet::status(at(id, 0), now).is_none() && Pallet::history(at(id, 0)).is_none());
            assert_eq!(Pallet::facts(at(id, 0)), Facts::default());
            assert!(Pallet::certificate(&at(id, 0)).is_none() && Pallet::changed(id, None, 100).changed.is_empty());
            return;
        };
        let seen = Pallet::batch(id).expect("it is there");
        assert_eq!(seen.standing, series.standing(now));
        let record = seen.record;
        assert_eq!((record.issuer, record.name.organisation), series.issuer);
        assert_eq!((record.root, record.name), (series.new.root, series.new.name(series.issuer.1)));
        assert_eq!((record.issued_at, record.endorser), (series.issued, series.endorser));
        let word = match record.endorsement {
            Endorsement::None => Word::None,
            Endorsement::Endorsed { by, at } => Word::Endorsed(by.account, by.organisation, at),
            Endorsement::Refused { reason, at } => Word::Refused(reason, at),
        };
        assert_eq!(word, series.word);
        let revoked = record.revoked.map(|revocation| (revocation.reason, revocation.at, revocation.by));
        assert_eq!(revoked, series.revoked);

        let last = series.new.size.min(4);
        for index in 0..last {
            self.compare_certificate(series, at(id, index));
        }
        let beyond = at(id, series.new.size);
        assert!(Pallet::status(beyond, now).is_none() && Pallet::certificate(&beyond).is_none());
        let mut changed: Vec<_> = Pallet::changed(id, None, 100).changed.into_iter().map(|view| view.index).collect();
        changed.sort_unstable();
        assert_eq!(changed, series.histories.keys().copied().collect::<Vec<_>>());
    }

    fn compare_certificate(&self, series: &Series, certificate: CertificateReference) {
        let (now, index) = (self.model.now, certificate.index);
        let history = Pallet::history(certificate).expect("it is there").into_inner();
        let entries: Vec<_> = history.iter().map(|entry| (entry.change, entry.at, entry.by)).collect();
        assert_eq!(entries, series.history(index));
        let moments = entries.iter().flat_map(|(_, at, _)| [at - 1, *at, at + 1]).chain([now]);
        for moment in moments {
            assert_eq!(Pallet::status(certificate, moment), Some(series.status_at(index, moment)), "at {moment}");
        }
        let record = Pallet::certificate(&certificate).expect("it is there");
        assert_eq!((record.provider, record.at), (series.issuer.1, series.issued));
        assert_eq!((record.unendorsed, record.billed), (series.lacks_endorsement(), series.billed.contains(&index)));
        let status = match series.revoked {
            Some((reason, ..)) => Status::Revoked(reason),
            None => series.status(index),
        };
        assert_eq!(record.status, status);

        let facts = Pallet::facts(certificate);
        let endorsement = match &series.word {
            Word::None => EndorsementFacts::None,
            Word::Refused(_, at) => EndorsementFacts::Refused { at: *at },
            Word::Endorsed(account, _, at) => {
                EndorsementFacts::Endorsed { at: *at, lapse: self.model.lapse(account, *at) }
            }
        };
        let form = &self.model.forms[&series.new.schema];
        let schema = SchemaFacts { endorsement: form.new.endorsement, retired_at: form.retired };
        let Facts { batch: Some(BatchFacts { issuer_lapse, endorsement: told, .. }), .. } = facts else {
            panic!("the chain knows nothing of {certificate:?}");
        };
        assert_eq!(issuer_lapse, self.model.lapse(&series.issuer.0, series.issued));
        assert_eq!(told, endorsement);
        assert_eq!((facts.schema, facts.history), (Some(schema), history));
    }

    /// Compares everything that is stored, also what no operation was about.
    fn compare_all(&self) {
        self.compare_schemas();
        for (_, id, _) in &self.issued {
            self.compare(*id);
            let left = self.series(*id).map_or(self.model.remains.get(id).copied().unwrap_or(0), Series::traces);
            let (changed, billed) =
                (Changes::<Test>::iter_key_prefix(id).count(), BilledCertificates::<Test>::iter_key_prefix(id).count());
            assert_eq!(changed + billed, left, "of {id:?}");
        }
        assert_eq!(Batches::<Test>::iter_keys().count(), self.model.series.len());
        let mut pruning: Vec<_> = Pruning::<Test>::iter_keys().collect();
        pruning.sort_unstable();
        assert_eq!(pruning, self.model.remains.keys().copied().collect::<Vec<_>>());
        check();
    }
}

/// Does it on the chain.
fn perform(operation: &Operation) -> DispatchResult {
    use crate::Call;
    let (who, call) = match operation.clone() {
        Operation::RegisterSchema(who, schema) => (who, Call::register_schema { schema }),
        Operation::RetireSchema(who, schema) => (who, Call::retire_schema { schema }),
        Operation::Issue(who, batch) => (who, Call::issue { batch }),
        Operation::Endorse(who, batch) => (who, Call::endorse { batch }),
        Operation::Refuse(who, batch, reason) => (who, Call::refuse_endorsement { batch, reason }),
        Operation::Suspend(who, certificate, reason) => (who, Call::suspend { certificate, reason }),
        Operation::Reinstate(who, certificate) => (who, Call::reinstate { certificate }),
        Operation::Revoke(who, certificate, reason) => (who, Call::revoke { certificate, reason }),
        Operation::Supersede(who, certificate, successor) => (who, Call::supersede { certificate, successor }),
        Operation::RevokeBatch(who, batch, reason) => (who, Call::revoke_batch { batch, reason }),
        Operation::Prune(who, batch, limit) => (who, Call::prune { batch, limit }),
        Operation::Bill(certificate) => return Pallet::bill(&certificate),
        Operation::Unbill(certificate) => return Pallet::unbill(&certificate),
        Operation::Lapse(account, since, lapse) => {
            Lapses::insert(account, (since, lapse));
            return Ok(());
        }
    };
    let origin = if who == NOBODY { RuntimeOrigin::none() } else { RuntimeOrigin::signed(who) };
    dispatch(origin, call)
}

fn play(steps: Vec<Step>) {
    new_test_ext().execute_with(|| {
        let mut world = World::default();
        world.model.now = now();
        for (who, schema) in
            [(REGISTRAR, plain_schema()), (REGISTRAR, endorsed_schema()), (HEALTH_OFFICER, own_schema())]
        {
            world.try_out(&Operation::RegisterSchema(who, schema));
        }
        for round in steps.chunks(model::ROUND) {
            round.iter().for_each(|step| world.step(step));
            world.compare_all();
        }
    });
}

bogam_pallet_tests::in_parts! {
    play, steps, Error:
    certificates_should_do_what_the_model_does_when_anything_happens_1,
    certificates_should_do_what_the_model_does_when_anything_happens_2,
    certificates_should_do_what_the_model_does_when_anything_happens_3,
    certificates_should_do_what_the_model_does_when_anything_happens_4,
}
