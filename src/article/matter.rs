//! Front matter: YAML between `---` lines or TOML between `+++` lines at the very start of a file.

use std::ops::Range;

use super::{Damage, DamageKind, Syntax, TextBuilder, toml, yaml};
use crate::span::Span;

/// Front matter longer than this, in bytes, is not read: it is a mistake or an attack.
const LONGEST: usize = 1 << 18;

/// Values beyond this number are not read.
pub(super) const MOST_ENTRIES: usize = 4096;

/// Values nested deeper than this are not read.
pub(super) const DEEPEST: usize = 16;

/// Values whose joined keys are longer than this, in bytes, are not read.
pub(super) const LONGEST_KEY: usize = 512;

/// Front matter and where the article's body starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Matter {
    /// The whole block with both fences, without the line break behind the closing one.
    pub(super) span: Span,
    /// Where the body starts, in bytes of the file.
    pub(super) body: usize,
    /// Every scalar value, in the order of the file.
    pub(super) entries: Vec<Entry>,
    /// What can't be read.
    pub(super) damage: Vec<Damage>,
}

/// A scalar value and its key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// In small letters; nested keys joined by `.`, items of a list by number: `images.0.credit`.
    pub(super) key: String,
    /// The bytes of the key's last part; of an item of a list, those of the list's key.
    pub(super) key_span: Span,
    /// The value.
    pub(super) scalar: Scalar,
    /// The value's bytes with its quotation marks; of a block scalar, its lines without the header.
    pub(super) span: Span,
}

/// A value, decoded, and where each stretch of it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scalar {
    /// How it is written; [`Syntax::Opaque`] where no fix may touch it.
    pub(super) syntax: Syntax,
    /// Whether it is text rather than a number, a date, a boolean or nothing.
    pub(super) is_string: bool,
    /// Decoded.
    pub(super) value: String,
    /// The map from `value` to the file, sorted, without gaps in `value`.
    pub(super) pieces: Vec<ScalarPiece>,
}

/// A stretch of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ScalarPiece {
    /// Bytes of the value.
    pub(super) text: Range<usize>,
    /// Bytes of the file.
    pub(super) file: Span,
    /// Whether the two are equal byte for byte.
    pub(super) verbatim: bool,
}

impl Scalar {
    /// Appends the value with its map.
    pub(super) fn write_to(&self, builder: &mut TextBuilder) {
        for piece in &self.pieces {
            let text = &self.value[piece.text.clone()];
            if piece.verbatim {
                builder.verbatim(text, piece.file.start());
            } else {
                builder.decoded(text, piece.file);
            }
        }
    }
}

/// Puts together a value and its map, piece by piece.
#[derive(Debug, Default)]
pub(super) struct ScalarBuilder {
    value: String,
    pieces: Vec<ScalarPiece>,
}

impl ScalarBuilder {
    /// Appends what stands byte for byte in the file at `at`.
    pub(super) fn verbatim(&mut self, text: &str, at: usize) {
        let file = Span::new(at, at + text.len());
        match self.pieces.last_mut() {
            Some(last) if last.verbatim && last.file.end == file.start => {
                self.value.push_str(text);
                last.file.end = file.end;
                last.text.end = self.value.len();
            }
            _ => self.push(text, file, true),
        }
    }

    /// Appends what the file writes in another way.
    pub(super) fn decoded(&mut self, text: &str, file: Span) {
        self.push(text, file, false);
    }

    /// Whether this is the value so far.
    pub(super) fn is(&self, value: &str) -> bool {
        self.value == value
    }

    fn push(&mut self, text: &str, file: Span, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        let start = self.value.len();
        self.value.push_str(text);
        let text = start..self.value.len();
        self.pieces.push(ScalarPiece {
            text,
            file,
            verbatim,
        });
    }

