use super::*;
use crate::lang::digits::{DigitSystem, is_digit};
use crate::lang::{Lang, Language};
use crate::mention::NumberRole;
use crate::mention::testing::article_in;

/// An article of one paragraph a line, and its runs of digits.
fn article(text: &str, lang: Lang) -> (Article<'_>, Vec<Number>) {
    let article = article_in(text, lang);
    let mut numbers = Vec::new();
    for (block, of) in article.indexed_blocks() {
        let mut at = of.range.start();
        for run in article.slice(of.range).split_inclusive(|c| !is_digit(c)) {
            let digits = run.trim_end_matches(|c| !is_digit(c));
            if !digits.is_empty() {
                numbers.push(Number {
                    range: TextRange::new(at, at + digits.len()),
                    block,
                    digits: Some(DigitSystem::Latn),
                    value: None,
                    group: None,
                    decimal: None,
                    undecided: None,
                    role: NumberRole::Quantity,
                });
            }
            at += run.len();
        }
    }
    (article, numbers)
}

/// An article of one paragraph a line, and its dates.
pub(crate) fn article_with_dates(text: &str, lang: Lang) -> (Article<'_>, Vec<Date>) {
    let (article, mut numbers) = article(text, lang);
    let dates = recognise(&article, &mut numbers);
    (article, dates)
}

/// The dates of a text, each as `text | d-m-y weekday marks`.
fn dates(text: &str, lang: Lang) -> Vec<String> {
    let (article, dates) = article_with_dates(text, lang);
    dates
        .iter()
        .map(|date| {
            let mut out = format!("{} |", article.slice(date.range));
            let day = date.day.map_or("?".into(), |day| day.value.to_string());
            let month = date.month.map(|month| u32::from(month.number));
            let month = month.or(date.month_number.map(|month| month.value));
            let month = month.map_or("?".into(), |month| month.to_string());
            let year = date.year.map_or("?".into(), |year| year.value.to_string());
            out += &format!(" {day}-{month}-{year}");
            match date.calendar {
                Calendar::Gregorian => {}
                Calendar::Hijri => out += " AH",
                Calendar::Persian => out += " SH",
            }
            if let Some(weekday) = date.weekday {
                out += &format!(" {:?}", weekday.value);
            }
            if let Some(second) = date.month.and_then(|month| month.second) {
                out += &format!(" +{}", second.value);
            }
            if date.event {
                out += " event";
            }
            out
        })
        .collect()
}

fn one(text: &str, lang: Lang, expected: &str) {
    assert_eq!(dates(text, lang), [expected], "{text}");
}

fn none(text: &str, lang: Lang) {
    assert_eq!(dates(text, lang), [""; 0], "{text}");
}

#[test]
fn arabic_dates_in_words() {
    let ar = Lang::AR;
    one(
        "في 8 حزيران/يونيو 2021 في",
        ar,
        "8 حزيران/يونيو 2021 | 8-6-2021 +6",
    );
    one(
        "في 8 يونيو (حزيران) 2021 في",
        ar,
        "8 يونيو (حزيران) 2021 | 8-6-2021 +6",
    );
    one("في ٨ حزيران/ يونيو", ar, "٨ حزيران/ يونيو | 8-6-? +6");
    one("وفي 8 حزيران / يونيو.", ar, "8 حزيران / يونيو | 8-6-? +6");
    one("في 8 من حزيران", ar, "8 من حزيران | 8-6-?");
    one(
        "في 20 من شهر أيّار 2021م",
        ar,
        "20 من شهر أيّار 2021م | 20-5-2021",
    );
    one(
        "في 3 كانون الثانى/يناير",
        ar,
        "3 كانون الثانى/يناير | 3-1-? +1",
    );
    one("منذ 5 أغسطس/آب، قال", ar, "5 أغسطس/آب | 5-8-? +8");
    one("20أغسطس 2026", ar, "20أغسطس 2026 | 20-8-2026");
    one("في 23 أوغسطس 1966", ar, "23 أوغسطس 1966 | 23-8-1966");
    one("بحلول أكتوبر 2017، حتى", ar, "أكتوبر 2017 | ?-10-2017");
    one("وبحزيران 2017", ar, "حزيران 2017 | ?-6-2017");
    one(
        "في يناير (كانون الثاني) عام 2016",
        ar,
        "يناير (كانون الثاني) عام 2016 | ?-1-2016 +1",
    );
    one(
        "حزيران/يونيو من عام 2014",
        ar,
        "حزيران/يونيو من عام 2014 | ?-6-2014 +6",
    );
    one("يونيو 8، 2021", ar, "يونيو 8، 2021 | 8-6-2021");
    one(
        "توفي في 30 فبراير 44 ق.م.",
        ar,
        "30 فبراير 44 ق.م | 30-2--44",
    );
    one("في 3 ماي الداخل", ar, "3 ماي | 3-5-?");
    one(
        "في 1 كانون الأول/يناير",
        ar,
        "1 كانون الأول/يناير | 1-12-? +1",
    );
}

