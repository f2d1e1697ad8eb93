//! The program as a user meets it: what it prints, where, and its exit status.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder of files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tarqim"));
    command.current_dir(folder).args(args);
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// An article with one error: a quotation that is opened and never closed.
pub(crate) const BAD: &str = "قال المدير «سنبدأ العمل غدًا في المرفأ.\n";
/// An article with nothing to report.
pub(crate) const GOOD: &str = "قال المدير «سنبدأ العمل غدًا» في المرفأ.\n";

#[test]
fn status_tells_clean_from_findings_from_trouble() {
    let folder = folder(&[("bad.md", BAD), ("good.md", GOOD)]);
    assert_eq!(status(&run(folder.path(), &["check", "good.md"])), 0);
    assert_eq!(status(&run(folder.path(), &["check", "bad.md"])), 1);
    assert_eq!(
        status(&run(folder.path(), &["check", "--exit-zero", "bad.md"])),
        0
    );
    assert_eq!(
        status(&run(
            folder.path(),
            &["check", "--fail-on", "never", "bad.md"]
        )),
        0
    );
    let missing = run(
        folder.path(),
        &["check", "--exit-zero", "no-such-file", "bad.md"],
    );
    assert_eq!(status(&missing), 2);
    assert!(stderr(&missing).contains("no-such-file"));
    assert!(
        stdout(&missing).contains("quotes/unmatched"),
        "the other file is still checked"
    );
    assert_eq!(status(&run(folder.path(), &["check", "--no-such-flag"])), 2);
    assert_eq!(
        status(&run(folder.path(), &["check", "--stdin-filename", "a.md"])),
        2
    );
    let never = [
        "check",
        "--fail-on",
        "never",
        "--max-warnings",
        "0",
        "bad.md",
    ];
    assert_eq!(status(&run(folder.path(), &never)), 0);
}

#[test]
fn bytes_that_are_not_utf_8_are_a_problem_with_their_place() {
    let folder = folder(&[("good.md", GOOD)]);
    let windows_1256 = [
        0xC7, 0xE1, 0xD3, 0xE1, 0xC7, 0xE3, 0x20, 0xDA, 0xE1, 0xED, 0xDF, 0xE3,
    ];
    fs::write(folder.path().join("old.txt"), windows_1256).unwrap();
    let output = run(folder.path(), &["check", "."]);
    assert_eq!(status(&output), 2);
    let words = stderr(&output);
    assert!(
        words.contains("old.txt") && words.contains("byte 0") && words.contains("Windows-1256"),
        "{words}"
    );
    let json: Value =
        serde_json::from_slice(&run(folder.path(), &["check", "--format", "json", "."]).stdout)
            .unwrap();
    assert_eq!(json["problems"][0]["path"], "old.txt");
    assert_eq!(json["problems"][0]["kind"], "encoding");
    assert_eq!(json["files"], 1, "what could not be read was not checked");
}

#[test]
fn odd_files_are_read_all_the_same() {
    let folder = folder(&[
        ("empty.md", ""),
        ("nul.txt", "قال \0 المدير.\n"),
        ("front.md", "---\ntitle: [open\n---\n\nقال المدير «نعم.\n"),
    ]);
    fs::write(folder.path().join("long.txt"), "كلمة 25٪ ".repeat(600_000)).unwrap();
    assert_eq!(
        status(&run(folder.path(), &["check", "empty.md", "long.txt"])),
        0
    );
    let nul = run(folder.path(), &["check", "nul.txt"]);
    assert_eq!(
        status(&nul),
        1,
        "a control character is a finding, no problem"
    );
    let broken = run(folder.path(), &["check", "--format", "short", "front.md"]);
    assert_eq!(status(&broken), 1);
    assert!(stdout(&broken).contains("front-matter/invalid"));
    assert!(
        stdout(&broken).contains("quotes/unmatched"),
        "the body is still read"
    );
}

