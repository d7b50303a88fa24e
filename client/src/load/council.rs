//! The council's part of the preparation: allowances that do not stand in the way of a load test.

use super::{LoadError, calls, crew::address_of, form::Form};
use crate::{
    chain::{Chain, runtime::view_functions},
    governance::{
        GovernanceError,
        motion::{Ending, Reference, propose, vote},
        share::Share,
    },
    keys::Key,
};
use bogam_primitives::OrganisationId;
use futures::future::try_join_all;

/// What an organisation may use in a window of a minute, in milliseconds of execution: far more than all blocks have, so that a
/// tenth of it, for its holders, is no limit either.
const AMPLE: u64 = 600_000;

/// Picoseconds in a millisecond.
const PICOSECONDS: u64 = 1_000_000_000;

/// The admins of the development consortium's organisations, who are its council.
const COUNCIL: [&str; 9] = [
    "//Hospital",
    "//Clinic",
    "//PharmacyA",
    "//Insurer",
    "//Authority",
    "//PharmacyB",
    "//Research",
    "//InsurerB",
    "//InsurerC",
];

/// What an organisation may use and has used in the present window, in picoseconds of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Whose.
    pub organisation: OrganisationId,
    /// What its staff may use.
    pub staff: u64,
    /// What they have used.
    pub staff_used: u64,
    /// What its holders may use.
    pub holders: u64,
    /// What they have used.
    pub holders_used: u64,
}

impl Allowance {
    /// Whether something waits because it is used up.
    pub fn is_used_up(&self) -> bool {
        self.staff_used >= self.staff || self.holders_used >= self.holders
    }
}

/// The allowances of organisations.
pub async fn allowances(chain: &Chain, organisations: &[OrganisationId]) -> Result<Vec<Allowance>, LoadError> {
    let mut found = Vec::new();
    for organisation in organisations.iter().copied() {
        let usage = chain.ask(view_functions().metering().usage(organisation)).await?;
        found.push(Allowance {
            organisation,
            staff: usage.allowance,
            staff_used: usage.used,
            holders: usage.holders_allowance,
            holders_used: usage.holders_used,
        });
    }
    Ok(found)
}

/// Has the council give these organisations ample allowances, if they have less.
pub async fn raise_allowances(chain: &Chain, form: &Form, organisations: &[OrganisationId]) -> Result<(), LoadError> {
    let ample = AMPLE.saturating_mul(PICOSECONDS);
    let short: Vec<OrganisationId> = allowances(chain, organisations)
        .await?
        .into_iter()
        .filter(|allowance| allowance.staff < ample)
        .map(|allowance| allowance.organisation)
        .collect();
    if short.is_empty() {
        return Ok(());
    }
    let council = chain.council().await?;
    let needed = council.votes_of(Share::TwoThirds);
    let keys = COUNCIL.into_iter().map(Key::parse).collect::<Result<Vec<_>, _>>()?;
    let voters: Vec<Key> = keys.into_iter().filter(|key| council.members.contains(&address_of(key))).collect();
    let votes = usize::try_from(needed).unwrap_or(usize::MAX);
    let (Some(voters), Some(mover)) = (voters.get(..votes), voters.first()) else {
        return Err(LoadError::Allowances { organisations: short, needed: AMPLE });
    };

    let each = short.iter().map(|organisation| form.call_data(&calls::set_allowance(*organisation, ample)));
    let all = calls::batch(&each.collect::<Result<Vec<_>, _>>()?);
    let proposal = propose(&form.call_data(&all)?, needed)?;
    let moved = chain.submit(&proposal, mover, |_| {}).await?;
    // A council of one decides at once.
    if let Ending::Moved { number, .. } = chain.ending(&moved).await? {
        let motion = chain.council().await?.motion(Reference::Number(number))?.clone();
        let yes = vote(&motion, true);
        try_join_all(voters.iter().map(|voter| chain.submit(&yes, voter, |_| {}))).await?;
        let closing = chain.closing(&motion).await?;
        let closed = chain.submit(&closing, mover, |_| {}).await?;
        match chain.ending(&closed).await? {
            Ending::CarriedOut => {}
            Ending::Refused(error) => return Err(error.into()),
            Ending::Rejected | Ending::Moved { .. } | Ending::Other => return Err(GovernanceError::TooFewVotes.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allowance_should_be_used_up_when_staff_or_holders_have_none_left() {
        let allowance = Allowance { organisation: 1, staff: 10, staff_used: 9, holders: 2, holders_used: 1 };
        assert!(!allowance.is_used_up());
        assert!(Allowance { staff_used: 10, ..allowance }.is_used_up());
        assert!(Allowance { holders_used: 2, ..allowance }.is_used_up());
    }

    #[test]
    fn keys_of_the_council_should_be_different() {
        let accounts: std::collections::BTreeSet<_> =
            COUNCIL.into_iter().map(|uri| address_of(&Key::parse(uri).unwrap()).0).collect();
        assert_eq!(accounts.len(), COUNCIL.len());
    }
}
