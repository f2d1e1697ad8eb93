//! Drawn for people, right on every terminal.
//!
//! codespan-reporting draws; what it is given is made here. It shows a window of the line
//! (`window`) in place of a paragraph of hundreds of columns, under the real position
//! (`view`), and the pen (`paint`) marks the letters themselves where a display may reorder
//! them. Nothing of the article reaches the terminal that could steer it, and no row is wider than
//! the terminal, but for the row that names the file: a path is worth more whole.

mod paint;
pub(super) mod phrases;
mod shown;
mod view;
mod window;

use std::collections::HashMap;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Severity};
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, emit_to_write_style};

use self::paint::{BOLD, Pen, RESET, level_color};
use self::phrases::Phrases;
use self::shown::Shown;
use self::view::{Place, Role, View};
pub use super::text::Bidi;
use super::text::{visible, width, wrap};
use super::{FileReport, MessageLang, Run};
use crate::finding::{Applicability, Finding, Fix, Label};
use crate::source::Position;

/// How many places of one block are shown; the others are counted.
const SHOWN: usize = 5;

/// Fewer columns than this are taken for this many.
const LEAST_COLUMNS: usize = 40;

/// A token of more scalar values than this is not spelled out in code points.
const SPELLED: usize = 8;

/// A token of more scalar values than this is not quoted in a note of its own.
const QUOTED: usize = 40;

/// How findings are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// The reader's language.
    pub lang: MessageLang,
    /// Whether there is colour; the caller looks at the terminal and at `NO_COLOR`.
    pub color: bool,
    /// How many columns the terminal has.
    pub columns: usize,
    /// What keeps the order of right-to-left rows.
    pub bidi: Bidi,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: MessageLang::En,
            color: false,
            columns: 100,
            bidi: Bidi::Rlm,
        }
    }
}

/// Draws all findings, and a line that sums up.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    for report in &run.reports {
        write_file(report, options, out)?;
    }
    write_summary(run, options, out)
}

/// Draws the findings of one file, in one piece.
///
/// # Errors
/// Where the writer fails.
pub fn write_file(
    report: &FileReport<'_>,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut drawer = Drawer {
        report,
        shown: Shown::of(report.source),
        options: Options {
            columns: options.columns.max(LEAST_COLUMNS),
            ..options
        },
        phrases: Phrases(options.lang),
        config: Config::default(),
        out: Vec::new(),
    };
    for block in blocks(report.findings) {
        drawer.block(&block)?;
    }
    out.write_all(&drawer.out)
}

/// Writes the files that were fixed, and the lines that sum up: what was found, and what was or can be
/// fixed.
///
/// # Errors
/// Where the writer fails.
pub fn write_summary(run: &Run<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let phrases = Phrases(options.lang);
    let fixed = run.fixing.iter().flat_map(|fixing| &fixing.files);
    // Of one file the last line says all.
    for (path, count) in fixed.filter(|_| run.files > 1) {
        let row = phrases.fixed_in(*count, &visible(path));
        writeln!(out, "{}", options.bidi.row(row))?;
    }
    let mut summary = phrases.summary(run.files, run.summary);
    if let Some(known) = &run.known {
        summary.push(' ');
        summary.push_str(&phrases.known(known.known, known.stale.len()));
    }
    let mut texts = vec![summary];
    match &run.fixing {
        Some(fixing) => {
            if !fixing.files.is_empty() {
                texts.push(phrases.fixed(run.summary.fixed, fixing.files.len()));
            }
            if fixing.left > 0 {
                texts.push(phrases.left(fixing.left));
            }
        }
        None if run.summary.fixable > 0 => texts.push(phrases.fixable(run.summary.fixable)),
        None => {}
    }
    let columns = options.columns.max(LEAST_COLUMNS);
    for row in texts.iter().flat_map(|text| wrap(text, columns, columns)) {
        writeln!(out, "{}", options.bidi.row(row))?;
    }
    Ok(())
}

/// The findings that are drawn together: alone, or all of a rule that say the same of several
/// places of the article.
fn blocks(findings: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut blocks: Vec<Vec<&Finding>> = Vec::new();
    let mut groups = HashMap::new();
    for finding in findings {
        if finding.grouped {
            let key = (finding.rule, finding.message.id, finding.level);
            let block = *groups.entry(key).or_insert(blocks.len());
            if let Some(block) = blocks.get_mut(block) {
                block.push(finding);
                continue;
            }
        }
        blocks.push(vec![finding]);
    }
    blocks
}

