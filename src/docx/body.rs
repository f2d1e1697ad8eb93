//! The paragraphs of a part: what a reader of the document reads, with all its tracked changes
//! accepted.

use super::package::{Relationship, damaged, target};
use super::styles::{Style, Styles, level};
use super::symbols;
use super::xml::{Element, Event, Malformed, Ns, Reader};
use crate::source::{DocumentFault, MarkKind, Role};

/// How many paragraphs a document has at the most: a hundred books.
const MOST_PARAGRAPHS: usize = 1_000_000;

/// How many languages are told apart when it is counted which one most letters are marked with.
const MOST_LANGUAGES: usize = 16;

/// English Metric Units in a CSS pixel: 914400 an inch, and 96 pixels.
const EMU_PER_PIXEL: u64 = 9525;

/// How many characters of a picture's name the view shows.
const NAME_LENGTH: usize = 60;

/// What the view shows for an object that is no text.
const OBJECT: &str = "[…]";

/// A paragraph as it is read.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Start and end in `text`, and what it is.
    pub(super) marks: Vec<(u32, u32, MarkKind)>,
    /// Where in `text` a run begins, and its number.
    pub(super) runs: Vec<(u32, u32)>,
    pub(super) role: Role,
    pub(super) container: u32,
    pub(super) scope: u32,
    pub(super) italic: bool,
    pub(super) joined: bool,
}

/// A picture as it is read.
#[derive(Debug)]
pub(super) struct DraftPicture {
    pub(super) src: String,
    pub(super) alt: Option<String>,
    pub(super) decorative: bool,
    pub(super) inline: bool,
    pub(super) size: Option<(u32, u32)>,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Default, Debug)]
struct Place {
    container: u32,
    scope: u32,
    cell: bool,
    note: bool,
}

/// What is known of an open paragraph while its runs are read.
#[derive(Debug)]
struct Open {
    draft: usize,
    style: Option<String>,
    outline: Option<u8>,
    numbered: Option<bool>,
    runs: u32,
}

/// What is known of an open run.
#[derive(Default, Debug)]
struct Run {
    style: Option<String>,
    own: Style,
    italic: bool,
    number: u32,
    begun: bool,
}

/// A drawing that is open: the pictures in it, and what holds for all of them.
#[derive(Default, Debug)]
struct Drawing {
    inline: bool,
    size: Option<(u32, u32)>,
    alt: Option<String>,
    decorative: bool,
    in_picture: bool,
    /// Whether it holds text, or is a mere line.
    no_object: bool,
    pictures: Vec<String>,
}

/// An element that is open, with what has to be set back behind it.
#[derive(Debug)]
enum Frame {
    Other,
    Paragraph,
    ParagraphProps,
    /// The properties of a paragraph's end.
    MarkProps,
    Run(Box<Run>),
    RunProps,
    /// Text, and whether blanks at its ends count.
    Text(bool),
    /// Alternatives, and whether one has been taken.
    Alternatives(bool),
    /// A content control, and whether what it holds is no text of the writer's.
    Control(bool),
    Place(Place),
    Drawing(Option<Box<Drawing>>),
    Picture,
}

/// What is read of the parts that hold text.
#[derive(Debug)]
pub(super) struct Body<'d> {
    styles: &'d Styles,
    relationships: &'d [Relationship],
    pub(super) drafts: Vec<Draft>,
    pub(super) pictures: Vec<DraftPicture>,
    languages: Vec<(String, u64)>,
    open: Vec<Open>,
    frames: Vec<Frame>,
    run: Box<Run>,
    /// The fields that are open, each with whether its code is being read, and how many of them are
    /// at their code.
    fields: Vec<bool>,
    codes: usize,
    place: Place,
    containers: u32,
    drawing: Option<Box<Drawing>>,
    text: String,
}

impl<'d> Body<'d> {
    pub(super) fn new(styles: &'d Styles) -> Self {
        Self {
            styles,
            relationships: &[],
            drafts: Vec::new(),
            pictures: Vec::new(),
            languages: Vec::new(),
            open: Vec::new(),
            frames: Vec::new(),
            run: Box::default(),
            fields: Vec::new(),
            codes: 0,
            place: Place::default(),
            containers: 0,
            drawing: None,
            text: String::new(),
        }
    }

