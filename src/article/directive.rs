//! What an article says to tarqim itself: comments that switch rules off, and the front matter's key
//! `tarqim`. Their words are read here, and how many lines they reach; what follows from them is
//! judged when all checks have run.
//!
//! ```text
//! <!-- tarqim-disable-next-line quotes/style, date until=2027-01-31: quoted as printed -->
//! ```
//!
//! | word | holds for |
//! | --- | --- |
//! | `tarqim-disable-line` | the line of the file that the comment stands on |
//! | `tarqim-disable-next-line` | what follows, see below |
//! | `tarqim-disable` | all that follows, up to `tarqim-enable` or the end of the file |
//! | `tarqim-disable-file` | the file |
//!
//! The *next line* is the line on which the next text or photo of the article begins: blank lines,
//! and lines of nothing but markup (`<p>`, `<figure>`), are passed over. A paragraph that begins there
//! belongs to it as a whole, for a writer speaks of the paragraph, and an editor may break its lines
//! anywhere. Where the next text begins on the comment's own line (a page without line breaks), that
//! paragraph or photo alone is meant. Inside a paragraph the next line is that of the file.

use std::ops::Range;

use jiff::civil::Date;

use super::matter::Entry;
use super::{Block, Photo, Text};
use crate::lang::chars;
use crate::span::Span;

/// How every word of a comment begins.
const PREFIX: &str = "tarqim";

/// The most directives of one file that are read.
const MOST: usize = 4096;

/// The most names in one directive that are read.
const MOST_NAMES: usize = 32;

/// What a directive does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DirectiveKind {
    /// Switches rules off in the lines of the file that it stands on.
    Line,
    /// Switches rules off in the next line.
    NextLine,
    /// Switches rules off from here on.
    Start,
    /// Switches rules on again.
    End,
    /// Switches rules off in the whole file.
    File,
    /// A comment that is meant for tarqim and begins with a word that it does not know.
    UnknownWord,
    /// A key under `tarqim` in the front matter that is not known.
    UnknownKey,
}

impl DirectiveKind {
    /// The words of comments, and what each does.
    pub const WORDS: [(&str, Self); 5] = [
        ("tarqim-disable-next-line", Self::NextLine),
        ("tarqim-disable-line", Self::Line),
        ("tarqim-disable", Self::Start),
        ("tarqim-enable", Self::End),
        ("tarqim-disable-file", Self::File),
    ];
}

/// A rule or a family that a directive names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DirectiveName {
    /// As written.
    pub text: String,
    /// Its bytes in the file.
    pub span: Span,
    /// What is to be taken out of the file for it to be gone and the others to stay.
    pub cut: Option<Span>,
    /// Whether a comma stands between it and the one before.
    pub after_comma: bool,
}

/// The day up to which a directive is meant to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DirectiveUntil {
    /// `until=2027-01-31` in the file.
    pub span: Span,
    /// The day, where it is one.
    pub day: Option<Date>,
}

/// A comment or a value of the front matter that switches rules off or on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Directive {
    /// What it does.
    pub kind: DirectiveKind,
    /// The comment's bytes in the file; of the front matter, the value's.
    pub span: Span,
    /// Its first word; of the front matter, the value or the key that is meant.
    pub word: Span,
    /// What it speaks of; none: all rules.
    pub names: Vec<DirectiveName>,
    /// How long it is meant to hold.
    pub until: Option<DirectiveUntil>,
    /// The bytes of the file in which rules are off, both ends counted; only where its kind speaks of
    /// lines.
    pub lines: Option<Span>,
}

/// Whether a character parts what stands in a comment, or stands unseen at a word's edge.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || chars::is_bidi_control(c)
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '،')
}

