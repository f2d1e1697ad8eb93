//! Dates as machines write them in fields.

use jiff::civil::{Date, DateTime};

/// The date that a value begins with as machines write it (ISO 8601: `2026-03-04`, with a time
/// behind it or not).
pub(super) fn date(value: &str) -> Option<Date> {
    let date = value.get(..10)?.parse().ok()?;
    let rest = value[10..].trim_start();
    (rest.is_empty() || is_date_time(value)).then_some(date)
}

/// Whether a value is a date and a time, with an offset from UTC or without: `2026-03-04T10:00:00Z`,
/// `2026-03-04 10:00:00 +0300`, as Jekyll and Hugo read them.
pub(super) fn is_date_time(value: &str) -> bool {
    let Some((date, rest)) = value.split_at_checked(10) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(['T', 't', ' ']) else {
        return false;
    };
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.')))
        .unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let zone = zone.trim_start();
    let offset = zone.strip_prefix(['+', '-']).is_some_and(|digits| {
        let digits: String = digits.chars().filter(|c| *c != ':').collect();
        matches!(digits.len(), 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit())
    });
    let named = matches!(zone, "" | "Z" | "z" | "UTC" | "GMT");
    (offset || named) && time.contains(':') && format!("{date}T{time}").parse::<DateTime>().is_ok()
}
