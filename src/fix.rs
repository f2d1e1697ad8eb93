//! Findings in, new text out.

use crate::finding::Fix;

/// Applies fixes to a file's text, each whole or not at all: of two that overlap the one that
/// begins earlier wins. Edits that merely touch are both applied.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> String {
    let mut order: Vec<&&Fix> = fixes.iter().filter(|fix| !fix.edits.is_empty()).collect();
    order.sort_by_key(|fix| fix.edits[0].span);
    let mut edits = Vec::new();
    for fix in order {
        let free = fix.edits.iter().all(|edit| {
            edits.iter().all(|taken: &&crate::finding::Edit| {
                !edit.span.overlaps(taken.span) && (edit.span != taken.span)
            })
        });
        if free {
            edits.extend(&fix.edits);
        }
    }
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Applicability, Edit, Message};
    use crate::span::Span;

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        Fix {
            applicability: Applicability::Safe,
            message: Message {
                id: "replace",
                args: Vec::new(),
            },
            edits: edits
                .iter()
                .map(|&(start, end, text)| Edit {
                    span: Span::new(start, end),
                    text: text.to_owned(),
                })
                .collect(),
        }
    }

    #[test]
    fn fixes_are_whole_or_not_at_all() {
        let (pair, clash, far) = (
            fix(&[(0, 1, "«"), (4, 5, "»")]),
            fix(&[(4, 6, "x"), (8, 9, "y")]),
            fix(&[(5, 6, "z")]),
        );
        assert_eq!(apply("\"abc\"defg", &[&clash, &pair, &far]), "«abc»zefg");
    }
}
