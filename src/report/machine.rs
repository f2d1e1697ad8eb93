//! What several machine formats share: a run by file, words that are safe to show, places.

use std::collections::BTreeMap;

use super::text::visible;
use super::{FileReport, MessageLang, Problem, Run};
use crate::finding::{Applicability, Finding, Fix};
use crate::source::{Position, Source};
use crate::span::Span;

/// What is said of one file.
#[derive(Default)]
pub(super) struct File<'r, 'a> {
    pub(super) reports: Vec<&'r FileReport<'a>>,
    pub(super) problems: Vec<&'r Problem>,
}

impl<'r, 'a> File<'r, 'a> {
    /// Each finding with what it is read by.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&'r FileReport<'a>, &'r Finding)> {
        let reports = self.reports.iter();
        reports.flat_map(|&report| report.findings.iter().map(move |finding| (report, finding)))
    }
}

/// The run by file: those that were checked, and those that something is wrong with, by path.
pub(super) fn by_file<'r, 'a>(run: &'r Run<'a>) -> BTreeMap<&'r str, File<'r, 'a>> {
    let mut files: BTreeMap<_, File<'r, 'a>> = BTreeMap::new();
    for &path in &run.clean {
        files.entry(path).or_default();
    }
    for report in &run.reports {
        let file = files.entry(report.source.name()).or_default();
        file.reports.push(report);
    }
    for problem in &run.problems {
        let file = files.entry(problem.path.as_str()).or_default();
        file.problems.push(problem);
    }
    files
}

/// The words of a finding, with nothing in them that could steer the display.
pub(super) struct Said {
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead; empty where the rule says nothing.
    pub(super) help: String,
}

impl Said {
    pub(super) fn of(report: &FileReport<'_>, finding: &Finding, lang: MessageLang) -> Self {
        Self {
            message: visible(&report.message(finding, lang)),
            help: visible(&report.help(finding, lang)),
        }
    }

    /// Both, with this between them where there are two.
    pub(super) fn joined(self, between: &str) -> String {
        if self.help.is_empty() {
            self.message
        } else {
            [self.message, self.help].join(between)
        }
    }
}

/// Where a span starts and ends.
pub(super) fn ends(source: &Source, span: Span) -> (Position, Position) {
    (source.position(span.start), source.position(span.end))
}

/// The fixes that a program may make; the others are only to be looked at.
pub(super) fn applicable(finding: &Finding) -> impl Iterator<Item = &Fix> {
    let fixes = finding.fixes.iter();
    fixes.filter(|fix| fix.applicability != Applicability::Show)
}
