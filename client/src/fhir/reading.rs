//! Reading FHIR input: one resource, or a Bundle with whatever else is in it.

use super::{
    error::{FhirError, Problem, shortened},
    json,
    node::{Node, label, resource_id, resource_type},
    references::Entry,
};
use serde_json::Value;

/// The types of Bundle that are read. A history holds versions that no longer count; responses hold no orders.
const BUNDLES: [&str; 6] = ["batch", "collection", "document", "message", "searchset", "transaction"];

/// How deep a Bundle may lie in Bundles.
const DEEPEST: usize = 4;

/// FHIR input that has been read.
pub struct Input {
    entries: Vec<Entry>,
    prescriptions: Vec<Source>,
    contained: Vec<(String, String)>,
}

/// Requests that make one prescription: one alone, or all of a Bundle that share a `groupIdentifier`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    group: Option<String>,
    labels: Vec<String>,
    requests: Vec<usize>,
}

impl Source {
    /// The group's identifier as `system|value`, if the requests have one.
    pub fn group(&self) -> Option<&str> {
        self.group.as_deref()
    }

    /// What the requests are called: `MedicationRequest/42`.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The requests, as numbers of entries of the input.
    pub(crate) fn requests(&self) -> &[usize] {
        &self.requests
    }

    /// Whether `name` means this prescription: a request's label or id, or the group's identifier or its value.
    fn is_called(&self, name: &str) -> bool {
        let by_request =
            self.labels.iter().any(|label| label == name || label.strip_prefix("MedicationRequest/") == Some(name));
        let by_group = self
            .group
            .as_deref()
            .is_some_and(|group| group == name || group.rsplit_once('|').is_some_and(|(_, value)| value == name));
        by_request || by_group
    }
}

/// Reads a resource (a `MedicationRequest`, a `Consent`, an `AuditEvent`), or a Bundle of type collection, message, document,
/// searchset, transaction or batch. Resources of other types may be in it; those that the requests refer to are used.
pub fn read(bytes: &[u8]) -> Result<Input, FhirError> {
    let value = json::parse(bytes)?;
    let mut input = Input { entries: Vec::new(), prescriptions: Vec::new(), contained: Vec::new() };
    input.add(value, None, 0)?;
    Ok(input)
}

impl Input {
    fn add(&mut self, value: Value, full_url: Option<String>, depth: usize) -> Result<(), FhirError> {
        let resource = Node::resource(&value)?;
        if resource_type(&value) != Some("Bundle") {
            let contained = resource.list_of("contained")?;
            for inner in contained.iter().filter(|inner| resource_type(inner.value()) == Some("MedicationRequest")) {
                self.contained.push((label(inner.value()), label(&value)));
            }
            let alone = depth == 0;
            self.entries.push(Entry { full_url, resource: value });
            if alone {
                self.group_from(0)?;
            }
            return Ok(());
        }
        if depth >= DEEPEST {
            return Err(resource.refuse(Problem::NestedTooDeeply));
        }
        if let Some(rules) = resource.get("implicitRules")? {
            return Err(rules.refuse(Problem::ImplicitRules));
        }
        let kind = resource.required("type")?;
        if !BUNDLES.contains(&kind.text()?) {
            return Err(kind.refuse(Problem::UnsupportedBundle(shortened(kind.text()?))));
        }
        let first = self.entries.len();
        let mut inner_bundles = Vec::new();
        for entry in resource.list_of("entry")? {
            if let Some(extension) = entry.get("modifierExtension")? {
                return Err(extension.refuse(Problem::ModifierExtension));
            }
            let Some(inner) = entry.get("resource")? else { continue };
            let full_url = entry.text_of("fullUrl")?.map(str::to_owned);
            match resource_type(inner.value()) {
                None => return Err(inner.refuse_member("resourceType", Problem::NotAResource)),
                Some("Bundle") => inner_bundles.push(inner.value().clone()),
                Some(_) => self.add(inner.value().clone(), full_url, depth + 1)?,
            }
        }
        self.group_from(first)?;
        // A group does not reach beyond its own Bundle, so inner Bundles come after.
        inner_bundles.into_iter().try_for_each(|inner| self.add(inner, None, depth + 1))
    }

