//! The accounts that sign, each with the number of its next transaction.

use super::{
    LoadError,
    calls::Account,
    drive::Parcel,
    form::{Form, on_all_cores},
    node::Node,
    schedule::Act,
};
use crate::{
    governance::matter::EncodedCall,
    keys::{HolderSecret, Key},
};
use futures::{StreamExt, TryStreamExt, stream};
use std::collections::HashMap;
use subxt::utils::AccountId32;

/// How many questions to a node are under way at a time.
const QUESTIONS: usize = 64;

/// An account.
#[derive(Clone, Debug)]
struct Lane {
    key: Key,
    /// The number of its next transaction: nobody knows it before the account is on the chain, as Bogam counts an account's
    /// transactions from the height of the block that admits it.
    nonce: Option<u64>,
}

/// All accounts of a test. Each has a place.
#[derive(Clone, Debug, Default)]
pub struct Crew {
    lanes: Vec<Lane>,
    known: HashMap<String, usize>,
}

/// A call that an account is going to sign, as its transaction of this number.
#[derive(Clone, Debug)]
pub struct Order {
    lane: usize,
    nonce: u64,
    call: EncodedCall,
}

/// The public key of a key: the account on the chain.
pub fn account_of(key: &Key) -> Account {
    key.keypair().public_key().0
}

/// The same for subxt.
pub fn address_of(key: &Key) -> AccountId32 {
    AccountId32(account_of(key))
}

impl Crew {
    fn add(&mut self, key: Key, nonce: Option<u64>) -> usize {
        self.lanes.push(Lane { key, nonce });
        self.lanes.len().saturating_sub(1)
    }

    /// A new account with a random key. It can sign once it is on the chain and [introduced](Self::introduce).
    pub fn fresh(&mut self) -> Result<usize, LoadError> {
        Ok(self.newcomer(HolderSecret::generate().key()?))
    }

    /// The account of a secret URI, as the chain knows it.
    pub async fn known(&mut self, node: &Node, uri: &str) -> Result<usize, LoadError> {
        if let Some(place) = self.known.get(uri) {
            return Ok(*place);
        }
        let key = Key::parse(uri)?;
        let nonce = node.next_nonce(&address_of(&key).to_string()).await?;
        let place = self.add(key, Some(nonce));
        self.known.insert(uri.to_owned(), place);
        Ok(place)
    }

    /// Somebody's key that has signed nothing yet. It can sign once it is on the chain and [introduced](Self::introduce).
    pub fn newcomer(&mut self, key: Key) -> usize {
        self.add(key, None)
    }

    /// Asks `node` for the next numbers of the new accounts. Their admission has to be final there.
    pub async fn introduce(&mut self, node: &Node) -> Result<(), LoadError> {
        let new: Vec<_> = self.lanes.iter_mut().filter(|lane| lane.nonce.is_none()).collect();
        let asked = new.into_iter().map(|lane| async move {
            let nonce = node.next_nonce(&address_of(&lane.key).to_string()).await?;
            lane.nonce = Some(nonce);
            Ok::<_, LoadError>(())
        });
        stream::iter(asked).buffer_unordered(QUESTIONS).try_collect::<()>().await
    }

    /// A new account with a random key, whose next transaction has this number.
    #[cfg(test)]
    pub fn at_number(&mut self, nonce: u64) -> Result<usize, LoadError> {
        let key = HolderSecret::generate().key()?;
        Ok(self.add(key, Some(nonce)))
    }

    /// The key of an account.
    pub fn key(&self, place: usize) -> Result<&Key, LoadError> {
        let lane = self.lanes.get(place);
        lane.map(|lane| &lane.key).ok_or_else(|| LoadError::Signing("nobody has this place".into()))
    }

    /// The account at a place.
    pub fn account(&self, place: usize) -> Result<Account, LoadError> {
        self.key(place).map(account_of)
    }

    /// The number of an account's next transaction, which is then used.
    pub fn next_nonce(&mut self, place: usize) -> Result<u64, LoadError> {
        let lane = self.lanes.get_mut(place).ok_or_else(|| LoadError::Signing("nobody has this place".into()))?;
        let unknown = || LoadError::Signing("nobody has asked for the next number of a new account".into());
        let nonce = lane.nonce.ok_or_else(unknown)?;
        lane.nonce = Some(nonce.saturating_add(1));
        Ok(nonce)
    }

    /// A call that an account is to sign next.
    pub fn order(&mut self, place: usize, call: EncodedCall) -> Result<Order, LoadError> {
        Ok(Order { lane: place, nonce: self.next_nonce(place)?, call })
    }

    /// Signs what was ordered.
    pub fn sign(&self, form: &Form, orders: &[Order]) -> Result<Vec<Parcel>, LoadError> {
        on_all_cores(orders, |Order { lane, nonce, call }| {
            let transaction = form.sign(call, self.key(*lane)?, *nonce)?;
            Ok(Parcel { act: Act::Prepare, lane: *lane, transaction })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::form::tests::form, *};
    use crate::load::calls::transfer;

    #[test]
    fn orders_of_an_account_should_be_numbered_in_their_order() {
        let mut crew = Crew::default();
        let (one, other) = (crew.at_number(7).unwrap(), crew.at_number(0).unwrap());
        assert_ne!(crew.account(one).unwrap(), crew.account(other).unwrap());
        let call = || transfer(&[1; 32], 1);
        let orders: Vec<_> = [one, other, one].into_iter().map(|place| crew.order(place, call()).unwrap()).collect();
        let numbers: Vec<_> = orders.iter().map(|order| (order.lane, order.nonce)).collect();
        assert_eq!(numbers, vec![(one, 7), (other, 0), (one, 8)]);
        let parcels = crew.sign(&form(), &orders).unwrap();
        assert_eq!(parcels.iter().map(|parcel| parcel.lane).collect::<Vec<_>>(), vec![one, other, one]);
        assert_ne!(parcels[0].transaction.hash, parcels[2].transaction.hash);
    }

    #[test]
    fn order_should_be_refused_when_the_account_is_not_on_the_chain_yet() {
        let mut crew = Crew::default();
        let place = crew.fresh().unwrap();
        assert!(matches!(crew.order(place, transfer(&[1; 32], 1)), Err(LoadError::Signing(_))));
    }

    #[test]
    fn order_should_be_refused_when_nobody_has_the_place() {
        let mut crew = Crew::default();
        assert!(matches!(crew.order(0, transfer(&[1; 32], 1)), Err(LoadError::Signing(_))));
    }
}