/// Reads a comment whose text stands in the file at `at` (bytes); none where it is no directive.
pub(super) fn of_comment(text: &str, at: usize, span: Span) -> Option<Directive> {
    let said = text.trim_start_matches(is_gap);
    let rest = said
        .get(PREFIX.len()..)
        .filter(|_| said.as_bytes()[..PREFIX.len()].eq_ignore_ascii_case(PREFIX.as_bytes()))?;
    let at = at + text.len() - said.len();
    let glue = rest.len() - rest.trim_start_matches(['-', '_', ':', ' ']).len();
    let ends = |c: char| is_gap(c) || is_comma(c) || c == ':';
    let word_end = PREFIX.len() + glue + rest[glue..].find(ends).unwrap_or(rest.len() - glue);
    let word = &said[..word_end];
    let known = DirectiveKind::WORDS
        .iter()
        .find(|(known, _)| *known == word);
    let mut directive = Directive {
        kind: known.map_or(DirectiveKind::UnknownWord, |(_, kind)| *kind),
        span,
        word: Span::new(at, at + word.len()),
        names: Vec::new(),
        until: None,
        lines: None,
    };
    if known.is_some() {
        let list = &said[word_end..];
        let list = &list[..list.find(':').unwrap_or(list.len())];
        directive.read_list(list, at + word_end);
        return Some(directive);
    }
    // A remark may begin with the name (`tarqim: see the guide`); a misspelt word is one that is
    // glued to it, or one that means to switch something.
    let begins = |start: &str| {
        let word = word[PREFIX.len() + glue..].get(..start.len());
        word.is_some_and(|word| word.eq_ignore_ascii_case(start))
    };
    let is_meant = (rest.starts_with(['-', '_']) && word_end > PREFIX.len() + glue)
        || (glue > 0 && ["disable", "enable", "ignore"].into_iter().any(begins));
    is_meant.then_some(directive)
}

