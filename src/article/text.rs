//! An article's one text, and the map from it to the bytes of the file.

use std::borrow::Cow;

use super::html::encode_like;
use crate::finding::Edit;
use crate::span::{Span, TextRange};

/// What stands in the text for something that is no text: inline code, an image, a formula.
pub const HOLE: char = '\u{FFFC}';

/// What stands between two blocks of a copied text.
pub const SEPARATOR: char = '\u{2029}';

/// How the characters of a stretch of text are written in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PieceKind {
    /// Byte for byte.
    Verbatim,
    /// As something else that means the same: `&ldquo;`, `\"`, a doubled `''`, a folded line.
    /// Such a piece is atomic: it is covered, and replaced, whole or not at all.
    Decoded,
    /// As something that a reader does not read as words; [`HOLE`] in the text.
    Hole,
}

/// A stretch of text and the bytes that it came from. Pieces are sorted by text and follow one
/// another without a gap in the text of a block; a gap between their file bytes is markup.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Bytes of the text.
    pub text: TextRange,
    /// Bytes of the file; as long as `text` where verbatim.
    pub file: Span,
    /// How the one is written in the other.
    pub kind: PieceKind,
}

/// In what a block is written, so that a fix can be written in the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Syntax {
    /// Plain text: every character stands for itself.
    Plain,
    /// Markdown inline text.
    Markdown,
    /// Text between HTML tags.
    HtmlText,
    /// An HTML attribute's value and its quotation mark, `'\0'` where it is unquoted.
    HtmlAttribute(char),
    /// A YAML plain scalar.
    YamlPlain,
    /// A YAML scalar in single quotation marks.
    YamlSingle,
    /// A YAML scalar in double quotation marks.
    YamlDouble,
    /// A YAML block scalar (`|` or `>`).
    YamlBlock,
    /// A TOML basic string, single- or multi-line.
    TomlBasic,
    /// A TOML literal string, single- or multi-line.
    TomlLiteral,
    /// A JSON string.
    JsonString,
    /// Text between HTML tags, in a JSON string.
    JsonHtmlText,
    /// An HTML attribute's value and its quotation mark, in a JSON string.
    JsonHtmlAttribute(char),
    /// Something that fixes do not touch, such as a shortcode's argument.
    Opaque,
}

impl Syntax {
    /// `text`, which is written in this syntax already, in the way of the bytes that it replaces:
    /// where these were escaped for the sake of their characters (`&ldquo;`, `\u201c`), so is it.
    #[must_use]
    pub fn in_the_way_of(self, found: &str, text: String) -> String {
        let named = match self {
            Self::Markdown
            | Self::HtmlText
            | Self::HtmlAttribute(_)
            | Self::JsonHtmlText
            | Self::JsonHtmlAttribute(_) => encode_like(found, &text),
            _ => None,
        };
        let numbered = || {
            let escapes = matches!(
                self,
                Self::JsonString
                    | Self::JsonHtmlText
                    | Self::JsonHtmlAttribute(_)
                    | Self::YamlDouble
                    | Self::TomlBasic
            );
            (escapes && found.is_ascii() && found.contains("\\u")).then(|| by_number(&text))
        };
        named.or_else(numbered).unwrap_or(text)
    }

    /// The same inside a JSON string.
    #[must_use]
    pub fn in_json(self) -> Self {
        match self {
            Self::Plain => Self::JsonString,
            Self::HtmlText => Self::JsonHtmlText,
            Self::HtmlAttribute(quote) => Self::JsonHtmlAttribute(quote),
            _ => Self::Opaque,
        }
    }
}

/// The text of an article: what a reader would read, of all blocks, and where it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text<'s> {
    buffer: Cow<'s, str>,
    pieces: Vec<Piece>,
}

impl<'s> Text<'s> {
    /// Text that is a part of the file byte for byte, from `offset` (bytes) on.
    #[must_use]
    pub fn borrowed(text: &'s str, offset: usize) -> Self {
        let piece = Piece {
            text: TextRange::new(0, text.len()),
            file: Span::new(offset, offset + text.len()),
            kind: PieceKind::Verbatim,
        };
        Self {
            buffer: Cow::Borrowed(text),
            pieces: vec![piece],
        }
    }

