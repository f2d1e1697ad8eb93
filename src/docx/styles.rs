//! A document's styles: what they are called, and what they say of paragraphs and runs.

use std::collections::HashMap;

use super::xml::{Element, Event, Malformed, Ns, Reader};
use crate::source::Role;

/// How many styles stand on one another at the most; Word allows eleven.
const LONGEST_CHAIN: usize = 16;

/// What a style, or a paragraph or run itself, says. What it does not say, it takes from the style
/// that it is based on.
#[derive(Clone, Default, Debug)]
pub(super) struct Style {
    /// The name, as [`plain_name`] gives it.
    name: String,
    based_on: Option<String>,
    /// Outline level from 0; 9 is body text.
    outline: Option<u8>,
    numbered: Option<bool>,
    /// Whether its text is hidden.
    pub(super) hidden: Option<bool>,
    /// Language of letters that run left-to-right.
    pub(super) lang: Option<String>,
    /// Language of letters that run right-to-left.
    pub(super) bidi: Option<String>,
}

impl Style {
    /// Takes what an element of a run's properties says, where it is one that counts.
    pub(super) fn take_run_property(&mut self, element: &Element<'_>) {
        match element.name() {
            "vanish" => self.hidden = Some(element.is_on()),
            "lang" => {
                self.lang = element.val().or(self.lang.take());
                self.bidi = element.attr("bidi").or(self.bidi.take());
            }
            _ => {}
        }
    }
}

/// All styles of a document.
#[derive(Default, Debug)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Style,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

impl Styles {
    /// Reads the styles' part.
    pub(super) fn read(text: &str) -> Result<Self, Malformed> {
        let mut styles = Self::default();
        let mut reader = Reader::new(text);
        let mut depth = 0;
        let mut current: Option<(String, Style)> = None;
        while let Some(event) = reader.next()? {
            let element = match event {
                Event::Start(element) => element,
                Event::End => {
                    depth -= 1;
                    if depth == 1
                        && let Some((id, style)) = current.take()
                    {
                        styles.by_id.insert(id, style);
                    }
                    continue;
                }
                Event::Text(_) => continue,
            };
            depth += 1;
            if element.ns != Ns::W {
                continue;
            }
            match (element.name(), &mut current) {
                ("style", current) => {
                    let id = element.attr("styleId").unwrap_or_default();
                    let paragraph = element.attr("type").as_deref() == Some("paragraph");
                    let default = element.attr("default");
                    if paragraph && matches!(default.as_deref(), Some("1" | "true" | "on")) {
                        styles.paragraph = Some(id.clone());
                    }
                    *current = Some((id, Style::default()));
                }
                // What a style makes of a table's first row and the like is not looked at.
                ("tblStylePr" | "pPrChange" | "rPrChange", _) => {
                    reader.skip()?;
                    depth -= 1;
                }
                ("name", Some((_, style))) => {
                    style.name = plain_name(&element.val().unwrap_or_default());
                }
                ("basedOn", Some((_, style))) => style.based_on = element.val(),
                ("outlineLvl", Some((_, style))) => style.outline = level(&element),
                ("numPr", Some((_, style))) => style.numbered = Some(true),
                ("numId", Some((_, style))) => {
                    style.numbered = Some(element.val().as_deref() != Some("0"));
                }
                (_, Some((_, style))) => style.take_run_property(&element),
                (_, None) => styles.defaults.take_run_property(&element),
            }
        }
        Ok(styles)
    }

    /// A style and those that it is based on, the defaults at last.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| self.by_id.get(style.based_on.as_deref()?))
            .take(LONGEST_CHAIN)
    }

    /// What the styles of a run and of its paragraph say for it, the nearest first.
    pub(super) fn of_run<T>(
        &self,
        run: Option<&str>,
        paragraph: Option<&str>,
        say: impl Fn(&Style) -> Option<T>,
    ) -> Option<T> {
        let paragraph = paragraph.or(self.paragraph.as_deref());
        self.chain(run)
            .chain(self.chain(paragraph))
            .chain(std::iter::once(&self.defaults))
            .find_map(say)
    }

    /// What a paragraph is by its own properties and by its style; body where neither says more.
    ///
    /// A style is known by its name, which is the English one for the built-in styles whatever the
    /// language of the program, else by its id; what a desk builds on one is of the same kind.
    pub(super) fn role(
        &self,
        style: Option<&str>,
        outline: Option<u8>,
        numbered: Option<bool>,
    ) -> Role {
        let names = self.chain(style).map(|style| style.name.as_str());
        let id = style.map(plain_name).unwrap_or_default();
        let by_name = names.chain([id.as_str()]).find_map(named);
        if let Some(role @ (Role::Title | Role::Caption | Role::Contents)) = by_name {
            return role;
        }
        let outline = outline.or_else(|| self.chain(style).find_map(|style| style.outline));
        if let Some(level @ 0..9) = outline {
            return Role::Heading(level + 1);
        }
        if let Some(role @ (Role::Heading(_) | Role::Quotation)) = by_name {
            return role;
        }
        match numbered.or_else(|| self.chain(style).find_map(|style| style.numbered)) {
            Some(true) => Role::ListItem,
            Some(false) => Role::Body,
            None => by_name.unwrap_or(Role::Body),
        }
    }
}

/// An outline level.
pub(super) fn level(element: &Element<'_>) -> Option<u8> {
    element.val()?.parse().ok()
}

/// A style's name or id in small letters and without blanks: `Heading 1` and `Heading1` are one.
fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What paragraphs of a built-in style are. The names are those of Word (ECMA-376-1, 17.7.4.9,
/// latent styles), LibreOffice and Pages.
fn named(name: &str) -> Option<Role> {
    Some(match name {
        "title" => Role::Title,
        "subtitle" | "heading" => Role::Heading(2),
        "caption" | "illustration" | "figure" => Role::Caption,
        "quote" | "intensequote" | "quotations" | "blocktext" | "blockquote" => Role::Quotation,
        "footnotetext" | "endnotetext" | "footnote" | "endnote" => Role::Footnote,
        "tocheading" | "contentsheading" => Role::Contents,
        _ => {
            let digits = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = name[digits.len()..].parse().ok();
            match (digits, number) {
                ("heading", Some(level @ 1..=9)) => Role::Heading(level),
                ("toc" | "contents", Some(_)) => Role::Contents,
                ("list" | "listparagraph" | "listbullet" | "listnumber" | "listcontinue", _) => {
                    Role::ListItem
                }
                _ => return None,
            }
        }
    })
}
