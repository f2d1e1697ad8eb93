//! What is said of a finding: message and help, its labels, and each fix before and after.

use std::borrow::Cow;

use super::super::human::phrases::{Phrases as Words, quote};
use super::super::words::{Part, for_each_part};
use super::article::{LABELS, Writer, class, direct};
use super::markup::Page;
use crate::article::Syntax;
use crate::article::html::decode;
use crate::finding::{Args, Edit, Fix};
use crate::lang::Lang;
use crate::source::Source;
use crate::span::Span;

/// How much of the words round a change is shown on each side: so many words, and so many
/// characters.
const AROUND: (usize, usize) = (3, 40);

/// How much of the line round something that readers don't see is shown on each side, in characters.
const LINE: usize = 60;

/// A stretch of words that a fix changes.
struct Change<'t> {
    /// The block's text, else the line of the file.
    text: &'t str,
    /// Number of the block, where it is one.
    block: Option<usize>,
    /// Bytes of the text that go.
    start: usize,
    end: usize,
    /// What comes, as a reader reads it.
    new: Cow<'t, str>,
}

impl<'a> Writer<'a> {
    /// Writes a finding's note.
    pub(super) fn note(&mut self, i: usize) {
        let finding = self.finding(i);
        let report = self.report;
        let words = report.words;
        let phrases = self.phrases;
        let level = finding.level;
        self.page.raw("<div class=\"note ");
        self.page.raw(class(level));
        self.page.raw("\"");
        self.page.id("f", &[self.number, i + 1]);
        self.page.attribute("data-rule", words.id(finding.rule));
        self.page.attribute("data-f", &(i + 1).to_string());
        let fingerprint = report.fingerprints[i].to_string();
        self.page.attribute("data-fingerprint", &fingerprint);
        self.page.raw("><p class=\"top\"><a class=\"n ");
        self.page.raw(class(level));
        self.page.raw("\"");
        self.page.link("m", &[self.number, i + 1]);
        self.page.raw(">");
        self.page.number(i + 1);
        self.page.raw("</a> <b class=\"level\">");
        self.page.text(Words(self.lang).level(level));
        self.page.raw("</b> <a class=\"rule\"");
        let rule = words.id(finding.rule);
        self.page
            .link("r", &[self.rules.get(rule).copied().unwrap_or_default()]);
        self.page.attribute("title", rule);
        self.page.raw(">");
        self.page.text(words.name(finding.rule, self.lang));
        self.page.raw("</a> <span class=\"at\">");
        let at = report.source.position(finding.span.start);
        let is_document = report.source.document().is_some();
        self.page.text(&phrases.line(at.line, is_document));
        self.page.raw("</span></p>");

        let said = (
            report.message(finding, self.lang),
            report.help(finding, self.lang),
        );
        match self.told.get(&said) {
            Some(&first) => {
                self.page.raw("<p class=\"msg\">");
                self.page.text(phrases.as_at());
                self.page.raw("<a");
                self.page.link("f", &[self.number, first + 1]);
                self.page.raw(">");
                self.page.number(first + 1);
                self.page.raw("</a></p>");
            }
            None => {
                self.told.insert(said, i);
                let id = finding.message.id;
                let message = words.message(finding.rule, id, self.lang).unwrap_or(id);
                self.page.raw("<p class=\"msg\">");
                filled(&mut self.page, message, &finding.message.args);
                self.page.raw("</p>");
                if let Some(help) = words.help(finding.rule, id, self.lang) {
                    self.page.raw("<p class=\"help\">");
                    filled(&mut self.page, help, &finding.message.args);
                    self.page.raw("</p>");
                }
            }
        }
        self.labels(i);
        for fix in &finding.fixes {
            self.fix(i, fix);
        }
        if let Some(url) = words.url(finding.rule) {
            self.page.raw("<p class=\"url\">");
            self.address(url);
            self.page.raw("</p>");
        }
        self.page.raw("</div>");
    }

    /// The address of more about a rule: a link where it is one of the web, else the words alone.
    fn address(&mut self, url: &str) {
        if url.starts_with("https://") || url.starts_with("http://") {
            self.page.raw("<a rel=\"noopener noreferrer\"");
            self.page.attribute("href", url);
            self.page.raw(">");
            self.page.text(self.phrases.more());
            self.page.raw("</a>");
        } else {
            self.page.path(url);
        }
    }

