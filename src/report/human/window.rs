//! The part of a line that is shown round its marks.
//!
//! A paragraph of news is one line, and a hostile file is one line of many megabytes: nothing here
//! looks further than a row is wide. Offsets are bytes of the line.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::super::text::{Bidi, ZWJ, ZWNJ, base_direction, cluster_width, push_escaped};
use super::super::text::{push_visible, visible, width};
use crate::lang::chars::{Direction, is_bidi_control, is_rtl, is_word};
use crate::lang::digits::is_digit;

/// How far a mark is widened to a whole word, in bytes each way.
const WORD_REACH: usize = 64;

/// How far the direction of a line is looked for, in bytes.
const DIRECTION_REACH: usize = 4096;

/// Marks that are nearer to one another than this (bytes) share a window.
const NEAR: usize = 24;

/// What stands for the text between two windows.
const GAP: char = '…';

/// The signs that may stand on both sides of what is marked where there is no colour. Each is the
/// same seen from both sides and has no direction; the first that the excerpt does not hold is used.
const SIGNS: [char; 4] = ['|', '^', '~', '¦'];

/// How excerpts are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// Columns of the row.
    pub(super) columns: usize,
    /// Whether the row is coloured; else marks are signs in the text where it may be reordered.
    pub(super) color: bool,
    /// What keeps the order of a right-to-left row.
    pub(super) bidi: Bidi,
}

/// A part of a line as it is shown.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// The row.
    pub(super) text: String,
    /// Whether a display may draw it in another order than memory's: it holds characters of the
    /// bidi classes R, AL or AN.
    pub(super) reorders: bool,
    /// Where each mark is in `text`; `None` for one that is not shown.
    pub(super) marks: Vec<Option<Range<usize>>>,
}

/// Whether a display may draw a text in another order than memory's.
pub(super) fn reorders(text: &str) -> bool {
    text.chars().any(turns)
}

/// Whether a character that is shown as it is makes a display reorder its row.
fn turns(c: char) -> bool {
    is_rtl(c) && !is_bidi_control(c)
}

/// Shows a line round its marks, which come with the weightiest first.
pub(super) fn excerpt(line: &str, marks: &[Range<usize>], frame: Frame) -> Excerpt {
    let joiners: Vec<bool> = marks
        .iter()
        .map(|mark| is_lone_joiner(&line[mark.clone()]))
        .collect();
    let mut marks: Vec<_> = marks
        .iter()
        .map(|mark| whole_clusters(line, mark))
        .collect();
    let kept = choose(&marks, frame.columns);
    // What can't be seen is spelled out, so that its mark can be: once in a row, for want of room.
    let unseen = (0..marks.len())
        .find(|&i| kept[i] && (joiners[i] || is_unseen(&line[marks[i].clone()])))
        .and_then(|i| {
            line[marks[i].clone()]
                .char_indices()
                .find(|&(_, c)| !joiners[i] || is_joiner(c))
                .map(|(at, _)| marks[i].start + at)
        });
    let mut reserved = if unseen.is_some() { 10 } else { 0 };
    if !frame.color {
        reserved += 2 * kept.iter().filter(|&&kept| kept).count();
    }
    let budget = frame.columns.saturating_sub(reserved + 1).max(8);
    let chosen = marks.iter().zip(&kept).filter(|(_, kept)| **kept);
    let mut cores: Vec<_> = chosen.map(|(mark, _)| whole_words(line, mark)).collect();
    cores.sort_by_key(|core| (core.start, core.end));
    let segments = segments(line, &joined_within(cores, NEAR), budget);

    let reorders = segments.iter().any(|segment| {
        let mut chars = line[segment.clone()].char_indices();
        chars.any(|(at, c)| turns(c) && unseen != Some(segment.start + at))
    });
    if reorders {
        for mark in &mut marks {
            if mark.start == mark.end {
                *mark = neighbour(line, mark.start);
            }
            if !frame.color {
                *mark = whole_words(line, mark);
            }
        }
    }

    let mut text = String::new();
    let mut places: Vec<Option<Range<usize>>> = vec![None; marks.len()];
    let mut at = 0;
    for segment in &segments {
        if segment.start > at {
            let gap = push_gap(&mut text, line, at, segment.start);
            hide_in_gap(&mut places, &marks, &kept, at..segment.start, &gap);
        }
        for (offset, c) in line[segment.clone()].char_indices() {
            let (from, here) = (segment.start + offset, text.len());
            let on = |mark: &Range<usize>| mark.contains(&from);
            if unseen == Some(from) {
                push_escaped(&mut text, c);
            } else {
                push_visible(&mut text, c);
            }
            for (i, mark) in marks.iter().enumerate() {
                if kept[i] && on(mark) {
                    places[i].get_or_insert(here..here).end = text.len();
                } else if kept[i] && mark.is_empty() && mark.start == from {
                    places[i].get_or_insert(here..here);
                }
            }
        }
        for (i, mark) in marks.iter().enumerate() {
            if kept[i] && mark.is_empty() && mark.start == segment.end {
                places[i].get_or_insert(text.len()..text.len());
            }
        }
        at = segment.end;
    }
    if at < line.len() {
        let gap = push_gap(&mut text, line, at, line.len());
        hide_in_gap(&mut places, &marks, &kept, at..line.len(), &gap);
    }
    for place in places.iter_mut().flatten() {
        widen_to_visible(&text, place);
    }
    if reorders && !frame.color {
        text = with_signs(&text, &places);
    }
    let start = &line[..floor(line, DIRECTION_REACH)];
    if reorders && base_direction(start) == Some(Direction::RightToLeft) {
        let (open, close) = frame.bidi.ends();
        text.insert_str(0, open);
        text.push_str(close);
        for place in places.iter_mut().flatten() {
            *place = place.start + open.len()..place.end + open.len();
        }
    }
    Excerpt {
        text,
        reorders,
        marks: places,
    }
}

