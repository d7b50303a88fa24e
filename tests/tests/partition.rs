//! A network whose machines are cut off from each other, and which recovers by itself.

use bogam_tests::chaos::partition::take_apart;

#[test]
fn finality_should_go_on_with_three_of_four_and_stop_with_two_when_machines_are_cut_off() {
    println!("{}", take_apart().unwrap());
}
