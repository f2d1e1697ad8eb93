//! The house style that most articles follow.

use crate::check::{CheckDef, Majority};
use crate::checks::{CHECKS, PRACTICES};
use crate::lang::Language;
use crate::practice::{Chosen, Convention, Practice, value_of};

use super::{Count, Forms, Survey};

/// How many articles at the least have to show what the house does.
pub(super) const ENOUGH: usize = 3;

/// Another language in the same files is listened to where one article of so many is in it.
const FEW: usize = 20;

/// What the forms of a convention say about the house.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Most articles have this way: at least three, and three times all others together.
    Clear(usize),
    /// Articles have several ways, or this one in too few articles beside others.
    Mixed(usize),
    /// This way is nearly everywhere, but no house style can ask for it.
    Refused(usize),
    /// Too few articles to say.
    Few(usize),
}

impl Verdict {
    /// The way of most articles.
    #[must_use]
    pub fn leader(self) -> usize {
        match self {
            Self::Clear(way) | Self::Mixed(way) | Self::Refused(way) | Self::Few(way) => way,
        }
    }
}

impl Count {
    /// What all articles together say about the house.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let Forms { forms, .. } = &self.all;
        let Some(first) = forms.first() else {
            return Verdict::Few(0);
        };
        let (most, all) = (first.articles.len(), self.all.articles());
        let clear = most == all || Majority::of(most, all - most) == Some(Majority::Strong);
        match first.way {
            way if all < ENOUGH => Verdict::Few(way),
            way if !clear => Verdict::Mixed(way),
            way if !self.convention.can_ask_for(way) => Verdict::Refused(way),
            way => Verdict::Clear(way),
        }
    }
}

/// A key under `[style]`, or a rule that has none, and what the articles say about it.
#[derive(Clone, Debug)]
pub struct Line<'s> {
    /// The key; none where only `[rules]` can ask for it.
    pub key: Option<&'static str>,
    /// The counts.
    pub counts: Vec<&'s Count>,
    /// The example that asks for what most articles do, where the articles are clear in all of its
    /// sides.
    pub example: Option<String>,
    /// The example that asks for the way of most articles, clear or not.
    pub leading: Option<String>,
    /// Where there is no example: what the articles are clear about, as options of rules. Each with
    /// its value in TOML.
    pub options: Vec<(&'static str, Vec<(&'static str, String)>)>,
    /// Languages of the same files that do otherwise, so that nothing is asked for.
    pub against: Vec<Language>,
}

impl Line<'_> {
    /// The key, else the rule.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let rule = self
            .counts
            .first()
            .map_or("", |count| count.convention.rule);
        self.key.unwrap_or(rule)
    }

    /// Whether the configuration asks for something.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.against.is_empty() && (self.example.is_some() || !self.options.is_empty())
    }
}

/// The house style of the articles of one language.
#[derive(Clone, Debug)]
pub struct House<'s> {
    /// The language.
    pub language: Language,
    /// Its lines, in the order of a style guide; keys without any article are left out.
    pub lines: Vec<Line<'s>>,
}

impl<'s> House<'s> {
    /// The style of a language's articles. `answer` gives the way of a convention that was asked
    /// for; `beside` gives, for a key or else a rule, the other languages for which the style would
    /// hold as well (`judges`: whether a rule is for a language).
    #[must_use]
    pub fn of(
        survey: &'s Survey,
        language: Language,
        answer: &dyn Fn(&Count) -> Option<Option<usize>>,
        beside: &dyn Fn(&str) -> Vec<Language>,
        judges: &dyn Fn(&str, Language) -> bool,
    ) -> Self {
        let mut lines: Vec<Line<'s>> = Vec::new();
        let mut done: Vec<&str> = Vec::new();
        for (_, practice) in PRACTICES {
            if practice.key.is_some_and(|key| done.contains(&key)) {
                continue;
            }
            done.extend(practice.key);
            let together: Vec<&Practice> = PRACTICES
                .iter()
                .map(|(_, other)| *other)
                .filter(|other| {
                    std::ptr::eq(*other, *practice)
                        || practice.key.is_some() && other.key == practice.key
                })
                .collect();
            lines.extend(line(survey, language, &together, answer, beside, judges));
        }
        Self { language, lines }
    }
}

