//! SARIF 2.1.0, for code scanning and for viewers.
//!
//! Columns count UTF-16 code units from 1, and ends are exclusive; a byte order mark counts nowhere.
//! Paths are those from the repository's root. A rule's words are there in English and Arabic, whatever
//! the language of the messages, and only rules that found something are listed. What could not be done
//! is a notification of the run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::machine::{Said, applicable, ends};
use super::place::is_absolute;
use super::text::visible;
use super::{FileReport, Fingerprint, MessageLang, Problem, Run, Words};
use crate::finding::{Finding, Level, RuleIndex};
use crate::source::Source;
use crate::span::Span;

/// The results that GitHub takes of a run ("SARIF support for code scanning", limits). Beyond it the
/// graver ones stay.
const RESULTS: usize = 25_000;

/// The locations that GitHub takes of a result.
const LOCATIONS: usize = 1000;

/// The scalar values that GitHub takes of a rule's description.
const DESCRIPTION: usize = 1024;

/// What paths are relative to.
const ROOT: &str = "%SRCROOT%";

/// What stays as it is in the path of a URI (RFC 3986, 2.3), and the slash.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [SarifRun<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'r> {
    tool: Tool<'r>,
    invocations: [Invocation; 1],
    language: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    automation_details: Id,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Vec<ResultOf<'r>>,
}

#[derive(Serialize)]
struct Tool<'r> {
    driver: Driver<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'r> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    short_description: Text,
    rules: Vec<Descriptor<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'r> {
    id: &'r str,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<&'r str>,
    default_configuration: Configuration,
    properties: Properties<'r>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'r> {
    tags: [&'r str; 2],
    /// GitHub's own word for the level.
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
struct Base {
    description: Text,
}

#[derive(Serialize)]
struct Id {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    descriptor: Id,
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location>,
}

#[derive(Serialize)]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self {
            text,
            markdown: None,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf<'r> {
    rule_id: &'r str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Text,
    artifact_changes: [ArtifactChange; 1],
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    applicability: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

/// Writes the whole run as one document.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let mut found = Vec::new();
    for report in &run.reports {
        let findings = report.findings.iter().zip(report.fingerprints);
        found.extend(findings.map(|(finding, &fingerprint)| (report, finding, fingerprint)));
    }
    let mut notifications: Vec<_> = run
        .problems
        .iter()
        .map(|problem| notification(run, problem, lang))
        .collect();
    let left_out = found.len().saturating_sub(RESULTS);
    if left_out > 0 {
        found.sort_by_key(|(_, finding, _)| std::cmp::Reverse(finding.level));
        found.truncate(RESULTS);
        notifications.push(Notification {
            descriptor: Id { id: "too-many" },
            level: "warning",
            message: too_many(left_out, lang).into(),
            locations: Vec::new(),
        });
    }
    // Of a rule that several configurations have, the words of the first.
    let mut rules: BTreeMap<&str, (&dyn Words, RuleIndex)> = BTreeMap::new();
    for &(report, finding, _) in &found {
        let words = report.words;
        let id = words.id(finding.rule);
        rules.entry(id).or_insert((words, finding.rule));
    }
    let indexes: BTreeMap<&str, usize> = rules.keys().copied().zip(0..).collect();
    let results = found.iter().map(|&(report, finding, fingerprint)| {
        let index = indexes[report.words.id(finding.rule)];
        result(run, report, finding, fingerprint, index, lang)
    });
    let version = env!("CARGO_PKG_VERSION");
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [SarifRun {
            tool: Tool {
                driver: Driver {
                    name: "tarqim",
                    version,
                    semantic_version: version,
                    language: tag(lang),
                    short_description: env!("CARGO_PKG_DESCRIPTION").to_owned().into(),
                    rules: rules
                        .iter()
                        .map(|(id, &(words, rule))| descriptor(id, words, rule, lang))
                        .collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: run.problems.is_empty(),
                exit_code: run.status,
                tool_execution_notifications: notifications,
            }],
            language: tag(lang),
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                Base {
                    description: root(lang).to_owned().into(),
                },
            )]),
            automation_details: Id { id: "tarqim/" },
            column_kind: "utf16CodeUnits",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: results.collect(),
        }],
    };
    serde_json::to_writer(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn tag(lang: MessageLang) -> &'static str {
    match lang {
        MessageLang::En => "en",
        MessageLang::Ar => "ar",
    }
}

