//! An article as a reader meets it: blocks of one text, and the photos beside them.

mod directive;
mod document;
mod elements;
mod fields;
pub mod html;
mod json;
mod markdown;
mod matter;
mod ninjs;
mod photo;
mod plain;
mod shortcode;
#[cfg(test)]
mod testing;
mod text;
mod toml;
mod wordpress;
mod writer;
mod yaml;

use crate::docx;
use crate::lang::{self, Lang, Letters};
use crate::source::{DecodeError, Source};
use crate::span::{Span, TextRange};

pub use directive::{Directive, DirectiveKind, DirectiveName, DirectiveUntil};
pub use html::{PageScope, Selector};
pub(crate) use json::unicode_escape;
pub(crate) use photo::{address_path, is_image_path};
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
    /// ninjs, news in JSON (IPTC).
    Ninjs,
    /// A document of Word, LibreOffice or Google Docs.
    Docx,
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
            Some("ninjs" | "json") => Self::Ninjs,
            Some("docx") => Self::Docx,
            _ => Self::Plain,
        }
    }

    /// Decodes the bytes of a file that is written so.
    ///
    /// # Errors
    /// Where they are no text, or no document.
    pub fn decode(self, name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, DecodeError> {
        match self {
            Self::Docx => docx::open(name, bytes).map_err(DecodeError::Document),
            Self::Plain | Self::Markdown | Self::Html | Self::Ninjs => Source::decode(name, bytes),
        }
    }
}

/// What a block is to a reader.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BlockKind {
    /// The article's title: front matter, a page's `title` or `og:title`, the first heading of level
    /// 1, or a paragraph that repeats it.
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
    /// A description or another field of the front matter, or of what a page says of itself, that
    /// readers see.
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
    /// An attribute that is made for credits, such as `data-credit`, `attr` of a shortcode, or
    /// `creditText` of JSON-LD.
    Attribute,
    /// The image's title, in Markdown or in HTML: a caption more often than a credit.
    Title,
    /// The figure's caption.
    Caption,
    /// An element of class `credit` or the like beside the image.
    Element,
    /// The end of the paragraph after the image, or a line of its own after it.
    After,
    /// A sibling field of the front matter.
    Field,
    /// A copyright notice. Who owns a photo answers for it where nothing else is said, but need not
    /// be whom its credit names.
    Notice,
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
}

/// A part of a caption that an element sets apart: `(<span class="credit">…</span>)`, or a `<cite>`
/// or `<small>` that ends the caption.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marked {
    /// Where it stands, without blanks at either end.
    pub range: TextRange,
    /// Whether the element says that it is a credit; else it may be another remark.
    pub certain: bool,
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
    /// Whether the markup says outright that the alternative text is empty (`alt=""`), as WHATWG
    /// HTML asks of an image that is decoration.
    pub empty_alt: bool,
    /// Its caption, where one belongs to it.
    pub caption: Option<BlockIndex>,
    /// Where its credit may stand, nearest first.
    pub candidates: Vec<CreditCandidate>,
    /// Parts of its captions that the markup sets apart as the credit.
    pub marked: Vec<Marked>,
    /// Why it needs no credit.
    pub exempt: Option<Exempt>,
    /// Whether it is a field of the front matter.
    pub front_matter: bool,
    /// Whether a template writes its markup (a shortcode, an include, a picture beside a news item),
    /// so that the file does not tell all that is shown with it.
    pub template: bool,
    /// Whether it is the article's own beyond doubt. Of a page that a system has put together
    /// ([`Article::is_assembled`]), not all promotions, teasers and the like can be told from the article: there an image is its own where
    /// it has a caption, where it stands between paragraphs of prose, and where the page names it as
    /// its picture (`og:image`).
    pub certain: bool,
    /// What the image file says of itself; no reader of an article fills it in, for it does no I/O.
    pub embedded: Option<Embedded>,
}