/// Draws the blocks of one file.
struct Drawer<'a> {
    report: &'a FileReport<'a>,
    shown: Shown<'a>,
    options: Options,
    phrases: Phrases,
    config: Config,
    out: Vec<u8>,
}

impl Drawer<'_> {
    fn block(&mut self, findings: &[&Finding]) -> io::Result<()> {
        let head = findings[0];
        let Options {
            color,
            columns,
            bidi,
            lang,
        } = self.options;
        // Where labels stand on both ends of what is found, these are the marks: a quotation is
        // shown by its two quotation marks.
        let span = head.span;
        let starts = |label: &Label| label.span.start == span.start;
        let ends = |label: &Label| label.span.end == span.end;
        let framed = head.labels.iter().any(starts) && head.labels.iter().any(ends);
        let mains = findings.iter().skip(usize::from(framed)).take(SHOWN);
        let mut places: Vec<_> = mains
            .map(|finding| Place {
                span: finding.span,
                role: Role::Main,
                message: String::new(),
            })
            .collect();
        let first_other = places.len();
        for (i, label) in head.labels.iter().take(SHOWN).enumerate() {
            let end = framed && (starts(label) || ends(label));
            places.push(Place {
                span: label.span,
                role: if end { Role::Main } else { Role::Other(i) },
                message: visible(&self.report.label(head, label, lang)),
            });
        }
        let at = self.report.source.position(span.start);
        let mut view = View::new(&self.shown, at, &places, self.options);

        self.header(head);
        let mut notes = Vec::new();
        for (i, place) in places.iter().enumerate().skip(first_other) {
            if !view.told(i) {
                notes.push(self.label_note(place, at));
            }
        }
        if head.labels.len() > SHOWN {
            notes.push(self.phrases.more(head.labels.len() - SHOWN));
        }
        notes.extend(self.advice(head, view.reorders()));
        for other in findings.iter().take(SHOWN).skip(1) {
            notes.push(self.other_note(other));
        }
        if findings.len() > SHOWN {
            notes.push(self.phrases.more(findings.len() - SHOWN));
        }
        if let Some(url) = self.report.words.url(head.rule) {
            notes.push(self.phrases.see(&visible(url)));
        }

        let gutter = width(&view.rows().last().map_or(1, view::Row::number).to_string()) + 3;
        let notes = notes.iter().map(|note| {
            let rows = wrap(note, columns - gutter, columns - gutter);
            let rows: Vec<_> = rows.into_iter().map(|row| bidi.row(row)).collect();
            rows.join("\n")
        });
        let labels = view.take_labels();
        let diagnostic = Diagnostic::new(Severity::Note)
            .with_labels(labels)
            .with_notes(notes.collect());
        let mut pen = Pen::new(&mut self.out, view.rows(), head.level, color);
        emit_to_write_style(&mut pen, &self.config, &view, &diagnostic).map_err(|error| match error
        {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })
    }

    /// `warning[quotes/unmatched]: …`, over as many rows as it takes.
    fn header(&mut self, finding: &Finding) {
        let Options {
            color,
            columns,
            bidi,
            lang,
        } = self.options;
        let id = visible(self.report.words.id(finding.rule));
        let head = format!("{}[{id}]", self.phrases.level(finding.level));
        let message = visible(&self.report.message(finding, lang));
        let (level, bold, off) = if color {
            (level_color(finding.level), BOLD, RESET)
        } else {
            ("", "", "")
        };
        let mut heads = wrap(&head, columns - 1, columns - 1);
        let head = heads.pop().expect("there is always a row");
        for row in heads {
            self.out
                .extend_from_slice(format!("{level}{row}{off}\n").as_bytes());
        }
        let rows = wrap(
            &message,
            columns.saturating_sub(width(&head) + 2),
            columns - 2,
        );
        for (i, row) in rows.iter().enumerate() {
            let row = match (i, row.as_str()) {
                (0, "") => bidi.row(format!("{level}{head}{off}:")),
                (0, row) => bidi.row(format!("{level}{head}{off}{bold}: {row}{off}")),
                (_, row) => format!("  {}", bidi.row(format!("{bold}{row}{off}"))),
            };
            self.out.extend_from_slice(row.as_bytes());
            self.out.push(b'\n');
        }
    }

    /// `opened here: column 52, U+2019`.
    fn label_note(&self, place: &Place, at: Position) -> String {
        let source = self.report.source;
        let here = source.position(place.span.start);
        let marked = self.shown.slice(place.span);
        let line = (here.line != at.line).then_some(here.line);
        let mut note = format!(
            "{}: {}",
            place.message,
            self.phrases.position(line, here.column)
        );
        if !marked.is_empty() && marked.chars().nth(2).is_none() {
            note.push_str(self.phrases.comma());
            note.push_str(&phrases::code_points(marked));
        }
        note
    }

    /// What was found, what to write instead, and the fix where that says more.
    fn advice(&self, finding: &Finding, reorders: bool) -> Vec<String> {
        let lang = self.options.lang;
        let found = self.shown.slice(finding.span);
        let length = found.chars().take(QUOTED + 1).count();
        let mut notes = Vec::new();
        if (1..=SPELLED).contains(&length) && (reorders || !found.is_ascii()) {
            let quoted = phrases::quote(found);
            notes.push(
                self.phrases
                    .found_spelled(&quoted, &phrases::code_points(found)),
            );
        } else if reorders && (SPELLED..=QUOTED).contains(&length) {
            let quoted = phrases::quote(found);
            if !visible(&self.report.message(finding, lang)).contains(&quoted) {
                notes.push(self.phrases.found(&quoted));
            }
        }
        let help = visible(&self.report.help(finding, lang));
        if let Some(fix) = best_fix(finding) {
            // Blanks that are taken away or added are told in the help's words, not in code points.
            let blank = |text: &str| text.bytes().all(|byte| byte == b' ');
            let told = !help.is_empty()
                && fix.edits.iter().all(|edit| {
                    let (old, new) = (self.shown.slice(edit.span), &edit.text);
                    blank(old) && blank(new)
                        || !new.trim().is_empty() && help.contains(&*visible(new))
                });
            if !help.is_empty() {
                notes.push(help);
            }
            if !told {
                notes.push(self.fix_note(finding, fix));
            }
        } else if !help.is_empty() {
            notes.push(help);
        }
        notes
    }

    /// `replace X with Y`, never with an arrow: displays put what stands on both sides of it in
    /// either order.
    fn fix_note(&self, finding: &Finding, fix: &Fix) -> String {
        let shown = &self.shown;
        let short = |text: &str| text.chars().nth(QUOTED).is_none();
        let whole = fix.edits.len() <= 2
            && fix
                .edits
                .iter()
                .all(|edit| short(&edit.text) && short(shown.slice(edit.span)));
        if !whole {
            return visible(&self.report.fix(finding, fix, self.options.lang));
        }
        let edits = fix.edits.iter().map(|edit| {
            let (old, new) = (shown.slice(edit.span), edit.text.as_str());
            match (old, new) {
                ("", new) => self.phrases.add(&phrases::quote(new)),
                (old, "") => self.phrases.remove(&phrases::quote(old)),
                (old, new) => self
                    .phrases
                    .replace(&phrases::quote(old), &phrases::quote(new)),
            }
        });
        let edits: Vec<_> = edits.collect();
        edits.join(self.phrases.semicolon())
    }

    /// Another place of the block: where it is, and what to do there or what stands there.
    fn other_note(&self, finding: &Finding) -> String {
        let source = self.report.source;
        let at = source.position(finding.span.start);
        let place = self.phrases.position(Some(at.line), at.column);
        let found = self.shown.slice(finding.span);
        let more = match best_fix(finding) {
            Some(fix) => self.fix_note(finding, fix),
            None if found.is_empty() || found.chars().nth(QUOTED).is_some() => return place,
            None => self.phrases.found(&phrases::quote(found)),
        };
        format!("{place}{}{more}", self.phrases.comma())
    }
}

/// The fix that asks for the least, the first of equals.
fn best_fix(finding: &Finding) -> Option<&Fix> {
    let rank = |fix: &Fix| match fix.applicability {
        Applicability::Safe => 0,
        Applicability::Ask => 1,
        Applicability::Show => 2,
    };
    finding
        .fixes
        .iter()
        .filter(|fix| !fix.edits.is_empty())
        .min_by_key(|fix| rank(fix))
}