fn root(lang: MessageLang) -> &'static str {
    match lang {
        MessageLang::En => "The root of the repository, or the working folder where there is none.",
        MessageLang::Ar => "جذر المستودع، أو المجلد الحالي إن لم يوجد مستودع.",
    }
}

fn too_many(left_out: usize, lang: MessageLang) -> String {
    match lang {
        MessageLang::En => format!("Left out, since a reader takes no more: {left_out}."),
        MessageLang::Ar => format!("ملاحظات لم تُدرج لتجاوز العدد المسموح به: {left_out}."),
    }
}

/// The name of a level in SARIF.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn descriptor<'r>(
    id: &'r str,
    words: &'r dyn Words,
    rule: RuleIndex,
    lang: MessageLang,
) -> Descriptor<'r> {
    let name = words.name(rule, lang);
    let explained = words.explain(rule, lang).trim();
    let first = explained.split("\n\n").next().unwrap_or_default();
    let described = if first.is_empty() { name } else { first };
    let default = words.level(rule);
    Descriptor {
        id,
        name: pascal_case(id),
        short_description: sentence(name).into(),
        full_description: shortened(described).into(),
        help: help(words, rule, lang),
        help_uri: words.url(rule),
        default_configuration: Configuration {
            level: level(default),
        },
        properties: Properties {
            tags: ["news", id.split('/').next().unwrap_or(id)],
            severity: match default {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Hint => "recommendation",
            },
        },
    }
}

/// What explains a rule, in the reader's language and then in the other one.
fn help(words: &dyn Words, rule: RuleIndex, lang: MessageLang) -> Text {
    let other = match lang {
        MessageLang::En => MessageLang::Ar,
        MessageLang::Ar => MessageLang::En,
    };
    let (mut text, mut markdown) = (Vec::new(), Vec::new());
    for lang in [lang, other] {
        let (name, explained) = (words.name(rule, lang), words.explain(rule, lang).trim());
        // A rule may have its words in one language alone.
        if text.first() == Some(&name) && text.get(1).is_none_or(|first| *first == explained) {
            continue;
        }
        markdown.push(format!("## {name}"));
        text.push(name);
        if !explained.is_empty() {
            markdown.push(explained.to_owned());
            text.push(explained);
        }
    }
    Text {
        text: text.join("\n\n"),
        markdown: Some(markdown.join("\n\n")),
    }
}

/// `quotes/mixed-order` as `QuotesMixedOrder`.
fn pascal_case(id: &str) -> String {
    let parts = id.split(|c: char| !c.is_alphanumeric());
    let capital = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    parts.map(capital).collect()
}

/// A rule's name with the full stop that viewers expect behind it.
fn sentence(name: &str) -> String {
    if name.ends_with(['.', '؟', '?', '!']) {
        name.to_owned()
    } else {
        format!("{name}.")
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        None => text.to_owned(),
        Some(_) => text.chars().take(DESCRIPTION - 1).chain(['…']).collect(),
    }
}

/// A message without anything that reads as a link: brackets that parentheses follow (3.11.6).
fn plain(text: String) -> Text {
    let text = if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text
    };
    text.into()
}

