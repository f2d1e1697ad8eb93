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

    /// Leaves of all findings of a file those that are reported.
    pub(super) fn keep(&self, job: &Job, source: &Source, findings: Vec<Finding>) -> Kept {
        let name = &job.file.name;
        let rules = job.ready.linter.rules();
        let fingerprints = report::fingerprints(name, &findings, &rules);
        let mut kept = Kept {
            findings,
            fingerprints,
            known: 0,
            stale: Vec::new(),
        };
        if let Some(store) = &self.baseline {
            let key = store.key(&job.file.path);
            let by_key = report::fingerprints(&key, &kept.findings, &rules);
            let ran = |id: &str| job.ready.linter.has_rule(id);
            let stale = store.baseline.stale(&key, &by_key, ran).into_iter();
            kept.stale = stale
                .map(|(fingerprint, entry)| Stale {
                    path: name.clone(),
                    rule: entry.rule.clone(),
                    text: entry.text.clone(),
                    fingerprint,
                })
                .collect();
            let all = kept.findings.len();
            let mut by_key = by_key.into_iter();
            kept.retain(|_| {
                by_key
                    .next()
                    .is_some_and(|print| !store.baseline.knows(&key, print))
            });
            kept.known = all - kept.findings.len();
        }
        if let Some(since) = &self.since {
            // What is outside of the repository was not planned.
            if let Ok(Some(lines)) = since.of(&job.file.path) {
                let touched = Touched::of(lines, source);
                kept.retain(|finding| touched.by(finding));
            }
        }
        kept
    }
}

impl Kept {
    fn retain(&mut self, mut wanted: impl FnMut(&Finding) -> bool) {
        let verdicts: Vec<bool> = self.findings.iter().map(&mut wanted).collect();
        let mut at = verdicts.iter();
        self.findings.retain(|_| at.next() == Some(&true));
        let mut at = verdicts.iter();
        self.fingerprints.retain(|_| at.next() == Some(&true));
    }
}
