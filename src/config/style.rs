//! Style files: rules with their words, options and examples. The built-in styles and a desk's own
//! are written in the same form.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Toml};
use crate::article::{BlockGroup, BlockKind, Embedded};
use crate::check::{CheckDef, OptionKind, OptionValue, Options};
use crate::checks;
use crate::finding::Level;
use crate::lang::Lang;
use crate::source::Source;

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MessageLang {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
}

/// Words in the languages of messages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
}

impl Words {
    /// The words in a language; the other one's where there are none.
    #[must_use]
    pub fn get(&self, lang: MessageLang) -> &str {
        let (first, second) = match lang {
            MessageLang::En => (&self.en, &self.ar),
            MessageLang::Ar => (&self.ar, &self.en),
        };
        if first.is_empty() { second } else { first }
    }
}

/// What a finding says: what is wrong, and what to write instead.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RuleMessage {
    /// What is wrong; quotes what was found.
    pub message: Words,
    /// What to write instead.
    pub help: Words,
}

/// A text that a rule's documentation and tests show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// The article.
    pub text: String,
    /// Its name's ending: `txt`, `md` or `html`.
    pub format: String,
    /// Its language, where its letters don't tell.
    pub lang: Option<Lang>,
    /// The rule's options for it.
    pub with: Options,
    /// What the image file of each of its photos says of itself.
    pub picture: Option<Embedded>,
    /// What all fixes of the rule make of it.
    pub fixed: Option<String>,
    /// Line of the style file, from 1.
    pub line: u32,
}

/// A rule of a style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// `family/name`.
    pub id: String,
    /// The check that it configures.
    pub check: &'static str,
    /// The level; `None`: off.
    pub level: Option<Level>,
    /// The level that holds once a style or a configuration sets one of its options.
    pub configured_level: Option<Level>,
    /// The languages that it is for; none: all.
    pub langs: Vec<Lang>,
    /// The kinds of blocks that it is for; none: all.
    pub blocks: Vec<BlockKind>,
    /// The options that the style sets.
    pub options: Options,
    /// The name for readers.
    pub name: Words,
    /// The words of messages by id; `message` is the one without a name of its own.
    pub messages: BTreeMap<String, RuleMessage>,
    /// The words of labels by id.
    pub labels: BTreeMap<String, Words>,
    /// The words of fixes by id.
    pub fixes: BTreeMap<String, Words>,
    /// Why it matters, what it finds and what not.
    pub explain: Words,
    /// What its options do.
    pub option_docs: BTreeMap<String, Words>,
    /// An address with more.
    pub url: Option<String>,
    /// What supports it: a guide's section, a standard.
    pub source: Option<String>,
    /// Texts in which it finds something.
    pub bad: Vec<Example>,
    /// Texts in which it finds nothing.
    pub good: Vec<Example>,
    /// The style file, and its line from 1.
    pub origin: (String, u32),
}

impl Rule {
    /// The part of the id before the slash.
    #[must_use]
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or(&self.id)
    }
}

/// A rule as it holds for an article: with the configuration's level and options laid over it.
#[derive(Clone, Debug)]
pub struct ActiveRule {
    /// The rule, its words and documentation.
    pub rule: Arc<Rule>,
    /// The level of its findings.
    pub level: Level,
    /// The languages that it is for; none: all.
    pub langs: Vec<Lang>,
    /// The kinds of blocks that it is for; none: all.
    pub blocks: Vec<BlockKind>,
    /// Its options.
    pub options: Options,
    /// Where a configuration or a desk's style set options: the file, and the line from 1.
    pub option_places: BTreeMap<String, (String, u32)>,
}

impl ActiveRule {
    /// A rule as its style has it; `None` where it is off.
    #[must_use]
    pub fn of(rule: &Arc<Rule>) -> Option<Self> {
        Some(Self {
            level: rule.level?,
            langs: rule.langs.clone(),
            blocks: rule.blocks.clone(),
            options: rule.options.clone(),
            option_places: BTreeMap::new(),
            rule: Arc::clone(rule),
        })
    }
}

/// What a style changes in a rule that another style has: a `[[rule]]` without a `check`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Adjustment {
    /// The rule's id.
    pub id: String,
    /// The level; `Some(None)`: off.
    pub level: Option<Option<Level>>,
    /// The languages that it is for.
    pub langs: Option<Vec<Lang>>,
    /// The kinds of blocks that it is for.
    pub blocks: Option<Vec<BlockKind>>,
    /// The options that are laid over the rule's.
    pub options: Options,
    /// What supports it.
    pub source: Option<String>,
    /// The style file, and its line from 1.
    pub origin: (String, u32),
}

