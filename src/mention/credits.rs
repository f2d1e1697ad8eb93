//! Photo credits.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::{Mentions, Vocabulary};
use crate::article::{
    Article, BlockGroup, BlockIndex, BlockKind, CreditPlace, Marked, Photo, Syntax, address_path,
    is_image_path,
};
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space, is_word};
use crate::lang::fold::{fold_char, same, strip_prefix};
use crate::span::TextRange;

/// An agency or stock house and how its name is written.
#[derive(Clone, Copy, Debug)]
pub struct Agency {
    /// Its id.
    pub id: &'static str,
    /// Its names, in Latin and in Arabic letters.
    pub names: &'static [&'static str],
}

macro_rules! agencies {
    ($($id:literal: $($name:literal),+;)+) => {
        &[$(Agency { id: $id, names: &[$($name),+] }),+]
    };
}

/// News agencies and photo sources by the names that they credit themselves with, and their usual
/// Arabic names (Getty Images Editorial Standards; bracketed short names counted in SaudiNewsNet,
/// 2015). Every desk has more: the list is open, see [`Vocabulary::agencies`].
pub const AGENCIES: &[Agency] = agencies! {
    "ap": "AP", "AP Images", "AP Photo", "Associated Press", "The Associated Press", "أسوشيتد برس", "أسوشييتد برس", "أ ب", "أ.ب", "آسوشیتدپرس", "اے پی";
    "afp": "AFP", "Agence France-Presse", "أ ف ب", "أ.ف.ب", "فرانس برس", "الفرنسية", "خبرگزاری فرانسه", "اے ایف پی";
    "reuters": "Reuters", "REUTERS", "رويترز", "رائٹرز", "روئٹرز";
    "getty": "Getty Images", "Getty", "iStock", "غيتي إيمجز", "غيتي إيميجز", "غيتي إيماجز", "غيتي", "جيتي إيمجز", "جيتي إيميجز", "جيتي", "گتی ایمیجز", "گیٹی امیجز";
    "epa": "EPA", "EPA-EFE", "EFE", "إ ب أ", "إ.ب.أ", "الأوروبية", "إيفي";
    "dpa": "dpa", "picture alliance", "د ب أ", "د.ب.أ", "الألمانية";
    "xinhua": "Xinhua", "شينخوا";
    "anadolu": "Anadolu", "Anadolu Agency", "AA", "الأناضول", "وكالة الأناضول";
    "spa": "SPA", "واس", "الأنباء السعودية";
    "irna": "IRNA", "ایرنا";
    "isna": "ISNA", "ایسنا";
    "wam": "WAM", "وام", "أنباء الإمارات";
    "qna": "QNA", "قنا", "الأنباء القطرية";
    "kuna": "KUNA", "كونا", "الأنباء الكويتية";
    "petra": "Petra", "بترا", "الأنباء الأردنية";
    "nna": "NNA", "الوكالة الوطنية للإعلام";
    "wafa": "WAFA", "وفا";
    "mena": "MENA", "أ ش أ", "أ.ش.أ";
    "sana": "SANA", "سانا";
    "ina": "INA", "واع";
    "map": "MAP", "و م ع", "و.م.ع";
    "aps": "APS", "واج", "وأج";
    "tass": "TASS", "تاس";
    "sputnik": "RIA Novosti", "Sputnik", "نوفوستي", "سبوتنيك";
    "shutterstock": "Shutterstock", "شترستوك", "شاترستوك";
    "alamy": "Alamy";
    "zuma": "Zuma";
    "sipa": "Sipa";
    "depositphotos": "Depositphotos";
    "unsplash": "Unsplash";
    "pexels": "Pexels";
    "pixabay": "Pixabay";
    "flickr": "Flickr";
    "freepik": "Freepik";
    "adobe-stock": "Adobe Stock", "stock.adobe.com", "AdobeStock";
    "wikimedia": "Wikimedia Commons", "Wikimedia", "Wikipedia", "ويكيميديا", "ويكيميديا كومنز";
    "nasa": "NASA", "ناسا";
    "un": "UN Photo", "الأمم المتحدة";
    "white-house": "White House", "The White House", "البيت الأبيض";
    "defense-dept": "Defense Dept.", "وزارة الدفاع الأميركية";
    "state-dept": "State Dept.", "وزارة الخارجية الأميركية";
    "agencies": "وكالات", "الوكالات";
};

/// The ids of [`AGENCIES`] that are offices of a government or of the United Nations.
const GOVERNMENT: &[&str] = &["nasa", "un", "white-house", "defense-dept", "state-dept"];

/// The shape of a credit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CreditShape {
    /// `(© Name/Agency)`
    ParenthesisedCopyright,
    /// `© Name/Agency`, `© Agency`
    Copyright,
    /// `Photo by Name/Agency`, `Photo: Name`
    PhotoBy,
    /// `Name/Provider via Distributor`, `Name/Agency`
    NameVia,
    /// `(AP Photo/Name)`
    ApPhoto,
    /// `REUTERS/Name`
    Reuters,
    /// `(State Dept./Name)`
    Government,
    /// `Courtesy of Name`, `بإذن من …`
    Courtesy,
    /// `صورة أرشيفية`, `Handout via …`
    HandoutOrFile,
    /// `Name, CC BY-SA 4.0`
    Licence,
    /// `تصوير: …`, `عدسة: …`, `مصدر الصورة: …`
    PhotographyLabel,
    /// `المصدر: رويترز`
    SourceLabel,
    /// `(رويترز)`, `(أ ف ب)`
    AgencyBracket,
    /// A name or another text in a place that is only for credits (`image_credit: …`).
    Bare,
}

impl CreditShape {
    /// All shapes that a house style can ask for, in the order of their ids in the documentation.
    pub const ALL: [Self; 13] = [
        Self::ParenthesisedCopyright,
        Self::Copyright,
        Self::PhotoBy,
        Self::NameVia,
        Self::ApPhoto,
        Self::Reuters,
        Self::Government,
        Self::Courtesy,
        Self::HandoutOrFile,
        Self::Licence,
        Self::PhotographyLabel,
        Self::SourceLabel,
        Self::AgencyBracket,
    ];

    /// The id in a style file.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ParenthesisedCopyright => "parenthesised-copyright-name-agency",
            Self::Copyright => "copyright-name-slash-agency-bare",
            Self::PhotoBy => "photo-by",
            Self::NameVia => "name-provider-via",
            Self::ApPhoto => "ap-photo",
            Self::Reuters => "reuters",
            Self::Government => "government",
            Self::Courtesy => "courtesy",
            Self::HandoutOrFile => "handout-or-file",
            Self::Licence => "licence",
            Self::PhotographyLabel => "arabic-photography-label",
            Self::SourceLabel => "arabic-source-label",
            Self::AgencyBracket => "arabic-agency-bracket",
            Self::Bare => "bare",
        }
    }
}

/// What is wrong with a credit in itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CreditFault {
    /// Nothing but signs: `(© )`.
    Empty,
    /// One bracket of the pair is missing.
    NotClosed,
    /// `(C)` in place of `©`.
    LetterC,
    /// A slash with no photographer before it.
    NoPhotographer,
    /// A slash with no agency after it.
    NoAgency,
    /// Not a source: `الإنترنت`, `social media`.
    NoSource,
}

/// A photo credit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// All of it, brackets included.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// Its shape.
    pub shape: CreditShape,
    /// The photographer or other maker.
    pub name: Option<TextRange>,
    /// The agency that is named last: the distributor in `Name/Provider via Distributor`.
    pub agency: Option<TextRange>,
    /// The provider in `Name/Provider via Distributor` and in `Provider/Distributor`.
    pub provider: Option<TextRange>,
    /// Whether it stands in brackets, both or one of them.
    pub brackets: bool,
    /// What is wrong with it in itself.
    pub faults: Vec<CreditFault>,
    /// Whether it is all that its block holds.
    pub alone: bool,
    /// Whether it is the last thing in its block (a full stop after it does not count).
    pub at_end: bool,
}

impl Credit {
    /// Whether it says that it is for all photos of the article: `All photos: …`, `جميع الصور: …`.
    #[must_use]
    pub fn is_for_all(&self, article: &Article<'_>) -> bool {
        const ALL: [&str; 5] = [
            "all photos",
            "all images",
            "all pictures",
            "جميع الصور",
            "كل الصور",
        ];
        let words = article
            .slice(self.range)
            .trim_start_matches(['(', '[', ' ']);
        let all = ALL.iter().any(|all| strip_prefix(words, all).is_some());
        all && !self.has(CreditFault::Empty)
    }

    /// Whether it has a fault.
    #[must_use]
    pub fn has(&self, fault: CreditFault) -> bool {
        self.faults.contains(&fault)
    }
}

/// Whether a caption is nothing but what may be a name: of who made the picture, or of who is seen
/// in it. Only capitals tell, so a caption in Arabic letters is taken for a description.
#[must_use]
pub fn is_name_alone(caption: &str) -> bool {
    let caption = caption.trim();
    let few = caption.split_whitespace().take(6).count() <= 5;
    few && !caption.ends_with('.') && !caption.contains(is_arabic_letter) && is_name(caption)
}

/// Whether a text speaks of where a picture is from, though perhaps in no shape that is known: `©`, a
/// label with its colon (`Source : Le Port, pour la Ville`), or a label at its start that is used for
/// nothing else (`Crédit photo de la une`).
#[must_use]
pub fn speaks_of_source(text: &str) -> bool {
    if sign_inside(text) {
        return true;
    }
    let text = text.trim();
    let part = |start| Part {
        whole: text,
        start,
        end: text.len(),
    };
    let starts = text.char_indices().scan(' ', |before, (at, c)| {
        let starts = is_word(c) && !is_word(*before);
        *before = c;
        Some((at, starts))
    });
    let mut starts = starts.filter(|&(_, starts)| starts).map(|(at, _)| at);
    starts.any(|at| {
        strip_label(part(at)).is_some_and(|(label, rest, mark)| {
            !rest.is_empty() && (mark || label.strict && (at == 0 || !label.mark))
        })
    })
}

/// Whether a text begins with a label that is used for nothing but the credits of pictures.
#[must_use]
pub fn begins_as_credit(text: &str) -> bool {
    let part = Part {
        whole: text,
        start: 0,
        end: text.len(),
    };
    let label = strip_label(part.trim());
    label.is_some_and(|(label, rest, _)| {
        label.strict && label.shape != CreditShape::SourceLabel && !rest.is_empty()
    })
}

