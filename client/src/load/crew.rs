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
use std::collections::HashMap;
use subxt::utils::AccountId32;

/// An account.
#[derive(Clone, Debug)]
struct Lane {
    key: Key,
    nonce: u64,
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
    fn add(&mut self, key: Key, nonce: u64) -> usize {
        self.lanes.push(Lane { key, nonce });
        self.lanes.len().saturating_sub(1)
    }

    /// A new account with a random key.
    pub fn fresh(&mut self) -> Result<usize, LoadError> {
        let key = HolderSecret::generate().key()?;
        Ok(self.add(key, 0))
    }

    /// The account of a secret URI, as the chain knows it.
    pub async fn known(&mut self, node: &Node, uri: &str) -> Result<usize, LoadError> {
        if let Some(place) = self.known.get(uri) {
            return Ok(*place);
        }
        let key = Key::parse(uri)?;
        let nonce = node.next_nonce(&address_of(&key).to_string()).await?;
        let place = self.add(key, nonce);
        self.known.insert(uri.to_owned(), place);
        Ok(place)
    }

    /// Somebody's key that has signed nothing yet.
    pub fn newcomer(&mut self, key: Key) -> usize {
        self.add(key, 0)
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
        let nonce = lane.nonce;
        lane.nonce = nonce.saturating_add(1);
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
        let (one, other) = (crew.fresh().unwrap(), crew.fresh().unwrap());
        assert_ne!(crew.account(one).unwrap(), crew.account(other).unwrap());
        let call = || transfer(&[1; 32], 1);
        let orders: Vec<_> = [one, other, one].into_iter().map(|place| crew.order(place, call()).unwrap()).collect();
        let numbers: Vec<_> = orders.iter().map(|order| (order.lane, order.nonce)).collect();
        assert_eq!(numbers, vec![(one, 0), (other, 0), (one, 1)]);
        let parcels = crew.sign(&form(), &orders).unwrap();
        assert_eq!(parcels.iter().map(|parcel| parcel.lane).collect::<Vec<_>>(), vec![one, other, one]);
        assert_ne!(parcels[0].transaction.hash, parcels[2].transaction.hash);
    }

    #[test]
    fn order_should_be_refused_when_nobody_has_the_place() {
        let mut crew = Crew::default();
        assert!(matches!(crew.order(0, transfer(&[1; 32], 1)), Err(LoadError::Signing(_))));
    }
}
