//! Reading JSON while remembering where in the resource one is, so that an error can name its element.

use super::error::{FhirError, Problem, shortened};
use serde_json::{Map, Value};

/// A JSON value and its FHIRPath.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    value: &'a Value,
    path: String,
}

impl<'a> Node<'a> {
    /// A resource, its path being its type.
    pub(crate) fn resource(value: &'a Value) -> Result<Self, FhirError> {
        let kind = resource_type(value).ok_or_else(|| FhirError::new("resourceType", Problem::NotAResource))?;
        Ok(Self { value, path: shortened(kind) })
    }

    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    /// The FHIRPath of this element.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// An error at this element.
    pub(crate) fn refuse(&self, problem: Problem) -> FhirError {
        FhirError::new(self.path.clone(), problem)
    }

    /// An error at the member `name` of this element, there or not.
    pub(crate) fn refuse_member(&self, name: &str, problem: Problem) -> FhirError {
        FhirError::new(format!("{}.{name}", self.path), problem)
    }

    fn members(&self) -> Result<&'a Map<String, Value>, FhirError> {
        self.value.as_object().ok_or_else(|| self.refuse(Problem::WrongType { expected: "an object" }))
    }

    /// The member `name`, if there.
    pub(crate) fn get(&self, name: &str) -> Result<Option<Node<'a>>, FhirError> {
        Ok(self.members()?.get(name).map(|value| Node { value, path: format!("{}.{name}", self.path) }))
    }

    /// The member `name`, which must be there.
    pub(crate) fn required(&self, name: &str) -> Result<Node<'a>, FhirError> {
        self.get(name)?.ok_or_else(|| self.refuse_member(name, Problem::Missing))
    }

    /// This value as a text that is not empty.
    pub(crate) fn text(&self) -> Result<&'a str, FhirError> {
        match self.value.as_str() {
            Some(text) if !text.trim().is_empty() => Ok(text),
            _ => Err(self.refuse(Problem::WrongType { expected: "a text that is not empty" })),
        }
    }

    /// The member `name` as a text.
    pub(crate) fn text_of(&self, name: &str) -> Result<Option<&'a str>, FhirError> {
        self.get(name)?.map(|node| node.text()).transpose()
    }

    /// The member `name` as true or false.
    pub(crate) fn flag_of(&self, name: &str) -> Result<Option<bool>, FhirError> {
        self.get(name)?
            .map(|node| {
                node.value.as_bool().ok_or_else(|| node.refuse(Problem::WrongType { expected: "true or false" }))
            })
            .transpose()
    }

    /// The elements of the list `name`; none if the member is absent.
    pub(crate) fn list_of(&self, name: &str) -> Result<Vec<Node<'a>>, FhirError> {
        let Some(node) = self.get(name)? else { return Ok(Vec::new()) };
        let values = node.value.as_array().ok_or_else(|| node.refuse(Problem::WrongType { expected: "a list" }))?;
        Ok(values
            .iter()
            .enumerate()
            .map(|(index, value)| Node { value, path: format!("{}[{index}]", node.path) })
            .collect())
    }

    /// This value's JSON number as it was written.
    pub(crate) fn number(&self) -> Result<String, FhirError> {
        match self.value {
            Value::Number(number) => Ok(number.to_string()),
            _ => Err(self.refuse(Problem::WrongType { expected: "a number" })),
        }
    }

    /// This value as a whole number that is not negative.
    pub(crate) fn count(&self) -> Result<u64, FhirError> {
        let literal = self.number()?;
        let malformed = || Problem::Malformed { value: shortened(&literal), expected: "a whole number from zero" };
        literal.parse().map_err(|_| self.refuse(malformed()))
    }

    /// Refuses what FHIR marks as able to change the meaning of everything around it.
    pub(crate) fn refuse_modifiers(&self) -> Result<(), FhirError> {
        match self.value {
            Value::Object(members) => members.iter().try_for_each(|(name, value)| {
                let inner = Node { value, path: format!("{}.{}", self.path, shortened(name)) };
                match name.as_str() {
                    "modifierExtension" => Err(inner.refuse(Problem::ModifierExtension)),
                    "implicitRules" => Err(inner.refuse(Problem::ImplicitRules)),
                    _ => inner.refuse_modifiers(),
                }
            }),
            Value::Array(values) => values.iter().enumerate().try_for_each(|(index, value)| {
                Node { value, path: format!("{}[{index}]", self.path) }.refuse_modifiers()
            }),
            _ => Ok(()),
        }
    }
}

/// The type of a resource, if `value` is one.
pub(crate) fn resource_type(value: &Value) -> Option<&str> {
    value.get("resourceType")?.as_str()
}

/// The id of a resource, if it has one.
pub(crate) fn resource_id(value: &Value) -> Option<&str> {
    value.get("id")?.as_str()
}

/// How a resource is called in messages: `MedicationRequest/42`.
pub(crate) fn label(value: &Value) -> String {
    let kind = resource_type(value).unwrap_or("resource");
    match resource_id(value) {
        Some(id) => shortened(&format!("{kind}/{id}")),
        None => format!("{kind} without id"),
    }
}
