//! What a page says of itself beside its text: its title, its `meta` elements, its JSON-LD.
//!
//! What search engines and shared links show of it (titles, descriptions) is judged as text is, but
//! one text is one block: what repeats a text of the page, with the same words and marks, is data and
//! no second block. So is a description that begins or ends with words of the page. Of a `title`, the
//! site's name behind a line or a dash does not count where the page has the rest.

use super::{Attribute, Tag};
use crate::article::fields::Said;
use crate::article::json::{self, JsonString, Object, Value};
use crate::article::photo::{address_path, file_name, is_image_path};
use crate::article::writer::{Frame, Writer, bind};
use crate::article::{
    BlockIndex, BlockKind, CreditCandidate, CreditPlace, Field, Syntax, TextBuilder, prefix,
};
use crate::lang::Lang;
use crate::span::Span;

/// How many statements are read; a page that says more of itself is hostile.
const MOST: usize = 64;

/// How much of a description, in bytes without blanks, tells that it is an excerpt of the page, which
/// may be cut anywhere: a dozen words of English, half a dozen of Arabic.
const EXCERPT: usize = 64;

/// What stands between a title and the site's name.
const DIVIDERS: [&str; 11] = [
    " | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " • ", " · ", " / ",
];

/// Names of `meta` elements (`name`, `property` or `itemprop`), the key that each stands for, and its
/// rank: of several the least counts.
const METAS: [(&str, &str, u8); 22] = [
    ("og:title", "title", 0),
    ("twitter:title", "title", 1),
    ("headline", "title", 2),
    ("description", "description", 0),
    ("og:description", "description", 1),
    ("twitter:description", "description", 2),
    ("article:published_time", "date", 0),
    ("datepublished", "date", 1),
    ("date", "date", 3),
    ("pubdate", "date", 3),
    ("publishdate", "date", 3),
    ("publish-date", "date", 3),
    ("dc.date", "date", 3),
    ("dc.date.issued", "date", 3),
    ("parsely-pub-date", "date", 3),
    ("sailthru.date", "date", 3),
    ("author", "author", 0),
    ("article:author", "author", 1),
    ("og:url", "canonical", 1),
    ("og:image", "image", 0),
    ("twitter:image", "image", 1),
    ("article:section", "section", 0),
];

/// The rank of what JSON-LD says.
const JSON_RANK: u8 = 2;
/// The rank of a `title`, which has the site's name in it, and of a `time`.
const LAST_RANK: u8 = 4;

/// How a value is written.
#[derive(Clone, Debug)]
enum Written<'s> {
    /// Between tags, at a byte of the file.
    Text(&'s str, usize),
    Attribute(Attribute<'s>),
    Json(JsonString<'s>),
}

impl Written<'_> {
    fn value(&self) -> String {
        match self {
            Self::Text(raw, _) => super::entities::decode(raw, false)
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            Self::Attribute(attribute) => attribute.value().trim().to_owned(),
            Self::Json(string) => string.decode().trim().to_owned(),
        }
    }

    fn span(&self) -> Span {
        match self {
            Self::Text(raw, offset) => Span::new(*offset, offset + raw.len()),
            Self::Attribute(attribute) => attribute.value_span,
            Self::Json(string) => string.span(),
        }
    }
}

/// One thing that the page says of itself.
#[derive(Debug)]
struct Statement<'s> {
    key: &'static str,
    rank: u8,
    value: String,
    written: Written<'s>,
}

/// What JSON-LD says of an image.
#[derive(Debug)]
struct Image<'s> {
    /// The last part of its address.
    name: String,
    credits: Vec<(JsonString<'s>, CreditPlace)>,
    caption: Option<JsonString<'s>>,
}

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Head<'s> {
    statements: Vec<Statement<'s>>,
    images: Vec<Image<'s>>,
}

impl<'s> Head<'s> {
    fn say(&mut self, key: &'static str, rank: u8, written: Written<'s>) {
        let value = written.value();
        if !value.is_empty() && self.statements.len() < MOST {
            self.statements.push(Statement {
                key,
                rank,
                value,
                written,
            });
        }
    }

    /// Reads what a start tag says. `is_read`: whether it stands in the article.
    pub(super) fn tag(&mut self, tag: &Tag<'s>, is_read: bool) {
        let mut say = |key, rank, name| {
            if let Some(attribute) = tag.attribute(name) {
                self.say(key, rank, Written::Attribute(attribute.clone()));
            }
        };
        let value = |name| tag.attribute(name).map(Attribute::value);
        let is = |name, word: &str| {
            value(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(word))
        };
        if tag.is("html") {
            say("lang", 0, "lang");
        } else if tag.is("link") && is("rel", "canonical") {
            say("canonical", 0, "href");
        } else if tag.is("time") && is_read && is("itemprop", "datePublished") {
            say("date", LAST_RANK, "datetime");
        } else if tag.is("meta") {
            let name = ["property", "name", "itemprop"].into_iter().find_map(value);
            let Some(name) = name.map(|name| name.trim().to_ascii_lowercase()) else {
                return;
            };
            if let Some(&(_, key, rank)) = METAS.iter().find(|(known, ..)| *known == name) {
                say(key, rank, "content");
            }
        }
    }

