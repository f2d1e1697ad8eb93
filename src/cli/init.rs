//! `tarqim init`: a first `tarqim.toml`, with the style that most articles have.

use std::io::{self, BufRead, IsTerminal, Write};

use super::plan::Plan;
use super::survey::{look, tell};
use super::{Status, args, environment, message_lang};
use crate::config::builtin;
use crate::config::style::MessageLang;
use crate::disk;
use crate::lang::Language;
use crate::lang::digits::{self, DigitSystem};
use crate::report::diff::{self, Change};
use crate::report::starter::{Question, Starter};
use crate::survey::{Count, House, Survey, Verdict};

/// The file that is written, in the working folder.
const FILE: &str = "tarqim.toml";

/// The names that a configuration may have there.
const FILES: [&str; 2] = [FILE, ".tarqim.toml"];

/// The set of rules that the file pins.
const EDITION: &str = "2026";

/// Runs the command.
pub(super) fn run(
    args: &args::Init,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Status> {
    let around = environment()?;
    let path = around.folder().join(FILE);
    let there = FILES
        .iter()
        .find(|name| around.folder().join(name).exists());
    if let Some(name) = there.filter(|_| !args.diff) {
        let words = match message_lang(args.lang) {
            MessageLang::En => format!(
                "error: there is a {name} already, and it is not overwritten; `tarqim init --diff` shows what would change"
            ),
            MessageLang::Ar => format!(
                "خطأ: يوجد {name} من قبل، ولا يُستبدل؛ ما كان سيتغير يعرضه الأمر: `tarqim init --diff`"
            ),
        };
        writeln!(err, "{words}")?;
        return Ok(Status::Trouble);
    }
    let Some(plan) = Plan::new(&args.input, &around, err)? else {
        return Ok(Status::Trouble);
    };
    let configured = plan.messages;
    let mut messages = match (args.lang, configured) {
        (None, Some(configured)) => configured,
        (asked, _) => message_lang(asked),
    };
    plan.tell_if_empty(messages, err)?;
    let standard_input = plan.jobs.iter().any(|job| job.standard_input);
    let (survey, problems) = look(plan, args.input.threads, around.folder(), None);
    let interactive =
        !args.diff && !standard_input && io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut answers = Answers::default();
    if interactive {
        let mut desk = Desk {
            input: &mut io::stdin().lock(),
            out,
        };
        if args.lang.is_none() && configured.is_none() {
            messages = desk.messages(messages, survey.main_language())?;
        }
        answers = desk.conventions(&survey, messages)?;
    }
    let text = starter(&survey, messages, &answers).text();
    let status = if args.diff {
        let old = match disk::read_text(&path) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                writeln!(err, "error: {FILE}: {error}")?;
                return Ok(Status::Trouble);
            }
        };
        let change = Change {
            path: FILE,
            old: &old,
            new: &text,
        };
        diff::write(change, io::stdout().is_terminal(), out)?;
        if old == text {
            Status::Clean
        } else {
            Status::Findings
        }
    } else {
        if let Err(error) = disk::create(&path, &text) {
            writeln!(err, "error: {FILE}: {error}")?;
            return Ok(Status::Trouble);
        }
        match messages {
            MessageLang::En => writeln!(out, "{FILE} is written; `tarqim check` goes by it."),
            MessageLang::Ar => writeln!(out, "كُتب الملف {FILE}، وبه يعمل الأمر: `tarqim check`"),
        }?;
        Status::Clean
    };
    Ok(status.max(tell(&problems, messages, err)?))
}

/// What the file says.
fn starter<'s>(survey: &'s Survey, messages: MessageLang, answers: &Answers) -> Starter<'s> {
    let main = survey.main_language().unwrap_or(match messages {
        MessageLang::Ar => Language::Ar,
        MessageLang::En => Language::En,
    });
    let scopes = survey.scopes();
    let judges = |rule: &str, language| {
        let base = builtin::base().rules.iter().find(|known| known.id == rule);
        base.is_none_or(|rule| {
            rule.langs.is_empty() || rule.langs.iter().any(|lang| lang.language == language)
        })
    };
    let answer = |count: &Count| answers.of(count);
    let alone = |_: &str| Vec::new();
    let overrides: Vec<_> = scopes
        .own
        .iter()
        .map(|(language, globs)| {
            let house = House::of(survey, *language, &|_| None, &alone, &judges);
            (globs.clone(), house)
        })
        .collect();
    // What a language with files of its own leaves open, it takes from the others.
    let beside = |name: &str| {
        let settled = |house: &House<'_>| {
            let mut lines = house.lines.iter();
            lines.any(|line| {
                line.name() == name
                    && line.is_active()
                    && (line.key.is_none() || line.example.is_some())
            })
        };
        let open = overrides.iter().filter(|(_, house)| !settled(house));
        let beside = scopes.beside.iter().copied();
        beside
            .chain(open.map(|(_, house)| house.language))
            .collect()
    };
    let house = House::of(survey, main, &answer, &beside, &judges);
    let mut known = survey
        .languages
        .iter()
        .filter(|(known, _)| *known != Language::Und);
    let one_language = known.next().is_some() && known.next().is_none();
    Starter {
        survey,
        messages,
        edition: EDITION,
        lang: one_language.then_some(main),
        extends: builtin::names().find(|name| *name == main.tag()),
        house,
        overrides,
    }
}

