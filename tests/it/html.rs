//! The page: what it looks like as markup, that marks cover exactly what was found, and that nothing
//! of an article or of a name is markup. The page is read back with an independent tokenizer.

use std::collections::BTreeMap;

use html5gum::{HtmlString, Token, Tokenizer};
use proptest::prelude::*;
use tarqim::article::{Article, Format, HOLE, LangHints, ReadOptions};
use tarqim::config::style::MessageLang;
use tarqim::finding::{Applicability, Edit, Finding, Label, Level, RuleIndex};
use tarqim::lang::chars::is_space;
use tarqim::report::{FileReport, Problem, Run, Words, fingerprints, html};
use tarqim::source::{DecodeError, Source};
use tarqim::span::Span;

use crate::fixtures;
use crate::report::{BITS, TestWords, farm, message, port, replace, snapshot};

/// The page of a run.
fn page(run: &Run<'_>, lang: MessageLang, options: &ReadOptions) -> String {
    let read: &html::Read<'_> =
        &|source| Article::read(source, Format::of_name(source.name()), options);
    let mut out = Vec::new();
    html::write(run, lang, read, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page_of(source: &Source, findings: &[Finding], words: &dyn Words, lang: MessageLang) -> String {
    let fingerprints = fingerprints(source.name(), findings, words);
    let report = FileReport {
        source,
        findings,
        fingerprints: &fingerprints,
        words,
    };
    let options = LangHints::of_path(source.name(), None).into();
    page(&Run::new(1, vec![report], Vec::new()), lang, &options)
}

/// What a page shows of its articles.
#[derive(Default)]
struct Shown {
    /// The words under each finding's marks, by the article's path and the finding's number; what
    /// has no ink as it is in the article, and [`HOLE`] for what is no words.
    marks: BTreeMap<(String, String), String>,
    /// The number and the fingerprint of each note, in order.
    notes: Vec<(String, String)>,
    /// All tags and the names of their attributes.
    tags: BTreeMap<String, Vec<String>>,
    ids: Vec<String>,
    links: Vec<String>,
}

/// Reads a page back.
///
/// # Panics
/// Where a tag is not closed in its order, and where an id is given twice.
fn shown(page: &str) -> Shown {
    const VOID: [&str; 3] = ["meta", "br", "img"];
    let string = |bytes: HtmlString| String::from_utf8(bytes.0).unwrap();
    let mut shown = Shown::default();
    let mut open: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut path = String::new();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = string(tag.name);
                let attributes = tag.attributes.into_iter();
                let attributes: BTreeMap<_, _> = attributes
                    .map(|(name, value)| (string(name), string(value.value)))
                    .collect();
                let known = shown.tags.entry(name.clone()).or_default();
                known.extend(attributes.keys().cloned());
                shown.ids.extend(attributes.get("id").cloned());
                shown.links.extend(attributes.get("href").cloned());
                if name == "article" {
                    path.clone_from(&attributes["data-path"]);
                }
                if let Some(fingerprint) = attributes.get("data-fingerprint") {
                    let note = (attributes["data-f"].clone(), fingerprint.clone());
                    shown.notes.push(note);
                }
                if !VOID.contains(&name.as_str()) {
                    open.push((name, attributes));
                }
            }
            Token::EndTag(tag) => {
                let (name, _) = open.pop().expect("closes what was opened");
                assert_eq!(name, string(tag.name));
            }
            Token::String(text) => {
                let text = string(text.value);
                let inner = open.last().map(|(_, attributes)| attributes);
                let class = inner.and_then(|inner| inner.get("class"));
                let text = match class.map(String::as_str) {
                    Some("c") => {
                        let code = &inner.unwrap()["data-c"];
                        let code = u32::from_str_radix(code, 16).unwrap();
                        char::from_u32(code).unwrap().to_string()
                    }
                    Some("hole") => HOLE.to_string(),
                    _ => text,
                };
                let marks = open.iter().filter(|(name, _)| name == "mark");
                for number in marks.flat_map(|(_, attributes)| attributes["data-f"].split(' ')) {
                    let key = (path.clone(), number.to_owned());
                    shown.marks.entry(key).or_default().push_str(&text);
                }
            }
            Token::Comment(_) => panic!("no comment"),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let mut ids = shown.ids.clone();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), shown.ids.len(), "an id stands once");
    shown
}

