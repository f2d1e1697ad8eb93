//! What of a page is the article.

use std::ops::Range;

use super::{Tag, Token, Tokenizer};
use crate::article::elements::{
    DEEPEST, OpenElement, closed_by_end, closed_by_start, is_block, is_void,
};

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

/// An element of the page.
#[derive(Debug)]
struct Element<'a> {
    name: &'a str,
    /// From its start tag to its end tag, both with it.
    range: Range<usize>,
}

/// An open element and its index.
struct Open<'a> {
    name: &'a str,
    is_block: bool,
    index: usize,
}

impl OpenElement for Open<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn is_block(&self) -> bool {
        self.is_block
    }
}

impl Scope {
    /// Looks for the article in HTML that stands in a file at `offset`.
    pub(super) fn of(input: &str, offset: usize) -> Self {
        let elements = outline(input, offset);
        let end = offset + input.len();
        let article = article(&elements).map(|index| elements[index].range.clone());
        let mut scope = Self {
            article: article.as_ref().map(|range| range.start),
            ..Self::default()
        };
        let whole = article.unwrap_or(offset..end);
        scope.mute(offset..whole.start);
        for element in &elements {
            let is = |name: &str| element.name.eq_ignore_ascii_case(name);
            let is_aside = ["aside", "footer"].into_iter().any(is);
            if is_aside && whole.start < element.range.start && element.range.start < whole.end {
                scope.mute(element.range.clone());
            }
        }
        scope.mute(whole.end..end);
        scope
    }

    fn mute(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        match self.muted.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => self.muted.push(range),
        }
    }

    /// Whether what starts at a place is not read. Places are asked for in their order.
    pub(super) fn is_muted(&mut self, at: usize) -> bool {
        while self
            .muted
            .get(self.passed)
            .is_some_and(|range| range.end <= at)
        {
            self.passed += 1;
        }
        self.muted
            .get(self.passed)
            .is_some_and(|range| range.start <= at)
    }

    /// Whether the tag that starts at a place opens the article.
    pub(super) fn is_article(&self, at: usize) -> bool {
        self.article == Some(at)
    }
}

/// The elements of a page, in the order of their start tags.
fn outline<'a>(input: &'a str, offset: usize) -> Vec<Element<'a>> {
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut open: Vec<Open<'a>> = Vec::new();
    let close = |elements: &mut Vec<Element<'a>>, open: &mut Vec<Open<'a>>, depth, end| {
        for closed in open.drain(depth..) {
            elements[closed.index].range.end = end;
        }
    };
    for token in Tokenizer::new(input, offset) {
        let Token::Tag(tag) = token else { continue };
        let Tag { name, span, .. } = tag;
        if tag.closing {
            if let Some(depth) = closed_by_end(&open, &tag) {
                close(&mut elements, &mut open, depth, span.end());
            }
            continue;
        }
        let is_block = is_block(name);
        if is_block && let Some(depth) = closed_by_start(&open, &tag) {
            close(&mut elements, &mut open, depth, span.start());
        }
        if tag.self_closing || is_void(name) || open.len() >= DEEPEST {
            continue;
        }
        open.push(Open {
            name,
            is_block,
            index: elements.len(),
        });
        elements.push(Element {
            name,
            range: span.range(),
        });
    }
    close(&mut elements, &mut open, 0, offset + input.len());
    elements
}

/// An `<article>` that is alone and has the first heading, else a `<main>` that is alone, else an
/// `<article>` that is alone, else everything.
fn article(elements: &[Element<'_>]) -> Option<usize> {
    let named = |name: &'static str| {
        let is = move |element: &&Element<'_>| element.name.eq_ignore_ascii_case(name);
        elements.iter().filter(is)
    };
    let alone = |name| {
        let first = elements
            .iter()
            .position(|element| element.name.eq_ignore_ascii_case(name))?;
        (named(name).count() == 1).then_some(first)
    };
    let has_heading = |&index: &usize| {
        let range = &elements[index].range;
        named("h1").any(|heading| range.contains(&heading.range.start))
    };
    let article = alone("article");
    article
        .filter(has_heading)
        .or_else(|| alone("main"))
        .or(article)
}
