//! The formats that other programs read: what each looks like, its columns counted by hand, and that
//! nothing of an article breaks out of it.

use std::fs;
use std::io;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use tarqim::config::style::MessageLang;
use tarqim::finding::{Finding, Label, Level, RuleIndex};
use tarqim::report::{
    FileReport, Place, Problem, Run, checkstyle, fingerprints, github, gitlab, junit, markdown,
    rdjson, sarif,
};
use tarqim::source::{DecodeError, Source};
use tarqim::span::Span;

use super::command::{BAD, GOOD, folder, run, status, stderr, stdout};
use super::report::{BITS, TestWords, finding, message, replace, snapshot};

type Writer = fn(&Run<'_>, MessageLang, &mut dyn io::Write) -> io::Result<()>;

/// The formats, each with the ending of its snapshot.
const FORMATS: [(&str, Writer); 8] = [
    ("sarif.json", sarif::write),
    ("github.txt", github::write),
    ("gitlab.json", gitlab::write),
    ("junit.xml", junit::write),
    ("checkstyle.xml", checkstyle::write),
    ("rdjson.json", rdjson::write),
    ("rdjsonl.jsonl", rdjson::write_lines),
    ("markdown.md", markdown::write),
];

fn written(write: Writer, run: &Run<'_>, lang: MessageLang) -> String {
    let mut out = Vec::new();
    write(run, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The same over several lines, so that a difference can be read.
fn readable(name: &str, text: &str) -> String {
    if !name.ends_with(".json") {
        return text.to_owned();
    }
    let value: Value = serde_json::from_str(text).unwrap();
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}

/// An article with all that makes columns differ: a byte order mark, a character of two UTF-16 units,
/// combining marks, an entity, and CRLF.
const HARD: &str = "\u{FEFF}نسبة 😀 5% &amp; مُحَمَّد\r\nسطر ثانٍ 😀 «قيل\r\n";

fn hard() -> (Source, Vec<Finding>) {
    let source = Source::new("ar/نسبة 1,2:3%.md", HARD);
    let mut percent = finding(&source, 1, Level::Warning, "5%", 0);
    percent.message = message(
        "message",
        &[
            ("found", "5%"),
            ("majority", "5٪"),
            ("n", "3"),
            ("fixed", "5٪"),
        ],
    );
    percent.fixes.push(replace(percent.span, "5٪"));
    let name = finding(&source, 3, Level::Hint, "مُحَمَّد", 0);
    let mut open = finding(&source, 0, Level::Error, "«", 0);
    open.message = message("message", &[("close", "»")]);
    open.labels.push(Label {
        span: percent.span,
        message: message("opened", &[]),
    });
    let end = HARD.find("قيل").unwrap() + "قيل".len();
    open.fixes.push(replace(Span::at(end), "»"));
    let across = Finding {
        span: Span::new(percent.span.start as usize, open.span.end as usize),
        ..finding(&source, 2, Level::Error, "5%", 0)
    };
    (source, vec![percent, across, name, open])
}

/// A run over the hard article, one that is clean, one that can't be read, and a configuration.
fn with_run<T>(source: &Source, findings: &[Finding], work: impl FnOnce(&Run<'_>) -> T) -> T {
    let clean = Source::new("ar/نظيف.md", "");
    let prints = fingerprints(source.name(), findings, &TestWords);
    let report = |source, findings, fingerprints| FileReport {
        source,
        findings,
        fingerprints,
        words: &TestWords,
    };
    let not_utf8 = DecodeError::NotUtf8 {
        byte: 12,
        looks_like: Some("Windows-1256"),
    };
    let configuration = tarqim::config::error::ConfigError {
        path: "/desk/tarqim.toml".to_owned(),
        line: 3,
        column: 5,
        message: "unknown key `fail|on`\u{1b}".to_owned(),
    };
    let problems = vec![
        Problem::undecodable("ar/قديم.md", &not_utf8),
        Problem::from(configuration),
    ];
    let reports = vec![report(&clean, &[], &[]), report(source, findings, &prints)];
    let mut run = Run::new(2, reports, problems);
    run.place = Place::new("/desk", "site");
    run.status = 2;
    work(&run)
}

#[test]
fn each_format_in_english_and_arabic() {
    let (source, findings) = hard();
    with_run(&source, &findings, |run| {
        for (name, write) in FORMATS {
            let en = written(write, run, MessageLang::En);
            snapshot(&format!("format.{name}"), &readable(name, &en));
        }
        for (name, write) in [FORMATS[0], FORMATS[7]] {
            let ar = written(write, run, MessageLang::Ar);
            snapshot(&format!("format-arabic.{name}"), &readable(name, &ar));
        }
    });
}

#[test]
fn a_clean_run_is_a_whole_document() {
    let clean = Source::new("a.md", "");
    let report = FileReport {
        source: &clean,
        findings: &[],
        fingerprints: &[],
        words: &TestWords,
    };
    let run = Run::new(1, vec![report], Vec::new());
    let text = |write| written(write, &run, MessageLang::En);
    assert_eq!(text(gitlab::write), "[]\n");
    assert_eq!(text(github::write), "");
    assert_eq!(text(rdjson::write_lines), "");
    assert_eq!(
        text(rdjson::write),
        "{\"source\":{\"name\":\"tarqim\"},\"diagnostics\":[]}\n"
    );
    assert_eq!(
        text(markdown::write),
        "## tarqim\n\nNo findings in 1 article.\n"
    );
    assert!(text(junit::write).contains("<testcase name=\"tarqim\" classname=\"a.md\"/>"));
    assert!(text(checkstyle::write).contains("<file name=\"a.md\"/>"));
    let log: Value = serde_json::from_str(&text(sarif::write)).unwrap();
    assert_eq!(log["runs"][0]["results"], json!([]));
    assert_eq!(
        log["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );
    let empty = Run::new(0, Vec::new(), Vec::new());
    for write in [junit::write, checkstyle::write] {
        roxmltree::Document::parse(&written(write, &empty, MessageLang::En)).unwrap();
    }
}

// The columns below were counted by hand. Line 1, before `5`: a byte order mark (3 bytes, no column),
// four letters (2 bytes each), a space, an emoji (4 bytes, 2 UTF-16 units), a space. Then `5%`, a space,
// `&amp;`, a space, and eight scalar values of 2 bytes each. Line 2, before `«`: three letters, a space,
// three letters and a mark, a space, an emoji, a space.

#[test]
fn sarif_counts_utf16() {
    let (source, findings) = hard();
    let log = with_run(&source, &findings, |run| {
        written(sarif::write, run, MessageLang::En)
    });
    let log: Value = serde_json::from_str(&log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let region = |result: &Value| {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        ["startLine", "startColumn", "endLine", "endColumn"]
            .map(|key| region[key].as_u64().unwrap())
    };
    let regions: Vec<_> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(region)
        .collect();
    assert_eq!(
        regions,
        [[1, 9, 1, 11], [1, 9, 2, 14], [1, 18, 1, 26], [2, 13, 2, 14]]
    );
    let edit = &run["results"][3]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        edit["deletedRegion"],
        json!({"startLine": 2, "startColumn": 17, "endLine": 2, "endColumn": 17})
    );
}

#[test]
fn rdjson_counts_bytes() {
    let (source, findings) = hard();
    let document = with_run(&source, &findings, |run| {
        written(rdjson::write, run, MessageLang::En)
    });
    let document: Value = serde_json::from_str(&document).unwrap();
    let range = |range: &Value| {
        [
            ("start", "line"),
            ("start", "column"),
            ("end", "line"),
            ("end", "column"),
        ]
        .map(|(end, key)| range[end][key].as_u64().unwrap())
    };
    let found = &document["diagnostics"].as_array().unwrap()[2..];
    let ranges: Vec<_> = found
        .iter()
        .map(|found| range(&found["location"]["range"]))
        .collect();
    assert_eq!(
        ranges,
        [
            [1, 18, 1, 20],
            [1, 18, 2, 24],
            [1, 27, 1, 43],
            [2, 22, 2, 24]
        ]
    );
    // What a reader does with it: it cuts the line there.
    let suggestion = &found[0]["suggestions"][0];
    let [_, start, _, end] = range(&suggestion["range"]).map(|number| number as usize);
    let line = HARD.split("\r\n").next().unwrap();
    assert_eq!(&line[start - 1..end - 1], "5%");
    assert_eq!(suggestion["text"], "5٪");
    assert_eq!(range(&found[3]["suggestions"][0]["range"]), [2, 30, 2, 30]);
}

#[test]
fn the_other_formats_count_scalar_values() {
    let (source, findings) = hard();
    with_run(&source, &findings, |run| {
        let commands = written(github::write, run, MessageLang::En);
        let places = |line: &str| {
            let properties = line.split("::").nth(1).unwrap().to_owned();
            properties
                .split_once(",line=")
                .map(|(_, places)| places.to_owned())
        };
        let places: Vec<_> = commands
            .lines()
            .skip(2)
            .map(|line| places(line).unwrap())
            .collect();
        assert_eq!(
            places,
            [
                "1,endLine=2",
                "2,endLine=2,col=12,endColumn=13",
                "1,endLine=1,col=8,endColumn=10",
                "1,endLine=1,col=17,endColumn=25",
            ],
            "errors first, and no column where it goes over lines"
        );

        let errors = written(checkstyle::write, run, MessageLang::En);
        let errors = roxmltree::Document::parse(&errors).unwrap();
        let errors = errors.descendants().filter(|node| {
            node.has_tag_name("error") && node.attribute("source").unwrap().contains('/')
        });
        let places: Vec<_> = errors
            .map(|error| ["line", "column"].map(|name| error.attribute(name).unwrap().to_owned()))
            .collect();
        assert_eq!(places, [["1", "8"], ["1", "8"], ["1", "17"], ["2", "12"]]);

        let cases = written(junit::write, run, MessageLang::En);
        for name in [
            "percent/form (1:8)",
            "punctuation/space-before (1:17)",
            "quotes/unmatched (2:12)",
        ] {
            assert!(cases.contains(&format!("name=\"{name}\"")), "{cases}");
        }

        let issues = written(gitlab::write, run, MessageLang::En);
        let issues: Value = serde_json::from_str(&issues).unwrap();
        let lines: Vec<_> = issues.as_array().unwrap()[2..]
            .iter()
            .map(|issue| issue["location"]["lines"].clone())
            .collect();
        let lines_of = |begin: u32, end: u32| json!({"begin": begin, "end": end});
        assert_eq!(
            lines,
            [
                lines_of(1, 1),
                lines_of(1, 2),
                lines_of(1, 1),
                lines_of(2, 2)
            ]
        );
    });
}

#[test]
fn a_fix_of_several_edits_is_one_suggestion() {
    let source = Source::new("a.md", "قال «نعم» أمس\n");
    let mut found = finding(&source, 1, Level::Warning, "«نعم»", 0);
    let mut fix = replace(Span::new(7, 9), "“");
    fix.edits.extend(replace(Span::new(15, 17), "”").edits);
    found.fixes.push(fix);
    let document = with_run(&source, &[found], |run| {
        written(rdjson::write, run, MessageLang::En)
    });
    let document: Value = serde_json::from_str(&document).unwrap();
    let suggestion = json!({
        "range": {"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 18}},
        "text": "“نعم”",
    });
    assert_eq!(
        document["diagnostics"][2]["suggestions"],
        json!([suggestion])
    );
}

#[test]
fn sarif_keeps_to_the_limits_of_its_readers() {
    let source = Source::new("a.md", "a ".repeat(30_000));
    let at = |start: usize, level| Finding {
        span: Span::new(start, start + 1),
        ..finding(&source, 3, level, "a", 0)
    };
    let mut findings: Vec<_> = (0..29_999).map(|n| at(2 * n, Level::Hint)).collect();
    findings.push(at(59_998, Level::Error));
    findings[29_999].labels = findings
        .iter()
        .take(1500)
        .map(|found| Label {
            span: found.span,
            message: message("opened", &[]),
        })
        .collect();
    let log = with_run(&source, &findings, |run| {
        written(sarif::write, run, MessageLang::En)
    });
    let log: Value = serde_json::from_str(&log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 25_000);
    assert_eq!(run["results"][0]["level"], "error", "the graver ones stay");
    let related = run["results"][0]["relatedLocations"].as_array().unwrap();
    assert_eq!(related.len(), 999);
    let told = run["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap();
    assert!(
        told.last().unwrap()["message"]["text"]
            .as_str()
            .unwrap()
            .contains("5000")
    );
}

#[test]
fn a_summary_has_room_for_what_a_job_may_say() {
    let source = Source::new("a.md", "كلمة ".repeat(30_000));
    let findings: Vec<_> = (0..30_000)
        .map(|n| Finding {
            span: Span::new(9 * n, 9 * n + 8),
            ..finding(&source, 3, Level::Hint, "كلمة", 0)
        })
        .collect();
    let text = with_run(&source, &findings, |run| {
        written(markdown::write, run, MessageLang::En)
    });
    assert!(text.len() < 1 << 20);
    let shown = text.lines().filter(|line| line.starts_with("| 1:")).count();
    assert!(text.ends_with(&format!(
        "\nNot shown for want of room: {}.\n",
        30_000 - shown
    )));
}

/// The cells of the rows of all tables, as a reader sees them.
fn cells(markdown: &str) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut in_row = false;
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Start(Tag::TableRow) => {
                rows.push(Vec::new());
                in_row = true;
            }
            Event::End(TagEnd::TableRow) => in_row = false,
            Event::Start(Tag::TableCell) if in_row => rows.last_mut().unwrap().push(String::new()),
            Event::Text(text) if in_row => {
                rows.last_mut().unwrap().last_mut().unwrap().push_str(&text)
            }
            Event::InlineHtml(html) => {
                let ours = ["<code dir=\"ltr\">", "</code>", "<br>"].contains(&html.as_ref());
                assert!(ours, "{html}");
            }
            Event::Html(html) => {
                let ours = ["<div dir=\"rtl\">\n", "</div>\n"].contains(&html.as_ref());
                assert!(ours, "{html}");
            }
            Event::Code(_)
            | Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strikethrough,
            ) => panic!("{event:?} in {markdown}"),
            _ => {}
        }
    }
    rows
}

/// What attackers write besides, and what the formats themselves are made of.
const MARKS: &[&str] = &[
    "&",
    "&amp;",
    "&#124;",
    "<b>",
    "<!--",
    "]]>",
    "\"",
    "'",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[a](b)",
    "![",
    "\\",
    "\\|",
    "$x$",
    "#",
    "::error::",
    "%0A",
    "%",
    "\u{1}",
    "\u{B}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{85}",
    "\r",
    "]]",
    "---",
    "- ",
    "1. ",
    "<https://a.b>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_breaks_out(
        bits in prop::collection::vec(prop::sample::select([BITS, MARKS].concat()), 1..40),
        name in prop::collection::vec(prop::sample::select([BITS, MARKS].concat()), 1..8),
        arabic in any::<bool>(),
    ) {
        let lang = if arabic { MessageLang::Ar } else { MessageLang::En };
        let text = bits.concat();
        let name = name.concat().replace(['\0', '/'], "");
        prop_assume!(!name.is_empty());
        let source = Source::new(format!("ar/{name}"), text.clone());
        let found = Finding {
            rule: RuleIndex(2),
            level: Level::Error,
            span: Span::new(0, text.len()),
            lang: "ar",
            message: message("message", &[("found", &text), ("what", &name), ("expected", &text)]),
            labels: Vec::new(),
            fixes: vec![replace(Span::new(0, text.len()), &text)],
            grouped: false,
            context: 0,
            found: 0,
        };
        let findings = [found];
        with_run(&source, &findings, |run| {
            for (format, write) in FORMATS {
                let out = written(write, run, lang);
                match format.rsplit_once('.').unwrap().1 {
                    "json" => drop(serde_json::from_str::<Value>(&out).unwrap()),
                    "jsonl" => assert!(out.lines().all(|line| serde_json::from_str::<Value>(line).is_ok())),
                    "xml" => drop(roxmltree::Document::parse(&out).unwrap()),
                    "txt" => assert!(
                        out.lines().count() == 3 && out.lines().all(|line| line.starts_with("::error title=")),
                        "{out}"
                    ),
                    _ => {
                        let rows = cells(&out);
                        let lengths: Vec<_> = rows.iter().map(Vec::len).collect();
                        assert_eq!(lengths, [2, 2, 5, 5], "{out}");
                        // A reader sees the message, as rdjson has it.
                        let said: Value = serde_json::from_str(&written(rdjson::write, run, lang)).unwrap();
                        let said = said["diagnostics"][2]["message"].as_str().unwrap();
                        let letters = |text: &str| text.split_whitespace().collect::<String>();
                        let (message, help) = said.split_once('\n').unwrap();
                        let cut = |text: &str| {
                            let more = if text.chars().count() > 300 { "…" } else { "" };
                            text.chars().take(300).collect::<String>() + more
                        };
                        assert_eq!(letters(&rows[3][3]), letters(&(cut(message) + &cut(help))));
                        let hidden = |c: char| c != '\n' && (c.is_control() || c == '\u{202E}');
                        assert!(!out.contains(hidden), "{out:?}");
                    }
                }
            }
        });
    }
}

#[test]
fn reports_go_to_files_too() {
    let folder = folder(&[
        ("site/bad.md", BAD),
        ("site/good.md", GOOD),
        ("site/.keep", ""),
        (".git/HEAD", ""),
    ]);
    let site = folder.path().join("site");
    let args = [
        "check",
        "--format",
        "short",
        "--output",
        "sarif=out.sarif",
        "--output=gitlab=../gl.json",
        "--output",
        "markdown=summary.md",
        "--output",
        "json=-j=.json",
    ];
    let first = run(&site, &args);
    assert_eq!(status(&first), 1, "{}", stderr(&first));
    assert!(stdout(&first).starts_with("bad.md:1:"));
    let text = |name: &str| fs::read_to_string(site.join(name)).unwrap();
    let log: Value = serde_json::from_str(&text("out.sarif")).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["exitCode"], 1);
    let issues: Value = serde_json::from_str(&text("../gl.json")).unwrap();
    assert_eq!(
        issues[0]["location"]["path"], "site/bad.md",
        "from the repository's root"
    );
    let json: Value = serde_json::from_str(&text("-j=.json")).unwrap();
    assert_eq!(json["findings"][0]["fingerprint"], issues[0]["fingerprint"]);
    assert!(text("summary.md").contains("2 articles"));
    // The summary of the first run is no article of the second.
    let all = || ["out.sarif", "../gl.json", "summary.md", "-j=.json"].map(text);
    let before = all();
    let second = run(&site, &[&args[..], &["-j", "1"]].concat());
    assert_eq!((all(), stdout(&second)), (before, stdout(&first)));
}

#[test]
fn a_file_that_cannot_be_written_is_a_problem() {
    let folder = folder(&[("bad.md", BAD), ("shut.json", "kept")]);
    let path = folder.path();
    let none = run(
        path,
        &[
            "check",
            "--format",
            "json",
            "--output",
            "sarif=no/out.sarif",
        ],
    );
    assert_eq!(status(&none), 2);
    assert!(
        stderr(&none).contains("The report no/out.sarif can't be written"),
        "{}",
        stderr(&none)
    );
    let document: Value = serde_json::from_str(&stdout(&none)).unwrap();
    assert_eq!(document["problems"][0]["kind"], "output");
    assert_eq!(
        document["findings"].as_array().unwrap().len(),
        1,
        "the rest is done"
    );
    let mut rights = fs::metadata(path.join("shut.json")).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(path.join("shut.json"), rights).unwrap();
    assert_eq!(
        status(&run(path, &["check", "--output", "json=shut.json"])),
        2
    );
    assert_eq!(fs::read_to_string(path.join("shut.json")).unwrap(), "kept");
}

#[cfg(unix)]
#[test]
fn a_device_stays_a_device() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder(&[("bad.md", BAD)]);
    let ran = run(folder.path(), &["check", "--output", "json=/dev/null"]);
    assert_eq!(status(&ran), 1, "{}", stderr(&ran));
    assert!(
        fs::metadata("/dev/null")
            .unwrap()
            .file_type()
            .is_char_device()
    );
    let both = run(
        folder.path(),
        &[
            "check",
            "--format",
            "short",
            "--output",
            "rdjsonl=/dev/stdout",
        ],
    );
    assert_eq!(stdout(&both).lines().count(), 2, "{}", stderr(&both));
}

#[test]
fn what_contradicts_itself_is_refused() {
    let folder = folder(&[("bad.md", BAD), ("good.md", GOOD)]);
    let refused = |args: &[&str], says: &str| {
        let ran = run(folder.path(), &[&["check"], args].concat());
        assert_eq!(status(&ran), 2, "{args:?}");
        assert!(stderr(&ran).contains(says), "{}", stderr(&ran));
        assert_eq!(stdout(&ran), "");
    };
    refused(
        &["--output", "json=a", "--output", "sarif=./x/../a"],
        "names the file a twice",
    );
    refused(
        &["--output", "json=bad.md", "bad.md"],
        "in the place of the article bad.md",
    );
    refused(&["--output", "json=-"], "--format");
    refused(&["--output", "json"], "sarif=tarqim.sarif");
    refused(&["--output", "json="], "name is missing");
    refused(&["--output", "xml=a"], "checkstyle");
    refused(&["--output", "json=a", "--diff"], "--diff");
    assert_eq!(
        fs::read_to_string(folder.path().join("bad.md")).unwrap(),
        BAD
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder(&[
        ("b.md", BAD),
        ("a.md", BAD),
        ("c/د.md", BAD),
        ("good.md", GOOD),
        ("broken.md", "\u{FEFF}"),
    ]);
    fs::write(folder.path().join("broken.md"), b"\xC7\xE1\xD3").unwrap();
    for (name, _) in FORMATS {
        let format = name.split('.').next().unwrap();
        let of = |args: &[&str]| {
            let out = run(
                folder.path(),
                &[&["check", "--format", format], args].concat(),
            );
            assert_eq!(status(&out), 2, "{}", stderr(&out));
            stdout(&out)
        };
        let first = of(&[
            "-j",
            "1",
            "a.md",
            "b.md",
            "c",
            "good.md",
            "broken.md",
            "gone.md",
        ]);
        let second = of(&[
            "-j",
            "4",
            "gone.md",
            "c/د.md",
            "broken.md",
            "good.md",
            "./b.md",
            "a.md",
        ]);
        assert_eq!(first, second, "{format}");
        assert!(
            first.contains("broken.md") && first.contains("gone.md"),
            "{format}: {first}"
        );
        let here = folder.path().to_str().unwrap();
        assert!(!first.contains(here), "{format}");
    }
}

#[test]
fn machine_formats_speak_english_unless_asked() {
    let folder = folder(&[("bad.md", BAD)]);
    let of = |args: &[&str]| {
        let mut command = super::command::command(
            folder.path(),
            &[&["check", "--format", "github"], args].concat(),
        );
        stdout(&command.env("LANG", "ar_SA.UTF-8").output().unwrap())
    };
    assert!(of(&[]).contains("This quotation"));
    assert!(of(&["--lang", "ar"]).contains("فُتح"));
    fs::write(folder.path().join("tarqim.toml"), "messages = \"ar\"\n").unwrap();
    assert!(of(&[]).contains("فُتح"));
}
