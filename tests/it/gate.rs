//! What a gate is trusted for: it never ends with 0 or 1 where the whole job was not done.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use regex::Regex;
use serde_json::Value;
use tarqim::disk::ENDINGS;

use crate::command::{BAD, GOOD, command, folder, run, status, stderr, stdout};
use crate::since::repository;

/// An article with two warnings that are fixed without a look.
const WARNINGS: &str = "قال المدير , إن العمل بدأ.\n";

/// An article with one hint.
const HINT: &str = "زاد بنسبة 25٪ في العام.\n\nوبلغ 30% هذا الشهر، ثم 20% بعده.\n";

/// A configuration with a rule that panics on the article [`FAULTY`]; only builds with debug assertions
/// have the check.
const PANICS: &str = "extends = [\"./panics.toml\"]\n";
const PANICS_STYLE: &str =
    "[[rule]]\nid = \"desk/panics\"\ncheck = \"panics\"\nlevel = \"hint\"\non = \"الزلزال\"\n";
const FAULTY: &str = "تحدث المدير عن الزلزال، وقال «نعم.\n";

fn check(folder: &Path, args: &[&str]) -> Output {
    run(folder, &[&["check", "--lang", "en"], args].concat())
}

/// Through a shell, in which `$tarqim` is the program.
#[cfg(unix)]
fn shell(folder: &Path, script: &str) -> Output {
    let program = command(folder, &[]);
    Command::new("bash")
        .args(["-c", script])
        .current_dir(folder)
        .env("tarqim", program.get_program())
        .env_remove("LANG")
        .output()
        .unwrap()
}

#[test]
fn every_combination_of_limits_ends_as_the_contract_says() {
    let folder = folder(&[
        ("error.md", BAD),
        ("good.md", GOOD),
        ("hint.md", HINT),
        ("warnings.md", WARNINGS),
    ]);
    // What each file has: errors, warnings, hints.
    let files = [
        ("error.md", [1, 0, 0]),
        ("good.md", [0, 0, 0]),
        ("hint.md", [0, 0, 1]),
        ("warnings.md", [0, 2, 0]),
        ("missing.md", [0, 0, 0]),
    ];
    for (file, [errors, warnings, hints]) in files {
        for fail_on in ["", "error", "warning", "hint", "never"] {
            for most in ["", "1", "2"] {
                let mut args = vec![file];
                if !fail_on.is_empty() {
                    args.extend(["--fail-on", fail_on]);
                }
                if !most.is_empty() {
                    args.extend(["--max-warnings", most]);
                }
                let failing = match (fail_on, most) {
                    ("never", _) => 0,
                    ("hint", _) => errors + warnings + hints,
                    ("warning", _) | ("", "") => errors + warnings,
                    ("error", "") => errors,
                    (_, most) => errors + usize::from(warnings > most.parse().unwrap()),
                };
                let expected = match file {
                    "missing.md" => 2,
                    _ => i32::from(failing > 0),
                };
                assert_eq!(status(&check(folder.path(), &args)), expected, "{args:?}");
                if expected > 0 {
                    args.push("--exit-zero");
                    let expected = expected & 2;
                    assert_eq!(status(&check(folder.path(), &args)), expected, "{args:?}");
                }
            }
        }
    }
}

#[test]
fn the_command_line_goes_before_the_configuration() {
    let folder = folder(&[
        ("never/tarqim.toml", "fail-on = \"never\"\n"),
        ("never/a.md", BAD),
        ("hint/tarqim.toml", "fail-on = \"hint\"\n"),
        ("hint/a.md", HINT),
    ]);
    let ends = |args: &[&str]| status(&check(folder.path(), args));
    assert_eq!(ends(&["never/a.md"]), 0);
    assert_eq!(ends(&["never/a.md", "--fail-on", "warning"]), 1);
    assert_eq!(ends(&["never/a.md", "--max-warnings", "5"]), 1);
    assert_eq!(ends(&["never/a.md", "missing.md"]), 2);
    assert_eq!(ends(&["hint/a.md"]), 1);
    assert_eq!(ends(&["hint/a.md", "--max-warnings", "5"]), 0);
    assert_eq!(ends(&["hint/a.md", "never/a.md"]), 1);
}

