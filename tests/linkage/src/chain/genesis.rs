//! A chain that begins with the organisations and seats of the simulated region.

use crate::{
    error::LinkageError,
    names::{ADMIN, OFFICE, PRIVACY_OFFICER, seat},
    region::{AUTHORITY, FIRST_ORGANISATION, HOSPITALS, Region},
};
use bogam_primitives::{Capacity, Commitment, LicenceId, OrganisationId, OrganisationKind, Profession, time::DAY};
use bogam_runtime::{
    AccountId, Runtime, RuntimeGenesisConfig,
    genesis::{self, consortium},
};
use frame_support::genesis_builder_helper::build_state;
use pallet_registry::{GenesisConfig, GenesisLicence, GenesisOrganisation, GenesisSeat};
use serde_json::{Value, json};
use sp_core::H256;

/// When the licences of the region end: after the simulated year.
const LICENSED_UNTIL: u64 = 100 * 366 * DAY;

/// The registry of the development consortium with the region's organisations after its own.
fn registry(region: &Region) -> Result<GenesisConfig<Runtime>, LinkageError> {
    let mut registry = consortium::registry();
    if registry.organisations.len() != FIRST_ORGANISATION as usize {
        let count = registry.organisations.len();
        return Err(LinkageError::Genesis(format!("the development consortium has {count} organisations")));
    }
    // One person of each profession for all: what a licence is tied to is not what is simulated.
    let mut licence = |profession, number: u8| {
        let person = Commitment(H256::repeat_byte(number));
        registry.licences.push(GenesisLicence {
            authority: AUTHORITY,
            profession,
            person,
            valid_from: 0,
            valid_until: LICENSED_UNTIL,
        });
        registry.licences.len().saturating_sub(1) as LicenceId
    };
    let physician = licence(Profession::Physician, 1);
    let pharmacist = licence(Profession::Pharmacist, 2);

    for (place, provider) in region.providers.iter().enumerate() {
        let kind = if place < HOSPITALS { OrganisationKind::Hospital } else { OrganisationKind::Clinic };
        registry.organisations.push(organisation(kind, provider.organisation));
        let doctor = [Capacity::Prescribe, Capacity::IssueCertificate, Capacity::AccessRecords];
        for number in 0..provider.doctors {
            registry.seats.push(seat_of(provider.organisation, number, &doctor, Some(physician)));
        }
        let office = [Capacity::Custodian, Capacity::SubmitClaim];
        registry.seats.push(seat_of(provider.organisation, OFFICE, &office, None));
        registry.seats.push(seat_of(provider.organisation, PRIVACY_OFFICER, &[Capacity::PrivacyOfficer], None));
    }
    for pharmacy in &region.pharmacies {
        registry.organisations.push(organisation(OrganisationKind::Pharmacy, *pharmacy));
        let office = [Capacity::Dispense, Capacity::SubmitClaim];
        registry.seats.push(seat_of(*pharmacy, OFFICE, &office, Some(pharmacist)));
    }
    for insurer in &region.insurers {
        registry.organisations.push(organisation(OrganisationKind::Insurer, *insurer));
        registry.seats.push(seat_of(*insurer, OFFICE, &[Capacity::Underwrite], None));
    }
    Ok(registry)
}

fn organisation(kind: OrganisationKind, number: OrganisationId) -> GenesisOrganisation<AccountId> {
    GenesisOrganisation {
        kind,
        admin: seat(number, ADMIN),
        name: format!("{kind:?} {number}"),
        institution_code: format!("L{number:07}"),
    }
}

fn seat_of(
    organisation: OrganisationId,
    place: u32,
    capacities: &[Capacity],
    licence: Option<LicenceId>,
) -> GenesisSeat<AccountId> {
    GenesisSeat { account: seat(organisation, place), organisation, capacities: capacities.to_vec(), licence }
}

/// Writes the genesis of the region into the storage that is at hand.
pub fn build(region: &Region) -> Result<(), LinkageError> {
    let refused = |reason: &str| LinkageError::Genesis(reason.into());
    let preset = genesis::preset(&genesis::DEVELOPMENT.into()).ok_or_else(|| refused("there is no such preset"))?;
    // A preset is a patch of the default.
    let mut config = serde_json::to_value(RuntimeGenesisConfig::default())?;
    merge(&mut config, serde_json::from_slice(&preset)?);
    let registry = serde_json::to_value(registry(region)?)?;
    merge(&mut config, json!({ "registry": registry }));
    build_state::<RuntimeGenesisConfig>(serde_json::to_vec(&config)?).map_err(LinkageError::Genesis)
}

fn merge(into: &mut Value, patch: Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (key, value) in patch {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}