    /// Reads a part whose outermost element has a name.
    pub(super) fn read(
        &mut self,
        part: &str,
        text: &str,
        root: &str,
        relationships: &'d [Relationship],
    ) -> Result<(), DocumentFault> {
        self.relationships = relationships;
        self.fields.clear();
        self.codes = 0;
        let malformed = |_: Malformed| damaged(part);
        let mut reader = Reader::new(text);
        while let Some(event) = reader.next().map_err(malformed)? {
            match event {
                Event::Start(element) => {
                    if self.frames.is_empty() && !(element.ns == Ns::W && element.name() == root) {
                        return Err(DocumentFault::OtherDocument);
                    }
                    match self.start(&element) {
                        Some(frame) => self.frames.push(frame),
                        None => reader.skip().map_err(malformed)?,
                    }
                    if self.drafts.len() > MOST_PARAGRAPHS {
                        return Err(DocumentFault::TooLarge);
                    }
                }
                Event::Text(more) => {
                    if let Some(Frame::Text(_)) = self.frames.last() {
                        self.text.push_str(&more);
                    }
                }
                Event::End => {
                    if let Some(frame) = self.frames.pop() {
                        self.end(frame);
                    }
                }
            }
        }
        Ok(())
    }

    /// The language that most letters are marked with.
    pub(super) fn language(&mut self) -> Option<String> {
        let most = self.languages.drain(..).max_by_key(|&(_, letters)| letters);
        most.map(|(tag, _)| tag)
    }

    /// Takes in an element's start; nothing where what it holds is not read.
    fn start(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.ns {
            Ns::W => self.start_word(element),
            Ns::M => {
                self.object();
                None
            }
            Ns::Mc => self.start_alternative(element),
            Ns::Wp | Ns::A | Ns::Pic | Ns::Decorative => Some(self.start_drawing(element)),
            Ns::V => Some(self.start_vml(element)),
            _ => Some(Frame::Other),
        }
    }

