//! What a document of a word processor has besides its words.
//!
//! The text of such a [`Source`](super::Source) is a *view* of the document, since its bytes are an
//! archive that nobody reads: one paragraph a line, so that a line's number is the paragraph's; then
//! a line for each alternative text, and a line for each property. A picture stands in the view by
//! its file's name in square brackets, another object as `[…]`, a line break as a space: [`Mark`]s
//! say where.

use crate::span::Span;

/// A document's structure, beside the view that is its text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// The paragraphs, in the order of the document, those of a text box behind the one that it is
    /// anchored to and those of notes at the end. The first one is line 1.
    pub paragraphs: Vec<Paragraph>,
    /// Where the runs begin that hold text, in the order of the view.
    pub runs: Vec<Run>,
    /// What in the view is no word of the document, in the order of the view.
    pub marks: Vec<Mark>,
    /// The pictures, by the number in [`MarkKind::Picture`].
    pub pictures: Vec<Picture>,
    /// What the document says of itself.
    pub properties: Vec<Property>,
    /// The language that most of its letters are marked with, as a BCP 47 tag. Word processors mark
    /// all text, by their own settings, so this is often wrong.
    pub lang: Option<String>,
}

/// A paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Number of the cell, text box, note or list item that it stands in directly, 0 for the
    /// document itself.
    pub container: u32,
    /// As `container`, but one for all cells of a table: where the caption of a picture is looked for.
    pub scope: u32,
    /// Whether all of its words are in italics.
    pub italic: bool,
    /// Whether its end is deleted as a tracked change, so that the next one carries it on.
    pub joined: bool,
}

/// What a paragraph is, by its style and its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Of the style Title.
    Title,
    /// A heading and its level, from 1.
    Heading(u8),
    /// Of no style that says more.
    Body,
    /// Of a style for quotations.
    Quotation,
    /// With a bullet or a number.
    ListItem,
    /// In a table.
    Cell,
    /// In a footnote or an endnote.
    Footnote,
    /// Of the style Caption.
    Caption,
    /// In a table of contents, which repeats what the document says elsewhere.
    Contents,
}

/// Where a run begins: a stretch of text of one formatting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// Byte of the view.
    pub start: u32,
    /// Its number among the runs of its paragraph, from 1.
    pub number: u32,
}

/// Something in the view that is no word of the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// Bytes of the view.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
}

/// What a [`Mark`] stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MarkKind {
    /// A line break inside a paragraph.
    LineBreak,
    /// A formula, a chart, an embedded object.
    Object,
    /// A picture, by number.
    Picture(u32),
}

/// A picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The part of the archive that holds it, such as `word/media/image1.jpeg`, or its address where
    /// it is not in the document.
    pub src: String,
    /// Its alternative text in the view, where it has one.
    pub alt: Option<Span>,
    /// Whether it is marked as decoration, which asks for no alternative text.
    pub decorative: bool,
    /// Whether it stands in the line as a letter does, rather than beside the text.
    pub inline: bool,
    /// Width and height in CSS pixels (1/96 inch), where they are said.
    pub size: Option<(u32, u32)>,
}

/// Something that the document says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Property {
    /// `title`, `author`, `description`, `lang`, or `created`: the day on which the file was begun,
    /// which need not be the article's date.
    pub key: &'static str,
    /// The value in the view.
    pub span: Span,
}

/// Why bytes are no document that can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DocumentFault {
    /// Not an archive at all: another format under a document's name.
    NotADocument,
    /// A document of Word 97 to 2003.
    OldWord,
    /// Protected by a password.
    Protected,
    /// An archive or an Office document, but of no text: a spreadsheet, say.
    OtherDocument,
    /// A part of it is missing, cut off or malformed.
    Damaged {
        /// The part's name in the archive; empty for the archive itself.
        part: String,
    },
    /// It unpacks to more than is read.
    TooLarge,
    /// A file of another kind under the name of a text, or under none.
    Foreign {
        /// The kind's name.
        format: &'static str,
    },
}
