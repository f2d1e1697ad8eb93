//! Globs of a configuration: relative to its folder, `*` stays inside a folder, `**` does not.

use std::ops::Range;
use std::path::Path;

use globset::{Candidate, GlobBuilder, GlobSet};

use super::error::Toml;

/// Globs, each with a number of the owner's.
#[derive(Debug, Default)]
pub(super) struct Globs {
    set: GlobSet,
    owners: Vec<usize>,
}

impl Globs {
    /// The owners of the globs that match a path (relative to the configuration's folder), each
    /// once, in ascending order.
    pub(super) fn owners(&self, path: &Path) -> Vec<usize> {
        let mut owners: Vec<usize> = self
            .set
            .matches_candidate(&Candidate::new(path))
            .into_iter()
            .map(|glob| self.owners[glob])
            .collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// The owner of the first glob that matches a path or a folder that it lies in.
    pub(super) fn covering(&self, path: &Path) -> Option<usize> {
        path.ancestors()
            .filter(|part| !part.as_os_str().is_empty())
            .flat_map(|part| self.owners(part))
            .min()
    }
}

/// Collects globs while a configuration is read.
#[derive(Debug, Default)]
pub(super) struct GlobsBuilder {
    globs: Vec<globset::Glob>,
    owners: Vec<usize>,
}

impl GlobsBuilder {
    /// Takes a glob as it was written; a bad one is noted as an error at its place.
    pub(super) fn add(
        &mut self,
        toml: &mut Toml<'_>,
        written: &str,
        span: Range<usize>,
        owner: usize,
    ) {
        match compile(written) {
            Ok(glob) => {
                self.globs.push(glob);
                self.owners.push(owner);
            }
            Err(reason) => toml.error(span, format!("`{written}` is no glob: {reason}")),
        }
    }

    /// All of them as one matcher.
    pub(super) fn build(self, toml: &mut Toml<'_>) -> Globs {
        match GlobSet::new(&self.globs) {
            Ok(set) => Globs {
                set,
                owners: self.owners,
            },
            Err(error) => {
                toml.error(
                    0..0,
                    format!("the globs can't be used together: {}", error.kind()),
                );
                Globs::default()
            }
        }
    }
}

/// `drafts/` means everything in that folder; a leading `./` or `/` is the configuration's folder.
fn compile(written: &str) -> Result<globset::Glob, String> {
    let glob = written.strip_prefix("./").unwrap_or(written);
    let glob = glob.strip_prefix('/').unwrap_or(glob);
    if glob.is_empty() {
        return Err("it is empty".to_owned());
    }
    if glob.starts_with('!') {
        return Err(
            "there is no negation; a later override can take back what an earlier one says"
                .to_owned(),
        );
    }
    if glob.split('/').any(|part| part == "..") {
        return Err("it leads out of the folder of the configuration".to_owned());
    }
    let glob = if glob.ends_with('/') {
        format!("{glob}**")
    } else {
        glob.to_owned()
    };
    GlobBuilder::new(&glob)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, path: &str) -> bool {
        compile(glob).unwrap().compile_matcher().is_match(path)
    }

    #[test]
    fn a_star_stays_inside_a_folder() {
        assert!(matches("*.md", "a.md"));
        assert!(!matches("*.md", "en/a.md"));
        assert!(matches("**/*.md", "a.md"));
        assert!(matches("**/*.md", "en/x/a.md"));
        assert!(matches("en/**", "en/x/a.md"));
        assert!(!matches("en/**", "english/a.md"));
        assert!(matches("*.{md,txt}", "a.txt"));
        assert!(matches("أخبار/**", "أخبار/محلية/خبر.md"));
    }

    #[test]
    fn folders_may_end_in_a_slash_and_begin_with_a_dot() {
        assert!(matches("drafts/", "drafts/x/a.md"));
        assert!(matches("./drafts/*.md", "drafts/a.md"));
        assert!(matches("/drafts/*.md", "drafts/a.md"));
        assert!(!matches("/drafts/*.md", "x/drafts/a.md"));
    }

    #[test]
    fn what_can_never_match_is_refused() {
        for bad in ["", "./", "!a", "../x/**", "a/../b", "[a", "{a", "a}"] {
            assert!(compile(bad).is_err(), "{bad}");
        }
    }
}
