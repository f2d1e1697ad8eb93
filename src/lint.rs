//! A source and rules in, findings out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::article::{Article, Format, ReadOptions};
use crate::check::{Check, Context, RuleInstance, Sink};
use crate::checks::CHECKS;
use crate::config::Profile;
use crate::config::error::ConfigError;
use crate::config::style::ActiveRule;
use crate::finding::{Finding, RuleIndex};
use crate::mention::{Mentions, Vocabulary};
use crate::source::Source;
use crate::suppress::Suppressor;

/// Rules that are compiled and ready for any number of articles.
pub struct Linter {
    rules: Vec<ActiveRule>,
    checks: Vec<Box<dyn Check>>,
    vocabulary: Vocabulary,
    suppressor: Suppressor,
}

impl Linter {
    /// Compiles rules: every check once, for all of its rules.
    ///
    /// # Errors
    /// Where an option's value can't be taken, such as a regex that is none.
    pub fn new(mut rules: Vec<ActiveRule>) -> Result<Self, ConfigError> {
        rules.sort_by(|a, b| a.rule.id.cmp(&b.rule.id));
        let mut instances: BTreeMap<&str, Vec<RuleInstance>> = BTreeMap::new();
        let mut vocabulary = Vocabulary::default();
        for (index, active) in rules.iter().enumerate() {
            vocabulary
                .agencies
                .extend_from_slice(active.options.texts("agencies"));
            instances
                .entry(active.rule.check)
                .or_default()
                .push(RuleInstance {
                    index: RuleIndex(index as u16),
                    id: active.rule.id.clone(),
                    level: active.level,
                    langs: active.langs.clone(),
                    blocks: active.blocks.clone(),
                    options: active.options.clone(),
                });
        }
        vocabulary.agencies.sort();
        vocabulary.agencies.dedup();
        let mut checks = Vec::new();
        let mut judging = Vec::new();
        for def in CHECKS {
            let Some(instances) = instances.get(def.name) else {
                continue;
            };
            let check = (def.compile)(instances).map_err(|error| {
                let active = &rules[error.rule.0 as usize];
                let (path, line) = active
                    .option_places
                    .get(error.option)
                    .unwrap_or(&active.rule.origin);
                ConfigError {
                    path: path.clone(),
                    line: *line,
                    column: 1,
                    message: format!(
                        "`{}` of the rule `{}`: {}",
                        error.option, active.rule.id, error.reason
                    ),
                }
            })?;
            let reads_pictures = check.reads_pictures();
            let instances = instances.iter().cloned();
            judging.extend(instances.map(|rule| (rule, def.name, reads_pictures)));
            checks.push(check);
        }
        judging.sort_by_key(|(rule, ..)| rule.index);
        Ok(Self {
            rules,
            checks,
            vocabulary,
            suppressor: Suppressor::new(judging.into_iter()),
        })
    }

    /// Compiles the rules of a profile, with what its configuration ignores.
    ///
    /// # Errors
    /// As [`Linter::new`].
    pub fn of(profile: &Profile) -> Result<Self, ConfigError> {
        let mut linter = Self::new(profile.rules())?;
        let known = profile.states.iter().map(|state| &state.rule);
        let ignores = profile.ignores.iter();
        (linter.suppressor).configure(known, ignores.map(|ignore| &ignore.value));
        Ok(match profile.today {
            Some(today) => linter.on(today),
            None => linter,
        })
    }

    /// Sets the day on which a comment that switches rules off is or is not overdue; without one
    /// none is.
    #[must_use]
    pub fn on(mut self, today: Date) -> Self {
        self.suppressor.set_today(today);
        self
    }

    /// The rules, by their [`RuleIndex`].
    #[must_use]
    pub fn rules(&self) -> &[ActiveRule] {
        &self.rules
    }

    /// The rule that a finding is of.
    #[must_use]
    pub fn rule(&self, index: RuleIndex) -> &ActiveRule {
        &self.rules[index.0 as usize]
    }

    /// Whether a rule of this id is among them.
    #[must_use]
    pub fn has_rule(&self, id: &str) -> bool {
        let by_id = |active: &ActiveRule| active.rule.id.as_str().cmp(id);
        self.rules.binary_search_by(by_id).is_ok()
    }

    /// Whether a rule looks at what the image files of photos say of themselves: only then need
    /// they be read.
    #[must_use]
    pub fn reads_pictures(&self) -> bool {
        self.checks.iter().any(|check| check.reads_pictures())
    }

    /// Reads a file and judges it, without its pictures. The findings, without those that the file or
    /// the configuration suppresses, are sorted by start, end and rule.
    #[must_use]
    pub fn lint(&self, source: &Source, format: Format, options: &ReadOptions) -> Vec<Finding> {
        self.lint_article(source, &Article::read(source, format, options))
    }

    /// Judges an article that was read from a file.
    #[must_use]
    pub fn lint_article(&self, source: &Source, article: &Article<'_>) -> Vec<Finding> {
        let mentions = Mentions::recognise(article, &self.vocabulary);
        self.judge(source, article, &mentions)
    }

    /// Judges an article by what its text says.
    #[must_use]
    pub fn judge(
        &self,
        source: &Source,
        article: &Article<'_>,
        mentions: &Mentions,
    ) -> Vec<Finding> {
        let mut sink = Sink::new(article, source.text());
        let context = Context { article, mentions };
        for check in &self.checks {
            check.run(&context, &mut sink);
        }
        let mut findings = sink.into_findings();
        findings.sort_by_key(|finding| (finding.span, finding.rule));
        self.suppressor.apply(source, article, findings)
    }

    /// What recognition knows from these rules.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}