/// The body alone: the style is nobody's contract.
fn body(page: &str) -> &str {
    &page[page.find("<body>").unwrap()..]
}

fn without_space(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

#[test]
fn a_small_report() {
    let (port, mut unmatched) = port();
    unmatched.fixes.push(replace(unmatched.span, "’"));
    let unmatched = [unmatched];
    let (farm, two_ways) = farm();
    let words: &dyn Words = &TestWords;
    let of_port = fingerprints(port.name(), &unmatched, words);
    let of_farm = fingerprints(farm.name(), &two_ways, words);
    let clean = Source::new("ar/clean.md", "");
    let report = |source, findings, fingerprints| FileReport {
        source,
        findings,
        fingerprints,
        words,
    };
    let reports = vec![
        report(&port, &unmatched[..], &of_port[..]),
        report(&clean, &[], &[]),
        report(&farm, &two_ways[..], &of_farm[..]),
    ];
    let error = DecodeError::NotUtf8 {
        byte: 3,
        looks_like: None,
    };
    let problem = Problem::undecodable("ar/<old>.md", &error);
    let run = Run::new(3, reports, vec![problem]);
    for (name, lang) in [
        ("page-ar.html", MessageLang::Ar),
        ("page-en.html", MessageLang::En),
    ] {
        let page = page(&run, lang, &ReadOptions::default());
        shown(&page);
        snapshot(name, body(&page));
    }
}

#[test]
fn marks_cover_what_was_found_in_every_fixture() {
    let (mut exact, mut all) = (0, 0);
    for case in fixtures::cases() {
        let findings = case.linter.lint(&case.source, case.format, &case.options);
        let words = case.linter.rules();
        let page = {
            let fingerprints = fingerprints(case.source.name(), &findings, &words);
            let report = FileReport {
                source: &case.source,
                findings: &findings,
                fingerprints: &fingerprints,
                words: &words,
            };
            let run = Run::new(1, vec![report], Vec::new());
            page(&run, MessageLang::Ar, &case.options)
        };
        let shown = shown(&page);
        assert_eq!(shown.notes.len(), findings.len(), "{}", case.name);
        for link in shown.links.iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(
                shown.ids.iter().any(|id| id == link),
                "{}: #{link}",
                case.name
            );
        }
        for (finding, number) in findings.iter().zip(1..) {
            let key = (case.name.clone(), number.to_string());
            let marked = shown.marks.get(&key);
            let marked = marked.unwrap_or_else(|| panic!("{}: {number} has a mark", case.name));
            let text = case.source.slice(finding.span);
            all += 1;
            // Markup inside of what was found is not shown; nor are there words under a photo's.
            if !text.contains(['<', '&', '*', '_', '[', ']', '\\', '`', '\n', '{']) {
                exact += 1;
                assert_eq!(marked, text, "{}", case.name);
            }
        }
    }
    assert!(exact * 10 > all * 8, "{exact} of {all}");
}

