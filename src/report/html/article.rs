//! One article as its readers see it, with what was found marked on its words.

use std::collections::HashMap;

use super::super::human::phrases::Phrases as Words;
use super::super::{FileReport, MessageLang};
use super::markup::Page;
use super::phrases::Phrases;
use super::places::{Place, Places};
use crate::article::{Article, Block, BlockGroup, BlockIndex, BlockKind, Format, HOLE, PieceKind};
use crate::finding::{Finding, Level};
use crate::lang::chars::{self, Direction};
use crate::lang::{Lang, Language};
use crate::span::TextRange;

/// How many labels of a finding are marked and named; the others are counted.
pub(super) const LABELS: usize = 5;

/// So many findings at the most are named on one stretch of words, the innermost ones.
const DEPTH: usize = 12;

/// More notes than this stand below their words, in columns.
const BESIDE: usize = 5;

/// How far behind its mark, in bytes, the number of a finding may stand.
const WORD: usize = 64;

/// Characters of a block that are looked at for its direction.
const SAMPLE: usize = 2048;

/// Something that is marked on words.
struct Spot {
    range: TextRange,
    /// Index of the finding.
    finding: usize,
    /// Index of its label; none for what was found itself.
    label: Option<usize>,
    /// Whether it is the first part of what goes on through several blocks: links lead to it.
    is_first: bool,
}

/// What a row of the page shows.
enum Item {
    Block(usize),
    Photo(usize),
}

