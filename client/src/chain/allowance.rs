//! What members may use of the chain, and have used.

use super::{Chain, ChainError, clock_of, runtime::view_functions};
use bogam_primitives::{Moment, OrganisationId};
use subxt::dynamic;

/// What may be used in a window, and has been used, in picoseconds of execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// What may be used in a window.
    pub allowance: u64,
    /// What has been used in this one, debts from earlier ones included: it may be more than the allowance.
    pub used: u64,
}

impl Quota {
    /// What is left in this window, in picoseconds of execution.
    pub fn left(&self) -> u64 {
        self.allowance.saturating_sub(self.used)
    }

    /// What is left, in per cent of the allowance, rounded down.
    pub fn left_percent(&self) -> u64 {
        let percent = u128::from(self.left()) * 100 / u128::from(self.allowance.max(1));
        u64::try_from(percent).unwrap_or(100)
    }

    /// Whether nothing is left: what is sent now waits, or is refused if nothing is allowed.
    pub fn is_used_up(&self) -> bool {
        self.left() == 0
    }

    /// How many windows have to begin until something is left again, if nothing else is charged meanwhile; `None` if nothing
    /// is allowed.
    pub fn windows_to_wait(&self) -> Option<u64> {
        match self.is_used_up() {
            // Each window works off one allowance.
            true => self.used.checked_div(self.allowance),
            false => Some(0),
        }
    }
}

/// What an organisation may use and has used in the present window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Whose.
    pub organisation: OrganisationId,
    /// Of its staff and its validators.
    pub staff: Quota,
    /// Of its holders together.
    pub holders: Quota,
    /// The first block of the next window.
    pub next_window: u32,
}

impl Allowance {
    /// Whether something waits because it is used up.
    pub fn is_used_up(&self) -> bool {
        self.staff.is_used_up() || self.holders.is_used_up()
    }
}

/// The windows in which allowances count, as of a final block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// The height of the block.
    pub height: u64,
    /// The clock of the block, in milliseconds since the epoch.
    pub now: Moment,
    /// How many blocks a window has, if the runtime says so.
    pub length: Option<u32>,
    /// How long a block takes, in milliseconds, if the runtime says so.
    pub block_time: Option<u64>,
}

impl Windows {
    /// When the block `height` is to be expected, if a block takes as long as it should.
    pub fn moment_of(&self, height: u32) -> Option<Moment> {
        let ahead = u64::from(height).checked_sub(self.height)?;
        self.now.checked_add(ahead.checked_mul(self.block_time?)?)
    }

    /// The first block in which something is left again of what is used up, if nothing else is charged meanwhile; `None` if
    /// it is not used up, or if nothing is allowed.
    pub fn free_from(&self, quota: &Quota, next_window: u32) -> Option<u32> {
        let further = quota.windows_to_wait()?.checked_sub(1)?;
        let blocks = further.checked_mul(u64::from(self.length?))?.checked_add(u64::from(next_window))?;
        u32::try_from(blocks).ok()
    }
}

impl Chain {
    /// What an organisation may use, and has used, in the window of the newest finalised block.
    pub async fn allowance(&self, organisation: OrganisationId) -> Result<Allowance, ChainError> {
        let usage = self.ask(view_functions().metering().usage(organisation)).await?;
        Ok(Allowance {
            organisation,
            staff: Quota { allowance: usage.allowance, used: usage.used },
            holders: Quota { allowance: usage.holders_allowance, used: usage.holders_used },
            next_window: usage.next_window,
        })
    }

    /// The windows in which allowances count.
    pub async fn windows(&self) -> Result<Windows, ChainError> {
        let block = self.finalised().await?;
        let now = clock_of(&block).await?;
        let constants = block.constants();
        Ok(Windows {
            height: block.block_number(),
            now,
            length: constants.entry(dynamic::constant::<u32>("Metering", "Window")).ok(),
            block_time: constants.entry(dynamic::constant::<u64>("Aura", "SlotDuration")).ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(allowance: u64, used: u64) -> Quota {
        Quota { allowance, used }
    }

    #[test]
    fn quota_should_tell_what_is_left_and_for_how_long_it_has_to_wait() {
        for (allowance, used, left, percent, windows) in [
            (1_000, 0, 1_000, 100, Some(0)),
            (1_000, 1, 999, 99, Some(0)),
            (1_000, 999, 1, 0, Some(0)),
            (1_000, 1_000, 0, 0, Some(1)),
            (1_000, 1_999, 0, 0, Some(1)),
            (1_000, 2_000, 0, 0, Some(2)),
            (0, 0, 0, 0, None),
            (0, 5, 0, 0, None),
            (u64::MAX, 0, u64::MAX, 100, Some(0)),
        ] {
            let quota = quota(allowance, used);
            assert_eq!(
                (quota.left(), quota.left_percent(), quota.windows_to_wait()),
                (left, percent, windows),
                "{quota:?}"
            );
            assert_eq!(quota.is_used_up(), left == 0, "{quota:?}");
        }
    }

    #[test]
    fn allowance_should_be_used_up_when_staff_or_holders_have_none_left() {
        let allowance = Allowance { organisation: 1, staff: quota(10, 9), holders: quota(2, 1), next_window: 60 };
        assert!(!allowance.is_used_up());
        assert!(Allowance { staff: quota(10, 10), ..allowance }.is_used_up());
        assert!(Allowance { holders: quota(2, 2), ..allowance }.is_used_up());
    }

    #[test]
    fn waiting_should_end_with_the_window_that_has_worked_off_the_debt() {
        let windows = Windows { height: 50, now: 1_000_000, length: Some(60), block_time: Some(1_000) };
        assert_eq!(windows.moment_of(60), Some(1_010_000));
        assert_eq!(windows.moment_of(49), None);
        assert_eq!(windows.free_from(&quota(10, 9), 60), None);
        assert_eq!(windows.free_from(&quota(10, 10), 60), Some(60));
        assert_eq!(windows.free_from(&quota(10, 35), 60), Some(180));
        assert_eq!(windows.free_from(&quota(0, 35), 60), None);
        assert_eq!(windows.free_from(&quota(1, u64::MAX), 60), None);
        let unknown = Windows { length: None, block_time: None, ..windows };
        assert_eq!((unknown.moment_of(60), unknown.free_from(&quota(10, 10), 60)), (None, None));
    }
}
