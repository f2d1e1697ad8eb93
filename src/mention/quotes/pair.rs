//! Roles and partners of marks.
//!
//! 1. Every block is scanned once. A mark's role is decided by its kind, by what touches it, and,
//!    where these leave a doubt, by what is open. Marks are paired with one stack for each kind, so
//!    that a mark that is never closed can't keep those of another kind from their partners.
//! 2. What is left over in a block is paired across kinds where that leaves nothing over: `«…”`.
//! 3. A quotation that is open at a paragraph's end is looked for in the paragraphs after it.
//! 4. Straight marks that are still left over are paired by turns within one sentence: their
//!    spaces stand on the wrong side.

use std::ops::Range;

use crate::article::{Article, Block, BlockIndex, BlockKind, HOLE};
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_mark, is_space};
use crate::span::TextRange;

use super::super::characters::is_misread_half;
use super::context::{self, Lean, Side};
use super::{MarkKind, MarkPair, MarkRole, Quotation, QuoteMark, wording};

/// How many paragraphs a quotation may run on for without being opened again.
const MAX_PARAGRAPHS: u8 = 6;
/// How many bytes after a mark of doubtful role the next one of its kind is looked for.
const AHEAD: usize = 400;
/// How many bytes long a quotation is at the most that ends with an unlikely mark.
const NEAR: usize = 80;
/// How many guillemets of an article are asked which way they point.
const GUILLEMETS: usize = 64;
/// How deep crossed quotations are sorted; deeper ones are no text.
const MAX_DEPTH: usize = 64;

/// A mark on its way.
#[derive(Clone, Copy, Debug)]
struct Raw {
    mark: QuoteMark,
    /// Where its partner is, by the index in the raw list.
    partner: Option<usize>,
    /// For an opening single mark: a mark that closes it unless a better one comes (`ministers’`).
    maybe: Option<usize>,
    /// How many sentence stops the block holds before it.
    stops: u32,
    /// Whether it is dropped where it finds no partner: an inch, an arrow, an apostrophe.
    weak: bool,
    /// For a weak single mark: whether it counts where the article quotes with marks of its kind.
    habit: bool,
    /// Whether it stands at the very start of its block.
    leads: bool,
    /// The opening mark of the innermost pair that it stands in.
    enclosing: Option<usize>,
}

/// All marks and quotations of an article.
pub(super) fn pair(article: &Article<'_>) -> (Vec<QuoteMark>, Vec<Quotation>) {
    let mut pairing = Pairing {
        article,
        raws: Vec::new(),
        starts: Vec::with_capacity(article.blocks.len() + 1),
    };
    let mut scan = Scan {
        mirrored: is_mirrored(article),
        spaced: article.lang.language == Language::Fr && article.text.as_str().contains('«'),
        ..Scan::default()
    };
    for (index, block) in article.indexed_blocks() {
        let start = pairing.raws.len();
        pairing.starts.push(start);
        scan.block(article.slice(block.range), index, block, &mut pairing.raws);
        pairing.pair_mixed(start);
    }
    pairing.starts.push(pairing.raws.len());
    pairing.run_on();
    pairing.take_turns();
    pairing.weigh();
    pairing.share_ends();
    pairing.finish()
}

/// Whether a block stands between the paragraphs of a quotation and is none of them: what
/// belongs to a photo, a heading between two parts of a long statement, or a line that leads to
/// another article.
fn is_interruption(kind: BlockKind, text: &str) -> bool {
    const LEADS: [&str; 14] = [
        "lire aussi",
        "à lire aussi",
        "lire également",
        "voir aussi",
        "read more",
        "read also",
        "also read",
        "read next",
        "see also",
        "اقرأ أيضا",
        "اقرأ المزيد",
        "شاهد أيضا",
        "بیشتر بخوانید",
        "یہ بھی پڑھیں",
    ];
    match kind {
        BlockKind::Caption | BlockKind::CreditLine | BlockKind::Alt | BlockKind::Heading => true,
        BlockKind::Paragraph => {
            let text = text.trim_start();
            LEADS.iter().any(|lead| {
                let start = text.get(..lead.len());
                start.is_some_and(|start| start.to_lowercase() == *lead)
            })
        }
        _ => false,
    }
}

/// Whether the guillemets of an article point the other way: the surroundings of most say that `»`
/// opens. The first of them are enough to tell. French has spaces inside, and may begin a paragraph
/// with `»`, so there it is never assumed.
fn is_mirrored(article: &Article<'_>) -> bool {
    if article.lang.language == Language::Fr {
        return false;
    }
    let text = article.text.as_str();
    // Both are C2 and a byte of their own in UTF-8; few other characters of the news begin so.
    let is_guillemet = |&at: &usize| matches!(text.as_bytes()[at + 1], 0xAB | 0xBB);
    let mut balance = 0;
    let (mut begins, mut ends) = (None, false);
    for at in memchr::memchr_iter(0xC2, text.as_bytes())
        .filter(is_guillemet)
        .take(GUILLEMETS)
    {
        let sides = (context::before(text, at), context::after(text, at + 2));
        let first = text[at..].starts_with('«');
        balance += match context::lean(sides.0, sides.1) {
            (Lean::Open, true) => 1 - 2 * i32::from(first),
            (Lean::Close, true) => 2 * i32::from(first) - 1,
            _ => 0,
        };
        begins.get_or_insert(!first);
        ends = first;
    }
    // With spaces on both sides of each nothing suggests a role but their order.
    balance > 0 || balance == 0 && begins == Some(true) && ends
}

/// Whether a mark stands behind a Latin letter and an apostrophe.
fn follows_elision(site: Site<'_>) -> bool {
    let letter = site.text[..site.at].strip_suffix(['’', '\'']);
    letter.is_some_and(|text| {
        text.chars()
            .next_back()
            .is_some_and(context::takes_apostrophe)
    })
}

/// Whether a guillemet with spaces around it follows a word in small letters, as no step of a path does.
fn closes_spaced(site: Site<'_>) -> bool {
    let text = site.text[..site.at].trim_end_matches(' ');
    let word = text.len() < site.at && text.ends_with(char::is_alphanumeric);
    let initial = text
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .and_then(|word| word.chars().next());
    word && initial.is_some_and(char::is_lowercase)
}

/// What is open while one block is scanned; reused from block to block.
#[derive(Default)]
struct Scan {
    /// Opening marks without a partner by kind, as indices of the raw list.
    open: [Vec<usize>; MarkKind::COUNT],
    /// By kind: the mark that opened a pair, and the last mark of this kind inside that was left
    /// open when the pair was closed. Only a mark that closes beyond doubt reaches into it.
    buried: [Option<(usize, usize)>; MarkKind::COUNT],
    /// Sentence stops so far.
    stops: u32,
    /// The last pair that was closed by a straight mark right after a digit, which may be inches.
    inches: Option<(usize, usize)>,
    /// Whether the block holds apostrophes.
    apostrophes: bool,
    /// Whether guillemets point the other way in the article: `»` opens, as in German and Danish.
    mirrored: bool,
    /// Whether the article is French and quotes with guillemets.
    spaced: bool,
}

