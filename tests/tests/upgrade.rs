//! A running network is upgraded by vote, with records of every kind in its state, and refuses what was not voted for.

use bogam_tests::{
    network::Network,
    story::{Quiet, RECORDS, REFUSED_UPGRADES, Scene, UPGRADE, shipped_examples, tell},
};

/// One network serves all: it starts with the runtime of this build, and ends with the rehearsed one.
///
/// That an authorisation expires is a matter of blocks, and tested with the pallet.
#[test]
fn network_should_be_upgraded_by_vote_while_it_runs() {
    let network = Network::start(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut scene = Scene::set(&network, &shipped_examples(), folder.path()).unwrap();
    let report = tell(&mut scene, &[&RECORDS, &UPGRADE, &REFUSED_UPGRADES], &Quiet);

    assert!(report.is_complete(), "{:#?}", report.failures());
    assert!(report.steps.iter().all(|step| step.lines > 0), "{:#?}", report.steps);
}