/// The id in [`AGENCIES`] of an agency by one of its names. Latin names count as they are written,
/// or in capitals; Arabic ones folded, with dots or blanks between single letters.
#[must_use]
pub fn agency_id(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let name = ["وكالة ", "The "]
        .iter()
        .find_map(|p| name.strip_prefix(p))
        .unwrap_or(name);
    let name = [" photo", " Photo", " PHOTO"]
        .iter()
        .find_map(|s| name.strip_suffix(s))
        .unwrap_or(name);
    // A page of text is no name; the longest name has 24 letters.
    if name.is_empty() || name.len() > 80 {
        return None;
    }
    let table = agency_table();
    let key = agency_key(name);
    let first = table.partition_point(|&(other, ..)| other < key);
    table[first..]
        .iter()
        .take_while(|&&(other, ..)| other == key)
        .find(|(_, known, _)| same_name(name, known))
        .map(|&(_, _, id)| id)
}

/// A hash of a name's letters, folded, without dots and blanks: equal for equal names.
fn agency_key(name: &str) -> u64 {
    let letters = name.chars().filter(|&c| c != '.' && !c.is_whitespace());
    // FNV-1a over scalar values: short names, asked for at every word of a caption.
    letters
        .filter_map(fold_char)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| {
            (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// Every name of every agency with its id, sorted by [`agency_key`].
fn agency_table() -> &'static [(u64, &'static str, &'static str)] {
    static TABLE: OnceLock<Vec<(u64, &'static str, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let names = |agency: &'static Agency| {
            agency
                .names
                .iter()
                .map(|&name| (agency_key(name), name, agency.id))
        };
        let mut table: Vec<_> = AGENCIES.iter().flat_map(names).collect();
        table.sort_by_key(|&(key, ..)| key);
        table
    })
}

fn same_name(name: &str, known: &str) -> bool {
    if known.is_ascii() {
        let (name, known) = (name.trim_end_matches('.'), known.trim_end_matches('.'));
        let capitals = || known.len() > 3 && !name.contains(|c: char| c.is_ascii_lowercase());
        return name == known || (capitals() && name.eq_ignore_ascii_case(known));
    }
    // `أب` is a word and `آب` a month: letters that stand for words are written apart.
    let apart = |c: char| c == '.' || c.is_whitespace();
    let single = known.split(apart).all(|part| part.chars().count() == 1);
    if single && !name.contains(apart) {
        return false;
    }
    let letters = |text: &'_ str| {
        text.chars()
            .filter(|&c| !apart(c))
            .filter_map(fold_char)
            .collect::<String>()
    };
    if single {
        letters(name) == letters(known)
    } else {
        same(name, known)
    }
}

/// A credit is looked for in this many bytes at the end (and, in a caption, at the start) of a
/// block: 200 Arabic letters, twice the longest credit seen.
const WINDOW: usize = 400;

/// A text of more words in a place for credits is the caption that a page has put there.
const LONGEST: usize = 20;

/// What may stand in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stance {
    /// No credit: a title, an alternative text.
    Never,
    /// A bracketed credit at the end, with a sign or a label that says so.
    Body,
    /// A credit as the whole or at the end.
    Line,
    /// A credit as the whole, at the end or at the start.
    Caption,
    /// A place that may be a credit's or a caption's: a credit, or a short name.
    Argument,
    /// Whatever stands there is a credit.
    Declared,
}

/// Where a credit begins, as far as a reader can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Start {
    /// At the start of the block, and it ends with it.
    Whole,
    /// After a sentence, a line or a dash.
    Border,
    /// Inside a sentence.
    Inside,
}

impl Mentions {
    /// The credit of a block.
    #[must_use]
    pub fn credit_in(&self, block: BlockIndex) -> Option<&Credit> {
        let index = self.credits.partition_point(|credit| credit.block < block);
        self.credits
            .get(index)
            .filter(|credit| credit.block == block)
    }

    /// The credits of a photo in the places where they may stand, nearest first.
    pub fn credits_of(&self, photo: &Photo) -> impl Iterator<Item = &Credit> {
        let candidates = photo.candidates.iter().map(|candidate| candidate.block);
        let caption = photo
            .caption
            .filter(|&caption| candidates.clone().all(|block| block != caption));
        candidates
            .chain(caption)
            .filter_map(|block| self.credit_in(block))
    }

    /// The credits that one photo has in several places, but for copyright notices: its first one with
    /// each other one.
    ///
    /// In plain text, which has no photos, a credit alone on a line stands for a photo above the
    /// caption that follows and that ends in a credit.
    #[must_use]
    pub fn twin_credits(&self) -> Vec<(&Credit, &Credit)> {
        let pair =
            |&(first, second): &(usize, usize)| (&self.credits[first], &self.credits[second]);
        self.twins.iter().map(pair).collect()
    }

    /// Indices of the credits that [`Self::twin_credits`] tells.
    pub(super) fn pair_credits(&self, article: &Article<'_>) -> Vec<(usize, usize)> {
        let photos = &article.photos;
        let mut pairs = Vec::new();
        let mut of_photos: Vec<_> = photos
            .iter()
            .flat_map(|photo| self.credits_of(photo).map(|credit| credit.block))
            .collect();
        of_photos.sort_unstable();
        let candidates = photos.iter().flat_map(|photo| &photo.candidates);
        let notices: HashSet<BlockIndex> = candidates
            .filter(|candidate| candidate.place == CreditPlace::Notice)
            .map(|candidate| candidate.block)
            .collect();
        let heroes: Vec<&Photo> = photos.iter().filter(|photo| photo.front_matter).collect();
        for photo in photos {
            // A photo of the front matter is shown again in the article: its field credits both.
            let hero = heroes
                .iter()
                .find(|hero| !photo.front_matter && same_file(hero, photo));
            let credits = hero
                .copied()
                .into_iter()
                .chain([photo])
                .flat_map(|photo| self.credits_of(photo))
                .filter(|credit| !notices.contains(&credit.block));
            let mut credits: Vec<_> = credits.collect();
            // In the order of the file: that of a news item's text is another.
            credits.sort_by_key(|credit| (article.text.span(credit.range), credit.range));
            credits.dedup();
            if let Some((first, others)) = credits.split_first() {
                pairs.extend(others.iter().map(|second| (*first, *second)));
            }
        }
        for neighbours in self.credits.windows(2) {
            let [line, caption] = neighbours else {
                continue;
            };
            let free = |credit: &Credit| of_photos.binary_search(&credit.block).is_err();
            if line.alone
                && caption.at_end
                && !caption.alone
                && caption.block.0 == line.block.0 + 1
                && free(line)
                && free(caption)
            {
                pairs.push((line, caption));
            }
        }
        pairs.sort_by_key(|(first, second): &(&Credit, &Credit)| (first.range, second.range));
        pairs.dedup();
        let index = |of: &Credit| {
            self.credits
                .partition_point(|credit| credit.block < of.block)
        };
        let indices = |(first, second)| (index(first), index(second));
        pairs.into_iter().map(indices).collect()
    }
}

fn same_file(a: &Photo, b: &Photo) -> bool {
    picture(a).is_some_and(|file| picture(b) == Some(file))
}

/// What tells whether two photos show one picture: its file, without a size in its name or a folder
/// of its size (`a-90x60.jpg`, `w200/a.jpg`, `small/a.jpg`), as sliders show it small and large.
#[must_use]
pub fn picture(photo: &Photo) -> Option<Cow<'_, str>> {
    let file = image_file(photo)?;
    let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let whole = stem
        .rsplit_once('-')
        .filter(|(whole, size)| !whole.is_empty() && is_size(size) && size.contains('x'));
    if whole.is_none() && !folders.split('/').any(is_size) {
        return Some(file.into());
    }
    let mut kept: Vec<&str> = folders.split('/').filter(|part| !is_size(part)).collect();
    let name = whole.map_or_else(|| name.to_owned(), |(whole, _)| format!("{whole}.{ending}"));
    kept.push(&name);
    Some(kept.join("/").into())
}

/// Whether a part of an address is a size: `640x480`, `w600`, `h90`, `600w`, `large`.
fn is_size(part: &str) -> bool {
    const NAMED: [&str; 7] = [
        "large",
        "medium",
        "small",
        "thumb",
        "thumbs",
        "thumbnail",
        "thumbnails",
    ];
    if NAMED.iter().any(|named| part.eq_ignore_ascii_case(named)) {
        return true;
    }
    let is_number = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    part.split_once('x')
        .is_some_and(|(width, height)| is_number(width) && is_number(height))
        || part.strip_prefix(['w', 'h']).is_some_and(is_number)
        || part.strip_suffix(['w', 'h']).is_some_and(is_number)
}

/// What tells whether two photos show one file: the address without what asks the server for a size,
/// and without the way up to the site's folder. `None` where there is no address.
#[must_use]
pub fn image_file(photo: &Photo) -> Option<&str> {
    let src = photo.src.trim();
    // What a template computes may be another file each time.
    if src.starts_with("data:") || src.contains("{{") || src.contains("{%") {
        return None;
    }
    let path = address_path(src);
    // Of `/image?id=7` the question is the name.
    let file = if is_image_path(path) { path } else { src }.trim_start_matches(['.', '/']);
    (!file.is_empty()).then_some(file)
}

