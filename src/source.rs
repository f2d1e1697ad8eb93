//! One file's text and its line table: the only place that knows lines and columns.

mod document;

use std::sync::OnceLock;

pub use document::{
    Document, DocumentFault, Mark, MarkKind, Paragraph, Picture, Property, Role, Run,
};

use crate::span::Span;

/// The byte order mark in UTF-8.
const BOM: &str = "\u{FEFF}";

/// A file's text, decoded once, under the name that reports show.
///
/// Of a word processor's document the text is a view, one paragraph a line (see [`Document`]): a
/// line is then the number of a paragraph, and bytes are those of the view.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    document: Option<Box<Document>>,
    lines: OnceLock<Vec<u32>>,
    counts: OnceLock<Vec<Counts>>,
}

/// How many bytes lie between two entries of the table of counts. Only a line that is longer than
/// this needs the table: an article's paragraph is one line, and a report asks for many columns of it.
const STEP: usize = 1024;

/// What a stretch of bytes holds: scalar values that begin in it, and those of them that take two
/// UTF-16 code units.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    scalars: u32,
    astral: u32,
}

impl Counts {
    fn of(bytes: &[u8]) -> Self {
        Self {
            scalars: bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32,
            astral: bytes.iter().filter(|&&byte| byte >= 0xF0).count() as u32,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            scalars: self.scalars + other.scalars,
            astral: self.astral + other.astral,
        }
    }
}

/// A place in a file for people and machines. In a document the line is a paragraph's number, and
/// the byte one of the view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// Offset in bytes from 0, a byte order mark counted.
    pub byte: u32,
    /// Line from 1; lines end at LF, CRLF or a lone CR.
    pub line: u32,
    /// Column in Unicode scalar values from 1, a byte order mark not counted.
    pub column: u32,
    /// Column in UTF-16 code units from 1, a byte order mark not counted.
    pub utf16: u32,
}

/// Why bytes are no [`Source`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// Not UTF-8; the first bad byte's offset from 0, and the encoding that the bytes look like.
    NotUtf8 {
        /// Offset of the first byte that is not UTF-8, from 0.
        byte: usize,
        /// The likely encoding's name, where there is one.
        looks_like: Option<&'static str>,
    },
    /// 4 GiB or more.
    TooLarge,
    /// No document of a word processor, or none that can be read; or a file that is no text at all.
    Document(DocumentFault),
}

