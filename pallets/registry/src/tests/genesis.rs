//! What is there from the beginning.

use super::*;
use crate::{GenesisConfig, NextLicenceId, NextOrganisationId};

#[test]
fn genesis_should_be_numbered_from_zero_and_hold_from_moment_zero() {
    run(|| {
        assert_eq!(NextOrganisationId::<Test>::get(), 5);
        assert_eq!(NextLicenceId::<Test>::get(), 3);
        assert_eq!(Registry::organisation(PHARMACY).unwrap().admin, PHARMACY_ADMIN);
        assert_eq!(entitled_at(PHYSICIAN, Capacity::Prescribe, 0), Ok(()));
        assert_eq!(entitled(PHYSICIAN, Capacity::Prescribe), Ok(()));
        assert_eq!(System::providers(&PHYSICIAN), 1);
        assert!(System::events().is_empty());
    });
}

#[test]
fn genesis_should_be_sound_when_it_is_empty() {
    ext_from(GenesisConfig::default()).execute_with(assert_sound);
}

#[test]
fn genesis_should_read_the_json_of_a_chain_spec() {
    let json = r#"{
        "organisations": [
            {"kind": "Authority", "admin": 10, "name": "면허청", "institutionCode": "A-1"}
        ],
        "licences": [{
            "authority": 0,
            "profession": "KoreanMedicineDoctor",
            "person": "0x0000000000000000000000000000000000000000000000000000000000000001",
            "validFrom": 0,
            "validUntil": 100
        }],
        "seats": [{"account": 20, "organisation": 0, "capacities": ["License"]}]
    }"#;
    ext_from(serde_json::from_str(json).unwrap()).execute_with(|| {
        assert_eq!(entitled(20, Capacity::License), Ok(()));
        assert_eq!(Registry::licence(0).unwrap().person, person(1));
        assert_sound();
    });
    assert!(serde_json::from_str::<GenesisConfig<Test>>(&json.replace("admin", "amdin")).is_err());
}

#[test]
#[should_panic(expected = "genesis: organisation 5 cannot be admitted")]
fn genesis_should_stop_when_a_code_is_given_twice() {
    let mut genesis = genesis();
    let mut twin = genesis.organisations[0].clone();
    twin.admin = NEWCOMER;
    genesis.organisations.push(twin);
    ext_from(genesis);
}

#[test]
#[should_panic(expected = "genesis: licence 0 cannot be granted: organisation 0 is not an authority")]
fn genesis_should_stop_when_a_licence_is_not_an_authoritys() {
    let mut genesis = genesis();
    genesis.licences[0].authority = HOSPITAL;
    ext_from(genesis);
}

#[test]
#[should_panic(expected = "genesis: licence 0 cannot be granted")]
fn genesis_should_stop_when_a_licence_has_no_interval() {
    let mut genesis = genesis();
    genesis.licences[0].valid_until = 0;
    ext_from(genesis);
}

#[test]
#[should_panic(expected = "genesis: seat 0 cannot be granted")]
fn genesis_should_stop_when_a_seat_lacks_its_licence() {
    let mut genesis = genesis();
    genesis.seats[0].licence = None;
    ext_from(genesis);
}
