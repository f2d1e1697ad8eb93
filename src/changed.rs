//! Which lines of which files have changed: what git says of a working tree, and whether a finding
//! touches it.

use std::collections::{HashMap, HashSet};
use std::iter;

use memchr::{memchr, memchr_iter};

use crate::finding::Finding;
use crate::source::Source;
use crate::span::Span;

/// Why it can't be told what has changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ChangesFault {
    /// The program git can't be started.
    NoGit,
    /// There is no working tree: git's words.
    NoRepository(String),
    /// The revision names no commit.
    UnknownRevision {
        /// As it was given.
        revision: String,
        /// Whether the clone lacks a part of its history.
        shallow: bool,
    },
    /// The revision and HEAD have no history in common.
    NoCommonAncestor {
        /// As it was given.
        revision: String,
        /// Whether the clone lacks a part of its history.
        shallow: bool,
    },
    /// Git refuses: its words.
    Failed(String),
    /// A file is outside of the repository.
    Outside,
    /// Standard input is no file of the repository.
    StandardInput,
}

/// What has changed in a working tree. Paths are bytes with `/`, relative to its top.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Changes {
    changed: HashMap<Vec<u8>, Lines>,
    tracked: HashSet<Vec<u8>>,
}

/// What has changed in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lines {
    /// All of it.
    Whole,
    /// Some of its lines.
    Hunks(Vec<Hunk>),
}

/// A stretch of lines that differ. Lines end at LF, as git counts them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hunk {
    /// The first line that is new, from 1; where none is, the line before those that are gone, 0 at
    /// the file's start.
    start: u32,
    /// How many lines are new.
    count: u32,
    /// Whether the first of the lines that are gone has words.
    words_first: bool,
    /// Whether the last of them has.
    words_last: bool,
}

impl Changes {
    /// Reads what `git diff -z --numstat --patch --unified=0` with the prefixes `a/` and `b/` says,
    /// and the tracked paths of `git ls-files -z`.
    #[must_use]
    pub fn parse(diff: &[u8], tracked: &[u8]) -> Self {
        let tracked = tracked.split(|&byte| byte == 0);
        let tracked = tracked
            .filter(|path| !path.is_empty())
            .map(<[u8]>::to_vec)
            .collect();
        let (mut changed, patch) = counts(diff);
        hunks(patch, &mut changed);
        Self { changed, tracked }
    }

    /// What has changed in a file; nothing for one that is as it was. A file that git does not track
    /// has changed as a whole. In a submodule, all files have changed where the submodule has.
    #[must_use]
    pub fn of(&self, path: &[u8]) -> Option<&Lines> {
        if self.tracked.contains(path) {
            return self.changed.get(path);
        }
        let slashes = (0..path.len()).filter(|&at| path[at] == b'/');
        let mut folders = slashes.map(|at| &path[..at]);
        match folders.find(|&folder| self.tracked.contains(folder)) {
            Some(submodule) => self
                .changed
                .contains_key(submodule)
                .then_some(&Lines::Whole),
            None => Some(&Lines::Whole),
        }
    }
}

/// The files that differ in content, by their counts of added and removed lines, and the patch that
/// follows. Each file is `added TAB removed TAB path NUL`, a renamed one `added TAB removed TAB NUL
/// old NUL new NUL`, a binary one has `-` for both counts; an empty entry ends them.
fn counts(diff: &[u8]) -> (HashMap<Vec<u8>, Lines>, &[u8]) {
    let mut changed = HashMap::new();
    let mut rest = diff;
    let mut next = || {
        let end = memchr(0, rest).unwrap_or(rest.len());
        let (entry, behind) = rest.split_at(end);
        rest = behind.get(1..).unwrap_or_default();
        entry
    };
    loop {
        let entry = next();
        let mut parts = entry.splitn(3, |&byte| byte == b'\t');
        let (Some(added), Some(removed), Some(path)) = (parts.next(), parts.next(), parts.next())
        else {
            return (changed, rest);
        };
        let path = if path.is_empty() {
            next();
            next()
        } else {
            path
        };
        if added != b"0" || removed != b"0" {
            changed.insert(path.to_vec(), Lines::Whole);
        }
    }
}

