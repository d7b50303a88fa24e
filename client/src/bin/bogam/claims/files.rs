//! The files of claims: what is prepared, what the patient has signed, and the commitments to documents.

use super::words::parse_salt;
use crate::{
    context::{read_code, read_one_more, write_file},
    output::{Failure, Outcome},
    words::{Word, hash_text, optional, parse_hash, read, word},
};
use bogam_client::{
    documents::random_salt,
    keys::{Key, KeyError, write_private},
    statements::{ChainStatementOf, for_chain, parse_statement, statement_text},
};
use bogam_primitives::{
    ClaimId, Commitment, Moment, OrganisationId, PolicyId, PreauthorisationId, Salt, StatementContent,
    claim::{
        AuthoriseClaim, AuthorisePreauthorisation, NewClaim, NewLine, NewPreauthorisation, PayeeKind, ServiceCategory,
        ServiceReference, Won,
    },
};
use clap::Args;
use codec::{Decode, Encode};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::path::{Path, PathBuf};
use subxt::utils::{AccountId32, H256};

/// The largest file that is parsed, in bytes: far above what any claim takes.
const LARGEST_FILE: u64 = 1 << 18;

/// The largest document that is committed to, in bytes.
const LARGEST_DOCUMENT: u64 = 1 << 26;

/// Reads a file that is not larger than it may be.
pub fn read_bounded(path: &Path, largest: u64) -> Outcome<Vec<u8>> {
    let content = read_one_more(path, usize::try_from(largest).unwrap_or(usize::MAX))?;
    if u64::try_from(content.len()).is_ok_and(|length| length <= largest) {
        return Ok(content);
    }
    Err(Failure::input(
        "file_too_large",
        format!("{} is larger than {largest} bytes", path.display()),
        format!("{} 파일이 {largest}바이트보다 큽니다.", path.display()),
    ))
}

/// Reads a JSON file.
pub fn read_json<T: DeserializeOwned>(path: &Path) -> Outcome<T> {
    parse_json(path, &read_bounded(path, LARGEST_FILE)?)
}

/// Reads JSON that was in the file at `path`.
pub fn parse_json<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Outcome<T> {
    serde_json::from_slice(bytes).map_err(|error| {
        Failure::input(
            "file_malformed",
            format!("{} does not say what is needed: {error}", path.display()),
            format!("{} 파일에 필요한 내용이 없거나 틀렸습니다: {error}", path.display()),
        )
    })
}

/// Writes a JSON file that others may read.
pub fn write_json(path: &Path, value: &impl Serialize) -> Outcome<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| {
        Failure::input(
            "file_unwritable",
            format!("{} cannot be written: {error}", path.display()),
            format!("{} 파일을 쓸 수 없습니다: {error}", path.display()),
        )
    })?;
    write_file(path, format!("{text}\n").as_bytes())
}

/// What somebody commits to: a document, or the commitment that an app has made.
#[derive(Debug, Args)]
pub struct Committed {
    /// The file with the document. Only a salted commitment to it goes on the chain.
    #[arg(long, required_unless_present = "commitment", requires = "salt_out")]
    pub document: Option<PathBuf>,
    /// Where to write the salt of the commitment (only its owner can read it).
    #[arg(long, requires = "document")]
    pub salt_out: Option<PathBuf>,
    /// The commitment itself, where an app has made it.
    #[arg(long, conflicts_with = "document", value_parser = read::<Commitment>)]
    pub commitment: Option<Commitment>,
}

impl Committed {
    /// The commitment, under a tag. Its salt is kept.
    pub fn make(&self, tag: &str) -> Outcome<Commitment> {
        match (&self.document, &self.salt_out, self.commitment) {
            (Some(document), Some(salt_out), _) => {
                let (salt, document) = (random_salt(), read_bounded(document, LARGEST_DOCUMENT)?);
                write_private(salt_out, hex::encode(salt).as_bytes())?;
                Ok(Commitment::new(tag, &salt, &document))
            }
            (_, _, Some(commitment)) => Ok(commitment),
            _ => Err(Failure::usage(
                "--document and --salt-out are needed, or --commitment",
                "--document와 --salt-out, 또는 --commitment가 필요합니다.",
            )),
        }
    }

