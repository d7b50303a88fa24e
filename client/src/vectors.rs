//! Test vectors for apps that do not link this library: `docs/vectors/apps.json`, explained in `docs/vectors.md`.
//!
//! The inputs are here, the library computes what follows from them, and the file has to say the same, byte by byte. Signatures are
//! random: the file's are checked with the key, and kept. With `BOGAM_WRITE_VECTORS=1` the file is written.

use crate::{
    chain::{Checks, SignedAct},
    documents::{
        DispenseDocument, DocumentItem, DocumentKey, DocumentLine, DocumentTerms, PrescriptionDocument, Purpose,
        TermsItem, check_dispense, document_hash, open_and_check, unseal,
    },
    fhir::Entry,
    keys::{HolderSecret, Key},
    qr::{PharmacyPayload, PrescriptionCode, QrPayload},
    statements::{parse_statement, statement_text},
};
use bogam_primitives::{
    ClaimId, Commitment, Moment, OrganisationId, PolicyId, PreauthorisationId, PrescriptionId, Signed, Statement,
    StatementContent,
    certificate::{
        BatchId, BatchName, FieldDigest, HolderKey, Leaf, SchemaId,
        merkle::{Tree, verify_inclusion},
    },
    claim::{
        AuthoriseClaim, AuthorisePreauthorisation, NewClaim, NewLine, NewPreauthorisation, PayeeKind, ServiceCategory,
        ServiceReference,
    },
    commitment::tags,
    consent::{
        Action, Actions, Categories, Category, ConsentId, Effect, Grantee, Purposes, Sensitivities, SubjectId, Terms,
        vocabulary,
    },
    prescription::{AcceptPrescription, DispenseReference, Schedule},
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use codec::{Decode, Encode};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use serde_json::{Value, json};
use sp_core::{
    H256, Pair,
    sr25519::{self, Signature},
};
use sp_crypto_hashing::blake2_256;
use sp_runtime::{AccountId32, MultiSignature};
use std::{env, fs, path::Path};
use subxt::utils::Era;

const FILE: &str = "../docs/vectors/apps.json";

/// 2026-11-21T01:00:00Z.
const NOW: Moment = 1_795_222_800_000;
const UNTIL: Moment = NOW + 30 * 86_400_000;
const GENESIS: H256 = H256([0xb0; 32]);
const CLINIC: OrganisationId = 2;
const PHARMACY: OrganisationId = 3;

/// Bytes that look random, and are the same each time.
fn bytes(name: &str) -> [u8; 32] {
    blake2_256(format!("bogam/vectors/{name}").as_bytes())
}

fn hash(name: &str) -> H256 {
    H256(bytes(name))
}

fn hexadecimal(bytes: impl AsRef<[u8]>) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// The patient's key.
fn holder() -> Key {
    HolderSecret::from_bytes(bytes("holder")).key().unwrap()
}

fn prescription() -> PrescriptionId {
    PrescriptionId::derive(CLINIC, &Commitment(hash("commitment")), UNTIL)
}

fn subject() -> SubjectId {
    SubjectId::derive(CLINIC, &holder().account())
}

fn terms() -> Terms<AccountId32> {
    Terms {
        effect: Effect::Permit,
        grantee: Grantee::Organisation(PHARMACY),
        actions: Actions::of(&[Action::Access, Action::Use]),
        categories: Categories::of(&[Category::Allergies, Category::Medications]),
        purposes: Purposes::of(&[vocabulary::Purpose::Treatment]),
        sensitivities: Sensitivities::NONE,
        valid_from: NOW,
        valid_until: Some(UNTIL),
        data_from: None,
        data_until: None,
    }
}

fn claim() -> NewClaim {
    let dispense = DispenseReference { prescription: prescription(), fill: 0, item: 1 };
    NewClaim {
        policy: PolicyId(hash("policy")),
        payee: PayeeKind::Provider,
        commitment: Commitment(hash("claim document")),
        lines: vec![
            NewLine {
                category: ServiceCategory::Medicine,
                service: ServiceReference::Dispense(dispense),
                charge: 38_000,
                preauthorisation: None,
            },
            NewLine {
                category: ServiceCategory::Consultation,
                service: ServiceReference::Encounter { nullifier: hash("encounter"), at: NOW },
                charge: 12_000,
                preauthorisation: Some(PreauthorisationId(hash("preauthorisation"))),
            },
        ],
    }
}

fn request() -> NewPreauthorisation {
    NewPreauthorisation {
        policy: PolicyId(hash("policy")),
        category: ServiceCategory::Imaging,
        amount: 250_000,
        commitment: Commitment(hash("request document")),
    }
}

/// The file as it was, and whether it is to be written anew.
struct Book {
    known: Value,
    write: bool,
}

impl Book {
    /// The holder's signature of `message` that the file has under this name, if it is one.
    fn signature(&self, section: &str, name: &str, message: &[u8]) -> Signature {
        let vectors = self.known[section].as_array().into_iter().flatten();
        let text = vectors.filter(|own| own["name"] == name).find_map(|own| own["signature"].as_str());
        let known = text.and_then(|text| hex::decode(text.trim_start_matches("0x")).ok());
        let known = known.and_then(|known| <[u8; 64]>::try_from(known).ok()).map(Signature::from_raw);
        let public = sr25519::Public::from_raw(holder().keypair().public_key().0);
        match known {
            Some(known) if sr25519::Pair::verify(&known, message, &public) => known,
            _ if self.write => Signature::from_raw(holder().keypair().sign(message).0),
            _ => panic!("{FILE} has no signature of {name} that verifies: write it with BOGAM_WRITE_VECTORS=1"),
        }
    }
}

fn keys() -> Value {
    let key = |name: &str| {
        let secret = HolderSecret::from_bytes(bytes(name));
        let account = secret.key().unwrap().account();
        json!({
            "name": name,
            "secret": hexadecimal(secret.expose()),
            "public": hexadecimal(AsRef::<[u8]>::as_ref(&account)),
            "account": account.to_string(),
        })
    };
    json!([key("holder"), key("another holder")])
}

fn commitments() -> Value {
    let cases = [
        (tags::PRESCRIPTION_ITEM, r#"{"medication":{"codeableConcept":{"text":"가나다정 5mg"}},"unit":"정"}"#),
        (tags::CLAIM_ANSWER, "The dose was changed on 3 November."),
        (tags::BANK_REFERENCE, ""),
    ];
    let commitment = |(tag, text): (&str, &str)| {
        let salt = bytes(tag);
        let encoded = (tag, &salt, text.as_bytes()).encode();
        let commitment = Commitment::new(tag, &salt, text.as_bytes());
        assert_eq!(commitment.0.0, blake2_256(&encoded));
        json!({
            "name": tag,
            "salt": hexadecimal(salt),
            "text": text,
            "encoded": hexadecimal(encoded),
            "commitment": hexadecimal(commitment.0),
        })
    };
    cases.into_iter().map(commitment).collect()
}

/// An identifier, and the bytes of which it is the hash.
fn identifier(name: &str, content: Value, encoded: Vec<u8>, id: H256) -> Value {
    assert_eq!(id.0, blake2_256(&encoded), "{name}");
    json!({ "name": name, "content": content, "encoded": hexadecimal(encoded), "id": hexadecimal(id) })
}

fn identifiers() -> Value {
    let commitment = Commitment(hash("commitment"));
    let account = holder().account();
    let terms = terms();
    let name = batch_name();
    json!([
        identifier(
            "prescription",
            json!({ "organisation": CLINIC, "commitment": hexadecimal(commitment.0), "validUntil": UNTIL }),
            ("bogam/prescription-id/v1", CLINIC, commitment, UNTIL).encode(),
            prescription().0,
        ),
        identifier(
            "claim",
            json!({ "provider": PHARMACY, "claim": hexadecimal(claim().encode()) }),
            ("bogam/claim-id/v1", PHARMACY, claim()).encode(),
            ClaimId::derive(PHARMACY, &claim()).0,
        ),
        identifier(
            "preauthorisation",
            json!({ "provider": CLINIC, "request": hexadecimal(request().encode()) }),
            ("bogam/preauthorisation-id/v1", CLINIC, request()).encode(),
            PreauthorisationId::derive(CLINIC, &request()).0,
        ),
        identifier(
            "subject",
            json!({ "custodian": CLINIC, "firstKey": hexadecimal(AsRef::<[u8]>::as_ref(&account)) }),
            ("bogam/subject-id/v1", CLINIC, &account).encode(),
            subject().0,
        ),
        identifier(
            "consent",
            json!({ "subject": hexadecimal(subject().0), "sequence": 7, "terms": hexadecimal(terms.encode()) }),
            ("bogam/consent-id/v1", subject(), 7u32, &terms).encode(),
            ConsentId::derive(subject(), 7, &terms).0,
        ),
        identifier(
            "batch",
            json!({
                "organisation": name.organisation,
                "schema": hexadecimal(name.schema.0),
                "size": name.size,
                "validFrom": name.valid_from,
                "validUntil": name.valid_until,
                "nonce": hexadecimal(name.nonce),
            }),
            ("bogam/batch-id/v1", name).encode(),
            BatchId::derive(&name).0,
        ),
    ])
}

/// A statement of the holder, as it is signed and as a file has it.
fn statement<Content: StatementContent + Decode>(book: &Book, name: &str, content: Content, told: Value) -> Value {
    let expires = NOW + 3_600_000;
    let encoded = content.encode();
    let statement = Statement { genesis: GENESIS, content, expires };
    let payload = statement.signing_payload();
    let signature = book.signature("statements", name, &payload);
    let signed = Signed { statement, signature: MultiSignature::Sr25519(signature) };
    // As the chain checks it, and as a program reads the file.
    signed.verify(&GENESIS, NOW, &holder().account()).unwrap();
    let text = statement_text(&signed);
    let read = parse_statement::<Content>(&text).expect("it is read as it was written");
    assert_eq!(read.encode(), signed.encode());
    json!({
        "name": name,
        "tag": Content::TAG,
        "genesis": hexadecimal(GENESIS),
        "content": told,
        "encoded": hexadecimal(encoded),
        "expires": expires,
        "payload": hexadecimal(payload),
        "signer": "holder",
        "signature": hexadecimal(AsRef::<[u8]>::as_ref(&signature)),
        "signed": text,
    })
}

fn statements(book: &Book) -> Value {
    let (claim, request) = (ClaimId::derive(PHARMACY, &claim()), PreauthorisationId::derive(CLINIC, &request()));
    let policy = PolicyId(hash("policy"));
    json!([
        statement(
            book,
            "accept a prescription",
            AcceptPrescription { prescription: prescription(), dispenser: PHARMACY, hold: 1 },
            json!({ "prescription": hexadecimal(prescription().0), "dispenser": PHARMACY, "hold": 1 }),
        ),
        statement(
            book,
            "authorise a claim",
            AuthoriseClaim { claim, policy, provider: PHARMACY },
            json!({ "claim": hexadecimal(claim.0), "policy": hexadecimal(policy.0), "provider": PHARMACY }),
        ),
        statement(
            book,
            "authorise a preauthorisation",
            AuthorisePreauthorisation { preauthorisation: request, policy, provider: CLINIC },
            json!({
                "preauthorisation": hexadecimal(request.0),
                "policy": hexadecimal(policy.0),
                "provider": CLINIC,
            }),
        ),
    ])
}

/// A decision of consent that a patient signs and a member sends.
fn acts(book: &Book) -> Value {
    let (name, terms) = ("decide", terms());
    // Pallet 42, call 9: `Consent.decide`, which supersedes nothing here.
    let call = (42u8, 9u8, subject(), 7u32, &terms, None::<ConsentId>).encode();
    let era = Era::mortal(2048, 10_000);
    let (genesis, birth) = (subxt::utils::H256(GENESIS.0), subxt::utils::H256(bytes("birth")));
    let checks = Checks { era, nonce: 41, spec_version: 1, transaction_version: 1, genesis, birth };
    let payload = checks.payload(&call);
    let digest = blake2_256(&payload);
    let signature = book.signature("acts", name, &digest);
    let act = checks.assemble(&call, holder().account(), signature);
    assert_eq!(act.to_string().parse::<SignedAct>().unwrap(), act);
    json!([{
        "name": name,
        "content": {
            "subject": hexadecimal(subject().0),
            "sequence": 7,
            "terms": {
                "effect": "permit",
                "grantee": { "organisation": PHARMACY },
                "actions": ["access", "use"],
                "categories": ["allergies", "medications"],
                "purposes": ["TREAT"],
                "sensitivities": [],
                "validFrom": NOW,
                "validUntil": UNTIL,
                "dataFrom": null,
                "dataUntil": null,
            },
            "supersedes": null,
        },
        "terms": hexadecimal(terms.encode()),
        "call": hexadecimal(call),
        "era": hexadecimal(era.encode()),
        "number": 41,
        "specVersion": 1,
        "transactionVersion": 1,
        "genesis": hexadecimal(genesis),
        "birth": hexadecimal(birth),
        "payload": hexadecimal(payload),
        "digest": hexadecimal(digest),
        "signer": "holder",
        "signature": hexadecimal(AsRef::<[u8]>::as_ref(&signature)),
        "act": act.to_string(),
    }])
}

fn codes() -> Value {
    let code = QrPayload {
        prescription: prescription(),
        issue: 1,
        holder: HolderSecret::from_bytes(bytes("holder")),
        document: bytes("stored document"),
        document_key: DocumentKey::from_bytes(bytes("document key")),
        store: "s3://hangang/documents".into(),
    };
    let PharmacyPayload { prescription, issue, document, document_key, store } = code.for_pharmacy();
    let (key, place) = (document_key.expose(), store.as_str());
    let cases = [
        (
            "patient",
            (prescription, issue, bytes("holder"), document, key, place).encode(),
            PrescriptionCode::Holder(code.clone()),
        ),
        (
            "pharmacy",
            (prescription, issue, document, key, place).encode(),
            PrescriptionCode::Pharmacy(code.for_pharmacy()),
        ),
    ];
    let vector = |(name, payload, code): (&str, Vec<u8>, PrescriptionCode)| {
        let text = code.encode().unwrap();
        assert_eq!(PrescriptionCode::decode(&text).unwrap(), code);
        // Between the length and the checksum.
        let body = text.split_once(':').unwrap().1;
        let content = BASE32_NOPAD.decode(body.as_bytes()).unwrap();
        assert_eq!(content[2..content.len() - 4], payload);
        json!({
            "name": name,
            "prescription": hexadecimal(prescription.0),
            "issue": issue,
            "secret": if name == "patient" { Value::from(hexadecimal(bytes("holder"))) } else { Value::Null },
            "document": hexadecimal(document),
            "documentKey": hexadecimal(key),
            "store": place,
            "payload": hexadecimal(payload),
            "text": text.as_str(),
        })
    };
    cases.into_iter().map(vector).collect()
}

/// The document of a prescription of one item; nobody in it exists.
fn prescription_document() -> PrescriptionDocument {
    let medication = json!({ "text": "가나다정 5mg" });
    let dosage = json!([{ "text": "1일 3회 식후 30분", "timing": { "repeat": { "frequency": 3, "period": 1, "periodUnit": "d" } } }]);
    PrescriptionDocument {
        salt: bytes("salt of the document"),
        items: vec![DocumentItem {
            entry: 0,
            product: json!({
                "medication": { "codeableConcept": medication.clone() }, "unit": "정", "dosageInstruction": dosage.clone(),
            }),
            salt: bytes("salt of the item"),
        }],
        entries: vec![Entry {
            full_url: Some("urn:uuid:0f6b9d5e-9c1f-4c59-8a39-0d1a3f7d7a11".into()),
            resource: json!({
                "resourceType": "MedicationRequest",
                "status": "active",
                "intent": "order",
                "medicationCodeableConcept": medication,
                "subject": { "display": "홍길동" },
                "dosageInstruction": dosage,
            }),
        }],
        terms: DocumentTerms {
            schedule: Schedule::Ordinary,
            valid_from: NOW,
            valid_until: UNTIL,
            interval: 0,
            issues: 1,
            items: vec![TermsItem { authorised: 42_000, substitution_allowed: true }],
        },
    }
}

/// What a pharmacy supplied of it.
fn dispense_document() -> DispenseDocument {
    DispenseDocument {
        salt: bytes("salt of the dispense"),
        prescription: prescription(),
        issue: 0,
        lines: vec![DocumentLine { item: 0, quantity: 21_000, substituted: false, entry: 0 }],
        entries: vec![Entry {
            full_url: None,
            resource: json!({
                "resourceType": "MedicationDispense",
                "status": "completed",
                "medicationCodeableConcept": { "text": "가나다정 5mg" },
                "quantity": { "value": 21, "unit": "정" },
            }),
        }],
    }
}

/// Encrypts as docs/for-developers.md says, with a nonce that is given: what apps encrypt has a fresh one.
fn seal(associated: &str, plaintext: &[u8], key: [u8; 32], nonce: [u8; 24]) -> Vec<u8> {
    let mut filled = u32::try_from(plaintext.len()).unwrap().to_le_bytes().to_vec();
    filled.extend_from_slice(plaintext);
    filled.resize(filled.len().next_multiple_of(1024), 0);
    let payload = Payload { msg: &filled, aad: associated.as_bytes() };
    let encrypted = XChaCha20Poly1305::new((&key).into()).encrypt(&XNonce::from(nonce), payload).unwrap();
    [&[1u8][..], &nonce, &encrypted].concat()
}

fn sealed(name: &str, purpose: Purpose, associated: &str, plaintext: &[u8], commitments: Value) -> Value {
    let key = bytes("document key");
    let mut nonce = [0; 24];
    nonce.copy_from_slice(&bytes(name)[..24]);
    let ciphertext = seal(associated, plaintext, key, nonce);
    let opened = unseal(purpose, &ciphertext, &DocumentKey::from_bytes(key)).unwrap();
    assert_eq!(opened.as_slice(), plaintext);
    json!({
        "name": name,
        "associatedData": associated,
        "key": hexadecimal(key),
        "nonce": hexadecimal(nonce),
        "ciphertext": hexadecimal(&ciphertext),
        "hash": hexadecimal(document_hash(&ciphertext)),
        "plaintext": std::str::from_utf8(plaintext).unwrap(),
        "commitments": commitments,
    })
}

fn documents() -> Value {
    let document = prescription_document();
    let (whole, items) = (document.commitment().unwrap(), document.item_commitments().unwrap());
    let plaintext = document.to_bytes().unwrap();
    assert_eq!(open_and_check(&plaintext, &whole, &items).unwrap(), document);

    let dispense = dispense_document();
    let supplied = dispense.commitment().unwrap();
    let plain_dispense = dispense.to_bytes().unwrap();
    assert_eq!(check_dispense(&plain_dispense, &prescription(), &supplied).unwrap(), dispense);
    json!([
        sealed(
            "prescription",
            Purpose::Prescription,
            "bogam/sealed-prescription-document/v1",
            &plaintext,
            json!({
                "document": hexadecimal(whole.0),
                "items": items.iter().map(|item| hexadecimal(item.0)).collect::<Vec<_>>(),
            }),
        ),
        sealed(
            "dispense",
            Purpose::Dispense,
            "bogam/sealed-dispense-document/v1",
            &plain_dispense,
            json!({ "document": hexadecimal(supplied.0) }),
        ),
    ])
}

fn batch_name() -> BatchName {
    BatchName {
        organisation: CLINIC,
        schema: SchemaId::derive(9, b"vaccination", 1),
        size: 3,
        valid_from: NOW,
        valid_until: UNTIL,
        nonce: hash("nonce of the batch"),
    }
}

/// Three certificates of one batch: a tree with a leaf that moves up alone.
fn batch() -> Value {
    let batch = BatchId::derive(&batch_name());
    let leaf = |index: u32| {
        let disclosure = |field: &str, value: &str| {
            let salt = BASE64URL_NOPAD.encode(&bytes(&format!("salt of {field} {index}"))[..16]);
            BASE64URL_NOPAD.encode(json!([salt, field, value]).to_string().as_bytes())
        };
        let disclosures = vec![disclosure("vaccine", "J07BN01"), disclosure("given_name", "길동")];
        let mut fields: Vec<_> = disclosures.iter().map(|disclosure| FieldDigest::of(disclosure)).collect();
        fields.sort();
        let holder = HolderKey(hash(&format!("thumbprint {index}")));
        (disclosures, Leaf { batch, index, holder, fields })
    };
    let leaves: Vec<_> = (0..batch_name().size).map(leaf).collect();
    let tree = Tree::new(leaves.iter().map(|(_, leaf)| leaf.hash()).collect()).unwrap();
    let certificate = |(disclosures, leaf): &(Vec<String>, Leaf)| {
        let path = tree.path(leaf.index as usize).unwrap();
        verify_inclusion(&tree.root(), batch_name().size, leaf.index, &leaf.hash(), &path).unwrap();
        json!({
            "index": leaf.index,
            "holder": hexadecimal(leaf.holder.0),
            "disclosures": disclosures,
            "fields": leaf.fields.iter().map(|field| hexadecimal(field.0)).collect::<Vec<_>>(),
            "encoded": hexadecimal(("bogam/certificate/v1", leaf).encode()),
            "hash": hexadecimal(leaf.hash()),
            "path": path.iter().map(hexadecimal).collect::<Vec<_>>(),
        })
    };
    json!({
        "batch": hexadecimal(batch.0),
        "size": batch_name().size,
        "certificates": leaves.iter().map(certificate).collect::<Vec<_>>(),
        "root": hexadecimal(tree.root()),
    })
}

fn vectors(book: &Book) -> Value {
    json!({
        "description": "What apps compute off the chain, as docs/vectors.md explains. Bytes are hexadecimal, moments milliseconds since \
                        1970. Written by the tests of bogam-client (BOGAM_WRITE_VECTORS=1), and checked by them.",
        "keys": keys(),
        "commitments": commitments(),
        "identifiers": identifiers(),
        "statements": statements(book),
        "acts": acts(book),
        "codes": codes(),
        "documents": documents(),
        "tree": batch(),
    })
}

#[test]
fn vectors_should_be_what_the_library_computes() {
    let write = env::var_os("BOGAM_WRITE_VECTORS").is_some_and(|value| value == "1");
    let known = match fs::read_to_string(FILE) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(error) if write => {
            println!("{FILE} is begun: {error}");
            Value::Null
        }
        Err(error) => panic!("{FILE}: {error}; write it with BOGAM_WRITE_VECTORS=1"),
    };
    let book = Book { known, write };
    let computed = vectors(&book);
    if write {
        fs::create_dir_all(Path::new(FILE).parent().unwrap()).unwrap();
        fs::write(FILE, serde_json::to_string_pretty(&computed).unwrap() + "\n").unwrap();
        return;
    }
    for (section, own) in computed.as_object().unwrap() {
        assert_eq!(&book.known[section.as_str()], own, "{section}");
    }
    assert_eq!(book.known, computed, "the file has a section that is not known here");
}
