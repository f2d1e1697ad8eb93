//! Photos without a credit.

use std::collections::HashSet;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::article::{Article, Photo};
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::lang::{Lang, Language};
use crate::mention::{CreditFault, image_file, parse_credit};
use crate::span::TextRange;

use super::photo_names::credit_of;

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
        OptionSpec {
            name: "own",
            kind: OptionKind::Texts,
        },
        OptionSpec {
            name: "front-matter",
            kind: OptionKind::Flag,
        },
    ],
    compile,
    example: None,
};

struct Missing {
    rules: Vec<Rule>,
}

struct Rule {
    rule: RuleInstance,
    own: GlobSet,
    per_article: bool,
    front_matter: bool,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules: Result<_, _> = rules.iter().map(compile_rule).collect();
    Ok(Box::new(Missing { rules: rules? }))
}

fn compile_rule(rule: &RuleInstance) -> Result<Rule, OptionError> {
    let error = |reason: globset::Error| OptionError {
        rule: rule.index,
        option: "own",
        reason: reason.to_string(),
    };
    let mut own = GlobSetBuilder::new();
    for glob in rule.options.texts("own") {
        let glob = glob.trim_start_matches("./").trim_start_matches('/');
        let glob = GlobBuilder::new(glob).literal_separator(true).build();
        own.add(glob.map_err(error)?);
    }
    Ok(Rule {
        own: own.build().map_err(error)?,
        per_article: rule.options.text("require") == Some("article"),
        front_matter: rule.options.flag("front-matter"),
        rule: rule.clone(),
    })
}

impl Check for Missing {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let langs = &rule.rule.langs;
            let lang = context.article.lang;
            if !langs.is_empty() && !langs.iter().any(|wanted| wanted.holds_for(lang)) {
                continue;
            }
            if declares_none(context.article) {
                continue;
            }
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

impl Rule {
    fn judge_photos(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        let has_credit = |photo: &&Photo| context.mentions.credits_of(photo).next().is_some();
        let credited: HashSet<&str> = article
            .photos
            .iter()
            .filter(has_credit)
            .filter_map(image_file)
            .collect();
        let in_body: HashSet<&str> = article
            .photos
            .iter()
            .filter(|photo| !photo.front_matter)
            .filter_map(image_file)
            .collect();
        let lacks = |photo: &&Photo| {
            let file = image_file(photo);
            let again = photo.front_matter && file.is_some_and(|file| in_body.contains(file));
            !again
                && photo.exempt.is_none()
                && (self.front_matter || !photo.front_matter)
                && !self.is_own(photo)
                && !has_credit(photo)
                && !file.is_some_and(|file| credited.contains(file))
        };
        let none_has_one = !article.photos.iter().any(|photo| has_credit(&photo));
        for photo in article.photos.iter().filter(lacks) {
            let embedded = photo.embedded.as_ref().and_then(credit_of);
            let id = if in_alt(article, photo) {
                "in-alt"
            } else if embedded.is_some() {
                "in-file"
            } else {
                "message"
            };
            let report = sink
                .report(&self.rule, photo, id)
                .arg("example", example(article.lang))
                .arg("embedded", embedded.unwrap_or_default());
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
        let needs = |photo: &&Photo| photo.exempt.is_none() && !self.is_own(photo);
        let report = if let Some(photo) = article.photos.iter().find(needs) {
            sink.report(&self.rule, photo, "article")
        } else if let (true, Some(block)) = (article.photos.is_empty(), article.blocks.first()) {
            let text = article.slice(block.range);
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            let first_word = TextRange::new(block.range.start(), block.range.start() + end);
            sink.report(&self.rule, first_word, "article")
        } else {
            return;
        };
        report.arg("example", example(article.lang));
    }

    /// Whether the photo is one of the desk's own: its path, with or without the site before it,
    /// lies in a folder of `own`.
    fn is_own(&self, photo: &Photo) -> bool {
        if self.own.is_empty() {
            return false;
        }
        let src = photo.src.trim();
        let path = src.split(['?', '#']).next().unwrap_or_default();
        let local = match path.split_once("//") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => path.trim_start_matches(['.', '/']),
        };
        self.own.is_match(path) || self.own.is_match(local)
    }
}

/// Whether a photo's alternative text ends in a credit, which readers of the page don't see.
fn in_alt(article: &Article<'_>, photo: &Photo) -> bool {
    let alt = photo.alt.map_or("", |alt| article.block_text(alt));
    alt.rfind(['(', '[', '©'])
        .is_some_and(|at| parse_credit(&alt[at..]).is_some())
}

/// Whether the front matter says `photo: none`.
fn declares_none(article: &Article<'_>) -> bool {
    article.field("photo").is_some_and(|value| {
        ["none", "no", "false", "لا", "بلا"].contains(&value.trim().to_ascii_lowercase().as_str())
    })
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
