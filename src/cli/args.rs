//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Reads news articles and reports what breaks the house style
///
/// Photos without a credit, quotation marks that do not match, impossible dates, digits and percent
/// signs that mix styles: in plain text, Markdown, HTML, Word documents and ninjs, in Arabic,
/// English and other languages. The house style stands in tarqim.toml; without it only what is
/// wrong in itself is reported, and what one article does in two ways.
#[derive(Debug, Parser)]
#[command(
    name = "tarqim",
    version,
    long_version = env!("TARQIM_VERSION"),
    subcommand_value_name = "COMMAND",
    after_help = "\
Examples:
  tarqim check                      Check everything below this folder
  tarqim check --fix news/today.md  Fix what is certain, report the rest
  tarqim explain quotes/unmatched   Explain a rule
  tarqim check --lang ar            الرسائل بالعربية"
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check articles and report what is wrong
    Check(Check),
    /// Explain a rule, by its id or its Arabic name
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Write a first tarqim.toml: the forms that most articles have
    Init(Init),
    /// Count the forms that articles have: quotes, digits, dates …
    Survey(Survey),
    /// Note what is found now, so that only what is new is reported
    Baseline(Baseline),
    /// Look into the configuration
    Config(Config),
    /// Run the examples of a desk's own rules
    Test(Test),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page of the program or of a command
    Man(Man),
}

/// The heading of what tells a command which articles it reads, and by what.
const INPUT: &str = "Files and configuration";

/// Which articles, and with which configuration.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files and folders; `-` is standard input
    ///
    /// Folders are walked for .md, .markdown, .mdx, .qmd, .html, .htm, .xhtml, .txt, .docx, .ninjs
    /// and .ninjs.json files that git does not ignore; a file that is named is always read.
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) choice: Choice,
    /// Leave out what the configuration excludes even where it is named
    #[arg(long, help_heading = INPUT)]
    pub(super) force_exclude: bool,
    /// Walk into what git ignores too
    #[arg(long, help_heading = INPUT)]
    pub(super) no_ignore: bool,
    /// The name of what `-` reads: its ending tells the format, its folder the configuration
    #[arg(long, value_name = "PATH", help_heading = INPUT)]
    pub(super) stdin_filename: Option<PathBuf>,
    /// Read so many articles at a time; 0: one for each processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0, help_heading = INPUT)]
    pub(super) threads: usize,
}

/// With which configuration.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// Use this configuration, not the nearest tarqim.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = INPUT)]
    pub(super) config: Option<PathBuf>,
    /// Use no configuration
    ///
    /// What is left is what is wrong in itself, and what one article does in two ways.
    #[arg(long, help_heading = INPUT)]
    pub(super) isolated: bool,
}

impl Input {
    /// Whether standard input is among the paths.
    pub(super) fn reads_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }
}

/// The heading of what decides how `check` ends.
const STATUS: &str = "What fails";
/// The heading of what keeps findings from being reported.
const REPORTED: &str = "What is reported";
/// The heading of how the human form looks.
const TERMINAL: &str = "Terminal";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim check                    Everything below this folder
  tarqim check ar/ news/today.md  Folders and files
  tarqim check --lang ar          Messages in Arabic
  tarqim check --fix today.md     Fix what is certain, report the rest
  tarqim check --diff today.md    Show what would be fixed
  tarqim check --since main       Only what touches lines changed since main

