//! `tarqim test`: the examples of style files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::Status;
use crate::article::{Article, Format, LangHints};
use crate::check::Options;
use crate::checks::CHECKS;
use crate::config::error::ConfigError;
use crate::config::style::{ActiveRule, Example, MessageLang, Rule, Style, placeholders};
use crate::disk;
use crate::finding::{Finding, Fix, Level};
use crate::fix;
use crate::lint::Linter;
use crate::source::Source;

/// Runs the examples of one style file and says what does not hold.
pub(super) fn run(path: &Path, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<Status> {
    let name = path.display().to_string();
    let text = match disk::read_text(path) {
        Ok(text) => text,
        Err(error) => {
            writeln!(err, "error: {name}: {error}")?;
            return Ok(Status::Trouble);
        }
    };
    let style = match Style::parse(&Source::new(&name, text), CHECKS) {
        Ok(style) => style,
        Err(errors) => {
            for error in errors {
                writeln!(err, "error: {error}")?;
            }
            return Ok(Status::Trouble);
        }
    };
    let (mut examples, mut broken) = (0, 0);
    for rule in &style.rules {
        // A rule without examples, too, must be one that `check` takes.
        if let Err(error) = linter(rule, rule.options.clone()) {
            writeln!(err, "error: {error}")?;
            return Ok(Status::Trouble);
        }
        for (example, bad) in rule
            .bad
            .iter()
            .map(|e| (e, true))
            .chain(rule.good.iter().map(|e| (e, false)))
        {
            examples += 1;
            match judge_example(rule, example, bad) {
                Err(error) => {
                    writeln!(err, "error: {error}")?;
                    return Ok(Status::Trouble);
                }
                Ok(None) => {}
                Ok(Some(complaint)) => {
                    broken += 1;
                    writeln!(out, "{name}:{}: {}: {complaint}", example.line, rule.id)?;
                }
            }
        }
    }
    writeln!(
        out,
        "{name}: rules {}, examples {examples}, broken {broken}",
        style.rules.len()
    )?;
    Ok(if broken == 0 {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// The day of the examples.
const TODAY: Date = date(2026, 1, 1);

/// A rule alone, with these options, on even where its style has it off.
fn linter(rule: &Arc<Rule>, options: Options) -> Result<Linter, ConfigError> {
    Linter::new(vec![ActiveRule {
        level: rule
            .level
            .or(rule.configured_level)
            .unwrap_or(Level::Warning),
        langs: rule.langs.clone(),
        blocks: rule.blocks.clone(),
        options,
        option_places: BTreeMap::new(),
        rule: Arc::clone(rule),
    }])
    .map(|linter| linter.on(TODAY))
}

/// What a rule finds in one of its examples.
///
/// # Errors
/// Where an option of the rule or of the example can't be taken.
pub fn run_example(
    rule: &Arc<Rule>,
    example: &Example,
) -> Result<(Source, Vec<Finding>), ConfigError> {
    let mut options = rule.options.clone();
    for (name, value) in example.with.iter() {
        options.set(name, value.clone());
    }
    let linter = linter(rule, options)?;
    let name = format!("example.{}", example.format);
    let source = Source::new(&name, &example.text);
    let hints = LangHints {
        name: example.lang,
        configured: None,
    };
    let mut article = Article::read(&source, Format::of_name(&name), &hints.into());
    for photo in &mut article.photos {
        photo.embedded.clone_from(&example.picture);
    }
    let findings = linter.lint_article(&source, &article);
    drop(article);
    Ok((source, findings))
}

/// What is missing in the words of a finding: all of them, or the value of a placeholder.
fn missing_words(rule: &Rule, finding: &Finding) -> Option<String> {
    let said = &finding.message;
    let words = rule.messages.get(said.id);
    let Some(words) = words.filter(|words| !words.message.get(MessageLang::En).is_empty()) else {
        return Some(format!("has no words for the message `{}`", said.id));
    };
    [&words.message, &words.help]
        .into_iter()
        .flat_map(|words| placeholders(&words.en).chain(placeholders(&words.ar)))
        .find(|name| said.args.iter().all(|(known, _)| known != name))
        .map(|name| format!("has no value for `{{{name}}}`"))
}

/// What is wrong with an example, if anything is: a bad one in which nothing is found, for which
/// the rule lacks words, or whose fixes make something else of it; a good one in which something is
/// found.
///
/// # Errors
/// As [`run_example`].
pub fn judge_example(
    rule: &Arc<Rule>,
    example: &Example,
    bad: bool,
) -> Result<Option<String>, ConfigError> {
    let (source, findings) = run_example(rule, example)?;
    if !bad {
        return Ok(findings.first().map(|finding| {
            format!(
                "finds \u{201C}{}\u{201D} in a good example: {}",
                source.slice(finding.span),
                example.text
            )
        }));
    }
    if findings.is_empty() {
        return Ok(Some(format!(
            "finds nothing in a bad example: {}",
            example.text
        )));
    }
    let missing = findings.iter().find_map(|found| missing_words(rule, found));
    if let Some(missing) = missing {
        let text = &example.text;
        return Ok(Some(format!(
            "{missing}, which a bad example asks for: {text}"
        )));
    }
    let Some(expected) = &example.fixed else {
        return Ok(None);
    };
    let fixes: Vec<&Fix> = findings
        .iter()
        .filter_map(|finding| finding.fixes.first())
        .collect();
    let fixed = fix::apply(source.text(), &fixes);
    Ok((fixed != *expected)
        .then(|| format!("makes of a bad example: {fixed}\n  and not: {expected}")))
}
