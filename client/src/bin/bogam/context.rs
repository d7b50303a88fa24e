//! What all commands have in common: where the node and the documents are, who signs, and how to answer.

use crate::{
    output::{Failure, Outcome, Report},
    words::read,
};
use bogam_client::{
    chain::{Chain, Done, SignedAct, Stage},
    documents::DocumentStore,
    keys::Key,
    messages::Language,
    qr::{PharmacyPayload, PrescriptionCode, QrPayload},
};
use bogam_primitives::{Moment, PrescriptionId};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};
use subxt::{ext::scale_encode::EncodeAsFields, tx::StaticPayload};
use zeroize::Zeroizing;

/// The options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The node's JSON-RPC.
    #[arg(long, global = true, env = "BOGAM_URL", default_value = "ws://127.0.0.1:9944")]
    url: String,
    /// Where documents are: a folder, or the URL of an object store. Default: what the code says, if it is a folder on
    /// this machine; else the folder `documents`.
    #[arg(long, global = true, env = "BOGAM_STORE")]
    store: Option<String>,
    /// The file with the key that signs.
    #[arg(long, global = true, env = "BOGAM_KEY")]
    key: Option<PathBuf>,
    /// Answer with one JSON object.
    #[arg(long, global = true)]
    json: bool,
    /// Sign, and write what is signed to this file instead of sending it: anybody with a seat can send it with `bogam
    /// relay`, within about half an hour.
    #[arg(long, global = true)]
    sign_only: Option<PathBuf>,
    /// The language of messages. Default: Korean if the locale says so, else English.
    #[arg(long, global = true)]
    language: Option<Tongue>,
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Tongue {
    /// English.
    En,
    /// Korean.
    Ko,
}

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    /// Whether to answer in JSON.
    pub json: bool,
    /// The language of messages.
    pub language: Language,
    url: String,
    store: Option<String>,
    key: Option<PathBuf>,
    sign_only: Option<PathBuf>,
}

impl Context {
    /// From the command line and the environment.
    pub fn new(global: Global) -> Self {
        let locale = || {
            let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
            set.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
        };
        let language = match global.language {
            Some(Tongue::Ko) => Language::Korean,
            Some(Tongue::En) => Language::English,
            None if locale().starts_with("ko") => Language::Korean,
            None => Language::English,
        };
        Self {
            json: global.json,
            language,
            url: global.url,
            store: global.store,
            key: global.key,
            sign_only: global.sign_only,
        }
    }

    /// Says something in the user's language, on the standard error.
    pub fn say(&self, english: &str, korean: &str) {
        match self.language {
            Language::English => eprintln!("{english}"),
            Language::Korean => eprintln!("{korean}"),
        }
    }

    /// A sentence in the user's language.
    pub fn text(&self, english: impl Into<String>, korean: impl Into<String>) -> String {
        match self.language {
            Language::English => english.into(),
            Language::Korean => korean.into(),
        }
    }

    /// Where the node is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Connects to the node.
    pub async fn chain(&self) -> Outcome<Chain> {
        Ok(Chain::connect(&self.url).await?)
    }

    /// The key that signs.
    pub fn key(&self) -> Outcome<Key> {
        let path = self.key.as_ref().ok_or_else(|| {
            Failure::usage(
                "this command signs: name the key file with --key",
                "서명이 필요한 명령입니다. --key로 키 파일을 지정하십시오.",
            )
        })?;
        Ok(Key::read(path)?)
    }

    /// The store to put documents into.
    pub fn store(&self) -> Outcome<DocumentStore> {
        Ok(DocumentStore::open(self.store.as_deref().unwrap_or("documents"))?)
    }

    /// The store to fetch a code's document from. A code may come from anybody: another place than a folder on this
    /// machine is only asked if the user names it.
    pub fn store_of(&self, code: &PharmacyPayload) -> Outcome<DocumentStore> {
        match &self.store {
            Some(location) => Ok(DocumentStore::open(location)?),
            None if code.store.is_empty() => self.store(),
            None if Path::new(&code.store).is_dir() => Ok(DocumentStore::open(&code.store)?),
            None => Err(Failure::usage(
                format!("the code says that the document is at {}: if you trust it, name it with --store", code.store),
                format!("코드에 따르면 문서는 {}에 있습니다. 믿을 수 있는 곳이면 --store로 지정하십시오.", code.store),
            )),
        }
    }

    /// Signs and sends with the key of `--key`, and follows it to finality.
    pub async fn submit<Call: EncodeAsFields>(&self, chain: &Chain, call: &StaticPayload<Call>) -> Outcome<Done> {
        self.submit_as(chain, call, &self.key()?).await
    }

    /// Signs and sends with `key`, and follows it to finality. With `--sign-only` the command ends here, with a file
    /// instead.
    pub async fn submit_as<Call: EncodeAsFields>(
        &self,
        chain: &Chain,
        call: &StaticPayload<Call>,
        key: &Key,
    ) -> Outcome<Done> {
        if let Some(out) = &self.sign_only {
            let act = chain.sign_for_relay(call, key).await?;
            write_file(out, format!("{act}\n").as_bytes())?;
            let text = self.text(
                format!("signed; to be sent with: bogam relay {}", out.display()),
                format!("서명했습니다. 다음 명령으로 보낼 수 있습니다: bogam relay {}", out.display()),
            );
            return Err(Failure::ended(Report { value: json!({ "signed": out.display().to_string() }), text }));
        }
        Ok(chain.submit(call, key, |stage| self.say_stage(stage)).await?)
    }

