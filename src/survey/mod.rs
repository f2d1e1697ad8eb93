//! What all articles of a folder do where houses differ: for each convention how many write it this
//! way and how many that way, and which. Articles and mentions in, counts out; the same counts
//! whatever the order in which articles are read.

mod agencies;
mod house;
mod scopes;

use std::collections::BTreeMap;

use crate::article::{Article, Photo};
use crate::check::Context;
use crate::checks::{Credited, PRACTICES};
use crate::lang::Language;
use crate::mention::{self, CreditFault, Mentions};
use crate::practice::{Convention, Observed, Ways};

pub use agencies::AgencyNames;
pub use house::{House, Line, Verdict};
pub use scopes::Scopes;

/// What articles are put together by, as their front matter gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Facet {
    /// `section`, `category`
    Section,
    /// `author`, `byline`
    Author,
    /// The month of `date`: `2026-03`
    Month,
}

impl Facet {
    /// The value of an article.
    fn of(self, article: &Article<'_>) -> Option<String> {
        let keys: &[&str] = match self {
            Self::Section => &["section", "category", "categories", "sections"],
            Self::Author => &["author", "authors", "byline", "creator"],
            Self::Month => &[
                "date",
                "published",
                "pubdate",
                "publishdate",
                "datepublished",
            ],
        };
        let is = |field: &str, key: &str| {
            // The first of a list, and the name of an author who has more than one.
            let rest = field.strip_prefix(key);
            rest.is_some_and(|rest| matches!(rest, "" | ".0" | ".name" | ".0.name"))
        };
        let field = |key: &&str| {
            let found = article.fields.iter().find(|field| is(&field.key, key))?;
            let value = found.value.trim();
            (!value.is_empty()).then_some(value)
        };
        let value = keys.iter().find_map(field)?;
        match self {
            Self::Month => {
                let month = value.get(..7)?;
                let shape = |(at, c): (usize, char)| match at {
                    4 => c == '-',
                    _ => c.is_ascii_digit(),
                };
                month.char_indices().all(shape).then(|| month.to_owned())
            }
            Self::Section | Self::Author => Some(value.to_owned()),
        }
    }
}

/// What one article gives to a survey; its text is not kept.
#[derive(Clone, Debug)]
pub struct Part {
    language: Language,
    observed: Observed,
    group: Option<String>,
    /// Photos with their credits.
    photos: Vec<PhotoCredit>,
    /// Agencies as credits name them, each with its language.
    agencies: Vec<(Language, String)>,
}

#[derive(Clone, Debug)]
struct PhotoCredit {
    file: String,
    credited: Credited,
}

impl Part {
    /// Looks at one article. `path` is its name, from whose folder the addresses of its images count.
    #[must_use]
    pub fn of(
        path: &str,
        article: &Article<'_>,
        mentions: &Mentions,
        facet: Option<Facet>,
    ) -> Self {
        let context = Context { article, mentions };
        let practices: Vec<_> = PRACTICES.iter().map(|(_, practice)| *practice).collect();
        let sourced = |credit: &&mention::Credit| !credit.has(CreditFault::NoSource);
        let agencies = mentions.credits.iter().filter(sourced).flat_map(|credit| {
            let language = article.block(credit.block).lang.language;
            let names = Credited::of(article, credit).map_or(Vec::new(), |c| c.agencies().to_vec());
            names.into_iter().map(move |name| (language, name))
        });
        let photos = article.photos.iter().filter_map(|photo| {
            let mut credits = mentions.credits_of(photo);
            let credited = credits.find_map(|credit| Credited::of(article, credit))?;
            Some(PhotoCredit {
                file: image_of(path, photo)?,
                credited,
            })
        });
        Self {
            language: article.lang.language,
            observed: Observed::of(&context, &practices),
            group: facet.and_then(|facet| facet.of(article)),
            photos: photos.collect(),
            agencies: agencies.collect(),
        }
    }
}

/// What tells an image from those of all other articles: an address as it is, and a path from where
/// the article lies.
fn image_of(path: &str, photo: &Photo) -> Option<String> {
    let file = mention::picture(photo)?;
    let src = photo.src.trim();
    if src.starts_with('/') || src.contains("://") {
        return Some(file.into_owned());
    }
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    let mut rest = src;
    loop {
        if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("../") {
            folders.pop();
            rest = after;
        } else {
            break;
        }
    }
    folders.push(&file);
    Some(folders.join("/"))
}

/// A form of a convention, and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Index of the way, see [`Convention::way`].
    pub way: usize,
    /// How many places have it, in all articles.
    pub places: u64,
    /// The articles that have this form and no other, by index, ascending.
    pub articles: Vec<u32>,
}

