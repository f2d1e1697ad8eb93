//! Words that are spelled in a way the house does not want: a table of pairs, looked up word by word.
//!
//! Marks and tatweel in the text do not count, the forms of alef and yeh do. Verses between `﴿` and
//! `﴾` are left alone.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::article::BlockIndex;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::finding::Applicability;
use crate::lang::chars::{TATWEEL, is_mark, is_word, words};
use crate::lang::proclitics::{self, AL, CONJUNCTIONS, LIL};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "spelling",
    options: &[
        OptionSpec {
            name: "pairs",
            kind: OptionKind::Texts,
        },
        OptionSpec {
            name: "prefixes",
            kind: OptionKind::OneOf(&["none", "and", "all"]),
        },
        OptionSpec {
            name: "fix",
            kind: OptionKind::OneOf(&["safe", "ask"]),
        },
    ],
    compile,
    example: None,
};

struct Spelling {
    rules: Vec<Rule>,
    /// The pairs of all rules, by the first word of what is wrong; the longest first.
    table: HashMap<Box<str>, Vec<Pair>>,
}

struct Rule {
    rule: RuleInstance,
    prefixes: Prefixes,
    fix: Applicability,
}

/// What may stand joined before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefixes {
    None,
    /// `و` and `ف`.
    And,
    /// All proclitics and the article.
    All,
}

/// A spelling and the one that the house wants. Where both are the same, the word is left alone.
struct Pair {
    rule: usize,
    wrong: Box<str>,
    right: Box<str>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let mut spelling = Spelling {
        rules: Vec::new(),
        table: HashMap::new(),
    };
    for instance in rules {
        let index = spelling.rules.len();
        for pair in instance.options.texts("pairs") {
            let sides = pair.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
            let Some((wrong, right)) =
                sides.filter(|(a, b)| a.starts_with(is_word) && !b.is_empty())
            else {
                return Err(OptionError {
                    rule: instance.index,
                    option: "pairs",
                    reason: format!("`{pair}` is no pair such as `الى = إلى`"),
                });
            };
            let wrong = bare(wrong);
            let first = wrong.split(|c| !is_word(c)).next().unwrap_or_default();
            let pair = Pair {
                rule: index,
                wrong: wrong.as_ref().into(),
                right: right.into(),
            };
            spelling.table.entry(first.into()).or_default().push(pair);
        }
        spelling.rules.push(Rule {
            rule: instance.clone(),
            prefixes: match instance.options.text("prefixes") {
                Some("and") => Prefixes::And,
                Some("all") => Prefixes::All,
                _ => Prefixes::None,
            },
            fix: match instance.options.text("fix") {
                Some("safe") => Applicability::Safe,
                _ => Applicability::Ask,
            },
        });
    }
    for pairs in spelling.table.values_mut() {
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.wrong.len()));
    }
    Ok(Box::new(spelling))
}

