//! `tarqim survey` and `tarqim init`: what is counted, and that the style that is written is one that
//! the counted articles keep.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tarqim::article::{Article, Format, LangHints};
use tarqim::check::{Context, OptionKind};
use tarqim::checks::{CHECKS, PRACTICES};
use tarqim::config::{Library, Surroundings, load};
use tarqim::lang::{Lang, Language};
use tarqim::lint::Linter;
use tarqim::mention::Mentions;
use tarqim::practice::{Observed, value_of};
use tarqim::source::Source;

use crate::command::{command, folder, run, status, stderr, stdout};
use crate::report::snapshot;

/// Articles of a desk: most in one form, one in others, one in both.
const ARTICLES: &[(&str, &str)] = &[
    (
        "ar/bridge.md",
        "---\ntitle: جسر جديد\nsection: محليات\ndate: 2026-03-02\n---\n\n![الجسر](../images/bridge.jpg)\n\n(© سلمى حداد/رويترز)\n\nقالت المهندسة «سنفتح الجسر قريبا». وزادت الحركة 25٪ في 8 حزيران/يونيو 2021.\n",
    ),
    (
        "ar/market.md",
        "---\ntitle: سوق المدينة\nsection: اقتصاد\ndate: 2026-03-09\n---\n\nقال التاجر «السوق بخير». وارتفعت الأسعار 12.5٪ منذ 14 آذار/مارس 2021، أي 1,250.5 ليرة.\n",
    ),
    (
        "ar/school.md",
        "---\ntitle: مدرسة القرية\nsection: محليات\ndate: 2026-04-01\n---\n\nقال المدير «عاد الطلاب». ونجح 95.5٪ منهم حتى 20 نيسان/أبريل 2021.\n\n![المدرسة](../images/school.jpg)\n\n(© كريم ناصر/أ ف ب)\n",
    ),
    (
        "ar/river.md",
        "---\ntitle: مياه النهر\nsection: محليات\ndate: 2026-04-03\n---\n\nقال الخبير «ارتفع المنسوب». وبلغت النسبة 80.5٪ في 3 أيار/مايو 2021.\n\n![النهر](../images/river.jpg)\n\n(© سلمى حداد/أ.ف.ب)\n",
    ),
    (
        "ar/odd.md",
        "---\ntitle: خبر آخر\ndate: 2026-04-05\n---\n\nقال الشاهد “رأيت الحريق”. واحترق ٣٠ في المئة من الحقل في 5 يونيو 2021.\n\n![الجسر](../images/bridge.jpg)\n\n(© كريم ناصر/رويترز)\n",
    ),
    (
        "ar/both.md",
        "---\ntitle: خبر مختلط\nsection: اقتصاد\n---\n\nقال الأول «نعم». وقال الثاني “لا”. والنسبة 10٪ هنا و20 في المئة هناك.\n",
    ),
    (
        "en/harbour.md",
        "---\ntitle: A new harbour\nlang: en\n---\n\n“We open in June,” she said. Traffic rose 25% by June 8, 2021.\n",
    ),
    (
        "en/market.md",
        "---\ntitle: The market\nlang: en\n---\n\n“Trade is good,” he said. Prices rose 12.5% by March 14, 2021.\n",
    ),
    (
        "en/school.md",
        "---\ntitle: The school\nlang: en\n---\n\n“They are back,” she said. Some 95.5% passed by April 20, 2021.\n",
    ),
];

#[test]
fn the_table_names_forms_by_example() {
    let desk = folder(ARTICLES);
    for (lang, by) in [("en", None), ("ar", None), ("ar", Some("section"))] {
        let mut args = vec!["survey", "--isolated", "--lang", lang];
        args.extend(by.iter().flat_map(|by| ["--by", by]));
        let output = run(desk.path(), &args);
        assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
        let name = by.map_or(format!("survey-{lang}"), |by| format!("survey-{lang}-{by}"));
        snapshot(&name, &stdout(&output));
    }
}

