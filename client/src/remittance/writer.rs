//! Writing an 835.
//!
//! Elements are separated by `*`, components by `:`, repetitions by `^`, and segments end in `~` and a line feed. A text
//! that contains one of these, or a character outside X12's extended set, is refused: replacing it would send another name.

use super::{
    error::RemittanceError,
    facts::{RemittanceFacts, RemittedClaim, RemittedLine},
    remarks::remark_code,
};
use crate::fhir::{claim::category_name, day_of};
use bogam_primitives::{Moment, claim::AdjustmentGroup};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeSet;

/// The version of the implementation guide.
const GUIDE: &str = "005010X221A1";
/// The control number of the only transaction set.
const SET: &str = "0001";
/// How many adjustments a CAS segment has at most.
const PER_SEGMENT: usize = 6;
/// The groups, in the order in which their segments are written.
const GROUPS: [AdjustmentGroup; 4] = [
    AdjustmentGroup::Contractual,
    AdjustmentGroup::Other,
    AdjustmentGroup::PayerInitiated,
    AdjustmentGroup::PatientResponsibility,
];

/// Writes the 835 that `facts` say; days are those of `zone`.
///
/// # Errors
/// If the facts do not balance, or have a text or a moment that an 835 cannot carry.
pub fn write_835(facts: &RemittanceFacts, zone: &TimeZone) -> Result<String, RemittanceError> {
    facts.check()?;
    let mut writer = Writer { text: String::new(), segments: 0 };
    let sender = format!("BOGAM{:010}", facts.payer.organisation);
    let receiver = format!("BOGAM{:010}", facts.payee.organisation);
    let created = date(facts.created_at, zone)?;
    let time = time(facts.created_at, zone)?;
    let control = format!("{:09}", facts.control_number);
    let group = facts.control_number.to_string();
    let usage = if facts.test { "T" } else { "P" };
    let short = created.get(2..).unwrap_or_default();
    writer.segment(&[
        "ISA",
        "00",
        "          ",
        "00",
        "          ",
        "ZZ",
        &sender,
        "ZZ",
        &receiver,
        short,
        &time,
        "^",
        "00501",
        &control,
        "0",
        usage,
        ":",
    ]);
    writer.segment(&["GS", "HP", &sender, &receiver, &created, &time, &group, "X", GUIDE]);
    let before = writer.segments;
    writer.segment(&["ST", "835", SET]);
    header(&mut writer, facts, zone)?;
    writer.segment(&["LX", "1"]);
    for claim in &facts.claims {
        write_claim(&mut writer, claim, zone)?;
    }
    for adjustment in &facts.adjustments {
        let reference = text(&adjustment.reference, "the reference of a provider adjustment", 50)?;
        let year = created.get(..4).unwrap_or_default();
        let what = format!("{}:{reference}", adjustment.kind.code());
        let amount = adjustment.amount.to_string();
        // The payee's fiscal year is not known here; the calendar year is the tax authority's.
        writer.segment(&["PLB", &facts.payee.tax_number, &format!("{year}1231"), &what, &amount]);
    }
    let count = writer.segments - before + 1;
    writer.segment(&["SE", &count.to_string(), SET]);
    writer.segment(&["GE", "1", &group]);
    writer.segment(&["IEA", "1", &control]);
    Ok(writer.text)
}

struct Writer {
    text: String,
    segments: usize,
}

impl Writer {
    /// Writes a segment without the empty elements at its end.
    fn segment(&mut self, elements: &[&str]) {
        let length = elements.iter().rposition(|element| !element.is_empty()).map_or(0, |last| last + 1);
        let used = elements.get(..length).unwrap_or(elements);
        self.text.push_str(&used.join("*"));
        self.text.push_str("~\n");
        self.segments += 1;
    }
}

fn header(writer: &mut Writer, facts: &RemittanceFacts, zone: &TimeZone) -> Result<(), RemittanceError> {
    let (payer, payee) = (&facts.payer, &facts.payee);
    let paid_on = date(facts.paid_at, zone)?;
    // A check is the one method whose trace number stands alone. The others ask for the numbers of banks in the United
    // States or Canada, which settlement in won has not. Nothing paid is a notification without payment.
    let (handling, method) = if facts.payment == 0 { ("H", "NON") } else { ("I", "CHK") };
    let payment = facts.payment.to_string();
    let mut payment_segment = vec!["BPR", handling, &payment, "C", method];
    payment_segment.resize(16, "");
    payment_segment.push(&paid_on);
    writer.segment(&payment_segment);
    let originator = format!("1{:09}", payer.organisation % 1_000_000_000);
    writer.segment(&["TRN", "1", text(&facts.trace_number, "the trace number", 50)?, &originator]);
    writer.segment(&["CUR", "PR", "KRW"]);
    writer.segment(&["DTM", "405", &date(facts.created_at, zone)?]);
    writer.segment(&["N1", "PR", text(&payer.name, "the payer's name", 60)?]);
    writer.segment(&["N3", text(&payer.address.street, "the payer's street", 55)?]);
    let city = text(&payer.address.city, "the payer's city", 30)?;
    let postal_code = text(&payer.address.postal_code, "the payer's postal code", 15)?;
    let country = text(&payer.address.country, "the payer's country", 3)?;
    writer.segment(&["N4", city, "", postal_code, country]);
    let contact = text(&payer.contact, "the payer's contact", 60)?;
    let telephone = text(&payer.telephone, "the payer's telephone number", 256)?;
    writer.segment(&["PER", "BL", contact, "TE", telephone]);
    let tax_number = text(&payee.tax_number, "the payee's tax number", 80)?;
    writer.segment(&["N1", "PE", text(&payee.name, "the payee's name", 60)?, "FI", tax_number]);
    Ok(())
}

