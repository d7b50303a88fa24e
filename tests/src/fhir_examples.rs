//! The orders in a folder of FHIR resources: each is issued, or refused with its reason.

use crate::{
    Failure, Outcome,
    chain::Chain,
    command::{Bogam, exit, text},
    ensure,
    leaks::Secrets,
    people::Person,
};
use bogam_client::{documents::PrescriptionDocument, fhir, qr::QrPayload};
use bogam_primitives::PrescriptionId;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

/// A prescription to be: one request, or several that share a group, of one file.
#[derive(Clone, Debug)]
pub struct Order {
    /// The file.
    pub file: PathBuf,
    /// The requests with a quantity, such as `MedicationRequest/42`.
    pub labels: Vec<String>,
    /// By which name the command is told to take it; `None` where the command is to take the file as it is.
    pub select: Option<String>,
    /// How many issues it would have, where it can be mapped.
    pub issues: Option<u8>,
    /// How much of each item would be authorised, in thousandths, where it can be mapped.
    pub quantities: Vec<u64>,
}

/// A `MedicationDispense` that fits one of the orders, which is for one item.
#[derive(Clone, Debug)]
pub struct Supply {
    /// Its file, in which nothing else is.
    pub file: PathBuf,
    /// The order that it fills, at least in part.
    pub order: Order,
    /// What it says was supplied.
    pub line: fhir::DispenseLine,
}

/// What a folder has.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Everything that orders a quantity.
    pub orders: Vec<Order>,
    /// Files with a `MedicationDispense`.
    pub dispenses: Vec<PathBuf>,
    /// Those of them that fit an order.
    pub supplies: Vec<Supply>,
    /// What none of it may leave on the chain.
    pub secrets: Secrets,
}

/// The labels of all orders with a quantity in `value`, contained ones included.
fn orders_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let text = |name: &str| members.get(name).and_then(Value::as_str);
            let is_order = text("resourceType") == Some("MedicationRequest")
                && text("intent").is_some_and(|intent| intent.ends_with("order"))
                && value.pointer("/dispenseRequest/quantity").is_some();
            if is_order {
                found.insert(format!("MedicationRequest/{}", text("id").unwrap_or("without-id")));
            }
            members.values().for_each(|inner| orders_in(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| orders_in(inner, found)),
        _ => {}
    }
}

/// Whether a MedicationRequest or a MedicationDispense is in `value`.
fn has_resource(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let kind = members.get("resourceType").and_then(Value::as_str);
            matches!(kind, Some("MedicationRequest" | "MedicationDispense")) || members.values().any(has_resource)
        }
        Value::Array(values) => values.iter().any(has_resource),
        _ => false,
    }
}

/// The references in `value`, such as `Patient/pat1`.
pub(crate) fn references_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("reference") {
                found.insert(reference.clone());
            }
            members.values().for_each(|inner| references_in(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| references_in(inner, found)),
        _ => {}
    }
}