impl Source {
    /// Wraps text that is UTF-8 already.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
            document: None,
            lines: OnceLock::new(),
            counts: OnceLock::new(),
        }
    }

    /// Wraps the view of a document, whose places are those of `text`.
    #[must_use]
    pub fn of_document(
        name: impl Into<String>,
        text: impl Into<String>,
        document: Document,
    ) -> Self {
        Self {
            document: Some(Box::new(document)),
            ..Self::new(name, text)
        }
    }

    /// Decodes a file's bytes.
    ///
    /// # Errors
    /// Where they are not UTF-8, or too many for a [`Span`].
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(DecodeError::TooLarge);
        }
        if let Err(error) = simdutf8::compat::from_utf8(&bytes) {
            if let Some(fault) = foreign(&bytes) {
                return Err(DecodeError::Document(fault));
            }
            let byte = error.valid_up_to();
            return Err(DecodeError::NotUtf8 {
                byte,
                looks_like: guess_encoding(&bytes),
            });
        }
        // SAFETY: validated just above.
        let text = unsafe { String::from_utf8_unchecked(bytes) };
        Ok(Self::new(name, text))
    }

    /// The name that reports show: a path relative to the working folder with `/`, or `-`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole file, a byte order mark included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The structure of a word processor's document; none of a text file.
    #[must_use]
    pub fn document(&self) -> Option<&Document> {
        self.document.as_deref()
    }

    /// The paragraph and the run of a document that a byte stands in, both from 1; nothing in a text
    /// file, and behind a document's last paragraph.
    #[must_use]
    pub fn run_at(&self, byte: u32) -> Option<(u32, u32)> {
        let document = self.document()?;
        let paragraph = self.position(byte).line;
        if paragraph as usize > document.paragraphs.len() {
            return None;
        }
        let behind = document.runs.partition_point(|run| run.start <= byte);
        let run = document.runs.get(behind.checked_sub(1)?)?;
        let here = run.start >= self.line(paragraph).start;
        Some((paragraph, if here { run.number } else { 1 }))
    }

    /// Length of the byte order mark in bytes: 3 or 0.
    #[must_use]
    pub fn bom_len(&self) -> usize {
        if self.text.starts_with(BOM) {
            BOM.len()
        } else {
            0
        }
    }

    /// The text that a span covers.
    ///
    /// # Panics
    /// Where the span is not inside the file on character borders.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The place of a byte offset; an offset inside a character or past the end is moved back to
    /// the nearest character border.
    #[must_use]
    pub fn position(&self, byte: u32) -> Position {
        let mut at = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self
            .line_starts()
            .partition_point(|&start| start as usize <= at)
            - 1;
        let mut start = self.line_starts()[line] as usize;
        if line == 0 {
            start = self.bom_len().min(at);
        }
        let before = self.count(start, at);
        Position {
            byte: at as u32,
            line: line as u32 + 1,
            column: before.scalars + 1,
            utf16: before.scalars + before.astral + 1,
        }
    }

    /// What lies between two character borders. Reads a few kilobytes at the most, but for the
    /// first time that it is asked for a long stretch.
    fn count(&self, start: usize, end: usize) -> Counts {
        let bytes = self.text.as_bytes();
        if end - start <= 2 * STEP {
            return Counts::of(&bytes[start..end]);
        }
        let table = self.counts.get_or_init(|| {
            let mut sum = Counts::default();
            let full = bytes.chunks_exact(STEP).map(|chunk| {
                sum = sum.and(Counts::of(chunk));
                sum
            });
            std::iter::once(Counts::default()).chain(full).collect()
        });
        let until = |at: usize| table[at / STEP].and(Counts::of(&bytes[at - at % STEP..at]));
        let (before, all) = (until(start), until(end));
        Counts {
            scalars: all.scalars - before.scalars,
            astral: all.astral - before.astral,
        }
    }

    /// The bytes of a line (from 1) without its line break and without the byte order mark; an
    /// empty span at the end for a line that the file does not have.
    #[must_use]
    pub fn line(&self, line: u32) -> Span {
        let starts = self.line_starts();
        let index = line as usize - 1;
        let Some(&start) = starts.get(index) else {
            return Span::at(self.text.len());
        };
        let start = if index == 0 {
            self.bom_len()
        } else {
            start as usize
        };
        let end = starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next as usize);
        let text = self.text[start..end]
            .trim_end_matches('\n')
            .trim_end_matches('\r');
        Span::new(start, start + text.len())
    }

    /// How many lines there are; an empty file has one.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.line_starts().len() as u32
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let mut starts = vec![0];
            for (i, &byte) in bytes.iter().enumerate() {
                if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                    starts.push(i as u32 + 1);
                }
            }
            starts
        })
    }
}

/// What a file of the Compound File Binary format begins with ([MS-CFB] 2.2): a document of Word 97
/// to 2003, or one that is protected by a password.
pub(crate) const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What files of common kinds that are no text begin with.
const FOREIGN: [(&[u8], &str); 6] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
];

/// What an OpenDocument text says of itself behind its archive's first header (OpenDocument 1.3,
/// part 2, 3.3).
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.text";

/// The kind of a file that is no text, where its first bytes tell it.
fn foreign(bytes: &[u8]) -> Option<DocumentFault> {
    if bytes.starts_with(&COMPOUND_FILE) {
        return Some(DocumentFault::OldWord);
    }
    let &(start, format) = FOREIGN.iter().find(|(start, _)| bytes.starts_with(start))?;
    let opened = bytes.get(30..).filter(|_| start.starts_with(b"PK"));
    let format = match opened {
        Some(name) if name.starts_with(OPEN_DOCUMENT) => "OpenDocument",
        _ => format,
    };
    Some(DocumentFault::Foreign { format })
}

