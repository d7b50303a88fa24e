//! Reading an 835: an independent look at what was written, by the syntax alone, and whether it balances.

use super::error::RemittanceError;
use std::collections::VecDeque;

/// The largest 835 that is read, in bytes.
pub const LARGEST_REMITTANCE: usize = 16 * 1024 * 1024;

/// The length of an ISA segment with its terminator.
const ISA_LENGTH: usize = 106;
/// Where the remark codes of the claim as a whole stand in the segments of inpatient and of outpatient claims.
const REMARKS_OF_MIA: [usize; 5] = [5, 20, 21, 22, 23];
const REMARKS_OF_MOA: [usize; 5] = [3, 4, 5, 6, 7];
/// No element that is shown in an error is longer than this.
const SHOWN: usize = 40;

/// An 835 that balances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRemittance {
    /// The control number of the interchange.
    pub control_number: String,
    /// What connects it with the payment.
    pub trace_number: String,
    /// What was paid, in won.
    pub payment: i128,
    /// The day of the payment, as `CCYYMMDD`.
    pub paid_on: String,
    /// The payer's name.
    pub payer: String,
    /// The payee's name.
    pub payee: String,
    /// The claims, in their order.
    pub claims: Vec<ReadClaim>,
    /// What concerns no single claim: code and reference, and the amount. A positive one lowers the payment.
    pub provider_adjustments: Vec<(String, i128)>,
}

/// A claim of an 835.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadClaim {
    /// The provider's number.
    pub number: String,
    /// The payer's number.
    pub payer_number: String,
    /// 1 primary, 2 secondary, 22 reversal, and others.
    pub status: String,
    /// What it charges, in won.
    pub charge: i128,
    /// What is paid of it, in won.
    pub paid: i128,
    /// What the patient bears, in won, where it is stated.
    pub patient_responsibility: Option<i128>,
    /// Adjustments of the claim as a whole.
    pub adjustments: Vec<ReadAdjustment>,
    /// Remarks on the claim as a whole.
    pub remarks: Vec<ReadRemark>,
    /// Its lines.
    pub lines: Vec<ReadLine>,
}

/// A line of a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadLine {
    /// Qualifier and code of the service.
    pub product: String,
    /// The line's number in the claim, where it is stated.
    pub number: Option<String>,
    /// What it charges, in won.
    pub charge: i128,
    /// What is paid of it, in won.
    pub paid: i128,
    /// Why not the rest.
    pub adjustments: Vec<ReadAdjustment>,
    /// What more is said of it.
    pub remarks: Vec<ReadRemark>,
}

/// An adjustment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAdjustment {
    /// CO, PR, OA or PI.
    pub group: String,
    /// The claim adjustment reason code.
    pub reason: String,
    /// How much, in won.
    pub amount: i128,
}

/// A remark code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRemark {
    /// Which list the code is of: HE, the remittance advice remark codes, or RX, the reject codes of pharmacy claims.
    pub list: String,
    /// The code.
    pub code: String,
}

/// Reads an interchange with one 835 and checks its counts, control numbers and balances.
///
/// # Errors
/// The first segment that is not what it should be, or the first amount that is another than its parts come to.
pub fn read_835(bytes: &[u8]) -> Result<ReadRemittance, RemittanceError> {
    if bytes.len() > LARGEST_REMITTANCE {
        return Err(RemittanceError::InputTooLarge { limit: LARGEST_REMITTANCE });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| RemittanceError::NotAnInterchange("it is not text"))?;
    let mut segments = Segments::open(text)?;
    let isa = segments.expect("ISA")?;
    let control_number = isa.element(13)?.to_owned();
    let gs = segments.expect("GS")?;
    let group = gs.element(6)?.to_owned();
    let st = segments.expect("ST")?;
    if st.element(1)? != "835" {
        return Err(st.unexpected("ST*835"));
    }
    let set = st.element(2)?.to_owned();
    let mut remittance = header(&mut segments, control_number)?;
    claims(&mut segments, &mut remittance)?;

    let se = segments.expect("SE")?;
    // From ST to SE, both included.
    let counted = se.place.saturating_sub(st.place).saturating_add(1);
    count(&se, "SE", counted)?;
    control(&se, "SE", &set)?;
    let ge = segments.expect("GE")?;
    count(&ge, "GE", 1)?;
    control(&ge, "GE", &group)?;
    let iea = segments.expect("IEA")?;
    count(&iea, "IEA", 1)?;
    control(&iea, "IEA", &remittance.control_number)?;
    if let Some(further) = segments.rest.front() {
        return Err(further.unexpected("the end"));
    }
    check(&remittance)?;
    Ok(remittance)
}

