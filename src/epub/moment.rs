//! A moment as calendar date and time of day.

use crate::book::Date;

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
}

impl Moment {
    /// The moment `seconds` after 1970 began, kept within the years 1 to 9999.
    pub(super) fn from_timestamp(seconds: i64) -> Moment {
        const FIRST: i64 = -62_135_596_800;
        const LAST: i64 = 253_402_300_799;
        let seconds = seconds.clamp(FIRST, LAST);
        let time = seconds.rem_euclid(86_400);
        let date = Date::at(seconds);
        Moment {
            year: i64::from(date.year),
            month: date.month,
            day: date.day,
            hour: (time / 3_600) as u8,
            minute: (time / 60 % 60) as u8,
            second: (time % 60) as u8,
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            self.year, self.month, self.day, self.hour, self.minute, self.second
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_match_the_calendar() {
        let shown = |seconds| Moment::from_timestamp(seconds).to_string();
        assert_eq!(shown(0), "1970-01-01T00:00:00Z");
        assert_eq!(shown(951_825_599), "2000-02-29T11:59:59Z");
        assert_eq!(shown(1_795_348_800), "2026-11-22T12:00:00Z");
        assert_eq!(shown(-1), "1969-12-31T23:59:59Z");
        assert_eq!(shown(i64::MIN), "0001-01-01T00:00:00Z");
    }
}
