//! `tarqim rules` and `tarqim explain`: what the rules are, from their style files, and which
//! levels hold here.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::args::TableFormat;
use super::{Status, args, environment, message_lang, plan, tell};
use crate::check::OptionValue;
use crate::config::error::nearest;
use crate::config::style::{Example, MessageLang, Rule, Words};
use crate::config::{Config, Origin, RuleState, builtin};
use crate::finding::Level;
use crate::lang::fold;

/// A rule, and what holds here.
struct Known {
    rule: Arc<Rule>,
    /// The built-in style that has it; `None`: a desk's own.
    style: Option<&'static str>,
    /// Its state; `None` where no style of the configuration brings it.
    state: Option<RuleState>,
}

impl Known {
    /// What asks for a rule that no style here brings, or the place of a desk's own.
    fn note(&self, lang: MessageLang) -> Option<String> {
        match (&self.state, self.style) {
            (None, Some(style)) => Some(match lang {
                MessageLang::Ar => format!("في الأسلوب `{style}`"),
                MessageLang::En => format!("in the style `{style}`"),
            }),
            (Some(state), None) => Some(state.origin.to_string()),
            _ => None,
        }
    }

    /// The level that its style gives it.
    fn default_level(&self) -> &'static str {
        level_name(self.rule.level)
    }

    /// The level that holds here.
    fn level(&self) -> &'static str {
        level_name(self.state.as_ref().and_then(|state| state.level.value))
    }
}

fn level_name(level: Option<Level>) -> &'static str {
    level.map_or("off", Level::name)
}

/// Every rule of every built-in style, by id, with the first style that has it.
fn built_in() -> Vec<(Arc<Rule>, &'static str)> {
    let rules_of = |name| builtin::style(name).map_or_else(Vec::new, |style| style.rules);
    let mut rules: Vec<_> = builtin::names()
        .flat_map(|name| rules_of(name).into_iter().map(move |rule| (rule, name)))
        .collect();
    rules.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    rules.dedup_by(|(a, _), (b, _)| a.id == b.id);
    rules
}

/// The ids of the rules of all built-in styles.
pub(super) fn ids() -> Vec<String> {
    let rules = built_in().into_iter();
    rules.map(|(rule, _)| rule.id.clone()).collect()
}

/// Every rule of the built-in styles and of the configuration's, by id. What holds is what holds
/// for a file in the folder; of a rule that only overrides bring, what they say together.
fn all(config: &Config, folder: &Path) -> Vec<Known> {
    let here = config.profile(&config.matching(&plan::inside(folder)));
    let styles = built_in();
    let mut known: Vec<_> = config
        .widest_profile()
        .states
        .into_iter()
        .map(|state| {
            let state = here.state(&state.rule.id).cloned().unwrap_or(state);
            let style = match &state.origin {
                Origin::File { .. } => None,
                _ => styles
                    .iter()
                    .find_map(|(rule, style)| (rule.id == state.rule.id).then_some(*style)),
            };
            Known {
                rule: Arc::clone(&state.rule),
                style,
                state: Some(state),
            }
        })
        .collect();
    for (rule, style) in styles {
        if !known.iter().any(|known| known.rule.id == rule.id) {
            known.push(Known {
                rule,
                style: Some(style),
                state: None,
            });
        }
    }
    known.sort_by(|a, b| a.rule.id.cmp(&b.rule.id));
    known
}

/// What the rules of the working folder's configuration are, and the language of messages that it
/// asks for. A mistake in it is told, and trouble; the built-in rules are known all the same.
fn look_up(
    choice: &args::Choice,
    err: &mut dyn Write,
) -> io::Result<(Vec<Known>, Option<MessageLang>, Status)> {
    let around = environment()?;
    let found = around.finder(choice).find(&plan::inside(around.folder()));
    let (config, status) = match found {
        Ok(config) => (config, Status::Clean),
        Err(errors) => {
            tell(&errors, err)?;
            (Arc::new(Config::base(&around.library)), Status::Trouble)
        }
    };
    let messages = config.messages.as_ref().map(|messages| messages.value);
    Ok((all(&config, around.folder()), messages, status))
}

