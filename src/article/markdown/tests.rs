use super::*;
use crate::article::BlockIndex;
use crate::article::testing::assert_sound;
use crate::lang::Language;
use BlockKind::{
    Alt, Cell, CreditLine, Footnote, Heading, ListItem, Metadata, Paragraph, Quotation, Title,
};
use proptest::prelude::*;

fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let source = Source::new("a.md", text);
    let article = read(&source, LangHints::default());
    assert_sound(&source, &article);
    article
        .blocks
        .iter()
        .map(|block| (block.kind, article.slice(block.range).to_owned()))
        .collect()
}

fn check(text: &str, expected: &[(BlockKind, &str)]) {
    let found = blocks(text);
    let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, text)| (*kind, &**text)).collect();
    assert_eq!(found, expected, "{text}");
}

/// One line a photo: its address, alternative text, caption and candidates, `!` where exempt.
fn photos(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text);
    let article = read(&source, LangHints::default());
    assert_sound(&source, &article);
    let words = |block: Option<BlockIndex>| block.map_or("-", |block| article.block_text(block));
    article
        .photos
        .iter()
        .map(|photo| {
            let candidates: Vec<String> = photo
                .candidates
                .iter()
                .map(|c| format!("{:?}={}", c.place, article.block_text(c.block)))
                .collect();
            let exempt = if photo.exempt.is_some() { "!" } else { "" };
            let caption = words(photo.caption);
            format!(
                "{exempt}{}|{}|{caption}|{}",
                photo.src,
                words(photo.alt),
                candidates.join(";")
            )
        })
        .collect()
}

/// What must hold of every article that is read.

#[test]
fn every_kind_of_block_is_named() {
    check(
        "# عنوان\n\nفقرة.\n\n## فرعي {#id}\n\n> قول\n>\n> ثانٍ\n\n- بند\n- بند\n\n  تتمة\n\n| أ | ب |\n|---|---|\n| ج | د |\n\nنص[^1].\n\n[^1]: حاشية\n\n    عنوان\n",
        &[
            (Title, "عنوان"),
            (Paragraph, "فقرة."),
            (Heading, "فرعي"),
            (Quotation, "قول"),
            (Quotation, "ثانٍ"),
            (ListItem, "بند"),
            (ListItem, "بند"),
            (ListItem, "تتمة"),
            (Cell, "أ"),
            (Cell, "ب"),
            (Cell, "ج"),
            (Cell, "د"),
            (Paragraph, "نص\u{FFFC}."),
            (Footnote, "حاشية"),
            (Footnote, "عنوان"),
        ],
    );
    check("", &[]);
    check(" \r\n\u{A0}\n", &[]);
    check(
        "# أ\n\n# ب\n\n### أ\n",
        &[(Title, "أ"), (Heading, "ب"), (Title, "أ")],
    );
}

#[test]
fn text_is_mapped_byte_for_byte() {
    let text = "\u{FEFF}قال &ldquo;**نعم**&rdquo; و\\*لا\\*\r\nثم&nbsp;عاد\\\nثالث  \nرابع";
    let source = Source::new("a.md", text);
    let article = read(&source, LangHints::default());
    assert_sound(&source, &article);
    assert_eq!(
        article.block_text(BlockIndex(0)),
        "قال “نعم” و*لا*\r\nثم\u{A0}عاد\nثالث\nرابع"
    );
    let at = article.text.as_str().find("نعم").unwrap();
    let span = article
        .text
        .span(crate::span::TextRange::new(at, at + "نعم".len()));
    assert_eq!(source.slice(span), "نعم");
    let quote = article.text.as_str().find('“').unwrap();
    let span = article
        .text
        .span(crate::span::TextRange::new(quote, quote + "“".len()));
    assert_eq!(source.slice(span), "&ldquo;");
}

