use super::{
    consent::{PHYSICIAN, SEAT, act_code, actor, category, consent, consent_options, project, purpose, terms},
    *,
};
use bogam_primitives::{
    OrganisationKind,
    consent::{
        Action, Actions, Author, Categories, Category, ConsentId, Decision, Effect, Grantee, Outcome, Purpose,
        Purposes, Question, Reader, Sensitivities, SubjectId, Terms, decide,
    },
};
use proptest::prelude::*;
use sp_core::H256;
use subxt::utils::AccountId32;

fn decided(terms: Terms<AccountId32>, made_by: Author<AccountId32>, sequence: u32) -> Decision<AccountId32> {
    let id = ConsentId::derive(SubjectId(H256::repeat_byte(1)), sequence, &terms);
    Decision { id, sequence, made_by, made_at: NOW, terms }
}

fn facts() -> ConsentFacts {
    ConsentFacts { patient: "Patient/1".into(), custodian: 1, time_zone: consent_options().time_zone }
}

fn written(terms: Terms<AccountId32>, standing: DecisionStanding) -> Result<Value, FhirError> {
    let facts_of = DecisionFacts { decision: decided(terms, Author::Subject, 0), standing };
    consent_to_fhir(&[facts_of], &facts()).map(|resources| resources.into_iter().next().unwrap())
}

#[test]
fn decision_should_be_written_as_a_consent() {
    let consent = written(terms(), DecisionStanding::InForce).unwrap();
    let id = hex::encode(decided(terms(), Author::Subject, 0).id.0);
    assert_eq!(consent["resourceType"], "Consent");
    assert_eq!(consent["id"], id.as_str());
    assert_eq!(consent["status"], "active");
    assert_eq!(consent["patient"], json!({ "reference": "Patient/1" }));
    assert_eq!(consent["performer"], json!([{ "reference": "Patient/1" }]));
    assert_eq!(consent["dateTime"], "2026-11-21T10:00:00.000+09:00");
    assert_eq!(consent["policyRule"]["coding"][0]["code"], "OPTIN");
    let provision = &consent["provision"];
    assert_eq!(provision["type"], "permit");
    assert_eq!(
        provision["period"],
        json!({ "start": "2026-11-21T00:00:00.000+09:00", "end": "2027-11-20T23:59:59.999+09:00" })
    );
    assert_eq!(
        provision["actor"][0]["reference"]["identifier"],
        json!({ "system": "urn:bogam:organisation", "value": "2" })
    );
    assert_eq!(provision["class"], json!([category("medications")]));
    assert_eq!(provision["purpose"], json!([purpose("TREAT")]));
    assert_eq!(provision["securityLabel"][0]["code"], "N");
    assert_eq!(provision.get("dataPeriod"), None);
}

#[test]
fn decision_that_is_over_should_be_written_as_inactive_and_not_be_decided_again() {
    for standing in [DecisionStanding::Expired, DecisionStanding::Revoked, DecisionStanding::Superseded] {
        let consent = written(terms(), standing).unwrap();
        assert_eq!(consent["status"], "inactive");
        assert_eq!(map_consent(&consent, &consent_options()).unwrap_err().code(), "fhir_consent_not_active");
    }
}

#[test]
fn who_decided_should_be_the_performer() {
    for (author, kind) in [
        (Author::Guardian(PHYSICIAN), "RelatedPerson"),
        (Author::Delegate(PHYSICIAN), "RelatedPerson"),
        (Author::BroadConsent(PHYSICIAN), "PractitionerRole"),
    ] {
        let decision = DecisionFacts { decision: decided(terms(), author, 0), standing: DecisionStanding::InForce };
        let consents = consent_to_fhir(&[decision.clone(), decision], &facts()).unwrap();
        assert_eq!(consents.len(), 2);
        assert_eq!(consents[0]["performer"][0]["type"], kind);
        assert_eq!(consents[0]["performer"][0]["identifier"]["value"], PHYSICIAN.to_string());
    }
}

#[test]
fn decision_should_not_be_written_when_a_consent_would_say_something_else() {
    let refused = |terms: Terms<AccountId32>| {
        let error = written(terms, DecisionStanding::InForce).unwrap_err();
        (error.code(), error.element().to_owned())
    };
    let not_known = ("fhir_decision_not_known", "Consent.provision".to_owned());
    assert_eq!(refused(Terms { actions: Actions::NONE, ..terms() }), not_known);
    assert_eq!(refused(Terms { categories: Categories::NONE, ..terms() }), not_known);
    assert_eq!(refused(Terms { purposes: Purposes::NONE, ..terms() }), not_known);
    assert_eq!(refused(Terms { purposes: Purposes::from_bits(1 << 31), ..terms() }), not_known);
    assert_eq!(refused(Terms { sensitivities: Sensitivities::from_bits(1 << 31), ..terms() }), not_known);
    for (terms, member) in [
        (Terms { valid_from: u64::MAX, ..terms() }, "period"),
        (Terms { valid_until: Some(0), ..terms() }, "period"),
        (Terms { data_from: Some(u64::MAX), ..terms() }, "dataPeriod"),
    ] {
        assert_eq!(refused(terms), ("fhir_date_out_of_range", format!("Consent.provision.{member}")));
    }
}

