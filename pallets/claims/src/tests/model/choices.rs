//! Whom and which an attempt is about, and what is claimed.

use super::{
    World,
    answers::clerk,
    attempts::{Act, Step},
    world::{Approval, Bill, NOBODY, Said, YEAR, account},
};
use crate::{Party, PreauthorisationState, mock::*, tests::scenario::*};
use bogam_pallet_tests::model::one;
use bogam_primitives::{
    ClaimId, Commitment, OrganisationId, PolicyId, PreauthorisationId, Won,
    claim::{NewClaim, NewLine, PayeeKind, ServiceReference},
};
use sp_core::H256;

pub const NO_CLAIM: ClaimId = ClaimId(H256::repeat_byte(0xEE));
pub const NO_POLICY: PolicyId = PolicyId(H256::repeat_byte(0xEE));
pub const NO_APPROVAL: PreauthorisationId = PreauthorisationId(H256::repeat_byte(0xEE));

/// By service, so that insurers are told the same charge.
const CHARGES: [Won; 10] = [1, 999, 20_000, 55_555, 150_000, 400_000, 8_000, 30_000, 12_345, 90_000];

// Whom, and which.
impl World {
    pub(super) fn anybody(luck: u8, fit: AccountId) -> AccountId {
        let others = [
            STRANGER,
            SUSPENDED,
            NOBODY,
            CLERK_P,
            CLERK_H,
            ASSESSOR_A1,
            ASSESSOR_A2,
            ASSESSOR_B,
            UNDERWRITER_B,
            TREASURER_A,
            TREASURER_B,
            TREASURER_P,
            TREASURER_H,
        ];
        if luck < 26 { others[usize::from(luck) % others.len()].clone() } else { fit }
    }

    pub(super) fn clerk(luck: u8, provider: OrganisationId) -> AccountId {
        Self::anybody(luck, if provider == PHARMACY { CLERK_P } else { CLERK_H })
    }

    pub(super) fn underwriter(luck: u8, insurer: OrganisationId) -> AccountId {
        let fit = match insurer {
            INSURER_A => UNDERWRITER_A,
            INSURER_B => UNDERWRITER_B,
            _ => UNDERWRITER_C,
        };
        Self::anybody(luck, fit)
    }

    pub(super) fn assessor(luck: u8, insurer: OrganisationId) -> AccountId {
        let fit = match insurer {
            INSURER_A if luck.is_multiple_of(2) => ASSESSOR_A1,
            INSURER_A => ASSESSOR_A2,
            INSURER_B => ASSESSOR_B,
            _ => ASSESSOR_C,
        };
        Self::anybody(luck, fit)
    }

    /// The third insurer has no treasurer.
    pub(super) fn treasurer(luck: u8, organisation: OrganisationId) -> AccountId {
        let fit = match organisation {
            INSURER_A => TREASURER_A,
            INSURER_B => TREASURER_B,
            HOSPITAL => TREASURER_H,
            _ => TREASURER_P,
        };
        Self::anybody(luck, fit)
    }

    pub(super) fn acting_for(luck: u8, party: &Party<AccountId>) -> AccountId {
        match party {
            Party::Organisation(organisation) => Self::treasurer(luck, *organisation),
            Party::Holder(key) => Self::anybody(luck, key.clone()),
        }
    }

    /// The newest but some of the claims that fit; now and then any, or none that there is.
    pub(super) fn claim_that(&self, luck: u8, fits: impl Fn(&Bill) -> bool) -> ClaimId {
        let fitting: Vec<ClaimId> =
            self.claims.iter().rev().copied().filter(|id| fits(&self.model.bills[id])).take(4).collect();
        match luck {
            0..4 => NO_CLAIM,
            4..24 => one(&self.claims, luck).unwrap_or(NO_CLAIM),
            _ => one(&fitting, luck).or(one(&self.claims, luck)).unwrap_or(NO_CLAIM),
        }
    }

    pub(super) fn approval_that(&self, luck: u8, fits: impl Fn(&Approval) -> bool) -> PreauthorisationId {
        let fitting: Vec<PreauthorisationId> =
            self.asked.iter().rev().copied().filter(|id| fits(&self.model.approvals[id])).take(3).collect();
        match luck {
            0..4 => NO_APPROVAL,
            4..24 => one(&self.asked, luck).unwrap_or(NO_APPROVAL),
            _ => one(&fitting, luck).or(one(&self.asked, luck)).unwrap_or(NO_APPROVAL),
        }
    }

    /// Mostly one of those of the beginning, so that acts meet; also what was issued since.
    pub(super) fn policy(&self, luck: u8) -> PolicyId {
        match luck {
            0..3 => NO_POLICY,
            3..128 => one(&self.policies[..self.policies.len().min(6)], luck).unwrap_or(NO_POLICY),
            _ => one(&self.policies, luck).unwrap_or(NO_POLICY),
        }
    }