/// Lists the rules: id, level, name, and the style that has to be extended for it.
pub(super) fn list(
    args: &args::Rules,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let (rules, messages, status) = look_up(&args.choice, err)?;
    if args.format == TableFormat::Json {
        write_json(&rules, out)?;
        return Ok(status);
    }
    let lang = (args.lang.is_none().then_some(messages).flatten())
        .unwrap_or_else(|| message_lang(args.lang));
    let width = rules.iter().map(|known| known.rule.id.len()).max();
    let width = width.unwrap_or(0);
    for known in rules {
        let level = match known.state {
            Some(_) => known.level(),
            None => known.default_level(),
        };
        let note = known.note(lang).map(|note| format!("({note})"));
        let name = known.rule.name.get(lang);
        let words = [Some(name).filter(|name| !name.is_empty()), note.as_deref()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        let id = &known.rule.id;
        writeln!(out, "{id:width$}  {level:7}  {}", words.join(" "))?;
    }
    Ok(status)
}

/// Explains a rule.
pub(super) fn explain(
    args: &args::Explain,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let (rules, messages, status) = look_up(&args.choice, err)?;
    let wanted = args.rule.join(" ");
    let found = rules.iter().find(|Known { rule, .. }| {
        rule.id == wanted
            || fold::same(&rule.name.ar, &wanted)
            || rule.name.en.eq_ignore_ascii_case(&wanted)
    });
    let Some(known) = found else {
        writeln!(err, "error: {}", unknown(&rules, &wanted))?;
        return Ok(Status::Trouble);
    };
    // Who asks by an Arabic name is answered in Arabic.
    let in_arabic = || wanted.chars().any(crate::lang::chars::is_arabic_letter);
    let lang = match (args.lang, messages) {
        (None, _) if known.rule.id != wanted && in_arabic() => MessageLang::Ar,
        (None, Some(messages)) => messages,
        (lang, _) => message_lang(lang),
    };
    out.write_all(page(known, lang).as_bytes())?;
    Ok(status)
}

/// What to say of an id or a name that is not known.
fn unknown(rules: &[Known], wanted: &str) -> String {
    let ids = rules.iter().map(|known| known.rule.id.as_str());
    let family = format!("{}/", wanted.trim_end_matches('/'));
    let of_family: Vec<_> = ids.clone().filter(|id| id.starts_with(&family)).collect();
    if !of_family.is_empty() {
        let ids = of_family.join("`, `");
        return format!("`{wanted}` is a family; its rules are `{ids}`");
    }
    let names = rules.iter().map(|known| known.rule.name.ar.as_str());
    let hint = nearest(wanted, ids.chain(names)).map_or_else(
        || "`tarqim rules` lists them".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("there is no rule `{wanted}`; {hint}")
}

/// A rule's page, as Markdown.
fn page(known: &Known, lang: MessageLang) -> String {
    let rule = &known.rule;
    let word = |en: &'static str, ar: &'static str| if lang == MessageLang::Ar { ar } else { en };
    let mut out = String::new();
    let level = known.default_level();
    let title = match rule.name.get(lang) {
        "" => rule.id.clone(),
        name => format!("{} – {name}", rule.id),
    };
    let _ = writeln!(out, "# {title}\n");
    let note = known.note(lang);
    let note = note.map_or(String::new(), |note| format!(" ({note})"));
    let _ = writeln!(out, "{}: `{level}`{note}", word("Level", "المستوى"));
    if let Some(state) = &known.state
        && matches!(&state.level.origin, origin @ Origin::File { .. } if *origin != state.origin)
    {
        let here = word("Level here", "المستوى هنا");
        let _ = writeln!(out, "{here}: `{}` ({})", known.level(), state.level.origin);
    }
    if let Some(level) = rule.configured_level {
        let _ = writeln!(
            out,
            "{}: `{}`",
            word(
                "Level where a style asks for a form",
                "المستوى إن حدّد الأسلوب صيغة"
            ),
            level.name()
        );
    }
    if !rule.langs.is_empty() {
        let tags: Vec<_> = rule
            .langs
            .iter()
            .map(|lang| format!("`{}`", lang.language.tag()))
            .collect();
        let _ = writeln!(out, "{}: {}", word("Languages", "اللغات"), tags.join(", "));
    }
    // A desk's own rule may have no more words than its message.
    let message = rule.messages.get("message");
    let words = message.map(|message| [&message.message, &message.help]);
    let words = match rule.explain.get(lang) {
        "" => words.map_or(Vec::new(), |words| {
            words.map(|words| words.get(lang)).into()
        }),
        words => vec![words],
    };
    for words in words.into_iter().filter(|words| !words.is_empty()) {
        let _ = writeln!(out, "\n{words}");
    }
    if !rule.option_docs.is_empty() {
        let _ = writeln!(out, "\n## {}\n", word("Options", "الخيارات"));
        for (name, words) in &rule.option_docs {
            let _ = writeln!(out, "- `{name}`: {}", words.get(lang));
        }
    }
    let mut examples = |title: &str, examples: &[Example]| {
        if examples.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n## {title}\n");
        for example in examples {
            let options: Vec<_> = example
                .with
                .iter()
                .map(|(name, value)| format!("`{name} = {value}`"))
                .collect();
            let options = if options.is_empty() {
                String::new()
            } else {
                format!(" ({})", options.join(", "))
            };
            let text = example.text.trim().replace('\n', "\n  ");
            match &example.fixed {
                Some(fixed) => {
                    let fixed = fixed.trim().replace('\n', "\n  ");
                    let _ = writeln!(
                        out,
                        "- {text}{options}\n  {}: {fixed}",
                        word("fixed", "بعد الإصلاح")
                    );
                }
                None => {
                    let _ = writeln!(out, "- {text}{options}");
                }
            }
        }
    };
    examples(word("Found", "يُبلَّغ عنه"), &rule.bad);
    examples(word("Right", "صحيح"), &rule.good);
    if let Some(source) = &rule.source {
        let _ = writeln!(out, "\n{}: {source}", word("Source", "المرجع"));
    }
    if let Some(url) = &rule.url {
        let _ = writeln!(out, "\n{url}");
    }
    out
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    rules: Vec<JsonRule<'r>>,
}

/// A rule; the keys are those of a style file, and a word is given in both languages.
#[derive(Serialize)]
struct JsonRule<'r> {
    id: &'r str,
    family: &'r str,
    name: JsonWords<'r>,
    /// The level that holds here.
    level: &'static str,
    default_level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    configured_level: Option<&'static str>,
    /// The built-in style that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    /// The place of a desk's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<JsonOrigin<'r>>,
    lang: Vec<&'static str>,
    message: JsonWords<'r>,
    help: JsonWords<'r>,
    explain: JsonWords<'r>,
    options: Vec<JsonOption<'r>>,
    bad: Vec<JsonExample<'r>>,
    good: Vec<JsonExample<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'r str>,
}

#[derive(Serialize)]
struct JsonWords<'r> {
    en: &'r str,
    ar: &'r str,
}

