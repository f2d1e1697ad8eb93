//! Fields of the front matter or of a page's head that are missing, or hold something else.

use regex::{Regex, RegexBuilder};

use super::iso;
use crate::article::{Article, Field, Format};
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, Place, RuleInstance, Sink,
};

/// Compares the fields that an article has with those that the desk asks for. Without a list it
/// says nothing, nor of plain text and HTML without any field, nor of drafts.
pub static DEF: CheckDef = CheckDef {
    name: "metadata-required",
    options: &[OptionSpec {
        name: "fields",
        kind: OptionKind::Table,
    }],
    compile,
    example: None,
};

/// What a field must hold.
enum Type {
    Any,
    Text,
    Date,
    DateTime,
    Language,
    Url,
    Number,
    Boolean,
    List,
    Pattern(Regex),
}

/// The types by their names in a style file.
const TYPES: [(&str, Type); 9] = [
    ("any", Type::Any),
    ("text", Type::Text),
    ("date", Type::Date),
    ("datetime", Type::DateTime),
    ("language", Type::Language),
    ("url", Type::Url),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("list", Type::List),
];

/// The fields that are read from the head of a page.
const HEAD: [&str; 8] = [
    "title",
    "description",
    "date",
    "author",
    "lang",
    "section",
    "image",
    "canonical",
];

/// The fields that are read from the properties of a word processor's document.
const PROPERTIES: [&str; 5] = ["title", "description", "author", "lang", "created"];

/// Whether an article of the format has a place for a field.
fn has_place(format: Format, key: &str) -> bool {
    match format {
        Format::Html => HEAD.contains(&key),
        Format::Docx => PROPERTIES.contains(&key),
        Format::Plain | Format::Markdown | Format::Ninjs => true,
    }
}

/// The greatest size of a compiled pattern, in bytes.
const PATTERN_SIZE: usize = 1 << 20;

impl Type {
    /// Reads a type's name, or a pattern between slashes.
    fn parse(written: &str) -> Result<Self, String> {
        let pattern = written
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'));
        if let Some(pattern) = pattern {
            return RegexBuilder::new(pattern)
                .size_limit(PATTERN_SIZE)
                .build()
                .map(Self::Pattern)
                .map_err(|error| reason(&error.to_string()));
        }
        let name = if written.is_empty() { "any" } else { written };
        let known = TYPES.into_iter().find(|(known, _)| *known == name);
        known.map(|(_, kind)| kind).ok_or_else(|| {
            let names: Vec<_> = TYPES.iter().map(|(name, _)| format!("`{name}`")).collect();
            let names = names.join(", ");
            format!("`{written}` is no type; there are {names}, and patterns such as `/^[a-z]+$/`")
        })
    }

    /// Whether a value is of the type. Patterns are found anywhere in it, unless they are anchored.
    fn takes(&self, value: &str) -> bool {
        match self {
            Self::Any | Self::List => true,
            Self::Text => {
                value.contains(char::is_alphanumeric) && !is_boolean(value) && value != "null"
            }
            Self::Date => iso::date(value).is_some(),
            Self::DateTime => iso::is_date_time(value),
            Self::Language => is_language_tag(value),
            Self::Url => is_url(value),
            Self::Number => value.parse::<f64>().is_ok_and(f64::is_finite),
            Self::Boolean => is_boolean(value),
            Self::Pattern(regex) => regex.is_match(value),
        }
    }
}

/// What is wrong with a pattern, from the several lines of the parser's drawing of it.
fn reason(drawn: &str) -> String {
    let last = drawn.lines().last().unwrap_or(drawn);
    last.trim().trim_start_matches("error: ").to_owned()
}

fn is_boolean(value: &str) -> bool {
    ["true", "false"]
        .iter()
        .any(|known| value.eq_ignore_ascii_case(known))
}

