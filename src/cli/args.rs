//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads news articles and reports what breaks the house style.
#[derive(Debug, Parser)]
#[command(name = "tarqim", version, about, long_about = None, propagate_version = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check articles and report what is wrong
    Check(Check),
    /// Count which forms the articles have: quotation marks, digits, percentages, dates, credits …
    Survey(Survey),
    /// Write a first tarqim.toml: the forms that most articles have
    Init(Init),
    /// Write down what is found now, so that `check --baseline` reports only what is new
    Baseline(Baseline),
    /// Explain a rule, by its id or its Arabic name
    Explain(Explain),
    /// List the rules
    Rules(Rules),
    /// Look into the configuration
    Config(Config),
    /// Run the examples of style files: bad ones must be found, good ones not
    Test(Test),
}

/// Which articles, and with which configuration.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Files and folders; `-` is standard input. Folders are walked for .md, .markdown, .mdx,
    /// .qmd, .html, .htm, .xhtml, .txt, .docx, .ninjs and .ninjs.json files that git does not ignore
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// Use this configuration for every file
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub(super) config: Option<PathBuf>,
    /// Look for no configuration: only what is wrong in itself, and consistency
    #[arg(long)]
    pub(super) isolated: bool,
    /// Leave out what the configuration excludes even where it is named
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// Walk into what git ignores too
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// The name of standard input: its ending tells the format, its folder the configuration
    #[arg(long, value_name = "PATH")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// How many threads; 0: one for each processor
    #[arg(short = 'j', long, value_name = "N", default_value_t = 0)]
    pub(super) threads: usize,
}

impl Input {
    /// Whether standard input is among the paths.
    pub(super) fn reads_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path.as_os_str() == "-")
    }
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) input: Input,
    /// Fix in the files what every editor would fix the same way, and report what remains; of `-`
    /// the fixed text goes to standard output, and the report to standard error
    #[arg(long)]
    pub(super) fix: bool,
    /// As `--fix`, and make the fixes too that ask for a look afterwards
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what `--fix` (with `--unsafe-fixes`: what that) would change as a unified diff; change
    /// nothing, and end with status 1 if there is something to change
    #[arg(long, conflicts_with = "format")]
    pub(super) diff: bool,
    /// End with status 1 if anything was fixed, though nothing be left
    #[arg(long)]
    pub(super) exit_non_zero_on_fix: bool,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: Format,
    /// The language of messages
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    /// The least level that fails
    #[arg(long, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    /// With `--fail-on error`: fail on more warnings than this too
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    /// Leave out the findings that this file knows, which `tarqim baseline` has written
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Report only what touches lines changed since this git revision, committed or not
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    /// End with status 0 whatever is found (not where the job could not be done)
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// When to colour the human form
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// How right-to-left text is kept in order on the terminal
    #[arg(long, value_name = "HOW", default_value = "rlm")]
    pub(super) bidi: Bidi,
}

#[derive(Debug, Args)]
pub(super) struct Survey {
    #[command(flatten)]
    pub(super) input: Input,
    /// How the counts are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: SurveyFormat,
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
pub(super) struct Explain {
    /// The rule's id, such as quotes/unmatched, or its Arabic name
    #[arg(value_name = "RULE", required = true, num_args = 1..)]
    pub(super) rule: Vec<String>,
    /// The language of the text
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(super) struct Rules {
    /// The language of the names
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show what holds for a file, and where each value comes from
    Show {
        /// The file
        file: PathBuf,
        /// Use this configuration
        #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
        config: Option<PathBuf>,
        /// Look for no configuration
        #[arg(long)]
        isolated: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct Test {
    /// Style files
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
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
    /// A page to look at: the articles with the marks on their words
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum SurveyFormat {
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
