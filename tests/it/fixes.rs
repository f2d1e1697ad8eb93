//! Fixes under house styles: they settle, bring nothing new, and stop where an editor would.

use std::path::Path;

use tarqim::article::{Format, LangHints, ReadOptions};
use tarqim::config::{Library, Surroundings, load};
use tarqim::finding::{Applicability, Finding, Fix};
use tarqim::fix;
use tarqim::lint::Linter;

use crate::fixtures::cases;
use crate::properties::{base, lint};

const ARABIC: &str = r#"
extends = ["ar", "ar-ortho"]
[style]
percent = "25٪"
date = "8 حزيران/يونيو 2021"
quotes = "“ ‘ ’ ”"
digits = "123"
decimal = "1,250.5"
credit = "(© الاسم/الوكالة)"
"#;

const ARABIC_WORDS: &str = r#"
extends = ["ar"]
[style]
percent = "25 في المئة"
date = "8 يونيو 2021"
quotes = "« “ ” »"
digits = "١٢٣"
decimal = "1.250,5"
"#;

const ARABIC_SECOND: &str = r#"
extends = ["ar"]
[style]
percent = "25 %"
date = "25/6/2021"
quotes = "” ’ ‘ “"
"#;

const PERSIAN: &str = r#"
extends = ["fa"]
[style]
percent = "۲۵ درصد"
quotes = "« ‹ › »"
digits = "۱۲۳"
decimal = "۱۲٫۵"
"#;

const URDU: &str = r#"
extends = ["ur"]
[style]
percent = "25%"
quotes = "“ ‘ ’ ”"
digits = "123"
"#;

const BRITISH: &str = r#"
extends = ["en"]
[style]
percent = "25 per cent"
date = "8 June 2021"
quotes = "‘ “ ” ’"
"#;

const FRENCH: &str = r#"
extends = ["fr"]
[style]
percent = "25 %"
date = "8 juin 2021"
quotes = "« “ ” »"
decimal = "12,5"
"#;

/// The linter of a configuration; without one that of `base`.
fn linter(config: Option<&str>) -> Linter {
    let Some(config) = config else {
        return base();
    };
    let library = Library::built_in();
    let around = Surroundings {
        read: &|_| Ok(config.to_owned()),
        name: &|path| path.display().to_string(),
        today: jiff::civil::date(2026, 1, 1),
        library: &library,
    };
    let path = Path::new("tarqim.toml");
    let config = load(path, &around).unwrap_or_else(|errors| panic!("{errors:?}"));
    Linter::new(config.profile(&config.matching(path)).rules()).unwrap()
}

/// The fixes that are at least this sure.
fn fixes(findings: &[Finding], least: Applicability) -> Vec<&Fix> {
    let fixes = findings.iter().filter_map(|finding| finding.fixes.first());
    fixes.filter(|fix| fix.applicability >= least).collect()
}

/// How often a text is fixed at most; a title that a page repeats is mended place by place.
const ROUNDS: usize = 10;

/// A text with its safe fixes made, until there are none. Panics where they do not settle, or where
/// one of them brings a finding that was not there.
fn settled(linter: &Linter, name: &str, text: &str, options: &ReadOptions) -> String {
    let format = Format::of_name(name);
    let mut text = text.to_owned();
    let mut before = usize::MAX;
    for _ in 0..ROUNDS {
        let findings = lint(linter, name, &text, format, options);
        assert!(findings.len() <= before, "{name}: a fix brought a finding");
        before = findings.len();
        let safe = fixes(&findings, Applicability::Safe);
        if safe.is_empty() {
            return text;
        }
        let fixed = fix::apply(&text, &safe);
        assert_ne!(fixed, text, "{name}: a fix changes nothing");
        text = fixed;
    }
    panic!("{name}: fixes do not settle");
}

#[test]
fn fixes_settle_under_any_house_style_and_bring_nothing_new() {
    let cases = cases();
    let texts = cases
        .iter()
        .filter(|case| case.source.document().is_none())
        .collect::<Vec<_>>();
    for house in [
        ARABIC,
        ARABIC_WORDS,
        ARABIC_SECOND,
        PERSIAN,
        URDU,
        BRITISH,
        FRENCH,
    ] {
        let linter = linter(Some(house));
        for case in &texts {
            let options = ReadOptions::from(LangHints::of_path(&case.name, None));
            settled(&linter, &case.name, case.source.text(), &options);
        }
    }
}

