//! One JSON document, or a JSON object a line. The shape is a contract: version 1.

use std::io::{self, Write};

use serde::Serialize;

use super::{FileReport, MessageLang, Problem, Run, Stale, Summary};
use crate::finding::Finding;
use crate::source::{Position, Source};
use crate::span::Span;

/// The version of the shape; a key that is added does not change it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    files: usize,
    findings: Vec<JsonFinding<'r>>,
    problems: Vec<JsonProblem<'r>>,
    summary: Summary,
    /// Only where there is a baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<JsonBaseline<'r>>,
}

#[derive(Serialize)]
struct JsonBaseline<'r> {
    known: usize,
    stale: Vec<JsonStale<'r>>,
}

#[derive(Serialize)]
struct JsonStale<'r> {
    path: &'r str,
    rule: &'r str,
    text: &'r str,
    fingerprint: String,
}

#[derive(Serialize)]
struct JsonFinding<'r> {
    path: &'r str,
    rule: &'r str,
    level: &'static str,
    lang: &'static str,
    message: String,
    help: String,
    start: JsonPosition,
    end: JsonPosition,
    text: &'r str,
    labels: Vec<JsonLabel>,
    fixes: Vec<JsonFix<'r>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct JsonPosition {
    byte: u32,
    line: u32,
    column: u32,
    utf16: u32,
    /// Of a word processor's document alone: the paragraph, from 1, and its run, from 1.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    run: Option<JsonRun>,
}

#[derive(Serialize)]
struct JsonRun {
    paragraph: u32,
    run: u32,
}

#[derive(Serialize)]
struct JsonLabel {
    start: JsonPosition,
    end: JsonPosition,
    message: String,
}

#[derive(Serialize)]
struct JsonFix<'r> {
    applicability: &'static str,
    message: String,
    edits: Vec<JsonEdit<'r>>,
}

#[derive(Serialize)]
struct JsonEdit<'r> {
    start: JsonPosition,
    end: JsonPosition,
    text: &'r str,
}

/// What could not be done, in every document of ours.
#[derive(Serialize)]
pub(super) struct JsonProblem<'r> {
    path: &'r str,
    kind: &'static str,
    message: String,
}

impl<'r> JsonProblem<'r> {
    pub(super) fn of(problem: &'r Problem, lang: MessageLang) -> Self {
        Self {
            path: &problem.path,
            kind: problem.kind.name(),
            message: problem.message(lang),
        }
    }
}

fn position(source: &Source, byte: u32, run: Option<(u32, u32)>) -> JsonPosition {
    let Position {
        byte,
        line,
        column,
        utf16,
    } = source.position(byte);
    JsonPosition {
        byte,
        line,
        column,
        utf16,
        run: run.map(|(paragraph, run)| JsonRun { paragraph, run }),
    }
}

/// Start and end. The end's run is that of the last character, and not of the one behind it.
fn ends(source: &Source, span: Span) -> (JsonPosition, JsonPosition) {
    let last = span.end.saturating_sub(1).max(span.start);
    (
        position(source, span.start, source.run_at(span.start)),
        position(source, span.end, source.run_at(last)),
    )
}

/// Writes the whole run as one document on one line.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        files: run.files,
        findings: run
            .reports
            .iter()
            .flat_map(|report| findings(report, lang))
            .collect(),
        problems: run
            .problems
            .iter()
            .map(|problem| JsonProblem::of(problem, lang))
            .collect(),
        summary: run.summary,
        baseline: run.known.as_ref().map(|known| JsonBaseline {
            known: known.known,
            stale: known.stale.iter().map(stale).collect(),
        }),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Writes each finding as an object on a line of its own.
///
/// # Errors
/// Where the writer fails.
pub fn write_lines(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    for finding in run.reports.iter().flat_map(|report| findings(report, lang)) {
        serde_json::to_writer(&mut *out, &finding)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn stale(stale: &Stale) -> JsonStale<'_> {
    JsonStale {
        path: &stale.path,
        rule: &stale.rule,
        text: &stale.text,
        fingerprint: stale.fingerprint.to_string(),
    }
}

fn findings<'r>(
    report: &'r FileReport<'_>,
    lang: MessageLang,
) -> impl Iterator<Item = JsonFinding<'r>> {
    let fingerprints = report.fingerprints.iter();
    report
        .findings
        .iter()
        .zip(fingerprints)
        .map(move |(found, fingerprint)| finding(report, found, fingerprint.to_string(), lang))
}

fn finding<'r>(
    report: &'r FileReport<'_>,
    finding: &'r Finding,
    fingerprint: String,
    lang: MessageLang,
) -> JsonFinding<'r> {
    let source = report.source;
    let (start, end) = ends(source, finding.span);
    let labels = finding.labels.iter().map(|label| {
        let (start, end) = ends(source, label.span);
        JsonLabel {
            start,
            end,
            message: report.label(finding, label, lang),
        }
    });
    let fixes = finding.fixes.iter().map(|fix| JsonFix {
        applicability: fix.applicability.name(),
        message: report.fix(finding, fix, lang),
        edits: fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = ends(source, edit.span);
                JsonEdit {
                    start,
                    end,
                    text: &edit.text,
                }
            })
            .collect(),
    });
    JsonFinding {
        path: source.name(),
        rule: report.words.id(finding.rule),
        level: finding.level.name(),
        lang: finding.lang,
        message: report.message(finding, lang),
        help: report.help(finding, lang),
        start,
        end,
        text: source.slice(finding.span),
        labels: labels.collect(),
        fixes: fixes.collect(),
        fingerprint,
        url: report.words.url(finding.rule),
    }
}
