//! The civil calendar: days, and moments in UTC (proleptic Gregorian).

use std::fmt;

const SECONDS_A_DAY: i64 = 86_400;

/// Days in 400 years, after which the calendar repeats.
const DAYS_AN_ERA: i64 = 146_097;

/// Days from 1 March of the year 0 to 1 January 1970. Counted from a March, the leap day ends its year, and the days
/// before a month are a straight line.
const DAYS_BEFORE_1970: i64 = 719_468;

/// A calendar date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// The day in UTC that holds the moment `seconds` after 1970 began, within the years of a [`Moment`].
    pub fn at(seconds: i64) -> Date {
        Moment::at(seconds).date
    }

    /// Noon of the day, in seconds after 1970 began.
    pub fn noon(self) -> i64 {
        let before_march = i64::from(self.month <= 2);
        let year = i64::from(self.year) - before_march;
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let month = i64::from(self.month) + 12 * before_march - 3;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        (era * DAYS_AN_ERA + day_of_era - DAYS_BEFORE_1970) * SECONDS_A_DAY + SECONDS_A_DAY / 2
    }

    fn of_day(days_since_1970: i64) -> Date {
        let days = days_since_1970 + DAYS_BEFORE_1970;
        let (era, day_of_era) = (days.div_euclid(DAYS_AN_ERA), days.rem_euclid(DAYS_AN_ERA));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = match month_from_march {
            0..10 => month_from_march + 3,
            _ => month_from_march - 9,
        };
        Date {
            year: (era * 400 + year_of_era + i64::from(month <= 2)) as i32,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A moment in UTC, of the years 1 to 9999: what every notation that files are dated in can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Moment {
    /// The moment `seconds` after 1970 began; the nearest that there is where the years do not reach so far.
    pub fn at(seconds: i64) -> Moment {
        const FIRST: i64 = -62_135_596_800;
        const LAST: i64 = 253_402_300_799;
        let seconds = seconds.clamp(FIRST, LAST);
        let of_day = seconds.rem_euclid(SECONDS_A_DAY);
        Moment {
            date: Date::of_day(seconds.div_euclid(SECONDS_A_DAY)),
            hour: (of_day / 3_600) as u8,
            minute: (of_day / 60 % 60) as u8,
            second: (of_day % 60) as u8,
        }
    }
}

/// As XML and metadata write it (ISO 8601): `2026-11-22T12:00:00Z`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Moment {
            date,
            hour,
            minute,
            second,
        } = self;
        write!(f, "{date}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_match_the_calendar() {
        let written = |seconds| Moment::at(seconds).to_string();
        assert_eq!(written(0), "1970-01-01T00:00:00Z");
        assert_eq!(written(951_825_599), "2000-02-29T11:59:59Z");
        assert_eq!(written(1_795_348_800), "2026-11-22T12:00:00Z");
        assert_eq!(written(-1), "1969-12-31T23:59:59Z");
        assert_eq!(written(i64::MIN), "0001-01-01T00:00:00Z");
        assert_eq!(written(i64::MAX), "9999-12-31T23:59:59Z");
    }

    #[test]
    fn noon_is_the_noon_of_its_day() {
        let date = |year, month, day| Date { year, month, day };
        assert_eq!(date(1970, 1, 1).noon(), 43_200);
        assert_eq!(date(2000, 3, 1).noon(), 951_912_000);
        assert_eq!(date(2026, 11, 22).noon(), 1_795_348_800);
        for day in -800_000..800_000 {
            let date = Date::at(day * SECONDS_A_DAY);
            let noon = date.noon();
            assert_eq!((Date::at(noon), noon.rem_euclid(SECONDS_A_DAY)), (date, 43_200));
        }
    }
}
