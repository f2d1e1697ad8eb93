//! The words of one letter that Arabic writes joined to the next word, and the article.

/// The conjunctions, which come first.
pub const CONJUNCTIONS: [char; 2] = ['و', 'ف'];

/// The prepositions, which come before the article.
pub const PREPOSITIONS: [char; 3] = ['ب', 'ل', 'ك'];

/// The article.
pub const AL: &str = "ال";

/// What becomes of the article behind `ل`: `المصادر`, `للمصادر`.
pub const LIL: &str = "لل";

/// Whether a letter is a proclitic by itself.
#[must_use]
pub fn is_proclitic(c: char) -> bool {
    CONJUNCTIONS.contains(&c) || PREPOSITIONS.contains(&c)
}

/// Calls `each` with the length in bytes of every run of proclitics that a word may begin with: `و` or
/// `ف`, then `ب`, `ك` or `ل`, then `ال` (`لل` behind `ل`), at least one of them.
pub fn runs(word: &str, each: &mut dyn FnMut(usize)) {
    let one = |at: usize, of: &[char]| {
        let c = word[at..].chars().next().filter(|c| of.contains(c));
        c.map(|c| at + c.len_utf8())
    };
    let mut article = |at: usize| {
        for form in [AL, LIL] {
            if word[at..].starts_with(form) {
                each(at + form.len());
            }
        }
    };
    let conjunction = one(0, &CONJUNCTIONS);
    let mut ends = [None; 4];
    for (i, at) in [Some(0), conjunction].into_iter().flatten().enumerate() {
        article(at);
        if let Some(end) = one(at, &PREPOSITIONS) {
            if word[end..].starts_with(AL) {
                article(end);
            }
            ends[i] = Some(end);
        }
    }
    ends[2] = conjunction;
    for end in ends.into_iter().flatten() {
        each(end);
    }
}

/// Whether letters are nothing but proclitics: `و`, `ب`, `ال`, `وبال`, `لل`.
#[must_use]
pub fn is_run(letters: &str) -> bool {
    let mut whole = false;
    runs(letters, &mut |len| whole |= len == letters.len());
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_proclitics_in_their_order() {
        for run in ["و", "ب", "ال", "وبال", "لل", "فلل", "كال"] {
            assert!(is_run(run), "{run}");
        }
        for other in ["", "وو", "بو", "الو", "معـ"] {
            assert!(!is_run(other), "{other}");
        }
    }
}
