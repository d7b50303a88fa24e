//! FHIR dates of any precision, as moments on the chain's clock.

use bogam_primitives::Moment;
use jiff::{
    Span, Timestamp,
    civil::{Date, DateTime},
    tz::{Offset, TimeZone},
};

/// How much of a FHIR `dateTime` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
    Second,
    Millisecond,
}

/// A FHIR `dateTime`: a year, a month, a day, or an instant with its offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FhirDateTime {
    precision: Precision,
    start: DateTime,
    /// The time of day and offset as they were written; empty for a date.
    suffix: String,
    offset: Option<Offset>,
}

/// Parses exactly `length` ASCII digits.
fn number<T: std::str::FromStr>(text: &str, length: usize) -> Option<T> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn offset(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes): (i32, i32) = (number(hours, 2)?, number(minutes, 2)?);
    let seconds = hours * 3_600 + minutes * 60;
    (minutes < 60 && seconds <= 14 * 3_600).then(|| Offset::from_seconds(sign * seconds).ok()).flatten()
}

impl FhirDateTime {
    /// Reads `2026`, `2026-11`, `2026-11-21`, or `2026-11-21T09:30:00+09:00` with or without a fraction of the second.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, clock) = match text.split_once('T') {
            Some((day, clock)) => (day, Some(clock)),
            None => (text, None),
        };
        let parts: Vec<&str> = day.split('-').collect();
        let (precision, start) = match (parts.as_slice(), clock) {
            ([year], None) => (Precision::Year, Date::new(number(year, 4)?, 1, 1).ok()?),
            ([year, month], None) => (Precision::Month, Date::new(number(year, 4)?, number(month, 2)?, 1).ok()?),
            ([year, month, day], _) => {
                (Precision::Day, Date::new(number(year, 4)?, number(month, 2)?, number(day, 2)?).ok()?)
            }
            _ => return None,
        };
        let Some(clock) = clock else {
            return Some(Self { precision, start: start.at(0, 0, 0, 0), suffix: String::new(), offset: None });
        };
        let zone_at = clock.find(['Z', '+', '-'])?;
        let (clock_time, zone) = clock.split_at_checked(zone_at)?;
        let (clock_time, fraction) = match clock_time.split_once('.') {
            Some((clock_time, fraction)) => (clock_time, Some(fraction)),
            None => (clock_time, None),
        };
        let fields: Vec<&str> = clock_time.split(':').collect();
        let [hour, minute, second] = fields.as_slice() else { return None };
        // FHIR allows the 60th second, a leap second; the wall clock counts it as the 59th once more.
        let second: i8 = number::<i8>(second, 2).map(|second| if second == 60 { 59 } else { second })?;
        let milliseconds: i32 = match fraction {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.bytes().chain(*b"00").take(3).fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'))
            }
            Some(_) => return None,
            None => 0,
        };
        let at = jiff::civil::Time::new(number(hour, 2)?, number(minute, 2)?, second, milliseconds * 1_000_000).ok()?;
        let precision = if fraction.is_some() { Precision::Millisecond } else { Precision::Second };
        Some(Self { precision, start: start.to_datetime(at), suffix: format!("T{clock}"), offset: Some(offset(zone)?) })
    }

    /// The first calendar day that is meant, in the offset that was written.
    pub fn date(&self) -> Date {
        self.start.date()
    }

    /// The first moment that is meant. Dates begin at midnight in `zone`; `None` before 1970.
    pub fn first_moment(&self, zone: &TimeZone) -> Option<Moment> {
        moment_of(self.start, &self.zone(zone))
    }

    /// The first moment after everything that is meant: FHIR's end of a period includes the whole day, month or second.
    pub fn moment_after(&self, zone: &TimeZone) -> Option<Moment> {
        let length = match self.precision {
            Precision::Year => Span::new().years(1),
            Precision::Month => Span::new().months(1),
            Precision::Day => Span::new().days(1),
            Precision::Second => Span::new().seconds(1),
            Precision::Millisecond => Span::new().milliseconds(1),
        };
        moment_of(self.start.checked_add(length).ok()?, &self.zone(zone))
    }

    fn zone(&self, zone: &TimeZone) -> TimeZone {
        self.offset.map_or_else(|| zone.clone(), TimeZone::fixed)
    }

    /// The first day (`2015-03` is `2015-03-01`) moved by `days`, the time of day as it was written.
    pub fn shifted_start(&self, days: i64) -> Option<String> {
        Some(format!("{}{}", shifted(self.start.date(), days)?, self.suffix))
    }

    /// The last day (`2015-03` is `2015-03-31`) moved by `days`, the time of day as it was written.
    pub fn shifted_end(&self, days: i64) -> Option<String> {
        let last = match self.precision {
            Precision::Year => self.start.date().last_of_year(),
            Precision::Month => self.start.date().last_of_month(),
            _ => self.start.date(),
        };
        Some(format!("{}{}", shifted(last, days)?, self.suffix))
    }
}

fn shifted(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn moment_of(local: DateTime, zone: &TimeZone) -> Option<Moment> {
    let zoned = zone.to_zoned(local).ok()?;
    u64::try_from(zoned.timestamp().as_millisecond()).ok()
}

/// The calendar day at `moment` in `zone`.
pub fn day_of(moment: Moment, zone: &TimeZone) -> Option<Date> {
    Some(zoned(moment, zone)?.date())
}

/// Days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> Option<i64> {
    from.until(to).ok().map(|span| i64::from(span.get_days()))
}

