//! `--fix` and `--diff`: what becomes of the fixes that a run finds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::args;
use super::plan::{Job, caught};
use super::scope::Verdict;
use crate::disk::{self, write::Unwritten};
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Reading, Shape};
use crate::report::{Problem, ProblemKind};
use crate::source::Source;

/// A file that was checked, and perhaps fixed.
pub(super) struct Fixed {
    pub(super) source: Source,
    /// All that is wrong in it now.
    pub(super) findings: Vec<Finding>,
    /// For each the index of the finding that it was before anything was fixed.
    pub(super) origins: Vec<usize>,
    /// How many findings were fixed, and are no more among `findings`.
    pub(super) count: usize,
    /// How many fixes were left out.
    pub(super) left: usize,
    /// What was there before it was fixed, where that is only to be shown.
    pub(super) old: Option<Source>,
    /// Why it could not be fixed.
    pub(super) problem: Option<Problem>,
}

impl Fixed {
    /// A file that was not fixed.
    pub(super) fn not(source: Source, findings: Vec<Finding>) -> Self {
        Self {
            origins: (0..findings.len()).collect(),
            source,
            findings,
            count: 0,
            left: 0,
            old: None,
            problem: None,
        }
    }
}

/// What a run does with fixes.
#[derive(Clone, Copy)]
pub(super) struct Fixing {
    /// The fixes that are made: these and better ones.
    least: Applicability,
    /// Whether it only shows what it would make of a file.
    pub(super) shows: bool,
}

impl Fixing {
    /// What was asked for.
    pub(super) fn of(args: &args::Check) -> Option<Self> {
        (args.fix || args.unsafe_fixes || args.diff).then_some(Self {
            least: if args.unsafe_fixes {
                Applicability::Ask
            } else {
                Applicability::Safe
            },
            shows: args.diff,
        })
    }

    /// Whether there is anything to fix among findings.
    pub(super) fn concerns(self, findings: &[Finding]) -> bool {
        (findings.iter()).any(|finding| fix::chosen(finding, self.least).is_some())
    }

    /// Fixes of a file what is reported, and its findings become those that remain. Where it can't be
    /// written all is as it was, and there is a problem.
    pub(super) fn fix(
        self,
        job: &Job,
        folder: &Path,
        verdict: &Verdict,
        shape: Shape,
        file: &mut Fixed,
    ) {
        let linter = &job.ready.linter;
        let first = Reading {
            findings: file.findings.clone(),
            shape,
        };
        let mut failed = None;
        let read = |text: &str| {
            let read = job.with_article(text.into(), folder, |source, article| Reading {
                findings: linter.lint_article(source, article),
                shape: Shape::of(article),
            });
            match read {
                Ok((_, reading)) => Some(reading),
                Err(problem) => {
                    // What can't be read any more is no fix; but where the program fails on it, that
                    // is told.
                    failed = failed.take().or(problem.is_internal().then_some(problem));
                    None
                }
            }
        };
        let old = file.source.text();
        let settled = caught(&job.file.name, || {
            let wanted = |index| verdict.reports(index);
            Ok(fix::until_stable(old, first, self.least, wanted, read))
        });
        let outcome = match (settled, failed) {
            (Ok(outcome), None) => outcome,
            (Err(problem), _) | (_, Some(problem)) => return file.problem = Some(problem),
        };
        file.left = outcome.left.len();
        let count = outcome.count();
        if count == 0 {
            return;
        }
        if !self.shows && !job.standard_input {
            let written =
                disk::write::replace(&job.file.path, old.as_bytes(), outcome.text.as_bytes());
            if let Err(error) = written {
                return file.problem = Some(unwritten(&job.file.name, error));
            }
        }
        let new = Source::new(&job.file.name, outcome.text);
        let old = std::mem::replace(&mut file.source, new);
        file.old = self.shows.then_some(old);
        file.findings = outcome.findings;
        file.origins = outcome.origins;
        file.count = count;
    }
}

/// Which of these files are fixed: of several names of one file one alone, its own where it is among
/// them.
pub(super) fn one_of_each(jobs: &[Job]) -> Vec<bool> {
    let mut firsts: HashMap<PathBuf, usize> = HashMap::new();
    for (index, job) in jobs
        .iter()
        .enumerate()
        .filter(|(_, job)| !job.standard_input)
    {
        let path = &job.file.path;
        let real = disk::write::real(path).unwrap_or_else(|_| path.clone());
        let own = *path == real;
        let first = firsts.entry(real).or_insert(index);
        if own {
            *first = index;
        }
    }
    let mut fixes: Vec<bool> = jobs.iter().map(|job| job.standard_input).collect();
    for first in firsts.into_values() {
        fixes[first] = true;
    }
    fixes
}

/// The name that a difference gives to a file: no link's, which can't be patched.
pub(super) fn real_name(job: &Job, folder: &Path) -> String {
    match disk::write::real(&job.file.path) {
        Ok(real) if !job.standard_input && real != job.file.path => {
            disk::display_name(&real, folder)
        }
        _ => job.file.name.clone(),
    }
}

/// Why a file was not fixed.
fn unwritten(path: &str, error: Unwritten) -> Problem {
    Problem {
        path: path.to_owned(),
        kind: match error {
            Unwritten::Changed => ProblemKind::Changed,
            Unwritten::ReadOnly => ProblemKind::ReadOnly,
            Unwritten::Refused(error) => ProblemKind::Unwritten(error.to_string()),
        },
    }
}
