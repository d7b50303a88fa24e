//! What must hold of the storage after every block.

use crate::{
    Config, DecisionLog, Decisions, DefaultPolicies, Entry, Erasures, OpenOverrides, Pallet, Policy, Projects,
    Receipts, Subject, SubjectByKey, Subjects, Suspensions, UnlistedWithdrawals,
};
use bogam_primitives::{
    Moment,
    consent::{Author, Decision, Grantee, ProjectId, SubjectId},
    traits::Holders,
};
use frame_support::ensure;
use scale_info::prelude::collections::{BTreeMap, BTreeSet};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
    /// Checks the storage and changes nothing. The invariants:
    ///
    /// 1. **Keys.** The key of each subject that is not closed leads to it, and no others are indexed. It, the guardians'
    ///    and the delegates' keys are sponsored, and all of them differ. A closed subject has none of these, no decision nor
    ///    the number of a next one, no part in a project and no erasure pending.
    /// 2. **Decisions.** Each belongs to a subject, has an identifier of its own and a number that has been given, says
    ///    something that exists and has a validity that is not empty. Its identifier is derived from it, an enrolment's from
    ///    its project.
    /// 3. **Research.** Each enrolment has its decision about the same project, which lasts as long as the project; each
    ///    such decision has its enrolment; no project is named twice. A cohort is the number of subjects enrolled. Withdrawals
    ///    that are not listed belong to subjects that are not closed.
    /// 4. **Receipts.** They are numbered without a gap from the oldest that was not pruned to the newest.
    /// 5. **Overrides.** Each that waits for review has its receipt, which says the same and is not reviewed; each receipt of
    ///    an override that is not reviewed is waited for. No seat has an empty list.
    /// 6. **Suspensions.** Each was caused by an override that is no longer open.
    /// 7. **Erasures.** Each belongs to a subject, their numbers have been given, and none is pending twice.
    /// 8. **Policies.** None is stored that only says what is so anyhow.
    pub fn do_try_state() -> Result<(), TryRuntimeError> {
        let mut open = 0usize;
        let mut with_decisions = 0usize;
        let mut with_erasures = 0usize;
        let mut receipts = 0usize;
        let mut cohorts = BTreeMap::<ProjectId, u32>::new();
        for (id, subject) in Subjects::<T>::iter() {
            Self::check_keys(id, &subject)?;
            Self::check_decisions(id, &subject)?;
            Self::check_research(id, &subject, &mut cohorts)?;
            Self::check_receipts(id, &subject)?;
            Self::check_erasures(id, &subject)?;
            open = open.saturating_add(usize::from(subject.closed_at.is_none()));
            with_decisions = with_decisions.saturating_add(usize::from(Decisions::<T>::contains_key(id)));
            with_erasures = with_erasures.saturating_add(usize::from(Erasures::<T>::contains_key(id)));
            receipts = receipts.saturating_add(Receipts::<T>::iter_key_prefix(id).count());
        }
        ensure!(SubjectByKey::<T>::iter_keys().count() == open, "a key is indexed that no subject has");
        ensure!(Decisions::<T>::iter_keys().count() == with_decisions, "decisions belong to no subject");
        ensure!(Erasures::<T>::iter_keys().count() == with_erasures, "a request for erasure belongs to no subject");
        ensure!(Receipts::<T>::iter_keys().count() == receipts, "a receipt belongs to no subject");
        for (id, project) in Projects::<T>::iter() {
            let derived = ProjectId::derive(project.plan.organisation, &project.plan.protocol, project.plan.until);
            ensure!(derived == id, "the identifier of a project is not derived from it");
            let counted = cohorts.remove(&id).unwrap_or(0);
            ensure!(project.cohort == counted, "a cohort is not the number of subjects enrolled");
        }
        ensure!(cohorts.is_empty(), "a subject is enrolled in a project that does not exist");
        for (id, last) in UnlistedWithdrawals::<T>::iter() {
            let live = Subjects::<T>::get(id).is_some_and(|subject| subject.closed_at.is_none());
            ensure!(live && last > 0, "withdrawals are remembered of nobody, or none is");
        }
        Self::check_overrides()?;
        let empty = DefaultPolicies::<T>::iter_values().any(|policy| policy == Policy::Refuse);
        ensure!(!empty, "a policy is stored that says nothing");
        Ok(())
    }

    fn check_keys(id: SubjectId, subject: &Subject<T>) -> Result<(), TryRuntimeError> {
        if subject.closed_at.is_some() {
            ensure!(
                subject.guardians.is_empty() && subject.delegates.is_empty(),
                "somebody decides for a closed subject"
            );
            ensure!(subject.pending_key.is_none(), "a key is proposed for a closed subject");
            ensure!(subject.broad_consent.is_none() && subject.projects.is_empty(), "a closed subject is in research");
            ensure!(!Decisions::<T>::contains_key(id), "a closed subject has decisions");
            return Ok(());
        }
        ensure!(SubjectByKey::<T>::get(&subject.key) == Some(id), "a key does not lead to its subject");
        ensure!(subject.sponsored_keys().all(T::Holders::is_sponsored), "a key is not sponsored");
        for (place, key) in subject.sponsored_keys().enumerate() {
            ensure!(
                !subject.sponsored_keys().skip(place.saturating_add(1)).any(|other| other == key),
                "a key is named twice"
            );
        }
        Ok(())
    }

    fn check_decisions(id: SubjectId, subject: &Subject<T>) -> Result<(), TryRuntimeError> {
        let mut seen = BTreeSet::new();
        let DecisionLog { next, standing } = Decisions::<T>::get(id);
        for decision in standing {
            let terms = &decision.terms;
            ensure!(seen.insert(decision.id), "two decisions have one identifier");
            let given = match (&decision.made_by, &terms.grantee) {
                (Author::BroadConsent(_), Grantee::Project(project)) => {
                    decision.id == bogam_primitives::consent::ConsentId::of_enrolment(id, *project, decision.sequence)
                        && decision.sequence < subject.next_enrolment
                }
                (Author::BroadConsent(_), _) => false,
                _ => {
                    decision.id == bogam_primitives::consent::ConsentId::derive(id, decision.sequence, terms)
                        && decision.sequence < next
                }
            };
            ensure!(given, "a decision's identifier or number is not its own");
            let known = terms.actions.is_known()
                && terms.categories.is_known()
                && terms.purposes.is_known()
                && terms.sensitivities.is_known();
            ensure!(known, "a decision names what does not exist");
            let empty = terms.actions.is_empty() || terms.categories.is_empty() || terms.purposes.is_empty();
            ensure!(!empty, "a decision is about nothing");
            ensure!(
                terms.valid_until.is_none_or(|until| terms.valid_from < until),
                "the validity of a decision is empty"
            );
        }
        Ok(())
    }

    fn check_research(
        id: SubjectId,
        subject: &Subject<T>,
        cohorts: &mut BTreeMap<ProjectId, u32>,
    ) -> Result<(), TryRuntimeError> {
        let decisions = Decisions::<T>::get(id).standing;
        let mut seen = BTreeSet::new();
        let mut enrolments = 0usize;
        for part in &subject.projects {
            ensure!(seen.insert(part.project), "a project is named twice");
            let Some(consent) = part.enrolled else { continue };
            let matches = |decision: &Decision<T::AccountId>| {
                decision.id == consent
                    && decision.terms.is_enrolment()
                    && decision.terms.grantee == Grantee::Project(part.project)
                    && decision.terms.valid_until == Some(part.until)
            };
            ensure!(decisions.iter().any(matches), "an enrolment has no decision");
            let cohort = cohorts.entry(part.project).or_default();
            *cohort = cohort.saturating_add(1);
            enrolments = enrolments.saturating_add(1);
        }
        let decided = decisions.iter().filter(|decision| decision.terms.is_enrolment()).count();
        ensure!(decided == enrolments, "a permit for a project has no enrolment");
        Ok(())
    }

    fn check_receipts(id: SubjectId, subject: &Subject<T>) -> Result<(), TryRuntimeError> {
        ensure!(subject.first_receipt <= subject.next_receipt, "more receipts were pruned than there were");
        let whole = (subject.first_receipt..subject.next_receipt).all(|number| Receipts::<T>::contains_key(id, number));
        ensure!(whole, "a receipt is missing");
        let expected = subject.next_receipt.saturating_sub(subject.first_receipt) as usize;
        ensure!(Receipts::<T>::iter_key_prefix(id).count() == expected, "a receipt has a number that was not given");
        Ok(())
    }

    fn check_erasures(id: SubjectId, subject: &Subject<T>) -> Result<(), TryRuntimeError> {
        let erasures = Erasures::<T>::get(id);
        ensure!(
            erasures.iter().all(|one| one.number < subject.next_erasure),
            "an erasure has a number that was not given"
        );
        let pending = erasures.iter().filter(|one| one.confirmed.is_none());
        ensure!(
            subject.closed_at.is_none() || pending.clone().next().is_none(),
            "an erasure of a closed subject is pending"
        );
        for (place, one) in pending.clone().enumerate() {
            let repeated = pending.clone().skip(place.saturating_add(1)).any(|other| other.scope == one.scope);
            ensure!(!repeated, "an erasure is pending twice");
        }
        Ok(())
    }

    fn check_overrides() -> Result<(), TryRuntimeError> {
        let mut waiting = 0usize;
        for (seat, overrides) in OpenOverrides::<T>::iter() {
            ensure!(!overrides.is_empty(), "a seat has an empty list of overrides");
            for one in &overrides {
                let receipt = Receipts::<T>::get(one.subject, one.receipt);
                let matches = receipt.is_some_and(|receipt| {
                    let times = |until: &Moment, review_by: &Moment| *until == one.until && *review_by == one.review_by;
                    receipt.reader.account == seat
                        && receipt.reader.organisation == one.organisation
                        && matches!(&receipt.entry, Entry::Override { categories, until, review_by, review: None, .. }
                            if *categories == one.categories && times(until, review_by))
                });
                ensure!(matches, "an open override is not what its receipt says");
            }
            waiting = waiting.saturating_add(overrides.len());
        }
        let unreviewed = Receipts::<T>::iter_values().filter(|receipt| receipt.awaits_review()).count();
        ensure!(unreviewed == waiting, "a receipt waits for a review that nobody is asked for");
        for (seat, suspension) in Suspensions::<T>::iter() {
            let cause = (suspension.subject, suspension.receipt);
            let open = OpenOverrides::<T>::get(seat).iter().any(|one| (one.subject, one.receipt) == cause);
            ensure!(!open, "the cause of a suspension is still open");
        }
        Ok(())
    }
}