    /// Reads the text of the page's title.
    pub(super) fn title(&mut self, raw: &'s str, offset: usize) {
        self.say("title", LAST_RANK, Written::Text(raw, offset));
    }

    /// Reads JSON-LD: what it says of articles and of images.
    pub(super) fn json_ld(&mut self, raw: &'s str, offset: usize) {
        let Ok(value) = json::parse(raw, offset) else {
            return;
        };
        for part in each(value) {
            let Some(object) = part.object() else {
                continue;
            };
            let graph = object.get("@graph").map(each).unwrap_or_default();
            self.thing(&object);
            for part in graph.into_iter().take(MOST) {
                if let Some(object) = part.object() {
                    self.thing(&object);
                }
            }
        }
    }

    /// Reads an article or an image of JSON-LD.
    fn thing(&mut self, object: &Object<'s>) {
        let types = object.get("@type").map(each).unwrap_or_default();
        let is = |ending: &str| {
            let mut names = types.iter().filter_map(|name| name.string());
            names.any(|name| name.decode().ends_with(ending))
        };
        if is("ImageObject") {
            return self.image(object);
        }
        if !["Article", "BlogPosting", "Report"].into_iter().any(is) {
            return;
        }
        for (name, key) in [
            ("headline", "title"),
            ("description", "description"),
            ("datePublished", "date"),
        ] {
            if let Some(text) = object.get(name).and_then(Value::string) {
                self.say(key, JSON_RANK, Written::Json(text));
            }
        }
        if let Some(author) = object.get("author").and_then(name_of) {
            self.say("author", JSON_RANK, Written::Json(author));
        }
        for image in object.get("image").map(each).unwrap_or_default() {
            if let Some(image) = image.object() {
                self.image(&image);
            }
        }
    }

    fn image(&mut self, object: &Object<'s>) {
        let text = |key: &str| object.get(key)?.string();
        let Some(address) = text("contentUrl").or_else(|| text("url")) else {
            return;
        };
        let creator = || object.get("creator").or_else(|| object.get("author"));
        let credit = text("creditText").or_else(|| name_of(creator()?));
        let credit = credit.map(|credit| (credit, CreditPlace::Attribute));
        let notice = text("copyrightNotice").map(|notice| (notice, CreditPlace::Notice));
        let name = file_name(&address.decode()).to_owned();
        if !name.is_empty() && self.images.len() < MOST {
            self.images.push(Image {
                name,
                credits: credit.or(notice).into_iter().collect(),
                caption: text("caption"),
            });
        }
    }

    /// Whether it names an image as the article's picture.
    pub(super) fn shows(&self, src: &str) -> bool {
        let file = |address| Some(file_name(address)).filter(|name| is_image_path(name));
        let of = |address| file(address).unwrap_or_else(|| address_path(address));
        let mut named = self.statements.iter().filter(|said| said.key == "image");
        !src.is_empty() && named.any(|said| of(&said.value) == of(src))
    }

    /// Adds what was said to an article whose text is read.
    pub(super) fn finish(&self, out: &mut Writer<'s>, said: &mut Said) {
        out.end_block();
        let blocks = self.blocks(out);
        let mut chosen: Vec<(usize, &Statement<'_>)> = Vec::new();
        for (index, statement) in self.statements.iter().enumerate() {
            // An author may be told by an address.
            if statement.key == "author" && statement.value.contains("://") {
                continue;
            }
            match chosen
                .iter_mut()
                .find(|(_, known)| known.key == statement.key)
            {
                Some(known) if statement.rank < known.1.rank => *known = (index, statement),
                Some(_) => {}
                None => chosen.push((index, statement)),
            }
        }
        chosen.sort_by_key(|(_, statement)| statement.written.span());
        for (index, statement) in chosen {
            // Front matter was first.
            if said.fields.iter().all(|field| field.key != statement.key) {
                said.fields.push(Field {
                    key: statement.key.to_owned(),
                    value: statement.value.clone(),
                    span: statement.written.span(),
                    block: blocks[index],
                });
            }
        }
        for image in &self.images {
            image.credit(out);
        }
    }

    /// Makes blocks of the titles and descriptions that say what nothing else says.
    fn blocks(&self, out: &mut Writer<'s>) -> Vec<Option<BlockIndex>> {
        let mut blocks = vec![None; self.statements.len()];
        let kind = |statement: &Statement<'_>| match statement.key {
            "title" => Some(BlockKind::Title),
            "description" => Some(BlockKind::Metadata),
            _ => None,
        };
        let is_shown = |index: &usize| kind(&self.statements[*index]).is_some();
        let mut shown: Vec<usize> = (0..self.statements.len()).filter(is_shown).collect();
        if shown.is_empty() {
            return blocks;
        }
        // The page's title last: others have the same without the site's name.
        let is_title = |index: &usize| {
            let Statement { key, rank, .. } = self.statements[*index];
            key == "title" && rank == LAST_RANK
        };
        shown.sort_by_key(is_title);
        let mut known = String::new();
        for block in &out.blocks {
            pack_into(&mut known, &out.text.as_str()[block.range.range()]);
        }
        for index in shown {
            let statement = &self.statements[index];
            let mut words = statement.value.as_str();
            if is_title(&index) {
                words = without_site(words);
            }
            let mut probe = String::new();
            pack_into(
                &mut probe,
                words.trim_end_matches(['.', '…', '[', ']', ' ']),
            );
            probe.pop();
            let is_known = if statement.key == "description" {
                let mut last = probe.len().saturating_sub(EXCERPT);
                while !probe.is_char_boundary(last) {
                    last += 1;
                }
                known.contains(prefix(&probe, EXCERPT)) || known.contains(&probe[last..])
            } else {
                known.contains(&probe)
            };
            if probe.is_empty() || is_known {
                continue;
            }
            if let Some(kind) = kind(statement) {
                let written = match statement.written {
                    Written::Text(raw, offset) if is_title(&index) => {
                        let own = without_site(raw);
                        Written::Text(own, offset + raw.find(own).unwrap_or_default())
                    }
                    ref written => written.clone(),
                };
                blocks[index] = write(out, kind, &written);
            }
            pack_into(&mut known, words);
        }
        blocks
    }
}