/// Writes one article.
pub(super) struct Writer<'a> {
    pub(super) report: &'a FileReport<'a>,
    pub(super) article: &'a Article<'a>,
    pub(super) places: Places<'a>,
    /// Its number among the articles, from 1.
    pub(super) number: usize,
    /// The numbers of the rules, by id.
    pub(super) rules: &'a HashMap<&'a str, usize>,
    pub(super) lang: MessageLang,
    pub(super) phrases: Phrases,
    /// The first finding of each message.
    pub(super) told: HashMap<(String, String), usize>,
    pub(super) page: Page,
    /// What is marked in each block.
    spots: Vec<Vec<Spot>>,
    /// The findings whose notes stand beside each block.
    beside_blocks: Vec<Vec<usize>>,
    /// And beside each photo.
    beside_photos: Vec<Vec<usize>>,
    /// And at the article's head.
    elsewhere: Vec<usize>,
    /// The block beside which each finding's note stands.
    homes: Vec<Option<usize>>,
    /// The keys of the fields that are blocks as well.
    keys: HashMap<BlockIndex, &'a str>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        report: &'a FileReport<'a>,
        article: &'a Article<'a>,
        number: usize,
        rules: &'a HashMap<&'a str, usize>,
        lang: MessageLang,
    ) -> Self {
        let mut writer = Self {
            report,
            article,
            places: Places::of(article),
            number,
            rules,
            lang,
            phrases: Phrases(lang),
            told: HashMap::new(),
            page: Page::default(),
            spots: article.blocks.iter().map(|_| Vec::new()).collect(),
            beside_blocks: vec![Vec::new(); article.blocks.len()],
            beside_photos: vec![Vec::new(); article.photos.len()],
            elsewhere: Vec::new(),
            homes: vec![None; report.findings.len()],
            keys: article
                .fields
                .iter()
                .filter_map(|field| Some((field.block?, field.key.as_str())))
                .collect(),
        };
        for (i, finding) in report.findings.iter().enumerate() {
            match writer.places.place(finding.span) {
                Place::Words(words) => {
                    let home = words[0].0;
                    writer.homes[i] = Some(home);
                    writer.beside_blocks[home].push(i);
                    writer.mark(&words, i, None);
                }
                Place::Photo(photo) => writer.beside_photos[photo].push(i),
                Place::Elsewhere => writer.elsewhere.push(i),
            }
            for (k, label) in finding.labels.iter().take(LABELS).enumerate() {
                let words = writer.places.words(label.span);
                writer.mark(&words, i, Some(k));
            }
        }
        writer
    }

    fn mark(&mut self, words: &[(usize, TextRange)], finding: usize, label: Option<usize>) {
        for (i, &(block, range)) in words.iter().enumerate() {
            self.spots[block].push(Spot {
                range,
                finding,
                label,
                is_first: i == 0,
            });
        }
    }

    /// The article's title, where it has one.
    pub(super) fn title(&self) -> Option<&'a str> {
        let is_title = |block: &&Block| block.kind == BlockKind::Title;
        let title = self.article.blocks.iter().find(is_title)?;
        Some(self.article.slice(title.range))
    }

    /// Writes the whole article.
    pub(super) fn write(mut self) -> Page {
        for spots in &mut self.spots {
            spots.sort_by_key(|spot| (spot.range.start, std::cmp::Reverse(spot.range.end)));
        }
        let elsewhere = std::mem::take(&mut self.elsewhere);
        for &i in &elsewhere {
            self.row(&[i], |writer| writer.line(i));
        }
        let headline = self.headline();
        let items = self.items();
        let mut next = 0;
        while let Some(item) = items.get(next) {
            let from = next;
            next += 1;
            match *item {
                Item::Photo(_) => {
                    // Photos that follow one another share what is said of them.
                    let is_photo = |item: &&Item| matches!(item, Item::Photo(_));
                    next += items[next..].iter().take_while(is_photo).count();
                    let photos = &items[from..next];
                    let is_said = |item: &&Item| matches!(**item, Item::Block(block) if self.is_of_photo(block, photos));
                    next += items[next..].iter().take_while(is_said).count();
                    self.figure(&items[from..next]);
                }
                Item::Block(block) if self.article.blocks[block].kind == BlockKind::Cell => {
                    let is_cell = |item: &&Item| {
                        matches!(**item, Item::Block(block)
                            if self.article.blocks[block].kind == BlockKind::Cell)
                    };
                    next += items[next..].iter().take_while(is_cell).count();
                    self.cells(&items[from..next]);
                }
                Item::Block(block) => {
                    let notes = std::mem::take(&mut self.beside_blocks[block]);
                    self.row(&notes, |writer| {
                        writer.block(block, headline == Some(block))
                    });
                }
            }
        }
        self.page
    }

    /// Blocks and photos in the order in which they are shown: fields first, and each photo where it
    /// stands in the file. In a news item its place among its words says nothing, so there it stands
    /// before what is said of it.
    fn items(&self) -> Vec<Item> {
        let article = self.article;
        let count = article.blocks.len();
        let (mut blocks, rest): (Vec<_>, Vec<_>) =
            (0..count).partition(|&block| self.field(block).is_some());
        blocks.extend(rest);
        // How far into the file each block or one before it reaches.
        let mut furthest = 0;
        let reach = blocks.iter().map(|&block| {
            furthest = article
                .text
                .span(article.blocks[block].range)
                .start
                .max(furthest);
            furthest
        });
        let reach: Vec<u32> = reach.collect();
        let mut photos: Vec<_> = (0..article.photos.len())
            .map(|photo| {
                let start = article.photos[photo].span.start;
                let by_file = reach.partition_point(|&at| at <= start);
                let said = |&block: &usize| self.is_of_photo(block, &[Item::Photo(photo)]);
                let before = match article.format {
                    Format::Ninjs => blocks[..by_file].iter().position(said),
                    _ => None,
                };
                (before.unwrap_or(by_file), photo)
            })
            .collect();
        photos.sort_unstable();
        let mut photos = photos.into_iter().peekable();
        let mut items = Vec::with_capacity(count + article.photos.len());
        for (at, &block) in blocks.iter().enumerate() {
            while let Some((_, photo)) = photos.next_if(|&(before, _)| before <= at) {
                items.push(Item::Photo(photo));
            }
            items.push(Item::Block(block));
        }
        items.extend(photos.map(|(_, photo)| Item::Photo(photo)));
        items
    }

    /// The title that is shown as such: the first one of the article itself, else of its fields.
    fn headline(&self) -> Option<usize> {
        let titles = || {
            let blocks = self.article.blocks.iter().enumerate();
            blocks.filter(|(_, block)| block.kind == BlockKind::Title)
        };
        let own = titles().find(|&(i, _)| self.field(i).is_none());
        own.or_else(|| titles().next()).map(|(i, _)| i)
    }

    /// The key of the field that a block is.
    fn field(&self, block: usize) -> Option<&'a str> {
        self.keys.get(&BlockIndex(block as u32)).copied()
    }

    /// Whether a block is said of one of some photos.
    fn is_of_photo(&self, block: usize, photos: &[Item]) -> bool {
        let kind = self.article.blocks[block].kind;
        let index = BlockIndex(block as u32);
        kind.group() == BlockGroup::Caption
            && photos.iter().any(|item| {
                let Item::Photo(photo) = *item else {
                    return false;
                };
                let photo = &self.article.photos[photo];
                photo.alt == Some(index)
                    || photo.caption == Some(index)
                    || photo.candidates.iter().any(|other| other.block == index)
            })
    }

    /// What is shown, and the notes beside it.
    fn row(&mut self, notes: &[usize], shown: impl FnOnce(&mut Self)) {
        self.page.raw(match notes.len() {
            0 => "<div class=\"row\">",
            1..=BESIDE => "<div class=\"row noted\">",
            _ => "<div class=\"row noted many\">",
        });
        shown(self);
        if !notes.is_empty() {
            self.page.raw("<div class=\"notes\">");
            for &i in notes {
                self.note(i);
            }
            self.page.raw("</div>");
        }
        self.page.raw("</div>\n");
    }

    /// The line of the file that a finding is about which is on nothing that readers see.
    fn line(&mut self, i: usize) {
        let finding = &self.report.findings[i];
        self.page.raw("<div class=\"t\"><p class=\"line\">");
        if finding.span.is_empty() {
            self.page.raw("<span class=\"k\">");
            self.open_mark(&[], &[i], &[i]);
            self.page.text(self.phrases.whole());
            self.page.raw("</mark>");
            self.badge(i);
            self.page.raw("</span>");
        } else {
            let (before, found, after) = super::note::line_of(self.report.source, finding.span);
            self.page.raw("<bdi class=\"raw\">");
            self.page.text(before);
            self.open_mark(&[], &[i], &[i]);
            self.page.text(found);
            self.page.raw("</mark>");
            self.badge(i);
            self.page.text(after);
            self.page.raw("</bdi>");
        }
        self.page.raw("</p></div>");
    }

    /// A block by itself.
    fn block(&mut self, block: usize, is_headline: bool) {
        let kind = self.article.blocks[block].kind;
        let field = self.field(block);
        let (open, close) = match kind {
            _ if is_headline => ("<h3", "</h3>"),
            BlockKind::Title | BlockKind::Metadata => ("<p class=\"field\"", "</p>"),
            _ if field.is_some() => ("<p class=\"field\"", "</p>"),
            BlockKind::Heading => ("<h4", "</h4>"),
            BlockKind::Quotation => ("<blockquote", "</blockquote>"),
            BlockKind::ListItem => ("<p class=\"item\"", "</p>"),
            BlockKind::Footnote => ("<p class=\"footnote\"", "</p>"),
            BlockKind::Caption => ("<p class=\"caption\"", "</p>"),
            BlockKind::CreditLine => ("<p class=\"credit\"", "</p>"),
            BlockKind::Alt => ("<p class=\"field\"", "</p>"),
            BlockKind::Paragraph | BlockKind::Cell => ("<p", "</p>"),
        };
        self.page.raw("<div class=\"t\">");
        let key = match (field, kind) {
            (Some(key), _) => Some(key),
            (None, BlockKind::Alt) => Some(self.phrases.alt()),
            _ => None,
        };
        if let Some(key) = key {
            self.page.raw("<span class=\"k\"");
            let Block { range, lang, .. } = self.article.blocks[block];
            direct(&mut self.page, self.article.slice(range), lang, false);
            self.page.raw(">");
            self.page.text(key);
            self.page.raw("</span>");
        }
        self.open_block(open, block);
        self.words(block);
        self.page.raw(close);
        self.page.raw("</div>");
    }

    /// `<p dir="rtl" lang="ar">`.
    fn open_block(&mut self, open: &'static str, block: usize) {
        self.page.raw(open);
        self.direction(block);
        self.page.raw(">");
    }

    /// ` dir="rtl" lang="ar"`.
    pub(super) fn direction(&mut self, block: usize) {
        let Block { range, lang, .. } = self.article.blocks[block];
        direct(&mut self.page, self.article.slice(range), lang, true);
    }

    /// Cells that follow one another.
    fn cells(&mut self, items: &[Item]) {
        let mut notes = Vec::new();
        for item in items {
            if let Item::Block(block) = *item {
                notes.append(&mut self.beside_blocks[block]);
            }
        }
        let first = items.iter().find_map(|item| match *item {
            Item::Block(block) => Some(block),
            Item::Photo(_) => None,
        });
        self.row(&notes, |writer| {
            writer.open_block("<div class=\"t cells\"", first.unwrap_or_default());
            for item in items {
                if let Item::Block(block) = *item {
                    writer.open_block("<div class=\"cell\"", block);
                    writer.words(block);
                    writer.page.raw("</div>");
                }
            }
            writer.page.raw("</div>");
        });
    }

    /// Photos with what is said of them.
    fn figure(&mut self, items: &[Item]) {
        let mut notes = Vec::new();
        for item in items {
            notes.extend_from_slice(match *item {
                Item::Block(block) => &self.beside_blocks[block],
                Item::Photo(photo) => &self.beside_photos[photo],
            });
        }
        notes.sort_unstable();
        self.row(&notes, |writer| {
            writer.page.raw("<figure class=\"t\">");
            for item in items {
                match *item {
                    Item::Photo(photo) => writer.photo(photo),
                    Item::Block(block) => writer.said_of_photo(block),
                }
            }
            writer.page.raw("</figure>");
        });
    }

    /// A caption, a credit or an alternative text beside its photo.
    fn said_of_photo(&mut self, block: usize) {
        match self.article.blocks[block].kind {
            BlockKind::Alt => {
                self.page.raw("<p class=\"alt\"><span class=\"k\">");
                self.page.text(self.phrases.alt());
                self.page.raw("</span> ");
                self.open_block("<span", block);
                self.words(block);
                self.page.raw("</span></p>");
            }
            BlockKind::CreditLine => {
                self.open_block("<p class=\"credit\"", block);
                self.words(block);
                self.page.raw("</p>");
            }
            _ => {
                self.open_block("<p class=\"caption\"", block);
                self.words(block);
                self.page.raw("</p>");
            }
        }
    }

    /// A photo's placeholder.
    fn photo(&mut self, index: usize) {
        let photo = &self.article.photos[index];
        let on_it = self.beside_photos[index].clone();
        if on_it.is_empty() {
            self.page.raw("<div class=\"photo\">");
        } else {
            self.page.raw("<div class=\"photo found\">");
        }
        self.page.raw("<span class=\"k\">");
        let phrases = self.phrases;
        self.page.text(phrases.photo());
        self.page.raw("</span> ");
        if !on_it.is_empty() {
            self.open_mark(&[], &on_it, &on_it);
        }
        if photo.src.is_empty() {
            self.page.raw("<bdi class=\"path\">…</bdi>");
        } else {
            self.page.path(&photo.src);
        }
        if !on_it.is_empty() {
            self.page.raw("</mark>");
        }
        for &i in &on_it {
            self.badge(i);
        }
        let remark = if photo.exempt.is_some() {
            Some(phrases.decoration())
        } else if photo.empty_alt {
            Some(phrases.no_alt())
        } else {
            None
        };
        if let Some(remark) = remark {
            self.page.raw(" <span class=\"remark\">");
            self.page.text(remark);
            self.page.raw("</span>");
        }
        self.page.raw("</div>");
    }

    /// A block's words, with what is marked in them.
    fn words(&mut self, block: usize) {
        let range = self.article.blocks[block].range;
        let spots = std::mem::take(&mut self.spots[block]);
        if spots.is_empty() {
            return self.plain(range);
        }
        let badges = self.badges(block, range, &spots);
        let mut cuts: Vec<u32> = spots
            .iter()
            .flat_map(|spot| [spot.range.start, spot.range.end])
            .chain(badges.iter().map(|&(at, _)| at))
            .chain([range.start, range.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut badges = badges.into_iter().peekable();
        let mut coming = spots.iter().peekable();
        let mut active: Vec<&Spot> = Vec::new();
        for (i, &at) in cuts.iter().enumerate() {
            active.retain(|spot| spot.range.end > at);
            let mut fresh = Vec::new();
            while let Some(spot) = coming.next_if(|spot| spot.range.start == at) {
                match spot.label {
                    _ if !spot.range.is_empty() => fresh.push(spot),
                    Some(label) => self.label_ids(&[(spot.finding, label)]),
                    None => {
                        self.open_mark(&[], &[spot.finding], &[spot.finding]);
                        self.page.raw("</mark>");
                    }
                }
            }
            while let Some((_, finding)) = badges.next_if(|&(place, _)| place == at) {
                self.badge(finding);
            }
            let Some(&end) = cuts.get(i + 1) else {
                break;
            };
            active.extend(&fresh);
            self.stretch(TextRange { start: at, end }, &active, &fresh);
        }
    }

    /// A stretch of words on which the same is marked throughout.
    fn stretch(&mut self, range: TextRange, active: &[&Spot], fresh: &[&Spot]) {
        let is_found = |spot: &&&Spot| spot.label.is_none();
        let fresh = fresh.iter().filter(|spot| spot.is_first);
        let labels: Vec<_> = fresh
            .clone()
            .filter_map(|spot| Some((spot.finding, spot.label?)))
            .collect();
        let innermost = active.iter().rev().filter(is_found).take(DEPTH);
        let mut found: Vec<_> = innermost.map(|spot| spot.finding).collect();
        found.reverse();
        if active.is_empty() {
            self.plain(range);
        } else if found.is_empty() {
            self.label_ids(&labels[1.min(labels.len())..]);
            self.page.raw("<span class=\"l\"");
            if let Some(&(finding, label)) = labels.first() {
                self.page.id("l", &[self.number, finding + 1, label]);
            }
            self.page.raw(">");
            self.plain(range);
            self.page.raw("</span>");
        } else {
            let fresh = fresh.filter(is_found).map(|spot| spot.finding);
            let fresh: Vec<_> = fresh.collect();
            self.open_mark(&labels, &found, &fresh);
            self.plain(range);
            self.page.raw("</mark>");
        }
    }

    /// Empty elements that are the aims of links to labels.
    fn label_ids(&mut self, labels: &[(usize, usize)]) {
        for &(finding, label) in labels {
            self.page.raw("<i");
            self.page.id("l", &[self.number, finding + 1, label]);
            self.page.raw("></i>");
        }
    }

    /// `<mark class="e" id="m1-2" data-f="2">`, by the findings on it and those that begin here.
    fn open_mark(&mut self, labels: &[(usize, usize)], found: &[usize], fresh: &[usize]) {
        self.label_ids(labels);
        for &i in fresh.iter().skip(1) {
            self.page.raw("<i");
            self.page.id("m", &[self.number, i + 1]);
            self.page.raw("></i>");
        }
        let has = |level: Level| {
            let mut found = found.iter();
            found.any(|&i| self.report.findings[i].level == level)
        };
        let levels = [Level::Error, Level::Warning, Level::Hint].into_iter();
        let classes: Vec<_> = levels.filter(|&level| has(level)).map(class).collect();
        self.page.raw("<mark");
        self.page.attribute("class", &classes.join(" "));
        if let Some(&first) = fresh.first() {
            self.page.id("m", &[self.number, first + 1]);
        }
        let numbers: Vec<_> = found.iter().map(|i| (i + 1).to_string()).collect();
        self.page.attribute("data-f", &numbers.join(" "));
        self.page.raw(">");
    }

    /// Where the numbers of a block's findings stand: behind the word in which the words found end. Inside
    /// of it a number would part letters that join, and a percent sign from its number, which then
    /// changes sides.
    fn badges(&self, block: usize, range: TextRange, spots: &[Spot]) -> Vec<(u32, usize)> {
        let text = self.article.text.as_str();
        let is_at_home =
            |spot: &&Spot| spot.label.is_none() && self.homes[spot.finding] == Some(block);
        let place = |spot: &Spot| {
            let end = spot.range.end();
            let rest = &text[end..range.end()];
            let word = rest.find(chars::is_space).unwrap_or(rest.len());
            let at = if word <= WORD { end + word } else { end };
            (at as u32, spot.finding)
        };
        let mut badges: Vec<_> = spots.iter().filter(is_at_home).map(place).collect();
        badges.sort_unstable();
        badges
    }

    /// The number of a finding, which leads to its note.
    fn badge(&mut self, finding: usize) {
        let level = self.report.findings[finding].level;
        self.page.raw("<a class=\"n ");
        self.page.raw(class(level));
        self.page.raw("\"");
        self.page.link("f", &[self.number, finding + 1]);
        let name = format!("{} {}", Words(self.lang).level(level), finding + 1);
        self.page.attribute("aria-label", &name);
        self.page.raw(">");
        self.page.number(finding + 1);
        self.page.raw("</a>");
    }

    /// Words without marks.
    fn plain(&mut self, range: TextRange) {
        let text = self.article.slice(range);
        let mut from = 0;
        for (at, sign) in text.match_indices([HOLE, '\n']) {
            let place = range.start() + at;
            let pieces = self.article.text.pieces();
            let piece = pieces.partition_point(|piece| piece.text.end() <= place);
            let Some(piece) = pieces.get(piece) else {
                continue;
            };
            match (sign, piece.kind) {
                // A break of the line that readers see.
                ("\n", PieceKind::Decoded) => {
                    self.page.text(&text[from..at]);
                    self.page.raw("\n");
                }
                (_, PieceKind::Hole) => {
                    self.page.text(&text[from..at]);
                    self.hole(piece.file);
                }
                _ => continue,
            }
            from = at + sign.len();
        }
        self.page.text(&text[from..]);
    }

    /// Something in a line that is no words: a picture, code.
    fn hole(&mut self, file: crate::span::Span) {
        self.page.raw("<bdi class=\"hole\">");
        let written = self.report.source.slice(file);
        let code = written.trim_matches('`');
        if self.places.photo(file).is_some() {
            self.page.text(self.phrases.photo());
        } else if code.len() < written.len() && code.len() <= WORD {
            self.page.text(code.trim());
        } else {
            self.page.raw("…");
        }
        self.page.raw("</bdi>");
    }

    pub(super) fn finding(&self, i: usize) -> &'a Finding {
        &self.report.findings[i]
    }
}

