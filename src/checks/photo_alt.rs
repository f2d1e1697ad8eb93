//! Photos without an alternative text.

use super::photos::{FRONT_MATTER, PhotoRule};
use crate::article::Photo;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::lang::fold::same;
use crate::mention::image_file;

/// Reports photos that nothing is said of to those who do not see them, and alternative texts that
/// say nothing: the name of the file, or the bare word for a picture.
///
/// An alternative text that is empty outright (`alt=""`) says that the image is decoration.
pub static DEF: CheckDef = CheckDef {
    name: "photo-alt",
    options: &[
        OptionSpec {
            name: "empty",
            kind: OptionKind::Flag,
        },
        FRONT_MATTER,
    ],
    compile,
    example: None,
};

struct Alt {
    rules: Vec<PhotoRule>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules: Result<_, _> = rules.iter().map(PhotoRule::of).collect();
    Ok(Box::new(Alt { rules: rules? }))
}

impl Check for Alt {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        for photos in self.rules.iter().filter(|rule| rule.is_for(article)) {
            let empty = photos.rule.options.flag("empty");
            for photo in article.photos.iter().filter(|photo| photos.takes(photo)) {
                match photo.alt {
                    Some(alt) => {
                        let text = article.block_text(alt);
                        if says_nothing(text, photo) {
                            let place = article.block(alt).range;
                            sink.report(&photos.rule, place, "says-nothing")
                                .arg("found", text)
                                .grouped();
                        }
                    }
                    // What a template writes is not known.
                    None if photo.template => {}
                    None if empty || !photo.empty_alt => {
                        sink.report(&photos.rule, photo, "message").grouped();
                    }
                    None => {}
                }
            }
        }
    }
}

/// Words that say of a picture that it is one.
const PICTURE: [&str; 13] = [
    "image",
    "photo",
    "picture",
    "img",
    "alt",
    "alt text",
    "untitled",
    "placeholder",
    "صورة",
    "الصورة",
    "تصویر",
    "عکس",
    "فوٹو",
];

/// What cameras begin the names of their files with; a number follows.
const CAMERA: [&str; 6] = ["img", "dsc", "dscn", "dscf", "pxl", "image"];

/// Endings of image files.
const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

/// Whether a text is the bare word for a picture, or the name of a file.
fn says_nothing(alt: &str, photo: &Photo) -> bool {
    let alt = alt.trim_end_matches(['.', ':', ' ']);
    if PICTURE.iter().any(|word| same(word, alt)) {
        return true;
    }
    if alt.contains(char::is_whitespace) {
        return false;
    }
    let lower = alt.to_ascii_lowercase();
    let Some(stem) = ENDINGS.iter().find_map(|end| lower.strip_suffix(end)) else {
        // A name without its ending is a name only where it looks like one.
        let number = CAMERA.iter().find_map(|camera| lower.strip_prefix(camera));
        let camera = number.is_some_and(|number| {
            number.contains(|c: char| c.is_ascii_digit())
                && number
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'_' | b'-'))
        });
        return camera || is_stem_of(alt, photo);
    };
    !stem.is_empty()
}

/// Whether a text of several words joined by hyphens or underscores, or with a number in it, is the
/// photo's file name without its ending.
fn is_stem_of(alt: &str, photo: &Photo) -> bool {
    let file = image_file(photo).unwrap_or_default();
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    alt.contains(|c: char| matches!(c, '-' | '_') || c.is_ascii_digit()) && same(alt, stem)
}
