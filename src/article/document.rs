//! Documents of word processors: paragraphs become blocks, by what their styles say that they are.
//!
//! Language: word processors mark all text with one, by their own settings and not by the words
//! (Arabic on an English computer is `ar-SA` whether it is Lebanese, Persian or Urdu). So what the
//! text is marked with is asked last, where neither the file's name nor the configuration nor the
//! letters tell a language, and its region never counts.

use std::collections::HashSet;

use super::photo::{is_decoration, is_logo_text};
use super::writer::{CAPTION_LENGTH, LINE_BYTES, bind, place_of};
use super::{
    Article, Block, BlockIndex, BlockKind, CreditCandidate, CreditPlace, Exempt, Field, Format,
    HOLE, LangHints, Photo, Syntax, TextBuilder, plain, settle_languages,
};
use crate::lang::{Lang, Language, chars};
use crate::source::{Document, Mark, MarkKind, Paragraph, Role, Source};
use crate::span::{Span, TextRange};

pub(super) fn read(source: &Source, hints: LangHints) -> Article<'_> {
    let Some(document) = source.document() else {
        // Text under a document's name, from a place that has no bytes.
        return plain::read(source, hints);
    };
    let mut reader = Reader::new(source, document);
    reader.paragraphs();
    reader.captions_above();
    let (mut blocks, photos) = (reader.blocks, reader.photos);
    let text = reader.text.finish();
    name_title(text.as_str(), &mut blocks, &photos);
    let mut lang = settle_languages(&text, &mut blocks, None, hints);
    let marked = document.lang.as_deref().and_then(Lang::parse);
    if let Some(marked) = marked.filter(|_| lang.language == Language::Und) {
        for block in &mut blocks {
            block.lang = Lang::UNKNOWN;
        }
        lang = settle_languages(&text, &mut blocks, Some(Lang::of(marked.language)), hints);
    }
    let field = |property: &crate::source::Property| Field {
        key: property.key.to_owned(),
        value: source.slice(property.span).to_owned(),
        span: property.span,
        // Properties are often left over from an older document, and no reader sees them.
        block: None,
    };
    Article {
        format: Format::Docx,
        fields: document.properties.iter().map(field).collect(),
        text,
        blocks,
        photos,
        damage: Vec::new(),
        directives: Vec::new(),
        foreign: Vec::new(),
        lang,
    }
}

/// Where no paragraph has the style of a title, the first heading of level 1 is the title, else the
/// first paragraph that reads as one, as in plain text, and belongs to no photo above it; paragraphs
/// that repeat the title are titles too.
fn name_title(text: &str, blocks: &mut [Block], photos: &[Photo]) {
    let words = |block: &Block| &text[block.range.range()];
    let several = blocks.len() > 1;
    let named = blocks.iter().any(|block| block.kind == BlockKind::Title);
    let Some(first) = blocks.first_mut() else {
        return;
    };
    let of_a_photo = |photo: &Photo| {
        let mut candidates = photo.candidates.iter();
        candidates.any(|candidate| candidate.block == BlockIndex(0))
    };
    if several
        && !named
        && first.kind == BlockKind::Paragraph
        && plain::looks_like_title(words(first))
        && !photos.iter().any(of_a_photo)
    {
        first.kind = BlockKind::Title;
    }
    let title = blocks.iter().find(|block| block.kind == BlockKind::Title);
    if let Some(range) = title.map(|title| title.range) {
        plain::mark_repeated_titles(&text[range.range()], blocks, words);
    }
}

/// A photo whose caption or credit may follow.
struct Pending {
    photo: usize,
    scope: u32,
    /// Length of the text where the photo stands.
    at: usize,
    /// Whether a caption was found already, so that only a line may follow.
    captioned: bool,
}

struct Reader<'s> {
    source: &'s Source,
    document: &'s Document,
    text: TextBuilder,
    blocks: Vec<Block>,
    photos: Vec<Photo>,
    pending: Vec<Pending>,
    /// Photos that stand behind a caption, with that caption.
    above: Vec<(usize, BlockIndex)>,
    /// Where the block that is open starts in the text, its separator not counted.
    open: Option<usize>,
    has_title: bool,
    containers: u32,
}