/// The class of a level.
pub(super) fn class(level: Level) -> &'static str {
    match level {
        Level::Error => "e",
        Level::Warning => "w",
        Level::Hint => "h",
    }
}

/// ` dir="rtl" lang="ar"`: the direction of the letters where there is but one, else that of the
/// language, else that of the first letter. Without the language's tag where it is not `named`.
pub(super) fn direct(page: &mut Page, text: &str, lang: Lang, named: bool) {
    let mut directions = text.chars().take(SAMPLE).filter_map(chars::direction);
    let first = directions.next();
    let mixed = directions.any(|direction| Some(direction) != first);
    let by_language = match lang.language {
        Language::Und => first,
        Language::He => Some(Direction::RightToLeft),
        language if language.arabic_script() => Some(Direction::RightToLeft),
        _ => Some(Direction::LeftToRight),
    };
    page.raw(match first.filter(|_| !mixed).or(by_language) {
        Some(Direction::RightToLeft) => " dir=\"rtl\"",
        _ => " dir=\"ltr\"",
    });
    let tag = lang.language.tag();
    match lang.region {
        _ if tag.is_empty() || !named => {}
        [0, 0] => page.attribute("lang", tag),
        region => page.attribute(
            "lang",
            &format!("{tag}-{}", String::from_utf8_lossy(&region)),
        ),
    }
}
