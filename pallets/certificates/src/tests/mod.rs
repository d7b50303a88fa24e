//! The behaviour of the pallet, one file per topic.
