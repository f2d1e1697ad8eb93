//! Which fields of the front matter readers see, and which show photos.

use super::directive;
use super::matter::{Entry, Matter};
use super::photo::{address_path, file_name, is_decoration};
use super::writer::{self, Writer};
use super::{
    BlockIndex, BlockKind, CreditCandidate, CreditPlace, Damage, Exempt, Field, Photo, Syntax,
};
use crate::lang::Lang;

/// Endings of image files.
const IMAGES: [&str; 12] = [
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "tif", "tiff", "bmp", "heic", "jfif",
];

/// What a field is, by the last part of its key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meaning {
    Title,
    Metadata,
    Caption,
    Alt,
    Credit,
    Image,
    Language,
    Data,
}

impl Meaning {
    fn of(key: &str) -> Self {
        let parts: Vec<&str> = key
            .split('.')
            .filter(|part| part.bytes().any(|b| !b.is_ascii_digit()))
            .collect();
        let Some((&last, parents)) = parts.split_last() else {
            return Self::Data;
        };
        let in_image = parents.last().is_some_and(|parent| is_image_key(parent));
        let words = || last.split(['_', '-']);
        match last {
            "title" | "headline" if parents.is_empty() => return Self::Title,
            "title" if in_image => return Self::Caption,
            "description" | "subtitle" | "summary" | "excerpt" | "deck" | "dek" | "lead"
            | "lede" | "standfirst" | "abstract" | "kicker" | "seo_title" | "seotitle"
            | "linktitle" | "meta_description" | "subheadline" | "teaser_text" | "intro"
            | "tldr"
                if parents.is_empty() =>
            {
                return Self::Metadata;
            }
            "description" if in_image => return Self::Caption,
            "lang" | "language" | "locale" if parents.is_empty() => return Self::Language,
            _ => {}
        }
        let image_field = in_image || parents.is_empty();
        if !image_field {
            return Self::Data;
        }
        if words().any(|word| {
            matches!(
                word,
                "credit" | "credits" | "photographer" | "photocredit" | "imagecredit"
            )
        }) || (in_image
            && matches!(last, "attribution" | "copyright" | "attr" | "author" | "by"))
        {
            Self::Credit
        } else if words().any(|word| matches!(word, "caption" | "imagecaption" | "covercaption")) {
            Self::Caption
        } else if words().any(|word| matches!(word, "alt" | "imagealt" | "coveralt")) {
            Self::Alt
        } else if is_image_key(last)
            || (in_image
                && matches!(
                    last,
                    "src" | "url" | "path" | "file" | "filename" | "name" | "relative" | "href"
                ))
        {
            Self::Image
        } else {
            Self::Data
        }
    }
}

/// Whether a part of a key names an image: `image`, `featured_image`, `coverimage`, `images`.
fn is_image_key(part: &str) -> bool {
    let is = |word: &str| {
        matches!(
            word,
            "image"
                | "images"
                | "img"
                | "cover"
                | "thumbnail"
                | "thumb"
                | "hero"
                | "banner"
                | "photo"
                | "photos"
                | "picture"
                | "teaser"
                | "featuredimage"
                | "coverimage"
                | "heroimage"
                | "headerimage"
                | "ogimage"
                | "poster"
                | "featured"
                | "gallery"
        )
    };
    // `image_width` and the like are no images: the word that names one comes last.
    part.rsplit(['_', '-']).next().is_some_and(is)
}

/// Whether a value can be the address of an image.
fn is_address(value: &str) -> bool {
    let path = address_path(value);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let image =
        ending.is_some_and(|end| IMAGES.iter().any(|image| image.eq_ignore_ascii_case(end)));
    image || (value.contains('/') && !value.contains(char::is_whitespace))
}

/// A photo of the front matter or a text that belongs to one, and the key before its last part.
struct Part<'m> {
    parent: &'m str,
    last: &'m str,
}

impl<'m> Part<'m> {
    fn of(key: &'m str) -> Self {
        let (parent, last) = key.rsplit_once('.').unwrap_or(("", key));
        Self { parent, last }
    }

