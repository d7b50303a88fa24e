//! Who tries what, in which sequence: mostly what may succeed, and everything that may not.

use super::{
    ELSEWHERES_KEY, World,
    answers::Model,
    paper::{NOBODY, Operation, Paper, Said},
};
use crate::{NewPrescription, SuppliedItem, mock::*, tests::scenario::*};
use bogam_pallet_tests::model::{self, Wait, waits};
use bogam_primitives::{
    Moment, PrescriptionId,
    prescription::{CancellationReason, DispenseReference, Schedule},
};
use proptest::prelude::*;
use sp_core::H256;

const NO_SUCH: PrescriptionId = PrescriptionId(H256::repeat_byte(0xEE));

#[derive(Clone, Copy, Debug)]
pub enum Act {
    Issue,
    Reissue,
    Replace,
    Cancel,
    Suspend,
    Resume,
    Accept,
    Dispense,
    NotDispensed,
    GiveBack,
    Withdraw,
    Nominate,
    Rotate,
    Decline,
    RequestRenewal,
    ReleaseStale,
    Prune,
    Bill,
    Unbill,
    SponsorElsewhere,
}

pub type Step = model::Step<Act>;

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => Just(Act::Issue),
        1 => Just(Act::Reissue),
        2 => Just(Act::Replace),
        3 => Just(Act::Cancel),
        2 => Just(Act::Suspend),
        3 => Just(Act::Resume),
        18 => Just(Act::Accept),
        20 => Just(Act::Dispense),
        6 => Just(Act::NotDispensed),
        4 => Just(Act::GiveBack),
        12 => Just(Act::Withdraw),
        3 => Just(Act::Nominate),
        4 => Just(Act::Rotate),
        1 => Just(Act::Decline),
        3 => Just(Act::RequestRenewal),
        3 => Just(Act::ReleaseStale),
        3 => Just(Act::Prune),
        5 => Just(Act::Bill),
        4 => Just(Act::Unbill),
        1 => Just(Act::SponsorElsewhere),
    ]
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    model::steps(act(), waits([30, 8, 6], 30, 3))
}

// Who tries what.
impl World {
    fn fresh_key(&mut self) -> AccountId {
        self.keys += 1;
        key(100 + self.keys)
    }

    fn is_open(&self, id: &PrescriptionId) -> bool {
        let over = |paper: &Paper| {
            let now = self.model.now;
            paper.progress().finished.is_some() || paper.cancellation(now).is_some() || now >= paper.new.valid_until
        };
        self.model.papers.get(id).is_some_and(|paper| !over(paper))
    }

    /// Mostly one of the two newest that are not over.
    fn target(&self, step: &Step) -> PrescriptionId {
        let late = matches!(step.act, Act::Withdraw | Act::Prune | Act::Bill | Act::Unbill | Act::RequestRenewal);
        let open = self.ids.iter().rev().filter(|id| late || self.is_open(id)).take(2).collect::<Vec<_>>();
        match step.which {
            0..8 => NO_SUCH,
            8..32 if !self.ids.is_empty() => self.ids[usize::from(step.what) % self.ids.len()],
            luck if !open.is_empty() => *open[usize::from(luck) % open.len()],
            luck if !self.ids.is_empty() => self.ids[usize::from(luck) % self.ids.len()],
            _ => NO_SUCH,
        }
    }

    fn prescriber(luck: u8, paper: Option<&Paper>) -> AccountId {
        match (luck, paper) {
            (0..8, _) => [STRANGER, NOBODY, DISPENSER_P, key(ELSEWHERES_KEY)][usize::from(luck) % 4].clone(),
            (8..16, _) => SUSPENDED_PRESCRIBER,
            (16..40, _) => PRESCRIBER_B,
            (40..80, _) => PRESCRIBER_A2,
            (_, Some(paper)) => paper.prescriber.0.clone(),
            (_, None) => PRESCRIBER_A1,
        }
    }

