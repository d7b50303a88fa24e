//! From a Consent to decisions, each where the chain's rule of precedence puts it.

use super::{
    actors::{grantee, is_called},
    codes::{ACT_CODE, coded, coding_code},
    options::{ConsentOptions, ConsentResult, ConsentWarningKind, MappedConsent, UntypedRule},
    redating::redate,
    rules::{Interval, Reader, Rule, moment},
};
use crate::fhir::{
    error::{FhirError, Problem, shortened},
    node::{Node, label},
};
use bogam_primitives::consent::{
    Action, Actions, Categories, Effect, Grantee, Purpose, Purposes, Sensitivities, Terms,
};
use serde_json::Value;
use std::borrow::Cow;
use subxt::utils::AccountId32;

const SCOPE: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/consentcategorycodes";

/// What a Consent is about.
#[derive(Clone, Copy, PartialEq)]
enum Scope {
    PatientPrivacy,
    Research,
}

/// What the categories of a Consent add to its rules.
#[derive(Default)]
struct Limits {
    /// Where it is said that permits are for emergencies only.
    emergency_only: Option<String>,
    /// Where it is said that permits are for access only.
    access_only: Option<String>,
}

/// One rule as the chain is to know it, for each of its grantees.
struct Resolved {
    /// The rule that it is an exception to, by its place in the list.
    parent: Option<usize>,
    /// The element that an error is about.
    element: String,
    effect: Effect,
    grantees: Vec<Grantee<AccountId32>>,
    actions: Actions,
    categories: Categories,
    purposes: Purposes,
    sensitivities: Sensitivities,
    validity: Interval,
    data: Interval,
}

/// Maps a FHIR R4 Consent to the decisions that say the same on chain.
///
/// A dimension that a rule does not name means all of it, with a warning; but nothing sensitive is permitted unless it is
/// named. An exception has the dimensions of the rule that it is in, where it names none itself.
///
/// # Errors
/// The first element that decisions on chain cannot carry, with its reason.
pub fn map_consent(resource: &Value, options: &ConsentOptions) -> ConsentResult {
    map(resource, options).map_err(|error| error.of_resource(label(resource)))
}

fn map(resource: &Value, options: &ConsentOptions) -> ConsentResult {
    let mut reader = Reader::new(options);
    let mut resource = Cow::Borrowed(resource);
    if options.redate && redate(resource.to_mut(), options.now, &options.time_zone)? {
        reader.warn("Consent.provision.period", ConsentWarningKind::Redated);
    }
    let consent = Node::resource(&resource)?;
    if consent.path() != "Consent" {
        return Err(consent.refuse(Problem::WrongTarget { found: consent.path().to_owned(), expected: "Consent" }));
    }
    consent.refuse_modifiers()?;
    let status = consent.required("status")?;
    if status.text()? != "active" {
        return Err(status.refuse(Problem::ConsentNotActive(shortened(status.text()?))));
    }
    let scope = scope(&consent)?;
    let limits = categories(&consent)?;
    check_parties(&consent, options, &mut reader)?;
    moment(&consent, "dateTime", |date| date.first_moment(&options.time_zone))?;
    let policy = policy(&consent)?;
    let provision = consent.get("provision")?.map(|node| reader.rule(node)).transpose()?;

    let mut resolver = Resolver { options, scope, reader, rules: Vec::new() };
    resolver.resolve_base(&consent, policy, provision.as_ref())?;
    check_precedence(&resolver.rules)?;
    let Resolver { mut reader, rules, .. } = resolver;
    check_limits(&rules, &limits)?;

    let count: usize = rules.iter().map(|rule| rule.grantees.len()).sum();
    if count > options.most_decisions {
        let problem = Problem::TooManyDecisions { count, limit: options.most_decisions };
        return Err(FhirError::new("Consent.provision", problem));
    }
    let mut decisions = Vec::with_capacity(count);
    for rule in &rules {
        for grantee in &rule.grantees {
            let terms = rule.terms(grantee, options);
            if terms.is_enrolment() {
                reader.warn(format!("{}.actor", rule.element), ConsentWarningKind::OptInNeeded);
            }
            decisions.push(terms);
        }
    }
    Ok(MappedConsent { decisions, warnings: reader.warnings })
}