    /// The text of all blocks. Blocks never touch: one character at least that is in no block
    /// stands between them ([`SEPARATOR`], or the file's own line breaks where it is borrowed).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.buffer
    }

    /// The map, sorted.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The bytes of the file that a range of text came from, whole pieces where these are decoded.
    ///
    /// Always answers: markup inside is covered, markup at either end is not.
    #[must_use]
    pub fn span(&self, range: TextRange) -> Span {
        let Some(first) = self.piece_at(range.start) else {
            let end = self.pieces.last().map_or(0, |piece| piece.file.end());
            return Span::at(end);
        };
        let piece = self.pieces[first];
        let start = match piece.kind {
            PieceKind::Verbatim => {
                piece.file.start
                    + (range.start.saturating_sub(piece.text.start))
                        .min(piece.text.end - piece.text.start)
            }
            PieceKind::Decoded | PieceKind::Hole => piece.file.start,
        };
        if range.is_empty() {
            // At the seam of two pieces, and at the end of a block, the empty range belongs to the end
            // of the first; between what is no text and words, to the words.
            if range.start <= piece.text.start && first > 0 {
                let before = self.pieces[first - 1];
                let to_words = before.kind == PieceKind::Hole && range.start == piece.text.start;
                if before.text.end == range.start && !to_words {
                    return Span::at(before.file.end());
                }
            }
            return Span::at(start as usize);
        }
        let last =
            self.pieces[first..].partition_point(|piece| piece.text.start < range.end) - 1 + first;
        let piece = self.pieces[last];
        let end = match piece.kind {
            PieceKind::Verbatim => {
                piece.file.start + (range.end.min(piece.text.end) - piece.text.start)
            }
            PieceKind::Decoded | PieceKind::Hole => piece.file.end,
        };
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The edit that writes `replacement` in place of a range of text, written as `syntax` asks.
    ///
    /// `None` where markup, a hole or a part of a decoded piece lies inside the range, or where the
    /// replacement can't be written there.
    #[must_use]
    pub fn edit(&self, range: TextRange, replacement: &str, syntax: Syntax) -> Option<Edit> {
        let text = escape(replacement, syntax)?;
        if range.is_empty() {
            let inside = self.piece_at(range.start).is_some_and(|at| {
                let piece = self.pieces[at];
                piece.kind != PieceKind::Verbatim
                    && piece.text.start < range.start
                    && range.start < piece.text.end
            });
            return (!inside).then(|| Edit {
                span: self.span(range),
                text,
            });
        }
        let first = self.piece_at(range.start)?;
        let mut expected: Option<u32> = None;
        for piece in self.pieces[first..]
            .iter()
            .take_while(|piece| piece.text.start < range.end)
        {
            let whole = range.contains(piece.text);
            if expected.is_some_and(|end| end != piece.file.start)
                || piece.kind == PieceKind::Hole
                || (piece.kind == PieceKind::Decoded && !whole)
            {
                return None;
            }
            expected = Some(piece.file.end);
        }
        Some(Edit {
            span: self.span(range),
            text,
        })
    }

    /// Whether a range of text came from one stretch of the file, with nothing in between that a
    /// reader does not see.
    #[must_use]
    pub fn is_seamless(&self, range: TextRange) -> bool {
        let mut end = None;
        let mut seamless = true;
        self.for_each_piece(range, |_, piece| {
            seamless &= end.is_none_or(|end| end == piece.file.start);
            end = Some(piece.file.end);
        });
        seamless
    }

    /// Visits the pieces of a range with their text, those at its ends cut to it (of a decoded piece
    /// the text alone: it came from all of its bytes).
    fn for_each_piece(&self, range: TextRange, mut visit: impl FnMut(&str, Piece)) {
        let first = self
            .pieces
            .partition_point(|piece| piece.text.end <= range.start);
        let inside = |piece: &&Piece| piece.text.start < range.end;
        for &(mut piece) in self.pieces[first..].iter().take_while(inside) {
            let skipped = range.start.saturating_sub(piece.text.start);
            let cut = piece.text.end.saturating_sub(range.end);
            piece.text.start += skipped;
            piece.text.end -= cut;
            if piece.kind == PieceKind::Verbatim {
                piece.file.start += skipped;
                piece.file.end -= cut;
            }
            visit(&self.buffer[piece.text.range()], piece);
        }
    }

    /// The first piece that ends behind `at`.
    fn piece_at(&self, at: u32) -> Option<usize> {
        let index = self.pieces.partition_point(|piece| piece.text.end <= at);
        if index == self.pieces.len() {
            // The end of the text: the last piece, if it reaches there.
            return index
                .checked_sub(1)
                .filter(|&last| self.pieces[last].text.end == at);
        }
        Some(index)
    }
}

