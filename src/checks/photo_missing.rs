//! Photos without a credit.

use std::borrow::Cow;
use std::collections::HashSet;

use super::photos::{FRONT_MATTER, OWN, PhotoRule, blocks_of_photos};
use crate::article::{Article, Block, BlockGroup, BlockIndex, BlockKind, Photo};
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::lang::{Lang, Language};
use crate::mention::{
    Credit, CreditFault, begins_as_credit, is_name_alone, parse_credit, picture, speaks_of_source,
};

use super::photo_names::{agencies_in, credit_of};

/// Reports every photo that no credit belongs to, or an article that names none.
///
/// An empty credit (`(© )`) is a fault of the credit and not told twice.
pub static DEF: CheckDef = CheckDef {
    name: "photo-missing",
    options: &[
        OptionSpec {
            name: "require",
            kind: OptionKind::OneOf(&["image", "article"]),
        },
        OWN,
        FRONT_MATTER,
    ],
    compile,
    example: None,
};

struct Missing {
    rules: Vec<Rule>,
}

struct Rule {
    photos: PhotoRule,
    per_article: bool,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let compile_rule = |rule: &RuleInstance| {
        Ok(Rule {
            photos: PhotoRule::of(rule)?,
            per_article: rule.options.text("require") == Some("article"),
        })
    };
    let rules: Result<_, _> = rules.iter().map(compile_rule).collect();
    Ok(Box::new(Missing { rules: rules? }))
}

impl Check for Missing {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let rules = self.rules.iter();
        for rule in rules.filter(|rule| rule.photos.is_for(context.article)) {
            if rule.per_article {
                rule.judge_article(context, sink);
            } else {
                rule.judge_photos(context, sink);
            }
        }
    }

    /// What the file of a photo says is what its credit is to say.
    fn reads_pictures(&self) -> bool {
        self.rules.iter().any(|rule| !rule.per_article)
    }
}

/// How many bytes a line has at most that may be a credit or a short caption.
const LINE: usize = 240;

/// How many lines below a photo are looked at for what may be its credit.
const LINES: usize = 4;

/// What may be the credits of a page's photos, in shapes that are not known: every site has its own.
struct Doubts<'c, 'a> {
    context: &'c Context<'a>,
    /// The blocks by the place in the file where they start.
    blocks: Vec<(u32, BlockIndex)>,
    /// Whether the article is in a language whose words for a source are not known.
    is_foreign: bool,
    /// Whether a line that belongs to no photo speaks of the source of one.
    has_loose_source: bool,
}

impl<'c, 'a> Doubts<'c, 'a> {
    /// Nothing where the article was not found in a page that a system has put together.
    fn of(context: &'c Context<'a>) -> Option<Self> {
        let article = context.article;
        if !article.is_assembled {
            return None;
        }
        let text = article.indexed_blocks();
        let text = text.filter(|(_, block)| block.kind.group() != BlockGroup::Title);
        let start = |block: &Block| article.text.span(block.range).start;
        let mut blocks: Vec<_> = text.map(|(index, block)| (start(block), index)).collect();
        blocks.sort_unstable();
        let bound = blocks_of_photos(article);
        let is_loose_source = |&(_, index): &(u32, BlockIndex)| {
            let block = article.block(index);
            block.range.len() <= LINE
                && block.kind.group() == BlockGroup::Body
                && bound.binary_search(&index).is_err()
                && begins_as_credit(article.slice(block.range))
        };
        use Language::{Ar, En, Fa, Fr, Und, Ur};
        let is_known = matches!(article.lang.language, Ar | En | Fa | Fr | Ur | Und);
        Some(Self {
            context,
            is_foreign: !is_known,
            has_loose_source: blocks.iter().any(is_loose_source),
            blocks,
        })
    }