fn scope(consent: &Node<'_>) -> Result<Scope, FhirError> {
    let scope_of = |code: &str| match code {
        "patient-privacy" => Some(Scope::PatientPrivacy),
        "research" => Some(Scope::Research),
        _ => None,
    };
    coded(&consent.required("scope")?, SCOPE, scope_of, "patient-privacy or research")
}

/// What the categories say. Directives about treatment are no decisions about data; most other categories only classify.
fn categories(consent: &Node<'_>) -> Result<Limits, FhirError> {
    let concepts = consent.list_of("category")?;
    if concepts.is_empty() {
        return Err(consent.refuse_member("category", Problem::Missing));
    }
    let mut limits = Limits::default();
    for concept in concepts {
        for coding in concept.list_of("coding")? {
            let code = match coding_code(&coding, CATEGORY)? {
                Some(code) => Some(code),
                None => coding_code(&coding, ACT_CODE)?,
            };
            let Some(code) = code else { continue };
            match code.text()? {
                text @ ("acd" | "dnr" | "hcd" | "polst") => {
                    return Err(code.refuse(Problem::AboutTreatment(text.to_owned())));
                }
                "rsdid" | "RSDID" => return Err(code.refuse(Problem::DeIdentification)),
                "emrgonly" | "EMRGONLY" => limits.emergency_only = Some(code.path().to_owned()),
                "INFAO" => limits.access_only = Some(code.path().to_owned()),
                _ => {}
            }
        }
    }
    Ok(limits)
}

/// The patient must be the one that is meant, and the custodian the one at which he is the subject.
fn check_parties(consent: &Node<'_>, options: &ConsentOptions, reader: &mut Reader<'_>) -> Result<(), FhirError> {
    let patient = consent.required("patient")?;
    if !is_called(&patient, &options.patient)? {
        return Err(patient.refuse(Problem::OtherPatient));
    }
    let organisations = consent.list_of("organization")?;
    if organisations.is_empty() {
        reader.warn("Consent.organization", ConsentWarningKind::CustodianAssumed);
    }
    for organisation in organisations {
        if grantee(&organisation, &options.grantees)? != Grantee::Organisation(options.custodian) {
            return Err(organisation.refuse(Problem::OtherCustodian));
        }
    }
    Ok(())
}

fn policy(consent: &Node<'_>) -> Result<Option<Effect>, FhirError> {
    let effect_of = |code: &str| match code {
        "OPTIN" => Some(Effect::Permit),
        "OPTOUT" => Some(Effect::Deny),
        _ => None,
    };
    let Some(concept) = consent.get("policyRule")? else { return Ok(None) };
    coded(&concept, ACT_CODE, effect_of, "OPTIN or OPTOUT").map(Some)
}

fn opposite(effect: Effect) -> Effect {
    match effect {
        Effect::Permit => Effect::Deny,
        Effect::Deny => Effect::Permit,
    }
}

struct Resolver<'o> {
    options: &'o ConsentOptions,
    scope: Scope,
    reader: Reader<'o>,
    rules: Vec<Resolved>,
}

