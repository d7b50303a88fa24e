//! Whether claims of peers to be far ahead are believed.

use super::{IDLE, RECENT};
use crate::service::{Block, FullClient};
use bogam_runtime::BlockNumber;
use sc_consensus_aura::{find_pre_digest, standalone::slot_duration_at};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthoritySignature;
use sp_timestamp::Timestamp;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Whether claims of peers to be far ahead are believed: while this node's newest block is old and becomes younger, by [`IDLE`] in as
/// long a time. So even where blocks come that lead nowhere, nobody is believed for much longer than the newest block is old.
pub(super) struct Claims {
    height: Box<dyn Fn() -> BlockNumber + Send>,
    age: Box<dyn Fn() -> Option<Duration> + Send>,
    /// How high the newest block was at the last look.
    seen: Option<BlockNumber>,
    /// How old the newest block was when it had become younger last. `None`: it was recent since.
    least: Option<Duration>,
    /// When that was, or when the node began to wait for it.
    pub(super) moved: Instant,
}

impl Claims {
    /// Of a node whose newest block is so high, and so old; one of which that is not known counts as old.
    pub(super) fn with(
        height: impl Fn() -> BlockNumber + Send + 'static,
        age: impl Fn() -> Option<Duration> + Send + 'static,
    ) -> Self {
        Self { height: Box::new(height), age: Box::new(age), seen: None, least: None, moved: Instant::now() }
    }

    /// For the chain of `client`.
    pub(super) fn new(client: Arc<FullClient>) -> Self {
        let other = client.clone();
        Self::with(move || client.info().best_number, move || age(&other))
    }

    /// How high the newest block is.
    pub(super) fn height(&self) -> BlockNumber {
        (self.height)()
    }

    /// Looks whether the newest block is another one, and a younger one.
    pub(super) fn look(&mut self) {
        let height = self.height();
        if self.seen.replace(height) == Some(height) {
            return;
        }
        match (self.age)() {
            None => {}
            Some(age) if age < RECENT => self.least = None,
            Some(age) if self.least.is_none_or(|least| age.saturating_add(IDLE) <= least) => {
                self.least = Some(age);
                self.moved = Instant::now();
            }
            Some(_) => {}
        }
    }

    pub(super) fn are_believed(&self) -> bool {
        self.moved.elapsed() < IDLE && (self.age)().is_none_or(|age| age >= RECENT)
    }
}

/// How long ago the slot of the newest block began, by the clock of this machine; `None` if that is not known.
fn age(client: &FullClient) -> Option<Duration> {
    let newest = client.info().best_hash;
    let header = client.header(newest).ok().flatten()?;
    let slot = find_pre_digest::<Block, AuthoritySignature>(&header).ok()?;
    let began = slot.timestamp(slot_duration_at(client, newest).ok()?)?;
    Some(Duration::from_millis(Timestamp::current().as_millis().saturating_sub(began.as_millis())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

    #[test]
    fn claims_should_be_believed_only_as_long_as_the_newest_block_becomes_younger() {
        let (height, age) = (Arc::new(AtomicU32::new(1)), Arc::new(AtomicU64::new(3_600)));
        let (seen, old) = (height.clone(), age.clone());
        let mut claims = Claims::with(
            move || seen.load(Ordering::SeqCst),
            move || Some(Duration::from_secs(old.load(Ordering::SeqCst))),
        );
        let long_ago = Instant::now().checked_sub(IDLE).expect("this machine runs for longer");
        let comes = |claims: &mut Claims, seconds| {
            height.fetch_add(1, Ordering::SeqCst);
            age.store(seconds, Ordering::SeqCst);
            claims.look();
            claims.are_believed()
        };
        claims.look();
        assert!(claims.are_believed());
        claims.moved = long_ago;
        assert!(!claims.are_believed());
        assert!(!comes(&mut claims, 3_590), "blocks that lead nowhere show nothing");
        assert!(!comes(&mut claims, 3_640));
        assert!(comes(&mut claims, 3_570));
        claims.moved = long_ago;
        age.store(600, Ordering::SeqCst);
        claims.look();
        assert!(!claims.are_believed(), "there is no other block");
        assert!(!comes(&mut claims, 2), "it is recent");
        assert!(comes(&mut claims, 600), "it has fallen behind anew");
    }
}