    /// Whether what stands with a photo may be its credit. A caption that is a name alone is the
    /// credit as often as who is seen.
    fn may_have_credit(&self, photo: &Photo) -> bool {
        let article = self.context.article;
        let text = |block: &Block| article.slice(block.range);
        let speaks = |words: &str| speaks_of_source(words) || !agencies_in(words).is_empty();
        let is_caption =
            |block: &Block| matches!(block.kind, BlockKind::Caption | BlockKind::CreditLine);
        let says = |block: &Block| {
            is_caption(block) && (is_name_alone(text(block)) || speaks(text(block)))
        };
        let beside = photo.candidates.iter().map(|place| place.block);
        let mut beside = beside.chain(photo.caption);
        if self.is_foreign
            || self.has_loose_source
            || beside.any(|block| says(article.block(block)))
        {
            return true;
        }
        let below = self
            .blocks
            .partition_point(|&(start, _)| start < photo.span.end);
        let below = self.blocks[below..].iter().take(LINES);
        let mut below = below
            .map(|&(_, index)| (index, article.block(index)))
            .take_while(|(_, block)| is_caption(block) || block.range.len() <= LINE);
        // What is known to be a credit is another photo's.
        below.any(|(index, block)| {
            self.context.mentions.credit_in(index).is_none() && speaks(text(block))
        })
    }
}

impl Rule {
    fn judge_photos(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        // Below a gallery `All photos: …` is for that gallery, below one photo for all others too.
        let is_of = |photo: &&Photo, block| {
            let mut places = photo.candidates.iter();
            places.any(|place| place.block == block)
        };
        let is_for_all = |credit: &Credit| {
            let of = article
                .photos
                .iter()
                .filter(|photo| is_of(photo, credit.block));
            credit.is_for_all(article) && of.take(2).count() < 2
        };
        if context.mentions.credits.iter().any(is_for_all) {
            return;
        }
        let has_credit = |photo: &&Photo| context.mentions.credits_of(photo).next().is_some();
        let credited: HashSet<Cow<'_, str>> = article
            .photos
            .iter()
            .filter(has_credit)
            .filter_map(picture)
            .collect();
        let in_body: HashSet<Cow<'_, str>> = article
            .photos
            .iter()
            .filter(|photo| !photo.front_matter)
            .filter_map(picture)
            .collect();
        let lacks = |photo: &&Photo| {
            let file = picture(photo);
            let is_in = |files: &HashSet<Cow<'_, str>>| {
                file.as_ref().is_some_and(|file| files.contains(file))
            };
            let again = photo.front_matter && is_in(&in_body);
            !again && self.photos.takes(photo) && !has_credit(photo) && !is_in(&credited)
        };
        let none_has_one = !article.photos.iter().any(|photo| has_credit(&photo));
        let doubts = Doubts::of(context);
        let mut told = HashSet::new();
        for photo in article.photos.iter().filter(lacks) {
            // A slider shows a file small and large; it is one photo, and it is told once.
            if picture(photo).is_some_and(|file| !told.insert(file)) {
                continue;
            }
            let embedded = photo.embedded.as_ref().and_then(credit_of);
            let id = if in_alt(article, photo) {
                "in-alt"
            } else if embedded.is_some() {
                "in-file"
            } else {
                "message"
            };
            let report = sink
                .report(&self.photos.rule, photo, id)
                .arg("example", example(article.lang))
                .arg("embedded", embedded.unwrap_or_default());
            let doubts = doubts.as_ref();
            let doubtful =
                !photo.certain || doubts.is_some_and(|doubts| doubts.may_have_credit(photo));
            let report = if doubtful { report.hint() } else { report };
            if none_has_one {
                report.grouped();
            }
        }
    }

    fn judge_article(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        let credits = &context.mentions.credits;
        if credits.iter().any(|credit| !credit.has(CreditFault::Empty)) {
            return;
        }
        let mut photos = article.photos.iter();
        let report = if let Some(photo) = photos.find(|photo| self.photos.shows(photo)) {
            sink.report(&self.photos.rule, photo, "article")
        } else if article.photos.is_empty() && !article.blocks.is_empty() {
            sink.report(&self.photos.rule, context.head(), "article")
        } else {
            return;
        };
        report.arg("example", example(article.lang));
    }
}

/// Whether a photo's alternative text ends in a credit, which readers of the page don't see.
fn in_alt(article: &Article<'_>, photo: &Photo) -> bool {
    let alt = photo.alt.map_or("", |alt| article.block_text(alt));
    alt.rfind(['(', '[', '©'])
        .is_some_and(|at| parse_credit(&alt[at..]).is_some())
}

/// A credit as the help shows one, in the article's language.
fn example(lang: Lang) -> &'static str {
    match lang.language {
        Language::Ar => "(© الاسم/الوكالة)",
        Language::Fa => "(© نام/خبرگزاری)",
        Language::Ur => "(© نام/ایجنسی)",
        Language::Fr => "(© Nom/Agence)",
        _ => "(© Name/Agency)",
    }
}
