//! A first `tarqim.toml`: the house style that most articles follow, with the counts beside it.

use std::fmt::Write as _;

use super::MessageLang;
use super::conventions::{Phrases, name};
use super::survey::shown;
use crate::check::OptionValue;
use crate::lang::Language;
use crate::survey::{Count, House, Line, Survey, Verdict};

/// What the file says.
pub struct Starter<'s> {
    /// The counts.
    pub survey: &'s Survey,
    /// The language of messages, and of the comments.
    pub messages: MessageLang,
    /// The edition of the rules.
    pub edition: &'s str,
    /// The articles' language, where all have one; its built-in style.
    pub lang: Option<Language>,
    /// A built-in style with further taste for the language of most articles.
    pub extends: Option<&'s str>,
    /// The style of the language of most articles.
    pub house: House<'s>,
    /// The style of other languages whose articles have files of their own: the globs of these.
    pub overrides: Vec<(Vec<String>, House<'s>)>,
}

/// What a key may look like where no article shows it: the key, and an example in Arabic and in
/// other languages.
const BLANKS: &[(&str, &str, &str)] = &[
    ("quotes", "« “ ” »", "“ ‘ ’ ”"),
    ("digits", "123", "123"),
    ("decimal", "1,250.5", "1,250.5"),
    ("percent", "25٪", "25%"),
    ("date", "25 يونيو 2021", "25 June 2021"),
    ("credit", "(© الاسم/الوكالة)", "(© Name/Agency)"),
];

impl Starter<'_> {
    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let words = Words(Phrases(self.messages));
        let mut out = String::new();
        let _ = writeln!(out, "{}", words.head(self.survey.articles.len()));
        let _ = writeln!(out, "edition = {}", quoted(self.edition));
        if let Some(style) = self.extends {
            let _ = writeln!(out, "\n{}", words.extends());
            let _ = writeln!(out, "# extends = [{}]", quoted(style));
        }
        out.push('\n');
        if let Some(language) = self.lang {
            let _ = writeln!(out, "{}", words.lang());
            let _ = writeln!(out, "lang = {}", quoted(language.tag()));
        }
        let _ = writeln!(out, "{}", words.messages());
        let messages = match self.messages {
            MessageLang::En => "en",
            MessageLang::Ar => "ar",
        };
        let _ = writeln!(out, "messages = {}", quoted(messages));
        let _ = writeln!(out, "\n{}", words.style());
        out.push_str("[style]\n");
        styles(&self.house, true, words, &mut out);
        rules(&self.house, "[rules]", words, &mut out);
        for (globs, house) in &self.overrides {
            let globs: Vec<_> = globs.iter().map(|glob| quoted(glob)).collect();
            let _ = writeln!(out, "\n[[overrides]]\nfiles = [{}]", globs.join(", "));
            out.push_str("[overrides.style]\n");
            styles(house, false, words, &mut out);
            rules(house, "[overrides.rules]", words, &mut out);
        }
        out
    }
}

fn quoted(text: &str) -> String {
    OptionValue::Text(text.to_owned()).to_string()
}

/// The keys of `[style]`; with `blanks` also those that no article shows.
fn styles(house: &House<'_>, blanks: bool, words: Words, out: &mut String) {
    for (key, arabic, other) in BLANKS {
        let line = house.lines.iter().find(|line| line.key == Some(*key));
        let Some(line) = line else {
            if blanks {
                let blank = match house.language {
                    Language::Ar => arabic,
                    _ => other,
                };
                let _ = writeln!(out, "\n{}\n# {key} = {}", words.unseen(), quoted(blank));
            }
            continue;
        };
        out.push('\n');
        counts(line, words, out);
        match (&line.example, &line.leading) {
            (Some(example), _) if line.is_active() => {
                let _ = writeln!(out, "{key} = {}", quoted(example));
            }
            (Some(example), _) | (None, Some(example)) => {
                let _ = writeln!(out, "{}", words.open(line));
                let _ = writeln!(out, "# {key} = {}", quoted(example));
            }
            (None, None) => {
                let _ = writeln!(out, "{}", words.open(line));
            }
        }
    }
}

/// What only options of rules can ask for.
fn rules(house: &House<'_>, table: &str, words: Words, out: &mut String) {
    let of_rules =
        |line: &&Line<'_>| line.key.is_none() || line.is_active() && line.example.is_none();
    let mut lines = house.lines.iter().filter(of_rules).peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{table}");
    for line in lines {
        out.push('\n');
        match line.key {
            None => counts(line, words, out),
            Some(key) => {
                let _ = writeln!(out, "{}", words.in_part(key));
            }
        }
        if !line.is_active() {
            let _ = writeln!(out, "{}", words.open(line));
        }
        let sign = if line.is_active() { "" } else { "# " };
        for (rule, options) in &line.options {
            let options: Vec<_> = options
                .iter()
                .map(|(option, value)| format!("{option} = {value}"))
                .collect();
            let _ = writeln!(out, "{sign}{} = {{ {} }}", quoted(rule), options.join(", "));
        }
    }
}