/// Reads a value of the front matter under the key `tarqim`; none where it stands under another.
pub(super) fn of_field(entry: &Entry) -> Option<Directive> {
    let rest = entry.key.strip_prefix(PREFIX)?;
    let key = match rest.as_bytes().first() {
        None => "",
        Some(b'.') => &rest[1..],
        Some(_) => return None,
    };
    let is_item = |key: &str| {
        let number = key.strip_prefix("disable.");
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_known = key == "disable" || is_item(key);
    let mut directive = Directive {
        kind: if is_known {
            DirectiveKind::File
        } else {
            DirectiveKind::UnknownKey
        },
        span: entry.span,
        word: if is_known || key.is_empty() {
            entry.span
        } else {
            entry.key_span
        },
        names: Vec::new(),
        until: None,
        lines: None,
    };
    if is_known {
        let scalar = &entry.scalar;
        match scalar.pieces.as_slice() {
            [piece] if piece.verbatim => directive.read_list(&scalar.value, piece.file.start()),
            _ => {
                directive.read_list(&scalar.value, 0);
                for name in &mut directive.names {
                    name.span = entry.span;
                }
            }
        }
        // A list of YAML or TOML is mended by its writer.
        for name in &mut directive.names {
            name.cut = None;
        }
        // A value that is empty names nothing, and nothing is switched off.
        if directive.names.is_empty() {
            return None;
        }
    }
    Some(directive)
}

impl Directive {
    /// The directive in the file from which the text was read that it stands in; `outer` carries a
    /// span there.
    pub(super) fn carried(self, outer: impl Fn(Span) -> Span) -> Self {
        let name = |name: DirectiveName| DirectiveName {
            span: outer(name.span),
            cut: name.cut.map(&outer),
            ..name
        };
        Self {
            span: outer(self.span),
            word: outer(self.word),
            names: self.names.into_iter().map(name).collect(),
            until: self.until.map(|until| DirectiveUntil {
                span: outer(until.span),
                ..until
            }),
            lines: self.lines.map(&outer),
            ..self
        }
    }

    /// Reads rules and families, parted by commas and blanks, and `until=…`; `at`: where the list
    /// stands in the file (bytes).
    fn read_list(&mut self, list: &str, at: usize) {
        let mut words: Vec<(Span, bool)> = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        let mut end = 0;
        let parts = list.split(|c: char| is_gap(c) || is_comma(c));
        for part in parts.filter(|part| !part.is_empty()).take(MOST_NAMES) {
            let start = part.as_ptr() as usize - list.as_ptr() as usize;
            let after_comma = list[end..start].contains(is_comma);
            end = start + part.len();
            let span = Span::new(at + start, at + end);
            words.push((span, after_comma));
            if let Some(day) = part.strip_prefix("until=") {
                let day = day.parse().ok().filter(|_| day.len() == "2027-01-31".len());
                self.until = Some(DirectiveUntil { span, day });
                continue;
            }
            named.push(words.len() - 1);
            self.names.push(DirectiveName {
                text: part.to_owned(),
                span,
                cut: None,
                after_comma,
            });
        }
        for (name, word) in self.names.iter_mut().zip(named) {
            let next = words.get(word + 1).map(|(next, _)| Span {
                start: name.span.start,
                end: next.start,
            });
            let before = word.checked_sub(1).map(|before| Span {
                start: words[before].0.end,
                end: name.span.end,
            });
            name.cut = next.or(before);
        }
    }
}

/// Takes a directive among those of a file.
pub(super) fn push(directives: &mut Vec<Directive>, directive: Directive) {
    if directives.len() < MOST {
        directives.push(directive);
    }
}

/// Sorts the directives of a file and finds the lines that they reach.
pub(super) fn settle(
    directives: &mut [Directive],
    source: &str,
    text: &Text<'_>,
    blocks: &[Block],
    photos: &[Photo],
) {
    directives.sort_by_key(|directive| directive.span);
    let is_open = |directive: &&mut Directive| {
        use DirectiveKind::{Line, NextLine};
        matches!(directive.kind, Line | NextLine) && directive.lines.is_none()
    };
    let mut shown: Option<Shown<'_>> = None;
    let mut lines = Lines::new(source);
    for directive in directives.iter_mut().filter(is_open) {
        let span = directive.span;
        directive.lines = Some(if directive.kind == DirectiveKind::Line {
            let start = lines.at(span.start()).start;
            Span::new(start, lines.at(span.end()).end)
        } else {
            let shown = shown.get_or_insert_with(|| Shown::new(source, text, blocks, photos));
            Span::new(span.end(), shown.reach(span, lines.at(span.end())))
        });
    }
}

/// The lines of a file, asked for from its start to its end.
struct Lines<'s> {
    source: &'s str,
    /// The last one, without its end.
    last: Option<Range<usize>>,
}

impl<'s> Lines<'s> {
    fn new(source: &'s str) -> Self {
        Self { source, last: None }
    }

    /// The line that a byte stands on, without its end; what ends it stands on it.
    fn at(&mut self, at: usize) -> Range<usize> {
        const ENDS: [char; 2] = ['\n', '\r'];
        if let Some(last) = self
            .last
            .as_ref()
            .filter(|last| last.start <= at && at <= last.end)
        {
            return last.clone();
        }
        let start = self.source[..at].rfind(ENDS).map_or(0, |end| end + 1);
        let len = self.source[at..].find(ENDS);
        let end = len.map_or(self.source.len(), |len| at + len);
        self.last.insert(start..end).clone()
    }
}

/// What readers see of an article, by place in the file.
struct Shown<'s> {
    /// Where each text or photo stands, and the furthest end of a text up to it.
    places: Vec<(Span, u32)>,
    lines: Lines<'s>,
    /// The last place that was asked for, and the end of its line and of what begins there.
    last: Option<(usize, usize)>,
}

impl<'s> Shown<'s> {
    fn new(source: &'s str, text: &Text<'_>, blocks: &[Block], photos: &[Photo]) -> Self {
        let texts = blocks.iter().map(|block| (text.span(block.range), true));
        let photos = photos.iter().map(|photo| (photo.span, false));
        let mut places: Vec<(Span, bool)> = texts.chain(photos).collect();
        places.sort_unstable();
        let mut furthest = 0;
        let places = places.into_iter().map(|(span, is_text)| {
            if is_text {
                furthest = furthest.max(span.end);
            }
            (span, furthest)
        });
        Self {
            places: places.collect(),
            lines: Lines::new(source),
            last: None,
        }
    }

