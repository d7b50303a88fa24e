//! Random histories against a model in plain words: which code may be applied, and what is paused until when.

use super::scenario::*;
use crate::Call;
use frame_support::traits::Contains;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The versions of the codes that these histories play with: older, the same, newer.
const VERSIONS: std::ops::Range<u32> = SPEC_VERSION - 1..SPEC_VERSION + 4;

/// What they try to pause.
const TARGETS: [(&str, Option<&str>); 8] = [
    ("Ward", None),
    ("Ward", Some("admit")),
    ("Ward", Some("discharge")),
    ("Utility", None),
    ("Governance", None),
    ("Governance", Some("resume")),
    ("System", None),
    ("Ward", Some("nothing")),
];

const PEOPLE: [AccountId; 3] = [COUNCIL, EMERGENCY, CLERK];

#[derive(Clone, Debug)]
enum Act {
    Authorise(u32),
    Withdraw(AccountId),
    Apply(u32),
    Pause { who: AccountId, target: usize, blocks: u64 },
    Resume(usize),
    Pass(u64),
}

fn act() -> impl Strategy<Value = Act> {
    let who = || prop::sample::select(PEOPLE.to_vec());
    prop_oneof![
        3 => VERSIONS.prop_map(Act::Authorise),
        1 => who().prop_map(Act::Withdraw),
        4 => VERSIONS.prop_map(Act::Apply),
        4 => (who(), 0..TARGETS.len(), 0..LONG + 2)
            .prop_map(|(who, target, blocks)| Act::Pause { who, target, blocks }),
        1 => (0..TARGETS.len()).prop_map(Act::Resume),
        3 => (0..LIFETIME + 2).prop_map(Act::Pass),
    ]
}

/// What the histories have led to, in plain words.
#[derive(Default)]
struct Model {
    /// The version that may be applied, and the first block in which it may not.
    authorised: Option<(u32, u64)>,
    /// The version of the code that was applied last.
    applied: Option<u32>,
    /// The first block in which what is paused is not.
    paused: BTreeMap<usize, u64>,
}

impl Model {
    fn is_paused(&self, target: usize) -> bool {
        self.paused.get(&target).is_some_and(|end| System::block_number() < *end)
    }

    fn perform(&mut self, act: &Act) {
        let now = System::block_number();
        let live = self.authorised.filter(|(_, end)| now < *end);
        match *act {
            Act::Authorise(version) => {
                let done = authorise(&code(version));
                assert_eq!(done.is_ok(), live.is_none());
                if done.is_ok() {
                    self.authorised = Some((version, now + LIFETIME));
                }
            }
            Act::Withdraw(who) => {
                let may = self.authorised.is_some() && (who == COUNCIL || live.is_none());
                assert_eq!(withdraw(who).is_ok(), may);
                if may {
                    self.authorised = None;
                }
            }
            Act::Apply(version) => {
                let may = live.is_some_and(|(authorised, _)| authorised == version);
                assert_eq!(apply(code(version)).is_ok(), may);
                if may {
                    self.authorised = None;
                    // Under benchmarks the system pallet compares no versions.
                    if version > SPEC_VERSION || cfg!(feature = "runtime-benchmarks") {
                        self.applied = Some(version);
                    }
                }
            }
            Act::Pause { who, target, blocks } => {
                let (pallet, call) = TARGETS[target];
                let longest = match who {
                    COUNCIL => LONG,
                    EMERGENCY => SHORT,
                    _ => 0,
                };
                let is_sound = target < 4 && (1..=longest).contains(&blocks);
                let others = (0..TARGETS.len()).filter(|other| *other != target && self.is_paused(*other)).count();
                let has_room = self.is_paused(target) || others < MAX_PAUSES as usize;
                let is_longer = !self.is_paused(target) || self.paused[&target] < now + blocks;
                let done = pause(who, pallet, call, blocks);
                assert_eq!(done.is_ok(), is_sound && has_room && is_longer, "{done:?}");
                if done.is_ok() {
                    self.paused.insert(target, now + blocks);
                }
            }
            Act::Resume(target) => {
                let (pallet, call) = TARGETS[target];
                assert_eq!(resume(pallet, call).is_ok(), self.is_paused(target));
                self.paused.remove(&target);
            }
            Act::Pass(blocks) => pass(blocks),
        }
    }

    /// What must be the case now.
    fn check(&self) {
        check();
        assert_eq!(runtime_code(), self.applied.map(code), "what runs was authorised");
        assert_eq!(admit().is_err(), self.is_paused(0) || self.is_paused(1));
        assert_eq!(discharge().is_err(), self.is_paused(0) || self.is_paused(2));
        let batch: RuntimeCall = pallet_utility::Call::<Test>::batch { calls: vec![] }.into();
        assert_eq!(Pallet::contains(&batch), !self.is_paused(3));
        for call in [
            Call::<Test>::withdraw_upgrade {},
            Call::apply_upgrade { code: vec![] },
            Call::authorise_upgrade { code_hash: hash_of(&[]) },
            Call::pause { pallet: name("Ward"), call: None, blocks: 1 },
            Call::resume { pallet: name("Ward"), call: None },
        ] {
            assert!(Pallet::contains(&call.into()), "governance cannot pause itself");
        }
        let shown = Pallet::pauses().len();
        assert_eq!(shown, (0..TARGETS.len()).filter(|target| self.is_paused(*target)).count());
        assert!(Pallet::pauses().iter().all(|pause| pause.ends_at <= pause.since.max(System::block_number()) + LONG));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn only_authorised_code_should_be_applied_and_every_pause_should_end(
        acts in prop::collection::vec(act(), 1..60)
    ) {
        new_test_ext().execute_with(|| {
            let mut model = Model::default();
            for act in &acts {
                model.perform(act);
                model.check();
            }
            // Without anybody's doing.
            pass(LONG);
            assert!(Pallet::pauses().is_empty());
            assert_ok!(admit());
            assert_ok!(discharge());
        });
    }
}
