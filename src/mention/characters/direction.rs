//! Embeddings, overrides and isolates, paired within their paragraph (UAX #9, BD9 and X1 to X8).

use std::ops::Range;

use super::{OddKind, Reader};
use crate::span::TextRange;

/// The controls that are open, and how many of them are isolates.
#[derive(Default)]
pub(super) struct Stack {
    open: Vec<(usize, char)>,
    isolates: usize,
}

const PDF: char = '\u{202C}';
const PDI: char = '\u{2069}';

/// A control that opens or closes an embedding, an override or an isolate.
pub(super) fn is_embedding(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_override(c: char) -> bool {
    matches!(c, '\u{202D}' | '\u{202E}')
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

impl Reader<'_, '_> {
    pub(super) fn control(&mut self, at: usize, c: char) {
        match c {
            PDF => match self.direction.open.last().copied() {
                Some((opened, opener)) if !is_isolate(opener) => {
                    self.direction.open.pop();
                    if is_override(opener) {
                        let closer = Some(at..at + c.len_utf8());
                        self.report_control(OddKind::Override, opened, opener, closer);
                    }
                }
                _ => self.report_control(OddKind::Unopened, at, c, None),
            },
            PDI if self.direction.isolates == 0 => {
                self.report_control(OddKind::Unopened, at, c, None)
            }
            PDI => {
                self.direction.isolates -= 1;
                while let Some((opened, opener)) = self.direction.open.pop() {
                    if is_isolate(opener) {
                        break;
                    }
                    // An isolate closes the embeddings inside it.
                    if is_override(opener) {
                        self.report_control(OddKind::Override, opened, opener, None);
                    }
                }
            }
            _ => {
                self.direction.isolates += usize::from(is_isolate(c));
                self.direction.open.push((at, c));
            }
        }
    }

    /// At the paragraph's end: what is still open was meant to be closed.
    pub(super) fn close_directions(&mut self) {
        for (at, c) in std::mem::take(&mut self.direction.open) {
            let kind = if is_override(c) {
                OddKind::Override
            } else {
                OddKind::Unclosed
            };
            self.report_control(kind, at, c, None);
        }
    }

    /// Reports a control; several of a kind in a row, and pairs of them around one another, are one.
    /// A closing control that closes nothing does nothing: to delete it is certainly right.
    fn report_control(&mut self, kind: OddKind, at: usize, c: char, closer: Option<Range<usize>>) {
        let range = at..at + c.len_utf8();
        let (here, partner) = (
            self.range(range.clone()),
            closer.map(|closer| self.range(closer)),
        );
        if let Some(last) = self.found.last_mut()
            && last.kind == kind
            && last.block == self.block
            && (last.range.end == here.start || here.end == last.range.start)
            && let Some(repair) = &mut last.repair
            && let Some(partners) = joined(last.partner, partner)
        {
            last.range = last.range.cover(here);
            last.partner = partners;
            repair.range = last.range;
            return;
        }
        let certain = kind == OddKind::Unopened;
        self.push(
            kind,
            range.clone(),
            c,
            Some((range, String::new(), certain)),
        );
        if let Some(last) = self.found.last_mut() {
            last.partner = partner;
        }
    }
}

/// The closing controls of two pairs around one another, where nothing lies between; `None` where
/// something does, or where only one of the two is closed.
fn joined(inner: Option<TextRange>, outer: Option<TextRange>) -> Option<Option<TextRange>> {
    match (inner, outer) {
        (None, None) => Some(None),
        (Some(inner), Some(outer)) => (inner.end == outer.start).then(|| Some(inner.cover(outer))),
        _ => None,
    }
}
