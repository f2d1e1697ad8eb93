//! Puts the article together while it is read: text, blocks, and what belongs to which photo.

use std::ops::Range;

use crate::article::{
    Block, BlockIndex, BlockKind, CreditCandidate, CreditPlace, Exempt, Photo, Syntax, TextBuilder,
    photo::is_logo_text, plain,
};
use crate::lang::{Lang, chars};
use crate::span::{Span, TextRange};

/// The longest emphasised paragraph, in scalar values, that is a caption.
const CAPTION_LENGTH: usize = 400;

/// The longest line, in bytes, that is looked at for a credit behind a caption.
const LINE_BYTES: usize = 320;

/// How many captions and credits a figure has at the most.
const MOST_CAPTIONS: usize = 8;

/// How deep an end tag looks for its start tag; more elements in one another are no article.
const DEEPEST_SEARCH: usize = 64;

/// A Markdown container or an HTML element that is open, with what holds inside of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'s> {
    /// The element's name as written; empty for a container of Markdown.
    pub(super) name: &'s str,
    /// What text in it is.
    pub(super) kind: BlockKind,
    /// Number of the container for [`Block::container`].
    pub(super) container: u32,
    /// Declared for its content, or unknown.
    pub(super) lang: Lang,
    /// Whether its content is not read.
    pub(super) skip: bool,
    /// Where its start tag starts, if its content is one hole.
    pub(super) hole_from: Option<usize>,
    /// The figure that it stands in.
    pub(super) figure: Option<usize>,
    /// Whether it is that figure.
    pub(super) is_figure: bool,
    /// Whether its content is set in italics or small type.
    pub(super) emphasis: bool,
    /// Whether it stands apart from the text around it.
    pub(super) is_block: bool,
    /// Whether Markdown in its content is read (`markdown="1"`).
    pub(super) markdown: bool,
    /// Whether it is a container of Markdown: HTML inside does not reach out of it.
    pub(super) is_container: bool,
}

/// The block that text goes to.
#[derive(Debug)]
struct Open {
    /// Length of the text before it, its separator not counted.
    at: usize,
    kind: BlockKind,
    lang: Lang,
    syntax: Syntax,
    container: u32,
    figure: Option<usize>,
    /// From the first character that is no blank to the last one.
    range: Range<usize>,
    /// Whether it holds more than holes and blanks.
    words: bool,
    /// Whether all of it is emphasised.
    emphasised: bool,
}

/// What a text beside the running one is to its photo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// The alternative text.
    Alt,
    /// The caption, as an argument of a shortcode.
    Caption,
    /// A title, which may hold a credit.
    Title,
    /// An attribute that is made for a credit.
    Attribute,
}

/// A text beside the running one, which becomes a block when the open one is done.
#[derive(Debug)]
struct Side {
    text: TextBuilder,
    syntax: Syntax,
    lang: Lang,
    photo: usize,
    role: Role,
}

/// A photo whose caption or credit may follow.
#[derive(Debug)]
struct Pending {
    photo: usize,
    /// Only siblings of the photo's own paragraph belong to it.
    container: u32,
    /// Length of the text where the photo stands.
    at: usize,
    /// Whether a caption was found already, so that only a line may follow.
    captioned: bool,
}

/// A figure: the photos from a number on, and the captions and credits inside of it.
#[derive(Debug)]
struct Figure {
    first_photo: usize,
    container: u32,
    blocks: Vec<BlockIndex>,
}

