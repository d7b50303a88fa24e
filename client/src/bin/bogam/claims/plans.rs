//! What insurers promise.

use super::{
    files::{Committed, read_json},
    state,
    values::{plan_value, promises_value},
    words::{Percent, Period},
};
use crate::{
    context::Context,
    output::{Failure, Outcome, Report},
    prescription::organisation_of,
    words::{Word, optional, read, word},
};
use bogam_client::chain::{
    Chain,
    runtime::{runtime_types::pallet_claims::types::NewPlan, storage, transactions},
};
use bogam_primitives::{
    Moment, OrganisationId, PlanId,
    claim::{CategoryRule, HandleSteps, OverdueRule, PlanTerms, ServiceCategory, SettlementMode, TermsError, Won},
    commitment::tags,
    time::HOUR,
};
use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::json;
use std::path::PathBuf;
use subxt::utils::Static;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Publish a plan (signed by an underwriter). It never changes: other rules are another plan.
    Publish(Box<Publish>),
    /// Issue no more policies under a plan (signed by an underwriter). Those that exist go on.
    Close {
        /// The plan.
        #[arg(value_parser = read::<PlanId>)]
        plan: PlanId,
    },
    /// Show a plan.
    Show {
        /// The plan.
        #[arg(value_parser = read::<PlanId>)]
        plan: PlanId,
    },
    /// List the plans.
    List {
        /// Only those of this insurer.
        #[arg(long)]
        insurer: Option<OrganisationId>,
    },
}

/// A plan: from a JSON file, from options, or from both; an option counts for more than the file.
#[derive(Debug, Args)]
pub struct Publish {
    /// The JSON file with `terms` and `rules`, as `bogam plan show --json` writes them.
    #[arg(long)]
    from: Option<PathBuf>,
    #[command(flatten)]
    terms: Terms,
    /// A rule, in place of all rules of the file: category=CATEGORY,coverage=80% and where needed copayment=WON,
    /// line-cap=WON, frequency=NUMBER, preauthorisation, review. May be given more than once.
    #[arg(long = "rule", value_parser = parse_rule)]
    rules: Vec<CategoryRule>,
    #[command(flatten)]
    committed: Committed,
    /// Check and show only; no network is needed.
    #[arg(long)]
    dry_run: bool,
}

/// What applies over all categories. Lengths of time are a number and ms, s, m, h or d.
#[derive(Clone, Debug, Default, Args, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
struct Terms {
    /// What the patient pays per benefit year before the insurer pays, in won. Default: nothing.
    #[arg(long)]
    deductible: Option<Won>,
    /// The most that the insurer pays per benefit year, in won.
    #[arg(long)]
    annual_cap: Option<Won>,
    /// How long after its start a policy covers nothing. Default: not at all.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    waiting_period: Option<Period>,
    /// How long after the service a claim may be filed.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    filing_limit: Option<Period>,
    /// A claim that pays no more than this is decided at once, in won.
    #[arg(long)]
    automatic_limit: Option<Won>,
    /// How long an assessor has to decide, and a provider to answer.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    decision_period: Option<Period>,
    /// What happens after that time: wait, or automatic. Default: wait.
    #[arg(long, value_parser = read::<OverdueRule>)]
    #[serde(with = "optional")]
    overdue: Option<OverdueRule>,
    /// How long after a decision it may be appealed.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    appeal_window: Option<Period>,
    /// How long an approval before the service reserves the benefit.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    preauthorisation_period: Option<Period>,
    /// How claims are paid: on-chain, or off-chain. Default: on-chain.
    #[arg(long, value_parser = read::<SettlementMode>)]
    #[serde(with = "optional")]
    settlement: Option<SettlementMode>,
    /// The deductible of each one-time handle has to be a multiple of this, in won. Default: any.
    #[arg(long)]
    deductible_step: Option<Won>,
    /// The share of each one-time handle has to be a multiple of this, in won. Default: any.
    #[arg(long)]
    share_step: Option<Won>,
    /// Each one-time handle has to begin and to end where a period of this length does, such as 1d. Default: anywhere.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    period_step: Option<Period>,
    /// How long after midnight in UTC those periods begin. Default: when a day begins in Korea.
    #[arg(long, value_parser = read::<Period>)]
    #[serde(with = "optional")]
    period_offset: Option<Period>,
}

/// How long after midnight in UTC a day begins in Korea.
const KOREAN_MIDNIGHT: Moment = 15 * HOUR;

