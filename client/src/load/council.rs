//! The council's part of the preparation: allowances that do not stand in the way of a load test.

use super::{LoadError, calls, crew::address_of, form::Form};
use crate::{
    chain::{Allowance, Chain},
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

/// The allowances of organisations.
pub async fn allowances(chain: &Chain, organisations: &[OrganisationId]) -> Result<Vec<Allowance>, LoadError> {
    let mut found = Vec::new();
    for organisation in organisations.iter().copied() {
        found.push(chain.allowance(organisation).await?);
    }
    Ok(found)
}

/// Has the council give these organisations ample allowances, if they have less.
pub async fn raise_allowances(chain: &Chain, form: &Form, organisations: &[OrganisationId]) -> Result<(), LoadError> {
    let ample = AMPLE.saturating_mul(PICOSECONDS);
    let short: Vec<OrganisationId> = allowances(chain, organisations)
        .await?
        .into_iter()
        .filter(|allowance| allowance.staff.allowance < ample)
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
    fn keys_of_the_council_should_be_different() {
        let accounts: std::collections::BTreeSet<_> =
            COUNCIL.into_iter().map(|uri| address_of(&Key::parse(uri).unwrap()).0).collect();
        assert_eq!(accounts.len(), COUNCIL.len());
    }
}
