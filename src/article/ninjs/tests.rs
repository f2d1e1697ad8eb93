//! Items of every version, and the way of their texts back to the file.

use proptest::prelude::*;

use super::*;
use crate::article::testing;

/// Reads, and checks what must hold for every article.
fn checked(source: &Source) -> Article<'_> {
    let article = read(source, &ReadOptions::default());
    testing::assert_sound(source, &article);
    article
}

fn source(json: &str) -> Source {
    Source::new("a.json", json)
}

/// An item with an address and these members.
fn item(members: &str) -> String {
    format!("{{\"uri\": \"urn:a\", {members}}}")
}

/// The blocks of an item with these members.
fn blocks(members: &str) -> Vec<String> {
    let source = source(&item(members));
    let article = checked(&source);
    assert_eq!(article.damage, []);
    testing::blocks(&article)
}

/// The photos of an item with these members.
fn photos(members: &str) -> Vec<String> {
    testing::photos(&checked(&source(&item(members))))
}

#[test]
fn every_version_has_its_keys() {
    let of_2 = r#""headlines": [{"role": "sub", "value": "فرعي"}, {"role": "main", "value": "عنوان"}],
        "descriptions": [{"contenttype": "text/plain", "value": "وصف"}],
        "bodies": [{"contenttype": "text/html", "value": "<p>متن</p><ul><li>بند</li></ul>"}]"#;
    let expected = [
        "metadata: فرعي",
        "title: عنوان",
        "metadata: وصف",
        "paragraph: متن",
        "list-item: بند",
    ];
    assert_eq!(blocks(of_2), expected);
    assert_eq!(
        blocks(&of_2.replace("contenttype", "contentType")),
        expected
    );
    assert_eq!(
        blocks(
            r#""body_text": "متن", "headline": "عنوان", "body_xhtml": "متن <b>غليظ</b>", "description_text": "وصف""#
        ),
        ["title: عنوان", "metadata: وصف", "paragraph: متن غليظ"]
    );
}

#[test]
fn a_text_in_several_forms_is_read_once() {
    assert_eq!(
        blocks(
            r#""headlines": [{"contenttype": "text/html", "value": "<b>ع</b>"}, {"value": "ع"}],
            "bodies": [{"contenttype": "text/plain", "value": "متن"},
                {"contenttype": "text/html", "value": "<p>متن</p>"},
                {"contenttype": "text/html", "value": "<p>متن</p><p>أطول</p>"},
                {"contenttype": "application/xml", "value": "<nitf><p>متن أطول من سواه كثيرًا</p></nitf>"}]"#
        ),
        ["title: ع", "paragraph: متن", "paragraph: أطول"]
    );
    assert_eq!(
        blocks(r#""bodies": [{"value": "قال نعم.\n\nثم مضى."}]"#),
        ["paragraph: قال نعم.", "paragraph: ثم مضى."]
    );
    assert_eq!(
        blocks(r#""body_nitf": "<p>متن</p>", "headline": " ""#),
        [""; 0]
    );
}

#[test]
fn html_is_carried_back_through_the_escapes() {
    let json = item(
        r#""body_xhtml": "<p class=\"a\">قال \u0026ldquo;\u0646عم&rdquo;\n <i>\"لا\"<\/i></p>""#,
    );
    let source = source(&json);
    let article = checked(&source);
    let text = article.text.as_str();
    assert_eq!(text, "قال “نعم” \"لا\"");
    let written = |part: &str| {
        let at = text.find(part).unwrap();
        source.slice(article.text.span(TextRange::new(at, at + part.len())))
    };
    assert_eq!(written("“"), "\\u0026ldquo;");
    assert_eq!(written("نعم"), "\\u0646عم");
    assert_eq!(written("” "), "&rdquo;\\n ");
    assert_eq!(written("\"لا"), "\\\"لا");
    let edit = |part: &str| {
        let at = text.find(part).unwrap();
        let range = TextRange::new(at, at + part.len());
        article.text.edit(range, "\"<\\", article.blocks[0].syntax)
    };
    assert_eq!(edit("“نع").unwrap().text, "\\\"&lt;\\\\");
    assert_eq!(edit(" \"لا"), None);
}

#[test]
fn pictures_are_photos_and_nothing_else_is() {
    let pictures = r#""associations": [
        {"name": "a", "type": "picture", "by": "سامي نصر", "creditLine": "رويترز", "copyrightNotice": "©",
         "descriptions": [{"role": "creditline", "value": "أ ف ب"}, {"value": "تعليق"}, {"role": "alt", "value": "بديل"}],
         "renditions": [{"name": "s", "href": "s.jpg", "width": 9}, {"name": "x", "href": "x.xml", "contentType": "text/xml"},
            {"name": "m", "href": "m.jpg", "width": 90}]},
        {"name": "b", "type": "video", "renditions": [{"name": "m", "href": "b.jpg"}]},
        {"name": "c", "type": "composite", "associations": [{"name": "d", "type": "picture", "uri": "urn:d",
          "headlines": [{"value": "عنوان"}], "copyrightnotice": "© دار الصور"}]},
        {"name": "logo", "type": "picture", "renditions": [{"name": "m", "href": "e.png"}]}]"#;
    assert_eq!(
        photos(pictures),
        [
            "m.jpg بديل / تعليق / Caption=تعليق Field=رويترز Field=أ ف ب Field=سامي نصر",
            "urn:d - / عنوان / Caption=عنوان Notice=© دار الصور",
            "e.png - / - / Decoration",
        ]
    );
    assert_eq!(
        photos(
            r#""associations": {"main": {"type": "picture", "byline": "سامي نصر", "description_text": "تعليق",
            "body_text": "بديل", "renditions": {"original": {"href": "a.jpg"}}}}"#
        ),
        ["a.jpg بديل / تعليق / Caption=تعليق Field=سامي نصر"]
    );
    assert_eq!(
        photos(
            r#""type": "picture", "by": "سامي نصر", "bodies": [{"value": "تعليق"}], "descriptions": [{"value": "تعليق"}]"#
        ),
        ["urn:a - / تعليق / Caption=تعليق Field=سامي نصر"]
    );
    let alone = r#""type": "picture", "headline": "عنوان", "byline": "سامي نصر""#;
    assert_eq!(blocks(alone), ["title: عنوان", "credit: سامي نصر"]);
}

