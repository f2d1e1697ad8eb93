//! For people who would rather look than read: one page with the articles as their readers see
//! them, the marks on the words, and what is said of them beside.
//!
//! The page stands alone: no script, nothing from elsewhere, and a policy that forbids both. Notes
//! and marks are joined by links, so that the keyboard is enough.

mod article;
mod markup;
mod note;
mod phrases;
mod places;

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use self::article::Writer;
use self::markup::Page;
use self::phrases::Phrases;
use super::human::phrases::{Phrases as Words, quote};
use super::{MessageLang, Run, Summary};
use crate::article::Article;
use crate::finding::{Finding, Level};
use crate::source::Source;

/// How the page looks.
const STYLE: &str = include_str!("style.css");

/// So many articles of a rule are named; the others are counted.
const ARTICLES: usize = 50;

/// Of more articles than this a browser draws only those that are looked at.
const MANY: usize = 40;

/// More articles than this without findings are listed closed.
const OPEN: usize = 20;

/// What a rule found.
#[derive(Default)]
struct Found<'a> {
    name: &'a str,
    summary: Summary,
    /// The numbers of the articles, of the first finding in each, and how many there are.
    articles: Vec<(usize, usize, usize)>,
}

/// Reads the article of a file anew, as it was read when it was checked. Other formats have no need
/// of articles, so none is kept.
pub type Read<'r> = dyn for<'s> Fn(&'s Source) -> Article<'s> + 'r;

/// Writes the page.
///
/// # Errors
/// Where the writer fails.
pub fn write(
    run: &Run<'_>,
    lang: MessageLang,
    read: &Read<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let phrases = Phrases(lang);
    let found = by_rule(run, lang);
    let numbers = found.keys().copied().zip(1..);
    let rules: HashMap<&str, usize> = numbers.collect();
    // The summary names the articles by their titles, so they are read before it is written.
    let mut titles = Vec::with_capacity(run.reports.len());
    let mut articles = Vec::with_capacity(run.reports.len());
    for (report, number) in run.reports.iter().zip(1..) {
        let article = read(report.source);
        let writer = Writer::new(report, &article, number, &rules, lang);
        titles.push(writer.title().map(quote));
        articles.push(writer.write());
    }

    let mut page = Page::default();
    page.raw("<!DOCTYPE html>\n");
    page.raw(phrases.html());
    page.raw(
        "\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"tarqim\">\n<title>",
    );
    page.text(phrases.title());
    page.raw("</title>\n<style>\n");
    page.raw(STYLE);
    page.raw("</style>\n</head>\n<body>\n");
    let mut top = Top {
        run,
        lang,
        phrases,
        page,
    };
    top.header();
    top.problems();
    top.by_rule(&found);
    top.by_article(&titles);
    out.write_all(top.page.as_bytes())?;
    for (i, (report, article)) in run.reports.iter().zip(&articles).enumerate() {
        let mut page = Page::default();
        page.raw("<article");
        page.id("a", &[i + 1]);
        page.attribute("data-path", report.source.name());
        page.raw("><a class=\"up\" href=\"#top\">");
        page.text(phrases.top());
        page.raw("</a><h2>");
        page.path(report.source.name());
        page.raw("</h2>");
        counts(&mut page, summary_of(report.findings), lang);
        out.write_all(page.as_bytes())?;
        out.write_all(article.as_bytes())?;
        out.write_all(b"</article>\n")?;
    }
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// What each rule found, by id.
fn by_rule<'a>(run: &'a Run<'_>, lang: MessageLang) -> BTreeMap<&'a str, Found<'a>> {
    let mut rules: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for (report, number) in run.reports.iter().zip(1..) {
        for (i, finding) in report.findings.iter().enumerate() {
            let found = rules.entry(report.words.id(finding.rule)).or_default();
            found.name = report.words.name(finding.rule, lang);
            found.summary.add(std::slice::from_ref(finding));
            match found.articles.last_mut() {
                Some((last, _, count)) if *last == number => *count += 1,
                _ => found.articles.push((number, i + 1, 1)),
            }
        }
    }
    rules
}

fn summary_of(findings: &[Finding]) -> Summary {
    let mut summary = Summary::default();
    summary.add(findings);
    summary
}

/// The levels, and how often each was found.
fn levels(summary: Summary) -> [(Level, usize); 3] {
    [
        (Level::Error, summary.error),
        (Level::Warning, summary.warning),
        (Level::Hint, summary.hint),
    ]
}

/// The counts of an article, each with its level's word.
fn counts(page: &mut Page, summary: Summary, lang: MessageLang) {
    let phrases = Phrases(lang);
    page.raw("<p class=\"counts\">");
    let names = [phrases.errors(), phrases.warnings(), phrases.hints()];
    for ((level, count), name) in levels(summary).into_iter().zip(names) {
        if count > 0 {
            page.raw("<span class=\"count ");
            page.raw(article::class(level));
            page.raw("\">");
            page.text(name);
            page.raw(" <b>");
            page.number(count);
            page.raw("</b></span> ");
        }
    }
    page.raw("</p>");
}

/// Writes what stands before the articles.
struct Top<'a> {
    run: &'a Run<'a>,
    lang: MessageLang,
    phrases: Phrases,
    page: Page,
}

