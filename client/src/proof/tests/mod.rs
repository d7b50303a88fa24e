//! Proofs without a network: tries and votes are made here, and each kind of manipulation is tried.

mod anchor;
mod facts;
mod finality;
mod fixture;
mod gather;
mod metadata;
mod offline;
mod parts;
mod random_input;
mod storage;
mod vectors;
