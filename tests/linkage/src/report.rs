//! The report: as JSON for machines, and as tables for docs/linkage.md.

use crate::{
    attacks::{Finding, Knowledge},
    discipline::Discipline,
    error::LinkageError,
    ledger::Ledger,
};
use serde::Serialize;
use std::{fs, path::Path};

/// The line before the figures in a page.
pub const BEGIN: &str = "<!-- figures of bogam-linkage: begin -->";

/// The line after them.
pub const END: &str = "<!-- figures of bogam-linkage: end -->";

/// How much is on the chain.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// Prescriptions.
    pub prescriptions: usize,
    /// Supplies of them.
    pub supplies: usize,
    /// Policies.
    pub policies: usize,
    /// One-time handles.
    pub handles: usize,
    /// Claims.
    pub claims: usize,
    /// Batches of certificates.
    pub batches: usize,
    /// Leaves in them: certificates, and what fills batches up.
    pub leaves: usize,
    /// Subjects of consent.
    pub subjects: usize,
    /// Receipts of accesses.
    pub receipts: usize,
}

impl Counts {
    /// What is on `ledger`.
    pub fn of(ledger: &Ledger) -> Self {
        let policies = ledger.coverages.iter().filter(|it| it.limits.is_none()).count();
        Self {
            prescriptions: ledger.prescriptions.len(),
            supplies: ledger.prescriptions.iter().map(|it| it.fills.len()).sum(),
            policies,
            handles: ledger.coverages.len().saturating_sub(policies),
            claims: ledger.claims.len(),
            batches: ledger.batches.len(),
            leaves: ledger.batches.iter().map(|it| it.size as usize).sum(),
            subjects: ledger.subjects.len(),
            receipts: ledger.subjects.iter().map(|it| it.receipts.len()).sum(),
        }
    }
}

/// The year under one discipline.
#[derive(Clone, Debug, Serialize)]
pub struct Run {
    /// What institutions were used to.
    pub discipline: Discipline,
    /// How much is on the chain.
    pub counts: Counts,
    /// What was tried.
    pub findings: Vec<Finding>,
}

/// All of it. The same for the same settings.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How many people were simulated.
    pub patients: u32,
    /// What all randomness follows from.
    pub seed: u64,
    /// For how many people the runtime executed every call, with the same records as the generator's.
    pub verified_patients: u32,
    /// The year under each discipline.
    pub runs: Vec<Run>,
}

impl Report {
    /// As JSON.
    pub fn json(&self) -> Result<String, LinkageError> {
        Ok(serde_json::to_string_pretty(self)?)
    }

    /// As tables.
    pub fn markdown(&self) -> String {
        let mut text = heading(self.patients, self.verified_patients, self.seed);
        for run in &self.runs {
            text.push('\n');
            text.push_str(&run.markdown());
        }
        text
    }
}

/// The first line of the tables: what was simulated.
pub fn heading(patients: u32, verified_patients: u32, seed: u64) -> String {
    format!(
        "{} people, seed {seed}. For {} of them per discipline the runtime has executed every call, and kept what the \
         generator says.\n",
        thousands(f64::from(patients)),
        thousands(f64::from(verified_patients))
    )
}

impl Run {
    /// As a table, with a line before it.
    pub fn markdown(&self) -> String {
        let count = |number: usize| thousands(number as f64);
        let Counts { prescriptions, supplies, policies, handles, claims, batches, leaves, subjects, receipts } =
            &self.counts;
        let mut text = format!(
            "**Institutions are used to: {}.** On the chain: {} prescriptions with {} supplies, {} policies, {} handles, \
             {} claims, {} batches with {} leaves, {} subjects with {} receipts.\n\n",
            self.discipline.name,
            count(*prescriptions),
            count(*supplies),
            count(*policies),
            count(*handles),
            count(*claims),
            count(*batches),
            count(*leaves),
            count(*subjects),
            count(*receipts),
        );
        text.push_str(
            "| who | pairs of | by | base rate | AUC | precision | recall | times chance | advantage | found at 90 % | \
             looks at | of | first guess |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
        );
        for finding in &self.findings {
            text.push_str(&row(finding));
        }
        text
    }
}

fn row(finding: &Finding) -> String {
    let who = match finding.knowledge {
        Knowledge::Outsider => "outsider",
        Knowledge::Member => "member",
        Knowledge::Pharmacy => "pharmacy",
    };
    let by = if finding.by_design { format!("{} (by design)", finding.by) } else { finding.by.into() };
    let it = &finding.measures;
    let hides = finding.anonymity.map_or_else(
        || "– | – | –".into(),
        |it| format!("{} | {} | {}", decimal(it.mean), thousands(it.candidates as f64), percent(it.first_guess)),
    );
    format!(
        "| {who} | {} | {by} | {} | {:.3} | {} | {} | {} | {:.3} | {} | {hides} |\n",
        finding.about,
        percent(it.base_rate),
        it.auc,
        percent(it.precision),
        percent(it.recall),
        decimal(it.lift),
        it.advantage,
        percent(it.confident_recall),
    )
}

/// A share in per cent, with enough digits to be told from nothing.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent <= 0.0 {
        "0 %".into()
    } else if percent < 0.095 {
        format!("{percent:.4} %")
    } else {
        format!("{percent:.1} %")
    }
}

/// A number with one decimal if it is small, and with separators if it is large.
fn decimal(number: f64) -> String {
    if number < 100.0 { format!("{number:.1}") } else { thousands(number) }
}

fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Puts the tables of `report` between the markers of a page.
pub fn write_docs(page: &Path, report: &Report) -> Result<(), LinkageError> {
    let path = page.display().to_string();
    let text = fs::read_to_string(page).map_err(|source| LinkageError::File { path: path.clone(), source })?;
    let text = with_figures(&text, &report.markdown()).ok_or(LinkageError::NoMarkers {
        page: path.clone(),
        begin: BEGIN,
        end: END,
    })?;
    fs::write(page, text).map_err(|source| LinkageError::File { path, source })
}

/// What a page has before its markers, between them and after them.
fn parts(page: &str) -> Option<[&str; 3]> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (figures, after) = rest.split_once(END)?;
    Some([before, figures, after])
}

/// The figures that a page has between its markers.
pub fn figures(page: &str) -> Option<&str> {
    parts(page).map(|[_, figures, _]| figures.trim())
}

/// The page with `figures` between its markers, in place of what was there.
fn with_figures(page: &str, figures: &str) -> Option<String> {
    let [before, _, after] = parts(page)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", figures.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_should_replace_what_is_between_the_markers() {
        let page = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        assert_eq!(with_figures(&page, "new\n"), Some(format!("a\n{BEGIN}\nnew\n{END}\nb\n")));
        assert_eq!(figures(&page), Some("old"));
        assert_eq!((with_figures("a", "new"), figures("a")), (None, None));
        assert_eq!(with_figures(&format!("{END} {BEGIN}"), "new"), None);
    }

    #[test]
    fn numbers_should_be_readable() {
        assert_eq!([thousands(1_234_567.0), thousands(999.0)], ["1,234,567", "999"]);
        assert_eq!([percent(0.0), percent(0.5), percent(0.000_1)], ["0 %", "50.0 %", "0.0100 %"]);
        assert_eq!([decimal(12.34), decimal(1_234.0)], ["12.3", "1,234"]);
    }
}
