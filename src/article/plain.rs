//! Plain text: blocks are ranges of the file itself, nothing is copied.
//!
//! Blocks stand between blank lines. Newspapers' text files often have one paragraph a line and no
//! blank line at all, so a line break inside such a run is read as a *wrap* only where the file
//! looks hard-wrapped, that is where
//!
//! - no line is longer than [`WRAP_COLUMNS`] (lines of one word, such as an address, do not count), and
//! - the break was forced: the first word of the next line would not have fitted on this one, given
//!   the longest line of the file.
//!
//! Every other line break ends a paragraph.

use super::{Article, Block, BlockKind, Format, LangHints, Syntax, Text, settle_languages};
use crate::lang::fold;
use crate::lang::{Lang, chars};
use crate::source::Source;
use crate::span::TextRange;

/// The longest line, in scalar values, of text that is hard-wrapped.
const WRAP_COLUMNS: usize = 100;

/// The longest title, in scalar values.
const TITLE_LENGTH: usize = 120;

/// The longest line, in bytes, that is a credit and nothing else: about 160 Arabic letters.
const CREDIT_BYTES: usize = 320;

/// The most words of a credit whose second bracket is missing.
const UNCLOSED_WORDS: usize = 8;

/// How far back, in bytes, the bracket of a caption's final credit is looked for.
const CLOSING_CREDIT_BYTES: usize = 256;

/// Labels of a photo credit, matched folded: English, French, Arabic, Persian; Urdu shares them.
const LABELS: [&str; 20] = [
    "photo",
    "photos",
    "photo by",
    "photo credit",
    "ap photo",
    "photograph",
    "photographer",
    "image",
    "image credit",
    "picture",
    "courtesy",
    "crédit photo",
    "تصوير",
    "عدسة",
    "صورة",
    "الصورة",
    "مصدر الصورة",
    "حقوق الصورة",
    "المصور",
    "عكس",
];

pub(super) fn read(source: &Source, hints: LangHints) -> Article<'_> {
    let offset = source.bom_len();
    let body = &source.text()[offset..];
    let mut blocks = paragraphs(body);
    name_kinds(body, &mut blocks);
    let text = Text::borrowed(body, offset);
    let lang = settle_languages(&text, &mut blocks, None, hints);
    Article {
        format: Format::Plain,
        text,
        blocks,
        foreign: Vec::new(),
        photos: Vec::new(),
        fields: Vec::new(),
        damage: Vec::new(),
        directives: Vec::new(),
        lang,
    }
}

/// Cuts the text into blocks, all of them paragraphs or credit lines for now.
fn paragraphs(body: &str) -> Vec<Block> {
    let width = wrap_width(body);
    let mut blocks: Vec<Block> = Vec::new();
    // Length in columns of the line before, where the next line may carry it on.
    let mut open: Option<usize> = None;
    for line in lines(body) {
        let words = &body[line.range()];
        if words.is_empty() {
            open = None;
            continue;
        }
        let kind = if is_credit_line(words) {
            BlockKind::CreditLine
        } else {
            BlockKind::Paragraph
        };
        let columns = width.map(|_| words.chars().count());
        let wraps = width.zip(open).is_some_and(|(width, before)| {
            let first = words.split(char::is_whitespace).next().unwrap_or(words);
            before + 1 + first.chars().count() > width
        });
        match blocks.last_mut() {
            Some(last)
                if wraps
                    && kind == BlockKind::Paragraph
                    && body[last.range.end()..line.start()].contains(['\n', '\r']) =>
            {
                last.range.end = line.end;
            }
            _ => blocks.push(Block {
                kind,
                range: line,
                lang: Lang::UNKNOWN,
                syntax: Syntax::Plain,
                container: 0,
            }),
        }
        open = columns.filter(|_| kind == BlockKind::Paragraph);
    }
    blocks
}

/// The longest line in columns where the file is hard-wrapped, else none.
fn wrap_width(body: &str) -> Option<usize> {
    let mut width = 0;
    for line in lines(body) {
        let words = &body[line.range()];
        // Four bytes a character at the most: a line of fewer bytes needs no counting.
        let columns = if words.len() > width {
            words.chars().count()
        } else {
            0
        };
        if columns > WRAP_COLUMNS && words.contains(char::is_whitespace) {
            return None;
        }
        if columns <= WRAP_COLUMNS {
            width = width.max(columns);
        }
    }
    Some(width)
}