impl Photo {
    /// An image with nothing beside it yet.
    #[must_use]
    pub fn new(span: Span, src: impl Into<String>) -> Self {
        Self {
            span,
            src: src.into(),
            alt: None,
            empty_alt: false,
            caption: None,
            candidates: Vec::new(),
            marked: Vec::new(),
            exempt: None,
            front_matter: false,
            template: false,
            certain: true,
            embedded: None,
        }
    }
}

/// The rights metadata in an image file, by the names of the IPTC Photo Metadata Standard 2025.1.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Embedded {
    /// Creator: who took the photo (IIM 2:80 By-line, XMP `dc:creator`), joined by commas.
    pub creator: Option<String>,
    /// Credit Line: what is to be printed beside the photo (IIM 2:110, XMP `photoshop:Credit`).
    pub credit_line: Option<String>,
    /// Copyright Notice (IIM 2:116, XMP `dc:rights`).
    pub copyright_notice: Option<String>,
}

/// How much of a file can't be read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DamageKind {
    /// Its front matter; the article is read.
    FrontMatter,
    /// All of it: it is not written in its format. Nothing is read.
    File,
    /// It is written in its format, but there is no article in it. Nothing is read.
    NoArticle,
}

/// Something that the reader of a format could not make sense of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Damage {
    /// How much can't be read.
    pub kind: DamageKind,
    /// Where it was found, in bytes of the file.
    pub span: Span,
    /// The parser's own words, in English.
    pub reason: String,
}

/// A field that says something of the article as a whole: of the front matter, of an HTML page's
/// head, or of a document's properties.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The key, small letters; nested keys joined by `.`. What a page's head has other names for
    /// goes by the names of front matter: `title`, `description`, `date`, `author`, `lang`.
    pub key: String,
    /// The value as written, decoded.
    pub value: String,
    /// The value's bytes in the file.
    pub span: Span,
    /// The block that the value is as well, where readers see it.
    pub block: Option<BlockIndex>,
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
    /// Stretches of blocks that are declared to be in another language than their block is
    /// (`<span lang="fr">`), sorted: they are judged by no rule of the block's language.
    pub foreign: Vec<TextRange>,
    /// The images, in the order of the file.
    pub photos: Vec<Photo>,
    /// What the article says of itself, in the order of the file.
    pub fields: Vec<Field>,
    /// What can't be read.
    pub damage: Vec<Damage>,
    /// What it says to tarqim itself, sorted by place.
    pub directives: Vec<Directive>,
    /// Whether it was found in a page that a system has put together (one with scripts or style sheets), and the
    /// configuration did not say where.
    pub is_assembled: bool,
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

/// What is known of a file before it is read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReadOptions {
    /// The article's language.
    pub lang: LangHints,
    /// Where the article stands in an HTML page.
    pub page: PageScope,
}

impl From<LangHints> for ReadOptions {
    fn from(lang: LangHints) -> Self {
        Self {
            lang,
            page: PageScope::default(),
        }
    }
}

impl LangHints {
    /// The language that a path tells: the part of the name before the last ending (`a.fr.md`,
    /// `fr.md`), else the innermost folder that is a language tag (`content/ar/a.md`, `ar-LB/a.md`).
    ///
    /// A language at the end of a longer word (`a_ur.md`) tells nothing, nor do the folders `it` and
    /// `id`, which hold integration tests and numbers more often than Italian and Indonesian.
    #[must_use]
    pub fn of_path(path: &str, configured: Option<Lang>) -> Self {
        let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
        let in_name = || {
            let (stem, _) = file.rsplit_once('.')?;
            let stem = stem.strip_suffix(".ninjs").unwrap_or(stem);
            language_tag(stem.rsplit('.').next()?)
        };
        let in_folder = || {
            let folder = |part: &&str| !matches!(*part, "it" | "id");
            folders.rsplit('/').filter(folder).find_map(language_tag)
        };
        Self {
            name: in_name().or_else(in_folder),
            configured,
        }
    }
}

