//! XMP (ISO 16684-1): properties in RDF.

use roxmltree::{Document, Node, ParsingOptions};

use memchr::{memchr_iter, memmem};

use super::joined;
use crate::article::Embedded;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A packet with more declarations of namespaces is not read: the parser takes the third power of
/// their number where they stand in one another. Programs write one for each of a dozen namespaces.
const NAMESPACES: usize = 128;

/// A packet with more attributes is not read: the parser compares those of an element with one another.
const ATTRIBUTES: usize = 4096;

/// Reads a packet. XMP in other encodings than UTF-8 is met in no image file.
pub(super) fn read(packet: &[u8]) -> Embedded {
    let text = std::str::from_utf8(packet).unwrap_or_default();
    if memmem::find_iter(packet, "xmlns").count() > NAMESPACES
        || memchr_iter(b'=', packet).count() > ATTRIBUTES
    {
        return Embedded::default();
    }
    // Padding may stand on both sides.
    let text = &text[text.find('<').unwrap_or(0)..];
    let text = text.trim_end_matches(|c: char| c == '\0' || c.is_whitespace());
    let Ok(document) = Document::parse_with_options(text, ParsingOptions::default()) else {
        return Embedded::default();
    };
    let Some(rdf) = document
        .descendants()
        .find(|node| node.has_tag_name((RDF, "RDF")))
    else {
        return Embedded::default();
    };
    Embedded {
        creator: joined(property(rdf, DC, "creator")),
        credit_line: joined(property(rdf, PHOTOSHOP, "Credit")),
        copyright_notice: joined(property(rdf, DC, "rights")),
    }
}

/// The values of a property of the picture itself: an attribute or an element of a description that
/// stands directly in the RDF. Deeper ones describe other pictures that this one was made from.
fn property(rdf: Node<'_, '_>, namespace: &str, name: &str) -> Vec<String> {
    for description in rdf.children() {
        if let Some(value) = description.attribute((namespace, name)) {
            return vec![value.to_owned()];
        }
        let element = description
            .children()
            .find(|node| node.has_tag_name((namespace, name)));
        if let Some(element) = element {
            return values(element);
        }
    }
    Vec::new()
}

/// The items of a list, the default one of alternatives, or a text.
fn values(property: Node<'_, '_>) -> Vec<String> {
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().to_owned();
    let Some(list) = property.first_element_child() else {
        return vec![text(property)];
    };
    let items = || {
        list.children()
            .filter(|node| node.has_tag_name((RDF, "li")))
    };
    if list.has_tag_name((RDF, "Alt")) {
        let is_default = |node: &Node<'_, '_>| node.attribute((XML, "lang")) == Some("x-default");
        return items()
            .find(is_default)
            .or_else(|| items().next())
            .map(text)
            .into_iter()
            .collect();
    }
    items().map(text).collect()
}
