//! A validator whose blocks leave out what members send: the others' blocks have it.

use bogam_tests::{chaos::censor::leave_out, network::Network};

#[test]
fn member_should_be_served_when_a_validator_leaves_its_transactions_out() {
    let network = Network::start(4).unwrap();
    println!("{}", leave_out(&network, 4, 8_000).unwrap());
}