/// Tells titles, captions and repeated titles from paragraphs.
fn name_kinds(body: &str, blocks: &mut [Block]) {
    let text = |block: &Block| &body[block.range.range()];
    let captions: Vec<usize> = (0..blocks.len())
        .filter(|&i| {
            let credit = |at: Option<usize>| {
                at.and_then(|at| blocks.get(at))
                    .is_some_and(|b| b.kind == BlockKind::CreditLine)
            };
            blocks[i].kind == BlockKind::Paragraph
                && (credit(i.checked_sub(1)) || credit(Some(i + 1)))
                && ends_in_credit(text(&blocks[i]))
        })
        .collect();
    for caption in captions {
        blocks[caption].kind = BlockKind::Caption;
    }
    let several = blocks.len() > 1;
    let Some(first) = blocks.first_mut().filter(|first| {
        several
            && first.kind == BlockKind::Paragraph
            && looks_like_title(&body[first.range.range()])
    }) else {
        return;
    };
    first.kind = BlockKind::Title;
    let title = first.range;
    mark_repeated_titles(&body[title.range()], blocks, |block| {
        &body[block.range.range()]
    });
}

/// Makes titles of the paragraphs and headings that repeat the title.
pub(super) fn mark_repeated_titles<'t>(
    title: &str,
    blocks: &mut [Block],
    text: impl Fn(&Block) -> &'t str,
) {
    for block in blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
            && block.range.len() < 4 * title.len() + 64
            && fold::same(text(block), title)
        {
            block.kind = BlockKind::Title;
        }
    }
}

/// Whether a first paragraph can be a title: short, and no sentence.
pub(super) fn looks_like_title(words: &str) -> bool {
    let closed = words.trim_end_matches(['"', '”', '»', ')', ']', '’', '\'']);
    words.chars().take(TITLE_LENGTH).count() < TITLE_LENGTH
        && !words.contains(['\n', '\r'])
        && !closed.ends_with(['.', '۔', '…', ':', '،', '؛', ',', ';'])
}

/// Whether a line is a photo credit and nothing else, by its shape: it starts with `©` or with a
/// photo label and a colon, or it is one bracketed group that does, or that holds `©` or `(C)`.
#[must_use]
pub(super) fn is_credit_line(line: &str) -> bool {
    let line = line.trim_matches(chars::is_space);
    let line = line.trim_end_matches('.');
    if line.is_empty() || line.len() > CREDIT_BYTES {
        return false;
    }
    if line.starts_with('©') || labelled(line, &[':']) {
        return true;
    }
    let letter = line
        .strip_prefix("(C)")
        .or_else(|| line.strip_prefix("(c)"));
    if let Some(names) = letter {
        // `(c)` counts items as well; what is counted names no two sides of a slash.
        let capital = |c: char| c.is_alphabetic() && !c.is_lowercase();
        return names.contains('/') && names.trim_start().starts_with(capital);
    }
    let Some(inside) = bracketed(line) else {
        return is_unclosed(line);
    };
    let sign = inside.contains('©') || inside.starts_with("(C)") || inside.starts_with("(c)");
    sign || labelled(inside, &[':', '/', ' '])
}

/// Whether a line is a bracket, the sign and a few words, and the other bracket is missing.
fn is_unclosed(line: &str) -> bool {
    line.strip_prefix(['(', '[', '（']).is_some_and(|rest| {
        rest.trim_start().starts_with('©')
            && !rest.contains(['(', ')', '[', ']', '（', '）'])
            && rest.split_whitespace().count() <= UNCLOSED_WORDS
    })
}

/// What stands in the brackets that a line as a whole stands in.
fn bracketed(line: &str) -> Option<&str> {
    let pair = |open: char, close: char| line.strip_prefix(open)?.strip_suffix(close);
    let inside = pair('(', ')')
        .or_else(|| pair('[', ']'))
        .or_else(|| pair('（', '）'))?;
    // A second group means that the line is more than one credit: `(a) and (b)`.
    let mut depth = 0_i32;
    for c in inside.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    Some(inside.trim_matches(chars::is_space))
}

/// Whether words begin with a photo label and one of `ends` behind it.
fn labelled(words: &str, ends: &[char]) -> bool {
    LABELS.iter().any(|label| {
        fold::strip_prefix(words, label).is_some_and(|end| {
            let rest = &words[end..];
            let colon = rest
                .trim_start_matches([' ', '\u{A0}'])
                .starts_with([':', '：']);
            colon || rest.starts_with(|c| ends.contains(&c))
        })
    })
}

/// Whether a paragraph ends in a bracketed credit that holds `©` or starts with a label.
fn ends_in_credit(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ' ']);
    if !words.ends_with([')', ']', '）']) {
        return false;
    }
    let mut from = words.len().saturating_sub(CLOSING_CREDIT_BYTES);
    while !words.is_char_boundary(from) {
        from += 1;
    }
    let tail = &words[from..];
    tail.rfind(['(', '[', '（'])
        .is_some_and(|at| at + from > 0 && is_credit_line(&tail[at..]))
}