#[test]
fn what_is_no_text_is_a_hole_or_nothing() {
    check("أ `كود` ب", &[(Paragraph, "أ \u{FFFC} ب")]);
    check(
        "أ <https://a.b/50%25> ب [نص](https://a.b)",
        &[(Paragraph, "أ \u{FFFC} ب نص")],
    );
    check(
        "أ [https://a.b/](https://a.b) ب",
        &[(Paragraph, "أ \u{FFFC} ب")],
    );
    check(
        "أ <!-- \"سر\" --> ب\n\n<!-- كله\n\nسر -->\n\n```\nكود\n```\n\n    كود\n\n[x]: /a \"عنوان\"\n",
        &[(Paragraph, "أ  ب")],
    );
    check("- [x] منجز ~~قديم~~", &[(ListItem, "منجز قديم")]);
    check("`كود` وحده\n\n`كود`", &[(Paragraph, "\u{FFFC} وحده")]);
    check("> [!NOTE]\n> انتبه", &[(Quotation, "انتبه")]);
    check("ثمنه $5 أو $6", &[(Paragraph, "ثمنه $5 أو $6")]);
}

#[test]
fn shortcodes_are_cut_out_wherever_they_stand() {
    check("أ {{< ref \"a_b_c\" >}} ب", &[(Paragraph, "أ \u{FFFC} ب")]);
    check(
        "أ {{% x *y* %}}ب{{% /x %}}",
        &[(Paragraph, "أ \u{FFFC}ب\u{FFFC}")],
    );
    check(
        "أ {{ page.title | upcase }} *ب* {% if a %}",
        &[(Paragraph, "أ \u{FFFC} ب \u{FFFC}")],
    );
    check("{{< youtube abc >}}\n\nنص", &[(Paragraph, "نص")]);
    check(
        "نص\n{: .lead}\n\n{: .x}\nآخر",
        &[(Paragraph, "نص"), (Paragraph, "آخر")],
    );
    check(
        "نص {{ غير مغلق\n\nآخر }}",
        &[(Paragraph, "نص {{ غير مغلق"), (Paragraph, "آخر }}")],
    );
    check("`{{` و `}}`", &[(Paragraph, "\u{FFFC} و \u{FFFC}")]);
    check(
        "{% highlight rust %}\n\nكود\n\n{% endhighlight %}\n\nنص",
        &[(Paragraph, "نص")],
    );
    check("{/* سر */}نص", &[(Paragraph, "نص")]);
    check(
        "[نص]({{ site.url }}/a_b) و[آخر]({% link a b.md %})",
        &[(Paragraph, "نص وآخر")],
    );
}

#[test]
fn html_is_read_with_one_stack() {
    check(
        "<div dir=\"rtl\">\n\nفقرة\n\n<p>أولى</p>\n<p>ثانية &amp; <b>غامقة</b><br>سطر\n</div>\n\nنهاية",
        &[
            (Paragraph, "فقرة"),
            (Paragraph, "أولى"),
            (Paragraph, "ثانية & غامقة\nسطر"),
            (Paragraph, "نهاية"),
        ],
    );
    check(
        "<blockquote>\n\nقول\n\n</blockquote>\n\nنص",
        &[(Quotation, "قول"), (Paragraph, "نص")],
    );
    check(
        "<script>\nvar a = 'نص';\n\nvar b;\n</script>\n\n<style>\nب\n</style>\nنص",
        &[(Paragraph, "نص")],
    );
    check(
        "أ <code>b < c</code> د <kbd>x",
        &[(Paragraph, "أ \u{FFFC} د \u{FFFC}")],
    );
    check(
        "<div markdown=\"1\">\n**أ** و[ب](/c) و<b>ج</b>\n</div>",
        &[(Paragraph, "أ وب وج")],
    );
    check(
        "<ul><li>أ<li>ب</ul>\n<table><tr><td>ج<td>د</table>",
        &[(ListItem, "أ"), (ListItem, "ب"), (Cell, "ج"), (Cell, "د")],
    );
    check(
        "<h1>عنوان</h1>\n\n# ثانٍ",
        &[(Title, "عنوان"), (Heading, "ثانٍ")],
    );
}

#[test]
fn languages_are_declared_by_elements_and_front_matter() {
    let source = Source::new(
        "a.md",
        "---\nlanguage: fa\n---\n\nنص\n\n<div lang=\"ar-LB\">\n\nنص آخر\n\n</div>\n\nThe text of the day",
    );
    let article = read(&source, LangHints::default());
    let languages: Vec<Language> = article
        .blocks
        .iter()
        .map(|block| block.lang.language)
        .collect();
    assert_eq!(languages, [Language::Fa, Language::Ar, Language::En]);
    assert_eq!(article.field("language"), Some("fa"));
}