impl Examples {
    /// Reads all JSON files of `folder` that mention a MedicationRequest or a MedicationDispense, and what they refer to.
    pub fn read(folder: &Path) -> Outcome<Self> {
        let failed = |error: std::io::Error| Failure(format!("{} cannot be read: {error}", folder.display()));
        let mut files = fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>());
        files.as_mut().map(|files| files.sort()).ok();
        let mut examples = Self::default();
        let (mut references, mut documents) = (BTreeSet::new(), Vec::new());
        for file in files.map_err(failed)? {
            if file.extension() != Some(OsStr::new("json")) {
                continue;
            }
            let bytes = fs::read(&file).map_err(failed)?;
            let text = String::from_utf8_lossy(&bytes);
            if !text.contains("\"MedicationRequest\"") && !text.contains("\"MedicationDispense\"") {
                continue;
            }
            let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
            // Definitions and capability statements mention the names of resources too.
            if !has_resource(&value) {
                continue;
            }
            if value["resourceType"] == "MedicationDispense" {
                examples.dispenses.push(file.clone());
            }
            examples.secrets.collect(&value);
            references_in(&value, &mut references);
            examples.add_orders(&file, &bytes, &value, &mut documents);
        }
        examples.supplies = examples.fitting(&documents)?;
        for reference in references {
            let file = folder.join(format!("{}.json", reference.replace('/', "-")));
            // Only what lies in the folder itself: a reference may be anything.
            let is_plain = !reference.contains("..") && reference.matches('/').count() == 1;
            if let Some(value) =
                fs::read(file).ok().filter(|_| is_plain).and_then(|bytes| serde_json::from_slice(&bytes).ok())
            {
                examples.secrets.collect(&value);
            }
        }
        Ok(examples)
    }

    /// The dispenses that fit an order. `documents`: the documents of orders, each with the number of its order.
    fn fitting(&self, documents: &[(usize, PrescriptionDocument)]) -> Outcome<Vec<Supply>> {
        let mut supplies = Vec::new();
        for file in &self.dispenses {
            let dispense: Value = serde_json::from_slice(&fs::read(file)?)?;
            supplies.extend(documents.iter().find_map(|(number, document)| {
                let line = fhir::read_dispense(&dispense, document).ok()?.line;
                let order = self.orders.get(*number)?;
                let authorised = order.quantities.get(usize::from(line.item))?;
                let fits = order.quantities.len() == 1 && line.quantity <= *authorised;
                fits.then(|| Supply { file: file.clone(), order: order.clone(), line })
            }));
        }
        Ok(supplies)
    }

    fn add_orders(
        &mut self,
        file: &Path,
        bytes: &[u8],
        value: &Value,
        documents: &mut Vec<(usize, PrescriptionDocument)>,
    ) {
        let mut wanted = BTreeSet::new();
        orders_in(value, &mut wanted);
        if let Ok(input) = fhir::read(bytes) {
            for source in input.prescriptions() {
                let labels: Vec<_> = source.labels().iter().filter(|label| wanted.remove(*label)).cloned().collect();
                if labels.is_empty() {
                    continue;
                }
                let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                let now = u64::try_from(now.as_millis()).unwrap_or_default();
                let options = fhir::Options { redate: true, ..fhir::Options::at(now) };
                let terms = fhir::map(&input, source, &options).ok().map(|mapped| {
                    documents.push((self.orders.len(), mapped.document));
                    mapped.terms
                });
                self.orders.push(Order {
                    file: file.to_owned(),
                    select: labels.first().cloned(),
                    labels,
                    issues: terms.as_ref().map(|terms| terms.issues),
                    quantities: terms.into_iter().flat_map(|terms| terms.items).map(|item| item.authorised).collect(),
                });
            }
        }
        if !wanted.is_empty() {
            // What no prescription of the file has: the command says why when it is given the file.
            let labels = wanted.into_iter().collect();
            self.orders.push(Order {
                file: file.to_owned(),
                labels,
                select: None,
                issues: None,
                quantities: Vec::new(),
            });
        }
    }

    /// An order for one supply only, of one item, of which a part can be dispensed.
    pub fn plain(&self) -> Option<&Order> {
        let divisible = |order: &&Order| order.quantities.first().is_some_and(|quantity| *quantity >= 2_000);
        let single = |order: &&Order| order.issues == Some(1) && order.quantities.len() == 1;
        let mapped = || self.orders.iter().filter(divisible);
        mapped().find(single).or_else(|| mapped().find(|order| order.issues == Some(1)))
    }

    /// An order with a repeat.
    pub fn repeating(&self) -> Option<&Order> {
        self.orders.iter().find(|order| order.issues.is_some_and(|issues| issues >= 2))
    }
}

/// What the command wrote for a prescription that it issued.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The identifier.
    pub id: PrescriptionId,
    /// The folder with the codes.
    pub folder: PathBuf,
    /// The codes' text files, the first issue's first, with what they carry.
    pub codes: Vec<(PathBuf, QrPayload)>,
}

