//! The language that a text's letters and its commonest words point to.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Language, chars};

/// How many words of a text are looked at: the commonest words of a language make a tenth or more
/// of any text in it.
const WORDS: usize = 120;

/// A language's own letters are at least this part of its text; names from other languages are less.
const OWN_LETTERS: u32 = 30;

/// By how many common words one language must lead another where letters are silent and a language
/// is already known.
const CLEAR: u32 = 2;

/// In a text of this many words or more, one common word is no sign.
const SHORT: u32 = 12;

/// Words that are frequent in one of the languages that share their letters, and rare in the others:
/// `من`, `به` and `ما` are words of both Arabic and Persian, and are not here.
const ARABIC_WORDS: [(Language, &str); 3] = [
    (
        Language::Ar,
        "في فی على إلى الى أن إن عن هذا هذه التي التی الذي الذی لن كان كانت قال قالت بين أو ثم حتى هو هي ذلك وفي وقال",
    ),
    (
        Language::Fa,
        "است را که كه از در این اين برای براي با تا یک يك شد شده کرد كرد بود می مي های هاي خود اند گفت نیز ها",
    ),
    (
        Language::Ur,
        "کے کی کا کو نے سے پر اور میں ہے ہیں یہ کہ اس جو بھی تھا تھی ایک لیے ان",
    ),
];

/// The commonest words of languages that are written with Latin letters; a word of several counts
/// for each. The last rows are languages that tarqim does not know by name (Swedish, Danish and
/// Norwegian; Polish; Romanian), so that they are not taken for others.
const LATIN_WORDS: [(Language, &str); 12] = [
    (
        Language::En,
        "the of and to in is was that for with by are photo said on at from it his her this has have will not as be an were",
    ),
    (
        Language::Fr,
        "le la les de des et est un une du en dans que pour sur avec aux au qui sont pas ce cette par plus il elle ont été se sa son ses leur après deux ans quand faire peut nous vous très même tout être on",
    ),
    (
        Language::Es,
        "el la los las de del y que en un una por con para se su es fue más como al no lo está sus años ha",
    ),
    (
        Language::Pt,
        "o a os as de e que em um uma por com para do da dos das no na se foi não é ao mais",
    ),
    (
        Language::It,
        "il lo la i gli le di e che in un una per con del della dei delle è sono non si nel al alla da più l dell dopo ha",
    ),
    (
        Language::De,
        "der die das und ist in den von zu mit für auf ein eine nicht des dem im war sich auch wird es an hat",
    ),
    (
        Language::Nl,
        "de het een en van in is op te dat met voor zijn niet die aan was er ook bij",
    ),
    (
        Language::Tr,
        "ve bir bu için ile olarak da de olan daha sonra",
    ),
    (
        Language::Id,
        "dan di yang ini itu untuk dengan dari pada tidak akan",
    ),
    (
        Language::Und,
        "och att det som en på är av för med till den inte og at er til ikke et fra har de",
    ),
    (Language::Und, "i w z na do się nie to że jest o po od jak"),
    (Language::Und, "și de la în cu pe nu este din că a al sunt"),
];

/// For each common word, the rows of its table that hold it, a bit each.
type Table = HashMap<&'static str, u16>;

