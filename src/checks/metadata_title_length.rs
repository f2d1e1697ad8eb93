//! Titles that are too long or too short.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::article::BlockKind;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::lang::chars::is_bidi_control;

/// The greatest number of characters that a limit may be.
const LONGEST: i64 = 1000;

/// Counts the characters of titles as readers see them: extended grapheme clusters (UAX #29), so
/// that a letter is one with its vowel marks; direction marks are none. Without a limit it says
/// nothing.
pub static DEF: CheckDef = CheckDef {
    name: "metadata-title-length",
    options: &[
        OptionSpec {
            name: "most",
            kind: OptionKind::Integer(1, LONGEST),
        },
        OptionSpec {
            name: "least",
            kind: OptionKind::Integer(1, LONGEST),
        },
    ],
    compile,
    example: None,
};

struct TitleLength {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(TitleLength {
        rules: rules.to_vec(),
    }))
}

impl Check for TitleLength {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let blocks = context.article.indexed_blocks();
        let titles = blocks.filter(|(_, block)| block.kind == BlockKind::Title);
        let mut told: HashSet<&str> = HashSet::new();
        for (index, block) in titles {
            let title = context.slice(block.range);
            // A title that is repeated above the body is one title.
            if !told.insert(title) {
                continue;
            }
            let length = title
                .graphemes(true)
                .filter(|cluster| !cluster.chars().all(is_bidi_control))
                .count();
            let length = i64::try_from(length).unwrap_or(i64::MAX);
            for rule in self
                .rules
                .iter()
                .filter(|rule| context.applies(rule, index))
            {
                let most = rule.options.integer("most").filter(|most| length > *most);
                let least = rule
                    .options
                    .integer("least")
                    .filter(|least| length < *least);
                let (id, limit) = match (most, least) {
                    (Some(most), _) => ("message", most),
                    (None, Some(least)) => ("short", least),
                    (None, None) => continue,
                };
                sink.report(rule, block.range, id)
                    .arg("n", length.to_string())
                    .arg("limit", limit.to_string());
            }
        }
    }
}
