//! Photos without a caption.

use super::photos::{FRONT_MATTER, OWN, PhotoRule};
use crate::article::{Format, Photo};
use crate::check::{
    Check, CheckDef, Context, Majority, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};

/// Reports photos without a caption: where most of the article's have one, or, where the house
/// style asks for it, all of them.
pub static DEF: CheckDef = CheckDef {
    name: "photo-caption",
    options: &[
        OptionSpec {
            name: "require",
            kind: OptionKind::OneOf(&["consistent", "always"]),
        },
        OWN,
        FRONT_MATTER,
    ],
    compile,
    example: None,
};

struct Caption {
    rules: Vec<PhotoRule>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules: Result<_, _> = rules.iter().map(PhotoRule::of).collect();
    Ok(Box::new(Caption { rules: rules? }))
}

impl Check for Caption {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        for photos in self.rules.iter().filter(|rule| rule.is_for(article)) {
            let always = photos.rule.options.text("require") == Some("always");
            // A template may write a caption from what does not look like one, and of a page's
            // images only those with a credit are plainly photos of the article.
            let is_plain = |photo: &Photo| {
                let mut credits = context.mentions.credits_of(photo);
                !photo.template && (article.format != Format::Html || credits.next().is_some())
            };
            let (with, without): (Vec<_>, Vec<_>) = article
                .photos
                .iter()
                .filter(|photo| photos.takes(photo))
                .filter(|photo| always || photo.caption.is_some() || is_plain(photo))
                .partition(|photo| photo.caption.is_some());
            let majority = Majority::of(with.len(), without.len());
            if !always && majority.is_none() {
                continue;
            }
            let id = if always { "message" } else { "mixed" };
            for photo in without {
                let report = sink
                    .report(&photos.rule, photo, id)
                    .arg("n", with.len().to_string())
                    .grouped();
                if !always {
                    report.hint();
                }
            }
        }
    }
}
