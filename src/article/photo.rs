//! Which images are photos, and which are furniture of the page.

use super::elements::class_parts;

/// Words of a file name or a class that mark an image as furniture: no photo that a reader would
/// look at for its own sake.
const FURNITURE: [&str; 24] = [
    "icon",
    "icons",
    "logo",
    "logos",
    "avatar",
    "avatars",
    "emoji",
    "badge",
    "badges",
    "sprite",
    "pixel",
    "gravatar",
    "arrow",
    "arrows",
    "loading",
    "loader",
    "spinner",
    "placeholder",
    "spacer",
    "favicon",
    "bullet",
    "btn",
    "wpsmiley",
    "smiley",
];

/// Words of a class, but not of a file name, that mark an image as furniture: an author's portrait
/// beside the name.
const PORTRAIT: [&str; 3] = ["author", "authors", "byline"];

/// The class that ai2html gives to the drawing under a graphic's own words.
const DRAWING: &str = "g-aiImg";

/// Sites that serve nothing but badges, buttons of licences and avatars.
const FURNITURE_HOSTS: [&str; 19] = [
    "gravatar.com",
    "shields.io",
    "badge.fury.io",
    "badgen.net",
    "travis-ci.org",
    "travis-ci.com",
    "circleci.com",
    "ci.appveyor.com",
    "david-dm.org",
    "coveralls.io",
    "codecov.io",
    "licensebuttons.net",
    "i.creativecommons.org",
    "isitmaintained.com",
    "meritbadge.herokuapp.com",
    "deps.rs",
    "tokei.rs",
    "opencollective.com",
    "builds.sr.ht",
];

/// Folders of what a site's design is made of: themes of WordPress and Drupal, skins of MediaWiki,
/// icons among the site's own files.
const DESIGN_FOLDERS: [&str; 10] = [
    "/wp-content/themes/",
    "/wp-content/plugins/",
    "/sites/all/themes/",
    "/themes/custom/",
    "/themes/contrib/",
    "/skins/",
    "/assets/icons/",
    "/static/icons/",
    "/images/icons/",
    "/img/icons/",
];

/// How high, in CSS pixels, an image is at the most that is a rule between two paragraphs.
const RULE_HEIGHT: u32 = 16;

/// The greatest edge, in CSS pixels, of an image that is an icon rather than a photo.
const ICON_EDGE: u32 = 64;

/// Whether an image is furniture (avatar, icon, logo, emoji, badge, tracking pixel), which needs no
/// credit. `width` and `height` are CSS pixels; `role` is the ARIA role (`presentation`, `none`), or
/// `hidden` where the image is `aria-hidden`.
///
/// Words count only whole, in a class or in the file name, a number at their end aside (`icon2.png`):
/// `iconic-tower.jpg` is a photo, and so is every picture in a folder `logos/`. What Gravatar serves
/// are avatars, and what Shields serves badges. What lies in a folder of the site's design is a part
/// of that.
#[must_use]
pub(crate) fn is_decoration(
    src: &str,
    class: &str,
    width: Option<u32>,
    height: Option<u32>,
    role: Option<&str>,
) -> bool {
    let role = role.is_some_and(|role| {
        ["presentation", "none", "hidden"]
            .iter()
            .any(|&word| role.trim().eq_ignore_ascii_case(word))
    });
    let small = match (width, height) {
        (Some(width), Some(height)) => {
            (width <= ICON_EDGE && height <= ICON_EDGE) || (1..=RULE_HEIGHT).contains(&height)
        }
        (Some(edge), None) | (None, Some(edge)) => edge <= ICON_EDGE,
        (None, None) => false,
    };
    let words = || {
        has_word(file_name(src), &FURNITURE)
            || has_word(class, &FURNITURE)
            || has_word(class, &PORTRAIT)
            || class.split_ascii_whitespace().any(|word| word == DRAWING)
    };
    role || small || is_from_furniture_host(src) || is_design(src) || words()
}

/// Whether an address is of the site's design.
fn is_design(src: &str) -> bool {
    let path = address_path(src);
    DESIGN_FOLDERS.iter().any(|folder| path.contains(folder))
}

/// Whether an address is of one of [`FURNITURE_HOSTS`] (`secure.gravatar.com/avatar/…`,
/// `img.shields.io/npm/v/…`), whose file names say nothing.
fn is_from_furniture_host(src: &str) -> bool {
    let host = src.split_once("//").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    FURNITURE_HOSTS.iter().any(|known| {
        host.strip_suffix(known)
            .is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    })
}

