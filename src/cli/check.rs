//! `tarqim check`: files in, findings out, and a status that a gate can trust.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{self, Bidi, Color, Format};
use super::plan::{Job, Plan, in_threads};
use super::{Status, environment, message_lang};
use crate::config::style::MessageLang;
use crate::config::{Config, FailOn};
use crate::finding::{Finding, Level};
use crate::report::{self, FileReport, Fingerprint, Problem, Run};
use crate::source::Source;

/// What became of a file that was checked.
struct Checked {
    source: Source,
    findings: Vec<Finding>,
    fingerprints: Vec<Fingerprint>,
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
    let jobs = &plan.jobs;
    let outcomes = in_threads(args.input.threads, jobs.len(), || {
        let check = |job| check_one(job, around.folder());
        jobs.par_iter().map(check).collect::<Vec<_>>()
    });
    let mut reports = Vec::new();
    let words: Vec<&[_]> = jobs.iter().map(|job| job.ready.linter.rules()).collect();
    let mut failing = false;
    for ((job, words), outcome) in jobs.iter().zip(&words).zip(&outcomes) {
        match outcome {
            Err(problem) => plan.problems.push(problem.clone()),
            Ok(checked) => {
                failing |= fails(args, &job.ready.config, &checked.findings);
                reports.push(FileReport {
                    source: &checked.source,
                    findings: &checked.findings,
                    fingerprints: &checked.fingerprints,
                    words,
                });
            }
        }
    }
    let run = Run::new(reports.len(), reports, plan.problems);
    if let Some(most) = args.max_warnings
        && args.fail_on != Some(args::FailOn::Never)
    {
        failing |= run.summary.warning > most;
    }
    match write_report(args, &run, lang, out) {
        // Who closes the pipe has seen enough; the status is still the findings'.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
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
fn check_one(job: &Job, working_folder: &Path) -> Result<Checked, Problem> {
    let linter = &job.ready.linter;
    let bytes = job.bytes()?;
    let (source, (findings, fingerprints)) =
        job.with_article(bytes, working_folder, |source, article| {
            let findings = linter.lint_article(source, article);
            let fingerprints = report::fingerprints(&job.file.name, &findings, &linter.rules());
            (findings, fingerprints)
        })?;
    // What has no finding is not shown, so its text need not be kept.
    let source = if findings.is_empty() {
        Source::new(&job.file.name, "")
    } else {
        source
    };
    Ok(Checked {
        source,
        findings,
        fingerprints,
    })
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
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let terminal = io::stdout().is_terminal();
    match args.format {
        // Where nothing was checked, standard error says why.
        Format::Human if run.files == 0 => {}
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