impl Top<'_> {
    fn header(&mut self) {
        let (run, phrases) = (self.run, self.phrases);
        self.page.raw("<header id=\"top\"><h1>");
        self.page.text(phrases.title());
        self.page.raw("</h1>\n<ul class=\"totals\">");
        let names = [phrases.errors(), phrases.warnings(), phrases.hints()];
        for ((level, count), name) in levels(run.summary).into_iter().zip(names) {
            self.page.raw("<li class=\"");
            self.page.raw(article::class(level));
            self.page.raw("\"><b>");
            self.page.number(count);
            self.page.raw("</b> ");
            self.page.text(name);
            self.page.raw("</li>");
        }
        self.page.raw("<li><b>");
        self.page.number(run.files);
        self.page.raw("</b> ");
        self.page.text(phrases.articles());
        self.page.raw("</li></ul>\n");
        let words = Words(self.lang);
        let mut lines = Vec::new();
        if run.summary.total() == 0 {
            lines.push(words.summary(run.files, run.summary));
        }
        if let Some(fixing) = &run.fixing {
            if !fixing.files.is_empty() {
                lines.push(words.fixed(run.summary.fixed, fixing.files.len()));
            }
            if fixing.left > 0 {
                lines.push(words.left(fixing.left));
            }
        } else if run.summary.fixable > 0 {
            lines.push(words.fixable(run.summary.fixable));
        }
        if let Some(known) = &run.known {
            lines.push(words.known(known.known, known.stale.len()));
        }
        for line in lines {
            self.page.raw("<p>");
            self.page.text(&line);
            self.page.raw("</p>\n");
        }
        self.page.raw(if run.reports.len() > MANY {
            "</header>\n<main class=\"long\">\n"
        } else {
            "</header>\n<main>\n"
        });
    }

    fn problems(&mut self) {
        if self.run.problems.is_empty() {
            return;
        }
        self.page.raw("<section class=\"problems\"><h2>");
        self.page.text(self.phrases.problems());
        self.page.raw("</h2><ul>");
        for problem in &self.run.problems {
            self.page.raw("<li>");
            self.page.text(&problem.message(self.lang));
            self.page.raw("</li>");
        }
        self.page.raw("</ul></section>\n");
    }

    /// The heads of the columns with counts.
    fn heads(&mut self) {
        let phrases = self.phrases;
        for name in [phrases.errors(), phrases.warnings(), phrases.hints()] {
            self.page.raw("<th scope=\"col\">");
            self.page.text(name);
            self.page.raw("</th>");
        }
    }

    /// The columns with counts.
    fn cells(&mut self, summary: Summary) {
        for (level, count) in levels(summary) {
            self.page.raw("<td class=\"num ");
            self.page
                .raw(if count > 0 { article::class(level) } else { "" });
            self.page.raw("\">");
            if count > 0 {
                self.page.number(count);
            }
            self.page.raw("</td>");
        }
    }

    fn by_rule(&mut self, rules: &BTreeMap<&str, Found<'_>>) {
        if rules.is_empty() {
            return;
        }
        let phrases = self.phrases;
        self.page.raw("<section><h2>");
        self.page.text(phrases.by_rule());
        self.page.raw("</h2><table><thead><tr><th scope=\"col\">");
        self.page.text(phrases.rule());
        self.page.raw("</th>");
        self.heads();
        self.page.raw("</tr></thead><tbody>\n");
        for ((id, found), number) in rules.iter().zip(1..) {
            self.page.raw("<tr");
            self.page.id("r", &[number]);
            self.page.raw("><th scope=\"row\"><a");
            let (article, first, _) = found.articles[0];
            self.page.link("m", &[article, first]);
            self.page.raw(">");
            self.page.text(found.name);
            self.page.raw("</a> <code>");
            self.page.text(id);
            self.page.raw("</code>");
            if found.articles.len() > 1 {
                self.articles_of(found);
            }
            self.page.raw("</th>");
            self.cells(found.summary);
            self.page.raw("</tr>\n");
        }
        self.page.raw("</tbody></table></section>\n");
    }

    /// The articles of a rule, each with its count.
    fn articles_of(&mut self, found: &Found<'_>) {
        let phrases = self.phrases;
        self.page.raw("<details><summary>");
        self.page.text(phrases.articles());
        self.page.text(phrases.colon());
        self.page.number(found.articles.len());
        self.page.raw("</summary><ul>");
        for &(article, first, count) in found.articles.iter().take(ARTICLES) {
            self.page.raw("<li><a");
            self.page.link("m", &[article, first]);
            self.page.raw(">");
            self.page.path(self.run.reports[article - 1].source.name());
            self.page.raw("</a> (");
            self.page.number(count);
            self.page.raw(")</li>");
        }
        if found.articles.len() > ARTICLES {
            self.page.raw("<li>");
            let more = phrases.further(found.articles.len() - ARTICLES);
            self.page.text(&more);
            self.page.raw("</li>");
        }
        self.page.raw("</ul></details>");
    }

    fn by_article(&mut self, titles: &[Option<String>]) {
        let (run, phrases) = (self.run, self.phrases);
        if !run.reports.is_empty() {
            self.page.raw("<section><h2>");
            self.page.text(phrases.by_article());
            self.page.raw("</h2><table><thead><tr><th scope=\"col\">");
            self.page.text(phrases.article());
            self.page.raw("</th>");
            self.heads();
            self.page.raw("</tr></thead><tbody>\n");
            for ((report, title), number) in run.reports.iter().zip(titles).zip(1..) {
                self.page.raw("<tr><th scope=\"row\"><a");
                self.page.link("a", &[number]);
                self.page.raw(">");
                if let Some(title) = title {
                    self.page.raw("<bdi class=\"name\">");
                    self.page.text(title);
                    self.page.raw("</bdi><br>");
                }
                self.page.path(report.source.name());
                self.page.raw("</a></th>");
                self.cells(summary_of(report.findings));
                self.page.raw("</tr>\n");
            }
            self.page.raw("</tbody></table></section>\n");
        }
        if !run.clean.is_empty() {
            self.page.raw("<section><h2>");
            self.page.text(phrases.without_findings());
            self.page.raw(if run.clean.len() > OPEN {
                "</h2><details><summary>"
            } else {
                "</h2><details open><summary>"
            });
            self.page.text(phrases.articles());
            self.page.text(phrases.colon());
            self.page.number(run.clean.len());
            self.page.raw("</summary><ul>");
            for name in &run.clean {
                self.page.raw("<li>");
                self.page.path(name);
                self.page.raw("</li>");
            }
            self.page.raw("</ul></details></section>\n");
        }
    }
}
