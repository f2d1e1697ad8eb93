//! What is laid over what: the built-in rules, styles, the configuration, its overrides. The last
//! one that sets a value wins, and each value remembers where it was set.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::file::Ignore;
use super::style::{ActiveRule, Adjustment, Rule};
use crate::article::BlockKind;
use crate::article::{PageScope, Selector};
use crate::check::{OptionValue, Options};
use crate::finding::Level;
use crate::lang::Lang;

/// Where a value was set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Nowhere: what holds without a configuration.
    Default,
    /// In a built-in style.
    Style(String),
    /// In a file.
    File {
        /// The file, as reports show it.
        path: Arc<str>,
        /// The line, from 1.
        line: u32,
        /// The override that it was set in, from 1.
        override_number: Option<usize>,
        /// The key under `[style]` whose example it was read from.
        example: Option<&'static str>,
    },
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::Style(name) => write!(f, "built-in style `{name}`"),
            Self::File {
                path,
                line,
                override_number,
                example,
            } => {
                write!(f, "{path}:{line}")?;
                match (override_number, example) {
                    (None, None) => Ok(()),
                    (Some(number), None) => write!(f, " (override {number})"),
                    (None, Some(key)) => write!(f, " (example `{key}`)"),
                    (Some(number), Some(key)) => {
                        write!(f, " (override {number}, example `{key}`)")
                    }
                }
            }
        }
    }
}

/// A value, and where it was set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Valued<T> {
    /// The value.
    pub value: T,
    /// Where it was set.
    pub origin: Origin,
}

impl<T> Valued<T> {
    pub(super) fn new(value: T, origin: &Origin) -> Self {
        Self {
            value,
            origin: origin.clone(),
        }
    }
}

/// One value that a layer sets in one rule.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The rule's id.
    pub(super) rule: String,
    /// Whether it was said of the rule's family.
    pub(super) of_family: bool,
    /// What is set.
    pub(super) change: Change,
    /// Where.
    pub(super) origin: Origin,
}

/// What can be set in a rule.
#[derive(Clone, Debug)]
pub(super) enum Change {
    /// The level; `None`: off.
    Level(Option<Level>),
    /// The languages; none: all.
    Langs(Vec<Lang>),
    /// The kinds of blocks; none: all.
    Blocks(Vec<BlockKind>),
    /// An option.
    Option(String, OptionValue),
    /// A new example under this key of `[style]`: what an earlier one said is forgotten.
    Forget(&'static str),
}

/// A style as it is laid over what comes before it.
#[derive(Clone, Debug)]
pub(super) struct StyleLayer {
    /// A built-in style's name, or a file's path: the same style is laid once.
    pub(super) identity: String,
    /// The rules that it brings.
    pub(super) rules: Vec<(Arc<Rule>, Origin)>,
    /// What it sets in rules of other styles.
    pub(super) settings: Vec<Setting>,
}

/// What the top of a configuration, or one override, lays over what comes before it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// The styles that it extends, those that they build on before them.
    pub(super) styles: Vec<StyleLayer>,
    /// What it sets itself.
    pub(super) settings: Vec<Setting>,
}

/// The settings that an adjustment of a style stands for.
pub(super) fn settings_of(adjustment: &Adjustment, origin: &Origin, into: &mut Vec<Setting>) {
    let options = adjustment
        .options
        .iter()
        .map(|(name, value)| Change::Option(name.to_owned(), value.clone()));
    let changes = options
        .chain(adjustment.langs.clone().map(Change::Langs))
        .chain(adjustment.blocks.clone().map(Change::Blocks))
        .chain(adjustment.level.map(Change::Level));
    into.extend(changes.map(|change| Setting {
        rule: adjustment.id.clone(),
        of_family: false,
        change,
        origin: origin.clone(),
    }));
}

/// A rule as it stands after all layers, on or off.
#[derive(Clone, Debug)]
pub struct RuleState {
    /// The rule, its words and documentation.
    pub rule: Arc<Rule>,
    /// The style that brings the rule.
    pub origin: Origin,
    /// The level of its findings; `None`: off.
    pub level: Valued<Option<Level>>,
    /// The languages that it is for; none: all.
    pub langs: Valued<Vec<Lang>>,
    /// The kinds of blocks that it is for; none: all.
    pub blocks: Valued<Vec<BlockKind>>,
    /// Its options, in the order in which they were first set.
    pub options: Vec<(String, Valued<OptionValue>)>,
    /// Whether a layer gave a level; setting an option then changes it no more.
    level_given: bool,
    /// The level that was given to the family while the rule was off.
    family_level: Option<Valued<Level>>,
}

