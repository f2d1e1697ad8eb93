//! Shortcodes of Hugo (`{{< … >}}`, `{{% … %}}`), tags of Liquid (`{% … %}`, `{{ … }}`), attribute
//! lists of kramdown (`{: …}`) and shortcodes of WordPress (`[caption …]`, `[gallery …]`), found where
//! text starts one.

use std::ops::Range;

use super::{TextBuilder, html};

/// What stands at a place of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A shortcode or tag that may stand for something.
    Call,
    /// Attributes of what stands before, `{: .caption}` or `{.caption}`.
    Attributes,
    /// A comment, `{/* … */}`.
    Comment,
    /// `[caption …]`.
    CaptionStart,
    /// `[/caption]`.
    CaptionEnd,
}

/// Something that stands in the text and is no text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// All of it, in bytes of the file.
    pub(super) range: Range<usize>,
    /// What stands between its delimiters.
    pub(super) inside: Range<usize>,
}

/// How each kind starts and ends; the longer ones first.
const DELIMITERS: [(&str, &str, Kind); 11] = [
    ("{{<", ">}}", Kind::Call),
    ("{{%", "%}}", Kind::Call),
    ("{{", "}}", Kind::Call),
    ("{%", "%}", Kind::Call),
    ("{/*", "*/}", Kind::Comment),
    ("{:", "}", Kind::Attributes),
    ("[caption", "]", Kind::CaptionStart),
    ("[wp_caption", "]", Kind::CaptionStart),
    ("[/caption]", "", Kind::CaptionEnd),
    ("[/wp_caption]", "", Kind::CaptionEnd),
    ("[gallery", "]", Kind::Call),
];

/// The end of what starts with [`Kind::CaptionStart`], in both of its names.
const CAPTION_END: &str = "caption]";

/// The longest list of attributes, in bytes.
const ATTRIBUTES_LENGTH: usize = 512;

/// Shortcodes whose content is code, a formula or a comment, and how they end.
const UNREAD: [(&str, &str); 13] = [
    ("highlight", "{{< /highlight"),
    ("highlight", "{% endhighlight"),
    ("comment", "{{< /comment"),
    ("comment", "{% endcomment"),
    ("mermaid", "{{< /mermaid"),
    ("mermaid", "{% endmermaid"),
    ("katex", "{{< /katex"),
    ("katex", "{% endkatex"),
    ("math", "{{< /math"),
    ("code", "{{< /code"),
    ("code", "{% endcode"),
    ("chart", "{{< /chart"),
    ("capture", "{% endcapture"),
];

/// Finds the ends of shortcodes. Every pattern is searched once over the file, however many starts
/// there are.
#[derive(Debug, Default)]
pub(super) struct Finder {
    next: [Cached; DELIMITERS.len()],
    caption_end: Cached,
    unread: [Cached; UNREAD.len()],
    tag_end: [Cached; 2],
}

/// The next place of a pattern, from a place on.
#[derive(Clone, Copy, Debug, Default)]
struct Cached {
    from: usize,
    /// None where there is no more; valid from `from` on.
    at: Option<usize>,
    known: bool,
}

impl Cached {
    fn find(&mut self, source: &str, pattern: &str, from: usize) -> Option<usize> {
        let valid = self.known && self.from <= from && self.at.is_none_or(|at| at >= from);
        if !valid {
            *self = Self {
                from,
                at: source[from..].find(pattern).map(|at| from + at),
                known: true,
            };
        }
        self.at
    }
}

impl Finder {
    /// What starts at byte `at`, if it ends before `limit`.
    pub(super) fn starting_at(&mut self, source: &str, at: usize, limit: usize) -> Option<Found> {
        let here = &source[at..limit];
        let index = DELIMITERS
            .iter()
            .position(|(start, _, _)| here.starts_with(start))?;
        let (start, end, kind) = DELIMITERS[index];
        let from = at + start.len();
        let close = self.next[index].find(source, end, from)?;
        let range = at..close + end.len();
        if range.end > limit {
            return None;
        }
        let inside = from..close;
        let words = &source[inside.clone()];
        let is_one = match kind {
            Kind::Attributes => {
                inside.len() < ATTRIBUTES_LENGTH
                    && (words.starts_with([' ', '.', '#', ':'])
                        || words.starts_with(|c: char| c.is_ascii_alphabetic()))
            }
            Kind::Call if start == "[gallery" => {
                words.is_empty() || words.starts_with([' ', '\n', '\r'])
            }
            Kind::CaptionStart => {
                let ends = self.caption_end.find(source, CAPTION_END, from);
                inside.len() < ATTRIBUTES_LENGTH
                    && words.starts_with([' ', '\n', '\r'])
                    && ends.is_some_and(|at| at < limit)
            }
            _ => true,
        };
        is_one.then_some(Found {
            kind,
            range,
            inside,
        })
    }