/// A place in a block where a mark, or two of the same, stand.
#[derive(Clone, Copy)]
struct Site<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    c: char,
    kind: MarkKind,
    block: &'t Block,
    index: BlockIndex,
}

impl<'t> Site<'t> {
    /// Whether its block is written with Arabic letters.
    fn arabic(&self) -> bool {
        self.block.lang.language.arabic_script()
    }

    /// The next mark of its kind near by.
    fn following(&self) -> Option<Self> {
        let mut end = self.text.len().min(self.end + AHEAD);
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        let (at, c) = self.text[self.end..end]
            .char_indices()
            .find(|&(_, c)| MarkKind::of(c) == Some(self.kind))?;
        let at = self.end + at;
        Some(Self {
            at,
            end: at + c.len_utf8(),
            c,
            ..*self
        })
    }

    /// The next mark of its kind near by, and the role that its surroundings suggest.
    fn next(&self) -> Option<(char, Lean)> {
        let next = self.following()?;
        let before = context::before(self.text, next.at);
        let after = context::after(self.text, next.end);
        Some((next.c, context::lean(before, after).0))
    }

    /// Whether the next mark of its kind is the other one and opens nothing: it does not suggest so,
    /// and where it suggests nothing, no mark like this one follows that it could be paired with.
    fn is_closed_by_counterpart(&self) -> bool {
        let other = MarkPair::counterpart(self.c);
        match self.next() {
            Some((c, Lean::Close)) => c == other,
            Some((c, Lean::Neither)) if c == other => self
                .following()
                .and_then(|next| next.following())
                .is_none_or(|then| then.c != self.c),
            _ => false,
        }
    }

    /// Whether it makes a pair with the next mark of its kind. `first`: whether it is the first mark
    /// of a pair (`“`) as a rule; the other one then pairs with itself: `“نعم لـ”لا” هنا”`.
    fn is_closed_next(&self, first: bool) -> bool {
        self.next().is_some_and(|(c, lean)| {
            if first {
                c == MarkPair::counterpart(self.c) && lean != Lean::Open
            } else {
                c == self.c && lean == Lean::Close
            }
        })
    }
}