    /// What to do with the salt when the act that it was made for has come to something: it is removed if nothing has
    /// happened and nothing will.
    pub fn settle<T>(&self, context: &crate::context::Context, outcome: Outcome<T>) -> Outcome<T> {
        let Some(salt_out) = &self.salt_out else { return outcome };
        if let Err(failure) = &outcome {
            match failure.is_undecided() {
                true => context.say_kept(&salt_out.display().to_string()),
                false => drop(std::fs::remove_file(salt_out)),
            }
        }
        outcome
    }
}

/// The salt of a file; a fresh one is written if there is no such file. The same salt makes the same reference of the
/// same text, so that nothing is recorded twice.
pub fn lasting_salt(path: &Path) -> Outcome<Salt> {
    let fresh = random_salt();
    match write_private(path, hex::encode(fresh).as_bytes()) {
        Ok(()) => return Ok(fresh),
        Err(KeyError::Exists(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let text = String::from_utf8(read_bounded(path, LARGEST_FILE)?).unwrap_or_default();
    parse_salt(&text).map_err(|_| {
        Failure::input(
            "salt_malformed",
            format!("{} has no salt: 64 hexadecimal digits", path.display()),
            format!("{} 파일에 솔트(16진수 64자리)가 없습니다.", path.display()),
        )
    })
}

/// A line of a claim, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// What kind of service.
    #[serde(with = "word")]
    pub category: ServiceCategory,
    /// Which service.
    #[serde(with = "word")]
    pub service: ServiceReference,
    /// What it costs, in won.
    pub charge: Won,
    /// The approval obtained before.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub preauthorisation: Option<PreauthorisationId>,
}

/// A line, as it is typed: `CATEGORY,SERVICE,CHARGE`, and the identifier of an approval if there is one.
pub fn parse_line(text: &str) -> Result<Line, String> {
    let wrong = || "a line is CATEGORY,SERVICE,CHARGE or CATEGORY,SERVICE,CHARGE,APPROVAL".to_owned();
    let parts: Vec<_> = text.split(',').collect();
    let (category, service, charge, approval) = match parts.as_slice() {
        [category, service, charge] => (category, service, charge, None),
        [category, service, charge, approval] => (category, service, charge, Some(approval)),
        _ => return Err(wrong()),
    };
    Ok(Line {
        category: Word::read(category)?,
        service: Word::read(service)?,
        charge: charge.parse().map_err(|_| wrong())?,
        preauthorisation: approval.map(|id| Word::read(id)).transpose()?,
    })
}

/// What is claimed, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimContent {
    /// The policy or handle.
    #[serde(with = "word")]
    pub policy: PolicyId,
    /// To whom it is to be paid.
    #[serde(with = "word")]
    pub payee: PayeeKind,
    /// The commitment to the FHIR Claim and its attachments.
    #[serde(with = "word")]
    pub commitment: Commitment,
    /// What is billed, in the order in which it is adjudicated.
    pub lines: Vec<Line>,
}

impl From<NewClaim> for ClaimContent {
    fn from(claim: NewClaim) -> Self {
        let line = |line: NewLine| Line {
            category: line.category,
            service: line.service,
            charge: line.charge,
            preauthorisation: line.preauthorisation,
        };
        Self {
            policy: claim.policy,
            payee: claim.payee,
            commitment: claim.commitment,
            lines: claim.lines.into_iter().map(line).collect(),
        }
    }
}

impl ClaimContent {
    /// As the chain takes it.
    pub fn claim(&self) -> NewClaim {
        let line = |line: &Line| NewLine {
            category: line.category,
            service: line.service,
            charge: line.charge,
            preauthorisation: line.preauthorisation,
        };
        NewClaim {
            policy: self.policy,
            payee: self.payee,
            commitment: self.commitment,
            lines: self.lines.iter().map(line).collect(),
        }
    }

    /// What it charges, in won; `None` if that is more than can be reckoned with.
    pub fn charge(&self) -> Option<Won> {
        self.lines.iter().try_fold(0, |sum: Won, line| sum.checked_add(line.charge))
    }
}

/// What is requested before a service, in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestContent {
    /// The policy or handle.
    #[serde(with = "word")]
    pub policy: PolicyId,
    /// What kind of service.
    #[serde(with = "word")]
    pub category: ServiceCategory,
    /// How much the insurer is asked to pay at most, in won.
    pub amount: Won,
    /// The commitment to the document.
    #[serde(with = "word")]
    pub commitment: Commitment,
}

