//! The reader of HTML pages: tokens in, an article out.

use super::head::Head;
use super::scope::Scope;
use super::{Attribute, Tag, Token, Tokenizer};
use crate::article::fields;
use crate::article::shortcode::{Finder, Kind};
use crate::article::writer::Writer;
use crate::article::{Article, Format, ReadOptions, Syntax, matter};
use crate::lang::Lang;
use crate::source::Source;
use crate::span::Span;

/// Reads a page, or a part of one.
pub(in crate::article) fn read<'s>(source: &'s Source, options: &ReadOptions) -> Article<'s> {
    let bom = source.bom_len();
    let text = &source.text()[bom..];
    let mut out = Writer::new(source.text(), Syntax::HtmlText);
    let mut said = fields::Said::default();
    let mut start = bom;
    if let Some(matter) = matter::read(text, bom) {
        start = matter.body;
        said = fields::read(matter, &mut out);
    }
    let input = &source.text()[start..];
    let scope = Scope::of(input, start, &options.page);
    let (declared, head, scope) = Page::new(&mut out).read(input, start, scope);
    said.lang = said.lang.or(declared);
    head.finish(&mut out, &mut said);
    for photo in &mut out.photos {
        let is_named = || photo.front_matter || head.shows(&photo.src);
        photo.certain = scope.is_certain(photo.span.start()) || is_named();
    }
    let mut article = out.finish(Format::Html, said, options.lang);
    for photo in &mut article.photos {
        photo.certain |= photo.caption.is_some();
    }
    article
}

/// What is remembered from token to token.
struct Page<'o, 's> {
    out: &'o mut Writer<'s>,
    /// Whether the text that follows is the page's title.
    is_title: bool,
    has_title: bool,
    /// Whether the raw text that follows is JSON-LD.
    is_data: bool,
    head: Head<'s>,
    lang: Option<Lang>,
    finder: Finder,
}

impl<'o, 's> Page<'o, 's> {
    fn new(out: &'o mut Writer<'s>) -> Self {
        Self {
            out,
            is_title: false,
            has_title: false,
            is_data: false,
            head: Head::default(),
            lang: None,
            finder: Finder::default(),
        }
    }

    /// Reads HTML that stands in the file at `offset`, and returns the language that it declares,
    /// what else it says of itself, and what of it is the article.
    fn read(
        mut self,
        input: &'s str,
        offset: usize,
        mut scope: Scope,
    ) -> (Option<Lang>, Head<'s>, Scope) {
        for token in Tokenizer::new(input, offset) {
            match token {
                Token::Text {
                    raw,
                    span,
                    raw_text: false,
                } => {
                    self.out.is_muted = scope.is_muted(span.start());
                    if std::mem::take(&mut self.is_title) {
                        self.has_title = true;
                        self.head.title(raw, span.start());
                    } else {
                        self.text(raw, span.start());
                    }
                }
                Token::Tag(tag) => {
                    self.out.is_muted = scope.is_muted(tag.span.start());
                    self.out.is_furniture = scope.is_furniture(tag.span.start());
                    (self.is_title, self.is_data) = (false, false);
                    if !tag.closing {
                        self.declare(&tag, &scope);
                    }
                    self.out.tag(&tag);
                    if !tag.closing && scope.is_article(tag.span.start()) {
                        self.out.forget_language();
                    }
                }
                Token::Text { raw, span, .. } => {
                    if std::mem::take(&mut self.is_data) {
                        self.head.json_ld(raw, span.start());
                    }
                }
                Token::Comment { text, span } => {
                    self.out.is_muted = scope.is_muted(span.start());
                    self.out.comment(text, span);
                }
                Token::Doctype { .. } => {}
            }
        }
        self.out.is_muted = false;
        (self.lang, self.head, scope)
    }

