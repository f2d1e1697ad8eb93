//! The arrows of the house: a module imports only what stands to its right.

use std::fs;
use std::path::{Path, PathBuf};

/// From the outside to the inside; modules of one row do not import one another.
const ROWS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["baseline"],
    &["disk", "fix", "lint", "report"],
    &["suppress"],
    &["config", "survey"],
    &["checks"],
    &["practice"],
    &["check"],
    &["changed", "mention", "picture"],
    &["article"],
    &["docx"],
    &["lang", "finding", "source"],
    &["span"],
];

fn row(module: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&module))
        .unwrap_or_else(|| panic!("`{module}` has no place among the rows of the house"))
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The top modules that a file names: after `crate::`, and in `use crate::{a, b}`.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text
        .match_indices("crate::")
        .chain(text.match_indices("tarqim::"))
    {
        let rest = &text[at..];
        let rest = &rest[rest.find("::").unwrap() + 2..];
        let list: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => {
                let (mut depth, mut start, mut items) = (0, 0, Vec::new());
                for (i, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            items.push(&list[start..i]);
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            items.push(&list[start..i]);
                            start = i + 1;
                        }
                        _ => {}
                    }
                }
                items
            }
            None => vec![rest],
        };
        for item in list {
            let name: String = item
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if name.starts_with(|c: char| c.is_ascii_lowercase()) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn no_import_turns_back() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let module = first.strip_suffix(".rs").unwrap_or(first);
        if module == "lib" {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        // A link in a comment imports nothing.
        let code: Vec<_> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let text = code.join("\n");
        for name in imports(&text) {
            if name != module && row(&name) <= row(module) {
                wrong.push(format!("{} imports {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_backward_import_would_be_seen() {
    assert_eq!(
        imports("use crate::{lint::Linter, span::{Span, TextRange}};"),
        ["lint", "span"]
    );
    assert_eq!(imports("let x = crate::disk::read(path);"), ["disk"]);
    assert!(row("lint") <= row("config"));
}