#[test]
fn a_picture_in_the_body_shares_what_is_said_of_it() {
    assert_eq!(
        photos(
            r#""body_html": "<figure><img src='https://a/s.jpg?w=1' alt=''><figcaption>جسر</figcaption></figure><img src='/q?id=1'>",
            "associations": [{"type": "picture", "by": "سامي نصر",
              "renditions": [{"href": "https://a/m.jpg"}, {"href": "https://a/s.jpg"}, {"href": "/q?id=2"}]},
              {"type": "picture", "renditions": [{"href": "https://a/s.jpg"}]}]"#
        ),
        [
            "https://a/s.jpg?w=1 - / جسر / Caption=جسر Field=سامي نصر",
            "/q?id=1 - / - /"
        ]
    );
}

#[test]
fn fields_have_the_names_of_front_matter() {
    let json = item(
        r#""title": "ticket", "versioncreated": "2026-03-04", "firstCreated": "2026-03-02", "byline": "سلمى",
        "language": "ar-LB", "urgency": 4, "slugline": "a-b", "headline": "عنوان", "pubstatus": null"#,
    );
    let source = source(&json);
    let article = checked(&source);
    let fields = article.fields.iter();
    let said: Vec<_> = fields.map(|field| (&*field.key, &*field.value)).collect();
    assert_eq!(
        said,
        [
            ("uri", "urn:a"),
            ("versioncreated", "2026-03-04"),
            ("date", "2026-03-02"),
            ("author", "سلمى"),
            ("lang", "ar-LB"),
            ("urgency", "4"),
            ("slugline", "a-b"),
            ("title", "عنوان"),
        ]
    );
    for field in &article.fields {
        assert_eq!(source.slice(field.span), field.value);
    }
    assert_eq!(article.fields[7].block, Some(BlockIndex(0)));
    assert_eq!(article.lang, Lang::parse("ar-LB").unwrap());
}

