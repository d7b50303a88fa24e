//! The rules of a Consent: the base rule and its exceptions, read element by element.

use super::{
    actors::grantee,
    codes::{Labels, actions, classes, coded, labels, purposes},
    options::{ConsentOptions, ConsentWarning, ConsentWarningKind},
};
use crate::fhir::{
    FhirDateTime,
    error::{FhirError, Problem, shortened},
    node::Node,
};
use bogam_primitives::{
    Moment,
    consent::{Actions, Categories, Effect, Grantee, Purposes},
};
use subxt::utils::AccountId32;

/// HL7's roles in an act.
const PARTICIPATION: &str = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

/// What an actor of a rule is.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// Who receives the data: the grantee.
    Recipient,
    /// Who keeps them.
    Custodian,
}

/// From this moment on, and until before that one; each if it is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) from: Option<Moment>,
    pub(super) until: Option<Moment>,
}

impl Interval {
    /// What of this interval is not before `moment`.
    pub(super) fn since(self, moment: Moment) -> Interval {
        Interval { from: self.from.map(|from| from.max(moment)), until: self.until }
    }

    /// Whether everything in this interval is in `other`.
    pub(super) fn is_within(&self, other: &Interval) -> bool {
        let starts = other.from.is_none_or(|outer| self.from.is_some_and(|inner| inner >= outer));
        starts && other.until.is_none_or(|outer| self.until.is_some_and(|inner| inner <= outer))
    }

    /// Whether some moment is in both.
    pub(super) fn overlaps(&self, other: &Interval) -> bool {
        let before =
            |from: Option<Moment>, until: Option<Moment>| from.zip(until).is_none_or(|(from, until)| from < until);
        before(self.from, other.until) && before(other.from, self.until)
    }
}

/// One rule as it is written: a provision. What it does not name is `None` or empty.
pub(super) struct Rule<'a> {
    pub(super) node: Node<'a>,
    pub(super) stated: Option<Effect>,
    pub(super) grantees: Vec<Grantee<AccountId32>>,
    /// Whether it has an actor of any kind.
    pub(super) has_actor: bool,
    pub(super) actions: Option<Actions>,
    pub(super) categories: Option<Categories>,
    pub(super) purposes: Option<Purposes>,
    pub(super) labels: Option<Labels>,
    pub(super) validity: Interval,
    pub(super) data: Interval,
    pub(super) exceptions: Vec<Rule<'a>>,
}

impl Rule<'_> {
    /// Whether it narrows down what it is about, its exceptions apart.
    pub(super) fn narrows(&self) -> bool {
        let interval = Interval::default();
        self.has_actor
            || self.actions.is_some()
            || self.categories.is_some()
            || self.purposes.is_some()
            || self.labels.is_some()
            || self.validity != interval
            || self.data != interval
    }
}

/// Reads rules, counting them.
pub(super) struct Reader<'o> {
    options: &'o ConsentOptions,
    rules: usize,
    pub(super) warnings: Vec<ConsentWarning>,
}

impl<'o> Reader<'o> {
    pub(super) fn new(options: &'o ConsentOptions) -> Self {
        Self { options, rules: 0, warnings: Vec::new() }
    }

    pub(super) fn warn(&mut self, element: impl Into<String>, kind: ConsentWarningKind) {
        self.warnings.push(ConsentWarning { element: element.into(), kind });
    }

