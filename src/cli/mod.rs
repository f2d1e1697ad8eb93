//! The commands.

mod args;
mod rules;
mod test;

pub use test::{judge_example, run_example};

use crate::config::style::MessageLang;

/// The language of messages: as asked, else the environment's.
fn message_lang(asked: Option<args::Lang>) -> MessageLang {
    match asked {
        Some(args::Lang::Ar) => MessageLang::Ar,
        Some(args::Lang::En) => MessageLang::En,
        None => {
            let set = |name| {
                std::env::var(name)
                    .ok()
                    .filter(|value: &String| !value.is_empty())
            };
            let locale = set("LC_ALL")
                .or_else(|| set("LC_MESSAGES"))
                .or_else(|| set("LANG"));
            match locale.as_deref().and_then(crate::lang::Lang::parse) {
                Some(lang) if lang.language == crate::lang::Language::Ar => MessageLang::Ar,
                _ => MessageLang::En,
            }
        }
    }
}
