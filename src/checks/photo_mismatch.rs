//! Photos with two different credits.

use crate::article::{Article, Photo};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::lang::chars::is_arabic_letter;
use crate::lang::fold::fold_char;
use crate::mention::{Credit, CreditFault, agency_id, image_file};

/// Compares the credits that one photo has in several places: the field and the caption, the
/// attribute and the caption, or, in plain text, the line above the caption and the caption's end.
///
/// Two credits differ where both name a photographer, or both an agency, and not the same. A name
/// in Arabic letters is not compared with one in Latin letters.
pub static DEF: CheckDef = CheckDef {
    name: "photo-mismatch",
    options: &[],
    compile,
    example: None,
};

struct Mismatch {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Mismatch {
        rules: rules.to_vec(),
    }))
}

impl Check for Mismatch {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let pairs = pairs(context);
        for rule in &self.rules {
            for &(first, second) in &pairs {
                if !context.applies(rule, second.block) || !differ(context.article, first, second) {
                    continue;
                }
                sink.report(rule, second.range, "message")
                    .arg("a", context.slice(first.range))
                    .arg("b", context.slice(second.range))
                    .label(first.range, "first", Vec::new());
            }
        }
    }
}

/// Credits of one photo: its first one with each other one.
fn pairs<'a>(context: &Context<'a>) -> Vec<(&'a Credit, &'a Credit)> {
    let (photos, mentions) = (&context.article.photos, context.mentions);
    let mut pairs = Vec::new();
    let mut of_photos: Vec<_> = photos
        .iter()
        .flat_map(|photo| mentions.credits_of(photo).map(|credit| credit.block))
        .collect();
    of_photos.sort_unstable();
    let heroes: Vec<&Photo> = photos.iter().filter(|photo| photo.front_matter).collect();
    for photo in photos {
        // A photo of the front matter is shown again in the article: its field credits both.
        let hero = heroes
            .iter()
            .find(|hero| !photo.front_matter && same_file(hero, photo));
        let credits = hero
            .copied()
            .into_iter()
            .chain([photo])
            .flat_map(|photo| mentions.credits_of(photo));
        let mut credits: Vec<_> = credits.collect();
        credits.sort_by_key(|credit| credit.range);
        credits.dedup();
        if let Some((first, others)) = credits.split_first() {
            pairs.extend(others.iter().map(|second| (*first, *second)));
        }
    }
    // In plain text a credit alone on a line stands for a photo above the caption that follows.
    for neighbours in mentions.credits.windows(2) {
        let [line, caption] = neighbours else {
            continue;
        };
        let free = |credit: &Credit| of_photos.binary_search(&credit.block).is_err();
        if line.alone
            && caption.at_end
            && !caption.alone
            && caption.block.0 == line.block.0 + 1
            && free(line)
            && free(caption)
        {
            pairs.push((line, caption));
        }
    }
    pairs.sort_by_key(|(first, second)| (first.range, second.range));
    pairs.dedup();
    pairs
}

fn same_file(a: &Photo, b: &Photo) -> bool {
    image_file(a).is_some_and(|file| image_file(b) == Some(file))
}

fn differ(article: &Article<'_>, a: &Credit, b: &Credit) -> bool {
    if a.has(CreditFault::Empty) || b.has(CreditFault::Empty) {
        return false;
    }
    let text = |range| article.slice(range);
    let names = match (a.name.map(text), b.name.map(text)) {
        (Some(a), Some(b)) => is_arabic(a) == is_arabic(b) && !same_letters(a, b),
        _ => false,
    };
    let agencies = |credit: &Credit| {
        let agencies = [credit.agency, credit.provider];
        agencies.into_iter().flatten().map(text).collect::<Vec<_>>()
    };
    let (of_a, of_b) = (agencies(a), agencies(b));
    let other_agency = !of_a.is_empty()
        && !of_b.is_empty()
        && !of_a.iter().any(|a| of_b.iter().any(|b| same_agency(a, b)));
    names || other_agency
}

fn same_agency(a: &str, b: &str) -> bool {
    match (agency_id(a), agency_id(b)) {
        (Some(a), Some(b)) => a == b,
        _ => same_letters(a, b) || is_arabic(a) != is_arabic(b),
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(is_arabic_letter)
}

/// Whether two names are the same but for blanks, points and what folding drops.
fn same_letters(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.filter_map(fold_char)
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(a) == letters(b)
}
