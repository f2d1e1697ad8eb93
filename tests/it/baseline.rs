//! `tarqim baseline` and `check --baseline`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::command::{BAD, GOOD, command, folder, run, status, stderr, stdout};

/// What a check with the baseline of the working folder says: the rules and texts that are
/// reported, how many findings are known, and the texts of the stale entries.
fn check(folder: &Path, paths: &[&str]) -> (Vec<(String, String)>, u64, Vec<String>) {
    let mut args = vec!["check", "--format", "json", "--baseline", FILE];
    args.extend(paths);
    let json: Value = serde_json::from_slice(&run(folder, &args).stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let list = |value: &Value| value.as_array().unwrap().clone();
    (
        list(&json["findings"])
            .iter()
            .map(|finding| (text(&finding["rule"]), text(&finding["text"])))
            .collect(),
        json["baseline"]["known"].as_u64().unwrap(),
        list(&json["baseline"]["stale"])
            .iter()
            .map(|stale| text(&stale["text"]))
            .collect(),
    )
}

const FILE: &str = "tarqim-baseline.json";

fn baseline(folder: &Path, args: &[&str]) -> String {
    let output = run(folder, &[&["baseline"], args].concat());
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    stdout(&output)
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Three commas that are not Arabic ones, in two paragraphs.
const COMMAS: &str = "\
قال مدير المرفأ إن السفن وصلت في موعدها, وإن العمل يسير على ما خُطِّط له هذا الأسبوع.

وأضاف أن الأرصفة الجديدة تتسع لعشر سفن, وأن الرافعات ستصل من الخارج قبل نهاية العام, ثم تُركَّب في الربيع.
";

#[test]
fn exactly_what_is_new_is_reported_and_what_was_mended_is_stale() {
    let folder = folder(&[
        ("أخبار/المرفأ.md", COMMAS),
        ("أخبار/سليم.md", GOOD),
        ("أخبار/قديم.md", BAD),
    ]);
    let folder = folder.path();
    assert_eq!(
        baseline(folder, &[]),
        "tarqim-baseline.json: 4 findings in 2 articles (4 added, 0 taken out).\n"
    );
    assert_eq!(status(&run(folder, &["check"])), 1);
    assert_eq!(
        status(&run(
            folder,
            &["check", "--baseline", FILE, "--fail-on", "hint"]
        )),
        0
    );
    // A paragraph above, an old fault mended, and a new one of the same rule beside it.
    let mended = COMMAS.replace("عشر سفن, وأن", "عشر سفن، وأن");
    let edited = mended.replace("وأن الرافعات ستصل", "وأن الرافعات, وعددها ستّ، ستصل");
    let edited = format!("زار وزير النقل المرفأ صباح اليوم.\n\n{edited}");
    write(folder, "أخبار/المرفأ.md", &edited);
    let (new, known, stale) = check(folder, &[]);
    assert_eq!(new, [("punctuation/latin-mark".to_owned(), ",".to_owned())]);
    assert_eq!((known, stale.as_slice()), (3, &[",".to_owned()][..]));
    let output = run(folder, &["check", "--baseline", FILE]);
    assert!(stdout(&output).contains("In the baseline: 3, and 1 no longer found.\n"));
    assert_eq!(
        stderr(&output),
        "note: in the baseline, but no longer found: أخبار/المرفأ.md: punctuation/latin-mark: ,\n\
         note: `tarqim baseline --prune` takes such entries out\n"
    );
    let arabic = run(folder, &["check", "--lang", "ar", "--baseline", FILE]);
    assert!(stdout(&arabic).contains("في الحالة المرجعية: 3، وما لم يعد موجودًا: 1."));
    // Pruning takes the mended one out, and takes nothing new for granted.
    assert_eq!(
        baseline(folder, &["--prune"]),
        "tarqim-baseline.json: 3 findings in 2 articles (0 added, 1 taken out).\n"
    );
    let (new, known, stale) = check(folder, &[]);
    assert_eq!((new.len(), known, stale.len()), (1, 3, 0));
}

#[test]
fn a_finding_stays_known_when_its_article_changes_around_it() {
    let folder = folder(&[("خبر.md", COMMAS)]);
    let folder = folder.path();
    baseline(folder, &[]);
    let (first, second) = COMMAS.split_once("\n\n").unwrap();
    let bare: String = COMMAS
        .chars()
        .filter(|c| !matches!(c, '\u{64B}'..='\u{652}'))
        .collect();
    let wrapped = COMMAS.replace("وأن الرافعات", "وأن\nالرافعات");
    for (what, text) in [
        (
            "moved paragraphs",
            format!("{}\n\n{first}\n", second.trim_end()),
        ),
        ("line breaks", COMMAS.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{FEFF}{COMMAS}")),
        ("decomposed letters", COMMAS.nfd().collect()),
        ("composed letters", COMMAS.nfc().collect()),
        ("no harakat", bare),
        ("a line that is broken elsewhere", wrapped),
        (
            "front matter",
            format!("---\ntitle: أخبار المرفأ الجديد\n---\n\n{COMMAS}"),
        ),
    ] {
        write(folder, "خبر.md", &text);
        let (new, known, stale) = check(folder, &[]);
        assert_eq!((new, known, stale), (Vec::new(), 3, Vec::new()), "{what}");
    }
}

#[test]
fn the_same_fault_in_the_same_words_is_known_as_often_as_it_was() {
    let line = "قال مدير المرفأ إن السفن وصلت في موعدها, وإن العمل يسير.\n\n";
    let folder = folder(&[("a.md", &line.repeat(2))]);
    let folder = folder.path();
    baseline(folder, &[]);
    write(folder, "a.md", &line.repeat(3));
    let (new, known, stale) = check(folder, &[]);
    assert_eq!((new.len(), known, stale.len()), (1, 2, 0));
    write(folder, "a.md", line);
    let (new, known, stale) = check(folder, &[]);
    assert_eq!((new.len(), known, stale.len()), (0, 1, 1));
}

#[test]
fn a_baseline_holds_from_every_folder() {
    let folder = folder(&[
        ("desk/ar/a.md", COMMAS),
        ("desk/b.md", BAD),
        ("ci/x.txt", ""),
    ]);
    let top = folder.path();
    baseline(top, &["desk", "--output", "ci/known.json"]);
    let text = read(top, "ci/known.json");
    assert!(text.contains("\"../desk/ar/a.md\""), "{text}");
    for (from, file, path) in [
        (".", "ci/known.json", "desk"),
        ("desk", "../ci/known.json", "."),
        ("desk/ar", "../../ci/known.json", "a.md"),
        ("ci", "known.json", "../desk"),
    ] {
        let output = run(&top.join(from), &["check", "--baseline", file, path]);
        assert_eq!(status(&output), 0, "{from}: {}", stdout(&output));
        let again = run(&top.join(from), &["baseline", "--output", file, path]);
        assert!(stdout(&again).contains("(0 added, 0 taken out)"), "{from}");
        assert_eq!(read(top, "ci/known.json"), text);
    }
    // Beside the articles its fingerprints are those of the machine forms.
    baseline(top, &["desk"]);
    let json = run(top, &["check", "--format", "json", "desk/b.md"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let print = json["findings"][0]["fingerprint"].as_str().unwrap();
    assert!(read(top, FILE).contains(print));
}

#[test]
fn writing_again_keeps_what_did_not_run() {
    let folder = folder(&[("a.md", COMMAS), ("b.md", BAD), ("c.md", BAD)]);
    let folder = folder.path();
    baseline(folder, &[]);
    let all = read(folder, FILE);
    write(folder, "a.md", GOOD);
    fs::remove_file(folder.join("c.md")).unwrap();
    // What is named is judged again; what is not, or is gone, stays.
    let words = baseline(folder, &["a.md"]);
    assert_eq!(
        words,
        "tarqim-baseline.json: 2 findings in 2 articles (0 added, 3 taken out).\n\
         note: 1 of these articles can't be found; `--prune` takes them out\n"
    );
    // A rule that does not run says nothing of its entries.
    write(
        folder,
        "tarqim.toml",
        "[rules]\n\"quotes/unmatched\" = \"off\"\n",
    );
    assert!(baseline(folder, &["b.md"]).contains("(0 added, 0 taken out)"));
    let (_, known, stale) = check(folder, &[]);
    assert_eq!((known, stale.len()), (0, 0));
    fs::remove_file(folder.join("tarqim.toml")).unwrap();
    let words = baseline(folder, &["--prune", "a.md"]);
    assert_eq!(
        words,
        "tarqim-baseline.json: 1 finding in 1 article (0 added, 1 taken out).\n"
    );
    write(folder, "a.md", COMMAS);
    write(folder, "c.md", BAD);
    baseline(folder, &[]);
    assert_eq!(read(folder, FILE), all);
    let arabic = run(folder, &["baseline", "--lang", "ar"]);
    assert_eq!(
        stdout(&arabic),
        "الملاحظات: 5، المقالات: 3، المضاف: 0، المحذوف: 0. ملف الحالة المرجعية: tarqim-baseline.json\n"
    );
}

#[test]
fn the_file_does_not_depend_on_threads_or_on_the_order_of_arguments() {
    let names: Vec<String> = (0..30).map(|i| format!("{i}.md")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), COMMAS)).collect();
    let folder = folder(&files);
    let folder = folder.path();
    let mut args: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut seen = Vec::new();
    for threads in ["1", "2", "2"] {
        args.rotate_left(7);
        let _ = fs::remove_file(folder.join(FILE));
        baseline(folder, &[&["-j", threads], &args[..]].concat());
        seen.push(read(folder, FILE));
    }
    seen.dedup();
    assert_eq!(seen.len(), 1);
    let left: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert_eq!(left.len(), 31, "no other file is left behind");
}

#[test]
fn a_baseline_that_cannot_be_used_is_a_problem() {
    let folder = folder(&[
        ("a.md", BAD),
        ("v2.json", "{\"version\": 2}"),
        ("torn.json", "{\n<<<<<<< main\n"),
    ]);
    let folder = folder.path();
    for (file, words) in [
        ("no.json", "There is no baseline no.json"),
        (
            "v2.json",
            "v2.json:1:14: this is not a baseline: the version 2 is not known",
        ),
        ("torn.json", "torn.json:2:1: this is not a baseline: "),
        (".", "The baseline . can't be read"),
    ] {
        let output = run(folder, &["check", "--exit-zero", "--baseline", file]);
        assert_eq!(
            (status(&output), stdout(&output).as_str()),
            (2, ""),
            "{file}"
        );
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
        let arabic = run(folder, &["check", "--lang", "ar", "--baseline", file]);
        assert!(
            stderr(&arabic).contains("حالة المرجعية"),
            "{}",
            stderr(&arabic)
        );
        if file != "no.json" {
            let output = run(folder, &["baseline", "--output", file]);
            assert_eq!(status(&output), 2, "{file} is not overwritten");
        }
    }
    let json = run(
        folder,
        &["check", "--format", "json", "--baseline", "no.json"],
    );
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["problems"][0]["kind"], "baseline");
    assert_eq!(json["problems"][0]["path"], "no.json");
    assert_eq!(read(folder, "v2.json"), "{\"version\": 2}");
    assert_eq!(
        status(&run(folder, &["baseline", "--prune"])),
        2,
        "there is nothing to prune"
    );
}

#[test]
fn nothing_is_written_where_an_article_could_not_be_checked() {
    let folder = folder(&[("a.md", BAD)]);
    let folder = folder.path();
    fs::write(folder.join("old.txt"), [0xC7, 0xE1, 0xD3, 0x20, 0xDA]).unwrap();
    let output = run(folder, &["baseline"]);
    assert_eq!((status(&output), stdout(&output).as_str()), (2, ""));
    assert!(stderr(&output).contains("old.txt is not UTF-8"));
    assert!(stderr(&output).contains("tarqim-baseline.json was not written"));
    assert!(!folder.join(FILE).exists());
    assert_eq!(status(&run(folder, &["baseline", "a.md"])), 0);
    assert_eq!(status(&run(folder, &["baseline", "no.md"])), 2);
    let input = run(folder, &["baseline", "-"]);
    assert_eq!(status(&input), 2, "standard input is no file");
    let nowhere = run(
        folder,
        &["baseline", "a.md", "--output", "no/such/folder.json"],
    );
    assert_eq!(status(&nowhere), 2);
    assert!(
        stderr(&nowhere).contains("can't be written"),
        "{}",
        stderr(&nowhere)
    );
}

#[test]
fn an_empty_folder_has_no_baseline_and_a_clean_one_has_an_empty_one() {
    let empty = folder(&[("a.bin", "")]);
    let output = run(empty.path(), &["baseline"]);
    assert_eq!(status(&output), 0);
    assert!(stderr(&output).contains("there is no article here"));
    assert!(!empty.path().join(FILE).exists());
    let clean = folder(&[("a.md", GOOD)]);
    baseline(clean.path(), &[]);
    assert_eq!(check(clean.path(), &[]), (Vec::new(), 0, Vec::new()));
}

#[test]
fn many_stale_entries_are_counted() {
    let mut lines = String::new();
    for i in 0..13 {
        lines.push_str(&format!(
            "وصلت السفينة رقم {i} إلى المرفأ الجديد, ثم غادرت.\n\n"
        ));
    }
    let folder = folder(&[("a.md", &lines)]);
    baseline(folder.path(), &[]);
    write(folder.path(), "a.md", GOOD);
    let output = command(folder.path(), &["check", "--baseline", FILE])
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "stale entries fail nothing");
    assert_eq!(stderr(&output).lines().count(), 12);
    assert!(stderr(&output).contains("note: and 3 more\n"));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = folder(&[
        ("a.md", BAD),
        ("kept/known.json", "{\"version\": 1, \"files\": []}"),
    ]);
    let folder = folder.path();
    std::os::unix::fs::symlink("kept/known.json", folder.join(FILE)).unwrap();
    baseline(folder, &[]);
    assert!(folder.join(FILE).is_symlink());
    assert!(read(folder, "kept/known.json").contains("a.md"));
}