/// Reads the hunks of a patch without context lines. A file that differs but has none is binary, and
/// stays changed as a whole.
fn hunks(patch: &[u8], changed: &mut HashMap<Vec<u8>, Lines>) {
    let mut lines = patch.split(|&byte| byte == b'\n').peekable();
    let mut file = None;
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix(b"+++ ") {
            file = name_of(name).map(|path| changed.entry(path).or_insert(Lines::Whole));
            if let Some(file) = file.as_deref_mut() {
                *file = Lines::Hunks(Vec::new());
            }
        } else if line.starts_with(b"diff --git ") {
            file = None;
        } else if let Some((removed, mut hunk)) = hunk_header(line) {
            // The lines of a hunk are passed over by their number: an article may have lines that
            // look like a patch's.
            let mut line_of_hunk = || {
                let line = lines.next().unwrap_or_default();
                lines.next_if(|line| line.starts_with(b"\\"));
                line.get(1..).unwrap_or_default()
            };
            let has_words = |line: &[u8]| line.iter().any(|byte| !byte.is_ascii_whitespace());
            let gone: Vec<&[u8]> = (0..removed).map(|_| line_of_hunk()).collect();
            let new: Vec<&[u8]> = (0..hunk.count).map(|_| line_of_hunk()).collect();
            // A line whose break alone was added or taken away, at the file's end, is as it was.
            let same = gone.len() == 1 && gone.first() == new.first();
            if same {
                hunk.start += 1;
                hunk.count -= 1;
            }
            hunk.words_first = gone.first().is_some_and(|line| has_words(line));
            hunk.words_last = gone.last().is_some_and(|line| has_words(line));
            if let Some(Lines::Hunks(hunks)) = file.as_deref_mut()
                && !(same && hunk.count == 0)
            {
                hunks.push(hunk);
            }
        }
    }
}

/// `@@ -10,2 +9,0 @@ …`: how many lines are gone, and the new ones.
fn hunk_header(line: &[u8]) -> Option<(u32, Hunk)> {
    let line = line.strip_prefix(b"@@ -")?;
    let mut parts = line.split(|&byte| byte == b' ');
    let numbers = |part: &[u8]| {
        let part = str::from_utf8(part).ok()?;
        let (start, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let (_, removed): (u32, u32) = numbers(parts.next()?)?;
    let (start, count) = numbers(parts.next()?.strip_prefix(b"+")?)?;
    Some((
        removed,
        Hunk {
            start,
            count,
            words_first: false,
            words_last: false,
        },
    ))
}

/// The path of `b/path`, which git quotes as C does where it holds quotation marks, backslashes or
/// controls, and closes with a tab where it holds a space. None for `/dev/null`.
fn name_of(name: &[u8]) -> Option<Vec<u8>> {
    let name = match name.strip_prefix(b"\"") {
        Some(quoted) => unquoted(quoted),
        None => name.strip_suffix(b"\t").unwrap_or(name).to_vec(),
    };
    name.strip_prefix(b"b/").map(<[u8]>::to_vec)
}

/// What stands before the closing quotation mark.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = quoted.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'"' => break,
            b'\\' => match bytes.next() {
                Some(b'a') => 0x07,
                Some(b'b') => 0x08,
                Some(b't') => b'\t',
                Some(b'n') => b'\n',
                Some(b'v') => 0x0B,
                Some(b'f') => 0x0C,
                Some(b'r') => b'\r',
                Some(first @ b'0'..=b'7') => {
                    let mut value = first - b'0';
                    for _ in 0..2 {
                        if let Some(digit) = bytes.next_if(|digit| matches!(digit, b'0'..=b'7')) {
                            value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                        }
                    }
                    value
                }
                Some(other) => other,
                None => break,
            },
            other => other,
        });
    }
    out
}

/// The bytes of a file that have changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Touched {
    /// Whether all have.
    whole: bool,
    /// Lines that are new, with their line breaks, in order.
    stretches: Vec<Span>,
    /// Where lines are gone: what reaches over such a place has changed, too.
    cuts: Vec<u32>,
}