impl RuleState {
    fn new(rule: &Arc<Rule>, origin: &Origin) -> Self {
        Self {
            level: Valued::new(rule.level, origin),
            langs: Valued::new(rule.langs.clone(), origin),
            blocks: Valued::new(rule.blocks.clone(), origin),
            options: rule
                .options
                .iter()
                .map(|(name, value)| (name.to_owned(), Valued::new(value.clone(), origin)))
                .collect(),
            level_given: false,
            family_level: None,
            rule: Arc::clone(rule),
            origin: origin.clone(),
        }
    }

    fn apply(&mut self, setting: &Setting) {
        let origin = &setting.origin;
        match &setting.change {
            // A family's level is no wish for the rules of taste in it: those stay off until they
            // are named or given an option.
            Change::Level(Some(level)) if setting.of_family && self.level.value.is_none() => {
                self.family_level = Some(Valued::new(*level, origin));
            }
            Change::Level(level) => {
                self.level = Valued::new(*level, origin);
                self.level_given = true;
                self.family_level = None;
            }
            Change::Langs(langs) if setting.of_family => {
                let narrowed = narrow(&self.langs.value, langs, common_lang);
                self.narrow_to(narrowed, origin, |state| &mut state.langs);
            }
            Change::Langs(langs) => self.langs = Valued::new(langs.clone(), origin),
            Change::Blocks(blocks) if setting.of_family => {
                let narrowed = narrow(&self.blocks.value, blocks, |a, b| (a == b).then_some(a));
                self.narrow_to(narrowed, origin, |state| &mut state.blocks);
            }
            Change::Blocks(blocks) => self.blocks = Valued::new(blocks.clone(), origin),
            Change::Forget(key) => self.forget(key),
            Change::Option(name, value) => {
                let value = Valued::new(value.clone(), origin);
                match self.options.iter_mut().find(|(known, _)| known == name) {
                    Some((_, old)) => *old = value,
                    None => self.options.push((name.clone(), value)),
                }
                if self.level_given {
                    return;
                }
                if let Some(configured) = self.rule.configured_level {
                    self.level = match &self.family_level {
                        Some(given) => Valued::new(Some(given.value), &given.origin),
                        None => Valued::new(Some(configured), origin),
                    };
                }
            }
        }
    }

    /// Takes back the options that were read from an example, and the level that they asked for.
    fn forget(&mut self, key: &'static str) {
        let before = self.options.len();
        self.options.retain(|(_, option)| {
            !matches!(option.origin, Origin::File { example: Some(known), .. } if known == key)
        });
        if self.options.len() == before {
            return;
        }
        for (name, value) in self.rule.options.iter() {
            if !self.options.iter().any(|(known, _)| known == name) {
                let value = Valued::new(value.clone(), &self.origin);
                self.options.push((name.to_owned(), value));
            }
        }
        let rules_own = |(_, option): &(_, Valued<_>)| option.origin == self.origin;
        if !self.level_given && self.options.iter().all(rules_own) {
            self.level = Valued::new(self.rule.level, &self.origin);
        }
    }

    /// A family may hold rules for several languages: what is said of the family makes none of
    /// them wider. A rule that is left with nothing is off.
    fn narrow_to<T>(
        &mut self,
        narrowed: Option<Vec<T>>,
        origin: &Origin,
        field: impl Fn(&mut Self) -> &mut Valued<Vec<T>>,
    ) {
        match narrowed {
            Some(values) => *field(self) = Valued::new(values, origin),
            None => {
                self.level = Valued::new(None, origin);
                self.level_given = true;
            }
        }
    }

    /// The rule as the linter takes it; `None` where it is off.
    #[must_use]
    pub fn active(&self) -> Option<ActiveRule> {
        let mut options = Options::default();
        let mut option_places = BTreeMap::new();
        for (name, option) in &self.options {
            options.set(name, option.value.clone());
            if let Origin::File { path, line, .. } = &option.origin {
                option_places.insert(name.clone(), (path.to_string(), *line));
            }
        }
        Some(ActiveRule {
            rule: Arc::clone(&self.rule),
            level: self.level.value?,
            langs: self.langs.value.clone(),
            blocks: self.blocks.value.clone(),
            options,
            option_places,
        })
    }
}