struct Segment<'a> {
    /// From one.
    place: usize,
    elements: Vec<&'a str>,
}

impl<'a> Segment<'a> {
    fn name(&self) -> &'a str {
        self.elements.first().copied().unwrap_or_default()
    }

    fn optional(&self, number: usize) -> Option<&'a str> {
        self.elements.get(number).copied().filter(|element| !element.is_empty())
    }

    fn element(&self, number: usize) -> Result<&'a str, RemittanceError> {
        let segment = || shown(self.name());
        let missing = || RemittanceError::MissingElement { place: self.place, segment: segment(), element: number };
        self.optional(number).ok_or_else(missing)
    }

    fn amount(&self, number: usize) -> Result<i128, RemittanceError> {
        let text = self.element(number)?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let amount = whole.then(|| text.parse().ok()).flatten();
        amount.ok_or_else(|| RemittanceError::BadAmount { place: self.place, value: shown(text) })
    }

    fn unexpected(&self, expected: &'static str) -> RemittanceError {
        RemittanceError::UnexpectedSegment { place: self.place, found: shown(self.name()), expected }
    }
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).map(|character| if character.is_control() { ' ' } else { character }).collect()
}

struct Segments<'a> {
    rest: VecDeque<Segment<'a>>,
    component: char,
}

impl<'a> Segments<'a> {
    fn open(text: &'a str) -> Result<Self, RemittanceError> {
        let refuse = RemittanceError::NotAnInterchange;
        let head = text.as_bytes().get(..ISA_LENGTH).ok_or(refuse("it is shorter than its first segment"))?;
        if !head.starts_with(b"ISA") || !head.is_ascii() {
            return Err(refuse("it does not begin with ISA"));
        }
        // The separators are where the fixed lengths of the first segment put them.
        let at = |place: usize| head.get(place).map_or('\0', |byte| char::from(*byte));
        let (element, component, terminator) = (at(3), at(104), at(105));
        let distinct = element != component && component != terminator && element != terminator;
        if !distinct || [element, component, terminator].iter().any(|own| own.is_ascii_alphanumeric()) {
            return Err(refuse("its separators are not separators"));
        }
        let mut rest = VecDeque::new();
        // A line feed behind the last terminator is no segment; it may also be the terminator.
        let body =
            text.strip_suffix(terminator).or_else(|| text.trim_end_matches(['\r', '\n']).strip_suffix(terminator));
        let body = body.ok_or(refuse("its last segment does not end"))?;
        for (index, segment) in body.split(terminator).enumerate() {
            let segment = segment.trim_start_matches(['\r', '\n']);
            rest.push_back(Segment { place: index + 1, elements: segment.split(element).collect() });
        }
        Ok(Self { rest, component })
    }

    fn next_is(&self, name: &str) -> bool {
        self.rest.front().is_some_and(|segment| segment.name() == name)
    }

    fn take(&mut self, name: &str) -> Option<Segment<'a>> {
        if self.next_is(name) { self.rest.pop_front() } else { None }
    }

    fn expect(&mut self, name: &'static str) -> Result<Segment<'a>, RemittanceError> {
        match self.rest.pop_front() {
            Some(segment) if segment.name() == name => Ok(segment),
            Some(other) => Err(other.unexpected(name)),
            None => Err(RemittanceError::UnexpectedSegment { place: 0, found: "the end".into(), expected: name }),
        }
    }
}

