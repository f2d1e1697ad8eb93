//! The image files of an article's photos: where they are, and what they say of themselves.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::normal;
use crate::article::{Article, Embedded, address_path};
use crate::picture;

/// The folder of the project that an article (its absolute path) belongs to: that of the
/// configuration that counts for it, else its repository, else the working folder, where the article
/// lies in it; else the article's own folder.
#[must_use]
pub fn project_of<'a>(
    article: &'a Path,
    configured: Option<&'a Path>,
    working_folder: &'a Path,
) -> &'a Path {
    let own = article.parent().unwrap_or(article);
    let holds = |folder: &&Path| article.starts_with(folder);
    let repository = || {
        own.ancestors()
            .find(|folder| folder.join(".git").exists())
            .or(Some(working_folder).filter(holds))
    };
    configured.filter(holds).or_else(repository).unwrap_or(own)
}

/// How many files are looked for: a page with more photos is no article.
const MOST_FILES: usize = 1000;

/// Fills in what the image files of an article's photos say of themselves, where they are files of
/// the project. What can't be found or read says nothing.
///
/// `path` is the article's absolute path, `project` the folder of its project.
pub fn fill_embedded(article: &mut Article<'_>, path: &Path, project: &Path) {
    let Ok(real_project) = project.canonicalize() else {
        return;
    };
    let mut read: HashMap<String, Option<Embedded>> = HashMap::new();
    for photo in &mut article.photos {
        if let Some(known) = read.get(&photo.src) {
            photo.embedded.clone_from(known);
            continue;
        }
        if read.len() == MOST_FILES {
            return;
        }
        photo.embedded = places(&photo.src, path, project)
            .iter()
            .find_map(|place| open_inside(place, &real_project))
            .and_then(picture::embedded);
        read.insert(photo.src.clone(), photo.embedded.clone());
    }
}

/// The folders of a site whose files are served from its root: of Hugo (`static`, `assets`), Astro
/// and Next (`public`), Jekyll (`assets`, and the root itself), Eleventy (`src`), MkDocs and others
/// (`docs`); `content` where images lie beside articles.
const SERVED: [&str; 7] = ["", "static", "public", "assets", "src", "content", "docs"];

/// The paths that an image's address may stand for, most likely first; all inside the project.
///
/// An address with a slash at its start begins at the root of the site, which may be any folder
/// above the article: the nearest counts. Any other one is relative to the article's folder.
fn places(src: &str, article: &Path, project: &Path) -> Vec<PathBuf> {
    let Some(path) = local_path(src) else {
        return Vec::new();
    };
    let own = article.parent().unwrap_or(project);
    let inside = |folder: &Path| folder.starts_with(project);
    let places: Vec<PathBuf> = match path.strip_prefix('/') {
        Some(path) => {
            // Above the root of a site there is nothing.
            let path = normal(Path::new(path));
            let folders = own.ancestors().take_while(|folder| inside(folder));
            folders
                .flat_map(|folder| SERVED.map(|served| folder.join(served).join(&path)))
                .collect()
        }
        None => vec![normal(&own.join(path))],
    };
    places.into_iter().filter(|place| inside(place)).collect()
}

