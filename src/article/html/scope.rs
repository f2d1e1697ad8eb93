//! What of a page is the article.
//!
//! A part of a page (no `html`, `head`, `body`, `title` or `main`, as a CMS keeps it) is all article.
//! In a page, these are never the article, wherever they stand:
//!
//! - what the configuration says (`ignore`), `nav`, `aside`, forms, buttons, and what is hidden;
//! - `header` of the page, not of the article, and every `footer` but of a quotation;
//! - elements that a class or an id calls comments, related or most-read articles, a newsletter, an
//!   advertisement, buttons for sharing, and the like. Words count whole (`related-posts`, not
//!   `unrelated` or `related-work-of-the-author`);
//! - menus: lists and boxes whose text is links for three quarters or more, or two links with nothing
//!   but signs between them, and boxes of teasers, in which all headings are links or every link has
//!   its picture;
//! - teasers: a picture and words that link the same page of the site, with one paragraph at the most;
//! - what the system writes by itself, such as dates and counters, where its class says so and it
//!   stands alone in its line.
//!
//! An element in a line of other words is a part of it, whatever its class says (`a.popup`).
//!
//! None of these rules but the first takes away what is plainly the article: an element with the
//! first heading of level 1, with `main` or `articleBody`, or with half of the page's prose (of
//! comments, with nine tenths of it). *Prose*
//! is text outside links, in paragraphs of [`PARAGRAPH`] bytes or more.
//!
//! Of what is left, the article is
//!
//! 1. what the configuration says (`content`);
//! 2. the `article` that has three quarters of the words in all `article`s, or rather the smallest
//!    element around it that has the first heading, unless that is the whole page; else `main` or
//!    `role=main`; else that `article` without the heading. Each must have half of the page's prose,
//!    so that a page whose `article` is a teaser is read as if it had none;
//! 3. the element with `itemprop=articleBody` under the same condition; else the smallest element
//!    that has [`MOST`] percent of the prose, where prose is more than half of the words outside
//!    links. Either grows to the smallest element around it that has the heading, unless that is the
//!    whole page, and then as long as it adds no more than a quarter;
//! 4. everything.
//!
//! Of the images in it, these are furniture: one that links the page of an author or the front page
//! of a site, a GIF or a banner that links a page at all, the portrait or the logo in an element that
//! a class calls an author's or a logo's, and the still in the player of a video.

use std::collections::HashMap;
use std::ops::Range;

use super::selector::{PageScope, Selector};
use super::{Attribute, Tag, Token, Tokenizer};
use crate::article::elements::{
    ClassKind, DEEPEST, IMAGE_WORDS, OpenElement, class_kind, class_parts, closed_by_end,
    closed_by_start, is_block, is_out_of_sight, is_read, is_void,
};
use crate::article::photo::{address_path, is_image_path};

/// The shortest paragraph, in bytes, that is prose: fifteen words of English, eight of Arabic.
const PARAGRAPH: usize = 80;

/// How many percent of the prose the smallest element must have that is taken for the article.
const MOST: u64 = 85;

/// Parts of class words and ids that name what is never the article.
const NEVER: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adsbygoogle",
    "addtoany",
    "ariane",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comentarios",
    "comment",
    "commentaire",
    "commentaires",
    "commentlist",
    "comments",
    "compartilhar",
    "compartir",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "disclaimer",
    "footer",
    "forum",
    "gdpr",
    "kommentare",
    "lightbox",
    "login",
    "masthead",
    "menu",
    "modal",
    "mostread",
    "mostviewed",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "partage",
    "partager",
    "paging",
    "popup",
    "promo",
    "promoted",
    "publicidad",
    "publicidade",
    "publicite",
    "recirculation",
    "recommande",
    "recommandes",
    "recommendations",
    "recommended",
    "related",
    "relacionadas",
    "relacionados",
    "respond",
    "share",
    "sharebar",
    "sharedaddy",
    "sharing",
    "shares",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "taglist",
    "tags",
    "toolbar",
    "trending",
    "vjs",
];

/// Those of them that name what readers write under an article, often more than it has itself.
const COMMENTS: &[&str] = &["comments", "commentlist", "disqus", "forum", "respond"];

/// Parts that name the player of a video, whose picture is a still of it.
const PLAYER: &[&str] = &["video", "player", "videoplayer", "miniplayer"];

/// Parts that may stand beside them.
const BESIDE: &[&str] = &[
    "also",
    "area",
    "article",
    "articles",
    "bar",
    "block",
    "bloc",
    "body",
    "bottom",
    "box",
    "btn",
    "button",
    "buttons",
    "cards",
    "carousel",
    "col",
    "column",
    "component",
    "container",
    "content",
    "contents",
    "desktop",
    "dialog",
    "entry",
    "fb",
    "feed",
    "fixed",
    "float",
    "form",
    "group",
    "global",
    "grid",
    "header",
    "holder",
    "icons",
    "inline",
    "inner",
    "item",
    "items",
    "jp",
    "js",
    "left",
    "like",
    "link",
    "links",
    "list",
    "load",
    "main",
    "media",
    "mobile",
    "module",
    "more",
    "most",
    "new",
    "news",
    "outer",
    "page",
    "panel",
    "partners",
    "popular",
    "post",
    "posts",
    "primary",
    "rail",
    "read",
    "right",
    "root",
    "row",
    "secondary",
    "section",
    "sent",
    "site",
    "side",
    "sticky",
    "stories",
    "story",
    "sub",
    "the",
    "thread",
    "title",
    "tools",
    "top",
    "topics",
    "video",
    "videos",
    "view",
    "viewed",
    "widget",
    "widgets",
    "window",
    "wp",
    "wrap",
    "wrapper",
];

/// Pairs of parts that together say it, though neither does alone.
const TOGETHER: &[(&str, &str)] = &[
    ("most", "read"),
    ("most", "viewed"),
    ("most", "popular"),
    ("read", "more"),
    ("read", "also"),
    ("read", "next"),
    ("more", "stories"),
    ("more", "news"),
    ("more", "articles"),
    ("more", "from"),
    ("you", "may"),
    ("latest", "news"),
    ("also", "read"),
    ("media", "partners"),
    ("twitter", "tweet"),
    ("instagram", "media"),
    ("lire", "aussi"),
    ("voir", "aussi"),
];