#[test]
fn days_in_words_and_months_alone() {
    let ar = Lang::AR;
    one("في الثامن من يونيو", ar, "الثامن من يونيو | 8-6-?");
    one(
        "وبالحادي والثلاثين من حزيران",
        ar,
        "الحادي والثلاثين من حزيران | 31-6-?",
    );
    one(
        "في الخامس عشر من أيار/مايو 2020",
        ar,
        "الخامس عشر من أيار/مايو 2020 | 15-5-2020 +5",
    );
    one(
        "يوم الثلاثاء الثامن من شهر يونيو 2021",
        ar,
        "الثلاثاء الثامن من شهر يونيو 2021 | 8-6-2021 Tuesday",
    );
    one(
        "مساء الثلاثين من آب/أغسطس",
        ar,
        "الثلاثين من آب/أغسطس | 30-8-? +8",
    );
    none("في النصف الأول من يونيو", ar);
    none("الأول من نوعه من يونيو", ar);
    assert_eq!(
        dates("في شهرين فقط (آذار/مارس إلى أيار/مايو).", ar),
        ["آذار/مارس | ?-3-? +3", "أيار/مايو | ?-5-? +5"]
    );
    one(
        "في نوفمبر (تشرين الثاني).",
        ar,
        "نوفمبر (تشرين الثاني) | ?-11-? +11",
    );
    none("بين آذار/نيسان وبعده", ar);
    none("المرشحة ماي/يونيو", ar);
}

#[test]
fn weekdays() {
    let ar = Lang::AR;
    one("الثلاثاء 8 حزيران", ar, "الثلاثاء 8 حزيران | 8-6-? Tuesday");
    one(
        "والثلاثاء، 8 حزيران",
        ar,
        "الثلاثاء، 8 حزيران | 8-6-? Tuesday",
    );
    one(
        "يوم الثلاثاء (8 يونيو) قال",
        ar,
        "الثلاثاء (8 يونيو) | 8-6-? Tuesday",
    );
    one(
        "Tuesday, June 8, 2021",
        Lang::EN,
        "Tuesday, June 8, 2021 | 8-6-2021 Tuesday",
    );
    one(
        "on Tues., Sept. 7, he",
        Lang::EN,
        "Tues., Sept. 7 | 7-9-? Tuesday",
    );
    one(
        "ليل الجمعة السبت 5 حزيران 2021",
        ar,
        "السبت 5 حزيران 2021 | 5-6-2021",
    );
    one(
        "يومي السبت والأحد 5 و6 حزيران 2021",
        ar,
        "6 حزيران 2021 | 6-6-2021",
    );
    one(
        "يوم الخميس الموافق 28/ 10/ 1436هـ",
        ar,
        "الخميس الموافق 28/ 10/ 1436هـ | 28-10-1436 AH Thursday",
    );
    one(
        "The Baltimore Sun, June 8, 2021",
        Lang::EN,
        "June 8, 2021 | 8-6-2021",
    );
}

#[test]
fn english_french_persian_urdu() {
    let (en, fr) = (Lang::EN, Lang::of(Language::Fr));
    let (fa, ur) = (Lang::of(Language::Fa), Lang::of(Language::Ur));
    one("on 8 June 2021.", en, "8 June 2021 | 8-6-2021");
    one("the 8th of June, 2021", en, "8th of June, 2021 | 8-6-2021");
    one("On June 8th, 2021, he", en, "June 8th, 2021 | 8-6-2021");
    one("In March 2020 he", en, "March 2020 | ?-3-2020");
    one("by Jan. 6, 2021", en, "Jan. 6, 2021 | 6-1-2021");
    one("On June 8-10, 2021", en, "June 8-10, 2021 | 10-6-2021");
    one("le 1er mai 2021", fr, "1er mai 2021 | 1-5-2021");
    one(
        "le lundi 12 octobre 2020",
        fr,
        "lundi 12 octobre 2020 | 12-10-2020 Monday",
    );
    one("در ۱۸ خرداد ۱۴۰۰ گفت", fa, "۱۸ خرداد ۱۴۰۰ | 18-3-1400 SH");
    one(
        "سه شنبه 8 ژوئن 2021",
        fa,
        "سه شنبه 8 ژوئن 2021 | 8-6-2021 Tuesday",
    );
    one("30 ستمبر 2018ء کو", ur, "30 ستمبر 2018ء | 30-9-2018");
    one(
        "منگل 8 جون، 2021",
        ur,
        "منگل 8 جون، 2021 | 8-6-2021 Tuesday",
    );
    none("In June 31 people died", en);
    none("It may 8 times", en);
    none("He said 5 mars bars", en);
    none("۵ مهر", fa);
}

