//! What the checks of photos have in common.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::article::{Article, BlockIndex, Photo, address_path};
use crate::check::{OptionError, OptionKind, OptionSpec, RuleInstance};

/// Patterns of the paths of the desk's own pictures.
pub(super) const OWN: OptionSpec = OptionSpec {
    name: "own",
    kind: OptionKind::Texts,
};

/// Whether an image of the front matter is judged like those of the body.
pub(super) const FRONT_MATTER: OptionSpec = OptionSpec {
    name: "front-matter",
    kind: OptionKind::Flag,
};

/// A rule, and the photos that it is for.
pub(super) struct PhotoRule {
    pub(super) rule: RuleInstance,
    own: GlobSet,
    front_matter: bool,
}

impl PhotoRule {
    /// Reads the options [`OWN`] and [`FRONT_MATTER`], as far as the check has them.
    pub(super) fn of(rule: &RuleInstance) -> Result<Self, OptionError> {
        let error = |reason: globset::Error| OptionError {
            rule: rule.index,
            option: OWN.name,
            reason: reason.to_string(),
        };
        let mut own = GlobSetBuilder::new();
        for glob in rule.options.texts(OWN.name) {
            let glob = glob.trim_start_matches("./").trim_start_matches('/');
            let glob = GlobBuilder::new(glob).literal_separator(true).build();
            own.add(glob.map_err(error)?);
        }
        Ok(Self {
            own: own.build().map_err(error)?,
            front_matter: rule.options.flag(FRONT_MATTER.name),
            rule: rule.clone(),
        })
    }

    /// Whether the rule is for the article's language, and the article has photos to be judged.
    pub(super) fn is_for(&self, article: &Article<'_>) -> bool {
        self.rule.is_for(article.lang) && !declares_none(article)
    }

    /// Whether it judges the photo.
    pub(super) fn takes(&self, photo: &Photo) -> bool {
        self.shows(photo) && (self.front_matter || !photo.front_matter)
    }

    /// Whether the photo is neither furniture of the page nor one of the desk's own.
    pub(super) fn shows(&self, photo: &Photo) -> bool {
        photo.exempt.is_none() && !self.is_own(photo)
    }

    /// Whether the photo is one of the desk's own: its path, with or without the site before it,
    /// lies in a folder of `own`.
    fn is_own(&self, photo: &Photo) -> bool {
        if self.own.is_empty() {
            return false;
        }
        let src = photo.src.trim();
        let path = address_path(src);
        let local = match path.split_once("//") {
            Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
            None => path.trim_start_matches(['.', '/']),
        };
        self.own.is_match(path) || self.own.is_match(local)
    }
}

/// Whether the front matter says `photo: none`.
fn declares_none(article: &Article<'_>) -> bool {
    article.field("photo").is_some_and(|value| {
        ["none", "no", "false", "لا", "بلا"].contains(&value.trim().to_ascii_lowercase().as_str())
    })
}

/// The blocks that belong to photos as captions or as places of a credit, sorted.
pub(super) fn blocks_of_photos(article: &Article<'_>) -> Vec<BlockIndex> {
    let of_photo = |photo: &Photo| {
        let candidates: Vec<_> = photo.candidates.iter().map(|place| place.block).collect();
        candidates.into_iter().chain(photo.caption)
    };
    let mut blocks: Vec<_> = article.photos.iter().flat_map(of_photo).collect();
    blocks.sort_unstable();
    blocks
}