/// The JSON document of a survey.
fn survey(folder: &Path, args: &[&str]) -> Value {
    let args = [&["survey", "--isolated", "--format", "json"], args].concat();
    serde_json::from_slice(&run(folder, &args).stdout).unwrap()
}

/// The count of a convention in a language.
fn count<'v>(survey: &'v Value, rule: &str, option: &str, lang: &str) -> &'v Value {
    let conventions = survey["conventions"].as_array().unwrap();
    let is = |count: &&Value| {
        count["rule"] == rule && count["option"] == option && count["lang"] == lang
    };
    conventions.iter().find(is).unwrap()
}

#[test]
fn an_article_that_does_both_is_mixed() {
    let desk = folder(ARTICLES);
    let survey = survey(desk.path(), &["--by", "month", "--all"]);
    assert_eq!(survey["version"], 1);
    assert_eq!(survey["articles"], 9);
    let quotes = count(&survey, "quotes/style", "outer", "ar");
    assert_eq!(quotes["clear"], Value::Null);
    assert_eq!(quotes["mixed"]["files"], serde_json::json!(["ar/both.md"]));
    assert_eq!(quotes["forms"][0]["example"], "«…»");
    assert_eq!(quotes["forms"][0]["articles"], 4);
    assert_eq!(quotes["forms"][0]["places"], 5);
    assert_eq!(quotes["groups"][0]["name"], "2026-03");
    assert_eq!(quotes["groups"][2]["name"], Value::Null);
    let dates = count(&survey, "date/format", "dual", "ar");
    assert_eq!(dates["clear"], "levant-slash-gulf");
    let image = &survey["photos"][0];
    assert_eq!(image["image"], "images/bridge.jpg");
    assert_eq!(image["credits"].as_array().unwrap().len(), 2);
    let names = survey["agencies"][0]["names"].as_array().unwrap();
    let names: Vec<_> = names.iter().map(|name| &name["text"]).collect();
    assert_eq!(names, ["أ ف ب", "أ.ف.ب"]);
}

#[test]
fn files_of_a_form_are_bounded_unless_all_are_asked_for() {
    let files: Vec<(String, &str)> = (0..30)
        .map(|at| (format!("{at:02}.txt"), "ارتفعت الأسعار 25٪ هذا العام.\n"))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let desk = folder(&files);
    for (args, named) in [(&[][..], 20), (&["--all"], 30)] {
        let survey = survey(desk.path(), args);
        let form = &count(&survey, "percent/form", "form", "ar")["forms"][0];
        assert_eq!(form["articles"], 30);
        assert_eq!(form["files"].as_array().unwrap().len(), named);
    }
}

#[test]
fn threads_and_the_order_of_arguments_change_nothing() {
    let desk = folder(ARTICLES);
    let all = run(
        desk.path(),
        &["survey", "--isolated", "--format", "json", "-j", "1", "."],
    );
    for order in [["ar", "en"], ["en", "ar"]] {
        for threads in ["1", "4"] {
            let args = ["survey", "--isolated", "--format", "json", "-j", threads];
            let output = run(desk.path(), &[&args[..], &order].concat());
            assert_eq!(stdout(&output), stdout(&all));
        }
    }
}

#[test]
fn what_cannot_be_read_is_a_problem_and_the_rest_is_counted() {
    let desk = folder(ARTICLES);
    fs::write(
        desk.path().join("ar/broken.txt"),
        b"\xC7\xE1\xD3\xE1\xC7\xE3",
    )
    .unwrap();
    let output = run(desk.path(), &["survey", "--isolated", "--format", "json"]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).contains("ar/broken.txt"));
    let survey: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(survey["articles"], 9);
    assert_eq!(survey["problems"][0]["path"], "ar/broken.txt");
}

