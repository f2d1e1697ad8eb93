//! JUnit's XML as Jenkins and GitLab read it: a suite a file, and a test case for each finding.
//!
//! An error or a warning is a failure. A hint fails nothing, so it is a test that was skipped. A file
//! without a finding is a test that passed, else there would be nothing that a reader could count. What
//! could not be done is an error. There are no times, since two runs say the same.

use std::io::{self, Write};

use quick_xml::Writer;

use super::machine::{File, Said, by_file};
use super::text::visible;
use super::xml::{self, attribute, content};
use super::{MessageLang, Run};
use crate::finding::Level;

/// Writes all files as suites.
///
/// # Errors
/// Where the writer fails.
pub fn write(run: &Run<'_>, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<_> = by_file(run)
        .into_iter()
        .map(|(path, file)| (path, cases(path, &file, lang)))
        .collect();
    let all = Counts::of(suites.iter().flat_map(|(_, cases)| cases));
    xml::document(out, |writer| {
        let root = writer
            .create_element("testsuites")
            .with_attribute(("name", "tarqim"))
            .with_attributes(all.attributes().iter().map(pair));
        if suites.is_empty() {
            root.write_empty()?;
            return Ok(());
        }
        root.write_inner_content(|writer| {
            for (path, cases) in &suites {
                let counts = Counts::of(cases);
                writer
                    .create_element("testsuite")
                    .with_attribute(("name", attribute(path)))
                    .with_attributes(counts.attributes().iter().map(pair))
                    .with_attribute(("skipped", counts.skipped.to_string().as_str()))
                    .write_inner_content(|writer| {
                        cases.iter().try_for_each(|case| case.write(path, writer))
                    })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// A test case.
struct Case {
    name: String,
    outcome: Option<Outcome>,
}

/// What became of a test case that did not pass.
struct Outcome {
    /// The element's name.
    element: &'static str,
    kind: &'static str,
    message: String,
    /// The place, and what to write instead.
    more: [String; 2],
}

/// How many test cases there are of each kind.
#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Counts {
    fn of<'c>(cases: impl IntoIterator<Item = &'c Case>) -> Self {
        let mut counts = Self::default();
        for case in cases {
            counts.tests += 1;
            match case.outcome.as_ref().map(|outcome| outcome.element) {
                Some("failure") => counts.failures += 1,
                Some("error") => counts.errors += 1,
                Some(_) => counts.skipped += 1,
                None => {}
            }
        }
        counts
    }

    /// Those that suites and the whole both have.
    fn attributes(&self) -> [(&'static str, String); 3] {
        [
            ("tests", self.tests.to_string()),
            ("failures", self.failures.to_string()),
            ("errors", self.errors.to_string()),
        ]
    }
}

fn pair<'p>((name, value): &'p (&'static str, String)) -> (&'p str, &'p str) {
    (name, value)
}

fn cases(path: &str, file: &File<'_, '_>, lang: MessageLang) -> Vec<Case> {
    let mut cases = Vec::new();
    for problem in &file.problems {
        let kind = problem.kind.name();
        cases.push(Case {
            name: kind.to_owned(),
            outcome: Some(Outcome {
                element: "error",
                kind,
                message: visible(&problem.message(lang)),
                more: Default::default(),
            }),
        });
    }
    for (report, finding) in file.findings() {
        let at = report.source.position(finding.span.start);
        let said = Said::of(report, finding, lang);
        cases.push(Case {
            name: format!(
                "{} ({}:{})",
                report.words.id(finding.rule),
                at.line,
                at.column
            ),
            outcome: Some(Outcome {
                element: if finding.level == Level::Hint {
                    "skipped"
                } else {
                    "failure"
                },
                kind: finding.level.name(),
                message: said.message,
                more: [format!("{path}:{}:{}", at.line, at.column), said.help],
            }),
        });
    }
    if cases.is_empty() {
        cases.push(Case {
            name: "tarqim".to_owned(),
            outcome: None,
        });
    }
    cases
}

impl Case {
    fn write<W: Write>(&self, path: &str, writer: &mut Writer<W>) -> io::Result<()> {
        let element = writer
            .create_element("testcase")
            .with_attribute(("name", attribute(&self.name)))
            .with_attribute(("classname", attribute(path)));
        let Some(outcome) = &self.outcome else {
            element.write_empty()?;
            return Ok(());
        };
        element.write_inner_content(|writer| {
            let element = writer
                .create_element(outcome.element)
                .with_attribute(("type", outcome.kind))
                .with_attribute(("message", attribute(&outcome.message)));
            let lines = outcome.more.iter().map(String::as_str);
            let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
            if lines.is_empty() {
                element.write_empty()?;
            } else {
                element.write_text_content(content(&lines))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
