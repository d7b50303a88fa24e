//! Requests for blocks that are repeated.

use crate::service::Block;
use async_trait::async_trait;
use futures::channel::oneshot;
use sc_network::{PeerId, ProtocolName, RequestFailure};
use sc_network_common::sync::message::{BlockData, BlockRequest};
use sc_network_sync::block_relay_protocol::{BlockDownloader, BlockResponseError};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How long after a failure the peer is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// For how long it is asked again.
const PATIENCE: Duration = Duration::from_secs(300);

/// Asks a peer for blocks until it answers, or patience has an end. When the peer is known to have gone, the engine lets go of the
/// request, and with it of this.
#[derive(Debug)]
pub struct Insistent {
    downloader: Arc<dyn BlockDownloader<Block>>,
    pause: Duration,
    patience: Duration,
}

impl Insistent {
    /// Downloads with `downloader`.
    pub fn new(downloader: Arc<dyn BlockDownloader<Block>>) -> Self {
        Self { downloader, pause: PAUSE, patience: PATIENCE }
    }
}

#[async_trait]
impl BlockDownloader<Block> for Insistent {
    fn protocol_name(&self) -> &ProtocolName {
        self.downloader.protocol_name()
    }

    async fn download_blocks(
        &self,
        who: PeerId,
        request: BlockRequest<Block>,
    ) -> Result<Result<(Vec<u8>, ProtocolName), RequestFailure>, oneshot::Canceled> {
        let began = Instant::now();
        loop {
            match self.downloader.download_blocks(who, request.clone()).await {
                Ok(Err(failure)) if began.elapsed() < self.patience => {
                    log::debug!(target: "sync", "{who} is asked again for blocks: {failure:?}");
                    tokio::time::sleep(self.pause).await;
                }
                answer => return answer,
            }
        }
    }

    fn block_response_into_blocks(
        &self,
        request: &BlockRequest<Block>,
        response: Vec<u8>,
    ) -> Result<Vec<BlockData<Block>>, BlockResponseError> {
        self.downloader.block_response_into_blocks(request, response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::robust::tests::remote;
    use sc_network_common::sync::message::{BlockAttributes, Direction, FromBlock};
    use std::sync::atomic::Ordering;

    fn asked(refusals: u32, patience: Duration) -> (Result<Vec<u8>, RequestFailure>, u32) {
        let peer = remote(refusals);
        let insistent = Insistent { downloader: peer.clone(), pause: Duration::from_millis(1), patience };
        let request = BlockRequest::<Block> {
            id: 0,
            fields: BlockAttributes::HEADER,
            from: FromBlock::Number(1),
            direction: Direction::Ascending,
            max: None,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let answer = runtime.block_on(insistent.download_blocks(PeerId::random(), request)).unwrap();
        (answer.map(|(blocks, _)| blocks), peer.refusals.load(Ordering::SeqCst))
    }

    #[test]
    fn blocks_should_be_asked_for_again_until_the_peer_answers() {
        let (answer, left) = asked(3, Duration::from_secs(60));
        assert_eq!((answer.unwrap(), left), (vec![7], 0));
    }

    #[test]
    fn blocks_should_be_given_up_when_patience_ends() {
        let (answer, left) = asked(3, Duration::ZERO);
        assert!(matches!(answer, Err(RequestFailure::Refused)));
        assert_eq!(left, 2);
    }
}
