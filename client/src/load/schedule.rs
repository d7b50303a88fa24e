//! What is sent, in which shares and when: pure, and the same for every run.

use std::time::Duration;

/// What a transaction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Something that a later act needs. It is no part of what is measured.
    Prepare,
    /// Moves money from one account to another.
    Transfer,
    /// A prescriber issues a prescription.
    Issue,
    /// A pharmacist takes a prescription that was issued before.
    Accept,
    /// The pharmacist supplies what was prescribed.
    Dispense,
    /// The pharmacy claims for what it has supplied.
    BillDispense,
    /// A hospital or clinic claims for a visit.
    BillEncounter,
    /// A reader asks for records under the patient's consent; a receipt stays.
    RequestAccess,
    /// A patient decides anew who may read.
    Decide,
    /// An issuer commits to a batch of certificates.
    IssueBatch,
    /// An issuer revokes a certificate.
    Revoke,
}

/// Who does it: each role has accounts of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Has money.
    Payer,
    /// Prescribes, at the hospital or the clinic.
    Prescriber,
    /// Accepts, dispenses and claims, at one of two pharmacies.
    Pharmacist,
    /// Claims for visits, at the hospital or the clinic.
    Biller,
    /// Reads records, at the clinic.
    Reader,
    /// Is a patient, at the hospital or the clinic.
    Subject,
    /// Issues certificates, at the hospital.
    Issuer,
}

impl Act {
    /// Its name: pallet and call.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prepare => "prepare",
            Self::Transfer => "balances.transfer_keep_alive",
            Self::Issue => "prescriptions.issue",
            Self::Accept => "prescriptions.accept",
            Self::Dispense => "prescriptions.dispense",
            Self::BillDispense => "claims.submit (dispense)",
            Self::BillEncounter => "claims.submit (encounter)",
            Self::RequestAccess => "consent.request_access",
            Self::Decide => "consent.decide",
            Self::IssueBatch => "certificates.issue",
            Self::Revoke => "certificates.revoke",
        }
    }

    /// Who does it.
    pub const fn role(self) -> Role {
        match self {
            Self::Prepare | Self::Transfer => Role::Payer,
            Self::Issue => Role::Prescriber,
            Self::Accept | Self::Dispense | Self::BillDispense => Role::Pharmacist,
            Self::BillEncounter => Role::Biller,
            Self::RequestAccess => Role::Reader,
            Self::Decide => Role::Subject,
            Self::IssueBatch | Self::Revoke => Role::Issuer,
        }
    }
}

/// What kind of load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A region's day: see `docs/load.md` for the shares and the reasons.
    Mixed,
    /// Plain transfers of money: what stock chains are measured with.
    Transfers,
    /// Prescriptions: issued, accepted, dispensed.
    Prescriptions,
    /// Decisions of patients, and access under them.
    Consent,
    /// Batches of certificates, and revocations.
    Certificates,
    /// Claims for visits.
    Claims,
}

