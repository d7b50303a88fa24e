//! The motions of the council, and what came of them.

use super::{
    GovernanceError,
    call::{Call, hexadecimal},
    matter::{EncodedCall, raw},
    share::Share,
};
use crate::chain::{
    Chain, ChainError, Done, answer,
    runtime::{self, council::events, runtime_types::sp_runtime::DispatchError},
};
use bogam_primitives::{Moment, OrganisationId};
use codec::{Compact, Encode};
use futures::future::try_join_all;
use std::{collections::BTreeMap, fmt::Display, str::FromStr};
use subxt::{
    OnlineClientAtBlock, PolkadotConfig, dynamic,
    ext::{scale_encode::EncodeAsFields, scale_value::Value},
    tx::StaticPayload,
    utils::{AccountId32, H256},
};

/// The pallet in which the council votes.
const COUNCIL: &str = "Council";

/// How a motion is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// By its number, which is never given again.
    Number(u32),
    /// By the hash of its call. The same call may be moved again after it was closed.
    Hash(H256),
}

impl FromStr for Reference {
    type Err = GovernanceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(digits) = text.strip_prefix("0x") {
            let mut hash = [0; 32];
            hex::decode_to_slice(digits, &mut hash).map_err(|_| GovernanceError::NotAMotion)?;
            return Ok(Self::Hash(H256(hash)));
        }
        text.parse().map(Self::Number).map_err(|_| GovernanceError::NotAMotion)
    }
}

impl Display for Reference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Hash(hash) => write!(formatter, "{}", hexadecimal(&hash.0)),
        }
    }
}

/// A motion that is being voted on, or waits to be closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
    /// Its number.
    pub number: u32,
    /// The hash of its call.
    pub hash: H256,
    /// What it does; `None` where the chain has the votes and no call.
    pub call: Option<Call>,
    /// How long the call is, in bytes.
    pub length: usize,
    /// How many have to say yes.
    pub threshold: u32,
    /// Who said yes.
    pub ayes: Vec<AccountId32>,
    /// Who said no.
    pub nays: Vec<AccountId32>,
    /// The block from which on it can be closed whatever the votes are.
    pub end: u32,
}

/// How a motion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is being voted on.
    Open,
    /// Enough have said yes: it can be closed, and is then carried out.
    Carried,
    /// So many have said no that it cannot be carried any more: it can be closed.
    Rejected,
    /// Its time is over without enough votes: it can be closed.
    Expired,
}

impl Standing {
    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Carried => "carried",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
        }
    }
}

impl Motion {
    /// How it stands in a council of so many members, at the block `height`.
    pub fn standing(&self, members: usize, height: u64) -> Standing {
        let threshold = usize::try_from(self.threshold).unwrap_or(usize::MAX);
        if self.ayes.len() >= threshold {
            Standing::Carried
        } else if members.saturating_sub(self.nays.len()) < threshold {
            Standing::Rejected
        } else if height >= u64::from(self.end) {
            Standing::Expired
        } else {
            Standing::Open
        }
    }

    /// How many blocks are left to vote at the block `height`.
    pub fn blocks_left(&self, height: u64) -> u64 {
        u64::from(self.end).saturating_sub(height)
    }

    /// How many votes its matter needs in a council of so many members. Where that is more than its threshold, it can be
    /// carried and have no effect.
    pub fn votes_needed(&self, members: usize) -> u32 {
        let members = u32::try_from(members).unwrap_or(u32::MAX);
        self.call.as_ref().map_or(Share::TwoThirds, Share::needed_for).of(members)
    }
}

/// The council at a block.
#[derive(Clone, Debug)]
pub struct Council {
    /// Its members, one for each organisation.
    pub members: Vec<AccountId32>,
    /// The motions, oldest first.
    pub motions: Vec<Motion>,
    /// The height of the block.
    pub height: u64,
    /// The clock of the block, in milliseconds since the epoch.
    pub now: Moment,
    /// How long a block takes, in milliseconds.
    pub block_time: Option<u64>,
}