impl Touched {
    /// The changed lines of a file. A document's lines are no lines of its file, so it changes as a
    /// whole.
    #[must_use]
    pub fn of(lines: &Lines, source: &Source) -> Self {
        let (mut stretches, mut cuts) = (Vec::new(), Vec::new());
        let hunks = match lines {
            Lines::Hunks(hunks) if source.document().is_none() => hunks,
            _ => {
                return Self {
                    whole: true,
                    stretches,
                    cuts,
                };
            }
        };
        let text = source.text();
        let breaks = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let mut starts: Vec<usize> = iter::once(0).chain(breaks).collect();
        // The last line has the file's end, too: an empty span may stand there.
        let behind = text.len() + 1;
        starts.push(behind);
        // Of a line from 1; what lies behind the end is empty.
        let start = |line: u32| {
            starts
                .get((line as usize).saturating_sub(1))
                .copied()
                .unwrap_or(behind)
        };
        let line = |number: u32| Span::new(start(number), start(number + 1));
        let has_words = |number: u32| {
            number > 0
                && !text[start(number).min(text.len())..start(number + 1).min(text.len())]
                    .trim()
                    .is_empty()
        };
        for hunk in hunks {
            if hunk.count > 0 {
                stretches.push(Span::new(start(hunk.start), start(hunk.start + hunk.count)));
                continue;
            }
            // What is left of a paragraph whose lines are gone has changed. Where whole paragraphs
            // are gone, those around them have not.
            let (before, after) = (hunk.start, hunk.start + 1);
            if hunk.words_first && has_words(before) {
                stretches.push(line(before));
            }
            if hunk.words_last && has_words(after) {
                stretches.push(line(after));
            }
            cuts.push(start(after) as u32);
        }
        Self {
            whole: false,
            stretches,
            cuts,
        }
    }

    /// Whether a finding's span, or that of one of its labels, touches them.
    #[must_use]
    pub fn by(&self, finding: &Finding) -> bool {
        let labels = finding.labels.iter().map(|label| label.span);
        self.whole
            || iter::once(finding.span)
                .chain(labels)
                .any(|span| self.span(span))
    }

