//! What always holds, over every fixture and over generated articles.

use proptest::prelude::*;
use tarqim::article::{Article, Format, PieceKind, ReadOptions};
use tarqim::config::builtin;
use tarqim::config::style::ActiveRule;
use tarqim::finding::{Applicability, Edit, Finding, Fix, RuleIndex};
use tarqim::fix::{self, Outcome, Reading, Shape};
use tarqim::lint::Linter;
use tarqim::source::Source;
use tarqim::span::Span;
use unicode_segmentation::UnicodeSegmentation;

use crate::fixtures::{Case, cases};

pub(crate) fn base() -> Linter {
    Linter::new(
        builtin::base()
            .rules
            .iter()
            .filter_map(ActiveRule::of)
            .collect(),
    )
    .unwrap()
}

/// The map rebuilds what it says that it copied, and blocks stand apart and in order.
pub(crate) fn assert_article(source: &Source, article: &Article<'_>) {
    let text = article.text.as_str();
    let mut end = 0;
    for piece in article.text.pieces() {
        assert!(piece.text.start() >= end, "pieces are sorted and apart");
        end = piece.text.end();
        assert!(source.text().is_char_boundary(piece.file.start()));
        assert!(source.text().is_char_boundary(piece.file.end()));
        if piece.kind == PieceKind::Verbatim {
            assert_eq!(&text[piece.text.range()], source.slice(piece.file));
        }
    }
    let mut end = None;
    for block in &article.blocks {
        assert!(!block.range.is_empty(), "no block is empty");
        assert!(
            end.is_none_or(|end| block.range.start > end),
            "blocks never touch"
        );
        end = Some(block.range.end);
        let words = &text[block.range.range()];
        assert_eq!(words.trim(), words, "no blanks at a block's ends");
        assert!(!words.contains('\u{2029}') || source.text().contains('\u{2029}'));
    }
    for photo in &article.photos {
        assert!(source.text().get(photo.span.range()).is_some());
        let places = photo.candidates.iter().map(|candidate| candidate.block);
        let mut places = places.chain(photo.alt).chain(photo.caption);
        assert!(places.all(|block| article.blocks.get(block.0 as usize).is_some()));
        for mark in &photo.marked {
            assert!(article.block_at(mark.range.start).is_some() && !mark.range.is_empty());
        }
    }
    assert!(article.foreign.is_sorted());
    for field in &article.fields {
        assert!(source.text().get(field.span.range()).is_some());
    }
}

/// Findings are sorted, and every span lies inside the file, on borders of graphemes.
pub(crate) fn assert_findings(source: &Source, findings: &[Finding]) {
    let text = source.text();
    assert!(
        findings.is_sorted_by_key(|finding| (finding.span, finding.rule)),
        "{findings:?}"
    );
    for finding in findings {
        let spans = std::iter::once(finding.span)
            .chain(finding.labels.iter().map(|label| label.span))
            .chain(
                finding
                    .fixes
                    .iter()
                    .flat_map(|fix| &fix.edits)
                    .map(|edit| edit.span),
            );
        for span in spans {
            assert!(
                text.get(span.range()).is_some(),
                "{span:?} is not inside the file"
            );
        }
        for edge in [finding.span.start(), finding.span.end()] {
            let line = source.line(source.position(edge as u32).line);
            let inside = edge.saturating_sub(line.start());
            if inside > 0 && edge < line.end() && line.len() < 10_000 {
                let borders = source
                    .slice(line)
                    .grapheme_indices(true)
                    .any(|(at, _)| at == inside);
                assert!(
                    borders,
                    "{:?} splits a grapheme in {:?}",
                    finding.span,
                    source.slice(line)
                );
            }
        }
    }
}

/// The bytes of the file that readers read as words, sorted, neighbours joined.
fn words(article: &Article<'_>) -> Vec<Span> {
    let pieces = article.text.pieces().iter();
    let words = pieces.filter(|piece| piece.kind != PieceKind::Hole);
    let mut words: Vec<Span> = words.map(|piece| piece.file).collect();
    words.sort();
    words.dedup_by(|next, last| {
        let touch = next.start <= last.end;
        if touch {
            *last = last.cover(*next);
        }
        touch
    });
    words
}

/// Whether a rule judges what switches rules off.
fn judges_directives(linter: &Linter, rule: RuleIndex) -> bool {
    linter.rule(rule).rule.family() == "suppression"
}