impl From<NewPreauthorisation> for RequestContent {
    fn from(request: NewPreauthorisation) -> Self {
        let NewPreauthorisation { policy, category, amount, commitment } = request;
        Self { policy, category, amount, commitment }
    }
}

impl RequestContent {
    /// As the chain takes it.
    pub fn request(&self) -> NewPreauthorisation {
        let Self { policy, category, amount, commitment } = *self;
        NewPreauthorisation { policy, category, amount, commitment }
    }
}

/// What patients agree to: a claim, or a request for approval.
pub trait Agreeable: Serialize + DeserializeOwned {
    /// What is signed.
    type Statement: StatementContent + Encode + Decode;
    /// What its identifier identifies.
    type Id: Word + PartialEq;

    /// Its identifier, when `provider` submits it.
    fn id(&self, provider: OrganisationId) -> Self::Id;
    /// What is signed when `provider` submits it.
    fn statement(&self, provider: OrganisationId) -> Self::Statement;
}

impl Agreeable for ClaimContent {
    type Statement = AuthoriseClaim;
    type Id = ClaimId;

    fn id(&self, provider: OrganisationId) -> ClaimId {
        ClaimId::derive(provider, &self.claim())
    }

    fn statement(&self, provider: OrganisationId) -> AuthoriseClaim {
        AuthoriseClaim { claim: self.id(provider), policy: self.policy, provider }
    }
}

impl Agreeable for RequestContent {
    type Statement = AuthorisePreauthorisation;
    type Id = PreauthorisationId;

    fn id(&self, provider: OrganisationId) -> PreauthorisationId {
        PreauthorisationId::derive(provider, &self.request())
    }

    fn statement(&self, provider: OrganisationId) -> AuthorisePreauthorisation {
        AuthorisePreauthorisation { preauthorisation: self.id(provider), policy: self.policy, provider }
    }
}

/// Something that is ready to be signed by the patient, without the chain, and to be submitted then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prepared<Content> {
    /// Its identifier, derived from provider and content.
    pub id: String,
    /// The organisation that may submit it.
    pub provider: OrganisationId,
    /// The hash of block zero of the chain that it is for.
    pub genesis: String,
    /// The content.
    pub content: Content,
}

impl<Content: Agreeable> Prepared<Content> {
    /// Prepares `content`, to be submitted by `provider`.
    pub fn new(genesis: H256, provider: OrganisationId, content: Content) -> Self {
        let id = content.id(provider).show();
        Self { id, provider, genesis: hash_text(genesis), content }
    }

    /// Reads what was prepared, and refuses it if somebody has altered it without changing its identifier.
    pub fn read(path: &Path) -> Outcome<Self> {
        let prepared: Self = read_json(path)?;
        match Content::Id::read(&prepared.id).is_ok_and(|id| id == prepared.content.id(prepared.provider)) {
            true => Ok(prepared),
            false => Err(Failure::input(
                "prepared_altered",
                format!("{} was altered: its content has another identifier", path.display()),
                format!("{} 파일이 바뀌었습니다. 내용의 식별자가 다릅니다.", path.display()),
            )),
        }
    }