impl Council {
    /// The motion that is meant.
    pub fn motion(&self, reference: Reference) -> Result<&Motion, GovernanceError> {
        let meant = |motion: &&Motion| match reference {
            Reference::Number(number) => motion.number == number,
            Reference::Hash(hash) => motion.hash == hash,
        };
        self.motions.iter().find(meant).ok_or_else(|| GovernanceError::UnknownMotion(reference.to_string()))
    }

    /// When the block `height` is to be expected, if a block takes as long as it should.
    pub fn moment_of(&self, height: u32) -> Option<Moment> {
        let ahead = u64::from(height).checked_sub(self.height)?;
        self.now.checked_add(ahead.checked_mul(self.block_time?)?)
    }

    /// How many votes `share` is of this council.
    pub fn votes_of(&self, share: Share) -> u32 {
        share.of(u32::try_from(self.members.len()).unwrap_or(u32::MAX))
    }
}

/// Who is behind an account, for people who vote.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    names: BTreeMap<OrganisationId, String>,
    admins: BTreeMap<[u8; 32], OrganisationId>,
}

impl Directory {
    /// Of these organisations: number, name and the account of the admin.
    pub fn of(organisations: impl IntoIterator<Item = (OrganisationId, String, AccountId32)>) -> Self {
        let mut directory = Self::default();
        for (id, name, admin) in organisations {
            directory.names.insert(id, name);
            directory.admins.insert(admin.0, id);
        }
        directory
    }

    /// The name of an organisation.
    pub fn name(&self, organisation: OrganisationId) -> Option<&str> {
        self.names.get(&organisation).map(String::as_str)
    }

    /// The organisation of which the account is the admin.
    pub fn administered(&self, account: &AccountId32) -> Option<OrganisationId> {
        self.admins.get(&account.0).copied()
    }
}

/// What came of a transaction of the council.
#[derive(Debug)]
pub enum Ending {
    /// The motion was moved, and can be voted on.
    Moved {
        /// Its number.
        number: u32,
        /// The hash of its call.
        hash: H256,
        /// How many have to say yes.
        threshold: u32,
    },
    /// It was carried, and its call has had its effect.
    CarriedOut,
    /// It was carried, and its call was refused: nothing has happened.
    Refused(GovernanceError),
    /// It was closed without having been carried.
    Rejected,
    /// Nothing of this.
    Other,
}

fn another(error: impl Display) -> ChainError {
    ChainError::AnotherRuntime(error.to_string())
}

impl Chain {
    /// The council and its motions, as of the newest finalised block.
    pub async fn council(&self) -> Result<Council, GovernanceError> {
        let block = self.finalised().await?;
        let members = block.storage().entry(runtime::storage().council().members().unvalidated()).map_err(another)?;
        let members = answer(members.fetch(())).await?.decode().map_err(another)?;
        let hashes = block.storage().entry(runtime::storage().council().proposals().unvalidated()).map_err(another)?;
        // The list is stored as bounded; what is in it are hashes, whatever wraps them.
        let hashes: Vec<H256> = answer(hashes.fetch(())).await?.decode_as().map_err(another)?;
        let mut motions: Vec<Motion> =
            try_join_all(hashes.into_iter().map(|hash| motion_at(&block, hash))).await?.into_iter().flatten().collect();
        motions.sort_by_key(|motion| motion.number);
        let clock = block.storage().entry(runtime::storage().timestamp().now().unvalidated()).map_err(another)?;
        let now = answer(clock.fetch(())).await?.decode().map_err(another)?;
        let block_time = block.constants().entry(dynamic::constant::<u64>("Aura", "SlotDuration")).ok();
        Ok(Council { members, motions, height: block.block_number(), now, block_time })
    }

    /// The organisations by name and admin.
    pub async fn directory(&self) -> Result<Directory, GovernanceError> {
        let organisations = self.organisations().await?;
        Ok(Directory::of(organisations.into_iter().map(|(id, organisation)| {
            (id, String::from_utf8_lossy(&organisation.name.0).into_owned(), organisation.admin)
        })))
    }