    /// Makes prescriptions of the requests among the entries from number `first` on.
    fn group_from(&mut self, first: usize) -> Result<(), FhirError> {
        let from = self.prescriptions.len();
        for (index, entry) in self.entries.iter().enumerate().skip(first) {
            if resource_type(&entry.resource) != Some("MedicationRequest") {
                continue;
            }
            let label = label(&entry.resource);
            let group = group_of(&entry.resource).map_err(|error| error.of_resource(label.clone()))?;
            let same = self.prescriptions.iter_mut().skip(from).find(|other| group.is_some() && other.group == group);
            match same {
                Some(other) => {
                    other.labels.push(label);
                    other.requests.push(index);
                }
                None => self.prescriptions.push(Source { group, labels: vec![label], requests: vec![index] }),
            }
        }
        Ok(())
    }

    /// The prescriptions in the input, in its order.
    pub fn prescriptions(&self) -> &[Source] {
        &self.prescriptions
    }

    /// The prescriptions that `names` ask for: ids or labels of requests, or identifiers of groups. All if there are no
    /// names; refused if one of them means nothing, or if there is no prescription at all.
    pub fn select(&self, names: &[String]) -> Result<Vec<&Source>, FhirError> {
        if self.prescriptions.is_empty() {
            if let Some(refusal) = self.contained_requests().into_iter().next() {
                return Err(refusal);
            }
            return Err(FhirError::new("$this", Problem::NothingFound("MedicationRequest")));
        }
        for name in names {
            if !self.prescriptions.iter().any(|source| source.is_called(name)) {
                return Err(FhirError::new("MedicationRequest.id", Problem::NotSelected(shortened(name))));
            }
        }
        let wanted = |source: &&Source| names.is_empty() || names.iter().any(|name| source.is_called(name));
        Ok(self.prescriptions.iter().filter(wanted).collect())
    }

    /// A refusal for each `MedicationRequest` that is contained in another resource: it is no order of its own.
    pub fn contained_requests(&self) -> Vec<FhirError> {
        self.contained
            .iter()
            .map(|(label, container)| {
                let kind = container.split('/').next().unwrap_or(container);
                FhirError::new(format!("{kind}.contained"), Problem::ContainedRequest(kind.to_owned()))
                    .of_resource(label.clone())
            })
            .collect()
    }

    /// The `MedicationDispense` resources in the input, in its order.
    pub fn dispenses(&self) -> Vec<&Value> {
        self.entries
            .iter()
            .map(|entry| &entry.resource)
            .filter(|resource| resource_type(resource) == Some("MedicationDispense"))
            .collect()
    }

    /// The `MedicationDispense` with this id or label.
    pub fn dispense(&self, name: &str) -> Option<&Value> {
        let id = name.strip_prefix("MedicationDispense/").unwrap_or(name);
        self.dispenses().into_iter().find(|resource| resource_id(resource) == Some(id))
    }

    /// The resources of the type `kind` in the input, in its order; refused if there are none.
    pub fn of_type(&self, kind: &'static str) -> Result<Vec<&Value>, FhirError> {
        let resources = self.entries.iter().map(|entry| &entry.resource);
        let found: Vec<_> = resources.filter(|resource| resource_type(resource) == Some(kind)).collect();
        match found.is_empty() {
            true => Err(FhirError::new("$this", Problem::NothingFound(kind))),
            false => Ok(found),
        }
    }

    /// All resources of the input.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The group to which a request belongs, as `system|value`.
fn group_of(request: &Value) -> Result<Option<String>, FhirError> {
    let Some(group) = Node::resource(request)?.get("groupIdentifier")? else { return Ok(None) };
    let Some(value) = group.text_of("value")? else { return Ok(None) };
    Ok(Some(format!("{}|{value}", group.text_of("system")?.unwrap_or_default())))
}
