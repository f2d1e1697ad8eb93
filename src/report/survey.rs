//! What articles do where houses differ, as people and machines read it.

use std::io::{self, Write};

use serde::Serialize;

use super::conventions::{Phrases, name};
use super::json::JsonProblem;
use super::text::{code_point, visible, width};
use super::{MessageLang, Problem};
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_space};
use crate::survey::{Count, Facet, Form, Forms, Survey, Verdict};

/// The version of the JSON shape; a key that is added does not change it.
const VERSION: u32 = 1;

/// How many articles of a form are named where not all are asked for: in the table, and in JSON.
const NAMED: (usize, usize) = (3, 20);

/// Writes the table for people.
///
/// # Errors
/// Where the writer fails.
pub fn write_table(
    survey: &Survey,
    all: bool,
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Phrases(lang);
    let mut table = Table {
        survey,
        words,
        most: if all { usize::MAX } else { NAMED.0 },
        out,
    };
    table.line(&words.articles_of(survey.articles.len(), &survey.languages))?;
    let several = survey.languages.len() > 1;
    for count in &survey.counts {
        table.count(count, several)?;
    }
    for photo in &survey.photos {
        table.heading(&words.photo(), &photo.image)?;
        table.named(&photo.credits)?;
    }
    for agency in &survey.agencies {
        let of = if several { agency.language.tag() } else { "" };
        table.heading(&words.agency(), of)?;
        table.named(&agency.names)?;
    }
    Ok(())
}

struct Table<'t> {
    survey: &'t Survey,
    words: Phrases,
    /// How many articles of a form are named.
    most: usize,
    out: &'t mut dyn Write,
}

/// How wide the columns of numbers are at the least.
const NUMBER: usize = 8;

impl Table<'_> {
    /// A line whose columns stay in order wherever the terminal puts Arabic letters: it says its
    /// direction first.
    fn line(&mut self, text: &str) -> io::Result<()> {
        let mark = match self.words.0 {
            MessageLang::Ar => "\u{200F}",
            MessageLang::En if text.contains(is_arabic_letter) => "\u{200E}",
            MessageLang::En => "",
        };
        writeln!(self.out, "{mark}{}", text.trim_end())
    }

    fn heading(&mut self, words: &str, of: &str) -> io::Result<()> {
        writeln!(self.out)?;
        if of.is_empty() {
            self.line(words)
        } else {
            self.line(&format!("{words} ({of})"))
        }
    }

    fn row(&mut self, articles: &str, places: &str, form: &str, files: &str) -> io::Result<()> {
        let pad = |text: &str| {
            let blanks = NUMBER.saturating_sub(width(text));
            format!("{}{text}", " ".repeat(blanks))
        };
        // Behind an Arabic form, Latin letters would be drawn on its other side.
        let mark = match self.words.0 {
            _ if files.is_empty() => "",
            MessageLang::Ar => "\u{200F}",
            MessageLang::En if form.contains(is_arabic_letter) => "\u{200E}",
            MessageLang::En => "",
        };
        let blanks = " ".repeat(20_usize.saturating_sub(width(form)).max(2));
        let (articles, places) = (pad(articles), pad(places));
        self.line(&format!("{articles}{places}  {form}{mark}{blanks}{files}"))
    }

    fn count(&mut self, count: &Count, several: bool) -> io::Result<()> {
        let of = if several { count.language.tag() } else { "" };
        let words = self.words;
        self.heading(name(count.convention, words.0), of)?;
        self.row(words.articles(), words.places(), words.form(), "")?;
        self.forms(count, &count.all, true)?;
        for (group, forms) in &count.groups {
            let group = group.as_deref().unwrap_or(words.no_group());
            self.line(&format!("  {}", visible(group)))?;
            self.forms(count, forms, false)?;
        }
        Ok(())
    }

    fn forms(&mut self, count: &Count, forms: &Forms, with_files: bool) -> io::Result<()> {
        for (at, form) in forms.forms.iter().enumerate() {
            let sample = shown(count, form.way);
            let named = with_files && (at > 0 || self.most == usize::MAX);
            let files = if named {
                self.files(&form.articles)
            } else {
                String::new()
            };
            let (articles, places) = (form.articles.len().to_string(), form.places.to_string());
            self.row(&articles, &places, &sample, &files)?;
        }
        if !forms.mixed.is_empty() {
            let files = if with_files {
                self.files(&forms.mixed)
            } else {
                String::new()
            };
            let articles = forms.mixed.len().to_string();
            self.row(&articles, "", self.words.mixed(), &files)?;
        }
        Ok(())
    }

    fn named(&mut self, names: &[(String, Vec<u32>)]) -> io::Result<()> {
        for (name, articles) in names {
            let files = self.files(articles);
            let one_line: Vec<&str> = name.split_whitespace().collect();
            let one_line = visible(&one_line.join(" "));
            self.row(&articles.len().to_string(), "", &one_line, &files)?;
        }
        Ok(())
    }

    /// The names of the first articles, and how many more there are.
    fn files(&self, articles: &[u32]) -> String {
        let shown = articles.iter().take(self.most);
        let names: Vec<String> = shown
            .map(|&at| visible(&self.survey.articles[at as usize]))
            .collect();
        let left = articles.len().saturating_sub(self.most);
        let mut text = names.join(self.words.comma());
        if left > 0 {
            text.push_str(&self.words.more(left));
        }
        text
    }
}

