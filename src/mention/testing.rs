//! What the tests of recognisers and of checks share.

use crate::article::{Article, Block, BlockKind, Format, Syntax, Text};
use crate::lang::{self, Lang};
use crate::span::TextRange;

/// An article with a paragraph for every line of a text, in the language that its letters tell.
pub(crate) fn article(text: &str) -> Article<'_> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + line.len() - line.trim_start().len();
            let language = lang::guess(trimmed).or_else(|| lang::guess_latin(trimmed));
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                range: TextRange::new(at, at + trimmed.len()),
                lang: language.map_or(Lang::EN, Lang::of),
                syntax: Syntax::Plain,
                container: 0,
            });
        }
        start += line.len() + 1;
    }
    let lang = blocks.first().map_or(Lang::UNKNOWN, |block| block.lang);
    Article {
        format: Format::Plain,
        text: Text::borrowed(text, 0),
        blocks,
        foreign: Vec::new(),
        photos: Vec::new(),
        fields: Vec::new(),
        damage: Vec::new(),
        directives: Vec::new(),
        lang,
    }
}

/// The same, all in one language.
pub(crate) fn article_in(text: &str, lang: Lang) -> Article<'_> {
    let mut article = article(text);
    article.lang = lang;
    for block in &mut article.blocks {
        block.lang = lang;
    }
    article
}
