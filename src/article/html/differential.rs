//! The tokenizer and the decoding of references beside an independent tokenizer, `html5gum`, and the
//! way back from tokens to the bytes of the file.
//!
//! Both must find the same tags (names, attributes, values, where they stand), texts, comments and
//! document types. Three things differ by design and are evened out before they are compared:
//!
//! - Names, values and texts are kept as written here, so that spans stay right. There, line breaks
//!   are normalised, a NUL is U+FFFD (in text between tags it stays, for a tree builder to drop), and
//!   names are lower-cased.
//! - A text built here has a line break for U+2029, which parts its blocks.
//! - Attributes of an end tag are dropped there; the reader of pages drops them here.
//!
//! What a tree builder would decide is decided alike on both sides and so not compared. A start tag
//! switches to the kind of text that its name asks for, wherever it stands: in `svg` and `math` too,
//! where a browser reads the content of `title` or `style` as markup. `noscript` holds markup, as
//! where scripts do not run. `<![CDATA[…]]>` is a bogus comment up to the first `>`, in `svg` and
//! `math` too.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::ops::Range;
use std::path::Path;

use ::entities::ENTITIES;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::entities::{decode, decode_into};
use super::{Attribute, Tag, Token, Tokenizer};
use crate::article::{PieceKind, SEPARATOR, TextBuilder};
use crate::span::Span;

/// Where the sources begin in their imagined files (bytes).
const OFFSET: usize = 5;

/// A token as both tokenizers can say it; spans in bytes of the source.
#[derive(PartialEq, Debug)]
enum Plain {
    Text(String),
    Start {
        name: String,
        attributes: BTreeMap<String, String>,
        self_closing: bool,
        span: Range<usize>,
    },
    End {
        name: String,
        span: Range<usize>,
    },
    Comment {
        text: String,
        span: Range<usize>,
    },
    Doctype {
        span: Range<usize>,
    },
}

/// Adds a token; neighbouring texts become one.
fn push(tokens: &mut Vec<Plain>, token: Plain) {
    match (tokens.last_mut(), token) {
        (Some(Plain::Text(last)), Plain::Text(text)) => last.push_str(&text),
        (_, token) => tokens.push(token),
    }
}

/// As the input stream of WHATWG HTML has it, and the tokenizer's states for all but data.
fn normalised(written: &str) -> String {
    written
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "\u{FFFD}")
}

fn range(span: Span) -> Range<usize> {
    span.start() - OFFSET..span.end() - OFFSET
}

/// What a run of `source` says, line breaks normalised where they are written as such (`&#13;` means
/// a carriage return). The run's pieces must cover it in order.
fn decoded(source: &str, raw: &str, span: Span, in_attribute: bool) -> String {
    let mut builder = TextBuilder::default();
    decode_into(&mut builder, raw, span.start(), in_attribute);
    let text = builder.finish();
    assert_eq!(
        text.as_str(),
        decode(raw, in_attribute).replace(SEPARATOR, "\n")
    );
    let (mut in_file, mut in_text) = (span.start(), 0);
    let mut out = String::new();
    for piece in text.pieces() {
        assert_eq!((piece.file.start(), piece.text.start()), (in_file, in_text));
        (in_file, in_text) = (piece.file.end(), piece.text.end());
        let written = &source[range(piece.file)];
        let meant = &text.as_str()[piece.text.range()];
        match piece.kind {
            PieceKind::Verbatim => {
                assert_eq!(written, meant);
                out += &normalised(meant);
            }
            PieceKind::Decoded => {
                assert!(written.starts_with('&') || written.starts_with(SEPARATOR));
                out += meant;
            }
            PieceKind::Hole => panic!("a reference is no hole"),
        }
    }
    assert_eq!((in_file, in_text), (span.end(), text.as_str().len()));
    out
}

