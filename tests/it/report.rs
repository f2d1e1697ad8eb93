//! Reports, from hand-made findings: what each format looks like, and what always holds.
//!
//! `TARQIM_BLESS=1` rewrites `tests/it/snapshots`: read the difference, best with `cat -v`.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tarqim::config::style::MessageLang;
use tarqim::finding::{Applicability, Edit, Finding, Fix, Label, Level, Message, RuleIndex};
use tarqim::report::human::{Bidi, Options};
use tarqim::report::{FileReport, Problem, Run, Words, fingerprints, human, json, short};
use tarqim::source::{DecodeError, Source};
use tarqim::span::Span;
use unicode_width::UnicodeWidthStr;

/// The words of four rules, by index.
pub(crate) struct TestWords;

const RULES: [(&str, [&str; 2], [&str; 2]); 4] = [
    (
        "quotes/unmatched",
        [
            "This quotation is opened here and never closed.",
            "فُتح الاقتباس هنا ولم يُغلق.",
        ],
        [
            "Correct: add {close} where the quotation ends.",
            "الصواب: إضافة علامة الإغلاق عند نهاية الاقتباس: {close}",
        ],
    ),
    (
        "percent/form",
        [
            "Percentages are written in two ways: here {found}, elsewhere {majority} ({n} places).",
            "النسب المئوية مكتوبة بطريقتين: هنا {found}، وفي غيره {majority} (عدد المواضع: {n}).",
        ],
        ["To match: {fixed}", "للتوحيد: {fixed}"],
    ),
    (
        "photo-credit/format",
        [
            "The photo credit is not in the house form ({what}): {found}",
            "مصدر الصورة ليس بالصيغة المعتمدة ({what}): {found}",
        ],
        ["House style: {expected}", "دليل الأسلوب: {expected}"],
    ),
    (
        "punctuation/space-before",
        ["Space before {mark}.", "مسافة قبل علامة الترقيم ({mark})."],
        ["", ""],
    ),
];

fn pick(words: [&'static str; 2], lang: MessageLang) -> &'static str {
    words[usize::from(lang == MessageLang::Ar)]
}

impl Words for TestWords {
    fn id(&self, rule: RuleIndex) -> &str {
        RULES[rule.0 as usize].0
    }

    fn name(&self, rule: RuleIndex, _: MessageLang) -> &str {
        RULES[rule.0 as usize].0
    }

    fn message(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        (id == "message").then(|| pick(RULES[rule.0 as usize].1, lang))
    }

    fn help(&self, rule: RuleIndex, _: &str, lang: MessageLang) -> Option<&str> {
        Some(pick(RULES[rule.0 as usize].2, lang)).filter(|help| !help.is_empty())
    }

    fn label(&self, _: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        (id == "opened").then(|| pick(["opened here", "فُتح هنا"], lang))
    }

    fn fix(&self, _: RuleIndex, _: &str, _: MessageLang) -> Option<&str> {
        None
    }

    fn url(&self, rule: RuleIndex) -> Option<&str> {
        (rule.0 == 2).then_some("https://example.org/credits")
    }

    fn explain(&self, rule: RuleIndex, lang: MessageLang) -> &str {
        let words = [
            "A reader takes it for a mistake.\n\nThe article keeps one form.",
            "يظنه القارئ خطأ.\n\nويلتزم المقال صيغة واحدة.",
        ];
        if rule.0 == 3 { "" } else { pick(words, lang) }
    }

    fn level(&self, _: RuleIndex) -> Level {
        Level::Warning
    }
}

pub(crate) fn message(id: &'static str, args: &[(&'static str, &str)]) -> Message {
    let args = args.iter().map(|&(name, value)| (name, value.to_owned()));
    Message {
        id,
        args: args.collect(),
    }
}

/// A finding of a rule on the `n`th place (from 0) where `marked` stands in the source.
pub(crate) fn finding(source: &Source, rule: u16, level: Level, marked: &str, n: usize) -> Finding {
    let (start, _) = source.text().match_indices(marked).nth(n).unwrap();
    Finding {
        rule: RuleIndex(rule),
        level,
        span: Span::new(start, start + marked.len()),
        lang: "ar",
        message: message("message", &[]),
        labels: Vec::new(),
        fixes: Vec::new(),
        grouped: false,
        context: 7,
        found: 0,
    }
}

pub(crate) fn replace(span: Span, text: &str) -> Fix {
    Fix {
        applicability: Applicability::Safe,
        message: message("replace", &[("fixed", text)]),
        edits: vec![Edit {
            span,
            text: text.to_owned(),
        }],
    }
}

