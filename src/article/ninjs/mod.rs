//! ninjs, news in JSON (IPTC, versions 1.x to 3.x): an item with headlines, descriptions, bodies, and
//! the pictures associated with it.
//!
//! A value that is HTML is decoded, read as a page is, and carried back through the string's escapes
//! to the bytes of the file. The text stands in the order of reading (headlines, descriptions, body,
//! pictures), whatever the order of the keys.
//!
//! Keys are matched in small letters: 3.x writes `copyrightNotice` where 1.x and 2.x write
//! `copyrightnotice`. What 2.x and 3.x keep in lists (`headlines`, `bodies`, `descriptions`), 1.x has
//! in keys (`headline`, `body_xhtml`, `description_text`).

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use super::directive;
use super::fields::Said;
use super::json::{self, JsonString, Object, Value};
use super::photo::{address_path, is_decoration};
use super::writer::Writer;
use super::{
    Article, BlockGroup, BlockIndex, BlockKind, CreditCandidate, CreditPlace, Damage, DamageKind,
    Exempt, Field, Format, LangHints, PageScope, Photo, ReadOptions, Syntax, TextBuilder, html,
    plain,
};
use crate::lang::Lang;
use crate::source::Source;
use crate::span::{Span, TextRange};

/// How deep pictures may stand in associations: a composite's composite is the deepest known.
const DEEPEST: usize = 4;

/// How many credits of one picture are looked at, and how many captions.
const MOST_TEXTS: usize = 16;

/// Reads a file.
pub(super) fn read<'s>(source: &'s Source, options: &ReadOptions) -> Article<'s> {
    let hints = options.lang;
    let start = source.bom_len();
    let mut reader = Reader {
        out: Writer::new(source.text(), Syntax::JsonString),
        foreign: Vec::new(),
        said: Said::default(),
        page: &options.page,
    };
    match json::parse(&source.text()[start..], start) {
        Ok(value) => match value
            .object()
            .filter(|object| is_news(object, source.name()))
        {
            Some(object) => reader.article(&Item::of(&object), hints),
            None => reader.said.damage.push(Damage {
                kind: DamageKind::NoArticle,
                span: Span::at(start),
                reason: "no ninjs item".to_owned(),
            }),
        },
        Err(error) => reader.said.damage.push(Damage {
            kind: DamageKind::File,
            span: Span::at(error.at),
            reason: error.reason,
        }),
    }
    Article {
        foreign: reader.foreign,
        ..reader.out.finish(Format::Ninjs, reader.said, hints)
    }
}

/// Whether an object is a ninjs item: it says so, or the file's name does, or it has the address that
/// every item must have beside something to read or to see.
fn is_news(object: &Object<'_>, name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let mut has_address = file.ends_with(".ninjs") || file.ends_with(".ninjs.json");
    let mut has_content = false;
    for (key, value) in &object.members {
        let key = key.to_ascii_lowercase();
        match Key::of(&key) {
            Key::Address => has_address |= value.string().is_some(),
            Key::Texts(_) | Key::Text(..) | Key::Associations | Key::Renditions => {
                has_content = true;
            }
            Key::Standard if value.raw().to_ascii_lowercase().contains("ninjs") => return true,
            _ => {}
        }
    }
    has_address && has_content
}

/// What a key of an item means here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Key<'k> {
    Address,
    Standard,
    Type,
    Name,
    Language,
    /// A list of texts with their roles.
    Texts(Use),
    /// One text and its role.
    Text(Use, &'k str),
    /// A credit line, which the standard has no key for and agencies add.
    CreditLine,
    By,
    CopyrightNotice,
    /// Parties with their roles.
    Parties,
    Renditions,
    Associations,
    Other,
}

/// What a text of an item is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Use {
    Headline,
    Description,
    Body,
}