#[test]
fn languages_are_declared_and_inherited() {
    let json = item(
        r#""language": "fa", "headline": "گفت", "body_html": "<p>گفت</p><p lang=ar>قال</p>",
        "associations": [{"type": "picture", "language": "en", "description_text": "Bridge"}]"#,
    );
    let source = source(&json);
    let langs: Vec<_> = checked(&source)
        .blocks
        .iter()
        .map(|block| block.lang.language.tag())
        .collect();
    assert_eq!(langs, ["fa", "fa", "ar", "en"]);
    let json =
        item(r#""language": "ar", "body_html": "<p>يسمى\n <i lang=fr>\u004ce Port</i> اليوم</p>""#);
    let source = Source::new("a.json", json);
    let article = checked(&source);
    let foreign: Vec<_> = article
        .foreign
        .iter()
        .map(|&range| article.slice(range))
        .collect();
    assert_eq!(foreign, ["Le Port"]);
    let declared = source_lang(r#""body_html": "<html lang='ar-LB'><p>قال</p></html>""#);
    assert_eq!(declared, Lang::parse("ar-LB").unwrap());
}

fn source_lang(members: &str) -> Lang {
    checked(&source(&item(members))).lang
}

#[test]
fn other_json_is_told_from_news() {
    let kinds = |name: &str, json: &str| {
        let source = Source::new(name, json);
        let damage = checked(&source).damage;
        damage
            .first()
            .map(|damage| (damage.kind, damage.span.start()))
    };
    let no_article = Some((DamageKind::NoArticle, 0));
    assert_eq!(
        kinds("a.json", r#"{"name": "tool", "version": "1.0"}"#),
        no_article
    );
    assert_eq!(
        kinds("a.json", r#"{"uri": "urn:a", "version": "1.0"}"#),
        no_article
    );
    assert_eq!(kinds("a.json", r#"{"headline": "a"}"#), no_article);
    assert_eq!(kinds("a.ninjs", r#"{"headline": "a"}"#), None);
    assert_eq!(kinds("b/A.NINJS.json", r#"{"headline": "a"}"#), None);
    assert_eq!(kinds("a.json", r#"{"standard": {"name": "ninjs"}}"#), None);
    assert_eq!(kinds("a.ninjs", "[]"), no_article);
    assert_eq!(
        kinds("a.ninjs", "\u{FEFF}{\"headline\": 'a'}"),
        Some((DamageKind::File, 16))
    );
}

#[test]
fn hostile_files_take_linear_time() {
    let deep = "{\"type\":\"composite\",\"associations\":[".repeat(20_000);
    let quotes = "\\u0022".repeat(1 << 17);
    for json in [
        "[".repeat(1 << 20),
        item(&format!("\"body_xhtml\": \"{quotes}\"")),
        item(&format!("\"headline\": \"{quotes}\"")),
        item(&format!("\"urgency\": {}", "9".repeat(1 << 20))),
        item(&format!(
            "\"type\": \"composite\", \"associations\": [{deep}{}]",
            "]}".repeat(20_000)
        )),
        item(&format!(
            "\"associations\": [{}1]",
            "{\"type\": \"picture\", \"uri\": \"a.jpg\"},".repeat(20_000)
        )),
        item(&format!(
            "\"body_html\": \"{}\", \"associations\": [{}1]",
            "<img src=a.jpg>".repeat(20_000),
            "{\"type\": \"picture\", \"renditions\": [{\"href\": \"a.jpg\"}]},".repeat(20_000)
        )),
        item(&format!(
            "\"headlines\": [{}1]",
            "{\"value\": \"a\"},".repeat(20_000)
        )),
    ] {
        let _ = read(&source(&json), &ReadOptions::default());
    }
}

/// A string as JSON may write it, each character by chance plain or escaped.
fn written(text: &str, chances: &[bool]) -> String {
    let mut out = String::new();
    for (c, escaped) in text.chars().zip(chances.iter().cycle()) {
        if *escaped || matches!(c, '"' | '\\' | '\0'..='\x1F') {
            let mut units = [0; 2];
            out.extend(
                c.encode_utf16(&mut units)
                    .iter()
                    .map(|unit| format!("\\u{unit:04X}")),
            );
        } else {
            out.push(c);
        }
    }
    out
}

proptest! {
    #[test]
    fn any_file_is_read(json in "(\\{|\\}|\\[|\\]|\"(uri|type|picture|by|headlines|bodies|value|associations|renditions|href|name)\"|:|,|\"<p>[اa]\\\\u0022&amp;\\\\n</p>\"|1|\\PC)*") {
        checked(&source(&json));
    }

    #[test]
    fn any_item_is_read(html in "(</?(p|b|figure|figcaption|li)>|<img src=a.jpg alt='&amp;ب'>|<br>|[ \n\"\\\\😀]|&ldquo;|[اa(])*", chances in prop::collection::vec(any::<bool>(), 1..9)) {
        let string = written(&html, &chances);
        let json = item(&format!("\"body_html\": \"{string}\", \"headline\": \"{string}\""));
        checked(&source(&json));
    }

    #[test]
    fn an_edit_leaves_json_that_says_what_was_meant(
        words in "[اa\"\\\\<😀']{1,12}",
        replacement in "[بb\"\\\\<>&'😀«]{0,6}",
        place in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        chances in prop::collection::vec(any::<bool>(), 1..9),
    ) {
        let html = words.replace('<', "&lt;").replace('"', "&#34;");
        let string = |text: &str| written(text, &chances);
        let json = item(&format!(
            "\"headlines\": [{{\"contenttype\": \"text/plain\", \"value\": \"{}\"}}], \"body_html\": \"{}\"",
            string(&words),
            string(&format!("<p>{html}</p><img src=a.jpg alt=\"{html}\">")),
        ));
        let before = source(&json);
        let article = checked(&before);
        let block = &article.blocks[place.0.index(article.blocks.len())];
        let borders: Vec<_> = article.slice(block.range).char_indices().map(|(at, _)| at).collect();
        let start = borders[place.1.index(borders.len())];
        let end = borders[place.2.index(borders.len())].max(start);
        let at = block.range.start();
        let range = TextRange::new(at + start, at + end);
        let edit = article.text.edit(range, &replacement, block.syntax).expect("an edit");
        let mut json = json.clone();
        json.replace_range(edit.span.range(), &edit.text);
        let mut expected = article.text.as_str().to_owned();
        expected.replace_range(range.range(), &replacement);
        let after = source(&json);
        let article = checked(&after);
        prop_assert_eq!(&article.damage, &[]);
        prop_assert_eq!(article.text.as_str(), expected);
    }
}
