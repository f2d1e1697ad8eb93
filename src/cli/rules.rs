//! `tarqim rules` and `tarqim explain`: what the rules are, from their style files.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use super::{args, message_lang};
use crate::config::builtin;
use crate::config::error::nearest;
use crate::config::style::{Example, MessageLang, Rule};
use crate::lang::fold;

/// Every rule of every built-in style, by id, with the first style that has it.
fn all() -> Vec<(Arc<Rule>, &'static str)> {
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
    all().into_iter().map(|(rule, _)| rule.id.clone()).collect()
}

/// What asks for a style that is not always on.
fn opt_in(style: &str, lang: MessageLang) -> Option<String> {
    let asked = match lang {
        MessageLang::Ar => "في الأسلوب",
        MessageLang::En => "in the style",
    };
    (style != builtin::names().next()?).then(|| format!("{asked} `{style}`"))
}

/// Lists the rules: id, level, name, and the style that has to be extended for it.
pub(super) fn list(args: &args::Rules, out: &mut dyn Write) -> io::Result<()> {
    let lang = message_lang(args.lang);
    let rules = all();
    let width = rules
        .iter()
        .map(|(rule, _)| rule.id.len())
        .max()
        .unwrap_or(0);
    for (rule, style) in rules {
        let level = rule.level.map_or("off", |level| level.name());
        let asked = opt_in(style, lang).map_or(String::new(), |asked| format!(" ({asked})"));
        writeln!(
            out,
            "{:width$}  {level:7}  {}{asked}",
            rule.id,
            rule.name.get(lang)
        )?;
    }
    Ok(())
}

/// Explains a rule; with an id or a name that is not known: the message to show.
pub(super) fn explain(args: &args::Explain, out: &mut dyn Write) -> io::Result<Result<(), String>> {
    let wanted = args.rule.join(" ");
    let rules = all();
    let found = rules.iter().find(|(rule, _)| {
        rule.id == wanted
            || fold::same(&rule.name.ar, &wanted)
            || rule.name.en.eq_ignore_ascii_case(&wanted)
    });
    let Some((rule, style)) = found else {
        let ids = rules.iter().map(|(rule, _)| rule.id.as_str());
        let family = format!("{}/", wanted.trim_end_matches('/'));
        let of_family: Vec<_> = ids.clone().filter(|id| id.starts_with(&family)).collect();
        if !of_family.is_empty() {
            let ids = of_family.join("`, `");
            return Ok(Err(format!(
                "`{wanted}` is a family; its rules are `{ids}`"
            )));
        }
        let names = rules.iter().map(|(rule, _)| rule.name.ar.as_str());
        let hint = nearest(&wanted, ids.chain(names)).map_or_else(
            || "`tarqim rules` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Ok(Err(format!("there is no rule `{wanted}`; {hint}")));
    };
    // Who asks by an Arabic name is answered in Arabic.
    let lang = match args.lang {
        None if rule.id != wanted && wanted.chars().any(crate::lang::chars::is_arabic_letter) => {
            MessageLang::Ar
        }
        lang => message_lang(lang),
    };
    out.write_all(page(rule, style, lang).as_bytes())?;
    Ok(Ok(()))
}

/// A rule's page, as Markdown.
fn page(rule: &Rule, style: &str, lang: MessageLang) -> String {
    let word = |en: &'static str, ar: &'static str| if lang == MessageLang::Ar { ar } else { en };
    let mut out = String::new();
    let level = rule.level.map_or("off", |level| level.name());
    let _ = writeln!(out, "# {} – {}\n", rule.id, rule.name.get(lang));
    let asked = opt_in(style, lang).map_or(String::new(), |asked| format!(" ({asked})"));
    let _ = writeln!(out, "{}: `{level}`{asked}", word("Level", "المستوى"));
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
    let _ = writeln!(out, "\n{}", rule.explain.get(lang));
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
