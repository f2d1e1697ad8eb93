//! The commands: the only place that prints.

mod args;
mod baseline;
mod check;
mod fixing;
mod init;
mod manual;
mod output;
mod panics;
mod plan;
mod progress;
mod rules;
mod scope;
mod streams;
mod survey;
mod test;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Parser;

use crate::config::error::ConfigError;
use crate::config::style::MessageLang;
use crate::config::{Choice, Finder, Library, Surroundings};
use crate::disk;
use crate::lang::{Lang, Language};
use crate::report::Problem;

use streams::{Aside, Output};

pub use panics::quiet_panics;
pub use test::{judge_example, run_example};

/// How a run ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    /// 0: nothing at or above the failing level.
    Clean,
    /// 1: something.
    Findings,
    /// 2: the whole job could not be done.
    Trouble,
}

impl Status {
    /// The number that the operating system is given.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// Runs the program. Who closes standard output or standard error changes nothing in how it ends, and a
/// panic is [`Status::Trouble`].
///
/// # Errors
/// Where standard output can't be written for another reason, and where there is no working folder.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let (mut out, mut err) = (Output::new(out), Aside(err));
    let ended = panics::catch(|| {
        let status = dispatch(args, &mut out, &mut err)?;
        out.flush().map(|()| status)
    });
    ended.unwrap_or_else(|panicked| {
        let fault = Problem::internal("", panicked.place);
        writeln!(err, "error: {}", fault.message(MessageLang::En))?;
        Ok(Status::Trouble)
    })
}

/// Runs the command that the arguments name.
fn dispatch(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let cli = match args::Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            // Where it can't be printed, the status tells of it.
            let _ = error.print();
            return Ok(Status::Trouble);
        }
        // Help and the version are answers, and go to standard output.
        Err(answer) => {
            return match answer.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(streams::unwritten(error))
                }
                _ => Ok(Status::Clean),
            };
        }
    };
    match &cli.command {
        args::Command::Check(args) => check::run(args, out, err),
        args::Command::Survey(args) => survey::run(args, out, err),
        args::Command::Init(args) => init::run(args, out, err),
        args::Command::Baseline(args) => baseline::run(args, out, err),
        args::Command::Explain(args) => rules::explain(args, out, err),
        args::Command::Rules(args) => rules::list(args, out, err),
        args::Command::Config(args::Config {
            command: args::ConfigCommand::Show(args),
        }) => show(args, out, err),
        args::Command::Test(args) => {
            let mut status = Status::Clean;
            for file in &args.files {
                status = status.max(test::run(file, out, err)?);
            }
            Ok(status)
        }
        args::Command::Completions(args) => manual::completions(args, out).map(|()| Status::Clean),
        args::Command::Man(args) => manual::pages(args, out, err),
    }
}

/// Shows what holds for a file, or in a folder.
fn show(args: &args::Show, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let around = environment()?;
    let path = disk::normal(&around.folder().join(&args.path));
    let name = disk::display_name(&path, around.folder());
    let path = if path.is_dir() {
        plan::inside(&path)
    } else {
        path
    };
    match around.finder(&args.choice).find(&path) {
        Ok(config) => {
            out.write_all(config.show(&path, &name).as_bytes())?;
            Ok(Status::Clean)
        }
        Err(errors) => {
            tell(&errors, err)?;
            Ok(Status::Trouble)
        }
    }
}

/// Says what is wrong with a configuration.
fn tell(errors: &[ConfigError], err: &mut dyn Write) -> io::Result<()> {
    errors
        .iter()
        .try_for_each(|error| writeln!(err, "error: {error}"))
}

/// The machine as the commands see it: the working folder, today's date, the built-in styles.
struct Environment {
    folder: PathBuf,
    library: Library,
    today: jiff::civil::Date,
    name: Box<dyn Fn(&Path) -> String + Sync>,
}

/// Looks round.
fn environment() -> io::Result<Environment> {
    let folder = env::current_dir().map_err(|error| {
        let words = format!("the working folder can't be told: {error}");
        io::Error::new(error.kind(), words)
    })?;
    let shown_from = folder.clone();
    Ok(Environment {
        folder,
        library: Library::built_in(),
        today: today(),
        name: Box::new(move |path| disk::display_name(path, &shown_from)),
    })
}

impl Environment {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn finder(&self, choice: &args::Choice) -> Finder<'_> {
        let choice = match &choice.config {
            _ if choice.isolated => Choice::Isolated,
            Some(path) => Choice::File(disk::normal(&self.folder.join(path))),
            None => Choice::Nearest,
        };
        let around = Surroundings {
            read: &disk::read_text,
            name: &*self.name,
            today: self.today,
            library: &self.library,
        };
        Finder::new(around, choice)
    }
}

/// Today's date in UTC.
fn today() -> jiff::civil::Date {
    let days = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() / 86_400);
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = i64::try_from(days).unwrap_or(0);
    epoch
        .checked_add(jiff::Span::new().days(days.min(2_000_000)))
        .unwrap_or(epoch)
}

/// The language of messages: as asked, else the environment's.
fn message_lang(asked: Option<args::Lang>) -> MessageLang {
    match asked {
        Some(args::Lang::Ar) => MessageLang::Ar,
        Some(args::Lang::En) => MessageLang::En,
        None => {
            let set = |name| {
                env::var(name)
                    .ok()
                    .filter(|value: &String| !value.is_empty())
            };
            let locale = set("LC_ALL")
                .or_else(|| set("LC_MESSAGES"))
                .or_else(|| set("LANG"));
            match locale.as_deref().and_then(Lang::parse) {
                Some(lang) if lang.language == Language::Ar => MessageLang::Ar,
                _ => MessageLang::En,
            }
        }
    }
}