    fn labels(&mut self, i: usize) {
        let finding = self.finding(i);
        if finding.labels.is_empty() {
            return;
        }
        self.page.raw("<ul class=\"labels\">");
        for (k, label) in finding.labels.iter().take(LABELS).enumerate() {
            let message = &label.message;
            let words = self.report.words.label(finding.rule, message.id, self.lang);
            self.page.raw("<li>");
            let places = self.places.words(label.span);
            if places.is_empty() {
                filled(&mut self.page, words.unwrap_or(message.id), &message.args);
            } else {
                self.page.raw("<a");
                self.page.link("l", &[self.number, i + 1, k]);
                self.page.raw(">");
                filled(&mut self.page, words.unwrap_or(message.id), &message.args);
                self.page.raw("</a>");
            }
            let marked = match places.as_slice() {
                [(_, range)] => self.article.slice(*range),
                _ => self.report.source.slice(label.span),
            };
            if !marked.is_empty() {
                self.page.text(self.phrases.colon());
                self.page.raw("<bdi class=\"v\">");
                self.page.text(&quote(marked));
                self.page.raw("</bdi>");
            }
            self.page.raw("</li>");
        }
        if finding.labels.len() > LABELS {
            self.page.raw("<li>");
            let more = self.phrases.further(finding.labels.len() - LABELS);
            self.page.text(&more);
            self.page.raw("</li>");
        }
        self.page.raw("</ul>");
    }

    fn fix(&mut self, i: usize, fix: &'a Fix) {
        if fix.edits.is_empty() {
            return;
        }
        let finding = self.finding(i);
        let phrases = self.phrases;
        self.page.raw("<div class=\"fix\"><p class=\"k\">");
        self.page.text(phrases.fix(fix.applicability));
        let words = self.report.words;
        if let Some(own) = words.fix(finding.rule, fix.message.id, self.lang) {
            self.page.text(phrases.colon());
            filled(&mut self.page, own, &fix.message.args);
        }
        self.page.raw("</p>");
        let changes: Vec<_> = fix.edits.iter().map(|edit| self.change(edit)).collect();
        let (mut before, mut after) = (Page::default(), Page::default());
        show(&changes, &mut before, &mut after);
        for (name, words) in [(phrases.before(), &before), (phrases.after(), &after)] {
            self.page.raw("<p class=\"side\"><span class=\"k\">");
            self.page.text(name);
            self.page.raw("</span> <span class=\"words\"");
            match changes.first() {
                Some(Change {
                    block: Some(block), ..
                }) => self.direction(*block),
                Some(change) => direct(&mut self.page, change.text, Lang::UNKNOWN, false),
                None => {}
            }
            self.page.raw(">");
            self.page.append(words);
            self.page.raw("</span></p>");
        }
        self.page.raw("</div>");
    }

