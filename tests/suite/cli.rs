//! A builder that reads like a sentence: a folder, files, arguments, what came of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own with a plan in it.
pub(crate) struct Plan {
    folder: tempfile::TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Plan {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.put(path, text);
        self
    }

    pub(crate) fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs with `input` on standard input.
    pub(crate) fn fed(&self, args: &[&str], input: &[u8]) -> Ran {
        use std::io::Write as _;
        let mut child = command(self.folder.path(), args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever reads no more than it needs leaves the rest.
        let _ = child.stdin.take().unwrap().write_all(input);
        ran(&child.wait_with_output().unwrap())
    }

    /// Runs with nobody there to read a word; answers the exit code.
    pub(crate) fn unheard(&self, args: &[&str]) -> i32 {
        let gone = || {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            writer
        };
        let status = command(self.folder.path(), args)
            .stdout(gone())
            .stderr(gone())
            .status()
            .unwrap();
        status.code().unwrap()
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        run(self.folder.path(), args)
    }

    /// The site that `build` makes, by path.
    pub(crate) fn site(&self, audience: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
        let out = tempfile::tempdir().unwrap();
        let ran = self.run(&[
            "build",
            ".",
            "--for",
            audience,
            "--out",
            out.path().to_str().unwrap(),
        ]);
        assert!(ran.code < 2, "{ran:?}");
        tree(out.path())
    }
}

/// Runs goalpost in `folder`, on 1 October 2026, with a cache of its own.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Ran {
    ran(&command(folder, args).output().unwrap())
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goalpost"));
    command
        .current_dir(folder)
        .args(args)
        .args(["--today", "2026-10-01"])
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .env_remove("SOURCE_DATE_EPOCH")
        .env("COLUMNS", "80");
    command
}

fn ran(output: &std::process::Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

/// All files below a folder.
pub(crate) fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}
