//! What a client that means no good writes on the wire: bodies of any size and shape, and WebSockets that are opened and held.

use crate::{Failure, Outcome, ensure};
use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// How long a node may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most of an answer that is read.
const MOST: u64 = 32 * 1024 * 1024;

/// The longest head of an answer, and the longest message on a WebSocket.
const LONGEST: usize = 1024 * 1024;

fn connect(port: u16) -> Outcome<TcpStream> {
    let stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// The status in the first line of an answer.
fn status_of(answer: &str) -> Outcome<u16> {
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.ok_or_else(|| Failure(format!("this is no HTTP: {}", answer.lines().next().unwrap_or_default())))
}

/// Sends a body to the JSON-RPC at `port`: the status and the body of the answer. A node that hangs up before it has read
/// everything may have answered already.
pub fn post(port: u16, body: &[u8]) -> Outcome<(u16, String)> {
    let mut stream = connect(port)?;
    let head = format!("POST / HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {}\r\n", body.len());
    let mut sent = stream.write_all(format!("{head}Content-Type: application/json\r\n\r\n").as_bytes());
    for part in body.chunks(64 * 1024) {
        if sent.is_err() {
            break;
        }
        sent = stream.write_all(part);
    }
    let mut answer = Vec::new();
    let read = stream.take(MOST).read_to_end(&mut answer);
    ensure(!answer.is_empty(), || format!("the node hangs up: sending {sent:?}, reading {read:?}"))?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| Failure(format!("this is no HTTP: {answer}")))?;
    Ok((status_of(head)?, body.to_owned()))
}

/// A WebSocket to a node's JSON-RPC.
#[derive(Debug)]
pub struct Socket(TcpStream);

impl Socket {
    /// Opens one, as a page of `origin` would; or else yields the status with which the node refuses.
    pub fn open(port: u16, origin: &str) -> Outcome<Result<Self, u16>> {
        let mut stream = connect(port)?;
        let head = format!(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: {origin}\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        // Byte by byte, so that nothing of the first message is taken.
        let mut answer = Vec::new();
        let mut byte = [0];
        while !answer.ends_with(b"\r\n\r\n") && answer.len() < LONGEST {
            stream.read_exact(&mut byte)?;
            answer.push(byte[0]);
        }
        Ok(match status_of(&String::from_utf8_lossy(&answer))? {
            101 => Ok(Self(stream)),
            status => Err(status),
        })
    }

    /// Sends a text.
    pub fn send(&mut self, text: &str) -> Outcome<()> {
        let mut frame = vec![0x81];
        match (u8::try_from(text.len()), u16::try_from(text.len())) {
            (Ok(length), _) if length < 126 => frame.push(0x80 | length),
            (_, Ok(length)) => {
                frame.push(0x80 | 126);
                frame.extend(length.to_be_bytes());
            }
            _ => return Err("the message is too long for this socket".into()),
        }
        // What a client sends is masked: with nothing.
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        Ok(self.0.write_all(&frame)?)
    }

    /// The next text that the node sends.
    pub fn receive(&mut self) -> Outcome<String> {
        loop {
            let mut head = [0; 2];
            self.0.read_exact(&mut head)?;
            let length = match head[1] & 0x7f {
                126 => {
                    let mut length = [0; 2];
                    self.0.read_exact(&mut length)?;
                    u64::from(u16::from_be_bytes(length))
                }
                127 => {
                    let mut length = [0; 8];
                    self.0.read_exact(&mut length)?;
                    u64::from_be_bytes(length)
                }
                length => u64::from(length),
            };
            ensure(length <= LONGEST as u64, || format!("a message of {length} bytes"))?;
            let mut payload = vec![0; usize::try_from(length)?];
            self.0.read_exact(&mut payload)?;
            match head[0] & 0x0f {
                1 => return String::from_utf8(payload).map_err(|_| "the node sends no text".into()),
                8 => return Err("the node closes the socket".into()),
                // Pings and the like: whoever holds a socket for a few seconds need not answer them.
                _ => (),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::TcpListener, thread};

    /// Answers one connection with `answer`, after it has read up to the end of a head.
    fn server(answer: &'static [u8]) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut read = Vec::new();
            let mut byte = [0];
            while !read.ends_with(b"\r\n\r\n") {
                stream.read_exact(&mut byte).unwrap();
                read.push(byte[0]);
            }
            stream.write_all(answer).unwrap();
        });
        port
    }

    #[test]
    fn answer_should_be_read_with_its_status() {
        let port = server(b"HTTP/1.0 413 Payload Too Large\r\n\r\ntoo large");
        assert_eq!(post(port, b"").unwrap(), (413, "too large".to_owned()));
    }

    #[test]
    fn socket_should_open_and_receive_or_tell_why_not() {
        let port = server(b"HTTP/1.1 101 Switching Protocols\r\n\r\n\x89\x00\x81\x02hi");
        let mut socket = Socket::open(port, "http://localhost").unwrap().unwrap();
        assert_eq!(socket.receive().unwrap(), "hi");
        let port = server(b"HTTP/1.1 429 Too Many Requests\r\n\r\n");
        assert_eq!(Socket::open(port, "http://localhost").unwrap().unwrap_err(), 429);
    }
}