#[test]
fn fixes_that_ask_settle_as_well() {
    let cases = cases();
    for house in [None, Some(ARABIC), Some(BRITISH)] {
        let linter = linter(house);
        for case in cases.iter().filter(|case| case.source.document().is_none()) {
            let options = ReadOptions::from(LangHints::of_path(&case.name, None));
            let mut text = case.source.text().to_owned();
            let mut rounds = 0;
            loop {
                let findings = lint(&linter, &case.name, &text, case.format, &options);
                let fixed = fix::apply(&text, &fixes(&findings, Applicability::Ask));
                if fixed == text {
                    break;
                }
                text = fixed;
                rounds += 1;
                assert!(rounds < ROUNDS, "{}: fixes do not settle", case.name);
            }
        }
    }
}

/// What safe fixes make of a text.
fn check(house: Option<&str>, name: &str, text: &str, fixed: &str) {
    let options = ReadOptions::from(LangHints::of_path(name, None));
    assert_eq!(
        settled(&linter(house), name, text, &options),
        fixed,
        "{text}"
    );
}

/// Safe fixes leave a text as it is.
fn keeps(house: Option<&str>, name: &str, text: &str) {
    check(house, name, text, text);
}

#[test]
fn a_house_style_changes_no_text_of_another_language() {
    keeps(
        Some(ARABIC_WORDS),
        "a.fa.txt",
        "در سال 98 کارخانه تازه‌ای در شهر ساخته شد.",
    );
    keeps(
        Some(ARABIC_WORDS),
        "a.ur.txt",
        "شہر میں 19 سال پہلے پل بنا تھا۔",
    );
    keeps(
        Some(ARABIC),
        "a.fr.txt",
        "La tour mesure 19,5 mètres et le pont 2 209 mètres.",
    );
    keeps(
        Some(ARABIC_SECOND),
        "a.en.txt",
        "The mayor called it “a fine day” and 80% agreed.",
    );
    keeps(
        Some(ARABIC_WORDS),
        "a.en.txt",
        "The mayor called it \"a fine day\" and left.",
    );
    keeps(
        Some(ARABIC_SECOND),
        "a.ar.txt",
        "عرض الفريق برنامج \"Harbour View\" في القاعة.",
    );
    keeps(
        Some(ARABIC),
        "a.fr.txt",
        "Le maire parle d’un « beau jour » au port.",
    );
}

