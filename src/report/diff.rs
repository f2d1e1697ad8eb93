//! What would be changed, as a unified diff that `git apply` and `patch -p1` take.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use similar::udiff::UnifiedHunkHeader;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline, group_diff_ops};

use super::text::visible;

/// How many lines are shown on each side of a change.
const AROUND: usize = 3;

/// How long a smallest difference is looked for where lines were joined; after that a greater one
/// will do.
const PATIENCE: Duration = Duration::from_secs(2);

/// A file that would be changed.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The path, relative to the working folder with `/`.
    pub path: &'a str,
    /// The file; empty where it is new.
    pub old: &'a str,
    /// What would be in its place.
    pub new: &'a str,
}

/// Writes one file's difference; nothing where there is none.
///
/// `terminal`: whether a person looks at it; then what could steer the terminal is made visible.
///
/// # Errors
/// Where the writer fails.
pub fn write(change: Change<'_>, terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    if change.old == change.new {
        return Ok(());
    }
    // Lines end at LF alone here, as they do for those who read a diff.
    let old: Vec<&str> = change.old.split_inclusive('\n').collect();
    let new: Vec<&str> = change.new.split_inclusive('\n').collect();
    let hunks = group_diff_ops(operations(&old, &new), AROUND);
    if change.old.is_empty() {
        writeln!(out, "--- /dev/null")?;
    } else {
        writeln!(out, "--- {}", name("a", change.path))?;
    }
    writeln!(out, "+++ {}", name("b", change.path))?;
    for hunk in hunks {
        writeln!(out, "{}", UnifiedHunkHeader::new(&hunk))?;
        for operation in hunk {
            let (gone, come) = (&old[operation.old_range()], &new[operation.new_range()]);
            match operation {
                DiffOp::Equal { .. } => write_lines(' ', gone, terminal, out)?,
                _ => {
                    write_lines('-', gone, terminal, out)?;
                    write_lines('+', come, terminal, out)?;
                }
            }
        }
    }
    Ok(())
}

/// How the lines of one text become those of another.
fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    if old.len() != new.len() {
        let deadline = Some(Instant::now() + PATIENCE);
        return capture_diff_slices_deadline(Algorithm::Myers, old, new, deadline);
    }
    // No fix makes a new line, so each line became the one of its number.
    let mut operations: Vec<DiffOp> = Vec::new();
    for (index, (before, after)) in old.iter().zip(new).enumerate() {
        match operations.last_mut() {
            Some(DiffOp::Equal { len, .. }) if before == after => *len += 1,
            Some(DiffOp::Replace {
                old_len, new_len, ..
            }) if before != after => {
                *old_len += 1;
                *new_len += 1;
            }
            _ if before == after => operations.push(DiffOp::Equal {
                old_index: index,
                new_index: index,
                len: 1,
            }),
            _ => operations.push(DiffOp::Replace {
                old_index: index,
                old_len: 1,
                new_index: index,
                new_len: 1,
            }),
        }
    }
    operations
}

/// Writes lines that share a sign.
fn write_lines(sign: char, lines: &[&str], terminal: bool, out: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        let (text, ended) = match line.strip_suffix('\n') {
            Some(text) => (text, true),
            None => (*line, false),
        };
        if terminal {
            let text = text.strip_suffix('\r').unwrap_or(text);
            writeln!(out, "{sign}{}", visible(text))?;
        } else {
            writeln!(out, "{sign}{text}")?;
        }
        if !ended {
            writeln!(out, "\\ No newline at end of file")?;
        }
    }
    Ok(())
}

/// A file's name as Git writes it behind `---`: in quotation marks where it holds one, a backslash or
/// a control character, with a tab behind it where it holds a blank.
fn name(side: &str, path: &str) -> String {
    let name = format!("{side}/{}", path.trim_start_matches('/'));
    let odd = |c: char| c.is_control() || c == '"' || c == '\\';
    if name.contains(odd) {
        let mut quoted = String::from("\"");
        for c in name.chars() {
            if odd(c) && !matches!(c, '"' | '\\') {
                let mut bytes = [0; 4];
                let bytes = c.encode_utf8(&mut bytes).bytes();
                quoted.extend(bytes.map(|byte| format!("\\{byte:03o}")));
            } else {
                quoted.extend(odd(c).then_some('\\'));
                quoted.push(c);
            }
        }
        quoted.push('"');
        return quoted;
    }
    let blank = if name.contains(' ') { "\t" } else { "" };
    format!("{name}{blank}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(path: &str, old: &str, new: &str) -> String {
        let mut out = Vec::new();
        write(Change { path, old, new }, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_shown_with_their_ends() {
        let old = "\u{FEFF}a\r\nb\r\nc\r\nd\r\ne\r\nf\r";
        let new = old.replace('e', "x");
        assert_eq!(
            diff("a.md", old, &new),
            "--- a/a.md\n+++ b/a.md\n@@ -2,5 +2,5 @@\n b\r\n c\r\n d\r\n-e\r\n+x\r\n f\r\n\\ No newline at end of file\n"
        );
        assert_eq!(
            diff("a.md", "a\n b", "a b"),
            "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1 @@\n-a\n- b\n\\ No newline at end of file\n+a b\n\\ No newline at end of file\n"
        );
        assert_eq!(diff("a.md", old, old), "");
    }

    #[test]
    fn changes_that_lie_apart_are_hunks_of_their_own() {
        let old = "a\n".repeat(40);
        let mut lines: Vec<&str> = old.lines().collect();
        lines[4] = "b";
        lines[30] = "c";
        let shown = diff("a.md", &old, &(lines.join("\n") + "\n"));
        let hunks: Vec<&str> = shown.lines().filter(|line| line.starts_with('@')).collect();
        assert_eq!(hunks, ["@@ -2,7 +2,7 @@", "@@ -28,7 +28,7 @@"]);
    }

    #[test]
    fn names_are_written_as_git_reads_them() {
        assert_eq!(name("a", "مقالات/1.md"), "a/مقالات/1.md");
        assert_eq!(name("a", "خبر 1.md"), "a/خبر 1.md\t");
        assert_eq!(name("b", "/tmp/x"), "b/tmp/x");
        assert_eq!(name("a", "a\"b\n"), "\"a/a\\\"b\\012\"");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let mut out = Vec::new();
        let change = Change {
            path: "a",
            old: "a\u{1b}[2J\r\n",
            new: "b\u{1b}[2J\r\n",
        };
        write(change, true, &mut out).unwrap();
        assert!(!out.contains(&0x1b) && !out.contains(&b'\r'));
    }
}