Exit status:
  0  nothing at or above the failing level
  1  something is
  2  the whole job could not be done: a file can't be read, the configuration
     has a mistake")]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// Fix what every editor would fix the same way, and report what remains
    ///
    /// Of `-`, the fixed text goes to standard output and the report to standard error.
    #[arg(long)]
    pub(super) fix: bool,
    /// As `--fix`, and make the fixes too that ask for a look afterwards
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what `--fix` would change, and change nothing
    ///
    /// A unified diff; with `--unsafe-fixes`, of what that would change. The status is 1 if there
    /// is something to change.
    #[arg(long, conflicts_with = "format")]
    pub(super) diff: bool,
    /// End with status 1 if anything was fixed, though nothing be left
    #[arg(long, help_heading = STATUS)]
    pub(super) exit_non_zero_on_fix: bool,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// Write the findings in a format to a file as well, such as `sarif=tarqim.sarif`; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = Output::parse, conflicts_with = "diff")]
    pub(super) output: Vec<Output>,
    /// The language of messages
    ///
    /// By default the configuration's `messages`, else the system's.
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    /// The least level that fails
    ///
    /// By default the configuration's `fail-on`, else `warning`.
    #[arg(long, value_name = "LEVEL", help_heading = STATUS)]
    pub(super) fail_on: Option<FailOn>,
    /// Fail on errors, and on warnings where there are more than this (with `--fail-on` what that
    /// says fails as well)
    #[arg(long, value_name = "N", help_heading = STATUS)]
    pub(super) max_warnings: Option<usize>,
    /// Leave out the findings that this file knows, which `tarqim baseline` has written
    #[arg(long, value_name = "FILE", help_heading = REPORTED)]
    pub(super) baseline: Option<PathBuf>,
    /// Report only what touches lines changed since this git revision, committed or not
    #[arg(long, value_name = "REV", help_heading = REPORTED)]
    pub(super) since: Option<String>,
    /// End with status 0 whatever is found (not where the job could not be done)
    #[arg(long, help_heading = STATUS)]
    pub(super) exit_zero: bool,
    /// When to colour the human form
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = TERMINAL)]
    pub(super) color: Color,
    /// How right-to-left text is kept in order on the terminal
    #[arg(long, value_name = "HOW", default_value = "rlm", help_heading = TERMINAL)]
    pub(super) bidi: Bidi,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim survey                      Count in everything below this folder
  tarqim survey --by section ar/     Section by section
  tarqim survey --format json --all  For other programs, every article named")]