    /// Notes what a start tag says of the whole page.
    fn declare(&mut self, tag: &Tag<'s>, scope: &Scope) {
        self.head.tag(tag, !self.out.is_muted);
        let is_root = tag.is("html") || tag.is("body");
        if is_root || scope.is_article(tag.span.start()) {
            let lang = ["lang", "xml:lang"]
                .into_iter()
                .find_map(|name| Lang::parse(&tag.attribute(name)?.value()));
            // The article's own element knows better than the page.
            self.lang = lang.or(self.lang);
        } else if tag.is("script") {
            let kind = tag.attribute("type").map(Attribute::value);
            self.is_data =
                kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        } else if tag.is("title") && !self.has_title {
            let top = self.out.top();
            self.is_title = ["", "html", "head"]
                .iter()
                .any(|name| top.name.eq_ignore_ascii_case(name));
        }
    }

    /// Reads text, which stands in the file at `offset`, and the shortcodes of WordPress in it.
    fn text(&mut self, raw: &'s str, offset: usize) {
        let source = self.out.source;
        let mut from = 0;
        for at in memchr::memchr_iter(b'[', raw.as_bytes()) {
            if at < from {
                continue;
            }
            let found = self.finder.starting_at(source, offset + at, source.len());
            let Some(found) = found.filter(|found| found.range.end <= offset + raw.len()) else {
                continue;
            };
            self.out.html_text(&raw[from..at], offset + from);
            from = found.range.end - offset;
            match found.kind {
                Kind::CaptionStart => self.out.caption_start(&found),
                Kind::CaptionEnd => self.out.caption_end(found.range.end),
                _ => self.out.hole(Span::from(found.range)),
            }
        }
        self.out.html_text(&raw[from..], offset + from);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::{BlockKind, Field, testing};
    use crate::span::TextRange;

    fn source(html: &str) -> Source {
        Source::new("a.html", html)
    }

    /// Reads, and checks what must hold for every article.
    fn checked(source: &Source) -> Article<'_> {
        let article = read(source, &ReadOptions::default());
        testing::assert_sound(source, &article);
        for photo in &article.photos {
            assert!(source.slice(photo.span).starts_with('<'));
        }
        article
    }

    fn blocks(html: &str) -> Vec<String> {
        testing::blocks(&checked(&source(html)))
    }

    fn photos(html: &str) -> Vec<String> {
        testing::photos(&checked(&source(html)))
    }

    #[test]
    fn blocks_by_element() {
        assert_eq!(
            blocks(
                "<html><head><title>عنوان | موقع</title></head><body><h1>عنوان</h1><h2>فرعي</h2>\
                 <p>قال <b>نعم</b>.</p>نص<ul><li>أول<li>ثان</ul><table><tr><td>خلية<td>أخرى</table>\
                 <blockquote><p>قول</p></blockquote><div>حر<p>فقرة</div><h1>ثان</h1></body></html>"
            ),
            [
                "title: عنوان",
                "heading: فرعي",
                "paragraph: قال نعم.",
                "paragraph: نص",
                "list-item: أول",
                "list-item: ثان",
                "cell: خلية",
                "cell: أخرى",
                "quotation: قول",
                "paragraph: حر",
                "paragraph: فقرة",
                "heading: ثان",
            ]
        );
        assert_eq!(
            blocks("<section class=\"footnotes\"><ol><li id=fn1>حاشية</li></ol></section>"),
            ["footnote: حاشية"]
        );
    }

    #[test]
    fn what_is_no_text_is_hidden() {
        assert_eq!(
            blocks(
                "<nav>أ</nav><header><nav><ul><li>ب</ul></nav></header><script>'<p>ج</p>'</script>\
                 <style>د</style><template><p>ه</p></template><noscript><p>و</noscript>\
                 <p>متن<svg><title>ز</title><text>ح</text></svg> باق</p><aside><p>ط</aside><pre>ي</pre>\
                 <p hidden>ك</p><p style='color:red; display: none'>ل</p><div role=navigation>م</div>\
                 <footer>ن</footer><!-- س -->"
            ),
            ["paragraph: متن باق"]
        );
    }