#[test]
fn fixing_ends_with_what_is_left() {
    let both = format!("{WARNINGS}\n{BAD}");
    let ends = |args: &[&str]| {
        let folder = folder(&[("both.md", &both), ("good.md", GOOD), ("w.md", WARNINGS)]);
        status(&check(folder.path(), args))
    };
    let strict = "--exit-non-zero-on-fix";
    assert_eq!(ends(&["--fix", "w.md"]), 0);
    assert_eq!(ends(&["--fix", "w.md", "good.md", strict]), 1);
    assert_eq!(ends(&["--fix", "w.md", strict, "--fail-on", "error"]), 1);
    assert_eq!(ends(&["--fix", "w.md", strict, "--exit-zero"]), 0);
    assert_eq!(ends(&["--fix", "good.md", strict]), 0);
    assert_eq!(ends(&["w.md", strict, "--fail-on", "error"]), 0);
    assert_eq!(ends(&["--fix", "both.md"]), 1);
    assert_eq!(ends(&["--fix", "both.md", "--fail-on", "never"]), 0);
    assert_eq!(ends(&["--fix", "w.md", "--max-warnings", "0"]), 0);
    assert_eq!(ends(&["--fix", "w.md", "missing.md", "--exit-zero"]), 2);
    assert_eq!(ends(&["--diff", "w.md", "--fail-on", "error"]), 1);
    assert_eq!(ends(&["--diff", "w.md", "--exit-zero"]), 0);
    assert_eq!(ends(&["--diff", "good.md", strict]), 0);
    assert_eq!(ends(&["--diff", "w.md", "missing.md", "--exit-zero"]), 2);
}