    /// The value, where it is what the parser found, `parsed`; else `parsed` as one piece that no
    /// fix may touch. So a position inside a value is exact or not given.
    pub(super) fn finish(
        self,
        parsed: &str,
        span: Span,
        syntax: Syntax,
        is_string: bool,
    ) -> Scalar {
        if self.value == parsed {
            let Self { value, pieces } = self;
            return Scalar {
                syntax,
                is_string,
                value,
                pieces,
            };
        }
        let mut whole = Self::default();
        whole.decoded(parsed, span);
        Scalar {
            syntax: Syntax::Opaque,
            is_string,
            value: whole.value,
            pieces: whole.pieces,
        }
    }
}

/// Collects what a parser finds, within the limits.
#[derive(Debug)]
pub(super) struct Collector<'a> {
    /// What stands between the fences.
    pub(super) content: &'a str,
    offset: usize,
    entries: Vec<Entry>,
    damage: Vec<Damage>,
    full: bool,
}

impl<'a> Collector<'a> {
    fn new(content: &'a str, offset: usize) -> Self {
        Self {
            content,
            offset,
            entries: Vec::new(),
            damage: Vec::new(),
            full: false,
        }
    }

    /// The span of a range of the content.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Takes a value; `key` and `value` are ranges of the content.
    pub(super) fn take(
        &mut self,
        path: &str,
        key: Range<usize>,
        value: Range<usize>,
        scalar: Scalar,
    ) {
        if self.entries.len() == MOST_ENTRIES {
            self.full = true;
            self.damaged(key, "too many values");
        } else if path.len() <= LONGEST_KEY {
            let key_span = self.span(key);
            let span = self.span(value);
            self.entries.push(Entry {
                key: path.to_lowercase(),
                key_span,
                scalar,
                span,
            });
        }
    }

    /// Notes damage in a range of the content.
    pub(super) fn damaged(&mut self, range: Range<usize>, reason: impl Into<String>) {
        self.damage.push(Damage {
            kind: DamageKind::FrontMatter,
            span: self.span(range),
            reason: reason.into(),
        });
    }

    /// Forgets what was read, since it is read once more.
    pub(super) fn restart(&mut self) {
        self.entries.clear();
        self.damage.clear();
        self.full = false;
    }

    /// Notes where a parser gave up, at the byte `at` of the content: from there to the end of the
    /// line, or the last line before that is not blank. What stood in that line or behind it may have
    /// been misread, and is given up.
    pub(super) fn broken(&mut self, at: usize, reason: impl Into<String>) {
        let mut at = at.min(self.content.len());
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        let line_end = self.content[at..]
            .find(['\r', '\n'])
            .map_or(self.content.len(), |len| at + len);
        let rest = self.content[at..line_end].trim_end();
        let range = if rest.is_empty() {
            let before = self.content[..at].trim_end();
            let start = before.rfind('\n').map_or(0, |found| found + 1);
            let indent = before[start..].len() - before[start..].trim_start().len();
            start + indent..before.len()
        } else {
            at..at + rest.len()
        };
        let line = self.content[..range.start]
            .rfind('\n')
            .map_or(0, |found| found + 1);
        let safe = self.offset + line;
        self.entries.retain(|entry| entry.span.end() <= safe);
        self.damaged(range, reason);
    }
}

