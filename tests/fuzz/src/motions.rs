//! The council's motions, and how the votes on them stand.

use bogam_runtime::{AccountId, Hash, Runtime, RuntimeOrigin};
use codec::{Decode, Encode};
use pallet_collective::{Instance1, Members, Proposals, RawOrigin, Voting};

/// How the votes on a motion stand. The fields of the SDK's record are private to its pallet: this is how it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Decode)]
pub struct Ballot {
    /// The number of the motion.
    pub number: u32,
    /// How many have to vote for it.
    pub threshold: u32,
    /// Who has voted for it.
    pub ayes: Vec<AccountId>,
    /// Who has voted against it.
    pub nays: Vec<AccountId>,
    /// The block in which the vote ends.
    pub end: u32,
}

impl Ballot {
    /// Whether enough have voted for it.
    pub fn has_passed(&self) -> bool {
        self.lacking() == 0
    }

    /// How many votes for it are lacking.
    pub fn lacking(&self) -> usize {
        (self.threshold as usize).saturating_sub(self.ayes.len())
    }

    /// Who has not voted.
    pub fn silent(&self) -> Vec<AccountId> {
        let is_silent = |member: &AccountId| !self.ayes.contains(member) && !self.nays.contains(member);
        members().into_iter().filter(is_silent).collect()
    }
}

/// The members of the council.
pub fn members() -> Vec<AccountId> {
    Members::<Runtime, Instance1>::get()
}

/// The origin that a motion with so many votes gives a call.
pub fn origin(votes: u32) -> RuntimeOrigin {
    RawOrigin::<AccountId, Instance1>::Members(votes, members().len() as u32).into()
}

/// How the votes on a motion stand.
pub fn ballot(motion: &Hash) -> Option<Ballot> {
    let votes = Voting::<Runtime, Instance1>::get(motion)?;
    Ballot::decode(&mut &votes.encode()[..]).ok()
}

/// All motions, oldest first.
pub fn listed() -> Vec<(Hash, Ballot)> {
    let hashes = Proposals::<Runtime, Instance1>::get();
    hashes.into_iter().filter_map(|hash| Some((hash, ballot(&hash)?))).collect()
}

/// Of the motions that lack votes and can still get them, the one that lacks the fewest.
pub fn nearest() -> Option<(Hash, Ballot)> {
    let can_pass = |ballot: &Ballot| (1..=ballot.silent().len()).contains(&ballot.lacking());
    listed().into_iter().filter(|(_, ballot)| can_pass(ballot)).min_by_key(|(_, ballot)| ballot.lacking())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{chain::externalities, weights::dispatch};
    use bogam_runtime::{RuntimeCall, System};
    use pallet_collective::Call;

    #[track_caller]
    fn succeeds(member: &AccountId, call: Call<Runtime, Instance1>) {
        assert_eq!(dispatch(RuntimeOrigin::signed(member.clone()), call.into()), Ok(Ok(())));
    }

    #[test]
    fn ballot_should_be_read_as_it_is_stored() {
        externalities().execute_with(|| {
            System::set_block_number(1);
            let council = members();
            let [first, second, ..] = &council[..] else { panic!("the council has members") };
            for threshold in [3, 2] {
                let remark: RuntimeCall = frame_system::Call::<Runtime>::remark { remark: vec![threshold] }.into();
                let (threshold, proposal) = (threshold.into(), Box::new(remark));
                succeeds(first, Call::propose { threshold, proposal, length_bound: 100 });
            }
            let (proposal, ballot) = nearest().expect("there are two motions");
            assert_eq!((ballot.number, ballot.lacking()), (1, 2));
            succeeds(first, Call::vote { proposal, index: 1, approve: true });
            succeeds(second, Call::vote { proposal, index: 1, approve: false });
            let ballot = super::ballot(&proposal).expect("it is there");
            assert_eq!((&ballot.ayes[..], &ballot.nays[..]), (&[first.clone()][..], &[second.clone()][..]));
            assert_eq!((ballot.lacking(), ballot.silent().len()), (1, council.len() - 2));
            assert!(ballot.end > 1);
        });
    }
}
