//! `tarqim.toml`: what it may say, and what follows for one path.

use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Toml, nearest};
use super::extend::{Extended, Extender, Library};
use super::globs::{Globs, GlobsBuilder};
use super::layer::{Change, HtmlKeys, Origin, Profile, Scope, Setting, Valued, resolve};
use super::style::{MessageLang, Rule, read_blocks, read_langs, read_level, read_option_value};
use crate::article::Selector;
use crate::finding::Level;
use crate::lang::Lang;
use crate::source::Source;

/// The editions that this release knows; each pins a set of rules and their levels.
const EDITIONS: &[&str] = &["2026"];

const TOP_KEYS: &[&str] = &[
    "edition",
    "extends",
    "lang",
    "messages",
    "fail-on",
    "exclude",
    "html",
    "style",
    "rules",
    "ignores",
    "overrides",
];

const OVERRIDE_KEYS: &[&str] = &[
    "files", "extends", "lang", "until", "html", "style", "rules", "ignores",
];

const IGNORE_KEYS: &[&str] = &["rules", "text", "reason", "until"];

const HTML_KEYS: &[&str] = &["content", "ignore"];

/// The keys that every rule's table may have beside its options.
const SETTING_KEYS: &[&str] = &["level", "lang", "blocks"];

/// The least level that fails a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailOn {
    /// That level and those above it.
    Level(Level),
    /// No level.
    Never,
}

impl FailOn {
    /// The name in a configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Level(level) => level.name(),
            Self::Never => "never",
        }
    }
}

/// Findings that are not reported, by the text found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ignore {
    /// Ids of rules and families.
    pub rules: Vec<String>,
    /// The texts, each matched whole and folded.
    pub texts: Vec<String>,
    /// Why.
    pub reason: Option<String>,
    /// The day up to which it is meant to hold; it holds on, with a warning.
    pub until: Option<Date>,
}

/// What reading a configuration needs from outside: it does no I/O of its own.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// Reads a file by its absolute path.
    pub read: &'a (dyn Fn(&Path) -> io::Result<String> + Sync),
    /// The name of a path in reports.
    pub name: &'a (dyn Fn(&Path) -> String + Sync),
    /// The day on which overrides are or are not overdue.
    pub today: Date,
    /// The checks and the built-in styles.
    pub library: &'a Library,
}

/// A configuration that was understood.
#[derive(Debug)]
pub struct Config {
    /// The file as reports show it; `None`: no file, `base` alone.
    pub name: Option<String>,
    /// What globs are relative to; empty without a file.
    folder: PathBuf,
    /// The edition that pins the rules and their levels.
    pub edition: Valued<&'static str>,
    /// The language of articles that don't say.
    pub lang: Option<Valued<Lang>>,
    /// The language of messages.
    pub messages: Option<Valued<MessageLang>>,
    /// The least level that fails.
    pub fail_on: Option<Valued<FailOn>>,
    /// The globs of what is left out, as written.
    pub exclude: Vec<Valued<String>>,
    excluding: Globs,
    html: HtmlKeys,
    ignores: Vec<Valued<Ignore>>,
    pub(super) today: Option<Date>,
    pub(super) overrides: Vec<Override>,
    overriding: Globs,
    base: Vec<Arc<Rule>>,
    scope: Scope,
    /// What is no mistake, and should be seen to: overdue overrides, a file that is passed over.
    pub warnings: Vec<ConfigError>,
}

/// What holds for some paths only.
#[derive(Debug)]
pub(super) struct Override {
    pub(super) files: Vec<String>,
    pub(super) until: Option<Date>,
    pub(super) lang: Option<Valued<Lang>>,
    html: HtmlKeys,
    ignores: Vec<Valued<Ignore>>,
    pub(super) line: u32,
    scope: Scope,
}

/// The overrides that match a path: paths with equal ones share a profile.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Matching(Vec<usize>);

impl Matching {
    /// The overrides by their place in the file, from 0.
    #[must_use]
    pub fn overrides(&self) -> &[usize] {
        &self.0
    }
}

impl Config {
    /// No file: the style `base` alone.
    #[must_use]
    pub fn base(library: &Library) -> Self {
        Self {
            name: None,
            folder: PathBuf::new(),
            edition: Valued::new(EDITIONS[EDITIONS.len() - 1], &Origin::Default),
            lang: None,
            messages: None,
            fail_on: None,
            exclude: Vec::new(),
            excluding: Globs::default(),
            html: HtmlKeys::default(),
            ignores: Vec::new(),
            today: None,
            overrides: Vec::new(),
            overriding: Globs::default(),
            base: library.base.clone(),
            scope: Scope::default(),
            warnings: Vec::new(),
        }
    }

    /// The overrides that match a file (its absolute path, without `.` and `..`).
    #[must_use]
    pub fn matching(&self, file: &Path) -> Matching {
        Matching(
            self.inside(file)
                .map_or_else(Vec::new, |path| self.overriding.owners(path)),
        )
    }

    /// What holds for the files that these overrides match.
    #[must_use]
    pub fn profile(&self, matching: &Matching) -> Profile {
        let overrides = || matching.0.iter().map(|&index| &self.overrides[index]);
        let scopes = overrides().map(|part| &part.scope);
        let mut html = self.html.clone();
        for part in overrides() {
            html.update(&part.html);
        }
        Profile {
            html,
            ignores: (self.ignores.iter())
                .chain(overrides().flat_map(|part| &part.ignores))
                .cloned()
                .collect(),
            today: self.today,
            states: resolve(&self.base, std::iter::once(&self.scope).chain(scopes)),
            lang: overrides()
                .filter_map(|part| part.lang.clone())
                .next_back()
                .or_else(|| self.lang.clone()),
        }
    }

    /// What would hold for a file that all overrides match: it knows every rule that any file can
    /// have.
    #[must_use]
    pub fn widest_profile(&self) -> Profile {
        self.profile(&Matching((0..self.overrides.len()).collect()))
    }

    /// Whether a file or a folder (its absolute path, without `.` and `..`) is left out, itself or
    /// with a folder that it lies in.
    #[must_use]
    pub fn excludes(&self, path: &Path) -> bool {
        self.excluded_by(path).is_some()
    }

    /// The glob that leaves a path out.
    #[must_use]
    pub fn excluded_by(&self, path: &Path) -> Option<&Valued<String>> {
        let glob = self.excluding.covering(self.inside(path)?)?;
        Some(&self.exclude[glob])
    }

    /// The folder that the configuration stands in; `None` without a file.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.name.as_ref().map(|_| self.folder.as_path())
    }

    /// A path relative to the configuration's folder; `None` outside of it, where no glob matches.
    fn inside<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        self.name.as_ref()?;
        path.strip_prefix(&self.folder).ok()
    }
}

/// Reads a configuration by its absolute path.
///
/// # Errors
/// Everything in it, and in the styles that it builds on, that is not understood.
pub fn load(path: &Path, around: &Surroundings<'_>) -> Result<Config, Vec<ConfigError>> {
    match (around.read)(path) {
        Ok(text) => parse(path, text, around),
        Err(error) => Err(vec![unreadable(path, around, &error)]),
    }
}

