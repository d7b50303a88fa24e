//! The simulated year: 2026 in Korea, with the hours at which practices and pharmacies are open.

use crate::random::Random;
use bogam_primitives::{
    Moment,
    time::{DAY, SECOND},
};

/// The first moment of 2026 in Korea.
pub const START: Moment = 1_767_193_200_000;

/// The days of the year.
pub const DAYS: u32 = 365;

/// The days on which the months begin.
pub const MONTHS: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// Seconds in an hour.
pub const HOUR_SECONDS: u32 = 3_600;

/// When practices open, in seconds of the day.
const OPENS: u32 = 9 * HOUR_SECONDS;
/// When they close for lunch, and on Saturdays for the day.
const NOON: u32 = 13 * HOUR_SECONDS;
/// When they open again.
const AFTERNOON: u32 = 14 * HOUR_SECONDS;
/// When they close.
const CLOSES: u32 = 18 * HOUR_SECONDS;
/// When pharmacies close, but on Saturdays.
const PHARMACY_CLOSES: u32 = 19 * HOUR_SECONDS + HOUR_SECONDS / 2;

/// New Year, Seollal, the First of March, Children's Day, Memorial Day, Liberation Day, Chuseok, the Third and the Ninth of
/// October, and Christmas, as days of the year.
const HOLIDAYS: [u32; 14] = [0, 46, 47, 48, 59, 124, 156, 226, 266, 267, 268, 275, 281, 358];

/// The day of the week: 0 is Monday. The year began with a Thursday.
pub const fn weekday(day: u32) -> u32 {
    (day + 3) % 7
}

/// Whether practices and pharmacies are open: not on Sundays and holidays.
pub fn is_working(day: u32) -> bool {
    weekday(day) != 6 && !HOLIDAYS.contains(&day)
}

/// The first working day that is not before `day`.
pub fn next_working(day: u32) -> u32 {
    (day..day + 14).find(|day| is_working(*day)).unwrap_or(day)
}

/// A moment of the year.
pub const fn moment(day: u32, second: u32) -> Moment {
    START + day as Moment * DAY + second as Moment * SECOND
}

/// The day of a moment; the first one for a moment before the year.
pub const fn day_of(moment: Moment) -> u32 {
    (moment.saturating_sub(START) / DAY) as u32
}

/// The second of its day of a moment.
pub const fn second_of(moment: Moment) -> u32 {
    (moment.saturating_sub(START) % DAY / SECOND) as u32
}

/// The last second at which a practice is open.
const fn closing(day: u32) -> u32 {
    if weekday(day) == 5 { NOON } else { CLOSES }
}

/// A second of `day` at which practices are open.
pub fn consultation(day: u32, random: &mut Random) -> u32 {
    let morning = weekday(day) == 5 || random.chance(0.55);
    if morning { random.between(OPENS, NOON - 1) } else { random.between(AFTERNOON, CLOSES - 1) }
}

/// The second of `day` closest to `second` at which practices are open.
pub fn during_consultations(day: u32, second: u32) -> u32 {
    let second = second.clamp(OPENS, closing(day) - 1);
    if (NOON..AFTERNOON).contains(&second) { AFTERNOON } else { second }
}

/// The moment closest to `at` at which pharmacies are open, and not earlier.
pub fn at_pharmacy(at: Moment) -> Moment {
    let (day, second) = (day_of(at), second_of(at));
    let closes = if weekday(day) == 5 { NOON + HOUR_SECONDS } else { PHARMACY_CLOSES };
    if !is_working(day) || second >= closes {
        let next = next_working(day + 1);
        // Not all at the opening: whoever comes late one day comes at some time of the next.
        moment(next, OPENS + second % (3 * HOUR_SECONDS))
    } else {
        moment(day, second.max(OPENS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_should_begin_on_a_thursday_that_is_a_holiday() {
        assert_eq!(weekday(0), 3);
        assert!(!is_working(0));
        assert_eq!(next_working(0), 1);
        assert_eq!((day_of(moment(5, 60)), second_of(moment(5, 60))), (5, 60));
    }

    #[test]
    fn consultations_should_be_within_opening_hours() {
        let mut random = Random::new(1, "hours");
        for day in (0..60).filter(|day| is_working(*day)) {
            let second = consultation(day, &mut random);
            assert_eq!(during_consultations(day, second), second);
            assert!(second < closing(day));
        }
        assert_eq!(during_consultations(1, 0), OPENS);
        assert_eq!(during_consultations(1, NOON), AFTERNOON);
    }

    #[test]
    fn pharmacy_should_never_serve_before_or_on_sundays() {
        for hour in 0..24 * 10 {
            let asked = moment(hour / 24, hour % 24 * HOUR_SECONDS);
            let served = at_pharmacy(asked);
            assert!(served >= asked);
            assert!(is_working(day_of(served)));
        }
    }
}
