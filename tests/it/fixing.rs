//! `--fix` and `--diff` as a user meets them: what becomes of the files.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::command::{BAD, GOOD, command, folder, run, status, stderr, stdout};

/// An article with two faults that are fixed without a look, and what it becomes.
const LATIN: &str = "قال المدير , إن العمل بدأ.\n";
const FIXED: &str = "قال المدير، إن العمل بدأ.\n";

/// An article with a fault whose fix asks for a look, and what it becomes.
const MIXED: &str = "قال المدير «سنبدأ العمل غدًا” في المرفأ.\n";

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Runs with this standard input.
fn pipe(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = command(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn what_is_safe_is_fixed_and_the_rest_reported() {
    let both = format!("{LATIN}\n{BAD}");
    let folder = folder(&[("a.md", LATIN), ("b.md", &both), ("c.md", GOOD)]);
    let check = |args: &[&str]| run(folder.path(), &[&["check", "--lang", "en"], args].concat());
    let found = check(&[]);
    assert_eq!(status(&found), 1);
    assert!(stdout(&found).ends_with("in 3 articles.\nTo fix 4 places: tarqim check --fix\n"));
    let fixed = check(&["--fix"]);
    assert_eq!(status(&fixed), 1, "what remains is an error");
    assert_eq!(text(folder.path(), "a.md"), FIXED);
    assert_eq!(text(folder.path(), "b.md"), format!("{FIXED}\n{BAD}"));
    assert_eq!(text(folder.path(), "c.md"), GOOD);
    assert!(
        stdout(&fixed).ends_with(
            "\nfixed 2 places: a.md\nfixed 2 places: b.md\n1 error, 0 warnings, 0 hints in 3 articles.\nFixed 4 places in 2 articles.\n"
        ),
        "{}",
        stdout(&fixed)
    );
    assert!(
        stdout(&fixed).contains("b.md:3:12"),
        "places are the new ones"
    );
    let again = check(&["--fix", "a.md", "c.md"]);
    assert_eq!(status(&again), 0);
    assert_eq!(stdout(&again), "No findings in 2 articles.\n");
}

#[test]
fn the_summary_is_in_arabic_where_it_is_asked_for() {
    let folder = folder(&[("a.md", LATIN), ("b.md", LATIN)]);
    let check = |args: &[&str]| {
        let args = [&["check", "--lang", "ar", "--bidi", "off"], args].concat();
        stdout(&run(folder.path(), &args))
    };
    let found = check(&[]);
    assert!(
        found.ends_with("\nالمواضع القابلة للتصحيح: 4، بالأمر: tarqim check --fix\n"),
        "{found}"
    );
    let fixed = check(&["--fix"]);
    let files = "المواضع المصحَّحة (2): a.md\nالمواضع المصحَّحة (2): b.md\n";
    let all = "المواضع المصحَّحة: 4، المقالات المصحَّحة: 2.\n";
    assert_eq!(fixed, format!("{files}لا ملاحظات. (عدد المقالات: 2)\n{all}"));
}

#[test]
fn what_asks_for_a_look_is_fixed_where_it_is_asked_for() {
    for flags in [&["--unsafe-fixes"][..], &["--fix", "--unsafe-fixes"]] {
        let folder = folder(&[("a.md", MIXED)]);
        assert_eq!(status(&run(folder.path(), &["check", "--fix"])), 1);
        assert_eq!(text(folder.path(), "a.md"), MIXED);
        let fixed = run(folder.path(), &[&["check"], flags].concat());
        assert_eq!(
            (status(&fixed), text(folder.path(), "a.md")),
            (0, GOOD.to_owned())
        );
    }
}

#[test]
fn what_is_switched_off_is_not_fixed() {
    let off = format!("<!-- tarqim-disable-next-line punctuation: as sent -->\n{LATIN}\n");
    let folder = folder(&[("a.md", &format!("{off}{LATIN}"))]);
    assert_eq!(status(&run(folder.path(), &["check", "--fix"])), 0);
    assert_eq!(text(folder.path(), "a.md"), format!("{off}{FIXED}"));
}

#[test]
fn what_a_baseline_knows_is_not_fixed() {
    let old = format!("{LATIN}\n{BAD}\n");
    let folder = folder(&[("a.md", &old)]);
    assert_eq!(status(&run(folder.path(), &["baseline"])), 0);
    fs::write(folder.path().join("a.md"), format!("{old}وأضاف {LATIN}")).unwrap();
    let baseline = [
        "check",
        "--lang",
        "en",
        "--baseline",
        "tarqim-baseline.json",
    ];
    let fixed = run(folder.path(), &[&baseline[..], &["--fix"]].concat());
    assert_eq!(text(folder.path(), "a.md"), format!("{old}وأضاف {FIXED}"));
    assert_eq!(status(&fixed), 0, "{}", stdout(&fixed));
    assert!(stdout(&fixed).ends_with("Fixed 2 places in 1 article.\n"));
    assert_eq!(status(&run(folder.path(), &baseline)), 0);
}

#[test]
fn a_title_that_a_page_repeats_is_fixed_with_its_heading() {
    let page = |mark: &str| {
        let title = format!("افتتاح الميناء{mark} وعودة الصيادين");
        format!(
            "<!doctype html><html lang=\"ar\"><head><title>{title} | صحيفة المرفأ</title>\n\
             <meta property=\"og:title\" content=\"{title}\">\n\
             <meta name=\"twitter:title\" content=\"{title}\"></head>\n\
             <body><article><h1>{title}</h1>\n<p>عاد الصيادون إلى الميناء.</p></article></body></html>\n"
        )
    };
    let folder = folder(&[("a.html", &page(","))]);
    assert_eq!(status(&run(folder.path(), &["check", "--fix"])), 0);
    assert_eq!(text(folder.path(), "a.html"), page("،"));
}

#[test]
fn a_gate_may_fail_on_what_was_fixed() {
    let folder = folder(&[("a.md", LATIN)]);
    let fix = ["check", "--fix", "--exit-non-zero-on-fix"];
    assert_eq!(status(&run(folder.path(), &fix)), 1);
    assert_eq!(status(&run(folder.path(), &fix)), 0);
    fs::write(folder.path().join("a.md"), LATIN).unwrap();
    let zero = [&fix[..], &["--exit-zero"]].concat();
    assert_eq!(status(&run(folder.path(), &zero)), 0);
}

#[test]
fn machines_are_told_how_many_were_fixed() {
    let folder = folder(&[("a.md", LATIN)]);
    let summary = |args: &[&str]| {
        let output = run(
            folder.path(),
            &[&["check", "--format", "json"], args].concat(),
        );
        serde_json::from_slice::<Value>(&output.stdout).unwrap()["summary"].clone()
    };
    let found = summary(&[]);
    assert_eq!((&found["fixable"], &found["fixed"]), (&2.into(), &0.into()));
    let fixed = summary(&["--fix"]);
    assert_eq!((&fixed["fixable"], &fixed["fixed"]), (&0.into(), &2.into()));
    assert_eq!(fixed["warning"], 0);
}

#[test]
fn a_difference_is_shown_and_nothing_changed() {
    let folder = folder(&[
        ("خبر 1.md", LATIN),
        ("b.md", MIXED),
        ("c.txt", LATIN.trim_end()),
    ]);
    let diff = run(folder.path(), &["check", "--diff"]);
    let bad = LATIN.trim_end();
    let good = FIXED.trim_end();
    assert_eq!(
        stdout(&diff),
        format!(
            "--- a/c.txt\n+++ b/c.txt\n@@ -1 +1 @@\n-{bad}\n\\ No newline at end of file\n+{good}\n\\ No newline at end of file\n\
             --- a/خبر 1.md\t\n+++ b/خبر 1.md\t\n@@ -1 +1 @@\n-{bad}\n+{good}\n"
        )
    );
    assert_eq!((status(&diff), stderr(&diff)), (1, String::new()));
    assert_eq!(text(folder.path(), "خبر 1.md"), LATIN);
    let none = run(folder.path(), &["check", "--diff", "--fix", "b.md"]);
    assert_eq!((status(&none), stdout(&none)), (0, String::new()));
    let looked = run(
        folder.path(),
        &["check", "--diff", "--unsafe-fixes", "b.md"],
    );
    assert_eq!(status(&looked), 1);
    assert!(stdout(&looked).contains(&format!("\n-{MIXED}+{GOOD}")));
    let missing = run(folder.path(), &["check", "--diff", "c.txt", "no-such-file"]);
    assert_eq!(status(&missing), 2);
    assert!(stdout(&missing).starts_with("--- a/c.txt\n"));
    let formats = ["check", "--diff", "--format", "json"];
    assert_eq!(status(&run(folder.path(), &formats)), 2);
    let piped = pipe(folder.path(), &["check", "--diff", "-"], LATIN.as_bytes());
    assert_eq!(status(&piped), 1);
    assert!(stdout(&piped).starts_with("--- a/-\n+++ b/-\n"));
}

#[test]
fn standard_input_is_passed_on_fixed_and_alone() {
    let folder = folder(&[("c.md", LATIN)]);
    let fix = ["check", "--fix", "--format", "short", "-"];
    let both = format!("{LATIN}\n{BAD}");
    let output = pipe(folder.path(), &fix, both.as_bytes());
    assert_eq!(stdout(&output), format!("{FIXED}\n{BAD}"));
    assert!(
        stderr(&output).starts_with("-:3:12: error[quotes/unmatched]: "),
        "{}",
        stderr(&output)
    );
    assert_eq!(status(&output), 1);
    let unchanged = pipe(folder.path(), &fix, GOOD.as_bytes());
    assert_eq!(
        (status(&unchanged), stdout(&unchanged)),
        (0, GOOD.to_owned())
    );
    assert_eq!(stderr(&unchanged), "");
    let empty = pipe(folder.path(), &fix, b"");
    assert_eq!((status(&empty), stdout(&empty)), (0, String::new()));
    let unreadable = pipe(folder.path(), &fix, b"\xC7\xE1\xD3\xE1\xC7\xE3");
    assert_eq!(
        (status(&unreadable), stdout(&unreadable)),
        (2, String::new())
    );
    assert!(stderr(&unreadable).contains("not UTF-8"));
    let beside = ["check", "--fix", "--lang", "en", "-", "c.md"];
    let beside = pipe(folder.path(), &beside, both.as_bytes());
    assert_eq!(stdout(&beside), format!("{FIXED}\n{BAD}"));
    assert!(stderr(&beside).contains("Fixed 4 places in 2 articles."));
    assert_eq!(text(folder.path(), "c.md"), FIXED);
}

#[test]
fn documents_are_passed_on_as_they_are() {
    let path = crate::fixtures::root().join("docx/captioned.ar.docx");
    let document = fs::read(path).unwrap();
    let folder = folder(&[]);
    fs::write(folder.path().join("a.docx"), &document).unwrap();
    let fix = ["check", "--unsafe-fixes", "a.docx"];
    assert_eq!(status(&run(folder.path(), &fix)), 1);
    assert_eq!(fs::read(folder.path().join("a.docx")).unwrap(), document);
    let fix = ["check", "--fix", "--stdin-filename", "a.docx", "-"];
    assert_eq!(pipe(folder.path(), &fix, &document).stdout, document);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    let (old, new) = (format!("{LATIN}\n{LATIN}"), format!("{FIXED}\n{FIXED}"));
    let folder = folder(&[
        ("a.txt", &windows(&old)),
        ("b.txt", windows(&old).trim_end()),
    ]);
    assert_eq!(status(&run(folder.path(), &["check", "--fix"])), 0);
    assert_eq!(text(folder.path(), "a.txt"), windows(&new));
    assert_eq!(text(folder.path(), "b.txt"), windows(&new).trim_end());
}

#[test]
fn bytes_that_can_not_be_read_stay() {
    let folder = folder(&[("a.md", LATIN)]);
    let old = b"\xC7\xE1\xD3\xE1\xC7\xE3 , \xDA\xE1\xED\xDF\xE3\n";
    fs::write(folder.path().join("old.txt"), old).unwrap();
    let output = run(folder.path(), &["check", "--fix"]);
    assert_eq!(status(&output), 2);
    assert_eq!(fs::read(folder.path().join("old.txt")).unwrap(), old);
    assert_eq!(text(folder.path(), "a.md"), FIXED, "the others are fixed");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay_and_read_only_files_too() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[
        ("real/b.md", LATIN),
        ("locked.md", LATIN),
        ("locked-good.md", GOOD),
    ]);
    let path = |name: &str| folder.path().join(name);
    symlink("real/b.md", path("a.md")).unwrap();
    symlink("real", path("c")).unwrap();
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o7777;
    let set = |name: &str, mode| {
        fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("real/b.md", 0o660);
    set("locked.md", 0o444);
    set("locked-good.md", 0o444);
    let diff = ["check", "--diff", "a.md", "real/b.md", "c/b.md"];
    let diff = stdout(&run(folder.path(), &diff));
    assert_eq!(diff.matches("+++ b/real/b.md\n").count(), 1, "{diff}");
    assert_eq!(diff.matches("+++").count(), 1, "{diff}");
    let fix = [
        "check", "--fix", "--format", "json", "a.md", "real", "c/b.md",
    ];
    let output = run(folder.path(), &fix);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((status(&output), &json["files"]), (0, &3.into()));
    assert_eq!(json["summary"]["fixed"], 2, "one file is fixed once");
    assert!(fs::symlink_metadata(path("a.md")).unwrap().is_symlink());
    assert_eq!(text(folder.path(), "a.md"), FIXED);
    assert_eq!(mode("real/b.md"), 0o660);

    let output = run(folder.path(), &["check", "--fix", "--lang", "en", "."]);
    assert_eq!(status(&output), 2);
    assert_eq!(
        stderr(&output),
        "error: locked.md is read-only. It was not fixed.\n"
    );
    assert!(
        stdout(&output).contains("warning[punctuation/latin-mark]"),
        "what was not fixed is reported"
    );
    assert_eq!(text(folder.path(), "locked.md"), LATIN);
    assert_eq!(mode("locked.md"), 0o444);
}

/// Kills the program at moments that are drawn by lot while it fixes a folder: each file is the old one
/// or the new one, whole. `TARQIM_KILLS=50` does it fifty times over a thousand files.
#[cfg(unix)]
#[test]
fn a_kill_leaves_every_file_whole() {
    use std::hash::{BuildHasher, RandomState};
    use std::time::Instant;
    let kills: usize = match std::env::var("TARQIM_KILLS") {
        Ok(kills) => kills.parse().unwrap(),
        Err(_) => 3,
    };
    let files = if kills > 3 { 1000 } else { 60 };
    let article = |index: usize, line: &str| format!("{index}\n\n{}", line.repeat(100));
    let folder = folder(&[]);
    let path = |index: usize| folder.path().join(format!("{index}.md"));
    let begin = || {
        for index in 0..files {
            fs::write(path(index), article(index, LATIN)).unwrap();
        }
    };
    let mut fix = command(folder.path(), &["check", "--isolated", "--fix", "."]);
    let fix = fix.stdout(Stdio::null());
    begin();
    let start = Instant::now();
    assert!(fix.status().unwrap().success());
    let whole = start.elapsed();
    let (mut in_the_middle, mut temporary) = (0, 0);
    for kill in 0..kills {
        begin();
        let mut child = fix.spawn().unwrap();
        let lot = RandomState::new().hash_one(kill) % 1000;
        std::thread::sleep(whole * lot as u32 / 1000);
        child.kill().unwrap();
        child.wait().unwrap();
        let mut new = 0;
        for index in 0..files {
            let text = fs::read_to_string(path(index)).unwrap();
            let is_new = text == article(index, FIXED);
            assert!(is_new || text == article(index, LATIN), "{index}: {text}");
            new += usize::from(is_new);
        }
        in_the_middle += usize::from(new > 0 && new < files);
        for entry in fs::read_dir(folder.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".md") {
                assert!(
                    name.starts_with(".tarqim-") && name.ends_with(".tmp"),
                    "{name}"
                );
                fs::remove_file(folder.path().join(name)).unwrap();
                temporary += 1;
            }
        }
    }
    if kills > 3 {
        assert!(in_the_middle > kills / 2, "{in_the_middle} in the middle");
        let told = format!(
            "{kills} kills over {files} files within {whole:?}: {in_the_middle} in the middle, {temporary} temporary files left"
        );
        writeln!(std::io::stderr(), "{told}").unwrap();
    }
}