/// What applies to the lines of one category, in a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Rule {
    #[serde(with = "word")]
    category: ServiceCategory,
    #[serde(with = "word")]
    coverage: Percent,
    #[serde(default)]
    copayment: Won,
    #[serde(default)]
    line_cap: Option<Won>,
    #[serde(default)]
    frequency: Option<u16>,
    #[serde(default)]
    preauthorisation: bool,
    #[serde(default)]
    review: bool,
}

impl From<Rule> for CategoryRule {
    fn from(rule: Rule) -> Self {
        Self {
            category: rule.category,
            coverage: rule.coverage.0,
            copayment: rule.copayment,
            line_cap: rule.line_cap,
            frequency: rule.frequency,
            preauthorisation: rule.preauthorisation,
            review: rule.review,
        }
    }
}

/// A plan, in a file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Promises {
    terms: Terms,
    rules: Vec<Rule>,
}

fn parse_rule(text: &str) -> Result<CategoryRule, String> {
    let (mut category, mut coverage) = (None, None);
    let (mut copayment, mut line_cap, mut frequency) = (0, None, None);
    let (mut preauthorisation, mut review) = (false, false);
    for part in text.split(',') {
        let number = |text: &str| text.parse::<Won>().map_err(|_| format!("{text} is not an amount in won"));
        match part.split_once('=') {
            Some(("category", name)) => category = Some(ServiceCategory::read(name)?),
            Some(("coverage", part)) => coverage = Some(Percent::read(part)?),
            Some(("copayment", amount)) => copayment = number(amount)?,
            Some(("line-cap", amount)) => line_cap = Some(number(amount)?),
            Some(("frequency", times)) => {
                frequency = Some(times.parse().map_err(|_| format!("{times} is not a number of lines a year"))?);
            }
            None if part == "preauthorisation" => preauthorisation = true,
            None if part == "review" => review = true,
            _ => return Err(format!("{part} is no part of a rule")),
        }
    }
    let category = category.ok_or("a rule needs category=CATEGORY")?;
    let Percent(coverage) = coverage.ok_or("a rule needs coverage=PERCENT, such as coverage=80%")?;
    Ok(CategoryRule { category, coverage, copayment, line_cap, frequency, preauthorisation, review })
}

impl Terms {
    /// These, and where they are silent, the others.
    fn or(self, other: Self) -> Self {
        Self {
            deductible: self.deductible.or(other.deductible),
            annual_cap: self.annual_cap.or(other.annual_cap),
            waiting_period: self.waiting_period.or(other.waiting_period),
            filing_limit: self.filing_limit.or(other.filing_limit),
            automatic_limit: self.automatic_limit.or(other.automatic_limit),
            decision_period: self.decision_period.or(other.decision_period),
            overdue: self.overdue.or(other.overdue),
            appeal_window: self.appeal_window.or(other.appeal_window),
            preauthorisation_period: self.preauthorisation_period.or(other.preauthorisation_period),
            settlement: self.settlement.or(other.settlement),
            deductible_step: self.deductible_step.or(other.deductible_step),
            share_step: self.share_step.or(other.share_step),
            period_step: self.period_step.or(other.period_step),
            period_offset: self.period_offset.or(other.period_offset),
        }
    }

    fn complete(&self) -> Outcome<PlanTerms> {
        let missing = |name: &str| {
            Failure::usage(
                format!("{name} is missing: name it with --{name}, or in the file"),
                format!("{name}이(가) 없습니다. --{name} 또는 파일로 지정하십시오."),
            )
        };
        let period = |given: Option<Period>, name: &str| -> Outcome<Moment> {
            given.map(|Period(length)| length).ok_or_else(|| missing(name))
        };
        let step = self.period_step.map_or(0, |Period(length)| length);
        let offset = KOREAN_MIDNIGHT.checked_rem(step).unwrap_or_default();
        Ok(PlanTerms {
            deductible: self.deductible.unwrap_or_default(),
            annual_cap: self.annual_cap.ok_or_else(|| missing("annual-cap"))?,
            waiting_period: self.waiting_period.map_or(0, |Period(length)| length),
            filing_limit: period(self.filing_limit, "filing-limit")?,
            automatic_limit: self.automatic_limit.ok_or_else(|| missing("automatic-limit"))?,
            decision_period: period(self.decision_period, "decision-period")?,
            overdue: self.overdue.unwrap_or(OverdueRule::Wait),
            appeal_window: period(self.appeal_window, "appeal-window")?,
            preauthorisation_period: period(self.preauthorisation_period, "preauthorisation-period")?,
            settlement: self.settlement.unwrap_or(SettlementMode::OnChain),
            handle_steps: HandleSteps {
                deductible: self.deductible_step.unwrap_or_default(),
                share: self.share_step.unwrap_or_default(),
                time: step,
                offset: self.period_offset.map_or(offset, |Period(length)| length),
            },
        })
    }
}

