//! The diagnostic format of reviewdog: one document (rdjson), or a diagnostic a line (rdjsonl).
//!
//! Columns count the bytes of UTF-8 from 1, and ends are exclusive. They are those of the file's line,
//! so a byte order mark counts: readers cut the line there to put a suggestion in.

use std::io::{self, Write};

use serde::Serialize;

use super::machine::{Said, applicable};
use super::text::visible;
use super::{FileReport, MessageLang, Problem, Run};
use crate::finding::{Finding, Fix, Level};
use crate::source::Source;
use crate::span::Span;

#[derive(Serialize)]
struct Document<'r> {
    source: Tool,
    diagnostics: Vec<Diagnostic<'r>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

const TOOL: Tool = Tool { name: "tarqim" };

#[derive(Serialize)]
struct Diagnostic<'r> {
    message: String,
    location: Location<'r>,
    severity: &'static str,
    /// Only where it stands alone: a document names it once.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Tool>,
    code: Code<'r>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'r>>,
}

#[derive(Serialize)]
struct Code<'r> {
    value: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'r> {
    message: String,
    location: Location<'r>,
}

/// Writes the whole run as one document.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        source: TOOL,
        diagnostics: diagnostics(run, lang).collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Writes each diagnostic on a line of its own.
///
/// # Errors
/// Where the writer fails.
pub fn write_lines(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    for mut diagnostic in diagnostics(run, lang) {
        diagnostic.source = Some(TOOL);
        serde_json::to_writer(&mut *out, &diagnostic)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn diagnostics<'r>(run: &'r Run<'_>, lang: MessageLang) -> impl Iterator<Item = Diagnostic<'r>> {
    let problems = run.problems.iter().map(move |found| problem(found, lang));
    let findings = run.reports.iter().flat_map(move |report| {
        let findings = report.findings.iter();
        findings.map(move |found| finding(report, found, lang))
    });
    problems.chain(findings)
}

fn problem(problem: &Problem, lang: MessageLang) -> Diagnostic<'_> {
    // The column is of another kind, and the line is enough.
    let range = problem.kind.place().map(|(line, _)| Range {
        start: Place { line, column: 1 },
        end: Place { line, column: 1 },
    });
    Diagnostic {
        message: visible(&problem.message(lang)),
        location: Location {
            path: &problem.path,
            range,
        },
        severity: "ERROR",
        source: None,
        code: Code {
            value: problem.kind.name(),
            url: None,
        },
        suggestions: Vec::new(),
        related_locations: Vec::new(),
    }
}

fn finding<'r>(
    report: &'r FileReport<'_>,
    finding: &'r Finding,
    lang: MessageLang,
) -> Diagnostic<'r> {
    let source = report.source;
    let location = |span| Location {
        path: source.name(),
        range: Some(range(source, span)),
    };
    let labels = finding.labels.iter().map(|label| Related {
        message: visible(&report.label(finding, label, lang)),
        location: location(label.span),
    });
    Diagnostic {
        message: Said::of(report, finding, lang).joined("\n"),
        location: location(finding.span),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Hint => "INFO",
        },
        source: None,
        code: Code {
            value: report.words.id(finding.rule),
            url: report.words.url(finding.rule),
        },
        suggestions: applicable(finding)
            .filter_map(|fix| suggestion(source, fix))
            .collect(),
        related_locations: labels.collect(),
    }
}

/// A fix as one replacement, since each suggestion is taken or left by itself: from its first edit to
/// its last, with what stays between them.
fn suggestion(source: &Source, fix: &Fix) -> Option<Suggestion> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let mut text = String::new();
    let mut at = first.span.start;
    for edit in &fix.edits {
        text.push_str(&source.text()[at as usize..edit.span.start as usize]);
        text.push_str(&edit.text);
        at = edit.span.end;
    }
    Some(Suggestion {
        range: range(source, first.span.cover(last.span)),
        text,
    })
}

fn range(source: &Source, span: Span) -> Range {
    Range {
        start: place(source, span.start),
        end: place(source, span.end),
    }
}

fn place(source: &Source, byte: u32) -> Place {
    let at = source.position(byte);
    // The first line begins with the byte order mark, where there is one.
    let start = match at.line {
        1 => 0,
        line => source.line(line).start,
    };
    Place {
        line: at.line,
        column: at.byte - start + 1,
    }
}