    fn start_word(&mut self, element: &Element<'_>) -> Option<Frame> {
        let name = element.name();
        match self.frames.last() {
            Some(Frame::RunProps) => return self.run_property(element),
            Some(Frame::MarkProps) => {
                if matches!(name, "del" | "moveFrom")
                    && let Some(open) = self.open.last()
                {
                    self.drafts[open.draft].joined = true;
                }
                return None;
            }
            Some(Frame::ParagraphProps) if name != "rPr" && name != "numPr" => {
                self.paragraph_property(element);
                return None;
            }
            _ => {}
        }
        match name {
            "p" => {
                self.open_paragraph();
                return Some(Frame::Paragraph);
            }
            "pPr" => return Some(Frame::ParagraphProps),
            "numPr" => self.set_numbered(true),
            "numId" => self.set_numbered(element.val().as_deref() != Some("0")),
            "rPr" => {
                return match self.frames.last() {
                    Some(Frame::ParagraphProps) => Some(Frame::MarkProps),
                    Some(Frame::Run(_)) => Some(Frame::RunProps),
                    _ => None,
                };
            }
            "r" => {
                let mut run = Box::<Run>::default();
                if let Some(open) = self.open.last_mut() {
                    open.runs += 1;
                    run.number = open.runs;
                }
                return Some(Frame::Run(std::mem::replace(&mut self.run, run)));
            }
            "t" => {
                self.text.clear();
                let preserved = element.attr("space").as_deref() == Some("preserve");
                return Some(Frame::Text(preserved));
            }
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => {
                self.mark(" ", MarkKind::LineBreak);
            }
            "noBreakHyphen" => self.push("\u{2011}"),
            "softHyphen" => self.push("\u{AD}"),
            "sym" => {
                let font = element.attr("font").unwrap_or_default();
                match symbols::character(&font, &element.attr("char").unwrap_or_default()) {
                    Some(c) => self.push(c.encode_utf8(&mut [0; 4])),
                    None => self.object(),
                }
            }
            "fldChar" => self.field(element.attr("fldCharType").as_deref()),
            "drawing" | "pict" => {
                let drawing = Drawing {
                    inline: true,
                    ..Drawing::default()
                };
                let outer = self.drawing.replace(Box::new(drawing));
                return Some(Frame::Drawing(outer));
            }
            "object" => {
                self.object();
                return None;
            }
            "txbxContent" => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.no_object = true;
                }
                let container = self.new_container();
                return Some(self.enter(Place {
                    container,
                    scope: container,
                    ..Place::default()
                }));
            }
            "tbl" => {
                let scope = if self.place.cell {
                    self.place.scope
                } else {
                    self.new_container()
                };
                let place = Place {
                    scope,
                    ..self.place
                };
                return Some(self.enter(place));
            }
            "tc" => {
                let container = self.new_container();
                let place = Place {
                    container,
                    cell: true,
                    ..self.place
                };
                return Some(self.enter(place));
            }
            "footnote" | "endnote" => {
                // The lines between text and notes are notes as well, of a type.
                if element.attr("type").is_some_and(|kind| kind != "normal") {
                    return None;
                }
                let container = self.new_container();
                return Some(self.enter(Place {
                    container,
                    scope: container,
                    note: true,
                    ..Place::default()
                }));
            }
            "sdt" => return Some(Frame::Control(false)),
            "showingPlcHdr" if element.is_on() => self.close_control(),
            "docPartGallery" if element.val().as_deref() == Some("Table of Contents") => {
                self.close_control();
            }
            "sdtContent" if matches!(self.frames.last(), Some(Frame::Control(true))) => {
                return None;
            }
            // Deleted and moved away; codes of fields; what stands above East Asian words; the
            // properties of tables and pages.
            "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "rt" | "sectPr"
            | "tblPr" | "tblPrEx" | "tblGrid" | "trPr" | "tcPr" => return None,
            _ => {}
        }
        Some(Frame::Other)
    }

    fn paragraph_property(&mut self, element: &Element<'_>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match element.name() {
            "pStyle" => open.style = element.val(),
            "outlineLvl" => open.outline = level(element),
            _ => {}
        }
    }

    fn run_property(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "rStyle" => self.run.style = element.val(),
            // The one is for letters that run left-to-right, the other for those that do not.
            "i" | "iCs" => self.run.italic |= element.is_on(),
            _ => self.run.own.take_run_property(element),
        }
        None
    }

    fn set_numbered(&mut self, numbered: bool) {
        if let Some(open) = self.open.last_mut() {
            open.numbered = Some(numbered);
        }
    }

    /// Of alternatives the first is taken, which is made for the newest readers; the others say the
    /// same.
    fn start_alternative(&mut self, element: &Element<'_>) -> Option<Frame> {
        match element.name() {
            "AlternateContent" => return Some(Frame::Alternatives(false)),
            "Choice" | "Fallback" => {
                if let Some(Frame::Alternatives(taken)) = self.frames.last_mut()
                    && std::mem::replace(taken, true)
                {
                    return None;
                }
            }
            _ => {}
        }
        Some(Frame::Other)
    }

    fn start_drawing(&mut self, element: &Element<'_>) -> Frame {
        let relationships = self.relationships;
        let Some(drawing) = &mut self.drawing else {
            return Frame::Other;
        };
        match (element.ns, element.name()) {
            (Ns::Wp, "anchor") => drawing.inline = false,
            (Ns::Wp, "extent") => {
                let pixels = |name| {
                    let emu: u64 = element.attr(name)?.parse().ok()?;
                    u32::try_from(emu / EMU_PER_PIXEL).ok()
                };
                drawing.size = pixels("cx").zip(pixels("cy"));
            }
            (Ns::Wp, "docPr") | (Ns::Pic, "cNvPr") if drawing.alt.is_none() => {
                drawing.alt = element.attr("descr").filter(|alt| !alt.trim().is_empty());
            }
            (Ns::Decorative, "decorative") => drawing.decorative = element.is_on(),
            (Ns::Pic, "pic") => {
                drawing.in_picture = true;
                return Frame::Picture;
            }
            (Ns::A, "blip") if drawing.in_picture => {
                let src = |name| target(relationships, &element.attr(name)?).map(str::to_owned);
                drawing
                    .pictures
                    .extend(src("embed").or_else(|| src("link")));
            }
            _ => {}
        }
        Frame::Other
    }

    fn start_vml(&mut self, element: &Element<'_>) -> Frame {
        let Some(drawing) = &mut self.drawing else {
            return Frame::Other;
        };
        match element.name() {
            "imagedata" => {
                let id = element.attr("id").unwrap_or_default();
                drawing
                    .pictures
                    .extend(target(self.relationships, &id).map(str::to_owned));
            }
            "shapetype" => {}
            _ => {
                if drawing.alt.is_none() {
                    drawing.alt = element.attr("alt").filter(|alt| !alt.trim().is_empty());
                }
                drawing.no_object |= element.attr("hr").is_some();
                let style = element.attr("style").unwrap_or_default();
                let says = |key: &str| {
                    let declarations = style.split(';').filter_map(|one| one.split_once(':'));
                    let mut found = declarations.filter(|(name, _)| name.trim() == key);
                    found.next().map(|(_, value)| value.trim())
                };
                drawing.inline &= says("position") != Some("absolute");
                let edge = |key| says(key).and_then(pixels);
                drawing.size = drawing.size.or_else(|| edge("width").zip(edge("height")));
            }
        }
        Frame::Other
    }

    fn end(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => self.close_paragraph(),
            Frame::Run(outer) => self.run = outer,
            Frame::Text(preserved) => {
                let text = std::mem::take(&mut self.text);
                let blank = |c| matches!(c, ' ' | '\t' | '\n' | '\r');
                self.push(if preserved {
                    &text
                } else {
                    text.trim_matches(blank)
                });
                self.text = text;
            }
            Frame::Place(outer) => self.place = outer,
            Frame::Drawing(outer) => {
                if let Some(drawing) = std::mem::replace(&mut self.drawing, outer) {
                    self.close_drawing(*drawing);
                }
            }
            Frame::Picture => {
                if let Some(drawing) = &mut self.drawing {
                    drawing.in_picture = false;
                }
            }
            _ => {}
        }
    }

    fn new_container(&mut self) -> u32 {
        self.containers += 1;
        self.containers
    }

    fn enter(&mut self, place: Place) -> Frame {
        Frame::Place(std::mem::replace(&mut self.place, place))
    }

    /// Says that the innermost content control holds no text of the writer's: the words that ask for
    /// some, or a table of contents.
    fn close_control(&mut self) {
        let control = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Control(closed) => Some(closed),
            _ => None,
        });
        if let Some(closed) = control {
            *closed = true;
        }
    }

    /// A field has a code, then its result; a field inside of a code is a part of the code.
    fn field(&mut self, kind: Option<&str>) {
        let was_code = match kind {
            Some("begin") => {
                self.fields.push(true);
                self.codes += 1;
                false
            }
            Some("separate") => {
                let code = self.fields.last_mut();
                code.is_some_and(|code| std::mem::replace(code, false))
            }
            Some("end") => self.fields.pop() == Some(true),
            _ => false,
        };
        self.codes -= usize::from(was_code);
    }

    fn open_paragraph(&mut self) {
        let Place {
            container, scope, ..
        } = self.place;
        self.open.push(Open {
            draft: self.drafts.len(),
            style: None,
            outline: None,
            numbered: None,
            runs: 0,
        });
        self.drafts.push(Draft {
            text: String::new(),
            marks: Vec::new(),
            runs: Vec::new(),
            role: Role::Body,
            container,
            scope,
            italic: true,
            joined: false,
        });
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let styled = self
            .styles
            .role(open.style.as_deref(), open.outline, open.numbered);
        let role = match styled {
            Role::Body | Role::ListItem if self.place.note => Role::Footnote,
            Role::Body if self.place.cell => Role::Cell,
            role => role,
        };
        let container = match role {
            Role::ListItem => self.new_container(),
            _ => self.place.container,
        };
        let draft = &mut self.drafts[open.draft];
        draft.role = role;
        draft.container = container;
        draft.text.shrink_to_fit();
    }

    fn close_drawing(&mut self, drawing: Drawing) {
        if drawing.pictures.is_empty() {
            if drawing.inline && !drawing.no_object {
                self.object();
            }
            return;
        }
        let Drawing {
            mut alt,
            inline,
            size,
            decorative,
            ..
        } = drawing;
        for src in drawing.pictures {
            if is_metafile(&src) {
                self.object();
                continue;
            }
            let name = src.rsplit('/').next().unwrap_or(&src);
            let name = name.chars().filter(|c| !c.is_control()).take(NAME_LENGTH);
            let shown: String = ['['].into_iter().chain(name).chain([']']).collect();
            let number = self.pictures.len() as u32;
            if self.mark(&shown, MarkKind::Picture(number)) {
                self.pictures.push(DraftPicture {
                    src,
                    // What is said of a group is said once.
                    alt: alt.take(),
                    decorative,
                    inline,
                    size,
                });
            }
        }
    }

    fn object(&mut self) {
        self.mark(OBJECT, MarkKind::Object);
    }

    /// Appends what is no text to the open paragraph, if what stands there is read.
    fn mark(&mut self, shown: &str, kind: MarkKind) -> bool {
        let Some(draft) = self.writable() else {
            return false;
        };
        let start = draft.text.len() as u32;
        draft.text.push_str(shown);
        let end = draft.text.len() as u32;
        draft.marks.push((start, end, kind));
        true
    }

    /// Appends text to the open paragraph, if what stands there is read. What breaks lines in a file
    /// is a blank in a document.
    fn push(&mut self, text: &str) {
        let italic = self.run.italic;
        let Some(draft) = self.writable() else { return };
        draft.italic &= italic || text.trim().is_empty();
        let clean = |c: char| match c {
            '\t' if text == "\t" => Some(c),
            '\t' | '\n' | '\r' => Some(' '),
            c if c < ' ' => None,
            c => Some(c),
        };
        draft.text.extend(text.chars().filter_map(clean));
        self.count_letters(text);
    }

    /// The open paragraph, with the run that is read noted; nothing in hidden text and codes of fields.
    fn writable(&mut self) -> Option<&mut Draft> {
        let open = self.open.last()?;
        if self.codes > 0 {
            return None;
        }
        let hidden = self.run.own.hidden.or_else(|| {
            let paragraph = open.style.as_deref();
            self.styles
                .of_run(self.run.style.as_deref(), paragraph, |style| style.hidden)
        });
        if hidden == Some(true) {
            return None;
        }
        let draft = &mut self.drafts[open.draft];
        if !self.run.begun && self.run.number > 0 {
            self.run.begun = true;
            draft.runs.push((draft.text.len() as u32, self.run.number));
        }
        Some(draft)
    }

    /// Counts the letters of a text for the language that they are marked with.
    fn count_letters(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let (mut left, mut right) = (0_u64, 0_u64);
        for c in letters {
            // Hebrew to the extensions of Arabic, and the presentation forms of both.
            match c {
                '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FEFC}' => right += 1,
                _ => left += 1,
            }
        }
        let paragraph = self.open.last().and_then(|open| open.style.clone());
        let mut count = |letters: u64, say: fn(&Style) -> Option<&String>| {
            if letters == 0 {
                return;
            }
            let own = say(&self.run.own).cloned();
            let tag = own.or_else(|| {
                let run = self.run.style.as_deref();
                self.styles
                    .of_run(run, paragraph.as_deref(), |style| say(style).cloned())
            });
            let Some(tag) = tag else { return };
            let languages = &mut self.languages;
            if let Some(known) = languages.iter().position(|(known, _)| *known == tag) {
                languages[known].1 += letters;
            } else if languages.len() < MOST_LANGUAGES {
                languages.push((tag, letters));
            }
        };
        count(left, |style| style.lang.as_ref());
        count(right, |style| style.bidi.as_ref());
    }
}

/// Whether a picture is a list of strokes, as charts and clip art are that were pasted: no photo.
fn is_metafile(src: &str) -> bool {
    let ending = src.rsplit('.').next().unwrap_or_default();
    ["emf", "wmf"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// A length of CSS in pixels.
fn pixels(length: &str) -> Option<u32> {
    let at = length.find(|c: char| c.is_ascii_alphabetic())?;
    let number: f64 = length[..at].parse().ok()?;
    let per_unit = match &length[at..] {
        "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some((number * per_unit) as u32)
}
