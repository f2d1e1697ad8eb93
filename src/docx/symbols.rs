//! Characters of fonts that have a code of their own.

/// The character of a `w:sym`; nothing where it is a drawing rather than a letter or a mark.
///
/// A symbol font's codes stand in the private use area at U+F000 (ECMA-376-1, 17.3.3.30). In the
/// font Symbol digits and most marks are where ASCII has them (Unicode, mapping table
/// `ADOBE/symbol.txt`).
pub(super) fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    if !(0xF000..=0xF0FF).contains(&code) {
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    if !font.eq_ignore_ascii_case("Symbol") {
        return None;
    }
    Some(match code - 0xF000 {
        0x2D => '−',
        ascii @ (0x20
        | 0x21
        | 0x23
        | 0x25
        | 0x26
        | 0x28
        | 0x29
        | 0x2B..=0x3F
        | 0x5B
        | 0x5D
        | 0x7B..=0x7D) => char::from_u32(ascii)?,
        0xA3 => '≤',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        _ => return None,
    })
}
