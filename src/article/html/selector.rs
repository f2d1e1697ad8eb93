//! Simple selectors, by which a configuration names elements of its site's pages.

use std::fmt;

use super::Tag;

/// An element's name, classes and id, as CSS writes them without blanks: `article`, `.post`,
/// `#story`, `div.post.wide#story`. An element matches where all of them hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selector {
    /// Small letters.
    element: Option<String>,
    classes: Vec<String>,
    id: Option<String>,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let mut selector = Self::default();
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let mark = usize::from(matches!(sign, '.' | '#'));
            let end = rest[mark..]
                .find(|c| !is_name(c))
                .map_or(rest.len(), |len| mark + len);
            let name = rest[mark..end].to_owned();
            if name.is_empty() {
                return Err(if mark == 1 {
                    "a name is missing behind `.` or `#`"
                } else {
                    "only an element, `.class`, `#id` and these together without blanks are known"
                });
            }
            match sign {
                '.' => selector.classes.push(name),
                '#' if selector.id.is_some() => return Err("an element has one id"),
                '#' => selector.id = Some(name),
                _ => selector.element = Some(name.to_ascii_lowercase()),
            }
            rest = &rest[end..];
        }
        if text.is_empty() {
            return Err("it is empty");
        }
        Ok(selector)
    }

    /// Whether a start tag opens an element that is meant.
    #[must_use]
    pub(crate) fn matches(&self, tag: &Tag<'_>) -> bool {
        let value = |name| tag.attribute(name).map(super::Attribute::value);
        self.element.as_deref().is_none_or(|name| tag.is(name))
            && self
                .id
                .as_deref()
                .is_none_or(|id| value("id").is_some_and(|value| value.trim() == id))
            && (self.classes.is_empty()
                || value("class").is_some_and(|value| {
                    let has =
                        |class: &String| value.split_ascii_whitespace().any(|word| word == class);
                    self.classes.iter().all(has)
                }))
    }
}

/// What a configuration says of where the article stands in its site's pages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PageScope {
    /// What holds the article: the elements of the first selector that any element matches.
    pub content: Vec<Selector>,
    /// What is never read.
    pub ignore: Vec<Selector>,
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.element.as_deref().unwrap_or_default())?;
        for class in &self.classes {
            write!(f, ".{class}")?;
        }
        match &self.id {
            Some(id) => write!(f, "#{id}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Token, Tokenizer};
    use super::*;

    #[test]
    fn selectors_are_read_and_match() {
        let matches = |selector: &str, tag: &str| {
            let Some(Token::Tag(tag)) = Tokenizer::new(tag, 0).next() else {
                panic!("{tag}")
            };
            Selector::parse(selector).unwrap().matches(&tag)
        };
        assert!(matches("article", "<ARTICLE>"));
        assert!(matches("Article.post", "<article class='a post'>"));
        assert!(matches(".a.b#c", "<div id=c class='b x a'>"));
        assert!(matches("#خبر", "<div id=خبر>"));
        assert!(!matches(".post", "<div class=posts>"));
        assert!(!matches("div.post", "<p class=post>"));
        assert!(!matches("#c", "<p>"));
        for wrong in [
            "", ".", "div .a", "div > p", "a:hover", "[x]", "#a#b", "a..b", "*",
        ] {
            assert!(Selector::parse(wrong).is_err(), "{wrong}");
        }
    }
}
