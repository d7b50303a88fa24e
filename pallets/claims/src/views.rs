//! What apps read: the records as they stand now, one by one and page by page, and estimates.

use crate::{
    AccountStatement, BalanceOf, Claim, ClaimPage, ClaimView, Claims, Config, EstimateLine, HoldReason, LONGEST_PAGE,
    NextRemittance, Pallet, PreauthorisationState, Preauthorisations, RemittanceNumber, RemittancePage, Remittances,
    Years,
};
use bogam_primitives::{
    ClaimId, Moment, OrganisationId, PolicyId,
    claim::{LineInput, LineOutcome, adjudicate},
};
use frame_support::traits::{
    fungible::{Inspect, InspectHold},
    tokens::{Fortitude, Preservation},
};
use scale_info::prelude::vec::Vec;

impl<T: Config> Pallet<T> {
    pub(crate) fn view(id: ClaimId) -> Option<ClaimView<T>> {
        Claims::<T>::get(id).map(|record| Self::viewed(id, record, Self::now()))
    }

    fn viewed(id: ClaimId, record: Claim<T>, now: Moment) -> ClaimView<T> {
        ClaimView {
            id,
            standing: record.standing(now),
            outcome: record.outcome(),
            charge: record.charge(),
            paid: record.paid(),
            record,
        }
    }

    pub(crate) fn claim_page(cursor: Option<ClaimId>, limit: u32) -> ClaimPage<T> {
        let now = Self::now();
        let mut rest = match cursor {
            Some(id) => Claims::<T>::iter_from_key(id),
            None => Claims::<T>::iter(),
        };
        let page = rest.by_ref().take(page_length(limit));
        let claims: Vec<ClaimView<T>> = page.map(|(id, record)| Self::viewed(id, record, now)).collect();
        let next = rest.next().and_then(|_| claims.last().map(|view| view.id));
        ClaimPage { claims, next }
    }

    pub(crate) fn remittance_page(insurer: OrganisationId, from: RemittanceNumber, limit: u32) -> RemittancePage<T> {
        let mut numbers = from..NextRemittance::<T>::get(insurer);
        let page = numbers.by_ref().take(page_length(limit));
        let remittances = page.filter_map(|number| Some((number, Remittances::<T>::get(insurer, number)?))).collect();
        RemittancePage { remittances, next: numbers.next() }
    }

    pub(crate) fn estimated(policy: PolicyId, at: Moment, lines: Vec<EstimateLine>) -> Option<Vec<LineOutcome>> {
        if lines.len() > LONGEST_PAGE as usize {
            return None;
        }
        let (record, plan) = Self::ensure_policy(&policy).ok()?;
        let year = record.year_of(at).unwrap_or_default();
        let denial = record.not_covering(at, &plan.terms);
        let approved = |line: &EstimateLine| {
            let approval = Preauthorisations::<T>::get(line.preauthorisation?)?;
            match approval.state {
                PreauthorisationState::Approved { amount, until, claim: user }
                    if approval.policy == policy
                        && approval.category == line.category
                        && approval.year == year
                        && at < until
                        && !Self::is_kept(user) =>
                {
                    Some(amount)
                }
                _ => None,
            }
        };
        let inputs: Vec<LineInput> = lines
            .iter()
            .map(|line| LineInput {
                other_paid: line.other_paid,
                denial,
                authorised: approved(line),
                ..LineInput::plain(line.category, line.charge)
            })
            .collect();
        let mut accumulators = Years::<T>::get(policy, year);
        Some(adjudicate(&plan.rules, &record.limits(&plan.terms), &mut accumulators, &inputs))
    }

    pub(crate) fn account_statement(organisation: OrganisationId) -> AccountStatement<T::AccountId, BalanceOf<T>> {
        let account = Self::organisation_account(organisation);
        AccountStatement {
            free: T::Currency::reducible_balance(&account, Preservation::Preserve, Fortitude::Polite),
            held_for_claims: T::Currency::balance_on_hold(&HoldReason::GrantedClaims.into(), &account),
            held_for_redemption: T::Currency::balance_on_hold(&HoldReason::Redemption.into(), &account),
            account,
        }
    }
}

fn page_length(limit: u32) -> usize {
    limit.clamp(1, LONGEST_PAGE) as usize
}