    #[test]
    fn code_is_a_hole() {
        assert_eq!(
            blocks("<p>شغّل <code>a <b>b</b></code> ثم <kbd>C</kbd></p>"),
            ["paragraph: شغّل \u{FFFC} ثم \u{FFFC}"]
        );
        assert_eq!(
            blocks("<p><code>a</code> <img src=a.jpg></p><p>&rlm;\u{FEFF}&#160;</p>"),
            [""; 0]
        );
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(
            blocks("<p>\n  أ  ب\r\n\tج <b> د</b> \n</p>\n"),
            ["paragraph: أ ب ج د"]
        );
        assert_eq!(
            blocks("<p>أ&nbsp; ب &amp; ج</p>"),
            ["paragraph: أ\u{A0} ب & ج"]
        );
        assert_eq!(
            blocks("<p>أ <br> ب<br/><br>ج<br></p>"),
            ["paragraph: أ \nب", "paragraph: ج"]
        );
    }

    #[test]
    fn the_article_is_found() {
        let page = |inside: &str| {
            blocks(&format!(
                "<title>ع</title><div>خارج</div>{inside}<p>خارج</p>"
            ))
        };
        assert_eq!(
            page("<main><p>متن</p></main>"),
            ["paragraph: متن", "title: ع"]
        );
        assert_eq!(
            page("<article><p>متن</p></article>"),
            ["paragraph: متن", "title: ع"]
        );
        assert_eq!(
            page("<main><p>أ</p><article><h1>ب</h1></article></main>"),
            ["title: ب", "title: ع"]
        );
        assert_eq!(
            page("<main><p>أ</p><article>ب</article><article>ج</article></main>"),
            ["paragraph: أ", "paragraph: ب", "paragraph: ج", "title: ع"]
        );
        assert_eq!(
            page("<article>أ</article><article>ب</article>"),
            [
                "paragraph: خارج",
                "paragraph: أ",
                "paragraph: ب",
                "paragraph: خارج",
                "title: ع"
            ]
        );
    }

    #[test]
    fn languages_are_declared_and_inherited() {
        let source = source(
            "<html lang=ar-LB><p>قال</p><div lang=fa><p>گفت</p></div><p lang=en>Said</p><p>نعم</p>",
        );
        let article = checked(&source);
        assert_eq!(article.lang, Lang::parse("ar-LB").unwrap());
        let langs: Vec<_> = article
            .blocks
            .iter()
            .map(|block| block.lang.language.tag())
            .collect();
        assert_eq!(langs, ["ar", "fa", "en", "ar"]);
    }

    #[test]
    fn words_in_another_language_are_left_out() {
        let foreign = |html: &str| {
            let source = source(html);
            let article = checked(&source);
            let words = |range: &TextRange| article.slice(*range).to_owned();
            let langs = article.blocks.iter().map(|block| block.lang.language.tag());
            let langs = langs.collect::<Vec<_>>().join(" ");
            (
                langs,
                article
                    .foreign
                    .iter()
                    .map(words)
                    .collect::<Vec<_>>()
                    .join("|"),
            )
        };
        let is = |langs: &str, words: &str| (langs.to_owned(), words.to_owned());
        let page = "<html lang=ar><p>قالت الوزيرة إن المشروع يسمى ";
        assert_eq!(
            foreign(&format!("{page}<i lang=fr>Le <b>Port</b></i> منذ عام.")),
            is("ar", "Le Port")
        );
        assert_eq!(
            foreign(&format!(
                "{page}<span xml:lang=fr>Port</span> و<span lang=ar>نعم</span>."
            )),
            is("ar", "Port")
        );
        // Letters and numbers belie what a word processor declares.
        assert_eq!(
            foreign(&format!(
                "{page}<span lang=EN-US>الميناء 2024</span> <span lang=fr>50%</span>."
            )),
            is("ar", "")
        );
        // Most of the words are the block.
        assert_eq!(
            foreign(
                "<html lang=en><p><span lang=ar>قالت الوزيرة نعم.</span> Yes. <span lang=fr>Oui</span>"
            ),
            is("ar", "Oui")
        );
        assert_eq!(
            foreign(
                "<html lang=ar><span lang=fr><p>Le port</p></span><p lang=fr>Oui</p><p>نعم</p>"
            ),
            is("fr fr ar", "")
        );
    }

