//! The people of the development consortium, as the runtime's genesis has them.

use crate::{
    Failure, Outcome,
    command::{Bogam, text},
};
use bogam_primitives::{LicenceId, OrganisationId};
use bogam_runtime::{
    AccountId,
    genesis::consortium::{self, DevelopmentKey},
};
use sp_core::{Pair, sr25519};
use std::path::{Path, PathBuf};

/// The key pair with this secret URI, for transactions that the command would not send.
pub fn pair(uri: &str) -> Outcome<sr25519::Pair> {
    sr25519::Pair::from_string(uri, None).map_err(|error| Failure(format!("{uri}: {error:?}")))
}

/// Somebody with a seat, or the admin of an organisation.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who it is, for reports.
    pub name: &'static str,
    uri: &'static str,
    account: AccountId,
    key_file: PathBuf,
    organisation: Option<OrganisationId>,
    licence: Option<LicenceId>,
}

impl Person {
    fn new(name: &'static str, key: &DevelopmentKey, folder: &Path) -> Self {
        let registry = consortium::registry();
        let account = key.account();
        let seat = registry.seats.iter().find(|seat| seat.account == account);
        let led = registry.organisations.iter().position(|organisation| organisation.admin == account);
        Self {
            name,
            uri: key.uri,
            key_file: folder.join(format!("{}.key", name.replace(' ', "-"))),
            organisation: seat.map(|seat| seat.organisation).or(led.and_then(|index| index.try_into().ok())),
            licence: seat.and_then(|seat| seat.licence),
            account,
        }
    }

    /// The account.
    pub fn account(&self) -> AccountId {
        self.account.clone()
    }

    /// The key file that the command takes.
    pub fn key_file(&self) -> &Path {
        &self.key_file
    }

    /// The organisation for which the person acts.
    pub fn organisation(&self) -> Outcome<OrganisationId> {
        self.organisation.ok_or_else(|| Failure(format!("the {} belongs to no organisation", self.name)))
    }

    /// The licence under which the person acts.
    pub fn licence(&self) -> Outcome<LicenceId> {
        self.licence.ok_or_else(|| Failure(format!("the {} has no licence", self.name)))
    }

    /// The key pair.
    pub fn pair(&self) -> Outcome<sr25519::Pair> {
        pair(self.uri)
    }
}

/// Everybody who appears in the story.
#[derive(Clone, Debug)]
pub struct People {
    /// Grants and suspends licences.
    pub licensing_officer: Person,
    /// Prescribes at the clinic.
    pub physician: Person,
    /// Prescribes at the clinic, too.
    pub dentist: Person,
    /// Prescribes at the hospital.
    pub hospital_physician: Person,
    /// The clinic's physician, on another seat under the same licence: at the hospital.
    pub visiting_physician: Person,
    /// Dispenses at pharmacy A.
    pub pharmacist_a: Person,
    /// Dispenses at pharmacy B.
    pub pharmacist_b: Person,
    /// Decides claims, and neither prescribes nor dispenses.
    pub assessor: Person,
    /// Seats the hospital's people.
    pub hospital_admin: Person,
    /// Keeps the clinic's records.
    pub clinic_records: Person,
    /// Keeps the hospital's records.
    pub hospital_records: Person,
    /// Reviews emergency access at the hospital.
    pub hospital_privacy_officer: Person,
    /// Treats in the hospital's emergency department.
    pub emergency_physician: Person,
    /// Reads for the projects of the research institute.
    pub investigator: Person,
    /// Approves research projects.
    pub ethics_board: Person,
    /// Registers schemas of certificates, and endorses.
    pub certification_officer: Person,
    /// Issues settlement money and pays it out.
    pub clearing_agent: Person,
    /// Publishes plans, issues policies and settles at insurer A.
    pub underwriter: Person,
    /// Decides appeals at insurer A.
    pub second_assessor: Person,
    /// Does everything at insurer B.
    pub claims_officer_b: Person,
    /// Does everything at insurer C.
    pub claims_officer_c: Person,
}

impl People {
    /// Everybody, with key files in `folder` that the command has written.
    pub fn gather(command: &Bogam, folder: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let person = |name, key: &DevelopmentKey| -> Outcome<Person> {
            let person = Person::new(name, key, folder);
            if !person.key_file.exists() {
                command.told(&["key", "from-uri", "--out", text(&person.key_file)?], person.uri)?.done()?;
            }
            Ok(person)
        };
        Ok(Self {
            licensing_officer: person("licensing officer", &consortium::LICENSING_OFFICER)?,
            physician: person("physician", &consortium::CLINIC_PHYSICIAN)?,
            dentist: person("dentist", &consortium::CLINIC_DENTIST)?,
            hospital_physician: person("hospital physician", &consortium::HOSPITAL_PHYSICIAN)?,
            visiting_physician: person("visiting physician", &consortium::VISITING_PHYSICIAN)?,
            pharmacist_a: person("pharmacist A", &consortium::PHARMACIST_A)?,
            pharmacist_b: person("pharmacist B", &consortium::PHARMACIST_B)?,
            assessor: person("assessor", &consortium::ASSESSOR)?,
            hospital_admin: person("hospital admin", &consortium::HOSPITAL)?,
            clinic_records: person("clinic records", &consortium::CLINIC_RECORDS)?,
            hospital_records: person("hospital records", &consortium::HOSPITAL_RECORDS)?,
            hospital_privacy_officer: person("hospital privacy officer", &consortium::HOSPITAL_PRIVACY_OFFICER)?,
            emergency_physician: person("emergency physician", &consortium::EMERGENCY_PHYSICIAN)?,
            investigator: person("investigator", &consortium::INVESTIGATOR)?,
            ethics_board: person("ethics board", &consortium::ETHICS_BOARD)?,
            certification_officer: person("certification officer", &consortium::CERTIFICATION_OFFICER)?,
            clearing_agent: person("clearing agent", &consortium::CLEARING_AGENT)?,
            underwriter: person("underwriter", &consortium::UNDERWRITER)?,
            second_assessor: person("second assessor", &consortium::SECOND_ASSESSOR)?,
            claims_officer_b: person("claims officer B", &consortium::CLAIMS_OFFICER_B)?,
            claims_officer_c: person("claims officer C", &consortium::CLAIMS_OFFICER_C)?,
        })
    }

    /// Those who prescribe. Each has an account of its own, so they can issue at the same time.
    pub fn prescribers(&self) -> [&Person; 4] {
        [&self.physician, &self.dentist, &self.hospital_physician, &self.visiting_physician]
    }
}
