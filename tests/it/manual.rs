//! What the program says of itself: its version, its completions, its manual.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::command::{folder, run, status, stderr, stdout};

/// Runs `tarqim` in no folder in particular.
fn tarqim(args: &[&str]) -> Output {
    run(&std::env::temp_dir(), args)
}

/// What another program makes of a text; none where that program is not installed.
fn piped(program: &str, args: &[&str], text: &str) -> Option<Output> {
    let mut child = Command::new(program)
        .args(args)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    Some(child.wait_with_output().unwrap())
}

#[test]
fn the_long_version_tells_the_commit_and_its_day() {
    let short = stdout(&tarqim(&["-V"]));
    assert_eq!(short, concat!("tarqim ", env!("CARGO_PKG_VERSION"), "\n"));
    let long = stdout(&tarqim(&["--version"]));
    let rest = long.strip_prefix(short.trim_end()).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !root.join(".git").exists() {
        assert_eq!(rest, "\n", "there is no commit to tell");
        return;
    }
    let (commit, day) = rest
        .trim()
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')')?.split_once(' '))
        .unwrap_or_else(|| panic!("no commit in {long}"));
    assert!(commit.len() >= 9 && commit.chars().all(|c| c.is_ascii_hexdigit()));
    assert!(day.parse::<jiff::civil::Date>().is_ok(), "{day}");
}

#[test]
fn bash_completes_commands_options_values_and_rules() {
    let script = stdout(&tarqim(&["completions", "bash"]));
    let complete = |words: &[&str]| {
        let list = words.join(" ");
        let last = words.len() - 1;
        let ask = format!(
            "{script}\nCOMP_WORDS=({list})\nCOMP_CWORD={last}\n\
             _tarqim tarqim '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
            words[last],
            words[last - 1],
        );
        piped("bash", &["--norc", "-s"], &ask).map(|output| stdout(&output))
    };
    let Some(commands) = complete(&["tarqim", "ch"]) else {
        return;
    };
    assert_eq!(commands, "check\n");
    let completed = |words| complete(words).unwrap();
    assert_eq!(completed(&["tarqim", "check", "--iso"]), "--isolated\n");
    assert_eq!(completed(&["tarqim", "check", "--lang", "a"]), "ar\n");
    assert!(completed(&["tarqim", "explain", "quotes/un"]).contains("quotes/unmatched\n"));
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&tarqim(&["completions", shell]));
        assert!(script.contains("unsafe-fixes"), "{shell}");
        // The generators of the others complete no values of arguments.
        let values = ["bash", "zsh"].contains(&shell);
        assert_eq!(script.contains("photo-credit/missing"), values, "{shell}");
    }
    let unknown = tarqim(&["completions", "cmd"]);
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("powershell"));
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = folder(&[]);
    let written = run(folder.path(), &["man", "--output", "pages/man1"]);
    assert_eq!((status(&written), stdout(&written)), (0, String::new()));
    let mut pages: Vec<_> = fs::read_dir(folder.path().join("pages/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    let names: Vec<_> = pages
        .iter()
        .map(|page| page.file_name().unwrap().to_str().unwrap())
        .collect();
    for name in ["tarqim.1", "tarqim-check.1", "tarqim-config-show.1"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        assert!(text.starts_with(".TH TARQIM"), "{}", page.display());
        // What reads manual pages here understands them.
        let readers: [(&str, &[&str]); 2] = [
            ("groff", &["-man", "-Kutf8", "-Tutf8", "-ww", "-z"]),
            ("mandoc", &["-Tlint", "-Werror"]),
        ];
        for (program, args) in readers {
            if let Some(read) = piped(program, args, &text) {
                let said = stdout(&read) + &stderr(&read);
                assert_eq!(said, "", "{program} of {}", page.display());
            }
        }
    }
    let one = tarqim(&["man", "config", "show"]);
    let page = folder.path().join("pages/man1/tarqim-config-show.1");
    assert_eq!(stdout(&one), fs::read_to_string(page).unwrap());
    let unknown = tarqim(&["man", "chek"]);
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("no command `chek`"));
    fs::write(folder.path().join("file"), "").unwrap();
    let refused = run(folder.path(), &["man", "--output", "file/man1"]);
    assert_eq!(status(&refused), 2);
    assert!(stderr(&refused).contains("file/man1"));
}
