//! `tarqim check`: files in, findings out, and a status that a gate can trust.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{self, Bidi, Color, Format};
use super::plan::{Job, Plan, in_threads};
use super::scope::{Kept, Scope};
use super::{Status, environment, message_lang};
use crate::config::style::MessageLang;
use crate::config::{Config, FailOn};
use crate::finding::{Finding, Level};
use crate::report::{self, FileReport, Known, Problem, Run};
use crate::source::Source;

/// What became of a file that was checked.
struct Checked {
    source: Source,
    kept: Kept,
}

/// Runs the command.
pub(super) fn run(
    args: &args::Check,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let around = environment()?;
    let Some(mut plan) = Plan::new(&args.input, &around, err)? else {
        return Ok(Status::Trouble);
    };
    let lang = match (args.lang, plan.messages) {
        (None, Some(configured)) => configured,
        (None, None) if args.format != Format::Human => MessageLang::En,
        (asked, _) => message_lang(asked),
    };
    plan.tell_if_empty(lang, err)?;
    let planned = plan.jobs.len();
    let scope = Scope::new(args, &around).unwrap_or_else(|problem| {
        plan.problems.push(problem);
        plan.jobs.clear();
        Scope::default()
    });
    scope.leave_out_unchanged(&mut plan);
    let jobs = &plan.jobs;
    let outcomes = in_threads(args.input.threads, jobs.len(), || {
        let check = |job| check_one(job, &scope, around.folder());
        jobs.par_iter().map(check).collect::<Vec<_>>()
    });
    let mut reports = Vec::new();
    let words: Vec<&[_]> = jobs.iter().map(|job| job.ready.linter.rules()).collect();
    let mut known = Known::default();
    let mut failing = false;
    for ((job, words), outcome) in jobs.iter().zip(&words).zip(&outcomes) {
        match outcome {
            Err(problem) => plan.problems.push(problem.clone()),
            Ok(Checked { source, kept }) => {
                failing |= fails(args, &job.ready.config, &kept.findings);
                known.known += kept.known;
                known.stale.extend_from_slice(&kept.stale);
                reports.push(FileReport {
                    source,
                    findings: &kept.findings,
                    fingerprints: &kept.fingerprints,
                    words,
                });
            }
        }
    }
    let mut run = Run::new(reports.len(), reports, plan.problems);
    run.known = scope.has_baseline().then_some(known);
    if let Some(most) = args.max_warnings
        && args.fail_on != Some(args::FailOn::Never)
    {
        failing |= run.summary.warning > most;
    }
    match write_report(args, &run, planned, lang, out) {
        // Who closes the pipe has seen enough; the status is still the findings'.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    // JSON has the stale entries in its document.
    if let Some(known) = &run.known
        && args.format != Format::Json
    {
        known.write_stale(lang, err)?;
    }
    // Problems come last on a terminal, where the reader looks.
    let color = colored(args.color, &io::stderr());
    for problem in &run.problems {
        problem.write(lang, color, err)?;
    }
    Ok(if !run.problems.is_empty() {
        Status::Trouble
    } else if failing && !args.exit_zero {
        Status::Findings
    } else {
        Status::Clean
    })
}

/// Reads and judges one file.
fn check_one(job: &Job, scope: &Scope, working_folder: &Path) -> Result<Checked, Problem> {
    let linter = &job.ready.linter;
    let bytes = job.bytes()?;
    let (source, kept) = job.with_article(bytes, working_folder, |source, article| {
        scope.keep(job, source, linter.lint_article(source, article))
    })?;
    // What has no finding is not shown, so its text need not be kept.
    let source = if kept.findings.is_empty() {
        Source::new(&job.file.name, "")
    } else {
        source
    };
    Ok(Checked { source, kept })
}

/// Whether the findings of a file fail the run.
fn fails(args: &args::Check, config: &Config, findings: &[Finding]) -> bool {
    let least = match args.fail_on {
        Some(args::FailOn::Error) => Some(Level::Error),
        Some(args::FailOn::Warning) => Some(Level::Warning),
        Some(args::FailOn::Hint) => Some(Level::Hint),
        Some(args::FailOn::Never) => None,
        None => match config.fail_on.as_ref().map(|fail_on| fail_on.value) {
            Some(FailOn::Level(level)) => Some(level),
            Some(FailOn::Never) => None,
            None => Some(Level::Warning),
        },
    };
    least.is_some_and(|least| findings.iter().any(|finding| finding.level >= least))
}

fn write_report(
    args: &args::Check,
    run: &Run<'_>,
    planned: usize,
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let terminal = io::stdout().is_terminal();
    match args.format {
        // Where nothing could be checked, standard error says why.
        Format::Human if run.files == 0 && (planned == 0 || !run.problems.is_empty()) => {}
        Format::Human => {
            let look = report::human::Options {
                lang,
                color: colored(args.color, &io::stdout()),
                columns: columns(terminal),
                bidi: match args.bidi {
                    Bidi::Rlm => report::human::Bidi::Rlm,
                    Bidi::Isolate => report::human::Bidi::Isolate,
                    Bidi::Off => report::human::Bidi::Off,
                },
            };
            report::human::write(run, look, &mut out)?;
        }
        Format::Short => report::short::write(run, lang, terminal, &mut out)?,
        Format::Json => report::json::write(run, lang, &mut out)?,
        Format::Jsonl => report::json::write_lines(run, lang, &mut out)?,
    }
    out.flush()
}

/// Whether a stream is coloured: as asked, else on a terminal unless NO_COLOR is set.
pub(super) fn colored(when: Color, stream: &impl IsTerminal) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => {
            set("CLICOLOR_FORCE")
                || set("FORCE_COLOR")
                || (stream.is_terminal()
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb"))
        }
    }
}

/// The width of the human form: the terminal's, else COLUMNS, else 100.
fn columns(terminal: bool) -> usize {
    let by_terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let by_name = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal
        .then(by_terminal)
        .flatten()
        .or_else(by_name)
        .unwrap_or(100)
        .max(20)
}
