use super::*;
use crate::mention::Vocabulary;
use crate::mention::testing::article;

fn survey(texts: &[&str]) -> Survey {
    let part = |text: &&str| {
        let article = article(text);
        let mentions = Mentions::recognise(&article, &Vocabulary::default());
        Part::of("a.txt", &article, &mentions, None)
    };
    let parts = texts.iter().map(part);
    let names = (0..).map(|at: usize| format!("{at:03}.txt"));
    Survey::of(names.zip(parts).collect(), false)
}

/// Forms of an Arabic convention, each with its articles and places, and how many are mixed.
fn forms(texts: &[&str], rule: &str, option: &str) -> (Vec<(&'static str, usize, u64)>, usize) {
    let survey = survey(texts);
    let count = survey.counts.iter().find(|count| {
        let convention = count.convention;
        (convention.rule, convention.option, count.language) == (rule, option, Language::Ar)
    });
    let count = count.expect("the articles have it");
    let forms = count.all.forms.iter();
    let forms = forms.map(|form| {
        (
            count.convention.way(form.way),
            form.articles.len(),
            form.places,
        )
    });
    (forms.collect(), count.all.mixed.len())
}

#[test]
fn a_place_that_agrees_with_several_ways_goes_to_the_one_of_most_articles() {
    // The figures of the first date do not say which is the day.
    let texts = [
        "انتهى العمل في 5/6/2021 كما قيل.",
        "انتهى العمل في 25/6/2021 كما قيل.",
        "بدأ العمل في 15/7/2021 كما قيل.",
    ];
    let found = forms(&texts, "date/format", "shape");
    assert_eq!(found, (vec![("day-month-numeric", 3, 3)], 0));
    // A day and a month in words, without a year, are no other form beside figures.
    let texts = [&texts[..], &["انتهى العمل في 25 يونيو كما قيل."]].concat();
    let found = forms(&texts, "date/format", "shape");
    assert_eq!(found, (vec![("day-month-numeric", 4, 4)], 0));
}

#[test]
fn a_month_of_many_countries_speaks_for_those_that_the_others_name() {
    let texts = [
        "بدأ العمل في 3 مارس 2021 كما قيل.",
        "بدأ العمل في 3 غشت 2021 كما قيل.",
        "بدأ العمل في 3 شتنبر 2021 كما قيل.",
    ];
    let found = forms(&texts, "date/format", "months");
    assert_eq!(found, (vec![("morocco", 3, 3)], 0));
}

#[test]
fn both_names_at_first_mention_and_one_afterwards_are_one_way() {
    let texts = ["من 3 حزيران/يونيو 2021 إلى 9 حزيران 2021 كما قيل."];
    let found = forms(&texts, "date/format", "dual");
    assert_eq!(found, (vec![("levant-slash-gulf", 1, 1)], 0));
}

#[test]
fn an_article_with_two_forms_is_mixed_and_its_places_are_counted() {
    let texts = [
        "ارتفعت 25٪ ثم 30٪ هذا العام.",
        "ارتفعت 25٪ ثم 30 في المئة هذا العام.",
    ];
    let found = forms(&texts, "percent/form", "form");
    assert_eq!(found, (vec![("sign", 1, 3), ("word", 0, 1)], 1));
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let texts = [
        "ارتفعت 25٪ في 5/6/2021، وقال «نعم».",
        "ارتفعت 25 في المئة في 8 يونيو 2021، وقال “نعم”.",
        "ارتفعت 25 بالمئة في 8 يونيو 2021، وقال “نعم”.",
    ];
    let parts = |order: [usize; 3]| {
        let part = |at: usize| {
            let article = article(texts[at]);
            let mentions = Mentions::recognise(&article, &Vocabulary::default());
            (
                format!("{at}.txt"),
                Part::of("a.txt", &article, &mentions, None),
            )
        };
        format!("{:?}", Survey::of(order.map(part).into(), false))
    };
    let expected = parts([0, 1, 2]);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(parts(order), expected);
    }
}

