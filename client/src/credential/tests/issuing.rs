//! From fields to credentials, and from credentials to a verdict.

use super::*;
use crate::credential::{IssuerSignature, LARGEST_BATCH, Progress, Step, schema_of, vct_of};
use bogam_primitives::certificate::{Finding, merkle::verify_inclusion};

#[test]
fn credential_should_be_valid_on_chain_when_presented_by_its_holder() {
    for algorithm in [Algorithm::Es256, Algorithm::EdDsa] {
        let desk = Desk::new(algorithm);
        let text = desk.present(&["vaccine", "doses"]);
        let presentation = decode(&text).unwrap();
        let keys = desk.keys();
        let verified = presentation.verify(&Expectation { issuer_keys: Some(&keys), ..asked() }).unwrap();
        assert_eq!(verified.presented_by, Some(desk.holder.public().holder_key()));
        assert_eq!(verified.issuer_signature, IssuerSignature::Valid);
        let mut shown = fields(1);
        shown.retain(|name, _| name == "vaccine" || name == "doses");
        assert_eq!(Value::from(verified.fields.clone()), Value::from(shown));
        assert!(!text.contains(&json::encode("소영")));
        let verdict = desk.verdict(&verified);
        assert_eq!((verdict.valid, verdict.findings), (true, vec![]));
        let batch = desk.facts().batch.unwrap();
        presentation.claims().check_facts(&batch, AUTHORITY).unwrap();
        presentation.check_root(&desk.prepared.root()).unwrap();
        assert_eq!(presentation.evidence().fields, desk.prepared.evidence(1).unwrap().fields);
    }
}

#[test]
fn credential_should_say_what_was_issued() {
    let desk = Desk::new(Algorithm::Es256);
    let credential = Presentation::decode_complete(&desk.credential()).unwrap();
    let claims = credential.claims();
    assert_eq!((claims.issuer.as_str(), claims.vct.as_str()), (ISSUER, "urn:bogam:schema:vaccination:1"));
    assert_eq!(claims.not_before, (NOW - DAY) / 1000);
    assert_eq!(claims.expires, (NOW + 365 * DAY) / 1000);
    assert!(claims.counts_at(NOW) && !claims.counts_at(NOW + 365 * DAY) && !claims.counts_at(NOW - DAY - 1));
    assert_eq!(claims.certificate.batch, desk.prepared.id());
    assert_eq!((claims.certificate.index, claims.size, claims.genesis), (1, 3, H256::repeat_byte(7)));
    assert_eq!(claims.status.as_ref().map(|status| status.index), Some(1));
    assert_eq!(Value::from(credential.fields()), Value::from(fields(1)));
    // The number kept its digits.
    assert_eq!(credential.fields()["titre"].to_string(), "12.50");
    let payload = payload_of(&desk.credential());
    let names: Vec<_> = payload.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["iss", "vct", "iat", "nbf", "exp", "cnf", "status", "bogam", "_sd", "_sd_alg"]);
    for name in fields(1).keys() {
        assert!(!payload.to_string().contains(name.as_str()), "{name} is concealed");
    }
}

#[test]
fn batch_should_issue_each_credential_in_order_and_tell_its_progress() {
    let issuer = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let holders: Vec<_> = (0..5).map(|_| SigningKey::generate(Algorithm::Es256).unwrap()).collect();
    let certificate = |number: usize| Certificate {
        holder: *holders[number % 5].public(),
        fields: (0..number % 4).map(|field| (format!("field{field}"), json!(number))).collect(),
    };
    const SIZE: usize = 1_100;
    let mut steps = Vec::new();
    let prepared = batch((0..SIZE).map(certificate).collect()).prepare(|step| steps.push(step)).unwrap();
    let mut places = Vec::new();
    let write = |place: usize, text: String| {
        let credential = Presentation::decode_complete(&text).map_err(|error| error.to_string())?;
        credential.check_root(&prepared.root()).map_err(|error| error.to_string())?;
        assert_eq!(credential.claims().holder, *holders[place % 5].public());
        assert_eq!(credential.disclosures().len(), place % 4);
        places.push(place);
        Ok(())
    };
    prepared.issue(&issuer, |step| steps.push(step), write).unwrap();
    assert_eq!(places, (0..SIZE).collect::<Vec<_>>());
    let step = |step, done| Progress { step, done, total: SIZE };
    let expected =
        [step(Step::Hashing, 1_024), step(Step::Hashing, SIZE), step(Step::Signing, 1_024), step(Step::Signing, SIZE)];
    assert_eq!(steps, expected);
    // A writer that fails ends the work.
    let failing = prepared.issue(&issuer, |_| {}, |_, _| Err("the disk is full".into()));
    assert_eq!(code(failing), "credential_output");
}

