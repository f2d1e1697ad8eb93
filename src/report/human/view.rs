//! What codespan-reporting is given in place of the file: the excerpts of one block, with the real
//! name, lines and column.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::diagnostic::Label;
use codespan_reporting::files::{Error, Files, Location};

use super::super::text::width;
use super::Options;
use super::shown::Shown;
use super::window::{Excerpt, Frame, excerpt, reorders, runs};
use crate::source::{Position, Source};
use crate::span::Span;

/// What a place is to its block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Role {
    /// What the block is about.
    Main,
    /// A further place, by number from 0.
    Other(usize),
}

/// A place that is marked.
#[derive(Debug)]
pub(super) struct Place {
    /// Bytes of the file.
    pub(super) span: Span,
    /// What it is to its block.
    pub(super) role: Role,
    /// What is said beside it, visible; empty where nothing is.
    pub(super) message: String,
}

/// A row with an excerpt.
#[derive(Debug)]
pub(super) struct Row {
    /// Its index for codespan: two rows that are no neighbours in the file are three apart, so that
    /// a break is drawn between them.
    index: usize,
    /// The line's number, from 1.
    number: u32,
    /// Bytes of the view.
    range: Range<usize>,
    /// Whether a display may reorder it, so that no caret row may stand under it.
    pub(super) reorders: bool,
    /// What is marked in it, in the order of the row.
    pub(super) runs: Vec<Role>,
}

impl Row {
    /// The line's number, from 1.
    pub(super) fn number(&self) -> u32 {
        self.number
    }
}

/// The excerpts of one block.
#[derive(Debug)]
pub(super) struct View {
    name: String,
    text: String,
    rows: Vec<Row>,
    location: Location,
    labels: Vec<Label<()>>,
    told: Vec<bool>,
}

/// The part of a place that lies on one line, in bytes of that line.
struct Part {
    place: usize,
    range: Range<usize>,
    last: bool,
}

impl View {
    /// The excerpts round some places, the weightiest first, of a block that is about a position.
    pub(super) fn new(shown: &Shown<'_>, at: Position, places: &[Place], options: Options) -> Self {
        let source = shown.source();
        let Options {
            columns,
            color,
            bidi,
            ..
        } = options;
        let mut lines: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
        for (place, Place { span, .. }) in places.iter().enumerate() {
            for (line, range, last) in parts(source, shown.span(*span)) {
                lines
                    .entry(line)
                    .or_default()
                    .push(Part { place, range, last });
            }
        }
        let digits = lines
            .keys()
            .next_back()
            .map_or(1, |line| line.ilog10() as usize + 1);
        let frame = Frame {
            columns: columns.saturating_sub(digits + 3),
            color,
            bidi,
        };
        let mut view = Self {
            name: bidi.name(source.name()),
            text: String::new(),
            rows: Vec::new(),
            location: Location {
                line_number: at.line as usize,
                column_number: at.column as usize,
            },
            labels: Vec::new(),
            told: vec![false; places.len()],
        };
        for (number, parts) in lines {
            let line = source.slice(source.line(number));
            let marks: Vec<_> = parts.iter().map(|part| part.range.clone()).collect();
            let excerpt = excerpt(line, &marks, frame);
            view.push(number, &excerpt, &parts, places, frame.columns);
        }
        view
    }