    pub(super) fn insurer(&self, policy: PolicyId) -> OrganisationId {
        self.model.policies.get(&policy).map_or(INSURER_A, |policy| policy.insurer)
    }

    pub(super) fn fresh_key(&mut self) -> AccountId {
        self.keys += 1;
        key(200 + self.keys)
    }

    /// A key that nobody has used, mostly; also one that was released, or one that is in use.
    pub(super) fn some_key(&mut self, luck: u8) -> AccountId {
        let used: Vec<AccountId> = self.model.policies.values().map(|policy| policy.key.clone()).collect();
        match (luck % 8, one(&used, luck / 8)) {
            (0 | 1, Some(used)) => used,
            _ => self.fresh_key(),
        }
    }

    pub(super) fn fresh(&mut self) -> Commitment {
        self.fresh += 1;
        Commitment(H256::from_low_u64_be(self.fresh))
    }

    pub(super) fn say(&self, about: H256, policy: PolicyId, provider: OrganisationId, signer: AccountId) -> Said {
        let expires = self.model.now + HOUR;
        Said { about, policy, provider, expires, for_this_chain: true, signer, intact: true }
    }

    /// Spoils what a key has said, or how.
    pub(super) fn misunderstand(&self, said: &mut Said, how: u8) {
        match how % 64 {
            0 => said.about = H256::zero(),
            1 => said.policy = NO_POLICY,
            2 => said.provider = PHARMACY + HOSPITAL - said.provider,
            3 => said.for_this_chain = false,
            4 => said.expires = self.model.now,
            5 => said.expires = self.model.now + 1,
            6 => said.signer = key(51),
            7 => said.intact = false,
            _ => {}
        }
    }
}

// Claims.
impl World {
    pub(super) fn line(&self, provider: OrganisationId, policy: PolicyId, luck: u8, more: u8) -> NewLine {
        let now = self.model.now;
        let number = usize::from(luck) % 6;
        let at = match more % 16 {
            0 => now + 1,
            1 => now.saturating_sub(YEAR),
            2 => now - 90 * DAY,
            3 => now - 90 * DAY - 1,
            _ => now - u64::from(more % 24) * HOUR,
        };
        let nullifier = H256::from_low_u64_be(number as u64);
        let encounter = ServiceReference::Encounter { nullifier, at };
        let (category, service, charge) = match (provider, luck / 64) {
            (PHARMACY, 0..3) => (Medicine, self.services[number], CHARGES[number]),
            (PHARMACY, _) => (Consultation, encounter, CHARGES[number]),
            (_, 0) => (Document, self.services[6 + number % 3], CHARGES[6 + number % 3]),
            (_, 1) => (Document, encounter, CHARGES[number]),
            (_, 2) => (Procedure, encounter, CHARGES[number]),
            _ => (Consultation, encounter, CHARGES[number]),
        };
        let mut line = NewLine { category, service, charge, preauthorisation: None };
        let usable = |approval: &Approval| {
            let free =
                matches!(approval.state, PreauthorisationState::Approved { claim, .. } if !self.model.is_kept(claim));
            approval.provider == provider && approval.new.policy == policy && free
        };
        if category == Procedure && more >= 64 {
            let named = self.approval_that(more, usable);
            line.preauthorisation = Some(named).filter(|named| *named != NO_APPROVAL || more < 70);
            if let Some(approval) = self.model.approvals.get(&named) {
                line.category = approval.new.category;
            }
        }
        match more {
            32 => line.charge = 0,
            33 => line.charge = Won::MAX,
            34..38 => line.charge += 1,
            38 => line.category = Dental,
            39 => line.category = Procedure,
            40 => line.service = self.services[(number + 5) % 9],
            41 => line.preauthorisation = Some(self.approval_that(luck, |_| true)),
            _ => {}
        }
        line
    }

    pub(super) fn claim(&mut self, step: &Step) -> (OrganisationId, NewClaim) {
        let Step { which, how, what, more, .. } = *step;
        let provider = if what % 5 < 3 { PHARMACY } else { HOSPITAL };
        let policy = self.policy(which);
        let mut lines = vec![self.line(provider, policy, what, more)];
        let further = [0u8, 0, 0, 1, 1, 2][usize::from(how) % 6];
        for place in 0..further {
            let luck = what.wrapping_mul(7).wrapping_add(place * 29 + how / 6);
            lines.push(self.line(provider, policy, luck, more.wrapping_add(77 * (place + 1))));
        }
        match how {
            0 => lines.clear(),
            1 => lines = (0..6).map(|place| self.line(provider, policy, what.wrapping_add(place), 200)).collect(),
            2 => lines.push(lines[0].clone()),
            _ => {
                // A service twice is a mistake of its own.
                let keys: Vec<_> = lines.iter().map(|line| line.service.key()).collect();
                let mut place = 0;
                lines.retain(|line| {
                    place += 1;
                    !keys[..place - 1].contains(&line.service.key())
                });
            }
        }
        let payee = if more % 3 == 0 { PayeeKind::Holder } else { PayeeKind::Provider };
        (provider, NewClaim { policy, payee, commitment: self.fresh(), lines })
    }

