//! `tarqim check`: files in, findings out, and a status that a gate can trust.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::args::{self, Bidi, Color, Format};
use super::{Status, environment, message_lang};
use crate::article::{self, Article, LangHints, PageScope, ReadOptions};
use crate::config::error::ConfigError;
use crate::config::style::MessageLang;
use crate::config::{Config, FailOn, Finder, Matching};
use crate::disk::{self, FileToRead};
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::lint::Linter;
use crate::report::{self, FileReport, Fingerprint, Problem, ProblemKind, Run};
use crate::source::Source;

/// Standard input's name where none is given.
const STANDARD_INPUT: &str = "-";

/// What holds for a set of files: one configuration, and the same overrides of it.
struct Ready {
    config: Arc<Config>,
    linter: Linter,
    lang: Option<Lang>,
    page: PageScope,
}

/// A file that is to be checked, and how.
struct Job {
    file: FileToRead,
    standard_input: bool,
    ready: Arc<Ready>,
}

/// What became of a file.
enum Outcome {
    Checked {
        source: Source,
        findings: Vec<Finding>,
        fingerprints: Vec<Fingerprint>,
    },
    Failed(Problem),
}

/// Runs the command.
pub(super) fn run(
    args: &args::Check,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let named_only = args.stdin_filename.is_some()
        && !args
            .paths
            .iter()
            .any(|path| path.as_os_str() == STANDARD_INPUT);
    if named_only {
        writeln!(
            err,
            "error: `--stdin-filename` names standard input, which is read where `-` is among the paths"
        )?;
        return Ok(Status::Trouble);
    }
    let around = environment()?;
    let finder = around.finder(args.config.as_deref(), args.isolated);
    let mut problems = Vec::new();
    let jobs = plan(args, around.folder(), &finder, &mut problems);
    let lang = match args.lang {
        Some(_) => message_lang(args.lang),
        None => configured_messages(args, around.folder(), &finder, &jobs).unwrap_or_else(|| {
            if args.format == Format::Human {
                message_lang(None)
            } else {
                MessageLang::En
            }
        }),
    };
    for config in finder.configs() {
        for warning in &config.warnings {
            writeln!(err, "warning: {warning}")?;
        }
    }
    let outcomes = in_threads(args.threads, jobs.len(), || {
        let check = |job| check_one(job, around.folder());
        jobs.par_iter().map(check).collect::<Vec<_>>()
    });
    let mut reports = Vec::new();
    let words: Vec<&[_]> = jobs.iter().map(|job| job.ready.linter.rules()).collect();
    let (mut files, mut failing) = (0, false);
    for ((job, words), outcome) in jobs.iter().zip(&words).zip(&outcomes) {
        match outcome {
            Outcome::Failed(problem) => problems.push(problem.clone()),
            Outcome::Checked {
                source,
                findings,
                fingerprints,
            } => {
                files += 1;
                failing |= fails(args, &job.ready.config, findings);
                reports.push(FileReport {
                    source,
                    findings,
                    fingerprints,
                    words,
                });
            }
        }
    }
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.dedup();
    if jobs.is_empty() && problems.is_empty() {
        let words = match lang {
            MessageLang::En => "warning: there is no article here to check",
            MessageLang::Ar => "تنبيه: لا مقال هنا لفحصه",
        };
        writeln!(err, "{words}")?;
    }
    let run = Run::new(files, reports, problems);
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

/// The jobs, sorted by name; what can't be planned is a problem.
fn plan(
    args: &args::Check,
    folder: &Path,
    finder: &Finder<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Job> {
    let mut paths: Vec<PathBuf> = args.paths.clone();
    let standard_input = paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT);
    paths.retain(|path| path.as_os_str() != STANDARD_INPUT);
    let found = disk::find(&paths, folder, !args.no_ignore);
    for unreadable in found.unreadable {
        problems.push(Problem::unreadable(unreadable.name, &unreadable.error));
    }
    let mut files: Vec<(FileToRead, bool)> =
        found.files.into_iter().map(|file| (file, false)).collect();
    if standard_input {
        let given = args.stdin_filename.as_deref();
        let path = disk::normal(&folder.join(given.unwrap_or(Path::new(STANDARD_INPUT))));
        let name = given.map_or(STANDARD_INPUT.to_owned(), |_| {
            disk::display_name(&path, folder)
        });
        files.push((
            FileToRead {
                name,
                path,
                named: true,
            },
            true,
        ));
    }
    let mut ready: BTreeMap<(Option<String>, Matching), Option<Arc<Ready>>> = BTreeMap::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut tell = |errors: &[ConfigError], problems: &mut Vec<Problem>| {
        for error in errors {
            if told.insert(error.to_string()) {
                problems.push(Problem::from(error.clone()));
            }
        }
    };
    let mut jobs = Vec::new();
    for (file, standard_input) in files {
        let config = match finder.find(&file.path) {
            Ok(config) => config,
            Err(errors) => {
                tell(&errors, problems);
                continue;
            }
        };
        if (!file.named || args.force_exclude) && config.excludes(&file.path) {
            continue;
        }
        let matching = config.matching(&file.path);
        let key = (config.name.clone(), matching.clone());
        let ready = ready.entry(key).or_insert_with(|| {
            let profile = config.profile(&matching);
            match Linter::new(profile.rules()) {
                Ok(linter) => Some(Arc::new(Ready {
                    config: Arc::clone(&config),
                    linter,
                    page: profile.html.page(),
                    lang: profile.lang.map(|lang| lang.value),
                })),
                Err(error) => {
                    tell(&[error], problems);
                    None
                }
            }
        });
        if let Some(ready) = ready {
            jobs.push(Job {
                file,
                standard_input,
                ready: Arc::clone(ready),
            });
        }
    }
    jobs.sort_by(|a, b| a.file.name.cmp(&b.file.name));
    jobs
}

/// The language of messages that the working folder's configuration asks for, else that of the
/// first file's.
fn configured_messages(
    args: &args::Check,
    folder: &Path,
    finder: &Finder<'_>,
    jobs: &[Job],
) -> Option<MessageLang> {
    if args.isolated {
        return None;
    }
    let here = finder.find(&folder.join(STANDARD_INPUT)).ok();
    let first = jobs.first().map(|job| Arc::clone(&job.ready.config));
    here.filter(|config| config.name.is_some())
        .or(first)
        .and_then(|config| config.messages.as_ref().map(|messages| messages.value))
}

/// Reads and judges one file. A panic of the program is caught and becomes a problem.
fn check_one(job: &Job, working_folder: &Path) -> Outcome {
    let name = &job.file.name;
    let bytes = if job.standard_input {
        disk::read_standard_input()
    } else {
        disk::read(&job.file.path)
    };
    let bytes = match bytes {
        Err(error) => return Outcome::Failed(Problem::unreadable(name, &error)),
        Ok(bytes) => bytes,
    };
    let format = article::Format::of_name(name);
    let options = ReadOptions {
        lang: LangHints::of_path(name, job.ready.lang),
        page: job.ready.page.clone(),
    };
    let judged = catch_unwind(AssertUnwindSafe(|| {
        let source = format
            .decode(name, bytes)
            .map_err(|error| Problem::undecodable(name, &error))?;
        let linter = &job.ready.linter;
        let mut article = Article::read(&source, format, &options);
        let unread = |damage| Problem::unread(&source, damage);
        if let Some(problem) = article.damage.iter().find_map(unread) {
            return Err(problem);
        }
        if !article.photos.is_empty() && linter.reads_pictures() {
            let path = &job.file.path;
            let project = disk::project_of(path, job.ready.config.folder(), working_folder);
            disk::fill_embedded(&mut article, path, project);
        }
        let findings = linter.lint_article(&source, &article);
        let fingerprints = report::fingerprints(name, &findings, &linter.rules());
        drop(article);
        Ok((source, findings, fingerprints))
    }));
    match judged {
        Ok(Err(problem)) => Outcome::Failed(problem),
        Ok(Ok((source, findings, fingerprints))) => {
            // What has no finding is not shown, so its text need not be kept.
            let source = if findings.is_empty() {
                Source::new(name, "")
            } else {
                source
            };
            Outcome::Checked {
                source,
                findings,
                fingerprints,
            }
        }
        Err(_) => Outcome::Failed(Problem {
            path: name.clone(),
            kind: ProblemKind::Internal,
        }),
    }
}

/// Runs in so many threads (0: one a processor); one file needs none.
fn in_threads<T: Send>(threads: usize, files: usize, work: impl FnOnce() -> T + Send) -> T {
    if files > 1
        && let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build()
    {
        return pool.install(work);
    }
    work()
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
