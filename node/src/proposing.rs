//! How long an author fills its block.
//!
//! A block that is not there when its author's time is over is thrown away, with the slot. The SDK's proposer fills a block until a tenth of that
//! time is left, in which the root of the state has to be computed, and everything else that the processors are wanted for goes on meanwhile.
//! Besides, others have to get and to execute the block before the next slot, which takes each of them about as long as it took to fill it. So
//! an author fills a block for less than it may take, and on a busy machine a block has fewer transactions instead of none.

use futures::{FutureExt as _, TryFutureExt as _, future::BoxFuture};
use sp_consensus::{Environment, ProposeArgs, Proposer};
use sp_runtime::traits::Block;
use std::time::Duration;

/// Proposers that fill a block for a limited time.
pub struct Limited<Inner> {
    inner: Inner,
    most: Duration,
}

impl<Inner> Limited<Inner> {
    /// Those of `inner`, which fill a block for `most` at the longest.
    pub const fn new(inner: Inner, most: Duration) -> Self {
        Self { inner, most }
    }
}

impl<B: Block, Inner: Environment<B>> Environment<B> for Limited<Inner>
where
    Inner::Error: 'static,
{
    type Proposer = Limited<Inner::Proposer>;
    type CreateProposer = BoxFuture<'static, Result<Self::Proposer, Self::Error>>;
    type Error = Inner::Error;

    fn init(&mut self, parent: &B::Header) -> Self::CreateProposer {
        let most = self.most;
        self.inner.init(parent).map_ok(move |inner| Limited { inner, most }).boxed()
    }
}

impl<B: Block, Inner: Proposer<B>> Proposer<B> for Limited<Inner> {
    type Error = Inner::Error;
    type Proposal = Inner::Proposal;

    fn propose(self, args: ProposeArgs<B>) -> Self::Proposal {
        let max_duration = args.max_duration.min(self.most);
        self.inner.propose(ProposeArgs { max_duration, ..args })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Block;
    use bogam_runtime::{Hash, Header};
    use sp_consensus::{Error, Proposal};
    use sp_runtime::traits::Header as _;
    use std::{
        future::{Ready, ready},
        sync::{Arc, Mutex},
    };

    /// Notes for how long it was to fill a block, and makes none.
    #[derive(Clone, Default)]
    struct Noting(Arc<Mutex<Option<Duration>>>);

    impl Environment<Block> for Noting {
        type Proposer = Self;
        type CreateProposer = Ready<Result<Self, Error>>;
        type Error = Error;

        fn init(&mut self, _: &Header) -> Self::CreateProposer {
            ready(Ok(self.clone()))
        }
    }

    impl Proposer<Block> for Noting {
        type Error = Error;
        type Proposal = Ready<Result<Proposal<Block>, Error>>;

        fn propose(self, args: ProposeArgs<Block>) -> Self::Proposal {
            *self.0.lock().unwrap() = Some(args.max_duration);
            ready(Err(Error::InvalidAuthoritiesSet))
        }
    }

    fn filled_for(permitted: Duration) -> Option<Duration> {
        let noting = Noting::default();
        let mut limited = Limited::new(noting.clone(), Duration::from_millis(300));
        let parent = Header::new(1, Hash::zero(), Hash::zero(), Hash::zero(), Default::default());
        let args = ProposeArgs { max_duration: permitted, ..Default::default() };
        let proposal = futures::executor::block_on(async { limited.init(&parent).await.unwrap().propose(args).await });
        assert!(proposal.is_err());
        *noting.0.lock().unwrap()
    }

    #[test]
    fn block_should_be_filled_for_what_is_permitted_and_no_longer_than_the_limit() {
        for (permitted, expected) in [(660, 300), (300, 300), (40, 40), (0, 0)] {
            assert_eq!(filled_for(Duration::from_millis(permitted)), Some(Duration::from_millis(expected)));
        }
    }
}
