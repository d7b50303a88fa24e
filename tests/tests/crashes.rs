//! Validators that are killed, set back, filled up, damaged and doubled, while prescriptions are being issued: what is final
//! stays, and nothing that was final is lost. What an operator sees and does is in docs/operations/incidents.md.

use bogam_tests::chaos::{Dice, Stage, Trial, daemon::ensure_no_panic, trials::double_sign};
use std::time::Instant;

/// Does all of these, one after the other, and says what was seen. Whose disk is full or whose database is damaged has another log
/// meanwhile, and may panic; nobody else may, and it itself may not afterwards.
fn stands(stage: &Stage, trials: &[Trial], dice: &mut Dice) {
    for trial in trials {
        let began = Instant::now();
        let seen = trial.run(stage, dice).unwrap();
        println!("{trial:?}, {:.0} s: {seen}", began.elapsed().as_secs_f64());
        ensure_no_panic(&stage.network, 0).unwrap();
    }
}

fn settles(stage: Stage) {
    let summary = stage.settle().unwrap();
    println!("{summary:?}");
    assert!(summary.blocks > 20, "{summary:?}");
}

#[test]
fn what_is_final_should_stay_when_validators_are_killed_set_back_and_doubled() {
    let (stage, mut dice) = (Stage::set(1).unwrap(), Dice::new(1));
    let trials = [Trial::KillOne, Trial::KillTwo, Trial::KillAll, Trial::TakeTurns, Trial::OldBackup];
    stands(&stage, &trials, &mut dice);
    println!("{}", double_sign(&stage).unwrap());
    // The last one signs twice.
    ensure_no_panic(&stage.network, stage.network.validators()).unwrap();
    settles(stage);
}

#[test]
fn what_is_final_should_stay_when_a_disk_is_full_a_database_damaged_and_a_stranger_calls() {
    let (stage, mut dice) = (Stage::set(2).unwrap(), Dice::new(2));
    stands(&stage, &[Trial::ForeignGenesis, Trial::FullDisk, Trial::DamagedDatabase], &mut dice);
    settles(stage);
}