    fn span(&self, span: Span) -> bool {
        // An empty span stands on the character behind it.
        let end = span.end.max(span.start + 1);
        let at = self
            .stretches
            .partition_point(|stretch| stretch.end <= span.start);
        let cut = self.cuts.partition_point(|&cut| cut <= span.start);
        self.stretches
            .get(at)
            .is_some_and(|stretch| stretch.start < end)
            || self.cuts.get(cut).is_some_and(|&cut| cut < span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Label, Level, Message, RuleIndex};

    fn hunk(start: u32, count: u32, words_first: bool, words_last: bool) -> Hunk {
        Hunk {
            start,
            count,
            words_first,
            words_last,
        }
    }

    #[test]
    fn a_patch_is_read_by_its_numbers() {
        let diff =
            b"1\t3\ta.md\x00-\t-\tp.docx\x000\t0\t\x00old.md\x00n m.md\x001\t0\tq\"\n.md\x00\
1\t1\tend.md\x002\t1\ttail.md\x000\t2\tgone.md\x00\x00\
diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n\
@@ -2 +2 @@ @@ -9 +9 @@\n--- a/x\n+++ b/q\n\
@@ -8,2 +7,0 @@\n-\n-word\n\
diff --git a/p.docx b/p.docx\nBinary files a/p.docx and b/p.docx differ\n\
diff --git a/old.md b/n m.md\nsimilarity index 100%\nrename from old.md\nrename to n m.md\n\
diff --git \"a/q\\\"\\n.md\" \"b/q\\\"\\n.md\"\n--- \"a/q\\\"\\n.md\"\n+++ \"b/q\\\"\\n.md\"\n\
@@ -0,0 +1 @@\n+x\n\
diff --git a/end.md b/end.md\n--- a/end.md\n+++ b/end.md\n\
@@ -3 +3 @@\n-last\n\\ No newline at end of file\n+last\n\
diff --git a/tail.md b/tail.md\n--- a/tail.md\n+++ b/tail.md\n\
@@ -3 +3,2 @@\n-last\n\\ No newline at end of file\n+last\n+more\n\\ No newline at end of file\n\
diff --git a/gone.md b/gone.md\ndeleted file mode 100644\n--- a/gone.md\n+++ /dev/null\n\
@@ -1,2 +0,0 @@\n-a\n-b\n";
        let tracked = b"a.md\0p.docx\0n m.md\0q\"\n.md\0end.md\0tail.md\0same.md\0theme\0";
        let changes = Changes::parse(diff, tracked);
        let hunks = |path: &[u8]| changes.of(path).cloned();
        assert_eq!(
            hunks(b"a.md"),
            Some(Lines::Hunks(vec![
                hunk(2, 1, true, true),
                hunk(7, 0, false, true)
            ]))
        );
        assert_eq!(hunks(b"p.docx"), Some(Lines::Whole));
        assert_eq!(hunks(b"n m.md"), None);
        let first = hunk(1, 1, false, false);
        assert_eq!(hunks(b"q\"\n.md"), Some(Lines::Hunks(vec![first])));
        assert_eq!(hunks(b"end.md"), Some(Lines::Hunks(Vec::new())));
        let more = hunk(4, 1, true, true);
        assert_eq!(hunks(b"tail.md"), Some(Lines::Hunks(vec![more])));
        assert_eq!(hunks(b"same.md"), None);
        assert_eq!(hunks(b"theme/post.md"), None, "the submodule is as it was");
        assert_eq!(hunks(b"theme.md"), Some(Lines::Whole), "not tracked");
        assert_eq!(Changes::parse(b"", b"a"), Changes::parse(b"\0", b"a\0"));
    }

    #[test]
    fn names_are_unquoted_as_c_does() {
        let name =
            |name: &str| name_of(name.as_bytes()).map(|name| String::from_utf8(name).unwrap());
        assert_eq!(name("b/a.md"), Some("a.md".to_owned()));
        assert_eq!(name("b/a b.md\t"), Some("a b.md".to_owned()));
        assert_eq!(
            name("\"b/\\331\\205\\t\\\\\\\".md\""),
            Some("م\t\\\".md".to_owned())
        );
        assert_eq!(name("/dev/null"), None);
    }

    fn finding(spans: &[(usize, usize)]) -> Finding {
        let message = || Message {
            id: "x",
            args: Vec::new(),
        };
        let mut spans = spans.iter().map(|&(start, end)| Span::new(start, end));
        Finding {
            rule: RuleIndex(0),
            level: Level::Warning,
            span: spans.next().unwrap(),
            lang: "ar",
            message: message(),
            labels: spans
                .map(|span| Label {
                    span,
                    message: message(),
                })
                .collect(),
            fixes: Vec::new(),
            grouped: false,
            found: 0,
            context: 0,
        }
    }

    #[test]
    fn a_finding_touches_by_its_span_or_a_label() {
        // Lines begin at 0, 3, 6, 9 and 10.
        let source = Source::new("a", "ab\ncd\nef\n\ngh");
        let touches = |hunks: &[Hunk], spans: &[(usize, usize)]| {
            Touched::of(&Lines::Hunks(hunks.to_vec()), &source).by(&finding(spans))
        };
        let second = [hunk(2, 1, false, false)];
        assert!(touches(&second, &[(3, 4)]));
        assert!(touches(&second, &[(0, 4)]));
        assert!(touches(&second, &[(3, 3)]), "an empty span is on its line");
        assert!(!touches(&second, &[(6, 6)]));
        assert!(!touches(&second, &[(0, 3)]));
        assert!(!touches(&second, &[(6, 7)]));
        assert!(touches(&second, &[(6, 7), (0, 1), (4, 5)]));
        let last = [hunk(5, 1, false, false)];
        assert!(touches(&last, &[(12, 12)]), "the file's end");
        assert!(!touches(&[], &[(0, 1)]));
        // Gone between the lines 2 and 3.
        let inside = [hunk(2, 0, true, true)];
        assert!(touches(&inside, &[(3, 4)]) && touches(&inside, &[(6, 7)]));
        assert!(!touches(&inside, &[(0, 1)]) && !touches(&inside, &[(10, 11)]));
        // A paragraph and the blank line behind it are gone between the lines 3 and 4.
        let paragraph = [hunk(4, 0, true, false)];
        assert!(!touches(&paragraph, &[(6, 7)]) && !touches(&paragraph, &[(10, 11)]));
        assert!(touches(&paragraph, &[(7, 11)]), "what reaches over it");
        assert!(!touches(&[hunk(0, 0, true, false)], &[(0, 1)]));
        assert!(
            !touches(&[hunk(9, 3, true, true)], &[(0, 12)]),
            "beyond the end"
        );
        let whole = Touched::of(&Lines::Whole, &source);
        assert!(whole.by(&finding(&[(0, 0)])));
    }
}
