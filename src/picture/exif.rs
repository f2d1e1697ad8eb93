//! Exif (CIPA DC-008): what the camera was told of its owner.

use exif::{Error, In, Reader, Tag, Value};

use super::{decode, joined};
use crate::article::Embedded;

/// Reads `Artist` and `Copyright` of the image itself.
pub(super) fn read(tiff: Vec<u8>) -> Embedded {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    // Slightly broken Exif is common; what could be read of it counts.
    let exif = match reader.read_raw(tiff) {
        Ok(exif) => exif,
        Err(Error::PartialResult(partial)) => partial.into_inner().0,
        Err(_) => return Embedded::default(),
    };
    let field = |tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        // `Copyright` has two texts, the photographer's and the editor's.
        Value::Ascii(texts) => joined(texts.iter().filter_map(|text| decode(text))),
        _ => None,
    };
    Embedded {
        creator: field(Tag::Artist),
        credit_line: None,
        copyright_notice: field(Tag::Copyright),
    }
}
