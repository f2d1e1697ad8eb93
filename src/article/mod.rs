//! An article as a reader meets it: blocks of one text, and the photos beside them.

pub mod html;
mod markdown;
mod matter;
mod photo;
mod plain;
mod text;
mod toml;
mod yaml;

use crate::lang::{self, Lang};
use crate::source::Source;
use crate::span::{Span, TextRange};

pub use text::{HOLE, Piece, PieceKind, SEPARATOR, Syntax, Text, TextBuilder};

/// How a file is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text.
    Plain,
    /// CommonMark with GFM, front matter and raw HTML.
    Markdown,
    /// HTML.
    Html,
}

impl Format {
    /// The format that a file's name tells; plain text where it tells none.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let ending = name
            .rsplit('/')
            .next()
            .unwrap_or(name)
            .rsplit_once('.')
            .map(|(_, end)| end.to_ascii_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            _ => Self::Plain,
        }
    }
}

/// What a block is to a reader.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// The article's title: front matter, the first heading of level 1, or a paragraph that repeats it.
    Title,
    /// A heading in the article.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph inside a block quotation.
    Quotation,
    /// A list item's paragraph.
    ListItem,
    /// A table cell.
    Cell,
    /// A footnote's paragraph.
    Footnote,
    /// A photo's caption.
    Caption,
    /// A photo's alternative text.
    Alt,
    /// A photo's credit on a line of its own, in an attribute or in a field.
    CreditLine,
    /// A description or another field of the front matter that readers see.
    Metadata,
}

/// Blocks that are compared with one another: only like is compared with like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum BlockGroup {
    /// Running text.
    Body,
    /// Titles, headings and metadata.
    Title,
    /// Captions, alternative texts and credits.
    Caption,
}

impl BlockKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Heading,
        Self::Paragraph,
        Self::Quotation,
        Self::ListItem,
        Self::Cell,
        Self::Footnote,
        Self::Caption,
        Self::Alt,
        Self::CreditLine,
        Self::Metadata,
    ];

    /// With which others it is compared.
    #[must_use]
    pub fn group(self) -> BlockGroup {
        match self {
            Self::Title | Self::Heading | Self::Metadata => BlockGroup::Title,
            Self::Caption | Self::Alt | Self::CreditLine => BlockGroup::Caption,
            Self::Paragraph | Self::Quotation | Self::ListItem | Self::Cell | Self::Footnote => {
                BlockGroup::Body
            }
        }
    }

    /// The name in a style file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quotation => "quotation",
            Self::ListItem => "list-item",
            Self::Cell => "cell",
            Self::Footnote => "footnote",
            Self::Caption => "caption",
            Self::Alt => "alt",
            Self::CreditLine => "credit",
            Self::Metadata => "metadata",
        }
    }
}

/// A block's place in [`Article::blocks`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlockIndex(pub u32);

/// A stretch of the text that a reader takes in as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text: no blanks at either end, never empty, never touching another.
    pub range: TextRange,
    /// Its language.
    pub lang: Lang,
    /// In what it is written.
    pub syntax: Syntax,
    /// Number of the container that it stands in directly (block quotation, list item, table,
    /// figure, front matter), 0 for the article itself. Blocks with equal numbers that follow one
    /// another are siblings; a quotation may run on among siblings only.
    pub container: u32,
}

/// Where a text that may credit a photo stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CreditPlace {
    /// The image's title (Markdown), or an attribute such as `data-credit`, or `attr` of a shortcode.
    Attribute,
    /// The figure's caption.
    Caption,
    /// An element of class `credit` or the like beside the image.
    Element,
    /// The end of the paragraph after the image, or a line of its own after it.
    After,
    /// A sibling field of the front matter.
    Field,
}

/// A block in which a photo's credit is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CreditCandidate {
    /// The block.
    pub block: BlockIndex,
    /// Where it stands.
    pub place: CreditPlace,
}

/// Why an image needs no credit, where that is plain from the markup.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Exempt {
    /// An avatar, icon, logo, emoji, badge or tracking pixel, by class words, size, path or role.
    Decoration,
    /// The article says `photo: none`.
    Declared,
}

/// An image that a reader sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Photo {
    /// The bytes of the file that show it: `![…](…)`, the `<img>` tag, the shortcode, the field.
    pub span: Span,
    /// Its address as written, without entities and escapes.
    pub src: String,
    /// Its alternative text, where it is not empty.
    pub alt: Option<BlockIndex>,
    /// Its caption, where one belongs to it.
    pub caption: Option<BlockIndex>,
    /// Where its credit may stand, nearest first.
    pub candidates: Vec<CreditCandidate>,
    /// Why it needs no credit.
    pub exempt: Option<Exempt>,
    /// Whether it is a field of the front matter.
    pub front_matter: bool,
}

/// Something that the reader of a format could not make sense of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damage {
    /// Where it was found, in bytes of the file.
    pub span: Span,
    /// The parser's own words, in English.
    pub reason: String,
}

