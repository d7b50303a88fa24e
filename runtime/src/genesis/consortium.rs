//! A small consortium for development: a hospital, a clinic, two pharmacies, three insurers, a research institute and a
//! licensing authority, with their people. All of it is invented, and its keys are derived from the public development phrase.

use crate::{AccountId, Runtime};
use alloc::{borrow::ToOwned, vec, vec::Vec};
use bogam_primitives::{
    Capacity, Commitment, LicenceId, OrganisationId, OrganisationKind, Profession, commitment::tags,
};
use hex_literal::hex;
use pallet_registry::{GenesisConfig, GenesisLicence, GenesisOrganisation, GenesisSeat};

/// A development key: its secret URI on the development phrase, and the public key that follows from it.
pub struct DevelopmentKey {
    /// The secret URI, as `bogam key from-uri` and `bogam-node key inspect` take it.
    pub uri: &'static str,
    public: [u8; 32],
}

impl DevelopmentKey {
    /// The account of the key.
    pub fn account(&self) -> AccountId {
        AccountId::from(self.public)
    }
}

/// The admin of the licensing authority.
pub const AUTHORITY: DevelopmentKey = DevelopmentKey {
    uri: "//Authority",
    public: hex!("7069be12307bf3dc8c01371cc7c165ca95895a0ec0230c9df0b092e07f82981f"),
};

/// Grants and suspends licences.
pub const LICENSING_OFFICER: DevelopmentKey = DevelopmentKey {
    uri: "//Authority//Licensing",
    public: hex!("b2cb434906fc5a16fba29e13be60f57f6d9af6b9cdcb6ee0f5c888c00bfb3624"),
};

/// The admin of the hospital.
pub const HOSPITAL: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital",
    public: hex!("1695bf83e2b75bd8c6ef49ce526603f2c3518bccf94c6f90804073273a13373f"),
};

/// A physician of the hospital.
pub const HOSPITAL_PHYSICIAN: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital//Physician",
    public: hex!("bed1237baf56d11ab5a9d6b68c3ad910eaba66c5a520898b2803cbdf8244bc4b"),
};

/// The clinic's physician at the hospital: another seat on the same licence.
pub const VISITING_PHYSICIAN: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital//VisitingPhysician",
    public: hex!("66f52ac3984283f02dd9e0dc04e7e4277c591910412c052fa1c7c0bba6443836"),
};

/// The admin of the clinic.
pub const CLINIC: DevelopmentKey = DevelopmentKey {
    uri: "//Clinic",
    public: hex!("d8761ef3042cd2553f15d52ceb4805c19d7e256d5cd24302002e69ca42e75d6f"),
};

/// A physician of the clinic.
pub const CLINIC_PHYSICIAN: DevelopmentKey = DevelopmentKey {
    uri: "//Clinic//Physician",
    public: hex!("5606feb4ee87760bdc01b17d17e575619f557ffdfc260c53f2aa85e788b52966"),
};

/// A dentist of the clinic.
pub const CLINIC_DENTIST: DevelopmentKey = DevelopmentKey {
    uri: "//Clinic//Dentist",
    public: hex!("6694eae0604f367c21d131849d2272a27d4f3a323e20c465455437c1c324f93e"),
};

/// The admin of the first pharmacy.
pub const PHARMACY_A: DevelopmentKey = DevelopmentKey {
    uri: "//PharmacyA",
    public: hex!("7ed924eb0e9d47b00f88f29577957525cf4dbaf6092dae06423ec4bb51468d09"),
};

/// A pharmacist of the first pharmacy.
pub const PHARMACIST_A: DevelopmentKey = DevelopmentKey {
    uri: "//PharmacyA//Pharmacist",
    public: hex!("f6a16bd36b2a2b8cf79eb948be627841c9b0418d824401a9a38c564cd542c050"),
};

/// The admin of the second pharmacy.
pub const PHARMACY_B: DevelopmentKey = DevelopmentKey {
    uri: "//PharmacyB",
    public: hex!("1ee64b6e89f68cb2cc77ddbdf7623016d47e72d91855355e036187edb11c6020"),
};

/// A pharmacist of the second pharmacy.
pub const PHARMACIST_B: DevelopmentKey = DevelopmentKey {
    uri: "//PharmacyB//Pharmacist",
    public: hex!("3620812d9435fa320937d30fc64fa3f0726c000d1fc38b6d371d03992325bc2d"),
};

/// The admin of the insurer.
pub const INSURER: DevelopmentKey = DevelopmentKey {
    uri: "//Insurer",
    public: hex!("9af5db083d9dcf0f328d2d6224e627c476dfcdd0c2fdb937b5bbfa215c904e4b"),
};

