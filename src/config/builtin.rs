//! The built-in styles, from the folder `rules`.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::style::{Rule, Style};
use crate::checks::CHECKS;
use crate::source::Source;

/// A file of the folder `rules`: its path in the project, and its text.
macro_rules! embedded {
    ($path:literal) => {
        (
            concat!("rules/", $path),
            include_str!(concat!("../../rules/", $path)),
        )
    };
}

/// The files of the style `base`, a family each.
const BASE: &[(&str, &str)] = &[
    embedded!("base/date.toml"),
    embedded!("base/front-matter.toml"),
    embedded!("base/metadata.toml"),
    embedded!("base/numeral.toml"),
    embedded!("base/percent.toml"),
    embedded!("base/photo-credit.toml"),
    embedded!("base/photo.toml"),
    embedded!("base/punctuation.toml"),
    embedded!("base/quotes.toml"),
    embedded!("base/suppression.toml"),
    embedded!("base/unicode.toml"),
];

/// The other styles, by name.
const STYLES: &[(&str, (&str, &str))] = &[
    ("ar", embedded!("ar.toml")),
    ("ar-ortho", embedded!("ar-ortho.toml")),
    ("en", embedded!("en.toml")),
    ("fa", embedded!("fa.toml")),
    ("fr", embedded!("fr.toml")),
    ("ur", embedded!("ur.toml")),
];

/// The style `base`: what is wrong in itself, and consistency within an article.
///
/// # Panics
/// Where a built-in file can't be read; a test reads them all.
#[must_use]
pub fn base() -> &'static Style {
    static STYLE: OnceLock<Style> = OnceLock::new();
    STYLE.get_or_init(|| {
        let rules = BASE
            .iter()
            .flat_map(|(path, text)| parse(path, text).rules)
            .collect();
        Style {
            name: "base".to_owned(),
            extends: Vec::new(),
            rules,
            adjustments: Vec::new(),
        }
    })
}

/// A style by its name; `None` where there is none of that name.
#[must_use]
pub fn style(name: &str) -> Option<Style> {
    if name == "base" {
        return Some(base().clone());
    }
    STYLES
        .iter()
        .find(|(known, ..)| *known == name)
        .map(|(_, (path, text))| parse(path, text))
}

/// The names of all built-in styles.
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once("base").chain(STYLES.iter().map(|(name, ..)| *name))
}

/// The ids and the families of the rules of all built-in styles.
#[must_use]
pub fn names_of_rules() -> &'static BTreeSet<String> {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let styles: Vec<Style> = names().filter_map(style).collect();
        let rules = styles.iter().flat_map(|style| &style.rules);
        let names = rules.flat_map(|rule| [&rule.id, rule.family()].map(str::to_owned));
        names.collect()
    })
}

fn parse(path: &str, text: &str) -> Style {
    let known: &[Arc<Rule>] = if path.starts_with("rules/base/") {
        &[]
    } else {
        &base().rules
    };
    Style::parse_over(&Source::new(path, text), CHECKS, known).unwrap_or_else(|errors| {
        let list: Vec<_> = errors.iter().map(ToString::to_string).collect();
        panic!("a built-in style is broken:\n{}", list.join("\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_style_can_be_read() {
        for name in names() {
            assert!(style(name).is_some());
        }
    }
}