/// A field of the front matter that is data and no text for readers: `date`, `lang`, `photo`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The key, small letters; nested keys joined by `.`.
    pub key: String,
    /// The value as written, decoded.
    pub value: String,
    /// The value's bytes in the file.
    pub span: Span,
}

/// What a reader would read of one file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article<'s> {
    /// How the file is written.
    pub format: Format,
    /// The one text.
    pub text: Text<'s>,
    /// Its blocks, sorted, apart.
    pub blocks: Vec<Block>,
    /// The images, in the order of the file.
    pub photos: Vec<Photo>,
    /// The front matter's data fields, in the order of the file.
    pub fields: Vec<Field>,
    /// Front matter that can't be read.
    pub damage: Vec<Damage>,
    /// The article's language.
    pub lang: Lang,
}

/// What is known of an article's language from outside of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LangHints {
    /// From the file's name, such as `news.ar.md` or a folder `ar/`.
    pub name: Option<Lang>,
    /// From the configuration.
    pub configured: Option<Lang>,
}

impl LangHints {
    /// The language that a path tells: the last folder or name part that is a language tag
    /// (`content/ar/a.md`, `a.fr.md`, `a_ur.md` is none).
    #[must_use]
    pub fn of_path(path: &str, configured: Option<Lang>) -> Self {
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let parts: Vec<&str> = file.split('.').collect();
        let in_name = (parts.len() > 2)
            .then(|| Lang::parse(parts[parts.len() - 2]))
            .flatten();
        let in_folder = || {
            folders.split('/').rev().find_map(|part| {
                let tag = part.len() == 2 || (part.len() == 5 && part.as_bytes()[2] == b'-');
                tag.then(|| Lang::parse(part)).flatten()
            })
        };
        Self {
            name: in_name.or_else(in_folder),
            configured,
        }
    }
}

impl<'s> Article<'s> {
    /// Reads a file. Never fails: what can't be read is said in [`Article::damage`].
    #[must_use]
    pub fn read(source: &'s Source, format: Format, hints: LangHints) -> Self {
        match format {
            Format::Plain => plain::read(source, hints),
            Format::Markdown => markdown::read(source, hints),
            Format::Html => html::read(source, hints),
        }
    }

    /// A block.
    #[must_use]
    pub fn block(&self, index: BlockIndex) -> &Block {
        &self.blocks[index.0 as usize]
    }

    /// A block's text.
    #[must_use]
    pub fn block_text(&self, index: BlockIndex) -> &str {
        self.slice(self.block(index).range)
    }

    /// All blocks with their indices.
    pub fn indexed_blocks(&self) -> impl Iterator<Item = (BlockIndex, &Block)> {
        self.blocks
            .iter()
            .enumerate()
            .map(|(i, block)| (BlockIndex(i as u32), block))
    }

    /// The block that a place of the text stands in.
    #[must_use]
    pub fn block_at(&self, at: u32) -> Option<BlockIndex> {
        let index = self.blocks.partition_point(|block| block.range.end < at);
        let block = self.blocks.get(index)?;
        (block.range.start <= at).then_some(BlockIndex(index as u32))
    }

    /// A part of the text.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &str {
        &self.text.as_str()[range.range()]
    }

    /// The value of a data field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| field.value.as_str())
    }
}

/// Gives every block its language: what is declared for it (already there), else for the article,
/// else by name, else by configuration, else what its letters say, else what the article's say.
///
/// A block whose letters are of another script than the declared language's is judged by its
/// letters, unless the block itself declares: an English paragraph in an Arabic article is English.
fn settle_languages(
    text: &Text<'_>,
    blocks: &mut [Block],
    declared: Option<Lang>,
    hints: LangHints,
) -> Lang {
    let given = declared.or(hints.name).or(hints.configured);
    let body = || {
        blocks
            .iter()
            .filter(|block| block.kind.group() == BlockGroup::Body)
    };
    let all_text = |blocks: &mut dyn Iterator<Item = &Block>| {
        let mut sample = String::new();
        for block in blocks {
            sample.push_str(&text.as_str()[block.range.range()]);
            if sample.len() > 1 << 16 {
                break;
            }
        }
        sample
    };
    let sample = all_text(&mut body());
    let sample = if sample.is_empty() {
        all_text(&mut blocks.iter())
    } else {
        sample
    };
    let article = given.unwrap_or_else(|| match lang::guess(&sample) {
        Some(language) => Lang::of(language),
        None => lang::guess_latin(&sample).map_or(Lang::UNKNOWN, Lang::of),
    });
    for block in blocks
        .iter_mut()
        .filter(|block| block.lang == Lang::UNKNOWN)
    {
        let words = &text.as_str()[block.range.range()];
        let by_letters = lang::guess(words);
        block.lang = match by_letters {
            None if article.language.arabic_script()
                && words.chars().any(|c| c.is_ascii_alphabetic()) =>
            {
                lang::guess_latin(words).map_or(Lang::EN, Lang::of)
            }
            Some(language) if language.arabic_script() != article.language.arabic_script() => {
                Lang::of(language)
            }
            _ => article,
        };
    }
    article
}