    /// Where the content of a shortcode ends that readers do not read, its end tag included.
    pub(super) fn end_of_content(
        &mut self,
        source: &str,
        name: &str,
        from: usize,
    ) -> Option<usize> {
        let ends = UNREAD
            .iter()
            .zip(&mut self.unread)
            .filter(|((unread, _), _)| *unread == name);
        let end = ends
            .filter_map(|((_, end), cached)| cached.find(source, end, from))
            .min()?;
        let [hugo, liquid] = &mut self.tag_end;
        let close = hugo
            .find(source, "}}", end)
            .into_iter()
            .chain(liquid.find(source, "%}", end));
        Some(close.min().map_or(end, |close| close + 2))
    }
}

/// An argument of a shortcode.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Argument<'s> {
    /// Empty where it is told by its place.
    pub(super) key: &'s str,
    /// Without quotation marks, as written.
    pub(super) value: &'s str,
    /// Where the value starts, in bytes of the file.
    pub(super) at: usize,
}

/// The words of a shortcode: its name first, then its arguments.
pub(super) fn arguments(source: &str, inside: Range<usize>) -> Vec<Argument<'_>> {
    let mut arguments = Vec::new();
    let mut at = inside.start;
    let skip = |at: usize| {
        let rest = &source[at..inside.end];
        at + rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_whitespace() || c == ',')
                .len()
    };
    loop {
        at = skip(at);
        let rest = &source[at..inside.end];
        if rest.is_empty() {
            return arguments;
        }
        let word = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let mut key = "";
        if word > 0 && !rest.starts_with(['"', '\'', '`']) && rest[word..].starts_with('=') {
            key = &rest[..word];
            at = skip(at + word + 1);
        }
        let rest = &source[at..inside.end];
        let quote = rest
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'));
        let (start, length, next) = match quote {
            Some(quote) => {
                let length = closing_quote(&rest[1..], quote).unwrap_or(rest.len() - 1);
                (at + 1, length, (at + length + 2).min(inside.end))
            }
            None => {
                let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (at, length, at + length)
            }
        };
        arguments.push(Argument {
            key,
            value: &source[start..start + length],
            at: start,
        });
        // A lone `=` is passed over.
        at = next.max(at + usize::from(length == 0 && quote.is_none() && next < inside.end));
    }
}

/// Where an unescaped quotation mark stands.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !escaped {
            return Some(at);
        }
        escaped = c == '\\' && !escaped && quote != '`';
    }
    None
}

/// An image that a shortcode shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Figure<'s> {
    pub(super) src: &'s str,
    pub(super) alt: Option<Argument<'s>>,
    pub(super) captions: Vec<Argument<'s>>,
    pub(super) credits: Vec<Argument<'s>>,
    pub(super) class: &'s str,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
}

/// Whether the name of a shortcode says that it shows an image.
pub(super) fn shows_image(name: &str) -> bool {
    let shown = ["figure", "fig", "figr", "image", "img", "picture", "photo"];
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| shown.iter().any(|shown| word.eq_ignore_ascii_case(shown)))
}

/// How many captions and how many credits of a shortcode are read at the most.
const MOST: usize = 4;

/// The image that a shortcode shows, where its name says that it shows one.
pub(super) fn figure<'s>(arguments: &[Argument<'s>]) -> Option<Figure<'s>> {
    let name = arguments.first().filter(|name| name.key.is_empty())?.value;
    let include = matches!(
        name,
        "include" | "include_cached" | "include_relative" | "render" | "partial"
    );
    let name = if include {
        arguments.get(1)?.value
    } else {
        name
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    if name.starts_with('/') || !shows_image(name) {
        return None;
    }
    let mut figure = Figure::default();
    for argument in &arguments[if include { 2 } else { 1 }.min(arguments.len())..] {
        let key = argument.key.to_ascii_lowercase();
        match key.as_str() {
            "src" | "url" | "image" | "img" | "image_path" | "image_url" | "path" | "file"
            | "filename" | "source" => figure.src = argument.value,
            "" if figure.src.is_empty() && argument.value.contains(['.', '/']) => {
                figure.src = argument.value;
            }
            // Words without a name behind the file's: what a reader sees of them, the template knows.
            "" if !figure.src.is_empty() && argument.value.contains(' ') => {
                figure.captions.push(argument.clone());
            }
            "alt" => figure.alt = Some(argument.clone()),
            "caption" => figure.captions.insert(0, argument.clone()),
            "title" | "description" => figure.captions.push(argument.clone()),
            "attr" | "credit" | "attribution" | "photographer" | "copyright" | "photo_credit"
            | "photo-credit" | "image_credit" | "author" => figure.credits.push(argument.clone()),
            "class" => figure.class = argument.value,
            "width" => figure.width = argument.value.trim_end_matches("px").parse().ok(),
            "height" => figure.height = argument.value.trim_end_matches("px").parse().ok(),
            _ => {}
        }
        figure.captions.truncate(MOST);
        figure.credits.truncate(MOST);
    }
    (!figure.src.is_empty()).then_some(figure)
}