    #[test]
    fn what_is_left_open_ends_with_what_it_stands_in() {
        assert_eq!(
            blocks("<div><p>أ<ul><li>ب<li>ج</ul><p>د <b>ه</div>و<h2>ز<h3>ح</h3>"),
            [
                "paragraph: أ",
                "list-item: ب",
                "list-item: ج",
                "paragraph: د ه",
                "paragraph: و",
                "heading: ز",
                "heading: ح",
            ]
        );
        // Nothing in a cell closes what is around its table, nor a line what stands around it.
        assert_eq!(
            blocks(
                "<blockquote><table><tr><td>أ</blockquote>ب</td></tr></table>ج</b></i>د</blockquote>ه"
            ),
            ["cell: أ", "cell: ب", "quotation: جد", "paragraph: ه"]
        );
        assert_eq!(
            blocks("<html><head><meta charset=utf-8><p>أ</p></body></html>ب"),
            ["paragraph: أ", "paragraph: ب"]
        );
    }

    #[test]
    fn what_a_page_says_of_itself_is_read_once() {
        let head = |html: &str| {
            let source = source(html);
            let article = checked(&source);
            let shown = |field: &Field| {
                let block = field
                    .block
                    .map_or("", |block| article.block(block).kind.name());
                assert!(source.slice(field.span).len() >= field.value.len() || block.is_empty());
                format!("{}={} {block}", field.key, field.value)
            };
            article.fields.iter().map(shown).collect::<Vec<_>>()
        };
        let page = "<html lang=ar><head><title>الميناء يعود إلى العمل - الصحيفة</title>\
            <meta property=og:title content='الميناء يعود إلى العمل'>\
            <meta name=description content='بدأ العمل في &quot;الميناء&quot; …'>\
            <meta property=og:description content='وصف آخر'>\
            <meta property=article:published_time content=2024-05-01>\
            <meta name=date content=2024-05-02><meta name=author content=ليلى>\
            <link rel=canonical href=/a></head>";
        let body = "<body><h1>الميناء يعود إلى العمل</h1><p>بدأ العمل في \"الميناء\" اليوم.</p>";
        assert_eq!(
            head(&format!("{page}{body}")),
            [
                "lang=ar ",
                "title=الميناء يعود إلى العمل ",
                "description=بدأ العمل في \"الميناء\" … ",
                "date=2024-05-01 ",
                "author=ليلى ",
                "canonical=/a ",
            ]
        );
        assert_eq!(
            blocks(&format!("{page}{body}")),
            [
                "title: الميناء يعود إلى العمل",
                "paragraph: بدأ العمل في \"الميناء\" اليوم.",
                "metadata: وصف آخر",
            ]
        );
        // An excerpt may be cut inside a quotation.
        let lead = "قالت مديرة المكتبة العامة في المدينة القديمة إنها";
        assert_eq!(
            blocks(&format!(
                "<meta name=description content='{lead} «سعيدة'><body><p>{lead} «سعيدة جدا».</p>"
            )),
            [format!("paragraph: {lead} «سعيدة جدا».")]
        );
        // So may one that puts paragraphs together.
        assert_eq!(
            blocks(&format!(
                "<meta name=description content='افتتاح. «قريب. {lead} سعيدة.'><body><p>«{lead} سعيدة».</p>"
            )),
            [format!("paragraph: «{lead} سعيدة».")]
        );
        // Without the heading each text is a block once, and the site's name is none.
        assert_eq!(
            blocks(page),
            [
                "title: الميناء يعود إلى العمل",
                "metadata: بدأ العمل في \"الميناء\" …",
                "metadata: وصف آخر",
            ]
        );
        assert_eq!(
            blocks("<title>الميناء\n يعود &amp; يعمل</title><p>متن</p>"),
            ["paragraph: متن", "title: الميناء يعود & يعمل"]
        );
        assert_eq!(
            blocks("<title>الميناء يعود : الصحيفة</title><p>متن</p>"),
            ["paragraph: متن", "title: الميناء يعود"]
        );
        // Front matter was first, and an author's address is no name.
        assert_eq!(
            head(
                "---\ntitle: أ\n---\n<title>ب</title><meta property=article:author content='https://a.b'>"
            ),
            ["title=أ title"]
        );
    }

