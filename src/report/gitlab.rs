//! GitLab's Code Quality report: an array of issues, each at a line, and empty where there is none.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::machine::{Said, ends};
use super::text::visible;
use super::{Fingerprint, MessageLang, Run};
use crate::finding::Level;

#[derive(Serialize)]
struct Issue<'r> {
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Writes problems and findings. Paths are those from the repository's root.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let mut issues = Vec::new();
    for problem in &run.problems {
        let line = problem.kind.place().map_or(1, |(line, _)| line);
        // The words in one language are enough to tell two problems of a file apart.
        let known_by = problem.message(MessageLang::En);
        issues.push(Issue {
            description: visible(&problem.message(lang)),
            check_name: problem.kind.name(),
            fingerprint: Fingerprint(xxh3_128(known_by.as_bytes())).to_string(),
            severity: "critical",
            location: location(run, &problem.path, line, line),
        });
    }
    for report in &run.reports {
        for (finding, fingerprint) in report.findings.iter().zip(report.fingerprints) {
            let (start, end) = ends(report.source, finding.span);
            issues.push(Issue {
                description: Said::of(report, finding, lang).joined(" "),
                check_name: report.words.id(finding.rule),
                fingerprint: fingerprint.to_string(),
                severity: match finding.level {
                    Level::Error => "major",
                    Level::Warning => "minor",
                    Level::Hint => "info",
                },
                location: location(run, report.source.name(), start.line, end.line),
            });
        }
    }
    // A file that is read twice under one name says the same twice.
    let mut seen = HashSet::new();
    issues.retain(|issue| seen.insert(issue.fingerprint.clone()));
    serde_json::to_writer(&mut *out, &issues)?;
    out.write_all(b"\n")
}

fn location(run: &Run<'_>, path: &str, begin: u32, end: u32) -> Location {
    Location {
        path: run.place.path(path).into_owned(),
        lines: Lines { begin, end },
    }
}
