//! A validator whose clock is wrong: a little, far ahead, and far behind. Where libfaketime is not installed, nothing is tested, and that
//! is said.

use bogam_tests::{
    chaos::{
        Dice, Watch,
        clock::{CLOCKS, library, with_clock, without_library},
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