#[test]
fn images_find_their_captions_and_credits() {
    assert_eq!(
        photos("![ب *ج*](a.jpg \"© ن \\\"م\\\" &amp; و\")"),
        ["a.jpg|ب ج|-|Title=© ن \"م\" & و"]
    );
    assert_eq!(
        photos("![ب][x]\n\n[x]: a.jpg '© ن'"),
        ["a.jpg|ب|-|Title=© ن"]
    );
    assert_eq!(
        photos("![](a.jpg)\n*تعليق (© ن)*\n\nنص"),
        ["a.jpg|-|تعليق (© ن)|Caption=تعليق (© ن);After=نص"]
    );
    assert_eq!(
        photos("![](a.jpg)\n\nنص (© ن)\n\nآخر"),
        ["a.jpg|-|-|After=نص (© ن)"]
    );
    assert_eq!(
        photos("![](a.jpg)\n\n(© ن)\n\nآخر"),
        ["a.jpg|-|-|Element=(© ن);After=آخر"]
    );
    assert_eq!(
        photos("![](a.jpg)\n\n## عنوان\n\nآخر (© ن)"),
        ["a.jpg|-|-|"]
    );
    assert_eq!(photos("![](a.jpg)\n\n- بند (© ن)"), ["a.jpg|-|-|"]);
    assert_eq!(
        photos("![](a.jpg)\n{: .x}\n\nتعليق\n{: .caption}"),
        ["a.jpg|-|تعليق|Caption=تعليق"]
    );
    assert_eq!(
        photos("![a](x.jpg)\n\n![b](y.jpg)\n\n*ت*"),
        ["x.jpg|a|ت|Caption=ت", "y.jpg|b|ت|Caption=ت"]
    );
    assert_eq!(photos("![](logo.svg) نص"), ["!logo.svg|-|-|"]);
    assert_eq!(photos("[![ب](a.jpg)](b.html)"), ["a.jpg|ب|-|"]);
    assert_eq!(photos("`![ب](a.jpg)`"), Vec::<String>::new());
    assert_eq!(photos("![ب]({{ site.url }}/a b.jpg)").len(), 0);
    assert_eq!(
        photos("![ب]({{ site.url }}/a.jpg)"),
        ["{{ site.url }}/a.jpg|ب|-|"]
    );
    check(
        "![بديل](a.jpg) نص ![ثانٍ](b.jpg) آخر",
        &[(Alt, "بديل"), (Paragraph, "نص \u{FFFC} آخر"), (Alt, "ثانٍ")],
    );
    check("![](a.jpg)\nتصوير: أحمد", &[(CreditLine, "تصوير: أحمد")]);
}

#[test]
fn figures_of_html_and_shortcodes_are_photos() {
    assert_eq!(
        photos(
            "<figure>\n<img src=\"a.jpg?x=1&amp;y=2\" alt='ب &quot;ج&quot;' title=\"© ن\">\n<figcaption>ت</figcaption>\n</figure>\n\nنص"
        ),
        ["a.jpg?x=1&y=2|ب \"ج\"|ت|Title=© ن;Caption=ت;After=نص"]
    );
    assert_eq!(
        photos("<figure>\n\n![ب](a.jpg)\n\n<figcaption>\n\nت\n\n</figcaption>\n</figure>"),
        ["a.jpg|ب|ت|Caption=ت"]
    );
    assert_eq!(photos("<img src=a.jpg width=1 height=1>"), ["!a.jpg|-|-|"]);
    let tag = "<img src=\"{{ \"/a.jpg\" | url }}\" alt=\"ب\">";
    assert!(photos(tag)[0].contains("|ب|"), "{:?}", photos(tag));
    assert_eq!(
        photos("{{< figure src=\"a.jpg\" caption=\"ت \\\"م\\\"\" attr=\"© ن\" alt=\"ب\" >}}"),
        ["a.jpg|ب|ت \"م\"|Attribute=© ن;Caption=ت \"م\""]
    );
    assert_eq!(
        photos("{% include figure.html src='a.jpg' caption='ت' %}"),
        ["a.jpg|-|ت|Caption=ت"]
    );
    assert_eq!(
        photos("[caption id=\"x\"]<img src=\"a.jpg\" /> ت[/caption]\n\nنص"),
        ["a.jpg|-|ت|Caption=ت;After=نص"]
    );
    assert_eq!(
        photos(
            "<div class=\"wp-caption\"><img src=\"a.jpg\"><p class=\"wp-caption-text\">ت</p></div>"
        ),
        ["a.jpg|-|ت|Caption=ت"]
    );
    assert_eq!(
        photos("<img src=\"a.jpg\"><span class=\"photo-credit\">ن/و</span>\n\nنص"),
        ["a.jpg|-|-|Element=ن/و;After=نص"]
    );
}

