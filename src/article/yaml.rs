//! YAML front matter: the parser says where each value stands, and the decoder here where each part
//! of the value does.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::Syntax;
use super::matter::{Collector, DEEPEST, ScalarBuilder};

/// In how many quoted values lines may stand further out than YAML allows.
const MOST_OUTDENTED: usize = 16;

/// Reads a mapping. Anchors, aliases and tags are passed over: an alias gives no value, so nothing
/// can grow. A key that comes twice gives two values.
///
/// A line of a quoted value that is not indented is against YAML 1.2.2, but the parsers of Hugo and
/// Jekyll take it (libyaml, go-yaml), so it is read as if it stood in the line before.
pub(super) fn read(collector: &mut Collector<'_>) {
    let content = collector.content;
    let bytes = ByteIndex::new(content);
    let mut text = Cow::Borrowed(content);
    for _ in 0..=MOST_OUTDENTED {
        let Err((at, reason)) = parse(collector, &text, &bytes) else {
            return;
        };
        let outdented = if reason.contains("indentation in quoted") {
            outdented(&text, at)
        } else {
            Vec::new()
        };
        if outdented.is_empty() {
            // The template of a new article (Hugo's archetypes) is no YAML yet.
            let line = content[content[..at].rfind('\n').map_or(0, |found| found + 1)..]
                .lines()
                .next();
            let template = line.is_some_and(|line| line.contains("{{") && line.contains("}}"));
            if !template {
                collector.broken(at, reason);
            }
            return;
        }
        collector.restart();
        for newline in outdented {
            text.to_mut().replace_range(newline..=newline, " ");
        }
    }
}

/// The line feeds, inside the quoted value that begins at `at`, behind which a line stands without
/// indentation; none where no quotation mark closes the value.
fn outdented(text: &str, at: usize) -> Vec<usize> {
    let bytes = text.as_bytes();
    let Some(&quote) = bytes.get(at).filter(|byte| matches!(byte, b'"' | b'\'')) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut next = at + 1;
    while let Some(&byte) = bytes.get(next) {
        let doubled = byte == b'\'' && bytes.get(next + 1) == Some(&b'\'');
        match byte {
            b'\\' if quote == b'"' => next += 1,
            b'\'' if quote == byte && doubled => next += 1,
            _ if byte == quote => return found,
            b'\n'
                if !matches!(
                    bytes.get(next + 1),
                    None | Some(b' ' | b'\t' | b'\r' | b'\n')
                ) =>
            {
                found.push(next);
            }
            _ => {}
        }
        next += 1;
    }
    Vec::new()
}

/// Reads all of a text that is as long as the content; the error is its place in bytes and the
/// parser's words.
fn parse(
    collector: &mut Collector<'_>,
    text: &str,
    bytes: &ByteIndex,
) -> Result<(), (usize, String)> {
    let mut reader = Reader {
        collector,
        path: String::new(),
        frames: Vec::new(),
        skipped: 0,
    };
    for result in Parser::new_from_str(text) {
        let (event, span) =
            result.map_err(|error| (bytes.of(error.marker().index()), error.info().to_owned()))?;
        if matches!(event, Event::DocumentEnd) || reader.collector.is_full() {
            return Ok(());
        }
        // The parser orders its markers, but nothing promises that it does.
        let start = bytes.of(span.start.index());
        let end = bytes.of(span.end.index()).max(start);
        reader.take(event, start..end);
    }
    Ok(())
}

/// Byte offsets by character, since the parser counts characters.
struct ByteIndex {
    len: usize,
    /// Offset of each character; empty where the text is ASCII, and the two are equal.
    offsets: Vec<u32>,
}

impl ByteIndex {
    fn new(text: &str) -> Self {
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at as u32).collect()
        };
        Self {
            len: text.len(),
            offsets,
        }
    }

    fn of(&self, character: usize) -> usize {
        if self.offsets.is_empty() {
            character.min(self.len)
        } else {
            self.offsets
                .get(character)
                .map_or(self.len, |&at| at as usize)
        }
    }
}

/// Follows the parser's events and knows the key of each value.
struct Reader<'r, 'a> {
    collector: &'r mut Collector<'a>,
    /// The joined keys of the value that is read.
    path: String,
    frames: Vec<Frame>,
    /// How many open lists and mappings are passed over.
    skipped: usize,
}

/// An open mapping or list.
struct Frame {
    /// Length of the path without the keys of this one.
    prefix: usize,
    /// The range of the key that stands for what is read.
    key: Range<usize>,
    kind: FrameKind,
}

