//! `--output`: reports that go to files, beside what goes to standard output.

use std::io;
use std::path::PathBuf;

use super::plan::Plan;
use super::{Environment, args};
use crate::disk;
use crate::report::{Place, Problem, ProblemKind};

/// A file that a report goes to.
pub(super) struct ReportFile {
    pub(super) format: args::Format,
    /// The path as it is shown.
    name: String,
    /// The absolute path.
    path: PathBuf,
}

impl ReportFile {
    /// The files that were asked for. None is an article of the run: what an earlier run has left in a
    /// folder that is walked is left out of the plan.
    ///
    /// # Errors
    /// What to say where two reports would go to one file, or one in the place of an article that is
    /// named.
    pub(super) fn all(
        args: &args::Check,
        around: &Environment,
        plan: &mut Plan,
    ) -> Result<Vec<Self>, String> {
        let mut files: Vec<Self> = Vec::new();
        for args::Output { format, file } in &args.output {
            let path = disk::normal(&around.folder().join(file));
            let name = disk::display_name(&path, around.folder());
            let path = disk::write::real(&path).unwrap_or(path);
            if files.iter().any(|file| file.path == path) {
                return Err(format!("`--output` names the file {name} twice"));
            }
            let here = |job: &super::plan::Job| !job.standard_input && job.file.path == path;
            if plan.jobs.iter().any(|job| here(job) && job.file.named) {
                return Err(format!(
                    "`--output` would put a report in the place of the article {name}"
                ));
            }
            plan.jobs.retain(|job| !here(job));
            files.push(Self {
                format: *format,
                name,
                path,
            });
        }
        Ok(files)
    }

    /// Writes the report that `make` makes; what went wrong, where it could not be written.
    pub(super) fn write(
        &self,
        make: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
    ) -> Result<(), Problem> {
        let mut text = Vec::new();
        let written = make(&mut text).and_then(|()| disk::write_report(&self.path, &text));
        written.map_err(|error| Problem {
            path: self.name.clone(),
            kind: ProblemKind::Output(error.to_string()),
        })
    }
}

/// Where the working folder lies in its repository.
pub(super) fn place(around: &Environment) -> Place {
    let folder = around.folder();
    disk::repository_of(folder).map_or_else(Place::default, |root| {
        Place::new(
            &root
                .to_string_lossy()
                .replace(std::path::MAIN_SEPARATOR, "/"),
            &disk::relative_name(folder, root),
        )
    })
}
