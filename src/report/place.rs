//! Where a run stands in its repository.

use std::borrow::Cow;

/// Where the working folder lies in its repository. Some readers look for files from the repository's
/// root, wherever the program ran: they are told these paths.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The root's absolute path with `/` at its end; empty where there is no repository.
    root: String,
    /// The working folder from the root, with `/` at its end; empty where it is the root.
    inside: String,
}

impl Place {
    /// A working folder in a repository: the root's absolute path, and the working folder's from there.
    #[must_use]
    pub fn new(root: &str, inside: &str) -> Self {
        let closed = |path: &str| match path {
            "" => String::new(),
            path => format!("{}/", path.trim_end_matches('/')),
        };
        Self {
            root: closed(root),
            inside: closed(inside),
        }
    }

    /// A path that is relative to the working folder, from the repository's root; what is outside of
    /// the repository stays absolute, and unnamed standard input `-`.
    #[must_use]
    pub fn path<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if name == "-" || self.root.is_empty() {
            return name.into();
        }
        if let Some(inside) = name.strip_prefix(&self.root) {
            return inside.into();
        }
        if is_absolute(name) || self.inside.is_empty() {
            return name.into();
        }
        format!("{}{name}", self.inside).into()
    }
}

/// Whether a path that is shown is absolute: `/a` or `C:/a`.
pub(super) fn is_absolute(path: &str) -> bool {
    path.starts_with('/')
        || matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root() {
        let place = Place::new("/desk/site", "ar/news");
        assert_eq!(place.path("خبر.md"), "ar/news/خبر.md");
        assert_eq!(place.path("/desk/site/en/a.md"), "en/a.md");
        assert_eq!(place.path("/desk/sites/a.md"), "/desk/sites/a.md");
        assert_eq!(place.path("C:/a.md"), "C:/a.md");
        assert_eq!(place.path("-"), "-");
        assert_eq!(Place::new("/desk", "").path("a.md"), "a.md");
        assert_eq!(Place::new("/", "a").path("/b/c.md"), "b/c.md");
        assert_eq!(Place::default().path("a.md"), "a.md");
    }
}