    fn genesis(&self) -> Outcome<H256> {
        parse_hash(&self.genesis).map_err(|_| {
            Failure::input("prepared_malformed", "the file names no chain", "파일에 체인이 적혀 있지 않습니다.")
        })
    }

    /// Signs it with a patient's key, to count before `expires`.
    pub fn sign(&self, key: &Key, expires: Moment) -> Outcome<StatementFile> {
        let signed = key.sign(self.genesis()?, self.content.statement(self.provider), expires);
        Ok(StatementFile {
            about: self.id.clone(),
            provider: self.provider,
            expires,
            signer: AccountId32(key.keypair().public_key().0),
            signed: statement_text(&signed),
        })
    }
}

/// What a patient has signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementFile {
    /// The identifier of what the patient agrees to.
    pub about: String,
    /// The organisation that may submit it.
    pub provider: OrganisationId,
    /// From this moment on it no longer counts.
    pub expires: Moment,
    /// The account of the key that signed.
    #[serde(with = "word")]
    pub signer: AccountId32,
    /// The statement with its signature, in SCALE and hexadecimal.
    pub signed: String,
}

impl StatementFile {
    /// The statement, as the chain takes it.
    pub fn decode<Content: Decode>(&self) -> Outcome<ChainStatementOf<Content>> {
        let malformed =
            || Failure::input("statement_malformed", "the file is no such statement", "그런 진술서가 아닙니다.");
        parse_statement(&self.signed).and_then(for_chain).ok_or_else(malformed)
    }
}

/// The statements in the order in which the keys have to sign; whatever nobody asked for comes last, and is for the chain
/// to judge.
pub fn arrange(mut statements: Vec<StatementFile>, keys: &[AccountId32]) -> Vec<StatementFile> {
    let place = |signer: &AccountId32| keys.iter().position(|key| key == signer).unwrap_or(keys.len());
    statements.sort_by_key(|statement| place(&statement.signer));
    statements
}

/// Whose key signs a statement: that of `--key`, or that of a prescription's code.
#[derive(Debug, Args)]
pub struct Signatory {
    /// The text file of a prescription's code: its key signs, instead of the one of --key.
    #[arg(long)]
    qr: Option<PathBuf>,
}

impl Signatory {
    /// The key.
    pub fn key(&self, context: &crate::context::Context) -> Outcome<Key> {
        match &self.qr {
            Some(path) => Ok(read_code(path)?.holder.key()?),
            None => context.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_client::keys::HolderSecret;
    use bogam_primitives::prescription::DispenseReference;

    const GENESIS: H256 = H256::repeat_byte(9);

    fn content() -> ClaimContent {
        let prescription = bogam_primitives::PrescriptionId(H256::repeat_byte(3));
        ClaimContent {
            policy: PolicyId(H256::repeat_byte(1)),
            payee: PayeeKind::Provider,
            commitment: Commitment(H256::repeat_byte(2)),
            lines: vec![Line {
                category: ServiceCategory::Medicine,
                service: ServiceReference::Dispense(DispenseReference { prescription, fill: 0, item: 1 }),
                charge: 50_000,
                preauthorisation: None,
            }],
        }
    }

    fn code<T>(outcome: Outcome<T>) -> String {
        format!("{:?}", outcome.err())
    }

    #[test]
    fn prepared_claim_should_read_back_and_be_refused_when_it_was_altered() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claim.json");
        let prepared = Prepared::new(GENESIS, 3, content());
        write_json(&path, &prepared).unwrap();
        assert_eq!(Prepared::<ClaimContent>::read(&path).unwrap(), prepared);

        let written = std::fs::read_to_string(&path).unwrap();
        for (what, other) in [("50000", "50001"), ("\"provider\": 3", "\"provider\": 4"), ("medicine", "dental")] {
            std::fs::write(&path, written.replace(what, other)).unwrap();
            assert!(code(Prepared::<ClaimContent>::read(&path)).contains("prepared_altered"), "{what}");
        }
        for wrong in ["", "{}", "[]", &written.replace("50000", "-1"), &written.replace("50000", "1.5")] {
            std::fs::write(&path, wrong).unwrap();
            assert!(code(Prepared::<ClaimContent>::read(&path)).contains("file_malformed"), "{wrong}");
        }
        std::fs::write(&path, written.replacen('{', "{ \"more\": 1,", 1)).unwrap();
        assert!(code(Prepared::<ClaimContent>::read(&path)).contains("file_malformed"));
    }

    #[test]
    fn file_should_be_refused_when_it_is_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("claim.json");
        let largest = usize::try_from(LARGEST_FILE).unwrap();
        std::fs::write(&path, vec![b' '; largest + 1]).unwrap();
        assert!(code(read_json::<ClaimContent>(&path)).contains("file_too_large"));
        std::fs::write(&path, vec![b' '; largest]).unwrap();
        assert!(code(read_json::<ClaimContent>(&path)).contains("file_malformed"));
    }