    /// Where the next line behind a comment ends, whose last line is `own`.
    fn reach(&mut self, comment: Span, own: Range<usize>) -> usize {
        let next = self
            .places
            .partition_point(|(place, _)| place.start < comment.end);
        let is_inside = |&(_, furthest): &(Span, u32)| furthest > comment.end;
        let before = &self.places[..next];
        if before.last().is_some_and(is_inside) {
            let source = self.lines.source;
            let ends = source[own.end..].bytes().take(2);
            let ends = match ends.collect::<Vec<_>>().as_slice() {
                [b'\r', b'\n'] => 2,
                [] => 0,
                _ => 1,
            };
            return self.lines.at(own.end + ends).end;
        }
        let Some((first, _)) = self.places.get(next) else {
            return own.end;
        };
        if first.start() <= own.end {
            return first.end();
        }
        if let Some((_, end)) = self.last.filter(|(place, _)| *place == next) {
            return end;
        }
        let line = self.lines.at(first.start());
        let on_line = self.places[next..]
            .iter()
            .take_while(|(place, _)| place.start() <= line.end);
        let end = on_line.fold(line.end, |end, (place, _)| end.max(place.end()));
        self.last = Some((next, end));
        end
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Format, ReadOptions};
    use super::*;
    use crate::source::Source;

    fn of(text: &str) -> Option<Directive> {
        let span = Span::new(0, text.len() + 7);
        of_comment(text, 4, span)
    }

    fn names(text: &str) -> Vec<String> {
        let directive = of(text).expect("a directive");
        let names = directive.names.into_iter();
        names.map(|name| name.text).collect()
    }

    #[test]
    fn names_are_parted_by_commas_and_blanks() {
        assert_eq!(names(" tarqim-disable-line "), [""; 0]);
        assert_eq!(names("tarqim-disable-line: a, b"), [""; 0]);
        assert_eq!(
            names(
                "\n tarqim-disable-file quotes/style,date، \u{200F}percent\u{200E}\nunicode : سبب: نعم"
            ),
            ["quotes/style", "date", "percent", "unicode"]
        );
        let many = format!("tarqim-disable {}", "a ".repeat(99));
        assert_eq!(names(&many).len(), MOST_NAMES);
    }