impl Issued {
    /// Reads what the command wrote into `folder`.
    pub fn read(folder: &Path) -> Outcome<Self> {
        let mut codes = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
            if name.starts_with("qr-") && name.ends_with(".txt") {
                let text = fs::read_to_string(&path)?;
                let payload = QrPayload::decode(text.trim())
                    .map_err(|error| Failure(format!("{} cannot be read: {error}", path.display())))?;
                codes.push((path, payload));
            }
        }
        codes.sort_by_key(|(_, payload)| payload.issue);
        let id = codes.first().map(|(_, payload)| payload.prescription);
        let id = id.ok_or_else(|| Failure(format!("there is no code in {}", folder.display())))?;
        Ok(Self { id, folder: folder.to_owned(), codes })
    }

    /// The text file with the code of an issue.
    pub fn code(&self, issue: usize) -> Outcome<&str> {
        let (path, _) = self.codes.get(issue).ok_or_else(|| Failure(format!("there is no code for issue {issue}")))?;
        text(path)
    }

    /// The identifier as the command takes it.
    pub fn name(&self) -> String {
        format!("{:?}", self.id.0)
    }
}

/// The arguments with which `order` is issued into `folder`.
pub fn issue_arguments<'a>(order: &'a Order, folder: &'a Path, further: &[&'a str]) -> Outcome<Vec<&'a str>> {
    let mut arguments = vec!["prescription", "issue", "--from", text(&order.file)?, "--redate"];
    if let Some(select) = &order.select {
        arguments.extend(["--select", select]);
    }
    arguments.extend(["--out", text(folder)?]);
    arguments.extend(further);
    Ok(arguments)
}

/// How it went with an order.
#[derive(Clone, Debug)]
pub enum Fate {
    /// It is on the chain.
    Issued(PrescriptionId),
    /// It was refused.
    Refused {
        /// The error's code.
        code: String,
        /// The FHIR element at fault, if it is the input's fault.
        element: String,
        /// The error's sentence.
        message: String,
    },
}

/// How it went with all orders.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Each order with its fate.
    pub fates: Vec<(Order, Fate)>,
}

impl Summary {
    /// How many requests with a quantity were issued.
    pub fn issued(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Issued(_)))
    }

    /// How many requests with a quantity were refused.
    pub fn refused(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Refused { .. }))
    }

    fn count(&self, wanted: impl Fn(&Fate) -> bool) -> usize {
        self.fates.iter().filter(|(_, fate)| wanted(fate)).map(|(order, _)| order.labels.len()).sum()
    }

    /// How many requests were refused for which reason: element and code.
    pub fn reasons(&self) -> BTreeMap<String, usize> {
        let mut reasons = BTreeMap::new();
        for (order, fate) in &self.fates {
            if let Fate::Refused { code, element, .. } = fate {
                let reason = [element.as_str(), code.as_str()].join(" ").trim().to_owned();
                *reasons.entry(reason).or_default() += order.labels.len();
            }
        }
        reasons
    }
}