/// Fixes touch words alone: no code, no address, no markup; those of what switches rules off touch
/// that alone.
fn assert_fixes(linter: &Linter, article: &Article<'_>, findings: &[Finding]) {
    let words = words(article);
    let inside = |edit: &Edit| {
        let at = words.partition_point(|words| words.end < edit.span.end);
        words.get(at).is_some_and(|words| words.contains(edit.span))
    };
    let directs = |edit: &Edit| {
        let mut directives = article.directives.iter();
        directives.any(|directive| directive.span.overlaps(edit.span))
    };
    for finding in findings {
        let directive = judges_directives(linter, finding.rule);
        for fix in &finding.fixes {
            let mut edits = fix.edits.iter();
            let right = edits.all(|edit| {
                if directive {
                    directs(edit)
                } else {
                    inside(edit)
                }
            });
            assert!(right, "{fix:?} of {finding:?}");
            let apart =
                |pair: &[Edit]| pair[0].span < pair[1].span && !pair[0].span.overlaps(pair[1].span);
            assert!(fix.edits.windows(2).all(apart), "{fix:?}");
        }
    }
}

/// What is found in an article, with all that always holds.
fn judge(linter: &Linter, source: &Source, article: &Article<'_>) -> Vec<Finding> {
    assert_article(source, article);
    let findings = linter.lint_article(source, article);
    assert_findings(source, &findings);
    assert_fixes(linter, article, &findings);
    findings
}

/// What a file is without its words: the kinds of its blocks, its photos, and all other bytes but for
/// blanks.
fn skeleton(source: &Source, article: &Article<'_>) -> String {
    let kinds = article.blocks.iter().map(|block| block.kind.name());
    let mut skeleton = kinds.collect::<Vec<_>>().join(" ");
    skeleton.push_str(&format!("; photos {}; ", article.photos.len()));
    let mut at = 0;
    for words in words(article)
        .into_iter()
        .chain([Span::at(source.text().len())])
    {
        let other = &source.text()[at..words.start()];
        skeleton.extend(other.chars().filter(|c| !c.is_whitespace()));
        at = words.end();
    }
    // What repeats a text of the page changes with it.
    for (before, after) in [("<title>", "</title>"), ("content=\"", "\">")] {
        let parts = skeleton.split(before).enumerate().map(|(index, part)| {
            let end = part.find(after).filter(|_| index > 0).unwrap_or(0);
            &part[end..]
        });
        skeleton = parts.collect::<Vec<_>>().join(before);
    }
    skeleton
}

pub(crate) fn lint(
    linter: &Linter,
    name: &str,
    text: &str,
    format: Format,
    options: &ReadOptions,
) -> Vec<Finding> {
    let source = Source::new(name, text);
    judge(linter, &source, &Article::read(&source, format, options))
}

/// Fixes a text, and asserts what always holds of that: fixing twice is fixing once, nothing but words
/// changes, and no rule finds more than before.
fn assert_fixed(
    linter: &Linter,
    name: &str,
    text: &str,
    format: Format,
    options: &ReadOptions,
    least: Applicability,
) -> Outcome {
    let read = |text: &str| {
        let source = Source::new(name, text);
        let article = Article::read(&source, format, options);
        let reading = Reading {
            findings: judge(linter, &source, &article),
            shape: Shape::of(&article),
        };
        (reading, skeleton(&source, &article))
    };
    let settle = |text: &str| {
        let first = read(text).0;
        fix::until_stable(text, first, least, |_| true, |text| Some(read(text).0))
    };
    let outcome = settle(text);
    let again = settle(&outcome.text);
    assert_eq!(again.text, outcome.text, "{name}: fixing twice");
    assert_eq!((again.count(), &again.left), (0, &outcome.left), "{name}");
    let ((before, old), (after, new)) = (read(text), read(&outcome.text));
    assert_eq!(after.findings, outcome.findings, "{name}");
    let directives = |rule: &RuleIndex| judges_directives(linter, *rule);
    if !outcome.fixed.keys().any(directives) {
        assert_eq!(old, new, "{name}: something besides the words was changed");
    }
    let found = |findings: &[Finding], rule| {
        findings
            .iter()
            .filter(|finding| finding.rule == rule)
            .count()
    };
    for finding in &after.findings {
        let (old, new) = (
            found(&before.findings, finding.rule),
            found(&after.findings, finding.rule),
        );
        assert!(old >= new, "{name}: a fix brought a new {finding:?}");
    }
    for (index, origin) in outcome.origins.iter().enumerate() {
        assert_eq!(before.findings[*origin].rule, after.findings[index].rule);
    }
    outcome
}