#[test]
fn limits_count_what_is_reported() {
    let folder = repository(&[("old.md", WARNINGS), ("w.md", GOOD)]);
    let path = folder.path();
    assert_eq!(status(&run(path, &["baseline", "old.md"])), 0);
    let known = ["--baseline", "tarqim-baseline.json"];
    let ends = |args: &[&[&str]]| status(&check(path, &args.concat()));
    assert_eq!(ends(&[&["old.md", "--max-warnings", "1"]]), 1);
    assert_eq!(ends(&[&["old.md", "--max-warnings", "0"], &known]), 0);
    assert_eq!(ends(&[&["old.md", "--fail-on", "hint"], &known]), 0);
    assert_eq!(ends(&[&["missing.md", "--exit-zero"], &known]), 2);
    assert_eq!(
        ends(&[&["old.md", "--fix", "--exit-non-zero-on-fix"], &known]),
        0
    );
    assert_eq!(fs::read_to_string(path.join("old.md")).unwrap(), WARNINGS);

    let since = ["--since", "main"];
    assert_eq!(ends(&[&["--max-warnings", "0"], &since]), 0);
    fs::write(path.join("w.md"), format!("{GOOD}\n{WARNINGS}")).unwrap();
    assert_eq!(ends(&[&["--max-warnings", "1"], &since]), 1);
    assert_eq!(ends(&[&["--max-warnings", "2"], &since]), 0);
    assert_eq!(ends(&[&["--exit-zero", "missing.md"], &since]), 2);
    let fix = ["--fix", "--exit-non-zero-on-fix"];
    assert_eq!(ends(&[&["--since", "no-such"], &fix]), 2);
    assert_eq!(ends(&[&fix, &since]), 1);
    assert_eq!(ends(&[&fix, &since]), 0, "all that had changed is fixed");
    assert_eq!(fs::read_to_string(path.join("old.md")).unwrap(), WARNINGS);
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_in_one_rule_costs_one_article_and_is_told() {
    let folder = folder(&[
        ("tarqim.toml", PANICS),
        ("panics.toml", PANICS_STYLE),
        ("a.md", BAD),
        ("b.md", FAULTY),
        ("c.md", GOOD),
        ("d.md", WARNINGS),
    ]);
    let path = folder.path();
    let words = "error: tarqim itself failed on b.md (src/checks/panics.rs:";
    for threads in ["1", "2"] {
        let output = check(path, &["--exit-zero", "--format", "json", "-j", threads]);
        assert_eq!(status(&output), 2);
        let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(json["files"], 3);
        assert_eq!(json["findings"][0]["path"], "a.md");
        assert_eq!(json["problems"][0]["kind"], "internal");
        let said = stderr(&output);
        assert!(said.starts_with(words), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    // What does not fail is fixed, and the article on which it fails is as it was.
    let fixed = check(path, &["--fix", "."]);
    assert_eq!(status(&fixed), 2);
    assert!(stderr(&fixed).starts_with(words));
    assert_eq!(fs::read_to_string(path.join("b.md")).unwrap(), FAULTY);
    assert_ne!(fs::read_to_string(path.join("d.md")).unwrap(), WARNINGS);
    let arabic = run(path, &["check", "--lang", "ar", "b.md", "c.md"]);
    assert!(
        stderr(&arabic).contains("خلل في البرنامج"),
        "{}",
        stderr(&arabic)
    );
    // The program's own words are for those who ask.
    let mut asks = command(path, &["check", "--lang", "en", "b.md"]);
    let asked = asks.env("RUST_BACKTRACE", "1").output().unwrap();
    let said = stderr(&asked);
    assert!(
        said.contains("panicked at") && said.contains(words),
        "{said}"
    );
    let unasked = asks.env("RUST_BACKTRACE", "0").output().unwrap();
    assert!(stderr(&unasked).starts_with(words));
    // Commands that write nothing where something was not checked write nothing.
    let baseline = run(path, &["baseline", "."]);
    assert_eq!(status(&baseline), 2);
    assert!(!path.join("tarqim-baseline.json").exists());
    assert_eq!(status(&run(path, &["survey", "."])), 0, "no rule is run");
}

/// A fix that a rule fails on is not made, and that is no silence.
#[cfg(debug_assertions)]
#[test]
fn a_panic_on_what_a_fix_makes_is_told() {
    let style = PANICS_STYLE.replace("الزلزال", "المدير،");
    let folder = folder(&[
        ("tarqim.toml", PANICS),
        ("panics.toml", &style),
        ("a.md", WARNINGS),
    ]);
    let fixed = check(folder.path(), &["--fix", "a.md"]);
    assert_eq!(status(&fixed), 2);
    assert!(
        stderr(&fixed).contains("failed on a.md"),
        "{}",
        stderr(&fixed)
    );
    assert!(stdout(&fixed).contains("punctuation/latin-mark"));
    let text = fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert_eq!(text, WARNINGS);
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_outside_of_any_article_is_trouble_too() {
    let style = PANICS_STYLE.to_owned() + "bad = [\"الزلزال\"]\n";
    let folder = folder(&[("panics.toml", &style)]);
    let tested = run(folder.path(), &["test", "panics.toml"]);
    assert_eq!(status(&tested), 2);
    let said = stderr(&tested);
    assert!(
        said.starts_with("error: tarqim itself failed (src/checks/panics.rs:"),
        "{said}"
    );
}

#[test]
fn what_can_not_be_checked_ends_with_2_and_the_rest_is_checked() {
    let folder = folder(&[
        ("key/tarqim.toml", "fail_on = \"error\"\n"),
        ("key/a.md", GOOD),
        (
            "rule/tarqim.toml",
            "[rules]\n\"quotes/unmached\" = \"off\"\n",
        ),
        ("rule/a.md", GOOD),
        ("good.md", GOOD),
        ("bad.md", BAD),
    ]);
    fs::write(folder.path().join("latin.txt"), b"caf\xE9 and th\xE9\n").unwrap();
    let problems = [
        ("missing.md", "There is no file or folder missing.md."),
        ("latin.txt", "latin.txt is not UTF-8 (byte 3)"),
        ("key/a.md", "key/tarqim.toml:1:1: unknown key `fail_on`"),
        ("rule/a.md", "`quotes/unmatched`"),
    ];
    for (file, words) in problems {
        for others in [&["good.md"][..], &["bad.md", "good.md"]] {
            let args = [others, &[file, "--exit-zero", "--format", "json"]].concat();
            let output = check(folder.path(), &args);
            assert_eq!(status(&output), 2, "{file}");
            assert!(stderr(&output).contains(words), "{}", stderr(&output));
            let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
            assert_eq!(json["files"], others.len());
            assert_eq!(json["summary"]["error"], others.len() - 1);
            assert_eq!(json["problems"].as_array().unwrap().len(), 1);
        }
    }
}

/// The superuser may read everything, so the program runs as somebody else.
#[cfg(unix)]
#[test]
fn what_may_not_be_read_ends_with_2_and_the_rest_is_checked() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;

    let folder = folder(&[
        ("shut/a.md", GOOD),
        ("open/b.md", BAD),
        ("locked.md", GOOD),
        ("config/tarqim.toml", ""),
        ("config/c.md", GOOD),
    ]);
    let path = folder.path();
    let allow = |name: &str, mode| {
        fs::set_permissions(path.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    let superuser = fs::metadata(path).unwrap().uid() == 0;
    let mut program = command(path, &["check", "--lang", "en", "--format", "json"]);
    if superuser {
        let copy = path.join("program");
        fs::copy(program.get_program(), &copy).unwrap();
        program = Command::new(copy);
        program.args(["check", "--lang", "en", "--format", "json"]);
        program.current_dir(path).uid(NOBODY).gid(NOBODY);
        chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    for (name, shut) in [
        ("shut", "shut"),
        ("locked.md", "locked.md"),
        ("config/tarqim.toml", "config/tarqim.toml"),
    ] {
        allow(name, 0);
        let output = program.output().unwrap();
        allow(name, 0o755);
        let said = stderr(&output);
        assert_eq!(status(&output), 2, "{said}");
        assert!(
            said.contains(shut) && said.contains("ermission denied"),
            "{said}"
        );
        let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert_eq!(
            (&json["files"], &json["summary"]["error"]),
            (&3.into(), &1.into())
        );
    }
    let output = program.output().unwrap();
    assert_eq!(status(&output), 1, "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn who_closes_a_stream_changes_no_status() {
    // More findings than a pipe holds.
    let bad = format!("{BAD}\n").repeat(300);
    let folder = folder(&[("bad.md", &bad), ("good.text", GOOD)]);
    let ends = |script: &str| stdout(&shell(folder.path(), script));
    let reads_little = "| head -1 >/dev/null; echo ${PIPESTATUS[0]}";
    let cases = [
        ("check", 1),
        ("check --format json", 1),
        ("check good.text", 0),
        ("check --exit-zero", 0),
        ("check missing.md .", 2),
        ("check --diff", 0),
        ("check --no-such-flag", 2),
        ("rules", 0),
        ("--help", 0),
        ("survey missing.md .", 2),
        ("test missing.toml", 2),
        ("config show good.text", 0),
    ];
    for (args, expected) in cases {
        for streams in ["2>/dev/null", "2>&1", "2>&-"] {
            let script = format!("\"$tarqim\" {args} {streams} {reads_little}");
            assert_eq!(ends(&script), format!("{expected}\n"), "{script}");
        }
        for streams in [
            ">/dev/null 2>&-",
            ">&- 2>&-",
            ">&- 2>/dev/null",
            ">/dev/null 2>/dev/full",
        ] {
            let script = format!("\"$tarqim\" {args} {streams}; echo $?");
            assert_eq!(ends(&script), format!("{expected}\n"), "{script}");
        }
    }
    // Standard error goes where nobody reads.
    let script = "\"$tarqim\" check missing.md 2> >(exec <&-; sleep 0.1) >/dev/null; echo $?";
    assert_eq!(ends(script), "2\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_trouble() {
    let folder = folder(&[("bad.md", BAD), ("good.md", GOOD), ("w.md", WARNINGS)]);
    for args in [
        "check bad.md --exit-zero",
        "check good.md",
        "check --format json good.md",
        "check --diff w.md",
        "check --fix - < w.md",
        "rules",
        "explain quotes/unmatched",
        "survey .",
        "config show good.md",
        "--help",
        "--version",
    ] {
        let output = shell(folder.path(), &format!("\"$tarqim\" {args} >/dev/full"));
        assert_eq!(status(&output), 2, "{args}");
        let said = stderr(&output);
        assert!(
            said.contains("error: the output can't be written: "),
            "{args}"
        );
    }
    let output = shell(
        folder.path(),
        "\"$tarqim\" check missing.md bad.md >/dev/full",
    );
    let said = stderr(&output);
    assert!(
        said.contains("missing.md") && said.contains("the output can't be written"),
        "{said}"
    );
}

/// The keys that end a program end it at once, and a file that was being fixed is whole.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_at_once_and_leaves_files_whole() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    const SIGINT: i32 = 2;

    // Who starts the tests in the background of a script lets them ignore the keys.
    let own = fs::read_to_string("/proc/self/status").unwrap();
    let ignored = own.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = u64::from_str_radix(ignored.unwrap().trim(), 16).unwrap();
    if ignored & (1 << (SIGINT - 1)) != 0 {
        return;
    }
    let folder = folder(&[]);
    let article = WARNINGS.repeat(200);
    let fixed = article.replace(" ,", "،");
    let path = |index: usize| folder.path().join(format!("{index}.md"));
    let read = |index: usize| fs::read_to_string(path(index)).unwrap();
    for index in 0..200 {
        fs::write(path(index), &article).unwrap();
    }
    // It waits for standard input as long as that is open, so it is not done before it is ended.
    let mut fix = command(
        folder.path(),
        &["check", "--isolated", "--fix", "-j", "2", ".", "-"],
    );
    let fix = fix.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = fix.spawn().unwrap();
    let input = child.stdin.take();
    while !(0..200).any(|index| read(index) == fixed) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let start = Instant::now();
    let kill = ["-s", "INT", &child.id().to_string()].map(str::to_owned);
    assert!(Command::new("kill").args(kill).status().unwrap().success());
    let ended = child.wait().unwrap();
    drop(input);
    assert!(start.elapsed() < Duration::from_secs(5));
    // A shell says 130 to this.
    assert_eq!(ended.signal(), Some(SIGINT), "{ended}");
    assert!(
        (0..200)
            .map(read)
            .all(|text| text == article || text == fixed)
    );
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let folder = folder(&[("bad.md", BAD)]);
    let colored = |args: &[&str], environment: &[(&str, &str)]| {
        let mut command = command(
            folder.path(),
            &[&["check", "bad.md", "missing.md"], args].concat(),
        );
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let (out, err) = (
            stdout(&output).contains('\x1b'),
            stderr(&output).contains('\x1b'),
        );
        assert_eq!(out, err);
        out
    };
    assert!(!colored(&[], &[]));
    assert!(!colored(&[], &[("CI", "true"), ("GITHUB_ACTIONS", "true")]));
    assert!(colored(&[], &[("FORCE_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(
        &[],
        &[("FORCE_COLOR", "0"), ("CLICOLOR_FORCE", "0")]
    ));
    assert!(!colored(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("FORCE_COLOR", "1")]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
}

#[test]
fn a_hook_may_name_what_the_configuration_excludes() {
    let folder = folder(&[
        ("tarqim.toml", "exclude = [\"archive/**\"]\n"),
        ("archive/خبر قديم.md", BAD),
        ("today.md", GOOD),
    ]);
    let old = "archive/خبر قديم.md";
    let ends = |args: &[&str]| {
        let output = check(folder.path(), args);
        (status(&output), stdout(&output), stderr(&output))
    };
    assert_eq!(ends(&[old]).0, 1);
    let (code, _, said) = ends(&["--force-exclude", old, "today.md"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let (code, out, said) = ends(&["--force-exclude", old]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(said, "warning: there is no article here to check\n");
    assert_eq!(ends(&["--force-exclude", old, "missing.md"]).0, 2);
}

#[test]
fn the_hooks_look_at_what_a_walk_finds() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let value = |line: &'static str| {
        let lines = manifest
            .lines()
            .filter_map(move |of| of.trim().strip_prefix(line));
        let patterns: Vec<_> = lines
            .map(|pattern| Regex::new(pattern.trim()).unwrap())
            .collect();
        assert_eq!(patterns.len(), 2, "{line}");
        patterns
    };
    for (files, exclude) in value("files:").iter().zip(value("exclude:")) {
        let looks_at = |name: &str| files.is_match(name) && !exclude.is_match(name);
        for ending in ENDINGS {
            assert!(looks_at(&format!("مقالات/خبر 1.{ending}")), "{ending}");
            assert!(
                looks_at(&format!("A.{}", ending.to_uppercase())),
                "{ending}"
            );
            assert!(!looks_at(&format!(".github/a.{ending}")), "{ending}");
        }
        for other in [
            "LICENSE",
            "md",
            "package.json",
            "a.md.bak",
            "a.rs",
            "a.pdf",
            ".md",
        ] {
            assert!(!looks_at(other), "{other}");
        }
    }
}