/// Appends a string in which a backslash makes punctuation plain and references stand for
/// characters.
pub(super) fn unescape_into(builder: &mut TextBuilder, raw: &str, offset: usize) {
    let mut from = 0;
    let mut looked = 0;
    while let Some(at) = raw[looked..].find('\\').map(|at| looked + at) {
        looked = at + 1;
        if raw[looked..].starts_with(|c: char| c.is_ascii_punctuation()) {
            html::decode_into(builder, &raw[from..at], offset + from, false);
            builder.verbatim(&raw[looked..looked + 1], offset + looked);
            looked += 1;
            from = looked;
        }
    }
    html::decode_into(builder, &raw[from..], offset + from, false);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(Kind, &str)> {
        let found = Finder::default().starting_at(text, 0, text.len())?;
        Some((found.kind, &text[found.range]))
    }

    #[test]
    fn each_kind_ends_at_its_own_end() {
        assert_eq!(
            found("{{< a b=\"}\" >}} c"),
            Some((Kind::Call, "{{< a b=\"}\" >}}"))
        );
        assert_eq!(found("{{% a %}}"), Some((Kind::Call, "{{% a %}}")));
        assert_eq!(found("{{ a }} }}"), Some((Kind::Call, "{{ a }}")));
        assert_eq!(found("{% if a %}b"), Some((Kind::Call, "{% if a %}")));
        assert_eq!(
            found("{: .caption}"),
            Some((Kind::Attributes, "{: .caption}"))
        );
        assert_eq!(found("{:ب}"), None);
        assert_eq!(found("{{ a"), None);
        assert_eq!(found("{a}"), None);
        assert_eq!(
            found("[caption id=\"a\"]b[/caption]"),
            Some((Kind::CaptionStart, "[caption id=\"a\"]"))
        );
        assert_eq!(found("[caption id=\"a\"]b"), None);
        assert_eq!(found("[captions]"), None);
    }

    #[test]
    fn the_finder_looks_on_from_each_start() {
        let text = "{{ a }} {{ b }} {{ c";
        let mut finder = Finder::default();
        let ends: Vec<Option<usize>> = [0, 8, 16]
            .iter()
            .map(|&at| {
                finder
                    .starting_at(text, at, text.len())
                    .map(|found| found.range.end)
            })
            .collect();
        assert_eq!(ends, [Some(7), Some(15), None]);
        assert_eq!(finder.starting_at(text, 0, 5), None);
    }

    #[test]
    fn arguments_keep_their_places() {
        let text = r#" figure src="a.jpg" caption="قال \"نعم\"" attr='© ب' alt=بلا = lone "#;
        let arguments = arguments(text, 0..text.len());
        let plain: Vec<(&str, &str)> = arguments.iter().map(|a| (a.key, a.value)).collect();
        assert_eq!(
            plain[..5],
            [
                ("", "figure"),
                ("src", "a.jpg"),
                ("caption", r#"قال \"نعم\""#),
                ("attr", "© ب"),
                ("alt", "بلا")
            ]
        );
        for argument in &arguments {
            assert_eq!(
                &text[argument.at..argument.at + argument.value.len()],
                argument.value
            );
        }
        let figure = figure(&arguments).unwrap();
        assert_eq!(
            (figure.src, figure.captions.len(), figure.credits.len()),
            ("a.jpg", 1, 1)
        );
    }

    #[test]
    fn only_names_of_images_are_figures() {
        let figure = |text: &'static str| figure(&arguments(text, 0..text.len())).map(|f| f.src);
        assert_eq!(figure("include figure.html src=\"a.jpg\""), Some("a.jpg"));
        assert_eq!(figure("include image-box url='a.jpg'"), Some("a.jpg"));
        assert_eq!(figure("figure \"a.jpg\""), Some("a.jpg"));
        assert_eq!(figure("youtube abc"), None);
        assert_eq!(figure("/figure"), None);
        assert_eq!(figure("figure"), None);
        assert_eq!(figure("ref \"figure.md\""), None);
    }
}
