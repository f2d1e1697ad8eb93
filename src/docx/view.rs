//! The view of a document: its paragraphs as lines of one text.

use super::body::{Body, Draft};
use crate::source::{Document, Mark, MarkKind, Paragraph, Picture, Property, Run};
use crate::span::Span;

/// The view, and the document's structure with its places in it.
pub(super) fn write(
    mut body: Body<'_>,
    properties: &[(&'static str, String)],
) -> (String, Document) {
    let lang = body.language();
    let bytes = body.drafts.iter().map(|draft| draft.text.len() + 1).sum();
    let mut text = String::with_capacity(bytes);
    let mut document = Document {
        lang,
        ..Document::default()
    };
    for draft in &body.drafts {
        write_paragraph(draft, &mut text, &mut document);
    }
    let mut shown = vec![Span::default(); body.pictures.len()];
    for mark in &document.marks {
        if let MarkKind::Picture(number) = mark.kind {
            shown[number as usize] = mark.span;
        }
    }
    for (picture, shown) in body.pictures.into_iter().zip(shown) {
        let alt = picture.alt.map(|alt| {
            let words: Vec<&str> = alt.split_whitespace().collect();
            text.extend_from_within(shown.range());
            line(&mut text, &words.join(" "))
        });
        document.pictures.push(Picture {
            src: picture.src,
            alt,
            decorative: picture.decorative,
            inline: picture.inline,
            size: picture.size,
        });
    }
    for (key, value) in properties {
        text.push_str(key);
        let span = line(&mut text, value);
        document.properties.push(Property { key, span });
    }
    (text, document)
}

/// Ends a line that begins with what a value is of, and says where the value stands.
fn line(text: &mut String, value: &str) -> Span {
    text.push_str(": ");
    let start = text.len();
    text.push_str(value);
    let span = Span::new(start, text.len());
    text.push('\n');
    span
}

fn write_paragraph(draft: &Draft, text: &mut String, document: &mut Document) {
    let at = text.len() as u32;
    text.push_str(&draft.text);
    text.push('\n');
    document.paragraphs.push(Paragraph {
        role: draft.role,
        container: draft.container,
        scope: draft.scope,
        italic: draft.italic,
        joined: draft.joined,
    });
    let runs = draft.runs.iter();
    document.runs.extend(runs.map(|&(start, number)| Run {
        start: at + start,
        number,
    }));
    let marks = draft.marks.iter();
    document.marks.extend(marks.map(|&(start, end, kind)| Mark {
        span: Span {
            start: at + start,
            end: at + end,
        },
        kind,
    }));
}