    /// The bytes of a call, and what they mean.
    pub async fn read_call<Arguments: EncodeAsFields>(
        &self,
        call: &StaticPayload<Arguments>,
    ) -> Result<(Vec<u8>, Call), GovernanceError> {
        let block = self.finalised().await?;
        let bytes = block.transactions().call_data(call).map_err(another)?;
        let call = Call::decode(&bytes, block.metadata_ref())?;
        Ok((bytes, call))
    }

    /// What the bytes of a call mean.
    pub async fn decode_call(&self, bytes: &[u8]) -> Result<Call, GovernanceError> {
        Call::decode(bytes, self.finalised().await?.metadata_ref())
    }

    /// The transaction that closes a motion. It reserves as much time as the longest motion may take, and gives back what
    /// is not used.
    pub async fn closing(&self, motion: &Motion) -> Result<EncodedCall, GovernanceError> {
        let block = self.finalised().await?;
        let weight = block.constants().entry_bytes((COUNCIL, "MaxProposalWeight")).map_err(another)?;
        Ok(close(motion, &weight))
    }

    /// What came of a transaction of the council.
    pub async fn ending(&self, done: &Done) -> Result<Ending, GovernanceError> {
        if let Some(executed) = done.events.find_first::<events::Executed>() {
            return Ok(match executed.map_err(another)?.result {
                Ok(()) => Ending::CarriedOut,
                Err(DispatchError::BadOrigin) => Ending::Refused(GovernanceError::TooFewVotes),
                Err(error) => Ending::Refused(self.refusal_behind(error).await?.into()),
            });
        }
        if done.events.has::<events::Disapproved>() {
            return Ok(Ending::Rejected);
        }
        match done.events.find_first::<events::Proposed>() {
            Some(proposed) => {
                let proposed = proposed.map_err(another)?;
                Ok(Ending::Moved {
                    number: proposed.proposal_index,
                    hash: proposed.proposal_hash,
                    threshold: proposed.threshold,
                })
            }
            None => Ok(Ending::Other),
        }
    }
}

/// The motion with this hash; `None` if it was closed meanwhile.
async fn motion_at(block: &OnlineClientAtBlock<PolkadotConfig>, hash: H256) -> Result<Option<Motion>, GovernanceError> {
    let votes = block.storage().entry(runtime::storage().council().voting().unvalidated()).map_err(another)?;
    let Some(votes) = answer(votes.try_fetch((hash,))).await? else { return Ok(None) };
    let votes = votes.decode().map_err(another)?;
    let entry = dynamic::storage::<(H256,), Value>(COUNCIL, "ProposalOf");
    let stored = answer(block.storage().entry(entry).map_err(another)?.try_fetch((hash,))).await?;
    let bytes = stored.map(subxt::storage::StorageValue::into_bytes).unwrap_or_default();
    Ok(Some(Motion {
        number: votes.index,
        hash,
        call: Call::decode(&bytes, block.metadata_ref()).ok(),
        length: bytes.len(),
        threshold: votes.threshold,
        ayes: votes.ayes,
        nays: votes.nays,
        end: votes.end,
    }))
}

/// Moves that `call`, in its bytes, is done, once `threshold` members have said yes.
pub fn propose(call: &[u8], threshold: u32) -> Result<EncodedCall, GovernanceError> {
    let length = u32::try_from(call.len()).map_err(|_| GovernanceError::CallTooLong(call.len()))?;
    let arguments = [Compact(threshold).encode().as_slice(), call, &Compact(length).encode()].concat();
    Ok(raw(COUNCIL, "propose", arguments))
}

/// Says yes or no to a motion.
pub fn vote(motion: &Motion, approve: bool) -> EncodedCall {
    raw(COUNCIL, "vote", (motion.hash.0, Compact(motion.number), approve).encode())
}

/// Closes a motion, whose call may take at most `weight` (encoded).
fn close(motion: &Motion, weight: &[u8]) -> EncodedCall {
    // What is stored of the call is as long as the call; a little more does no harm.
    let length = u32::try_from(motion.length).unwrap_or(u32::MAX).saturating_add(4);
    let head = (motion.hash.0, Compact(motion.number)).encode();
    raw(COUNCIL, "close", [head.as_slice(), weight, &Compact(length).encode()].concat())
}

