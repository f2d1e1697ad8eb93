//! One line for each finding: `path:line:col: level[rule]: message`.

use std::io::{self, Write};

use super::text::{base_direction, visible};
use super::{FileReport, MessageLang, Run};
use crate::lang::chars::Direction;

/// Writes all findings, a line each. Lines count from 1, columns in scalar values from 1. Level and
/// rule are named as in configurations, whatever the language of the message.
///
/// `terminal`: whether a person looks at it; then a row whose path begins right-to-left begins with
/// a left-to-right mark, which a program could not read as a part of the path.
///
/// # Errors
/// Where the writer fails.
pub fn write(
    run: &Run<'_>,
    lang: MessageLang,
    terminal: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for report in &run.reports {
        write_file(report, lang, terminal, out)?;
    }
    Ok(())
}

/// Writes the findings of one file.
///
/// # Errors
/// Where the writer fails.
pub fn write_file(
    report: &FileReport<'_>,
    lang: MessageLang,
    terminal: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let path = visible(report.source.name());
    let turned = terminal && base_direction(&path) == Some(Direction::RightToLeft);
    let mark = if turned { "\u{200E}" } else { "" };
    for finding in report.findings {
        let at = report.source.position(finding.span.start);
        let message = visible(&report.message(finding, lang));
        let level = finding.level.name();
        let rule = visible(report.words.id(finding.rule));
        let (line, column) = (at.line, at.column);
        writeln!(
            out,
            "{mark}{path}:{line}:{column}: {level}[{rule}]: {message}"
        )?;
    }
    Ok(())
}