impl Scan {
    fn block(&mut self, text: &str, index: BlockIndex, block: &Block, raws: &mut Vec<Raw>) {
        self.open.iter_mut().for_each(Vec::clear);
        self.buried = [None; MarkKind::COUNT];
        (self.stops, self.inches, self.apostrophes) = (0, None, false);
        let first = raws.len();
        let bytes = text.as_bytes();
        let mut unclosed_verse = false;
        let mut at = 0;
        while at < bytes.len() {
            let next = |n: usize| bytes.get(at + n).copied();
            let width = match bytes[at] {
                b'"' | b'\'' => 1,
                0xC2 if matches!(next(1), Some(0xAB | 0xBB)) => 2,
                0xE2 if next(1) == Some(0x80)
                    && matches!(next(2), Some(0x98..=0x9F | 0xB9 | 0xBA)) =>
                {
                    3
                }
                0xE2 if next(1) == Some(0x80) && next(2) == Some(0xB3) => {
                    let site = Site {
                        text,
                        at,
                        end: at + 3,
                        c: '″',
                        kind: MarkKind::Curly,
                        block,
                        index,
                    };
                    self.prime(site, raws);
                    at += 3;
                    continue;
                }
                0xEF if next(1) == Some(0xB4) && matches!(next(2), Some(0xBE | 0xBF)) => {
                    at += verse(&text[at..], &mut unclosed_verse);
                    continue;
                }
                c @ (b',' | b'`' | b'<' | b'>') => {
                    let run = bytes[at..].iter().take_while(|&&b| b == c).count();
                    if run == 2 {
                        let site = Site {
                            text,
                            at,
                            end: at + 2,
                            c: char::from(c),
                            kind: MarkKind::Makeshift,
                            block,
                            index,
                        };
                        self.mark(site, raws);
                    }
                    at += run;
                    continue;
                }
                b'.' | b'!' | b'?' => {
                    self.stops += u32::from(ends_sentence(text, at, 1));
                    at += 1;
                    continue;
                }
                0xD8 | 0xDB
                    if matches!(
                        (bytes[at], next(1)),
                        (0xD8, Some(0x9F)) | (0xDB, Some(0x94))
                    ) =>
                {
                    self.stops += u32::from(ends_sentence(text, at, 2));
                    at += 2;
                    continue;
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            // Of `Ø§Ù„` the last character is half a letter.
            if is_misread_half(text, at) {
                at += width;
                continue;
            }
            let run = 1
                + (1..)
                    .take_while(|n| {
                        bytes[at..].get(n * width..(n + 1) * width) == Some(&bytes[at..at + width])
                    })
                    .count();
            let c = text[at..].chars().next().expect("a mark was seen here");
            let kind = MarkKind::of(c).expect("these bytes are a mark");
            let site = Site {
                text,
                at,
                end: at + width,
                c,
                kind,
                block,
                index,
            };
            match run {
                1 => self.mark(site, raws),
                2 => {
                    for site in self.doubled(site, width, raws).into_iter().flatten() {
                        self.mark(site, raws);
                    }
                }
                // Three of the same are no quotation mark of any style.
                _ => {}
            }
            at += run * width;
        }
        self.settle_singles(text, block, first, raws);
    }

    /// Two marks of the same character that touch: one mark typed twice, or two marks.
    ///
    /// Typed twice, they are one mark that opens, and one that closes what such a mark opened. Two
    /// single marks stand for a double one (TeX, typewriters, InPage), unless they close two
    /// quotations.
    fn doubled<'t>(&self, site: Site<'t>, width: usize, raws: &[Raw]) -> [Option<Site<'t>>; 2] {
        let both = Site {
            end: site.end + width,
            ..site
        };
        let twice = [
            Some(site),
            Some(Site {
                at: site.end,
                end: site.end + width,
                ..site
            }),
        ];
        if site.kind.is_single() {
            let makeshift = Site {
                kind: MarkKind::Makeshift,
                ..both
            };
            return if self.open[site.kind as usize].len() > 1 {
                twice
            } else {
                [Some(makeshift), None]
            };
        }
        let sides = (
            context::before(site.text, both.at),
            context::after(site.text, both.end),
        );
        let stack = &self.open[site.kind as usize];
        let doubled_open = stack
            .last()
            .is_some_and(|&open| raws[open].mark.range.len() > width);
        match (context::lean(sides.0, sides.1), stack.len()) {
            ((Lean::Open, true), _) => [Some(both), None],
            _ if doubled_open => [Some(both), None],
            (_, 0) => [None; 2],
            (_, 1) => [Some(both), None],
            _ => twice,
        }
    }

    /// A mark that is certain, alone, and inside a line.
    fn raw(&self, site: Site<'_>, role: MarkRole) -> Raw {
        let base = site.block.range.start();
        Raw {
            mark: QuoteMark {
                range: TextRange::new(base + site.at, base + cluster_end(site.text, site.end)),
                c: site.c,
                block: site.index,
                kind: site.kind,
                role,
                partner: None,
                certain: true,
            },
            partner: None,
            maybe: None,
            stops: self.stops,
            weak: false,
            habit: false,
            leads: false,
            enclosing: None,
        }
    }

    /// Gives a mark its role.
    fn mark(&mut self, site: Site<'_>, raws: &mut Vec<Raw>) {
        let before = context::before(site.text, site.at);
        let after = context::after(site.text, site.end);
        let (lean, sure) = context::lean(before, after);
        let (previous, next) = context::neighbours(site.text, site.at, site.end);
        let top = self.top(site.kind, raws);
        let raw = Raw {
            leads: before == Side::Edge,
            ..self.raw(site, MarkRole::Open)
        };
        match site.kind {
            MarkKind::Straight => {
                if previous.is_some_and(context::is_hebrew) && next.is_some_and(context::is_hebrew)
                {
                    return;
                }
                if before == Side::Digit && context::measures(&site.text[site.end..]) {
                    return;
                }
                let hebrew = site.block.lang.language == Language::He;
                let mut raw = Raw {
                    weak: hebrew,
                    ..raw
                };
                raw.mark.certain = sure;
                if before == Side::Digit && top.is_none() {
                    // Inches, unless a quotation of another kind is waiting for it.
                    raw.weak = context::may_be_inches(site.text, site.at);
                    raw.mark.certain = false;
                    return self.close(raw, site, raws);
                }
                let opens = match lean {
                    Lean::Open => true,
                    Lean::Close => false,
                    Lean::Neither if self.reachable(site.kind) => false,
                    // `« oui " puis`: it closes what another kind opened, where none like it follows.
                    Lean::Neither => {
                        (before, after) != (Side::Blank, Side::Blank)
                            || self.last_double().is_none()
                            || site.following().is_some()
                    }
                };
                if opens {
                    self.open(raw, raws)
                } else {
                    self.close(raw, site, raws)
                }
            }
            MarkKind::Curly => {
                let opens = match top {
                    _ if matches!(site.c, '„' | '‟') => true,
                    Some(open) if MarkPair::counterpart(open) == site.c => {
                        (lean, sure) == (Lean::Open, true)
                            && (site.is_closed_next(site.c == '“') || self.is_far(site, raws))
                    }
                    Some('„' | '‟') if site.c == '“' && lean != Lean::Open => false,
                    _ => match lean {
                        // A closing mark that has slipped to the next line: the next one opens.
                        Lean::Open
                            if !sure
                                && site.c == '”'
                                && after == Side::Blank
                                && site.next() == Some(('“', Lean::Open)) =>
                        {
                            false
                        }
                        Lean::Open => true,
                        Lean::Close => false,
                        Lean::Neither if self.reachable(site.kind) => false,
                        // `"نعم.”ثم`: it closes what another kind opened.
                        Lean::Neither
                            if site.c == '”'
                                && matches!(
                                    before,
                                    Side::Stop | Side::Closing | Side::Ellipsis
                                )
                                && self.last_double().is_some() =>
                        {
                            false
                        }
                        // `" نعم “ ثم`: it closes what another kind opened, unless the next one
                        // of its own kind closes.
                        Lean::Neither
                            if (before, after) == (Side::Blank, Side::Blank)
                                && self.last_double().is_some()
                                && !site.next().is_some_and(|(_, lean)| lean != Lean::Open) =>
                        {
                            false
                        }
                        // `نعم”ثم “لا`: where the next mark opens, this one does not.
                        Lean::Neither if site.c == '”' && before == Side::Word => {
                            site.arabic()
                                && !site
                                    .next()
                                    .is_some_and(|(c, lean)| (c, lean) == ('“', Lean::Open))
                        }
                        Lean::Neither => site.arabic() || site.c == '“',
                    },
                };
                let raw = Raw {
                    weak: before == Side::Digit
                        && top.is_none()
                        && site.c == '”'
                        && context::may_be_inches(site.text, site.at),
                    ..raw
                };
                if opens {
                    self.open(raw, raws)
                } else {
                    self.close(raw, site, raws)
                }
            }
            MarkKind::Guillemet | MarkKind::SingleGuillemet => {
                let first = matches!(site.c, '«' | '‹') != self.mirrored;
                let opens = match top {
                    // `d’« oui »`: an elided word belongs to what follows.
                    _ if first && follows_elision(site) => true,
                    Some(open) if MarkPair::counterpart(open) == site.c => {
                        (lean, sure) == (Lean::Open, true) && site.is_closed_next(first)
                    }
                    // `« نعم «`: typed with the same key at both ends, unless the next one closes.
                    Some(_) if first => match lean {
                        Lean::Open => true,
                        Lean::Close => false,
                        Lean::Neither => site.next().is_some_and(|(c, _)| c != site.c),
                    },
                    Some(_) => lean == Lean::Open,
                    // `نعم «.`: no quotation begins with a full stop.
                    None if first => {
                        let then = site.text[site.end..].chars().nth(1);
                        !(matches!(after, Side::Stop | Side::Closing | Side::Edge)
                            && then.is_none_or(|c| !c.is_alphanumeric()))
                    }
                    // `قال :» نعم «.`: nothing is closed after a colon.
                    None if before == Side::Colon => {
                        matches!(
                            after,
                            Side::Blank | Side::Opening | Side::Word | Side::Digit
                        )
                    }
                    None if after == Side::Blank
                        && matches!(before, Side::Blank | Side::Edge | Side::Proclitic) =>
                    {
                        site.is_closed_by_counterpart()
                    }
                    // `نعم »..` ends with a long full stop.
                    None => (lean, sure) == (Lean::Open, true) && after != Side::Ellipsis,
                };
                // `Home » News`: an arrow, unless something is closed by it. Where French quotes with
                // spaces inside, it is one only between words with capitals.
                let arrow = matches!(previous, None | Some(' '))
                    && matches!(next, None | Some(' '))
                    && !(self.spaced && closes_spaced(site));
                let raw = Raw {
                    weak: arrow && !first && !opens,
                    ..raw
                };
                if opens {
                    self.open(raw, raws)
                } else {
                    self.close(raw, site, raws)
                }
            }
            MarkKind::Makeshift => self.makeshift(site, raw, (before, after), (lean, sure), raws),
            MarkKind::SingleCurly | MarkKind::SingleStraight => {
                self.single(site, raw, (before, after), (lean, sure), raws);
            }
        }
    }

    /// Two characters in place of one mark. Commas, grave accents and angle signs are many things
    /// else, and are marks only where they make a pair.
    fn makeshift(
        &mut self,
        site: Site<'_>,
        mut raw: Raw,
        (before, after): (Side, Side),
        (lean, sure): (Lean, bool),
        raws: &mut Vec<Raw>,
    ) {
        raw.mark.certain = false;
        let inpage = matches!(site.c, '‘' | '’') && site.arabic();
        if before == Side::Word && after == Side::Word {
            if inpage {
                self.glued(site, raw, raws);
            }
            return;
        }
        let single = matches!(site.c, '\'' | '‘' | '’');
        let top = self.top(site.kind, raws);
        raw.weak = !single || !sure || before == Side::Digit;
        let opens = match site.c {
            ',' | '`' | '<' => (lean, sure) == (Lean::Open, true),
            '>' => false,
            // `’’باغ ‘‘سے`: the space stands on the wrong side.
            c if inpage && top == Some(MarkPair::counterpart(c)) => false,
            _ if inpage && lean == Lean::Neither && awaits(site, raws) => false,
            _ => lean == Lean::Open || (lean == Lean::Neither && top.is_none()),
        };
        if opens {
            self.open(raw, raws);
        } else if single || site.c == '>' && top == Some('<') && lean == Lean::Close {
            self.close(raw, site, raws);
        }
    }

    /// A mark with Arabic letters on both sides: where it has a partner, a space is missing, as in
    /// `فلم ’دل‘شوٹ کی` and `ہفتے’دل‘ کی`; else it is none.
    fn glued(&mut self, site: Site<'_>, mut raw: Raw, raws: &mut Vec<Raw>) {
        raw.weak = true;
        raw.mark.certain = false;
        if self.top(site.kind, raws) == Some(MarkPair::counterpart(site.c)) {
            self.close(raw, site, raws);
        } else {
            // Nothing is held open by it: its partner is looked for among what is left over.
            raws.push(raw);
        }
    }

    /// A double prime after a number: inches, unless a quotation that was opened just before would
    /// else stay open. Typesetting programs that make curly marks take its closing mark for inches.
    /// Beside letters two of them are marks where they make a pair.
    fn prime(&mut self, site: Site<'_>, raws: &mut Vec<Raw>) {
        let before = context::before(site.text, site.at);
        let after = context::after(site.text, site.end);
        let weak = |scan: &Self, role| Raw {
            weak: true,
            ..scan.raw(site, role)
        };
        let Some(&open) = self.open[site.kind as usize].last() else {
            if context::lean(before, after) == (Lean::Open, true) && after == Side::Word {
                self.open(weak(self, MarkRole::Open), raws);
            }
            return;
        };
        let opened = raws[open].mark.range.end() - site.block.range.start();
        if raws[open].stops == self.stops
            && site.at - opened <= NEAR
            && (before == Side::Digit || context::lean(before, after) == (Lean::Close, true))
            && !site.next().is_some_and(|(_, lean)| lean == Lean::Close)
        {
            self.close(weak(self, MarkRole::Close), site, raws);
        }
    }

    /// A single mark, which more often is an apostrophe.
    fn single(
        &mut self,
        site: Site<'_>,
        mut raw: Raw,
        (before, after): (Side, Side),
        (lean, sure): (Lean, bool),
        raws: &mut Vec<Raw>,
    ) {
        let (previous, next) = context::neighbours(site.text, site.at, site.end);
        let wordy = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == HOLE);
        let latin = |c: Option<char>| c.is_some_and(context::takes_apostrophe);
        let by_arabic = site.arabic() && !latin(previous) && !latin(next);
        if wordy(previous) && wordy(next) && before != Side::Proclitic {
            self.apostrophes |= latin(previous) || latin(next);
            if by_arabic
                && site.kind == MarkKind::SingleCurly
                && (before, after) != (Side::Digit, Side::Digit)
            {
                self.glued(site, raw, raws);
            }
            return;
        }
        // `l’« avenir »`: what is elided there goes on inside the quotation.
        if next.is_some_and(|c| MarkKind::of(c).is_some_and(|kind| !kind.is_single()))
            && context::elides(&site.text[..site.end])
        {
            self.apostrophes = true;
            return;
        }
        let top = self.top(site.kind, raws);
        raw.weak = true;
        raw.mark.certain = sure && by_arabic && site.kind == MarkKind::SingleCurly;
        let closes = match top {
            Some(open) if site.kind == MarkKind::SingleCurly && by_arabic && open != site.c => true,
            Some('‚' | '‛') if site.c == '‘' && lean == Lean::Close => true,
            Some(_) => lean == Lean::Close || (lean == Lean::Neither && by_arabic),
            None => lean == Lean::Close || lean == Lean::Neither && by_arabic && awaits(site, raws),
        };
        if closes {
            if site.c == '‘' && !site.arabic() && !matches!(top, Some('‚' | '‛')) {
                return;
            }
            if top.is_none() {
                self.apostrophes |= latin(previous);
                if before == Side::Digit || !sure && lean == Lean::Close {
                    return;
                }
                if !by_arabic {
                    // `we came,’ he said`: no apostrophe stands after a comma or a full stop.
                    raw.weak = !(before == Side::Stop && site.kind == MarkKind::SingleCurly);
                    raw.habit = before == Side::Stop
                        || previous
                            .is_some_and(|c| c.is_lowercase() && !matches!(c, 's' | 'n' | 'o'));
                    return self.close(raw, site, raws);
                }
                raw.weak = !previous.is_some_and(is_arabic_letter);
                return self.close(raw, site, raws);
            }
            // The second apostrophe of `rock ’n’ roll`.
            if site.text[..site.at].ends_with(['n', 'N'])
                && site.text[..site.at - 1].ends_with(['\'', '’', '‘'])
            {
                return;
            }
            let possessive = matches!(previous, Some('s' | 'S'))
                && after == Side::Blank
                && site.text[site.end..]
                    .chars()
                    .find(|&c| !is_space(c))
                    .is_some_and(char::is_lowercase);
            if possessive {
                raw.mark.role = MarkRole::Close;
                let open = *self.open[site.kind as usize]
                    .last()
                    .expect("something is open");
                let this = raws.len();
                raws[open].maybe.get_or_insert(this);
                raws.push(raw);
                return;
            }
            return self.close(raw, site, raws);
        }
        let opens = match lean {
            Lean::Open => site.arabic() || (sure && site.c != '’'),
            Lean::Neither => {
                by_arabic && site.kind == MarkKind::SingleCurly && before != Side::Digit
            }
            Lean::Close => false,
        };
        // Text in Arabic letters has no `’90s`: `’33 صارفین‘` is quoted.
        if !by_arabic && context::elided(&site.text[site.end..]) {
            self.apostrophes = true;
        } else if opens {
            raw.weak = !(by_arabic && sure && next.is_some_and(is_arabic_letter));
            let stack = &mut self.open[site.kind as usize];
            if let Some(&open) = stack.last()
                && let Some(close) = raws[open].maybe
            {
                stack.pop();
                join(raws, open, close);
            }
            self.open(raw, raws);
        } else if by_arabic && lean == Lean::Neither {
            // `کہا ' نعم' ثم`: a mark where one follows that closes.
            raws.push(raw);
        }
    }

