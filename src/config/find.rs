//! Which configuration counts for a file: the nearest one upwards, alone.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::ConfigError;
use super::file::{Config, Surroundings, load, parse, unreadable};

/// The names of a configuration; the first of them counts where a folder has both.
const NAMES: [&str; 2] = ["tarqim.toml", ".tarqim.toml"];

/// Where configurations come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// For each file, the nearest one upwards.
    Nearest,
    /// This file (an absolute path) for every file.
    File(PathBuf),
    /// None: `base` alone.
    Isolated,
}

type Loaded = Result<Arc<Config>, Arc<Vec<ConfigError>>>;

/// Finds and reads configurations, each once.
pub struct Finder<'a> {
    around: Surroundings<'a>,
    choice: Choice,
    base: Arc<Config>,
    /// What counts for the files of a folder; the chosen file under its own path.
    loaded: Mutex<HashMap<PathBuf, Loaded>>,
}

impl<'a> Finder<'a> {
    /// A finder that has read nothing yet.
    #[must_use]
    pub fn new(around: Surroundings<'a>, choice: Choice) -> Self {
        let mut base = Config::base(around.library);
        base.today = Some(around.today);
        Self {
            base: Arc::new(base),
            around,
            choice,
            loaded: Mutex::default(),
        }
    }

    /// The configuration that counts for a file (its absolute path); `base` where there is none.
    ///
    /// # Errors
    /// Everything in it that is not understood, the same list for every file that it counts for.
    pub fn find(&self, file: &Path) -> Loaded {
        // What another thread left behind when it panicked is whole: entries are only added.
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        match &self.choice {
            Choice::Isolated => Ok(Arc::clone(&self.base)),
            Choice::File(path) => loaded
                .entry(path.clone())
                .or_insert_with(|| shared(load(path, &self.around)))
                .clone(),
            Choice::Nearest => {
                let mut passed = Vec::new();
                let mut found = None;
                for folder in file.ancestors().skip(1) {
                    if let Some(known) = loaded.get(folder) {
                        found = Some(known.clone());
                        break;
                    }
                    passed.push(folder.to_owned());
                    found = self.folder(folder);
                    if found.is_some() {
                        break;
                    }
                }
                let found = found.unwrap_or_else(|| Ok(Arc::clone(&self.base)));
                loaded.extend(passed.into_iter().map(|folder| (folder, found.clone())));
                found
            }
        }
    }

    /// The configurations that were read, by folder.
    #[must_use]
    pub fn configs(&self) -> Vec<Arc<Config>> {
        let loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let mut configs: Vec<Arc<Config>> = Vec::new();
        for config in loaded.values().flatten() {
            if config.name.is_some() && !configs.iter().any(|known| Arc::ptr_eq(known, config)) {
                configs.push(Arc::clone(config));
            }
        }
        configs.sort_by(|a, b| a.name.cmp(&b.name));
        configs
    }

    /// The configuration that stands in a folder.
    fn folder(&self, folder: &Path) -> Option<Loaded> {
        let [path, hidden] = NAMES.map(|name| folder.join(name));
        match self.read(&path) {
            Some(Ok(text)) => Some(shared(parse(&path, text, &self.around).map(
                |mut config| {
                    if self.read(&hidden).is_some() {
                        config.warnings.push(ConfigError::whole(
                            &(self.around.name)(&hidden),
                            format!("is not read: {} stands in the same folder", NAMES[0]),
                        ));
                    }
                    config
                },
            ))),
            Some(Err(error)) => Some(shared(Err(vec![unreadable(&path, &self.around, &error)]))),
            None => match self.read(&hidden)? {
                Ok(text) => Some(shared(parse(&hidden, text, &self.around))),
                Err(error) => Some(shared(Err(vec![unreadable(&hidden, &self.around, &error)]))),
            },
        }
    }

    /// A file's text; `None` where there is no such file.
    fn read(&self, path: &Path) -> Option<io::Result<String>> {
        match (self.around.read)(path) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                None
            }
            result => Some(result),
        }
    }
}

fn shared(result: Result<Config, Vec<ConfigError>>) -> Loaded {
    result.map(Arc::new).map_err(Arc::new)
}

#[cfg(test)]
mod tests {
    use super::super::testing::project;
    use super::*;