/// Checks one tag against the bytes of the file.
fn check_tag(source: &str, tag: &Tag<'_>) {
    let start = if tag.closing { "</" } else { "<" };
    let written = &source[range(tag.span)];
    assert!(written.starts_with(start) && written[start.len()..].starts_with(tag.name));
    assert!(written.ends_with(if tag.self_closing { "/>" } else { ">" }));
    let mut at = tag.span.start() + start.len() + tag.name.len();
    for Attribute {
        name,
        raw,
        value_span,
        quote,
    } in &tag.attributes
    {
        assert!(tag.span.contains(*value_span));
        assert_eq!(&source[range(*value_span)], *raw);
        let before = &source[at - OFFSET..range(*value_span).start];
        let before = match quote {
            '\0' => before,
            quote => {
                assert!(source[range(*value_span).end..].starts_with(*quote));
                before.strip_suffix(*quote).unwrap()
            }
        };
        assert!(before.contains(name));
        at = value_span.end();
    }
}

/// The tokens of this project's tokenizer. They and the gaps between them must rebuild the source,
/// and a gap be nothing but `</>` or a tag that the end cuts off.
fn ours(source: &str) -> Vec<Plain> {
    let mut tokens = Vec::new();
    let mut rebuilt = String::new();
    for token in Tokenizer::new(source, OFFSET) {
        let span = match &token {
            Token::Text { span, .. } | Token::Comment { span, .. } | Token::Doctype { span } => {
                *span
            }
            Token::Tag(tag) => tag.span,
        };
        assert!(!span.is_empty());
        let gap = &source[rebuilt.len()..range(span).start];
        assert_eq!(gap.replace("</>", ""), "");
        rebuilt += gap;
        let written = &source[range(span)];
        let span = range(span);
        let plain = match token {
            Token::Text {
                raw,
                span,
                raw_text,
            } => {
                rebuilt += raw;
                Plain::Text(if raw_text {
                    normalised(raw).replace(SEPARATOR, "\n")
                } else {
                    decoded(source, raw, span, false)
                })
            }
            Token::Tag(tag) => {
                rebuilt += written;
                check_tag(source, &tag);
                let name = normalised(tag.name).to_ascii_lowercase();
                if tag.closing {
                    Plain::End { name, span }
                } else {
                    let mut attributes = BTreeMap::new();
                    for attribute in &tag.attributes {
                        let value = decoded(source, attribute.raw, attribute.value_span, true);
                        let name = normalised(attribute.name).to_ascii_lowercase();
                        let stands_for_nul = name.contains('\u{FFFD}');
                        match attributes.entry(name) {
                            Entry::Vacant(entry) => {
                                entry.insert(value);
                            }
                            // Only what a NUL becomes can make two names of one tag the same.
                            Entry::Occupied(entry) => assert!(stands_for_nul, "{entry:?}"),
                        }
                    }
                    Plain::Start {
                        name,
                        attributes,
                        self_closing: tag.self_closing,
                        span,
                    }
                }
            }
            Token::Comment { text, .. } => {
                rebuilt += written;
                Plain::Comment {
                    text: normalised(text),
                    span,
                }
            }
            Token::Doctype { .. } => {
                rebuilt += written;
                Plain::Doctype { span }
            }
        };
        push(&mut tokens, plain);
    }
    let tail = source[rebuilt.len()..].trim_start_matches("</>");
    let name = tail.trim_start_matches("</").trim_start_matches('<');
    assert!(
        tail.is_empty()
            || tail.len() > name.len() && name.starts_with(|c: char| c.is_ascii_alphabetic()),
        "lost: {tail:?}"
    );
    rebuilt += &source[rebuilt.len()..];
    assert_eq!(rebuilt, source);
    tokens
}