fn drawn(source: &Source, findings: &[Finding], options: Options) -> String {
    let fingerprints = fingerprints(source.name(), findings, &TestWords);
    let report = FileReport {
        source,
        findings,
        fingerprints: &fingerprints,
        words: &TestWords,
    };
    let run = Run::new(1, vec![report], Vec::new());
    let mut out = Vec::new();
    human::write(&run, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const EN: Options = Options {
    lang: MessageLang::En,
    color: false,
    columns: 80,
    bidi: Bidi::Rlm,
};
const AR: Options = Options {
    lang: MessageLang::Ar,
    ..EN
};
const COLOR: Options = Options { color: true, ..EN };

/// Compares with a file of `snapshots`; escapes are written as `\e`, bidi controls as `\u{…}`.
pub(crate) fn snapshot(name: &str, found: &str) {
    let mut plain = String::new();
    for c in found.chars() {
        match c {
            '\x1b' => plain.push_str("\\e"),
            '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' => {
                plain.push_str(&format!("\\u{{{:X}}}", c as u32));
            }
            _ => plain.push(c),
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/snapshots/{name}"));
    if std::env::var_os("TARQIM_BLESS").is_some() {
        fs::write(&path, plain).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(plain, expected, "{name}");
}

const PORT: &str = "\u{FEFF}ميناء جديد في الجنوب\n\nقال مدير الميناء إن السفن الكبيرة ’ستبدأ الرسو هنا في الخريف المقبل بعد انتهاء أعمال الحفر في الحوض الغربي، وقد خُصصت للمشروع أرصفة جديدة تتسع لعشرين سفينة في وقت واحد وفق ما أعلنته هيئة الموانئ أمس‘ وأضاف أن العمل يسير كما خُطط له.\n";

pub(crate) fn port() -> (Source, Finding) {
    let source = Source::new("ar/port.md", PORT);
    let mut found = finding(&source, 0, Level::Error, "‘", 0);
    found.message = message("message", &[("close", "’")]);
    let open = PORT.find('’').unwrap();
    found.labels.push(Label {
        span: Span::new(open, open + '’'.len_utf8()),
        message: message("opened", &[]),
    });
    (source, found)
}

#[test]
fn two_quotation_marks_far_apart() {
    let (source, found) = port();
    let found = [found];
    snapshot("quotes-plain-80", &drawn(&source, &found, EN));
    snapshot("quotes-color-80", &drawn(&source, &found, COLOR));
    snapshot("quotes-arabic-80", &drawn(&source, &found, AR));
    let narrow = Options { columns: 40, ..AR };
    snapshot("quotes-arabic-40", &drawn(&source, &found, narrow));
    let isolate = Options {
        bidi: Bidi::Isolate,
        ..COLOR
    };
    snapshot("quotes-isolate-80", &drawn(&source, &found, isolate));
}

#[test]
fn a_quotation_is_shown_by_its_marks() {
    let (source, mut found) = port();
    let (opening, closing) = (found.labels[0].span, found.span);
    found.span = opening.cover(closing);
    found.labels.push(Label {
        span: closing,
        message: message("opened", &[]),
    });
    snapshot("framed-color-80", &drawn(&source, &[found], COLOR));
}

#[test]
fn a_latin_line_keeps_its_carets() {
    let source = Source::new("en/port.md", "The new quay (AP Images) at dawn\n");
    let mut found = finding(&source, 2, Level::Warning, "AP Images", 0);
    found.message = message(
        "message",
        &[
            ("what", "brackets missing"),
            ("found", "AP Images"),
            ("expected", "(© Name/Agency)"),
        ],
    );
    found.labels.push(Label {
        span: Span::new(13, 14),
        message: message("opened", &[]),
    });
    let found = [found];
    snapshot("credit-plain-80", &drawn(&source, &found, EN));
    snapshot("credit-color-80", &drawn(&source, &found, COLOR));
}

const FARM: &str = "ارتفع الإنتاج بنسبة 12٪ في العام الماضي.\nوبلغت حصة القمح 25 في المئة، وحصة الشعير 30 في المئة.\n\nأما الزيتون فبلغ 5 في المئة، والتمر 8 في المئة.\nوالعنب 9 في المئة، والتين 4 في المئة.\n";

pub(crate) fn farm() -> (Source, Vec<Finding>) {
    let source = Source::new("ar/مزارع", FARM);
    let found = ["25", "30", "5 ", "8", "9", "4"].iter().map(|number| {
        let number = number.trim_end();
        let spelled = format!("{number} في المئة");
        let n = usize::from(number == "5");
        let mut found = finding(&source, 1, Level::Warning, &spelled, n);
        let fixed = format!("{number}٪");
        found.message = message(
            "message",
            &[
                ("found", &spelled),
                ("majority", "12٪"),
                ("n", "7"),
                ("fixed", &fixed),
            ],
        );
        found.fixes.push(replace(found.span, &fixed));
        found.grouped = true;
        found
    });
    let found = found.collect();
    (source, found)
}

#[test]
fn what_is_done_two_ways_is_one_block() {
    let (source, found) = farm();
    snapshot("grouped-plain-80", &drawn(&source, &found, EN));
    snapshot("grouped-arabic-80", &drawn(&source, &found, AR));
    snapshot("grouped-color-80", &drawn(&source, &found, COLOR));
}

#[test]
fn controls_are_shown() {
    let text =
        "قال \u{202E}الوزير\u{202C} \x1b[31mنعم\x1b[0m\0 \u{200B}\u{AD}\u{2028}25٪\tو\u{9B}3";
    let source = Source::new("a\u{202E}\x1b[2Jb.md", text);
    let mut found = finding(&source, 1, Level::Hint, "\u{202E}", 0);
    found.message = message(
        "message",
        &[
            ("found", "\x1b]0;title\x07"),
            ("majority", "\u{202E}a"),
            ("n", "\r\n"),
            ("fixed", "\u{200F}"),
        ],
    );
    found.fixes.push(replace(found.span, ""));
    let found = [found];
    snapshot("controls-plain-80", &drawn(&source, &found, EN));
    snapshot("controls-color-80", &drawn(&source, &found, COLOR));
}

#[test]
fn odd_places() {
    let source = Source::new("a.md", "first\r\n\r\nثالث هنا\r\nlast");
    let at = |start: usize, end: usize| Finding {
        span: Span::new(start, end),
        ..finding(&source, 3, Level::Hint, "first", 0)
    };
    let text = source.text();
    let end = text.len();
    let arabic = text.find("هنا").unwrap() + "هنا".len();
    // An empty line, the end of a line that may be reordered, the end of the file, several lines,
    // a line break.
    let found = [
        at(7, 7),
        at(arabic, arabic),
        at(end, end),
        at(2, end - 2),
        at(5, 7),
    ];
    snapshot("odd-places", &drawn(&source, &found, EN));
    let empty = Source::new("empty.md", "");
    let found = [Finding {
        span: Span::at(0),
        ..found[0].clone()
    }];
    snapshot("empty-file", &drawn(&empty, &found, EN));
}

#[test]
fn json_keeps_the_contract() {
    let source = Source::new("a.md", "\u{FEFF}نسبة 😀 5 <b>\n");
    let mut found = finding(&source, 2, Level::Warning, "5", 0);
    found.message = message(
        "message",
        &[("what", "\u{202E}"), ("found", "5"), ("expected", "6")],
    );
    found.labels.push(Label {
        span: Span::new(3, 5),
        message: message("opened", &[]),
    });
    found.fixes.push(replace(found.span, "6"));
    let mut twin = finding(&source, 0, Level::Error, "<b>", 0);
    twin.message = message("unknown-id", &[]);
    let found = [found, twin.clone(), twin];
    let fingerprints = fingerprints("a.md", &found, &TestWords);
    assert_ne!(
        fingerprints[1], fingerprints[2],
        "an ordinal tells equal ones apart"
    );
    let report = FileReport {
        source: &source,
        findings: &found,
        fingerprints: &fingerprints,
        words: &TestWords,
    };
    let missing = Problem::unreadable("b.md", &std::io::ErrorKind::NotFound.into());
    let run = Run::new(2, vec![report], vec![missing]);
    let mut out = Vec::new();
    json::write(&run, MessageLang::En, &mut out).unwrap();
    snapshot("run.json", std::str::from_utf8(&out).unwrap());
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["findings"][0]["start"]["column"], 8);
    assert_eq!(value["findings"][0]["start"]["utf16"], 9);
    let mut lines = Vec::new();
    json::write_lines(&run, MessageLang::En, &mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    assert_eq!(lines.lines().count(), 3);
    for (line, whole) in lines.lines().zip(value["findings"].as_array().unwrap()) {
        assert_eq!(
            &serde_json::from_str::<serde_json::Value>(line).unwrap(),
            whole
        );
    }
}

#[test]
fn short_is_a_line_a_finding() {
    let (source, found) = farm();
    let found = &found[..2];
    let fingerprints = fingerprints(source.name(), found, &TestWords);
    let report = FileReport {
        source: &source,
        findings: found,
        fingerprints: &fingerprints,
        words: &TestWords,
    };
    let run = Run::new(1, vec![report], Vec::new());
    let mut out = Vec::new();
    short::write(&run, MessageLang::En, false, &mut out).unwrap();
    snapshot("short", std::str::from_utf8(&out).unwrap());
}

#[test]
fn problems_are_a_line_in_either_language() {
    let not_utf8 = DecodeError::NotUtf8 {
        byte: 12,
        looks_like: Some("Windows-1256"),
    };
    let problems = [
        Problem::undecodable("a.md", &not_utf8),
        Problem::undecodable("big\u{202E}.md", &DecodeError::TooLarge),
        Problem::unreadable("gone.md", &std::io::ErrorKind::NotFound.into()),
        Problem::unreadable("shut.md", &std::io::ErrorKind::PermissionDenied.into()),
        Problem::internal("a.md", Some("src/checks/quotes.rs:12:5".to_owned())),
        Problem {
            path: "a.ninjs".to_owned(),
            kind: tarqim::report::ProblemKind::Invalid {
                format: "JSON",
                place: (3, 14),
                reason: "expected value".to_owned(),
            },
        },
        Problem {
            path: "package.json".to_owned(),
            kind: tarqim::report::ProblemKind::NoArticle,
        },
        Problem::from(tarqim::config::error::ConfigError {
            path: "tarqim.toml".to_owned(),
            line: 3,
            column: 5,
            message: "unknown key `fail`; did you mean `fail-on`?".to_owned(),
        }),
    ];
    let mut out = Vec::new();
    for lang in [MessageLang::En, MessageLang::Ar] {
        for problem in &problems {
            problem.write(lang, false, &mut out).unwrap();
        }
    }
    problems[0].write(MessageLang::En, true, &mut out).unwrap();
    snapshot("problems", std::str::from_utf8(&out).unwrap());
}

#[test]
fn many_findings_on_a_long_line_are_quick() {
    let text = "كلمة 25٪ ".repeat(700_000);
    let step = text.len() / 300;
    let source = Source::new("long.txt", text);
    let found: Vec<_> = source
        .text()
        .match_indices("25")
        .step_by(700_000 / 300)
        .map(|(at, _)| Finding {
            span: Span::new(at, at + 2),
            ..finding(&source, 3, Level::Hint, "25", 0)
        })
        .collect();
    assert!(found.len() >= 300 && step > 0);
    let start = std::time::Instant::now();
    let out = drawn(&source, &found, EN);
    // A scan of the ten megabytes for each finding would take minutes in a debug build.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    assert!(out.len() < 300 * 600);
}

/// Removes SGR sequences; any other escape stays.
fn without_color(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\x1b[") {
        out.push_str(&rest[..at]);
        let code = &rest[at + 2..];
        let end = code
            .find(|c: char| !c.is_ascii_digit() && c != ';')
            .unwrap_or(code.len());
        if code[end..].starts_with('m') {
            rest = &code[end + 1..];
        } else {
            out.push_str("\x1b[");
            rest = code;
        }
    }
    out.push_str(rest);
    out
}

/// A line as the report shows its characters.
fn shown(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            '\t' => "    ".to_owned(),
            '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap().to_string(),
            '\x7f' => "␡".to_owned(),
            '\u{80}'..='\u{9F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}' => format!("‹U+{:04X}›", c as u32),
            _ => c.to_string(),
        })
        .collect()
}

fn is_subsequence(part: &str, of: &str) -> bool {
    let mut rest = of.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// Characters of the classes R, AL and AN, and their neighbours of the same blocks.
fn may_reorder(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{61B}' | '\u{61D}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'))
}

/// Words, marks and oddities that articles and attackers write.
pub(crate) const BITS: &[&str] = &[
    "كلمة ",
    "قالتُ ",
    "‘",
    "’",
    "25٪",
    "١٢٣ ",
    "word ",
    "The ",
    " ",
    "  ",
    "\t",
    "\u{202E}",
    "\x1b[31m",
    "\u{200F}",
    "\u{200B}",
    "\u{301}",
    "\u{64B}",
    "👨\u{200D}👩\u{200D}👧 ",
    "🇱🇧",
    "漢字",
    "\0",
    "|",
    "^",
    "…",
    "می\u{200C}رود ",
    "\r\n",
    "\n",
    "\u{2028}",
    "\u{85}",
    "لا",
    "e\u{301}e",
    "1,250.5 ",
    "supercalifragilistic",
    "\u{FEFF}",
    "كلمةطويلةلافراغفيهاولانهايةلهاعلىالإطلاق",
    "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30A}",
    "👨\u{200D}👩\u{200D}👧\u{200D}👨\u{200D}👩\u{200D}👧\u{200D}👨\u{200D}👩\u{200D}👧\u{200D}👨\u{200D}👩",
    "https://example.org/a?b=c&d=%D8 ",
    "\u{200C}",
    "\u{E0061}",
    "❤\u{FE0F}",
];

prop_compose! {
    fn any_case()(
        bits in prop::collection::vec(prop::sample::select(BITS), 0..120),
        cuts in prop::collection::vec((0usize..10_000, 0usize..10_000), 1..9),
        color in any::<bool>(),
        columns in 40usize..130,
        bidi in prop::sample::select(vec![Bidi::Rlm, Bidi::Isolate, Bidi::Off]),
        lang in prop::sample::select(vec![MessageLang::En, MessageLang::Ar]),
        grouped in any::<bool>(),
    ) -> (String, Vec<(usize, usize)>, bool, Options) {
        (bits.concat(), cuts, grouped, Options { lang, color, columns, bidi })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_block_is_safe_and_true((text, cuts, grouped, options) in any_case()) {
        let source = Source::new("dir/a.md", text);
        let text = source.text();
        let floor = |at: usize| (0..=at % (text.len() + 1)).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let spans: Vec<_> = cuts.iter().map(|&(a, b)| {
            let (a, b) = (floor(a), floor(b));
            Span::new(a.min(b), a.max(b))
        }).collect();
        let found = |span: Span| Finding {
            rule: RuleIndex(1),
            level: Level::Warning,
            span,
            lang: "",
            message: message("message", &[("found", source.slice(span)), ("fixed", "5٪")]),
            labels: Vec::new(),
            fixes: vec![replace(span, "5٪")],
            grouped,
            context: 0,
            found: 0,
        };
        let mut findings: Vec<_> = spans.iter().map(|&span| found(span)).collect();
        if !grouped {
            findings.truncate(1);
            findings[0].labels = spans[1..].iter().map(|&span| Label { span, message: message("opened", &[]) }).collect();
        }
        findings.sort_by_key(|finding| finding.span);
        let out = drawn(&source, &findings, options);

        // No control of the input gets through.
        let plain = without_color(&out);
        if !options.color {
            prop_assert_eq!(&plain, &out);
        }
        let (open, close) = match options.bidi {
            Bidi::Rlm => ("\u{200F}", "\u{200F}"),
            Bidi::Isolate => ("\u{2067}", "\u{2069}"),
            Bidi::Off => ("", ""),
        };
        let rows: Vec<&str> = plain.lines().collect();
        for row in &rows {
            prop_assert!(UnicodeWidthStr::width(*row) <= options.columns, "{} wide: {row:?}", UnicodeWidthStr::width(*row));
            let steering: String = row.chars().filter(|&c| {
                c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
            }).collect();
            prop_assert!(steering.is_empty() || steering == format!("{open}{close}"), "{row:?}");
        }

        // Excerpts are true, and have carets under them or none.
        let excerpt_of = |row: &str| -> Option<(u32, String)> {
            let (number, excerpt) = row.trim_start().split_once(" │")?;
            Some((number.parse().ok()?, excerpt.strip_prefix(' ').unwrap_or(excerpt).to_owned()))
        };
        let mut excerpts = 0;
        for (i, row) in rows.iter().enumerate() {
            let Some((number, excerpt)) = excerpt_of(row) else { continue };
            excerpts += 1;
            let reduce = |text: &str| -> String {
                text.chars().filter(|c| !matches!(c, '…' | '|' | '^' | '~' | '¦' | '\u{200F}' | '\u{2067}' | '\u{2069}')).collect()
            };
            let line = reduce(&shown(source.slice(source.line(number))));
            // What is marked and could not be seen is spelled out.
            let mut excerpt_text = reduce(&excerpt);
            for c in ["\u{200C}", "\u{200D}", "\u{301}", "\u{64B}", "\u{FE0F}"] {
                let spelled = format!("‹U+{:04X}›", c.chars().next().unwrap() as u32);
                excerpt_text = excerpt_text.replace(&spelled, c);
            }
            prop_assert!(is_subsequence(&excerpt_text, &line), "{excerpt_text:?} of {line:?}");
            let below = rows.get(i + 1).copied().unwrap_or_default().trim_start();
            let carets = below.strip_prefix("│ ").is_some_and(|carets| carets.contains(['^', '-']));
            prop_assert_eq!(carets, !may_reorder(&excerpt), "{:?} over {:?} in\n{}", excerpt, below, plain);
        }
        prop_assert!(excerpts > 0);
    }
}
