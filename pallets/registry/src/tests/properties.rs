//! What holds for every sequence of calls.

use super::*;
use crate::{Call, Licences, Organisations};
use bogam_primitives::{
    Actor, Profession,
    traits::{Holders, KeyAccounts},
};
use frame_support::traits::UnfilteredDispatchable;
use proptest::{prelude::*, sample::select};
use std::collections::BTreeMap;

/// The accounts that the sequences play with: those of genesis and a few that begin without a role.
const ACCOUNTS: [AccountId; 9] =
    [HOSPITAL_ADMIN, CLINIC_ADMIN, PHYSICIAN, LICENSOR, OTHER_LICENSOR, STRANGER, NEWCOMER, HOLDER, 1];

/// What is asked about each account at each moment.
const CAPACITIES: [Capacity; 4] = [Capacity::Prescribe, Capacity::License, Capacity::Custodian, UNLICENSED];

/// One step of a sequence.
#[derive(Clone, Debug)]
enum Step {
    /// By whoever may: governance, the organisation's present admin, or the licensing seats of genesis.
    Call(Call<Test>),
    /// By this account, whoever it is.
    CallBy(AccountId, Call<Test>),
    Sponsor(AccountId, OrganisationId),
    Release(AccountId, OrganisationId),
    /// Another pallet begins to keep the key, or ceases.
    Keep(AccountId),
    Leave(AccountId),
    /// A holder sends a transaction.
    Sign(AccountId),
    AddConsumer(AccountId),
    RemoveConsumer(AccountId),
    Wait(Moment),
}

fn account() -> impl Strategy<Value = AccountId> {
    select(&ACCOUNTS[..])
}

fn organisation() -> impl Strategy<Value = OrganisationId> {
    0..7_u32
}

fn licence() -> impl Strategy<Value = LicenceId> {
    0..5_u32
}

/// A moment near those at which the sequences play.
fn moment() -> impl Strategy<Value = Moment> {
    (0..60_u64).prop_map(|offset| NOW - 5 + offset)
}

fn organisation_reason() -> impl Strategy<Value = OrganisationReason> {
    select(&[OrganisationReason::Request, OrganisationReason::Misconduct][..])
}

fn licence_reason() -> impl Strategy<Value = LicenceReason> {
    select(&[LicenceReason::Lapsed, LicenceReason::Fraud][..])
}

fn grant_seat() -> impl Strategy<Value = Call<Test>> {
    let fitting = select(vec![
        (vec![UNLICENSED], None),
        (vec![UNLICENSED], Some(PHARMACIST_LICENCE)),
        (vec![Capacity::Custodian], None),
        (vec![Capacity::Custodian, Capacity::Prescribe], Some(PHYSICIAN_LICENCE)),
        (vec![Capacity::Prescribe], Some(PHYSICIAN_LICENCE)),
        (vec![Capacity::License], None),
    ]);
    let any = (proptest::sample::subsequence(CAPACITIES.to_vec(), 0..=2), proptest::option::of(licence()));
    let rights = prop_oneof![5 => fitting, 1 => any];
    (account(), rights, moment(), proptest::option::of(moment())).prop_map(
        |(account, (capacities, licence), valid_from, valid_until)| Call::grant_seat {
            account,
            capacities: Capacities::of(&capacities),
            valid_from,
            valid_until,
            licence,
        },
    )
}

fn grant_licence() -> impl Strategy<Value = Call<Test>> {
    let profession = select(&[Profession::Physician, Profession::Pharmacist][..]);
    (profession, 1..20_u64, moment(), 0..40_u64).prop_map(|(profession, number, valid_from, length)| {
        Call::grant_licence { profession, person: person(number), valid_from, valid_until: valid_from + length }
    })
}

