//! What has changed since a revision: asks the program git.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::changed::{Changes, ChangesFault, Lines};

/// Variables that a hook or a user sets and that would make git look at another repository, or
/// write its differences in another way. Git finds the repository from the working folder.
const UNSET: [&str; 13] = [
    "GIT_COMMON_DIR",
    "GIT_DIFF_OPTS",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
];

/// The arguments that fix the form of the answer, whatever the user's configuration asks for. A line
/// whose ending alone has changed is no change.
const DIFF: [&str; 15] = [
    "diff",
    "-z",
    "--numstat",
    "--patch",
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-cr-at-eol",
    "--ignore-submodules=none",
    "--submodule=short",
    "--src-prefix=a/",
    "--dst-prefix=b/",
];

/// What has changed in a working tree since a revision.
#[derive(Debug)]
pub struct Since {
    top: PathBuf,
    changes: Changes,
}

/// Compares the working tree that a folder lies in with the commit at which a revision and HEAD
/// parted: what is committed since then, staged, and neither. Renamed files are found by git.
///
/// # Errors
/// Where git can't be started or does not know the working tree or the revision.
pub fn changes_since(folder: &Path, revision: &str) -> Result<Since, ChangesFault> {
    let top = git(folder, &["rev-parse", "--show-toplevel"])?;
    if !top.status.success() {
        return Err(ChangesFault::NoRepository(reason(&top)));
    }
    let top = path_of(line(&top.stdout));
    let top = top.canonicalize().unwrap_or(top);
    let shallow = || -> Result<bool, ChangesFault> {
        let answer = git(&top, &["rev-parse", "--is-shallow-repository"])?;
        Ok(line(&answer.stdout) == b"true")
    };
    let revision_fault = |shallow| ChangesFault::UnknownRevision {
        revision: revision.to_owned(),
        shallow,
    };
    // No revision begins with a dash, so none is taken for an option.
    if revision.starts_with('-') {
        return Err(revision_fault(false));
    }
    let commit = format!("{revision}^{{commit}}");
    let commit = git(&top, &["rev-parse", "--verify", "--quiet", &commit])?;
    if !commit.status.success() {
        return Err(revision_fault(shallow()?));
    }
    let commit = String::from_utf8_lossy(line(&commit.stdout)).into_owned();
    let base = git(&top, &["merge-base", &commit, "HEAD"])?;
    // 1 is the answer that there is none, anything else a failure.
    if base.status.code() == Some(1) {
        return Err(ChangesFault::NoCommonAncestor {
            revision: revision.to_owned(),
            shallow: shallow()?,
        });
    }
    let base = String::from_utf8_lossy(line(&answered(base)?)).into_owned();
    let diff = answered(git(&top, &[&DIFF[..], &[&base, "--"]].concat())?)?;
    let tracked = answered(git(&top, &["ls-files", "-z"])?)?;
    Ok(Since {
        changes: Changes::parse(&diff, &tracked),
        top,
    })
}

impl Since {
    /// What has changed in a file (its absolute path); nothing for one that is as it was. A link is
    /// the file that it names.
    ///
    /// # Errors
    /// Where the file is outside of the working tree.
    pub fn of(&self, file: &Path) -> Result<Option<&Lines>, ChangesFault> {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let inside = file
            .strip_prefix(&self.top)
            .map_err(|_| ChangesFault::Outside)?;
        let parts = inside.iter().map(|part| part.as_encoded_bytes());
        Ok(self.changes.of(&parts.collect::<Vec<_>>().join(&b'/')))
    }
}

fn git(folder: &Path, args: &[&str]) -> Result<Output, ChangesFault> {
    let mut command = Command::new("git");
    for name in UNSET {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .args([
            "--no-pager",
            "-c",
            "core.quotepath=off",
            "-c",
            "core.safecrlf=false",
        ])
        .args(args)
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null());
    command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ChangesFault::NoGit,
        _ => ChangesFault::Failed(error.to_string()),
    })
}

/// What git printed, where it did what it was asked for.
fn answered(output: Output) -> Result<Vec<u8>, ChangesFault> {
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(ChangesFault::Failed(reason(&output)))
    }
}

/// The first line of git's complaint.
fn reason(output: &Output) -> String {
    let words = String::from_utf8_lossy(&output.stderr);
    let line = words.lines().next().unwrap_or_default();
    let line = line.strip_prefix("fatal: ").unwrap_or(line);
    line.trim_end_matches('.').to_owned()
}

/// An answer of one line.
fn line(answer: &[u8]) -> &[u8] {
    answer.strip_suffix(b"\n").unwrap_or(answer)
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