#[derive(Serialize)]
struct JsonOrigin<'r> {
    path: &'r str,
    line: u32,
}

#[derive(Serialize)]
struct JsonOption<'r> {
    name: &'r str,
    words: JsonWords<'r>,
}

#[derive(Serialize)]
struct JsonExample<'r> {
    text: &'r str,
    format: &'r str,
    /// The options that it needs, as TOML writes them.
    with: std::collections::BTreeMap<&'r str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'r str>,
}

impl<'r> From<&'r Words> for JsonWords<'r> {
    fn from(words: &'r Words) -> Self {
        Self {
            en: words.get(MessageLang::En),
            ar: words.get(MessageLang::Ar),
        }
    }
}

impl<'r> From<&'r Example> for JsonExample<'r> {
    fn from(example: &'r Example) -> Self {
        Self {
            text: &example.text,
            format: &example.format,
            with: example
                .with
                .iter()
                .map(|(name, value)| (name, OptionValue::to_string(value)))
                .collect(),
            fixed: example.fixed.as_deref(),
        }
    }
}

impl<'r> From<&'r Known> for JsonRule<'r> {
    fn from(known: &'r Known) -> Self {
        let rule = &*known.rule;
        // Whoever reads a style file puts an entry there.
        let message = &rule.messages["message"];
        let options = rule.option_docs.iter();
        Self {
            id: &rule.id,
            family: rule.family(),
            name: (&rule.name).into(),
            level: known.level(),
            default_level: known.default_level(),
            configured_level: rule.configured_level.map(Level::name),
            style: known.style,
            origin: known.style.is_none().then_some(JsonOrigin {
                path: &rule.origin.0,
                line: rule.origin.1,
            }),
            lang: (rule.langs.iter())
                .map(|lang| lang.language.tag())
                .collect(),
            message: (&message.message).into(),
            help: (&message.help).into(),
            explain: (&rule.explain).into(),
            options: options
                .map(|(name, words)| JsonOption {
                    name,
                    words: words.into(),
                })
                .collect(),
            bad: rule.bad.iter().map(JsonExample::from).collect(),
            good: rule.good.iter().map(JsonExample::from).collect(),
            source: rule.source.as_deref(),
            url: rule.url.as_deref(),
        }
    }
}

/// Writes all that is known of the rules as one JSON document.
fn write_json(rules: &[Known], out: &mut dyn Write) -> io::Result<()> {
    let rules = rules.iter().map(JsonRule::from).collect();
    serde_json::to_writer_pretty(&mut *out, &Document { version: 1, rules })?;
    writeln!(out)
}