fn admit_organisation() -> impl Strategy<Value = Call<Test>> {
    let kind = select(&[OrganisationKind::Hospital, OrganisationKind::Authority][..]);
    (kind, account(), 0..4_u8).prop_map(|(kind, admin, code)| Call::admit_organisation {
        kind,
        admin,
        name: b"Another".to_vec(),
        institution_code: vec![b'A' + code],
    })
}

/// Any call that leaves the past alone.
fn plain_call() -> impl Strategy<Value = Call<Test>> {
    prop_oneof![
        1 => admit_organisation(),
        1 => (organisation(), organisation_reason())
            .prop_map(|(organisation, reason)| Call::suspend_organisation { organisation, reason }),
        3 => organisation().prop_map(|organisation| Call::reinstate_organisation { organisation }),
        1 => (4..7_u32, organisation_reason())
            .prop_map(|(organisation, reason)| Call::remove_organisation { organisation, reason }),
        1 => (organisation(), account()).prop_map(|(organisation, new_admin)| Call::replace_admin {
            organisation,
            new_admin,
            compromised_since: None
        }),
        1 => account().prop_map(|new_admin| Call::rotate_admin { new_admin }),
        8 => grant_seat(),
        2 => account().prop_map(|account| Call::withdraw_seat { account }),
        2 => grant_licence(),
        2 => (licence(), licence_reason()).prop_map(|(licence, reason)| Call::suspend_licence { licence, reason }),
        3 => licence().prop_map(|licence| Call::reinstate_licence { licence }),
        1 => (1..5_u32, licence_reason()).prop_map(|(licence, reason)| Call::revoke_licence { licence, reason }),
        2 => (licence(), moment()).prop_map(|(licence, valid_until)| Call::extend_licence { licence, valid_until }),
        3 => account().prop_map(|account| Call::reclaim_account { account }),
    ]
}

/// A call that voids a part of the past.
fn compromising_call() -> impl Strategy<Value = Call<Test>> {
    prop_oneof![
        (account(), moment()).prop_map(|(account, since)| Call::report_seat_compromise { account, since }),
        (organisation(), account(), moment()).prop_map(|(organisation, new_admin, since)| Call::replace_admin {
            organisation,
            new_admin,
            compromised_since: Some(since)
        }),
    ]
}

fn plain_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => plain_call().prop_map(Step::Call),
        1 => (account(), plain_call()).prop_map(|(account, call)| Step::CallBy(account, call)),
        1 => (account(), organisation()).prop_map(|(holder, sponsor)| Step::Sponsor(holder, sponsor)),
        1 => (account(), organisation()).prop_map(|(holder, sponsor)| Step::Release(holder, sponsor)),
        1 => account().prop_map(Step::Keep),
        1 => account().prop_map(Step::Leave),
        2 => account().prop_map(Step::Sign),
        1 => account().prop_map(Step::AddConsumer),
        1 => account().prop_map(Step::RemoveConsumer),
        4 => (1..6_u64).prop_map(Step::Wait),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![6 => plain_step(), 1 => compromising_call().prop_map(Step::Call)]
}

/// The small consortium, with licences that end while the sequences play.
fn consortium() -> sp_io::TestExternalities {
    let mut genesis = genesis();
    for (licence, end) in genesis.licences.iter_mut().zip([30, 50, 10]) {
        licence.valid_until = NOW + end;
    }
    ext_from(genesis)
}

