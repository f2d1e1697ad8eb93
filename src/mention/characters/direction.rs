//! Embeddings, overrides and isolates, paired within their paragraph (UAX #9, BD9 and X1 to X8).

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
                        self.report_control(OddKind::Override, opened, opener);
                        let partner = self.range(at..at + c.len_utf8());
                        self.set_partner(partner);
                    }
                }
                _ => self.report_control(OddKind::Unopened, at, c),
            },
            PDI if self.direction.isolates == 0 => self.report_control(OddKind::Unopened, at, c),
            PDI => {
                self.direction.isolates -= 1;
                while let Some((opened, opener)) = self.direction.open.pop() {
                    if is_isolate(opener) {
                        break;
                    }
                    // An isolate closes the embeddings inside it.
                    if is_override(opener) {
                        self.report_control(OddKind::Override, opened, opener);
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
            self.report_control(kind, at, c);
        }
    }

    /// A closing control that closes nothing does nothing: to delete it is certainly right.
    fn report_control(&mut self, kind: OddKind, at: usize, c: char) {
        let range = at..at + c.len_utf8();
        let certain = kind == OddKind::Unopened;
        self.push(
            kind,
            range.clone(),
            c,
            Some((range, String::new(), certain)),
        );
    }

    fn set_partner(&mut self, partner: TextRange) {
        if let Some(last) = self.found.last_mut() {
            last.partner = Some(partner);
        }
    }
}