/// What the classes of players begin with, whose controls are never the article.
const PLAYERS: &[&str] = &["vjs-", "mejs-", "jw-", "plyr_"];

/// Parts of class words of what the system writes by itself.
const STAMPS: &[&str] = &[
    "counter",
    "created",
    "date",
    "dates",
    "datetime",
    "hits",
    "modified",
    "posted",
    "pubdate",
    "published",
    "time",
    "timestamp",
    "updated",
    "views",
];

/// The longest stamp, in bytes: a date with its time in Arabic, and the word before it.
const STAMP: u32 = 96;

/// Whole class words of what is never the article: hidden, or a list of tags (`tag-social` is what
/// WordPress calls an article about social things).
const WHOLE: &[&str] = &["hide", "hidden", "d-none", "tag-list", "tag-links"];

/// Parts of class words and ids of what stands beside an author's name, or holds a logo.
const AUTHOR: &[&str] = &[
    "auteur",
    "author",
    "authors",
    "avatar",
    "bio",
    "byline",
    "columnist",
    "headshot",
    "logo",
    "logos",
    "mugshot",
];

/// Folders of addresses in which the pages of authors are.
const AUTHOR_PAGES: &[&str] = &[
    "author",
    "authors",
    "auteur",
    "auteurs",
    "autor",
    "autores",
    "by",
    "columnist",
    "columnists",
    "people",
    "profile",
    "profiles",
    "staff",
    "writer",
    "writers",
];

/// How high, in CSS pixels, a banner is at the most, and how many times as wide at least.
const BANNER_HEIGHT: u32 = 100;
const BANNER_WIDTH: u32 = 6;

/// How much text, in bytes, stands beside an author's portrait: the few lines of a biography.
const BIOGRAPHY: u64 = 1200;

/// How many bytes of signs stand between two links: `»`, `::`.
const SIGNS: u64 = 6;

/// How far apart, in elements, the picture and the words of a teaser stand.
const TEASER: usize = 32;

/// Which bytes of a file are the article's.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Where the element starts that holds the article.
    article: Option<usize>,
    /// What is not read, sorted and apart.
    muted: Vec<Range<usize>>,
    /// How many of these end before the place that was asked for last.
    passed: usize,
    /// Where images are furniture, sorted and apart, and how many of these are passed.
    furnished: Vec<Range<usize>>,
    furnished_passed: usize,
    /// Whether a system has put the page together, and nothing says what of it is the article.
    is_guess: bool,
    /// Where the images start that stand in the article's prose, sorted.
    in_prose: Vec<usize>,
}

/// Whether a place stands in one of the ranges, which are sorted. Places are asked for in their
/// order; `passed` is how many ranges end before the last one.
fn is_in(ranges: &[Range<usize>], passed: &mut usize, at: usize) -> bool {
    let ends = |range: &Range<usize>| range.end <= at;
    while ranges.get(*passed).is_some_and(ends) {
        *passed += 1;
    }
    let starts = |range: &Range<usize>| range.start <= at;
    ranges.get(*passed).is_some_and(starts)
}

impl Scope {
    /// Looks for the article in HTML that stands in a file at `offset`.
    pub(super) fn of(input: &str, offset: usize, page: &PageScope) -> Self {
        let mut outline = Outline::of(input, offset, page);
        let end = offset + input.len();
        let mut scope = Self {
            furnished: std::mem::take(&mut outline.furnished),
            is_guess: outline.is_assembled && !outline.has_content,
            ..Self::default()
        };
        if scope.is_guess {
            scope.in_prose = outline.images_in_prose();
        }
        let elements = &outline.elements;
        let articles = outline.articles();
        if let [only] = *articles {
            scope.article = Some(elements[only].range.start);
        }
        let mut at = offset;
        for &article in &articles {
            let range = elements[article].range.clone();
            scope.mute(at..range.start);
            at = range.end;
            scope.mute_dropped(&outline, article..elements[article].after);
        }
        if articles.is_empty() {
            scope.mute_dropped(&outline, 0..elements.len());
        } else {
            scope.mute(at..end);
        }
        scope
    }

    fn mute_dropped(&mut self, outline: &Outline<'_>, indices: Range<usize>) {
        for element in &outline.elements[indices] {
            if element.is_dropped {
                self.mute(element.range.clone());
            }
        }
    }

    fn mute(&mut self, range: Range<usize>) {
        match self.muted.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ if range.is_empty() => {}
            _ => self.muted.push(range),
        }
    }

    /// Whether what starts at a place is not read. Places are asked for in their order.
    pub(super) fn is_muted(&mut self, at: usize) -> bool {
        is_in(&self.muted, &mut self.passed, at)
    }

    /// Whether the image that starts at a place is furniture. Places are asked for in their order.
    pub(super) fn is_furniture(&mut self, at: usize) -> bool {
        is_in(&self.furnished, &mut self.furnished_passed, at)
    }

    /// Whether the image that starts at a place is the article's beyond doubt: all are but in a page
    /// that a system has put together, where those are that stand in the prose.
    pub(super) fn is_certain(&self, at: usize) -> bool {
        !self.is_guess || self.in_prose.binary_search(&at).is_ok()
    }

    /// Whether the tag that starts at a place opens the article.
    pub(super) fn is_article(&self, at: usize) -> bool {
        self.article == Some(at)
    }
}

/// What an element is called by its name and its attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Call {
    /// The configuration says that it is not read.
    Ignored,
    /// Nothing in it is read: a script, a menu, something hidden.
    Unread,
    /// It says that it is not the article.
    Aside,
    /// It says that it plays a video.
    Player,
    /// It says that its readers' comments stand in it.
    Comments,
    /// `header` or `footer`.
    Edge,
    Article,
    /// `main` or `role=main`.
    Main,
    /// `itemprop=articleBody`.
    Body,
    /// It says that the system writes it.
    Stamp,
    /// It says that it is about the author, or holds a logo.
    Author,
    None,
}

