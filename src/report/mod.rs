//! Findings on their way out: what a report is made of, and one file for each format.
//!
//! A [`Run`] holds what was found in each file ([`FileReport`]) and what could not be done
//! ([`Problem`]). Findings carry ids and values; [`Words`] turns them into sentences here, at the
//! edge, in the reader's language.

pub mod checkstyle;
mod conventions;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
mod known;
mod machine;
pub mod markdown;
mod place;
mod problem;
pub mod rdjson;
pub mod sarif;
pub mod short;
pub mod starter;
pub mod survey;
mod text;
mod words;
mod xml;

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

pub use crate::config::style::MessageLang;
use crate::finding::{Applicability, Finding, Fix, Label, Level};
use crate::source::Source;
pub use known::{Known, Stale};
pub use place::Place;
pub use problem::{BaselineFault, Problem, ProblemKind};
pub(crate) use text::{is_hidden, visible};
pub use words::Words;

/// What one file gives to report.
#[derive(Clone, Copy)]
pub struct FileReport<'a> {
    /// The file; its name is the path that is shown.
    pub source: &'a Source,
    /// What was found, sorted by start, end and rule.
    pub findings: &'a [Finding],
    /// The findings' fingerprints, by the same index. They are made by [`fingerprints`] of *all*
    /// findings of the file, before any is left out.
    pub fingerprints: &'a [Fingerprint],
    /// The words of the rules that ran on this file: each configuration has its own table.
    pub words: &'a dyn Words,
}

impl FileReport<'_> {
    /// What is wrong, in words.
    #[must_use]
    pub fn message(&self, finding: &Finding, lang: MessageLang) -> String {
        let message = &finding.message;
        let template = self.words.message(finding.rule, message.id, lang);
        words::fill(template.unwrap_or(message.id), &message.args)
    }

    /// What to write instead, in words; empty where the rule says nothing.
    #[must_use]
    pub fn help(&self, finding: &Finding, lang: MessageLang) -> String {
        let message = &finding.message;
        let template = self.words.help(finding.rule, message.id, lang);
        words::fill(template.unwrap_or_default(), &message.args)
    }

    /// What is at a further place, in words.
    #[must_use]
    pub fn label(&self, finding: &Finding, label: &Label, lang: MessageLang) -> String {
        let message = &label.message;
        let template = self.words.label(finding.rule, message.id, lang);
        words::fill(template.unwrap_or(message.id), &message.args)
    }

    /// What a fix does, in words.
    #[must_use]
    pub fn fix(&self, finding: &Finding, fix: &Fix, lang: MessageLang) -> String {
        let message = &fix.message;
        match self.words.fix(finding.rule, message.id, lang) {
            Some(template) => words::fill(template, &message.args),
            None => words::built_in_fix(fix, lang),
        }
    }
}

/// A whole run.
#[derive(Clone)]
pub struct Run<'a> {
    /// How many articles were checked.
    pub files: usize,
    /// The files in which something was found, sorted by path.
    pub reports: Vec<FileReport<'a>>,
    /// The names of the others, sorted.
    pub clean: Vec<&'a str>,
    /// What could not be done, sorted by path.
    pub problems: Vec<Problem>,
    /// How much was found; where files were fixed, how much is left.
    pub summary: Summary,
    /// What a baseline left out, where there is one.
    pub known: Option<Known>,
    /// What was fixed, where that was asked for.
    pub fixing: Option<Fixing>,
    /// Where the working folder lies in its repository.
    pub place: Place,
    /// The status that the run ends with.
    pub status: u8,
}

/// What a run fixed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fixing {
    /// The files, sorted by path, and how many findings were fixed in each.
    pub files: Vec<(String, usize)>,
    /// How many fixes were asked for and left out, for they would bring something new.
    pub left: usize,
}

impl<'a> Run<'a> {
    /// A run over so many articles: sorts the files and the problems by path, and counts.
    #[must_use]
    pub fn new(files: usize, mut reports: Vec<FileReport<'a>>, mut problems: Vec<Problem>) -> Self {
        let is_clean = |report: &&FileReport<'_>| report.findings.is_empty();
        let clean = reports.iter().filter(is_clean);
        let mut clean: Vec<_> = clean.map(|report| report.source.name()).collect();
        clean.sort_unstable();
        reports.retain(|report| !report.findings.is_empty());
        reports.sort_by(|a, b| a.source.name().cmp(b.source.name()));
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        problems.dedup();
        let mut summary = Summary::default();
        for report in &reports {
            summary.add(report.findings);
        }
        Self {
            files,
            reports,
            clean,
            problems,
            summary,
            known: None,
            fixing: None,
            place: Place::default(),
            status: 0,
        }
    }

    /// A further thing that could not be done.
    pub fn add_problem(&mut self, problem: Problem) {
        self.problems.push(problem);
        self.problems.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// The same run, in which something was to be fixed.
    #[must_use]
    pub fn with_fixing(mut self, fixing: Fixing) -> Self {
        self.summary.fixed = fixing.files.iter().map(|(_, count)| count).sum();
        self.fixing = Some(fixing);
        self
    }
}

/// How many findings of each level there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// Findings at the level error.
    pub error: usize,
    /// Findings at the level warning.
    pub warning: usize,
    /// Findings at the level hint.
    pub hint: usize,
    /// Findings of any level that have a fix which is safe.
    pub fixable: usize,
    /// Findings that were fixed, and are counted nowhere else.
    pub fixed: usize,
}

impl Summary {
    /// Counts further findings.
    pub fn add(&mut self, findings: &[Finding]) {
        for finding in findings {
            *match finding.level {
                Level::Error => &mut self.error,
                Level::Warning => &mut self.warning,
                Level::Hint => &mut self.hint,
            } += 1;
            let safe = |fix: &Fix| fix.applicability == Applicability::Safe;
            self.fixable += usize::from(finding.fixes.iter().any(safe));
        }
    }

    /// Findings of all levels.
    #[must_use]
    pub fn total(&self) -> usize {
        self.error + self.warning + self.hint
    }
}

/// What a finding is known by as long as the words around it stay: the same in every format and in
/// the baseline, whatever lines move, messages change or findings come before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint(pub u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(());
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| ())
    }
}

/// The fingerprints of a file's findings: XXH3-128 of the path, the rule's id, the finding's
/// context and its ordinal (from 0) among those of the file that are equal in both.
#[must_use]
pub fn fingerprints(path: &str, findings: &[Finding], words: &dyn Words) -> Vec<Fingerprint> {
    let mut seen: HashMap<_, u32> = HashMap::new();
    let mut bytes = Vec::new();
    findings
        .iter()
        .map(|finding| {
            let ordinal = seen.entry((finding.rule, finding.context)).or_default();
            bytes.clear();
            bytes.extend_from_slice(path.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(words.id(finding.rule).as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(&finding.context.to_le_bytes());
            bytes.extend_from_slice(&ordinal.to_le_bytes());
            *ordinal += 1;
            Fingerprint(xxh3_128(&bytes))
        })
        .collect()
}