#[test]
fn attributes_and_fences_belong_to_images() {
    assert_eq!(
        photos("![ب](a.jpg){: .left title=\"ت\" data-credit='ن' width=3}"),
        ["a.jpg|ب|-|Attribute=ن;Title=ت"]
    );
    assert_eq!(
        photos("![](a.jpg)\n{: data-caption=\"ت\"}\n\nنص\n{: data-credit=\"ن\"}"),
        ["a.jpg|-|ت|Caption=ت;After=نص"]
    );
    assert_eq!(
        photos("![](a.jpg)\n\n/// caption\nت\n///\n\n/// note\nنص\n///"),
        ["a.jpg|-|ت|Caption=ت;After=/// note\nنص\n///"]
    );
    check(
        "::: {#fig-a}\n![ب](a.jpg)\n\nت\n:::\n\nنص\n\n::: ملاحظة",
        &[
            (Alt, "ب"),
            (Paragraph, "ت"),
            (Paragraph, "نص"),
            (Paragraph, "::: ملاحظة"),
        ],
    );
}

#[test]
fn the_text_of_an_image_that_stands_alone_is_its_caption_in_quarto() {
    let text = "![ت (© ن)](a.jpg){#fig-a fig-alt=\"ب\"}\n\nنص ![ج](b.jpg)\n\n![د](c.jpg)\n";
    let source = Source::new("a.qmd", text);
    let article = read(&source, LangHints::default());
    assert_sound(&source, &article);
    let words = |block: Option<BlockIndex>| block.map_or("-", |block| article.block_text(block));
    let found: Vec<_> = (article.photos.iter())
        .map(|photo| (words(photo.alt), words(photo.caption)))
        .collect();
    assert_eq!(found, [("ب", "ت (© ن)"), ("ج", "-"), ("د", "د")]);
}

#[test]
fn front_matter_gives_titles_photos_and_data() {
    let text = "---\ntitle: عنوان المقال\ndescription: \"وصف\"\ndate: 2021-06-08\nphoto: none\ncover: /img/a.jpg\ncover_credit: © ن\nimages:\n  - src: b.jpg\n    alt: ب\n    credit: © ث\n---\n# عنوان المقال\n\n![ج](/other/a.jpg)\n";
    check(
        text,
        &[
            (Title, "عنوان المقال"),
            (Metadata, "وصف"),
            (CreditLine, "© ن"),
            (Alt, "ب"),
            (CreditLine, "© ث"),
            (Title, "عنوان المقال"),
            (Alt, "ج"),
        ],
    );
    assert_eq!(
        photos(text),
        ["b.jpg|ب|-|Field=© ث", "/other/a.jpg|ج|-|Field=© ن"]
    );
    let source = Source::new("a.md", text);
    let article = read(&source, LangHints::default());
    assert_eq!(
        (article.field("photo"), article.field("date")),
        (Some("none"), Some("2021-06-08"))
    );
    let toml = "\u{FEFF}+++\ntitle = 'عنوان'\nimage = \"a.jpg\"\nphotographer = \"ن\"\n+++\nنص";
    assert_eq!(photos(toml), ["a.jpg|-|-|Field=ن"]);
    check(
        toml,
        &[(Title, "عنوان"), (CreditLine, "ن"), (Paragraph, "نص")],
    );
    check("---\ntitle: أ\n---\n", &[(Title, "أ")]);
}