/// Reads a part of a path that is a language tag as a whole: `ar`, `ckb`, `ar-LB`, `zh-Hant`.
fn language_tag(part: &str) -> Option<Lang> {
    let (language, rest) = part.split_once('-').unwrap_or((part, "--"));
    let subtag = matches!(rest.len(), 2 | 4);
    if matches!(language.len(), 2 | 3) && subtag {
        Lang::parse(part)
    } else {
        None
    }
}

impl<'s> Article<'s> {
    /// Reads a file. Never fails: what can't be read is said in [`Article::damage`].
    #[must_use]
    pub fn read(source: &'s Source, format: Format, options: &ReadOptions) -> Self {
        match format {
            Format::Plain => plain::read(source, options.lang),
            Format::Markdown => markdown::read(source, options.lang),
            Format::Html => html::read(source, options),
            Format::Ninjs => ninjs::read(source, options),
            Format::Docx => document::read(source, options.lang),
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

    /// Whether a part of a range is in a language that is not its block's.
    #[must_use]
    pub fn is_foreign(&self, range: TextRange) -> bool {
        let next = self
            .foreign
            .partition_point(|foreign| foreign.end <= range.start);
        self.foreign
            .get(next)
            .is_some_and(|foreign| foreign.start < range.end.max(range.start + 1))
    }

    /// The value of a field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|field| field.key == key)
            .map(|field| field.value.as_str())
    }
}

/// How much of a block's text is looked at for its language, in bytes.
const BLOCK_SAMPLE: usize = 2048;

/// How much of an article's text is looked at for its language, in bytes.
const ARTICLE_SAMPLE: usize = 1 << 16;

/// A block is of another script than its article's where it has this many times more letters of the
/// other: a paragraph in Arabic with many English names stays Arabic.
const OTHER_SCRIPT: u32 = 3;

/// Gives every block its language: what is declared for it (already there), else for the article,
/// else by name, else by configuration, else what its letters say, else what the article's say.
///
/// A block whose letters are nearly all of another script than the article's language is judged by
/// its letters, unless the block itself declares: an English paragraph in an Arabic article is
/// English. In the Arabic script it is judged by them where its letters and its commonest words
/// are plainly another language's: an Arabic paragraph in a Persian article is Arabic, and Persian
/// that was typed with an Arabic keyboard stays Persian.
fn settle_languages(
    text: &Text<'_>,
    blocks: &mut [Block],
    declared: Option<Lang>,
    hints: LangHints,
) -> Lang {
    let words = |block: &Block| {
        let range = block.range;
        prefix(&text.as_str()[range.range()], BLOCK_SAMPLE)
    };
    let sample = |blocks: &[Block]| {
        let is_body = |block: &&Block| block.kind.group() == BlockGroup::Body;
        let mut sample = String::new();
        let body = blocks.iter().filter(is_body);
        // Titles and captions speak only where there is no body.
        for block in body.chain(blocks.iter().filter(|block| !is_body(block))) {
            if sample.len() > ARTICLE_SAMPLE || (!is_body(&block) && !sample.is_empty()) {
                break;
            }
            sample.push_str(words(block));
            sample.push(' ');
        }
        sample
    };
    let known = declared.or(hints.name).or(hints.configured);
    let article = known.unwrap_or_else(|| {
        Lang::of(by_letters(&sample(blocks), lang::Language::Und).unwrap_or_default())
    });
    let unknown = |block: &Block| block.lang == Lang::UNKNOWN;
    let silent = |block: &Block| unknown(block) && !words(block).contains(char::is_alphabetic);
    // A number alone in its cell is in the language of the words around it.
    let around = (known.is_some() && blocks.iter().any(silent))
        .then(|| by_letters(&sample(blocks), article.language))
        .flatten()
        .map_or(article, Lang::of);
    for block in blocks.iter_mut().filter(|block| unknown(block)) {
        block.lang = if silent(block) {
            around
        } else {
            by_letters(words(block), article.language).map_or(article, Lang::of)
        };
    }
    article
}

/// The language that an article is plainly written in, where it declares another one of the Latin
/// letters: templates declare the same for every page.
fn belied(text: &Text<'_>, blocks: &[Block], declared: Lang) -> Option<lang::Language> {
    if Script::of(declared.language) != Script::Latin {
        return None;
    }
    let mut sample = String::new();
    for block in blocks
        .iter()
        .filter(|block| block.kind.group() == BlockGroup::Body)
    {
        sample.push_str(prefix(&text.as_str()[block.range.range()], BLOCK_SAMPLE));
        sample.push(' ');
        if sample.len() > BLOCK_SAMPLE {
            break;
        }
    }
    let guessed = lang::guess_latin(&sample).filter(|_| sample.len() > BLOCK_SAMPLE / 4)?;
    (guessed != declared.language && Script::of(guessed) == Script::Latin).then_some(guessed)
}

/// A script as far as languages are told by it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
    Hebrew,
    Other,
    Unknown,
}