impl<'k> Key<'k> {
    /// Reads a key in small letters.
    fn of(key: &'k str) -> Self {
        match key {
            "uri" => Self::Address,
            "standard" | "$standard" | "standardname" => Self::Standard,
            "type" => Self::Type,
            "name" => Self::Name,
            "language" => Self::Language,
            "headlines" => Self::Texts(Use::Headline),
            "descriptions" => Self::Texts(Use::Description),
            "bodies" => Self::Texts(Use::Body),
            "headline" => Self::Text(Use::Headline, ""),
            "creditline" | "credit_line" => Self::CreditLine,
            "by" | "byline" => Self::By,
            "copyrightnotice" => Self::CopyrightNotice,
            "infosources" | "infosource" | "authors" | "contributors" => Self::Parties,
            "renditions" => Self::Renditions,
            "associations" => Self::Associations,
            _ => {
                let prefixes = [
                    ("headline_", Use::Headline),
                    ("description_", Use::Description),
                    ("body_", Use::Body),
                ];
                prefixes
                    .iter()
                    .find_map(|&(prefix, of)| Some(Self::Text(of, key.strip_prefix(prefix)?)))
                    .unwrap_or(Self::Other)
            }
        }
    }
}

/// In what a text is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Plain,
    Html,
    /// Something that is not read: NITF, Markdown.
    Other,
}

impl Form {
    /// By the media type, else by the role (in 1.x the rest of the key: `body_xhtml`), else by what
    /// is written.
    fn of(media_type: &str, role: &str, value: JsonString<'_>) -> Self {
        let media_type = media_type.to_ascii_lowercase();
        let role = role.to_ascii_lowercase();
        let either = |word: &str| media_type.contains(word) || role.contains(word);
        if media_type.contains("html") {
            Self::Html
        } else if media_type.contains("plain") {
            Self::Plain
        } else if ["xml", "nitf", "markdown"].iter().any(|word| either(word)) {
            Self::Other
        } else if role.contains("html") || role.contains("richtext") || is_like_html(value) {
            Self::Html
        } else {
            Self::Plain
        }
    }
}

fn is_like_html(value: JsonString<'_>) -> bool {
    let text = value.decode();
    text.trim_start().starts_with('<') || text.contains("</")
}

/// A text of an item.
#[derive(Clone, Debug)]
struct Written<'s> {
    /// In small letters; empty where it has none.
    role: String,
    form: Form,
    value: JsonString<'s>,
}

impl<'s> Written<'s> {
    fn new(role: &str, media_type: &str, value: JsonString<'s>) -> Self {
        Self {
            role: role.to_ascii_lowercase(),
            form: Form::of(media_type, role, value),
            value,
        }
    }

    fn has_role(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.role.contains(word))
    }
}

/// One file that shows a picture.
struct Rendition<'s> {
    address: JsonString<'s>,
    src: String,
    width: f64,
}

