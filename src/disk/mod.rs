//! All file access: finding, walking, reading, writing.

mod git;
mod pictures;
pub mod write;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::WalkDir;

pub use git::{Since, changes_since};
pub use pictures::{fill_embedded, project_of};

/// The endings of the files that are looked at when a folder is walked. Of JSON only what says that it
/// is news: a repository is full of other JSON, and to look into it all would be slow.
pub const ENDINGS: [&str; 11] = [
    "md",
    "markdown",
    "mdx",
    "qmd",
    "html",
    "htm",
    "xhtml",
    "txt",
    "docx",
    "ninjs",
    "ninjs.json",
];

/// What the names of the files begin with that Word keeps beside a document while it is open.
const LOCK: &[u8] = b"~$";

/// A path that could not be looked at, and why.
#[derive(Debug)]
pub struct Unreadable {
    /// The path as reports show it.
    pub name: String,
    /// Why.
    pub error: io::Error,
}

/// A file to look at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileToRead {
    /// The name in reports: relative to the working folder with `/`, absolute outside of it.
    pub name: String,
    /// The absolute path.
    pub path: PathBuf,
    /// Whether it was named, and not met on a walk.
    pub named: bool,
}

/// What a walk found, sorted by name.
#[derive(Debug, Default)]
pub struct Found {
    /// The files.
    pub files: Vec<FileToRead>,
    /// What could not be looked at.
    pub unreadable: Vec<Unreadable>,
}

/// Finds the files of the paths that a user named: files as they are, folders walked. With
/// `gitignore` a walk passes over what git ignores. Hidden files and folders are passed over.
#[must_use]
pub fn find(paths: &[PathBuf], working_folder: &Path, gitignore: bool) -> Found {
    let mut found = Found::default();
    let mut seen = BTreeSet::new();
    for path in paths {
        let absolute = normal(&working_folder.join(path));
        let name = display_name(&absolute, working_folder);
        match fs::metadata(&absolute) {
            Err(error) => found.unreadable.push(Unreadable { name, error }),
            Ok(meta) if meta.is_dir() => {
                walk(&absolute, working_folder, gitignore, &mut seen, &mut found);
            }
            Ok(meta) if meta.is_file() => {
                if seen.insert(absolute.clone()) {
                    found.files.push(FileToRead {
                        name,
                        path: absolute,
                        named: true,
                    });
                }
            }
            Ok(_) => {
                let error = io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
                found.unreadable.push(Unreadable { name, error });
            }
        }
    }
    found.files.sort();
    found.unreadable.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn walk(
    root: &Path,
    working_folder: &Path,
    gitignore: bool,
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Found,
) {
    // The ignore files that hold for a folder: those above the root once, then one per depth.
    let above = if gitignore {
        ignores_above(root)
    } else {
        Vec::new()
    };
    let mut by_depth: Vec<Option<Gitignore>> = Vec::new();
    let mut entries = WalkDir::new(root).follow_links(false).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().unwrap_or(root).to_owned();
                let name = display_name(&path, working_folder);
                let error = error
                    .into_io_error()
                    .unwrap_or_else(|| io::Error::other("a loop of links"));
                found.unreadable.push(Unreadable { name, error });
                continue;
            }
        };
        let depth = entry.depth();
        let is_dir = entry.file_type().is_dir();
        let hidden = depth > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        by_depth.truncate(depth);
        let ignored = || {
            by_depth
                .iter()
                .rev()
                .flatten()
                .chain(above.iter())
                .map(|rules| rules.matched(entry.path(), is_dir))
                .find(|verdict| !verdict.is_none())
                .is_some_and(|verdict| verdict.is_ignore())
        };
        if depth > 0 && (hidden || (gitignore && ignored())) {
            if is_dir {
                entries.skip_current_dir();
            }
            continue;
        }
        if is_dir {
            let rules =
                gitignore.then(|| ignore_file(&entry.path().join(".gitignore"), entry.path()));
            by_depth.push(rules.flatten());
            continue;
        }
        let wanted = has_ending(&entry.file_name().to_string_lossy());
        let locks = entry.file_name().as_encoded_bytes().starts_with(LOCK);
        // A link to an article is an article; FIFOs, devices and sockets are passed over.
        let regular = entry.file_type().is_file()
            || (entry.path_is_symlink()
                && fs::metadata(entry.path()).is_ok_and(|meta| meta.is_file()));
        if wanted && !locks && regular && seen.insert(entry.path().to_owned()) {
            found.files.push(FileToRead {
                name: display_name(entry.path(), working_folder),
                path: entry.into_path(),
                named: false,
            });
        }
    }
}