/// Whether an alternative text says that the image is a logo or an icon: it begins with the word, as
/// in `شعار الوزارة` and `Logo de la ville`, or ends with it, as in `The city's logo`.
#[must_use]
pub(crate) fn is_logo_text(alt: &str) -> bool {
    const FIRST: [&str; 6] = ["logo", "icon", "شعار", "أيقونة", "لوگو", "لوغو"];
    const LAST: [&str; 4] = ["logo", "icon", "لوگو", "لوغو"];
    let mut words = alt.split_whitespace();
    let is = |word: Option<&str>, of: &[&str]| {
        word.is_some_and(|word| of.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    is(words.next(), &FIRST) || is(words.next_back(), &LAST)
}

/// An address without its query and its fragment.
#[must_use]
pub(crate) fn address_path(src: &str) -> &str {
    src.split(['?', '#']).next().unwrap_or(src)
}

/// Whether a path ends as the files of images on pages do.
#[must_use]
pub(crate) fn is_image_path(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or(path);
    ["jpg", "jpeg", "png", "webp", "avif", "gif", "svg"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// The last part of an address's path, without query and fragment. By it an image of the body and
/// what is said of one elsewhere are known to be one.
pub(super) fn file_name(src: &str) -> &str {
    let path = address_path(src);
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether one of the words of a file name or a class is among `known`. A hump parts words as well:
/// `arrowRight.png`.
fn has_word(text: &str, known: &[&str]) -> bool {
    class_parts(text).any(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        known.iter().any(|known| word.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::{is_decoration, is_logo_text};

    fn by_name(src: &str) -> bool {
        is_decoration(src, "", None, None, None)
    }

    #[test]
    fn words_of_the_file_name_count_whole() {
        assert!(by_name("/img/site-logo.svg"));
        assert!(by_name("avatar_24.png?size=64#top"));
        assert!(by_name("https://example.org/gravatar"));
        assert!(by_name("https://secure.gravatar.com/avatar/0a1b?s=96"));
        assert!(by_name("icon2.png"));
        assert!(by_name("arrowRight.png?2"));
        assert!(by_name("ajax-loader.gif"));
        assert!(!by_name("narrowStreet.jpg"));
        assert!(!by_name("author.jpg"));
        assert!(by_name("https://img.shields.io/npm/v/a?style=flat"));
        assert!(by_name("//shields.io/a.svg"));
        assert!(by_name("https://isitmaintained.com/badge/open/a/b.svg"));
        assert!(!by_name("https://notshields.io/a.svg"));
        assert!(!by_name("https://example.org/gravatar.com/a.jpg"));
        assert!(by_name("/wp-content/themes/paper/img/line.png"));
        assert!(!by_name("/img/facebook.png"));
        assert!(!by_name("/uploads/themes/facebook-office.png"));
        assert!(!by_name("/logos/minister.jpg"));
        assert!(!by_name("iconic-tower.jpg"));
        assert!(!by_name("/a/photo.jpg?kind=logo"));
        assert!(!by_name("شعار-الوزارة.jpg"));
        assert!(!by_name(""));
    }

    #[test]
    fn a_text_names_a_logo_first_or_last() {
        assert!(is_logo_text("شعار الوزارة"));
        assert!(is_logo_text("The city's logo"));
        assert!(is_logo_text("Logo"));
        assert!(!is_logo_text("A logo on a wall"));
        assert!(!is_logo_text("متظاهر يرفع شعار الحملة"));
        assert!(!is_logo_text(""));
    }

    #[test]
    fn classes_sizes_and_roles_count() {
        assert!(is_decoration(
            "a.jpg",
            "wp-image author-avatar",
            None,
            None,
            None
        ));
        assert!(is_decoration("a.jpg", "post_author", None, None, None));
        assert!(!is_decoration(
            "a.jpg",
            "wp-image-12 aligncenter",
            None,
            None,
            None
        ));
        assert!(is_decoration("a.jpg", "", Some(1), Some(1), None));
        assert!(is_decoration("a.jpg", "", Some(64), None, None));
        assert!(!is_decoration("a.jpg", "", Some(640), Some(40), None));
        assert!(is_decoration("a.jpg", "", Some(464), Some(2), None));
        assert!(!is_decoration("a.jpg", "", Some(65), Some(65), None));
        assert!(is_decoration("a.jpg", "", None, None, Some("Presentation")));
        assert!(!is_decoration("a.jpg", "", None, None, Some("img")));
    }
}
