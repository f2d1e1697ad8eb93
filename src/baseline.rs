//! What a desk knows of already: findings that stand in a file beside the articles, so that a run
//! reports only what is new.
//!
//! The file is JSON, one finding a line, grouped by article and sorted, so that two people's changes
//! to it merge and a reviewer sees what is taken for granted:
//!
//! ```json
//! {
//!   "version": 1,
//!   "files": [
//!     {"path": "ar/harbour.md", "findings": [
//!       {"rule": "quotes/unmatched", "text": "«", "fingerprint": "0cf1a1f0c0a1b2d3e4f5a6b7c8d9e0f1"}
//!     ]}
//!   ]
//! }
//! ```
//!
//! Paths are relative to the file's own folder, so that a run from any folder knows the same
//! findings. A finding is known by its [`Fingerprint`], made with that path; its text is there for
//! people, and nothing reads it. A key that is added does not change the version.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::iter;

use serde::{Deserialize, Deserializer, de};

use crate::report::{Fingerprint, is_hidden};

/// The name of the file that `tarqim baseline` writes.
pub const FILE_NAME: &str = "tarqim-baseline.json";

/// The version of the shape.
const VERSION: u32 = 1;

/// How many scalar values of what was found are kept for people.
const TEXT: usize = 40;

/// Findings that are known, by article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    files: BTreeMap<String, Entries>,
}

/// The known findings of one article.
type Entries = BTreeMap<Fingerprint, Entry>;

/// A finding that is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The rule's id.
    pub rule: String,
    /// The beginning of what was found, on one line; empty where nothing stands there.
    pub text: String,
}

impl Entry {
    /// An entry for what a rule found.
    #[must_use]
    pub fn new(rule: &str, found: &str) -> Self {
        let words = found.split_whitespace();
        let mut shown = words
            .flat_map(|word| iter::once(' ').chain(word.chars()))
            .skip(1);
        let mut text: String = shown.by_ref().take(TEXT).collect();
        if shown.next().is_some() {
            text.push('…');
        }
        Self {
            rule: rule.to_owned(),
            text,
        }
    }
}

/// Why a text is no baseline: the place, and the reason in English.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line from 1.
    pub line: u32,
    /// Column in bytes from 1.
    pub column: u32,
    /// What is wrong.
    pub reason: String,
}