    /// Sends with the key of `--key` what somebody else has signed, and follows it to finality.
    pub async fn relay(&self, chain: &Chain, act: &SignedAct) -> Outcome<Done> {
        Ok(chain.relay(act, &self.key()?, |stage| self.say_stage(stage)).await?)
    }

    fn say_stage(&self, stage: Stage) {
        match stage {
            Stage::Submitted => self.say("sent, waiting for a block ...", "보냈습니다. 블록을 기다립니다 ..."),
            Stage::InBlock => {
                self.say("in a block, waiting for finality ...", "블록에 들어갔습니다. 확정을 기다립니다 ...")
            }
            Stage::Final => self.say("final", "확정되었습니다."),
        }
    }

    /// Says that what belongs to a transaction is kept, since it may still take effect.
    pub fn say_kept(&self, what: &str) {
        self.say(
            &format!("{what} is kept: it belongs to the transaction"),
            &format!("{what}은(는) 거래에 딸린 것이므로 남겨 둡니다."),
        );
    }
}

#[cfg(test)]
impl Context {
    /// What tests work with: no key, no network, and English.
    pub fn offline() -> Self {
        Self {
            json: true,
            language: Language::English,
            url: "ws://127.0.0.1:1".into(),
            store: None,
            key: None,
            sign_only: None,
        }
    }
}

/// The clock of this machine, in milliseconds since the epoch.
pub fn machine_clock() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment::try_from(since.as_millis()).unwrap_or_default()
}

/// Reads a file that the user named, of which no more than `limit` bytes are expected; one byte more is read, so that
/// whoever looks at it sees that it is too large.
pub fn read_one_more(path: &Path, limit: usize) -> Outcome<Vec<u8>> {
    let unreadable = |error: std::io::Error| {
        Failure::input(
            "file_unreadable",
            format!("{} cannot be read: {error}", path.display()),
            format!("{} 파일을 읽을 수 없습니다: {error}", path.display()),
        )
    };
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let mut content = Vec::new();
    File::open(path).map_err(unreadable)?.take(most).read_to_end(&mut content).map_err(unreadable)?;
    Ok(content)
}

/// Reads a file that the user named.
pub fn read_file(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| {
        Failure::input(
            "file_unreadable",
            format!("{} cannot be read: {error}", path.display()),
            format!("{} 파일을 읽을 수 없습니다: {error}", path.display()),
        )
    })
}

/// Reads the patient's code from its text file, with the secret that signs.
pub fn read_code(path: &Path) -> Outcome<QrPayload> {
    let bytes = Zeroizing::new(read_file(path)?);
    Ok(QrPayload::decode(code_text(&bytes))?)
}

/// Reads from its text file what a code opens: the patient's, or one for a pharmacy.
pub fn read_either_code(path: &Path) -> Outcome<PharmacyPayload> {
    let bytes = Zeroizing::new(read_file(path)?);
    Ok(PrescriptionCode::decode(code_text(&bytes))?.for_pharmacy())
}

fn code_text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default().trim()
}

/// Refuses a code that belongs to another prescription than the one that is meant.
pub fn expect_prescription(code: &PharmacyPayload, id: PrescriptionId) -> Outcome<()> {
    match code.prescription == id {
        true => Ok(()),
        false => Err(Failure::input(
            "qr_another_prescription",
            "the code belongs to another prescription",
            "코드가 다른 처방전의 것입니다.",
        )),
    }
}

/// A prescription's id, as `0x` and 64 hexadecimal digits.
pub fn parse_id(text: &str) -> Result<PrescriptionId, String> {
    read(text)
}

/// A value of an enumeration by its name in `kebab-case`: `patient-request` is `PatientRequest`.
pub fn parse_name<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    let name: String = text
        .split('-')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect();
    serde_json::from_value(serde_json::Value::String(name)).map_err(|error| {
        // serde names what would have been right.
        error.to_string()
    })
}

/// Writes a file that others may read.
pub fn write_file(path: &Path, content: &[u8]) -> Outcome<()> {
    fs::write(path, content).map_err(|error| {
        Failure::input(
            "file_unwritable",
            format!("{} cannot be written: {error}", path.display()),
            format!("{} 파일을 쓸 수 없습니다: {error}", path.display()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::prescription::CancellationReason;

    #[test]
    fn id_should_be_read_with_and_without_prefix() {
        let digits = "ab".repeat(32);
        assert_eq!(parse_id(&digits), parse_id(&format!("0x{digits}")));
        assert!(parse_id("0x1234").is_err());
    }

    #[test]
    fn reason_should_be_read_in_kebab_case() {
        assert_eq!(parse_name("patient-request"), Ok(CancellationReason::PatientRequest));
        let refusal = parse_name::<CancellationReason>("bad-weather").unwrap_err();
        assert!(refusal.contains("PatientRequest"), "{refusal}");
    }
}