pub(super) fn recognise(article: &Article<'_>, vocabulary: &Vocabulary) -> Vec<Credit> {
    let mut marks: Vec<(BlockIndex, Marked)> = Vec::new();
    let mut stances: Vec<Stance> = article
        .blocks
        .iter()
        .map(|block| stance(block.kind))
        .collect();
    for photo in &article.photos {
        for candidate in &photo.candidates {
            let block = article.block(candidate.block);
            let stance = &mut stances[candidate.block.0 as usize];
            // What a badge says when it is pointed at credits nothing.
            if photo.exempt.is_some() && candidate.place == CreditPlace::Title {
                *stance = Stance::Never;
                continue;
            }
            match (block.kind, candidate.place) {
                (BlockKind::Alt | BlockKind::Title | BlockKind::Caption, _) => {}
                (
                    BlockKind::CreditLine,
                    CreditPlace::Field | CreditPlace::Element | CreditPlace::Notice,
                ) => {
                    *stance = Stance::Declared;
                }
                // `attr` and the like hold captions, too.
                (BlockKind::CreditLine, CreditPlace::Attribute) => *stance = Stance::Argument,
                (BlockKind::CreditLine, _) => {}
                (_, CreditPlace::Caption) => *stance = Stance::Caption,
                _ => *stance = Stance::Line,
            }
        }
        marks.extend(photo.marked.iter().filter_map(|&mark| {
            let block = article.block_at(mark.range.start)?;
            Some((block, mark))
        }));
    }
    marks.sort_unstable_by_key(|(block, mark)| (*block, mark.range));
    marks.dedup();
    let reader = Reader {
        text: article.text.as_str(),
        vocabulary,
    };
    let credits = article
        .indexed_blocks()
        .zip(&stances)
        .filter_map(|((index, block), &stance)| {
            let part = Part {
                whole: reader.text,
                start: block.range.start(),
                end: block.range.end(),
            };
            let marked = || {
                let first = marks.partition_point(|(block, _)| *block < index);
                let mut own = marks[first..]
                    .iter()
                    .take_while(|(block, _)| *block == index);
                own.find_map(|(_, mark)| reader.find_marked(part, mark))
            };
            let mut credit = reader.find(part, stance).or_else(marked)?;
            // On a page the name stands in the box behind a label's.
            let is_label = credit.has(CreditFault::Empty)
                && block.syntax == Syntax::HtmlText
                && article.slice(credit.range).ends_with([':', '：']);
            if is_label {
                return None;
            }
            credit.block = index;
            credit.at_end = part.from(credit.range.end()).trim_end_stop().is_empty();
            credit.alone = credit.at_end && credit.range.start() == part.trim().start;
            Some(credit)
        });
    credits.collect()
}

/// Reads a text that is a credit and nothing else, such as a house style's example.
pub(crate) fn parse_example(text: &str) -> Option<Credit> {
    let vocabulary = Vocabulary::default();
    let reader = Reader {
        text,
        vocabulary: &vocabulary,
    };
    let part = Part {
        whole: text,
        start: 0,
        end: text.len(),
    };
    reader.parse(part, Start::Whole, Stance::Line)
}

fn stance(kind: BlockKind) -> Stance {
    match kind {
        BlockKind::CreditLine => Stance::Line,
        BlockKind::Caption => Stance::Caption,
        _ if kind.group() == BlockGroup::Body => Stance::Body,
        _ => Stance::Never,
    }
}