/// Writes text as a syntax asks, or not at all.
fn escape(text: &str, syntax: Syntax) -> Option<String> {
    let replace = |from: &[char], escape: &dyn Fn(char) -> String| {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if from.contains(&c) {
                out.push_str(&escape(c))
            } else {
                out.push(c)
            }
        }
        out
    };
    let entity = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        _ => c.to_string(),
    };
    if text
        .chars()
        .any(|c| matches!(c, '\n' | '\r' | SEPARATOR | HOLE))
    {
        return None;
    }
    Some(match syntax {
        Syntax::Plain | Syntax::YamlBlock => text.to_owned(),
        Syntax::Markdown => replace(
            &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '#'],
            &|c| format!("\\{c}"),
        ),
        Syntax::HtmlText => replace(&['&', '<', '>'], &entity),
        Syntax::HtmlAttribute('\0') => {
            let unsafe_unquoted = |c: char| c.is_whitespace() || "\"'=<>`&".contains(c);
            if text.is_empty() || text.contains(unsafe_unquoted) {
                return None;
            }
            text.to_owned()
        }
        Syntax::HtmlAttribute(quote) => replace(&['&', quote], &entity),
        Syntax::YamlPlain => {
            let risky = |c: char| "\"'#:,[]{}&*!|>%@`?-".contains(c);
            if text.contains(risky) {
                return None;
            }
            text.to_owned()
        }
        Syntax::YamlSingle => text.replace('\'', "''"),
        Syntax::YamlDouble | Syntax::TomlBasic => replace(&['\\', '"'], &|c| format!("\\{c}")),
        Syntax::TomlLiteral => {
            if text.contains('\'') {
                return None;
            }
            text.to_owned()
        }
        Syntax::JsonString => json(text),
        Syntax::JsonHtmlText => json(&escape(text, Syntax::HtmlText)?),
        Syntax::JsonHtmlAttribute(quote) => json(&escape(text, Syntax::HtmlAttribute(quote))?),
        Syntax::Opaque => return None,
    })
}

/// Text with the characters beyond ASCII that have four digits written by these, `\u201c`.
fn by_number(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match u32::from(c) {
            code @ 0x80..=0xFFFF => out.push_str(&format!("\\u{code:04x}")),
            _ => out.push(c),
        }
    }
    out
}

/// Writes text as it stands in a JSON string (RFC 8259, section 7).
fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\0'..='\x1F' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// Builds a copied [`Text`]. Buffers can be taken from a text that is done with.
#[derive(Debug, Default)]
pub struct TextBuilder {
    buffer: String,
    pieces: Vec<Piece>,
}