    /// Whether a mark stands too far from the one of its kind that is open last to be taken for its
    /// end against what surrounds it.
    fn is_far(&self, site: Site<'_>, raws: &[Raw]) -> bool {
        self.open[site.kind as usize].last().is_some_and(|&open| {
            let opened = raws[open].mark.range.end() - site.block.range.start();
            site.at - opened > 2 * NEAR
        })
    }

    /// The character of the mark of a kind that is open last.
    fn top(&self, kind: MarkKind, raws: &[Raw]) -> Option<char> {
        self.open[kind as usize]
            .last()
            .map(|&open| raws[open].mark.c)
    }

    /// Whether a mark of a kind is open that a mark of doubtful role may close.
    fn reachable(&self, kind: MarkKind) -> bool {
        self.open[kind as usize].last().is_some_and(|&open| {
            self.buried[kind as usize].is_none_or(|(from, to)| open < from || to < open)
        })
    }

    fn open(&mut self, mut raw: Raw, raws: &mut Vec<Raw>) {
        raw.mark.role = MarkRole::Open;
        self.open[raw.mark.kind as usize].push(raws.len());
        raws.push(raw);
    }

    fn close(&mut self, mut raw: Raw, site: Site<'_>, raws: &mut Vec<Raw>) {
        raw.mark.role = MarkRole::Close;
        let kind = raw.mark.kind;
        let this = raws.len();
        raws.push(raw);
        let Some(&open) = self.open[kind as usize].last() else {
            if let Some((open, close)) = self.inches.take()
                && kind == MarkKind::Straight
                && !raw.weak
            {
                raws[close].partner = None;
                raws[close].weak = true;
                join(raws, open, this);
            }
            return;
        };
        if kind.is_single() {
            // Around a quotation that is still open only where no apostrophe is possible.
            if self.last_double().is_some_and(|double| double > open) && !raw.mark.certain {
                return;
            }
            self.open[kind as usize].pop();
            join(raws, open, this);
            return;
        }
        self.open[kind as usize].pop();
        join(raws, open, this);
        if kind == MarkKind::Straight {
            // Arabic writes the word for inches.
            let inches = !site.arabic() && context::before(site.text, site.at) == Side::Digit;
            self.inches = inches.then_some((open, this));
        }
        for (stack, buried) in self.open.iter_mut().zip(&mut self.buried) {
            while let Some(&inner) = stack.last()
                && inner > open
                && raws[inner].mark.kind.is_single()
            {
                stack.pop();
                if let Some(close) = raws[inner].maybe {
                    join(raws, inner, close);
                }
            }
            if let Some(&inner) = stack.last()
                && inner > open
            {
                *buried = Some((open, inner));
            }
        }
    }