    fn change(&self, edit: &'a Edit) -> Change<'a> {
        let article = self.article;
        if let [(block, range)] = self.places.words(edit.span)[..] {
            let block_range = article.blocks[block].range;
            let syntax = article.blocks[block].syntax;
            return Change {
                text: article.slice(block_range),
                block: Some(block),
                start: range.start() - block_range.start(),
                end: range.end() - block_range.start(),
                new: as_read(&edit.text, syntax),
            };
        }
        let source: &'a Source = self.report.source;
        let (before, found, _) = line_of(source, edit.span);
        let line = edit.span.start() - before.len();
        let end = line_of(source, Span::at(edit.span.end())).2.len() + edit.span.end();
        Change {
            text: source.slice(Span::new(line, end)),
            block: None,
            start: before.len(),
            end: before.len() + found.len(),
            new: Cow::Borrowed(&edit.text),
        }
    }
}

/// The words of a template, with each value kept apart from the direction of what is round it.
fn filled(page: &mut Page, template: &str, args: &Args) {
    for_each_part(template, args, |part| match part {
        Part::Words(words) => with_code(page, words),
        Part::Value(value) => {
            // A count needs no frame to be told from the words.
            let is_count = value.len() < 4 && value.bytes().all(|byte| byte.is_ascii_digit());
            page.raw(if is_count {
                "<bdi>"
            } else {
                "<bdi class=\"v\">"
            });
            page.text(value);
            page.raw("</bdi>");
        }
    });
}

/// Words in which code stands in backticks.
fn with_code(page: &mut Page, words: &str) {
    let mut rest = words;
    while let Some((before, code, after)) = rest.split_once('`').and_then(|(before, rest)| {
        let (code, after) = rest.split_once('`')?;
        Some((before, code, after))
    }) {
        page.text(before);
        page.raw("<code>");
        page.text(code);
        page.raw("</code>");
        rest = after;
    }
    page.text(rest);
}

/// What stands in the file before a span in its line, in it, and behind it.
pub(super) fn line_of(source: &Source, span: Span) -> (&str, &str, &str) {
    let text = source.text();
    let before = &text[..span.start()];
    let before = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let before = before.strip_prefix('\u{FEFF}').unwrap_or(before);
    let cut = before
        .char_indices()
        .rev()
        .nth(LINE)
        .map_or(0, |(at, _)| at);
    let after = &text[span.end()..];
    let after = &after[..after.find(['\n', '\r']).unwrap_or(after.len())];
    let end = after
        .char_indices()
        .nth(LINE)
        .map_or(after.len(), |(at, _)| at);
    (&before[cut..], source.slice(span), &after[..end])
}

/// What an edit writes, as a reader reads it.
fn as_read(text: &str, syntax: Syntax) -> Cow<'_, str> {
    let unescaped = || {
        let quoted = format!("\"{text}\"");
        serde_json::from_str::<String>(&quoted).unwrap_or_else(|_| text.to_owned())
    };
    match syntax {
        _ if !text.contains(['&', '\\', '\'']) => Cow::Borrowed(text),
        Syntax::Markdown => {
            let mut out = String::new();
            let mut chars = text.chars().peekable();
            while let Some(c) = chars.next() {
                let escaped = chars.next_if(|next| c == '\\' && next.is_ascii_punctuation());
                out.push(escaped.unwrap_or(c));
            }
            Cow::Owned(decode(&out, false).into_owned())
        }
        Syntax::HtmlText => decode(text, false),
        Syntax::HtmlAttribute(_) => decode(text, true),
        Syntax::JsonString | Syntax::YamlDouble | Syntax::TomlBasic => Cow::Owned(unescaped()),
        Syntax::JsonHtmlText => Cow::Owned(decode(&unescaped(), false).into_owned()),
        Syntax::JsonHtmlAttribute(_) => Cow::Owned(decode(&unescaped(), true).into_owned()),
        Syntax::YamlSingle => Cow::Owned(text.replace("''", "'")),
        Syntax::Plain
        | Syntax::YamlPlain
        | Syntax::YamlBlock
        | Syntax::TomlLiteral
        | Syntax::Opaque => Cow::Borrowed(text),
    }
}

/// Writes what changes with some words on each side, as it is and as it would be.
fn show(changes: &[Change<'_>], before: &mut Page, after: &mut Page) {
    let both = |before: &mut Page, after: &mut Page, text: &str| {
        before.text(text);
        after.text(text);
    };
    let mut last: Option<&Change<'_>> = None;
    for (i, change) in changes.iter().enumerate() {
        let start = around(
            change.text[..change.start].char_indices().rev(),
            change.start,
        );
        let same = last.filter(|last| std::ptr::eq(last.text, change.text));
        let from = match same {
            Some(last) => {
                let end = last.end + ahead(&change.text[last.end..]);
                if start <= end {
                    last.end
                } else {
                    both(before, after, &change.text[last.end..end]);
                    both(before, after, " … ");
                    start
                }
            }
            None => {
                if i > 0 {
                    both(before, after, " / ");
                }
                if start > 0 {
                    both(before, after, "… ");
                }
                start
            }
        };
        both(
            before,
            after,
            &change.text[from.min(change.start)..change.start],
        );
        if change.start < change.end {
            before.raw("<del>");
            before.text(&change.text[change.start..change.end]);
            before.raw("</del>");
        }
        if !change.new.is_empty() {
            after.raw("<ins>");
            after.text(&change.new);
            after.raw("</ins>");
        }
        let next = changes.get(i + 1);
        if next.is_none_or(|next| !std::ptr::eq(next.text, change.text)) {
            let rest = &change.text[change.end..];
            let end = ahead(rest);
            both(before, after, &rest[..end]);
            if end < rest.len() {
                both(before, after, " …");
            }
        }
        last = Some(change);
    }
}

/// How far the words go that are shown behind a change, in bytes.
fn ahead(text: &str) -> usize {
    let mut words = 0;
    for (n, (at, c)) in text.char_indices().enumerate() {
        words += usize::from(c.is_whitespace() && at > 0);
        if words >= AROUND.0 || n >= AROUND.1 {
            return at;
        }
    }
    text.len()
}

/// Where the words begin that are shown before a change at `end`.
fn around(text: impl Iterator<Item = (usize, char)>, end: usize) -> usize {
    let mut start = end;
    let mut words = 0;
    for (n, (at, c)) in text.enumerate() {
        words += usize::from(c.is_whitespace() && start < end);
        if words >= AROUND.0 || n >= AROUND.1 {
            return start;
        }
        start = at;
    }
    start
}