/// The lines without line breaks and without blanks at their ends; blank lines are empty.
fn lines(body: &str) -> impl Iterator<Item = TextRange> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &body[start..];
        let end = rest.find(is_line_break).map_or(body.len(), |at| start + at);
        next = (end < body.len()).then(|| {
            let crlf = body[end..].starts_with("\r\n");
            let width = body[end..].chars().next().map_or(0, char::len_utf8);
            end + if crlf { 2 } else { width }
        });
        let line = &body[start..end];
        let words = line.trim_start_matches(chars::is_space);
        let from = start + line.len() - words.len();
        let words = words.trim_end_matches(chars::is_space);
        Some(TextRange::new(from, from + words.len()))
    })
}

/// LF, CR, form feed, and the line and paragraph separators of Unicode.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0C}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{Caption, CreditLine, Paragraph, Title};
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(BlockKind, &str)]) {
        let source = Source::new("a.txt", text);
        let article = read(&source, LangHints::default());
        let found: Vec<(BlockKind, &str)> = article
            .blocks
            .iter()
            .map(|block| (block.kind, article.slice(block.range)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        let one = "قال الوزير إن العمل مستمر.";
        let two = "وأضاف أن الخطة جاهزة.";
        for blank in ["\n\n", "\r\n\r\n", "\r\r", "\n \t\u{A0}\n", "\u{2029}"] {
            check(
                &format!("{one}{blank}{two}\n"),
                &[(Paragraph, one), (Paragraph, two)],
            );
        }
        check("", &[]);
        check(" \n\u{A0}\r\n", &[]);
        check("\u{FEFF}نعم.", &[(Paragraph, "نعم.")]);
        check("a\0b.", &[(Paragraph, "a\0b.")]);
    }

    #[test]
    fn a_line_is_a_paragraph_unless_the_text_is_wrapped() {
        let long = format!("{}.", "كلمة ".repeat(30).trim_end());
        check(
            &format!("{long}\nقصير.\n{long}"),
            &[(Paragraph, &long), (Paragraph, "قصير."), (Paragraph, &long)],
        );
        let wrapped = "The minister said that the work would go on until\nthe end of the year, and that the plan was ready for\nall of the towns.";
        check(
            &format!("{wrapped}\nA list\nof towns."),
            &[
                (Paragraph, wrapped),
                (Paragraph, "A list"),
                (Paragraph, "of towns."),
            ],
        );
        let address = format!("{wrapped}\nhttps://example.org/{}", "a".repeat(200));
        check(&address, &[(Paragraph, &address)]);
    }

    #[test]
    fn credits_and_captions_are_blocks() {
        let caption = "وزيران في اجتماع. (© Jane Doe/Agency)";
        check(
            &format!("(© Jane Doe/Agency)\n{caption}\n\nنص المقال.\nتصوير: أحمد"),
            &[
                (CreditLine, "(© Jane Doe/Agency)"),
                (Caption, caption),
                (Paragraph, "نص المقال."),
                (CreditLine, "تصوير: أحمد"),
            ],
        );
        assert!(is_credit_line("© Jane Doe/Agency"));
        assert!(is_credit_line("[Photo by Jane Doe]"));
        assert!(is_credit_line("((C) Jane Doe)"));
        assert!(!is_credit_line("(a) one © and (b) two"));
        assert!(!is_credit_line("(كما قال الوزير)"));
        assert!(!is_credit_line("صور جديدة من المدينة"));
    }

    #[test]
    fn a_short_first_line_is_the_title() {
        check(
            "عنوان المقال\n\nعُنوان المقال\n\nنص المقال.",
            &[
                (Title, "عنوان المقال"),
                (Title, "عُنوان المقال"),
                (Paragraph, "نص المقال."),
            ],
        );
        check(
            "جملة كاملة.\n\nنص.",
            &[(Paragraph, "جملة كاملة."), (Paragraph, "نص.")],
        );
        check("وحيد", &[(Paragraph, "وحيد")]);
    }

    proptest! {
        #[test]
        fn blocks_are_trimmed_sorted_and_apart(text in "(قال |نعم|\\. |\n|\r|\r\n|\u{A0}|©|\\(|\\)|[a-z]{1,9} |\u{2029}|\u{FEFF}|\0){0,60}") {
            let source = Source::new("a.txt", text.clone());
            let article = read(&source, LangHints::default());
            let mut end = None;
            for block in &article.blocks {
                let words = article.slice(block.range);
                prop_assert!(!words.is_empty());
                prop_assert_eq!(words.trim(), words);
                prop_assert!(end.is_none_or(|end| end < block.range.start));
                prop_assert_eq!(source.slice(article.text.span(block.range)), words);
                end = Some(block.range.end);
            }
        }
    }
}