#[test]
fn json_is_as_the_contract_says() {
    let folder = folder(&[("مقالات/خبر 1.md", BAD)]);
    let output = run(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(json["summary"]["error"], 1);
    let finding = &json["findings"][0];
    assert_eq!(finding["path"], "مقالات/خبر 1.md");
    assert_eq!(finding["rule"], "quotes/unmatched");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["lang"], "ar");
    assert_eq!(finding["text"], "«");
    let start = &finding["start"];
    assert_eq!(
        (
            &start["byte"],
            &start["line"],
            &start["column"],
            &start["utf16"]
        ),
        (&20.into(), &1.into(), &12.into(), &12.into())
    );
    assert_eq!(finding["end"]["byte"], 22);
    assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 32);
    for key in ["message", "help", "labels", "fixes"] {
        assert!(!finding[key].is_null(), "{key}");
    }
    let lines = stdout(&run(folder.path(), &["check", "--format", "jsonl"]));
    let line: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(&line, finding);
}

#[test]
fn output_does_not_depend_on_threads_or_on_the_order_of_arguments() {
    let names: Vec<String> = (0..40).map(|i| format!("{i}.md")).collect();
    let folder = folder(
        &names
            .iter()
            .map(|name| (name.as_str(), BAD))
            .collect::<Vec<_>>(),
    );
    let mut args: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut seen = Vec::new();
    for format in ["human", "short", "json", "jsonl"] {
        for threads in ["1", "2", "2"] {
            args.rotate_left(7);
            let mut all = vec!["check", "--format", format, "-j", threads];
            all.extend(&args);
            seen.push((format, run(folder.path(), &all).stdout));
        }
    }
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

#[test]
fn standard_input_is_an_article() {
    let folder = folder(&[]);
    let mut child = command(
        folder.path(),
        &[
            "check",
            "--format",
            "short",
            "--stdin-filename",
            "ar/a.md",
            "-",
        ],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .spawn()
    .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(BAD.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(status(&output), 1);
    assert!(
        stdout(&output).starts_with("ar/a.md:1:12: error[quotes/unmatched]: "),
        "{}",
        stdout(&output)
    );
}

#[test]
fn pictures_of_the_project_are_read_and_no_others() {
    const ARTICLE: &str = "![Bridge](/img/bridge.jpg)\n\nThe bridge. (© John Doe/AFP)\n";
    let folder = folder(&[
        ("site/tarqim.toml", ""),
        ("site/content/en/a.md", ARTICLE),
        ("other/tarqim.toml", ""),
        ("other/a.md", ARTICLE),
    ]);
    let picture =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/photo-credit/images/bridge.jpg");
    let place = folder.path().join("site/static/img/bridge.jpg");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::copy(picture, place).unwrap();
    let output = run(folder.path(), &["check", "--format", "short", "."]);
    let found = stdout(&output);
    assert!(
        found.starts_with("site/content/en/a.md:3:13: hint[photo-credit/embedded]: ")
            && found.lines().count() == 1,
        "{found}"
    );
    let off = "[rules]\n\"photo-credit/embedded\" = \"off\"\n";
    fs::write(folder.path().join("site/tarqim.toml"), off).unwrap();
    let output = run(folder.path(), &["check", "--format", "short", "."]);
    assert_eq!(stdout(&output), "");
}

#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    let folder = folder(&[("bad.md", BAD)]);
    let arabic = stdout(&run(folder.path(), &["check", "--lang", "ar"]));
    assert!(arabic.contains("فُتح الاقتباس هنا ولم يُغلق"), "{arabic}");
    let mut command = command(folder.path(), &["check"]);
    let by_environment = command.env("LANG", "ar_EG.UTF-8").output().unwrap();
    assert_eq!(stdout(&by_environment), arabic);
    let json = command.args(["--format", "json"]).output().unwrap();
    assert!(
        stdout(&json).contains("never closed"),
        "machine formats are in English"
    );
}

#[test]
fn a_configuration_is_found_upwards_and_read_strictly() {
    let folder = folder(&[
        ("tarqim.toml", "[rules]\n\"quotes/unmatched\" = \"off\"\n"),
        ("news/a.md", BAD),
    ]);
    assert_eq!(status(&run(folder.path(), &["check", "news/a.md"])), 0);
    assert_eq!(
        status(&run(folder.path(), &["check", "--isolated", "news/a.md"])),
        1
    );
    fs::write(
        folder.path().join("tarqim.toml"),
        "[rules]\n\"quotes/unmached\" = \"off\"\n",
    )
    .unwrap();
    let output = run(folder.path(), &["check", "news/a.md"]);
    assert_eq!(status(&output), 2);
    let words = stderr(&output);
    assert!(
        words.contains("tarqim.toml:2:1") && words.contains("quotes/unmatched"),
        "{words}"
    );
}

#[test]
fn a_style_of_a_desk_is_tested_and_used() {
    let style = r#"
[style]
name = "desk"

[[rule]]
id = "desk/vague-source"
check = "pattern"
level = "warning"
words = ["مصادر مطلعة"]
message = { en = "A source without a name: {found}", ar = "مصدر بلا اسم: {found}" }
help = { en = "Name the source.", ar = "يُذكر اسم المصدر." }
bad = ["قالت مصادر مطلعة إن العمل بدأ."]
good = ["قال الوزير إن العمل بدأ."]
"#;
    let folder = folder(&[
        ("desk.toml", style),
        ("tarqim.toml", "extends = [\"./desk.toml\"]\n"),
        ("a.md", "وقالت مصادر مطلعة إن العمل بدأ.\n"),
    ]);
    let tested = run(folder.path(), &["test", "desk.toml"]);
    assert_eq!(status(&tested), 0, "{}{}", stdout(&tested), stderr(&tested));
    let output = run(folder.path(), &["check", "--format", "short", "a.md"]);
    assert_eq!(
        stdout(&output),
        "a.md:1:7: warning[desk/vague-source]: A source without a name: مصادر مطلعة\n"
    );
    fs::write(
        folder.path().join("desk.toml"),
        style.replace("قال الوزير", "قالت مصادر مطلعة"),
    )
    .unwrap();
    assert_eq!(status(&run(folder.path(), &["test", "desk.toml"])), 1);
    let broken = |rest: &str| format!("[[rule]]\nid = \"desk/x\"\ncheck = \"pattern\"\n{rest}\n");
    for rest in [
        "regex = '(x'",
        "words = ['']",
        "regex = '(a)b'\nreplace = '$2'",
        "regex = '(a)b'\nreplace = '$1x'",
    ] {
        fs::write(folder.path().join("desk.toml"), broken(rest)).unwrap();
        assert_eq!(
            status(&run(folder.path(), &["test", "desk.toml"])),
            2,
            "{rest}"
        );
        assert_eq!(status(&run(folder.path(), &["check", "a.md"])), 2, "{rest}");
    }
    fs::write(folder.path().join("desk.toml"), "[[rule]\n").unwrap();
    assert_eq!(status(&run(folder.path(), &["test", "desk.toml"])), 2);
}

#[test]
fn rules_are_listed_and_explained() {
    let folder = folder(&[]);
    let list = stdout(&run(folder.path(), &["rules"]));
    assert!(
        list.lines()
            .any(|line| line.starts_with("quotes/unmatched ") && line.contains("error"))
    );
    let by_id = run(folder.path(), &["explain", "quotes/unmatched"]);
    assert_eq!(status(&by_id), 0);
    assert!(stdout(&by_id).contains("Unmatched"));
    let by_name = stdout(&run(folder.path(), &["explain", "اقتباس غير مكتمل"]));
    assert!(by_name.contains("quotes/unmatched") && by_name.contains("المستوى"));
    let unknown = run(folder.path(), &["explain", "quotes/unmached"]);
    assert_eq!(status(&unknown), 2);
    assert!(stderr(&unknown).contains("`quotes/unmatched`"));
    let family = run(folder.path(), &["explain", "photo-alt"]);
    assert_eq!(status(&family), 2);
    assert!(stderr(&family).contains("its rules are `photo-alt/missing`"));
}

#[test]
fn walks_pass_over_what_git_ignores() {
    let folder = folder(&[
        (".gitignore", "drafts/\n"),
        ("drafts/a.md", BAD),
        (".hidden/a.md", BAD),
        ("notes.rst", BAD),
        ("LICENSE", BAD),
        ("b.md", GOOD),
    ]);
    assert_eq!(status(&run(folder.path(), &["check"])), 0);
    for name in ["c.qmd", "d.mdx"] {
        fs::write(folder.path().join(name), BAD).unwrap();
        assert_eq!(status(&run(folder.path(), &["check"])), 1, "{name}");
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    assert_eq!(status(&run(folder.path(), &["check", "--no-ignore"])), 1);
    assert_eq!(
        status(&run(folder.path(), &["check", "notes.rst"])),
        1,
        "a named file is always read"
    );
}

#[test]
fn json_is_walked_where_its_name_says_that_it_is_news() {
    let item = |text: &str| {
        let text = serde_json::to_string(text.trim()).unwrap();
        format!("{{\"uri\": \"urn:a\", \"headlines\": [{{\"value\": {text}}}]}}")
    };
    let folder = folder(&[
        ("a.ninjs.json", &item(GOOD)),
        ("b.json", &item(BAD)),
        ("package.json", "{\"name\": \"tool\"}"),
        ("broken.json", "{\"headline\":\n  'قال'}"),
    ]);
    let walked = run(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&stdout(&walked)).unwrap();
    assert_eq!((status(&walked), &json["files"]), (0, &Value::from(1)));
    assert_eq!(stderr(&walked), "");
    let named = run(folder.path(), &["check", "b.json"]);
    assert_eq!(status(&named), 1);
    let odd = run(
        folder.path(),
        &[
            "check",
            "--format",
            "json",
            "b.json",
            "package.json",
            "broken.json",
        ],
    );
    assert_eq!(status(&odd), 2);
    let json: Value = serde_json::from_str(&stdout(&odd)).unwrap();
    assert_eq!(json["findings"][0]["rule"], "quotes/unmatched");
    assert_eq!(json["problems"][0]["kind"], "invalid");
    assert_eq!(json["problems"][1]["kind"], "no-article");
    let said = stderr(&odd);
    assert!(
        said.contains("broken.json:2:3: this is not valid JSON: expected value."),
        "{said}"
    );
    assert!(
        said.contains("package.json is JSON, but no news item"),
        "{said}"
    );
}

#[test]
fn letters_that_json_escapes_are_shown_as_letters() {
    let escaped: String = BAD
        .trim()
        .encode_utf16()
        .map(|unit| format!("\\u{unit:04x}"))
        .collect();
    let item = format!("{{\"headline\": \"{escaped}\"}}");
    let folder = folder(&[("a.ninjs", &item)]);
    let drawn = run(folder.path(), &["check", "--lang", "en"]);
    let drawn = stdout(&drawn);
    assert!(drawn.contains("a.ninjs:1:81"), "{drawn}");
    assert!(drawn.contains("قال المدير |«|سنبدأ العمل"), "{drawn}");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_closed_is_no_error() {
    let names: Vec<String> = (0..300).map(|i| format!("{i}.md")).collect();
    let folder = folder(
        &names
            .iter()
            .map(|name| (name.as_str(), BAD))
            .collect::<Vec<_>>(),
    );
    let mut child = command(folder.path(), &["check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(status(&output), 1);
}

#[test]
fn documents_are_walked_and_read_from_standard_input() {
    let document = fs::read(crate::fixtures::root().join("docx/captioned.ar.docx")).unwrap();
    let folder = folder(&[("~$lock.docx", "open in Word"), ("note.docx", "قال المدير")]);
    fs::write(folder.path().join("news.docx"), &document).unwrap();
    let output = run(
        folder.path(),
        &["check", "--format", "jsonl", "--lang", "ar"],
    );
    assert_eq!(
        status(&output),
        2,
        "a text under a document's name is a problem"
    );
    let words = stderr(&output);
    assert_eq!(
        words.lines().count(),
        1,
        "what Word keeps beside a document is none: {words}"
    );
    assert!(
        words.contains("ليس مستند Word") && words.contains("note.docx"),
        "{words}"
    );
    let out = stdout(&output);
    let finding: Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    let start = &finding["start"];
    assert_eq!(
        (&start["line"], &start["paragraph"], &start["run"]),
        (&2.into(), &2.into(), &2.into())
    );
    assert_eq!(finding["fixes"], Value::Array(Vec::new()));

    let args = [
        "check",
        "--format",
        "short",
        "--stdin-filename",
        "desk/a.docx",
        "-",
    ];
    let mut child = command(folder.path(), &args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&document).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(stdout(&output).starts_with("desk/a.docx:2:39: error[date/impossible]"));
}
