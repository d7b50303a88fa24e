//! What no view function says, read from the storage of the newest finalised block.

use crate::output::{Failure, Outcome};
use bogam_client::chain::{
    Chain, ChainError,
    runtime::{
        runtime_types::pallet_claims::types::{Plan, Policy, Preauthorisation, Remittance},
        storage, view_functions,
    },
};
use bogam_primitives::{OrganisationId, PlanId, PolicyId, PreauthorisationId};
use std::{fmt::Display, future::Future, time::Duration};
use subxt::{
    storage::{Address, PrefixOf},
    utils::{AccountId32, Static},
};

/// The number of a remittance of an insurer.
pub type RemittanceNumber = u32;

/// How many remittances a page has.
const PAGE: u32 = 100;

/// How long the node may take to answer.
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// The most entries that a list has.
const LONGEST_LIST: usize = 10_000;

async fn answer<T, E: Display>(question: impl Future<Output = Result<T, E>>) -> Outcome<T> {
    let silent = |_| ChainError::Node(format!("no answer within {} s", ANSWER_LIMIT.as_secs()));
    let answered = tokio::time::timeout(ANSWER_LIMIT, question).await.map_err(silent)?;
    Ok(answered.map_err(|error| ChainError::Node(error.to_string()))?)
}

fn another_runtime(error: impl Display) -> Failure {
    ChainError::AnotherRuntime(error.to_string()).into()
}

/// What is stored at `address` under `keys`, or the default.
pub async fn fetch<At: Address>(chain: &Chain, address: At, keys: At::KeyParts) -> Outcome<Option<At::Value>> {
    let block = chain.finalised().await?;
    let entry = block.storage().entry(address).map_err(another_runtime)?;
    let found = answer(entry.try_fetch(keys)).await?;
    found.map(|value| value.decode().map_err(another_runtime)).transpose()
}

/// All that is stored at `address` below `keys`, with its keys.
pub async fn all<At: Address, Keys: PrefixOf<At::KeyParts>>(
    chain: &Chain,
    address: At,
    keys: Keys,
) -> Outcome<Vec<(At::KeyParts, At::Value)>> {
    let block = chain.finalised().await?;
    let entry = block.storage().entry(address).map_err(another_runtime)?;
    let mut rest = answer(entry.iter(keys)).await?;
    let mut found = Vec::new();
    while let Some(next) = answer(async { Ok::<_, ChainError>(rest.next().await) }).await? {
        let pair = next.map_err(|error| ChainError::Node(error.to_string()))?;
        let key = pair.key().and_then(|key| key.decode()).map_err(another_runtime)?;
        found.push((key, pair.value().decode().map_err(another_runtime)?));
        if found.len() > LONGEST_LIST {
            return Err(Failure::input(
                "list_too_long",
                format!("there are more than {LONGEST_LIST} entries"),
                format!("항목이 {LONGEST_LIST}개를 넘습니다."),
            ));
        }
    }
    Ok(found)
}

/// The plan, or the refusal that the chain would give.
pub async fn plan(chain: &Chain, id: PlanId) -> Outcome<Plan> {
    let found = fetch(chain, storage().claims().plans(), (Static(id),)).await?;
    found.ok_or_else(|| Failure::unknown("Claims", "UnknownPlan", "There is no such plan."))
}

/// The policy or handle, or the refusal that the chain would give.
pub async fn policy(chain: &Chain, id: PolicyId) -> Outcome<Policy> {
    let found = fetch(chain, storage().claims().policies(), (Static(id),)).await?;
    found.ok_or_else(|| Failure::unknown("Claims", "UnknownPolicy", "There is no such policy or handle."))
}

/// The request for approval, or the refusal that the chain would give.
pub async fn preauthorisation(chain: &Chain, id: PreauthorisationId) -> Outcome<Preauthorisation> {
    let found = fetch(chain, storage().claims().preauthorisations(), (Static(id),)).await?;
    let unknown = || Failure::unknown("Claims", "UnknownPreauthorisation", "There is no such request for approval.");
    found.ok_or_else(unknown)
}

/// The remittances of an insurer from number `from` on.
pub async fn remittances(
    chain: &Chain,
    insurer: OrganisationId,
    from: RemittanceNumber,
) -> Outcome<Vec<(RemittanceNumber, Remittance)>> {
    let (mut remittances, mut next) = (Vec::new(), Some(from));
    while let Some(from) = next {
        let page = chain.ask(view_functions().claims().remittances(insurer, from, PAGE)).await?;
        remittances.extend(page.remittances);
        next = page.next;
    }
    Ok(remittances)
}

/// What is on an account, in won: free, and held.
pub async fn balance(chain: &Chain, account: AccountId32) -> Outcome<(u128, u128)> {
    // Unvalidated, as in the client: the default that the runtime gives a nonce is another at every height.
    let found = fetch(chain, storage().system().account().unvalidated(), (account,)).await?;
    Ok(found.map_or((0, 0), |found| (found.data.free, found.data.reserved)))
}