    #[test]
    fn json_ld_is_read() {
        let page = r#"<script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],
            "headline":"قال \"نعم\"","description":"وصف &quot;","datePublished":"2024-05-01",
            "author":[{"name":"ليلى"}],"image":{"@type":"ImageObject","url":"https://a.b/i/a.jpg?w=1",
            "creditText":"رويترز","caption":"تعليق"}},
            {"@type":"ImageObject","contentUrl":"b.jpg","copyrightNotice":"© الصحيفة"},
            {"@type":"Organization","headline":"لا"}]}</script>
            <script>{"@type":"NewsArticle","headline":"لا"}</script>
            <p>متن</p><img src=/x/a.jpg><img src=b.jpg><img src=c.jpg>"#;
        assert_eq!(
            blocks(page),
            [
                "paragraph: متن",
                "title: قال \"نعم\"",
                "credit: رويترز",
                "caption: تعليق",
                "credit: © الصحيفة",
            ]
        );
        assert_eq!(
            photos(page),
            [
                "/x/a.jpg - / تعليق / Attribute=رويترز",
                "b.jpg - / - / Notice=© الصحيفة",
                "c.jpg - / - /",
            ]
        );
        let source = source(page);
        let article = checked(&source);
        assert_eq!(article.field("date"), Some("2024-05-01"));
        assert_eq!(article.field("author"), Some("ليلى"));
        let title = article.blocks[1];
        assert_eq!(title.syntax, Syntax::JsonString);
        assert_eq!(
            source.slice(article.text.span(title.range)),
            "قال \\\"نعم\\\""
        );
    }

    #[test]
    fn photos_of_figures() {
        assert_eq!(
            photos(
                "<figure><picture><source srcset=b.webp><img src=\"a.jpg?x=1&amp;y=2\" alt='قال &quot;نعم&quot;'></picture>\
                 <figcaption>تعليق <span class=\"credit\">رويترز</span></figcaption></figure>"
            ),
            ["a.jpg?x=1&y=2 قال \"نعم\" / تعليق / Caption=تعليق Element=رويترز"]
        );
        assert_eq!(
            photos(
                "<figure data-credit='أ ف ب'><img src=a.jpg data-photo-credit=AP><img src=b.jpg></figure>"
            ),
            [
                "a.jpg - / - / Attribute=AP Attribute=أ ف ب",
                "b.jpg - / - / Attribute=أ ف ب"
            ]
        );
        assert_eq!(
            photos(
                "<figure class=gallery><figure><img src=a.jpg><figcaption>أ</figcaption></figure>\
                 <figure><img src=b.jpg></figure><figcaption>الصور: رويترز</figcaption></figure>"
            ),
            [
                "a.jpg - / أ / Caption=أ Caption=الصور: رويترز",
                "b.jpg - / الصور: رويترز / Caption=الصور: رويترز"
            ]
        );
        assert_eq!(
            photos("<figure><img src=a.jpg><p>صورة: رويترز</p></figure>"),
            ["a.jpg - / صورة: رويترز / Caption=صورة: رويترز"]
        );
    }

    #[test]
    fn photos_without_a_figure() {
        assert_eq!(
            photos(
                "<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>تعليق</p></div><p>متن</p>"
            ),
            ["a.jpg - / تعليق / Caption=تعليق After=متن"]
        );
        assert_eq!(
            photos("<img src=a.jpg><div class=imageCredit>رويترز</div><p>متن</p><p>بعد</p>"),
            ["a.jpg - / - / Element=رويترز After=متن"]
        );
        assert_eq!(
            photos(
                "<p><img src=a.jpg alt=''></p><p class=caption>تعليق</p><h2>فرعي</h2><p>متن</p>"
            ),
            ["a.jpg - / تعليق / Caption=تعليق"]
        );
    }

    #[test]
    fn a_notice_of_a_copyright_is_no_second_credit() {
        assert_eq!(
            photos(
                "<img src=a.jpg data-copyright='© الدار' data-credit=ن>\
                 <div itemscope itemtype=https://schema.org/ImageObject><img src=b.jpg>\
                 <meta itemprop=copyrightNotice content='© الدار'><meta itemprop=creditText content=ن></div>"
            ),
            [
                "a.jpg - / - / Attribute=ن Notice=© الدار",
                "b.jpg - / - / Element=ن Notice=© الدار"
            ]
        );
    }

    #[test]
    fn photos_of_wordpress() {
        assert_eq!(
            photos(
                "<p>[caption id=\"a\" width=\"9\"]<img src=a.jpg> تعليق (© ن/و)[/caption]</p><p>متن</p>\
                 [wp_caption caption=\"قديم\"]<a href=b><img src=b.jpg></a>[/wp_caption]متن [caption] هنا"
            ),
            [
                "a.jpg - / تعليق (© ن/و) / Caption=تعليق (© ن/و) After=متن",
                "b.jpg - / قديم / Caption=قديم After=متن [caption] هنا"
            ]
        );
        assert_eq!(
            blocks("<p>قبل [gallery ids=\"1,2\"] بعد</p>[gallery]<p>[galleries]</p>"),
            ["paragraph: قبل \u{FFFC} بعد", "paragraph: [galleries]"]
        );
        assert_eq!(
            photos(
                "<!-- wp:cover {\"url\":\"a.jpg\",\"alt\":\"ا\"} --><div><img class=wp-block-cover__image-background src=a.jpg>\
                 <p>متن</p></div><!-- /wp:cover --><!-- wp:cover {\"url\":\"b.jpg\",\"alt\":\"ب\"} --><div><p>ثان</p></div>\
                 <!-- /wp:cover --><!-- wp:cover {\"url\":\"c.mp4\",\"backgroundType\":\"video\"} --><!-- wp:cover nonsense -->"
            ),
            ["a.jpg - / - / After=متن", "b.jpg ب / - / After=ثان"]
        );
        let source = source(r#"<!-- wp:cover {"url":"b.jpg","alt":"جسر \u0026 نهر"} -->"#);
        let article = checked(&source);
        let alt = article.block(article.photos[0].alt.unwrap()).range;
        assert_eq!(article.slice(alt), "جسر & نهر");
        assert_eq!(source.slice(article.text.span(alt)), r"جسر \u0026 نهر");
    }

    #[test]
    fn captions_stand_below_photos_in_tables() {
        assert_eq!(
            photos(
                "<table><tr><td><img src=a.jpg><td><img src=b.jpg><tr><td>أ<td>ب<tr><td>ج<td>د</table>\
                 <table><tr><td><img src=c.jpg></td><td><img src=d.jpg></td></tr><tr><td colspan=2>ت</table>\
                 <table><tr><td><img src=e.jpg><p>نص</p><tr><td>ه</table><table><tr><td>و</table>"
            ),
            [
                "a.jpg - / أ / Caption=أ",
                "b.jpg - / ب / Caption=ب",
                "c.jpg - / ت / Caption=ت",
                "d.jpg - / ت / Caption=ت",
                "e.jpg - / - / After=نص",
            ]
        );
    }

    #[test]
    fn parts_of_captions_are_marked() {
        let marked = |html: &str| {
            let source = source(html);
            let article = checked(&source);
            let photo = &article.photos[0];
            let words = |mark: &crate::article::Marked| {
                let sign = if mark.certain { "!" } else { "?" };
                format!("{}{sign}", article.slice(mark.range))
            };
            photo.marked.iter().map(words).collect::<Vec<_>>().join("|")
        };
        let figure = |caption: &str| {
            marked(&format!(
                "<figure><img src=a><figcaption>{caption}</figcaption>"
            ))
        };
        assert_eq!(figure("ت <cite> ن </cite>."), "ن?");
        assert_eq!(figure("ت (<span class=credit>ن</span>) ث"), "ن!");
        assert_eq!(figure("ت <cite>كتاب</cite> على رف"), "");
        assert_eq!(figure("<small>كله</small>"), "");
    }

    #[test]
    fn furniture_and_empty_images_are_no_photos() {
        assert_eq!(
            photos(
                "<img src=a.jpg width=24 height=24><img src=site-logo.svg><img src='data:image/gif;base64,R0'>\
                 <img><img alt=x><nav><img src=n.jpg></nav><img src='data:x' data-src=b.jpg width=100%>"
            ),
            [
                "a.jpg - / - / Decoration",
                "site-logo.svg - / - / Decoration",
                "data:image/gif;base64,R0 - / - / Decoration",
                "b.jpg - / - /",
            ]
        );
    }

    #[test]
    fn a_caption_without_a_figure_is_of_the_photo_before_it() {
        assert_eq!(
            photos(
                "<figure><img src=a.jpg></figure><figcaption>ت</figcaption><p>متن</p>\
                 <div><img src=b.jpg style='width: 32px; height: 32px'><img src=c.jpg></div>\
                 <p>شعار البلدية</p><p>متن</p>"
            ),
            [
                "a.jpg - / ت / Caption=ت After=متن",
                "b.jpg - / - / Decoration",
                "c.jpg - / - / After=شعار البلدية Decoration"
            ]
        );
    }

    #[test]
    fn an_image_that_is_loaded_late_is_one_photo() {
        let twin = "<noscript><img src=a.jpg alt=ب></noscript>";
        assert_eq!(
            photos(&format!("<p><img src='data:x'>{twin}</p><p>متن</p>")),
            ["a.jpg - / - / After=متن"]
        );
        assert_eq!(
            photos(&format!("<figure><img data-src=a-300.jpg></figure> {twin}")),
            ["a-300.jpg - / - /", "a.jpg ب / - /"]
        );
        assert_eq!(
            photos(&format!("<span><img data-src=a-300.jpg></span> {twin}")),
            ["a-300.jpg - / - /"]
        );
        assert_eq!(
            photos(&format!(
                "<figure>{twin}<figcaption>ت</figcaption></figure>{twin}<p>متن</p>"
            )),
            ["a.jpg ب / ت / Caption=ت", "a.jpg ب / - / After=متن"]
        );
        assert_eq!(
            photos(
                "<noscript><img src=b.gif width=1 height=1 style='display:none'></noscript><p>متن</p>"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_credit_in_brackets_stays_in_its_line() {
        assert_eq!(
            blocks("<figcaption>تعليق (<span class=credit>رويترز</span>)</figcaption>"),
            ["caption: تعليق (رويترز)"]
        );
    }

    #[test]
    fn front_matter_is_read() {
        let source = source(
            "\u{FEFF}---\ntitle: عنوان\ndescription: وصف\ndate: 2021-06-08\nphoto: none\nlang: ar\n---\n<p>متن</p><img src=a.jpg>",
        );
        let article = checked(&source);
        let kinds: Vec<_> = article
            .blocks
            .iter()
            .map(|block| (block.kind, article.slice(block.range)))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Title, "عنوان"),
                (BlockKind::Metadata, "وصف"),
                (BlockKind::Paragraph, "متن")
            ]
        );
        assert_eq!(
            source.slice(article.text.span(article.blocks[2].range)),
            "متن"
        );
        assert_eq!(article.field("date"), Some("2021-06-08"));
        assert_eq!(article.lang, Lang::AR);
        assert_eq!(article.field("photo"), Some("none"));
    }

    #[test]
    fn containers_tell_siblings() {
        let source = source(
            "<p>أ</p><blockquote><p>ب</p><p>ج</p></blockquote><ul><li><p>د</p><p>ه</p></li><li>و</li></ul>",
        );
        let article = checked(&source);
        let containers: Vec<_> = article.blocks.iter().map(|block| block.container).collect();
        assert_eq!(containers, [0, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn spans_reach_over_markup() {
        let source = source("<p>قال &ldquo;<b>نعم</b>&rdquo;</p>");
        let article = checked(&source);
        let at = article.text.as_str().find('“').unwrap();
        let range = TextRange::new(at, at + "“نعم”".len());
        assert_eq!(
            source.slice(article.text.span(range)),
            "&ldquo;<b>نعم</b>&rdquo;"
        );
        let quote = TextRange::new(at, at + "“".len());
        assert!(article.text.edit(quote, "«", Syntax::HtmlText).is_some());
    }

    #[test]
    fn no_edit_eats_a_line_break() {
        let source = source("<p>قال<br>نعم</p>");
        let article = checked(&source);
        let text = article.text.as_str();
        let across = TextRange::new(0, text.len());
        assert_eq!(text, "قال\nنعم");
        assert_eq!(article.text.edit(across, "لا", Syntax::HtmlText), None);
    }

    #[test]
    fn hostile_pages_take_linear_time() {
        for part in [
            "<div>",
            "<p>",
            "</p>",
            "<figure><img src=a>",
            "<b>",
            "<span class=credit>",
            "<p><code>",
            "<li>",
            "<img src=a.jpg alt=b>",
            "<br>",
            "a\n",
            "<title>a</title>",
            "<div class=caption>a",
            "<svg>",
            "<td>a",
            "<div></b>",
            "<figure>",
            "a <span class=credit>b",
            "<figcaption>a (<span class=credit>b</span>) <cite>c</cite>",
            "<figure itemscope itemtype=ImageObject><img src=a><meta itemprop=creditText content=b>",
            "<meta itemprop=creditText content=b><img src=a>",
            "<a data-caption=b><img src=a>",
            "<td><img src=a>b</td>",
            "<table><tr><td><img src=a><tr><td>b",
            "[caption a]<img src=a>",
            "[caption a]b[/caption]",
            "[gallery ",
            "<!-- wp:cover {\"url\":\"a\"} -->",
            "<p class=credit>a</p><img src=a>",
        ] {
            let html = part.repeat(10_000);
            let _ = read(&source(&html), &ReadOptions::default());
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(html in "(</?(p|div|b|cite|tr|div itemscope itemtype=ImageObject|a data-caption=b|span class=credit|figure|figcaption|code|svg|title|h1|article|main|table|td|li|blockquote|pre)>|<img src=a alt='&amp;ب'>|<br>|\\[caption a\\]|\\[/caption\\]|\\[gallery\\]|<meta itemprop=caption content=c>|<!-- wp:cover \\{\"url\":\"a\"\\} -->|[ \n]|&ldquo;|[اa(]|\\PC)*") {
            checked(&source(&html));
        }
    }
}