/// The counts of a line as comments.
fn counts(line: &Line<'_>, words: Words, out: &mut String) {
    for count in &line.counts {
        let _ = writeln!(out, "# {}", words.counts(count));
    }
}

/// A question about a convention that the articles are not clear about.
pub struct Question {
    /// What is asked.
    pub text: String,
    /// The answers, the way of most articles first; the last one leaves it open.
    pub choices: Vec<String>,
    /// The way of each answer.
    pub ways: Vec<Option<usize>>,
}

impl Question {
    /// Asks which of the forms that a style can ask for is the house's.
    #[must_use]
    pub fn of(count: &Count, lang: MessageLang) -> Self {
        let words = Phrases(lang);
        let forms = count.all.forms.iter();
        let forms = forms
            .filter(|form| count.convention.can_ask_for(form.way) && !form.articles.is_empty());
        let (mut choices, mut ways) = (Vec::new(), Vec::new());
        for form in forms {
            choices.push(format!(
                "{} ({})",
                shown(count, form.way),
                form.articles.len()
            ));
            ways.push(Some(form.way));
        }
        choices.push(words.pick("leave it open", "بلا إلزام").to_owned());
        ways.push(None);
        Self {
            text: name(count.convention, lang).to_owned(),
            choices,
            ways,
        }
    }
}

/// The sentences of the comments.
#[derive(Clone, Copy)]
struct Words(Phrases);

impl Words {
    fn head(self, articles: usize) -> String {
        match self.0.0 {
            MessageLang::En => format!(
                "# The house style, as `tarqim init` found it in the articles here ({articles}).\n\
                 # A form is written by example. The numbers count articles; change what should\n\
                 # be otherwise, and see what holds for a file with `tarqim config show FILE`."
            ),
            MessageLang::Ar => format!(
                "# دليل الأسلوب كما وجده `tarqim init` في المقالات هنا (عددها: {articles}).\n\
                 # تُكتب الصيغة بمثال عليها، والأرقام أعداد مقالات. يُغيَّر ما ينبغي تغييره،\n\
                 # وما يسري على ملف يعرضه الأمر: `tarqim config show FILE`"
            ),
        }
    }

    fn extends(self) -> &'static str {
        self.0.pick(
            "# More rules of taste for this language (`tarqim rules` lists them):",
            "# قواعد أخرى في ذوق هذه اللغة (يعرضها الأمر `tarqim rules`):",
        )
    }

    fn lang(self) -> &'static str {
        self.0.pick(
            "# Of the articles, where they don't say.",
            "# لغة المقالات إن لم تذكرها.",
        )
    }

    fn messages(self) -> &'static str {
        self.0
            .pick("# Of tarqim's messages.", "# لغة رسائل «ترقيم».")
    }

    fn style(self) -> &'static str {
        self.0.pick(
            "# A line with `#` before it asks for nothing.",
            "# السطر الذي يسبقه `#` لا يُلزم بشيء.",
        )
    }

    fn unseen(self) -> &'static str {
        self.0.pick(
            "# No article shows this. For example:",
            "# لا مقال يبيّن هذه الصيغة. مثال:",
        )
    }

    fn in_part(self, key: &str) -> String {
        match self.0.0 {
            MessageLang::En => format!("# What is clear of `{key}`:"),
            MessageLang::Ar => format!("# الواضح من صيغة `{key}`:"),
        }
    }

    /// Why a line asks for nothing.
    fn open(self, line: &Line<'_>) -> String {
        if !line.against.is_empty() {
            let languages: Vec<_> = line.against.iter().map(|language| language.tag()).collect();
            let languages = languages.join(self.0.comma());
            return match self.0.0 {
                MessageLang::En => format!("# Other articles ({languages}) do it otherwise."),
                MessageLang::Ar => format!("# مقالات أخرى ({languages}) تخالف ذلك."),
            };
        }
        let verdicts = || line.counts.iter().map(|count| count.verdict());
        let text = if verdicts().any(|verdict| matches!(verdict, Verdict::Mixed(_))) {
            self.0.pick("# No clear majority.", "# لا أغلبية واضحة.")
        } else if verdicts().any(|verdict| matches!(verdict, Verdict::Few(_))) {
            self.0.pick(
                "# Too few articles to tell.",
                "# المقالات أقل من أن تبيّن ذلك.",
            )
        } else {
            self.0.pick(
                "# The usual form is none that can be asked for.",
                "# الصيغة الغالبة ليست مما يمكن اعتماده.",
            )
        };
        text.to_owned()
    }

    /// `Digits: 123 310, ١٢٣ 12, mixed 4`
    fn counts(self, count: &Count) -> String {
        let mut forms: Vec<_> = count
            .all
            .forms
            .iter()
            .filter(|form| !form.articles.is_empty())
            .map(|form| format!("{} ({})", shown(count, form.way), form.articles.len()))
            .collect();
        if !count.all.mixed.is_empty() {
            forms.push(format!("{} ({})", self.0.mixed(), count.all.mixed.len()));
        }
        format!(
            "{}: {}",
            name(count.convention, self.0.0),
            forms.join(self.0.comma())
        )
    }
}