/// Whether a value has the form of a BCP 47 tag (RFC 5646, 2.1): a language of two or three letters,
/// then subtags of at most eight letters and digits.
fn is_language_tag(value: &str) -> bool {
    let mut parts = value.split('-');
    let language = parts.next().unwrap_or_default();
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn is_url(value: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| value.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_alphanumeric) && !rest.contains(char::is_whitespace)
    })
}

struct Required {
    rules: Vec<Rule>,
}

struct Rule {
    rule: RuleInstance,
    /// The fields' keys, small letters, what each holds, and how that is written.
    fields: Vec<(String, Type, String)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let compile_rule = |rule: &RuleInstance| {
        let fields = rule.options.table("fields").iter().map(|(key, written)| {
            let kind = Type::parse(written).map_err(|reason| OptionError {
                rule: rule.index,
                option: "fields",
                reason: format!("`{key}`: {reason}"),
            })?;
            Ok((key.to_lowercase(), kind, written.clone()))
        });
        Ok(Rule {
            fields: fields.collect::<Result<_, _>>()?,
            rule: rule.clone(),
        })
    };
    let rules: Result<_, _> = rules.iter().map(compile_rule).collect();
    Ok(Box::new(Required { rules: rules? }))
}

impl Check for Required {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        // A text that has no place for a field does not lack it, and of broken front matter the fields are
        // not known.
        let bare =
            matches!(article.format, Format::Plain | Format::Html) && article.fields.is_empty();
        if bare || !article.damage.is_empty() || article.field("draft") == Some("true") {
            return;
        }
        for rule in self
            .rules
            .iter()
            .filter(|rule| rule.rule.is_for(article.lang))
        {
            for (key, kind, written) in &rule.fields {
                if has_place(article.format, key) {
                    rule.judge(key, kind, written, context, sink);
                }
            }
        }
    }
}

impl Rule {
    fn judge(
        &self,
        key: &str,
        kind: &Type,
        written: &str,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
    ) {
        let mut values = values(context.article, key).peekable();
        if values.peek().is_none() {
            sink.report(&self.rule, context.head(), "message")
                .arg("field", key);
            return;
        }
        let wrong = values.find(|field| {
            let single = field.key == key && matches!(kind, Type::List);
            single || !kind.takes(field.value.trim())
        });
        if let Some(field) = wrong {
            let id = match kind {
                Type::Pattern(_) => "pattern",
                _ => "type",
            };
            sink.report(&self.rule, Place::File(field.span), id)
                .arg("field", key)
                .arg("found", field.value.trim())
                .arg("expected", written);
        }
    }
}

/// The values of a field that are not empty: one, or those of its items.
fn values<'a>(article: &'a Article<'_>, key: &'a str) -> impl Iterator<Item = &'a Field> {
    article.fields.iter().filter(move |field| {
        let rest = field.key.strip_prefix(key);
        let is_own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        is_own && !matches!(field.value.trim(), "" | "~" | "null")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_take_what_their_names_say() {
        let takes = |kind: &str, value: &str| Type::parse(kind).unwrap().takes(value);
        for (kind, right, wrong) in [
            ("text", "1984", "true"),
            ("date", "2026-03-04", "2026-02-30"),
            ("date", "2026-03-04T10:00:00+03:00", "4 March 2026"),
            ("datetime", "2026-03-04 10:00:00 +0300", "2026-03-04"),
            ("datetime", "2026-03-04T10:00Z", "2026-03-04T25:00Z"),
            ("language", "ar-LB", "Arabic"),
            ("language", "zh-Hant-TW", "ar_LB"),
            ("url", "https://example.org/a?b=c", "example.org"),
            ("number", "-2.5", "two"),
            ("boolean", "False", "no"),
            ("/^[a-z0-9-]+$/", "new-bridge", "New bridge"),
        ] {
            assert!(takes(kind, right), "{kind}: {right}");
            assert!(!takes(kind, wrong), "{kind}: {wrong}");
        }
        assert!(Type::parse("dat").is_err());
        assert!(Type::parse("/[/").is_err());
    }
}
