//! IPTC-IIM 4.2, as Photoshop keeps it among its image resources.
//!
//! The crate for it, `iptc`, panics on files that are cut off, misreads the length of a resource's
//! name and brings a decoder of images along.

use super::{decode, joined};
use crate::article::Embedded;

/// The image resource that holds IIM.
const IPTC_NAA: u16 = 0x0404;

/// What 1:90 says where texts are UTF-8 (ISO 2022).
const UTF_8: &[u8] = b"\x1B%G";

/// Reads image resources.
pub(super) fn read(resources: &[u8]) -> Embedded {
    let mut utf_8 = false;
    let [mut creators, mut credits, mut notices] = [const { Vec::new() }; 3];
    for iim in resources_of(resources, IPTC_NAA) {
        let mut rest = iim;
        while let Some((data, after)) = data_set(rest) {
            rest = after;
            match data.id {
                (1, 90) => utf_8 = data.bytes == UTF_8,
                (2, 80) => creators.push(data.bytes),
                (2, 110) => credits.push(data.bytes),
                (2, 116) => notices.push(data.bytes),
                _ => {}
            }
        }
    }
    // Many writers put down UTF-8 and do not say so. What is cut off after so many bytes may end in
    // half a character.
    let decode = |&bytes: &&[u8]| match utf_8 {
        true => Some(String::from_utf8_lossy(bytes).replace('\u{FFFD}', "")),
        false => decode(bytes),
    };
    let field = |texts: &[&[u8]]| joined(texts.iter().filter_map(decode));
    Embedded {
        creator: field(&creators),
        credit_line: field(&credits),
        copyright_notice: field(&notices),
    }
}

/// The data of the image resources with an id: `8BIM`, an id, a name, a length, data; name and data
/// are padded to an even length.
fn resources_of(mut resources: &[u8], wanted: u16) -> impl Iterator<Item = &[u8]> {
    let next = move || {
        let rest = resources.strip_prefix(b"8BIM")?;
        let (id, rest) = rest.split_first_chunk()?;
        let name = usize::from(*rest.first()?) + 1;
        let (length, rest) = rest.get(name.next_multiple_of(2)..)?.split_first_chunk()?;
        let length = u32::from_be_bytes(*length) as usize;
        let data = &rest[..length.min(rest.len())];
        let padded = length.checked_next_multiple_of(2)?;
        resources = rest.get(padded..).unwrap_or_default();
        Some((u16::from_be_bytes(*id), data))
    };
    std::iter::from_fn(next)
        .filter(move |&(id, _)| id == wanted)
        .map(|(_, data)| data)
}

/// A value with the numbers of its record and of its data set.
struct DataSet<'a> {
    id: (u8, u8),
    bytes: &'a [u8],
}

/// The first data set, and what follows it: a tag marker, two numbers, a length, data. A length with
/// its highest bit set is that of the length which follows.
fn data_set(iim: &[u8]) -> Option<(DataSet<'_>, &[u8])> {
    let ([0x1C, record, number, high, low], mut rest) = iim.split_first_chunk()? else {
        return None;
    };
    let mut length = usize::from(u16::from_be_bytes([*high, *low]));
    if length >= 0x8000 {
        let (digits, after) = rest.split_at_checked(length - 0x8000)?;
        length = digits.iter().try_fold(0_usize, |length, &digit| {
            Some(length.checked_mul(256)? + usize::from(digit))
        })?;
        rest = after;
    }
    let (bytes, rest) = rest.split_at_checked(length)?;
    let id = (*record, *number);
    Some((DataSet { id, bytes }, rest))
}