fn header(segments: &mut Segments<'_>, control_number: String) -> Result<ReadRemittance, RemittanceError> {
    let bpr = segments.expect("BPR")?;
    let mut payment = bpr.amount(2)?;
    if bpr.element(3)? == "D" {
        payment = -payment;
    }
    let paid_on = bpr.element(16)?.to_owned();
    let trn = segments.expect("TRN")?;
    let trace_number = trn.element(2)?.to_owned();
    if let Some(currency) = segments.take("CUR") {
        match currency.element(2)? {
            "KRW" => {}
            other => return Err(RemittanceError::CurrencyNotWon(shown(other))),
        }
    }
    let (mut payer, mut payee) = (None, None);
    while let Some(segment) = segments.rest.front() {
        match segment.name() {
            "REF" | "DTM" | "N2" | "N3" | "N4" | "PER" | "RDM" => {}
            "N1" => match segment.element(1)? {
                "PR" => payer = Some(segment.element(2)?.to_owned()),
                "PE" => payee = Some(segment.element(2)?.to_owned()),
                _ => return Err(segment.unexpected("N1*PR or N1*PE")),
            },
            _ => break,
        }
        segments.rest.pop_front();
    }
    let missing = |expected| RemittanceError::UnexpectedSegment {
        place: segments.rest.front().map_or(0, |segment| segment.place),
        found: segments.rest.front().map_or("the end".into(), |segment| shown(segment.name())),
        expected,
    };
    Ok(ReadRemittance {
        control_number,
        trace_number,
        payment,
        paid_on,
        payer: payer.ok_or_else(|| missing("N1*PR"))?,
        payee: payee.ok_or_else(|| missing("N1*PE"))?,
        claims: Vec::new(),
        provider_adjustments: Vec::new(),
    })
}

fn claims(segments: &mut Segments<'_>, remittance: &mut ReadRemittance) -> Result<(), RemittanceError> {
    while let Some(segment) = segments.rest.front() {
        if segment.name() == "SE" {
            break;
        }
        let Some(segment) = segments.rest.pop_front() else { break };
        let claim = remittance.claims.last_mut();
        match (segment.name(), claim) {
            ("LX" | "TS3" | "TS2", _) => {}
            ("CLP", _) => remittance.claims.push(ReadClaim {
                number: segment.element(1)?.to_owned(),
                status: segment.element(2)?.to_owned(),
                charge: segment.amount(3)?,
                paid: segment.amount(4)?,
                patient_responsibility: segment.optional(5).map(|_| segment.amount(5)).transpose()?,
                payer_number: segment.element(7)?.to_owned(),
                ..ReadClaim::default()
            }),
            ("SVC", Some(claim)) => claim.lines.push(ReadLine {
                product: segment.element(1)?.replace(segments.component, ":"),
                charge: segment.amount(2)?,
                paid: segment.amount(3)?,
                ..ReadLine::default()
            }),
            ("CAS", Some(claim)) => {
                let target = match claim.lines.last_mut() {
                    Some(line) => &mut line.adjustments,
                    None => &mut claim.adjustments,
                };
                let group = segment.element(1)?.to_owned();
                for first in (2..segment.elements.len()).step_by(3) {
                    if segment.optional(first).is_none() && segment.optional(first + 1).is_none() {
                        continue;
                    }
                    let reason = segment.element(first)?.to_owned();
                    let amount = segment.amount(first + 1)?;
                    target.push(ReadAdjustment { group: group.clone(), reason, amount });
                }
            }
            ("REF", Some(claim)) => {
                if segment.optional(1) == Some("6R")
                    && let Some(line) = claim.lines.last_mut()
                {
                    line.number = Some(segment.element(2)?.to_owned());
                }
            }
            (name @ ("MIA" | "MOA"), Some(claim)) => {
                let places = if name == "MIA" { REMARKS_OF_MIA } else { REMARKS_OF_MOA };
                let codes = places.into_iter().filter_map(|place| segment.optional(place));
                claim.remarks.extend(codes.map(|code| ReadRemark { list: "HE".into(), code: code.to_owned() }));
            }
            ("LQ", Some(claim)) => {
                let Some(line) = claim.lines.last_mut() else { return Err(segment.unexpected("SVC")) };
                let (list, code) = (segment.element(1)?.to_owned(), segment.element(2)?.to_owned());
                line.remarks.push(ReadRemark { list, code });
            }
            ("NM1" | "DTM" | "PER" | "AMT" | "QTY", Some(_)) => {}
            ("PLB", _) => {
                for first in (3..segment.elements.len()).step_by(2) {
                    let what = segment.element(first)?.replace(segments.component, ":");
                    remittance.provider_adjustments.push((what, segment.amount(first + 1)?));
                }
            }
            _ => return Err(segment.unexpected("a segment of a claim")),
        }
    }
    Ok(())
}

