//! Random traffic: what everybody has used never exceeds the allowances of the windows and one transaction.

use super::scenario::*;
use proptest::prelude::*;

/// The largest transaction of these histories, and the dearest.
const LONGEST: usize = 2_000_000;

#[derive(Clone, Debug)]
enum Act {
    Send { who: usize, length: usize, count: usize },
    Pass(u64),
}

const PEOPLE: [AccountId; 7] = [clerk(1), clerk(2), patient(1), patient(2), PATIENT_OF_TWO, GOVERNOR, COUNCILLOR];

fn act() -> impl Strategy<Value = Act> {
    let length = prop_oneof![4 => 0..100usize, 1 => 0..LONGEST];
    prop_oneof![
        6 => (0..PEOPLE.len(), length, 1..4usize).prop_map(|(who, length, count)| Act::Send { who, length, count }),
        1 => (0..3 * WINDOW).prop_map(Act::Pass),
    ]
}

const ACCOUNTS: [Account; 5] = [
    Account::Organisation(1),
    Account::Organisation(2),
    Account::HoldersOf(1),
    Account::HoldersOf(2),
    Account::Council,
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn nobody_should_use_more_than_the_windows_give_and_one_transaction(
        acts in prop::collection::vec(act(), 1..60)
    ) {
        new_test_ext().execute_with(|| {
            // What each account was charged in all, and the dearest single charge.
            let mut charged = [0u64; ACCOUNTS.len()];
            let mut dearest = 0;
            for act in acts {
                match act {
                    Act::Pass(blocks) => System::set_block_number(System::block_number() + blocks),
                    Act::Send { who, length, count } => {
                        for _ in 0..count {
                            let before = ACCOUNTS.map(Pallet::used);
                            let applied = is_applied(PEOPLE[who], remark(length));
                            let after = ACCOUNTS.map(Pallet::used);
                            let changed = (0..ACCOUNTS.len()).filter(|index| before[*index] != after[*index]);
                            let changed = changed.collect::<Vec<_>>();
                            assert_eq!(changed.len(), usize::from(applied), "one account is charged");
                            for index in changed {
                                let amount = after[index] - before[index];
                                charged[index] += amount;
                                dearest = dearest.max(amount);
                            }
                        }
                    }
                }
                check();
            }
            let windows = System::block_number() / WINDOW + 1;
            for (account, sum) in ACCOUNTS.into_iter().zip(charged) {
                let allowance = Pallet::allowance(account);
                assert!(sum <= windows * allowance + dearest, "{account:?}: {sum} in {windows} windows");
            }
        });
    }
}