/// The forms of some articles, most frequent first, and the articles that have several.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forms {
    /// The forms, by articles.
    pub forms: Vec<Form>,
    /// The articles with more than one form, by index, ascending.
    pub mixed: Vec<u32>,
}

impl Forms {
    /// How many articles have the convention.
    #[must_use]
    pub fn articles(&self) -> usize {
        let pure: usize = self.forms.iter().map(|form| form.articles.len()).sum();
        pure + self.mixed.len()
    }
}

/// What the articles do in one convention and one language.
#[derive(Clone, Debug)]
pub struct Count {
    /// The convention.
    pub convention: &'static Convention,
    /// The language of the text.
    pub language: Language,
    /// All articles.
    pub all: Forms,
    /// The same by groups, where articles are put together by a facet; those without a value last.
    pub groups: Vec<(Option<String>, Forms)>,
}

/// An image that articles credit to two photographers or agencies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PhotoCredits {
    /// The image's address or path.
    pub image: String,
    /// The credits, the most frequent first, each with its articles.
    pub credits: Vec<(String, Vec<u32>)>,
}

/// What a folder of articles does.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The names of the articles, sorted; other parts have their index.
    pub articles: Vec<String>,
    /// The language of each article.
    pub article_languages: Vec<Language>,
    /// The languages, those of most articles first.
    pub languages: Vec<(Language, usize)>,
    /// Conventions, in the order of languages and of the style guide.
    pub counts: Vec<Count>,
    /// Images with several credits.
    pub photos: Vec<PhotoCredits>,
    /// Agencies under several names.
    pub agencies: Vec<AgencyNames>,
}

