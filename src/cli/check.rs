//! `tarqim check`: files in, findings out, and a status that a gate can trust.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{self, Bidi, Color, Format};
use super::fixing::{self, Fixed, Fixing};
use super::output::{self, ReportFile};
use super::plan::{Job, Plan, caught, in_threads};
use super::scope::{Kept, Scope};
use super::{Status, environment, message_lang};
use crate::config::style::MessageLang;
use crate::config::{Config, FailOn};
use crate::finding::{Finding, Level};
use crate::fix::Shape;
use crate::report::diff::{self, Change};
use crate::report::{self, FileReport, Known, Problem, Run};
use crate::source::Source;

/// What became of a file that was checked, and perhaps fixed.
struct Checked {
    file: Fixed,
    kept: Kept,
    /// What standard input is to be passed on as.
    output: Option<Vec<u8>>,
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
    let report_files = match ReportFile::all(args, &around, &mut plan) {
        Ok(files) => files,
        Err(message) => {
            writeln!(err, "error: {message}")?;
            return Ok(Status::Trouble);
        }
    };
    let configured = plan.messages;
    let lang_of = |format| match (args.lang, configured) {
        (None, Some(configured)) => configured,
        (None, None) if !matches!(format, Format::Human | Format::Html) => MessageLang::En,
        (asked, _) => message_lang(asked),
    };
    let lang = lang_of(args.format);
    plan.tell_if_empty(lang, err)?;
    let planned = plan.jobs.len();
    let scope = Scope::new(args, &around).unwrap_or_else(|problem| {
        plan.problems.push(problem);
        plan.jobs.clear();
        Scope::default()
    });
    scope.leave_out_unchanged(&mut plan);
    let jobs = &plan.jobs;
    let fixing = Fixing::of(args);
    let outcomes = check_all(jobs, args.input.threads, &scope, around.folder(), fixing);
    let shows = fixing.is_some_and(|fixing| fixing.shows);
    let mut known = Known::default();
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
        let Checked { file, kept, .. } = checked;
        plan.problems.extend(file.problem.clone());
        failing |= !shows && fails(args, &job.ready.config, &kept.findings);
        failing |= file.count > 0 && (shows || args.exit_non_zero_on_fix);
        known.known += kept.known;
        known.stale.extend_from_slice(&kept.stale);
        fixes.left += file.left;
        if file.count > 0 {
            fixes.files.push((job.file.name.clone(), file.count));
        }
        output = output.or(checked.output.as_deref());
        reports.push(FileReport {
            source: &file.source,
            findings: &kept.findings,
            fingerprints: &kept.fingerprints,
            words,
        });
    }
    let mut run = Run::new(reports.len(), reports, plan.problems);
    if fixing.is_some() {
        run = run.with_fixing(fixes);
    }
    run.known = scope.has_baseline().then_some(known);
    if let Some(most) = args.max_warnings
        && args.fail_on != Some(args::FailOn::Never)
    {
        failing |= !shows && run.summary.warning > most;
    }
    let read: &report::html::Read<'_> = &|source| Job::read_again(jobs, source, around.folder());
    let shown = Shown { planned, read };
    run.place = output::place(&around);
    let status = |run: &Run<'_>| {
        if !run.problems.is_empty() {
            Status::Trouble
        } else if failing && !args.exit_zero {
            Status::Findings
        } else {
            Status::Clean
        }
    };
    run.status = status(&run).code();
    for file in &report_files {
        let (format, lang) = (file.format, lang_of(file.format));
        let written =
            file.write(|out| write_report(args, format, &run, shown, lang, Look::default(), out));
        if let Err(problem) = written {
            run.add_problem(problem);
            run.status = status(&run).code();
        }
    }
    let format = args.format;
    let written = if shows {
        write_changes(jobs, &outcomes, around.folder(), out)
    } else if fixing.is_some() && args.input.reads_standard_input() {
        // The text alone, so that a filter can take it; what people read goes beside it.
        let look = Look::of(args, &io::stderr());
        write_report(args, format, &run, shown, lang, look, err).and_then(|()| {
            out.write_all(output.unwrap_or_default())?;
            out.flush()
        })
    } else {
        let look = Look::of(args, &io::stdout());
        write_report(args, format, &run, shown, lang, look, out)
    };
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
    written?;
    Ok(status(&run))
}

