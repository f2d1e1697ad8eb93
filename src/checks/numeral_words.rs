//! What the checks share that ask for a number in words.

use crate::check::{Context, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::mention::Number;

/// Reports a number in figures, with the words to write instead, where they are known.
pub(super) fn report(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    number: &Number,
    words: Option<&str>,
) {
    let id = if words.is_some() {
        "message"
    } else {
        "no-word"
    };
    let report = sink
        .report(rule, number.range, id)
        .arg("found", context.slice(number.range));
    if let Some(words) = words {
        report
            .arg("fixed", words)
            .fix(Applicability::Ask, "replace", &[(number.range, words)]);
    }
}