fn write_claim(writer: &mut Writer, claim: &RemittedClaim, zone: &TimeZone) -> Result<(), RemittanceError> {
    let number = claim.number();
    let number = text(&number, "the provider's number of a claim", 20)?;
    // 4, "denied", is for patients whom the payer does not know: a claim of which nothing is paid was processed.
    let status = match (claim.reversal, claim.is_secondary()) {
        (true, _) => "22",
        (false, true) => "2",
        (false, false) => "1",
    };
    let patient = match claim.patient_responsibility() {
        amount if amount > 0 => amount.to_string(),
        _ => String::new(),
    };
    // The element has room for 50 of the 64 digits.
    let own: String = hex::encode(claim.id.0).chars().take(50).collect();
    let (charge, paid) = (claim.charge().to_string(), claim.paid().to_string());
    // 15: indemnity insurance.
    writer.segment(&["CLP", number, status, &charge, &paid, &patient, "15", &own]);
    writer.segment(&["NM1", "QC", "1", "", "", "", "", "", "MI", &hex::encode(claim.policy.0)]);
    writer.segment(&["DTM", "050", &date(claim.submitted_at, zone)?]);
    claim.lines.iter().try_for_each(|line| write_line(writer, claim, line, zone))
}

fn write_line(
    writer: &mut Writer,
    claim: &RemittedClaim,
    line: &RemittedLine,
    zone: &TimeZone,
) -> Result<(), RemittanceError> {
    let signed = |amount: u64| if claim.reversal { -i128::from(amount) } else { i128::from(amount) };
    // ER: codes of a jurisdiction. What was done in detail is in the claim's document and nobody else's business.
    let product = format!("ER:{}", category_name(line.category).to_uppercase().replace('-', ""));
    writer.segment(&["SVC", &product, &signed(line.charge).to_string(), &signed(line.paid).to_string()]);
    writer.segment(&["DTM", "472", &date(line.served_at, zone)?]);
    for group in GROUPS {
        let ours: Vec<_> = line.adjustments.iter().filter(|adjustment| adjustment.group == group).collect();
        for some in ours.chunks(PER_SEGMENT) {
            let mut elements = vec!["CAS".to_owned(), group.code().to_owned()];
            for adjustment in some {
                // The third of each three is a number of units, which is not adjusted.
                let reason = adjustment.reason.code().to_string();
                elements.extend([reason, signed(adjustment.amount).to_string(), String::new()]);
            }
            writer.segment(&elements.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    writer.segment(&["REF", "6R", &line.sequence.to_string()]);
    if let Some(allowed) = line.allowed.filter(|allowed| *allowed > 0 && !claim.reversal) {
        writer.segment(&["AMT", "B6", &allowed.to_string()]);
    }
    // All adjustments are the lines', so that their remarks are here and not in the claim's MOA.
    let remarks: BTreeSet<_> =
        line.adjustments.iter().filter_map(|adjustment| remark_code(adjustment.reason)).collect();
    for remark in remarks {
        writer.segment(&["LQ", "HE", remark]);
    }
    Ok(())
}

/// `text`, if an 835 can carry it.
fn text<'a>(text: &'a str, field: &'static str, limit: usize) -> Result<&'a str, RemittanceError> {
    if text.is_empty() {
        return Err(RemittanceError::TextMissing { field });
    }
    if text.len() > limit.saturating_mul(4) || text.chars().count() > limit {
        return Err(RemittanceError::TextTooLong { field, limit });
    }
    let refused = |character: &char| {
        let carried = character.is_ascii_alphanumeric() || " !\"&'()+,-./;?=%@[]_{}\\|<>#$".contains(*character);
        !carried
    };
    let outer = |character: Option<char>| character.filter(|character| *character == ' ');
    let found =
        text.chars().find(refused).or_else(|| outer(text.chars().next())).or_else(|| outer(text.chars().last()));
    match found {
        Some(character) => Err(RemittanceError::TextCharacter { field, character }),
        None => Ok(text),
    }
}

/// The day as `CCYYMMDD`.
fn date(at: Moment, zone: &TimeZone) -> Result<String, RemittanceError> {
    let day = day_of(at, zone).ok_or(RemittanceError::DateOutOfRange(at))?;
    Ok(day.strftime("%Y%m%d").to_string())
}

/// The time of day as `HHMM`.
fn time(at: Moment, zone: &TimeZone) -> Result<String, RemittanceError> {
    let timestamp = i64::try_from(at).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
    let zoned = timestamp.ok_or(RemittanceError::DateOutOfRange(at))?.to_zoned(zone.clone());
    Ok(zoned.strftime("%H%M").to_string())
}
