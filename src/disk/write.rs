//! Writing a file: the whole new one, or the old one as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// What the name of a temporary file begins with. It is hidden, so that no walk reads it, and stays
/// only where the program is killed while it writes.
const TEMPORARY: &str = ".tarqim-";

/// How many characters behind [`TEMPORARY`] are drawn by lot.
const DRAWN: usize = 8;

/// Why a file was not written; it is as it was.
#[derive(Debug)]
pub enum Unwritten {
    /// Somebody else changed it since it was read.
    Changed,
    /// Its permissions let nobody write it.
    ReadOnly,
    /// The system refuses.
    Refused(io::Error),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Changed,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Refused(error),
        }
    }
}

/// Puts `new` in the place of a file that was read as `old`. Who reads the file meanwhile, or after
/// a failure at any moment, finds the one or the other whole. Links to the file, its permissions and,
/// where the system allows it, its owner stay; another name of it (a hard link) keeps the old bytes.
///
/// # Errors
/// Where it was not written.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Unwritten> {
    replace_by(path, old, |file| file.write_all(new))
}

/// Writes a file whole or not at all, whatever is there now. A link to it stays.
///
/// # Errors
/// Where the system refuses; the old file is then as it was.
pub fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = real(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&path).ok();
    put(
        beside(&path, old.as_ref(), |file| file.write_all(bytes))?,
        &path,
    )
}

/// The file that a path leads to, links followed.
///
/// # Errors
/// Where the system refuses, or where there is none.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// As [`replace`], with the new bytes as `fill` writes them.
fn replace_by(
    path: &Path,
    old: &[u8],
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Unwritten> {
    let path = real(path)?;
    let meta = fs::metadata(&path)?;
    if !meta.is_file() {
        return Err(Unwritten::Changed);
    }
    // To replace a file needs no right to write it, and the superuser has every right: so it is asked
    // for here, and the permissions are looked at as well.
    if meta.permissions().readonly() {
        return Err(Unwritten::ReadOnly);
    }
    let mut before = OpenOptions::new().read(true).write(true).open(&path)?;
    let temporary = beside(&path, Some(&meta), fill)?;
    if !still(&mut before, &path, old)? {
        return Err(Unwritten::Changed);
    }
    drop(before);
    put(temporary, &path)?;
    Ok(())
}

/// A new file in the folder of another one, filled, on the disk, and with the owner and the permissions
/// of the other, where it is there.
fn beside(
    path: &Path,
    old: Option<&fs::Metadata>,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp").rand_bytes(DRAWN);
    // As any new file; by itself a temporary one is for nobody else.
    #[cfg(unix)]
    if old.is_none() {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut temporary = builder
        .tempfile_in(folder_of(path))
        // Its words name the temporary file, which nobody knows.
        .map_err(|error| io::Error::from(error.kind()))?;
    fill(temporary.as_file_mut())?;
    if let Some(old) = old {
        like(&temporary, old)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

/// Gives a finished file its name.
fn put(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    temporary.persist(path).map_err(|error| error.error)?;
    // The file is in its place; that the name outlives a loss of power is more than every system can
    // be asked for.
    #[cfg(unix)]
    let _ = File::open(folder_of(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().unwrap_or(Path::new("/"));
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Whether an open file is still the one of that path, and holds what was read.
fn still(file: &mut File, path: &Path, old: &[u8]) -> io::Result<bool> {
    let (here, there) = (file.metadata()?, fs::symlink_metadata(path)?);
    if !there.is_file() || there.len() != old.len() as u64 || !same(&here, &there) {
        return Ok(false);
    }
    let mut bytes = Vec::with_capacity(old.len() + 1);
    file.read_to_end(&mut bytes)?;
    Ok(bytes == old)
}

/// Whether both are of one file.
#[cfg(unix)]
fn same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether both are of one file, as far as can be told.
#[cfg(not(unix))]
fn same(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    one.created().ok() == other.created().ok()
}

/// Gives a new file the owner of an old one, where the system allows it, and its permissions.
fn like(new: &NamedTempFile, old: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let now = new.as_file().metadata()?;
        if now.gid() != old.gid() {
            let _ = fchown(new.as_file(), None, Some(old.gid()));
        }
        if now.uid() != old.uid() {
            let _ = fchown(new.as_file(), Some(old.uid()), None);
        }
    }
    // Behind the owner: a change of owner takes permissions away.
    new.as_file().set_permissions(old.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const OLD: &[u8] = "\u{FEFF}قبل\r\n".as_bytes();
    const NEW: &[u8] = "\u{FEFF}بعد\r\n".as_bytes();

    fn file() -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, OLD).unwrap();
        (folder, path)
    }

    /// What is in a folder, hidden files too.
    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> = entries
            .map(|entry| name(entry).into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn the_new_bytes_take_the_place_of_the_old() {
        let (folder, path) = file();
        replace(&path, OLD, NEW).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
        assert_eq!(names(&folder), ["a.md"]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_file() {
        let (folder, path) = file();
        let full = replace_by(&path, OLD, |file| {
            file.write_all(&NEW[..4])?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(
            matches!(full, Err(Unwritten::Refused(error)) if error.kind() == io::ErrorKind::StorageFull)
        );
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert_eq!(names(&folder), ["a.md"]);
    }

    #[test]
    fn what_somebody_changes_meanwhile_is_not_lost() {
        let (folder, path) = file();
        let changed = |change: &dyn Fn()| {
            let written = replace_by(&path, OLD, |file| {
                change();
                file.write_all(NEW)
            });
            assert!(matches!(written, Err(Unwritten::Changed)), "{written:?}");
            assert!(names(&folder).len() <= 1, "{:?}", names(&folder));
        };
        let other = b"as long\r\n\n\n";
        assert_eq!(other.len(), OLD.len());
        changed(&|| fs::write(&path, other).unwrap());
        assert_eq!(fs::read(&path).unwrap(), other);
        fs::write(&path, OLD).unwrap();
        changed(&|| {
            let beside = folder.path().join("b");
            fs::write(&beside, OLD).unwrap();
            fs::rename(beside, &path).unwrap();
        });
        changed(&|| fs::remove_file(&path).unwrap());
        assert!(!path.exists());
        fs::write(&path, "longer than it was").unwrap();
        assert!(matches!(replace(&path, OLD, NEW), Err(Unwritten::Changed)));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        let (folder, path) = file();
        fs::create_dir(folder.path().join("sub")).unwrap();
        let link = folder.path().join("sub/link.md");
        symlink("../a.md", &link).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).unwrap();
        replace(&link, OLD, NEW).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), NEW);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o664);

        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        assert!(matches!(replace(&path, NEW, OLD), Err(Unwritten::ReadOnly)));
        assert_eq!(fs::read(&path).unwrap(), NEW);
    }

    #[test]
    fn a_file_of_its_own_is_written_over() {
        let (folder, path) = file();
        overwrite(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        let other = folder.path().join("b.json");
        overwrite(&other, b"first").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"first");
        assert!(overwrite(&folder.path().join("c/d.json"), b"").is_err());
        assert_eq!(names(&folder), ["a.md", "b.json"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let plain = folder.path().join("plain");
            fs::write(&plain, "").unwrap();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode(&other), mode(&plain));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_in_the_place_of_the_file_is_not_written() {
        let (folder, path) = file();
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(replace(&path, OLD, NEW).is_err());
        assert_eq!(names(&folder), ["a.md"]);
    }
}