/// The origin that has the best chance with `call`.
fn origin_of(call: &Call<Test>) -> RuntimeOrigin {
    let admin_of =
        |organisation| Organisations::<Test>::get(organisation).map_or(STRANGER, |organisation| organisation.admin);
    match call {
        Call::rotate_admin { new_admin } => signed(admin_of((new_admin % 3) as u32)),
        Call::grant_seat { account, capacities, .. } => {
            let own = crate::Admins::<Test>::get(account).unwrap_or((account % 2) as u32);
            let fits_own = !capacities.contains(Capacity::License) && !capacities.contains(UNLICENSED);
            let organisation = match () {
                () if fits_own => own,
                () if capacities.contains(Capacity::License) => AUTHORITY,
                () => HOSPITAL,
            };
            signed(admin_of(organisation))
        }
        Call::withdraw_seat { account } | Call::report_seat_compromise { account, .. } => {
            let seat = Registry::seat_history(*account).pop().map(|interval| interval.seat);
            signed(admin_of(seat.map_or(HOSPITAL, |seat| seat.organisation)))
        }
        Call::grant_licence { .. } => signed(LICENSOR),
        Call::suspend_licence { licence, .. }
        | Call::reinstate_licence { licence }
        | Call::revoke_licence { licence, .. }
        | Call::extend_licence { licence, .. } => {
            let authority = Licences::<Test>::get(licence).map_or(AUTHORITY, |licence| licence.authority);
            signed(if authority == AUTHORITY { LICENSOR } else { OTHER_LICENSOR })
        }
        Call::reclaim_account { .. } => signed(STRANGER),
        _ => root(),
    }
}

/// A live answer: who was asked about, when, and what the answer was.
type Answer = Result<Actor<AccountId>, NotEntitled>;

/// What the sequences remember.
#[derive(Default)]
struct Memory {
    answers: BTreeMap<(Moment, AccountId, u8), Answer>,
    final_organisations: Vec<OrganisationId>,
    final_licences: Vec<LicenceId>,
    consumers: BTreeMap<AccountId, u32>,
}

impl Memory {
    /// Remembers what the live check says at this moment about everybody.
    fn ask_all(&mut self) {
        for account in ACCOUNTS {
            for capacity in CAPACITIES {
                let answer = Registry::entitled_now(account, capacity);
                self.answers.insert((Registry::now(), account, capacity as u8), answer);
            }
        }
    }

    /// Checks that what was final is so still, and remembers what has become final.
    fn check_final(&mut self) {
        for id in &self.final_organisations {
            assert_eq!(Registry::organisation(*id).unwrap().status, OrganisationStatus::Removed);
        }
        for id in &self.final_licences {
            assert_eq!(Registry::licence(*id).unwrap().status, LicenceStatus::Revoked);
        }
        self.final_organisations = Organisations::<Test>::iter()
            .filter_map(|(id, record)| (record.status == OrganisationStatus::Removed).then_some(id))
            .collect();
        self.final_licences = Licences::<Test>::iter()
            .filter_map(|(id, record)| (record.status == LicenceStatus::Revoked).then_some(id))
            .collect();
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Call(call) => {
                let origin = origin_of(&call);
                let _ = call.dispatch_bypass_filter(origin);
            }
            Step::CallBy(account, call) => {
                let _ = call.dispatch_bypass_filter(signed(account));
            }
            Step::Sponsor(holder, sponsor) if Organisations::<Test>::contains_key(sponsor) => {
                let _ = Registry::sponsor(&holder, sponsor);
            }
            Step::Sponsor(..) => (),
            Step::Release(holder, sponsor) => {
                let _ = Registry::release(&holder, sponsor);
            }
            Step::Keep(account) if Registry::is_unknown(&account) => OtherKeys::insert(account, ()),
            Step::Keep(_) => (),
            Step::Leave(account) => {
                OtherKeys::remove(account);
                Registry::retire(&account);
            }
            // As the runtime does for a holder that is not staff's former account.
            Step::Sign(account) => {
                let is_holder = Registry::holder_since(&account).is_some() || OtherKeys::contains_key(account);
                if is_holder && System::sufficients(&account) == 0 {
                    System::inc_sufficients(&account);
                }
            }
            Step::AddConsumer(account) => {
                if System::inc_consumers(&account).is_ok() {
                    *self.consumers.entry(account).or_default() += 1;
                }
            }
            Step::RemoveConsumer(account) => {
                if let Some(count) = self.consumers.get_mut(&account).filter(|count| **count > 0) {
                    *count -= 1;
                    System::dec_consumers(&account);
                }
            }
            Step::Wait(time) => {
                self.ask_all();
                set_time(Registry::now() + time);
            }
        }
    }

    /// Takes all steps, checking the invariants after each.
    fn play(steps: Vec<Step>) -> Self {
        let mut memory = Self::default();
        for step in steps {
            memory.take(step);
            memory.check_final();
            assert_sound();
            for account in ACCOUNTS {
                let is_holder = Registry::is_sponsored(&account) || OtherKeys::contains_key(account);
                assert!(is_holder || System::sufficients(&account) == 0, "the account of {account} has not ended");
                assert!(System::sufficients(&account) <= 1, "the account of {account} has begun twice");
            }
        }
        memory.ask_all();
        memory
    }
}