#[cfg(test)]
impl Matter {
    /// The first entry of a key.
    #[must_use]
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads the front matter of `text`, which starts at `offset` (bytes) in the file, right behind a
/// byte order mark where there is one. `None` where there is none.
///
/// Fences are found by themselves, as Jekyll and Hugo do: `---` closed by `---` or `...` for YAML,
/// `+++` closed by `+++` for TOML, each alone on its line. So the body starts at the same place
/// whether or not a parser can make sense of what is between them. A thematic break at the start of
/// prose that has another one further down is no front matter.
#[must_use]
pub(super) fn read(text: &str, offset: usize) -> Option<Matter> {
    let (fence, closings): (_, &[&str]) = match text.get(..3)? {
        "---" => ("---", &["---", "..."]),
        "+++" => ("+++", &["+++"]),
        _ => return None,
    };
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next()?;
    if opening.trim_end() != fence || !opening.ends_with('\n') {
        return None;
    }
    let start = opening.len();
    let mut at = start;
    let closing = lines.find(|line| {
        let closes = line
            .as_bytes()
            .first()
            .is_some_and(|byte| b"-.+".contains(byte))
            && closings.contains(&line.trim_end());
        at += line.len();
        closes
    })?;
    let body = offset + at;
    let end = at - closing.len();
    let content = &text[start..end];
    if fence == "---" && !is_like_yaml(content) {
        return None;
    }
    let mut collector = Collector::new(content, offset + start);
    if content.len() > LONGEST {
        collector.full = true;
        let first = content
            .trim_end_matches(['\r', '\n'])
            .lines()
            .next()
            .unwrap_or_default();
        collector.damaged(0..first.len(), "the front matter is too long to be read");
    } else if fence == "---" {
        yaml::read(&mut collector);
    } else {
        toml::read(&mut collector);
    }
    let Collector {
        entries, damage, ..
    } = collector;
    let span = Span::new(offset, offset + end + closing.trim_end().len());
    Some(Matter {
        span,
        body,
        entries,
        damage,
    })
}

/// Whether what stands between two fences is meant as YAML rather than as prose between two thematic
/// breaks: it is empty, or has a flow mapping or a key at the start of a line.
fn is_like_yaml(content: &str) -> bool {
    let mut lines = content.lines().map(str::trim_end).filter(|line| {
        let first = line.trim_start().chars().next();
        first.is_some_and(|first| first != '#')
    });
    let is_key_line = |line: &str| {
        let Some((key, value)) = line.split_once(':') else {
            return false;
        };
        let quoted = key.len() > 1 && key.starts_with(['"', '\'']) && key.ends_with(['"', '\'']);
        let bare = |key: &str| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        (quoted || bare(key.trim_end())) && (value.is_empty() || value.starts_with([' ', '\t']))
    };
    match lines.next() {
        None => true,
        Some(first) => first.starts_with('{') || is_key_line(first) || lines.any(is_key_line),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::PieceKind;

    /// Reads, and checks what must hold for every front matter.
    fn checked(text: &str, offset: usize) -> Option<Matter> {
        let matter = read(text, offset)?;
        let slice = |span: Span| &text[span.start() - offset..span.end() - offset];
        assert!(slice(matter.span).starts_with(['-', '+']));
        assert!(matter.span.end() <= matter.body && matter.body <= offset + text.len());
        for entry in &matter.entries {
            assert!(matter.span.contains(entry.span) && matter.span.contains(entry.key_span));
            let _ = (slice(entry.span), slice(entry.key_span));
            let mut builder = TextBuilder::default();
            entry.scalar.write_to(&mut builder);
            let written = builder.finish();
            assert_eq!(written.as_str(), entry.scalar.value);
            let mut at = entry.span.start();
            for piece in written.pieces() {
                // Leading line breaks of a block scalar stand before its span.
                let is_block = entry.scalar.syntax == Syntax::YamlBlock;
                assert!(at <= piece.file.start() || is_block, "{entry:?}");
                at = piece.file.end();
                let file = slice(piece.file);
                if piece.kind == PieceKind::Verbatim {
                    assert_eq!(file, &written.as_str()[piece.text.range()]);
                }
            }
            // The line breaks at the end of a block scalar stand behind its span.
            assert!(
                at <= entry.span.end() || entry.scalar.syntax == Syntax::YamlBlock,
                "{entry:?}"
            );
        }
        for damage in &matter.damage {
            assert!(matter.span.contains(damage.span));
            let _ = slice(damage.span);
        }
        Some(matter)
    }

    fn yaml(content: &str) -> Matter {
        checked(&format!("---\n{content}\n---\n"), 3).expect("front matter")
    }

    fn toml(content: &str) -> Matter {
        checked(&format!("+++\n{content}\n+++\n"), 3).expect("front matter")
    }

    /// The one value of a key `k` as text, its syntax, and its pieces: verbatim ones as they are,
    /// decoded ones as `{written→text}`.
    fn value(text: &str) -> (String, Syntax, String) {
        let matter = checked(text, 0).expect("front matter");
        assert_eq!(matter.damage, []);
        let entry = matter.get("k").expect("a value");
        let mut map = String::new();
        for piece in &entry.scalar.pieces {
            let value = &entry.scalar.value[piece.text.clone()];
            if piece.verbatim {
                map += value;
            } else {
                map += &format!("{{{}→{value}}}", &text[piece.file.range()]);
            }
        }
        (entry.scalar.value.clone(), entry.scalar.syntax, map)
    }

    fn pairs(matter: &Matter) -> Vec<(&str, &str)> {
        let entries = matter.entries.iter();
        entries
            .map(|entry| (&*entry.key, &*entry.scalar.value))
            .collect()
    }

    #[test]
    fn fences_bound_it() {
        let matter = checked("---\ntitle: أ\n---\nمتن", 3).unwrap();
        assert_eq!((matter.span, matter.body), (Span::new(3, 20), 21));
        let matter = checked("---\r\ntitle: أ\r\n---\r\nمتن", 0).unwrap();
        assert_eq!((matter.span, matter.body), (Span::new(0, 19), 21));
        assert_eq!(matter.entries[0].span, Span::new(12, 14));
        for text in [
            "--- \ntitle: a\n...\t\nb",
            "---\ntitle: a\n---",
            "---\n---\n",
            "---\n\n# x\n---\n",
            "+++\n+++\n",
        ] {
            assert!(checked(text, 0).is_some(), "{text:?}");
        }
    }

    #[test]
    fn thematic_breaks_and_open_fences_are_none() {
        for text in [
            "",
            "-",
            "---",
            "---\n",
            "---\ntitle: a\n",
            "----\ntitle: a\n---\n",
            " ---\ntitle: a\n---\n",
            "---\nقال الوزير.\n\n---\n",
            "---\n\nHe said this: no.\n\n---\n",
            "---\n* item\n---\n",
            "+++\na = 1\n---\n",
            "---\ntitle: a\n ---\n",
            "--- # x\na: b\n---\n",
            "متن",
        ] {
            assert_eq!(read(text, 0), None, "{text:?}");
        }
    }

    #[test]
    fn keys_are_joined() {
        let matter = yaml(
            "Title: a\nimages:\n  - src: a.jpg\n    Credit: b\n  - c\ncover: {image: d, caption: [e, f]}\ng: h",
        );
        assert_eq!(
            pairs(&matter),
            [
                ("title", "a"),
                ("images.0.src", "a.jpg"),
                ("images.0.credit", "b"),
                ("images.1", "c"),
                ("cover.image", "d"),
                ("cover.caption.0", "e"),
                ("cover.caption.1", "f"),
                ("g", "h"),
            ]
        );
        let matter = toml(
            "Title = 'a'\n[cover]\nimage = 'd'\ncaption = ['e']\n[[images]]\nsrc='x'\n[[images]]\na.b = 'y'",
        );
        assert_eq!(
            pairs(&matter),
            [
                ("title", "a"),
                ("cover.image", "d"),
                ("cover.caption.0", "e"),
                ("images.0.src", "x"),
                ("images.1.a.b", "y"),
            ]
        );
        assert_eq!(matter.entries[0].key_span, Span::new(7, 12));
        assert_eq!(matter.entries[0].span, Span::new(15, 18));
    }

    #[test]
    fn yaml_scalars_are_mapped() {
        use Syntax::{YamlBlock, YamlDouble, YamlPlain, YamlSingle};
        let cases = [
            ("k: قال نعم  # x", YamlPlain, "قال نعم"),
            (
                "k: قال \n  نعم\n\n  لا",
                YamlPlain,
                "قال{ \n  → }نعم{\n\n  →\n}لا",
            ),
            ("k: 'قال ''نعم'' '", YamlSingle, "قال {''→'}نعم{''→'} "),
            ("k: 'أ\n  ب'", YamlSingle, "أ{\n  → }ب"),
            (
                r#"k: "قال \"نعم\" \u0661\xA0\t\\""#,
                YamlDouble,
                "قال {\\\"→\"}نعم{\\\"→\"} {\\u0661→١}{\\xA0→\u{A0}}{\\t→\t}{\\\\→\\}",
            ),
            (
                "k: \"أ \\\n  ب\n\n\n  ج\"",
                YamlDouble,
                "أ ب{\n\n\n  →\n\n}ج",
            ),
            (
                "k: |\n  أ\n   ب\n\n  ج",
                YamlBlock,
                "أ{\n  →\n} ب{\n\n  →\n\n}ج{\n→\n}",
            ),
            (
                "k: >-\n  أ\n  ب\n\n  ج\n\n\nx: y",
                YamlBlock,
                "أ{\n  → }ب{\n\n  →\n}ج",
            ),
            (
                "k: >+ # x\n\n  أ\n    ب\n  ج\n\nx: y",
                YamlBlock,
                "{\n  →\n}أ{\n  →\n}  ب{\n  →\n}ج{\n\n→\n\n}",
            ),
            ("k: |2\n   أ\n  ب", YamlBlock, " أ{\n  →\n}ب{\n→\n}"),
            ("k: !!str 12", YamlPlain, "12"),
            ("k: &a !x 'أ'", YamlSingle, "أ"),
            ("k: !!str |\n  أ\n  ب", YamlBlock, "أ{\n  →\n}ب{\n→\n}"),
            ("k: &a >\n  أ\n  ب", YamlBlock, "أ{\n  → }ب{\n→\n}"),
            ("k: |\n  > أ\n  ب", YamlBlock, "> أ{\n  →\n}ب{\n→\n}"),
            ("k:", YamlPlain, ""),
            ("k: \"\"", YamlDouble, ""),
            ("k: |\nx: y", YamlBlock, ""),
            ("'k': \"a\"", YamlDouble, "a"),
            ("{k: \"a\", b: c}", YamlDouble, "a"),
        ];
        for (written, syntax, map) in cases {
            let (_, found, found_map) = value(&format!("---\n{written}\n---\n"));
            assert_eq!((found, &*found_map), (syntax, map), "{written:?}");
        }
    }

    #[test]
    fn lines_of_quoted_values_need_no_indentation() {
        let matter =
            yaml("title: \"One\ntwo \\\"\nthree\"\nnote: 'It''s\n\nfour\n five'\nlang: ar\n");
        assert_eq!(
            pairs(&matter),
            [
                ("title", "One two \" three"),
                ("note", "It's four five"),
                ("lang", "ar")
            ]
        );
        assert!(matter.damage.is_empty());
        assert!(!yaml("title: \"One\nlang: ar\n").damage.is_empty());
    }

    #[test]
    fn line_breaks_of_two_bytes_are_mapped() {
        let crlf = |text: &str| value(&text.replace('\n', "\r\n"));
        assert_eq!(crlf("---\nk: أ\n  ب\n---\n").2, "أ{\r\n  → }ب");
        assert_eq!(
            crlf("---\nk: |\n  أ\n  ب\n---\n").2,
            "أ{\r\n  →\n}ب{\r\n→\n}"
        );
        assert_eq!(
            crlf("---\nk: >-\n  أ\n  ب\n\n  ج\n---\n").2,
            "أ{\r\n  → }ب{\r\n\r\n  →\n}ج"
        );
        assert_eq!(crlf("---\nk: \"أ\\\n  ب\"\n---\n").2, "أب");
        assert_eq!(crlf("+++\nk = '''\nأ\nب'''\n+++\n").2, "أ\r\nب");
    }

    #[test]
    fn toml_scalars_are_mapped() {
        use Syntax::{Opaque, TomlBasic, TomlLiteral};
        let cases = [
            (
                r#"k = "قال \"نعم\" \u0661" # x"#,
                TomlBasic,
                "قال {\\\"→\"}نعم{\\\"→\"} {\\u0661→١}",
            ),
            (r"k = 'قال \نعم'", TomlLiteral, "قال \\نعم"),
            (
                "k = \"\"\"\nأ \\\n\n  ب\"نعم\"\"\"\"",
                TomlBasic,
                "أ ب\"نعم\"",
            ),
            ("k = '''أ\n'ب''''", TomlLiteral, "أ\n'ب'"),
            ("k = ''", TomlLiteral, ""),
            ("k = 2021-06-08", Opaque, "2021-06-08"),
            ("k = 1_000", Opaque, "1_000"),
        ];
        for (written, syntax, map) in cases {
            let (_, found, found_map) = value(&format!("+++\n{written}\n+++\n"));
            assert_eq!((found, &*found_map), (syntax, map), "{written:?}");
        }
    }

    #[test]
    fn text_is_told_from_data() {
        let is_string = |written: &str| yaml(&format!("k: {written}")).entries[0].scalar.is_string;
        for data in [
            "",
            "~",
            "null",
            "true",
            "12",
            "-1.5e3",
            "0x1F",
            ".inf",
            "2021-06-08",
            "2021-6-8 10:00:00",
            "2021-06-08T10:00:00+03:00",
            "!!int '3'",
        ] {
            assert!(!is_string(data), "{data}");
        }
        for text in [
            "قال",
            "'12'",
            "\"true\"",
            "12 قتيلا",
            "1.2.3",
            "e5",
            ".",
            "2021-06",
            "2021-06-08-a",
            "2021-06-08 الأحد",
            "!!str 12",
            "ال12",
            "infinity",
        ] {
            assert!(is_string(text), "{text}");
        }
        assert!(!toml("k = true").entries[0].scalar.is_string);
        assert!(toml("k = 'true'").entries[0].scalar.is_string);
    }

    #[test]
    fn broken_matter_says_where() {
        let is = |text: &str, place: &str, keys: &[&str]| {
            let matter = checked(text, 0).expect("front matter");
            assert_eq!(matter.damage.len(), 1, "{text:?} {:?}", matter.damage);
            let found = &text[matter.damage[0].span.range()];
            assert_eq!(found, place, "{text:?} {:?}", matter.damage);
            assert!(!matter.damage[0].reason.is_empty());
            let found: Vec<_> = matter.entries.iter().map(|entry| &*entry.key).collect();
            assert_eq!(found, keys);
            assert!(text[matter.body..].starts_with("متن"));
        };
        is(
            "---\nlang: ar\ntitle: قال: نعم: لا\n---\nمتن",
            ": نعم: لا",
            &["lang"],
        );
        is("---\ntitle: \"قال \"نعم\" \"\n---\nمتن", "نعم\" \"", &[]);
        is("---\na: b\ntitle: @x\n---\nمتن", "@x", &["a"]);
        is("---\ntitle: 'قال\n---\nمتن", "'قال", &[]);
        is("---\r\na: b\r\n c\r\nd\r\n---\r\nمتن", "d", &["a"]);
        is("+++\na = 'b'\ntitle = قال\n+++\nمتن", "قال", &["a"]);
        is("+++\na = 1\na = 2\n+++\nمتن", "a = 2", &["a"]);
    }

    #[test]
    fn bombs_do_not_go_off() {
        let matter = yaml("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nd: e");
        assert_eq!(matter.entries.len(), 3);
        let matter = yaml(&format!("a: {}x{}\nb: c", "[".repeat(40), "]".repeat(40)));
        assert_eq!(matter.damage[0].reason, "nested too deep");
        assert_eq!(matter.get("b").unwrap().scalar.value, "c");
        let full = |matter: &Matter| {
            assert_eq!(matter.entries.len(), 4096);
            assert_eq!(matter.damage[0].reason, "too many values");
            assert_eq!(matter.damage.len(), 1);
        };
        full(&yaml(&format!("a:\n{}", "- x\n".repeat(9000))));
        full(&toml(&format!("a = [{}]", "1,".repeat(9000))));
        assert_eq!(toml(&format!("a{} = 1", ".a".repeat(60))).entries.len(), 0);
        let matter = checked(&format!("---\na: b\n{}---\nمتن", "# x\n".repeat(80_000)), 0).unwrap();
        assert_eq!(
            matter.damage[0].reason,
            "the front matter is too long to be read"
        );
        assert_eq!(matter.body, 320_013);
    }

    #[test]
    fn hostile_matter_takes_linear_time() {
        for text in [
            "[", "{", "- ", "? ", "a: [", "a:\n", "a: |\n", "'", "!a ", "&a ", "\n", "a.",
            "a.a=1\n", "[a]\n", "a=[", "a={",
        ] {
            let text = text.repeat(8_000);
            let _ = checked(&format!("---\na: b\n{text}\n---\n"), 0);
            let _ = checked(&format!("+++\n{text}\n+++\n"), 0);
        }
    }

    #[test]
    fn odd_keys_are_passed_over() {
        let matter = yaml("a: &x b\n? [c, d]\n: e\n*x : f\n? {g: h}\n: [i]\nj: k");
        assert_eq!(
            pairs(&matter),
            [("a", "b"), ("?", "e"), ("?", "f"), ("?.0", "i"), ("j", "k")]
        );
        let matter = yaml("a: 1\nA: 2");
        assert_eq!(matter.entries.len(), 2);
        assert_eq!(matter.get("a").unwrap().scalar.value, "1");
        assert_eq!(yaml("a:\n- b\n- - c\n  - d").entries[2].key, "a.1.1");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_yaml_is_read(content in "(a: |[\"' ]|''|\\\\|\\\\\n|\r?\n|\n  |\n\n|[|>][-+2]?|- |: |[#&*!]x |[\\[\\]{},]|[aب ]|\\PC)*") {
            let _ = checked(&format!("---\na: {content}\n---\n"), 3);
        }

        #[test]
        fn any_yaml_value_is_mapped(words in proptest::collection::vec("[اب]{1,3}", 1..9), style in 0usize..6, crlf: bool) {
            let (open, close) =
                [("", ""), ("'", "'"), ("\"", "\""), ("|\n  ", ""), (">\n  ", ""), (">-\n\n  ", "")][style];
            let text = format!("---\nk: {open}x{}x{close}\nz: 1\n---\n", words.join("\n  "));
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let matter = checked(&text, 0).expect("front matter");
            prop_assert_eq!(&matter.damage, &[]);
            prop_assert!(matter.get("k").unwrap().scalar.syntax != Syntax::Opaque, "{:?}", matter);
        }

        #[test]
        fn any_toml_is_read(content in "(a=|\"|'|'''|\"\"\"|\\\\|\\\\u00|\r?\n|[\\[\\]{},.#]|[aب1 ]|\\PC)*") {
            let _ = checked(&format!("+++\na = {content}\n+++\n"), 3);
        }

        #[test]
        fn any_text_is_read(text in "(---|\\+\\+\\+|\\.\\.\\.|a: b|a=1|\r?\n|\\PC)*") {
            let _ = checked(&text, 0);
        }
    }
}
