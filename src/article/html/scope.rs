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
//! - menus: lists and boxes whose text is links for three quarters or more, and boxes of teasers, in
//!   which all headings are links.
//!
//! None of these rules but the first takes away what is plainly the article: an element with the
//! first heading of level 1, with `main` or `articleBody`, or with half of the page's prose. *Prose*
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

use std::ops::Range;

use super::selector::{PageScope, Selector};
use super::{Attribute, Tag, Token, Tokenizer};
use crate::article::elements::{
    DEEPEST, OpenElement, class_parts, closed_by_end, closed_by_start, is_block, is_out_of_sight,
    is_read, is_void,
};

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
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "commentlist",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "login",
    "masthead",
    "menu",
    "mostread",
    "mostviewed",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paging",
    "popup",
    "promo",
    "promoted",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
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
    "toolbar",
    "trending",
    "vjs",
];

/// Parts that may stand beside them.
const BESIDE: &[&str] = &[
    "also",
    "area",
    "article",
    "articles",
    "bar",
    "block",
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
    "entry",
    "fb",
    "feed",
    "fixed",
    "float",
    "footer",
    "form",
    "group",
    "grid",
    "header",
    "holder",
    "icons",
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
    "panel",
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
    "site",
    "side",
    "sticky",
    "stories",
    "story",
    "tags",
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
];

/// Which bytes of a file are the article's.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Where the element starts that holds the article.
    article: Option<usize>,
    /// What is not read, sorted and apart.
    muted: Vec<Range<usize>>,
    /// How many of these end before the place that was asked for last.
    passed: usize,
}

impl Scope {
    /// Looks for the article in HTML that stands in a file at `offset`.
    pub(super) fn of(input: &str, offset: usize, page: &PageScope) -> Self {
        let outline = Outline::of(input, offset, page);
        let end = offset + input.len();
        let mut scope = Self::default();
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
        let ends = |range: &Range<usize>| range.end <= at;
        while self.muted.get(self.passed).is_some_and(ends) {
            self.passed += 1;
        }
        let starts = |range: &Range<usize>| range.start <= at;
        self.muted.get(self.passed).is_some_and(starts)
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
    /// `header` or `footer`.
    Edge,
    Article,
    /// `main` or `role=main`.
    Main,
    /// `itemprop=articleBody`.
    Body,
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
    is_dropped: bool,
}

/// Sums over elements.
#[derive(Clone, Copy, Default, Debug)]
struct Sums {
    prose: u64,
    text: u64,
    linked: u64,
    links: u64,
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
            text: self.text - other.text,
            linked: self.linked - other.linked,
            links: self.links - other.links,
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
    is_link: bool,
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
    is_page: bool,
    has_content: bool,
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
            outline.drop();
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
        let is_link = outer.is_some_and(|open| open.is_link);
        self.elements.push(Element {
            name,
            range: span.range(),
            parent: outer.map(|open| open.index),
            after: index + 1,
            call,
            selected,
            linked: 0,
            text: 0,
            is_dropped: false,
        });
        let line = outer.filter(|_| !is_block).map_or(index, |open| open.line);
        open.push(Open {
            name,
            is_block,
            index,
            line,
            is_silent: is_silent || matches!(call, Call::Ignored | Call::Unread),
            is_link: is_link || is_link_elsewhere(tag),
        });
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
        if open.is_link {
            element.linked += length;
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
            }
            let is = |name: &str| element.name.eq_ignore_ascii_case(name);
            sum.links += u64::from(is("a"));
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

    /// Notes what is not the article.
    fn drop(&mut self) {
        let heading = self.heading();
        let total = self.total();
        let mut index = 0;
        while index < self.elements.len() {
            let element = &self.elements[index];
            let is_dropped = match element.call {
                Call::Ignored => true,
                // What stands in for a script may show the only image.
                Call::Unread => !element.name.eq_ignore_ascii_case("noscript"),
                Call::None if !is_box(element.name) => false,
                call => {
                    let sums = self.sums(index);
                    let is_article = self.holds(index, heading)
                        || sums.calls > 0
                        || 2 * sums.prose > total.prose;
                    !is_article
                        && match call {
                            Call::Aside => true,
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
        } else if ["aside", "form"].iter().any(is)
            || has("aria-hidden", "true")
            || ["class", "id"]
                .into_iter()
                .filter_map(value)
                .any(|words| is_never(&words))
        {
            Self::Aside
        } else {
            Self::None
        }
    }
}

/// Whether a tag opens a link to another page.
fn is_link_elsewhere(tag: &Tag<'_>) -> bool {
    tag.is("a")
        && tag
            .attribute("href")
            .is_some_and(|address| !address.raw.trim_start().starts_with('#'))
}

/// Whether a class or an id has a word that names what is never the article.
fn is_never(words: &str) -> bool {
    words.split_ascii_whitespace().any(|word| {
        let (mut never, mut before) = (false, "");
        for part in class_parts(word) {
            let is = |known: &&str| part.eq_ignore_ascii_case(known);
            let pair =
                |(first, second): &(&str, &str)| before.eq_ignore_ascii_case(first) && is(second);
            if NEVER.iter().any(is) || TOGETHER.iter().any(pair) {
                never = true;
            } else if !(BESIDE.iter().any(is)
                || part.len() < 3
                || part.bytes().any(|byte| byte.is_ascii_digit())
                || TOGETHER.iter().any(|(first, _)| is(first)))
            {
                return false;
            }
            before = part;
        }
        never
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
    let few = if is_list { 2 } else { 3 };
    let links = sums.links >= few && 4 * sums.linked >= 3 * sums.text && sums.linked > 0;
    let teasers = sums.linked_headings >= 2 && sums.headings <= sums.linked_headings + 1;
    links || teasers
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
        ] {
            let html = format!("<html>{}", part.repeat(20_000));
            let _ = Scope::of(&html, 0, &PageScope::default());
        }
    }
}
