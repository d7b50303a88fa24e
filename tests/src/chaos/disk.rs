//! A node whose disk is small and can be filled: a file system of its own, in a mount namespace that nobody else sees.

use super::daemon::{Plan, tool};
use crate::{Failure, Outcome, await_until, ensure};
use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::Duration,
};

/// How much room there is beside what the node has brought, in kilobytes.
const ROOM: u64 = 24 * 1024;

/// What runs in the namespace: it mounts the disk, copies the node's folder there, and does what it is told, line by line. When
/// nobody tells it anything any more, it ends the node and itself, and with it the disk is gone.
const SCRIPT: &str = r#"
set -u
disk=$1 from=$2 size=$3 log=$4
shift 4
mount -t tmpfs -o "size=${size}k" bogam "$disk" || exit 77
cp -a "$from/." "$disk/" || exit 78
node=
echo ready
while read -r order; do
    case $order in
        start) "$@" >>"$log" 2>&1 </dev/null & node=$!; echo started ;;
        fill) cat /dev/zero >"$disk/filler" 2>/dev/null; echo filled ;;
        free) rm -f "$disk/filler"; echo freed ;;
        renew) rm -rf "$disk"/chains/*/paritydb; echo renewed ;;
        kill) kill -9 "$node" 2>/dev/null; wait "$node" 2>/dev/null; echo killed ;;
        alive) if kill -0 "$node" 2>/dev/null; then echo yes; else wait "$node"; echo "no $?"; fi ;;
    esac
done
[ -z "$node" ] || { kill -9 "$node"; wait "$node"; } 2>/dev/null
"#;

/// How something is run in a mount namespace of its own: as root, or as root of a user namespace.
fn namespace() -> Command {
    let is_root = tool(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    let mut command = Command::new("unshare");
    if !is_root {
        command.args(["--user", "--map-root-user"]);
    }
    command.arg("--mount");
    command
}

/// Whether this machine permits a disk of one's own, or why not.
pub fn permitted() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let probe = "mount -t tmpfs -o size=64k bogam \"$1\"";
    tool(namespace().args(["bash", "-c", probe, "probe"]).arg(folder.path())).map(drop)
}

/// A node on a small disk. Both end with this value.
#[derive(Debug)]
pub struct SmallDisk {
    process: Child,
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    log: PathBuf,
}

impl SmallDisk {
    /// Makes a disk at `disk`, an empty folder, for the node of `plan`, whose base path has to be `disk`, with what is in `from`.
    /// The node does not run yet.
    pub fn make(plan: &Plan, disk: &Path, from: &Path, log: &Path) -> Outcome<Self> {
        ensure(plan.base == disk, || "the node would write to another disk".into())?;
        let used = tool(Command::new("du").arg("-sk").arg(from))?;
        let used: u64 = used
            .split_whitespace()
            .next()
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| Failure(format!("du says {used}")))?;
        let size = (used + ROOM).to_string();
        let arguments: [OsString; 4] = [disk.into(), from.into(), size.into(), log.into()];
        let mut process = namespace()
            .args(["bash", "-c", SCRIPT, "disk"])
            .args(arguments)
            .args(plan.arguments()?)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let orders = process.stdin.take();
        let answers = process.stdout.take().ok_or("the namespace has no output")?;
        let mut disk = Self { process, orders, answers: BufReader::new(answers), log: log.to_owned() };
        let ready = disk.answer()?;
        ensure(ready == "ready", || format!("the disk is not ready: {ready}"))?;
        Ok(disk)
    }

    fn answer(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        ensure(!line.is_empty(), || "the namespace has ended".into())?;
        Ok(line.trim().to_owned())
    }

    fn order(&mut self, order: &str) -> Outcome<String> {
        let orders = self.orders.as_mut().ok_or("the namespace takes no orders")?;
        writeln!(orders, "{order}")?;
        orders.flush()?;
        self.answer()
    }

    /// Starts the node.
    pub fn start(&mut self) -> Outcome<()> {
        self.order("start").map(drop)
    }

    /// Fills the disk to the last byte.
    pub fn fill(&mut self) -> Outcome<()> {
        self.order("fill").map(drop)
    }

    /// Makes room again.
    pub fn free(&mut self) -> Outcome<()> {
        self.order("free").map(drop)
    }

    /// Removes the node's database, and nothing else.
    pub fn remove_database(&mut self) -> Outcome<()> {
        self.order("renew").map(drop)
    }

    /// Ends the node, whether it runs or not.
    pub fn kill(&mut self) -> Outcome<()> {
        self.order("kill").map(drop)
    }

    /// How the node has ended, as a shell tells it; `None` while it runs.
    pub fn ended(&mut self) -> Outcome<Option<String>> {
        let told = self.order("alive")?;
        Ok(told.strip_prefix("no ").map(str::to_owned))
    }

    /// Waits until the node has ended; `None` if it has not within `limit`.
    pub fn await_end(&mut self, limit: Duration) -> Option<String> {
        await_until("the node to end", limit, || self.ended()).ok()
    }

    /// The lines of the node's log that contain one of `words`.
    pub fn said(&self, words: &[&str]) -> String {
        super::daemon::said(&self.log, words)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Who gets no orders any more ends the node and itself.
        self.orders = None;
        let _ = self.process.wait();
    }
}
