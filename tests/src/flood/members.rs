//! Honest members, whose transactions are timed while others misbehave.

use super::{
    ABUSED, PATIENCE,
    hostile::remark,
    is_silence,
    latency::{Fared, Latency},
};
use crate::{
    Failure, Outcome, await_until,
    chaos::books::{Issuer, prescription},
    ensure,
    network::Network,
    transactions::Ending,
};
use bogam_runtime::{
    Runtime,
    genesis::consortium::{self, DevelopmentKey},
};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    thread::{self, ScopedJoinHandle},
    time::{Duration, Instant},
};

/// Who issues prescriptions, and through which validator: never the one that is abused. Nobody else sends with these
/// keys meanwhile, not even where prescriptions are issued all the time.
const PRESCRIBERS: [(&DevelopmentKey, u16); 2] =
    [(&consortium::VISITING_PHYSICIAN, 2), (&consortium::CLINIC_DENTIST, 3)];

/// Who sends through the validator that is abused. Only its transactions matter, not what they do.
const GUEST: &DevelopmentKey = &consortium::EMERGENCY_PHYSICIAN;

/// How often each of them is timed. They send at the same time, so that more of them cost no time.
const SAMPLES: usize = 4;

/// How many bytes the guest's transactions have.
const LENGTH: usize = 64;

/// Somebody who issues prescriptions.
struct Prescriber {
    issuer: Issuer,
    validator: u16,
}

/// The honest members of a network.
pub struct Members<'a> {
    network: &'a Network,
    prescribers: Vec<Prescriber>,
    guest: Issuer,
    salt: u64,
    /// The number of the next prescription.
    next: AtomicU64,
}

/// The times of one member that sends one transaction after the other.
fn timed(mut send: impl FnMut() -> Outcome<Duration>) -> Outcome<Vec<Duration>> {
    (0..SAMPLES).map(|_| send()).collect()
}

fn joined<T>(member: ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    member.join().unwrap_or_else(|_| Err("an honest member has panicked".into()))
}

fn ensure_done(ending: &Ending) -> Outcome<()> {
    ensure(*ending == Ending::Finalised(Ok(())), || format!("an honest transaction ended with {ending:?}"))
}

impl<'a> Members<'a> {
    /// Those of this network. The same `salt` must not be used twice on it.
    pub fn of(network: &'a Network, salt: u64) -> Outcome<Self> {
        let prescriber = |(key, validator): (&DevelopmentKey, u16)| -> Outcome<Prescriber> {
            Ok(Prescriber { issuer: Issuer::of(key)?, validator })
        };
        let prescribers = PRESCRIBERS.into_iter().map(prescriber).collect::<Outcome<_>>()?;
        Ok(Self { network, prescribers, guest: Issuer::of(GUEST)?, salt, next: AtomicU64::new(1) })
    }

    /// Has all of them send at the same time, each one transaction after the other, each final before the next.
    pub fn measure(&self) -> Outcome<Fared> {
        thread::scope(|scope| {
            let there = scope.spawn(|| timed(|| self.send_there()));
            let elsewhere = self.measure_elsewhere()?;
            Ok(Fared { elsewhere, there: Some(Latency::of(joined(there)?)) })
        })
    }

    /// The same without the one whose validator is abused.
    pub fn measure_elsewhere(&self) -> Outcome<Latency> {
        thread::scope(|scope| {
            let members: Vec<_> = self
                .prescribers
                .iter()
                .map(|prescriber| scope.spawn(move || timed(|| self.prescribe(prescriber))))
                .collect();
            let times = members.into_iter().map(joined).collect::<Outcome<Vec<_>>>()?;
            Ok(Latency::of(times.concat()))
        })
    }

    /// Has one of them go on for as long as something else does, and send once at least.
    pub fn measure_while(&self, mut goes_on: impl FnMut() -> Outcome<bool>) -> Outcome<Latency> {
        let prescriber = self.prescribers.first().ok_or("nobody issues prescriptions")?;
        let mut times = Vec::new();
        loop {
            times.push(self.prescribe(prescriber)?);
            if !goes_on()? {
                return Ok(Latency::of(times));
            }
        }
    }

    /// Issues a prescription: how long it took until it was final.
    fn prescribe(&self, Prescriber { issuer, validator }: &Prescriber) -> Outcome<Duration> {
        let chain = self.network.chain(*validator);
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let began = Instant::now();
        let new = prescription(self.salt, number, chain.now()?);
        let ending = chain.submit(&issuer.key, pallet_prescriptions::Call::<Runtime>::issue { new })?;
        ensure_done(&ending)?;
        Ok(began.elapsed())
    }

    /// Sends to the validator that is abused: how long it took until it was final. That validator may be silent for a
    /// moment; then the member tries again, and the time goes on.
    fn send_there(&self) -> Outcome<Duration> {
        let chain = self.network.chain(ABUSED);
        let began = Instant::now();
        let ending = await_until("the abused validator to take an honest transaction", PATIENCE, || {
            match chain.submit(&self.guest.key, remark(LENGTH))? {
                Ending::NotTaken(refusal) if is_silence(&refusal) => Err(Failure(refusal)),
                ending => Ok(Some(ending)),
            }
        })?;
        ensure_done(&ending)?;
        Ok(began.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::Capacity;

    #[test]
    fn honest_members_should_be_different_and_may_do_what_they_do() {
        let seats = consortium::registry().seats;
        let mut accounts: Vec<_> = PRESCRIBERS.iter().map(|(key, _)| key.account()).collect();
        for account in &accounts {
            let seat = seats.iter().find(|seat| seat.account == *account).unwrap();
            assert!(seat.capacities.contains(&Capacity::Prescribe));
        }
        accounts.push(GUEST.account());
        accounts.sort_unstable();
        accounts.dedup();
        assert_eq!(accounts.len(), PRESCRIBERS.len() + 1);
        assert!(Issuer::of(GUEST).is_ok());
        assert!(PRESCRIBERS.iter().all(|(_, validator)| *validator != ABUSED));
    }
}
