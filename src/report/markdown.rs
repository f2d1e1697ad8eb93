//! A job's summary in Markdown: totals, a table by rule, and a table for each file.
//!
//! Nothing of an article is read as markup: every mark that could be is escaped. In Arabic the whole is
//! set right to left. Paths are those from the repository's root.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::human::phrases::Phrases;
use super::machine::{Said, by_file};
use super::text::visible;
use super::{MessageLang, Run, Summary};
use crate::finding::Level;

/// How long it becomes at the most, in bytes: GitHub takes a mebibyte of a step, and of more nothing.
const LONGEST: usize = 1_000_000;

/// A cell's scalar values at the most.
const CELL: usize = 300;

/// The scalar values of what was found at the most.
const FOUND: usize = 60;

/// Writes the summary of a run.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page {
        text: String::new(),
        lang,
    };
    page.head(run);
    page.problems(run);
    page.rules(run);
    let left = page.files(run);
    page.foot(left);
    out.write_all(page.text.as_bytes())
}

struct Page {
    text: String,
    lang: MessageLang,
}

impl Page {
    fn pick<T>(&self, en: T, ar: T) -> T {
        match self.lang {
            MessageLang::En => en,
            MessageLang::Ar => ar,
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn is_full(&self) -> bool {
        self.text.len() > LONGEST
    }

    fn head(&mut self, run: &Run<'_>) {
        if self.lang == MessageLang::Ar {
            self.line("<div dir=\"rtl\">\n");
        }
        self.line("## tarqim\n");
        let phrases = Phrases(self.lang);
        let mut sums = vec![phrases.summary(run.files, run.summary)];
        if let Some(known) = &run.known {
            sums.push(phrases.known(known.known, known.stale.len()));
        }
        match &run.fixing {
            Some(fixing) if !fixing.files.is_empty() => {
                sums.push(phrases.fixed(run.summary.fixed, fixing.files.len()));
            }
            None if run.summary.fixable > 0 => sums.push(phrases.fixable(run.summary.fixable)),
            _ => {}
        }
        let sums = sums.join(" ");
        self.line(&sums);
    }

    /// What could not be done stands before all else.
    fn problems(&mut self, run: &Run<'_>) {
        if run.problems.is_empty() {
            return;
        }
        self.line(self.pick("\n### Not done\n", "\n### ما لم يُنجز\n"));
        self.line(self.pick("| Kind | What |", "| النوع | البيان |"));
        self.line("| --- | --- |");
        for problem in &run.problems {
            if self.is_full() {
                break;
            }
            let message = cell(&visible(&problem.message(self.lang)), CELL);
            let _ = writeln!(self.text, "| {} | {message} |", code(problem.kind.name()));
        }
    }

    fn rules(&mut self, run: &Run<'_>) {
        let mut rules: BTreeMap<&str, (&str, Summary)> = BTreeMap::new();
        for report in &run.reports {
            for finding in report.findings {
                let id = report.words.id(finding.rule);
                let name = report.words.name(finding.rule, self.lang);
                let (_, sums) = rules.entry(id).or_insert((name, Summary::default()));
                sums.add(std::slice::from_ref(finding));
            }
        }
        if rules.is_empty() {
            return;
        }
        self.line(self.pick(
            "\n| Name | Rule | Errors | Warnings | Hints |",
            "\n| الاسم | القاعدة | الأخطاء | التنبيهات | الملاحظات |",
        ));
        self.line("| --- | --- | ---: | ---: | ---: |");
        for (id, (name, sums)) in rules {
            let name = cell(&visible(name), CELL);
            let Summary {
                error,
                warning,
                hint,
                ..
            } = sums;
            let id = code(id);
            let _ = writeln!(
                self.text,
                "| {name} | {id} | {error} | {warning} | {hint} |"
            );
        }
    }

    /// A table for each file; how many findings there was no room for.
    fn files(&mut self, run: &Run<'_>) -> usize {
        let mut left = 0;
        for (path, file) in by_file(run) {
            let mut findings = file.findings().peekable();
            if findings.peek().is_none() {
                continue;
            }
            if self.is_full() {
                left += findings.count();
                continue;
            }
            let path = code(&visible(&run.place.path(path)));
            let _ = writeln!(self.text, "\n### {path}\n");
            self.line(self.pick(
                "| Place | Level | Text | What is wrong | Rule |",
                "| الموضع | المستوى | النص | البيان | القاعدة |",
            ));
            self.line("| ---: | --- | --- | --- | --- |");
            for (report, finding) in findings {
                if self.is_full() {
                    left += 1;
                    continue;
                }
                let at = report.source.position(finding.span.start);
                let level = Phrases(self.lang).level(finding.level);
                let level = match finding.level {
                    Level::Error => format!("**{level}**"),
                    _ => level.to_owned(),
                };
                let found = cell(&visible(report.source.slice(finding.span)), FOUND);
                let Said { message, help } = Said::of(report, finding, self.lang);
                let mut said = cell(&message, CELL);
                if !help.is_empty() {
                    let _ = write!(said, "<br>{}", cell(&help, CELL));
                }
                let (line, column) = (at.line, at.column);
                let id = code(report.words.id(finding.rule));
                let _ = writeln!(
                    self.text,
                    "| {line}:{column} | {level} | {found} | {said} | {id} |"
                );
            }
        }
        left
    }

    fn foot(&mut self, left: usize) {
        if left > 0 {
            let _ = match self.lang {
                MessageLang::En => writeln!(self.text, "\nNot shown for want of room: {left}."),
                MessageLang::Ar => {
                    writeln!(self.text, "\nملاحظات لم تُعرض لضيق المكان: {left}.")
                }
            };
        }
        if self.lang == MessageLang::Ar {
            self.line("\n</div>");
        }
    }
}

/// A name that is read from left to right.
fn code(name: &str) -> String {
    format!("<code dir=\"ltr\">{}</code>", escaped(name))
}

/// A text for a cell, cut where it is longer than so many scalar values.
fn cell(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => escaped(&text[..end]) + "…",
        None => escaped(text),
    }
}

/// A visible text, with nothing in it that Markdown, GitHub's tables and formulas, or HTML would read.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '$' => out.push_str("&#36;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}