impl TextBuilder {
    /// An empty text with room for `bytes`.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            buffer: String::with_capacity(bytes),
            pieces: Vec::new(),
        }
    }

    /// Length so far, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Whether there is no text yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// The text so far.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.buffer
    }

    /// Appends text that stands byte for byte in the file at `offset`. Joins the piece before where
    /// the two are neighbours in the file as well. A [`SEPARATOR`] in it becomes a line break, so
    /// that one always parts blocks.
    pub fn verbatim(&mut self, text: &str, offset: usize) {
        let mut rest = text;
        let mut offset = offset;
        while let Some(at) = rest.find(SEPARATOR) {
            self.verbatim_part(&rest[..at], offset);
            let end = at + SEPARATOR.len_utf8();
            self.push(
                "\n",
                Span::new(offset + at, offset + end),
                PieceKind::Decoded,
            );
            rest = &rest[end..];
            offset += end;
        }
        self.verbatim_part(rest, offset);
    }

    fn verbatim_part(&mut self, text: &str, offset: usize) {
        if text.is_empty() {
            return;
        }
        let start = self.buffer.len();
        self.buffer.push_str(text);
        if let Some(last) = self.pieces.last_mut()
            && last.kind == PieceKind::Verbatim
            && last.file.end() == offset
            && last.text.end() == start
        {
            last.file.end += text.len() as u32;
            last.text.end += text.len() as u32;
            return;
        }
        self.pieces.push(Piece {
            text: TextRange::new(start, self.buffer.len()),
            file: Span::new(offset, offset + text.len()),
            kind: PieceKind::Verbatim,
        });
    }

    /// Appends text that the file writes in another way; a [`SEPARATOR`] in it becomes a line break.
    pub fn decoded(&mut self, text: &str, file: Span) {
        if text.contains(SEPARATOR) {
            self.push(&text.replace(SEPARATOR, "\n"), file, PieceKind::Decoded);
        } else {
            self.push(text, file, PieceKind::Decoded);
        }
    }

    /// Appends what another builder holds, with its map.
    pub fn append(&mut self, other: &Self) {
        for piece in &other.pieces {
            let text = &other.buffer[piece.text.range()];
            match piece.kind {
                PieceKind::Verbatim => self.verbatim(text, piece.file.start()),
                kind => self.push(text, piece.file, kind),
            }
        }
    }

    /// Appends a part of a text that was read from another text, `between`, which came from the file:
    /// every piece is carried back to the bytes of the file, through both maps.
    pub fn append_through(&mut self, text: &Text<'_>, range: TextRange, between: &Text<'_>) {
        text.for_each_piece(range, |part, piece| match piece.kind {
            PieceKind::Verbatim => {
                between.for_each_piece(piece.file.range().into(), |part, piece| match piece.kind {
                    PieceKind::Verbatim => self.verbatim(part, piece.file.start()),
                    kind => self.push(part, piece.file, kind),
                })
            }
            kind => self.push(part, between.span(piece.file.range().into()), kind),
        });
    }

    /// Appends [`HOLE`] for bytes that are no text.
    pub fn hole(&mut self, file: Span) {
        self.push(HOLE.encode_utf8(&mut [0; 4]), file, PieceKind::Hole);
    }

    /// Appends [`SEPARATOR`], which belongs to no block and comes from no byte.
    pub fn separator(&mut self) {
        self.buffer.push(SEPARATOR);
    }

    /// Takes back what was appended since the text was `len` bytes long, where that was a border of
    /// pieces or inside a verbatim one (trailing blanks of a block).
    pub fn truncate(&mut self, len: usize) {
        self.buffer.truncate(len);
        while let Some(last) = self.pieces.last_mut() {
            if last.text.start() >= len {
                self.pieces.pop();
            } else {
                if last.kind == PieceKind::Verbatim && last.text.end() > len {
                    let cut = (last.text.end() - len) as u32;
                    last.text.end -= cut;
                    last.file.end -= cut;
                }
                break;
            }
        }
    }

    /// The finished text.
    #[must_use]
    pub fn finish<'s>(self) -> Text<'s> {
        Text {
            buffer: Cow::Owned(self.buffer),
            pieces: self.pieces,
        }
    }

    fn push(&mut self, text: &str, file: Span, kind: PieceKind) {
        if text.is_empty() {
            return;
        }
        let start = self.buffer.len();
        self.buffer.push_str(text);
        self.pieces.push(Piece {
            text: TextRange::new(start, self.buffer.len()),
            file,
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `قال &ldquo;**نعم**&rdquo; \"` as a Markdown reader would map it.
    fn sample() -> Text<'static> {
        let mut builder = TextBuilder::default();
        builder.verbatim("قال ", 0);
        builder.decoded("“", Span::new(7, 14));
        builder.verbatim("نعم", 16);
        builder.decoded("”", Span::new(24, 31));
        builder.verbatim(" ", 31);
        builder.verbatim("\"", 33);
        builder.finish()
    }

    fn find(text: &Text<'_>, part: &str) -> TextRange {
        let at = text.as_str().find(part).unwrap();
        TextRange::new(at, at + part.len())
    }

    #[test]
    fn spans_cover_whole_entities_and_skip_markup_at_the_ends() {
        let text = sample();
        assert_eq!(text.span(find(&text, "“")), Span::new(7, 14));
        assert_eq!(text.span(find(&text, "نعم")), Span::new(16, 22));
        assert_eq!(text.span(find(&text, "“نعم”")), Span::new(7, 31));
        assert_eq!(text.span(TextRange::at(0)), Span::at(0));
        assert_eq!(text.span(TextRange::at(text.as_str().len())), Span::at(34));
    }

    #[test]
    fn a_separator_in_the_file_parts_no_block() {
        let mut side = TextBuilder::default();
        side.verbatim("قال\u{2029}نعم", 3);
        side.decoded("\u{2029}", Span::new(20, 27));
        let mut builder = TextBuilder::default();
        builder.append(&side);
        let text = builder.finish();
        assert_eq!(text.as_str(), "قال\nنعم\n");
        assert_eq!(text.span(find(&text, "نعم")), Span::new(12, 18));
        assert_eq!(
            text.edit(TextRange::at(6), "x", Syntax::Plain)
                .unwrap()
                .span,
            Span::at(9)
        );
    }

    #[test]
    fn what_is_put_in_behind_a_hole_belongs_to_the_words() {
        let mut builder = TextBuilder::default();
        builder.verbatim("a", 0);
        builder.hole(Span::new(1, 5));
        builder.verbatim("b", 8);
        let text = builder.finish();
        let behind = TextRange::at("a\u{FFFC}".len());
        assert_eq!(text.span(behind), Span::at(8));
        assert_eq!(text.span(TextRange::at(1)), Span::at(1));
    }

    #[test]
    fn what_is_added_to_a_block_stands_at_its_own_end() {
        let mut builder = TextBuilder::default();
        builder.verbatim("قال", 0);
        builder.separator();
        builder.verbatim("نعم", 20);
        let text = builder.finish();
        assert_eq!(text.span(TextRange::at(6)), Span::at(6));
        assert_eq!(text.span(TextRange::at(9)), Span::at(20));
    }

    #[test]
    fn edits_refuse_markup() {
        let text = sample();
        let quote = find(&text, "“");
        assert_eq!(
            text.edit(quote, "«", Syntax::Markdown).unwrap().span,
            Span::new(7, 14)
        );
        assert_eq!(text.edit(find(&text, "“نعم"), "«لا", Syntax::Markdown), None);
        assert!(
            text.edit(find(&text, "” "), "» ", Syntax::Markdown)
                .is_some()
        );
        assert_eq!(text.edit(find(&text, " \""), "x", Syntax::Markdown), None);
    }

    #[test]
    fn replacements_are_written_as_the_syntax_asks() {
        assert_eq!(escape("a*b", Syntax::Markdown).unwrap(), "a\\*b");
        assert_eq!(
            escape("a\"b&", Syntax::HtmlAttribute('"')).unwrap(),
            "a&quot;b&amp;"
        );
        assert_eq!(escape("a'b", Syntax::YamlSingle).unwrap(), "a''b");
        assert_eq!(escape("a\"b", Syntax::TomlBasic).unwrap(), "a\\\"b");
        assert_eq!(
            escape("a\"b\\\t", Syntax::JsonString).unwrap(),
            r#"a\"b\\\u0009"#
        );
        assert_eq!(escape("a: b", Syntax::YamlPlain), None);
        assert_eq!(escape("a'b", Syntax::TomlLiteral), None);
        assert_eq!(escape("a\nb", Syntax::Plain), None);
        let like = |syntax: Syntax, found, text: &str| syntax.in_the_way_of(found, text.to_owned());
        assert_eq!(like(Syntax::HtmlText, "&#8220;", "«"), "&#171;");
        assert_eq!(like(Syntax::YamlDouble, "\\u201c", "«"), "\\u00ab");
        assert_eq!(like(Syntax::JsonHtmlText, "&ldquo;", "«"), "&laquo;");
        assert_eq!(like(Syntax::JsonHtmlText, "\\u201c", "«"), "\\u00ab");
        assert_eq!(like(Syntax::Plain, "&ldquo;", "«"), "«");
        assert_eq!(like(Syntax::JsonString, "\\\"", "«"), "«");
    }
}
