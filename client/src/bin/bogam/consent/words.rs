//! How the words of consent are typed and shown.

use crate::{
    context::parse_name,
    words::{Word, hash_text},
};
use bogam_primitives::{
    OrganisationId,
    consent::{
        Action, Actions, Author, Categories, Category, Decision, Effect, Grantee, Modifier, Modifiers, Purpose,
        Purposes, Sensitivities, Sensitivity,
    },
};
use serde_json::{Value, json};
use subxt::utils::AccountId32;

/// A function that reads a word by its code in the field's standards, or by its name in `kebab-case`.
macro_rules! parser {
    ($name:ident, $Word:ty) => {
        pub fn $name(text: &str) -> Result<$Word, String> {
            <$Word>::from_code(text).map_or_else(|| parse_name(text), Ok)
        }
    };
}

parser!(parse_purpose, Purpose);
parser!(parse_action, Action);
parser!(parse_category, Category);
parser!(parse_sensitivity, Sensitivity);
parser!(parse_modifier, Modifier);

/// A function that makes of the words that were typed the set of them; of none, the set of all.
macro_rules! all_unless_named {
    ($name:ident, $Word:ty, $Set:ty) => {
        pub fn $name(words: &[$Word]) -> $Set {
            if words.is_empty() { <$Set>::ALL } else { <$Set>::of(words) }
        }
    };
}

all_unless_named!(purposes, Purpose, Purposes);
all_unless_named!(actions, Action, Actions);
all_unless_named!(categories, Category, Categories);

/// Whom a decision is about, as it is typed: `anyone`, `kind:hospital`, `organisation:3`, `seat:3:ACCOUNT` or `project:ID`.
pub fn parse_grantee(text: &str) -> Result<Grantee<AccountId32>, String> {
    let organisation = |number: &str| {
        number.parse::<OrganisationId>().map_err(|_| format!("{number} is not the number of an organisation"))
    };
    match text.split_once(':') {
        None if text == "anyone" => Ok(Grantee::Anyone),
        Some(("kind", kind)) => parse_name(kind).map(Grantee::Kind),
        Some(("organisation", number)) => organisation(number).map(Grantee::Organisation),
        Some(("project", id)) => Word::read(id).map(Grantee::Project),
        Some(("seat", seat)) => {
            let (number, account) = seat.split_once(':').ok_or("a seat is seat:ORGANISATION:ACCOUNT")?;
            Ok(Grantee::Seat { organisation: organisation(number)?, account: Word::read(account)? })
        }
        _ => Err("a grantee is anyone, kind:KIND, organisation:NUMBER, seat:NUMBER:ACCOUNT or project:ID".to_owned()),
    }
}

/// The codes of the words of a set.
macro_rules! codes {
    ($set:expr) => {
        $set.iter().map(|word| word.code()).collect::<Vec<_>>()
    };
}
pub(crate) use codes;

pub fn grantee_value(grantee: &Grantee<AccountId32>) -> Value {
    match grantee {
        Grantee::Anyone => json!("anyone"),
        Grantee::Kind(kind) => json!({ "kind": kind }),
        Grantee::Organisation(number) => json!({ "organisation": number }),
        Grantee::Project(project) => json!({ "project": hash_text(project.0) }),
        Grantee::Seat { organisation, account } => {
            json!({ "organisation": organisation, "account": account.to_string() })
        }
    }
}

pub fn author_value(author: &Author<AccountId32>) -> Value {
    match author {
        Author::Subject => json!("subject"),
        Author::Guardian(account) => json!({ "guardian": account.to_string() }),
        Author::Delegate(account) => json!({ "delegate": account.to_string() }),
        Author::BroadConsent(account) => json!({ "broadConsent": account.to_string() }),
    }
}

/// A decision as JSON.
pub fn decision_value(decision: &Decision<AccountId32>) -> Value {
    let terms = &decision.terms;
    json!({
        "id": hash_text(decision.id.0),
        "sequence": decision.sequence,
        "madeBy": author_value(&decision.made_by),
        "madeAt": decision.made_at,
        "effect": match terms.effect { Effect::Permit => "permit", Effect::Deny => "deny" },
        "grantee": grantee_value(&terms.grantee),
        "actions": codes!(terms.actions),
        "categories": codes!(terms.categories),
        "purposes": codes!(terms.purposes),
        "sensitivities": codes!(terms.sensitivities),
        "validFrom": terms.valid_from,
        "validUntil": terms.valid_until,
        "dataFrom": terms.data_from,
        "dataUntil": terms.data_until,
    })
}

/// The codes of a set of conditions on research.
pub fn modifier_codes(modifiers: Modifiers) -> Vec<&'static str> {
    codes!(modifiers)
}

/// The codes of a set of sensitivities.
pub fn sensitivity_codes(sensitivities: Sensitivities) -> Vec<&'static str> {
    codes!(sensitivities)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::{OrganisationKind, consent::ProjectId};
    use subxt::utils::H256;

    #[test]
    fn word_should_be_read_by_code_and_by_name() {
        assert_eq!(parse_purpose("TREAT"), Ok(Purpose::Treatment));
        assert_eq!(parse_purpose("emergency-treatment"), Ok(Purpose::EmergencyTreatment));
        assert_eq!(parse_category("laboratory-results"), Ok(Category::LaboratoryResults));
        assert_eq!(parse_sensitivity("HIV"), Ok(Sensitivity::Hiv));
        assert!(parse_purpose("CURIOSITY").is_err());
        assert_eq!(purposes(&[]), Purposes::ALL);
        assert_eq!(purposes(&[Purpose::Payment]), Purposes::of(&[Purpose::Payment]));
    }

    #[test]
    fn grantee_should_be_read_in_each_form() {
        let account = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert_eq!(parse_grantee("anyone"), Ok(Grantee::Anyone));
        assert_eq!(parse_grantee("kind:hospital"), Ok(Grantee::Kind(OrganisationKind::Hospital)));
        assert_eq!(parse_grantee("organisation:3"), Ok(Grantee::Organisation(3)));
        let seat = Grantee::Seat { organisation: 3, account: Word::read(account).unwrap() };
        assert_eq!(parse_grantee(&format!("seat:3:{account}")), Ok(seat));
        let project = Grantee::Project(ProjectId(H256::repeat_byte(0xab)));
        assert_eq!(parse_grantee(&format!("project:0x{}", "ab".repeat(32))), Ok(project));
        for wrong in ["", "everyone", "kind:shop", "organisation:x", "seat:3", "seat:3:x", "project:1"] {
            assert!(parse_grantee(wrong).is_err(), "{wrong}");
        }
    }
}