/// A file that can't be read.
pub(super) fn unreadable(path: &Path, around: &Surroundings<'_>, error: &io::Error) -> ConfigError {
    ConfigError::whole(&(around.name)(path), format!("can't be read: {error}"))
}

/// Reads a configuration's text.
pub(super) fn parse(
    path: &Path,
    text: String,
    around: &Surroundings<'_>,
) -> Result<Config, Vec<ConfigError>> {
    let source = Source::new((around.name)(path), text);
    let folder = path.parent().unwrap_or(Path::new(""));
    let file_name = Path::new(path.file_name().unwrap_or_default());
    let mut reader = Reader {
        toml: Toml::new(&source),
        around,
        extender: Extender::new(around, folder, file_name),
        path: source.name().into(),
        known: around.library.base.clone(),
        config: Config {
            name: Some(source.name().to_owned()),
            folder: folder.to_owned(),
            today: Some(around.today),
            ..Config::base(around.library)
        },
    };
    if let Some(root) = reader.toml.parse() {
        reader.root(root.get_ref());
    }
    let mut errors = reader.toml.into_errors();
    errors.append(&mut reader.extender.errors);
    // A style that several overrides build on is read for each of them.
    let mut told = Vec::new();
    for error in errors {
        if !told.contains(&error) {
            told.push(error);
        }
    }
    if told.is_empty() {
        Ok(reader.config)
    } else {
        Err(told)
    }
}

/// Reads one configuration.
struct Reader<'r> {
    toml: Toml<'r>,
    around: &'r Surroundings<'r>,
    extender: Extender<'r>,
    path: Arc<str>,
    /// The rules that are known so far.
    known: Vec<Arc<Rule>>,
    config: Config,
}

