//! What the styles claim: every bad example gives a finding of its rule, every good one gives none.

use tarqim::cli::{judge_example, run_example};
use tarqim::config::builtin;
use tarqim::config::style::placeholders;

#[test]
fn rules_do_what_their_examples_say() {
    let mut wrong = Vec::new();
    for name in builtin::names() {
        for rule in &builtin::style(name).unwrap().rules {
            let bad = rule.bad.iter().map(|example| (example, true));
            for (example, bad) in bad.chain(rule.good.iter().map(|example| (example, false))) {
                if let Some(complaint) = judge_example(rule, example, bad).unwrap() {
                    wrong.push(format!(
                        "{}:{}: {}: {complaint}",
                        rule.origin.0, example.line, rule.id
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_have_their_words_in_both_languages() {
    let mut wrong = Vec::new();
    for name in builtin::names() {
        for rule in &builtin::style(name).unwrap().rules {
            let mut need = |what: &str, words: &tarqim::config::style::Words| {
                if words.en.is_empty() || words.ar.is_empty() {
                    wrong.push(format!("{}: {what} lacks English or Arabic", rule.id));
                }
            };
            need("name", &rule.name);
            need("explain", &rule.explain);
            for (id, message) in &rule.messages {
                // A rule whose messages all have names of their own has no words under `message`.
                let unused =
                    id == "message" && rule.messages.len() > 1 && message.message.en.is_empty();
                if !unused {
                    need(&format!("message {id}"), &message.message);
                    need(&format!("help of {id}"), &message.help);
                }
            }
            for (id, words) in rule
                .labels
                .iter()
                .chain(&rule.fixes)
                .chain(&rule.option_docs)
            {
                need(id, words);
            }
            if rule.check != "front-matter" && (rule.bad.is_empty() || rule.good.is_empty()) {
                wrong.push(format!("{}: needs bad and good examples", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn findings_bring_the_values_that_their_words_ask_for() {
    let mut wrong = Vec::new();
    for name in builtin::names() {
        for rule in &builtin::style(name).unwrap().rules {
            for example in &rule.bad {
                for finding in run_example(rule, example).unwrap().1 {
                    let Some(words) = rule.messages.get(finding.message.id) else {
                        wrong.push(format!(
                            "{}: no words for the message {}",
                            rule.id, finding.message.id
                        ));
                        continue;
                    };
                    for text in [
                        &words.message.en,
                        &words.message.ar,
                        &words.help.en,
                        &words.help.ar,
                    ] {
                        for name in placeholders(text) {
                            if !finding.message.args.iter().any(|(known, _)| *known == name) {
                                wrong.push(format!(
                                    "{}: {} lacks {{{name}}}",
                                    rule.id, finding.message.id
                                ));
                            }
                        }
                    }
                    for label in &finding.labels {
                        match rule.labels.get(label.message.id) {
                            None => wrong.push(format!(
                                "{}: no words for the label {}",
                                rule.id, label.message.id
                            )),
                            Some(words) => {
                                for name in placeholders(&words.en).chain(placeholders(&words.ar)) {
                                    if !label.message.args.iter().any(|(known, _)| *known == name) {
                                        wrong.push(format!(
                                            "{}: label {} lacks {{{name}}}",
                                            rule.id, label.message.id
                                        ));
                                    }
                                }
                            }
                        }
                    }
                    for fix in &finding.fixes {
                        if fix.message.id != "replace" && !rule.fixes.contains_key(fix.message.id) {
                            wrong.push(format!(
                                "{}: no words for the fix {}",
                                rule.id, fix.message.id
                            ));
                        }
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