impl Resolver<'_> {
    /// The base rule: the root provision, or the policy with the root provision as its exception.
    fn resolve_base(
        &mut self,
        consent: &Node<'_>,
        policy: Option<Effect>,
        provision: Option<&Rule<'_>>,
    ) -> Result<(), FhirError> {
        let Some(root) = provision else {
            let effect = policy.ok_or_else(|| consent.refuse_member("policyRule", Problem::Missing))?;
            self.resolve_policy(effect)?;
            return Ok(());
        };
        match (policy, root.stated) {
            (None, None) => Err(consent.refuse_member("policyRule", Problem::Missing)),
            (Some(base), Some(stated)) if base != stated => self.resolve_policy_and_exception(base, root),
            (Some(base), None) if root.narrows() => match self.options.untyped_rule {
                Some(UntypedRule::Policy) => self.resolve_root(base, root),
                Some(UntypedRule::Exception) => self.resolve_policy_and_exception(base, root),
                None => Err(root.node.refuse_member("type", Problem::UntypedRule)),
            },
            (_, Some(effect)) | (Some(effect), None) => self.resolve_root(effect, root),
        }
    }

    fn resolve_policy_and_exception(&mut self, base: Effect, root: &Rule<'_>) -> Result<(), FhirError> {
        let parent = self.resolve_policy(base)?;
        self.resolve_exception(parent, opposite(base), root)
    }

    /// The base policy alone: everybody, everything.
    fn resolve_policy(&mut self, effect: Effect) -> Result<usize, FhirError> {
        let element = "Consent.policyRule";
        let purposes = self.purposes_of(None, element)?;
        self.warn_of_all(element, effect, [true, true, true, true]);
        let validity = self.validity(element, Interval::default());
        self.rules.push(Resolved {
            parent: None,
            element: element.to_owned(),
            effect,
            grantees: vec![Grantee::Anyone],
            actions: Actions::ALL,
            categories: Categories::ALL,
            purposes,
            sensitivities: Sensitivities::NONE,
            validity,
            data: Interval::default(),
        });
        Ok(self.rules.len() - 1)
    }

    /// The root provision as the base rule.
    fn resolve_root(&mut self, effect: Effect, root: &Rule<'_>) -> Result<(), FhirError> {
        let element = root.node.path();
        let purposes = self.purposes_of(root.purposes, element)?;
        let absent =
            [root.grantees.is_empty(), root.actions.is_none(), root.categories.is_none(), root.labels.is_none()];
        self.warn_of_all(element, effect, absent);
        let validity = self.validity(&format!("{element}.period"), root.validity);
        self.check_over(root, validity)?;
        let grantees = match root.grantees.is_empty() {
            true => vec![Grantee::Anyone],
            false => root.grantees.clone(),
        };
        self.rules.push(Resolved {
            parent: None,
            element: element.to_owned(),
            effect,
            grantees,
            actions: root.actions.unwrap_or(Actions::ALL),
            categories: root.categories.unwrap_or(Categories::ALL),
            purposes,
            sensitivities: sensitivities(effect, root)?,
            validity,
            data: root.data,
        });
        self.resolve_exceptions(self.rules.len() - 1, effect, root)
    }

    fn resolve_exceptions(&mut self, parent: usize, effect: Effect, rule: &Rule<'_>) -> Result<(), FhirError> {
        for exception in &rule.exceptions {
            if exception.stated == Some(effect) {
                return Err(exception.node.refuse_member("type", Problem::NotAnException));
            }
            if exception.stated.is_none() {
                self.reader.warn(exception.node.path(), ConsentWarningKind::ExceptionAssumed);
            }
            self.resolve_exception(parent, opposite(effect), exception)?;
        }
        Ok(())
    }

    /// An exception: what it names lies within the rule that it is in, and the rest it has from there.
    fn resolve_exception(&mut self, parent: usize, effect: Effect, rule: &Rule<'_>) -> Result<(), FhirError> {
        // The place of a rule that was resolved before this one.
        let Some(outer) = self.rules.get(parent) else {
            return Err(rule.node.refuse(Problem::ExceptionBeyondRule));
        };
        let beyond = |member: &str| Err(rule.node.refuse_member(member, Problem::ExceptionBeyondRule));
        let (actions, categories) =
            (rule.actions.unwrap_or(outer.actions), rule.categories.unwrap_or(outer.categories));
        let purposes = rule.purposes.unwrap_or(outer.purposes);
        if !actions.is_subset(outer.actions) {
            return beyond("action");
        }
        if !categories.is_subset(outer.categories) {
            return beyond("class");
        }
        if !purposes.is_subset(outer.purposes) {
            return beyond("purpose");
        }
        let validity = inherited(rule.validity, outer.validity);
        // What lies before now decides nothing any more, so it does not matter which of the two began earlier.
        let now = self.options.now;
        if rule.validity != Interval::default() && !validity.since(now).is_within(&outer.validity.since(now)) {
            return beyond("period");
        }
        let data = inherited(rule.data, outer.data);
        if !data.is_within(&outer.data) {
            return beyond("dataPeriod");
        }
        let grantees = match rule.grantees.is_empty() {
            true => outer.grantees.clone(),
            false => rule.grantees.clone(),
        };
        if !grantees.iter().all(|inner| outer.grantees.iter().any(|one| is_within(inner, one))) {
            return beyond("actor");
        }
        // A permit lets in whatever is not sensitive, so it cannot be an exception to a denial of sensitive data alone.
        if effect == Effect::Permit && !outer.sensitivities.is_empty() {
            return beyond("securityLabel");
        }
        let sensitivities = sensitivities(effect, rule)?;
        let element = rule.node.path().to_owned();
        if effect == Effect::Permit && rule.labels.is_none() {
            self.reader.warn(element.clone(), ConsentWarningKind::SensitiveWithheld);
        }
        self.check_over(rule, validity)?;
        let resolved = Resolved {
            parent: Some(parent),
            element,
            effect,
            grantees,
            actions,
            categories,
            purposes,
            sensitivities,
            validity,
            data,
        };
        self.rules.push(resolved);
        self.resolve_exceptions(self.rules.len() - 1, effect, rule)
    }

    fn warn_of_all(&mut self, element: &str, effect: Effect, absent: [bool; 4]) {
        let [grantees, actions, categories, labels] = absent;
        let labels = labels && effect == Effect::Permit;
        for (absent, kind) in [
            (grantees, ConsentWarningKind::Everybody),
            (actions, ConsentWarningKind::AllActions),
            (categories, ConsentWarningKind::AllCategories),
            (labels, ConsentWarningKind::SensitiveWithheld),
        ] {
            if absent {
                self.reader.warn(element, kind);
            }
        }
    }

    /// The purposes of a base rule. The scope of research knows only those of research.
    fn purposes_of(&mut self, named: Option<Purposes>, element: &str) -> Result<Purposes, FhirError> {
        let research = Purposes::of(&[Purpose::Research, Purpose::ClinicalTrial]);
        match (named, self.scope) {
            (Some(purposes), Scope::Research) if !purposes.is_subset(research) => {
                Err(FhirError::new(format!("{element}.purpose"), Problem::ScopeContradicted))
            }
            (Some(purposes), _) => Ok(purposes),
            (None, Scope::Research) => {
                self.reader.warn(element, ConsentWarningKind::ResearchPurposes);
                Ok(research)
            }
            (None, Scope::PatientPrivacy) => {
                self.reader.warn(element, ConsentWarningKind::AllPurposes);
                Ok(Purposes::ALL)
            }
        }
    }

    fn validity(&mut self, element: &str, named: Interval) -> Interval {
        if named.from.is_none() {
            self.reader.warn(element, ConsentWarningKind::StartAssumed);
        }
        if named.until.is_none() {
            self.reader.warn(element, ConsentWarningKind::NoEnd);
        }
        Interval { from: named.from.or(Some(self.options.now)), until: named.until }
    }

    /// A rule whose validity is over, or over before it begins, decides nothing.
    fn check_over(&self, rule: &Rule<'_>, validity: Interval) -> Result<(), FhirError> {
        if validity.until.is_some_and(|until| until <= self.options.now) {
            return Err(rule.node.refuse_member("period.end", Problem::AlreadyExpired));
        }
        match (validity.from, validity.until) {
            (Some(from), Some(until)) if until <= from => {
                Err(rule.node.refuse_member("period", Problem::PeriodReversed))
            }
            _ => Ok(()),
        }
    }
}