    fn push(
        &mut self,
        number: u32,
        excerpt: &Excerpt,
        parts: &[Part],
        places: &[Place],
        columns: usize,
    ) {
        let start = self.text.len();
        self.text.push_str(&excerpt.text);
        let index = match self.rows.last() {
            Some(row) if row.number + 1 == number => row.index + 1,
            Some(row) => row.index + 3,
            None => 0,
        };
        let role = |part: usize| places[parts[part].place].role;
        let runs = runs(&excerpt.marks);
        let roles = |of: &Vec<usize>| {
            of.iter()
                .map(|&part| role(part))
                .min()
                .unwrap_or(Role::Main)
        };
        self.rows.push(Row {
            index,
            number,
            range: start..self.text.len(),
            reorders: excerpt.reorders,
            runs: runs.iter().map(|(_, of)| roles(of)).collect(),
        });
        self.text.push('\n');

        let shown: Vec<_> = parts
            .iter()
            .zip(&excerpt.marks)
            .filter_map(|(part, mark)| Some((part, mark.clone()?)))
            .collect();
        let beside = !excerpt.reorders && has_room(&excerpt.text, &shown, places, columns);
        if shown.is_empty() {
            // A mark can be wider than the row (one letter made of many). The row is drawn still.
            self.labels.push(Label::primary((), start..start));
        }
        for (part, mark) in shown {
            let place = &places[part.place];
            let range = start + mark.start..start + mark.end;
            // Only what is under a primary label is coloured in the row itself, and a row that may
            // be reordered has no other mark.
            let label = if place.role == Role::Main || excerpt.reorders {
                Label::primary((), range)
            } else {
                Label::secondary((), range)
            };
            let tell = beside && part.last && !place.message.is_empty();
            self.told[part.place] |= tell;
            let message = if tell { place.message.as_str() } else { "" };
            self.labels.push(label.with_message(message));
        }
    }

    /// The rows, from the top.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether a display may reorder one of the rows.
    pub(super) fn reorders(&self) -> bool {
        self.rows.iter().any(|row| row.reorders)
    }

    /// Whether a place's message stands beside its carets.
    pub(super) fn told(&self, place: usize) -> bool {
        self.told[place]
    }

    /// The labels for codespan.
    pub(super) fn take_labels(&mut self) -> Vec<Label<()>> {
        std::mem::take(&mut self.labels)
    }

    fn row(&self, index: usize) -> Result<&Row, Error> {
        let row = self.rows.iter().find(|row| row.index == index);
        row.ok_or(Error::LineTooLarge {
            given: index,
            max: self.rows.last().map_or(0, |row| row.index),
        })
    }
}

impl<'v> Files<'v> for View {
    type FileId = ();
    type Name = &'v str;
    type Source = &'v str;

    fn name(&'v self, (): ()) -> Result<&'v str, Error> {
        Ok(&self.name)
    }

    fn source(&'v self, (): ()) -> Result<&'v str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'v self, (): (), byte: usize) -> Result<usize, Error> {
        let after = self.rows.partition_point(|row| row.range.start <= byte);
        Ok(self.rows[after.saturating_sub(1)].index)
    }

    fn line_number(&'v self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.row(index)?.number as usize)
    }

    fn column_number(&'v self, (): (), _: usize, _: usize) -> Result<usize, Error> {
        Ok(self.location.column_number)
    }

    fn location(&'v self, (): (), _: usize) -> Result<Location, Error> {
        Ok(self.location)
    }

    fn line_range(&'v self, (): (), index: usize) -> Result<Range<usize>, Error> {
        Ok(self.row(index)?.range.clone())
    }
}

/// The first and the last line of a span, with its bytes there and whether it ends there. Line
/// breaks are not counted in.
fn parts(source: &Source, span: Span) -> Vec<(u32, Range<usize>, bool)> {
    let first = source.position(span.start);
    let last = source.position(span.end);
    let part = |line: u32, start: &Position, end: &Position, ends: bool| {
        let bytes = source.line(line);
        let clip = |at: u32| at.clamp(bytes.start, bytes.end) as usize - bytes.start();
        (line, clip(start.byte)..clip(end.byte), ends)
    };
    let mut line = last.line;
    if line > first.line && last.column == 1 {
        line -= 1;
    }
    if line == first.line {
        return vec![part(line, &first, &last, true)];
    }
    vec![
        part(first.line, &first, &last, false),
        part(line, &first, &last, true),
    ]
}

/// Whether the messages of a row have room beside or under its carets. Those that a display may
/// reorder never have.
fn has_room(text: &str, shown: &[(&Part, Range<usize>)], places: &[Place], columns: usize) -> bool {
    let end = shown
        .iter()
        .map(|(_, mark)| width(&text[..mark.end]))
        .max()
        .unwrap_or(0);
    shown.iter().filter(|(part, _)| part.last).all(|(part, _)| {
        let message = &places[part.place].message;
        message.is_empty() || !reorders(message) && end + 2 + width(message) <= columns
    })
}