#[test]
fn a_fix_is_safe_only_where_every_editor_would_make_it() {
    // Typewriter marks are nobody's style, whatever most of an article has.
    keeps(
        None,
        "a.en.txt",
        "He said \"yes\", she said \"no\", they said \"maybe\" and “never” at the meeting.",
    );
    // The Persian digits are the right ones.
    keeps(
        None,
        "a.fa.txt",
        "در دقیقه 12 و 25 و 37 و 40 گل زد و در دقیقه ۶۸ هم.",
    );
    // In Urdu the two commas close a quotation; as a habit they are no slip anywhere.
    keeps(
        None,
        "a.ur.txt",
        "رسالے ’’صحت،، میں ایک نئی رپورٹ شائع ہوئی۔",
    );
    check(
        None,
        "a.ar.txt",
        "وصل الوفد،، ثم غادر.",
        "وصل الوفد، ثم غادر.",
    );
    keeps(
        None,
        "a.ar.txt",
        "هدأ البحر،، ونام الميناء،، وعاد الصياد،، وغنى.",
    );
    // A chemical name is no fraction.
    keeps(
        Some(URDU),
        "a.ur.txt",
        "پانی میں 2,5 DDX کی مقدار نوٹ کی گئی۔",
    );
    // Persian and French have guillemets.
    keeps(
        None,
        "a.fa.txt",
        "او “باغ” و “خانه” و “شهر” را دید و از «دریا» گفت.",
    );
    // Tanwin on a letter that does not carry it; what is written twice goes.
    keeps(None, "a.ar.txt", "في رياضة المشي ً فائدة كبيرة.");
    check(
        None,
        "a.ar.txt",
        "زاد على سبعين صنفًا ً، منها التفاح.",
        "زاد على سبعين صنفًا، منها التفاح.",
    );
    // A joint without its space is followed by nobody.
    keeps(
        None,
        "a.ar.txt",
        "زاد في أيار(مايو) وفي تموز(يوليو) وفي آب(أغسطس) ونقص في حزيران (يونيو).",
    );
    check(
        Some(ARABIC),
        "a.ar.txt",
        "انخفض في تشرين الثاني (نوفمبر)2003 كثيرا.",
        "انخفض في تشرين الثاني/نوفمبر 2003 كثيرا.",
    );
    // A mark on the wrong side of its space opens nothing.
    keeps(
        Some(URDU),
        "a.ur.txt",
        "بڑے اداروں میں سے ایک” بازار“ نے رپورٹ دی۔",
    );
    // An apostrophe could be taken for the end of the quotation.
    keeps(
        Some(BRITISH),
        "a.en.txt",
        "She said: “It’s the pilots’ day.” Then they left.",
    );
    // Names are moved with their comma.
    check(
        None,
        "a.ar.txt",
        "حضرت شركات مثل Alpha ,Beta في المعرض.",
        "حضرت شركات مثل Alpha, Beta في المعرض.",
    );
    // A dash that was typed with the key of the tatweel.
    keeps(
        None,
        "a.fa.txt",
        "نویسنده از مفهوم فضاـزمان در داستان سخن گفت.",
    );
    // Of a non-joiner and a blank the blank may be the one too many.
    keeps(None, "a.fa.txt", "او هفته آینده تصمیم می\u{200C} گیرد.");
    // The comma of a clock begins no fraction.
    keeps(Some(ARABIC), "a.ar.txt", "فُتح الباب في الساعة 08,15 صباحًا.");
    // Verse goes by its metre.
    keeps(None, "a.ar.txt", "وعاش بلا بحر أربع عقود أربع وهو بحار");
    // Digits take the marks of the house with them, and ask where it has none.
    const DIGITS: &str = "[style]\ndigits = \"١٢٣\"";
    let sales = "ارتفعت المبيعات 24.5 في المئة بعد الافتتاح.";
    keeps(Some(DIGITS), "a.ar.txt", sales);
    check(
        Some(&format!("{DIGITS}\ndecimal = \"١٬٢٥٠٫٥\"")),
        "a.ar.txt",
        sales,
        "ارتفعت المبيعات ٢٤٫٥ في المئة بعد الافتتاح.",
    );
    // The sign ٪ goes with ١٢٣.
    check(
        Some(ARABIC_SECOND),
        "a.ar.txt",
        "ارتفع الإنتاج بنسبة ٢٥٪ هذا العام.",
        "ارتفع الإنتاج بنسبة ٢٥\u{a0}٪ هذا العام.",
    );
}

#[test]
fn fixes_are_written_in_the_way_of_what_they_replace() {
    check(
        Some(ARABIC),
        "a.ar.html",
        "<p>قال الوزير &laquo;نعم&raquo; ثم &#171;لا&#187; وغادر القاعة مع الوفد.</p>",
        "<p>قال الوزير &ldquo;نعم&rdquo; ثم &#8220;لا&#8221; وغادر القاعة مع الوفد.</p>",
    );
    check(
        Some(ARABIC_WORDS),
        "a.ar.md",
        "---\ntitle: \"قال \\\"نعم\\\" ثم غادر\"\n---\nوصل الوفد إلى المدينة.\n",
        "---\ntitle: \"قال «نعم» ثم غادر\"\n---\nوصل الوفد إلى المدينة.\n",
    );
    check(
        None,
        "a.ar.md",
        "قال **الوزير** , ثم [غادر](https://a.example/b,c?d) `x , y` وعاد.\n",
        "قال **الوزير**، ثم [غادر](https://a.example/b,c?d) `x , y` وعاد.\n",
    );
}
