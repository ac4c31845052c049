use super::*;
use crate::write::sweep;
use std::collections::BTreeMap;

struct Site(BTreeMap<&'static str, &'static str>);

impl Site {
    fn of(files: &[(&'static str, &'static str)]) -> Self {
        Self(files.iter().copied().collect())
    }
}

impl Files for Site {
    fn paths(&self) -> Vec<String> {
        self.0.keys().map(ToString::to_string).collect()
    }

    fn make(&self, path: &str, buffer: &mut Vec<u8>) -> Result<Made, String> {
        match self.0.get(path) {
            Some(&"!") => Err("the template is broken".into()),
            Some(text) => {
                buffer.extend_from_slice(text.as_bytes());
                Ok(Made::Bytes)
            }
            None => Err("no such file".into()),
        }
    }
}

fn write(site: &Site, out: &Path) -> Result<Changes, WriteError> {
    sync(site, &Audit::default(), out)
}

fn tree(out: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(out)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(out)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn stamps(out: &Path) -> Vec<std::time::SystemTime> {
    tree(out)
        .keys()
        .map(|path| fs::metadata(out.join(path)).unwrap().modified().unwrap())
        .collect()
}

#[test]
fn a_second_build_touches_nothing_and_a_third_only_what_differs() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("new/site");
    let first = write(
        &Site::of(&[
            ("index.html", "a"),
            ("goals/x.html", "b"),
            ("goals/y.html", "c"),
        ]),
        &out,
    )
    .unwrap();
    assert_eq!(
        first.created,
        ["goals/x.html", "goals/y.html", "index.html"]
    );

    let before = stamps(&out);
    let second = write(
        &Site::of(&[
            ("index.html", "a"),
            ("goals/x.html", "b"),
            ("goals/y.html", "c"),
        ]),
        &out,
    )
    .unwrap();
    assert_eq!(
        second,
        Changes {
            unchanged: 3,
            searched: 3,
            ..Changes::default()
        }
    );
    assert_eq!(stamps(&out), before);

    let third = write(
        &Site::of(&[("index.html", "A"), ("roadmap.html", "r")]),
        &out,
    )
    .unwrap();
    assert_eq!(
        (third.updated, third.created),
        (vec!["index.html".into()], vec!["roadmap.html".into()])
    );
    assert_eq!(third.deleted, ["goals/x.html", "goals/y.html"]);
    assert_eq!(
        tree(&out).into_keys().collect::<Vec<_>>(),
        [".goalpost", "index.html", "roadmap.html"]
    );
    assert!(!out.join("goals").exists() && !out.join(STAGE).exists());
}

/// While its first file is made, someone else makes a folder of its name, with a file in it.
struct Crossed<'a>(Site, &'a Path);

impl Files for Crossed<'_> {
    fn paths(&self) -> Vec<String> {
        self.0.paths()
    }

    fn make(&self, path: &str, buffer: &mut Vec<u8>) -> Result<Made, String> {
        fs::create_dir_all(self.1.join("goals/deep")).unwrap();
        fs::write(self.1.join("goals/mine.txt"), "mine").unwrap();
        self.0.make(path, buffer)
    }
}

#[test]
fn a_folder_that_appears_meanwhile_keeps_what_is_in_it() {
    let files = [
        ("goals/deep/z.html", "z"),
        ("goals/x.html", "x"),
        ("index.html", "i"),
    ];
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("site");
    let crossed = Crossed(Site::of(&files), &out);
    let changes = sync(&crossed, &Audit::default(), &out).unwrap();
    assert_eq!(changes.created, files.map(|(path, _)| path));
    let mut whole = BTreeMap::from(files);
    whole.insert("goals/mine.txt", "mine");
    let mut there = tree(&out);
    there.remove(list::NAME);
    assert!(
        there
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .eq(whole)
    );
}

#[test]
fn only_files_of_our_own_are_deleted_and_a_foreign_one_in_the_way_refuses_the_build() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("CNAME"), "me.example").unwrap();
    write(
        &Site::of(&[("index.html", "a"), ("old.html", "o")]),
        dir.path(),
    )
    .unwrap();
    fs::write(dir.path().join("mine.html"), "mine").unwrap();

    let refused = write(
        &Site::of(&[("index.html", "b"), ("mine.html", "ours")]),
        dir.path(),
    )
    .unwrap_err();
    assert!(
        matches!(&refused, WriteError::InTheWay { paths } if paths == &["mine.html"]),
        "{refused}"
    );
    assert_eq!(
        fs::read_to_string(dir.path().join("index.html")).unwrap(),
        "a"
    );

    write(&Site::of(&[("index.html", "b")]), dir.path()).unwrap();
    assert!(dir.path().join("CNAME").exists() && dir.path().join("mine.html").exists());
    assert!(!dir.path().join("old.html").exists());
}