    /// The double mark or guillemet that was opened last and is still open.
    fn last_double(&self) -> Option<usize> {
        [
            MarkKind::Guillemet,
            MarkKind::SingleGuillemet,
            MarkKind::Curly,
            MarkKind::Straight,
            MarkKind::Makeshift,
        ]
        .iter()
        .filter_map(|&kind| self.open[kind as usize].last().copied())
        .max()
    }

    /// Closes single quotations by possessives where nothing better came, and decides which single
    /// marks without a partner are worth a word.
    fn settle_singles(&mut self, text: &str, block: &Block, first: usize, raws: &mut [Raw]) {
        for kind in [MarkKind::SingleCurly, MarkKind::SingleStraight] {
            for open in std::mem::take(&mut self.open[kind as usize]) {
                let end = raws[open].mark.range.end() - block.range.start();
                if let Some(close) = raws[open].maybe
                    && !context::may_be_ayn(&text[end..])
                {
                    join(raws, open, close);
                    continue;
                }
                let raw = &mut raws[open];
                // `‘` opens and nothing in the paragraph is an apostrophe; before a capital letter
                // it may be the ʿayn of a name.
                let small = text[end..].starts_with(char::is_lowercase);
                if raw.mark.c == '‘' && !self.apostrophes && small {
                    raw.weak = false;
                }
                raw.habit = small || !context::may_be_ayn(&text[end..]);
            }
        }
        if self.apostrophes {
            for raw in raws[first..]
                .iter_mut()
                .filter(|raw| raw.mark.kind.is_single())
            {
                raw.mark.certain = false;
            }
        }
    }
}

/// Whether the mark before is the other one of its kind and has no partner: a space stands on the
/// wrong side of it, `رسالے’ دل ‘ میں`.
fn awaits(site: Site<'_>, raws: &[Raw]) -> bool {
    raws.last().is_some_and(|raw| {
        (raw.mark.block, raw.mark.kind) == (site.index, site.kind)
            && raw.partner.is_none()
            && site.c == MarkPair::counterpart(raw.mark.c)
    })
}

/// How many bytes of `text`, which begins with an ornate parenthesis, are a verse that is left out:
/// both parentheses and all between. Both orders are found. Where there is no other one, it is the
/// parenthesis alone, and `unclosed` says that none needs to be looked for any more.
fn verse(text: &str, unclosed: &mut bool) -> usize {
    let width = '﴿'.len_utf8();
    let mut other = text.char_indices().skip(1);
    if !*unclosed && let Some((at, c)) = other.find(|(_, c)| matches!(c, '﴿' | '﴾')) {
        return if text.starts_with(c) { at } else { at + width };
    }
    *unclosed = true;
    width
}

/// Whether the mark at `at`, `width` bytes wide, ends a sentence: it is followed by a space, a
/// quotation mark or nothing, and stands after more than an initial.
fn ends_sentence(text: &str, at: usize, width: usize) -> bool {
    let next = text[at + width..].chars().next();
    if next.is_some_and(|c| !is_space(c) && MarkKind::of(c).is_none() && c != ')') {
        return false;
    }
    let mut before = text[..at].chars().rev();
    let (last, further) = (before.next(), before.next());
    last.is_some_and(|c| !is_space(c)) && further.is_some_and(|c| !is_space(c) && c != '.')
}

