//! Which files a command looks at and what holds for each; reading one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Environment, args, panics};
use crate::article::{Article, Format, LangHints, PageScope, ReadOptions};
use crate::config::error::ConfigError;
use crate::config::style::MessageLang;
use crate::config::{Config, Finder, Matching};
use crate::disk::{self, FileToRead};
use crate::lang::Lang;
use crate::lint::Linter;
use crate::report::Problem;
use crate::source::Source;

/// Standard input's name where none is given.
const STANDARD_INPUT: &str = "-";

/// A file in a folder, as it were: what holds for it holds in the folder.
pub(super) fn inside(folder: &Path) -> PathBuf {
    folder.join(STANDARD_INPUT)
}

/// What holds for a set of files: one configuration, and the same overrides of it.
pub(super) struct Ready {
    pub(super) config: Arc<Config>,
    pub(super) linter: Linter,
    lang: Option<Lang>,
    page: PageScope,
}

/// A file that a command looks at, and how.
pub(super) struct Job {
    pub(super) file: FileToRead,
    pub(super) standard_input: bool,
    pub(super) ready: Arc<Ready>,
}

/// The files of a command, sorted by name.
pub(super) struct Plan {
    pub(super) jobs: Vec<Job>,
    /// What can't be planned.
    pub(super) problems: Vec<Problem>,
    /// The language of messages that the working folder's configuration asks for, else that of the
    /// first file's.
    pub(super) messages: Option<MessageLang>,
}

impl Plan {
    /// Plans the files of a command. The configurations' warnings go to standard error; nothing is
    /// planned, and standard error says why, where the arguments contradict each other.
    ///
    /// # Errors
    /// Where standard error can't be written.
    pub(super) fn new(
        input: &args::Input,
        around: &Environment,
        err: &mut dyn Write,
    ) -> io::Result<Option<Self>> {
        let standard_input = input.reads_standard_input();
        if input.stdin_filename.is_some() && !standard_input {
            writeln!(
                err,
                "error: `--stdin-filename` names standard input, which is read where `-` is among the paths"
            )?;
            return Ok(None);
        }
        let finder = around.finder(&input.choice);
        let mut problems = Vec::new();
        let jobs = jobs(input, around.folder(), &finder, &mut problems);
        for config in finder.configs() {
            for warning in &config.warnings {
                writeln!(err, "warning: {warning}")?;
            }
        }
        let messages = configured_messages(input, around.folder(), &finder, &jobs);
        Ok(Some(Self {
            jobs,
            problems,
            messages,
        }))
    }

    /// Says on standard error that there is nothing to look at.
    ///
    /// # Errors
    /// Where standard error can't be written.
    pub(super) fn tell_if_empty(&self, lang: MessageLang, err: &mut dyn Write) -> io::Result<()> {
        if !self.jobs.is_empty() || !self.problems.is_empty() {
            return Ok(());
        }
        let words = match lang {
            MessageLang::En => "warning: there is no article here to check",
            MessageLang::Ar => "تنبيه: لا مقال هنا لفحصه",
        };
        writeln!(err, "{words}")
    }
}

impl Job {
    /// Reads the file's bytes.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(super) fn bytes(&self) -> Result<Vec<u8>, Problem> {
        let bytes = if self.standard_input {
            disk::read_standard_input()
        } else {
            disk::read(&self.file.path)
        };
        bytes.map_err(|error| Problem::unreadable(&self.file.name, &error))
    }

    /// What the path from the project's folder tells of the language, wherever the program runs.
    fn lang_hints(&self, working_folder: &Path) -> LangHints {
        let configured = self.ready.lang;
        let hints = LangHints::of_path(&self.file.name, configured);
        let absolute = self.file.path.to_string_lossy();
        // Most working folders tell nothing, and then the project need not be looked for.
        let may_tell = || LangHints::of_path(&absolute, None).name.is_some();
        if hints.name.is_some() || !may_tell() {
            return hints;
        }
        let path = &self.file.path;
        let project = disk::project_of(path, self.ready.config.folder(), working_folder);
        let inside = path.strip_prefix(project).unwrap_or(path);
        LangHints::of_path(&inside.to_string_lossy(), configured)
    }

    /// The format, by the file's name.
    pub(super) fn format(&self) -> Format {
        Format::of_name(&self.file.name)
    }

    /// Reads the file's article, without what its pictures say.
    pub(super) fn read<'s>(&self, source: &'s Source, working_folder: &Path) -> Article<'s> {
        let options = ReadOptions {
            lang: self.lang_hints(working_folder),
            page: self.ready.page.clone(),
        };
        Article::read(source, self.format(), &options)
    }

    /// Reads an article anew that one of the jobs, which are sorted by name, has read already.
    pub(super) fn read_again<'s>(
        jobs: &[Self],
        source: &'s Source,
        working_folder: &Path,
    ) -> Article<'s> {
        let name = source.name();
        let job = jobs.binary_search_by(|job| job.file.name.as_str().cmp(name));
        let job = job.expect("a source has the name of its job");
        jobs[job].read(source, working_folder)
    }

    /// Reads bytes as the file's article, with what its pictures say where a rule asks for it, and
    /// hands it to `work`. A panic of the program is caught.
    ///
    /// # Errors
    /// Where the bytes can't be decoded, where the article can't be read, and where the program
    /// panics.
    pub(super) fn with_article<T>(
        &self,
        bytes: Vec<u8>,
        working_folder: &Path,
        work: impl FnOnce(&Source, &Article<'_>) -> T,
    ) -> Result<(Source, T), Problem> {
        let name = &self.file.name;
        let read = || {
            let source = (self.format().decode(name, bytes))
                .map_err(|error| Problem::undecodable(name, &error))?;
            let mut article = self.read(&source, working_folder);
            let unread = |damage| Problem::unread(&source, damage);
            if let Some(problem) = article.damage.iter().find_map(unread) {
                return Err(problem);
            }
            if !article.photos.is_empty() && self.ready.linter.reads_pictures() {
                let path = &self.file.path;
                let project = disk::project_of(path, self.ready.config.folder(), working_folder);
                disk::fill_embedded(&mut article, path, project);
            }
            let done = work(&source, &article);
            drop(article);
            Ok((source, done))
        };
        caught(name, read)
    }
}

