//! Where the words of findings come from, and how values get into them.

use crate::config::style::{ActiveRule, MessageLang};
use crate::finding::{Args, Fix, Level, RuleIndex};

/// The words of a table of rules, by index of the rule and id of the message.
pub trait Words: Sync {
    /// A rule's id, `family/name`.
    fn id(&self, rule: RuleIndex) -> &str;

    /// A rule's name for readers.
    fn name(&self, rule: RuleIndex, lang: MessageLang) -> &str;

    /// What is wrong, with placeholders.
    fn message(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str>;

    /// What to write instead, with placeholders.
    fn help(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str>;

    /// What a further place is, with placeholders.
    fn label(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str>;

    /// What a fix does, with placeholders; `None` for the id `replace`, which is built in.
    fn fix(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str>;

    /// An address with more about a rule, where its style sets one.
    fn url(&self, rule: RuleIndex) -> Option<&str>;

    /// Why a rule matters, what it finds and what not, in Markdown; empty where its style says nothing.
    fn explain(&self, rule: RuleIndex, lang: MessageLang) -> &str;

    /// The level that a rule has where no configuration says otherwise.
    fn level(&self, rule: RuleIndex) -> Level;
}

impl Words for &[ActiveRule] {
    fn id(&self, rule: RuleIndex) -> &str {
        &self[rule.0 as usize].rule.id
    }

    fn name(&self, rule: RuleIndex, lang: MessageLang) -> &str {
        self[rule.0 as usize].rule.name.get(lang)
    }

    fn message(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        let words = self[rule.0 as usize].rule.messages.get(id)?;
        Some(words.message.get(lang)).filter(|words| !words.is_empty())
    }

    fn help(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        let words = self[rule.0 as usize].rule.messages.get(id)?;
        Some(words.help.get(lang)).filter(|words| !words.is_empty())
    }

    fn label(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        Some(self[rule.0 as usize].rule.labels.get(id)?.get(lang))
    }

    fn fix(&self, rule: RuleIndex, id: &str, lang: MessageLang) -> Option<&str> {
        Some(self[rule.0 as usize].rule.fixes.get(id)?.get(lang))
    }

    fn url(&self, rule: RuleIndex) -> Option<&str> {
        self[rule.0 as usize].rule.url.as_deref()
    }

    fn explain(&self, rule: RuleIndex, lang: MessageLang) -> &str {
        self[rule.0 as usize].rule.explain.get(lang)
    }

    fn level(&self, rule: RuleIndex) -> Level {
        let active = &self[rule.0 as usize];
        active.rule.level.unwrap_or(active.level)
    }
}

/// Puts values in the place of `{name}`; a placeholder without a value stays as it is written.
pub(super) fn fill(template: &str, args: &Args) -> String {
    let mut out = String::with_capacity(template.len());
    for_each_part(template, args, |part| match part {
        Part::Words(text) | Part::Value(text) => out.push_str(text),
    });
    out
}

/// A part of a sentence.
pub(super) enum Part<'a> {
    /// Words of the template.
    Words(&'a str),
    /// A value in the place of its name.
    Value(&'a str),
}

/// Visits the parts of a template that is filled with values, in order.
pub(super) fn for_each_part<'a>(
    template: &'a str,
    args: &'a Args,
    mut visit: impl FnMut(Part<'a>),
) {
    let mut rest = template;
    let mut from = 0;
    while let Some(open) = rest[from..].find('{').map(|at| from + at) {
        let named = rest[open..].find('}').and_then(|close| {
            let name = &rest[open + 1..open + close];
            let (_, value) = args.iter().find(|(key, _)| *key == name)?;
            Some((open + close, value))
        });
        match named {
            Some((close, value)) => {
                visit(Part::Words(&rest[..open]));
                visit(Part::Value(value));
                rest = &rest[close + 1..];
                from = 0;
            }
            None => from = open + 1,
        }
    }
    visit(Part::Words(rest));
}

/// The words of a fix that has none of its own: the value `fixed`, else what its one edit writes.
pub(super) fn built_in_fix(fix: &Fix, lang: MessageLang) -> String {
    let given = fix.message.args.iter().find(|(key, _)| *key == "fixed");
    let fixed = match (given, fix.edits.as_slice()) {
        (Some((_, fixed)), _) => fixed,
        (None, [edit]) => &edit.text,
        (None, _) => "",
    };
    match (fixed, lang) {
        ("", MessageLang::En) => "Apply the fix".to_owned(),
        ("", MessageLang::Ar) => "تطبيق الإصلاح".to_owned(),
        (fixed, MessageLang::En) => format!("Replace with {fixed}"),
        (fixed, MessageLang::Ar) => format!("المقترح: {fixed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_without_a_value_stays() {
        let args = vec![("found", "25٪".to_owned()), ("n", "{found}".to_owned())];
        assert_eq!(fill("here {found}, {n}.", &args), "here 25٪, {found}.");
        assert_eq!(
            fill("{gone} {found} {", &args),
            "{gone} 25٪ {",
            "unknown and unclosed ones are text"
        );
        assert_eq!(fill("{{found}}", &args), "{25٪}");
        assert_eq!(fill("", &args), "");
    }
}
