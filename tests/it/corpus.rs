//! Real articles, where they are at hand: they belong to others, so they are read in place, and
//! the tests pass over them where they are absent.

use std::fs;
use std::path::{Path, PathBuf};

use tarqim::article::{Format, LangHints, ReadOptions};
use tarqim::source::Source;

use crate::properties::{base, lint};

/// The folder of real articles beside the project.
#[expect(clippy::print_stderr, reason = "a test that is passed over says so")]
pub(crate) fn corpus() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !path.is_dir() {
        eprintln!("passed over: there are no real articles at hand");
        return None;
    }
    Some(path)
}

#[test]
fn the_first_article_has_its_quotations_in_two_orders_and_nothing_else() {
    let Some(corpus) = corpus() else { return };
    let text = fs::read_to_string(corpus.join("seed/article.txt")).unwrap();
    let linter = base();
    let found: Vec<String> = lint(
        &linter,
        "a.txt",
        &text,
        Format::Plain,
        &ReadOptions::default(),
    )
    .iter()
    .map(|finding| {
        let source = Source::new("a.txt", text.as_str());
        let (start, end) = (
            source.position(finding.span.start),
            source.position(finding.span.end),
        );
        let rule = &linter.rule(finding.rule).rule.id;
        format!(
            "{}:{}-{}:{} {} {rule}",
            start.line,
            start.column,
            end.line,
            end.column,
            finding.level.name()
        )
    })
    .collect();
    assert_eq!(
        found,
        [
            "6:212-6:214 hint quotes/stop-place",
            "10:52-10:218 warning quotes/mixed-order"
        ]
    );
}

#[test]
fn what_always_holds_holds_on_real_articles() {
    let Some(corpus) = corpus() else { return };
    let linter = base();
    let mut articles = 0;
    for entry in fs::read_dir(corpus.join("real")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".toml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        lint(
            &linter,
            name,
            &text,
            Format::of_name(name),
            &LangHints::of_path(name, None).into(),
        );
        articles += 1;
    }
    assert!(articles > 100);
}
