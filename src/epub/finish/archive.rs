//! The conforming archive: mimetype first and stored, a fixed order, fixed dates.

use crate::book::{Date, Moment};
use rayon::prelude::*;
use std::io::Cursor;
use zip::result::ZipResult;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A file of the archive.
pub(super) struct Entry<'a> {
    /// Its name, with its folders.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// Whether deflate would gain nothing: pictures are compressed already.
    pub(super) stored: bool,
}

/// The archive of `entries`, in their order, dated `timestamp`. Each is deflated by itself, so the
/// bytes are the same whatever the threads.
///
/// # Errors
/// What the archive's writer says: two entries of one name, or more than it can hold.
pub(super) fn write(entries: &[Entry<'_>], timestamp: i64) -> ZipResult<Vec<u8>> {
    let date = date(timestamp);
    let prepared: Vec<ZipResult<PreparedZipFile>> = entries
        .par_iter()
        .map(|entry| {
            let method = match entry.stored {
                true => CompressionMethod::Stored,
                false => CompressionMethod::Deflated,
            };
            PreparedZipFile::from_data(&entry.name, options(method, date), entry.bytes)
        })
        .collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mimetype = PreparedZipFile::from_data(
        "mimetype",
        options(CompressionMethod::Stored, date),
        b"application/epub+zip",
    )?;
    writer.add_prepared_file(mimetype)?;
    for file in prepared {
        writer.add_prepared_file(file?)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn options(method: CompressionMethod, date: DateTime) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(date)
        .unix_permissions(0o644)
        .system(System::Unix)
}

/// A date as archives have it: from 1980, in steps of two seconds.
fn date(timestamp: i64) -> DateTime {
    let Moment {
        date: Date { year, month, day },
        hour,
        minute,
        second,
    } = Moment::at(timestamp);
    u16::try_from(year)
        .ok()
        .and_then(|year| DateTime::from_date_and_time(year, month, day, hour, minute, second).ok())
        .unwrap_or_default()
}