/// A text without marks and tatweel.
fn bare(text: &str) -> Cow<'_, str> {
    let dropped = |c: char| is_mark(c) || c == TATWEEL;
    if text.contains(dropped) {
        Cow::Owned(text.replace(dropped, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// How many bytes of a text its first `bytes` without marks and tatweel are, with the marks after.
fn spelled(text: &str, bytes: usize) -> usize {
    let mut left = bytes;
    for (at, c) in text.char_indices() {
        if !is_mark(c) && c != TATWEEL {
            if left == 0 {
                return at;
            }
            left -= c.len_utf8().min(left);
        }
    }
    text.len()
}

/// A word of the text: its block, with the block's text, and where it begins and ends in it.
struct Word<'t> {
    index: BlockIndex,
    block: &'t str,
    start: usize,
    end: usize,
}

/// The proclitics before what is looked up: their bytes, and whether the article is written [`LIL`].
#[derive(Clone, Copy)]
struct Prefix {
    len: usize,
    lil: bool,
}

impl Check for Spelling {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (index, block) in context.article.indexed_blocks() {
            if !self.rules.iter().any(|rule| rule.rule.applies(block)) {
                continue;
            }
            let text = context.slice(block.range);
            for (start, word) in words(text) {
                let word = Word {
                    index,
                    block: text,
                    start,
                    end: start + word.len(),
                };
                self.look_up(&word, context, sink);
            }
        }
    }
}

impl Spelling {
    /// Looks a word up as it stands, then without its proclitics; the first that is known counts.
    fn look_up(&self, word: &Word<'_>, context: &Context<'_>, sink: &mut Sink<'_>) {
        let text = bare(&word.block[word.start..word.end]);
        let prefix = |len, lil| Prefix { len, lil };
        if self.found(word, &text, prefix(0, false), context, sink) {
            return;
        }
        let mut lens = [0; 12];
        let mut count = 0;
        proclitics::runs(&text, &mut |len| {
            if count < lens.len() {
                lens[count] = len;
                count += 1;
            }
        });
        for &len in &lens[..count] {
            if self.found(word, &text[len..], prefix(len, false), context, sink) {
                return;
            }
            if text[..len].ends_with(LIL) {
                let article = format!("{AL}{}", &text[len..]);
                let before = prefix(len - LIL.len(), true);
                if self.found(word, &article, before, context, sink) {
                    return;
                }
            }
        }
    }

    /// Reports a word that is in the table. Returns whether it is.
    fn found(
        &self,
        word: &Word<'_>,
        key: &str,
        prefix: Prefix,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
    ) -> bool {
        let pairs = self.table.get(key).into_iter().flatten();
        for pair in pairs {
            let rule = &self.rules[pair.rule];
            if !context.applies(&rule.rule, word.index) || !rule.takes(prefix, word) {
                continue;
            }
            let Some(end) = word.phrase(&pair.wrong) else {
                continue;
            };
            if pair.wrong == pair.right {
                return true;
            }
            let whole = &word.block[word.start..];
            let from = word.start + spelled(whole, prefix.len);
            let right = match prefix.lil {
                true => match pair.right.strip_prefix(AL) {
                    Some(rest) => Cow::Owned(format!("{LIL}{rest}")),
                    None => continue,
                },
                false => Cow::Borrowed(&*pair.right),
            };
            let offset = context.article.block(word.index).range.start();
            let place = TextRange::new(offset + word.start, offset + end);
            if context.mentions.is_in_verse(place) {
                return true;
            }
            let found = &word.block[word.start..end];
            let fixed = format!("{}{right}", &word.block[word.start..from]);
            // Marks would be lost, and with them now and then another word (`إذًا`); behind a
            // conjunction a short word may be another one.
            let applicability = if found.contains(is_mark) {
                Applicability::Show
            } else if rule.prefixes == Prefixes::And && prefix.len > 0 {
                Applicability::Ask
            } else {
                rule.fix
            };
            sink.report(&rule.rule, place, "message")
                .arg("found", found)
                .arg("fixed", fixed.as_str())
                .fix(applicability, "replace", &[(place, &fixed)]);
            return true;
        }
        false
    }
}

impl Rule {
    /// Whether a word may have the proclitics that it has.
    fn takes(&self, prefix: Prefix, word: &Word<'_>) -> bool {
        (prefix.len == 0 && !prefix.lil)
            || match self.prefixes {
                Prefixes::None => false,
                Prefixes::And => {
                    prefix.len == 'و'.len_utf8()
                        && word.block[word.start..].starts_with(CONJUNCTIONS)
                }
                Prefixes::All => true,
            }
    }
}

impl Word<'_> {
    /// Where a phrase ends that begins with this word: its other words follow, with any blanks between.
    fn phrase(&self, phrase: &str) -> Option<usize> {
        let mut end = self.end;
        for wanted in phrase.split_whitespace().skip(1) {
            let rest = &self.block[end..];
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            let len = trimmed.find(|c| !is_word(c)).unwrap_or(trimmed.len());
            if bare(&trimmed[..len]) != wanted {
                return None;
            }
            end = self.block.len() - trimmed.len() + len;
        }
        Some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{OptionValue, Options};
    use crate::finding::{Level, RuleIndex};
    use crate::mention::testing::article;
    use crate::mention::{Mentions, Vocabulary};

    fn rule(pairs: &[&str], prefixes: &str) -> RuleInstance {
        let mut options = Options::default();
        let pairs = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        options.set("pairs", OptionValue::Texts(pairs));
        options.set("prefixes", OptionValue::Text(prefixes.to_owned()));
        options.set("fix", OptionValue::Text("safe".to_owned()));
        RuleInstance {
            index: RuleIndex(0),
            id: "spelling/a".to_owned(),
            level: Level::Warning,
            langs: Vec::new(),
            blocks: Vec::new(),
            options,
        }
    }

    fn fixes(pairs: &[&str], prefixes: &str, text: &str) -> Vec<String> {
        let article = article(text);
        let mentions = Mentions::recognise(&article, &Vocabulary::default());
        let check = compile(&[rule(pairs, prefixes)]).unwrap_or_else(|error| panic!("{error:?}"));
        let mut sink = Sink::new(&article, text);
        let context = Context {
            article: &article,
            mentions: &mentions,
        };
        check.run(&context, &mut sink);
        let found = sink.into_findings();
        found
            .iter()
            .map(|finding| {
                let fix = &finding.fixes[0];
                let sign = if fix.applicability == Applicability::Safe {
                    '='
                } else {
                    '~'
                };
                format!("{}{sign}{}", &text[finding.span.range()], fix.edits[0].text)
            })
            .collect()
    }

    #[test]
    fn words_are_looked_up_with_their_proclitics() {
        let pairs = ["الامن = الأمن", "إجتماع = اجتماع"];
        assert_eq!(
            fixes(
                &pairs,
                "all",
                "الامن وبالامن للامن والإجتماع للإجتماع أمن إجتماعي"
            ),
            [
                "الامن=الأمن",
                "وبالامن=وبالأمن",
                "للامن=للأمن",
                "والإجتماع=والاجتماع",
                "للإجتماع=للاجتماع"
            ]
        );
        assert!(fixes(&pairs, "none", "وبالامن").is_empty());
        let and = ["الى = إلى", "لان = لأن", "فلان = فلان"];
        assert_eq!(
            fixes(&and, "and", "الى والى بالى فلان ولان الـى اِلى"),
            ["الى=إلى", "والى~وإلى", "ولان~ولأن", "الـى=إلى", "اِلى~إلى"]
        );
    }

    #[test]
    fn phrases_are_found_and_verses_left_alone() {
        let pairs = [
            "انشاء الله = إن شاء الله",
            "احمد = أحمد",
            "احمد الله = احمد الله",
        ];
        assert_eq!(
            fixes(
                &pairs,
                "and",
                "قال انشاء  الله ثم احمد ربه واحمد الله ﴿ احمد ﴾ انشاء"
            ),
            ["انشاء  الله=إن شاء الله", "احمد=أحمد"]
        );
        assert!(compile(&[rule(&["الى"], "and")]).is_err());
    }
}