fn count(segment: &Segment<'_>, name: &'static str, counted: usize) -> Result<(), RemittanceError> {
    let stated = segment.element(1)?;
    match stated.parse::<usize>() {
        Ok(number) if number == counted => Ok(()),
        _ => Err(RemittanceError::CountDiffers { segment: name, stated: shown(stated), counted }),
    }
}

fn control(segment: &Segment<'_>, name: &'static str, opened: &str) -> Result<(), RemittanceError> {
    match segment.element(2)? == opened {
        true => Ok(()),
        false => Err(RemittanceError::ControlDiffers { segment: name }),
    }
}

/// The balances of the implementation guide, section 1.10.2.1: service line, claim, transaction.
fn check(remittance: &ReadRemittance) -> Result<(), RemittanceError> {
    let sum =
        |adjustments: &[ReadAdjustment]| adjustments.iter().fold(0i128, |sum, own| sum.saturating_add(own.amount));
    let mut payment = 0i128;
    for claim in &remittance.claims {
        let name = || shown(&claim.number);
        let (mut charged, mut paid, mut adjusted) = (0i128, 0i128, sum(&claim.adjustments));
        for (index, line) in claim.lines.iter().enumerate() {
            let own = sum(&line.adjustments);
            let computed = line.paid.saturating_add(own);
            if line.charge != computed {
                let number = u64::try_from(index).unwrap_or(u64::MAX).saturating_add(1);
                let charge = line.charge;
                return Err(RemittanceError::LineDiffers { claim: name(), line: number, charge, computed });
            }
            charged = charged.saturating_add(line.charge);
            paid = paid.saturating_add(line.paid);
            adjusted = adjusted.saturating_add(own);
        }
        let differs = |what, stated, computed| RemittanceError::ClaimDiffers { claim: name(), what, stated, computed };
        if !claim.lines.is_empty() && claim.charge != charged {
            return Err(differs("charge", claim.charge, charged));
        }
        let computed = claim.charge.saturating_sub(adjusted);
        if claim.paid != computed {
            return Err(differs("paid", claim.paid, computed));
        }
        if !claim.lines.is_empty() && claim.paid != paid.saturating_sub(sum(&claim.adjustments)) {
            return Err(differs("paid", claim.paid, paid));
        }
        if let Some(stated) = claim.patient_responsibility {
            let all = claim.lines.iter().flat_map(|line| &line.adjustments).chain(&claim.adjustments);
            let ours = all.filter(|own| own.group == "PR").fold(0i128, |sum, own| sum.saturating_add(own.amount));
            if stated != ours {
                return Err(differs("patient responsibility", stated, ours));
            }
        }
        payment = payment.saturating_add(claim.paid);
    }
    for (_, amount) in &remittance.provider_adjustments {
        payment = payment.saturating_sub(*amount);
    }
    match remittance.payment == payment {
        true => Ok(()),
        false => Err(RemittanceError::PaymentDiffers { stated: remittance.payment, computed: payment }),
    }
}