/// Does some of the work on a file; a panic of the program is caught.
///
/// # Errors
/// As the work, and where the program panics.
pub(super) fn caught<T>(
    path: &str,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<T, Problem> {
    panics::catch(work).unwrap_or_else(|panicked| Err(Problem::internal(path, panicked.place)))
}

/// The jobs, sorted by name; what can't be planned is a problem.
fn jobs(
    input: &args::Input,
    folder: &Path,
    finder: &Finder<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Job> {
    let mut paths: Vec<PathBuf> = input.paths.clone();
    let standard_input = input.reads_standard_input();
    paths.retain(|path| path.as_os_str() != STANDARD_INPUT);
    let found = disk::find(&paths, folder, !input.no_ignore);
    for unreadable in found.unreadable {
        problems.push(Problem::unreadable(unreadable.name, &unreadable.error));
    }
    let mut files: Vec<(FileToRead, bool)> =
        found.files.into_iter().map(|file| (file, false)).collect();
    if standard_input {
        let given = input.stdin_filename.as_deref();
        let path = disk::normal(&folder.join(given.unwrap_or(Path::new(STANDARD_INPUT))));
        let name = given.map_or(STANDARD_INPUT.to_owned(), |_| {
            disk::display_name(&path, folder)
        });
        files.push((
            FileToRead {
                name,
                path,
                named: true,
            },
            true,
        ));
    }
    let mut ready: BTreeMap<(Option<String>, Matching), Option<Arc<Ready>>> = BTreeMap::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut tell = |errors: &[ConfigError], problems: &mut Vec<Problem>| {
        for error in errors {
            if told.insert(error.to_string()) {
                problems.push(Problem::from(error.clone()));
            }
        }
    };
    let mut jobs = Vec::new();
    for (file, standard_input) in files {
        let config = match finder.find(&file.path) {
            Ok(config) => config,
            Err(errors) => {
                tell(&errors, problems);
                continue;
            }
        };
        if (!file.named || input.force_exclude) && config.excludes(&file.path) {
            continue;
        }
        let matching = config.matching(&file.path);
        let key = (config.name.clone(), matching.clone());
        let ready = ready.entry(key).or_insert_with(|| {
            let profile = config.profile(&matching);
            match Linter::of(&profile) {
                Ok(linter) => Some(Arc::new(Ready {
                    config: Arc::clone(&config),
                    linter,
                    page: profile.html.page(),
                    lang: profile.lang.map(|lang| lang.value),
                })),
                Err(error) => {
                    tell(&[error], problems);
                    None
                }
            }
        });
        if let Some(ready) = ready {
            jobs.push(Job {
                file,
                standard_input,
                ready: Arc::clone(ready),
            });
        }
    }
    jobs.sort_by(|a, b| a.file.name.cmp(&b.file.name));
    jobs
}

/// The language of messages that the working folder's configuration asks for, else that of the
/// first file's.
fn configured_messages(
    input: &args::Input,
    folder: &Path,
    finder: &Finder<'_>,
    jobs: &[Job],
) -> Option<MessageLang> {
    if input.choice.isolated {
        return None;
    }
    let here = finder.find(&inside(folder)).ok();
    let first = jobs.first().map(|job| Arc::clone(&job.ready.config));
    here.filter(|config| config.name.is_some())
        .or(first)
        .and_then(|config| config.messages.as_ref().map(|messages| messages.value))
}

/// Runs in so many threads (0: one a processor); one file needs none.
pub(super) fn in_threads<T: Send>(
    threads: usize,
    files: usize,
    work: impl FnOnce() -> T + Send,
) -> T {
    if files > 1
        && let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(threads).build()
    {
        return pool.install(work);
    }
    work()
}
