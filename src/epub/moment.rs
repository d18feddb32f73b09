//! A moment as calendar date and time of day.

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
        let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        // Years that start in March put the leap day last, so that days before a month are a
        // straight line; 400 years have 146,097 days.
        let since_era = days + 719_468;
        let era = since_era.div_euclid(146_097);
        let day_of_era = since_era.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        Moment {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month: month as u8,
            day: day as u8,
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
