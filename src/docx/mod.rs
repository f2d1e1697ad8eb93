//! Documents of word processors (DOCX: ECMA-376, ISO/IEC 29500), read only: bytes in, and out comes
//! a [`Source`] whose text is a view of the document, with the document's structure beside it.
//!
//! Nothing here knows what an article is. What is read is what a reader of the printed document
//! reads, all tracked changes accepted: no comments, no hidden text, no codes of fields, no headers
//! and footers.

mod body;
mod package;
mod styles;
mod symbols;
mod view;
mod xml;

use self::body::Body;
use self::package::{Package, Relationship, damaged, related};
use self::styles::Styles;
use self::xml::{Event, Malformed, Ns, Reader};
use crate::source::{DocumentFault, Source};

/// The parts with notes: the kind of relationship, and their outermost element.
const NOTES: [(&str, &str); 2] = [("footnotes", "footnotes"), ("endnotes", "endnotes")];

/// Reads a document's bytes.
///
/// # Errors
/// Where they are no document, or none that can be read.
pub fn open(name: impl Into<String>, bytes: Vec<u8>) -> Result<Source, DocumentFault> {
    let mut package = Package::open(bytes)?;
    let root = package.relationships("")?;
    let main = related(&root, "officeDocument").ok_or(DocumentFault::OtherDocument)?;
    let relationships = package.relationships(main)?;
    let styles = match related(&relationships, "styles") {
        Some(part) => match package.part(part)? {
            Some(text) => Styles::read(&text).map_err(|Malformed| damaged(part))?,
            None => Styles::default(),
        },
        None => Styles::default(),
    };
    let text = package.part(main)?.ok_or_else(|| damaged(main))?;
    let notes: Vec<(&str, &str, Vec<Relationship>)> = NOTES
        .iter()
        .filter_map(|&(kind, element)| Some((related(&relationships, kind)?, element)))
        .map(|(part, element)| Ok((part, element, package.relationships(part)?)))
        .collect::<Result<_, _>>()?;
    let mut body = Body::new(&styles);
    body.read(main, &text, "document", &relationships)?;
    drop(text);
    for (part, element, relationships) in &notes {
        if let Some(text) = package.part(part)? {
            body.read(part, &text, element, relationships)?;
        }
    }
    let properties = match related(&root, "core-properties") {
        Some(part) => match package.part(part)? {
            Some(text) => properties(&text).map_err(|Malformed| damaged(part))?,
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    let (text, document) = view::write(body, &properties);
    Ok(Source::of_document(name, text, document))
}

/// What a document says of itself (ECMA-376-2, Core Properties), by the keys of
/// [`Property`](crate::source::Property).
fn properties(text: &str) -> Result<Vec<(&'static str, String)>, Malformed> {
    let mut found = Vec::new();
    let mut reader = Reader::new(text);
    while let Some(event) = reader.next()? {
        let Event::Start(element) = event else {
            continue;
        };
        let key = match (element.ns, element.name()) {
            (Ns::Dc, "title") => "title",
            (Ns::Dc, "creator") => "author",
            (Ns::Dc, "description") => "description",
            (Ns::Dc, "language") => "lang",
            (Ns::Dc, "created") => "created",
            _ => continue,
        };
        let value = reader.text()?;
        let words: Vec<&str> = value.split_whitespace().collect();
        if !words.is_empty() && !found.iter().any(|&(known, _)| known == key) {
            found.push((key, words.join(" ")));
        }
    }
    Ok(found)
}
