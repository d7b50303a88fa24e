//! The little HTTP that a node's JSON-RPC and metrics need: one request per connection, so that a node which stops and
//! starts again is simply asked again.

use crate::{Failure, Outcome};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// How long a node may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends one request to `port` of this machine and returns the body of the answer.
fn request(port: u16, head: &str, body: &str) -> Outcome<String> {
    let failed = |error: std::io::Error| Failure(format!("127.0.0.1:{port} does not answer: {error}"));
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(failed)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
    // HTTP/1.0: the answer ends with the connection and is not cut into chunks.
    let text = format!("{head} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {}\r\n", body.len());
    stream.write_all(format!("{text}Content-Type: application/json\r\n\r\n{body}").as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).map_err(failed)?;
    let answer = String::from_utf8(answer).map_err(|_| Failure(format!("127.0.0.1:{port} answers no text")))?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| Failure(format!("no HTTP: {answer}")))?;
    match head.split(' ').nth(1) {
        Some("200") => Ok(body.to_owned()),
        _ => Err(Failure(format!("127.0.0.1:{port} answers {}", head.lines().next().unwrap_or_default()))),
    }
}

/// What `http://127.0.0.1:{port}{path}` serves.
pub fn get(port: u16, path: &str) -> Outcome<String> {
    request(port, &format!("GET {path}"), "")
}

/// Calls a JSON-RPC method of the node at `port`.
pub fn call(port: u16, method: &str, parameters: Value) -> Outcome<Value> {
    let question = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
    let mut answer: Value = serde_json::from_str(&request(port, "POST /", &question.to_string())?)?;
    match answer.get_mut("result") {
        Some(result) => Ok(result.take()),
        None => Err(Failure(format!("{method} is refused: {}", answer["error"]))),
    }
}