impl<'s> Image<'s> {
    /// Adds the credit and the caption to the photos that show the image.
    fn credit(&self, out: &mut Writer<'s>) {
        let is_shown = |index: &usize| file_name(&out.photos[*index].src) == self.name;
        let shown: Vec<usize> = (0..out.photos.len()).filter(is_shown).take(MOST).collect();
        if shown.is_empty() {
            return;
        }
        for &(credit, place) in &self.credits {
            let written = Written::Json(credit);
            if let Some(block) = write(out, BlockKind::CreditLine, &written) {
                for &photo in &shown {
                    bind(&mut out.photos[photo], CreditCandidate { block, place });
                }
            }
        }
        let is_bare = |photo: &usize| out.photos[*photo].caption.is_none();
        let bare: Vec<usize> = shown.into_iter().filter(is_bare).collect();
        if let Some(caption) = self.caption.filter(|_| !bare.is_empty())
            && let Some(block) = write(out, BlockKind::Caption, &Written::Json(caption))
        {
            for photo in bare {
                out.photos[photo].caption = Some(block);
            }
        }
    }
}

/// Adds a block of what is written somewhere beside the text.
fn write<'s>(out: &mut Writer<'s>, kind: BlockKind, written: &Written<'s>) -> Option<BlockIndex> {
    let (syntax, text) = match written {
        Written::Text(raw, offset) => {
            let before = out.blocks.len();
            let depth = out.depth();
            out.push_frame(Frame {
                kind,
                skip: false,
                is_block: true,
                ..out.inner_frame("")
            });
            out.html_text(raw, *offset);
            out.end_block();
            out.pop_to(depth, offset + raw.len());
            return (out.blocks.len() > before).then_some(BlockIndex(before as u32));
        }
        Written::Attribute(attribute) => {
            let mut text = TextBuilder::default();
            let start = attribute.value_span.start();
            super::decode_into(&mut text, attribute.raw, start, true);
            (Syntax::HtmlAttribute(attribute.quote), text)
        }
        Written::Json(string) => {
            let value = string.decode();
            // Some write HTML in JSON; that is no text as it stands.
            if value.contains(['<', '&']) {
                return None;
            }
            let mut text = TextBuilder::default();
            string.write_to(&mut text);
            (Syntax::JsonString, text)
        }
    };
    out.add_block(kind, Lang::UNKNOWN, syntax, |builder| builder.append(&text))
}

/// A value, or the values of a list.
fn each(value: Value<'_>) -> Vec<Value<'_>> {
    if value.raw().starts_with('[') {
        value.items()
    } else {
        vec![value]
    }
}

/// The name of a person or an organisation: a string, or `name` of an object; of several the first.
fn name_of(value: Value<'_>) -> Option<JsonString<'_>> {
    let first = each(value).into_iter().next()?;
    first
        .string()
        .or_else(|| first.object()?.get("name")?.string())
}

/// Appends a text without its blanks, and an end.
fn pack_into(out: &mut String, text: &str) {
    out.extend(text.split_whitespace());
    out.push('\u{1}');
}

/// The longest part of a title between dividers, of equals the first: the title without the site's
/// name.
fn without_site(title: &str) -> &str {
    fn longer<'t>(best: &'t str, part: &'t str) -> &'t str {
        if part.len() > best.len() { part } else { best }
    }
    let (mut best, mut start) = ("", 0);
    for (at, _) in title.match_indices(' ') {
        let mut dividers = DIVIDERS.iter();
        if at >= start
            && let Some(divider) = dividers.find(|divider| title[at..].starts_with(**divider))
        {
            best = longer(best, &title[start..at]);
            start = at + divider.len();
        }
    }
    let last = title[start..].trim_end();
    // `The bay :` has no name behind its divider.
    let bare = DIVIDERS
        .iter()
        .find_map(|divider| last.strip_suffix(divider.trim_end()));
    longer(best, bare.unwrap_or(last))
}
