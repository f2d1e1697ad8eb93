//! Workflow commands of GitHub Actions, which draw annotations beside the lines of a change.
//!
//! A line for each, `::error title=…,file=…,line=…,endLine=…,col=…,endColumn=…::message`, as the
//! toolkit's `@actions/core` writes it. Columns count scalar values from 1 and stand only where all is
//! on one line. Of each level ten annotations are shown a step, so what is graver comes first.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::machine::{Said, ends};
use super::text::visible;
use super::{FileReport, MessageLang, Problem, Run};
use crate::finding::{Finding, Level};

/// How many annotations of a level are shown a step.
const SHOWN: usize = 10;

/// Writes all problems and findings, the graver first.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    for problem in &run.problems {
        write_problem(run, problem, lang, out)?;
    }
    for level in [Level::Error, Level::Warning, Level::Hint] {
        for report in &run.reports {
            for finding in report.findings.iter().filter(|found| found.level == level) {
                write_finding(run, report, finding, lang, out)?;
            }
        }
    }
    let summary = run.summary;
    let levels = [
        summary.error + run.problems.len(),
        summary.warning,
        summary.hint,
    ];
    if levels.iter().any(|&count| count > SHOWN) {
        let note = match lang {
            MessageLang::En => {
                "GitHub shows ten annotations of each level; to have all in the job's summary: --output markdown=$GITHUB_STEP_SUMMARY"
            }
            MessageLang::Ar => {
                "لا يعرض GitHub من كل مستوى أكثر من عشر ملاحظات، وتُعرض كلها في ملخص المهمة بالخيار: --output markdown=$GITHUB_STEP_SUMMARY"
            }
        };
        writeln!(out, "{note}")?;
    }
    Ok(())
}

fn write_finding(
    run: &Run<'_>,
    report: &FileReport<'_>,
    finding: &Finding,
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let words = report.words;
    let name = visible(words.name(finding.rule, lang));
    let title = format!("{name} ({})", words.id(finding.rule));
    let path = run.place.path(report.source.name());
    let (start, end) = ends(report.source, finding.span);
    let mut properties = format!(
        "title={},file={},line={},endLine={}",
        property(&title),
        property(&path),
        start.line,
        end.line
    );
    if start.line == end.line {
        let _ = write!(properties, ",col={},endColumn={}", start.column, end.column);
    }
    let message = Said::of(report, finding, lang).joined("\n");
    writeln!(out, "::{command} {properties}::{}", data(&message))
}

fn write_problem(
    run: &Run<'_>,
    problem: &Problem,
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = format!("tarqim ({})", problem.kind.name());
    let path = run.place.path(&problem.path);
    let mut properties = format!("title={},file={}", property(&title), property(&path));
    if let Some((line, column)) = problem.kind.place() {
        let _ = write!(properties, ",line={line},col={column}");
    }
    let message = visible(&problem.message(lang));
    writeln!(out, "::error {properties}::{}", data(&message))
}

/// A command's message, on one line.
fn data(text: &str) -> String {
    let percent = text.replace('%', "%25");
    percent.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
