//! Articles of our own words with the findings that are expected, a folder per family.
//!
//! `fixtures/<family>/<case>.<lang>.<txt|md|html|docx|ninjs>` stands beside `<same>.expected`, one
//! line per finding: `line:col-line:col level rule "text"`. A `<same>.toml` is the case's
//! `tarqim.toml`. Only the family's own findings are kept, so a new rule moves no other expectation;
//! the folders `articles`, `docx`, `ninjs`, `pattern` and `suppression` keep all, and documents are made by the scripts beside
//! them. `TARQIM_BLESS=1` rewrites the expectations: read the difference.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tarqim::article::{Article, Format, LangHints, ReadOptions};
use tarqim::config::style::ActiveRule;
use tarqim::config::{Library, Surroundings, builtin, load};
use tarqim::disk;
use tarqim::lint::Linter;
use tarqim::source::Source;

/// A fixture's path inside `fixtures`, its text, and the linter that its configuration makes.
pub(crate) struct Case {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) source: Source,
    pub(crate) linter: Linter,
    pub(crate) format: Format,
    pub(crate) options: ReadOptions,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every fixture, sorted by path.
pub(crate) fn cases() -> Vec<Case> {
    let mut paths = Vec::new();
    collect(&root(), &mut paths);
    paths.sort();
    paths.into_iter().map(|path| case(&path)).collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|ending| {
            ["txt", "md", "html", "docx", "ninjs"]
                .iter()
                .any(|known| ending == *known)
        }) {
            into.push(path);
        }
    }
}

fn case(path: &Path) -> Case {
    let name = path
        .strip_prefix(root())
        .unwrap()
        .to_str()
        .unwrap()
        .replace('\\', "/");
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"));
    let format = Format::of_name(&name);
    let source = format.decode(&name, bytes);
    let config = path.with_extension("toml");
    let mut options = ReadOptions::from(LangHints::of_path(&name, None));
    const TODAY: jiff::civil::Date = jiff::civil::date(2026, 1, 1);
    let linter = if config.exists() {
        let library = Library::built_in();
        let around = Surroundings {
            read: &|path| fs::read_to_string(path),
            name: &|path| path.display().to_string(),
            today: TODAY,
            library: &library,
        };
        let config = load(&config, &around).unwrap_or_else(|errors| panic!("{errors:?}"));
        let profile = config.profile(&config.matching(path));
        options.page = profile.html.page();
        Linter::of(&profile).unwrap()
    } else {
        let rules = builtin::base().rules.iter();
        let linter = Linter::new(rules.filter_map(ActiveRule::of).collect());
        linter.unwrap().on(TODAY)
    };
    Case {
        path: path.to_owned(),
        format,
        options,
        source: source.unwrap_or_else(|error| panic!("{name}: {error:?}")),
        linter,
        name,
    }
}

/// The findings as a fixture's expectation writes them.
fn render(case: &Case) -> String {
    let family = case.name.split('/').next().unwrap();
    let mut out = String::new();
    let mut article = Article::read(&case.source, case.format, &case.options);
    disk::fill_embedded(&mut article, &case.path, &root());
    for finding in case.linter.lint_article(&case.source, &article) {
        let rule = &case.linter.rule(finding.rule).rule;
        let keeps_all = ["articles", "docx", "ninjs", "pattern", "suppression"].contains(&family);
        if !keeps_all && rule.family() != family {
            continue;
        }
        let start = case.source.position(finding.span.start);
        let end = case.source.position(finding.span.end);
        let text = case
            .source
            .slice(finding.span)
            .replace('\n', "\\n")
            .replace('\r', "\\r");
        writeln!(
            out,
            "{}:{}-{}:{} {} {} \"{text}\"",
            start.line,
            start.column,
            end.line,
            end.column,
            finding.level.name(),
            rule.id
        )
        .unwrap();
    }
    out
}

#[test]
fn fixtures_give_the_findings_that_they_expect() {
    let bless = std::env::var_os("TARQIM_BLESS").is_some();
    let mut wrong = String::new();
    let cases = cases();
    for case in &cases {
        let expected_path = PathBuf::from(format!("{}.expected", case.path.display()));
        let found = render(case);
        if bless {
            fs::write(&expected_path, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&expected_path)
            .unwrap_or_else(|_| panic!("{} has no .expected beside it", case.name));
        if found != expected {
            writeln!(
                wrong,
                "{}\n--- expected\n{expected}--- found\n{found}",
                case.name
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn articles_that_are_right_give_no_finding() {
    let right = cases()
        .into_iter()
        .filter(|case| case.name.contains("/right-"));
    let wrong: Vec<String> = right
        .map(|case| render(&case))
        .filter(|findings| !findings.is_empty())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

#[test]
fn every_rule_is_seen_at_work_in_a_fixture() {
    let mut seen = String::new();
    for case in cases() {
        seen.push_str(&fs::read_to_string(format!("{}.expected", case.path.display())).unwrap());
    }
    let missing: Vec<&str> = builtin::base()
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|id| !seen.contains(&format!(" {id} ")))
        .collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}