impl Survey {
    /// Puts the articles of a folder together. `by_facet`: whether they were read with a [`Facet`].
    #[must_use]
    pub fn of(mut parts: Vec<(String, Part)>, by_facet: bool) -> Self {
        parts.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut languages: BTreeMap<&str, (Language, usize)> = BTreeMap::new();
        for (_, part) in &parts {
            let language = part.language;
            languages.entry(language.tag()).or_insert((language, 0)).1 += 1;
        }
        let mut languages: Vec<_> = languages.into_values().collect();
        languages.sort_by_key(|&(_, articles)| std::cmp::Reverse(articles));
        let mut counts = counts(&parts, by_facet);
        let rank = |language| languages.iter().position(|(known, _)| *known == language);
        counts.sort_by_key(|count| rank(count.language).unwrap_or(languages.len()));
        Self {
            counts,
            photos: photos(&parts),
            agencies: agencies::names(parts.iter().map(|(_, part)| part.agencies.as_slice())),
            article_languages: parts.iter().map(|(_, part)| part.language).collect(),
            languages,
            articles: parts.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// The counts of one language.
    pub fn of_language(&self, language: Language) -> impl Iterator<Item = &Count> {
        self.counts
            .iter()
            .filter(move |count| count.language == language)
    }
}

/// What one article does in one convention: its ways and places.
type Rows = Vec<(Ways, u32)>;

/// What articles do in one convention, each by its index.
type Articles = Vec<(u32, Rows)>;

fn counts(parts: &[(String, Part)], by_facet: bool) -> Vec<Count> {
    let conventions = PRACTICES
        .iter()
        .flat_map(|(_, practice)| practice.conventions);
    let mut counts = Vec::new();
    for &convention in conventions {
        let mut articles: BTreeMap<&str, (Language, Articles)> = BTreeMap::new();
        for (article, (_, part)) in (0..).zip(parts) {
            for row in part.observed.rows() {
                if !std::ptr::eq(row.convention, convention) || row.language == Language::Und {
                    continue;
                }
                let entry = articles.entry(row.language.tag());
                let (_, of_language) = entry.or_insert((row.language, Vec::new()));
                match of_language.last_mut() {
                    Some((last, rows)) if *last == article => rows.push((row.ways, row.places)),
                    _ => of_language.push((article, vec![(row.ways, row.places)])),
                }
            }
        }
        for (language, articles) in articles.into_values() {
            let assigned = assign(convention, &articles);
            let forms = |wanted: &dyn Fn(u32) -> bool| {
                forms(
                    &assigned,
                    articles.iter().filter(|(article, _)| wanted(*article)),
                )
            };
            let group_of = |article: u32| parts[article as usize].1.group.as_ref();
            let mut groups: Vec<_> = articles.iter().map(|(at, _)| group_of(*at)).collect();
            groups.sort_by_key(|group| (group.is_none(), *group));
            groups.dedup();
            groups.retain(|_| by_facet);
            counts.push(Count {
                convention,
                language,
                all: forms(&|_| true),
                groups: groups
                    .into_iter()
                    .map(|group| (group.cloned(), forms(&|at| group_of(at) == group)))
                    .collect(),
            });
        }
    }
    counts
}

/// Which way each set of ways stands for: places that agree with several ways go to the one of these
/// that most articles agree with. Of equals the first way of the convention counts.
fn assign(convention: &Convention, articles: &[(u32, Rows)]) -> BTreeMap<Ways, usize> {
    let mut open: Vec<Ways> = articles
        .iter()
        .flat_map(|(_, rows)| rows.iter().map(|(ways, _)| *ways))
        .collect();
    open.sort_unstable();
    open.dedup();
    let mut assigned = BTreeMap::new();
    while !open.is_empty() {
        let weight = |way: usize| {
            let fits = |ways: &Ways| ways.has(way) && open.binary_search(ways).is_ok();
            let agree = |(_, rows): &&(u32, Rows)| rows.iter().any(|(ways, _)| fits(ways));
            let rows = articles.iter().flat_map(|(_, rows)| rows);
            let places = rows
                .filter(|(ways, _)| fits(ways))
                .map(|(_, n)| u64::from(*n));
            (articles.iter().filter(agree).count(), places.sum::<u64>())
        };
        let ways = 0..convention.ways.len() + convention.others.len();
        // Of equals `max_by_key` gives the last.
        let Some(way) = ways.rev().max_by_key(|&way| weight(way)) else {
            break;
        };
        for ways in open.iter().filter(|ways| ways.has(way)) {
            assigned.insert(*ways, way);
        }
        let before = open.len();
        open.retain(|ways| !ways.has(way));
        if open.len() == before {
            break;
        }
    }
    assigned
}

fn forms<'r>(
    assigned: &BTreeMap<Ways, usize>,
    articles: impl Iterator<Item = &'r (u32, Rows)>,
) -> Forms {
    let mut of_ways: BTreeMap<usize, Form> = BTreeMap::new();
    let mut mixed = Vec::new();
    for (article, rows) in articles {
        let mut own: Vec<usize> = Vec::new();
        for (ways, places) in rows {
            let Some(&way) = assigned.get(ways) else {
                continue;
            };
            let form = of_ways.entry(way).or_insert(Form {
                way,
                places: 0,
                articles: Vec::new(),
            });
            form.places += u64::from(*places);
            if !own.contains(&way) {
                own.push(way);
            }
        }
        match own[..] {
            [way] => of_ways
                .entry(way)
                .and_modify(|form| form.articles.push(*article)),
            _ => {
                mixed.push(*article);
                continue;
            }
        };
    }
    let mut forms: Vec<Form> = of_ways.into_values().collect();
    forms.sort_by_key(|form| std::cmp::Reverse((form.articles.len(), form.places)));
    Forms { forms, mixed }
}

fn photos(parts: &[(String, Part)]) -> Vec<PhotoCredits> {
    /// How many credits of one image are compared; what has more is no photo.
    const MOST: usize = 64;
    type Credits<'p> = BTreeMap<&'p str, (&'p Credited, Vec<u32>)>;
    let mut images: BTreeMap<&str, Credits<'_>> = BTreeMap::new();
    for (article, (_, part)) in (0..).zip(parts) {
        for photo in &part.photos {
            let credits = images.entry(&photo.file).or_default();
            let entry = credits.entry(photo.credited.written());
            let (_, articles) = entry.or_insert((&photo.credited, Vec::new()));
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
    }
    let mut out = Vec::new();
    for (image, credits) in images {
        let mut credits: Vec<_> = credits.into_iter().collect();
        credits.sort_by_key(|(_, (_, articles))| std::cmp::Reverse(articles.len()));
        credits.truncate(MOST);
        let differs = |a: usize, b: usize| credits[a].1.0.differs(credits[b].1.0);
        let all = 0..credits.len();
        let keep = all.clone().filter(|&a| all.clone().any(|b| differs(a, b)));
        let credits: Vec<(String, Vec<u32>)> = keep
            .map(|at| (credits[at].0.to_owned(), credits[at].1.1.clone()))
            .collect();
        // Two credits of one article are told by `photo-credit/mismatch`.
        let mut articles: Vec<_> = credits.iter().flat_map(|(_, articles)| articles).collect();
        articles.sort_unstable();
        articles.dedup();
        if articles.len() > 1 {
            out.push(PhotoCredits {
                image: image.to_owned(),
                credits,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests;