/// `inner`, with the bounds of `outer` where it has none.
fn inherited(inner: Interval, outer: Interval) -> Interval {
    Interval { from: inner.from.or(outer.from), until: inner.until.or(outer.until) }
}

/// The sensitivities that the labels of `rule` stand for on chain.
fn sensitivities(effect: Effect, rule: &Rule<'_>) -> Result<Sensitivities, FhirError> {
    let refuse = |problem| Err(rule.node.refuse_member("securityLabel", problem));
    let Some(labels) = rule.labels else { return Ok(Sensitivities::NONE) };
    match effect {
        Effect::Permit if labels.everything => refuse(Problem::LabelNotExpressible("V".to_owned())),
        Effect::Permit if !labels.normal => refuse(Problem::SensitiveAlone),
        Effect::Permit => Ok(labels.sensitivities),
        Effect::Deny if labels.everything => Ok(Sensitivities::NONE),
        Effect::Deny if labels.normal => refuse(Problem::LabelNotExpressible("N".to_owned())),
        Effect::Deny => Ok(labels.sensitivities),
    }
}

/// Whether everybody who is `inner` is among those who are `outer`. Which kind an organisation has and whose a project is
/// is not known here: there the Consent is believed. Who acts for a project on one day acts without it on another.
fn is_within(inner: &Grantee<AccountId32>, outer: &Grantee<AccountId32>) -> bool {
    match (inner, outer) {
        (_, Grantee::Anyone) => true,
        (Grantee::Seat { organisation, .. }, Grantee::Organisation(other)) => organisation == other,
        (Grantee::Seat { .. } | Grantee::Organisation(_), Grantee::Kind(_)) => true,
        (Grantee::Project(_), Grantee::Organisation(_) | Grantee::Kind(_)) => true,
        _ => inner == outer,
    }
}

