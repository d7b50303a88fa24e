//! Settlement: money issued, held, paid, taken back and redeemed.

use super::{
    Make,
    claims::{some, terms_of},
};
use crate::scene::{Act, Scene, by};
use bogam_primitives::{
    Capacity, OrganisationId, OrganisationKind, Won,
    claim::{PayeeKind, SettlementMode},
};
use bogam_runtime::{
    AccountId, Address, Balances, Claims as ClaimsPallet, Runtime, genesis::consortium::CLEARING_AGENT,
};
use pallet_claims::{
    Call, Claim, ClaimState, ClearingAgent, Party, Policies, Redemptions, RemittanceState, Remittances,
};

/// Each call of the pallet from the decision on, with how often it is made; and what holders of money can do besides.
pub const ACTS: &[(usize, Make)] = &[
    (3, fund),
    (8, settle),
    (5, confirm_payment),
    (5, confirm_receipt),
    (4, reverse),
    (1, set_clearing_agent),
    (6, mint),
    (3, request_redemption),
    (2, cancel_redemption),
    (3, redeem),
    (1, transfer),
    (1, burn),
];

type Record = Claim<Runtime>;

fn is_settled(claim: &Record, mode: SettlementMode) -> bool {
    terms_of(claim).is_some_and(|terms| terms.settlement == mode)
}

fn payee(claim: &Record) -> Option<Party<AccountId>> {
    Some(match claim.payee {
        PayeeKind::Provider => Party::Organisation(claim.provider),
        PayeeKind::Holder => Party::Holder(Policies::<Runtime>::get(claim.policy)?.holder),
    })
}

/// Who acts for a party.
fn actor(scene: &mut Scene<'_>, party: &Party<AccountId>) -> Option<AccountId> {
    match party {
        Party::Organisation(organisation) => scene.staff_of(Capacity::SettleClaim, *organisation),
        Party::Holder(key) => Some(key.clone()),
    }
}

/// What is free on an account.
fn free(account: &AccountId) -> Won {
    let data = frame_system::Account::<Runtime>::get(account).data;
    Won::try_from(data.free).unwrap_or(Won::MAX)
}

fn fund(scene: &mut Scene<'_>) -> Option<Act> {
    let short = |claim: &Record| {
        claim.is_decided() && claim.held < claim.outstanding() && is_settled(claim, SettlementMode::OnChain)
    };
    let (claim, _) = some(scene, short)?;
    by(scene.anybody()?, Call::<Runtime>::fund { claim })
}

/// A claim on which something is due, and others of the same insurer and payee.
fn due(scene: &mut Scene<'_>, mode: SettlementMode) -> Option<(Vec<bogam_primitives::ClaimId>, Record)> {
    let is_due = |claim: &Record| {
        claim.is_decided() && claim.outstanding() > 0 && claim.awaiting.is_none() && is_settled(claim, mode)
    };
    let (id, record) = some(scene, is_due)?;
    let mut claims = vec![id];
    if scene.bytes.flip() {
        let sides = (record.insurer, payee(&record));
        let like = |other: &Record| is_due(other) && (other.insurer, payee(other)) == sides;
        let other = some(scene, like).map(|(other, _)| other).filter(|other| scene.blind || *other != id);
        claims.extend(other);
    }
    Some((claims, record))
}

fn settle(scene: &mut Scene<'_>) -> Option<Act> {
    let (claims, record) = due(scene, SettlementMode::OnChain)?;
    let party = match payee(&record)? {
        Party::Organisation(provider) if scene.bytes.one_in(3) => provider,
        _ => record.insurer,
    };
    by(scene.staff_of(Capacity::SettleClaim, party)?, Call::<Runtime>::settle { claims })
}

fn confirm_payment(scene: &mut Scene<'_>) -> Option<Act> {
    let (claims, record) = due(scene, SettlementMode::OffChain)?;
    let treasurer = scene.staff_of(Capacity::SettleClaim, record.insurer)?;
    let reference = scene.commitment();
    by(treasurer, Call::<Runtime>::confirm_payment { claims, reference })
}

fn confirm_receipt(scene: &mut Scene<'_>) -> Option<Act> {
    let awaited = Remittances::<Runtime>::iter()
        .filter(|(_, _, remittance)| remittance.state == RemittanceState::AwaitingReceipt)
        .map(|(insurer, number, remittance)| (insurer, number, remittance.lines.first().map(|line| line.claim)))
        .collect::<Vec<_>>();
    let (insurer, remittance, first) = *scene.bytes.pick(&awaited)?;
    // The key may have been rotated since.
    let party = payee(&pallet_claims::Claims::<Runtime>::get(first?)?)?;
    let received = !scene.bytes.one_in(4);
    by(actor(scene, &party)?, Call::<Runtime>::confirm_receipt { insurer, remittance, received })
}