#[test]
fn nothing_is_replaced_when_one_file_cannot_be_made_or_would_leak() {
    let dir = tempfile::tempdir().unwrap();
    write(&Site::of(&[("a.html", "1"), ("b.html", "1")]), dir.path()).unwrap();
    let before = tree(dir.path());

    assert!(matches!(
        write(&Site::of(&[("a.html", "2"), ("b.html", "!")]), dir.path()),
        Err(WriteError::Make { .. })
    ));
    assert_eq!(tree(dir.path()), before);

    let audit = Audit::new(["the secret plan".to_owned()]).unwrap();
    let leak = sync(
        &Site::of(&[("a.html", "2"), ("b.html", "of the secret plan.")]),
        &audit,
        dir.path(),
    );
    assert!(matches!(leak, Err(WriteError::Leak { passage, .. }) if passage == "the secret plan"));
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let dir = tempfile::tempdir().unwrap();
    let _running = Stage::open(dir.path()).unwrap();
    assert!(matches!(
        write(&Site::of(&[("a.html", "1")]), dir.path()),
        Err(WriteError::Busy { .. })
    ));
    assert!(!dir.path().join("a.html").exists());
}

#[test]
fn what_a_killed_build_left_behind_is_cleared_away() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join(STAGE)).unwrap();
    fs::write(dir.path().join(STAGE).join("7"), "half").unwrap();
    write(&Site::of(&[("a.html", "1")]), dir.path()).unwrap();
    assert_eq!(
        tree(dir.path()).into_keys().collect::<Vec<_>>(),
        [".goalpost", "a.html"]
    );
}

#[test]
fn a_file_that_becomes_a_folder_and_back() {
    let dir = tempfile::tempdir().unwrap();
    write(&Site::of(&[("tags", "1")]), dir.path()).unwrap();
    write(&Site::of(&[("tags/a.html", "1")]), dir.path()).unwrap();
    assert_eq!(
        tree(dir.path()).into_keys().collect::<Vec<_>>(),
        [".goalpost", "tags/a.html"]
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let dir = tempfile::tempdir().unwrap();
    let (out, elsewhere) = (dir.path().join("out"), dir.path().join("elsewhere"));
    write(
        &Site::of(&[("goals/x.html", "1"), ("index.html", "1")]),
        &out,
    )
    .unwrap();
    fs::rename(out.join("goals"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, out.join("goals")).unwrap();

    assert!(matches!(
        write(&Site::of(&[("goals/x.html", "2")]), &out),
        Err(WriteError::InTheWay { .. })
    ));
    write(&Site::of(&[("index.html", "2")]), &out).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.join("x.html")).unwrap(), "1");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_someone_put_into_the_output() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let victim = dir.path().join("victim");
    let names = ["lock", "0", "list", "index.html"];
    fs::create_dir(&victim).unwrap();
    for name in names {
        fs::write(victim.join(name), "theirs").unwrap();
    }
    let before = tree(&victim);
    let site = Site::of(&[("index.html", "ours"), ("x.html", "ours")]);
    let refused = |out: &Path| write(&site, out).unwrap_err();

    let stage = dir.path().join("stage");
    fs::create_dir(&stage).unwrap();
    symlink(&victim, stage.join(STAGE)).unwrap();
    assert!(matches!(refused(&stage), WriteError::InTheWay { paths } if paths == [STAGE]));
    assert!(sweep(&stage).is_err());

    // Links inside it go, and what they lead to stays.
    let inside = dir.path().join("inside");
    fs::create_dir_all(inside.join(STAGE)).unwrap();
    for name in names {
        symlink(victim.join(name), inside.join(STAGE).join(name)).unwrap();
    }
    write(&site, &inside).unwrap();

    let link = dir.path().join("link");
    for to in [&victim, &dir.path().join("nowhere")] {
        symlink(to, &link).unwrap();
        assert!(matches!(refused(&link), WriteError::Link(_)));
        assert!(matches!(refused(&link.join("")), WriteError::Link(_)));
        fs::remove_file(&link).unwrap();
    }

    let list = dir.path().join("list");
    fs::create_dir(&list).unwrap();
    symlink(victim.join("list"), list.join(list::NAME)).unwrap();
    assert!(matches!(refused(&list), WriteError::InTheWay { paths } if paths == [list::NAME]));

    // One that an earlier list names is replaced itself.
    let named = dir.path().join("named");
    fs::create_dir(&named).unwrap();
    fs::write(named.join(list::NAME), "index.html\n").unwrap();
    symlink(victim.join("index.html"), named.join("index.html")).unwrap();
    write(&site, &named).unwrap();
    assert_eq!(tree(&named)["index.html"], "ours");
    assert_eq!(tree(&victim), before);
    assert!(!dir.path().join("nowhere").exists());
}

#[test]
fn a_sweep_takes_away_what_was_left_and_not_what_is_in_use() {
    let dir = tempfile::tempdir().unwrap();
    write(&Site::of(&[("a.html", "1")]), dir.path()).unwrap();
    let before = tree(dir.path());
    fs::create_dir(dir.path().join(STAGE)).unwrap();
    fs::write(dir.path().join(STAGE).join("7"), "for me").unwrap();
    sweep(dir.path()).unwrap();
    assert_eq!(tree(dir.path()), before);

    let _running = Stage::open(dir.path()).unwrap();
    sweep(dir.path()).unwrap();
    assert!(dir.path().join(STAGE).exists());
}
