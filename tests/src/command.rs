//! Runs the real `bogam` command and reads what it answers.

use crate::{Failure, Outcome, people::Person};
use serde_json::Value;
use std::{
    env,
    ffi::OsStr,
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How long one command may take: several blocks until finality, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often it is looked at whether a process has ended.
const GLANCE: Duration = Duration::from_millis(20);

/// The exit codes of the command.
pub mod exit {
    /// Done.
    pub const DONE: i32 = 0;
    /// Refused by the chain.
    pub const REFUSED: i32 = 1;
    /// Wrong usage.
    pub const USAGE: i32 = 2;
    /// Input that cannot be used: FHIR, QR, document or key file.
    pub const INPUT: i32 = 3;
    /// The node cannot be reached.
    pub const CONNECTION: i32 = 4;
    /// A document is missing or not authentic.
    pub const DOCUMENT: i32 = 5;
}

/// A path as the command takes it.
pub fn text(path: &Path) -> Outcome<&str> {
    path.to_str().ok_or_else(|| Failure(format!("{} is no text", path.display())))
}

/// A text in what the command answered.
pub fn string(value: &Value) -> Outcome<String> {
    value.as_str().map(str::to_owned).ok_or_else(|| Failure(format!("{value} is no text")))
}

/// The folder where the binaries of this workspace lie.
fn release_folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| workspace().join("target")).join("release")
}

/// The folder of the workspace: above this package's, which cargo names where it runs something, or else the one in which
/// the scripts run. Not what the compiler saw: a binary that another checkout left in a shared target folder would look there.
pub fn workspace() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package.as_deref().and_then(Path::parent).unwrap_or(Path::new(".")).to_owned()
}

fn binary(variable: &str, name: &str) -> Outcome<PathBuf> {
    let path = env::var_os(variable).map_or_else(|| release_folder().join(name), PathBuf::from);
    match path.is_file() {
        true => Ok(path),
        false => {
            Err(Failure(format!("{} is not there: build it with scripts/build, or set {variable}", path.display())))
        }
    }
}

/// The node's binary: `BOGAM_NODE`, or the one in the target folder.
pub fn node_binary() -> Outcome<PathBuf> {
    binary("BOGAM_NODE", "bogam-node")
}

/// The command's binary: `BOGAM_COMMAND`, or the one in the target folder.
pub fn command_binary() -> Outcome<PathBuf> {
    binary("BOGAM_COMMAND", "bogam")
}

/// The relay's binary: `BOGAM_RELAY`, or the one in the target folder.
pub fn relay_binary() -> Outcome<PathBuf> {
    binary("BOGAM_RELAY", "bogam-relay")
}

/// The binary of the node that means no good: `BOGAM_HOSTILE`, or the one in the target folder.
pub fn hostile_binary() -> Outcome<PathBuf> {
    binary("BOGAM_HOSTILE", "bogam-hostile")
}

/// Where the nodes of `scripts/network` keep what they have compiled of the runtime, so that another one need not do it again.
pub fn wasm_cache() -> Outcome<PathBuf> {
    let node = node_binary()?;
    let target = node.parent().and_then(Path::parent).ok_or("the node's binary lies in no target folder")?;
    Ok(target.join("wasm-cache"))
}

/// What a process left behind.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Its exit code; -1 if a signal ended it.
    pub exit: i32,
    /// What it wrote to its standard output.
    pub output: Vec<u8>,
    /// What it wrote to its standard error.
    pub errors: String,
}

/// Waits until a process that was started here has ended: how it has. Ends it itself after `limit`; then there is nothing to tell.
pub fn await_end(process: &mut Child, limit: Duration) -> io::Result<Option<ExitStatus>> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = process.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= deadline {
            process.kill()?;
            process.wait()?;
            return Ok(None);
        }
        thread::sleep(GLANCE);
    }
}

/// Runs a process to its end, with `input` on its standard input, and for at most `limit`.
pub fn run(command: &mut Command, input: &str, limit: Duration) -> Outcome<Finished> {
    let shown = format!("{command:?}");
    let failed = |error: io::Error| Failure(format!("{shown} cannot be run: {error}"));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    // A process that does not read its input closes it; that is no failure.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(input.as_bytes());
    }
    let output = child.stdout.take().map(|mut stream| thread::spawn(move || read_all(&mut stream)));
    let errors = child.stderr.take().map(|mut stream| thread::spawn(move || read_all(&mut stream)));
    let text = |reader: Option<thread::JoinHandle<Vec<u8>>>| reader.and_then(|reader| reader.join().ok());
    let Some(status) = await_end(&mut child, limit).map_err(failed)? else {
        let said = text(errors).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        return Err(Failure(format!("{shown} did not end within {} s; it said: {said}", limit.as_secs())));
    };
    Ok(Finished {
        exit: status.code().unwrap_or(-1),
        output: text(output).unwrap_or_default(),
        errors: String::from_utf8_lossy(&text(errors).unwrap_or_default()).into_owned(),
    })
}

fn read_all(stream: &mut impl io::Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    bytes
}

/// A process that was started here. It ends with this value.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts it. What it says goes to `log`.
    pub fn start(command: &mut Command, log: File) -> Outcome<Self> {
        let errors = log.try_clone()?;
        Ok(Self(command.stdin(Stdio::null()).stdout(log).stderr(errors).spawn()?))
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// How it has ended, if it has.
    pub fn ended(&mut self) -> Outcome<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }
}

