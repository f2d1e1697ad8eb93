//! What comments, front matter and configurations switch off.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::{Date, date};
use tarqim::article::{Article, DirectiveKind, Embedded, Format, ReadOptions};
use tarqim::config::{Library, Surroundings, load};
use tarqim::finding::{Finding, Level};
use tarqim::fix;
use tarqim::lint::Linter;
use tarqim::source::Source;

use crate::fixtures::{Case, cases};
use crate::properties::{assert_article, assert_findings, base};

/// The linter of a configuration's text.
fn configured(config: &str, today: Date) -> Linter {
    let library = Library::built_in();
    let around = Surroundings {
        read: &|_| Ok(config.to_owned()),
        name: &|path| path.display().to_string(),
        today,
        library: &library,
    };
    let path = Path::new("/p/tarqim.toml");
    let config = load(path, &around).unwrap_or_else(|errors| panic!("{errors:?}"));
    let profile = config.profile(&config.matching(Path::new("/p/a.md")));
    Linter::of(&profile).unwrap()
}

/// The findings in a short form, `rule: text`.
fn found(linter: &Linter, name: &str, text: &str) -> Vec<String> {
    let source = Source::new(name, text);
    let findings = linter.lint(&source, Format::of_name(name), &ReadOptions::default());
    assert_findings(&source, &findings);
    let shown = |finding: &Finding| {
        let rule = &linter.rule(finding.rule).rule.id;
        format!("{rule}: {}", source.slice(finding.span))
    };
    findings.iter().map(shown).collect()
}

fn is_about_suppressions(linter: &Linter, finding: &Finding) -> bool {
    linter.rule(finding.rule).rule.family() == "suppression"
}

/// The findings of a text in a case's format.
fn lint(case: &Case, text: &str) -> (Source, Vec<Finding>) {
    let source = Source::new(&case.name, text);
    let article = Article::read(&source, case.format, &case.options);
    assert_article(&source, &article);
    let findings = case.linter.lint_article(&source, &article);
    assert_findings(&source, &findings);
    drop(article);
    (source, findings)
}

/// The fixtures in which comments can stand.
fn commented() -> impl Iterator<Item = Case> {
    let is_markup = |case: &Case| matches!(case.format, Format::Markdown | Format::Html);
    cases().into_iter().filter(is_markup)
}

#[test]
fn a_file_that_is_switched_off_is_silent() {
    for case in commented() {
        let text = case.source.text();
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let (_, before) = lint(&case, text);
        for comment in [
            "<!-- tarqim-disable-file -->",
            "<!-- tarqim-disable-file: كما طُبع -->",
        ] {
            let (source, after) = lint(&case, &format!("{text}{end}\n{comment}\n"));
            let article = Article::read(&source, case.format, &case.options);
            let is_read = |directive: &&tarqim::article::Directive| {
                directive.kind == DirectiveKind::File && directive.names.is_empty()
            };
            // A comment at the end of a code block or of a broken tag is none.
            if !article
                .directives
                .iter()
                .any(|directive| is_read(&directive))
            {
                continue;
            }
            for finding in &after {
                assert!(
                    is_about_suppressions(&case.linter, finding),
                    "{}: {finding:?}",
                    case.name
                );
            }
            let own = source.text().rfind(comment).unwrap();
            let idle = after.iter().any(|finding| finding.span.start() == own);
            let judged = before
                .iter()
                .any(|finding| !is_about_suppressions(&case.linter, finding));
            assert!(!(idle && judged), "{}: {after:?}", case.name);
        }
    }
}

#[test]
fn a_suppression_takes_away_and_adds_nothing_else() {
    for case in commented() {
        let text = case.source.text();
        let (_, before) = lint(&case, text);
        let rules: BTreeSet<_> = before.iter().map(|finding| finding.rule).collect();
        for rule in rules {
            let id = &case.linter.rule(rule).rule.id;
            if id.starts_with("suppression/") {
                continue;
            }
            let (source, after) = lint(
                &case,
                &format!("{text}\n\n<!-- tarqim-disable-file {id} -->\n"),
            );
            let article = Article::read(&source, case.format, &case.options);
            let is_read = article.directives.iter().any(|directive| {
                directive.kind == DirectiveKind::File
                    && directive.names.iter().any(|n| n.text == *id)
            });
            let left = |finding: &&Finding| !is_about_suppressions(&case.linter, finding);
            let expected = before
                .iter()
                .filter(left)
                .filter(|f| !is_read || f.rule != rule);
            let places = |finding: &Finding| (finding.rule, finding.span);
            assert_eq!(
                after.iter().filter(left).map(places).collect::<Vec<_>>(),
                expected.map(places).collect::<Vec<_>>(),
                "{} without {id}",
                case.name
            );
        }
    }
}

#[test]
fn mended_suppressions_leave_the_article_as_it_was() {
    for case in commented().filter(|case| case.name.starts_with("suppression/")) {
        let mut text = case.source.text().to_owned();
        let shape = |text: &str| {
            let source = Source::new(&case.name, text);
            let article = Article::read(&source, case.format, &case.options);
            let blocks = article.blocks.iter();
            blocks
                .map(|block| (block.kind, article.slice(block.range).to_owned()))
                .collect::<Vec<_>>()
        };
        let before = shape(&text);
        for round in 0.. {
            assert!(round < 20, "{} does not settle", case.name);
            let (_, findings) = lint(&case, &text);
            let fixes: Vec<_> = findings
                .iter()
                .filter(|finding| is_about_suppressions(&case.linter, finding))
                .filter_map(|finding| finding.fixes.first())
                .collect();
            let fixed = fix::apply(&text, &fixes);
            if fixed == text {
                break;
            }
            text = fixed;
        }
        assert_eq!(shape(&text), before, "{}:\n{text}", case.name);
    }
}

