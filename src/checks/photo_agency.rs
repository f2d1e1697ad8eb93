//! Agencies that a desk does not know.

use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::finding::Applicability;
use crate::mention::{Credit, CreditFault, agency_id};

/// Compares the agencies in credits with the desk's list. Without a list it says nothing.
///
/// `Name/Provider via Distributor` is right where one of the two, or both with `via`, is listed.
pub static DEF: CheckDef = CheckDef {
    name: "photo-agency",
    options: &[OptionSpec {
        name: "agencies",
        kind: OptionKind::Texts,
    }],
    compile,
    example: None,
};

/// How alike two names are at least (Jaro-Winkler, 0 to 1) where one may be a slip for the other.
const ALIKE: f64 = 0.85;

struct Agencies {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Agencies {
        rules: rules.to_vec(),
    }))
}

impl Check for Agencies {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let listed = rule.options.texts("agencies");
            if listed.is_empty() {
                continue;
            }
            for credit in &context.mentions.credits {
                if context.applies(rule, credit.block) {
                    judge(rule, listed, credit, context, sink);
                }
            }
        }
    }
}

fn judge(
    rule: &RuleInstance,
    listed: &[String],
    credit: &Credit,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let Some(range) = credit.agency.or(credit.provider) else {
        return;
    };
    if credit.has(CreditFault::NoSource) {
        return;
    }
    let is_listed = |range| listed.iter().any(|agency| agency == context.slice(range));
    let both = credit
        .provider
        .map_or(range, |provider| provider.cover(range));
    if is_listed(range) || is_listed(both) || credit.provider.is_some_and(is_listed) {
        return;
    }
    let found = context.slice(range);
    // The same agency by another name is a slip of form, and certain.
    let id = agency_id(found);
    let same = listed
        .iter()
        .find(|name| id.is_some() && agency_id(name) == id);
    let alike = || {
        let score = |name: &String| strsim::jaro_winkler(name, found);
        let best = listed.iter().max_by(|a, b| score(a).total_cmp(&score(b)))?;
        (score(best) >= ALIKE).then_some(best)
    };
    match same.or_else(alike) {
        Some(nearest) => {
            let report = sink
                .report(rule, range, "message")
                .arg("found", found)
                .arg("nearest", nearest.as_str())
                .arg("fixed", nearest.as_str());
            report.fix(Applicability::Ask, "replace", &[(range, nearest)]);
        }
        None => {
            sink.report(rule, range, "unknown").arg("found", found);
        }
    }
}
