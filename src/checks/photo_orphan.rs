//! Credits of photos that are no longer there.

use super::photos::blocks_of_photos;
use crate::article::{Article, Block, BlockGroup, BlockIndex, BlockKind, Format, HOLE, Syntax};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::mention::{Credit, CreditFault, CreditShape};

/// Reports a credit that is all of a paragraph and has no photo near it, in a format that can show
/// photos.
///
/// Near are an image or a caption within [`NEAR`] blocks, and a neighbour that ends in a credit, as
/// captions do. Where something that was not read may stand there (an embedded video, a shortcode),
/// or the page's template shows a photo above the article, nothing is said.
pub static DEF: CheckDef = CheckDef {
    name: "photo-orphan",
    options: &[],
    compile,
    example: None,
};

/// How many blocks before and after a credit its photo may stand.
const NEAR: usize = 2;

/// The longest stretch of a file between two blocks of Markdown, in bytes, that holds nothing but
/// blank lines and marks of quotations and lists.
const GAP_OF_MARKDOWN: usize = 16;

/// The same with the tags of two paragraphs and their classes.
const GAP_OF_TAGS: usize = 96;

struct Orphan {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Orphan {
        rules: rules.to_vec(),
    }))
}

impl Check for Orphan {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        if article.format == Format::Plain {
            return;
        }
        let credits = context.mentions.credits.iter();
        let mut alone = credits.filter(|credit| credits_a_photo(credit)).peekable();
        if alone.peek().is_none() {
            return;
        }
        let of_photos = blocks_of_photos(article);
        let top = last_of_top(article);
        let orphans: Vec<&Credit> = alone
            .filter(|credit| {
                let kind = article.block(credit.block).kind;
                (kind.group() == BlockGroup::Body || kind == BlockKind::CreditLine)
                    && of_photos.binary_search(&credit.block).is_err()
                    && credit.block > top
                    && !has_photo_near(context, credit.block)
            })
            .skip(usize::from(has_hero_without_credit(context)))
            .collect();
        // Several credits and no photo at all: the photos are placed from outside of the file.
        if article.photos.is_empty() && orphans.len() > 1 {
            return;
        }
        for rule in &self.rules {
            let orphans = orphans.iter();
            for credit in orphans.filter(|credit| context.applies(rule, credit.block)) {
                sink.report(rule, credit.range, "message")
                    .arg("found", context.slice(credit.range));
            }
        }
    }
}

/// Whether nothing but a photo can be meant. A source alone credits the text as often.
fn credits_a_photo(credit: &Credit) -> bool {
    use CreditShape::{ApPhoto, Copyright, ParenthesisedCopyright, PhotoBy, PhotographyLabel};
    let both = credit.name.is_some() && (credit.agency.is_some() || credit.provider.is_some());
    let plain = match credit.shape {
        ParenthesisedCopyright | Copyright => both,
        ApPhoto | PhotoBy | PhotographyLabel => true,
        _ => false,
    };
    credit.alone && plain && !credit.has(CreditFault::Empty)
}

/// Whether the page's template shows a photo whose credit may stand in the body alone: one of the
/// front matter without a credit beside it, or one that a field names in another way.
fn has_hero_without_credit(context: &Context<'_>) -> bool {
    const NAMES: [&str; 8] = [
        "image",
        "photo",
        "cover",
        "thumbnail",
        "media",
        "hero",
        "video",
        "gallery",
    ];
    let mut photos = context.article.photos.iter();
    match photos.find(|photo| photo.front_matter) {
        Some(hero) => context.mentions.credits_of(hero).next().is_none(),
        None => {
            let mut fields = context.article.fields.iter();
            fields.any(|field| NAMES.iter().any(|name| field.key.contains(name)))
        }
    }
}

/// The last block at the top of the text, above which a template may show a photo: the first one of
/// the body. In a page, which names that photo in many ways or not at all, lines such as a byline may
/// stand between.
fn last_of_top(article: &Article<'_>) -> BlockIndex {
    let lines = match article.format {
        Format::Markdown => 0,
        _ => NEAR,
    };
    let is_body = |(_, block): &(BlockIndex, &Block)| block.kind.group() == BlockGroup::Body;
    let mut body = article.indexed_blocks().filter(is_body);
    let last = body.nth(lines).map(|(index, _)| index);
    last.unwrap_or(BlockIndex(article.blocks.len() as u32))
}

/// Whether a photo or a caption stands near a credit, or something that was not read.
fn has_photo_near(context: &Context<'_>, credit: BlockIndex) -> bool {
    let article = context.article;
    let at = credit.0 as usize;
    let first = at.saturating_sub(NEAR);
    let last = (at + NEAR).min(article.blocks.len() - 1);
    let near = &article.blocks[first..=last];
    let shows = |block: &Block| {
        matches!(block.kind, BlockKind::Caption | BlockKind::Alt)
            || article.slice(block.range).contains(HOLE)
    };
    let ends_in_credit = |index: usize| {
        let credit = context.mentions.credit_in(BlockIndex(index as u32));
        credit.is_some_and(|credit| !credit.alone)
    };
    near.iter().any(shows)
        || ends_in_credit(at.saturating_sub(1))
        || ends_in_credit(at + 1)
        || near
            .windows(2)
            .any(|pair| holds_more(article, &pair[0], &pair[1]))
        || has_photo_between(article, first, last)
}

/// Whether an image stands from one block to another, or beyond them where they are the first and
/// the last.
fn has_photo_between(article: &Article<'_>, first: usize, last: usize) -> bool {
    let span = |index: usize| article.text.span(article.blocks[index].range);
    let start = match first {
        0 => 0,
        _ => span(first).start(),
    };
    let photos = &article.photos;
    let next = photos.partition_point(|photo| photo.span.end() <= start);
    let is_last = last + 1 == article.blocks.len();
    photos
        .get(next)
        .is_some_and(|photo| is_last || photo.span.start() < span(last).end())
}

/// Whether more stands between two blocks of the body than what parts paragraphs.
fn holds_more(article: &Article<'_>, before: &Block, after: &Block) -> bool {
    let is_body = |block: &Block| matches!(block.syntax, Syntax::Markdown | Syntax::HtmlText);
    if !is_body(before) || !is_body(after) {
        return false;
    }
    let most = match article.format {
        Format::Markdown => GAP_OF_MARKDOWN,
        _ => GAP_OF_TAGS,
    };
    let [before, after] = [before, after].map(|block| article.text.span(block.range));
    after.start().saturating_sub(before.end()) > most
}