#[test]
fn what_did_not_run_is_not_called_unused() {
    const TEXT: &str = "<!-- tarqim-disable-next-line RULE -->\n\nقال الوزير نعم.\n";
    let is_unused = |linter: &Linter, rule: &str| {
        let text = TEXT.replace("RULE", rule);
        !found(linter, "a.md", &text).is_empty()
    };
    let linter = base();
    assert!(is_unused(&linter, ""));
    assert!(is_unused(&linter, "quotes/unmatched"));
    assert!(is_unused(&linter, "quotes"));
    assert!(is_unused(&linter, "suppression/unused"));
    // Off, of a style that is not in use, for French alone, for image files that were not read.
    for rule in [
        "photo-credit/agency",
        "photo-credit/embedded",
        "punctuation/french-space",
    ] {
        assert!(!is_unused(&linter, rule), "{rule}");
    }
    let off = configured("[rules]\nquotes = \"off\"\n", date(2026, 1, 1));
    assert!(!is_unused(&off, "quotes/unmatched, quotes"));
    let silent = configured("[rules]\nsuppression = \"off\"\n", date(2026, 1, 1));
    assert!(!is_unused(&silent, "qotes"));
    let error = configured("[rules]\nsuppression = \"error\"\n", date(2026, 1, 1));
    let source = Source::new("a.md", TEXT.replace("RULE", "qotes"));
    let findings = error.lint(&source, Format::Markdown, &ReadOptions::default());
    assert_eq!(findings[0].level, Level::Error);
}

#[test]
fn image_files_that_were_read_make_their_rules_judge() {
    let text =
        "<!-- tarqim-disable-next-line photo-credit/embedded -->\n\n![](a.jpg)\n*A (© A B/AFP)*\n";
    let source = Source::new("a.md", text);
    let linter = base();
    let mut article = Article::read(&source, Format::Markdown, &ReadOptions::default());
    let idle = |article: &Article<'_>| {
        let findings = linter.lint_article(&source, article);
        findings
            .iter()
            .any(|finding| is_about_suppressions(&linter, finding))
    };
    assert!(!idle(&article));
    article.photos[0].embedded = Some(Embedded::default());
    assert!(idle(&article));
}

#[test]
fn the_last_day_is_still_in_time() {
    let text = "<!-- tarqim-disable quotes until=2026-01-31 -->\n\nقال «نعم” ثم خرج.\n";
    let is = |linter: &Linter, expected: &[&str]| {
        assert_eq!(found(linter, "a.md", text), expected);
    };
    is(&base(), &[]);
    is(&configured("", date(2026, 1, 31)), &[]);
    is(
        &configured("", date(2026, 2, 1)),
        &["suppression/overdue: until=2026-01-31"],
    );
}

#[test]
fn the_start_of_a_finding_decides_and_not_its_labels() {
    let linter = base();
    let of_digits = |text: &str| {
        let source = Source::new("a.md", text);
        let findings = linter.lint(&source, Format::Markdown, &ReadOptions::default());
        let is_of_digits =
            |finding: &&Finding| linter.rule(finding.rule).rule.id == "numeral/digits";
        let finding = findings
            .into_iter()
            .find(|finding| is_of_digits(&finding))?;
        Some((source, finding))
    };
    let text = "وصل 25 بحارًا إلى الميناء.\n\nغادر ٢٥ بحارًا الميناء.\n";
    let (source, finding) = of_digits(text).expect("a tie of digits");
    let places = [finding.span, finding.labels[0].span];
    let [own, other] = places.map(|span| source.position(span.start).line as usize - 1);
    assert_ne!(own, other);
    let without = |line: usize| {
        let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines[line].push_str(" <!-- tarqim-disable-line numeral/digits -->");
        of_digits(&lines.join("\n")).is_none()
    };
    assert!(without(own) && !without(other));
}

#[test]
fn an_entry_of_ignores_is_matched_whole_and_folded() {
    let config = "[[ignores]]\nrules = \"quotes/mixed-pair\"\ntext = \"«أَحمد  وعلى”\"\n";
    let linter = configured(config, date(2026, 1, 1));
    let is = |name: &str, text: &str, expected: usize| {
        assert_eq!(found(&linter, name, text).len(), expected, "{text}");
    };
    is("a.txt", "قال «أحمد وعلي” ثم خرج.", 0);
    is("a.txt", "قال «أَحْمد وعلي” ثم خرج.", 0);
    is("a.html", "<p>قال «أحمد\n <b>وعلي</b>&rdquo; ثم خرج.", 0);
    is("a.txt", "قال «أحمد وعلي وليلى” ثم خرج.", 1);
    is("a.txt", "قال «أحمد” ثم خرج.", 1);
    // A comment on what is ignored as well is of use.
    is(
        "a.md",
        "<!-- tarqim-disable-next-line quotes -->\n\nقال «أحمد وعلي” ثم خرج.",
        0,
    );
}

#[test]
fn names_without_number_take_linear_time() {
    let start = std::time::Instant::now();
    let linter = base();
    for names in [
        "quotes, quotes/mixed-pair, date ",
        "a, b c, ".repeat(12).as_str(),
        "",
    ] {
        for word in ["disable", "enable", "disable-line", "disable-next-line"] {
            let text =
                format!("<!-- tarqim-{word} {names}-->\n\nقال «نعم” ثم خرج.\n\n").repeat(4_000);
            let _ = linter.lint(
                &Source::new("a.md", text),
                Format::Markdown,
                &ReadOptions::default(),
            );
        }
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