impl Reader<'_> {
    fn root(&mut self, root: &DeTable<'_>) {
        for (key, value) in root {
            let name = key.get_ref().as_ref();
            let origin = self.origin(key.span(), None);
            match name {
                "edition" => self.edition(value, &origin),
                "lang" => self.config.lang = self.lang(value, &origin),
                "messages" => {
                    let lang = self.one_of(name, value, &["en", "ar"]);
                    self.config.messages = lang.map(|lang| {
                        let lang = match lang {
                            0 => MessageLang::En,
                            _ => MessageLang::Ar,
                        };
                        Valued::new(lang, &origin)
                    });
                }
                "fail-on" => {
                    let known = ["hint", "warning", "error", "never"];
                    let level = self.one_of(name, value, &known);
                    self.config.fail_on = level.map(|level| {
                        let level = Level::parse(known[level]);
                        Valued::new(level.map_or(FailOn::Never, FailOn::Level), &origin)
                    });
                }
                "exclude" => {
                    let mut globs = GlobsBuilder::default();
                    for (glob, span) in self.toml.strings(name, value) {
                        let origin = self.origin(span.clone(), None);
                        globs.add(&mut self.toml, &glob, span, self.config.exclude.len());
                        self.config.exclude.push(Valued::new(glob, &origin));
                    }
                    self.config.excluding = globs.build(&mut self.toml);
                }
                "html" => self.config.html = self.html(value, None),
                "extends" | "style" | "rules" | "ignores" | "overrides" => {}
                _ => self.unknown_top(name, key.span()),
            }
        }
        let scope = self.scope(root, None);
        self.config.scope = scope;
        self.config.ignores = self.ignores(root, None);
        if let Some(overrides) = root.get("overrides") {
            self.overrides(overrides);
        }
    }

    /// Someone who writes a family's or a rule's key at the top is told where it belongs.
    fn unknown_top(&mut self, name: &str, span: Range<usize>) {
        let at_home = |table: &str| format!("unknown key `{name}`; it belongs under `[{table}]`");
        if self.example_keys().contains(&name) {
            self.toml.error(span, at_home("style"));
        } else if self.knows(name) {
            self.toml.error(span, at_home("rules"));
        } else {
            self.toml.unknown("key", span, name, TOP_KEYS);
        }
    }

    fn edition(&mut self, value: &Spanned<DeValue<'_>>, origin: &Origin) {
        let Some(edition) = self.toml.string("edition", value) else {
            return;
        };
        match EDITIONS.iter().find(|known| **known == edition) {
            Some(known) => self.config.edition = Valued::new(known, origin),
            None => self.toml.error(
                value.span(),
                format!(
                    "unknown edition `{edition}`; this release knows {}",
                    quoted(EDITIONS)
                ),
            ),
        }
    }

    fn lang(&mut self, value: &Spanned<DeValue<'_>>, origin: &Origin) -> Option<Valued<Lang>> {
        let tag = self.toml.string("lang", value)?;
        let lang = Lang::parse(&tag);
        if lang.is_none() {
            let message = format!("`{tag}` is no language that tarqim knows");
            self.toml.error(value.span(), message);
        }
        Some(Valued::new(lang?, origin))
    }

    fn html(&mut self, value: &Spanned<DeValue<'_>>, number: Option<usize>) -> HtmlKeys {
        let mut keys = HtmlKeys::default();
        let Some(table) = self.toml.table("html", value) else {
            return keys;
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let place = match name {
                "content" => &mut keys.content,
                "ignore" => &mut keys.ignore,
                _ => {
                    self.toml.unknown("key", key.span(), name, HTML_KEYS);
                    continue;
                }
            };
            let mut selectors = Vec::new();
            for (text, span) in self.toml.strings(name, value) {
                match Selector::parse(&text) {
                    Ok(selector) => selectors.push(selector),
                    Err(reason) => {
                        let message = format!("`{text}` is no selector: {reason}");
                        self.toml.error(span, message);
                    }
                }
            }
            *place = Some(Valued::new(selectors, &self.origin(key.span(), number)));
        }
        keys
    }

    /// The place of a string among those that are allowed.
    fn one_of(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        allowed: &[&str],
    ) -> Option<usize> {
        let text = self.toml.string(key, value)?;
        let at = allowed.iter().position(|allowed| *allowed == text);
        if at.is_none() {
            let message = format!("`{key}` takes one of {}, not `{text}`", quoted(allowed));
            self.toml.error(value.span(), message);
        }
        at
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(overrides) = value.get_ref().as_array() else {
            self.toml
                .wrong_type("overrides", value, "tables under [[overrides]]");
            return;
        };
        let mut globs = GlobsBuilder::default();
        for (index, value) in overrides.iter().enumerate() {
            let Some(table) = self.toml.table("overrides", value) else {
                continue;
            };
            let part = self.one_override(table, value.span(), index, &mut globs);
            self.config.overrides.push(part);
        }
        self.config.overriding = globs.build(&mut self.toml);
    }

    fn one_override(
        &mut self,
        table: &DeTable<'_>,
        span: Range<usize>,
        index: usize,
        globs: &mut GlobsBuilder,
    ) -> Override {
        let number = Some(index + 1);
        let mut part = Override {
            files: Vec::new(),
            until: None,
            lang: None,
            html: HtmlKeys::default(),
            ignores: Vec::new(),
            line: self.toml.line(span.clone()),
            scope: Scope::default(),
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let origin = self.origin(key.span(), number);
            match name {
                "files" => {
                    if value
                        .get_ref()
                        .as_array()
                        .is_some_and(|array| array.is_empty())
                    {
                        self.toml.error(
                            value.span(),
                            "`files` is empty: the override would hold for no file",
                        );
                    }
                    for (glob, span) in self.toml.strings(name, value) {
                        globs.add(&mut self.toml, &glob, span, index);
                        part.files.push(glob);
                    }
                }
                "lang" => part.lang = self.lang(value, &origin),
                "until" => part.until = self.date(name, value),
                "html" => part.html = self.html(value, number),
                "extends" | "style" | "rules" | "ignores" => {}
                _ => self.toml.unknown("key", key.span(), name, OVERRIDE_KEYS),
            }
        }
        if !table.keys().any(|key| key.get_ref() == "files") {
            let message = "an override needs `files`, such as `files = [\"en/**\"]`";
            self.toml.error(span, message);
        }
        part.scope = self.scope(table, number);
        part.ignores = self.ignores(table, number);
        if let Some(until) = part.until.filter(|until| *until < self.around.today) {
            self.config.warnings.push(ConfigError {
                path: self.path.to_string(),
                line: part.line,
                column: 1,
                message: format!(
                    "the override for {} was to end on {until} and still holds",
                    quoted(&part.files),
                ),
            });
        }
        part
    }

    /// `[[ignores]]`, of the whole configuration or of an override.
    fn ignores(&mut self, table: &DeTable<'_>, number: Option<usize>) -> Vec<Valued<Ignore>> {
        let Some(value) = table.get("ignores") else {
            return Vec::new();
        };
        let Some(entries) = value.get_ref().as_array() else {
            let wanted = "tables under [[ignores]] or [[overrides.ignores]]";
            self.toml.wrong_type("ignores", value, wanted);
            return Vec::new();
        };
        let mut ignores = Vec::new();
        for value in entries.iter() {
            if let Some(table) = self.toml.table("ignores", value) {
                let origin = self.origin(value.span(), number);
                let ignore = self.ignore(table, value.span());
                ignores.push(Valued::new(ignore, &origin));
            }
        }
        ignores
    }

    fn ignore(&mut self, table: &DeTable<'_>, span: Range<usize>) -> Ignore {
        let mut ignore = Ignore {
            rules: Vec::new(),
            texts: Vec::new(),
            reason: None,
            until: None,
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "rules" => {
                    for (rule, span) in self.one_or_more(name, value) {
                        if !self.knows(&rule) {
                            self.unknown_rule(&rule, span);
                        }
                        ignore.rules.push(rule);
                    }
                }
                "text" => {
                    for (text, span) in self.one_or_more(name, value) {
                        if text.trim().is_empty() {
                            self.toml
                                .error(span, "`text` is empty: no finding has that text");
                        }
                        ignore.texts.push(text);
                    }
                }
                "reason" => ignore.reason = self.toml.string(name, value),
                "until" => ignore.until = self.date(name, value),
                _ => self.toml.unknown("key", key.span(), name, IGNORE_KEYS),
            }
        }
        for (name, example) in [("rules", "\"quotes/style\""), ("text", "\"25%\"")] {
            if !table.keys().any(|key| key.get_ref() == name) {
                let message =
                    format!("an entry of `ignores` needs `{name}`, such as `{name} = {example}`");
                self.toml.error(span.clone(), message);
            }
        }
        if let Some(until) = ignore.until.filter(|until| *until < self.around.today) {
            self.config.warnings.push(ConfigError {
                path: self.path.to_string(),
                line: self.toml.line(span),
                column: 1,
                message: format!(
                    "the entry of `ignores` for {} was to end on {until} and still holds",
                    quoted(&ignore.texts),
                ),
            });
        }
        ignore
    }

    /// A string or a list of strings, each with its place.
    fn one_or_more(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<(String, Range<usize>)> {
        match value.get_ref().as_str() {
            Some(text) => vec![(text.to_owned(), value.span())],
            None => self.toml.strings(key, value),
        }
    }

    fn date(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        let date = value
            .get_ref()
            .as_datetime()
            .filter(|date| date.time.is_none() && date.offset.is_none())
            .and_then(|date| date.date)
            .and_then(|date| {
                let year = i16::try_from(date.year).ok()?;
                Date::new(year, date.month as i8, date.day as i8).ok()
            });
        if date.is_none() {
            self.toml
                .wrong_type(key, value, "a day without quotes, such as 2027-01-31");
        }
        date
    }

    /// `extends`, `[style]` and `[rules]`, of the whole configuration or of an override.
    fn scope(&mut self, table: &DeTable<'_>, number: Option<usize>) -> Scope {
        let mut scope = Scope::default();
        if let Some(value) = table.get("extends") {
            let entries = self.toml.strings("extends", value);
            let mut into = Extended {
                known: &mut self.known,
                styles: &mut scope.styles,
            };
            self.extender
                .extend(&mut self.toml, entries, Path::new(""), &mut into);
        }
        if let Some(value) = table.get("style") {
            self.examples(value, number, &mut scope.settings);
        }
        if let Some(value) = table.get("rules") {
            self.rules(value, number, &mut scope.settings);
        }
        scope
    }

    fn example_keys(&self) -> Vec<&'static str> {
        let checks = self.around.library.checks.iter();
        let mut keys: Vec<_> = checks
            .filter_map(|check| Some(check.example?.key))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// `[style]`: the forms by example.
    fn examples(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        number: Option<usize>,
        into: &mut Vec<Setting>,
    ) {
        let Some(table) = self.toml.table("style", value) else {
            return;
        };
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let library = self.around.library;
            let checks = library.checks.iter();
            let readers: Vec<_> = checks
                .filter_map(|check| check.example.filter(|example| example.key == name))
                .collect();
            if readers.is_empty() {
                let keys = self.example_keys();
                self.toml.unknown("key", key.span(), name, &keys);
                continue;
            }
            let Some(text) = self.toml.string(name, value) else {
                continue;
            };
            let origin = self.example_origin(key.span(), number, Some(readers[0].key));
            // A shorter example is no longer one with parts left open: it is the whole form.
            into.extend(self.known.iter().map(|rule| Setting {
                rule: rule.id.clone(),
                of_family: false,
                change: Change::Forget(readers[0].key),
                origin: origin.clone(),
            }));
            for reader in readers {
                match (reader.read)(&text) {
                    Err(reason) => self.toml.error(value.span(), format!("`{name}`: {reason}")),
                    Ok(options) => {
                        into.extend(options.into_iter().map(|(rule, option, value)| Setting {
                            rule: rule.to_owned(),
                            of_family: false,
                            change: Change::Option(option.to_owned(), value),
                            origin: origin.clone(),
                        }))
                    }
                }
            }
        }
    }

    /// `[rules]`: families first, so that what is said of one rule wins over what is said of all
    /// of its family, wherever it stands.
    fn rules(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        number: Option<usize>,
        into: &mut Vec<Setting>,
    ) {
        let Some(table) = self.toml.table("rules", value) else {
            return;
        };
        let (ids, families): (Vec<_>, Vec<_>) = in_order(table)
            .into_iter()
            .partition(|(key, _)| key.get_ref().contains('/'));
        for (key, value) in families.into_iter().chain(ids) {
            let name = key.get_ref().as_ref();
            let rules: Vec<Arc<Rule>> = self
                .known
                .iter()
                .filter(|rule| rule.id == name || rule.family() == name)
                .cloned()
                .collect();
            if rules.is_empty() {
                self.unknown_rule(name, key.span());
                continue;
            }
            self.rule(name, key.span(), &rules, value, number, into);
        }
    }

    fn rule(
        &mut self,
        key: &str,
        key_span: Range<usize>,
        rules: &[Arc<Rule>],
        value: &Spanned<DeValue<'_>>,
        number: Option<usize>,
        into: &mut Vec<Setting>,
    ) {
        let of_family = !key.contains('/');
        let mut set = |rule: &Rule, change: Change, origin: &Origin| {
            into.push(Setting {
                rule: rule.id.clone(),
                of_family,
                change,
                origin: origin.clone(),
            });
        };
        let Some(table) = value.get_ref().as_table() else {
            if !value.get_ref().is_str() {
                self.toml.wrong_type(
                    key,
                    value,
                    "a level (\"error\", \"warning\", \"hint\", \"off\") or a table",
                );
            } else if let Some(level) = read_level(&mut self.toml, value) {
                let origin = self.origin(key_span, number);
                for rule in rules {
                    set(rule, Change::Level(level), &origin);
                }
            }
            return;
        };
        let (common, options): (Vec<_>, Vec<_>) = in_order(table)
            .into_iter()
            .partition(|(key, _)| SETTING_KEYS.contains(&key.get_ref().as_ref()));
        // Options first: they may turn on a rule that a family's level then holds for.
        for (option_key, value) in options {
            let name = option_key.get_ref().as_ref();
            let origin = self.origin(option_key.span(), number);
            let mut taken = false;
            for rule in rules {
                let check = self.around.library.check(rule);
                let Some(spec) = check.options.iter().find(|spec| spec.name == name) else {
                    continue;
                };
                taken = true;
                if let Some(value) = read_option_value(&mut self.toml, name, spec.kind, value) {
                    set(rule, Change::Option(name.to_owned(), value), &origin);
                }
            }
            if !taken {
                self.unknown_option(key, rules, name, option_key.span());
            }
        }
        for (common_key, value) in common {
            let origin = self.origin(common_key.span(), number);
            let change = match common_key.get_ref().as_ref() {
                "level" => read_level(&mut self.toml, value).map(Change::Level),
                "lang" => Some(Change::Langs(read_langs(&mut self.toml, value))),
                _ => Some(Change::Blocks(read_blocks(&mut self.toml, value))),
            };
            for rule in rules {
                if let Some(change) = change.clone() {
                    set(rule, change, &origin);
                }
            }
        }
    }

    /// An option that none of the rules knows: perhaps one of them has one of nearly that name,
    /// perhaps it is an option of another family.
    fn unknown_option(&mut self, key: &str, rules: &[Arc<Rule>], name: &str, span: Range<usize>) {
        let library = self.around.library;
        let mut known: Vec<&str> = SETTING_KEYS.to_vec();
        for rule in rules {
            known.extend(library.check(rule).options.iter().map(|spec| spec.name));
        }
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => {
                let mut others = self.known.iter().filter(|rule| {
                    let options = library.check(rule).options;
                    options.iter().any(|spec| spec.name == name)
                });
                others.next().map_or_else(String::new, |other| {
                    format!("; it is an option of `{}`", other.id)
                })
            }
        };
        let message = format!("unknown option `{name}` of `{key}`{hint}");
        self.toml.error(span, message);
    }

    fn knows(&self, key: &str) -> bool {
        self.known
            .iter()
            .any(|rule| rule.id == key || rule.family() == key)
    }

    fn unknown_rule(&mut self, name: &str, span: Range<usize>) {
        // The rules of a style that is broken are not known; the style's mistakes are told.
        if self.extender.broken {
            return;
        }
        let what = if name.contains('/') {
            "rule"
        } else {
            "family of rules"
        };
        if let Some(style) = self.around.library.owner(name) {
            let message = format!(
                "the {what} `{name}` belongs to the style `{style}`, which is not in `extends`"
            );
            self.toml.error(span, message);
            return;
        }
        let mut known: Vec<&str> = Vec::new();
        for rule in &self.known {
            known.push(&rule.id);
            known.push(rule.family());
        }
        self.toml.unknown(what, span, name, &known);
    }

    fn origin(&self, span: Range<usize>, number: Option<usize>) -> Origin {
        self.example_origin(span, number, None)
    }

    fn example_origin(
        &self,
        span: Range<usize>,
        number: Option<usize>,
        example: Option<&'static str>,
    ) -> Origin {
        Origin::File {
            path: Arc::clone(&self.path),
            line: self.toml.line(span),
            override_number: number,
            example,
        }
    }
}

