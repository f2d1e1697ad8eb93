//! One agency under several names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::lang::Language;
use crate::lang::fold::fold;
use crate::mention::agency_id;

/// An agency that the credits of one language name in several ways.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AgencyNames {
    /// The language of the credits.
    pub language: Language,
    /// The names as they are written, the most frequent first, each with its articles.
    pub names: Vec<(String, Vec<u32>)>,
}

/// What two names of one agency have in common: the agency where it is known, else the letters,
/// folded, without dots and blanks.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Known(&'static str),
    Letters(String),
}

impl Identity {
    fn of(name: &str) -> Self {
        agency_id(name).map_or_else(
            || {
                let mut letters = fold(name).to_lowercase();
                letters.retain(char::is_alphanumeric);
                Self::Letters(letters)
            },
            Self::Known,
        )
    }
}

/// Those of all articles, in their order; each article's names with their language.
pub(super) fn names<'p>(
    articles: impl Iterator<Item = &'p [(Language, String)]>,
) -> Vec<AgencyNames> {
    type Names<'p> = BTreeMap<&'p str, Vec<u32>>;
    let mut agencies: BTreeMap<(&str, Identity), (Language, Names<'p>)> = BTreeMap::new();
    for (article, names) in (0..).zip(articles) {
        for (language, name) in names {
            let name = name.trim();
            let key = (language.tag(), Identity::of(name));
            let (_, spelled) = agencies.entry(key).or_insert((*language, Names::new()));
            let articles = spelled.entry(name).or_default();
            if articles.last() != Some(&article) {
                articles.push(article);
            }
        }
    }
    let several = agencies.into_values().filter(|(_, names)| names.len() > 1);
    several
        .map(|(language, names)| {
            let mut names: Vec<_> = names
                .into_iter()
                .map(|(name, articles)| (name.to_owned(), articles))
                .collect();
            names.sort_by_key(|(_, articles)| Reverse(articles.len()));
            AgencyNames { language, names }
        })
        .collect()
}