/// Whether a file's name has one of [`ENDINGS`].
fn has_ending(name: &str) -> bool {
    ENDINGS.iter().any(|ending| {
        let stem = name.len().checked_sub(ending.len() + 1);
        stem.and_then(|at| name.get(at..))
            .and_then(|end| end.strip_prefix('.'))
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

/// The ignore rules from the folder above `root` up to the repository's, nearest first.
fn ignores_above(root: &Path) -> Vec<Gitignore> {
    let mut rules = Vec::new();
    for folder in root.ancestors() {
        if folder != root {
            rules.extend(ignore_file(&folder.join(".gitignore"), folder));
        }
        if folder.join(".git").exists() {
            rules.extend(ignore_file(&folder.join(".git/info/exclude"), folder));
            return rules;
        }
    }
    // Outside of a repository no ignore file above the named folder counts.
    Vec::new()
}

fn ignore_file(path: &Path, folder: &Path) -> Option<Gitignore> {
    if !path.is_file() {
        return None;
    }
    let mut builder = GitignoreBuilder::new(folder);
    builder.add(path);
    builder.build().ok()
}

/// Writes a new file, and never over one that is there.
///
/// # Errors
/// Where there is one, or the system refuses.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Reads a file whole.
///
/// # Errors
/// Where the system refuses, and of the kind `FileTooLarge` where the file has 4 GiB or more: it is
/// not read then.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    let Ok(size) = u32::try_from(file.metadata()?.len()) else {
        return Err(io::ErrorKind::FileTooLarge.into());
    };
    bytes.reserve_exact(size as usize + 1);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads standard input whole.
///
/// # Errors
/// Where the system refuses.
pub fn read_standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a configuration or a style file.
///
/// # Errors
/// Where the system refuses, or where it is not UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
}

/// Whether something is there, or can't be looked at.
#[must_use]
pub fn may_exist(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}

/// Writes a report: a file whole or not at all, and a device or a pipe as it comes. Folders are not
/// made, for their names could be a mistake.
///
/// # Errors
/// Where the system refuses, or where the file is read-only; the old file is then as it was.
pub fn write_report(path: &Path, report: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        // To put another file in the place of a device would do harm.
        Ok(meta) if !meta.is_file() => {
            let mut file = File::options().write(true).open(path)?;
            file.write_all(report)
        }
        Ok(meta) if meta.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        _ => write::overwrite(path, report),
    }
}

/// The root of the repository that a folder lies in, where it lies in one.
#[must_use]
pub fn repository_of(folder: &Path) -> Option<&Path> {
    let mut folders = folder.ancestors();
    folders.find(|folder| folder.join(".git").exists())
}

/// The name of a path in reports: relative to the working folder with `/`, absolute outside of it.
#[must_use]
pub fn display_name(path: &Path, working_folder: &Path) -> String {
    let shown = path.strip_prefix(working_folder).unwrap_or(path);
    let name = shown.to_string_lossy();
    if name.is_empty() {
        return ".".to_owned();
    }
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The path of a file from a folder, with `/`, and with `..` where it is not inside. Both are absolute
/// and [`normal`].
#[must_use]
pub fn relative_name(path: &Path, folder: &Path) -> String {
    let shared = (path.components().zip(folder.components()))
        .take_while(|(a, b)| a == b)
        .count();
    if shared == 0 {
        return display_name(path, folder);
    }
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let parts = up.chain(path.components().skip(shared));
    let parts: Vec<_> = parts
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// The path without `.` and `..`, by its letters alone: links are not followed.
#[must_use]
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_a_folder_goes_up_and_down() {
        let from = |folder: &str| relative_name(Path::new("/desk/ar/خبر 1.md"), Path::new(folder));
        assert_eq!(from("/desk"), "ar/خبر 1.md");
        assert_eq!(from("/desk/ar"), "خبر 1.md");
        assert_eq!(from("/desk/ci/known"), "../../ar/خبر 1.md");
        assert_eq!(from("/"), "desk/ar/خبر 1.md");
        assert_eq!(from("/desks"), "../desk/ar/خبر 1.md");
    }
}