impl Publish {
    fn promises(&self) -> Outcome<(PlanTerms, Vec<CategoryRule>)> {
        let file: Promises = match &self.from {
            Some(path) => read_json(path)?,
            None => Promises::default(),
        };
        let terms = self.terms.clone().or(file.terms).complete()?;
        let rules = match self.rules.is_empty() {
            true => file.rules.into_iter().map(CategoryRule::from).collect(),
            false => self.rules.clone(),
        };
        Ok((terms, rules))
    }
}

pub async fn run(command: Command, context: &Context) -> Outcome<Report> {
    let calls = transactions().claims();
    match command {
        Command::Publish(publish) => run_publish(&publish, context).await,
        Command::Close { plan } => {
            let chain = context.chain().await?;
            context.submit(&chain, &calls.close_plan(Static(plan))).await?;
            show(plan, &chain).await
        }
        Command::Show { plan } => show(plan, &context.chain().await?).await,
        Command::List { insurer } => {
            let all = state::all(&context.chain().await?, storage().claims().plans(), ()).await?;
            let wanted = all.iter().filter(|(_, plan)| insurer.is_none_or(|insurer| plan.insurer == insurer));
            let plans: Vec<_> = wanted.map(|((id,), plan)| plan_value(id.0, plan)).collect();
            Ok(Report::data(json!({ "plans": plans })))
        }
    }
}

async fn run_publish(publish: &Publish, context: &Context) -> Outcome<Report> {
    let (terms, rules) = publish.promises()?;
    if let Err(error) = terms.check(&rules) {
        // By the name and in the words of the pallet.
        return Err(Failure::unknown("Claims", &format!("{error:?}"), explained(error)));
    }
    if publish.dry_run {
        return Ok(Report::data(promises_value(&terms, rules)));
    }
    let chain = context.chain().await?;
    let insurer = organisation_of(&chain, crate::consent::account_of(&context.key()?)).await?;
    let commitment = publish.committed.make(tags::PLAN_DOCUMENT)?;
    let id = PlanId::derive(insurer, &commitment, &terms, &rules);
    let new = NewPlan {
        commitment: Static(commitment),
        terms: Static(terms),
        rules: rules.into_iter().map(Static).collect(),
    };
    let sent = context.submit(&chain, &transactions().claims().publish_plan(new)).await;
    publish.committed.settle(context, sent)?;
    show(id, &chain).await
}

fn explained(error: TermsError) -> &'static str {
    match error {
        TermsError::NoRules => "A plan needs a rule.",
        TermsError::DuplicateCategory => "A category has two rules.",
        TermsError::CoverageOutOfRange => "More than the whole would be covered.",
        TermsError::NothingCovered => {
            "An annual cap, a line cap, a frequency or a coverage rate of zero would cover nothing."
        }
        TermsError::PeriodTooLong => "A period is longer than ten years.",
        TermsError::NoTime => "There would be no time to file, to decide or to use an approval.",
        TermsError::StepsOutOfRange => {
            "The steps of handles do not go into the plan's own deductible or annual cap, or that of the time is longer than a \
             benefit year, or no longer than its offset."
        }
    }
}

