//! What holds for one file, as TOML that a configuration could hold, each value with its origin.

use std::fmt::Write as _;
use std::path::Path;

use super::file::{Config, FailOn, Ignore};
use super::layer::{Origin, RuleState, Valued};
use super::style::MessageLang;
use crate::article::{BlockGroup, BlockKind};
use crate::check::OptionValue;
use crate::finding::Level;
use crate::lang::Lang;

/// The column at which origins begin, where the line leaves room.
const ORIGIN_COLUMN: usize = 40;

impl Config {
    /// What holds for a file (its absolute path, and its name in reports), and where each value
    /// comes from.
    #[must_use]
    pub fn show(&self, file: &Path, name: &str) -> String {
        let matching = self.matching(file);
        let profile = self.profile(&matching);
        let mut out = String::new();
        let config = self.name.as_deref().unwrap_or("none");
        comment(&mut out, &format!("file: {name}"));
        comment(&mut out, &format!("configuration: {config}"));
        for &index in matching.overrides() {
            let part = &self.overrides[index];
            let until = part
                .until
                .map_or_else(String::new, |until| format!(", until {until}"));
            let (number, files) = (index + 1, part.files.join(", "));
            comment(
                &mut out,
                &format!("override {number}: {files} (line {}{until})", part.line),
            );
        }
        if let Some(glob) = self.excluded_by(file) {
            comment(
                &mut out,
                &format!("left out by `{}` ({})", glob.value, glob.origin),
            );
        }
        let edition = &self.edition;
        line(&mut out, "edition", &string(edition.value), &edition.origin);
        if let Some(lang) = &profile.lang {
            line(&mut out, "lang", &string(&tag(lang.value)), &lang.origin);
        }
        if let Some(messages) = &self.messages {
            let lang = match messages.value {
                MessageLang::En => "en",
                MessageLang::Ar => "ar",
            };
            line(&mut out, "messages", &string(lang), &messages.origin);
        }
        let (fail_on, origin) = match &self.fail_on {
            Some(fail_on) => (fail_on.value, &fail_on.origin),
            None => (FailOn::Level(Level::Warning), &Origin::Default),
        };
        line(&mut out, "fail-on", &string(fail_on.name()), origin);
        if let Some(first) = self.exclude.first() {
            let globs = list(self.exclude.iter().map(|glob| glob.value.as_str()));
            line(&mut out, "exclude", &globs, &first.origin);
        }
        let html = &profile.html;
        if html.content.is_some() || html.ignore.is_some() {
            out.push_str("\n[html]\n");
        }
        for (key, selectors) in [("content", &html.content), ("ignore", &html.ignore)] {
            if let Some(Valued { value, origin }) = selectors {
                let texts: Vec<_> = value.iter().map(ToString::to_string).collect();
                line(
                    &mut out,
                    key,
                    &list(texts.iter().map(String::as_str)),
                    origin,
                );
            }
        }
        for Valued { value, origin } in &profile.ignores {
            ignore(&mut out, value, origin);
        }
        for state in &profile.states {
            rule(&mut out, state);
        }
        out
    }
}

fn ignore(out: &mut String, ignore: &Ignore, origin: &Origin) {
    out.push_str("\n[[ignores]]\n");
    let texts = |texts: &[String]| list(texts.iter().map(String::as_str));
    line(out, "rules", &texts(&ignore.rules), origin);
    line(out, "text", &texts(&ignore.texts), origin);
    if let Some(reason) = &ignore.reason {
        line(out, "reason", &string(reason), origin);
    }
    if let Some(until) = ignore.until {
        line(out, "until", &until.to_string(), origin);
    }
}

fn rule(out: &mut String, state: &RuleState) {
    let _ = writeln!(out, "\n[rules.{}]", string(&state.rule.id));
    let level = state.level.value.map_or("off", Level::name);
    line(out, "level", &string(level), &state.level.origin);
    // An empty list is worth a line only where it takes back one that the rule came with.
    let says_something = |origin: &Origin, empty: bool| !empty || *origin != state.origin;
    let Valued { value, origin } = &state.langs;
    if says_something(origin, value.is_empty()) {
        let tags: Vec<_> = value.iter().map(|lang| tag(*lang)).collect();
        line(out, "lang", &list(tags.iter().map(String::as_str)), origin);
    }
    let Valued { value, origin } = &state.blocks;
    if says_something(origin, value.is_empty()) {
        line(out, "blocks", &list(block_names(value).into_iter()), origin);
    }
    let mut options: Vec<_> = state.options.iter().collect();
    options.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, Valued { value, origin }) in options {
        let value = match value {
            OptionValue::Flag(flag) => flag.to_string(),
            OptionValue::Integer(number) => number.to_string(),
            OptionValue::Text(text) => string(text),
            OptionValue::Texts(texts) => list(texts.iter().map(String::as_str)),
            OptionValue::Table(_) => value.to_string(),
        };
        line(out, name, &value, origin);
    }
}

fn comment(out: &mut String, text: &str) {
    let _ = writeln!(out, "# {}", visible(text));
}

fn line(out: &mut String, key: &str, value: &str, origin: &Origin) {
    let start = out.len();
    let _ = write!(out, "{key} = {value}");
    let width = out[start..].chars().count();
    for _ in width..ORIGIN_COLUMN {
        out.push(' ');
    }
    let from = match origin {
        Origin::File { .. } => "from ",
        Origin::Default | Origin::Style(_) => "",
    };
    let _ = writeln!(out, " # {from}{}", visible(&origin.to_string()));
}