    fn lang(finder: &Finder<'_>, file: &str) -> Option<&'static str> {
        let config = finder.find(Path::new(file)).unwrap();
        Some(config.lang.as_ref()?.value.language.tag())
    }

    #[test]
    fn the_nearest_configuration_counts_alone() {
        let files = [
            ("tarqim.toml", "lang = \"ar\"\nmessages = \"ar\"\n"),
            ("en/.tarqim.toml", "lang = \"en\"\n"),
        ];
        project(&files, |around| {
            let finder = Finder::new(*around, Choice::Nearest);
            assert_eq!(lang(&finder, "/p/a.md"), Some("ar"));
            assert_eq!(lang(&finder, "/p/x/y/a.md"), Some("ar"));
            assert_eq!(lang(&finder, "/p/en/x/a.md"), Some("en"));
            assert_eq!(lang(&finder, "/q/a.md"), None);
            let near = finder.find(Path::new("/p/en/x/a.md")).unwrap();
            assert!(near.messages.is_none());
            let again = finder.find(Path::new("/p/en/b.md")).unwrap();
            assert!(Arc::ptr_eq(&near, &again));
            let names: Vec<_> = finder
                .configs()
                .iter()
                .map(|config| config.name.clone().unwrap())
                .collect();
            assert_eq!(names, ["en/.tarqim.toml", "tarqim.toml"]);
        });
    }

    #[test]
    fn of_two_in_one_folder_the_one_without_a_dot_counts_with_a_warning() {
        let files = [
            ("tarqim.toml", "lang = \"ar\"\n"),
            (".tarqim.toml", "lang = \"en\"\n"),
        ];
        project(&files, |around| {
            let finder = Finder::new(*around, Choice::Nearest);
            assert_eq!(lang(&finder, "/p/a.md"), Some("ar"));
            assert_eq!(
                finder.configs()[0].warnings[0].to_string(),
                ".tarqim.toml: is not read: tarqim.toml stands in the same folder"
            );
        });
    }

    #[test]
    fn a_chosen_file_counts_for_all_and_isolation_for_none() {
        let files = [
            ("tarqim.toml", "lang = \"ar\"\n"),
            ("ci/strict.toml", "lang = \"en\"\n"),
        ];
        project(&files, |around| {
            let chosen = Choice::File(PathBuf::from("/p/ci/strict.toml"));
            let finder = Finder::new(*around, chosen);
            assert_eq!(lang(&finder, "/p/a.md"), Some("en"));
            assert_eq!(finder.configs().len(), 1);
            let finder = Finder::new(*around, Choice::Isolated);
            assert_eq!(lang(&finder, "/p/a.md"), None);
            let missing = Choice::File(PathBuf::from("/p/no.toml"));
            let finder = Finder::new(*around, missing);
            let errors = finder.find(Path::new("/p/a.md")).unwrap_err();
            assert_eq!(errors[0].to_string(), "no.toml: can't be read: missing");
        });
    }

    #[test]
    fn a_broken_configuration_hides_none_above_it() {
        let files = [("tarqim.toml", ""), ("en/tarqim.toml", "x = 1\n")];
        project(&files, |around| {
            let finder = Finder::new(*around, Choice::Nearest);
            let first = finder.find(Path::new("/p/en/a.md")).unwrap_err();
            let second = finder.find(Path::new("/p/en/b/c.md")).unwrap_err();
            assert!(Arc::ptr_eq(&first, &second));
            assert!(finder.find(Path::new("/p/a.md")).is_ok());
        });
    }

    #[test]
    fn a_configuration_that_cannot_be_read_is_an_error_not_a_missing_one() {
        let read = |path: &Path| {
            Err(if path == Path::new("/p/tarqim.toml") {
                io::Error::new(io::ErrorKind::PermissionDenied, "denied")
            } else {
                io::Error::new(io::ErrorKind::NotFound, "missing")
            })
        };
        project(&[], |around| {
            let around = Surroundings {
                read: &read,
                ..*around
            };
            let finder = Finder::new(around, Choice::Nearest);
            assert!(finder.find(Path::new("/p/a.md")).is_err());
            assert!(finder.find(Path::new("/a.md")).is_ok());
        });
    }
}
