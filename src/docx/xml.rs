//! The XML of a document's parts: a stream of elements and text, without recursion and without
//! entities of a document's own (ECMA-376-2 forbids document type declarations in a package).

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// How deep elements stand in one another at the most: tables in tables have a dozen levels.
const DEEPEST: usize = 1000;

/// A part is not well-formed, or is made to do harm.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Malformed;

/// The namespaces whose elements are read, in ECMA-376's transitional and strict form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ns {
    /// WordprocessingML.
    W,
    /// Where a drawing stands in the text.
    Wp,
    /// DrawingML.
    A,
    /// DrawingML's pictures.
    Pic,
    /// Formulas.
    M,
    /// Alternatives for older readers.
    Mc,
    /// VML, the older form of drawings.
    V,
    /// Pictures marked as decoration.
    Decorative,
    /// Relationships of a package.
    Rels,
    /// Dublin Core, elements and terms.
    Dc,
    /// Any other.
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::W,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::Wp,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::A,
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Self::Pic,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::M,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Mc,
            "urn:schemas-microsoft-com:vml" => Self::V,
            "http://schemas.microsoft.com/office/drawing/2017/decorative" => Self::Decorative,
            "http://schemas.openxmlformats.org/package/2006/relationships" => Self::Rels,
            "http://purl.org/dc/elements/1.1/" | "http://purl.org/dc/terms/" => Self::Dc,
            _ => Self::Other,
        }
    }
}

/// What comes next in a part. An empty element starts and ends.
pub(super) enum Event<'x> {
    Start(Element<'x>),
    End,
    Text(Cow<'x, str>),
}

/// An element's start.
pub(super) struct Element<'x> {
    pub(super) ns: Ns,
    start: BytesStart<'x>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of the first attribute of a name, whatever its prefix.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        // Looking for doubled ones would take a square of the time.
        let mut attributes = self.start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attr| attr.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        value.ok().map(Cow::into_owned)
    }

    /// The attribute `val`, which most of WordprocessingML's elements have.
    pub(super) fn val(&self) -> Option<String> {
        self.attr("val")
    }

    /// Whether an element that switches something on does so: without a value it does.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// A part as a stream.
pub(super) struct Reader<'x> {
    inner: NsReader<&'x [u8]>,
    depth: usize,
}

impl<'x> Reader<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        let mut inner = NsReader::from_str(text);
        inner.config_mut().expand_empty_elements = true;
        Self { inner, depth: 0 }
    }

    /// What comes next; nothing at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Event<'x>>, Malformed> {
        loop {
            let (resolved, event) = self.inner.read_resolved_event().map_err(|_| Malformed)?;
            let text = match event {
                Raw::Start(start) | Raw::Empty(start) => {
                    let ns = match resolved {
                        ResolveResult::Bound(uri) => Ns::of(uri.into_inner()),
                        _ => Ns::Other,
                    };
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Malformed);
                    }
                    return Ok(Some(Event::Start(Element { ns, start })));
                }
                Raw::End(_) => {
                    self.depth -= 1;
                    return Ok(Some(Event::End));
                }
                Raw::Eof if self.depth > 0 => return Err(Malformed),
                Raw::Eof => return Ok(None),
                Raw::DocType(_) => return Err(Malformed),
                Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_) => continue,
                Raw::Text(text) => text.xml10_content(),
                Raw::CData(text) => text.xml10_content(),
                Raw::GeneralRef(name) => match name.resolve_char_ref().map_err(|_| Malformed)? {
                    Some(c) => Cow::Owned(c.to_string()),
                    None => Cow::Borrowed(resolve_predefined_entity(&name).ok_or(Malformed)?),
                },
            };
            return Ok(Some(Event::Text(text)));
        }
    }

    /// Passes over the element that has just started, its end included.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        let outside = self.depth - 1;
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// The text of the element that has just started, without that of elements in it.
    pub(super) fn text(&mut self) -> Result<String, Malformed> {
        let inside = self.depth;
        let mut text = String::new();
        while self.depth >= inside {
            match self.next()? {
                Some(Event::Text(more)) if self.depth == inside => text.push_str(&more),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }
}