/// A style file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Style {
    /// Its name.
    pub name: String,
    /// The styles that it builds on, with the line of each.
    pub extends: Vec<(String, u32)>,
    /// Its rules, in the order of the file.
    pub rules: Vec<Arc<Rule>>,
    /// What it changes in the rules of other styles, in the order of the file.
    pub adjustments: Vec<Adjustment>,
}

const RULE_KEYS: &[&str] = &[
    "id",
    "check",
    "level",
    "configured-level",
    "lang",
    "blocks",
    "name",
    "message",
    "help",
    "explain",
    "messages",
    "labels",
    "fixes",
    "options",
    "url",
    "source",
    "bad",
    "good",
];

impl Style {
    /// Reads a style file that builds on no other.
    ///
    /// # Errors
    /// Everything in it that is not understood.
    pub fn parse(source: &Source, checks: &[&'static CheckDef]) -> Result<Self, Vec<ConfigError>> {
        Self::parse_over(source, checks, &[])
    }

    /// Reads a style file whose `[[rule]]` tables without a `check` adjust the rules of `known`.
    ///
    /// # Errors
    /// Everything in it that is not understood.
    pub fn parse_over(
        source: &Source,
        checks: &[&'static CheckDef],
        known: &[Arc<Rule>],
    ) -> Result<Self, Vec<ConfigError>> {
        let mut toml = Toml::new(source);
        let mut style = Self::default();
        if let Some(root) = toml.parse() {
            style.read(&mut toml, root.get_ref(), source.name(), checks, known);
        }
        let errors = toml.into_errors();
        if errors.is_empty() {
            Ok(style)
        } else {
            Err(errors)
        }
    }

    fn read(
        &mut self,
        toml: &mut Toml<'_>,
        root: &DeTable<'_>,
        path: &str,
        checks: &[&'static CheckDef],
        known: &[Arc<Rule>],
    ) {
        for (key, value) in root {
            match key.get_ref().as_ref() {
                "style" => {
                    let Some(table) = toml.table("style", value) else {
                        continue;
                    };
                    for (key, value) in table {
                        match key.get_ref().as_ref() {
                            "name" => self.name = toml.string("name", value).unwrap_or_default(),
                            "extends" => {
                                for (name, span) in toml.strings("extends", value) {
                                    let line = toml.line(span);
                                    self.extends.push((name, line));
                                }
                            }
                            other => toml.unknown("key", key.span(), other, &["name", "extends"]),
                        }
                    }
                }
                "rule" => {
                    let Some(rules) = value.get_ref().as_array() else {
                        toml.wrong_type("rule", value, "tables under [[rule]]");
                        continue;
                    };
                    for rule in rules.iter() {
                        let Some(table) = toml.table("rule", rule) else {
                            continue;
                        };
                        if let Some(adjusted) = adjusted_rule(table, known) {
                            let check = checks.iter().find(|check| check.name == adjusted.check);
                            let check = check.expect("a rule that was read has a check");
                            let adjustment = read_adjustment(toml, table, adjusted, path, check);
                            self.adjustments.push(adjustment);
                            continue;
                        }
                        let Some(rule) = read_rule(toml, table, rule.span(), path, checks) else {
                            continue;
                        };
                        if self.rules.iter().any(|known| known.id == rule.id) {
                            let span = table
                                .iter()
                                .find(|(key, _)| key.get_ref() == "id")
                                .map_or(0..0, |(_, id)| id.span());
                            toml.error(span, format!("a second rule `{}`", rule.id));
                        }
                        self.rules.push(Arc::new(rule));
                    }
                }
                other => toml.unknown("key", key.span(), other, &["style", "rule"]),
            }
        }
    }
}

/// The known rule that a table without a `check` speaks of.
fn adjusted_rule<'k>(table: &DeTable<'_>, known: &'k [Arc<Rule>]) -> Option<&'k Arc<Rule>> {
    if table.keys().any(|key| key.get_ref() == "check") {
        return None;
    }
    let (_, id) = table.iter().find(|(key, _)| key.get_ref() == "id")?;
    let id = id.get_ref().as_str()?;
    known.iter().find(|rule| rule.id == id)
}

fn read_adjustment(
    toml: &mut Toml<'_>,
    table: &DeTable<'_>,
    rule: &Rule,
    path: &str,
    check: &CheckDef,
) -> Adjustment {
    let mut adjustment = Adjustment {
        id: rule.id.clone(),
        level: None,
        langs: None,
        blocks: None,
        options: Options::default(),
        source: None,
        origin: (path.to_owned(), 0),
    };
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" => adjustment.origin.1 = toml.line(value.span()),
            "level" => adjustment.level = read_level(toml, value),
            "lang" => adjustment.langs = Some(read_langs(toml, value)),
            "blocks" => adjustment.blocks = Some(read_blocks(toml, value)),
            "source" => adjustment.source = toml.string("source", value),
            name => {
                let others = ["level", "lang", "blocks", "source"];
                if let Some(option) = read_option(toml, check, name, key.span(), value, &others) {
                    adjustment.options.set(name, option);
                }
            }
        }
    }
    adjustment
}

fn read_rule(
    toml: &mut Toml<'_>,
    table: &DeTable<'_>,
    span: Range<usize>,
    path: &str,
    checks: &[&'static CheckDef],
) -> Option<Rule> {
    let get = |name: &str| {
        table
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value)
    };
    let Some(id_value) = get("id") else {
        toml.error(span, "a rule needs an `id`, such as `desk/vague-source`");
        return None;
    };
    let id = toml.string("id", id_value)?;
    if !valid_id(&id) {
        toml.error(id_value.span(), format!("`{id}` is no rule id: it has the form `family/name`, in small letters, digits and hyphens"));
        return None;
    }
    let Some(check_value) = get("check") else {
        toml.error(
            id_value.span(),
            format!("the rule `{id}` needs a `check`, such as `check = \"pattern\"`"),
        );
        return None;
    };
    let check_name = toml.string("check", check_value)?;
    let Some(check) = checks.iter().find(|check| check.name == check_name) else {
        let known: Vec<_> = checks.iter().map(|check| check.name).collect();
        toml.unknown("check", check_value.span(), &check_name, &known);
        return None;
    };
    let mut rule = Rule {
        id,
        check: check.name,
        level: Some(Level::Hint),
        configured_level: None,
        langs: Vec::new(),
        blocks: Vec::new(),
        options: Options::default(),
        name: Words::default(),
        messages: BTreeMap::new(),
        labels: BTreeMap::new(),
        fixes: BTreeMap::new(),
        explain: Words::default(),
        option_docs: BTreeMap::new(),
        url: None,
        source: None,
        bad: Vec::new(),
        good: Vec::new(),
        origin: (path.to_owned(), toml.line(id_value.span())),
    };
    let mut default = RuleMessage::default();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        match name {
            "id" | "check" => {}
            "level" => rule.level = read_level(toml, value).unwrap_or(rule.level),
            "configured-level" => rule.configured_level = read_level(toml, value).flatten(),
            "lang" => rule.langs = read_langs(toml, value),
            "blocks" => rule.blocks = read_blocks(toml, value),
            "name" => rule.name = read_words(toml, name, value),
            "message" => default.message = read_words(toml, name, value),
            "help" => default.help = read_words(toml, name, value),
            "explain" => rule.explain = read_words(toml, name, value),
            "messages" => {
                for (id, value) in toml.table(name, value).into_iter().flatten() {
                    let mut message = RuleMessage::default();
                    for (key, value) in toml.table(id.get_ref(), value).into_iter().flatten() {
                        match key.get_ref().as_ref() {
                            "message" => message.message = read_words(toml, "message", value),
                            "help" => message.help = read_words(toml, "help", value),
                            other => toml.unknown("key", key.span(), other, &["message", "help"]),
                        }
                    }
                    rule.messages.insert(id.get_ref().to_string(), message);
                }
            }
            "labels" => rule.labels = read_words_table(toml, name, value),
            "fixes" => rule.fixes = read_words_table(toml, name, value),
            "options" => rule.option_docs = read_words_table(toml, name, value),
            "url" => rule.url = toml.string(name, value),
            "source" => rule.source = toml.string(name, value),
            "bad" => rule.bad = read_examples(toml, name, value, check),
            "good" => rule.good = read_examples(toml, name, value, check),
            _ => match read_option(toml, check, name, key.span(), value, RULE_KEYS) {
                Some(option) => rule.options.set(name, option),
                None => continue,
            },
        }
    }
    rule.messages.insert("message".to_owned(), default);
    if let Some(values) = checks::values(check.name) {
        for key in ["message", "help", "messages", "labels", "fixes"] {
            if let Some(words) = get(key) {
                check_placeholders(toml, words, values);
            }
        }
    }
    Some(rule)
}