/// What the reader chose for conventions that the articles are not clear about: by rule and option,
/// a way or none.
#[derive(Default)]
struct Answers(Vec<(&'static str, &'static str, Option<usize>)>);

impl Answers {
    fn of(&self, count: &Count) -> Option<Option<usize>> {
        let convention = count.convention;
        let mut answers = self.0.iter();
        answers
            .find(|(rule, option, _)| *rule == convention.rule && *option == convention.option)
            .map(|(.., way)| *way)
    }
}

/// The conventions that are worth a question.
const ASKED: [(&str, &str); 9] = [
    ("quotes/style", "outer"),
    ("numeral/digits", "system"),
    ("numeral/separator", "decimal"),
    ("percent/form", "form"),
    ("percent/form", "sign"),
    ("date/format", "shape"),
    ("date/format", "months"),
    ("date/format", "dual"),
    ("photo-credit/format", "shape"),
];

/// Where questions are asked: line by line, which every terminal can do in Arabic as well.
struct Desk<'d> {
    input: &'d mut dyn BufRead,
    out: &'d mut dyn Write,
}

impl Desk<'_> {
    fn messages(
        &mut self,
        default: MessageLang,
        articles: Option<Language>,
    ) -> io::Result<MessageLang> {
        let default = usize::from(default != MessageLang::Ar && articles != Some(Language::Ar));
        let choices = ["العربية".to_owned(), "English".to_owned()];
        let asked = self.ask("لغة الرسائل / Language of messages", &choices, default)?;
        Ok([MessageLang::Ar, MessageLang::En][asked])
    }

    fn conventions(&mut self, survey: &Survey, messages: MessageLang) -> io::Result<Answers> {
        let mut answers = Answers::default();
        let Some(main) = survey.main_language() else {
            return Ok(answers);
        };
        for (rule, option) in ASKED {
            let mut counts = survey.of_language(main);
            let asked = |count: &&Count| {
                (count.convention.rule, count.convention.option) == (rule, option)
                    && matches!(count.verdict(), Verdict::Mixed(_))
            };
            let Some(count) = counts.find(asked) else {
                continue;
            };
            let question = Question::of(count, messages);
            let chosen = self.ask(&question.text, &question.choices, 0)?;
            answers.0.push((rule, option, question.ways[chosen]));
        }
        Ok(answers)
    }

    /// Asks until a choice is named by its number; an empty line and the end of input are the
    /// default.
    fn ask(&mut self, question: &str, choices: &[String], default: usize) -> io::Result<usize> {
        loop {
            writeln!(self.out, "\n{question}")?;
            for (number, choice) in (1..).zip(choices) {
                writeln!(self.out, "  {number}) {choice}")?;
            }
            write!(self.out, "[{}] ", default + 1)?;
            self.out.flush()?;
            let mut line = String::new();
            self.input.read_line(&mut line)?;
            // An answer may be typed in any digits.
            let answer = digits::convert(line.trim(), DigitSystem::Latn);
            if answer.is_empty() {
                return Ok(default);
            }
            if let Ok(number) = answer.parse::<usize>()
                && (1..=choices.len()).contains(&number)
            {
                return Ok(number - 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(input: &str, default: usize) -> (usize, String) {
        let mut out = Vec::new();
        let mut desk = Desk {
            input: &mut input.as_bytes(),
            out: &mut out,
        };
        let choices = ["25٪".to_owned(), "25 في المئة".to_owned()];
        let answer = desk.ask("النسبة المئوية", &choices, default).unwrap();
        (answer, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_question_takes_a_number_in_any_digits_and_an_empty_line_is_the_default() {
        assert_eq!(ask("2\n", 0).0, 1);
        assert_eq!(ask(" ٢ \n", 0).0, 1);
        assert_eq!(ask("۱\n", 1).0, 0);
        assert_eq!(ask("\n", 1).0, 1);
        assert_eq!(ask("", 1).0, 1);
        let (answer, shown) = ask("9\nنعم\n2\n", 0);
        assert_eq!(answer, 1);
        assert_eq!(shown.matches("[1]").count(), 3);
    }
}
