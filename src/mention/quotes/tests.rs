use super::*;
use crate::article::{Article, BlockKind};
use crate::lang::{Lang, Language};
use crate::mention::testing;

/// An article with one paragraph for each line that is not empty; `# ` makes a heading.
fn article(text: &str) -> Article<'_> {
    let mut article = testing::article(text);
    for block in &mut article.blocks {
        if text[block.range.range()].starts_with("# ") {
            block.kind = BlockKind::Heading;
            block.range.start += 2;
        }
    }
    article
}

/// The quotations as written, by their opening mark, then `!` and the text from each mark that has
/// no partner on, to the next blank.
fn read(text: &str) -> Vec<String> {
    read_article(&article(text))
}

fn read_article(article: &Article<'_>) -> Vec<String> {
    let text = article.text.as_str();
    let (marks, quotations) = recognise(article);
    for (index, mark) in marks.iter().enumerate() {
        let partner = mark.partner.map(|partner| &marks[partner as usize]);
        assert!(
            mark.role == MarkRole::Reopen
                || partner.is_none_or(|other| other.partner == Some(index as u32))
        );
    }
    let mut out: Vec<String> = quotations
        .iter()
        .map(|quotation| {
            let crossed = if quotation.crossed { "x" } else { "" };
            let depth = ">".repeat(quotation.depth as usize);
            format!("{crossed}{depth}{}", article.slice(quotation.range))
        })
        .collect();
    for mark in marks.iter().filter(|mark| mark.partner.is_none()) {
        let rest = &text[mark.range.start()..];
        let sign = if mark.role == MarkRole::Open {
            "!open "
        } else {
            "!close "
        };
        let doubt = if mark.certain { "" } else { "?" };
        out.push(format!(
            "{sign}{doubt}{}",
            rest.split_whitespace().next().unwrap()
        ));
    }
    out
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn both_curly_orders_and_all_kinds_pair() {
    check(
        "قال “نعم” ثم ”لا“ ثم ’ربما‘ ثم ‘لعل’.",
        &["“نعم”", "”لا“", "’ربما‘", "‘لعل’"],
    );
    check("«نعم» و‹لا› و\"ربما\"", &["«نعم»", "‹لا›", "\"ربما\""]);
    check(
        "Er sagte „ja“ und „nein” und ‚wohl‘.",
        &["„ja“", "„nein”", "‚wohl‘"],
    );
    check(
        "معرض ” البناء ” في قاعة ” المدينة “.",
        &["” البناء ”", "” المدينة “"],
    );
    check("قال ”نعم” و”لا”.", &["”نعم”", "”لا”"]);
}

#[test]
fn proclitics_touch_an_opening_mark() {
    check(
        "تنظيم و\"القاعدة\" بـ\"نص\" ال\"تويتر\" لـ”مجلة” ب“كلمة”",
        &["\"القاعدة\"", "\"نص\"", "\"تويتر\"", "”مجلة”", "“كلمة”"],
    );
    check(
        "وزير ال\"عدل\" وال\"مال\"، وقال \"الكل\" هنا",
        &["\"عدل\"", "\"مال\"", "\"الكل\""],
    );
}

#[test]
fn one_stray_mark_is_one_stray_mark() {
    check(
        "«أ» و«ب» و«ت و«ث» و«ج»",
        &["«أ»", "«ب»", "«ث»", "«ج»", "!open «ت"],
    );
    check(
        "«أ» و«ب» وت» و«ث» و«ج»",
        &["«أ»", "«ب»", "«ث»", "«ج»", "!close »"],
    );
    check(
        "قال \"أ\" و\"ب وقال. ثم \"ت\" و\"ث\"",
        &["\"أ\"", "\"ت\"", "\"ث\"", "!open \"ب"],
    );
    check(
        "قال \"أ\" وبيت\" وقال \"ت\" و\"ث\"",
        &["\"أ\"", "\"ت\"", "\"ث\"", "!close \""],
    );
    check(
        "He said “one” and “two and “three” and “four”.",
        &["“one”", "“three”", "“four”", "!open “two"],
    );
    check(
        "He said “one” and two” and “three”.",
        &["“one”", "“three”", "!close ”"],
    );
    check("لبنان، قائلا \"نقول دائما إن البلد", &["!open \"نقول"]);
    check("«أ “ب» ت «ث» ج “ح”", &["«أ “ب»", "«ث»", "“ح”", "!open “ب»"]);
}

#[test]
fn two_kinds_pair_where_that_leaves_nothing_over() {
    check(
        "وقال: \"نص طويل». ثم «آخر» و«ثالث\" هنا",
        &["\"نص طويل»", "«آخر»", "«ثالث\""],
    );
    check(
        "«نص” ثم “نص» ثم “نص\" و\"نص”",
        &["«نص”", "“نص»", "“نص\"", "\"نص”"],
    );
    check("«كأس 2022\" ثم", &["«كأس 2022\""]);
    check("«أ “ب” ت\" ث «ج»", &["«أ “ب” ت\"", ">“ب”", "«ج»"]);
}

#[test]
fn nested_and_crossed() {
    check("«أ “ب” ت»", &["«أ “ب” ت»", ">“ب”"]);
    check(
        "«أ “ب» ت” ث",
        &[
            "«أ “ب» ت”"
                .split(' ')
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
                .as_str(),
            "x>“ب» ت”",
        ],
    );
    check(
        "He said “she said ‘no’ twice” then.",
        &["“she said ‘no’ twice”", ">‘no’"],
    );
    check(
        "\"He said \"no\" twice\"",
        &["\"He said \"no\" twice\"", ">\"no\""],
    );
    check("قال “نص ‘داخلي’” ثم", &["“نص ‘داخلي’”", ">‘داخلي’"]);
}

#[test]
fn quotations_run_over_paragraphs() {
    check("قال: «أ ب\n«ت ث\n«ج ح».", &["«أ ب\n«ت ث\n«ج ح»"]);
    check("قال: «أ ب\nت ث\nج ح». ثم «خ».", &["«أ ب\nت ث\nج ح»", "«خ»"]);
    check(
        "He said: “One.\n“Two.\n“Three,” and “four”.",
        &["“One.\n“Two.\n“Three,”", "“four”"],
    );
    check("قال: «أ ب\nثم «ت» ج».", &["«ت»", "!open «أ", "!close »."]);
    check("قال: «أ ب\n# عنوان\nت ث».", &["!open «أ", "!close »."]);
    let far = format!("قال: «أ ب{}\nآخر».", "\nفقرة".repeat(6));
    check(&far, &["!open «أ", "!close »."]);
}

#[test]
fn apostrophes_are_no_marks() {
    check(
        "The ministers’ plan isn’t James’ plan; rock ’n’ roll of the ’90s, O’Neill, ’tis ‘Abd, Ba’ath.",
        &[],
    );
    check(
        "The ministers' plan isn't James' plan; rock 'n' roll of the '90s and 'tis.",
        &[],
    );
    check(
        "L’homme d’aujourd’hui dit qu’il vient, l'autre n'a pas dit.",
        &[],
    );
    check(
        "He called it ‘the ministers’ own plan’ and left.",
        &["‘the ministers’ own plan’"],
    );
    check("He called it 'the dogs' and left.", &["'the dogs'"]);
    check(
        "The 'experts' agreed; the sailors' bags were lost.",
        &["'experts'"],
    );
    check(
        "‘Dogs’ and ‘the ministers’ met.",
        &["‘Dogs’", "‘the ministers’"],
    );
    check("Sana'a and Qur’an, Shi‘a, Al-Ra’i, ‘Abd al-Aziz.", &[]);
    check(
        "He said “the boys’ team won’t play”.",
        &["“the boys’ team won’t play”"],
    );
    check("A lone ‘word here.", &["!open ?‘word"]);
    check("القر’ان والقر'آن", &[]);
}

#[test]
fn measures_and_hebrew_are_no_marks() {
    check("A man of 5'10\" with a 12\" pipe and a 6” one.", &[]);
    check("The \"12\" pipe\" is 3\" wide.", &["\"12\" pipe\""]);
    check(
        "في \"عام 2015\" و\"عام 2016\"",
        &["\"عام 2015\"", "\"عام 2016\""],
    );
    check("צה\"ל ג'ורג' ארה״ב", &[]);
}

#[test]
fn doubled_marks_are_one_mark() {
    check(
        "قال ''نعم'' و,,لا“ و««ربما»» و\"\"لعل\"\".",
        &["''نعم''", ",,لا“", "««ربما»»", "\"\"لعل\"\""],
    );
    check(
        "کہا ’’ہاں‘‘ اور ‘‘نہیں’’ ۔ “``no''” and <<yes>> and ``so''",
        &[
            "’’ہاں‘‘",
            "‘‘نہیں’’",
            "“``no''”",
            ">``no''",
            "<<yes>>",
            "``so''",
        ],
    );
    check("قال ''نعم ثم غادر", &["!open ?''نعم"]);
    check(
        "a << b >> c, 1<<2, dell''arte, 5'' and >> more, or,, so",
        &[],
    );
    check("‘He said ‘no’’ twice", &["‘He said ‘no’’", ">‘no’"]);
    check("«أ «ب»»", &["«أ «ب»»", ">«ب»"]);
    check("Home » News » Sport", &[]);
}

#[test]
fn spaces_on_the_wrong_side_are_no_stray_marks() {
    check("قال \" نعم \" ثم \" لا \".", &["\" نعم \"", "\" لا \""]);
    check("شركة \"البحري \"للنقل", &["\"البحري \""]);
    check("قال\" نعم \"وذهب", &["\" نعم \""]);
    check("قال :\"نعم\" ،\"لا\"", &["\"نعم\"", "\"لا\""]);
}

#[test]
fn one_key_at_both_ends_makes_a_pair() {
    check("عن لون» البحر» الأزرق", &["» البحر»"]);
    check("معرض»البناء» في قاعة", &["»البناء»"]);
    check("نادي « النيل «. وقال «نعم» ثم", &["« النيل «", "«نعم»"]);
    check("مجموعة «إرادة «التطوعية و«نعم»", &["«إرادة «", "«نعم»"]);
    check("و” 3 ” في الشمال و” 4 ” في الجنوب", &["” 3 ”", "” 4 ”"]);
    // A mark that is followed by a comma does not open.
    check(
        "إلى النيل»، ثم عاد إلى البيت» مساء",
        &["!close »،", "!close »"],
    );
    check("وغادر القاعة «. وقال «نعم» ثم", &["«نعم»", "!close «."]);
    check("قال «.. نعم» ثم", &["«.. نعم»"]);
}

#[test]
fn a_pair_inside_an_odd_quotation_stays_a_pair() {
    check(
        "قال ” خرجت منه “معافاة” بعد شهر”. ثم عاد",
        &["” خرجت منه “معافاة” بعد شهر”", ">“معافاة”"],
    );
    check(
        "قال “زرت ف”النيل” كبير” ثم عاد",
        &["“زرت ف”النيل” كبير”", ">”النيل”"],
    );
    check("وقال:»زرنا مدينة «النيل» أمس.", &["«النيل»", "!open »زرنا"]);
    check("من كل سوء”وكتبت “هند” ثم", &["“هند”", "!close ”وكتبت"]);
}

#[test]
fn a_prime_may_stand_for_a_closing_mark() {
    check("هاتف “نجم 5″ الجديد و”نجم 6″ أيضا", &["“نجم 5″", "”نجم 6″"]);
    check("زار ″الخليج″ ثم “النهضة″ أمس", &["″الخليج″", "“النهضة″"]);
    check("a “12″ pipe” and a 6″ one", &["“12″ pipe”"]);
    check("قياسها 5″ فقط", &[]);
}

#[test]
fn a_mark_of_another_kind_closes_what_is_open() {
    check("عنوان \" واقع المدن “ في القاعة", &["\" واقع المدن “"]);
    check("قال: «نعم\n» ثم غادر.", &["«نعم\n»"]);
}

#[test]
fn a_colon_or_a_stop_before_a_mark_says_little() {
    check("> _\"شكرا. إليك الناتج:\"_", &["\"شكرا. إليك الناتج:\""]);
    check("أو \"أراجع في المساء.”هذا يحدد", &["\"أراجع في المساء.”"]);
    check("وقال:\" نعم\" ثم", &["\" نعم\""]);
    check(
        "with a \".old\" suffix and \"x\".Then",
        &["\".old\"", "\"x\""],
    );
}

#[test]
fn what_is_quoted() {
    let kinds = |text: &str| {
        let article = article(text);
        recognise(&article)
            .1
            .iter()
            .map(|quotation| quotation.kind)
            .collect::<Vec<_>>()
    };
    use QuotationKind::{Fragment, Sentence};
    assert_eq!(
        kinds("وأضافت “نعم” عن “فيلم” في العالم “إننا نعلم”."),
        [Sentence, Fragment, Sentence]
    );
    assert_eq!(
        kinds("فيلم: “نعم” و«جملة. وجملة» هنا"),
        [Sentence, Sentence]
    );
    assert_eq!(
        kinds("He said “no way” and “We came.” It is “a shame.”"),
        [Fragment, Sentence, Fragment]
    );
}

#[test]
fn no_text_is_too_odd() {
    for text in [
        "",
        "\"",
        "''",
        "»«",
        "‘’“”",
        "\u{FFFC}\"\u{FFFC}",
        "«“»”‹’›‘",
        "،\"،",
        "\"\"\"\"",
        "n'",
        "'n'",
    ] {
        read(text);
    }
    let deep = "«".repeat(300) + "ا" + &"“".repeat(3) + &"»".repeat(300);
    read(&deep);
}

/// The marks of the styles in which articles are written, each with a language's sentences.
const STYLES: [(&str, &str, bool); 14] = [
    ("«", "»", true),
    ("“", "”", true),
    ("”", "“", true),
    ("\"", "\"", true),
    ("«", "»", false),
    ("“", "”", false),
    ("\"", "\"", false),
    ("„", "“", false),
    ("»", "«", false),
    ("‘", "’", true),
    ("’", "‘", true),
    ("‘‘", "’’", true),
    ("’’", "‘‘", true),
    ("''", "''", true),
];

/// Sentences in which `{` and `}` stand for the two marks.
const ARABIC: [&str; 6] = [
    "قال الوزير: {انتهى العمل في الجسر، وسيفتح غدا}.",
    "وزار الوفد متحف {الخليج} ثم مكتبة {النهضة} في المدينة.",
    "وأضاف: {لا نعرف متى يصل القطار. سننتظر هنا}، ثم غادر.",
    "وتابع {كل شيء جاهز} بينما كان و{المجلس} ينتظر.",
    "عُرضت {أوراق} بـ{القاعة} أمس.",
    "{هذا يوم سعيد}، يقول المدير؟",
];
const ENGLISH: [&str; 6] = [
    "The minister said: {Work on the bridge has ended, and it opens soon}.",
    "They saw the {Gulf} museum and the {Renaissance} library in town.",
    "He added: {We do not know when the train comes. We wait here}, and left.",
    "She called it {a fine day} while the {council} waited.",
    "{We are ready,} the mayor said. {Come and see.}",
    "({Papers} were shown) on {Monday}.",
];

/// Which faults a text has: stray marks, pairs of two kinds or of one mark, crossed pairs; each as
/// the byte at which it begins.
fn faults(text: &str) -> Vec<usize> {
    let article = article(text);
    let (marks, quotations) = recognise(&article);
    let alone = marks.iter().filter(|mark| mark.partner.is_none());
    let mut found: Vec<usize> = alone.map(|mark| mark.range.start()).collect();
    for quotation in &quotations {
        let (open, close) = (
            marks[quotation.open as usize],
            marks[quotation.close as usize],
        );
        let pair = quotation.pair(&marks);
        if open.kind != close.kind || pair.is_same_mark() || quotation.crossed {
            found.push(quotation.range.start());
        }
    }
    found
}

#[test]
fn one_fault_is_one_finding_in_its_own_sentence() {
    let mut wrong = String::new();
    let mut tried = 0;
    for (open, close, arabic) in STYLES {
        let sentences = if arabic { ARABIC } else { ENGLISH };
        for separator in [" ", "\n"] {
            let parts: Vec<&str> = sentences.to_vec();
            let build = |change: Option<(usize, usize, &str)>| {
                let mut text = String::new();
                let mut spans = Vec::new();
                for (s, sentence) in parts.iter().enumerate() {
                    let start = text.len();
                    let mut nth = 0;
                    for c in sentence.chars() {
                        if c != '{' && c != '}' {
                            text.push(c);
                            continue;
                        }
                        let mark = if c == '{' { open } else { close };
                        match change {
                            Some((a, b, to)) if (a, b) == (s, nth) => text.push_str(to),
                            _ => text.push_str(mark),
                        }
                        nth += 1;
                    }
                    spans.push((start, text.len(), nth));
                    text.push_str(separator);
                }
                (text, spans)
            };
            let (text, spans) = build(None);
            if !faults(&text).is_empty() {
                wrong += &format!("right text with {open}{close}: {:?}\n", read(&text));
                continue;
            }
            for (s, &(_, _, count)) in spans.iter().enumerate() {
                for nth in 0..count {
                    let mark = if nth % 2 == 0 { open } else { close };
                    let other = if open == "«" || open == "»" {
                        "\""
                    } else {
                        "»"
                    };
                    let other = if nth % 2 == 0 && other == "»" {
                        "«"
                    } else {
                        other
                    };
                    let double = mark.repeat(2);
                    for (name, to) in [
                        ("dropped", ""),
                        ("doubled", double.as_str()),
                        ("other", other),
                    ] {
                        if name == "doubled" && mark.chars().count() > 1 {
                            continue;
                        }
                        let (text, spans) = build(Some((s, nth, to)));
                        let found = faults(&text);
                        tried += 1;
                        let (from, until, _) = spans[s];
                        let here = |at: &usize| (from..until).contains(at);
                        let least = usize::from(name != "doubled");
                        if found.len() > 1 || found.len() < least || !found.iter().all(here) {
                            wrong += &format!(
                                "{open}{close} {name} mark {nth} of {:?}, separator {separator:?}: {:?}\n",
                                &text[from..until],
                                read(&text)
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}\n{wrong}",
        wrong.lines().count()
    );
}

#[test]
fn guillemets_that_point_the_other_way_are_pairs() {
    check(
        "فاز » البنون « في القاعة و» البنات « في الساحة",
        &["» البنون «", "» البنات «"],
    );
    check("قال: »نعم« ثم »لا« و»ربما«.", &["»نعم«", "»لا«", "»ربما«"]);
    check(
        "Er sagte »ja ›wohl‹« und »nein«.",
        &["»ja ›wohl‹«", ">›wohl‹", "»nein«"],
    );
    check(
        "وقال :» لا أعرف « . ثم «نعم» و«لا»",
        &["» لا أعرف «", "«نعم»", "«لا»"],
    );
    check(
        "وكتب » لا أعرف « ثم «نعم» و«لا»",
        &["» لا أعرف «", "«نعم»", "«لا»"],
    );
}

#[test]
fn french_opens_again_with_either_guillemet() {
    for again in ["«", "»", "» ", "«\u{A0}", "»\u{A0}"] {
        let text = format!("Il dit : « Oui.\n{again}Non.\n{again}Jamais. » Puis « rien ».");
        let first = text[..text.find(" Puis").unwrap()].trim_start_matches("Il dit : ");
        let article = testing::article_in(&text, Lang::of(Language::Fr));
        assert_eq!(read_article(&article), [first, "« rien »"], "{text}");
    }
    let article = testing::article_in("Il dit : « Oui.\n»", Lang::of(Language::Fr));
    assert_eq!(read_article(&article), ["« Oui.\n»"]);
}

#[test]
fn a_verse_keeps_its_marks_to_itself() {
    check(
        "قال: «قرأ ﴿واذكر «ربك﴾ مرتين» ثم",
        &["«قرأ ﴿واذكر «ربك﴾ مرتين»"],
    );
    check(
        "قال: «قرأ ﴾واذكر” ربك﴿ مرتين» ثم",
        &["«قرأ ﴾واذكر” ربك﴿ مرتين»"],
    );
    check("قال: «قرأ ﴿واذكر» ثم «غادر»", &["«قرأ ﴿واذكر»", "«غادر»"]);
}

#[test]
fn a_cut_text_leaves_a_doubt() {
    check("قال الوزير: «نعمل منذ سنوات على…", &["!open ?«نعمل"]);
    check("He said: “We have been working [...]", &["!open ?“We"]);
    check("He said: “We have been working.", &["!open “We"]);
}

#[test]
fn single_marks_count_where_the_article_quotes_with_them() {
    check(
        "‘We came,’ he said. ‘They don’t care, she said.",
        &["‘We came,’", "!open ?‘They"],
    );
    check(
        "‘We came,’ he said. We don’t care,’ she said.",
        &["‘We came,’", "!close ?’"],
    );
    check(
        "‘We came,’ he told ‘Umar and the boys’ team.",
        &["‘We came,’"],
    );
    check(
        "'We came,' he said. 'They left, she said.",
        &["'We came,'", "!open ?'They"],
    );
    check("He told ‘Umar and didn’t meet the boys’ team.", &[]);
}

#[test]
fn inches_never_close_a_quotation() {
    check(
        "\"The screen is 20\" wide.\"",
        &["\"The screen is 20\" wide.\""],
    );
    check("\"The screen is 20\" wide, he said.", &["!open \"The"]);
    check(
        "He was born in \"the year 1990\" and left.",
        &["\"the year 1990\""],
    );
}
