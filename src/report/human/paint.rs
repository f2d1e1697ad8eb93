//! The pen that codespan-reporting draws with.
//!
//! It colours, leaves out codespan's header (which knows neither our levels nor the reader's
//! language), and leaves out the row of carets under an excerpt that a display may reorder: there a
//! caret would point at another word, while the colour of letters goes wherever the letters go.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{LabelStyle, Severity};
use codespan_reporting::term::WriteStyle;

use super::view::{Role, Row};
use crate::finding::Level;

/// Ends all that was switched on.
pub(super) const RESET: &str = "\x1b[0m";

/// What is bold and no more.
pub(super) const BOLD: &str = "\x1b[1m";

/// Line numbers, borders, bullets.
const FRAME: &str = "\x1b[34m";

/// The colour of a level, bold. Underlines, bold and the eight colours are what CI logs know too;
/// reverse is not.
pub(super) fn level_color(level: Level) -> &'static str {
    match level {
        Level::Error => "\x1b[1;31m",
        Level::Warning => "\x1b[1;33m",
        Level::Hint => "\x1b[1;36m",
    }
}

/// The mark of a place in a row that may be reordered.
fn mark(level: Level, role: Role) -> &'static str {
    match (role, level) {
        (Role::Main, Level::Error) => "\x1b[1;4;31m",
        (Role::Main, Level::Warning) => "\x1b[1;4;33m",
        (Role::Main, Level::Hint) => "\x1b[1;4;36m",
        (Role::Other(n), _) if n % 2 == 0 => "\x1b[1;4;35m",
        (Role::Other(_), _) => "\x1b[1;4;32m",
    }
}

/// The row that is being drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Drawing {
    /// Codespan's header, which is left out.
    Header,
    /// An excerpt: which one, and how many of its marks were begun.
    Excerpt(usize, usize),
    /// The carets under an excerpt that may be reordered, which are left out.
    Carets,
    /// Any other.
    Other,
}

/// Draws one block.
pub(super) struct Pen<'a> {
    out: &'a mut Vec<u8>,
    rows: &'a [Row],
    level: Level,
    color: bool,
    drawing: Drawing,
    drawn: usize,
}

impl<'a> Pen<'a> {
    /// A pen for the rows of one view.
    pub(super) fn new(out: &'a mut Vec<u8>, rows: &'a [Row], level: Level, color: bool) -> Self {
        Self {
            out,
            rows,
            level,
            color,
            drawing: Drawing::Header,
            drawn: 0,
        }
    }

    fn silent(&self) -> bool {
        matches!(self.drawing, Drawing::Header | Drawing::Carets)
    }

    fn switch(&mut self, style: &str) -> io::Result<()> {
        if self.color && !self.silent() {
            self.out.extend_from_slice(style.as_bytes());
        }
        Ok(())
    }

    fn end_row(&mut self) {
        self.drawing = match self.drawing {
            Drawing::Excerpt(row, _) if self.rows[row].reorders => Drawing::Carets,
            _ => Drawing::Other,
        };
    }
}

impl Write for Pen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|&byte| byte == b'\n') {
            if !self.silent() {
                self.out.extend_from_slice(part);
            }
            if part.ends_with(b"\n") {
                self.end_row();
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Pen<'_> {
    fn set_header(&mut self, _: Severity) -> io::Result<()> {
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.drawing = Drawing::Excerpt(self.drawn.min(self.rows.len() - 1), 0);
        self.drawn += 1;
        self.switch(FRAME)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.switch(FRAME)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.switch(FRAME)
    }

    fn set_label(&mut self, _: Severity, style: LabelStyle) -> io::Result<()> {
        let color = match self.drawing {
            Drawing::Excerpt(row, run) if self.rows[row].reorders => {
                self.drawing = Drawing::Excerpt(row, run + 1);
                let role = self.rows[row].runs.get(run).copied();
                mark(self.level, role.unwrap_or(Role::Main))
            }
            _ if style == LabelStyle::Primary => level_color(self.level),
            _ => FRAME,
        };
        self.switch(color)
    }

    fn reset(&mut self) -> io::Result<()> {
        self.switch(RESET)
    }
}