/// `count` certificates for one holder, in a batch of a schema with a floor.
fn filled(count: usize, least_size: u32) -> Result<PreparedBatch, CredentialError> {
    let holder = *SigningKey::generate(Algorithm::EdDsa).unwrap().public();
    let certificate = |number| Certificate { holder, fields: fields(number) };
    IssueBatch { least_size, ..batch((0..count).map(certificate).collect()) }.prepare(|_| {})
}

#[test]
fn batch_should_be_filled_to_a_multiple_of_its_least_size_when_there_are_fewer_certificates() {
    for (count, least, size) in [(1, 0, 1), (3, 1, 3), (1, 16, 16), (16, 16, 16), (17, 16, 32), (5, 7, 7), (2, 3, 3)] {
        let prepared = filled(count, least).unwrap();
        assert_eq!((prepared.name().size, prepared.fillers()), (size, size as usize - count), "{count} of {least}");
    }
    let many = filled(2, 20_000).unwrap();
    assert_eq!((many.name().size, many.fillers()), (20_000, 19_998));
    assert_eq!(code(filled(1, 1_000_001)), "credential_bad_batch_size");
    assert_eq!(code(filled(1, u32::MAX)), "credential_bad_batch_size");
    assert_eq!(code(filled(0, 16)), "credential_bad_batch_size");
}

#[test]
fn certificates_should_prove_themselves_at_their_places_when_the_batch_is_filled() {
    const COUNT: usize = 5;
    let issuer = SigningKey::generate(Algorithm::EdDsa).unwrap();
    let prepared = filled(COUNT, 64).unwrap();
    let mut places = std::collections::BTreeSet::new();
    let mut written = Vec::new();
    let write = |number: usize, text: String| {
        written.push((number, text));
        Ok(())
    };
    prepared.issue(&issuer, |_| {}, write).unwrap();
    assert_eq!(written.iter().map(|(number, _)| *number).collect::<Vec<_>>(), (0..COUNT).collect::<Vec<_>>());
    for (number, text) in &written {
        let credential = Presentation::decode_complete(text).unwrap();
        credential.check_root(&prepared.root()).unwrap();
        assert_eq!(Value::from(credential.fields()), Value::from(fields(*number)));
        let claims = credential.claims();
        let index = claims.certificate.index;
        assert!(index < 64 && places.insert(index));
        assert_eq!((claims.size, claims.status.as_ref().map(|status| status.index)), (64, Some(u64::from(index))));
        let evidence = prepared.evidence(*number).unwrap();
        assert_eq!(evidence.certificate, claims.certificate);
        let leaf = evidence.leaf().hash();
        assert_eq!(verify_inclusion(&prepared.root(), 64, index, &leaf, &evidence.path), Ok(()));
        assert!(verify_inclusion(&prepared.root(), 64, (index + 1) % 64, &leaf, &evidence.path).is_err());
    }
    assert_eq!(places.len(), COUNT);
    assert_eq!(code(prepared.credential(COUNT, &issuer)), "credential_not_in_batch");
    assert_eq!(code(prepared.evidence(COUNT)), "credential_not_in_batch");
}