/// The end of the grapheme that a mark which ends at `end` begins: a combining mark or a joiner
/// after it belongs to it (UAX #29), so that no span of a finding splits it.
fn cluster_end(text: &str, end: usize) -> usize {
    let extends = |c: &char| is_mark(*c) || matches!(c, '\u{200C}' | '\u{200D}');
    end + text[end..]
        .chars()
        .take_while(extends)
        .map(char::len_utf8)
        .sum::<usize>()
}

fn join(raws: &mut [Raw], open: usize, close: usize) {
    raws[open].partner = Some(close);
    raws[close].partner = Some(open);
    raws[open].mark.role = MarkRole::Open;
    raws[close].mark.role = MarkRole::Close;
}

struct Pairing<'a> {
    article: &'a Article<'a>,
    raws: Vec<Raw>,
    /// For each block, the index of its first mark; one more at the end.
    starts: Vec<usize>,
}

impl Pairing<'_> {
    /// Pairs what is left over in the block whose marks begin at `start` with marks of another kind.
    fn pair_mixed(&mut self, start: usize) {
        if self.raws[start..].iter().all(|raw| raw.partner.is_some()) {
            return;
        }
        self.enclose(start);
        if self.split_mixed(start) {
            self.enclose(start);
        }
        self.pair_same(start);
        self.pair_misspaced(start);
        let mut open: Vec<usize> = Vec::new();
        let mut single: Option<usize> = None;
        for this in start..self.raws.len() {
            let raw = self.raws[this];
            if raw.partner.is_some() {
                continue;
            }
            if raw.mark.role == MarkRole::Open {
                if !raw.weak || raw.mark.kind == MarkKind::Makeshift {
                    open.push(this);
                } else if raw.mark.kind.is_single() && (raw.habit || self.is_introduced(this)) {
                    single = Some(this);
                }
                continue;
            }
            // What was left open inside a pair that is closed by now stays alone.
            while let Some(&last) = open.last()
                && let Some(around) = self.raws[last].enclosing
                && self.raws[around].partner.is_some_and(|close| close < this)
            {
                open.pop();
            }
            if let Some(&last) = open.last()
                && self.raws[last].enclosing == raw.enclosing
                && self.raws[last].mark.kind != raw.mark.kind
                && !(raw.weak && raw.mark.kind.is_single())
            {
                open.pop();
                join(&mut self.raws, last, this);
            } else if let Some(first) = single.take()
                && open.is_empty()
                && !raw.weak
                && self.raws[first].enclosing == raw.enclosing
                && raw.mark.range.start() - self.raws[first].mark.range.end() <= AHEAD
            {
                // `‘We came.”`: a single mark alone may be an apostrophe, but not here.
                join(&mut self.raws, first, this);
            }
        }
    }

    /// Whether speech is introduced before a mark: by a verb of saying or a colon.
    fn is_introduced(&self, mark: usize) -> bool {
        let range = self.raws[mark].mark.range;
        let block = self.article.block(self.raws[mark].mark.block).range;
        let open = range.start() - block.start();
        wording::is_introduced(&self.article.slice(block)[..open])
    }

    /// Pairs what is left over in one sentence with a mark of the same character, typed with one key
    /// at both ends: `لون» الزامل»`, and `«نعم «ثم` where little stands between; and with the other
    /// one of its kind where both stand the wrong way. Straight marks take turns later.
    fn pair_same(&mut self, start: usize) {
        let mut last: Option<usize> = None;
        for this in start..self.raws.len() {
            let raw = self.raws[this];
            if raw.partner.is_some() || raw.weak {
                continue;
            }
            let before = last.replace(this);
            let Some(open) = before else { continue };
            let first = self.raws[open];
            let near = raw.mark.range.start() - first.mark.range.end() <= NEAR;
            let same = first.mark.c == raw.mark.c
                && first.mark.role == raw.mark.role
                && (raw.mark.role == MarkRole::Close || near);
            // `قال» نعم « ثم`: the marks look outwards, and nothing is opened before a space.
            let outwards = first.mark.c == MarkPair::counterpart(raw.mark.c)
                && (first.mark.role, raw.mark.role) == (MarkRole::Close, MarkRole::Open)
                && near
                && self.is_followed_by_space(open)
                && self.is_followed_by_space(this);
            if (same || outwards)
                && matches!(raw.mark.kind, MarkKind::Curly | MarkKind::Guillemet)
                && first.enclosing == raw.enclosing
                && first.stops == raw.stops
                && self.may_open(open)
            {
                join(&mut self.raws, open, this);
                last = None;
            }
        }
    }

    /// Pairs single marks of text in Arabic letters, and doubled ones, that are left over in one
    /// sentence since a space is missing or stands on the wrong side: `رسالے’ دل‘ میں`, `’ دل ‘میں`,
    /// `رسالے' دل' میں`. There no apostrophe is possible, so they are marks.
    fn pair_misspaced(&mut self, start: usize) {
        let mut last: Option<usize> = None;
        for this in start..self.raws.len() {
            let raw = self.raws[this];
            let single = raw.mark.kind.is_single()
                || raw.mark.kind == MarkKind::Makeshift && matches!(raw.mark.c, '\'' | '‘' | '’');
            if raw.partner.is_some() || !single || !self.is_among_arabic(this) {
                continue;
            }
            let Some(open) = last.replace(this) else {
                continue;
            };
            let first = self.raws[open];
            let near = raw.mark.range.start() - first.mark.range.end() <= NEAR;
            let pairs = match (first.mark.role, raw.mark.role) {
                (MarkRole::Open, MarkRole::Close) => true,
                // A mark that looks like a closing one opens where the other is the one that closes in
                // the language: CLDR 48.2.0 gives `’…‘` for Urdu.
                (MarkRole::Close, MarkRole::Open) => {
                    near && first.mark.c == '’' && self.is_followed_by_space(open)
                }
                _ => near,
            };
            // A straight mark is its own counterpart.
            if pairs
                && MarkPair::counterpart(first.mark.c) == raw.mark.c
                && first.mark.kind == raw.mark.kind
                && first.enclosing == raw.enclosing
                && first.stops == raw.stops
                && self.may_open(open)
            {
                join(&mut self.raws, open, this);
                last = None;
            }
        }
    }

    /// Whether a mark stands in text of Arabic letters and touches no letter that takes an apostrophe.
    fn is_among_arabic(&self, mark: usize) -> bool {
        let mark = self.raws[mark].mark;
        let block = self.article.block(mark.block);
        let text = self.article.slice(block.range);
        let at = block.range.start();
        let (previous, next) =
            context::neighbours(text, mark.range.start() - at, mark.range.end() - at);
        let latin = |c: Option<char>| c.is_some_and(context::takes_apostrophe);
        block.lang.language.arabic_script()
            && (mark.kind == MarkKind::Makeshift || !latin(previous) && !latin(next))
    }

    /// Two mixed pairs in a row: in `"a» b «c"` and `«a” b "c»` the outer marks look like a pair, and
    /// the inner ones are left over. Whether there were any.
    fn split_mixed(&mut self, start: usize) -> bool {
        let mut split = false;
        let mut last: Option<usize> = None;
        for this in start..self.raws.len() {
            let raw = self.raws[this];
            if raw.partner.is_some() || raw.weak {
                continue;
            }
            let before = last.replace(this);
            if let (Some(close), Some(open)) = (before, raw.enclosing)
                && raw.mark.role == MarkRole::Open
                && self.raws[close].mark.role == MarkRole::Close
                && self.raws[close].mark.kind != self.raws[open].mark.kind
                && self.raws[close].enclosing == Some(open)
                && self.raws[open].mark.kind != raw.mark.kind
                && let Some(end) = self.raws[open].partner.filter(|&end| end > this)
            {
                join(&mut self.raws, open, close);
                join(&mut self.raws, this, end);
                split = true;
            }
        }
        split
    }

    /// Says for each mark from `start` on in which pair it stands.
    fn enclose(&mut self, start: usize) {
        let mut around: Vec<usize> = Vec::new();
        for this in start..self.raws.len() {
            let raw = self.raws[this];
            if raw.mark.role != MarkRole::Open
                && let Some(open) = raw.partner
            {
                // A crossed pair lies a little deeper; further down nothing is looked for.
                let nearest = around.len().saturating_sub(8);
                if let Some(place) = around[nearest..].iter().rposition(|&known| known == open) {
                    around.remove(nearest + place);
                }
            }
            self.raws[this].enclosing = around.last().copied();
            if raw.mark.role == MarkRole::Open && raw.partner.is_some() {
                around.push(this);
            }
        }
    }

    /// Quotations over paragraphs: opened again at the start of each and closed once, or opened in
    /// one and closed in a later one before anything of the kind is opened.
    fn run_on(&mut self) {
        let mut pending: Option<(usize, u8)> = None;
        let mut last: Option<&Block> = None;
        // Behind a heading goes on what was opened again before and is opened again there.
        let (mut runs, mut headed) = (false, false);
        for (index, block) in self.article.blocks.iter().enumerate() {
            if is_interruption(block.kind, self.article.slice(block.range)) {
                headed |= block.kind == BlockKind::Heading;
                if block.kind == BlockKind::Paragraph {
                    // `À lire aussi »`: an arrow to what is linked.
                    for raw in &mut self.raws[self.starts[index]..self.starts[index + 1]] {
                        raw.weak |= raw.mark.kind == MarkKind::Guillemet && raw.partner.is_none();
                    }
                }
                continue;
            }
            let marks = self.starts[index]..self.starts[index + 1];
            let prose = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation);
            // One quotation may be set as several `blockquote`s.
            let goes_on = |last: &Block| {
                last.kind == block.kind
                    && (last.container == block.container || last.kind == BlockKind::Quotation)
            };
            let follows = prose && last.is_some_and(goes_on);
            last = Some(block);
            pending = pending
                .filter(|_| follows)
                .and_then(|(open, left)| Some((open, left.checked_sub(1)?)));
            if let Some((open, _)) = pending
                && self.is_opened_otherwise(open, marks.clone())
            {
                self.raws[open].mark.certain = false;
                pending = None;
            }
            let mut rest = marks.clone();
            while let Some((open, left)) = pending {
                let kind = self.raws[open].mark.kind;
                let Some(first) = rest.find(|&mark| self.raws[mark].mark.kind == kind) else {
                    break;
                };
                let closed = self.raws[first].mark.role == MarkRole::Close;
                // Every paragraph of a quotation is opened again, not one here and there.
                let skipped = left + 1 < MAX_PARAGRAPHS;
                pending = if (skipped && !closed) || (headed && (closed || !runs)) {
                    None
                } else {
                    self.continue_with(open, first)
                };
                headed = false;
                runs = true;
                // What looked like a closing mark opened again: the paragraph may hold the end.
                if !(closed && self.raws[first].mark.role == MarkRole::Reopen) {
                    break;
                }
            }
            if pending.is_none() && prose {
                pending = self.left_open(marks).map(|mark| (mark, MAX_PARAGRAPHS));
                (runs, headed) = (false, false);
            }
        }
    }

    /// Whether a paragraph begins as the quotation before goes on, but with a mark of another kind.
    fn is_opened_otherwise(&self, open: usize, mut marks: Range<usize>) -> bool {
        let kind = self.raws[open].mark.kind;
        let first = marks.next().map(|mark| &self.raws[mark]);
        first.is_some_and(|first| {
            let other = first.mark.kind != kind && !first.mark.kind.is_single();
            first.leads && other && !first.weak && first.mark.role == MarkRole::Open
        })
    }

    /// Where one guillemet closes two quotations that end together, as Russian has it, the one that
    /// is left open may be right.
    fn share_ends(&mut self) {
        use Language::{Ar, En, Fa, Fr, Ur};
        for block in 0..self.article.blocks.len() {
            if matches!(
                self.article.blocks[block].lang.language,
                Ar | En | Fa | Fr | Ur
            ) {
                continue;
            }
            let marks = self.starts[block]..self.starts[block + 1];
            let mut inner = false;
            for mark in marks.rev() {
                let raw = &mut self.raws[mark];
                if raw.mark.kind != MarkKind::Guillemet || raw.mark.role != MarkRole::Open {
                    continue;
                }
                if raw.partner.is_some() {
                    inner = true;
                } else if inner {
                    raw.mark.certain = false;
                }
            }
        }
    }

    /// The mark that a block leaves open: the last without a partner, where nothing of its kind
    /// follows.
    fn left_open(&self, marks: Range<usize>) -> Option<usize> {
        let open = marks.clone().rev().find(|&mark| {
            let raw = &self.raws[mark];
            raw.partner.is_none() && !raw.weak && raw.mark.role == MarkRole::Open
        })?;
        let kind = self.raws[open].mark.kind;
        let alone = self.raws[open + 1..marks.end]
            .iter()
            .all(|raw| raw.mark.kind != kind);
        alone.then_some(open)
    }

    /// Judges the first mark of the kind in a later paragraph; answers with what is still open.
    fn continue_with(&mut self, open: usize, first: usize) -> Option<(usize, u8)> {
        let raw = self.raws[first];
        let same = raw.mark.c == self.raws[open].mark.c;
        let french = self.article.block(raw.mark.block).lang.language == Language::Fr;
        let counterpart = MarkPair::counterpart(self.raws[open].mark.c);
        match (raw.mark.role, raw.partner) {
            // French repeats either guillemet at the start of each paragraph.
            (MarkRole::Close, None)
                if raw.leads
                    && french
                    && raw.mark.kind == MarkKind::Guillemet
                    && raw.mark.c == counterpart
                    && self.rest(first).contains(char::is_alphanumeric) =>
            {
                self.raws[first].mark.role = MarkRole::Reopen;
                self.raws[first].partner = Some(open);
                Some((open, MAX_PARAGRAPHS))
            }
            (MarkRole::Open, close)
                if raw.leads
                    && (same || french && raw.mark.c == counterpart)
                    && !self.is_partial(open) =>
            {
                self.raws[first].mark.role = MarkRole::Reopen;
                self.raws[first].partner = Some(open);
                match close {
                    Some(close) => {
                        self.raws[open].partner = Some(close);
                        self.raws[close].partner = Some(open);
                        None
                    }
                    None => Some((open, MAX_PARAGRAPHS)),
                }
            }
            (MarkRole::Close, None) => {
                join(&mut self.raws, open, first);
                None
            }
            // It closes, and has slipped to the start of the next line.
            (MarkRole::Open, None)
                if raw.leads
                    && raw.mark.kind != MarkKind::Straight
                    && raw.mark.c == counterpart
                    && self.is_followed_by_space(first) =>
            {
                join(&mut self.raws, open, first);
                None
            }
            _ => None,
        }
    }

    /// Whether a mark opens a part of a sentence for certain: it begins with a small letter, or a
    /// proclitic is glued to it. Such a quotation does not run on (AP).
    fn is_partial(&self, mark: usize) -> bool {
        let range = self.raws[mark].mark.range;
        let block = self.article.block(self.raws[mark].mark.block).range;
        let text = self.article.slice(block);
        self.rest(mark).starts_with(char::is_lowercase)
            || context::before(text, range.start() - block.start()) == Side::Proclitic
    }

    /// Whether a quotation can begin with what follows a mark.
    fn may_open(&self, mark: usize) -> bool {
        let side = context::after(self.rest(mark), 0);
        !matches!(side, Side::Stop | Side::Closing | Side::Colon | Side::Edge)
    }

    /// Whether a space stands right after a mark, or the block ends there.
    fn is_followed_by_space(&self, mark: usize) -> bool {
        self.rest(mark).chars().next().is_none_or(is_space)
    }

    /// What follows a mark in its block.
    fn rest(&self, mark: usize) -> &str {
        let mark = self.raws[mark].mark;
        let block = self.article.block(mark.block).range;
        &self.article.slice(block)[mark.range.end() - block.start()..]
    }

    /// Pairs straight marks that are left over in one sentence, in turns.
    fn take_turns(&mut self) {
        for block in 0..self.article.blocks.len() {
            let marks = self.starts[block]..self.starts[block + 1];
            let alone = |raw: &Raw| {
                raw.partner.is_none() && !raw.weak && raw.mark.kind == MarkKind::Straight
            };
            if !self.raws[marks.clone()].iter().any(alone) {
                continue;
            }
            let mut waiting: Option<usize> = None;
            for this in marks {
                if !alone(&self.raws[this]) {
                    continue;
                }
                let (raw, same) = (self.raws[this], |other: &Raw| {
                    other.enclosing == self.raws[this].enclosing
                        && other.stops == self.raws[this].stops
                });
                waiting = match waiting {
                    Some(open) if same(&self.raws[open]) && raw.partner.is_none() => {
                        join(&mut self.raws, open, this);
                        self.raws[open].mark.certain = false;
                        self.raws[this].mark.certain = false;
                        None
                    }
                    _ => Some(this),
                };
            }
        }
    }

    /// Lets single marks count where the article quotes with marks of their kind, and doubts those
    /// that a cut text leaves open.
    fn weigh(&mut self) {
        let quotes_with = |kind| {
            let pair = |raw: &Raw| raw.mark.kind == kind && raw.partner.is_some();
            self.raws.iter().any(pair)
        };
        let habits =
            [MarkKind::SingleCurly, MarkKind::SingleStraight].map(|kind| (kind, quotes_with(kind)));
        let mut last_block = None;
        let mut cut = false;
        for this in 0..self.raws.len() {
            let raw = self.raws[this];
            if raw.partner.is_some() {
                continue;
            }
            if last_block.replace(raw.mark.block) != Some(raw.mark.block) {
                let text = self.article.block_text(raw.mark.block);
                let text = text.trim_end().trim_end_matches([']', ')']);
                cut = text.ends_with('…') || text.ends_with("...");
            }
            if raw.weak {
                self.raws[this].weak = !(raw.habit && habits.contains(&(raw.mark.kind, true)));
            } else if raw.mark.role == MarkRole::Open {
                self.raws[this].mark.certain &= !cut;
            }
        }
    }

    /// Drops what is no mark, and makes the quotations.
    fn finish(self) -> (Vec<QuoteMark>, Vec<Quotation>) {
        let Self { article, raws, .. } = self;
        let mut place: Vec<u32> = Vec::with_capacity(raws.len());
        let mut kept = 0;
        for raw in &raws {
            place.push(kept);
            kept += u32::from(raw.partner.is_some() || !raw.weak);
        }
        let marks: Vec<QuoteMark> = raws
            .iter()
            .filter(|raw| raw.partner.is_some() || !raw.weak)
            .map(|raw| QuoteMark {
                partner: raw.partner.map(|partner| place[partner]),
                ..raw.mark
            })
            .collect();

        let mut quotations: Vec<Quotation> = Vec::new();
        // The quotations around: closing mark and index, the one that closes first on top.
        let mut around: Vec<(u32, u32)> = Vec::new();
        for (this, raw) in raws.iter().enumerate() {
            let (MarkRole::Open, Some(partner)) = (raw.mark.role, raw.partner) else {
                continue;
            };
            let (open, close) = (place[this], place[partner]);
            while around.last().is_some_and(|&(end, _)| end < open) {
                around.pop();
            }
            let block = article.block(raw.mark.block).range;
            let inside = raw.mark.range.end() - block.start();
            let other = &raws[partner];
            let stops = if other.mark.block == raw.mark.block {
                other.stops - raw.stops
            } else {
                1
            };
            let kind = wording::kind(
                article.slice(block),
                raw.mark.range.start() - block.start(),
                inside,
                stops,
            );
            let crossed = around.last().is_some_and(|&(end, _)| end < close);
            quotations.push(Quotation {
                open,
                close,
                range: raw.mark.range.cover(other.mark.range),
                depth: u8::try_from(around.len()).unwrap_or(u8::MAX),
                parent: around.last().map(|&(_, index)| index),
                kind,
                crossed,
            });
            let mut under = around.len();
            while under > 0 && around.len() < MAX_DEPTH && around[under - 1].0 < close {
                under -= 1;
            }
            around.insert(under, (close, quotations.len() as u32 - 1));
        }
        (marks, quotations)
    }
}