/// The tokens of the independent tokenizer.
fn theirs(source: &str) -> Vec<Plain> {
    use html5gum::{DefaultEmitter, State, Token};

    let string = |bytes: html5gum::HtmlString| {
        String::from_utf8(bytes.0)
            .unwrap()
            .replace('\0', "\u{FFFD}")
    };
    let range = |span: html5gum::Span| span.start..span.end;
    let emitter = DefaultEmitter::new_with_span();
    let mut tokenizer = html5gum::Tokenizer::new_with_emitter(source, emitter);
    let mut tokens = Vec::new();
    while let Some(Ok(token)) = tokenizer.next() {
        let plain = match token {
            Token::String(text) => Plain::Text(string(text.value).replace(SEPARATOR, "\n")),
            Token::StartTag(tag) => {
                // What a tree builder would ask for; the crate's own guess differs on `noframes`
                // and `noscript`.
                let state = match tag.name.as_slice() {
                    b"title" | b"textarea" => State::RcData,
                    b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => State::RawText,
                    b"script" => State::ScriptData,
                    b"plaintext" => State::PlainText,
                    _ => State::Data,
                };
                tokenizer.set_state(state);
                let attributes = tag.attributes.into_iter();
                Plain::Start {
                    name: string(tag.name),
                    attributes: attributes
                        .map(|(name, value)| {
                            (string(name), string(value.value).replace(SEPARATOR, "\n"))
                        })
                        .collect(),
                    self_closing: tag.self_closing,
                    span: range(tag.span),
                }
            }
            Token::EndTag(tag) => Plain::End {
                name: string(tag.name),
                span: range(tag.span),
            },
            Token::Comment(comment) => Plain::Comment {
                text: string(comment.value),
                span: range(comment.span),
            },
            Token::Doctype(doctype) => Plain::Doctype {
                span: range(doctype.span),
            },
            Token::Error(_) => continue,
        };
        push(&mut tokens, plain);
    }
    tokens
}

/// Panics at the first token that differs.
fn compare(source: &str) {
    let (ours, theirs) = (ours(source), theirs(source));
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.get(theirs.len()), None);
    assert_eq!(theirs.get(ours.len()), None);
}

/// The places between the characters of a text.
fn borders(text: &str) -> impl Iterator<Item = usize> {
    (0..=text.len()).filter(|&at| text.is_char_boundary(at))
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
fn real_pages_are_read_alike() {
    /// At so many places more or less each page is cut off.
    const CUTS: usize = 20;

    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        eprintln!("passed over: there are no real articles at hand");
        return;
    }
    let mut pages = 0;
    for entry in walkdir::WalkDir::new(corpus) {
        let entry = entry.unwrap();
        if entry
            .path()
            .extension()
            .is_none_or(|extension| extension != "html")
        {
            continue;
        }
        let page = fs::read_to_string(entry.path()).unwrap();
        compare(&page);
        for cut in borders(&page).step_by(page.len() / CUTS + 1) {
            compare(&page[..cut]);
        }
        pages += 1;
    }
    assert!(pages > 10);
}

/// A page with something wrong or rare in every line, to be cut off at every character.
const HOSTILE: &str = "\u{FEFF}<!DOCTYPE html PUBLIC \"a>b\">\r\n<HTML lang=ar dir='rtl'>\r
<head><TITLE>الخبر &amp; <b>صورته</b> &copy1 &#x80;</titlex></TITLE\n>
<meta name=\"description\" content='قال &quot;نعم&quot; &copy=1 &notit; &amp='><meta a=1 A=2/>
<style>p::before { content: '</p>\0' }</Style >
<script><!--<script>a</script>b--></script><script><!-->'<script>'</SCRIPT/><script>'<!--'</script>
<body class=a\"b'c id==x =y / data-a = 1 'q' \"w\"=\"e\"r><!-- a -- b --!><!--><!---><!----><!--a--->
<p>5 < 6 و<7 <ب> </> </ ب> </3> <?php echo '?>'; ?> <![CDATA[ x ]]> <!x> &#1642; &#0; &#xD800;&#99999999999;
<a href=?a&copy=1&lt;b&amp title='x>y'\rx>رابط&nbsp</A x='1'/><br/><img src=a.jpg alt=\"ص\u{2029}ورة &#8220\">
<textarea>\r\n<p>&ldquo &#13;\u{2029}</textarea><svg><title>&lt;</title><style/></style></svg>
<noscript><img></noscript><xmp>&amp;</xmp ><iframe/><p></iframe><noframes></noframe></noframes>😀\u{10FFFF}
&CounterClockwiseContourIntegral;&CounterClockwiseContourIntegra;&NotEqualTilde&NotEqualTilde;&a&&#&#x&#xg;
<plaintext></plaintext>&amp;<!-- ";