fn table(rows: &[(Language, &'static str)]) -> Table {
    let mut table = Table::new();
    for (row, (_, words)) in rows.iter().enumerate() {
        for word in words.split(' ') {
            *table.entry(word).or_default() |= 1 << row;
        }
    }
    table
}

static ARABIC_TABLE: LazyLock<Table> = LazyLock::new(|| table(&ARABIC_WORDS));
static LATIN_TABLE: LazyLock<Table> = LazyLock::new(|| table(&LATIN_WORDS));

/// How many letters of which kind a text holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Letters {
    /// Of the Arabic script, of whatever language.
    pub arabic: u32,
    /// Latin.
    pub latin: u32,
    /// Hebrew.
    pub hebrew: u32,
    /// Of other scripts.
    pub other: u32,
    /// Letters that Arabic has and Persian and Urdu have not.
    arabic_only: u32,
    /// Letters that Persian has and Arabic has not; Urdu and Kurdish have them too.
    persian: u32,
    urdu: u32,
    kurdish: u32,
    pashto: u32,
    uyghur: u32,
    /// Letters of further languages: Sindhi, Malay, Kashmiri.
    further: u32,
}

impl Letters {
    /// Counts the letters of a text (CLDR 48, exemplar characters).
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut of = Self::default();
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => of.latin += 1,
                '\0'..='\u{BF}' | chars::TATWEEL => {}
                '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => of.latin += 1,
                '\u{620}'..='\u{64A}' => {
                    of.arabic += 1;
                    of.arabic_only += u32::from(matches!(c, 'ي' | 'ى' | 'ك' | 'ة'));
                }
                '\u{5D0}'..='\u{5EA}' => of.hebrew += 1,
                _ if chars::is_arabic_letter(c) => of.count_further(c),
                _ => of.other += u32::from(c.is_alphabetic() && !chars::is_mark(c)),
            }
        }
        of
    }

    /// Counts a letter of the Arabic script that Arabic has not.
    fn count_further(&mut self, c: char) {
        self.arabic += 1;
        match c {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' | 'ۀ' => self.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' | 'ھ' | 'ۂ' | 'ۃ' | 'ۓ' => self.urdu += 1,
            'ە' | 'ۆ' => {
                self.kurdish += 1;
                self.uyghur += 1;
            }
            'ڕ' | 'ڵ' | 'ێ' => self.kurdish += 1,
            'ې' => {
                self.pashto += 1;
                self.uyghur += 1;
            }
            'ۇ' | 'ۈ' | 'ۋ' | 'ڭ' => self.uyghur += 1,
            'ټ' | 'ډ' | 'ړ' | 'ږ' | 'ښ' | 'ګ' | 'ڼ' | 'ۍ' | 'ځ' | 'څ' => self.pashto += 1,
            // Letters for foreign sounds, the alef of the Quran and fixed shapes are of no language.
            'ڤ' | 'ڨ' | 'ڥ' | 'ٱ' | '\u{FB50}'.. => {}
            _ => self.further += 1,
        }
    }

    /// The language whose own letters a text of the Arabic script shows without doubt.
    fn plain(&self) -> Option<Language> {
        let urdu = if self.urdu > self.arabic_only {
            self.urdu
        } else {
            0
        };
        let (language, letters) = [
            (Language::Und, self.further),
            (Language::Ug, self.uyghur),
            (Language::Ps, self.pashto),
            (Language::Ur, urdu),
            (Language::Ckb, self.kurdish),
        ]
        .into_iter()
        .max_by_key(|(_, letters)| *letters)?;
        (letters > 0 && letters * OWN_LETTERS >= self.arabic).then_some(language)
    }

    /// Whether a text of the Arabic script has more letters that a language has not than letters
    /// that are its own, and more than a few names bring.
    fn contradict(&self, language: Language) -> bool {
        let all = self.further + self.uyghur + self.pashto + self.kurdish;
        let (own, foreign) = match language {
            Language::Ar => (self.arabic_only, self.persian + self.urdu + all),
            Language::Fa => (self.persian, self.arabic_only + self.urdu + all),
            Language::Ur => (self.persian + self.urdu, self.arabic_only + all),
            _ => return self.plain() != Some(language),
        };
        foreign > own && foreign * OWN_LETTERS >= self.arabic
    }
}

/// The language that letters point to: by script, within the Arabic script by the letters that one
/// language has for its own, and between Arabic, Persian and Urdu by their commonest words before
/// the letters, which a keyboard may have made. `Und` for a language that is none of those that are
/// known; `None` where there are no letters.
///
/// Latin text is not told apart: `None` is returned for it as well, so the caller's default holds.
#[must_use]
pub fn guess(text: &str) -> Option<Language> {
    let letters = Letters::of(text);
    let other = letters.latin + letters.other;
    if letters.arabic.max(letters.hebrew) < other || letters.arabic + letters.hebrew == 0 {
        return None;
    }
    if letters.hebrew > letters.arabic {
        return Some(Language::He);
    }
    Some(guess_arabic(text, &letters))
}

/// The language of a text of the Arabic script, whose letters were counted.
#[must_use]
pub fn guess_arabic(text: &str, letters: &Letters) -> Language {
    letters.plain().unwrap_or_else(|| {
        if let Some((language, _)) = most(&ARABIC_WORDS, &common_arabic(text)) {
            language
        } else if letters.persian > letters.arabic_only {
            Language::Fa
        } else {
            Language::Ar
        }
    })
}