/// An element of the page.
#[derive(Debug)]
struct Element<'a> {
    name: &'a str,
    /// From its start tag to its end tag, both with it.
    range: Range<usize>,
    parent: Option<usize>,
    /// Index behind the last element in it.
    after: usize,
    call: Call,
    /// Number of the selector of the article's element that it matches.
    selected: Option<usize>,
    /// Bytes of text in its lines, blanks aside, in links and all.
    linked: u32,
    text: u32,
    /// Of these, in elements in the line that say that they are not the article or a stamp.
    set_apart: u32,
    /// Images right in it.
    images: u32,
    /// The element that holds its line, which is itself where it stands apart.
    line: usize,
    /// The address that it links, and the bytes of text in the link.
    link: Option<&'a str>,
    link_text: u32,
    /// Whether it frames a photo and its caption, or says that it is a caption or a credit.
    is_caption: bool,
    is_dropped: bool,
}

impl Element<'_> {
    /// Whether its line holds words that are not set apart: any in a paragraph, a paragraph's worth of
    /// them elsewhere.
    fn is_text(&self) -> bool {
        let least = if self.name.eq_ignore_ascii_case("p") {
            1
        } else {
            PARAGRAPH as u32
        };
        self.text - self.set_apart >= least
    }
}

/// Sums over elements.
#[derive(Clone, Copy, Default, Debug)]
struct Sums {
    prose: u64,
    paragraphs: u64,
    text: u64,
    linked: u64,
    links: u64,
    /// Of these, to an image's file.
    file_links: u64,
    images: u64,
    /// Elements that stand apart, and those of photos and their captions.
    blocks: u64,
    captions: u64,
    /// Elements called `figure`, which are among the captions.
    figures: u64,
    /// Headings of level 2 and deeper, and how many of them are links.
    headings: u64,
    linked_headings: u64,
    /// Elements that are called the article's.
    calls: u64,
}

impl std::ops::Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            prose: self.prose - other.prose,
            paragraphs: self.paragraphs - other.paragraphs,
            text: self.text - other.text,
            linked: self.linked - other.linked,
            links: self.links - other.links,
            file_links: self.file_links - other.file_links,
            images: self.images - other.images,
            blocks: self.blocks - other.blocks,
            captions: self.captions - other.captions,
            figures: self.figures - other.figures,
            headings: self.headings - other.headings,
            linked_headings: self.linked_headings - other.linked_headings,
            calls: self.calls - other.calls,
        }
    }
}

/// An open element and its index.
struct Open<'a> {
    name: &'a str,
    is_block: bool,
    index: usize,
    /// The element that holds the line of text.
    line: usize,
    /// Whether its text is not read, or in a link.
    is_silent: bool,
    /// The link around its text.
    link: Option<usize>,
    /// Whether its line sets its text apart.
    is_set_apart: bool,
}

impl OpenElement for Open<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn is_block(&self) -> bool {
        self.is_block
    }
}

/// The elements of a page, in the order of their start tags.
#[derive(Debug, Default)]
struct Outline<'a> {
    elements: Vec<Element<'a>>,
    /// Sums over all elements before each.
    sums: Vec<Sums>,
    /// What the page says that its address is.
    address: Option<&'a str>,
    furnished: Vec<Range<usize>>,
    /// The host of the site, without `www.`.
    host: &'a str,
    /// The article's heading, where it is looked for.
    first_heading: Option<usize>,
    is_page: bool,
    /// Whether it is a page with scripts, as systems put them together.
    is_assembled: bool,
    has_content: bool,
    /// Images that link no other page: where each starts, and the element that it stands in.
    images: Vec<(usize, usize)>,
}

impl<'a> Outline<'a> {
    fn of(input: &'a str, offset: usize, page: &PageScope) -> Self {
        let mut outline = Self::default();
        let mut open: Vec<Open<'a>> = Vec::new();
        for token in Tokenizer::new(input, offset) {
            match token {
                Token::Text {
                    raw,
                    raw_text: false,
                    ..
                } => outline.count(raw, open.last()),
                Token::Tag(tag) if tag.closing => {
                    if let Some(depth) = closed_by_end(&open, &tag) {
                        outline.close(&mut open, depth, tag.span.end());
                    }
                }
                Token::Tag(tag) => outline.open(&tag, &mut open, page),
                _ => {}
            }
        }
        outline.close(&mut open, 0, offset + input.len());
        if outline.is_page {
            outline.sum();
            outline.first_heading = outline.heading();
            outline.host = outline.own_host();
            outline.drop_teasers();
            outline.drop();
            outline.furnish();
            outline.is_assembled = (outline.elements.iter())
                .any(|element| element.name.eq_ignore_ascii_case("script"));
            // What is left is counted anew.
            outline.sum();
        }
        outline
    }

    fn open(&mut self, tag: &Tag<'a>, open: &mut Vec<Open<'a>>, page: &PageScope) {
        let Tag { name, span, .. } = *tag;
        let is_block = is_block(name);
        if is_block && let Some(depth) = closed_by_start(open, tag) {
            self.close(open, depth, span.start());
        }
        let is = |known: &&str| tag.is(known);
        self.is_page |= ["html", "head", "body", "title", "main"].iter().any(is);
        if is_void(name) {
            self.note(tag, open.last());
        }
        if tag.self_closing || is_void(name) || open.len() >= DEEPEST {
            return;
        }
        let index = self.elements.len();
        let outer = open.last();
        let call = Call::of(tag, page);
        let matches = |selector: &Selector| selector.matches(tag);
        let selected = page.content.iter().position(matches);
        self.has_content |= selected.is_some();
        let is_silent = outer.is_some_and(|open| open.is_silent);
        let outer_link = outer.and_then(|open| open.link);
        let link = link_elsewhere(tag);
        let line = outer.filter(|_| !is_block).map_or(index, |open| open.line);
        let is_set_apart = !is_block
            && (outer.is_some_and(|open| open.is_set_apart)
                || matches!(call, Call::Aside | Call::Stamp));
        self.elements.push(Element {
            name,
            range: span.range(),
            parent: outer.map(|open| open.index),
            after: index + 1,
            call,
            selected,
            linked: 0,
            text: 0,
            set_apart: 0,
            images: 0,
            line,
            link,
            link_text: 0,
            is_caption: ["figure", "figcaption"].iter().any(is)
                || tag
                    .attribute("class")
                    .and_then(|class| class_kind(&class.value()))
                    .is_some_and(|kind| kind != ClassKind::Source),
            is_dropped: false,
        });
        open.push(Open {
            name,
            is_block,
            index,
            line,
            is_silent: is_silent || matches!(call, Call::Ignored | Call::Unread),
            link: if link.is_some() {
                Some(index)
            } else {
                outer_link
            },
            is_set_apart,
        });
    }

