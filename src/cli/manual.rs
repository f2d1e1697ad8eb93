//! `tarqim completions` and `tarqim man`: the command line as shells and manuals know it.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Status, args, rules};

/// Prints the completions of a shell; those of `explain` know the rules.
pub(super) fn completions(args: &args::Completions, out: &mut dyn Write) -> io::Result<()> {
    // The command line is made of what lives as long as the program.
    let ids = rules::ids().into_iter().map(|id| &*id.leak());
    let mut command = args::Cli::command().mut_subcommand("explain", |explain| {
        explain.mut_arg("rule", |rule| {
            rule.value_parser(PossibleValuesParser::new(ids))
        })
    });
    // The generator panics where it can't write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "tarqim", &mut script);
    out.write_all(&script)
}

/// Prints one page of the manual, or writes all into a folder.
pub(super) fn pages(
    args: &args::Man,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let mut program = args::Cli::command().disable_help_subcommand(true);
    program.build();
    if let Some(folder) = &args.output {
        return match write_all(&program, folder) {
            Ok(()) => Ok(Status::Clean),
            Err(error) => {
                writeln!(err, "error: {}: {error}", folder.display())?;
                Ok(Status::Trouble)
            }
        };
    }
    let mut command = &program;
    for name in &args.command {
        let Some(found) = command.find_subcommand(name) else {
            let words = args.command.join(" ");
            writeln!(
                err,
                "error: there is no command `{words}`; `tarqim --help` lists them"
            )?;
            return Ok(Status::Trouble);
        };
        command = found;
    }
    out.write_all(&page(command)?)?;
    Ok(Status::Clean)
}

/// Writes the pages of a command and of those below it.
fn write_all(command: &Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = Man::new(command.clone()).get_filename();
    fs::write(folder.join(name), page(command)?)?;
    let below = command.get_subcommands();
    below
        .into_iter()
        .try_for_each(|command| write_all(command, folder))
}

/// A command's page, in the language of manual pages.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let page = Man::new(command.clone().subcommand_help_heading("COMMANDS"));
    let mut text = Vec::new();
    // The third place is a day: none, so that two builds are alike. The generator would leave out
    // the place with it.
    let title = command.get_display_name().unwrap_or(command.get_name());
    let title = title.to_uppercase().replace('-', r"\-");
    let version = env!("CARGO_PKG_VERSION");
    writeln!(text, r#".TH {title} 1 "" "tarqim {version}" """#)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text)?;
    }
    last_sections(command).to_writer(&mut text)?;
    Ok(text)
}

/// The sections that stand at the end of a command's help, set line by line as they are there.
fn last_sections(command: &Command) -> Roff {
    let after = command.get_after_help();
    let after = after.map_or(String::new(), ToString::to_string);
    let mut sections = Roff::new();
    for section in after.split("\n\n") {
        let Some((title, lines)) = section.split_once(":\n") else {
            continue;
        };
        sections.control("SH", [title.to_uppercase().as_str()]);
        sections.control("nf", []);
        for line in lines.lines() {
            sections.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        sections.control("fi", []);
    }
    sections
}
