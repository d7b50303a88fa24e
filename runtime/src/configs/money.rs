//! Settlement money: whole won, with which insurers will pay claims. It buys no block space, and nobody needs any of it.

use crate::{Balance, Runtime, RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, System, weights};
use frame_support::traits::{ConstU32, ConstU128, Contains, VariantCountOf};

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type WeightInfo = weights::pallet_balances::WeightInfo<Runtime>;
    type Balance = Balance;
    type DustRemoval = ();
    // One won: the smallest amount there is.
    type ExistentialDeposit = ConstU128<1>;
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxLocks = ConstU32<0>;
    type MaxReserves = ConstU32<0>;
    type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
    type DoneSlashHandler = ();
}

/// All calls but `balances.burn`. Each won on the chain is one at the clearing agent's bank: it leaves when the agent pays it
/// out. What were burnt here would lie there for ever.
pub struct NothingIsBurnt;

impl Contains<RuntimeCall> for NothingIsBurnt {
    fn contains(call: &RuntimeCall) -> bool {
        !matches!(call, RuntimeCall::Balances(pallet_balances::Call::burn { .. }))
    }
}

/// Won have no fraction.
pub const DECIMALS: u8 = 0;

/// How settlement money is called.
pub const SYMBOL: &str = "KRW";