impl From<Child> for Process {
    fn from(child: Child) -> Self {
        Self(child)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The command, with what all its calls have in common.
#[derive(Clone, Debug)]
pub struct Bogam {
    binary: PathBuf,
    url: String,
    store: PathBuf,
}

/// What the command answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked, without secrets: they are never on a command line.
    pub question: String,
    /// The exit code.
    pub exit: i32,
    /// The JSON object on the standard output; null if there is none.
    pub value: Value,
    /// What was said meanwhile.
    pub errors: String,
}

impl Bogam {
    /// The command, for the node at `url` and with the document store in the folder `store`.
    pub fn new(url: impl Into<String>, store: &Path) -> Outcome<Self> {
        Ok(Self { binary: command_binary()?, url: url.into(), store: store.to_owned() })
    }

    /// The same command with another document store.
    pub fn with_store(&self, store: &Path) -> Self {
        Self { store: store.to_owned(), ..self.clone() }
    }

    /// The same command for another node.
    pub fn with_url(&self, url: impl Into<String>) -> Self {
        Self { url: url.into(), ..self.clone() }
    }

    /// The folder of the document store.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// Runs the command without a key.
    pub fn read(&self, arguments: &[&str]) -> Outcome<Answer> {
        self.run(None, arguments, "")
    }

    /// Runs the command without a key and with `input` on its standard input.
    pub fn told(&self, arguments: &[&str], input: &str) -> Outcome<Answer> {
        self.run(None, arguments, input)
    }

    /// Runs the command with the key of `person`.
    pub fn by(&self, person: &Person, arguments: &[&str]) -> Outcome<Answer> {
        self.run(Some(person.key_file()), arguments, "")
    }

    /// Runs the command with the key in a file.
    pub fn with_key(&self, key: &Path, arguments: &[&str]) -> Outcome<Answer> {
        self.run(Some(key), arguments, "")
    }

    /// Makes a key in a file that is not there yet. Yields its account.
    pub fn new_key(&self, file: &Path) -> Outcome<String> {
        string(&self.read(&["key", "generate", "--out", text(file)?])?.done()?["account"])
    }

    fn run(&self, key: Option<&Path>, arguments: &[&str], input: &str) -> Outcome<Answer> {
        let mut command = Command::new(&self.binary);
        command.args(["--json", "--language", "en", "--url", &self.url]).arg("--store").arg(&self.store);
        if let Some(key) = key {
            command.arg("--key").arg(key);
        }
        command.args(arguments.iter().map(OsStr::new));
        let Finished { exit, output, errors } = run(&mut command, input, PATIENCE)?;
        let question = format!("bogam {}", arguments.join(" "));
        let output = String::from_utf8(output).map_err(|_| Failure(format!("{question} answers no text")))?;
        let value = match output.trim() {
            "" => Value::Null,
            text => serde_json::from_str(text)
                .map_err(|error| Failure(format!("{question} answers no single JSON object ({error}): {text}")))?,
        };
        Ok(Answer { question, exit, value, errors })
    }
}

/// Only letters and digits, in lower case: names of errors compare the same in `snake_case` and in `CamelCase`.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

impl Answer {
    /// The code of the error; empty if there is none.
    pub fn code(&self) -> &str {
        self.value["error"]["code"].as_str().unwrap_or_default()
    }

    /// The sentence of the error; empty if there is none.
    pub fn message(&self) -> &str {
        self.value["error"]["message"].as_str().unwrap_or_default()
    }

    /// The FHIR element that the error names; empty if there is none.
    pub fn element(&self) -> &str {
        self.value["error"]["element"].as_str().unwrap_or_default()
    }

    /// The answer, if the command did what was asked.
    pub fn done(self) -> Outcome<Value> {
        match self.exit {
            exit::DONE => Ok(self.value),
            code => {
                let said = if self.message().is_empty() { self.errors.trim() } else { self.message() };
                Err(Failure(format!("{} ended with {code}: {} {said}", self.question, self.code())))
            }
        }
    }

    /// Checks that the command refused with this exit code and an error of this name, and said so in both languages.
    pub fn refused(self, exit: i32, name: &str) -> Outcome<Self> {
        let Self { question, .. } = &self;
        if self.exit != exit || !plain(self.code()).ends_with(&plain(name)) {
            let said = format!("{} {} {}", self.code(), self.message(), self.errors.trim());
            return Err(Failure(format!(
                "{question} should have been refused with {exit} ({name}), and ended with {}: {said}",
                self.exit
            )));
        }
        let korean = self.value["error"]["messageKorean"].as_str().unwrap_or_default();
        let explained = !self.message().is_empty() && korean.chars().any(|letter| ('가'..='힣').contains(&letter));
        match explained {
            true => Ok(self),
            false => Err(Failure(format!("{question} does not explain {name} in both languages"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn process_should_be_ended_when_it_takes_too_long() {
        let failure = run(Command::new("sleep").arg("60"), "", Duration::from_millis(100)).unwrap_err();
        assert!(failure.0.contains("did not end"), "{failure}");
    }

    #[test]
    fn process_should_be_read_to_its_end() {
        let finished = run(&mut Command::new("cat"), "한글 and more", PATIENCE).unwrap();
        assert_eq!((finished.exit, finished.output.as_slice()), (0, "한글 and more".as_bytes()));
    }

    #[test]
    fn error_should_compare_by_its_name_in_any_spelling() {
        let answer = |code: &str| Answer {
            question: "bogam".into(),
            exit: exit::REFUSED,
            value: serde_json::json!({ "error": { "code": code, "message": "Held.", "messageKorean": "보유 중" } }),
            errors: String::new(),
        };
        assert!(answer("prescriptions_held_by_another").refused(exit::REFUSED, "HeldByAnother").is_ok());
        assert!(answer("prescriptions_expired").refused(exit::REFUSED, "HeldByAnother").is_err());
        assert!(answer("prescriptions_held_by_another").refused(exit::INPUT, "HeldByAnother").is_err());
    }
}