/// The names in `{…}` in words that wait for a value.
pub fn placeholders(words: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    words.split('{').skip(1).filter_map(move |rest| {
        let (name, _) = rest.split_once('}')?;
        Some(name).filter(is_name)
    })
}

/// Notes the placeholders, in all words of a value, that no value would fill.
fn check_placeholders(toml: &mut Toml<'_>, words: &Spanned<DeValue<'_>>, values: &[&str]) {
    match words.get_ref() {
        DeValue::String(text) => {
            for name in placeholders(text).filter(|name| !values.contains(name)) {
                toml.unknown("placeholder", words.span(), name, values);
            }
        }
        DeValue::Table(table) => {
            for words in table.values() {
                check_placeholders(toml, words, values);
            }
        }
        _ => {}
    }
}

/// Whether an id has the form `family/name` in small letters, digits and hyphens.
fn valid_id(id: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    id.split_once('/')
        .is_some_and(|(family, name)| part(family) && part(name))
}

/// A level's name, or `off`: `Some(None)`.
pub(crate) fn read_level(
    toml: &mut Toml<'_>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Option<Level>> {
    let name = toml.string("level", value)?;
    if name == "off" {
        return Some(None);
    }
    let level = Level::parse(&name);
    if level.is_none() {
        toml.unknown(
            "level",
            value.span(),
            &name,
            &["error", "warning", "hint", "off"],
        );
    }
    level.map(Some)
}