    /// What the patient's keys sign, with a mistake now and then.
    pub(super) fn agreed(&self, provider: OrganisationId, new: &NewClaim, luck: u8) -> Vec<Said> {
        let about = ClaimId::derive(provider, new).0;
        let mut keys = vec![self.model.policies.get(&new.policy).map_or(key(51), |policy| policy.key.clone())];
        for line in &new.lines {
            let holder = self.model.deliveries.get(&line.service.key()).and_then(|delivery| delivery.key.clone());
            keys.extend(holder.filter(|holder| !keys.contains(holder)));
        }
        let mut said: Vec<Said> =
            keys.into_iter().map(|signer| self.say(about, new.policy, provider, signer)).collect();
        let place = usize::from(luck) % said.len();
        match luck {
            0..3 => {
                said.pop();
            }
            3..6 => said.push(said[0].clone()),
            6..10 => said.reverse(),
            _ => self.misunderstand(&mut said[place], luck),
        }
        said
    }

    pub(super) fn verdicts(&self, id: ClaimId, luck: u8) -> Vec<Verdict> {
        let Some(bill) = self.model.bills.get(&id) else { return vec![Verdict::Accept] };
        let verdict = |(place, line): (usize, &NewLine)| match (usize::from(luck) + place) % 6 {
            0..3 => Verdict::Accept,
            3 => Verdict::Reduce { allowed: line.charge / 2, reason: Why::ExceedsAllowed },
            4 => Verdict::Reduce { allowed: u64::from(luck) * 100, reason: Why::NotMedicallyNecessary },
            _ => Verdict::Deny(Why::NotMedicallyNecessary),
        };
        let mut verdicts: Vec<Verdict> = bill.new.lines.iter().enumerate().map(verdict).collect();
        match luck {
            0 => {
                verdicts.pop();
            }
            1 => verdicts.push(Verdict::Accept),
            2 => verdicts[0] = Verdict::Deny(Why::Deductible),
            3 => verdicts[0] = Verdict::Reduce { allowed: 0, reason: Why::Coinsurance },
            4 => verdicts[0] = Verdict::Reduce { allowed: 0, reason: Why::NotCovered },
            _ => {}
        }
        verdicts
    }

    /// Claims to be paid together: mostly one, or those with the same sides.
    pub(super) fn batch(&self, step: &Step, on_chain: bool) -> Vec<ClaimId> {
        let due = |bill: &Bill| {
            bill.is_in_force() && bill.due() > 0 && bill.awaiting.is_none() && self.model.is_on_chain(bill) == on_chain
        };
        let first = self.claim_that(step.which, due);
        let Some(bill) = self.model.bills.get(&first) else {
            return if step.how < 128 { vec![first] } else { Vec::new() };
        };
        let sides = (bill.insurer, self.model.payee(bill));
        let alike = |id: &&ClaimId| {
            let other = &self.model.bills[*id];
            **id != first && due(other) && (other.insurer, self.model.payee(other)) == sides
        };
        let mut ids = vec![first];
        match step.how {
            0..4 => ids.push(first),
            4..12 => ids.extend(self.claims.iter().take(2)),
            12..16 => ids.extend(self.claims.iter().take(4)),
            16..128 => ids.extend(self.claims.iter().filter(alike).take(3)),
            _ => {}
        }
        ids
    }
}

// Money and rights.
impl World {
    /// For whom somebody submits: what is signed for another provider does not help him.
    pub(super) fn provider_of(&self, who: &AccountId, otherwise: OrganisationId) -> OrganisationId {
        clerk(who).unwrap_or(otherwise)
    }

    pub(super) fn reference(&mut self, luck: u8) -> H256 {
        let used = self.model.references.iter().next().copied().filter(|_| luck < 16);
        used.unwrap_or(self.fresh().0)
    }

    /// Mostly one that has money, or asks for it.
    pub(super) fn party(&self, act: Act, luck: u8) -> Party<AccountId> {
        let organisations = [PHARMACY, HOSPITAL, INSURER_A, INSURER_B].map(Party::Organisation);
        let keys = self.model.policies.values().map(|policy| Party::Holder(policy.key.clone()));
        let all: Vec<Party<AccountId>> = organisations.into_iter().chain(keys).collect();
        let asks = !matches!(act, Act::RequestRedemption);
        let fits = |party: &&Party<AccountId>| {
            let purse = self.model.purse(&account(party));
            if asks { purse.redeeming > 0 } else { purse.free > 0 }
        };
        let fitting: Vec<Party<AccountId>> = all.iter().filter(fits).cloned().collect();
        let any = one(&all, luck).unwrap_or(Party::Organisation(PHARMACY));
        if luck < 32 { any } else { one(&fitting, luck).unwrap_or(any) }
    }
}