    /// Reads the rule in `node` and its exceptions. Each rule is at least one decision, so their number is bounded before
    /// anything else of them is read, and with it how deep they lie in each other.
    pub(super) fn rule<'a>(&mut self, node: Node<'a>) -> Result<Rule<'a>, FhirError> {
        self.rules += 1;
        if self.rules > self.options.most_decisions {
            let problem = Problem::TooManyDecisions { count: self.rules, limit: self.options.most_decisions };
            return Err(node.refuse(problem));
        }
        for (member, problem) in [("data", Problem::SingleResources), ("code", Problem::ContentCodes)] {
            if let Some(inner) = node.list_of(member)?.first() {
                return Err(inner.refuse(problem));
            }
        }
        let (grantees, has_actor) = self.actors(&node)?;
        let classes = classes(&node)?;
        for part in classes.iter().flat_map(|classes| &classes.parts) {
            self.warn(part.clone(), ConsentWarningKind::CategoryWider);
        }
        let mut rule = Rule {
            stated: stated(&node)?,
            grantees,
            has_actor,
            actions: actions(&node)?,
            categories: classes.map(|classes| classes.categories),
            purposes: purposes(&node)?,
            labels: labels(&node)?,
            validity: self.interval(&node, "period")?,
            data: self.interval(&node, "dataPeriod")?,
            exceptions: Vec::new(),
            node: node.clone(),
        };
        for nested in node.list_of("provision")? {
            rule.exceptions.push(self.rule(nested)?);
        }
        Ok(rule)
    }

    /// The grantees among the actors. A custodian is no grantee: it must be the subject's own, and restricts nothing.
    fn actors(&self, rule: &Node<'_>) -> Result<(Vec<Grantee<AccountId32>>, bool), FhirError> {
        let actors = rule.list_of("actor")?;
        let mut grantees = Vec::new();
        for actor in &actors {
            let concept = actor.required("role")?;
            let role = coded(&concept, PARTICIPATION, role_of, "a recipient (PRCP, IRCP) or the custodian (CST)")?;
            let reference = actor.required("reference")?;
            let party = grantee(&reference, &self.options.grantees)?;
            match role {
                Role::Custodian if party == Grantee::Organisation(self.options.custodian) => {}
                Role::Custodian => return Err(reference.refuse(Problem::OtherCustodian)),
                Role::Recipient if grantees.contains(&party) => {}
                Role::Recipient => grantees.push(party),
            }
            if grantees.len() > self.options.most_decisions {
                let problem = Problem::TooManyDecisions { count: grantees.len(), limit: self.options.most_decisions };
                return Err(rule.refuse_member("actor", problem));
            }
        }
        Ok((grantees, !actors.is_empty()))
    }

    fn interval(&self, rule: &Node<'_>, member: &str) -> Result<Interval, FhirError> {
        let Some(period) = rule.get(member)? else { return Ok(Interval::default()) };
        let zone = &self.options.time_zone;
        let from = moment(&period, "start", |date| date.first_moment(zone))?;
        let until = moment(&period, "end", |date| date.moment_after(zone))?;
        match (from, until) {
            (None, None) => Err(period.refuse_member("start", Problem::Missing)),
            (Some(from), Some(until)) if until <= from => Err(period.refuse(Problem::PeriodReversed)),
            _ => Ok(Interval { from, until }),
        }
    }
}

fn role_of(code: &str) -> Option<Role> {
    match code {
        "PRCP" | "IRCP" => Some(Role::Recipient),
        "CST" => Some(Role::Custodian),
        _ => None,
    }
}

fn stated(rule: &Node<'_>) -> Result<Option<Effect>, FhirError> {
    let Some(kind) = rule.get("type")? else { return Ok(None) };
    match kind.text()? {
        "permit" => Ok(Some(Effect::Permit)),
        "deny" => Ok(Some(Effect::Deny)),
        other => Err(kind.refuse(Problem::UnknownCode { code: shortened(other), expected: "permit or deny" })),
    }
}

/// The member `name` of `node`, a FHIR dateTime.
pub(super) fn moment(
    node: &Node<'_>,
    name: &str,
    moment_of: impl Fn(&FhirDateTime) -> Option<Moment>,
) -> Result<Option<Moment>, FhirError> {
    let Some(member) = node.get(name)? else { return Ok(None) };
    let text = member.text()?;
    let malformed = || Problem::Malformed { value: shortened(text), expected: "a FHIR date or dateTime" };
    let date = FhirDateTime::parse(text).ok_or_else(|| member.refuse(malformed()))?;
    moment_of(&date).map(Some).ok_or_else(|| member.refuse(Problem::DateOutOfRange(shortened(text))))
}
