//! What both sides keep of the claims: decisions as FHIR, settlements as X12 835, and statements of account.

use super::{
    Scene, Telling,
    claims::{CHARGE, Insurance},
    insuring::same,
};
use crate::{
    Failure, Outcome,
    command::{exit, text},
    ensure,
    people::Person,
};
use bogam_client::{
    fhir::claim::{Balance, check_balance},
    remittance::{ReadRemittance, read_835},
};
use serde_json::{Value, json};
use std::{env, fs, path::PathBuf};

/// What both sides keep: FHIR of the decisions, 835 of the settlements, and statements of account.
pub fn keep(scene: &mut Scene<'_>, tell: &mut Telling<'_>) -> Outcome<()> {
    let scene = &*scene;
    let missing = || Failure("the claims of the steps before, with which this one goes on, were not settled".into());
    let Insurance { settled, reversed, .. } = scene.insurance()?;
    let settled = settled.as_deref().ok_or_else(missing)?;
    let (insurer, pharmacist) = (&scene.people.underwriter, &scene.people.pharmacist_a);
    tell.line("the settled claim comes back as FHIR ClaimResponse and ExplanationOfBenefit, and both add up", || {
        let document = scene.document("first");
        let bundle = scene.command.read(&["claim", "export", settled, "--document", text(&document)?])?.done()?;
        let expected = Balance { submitted: CHARGE, benefit: 60_000, adjusted: 40_000 };
        for (place, kind) in ["ClaimResponse", "ExplanationOfBenefit"].into_iter().enumerate() {
            let resource = &bundle["entry"][place]["resource"];
            same("the type", resource["resourceType"].as_str(), Some(kind))?;
            let balance = check_balance(resource).map_err(|error| Failure(error.to_string()))?;
            same(kind, balance, expected)?;
            same("what was paid", resource.pointer("/payment/amount/value").and_then(Value::as_u64), Some(60_000))?;
        }
        let another = scene.document("second");
        let another = scene.command.read(&["claim", "export", settled, "--document", text(&another)?])?;
        another.refused(exit::DOCUMENT, "document_foreign").map(drop)
    })?;
    tell.line("its settlement is written as an X12 835 that balances", || {
        let read = scene.remitted(insurer, settled, "payment")?;
        same("what was remitted", (read.payment, read.claims.len()), (60_000, 1))?;
        let claim = read.claims.first().ok_or("there is no claim")?;
        same("the claim", (claim.status.as_str(), claim.charge, claim.paid), ("1", i128::from(CHARGE), 60_000))
    })?;
    tell.line("and so is the reversal, by which nothing is paid", || {
        let reversed = reversed.as_deref().ok_or_else(missing)?;
        let read = scene.remitted(insurer, reversed, "reversal")?;
        let claim = read.claims.first().ok_or("there is no claim")?;
        same("the claim", (read.payment, claim.status.as_str(), claim.paid), (0, "22", -40_000))
    })?;
    tell.line(
        "the statements of account of insurer A and pharmacy A add up claim by claim, and nothing is open",
        || {
            for (person, side) in [(insurer, "asInsurer"), (pharmacist, "asProvider")] {
                let number = person.organisation()?.to_string();
                let statement = scene.command.read(&["settlement", "statement", &number])?.done()?;
                let totals = &statement[side]["totals"];
                let total = |name: &str| totals[name].as_str().and_then(|amount| amount.parse::<u128>().ok());
                same("what is open", (total("closing"), total("awaiting")), (Some(0), Some(0)))?;
                let reversed = (total("reversed"), total("withdrawn"));
                ensure(reversed >= (Some(40_000), Some(40_000)), || format!("what was reversed is {reversed:?}"))?;
            }
            Ok(())
        },
    )
}

impl Scene<'_> {
    /// The 835 of the remittance of this kind that has the claim, as it reads back.
    fn remitted(&self, insurer: &Person, claim: &str, kind: &str) -> Outcome<ReadRemittance> {
        let organisation = insurer.organisation()?.to_string();
        let list = self.command.read(&["settlement", "remittance", "list", &organisation])?.done()?;
        let mut remittances = list["remittances"].as_array().into_iter().flatten();
        let has = |one: &&Value| one["kind"] == kind && one["claims"][0]["claim"] == claim;
        let found = remittances.find(has).ok_or_else(|| Failure(format!("there is no {kind} of {claim}")))?;
        let number = found["remittance"].to_string();
        let (parties, file) = (self.folder.join("parties.json"), self.folder.join(format!("{kind}.835")));
        let named = json!({
            "payer": {
                "name": "Bogam Life",
                "address": { "street": "1 Sejong-daero", "city": "Seoul", "postalCode": "04524", "country": "KR" },
                "contact": "Remittance desk",
                "telephone": "0215880000",
            },
            "payee": { "name": "Pharmacy A", "taxNumber": "1208800000" },
        });
        fs::write(&parties, named.to_string())?;
        let control = (1 + found["remittance"].as_u64().unwrap_or_default()).to_string();
        let show = ["settlement", "remittance", "show", &organisation, &number, "--x12", text(&file)?];
        let names = ["--parties", text(&parties)?, "--control-number", &control, "--test"];
        self.command.read(&[&show[..], &names].concat())?.done()?;
        let bytes = fs::read(&file)?;
        // For a validator by other people, where one is asked for.
        if let Some(folder) = env::var_os("BOGAM_835_FOLDER").map(PathBuf::from) {
            fs::copy(&file, folder.join(format!("story-{kind}.835")))?;
        }
        read_835(&bytes).map_err(|error| Failure(error.to_string()))
    }
}