/// A way of a count by example, for people: a space that is not the usual one is named.
pub(super) fn shown(count: &Count, way: usize) -> String {
    let sample = sample(count, way);
    let space = |c: &char| is_space(*c) && *c != ' ';
    match sample.chars().find(space) {
        Some(c) => format!("{sample} ({})", code_point(c)),
        None => sample,
    }
}

/// A way of a count, by example.
fn sample(count: &Count, way: usize) -> String {
    let convention = count.convention;
    (convention.sample)(convention.way(way), count.language)
}

#[derive(Serialize)]
struct Document<'s> {
    version: u32,
    articles: usize,
    languages: Vec<JsonLanguage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    conventions: Vec<JsonCount<'s>>,
    photos: Vec<JsonPhoto<'s>>,
    agencies: Vec<JsonAgency<'s>>,
    problems: Vec<JsonProblem<'s>>,
}

#[derive(Serialize)]
struct JsonLanguage {
    lang: &'static str,
    articles: usize,
}

#[derive(Serialize)]
struct JsonCount<'s> {
    rule: &'static str,
    option: &'static str,
    lang: &'static str,
    name: &'static str,
    /// The way that the articles are clear about.
    clear: Option<&'static str>,
    articles: usize,
    forms: Vec<JsonForm<'s>>,
    mixed: JsonFiles<'s>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<JsonGroup<'s>>,
}

#[derive(Serialize)]
struct JsonForm<'s> {
    value: &'static str,
    example: String,
    places: u64,
    #[serde(flatten)]
    files: JsonFiles<'s>,
}

/// Articles: how many, and the names of the first.
#[derive(Serialize)]
struct JsonFiles<'s> {
    articles: usize,
    files: Vec<&'s str>,
}

#[derive(Serialize)]
struct JsonGroup<'s> {
    name: Option<&'s str>,
    articles: usize,
    forms: Vec<JsonForm<'s>>,
    mixed: JsonFiles<'s>,
}

#[derive(Serialize)]
struct JsonPhoto<'s> {
    image: &'s str,
    credits: Vec<JsonNamed<'s>>,
}

#[derive(Serialize)]
struct JsonAgency<'s> {
    lang: &'static str,
    names: Vec<JsonNamed<'s>>,
}

#[derive(Serialize)]
struct JsonNamed<'s> {
    text: &'s str,
    #[serde(flatten)]
    files: JsonFiles<'s>,
}

/// Writes one JSON document. `all`: every article is named, and not the first ones of each form.
///
/// # Errors
/// Where the writer fails.
pub fn write_json(
    survey: &Survey,
    facet: Option<Facet>,
    all: bool,
    problems: &[Problem],
    lang: MessageLang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let most = if all { usize::MAX } else { NAMED.1 };
    let files = |articles: &[u32]| JsonFiles {
        articles: articles.len(),
        files: articles
            .iter()
            .take(most)
            .map(|&at| survey.articles[at as usize].as_str())
            .collect(),
    };
    let forms = |count: &Count, forms: &[Form]| {
        forms
            .iter()
            .map(|form| JsonForm {
                value: count.convention.way(form.way),
                example: sample(count, form.way),
                places: form.places,
                files: files(&form.articles),
            })
            .collect::<Vec<_>>()
    };
    let document = Document {
        version: VERSION,
        articles: survey.articles.len(),
        languages: survey
            .languages
            .iter()
            .map(|&(language, articles)| JsonLanguage {
                lang: language.tag(),
                articles,
            })
            .collect(),
        by: facet.map(facet_id),
        conventions: survey
            .counts
            .iter()
            .map(|count| JsonCount {
                rule: count.convention.rule,
                option: count.convention.option,
                lang: count.language.tag(),
                name: name(count.convention, lang),
                clear: match count.verdict() {
                    Verdict::Clear(way) => Some(count.convention.way(way)),
                    _ => None,
                },
                articles: count.all.articles(),
                forms: forms(count, &count.all.forms),
                mixed: files(&count.all.mixed),
                groups: count
                    .groups
                    .iter()
                    .map(|(group, of_group)| JsonGroup {
                        name: group.as_deref(),
                        articles: of_group.articles(),
                        forms: forms(count, &of_group.forms),
                        mixed: files(&of_group.mixed),
                    })
                    .collect(),
            })
            .collect(),
        photos: survey
            .photos
            .iter()
            .map(|photo| JsonPhoto {
                image: &photo.image,
                credits: photo
                    .credits
                    .iter()
                    .map(|credit| names_of(credit, &files))
                    .collect(),
            })
            .collect(),
        agencies: survey
            .agencies
            .iter()
            .map(|agency| JsonAgency {
                lang: agency.language.tag(),
                names: agency
                    .names
                    .iter()
                    .map(|name| names_of(name, &files))
                    .collect(),
            })
            .collect(),
        problems: problems
            .iter()
            .map(|problem| JsonProblem::of(problem, lang))
            .collect(),
    };
    serde_json::to_writer(&mut *out, &document)?;
    writeln!(out)
}

fn names_of<'s>(
    (text, articles): &'s (String, Vec<u32>),
    files: &dyn Fn(&[u32]) -> JsonFiles<'s>,
) -> JsonNamed<'s> {
    JsonNamed {
        text,
        files: files(articles),
    }
}

fn facet_id(facet: Facet) -> &'static str {
    match facet {
        Facet::Section => "section",
        Facet::Author => "author",
        Facet::Month => "month",
    }
}

/// A language's tag, or `und`.
pub(super) fn tag(language: Language) -> &'static str {
    match language.tag() {
        "" => "und",
        tag => tag,
    }
}