    /// Whether a text (`self`) belongs to a photo: siblings in one mapping, or fields of the
    /// article itself that name the photo's key (`cover_credit`) or none at all (`credit`).
    fn belongs_to(&self, photo: &Part<'_>, others: &[Part<'_>]) -> bool {
        if !self.parent.is_empty() {
            return self.parent == photo.parent;
        }
        let names = |photo: &Part<'_>| {
            self.last.len() > photo.top().len() && self.last.starts_with(photo.top())
        };
        names(photo) || !others.iter().any(names)
    }

    /// The first part of the key.
    fn top(&self) -> &str {
        let first = if self.parent.is_empty() {
            self.last
        } else {
            self.parent
        };
        first.split('.').next().unwrap_or(first)
    }
}

/// What an article says of itself.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) fields: Vec<Field>,
    /// The language that it declares.
    pub(super) lang: Option<Lang>,
    /// What of it can't be read.
    pub(super) damage: Vec<Damage>,
    /// How many photos it shows; they are the first ones.
    pub(super) photos: usize,
}

/// Makes blocks, photos and data of the front matter.
pub(super) fn read(matter: Matter, out: &mut Writer<'_>) -> Said {
    let mut fields = Said::default();
    let mut texts: Vec<(Part<'_>, BlockIndex, Meaning)> = Vec::new();
    let mut photos: Vec<Part<'_>> = Vec::new();
    for entry in &matter.entries {
        if let Some(directive) = directive::of_field(entry) {
            directive::push(&mut out.directives, directive);
        }
        let value = entry.scalar.value.trim();
        let meaning = Meaning::of(&entry.key);
        let kind = match meaning {
            Meaning::Title => BlockKind::Title,
            Meaning::Metadata => BlockKind::Metadata,
            Meaning::Caption => BlockKind::Caption,
            Meaning::Alt => BlockKind::Alt,
            Meaning::Credit => BlockKind::CreditLine,
            Meaning::Image if entry.scalar.is_string && is_address(value) => {
                if add_photo(out, entry, value) {
                    photos.push(Part::of(&entry.key));
                }
                fields.fields.push(field(entry, None));
                continue;
            }
            Meaning::Language => {
                fields.lang = fields.lang.or_else(|| Lang::parse(value));
                fields.fields.push(field(entry, None));
                continue;
            }
            Meaning::Image | Meaning::Data => {
                fields.fields.push(field(entry, None));
                continue;
            }
        };
        if value.is_empty() || !(entry.scalar.is_string || meaning == Meaning::Title) {
            fields.fields.push(field(entry, None));
            continue;
        }
        let syntax: Syntax = entry.scalar.syntax;
        let written = out.add_block(kind, Lang::UNKNOWN, syntax, |text| {
            entry.scalar.write_to(text)
        });
        fields.fields.push(field(entry, written));
        if let Some(block) = written
            && matches!(meaning, Meaning::Caption | Meaning::Alt | Meaning::Credit)
        {
            texts.push((Part::of(&entry.key), block, meaning));
        }
    }
    let few = texts.len().min(64);
    for (index, part) in photos.iter().enumerate() {
        for (text, block, meaning) in &texts[..few] {
            if text.belongs_to(part, &photos) {
                bind(&mut out.photos[index], *block, *meaning);
            }
        }
    }
    fields.photos = out.photos.len();
    fields.damage = matter.damage;
    fields
}

fn field(entry: &Entry, block: Option<BlockIndex>) -> Field {
    Field {
        key: entry.key.clone(),
        value: entry.scalar.value.clone(),
        span: entry.span,
        block,
    }
}

/// Adds a photo unless the front matter shows the same file already.
fn add_photo(out: &mut Writer<'_>, entry: &Entry, src: &str) -> bool {
    if out
        .photos
        .iter()
        .take(64)
        .any(|photo| file_name(&photo.src) == file_name(src))
    {
        return false;
    }
    let decoration = is_decoration(src, "", None, None, None);
    out.photos.push(Photo {
        exempt: decoration.then_some(Exempt::Decoration),
        front_matter: true,
        ..Photo::new(entry.span, src)
    });
    true
}

fn bind(photo: &mut Photo, block: BlockIndex, meaning: Meaning) {
    let place = match meaning {
        Meaning::Alt => {
            photo.alt = photo.alt.or(Some(block));
            return;
        }
        Meaning::Caption => CreditPlace::Caption,
        _ => CreditPlace::Field,
    };
    writer::bind(photo, CreditCandidate { block, place });
}
