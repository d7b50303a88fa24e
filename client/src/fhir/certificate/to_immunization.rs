//! Vaccination certificate to `Immunization`, for apps that keep records in FHIR.

use super::{PRODUCT_EXTENSION, immunization::ADMINISTERING, patient::REPRESENTATION};
use crate::certificate::{CertificateError, Concept, Document, Dose, Person, Quantity, Sex, UCUM, Vaccination};
use serde_json::{Map, Number, Value, json};

/// The FHIR R4 `Immunization` that says what the vaccination certificate `document` says. Patient and place are contained in
/// it. [`map_certificates`](super::map_certificates) makes the same document of it.
///
/// Refused if the document is of another kind.
pub fn to_immunization(document: &Document) -> Result<Value, CertificateError> {
    let vaccination: Vaccination = document.content()?;
    let mut resource = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            resource.insert(name.into(), value);
        }
    };
    let has_location = vaccination.location.is_some() || vaccination.country.is_some();
    let mut contained = vec![patient(&vaccination.person)];
    if has_location {
        let mut location = json!({ "resourceType": "Location", "id": "location" });
        if let Some(name) = &vaccination.location {
            location["name"] = json!(name);
        }
        if let Some(country) = &vaccination.country {
            location["address"] = json!({ "country": country });
        }
        contained.push(location);
    }
    put("resourceType", Some(json!("Immunization")));
    put("contained", Some(Value::Array(contained)));
    let extension = |product: &String| json!([{ "url": PRODUCT_EXTENSION, "valueString": product }]);
    put("extension", vaccination.product.as_ref().map(extension));
    put("status", Some(json!("completed")));
    put("vaccineCode", Some(concept(&vaccination.vaccine)));
    put("patient", Some(json!({ "reference": "#patient" })));
    put("occurrenceDateTime", Some(json!(vaccination.date)));
    put("primarySource", Some(json!(true)));
    put("location", has_location.then(|| json!({ "reference": "#location" })));
    put("manufacturer", vaccination.manufacturer.as_ref().map(|name| json!({ "display": name })));
    put("lotNumber", vaccination.lot.as_ref().map(|lot| json!(lot)));
    put("expirationDate", vaccination.lot_expiry.as_ref().map(|date| json!(date)));
    put("site", vaccination.site.as_ref().map(concept));
    put("route", vaccination.route.as_ref().map(concept));
    put("doseQuantity", vaccination.amount.as_ref().map(quantity));
    let performer = |name: &String| {
        let function = json!({ "coding": [
            { "system": "http://terminology.hl7.org/CodeSystem/v2-0443", "code": ADMINISTERING },
        ] });
        json!({ "function": function, "actor": { "display": name } })
    };
    put("performer", list(&vaccination.performers, performer));
    put("protocolApplied", list(&vaccination.doses, protocol));
    Ok(Value::Object(resource))
}

/// A list, or nothing: FHIR has no empty lists.
fn list<T>(values: &[T], map: impl Fn(&T) -> Value) -> Option<Value> {
    (!values.is_empty()).then(|| Value::Array(values.iter().map(map).collect()))
}

fn patient(person: &Person) -> Value {
    let name = |family: &Option<String>, given: &Option<String>| {
        let mut name = Map::new();
        name.insert("use".into(), json!("official"));
        if let Some(family) = family {
            name.insert("family".into(), json!(family));
        }
        if let Some(given) = given {
            name.insert("given".into(), json!([given]));
        }
        name
    };
    let mut first = name(&person.family_name, &person.given_name);
    if let Some(text) = &person.full_name {
        first.insert("text".into(), json!(text));
    }
    let mut names = vec![Value::Object(first)];
    if person.family_name_latin.is_some() || person.given_name_latin.is_some() {
        let mut latin = name(&person.family_name_latin, &person.given_name_latin);
        latin.insert("extension".into(), json!([{ "url": REPRESENTATION, "valueCode": "ABC" }]));
        names.push(Value::Object(latin));
    }
    let mut patient = json!({ "resourceType": "Patient", "id": "patient", "name": names });
    patient["birthDate"] = json!(person.birth_date);
    if let Some(sex) = person.sex {
        patient["gender"] = json!(match sex {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Other => "other",
        });
    }
    patient
}

fn concept(concept: &Concept) -> Value {
    let mut value = Map::new();
    // A coding of a document has the names of FHIR's.
    if let Some(codings) = list(&concept.codings, |coding| json!(coding)) {
        value.insert("coding".into(), codings);
    }
    if let Some(text) = &concept.text {
        value.insert("text".into(), json!(text));
    }
    Value::Object(value)
}

fn quantity(quantity: &Quantity) -> Value {
    let mut value = Map::new();
    // The schema makes sure that it is a number; as text it would still say the same.
    let number = quantity.value.parse::<Number>().map_or_else(|_| json!(quantity.value), Value::Number);
    value.insert("value".into(), number);
    if let Some(comparator) = &quantity.comparator {
        value.insert("comparator".into(), json!(comparator));
    }
    if let Some(unit) = &quantity.unit {
        value.insert("unit".into(), json!(unit));
    }
    value.insert("system".into(), json!(UCUM));
    value.insert("code".into(), json!(quantity.code));
    Value::Object(value)
}

fn protocol(dose: &Dose) -> Value {
    let mut value = Map::new();
    let mut put = |name: &str, member: Option<Value>| {
        if let Some(member) = member {
            value.insert(name.into(), member);
        }
    };
    put("series", dose.series.as_ref().map(|series| json!(series)));
    put("authority", dose.authority.as_ref().map(|name| json!({ "display": name })));
    put("targetDisease", list(&dose.target_diseases, concept));
    put("doseNumberPositiveInt", dose.number.map(|number| json!(number)));
    put("doseNumberString", dose.label.as_ref().map(|label| json!(label)));
    put("seriesDosesPositiveInt", dose.of.map(|number| json!(number)));
    put("seriesDosesString", dose.of_label.as_ref().map(|label| json!(label)));
    Value::Object(value)
}