fn line<'s>(
    survey: &'s Survey,
    language: Language,
    practices: &[&Practice],
    answer: &dyn Fn(&Count) -> Option<Option<usize>>,
    beside: &dyn Fn(&str) -> Vec<Language>,
    judges: &dyn Fn(&str, Language) -> bool,
) -> Option<Line<'s>> {
    let conventions: Vec<&'static Convention> = practices
        .iter()
        .flat_map(|practice| practice.conventions)
        .copied()
        .collect();
    let count_of = |language, convention: &Convention| {
        survey
            .of_language(language)
            .find(|count| std::ptr::eq(count.convention, convention))
    };
    let counts: Vec<&Count> = conventions
        .iter()
        .filter_map(|convention| count_of(language, convention))
        .collect();
    if counts.is_empty() {
        return None;
    }
    let clear = |count: &Count| match (answer(count), count.verdict()) {
        (Some(answered), _) => answered,
        (None, Verdict::Clear(way)) => Some(way),
        (None, _) => None,
    };
    let leader = |count: &Count| {
        let way = count.verdict().leader();
        count.convention.can_ask_for(way).then_some(way)
    };
    let choose = |way_of: &dyn Fn(&Count) -> Option<usize>| {
        let way = |convention: &'static Convention| {
            let count = count_of(language, convention)?;
            Some(convention.way(way_of(count)?))
        };
        let mut chosen = Chosen::new(
            conventions
                .iter()
                .map(|&known| (known, way(known)))
                .collect(),
        );
        for practice in practices {
            (practice.settle)(&mut chosen);
        }
        chosen
    };
    let (chosen, leading) = (choose(&clear), choose(&leader));
    let key = practices[0].key;
    let example = key.and_then(|key| example(key, &chosen, language));
    let options = if example.is_some() {
        Vec::new()
    } else {
        options(&chosen)
    };
    // What is asked of one language is asked of every other one in the same files.
    let differs = |other: Language| {
        chosen.ways().iter().any(|(convention, way)| {
            let (Some(way), Some(own)) = (way, count_of(language, convention)) else {
                return false;
            };
            count_of(other, convention).is_some_and(|count| {
                let leader = convention.way(count.verdict().leader());
                let many = count.all.articles() * FEW >= own.all.articles();
                judges(convention.rule, other) && many && leader != *way
            })
        })
    };
    let holds_for = |other| practices.iter().all(|p| (p.holds_for)(&chosen, other));
    let against = beside(key.unwrap_or(conventions[0].rule))
        .into_iter()
        .filter(|&other| holds_for(other) && differs(other))
        .collect();
    Some(Line {
        key,
        counts,
        example,
        leading: key.and_then(|key| self::example(key, &leading, language)),
        options,
        against,
    })
}

/// The example of a key that asks for what is chosen and for nothing else, as its own reader reads it.
fn example(key: &str, chosen: &Chosen, language: Language) -> Option<String> {
    let of_key = |practice: &Practice| practice.key == Some(key);
    let mut practices = PRACTICES.iter().filter(|(_, practice)| of_key(practice));
    let (check, write) =
        practices.find_map(|(check, practice)| Some((check.example?, practice.example?)))?;
    let text = write(chosen, language)?;
    let options = (check.read)(&text).ok()?;
    (!options.is_empty() && chosen.allows(&options)).then_some(text)
}

/// What is chosen, as options of rules.
fn options(chosen: &Chosen) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let mut rules: Vec<(&'static str, Vec<(&'static str, String)>)> = Vec::new();
    for (convention, way) in chosen.ways() {
        let (Some(way), Some(kind)) = (way, kind_of(convention)) else {
            continue;
        };
        let option = (convention.option, value_of(way, kind).to_string());
        match rules.iter_mut().find(|(rule, _)| *rule == convention.rule) {
            Some((_, options)) => options.push(option),
            None => rules.push((convention.rule, vec![option])),
        }
    }
    rules
}

/// What the option of a convention takes.
fn kind_of(convention: &Convention) -> Option<crate::check::OptionKind> {
    let of = |(_, practice): &&(&CheckDef, &Practice)| {
        let mut own = practice.conventions.iter();
        own.any(|known| std::ptr::eq(*known, convention))
    };
    let (check, _) = PRACTICES.iter().find(of)?;
    let check = CHECKS.iter().find(|known| known.name == check.name)?;
    let option = check
        .options
        .iter()
        .find(|option| option.name == convention.option)?;
    Some(option.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every choice of a way or none for each of some conventions.
    fn choices(conventions: &[&'static Convention]) -> Vec<Chosen> {
        let mut all = vec![Vec::new()];
        for convention in conventions {
            let ways = convention.ways.iter().copied().map(Some).chain([None]);
            let ways: Vec<_> = ways.collect();
            all = all
                .iter()
                .flat_map(|before: &Vec<_>| {
                    ways.iter().map(move |way| {
                        let mut chosen = before.clone();
                        chosen.push((*convention, *way));
                        chosen
                    })
                })
                .collect();
        }
        all.into_iter().map(Chosen::new).collect()
    }

    #[test]
    fn an_example_is_read_as_what_it_was_written_for() {
        for language in [Language::Ar, Language::En, Language::Fr, Language::Fa] {
            for (_, practice) in PRACTICES {
                let Some(key) = practice.key.filter(|_| practice.example.is_some()) else {
                    continue;
                };
                let conventions: Vec<_> = PRACTICES
                    .iter()
                    .filter(|(_, other)| other.key == Some(key))
                    .flat_map(|(_, other)| other.conventions.iter().copied())
                    .collect();
                let mut written = 0;
                for mut chosen in choices(&conventions) {
                    (practice.settle)(&mut chosen);
                    written += usize::from(example(key, &chosen, language).is_some());
                }
                // `example` itself refuses what is read otherwise; this says that it writes some.
                assert!(written > 0, "{key} {language:?}");
            }
        }
    }
}