    fn dispenser(&self, luck: u8, paper: Option<&Paper>) -> AccountId {
        let near = paper.and_then(|paper| match (paper.staying(self.model.now), paper.newest()) {
            (Some(stay), _) => Some(&stay.by.0),
            (None, newest) => newest.map(|(_, entry)| &entry.by.0),
        });
        match (luck, near) {
            (0..8, _) => [STRANGER, NOBODY, PRESCRIBER_A1, key(ELSEWHERES_KEY)][usize::from(luck) % 4].clone(),
            (8..16, _) => SUSPENDED_DISPENSER,
            (16..50, _) => DISPENSER_Q,
            (50..80, _) => DISPENSER_P2,
            (_, Some(near)) => near.clone(),
            (_, None) => DISPENSER_P,
        }
    }

    fn patient(luck: u8, paper: Option<&Paper>) -> AccountId {
        let Some(paper) = paper else { return key(ELSEWHERES_KEY) };
        match luck {
            0..8 => [STRANGER, NOBODY, PRESCRIBER_A1, DISPENSER_P][usize::from(luck) % 4].clone(),
            8..16 => key(ELSEWHERES_KEY),
            16..48 => paper.keys[usize::from(luck) % paper.keys.len()].clone(),
            _ => paper.keys[paper.progress().issue].clone(),
        }
    }

    /// What may be issued, unless `flaw` is one of some numbers.
    fn content(&mut self, flaw: u8, luck: u8) -> NewPrescription<AccountId> {
        let now = self.model.now;
        let issues = [1, 1, 2, 3][usize::from(luck) % 4];
        let mut new = NewPrescription {
            holders: (0..issues).map(|_| self.fresh_key()).collect(),
            items: vec![item(3, true), item(2, false)],
            interval: if issues > 1 { 4 * DAY } else { 0 },
            valid_until: now + 40 * DAY,
            ..draft(0, 0)
        };
        new.commitment.0 = H256::from_low_u64_be(u64::from(self.keys));
        if luck >= 200 {
            new.schedule = Schedule::Controlled;
            new.items = vec![item(3, false)];
            new.holders.truncate(1);
            new.interval = 0;
            new.valid_until = now + 20 * DAY;
        }
        let spare = self.fresh_key();
        match flaw {
            0 => new.items.clear(),
            1 => new.items = vec![item(1, false); 5],
            2 => new.items = vec![item(1, false); 4],
            3 => new.items[0].authorised = 0,
            4 => new.items[0].substitution_allowed = true,
            5 => new.valid_until = new.valid_from,
            6 => new.valid_until = new.valid_from + 1,
            7 => (new.valid_from, new.valid_until) = (now - DAY, now),
            8 => (new.valid_from, new.valid_until) = (now - DAY, now + 1),
            9 => new.valid_until = Moment::MAX,
            10 => new.valid_until = Moment::MAX - 210 * DAY,
            11 => (new.valid_from, new.valid_until) = (now + 30 * DAY, now + 60 * DAY),
            12 => (new.valid_from, new.valid_until) = (now + 30 * DAY + 1, now + 60 * DAY),
            13 => (new.valid_from, new.valid_until) = (now + 7 * DAY, now + 35 * DAY),
            14 => (new.valid_from, new.valid_until) = (now + 7 * DAY + 1, now + 35 * DAY),
            15 => new.valid_until = now + 120 * DAY,
            16 => new.valid_until = now + 120 * DAY + 1,
            17 => new.valid_until = now + 28 * DAY,
            18 => new.valid_until = now + 28 * DAY + 1,
            19 => new.holders.clear(),
            20 => new.holders = (0..5).map(|_| self.fresh_key()).collect(),
            21 => new.holders = (0..4).map(|_| self.fresh_key()).collect(),
            22 => new.holders.push(spare),
            23 => new.holders.push(new.holders[0].clone()),
            24 => new.holders[0] = key(ELSEWHERES_KEY),
            25 => new.holders[0] = UNSPONSORABLE,
            // All issues have to fit: to the millisecond.
            26 => (new.holders, new.interval) = ([new.holders[0].clone(), spare].to_vec(), 40 * DAY),
            27 => (new.holders, new.interval) = ([new.holders[0].clone(), spare].to_vec(), 40 * DAY - 1),
            28 => new.interval = Moment::MAX,
            29 => new.interval = 1,
            30 => new.interval = 0,
            31 => new.valid_from = now + 5 * DAY,
            32 => new.valid_from = now - 5 * DAY,
            33 => {
                if let Some(paper) = self.model.papers.values().next() {
                    // Of the current issue or of one that is over, also of what was cancelled.
                    new.holders[0] = paper.keys[usize::from(luck) % paper.keys.len()].clone();
                }
            }
            _ => {}
        }
        new
    }

