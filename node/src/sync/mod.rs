//! Fetching blocks from peers that fail to answer, or that claim to have what they have not.
//!
//! All peers of a permissioned node are reserved. When a request to a peer fails, or its answer makes no sense, the SDK's syncing
//! engine asks the network to hang up, so that the syncing strategy forgets the request together with the peer. But the network does
//! not hang up on reserved peers: the strategy waits for an answer that never comes, and asks that peer for nothing any more.
//! Validators that had been cut off from each other stayed on forks of their own for ever, each connected to all others.
//!
//! So a request for blocks that failed is repeated ([`Insistent`]), which lets a network go on within seconds after a cut. What fails
//! for longer, requests for other things, and peers that the strategy has had enough of are forgotten: to the strategy it looks as if
//! the peer had gone and come back. The one block whose state a new node fetches is asked of another peer after half a minute.
//!
//! And while a node believes that it is far behind, it makes no blocks and takes no transactions from its peers. The SDK believes it
//! when half of the peers claim to have more blocks: nothing has to be shown. A few listed nodes of one member could stop the chain with
//! that: the node also waits for the blocks that they have not, and takes none from others meanwhile. So claims count only where a
//! node's own newest block is old, and only as long as blocks come ([`Claims`]); else the strategy is told of a block of that peer which is
//! not far ahead, once the peer has shown its header, and of the next such block when the node has got that far.
//!
//! A peer that goes while it is asked for something is asked for no blocks for a minute and longer, which is the SDK's way of sparing
//! peers that are overworked. So a peer is made to go and come back only while it is not asked for anything; a validator that had
//! just been started would otherwise listen to none of the others.
//!
//! [`Robust`] does all this. What peers send to be imported is a question of its own: whose blocks cannot be imported, or whose answers
//! make no sense, waits a little before it is asked again, so that nobody is kept busy with nonsense.

mod claims;
mod insistent;
mod robust;

pub use insistent::Insistent;
pub use robust::Robust;

use std::time::Duration;

/// How old the newest block may be of a node that misses none. Blocks come each second, and less often while finality lags.
const RECENT: Duration = Duration::from_secs(15);

/// How long no block may come before a node does not believe any more that others have some.
const IDLE: Duration = Duration::from_secs(30);

/// How long a peer may take to answer that claims more than is believed, and after how long it is asked for the same header again.
const ANSWER: Duration = Duration::from_secs(10);
