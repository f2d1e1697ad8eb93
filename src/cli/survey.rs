//! `tarqim survey`: what all articles of a folder do.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::args::{self, Facet, TableFormat};
use super::check::colored;
use super::plan::{Job, Plan, in_threads};
use super::progress::Progress;
use super::{Status, environment, message_lang};
use crate::config::style::MessageLang;
use crate::mention::Mentions;
use crate::report::{self, Problem};
use crate::survey::{self, Part, Survey};

/// Runs the command.
pub(super) fn run(
    args: &args::Survey,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let around = environment()?;
    let Some(plan) = Plan::new(&args.input, &around, err)? else {
        return Ok(Status::Trouble);
    };
    let lang = match (args.lang, plan.messages) {
        (None, Some(configured)) => configured,
        (None, None) if args.format == TableFormat::Json => MessageLang::En,
        (asked, _) => message_lang(asked),
    };
    plan.tell_if_empty(lang, err)?;
    let facet = args.by.map(|by| match by {
        Facet::Section => survey::Facet::Section,
        Facet::Author => survey::Facet::Author,
        Facet::Month => survey::Facet::Month,
    });
    let (survey, problems) = look(plan, args.input.threads, around.folder(), facet);
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let written = match args.format {
        TableFormat::Table if survey.articles.is_empty() => Ok(()),
        TableFormat::Table => report::survey::write_table(&survey, args.all, lang, &mut out),
        TableFormat::Json => {
            report::survey::write_json(&survey, facet, args.all, &problems, lang, &mut out)
        }
    };
    let written = written.and_then(|()| out.flush());
    let status = tell(&problems, lang, err)?;
    written.map(|()| status)
}

/// Looks at all articles of a plan.
pub(super) fn look(
    plan: Plan,
    threads: usize,
    working_folder: &Path,
    facet: Option<survey::Facet>,
) -> (Survey, Vec<Problem>) {
    let jobs = &plan.jobs;
    let progress = Progress::new(jobs.len());
    let parts = in_threads(threads, jobs.len(), || {
        let look = |job: &Job| {
            let part = look_at(job, working_folder, facet);
            progress.step();
            part
        };
        jobs.par_iter().map(look).collect::<Vec<_>>()
    });
    progress.end();
    let mut problems = plan.problems;
    let mut articles = Vec::with_capacity(parts.len());
    for (job, part) in plan.jobs.into_iter().zip(parts) {
        match part {
            Ok(part) => articles.push((job.file.name, part)),
            Err(problem) => problems.push(problem),
        }
    }
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.dedup();
    (Survey::of(articles, facet.is_some()), problems)
}

fn look_at(
    job: &Job,
    working_folder: &Path,
    facet: Option<survey::Facet>,
) -> Result<Part, Problem> {
    let bytes = job.bytes()?;
    let vocabulary = job.ready.linter.vocabulary();
    let (_, part) = job.with_article(bytes, working_folder, |_, article| {
        let mentions = Mentions::recognise(article, vocabulary);
        Part::of(&job.file.name, article, &mentions, facet)
    })?;
    Ok(part)
}

/// Says on standard error what could not be read.
pub(super) fn tell(
    problems: &[Problem],
    lang: MessageLang,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let color = colored(args::Color::Auto, &io::stderr());
    for problem in problems {
        problem.write(lang, color, err)?;
    }
    Ok(if problems.is_empty() {
        Status::Clean
    } else {
        Status::Trouble
    })
}
