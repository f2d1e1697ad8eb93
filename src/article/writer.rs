//! Puts the article together while it is read: text, blocks, and what belongs to which photo.

use std::collections::VecDeque;
use std::ops::Range;

use super::directive::{self, Directive};
use super::fields::Said;
use super::photo::{file_name, is_logo_text};
use super::{
    Article, Block, BlockIndex, BlockKind, CreditCandidate, CreditPlace, Exempt, Format, HOLE,
    LangHints, Marked, Photo, Syntax, TextBuilder, belied, by_letters, html, plain,
    settle_languages,
};
use crate::lang::{Lang, chars};
use crate::span::{Span, TextRange};

/// The longest emphasised paragraph, in scalar values, that is a caption.
pub(super) const CAPTION_LENGTH: usize = 400;

/// The longest line, in bytes, that is looked at for a credit behind a caption.
pub(super) const LINE_BYTES: usize = 320;

/// The longest line, in bytes, that names the logo above it and says nothing else.
const LOGO_LINE: usize = 40;

/// How many captions and credits a figure has at the most.
const MOST_CAPTIONS: usize = 8;

/// How many photos of a row of a table wait for the cells below.
const MOST_IN_ROW: usize = 64;

/// How many marked parts of one caption are looked at.
const MOST_MARKS: usize = 4;

/// How many figures may stand in one another: a gallery's caption credits all of its photos.
const DEEPEST_GALLERY: usize = 3;

/// How many places are looked at for a photo's credit.
const MOST_CANDIDATES: usize = 16;

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
    /// Declared by an element in a line for the words in it.
    pub(super) inline_lang: Option<Lang>,
    /// Whether its content is not read.
    pub(super) skip: bool,
    /// Where its start tag starts, if its content is one hole.
    pub(super) hole_from: Option<usize>,
    /// Where the words start that it marks as a part of a caption.
    pub(super) mark: Option<Mark>,
    /// The table that it stands in, and the cell.
    pub(super) table: Option<usize>,
    pub(super) cell: Option<Cell>,
    /// Whether what it shows is a button.
    pub(super) is_button: bool,
    /// The figure that is an `ImageObject` of schema.org around it.
    pub(super) item: Option<usize>,
    /// The figure that it stands in, and how many figures stand around its text.
    pub(super) figure: Option<usize>,
    pub(super) figures: usize,
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

/// Words of a caption that an element in the line sets apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Length of the text before them.
    from: usize,
    /// Whether the element says that they are a credit.
    certain: bool,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    table: usize,
    row: u32,
    /// Its first column, and the one behind its last.
    columns: (u32, u32),
}

impl Cell {
    /// Whether it stands in the row below another cell, under it.
    fn is_below(self, other: Self) -> bool {
        self.table == other.table
            && self.row == other.row + 1
            && self.columns.0 < other.columns.1
            && other.columns.0 < self.columns.1
    }

    /// Whether a cell below another may still come behind this one.
    fn is_before_below(self, other: Self) -> bool {
        self.table == other.table && self.row <= other.row + 1
    }
}

/// How far a table is read: its rows, and the columns of the last one.
#[derive(Debug, Default)]
struct Table {
    rows: u32,
    columns: u32,
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
    cell: Option<Cell>,
    /// From the first character that is no blank to the last one.
    range: Range<usize>,
    /// Whether it holds more than holes and blanks.
    words: bool,
    /// Whether all of it is emphasised.
    emphasised: bool,
    /// Length of the text behind its last line break of HTML.
    broken_at: Option<usize>,
    /// Words whose language an element in the line declares.
    spoken: Vec<(Range<usize>, Lang)>,
    /// Words that may be a credit, and whether they certainly are.
    marks: Vec<(Range<usize>, bool)>,
}

/// What a text beside the running one is to its photo.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// The alternative text.
    Alt,
    /// The alternative text, which is shown as the caption.
    AltCaption,
    /// The caption, as an argument of a shortcode.
    Caption,
    /// A title, which may hold a credit.
    Title,
    /// An attribute that is made for a credit.
    Attribute,
    /// Certainly a credit.
    Credit,
    /// The notice of a copyright.
    Notice,
}