enum FrameKind {
    /// Whether a key was read, and its value comes next.
    Mapping { has_key: bool },
    /// The number of the item that is read.
    List { item: usize },
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        let opens = matches!(event, Event::MappingStart(..) | Event::SequenceStart(..));
        let closes = matches!(event, Event::MappingEnd | Event::SequenceEnd);
        if self.skipped > 0 {
            self.skipped = self.skipped + usize::from(opens) - usize::from(closes);
            if self.skipped == 0 {
                self.after_node();
            }
            return;
        }
        if closes {
            if let Some(frame) = self.frames.pop() {
                self.path.truncate(frame.prefix);
            }
            self.after_node();
            return;
        }
        let kind = match &event {
            Event::MappingStart(..) => Some(FrameKind::Mapping { has_key: false }),
            Event::SequenceStart(..) => Some(FrameKind::List { item: 0 }),
            Event::Scalar(..) | Event::Alias(_) => None,
            _ => return,
        };
        if self.expects_key() {
            let key = match &event {
                Event::Scalar(text, ..) => text,
                // A list, a mapping or an alias as a key has no name.
                _ => "?",
            };
            self.name(key, range);
            if opens {
                self.skipped = 1;
            } else {
                self.after_node();
            }
            return;
        }
        self.number();
        if let Some(kind) = kind {
            if self.frames.len() == DEEPEST {
                self.collector.damaged(range, "nested too deep");
                self.skipped = 1;
                return;
            }
            let key = self.key();
            self.frames.push(Frame {
                prefix: self.path.len(),
                key,
                kind,
            });
            return;
        }
        if let Event::Scalar(text, style, _, tag) = event {
            let tag = tag.filter(|tag| tag.is_yaml_core_schema());
            let is_string = match tag {
                Some(tag) => tag.suffix == "str",
                None => style != ScalarStyle::Plain || !is_data(&text),
            };
            self.value(&text, style, is_string, range);
        }
        self.after_node();
    }

    /// Whether the next node is a key.
    fn expects_key(&self) -> bool {
        let frame = self.frames.last();
        frame.is_some_and(|frame| matches!(frame.kind, FrameKind::Mapping { has_key: false }))
    }

    /// Puts a key at the end of the path.
    fn name(&mut self, key: &str, range: Range<usize>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = range;
            self.path.truncate(frame.prefix);
            join(&mut self.path, key);
        }
    }

    /// Puts the number of a list's item at the end of the path.
    fn number(&mut self) {
        if let Some(Frame {
            prefix,
            kind: FrameKind::List { item },
            ..
        }) = self.frames.last()
        {
            self.path.truncate(*prefix);
            join(&mut self.path, &item.to_string());
        }
    }

    /// The range of the key of what is read.
    fn key(&self) -> Range<usize> {
        self.frames.last().map_or(0..0, |frame| frame.key.clone())
    }

    /// Goes from a key to its value, from a value to the next key, from an item to the next.
    fn after_node(&mut self) {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Mapping { has_key }) => *has_key = !*has_key,
            Some(FrameKind::List { item }) => *item += 1,
            None => {}
        }
    }

    fn value(&mut self, parsed: &str, style: ScalarStyle, is_string: bool, range: Range<usize>) {
        let content = self.collector.content;
        // The parser's range begins with the value's tag and anchor.
        let start = range.start + properties(&content[range.clone()]);
        let end = start
            + content[start..range.end]
                .trim_end_matches([' ', '\t', '\r', '\n'])
                .len();
        let (mut range, syntax) = (start..end, syntax(style));
        let mut builder = ScalarBuilder::default();
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // The range of a block scalar begins with its text, but for one that has properties.
                let folded = style == ScalarStyle::Folded;
                let lines = block_lines(content, range.clone());
                range = start.max(lines.start)..end.max(lines.start);
                builder = self.block(parsed, folded, lines);
            }
            ScalarStyle::Plain => self.flow(&mut builder, range.clone(), style),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                if range.len() >= 2 {
                    self.flow(&mut builder, range.start + 1..range.end - 1, style);
                }
            }
        }
        let span = self.collector.span(range.clone());
        let scalar = builder.finish(parsed, span, syntax, is_string);
        let (path, key) = (std::mem::take(&mut self.path), self.key());
        self.collector.take(&path, key, range, scalar);
        self.path = path;
    }

    /// Decodes a plain or quoted scalar, without its quotation marks (YAML 1.2.2, 7.3).
    fn flow(&self, builder: &mut ScalarBuilder, range: Range<usize>, style: ScalarStyle) {
        let raw = &self.collector.content[range.clone()];
        let bytes = raw.as_bytes();
        let span =
            |from: usize, to: usize| self.collector.span(range.start + from..range.start + to);
        let is_special = |byte: u8| match byte {
            b' ' | b'\t' | b'\r' | b'\n' => true,
            b'\'' => style == ScalarStyle::SingleQuoted,
            b'\\' => style == ScalarStyle::DoubleQuoted,
            _ => false,
        };
        let mut at = 0;
        while at < bytes.len() {
            let next = match bytes[at] {
                b' ' | b'\t' | b'\r' | b'\n' => {
                    let blanks = blanks(&bytes[at..]);
                    let (len, breaks) = line_breaks(&bytes[at + blanks..]);
                    if breaks == 0 {
                        builder.verbatim(&raw[at..at + blanks], span(at, at).start());
                    } else {
                        let folded = if breaks == 1 {
                            " ".to_owned()
                        } else {
                            "\n".repeat(breaks - 1)
                        };
                        builder.decoded(&folded, span(at, at + blanks + len));
                    }
                    at + blanks + len
                }
                b'\'' if style == ScalarStyle::SingleQuoted => {
                    let next = at + 2.min(bytes.len() - at);
                    builder.decoded("'", span(at, next));
                    next
                }
                b'\\' if style == ScalarStyle::DoubleQuoted => {
                    let (len, text) = escape(&raw[at..]);
                    builder.decoded(&text, span(at, at + len));
                    at + len
                }
                _ => {
                    let len = bytes[at..].iter().position(|&byte| is_special(byte));
                    let next = len.map_or(bytes.len(), |len| at + len);
                    builder.verbatim(&raw[at..next], span(at, at).start());
                    next
                }
            };
            at = next;
        }
    }

    /// Decodes a block scalar (YAML 1.2.2, 8.1) whose lines are `lines`. The indentation is that of the
    /// first line that is not blank; less where the header says so, which shows in `parsed`.
    fn block(&self, parsed: &str, folded: bool, lines: Range<usize>) -> ScalarBuilder {
        let raw = &self.collector.content[lines.clone()];
        let first = raw.lines().find(|line| !line.trim_matches(' ').is_empty());
        let indent = first.map_or(0, |line| line.len() - line.trim_start_matches(' ').len());
        let mut tries = (0..=indent)
            .rev()
            .take(10)
            .map(|indent| self.block_indented(parsed, folded, &lines, indent));
        tries.find(|builder| builder.is(parsed)).unwrap_or_default()
    }

    fn block_indented(
        &self,
        parsed: &str,
        folded: bool,
        lines: &Range<usize>,
        indent: usize,
    ) -> ScalarBuilder {
        let mut builder = ScalarBuilder::default();
        let mut at = lines.start;
        // Where the text of the line before ends, and the line breaks since.
        let (mut text_end, mut breaks) = (at, 0);
        let mut after_text = false;
        let mut after_indented = false;
        for line in self.collector.content[lines.clone()].split_inclusive('\n') {
            let (start, text) = (at, line.trim_end_matches('\n').trim_end_matches('\r'));
            at += line.len();
            let spaces = text.len() - text.trim_start_matches(' ').len();
            if spaces == text.len() && spaces <= indent {
                breaks += usize::from(line.ends_with('\n'));
                continue;
            }
            let text = &text[spaces.min(indent)..];
            let start = start + spaces.min(indent);
            let is_indented = text.starts_with([' ', '\t']);
            let between = if folded && after_text && !after_indented && !is_indented {
                if breaks == 1 {
                    " ".to_owned()
                } else {
                    "\n".repeat(breaks.saturating_sub(1))
                }
            } else {
                "\n".repeat(breaks)
            };
            builder.decoded(&between, self.collector.span(text_end..start));
            builder.verbatim(text, self.collector.span(start..start).start());
            (text_end, breaks) = (start + text.len(), usize::from(line.ends_with('\n')));
            (after_text, after_indented) = (true, is_indented);
        }
        // What the header says of the last line breaks shows in what was parsed.
        let kept = parsed.len() - parsed.trim_end_matches('\n').len();
        if kept > 0 && kept <= breaks {
            builder.decoded(&"\n".repeat(kept), self.collector.span(text_end..lines.end));
        }
        builder
    }
}