/// The article as far as it is read.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    pub(super) source: &'s str,
    pub(super) text: TextBuilder,
    pub(super) blocks: Vec<Block>,
    pub(super) photos: Vec<Photo>,
    /// Whether there is a title already.
    pub(super) has_title: bool,
    /// Levels of emphasis around the text.
    pub(super) emphasis: u32,
    /// The alternative text that text goes to, inside an image.
    pub(super) alt: Option<TextBuilder>,
    frames: Vec<Frame<'s>>,
    figures: Vec<Figure>,
    sides: Vec<Side>,
    pending: Vec<Pending>,
    open: Option<Open>,
    containers: u32,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let root = Frame {
            name: "",
            kind: BlockKind::Paragraph,
            container: 0,
            lang: Lang::UNKNOWN,
            skip: false,
            hole_from: None,
            figure: None,
            is_figure: false,
            emphasis: false,
            is_block: true,
            markdown: false,
            is_container: true,
        };
        Self {
            source,
            text: TextBuilder::with_capacity(source.len()),
            blocks: Vec::new(),
            photos: Vec::new(),
            has_title: false,
            emphasis: 0,
            alt: None,
            frames: vec![root],
            figures: Vec::new(),
            sides: Vec::new(),
            pending: Vec::new(),
            open: None,
            containers: 0,
        }
    }

    /// The innermost frame.
    pub(super) fn top(&self) -> &Frame<'s> {
        self.frames
            .last()
            .expect("the article's own frame is never popped")
    }

    /// How many frames are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// A frame inside the innermost one that is like it.
    pub(super) fn inner_frame(&self, name: &'s str) -> Frame<'s> {
        Frame {
            name,
            hole_from: None,
            is_figure: false,
            emphasis: false,
            is_block: false,
            is_container: false,
            ..*self.top()
        }
    }

    /// A number for a new container.
    pub(super) fn new_container(&mut self) -> u32 {
        self.containers += 1;
        self.containers
    }

    pub(super) fn push_frame(&mut self, frame: Frame<'s>) {
        self.emphasis += u32::from(frame.emphasis);
        self.frames.push(frame);
    }

    /// Opens a figure and returns its number.
    pub(super) fn new_figure(&mut self) -> usize {
        let container = self.outer_container();
        self.figures.push(Figure {
            first_photo: self.photos.len(),
            container,
            blocks: Vec::new(),
        });
        self.figures.len() - 1
    }

    /// Opens a container of Markdown.
    pub(super) fn push_container(&mut self, kind: BlockKind) {
        let container = self.new_container();
        self.push_numbered(kind, container);
    }

    /// Opens a container of Markdown that has a number already.
    pub(super) fn push_numbered(&mut self, kind: BlockKind, container: u32) {
        self.end_block();
        let frame = self.inner_frame("");
        self.push_frame(Frame {
            kind,
            container,
            is_block: true,
            is_container: true,
            ..frame
        });
    }

    /// Closes the innermost container of Markdown, and the elements left open in it, at byte `end`.
    pub(super) fn pop_container(&mut self, end: usize) {
        self.end_block();
        while !self.top().is_container {
            self.pop_frame(end);
        }
        if self.frames.len() > 1 {
            self.pop_frame(end);
        }
        self.end_block();
    }

    /// Closes frames down to a depth, at byte `end` of the file.
    pub(super) fn pop_to(&mut self, depth: usize, end: usize) {
        while self.frames.len() > depth.max(1) {
            self.pop_frame(end);
        }
    }

    /// The depth of the innermost open element of a name, in the innermost container of Markdown.
    pub(super) fn find_frame(&self, name: &str) -> Option<usize> {
        let inside = self.frames.iter().enumerate().rev().take(DEEPEST_SEARCH);
        inside
            .take_while(|(_, frame)| !frame.is_container)
            .find(|(_, frame)| frame.name.eq_ignore_ascii_case(name))
            .map(|(depth, _)| depth)
    }

    /// Whether the frame at a depth stands apart from the text around it.
    pub(super) fn is_block_frame(&self, depth: usize) -> bool {
        self.frames[depth].is_block
    }

    fn pop_frame(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.emphasis -= u32::from(frame.emphasis);
        if let Some(start) = frame.hole_from {
            self.hole(Span::new(start, end.max(start)));
        }
        if frame.is_figure
            && let Some(figure) = frame.figure
        {
            let Figure {
                first_photo,
                ref blocks,
                ..
            } = self.figures[figure];
            for photo in &mut self.photos[first_photo..] {
                for &block in blocks {
                    bind(photo, block, self.blocks[block.0 as usize].kind);
                }
            }
        }
    }

    /// Appends the file's bytes, which are text as they stand.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            let text = &self.source[range.clone()];
            self.put(|builder| builder.verbatim(text, range.start));
        }
    }

    /// Appends text that the file writes in another way.
    pub(super) fn decoded(&mut self, text: &str, span: Span) {
        self.put(|builder| builder.decoded(text, span));
    }

    /// Appends a hole.
    pub(super) fn hole(&mut self, span: Span) {
        self.put(|builder| builder.hole(span));
    }

    /// Appends what `write` writes to the block that is open, to a new one, or to the text of the
    /// image that is being read. Blanks alone open no block.
    pub(super) fn put(&mut self, write: impl FnOnce(&mut TextBuilder)) {
        if self.top().skip {
            return;
        }
        if let Some(alt) = &mut self.alt {
            write(alt);
            return;
        }
        if self.open.is_none() {
            self.open_block();
        }
        let from = self.text.len();
        write(&mut self.text);
        let open = self.open.as_mut().expect("opened just above");
        let added = &self.text.as_str()[from..];
        let Some(first) = added.find(|c| !chars::is_space(c)) else {
            if open.range.is_empty() {
                self.drop_block();
            }
            return;
        };
        if open.range.is_empty() {
            open.range.start = from + first;
        }
        open.range.end = from + added.trim_end_matches(chars::is_space).len();
        open.words |= added.contains(|c| !chars::is_space(c) && c != super::HOLE);
        open.emphasised &= self.emphasis > 0;
    }

    fn open_block(&mut self) {
        let at = self.text.len();
        if !self.blocks.is_empty() {
            self.text.separator();
        }
        let &Frame {
            kind,
            lang,
            container,
            figure,
            ..
        } = self.top();
        let start = self.text.len();
        self.open = Some(Open {
            at,
            kind,
            lang,
            syntax: Syntax::Markdown,
            container,
            figure,
            range: start..start,
            words: false,
            emphasised: true,
        });
    }

    /// Says that the open block is written as HTML.
    pub(super) fn mark_html(&mut self) {
        if let Some(open) = &mut self.open {
            open.syntax = Syntax::HtmlText;
        }
    }

    /// Makes the open block of another kind.
    pub(super) fn mark_kind(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    fn drop_block(&mut self) {
        if let Some(open) = self.open.take() {
            self.text.truncate(open.at);
            let inside = |pending: &&mut Pending| pending.at > open.at;
            for pending in self.pending.iter_mut().rev().take_while(inside) {
                pending.at = open.at;
            }
        }
    }

    /// Ends the block that is open, if one is.
    pub(super) fn end_block(&mut self) {
        match &self.open {
            None => {}
            Some(open) if !open.words || self.is_ornament(open) => self.drop_block(),
            Some(_) => {
                let open = self.open.take().expect("matched just above");
                self.finish_block(&open);
            }
        }
        self.write_sides();
    }

    /// Whether a block is one quotation mark alone: the large one that a design sets beside a
    /// quotation.
    fn is_ornament(&self, open: &Open) -> bool {
        let mut signs = self.text.as_str()[open.range.clone()].chars();
        matches!(
            signs.next(),
            Some('"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
        ) && signs.next().is_none()
    }

    fn finish_block(&mut self, open: &Open) {
        let range = TextRange::from(open.range.clone());
        let words = &self.text.as_str()[open.range.clone()];
        let mut kind = open.kind;
        let plain_kind = matches!(
            kind,
            BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem | BlockKind::Cell
        );
        let follows_photo = || {
            self.pending.iter().any(|pending| {
                pending.container == open.container && pending.at <= open.range.start
            })
        };
        if plain_kind && open.figure.is_none() && follows_photo() {
            if plain::is_credit_line(words) {
                kind = BlockKind::CreditLine;
            } else if open.emphasised && words.chars().take(CAPTION_LENGTH).count() < CAPTION_LENGTH
            {
                kind = BlockKind::Caption;
            }
        }
        self.has_title |= kind == BlockKind::Title;
        let index = BlockIndex(self.blocks.len() as u32);
        self.blocks.push(Block {
            kind,
            range,
            lang: open.lang,
            syntax: open.syntax,
            container: open.container,
        });
        if let Some(figure) = open.figure
            && matches!(kind, BlockKind::Caption | BlockKind::CreditLine)
        {
            let blocks = &mut self.figures[figure].blocks;
            if blocks.len() < MOST_CAPTIONS {
                blocks.push(index);
            }
            return;
        }
        if matches!(kind, BlockKind::Title | BlockKind::Heading) {
            self.pending.clear();
            return;
        }
        let photos = &mut self.photos;
        self.pending.retain_mut(|pending| {
            if pending.container != open.container {
                return false;
            }
            if open.range.end <= pending.at {
                return true;
            }
            let caption = matches!(kind, BlockKind::Caption | BlockKind::CreditLine);
            let line = range.len() <= LINE_BYTES;
            if pending.captioned && !caption && !line {
                return false;
            }
            bind(&mut photos[pending.photo], index, kind);
            // Behind a caption, and behind the end of the photo's own line, a credit may still come.
            let own_line = pending.at > open.range.start;
            let more = !pending.captioned && (caption || (own_line && line));
            pending.captioned = true;
            more
        });
    }

    /// Adds a photo at the place that is being read, where anything is read there.
    pub(super) fn add_photo(
        &mut self,
        span: Span,
        src: String,
        exempt: Option<Exempt>,
    ) -> Option<usize> {
        if self.top().skip || self.alt.is_some() {
            return None;
        }
        if self.open.is_some() {
            // Not through `put`: a photo at the end of a paragraph is no part of what it says.
            self.text.hole(span);
        }
        let photo = self.photos.len();
        self.photos.push(Photo {
            exempt,
            ..Photo::new(span, src)
        });
        if exempt.is_none() {
            // What follows the next photo belongs to this one only where it has no caption yet.
            let photos = &self.photos;
            let bare =
                |pending: &Pending| !pending.captioned && photos[pending.photo].caption.is_none();
            while self.pending.last().is_some_and(|pending| !bare(pending)) {
                self.pending.pop();
            }
            let container = self.outer_container();
            let at = self.text.len();
            self.pending.push(Pending {
                photo,
                container,
                at,
                captioned: false,
            });
        }
        Some(photo)
    }

    /// The container in which the paragraph that follows a photo would stand.
    fn outer_container(&self) -> u32 {
        let top = self.top();
        top.figure
            .map_or(top.container, |figure| self.figures[figure].container)
    }

    /// Adds a text of a photo that is not part of the running text.
    pub(super) fn add_side(&mut self, photo: usize, role: Role, syntax: Syntax, text: TextBuilder) {
        let lang = self.top().lang;
        self.sides.push(Side {
            text,
            syntax,
            lang,
            photo,
            role,
        });
        if self.open.is_none() {
            self.write_sides();
        }
    }

    fn write_sides(&mut self) {
        for side in std::mem::take(&mut self.sides) {
            let kind = match side.role {
                Role::Alt => BlockKind::Alt,
                Role::Caption => BlockKind::Caption,
                Role::Title | Role::Attribute => BlockKind::CreditLine,
            };
            let written =
                self.add_block(kind, side.lang, side.syntax, |text| text.append(&side.text));
            let Some(block) = written else { continue };
            let photo = &mut self.photos[side.photo];
            match side.role {
                Role::Alt => {
                    photo.alt = Some(block);
                    let range = self.blocks[block.0 as usize].range;
                    if is_logo_text(&self.text.as_str()[range.range()]) {
                        photo.exempt = photo.exempt.or(Some(Exempt::Decoration));
                    }
                }
                Role::Caption => bind(photo, block, kind),
                Role::Title | Role::Attribute => {
                    let place = if side.role == Role::Title {
                        CreditPlace::Title
                    } else {
                        CreditPlace::Attribute
                    };
                    photo.candidates.push(CreditCandidate { block, place });
                }
            }
        }
    }

    /// Adds a block that stands for itself; none where it holds no words.
    pub(super) fn add_block(
        &mut self,
        kind: BlockKind,
        lang: Lang,
        syntax: Syntax,
        write: impl FnOnce(&mut TextBuilder),
    ) -> Option<BlockIndex> {
        let at = self.text.len();
        if !self.blocks.is_empty() {
            self.text.separator();
        }
        let from = self.text.len();
        write(&mut self.text);
        let words = &self.text.as_str()[from..];
        if !words.contains(|c| !chars::is_space(c) && c != super::HOLE) {
            self.text.truncate(at);
            return None;
        }
        let end = from + words.trim_end_matches(chars::is_space).len();
        let start = from + words.len() - words.trim_start_matches(chars::is_space).len();
        let container = self.new_container();
        let range = TextRange::new(start, end);
        self.blocks.push(Block {
            kind,
            range,
            lang,
            syntax,
            container,
        });
        self.has_title |= kind == BlockKind::Title;
        Some(BlockIndex(self.blocks.len() as u32 - 1))
    }
}

/// Makes a block that stands at a photo its caption or a candidate for its credit.
fn bind(photo: &mut Photo, block: BlockIndex, kind: BlockKind) {
    let place = match kind {
        BlockKind::Caption => {
            photo.caption = photo.caption.or(Some(block));
            CreditPlace::Caption
        }
        BlockKind::CreditLine => CreditPlace::Element,
        _ => CreditPlace::After,
    };
    if !photo
        .candidates
        .iter()
        .any(|candidate| candidate.block == block)
    {
        photo.candidates.push(CreditCandidate { block, place });
    }
}
