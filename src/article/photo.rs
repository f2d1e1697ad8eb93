//! Which images are photos, and which are furniture of the page.

/// Words of a file name or a class that mark an image as furniture: no photo that a reader would
/// look at for its own sake.
const FURNITURE: [&str; 12] = [
    "icon", "icons", "logo", "logos", "avatar", "avatars", "emoji", "badge", "badges", "sprite",
    "pixel", "gravatar",
];

/// The greatest edge, in CSS pixels, of an image that is an icon rather than a photo.
const ICON_EDGE: u32 = 64;

/// Whether an image is furniture (avatar, icon, logo, emoji, badge, tracking pixel), which needs no
/// credit. `width` and `height` are CSS pixels; `role` is the ARIA role (`presentation`, `none`), or
/// `hidden` where the image is `aria-hidden`.
///
/// Words count only whole, in a class or in the file name, a number at their end aside (`icon2.png`):
/// `iconic-tower.jpg` is a photo, and so is every picture in a folder `logos/`. What Gravatar serves
/// are avatars.
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
        (Some(width), Some(height)) => width <= ICON_EDGE && height <= ICON_EDGE,
        (Some(edge), None) | (None, Some(edge)) => edge <= ICON_EDGE,
        (None, None) => false,
    };
    let words = || has_furniture_word(file_name(src)) || has_furniture_word(class);
    role || small || is_from_gravatar(src) || words()
}

/// Whether an address is Gravatar's (`secure.gravatar.com/avatar/…`), whose file names are hashes.
fn is_from_gravatar(src: &str) -> bool {
    let host = src.split_once("//").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    host == "gravatar.com" || host.ends_with(".gravatar.com")
}

/// The last part of an address's path, without query and fragment.
fn file_name(src: &str) -> &str {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    path.rsplit('/').next().unwrap_or(path)
}

fn has_furniture_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        FURNITURE
            .iter()
            .any(|furniture| word.eq_ignore_ascii_case(furniture))
    })
}

#[cfg(test)]
mod tests {
    use super::is_decoration;

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
        assert!(!by_name("https://example.org/gravatar.com/a.jpg"));
        assert!(!by_name("/logos/minister.jpg"));
        assert!(!by_name("iconic-tower.jpg"));
        assert!(!by_name("/a/photo.jpg?kind=logo"));
        assert!(!by_name("شعار-الوزارة.jpg"));
        assert!(!by_name(""));
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
        assert!(!is_decoration(
            "a.jpg",
            "wp-image-12 aligncenter",
            None,
            None,
            None
        ));
        assert!(is_decoration("a.jpg", "", Some(1), Some(1), None));
        assert!(is_decoration("a.jpg", "", Some(64), None, None));
        assert!(!is_decoration("a.jpg", "", Some(640), Some(60), None));
        assert!(!is_decoration("a.jpg", "", Some(65), Some(65), None));
        assert!(is_decoration("a.jpg", "", None, None, Some("Presentation")));
        assert!(!is_decoration("a.jpg", "", None, None, Some("img")));
    }
}