#[test]
fn a_page_is_read_alike_wherever_it_ends() {
    for end in borders(HOSTILE) {
        compare(&HOSTILE[..end]);
    }
}

#[test]
fn a_page_is_read_alike_wherever_it_begins() {
    for start in borders(HOSTILE) {
        compare(&HOSTILE[start..]);
    }
}

#[test]
fn every_reference_is_read_alike() {
    let names = ENTITIES.iter().map(|entity| entity.entity.to_owned());
    let numbers = (0..0x200u32).chain([0x2029, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFF]);
    let numbers = numbers.chain([0x1_0000, 0x10_FFFF, 0x11_0000, u32::MAX]);
    let by_number = numbers.flat_map(|code| [format!("&#{code}"), format!("&#x{code:X};")]);
    for reference in names.chain(by_number) {
        let all = ["", ";", "=", "a", "0", " ", "ب", "&"].map(|next| format!("{reference}{next}"));
        let attributes: Vec<String> = all
            .iter()
            .enumerate()
            .map(|(n, value)| format!("a{n}='{value}'"))
            .collect();
        let [bare, ..] = &all;
        let texts = all.join("<br>");
        compare(&format!(
            "<p {} b={bare}>{texts}<title>{bare}",
            attributes.join(" ")
        ));
    }
}

/// Names of elements, most of them with content of a kind of its own.
const NAMES: [&str; 27] = [
    "p", "P", "a", "img", "b-1", "pب", "p\0", "p<b", "p\"", "title", "TITLE", "textarea",
    "TextArea", "script", "SCRIPT", "sCrIpT", "style", "Style", "xmp", "iframe", "noembed",
    "noframes", "noscript", "svg", "math", "titles", "scrip",
];

/// Scraps of markup, and of what only looks like it.
const SCRAPS: [&str; 87] = [
    "<",
    ">",
    "/",
    "</",
    "/>",
    "</>",
    "< ",
    "<>",
    "<3",
    "<ب>",
    "</ب>",
    "</ p>",
    "<?",
    "<?x>",
    "?>",
    "<!",
    "<!>",
    "<!x>",
    "<!-",
    "<!->",
    "<!DOCTYPE",
    "<!DOCTYPE>",
    "<!doctype html>",
    "<!DocType\0a PUBLIC '>'>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "--!>",
    "--",
    "-",
    "!",
    "->",
    "<!-->",
    "<!--->",
    "<!---->",
    "<!--->-->",
    "<!-- -- -->",
    "<!--<!-->",
    "<!--a--!",
    "<!--<!--->",
    "<script><!--<script>",
    "</script>--></script>",
    "<script",
    "</script",
    "<!--<script ",
    "</script >",
    "</title",
    "</title>",
    "</TITLE/",
    "</textarea\n>",
    "</style\r\n>",
    "</xmp x='>'>",
    "<plaintext>",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\x0C",
    "\x0B",
    "\0",
    "\u{FEFF}",
    "\u{2029}",
    "\u{2028}",
    "\u{A0}",
    "\u{200F}",
    "\u{85}",
    "😀",
    "\u{10FFFF}",
    "\u{FFFD}",
    "قال ",
    "نَعَم",
    "٪",
    "&",
    ";",
    "#",
    "&#",
    "&#x",
    "&;",
    "&&",
    "%",
    "``",
    "a",
];