/// A part of the article's text.
#[derive(Clone, Copy)]
struct Part<'a> {
    whole: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Part<'a> {
    fn text(self) -> &'a str {
        &self.whole[self.start..self.end]
    }

    fn is_empty(self) -> bool {
        self.start == self.end
    }

    fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }

    /// From a place of the whole text on.
    fn from(self, start: usize) -> Self {
        Self { start, ..self }
    }

    /// Up to a place of the whole text.
    fn to(self, end: usize) -> Self {
        Self { end, ..self }
    }

    /// Without its first bytes.
    fn skip(self, bytes: usize) -> Self {
        self.from(self.start + bytes)
    }

    /// Without blanks and direction marks at either end.
    fn trim(self) -> Self {
        let blank = |c| is_space(c) || is_bidi_control(c);
        let text = self.text();
        let end = self.start + text.trim_end_matches(blank).len();
        let start = end - self.to(end).text().trim_start_matches(blank).len();
        Self { start, end, ..self }
    }

    /// Without blanks at either end and a full stop at the end.
    fn trim_end_stop(self) -> Self {
        let part = self.trim();
        match part.text().strip_suffix(['.', '۔']) {
            Some(text) => part.to(part.start + text.len()).trim(),
            None => part,
        }
    }

    fn words(self) -> usize {
        self.text().split_whitespace().take(32).count()
    }

    /// Where the bracket at the start is closed, if it is: the closing bracket's place.
    fn closing(self) -> Option<usize> {
        let mut depth = 0usize;
        for (at, c) in self.text().char_indices() {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(self.start + at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Where the bracket at the end is opened, if it is: the opening bracket's place.
    fn opening(self) -> Option<usize> {
        let mut depth = 0usize;
        for (at, c) in self.text().char_indices().rev() {
            match c {
                ')' | ']' => depth += 1,
                '(' | '[' => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(self.start + at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The last (or first) bytes of it that are looked at.
    fn tail(self) -> Self {
        let mut start = self.start.max(self.end.saturating_sub(WINDOW));
        while !self.whole.is_char_boundary(start) {
            start += 1;
        }
        self.from(start)
    }

    fn head(self) -> Self {
        let mut end = self.end.min(self.start + WINDOW);
        while !self.whole.is_char_boundary(end) {
            end -= 1;
        }
        self.to(end)
    }
}

/// A word or words that say that a credit follows.
struct Label {
    /// Folded.
    words: &'static str,
    shape: CreditShape,
    /// Whether nothing else than a credit follows it (`photo by`), or a description may (`photo:`).
    strict: bool,
    /// Whether a colon or a dash belongs to it.
    mark: bool,
}

macro_rules! labels {
    ($($shape:ident $strict:literal $mark:literal: $($words:literal),+;)+) => {
        &[$($(Label { words: $words, shape: CreditShape::$shape, strict: $strict, mark: $mark }),+),+]
    };
}

/// Labels of credits. `تصوير` and `عدسة` with a colon, a dash or a slash: SaudiNewsNet, 2015.
const LABELS: &[Label] = labels! {
    PhotoBy true false: "all photos by", "all images by", "photo by", "photos by", "photograph by", "photographs by", "photography by",
        "picture by", "pictures by", "image via", "images via", "photo via", "photos via", "photo par", "photos par", "image by", "images by", "illustration by", "graphic by", "composite by";
    PhotoBy true true: "all photos", "all images", "mandatory credit", "photo credit", "photo credits", "image credit", "image credits", "picture credit",
        "credit", "credits", "photographer", "crédit", "crédits", "crédit photo", "crédits photo",
        "crédit photos", "crédits photos", "crédit image", "crédits image", "crédit images",
        "crédits images", "crédit illustration", "crédito", "créditos", "crédito de la imagen", "photo source", "image source";
    PhotoBy false true: "photo", "photos", "photograph", "photographs", "photography", "photographie",
        "image", "images", "picture", "pictures", "pic", "illustration", "graphic", "graphics", "map",
        "foto", "fotos", "fotó", "fotoğraf", "bild", "bildmaterial", "bildnachweis", "imagem", "imagen", "imágenes", "immagine";
    SourceLabel false true: "source", "sources", "quelle", "bildquelle", "fonte", "fuente";
    Courtesy true false: "courtesy", "courtesy of", "photo courtesy", "photo courtesy of", "photos courtesy of",
        "image courtesy", "image courtesy of", "images courtesy of", "بإذن من", "بإذن خاص من", "إهداء من",
        "بشکریہ";
    HandoutOrFile true false: "handout via", "file photo via", "pool via";
    PhotographyLabel true true: "تصوير", "عدسة", "بعدسة", "المصور", "المصورة", "مصدر الصورة", "مصدر الصور", "صدر الصورة",
        "عکاس";
    PhotographyLabel true false: "عکس از", "الصورة بعدسة", "صورة بعدسة", "من تصوير";
    PhotographyLabel false true: "الصورة", "صورة", "الصور", "صور", "جميع الصور", "كل الصور", "رسم", "كاريكاتير", "عکس", "فوٹو";
    SourceLabel true true: "حقوق الصورة", "حقوق الصور", "حقوق النشر";
    SourceLabel false true: "المصدر", "مصدر", "منبع", "ماخذ";
    SourceLabel false false: "صورة من", "صور من", "الصورة من", "الصور من", "عن", "نقلا عن", "تصویر از",
        "image from", "images from", "photo from", "photos from", "photo de", "photos de", "image de";
};

/// Labels that credit a photo without a colon as well, where nothing else stands beside it.
const MADE: [&str; 3] = ["تصوير", "عدسة", "بعدسة"];

/// What says, at the end of a credit, what kind of picture it is.
const QUALIFIERS: &[&str] = &[
    "file",
    "file photo",
    "file photos",
    "file image",
    "pool",
    "pool photo",
    "handout",
    "archive",
    "archives",
    "stock photo",
    "courtesy photo",
    "supplied",
    "contributed",
    "provided photo",
    "reprodução",
    "divulgação",
    "خاص",
    "أرشيف",
    "أرشيفية",
    "صورة أرشيفية",
    "صور أرشيفية",
    "من الأرشيف",
    "الأرشيف",
    "أرشيفي",
    "آرشیو",
    "فائل فوٹو",
    "فائل",
];

/// What is named as a source and is none: nobody there made the picture or can be asked.
const NO_SOURCE: &[&str] = &[
    "internet",
    "the internet",
    "from the internet",
    "web",
    "the web",
    "social media",
    "social networks",
    "google",
    "google images",
    "réseaux sociaux",
    "الإنترنت",
    "إنترنت",
    "من الإنترنت",
    "الانترنيت",
    "شبكة الإنترنت",
    "مواقع التواصل",
    "مواقع التواصل الاجتماعي",
    "وسائل التواصل",
    "وسائل التواصل الاجتماعي",
    "شبكات التواصل",
    "شبكات التواصل الاجتماعي",
    "السوشيال ميديا",
    "متداولة",
    "صورة متداولة",
    "صور متداولة",
    "مواقع إلكترونية",
    "مواقع الكترونية",
    "غوغل",
    "جوجل",
    "فيسبوك",
    "فايسبوك",
    "إنستغرام",
    "تويتر",
    "تيك توك",
    "گوگل",
    "اینترنت",
    "انٹرنیٹ",
    "سوشل میڈیا",
];

/// How a licence is named.
const LICENCES: &[&str] = &[
    "CC BY",
    "CC-BY",
    "CC0",
    "CC 0",
    "Creative Commons",
    "creative commons",
    "Public domain",
    "Public Domain",
    "public domain",
    "المشاع الإبداعي",
    "ملكية عامة",
    "الملكية العامة",
    "المجال العام",
];

/// What tells a page's copyright line from a credit.
const RESERVED: &[&str] = &[
    "rights reserved",
    "الحقوق محفوظة",
    "حقوق محفوظة",
    "droits réservés",
    "حقوق محفوظ",
];

/// Words that make a description of what would else be a name. As written: folded, `على` would be
/// the name `علي`.
const NO_NAME: &[&str] = &[
    "في",
    "من",
    "على",
    "إلى",
    "عن",
    "مع",
    "أن",
    "إن",
    "التي",
    "الذي",
    "الذين",
    "هذا",
    "هذه",
    "خلال",
    "بعد",
    "قبل",
    "بين",
    "عند",
    "حيث",
    "كما",
    "كان",
    "كانت",
    "قال",
    "قالت",
    "يقول",
    "هو",
    "هي",
    "لا",
    "ما",
    "لم",
    "لن",
    "قد",
    "كل",
    "أو",
    "در",
    "را",
    "است",
    "که",
    "کی",
    "کے",
    "میں",
    "ہے",
];

/// Words that say where somebody stands in a picture, or which picture of several is meant.
const PLACES: &[&str] = &[
    "Left",
    "Right",
    "Centre",
    "Center",
    "Top",
    "Bottom",
    "Above",
    "Below",
    "Gauche",
    "Droite",
    "Haut",
    "Bas",
    "يمين",
    "اليمين",
    "يمينا",
    "يسار",
    "اليسار",
    "يسارا",
    "وسط",
    "الوسط",
    "أعلى",
    "الأعلى",
    "أسفل",
    "الأسفل",
    "فوق",
    "تحت",
    "الصورة",
    "صورة",
    "الصف",
];

/// Small words inside Latin names.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "du", "des", "la", "le", "van", "von", "der", "den", "del", "dos", "bin",
    "ibn", "bint", "al", "el", "ben", "of", "the", "for", "and", "et", "und", "y", "e", "on",
    "via", "with", "&", "-", "dpa", "picture", "alliance",
];

/// Month names that stand in pairs with a slash between (`حزيران/يونيو`).
const MONTHS: &[&str] = &[
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "إبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];

fn is_any(text: &str, of: &[&str]) -> bool {
    text.len() < 100 && of.iter().any(|known| same(text, known))
}

/// What a credit's words say.
#[derive(Default)]
struct Words<'a> {
    name: Option<Part<'a>>,
    provider: Option<Part<'a>>,
    agency: Option<Part<'a>>,
    /// Whether an agency is one that is known.
    known: bool,
    /// Whether the first agency is a government's office.
    government: bool,
    /// Whether the agency stands first.
    agency_first: bool,
    slash: bool,
    /// Whether a full stop parts the name from the agency.
    stopped: bool,
    via: bool,
    licence: bool,
    no_source: bool,
    /// What kind of picture it is, where that is said.
    qualified: bool,
    fault: Option<CreditFault>,
}

struct Reader<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
}

impl<'a> Reader<'a> {
    /// The credit of a block.
    fn find(&self, block: Part<'a>, stance: Stance) -> Option<Credit> {
        match stance {
            Stance::Never => None,
            Stance::Body => self.find_in_body(block),
            Stance::Line => self.find_at_end(block, stance),
            Stance::Caption => self
                .find_at_end(block, stance)
                .or_else(|| self.find_at_start(block))
                .or_else(|| self.name_in_brackets(block.tail().trim_end_stop())),
            Stance::Argument => self.find_at_end(block, stance).or_else(|| {
                let most = if block.text().contains(is_arabic_letter) {
                    3
                } else {
                    4
                };
                let name = block.words() <= most && is_name(block.trim().text());
                name.then(|| self.declared(block))
            }),
            Stance::Declared => self
                .find_at_end(block, stance)
                .or_else(|| (block.words() <= LONGEST).then(|| self.declared(block))),
        }
    }

    /// The credit in a part of a caption that the markup sets apart.
    fn find_marked(&self, block: Part<'a>, mark: &Marked) -> Option<Credit> {
        let part = block.from(mark.range.start()).to(mark.range.end());
        let stance = if mark.certain {
            Stance::Declared
        } else {
            Stance::Argument
        };
        self.find(part, stance)
    }

    /// A group at the end that holds `©`, `(C)` or a label, in brackets, or in one of the two.
    fn find_in_body(&self, block: Part<'a>) -> Option<Credit> {
        let tail = block.tail().trim_end_stop();
        let opening = tail.text().ends_with([')', ']']).then(|| tail.opening());
        if let Some(Some(open)) = opening {
            let group = tail.from(open);
            return self.parse(group, start_of(block, group), Stance::Body);
        }
        let sign = ["©", "(C)", "(c)"]
            .iter()
            .filter_map(|sign| tail.text().rfind(sign))
            .max()?;
        let sign = tail.start + sign;
        let before = tail.to(sign).text().trim_end();
        let open = before
            .ends_with(['(', '['])
            .then(|| tail.start + before.len() - 1);
        let group = tail.from(open.unwrap_or(sign));
        self.parse(group, start_of(block, group), Stance::Body)
    }

    /// The whole, or what begins first and reaches to the end.
    fn find_at_end(&self, block: Part<'a>, stance: Stance) -> Option<Credit> {
        let tail = block.tail().trim_end_stop();
        let mut before = '\n';
        // `الجسر الجديد - رويترز`; elsewhere a hyphen and a slash part other things, too.
        let caption = stance == Stance::Caption;
        let mut border = tail.start == block.trim().start;
        if border && let Some(credit) = self.parse(tail, Start::Whole, stance) {
            return Some(credit);
        }
        for (at, c) in tail.text().char_indices() {
            let begins_word = is_word(c) && !is_word(before);
            let part = tail.skip(at);
            if at > 0
                && (matches!(c, '(' | '[' | '©') || begins_word && (border || could_be_label(c)))
            {
                let start = if border { Start::Border } else { Start::Inside };
                if let Some(credit) = self.parse(part, start, stance) {
                    return Some(credit);
                }
            }
            border = match c {
                '\n' | '|' | '–' | '—' | '؛' | '؟' | '?' | '!' | '۔' | '»' | '”' | '"' => {
                    true
                }
                '.' => !before.is_uppercase(),
                '-' | '/' if caption && is_space(before) => true,
                _ => border && is_space(c),
            };
            before = c;
        }
        None
    }

    /// A credit before the words of a caption.
    fn find_at_start(&self, block: Part<'a>) -> Option<Credit> {
        let head = block.head().trim();
        let first = head.text().chars().next()?;
        let end = match first {
            '(' | '[' => head.closing()? + 1,
            _ if first == '©' || could_be_label(first) => {
                let text = head.text();
                let borders = ["\n", ". ", "; ", " – ", " — ", " | ", " - "];
                let end = borders
                    .iter()
                    .filter_map(|border| text.find(border))
                    .min()?;
                head.start + end
            }
            _ => return None,
        };
        let credit = self.parse(head.to(end), Start::Inside, Stance::Caption)?;
        // `(رويترز)` before the words is a dateline.
        let sure = !matches!(
            credit.shape,
            CreditShape::AgencyBracket | CreditShape::NameVia | CreditShape::SourceLabel
        );
        (sure && !credit.has(CreditFault::Empty)).then_some(credit)
    }

    /// What stands in a place that is only for credits, without a shape.
    fn declared(&self, block: Part<'a>) -> Credit {
        let part = block.trim_end_stop();
        let words = self.words(part, false);
        let mut credit = credit(part, CreditShape::Bare, &words);
        if !part.text().contains(is_word) {
            credit.faults.push(CreditFault::Empty);
        }
        credit
    }

    /// A caption that ends with a name in brackets, or is nothing else: `The quay (The Daily
    /// Herald)`, `الجسر (محمد أحمد)`. A single word says as often where or who, unless it is an
    /// agency's name in small letters: `(reuters)`.
    fn name_in_brackets(&self, caption: Part<'a>) -> Option<Credit> {
        let group = caption.from(
            caption
                .opening()
                .filter(|_| caption.text().ends_with(')'))?,
        );
        let inner = group.text().strip_prefix('(')?.strip_suffix(')')?.trim();
        let words = inner.split_whitespace().count();
        let is_place = || inner.split_whitespace().any(|word| PLACES.contains(&word));
        let is_agency = words == 1 && inner.len() > 2 && agency_id(&inner.to_uppercase()).is_some();
        let is_name = (2..=4).contains(&words) && is_name(inner) && !is_place();
        (is_name || is_agency).then(|| Credit {
            brackets: true,
            ..self.declared(group)
        })
    }

    /// Reads all of a part as a credit, or says that it is none.
    fn parse(&self, part: Part<'a>, start: Start, stance: Stance) -> Option<Credit> {
        let part = part.trim_end_stop();
        let wrapping = unwrap(part)?;
        if wrapping.inner.text().len() > WINDOW {
            return None;
        }
        let (mut rest, mut sign) = strip_sign(wrapping.inner);
        // `(رويترز ©)`: only brackets or a place of its own tell where such a credit begins.
        let begins = wrapping.brackets && !wrapping.unpaired || start == Start::Whole;
        let begins = begins && stance != Stance::Body;
        if let (true, None, Some(named)) = (begins, sign, rest.text().strip_suffix('©')) {
            rest = rest.to(rest.start + named.len()).trim();
            sign = (!rest.is_empty()).then_some(Sign::Copyright);
        }
        let seen = Seen {
            part,
            start,
            stance,
            wrapping,
            sign,
        };
        strip_label(rest)
            .and_then(|(label, rest, mark)| self.parse_labelled(seen, label, rest, mark))
            .or_else(|| self.parse_bare(seen, rest))
    }

    /// `Photo by …`, `تصوير: …`
    fn parse_labelled(
        &self,
        seen: Seen<'a>,
        label: &Label,
        rest: Part<'a>,
        mark: bool,
    ) -> Option<Credit> {
        let (rest, sign) = match seen.sign {
            Some(_) => (rest, seen.sign),
            None => strip_sign(rest),
        };
        let seen = Seen { sign, ..seen };
        if rest.is_empty() {
            return (mark || sign.is_some())
                .then(|| seen.empty(label.shape))
                .flatten();
        }
        // `صورة من الرصيف (© الاسم/الوكالة)`: the first words are the caption's, the credit is further on.
        if !mark && !label.strict && sign_inside(rest.text()) {
            return None;
        }
        if sign.is_some() {
            return self.parse_bare(seen, rest);
        }
        let stopped = (seen.brackets() && label.shape == CreditShape::PhotoBy)
            .then(|| self.split_at_stop(rest))
            .flatten();
        let words =
            stopped.unwrap_or_else(|| self.words(rest, label.shape == CreditShape::SourceLabel));
        if words.stopped {
            return Some(seen.credit(label.shape, &words));
        }
        let name = is_name(rest.text());
        let apart = seen.apart();
        let says = words.known || words.no_source || words.licence;
        let certain = if label.mark && !mark {
            // `(تصوير محمد أحمد)`, `Photo AFP`: without a colon the words are common ones.
            let bound = seen.brackets() || seen.ends_caption() && MADE.contains(&label.words);
            // In a place that is only for credits `Credit` says what the place says.
            let declared = seen.start == Start::Whole && seen.stance == Stance::Declared;
            // `… sont parvenus à sortir. Photo Jean Dupont`, as French papers end their captions.
            let ends = seen.start == Start::Border && seen.ends_caption();
            let ends = ends && (2..=4).contains(&rest.words()) && rest.text().contains(' ');
            let photo = ends && name && ["photo", "photos"].contains(&label.words);
            words.known && apart
                || photo
                || declared && label.strict && begins_as_name(rest.text())
                || bound
                    && label.strict
                    && name
                    && (2..=4).contains(&rest.words())
                    && !rest.text().starts_with("ال")
        } else if label.strict {
            is_site(rest.text())
                || begins_as_name(rest.text()) && (words.known || !has_border(rest.text()))
        } else if label.mark {
            // `… of the river Imagem: Divulgação/Clube`: a page may part the two by their looks alone.
            let pair = words.slash && seen.stance == Stance::Caption;
            says && apart || words.known || name && (apart || pair)
        } else {
            // `صورة من رويترز`, `عن رويترز`
            says && apart || seen.brackets() && name && label.words != "عن"
        };
        let body =
            seen.stance != Stance::Body || label.strict && (mark || !label.mark) && seen.brackets();
        let unpaired = !seen.wrapping.unpaired || label.strict && (mark || !label.mark);
        let short = rest.words() <= 12 && !self.ends_inside(seen, rest);
        (certain && body && unpaired && short).then(|| seen.credit(label.shape, &words))
    }

    /// A credit without a label.
    fn parse_bare(&self, seen: Seen<'a>, rest: Part<'a>) -> Option<Credit> {
        if rest.is_empty() {
            return seen.sign.and_then(|_| seen.empty(seen.copyright_shape()));
        }
        let rest = match seen.sign {
            Some(_) => strip_year(rest, seen)?,
            None => rest,
        };
        if rest.words() > 12 || self.ends_inside(seen, rest) {
            return None;
        }
        let mut words = self.words(rest, false);
        words.qualified |= seen.wrapping.qualified;
        let (brackets, apart) = (seen.brackets(), seen.apart());
        let name = is_name(rest.text());
        if seen.sign.is_some() {
            let says = words.slash || words.known || name;
            let whole = brackets || words.known || !has_border(rest.text());
            let certain = match seen.stance {
                // In running text a sign without brackets needs the slash between two names.
                Stance::Body => brackets && says || words.slash && name,
                _ => whole && (says || brackets || seen.start == Start::Whole),
            };
            return certain.then(|| seen.credit(seen.copyright_shape(), &words));
        }
        let shape = shape_of(rest.text(), &words);
        let certain = match shape {
            CreditShape::Licence
            | CreditShape::ApPhoto
            | CreditShape::Reuters
            | CreditShape::Government => apart,
            CreditShape::HandoutOrFile => brackets || seen.ends_caption(),
            _ if words.no_source => brackets || seen.start == Start::Whole,
            _ if words.slash || words.via => {
                let pair = words
                    .name
                    .is_some_and(|name| is_name(name.text()) && name.words() > 1)
                    && words.agency.is_some_and(|agency| is_name(agency.text()))
                    && !has_month(&words);
                // `handle/Provider/Agency`: the handle of a stock house's photographer.
                let handle = seen.is_line()
                    && rest.words() <= 4
                    && words
                        .agency
                        .is_some_and(|agency| self.known(agency).is_some())
                    && words.name.is_some_and(|name| name.words() == 1);
                words.known && (name && apart || handle)
                    || pair && (brackets || seen.ends_caption())
            }
            // A bare agency; with a name beside it (`الرياض - واس`) it is a dateline or a byline,
            // but in brackets.
            _ => {
                // `The couple at the premiere [Splash]`: some papers set all credits so.
                let square = seen.part.text().starts_with('[')
                    && seen.stance == Stance::Caption
                    && name
                    && rest.text().is_ascii()
                    && rest.words() <= 3;
                words.known && (words.name.is_none() && apart || brackets && name) || square
            }
        };
        let sure = shape == CreditShape::ApPhoto && brackets;
        let body = seen.stance != Stance::Body || sure;
        let unpaired = !seen.wrapping.unpaired || sure;
        (certain && body && unpaired).then(|| seen.credit(shape, &words))
    }

    /// Whether a sentence or a line ends inside. Between two brackets, and behind a mark that joins
    /// the parts of a credit, a new line of the file is a blank.
    fn ends_inside(&self, seen: Seen<'_>, rest: Part<'_>) -> bool {
        let text = rest.text();
        let mut lines = text.split_inclusive('\n').peekable();
        let paired = seen.brackets() && !seen.wrapping.unpaired;
        let mut joined = true;
        while let Some(line) = lines.next() {
            let line = line.trim_end();
            joined &= lines.peek().is_none()
                || paired
                || line.ends_with(['-', '–', '—', '/', ',', '،', '|']);
        }
        !joined || ends_inside(text)
    }

    /// Takes the words of a credit apart, signs and labels stripped.
    fn words(&self, rest: Part<'a>, source: bool) -> Words<'a> {
        let mut words = Words::default();
        let mut rest = rest.trim();
        words.qualified = strip_qualifiers(&mut rest);
        if rest.is_empty() {
            return words;
        }
        if is_any(rest.text(), NO_SOURCE) {
            words.no_source = true;
            return words;
        }
        if let Some((at, len)) = licence(rest.text()) {
            words.licence = true;
            let name = trim_joint(rest.to(rest.start + at));
            words.name = (!name.is_empty()).then_some(name);
            let after = rest.skip(at + len);
            words.agency = via(after).map(|(_, agency)| agency);
            words.known = words
                .agency
                .is_some_and(|agency| self.known(agency).is_some());
            if words.name.is_none()
                && words.agency.is_none()
                && rest.text()[at..].starts_with("CC")
                && !rest.text()[at..].starts_with("CC0")
            {
                words.fault = Some(CreditFault::NoPhotographer);
            }
            return words;
        }
        if let Some((left, distributor)) = via(rest)
            && (distributor.text().is_ascii() || self.known(distributor).is_some())
        {
            words.via = true;
            words.known = self.known(distributor).is_some();
            words.agency = Some(distributor);
            rest = left;
        }
        // The slashes of an address part no names.
        let address = rest.text().contains("://");
        if let Some(slash) = rest.text().find('/').filter(|_| !address) {
            words.slash = true;
            let last = rest.text().rfind('/').unwrap_or(slash);
            let first = trim_joint(rest.to(rest.start + slash));
            let second = trim_joint(rest.skip(last + 1));
            let (known_first, known_second) = (self.known(first), self.known(second));
            words.known |= known_first.is_some() || known_second.is_some();
            let part = |part: Part<'a>| (!part.is_empty()).then_some(part);
            let (name, agency) = match (known_first, known_second) {
                (Some(_), Some(_)) => {
                    words.provider = Some(first);
                    (None, part(second))
                }
                (Some(id), None) => {
                    words.agency_first = true;
                    words.government = GOVERNMENT.contains(&id);
                    (part(second), part(first))
                }
                _ => (part(first), part(second)),
            };
            words.name = name;
            if words.via {
                words.provider = agency.or(words.provider);
            } else {
                words.agency = agency;
            }
            if first.is_empty() || words.agency_first && second.is_empty() {
                words.fault = Some(CreditFault::NoPhotographer);
            } else if second.is_empty() {
                words.fault = Some(CreditFault::NoAgency);
            }
            return words;
        }
        if self.known(rest).is_some() {
            words.known = true;
            if words.via {
                words.provider = Some(rest);
            } else {
                words.agency = Some(rest);
            }
            return words;
        }
        if words.via {
            words.name = Some(rest);
            return words;
        }
        if let Some((name, agency)) = self.split_at_known(rest) {
            words.known = true;
            words.name = Some(name);
            words.agency = Some(agency);
        } else if source {
            words.agency = Some(rest);
        } else {
            words.name = Some(rest);
        }
        words
    }

    /// `Name, Agency`, `Name – Agency`, `Name for Agency`, `Name (Agency)`, where the agency is known.
    fn split_at_known(&self, rest: Part<'a>) -> Option<(Part<'a>, Part<'a>)> {
        const JOINTS: &[&str] = &[
            ",", "،", " - ", "–", "—", "|", " for ", " on ", " sur ", " على ", "(",
        ];
        JOINTS.iter().find_map(|joint| {
            let at = rest.text().rfind(joint)?;
            let name = trim_joint(rest.to(rest.start + at));
            let agency = trim_joint(rest.skip(at + joint.len()));
            (!name.is_empty() && self.known(agency).is_some()).then_some((name, agency))
        })
    }

    /// `Name. Agency`, as some papers part the two in brackets, where the agency is known.
    fn split_at_stop(&self, rest: Part<'a>) -> Option<Words<'a>> {
        let at = rest.text().rfind(". ")?;
        let name = rest.to(rest.start + at).trim();
        let agency = rest.skip(at + 1).trim();
        let is_pair = is_name(name.text()) && name.words() <= 4 && self.known(agency).is_some();
        is_pair.then(|| Words {
            name: Some(name),
            agency: Some(agency),
            known: true,
            stopped: true,
            ..Words::default()
        })
    }

    /// The id of a known agency; empty for one of the desk's.
    fn known(&self, name: Part<'_>) -> Option<&'static str> {
        let name = name.text();
        if self.vocabulary.agencies.iter().any(|agency| agency == name) {
            return Some(agency_id(name).unwrap_or(""));
        }
        agency_id(name)
    }
}

/// What is known of a part before its words are read.
#[derive(Clone, Copy)]
struct Seen<'a> {
    part: Part<'a>,
    start: Start,
    stance: Stance,
    wrapping: Wrapping<'a>,
    sign: Option<Sign>,
}

impl Seen<'_> {
    fn brackets(&self) -> bool {
        self.wrapping.brackets
    }

    /// Whether it stands apart from the sentence before.
    fn apart(&self) -> bool {
        self.brackets() || self.start != Start::Inside
    }

    /// Whether it is all of a place where a photo's credit may stand.
    fn is_line(&self) -> bool {
        self.start == Start::Whole && self.stance != Stance::Body
    }

    /// Whether it is such a line, or ends a caption behind a mark.
    fn ends_caption(&self) -> bool {
        self.is_line() || self.start == Start::Border && self.stance == Stance::Caption
    }

    fn copyright_shape(&self) -> CreditShape {
        if self.brackets() {
            CreditShape::ParenthesisedCopyright
        } else {
            CreditShape::Copyright
        }
    }

    fn credit(&self, shape: CreditShape, words: &Words<'_>) -> Credit {
        let mut credit = credit(self.part, shape, words);
        credit.brackets = self.brackets();
        if self.wrapping.unpaired {
            credit.faults.push(CreditFault::NotClosed);
        }
        if self.sign == Some(Sign::LetterC) {
            credit.faults.push(CreditFault::LetterC);
        }
        if words.no_source {
            credit.faults.push(CreditFault::NoSource);
        }
        credit.faults.extend(words.fault);
        credit
    }

    /// A sign or a label with nothing after it. In running text `(©)` speaks of the sign itself, so
    /// only `(© )` counts there.
    fn empty(&self, shape: CreditShape) -> Option<Credit> {
        let inner = self.wrapping.inner.text();
        let blank = inner.trim().len() < inner.len();
        let said = match self.stance {
            Stance::Declared => true,
            Stance::Body => self.brackets() && blank && self.sign.is_some(),
            _ => self.sign.is_some() || self.brackets(),
        };
        if !said || self.wrapping.unpaired {
            return None;
        }
        let mut credit = credit(self.part, shape, &Words::default());
        credit.brackets = self.brackets();
        credit.faults.push(CreditFault::Empty);
        Some(credit)
    }
}

fn start_of(block: Part<'_>, part: Part<'_>) -> Start {
    if part.start == block.trim().start {
        Start::Whole
    } else {
        Start::Inside
    }
}

fn credit(part: Part<'_>, shape: CreditShape, words: &Words<'_>) -> Credit {
    Credit {
        range: part.range(),
        block: BlockIndex(0),
        shape,
        name: words.name.map(Part::range),
        agency: words.agency.map(Part::range),
        provider: words.provider.map(Part::range),
        brackets: false,
        faults: Vec::new(),
        alone: true,
        at_end: true,
    }
}

/// A part and its brackets.
#[derive(Clone, Copy)]
struct Wrapping<'a> {
    /// What is inside, blanks included.
    inner: Part<'a>,
    /// Whether there is a bracket.
    brackets: bool,
    /// Whether only one of the two is there.
    unpaired: bool,
    /// Whether a qualifier stands behind them: `(AFP) – File`.
    qualified: bool,
}

/// Takes the brackets off. `None` where the bracket at the start is closed before other words.
fn unwrap(part: Part<'_>) -> Option<Wrapping<'_>> {
    let text = part.text();
    let none = Wrapping {
        inner: part,
        brackets: false,
        unpaired: false,
        qualified: false,
    };
    if text.starts_with(['(', '[']) && letter_c(text).is_none() {
        let Some(close) = part.closing() else {
            return Some(Wrapping {
                inner: part.skip(1),
                brackets: true,
                unpaired: true,
                ..none
            });
        };
        let after = trim_joint(part.from(close + 1));
        let qualified = !after.is_empty();
        if qualified && !is_any(after.text(), QUALIFIERS) {
            return None;
        }
        return Some(Wrapping {
            inner: part.skip(1).to(close),
            brackets: true,
            qualified,
            ..none
        });
    }
    if text.ends_with([')', ']']) && part.opening().is_none() {
        return Some(Wrapping {
            inner: part.to(part.end - 1),
            brackets: true,
            unpaired: true,
            ..none
        });
    }
    balanced(text).then_some(none)
}

/// Whether no bracket is closed that was not opened: else the part begins inside of one.
fn balanced(text: &str) -> bool {
    let mut depth = 0i32;
    text.chars().all(|c| {
        depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
        depth >= 0
    })
}

/// The sign of a copyright.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `©`, or the word.
    Copyright,
    /// `(C)`, `(c)`.
    LetterC,
}

/// Whether `©` or `(C)` stands inside a text.
fn sign_inside(text: &str) -> bool {
    ["©", "(C)", "(c)"].iter().any(|sign| text.contains(sign))
}

fn letter_c(text: &str) -> Option<usize> {
    ["(C)", "(c)"]
        .iter()
        .find(|sign| text.starts_with(**sign))
        .map(|sign| sign.len())
}

fn strip_sign(part: Part<'_>) -> (Part<'_>, Option<Sign>) {
    let part = part.trim();
    let text = part.text();
    if let Some(rest) = text.strip_prefix('©') {
        let rest = rest.trim_start_matches(['\u{FE0F}', '\u{FE0E}', ':']);
        return (
            part.skip(text.len() - rest.len()).trim(),
            Some(Sign::Copyright),
        );
    }
    if let Some(len) = letter_c(text) {
        return (part.skip(len).trim(), Some(Sign::LetterC));
    }
    match strip_prefix(text, "copyright") {
        Some(len) if text[len..].starts_with([' ', ':']) => {
            let rest = part.skip(len + 1).trim();
            (strip_sign(rest).0, Some(Sign::Copyright))
        }
        _ => (part, None),
    }
}

/// Whether a label may begin with this letter; a Latin one inside a sentence has a capital.
fn could_be_label(c: char) -> bool {
    matches!(c, 'P' | 'I' | 'C' | 'G' | 'S' | 'F' | 'H' | 'M') || is_arabic_letter(c)
}

/// The label at the start, what follows it, and whether a colon, a dash or a slash ends it.
fn strip_label(part: Part<'_>) -> Option<(&'static Label, Part<'_>, bool)> {
    let text = part.text();
    let (label, len) = LABELS
        .iter()
        .filter_map(|label| {
            let len = strip_prefix(text, label.words)?;
            let glued = label.strict && is_glued(text, len);
            let whole = text[len..].chars().next().is_none_or(|c| !is_word(c));
            (whole || glued).then_some((label, len))
        })
        .max_by_key(|&(_, len)| len)?;
    let rest = part.skip(len).trim();
    let first = rest.text().chars().next();
    let latin = label.words.is_ascii();
    let mark = match first {
        Some(':' | '：' | '/' | '|') => true,
        Some('-' | '–' | '—') => !latin || text[len..].starts_with(' '),
        // `مصدر الصورة، رويترز`, `Image source, Reuters`: a label that is said aloud.
        Some(',' | '،') => label.mark && label.strict && label.words.contains(' '),
        _ => false,
    };
    let skip = if mark {
        first.map_or(0, char::len_utf8)
    } else {
        0
    };
    let mark = mark || is_glued(text, len);
    Some((label, rest.skip(skip).trim(), mark))
}

/// Whether a text is the name of a site: `example.org`.
fn is_site(text: &str) -> bool {
    let letters = |part: &str| {
        part.len() >= 2 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.len() <= 60 && text.contains('.') && text.split('.').all(letters)
}

/// Whether a capital stands right behind a small letter at a byte: a page shows `Credit` and the name
/// behind it apart, though nothing but markup parts them.
fn is_glued(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    before.ends_with(char::is_lowercase) && after.starts_with(char::is_uppercase)
}

/// Takes a year off after `©`; `None` where it is a page's copyright line and no credit.
fn strip_year<'a>(rest: Part<'a>, seen: Seen<'_>) -> Option<Part<'a>> {
    let text = rest.text();
    let (stance, brackets) = (seen.stance, seen.brackets());
    let own_place = matches!(
        stance,
        Stance::Caption | Stance::Declared | Stance::Argument
    );
    if RESERVED.iter().any(|words| text.contains(words)) && !own_place {
        return None;
    }
    let after = text
        .trim_start_matches(|c: char| crate::lang::digits::is_digit(c) || matches!(c, '-' | '–'));
    if after.len() == text.len() {
        return Some(rest);
    }
    let name = trim_joint(rest.skip(text.len() - after.len()));
    let credit =
        own_place || agency_id(name.text()).is_some() || (brackets && name.text().contains('/'));
    (credit && !name.is_empty()).then_some(name)
}

/// Without blanks and marks that join the parts of a credit, at either end.
fn trim_joint(part: Part<'_>) -> Part<'_> {
    let joint = |c: char| {
        is_space(c)
            || is_bidi_control(c)
            || matches!(
                c,
                ',' | '،' | '/' | '–' | '—' | '-' | '|' | '(' | ')' | ';' | ':'
            )
    };
    let text = part.text();
    let end = part.start + text.trim_end_matches(joint).len();
    let start = end - part.to(end).text().trim_start_matches(joint).len();
    Part { start, end, ..part }
}

/// Takes `File`, `Pool`, `أرشيفية` and the like off the end, with the mark before.
fn strip_qualifiers(rest: &mut Part<'_>) -> bool {
    let mut found = false;
    for _ in 0..2 {
        let text = rest.text();
        if is_any(text, QUALIFIERS) {
            *rest = rest.to(rest.start);
            return true;
        }
        let Some(at) = text.rfind([',', '،', '/', '-', '–', '—', '|', '(']) else {
            break;
        };
        let tail = trim_joint(rest.skip(at));
        if !is_any(tail.text(), QUALIFIERS) {
            break;
        }
        found = true;
        // The slash of `Name/File` belongs to the qualifier.
        *rest = rest.to(rest.start + at).trim();
    }
    found
}

fn licence(text: &str) -> Option<(usize, usize)> {
    LICENCES
        .iter()
        .filter_map(|name| {
            let at = text.find(name)?;
            let free = text[..at].chars().next_back().is_none_or(|c| !is_word(c));
            free.then_some((at, name.len()))
        })
        .min()
}

/// The two sides of the last `via`.
fn via(part: Part<'_>) -> Option<(Part<'_>, Part<'_>)> {
    let text = part.text();
    let (at, word) = [" via ", " VIA ", " عبر "]
        .iter()
        .find_map(|word| Some((text.rfind(word)?, word)))?;
    let left = trim_joint(part.to(part.start + at));
    let right = trim_joint(part.skip(at + word.len()));
    (!right.is_empty()).then_some((left, right))
}

fn shape_of(rest: &str, words: &Words<'_>) -> CreditShape {
    if rest.starts_with("AP Photo") && words.known {
        CreditShape::ApPhoto
    } else if (rest.starts_with("REUTERS/") || rest.starts_with("Reuters/")) && words.name.is_some()
    {
        CreditShape::Reuters
    } else if words.government && words.name.is_some() {
        CreditShape::Government
    } else if words.licence {
        CreditShape::Licence
    } else if words.slash || words.via {
        CreditShape::NameVia
    } else if words.qualified && words.name.is_none() && words.agency.is_none() {
        CreditShape::HandoutOrFile
    } else if words.name.is_some() && words.agency.is_some() {
        CreditShape::NameVia
    } else {
        CreditShape::AgencyBracket
    }
}

fn has_month(words: &Words<'_>) -> bool {
    let month = |part: Option<Part<'_>>| part.is_some_and(|part| is_any(part.text(), MONTHS));
    month(words.name) || month(words.agency)
}

/// Whether a dash or a bar stands inside, with which something else begins.
fn has_border(text: &str) -> bool {
    [" – ", " — ", " | ", " - "]
        .iter()
        .any(|border| text.contains(border))
}

/// Whether a sentence ends inside, so that more than a credit stands there. Initials and
/// abbreviations end none.
fn ends_inside(text: &str) -> bool {
    if text.contains(['؟', '!', '?', '؛']) {
        return true;
    }
    text.match_indices(". ").any(|(at, _)| {
        let mut words = text[..at].rsplit(|c: char| !c.is_alphabetic());
        let word = words.next().unwrap_or_default();
        // `Dept.` and `Capt.` are the longest; Arabic abbreviates to single letters.
        let longest = if word.is_ascii() { 4 } else { 1 };
        word.starts_with(char::is_lowercase) || word.chars().count() > longest
    })
}

/// Whether a text can begin a name: a capital, a letter of a script without capitals, a handle.
fn begins_as_name(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        c.is_uppercase()
            || c == '@'
            || c == '"'
            || (c.is_alphabetic() && !c.is_lowercase())
            || c == '\u{FFFC}'
    }) || text.starts_with("dpa")
        || text.starts_with("picture alliance")
        || text
            .split_whitespace()
            .next()
            .is_some_and(|word| PARTICLES.contains(&word))
            && text.chars().any(char::is_uppercase)
}

/// Whether a text can be one or two names: at most six words a part, each with a capital or in a
/// script without them, no word that makes a sentence.
fn is_name(text: &str) -> bool {
    let mut letters = 0;
    for part in text.split('/') {
        let mut words = 0;
        for word in part.split_whitespace() {
            words += 1;
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
            let first = bare.chars().next();
            letters += bare.chars().filter(|c| c.is_alphabetic()).take(2).count();
            if first.is_some_and(char::is_numeric) || NO_NAME.contains(&bare) {
                return false;
            }
            if first.is_some_and(char::is_lowercase)
                && !PARTICLES.contains(&bare)
                && !bare.contains(char::is_uppercase)
            {
                return false;
            }
        }
        if words > 6 {
            return false;
        }
    }
    let signs = [
        '?', '؟', '!', '؛', ':', '=', '%', '٪', '«', '"', '“', '©', '(', ')', '[', ']',
    ];
    letters > 1 && !text.contains(signs) && !ends_inside(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, CreditCandidate, Format, Syntax, Text};
    use crate::lang::Lang;
    use crate::span::Span;

    fn article(texts: &[(BlockKind, &'static str)]) -> (String, Vec<(BlockKind, usize, usize)>) {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, block) in texts {
            let start = text.len();
            text.push_str(block);
            blocks.push((*kind, start, text.len()));
            text.push_str("\n\n");
        }
        (text, blocks)
    }

    /// The credit of one block, with a photo whose candidate it is where a place is given.
    fn read(
        kind: BlockKind,
        place: Option<CreditPlace>,
        text: &'static str,
    ) -> Option<(String, Credit)> {
        let (text, blocks) = article(&[(kind, text)]);
        let blocks = blocks
            .iter()
            .map(|&(kind, start, end)| Block {
                kind,
                range: TextRange::new(start, end),
                lang: Lang::AR,
                syntax: Syntax::Markdown,
                container: 0,
            })
            .collect();
        let photos = place.map(|place| Photo {
            candidates: vec![CreditCandidate {
                block: BlockIndex(0),
                place,
            }],
            ..Photo::new(Span::at(0), "a.jpg")
        });
        let article = Article {
            format: Format::Markdown,
            text: Text::borrowed(&text, 0),
            blocks,
            foreign: Vec::new(),
            photos: photos.into_iter().collect(),
            fields: Vec::new(),
            damage: Vec::new(),
            directives: Vec::new(),
            is_assembled: false,
            lang: Lang::AR,
        };
        let credit = recognise(&article, &Vocabulary::default()).pop()?;
        Some((text, credit))
    }

    /// Shape, name, agency and text of a credit.
    fn caption(text: &'static str) -> Option<(CreditShape, String, String, String)> {
        parts(read(BlockKind::Caption, None, text)?)
    }

    fn after(text: &'static str) -> Option<(CreditShape, String, String, String)> {
        parts(read(BlockKind::Paragraph, Some(CreditPlace::After), text)?)
    }

    fn parts((text, credit): (String, Credit)) -> Option<(CreditShape, String, String, String)> {
        let slice =
            |range: Option<TextRange>| range.map_or(String::new(), |r| text[r.range()].to_owned());
        Some((
            credit.shape,
            slice(credit.name),
            slice(credit.agency),
            slice(Some(credit.range)),
        ))
    }

    #[test]
    fn one_picture_in_two_sizes_is_one() {
        let of = |src: &str| picture(&Photo::new(Span::new(0, 0), src)).map(Cow::into_owned);
        for (small, large) in [
            ("/a/b-90x60.jpg", "/a/b-1200x800.jpg?w=1"),
            ("/a/w200/b.jpg", "/a/w600/b.jpg"),
            ("/a/small/b.jpg", "/a/large/b.jpg"),
            ("/a/640x480/b.jpg", "/a/b.jpg"),
        ] {
            assert_eq!(of(small), of(large), "{small}");
        }
        assert_ne!(of("/a/b-2.jpg"), of("/a/b-3.jpg"));
        assert_ne!(of("/a/b-90x60.jpg"), of("/a/b-90x60.png"));
        assert_ne!(of("/a/2024/b.jpg"), of("/a/2023/b.jpg"));
        assert_eq!(of("{{a}}.jpg"), None);
    }

    #[test]
    fn every_shape_is_read_alone_and_at_the_end_of_a_caption() {
        use CreditShape::*;
        let cases = [
            (
                "(© Jane Roe/AP Images)",
                ParenthesisedCopyright,
                "Jane Roe",
                "AP Images",
            ),
            (
                "(© Jane Roe / AP Images)",
                ParenthesisedCopyright,
                "Jane Roe",
                "AP Images",
            ),
            (
                "(© يزيد السمراني/رويترز)",
                ParenthesisedCopyright,
                "يزيد السمراني",
                "رويترز",
            ),
            ("© Jane Roe/AP Images", Copyright, "Jane Roe", "AP Images"),
            ("© AFP/Jane Roe", Copyright, "Jane Roe", "AFP"),
            ("© Reuters", Copyright, "", "Reuters"),
            (
                "(Photo by John Doe/Getty Images)",
                PhotoBy,
                "John Doe",
                "Getty Images",
            ),
            (
                "Photo by Jane Roe/Anadolu via Getty Images",
                PhotoBy,
                "Jane Roe",
                "Getty Images",
            ),
            ("Photo: Jane Roe", PhotoBy, "Jane Roe", ""),
            ("Photo: Getty", PhotoBy, "", "Getty"),
            (
                "John Doe/AFP via Getty Images",
                NameVia,
                "John Doe",
                "Getty Images",
            ),
            ("(Jane Roe/Xinhua via AP)", NameVia, "Jane Roe", "AP"),
            (
                "(Jane Roe/The Daily Herald)",
                NameVia,
                "Jane Roe",
                "The Daily Herald",
            ),
            ("(AP Photo/Susan Roe)", ApPhoto, "Susan Roe", "AP Photo"),
            (
                "(AP Photo/Susan Roe, File)",
                ApPhoto,
                "Susan Roe",
                "AP Photo",
            ),
            ("(AP Photo)", ApPhoto, "", "AP Photo"),
            ("REUTERS/Kevin Doe", Reuters, "Kevin Doe", "REUTERS"),
            (
                "REUTERS/Kevin Doe/File Photo",
                Reuters,
                "Kevin Doe",
                "REUTERS",
            ),
            ("(Reuters)", AgencyBracket, "", "Reuters"),
            (
                "(State Dept./D.A. Doe)",
                Government,
                "D.A. Doe",
                "State Dept.",
            ),
            (
                "(White House/Adam Doe)",
                Government,
                "Adam Doe",
                "White House",
            ),
            ("(Courtesy of Jane Roe)", Courtesy, "Jane Roe", ""),
            ("(بإذن من محمد أحمد)", Courtesy, "محمد أحمد", ""),
            ("(AP Photo/Jane Roe, Pool)", ApPhoto, "Jane Roe", "AP Photo"),
            ("(صورة أرشيفية)", HandoutOrFile, "", ""),
            ("Handout via REUTERS", HandoutOrFile, "", "REUTERS"),
            (
                "Jane Roe, CC BY-SA 4.0, via Wikimedia Commons",
                Licence,
                "Jane Roe",
                "Wikimedia Commons",
            ),
            ("Photo: Jane Roe (CC BY 2.0)", PhotoBy, "Jane Roe", ""),
            ("تصوير: محمد أحمد", PhotographyLabel, "محمد أحمد", ""),
            (
                "(تصوير: يزيد السمراني)",
                PhotographyLabel,
                "يزيد السمراني",
                "",
            ),
            ("تصوير - علي سالم", PhotographyLabel, "علي سالم", ""),
            ("عدسة: علي سالم", PhotographyLabel, "علي سالم", ""),
            ("مصدر الصورة: الأناضول", PhotographyLabel, "", "الأناضول"),
            ("مصدر الصورة، الأناضول", PhotographyLabel, "", "الأناضول"),
            ("صدر الصورة، الأناضول", PhotographyLabel, "", "الأناضول"),
            ("Image source, Getty Images", PhotoBy, "", "Getty Images"),
            ("(غيتي إيميجز)", AgencyBracket, "", "غيتي إيميجز"),
            ("المصدر: رويترز", SourceLabel, "", "رويترز"),
            ("صورة من رويترز", SourceLabel, "", "رويترز"),
            ("عن الفرنسية", SourceLabel, "", "الفرنسية"),
            ("(رويترز)", AgencyBracket, "", "رويترز"),
            ("(أ ف ب)", AgencyBracket, "", "أ ف ب"),
            ("(ا.ف.ب)", AgencyBracket, "", "ا.ف.ب"),
            ("(د.ب.أ)", AgencyBracket, "", "د.ب.أ"),
            ("(واس)", AgencyBracket, "", "واس"),
            ("(علي سالم - رويترز)", NameVia, "علي سالم", "رويترز"),
            ("(رويترز ©)", ParenthesisedCopyright, "", "رويترز"),
            (
                "(علي سالم/رويترز ©)",
                ParenthesisedCopyright,
                "علي سالم",
                "رويترز",
            ),
        ];
        for (text, shape, name, agency) in cases {
            let want = Some((shape, name.to_owned(), agency.to_owned(), text.to_owned()));
            assert_eq!(caption(text), want, "alone: {text}");
            assert_eq!(after(text), want, "after a photo: {text}");
            for words in [
                "وصل الوزير إلى القصر الوطني في العاصمة.",
                "حافلات تعبر.",
                "Buses cross it.",
            ] {
                let longer = format!("{words} {text}").leak();
                let found = caption(longer).map(|found| found.3);
                assert_eq!(found.as_deref(), Some(text), "at the end: {longer}");
            }
        }
    }

    #[test]
    fn a_label_without_a_colon_and_a_last_agency_count_in_their_places() {
        for text in ["تصوير محمد علي", "عدسة علي سالم حسن"] {
            let found = after(text).expect(text);
            assert_eq!((found.0, &*found.3), (CreditShape::PhotographyLabel, text));
            assert_eq!(caption(text).map(|found| found.3).as_deref(), Some(text));
            assert!(read(BlockKind::Paragraph, None, text).is_none(), "{text}");
        }
        for text in [
            "الجسر الجديد في يوم افتتاحه - رويترز",
            "الجسر الجديد في يوم افتتاحه / رويترز",
            "الجسر الجديد في يوم افتتاحه | رويترز",
        ] {
            let found = caption(text).map(|found| found.2);
            assert_eq!(found.as_deref(), Some("رويترز"), "{text}");
        }
        for text in [
            "الجسر الجديد - في يوم افتتاحه",
            "تصوير الفيلم الجديد",
            "يوم تصوير محمد علي",
        ] {
            assert_eq!(caption(text), None, "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_credit_is_none() {
        let none = [
            "© 2021 The Daily Herald. All rights reserved.",
            "بيروت - (أ ف ب) - قال الوزير إن الاجتماع تأجل.",
            "وقالت وكالة رويترز إن الاجتماع تأجل.",
            "(AP) — The president said that talks would go on.",
            "وكالات – الرياض",
            "عدسة الكاميرا رصدت سقوط الجدار",
            "تصوير الفيلم بدأ في بيروت",
            "معدات التصوير وصلت",
            "Photo by photo, the album shows how a town was built",
            "Photo: the parliament building, seen from the river",
            "الصورة: مبنى البرلمان في بيروت",
            "سترتفع الأسعار (آذار/مارس إلى أيار/مايو)",
            "بلغت السرعة 120 (كم/ساعة)",
            "انعقد الاجتماع (كانون الثاني/يناير)",
            "قال المصدر: كل شيء هادئ",
            "The minister and her guests (second row) in Beirut",
            "It went on (and/or stopped)",
            "The law applies to (c) the court",
            "وصل مع والده (أب)",
            "تطبيق أوقات الصلاة يعمل بدون اتصال بالإنترنت في المناطق الريفية المغربية",
        ];
        for text in none {
            assert_eq!(after(text), None, "{text}");
            let paragraph = read(BlockKind::Paragraph, None, text);
            assert!(paragraph.is_none(), "{paragraph:?}");
        }
        assert_eq!(caption("شخص يتحقق من أوقات الصلاة على الهاتف الذكي"), None);
        assert_eq!(
            parts(
                read(BlockKind::Alt, None, "(© Jane Roe/AFP)").unwrap_or_else(|| {
                    (
                        String::new(),
                        credit(
                            Part {
                                whole: "",
                                start: 0,
                                end: 0,
                            },
                            CreditShape::Bare,
                            &Words::default(),
                        ),
                    )
                })
            )
            .unwrap()
            .0,
            CreditShape::Bare
        );
    }

    #[test]
    fn in_running_text_only_a_bracketed_credit_at_the_end_counts() {
        let body = |text| read(BlockKind::Paragraph, None, text).map(|(_, credit)| credit);
        let credit = body("اجتمع الوزيران في القصر. (© Jane Roe/AP Images)").unwrap();
        assert!(credit.at_end && !credit.alone);
        let credit = body("(© Jane Roe/AP Images)").unwrap();
        assert!(credit.at_end && credit.alone);
        assert!(
            body("اجتمع الوزيران في القصر. (Photo by Jane Roe/AFP).")
                .unwrap()
                .at_end
        );
        for text in [
            "اجتمع الوزيران في القصر. (رويترز)",
            "اجتمع الوزيران في القصر. المصدر: رويترز",
            "The sign of a copyright (©)",
            "He wrote a book (© 2020 Some Press)",
            "Copyright Jane Roe",
        ] {
            assert!(body(text).is_none(), "{text}");
        }
    }

    #[test]
    fn faults_are_seen() {
        use CreditFault::*;
        let cases: [(&str, &[CreditFault]); 14] = [
            ("(© )", &[Empty]),
            ("(تصوير: )", &[Empty]),
            ("(© Jane Roe/AP Images", &[NotClosed]),
            ("© Jane Roe/AP Images)", &[NotClosed]),
            ("(C) Jane Roe/AP Images", &[LetterC]),
            ("((C) Jane Roe/AP Images)", &[LetterC]),
            ("(© /AP Images)", &[NoPhotographer]),
            ("(© Jane Roe/)", &[NoAgency]),
            ("صورة: الإنترنت", &[NoSource]),
            ("(مواقع التواصل)", &[NoSource]),
            ("Photo: social media", &[NoSource]),
            ("(© الإنترنت)", &[NoSource]),
            ("(© Jane Roe/AP Images)", &[]),
            ("(© Getty Images)", &[]),
        ];
        for (text, faults) in cases {
            for (kind, place) in [
                (BlockKind::Caption, None),
                (BlockKind::CreditLine, None),
                (BlockKind::Paragraph, Some(CreditPlace::After)),
                (BlockKind::CreditLine, Some(CreditPlace::Field)),
            ] {
                let (_, credit) =
                    read(kind, place, text).unwrap_or_else(|| panic!("{kind:?} {text}"));
                assert_eq!(credit.faults, faults, "{kind:?} {text}");
            }
        }
        let (_, credit) =
            read(BlockKind::Paragraph, None, "اجتمع الوزيران (© Jane Roe/AFP").unwrap();
        assert_eq!(credit.faults, [NotClosed]);
        let (_, credit) = read(BlockKind::Paragraph, None, "اجتمع الوزيران في القصر (© )").unwrap();
        assert_eq!(credit.faults, [Empty]);
    }

    #[test]
    fn a_place_for_credits_needs_no_shape_and_a_title_does() {
        let field = |text| {
            read(BlockKind::CreditLine, Some(CreditPlace::Field), text).map(|c| parts(c).unwrap())
        };
        assert_eq!(field("محمد أحمد").unwrap().1, "محمد أحمد");
        let caption = "A barge waits at the lock below the old mill while two men of the town mend the \
                       gate that the flood in spring had torn off its hinges.";
        assert!(field(caption).is_none());
        assert_eq!(field("Jane Roe/AFP").unwrap().2, "AFP");
        assert_eq!(
            field("صورة التقطها زميلنا في مكتب بيروت").unwrap().0,
            CreditShape::Bare
        );
        let title = |text| read(BlockKind::CreditLine, Some(CreditPlace::Attribute), text);
        assert!(title("الريف المغربي مع شخص يتحقق من أوقات الصلاة").is_none());
        assert!(title("Sunset over the old harbour").is_none());
        assert!(title("Jane Roe").is_some());
        assert!(title("غروب الشمس (© محمد أحمد/رويترز)").is_some());
    }

    #[test]
    fn a_caption_may_be_a_name_in_brackets() {
        for text in ["(The Daily Herald)", "(محمد أحمد)"] {
            assert_eq!(caption(text).unwrap().3, text);
        }
        let ends = |text| caption(text).map(|found| found.3);
        assert_eq!(
            ends("عمال على الرصيف الجديد (محمد أحمد)").as_deref(),
            Some("(محمد أحمد)")
        );
        assert_eq!(
            ends("Buses on the quay (Jane Roe).").as_deref(),
            Some("(Jane Roe)")
        );
        assert_eq!(
            ends("The quay on Monday (reuters)").as_deref(),
            Some("(reuters)")
        );
        let parts = "Would the quay hold? Buses on it at noon. Jane Roe/The Herald";
        assert_eq!(ends(parts).as_deref(), Some("Jane Roe/The Herald"));
        assert_eq!(
            ends("Would it hold? REUTERS/Jane Roe").as_deref(),
            Some("REUTERS/Jane Roe")
        );
        for text in [
            "(second row)",
            "(2026)",
            "Omar (The Daily Herald) speaks",
            "الوزيرة والسفير (يمين الصورة)",
            "The minister and her guest (Front Right)",
            "The quay (Sidon)",
        ] {
            assert_eq!(caption(text), None, "{text}");
        }
    }

    #[test]
    fn a_caption_may_begin_with_its_credit() {
        let found = |text| caption(text).map(|found| found.3);
        assert_eq!(
            found("© Jane Roe/AFP – اجتماع في القصر").as_deref(),
            Some("© Jane Roe/AFP")
        );
        assert_eq!(found("(AFP) The ministers met").as_deref(), None);
        assert_eq!(
            found("(Photo by Jane Roe/AFP) The ministers met").as_deref(),
            Some("(Photo by Jane Roe/AFP)")
        );
        assert_eq!(
            found("تصوير: علي سالم | اجتماع في القصر الوطني أمس").as_deref(),
            Some("تصوير: علي سالم")
        );
    }

    #[test]
    fn agencies_are_known_by_their_names() {
        assert_eq!(agency_id("AP Images"), Some("ap"));
        assert_eq!(agency_id("أ. ف. ب"), Some("afp"));
        assert_eq!(agency_id("ا ف ب"), Some("afp"));
        assert_eq!(agency_id("GETTY IMAGES"), Some("getty"));
        assert_eq!(agency_id("وكالة رويترز"), Some("reuters"));
        assert_eq!(agency_id("map"), None);
        assert_eq!(agency_id("أب"), None);
    }
}