/// Language tags.
pub(crate) fn read_langs(toml: &mut Toml<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Lang> {
    let mut langs = Vec::new();
    for (tag, span) in toml.strings("lang", value) {
        match Lang::parse(&tag) {
            Some(lang) => langs.push(lang),
            None => toml.error(span, format!("`{tag}` is no language that tarqim knows")),
        }
    }
    langs
}

/// Names of block kinds, or of groups of them.
pub(crate) fn read_blocks(toml: &mut Toml<'_>, value: &Spanned<DeValue<'_>>) -> Vec<BlockKind> {
    let mut kinds = Vec::new();
    for (name, span) in toml.strings("blocks", value) {
        let group = match name.as_str() {
            "body" => Some(BlockGroup::Body),
            "title" => Some(BlockGroup::Title),
            "caption" => Some(BlockGroup::Caption),
            _ => None,
        };
        let before = kinds.len();
        kinds.extend(BlockKind::ALL.into_iter().filter(|kind| match group {
            Some(group) => kind.group() == group,
            None => kind.name() == name,
        }));
        if kinds.len() == before {
            let mut known: Vec<_> = BlockKind::ALL.iter().map(|kind| kind.name()).collect();
            known.push("body");
            toml.unknown("kind of block", span, &name, &known);
        }
    }
    kinds
}

fn read_words(toml: &mut Toml<'_>, key: &str, value: &Spanned<DeValue<'_>>) -> Words {
    let mut words = Words::default();
    // A desk that writes for itself may give one language without naming it.
    if let Some(text) = value.get_ref().as_str() {
        words.en = text.trim().to_owned();
        return words;
    }
    for (lang, value) in toml.table(key, value).into_iter().flatten() {
        match lang.get_ref().as_ref() {
            "en" => {
                words.en = toml
                    .string("en", value)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }
            "ar" => {
                words.ar = toml
                    .string("ar", value)
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }
            other => toml.unknown("language of messages", lang.span(), other, &["en", "ar"]),
        }
    }
    words
}

fn read_words_table(
    toml: &mut Toml<'_>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> BTreeMap<String, Words> {
    let mut out = BTreeMap::new();
    for (id, value) in toml.table(key, value).into_iter().flatten() {
        let words = read_words(toml, id.get_ref(), value);
        out.insert(id.get_ref().to_string(), words);
    }
    out
}

fn read_examples(
    toml: &mut Toml<'_>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    check: &CheckDef,
) -> Vec<Example> {
    let Some(array) = value.get_ref().as_array() else {
        toml.wrong_type(key, value, "a list of examples");
        return Vec::new();
    };
    let mut examples = Vec::new();
    for item in array.iter() {
        let mut example = Example {
            text: String::new(),
            format: "txt".to_owned(),
            lang: None,
            with: Options::default(),
            picture: None,
            fixed: None,
            line: toml.line(item.span()),
        };
        if let Some(text) = item.get_ref().as_str() {
            example.text = text.to_owned();
        } else if let Some(table) = toml.table(key, item) {
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "text" => example.text = toml.string("text", value).unwrap_or_default(),
                    "format" => {
                        let format = toml.string("format", value).unwrap_or_default();
                        if !["txt", "md", "html"].contains(&format.as_str()) {
                            toml.unknown("format", value.span(), &format, &["txt", "md", "html"]);
                        }
                        example.format = format;
                    }
                    "lang" => {
                        let tag = toml.string("lang", value).unwrap_or_default();
                        example.lang = Lang::parse(&tag);
                        if example.lang.is_none() {
                            toml.error(
                                value.span(),
                                format!("`{tag}` is no language that tarqim knows"),
                            );
                        }
                    }
                    "fixed" => example.fixed = toml.string("fixed", value),
                    "with" => {
                        for (key, value) in toml.table("with", value).into_iter().flatten() {
                            let name = key.get_ref().as_ref();
                            if let Some(option) =
                                read_option(toml, check, name, key.span(), value, &[])
                            {
                                example.with.set(name, option);
                            }
                        }
                    }
                    "picture" => example.picture = read_picture(toml, value),
                    other => toml.unknown(
                        "key",
                        key.span(),
                        other,
                        &["text", "format", "lang", "with", "picture", "fixed"],
                    ),
                }
            }
        }
        examples.push(example);
    }
    examples
}