/// An item, taken apart.
#[derive(Default)]
struct Item<'s> {
    is_picture: bool,
    /// Whether its associations are parts of it.
    is_composite: bool,
    name: String,
    lang: Option<Lang>,
    headlines: Vec<Written<'s>>,
    descriptions: Vec<Written<'s>>,
    bodies: Vec<Written<'s>>,
    credit_lines: Vec<JsonString<'s>>,
    by: Vec<JsonString<'s>>,
    photographers: Vec<JsonString<'s>>,
    copyright_notice: Option<JsonString<'s>>,
    renditions: Vec<Rendition<'s>>,
    /// Each with the key that it has in 1.x.
    associations: Vec<(String, Value<'s>)>,
    /// What stands for the item where it has no file: its address, else its type.
    mark: Option<JsonString<'s>>,
    /// Every text and number of its own, by key in small letters.
    scalars: Vec<(String, Value<'s>)>,
}

impl<'s> Item<'s> {
    fn of(object: &Object<'s>) -> Self {
        let mut item = Self::default();
        for (key, value) in &object.members {
            let key = key.to_ascii_lowercase();
            let string = value.string();
            match (Key::of(&key), string) {
                (Key::Address, Some(uri)) => item.mark = Some(uri),
                (Key::Type, Some(kind)) => {
                    let name = kind.decode();
                    item.is_picture = matches!(&*name, "picture" | "photo" | "image");
                    item.is_composite = name == "composite";
                    item.mark = item.mark.or(Some(kind));
                }
                (Key::Name, Some(name)) => item.name = name.decode().into_owned(),
                (Key::Language, Some(lang)) => item.lang = Lang::parse(&lang.decode()),
                (Key::Text(of, role), Some(value)) => {
                    item.texts(of).push(Written::new(role, "", value));
                }
                (Key::Texts(of), _) => item.texts(of).extend(texts(*value)),
                (Key::CreditLine, Some(line)) => item.credit_lines.push(line),
                (Key::By, Some(by)) => item.by.push(by),
                (Key::CopyrightNotice, Some(notice)) => item.copyright_notice = Some(notice),
                (Key::Parties, _) => item.photographers.extend(photographers(*value)),
                (Key::Renditions, _) => {
                    let renditions = each(*value).into_iter();
                    item.renditions = renditions.filter_map(|(_, one)| rendition(one)).collect();
                }
                (Key::Associations, _) => item.associations = each(*value),
                _ => {}
            }
            let is_scalar = !value.raw().starts_with(['{', '[', 'n']);
            if is_scalar {
                item.scalars.push((key, *value));
            }
        }
        // AP's pictures have their credit line among the descriptions.
        let (credits, descriptions) = std::mem::take(&mut item.descriptions)
            .into_iter()
            .partition(|text: &Written<'_>| text.has_role(&["credit", "byline"]));
        item.descriptions = descriptions;
        item.credit_lines
            .extend(Vec::into_iter(credits).map(|text: Written<'_>| text.value));
        item
    }

    fn texts(&mut self, of: Use) -> &mut Vec<Written<'s>> {
        match of {
            Use::Headline => &mut self.headlines,
            Use::Description => &mut self.descriptions,
            Use::Body => &mut self.bodies,
        }
    }

    /// What credits it, what is made for it first, and in what place that is. A copyright notice
    /// stands in only where nothing else does.
    fn credits(&self) -> (Vec<JsonString<'s>>, CreditPlace) {
        let lines = self.credit_lines.iter().chain(&self.by);
        let mut credits: Vec<_> = lines.chain(&self.photographers).copied().collect();
        credits.retain(|credit| !credit.decode().trim().is_empty());
        credits.truncate(MOST_TEXTS);
        if credits.is_empty() {
            (
                self.copyright_notice.into_iter().collect(),
                CreditPlace::Notice,
            )
        } else {
            (credits, CreditPlace::Field)
        }
    }

    /// The descriptions that readers see.
    fn shown_descriptions(&self) -> Vec<&Written<'s>> {
        let inner = ["writer", "copyright", "note", "instruction", "keyword"];
        let shown = self.descriptions.iter();
        plainest(shown.filter(|text| !text.has_role(&inner)).collect())
    }
}

/// The texts of a list of 2.x or 3.x.
fn texts(list: Value<'_>) -> impl Iterator<Item = Written<'_>> {
    list.items().into_iter().filter_map(|one| {
        let one = one.object()?;
        let say = |value: Option<Value<'_>>| {
            let text = value.and_then(Value::string);
            text.map(|text| text.decode().into_owned())
                .unwrap_or_default()
        };
        let value = one.get("value")?.string()?;
        Some(Written::new(
            &say(one.get("role")),
            &say(media_type(&one)),
            value,
        ))
    })
}

/// The member whose key 2.x and 3.x write in two ways.
fn media_type<'s>(object: &Object<'s>) -> Option<Value<'s>> {
    let keys = ["contenttype", "contentType", "mimetype"];
    keys.iter().find_map(|key| object.get(key))
}

