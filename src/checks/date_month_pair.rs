//! Two names side by side that are two months: `كانون الأول/يناير`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::lang::months::{self, Systems};
use crate::mention::Month;
use crate::span::TextRange;

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-month-pair",
    options: &[],
    compile: |rules| {
        Ok(Box::new(MonthPair {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct MonthPair {
    rules: Vec<RuleInstance>,
}

impl Check for MonthPair {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let dates = context.mentions.dates.iter();
            for date in
                dates.filter(|date| date.is_contradictory() && context.applies(rule, date.block))
            {
                if let Some(month) = &date.month {
                    report(rule, month, context, sink);
                }
            }
        }
    }
}

fn report(rule: &RuleInstance, month: &Month, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(second) = month.second else { return };
    let (a, b) = (context.slice(month.first), context.slice(second.range));
    let between = context.slice(TextRange::new(month.first.end(), second.range.start()));
    let after = context.slice(TextRange::new(second.range.end(), month.range.end()));
    let partner = |number, of: &str| {
        let systems =
            months::lookup(of, Systems::ARABIC).map_or(Systems::ARABIC, |name| name.systems);
        let system = Systems::ARABIC_EACH
            .into_iter()
            .find(|system| system.meets(systems));
        system
            .and_then(|system| months::name(number, system))
            .unwrap_or_default()
    };
    sink.report(rule, month.range, "message")
        .arg("a", a)
        .arg("b", b)
        .arg(
            "a_pair",
            format!("{a}{between}{}{after}", partner(month.number, b)),
        )
        .arg(
            "b_pair",
            format!("{}{between}{b}{after}", partner(second.value, a)),
        );
}