impl Script {
    fn of(language: lang::Language) -> Self {
        use lang::Language::{He, Ja, Ko, Ru, Und, Zh};
        match language {
            Und => Self::Unknown,
            He => Self::Hebrew,
            Ru | Zh | Ja | Ko => Self::Other,
            _ if language.arabic_script() => Self::Arabic,
            _ => Self::Latin,
        }
    }
}

/// The language that letters tell, where they are not of the language that is expected.
fn by_letters(words: &str, expected: lang::Language) -> Option<lang::Language> {
    let letters = Letters::of(words);
    let Letters {
        arabic,
        latin,
        hebrew,
        other,
        ..
    } = letters;
    let script = Script::of(expected);
    let own = match script {
        Script::Arabic => arabic,
        Script::Latin => latin,
        Script::Hebrew => hebrew,
        Script::Other => other,
        Script::Unknown => 0,
    };
    let most = arabic.max(latin).max(hebrew).max(other);
    if most == 0 {
        return None;
    }
    if script != Script::Unknown && most <= own.saturating_mul(OTHER_SCRIPT) {
        let arabic = script == Script::Arabic && most == arabic;
        return lang::guess_other(words, &letters, expected).filter(|_| arabic);
    }
    Some(if most == arabic {
        lang::guess_arabic(words, &letters)
    } else if most == hebrew {
        lang::Language::He
    } else if most == latin {
        // In an article of another script, Latin words without a sign of French are English.
        let default = if script == Script::Unknown {
            lang::Language::Und
        } else {
            lang::Language::En
        };
        lang::guess_latin(words).unwrap_or(default)
    } else {
        lang::Language::Und
    })
}