fn grantees() -> impl Strategy<Value = Grantee<AccountId32>> {
    let kinds = prop_oneof![
        Just(OrganisationKind::Hospital),
        Just(OrganisationKind::Clinic),
        Just(OrganisationKind::Pharmacy),
        Just(OrganisationKind::Insurer),
        Just(OrganisationKind::Laboratory),
        Just(OrganisationKind::Authority),
        Just(OrganisationKind::Research),
        Just(OrganisationKind::Manufacturer),
    ];
    prop_oneof![
        Just(Grantee::Anyone),
        kinds.prop_map(Grantee::Kind),
        any::<u32>().prop_map(Grantee::Organisation),
        any::<[u8; 32]>().prop_map(|id| Grantee::Project(bogam_primitives::consent::ProjectId(H256(id)))),
        (any::<u32>(), any::<[u8; 32]>())
            .prop_map(|(organisation, id)| Grantee::Seat { organisation, account: AccountId32(id) }),
    ]
}

fn all_terms() -> impl Strategy<Value = Terms<AccountId32>> {
    // Until the year 9000: what FHIR's four digits can tell.
    const LAST: Moment = 221_845_392_000_000;
    let words = (any::<bool>(), any::<u8>(), any::<u32>(), any::<u32>(), any::<u32>());
    let data = (prop::option::of(0..LAST), prop::option::of(1..LAST));
    (words, grantees(), 0..LAST, prop::option::of(NOW + 1..LAST), data)
        .prop_map(|((permit, actions, categories, purposes, sensitivities), grantee, from, until, data)| Terms {
            effect: if permit { Effect::Permit } else { Effect::Deny },
            grantee,
            actions: Actions::from_bits(actions & Actions::ALL.bits()),
            categories: Categories::from_bits(categories & Categories::ALL.bits()),
            purposes: Purposes::from_bits(purposes & Purposes::ALL.bits()),
            sensitivities: Sensitivities::from_bits(sensitivities & Sensitivities::ALL.bits()),
            valid_from: from,
            valid_until: until.filter(|until| *until > from),
            data_from: data.0,
            data_until: data.1.filter(|until| data.0.is_none_or(|from| *until > from)),
        })
        .prop_filter("names something", |terms| {
            !terms.actions.is_empty() && !terms.categories.is_empty() && !terms.purposes.is_empty()
        })
}

/// A rule of a Consent, as a reader of FHIR understands it.
#[derive(Clone, Debug)]
struct Provision {
    permits: bool,
    grantee: Option<usize>,
    categories: Option<Category>,
    purposes: Option<Purpose>,
    exceptions: Vec<Provision>,
}

/// References, and whom they mean.
fn parties() -> [(&'static str, Grantee<AccountId32>); 5] {
    [
        ("Organization/2", Grantee::Organisation(2)),
        ("Organization/3", Grantee::Organisation(3)),
        ("Practitioner/1", SEAT),
        ("Group/clinics", Grantee::Kind(OrganisationKind::Clinic)),
        ("ResearchStudy/1", project()),
    ]
}

fn readers() -> Vec<Reader<AccountId32>> {
    let clinic = OrganisationKind::Clinic;
    let other = AccountId32([8; 32]);
    let reader = |account, organisation, kind, project| Reader { account, organisation, kind, project };
    let Grantee::Project(project) = project() else { unreachable!() };
    vec![
        reader(PHYSICIAN, 2, clinic, None),
        reader(other, 2, clinic, None),
        reader(other, 2, clinic, Some(project)),
        reader(PHYSICIAN, 2, clinic, Some(project)),
        reader(other, 3, clinic, None),
        reader(other, 4, OrganisationKind::Hospital, None),
    ]
}

impl Provision {
    fn to_json(&self) -> Value {
        let mut value = json!({ "type": if self.permits { "permit" } else { "deny" } });
        if let Some((reference, _)) = self.grantee.and_then(|number| parties().into_iter().nth(number)) {
            value["actor"] = json!([actor(reference)]);
        }
        if let Some(one) = self.categories {
            value["class"] = json!([category(one.code())]);
        }
        if let Some(one) = self.purposes {
            value["purpose"] = json!([purpose(one.code())]);
        }
        if !self.exceptions.is_empty() {
            value["provision"] = self.exceptions.iter().map(Provision::to_json).collect();
        }
        value
    }

    /// Whether what it says of organisations is true: the project is not that of organisation 3.
    fn is_true(&self, of_organisation_3: bool) -> bool {
        let of_organisation_3 = self.grantee.map_or(of_organisation_3, |number| number == 1);
        let is_project = |one: &Provision| one.grantee == Some(4);
        self.exceptions.iter().all(|one| one.is_true(of_organisation_3) && !(of_organisation_3 && is_project(one)))
    }

    /// What the rule says about the question: its exceptions first, each within it.
    fn answer(&self, question: &Question<AccountId32>) -> Option<bool> {
        let grantee = self.grantee.and_then(|number| parties().into_iter().nth(number));
        let is_about = grantee.is_none_or(|(_, grantee)| grantee.includes(&question.reader))
            && self.categories.is_none_or(|category| category == question.category)
            && self.purposes.is_none_or(|purpose| purpose == question.purpose);
        if !is_about {
            return None;
        }
        let found: Vec<bool> = self.exceptions.iter().filter_map(|exception| exception.answer(question)).collect();
        // Exceptions that contradict each other are refused by the mapping.
        assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "{self:?} says both about {question:?}");
        Some(found.first().copied().unwrap_or(self.permits))
    }
}