/// Who took a picture, by the roles of the parties that had a part in it.
fn photographers(list: Value<'_>) -> impl Iterator<Item = JsonString<'_>> {
    list.items().into_iter().filter_map(|one| {
        let one = one.object()?;
        let role = one.get("role")?.string()?.decode().to_ascii_lowercase();
        let credits = role.contains("photograph") || role.contains("creditline");
        one.get("name")?.string().filter(|_| credits)
    })
}

/// What a list holds, or an object (as in 1.x) by its keys.
fn each(value: Value<'_>) -> Vec<(String, Value<'_>)> {
    match value.object() {
        Some(object) => {
            let members = object.members.into_iter();
            members.map(|(key, one)| (key.into_owned(), one)).collect()
        }
        None => {
            let items = value.items().into_iter();
            items.map(|one| (String::new(), one)).collect()
        }
    }
}

fn rendition(value: Value<'_>) -> Option<Rendition<'_>> {
    let object = value.object()?;
    let media_type = media_type(&object).and_then(Value::string);
    let media_type = media_type.map_or_else(Default::default, JsonString::decode);
    let address = object.get("href")?.string()?;
    let src = address.decode().trim().to_owned();
    let is_image = media_type.trim().is_empty() || media_type.contains("image");
    (is_image && !src.is_empty()).then(|| Rendition {
        address,
        src,
        width: object.get("width").and_then(Value::number).unwrap_or(0.0),
    })
}

/// Those that are plain text, or where none is, those that are HTML: the two say the same.
fn plainest<'t, 's>(texts: Vec<&'t Written<'s>>) -> Vec<&'t Written<'s>> {
    let form = if texts.iter().any(|text| text.form == Form::Plain) {
        Form::Plain
    } else {
        Form::Html
    };
    let mut texts = texts;
    texts.retain(|text| text.form == form);
    texts
}

/// The fullest of the texts that are HTML, or where none is, of those that are plain: an agency sends
/// one story in several forms, and to read two of them would say everything twice.
fn fullest<'t, 's>(texts: &'t [Written<'s>]) -> Option<&'t Written<'s>> {
    let longest = |form| {
        let of_form = texts.iter().filter(move |text| text.form == form);
        // Of equals the first.
        of_form.rev().max_by_key(|text| text.value.raw.len())
    };
    longest(Form::Html).or_else(|| longest(Form::Plain))
}

/// A picture and the addresses of all of its renditions.
struct Picture {
    photo: Photo,
    addresses: Vec<String>,
}

/// Puts the article together.
struct Reader<'s, 'o> {
    out: Writer<'s>,
    foreign: Vec<TextRange>,
    said: Said,
    /// Where the article stands in bodies that are HTML.
    page: &'o PageScope,
}

impl Reader<'_, '_> {
    /// Reads the item of the file.
    fn article(&mut self, item: &Item<'_>, hints: LangHints) {
        let hints = LangHints {
            name: item.lang.or(hints.name),
            ..hints
        };
        let mut titles = Vec::new();
        for text in plainest(item.headlines.iter().collect()) {
            let is_title = !text.has_role(&["sub", "kicker", "deck", "intro"]);
            let kind = if is_title {
                BlockKind::Title
            } else {
                BlockKind::Metadata
            };
            let blocks = self.write(kind, text, Lang::UNKNOWN, hints);
            let first = blocks.first().filter(|_| is_title);
            titles.extend(first.map(|&block| (text.value, block)));
        }
        self.said.lang = item.lang;
        let mut descriptions = Vec::new();
        let mut pictures = Vec::new();
        if item.is_picture {
            // Its headlines are the article's already.
            pictures.push(self.picture(item, &[], Lang::UNKNOWN, hints));
        } else {
            for text in item.shown_descriptions() {
                let block = self.write(BlockKind::Metadata, text, Lang::UNKNOWN, hints);
                descriptions.extend(block.first().map(|&block| (text.value, block)));
            }
            if let Some(body) = fullest(&item.bodies) {
                let (_, lang) = self.carry(body, None, hints);
                // What the body declares, or its letters tell.
                let lang = Some(lang).filter(|&lang| lang != Lang::UNKNOWN);
                self.said.lang = item.lang.or(lang);
            }
        }
        self.pictures(item, hints, DEEPEST, &mut pictures);
        self.bind(pictures);
        self.fields(item, titles.first(), descriptions.first());
    }

    /// Notes what the item says of itself, by the names of front matter.
    fn fields(
        &mut self,
        item: &Item<'_>,
        title: Option<&(JsonString<'_>, BlockIndex)>,
        description: Option<&(JsonString<'_>, BlockIndex)>,
    ) {
        for (key, said) in [("title", title), ("description", description)] {
            self.said.fields.extend(said.map(|&(value, block)| Field {
                key: key.to_owned(),
                value: value.decode().into_owned(),
                span: value.span(),
                block: Some(block),
            }));
        }
        // When the story was written, before when this version of it was.
        let date = ["contentcreated", "firstcreated", "versioncreated"]
            .into_iter()
            .find(|&name| item.scalars.iter().any(|(key, _)| key == name));
        for (key, value) in &item.scalars {
            let name = match key.as_str() {
                // The item's name for those who handle it; its headline is the title.
                "title" if title.is_some() => continue,
                "by" | "byline" => "author",
                "language" => "lang",
                key if date == Some(key) => "date",
                // Texts are blocks.
                key if matches!(Key::of(key), Key::Text(..)) => continue,
                key => key,
            };
            let written = value.string();
            self.said.fields.push(Field {
                key: name.to_owned(),
                value: written
                    .map_or_else(|| value.raw().into(), JsonString::decode)
                    .into_owned(),
                span: written.map_or(value.span(), JsonString::span),
                block: None,
            });
        }
        self.said.fields.sort_by_key(|field| field.span);
    }

    /// Makes blocks of a text that is one thing to a reader.
    fn write(
        &mut self,
        kind: BlockKind,
        text: &Written<'_>,
        lang: Lang,
        hints: LangHints,
    ) -> Vec<BlockIndex> {
        if text.form == Form::Html {
            return self.carry(text, Some(kind), hints).0;
        }
        self.add(kind, text.value, lang).into_iter().collect()
    }

    /// Makes a block of a plain text.
    fn add(&mut self, kind: BlockKind, value: JsonString<'_>, lang: Lang) -> Option<BlockIndex> {
        self.out
            .add_block(kind, lang, Syntax::JsonString, |text| value.write_to(text))
    }

    /// Reads a text by the reader of its form and carries blocks and photos back to the file; of a
    /// text that is one thing, its running text becomes blocks of one kind. The blocks, and the
    /// language that the other reader found.
    fn carry(
        &mut self,
        text: &Written<'_>,
        kind: Option<BlockKind>,
        hints: LangHints,
    ) -> (Vec<BlockIndex>, Lang) {
        let mut decoded = TextBuilder::default();
        text.value.write_to(&mut decoded);
        let decoded = decoded.finish();
        let source = Source::new("", decoded.as_str());
        let inner = match text.form {
            Form::Html => {
                let page = self.page.clone();
                html::read(&source, &ReadOptions { lang: hints, page })
            }
            _ => plain::read(&source, hints),
        };
        let mut containers: HashMap<u32, u32> = HashMap::new();
        let mut carried: Vec<Option<BlockIndex>> = Vec::new();
        let mut foreign = inner.foreign.iter().peekable();
        for block in &inner.blocks {
            let is_running = block.kind.group() == BlockGroup::Body;
            let index = self.out.add_block(
                kind.filter(|_| is_running).unwrap_or(block.kind),
                block.lang,
                block.syntax.in_json(),
                |out| out.append_through(&inner.text, block.range, &decoded),
            );
            carried.push(index);
            let Some(outer) = index.map(|index| &mut self.out.blocks[index.0 as usize]) else {
                continue;
            };
            // What stands in no container of the body stands in none of the article.
            outer.container = match (kind, block.container) {
                (None, 0) => 0,
                (_, inner) => *containers.entry(inner).or_insert(outer.container),
            };
            let moved = |at: u32| at.saturating_sub(block.range.start) + outer.range.start;
            while let Some(range) = foreign.next_if(|range| range.end <= block.range.end) {
                self.foreign.push(TextRange {
                    start: moved(range.start),
                    end: moved(range.end),
                });
            }
        }
        for directive in inner.directives {
            let directive = directive.carried(|span| decoded.span(span.range().into()));
            directive::push(&mut self.out.directives, directive);
        }
        let place = |block: BlockIndex| carried[block.0 as usize];
        for photo in inner.photos {
            let candidates = photo.candidates.iter().filter_map(|candidate| {
                Some(CreditCandidate {
                    block: place(candidate.block)?,
                    place: candidate.place,
                })
            });
            self.out.photos.push(Photo {
                span: decoded.span(photo.span.range().into()),
                alt: photo.alt.and_then(place),
                caption: photo.caption.and_then(place),
                candidates: candidates.collect(),
                ..photo
            });
        }
        (carried.into_iter().flatten().collect(), inner.lang)
    }

    /// Reads the pictures among the associations; what is no picture is another article, or no photo.
    fn pictures(
        &mut self,
        item: &Item<'_>,
        hints: LangHints,
        depth: usize,
        into: &mut Vec<Picture>,
    ) {
        for (key, value) in &item.associations {
            let Some(object) = value.object() else {
                continue;
            };
            let mut picture = Item::of(&object);
            if picture.is_picture {
                if picture.name.is_empty() {
                    picture.name.clone_from(key);
                }
                let lang = picture.lang.filter(|&lang| Some(lang) != item.lang);
                let lang = lang.unwrap_or(Lang::UNKNOWN);
                into.push(self.picture(&picture, &picture.headlines, lang, hints));
            } else if picture.is_composite && depth > 1 {
                self.pictures(&picture, hints, depth - 1, into);
            }
        }
    }

    /// Makes a photo of an item, and blocks of what is said of it; where nothing describes it, the
    /// first of `headlines` does.
    fn picture(
        &mut self,
        item: &Item<'_>,
        headlines: &[Written<'_>],
        lang: Lang,
        hints: LangHints,
    ) -> Picture {
        let mut best: Option<&Rendition<'_>> = None;
        for rendition in &item.renditions {
            if best.is_none_or(|best| rendition.width > best.width) {
                best = Some(rendition);
            }
        }
        let mark = best.map(|best| best.address).or(item.mark);
        let src = mark.map(JsonString::decode).unwrap_or_default();
        let src = src.trim();
        let is_furniture = is_decoration(src, &item.name, None, None, None);
        let mut photo = Photo {
            exempt: is_furniture.then_some(Exempt::Decoration),
            // The receiver's system writes its markup, and often asks for alternative text itself.
            template: true,
            ..Photo::new(mark.map_or_else(Span::default, JsonString::span), src)
        };
        let (alts, mut captions): (Vec<_>, Vec<_>) = item
            .shown_descriptions()
            .into_iter()
            .partition(|text| text.role.starts_with("alt"));
        if captions.is_empty() {
            captions = plainest(headlines.iter().collect());
            captions.truncate(1);
        }
        captions.truncate(MOST_TEXTS);
        let mut captioned = Vec::new();
        for caption in &captions {
            captioned.extend(self.write(BlockKind::Caption, caption, lang, hints));
        }
        captioned.truncate(MOST_TEXTS);
        photo.caption = captioned.first().copied();
        // Superdesk has the alternative text in `body_text`; others repeat the caption there.
        let bodies = item.bodies.iter().filter(|body| body.form == Form::Plain);
        let repeats = |alt: &Written<'_>| {
            let words = alt.value.decode();
            captions
                .iter()
                .any(|caption| caption.value.decode() == words)
        };
        let alt = alts.into_iter().chain(bodies).find(|alt| !repeats(alt));
        photo.alt = alt.and_then(|alt| self.add(BlockKind::Alt, alt.value, lang));
        let mut credited = Vec::new();
        let (credits, place) = item.credits();
        for credit in credits {
            credited.extend(self.add(BlockKind::CreditLine, credit, lang));
        }
        let captions = captioned.iter().map(|&block| CreditCandidate {
            block,
            place: CreditPlace::Caption,
        });
        let credits = credited
            .iter()
            .map(|&block| CreditCandidate { block, place });
        photo.candidates = captions.chain(credits).collect();
        let addresses = item.renditions.iter().map(|one| one.src.clone());
        Picture {
            photo,
            addresses: addresses.collect(),
        }
    }

    /// Gives what is said of a picture to the photos of the body that show it; the others are photos
    /// of their own.
    fn bind(&mut self, pictures: Vec<Picture>) {
        // One picture may come twice, as the leading one and inside: the one that says more counts.
        let mut by_address: HashMap<&str, usize> = HashMap::new();
        for (index, picture) in pictures.iter().enumerate() {
            for src in &picture.addresses {
                let known = by_address.entry(address(src)).or_insert(index);
                if pictures[*known].photo.candidates.is_empty() {
                    *known = index;
                }
            }
        }
        let mut in_body = HashSet::new();
        for photo in &mut self.out.photos {
            let src = address(&photo.src);
            let Some((&src, &index)) = by_address.get_key_value(src) else {
                continue;
            };
            in_body.insert(src);
            let picture = &pictures[index].photo;
            photo.candidates.extend(&picture.candidates);
            photo.caption = photo.caption.or(picture.caption);
            photo.alt = photo.alt.or(picture.alt);
            photo.exempt = photo.exempt.or(picture.exempt);
        }
        let is_shown = |picture: &Picture| {
            let mut addresses = picture.addresses.iter();
            addresses.any(|src| in_body.contains(address(src)))
        };
        let others = pictures.iter().filter(|picture| !is_shown(picture));
        self.out
            .photos
            .extend(others.map(|picture| picture.photo.clone()));
        self.out.photos.sort_by_key(|photo| photo.span);
    }
}

/// An address as far as it tells one file from another: without the question that asks the server for
/// a size, unless the file has no name but that.
fn address(src: &str) -> &str {
    let path = address_path(src);
    let is_named = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if is_named { path } else { src }
}