#[test]
fn nothing_of_an_article_is_markup() {
    let name = "<img src=x onerror=alert(1)>\"'.ar.md";
    let text = "# <script>alert(1)</script>&lt;b&gt;\n\n\\<script>`</code></mark>` ”></mark>\n\n\
                ![\"><script>](<javascript:alert(1)> \"</figure>\")\n";
    let source = Source::new(name, text);
    let found = |span| Finding {
        rule: RuleIndex(2),
        level: Level::Error,
        span,
        lang: "ar",
        message: message("</p><script>", &[("found", "<b>"), ("what", "\u{202E}")]),
        labels: vec![Label {
            span,
            message: message("<i onclick=x>", &[]),
        }],
        fixes: vec![tarqim::finding::Fix {
            applicability: Applicability::Ask,
            message: message("replace", &[]),
            edits: vec![Edit {
                span,
                text: "</ins><script>".to_owned(),
            }],
        }],
        grouped: false,
        context: 0,
        found: 0,
    };
    let at = |marked: &str| {
        let at = text.find(marked).unwrap();
        found(Span::new(at, at + marked.len()))
    };
    let mut findings = vec![
        at("alert"),
        at("”>"),
        at("![\"><script>]"),
        at("javascript"),
    ];
    findings.push(found(Span::at(0)));
    findings.sort_by_key(|finding| finding.span);
    let page = page_of(&source, &findings, &TestWords, MessageLang::En);
    let shown = shown(&page);
    for tag in ["script", "img", "b onerror", "iframe", "object", "link"] {
        assert!(!shown.tags.contains_key(tag), "{tag}");
    }
    let known = [
        "aria-label",
        "charset",
        "class",
        "content",
        "data-c",
        "data-f",
        "data-fingerprint",
        "data-path",
        "data-rule",
        "dir",
        "href",
        "http-equiv",
        "id",
        "lang",
        "name",
        "open",
        "rel",
        "scope",
        "title",
    ];
    for attribute in shown.tags.values().flatten() {
        assert!(known.contains(&attribute.as_str()), "{attribute}");
    }
    let outside = |link: &&String| !link.starts_with('#');
    let outside: Vec<_> = shown.links.iter().filter(outside).collect();
    assert!(
        outside
            .iter()
            .all(|link| *link == "https://example.org/credits")
    );
    assert!(page.contains("default-src 'none'"));
    assert!(!page.contains("url(") && !page.contains("@import"));
}

#[test]
fn many_findings_in_a_long_line_are_quick() {
    let text = "نسبة ‘25 في المئة’ ".repeat(3_000);
    let source = Source::new("a.ar.txt", &text);
    let found = |(start, marked): (usize, &str)| Finding {
        rule: RuleIndex(1),
        level: Level::Hint,
        // Each finding is inside of all before it.
        span: Span::new(start / 2, text.len() - start / 2)
            .cover(Span::at(text.len() / 2 + marked.len() % 2)),
        lang: "ar",
        message: message("message", &[]),
        labels: Vec::new(),
        fixes: vec![replace(Span::new(start, start + marked.len()), "25٪")],
        grouped: false,
        context: 0,
        found: 0,
    };
    let boundary = |finding: &Finding| {
        text.is_char_boundary(finding.span.start()) && text.is_char_boundary(finding.span.end())
    };
    let findings = text
        .match_indices("25 في المئة")
        .map(found)
        .filter(boundary);
    let findings: Vec<_> = findings.collect();
    assert!(findings.len() > 500, "{}", findings.len());
    let begun = std::time::Instant::now();
    let page = page_of(&source, &findings, &TestWords, MessageLang::Ar);
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    assert!(page.len() < 40 << 20, "{}", page.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn marks_are_exact_on_any_text(
        bits in prop::collection::vec(prop::sample::select(BITS), 0..120),
        cuts in prop::collection::vec((0usize..10_000, 0usize..10_000), 1..9),
        ending in prop::sample::select(&["txt", "md", "html"][..]),
    ) {
        let text = bits.concat();
        let floor = |at: usize| (0..=at % (text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let found = |&(a, b): &(usize, usize)| {
            let (a, b) = (floor(a), floor(b));
            let span = Span::new(a.min(b), a.max(b));
            Finding {
                rule: RuleIndex(1),
                level: Level::Warning,
                span,
                lang: "",
                message: message("message", &[("found", "5٪")]),
                labels: vec![Label { span, message: message("opened", &[]) }],
                fixes: vec![replace(span, "5٪")],
                grouped: false,
                context: 0,
                found: 0,
            }
        };
        let mut findings: Vec<_> = cuts.iter().map(found).collect();
        findings.sort_by_key(|finding| finding.span);
        let source = Source::new(format!("dir/a.{ending}"), text.as_str());
        let page = page_of(&source, &findings, &TestWords, MessageLang::En);
        let shown = shown(&page);
        prop_assert_eq!(shown.notes.len(), findings.len());
        for (finding, number) in findings.iter().zip(1..) {
            let text = source.slice(finding.span);
            let marked = shown.marks.get(&(source.name().to_owned(), number.to_string()));
            if ending == "txt" && !without_space(text).is_empty() {
                let marked = marked.map(String::as_str).unwrap_or_default();
                prop_assert_eq!(without_space(marked), without_space(text));
            }
        }
    }
}