impl Baseline {
    /// Reads a baseline. An article that stands there twice, as a merge may leave it, has the entries
    /// of both.
    ///
    /// # Errors
    /// Where it is no JSON, of another shape or of a version that is not known.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let document: Document = serde_json::from_str(text).map_err(|error| {
            let words = error.to_string();
            let reason = words
                .rsplit_once(" at line ")
                .map_or(&*words, |(words, _)| words);
            Fault {
                line: error.line().max(1) as u32,
                column: error.column().max(1) as u32,
                reason: reason.to_owned(),
            }
        })?;
        let mut baseline = Self::default();
        for file in document.files {
            let entries = file.findings.into_iter().map(|found| {
                let (rule, text) = (found.rule, found.text);
                (found.fingerprint, Entry { rule, text })
            });
            baseline.files.entry(file.path).or_default().extend(entries);
        }
        baseline.files.retain(|_, entries| !entries.is_empty());
        Ok(baseline)
    }

    /// The file's text: articles by path, findings by rule and fingerprint, so that it does not
    /// change when paragraphs move.
    #[must_use]
    pub fn render(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": [");
        for (at, (path, entries)) in self.files.iter().enumerate() {
            out.push_str(if at == 0 { "\n    " } else { ",\n    " });
            let _ = write!(out, "{{\"path\": {}, \"findings\": [", quoted(path));
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by_key(|&(fingerprint, entry)| (&entry.rule, fingerprint));
            for (at, (fingerprint, entry)) in sorted.into_iter().enumerate() {
                out.push_str(if at == 0 { "\n      " } else { ",\n      " });
                let _ = write!(out, "{{\"rule\": {}, ", quoted(&entry.rule));
                if !entry.text.is_empty() {
                    let _ = write!(out, "\"text\": {}, ", quoted(&entry.text));
                }
                let _ = write!(out, "\"fingerprint\": \"{fingerprint}\"}}");
            }
            out.push_str("\n    ]}");
        }
        out.push_str(if self.files.is_empty() {
            "]\n}\n"
        } else {
            "\n  ]\n}\n"
        });
        out
    }

    /// Whether a finding of an article is known.
    #[must_use]
    pub fn knows(&self, path: &str, fingerprint: Fingerprint) -> bool {
        self.files
            .get(path)
            .is_some_and(|entries| entries.contains_key(&fingerprint))
    }

    /// The entries of an article that was judged which nothing was found for any more, of the rules
    /// that ran: by rule and fingerprint.
    pub fn stale<'a>(
        &'a self,
        path: &str,
        found: &[Fingerprint],
        ran: impl Fn(&str) -> bool,
    ) -> Vec<(Fingerprint, &'a Entry)> {
        let Some(entries) = self.files.get(path) else {
            return Vec::new();
        };
        let found: HashSet<_> = found.iter().copied().collect();
        let mut stale: Vec<_> = entries
            .iter()
            .map(|(&fingerprint, entry)| (fingerprint, entry))
            .filter(|(fingerprint, entry)| !found.contains(fingerprint) && ran(&entry.rule))
            .collect();
        stale.sort_by_key(|&(fingerprint, entry)| (&entry.rule, fingerprint));
        stale
    }

    /// Takes entries of an article out.
    pub fn remove(&mut self, path: &str, fingerprints: &[Fingerprint]) {
        if let Some(entries) = self.files.get_mut(path) {
            for fingerprint in fingerprints {
                entries.remove(fingerprint);
            }
            if entries.is_empty() {
                self.files.remove(path);
            }
        }
    }

    /// Adds entries to an article, in the place of those that are there under the same fingerprint.
    pub fn add(&mut self, path: &str, entries: impl IntoIterator<Item = (Fingerprint, Entry)>) {
        let mut entries = entries.into_iter().peekable();
        if entries.peek().is_some() {
            self.files
                .entry(path.to_owned())
                .or_default()
                .extend(entries);
        }
    }

    /// Takes an article out.
    pub fn remove_file(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// The articles that have entries, sorted, and how many each has.
    pub fn files(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files
            .iter()
            .map(|(path, entries)| (path.as_str(), entries.len()))
    }
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "version", deserialize_with = "known_version")]
    _version: u32,
    files: Vec<FileEntries>,
}

#[derive(Deserialize)]
struct FileEntries {
    path: String,
    findings: Vec<Found>,
}

#[derive(Deserialize)]
struct Found {
    rule: String,
    #[serde(default)]
    text: String,
    #[serde(deserialize_with = "fingerprint")]
    fingerprint: Fingerprint,
}

fn known_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        VERSION => Ok(VERSION),
        other => Err(de::Error::custom(format!(
            "the version {other} is not known (known: {VERSION})"
        ))),
    }
}

fn fingerprint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Fingerprint, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|()| {
        de::Error::custom(format!(
            "`{text}` is no fingerprint of 32 hexadecimal digits"
        ))
    })
}