/// Issues every order with the real command, each prescriber taking the next one, and checks on the chain that exactly
/// what the command said it issued is there. `told` hears of each as it is done.
pub fn issue_all(
    command: &Bogam,
    chain: &Chain,
    prescribers: &[&Person],
    orders: &[Order],
    folder: &Path,
    told: impl Fn(&Order, &Fate) + Sync,
) -> Outcome<Summary> {
    let before = chain.prescriptions()?;
    let queue: Mutex<VecDeque<(usize, &Order)>> = Mutex::new(orders.iter().enumerate().collect());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    let lane = |prescriber: &Person| -> Outcome<Vec<(usize, Order, Fate)>> {
        let mut done = Vec::new();
        while let Some((number, order)) = next() {
            let fate = issue_one(command, chain, prescriber, order, &folder.join(format!("order-{number}")))?;
            told(order, &fate);
            done.push((number, order.clone(), fate));
        }
        Ok(done)
    };
    let lanes: Vec<Outcome<_>> = thread::scope(|scope| {
        let lanes: Vec<_> = prescribers.iter().map(|prescriber| scope.spawn(|| lane(prescriber))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap_or_else(|_| Err("a thread panicked".into()))).collect()
    });
    let mut fates = lanes.into_iter().collect::<Outcome<Vec<_>>>()?.concat();
    fates.sort_by_key(|(number, ..)| *number);
    let summary = Summary { fates: fates.into_iter().map(|(_, order, fate)| (order, fate)).collect() };
    let issued = summary.fates.iter().filter(|(_, fate)| matches!(fate, Fate::Issued(_))).count();
    let new = chain.prescriptions()?.saturating_sub(before);
    ensure(new == issued, || format!("{issued} prescriptions were issued, and {new} are new on the chain"))?;
    Ok(summary)
}

fn issue_one(command: &Bogam, chain: &Chain, prescriber: &Person, order: &Order, folder: &Path) -> Outcome<Fate> {
    let answer = command.by(prescriber, &issue_arguments(order, folder, &[])?)?;
    let context = || format!("{} of {}", order.labels.join(", "), order.file.display());
    match answer.exit {
        exit::DONE => {
            let issued = Issued::read(folder).map_err(|failure| failure.within(context()))?;
            let record = chain.await_prescription(issued.id, "an issued prescription", |_| true)?;
            let quantities: Vec<u64> = record.items.iter().map(|item| item.authorised).collect();
            ensure(order.issues.is_none() || quantities == order.quantities, || {
                format!("{}: the chain authorises {quantities:?}, and {:?} was ordered", context(), order.quantities)
            })?;
            Ok(Fate::Issued(issued.id))
        }
        exit::INPUT | exit::REFUSED if !answer.code().is_empty() && !answer.message().is_empty() => Ok(Fate::Refused {
            code: answer.code().to_owned(),
            element: answer.element().to_owned(),
            message: answer.message().to_owned(),
        }),
        _ => Err(answer.done().err().unwrap_or_else(|| "no reason".into()).within(context())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Examples {
        Examples::read(&crate::command::workspace().join("client/examples")).unwrap()
    }

    #[test]
    fn shipped_examples_should_have_what_the_story_needs() {
        let examples = shipped();
        assert!(examples.plain().is_some_and(|order| order.issues == Some(1)));
        assert!(examples.repeating().is_some_and(|order| order.issues > Some(1)));
        let supply = examples.supplies.first().unwrap();
        assert_eq!((supply.order.labels[0].as_str(), supply.line.quantity), ("MedicationRequest/haneul-1", 21_000));
        for text in ["이가람", "1961-04-05", "라마바핀정 5mg", "000000002", "Placebodone 5 mg prolonged-release tablet"]
        {
            assert!(examples.secrets.contains(text), "{text}");
        }
    }

    #[test]
    fn orders_that_share_a_group_should_be_one_prescription() {
        let examples = shipped();
        let group = examples.orders.iter().find(|order| order.labels.len() == 3).unwrap();
        assert_eq!((group.issues, group.quantities.as_slice()), (Some(1), [14_000, 7_000, 87_500].as_slice()));
    }

    #[test]
    fn every_order_with_a_quantity_should_be_found_once() {
        let examples = shipped();
        let labels: Vec<_> = examples.orders.iter().flat_map(|order| &order.labels).collect();
        let distinct: BTreeSet<_> = labels.iter().collect();
        assert_eq!(labels.len(), distinct.len());
        assert!(labels.iter().any(|label| *label == "MedicationRequest/refused-1"));
        // A proposal is no order.
        assert!(!labels.iter().any(|label| *label == "MedicationRequest/refused-2"));
    }
}