/// The language of a text of the Arabic script that is plainly not of the language expected.
#[must_use]
pub fn guess_other(text: &str, letters: &Letters, expected: Language) -> Option<Language> {
    if !letters.contradict(expected) {
        return None;
    }
    // Damaged Arabic has letters of Urdu, but none of its words.
    let by_letters = letters.plain().filter(|other| *other != Language::Ur);
    let other = by_letters.or_else(|| {
        let (language, lead) = most(&ARABIC_WORDS, &common_arabic(text))?;
        (lead >= CLEAR).then_some(language)
    });
    other.filter(|other| *other != expected)
}

/// How many words of a text of the Arabic script are common in Arabic, Persian and Urdu.
fn common_arabic(text: &str) -> [u32; ARABIC_WORDS.len()] {
    const ARABIC: usize = 0;
    let is_letter = |c| chars::is_arabic_letter(c) || chars::is_mark(c);
    let words = text
        .split(|c| !is_letter(c))
        .filter(|word| !word.is_empty());
    let mut counts = [0; ARABIC_WORDS.len()];
    for word in words.take(WORDS) {
        match ARABIC_TABLE.get(word) {
            Some(rows) => add(&mut counts, *rows),
            // The article, and the ending of the feminine, make Arabic words.
            None if word.ends_with('ة') || (word.starts_with("ال") && word.len() >= 12) => {
                counts[ARABIC] += 1;
            }
            None => {}
        }
    }
    counts
}

fn add(counts: &mut [u32], rows: u16) {
    for (row, count) in counts.iter_mut().enumerate() {
        *count += u32::from(rows >> row & 1);
    }
}

/// The row with the most words, and by how many it leads; `None` where two are equal.
fn most(rows: &[(Language, &str)], counts: &[u32]) -> Option<(Language, u32)> {
    let (best, count) = counts.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let others = counts.iter().enumerate().filter(|(row, _)| *row != best);
    let second = others.map(|(_, count)| *count).max().unwrap_or(0);
    (*count > second).then(|| (rows[best].0, count - second))
}

/// Tells languages that are written with Latin letters apart by their commonest words; `None` where
/// none leads, or where the letters are not those of English or French.
#[must_use]
pub fn guess_latin(text: &str) -> Option<Language> {
    let mut counts = [0; LATIN_WORDS.len()];
    let (mut words, mut bytes) = (0_u32, [0_u8; 8]);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(WORDS)
    {
        words += 1;
        let Some(short) = bytes.get_mut(..word.len()) else {
            continue;
        };
        short.copy_from_slice(word.as_bytes());
        short.make_ascii_lowercase();
        let lower = std::str::from_utf8(short).unwrap_or_default();
        if let Some(rows) = LATIN_TABLE.get(lower) {
            add(&mut counts, *rows);
        }
    }
    let (language, _) = most(&LATIN_WORDS, &counts)?;
    let common = counts.iter().max().copied().unwrap_or_default();
    if common * SHORT < words || !has_letters_of(language, text) {
        return None;
    }
    Some(language)
}

