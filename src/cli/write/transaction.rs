//! A change to a folder that happens whole or not at all, also where the process is killed.
//!
//! New files are first written into a working folder inside of the folder. The moves that put them in place are noted in
//! its journal before the first of them; when the last is done the journal is removed, and with that the change has
//! happened. Who finds the journal of a process that died takes its moves back. Then all but the change is gone.

use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// What a working folder's name begins and ends with; between them stands the number of the process.
const WORKING: (&str, &str) = (".bindery.", ".partial");
/// In the working folder: the new files, what they replace, and the moves.
const NEW: &str = "new";
const OLD: &str = "old";
const JOURNAL: &str = "journal.json";

/// Why a change did not happen: the path, and what the system says of it.
pub(super) type Fault = (PathBuf, io::Error);

/// A move, both ends relative to the folder that is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Move {
    from: PathBuf,
    to: PathBuf,
}

/// One step of a change. The process may die after any.
#[derive(Debug)]
enum Step<'a> {
    MakeFolder(PathBuf),
    Write(PathBuf, &'a [u8]),
    /// From here on the moves can be taken back.
    Note(Vec<Move>),
    /// Keeps a second name for a file that will be replaced; what cannot have one is moved.
    SetAside(Move),
    Move(Move),
    /// From here on the change has happened.
    Forget,
    Clear,
}

/// Whether a path leads into what an unfinished change left.
pub(in crate::cli) fn is_leftover(path: &Path) -> bool {
    path.components()
        .any(|part| is_working(&part.as_os_str().to_string_lossy()))
}

fn is_working(name: &str) -> bool {
    let inner = name
        .strip_prefix(WORKING.0)
        .and_then(|name| name.strip_suffix(WORKING.1));
    inner.is_some_and(|process| !process.is_empty() && process.bytes().all(|b| b.is_ascii_digit()))
}

/// A folder that no other run changes meanwhile.
pub(super) struct Folder {
    path: PathBuf,
    /// Held for the lock; none where the system cannot lock a folder.
    lock: Option<File>,
}

impl Folder {
    /// Makes the folder if need be, waits until no other run changes it, and takes back what a run that died left halfway.
    /// Where a folder cannot be locked, what others left stays: it might be at work.
    pub(super) fn open(path: &Path) -> Result<Folder, Fault> {
        fs::create_dir_all(path).map_err(|why| (path.to_owned(), why))?;
        let lock = File::open(path).ok().filter(|folder| folder.lock().is_ok());
        let folder = Folder {
            path: path.to_owned(),
            lock,
        };
        if folder.lock.is_some() {
            folder.recover()?;
        }
        Ok(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes back every change that a run which died left halfway.
    fn recover(&self) -> Result<(), Fault> {
        let entries = fs::read_dir(&self.path).map_err(|why| (self.path.clone(), why))?;
        for entry in entries.flatten() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if is_folder && is_working(&entry.file_name().to_string_lossy()) {
                self.take_back(&entry.path()).map_err(|why| (entry.path(), why))?;
            }
        }
        Ok(())
    }

    /// Takes back the moves that a working folder's journal notes, the last first, and removes the working folder. What
    /// was not moved is still where it came from.
    fn take_back(&self, working: &Path) -> io::Result<()> {
        let journal = working.join(JOURNAL);
        if exists(&journal) {
            let moves: Vec<Move> = serde_json::from_slice(&fs::read(&journal)?)?;
            if moves.iter().any(|one| !is_inside(&one.from) || !is_inside(&one.to)) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "its journal leads elsewhere",
                ));
            }
            for one in moves.iter().rev() {
                let (from, to) = (self.path.join(&one.from), self.path.join(&one.to));
                if !exists(&from) && exists(&to) {
                    fs::rename(&to, &from)?;
                }
            }
            fs::remove_file(&journal)?;
        }
        fs::remove_dir_all(working)
    }

    fn take(&self, step: &Step<'_>) -> Result<(), Fault> {
        let working = self.path.join(working());
        let (path, done) = match step {
            Step::MakeFolder(path) => {
                let path = self.path.join(path);
                let made = fs::create_dir(&path);
                (path, made)
            }
            Step::Write(path, bytes) => {
                let path = self.path.join(path);
                let written = write(&path, bytes);
                (path, written)
            }
            Step::Note(moves) => {
                let path = working.join(JOURNAL);
                let noted = note(&working, moves);
                (path, noted)
            }
            Step::SetAside(one) => {
                let (from, to) = (self.path.join(&one.from), self.path.join(&one.to));
                let kept = fs::hard_link(&from, &to).or_else(|_| fs::rename(&from, &to));
                (from, kept)
            }
            Step::Move(one) => {
                let (from, to) = (self.path.join(&one.from), self.path.join(&one.to));
                let moved = fs::rename(from, &to);
                (to, moved)
            }
            Step::Forget => {
                let path = working.join(JOURNAL);
                let removed = fs::remove_file(&path);
                (path, removed)
            }
            Step::Clear => {
                let removed = fs::remove_dir_all(&working);
                (working, removed)
            }
        };
        done.map_err(|why| (path, why))
    }
}