#[test]
fn hostile_articles_take_linear_time() {
    let patterns = [
        "{{",
        "{{<",
        "{%",
        "{:a",
        "](",
        "]({{",
        "![",
        "![a](b.jpg \"c",
        "[caption ",
        "<div>",
        "</x>",
        "<figure>",
        "<img src=a>",
        "{% highlight %}",
        "<code>",
        "> ",
        "- ",
        "\u{2029}",
        "`",
        "*a ",
        "&amp",
        "|a",
        "[^1]",
        "![a](b.jpg)\n\n`x`\n\n",
        "<p>a",
        "<li>",
        "{{< figure src=a.jpg caption=\"",
        "~",
        "_a",
        "\\",
        "<!--",
        "/// caption\na\n",
        "///\n",
        "::: {a}\n",
        "![a](b){",
        "![a](b){: title=c}",
        "[gallery ",
        "|![a](b)",
    ];
    let start = std::time::Instant::now();
    for pattern in patterns {
        let text = pattern.repeat(20_000 / pattern.len());
        let source = Source::new("a.md", text);
        let article = read(&source, LangHints::default());
        assert_sound(&source, &article);
    }
    assert!(start.elapsed().as_secs() < 60);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn soup_is_read_with_a_right_map(parts in proptest::collection::vec(proptest::sample::select(&[
        "قال ", "نعم", "“", "”", "«", "»", "\"", " ", "\n", "\r\n", "\r", "\n\n", "*", "**", "_", "`", "```\n",
        "# ", "> ", "- ", "1. ", "    ", "\t", "|", "|---|---|\n", "\n|أ|ب|\n|-|-|\n", "[", "]", "(", ")", "![", "](a.jpg)",
        "](a.jpg \"© ن\")", "](x 'ع\\'')", "[^1]", "[^1]: ", "[x]: a.jpg \"t\"\n", "&ldquo;", "&amp;", "&#x2029;", "&#8233",
        "&nbsp;", "\\", "\\*", "<", ">", "<b>", "</b>", "<p>", "</p>", "<div lang=\"en\">", "</div>", "<br>", "<code>",
        "</code>", "<figure>", "</figure>", "<figcaption>", "</figcaption>", "<img src='a.jpg' alt='ب&quot;'>", "<li>",
        "<script>", "</script>", "<!--", "-->", "<http://a.b>", "http://a.b ", "{{", "}}", "{{< figure src=\"a.jpg\" caption=\"ت\" >}}",
        "{{< x >}}", "{% raw %}", "{: .caption}", "{.x}", "[caption id=\"\"]", "[/caption]", "\u{2029}", "\u{FFFC}", "\u{FEFF}",
        "\u{200F}", "\0", "~~", "---\n", "+++\n", "title: نص\n", "image: a.jpg\n", "ً", "😀", "e\u{301}", "12%", "<div markdown=\"1\">\n",
        "{% highlight a %}", "{% endhighlight %}", "](", "{{ a }}", "<pre>", "</pre>", "<h1>", "</h1>", "<span class=\"credit\">",
        "/// caption\n", "///", ":::", "{: title=\"ت\"}", "[gallery ids=\"1\"]", "<cite>", "</cite>", "<figcaption>ت (<span class=\"credit\">ن</span>)",
        "<!-- wp:cover {\"url\":\"a.jpg\",\"alt\":\"ب\"} -->", "<table><tr><td>", "</td></tr><tr><td>", "<meta itemprop=\"creditText\" content=\"ن\">",
        "<div itemscope itemtype=\"ImageObject\">", "<a data-caption=\"ت\">", "<p class=\"credit\">",
    ][..]), 0..40)) {
        let source = Source::new("a.md", parts.concat());
        let article = read(&source, LangHints::default());
        assert_sound(&source, &article);
        let matter = format!("---\n{}", source.text());
        let source = Source::new("a.md", matter);
        let article = read(&source, LangHints::default());
        assert_sound(&source, &article);
    }
}