    #[test]
    fn statement_should_be_the_one_that_the_chain_verifies() {
        let key = HolderSecret::from_bytes([7; 32]).key().unwrap();
        let prepared = Prepared::new(GENESIS, 3, content());
        let file = prepared.sign(&key, 1_000).unwrap();
        assert_eq!(file.about, prepared.id);

        let signed = parse_statement::<AuthoriseClaim>(&file.signed).unwrap();
        let said = signed.verify(&GENESIS, 999, &key.account()).unwrap();
        assert_eq!(*said, content().statement(3));
        assert_eq!(file.decode::<AuthoriseClaim>().unwrap(), for_chain(signed).unwrap());

        let malformed = StatementFile { signed: "0x12".into(), ..file };
        assert!(code(malformed.decode::<AuthoriseClaim>()).contains("statement_malformed"));
    }

    #[test]
    fn statements_should_be_arranged_as_the_keys_have_to_sign() {
        let prepared = Prepared::new(GENESIS, 3, content());
        let [a, b, c] = [1, 2, 3].map(|seed| HolderSecret::from_bytes([seed; 32]).key().unwrap());
        let [of_a, of_b, of_c] = [&a, &b, &c].map(|key| prepared.sign(key, 1_000).unwrap());
        let keys = [of_a.signer, of_b.signer];
        let arranged = arrange(vec![of_c.clone(), of_b.clone(), of_a.clone()], &keys);
        assert_eq!(arranged, [of_a, of_b, of_c]);
    }

    #[test]
    fn line_should_be_read_with_and_without_an_approval() {
        let digits = "03".repeat(32);
        let line = content().lines.remove(0);
        assert_eq!(parse_line(&format!("medicine,dispense:{digits}:0:1,50000")), Ok(line.clone()));
        let approved = Line { preauthorisation: Some(PreauthorisationId(H256::repeat_byte(3))), ..line };
        assert_eq!(parse_line(&format!("medicine,dispense:{digits}:0:1,50000,0x{digits}")), Ok(approved));
        for wrong in ["", "medicine", "medicine,dispense:1:2:3,5", &format!("medicine,dispense:{digits}:0:1,-5")] {
            assert!(parse_line(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn salt_should_last_and_be_refused_when_it_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("salt");
        let salt = lasting_salt(&path).unwrap();
        assert_eq!(lasting_salt(&path).unwrap(), salt);
        let other = folder.path().join("other");
        assert_ne!(lasting_salt(&other).unwrap(), salt);
        std::fs::write(&other, "sugar").unwrap();
        assert!(code(lasting_salt(&other)).contains("salt_malformed"));
    }

    #[test]
    fn charge_should_be_none_when_it_overflows() {
        let mut claim = content();
        assert_eq!(claim.charge(), Some(50_000));
        let line = Line { charge: Won::MAX, ..claim.lines[0].clone() };
        claim.lines.push(line);
        assert_eq!(claim.charge(), None);
    }
}