#[test]
fn a_house_is_clear_where_three_articles_in_four_are() {
    let verdict = |sign: usize, word: usize| {
        let texts = [
            vec!["ارتفعت 25٪ هذا العام."; sign],
            vec!["ارتفعت 25 في المئة هذا العام."; word],
        ]
        .concat();
        let survey = survey(&texts);
        let form = |count: &&Count| count.convention.option == "form";
        survey.counts.iter().find(form).unwrap().verdict()
    };
    assert_eq!(verdict(2, 0), Verdict::Few(0));
    assert_eq!(verdict(3, 0), Verdict::Clear(0));
    assert_eq!(verdict(3, 1), Verdict::Clear(0));
    assert_eq!(verdict(3, 2), Verdict::Mixed(0));
    assert_eq!(verdict(2, 3), Verdict::Mixed(1));
    assert_eq!(verdict(1, 4), Verdict::Clear(1));
}

#[test]
fn the_style_is_written_by_example_or_as_far_as_it_is_clear() {
    let house = |texts: &[&str]| {
        let survey = survey(texts);
        let alone = |_: &str| Vec::new();
        let house = House::of(&survey, Language::Ar, &|_| None, &alone, &|_, _| true);
        let lines = house.lines.into_iter();
        lines
            .filter(Line::is_active)
            .map(|line| match &line.example {
                Some(example) => format!("{} {example}", line.name()),
                None => format!("{} {:?}", line.name(), line.options),
            })
            .collect::<Vec<_>>()
    };
    let same = |text| house(&[text; 3]);
    assert_eq!(
        same("ارتفعت 25 % هذا."),
        [
            "digits 123",
            "percent [(\"percent/form\", [(\"form\", \"\\\"sign\\\"\"), (\"sign\", \"\\\"%\\\"\")])]"
        ]
    );
    assert_eq!(same("ارتفعت ٢٥٪ هذا."), ["digits ١٢٣", "percent 25٪"]);
    assert_eq!(
        same("ارتفعت 25\u{A0}٪ هذا."),
        ["digits 123", "percent 25\u{A0}٪"]
    );
    assert_eq!(
        same("ارتفعت 25 بالمائة هذا."),
        ["digits 123", "percent 25 بالمائة"]
    );
    assert_eq!(
        same("بدأ في 3 حزيران/ يونيو 2021."),
        ["digits 123", "date 25 حزيران/ يونيو 2021"]
    );
    assert_eq!(
        same("بدأ في 3 آب 2021."),
        ["digits 123", "date 25 كانون الثاني 2021"]
    );
    assert_eq!(same("بدأ في 15-7-2021."), ["digits 123", "date 25-6-2021"]);
    assert_eq!(
        same("بدأ في 2021-07-15."),
        ["digits 123", "date 2021-06-25"]
    );
    assert_eq!(
        same("بلغ 1.250.000 وقال «نعم ’لا‘ نعم»."),
        [
            "quotes « ’ ‘ »",
            "quotes/stop-place [(\"quotes/stop-place\", [(\"place\", \"\\\"outside\\\"\")])]",
            "digits 123",
            "decimal 1.250.000"
        ]
    );
    // One mark can't both group thousands and begin the fraction.
    assert_eq!(
        same("بلغ 1.250.000 ثم 2.5 هذا."),
        ["digits 123", "decimal 12.5"]
    );
}

#[test]
fn agencies_are_one_however_they_are_spelled() {
    let of = |names: &[&str]| {
        let names: Vec<_> = names
            .iter()
            .map(|name| (Language::Ar, (*name).to_owned()))
            .collect();
        let found = agencies::names([names.as_slice()].into_iter());
        let names = found.into_iter().map(|agency| {
            agency
                .names
                .into_iter()
                .map(|(name, _)| name)
                .collect::<Vec<_>>()
        });
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        of(&["أ ف ب", "أ.ف.ب", "فرانس برس", "AFP", "رويترز"]),
        [["AFP", "أ ف ب", "أ.ف.ب", "فرانس برس"]]
    );
    assert_eq!(
        of(&["وكالة الساحل", "وكاله الساحل", "وكالة  الساحل"]),
        [["وكالة  الساحل", "وكالة الساحل"]]
    );
    assert!(of(&["أب", "رويترز"]).is_empty());
}

#[test]
fn no_convention_has_more_ways_than_a_set_can_hold_and_none_twice() {
    let conventions = PRACTICES
        .iter()
        .flat_map(|(_, practice)| practice.conventions);
    for convention in conventions {
        let mut ways = [convention.ways, convention.others].concat();
        assert!(ways.len() <= Ways::MOST);
        let all = ways.len();
        ways.sort_unstable();
        ways.dedup();
        assert_eq!(ways.len(), all);
    }
}
