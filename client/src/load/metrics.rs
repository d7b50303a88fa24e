//! What nodes say of themselves to Prometheus: why their block authors ended a block, and how full their pools were.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};
use url::Url;

/// How long a node may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most bytes of an answer that are read: many times what a node has.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Counts by which reason a proposer stopped adding transactions: all were in, the block was full, time was over ...
const BLOCK_ENDS: &str = "substrate_proposer_end_proposal_reason";

/// The names that gauges of a pool's size have begun with.
const POOL: [&str; 2] = ["substrate_sub_txpool_", "substrate_ready_transactions_number"];

/// The most gauges of a pool that are kept.
const MOST_GAUGES: usize = 64;

/// A node's figures at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many blocks have ended for which reason.
    pub block_ends: BTreeMap<String, f64>,
    /// The sizes of its pool, by name.
    pub pool: BTreeMap<String, f64>,
}

impl Figures {
    /// From the text that a node serves.
    pub fn read(text: &str) -> Self {
        let mut figures = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, value)) = line.trim().rsplit_once(' ') else { continue };
            let Ok(value) = value.parse::<f64>() else { continue };
            let (bare, labels) = name.split_once('{').unwrap_or((name, ""));
            if bare == BLOCK_ENDS {
                if let Some(reason) = label(labels, "reason") {
                    *figures.block_ends.entry(reason.to_owned()).or_default() += value;
                }
            } else if POOL.iter().any(|start| bare.starts_with(start))
                && !bare.contains("_timing_")
                && !bare.ends_with("_bucket")
                && figures.pool.len() < MOST_GAUGES
            {
                *figures.pool.entry(bare.to_owned()).or_default() += value;
            }
        }
        figures
    }

    /// What ended blocks between then and now.
    pub fn ends_since(&self, before: &Self) -> BTreeMap<String, f64> {
        let of = |(reason, count): (&String, &f64)| {
            let then = before.block_ends.get(reason).copied().unwrap_or_default();
            (reason.clone(), (count - then).max(0.0))
        };
        self.block_ends.iter().map(of).collect()
    }
}

/// The value of a label in what stands between the braces.
fn label<'a>(labels: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = labels.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// What the node serves at `url`, such as `http://127.0.0.1:9615/metrics`; or why there is nothing.
pub async fn fetch(url: Url) -> Result<Figures, String> {
    let asking = tokio::task::spawn_blocking(move || ask(&url));
    let text = asking.await.map_err(|error| error.to_string())??;
    Ok(Figures::read(&text))
}

fn ask(url: &Url) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    if url.scheme() != "http" {
        return Err("metrics are served over http".into());
    }
    let (host, port) = (url.host_str().ok_or("no host")?, url.port_or_known_default().unwrap_or(80));
    let path = if url.path() == "/" { "/metrics" } else { url.path() };
    let address = (host, port).to_socket_addrs().map_err(failed)?.next().ok_or("no such host")?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(failed)?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
    // HTTP/1.0: the answer ends with the connection and is not cut into chunks.
    stream.write_all(format!("GET {path} HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n").as_bytes()).map_err(failed)?;
    let mut answer = Vec::new();
    stream.take(LARGEST).read_to_end(&mut answer).map_err(failed)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("this is no HTTP")?;
    match head.split(' ').nth(1) {
        Some("200") => Ok(body.to_owned()),
        _ => Err(head.lines().next().unwrap_or_default().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{net::TcpListener, thread};

    const TEXT: &str = "# HELP substrate_proposer_end_proposal_reason\n\
        substrate_proposer_end_proposal_reason{chain=\"local\",reason=\"no_more_transactions\"} 7\n\
        substrate_proposer_end_proposal_reason{reason=\"hit_block_weight_limit\",chain=\"local\"} 2\n\
        substrate_ready_transactions_number{chain=\"local\"} 12\n\
        substrate_sub_txpool_watched_txs 30\n\
        substrate_sub_txpool_timing_event_ready_bucket{le=\"1\"} 9\n\
        substrate_sub_txpool_maintain_duration_seconds_bucket{le=\"1\"} 9\n\
        substrate_block_height{status=\"best\"} 100\n\
        nonsense\n";

    #[test]
    fn figures_should_be_read_by_name_and_reason() {
        let figures = Figures::read(TEXT);
        let ends = [("hit_block_weight_limit".to_owned(), 2.0), ("no_more_transactions".to_owned(), 7.0)];
        assert_eq!(figures.block_ends, BTreeMap::from(ends));
        let pool = [
            ("substrate_ready_transactions_number".to_owned(), 12.0),
            ("substrate_sub_txpool_watched_txs".to_owned(), 30.0),
        ];
        assert_eq!(figures.pool, BTreeMap::from(pool));
    }

    #[test]
    fn ends_should_be_those_between_two_moments() {
        let (before, mut after) = (Figures::read(TEXT), Figures::read(TEXT));
        after.block_ends.insert("hit_deadline".into(), 3.0);
        after.block_ends.insert("no_more_transactions".into(), 9.0);
        let ends = after.ends_since(&before);
        assert_eq!(ends.get("hit_deadline"), Some(&3.0));
        assert_eq!(ends.get("no_more_transactions"), Some(&2.0));
        assert_eq!(ends.get("hit_block_weight_limit"), Some(&0.0));
    }

    #[test]
    fn metrics_should_be_fetched_from_a_node_and_refusals_told() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = thread::spawn(move || {
            for status in ["200 OK", "404 Not Found"] {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 256];
                let length = stream.read(&mut request).unwrap();
                assert!(request[..length].starts_with(b"GET /metrics HTTP/1.0"));
                stream.write_all(format!("HTTP/1.0 {status}\r\n\r\n{TEXT}").as_bytes()).unwrap();
            }
        });
        let url: Url = format!("http://127.0.0.1:{port}/metrics").parse().unwrap();
        assert_eq!(Figures::read(&ask(&url).unwrap()), Figures::read(TEXT));
        assert_eq!(ask(&url).unwrap_err(), "HTTP/1.0 404 Not Found");
        serving.join().unwrap();
        assert!(ask(&"https://127.0.0.1/".parse().unwrap()).is_err());
    }
}
