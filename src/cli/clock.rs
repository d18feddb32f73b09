//! The day of a command, which decides what is a pre-order, and the moment that files are dated with.

use super::Failure;
use crate::book::Date;
use crate::diagnostic::codes;
use std::time::SystemTime;

/// The end of the year 9999, which is the last that the formats' dates can say: seconds since 1970 UTC.
const LAST_MOMENT: i64 = 253_402_300_799;

/// The day that the command is run on, or the one that `SOURCE_DATE_EPOCH` is in.
pub(super) fn today() -> Result<Date, Failure> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now = now.map_or(0, |since| since.as_secs() as i64);
    Ok(Date::at(epoch()?.unwrap_or(now)))
}

/// The moment that `SOURCE_DATE_EPOCH` names, in seconds since 1970 UTC; `None` where it is not set.
pub(super) fn epoch() -> Result<Option<i64>, Failure> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|v| !v.is_empty()) else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|v| v.parse::<i64>().ok());
    match seconds.filter(|s| (0..=LAST_MOMENT).contains(s)) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Failure::new(
            codes::CLI_EPOCH,
            format!("SOURCE_DATE_EPOCH is `{}`", value.to_string_lossy()),
            "set it to seconds since 1970 in digits, or leave it unset",
        )),
    }
}
