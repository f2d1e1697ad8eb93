//! `--fix` and `--diff`: what becomes of the fixes that a run finds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::args;
use super::check::Checked;
use super::plan::{Job, caught};
use crate::disk::{self, write::Unwritten};
use crate::finding::{Applicability, Finding};
use crate::fix::{self, Reading, Shape};
use crate::report::{Problem, ProblemKind};
use crate::source::Source;

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

    /// Fixes a file that was checked, and its findings become those that remain. Where it can't be
    /// written all is as it was, and there is a problem.
    pub(super) fn fix(self, job: &Job, folder: &Path, shape: Shape, checked: &mut Checked) {
        let linter = &job.ready.linter;
        let first = Reading {
            findings: checked.findings.clone(),
            shape,
        };
        let read = |text: &str| {
            let read = job.with_article(text.into(), folder, |source, article| Reading {
                findings: linter.lint_article(source, article),
                shape: Shape::of(article),
            });
            read.ok().map(|(_, reading)| reading)
        };
        let old = checked.source.text();
        let settled = caught(&job.file.name, || {
            Ok(fix::until_stable(old, first, self.least, |_| true, read))
        });
        let outcome = match settled {
            Ok(outcome) => outcome,
            Err(problem) => return checked.problem = Some(problem),
        };
        checked.left = outcome.left.len();
        let fixed = outcome.count();
        if fixed == 0 {
            return;
        }
        if !self.shows && !job.standard_input {
            let written =
                disk::write::replace(&job.file.path, old.as_bytes(), outcome.text.as_bytes());
            if let Err(error) = written {
                return checked.problem = Some(unwritten(&job.file.name, error));
            }
        }
        let new = Source::new(&job.file.name, outcome.text);
        let old = std::mem::replace(&mut checked.source, new);
        checked.old = self.shows.then_some(old);
        checked.findings = outcome.findings;
        checked.fixed = fixed;
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