/// The path in an image's address, decoded: `None` for an address of the web, and where none is left.
fn local_path(src: &str) -> Option<String> {
    let path = address_path(src.trim());
    // `https:`, `data:`; a colon behind a slash is part of a name.
    let scheme = path.split('/').next()?.contains(':');
    if path.is_empty() || path.starts_with("//") || scheme {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    (!path.contains('\0')).then(|| path.into_owned())
}

/// Opens a regular file that lies in a folder (its path without links), wherever links lead.
fn open_inside(path: &Path, folder: &Path) -> Option<File> {
    // To open a FIFO would wait for who writes into it. Most places hold nothing: that is asked first.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let real = path.canonicalize().ok()?;
    real.starts_with(folder).then(|| File::open(real).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, ReadOptions};
    use crate::source::Source;

    fn paths(src: &str) -> Vec<String> {
        let name = |path: PathBuf| path.to_str().unwrap().to_owned();
        let article = Path::new("/p/content/news/a.md");
        let places = places(src, article, Path::new("/p"));
        places.into_iter().map(name).collect()
    }

    #[test]
    fn an_address_stands_for_paths_of_the_project() {
        assert_eq!(paths("a.jpg?w=3#top"), ["/p/content/news/a.jpg"]);
        assert_eq!(paths("./b/../a%20b.jpg"), ["/p/content/news/a b.jpg"]);
        assert_eq!(paths("%D8%B5.jpg"), ["/p/content/news/\u{635}.jpg"]);
        assert_eq!(paths("100%.jpg"), ["/p/content/news/100%.jpg"]);
        assert_eq!(paths("../../a.jpg"), ["/p/a.jpg"]);
        assert_eq!(paths("b/16:9.jpg"), ["/p/content/news/b/16:9.jpg"]);
        assert_eq!(paths("/../../img/a.jpg"), paths("/img/a.jpg"));
        let from_root = paths("/img/a.jpg");
        assert_eq!(from_root.len(), 3 * SERVED.len());
        assert_eq!(from_root[0], "/p/content/news/img/a.jpg");
        assert_eq!(from_root[2 * SERVED.len() + 1], "/p/static/img/a.jpg");
    }

    #[test]
    fn an_address_of_the_web_or_outside_of_the_project_stands_for_none() {
        for src in [
            "",
            " ",
            "#a",
            "https://example.org/a.jpg",
            "//example.org/a.jpg",
            "data:image/png;base64,AA",
            "C:/a.jpg",
            "../../../a.jpg",
            "%2e%2e/../../a.jpg",
            "a%00.jpg",
            "%FF.jpg",
        ] {
            assert!(paths(src).is_empty(), "{src}: {:?}", paths(src));
        }
    }

    #[test]
    fn a_project_is_the_configurations_folder_else_the_repository_else_the_working_folder() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        fs::create_dir_all(root.join("r/.git")).unwrap();
        let (inside, outside) = (root.join("r/a/b.md"), root.join("s/b.md"));
        let (above, beside) = (root.join("r/a"), root.join("ci"));
        assert_eq!(project_of(&inside, Some(&above), root), above);
        assert_eq!(project_of(&inside, Some(&beside), root), root.join("r"));
        assert_eq!(project_of(&inside, None, root), root.join("r"));
        assert_eq!(project_of(&outside, None, root), root);
        assert_eq!(project_of(&outside, None, &beside), root.join("s"));
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_inside_of_the_project_are_opened() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let project = root.join("p");
        fs::create_dir_all(project.join("static/a.jpg")).unwrap();
        let picture = [
            b"\xFF\xD8\xFF\xED\0\x24Photoshop 3.0\0",
            &b"8BIM\x04\x04\0\0\0\0\0\x08"[..],
            b"\x1C\x02\x50\0\x03Roe",
        ]
        .concat();
        fs::write(root.join("secret.jpg"), &picture).unwrap();
        fs::write(project.join("b.jpg"), &picture).unwrap();
        symlink(root.join("secret.jpg"), project.join("out.jpg")).unwrap();
        symlink("b.jpg", project.join("in.jpg")).unwrap();
        let fifo = project.join("fifo.jpg");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.unwrap().success());

        let text = [
            "/a.jpg",
            "out.jpg",
            "../secret.jpg",
            "fifo.jpg",
            "none.jpg",
            "b.jpg",
            "in.jpg",
        ]
        .map(|src| format!("![]({src})\n\n"))
        .concat();
        let source = Source::new("a.md", text);
        let mut article = Article::read(&source, Format::Markdown, &ReadOptions::default());
        fill_embedded(&mut article, &project.join("a.md"), &project);
        let found = article.photos.iter().map(|photo| photo.embedded.is_some());
        assert_eq!(
            found.collect::<Vec<_>>(),
            [false, false, false, false, false, true, true]
        );
    }
}
