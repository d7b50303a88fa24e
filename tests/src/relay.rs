//! A TCP relay that keeps back for a while what it carries: latency, where the kernel has none to offer.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::mpsc::sync_channel,
    thread,
    time::{Duration, Instant},
};

/// The most bytes that are carried at once.
const PIECE: usize = 16 * 1024;

/// How many pieces are kept back in each direction of a connection. Whoever sends more than that has to wait.
const PIECES: usize = 1024;

/// Carries every connection to `listener` on to `to`, and each byte `delay` later. Does not end.
pub fn serve(listener: &TcpListener, to: SocketAddr, delay: Duration) {
    for near in listener.incoming().flatten() {
        thread::spawn(move || connect(near, to, delay));
    }
}

fn connect(near: TcpStream, to: SocketAddr, delay: Duration) {
    // Whoever called finds the connection closed if there is nobody behind it.
    let Ok(far) = TcpStream::connect(to) else { return };
    let _ = (near.set_nodelay(true), far.set_nodelay(true));
    let (Ok(near_again), Ok(far_again)) = (near.try_clone(), far.try_clone()) else { return };
    thread::spawn(move || carry(near, far, delay));
    carry(far_again, near_again, delay);
}

fn carry(mut from: TcpStream, mut to: TcpStream, delay: Duration) {
    let (send, receive) = sync_channel::<(Instant, Vec<u8>)>(PIECES);
    let writer = thread::spawn(move || {
        for (arrived, bytes) in receive {
            thread::sleep((arrived + delay).saturating_duration_since(Instant::now()));
            if to.write_all(&bytes).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => {
                if send.send((Instant::now(), piece[..length].to_vec())).is_err() {
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => (),
            Err(_) => break,
        }
    }
    let _ = from.shutdown(Shutdown::Read);
    drop(send);
    let _ = writer.join();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn relay_should_carry_everything_later_in_both_directions() {
        const DELAY: Duration = Duration::from_millis(60);
        let bind = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let (echo, relay) = (bind(), bind());
        let (echo_address, relay_address) = (echo.local_addr().unwrap(), relay.local_addr().unwrap());
        thread::spawn(move || {
            let (mut stream, _) = echo.accept().unwrap();
            let mut all = Vec::new();
            stream.read_to_end(&mut all).unwrap();
            stream.write_all(&all).unwrap();
        });
        thread::spawn(move || serve(&relay, echo_address, DELAY));

        let sent: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
        let began = Instant::now();
        let mut stream = TcpStream::connect(relay_address).unwrap();
        stream.write_all(&sent).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        let mut received = Vec::new();
        stream.read_to_end(&mut received).unwrap();
        assert!(received == sent, "{} of {} bytes came back", received.len(), sent.len());
        assert!(began.elapsed() >= 2 * DELAY, "{:?}", began.elapsed());
    }

    #[test]
    fn relay_should_close_the_connection_when_nobody_is_behind_it() {
        let nobody = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let relay = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = relay.local_addr().unwrap();
        thread::spawn(move || serve(&relay, nobody, Duration::ZERO));
        let mut stream = TcpStream::connect(address).unwrap();
        let mut received = Vec::new();
        // Closed in either way.
        let _ = stream.read_to_end(&mut received);
        assert!(received.is_empty());
    }
}