/// Whether the letters of a text are those of English or French, a name here and there apart: one in
/// fifty letters may be another's.
fn has_letters_of(language: Language, text: &str) -> bool {
    let own = match language {
        Language::En => "éèêëïçàôñ",
        Language::Fr => "àâæçéèêëîïôœùûüÿ’",
        _ => return true,
    };
    let (mut letters, mut foreign) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let lower = c.to_lowercase().next().unwrap_or(c);
        foreign += usize::from(!c.is_ascii() && !own.contains(lower));
    }
    foreign * 50 <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(guess("قال الوزير في الرياض"), Some(Language::Ar));
        assert_eq!(guess("او گفت که این کار را می‌کند"), Some(Language::Fa));
        assert_eq!(guess("یہ ایک خبر ہے اور وہ گئے"), Some(Language::Ur));
        assert_eq!(guess("השר אמר היום"), Some(Language::He));
        assert_eq!(guess("وَقُلْ رَبِّ زِدْنِي عِلْمًا"), Some(Language::Ar));
        assert_eq!(guess("The minister said"), None);
        assert_eq!(guess("12 %"), None);
    }

    #[test]
    fn languages_with_letters_of_their_own_are_not_taken_for_others() {
        let guessed = |text| guess(text).unwrap();
        let kurdish = "وەزیری پەروەردە ڕایگەیاند کە قوتابخانەکان لە هەفتەی داهاتوودا دەکرێنەوە و مامۆستایان ئامادەن.";
        assert_eq!(guessed(kurdish), Language::Ckb);
        let pashto =
            "د ښوونې وزیر وویل چې ښوونځي به راتلونکې اونۍ پرانیستل شي او ټول ښوونکي چمتو دي.";
        assert_eq!(guessed(pashto), Language::Ps);
        let uyghur = "مەكتەپلەر كېلەر ھەپتە ئېچىلىدۇ، بارلىق ئوقۇتقۇچىلار تەييار بولۇپ تۇرۇۋاتىدۇ.";
        assert_eq!(guessed(uyghur), Language::Ug);
        let sindhi =
            "تعليم جي وزير چيو تہ اسڪول ايندڙ هفتي کلندا ۽ سڀ استاد تيار آهن، ٻار بہ خوش آهن.";
        assert_eq!(guessed(sindhi), Language::Und);
    }

    #[test]
    fn a_keyboard_does_not_make_a_language() {
        // Arabic with the letters of a Persian keyboard, and Persian with those of an Arabic one.
        assert_eq!(
            guess("قال الوزیر فی الریاض إن العمل یجری کما خطط له"),
            Some(Language::Ar)
        );
        assert_eq!(
            guess("وزير گفت كه اين كار را براي مردم مي كند"),
            Some(Language::Fa)
        );
        assert_eq!(guess("صدر کا قوم کو پیغام"), Some(Language::Ur));
        assert_eq!(
            guess("وزیر اعظم کی صدارت میں اجلاس، پاکستان اور ایران کا معاہدہ"),
            Some(Language::Ur)
        );
        // A few names do not either.
        assert_eq!(
            guess("التقى الوزير نظيره پرویز گیلانی في كراچي، ثم غادر إلى الرياض"),
            Some(Language::Ar)
        );
    }

    #[test]
    fn a_text_is_of_another_language_only_where_that_is_plain() {
        let other = |text: &str, expected| guess_other(text, &Letters::of(text), expected);
        let arabic = "قالت الوزيرة إن العمل في الخطة مستمر.";
        let persian = "وزیر گفت که این کار را پی‌گیری می‌کند.";
        let kurdish = "وەزیر گوتی کە کارەکە بەردەوامە.";
        assert_eq!(other(arabic, Language::Fa), Some(Language::Ar));
        assert_eq!(other(persian, Language::Ar), Some(Language::Fa));
        assert_eq!(other(kurdish, Language::Ar), Some(Language::Ckb));
        assert_eq!(other(kurdish, Language::Fa), Some(Language::Ckb));
        assert_eq!(other(arabic, Language::Ckb), Some(Language::Ar));
        assert_eq!(other(kurdish, Language::Ckb), None);
        assert_eq!(other(arabic, Language::Ar), None);
        // Persian from an Arabic keyboard stays Persian, and a name stays in its article.
        assert_eq!(other("وزير گفت كه اين كار را مي كند", Language::Fa), None);
        assert_eq!(other("يحيى", Language::Fa), None);
        assert_eq!(other("ط§ظ„ظ…ط¯ظٹظ†ط© زوارها", Language::Ar), None);
        assert_eq!(
            other("یہ خبر شہر کے لیے اہم ہے", Language::Ar),
            Some(Language::Ur)
        );
        assert_eq!(other("پرویز گیلانی", Language::Ar), None);
    }

    #[test]
    fn common_words_tell_latin_languages_apart() {
        let cases = [
            (
                "The minister said that the work was going on.",
                Some(Language::En),
            ),
            (
                "City opens five free swimming pools for children",
                Some(Language::En),
            ),
            (
                "La ministre a dit que le travail est dans les temps.",
                Some(Language::Fr),
            ),
            (
                "Pourquoi attendre quand on peut commencer tout de suite ?",
                Some(Language::Fr),
            ),
            (
                "La ministra dijo que la obra está en marcha y que los plazos se cumplen.",
                Some(Language::Es),
            ),
            (
                "A ministra disse que a obra está em curso e que os prazos não mudam.",
                Some(Language::Pt),
            ),
            (
                "La ministra ha detto che i lavori sono in corso e che non ci sono ritardi.",
                Some(Language::It),
            ),
            (
                "Die Ministerin sagte, dass die Arbeit im Zeitplan ist und der Bau bald beginnt.",
                Some(Language::De),
            ),
            (
                "De minister zei dat het werk op schema ligt en niet wordt uitgesteld.",
                Some(Language::Nl),
            ),
            (
                "Ministern sade att arbetet går bra och att det inte finns några problem för skolan.",
                Some(Language::Und),
            ),
            ("Microsoft Activision Blizzard", None),
        ];
        for (text, expected) in cases {
            assert_eq!(guess_latin(text), expected, "{text}");
        }
    }
}