/// A text beside the running one, which becomes a block when the open one is done.
#[derive(Debug)]
struct Side {
    text: TextBuilder,
    syntax: Syntax,
    lang: Lang,
    owner: Owner,
    role: Role,
}

/// What a text beside the running one belongs to, by its number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    /// A photo.
    Photo(usize),
    /// A figure, and with it all of its photos.
    Figure(usize),
}

/// A photo whose caption or credit may follow.
#[derive(Debug)]
struct Pending {
    photo: usize,
    /// Only siblings of the photo's own paragraph belong to it, and the cell below its own.
    container: u32,
    cell: Option<Cell>,
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
    blocks: Vec<CreditCandidate>,
}

/// The article as far as it is read.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    pub(super) source: &'s str,
    pub(super) text: TextBuilder,
    pub(super) blocks: Vec<Block>,
    pub(super) photos: Vec<Photo>,
    /// What the article says to tarqim itself.
    pub(super) directives: Vec<Directive>,
    /// Whether there is a title already.
    pub(super) has_title: bool,
    /// Levels of emphasis around the text.
    pub(super) emphasis: u32,
    /// The alternative text that text goes to, inside an image.
    pub(super) alt: Option<TextBuilder>,
    /// The last image of HTML: where its tag ends, and whether it stands in for a script.
    pub(super) last_image: Option<(usize, bool)>,
    /// Whether what is read is no part of the article.
    pub(super) is_muted: bool,
    /// Whether an image that is read is furniture of the page.
    pub(super) is_furniture: bool,
    /// In what the running text is written.
    syntax: Syntax,
    /// Words whose language is declared in the line, each with its block and that language.
    spoken: Vec<(TextRange, BlockIndex, Lang)>,
    /// Words of captions that are marked as credits.
    marks: Vec<(BlockIndex, Marked)>,
    /// The credit that stands last in the text, with its container, where no photo stands before.
    loose_credit: Option<(CreditCandidate, u32)>,
    tables: Vec<Table>,
    frames: Vec<Frame<'s>>,
    figures: Vec<Figure>,
    sides: Vec<Side>,
    pending: VecDeque<Pending>,
    open: Option<Open>,
    containers: u32,
}