impl<'s> Reader<'s> {
    fn new(source: &'s Source, document: &'s Document) -> Self {
        let paragraphs = &document.paragraphs;
        let has_title = paragraphs.iter().any(|one| one.role == Role::Title);
        let containers = paragraphs.iter().map(|one| one.container).max();
        Self {
            source,
            document,
            text: TextBuilder::with_capacity(source.text().len()),
            blocks: Vec::new(),
            photos: Vec::new(),
            pending: Vec::new(),
            above: Vec::new(),
            open: None,
            has_title,
            containers: containers.unwrap_or_default(),
        }
    }

    fn paragraphs(&mut self) {
        let mut marks = self.document.marks.as_slice();
        for (index, paragraph) in self.document.paragraphs.iter().enumerate() {
            let line = self.source.line(index as u32 + 1);
            let inside = marks.partition_point(|mark| mark.span.end <= line.end);
            let (own, rest) = marks.split_at(inside);
            marks = rest;
            if paragraph.role != Role::Contents {
                self.paragraph(line, paragraph, own);
            }
        }
        // The end of the last paragraph may be deleted as well.
        if let Some(last) = self.document.paragraphs.last() {
            self.close(last);
        }
    }

    fn paragraph(&mut self, line: Span, paragraph: &Paragraph, marks: &[Mark]) {
        let mut at = line.start;
        let mut photos = Vec::new();
        for mark in marks {
            self.words(at, mark.span.start);
            at = mark.span.end;
            match mark.kind {
                MarkKind::LineBreak => self.line_break(mark.span, paragraph),
                MarkKind::Object => {
                    self.open();
                    self.text.hole(mark.span);
                }
                MarkKind::Picture(number) => {
                    photos.push((self.photo(mark.span, number, paragraph), number));
                }
            }
        }
        self.words(at, line.end);
        if !paragraph.joined {
            self.close(paragraph);
        }
        for (photo, number) in photos {
            self.alternative(photo, number, paragraph);
        }
    }

    /// Opens a block, if none is open.
    fn open(&mut self) {
        if self.open.is_none() {
            self.open = Some(self.text.len());
            if !self.blocks.is_empty() {
                self.text.separator();
            }
        }
    }

    fn words(&mut self, start: u32, end: u32) {
        let span = Span { start, end };
        if !span.is_empty() {
            self.open();
            self.text.verbatim(self.source.slice(span), span.start());
        }
    }

    /// A second line break ends a block: so paragraphs are made that are none.
    fn line_break(&mut self, span: Span, paragraph: &Paragraph) {
        let Some(from) = self.open else { return };
        let line = self.text.as_str()[from..].trim_end_matches([' ', '\u{A0}']);
        if line.ends_with('\n') {
            self.close(paragraph);
        } else {
            self.text.decoded("\n", span);
        }
    }

    fn close(&mut self, paragraph: &Paragraph) {
        let Some(from) = self.open.take() else { return };
        let text = &self.text.as_str()[from..];
        let nothing = |c| chars::is_space(c) || c == super::SEPARATOR;
        let words = text.trim_matches(nothing);
        if words.trim_matches(|c| nothing(c) || c == HOLE).is_empty() {
            self.text.truncate(from);
            for pending in self.pending.iter_mut().rev() {
                if pending.at <= from {
                    break;
                }
                pending.at = from;
            }
            return;
        }
        let start = from + text.len() - text.trim_start_matches(nothing).len();
        let range = TextRange::new(start, start + words.len());
        let kind = self.kind(range, paragraph);
        let index = BlockIndex(self.blocks.len() as u32);
        self.push(kind, range, paragraph.container);
        self.bind_pending(index, range, kind, paragraph.scope);
    }

    fn kind(&mut self, range: TextRange, paragraph: &Paragraph) -> BlockKind {
        let kind = match paragraph.role {
            Role::Title => return BlockKind::Title,
            Role::Heading(1) if !self.has_title => {
                self.has_title = true;
                return BlockKind::Title;
            }
            Role::Heading(_) => return BlockKind::Heading,
            Role::Caption => return BlockKind::Caption,
            Role::Footnote => return BlockKind::Footnote,
            Role::Quotation => BlockKind::Quotation,
            Role::ListItem => BlockKind::ListItem,
            Role::Cell => BlockKind::Cell,
            Role::Body | Role::Contents => BlockKind::Paragraph,
        };
        let words = &self.text.as_str()[range.range()];
        let mut pending = self.pending.iter();
        if plain::is_credit_line(words) {
            BlockKind::CreditLine
        } else if paragraph.italic
            && pending.any(|one| one.scope == paragraph.scope && one.at <= range.start())
            && words.chars().take(CAPTION_LENGTH).count() < CAPTION_LENGTH
        {
            BlockKind::Caption
        } else {
            kind
        }
    }