    /// Notes an image, or the page's address, in an element without content.
    fn note(&mut self, tag: &Tag<'a>, open: Option<&Open<'a>>) {
        let is = |name, word: &str| {
            tag.attribute(name)
                .is_some_and(|value| value.raw.trim().eq_ignore_ascii_case(word))
        };
        let raw = |name| tag.attribute(name).map(|value| value.raw);
        if tag.is("link") && is("rel", "canonical") {
            self.address = raw("href").or(self.address);
        } else if tag.is("meta") && is("property", "og:url") {
            self.address = self.address.or(raw("content"));
        } else if tag.is("img")
            && let Some(open) = open.filter(|open| !open.is_silent)
        {
            let element = &mut self.elements[open.index];
            element.images += 1;
            let edge = |name| raw(name).and_then(|edge| edge.trim().parse::<u32>().ok());
            let is_banner = edge("width")
                .zip(edge("height"))
                .is_some_and(|(width, height)| {
                    (1..=BANNER_HEIGHT).contains(&height) && width / BANNER_WIDTH >= height
                });
            let is_gif = raw("src")
                .is_some_and(|src| split_host(src).1.to_ascii_lowercase().ends_with(".gif"));
            let link = open.link.and_then(|link| self.elements[link].link);
            let links_page = link.is_some_and(|link| !is_image(link));
            if (is_gif || is_banner) && links_page {
                self.furnished.push(tag.span.range());
            } else if !links_page {
                self.images.push((tag.span.start(), open.index));
            }
        }
    }

    fn close(&mut self, open: &mut Vec<Open<'a>>, depth: usize, end: usize) {
        let after = self.elements.len();
        for closed in open.drain(depth..) {
            let element = &mut self.elements[closed.index];
            element.range.end = end;
            element.after = after;
        }
    }

    /// Counts text in the line that it stands in.
    fn count(&mut self, raw: &str, open: Option<&Open<'a>>) {
        let Some(open) = open.filter(|open| !open.is_silent) else {
            return;
        };
        let words = raw.split_ascii_whitespace();
        let length = words.map(str::len).sum::<usize>() as u32;
        let element = &mut self.elements[open.line];
        element.text += length;
        if open.is_set_apart {
            element.set_apart += length;
        }
        if let Some(link) = open.link {
            element.linked += length;
            self.elements[link].link_text += length;
        }
    }

    fn sum(&mut self) {
        let mut sum = Sums::default();
        let mut sums = Vec::with_capacity(self.elements.len() + 1);
        let mut dropped = 0;
        for (index, element) in self.elements.iter().enumerate() {
            sums.push(sum);
            if element.is_dropped {
                dropped = dropped.max(element.after);
            }
            if index < dropped {
                continue;
            }
            let (text, linked) = (u64::from(element.text), u64::from(element.linked));
            let own = text - linked;
            sum.text += text;
            sum.linked += linked;
            if own >= PARAGRAPH as u64 {
                sum.prose += own;
                sum.paragraphs += 1;
            }
            let is = |name: &str| element.name.eq_ignore_ascii_case(name);
            sum.images += u64::from(element.images);
            sum.blocks += u64::from(element.line == index);
            sum.captions += u64::from(element.is_caption);
            sum.figures += u64::from(element.name.eq_ignore_ascii_case("figure"));
            sum.links += u64::from(is("a"));
            sum.file_links += u64::from(element.link.is_some_and(is_image));
            if ["h2", "h3", "h4", "h5", "h6"].into_iter().any(is) && text > 0 {
                sum.headings += 1;
                sum.linked_headings += u64::from(own == 0);
            }
            sum.calls += u64::from(matches!(element.call, Call::Main | Call::Body));
        }
        sums.push(sum);
        self.sums = sums;
    }

    /// The sums over an element and all that it holds.
    fn sums(&self, index: usize) -> Sums {
        self.sums[self.elements[index].after] - self.sums[index]
    }

    fn total(&self) -> Sums {
        self.sums.last().copied().unwrap_or_default()
    }

    /// The first heading of level 1 that is no link, as a site's name is, else the first.
    fn heading(&self) -> Option<usize> {
        let is_h1 = |&index: &usize| {
            let element = &self.elements[index];
            element.name.eq_ignore_ascii_case("h1") && element.text > 0
        };
        let all = || (0..self.elements.len()).filter(is_h1);
        all()
            .find(|&index| self.elements[index].linked < self.elements[index].text)
            .or_else(|| all().next())
    }

    fn holds(&self, index: usize, other: Option<usize>) -> bool {
        other.is_some_and(|other| (index..self.elements[index].after).contains(&other))
    }

    /// Whether an element has the article's heading, half of the page's prose, or says so.
    fn is_plainly_article(&self, index: usize) -> bool {
        let sums = self.sums(index);
        self.holds(index, self.first_heading)
            || sums.calls > 0
            || 2 * sums.prose > self.total().prose
    }

    /// Whether an element has the article's heading, or as good as no prose outside, or says that it
    /// is the article. Readers may write more than the author, but they do not write alone.
    fn is_only_prose(&self, index: usize) -> bool {
        let sums = self.sums(index);
        self.holds(index, self.first_heading)
            || sums.calls > 0
            || 10 * sums.prose > 9 * self.total().prose
    }

    /// Notes as no part of the article what is a teaser: a picture and words that link the same page
    /// of the site, or one link around both.
    fn drop_teasers(&mut self) {
        // The last link to a page that holds a picture, and the last one that holds words.
        let mut seen: HashMap<&str, [Option<usize>; 2]> = HashMap::new();
        for index in 0..self.elements.len() {
            let Some(link) = self.elements[index]
                .link
                .filter(|link| self.is_page_of_site(link))
            else {
                continue;
            };
            let sums = self.sums(index);
            let (has_image, has_words) = (sums.images > 0, self.elements[index].link_text > 0);
            let pair = seen.entry(link).or_default();
            let teaser = if has_image && has_words {
                Some(index).filter(|_| sums.blocks > 0)
            } else if has_image || has_words {
                pair[usize::from(has_words)] = Some(index);
                let near = |other: &usize| index - other <= TEASER;
                let other = pair[usize::from(has_image)].filter(near);
                other.and_then(|other| {
                    self.around(other)
                        .find(|&around| self.holds(around, Some(index)))
                })
            } else {
                None
            };
            let is_bare = |&index: &usize| {
                let Sums {
                    paragraphs,
                    captions,
                    figures,
                    ..
                } = self.sums(index);
                // A teaser may have its picture in a figure, but no caption under it.
                paragraphs <= 1 && captions <= figures && !self.is_plainly_article(index)
            };
            if let Some(teaser) = teaser.filter(is_bare) {
                self.elements[teaser].is_dropped = true;
            }
        }
    }