/// Reads and judges all files, and fixes them where that is asked for.
fn check_all(
    jobs: &[Job],
    threads: usize,
    scope: &Scope,
    working_folder: &Path,
    fixing: Option<Fixing>,
) -> Vec<Result<Checked, Problem>> {
    let check = |job: &Job, fixing| {
        let name = &job.file.name;
        caught(name, || check_one(job, scope, working_folder, fixing))
    };
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
fn check_one(
    job: &Job,
    scope: &Scope,
    working_folder: &Path,
    fixing: Option<Fixing>,
) -> Result<Checked, Problem> {
    let bytes = job.bytes()?;
    let passed_on = job.standard_input && fixing.is_some_and(|fixing| !fixing.shows);
    let mut output = passed_on.then(|| bytes.clone());
    let (source, (findings, verdict, shape)) =
        job.with_article(bytes, working_folder, |source, article| {
            let findings = job.ready.linter.lint_article(source, article);
            let verdict = scope.judge(job, source, &findings);
            let shape = fixing
                .filter(|fixing| source.document().is_none() && fixing.concerns(&findings))
                .map(|fixing| (fixing, Shape::of(article)));
            (findings, verdict, shape)
        })?;
    let mut file = Fixed::not(source, findings);
    if let Some((fixing, shape)) = shape {
        fixing.fix(job, working_folder, &verdict, shape, &mut file);
        if output.is_some() {
            output = Some(file.source.text().into());
        }
    }
    let kept = verdict.keep(job, std::mem::take(&mut file.findings), &file.origins);
    // What has no finding is not shown, so its text need not be kept.
    if kept.findings.is_empty() && file.old.is_none() {
        file.source = Source::new(&job.file.name, "");
    }
    Ok(Checked { file, kept, output })
}

/// Whether the findings of a file fail the run.
fn fails(args: &args::Check, config: &Config, findings: &[Finding]) -> bool {
    let least = match args.fail_on {
        Some(args::FailOn::Error) => Some(Level::Error),
        Some(args::FailOn::Warning) => Some(Level::Warning),
        Some(args::FailOn::Hint) => Some(Level::Hint),
        Some(args::FailOn::Never) => None,
        None if args.max_warnings.is_some() => Some(Level::Error),
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
        let Ok(Checked { file, .. }) = outcome else {
            continue;
        };
        let Some(old) = &file.old else {
            continue;
        };
        let change = Change {
            path: &fixing::real_name(job, working_folder),
            old: old.text(),
            new: file.source.text(),
        };
        diff::write(change, terminal, &mut out)?;
    }
    out.flush()
}

/// What a report is written for; by default for no terminal and without colour.
#[derive(Clone, Copy, Default)]
struct Look {
    terminal: bool,
    color: bool,
}

impl Look {
    fn of(args: &args::Check, stream: &impl IsTerminal) -> Self {
        Self {
            terminal: stream.is_terminal(),
            color: colored(args.color, stream),
        }
    }
}

/// What reports show beside the findings.
#[derive(Clone, Copy)]
struct Shown<'r> {
    /// How many files there were to check.
    planned: usize,
    read: &'r report::html::Read<'r>,
}

/// Writes what was found in a format.
fn write_report(
    args: &args::Check,
    format: Format,
    run: &Run<'_>,
    shown: Shown<'_>,
    lang: MessageLang,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let Look { terminal, color } = look;
    match format {
        // Where nothing could be checked, standard error says why.
        Format::Human if run.files == 0 && (shown.planned == 0 || !run.problems.is_empty()) => {}
        Format::Human => {
            let look = report::human::Options {
                lang,
                color,
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
        Format::Sarif => report::sarif::write(run, lang, &mut out)?,
        Format::Github => report::github::write(run, lang, &mut out)?,
        Format::Gitlab => report::gitlab::write(run, lang, &mut out)?,
        Format::Junit => report::junit::write(run, lang, &mut out)?,
        Format::Checkstyle => report::checkstyle::write(run, lang, &mut out)?,
        Format::Rdjson => report::rdjson::write(run, lang, &mut out)?,
        Format::Rdjsonl => report::rdjson::write_lines(run, lang, &mut out)?,
        Format::Markdown => report::markdown::write(run, lang, &mut out)?,
        Format::Html => report::html::write(run, lang, shown.read, &mut out)?,
    }
    out.flush()
}

/// Whether a stream is coloured: as asked, else on a terminal unless NO_COLOR is set.
pub(super) fn colored(when: Color, stream: &impl IsTerminal) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = |name| set(name) && std::env::var_os(name).is_some_and(|value| value != "0");
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto => {
            forced("CLICOLOR_FORCE")
                || forced("FORCE_COLOR")
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