    #[test]
    fn words_are_told_from_remarks() {
        let kind = |text: &str| of(text).map(|directive| directive.kind);
        for (word, known) in DirectiveKind::WORDS {
            assert_eq!(kind(&format!(" {word} date ")), Some(known));
        }
        for text in [
            "tarqim-disable-nextline",
            "TARQIM-DISABLE",
            "tarqim_disable",
            "tarqim disable",
            "Tarqim: enable date",
            "tarqim-ignore",
            "tarqim-off",
        ] {
            assert_eq!(kind(text), Some(DirectiveKind::UnknownWord), "{text}");
        }
        for text in [
            "",
            "tarqi",
            "tarqim",
            "tarqim-",
            "tarqim -",
            "tarqim: see the guide",
            "tarqim found this",
            "tarqimdisable",
            "see tarqim-disable",
            "ترقيم-تعطيل",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_can_be_taken_out() {
        let text = "tarqim-disable a, b until=2027-01-31, c: d";
        let without = |name: usize| {
            let directive = of(text).unwrap();
            let cut = directive.names[name].cut.unwrap();
            format!("{}{}", &text[..cut.start() - 4], &text[cut.end() - 4..])
        };
        assert_eq!(without(0), "tarqim-disable b until=2027-01-31, c: d");
        assert_eq!(without(1), "tarqim-disable a, until=2027-01-31, c: d");
        assert_eq!(without(2), "tarqim-disable a, b until=2027-01-31: d");
        assert_eq!(of("tarqim-disable a").unwrap().names[0].cut, None);
    }

    #[test]
    fn a_day_is_a_year_a_month_and_a_day() {
        let day = |text: &str| {
            let directive = of(&format!("tarqim-disable until={text}: x")).unwrap();
            directive.until.unwrap().day.map(|day| day.to_string())
        };
        assert_eq!(day("2027-01-31"), Some("2027-01-31".to_owned()));
        for text in [
            "",
            "2027-02-30",
            "20270131",
            "31-01-2027",
            "2027-01-31T00",
            "غد",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    /// What the first directive of a file reaches.
    fn reach(name: &str, text: &str) -> String {
        let source = Source::new(name, text);
        let article = Article::read(&source, Format::of_name(name), &ReadOptions::default());
        let lines = article.directives[0].lines.expect("lines");
        source.slice(lines).to_owned()
    }

    #[test]
    fn the_next_line_is_what_a_reader_sees_next() {
        const NEXT: &str = "<!-- tarqim-disable-next-line -->";
        let is = |name: &str, rest: &str, expected: &str| {
            for ends in ["\n", "\r\n"] {
                let text = format!("{NEXT}{rest}").replace('\n', ends);
                let found = reach(name, &text);
                assert_eq!(found, expected.replace('\n', ends), "{rest:?}");
                let text = format!("\u{FEFF}{text}");
                assert_eq!(reach(name, &text), found);
            }
        };
        is("a.md", "\n\n\nأ ب\n\nج\n", "\n\n\nأ ب");
        is("a.md", "\nأ\nب\nج\n\nد\n", "\nأ\nب\nج");
        is("a.md", "\n- أ\n- ب\n", "\n- أ");
        is("a.md", "\n```\nx\n```\nأ\n\nب\n", "\n```\nx\n```\nأ");
        is("a.md", "\n![](a.jpg) {.x}\n\nب\n", "\n![](a.jpg) {.x}");
        is("a.md", "", "");
        is("a.md", "\n\n", "");
        is("a.html", "\n<p>\n أ\n ب\n</p>\n<p>ج", "\n<p>\n أ\n ب");
        is("a.html", "<p>أ <b>ب</b></p><p>ج", "<p>أ <b>ب");
        is("a.html", "\n<p>أ</p><p>ب</p>\n<p>ج", "\n<p>أ</p><p>ب</p>");
        is(
            "a.html",
            "\n<figure>\n<img src=a.jpg>\n<p>ج",
            "\n<figure>\n<img src=a.jpg>",
        );
    }

    #[test]
    fn inside_a_paragraph_lines_are_those_of_the_file() {
        let html = "<p>أ\nب <!-- tarqim-disable-next-line -->\nج\nد</p>";
        assert_eq!(reach("a.html", html), "\nج");
        let own = "<p>أ\nب <!-- tarqim-disable-line\n: x -->ج\nد</p>";
        assert_eq!(reach("a.html", own), "ب <!-- tarqim-disable-line\n: x -->ج");
        let markdown = "أ\nب {/* tarqim-disable-line */}\nج";
        assert_eq!(reach("a.mdx", markdown), "ب {/* tarqim-disable-line */}");
    }

    #[test]
    fn many_directives_take_linear_time() {
        let start = std::time::Instant::now();
        let words = ["next-line", "line", "file a b c", "nextline"];
        for text in words.map(|word| format!("<!--tarqim-disable-{word}-->")) {
            for rest in ["", "\n", "<p>أ</p>", "أ ", "\n\n- أ\n\n"] {
                let text = format!("{text}{rest}").repeat(10_000);
                for name in ["a.html", "a.md"] {
                    let source = Source::new(name, &*text);
                    let format = Format::of_name(name);
                    let article = Article::read(&source, format, &ReadOptions::default());
                    assert_eq!(article.directives.len(), MOST);
                }
            }
        }
        assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
    }
}