    /// The site's host as the page says it, else the one that most of its links lead to.
    fn own_host(&self) -> &'a str {
        let said = self.address.map_or("", |address| split_host(address).0);
        if !said.is_empty() {
            return said;
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for link in self.elements.iter().filter_map(|element| element.link) {
            *counts.entry(split_host(link).0).or_default() += 1;
        }
        let most = counts
            .into_iter()
            .max_by_key(|&(host, count)| (count, host));
        most.map_or("", |(host, _)| host)
    }

    /// Whether an address is of a page of this site, but of another one.
    fn is_page_of_site(&self, address: &str) -> bool {
        let address = address.trim();
        let (host, path) = split_host(address);
        let own_path = self.address.map_or("", |address| split_host(address).1);
        let is_own = host.is_empty() || host.eq_ignore_ascii_case(self.host);
        let is_script = !address.contains("//")
            && address
                .split('/')
                .next()
                .is_some_and(|first| first.contains(':'));
        is_own && !is_script && path != own_path && !is_image(path)
    }

    /// Where the images start that stand between two paragraphs of prose, alone or in elements that
    /// hold nothing else.
    fn images_in_prose(&self) -> Vec<usize> {
        let mut ends: Vec<Option<(usize, usize)>> = vec![None; self.elements.len()];
        for index in self.kept() {
            let element = &self.elements[index];
            let is_prose = (element.text - element.linked) as usize >= PARAGRAPH;
            if let Some(parent) = element.parent.filter(|_| is_prose) {
                let start = element.range.start;
                ends[parent].get_or_insert((start, start)).1 = start;
            }
        }
        let stands_in_prose = |&(start, index): &(usize, usize)| {
            let mut start = start;
            for index in std::iter::once(index).chain(self.around(index)) {
                if ends[index].is_some_and(|(first, last)| first < start && start < last) {
                    return true;
                }
                if self.sums(index).text > 0 {
                    return false;
                }
                start = self.elements[index].range.start;
            }
            false
        };
        let images = self.images.iter().filter(|image| stands_in_prose(image));
        images.map(|&(start, _)| start).collect()
    }

    /// Notes where images are furniture.
    fn furnish(&mut self) {
        let mut furnished = std::mem::take(&mut self.furnished);
        for index in self.kept() {
            let element = &self.elements[index];
            let sums = self.sums(index);
            let is_furniture = match element.call {
                _ if sums.images == 0 => false,
                Call::Author | Call::Player => {
                    sums.images <= 2 && sums.text <= BIOGRAPHY && !self.is_plainly_article(index)
                }
                _ => element
                    .link
                    .is_some_and(|link| is_front_page(link) || is_author_page(link)),
            };
            if is_furniture {
                furnished.push(element.range.clone());
            }
        }
        furnished.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        furnished.retain(|range| {
            let is_outer = range.start >= end;
            end = end.max(range.end);
            is_outer
        });
        self.furnished = furnished;
    }

    /// Notes what is not the article.
    fn drop(&mut self) {
        let mut index = 0;
        while index < self.elements.len() {
            let element = &self.elements[index];
            let line = &self.elements[element.line];
            let is_in_line = element.line != index;
            let is_dropped = match element.call {
                _ if element.is_dropped => true,
                Call::Ignored => true,
                // What stands in for a script may show the only image.
                Call::Unread => !element.name.eq_ignore_ascii_case("noscript"),
                Call::Stamp if is_in_line => line.text == line.set_apart && line.text <= STAMP,
                Call::Aside if is_in_line && line.is_text() => false,
                Call::None | Call::Author | Call::Player if !is_box(element.name) => false,
                Call::Comments => !self.is_only_prose(index),
                call => {
                    let sums = self.sums(index);
                    !self.is_plainly_article(index)
                        && match call {
                            Call::Aside => true,
                            Call::Stamp => sums.text <= u64::from(STAMP),
                            Call::Edge => self.is_edge_of_page(index),
                            _ => is_menu(element.name, sums),
                        }
                }
            };
            self.elements[index].is_dropped = is_dropped;
            index = if is_dropped {
                self.elements[index].after
            } else {
                index + 1
            };
        }
    }