fn capacity_of(bit: u8) -> Capacity {
    Capacity::ALL[usize::from(bit)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn past_should_be_answered_exactly_as_the_live_check_answered_when_nothing_was_compromised(
        steps in proptest::collection::vec(plain_step(), 1..80)
    ) {
        consortium().execute_with(|| {
            for ((moment, account, bit), answer) in Memory::play(steps).answers {
                let capacity = capacity_of(bit);
                prop_assert_eq!(
                    Registry::entitled_at(account, capacity, moment),
                    answer,
                    "{} as {:?} at {}", account, capacity, moment
                );
            }
            Ok(())
        })?;
    }

    #[test]
    fn past_should_differ_from_the_live_answer_only_by_a_compromise_reported_later(
        steps in proptest::collection::vec(any_step(), 1..80)
    ) {
        consortium().execute_with(|| {
            for ((moment, account, bit), answer) in Memory::play(steps).answers {
                let capacity = capacity_of(bit);
                let later = Registry::entitled_at(account, capacity, moment);
                if later == answer {
                    continue;
                }
                match later {
                    Err(NotEntitled::KeyCompromised) => {
                        let since = crate::CompromisedKeys::<Test>::get(account);
                        prop_assert!(since.is_some_and(|since| since <= moment));
                    },
                    Err(NotEntitled::GrantVoid) => {
                        prop_assert!(Organisations::<Test>::iter_values().any(|record| !record.compromised.is_empty()));
                    },
                    other => prop_assert!(false, "{other:?} instead of {answer:?}"),
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn sponsorship_should_be_counted_exactly(
        steps in proptest::collection::vec((any::<bool>(), 0..5_u32), 1..60)
    ) {
        new_test_ext().execute_with(|| {
            let mut model: BTreeMap<OrganisationId, u32> = BTreeMap::new();
            for (is_sponsoring, organisation) in steps {
                let count = model.get(&organisation).copied().unwrap_or(0);
                if is_sponsoring {
                    let has_room = count > 0 || model.len() < MAX_SPONSORS as usize;
                    let answer = Registry::sponsor(&HOLDER, organisation);
                    prop_assert_eq!(answer.is_ok(), has_room);
                    if has_room {
                        model.insert(organisation, count + 1);
                    }
                } else {
                    let answer = Registry::release(&HOLDER, organisation);
                    prop_assert_eq!(answer.is_ok(), count > 0);
                    match count {
                        0 => (),
                        1 => { model.remove(&organisation); },
                        _ => { model.insert(organisation, count - 1); },
                    }
                }
                let sponsors = Registry::holder(HOLDER).map(|holder| holder.sponsors.into_inner()).unwrap_or_default();
                let counted: BTreeMap<_, _> =
                    sponsors.iter().map(|sponsorship| (sponsorship.organisation, sponsorship.references)).collect();
                prop_assert_eq!(&counted, &model);
                // The holder sends a transaction, if it has not in this life.
                if !model.is_empty() && System::sufficients(&HOLDER) == 0 {
                    System::inc_sufficients(&HOLDER);
                }
                prop_assert_eq!(System::sufficients(&HOLDER), u32::from(!model.is_empty()));
                assert_sound();
            }
            Ok(())
        })?;
    }
}