/// A change in the making.
#[derive(Debug, Default)]
pub(super) struct Change<'a> {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, &'a [u8])>,
    moves: Vec<Replacement>,
}

/// A file or a folder that is put in place.
#[derive(Debug)]
struct Replacement {
    name: String,
    /// Whether one of this name is there.
    replaces: bool,
    /// What of the old folder goes on in the new one.
    kept: Vec<PathBuf>,
}

impl<'a> Change<'a> {
    /// Puts a file in place of the one of its name.
    pub(super) fn file(&mut self, folder: &Folder, name: &str, bytes: &'a [u8]) {
        self.files.push((PathBuf::from(name), bytes));
        self.moves.push(Replacement {
            name: name.to_owned(),
            replaces: exists(&folder.path.join(name)),
            kept: Vec::new(),
        });
    }

    /// Puts a folder of files in place of the one of its name; what is `kept` of the old one goes on in it.
    pub(super) fn folder(&mut self, folder: &Folder, name: &str, files: &[(&str, &'a [u8])], kept: Vec<PathBuf>) {
        let inner = Path::new(name);
        self.folders.push(inner.to_owned());
        self.files
            .extend(files.iter().map(|(file, bytes)| (inner.join(file), *bytes)));
        self.moves.push(Replacement {
            name: name.to_owned(),
            replaces: exists(&folder.path.join(name)),
            kept,
        });
    }

    /// Makes the change.
    ///
    /// # Errors
    /// What could not be done; everything is as it was.
    pub(super) fn make(&self, folder: &Folder) -> Result<(), Fault> {
        for step in self.steps() {
            if let Err(fault) = folder.take(&step) {
                let working = folder.path.join(working());
                // Where it is there, it is this run's: to make a folder that another has fails.
                if exists(&working) && !matches!(&step, Step::MakeFolder(path) if *path == self::working()) {
                    folder.take_back(&working).map_err(|why| (working, why))?;
                }
                return Err(fault);
            }
        }
        Ok(())
    }

    fn steps(&self) -> Vec<Step<'a>> {
        let working = working();
        let (new, old) = (working.join(NEW), working.join(OLD));
        let mut steps = vec![
            Step::MakeFolder(working.clone()),
            Step::MakeFolder(new.clone()),
            Step::MakeFolder(old.clone()),
        ];
        steps.extend(self.folders.iter().map(|folder| Step::MakeFolder(new.join(folder))));
        let files = self.files.iter();
        steps.extend(files.map(|(path, bytes)| Step::Write(new.join(path), bytes)));
        let mut moves = Vec::new();
        for one in &self.moves {
            let target = PathBuf::from(&one.name);
            // First of all: a move whose end is there from the start could not be told from one that was made.
            moves.extend(one.kept.iter().map(|kept| {
                Step::Move(Move {
                    from: target.join(kept),
                    to: new.join(&one.name).join(kept),
                })
            }));
            if one.replaces {
                moves.push(Step::SetAside(Move {
                    from: target.clone(),
                    to: old.join(&one.name),
                }));
            }
            moves.push(Step::Move(Move {
                from: new.join(&one.name),
                to: target.clone(),
            }));
        }
        let noted = moves.iter().filter_map(|step| match step {
            Step::SetAside(one) | Step::Move(one) => Some(one.clone()),
            _ => None,
        });
        steps.push(Step::Note(noted.collect()));
        steps.append(&mut moves);
        steps.extend([Step::Forget, Step::Clear]);
        steps
    }
}

fn working() -> PathBuf {
    PathBuf::from(format!("{}{}{}", WORKING.0, std::process::id(), WORKING.1))
}

/// Whether something is there, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether a relative path stays in its folder.
fn is_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes the journal; it is there whole or not at all.
fn note(working: &Path, moves: &[Move]) -> io::Result<()> {
    let draft = working.join("journal.draft");
    write(&draft, &serde_json::to_vec(moves)?)?;
    fs::rename(draft, working.join(JOURNAL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Every file and folder under a folder, by its path; a folder has no text.
    fn contents(root: &Path) -> BTreeMap<PathBuf, Option<String>> {
        let mut found = BTreeMap::new();
        let mut open = vec![root.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                let text = match path.is_dir() {
                    true => None,
                    false => Some(fs::read_to_string(&path).expect("text")),
                };
                if text.is_none() {
                    open.push(path.clone());
                }
                found.insert(path.strip_prefix(root).expect("inside").to_owned(), text);
            }
        }
        found
    }

    /// A folder with two files, and a folder of files with one more that is not ours.
    fn earlier(root: &Path) {
        fs::create_dir_all(root.join("shop/more")).expect("folders");
        for (name, text) in [
            ("a.epub", "old a"),
            ("b.pdf", "old b"),
            ("shop/a.epub", "old a"),
            ("shop/gone.jpg", "old"),
            ("shop/more/notes.txt", "mine"),
        ] {
            fs::write(root.join(name), text).expect("written");
        }
    }

    fn change(folder: &Folder) -> Change<'static> {
        let mut change = Change::default();
        change.file(folder, "a.epub", b"new a");
        change.file(folder, "b.pdf", b"new b");
        change.file(folder, "c.jpg", b"new c");
        let files: [(&str, &[u8]); 2] = [("a.epub", b"new a"), ("b.jpg", b"new b")];
        change.folder(folder, "shop", &files, vec![PathBuf::from("more")]);
        change.folder(folder, "fresh", &files, Vec::new());
        change
    }

    /// A folder after a process died when it had taken so many steps of the change, and whether the change had happened.
    fn after_death(taken: usize) -> (tempfile::TempDir, bool) {
        let root = tempfile::tempdir().expect("a folder");
        earlier(root.path());
        let folder = Folder::open(root.path()).expect("open");
        let steps = change(&folder).steps();
        let taken = steps.get(..taken).unwrap_or(&steps);
        taken.iter().for_each(|step| folder.take(step).expect("a step"));
        (root, taken.iter().any(|step| matches!(step, Step::Forget)))
    }

    /// How many steps the change has.
    fn steps() -> usize {
        let root = tempfile::tempdir().expect("a folder");
        earlier(root.path());
        let folder = Folder::open(root.path()).expect("open");
        change(&folder).steps().len()
    }

    /// The folder before the change, and after it.
    fn states() -> [BTreeMap<PathBuf, Option<String>>; 2] {
        [0, usize::MAX].map(|taken| contents(after_death(taken).0.path()))
    }

    #[test]
    fn a_change_replaces_what_is_ours_and_keeps_what_is_not() {
        let [_, after] = states();
        let text = |path: &str| after.get(Path::new(path)).cloned().flatten();
        assert_eq!(text("c.jpg").as_deref(), Some("new c"));
        assert_eq!(text("shop/a.epub").as_deref(), Some("new a"));
        assert_eq!(text("shop/more/notes.txt").as_deref(), Some("mine"));
        assert_eq!(text("shop/gone.jpg"), None);
        let hidden = after.keys().filter(|path| path.to_string_lossy().contains(".bindery"));
        assert_eq!(hidden.count(), 0);
    }

    #[test]
    fn wherever_a_process_dies_the_next_run_finds_all_of_the_old_or_all_of_the_new() {
        let [before, after] = states();
        for taken in 0..=steps() {
            let (root, happened) = after_death(taken);
            drop(Folder::open(root.path()).expect("open"));
            let due = if happened { &after } else { &before };
            assert_eq!(&contents(root.path()), due, "died after step {taken}");
        }
    }

    #[test]
    fn wherever_a_process_dies_the_next_run_makes_its_own_change_whole() {
        let [_, after] = states();
        for taken in 0..=steps() {
            let (root, _) = after_death(taken);
            let folder = Folder::open(root.path()).expect("open");
            change(&folder).make(&folder).expect("made");
            assert_eq!(contents(root.path()), after, "died after step {taken}");
        }
    }

    #[test]
    fn a_change_that_cannot_be_finished_is_taken_back_at_once() {
        let [before, _] = states();
        let root = tempfile::tempdir().expect("a folder");
        earlier(root.path());
        let folder = Folder::open(root.path()).expect("open");
        let mut broken = change(&folder);
        broken.moves.push(Replacement {
            name: "never-written".to_owned(),
            replaces: false,
            kept: Vec::new(),
        });
        let (path, _) = broken.make(&folder).expect_err("a file is missing");
        assert_eq!(path, root.path().join("never-written"));
        assert_eq!(contents(root.path()), before);
    }

    #[test]
    fn a_run_waits_for_another_and_clears_nothing_of_it() {
        let root = tempfile::tempdir().expect("a folder");
        earlier(root.path());
        let first = Folder::open(root.path()).expect("open");
        assert!(first.lock.is_some());
        let steps = change(&first).steps();
        let (start, rest) = steps.split_at(steps.len() / 2);
        start.iter().for_each(|step| first.take(step).expect("a step"));
        // As the second run would ask for the folder: it does not get it while the first is at work.
        let second = File::open(root.path()).expect("a folder");
        assert!(second.try_lock().is_err());
        rest.iter().for_each(|step| first.take(step).expect("a step"));
        drop(first);
        assert!(second.try_lock().is_ok());
        drop(second);
        let [_, after] = states();
        drop(Folder::open(root.path()).expect("open"));
        assert_eq!(contents(root.path()), after);
    }

    #[test]
    fn a_journal_that_leads_out_of_its_folder_moves_and_clears_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("dist");
        let working = folder.join(".bindery.7.partial");
        fs::create_dir_all(&working).expect("a folder");
        fs::write(root.path().join("precious"), "mine").expect("written");
        let moves = "[{\"from\": \"taken\", \"to\": \"../precious\"}]";
        fs::write(working.join(JOURNAL), moves).expect("written");
        let (path, _) = Folder::open(&folder).err().expect("a refusal");
        assert_eq!(path, working);
        assert!(root.path().join("precious").exists() && working.exists());
    }

    #[test]
    fn what_only_looks_like_a_working_folder_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let names = [
            ".bindery.x.partial",
            ".bindery..partial",
            ".book.7.partial",
            "bindery.7.partial",
        ];
        for name in names {
            fs::create_dir(root.path().join(name)).expect("a folder");
        }
        fs::write(root.path().join(".bindery.7.partial"), "a file").expect("written");
        let before = contents(root.path());
        drop(Folder::open(root.path()).expect("open"));
        assert_eq!(contents(root.path()), before);
    }
}