#[test]
fn places_should_be_random_when_a_batch_is_filled_and_kept_when_it_is_not() {
    let places = |count, least| -> Vec<u32> {
        let prepared = filled(count, least).unwrap();
        (0..count).map(|number| prepared.evidence(number).unwrap().certificate.index).collect()
    };
    assert_eq!(places(8, 8), (0..8).collect::<Vec<_>>());
    assert_eq!(places(3, 1), [0, 1, 2]);
    // Each of 16 places is somebody's in some of 400 batches: that one never is has a chance of 16 · (15/16)^400 < 10^-9.
    let mut seen = [0u32; 16];
    for _ in 0..400 {
        for place in places(1, 16) {
            seen[place as usize] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// All hashes beside the way up from a real leaf, in batches that differ in nothing but what fills them, are different: what
/// fills a batch is drawn anew each time, and nothing by which it could be known.
#[test]
fn leaves_of_nobody_should_be_drawn_anew_for_each_batch() {
    let siblings = || -> Vec<H256> {
        let prepared = filled(1, 2).unwrap();
        prepared.evidence(0).unwrap().path
    };
    let drawn: std::collections::BTreeSet<_> = (0..50).flat_map(|_| siblings()).collect();
    assert_eq!(drawn.len(), 50);
}

#[test]
fn salts_should_be_fresh_for_each_field_of_each_certificate() {
    let desk = Desk::new(Algorithm::EdDsa);
    let mut seen = std::collections::BTreeSet::new();
    for index in 0..3 {
        let evidence = desk.prepared.evidence(index).unwrap();
        let proven = verify_inclusion(&desk.prepared.root(), 3, index as u32, &evidence.leaf().hash(), &evidence.path);
        assert_eq!(proven, Ok(()));
        assert!(evidence.fields.into_iter().all(|digest| seen.insert(digest)));
    }
    assert_eq!(seen.len(), 3 * fields(0).len());
}

#[test]
fn batch_should_be_refused_when_a_part_of_it_cannot_be_issued() {
    let holder = *SigningKey::generate(Algorithm::EdDsa).unwrap().public();
    let one = |fields: Value| vec![Certificate { holder, fields: fields.as_object().cloned().unwrap() }];
    let prepared = |batch: IssueBatch| batch.prepare(|_| {});
    let sound = || batch(one(json!({ "name": 1 })));
    assert!(prepared(sound()).is_ok());
    assert_eq!(code(prepared(batch(vec![]))), "credential_bad_batch_size");
    assert_eq!(code(prepared(IssueBatch { issuer: "clinic".into(), ..sound() })), "credential_bad_uri");
    assert_eq!(code(prepared(IssueBatch { status_list: Some("/list".into()), ..sound() })), "credential_bad_uri");
    assert_eq!(code(prepared(IssueBatch { schema_name: String::new(), ..sound() })), "credential_bad_schema_name");
    let short = IssueBatch { valid_from: NOW + 1, valid_until: NOW + 1_999, ..sound() };
    assert_eq!(code(prepared(short)), "credential_bad_interval");
    for reserved in ["_sd", "...", "iss", "exp", "cnf", "vct", "status", "bogam", "", "a/b", &"n".repeat(300)] {
        let error = prepared(batch(one(json!({ reserved: 1 })))).unwrap_err();
        assert!(matches!(error, CredentialError::Certificate { index: 0, .. }));
        assert_eq!(code::<(), _>(Err(error)), "credential_reserved_name", "{reserved}");
    }
    for nested in [json!({ "a": { "_sd": [] } }), json!({ "a": [{ "...": "digest" }] })] {
        assert_eq!(code(prepared(batch(one(nested)))), "credential_nested_digests");
    }
    assert_eq!(code(prepared(batch(one(json!({ "a": "x".repeat(8_000) }))))), "credential_field_too_long");
    let many: Map<_, _> = (0..65).map(|number| (format!("f{number}"), json!(number))).collect();
    assert_eq!(code(prepared(batch(one(many.into())))), "credential_too_many_fields");
    const { assert!(LARGEST_BATCH >= 100_000) };
}

#[test]
fn interval_should_shrink_to_whole_seconds() {
    let holder = *SigningKey::generate(Algorithm::EdDsa).unwrap().public();
    let (valid_from, valid_until) = (NOW + 1, NOW + 2_999);
    let certificates = vec![Certificate { holder, fields: Map::new() }];
    let batch = IssueBatch { valid_from, valid_until, status_list: None, ..batch(certificates) };
    let prepared = batch.prepare(|_| {}).unwrap();
    let text = prepared.credential(0, &SigningKey::generate(Algorithm::EdDsa).unwrap()).unwrap();
    let credential = Presentation::decode_complete(&text).unwrap();
    assert_eq!((credential.claims().not_before, credential.claims().expires), (NOW / 1000 + 1, NOW / 1000 + 2));
    assert_eq!(credential.claims().status, None);
    // One certificate: an empty proof.
    assert_eq!(credential.claims().path, vec![]);
    credential.check_root(&prepared.root()).unwrap();
}

#[test]
fn claims_should_be_compared_with_the_chain_when_only_the_signature_proves_them() {
    let desk = Desk::new(Algorithm::Es256);
    let facts = desk.facts().batch.unwrap();
    let differs = |change: fn(&mut Value)| {
        let presentation = decode(&resigned(&desk, change)).unwrap();
        match presentation.claims().check_facts(&facts, AUTHORITY) {
            Err(CredentialError::ClaimDiffers(name)) => name,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(differs(|payload| payload["vct"] = json!("urn:bogam:schema:vaccination:2")), "vct");
    assert_eq!(differs(|payload| payload["vct"] = json!("urn:bogam:schema:vaccination:01")), "vct");
    assert_eq!(differs(|payload| payload["vct"] = json!("https://elsewhere.example/vaccination")), "vct");
    assert_eq!(differs(|payload| payload["nbf"] = json!(1)), "nbf");
    assert_eq!(differs(|payload| payload["exp"] = json!(NOW)), "exp");
    assert_eq!(differs(|payload| payload["bogam"]["size"] = json!(4)), "size");
    let presentation = decode(&desk.credential()).unwrap();
    let other_authority = presentation.claims().check_facts(&facts, AUTHORITY + 1);
    assert_eq!(code(other_authority), "credential_claim_differs");
}

#[test]
fn verdict_should_find_what_was_tampered_with_when_the_issuer_signs_it() {
    let desk = Desk::new(Algorithm::Es256);
    let findings = |change: &dyn Fn(&mut Value)| {
        let presentation = decode(&resigned(&desk, change)).unwrap();
        assert_eq!(code(presentation.check_root(&desk.prepared.root())), "credential_not_in_batch");
        desk.verdict(&presentation.verify(&Expectation::default()).unwrap()).findings
    };
    assert!(findings(&|payload| payload["bogam"]["index"] = json!(0)).contains(&Finding::RootMismatch));
    assert!(findings(&|payload| payload["bogam"]["path"] = json!("")).contains(&Finding::ProofLengthWrong));
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap().public().to_jwk();
    assert!(findings(&|payload| payload["cnf"]["jwk"] = stranger.clone()).contains(&Finding::RootMismatch));
    let other = format!("0x{}", "ab".repeat(32));
    assert!(findings(&|payload| payload["bogam"]["batch"] = json!(other)).contains(&Finding::OtherBatch));
}

#[test]
fn type_should_name_one_schema_only() {
    for (name, vct) in [
        ("vaccination", "urn:bogam:schema:vaccination:7"),
        ("진단 a:b", "urn:bogam:schema:%EC%A7%84%EB%8B%A8%20a%3Ab:7"),
    ] {
        assert_eq!(vct_of(name, 7).unwrap(), vct);
        assert_eq!(schema_of(vct), Some((name.to_owned(), 7)));
    }
    for other in
        ["urn:bogam:schema:a", "urn:bogam:schema:a:-1", "urn:bogam:schema:%61:1", "urn:bogam:schema::1", "urn:x:a:1"]
    {
        assert_eq!(schema_of(other), None, "{other}");
    }
    assert_eq!(code(vct_of(&"x".repeat(129), 1)), "credential_bad_schema_name");
}