/// Names the encoding that bytes which are not UTF-8 most likely hold.
///
/// UTF-16 shows in its byte order mark or in its NUL bytes. Windows-1256 holds the Arabic letters
/// at 0xC1..=0xDB, 0xDD..=0xE5 (code page table of the Unicode Consortium, CP1256.TXT), so Arabic
/// text has most of its high bytes there.
fn guess_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let nul_at = |parity| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    if nul_at(1) * 8 > sample.len() {
        return Some("UTF-16LE");
    }
    if nul_at(0) * 8 > sample.len() {
        return Some("UTF-16BE");
    }
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    let letters = bytes
        .iter()
        .filter(|&&b| matches!(b, 0xC1..=0xDB | 0xDD..=0xED))
        .count();
    if letters * 10 >= high * 7 && high * 4 > bytes.len() {
        return Some("Windows-1256");
    }
    (high * 4 <= bytes.len()).then_some("Windows-1252")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalars_and_utf16_from_one() {
        let source = Source::new("a", "\u{FEFF}نسبة 😀 5%\r\nb\rc\n");
        let five = source.text().find('5').unwrap() as u32;
        let at = source.position(five);
        assert_eq!((at.line, at.column, at.utf16), (1, 8, 9));
        assert_eq!(
            source
                .position(source.text().find('b').unwrap() as u32)
                .line,
            2
        );
        assert_eq!(
            source
                .position(source.text().find('c').unwrap() as u32)
                .line,
            3
        );
        assert_eq!(source.line_count(), 4);
        assert_eq!(source.slice(source.line(1)), "نسبة 😀 5%");
        assert_eq!(source.slice(source.line(4)), "");
    }

    #[test]
    fn columns_of_a_long_line_are_the_same() {
        let line = "نصّ 😀 abc ".repeat(3000);
        let source = Source::new("a", format!("first\n{line}"));
        for at in (0..source.text().len()).step_by(997) {
            let position = source.position(at as u32);
            let start = if position.line == 1 {
                0
            } else {
                "first\n".len()
            };
            let before = &source.text()[start..position.byte as usize];
            assert_eq!(position.column as usize, before.chars().count() + 1);
            assert_eq!(position.utf16 as usize, before.encode_utf16().count() + 1);
        }
    }

    #[test]
    fn a_byte_inside_a_character_is_moved_back() {
        assert_eq!(Source::new("a", "ب").position(1).column, 1);
    }

    #[test]
    fn encodings_are_guessed() {
        let arabic = [
            0xC7, 0xE1, 0xD3, 0xE1, 0xC7, 0xE3, 0x20, 0xDA, 0xE1, 0xED, 0xDF, 0xE3,
        ];
        let guess = |bytes: &[u8]| match Source::decode("a", bytes.to_vec()) {
            Err(DecodeError::NotUtf8 { looks_like, .. }) => looks_like,
            other => panic!("{other:?}"),
        };
        assert_eq!(guess(&arabic), Some("Windows-1256"));
        assert_eq!(guess(&[0xFF, 0xFE, b'a', 0]), Some("UTF-16LE"));
        assert_eq!(guess(b"a caf\xE9 in town"), Some("Windows-1252"));
    }

    #[test]
    fn files_that_are_no_text_are_named() {
        let fault = |bytes: &[u8]| match Source::decode("a", [bytes, b"\xFF\xE1"].concat()) {
            Err(DecodeError::Document(fault)) => fault,
            other => panic!("{other:?}"),
        };
        let foreign = |format| DocumentFault::Foreign { format };
        assert_eq!(fault(&COMPOUND_FILE), DocumentFault::OldWord);
        assert_eq!(fault(b"%PDF-1.7\n"), foreign("PDF"));
        assert_eq!(fault(b"\x89PNG\r\n\x1A\n"), foreign("PNG"));
        assert_eq!(fault(b"PK\x03\x04"), foreign("ZIP"));
        let open = [b"PK\x03\x04".as_slice(), &[0; 26], OPEN_DOCUMENT].concat();
        assert_eq!(fault(&open), foreign("OpenDocument"));
    }
}