impl<'s> Writer<'s> {
    /// An article of a file, whose running text is written as `syntax`.
    pub(super) fn new(source: &'s str, syntax: Syntax) -> Self {
        let root = Frame {
            name: "",
            kind: BlockKind::Paragraph,
            container: 0,
            lang: Lang::UNKNOWN,
            inline_lang: None,
            skip: false,
            hole_from: None,
            mark: None,
            table: None,
            cell: None,
            is_button: false,
            item: None,
            figure: None,
            figures: 0,
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
            directives: Vec::new(),
            has_title: false,
            emphasis: 0,
            alt: None,
            last_image: None,
            is_muted: false,
            is_furniture: false,
            syntax,
            spoken: Vec::new(),
            marks: Vec::new(),
            loose_credit: None,
            tables: Vec::new(),
            frames: vec![root],
            figures: Vec::new(),
            sides: Vec::new(),
            pending: VecDeque::new(),
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
            mark: None,
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

    /// Makes a figure of a frame that is not open yet; of one that stands in too many, a container.
    pub(super) fn make_figure(&mut self, frame: &mut Frame<'s>) {
        if frame.is_figure {
            return;
        }
        if frame.figures < DEEPEST_GALLERY {
            let container = self.outer_container();
            self.figures.push(Figure {
                first_photo: self.photos.len(),
                container,
                blocks: Vec::new(),
            });
            frame.figure = Some(self.figures.len() - 1);
            frame.figures += 1;
            frame.is_figure = true;
        }
        frame.container = self.new_container();
    }

    /// Begins a table.
    pub(super) fn new_table(&mut self) -> usize {
        self.tables.push(Table::default());
        self.tables.len() - 1
    }

    /// Begins a row of the innermost table.
    pub(super) fn new_row(&mut self) {
        if let Some(table) = self.top().table {
            let table = &mut self.tables[table];
            table.rows += 1;
            table.columns = 0;
        }
    }

    /// Begins a cell of the innermost table, as many columns wide.
    pub(super) fn new_cell(&mut self, columns: u32) -> Option<Cell> {
        let table = self.top().table?;
        let state = &mut self.tables[table];
        let first = state.columns;
        state.columns = first.saturating_add(columns.max(1));
        Some(Cell {
            table,
            row: state.rows,
            columns: (first, state.columns),
        })
    }

    /// Marks what follows in the open caption, which has words already.
    pub(super) fn mark(&self, certain: bool) -> Option<Mark> {
        let open = self.open.as_ref().filter(|open| open.words)?;
        let from = self.text.len();
        (from > open.range.start).then_some(Mark { from, certain })
    }

    /// Whether a photo stands right before a frame, or in its figure.
    pub(super) fn is_beside_photo(&self, frame: &Frame<'_>) -> bool {
        let holds_photo = |figure: usize| self.figures[figure].first_photo < self.photos.len();
        frame.figure.is_some_and(holds_photo)
            || self.pending.iter().any(|pending| !pending.captioned)
    }

    /// Whether a photo stands before, whose caption may follow.
    pub(super) fn has_pending_photo(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Opens a container of Markdown.
    pub(super) fn push_container(&mut self, kind: BlockKind) {
        self.end_block();
        let container = self.new_container();
        let frame = self.inner_frame("");
        self.push_frame(Frame {
            kind,
            container,
            is_block: true,
            is_container: true,
            ..frame
        });
    }

    /// Opens a table of Markdown.
    pub(super) fn push_table(&mut self) {
        let kind = self.top().kind;
        self.push_container(kind);
        let table = self.new_table();
        if let Some(frame) = self.frames.last_mut() {
            frame.table = Some(table);
        }
    }

    /// Opens a cell of the innermost table of Markdown.
    pub(super) fn push_cell(&mut self) {
        let cell = self.new_cell(1);
        self.push_container(BlockKind::Cell);
        if let Some(frame) = self.frames.last_mut() {
            frame.cell = cell;
        }
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

    /// The open frames, the innermost last.
    pub(super) fn frames(&self) -> &[Frame<'s>] {
        &self.frames
    }

    /// Makes the content of the innermost frame be read or not, and returns what held before.
    pub(super) fn set_skip(&mut self, skip: bool) -> bool {
        let top = self.frames.last_mut();
        top.is_some_and(|top| std::mem::replace(&mut top.skip, skip))
    }

    /// Makes the innermost frame declare no language of its own.
    pub(super) fn forget_language(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.lang = Lang::UNKNOWN;
        }
    }

    /// The depth of the innermost open element of a name, in the innermost container of Markdown.
    pub(super) fn find_frame(&self, name: &str) -> Option<usize> {
        let inside = self.frames.iter().enumerate().rev();
        inside
            .take_while(|(_, frame)| !frame.is_container)
            .find(|(_, frame)| frame.name.eq_ignore_ascii_case(name))
            .map(|(depth, _)| depth)
    }

    fn pop_frame(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        self.emphasis -= u32::from(frame.emphasis);
        if let Some(start) = frame.hole_from {
            self.hole(Span::new(start, end.max(start)));
        }
        let len = self.text.len();
        if let Some(Mark { from, certain }) = frame.mark
            && let Some(open) = self
                .open
                .as_mut()
                .filter(|open| open.at < from && from < len)
        {
            open.marks.push((from..len, certain));
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
                for &candidate in blocks {
                    bind(photo, candidate);
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

    /// Whether nothing is read at this place.
    pub(super) fn is_silent(&self) -> bool {
        self.is_muted || self.top().skip
    }

    /// Appends what `write` writes to the block that is open, to a new one, or to the text of the
    /// image that is being read. Blanks alone open no block.
    pub(super) fn put(&mut self, write: impl FnOnce(&mut TextBuilder)) {
        if self.is_silent() {
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
        let end = from + added.len();
        if let Some(lang) = self.frames.last().and_then(|frame| frame.inline_lang) {
            match open.spoken.last_mut() {
                Some((range, before)) if *before == lang && range.end == from => range.end = end,
                _ => open.spoken.push((from..end, lang)),
            }
        }
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
        open.words |= added.contains(is_word_sign);
        open.emphasised &= self.emphasis > 0;
    }

    /// Appends text of HTML, which stands in the file at `offset`: its references decoded, its white
    /// space as one space.
    pub(super) fn html_text(&mut self, raw: &str, offset: usize) {
        if self.is_silent() {
            return;
        }
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C');
        let mut at = 0;
        while at < raw.len() {
            let bytes = &raw.as_bytes()[at..];
            let blank = bytes.iter().take_while(|&&byte| is_space(byte)).count();
            if blank > 0 {
                self.html_space(&raw[at..at + blank], offset + at);
                at += blank;
                continue;
            }
            // Words divided by single spaces are one stretch.
            let ends = |index: usize, byte: u8| {
                is_space(byte)
                    && (byte != b' ' || bytes.get(index + 1).is_none_or(|&next| is_space(next)))
            };
            let end = bytes
                .iter()
                .enumerate()
                .position(|(index, &byte)| ends(index, byte));
            let end = end.map_or(raw.len(), |len| at + len);
            self.put(|builder| html::decode_into(builder, &raw[at..end], offset + at, false));
            at = end;
        }
        if let Some(open) = &mut self.open {
            open.syntax = Syntax::HtmlText;
        }
    }

    /// Appends white space, which is one space; none at the start of a line or behind another.
    fn html_space(&mut self, raw: &str, offset: usize) {
        let is_needed = self
            .open
            .as_ref()
            .is_some_and(|open| !open.range.is_empty())
            && !self.text.as_str().ends_with([' ', '\n']);
        if !is_needed {
        } else if raw == " " {
            self.put(|builder| builder.verbatim(raw, offset));
        } else {
            self.decoded(" ", Span::new(offset, offset + raw.len()));
        }
    }

    /// Appends a line break of HTML; two of them divide paragraphs.
    pub(super) fn line_break(&mut self, span: Span) {
        if self.is_silent() || self.alt.is_some() {
            return;
        }
        let Some(open) = self.open.as_mut().filter(|open| !open.range.is_empty()) else {
            return;
        };
        let text = self.text.as_str();
        let only_blanks = |&at: &usize| text[at..].chars().all(chars::is_space);
        if open.broken_at.as_ref().is_some_and(only_blanks) {
            return self.end_block();
        }
        open.broken_at = Some(text.len() + 1);
        // The tag stays outside of the piece, so that no fix across the break can eat it.
        self.decoded("\n", Span::at(span.end()));
    }

    /// Whether the open block has just opened a bracket, so that what comes is a part of it.
    pub(super) fn is_in_brackets(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let words = &self.text.as_str()[..open.range.end];
            words.ends_with(['(', '[', '{', '«', '“', '"'])
        })
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
            cell,
            ..
        } = self.top();
        let start = self.text.len();
        self.open = Some(Open {
            at,
            kind,
            lang,
            syntax: self.syntax,
            container,
            figure,
            cell,
            range: start..start,
            words: false,
            emphasised: true,
            broken_at: None,
            spoken: Vec::new(),
            marks: Vec::new(),
        });
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
        let is_below = |photo: &Pending| {
            (photo.cell.zip(open.cell)).is_some_and(|(of, cell)| cell.is_below(of))
        };
        let follows_photo = || {
            self.pending.iter().any(|pending| {
                pending.container == open.container && pending.at <= open.range.start
                    || is_below(pending)
            })
        };
        let is_short = || words.chars().take(CAPTION_LENGTH).count() < CAPTION_LENGTH;
        if (plain_kind || kind == BlockKind::Heading) && open.figure.is_none() && follows_photo() {
            // Below a photo that fills its cell stands its caption.
            let below = |photo: &Pending| is_below(photo) && !photo.captioned;
            let is_caption = || open.emphasised || self.pending.iter().any(below);
            if plain::is_credit_line(words) {
                kind = BlockKind::CreditLine;
            } else if plain_kind && is_short() && is_caption() {
                kind = BlockKind::Caption;
            }
        }
        if let Some(figure) = open.figure
            && kind == BlockKind::Paragraph
            && self.figures[figure].first_photo < self.photos.len()
            && is_short()
        {
            // Loose text behind the photo of a figure is its caption.
            kind = BlockKind::Caption;
        }
        self.has_title |= kind == BlockKind::Title;
        let index = BlockIndex(self.blocks.len() as u32);
        let lang = self.spoken_language(open, index);
        self.blocks.push(Block {
            kind,
            range,
            lang,
            syntax: open.syntax,
            container: open.container,
        });
        self.note_marks(open, index, kind);
        self.loose_credit = None;
        let candidate = CreditCandidate {
            block: index,
            place: place_of(kind),
        };
        if let Some(figure) = open.figure
            && candidate.place != CreditPlace::After
        {
            let blocks = &mut self.figures[figure].blocks;
            if blocks.len() < MOST_CAPTIONS {
                blocks.push(candidate);
            }
            return;
        }
        if matches!(kind, BlockKind::Title | BlockKind::Heading) {
            self.pending.clear();
            return;
        }
        let photos = &mut self.photos;
        let mut is_bound = false;
        self.pending.retain_mut(|pending| {
            let cells = pending.cell.zip(open.cell);
            let is_below = cells.is_some_and(|(of, cell)| cell.is_below(of));
            if pending.container != open.container && !is_below {
                return cells.is_some_and(|(of, cell)| cell.is_before_below(of));
            }
            if open.range.end <= pending.at {
                return true;
            }
            let caption = candidate.place != CreditPlace::After;
            let line = range.len() <= LINE_BYTES;
            if pending.captioned && !caption && !line {
                return false;
            }
            bind(&mut photos[pending.photo], candidate);
            is_bound = true;
            // Behind a caption, and behind the end of the photo's own line, a credit may still come.
            let own_line = pending.at > open.range.start;
            let more = !pending.captioned && (caption || (own_line && line));
            pending.captioned = true;
            more
        });
        if open.kind == BlockKind::CreditLine && !is_bound {
            self.loose_credit = Some((candidate, open.container));
        }
    }

    /// Notes which words of a caption are marked as its credit: certainly, or because they end it.
    fn note_marks(&mut self, open: &Open, block: BlockIndex, kind: BlockKind) {
        if kind != BlockKind::Caption {
            return;
        }
        let text = self.text.as_str();
        let end = open.range.end;
        for (range, certain) in &open.marks {
            let words = &text[range.start..range.end.min(end)];
            let start = range.start + words.len() - words.trim_start_matches(chars::is_space).len();
            let ends = || !text[range.end.min(end)..end].contains(char::is_alphanumeric);
            if !words.contains(is_word_sign) || !(*certain || ends()) {
                continue;
            }
            let range = TextRange::new(
                start,
                range.start + words.trim_end_matches(chars::is_space).len(),
            );
            let certain = *certain;
            self.marks.push((block, Marked { range, certain }));
        }
    }

    /// The language of a block: what its element declares, unless elements in the line declare
    /// another for most of its words. Notes the words in yet others.
    ///
    /// A declaration that the letters belie says nothing: word processors mark Arabic words as
    /// English, and numbers as anything.
    fn spoken_language(&mut self, open: &Open, index: BlockIndex) -> Lang {
        let text = self.text.as_str();
        let is_so = |range: &Range<usize>, lang: Lang| {
            let words = &text[range.clone()];
            words.contains(char::is_alphabetic) && by_letters(words, lang.language).is_none()
        };
        let mut lang = open.lang;
        let mut most = 0;
        let first = self.spoken.len();
        for (range, spoken) in &open.spoken {
            let (start, end) = (
                range.start.max(open.range.start),
                range.end.min(open.range.end),
            );
            if start < end && is_so(&(start..end), *spoken) {
                let range = TextRange::new(start, end);
                self.spoken.push((range, index, *spoken));
                most = most.max(range.len());
            }
        }
        let spoken = &self.spoken[first..];
        if let Some((_, _, main)) = spoken.iter().find(|(range, ..)| range.len() == most) {
            let length = |(range, _, lang): &(TextRange, _, Lang)| {
                if lang == main { range.len() } else { 0 }
            };
            if 2 * spoken.iter().map(length).sum::<usize>() > open.range.len() {
                lang = *main;
            }
        }
        lang
    }

    /// Reads a comment of HTML: it may be meant for tarqim, or be one of a WordPress block.
    pub(super) fn comment(&mut self, text: &str, span: Span) {
        const OPENING: &str = "<!--";
        if self.source[span.range()].starts_with(OPENING) {
            self.directive(text, span.start() + OPENING.len(), span);
        }
        self.block_comment(text, span);
    }

    /// Takes a comment that is a directive; its text stands in the file at `at` (bytes). In code it
    /// is an example.
    pub(super) fn directive(&mut self, text: &str, at: usize, span: Span) {
        let is_code = |name: &&str| self.top().name.eq_ignore_ascii_case(name);
        if let Some(directive) = directive::of_comment(text, at, span)
            && !["pre", "code", "template"].iter().any(is_code)
        {
            directive::push(&mut self.directives, directive);
        }
    }

    /// Adds a photo at the place that is being read, where anything is read there.
    pub(super) fn add_photo(
        &mut self,
        span: Span,
        src: String,
        exempt: Option<Exempt>,
    ) -> Option<usize> {
        if self.is_silent() || self.alt.is_some() {
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
            self.expect_caption(photo);
        }
        Some(photo)
    }

    /// Lets what follows be a photo's caption and credit.
    pub(super) fn expect_caption(&mut self, photo: usize) {
        // What follows the next photo belongs to this one only where it has no caption yet.
        let photos = &self.photos;
        let bare =
            |pending: &Pending| !pending.captioned && photos[pending.photo].caption.is_none();
        while self.pending.back().is_some_and(|pending| !bare(pending)) {
            self.pending.pop_back();
        }
        let container = self.outer_container();
        let at = self.text.len();
        if let Some((credit, of)) = self.loose_credit.take()
            && of == container
            && self.open.is_none()
        {
            bind(&mut self.photos[photo], credit);
        }
        let cell = self.top().cell;
        if cell.is_some() && self.pending.len() >= MOST_IN_ROW {
            self.pending.pop_front();
        }
        self.pending.push_back(Pending {
            photo,
            container,
            cell,
            at,
            captioned: false,
        });
    }

    /// The container in which the paragraph that follows a photo would stand.
    fn outer_container(&self) -> u32 {
        let top = self.top();
        top.figure
            .map_or(top.container, |figure| self.figures[figure].container)
    }

    /// Adds a text of a photo that is not part of the running text.
    pub(super) fn add_side(&mut self, owner: Owner, role: Role, syntax: Syntax, text: TextBuilder) {
        let lang = self.top().lang;
        self.sides.push(Side {
            text,
            syntax,
            lang,
            owner,
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
                Role::Caption | Role::AltCaption => BlockKind::Caption,
                Role::Title | Role::Attribute | Role::Credit | Role::Notice => {
                    BlockKind::CreditLine
                }
            };
            let written =
                self.add_block(kind, side.lang, side.syntax, |text| text.append(&side.text));
            let Some(block) = written else { continue };
            let place = match side.role {
                Role::Alt | Role::Caption | Role::AltCaption => CreditPlace::Caption,
                Role::Title => CreditPlace::Title,
                Role::Attribute => CreditPlace::Attribute,
                Role::Credit => CreditPlace::Element,
                Role::Notice => CreditPlace::Notice,
            };
            let candidate = CreditCandidate { block, place };
            match side.owner {
                Owner::Figure(figure) => {
                    let blocks = &mut self.figures[figure].blocks;
                    if blocks.len() < MOST_CAPTIONS {
                        blocks.push(candidate);
                    }
                }
                Owner::Photo(photo) if side.role == Role::Alt => {
                    let photo = &mut self.photos[photo];
                    photo.alt = Some(block);
                    let range = self.blocks[block.0 as usize].range;
                    if is_logo_text(&self.text.as_str()[range.range()]) {
                        photo.exempt = photo.exempt.or(Some(Exempt::Decoration));
                    }
                }
                Owner::Photo(photo) => {
                    let photo = &mut self.photos[photo];
                    if side.role == Role::AltCaption {
                        photo.alt = Some(block);
                    }
                    bind(photo, candidate);
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
        if !words.contains(is_word_sign) {
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

    /// The article, when all of its file is read.
    pub(super) fn finish(mut self, format: Format, said: Said, hints: LangHints) -> Article<'s> {
        self.end_block();
        self.pop_to(1, self.source.len());
        self.settle_photos(said.photos);
        let text = self.text.finish();
        let mut blocks = self.blocks;
        if let Some(title) = blocks.iter().find(|block| block.kind == BlockKind::Title) {
            let title = title.range;
            let words = |block: &Block| &text.as_str()[block.range.range()];
            plain::mark_repeated_titles(&text.as_str()[title.range()], &mut blocks, words);
        }
        let mut declared = said.lang;
        if format == Format::Html
            && let Some(said) = declared
            && let Some(language) = belied(&text, &blocks, said)
        {
            declared = Some(Lang::of(language));
            for block in blocks.iter_mut().filter(|block| block.lang == said) {
                block.lang = Lang::of(language);
            }
        }
        let lang = settle_languages(&text, &mut blocks, declared, hints);
        let mut directives = self.directives;
        directive::settle(&mut directives, self.source, &text, &blocks, &self.photos);
        let is_foreign =
            |block: BlockIndex, lang: Lang| blocks[block.0 as usize].lang.language != lang.language;
        let foreign = self
            .spoken
            .iter()
            .filter(|&&(_, block, lang)| is_foreign(block, lang));
        Article {
            foreign: foreign.map(|&(range, ..)| range).collect(),
            format,
            text,
            blocks,
            photos: self.photos,
            fields: said.fields,
            damage: said.damage,
            directives,
            lang,
        }
    }

    /// Counts a photo of the front matter, the first `in_matter` ones, that the body shows as well
    /// once: the body's stays and gets the fields' credits. Sorts the candidates, nearest first.
    fn settle_photos(&mut self, in_matter: usize) {
        let body = self.photos.split_off(in_matter);
        let matter = std::mem::replace(&mut self.photos, body);
        let mut kept = Vec::new();
        for field in matter {
            let mut shown = false;
            let name = file_name(&field.src);
            for photo in &mut self.photos {
                if !name.is_empty() && file_name(&photo.src) == name {
                    shown = true;
                    photo.candidates.extend(&field.candidates);
                }
            }
            if !shown {
                kept.push(field);
            }
        }
        kept.append(&mut self.photos);
        for photo in &mut kept {
            for candidate in &photo.candidates {
                let first = self
                    .marks
                    .partition_point(|(block, _)| *block < candidate.block);
                let marks = self.marks[first..].iter();
                let own = marks.take_while(|(block, _)| *block == candidate.block);
                photo
                    .marked
                    .extend(own.take(MOST_MARKS).map(|(_, marked)| marked));
            }
            photo
                .candidates
                .sort_by_key(|candidate| match candidate.place {
                    CreditPlace::Attribute => 0,
                    CreditPlace::Title => 1,
                    CreditPlace::Caption => 2,
                    CreditPlace::Element => 3,
                    CreditPlace::After => 4,
                    CreditPlace::Field | CreditPlace::Notice => 5,
                });
        }
        for photo in &mut kept {
            // `The ministry's logo`, as the line below says.
            let lines = photo.candidates.iter().map(|candidate| candidate.block);
            let mut lines = lines
                .chain(photo.caption)
                .map(|block| self.blocks[block.0 as usize].range);
            let names_logo = |line: TextRange| {
                line.len() <= LOGO_LINE && is_logo_text(&self.text.as_str()[line.range()])
            };
            if lines.any(names_logo) {
                photo.exempt = photo.exempt.or(Some(Exempt::Decoration));
            }
        }
        self.photos = kept;
    }
}

/// Whether a character makes a block of what stands in it: not a blank, a hole or a mark of direction.
fn is_word_sign(c: char) -> bool {
    !chars::is_space(c) && !chars::is_bidi_control(c) && c != HOLE
}

/// What a block of a kind that stands at a photo is to it.
pub(super) fn place_of(kind: BlockKind) -> CreditPlace {
    match kind {
        BlockKind::Caption => CreditPlace::Caption,
        BlockKind::CreditLine => CreditPlace::Element,
        _ => CreditPlace::After,
    }
}

/// Makes a block that stands at a photo its caption or a candidate for its credit.
pub(super) fn bind(photo: &mut Photo, candidate: CreditCandidate) {
    if candidate.place == CreditPlace::Caption {
        photo.caption = photo.caption.or(Some(candidate.block));
    }
    let is_known = |known: &CreditCandidate| known.block == candidate.block;
    if photo.candidates.len() < MOST_CANDIDATES && !photo.candidates.iter().any(is_known) {
        photo.candidates.push(candidate);
    }
}
