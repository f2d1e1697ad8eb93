//! Tells the program its version with the commit that it was built from, for `tarqim --version`.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let version = env::var("CARGO_PKG_VERSION").expect("cargo sets it");
    let version = match commit(Path::new(&folder)) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    };
    println!("cargo::rustc-env=TARQIM_VERSION={version}");
}

/// The commit that stands in the folder, and its day in UTC: facts of the source, not of the
/// machine or the time of the build, so that two builds of one commit are alike. None where the
/// folder is no repository of its own: an unpacked package may lie in somebody else's.
fn commit(folder: &Path) -> Option<String> {
    let top = git(folder, ["rev-parse", "--show-toplevel"])?;
    if fs::canonicalize(top).ok()? != fs::canonicalize(folder).ok()? {
        return None;
    }
    // `HEAD` changes with the branch, its log with each commit. Cargo would build anew each time
    // for the sake of a file that does not exist.
    for file in ["HEAD", "logs/HEAD"] {
        let file = git(folder, ["rev-parse", "--git-path", file])?;
        if folder.join(&file).exists() {
            println!("cargo::rerun-if-changed={file}");
        }
    }
    let shown = ["--format=%h %cd", "--abbrev=9", "--date=format-local:%F"];
    git(folder, ["show", "--no-patch"].into_iter().chain(shown))
}

/// What a git command says in the folder; none where it fails or is not there.
fn git<'a>(folder: &Path, args: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "log.showSignature=false"])
        .args(args)
        .env("TZ", "UTC0")
        // Where the build runs in a git hook, these name the repository of the hook.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !said.trim().is_empty()).then(|| said.trim().to_owned())
}