/// The fixtures whose bytes are their text.
fn texts() -> impl Iterator<Item = Case> {
    let is_text = |case: &Case| case.source.document().is_none();
    cases().into_iter().filter(is_text)
}

/// Rule, line and column of each finding.
fn places(case: &Case, text: &str) -> Vec<(String, u32, u32)> {
    let source = Source::new(&case.name, text);
    case.linter
        .lint(&source, case.format, &case.options)
        .iter()
        .map(|finding| {
            let at = source.position(finding.span.start);
            (
                case.linter.rule(finding.rule).rule.id.clone(),
                at.line,
                at.column,
            )
        })
        .collect()
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for case in texts() {
        let text = case.source.text();
        if text.contains('\r') || text.starts_with('\u{FEFF}') {
            continue;
        }
        let expected = places(&case, text);
        assert_eq!(
            places(&case, &text.replace('\n', "\r\n")),
            expected,
            "{} with CRLF",
            case.name
        );
        assert_eq!(
            places(&case, &format!("\u{FEFF}{text}")),
            expected,
            "{} with a BOM",
            case.name
        );
        assert_eq!(
            places(&case, text.trim_end()),
            expected,
            "{} without its last line end",
            case.name
        );
    }
}

#[test]
fn every_prefix_can_be_read() {
    for case in texts() {
        let text = case.source.text();
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let step = (borders.len() / 60).max(1);
        for &end in borders.iter().step_by(step) {
            lint(
                &case.linter,
                &case.name,
                &text[..end],
                case.format,
                &case.options,
            );
        }
        lint(&case.linter, &case.name, text, case.format, &case.options);
    }
}