/// Decides claims at the insurer.
pub const ASSESSOR: DevelopmentKey = DevelopmentKey {
    uri: "//Insurer//Assessor",
    public: hex!("68cd0ee794703254e3b989cc478ca7162107a854632ef14201b3dd5d456df500"),
};

/// Keeps the hospital's records.
pub const HOSPITAL_RECORDS: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital//Records",
    public: hex!("24411d50006c40321993d2cd423399fe450f63f9c6ae52ac0c5e0b2e63d40935"),
};

/// Reviews emergency access at the hospital.
pub const HOSPITAL_PRIVACY_OFFICER: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital//PrivacyOfficer",
    public: hex!("c26b313f53f57c65785891ebb9ad63272e28df6d054a2ac23adaec775ebc7e69"),
};

/// A physician of the hospital's emergency department.
pub const EMERGENCY_PHYSICIAN: DevelopmentKey = DevelopmentKey {
    uri: "//Hospital//EmergencyPhysician",
    public: hex!("163597782ab59793cdc02b07cfed6e34cbd9ea427cdbb6bf135970549606d33c"),
};

/// Keeps the clinic's records.
pub const CLINIC_RECORDS: DevelopmentKey = DevelopmentKey {
    uri: "//Clinic//Records",
    public: hex!("f612cdb7e09015b07f582bd9f0b213fe8856f333afe47e25cd7f13b7239c4016"),
};

/// Reviews emergency access at the clinic.
pub const CLINIC_PRIVACY_OFFICER: DevelopmentKey = DevelopmentKey {
    uri: "//Clinic//PrivacyOfficer",
    public: hex!("b23dd5c3331accddfda251da16d8909db0129de236bc51c8db57a4baa6f00218"),
};

/// The admin of the research institute.
pub const RESEARCH: DevelopmentKey = DevelopmentKey {
    uri: "//Research",
    public: hex!("225bc3f0ca48d07785e756ef24295493b7c6c59fd2de4d436821cda7a9279201"),
};

/// Reads for the projects of the research institute.
pub const INVESTIGATOR: DevelopmentKey = DevelopmentKey {
    uri: "//Research//Investigator",
    public: hex!("f4913dda4a67cb0c21735cf61f1df8d204928909e1d6bc08df98521fab835155"),
};

/// The public ethics board: approves research projects.
pub const ETHICS_BOARD: DevelopmentKey = DevelopmentKey {
    uri: "//Authority//EthicsBoard",
    public: hex!("b4ed493f5bce9bb9d11d820221f2f88a856e42c0fe699805e342946ccecdef7a"),
};

/// Registers schemas of certificates, and endorses.
pub const CERTIFICATION_OFFICER: DevelopmentKey = DevelopmentKey {
    uri: "//Authority//Certification",
    public: hex!("6047bf3d0c9b968dfd4ac4c19b91462d9f56cdd50c073d6ef38cc80a64110a51"),
};

/// Issues settlement money against money at the bank, and pays it out.
pub const CLEARING_AGENT: DevelopmentKey = DevelopmentKey {
    uri: "//Authority//Clearing",
    public: hex!("04c441cf45749398e6a0966ea299ec740f78c35d48ad57fb6d2700d0b5fca213"),
};

/// Publishes the first insurer's plans, issues its policies, and settles its claims.
pub const UNDERWRITER: DevelopmentKey = DevelopmentKey {
    uri: "//Insurer//Underwriter",
    public: hex!("3e3542a856f450e75c307a730dad158455bee95b6b0702be9dc09de9a9c1980e"),
};

/// Decides appeals at the first insurer.
pub const SECOND_ASSESSOR: DevelopmentKey = DevelopmentKey {
    uri: "//Insurer//Reviewer",
    public: hex!("745247e9b0ab66c2d7a6070f1217563ebeb14dac73dda543957e041d10aea26d"),
};

/// The admin of the second insurer.
pub const INSURER_B: DevelopmentKey = DevelopmentKey {
    uri: "//InsurerB",
    public: hex!("84607571c245360b9a7c22f3a981f6d72e1e00c758e1a1b0c3f5603a62ecb03e"),
};

/// Does everything at the second insurer.
pub const CLAIMS_OFFICER_B: DevelopmentKey = DevelopmentKey {
    uri: "//InsurerB//Claims",
    public: hex!("3cfc667cbb1dd99cce24c3c1bf6e2a0b8d56d65e118ed7ba28855d32d8543132"),
};

/// The admin of the third insurer.
pub const INSURER_C: DevelopmentKey = DevelopmentKey {
    uri: "//InsurerC",
    public: hex!("2c05ceda68632a0d3a9d3868090d59b30592dd5cc16b2ee99d6288990c16292b"),
};