pub(super) struct Survey {
    #[command(flatten)]
    pub(super) input: Input,
    /// How the counts are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: TableFormat,
    /// Count also by what the front matter gives
    #[arg(long, value_name = "FIELD")]
    pub(super) by: Option<Facet>,
    /// Name every article, not only the first of each form
    #[arg(long)]
    pub(super) all: bool,
    /// The language of the words
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim init         Write tarqim.toml by what the articles below here do
  tarqim init --diff  Show what would be written")]
pub(super) struct Init {
    #[command(flatten)]
    pub(super) input: Input,
    /// Show what would change in tarqim.toml, and change nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// The language of messages
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim baseline                               Note what is found now
  tarqim check --baseline tarqim-baseline.json  Report only what is new
  tarqim baseline --prune                       Take out what was mended")]
pub(super) struct Baseline {
    #[command(flatten)]
    pub(super) input: Input,
    /// The file to write; what it says of articles that are not named stays
    #[arg(long, value_name = "FILE", default_value = crate::baseline::FILE_NAME)]
    pub(super) output: PathBuf,
    /// Add nothing: only take out what is no longer found, and articles that are gone
    #[arg(long)]
    pub(super) prune: bool,
    /// The language of messages
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim explain quotes/unmatched            By the id
  tarqim explain اقتباس غير مكتمل            By the Arabic name
  tarqim explain --lang ar quotes/unmatched  In Arabic")]
pub(super) struct Explain {
    /// The rule's id, such as quotes/unmatched, or its Arabic name
    #[arg(value_name = "RULE", required = true, num_args = 1..)]
    pub(super) rule: Vec<String>,
    /// The language of the text
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    #[command(flatten)]
    pub(super) choice: Choice,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim rules                Rules and the levels that hold in this folder
  tarqim rules --isolated     The levels that hold without a configuration
  tarqim rules --format json  All that is known of them, for other programs")]
pub(super) struct Rules {
    /// How the rules are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: TableFormat,
    /// The language of the names
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    #[command(flatten)]
    pub(super) choice: Choice,
}

#[derive(Debug, Args)]
#[command(subcommand_value_name = "COMMAND")]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show what holds for a file, and where each value comes from
    Show(Show),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim config show              What holds in this folder
  tarqim config show ar/today.md  What holds for a file")]
pub(super) struct Show {
    /// A file or a folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) path: PathBuf,
    #[command(flatten)]
    pub(super) choice: Choice,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim test desk.toml  The bad examples must be found, the good ones not")]
pub(super) struct Test {
    /// Style files
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim completions bash > ~/.local/share/bash-completion/completions/tarqim
  tarqim completions zsh > ~/.zfunc/_tarqim
  tarqim completions fish > ~/.config/fish/completions/tarqim.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tarqim man check | man -l -                  Read the page of a command
  tarqim man --output ~/.local/share/man/man1  Install the pages of all commands")]
pub(super) struct Man {
    /// A command, such as `check` or `config show`
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub(super) command: Vec<String>,
    /// Write the pages of the program and of all commands into this folder
    #[arg(long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Format {
    /// Drawn for people
    Human,
    /// A line for each finding
    Short,
    /// One JSON document
    Json,
    /// A JSON object a line for each finding
    Jsonl,
    /// SARIF 2.1.0: code scanning, viewers
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML: a suite a file
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// reviewdog's document
    Rdjson,
    /// reviewdog's diagnostics, one a line
    Rdjsonl,
    /// A job's summary in Markdown
    Markdown,
    /// A page to look at: the articles with the marks on their words
    Html,
}

/// A report that goes to a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Output {
    pub(super) format: Format,
    pub(super) file: PathBuf,
}

impl Output {
    fn parse(text: &str) -> Result<Self, String> {
        let (format, file) = text
            .split_once('=')
            .ok_or("it names a format and a file, such as sarif=tarqim.sarif")?;
        let known = || {
            let formats = Format::value_variants().iter();
            let names = formats.filter_map(ValueEnum::to_possible_value);
            let names: Vec<_> = names.map(|name| name.get_name().to_owned()).collect();
            format!("the formats are {}", names.join(", "))
        };
        match file {
            "" => Err("the file's name is missing".to_owned()),
            "-" => Err("what goes to standard output is chosen by --format".to_owned()),
            file => Ok(Self {
                format: Format::from_str(format, false).map_err(|_| known())?,
                file: file.into(),
            }),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TableFormat {
    /// A table for people
    Table,
    /// One JSON document
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Facet {
    /// `section` or `category`
    Section,
    /// `author`
    Author,
    /// The month of `date`
    Month,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Lang {
    /// العربية
    Ar,
    /// English
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Everything
    Hint,
    /// Nothing
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Bidi {
    /// A right-to-left mark at both ends of an excerpt
    Rlm,
    /// An isolate round it
    Isolate,
    /// Nothing
    Off,
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::*;

    /// What a command line does, and its subcommands with it.
    fn each(command: &Command, work: &mut impl FnMut(&Command)) {
        work(command);
        for below in command.get_subcommands() {
            each(below, work);
        }
    }

    fn built() -> Command {
        let mut program = Cli::command().disable_help_subcommand(true);
        program.build();
        program
    }

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples_that_can_be_run() {
        each(&built(), &mut |command| {
            if command.get_name() == "config" {
                return;
            }
            let help = command.get_after_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            let examples = help
                .lines()
                .filter_map(|line| line.strip_prefix("  tarqim"));
            let mut number = 0;
            for example in examples {
                let line = example.split("  ").next().unwrap_or_default();
                let line = line.split(['|', '>']).next().unwrap_or_default();
                let words = ["tarqim"].into_iter().chain(line.split_whitespace());
                if let Err(error) = Cli::try_parse_from(words) {
                    panic!("tarqim{line}: {error}");
                }
                number += 1;
            }
            assert!(number > 0, "{}", command.get_name());
        });
    }

    #[test]
    fn help_fits_a_terminal_of_eighty_columns() {
        each(&built(), &mut |command| {
            let mut command = command.clone().term_width(80);
            for help in [command.render_help(), command.render_long_help()] {
                for line in help.to_string().lines() {
                    assert!(line.chars().count() <= 80, "{line}");
                }
            }
        });
    }
}
