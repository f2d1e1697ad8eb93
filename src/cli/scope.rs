//! What a run reports of what it finds: what a baseline does not know, on lines that have changed.

use super::baseline::Store;
use super::plan::{Job, Plan};
use super::{Environment, args};
use crate::changed::{ChangesFault, Touched};
use crate::disk::{self, Since};
use crate::finding::Finding;
use crate::report::{self, Fingerprint, Problem, Stale};
use crate::source::Source;

/// What is left out; nothing by default.
#[derive(Default)]
pub(super) struct Scope {
    baseline: Option<Store>,
    since: Option<Since>,
}

/// What is to become of the findings of a file.
pub(super) struct Verdict {
    /// Which are reported.
    reported: Vec<bool>,
    /// How many the baseline knows.
    known: usize,
    /// What the baseline need not know any more.
    stale: Vec<Stale>,
}

/// What is left of the findings of a file.
pub(super) struct Kept {
    pub(super) findings: Vec<Finding>,
    /// By the same index.
    pub(super) fingerprints: Vec<Fingerprint>,
    /// How many the baseline knows.
    pub(super) known: usize,
    /// What the baseline need not know any more.
    pub(super) stale: Vec<Stale>,
}

impl Scope {
    /// Reads the baseline and asks git, as the arguments say.
    ///
    /// # Errors
    /// Where either can't be used: then nothing can be told of any file.
    pub(super) fn new(args: &args::Check, around: &Environment) -> Result<Self, Problem> {
        let baseline = args.baseline.as_deref();
        let since = args.since.as_deref();
        Ok(Self {
            baseline: baseline.map(|path| Store::read(path, around)).transpose()?,
            since: since
                .map(|revision| {
                    disk::changes_since(around.folder(), revision)
                        .map_err(|fault| Problem::since(around.folder().to_string_lossy(), fault))
                })
                .transpose()?,
        })
    }

    /// Whether there is a baseline.
    pub(super) fn has_baseline(&self) -> bool {
        self.baseline.is_some()
    }

    /// Takes the files out of a plan in which nothing has changed: they need not be read.
    pub(super) fn leave_out_unchanged(&self, plan: &mut Plan) {
        let Some(since) = &self.since else {
            return;
        };
        plan.jobs.retain(|job| {
            let lines = if job.standard_input {
                Err(ChangesFault::StandardInput)
            } else {
                since.of(&job.file.path)
            };
            match lines {
                Ok(lines) => lines.is_some(),
                Err(fault) => {
                    plan.problems.push(Problem::since(&job.file.name, fault));
                    false
                }
            }
        });
    }

    /// Judges all findings of a file, as it is before any is fixed.
    pub(super) fn judge(&self, job: &Job, source: &Source, findings: &[Finding]) -> Verdict {
        let mut verdict = Verdict {
            reported: vec![true; findings.len()],
            known: 0,
            stale: Vec::new(),
        };
        if let Some(store) = &self.baseline {
            let key = store.key(&job.file.path);
            let linter = &job.ready.linter;
            let by_key = report::fingerprints(&key, findings, &linter.rules());
            let ran = |id: &str| linter.has_rule(id);
            let stale = store.baseline.stale(&key, &by_key, ran).into_iter();
            verdict.stale = stale
                .map(|(fingerprint, entry)| Stale {
                    path: job.file.name.clone(),
                    rule: entry.rule.clone(),
                    text: entry.text.clone(),
                    fingerprint,
                })
                .collect();
            for (reported, print) in verdict.reported.iter_mut().zip(by_key) {
                *reported = !store.baseline.knows(&key, print);
                verdict.known += usize::from(!*reported);
            }
        }
        if let Some(since) = &self.since {
            // What is outside of the repository was not planned.
            if let Ok(Some(lines)) = since.of(&job.file.path) {
                let touched = Touched::of(lines, source);
                for (reported, finding) in verdict.reported.iter_mut().zip(findings) {
                    *reported = *reported && touched.by(finding);
                }
            }
        }
        verdict
    }
}

impl Verdict {
    /// Whether the finding of this index is reported, and may be fixed.
    pub(super) fn reports(&self, index: usize) -> bool {
        self.reported[index]
    }

    /// Leaves of the findings that a file has now those that are reported; `origins` tells for each
    /// which of the judged ones it was.
    pub(super) fn keep(self, job: &Job, findings: Vec<Finding>, origins: &[usize]) -> Kept {
        let rules = job.ready.linter.rules();
        let fingerprints = report::fingerprints(&job.file.name, &findings, &rules);
        let all = findings.into_iter().zip(fingerprints).zip(origins);
        let reported = all.filter(|&(_, &origin)| self.reported[origin]);
        let (findings, fingerprints) = reported.map(|(finding, _)| finding).unzip();
        Kept {
            findings,
            fingerprints,
            known: self.known,
            stale: self.stale,
        }
    }
}
