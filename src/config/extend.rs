//! The styles that a configuration builds on: built-in ones by name, a desk's own by path.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use toml::de::DeTable;

use super::builtin;
use super::error::{ConfigError, Toml, nearest};
use super::file::Surroundings;
use super::layer::{Origin, Setting, StyleLayer, settings_of};
use super::style::{Rule, Style};
use crate::check::CheckDef;
use crate::checks::CHECKS;
use crate::source::Source;

/// The checks and the built-in styles.
pub struct Library {
    /// Every check.
    pub checks: Vec<&'static CheckDef>,
    /// The rules of the style `base`.
    pub base: Vec<Arc<Rule>>,
    /// The names of the other built-in styles.
    pub names: Vec<&'static str>,
    /// A built-in style by its name.
    pub style: fn(&str) -> Option<Style>,
}

impl Library {
    /// What tarqim brings.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            checks: CHECKS.to_vec(),
            base: builtin::base().rules.clone(),
            names: builtin::names().filter(|name| *name != "base").collect(),
            style: builtin::style,
        }
    }

    /// The check that a rule configures.
    pub(super) fn check(&self, rule: &Rule) -> &'static CheckDef {
        self.checks
            .iter()
            .find(|check| check.name == rule.check)
            .expect("a rule that was read has a check")
    }

    /// The built-in style that brings a rule or a family.
    pub(super) fn owner(&self, key: &str) -> Option<&'static str> {
        self.names.iter().copied().find(|name| {
            (self.style)(name).is_some_and(|style| {
                let mut rules = style.rules.iter();
                rules.any(|rule| rule.id == key || rule.family() == key)
            })
        })
    }
}

/// Reads the styles that one configuration builds on.
pub(super) struct Extender<'e> {
    around: &'e Surroundings<'e>,
    /// The configuration's folder; no style lies outside of it.
    project: &'e Path,
    /// Everything that is wrong in the style files.
    pub(super) errors: Vec<ConfigError>,
    /// Whether a style could not be read, so that its rules are not known.
    pub(super) broken: bool,
    /// The styles that are being read, each named by the one before it.
    open: Vec<PathBuf>,
}

/// What a scope's `extends` adds up to.
pub(super) struct Extended<'x> {
    /// All rules that are known so far.
    pub(super) known: &'x mut Vec<Arc<Rule>>,
    /// The styles, those that they build on before them.
    pub(super) styles: &'x mut Vec<StyleLayer>,
}

impl Extended<'_> {
    fn has(&self, identity: &str) -> bool {
        self.styles.iter().any(|style| style.identity == identity)
    }

    fn add(&mut self, style: StyleLayer) {
        for (rule, _) in &style.rules {
            match self.known.iter_mut().find(|known| known.id == rule.id) {
                Some(known) => *known = Arc::clone(rule),
                None => self.known.push(Arc::clone(rule)),
            }
        }
        self.styles.push(style);
    }
}

impl<'e> Extender<'e> {
    /// For the configuration of that file name in that folder.
    pub(super) fn new(around: &'e Surroundings<'e>, project: &'e Path, file_name: &Path) -> Self {
        Self {
            around,
            project,
            errors: Vec::new(),
            broken: false,
            open: vec![file_name.to_owned()],
        }
    }

    /// Adds what an `extends` names. `folder` is that of the file it is written in, relative to
    /// the configuration's.
    pub(super) fn extend(
        &mut self,
        toml: &mut Toml<'_>,
        entries: Vec<(String, Range<usize>)>,
        folder: &Path,
        into: &mut Extended<'_>,
    ) {
        for (written, span) in entries {
            if let Err(message) = self.entry(&written, folder, into) {
                toml.error(span, message);
                self.broken = true;
            }
        }
    }

    fn entry(
        &mut self,
        written: &str,
        folder: &Path,
        into: &mut Extended<'_>,
    ) -> Result<(), String> {
        if written.contains("://") {
            return Err(format!(
                "`{written}` is an address: a style is a file of the project, or built in"
            ));
        }
        if written.contains('/') || written.ends_with(".toml") {
            return self.file(written, folder, into);
        }
        if self.built_in(written, into) {
            return Ok(());
        }
        let known = self.around.library.names.iter().copied().chain(["base"]);
        let hint = match nearest(written, known.clone()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => {
                let mut known: Vec<_> = known.map(|name| format!("`{name}`")).collect();
                known.sort_unstable();
                format!(
                    "; there are {}, and paths such as `./desk.toml`",
                    known.join(", ")
                )
            }
        };
        Err(format!("unknown style `{written}`{hint}"))
    }