/// Does everything at the third insurer.
pub const CLAIMS_OFFICER_C: DevelopmentKey = DevelopmentKey {
    uri: "//InsurerC//Claims",
    public: hex!("fa9f785ad7d24e529f4373ff2e2c832ffab8f1624d1d204913fb3188db18ea7c"),
};

/// All development keys.
pub const KEYS: [&DevelopmentKey; 30] = [
    &AUTHORITY,
    &LICENSING_OFFICER,
    &HOSPITAL,
    &HOSPITAL_PHYSICIAN,
    &VISITING_PHYSICIAN,
    &CLINIC,
    &CLINIC_PHYSICIAN,
    &CLINIC_DENTIST,
    &PHARMACY_A,
    &PHARMACIST_A,
    &PHARMACY_B,
    &PHARMACIST_B,
    &INSURER,
    &ASSESSOR,
    &HOSPITAL_RECORDS,
    &HOSPITAL_PRIVACY_OFFICER,
    &EMERGENCY_PHYSICIAN,
    &CLINIC_RECORDS,
    &CLINIC_PRIVACY_OFFICER,
    &RESEARCH,
    &INVESTIGATOR,
    &ETHICS_BOARD,
    &CERTIFICATION_OFFICER,
    &CLEARING_AGENT,
    &UNDERWRITER,
    &SECOND_ASSESSOR,
    &INSURER_B,
    &CLAIMS_OFFICER_B,
    &INSURER_C,
    &CLAIMS_OFFICER_C,
];

/// The admins of the organisations, in the order in which networks of one to six validators take them. The first four are
/// of four different kinds.
pub const ADMINS: [DevelopmentKey; 6] = [HOSPITAL, CLINIC, PHARMACY_A, INSURER, AUTHORITY, PHARMACY_B];

// The numbers that genesis gives, in the order of the lists below.
const AUTHORITY_ID: OrganisationId = 0;
const HOSPITAL_ID: OrganisationId = 1;
const CLINIC_ID: OrganisationId = 2;
const PHARMACY_A_ID: OrganisationId = 3;
const INSURER_ID: OrganisationId = 4;
const PHARMACY_B_ID: OrganisationId = 5;
const RESEARCH_ID: OrganisationId = 6;
const INSURER_B_ID: OrganisationId = 7;
const INSURER_C_ID: OrganisationId = 8;

/// The organisations of [`ADMINS`], in the same order.
pub const ADMINISTERED: [OrganisationId; 6] =
    [HOSPITAL_ID, CLINIC_ID, PHARMACY_A_ID, INSURER_ID, AUTHORITY_ID, PHARMACY_B_ID];

const CLINIC_PHYSICIAN_LICENCE: LicenceId = 0;
const HOSPITAL_PHYSICIAN_LICENCE: LicenceId = 1;
const DENTIST_LICENCE: LicenceId = 2;
const PHARMACIST_A_LICENCE: LicenceId = 3;
const PHARMACIST_B_LICENCE: LicenceId = 4;
const EMERGENCY_PHYSICIAN_LICENCE: LicenceId = 5;

/// From the epoch to the year 2100: development licences do not expire.
const LICENCE_INTERVAL: (u64, u64) = (0, 4_102_444_800_000);

fn organisation(
    kind: OrganisationKind,
    admin: DevelopmentKey,
    name: &str,
    institution_code: &str,
) -> GenesisOrganisation<AccountId> {
    GenesisOrganisation {
        kind,
        admin: admin.account(),
        name: name.to_owned(),
        institution_code: institution_code.to_owned(),
    }
}

fn licence(number: LicenceId, profession: Profession) -> GenesisLicence {
    let (valid_from, valid_until) = LICENCE_INTERVAL;
    // These persons do not exist; a real authority keeps a random salt with each name.
    let person = Commitment::new(tags::LICENSED_PERSON, &[0; 32], &number.to_le_bytes());
    GenesisLicence { authority: AUTHORITY_ID, profession, person, valid_from, valid_until }
}

fn seat(
    key: DevelopmentKey,
    organisation: OrganisationId,
    capacities: &[Capacity],
    licence: Option<LicenceId>,
) -> GenesisSeat<AccountId> {
    GenesisSeat { account: key.account(), organisation, capacities: capacities.to_vec(), licence }
}