/// Groups where all of their kinds are there, then the other kinds.
fn block_names(kinds: &[BlockKind]) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut left: Vec<BlockKind> = kinds.to_vec();
    for (group, name) in [
        (BlockGroup::Title, "title"),
        (BlockGroup::Body, "body"),
        (BlockGroup::Caption, "caption"),
    ] {
        let mut whole = BlockKind::ALL.iter().filter(|kind| kind.group() == group);
        if whole.all(|kind| kinds.contains(kind)) {
            names.push(name);
            left.retain(|kind| kind.group() != group);
        }
    }
    names.extend(left.into_iter().map(BlockKind::name));
    names
}

fn tag(lang: Lang) -> String {
    let mut tag = lang.language.tag().to_owned();
    if lang.region != [0; 2] {
        tag.push('-');
        tag.extend(lang.region.map(char::from));
    }
    tag
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<_> = texts.map(string).collect();
    format!("[{}]", texts.join(", "))
}

/// A TOML string on one line.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ => push_visible(&mut out, c),
        }
    }
    out.push('"');
    out
}

fn visible(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| push_visible(&mut out, c));
    out
}

/// Direction marks and control characters as TOML escapes: they would change how a line is read.
fn push_visible(out: &mut String, c: char) {
    let hidden = c.is_control()
        || matches!(
            c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        )
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        );
    if hidden {
        let _ = write!(out, "\\u{:04X}", u32::from(c));
    } else {
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{profile, read};
    use super::*;

    const CONFIG: &str = r#"edition = "2026"
extends = ["house"]
exclude = ["old/**"]
[rules]
photo-credit = { agencies = ["AFP", "و\"كالة"], level = "error" }
"percent/taste" = "off"
[[overrides]]
files = ["en/**"]
lang = "en"
until = 2027-01-31
[overrides.style]
percent = "25%"
[overrides.rules]
"percent/grammar" = { lang = [] }
"#;

    #[test]
    fn each_value_stands_with_its_origin() {
        let config = read(CONFIG);
        let shown = config.show(Path::new("/p/en/a.md"), "en/a.md");
        let expected = r#"# file: en/a.md
# configuration: tarqim.toml
# override 1: en/** (line 7, until 2027-01-31)
edition = "2026"                         # from tarqim.toml:1
lang = "en"                              # from tarqim.toml:9 (override 1)
fail-on = "warning"                      # default
exclude = ["old/**"]                     # from tarqim.toml:3

[rules."ar/hamza"]
level = "warning"                        # built-in style `ar`
lang = ["ar"]                            # built-in style `ar`

[rules."percent/form"]
level = "warning"                        # from tarqim.toml:12 (override 1, example `percent`)
form = "sign"                            # from tarqim.toml:12 (override 1, example `percent`)

[rules."percent/grammar"]
level = "warning"                        # built-in style `base`
lang = []                                # from tarqim.toml:14 (override 1)
blocks = ["body"]                        # built-in style `base`

[rules."percent/taste"]
level = "off"                            # from tarqim.toml:6

[rules."photo-credit/agency"]
level = "error"                          # from tarqim.toml:5
agencies = ["AFP", "و\"كالة"]            # from tarqim.toml:5

[rules."photo-credit/missing"]
level = "error"                          # from tarqim.toml:5
require = "image"                        # built-in style `base`
"#;
        assert_eq!(shown, expected);
        let shown = config.show(Path::new("/p/old/a.md"), "old/a.md");
        assert!(shown.contains("\n# left out by `old/**` (tarqim.toml:3)\n"));
    }

    #[test]
    fn what_is_ignored_is_shown() {
        let config = read(
            "[[ignores]]\nrules = \"percent\"\ntext = [\"25%\"]\nreason = \"عنوان\"\n\
             [[overrides]]\nfiles = [\"a.md\"]\n[[overrides.ignores]]\nrules = [\"percent/form\"]\n\
             text = \"٪\"\nuntil = 2027-01-31\n",
        );
        let shown = config.show(Path::new("/p/a.md"), "a.md");
        let expected = r#"
[[ignores]]
rules = ["percent"]                      # from tarqim.toml:1
text = ["25%"]                           # from tarqim.toml:1
reason = "عنوان"                         # from tarqim.toml:1

[[ignores]]
rules = ["percent/form"]                 # from tarqim.toml:7 (override 1)
text = ["٪"]                             # from tarqim.toml:7 (override 1)
until = 2027-01-31                       # from tarqim.toml:7 (override 1)

[rules."#;
        assert!(shown.contains(expected), "{shown}");
        let again = read(&shown);
        let texts = |config: &Config, path| {
            let ignores = profile(config, path).ignores.into_iter();
            ignores.map(|ignore| ignore.value).collect::<Vec<_>>()
        };
        assert_eq!(texts(&again, "x.md"), texts(&config, "a.md"));
        assert_eq!(texts(&config, "b.md").len(), 1);
    }

    #[test]
    fn what_is_shown_is_a_configuration_that_says_the_same() {
        let config = read(CONFIG);
        let shown = config.show(Path::new("/p/en/a.md"), "en/a.md");
        let again = read(&format!("extends = [\"ar\"]\n{shown}"));
        let rules = |config, path| {
            let active = profile(config, path).rules().into_iter();
            active
                .map(|rule| {
                    (
                        rule.rule.id.clone(),
                        rule.level,
                        rule.langs,
                        rule.blocks,
                        rule.options,
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(rules(&config, "en/a.md"), rules(&again, "x/a.md"));
    }

    #[test]
    fn without_a_file_the_base_is_shown() {
        let config = Config::base(&super::super::testing::library());
        let shown = config.show(Path::new("/p/a.md"), "a.md");
        assert!(shown.starts_with("# file: a.md\n# configuration: none\nedition = \"2026\""));
    }

    #[test]
    fn direction_marks_are_visible() {
        assert_eq!(string("a\u{200F}\n\"\\"), r#""a\u200F\u000A\"\\""#);
    }
}