/// What two lists have in common, where an empty one stands for everything; `None`: nothing.
fn narrow<T: Copy + PartialEq>(
    a: &[T],
    b: &[T],
    common: impl Fn(T, T) -> Option<T>,
) -> Option<Vec<T>> {
    if a.is_empty() || b.is_empty() {
        return Some(if a.is_empty() { b } else { a }.to_vec());
    }
    let mut both = Vec::new();
    for &a in a {
        for value in b.iter().filter_map(|&b| common(a, b)) {
            if !both.contains(&value) {
                both.push(value);
            }
        }
    }
    (!both.is_empty()).then_some(both)
}

fn common_lang(a: Lang, b: Lang) -> Option<Lang> {
    if a.holds_for(b) {
        Some(b)
    } else {
        b.holds_for(a).then_some(a)
    }
}

/// What holds for the paths that the same overrides match.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Every rule that is known there, by id, on or off.
    pub states: Vec<RuleState>,
    /// The language of articles that don't say.
    pub lang: Option<Valued<Lang>>,
    /// Where the article stands in HTML pages.
    pub html: HtmlKeys,
    /// What is not reported, by the text found.
    pub ignores: Vec<Valued<Ignore>>,
    /// The day on which suppressions are or are not overdue.
    pub today: Option<Date>,
}

/// The keys of `[html]`, each with what it says where it is there.
#[derive(Clone, Debug, Default)]
pub struct HtmlKeys {
    /// What holds the article.
    pub content: Option<Valued<Vec<Selector>>>,
    /// What is never read.
    pub ignore: Option<Valued<Vec<Selector>>>,
}

impl HtmlKeys {
    /// Takes over the keys that `other` has.
    pub(super) fn update(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.content, &other.content),
            (&mut self.ignore, &other.ignore),
        ] {
            if other.is_some() {
                own.clone_from(other);
            }
        }
    }

    /// What a reader needs of them.
    #[must_use]
    pub fn page(&self) -> PageScope {
        let list = |key: &Option<Valued<Vec<Selector>>>| {
            key.as_ref().map_or_else(Vec::new, |key| key.value.clone())
        };
        PageScope {
            content: list(&self.content),
            ignore: list(&self.ignore),
        }
    }
}

impl Profile {
    /// The rules that are on, by id.
    #[must_use]
    pub fn rules(&self) -> Vec<ActiveRule> {
        self.states.iter().filter_map(RuleState::active).collect()
    }

    /// A rule's state.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&RuleState> {
        self.states
            .binary_search_by(|state| state.rule.id.as_str().cmp(id))
            .ok()
            .map(|at| &self.states[at])
    }

    /// Where a rule's option was set.
    #[must_use]
    pub fn option_origin(&self, id: &str, option: &str) -> Option<&Origin> {
        let (_, value) = self
            .state(id)?
            .options
            .iter()
            .find(|(name, _)| name == option)?;
        Some(&value.origin)
    }
}

/// Lays scopes over the base, in order. A style that is there already is not laid again, so an
/// override that names it once more takes back nothing that was set since.
pub(super) fn resolve<'s>(
    base: &[Arc<Rule>],
    scopes: impl Iterator<Item = &'s Scope>,
) -> Vec<RuleState> {
    let origin = Origin::Style("base".to_owned());
    let mut states: BTreeMap<&str, RuleState> = base
        .iter()
        .map(|rule| (rule.id.as_str(), RuleState::new(rule, &origin)))
        .collect();
    let mut laid = BTreeSet::from(["base"]);
    for scope in scopes {
        for style in &scope.styles {
            if !laid.insert(&style.identity) {
                continue;
            }
            for (rule, origin) in &style.rules {
                states.insert(&rule.id, RuleState::new(rule, origin));
            }
            set(&mut states, &style.settings);
        }
        set(&mut states, &scope.settings);
    }
    states.into_values().collect()
}

fn set(states: &mut BTreeMap<&str, RuleState>, settings: &[Setting]) {
    for setting in settings {
        // A rule of an override's style is unknown to the paths that the override does not match.
        if let Some(state) = states.get_mut(setting.rule.as_str()) {
            state.apply(setting);
        }
    }
}