impl Kind {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mixed => "mixed",
            Self::Transfers => "transfers",
            Self::Prescriptions => "prescriptions",
            Self::Consent => "consent",
            Self::Certificates => "certificates",
            Self::Claims => "claims",
        }
    }

    /// The acts and their shares.
    ///
    /// What depends on another act of the same mix comes after it and has no greater share, so that there is always something
    /// to dispense and to bill.
    pub const fn mix(self) -> &'static [(Act, u32)] {
        match self {
            Self::Mixed => &[
                (Act::Issue, 20),
                (Act::Accept, 20),
                (Act::Dispense, 20),
                (Act::BillDispense, 10),
                (Act::BillEncounter, 10),
                (Act::RequestAccess, 12),
                (Act::Decide, 5),
                (Act::IssueBatch, 2),
                (Act::Revoke, 1),
            ],
            Self::Transfers => &[(Act::Transfer, 1)],
            Self::Prescriptions => &[(Act::Issue, 1), (Act::Accept, 1), (Act::Dispense, 1)],
            Self::Consent => &[(Act::RequestAccess, 12), (Act::Decide, 5)],
            Self::Certificates => &[(Act::IssueBatch, 2), (Act::Revoke, 1)],
            Self::Claims => &[(Act::BillEncounter, 1)],
        }
    }

    /// The first `count` acts, each spread as evenly as its share allows.
    pub fn acts(self, count: usize) -> Vec<Act> {
        let mix = self.mix();
        let total: i64 = mix.iter().map(|(_, share)| i64::from(*share)).sum();
        let mut credits = vec![0i64; mix.len()];
        let mut acts = Vec::with_capacity(count);
        while acts.len() < count {
            // Everybody gains its share; whoever has the most goes, and pays for all. Among equals the first goes.
            let mut chosen: Option<(usize, Act, i64)> = None;
            for (place, ((act, share), credit)) in mix.iter().zip(&mut credits).enumerate() {
                *credit = credit.saturating_add(i64::from(*share));
                if chosen.is_none_or(|(_, _, most)| *credit > most) {
                    chosen = Some((place, *act, *credit));
                }
            }
            // No mix is empty.
            let Some((place, act, _)) = chosen else { break };
            if let Some(credit) = credits.get_mut(place) {
                *credit = credit.saturating_sub(total);
            }
            acts.push(act);
        }
        acts
    }

    /// How many of `accounts` each role gets: by the shares of what it does, and at least one.
    pub fn roles(self, accounts: usize) -> Vec<(Role, usize)> {
        let total: usize = self.mix().iter().map(|(_, share)| usize_of(*share)).sum();
        let mut roles: Vec<(Role, usize)> = Vec::new();
        for (act, share) in self.mix() {
            match roles.iter_mut().find(|(role, _)| *role == act.role()) {
                Some((_, sum)) => *sum = sum.saturating_add(usize_of(*share)),
                None => roles.push((act.role(), usize_of(*share))),
            }
        }
        let of = |sum: usize| (accounts.saturating_mul(sum) / total.max(1)).max(1);
        roles.into_iter().map(|(role, sum)| (role, of(sum))).collect()
    }
}

fn usize_of(share: u32) -> usize {
    usize::try_from(share).unwrap_or(usize::MAX)
}

/// When transaction number `number` is to be sent at `rate` transactions a second, counted from the start.
pub fn due(number: usize, rate: u32) -> Duration {
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    Duration::from_nanos(number.saturating_mul(1_000_000_000) / u64::from(rate.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 6] =
        [Kind::Mixed, Kind::Transfers, Kind::Prescriptions, Kind::Consent, Kind::Certificates, Kind::Claims];

    fn count(acts: &[Act], act: Act) -> usize {
        acts.iter().filter(|other| **other == act).count()
    }

    #[test]
    fn acts_should_have_their_shares_in_every_round() {
        for kind in KINDS {
            let total: u32 = kind.mix().iter().map(|(_, share)| *share).sum();
            let round = usize_of(total);
            let acts = kind.acts(3 * round);
            for part in acts.chunks(round) {
                for (act, share) in kind.mix() {
                    assert_eq!(count(part, *act), usize_of(*share), "{kind:?} {act:?}");
                }
            }
        }
    }

    #[test]
    fn dependent_acts_should_never_come_before_what_they_need() {
        for kind in KINDS {
            let acts = kind.acts(1_000);
            for end in 0..acts.len() {
                let begun = &acts[..end];
                assert!(count(begun, Act::Accept) >= count(begun, Act::Dispense), "{kind:?} {end}");
                assert!(count(begun, Act::Dispense) >= count(begun, Act::BillDispense), "{kind:?} {end}");
            }
        }
    }

    #[test]
    fn acts_should_be_mixed_and_not_in_blocks() {
        let acts = Kind::Mixed.acts(100);
        assert!(acts.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(acts[..10].contains(&Act::Issue) && acts[..20].contains(&Act::RequestAccess));
    }

    #[test]
    fn roles_should_get_accounts_by_their_shares_and_at_least_one() {
        let roles = Kind::Mixed.roles(200);
        let of = |role: Role| roles.iter().find(|(other, _)| *other == role).map(|(_, accounts)| *accounts);
        assert_eq!(of(Role::Pharmacist), Some(100));
        assert_eq!(of(Role::Prescriber), Some(40));
        assert_eq!(of(Role::Subject), Some(10));
        assert_eq!(of(Role::Payer), None);
        assert!(Kind::Mixed.roles(1).iter().all(|(_, accounts)| *accounts == 1));
    }

    #[test]
    fn due_times_should_not_drift() {
        assert_eq!(due(0, 3), Duration::ZERO);
        assert_eq!(due(3_000, 3), Duration::from_secs(1_000));
        assert_eq!(due(1, 1_000), Duration::from_millis(1));
        assert_eq!(due(5, 0), Duration::from_secs(5));
    }
}