/// `moment` as a FHIR `dateTime` with milliseconds and the offset of `zone`.
pub fn format_moment(moment: Moment, zone: &TimeZone) -> Option<String> {
    Some(zoned(moment, zone)?.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
}

fn zoned(moment: Moment, zone: &TimeZone) -> Option<jiff::Zoned> {
    Some(Timestamp::from_millisecond(i64::try_from(moment).ok()?).ok()?.to_zoned(zone.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bogam_primitives::time::DAY;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn seoul() -> TimeZone {
        TimeZone::get("Asia/Seoul").unwrap()
    }

    fn utc(text: &str) -> Moment {
        text.parse::<Timestamp>().unwrap().as_millisecond().try_into().unwrap()
    }

    #[test]
    fn date_time_should_cover_what_its_precision_means() {
        for (text, first, after) in [
            ("2026", "2025-12-31T15:00:00Z", "2026-12-31T15:00:00Z"),
            ("2026-02", "2026-01-31T15:00:00Z", "2026-02-28T15:00:00Z"),
            ("2024-02-29", "2024-02-28T15:00:00Z", "2024-02-29T15:00:00Z"),
            ("2026-11-21T09:30:00+09:00", "2026-11-21T00:30:00Z", "2026-11-21T00:30:01Z"),
            ("2026-11-21T09:30:00.250Z", "2026-11-21T09:30:00.25Z", "2026-11-21T09:30:00.251Z"),
            ("2026-11-21T09:30:00.5-03:30", "2026-11-21T13:00:00.5Z", "2026-11-21T13:00:00.501Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2017-01-01T00:00:00Z"),
        ] {
            let parsed = FhirDateTime::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(parsed.first_moment(&seoul()), Some(utc(first)), "{text}");
            assert_eq!(parsed.moment_after(&seoul()), Some(utc(after)), "{text}");
        }
    }

    #[test]
    fn date_time_should_be_refused_when_it_is_none() {
        for text in [
            "",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-11-21T09:30:00",
            "2026-11-21T09:30Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:30:00+15:00",
            "2026-11-21T09:30:00.Z",
            "2026-11T09:30:00Z",
            "21.11.2026",
            "２０２６",
            "2026-11-21 09:30:00Z",
            "2026-11-21T",
            "+026-01-01",
        ] {
            assert_eq!(FhirDateTime::parse(text), None, "{text}");
        }
        assert_eq!(FhirDateTime::parse("1969").unwrap().first_moment(&seoul()), None);
        assert_eq!(FhirDateTime::parse("9999").unwrap().moment_after(&seoul()), None);
    }

    #[test]
    fn shift_should_keep_time_and_widen_months_to_days() {
        let parsed = |text| FhirDateTime::parse(text).unwrap();
        assert_eq!(parsed("2015-02-28T10:00:00+05:00").shifted_start(1).unwrap(), "2015-03-01T10:00:00+05:00");
        assert_eq!(parsed("2015-02").shifted_start(0).unwrap(), "2015-02-01");
        assert_eq!(parsed("2015-02").shifted_end(0).unwrap(), "2015-02-28");
        assert_eq!(parsed("2015").shifted_end(-365).unwrap(), "2014-12-31");
        assert_eq!(parsed("2015").shifted_end(i64::MAX), None);
    }

    #[test]
    fn moment_should_be_written_so_that_it_reads_back() {
        let moment = utc("2026-11-21T00:30:00.007Z");
        let text = format_moment(moment, &seoul()).unwrap();
        assert_eq!(text, "2026-11-21T09:30:00.007+09:00");
        assert_eq!(FhirDateTime::parse(&text).unwrap().first_moment(&TimeZone::UTC), Some(moment));
        assert_eq!(day_of(utc("2026-11-21T15:00:00Z"), &seoul()), Some(date(2026, 11, 22)));
        assert_eq!(format_moment(u64::MAX, &seoul()), None);
    }

    proptest! {
        #[test]
        fn shift_should_keep_the_length_of_a_period(start in 0i64..20_000, length in 0i64..4_000, by in -5_000i64..5_000) {
            let epoch = date(1990, 1, 1);
            let text = |days| shifted(epoch, days).unwrap().to_string();
            let (from, to) = (FhirDateTime::parse(&text(start)).unwrap(), FhirDateTime::parse(&text(start + length)).unwrap());
            let moved_from = FhirDateTime::parse(&from.shifted_start(by).unwrap()).unwrap();
            let moved_to = FhirDateTime::parse(&to.shifted_end(by).unwrap()).unwrap();
            prop_assert_eq!(days_between(moved_from.date(), moved_to.date()), Some(length));
            if let (Some(first), Some(after)) = (moved_from.first_moment(&TimeZone::UTC), moved_to.moment_after(&TimeZone::UTC)) {
                prop_assert_eq!(after - first, (length as u64 + 1) * DAY);
            }
        }

        #[test]
        fn parsing_should_answer_for_any_text(text in "[0-9TZ:.+-]{0,32}|.{0,20}") {
            let _ = FhirDateTime::parse(&text).map(|parsed| parsed.first_moment(&TimeZone::UTC));
        }
    }
}