    /// The elements around one, the innermost first.
    fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.elements[index].parent, |&index| {
            self.elements[index].parent
        })
    }

    /// Whether a header is not the article's, or a footer not a quotation's.
    fn is_edge_of_page(&self, index: usize) -> bool {
        let is_header = self.elements[index].name.eq_ignore_ascii_case("header");
        let holders: &[&str] = if is_header {
            &["article", "main", "section"]
        } else {
            &["blockquote", "figure"]
        };
        !self.around(index).any(|around| {
            let name = self.elements[around].name;
            holders
                .iter()
                .any(|holder| name.eq_ignore_ascii_case(holder))
        })
    }

    /// The elements that hold the article, in their order; none where everything does.
    fn articles(&self) -> Vec<usize> {
        if self.has_content {
            return self.selected();
        }
        let total = self.total().prose;
        if !self.is_page {
            return Vec::new();
        }
        let heading = self.heading();
        let has_half = |&index: &usize| 2 * self.sums(index).prose >= total;
        let first = |call: Call| {
            let mut called = self
                .kept()
                .filter(|&index| self.elements[index].call == call);
            called.next().filter(has_half)
        };
        let article = self.main_article().filter(has_half);
        let found = article
            .and_then(|article| self.with_heading(article, heading))
            .or_else(|| first(Call::Main))
            .or(article)
            .or_else(|| {
                let found = first(Call::Body).or_else(|| self.densest())?;
                Some(self.grown(self.with_heading(found, heading).unwrap_or(found)))
            });
        found.into_iter().collect()
    }

    /// An element, or the smallest around it but the whole page, that has the heading as well.
    fn with_heading(&self, index: usize, heading: Option<usize>) -> Option<usize> {
        let around = std::iter::once(index).chain(self.parts_around(index));
        around.into_iter().find(|&index| self.holds(index, heading))
    }

    /// The elements around one that are not the whole page.
    fn parts_around(&self, index: usize) -> impl Iterator<Item = usize> {
        self.around(index).take_while(|&index| {
            let name = self.elements[index].name;
            let is = |whole: &&str| name.eq_ignore_ascii_case(whole);
            !["html", "body", "form"].iter().any(is)
        })
    }

    /// An element around one, as long as little is added.
    fn grown(&self, index: usize) -> usize {
        let text = self.sums(index).text;
        let is_little = |&around: &usize| 4 * (self.sums(around).text - text) <= text;
        self.parts_around(index)
            .take_while(is_little)
            .last()
            .unwrap_or(index)
    }

    /// The elements of the first selector that any element matches, without those inside others.
    fn selected(&self) -> Vec<usize> {
        let selected = || self.elements.iter().filter_map(|element| element.selected);
        let first = selected().min();
        let mut found: Vec<usize> = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let is_inside = found
                .last()
                .is_some_and(|&last| self.holds(last, Some(index)));
            if element.selected == first && first.is_some() && !is_inside {
                found.push(index);
            }
        }
        found
    }

    /// The elements that are not dropped and stand in none that is.
    fn kept(&self) -> impl Iterator<Item = usize> {
        let mut dropped = 0;
        (0..self.elements.len()).filter(move |&index| {
            if self.elements[index].is_dropped {
                dropped = dropped.max(self.elements[index].after);
            }
            index >= dropped
        })
    }

    /// The `article` with three quarters of the words outside links in all of them.
    fn main_article(&self) -> Option<usize> {
        let (mut total, mut after) = (0, 0);
        let mut best: Option<(u64, usize)> = None;
        for index in self.kept() {
            if self.elements[index].call != Call::Article || index < after {
                continue;
            }
            after = self.elements[index].after;
            let Sums { text, linked, .. } = self.sums(index);
            let words = text - linked;
            total += words;
            if best.is_none_or(|(most, _)| words > most) {
                best = Some((words, index));
            }
        }
        let (words, index) = best?;
        (4 * words >= 3 * total).then_some(index)
    }

    /// The smallest element with most of the prose.
    fn densest(&self) -> Option<usize> {
        let total = self.total();
        let most = total.prose * MOST;
        if 2 * total.prose <= total.text - total.linked {
            return None;
        }
        self.kept()
            .filter(|&index| is_box(self.elements[index].name))
            .filter(|&index| self.sums(index).prose * 100 >= most)
            .last()
    }
}

impl Call {
    fn of(tag: &Tag<'_>, page: &PageScope) -> Self {
        let is = |name: &&str| tag.is(name);
        if page.ignore.iter().any(|selector| selector.matches(tag)) {
            return Self::Ignored;
        }
        if !is_read(tag.name) || is_out_of_sight(tag) {
            return Self::Unread;
        }
        let value = |name| tag.attribute(name).map(Attribute::value);
        let has = |name, word: &str| {
            value(name).is_some_and(|value| {
                value
                    .split_ascii_whitespace()
                    .any(|known| known.eq_ignore_ascii_case(word))
            })
        };
        if tag.is("main") || has("role", "main") {
            Self::Main
        } else if has("itemprop", "articleBody") {
            Self::Body
        } else if tag.is("article") {
            Self::Article
        } else if tag.is("html") || tag.is("body") {
            Self::None
        } else if ["header", "footer"].iter().any(is) {
            Self::Edge
        } else if ["class", "id"]
            .into_iter()
            .filter_map(value)
            .any(|words| says(&words, COMMENTS, &[]))
        {
            Self::Comments
        } else if ["aside", "form"].iter().any(is)
            // A caption that is hidden from a screen reader, which reads the `alt`, is still shown.
            || (has("aria-hidden", "true") && !tag.is("figcaption"))
            || ["class", "id"]
                .into_iter()
                .filter_map(value)
                .any(|words| is_never(&words))
        {
            Self::Aside
        } else if value("class").is_some_and(|words| says(&words, STAMPS, &[])) {
            Self::Stamp
        } else if value("class").is_some_and(|words| says(&words, PLAYER, &[])) {
            Self::Player
        } else if ["class", "id"]
            .into_iter()
            .filter_map(value)
            .any(|words| is_authors(&words))
        {
            Self::Author
        } else {
            Self::None
        }
    }
}

/// The address of another page that a tag links.
fn link_elsewhere<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let address = tag.attribute("href").filter(|_| tag.is("a"))?.raw.trim();
    (!address.starts_with('#')).then_some(address)
}