    fn lines(step: &Step, paper: Option<&Paper>) -> Vec<SuppliedItem> {
        let line = |item: usize, quantity, substituted| SuppliedItem { item: item as u8, quantity, substituted };
        let Some(paper) = paper else { return vec![line(0, 1, false)] };
        let (reached, items) = (paper.progress(), &paper.new.items);
        let rest = |item: usize| items[item].authorised - reached.supplied[item];
        let one = usize::from(step.what) % items.len();
        let part = 1 + 100 * u64::from(step.what);
        match step.how % 32 {
            0 => Vec::new(),
            1 => vec![line(one, 1, false), line(one, 1, false)],
            2 => vec![line(items.len(), 1, false)],
            3 => vec![line(one, 0, false)],
            4 => vec![line(one, rest(one) + 1, false)],
            5 => vec![line(one, u64::MAX, false)],
            6 | 7 => vec![line(one, part.min(rest(one)), true)],
            8..18 => vec![line(one, part.min(rest(one)), false)],
            _ => {
                let open = (0..items.len()).filter(|item| rest(*item) > 0 && !reached.closed[*item]);
                open.map(|item| line(item, rest(item), false)).collect()
            }
        }
    }

    fn saying(&self, step: &Step, id: PrescriptionId, who: &AccountId) -> Said {
        let now = self.model.now;
        let paper = self.model.papers.get(&id);
        let mut said = Said {
            prescription: id,
            dispenser: Model::pharmacy_of(who).unwrap_or(PHARMACY_P),
            hold: paper.map_or(0, |paper| paper.holds),
            expires: now + HOUR,
            for_this_chain: true,
            signer: Self::patient(u8::MAX, paper),
            intact: true,
        };
        match step.how % 48 {
            0 => said.prescription = NO_SUCH,
            1 => said.dispenser = PHARMACY_P + PHARMACY_Q - said.dispenser,
            2 => said.hold += 1,
            3 => said.hold = said.hold.saturating_sub(1),
            4 => said.for_this_chain = false,
            5 => said.expires = now,
            6 => said.expires = now + 1,
            7 | 8 => said.signer = paper.map_or(said.signer, |paper| paper.keys[0].clone()),
            9 => said.signer = paper.map_or(said.signer, |paper| paper.keys[paper.keys.len() - 1].clone()),
            10 => said.intact = false,
            11..14 if !self.said.is_empty() => said = self.said[usize::from(step.what) % self.said.len()].clone(),
            _ => {}
        }
        said
    }

