//! `tarqim check`: files in, findings out, and a status that a gate can trust.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{self, Bidi, Color, Format};
use super::fixing::{self, Fixing};
use super::plan::{Job, Plan, in_threads};
use super::{Status, environment, message_lang};
use crate::config::style::MessageLang;
use crate::config::{Config, FailOn};
use crate::finding::{Finding, Level};
use crate::fix::Shape;
use crate::report::diff::{self, Change};
use crate::report::{self, FileReport, Fingerprint, Problem, Run};
use crate::source::Source;

/// What became of a file that was checked, and perhaps fixed.
pub(super) struct Checked {
    pub(super) source: Source,
    pub(super) findings: Vec<Finding>,
    fingerprints: Vec<Fingerprint>,
    /// How many findings were fixed, and are no more among `findings`.
    pub(super) fixed: usize,
    /// How many fixes were left out.
    pub(super) left: usize,
    /// What was there before it was fixed, where that is only to be shown.
    pub(super) old: Option<Source>,
    /// What standard input is to be passed on as.
    output: Option<Vec<u8>>,
    /// Why it could not be fixed.
    pub(super) problem: Option<Problem>,
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
    let fixing = Fixing::of(args);
    let outcomes = check_all(jobs, args.input.threads, around.folder(), fixing);
    let shows = fixing.is_some_and(|fixing| fixing.shows);
    let mut failing = false;
    let mut fixes = report::Fixing::default();
    let mut output = None;
    let mut reports = Vec::new();
    let words: Vec<&[_]> = jobs.iter().map(|job| job.ready.linter.rules()).collect();
    for ((job, words), outcome) in jobs.iter().zip(&words).zip(&outcomes) {
        let checked = match outcome {
            Ok(checked) => checked,
            Err(problem) => {
                plan.problems.push(problem.clone());
                continue;
            }
        };
        plan.problems.extend(checked.problem.clone());
        failing |= !shows && fails(args, &job.ready.config, &checked.findings);
        failing |= checked.fixed > 0 && (shows || args.exit_non_zero_on_fix);
        fixes.left += checked.left;
        if checked.fixed > 0 {
            fixes.files.push((job.file.name.clone(), checked.fixed));
        }
        output = output.or(checked.output.as_deref());
        reports.push(FileReport {
            source: &checked.source,
            findings: &checked.findings,
            fingerprints: &checked.fingerprints,
            words,
        });
    }
    let mut run = Run::new(reports.len(), reports, plan.problems);
    if fixing.is_some() {
        run = run.with_fixing(fixes);
    }
    if let Some(most) = args.max_warnings
        && args.fail_on != Some(args::FailOn::Never)
    {
        failing |= !shows && run.summary.warning > most;
    }
    let written = if shows {
        write_changes(jobs, &outcomes, around.folder(), out)
    } else if fixing.is_some() && args.input.reads_standard_input() {
        // The text alone, so that a filter can take it; what people read goes beside it.
        write_report(args, &run, lang, &io::stderr(), err).and_then(|()| {
            out.write_all(output.unwrap_or_default())?;
            out.flush()
        })
    } else {
        write_report(args, &run, lang, &io::stdout(), out)
    };
    match written {
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

/// Reads and judges all files, and fixes them where that is asked for.
fn check_all(
    jobs: &[Job],
    threads: usize,
    working_folder: &Path,
    fixing: Option<Fixing>,
) -> Vec<Result<Checked, Problem>> {
    let check = |job, fixing| check_one(job, working_folder, fixing);
    in_threads(threads, jobs.len(), || {
        if fixing.is_none() {
            return jobs.par_iter().map(|job| check(job, None)).collect();
        }
        // A file of several names is fixed by one of them, and only then read by the others.
        let turns = fixing::one_of_each(jobs);
        let jobs = jobs.par_iter().zip(turns);
        let first = jobs.map(|(job, turn)| (job, turn.then(|| check(job, fixing))));
        let first: Vec<_> = first.collect();
        let others = first.into_par_iter();
        others
            .map(|(job, outcome)| outcome.unwrap_or_else(|| check(job, None)))
            .collect()
    })
}

/// Reads and judges one file, and fixes it where that is asked for.
fn check_one(job: &Job, working_folder: &Path, fixing: Option<Fixing>) -> Result<Checked, Problem> {
    let linter = &job.ready.linter;
    let bytes = job.bytes()?;
    let passed_on = job.standard_input && fixing.is_some_and(|fixing| !fixing.shows);
    let mut output = passed_on.then(|| bytes.clone());
    let (source, (findings, shape)) =
        job.with_article(bytes, working_folder, |source, article| {
            let findings = linter.lint_article(source, article);
            let shape = fixing
                .filter(|fixing| source.document().is_none() && fixing.concerns(&findings))
                .map(|fixing| (fixing, Shape::of(article)));
            (findings, shape)
        })?;
    let mut checked = Checked {
        source,
        findings,
        fingerprints: Vec::new(),
        fixed: 0,
        left: 0,
        old: None,
        output: None,
        problem: None,
    };
    if let Some((fixing, shape)) = shape {
        fixing.fix(job, working_folder, shape, &mut checked);
        if output.is_some() {
            output = Some(checked.source.text().into());
        }
    }
    checked.output = output;
    checked.fingerprints = report::fingerprints(&job.file.name, &checked.findings, &linter.rules());
    // What has no finding is not shown, so its text need not be kept.
    if checked.findings.is_empty() && checked.old.is_none() {
        checked.source = Source::new(&job.file.name, "");
    }
    Ok(checked)
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

/// Writes what would be fixed in all files as one difference.
fn write_changes(
    jobs: &[Job],
    outcomes: &[Result<Checked, Problem>],
    working_folder: &Path,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let terminal = io::stdout().is_terminal();
    for (job, outcome) in jobs.iter().zip(outcomes) {
        let Ok(Checked {
            old: Some(old),
            source,
            ..
        }) = outcome
        else {
            continue;
        };
        let change = Change {
            path: &fixing::real_name(job, working_folder),
            old: old.text(),
            new: source.text(),
        };
        diff::write(change, terminal, &mut out)?;
    }
    out.flush()
}

/// Writes what was found to `out`, which is `stream`.
fn write_report(
    args: &args::Check,
    run: &Run<'_>,
    lang: MessageLang,
    stream: &impl IsTerminal,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let terminal = stream.is_terminal();
    match args.format {
        // Where nothing was checked, standard error says why.
        Format::Human if run.files == 0 => {}
        Format::Human => {
            let look = report::human::Options {
                lang,
                color: colored(args.color, stream),
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
fn colored(when: Color, stream: &impl IsTerminal) -> bool {
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