/// Appends a key to a path.
fn join(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

fn syntax(style: ScalarStyle) -> Syntax {
    match style {
        ScalarStyle::Plain => Syntax::YamlPlain,
        ScalarStyle::SingleQuoted => Syntax::YamlSingle,
        ScalarStyle::DoubleQuoted => Syntax::YamlDouble,
        ScalarStyle::Literal | ScalarStyle::Folded => Syntax::YamlBlock,
    }
}

/// Length of the tag and the anchor in front of a value, and of the blanks behind them.
fn properties(text: &str) -> usize {
    let mut rest = text;
    while rest.starts_with(['!', '&']) {
        let end = rest.find([' ', '\t', '\r', '\n']).unwrap_or(rest.len());
        rest = rest[end..].trim_start_matches([' ', '\t', '\r', '\n']);
    }
    text.len() - rest.len()
}

/// Whole lines of the block scalar whose text stands in `range`, from the one behind its header on.
fn block_lines(content: &str, range: Range<usize>) -> Range<usize> {
    let line_end = |at: usize| {
        content[at..]
            .find('\n')
            .map_or(content.len(), |len| at + len + 1)
    };
    if content[range.clone()].starts_with(['|', '>']) {
        let header_end = line_end(range.start);
        // A text that begins so would be the first of its line; a header never is.
        let line = content[..range.start]
            .rfind('\n')
            .map_or(0, |found| found + 1);
        if !content[line..range.start].trim().is_empty() {
            return header_end..line_end(range.end).max(header_end);
        }
    }
    let before = content[..range.start].trim_end_matches([' ', '\t', '\r', '\n']);
    let start = line_end(before.len());
    start..block_end(content, line_end(range.end)).max(start)
}

/// Where the blank lines end that follow the line that ends at `at`.
fn block_end(content: &str, at: usize) -> usize {
    let mut end = at;
    for line in content[at..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    end
}

/// How many blanks come first.
fn blanks(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .take_while(|&&byte| matches!(byte, b' ' | b'\t'))
        .count()
}

/// Length of the line breaks that come first, with the blanks behind each, and their number.
fn line_breaks(bytes: &[u8]) -> (usize, usize) {
    let (mut at, mut breaks) = (0, 0);
    loop {
        let rest = &bytes[at..];
        let len = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return (at, breaks),
        };
        at += len + blanks(&rest[len..]);
        breaks += 1;
    }
}

/// Decodes the escape that `raw` starts with: its length in bytes, and its text (YAML 1.2.2, 5.7).
fn escape(raw: &str) -> (usize, String) {
    let digits = |count: usize| {
        let code = raw
            .get(2..2 + count)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        (2 + count, code.and_then(char::from_u32))
    };
    let Some(kind) = raw[1..].chars().next() else {
        return (1, String::new());
    };
    let (len, c) = match kind {
        '\r' | '\n' => {
            let (len, breaks) = line_breaks(&raw.as_bytes()[1..]);
            return (1 + len, "\n".repeat(breaks - 1));
        }
        '0' => (2, Some('\0')),
        'a' => (2, Some('\x07')),
        'b' => (2, Some('\x08')),
        't' | '\t' => (2, Some('\t')),
        'n' => (2, Some('\n')),
        'v' => (2, Some('\x0B')),
        'f' => (2, Some('\x0C')),
        'r' => (2, Some('\r')),
        'e' => (2, Some('\x1B')),
        'N' => (2, Some('\u{85}')),
        '_' => (2, Some('\u{A0}')),
        'L' => (2, Some('\u{2028}')),
        'P' => (2, Some('\u{2029}')),
        'x' => digits(2),
        'u' => digits(4),
        'U' => digits(8),
        other => (1 + other.len_utf8(), Some(other)),
    };
    match c {
        Some(c) => (len, c.to_string()),
        // The parser takes no such escape; its text then differs from this one.
        None => (2, String::new()),
    }
}

/// Whether a plain scalar is nothing, a boolean, a number (YAML 1.2.2, 10.3.2) or a date (YAML 1.1's
/// timestamp, which Jekyll and Hugo still read).
fn is_data(text: &str) -> bool {
    matches!(
        text,
        "" | "~"
            | "null"
            | "Null"
            | "NULL"
            | "true"
            | "True"
            | "TRUE"
            | "false"
            | "False"
            | "FALSE"
    ) || is_number(text)
        || is_date(text)
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    match unsigned.get(..2) {
        Some("0x") => unsigned[2..].bytes().all(|byte| byte.is_ascii_hexdigit()),
        Some("0o") => unsigned[2..]
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'7')),
        _ => {
            matches!(
                unsigned,
                ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
            ) || (unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                && unsigned
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'))
                && unsigned.parse::<f64>().is_ok())
        }
    }
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut digits = |most: usize| {
        let part = parts.next().unwrap_or_default();
        let len = part.bytes().take_while(u8::is_ascii_digit).count();
        (part, (1..=most).contains(&len).then_some(len))
    };
    let (year, year_len) = digits(4);
    let (month, month_len) = digits(2);
    let (day, day_len) = digits(2);
    let Some(day_len) = day_len else { return false };
    let rest = day[day_len..].trim_start_matches(['T', 't', ' ', '\t']);
    year_len == Some(4)
        && year.len() == 4
        && month_len == Some(month.len())
        && (day.len() == day_len
            || (rest.len() < day.len() - day_len && rest.starts_with(|c: char| c.is_ascii_digit())))
}