#[test]
fn init_writes_the_style_of_most_articles_and_they_keep_it() {
    let desk = folder(ARTICLES);
    for lang in ["en", "ar"] {
        let output = run(desk.path(), &["init", "--lang", lang]);
        assert_eq!((status(&output), stderr(&output).as_str()), (0, ""));
        let path = desk.path().join("tarqim.toml");
        snapshot(&format!("init-{lang}"), &fs::read_to_string(&path).unwrap());
        let follow = [
            "ar/bridge.md",
            "ar/market.md",
            "ar/school.md",
            "ar/river.md",
            "en",
        ];
        let checked = run(
            desk.path(),
            &[&["check", "--format", "short"], &follow[..]].concat(),
        );
        assert_eq!(stderr(&checked), "");
        assert_eq!(stdout(&checked), "");
        let odd = run(desk.path(), &["check", "--format", "short", "ar/odd.md"]);
        assert_eq!(status(&odd), 1);
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn init_never_overwrites_and_shows_what_would_change() {
    let desk = folder(ARTICLES);
    let path = desk.path().join("tarqim.toml");
    let would = run(desk.path(), &["init", "--diff"]);
    assert_eq!(status(&would), 1);
    assert!(stdout(&would).contains("+edition = \"2026\""));
    assert!(!path.exists());
    assert_eq!(status(&run(desk.path(), &["init"])), 0);
    let written = fs::read_to_string(&path).unwrap();
    let again = run(desk.path(), &["init"]);
    assert_eq!(status(&again), 2);
    assert!(stderr(&again).contains("not overwritten"));
    let same = run(desk.path(), &["init", "--diff"]);
    assert_eq!((status(&same), stdout(&same).as_str()), (0, ""));
    fs::write(
        &path,
        written.replace("digits = \"123\"", "digits = \"١٢٣\""),
    )
    .unwrap();
    let changed = run(desk.path(), &["init", "--diff"]);
    assert_eq!(status(&changed), 1);
    assert!(stdout(&changed).contains("\n-digits = \"١٢٣\"\n+digits = \"123\"\n"));
    fs::rename(&path, desk.path().join(".tarqim.toml")).unwrap();
    assert_eq!(status(&run(desk.path(), &["init"])), 2);
}

#[test]
fn init_in_an_empty_folder_writes_a_file_that_asks_for_nothing() {
    for lang in ["en", "ar"] {
        let empty = folder(&[]);
        let output = run(empty.path(), &["init", "--lang", lang]);
        assert_eq!(status(&output), 0);
        let text = fs::read_to_string(empty.path().join("tarqim.toml")).unwrap();
        let asks = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let messages = format!("messages = \"{lang}\"");
        assert_eq!(
            asks.collect::<Vec<_>>(),
            ["edition = \"2026\"", messages.as_str(), "[style]"]
        );
        // What it shows as examples can be asked for.
        linter(
            &text
                .replace("\n# ", "\n")
                .lines()
                .fold(String::new(), |mut out, line| {
                    if [
                        "quotes", "digits", "decimal", "percent", "date", "credit", "[", "extends",
                    ]
                    .iter()
                    .any(|key| line.starts_with(key) && (line.contains(" = ") || *key == "["))
                    {
                        out.push_str(line);
                        out.push('\n');
                    }
                    out
                }),
        );
    }
}

/// Reads a configuration and compiles its rules; fails where one of them can't be done, or warns.
fn linter(text: &str) -> Linter {
    let library = Library::built_in();
    let around = Surroundings {
        read: &|_| Ok(text.to_owned()),
        name: &|path| path.display().to_string(),
        today: jiff::civil::date(2026, 1, 1),
        library: &library,
    };
    let config = load(Path::new("/desk/tarqim.toml"), &around)
        .unwrap_or_else(|errors| panic!("{text}\n{errors:?}"));
    assert!(config.warnings.is_empty());
    let matching = config.matching(Path::new("/desk/a.md"));
    Linter::new(config.profile(&matching).rules()).unwrap_or_else(|error| panic!("{text}\n{error}"))
}

#[test]
fn every_way_that_is_said_to_be_askable_can_be_asked_for() {
    for (check, practice) in PRACTICES {
        for convention in practice.conventions {
            let option = check
                .options
                .iter()
                .find(|known| known.name == convention.option);
            let kind = option.map(|option| option.kind).unwrap();
            for way in convention.ways {
                let (rule, option) = (convention.rule, convention.option);
                let value = value_of(way, kind);
                linter(&format!("[rules]\n\"{rule}\" = {{ {option} = {value} }}\n"));
            }
            if let OptionKind::OneOf(values) = kind {
                assert_eq!(values, convention.ways, "{}", convention.option);
            }
        }
        if let Some(key) = practice.key {
            assert!(
                CHECKS
                    .iter()
                    .any(|check| check.example.is_some_and(|e| e.key == key))
            );
        }
    }
}

#[test]
fn nothing_is_asked_where_there_is_no_terminal() {
    use std::io::Write as _;
    let desk = folder(&[
        ("a.txt", "ارتفعت الأسعار 25٪ هذا العام.\n"),
        ("b.txt", "ارتفعت الأسعار 25٪ هذا العام.\n"),
        ("c.txt", "ارتفعت الأسعار 25 في المئة هذا العام.\n"),
    ]);
    let mut child = command(desk.path(), &["init", "--lang", "ar"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"2\n2\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(stdout(&output).lines().count(), 1);
    let text = fs::read_to_string(desk.path().join("tarqim.toml")).unwrap();
    assert!(text.contains("# percent = \"25٪\""));
}

/// What a convention's samples stand in.
fn sentence(sample: &str, language: Language) -> String {
    match language {
        Language::Ar => format!("كتبت الصحيفة {sample} في عددها الأخير.\n"),
        Language::Fa => format!("روزنامه نوشت {sample} در شماره آخر.\n"),
        Language::Ur => format!("اخبار نے لکھا {sample} اس میں ہے۔\n"),
        Language::Fr => format!("Le journal a donné {sample} dans son numéro.\n"),
        _ => format!("The paper wrote {sample} in its last issue.\n"),
    }
}

#[test]
fn what_a_house_asks_for_is_not_reported_and_is_counted_as_that() {
    use Language::{Ar, En, Fa, Fr, Ur};
    for (check, practice) in PRACTICES {
        for convention in practice.conventions {
            let option = check
                .options
                .iter()
                .find(|known| known.name == convention.option);
            let kind = option.map(|option| option.kind).unwrap();
            for (index, way) in convention.ways.iter().enumerate() {
                let (rule, option) = (convention.rule, convention.option);
                let value = value_of(way, kind);
                let linter = linter(&format!("[rules]\n\"{rule}\" = {{ {option} = {value} }}\n"));
                let mut counted = false;
                for language in [Ar, En, Fa, Fr, Ur] {
                    let mut sample = (convention.sample)(way, language);
                    if ["months", "dual", "slash"].contains(&option) {
                        sample = format!("3 {sample} 2021");
                    }
                    let text = sentence(&sample, language);
                    let source = Source::new("a.txt", &text);
                    let hints = LangHints {
                        name: Some(Lang::of(language)),
                        configured: None,
                    };
                    let article = Article::read(&source, Format::Plain, &hints.into());
                    let mentions = Mentions::recognise(&article, linter.vocabulary());
                    let context = Context {
                        article: &article,
                        mentions: &mentions,
                    };
                    let observed = Observed::of(&context, &[practice]);
                    let of_it = observed
                        .rows()
                        .iter()
                        .filter(|row| std::ptr::eq(row.convention, *convention));
                    let agrees = of_it.clone().all(|row| row.ways.has(index));
                    counted |= agrees && of_it.count() > 0;
                    if !agrees {
                        continue;
                    }
                    for finding in linter.judge(&source, &article, &mentions) {
                        let id = &linter.rule(finding.rule).rule.id;
                        assert_ne!(
                            (id.as_str(), finding.message.id),
                            (rule, "configured"),
                            "{way}: {text}"
                        );
                    }
                }
                // A credit stands below a photo, and a stop at the end of what is quoted.
                let elsewhere = ["photo-credit/format", "quotes/stop-place"].contains(&rule);
                // Marks of other languages, and those that may be apostrophes.
                let rare = rule == "quotes/style" && (option == "inner" || index >= 4);
                assert!(counted || elsewhere || rare, "{rule} {option} {way}");
            }
        }
    }
}