#[cfg(test)]
mod tests {
    use super::{super::call::tests::metadata, *};
    use subxt::ext::{frame_decode::extrinsics::encode_call_data, scale_value::Composite};

    fn motion() -> Motion {
        Motion {
            number: 5,
            hash: H256([3; 32]),
            call: None,
            length: 40,
            threshold: 3,
            ayes: Vec::new(),
            nays: Vec::new(),
            end: 100,
        }
    }

    fn accounts(count: u8) -> Vec<AccountId32> {
        (0..count).map(|number| AccountId32([number; 32])).collect()
    }

    #[test]
    fn motion_should_stand_as_the_council_would_close_it() {
        let with = |ayes: u8, nays: u8| Motion { ayes: accounts(ayes), nays: accounts(nays), ..motion() };
        for (ayes, nays, height, standing) in [
            (0, 0, 1, Standing::Open),
            (2, 1, 99, Standing::Open),
            (3, 0, 1, Standing::Carried),
            (3, 1, 1_000, Standing::Carried),
            (0, 2, 1, Standing::Rejected),
            (0, 1, 1, Standing::Open),
            (2, 0, 100, Standing::Expired),
        ] {
            assert_eq!(with(ayes, nays).standing(4, height), standing, "{ayes} {nays} {height}");
        }
        // Without a call that can be read, nothing less than two thirds is promised.
        assert_eq!(motion().votes_needed(9), 6);
    }

    #[test]
    fn reference_should_be_a_number_or_a_hash() {
        assert_eq!("17".parse::<Reference>().unwrap(), Reference::Number(17));
        let hash = format!("0x{}", "03".repeat(32));
        assert_eq!(hash.parse::<Reference>().unwrap(), Reference::Hash(H256([3; 32])));
        assert_eq!(hash.parse::<Reference>().unwrap().to_string(), hash);
        for text in ["", "-1", "0x12", "4294967296", "first"] {
            assert!(matches!(text.parse::<Reference>(), Err(GovernanceError::NotAMotion)), "{text}");
        }
    }

    #[test]
    fn end_should_be_told_in_time_when_the_length_of_a_block_is_known() {
        let council = Council {
            members: accounts(4),
            motions: vec![motion()],
            height: 40,
            now: 1_000_000,
            block_time: Some(1000),
        };
        assert_eq!(council.moment_of(100), Some(1_060_000));
        assert_eq!(council.moment_of(39), None);
        assert_eq!(council.motion(Reference::Number(5)).unwrap(), &motion());
        assert!(matches!(council.motion(Reference::Number(6)), Err(GovernanceError::UnknownMotion(_))));
    }

    #[test]
    fn transactions_of_the_council_should_be_what_the_chain_reads() {
        let metadata = metadata();
        let bytes_of = |call: &EncodedCall| {
            encode_call_data(call.pallet_name(), call.call_name(), call.call_data(), &metadata, metadata.types())
                .unwrap()
        };
        let remark =
            StaticPayload::new("System", "remark", Composite::named([("remark", Value::from_bytes([1u8, 2]))]));
        let inner = encode_call_data("System", "remark", remark.call_data(), &metadata, metadata.types()).unwrap();
        let read = Call::decode(&bytes_of(&propose(&inner, 7).unwrap()), &metadata).unwrap();
        assert_eq!((read.number("threshold"), read.number("length_bound")), (Some(7), Some(inner.len() as u128)));
        assert_eq!(read.inner()[0].bytes("remark"), Some([1u8, 2].as_slice()));
        let read = Call::decode(&bytes_of(&vote(&motion(), true)), &metadata).unwrap();
        assert_eq!((read.bytes("proposal"), read.number("index")), (Some([3u8; 32].as_slice()), Some(5)));
        let weight = (Compact(1_000u64), Compact(2_000u64)).encode();
        let read = Call::decode(&bytes_of(&close(&motion(), &weight)), &metadata).unwrap();
        assert_eq!((read.number("index"), read.number("length_bound")), (Some(5), Some(44)));
        assert!(matches!(read.argument("proposal_weight_bound"), Some(super::super::call::Argument::Record(_))));
    }
}
