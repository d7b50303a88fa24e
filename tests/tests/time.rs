//! A validator whose clock is wrong: a little, far ahead, and far behind; and two at once. Where libfaketime is not installed, nothing is
//! tested, and that is said.

use bogam_tests::{
    chaos::{
        Dice, Watch,
        clock::{CLOCKS, TWO_CLOCKS, library, with_clock, with_two_clocks, without_library},
    },
    network::Network,
};

#[test]
fn finality_should_go_on_and_blocks_of_slots_to_come_be_refused_when_the_clock_of_one_validator_is_wrong() {
    let Some(library) = library() else {
        println!("{}", without_library().unwrap());
        return;
    };
    let network = Network::start(4).unwrap();
    let watch = Watch::begin(&network, 3).unwrap();
    let victim = 1 + Dice::new(3).below(4) as u16;
    for clock in CLOCKS {
        println!("{}", with_clock(&network, &watch, victim, &library, clock).unwrap());
    }
    println!("{:?}", watch.settle(&network).unwrap());
}

#[test]
fn what_is_final_should_stay_and_all_should_agree_afterwards_when_the_clocks_of_two_validators_were_wrong() {
    let Some(library) = library() else {
        println!("{}", without_library().unwrap());
        return;
    };
    let network = Network::start(4).unwrap();
    let watch = Watch::begin(&network, 4).unwrap();
    let first = 1 + Dice::new(4).below(4) as u16;
    for offsets in TWO_CLOCKS {
        println!("{}", with_two_clocks(&network, &watch, [first, first % 4 + 1], &library, offsets).unwrap());
    }
    println!("{:?}", watch.settle(&network).unwrap());
}
