//! `tarqim baseline`: writes down what is found now, so that later runs report what is new.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::plan::{Job, Plan, in_threads};
use super::{Environment, Status, args, environment, message_lang};
use crate::baseline::{Baseline, Entry};
use crate::config::style::MessageLang;
use crate::disk;
use crate::report::{self, BaselineFault, Fingerprint, Problem, ProblemKind, visible};

/// A baseline and the file that it stands in.
pub(super) struct Store {
    pub(super) baseline: Baseline,
    /// The absolute path.
    path: PathBuf,
    /// The path as it is shown.
    name: String,
}

impl Store {
    /// An empty baseline that belongs to a file, which need not be there.
    fn at(path: &Path, around: &Environment) -> Self {
        let path = disk::normal(&around.folder().join(path));
        Self {
            baseline: Baseline::default(),
            name: disk::display_name(&path, around.folder()),
            path,
        }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// Where there is none, where it can't be read, and where it is not understood.
    pub(super) fn read(path: &Path, around: &Environment) -> Result<Self, Problem> {
        let mut store = Self::at(path, around);
        let text = disk::read_text(&store.path).map_err(|error| {
            store.problem(match error.kind() {
                io::ErrorKind::NotFound => BaselineFault::Missing,
                _ => BaselineFault::Unreadable(error.to_string()),
            })
        })?;
        store.baseline = Baseline::parse(&text).map_err(|fault| {
            store.problem(BaselineFault::Invalid {
                place: (fault.line, fault.column),
                reason: fault.reason,
            })
        })?;
        Ok(store)
    }

    /// What an article is called in the baseline.
    pub(super) fn key(&self, file: &Path) -> String {
        disk::relative_name(file, self.folder())
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }

    fn problem(&self, fault: BaselineFault) -> Problem {
        Problem {
            path: self.name.clone(),
            kind: ProblemKind::Baseline(fault),
        }
    }
}

/// What an article that was judged says to a baseline.
struct Judged {
    key: String,
    entries: Vec<(Fingerprint, Entry)>,
}

/// Runs the command.
pub(super) fn run(
    args: &args::Baseline,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let around = environment()?;
    let Some(mut plan) = Plan::new(&args.input, &around, err)? else {
        return Ok(Status::Trouble);
    };
    if plan.jobs.iter().any(|job| job.standard_input) {
        writeln!(
            err,
            "error: a baseline is of files, and standard input is none"
        )?;
        return Ok(Status::Trouble);
    }
    let lang = match (args.lang, plan.messages) {
        (None, Some(configured)) => configured,
        (asked, _) => message_lang(asked),
    };
    let missing = ProblemKind::Baseline(BaselineFault::Missing);
    let mut store = match Store::read(&args.output, &around) {
        Err(problem) if problem.kind == missing && !args.prune => Store::at(&args.output, &around),
        Err(problem) => {
            problem.write(lang, false, err)?;
            return Ok(Status::Trouble);
        }
        Ok(store) => store,
    };
    plan.tell_if_empty(lang, err)?;
    let outcomes = in_threads(args.input.threads, plan.jobs.len(), || {
        let judge = |job| judge(job, &store, around.folder());
        plan.jobs.par_iter().map(judge).collect::<Vec<_>>()
    });
    let mut judged = Vec::new();
    for (job, outcome) in plan.jobs.iter().zip(outcomes) {
        match outcome {
            Ok(article) => judged.push((job, article)),
            Err(problem) => plan.problems.push(problem),
        }
    }
    if !plan.problems.is_empty() {
        plan.problems.push(store.problem(BaselineFault::Incomplete));
        for problem in &plan.problems {
            problem.write(lang, false, err)?;
        }
        return Ok(Status::Trouble);
    }
    if judged.is_empty() && !args.prune {
        return Ok(Status::Clean);
    }
    let change = store.update(judged, args.prune);
    if let Err(error) = disk::write::overwrite(&store.path, store.baseline.render().as_bytes()) {
        let fault = BaselineFault::Unwritable(error.to_string());
        store.problem(fault).write(lang, false, err)?;
        return Ok(Status::Trouble);
    }
    store.tell(change, lang, out)?;
    Ok(Status::Clean)
}

/// Reads and judges one file.
fn judge(job: &Job, store: &Store, working_folder: &Path) -> Result<Judged, Problem> {
    let linter = &job.ready.linter;
    let (_, judged) = job.with_article(job.bytes()?, working_folder, |source, article| {
        let key = store.key(&job.file.path);
        let findings = linter.lint_article(source, article);
        let fingerprints = report::fingerprints(&key, &findings, &linter.rules());
        let entries = findings.iter().map(|finding| {
            let rule = &linter.rule(finding.rule).rule.id;
            Entry::new(rule, source.slice(finding.span))
        });
        let entries = fingerprints.into_iter().zip(entries).collect();
        Judged { key, entries }
    })?;
    Ok(judged)
}

/// How a baseline was changed.
#[derive(Clone, Copy, Default)]
struct Change {
    added: usize,
    removed: usize,
    /// Articles that stay in it though there is no such file.
    gone: usize,
}

impl Store {
    /// Takes the entries out that nothing was found for, of the articles and the rules that ran, and
    /// adds what was found; with `prune` nothing is added, and articles that are gone are taken out.
    fn update(&mut self, judged: Vec<(&Job, Judged)>, prune: bool) -> Change {
        let mut change = Change::default();
        for (job, Judged { key, entries }) in judged {
            let found: Vec<_> = entries
                .iter()
                .map(|&(fingerprint, _)| fingerprint)
                .collect();
            let stale = self
                .baseline
                .stale(&key, &found, |id| job.ready.linter.has_rule(id));
            let stale: Vec<_> = stale
                .into_iter()
                .map(|(fingerprint, _)| fingerprint)
                .collect();
            change.removed += stale.len();
            self.baseline.remove(&key, &stale);
            if !prune {
                let new = |&&fingerprint: &&Fingerprint| !self.baseline.knows(&key, fingerprint);
                change.added += found.iter().filter(new).count();
                self.baseline.add(&key, entries);
            }
        }
        let folder = self.folder().to_owned();
        let gone = |&(path, _): &(&str, usize)| !disk::may_exist(&folder.join(path));
        let gone: Vec<_> = self.baseline.files().filter(gone).collect();
        if prune {
            change.removed += gone.iter().map(|(_, entries)| entries).sum::<usize>();
            let gone: Vec<_> = gone.into_iter().map(|(path, _)| path.to_owned()).collect();
            for path in gone {
                self.baseline.remove_file(&path);
            }
        } else {
            change.gone = gone.len();
        }
        change
    }

    /// Says what the baseline holds now.
    fn tell(&self, change: Change, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
        let (mut files, mut findings) = (0, 0);
        for (_, entries) in self.baseline.files() {
            files += 1;
            findings += entries;
        }
        let Change {
            added,
            removed,
            gone,
        } = change;
        let name = visible(&self.name);
        match lang {
            MessageLang::En => {
                let s = |n| if n == 1 { "" } else { "s" };
                writeln!(
                    out,
                    "{name}: {findings} finding{} in {files} article{} ({added} added, {removed} taken out).",
                    s(findings),
                    s(files)
                )?;
                if gone > 0 {
                    writeln!(
                        out,
                        "note: {gone} of these articles can't be found; `--prune` takes them out"
                    )?;
                }
            }
            MessageLang::Ar => {
                writeln!(
                    out,
                    "الملاحظات: {findings}، المقالات: {files}، المضاف: {added}، المحذوف: {removed}. ملف الحالة المرجعية: {name}"
                )?;
                if gone > 0 {
                    writeln!(
                        out,
                        "ملاحظة: مقالات لم تعد موجودة: {gone}، وحذفها بالخيار: --prune"
                    )?;
                }
            }
        }
        Ok(())
    }
}
