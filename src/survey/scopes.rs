//! Which files are those of one language.

use std::collections::BTreeMap;

use super::Survey;
use super::house::ENOUGH;
use crate::lang::Language;

/// Where the articles of other languages lie than that of most.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scopes {
    /// Languages whose articles have files of their own, with the globs of these.
    pub own: Vec<(Language, Vec<String>)>,
    /// Languages whose articles lie among those of others.
    pub beside: Vec<Language>,
}

impl Survey {
    /// The language of most articles.
    #[must_use]
    pub fn main_language(&self) -> Option<Language> {
        let mut known = self.languages.iter().map(|(language, _)| *language);
        known.find(|language| *language != Language::Und)
    }

    /// Where the articles of the other languages lie: in folders of their own (`en/…`), under names of
    /// their own (`….en.md`), or among the others.
    #[must_use]
    pub fn scopes(&self) -> Scopes {
        let main = self.main_language();
        let mut scopes = Scopes::default();
        let others = self.languages.iter().filter(|(language, articles)| {
            Some(*language) != main && *language != Language::Und && *articles > 0
        });
        for &(language, articles) in others {
            if articles < ENOUGH {
                scopes.beside.push(language);
                continue;
            }
            let folders = self.globs(language, articles, |name| {
                let (folder, _) = name
                    .split_once('/')
                    .filter(|(folder, _)| !folder.is_empty())?;
                (!folder.contains(SPECIAL) && folder != "..").then(|| format!("{folder}/**"))
            });
            let globs = folders.or_else(|| {
                let mark = format!(".{}.", language.tag());
                self.globs(language, articles, |name| {
                    name.contains(&mark).then(|| format!("**/*{mark}*"))
                })
            });
            match globs {
                Some(globs) => scopes.own.push((language, globs)),
                None => scopes.beside.push(language),
            }
        }
        scopes
    }

    /// The globs that take in nearly all articles of a language, and hardly any other.
    fn globs(
        &self,
        language: Language,
        articles: usize,
        glob_of: impl Fn(&str) -> Option<String>,
    ) -> Option<Vec<String>> {
        let mut globs: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (name, of) in self.articles.iter().zip(&self.article_languages) {
            if let Some(glob) = glob_of(name) {
                let (own, all) = globs.entry(glob).or_default();
                *own += usize::from(*of == language);
                *all += 1;
            }
        }
        globs.retain(|_, (own, all)| nearly_all(*own, *all));
        let taken_in = globs.values().map(|(own, _)| own).sum();
        nearly_all(taken_in, articles).then(|| globs.into_keys().collect())
    }
}

/// Characters with a meaning of their own in a glob.
const SPECIAL: [char; 7] = ['*', '?', '[', ']', '{', '}', '\\'];

/// 19 of 20: a stray article in another language is no reason to mix the styles of two.
fn nearly_all(some: usize, all: usize) -> bool {
    all > 0 && some * 20 >= all * 19
}