    fn push(&mut self, kind: BlockKind, range: TextRange, container: u32) {
        self.blocks.push(Block {
            kind,
            range,
            lang: Lang::UNKNOWN,
            syntax: Syntax::Opaque,
            container,
        });
    }

    /// Gives a block to the photos before it that wait for a caption, as the reader of Markdown does.
    /// What has the style of a caption may stand in another cell or outside of the text box.
    fn bind_pending(&mut self, index: BlockIndex, range: TextRange, kind: BlockKind, scope: u32) {
        if matches!(kind, BlockKind::Title | BlockKind::Heading) {
            self.pending.clear();
            return;
        }
        let photos = &mut self.photos;
        let candidate = CreditCandidate {
            block: index,
            place: place_of(kind),
        };
        self.pending.retain_mut(|pending| {
            if range.end() <= pending.at {
                return true;
            }
            let caption = candidate.place != CreditPlace::After;
            let line = range.len() <= LINE_BYTES;
            if (pending.scope != scope && !caption) || (pending.captioned && !caption && !line) {
                return false;
            }
            bind(&mut photos[pending.photo], candidate);
            // Behind a caption, and behind the end of the photo's own line, a credit may still come.
            let own_line = pending.at > range.start();
            let more = !pending.captioned && (caption || (own_line && line));
            pending.captioned = true;
            more
        });
    }

    fn photo(&mut self, span: Span, number: u32, paragraph: &Paragraph) -> usize {
        let picture = &self.document.pictures[number as usize];
        if picture.inline && self.open.is_some() {
            self.text.hole(span);
        }
        let (width, height) = picture.size.unzip();
        let decoration = is_decoration(&picture.src, "", width, height, None);
        let alt = picture.alt.map_or("", |alt| self.source.slice(alt));
        let exempt = (decoration || is_logo_text(alt)).then_some(Exempt::Decoration);
        let photo = self.photos.len();
        self.photos.push(Photo {
            empty_alt: picture.decorative,
            exempt,
            ..Photo::new(span, picture.src.as_str())
        });
        if exempt.is_none() {
            if let Some(last) = self.blocks.last()
                && last.kind == BlockKind::Caption
            {
                let block = BlockIndex(self.blocks.len() as u32 - 1);
                self.above.push((photo, block));
            }
            // What follows the next photo belongs to this one only where it has no caption yet.
            let is_bare = |pending: &Pending| !pending.captioned;
            while self.pending.last().is_some_and(|last| !is_bare(last)) {
                self.pending.pop();
            }
            self.pending.push(Pending {
                photo,
                scope: paragraph.scope,
                at: self.text.len(),
                captioned: false,
            });
        }
        photo
    }

    /// Makes a block of a picture's alternative text.
    fn alternative(&mut self, photo: usize, number: u32, paragraph: &Paragraph) {
        let Some(alt) = self.document.pictures[number as usize].alt else {
            return;
        };
        // Where a paragraph carries on the one before, its block is still open.
        self.close(paragraph);
        if !self.blocks.is_empty() {
            self.text.separator();
        }
        let start = self.text.len();
        self.text.verbatim(self.source.slice(alt), alt.start());
        self.photos[photo].alt = Some(BlockIndex(self.blocks.len() as u32));
        self.containers += 1;
        let range = TextRange::new(start, self.text.len());
        self.push(BlockKind::Alt, range, self.containers);
    }

    /// Gives the photos that no caption follows the one before them, if no other photo has it.
    fn captions_above(&mut self) {
        let mut taken: HashSet<BlockIndex> = self
            .photos
            .iter()
            .filter_map(|photo| photo.caption)
            .collect();
        for &(photo, block) in &self.above {
            let photo = &mut self.photos[photo];
            if photo.caption.is_none() && taken.insert(block) {
                let place = CreditPlace::Caption;
                bind(photo, CreditCandidate { block, place });
            }
        }
    }
}