/// Widens a mark whose shown part has no width (of a long one only a combining mark may be left) to
/// its neighbours, first to the sign for a gap before it, in which the rest of the mark lies.
fn widen_to_visible(text: &str, place: &mut Range<usize>) {
    if place.start == place.end || width(&text[place.clone()]) > 0 {
        return;
    }
    if text[..place.start].ends_with(GAP) {
        place.start -= GAP.len_utf8();
        return;
    }
    let wide = |c: &(usize, char)| width(c.1.encode_utf8(&mut [0; 4])) > 0;
    if let Some((at, c)) = text[place.end..].char_indices().find(wide) {
        place.end += at + c.len_utf8();
    } else if let Some((at, _)) = text[..place.start].char_indices().rfind(wide) {
        place.start = at;
    }
}

/// Appends the sign for what is left out, apart from the words on both sides where a space is.
/// Returns where the sign stands.
fn push_gap(text: &mut String, line: &str, start: usize, end: usize) -> Range<usize> {
    // A lone blank between two windows is shown, and is no gap.
    if start > 0 && end < line.len() && &line[start..end] == " " {
        text.push(' ');
        return text.len() - 1..text.len();
    }
    if start > 0 && line[start..].starts_with(' ') && !line[..start].ends_with(' ') {
        text.push(' ');
    }
    text.push(GAP);
    let sign = text.len() - GAP.len_utf8()..text.len();
    if end < line.len() && line[..end].ends_with(' ') && !line[end..].starts_with(' ') {
        text.push(' ');
    }
    sign
}

/// Puts marks that begin in what is left out on the sign for it.
fn hide_in_gap(
    places: &mut [Option<Range<usize>>],
    marks: &[Range<usize>],
    kept: &[bool],
    left_out: Range<usize>,
    sign: &Range<usize>,
) {
    for (i, mark) in marks.iter().enumerate() {
        if kept[i] && left_out.contains(&mark.start) {
            places[i].get_or_insert(sign.clone());
        }
    }
}

