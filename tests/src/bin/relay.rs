//! Latency for the test that takes a network apart: a TCP relay, run in the network namespace of a validator.

use bogam_tests::relay::serve;
use clap::Parser;
use std::{
    net::{SocketAddr, TcpListener},
    time::Duration,
};

/// Carries TCP connections on, and each byte later.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddr,
    /// Whom to carry everything to.
    #[arg(long)]
    to: SocketAddr,
    /// How much later, in milliseconds.
    #[arg(long)]
    delay: u64,
}

fn main() -> std::io::Result<()> {
    let Arguments { listen, to, delay } = Arguments::parse();
    serve(&TcpListener::bind(listen)?, to, Duration::from_millis(delay));
    Ok(())
}