fn reverse(scene: &mut Scene<'_>) -> Option<Act> {
    let settled = |claim: &Record| {
        matches!(claim.state, ClaimState::Decided)
            && claim.awaiting.is_none()
            && (claim.settled > 0 || (claim.paid() == 0 && claim.is_covered()))
    };
    let (claim, record) = some(scene, settled)?;
    let party = match scene.bytes.one_in(3) {
        true => Party::Organisation(record.insurer),
        false => payee(&record)?,
    };
    by(actor(scene, &party)?, Call::<Runtime>::reverse { claim })
}

fn set_clearing_agent(scene: &mut Scene<'_>) -> Option<Act> {
    let agent = match scene.bytes.below(16) {
        0 => None,
        1 => scene.member(),
        _ => Some(CLEARING_AGENT.account()),
    };
    scene.council(Call::<Runtime>::set_clearing_agent { agent })
}

fn mint(scene: &mut Scene<'_>) -> Option<Act> {
    let agent = ClearingAgent::<Runtime>::get()?;
    let organisation = match scene.bytes.one_in(8) {
        true => OrganisationId::from(scene.bytes.byte()),
        false => scene.organisation_of_kind(OrganisationKind::Insurer)?,
    };
    let amount = match scene.blind {
        true => scene.bytes.one_of([0, u64::MAX, u64::MAX / 2]),
        false => scene.bytes.one_of([1, 100_000, 5_000_000]),
    };
    let reference = scene.bytes.hash();
    by(agent, Call::<Runtime>::mint { organisation, amount, reference })
}

/// Some organisation or holder that has money.
fn rich(scene: &mut Scene<'_>) -> Option<(Party<AccountId>, Won)> {
    let organisations = scene.world.organisations.iter().map(|id| Party::Organisation(*id));
    let holders = scene.world.holders.iter().cloned().map(Party::Holder);
    let owned = organisations.chain(holders).map(|party| {
        let free = free(&ClaimsPallet::account(&party));
        (party, free)
    });
    let owned = owned.filter(|(_, free)| *free > 1).collect::<Vec<_>>();
    scene.bytes.pick(&owned).cloned()
}

fn request_redemption(scene: &mut Scene<'_>) -> Option<Act> {
    let (party, free) = rich(scene)?;
    let amount = match scene.blind {
        true => scene.bytes.one_of([0, free, u64::MAX]),
        false => (free / 2).max(1),
    };
    by(actor(scene, &party)?, Call::<Runtime>::request_redemption { party, amount })
}

/// A redemption that is under way.
fn redemption(scene: &mut Scene<'_>) -> Option<(Party<AccountId>, Won)> {
    let (account, amount) = Redemptions::<Runtime>::iter().next()?;
    let organisation =
        scene.world.organisations.iter().find(|id| ClaimsPallet::organisation_account(**id) == account).copied();
    Some((organisation.map_or(Party::Holder(account), Party::Organisation), amount))
}

fn cancel_redemption(scene: &mut Scene<'_>) -> Option<Act> {
    let (party, _) = redemption(scene)?;
    by(actor(scene, &party)?, Call::<Runtime>::cancel_redemption { party })
}

fn redeem(scene: &mut Scene<'_>) -> Option<Act> {
    let (party, requested) = redemption(scene)?;
    let agent = ClearingAgent::<Runtime>::get()?;
    let amount = if scene.blind { scene.bytes.one_of([0, 1, u64::MAX]) } else { requested };
    let reference = scene.bytes.hash();
    by(agent, Call::<Runtime>::redeem { party, amount, reference })
}

/// A holder who has money of his own.
fn rich_holder(scene: &mut Scene<'_>) -> Option<(AccountId, Won)> {
    let owned = scene.world.holders.iter().map(|holder| (holder.clone(), free(holder)));
    let owned = owned.filter(|(_, free)| *free > 0).collect::<Vec<_>>();
    scene.bytes.pick(&owned).cloned()
}

fn transfer(scene: &mut Scene<'_>) -> Option<Act> {
    let (holder, free) = rich_holder(scene)?;
    let dest = Address::Id(scene.anybody()?);
    let value = scene.bytes.one_of([1, free / 2, free]).into();
    by(holder, pallet_balances::Call::<Runtime>::transfer_allow_death { dest, value })
}

fn burn(scene: &mut Scene<'_>) -> Option<Act> {
    let (holder, free) = rich_holder(scene)?;
    let value = Balances::free_balance(&holder).min(scene.bytes.one_of([1, free]).into());
    by(holder, pallet_balances::Call::<Runtime>::burn { value, keep_alive: scene.bytes.flip() })
}