/// The host of an address without `www.`, empty where it has none, and its path.
fn split_host(address: &str) -> (&str, &str) {
    let address = address_path(address);
    let Some((_, rest)) = address.split_once("//") else {
        return ("", address);
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (host.strip_prefix("www.").unwrap_or(host), path)
}

/// Whether an address is of an image's file.
fn is_image(address: &str) -> bool {
    is_image_path(split_host(address).1)
}

/// Whether an address is of a site's or a folder's front page.
fn is_front_page(address: &str) -> bool {
    let (host, path) = split_host(address);
    (!host.is_empty() || path.contains('/'))
        && path.split('/').all(|part| matches!(part, "" | "." | ".."))
}

/// Whether an address is of an author's page.
fn is_author_page(address: &str) -> bool {
    let (_, path) = split_host(address);
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let is_folder = |part: &str| {
        AUTHOR_PAGES
            .iter()
            .any(|known| part.eq_ignore_ascii_case(known))
    };
    !is_image(path) && parts.by_ref().any(is_folder) && parts.next().is_some()
}

/// Whether a class or an id has a word that names what is never the article.
fn is_never(words: &str) -> bool {
    let is_player = |word: &str| PLAYERS.iter().any(|player| word.starts_with(player));
    let is_whole = |word: &str| is_player(word) || WHOLE.contains(&word);
    words.split_ascii_whitespace().any(is_whole) || says(words, NEVER, TOGETHER)
}

/// Whether a class or an id has a word with one of these parts, or two of them together, and beside
/// them only such as may stand there.
fn says(words: &str, parts: &[&str], together: &[(&str, &str)]) -> bool {
    words.split_ascii_whitespace().any(|word| {
        let (mut found, mut before) = (false, "");
        for part in class_parts(word) {
            let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
            let is = |known: &&str| name.eq_ignore_ascii_case(known);
            let pair =
                |(first, second): &(&str, &str)| before.eq_ignore_ascii_case(first) && is(second);
            if parts.iter().any(is) || together.iter().any(pair) {
                found = true;
            } else if !(BESIDE.iter().any(is)
                || part.len() < 3
                || part.bytes().any(|byte| byte.is_ascii_digit())
                || together.iter().any(|(first, _)| is(first)))
            {
                return false;
            }
            before = part;
        }
        found
    })
}

/// Whether a class or an id has a word that names an author, before any that names a picture:
/// `author-photo`, but not `photo-byline`, which is the photographer's.
fn is_authors(words: &str) -> bool {
    words.split_ascii_whitespace().any(|word| {
        let is =
            |part: &str, known: &[&str]| known.iter().any(|known| part.eq_ignore_ascii_case(known));
        class_parts(word)
            .take_while(|part| !is(part, &IMAGE_WORDS))
            .any(|part| is(part, AUTHOR))
    })
}

/// Whether an element may hold an article, or a menu.
fn is_box(name: &str) -> bool {
    [
        "div", "section", "article", "main", "td", "body", "form", "center", "table", "ul", "ol",
        "dl", "menu", "fieldset", "details",
    ]
    .iter()
    .any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether an element with these sums is a menu or a box of teasers.
fn is_menu(name: &str, sums: Sums) -> bool {
    let is_list = ["ul", "ol", "dl", "menu"]
        .iter()
        .any(|list| name.eq_ignore_ascii_case(list));
    // Two links are a path or a pair of buttons where only signs stand between them.
    let is_pair = name.eq_ignore_ascii_case("div")
        && sums.text - sums.linked <= SIGNS
        && sums.captions + sums.file_links == 0;
    let few = if is_list || is_pair { 2 } else { 3 };
    let links = sums.links >= few && 4 * sums.linked >= 3 * sums.text && sums.linked > 0;
    let cards = is_list
        && (2..=sums.links).contains(&sums.images)
        && sums.prose == 0
        && sums.file_links == 0
        && 2 * sums.linked >= sums.text
        && sums.linked > 0;
    let teasers = sums.linked_headings >= 2 && sums.headings <= sums.linked_headings + 1;
    links || cards || teasers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs' words that are read of a page's body.
    fn read_with(body: &str, page: &PageScope) -> String {
        let html = format!("<!doctype html><html><body>{body}</body></html>");
        let mut scope = Scope::of(&html, 0, page);
        let mut words = Vec::new();
        for token in Tokenizer::new(&html, 0) {
            if let Token::Text { raw, span, .. } = token
                && !scope.is_muted(span.start())
            {
                words.extend(
                    raw.split_whitespace()
                        .filter(|word| word.len() < 12 && *word != "."),
                );
            }
        }
        words.join(" ")
    }

    fn read(body: &str) -> String {
        read_with(body, &PageScope::default())
    }

    /// A paragraph that is prose, and begins with a short word.
    fn prose(word: &str) -> String {
        format!("<p>{word} {}.</p>", "المحافظة، ".repeat(12))
    }

    #[test]
    fn menus_and_boxes_around_an_article_are_left_out() {
        let text = prose("متن");
        let around = "<header>رأس<a href=/>بيت</a></header>\
            <ul><li><a href=/a>أول</a><li><a href=/b>ثان</a></ul>\
            <div><a href=/a>أول</a> | <a href=/b>ثان</a> | <a href=/c>ثالث</a></div>";
        let behind = "<div class='related-posts'>ذو صلة</div><section id=comments>تعليق</section>\
            <div><h3><a href=/a>أول</a></h3><p>ملخص</p><h3><a href=/b>ثان</a></h3><p>ملخص</p></div>\
            <form>نشرة</form><aside>جانب</aside><div aria-hidden=true>خفي</div><footer>ذيل</footer>";
        for page in [
            format!("{around}<div>{text}{text}{behind}</div>"),
            format!("{around}<table><tr><td>{text}{text}</td><td>{behind}</td></table>"),
            format!("{around}<article>{text}{text}</article>{behind}"),
            format!("{around}<div itemprop=articleBody>{text}{text}</div>{behind}"),
            format!("<form>{around}<div>{text}{text}</div>{behind}</form>"),
        ] {
            assert_eq!(read(&page), "متن متن", "{page}");
        }
    }

    #[test]
    fn what_is_plainly_the_article_is_not_taken_away() {
        let text = prose("متن").repeat(3);
        assert_eq!(
            read(&format!("<div class='comments sidebar'>{text}</div>")),
            "متن متن متن"
        );
        assert_eq!(
            read(&format!(
                "<div><header><h1>عنوان</h1></header><p aria-hidden=true>{text}</div>"
            )),
            "عنوان متن متن متن"
        );
        // Readers may write more than the author.
        let (comments, page) = (prose("رأي").repeat(5), prose("متن").repeat(2));
        assert_eq!(
            read(&format!("{page}<div id=comments>{comments}</div>")),
            "متن متن"
        );
        // Class words count whole.
        for class in [
            "unrelated",
            "tag-social",
            "shareholders",
            "related-to-a-cause",
        ] {
            let page = format!("{text}<div class='{class}'>باق</div>");
            assert_eq!(read(&page), "متن متن متن باق", "{class}");
        }
        for class in [
            "related",
            "relatedPosts",
            "social-share-buttons",
            "most-read__x9K2",
            "wp-comments",
        ] {
            let page = format!("{text}<div class='{class}'>زائد</div>");
            assert_eq!(read(&page), "متن متن متن", "{class}");
        }
        // Links in a list of sources beside words, and paragraphs that are one link, are text.
        let page =
            format!("{text}<ul><li>وفق <a href=/>بيان</a> صدر</ul><p><a href=/>اقرأ</a></p>");
        assert_eq!(read(&page), "متن متن متن وفق بيان صدر اقرأ");
    }

    #[test]
    fn teasers_stamps_and_footers_are_left_out() {
        let text = prose("متن").repeat(3);
        for around in [
            "<div><a href=/b><img src=b.jpg></a><h3><a href=/b>خبر</a></h3><p>ملخص</p></div>",
            "<a href=/b><img src=b.jpg><div>خبر</div></a>",
            "<div><a href=/a>أول</a> » <a href=/b>ثان</a></div>",
            "<div><span class=post-date>الثلاثاء</span></div><div class=views>مرات</div>",
            "<div id=footer>ذيل</div><div class=bloc-recommande>زائد</div>",
            "<div class='vjs-control-bar'>صفر</div>",
            "<div class=tag-list>في <a href=/a>أول</a>، <a href=/b>ثان</a></div>",
            "<div class='note hide'>خفي</div><div class=modal>نافذة</div>",
        ] {
            assert_eq!(read(&format!("{text}{around}")), "متن متن متن", "{around}");
        }
        // A photo with its caption, a link to its file, and a class in a line of words are text.
        for inside in [
            "<div><a href=/b><img src=b.jpg></a><p class=caption><a href=/b>باق</a></p></div>",
            "<div><a href=/b.jpg><img src=b.jpg></a><a href=/b.jpg>باق</a></div>",
            "<p><a href=/b class=popup>باق</a>، ثم</p>",
            "<p><span class=date>باق</span> ثم</p>",
        ] {
            let read = read(&format!("{text}{inside}"));
            assert!(read.starts_with("متن متن متن باق"), "{inside}: {read}");
        }
    }

    #[test]
    fn images_that_lead_elsewhere_and_portraits_are_furniture() {
        let furniture = |image: &str| {
            let text = prose("متن").repeat(3);
            let html = format!("<!doctype html><html><body><h1>عنوان</h1>{text}{image}");
            let at = html.find("<img").unwrap();
            let mut scope = Scope::of(&html, 0, &PageScope::default());
            scope.is_furniture(at)
        };
        for image in [
            "<a href=https://a.b><img src=c.jpg></a>",
            "<a href=../><img src=c.jpg></a>",
            "<a href=/author/layla><img src=c.jpg></a>",
            "<a href=/tags/1><img src=c.gif></a>",
            "<a href=/tags/1><img src=c.jpg width=728 height=90></a>",
            "<div class=article-byline><span><img src=c.jpg></span> ليلى</div>",
            "<div class=printLogo><img src=c.jpg></div>",
            "<div class='c-video js-play'><span><img src=c.jpg></span></div>",
        ] {
            assert!(furniture(image), "{image}");
        }
        for image in [
            "<a href=/c.jpg><img src=c.gif></a>",
            "<a href=/2024/c><img src=c.jpg></a>",
            "<a href=/author/c.jpg><img src=c.jpg></a>",
            "<div class=photo-byline><img src=c.jpg></div>",
            "<div class=videographer><img src=c.jpg></div>",
            "<img src=c.gif>",
        ] {
            assert!(!furniture(image), "{image}");
        }
    }

    #[test]
    fn the_article_among_several_and_without_a_name() {
        let text = prose("متن").repeat(2);
        let teaser = "<article><h2><a href=/>خبر</a></h2></article>";
        assert_eq!(
            read(&format!(
                "<p>قبل</p><article>{text}</article>{teaser}{teaser}"
            )),
            "متن متن"
        );
        assert_eq!(
            read(&format!(
                "<p>قبل</p><div><h1>عنوان</h1><article>{text}</article></div>"
            )),
            "عنوان متن متن"
        );
        // An `article` that is a teaser is not the article.
        assert_eq!(
            read(&format!("<div>{text}</div><article><p>خبر</p></article>")),
            "متن متن"
        );
        // Little around the prose is taken with it; a page without prose is taken whole.
        assert_eq!(
            read(&format!("<div><p>قبل</p><div>{text}</div></div>")),
            "قبل متن متن"
        );
        assert_eq!(read("<div><p>أول</p></div><div>ثان</div>"), "أول ثان");
        // Two articles of a size are both read.
        let page = format!("<article>{text}</article><article>{text}</article>");
        assert_eq!(read(&page), "متن متن متن متن");
    }

    #[test]
    fn a_part_of_a_page_is_all_article() {
        let html = "<p>أول</p><aside>ثان</aside><article>ثالث</article>";
        let mut scope = Scope::of(html, 0, &PageScope::default());
        assert!((0..html.len()).all(|at| !scope.is_muted(at)));
    }

    #[test]
    fn a_configuration_names_what_is_read_and_what_is_not() {
        let list = |texts: &[&str]| {
            let parse = |text: &&str| Selector::parse(text).unwrap();
            texts.iter().map(parse).collect::<Vec<_>>()
        };
        let page = PageScope {
            content: list(&["#none", ".part", "main"]),
            ignore: list(&["p.ad", "#box"]),
        };
        assert_eq!(
            read_with(
                "<main>أول<div class=part>ثان<p class=ad>ثالث</p><div class=part>رابع</div></div>\
                 خامس<p class='part x'>سادس<b id=box>سابع</b></p></main>",
                &page
            ),
            "ثان رابع سادس"
        );
        let page = PageScope {
            content: list(&["#none"]),
            ..page
        };
        assert_eq!(
            read_with("<div>أول<p class=ad>ثالث</p></div>", &page),
            "أول"
        );
    }

    #[test]
    fn hostile_pages_take_linear_time() {
        for part in [
            "<div>",
            "<div><p>a",
            "<ul><li><a href=b>",
            "<a href=b>c",
            "</div>",
            "<td>",
            "<h1>a",
            "<article>a",
            "<div class=related>",
            "<section class='a b c d'>",
            "<form><div>a</form>",
            "<a href=b><img src=c.gif><div>d</div></a>",
            "<div><a href=b><img src=c></a><a href=b>d</a>",
            "<div class=byline><a href=/by/b><img src=c>",
            "<p><span class=date>a</span><b class=share>",
        ] {
            let html = format!("<html>{}", part.repeat(20_000));
            let _ = Scope::of(&html, 0, &PageScope::default());
        }
    }
}