/// The first `bytes` of a text or a little less, whole characters.
fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Language;

    fn languages(text: &str, configured: Option<&str>) -> (Lang, Vec<Language>) {
        let source = Source::new("a.txt", text);
        let configured = configured.and_then(Lang::parse);
        let article = Article::read(
            &source,
            Format::Plain,
            &LangHints {
                name: None,
                configured,
            }
            .into(),
        );
        (
            article.lang,
            article
                .blocks
                .iter()
                .map(|block| block.lang.language)
                .collect(),
        )
    }

    #[test]
    fn letters_tell_the_language_where_nothing_else_does() {
        use Language::{Ar, En, Fa, Fr, Und};
        let arabic = "قالت الوزيرة إن العمل في الخطة مستمر.";
        let english = "The minister said that the work was going on.";
        let french = "La ministre a dit que le travail est dans les temps.";
        let persian = "وزیر گفت که این کار را پی‌گیری می‌کند.";
        let all = format!("{arabic}\n\n{arabic} {arabic} {arabic}\n\n{english}\n\n{french}\n\n25%");
        assert_eq!(languages(&all, None), (Lang::AR, vec![Ar, Ar, En, Fr, Ar]));
        let all = format!("{persian}\n\n{persian}\n\n{arabic}\n\n{english}");
        assert_eq!(languages(&all, Some("fa")).1, [Fa, Fa, Ar, En]);
        assert_eq!(
            languages(&format!("{english}\n\n{arabic}"), Some("en")).1,
            [En, Ar]
        );
        assert_eq!(languages("", None).0, Lang::UNKNOWN);
        assert_eq!(languages("Москва. 5%", Some("ar")).1, [Und]);
        // What has no letters goes with what is around it.
        let cell = format!("{arabic}\n\n13.5%");
        assert_eq!(languages(&cell, Some("en")).1, [Ar, Ar]);
        assert_eq!(
            languages(&format!("{english}\n\n13.5%"), Some("en")).1,
            [En, En]
        );
        assert_eq!(
            languages("اشترت Microsoft شركة Activision Blizzard.", Some("ar-LB")).1,
            [Ar]
        );
        assert_eq!(languages(arabic, Some("ar-LB")).0.region, *b"LB");
    }

    #[test]
    fn a_block_is_of_the_language_that_it_is_plainly_written_in() {
        use Language::{Ar, Ckb, De, En, Es, Fa, Fr, It, Ps, Ur};
        let arabic = "قالت الوزيرة إن العمل في الخطة مستمر.";
        let persian = "وزیر گفت که این کار را پی‌گیری می‌کند.";
        let kurdish = "وەزیری پەروەردە گوتی کە کارەکە بەردەوامە.";
        let pashto = "د ښوونې وزیر وویل چې ښوونځي به ژر پرانیستل شي.";
        let english = "“We never stopped working,” the minister said.";
        let all = format!("{arabic}\n\n{english}\n\n{persian}\n\n{kurdish}\n\n{pashto}");
        assert_eq!(languages(&all, Some("ar")).1, [Ar, En, Fa, Ckb, Ps]);
        assert_eq!(languages(kurdish, None).0.language, Ckb);
        assert_eq!(languages(pashto, None).0.language, Ps);
        // What is short, or of a keyboard, is of its article's language.
        let keyboard = "وزير گفت كه اين كار را مي كند.";
        let all = format!("{persian}\n\n{keyboard}\n\nيحيى\n\n{arabic}");
        assert_eq!(languages(&all, Some("fa")).1, [Fa, Fa, Fa, Ar]);
        let urdu = "صدر کا قوم کو پیغام\n\nوزیر اعظم کی صدارت میں اجلاس ہوا۔";
        assert_eq!(languages(urdu, None).1, [Ur, Ur]);
        for (text, language) in [
            (
                "Le marché a rouvert ses portes après deux ans de travaux.",
                Fr,
            ),
            (
                "El mercado abrió sus puertas después de dos años de obras.",
                Es,
            ),
            ("Il mercato ha riaperto dopo due anni di lavori.", It),
            ("Der Markt ist nach zwei Jahren Umbau wieder offen.", De),
        ] {
            assert_eq!(languages(text, None).0.language, language, "{text}");
        }
    }

    #[test]
    fn paths_tell_the_language() {
        let name = |path| {
            LangHints::of_path(path, None)
                .name
                .map(|lang| lang.language)
        };
        assert_eq!(name("content/ar/a.md"), Some(Language::Ar));
        assert_eq!(name("content/ar/2024/a.fr.md"), Some(Language::Fr));
        assert_eq!(name("content/ar-LB/a.md"), Some(Language::Ar));
        assert_eq!(name("news/ur.md"), Some(Language::Ur));
        assert_eq!(name("a.ar.ninjs.json"), Some(Language::Ar));
        assert_eq!(name("news/ckb/a.md"), Some(Language::Ckb));
        assert_eq!(name("news/a_ur.md"), None);
        assert_eq!(name("a.v2.md"), None);
        assert_eq!(name("fr"), None);
        assert_eq!(name("tests/it/a.txt"), None);
    }
}