/// A JSON string in which nothing is hidden: what has no ink or turns the line is an escape.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string is always JSON");
    if !json.chars().any(is_hidden) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(entries: &[(&str, &str, &str, u128)]) -> Baseline {
        let mut baseline = Baseline::default();
        for &(path, rule, text, fingerprint) in entries {
            baseline.add(path, [(Fingerprint(fingerprint), Entry::new(rule, text))]);
        }
        baseline
    }

    #[test]
    fn it_is_read_as_it_is_written_one_entry_a_line() {
        let baseline = of(&[
            ("ب.md", "percent/form", "25\u{200F}٪", 7),
            ("a \"b\".md", "quotes/style", "", 2),
            ("a \"b\".md", "date/format", "1 \\ 2\n\t3", 3),
            ("a \"b\".md", "date/format", "x", 1),
        ]);
        let text = baseline.render();
        assert_eq!(
            text,
            r#"{
  "version": 1,
  "files": [
    {"path": "a \"b\".md", "findings": [
      {"rule": "date/format", "text": "x", "fingerprint": "00000000000000000000000000000001"},
      {"rule": "date/format", "text": "1 \\ 2 3", "fingerprint": "00000000000000000000000000000003"},
      {"rule": "quotes/style", "fingerprint": "00000000000000000000000000000002"}
    ]},
    {"path": "ب.md", "findings": [
      {"rule": "percent/form", "text": "25\u200f٪", "fingerprint": "00000000000000000000000000000007"}
    ]}
  ]
}
"#
        );
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        let marked = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert!(Baseline::parse(&marked).is_ok());
        let none = Baseline::default();
        assert_eq!(Baseline::parse(&none.render()), Ok(none));
    }

    #[test]
    fn what_is_no_baseline_is_told_with_its_place() {
        let place = |text: &str| {
            let fault = Baseline::parse(text).unwrap_err();
            (fault.line, fault.reason)
        };
        assert_eq!(
            place("{\n\"version\": 2, \"files\": {}}"),
            (2, "the version 2 is not known (known: 1)".to_owned())
        );
        assert_eq!(place("{\"files\": []}").1, "missing field `version`");
        assert_eq!(place("").0, 1);
        assert_eq!(place("{\"version\": 1,\n<<<<<<< main\n").0, 2);
        let entry = |finding: &str| {
            format!(
                "{{\"version\": 1, \"files\": [\n{{\"path\": \"a\", \"findings\": [\n{finding}]}}]}}"
            )
        };
        for finding in [
            r#"{"rule": 1, "fingerprint": "00000000000000000000000000000002"}"#,
            r#"{"rule": "a/b", "fingerprint": "2"}"#,
            r#"{"rule": "a/b", "fingerprint": "+0000000000000000000000000000002"}"#,
            r#"{"rule": "a/b"}"#,
            r#""a/b""#,
        ] {
            assert_eq!(place(&entry(finding)).0, 3, "{finding}");
        }
        let more = r#"{"rule": "a/b", "fingerprint": "00000000000000000000000000000002", "by": 1}"#;
        assert!(Baseline::parse(&entry(more)).is_ok(), "a key that is added");
    }

    #[test]
    fn an_article_that_a_merge_left_twice_has_the_entries_of_both() {
        let twice = r#"{"version": 1, "files": [
            {"path": "a.md", "findings": [{"rule": "a/b", "fingerprint": "00000000000000000000000000000001"}]},
            {"path": "a.md", "findings": [{"rule": "a/b", "fingerprint": "00000000000000000000000000000002"}]},
            {"path": "b.md", "findings": []}
        ]}"#;
        let baseline = Baseline::parse(twice).unwrap();
        assert_eq!(baseline.files().collect::<Vec<_>>(), [("a.md", 2)]);
    }

    #[test]
    fn stale_is_said_of_rules_that_ran() {
        let baseline = of(&[
            ("a", "x/y", "1", 1),
            ("a", "x/z", "2", 2),
            ("a", "x/y", "3", 3),
        ]);
        let stale = |found: &[u128], ran: &str| -> Vec<u128> {
            let found: Vec<_> = found.iter().copied().map(Fingerprint).collect();
            let stale = baseline.stale("a", &found, |rule| rule == ran);
            stale.iter().map(|(fingerprint, _)| fingerprint.0).collect()
        };
        assert_eq!(stale(&[1, 9], "x/y"), [3]);
        assert_eq!(stale(&[], "x/y"), [1, 3]);
        assert_eq!(stale(&[], "x/none"), [] as [u128; 0]);
        assert_eq!(baseline.stale("b", &[], |_| true), []);
        assert!(baseline.knows("a", Fingerprint(1)));
        assert!(!baseline.knows("b", Fingerprint(1)));
    }

    #[test]
    fn an_article_without_entries_is_gone() {
        let mut baseline = of(&[("a", "x/y", "1", 1), ("b", "x/y", "1", 1)]);
        baseline.remove("a", &[Fingerprint(1)]);
        baseline.remove("none", &[Fingerprint(1)]);
        baseline.add("c", []);
        assert_eq!(baseline.files().collect::<Vec<_>>(), [("b", 1)]);
        baseline.remove_file("b");
        assert_eq!(baseline, Baseline::default());
    }

    #[test]
    fn the_text_for_people_is_short_and_on_one_line() {
        assert_eq!(Entry::new("a/b", " قال \r\n المدير ").text, "قال المدير");
        assert_eq!(Entry::new("a/b", &"x".repeat(TEXT)).text.len(), TEXT);
        let long = "كلمة ".repeat(1000);
        assert_eq!(Entry::new("a/b", &long).text.chars().count(), TEXT + 1);
        assert_eq!(
            Entry::new("a/b", &"x".repeat(1000)).text.len(),
            TEXT + "…".len()
        );
    }
}