/// Reads what an example's image files say of themselves, as an example has no files.
fn read_picture(toml: &mut Toml<'_>, value: &Spanned<DeValue<'_>>) -> Option<Embedded> {
    let mut picture = Embedded::default();
    for (key, value) in toml.table("picture", value)? {
        let name = key.get_ref().as_ref();
        let field = match name {
            "creator" => &mut picture.creator,
            "credit-line" => &mut picture.credit_line,
            "copyright-notice" => &mut picture.copyright_notice,
            other => {
                let known = ["creator", "credit-line", "copyright-notice"];
                toml.unknown("key", key.span(), other, &known);
                continue;
            }
        };
        *field = toml.string(name, value);
    }
    Some(picture)
}

/// Reads an option of a check; an unknown one is compared with those and with `others` (keys that
/// are allowed in the same table).
pub(crate) fn read_option(
    toml: &mut Toml<'_>,
    check: &CheckDef,
    name: &str,
    key_span: Range<usize>,
    value: &Spanned<DeValue<'_>>,
    others: &[&str],
) -> Option<OptionValue> {
    let Some(spec) = check.options.iter().find(|spec| spec.name == name) else {
        let mut known: Vec<_> = check.options.iter().map(|spec| spec.name).collect();
        known.extend(others);
        toml.unknown("key", key_span, name, &known);
        return None;
    };
    read_option_value(toml, name, spec.kind, value)
}

/// Reads an option's value, which must be of its kind.
pub(crate) fn read_option_value(
    toml: &mut Toml<'_>,
    name: &str,
    kind: OptionKind,
    value: &Spanned<DeValue<'_>>,
) -> Option<OptionValue> {
    match kind {
        OptionKind::Flag => match value.get_ref().as_bool() {
            Some(flag) => Some(OptionValue::Flag(flag)),
            None => {
                toml.wrong_type(name, value, "true or false");
                None
            }
        },
        OptionKind::Integer(least, most) => {
            let number = value.get_ref().as_integer().and_then(|integer| {
                i64::from_str_radix(&integer.as_str().replace('_', ""), integer.radix()).ok()
            });
            match number.filter(|number| (least..=most).contains(number)) {
                Some(number) => Some(OptionValue::Integer(number)),
                None => {
                    toml.error(
                        value.span(),
                        format!("`{name}` takes a whole number from {least} to {most}"),
                    );
                    None
                }
            }
        }
        OptionKind::Text => toml.string(name, value).map(OptionValue::Text),
        OptionKind::OneOf(allowed) => {
            let text = toml.string(name, value)?;
            if !allowed.contains(&text.as_str()) {
                toml.error(value.span(), one_of(name, &text, allowed));
                return None;
            }
            Some(OptionValue::Text(text))
        }
        OptionKind::Texts => {
            if !value.get_ref().is_array() {
                toml.wrong_type(name, value, "a list of strings");
                return None;
            }
            let texts = toml.strings(name, value);
            Some(OptionValue::Texts(
                texts.into_iter().map(|(text, _)| text).collect(),
            ))
        }
        OptionKind::SomeOf(allowed) => {
            let mut texts = Vec::new();
            for (text, span) in toml.strings(name, value) {
                if allowed.contains(&text.as_str()) {
                    texts.push(text);
                } else {
                    toml.error(span, one_of(name, &text, allowed));
                }
            }
            Some(OptionValue::Texts(texts))
        }
        OptionKind::Table => {
            if value.get_ref().is_array() {
                let keys = toml.strings(name, value).into_iter();
                let pairs = keys.map(|(key, _)| (key, String::new()));
                return Some(OptionValue::Table(pairs.collect()));
            }
            let Some(table) = value.get_ref().as_table() else {
                toml.wrong_type(name, value, "a list of strings or a table");
                return None;
            };
            let pairs = table.iter().filter_map(|(key, value)| {
                let key = key.get_ref().to_string();
                let value = toml.string(&key, value)?;
                Some((key, value))
            });
            Some(OptionValue::Table(pairs.collect()))
        }
    }
}