fn result<'r>(
    run: &Run<'_>,
    report: &'r FileReport<'_>,
    finding: &'r Finding,
    fingerprint: Fingerprint,
    rule_index: usize,
    lang: MessageLang,
) -> ResultOf<'r> {
    let source = report.source;
    let file = artifact(run, source.name());
    let at = |span| PhysicalLocation {
        artifact_location: file.clone(),
        region: Some(region(source, span, true)),
    };
    let labels = finding.labels.iter().take(LOCATIONS - 1).enumerate();
    let fixes = applicable(finding).map(|fix| Fix {
        description: visible(&report.fix(finding, fix, lang)).into(),
        artifact_changes: [ArtifactChange {
            artifact_location: file.clone(),
            replacements: fix
                .edits
                .iter()
                .map(|edit| Replacement {
                    deleted_region: region(source, edit.span, false),
                    inserted_content: edit.text.clone().into(),
                })
                .collect(),
        }],
        properties: FixProperties {
            applicability: fix.applicability.name(),
        },
    });
    ResultOf {
        rule_id: report.words.id(finding.rule),
        rule_index,
        level: level(finding.level),
        message: plain(Said::of(report, finding, lang).joined("\n")),
        locations: [Location {
            id: None,
            physical_location: at(finding.span),
            message: None,
        }],
        related_locations: labels
            .map(|(index, label)| Location {
                id: Some(index + 1),
                physical_location: at(label.span),
                message: Some(plain(visible(&report.label(finding, label, lang)))),
            })
            .collect(),
        partial_fingerprints: BTreeMap::from([("tarqim/v1", fingerprint.to_string())]),
        fixes: fixes.collect(),
    }
}

fn notification(run: &Run<'_>, problem: &Problem, lang: MessageLang) -> Notification {
    let region = problem.kind.place().map(|(line, column)| Region {
        start_line: line,
        start_column: column,
        end_line: None,
        end_column: None,
        snippet: None,
    });
    Notification {
        descriptor: Id {
            id: problem.kind.name(),
        },
        level: "error",
        message: plain(visible(&problem.message(lang))),
        locations: vec![Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(run, &problem.path),
                region,
            },
            message: None,
        }],
    }
}

/// A file, from the repository's root where it is inside of it.
fn artifact(run: &Run<'_>, name: &str) -> ArtifactLocation {
    let path = run.place.path(name);
    let encoded = utf8_percent_encode(&path, ENCODED).to_string();
    if is_absolute(&path) {
        let slash = if path.starts_with('/') { "" } else { "/" };
        return ArtifactLocation {
            uri: format!("file://{slash}{encoded}"),
            uri_base_id: None,
        };
    }
    ArtifactLocation {
        uri: encoded,
        uri_base_id: Some(ROOT),
    }
}

fn region(source: &Source, span: Span, shown: bool) -> Region {
    let (start, end) = ends(source, span);
    Region {
        start_line: start.line,
        start_column: start.utf16,
        end_line: Some(end.line),
        end_column: Some(end.utf16),
        snippet: shown.then(|| source.slice(span).to_owned().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Place;

    #[test]
    fn names_are_in_pascal_case() {
        assert_eq!(pascal_case("quotes/mixed-order"), "QuotesMixedOrder");
        assert_eq!(pascal_case("desk/ألف-1"), "Deskألف1");
    }

    #[test]
    fn paths_are_uris() {
        let mut run = Run::new(0, Vec::new(), Vec::new());
        run.place = Place::new("/desk", "ar");
        let file = artifact(&run, "خبر a:1%.md");
        assert_eq!(file.uri, "ar/%D8%AE%D8%A8%D8%B1%20a%3A1%25.md");
        assert_eq!(file.uri_base_id, Some(ROOT));
        let outside = artifact(&run, "/tmp/a.md");
        assert_eq!(
            (outside.uri.as_str(), outside.uri_base_id),
            ("file:///tmp/a.md", None)
        );
    }

    #[test]
    fn no_link_is_read_into_a_message() {
        assert_eq!(plain("see [a](1)".to_owned()).text, "see \\[a\\](1)");
        assert_eq!(plain("a [b] c".to_owned()).text, "a [b] c");
    }

    #[test]
    fn descriptions_have_an_end() {
        let long = "ب".repeat(2000);
        assert_eq!(shortened(&long).chars().count(), DESCRIPTION);
        assert_eq!(shortened("ب"), "ب");
    }
}
