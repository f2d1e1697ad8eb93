//! Checkstyle's XML: the files, and in each what is wrong. Columns count scalar values from 1.

use std::io::{self, Write};

use super::machine::{Said, by_file};
use super::text::visible;
use super::xml::{self, attribute};
use super::{MessageLang, Run};
use crate::finding::Level;

/// Writes all files, those without a finding too, as Checkstyle does.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    xml::document(out, |writer| {
        let root = writer
            .create_element("checkstyle")
            .with_attribute(("version", env!("CARGO_PKG_VERSION")));
        let files = by_file(run);
        if files.is_empty() {
            root.write_empty()?;
            return Ok(());
        }
        root.write_inner_content(|writer| {
            for (path, file) in &files {
                let mut errors = Vec::new();
                for problem in &file.problems {
                    errors.push(Error {
                        place: problem.kind.place(),
                        severity: "error",
                        message: visible(&problem.message(lang)),
                        source: problem.kind.name(),
                    });
                }
                for (report, finding) in file.findings() {
                    let at = report.source.position(finding.span.start);
                    errors.push(Error {
                        place: Some((at.line, at.column)),
                        severity: match finding.level {
                            Level::Error => "error",
                            Level::Warning => "warning",
                            Level::Hint => "info",
                        },
                        message: Said::of(report, finding, lang).joined(" "),
                        source: report.words.id(finding.rule),
                    });
                }
                let element = writer
                    .create_element("file")
                    .with_attribute(("name", attribute(path)));
                if errors.is_empty() {
                    element.write_empty()?;
                } else {
                    element.write_inner_content(|writer| {
                        errors.iter().try_for_each(|error| error.write(writer))
                    })?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// One thing that is wrong.
struct Error<'r> {
    /// Line and column from 1.
    place: Option<(u32, u32)>,
    severity: &'static str,
    message: String,
    source: &'r str,
}

impl Error<'_> {
    fn write<W: Write>(&self, writer: &mut quick_xml::Writer<W>) -> io::Result<()> {
        let mut element = writer.create_element("error");
        // Readers ask for a line.
        let (line, column) = self
            .place
            .map_or((1, None), |(line, column)| (line, Some(column)));
        element = element.with_attribute(("line", line.to_string().as_str()));
        if let Some(column) = column {
            element = element.with_attribute(("column", column.to_string().as_str()));
        }
        element
            .with_attribute(("severity", self.severity))
            .with_attribute(("message", attribute(&self.message)))
            .with_attribute(("source", attribute(self.source)))
            .write_empty()?;
        Ok(())
    }
}