/// A reference, often a broken one.
fn reference() -> impl Strategy<Value = String> {
    let by_name = (any::<Index>(), 0usize..3, "[a-z;=]?").prop_map(|(index, short, tail)| {
        let name = index.get(&ENTITIES).entity;
        format!("{}{tail}", &name[..name.len().saturating_sub(short).max(1)])
    });
    let common = select(
        &[
            "&amp",
            "&amp;",
            "&amp=",
            "&AMP",
            "&lt",
            "&gt;",
            "&quot",
            "&copy",
            "&copy1",
            "&copy=",
            "&not",
            "&notit;",
            "&notin;",
            "&notin",
            "&nbsp",
            "&ldquo",
            "&ldquo;",
            "&laquo",
            "&raquo;",
            "&zwnj;",
            "&x80;",
            "&nosuchname;",
            "&ampب",
            "&ampampamp;",
        ][..],
    );
    let by_number = select(
        &[
            "&#x80;",
            "&#128",
            "&#xD800;",
            "&#xDFFF",
            "&#1642;",
            "&#x66A",
            "&#0;",
            "&#x0",
            "&#13;",
            "&#10",
            "&#8233;",
            "&#x2029",
            "&#xFFFF;",
            "&#x1F600;",
            "&#x10FFFF",
            "&#x110000;",
            "&#99999999999;",
            "&#x100000041;",
            "&#x;",
            "&#X41;",
            "&#xg;",
            "&#-1;",
            "&#+1;",
            "&#1٠;",
        ][..],
    );
    prop_oneof![
        2 => by_name,
        2 => common.prop_map(str::to_owned),
        2 => by_number.prop_map(str::to_owned),
        1 => "&#[xX]?[0-9a-fA-F]{0,10};?",
    ]
}

/// An attribute, or what a hand has left of one.
fn attribute() -> impl Strategy<Value = String> {
    let name = select(
        &[
            "a", "A", "b", "alt", "ب", "=", "==", "a\0", "\0", "\"", "'", "<", "a\"", "data-a",
            "/", "",
        ][..],
    );
    let equals = select(&["=", "=", "=", " = ", "\r\n=\n", "", " "][..]);
    let quotes = select(
        &[
            ("\"", "\""),
            ("\"", "\""),
            ("'", "'"),
            ("'", "'"),
            ("", ""),
            ("", ""),
            ("\"", "'"),
            ("", "\""),
            ("'", ""),
        ][..],
    );
    let value = vec(
        prop_oneof![
            select(
                &[
                    "", "ص", "a.jpg", "a\"b", "a'b", "<", ">", "/", "=", "`", "\0", "\r\n",
                    "\u{2029}", " ", "<p>", "-->",
                ][..]
            )
            .prop_map(str::to_owned),
            reference(),
        ],
        0..3,
    );
    (name, equals, quotes, value).prop_map(|(name, equals, (open, close), value)| {
        format!("{name}{equals}{open}{}{close}", value.concat())
    })
}

/// A start or end tag.
fn tag() -> impl Strategy<Value = String> {
    let open = select(&["<", "<", "<", "</"][..]);
    let before = select(&[" ", " ", " ", "/", "\n", "\r", "\t", "\x0C", "", "\u{A0}"][..]);
    let end = select(&[">", ">", ">", ">", " >", "/>", " / >", "", "<"][..]);
    let attributes = vec((before, attribute()), 0..4);
    (open, select(&NAMES[..]), attributes, end).prop_map(|(open, name, attributes, end)| {
        let mut tag = format!("{open}{name}");
        for (before, attribute) in attributes {
            tag += before;
            tag += &attribute;
        }
        tag + end
    })
}

/// Markup as no page should have it.
fn soup() -> impl Strategy<Value = String> {
    let part = || {
        prop_oneof![
            5 => select(&SCRAPS[..]).prop_map(str::to_owned),
            4 => tag(),
            3 => reference(),
            1 => "\\PC",
        ]
    };
    let element = (select(&NAMES[..]), vec(part(), 0..6))
        .prop_map(|(name, content)| format!("<{name}>{}</{name}>", content.concat()));
    vec(prop_oneof![6 => part(), 1 => element], 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn soup_is_read_alike(source in soup()) {
        compare(&source);
    }

    #[test]
    fn pieces_rebuild_whatever_is_decoded(raw in soup(), in_attribute: bool) {
        decoded(&raw, &raw, Span::new(OFFSET, OFFSET + raw.len()), in_attribute);
    }
}