    pub(super) fn plan(&mut self, step: &Step) -> Operation {
        let Step { act, who: luck, how, what, .. } = *step;
        let id = self.target(step);
        let paper = self.model.papers.get(&id).cloned();
        let paper = paper.as_ref();
        let pharmacies = [Some(PHARMACY_P), Some(PHARMACY_Q), Some(CLINIC_A), None];
        match act {
            Act::Issue => {
                // Two that are open are enough for them to meet; there are always enough that are refused.
                let crowded = self.ids.iter().filter(|id| self.is_open(id)).count() >= 2;
                let flaw = if crowded { how % 34 } else { how };
                Operation::Issue(Self::prescriber(luck, None), self.content(flaw, what))
            }
            Act::Reissue if self.contents.is_empty() => Operation::Prune(STRANGER, NO_SUCH),
            Act::Reissue => {
                let mut again = self.contents[usize::from(what) % self.contents.len()].clone();
                if how < 128 {
                    again.holders = again.holders.iter().map(|_| self.fresh_key()).collect();
                }
                Operation::Issue(Self::prescriber(luck, None), again)
            }
            Act::Replace => Operation::Replace(Self::prescriber(luck, paper), id, self.content(how, what)),
            Act::Cancel => {
                let reason = [CancellationReason::PrescribingError, CancellationReason::PatientRequest];
                Operation::Cancel(Self::prescriber(luck, paper), id, reason[usize::from(what) % 2])
            }
            Act::Suspend => Operation::Suspend(Self::prescriber(luck, paper), id),
            Act::Resume => Operation::Resume(Self::prescriber(luck, paper), id),
            Act::Accept => {
                let who = self.dispenser(luck, paper);
                let said = self.saying(step, id, &who);
                Operation::Accept(who, id, said)
            }
            Act::Dispense => Operation::Dispense(self.dispenser(luck, paper), id, Self::lines(step, paper)),
            Act::NotDispensed => Operation::NotDispensed(self.dispenser(luck, paper), id, what % 3),
            Act::GiveBack => Operation::GiveBack(self.dispenser(luck, paper), id),
            Act::Withdraw => {
                let newest = paper.and_then(Paper::newest).map_or(0, |(number, _)| number as u16);
                let number = if how < 192 { newest } else { u16::from(what % 13) };
                Operation::Withdraw(self.dispenser(luck, paper), id, number)
            }
            Act::Nominate => Operation::Nominate(Self::patient(luck, paper), id, pharmacies[usize::from(what) % 4]),
            Act::Rotate => {
                let issue = paper.map_or(0, |paper| if how < 128 { paper.progress().issue as u8 } else { what % 4 });
                let who = match paper.and_then(|paper| paper.keys.get(usize::from(issue))) {
                    Some(key) if luck >= 32 => key.clone(),
                    _ => Self::patient(luck, paper),
                };
                let key = match how % 32 {
                    0 => who.clone(),
                    1 => key(ELSEWHERES_KEY),
                    2 => UNSPONSORABLE,
                    3 => paper.map_or(STRANGER, |paper| paper.keys[0].clone()),
                    _ => self.fresh_key(),
                };
                Operation::Rotate(who, id, issue, key)
            }
            Act::Decline => Operation::Decline(Self::patient(luck, paper), id),
            Act::RequestRenewal => Operation::RequestRenewal(Self::patient(luck, paper), id),
            Act::ReleaseStale => Operation::ReleaseStale(if luck < 16 { NOBODY } else { STRANGER }, id),
            Act::Prune => {
                // Mostly what can be removed, if there is anything: that takes months.
                let now = self.model.now;
                let over =
                    |id: &PrescriptionId| self.model.papers.get(id).is_some_and(|paper| now >= paper.kept_until(now));
                let ripe = self.ids.iter().copied().find(over).filter(|_| how >= 64);
                Operation::Prune(if luck < 16 { NOBODY } else { STRANGER }, ripe.unwrap_or(id))
            }
            Act::Bill | Act::Unbill => {
                let entries = paper.map_or(0, |paper| paper.log.len() as u8);
                let fill = if how < 128 { entries.saturating_sub(1) } else { what % 13 };
                let any = DispenseReference { prescription: id, fill: fill.into(), item: what % 3 };
                // Every other time one that fits, of whichever prescription: there are few.
                let fitting = self.model.supplied(matches!(act, Act::Unbill));
                let reference = model::one(&fitting, what).filter(|_| how % 2 == 0).unwrap_or(any);
                if matches!(act, Act::Bill) { Operation::Bill(reference) } else { Operation::Unbill(reference) }
            }
            Act::SponsorElsewhere => Operation::SponsorElsewhere(Self::patient(luck.max(16), paper)),
        }
    }

    pub(super) fn wait(&mut self, wait: Wait) {
        let bounds = self.model.papers.values().flat_map(Paper::bounds);
        self.model.now = wait.until(self.model.now, bounds);
        set_now(self.model.now);
    }
}
