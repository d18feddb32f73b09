//! The program, run as its user runs it: in a folder of its own, with a line of words.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder for one test, removed with it whatever becomes of the test.
pub struct Folder {
    outer: TempDir,
    /// The folder that commands run in.
    root: PathBuf,
    /// What `SOURCE_DATE_EPOCH` says.
    now: Option<&'static str>,
}

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        let outer = tempfile::tempdir().expect("a folder");
        Folder {
            root: outer.path().to_owned(),
            outer,
            now: None,
        }
    }

    /// The book that `bindery new b` makes; commands run in its folder.
    pub fn with_new_book() -> Folder {
        let mut folder = Folder::new();
        folder.run("new b").succeeds();
        folder.root = folder.outer.path().join("b");
        folder
    }

    /// The same at a time: seconds since 1970.
    pub fn at(mut self, now: &'static str) -> Folder {
        self.now = Some(now);
        self
    }

    /// Runs the program here with words that are apart by spaces.
    pub fn run(&self, words: &str) -> Ran {
        self.run_words(&words.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs the program here with words that may hold spaces.
    pub fn run_words(&self, words: &[&str]) -> Ran {
        self.run_with(words, &[])
    }

    /// Runs the program here with variables of the environment.
    pub fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        command
            .args(words)
            .current_dir(&self.root)
            .env_remove("NO_COLOR")
            .env_remove("SOURCE_DATE_EPOCH")
            .envs(self.now.map(|now| ("SOURCE_DATE_EPOCH", now)))
            .envs(variables.iter().copied());
        let output = command.output().expect("it runs");
        Ran {
            words: words.join(" "),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Where a file or folder of it is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Lets later commands run in a folder of it.
    pub fn enter(&mut self, path: &str) {
        self.root = self.path(path);
        assert!(self.root.is_dir(), "there is no folder {path}");
    }

    /// Copies a folder with all that is in it.
    pub fn bring(&self, from: &Path, to: &str) -> &Folder {
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            let to = format!("{to}/{}", entry.file_name().to_str().expect("a name in UTF-8"));
            match entry.path().is_dir() {
                true => self.bring(&entry.path(), &to),
                false => self.write(&to, fs::read(entry.path()).expect("a file")),
            };
        }
        self
    }

    /// Writes a file, with the folders on the way to it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Folder {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    /// Adds lines at the end of a file.
    pub fn append(&self, path: &str, lines: &str) -> &Folder {
        self.write(path, format!("{}\n{lines}\n", self.text(path)))
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
    }

    /// The names in a folder, sorted.
    pub fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(path)).unwrap_or_else(|why| panic!("{path}: {why}"));
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
        let mut names: Vec<String> = names.map(|name| name.expect("a name in UTF-8")).collect();
        names.sort();
        names
    }

    /// The files of a folder without folders, by name.
    pub fn files(&self, path: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.path(path);
        let read = |name: &str| fs::read(folder.join(name)).expect("a file");
        let names = self.names(path).into_iter();
        names.map(|name| (name.clone(), read(&name))).collect()
    }

    /// The one file of a folder whose name ends so.
    pub fn file_that_ends(&self, path: &str, ending: &str) -> Vec<u8> {
        let name = self.name_that_ends(path, ending);
        fs::read(self.path(path).join(name)).expect("a file")
    }

    /// The one name in a folder that ends so.
    pub fn name_that_ends(&self, path: &str, ending: &str) -> String {
        let mut names = self.names(path);
        names.retain(|name| name.ends_with(ending));
        assert_eq!(names.len(), 1, "{ending} in {path}: {names:?}");
        names.remove(0)
    }
}

/// What a run of the program came to.
pub struct Ran {
    words: String,
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// Asserts that it ended well.
    #[track_caller]
    pub fn succeeds(&self) -> &Ran {
        self.exits_with(0)
    }

    /// Asserts the code that it ended with.
    #[track_caller]
    pub fn exits_with(&self, code: i32) -> &Ran {
        assert_eq!(self.code, Some(code), "bindery {}:\n{}", self.words, self.all());
        self
    }

    /// Asserts that a part stands in what it wrote, on whichever stream.
    #[track_caller]
    pub fn says(&self, part: &str) -> &Ran {
        let all = self.all();
        assert!(
            all.contains(part),
            "bindery {} does not say {part:?}:\n{all}",
            self.words
        );
        self
    }

    /// Asserts that a part stands in nothing that it wrote.
    #[track_caller]
    pub fn keeps_quiet_about(&self, part: &str) -> &Ran {
        let all = self.all();
        assert!(!all.contains(part), "bindery {} says {part:?}:\n{all}", self.words);
        self
    }

    fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Holds a text against the file of that name in `tests/golden`; `BINDERY_UPDATE=1` writes it anew.
#[track_caller]
pub fn assert_golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BINDERY_UPDATE").is_some() {
        fs::write(&path, text).expect("the golden file");
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, golden, "{name}");
}