    /// Adds a built-in style and those that it builds on; `false` where there is none of that name.
    fn built_in(&self, name: &str, into: &mut Extended<'_>) -> bool {
        if name == "base" || into.has(name) {
            return true;
        }
        let Some(style) = (self.around.library.style)(name) else {
            return false;
        };
        for (other, _) in &style.extends {
            if other != name {
                self.built_in(other, into);
            }
        }
        let origin = Origin::Style(name.to_owned());
        into.add(layer(name.to_owned(), &style, |_| origin.clone()));
        true
    }

    fn file(
        &mut self,
        written: &str,
        folder: &Path,
        into: &mut Extended<'_>,
    ) -> Result<(), String> {
        let Some(inside) = inside(self.project, folder, Path::new(written)) else {
            return Err(format!(
                "`{written}` lies outside of the folder of the configuration"
            ));
        };
        if let Some(at) = self.open.iter().position(|open| *open == inside) {
            let circle: Vec<_> = self.open[at..]
                .iter()
                .chain([&inside])
                .map(|path| path.to_string_lossy().replace('\\', "/"))
                .collect();
            return Err(format!(
                "`{written}` builds on itself: {}",
                circle.join(" → ")
            ));
        }
        let path = self.project.join(&inside);
        let identity = path.to_string_lossy().into_owned();
        if into.has(&identity) {
            return Ok(());
        }
        let text = match (self.around.read)(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(format!("there is no style file `{written}`"));
            }
            Err(error) => return Err(format!("`{written}` can't be read: {error}")),
        };
        let source = Source::new((self.around.name)(&path), text);
        let mut toml = Toml::new(&source);
        // What a style builds on is read before it, so that it can adjust those rules.
        if let Some(root) = toml.parse() {
            let entries = extends_of(root.get_ref());
            self.open.push(inside.clone());
            let folder = inside.parent().unwrap_or(Path::new(""));
            self.extend(&mut toml, entries, folder, into);
            self.open.pop();
            self.errors.append(&mut toml.into_errors());
        }
        match Style::parse_over(&source, &self.around.library.checks, into.known) {
            Ok(style) => {
                let name: Arc<str> = source.name().into();
                into.add(layer(identity, &style, |line| Origin::File {
                    path: Arc::clone(&name),
                    line,
                    override_number: None,
                    example: None,
                }));
            }
            Err(mut errors) => {
                self.errors.append(&mut errors);
                self.broken = true;
                // Known without rules, so that it is read and told once.
                into.add(StyleLayer {
                    identity,
                    rules: Vec::new(),
                    settings: Vec::new(),
                });
            }
        }
        Ok(())
    }
}

fn layer(identity: String, style: &Style, origin: impl Fn(u32) -> Origin) -> StyleLayer {
    let mut settings: Vec<Setting> = Vec::new();
    for adjustment in &style.adjustments {
        settings_of(adjustment, &origin(adjustment.origin.1), &mut settings);
    }
    StyleLayer {
        identity,
        rules: style
            .rules
            .iter()
            .map(|rule| (Arc::clone(rule), origin(rule.origin.1)))
            .collect(),
        settings,
    }
}

/// What a style file's `extends` names; what is wrong in it is said when the style is read.
fn extends_of(root: &DeTable<'_>) -> Vec<(String, Range<usize>)> {
    root.get("style")
        .and_then(|style| style.get_ref().as_table()?.get("extends"))
        .and_then(|extends| extends.get_ref().as_array())
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((entry.get_ref().as_str()?.to_owned(), entry.span())))
        .collect()
}

/// A path as written in a file of `folder` (relative to `project`), relative to `project`; `None`
/// where it leads out of it, be it only on the way.
fn inside(project: &Path, folder: &Path, written: &Path) -> Option<PathBuf> {
    let (mut out, rest) = if written.is_absolute() {
        (PathBuf::new(), written.strip_prefix(project).ok()?)
    } else {
        (folder.to_owned(), written)
    };
    for part in rest.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => out.push(name),
            Component::ParentDir if out.pop() => {}
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_lies_inside_of_the_project() {
        let at = |folder: &str, written: &str| {
            inside(Path::new("/p"), Path::new(folder), Path::new(written))
                .map(|path| path.to_string_lossy().into_owned())
        };
        assert_eq!(at("", "./desk.toml").as_deref(), Some("desk.toml"));
        assert_eq!(at("styles", "../desk.toml").as_deref(), Some("desk.toml"));
        assert_eq!(at("", "/p/a/b.toml").as_deref(), Some("a/b.toml"));
        assert_eq!(at("", "../p/desk.toml"), None);
        assert_eq!(at("styles", "../../x.toml"), None);
        assert_eq!(at("", "/etc/x.toml"), None);
        assert_eq!(at("", "/p/../x.toml"), None);
    }
}