/// Whether somebody may be both.
fn may_meet(one: &Grantee<AccountId32>, other: &Grantee<AccountId32>) -> bool {
    let by_project = |one: &_, other: &_| matches!((one, other), (Grantee::Seat { .. }, Grantee::Project(_)));
    is_within(one, other) || is_within(other, one) || by_project(one, other) || by_project(other, one)
}

impl Resolved {
    /// Whether a question could be about both rules.
    fn overlaps(&self, other: &Resolved) -> bool {
        self.actions.intersects(other.actions)
            && self.categories.intersects(other.categories)
            && self.purposes.intersects(other.purposes)
            && self.validity.overlaps(&other.validity)
    }

    fn terms(&self, grantee: &Grantee<AccountId32>, options: &ConsentOptions) -> Terms<AccountId32> {
        Terms {
            effect: self.effect,
            grantee: grantee.clone(),
            actions: self.actions,
            categories: self.categories,
            purposes: self.purposes,
            sensitivities: self.sensitivities,
            valid_from: self.validity.from.unwrap_or(options.now),
            valid_until: self.validity.until,
            data_from: self.data.from,
            data_until: self.data.until,
        }
    }
}

/// Refuses what the chain would decide otherwise: there the more specific grantee wins, and among equals the newer, and
/// at the same moment the denial. So an exception must be about somebody more specific, or deny; and rules with opposite
/// effects of which neither is an exception to the other must never meet.
fn check_precedence(rules: &[Resolved]) -> Result<(), FhirError> {
    for (place, rule) in rules.iter().enumerate() {
        let outer = ancestors(rules, place);
        for (number, other) in rules.iter().enumerate().take(place) {
            if rule.effect == other.effect || !rule.overlaps(other) {
                continue;
            }
            for (inner, one) in
                rule.grantees.iter().flat_map(|inner| other.grantees.iter().map(move |one| (inner, one)))
            {
                if !may_meet(inner, one) {
                    continue;
                }
                let refuse = |problem| Err(FhirError::new(format!("{}.actor", rule.element), problem));
                if !outer.contains(&number) {
                    return refuse(Problem::ExceptionsConflict);
                }
                let (inner, one) = (inner.specificity(), one.specificity());
                if inner < one || (inner == one && rule.effect == Effect::Permit) {
                    return refuse(Problem::ExceptionTooWeak);
                }
            }
        }
    }
    Ok(())
}

/// The rules that the one at `place` is an exception to, directly or not.
fn ancestors(rules: &[Resolved], place: usize) -> Vec<usize> {
    let parent_of = |place: usize| rules.get(place).and_then(|rule| rule.parent);
    std::iter::successors(parent_of(place), |parent| parent_of(*parent)).collect()
}

/// What the category of the Consent says must not be contradicted by its rules.
fn check_limits(rules: &[Resolved], limits: &Limits) -> Result<(), FhirError> {
    let emergency = Purposes::of(&[Purpose::EmergencyTreatment]);
    let access = Actions::of(&[Action::Access]);
    for rule in rules.iter().filter(|rule| rule.effect == Effect::Permit) {
        if let Some(element) = &limits.emergency_only
            && !rule.purposes.is_subset(emergency)
        {
            return Err(FhirError::new(element.clone(), Problem::CategoryContradicted));
        }
        if let Some(element) = &limits.access_only
            && !rule.actions.is_subset(access)
        {
            return Err(FhirError::new(element.clone(), Problem::CategoryContradicted));
        }
    }
    Ok(())
}