fn provisions() -> impl Strategy<Value = Provision> {
    let one = || {
        (
            prop::option::of(0..5usize),
            prop::option::of(prop_oneof![Just(Category::Medications), Just(Category::Claims)]),
            prop::option::of(prop_oneof![Just(Purpose::Treatment), Just(Purpose::Payment)]),
        )
    };
    let alone = one().prop_map(|(grantee, categories, purposes)| Provision {
        permits: true,
        grantee,
        categories,
        purposes,
        exceptions: vec![],
    });
    let nested = alone.prop_recursive(3, 8, 3, move |inner| {
        (one(), prop::collection::vec(inner, 0..3)).prop_map(|((grantee, categories, purposes), exceptions)| {
            Provision { permits: true, grantee, categories, purposes, exceptions }
        })
    });
    (any::<bool>(), nested)
        .prop_map(|(permits, mut provision)| {
            fn set(provision: &mut Provision, permits: bool) {
                provision.permits = permits;
                provision.exceptions.iter_mut().for_each(|one| set(one, !permits));
            }
            set(&mut provision, permits);
            provision
        })
        .prop_filter("is true", |provision| provision.is_true(false))
}

proptest! {
    #[test]
    fn decision_that_is_written_should_be_mapped_to_the_same_terms(terms in all_terms()) {
        let consent = written(terms.clone(), DecisionStanding::InForce).unwrap();
        let mapped = map_consent(&consent, &consent_options()).unwrap();
        prop_assert_eq!(mapped.decisions, vec![terms.clone()]);
        let unexpected = mapped.warnings.iter().find(|one| !matches!(one.code(), "no_end" | "everybody" | "opt_in_needed"));
        prop_assert_eq!(unexpected, None);
        // What is written is bytes in the end.
        let read = read(consent.to_string().as_bytes()).unwrap();
        let again = map_consent(read.of_type("Consent").unwrap()[0], &consent_options()).unwrap();
        prop_assert_eq!(again.decisions, vec![terms]);
    }

    /// The chain answers every question as a reader of the Consent would, whether its decisions are made at one moment
    /// or one after the other.
    #[test]
    fn decisions_should_answer_every_question_as_the_consent_does(provision in provisions()) {
        let policy = if provision.permits { "OPTIN" } else { "OPTOUT" };
        let resource = with(consent(), "/policyRule/coding/0", act_code(policy));
        let resource = with(resource, "/provision", provision.to_json());
        let Ok(mapped) = map_consent(&resource, &consent_options()) else { return Ok(()) };
        for apart in [0, 1] {
            let decisions: Vec<_> = (0..).zip(&mapped.decisions).map(|(sequence, terms)| Decision {
                made_at: NOW + u64::from(sequence) * apart,
                ..decided(terms.clone(), Author::Subject, sequence)
            }).collect();
            for reader in readers() {
                for category in [Category::Medications, Category::Claims, Category::Imaging] {
                    for purpose in [Purpose::Treatment, Purpose::Payment, Purpose::Legal] {
                        let question = Question {
                            reader: reader.clone(),
                            category,
                            purpose,
                            action: Action::Access,
                            sensitivities: Sensitivities::NONE,
                            data_date: None,
                            now: NOW + 100,
                        };
                        let expected = match provision.answer(&question) {
                            Some(true) => Outcome::Permit,
                            Some(false) => Outcome::Deny,
                            None => Outcome::NoConsent,
                        };
                        prop_assert_eq!(decide(&decisions, &question).outcome, expected, "{:?}", question);
                    }
                }
            }
        }
    }
}