/// The registry of the development consortium.
pub fn registry() -> GenesisConfig<Runtime> {
    use Capacity::*;
    use OrganisationKind::*;

    let organisations: Vec<_> = vec![
        organisation(Authority, AUTHORITY, "한강지역 면허청 (Hangang Licensing Authority)", "A0000001"),
        organisation(Hospital, HOSPITAL, "한강종합병원 (Hangang General Hospital)", "11100001"),
        organisation(Clinic, CLINIC, "마포가정의원 (Mapo Family Clinic)", "31100002"),
        organisation(Pharmacy, PHARMACY_A, "마포온누리약국 (Pharmacy A, Mapo)", "81100003"),
        organisation(Insurer, INSURER, "보감생명 (Bogam Life)", "I0000004"),
        organisation(Pharmacy, PHARMACY_B, "성산약국 (Pharmacy B, Seongsan)", "81100005"),
        organisation(Research, RESEARCH, "한강의학연구소 (Hangang Medical Research Institute)", "R0000006"),
        organisation(Insurer, INSURER_B, "성산화재 (Seongsan Insurance)", "I0000007"),
        organisation(Insurer, INSURER_C, "마포공제회 (Mapo Mutual)", "I0000008"),
    ];
    let licences = vec![
        licence(CLINIC_PHYSICIAN_LICENCE, Profession::Physician),
        licence(HOSPITAL_PHYSICIAN_LICENCE, Profession::Physician),
        licence(DENTIST_LICENCE, Profession::Dentist),
        licence(PHARMACIST_A_LICENCE, Profession::Pharmacist),
        licence(PHARMACIST_B_LICENCE, Profession::Pharmacist),
        licence(EMERGENCY_PHYSICIAN_LICENCE, Profession::Physician),
    ];
    let seats = vec![
        seat(LICENSING_OFFICER, AUTHORITY_ID, &[License], None),
        seat(HOSPITAL_PHYSICIAN, HOSPITAL_ID, &[Prescribe, IssueCertificate], Some(HOSPITAL_PHYSICIAN_LICENCE)),
        seat(VISITING_PHYSICIAN, HOSPITAL_ID, &[Prescribe], Some(CLINIC_PHYSICIAN_LICENCE)),
        seat(
            CLINIC_PHYSICIAN,
            CLINIC_ID,
            &[Prescribe, IssueCertificate, AccessRecords],
            Some(CLINIC_PHYSICIAN_LICENCE),
        ),
        seat(CLINIC_DENTIST, CLINIC_ID, &[Prescribe], Some(DENTIST_LICENCE)),
        seat(PHARMACIST_A, PHARMACY_A_ID, &[Dispense, SubmitClaim, SettleClaim], Some(PHARMACIST_A_LICENCE)),
        seat(PHARMACIST_B, PHARMACY_B_ID, &[Dispense, SubmitClaim, SettleClaim], Some(PHARMACIST_B_LICENCE)),
        seat(ASSESSOR, INSURER_ID, &[AssessClaim, AccessRecords], None),
        seat(HOSPITAL_RECORDS, HOSPITAL_ID, &[Custodian], None),
        seat(HOSPITAL_PRIVACY_OFFICER, HOSPITAL_ID, &[PrivacyOfficer], None),
        seat(EMERGENCY_PHYSICIAN, HOSPITAL_ID, &[AccessRecords, EmergencyAccess], Some(EMERGENCY_PHYSICIAN_LICENCE)),
        seat(CLINIC_RECORDS, CLINIC_ID, &[Custodian], None),
        seat(CLINIC_PRIVACY_OFFICER, CLINIC_ID, &[PrivacyOfficer], None),
        seat(INVESTIGATOR, RESEARCH_ID, &[AccessRecords], None),
        seat(ETHICS_BOARD, AUTHORITY_ID, &[ReviewResearch], None),
        seat(CERTIFICATION_OFFICER, AUTHORITY_ID, &[EndorseCertificate], None),
        // The seat lets its account send transactions; what it clears is the appointment.
        seat(CLEARING_AGENT, AUTHORITY_ID, &[SettleClaim], None),
        seat(UNDERWRITER, INSURER_ID, &[Underwrite, SettleClaim], None),
        seat(SECOND_ASSESSOR, INSURER_ID, &[AssessClaim], None),
        seat(CLAIMS_OFFICER_B, INSURER_B_ID, &[Underwrite, AssessClaim, SettleClaim], None),
        seat(CLAIMS_OFFICER_C, INSURER_C_ID, &[Underwrite, AssessClaim, SettleClaim], None),
    ];
    GenesisConfig { organisations, licences, seats }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sp_core::{Pair, sr25519};

    #[test]
    fn development_keys_should_follow_from_their_secret_uris() {
        for key in KEYS {
            let pair = sr25519::Pair::from_string(key.uri, None).expect("the URI is well formed");
            assert_eq!(pair.public().0, key.public, "{}", key.uri);
        }
    }
}