#[test]
fn dates_in_digits() {
    let ar = Lang::AR;
    one("بتاريخ 8/6/2021 قال", ar, "8/6/2021 | 8-6-2021");
    one(
        "8\u{200F}/6\u{200F}/2021",
        ar,
        "8\u{200F}/6\u{200F}/2021 | 8-6-2021",
    );
    one("2021-06-08T10:00", ar, "2021-06-08 | 8-6-2021");
    one("6/25/2021", ar, "6/25/2021 | 25-6-2021");
    one("32/12/2021", ar, "32/12/2021 | 32-12-2021");
    one("31/13/2021", ar, "31/13/2021 | 31-13-2021");
    one("12 / 04 / 2020", ar, "12 / 04 / 2020 | 12-4-2020");
    assert_eq!(
        dates("منذ يوم الأحد 18/9/1436ه الموافق 5/7/2015.", ar),
        [
            "الأحد 18/9/1436ه | 18-9-1436 AH Sunday",
            "5/7/2015 | 5-7-2015"
        ]
    );
    one("الأحد 18/9 ظهرا", ar, "الأحد 18/9 | 18-9-? Sunday");
    one(
        "۱۴۰۰/۳/۱۸",
        Lang::of(Language::Fa),
        "۱۴۰۰/۳/۱۸ | 18-3-1400 SH",
    );
    for text in [
        "القرار رقم 12/10/2019",
        "الأدوار 12-13-14-15",
        "24/7/365",
        "ثلث 1/3",
        "45/25/2019",
        "1/2/3",
        "الإصدار 1.2.2021.4",
        "a/8/6/2021",
    ] {
        none(text, ar);
    }
}

#[test]
fn hijri_dates() {
    let ar = Lang::AR;
    assert_eq!(
        dates("في الفترة من 28 ذي الحجة إلى 1 محرم 1437هـ", ar),
        ["28 ذي الحجة | 28-12-? AH", "1 محرم 1437هـ | 1-1-1437 AH"]
    );
    one("5 صفر 1436 هـ", ar, "5 صفر 1436 هـ | 5-2-1436 AH");
    one("رمضان 1436", ar, "رمضان 1436 | ?-9-1436 AH");
    none("بنتيجة 2 صفر", ar);
}

#[test]
fn events() {
    let ar = Lang::AR;
    one("ثورة 23 يوليو 1952", ar, "23 يوليو 1952 | 23-7-1952 event");
    one("ثورة الـ25 من يناير", ar, "25 من يناير | 25-1-? event");
    one(
        "هجوم السابع من أكتوبر 2023",
        ar,
        "السابع من أكتوبر 2023 | 7-10-2023 event",
    );
    one("منذ 7 أكتوبر", ar, "7 أكتوبر | 7-10-? event");
    one("the Sept. 11 attacks", Lang::EN, "Sept. 11 | 11-9-? event");
}

#[test]
fn words_that_are_no_months() {
    for text in [
        "مارس ضغوطا على 12 شخصا",
        "سيارة نيسان 350",
        "رجب طيب أردوغان 2",
        "بدأ من صفر 20 مرة",
        "آب إلى بيته في 2020",
        "5 اب",
        "انتهى الربيع 2011",
        "3 الفاتح",
        "شهر مايو الماضي 1959 فرعا",
        "في شهر مايو 67 مليار",
        "50 يناير",
        "2020 يناير",
    ] {
        let found = dates(text, Lang::AR);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    for text in [
        "May said 8 things",
        "He will march 8 miles",
        "Mars 2020",
        "sun 8",
    ] {
        none(text, Lang::EN);
    }
}

#[test]
fn numbers_of_a_date_are_told() {
    let (article, mut numbers) = article("من 8 إلى 10 حزيران 2021 قتل 5", Lang::AR);
    recognise(&article, &mut numbers);
    let roles: Vec<_> = numbers
        .iter()
        .map(|number| number.role == NumberRole::Date)
        .collect();
    assert_eq!(roles, [true, true, true, false]);
}

#[test]
fn no_text_panics() {
    let text = "الثلاثاء، 8‏/6/2021هـ (حزيران / يونيو) من الثامن من آب/أغسطس ق.م Jan. 6, 1er mai";
    let borders: Vec<_> = (0..=text.len())
        .filter(|&at| text.is_char_boundary(at))
        .collect();
    for &start in &borders {
        for &end in borders.iter().filter(|&&end| end > start) {
            dates(&text[start..end], Lang::of(Language::Und));
        }
    }
}