#[test]
fn lines_of_nothing_but_marks_take_linear_time() {
    let linter = base();
    let start = std::time::Instant::now();
    for line in ["\"", "”", "» ", "«)"] {
        let text = format!("{line}\n").repeat(40_000);
        let _ = linter.lint(
            &Source::new("a.txt", text),
            Format::Plain,
            &ReadOptions::default(),
        );
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn hostile_pages_and_items_take_linear_time() {
    let linter = base();
    let start = std::time::Instant::now();
    let lint = |name: &str, text: String| {
        let format = Format::of_name(name);
        let _ = linter.lint(&Source::new(name, text), format, &ReadOptions::default());
    };
    let pieces = "a | ".repeat(50_000);
    lint("a.html", format!("<title>{pieces}</title><p>a</p>"));
    let blanks = "<b a>\u{a0}</b>".repeat(50_000);
    lint("a.html", format!("<p>a{blanks}"));
    let photos = "<img src=a>".repeat(20_000);
    lint("a.html", format!("{photos}<table><tr><td>{photos}"));
    lint("a.html", "<p class=credit>(© A B/AFP)</p>".repeat(20_000));
    let texts = ["{\"value\": \"a\"}"; 10_000].join(", ");
    let picture = format!(
        "\"type\": \"picture\", \"descriptions\": [{texts}], \"renditions\": [{{\"href\": \"a.jpg\"}}]"
    );
    let body = "<img src=a.jpg>".repeat(10_000);
    lint(
        "a.ninjs",
        format!("{{\"body_html\": \"{body}\", \"associations\": [{{{picture}}}]}}"),
    );
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn fixes_settle_bring_nothing_new_and_touch_words_alone() {
    let mut fixed = 0;
    for case in texts() {
        for least in [Applicability::Safe, Applicability::Ask] {
            let outcome = assert_fixed(
                &case.linter,
                &case.name,
                case.source.text(),
                case.format,
                &case.options,
                least,
            );
            fixed += outcome.count();
        }
    }
    assert!(fixed > 500, "{fixed}");
}

/// Pieces of articles: words, marks, digits, markup and odd characters.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "قال",
        "الوزير",
        "في",
        "المئة",
        "يونيو",
        "حزيران/يونيو",
        "آذار",
        "الثلاثاء",
        "عام",
        "the",
        "May",
        "minister's",
        "percent",
        "photo",
        " ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "\r\n\r\n",
        "\t",
        "\u{a0}",
        "«",
        "»",
        "“",
        "”",
        "‘",
        "’",
        "\"",
        "'",
        "„",
        "‹",
        "›",
        ".",
        "،",
        ":",
        ";",
        "?",
        "؟",
        "۔",
        "..",
        "[",
        "]",
        "%",
        "٪",
        "25",
        "٢٥",
        "۲۵",
        "8/6/2021",
        "2021-06-08",
        "10:30",
        "1,250.5",
        "-",
        "–",
        "(",
        ")",
        "(© Name/Agency)",
        "(© )",
        "©",
        "![صورة](a.jpg)",
        "![a](a.jpg \"t\")",
        "[link](http://x.y/%20)",
        "**",
        "*",
        "`code`",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "---\n",
        "title: ",
        "|",
        "&ldquo;",
        "&amp;",
        "&#x25;",
        "\\\"",
        "<figure>",
        "</figure>",
        "<img src=a.jpg>",
        "<figcaption>",
        "<!--",
        "-->",
        "<figcaption class=caption>",
        "<p class=credit>",
        "<span class=credit>",
        "</span>",
        "<cite>",
        "<img src=b.jpg alt='(© A/B)' data-credit=\"Jane Roe/AFP\">",
        "<noscript><img src=a.jpg></noscript>",
        "<div itemscope itemtype=https://schema.org/ImageObject>",
        "<meta itemprop=creditText content='Jane Roe/AFP'>",
        "<meta property=og:title content='قال'>",
        "<title>",
        "</title>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"قال «نعم\",\"image\":{\"@type\":\"ImageObject\",\"url\":\"a.jpg\",\"creditText\":\"Jane Roe/AFP\"}}</script>",
        "<table>",
        "<tr><td>",
        "<td colspan=2>",
        "</table>",
        "<article>",
        "</article>",
        "<blockquote>",
        "</div>",
        "<br>",
        "<i lang=fr>",
        "</i>",
        "[caption id=\"a\"]",
        "[caption caption='x (© A B/AFP)']",
        "[/caption]",
        "<!-- wp:cover {\"url\":\"a.jpg\"} -->",
        "<!-- tarqim-disable-next-line quotes/stile, date until=2027 -->",
        "<!-- tarqim-disable-nextline -->",
        "<!-- tarqim-disable quotes -->\n",
        "\n<!-- tarqim-enable -->\n",
        "{/* tarqim-disable-line percent, unicode */}",
        "tarqim: { disable: [quotes, x] }\n",
        "/// caption\n",
        "///\n",
        "::: {#fig-a}\n",
        "![a](a.jpg){data-credit=\"Jane Roe/AFP\"}",
        "{: .caption}",
        "تصوير: محمد أحمد",
        "(© Jane Roe/AFP)",
        "Photo by Jane Roe",
        "image: a.jpg\ncredit: Jane Roe/AFP\n",
        "<p lang=ar>",
        "{{< figure src=\"a.jpg\" >}}",
        "{% include x %}",
        "[^1]",
        "\u{200f}",
        "\u{200e}",
        "\u{202e}",
        "\u{200c}",
        "\u{64b}",
        "\u{640}",
        "\u{0}",
        "\u{feff}",
        "😀",
        "👨‍👩‍👧",
        "\u{2029}",
        "\u{fffc}",
        "و",
        "بـ",
        "ال",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Fixes an article of any kind, safe fixes alone and all.
fn fix_all(text: &str, format: Format) {
    let linter = base();
    for least in [Applicability::Safe, Applicability::Ask] {
        assert_fixed(&linter, "a", text, format, &ReadOptions::default(), least);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_article_can_be_judged(text in soup(), format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html, Format::Ninjs])) {
        let linter = base();
        let first = lint(&linter, "a", &text, format, &ReadOptions::default());
        let again = lint(&linter, "a", &text, format, &ReadOptions::default());
        prop_assert_eq!(first, again);
    }
    #[test]
    fn fixes_of_any_article_settle(text in soup(), format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html])) {
        fix_all(&text, format);
    }
    #[test]
    fn any_news_item_can_be_judged_and_stays_json_when_it_is_fixed(text in soup(), escaped in any::<bool>()) {
        let string = if escaped {
            let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
            format!("\"{}\"", units.collect::<String>())
        } else {
            serde_json::to_string(&text).unwrap()
        };
        let item = format!(
            "{{\"headline\": {string}, \"body_html\": {string}, \"associations\": {{\"a\": {{\"type\": \"picture\", \"by\": {string}, \"description_text\": {string}}}}}}}"
        );
        let findings = lint(&base(), "a.ninjs", &item, Format::Ninjs, &ReadOptions::default());
        let fixes: Vec<&Fix> = findings.iter().filter_map(|finding| finding.fixes.first()).collect();
        let fixed = fix::apply(&item, &fixes);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&fixed).is_ok(), "{}", fixed);
        fix_all(&item, Format::Ninjs);
    }
}