async fn show(id: PlanId, chain: &Chain) -> Outcome<Report> {
    Ok(Report::data(plan_value(id, &state::plan(chain, id).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::time::DAY;

    #[test]
    fn rule_should_be_read_with_what_it_names() {
        let plain = CategoryRule {
            category: ServiceCategory::Medicine,
            coverage: 8_000,
            copayment: 0,
            line_cap: None,
            frequency: None,
            preauthorisation: false,
            review: false,
        };
        assert_eq!(parse_rule("category=medicine,coverage=80%"), Ok(plain));
        let full = CategoryRule {
            copayment: 1_000,
            line_cap: Some(60_000),
            frequency: Some(12),
            preauthorisation: true,
            review: true,
            ..plain
        };
        let text = "category=medicine,coverage=80%,copayment=1000,line-cap=60000,frequency=12,preauthorisation,review";
        assert_eq!(parse_rule(text), Ok(full));
        for wrong in [
            "",
            "category=medicine",
            "coverage=80%",
            "category=medicine,coverage=80",
            "category=weather,coverage=80%",
            "category=medicine,coverage=80%,copayment=-1",
            "category=medicine,coverage=80%,frequency=70000",
            "category=medicine,coverage=80%,reviewed",
        ] {
            assert!(parse_rule(wrong).is_err(), "{wrong}");
        }
    }

    fn promises(text: &str) -> Result<Promises, serde_json::Error> {
        serde_json::from_str(text)
    }

    const FILE: &str = r#"{
        "terms": {
            "annualCap": 10000000, "waitingPeriod": "30d", "filingLimit": "365d", "automaticLimit": 100000,
            "decisionPeriod": "30d", "appealWindow": "90d", "preauthorisationPeriod": "60d", "overdue": "automatic"
        },
        "rules": [{ "category": "medicine", "coverage": "80%", "lineCap": 60000 }]
    }"#;

    #[test]
    fn plan_should_be_read_from_its_file_and_shown_in_the_same_form() {
        let read = promises(FILE).unwrap();
        let terms = read.terms.complete().unwrap();
        assert_eq!((terms.deductible, terms.waiting_period, terms.overdue), (0, 30 * DAY, OverdueRule::Automatic));
        let rules: Vec<CategoryRule> = read.rules.into_iter().map(CategoryRule::from).collect();
        assert_eq!(terms.check(&rules), Ok(()));

        let shown = promises_value(&terms, rules.clone()).to_string();
        let again = promises(&shown).unwrap();
        assert_eq!(again.terms.complete().unwrap(), terms);
        assert_eq!(again.rules.into_iter().map(CategoryRule::from).collect::<Vec<_>>(), rules);
    }

    #[test]
    fn option_should_count_for_more_than_the_file() {
        let file = promises(FILE).unwrap().terms;
        let option = Terms { annual_cap: Some(5), appeal_window: Some(Period(DAY)), ..Terms::default() };
        let terms = option.or(file).complete().unwrap();
        assert_eq!((terms.annual_cap, terms.appeal_window, terms.automatic_limit), (5, DAY, 100_000));
    }

    #[test]
    fn steps_of_handles_should_be_read_from_options_and_file_and_shown_in_the_same_form() {
        assert_eq!(promises(FILE).unwrap().terms.complete().unwrap().handle_steps, HandleSteps::NONE);
        let steps = r#""annualCap": 10000000, "deductibleStep": 5000, "shareStep": 10000, "periodStep": "1d""#;
        let file = promises(&FILE.replace(r#""annualCap": 10000000"#, steps)).unwrap();
        let option = Terms { share_step: Some(100_000), ..Terms::default() };
        let terms = option.or(file.terms).complete().unwrap();
        assert_eq!(terms.handle_steps, HandleSteps { deductible: 5_000, share: 100_000, time: DAY, offset: 15 * HOUR });
        let rules: Vec<CategoryRule> = file.rules.into_iter().map(CategoryRule::from).collect();
        assert_eq!(terms.check(&rules), Ok(()));
        let shown = promises_value(&terms, rules).to_string();
        assert_eq!(promises(&shown).unwrap().terms.complete().unwrap(), terms);
        let utc = Terms { period_offset: Some(Period(0)), ..promises(&shown).unwrap().terms }.complete().unwrap();
        assert_eq!(utc.handle_steps, HandleSteps { offset: 0, ..terms.handle_steps });
        // An hour begins at the same time everywhere in Korea and in UTC.
        let hourly = Terms { period_step: Some(Period(HOUR)), ..promises(FILE).unwrap().terms }.complete().unwrap();
        assert_eq!((hourly.handle_steps.time, hourly.handle_steps.offset), (HOUR, 0));
    }

    #[test]
    fn file_should_be_refused_when_it_says_something_else() {
        for (what, other) in
            [("annualCap", "annualcap"), ("\"80%\"", "80"), ("\"30d\"", "30"), ("medicine", "weather"), ("60000", "-1")]
        {
            assert!(promises(&FILE.replace(what, other)).is_err(), "{what}");
        }
    }

    #[test]
    fn terms_should_be_refused_when_something_is_missing() {
        let file = promises(FILE).unwrap().terms;
        for incomplete in [
            Terms { annual_cap: None, ..file.clone() },
            Terms { filing_limit: None, ..file.clone() },
            Terms { automatic_limit: None, ..file.clone() },
            Terms { decision_period: None, ..file.clone() },
            Terms { appeal_window: None, ..file.clone() },
            Terms { preauthorisation_period: None, ..file.clone() },
        ] {
            assert!(format!("{:?}", incomplete.complete().unwrap_err()).contains("is missing"), "{incomplete:?}");
        }
    }
}