/// Ranges that touch or overlap, made one; each with the indices of those that it is made of.
pub(super) fn runs(places: &[Option<Range<usize>>]) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut order: Vec<_> = places
        .iter()
        .enumerate()
        .filter_map(|(i, place)| Some((place.clone()?, i)))
        .collect();
    order.sort_by_key(|(place, i)| (place.start, place.end, *i));
    let mut runs: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for (place, i) in order {
        match runs.last_mut() {
            Some((run, of)) if place.start <= run.end => {
                run.end = run.end.max(place.end);
                of.push(i);
            }
            _ => runs.push((place, vec![i])),
        }
    }
    runs
}

/// The text with a sign on both sides of each place.
fn with_signs(text: &str, places: &[Option<Range<usize>>]) -> String {
    let sign = SIGNS
        .into_iter()
        .find(|&sign| !text.contains(sign))
        .unwrap_or(SIGNS[0]);
    let mut out = String::with_capacity(text.len() + 8);
    let mut at = 0;
    for (run, _) in runs(places) {
        out.push_str(&text[at..run.start]);
        out.push(sign);
        out.push_str(&text[run.clone()]);
        out.push(sign);
        at = run.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Which marks are shown: as many as there is room for windows, and those beside them.
fn choose(marks: &[Range<usize>], columns: usize) -> Vec<bool> {
    let room = (columns / 20).max(1);
    let mut windows: Vec<&Range<usize>> = Vec::new();
    marks
        .iter()
        .map(|mark| {
            let near = |other: &&Range<usize>| {
                mark.start <= other.end + NEAR && other.start <= mark.end + NEAR
            };
            let beside = windows.iter().any(near);
            if !beside && windows.len() < room {
                windows.push(mark);
                return true;
            }
            beside
        })
        .collect()
}

/// The parts of the line that are shown, sorted and apart, round sorted cores.
fn segments(line: &str, cores: &[Range<usize>], budget: usize) -> Vec<Range<usize>> {
    if measure(line, budget).is_some() {
        return std::iter::once(0..line.len()).collect();
    }
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut left = budget.saturating_sub(3 * (1 + cores.len()));
    for (i, core) in cores.iter().enumerate() {
        let share = left / (cores.len() - i);
        match measure(&line[core.clone()], share) {
            Some(width) => {
                let rest = share - width;
                let (_, before) = extend_left(line, core.start, rest / 2);
                let (end, after) = extend_right(line, core.end, rest - before);
                let (start, before) = extend_left(line, core.start, rest - after);
                segments.push(start..end);
                left -= width + before + after;
            }
            None => {
                let (start, before) = extend_left(line, core.start, share / 6);
                let (end, after) = extend_right(line, core.end, share / 6);
                let half = share.saturating_sub(before + after + 3) / 2;
                segments.push(start..head(line, core, half));
                segments.push(tail(line, core, half)..end);
                left -= share;
            }
        }
    }
    segments.sort_by_key(|segment| (segment.start, segment.end));
    joined_within(segments, 0)
}

/// Sorted ranges, those made one that are at most so many bytes apart.
fn joined_within(ranges: Vec<Range<usize>>, gap: usize) -> Vec<Range<usize>> {
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end + gap => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// The end of what is shown of a long core's beginning.
fn head(line: &str, core: &Range<usize>, budget: usize) -> usize {
    let (end, _) = extend_right(line, core.start, budget);
    if end > core.start {
        end.min(core.end)
    } else {
        core.start + take(&line[core.clone()], budget).0
    }
}

/// The start of what is shown of a long core's end.
fn tail(line: &str, core: &Range<usize>, budget: usize) -> usize {
    let (start, _) = extend_left(line, core.end, budget);
    if start < core.end {
        start.max(core.start)
    } else {
        core.end - take_back(&line[core.clone()], budget).0
    }
}

/// How far the context after a place goes, and its width: cut at a space, else where no letters
/// are torn apart.
fn extend_right(line: &str, at: usize, budget: usize) -> (usize, usize) {
    let (length, used) = take(&line[at..], budget);
    let end = at + length;
    if end == line.len() || line[end..].starts_with(char::is_whitespace) {
        return (end, used);
    }
    let context = &line[at..end];
    let space = context
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace());
    match space {
        Some((before, c)) => {
            let end = at + before + c.len_utf8();
            (end, shown_width(&line[at..end]))
        }
        None if joined(line, end) => (at, 0),
        None => (end, used),
    }
}

/// How far the context before a place goes, and its width.
fn extend_left(line: &str, at: usize, budget: usize) -> (usize, usize) {
    let (length, used) = take_back(&line[..at], budget);
    let start = at - length;
    if start == 0 || line[..start].ends_with(char::is_whitespace) {
        return (start, used);
    }
    match line[start..at].find(char::is_whitespace) {
        Some(space) => {
            let start = start + space;
            (start, shown_width(&line[start..at]))
        }
        None if joined(line, start) => (at, 0),
        None => (start, used),
    }
}

/// Whether a cut here would change the forms of letters.
fn joined(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at..].chars().next();
    before.is_some_and(is_rtl) && after.is_some_and(is_rtl)
}

/// How many bytes of the beginning fit into so many columns, and their width.
fn take(text: &str, budget: usize) -> (usize, usize) {
    let area = &text[..floor(text, reach(budget))];
    let mut used = 0;
    for (at, cluster) in area.grapheme_indices(true) {
        let width = shown_width(cluster);
        if used + width > budget {
            return (at, used);
        }
        used += width;
    }
    (area.len(), used)
}

/// How many bytes of the end fit into so many columns, and their width.
fn take_back(text: &str, budget: usize) -> (usize, usize) {
    let area = &text[ceil(text, text.len().saturating_sub(reach(budget)))..];
    let mut used = 0;
    for (at, cluster) in area.grapheme_indices(true).rev() {
        let width = shown_width(cluster);
        if used + width > budget {
            return (area.len() - at - cluster.len(), used);
        }
        used += width;
    }
    (area.len(), used)
}

/// The width of a text as it is shown, where it is at most so many columns.
fn measure(text: &str, budget: usize) -> Option<usize> {
    let (length, used) = take(text, budget);
    (length == text.len()).then_some(used)
}

/// Bytes that are looked at for so many columns: marks take bytes and no columns.
fn reach(columns: usize) -> usize {
    columns * 8 + 64
}

/// The width of a text as it is shown.
fn shown_width(text: &str) -> usize {
    if text.is_ascii() && !text.contains(|c: char| c.is_ascii_control()) {
        return text.len();
    }
    let shown = visible(text);
    if shown.len() == text.len() && shown.chars().count() == 1 {
        return cluster_width(&shown);
    }
    width(&shown)
}

/// The mark with every grapheme cluster that it touches; an empty one stays empty.
fn whole_clusters(line: &str, mark: &Range<usize>) -> Range<usize> {
    let first = cluster_at(line, mark.start);
    if mark.is_empty() {
        // No caret can stand under a cluster without a width; all of it is marked instead.
        return if is_unseen(&line[first.clone()]) {
            first
        } else {
            first.start..first.start
        };
    }
    let start = first.start;
    let last = cluster_at(line, floor(line, mark.end - 1));
    start..last.end.max(mark.end)
}

/// The grapheme cluster that holds the byte at `at`; empty at the end of the line.
fn cluster_at(line: &str, at: usize) -> Range<usize> {
    let low = floor(line, at.saturating_sub(WORD_REACH));
    let high = ceil(line, at + WORD_REACH);
    line[low..high]
        .grapheme_indices(true)
        .map(|(start, cluster)| low + start..low + start + cluster.len())
        .find(|cluster| at < cluster.end)
        .unwrap_or(at..at)
}

/// What an empty mark points at: the cluster after it, else the one before it.
fn neighbour(line: &str, at: usize) -> Range<usize> {
    let after = cluster_at(line, at);
    match line[..at].chars().next_back() {
        Some(c) if after.is_empty() => cluster_at(line, at - c.len_utf8()),
        _ => after,
    }
}

/// The mark with the whole of the words and numbers that it begins or ends in.
fn whole_words(line: &str, mark: &Range<usize>) -> Range<usize> {
    if mark.is_empty() {
        return mark.clone();
    }
    let mut start = mark.start;
    let low = floor(line, start.saturating_sub(WORD_REACH));
    for (at, c) in line[low..mark.start].char_indices().rev() {
        if !carries_on(&line[..low + at], c, &line[start..]) {
            break;
        }
        start = low + at;
    }
    let mut end = mark.end;
    let high = ceil(line, end + WORD_REACH);
    for (at, c) in line[mark.end..high].char_indices() {
        let next = mark.end + at + c.len_utf8();
        // Seen from behind, the same question: does a word run from before this character into it?
        let before = line[..mark.end + at].chars().next_back();
        let after = line[next..].chars().next();
        let inside = is_word(c) && before.is_some_and(is_word)
            || separates(c) && before.is_some_and(is_digit) && after.is_some_and(is_digit);
        let behind = before.is_some_and(separates) && is_digit(c) && next - c.len_utf8() > mark.end;
        if !inside && !behind {
            break;
        }
        end = next;
    }
    start..end
}

/// Whether the character `c`, between `before` and `after`, belongs to the word that goes on in
/// `after`.
fn carries_on(before: &str, c: char, after: &str) -> bool {
    let next = after.chars().next();
    if is_word(c) {
        let number = next.is_some_and(separates) && after.chars().nth(1).is_some_and(is_digit);
        return next.is_some_and(is_word) || number && is_digit(c);
    }
    separates(c) && next.is_some_and(is_digit) && before.chars().next_back().is_some_and(is_digit)
}

/// Whether a character separates the digits of one number.
fn separates(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬')
}

fn is_joiner(c: char) -> bool {
    matches!(c, ZWNJ | ZWJ)
}

/// Whether a text is there, and takes no column.
fn is_unseen(text: &str) -> bool {
    !text.is_empty() && measure(text, 0).is_some()
}

/// Whether a mark is on nothing but joiners, which would not be seen.
fn is_lone_joiner(marked: &str) -> bool {
    !marked.is_empty() && marked.len() <= 6 && marked.chars().all(is_joiner)
}

/// The last character border that is not after `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character border that is not before `at`.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, marked: &str, columns: usize, color: bool) -> String {
        let at = line.find(marked).unwrap();
        let frame = Frame {
            columns,
            color,
            bidi: Bidi::Off,
        };
        excerpt(line, std::slice::from_ref(&(at..at + marked.len())), frame).text
    }

    #[test]
    fn the_window_is_cut_at_spaces() {
        let line = "one two three four five six seven eight nine ten";
        assert_eq!(shown(line, "five", 24, true), "… four five six …");
        assert_eq!(shown(line, "one", 24, true), "one two three …");
        assert_eq!(shown(line, "ten", 24, true), "… eight nine ten");
        assert_eq!(shown(line, "five", 80, true), line);
    }

    #[test]
    fn without_colour_the_whole_word_is_marked() {
        assert_eq!(
            shown("قال المدرس اليوم", "در", 60, false),
            "قال |المدرس| اليوم"
        );
        assert_eq!(shown("بلغ 1,250.5 طن", "25", 60, false), "بلغ |1,250.5| طن");
        assert_eq!(shown("بلغ ‘1250’ طن", "‘", 60, false), "بلغ |‘|1250’ طن");
        assert_eq!(shown("كتب | بلغ 25٪", "25", 60, false), "كتب | بلغ ^25^٪");
    }

    #[test]
    fn a_lone_mark_is_widened_and_a_lone_joiner_shown() {
        assert_eq!(shown("قالتُ نعم", "\u{64F}", 60, false), "|قالتُ| نعم");
        assert_eq!(
            shown("می\u{200C}رود", "\u{200C}", 60, false),
            "|می‹U+200C›رود|"
        );
    }

    #[test]
    fn a_long_mark_shows_both_ends() {
        let line = format!("before {} after", "word ".repeat(50).trim_end());
        let mark = line.find("word").unwrap()..line.rfind(" after").unwrap();
        let frame = Frame {
            columns: 40,
            color: true,
            bidi: Bidi::Off,
        };
        let excerpt = excerpt(&line, &[mark], frame);
        assert_eq!(excerpt.text, "… word word word … word word word …");
        let range = excerpt.marks[0].clone().unwrap();
        assert_eq!(&excerpt.text[range], "word word word … word word word");
    }
}