fn one_of(name: &str, found: &str, allowed: &[&str]) -> String {
    let list: Vec<_> = allowed.iter().map(|value| format!("`{value}`")).collect();
    format!("`{name}` takes one of {}, not `{found}`", list.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Check, OptionError, OptionSpec, RuleInstance};

    fn compile(_: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
        unreachable!("style files are read without compiling")
    }

    static DEF: CheckDef = CheckDef {
        name: "demo",
        options: &[
            OptionSpec {
                name: "form",
                kind: OptionKind::OneOf(&["sign", "word"]),
            },
            OptionSpec {
                name: "words",
                kind: OptionKind::Texts,
            },
            OptionSpec {
                name: "fields",
                kind: OptionKind::Table,
            },
        ],
        compile,
        example: None,
    };

    fn parse(text: &str) -> Result<Style, Vec<String>> {
        Style::parse(&Source::new("desk.toml", text), &[&DEF])
            .map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_rule_is_read() {
        let style = parse(
            r#"
[style]
name = "desk"
extends = ["ar"]

[[rule]]
id = "desk/demo"
check = "demo"
level = "warning"
lang = ["ar"]
blocks = ["body", "title"]
form = "sign"
message = { en = "Found {found}", ar = "وُجد {found}" }
bad = ["a", { text = "b", with = { form = "word" }, fixed = "c" }]

[rule.labels]
here = { en = "here" }
"#,
        )
        .unwrap();
        assert_eq!(style.extends, [("ar".to_owned(), 4)]);
        let rule = &style.rules[0];
        assert_eq!(rule.level, Some(Level::Warning));
        assert_eq!(rule.options.text("form"), Some("sign"));
        assert_eq!(
            rule.messages["message"].message.get(MessageLang::Ar),
            "وُجد {found}"
        );
        assert_eq!(rule.bad[1].with.text("form"), Some("word"));
        assert_eq!(rule.labels["here"].get(MessageLang::Ar), "here");
        assert_eq!(rule.origin.1, 7);
    }

    #[test]
    fn a_table_may_be_a_list_of_its_keys() {
        let fields = |value: &str| {
            let rule =
                format!("[[rule]]\nid = \"desk/demo\"\ncheck = \"demo\"\nfields = {value}\n");
            parse(&rule).map(|style| style.rules[0].options.get("fields").unwrap().to_string())
        };
        let same = |value: &str| assert_eq!(fields(value).as_deref(), Ok(value));
        same(r#"["title", "date"]"#);
        same(r#"{ "date" = "date", "slug" = "/^[a-z]+$/" }"#);
        assert!(fields("7").unwrap_err()[0].contains("a list of strings or a table"));
        assert!(fields("{ date = 7 }").is_err());
    }

    #[test]
    fn mistakes_are_named_with_their_place_and_the_nearest_name() {
        let errors = parse("[[rule]]\nid = \"desk/demo\"\ncheck = \"demo\"\nfrom = \"sign\"\nform = \"both\"\nlevel = \"warn\"\n").unwrap_err();
        assert_eq!(
            errors[0],
            "desk.toml:4:1: unknown key `from`; did you mean `form`?"
        );
        assert_eq!(
            errors[1],
            "desk.toml:5:8: `form` takes one of `sign`, `word`, not `both`"
        );
        assert_eq!(
            errors[2],
            "desk.toml:6:9: unknown level `warn`; did you mean `warning`?"
        );
        assert!(
            parse("[[rule]]\nid = \"demo\"\ncheck = \"demo\"").unwrap_err()[0]
                .contains("no rule id")
        );
        assert!(parse("[[rule]\n").unwrap_err()[0].starts_with("desk.toml:1:"));
    }
}