type Entry<'t, 'i> = (
    &'t Spanned<std::borrow::Cow<'i, str>>,
    &'t Spanned<DeValue<'i>>,
);

/// A table's entries in the order of the file.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Entry<'t, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    let list: Vec<_> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    list.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        TODAY, errors, level, library, option_of, profile, project, read, read_with,
    };
    use super::*;
    use crate::check::OptionValue;
    use crate::lang::Language;

    fn text(value: &str) -> Option<OptionValue> {
        Some(OptionValue::Text(value.to_owned()))
    }

    #[test]
    fn what_is_ignored_names_rules_and_texts() {
        let config = "[[ignores]]\nrule = \"percent\"\ntext = \"\"\n[[ignores]]\nrules = [\"percnt/form\"]\n\
                      reason = 1\nuntil = \"2027\"\n[[overrides]]\nfiles = [\"a\"]\nignores = 1\n";
        assert_eq!(
            errors(config),
            [
                "tarqim.toml:1:1: an entry of `ignores` needs `rules`, such as `rules = \"quotes/style\"`",
                "tarqim.toml:2:1: unknown key `rule`; did you mean `rules`?",
                "tarqim.toml:3:8: `text` is empty: no finding has that text",
                "tarqim.toml:4:1: an entry of `ignores` needs `text`, such as `text = \"25%\"`",
                "tarqim.toml:5:10: unknown rule `percnt/form`; did you mean `percent/form`?",
                "tarqim.toml:6:10: `reason` takes a string, not integer",
                "tarqim.toml:7:9: `until` takes a day without quotes, such as 2027-01-31, not string",
                "tarqim.toml:10:11: `ignores` takes tables under [[ignores]] or [[overrides.ignores]], not integer",
            ]
        );
        assert_eq!(
            errors("[[ignore]]\nrules = \"percent\"\n"),
            ["tarqim.toml:1:3: unknown key `ignore`; did you mean `ignores`?"]
        );
        let config = read("[[ignores]]\nrules = \"percent\"\ntext = \"25%\"\nuntil = 2026-11-22\n");
        let warning = config.warnings[0].to_string();
        assert_eq!(
            warning,
            "tarqim.toml:1:1: the entry of `ignores` for `25%` was to end on 2026-11-22 and still holds"
        );
        assert_eq!(profile(&config, "a.md").ignores.len(), 1);
        let other = read("[[ignores]]\nrules = \"percent\"\ntext = \"a\"\nuntil = 2026-11-23\n");
        assert_eq!(other.warnings, []);
    }

    #[test]
    fn an_empty_file_is_the_base_alone() {
        let config = read("");
        assert_eq!(level(&config, "a.md", "percent/form"), "hint");
        assert_eq!(level(&config, "a.md", "percent/taste"), "off");
        assert_eq!(level(&config, "a.md", "ar/hamza"), "off");
        let base = Config::base(&library());
        assert!(base.matching(Path::new("/p/a.md")).overrides().is_empty());
        assert_eq!(base.profile(&Matching::default()).rules().len(), 3);
        assert!(!base.excludes(Path::new("/p/a.md")));
    }

    #[test]
    fn the_top_keys_are_read() {
        let config = read(
            "edition = \"2026\"\nlang = \"ar-LB\"\nmessages = \"ar\"\nfail-on = \"never\"\nexclude = [\"drafts/\", \"old\"]\n",
        );
        assert_eq!(config.edition.value, "2026");
        assert_eq!(config.lang.as_ref().unwrap().value.region, *b"LB");
        assert_eq!(config.messages.as_ref().unwrap().value, MessageLang::Ar);
        assert_eq!(config.fail_on.as_ref().unwrap().value, FailOn::Never);
        assert!(config.excludes(Path::new("/p/drafts/x/a.md")));
        assert!(config.excludes(Path::new("/p/old/x/a.md")));
        assert!(config.excludes(Path::new("/p/old")));
        assert!(!config.excludes(Path::new("/p/older/a.md")));
        assert!(!config.excludes(Path::new("/elsewhere/old/a.md")));
        let glob = config.excluded_by(Path::new("/p/old/a.md")).unwrap();
        assert_eq!(glob.origin.to_string(), "tarqim.toml:5");
        let config = read("fail-on = \"hint\"");
        assert_eq!(config.fail_on.unwrap().value, FailOn::Level(Level::Hint));
    }

    #[test]
    fn what_is_unknown_is_named_with_its_place_and_the_nearest_name() {
        for (config, expected) in [
            (
                "extend = []",
                "1:1: unknown key `extend`; did you mean `extends`?",
            ),
            (
                "edition = \"2031\"",
                "1:11: unknown edition `2031`; this release knows `2026`",
            ),
            (
                "edition = 2026",
                "1:11: `edition` takes a string, not integer",
            ),
            (
                "lang = \"xx\"",
                "1:8: `xx` is no language that tarqim knows",
            ),
            (
                "[html]\ncontent = [\"main\", \"div > p\"]",
                "2:20: `div > p` is no selector: only an element, `.class`, `#id` and these together without blanks are known",
            ),
            (
                "[html]\nignored = []",
                "2:1: unknown key `ignored`; did you mean `ignore`?",
            ),
            ("lang = [\"ar\"]", "1:8: `lang` takes a string, not array"),
            (
                "messages = \"fr\"",
                "1:12: `messages` takes one of `en`, `ar`, not `fr`",
            ),
            (
                "fail-on = \"warn\"",
                "1:11: `fail-on` takes one of `hint`, `warning`, `error`, `never`, not `warn`",
            ),
            (
                "exclude = \"x\"",
                "1:11: `exclude` takes a list of strings, not string",
            ),
            (
                "exclude = [1]",
                "1:12: `exclude` takes a string, not integer",
            ),
            (
                "exclude = [\"a\", \"../b\"]",
                "1:17: `../b` is no glob: it leads out of the folder of the configuration",
            ),
            (
                "[style]\nprocent = \"25%\"",
                "2:1: unknown key `procent`; did you mean `percent`?",
            ),
            (
                "[style]\npercent = 25",
                "2:11: `percent` takes a string, not integer",
            ),
            (
                "[style]\npercent = \"x\"",
                "2:11: `percent`: no percentage is found in `x`",
            ),
            (
                "[style]\npercent = \"ambiguous\"",
                "2:11: `percent`: this can be read two ways: as `a`, and as `b`",
            ),
            (
                "percent = \"25%\"",
                "1:1: unknown key `percent`; it belongs under `[style]`",
            ),
            (
                "\"photo-credit\" = \"off\"",
                "1:1: unknown key `photo-credit`; it belongs under `[rules]`",
            ),
            (
                "[rules]\n\"percent/from\" = \"off\"",
                "2:1: unknown rule `percent/from`; did you mean `percent/form`?",
            ),
            (
                "[rules]\npercnt = \"off\"",
                "2:1: unknown family of rules `percnt`; did you mean `percent`?",
            ),
            (
                "[rules]\n\"ar/hamza\" = \"off\"",
                "2:1: the rule `ar/hamza` belongs to the style `ar`, which is not in `extends`",
            ),
            (
                "[rules]\n\"percent/form\" = \"warn\"",
                "2:18: unknown level `warn`; did you mean `warning`?",
            ),
            (
                "[rules]\n\"percent/form\" = true",
                "2:18: `percent/form` takes a level (\"error\", \"warning\", \"hint\", \"off\") or a table, not boolean",
            ),
            (
                "[rules]\n\"percent/form\" = [\"off\"]",
                "2:18: `percent/form` takes a level (\"error\", \"warning\", \"hint\", \"off\") or a table, not array",
            ),
            (
                "[rules]\n\"percent/form\" = { from = \"sign\" }",
                "2:20: unknown option `from` of `percent/form`; did you mean `form`?",
            ),
            (
                "[rules]\n\"percent/form\" = { agencies = [] }",
                "2:20: unknown option `agencies` of `percent/form`; it is an option of `photo-credit/agency`",
            ),
            (
                "[rules]\npercent = { agencies = [] }",
                "2:13: unknown option `agencies` of `percent`; it is an option of `photo-credit/agency`",
            ),
            (
                "[rules]\npercent.form.sign = 1",
                "2:9: `form` takes a string, not table",
            ),
            (
                "[rules]\n\"percent/form\" = { form = \"both\" }",
                "2:27: `form` takes one of `sign`, `word`, not `both`",
            ),
            (
                "[rules]\n\"percent/form\".lang = \"ar\"",
                "2:23: `lang` takes a list of strings, not string",
            ),
            (
                "[rules]\n\"photo-credit\".agencies = \"AFP\"",
                "2:27: `agencies` takes a list of strings, not string",
            ),
            (
                "[rules]\n\"photo-credit\".limit = 10",
                "2:24: `limit` takes a whole number from 1 to 9",
            ),
            (
                "[rules]\n\"photo-credit\".strict = \"yes\"",
                "2:25: `strict` takes true or false, not string",
            ),
            ("rules = \"off\"", "1:9: `rules` takes a table, not string"),
            (
                "[overrides]\nfiles = [\"a\"]",
                "1:1: `overrides` takes tables under [[overrides]], not table",
            ),
            (
                "[[overrides]]\nfile = [\"a\"]\nfiles = [\"b\"]",
                "2:1: unknown key `file`; did you mean `files`?",
            ),
            (
                "[[overrides]]\nlang = \"en\"",
                "1:1: an override needs `files`, such as `files = [\"en/**\"]`",
            ),
            (
                "[[overrides]]\nfiles = []",
                "2:9: `files` is empty: the override would hold for no file",
            ),
            (
                "[[overrides]]\nfiles = [\"[a\"]",
                "2:10: `[a` is no glob: unclosed character class; missing ']'",
            ),
            (
                "[[overrides]]\nfiles = [\"a\"]\nuntil = \"2027-01-31\"",
                "3:9: `until` takes a day without quotes, such as 2027-01-31, not string",
            ),
            (
                "[[overrides]]\nfiles = [\"a\"]\nuntil = 2027-01-31T00:00:00",
                "3:9: `until` takes a day without quotes, such as 2027-01-31, not datetime",
            ),
            (
                "[[overrides]]\nfiles = [\"a\"]\n[overrides.rules]\n\"percent/form\" = { frm = 1 }",
                "4:20: unknown option `frm` of `percent/form`; did you mean `form`?",
            ),
            (
                "[[overrides]]\nfiles = [\"a\"]\n[overrides.style]\npercent = \"?\"",
                "4:11: `percent`: no percentage is found in `?`",
            ),
            (
                "extends = [\"hous\"]",
                "1:12: unknown style `hous`; did you mean `house`?",
            ),
            (
                "extends = [\"zz\"]",
                "1:12: unknown style `zz`; there are `ar`, `base`, `house`, and paths such as `./desk.toml`",
            ),
            (
                "extends = \"ar\"",
                "1:11: `extends` takes a list of strings, not string",
            ),
        ] {
            assert_eq!(
                errors(config),
                [format!("tarqim.toml:{expected}")],
                "{config}"
            );
        }
    }

    #[test]
    fn the_elements_of_pages_are_read_and_an_override_takes_the_place_of_each_key() {
        let config = read(
            "[html]\ncontent = [\"article.post\"]\nignore = [\"#box\"]\n[[overrides]]\nfiles = [\"en/**\"]\nhtml.content = [\"main\"]\n",
        );
        let page = |path| {
            let page = profile(&config, path).html.page();
            let texts =
                |list: Vec<Selector>| list.iter().map(ToString::to_string).collect::<Vec<_>>();
            (texts(page.content), texts(page.ignore))
        };
        let texts = |text: &str| vec![text.to_owned()];
        assert_eq!(page("a.html"), (texts("article.post"), texts("#box")));
        assert_eq!(page("en/a.html"), (texts("main"), texts("#box")));
    }

    #[test]
    fn all_mistakes_are_told_in_the_order_of_the_file() {
        let found =
            errors("lang = \"xx\"\n[rules]\nb = 1\na = 1\n[[overrides]]\nfiles = 1\nx = 1\n");
        let lines: Vec<_> = found
            .iter()
            .map(|error| error.split(':').nth(1).unwrap())
            .collect();
        assert_eq!(lines, ["1", "3", "4", "6", "7"]);
    }

    #[test]
    fn broken_toml_is_told_with_its_place() {
        let found = errors("lang = \"ar\"\nlang = \"en\"\n");
        assert!(
            found[0].starts_with("tarqim.toml:2:1: duplicate key"),
            "{found:?}"
        );
        assert!(errors("lang = \n")[0].starts_with("tarqim.toml:1:"));
        let found = errors("[[overrides]]\nfiles = [\"a\"]\nuntil = 2027-02-31\n");
        assert!(found[0].starts_with("tarqim.toml:3:"), "{found:?}");
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_fine_and_columns_count_letters() {
        let config = read("\u{FEFF}lang = \"ar\"\r\n[rules]\r\n\"percent/form\" = \"error\"\r\n");
        assert_eq!(level(&config, "a.md", "percent/form"), "error");
        let config =
            "\u{FEFF}langs = 1\r\n[rules]\r\n\"percent/form\" = { sign = \"٪\", frm = 1 }\r\n";
        assert_eq!(
            errors(config),
            [
                "tarqim.toml:1:1: unknown key `langs`; did you mean `lang`?",
                "tarqim.toml:3:32: unknown option `frm` of `percent/form`; did you mean `form`?",
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error() {
        let found = project(&[], |around| load(Path::new("/p/x.toml"), around)).unwrap_err();
        assert_eq!(found[0].to_string(), "x.toml: can't be read: missing");
    }

    #[test]
    fn an_example_sets_options_and_wakes_its_rule() {
        let config = read("[style]\npercent = \"25٪\"\n");
        assert_eq!(level(&config, "a.md", "percent/form"), "warning");
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "form"),
            text("sign")
        );
        let profile = profile(&config, "a.md");
        let origin = profile.option_origin("percent/form", "form").unwrap();
        assert_eq!(origin.to_string(), "tarqim.toml:2 (example `percent`)");
        assert_eq!(profile.option_origin("percent/form", "sign"), None);
    }

    #[test]
    fn what_is_said_in_detail_wins_over_the_example() {
        let config = read(
            "[rules]\n\"percent/form\" = { level = \"error\", form = \"word\" }\n[style]\npercent = \"25%\"\n",
        );
        assert_eq!(level(&config, "a.md", "percent/form"), "error");
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "form"),
            text("word")
        );
        let config = read("[style]\npercent = \"25%\"\n[rules]\n\"percent/form\" = \"off\"\n");
        assert_eq!(level(&config, "a.md", "percent/form"), "off");
    }

    #[test]
    fn a_new_example_takes_the_place_of_the_earlier_one_whole() {
        let config = read(
            "[rules]\n\"photo-credit/agency\" = { own = [\"x\"] }\n[style]\npercent = \"25 %\"\n[[overrides]]\nfiles = [\"en/**\"]\n[overrides.style]\npercent = \"25%\"\n",
        );
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "sign"),
            text("%")
        );
        assert_eq!(level(&config, "a.md", "percent/taste"), "warning");
        assert_eq!(
            option_of(&config, "en/a.md", "percent/form", "form"),
            text("sign")
        );
        assert_eq!(option_of(&config, "en/a.md", "percent/form", "sign"), None);
        // What only the earlier example asked for is off again.
        assert_eq!(level(&config, "en/a.md", "percent/taste"), "off");
        assert_eq!(level(&config, "en/a.md", "percent/form"), "warning");
        assert_eq!(level(&config, "en/a.md", "photo-credit/agency"), "warning");
    }

    #[test]
    fn a_set_option_remembers_its_place_for_a_check_that_cannot_take_it() {
        let config = read("[rules]\n\"percent/form\" = { sign = \"[a\" }\n");
        let active = profile(&config, "a.md")
            .state("percent/form")
            .unwrap()
            .active();
        let places = active.unwrap().option_places;
        assert_eq!(places["sign"], ("tarqim.toml".to_owned(), 2));
    }

    #[test]
    fn a_level_turns_a_rule_on_and_off() {
        let config = read("[rules]\n\"percent/taste\" = \"hint\"\n\"percent/grammar\" = \"off\"\n");
        assert_eq!(level(&config, "a.md", "percent/taste"), "hint");
        assert_eq!(level(&config, "a.md", "percent/grammar"), "off");
        let rules = profile(&config, "a.md").rules();
        assert!(
            rules
                .iter()
                .all(|active| active.rule.id != "percent/grammar")
        );
    }

    #[test]
    fn a_family_gives_its_level_to_what_is_on_and_its_options_to_what_knows_them() {
        let config = read("[rules]\npercent = \"error\"\n");
        assert_eq!(level(&config, "a.md", "percent/form"), "error");
        assert_eq!(level(&config, "a.md", "percent/grammar"), "error");
        assert_eq!(level(&config, "a.md", "percent/taste"), "off");

        let config = read("[rules]\nphoto-credit = { own = [\"img/**\"], agencies = [\"AFP\"] }\n");
        assert_eq!(level(&config, "a.md", "photo-credit/agency"), "warning");
        assert_eq!(level(&config, "a.md", "photo-credit/missing"), "warning");
        let own = Some(OptionValue::Texts(vec!["img/**".to_owned()]));
        assert_eq!(
            option_of(&config, "a.md", "photo-credit/missing", "own"),
            own
        );
        assert_eq!(
            option_of(&config, "a.md", "photo-credit/agency", "own"),
            own
        );
        assert_eq!(
            option_of(&config, "a.md", "photo-credit/missing", "agencies"),
            None
        );
        assert_eq!(
            option_of(&config, "a.md", "photo-credit/missing", "require"),
            text("image")
        );

        let config = read("[rules.photo-credit]\nlevel = \"error\"\nagencies = [\"AFP\"]\n");
        assert_eq!(level(&config, "a.md", "photo-credit/agency"), "error");
    }

    #[test]
    fn a_rule_wins_over_its_family_wherever_it_stands() {
        let config = read("[rules]\n\"percent/form\" = \"error\"\npercent = \"off\"\n");
        assert_eq!(level(&config, "a.md", "percent/form"), "error");
        assert_eq!(level(&config, "a.md", "percent/grammar"), "off");
        // The family's level waits for the rule's option.
        let config = read(
            "[rules]\n\"photo-credit/agency\" = { agencies = [\"AFP\"] }\nphoto-credit = \"error\"\n",
        );
        assert_eq!(level(&config, "a.md", "photo-credit/agency"), "error");
    }

    #[test]
    fn a_family_narrows_languages_and_blocks_and_a_rule_sets_them() {
        let config =
            read("[rules]\npercent = { lang = [\"en\"], blocks = [\"body\", \"title\"] }\n");
        let profile_of = profile(&config, "a.md");
        let form = profile_of.state("percent/form").unwrap();
        assert_eq!(form.langs.value, [Lang::EN]);
        // A rule for Arabic only has nothing to say in English.
        assert_eq!(level(&config, "a.md", "percent/grammar"), "off");

        let config = read("[rules]\n\"percent/grammar\" = { lang = [], blocks = [\"caption\"] }\n");
        let profile_of = profile(&config, "a.md");
        let grammar = profile_of.state("percent/grammar").unwrap();
        assert!(grammar.langs.value.is_empty());
        assert!(
            grammar
                .blocks
                .value
                .iter()
                .all(|kind| kind.name() != "paragraph")
        );

        let config = read("[rules]\npercent = { lang = [\"ar-LB\", \"en\"] }\n");
        let profile_of = profile(&config, "a.md");
        let grammar = profile_of.state("percent/grammar").unwrap();
        assert_eq!(grammar.langs.value, [Lang::parse("ar-LB").unwrap()]);
        assert_eq!(level(&config, "a.md", "percent/grammar"), "warning");
    }

    #[test]
    fn overrides_hold_in_order_and_the_last_wins() {
        let config = read(
            r#"
lang = "ar"
[style]
percent = "25 في المئة"
[[overrides]]
files = ["en/**"]
lang = "en"
[overrides.style]
percent = "25%"
[overrides.rules]
"percent/grammar" = "off"
[[overrides]]
files = ["en/sport/**", "x.md"]
[overrides.rules]
"percent/grammar" = "error"
[[overrides]]
files = ["أخبار/**"]
[overrides.rules]
percent = "off"
"#,
        );
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "form"),
            text("word")
        );
        assert_eq!(
            option_of(&config, "en/a.md", "percent/form", "form"),
            text("sign")
        );
        assert_eq!(level(&config, "en/a.md", "percent/grammar"), "off");
        assert_eq!(level(&config, "en/sport/a.md", "percent/grammar"), "error");
        assert_eq!(level(&config, "x.md", "percent/grammar"), "error");
        assert_eq!(level(&config, "أخبار/محلية/a.md", "percent/form"), "off");
        let lang = |path| profile(&config, path).lang.unwrap().value.language;
        assert_eq!(lang("en/sport/a.md"), Language::En);
        assert_eq!(lang("x.md"), Language::Ar);
        let matching = |path: &str| config.matching(&Path::new("/p").join(path));
        assert_eq!(matching("en/sport/a.md").overrides(), [0, 1]);
        assert_eq!(matching("en/a.md"), matching("en/b/c.md"));
        assert_eq!(matching("a.md"), Matching::default());
        assert_eq!(
            config.matching(Path::new("/q/en/a.md")),
            Matching::default()
        );
    }

    #[test]
    fn an_override_keeps_the_options_that_it_does_not_set() {
        let config = read(
            "[rules]\n\"percent/form\" = { form = \"sign\", sign = \"٪\" }\n[[overrides]]\nfiles = [\"*\"]\n[overrides.rules]\n\"percent/form\" = { level = \"error\", form = \"word\" }\n",
        );
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "sign"),
            text("٪")
        );
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "form"),
            text("word")
        );
        assert_eq!(level(&config, "a.md", "percent/form"), "error");
    }

    #[test]
    fn an_override_that_is_overdue_still_holds_and_is_named() {
        let with = |day: Date| {
            read(&format!(
                "[[overrides]]\nfiles = [\"old/**\"]\nuntil = {day}\n[overrides.rules]\npercent = \"off\"\n"
            ))
        };
        let config = with(TODAY.yesterday().unwrap());
        assert_eq!(level(&config, "old/a.md", "percent/form"), "off");
        assert_eq!(
            config.warnings[0].to_string(),
            "tarqim.toml:1:1: the override for `old/**` was to end on 2026-11-22 and still holds"
        );
        assert!(with(TODAY).warnings.is_empty());
    }

    #[test]
    fn built_in_styles_build_on_one_another() {
        let config = read("extends = [\"house\"]\n");
        assert_eq!(level(&config, "a.md", "ar/hamza"), "warning");
        assert_eq!(level(&config, "a.md", "percent/form"), "warning");
        assert_eq!(
            option_of(&config, "a.md", "percent/form", "form"),
            text("word")
        );
        let config =
            read("extends = [\"base\", \"house\", \"ar\"]\n[rules]\n\"ar/hamza\" = \"hint\"\n");
        assert_eq!(level(&config, "a.md", "ar/hamza"), "hint");
    }

    #[test]
    fn a_style_of_an_override_is_there_for_its_files_alone() {
        let config = read(
            "[[overrides]]\nfiles = [\"ar/**\"]\nextends = [\"ar\"]\n[overrides.rules]\n\"ar/hamza\" = \"error\"\n",
        );
        assert_eq!(level(&config, "ar/a.md", "ar/hamza"), "error");
        assert!(profile(&config, "en/a.md").state("ar/hamza").is_none());
    }

    #[test]
    fn a_style_that_is_named_again_takes_nothing_back() {
        let config = read(
            "extends = [\"ar\"]\n[rules]\n\"ar/hamza\" = \"off\"\n[[overrides]]\nfiles = [\"*\"]\nextends = [\"house\"]\n",
        );
        assert_eq!(level(&config, "a.md", "ar/hamza"), "off");
        assert_eq!(level(&config, "a.md", "percent/form"), "warning");
    }

    const DESK: &str = "[style]\nname = \"desk\"\nextends = [\"ar\", \"./more/second.toml\"]\n[[rule]]\nid = \"desk/own\"\ncheck = \"photo\"\nlevel = \"error\"\n[[rule]]\nid = \"ar/hamza\"\nlevel = \"hint\"\n";
    const SECOND: &str = "[style]\nname = \"second\"\n[[rule]]\nid = \"desk/second\"\ncheck = \"photo\"\nlevel = \"hint\"\n";

    #[test]
    fn a_desks_style_adjusts_what_it_builds_on() {
        let files = [("desk.toml", DESK), ("more/second.toml", SECOND)];
        let config = read_with("extends = [\"./desk.toml\"]\n", &files).unwrap();
        assert_eq!(level(&config, "a.md", "desk/own"), "error");
        assert_eq!(level(&config, "a.md", "desk/second"), "hint");
        assert_eq!(level(&config, "a.md", "ar/hamza"), "hint");
        let profile = profile(&config, "a.md");
        let origin = |id| profile.state(id).unwrap().level.origin.to_string();
        assert_eq!(origin("ar/hamza"), "desk.toml:9");
        assert_eq!(origin("desk/second"), "more/second.toml:4");
        assert_eq!(origin("percent/form"), "built-in style `base`");
    }

    #[test]
    fn mistakes_of_a_style_are_told_once_and_not_repeated_as_unknown_rules() {
        let broken = "[[rule]]\nid = \"desk/own\"\ncheck = \"phto\"\n";
        let found = read_with(
            "extends = [\"desk.toml\"]\n[rules]\n\"desk/own\" = \"off\"\n[[overrides]]\nfiles = [\"a\"]\nextends = [\"desk.toml\"]\n",
            &[("desk.toml", broken)],
        );
        assert_eq!(
            found.unwrap_err(),
            ["desk.toml:3:9: unknown check `phto`; did you mean `photo`?"]
        );
    }

    #[test]
    fn circles_missing_files_and_the_outside_are_refused() {
        let styles = |text: &'static str, other: &'static str| {
            read_with(
                "extends = [\"./styles/a.toml\"]\n",
                &[("styles/a.toml", text), ("styles/b.toml", other)],
            )
            .unwrap_err()
        };
        assert_eq!(
            styles(
                "[style]\nextends = [\"b.toml\"]\n",
                "[style]\nextends = [\"./a.toml\"]\n"
            ),
            [
                "styles/b.toml:2:12: `./a.toml` builds on itself: styles/a.toml → styles/b.toml → styles/a.toml"
            ]
        );
        assert_eq!(
            styles("[style]\nextends = [\"../../b.toml\"]\n", ""),
            ["styles/a.toml:2:12: `../../b.toml` lies outside of the folder of the configuration"]
        );
        assert_eq!(
            errors("extends = [\"./tarqim.toml\"]"),
            ["tarqim.toml:1:12: `./tarqim.toml` builds on itself: tarqim.toml → tarqim.toml"]
        );
        assert_eq!(
            errors("extends = [\"no.toml\"]\n[rules]\n\"no/x\" = \"off\""),
            ["tarqim.toml:1:12: there is no style file `no.toml`"]
        );
        for outside in ["../x.toml", "/etc/passwd", "a/../../x"] {
            let found = errors(&format!("extends = [\"{outside}\"]"));
            assert!(
                found[0].ends_with("lies outside of the folder of the configuration"),
                "{found:?}"
            );
        }
        let found = errors("extends = [\"https://example.com/x.toml\"]");
        assert!(found[0].contains("is an address"), "{found:?}");
    }

    #[test]
    fn a_style_that_is_broken_is_read_once_however_many_build_on_it() {
        let text = |next: usize| {
            format!("[style]\nextends = [\"./{next}.toml\", \"./a{next}.toml\"]\nx = 1\n")
        };
        let mut files = Vec::new();
        for number in 0..40 {
            files.push((format!("{number}.toml"), text(number + 1)));
            files.push((format!("a{number}.toml"), text(number + 1)));
        }
        files.push(("40.toml".to_owned(), String::new()));
        files.push(("a40.toml".to_owned(), String::new()));
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let found = read_with("extends = [\"./0.toml\"]\n", &files).unwrap_err();
        assert_eq!(found.len(), 79);
    }

    #[test]
    fn no_beginning_of_a_file_makes_it_panic() {
        let config = "\u{FEFF}extends = [\"house\", \"./d.toml\"]\r\nexclude = [\"مسودات/**\"]\n[style]\npercent = \"25٪\"\n[rules]\npercent = { level = \"error\", lang = [\"ar\"] }\n[[overrides]]\nfiles = [\"{a,b}/**\"]\nuntil = 2027-01-31\n[overrides.rules]\n\"percent/form\".form = \"word\"\n";
        for (end, _) in config.char_indices() {
            let _ = read_with(&config[..end], &[("d.toml", &config[..end])]);
        }
        assert!(read_with(config, &[("d.toml", "")]).is_ok());
    }
}
