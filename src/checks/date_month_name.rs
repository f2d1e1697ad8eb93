//! Misspelt month names: `8 سبتمر 2021`, `8 Febuary 2021`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::mention::Calendar;

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-month-name",
    options: &[],
    compile: |rules| {
        Ok(Box::new(MonthName {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct MonthName {
    rules: Vec<RuleInstance>,
}

impl Check for MonthName {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            for date in &context.mentions.dates {
                let wrong = date.month.and_then(|month| month.misspelt);
                // Persian and Urdu write the Hijri months as Arabic does not: `ذی الحجہ`.
                let language = context.article.block(date.block).lang.language;
                let own = date.calendar == Calendar::Hijri
                    && language.arabic_script()
                    && language != Language::Ar;
                let Some(name) = wrong
                    .filter(|_| !own)
                    .filter(|_| context.applies(rule, date.block))
                else {
                    continue;
                };
                sink.report(rule, name.range, "message")
                    .arg("found", context.slice(name.range))
                    .arg("fixed", name.value)
                    .fix(Applicability::Ask, "replace", &[(name.range, name.value)]);
            }
        }
    }
}
