//! The live preview, from outside: a real server, a real browser, and the law that what is served
//! is what a fresh build would write.

use crate::browser::{self, Browser};
use crate::cli::Plan;
use goalpost::publish::{Audience, publish};
use goalpost::render::{self, Theme};
use goalpost::serve::{Follower, Look, Themes, View};
use goalpost::today::Today;
use goalpost::{analysis, load};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

const ALL: [Audience; 3] = [Audience::Public, Audience::Mentor, Audience::Me];

/// A server that ends with the test.
struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(plan: &Plan, args: &[&str]) -> Served {
    let mut child = Command::new(env!("CARGO_BIN_EXE_goalpost"))
        .args(["serve", "--port", "0", "--today", "2026-10-01"])
        .args(args)
        .arg(plan.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    let port = first.trim_end_matches('/').rsplit(':').next().unwrap();
    let port = port.parse().unwrap();
    Served { child, port }
}

impl Served {
    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Sends a request as it is written, and answers the status and the whole answer.
    fn ask(&self, target: &str, headers: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        write!(
            stream,
            "GET {target} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n"
        )
        .unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let status = answer
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        (status.unwrap_or(0), answer)
    }
}

#[test]
fn a_request_reaches_nothing_but_the_site() {
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim Park\ndefault_visibility: public\n")
        .file(
            "goals/cka.md",
            "# Pass the CKA exam\n\nhushwords in <!-- hushcomment --> it.\n",
        )
        .file("secret.txt", "hushsecret");
    let served = serve(&plan, &[]);
    assert_eq!(served.ask("/goals/cka.html", "").0, 200);
    for target in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/goals/%2e%2e/%2e%2e/secret.txt",
        "/goals/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/C:%5cWindows",
        "/~me/../secret.txt",
        "/%00",
        "/goals/cka.html%00.png",
        "/%ff",
        "/./secret.txt",
    ] {
        let (status, answer) = served.ask(target, "");
        assert_eq!(status, 400, "{target}: {answer}");
    }
    for target in [
        "/secret.txt",
        "/goals/cka.md",
        "/plan.yaml",
        "/~live/nothing",
        "/~other/x",
        "/etc/passwd",
    ] {
        let (status, answer) = served.ask(target, "");
        assert_eq!(status, 404, "{target}");
        assert!(!answer.contains("hushsecret"), "{target}");
    }
    let ours = format!("Host: localhost:{}\r\n", served.port);
    assert_eq!(served.ask("/", &ours).0, 200);
    for host in [
        "evil.example",
        "evil.example:4747",
        "192.168.1.4",
        "127.0.0.1.evil.example",
    ] {
        assert_eq!(
            served.ask("/", &format!("Host: {host}\r\n")).0,
            403,
            "{host}"
        );
    }
    let upgrade = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    let (own, foreign) = (served.url(""), "http://evil.example");
    // `Connection: close` follows, which is no upgrade; the origin is looked at before that.
    assert_ne!(
        served
            .ask("/~live/ws", &format!("{upgrade}Origin: {own}\r\n"))
            .0,
        403
    );
    for origin in [foreign, "null", "http://127.0.0.1:1"] {
        assert_eq!(
            served
                .ask("/~live/ws", &format!("{upgrade}Origin: {origin}\r\n"))
                .0,
            403,
            "{origin}"
        );
    }
    let socket = tungstenite::connect(format!("ws://127.0.0.1:{}/~live/ws", served.port));
    assert!(socket.is_ok());
}

#[test]
fn a_published_site_knows_nothing_of_the_live_script() {
    let plan = Plan::new().file("goals/cka.md", "# Pass the CKA exam\n");
    for audience in ["public", "mentor", "me"] {
        for (path, bytes) in plan.site(audience) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains("~live") && !text.contains("WebSocket"),
                "{path}"
            );
        }
    }
    let served = serve(&plan, &[]);
    assert!(served.ask("/", "").1.contains("/~live/live.js"));
    assert!(served.ask("/nothing.html", "").1.contains("/~live/live.js"));
}

#[test]
fn a_taken_port_is_said_and_a_missing_plan_is_no_server() {
    let plan = Plan::new().file("goals/cka.md", "# Pass the CKA exam\n");
    let served = serve(&plan, &[]);
    let ran = plan.run(&["serve", ".", "--port", &served.port.to_string()]);
    assert!(
        ran.code == 2 && ran.err.contains("could not listen on 127.0.0.1"),
        "{ran:?}"
    );
    let ran = plan.run(&["serve", "nowhere"]);
    assert!(
        ran.code == 2 && ran.err.contains("there is no folder nowhere"),
        "{ran:?}"
    );
}

/// Saves as editors do, each in its own way.
fn save(path: &Path, text: &str, way: usize) {
    match way % 3 {
        0 => std::fs::write(path, text).unwrap(),
        1 => {
            let beside = path.with_extension("md~new");
            std::fs::write(&beside, text).unwrap();
            std::fs::rename(beside, path).unwrap();
        }
        _ => {
            std::fs::remove_file(path).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
}

#[test]
fn an_open_page_follows_what_is_saved() {
    let Some(program) = browser::find() else {
        return;
    };
    let long = "A paragraph that makes the page long enough to scroll.\n\n".repeat(60);
    let text = |words: &str| {
        format!(
            "# Pass the CKA exam\n\n{words}\n\n{long}## My notes {{.private}}\n\nhushwords of mine.\n"
        )
    };
    let plan = Plan::new()
        .file("plan.yaml", "name: Kim Park\ndefault_visibility: public\n")
        .file("goals/cka.md", text("First words."))
        .file(
            "goals/talk.md",
            "---\nvisibility: private\n---\n# Leave hushtitle behind\n",
        );
    let served = serve(&plan, &[]);
    let mut page = Browser::start(program);
    page.open(&served.url("/goals/cka.html"));
    page.wait("document.querySelector('goalpost-live')?.dataset.version === '1'");
    page.eval("window.kept = 'the same document'; scrollTo(0, 700)");
    for way in 0..3 {
        let words = format!("Words after the save {way}.");
        save(&plan.path("goals/cka.md"), &text(&words), way);
        page.wait(&format!("document.body.innerText.includes('{words}')"));
        assert_eq!(
            page.eval("[window.kept, scrollY]"),
            serde_json::json!(["the same document", 700]),
            "way {way}"
        );
    }

    // A file that cannot be read: the page is made anew, with what is wrong over it.
    save(
        &plan.path("goals/cka.md"),
        &format!(
            "---\ndue: 2027-03\nwhy: because: of it\n---\n{}",
            text("Broken words.")
        ),
        0,
    );
    let overlay = "document.querySelector('goalpost-live').shadowRoot.querySelector('.broken')";
    page.wait(&format!(
        "{overlay}?.textContent.includes('goals/cka.md:3')"
    ));
    page.wait("document.body.innerText.includes('Broken words.')");
    let told = page.eval(&format!("{overlay}.textContent"));
    assert!(
        told.as_str().unwrap().contains("F02") && told.as_str().unwrap().contains("because: of it"),
        "{told}"
    );
    save(&plan.path("goals/cka.md"), &text("Mended words."), 1);
    page.wait(&format!(
        "document.body.innerText.includes('Mended words.') && {overlay} === null"
    ));

    // As a visitor sees it: without a private word, in the page and in what is known of it.
    page.eval(
        "document.querySelector('goalpost-live').shadowRoot.querySelector('.badge button').click()",
    );
    assert_eq!(
        page.eval("document.body.innerText.includes('hushwords')"),
        serde_json::json!(true)
    );
    page.eval("document.querySelector('goalpost-live').shadowRoot.querySelector('nav a[href^=\"/~visitor/\"]').click()");
    page.wait("location.pathname === '/~visitor/goals/cka.html' && document.readyState === 'complete' && document.querySelector('goalpost-live')?.dataset.version !== undefined");
    let all = page.eval("document.documentElement.outerHTML + document.querySelector('goalpost-live').shadowRoot.innerHTML");
    assert!(!all.as_str().unwrap().contains("hush"), "{all}");
    let known = page
        .eval("fetch('/~live/state?path=' + location.pathname).then((answer) => answer.text())");
    assert!(!known.as_str().unwrap().contains("hush"), "{known}");

    // A new goal appears where goals are told; a page that was missing appears by itself.
    page.open(&served.url("/goals/new.html"));
    page.wait("document.querySelector('goalpost-live')?.dataset.version !== undefined");
    plan.put(
        "goals/new.md",
        "---\nfeatured: true\n---\n# Speak at the spring meeting\n",
    );
    page.wait("document.querySelector('h1')?.innerText === 'Speak at the spring meeting'");
    page.open(&served.url("/"));
    page.wait("document.body.innerText.includes('Speak at the spring meeting')");
    plan.put(
        "goals/more.md",
        "---\nfeatured: true\n---\n# Write the field guide\n",
    );
    page.wait("document.body.innerText.includes('Write the field guide')");

    // The folder goes and comes back.
    let away = plan.path("").with_file_name("goalpost-test-away");
    let _ = std::fs::remove_dir_all(&away);
    std::fs::rename(plan.path(""), &away).unwrap();
    page.wait(&format!(
        "{overlay}?.textContent.includes('last good state') ?? false"
    ));
    std::fs::rename(&away, plan.path("")).unwrap();
    page.wait(&format!("{overlay} === null"));
    plan.put(
        "goals/more.md",
        "---\nfeatured: true\n---\n# Write the other guide\n",
    );
    page.wait("document.body.innerText.includes('Write the other guide')");
}

#[test]
fn settings_that_are_gone_leave_the_last_good_state() {
    let plan = Plan::new()
        .file("plan.yaml", CONFIGS[4])
        .file("goals/a.md", "# Leave quietly\n");
    let root = plan.path("").canonicalize().unwrap();
    let mut follower = Follower::new(&root, Themes::Used, Arc::new(today)).unwrap();
    let before = served(&follower.view(), Audience::Public);
    let settings = Look::At(BTreeSet::from([root.join("plan.yaml")]));
    for look in [settings.clone(), Look::Everywhere] {
        std::fs::remove_file(root.join("plan.yaml")).unwrap();
        // Goals that change meanwhile are not shown without the settings either.
        plan.put("goals/b.md", "# Leave loudly\n");
        let view = follower.look(&look).unwrap();
        assert!(view.trouble.as_ref().unwrap().contains("plan.yaml is gone"));
        assert_eq!(served(&view, Audience::Public), before);
        assert!(follower.look(&Look::Everywhere).is_none());
        plan.put("plan.yaml", CONFIGS[4]);
        let view = follower.look(&settings).unwrap();
        assert_eq!(view.trouble, None);
        assert_eq!(served(&view, Audience::Public), before);
    }
    assert!(follower.view().page(Audience::Me, "goals/b.html").is_ok());
    // A plan that never had settings needs none.
    let plan = Plan::new().file("goals/a.md", "# Speak\n");
    let root = plan.path("").canonicalize().unwrap();
    let mut follower = Follower::new(&root, Themes::Used, Arc::new(today)).unwrap();
    plan.put("goals/b.md", "# Write\n");
    assert_eq!(follower.look(&Look::Everywhere).unwrap().trouble, None);
}

#[test]
fn a_look_at_the_clock_finds_a_new_day_and_what_nobody_told_of() {
    let plan = Plan::new().file("goals/a.md", "# Speak\n");
    let root = plan.path("").canonicalize().unwrap();
    let day = Arc::new(std::sync::Mutex::new(Today("2026-10-01".parse().unwrap())));
    let clock = Arc::clone(&day);
    let clock: goalpost::serve::Clock = Arc::new(move |_| *clock.lock().unwrap());
    let mut follower = Follower::new(&root, Themes::Used, clock).unwrap();
    follower.note();
    assert!(follower.look(&Look::Clock).is_none());

    plan.put("goals/b.md", "# Write\n");
    let view = follower.look(&Look::Clock).unwrap();
    assert!(view.page(Audience::Me, "goals/b.html").is_ok());
    assert!(follower.look(&Look::Clock).is_none());

    plan.put("goals/b.md", "# Write it all down\n");
    assert!(follower.look(&Look::Clock).is_some());
    std::fs::remove_file(root.join("goals/b.md")).unwrap();
    let view = follower.look(&Look::Clock).unwrap();
    assert!(view.page(Audience::Me, "goals/b.html").is_err());
    assert!(follower.look(&Look::Clock).is_none());

    *day.lock().unwrap() = Today("2026-10-02".parse().unwrap());
    let view = follower.look(&Look::Clock).unwrap();
    assert_eq!(view.analysis.today.date().to_string(), "2026-10-02");
    assert!(follower.look(&Look::Clock).is_none());
}

/// What happens to a plan between two looks.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Config(usize),
    RemoveFolder,
    Asset(usize),
    Style(usize),
    BreakTheme,
    MendTheme,
}

const PATHS: [&str; 7] = [
    "goals/a.md",
    "goals/b.md",
    "goals/deep/c.md",
    "goals/deep/er/d.md",
    "roles/lead.md",
    "index.md",
    "reviews/2026-09-01.md",
];
const TEXTS: [&str; 7] = [
    "# Pass the exam\n\nWith [that](b.md) and [[c]].\n",
    "---\ndue: 2027-03\nsupports: a\ntags: [x]\n---\n# Give twelve talks\n\n- [x] One (done 2026-05-01)\n- [ ] Two\n\n![picture](pic.png)\n",
    "---\nvisibility: private\nsupports: [lead, b]\n---\n# Leave quietly\n",
    "---\ndue: 2027-03\nwhy: a: b\n---\n# Broken in one line\n",
    "---\nvisibility: mentor\nstatus: done\nclosed: 2026-05\nresult: Done well\n---\n# Write the guide\n\n## Log {.public}\n- 2026-04-01: 3\n",
    "",
    "---\nid: a\n---\n# The same id\n\n## Mine {.private}\n\nwords [^1]\n\n[^1]: note\n",
];
const CONFIGS: [&str; 7] = [
    "default_visibility: private\ntheme: nope\n",
    "name: Kim\ntheme: own\n",
    "name: Lee\ntheme: own\ndefault_visibility: private\n",
    "name: Kim Park\n",
    "name: Kim Park\ndefault_visibility: private\n",
    "name: Kim: Park\n",
    "name: Lee\nrules: strict\nas_of: 2026-09-09\nbase_url: https://kim.example\n",
];

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (0..PATHS.len(), 0..TEXTS.len()).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => (0..PATHS.len()).prop_map(Edit::Delete),
        2 => (0..PATHS.len(), 0..PATHS.len()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (0..CONFIGS.len()).prop_map(Edit::Config),
        1 => (0..3_usize).prop_map(Edit::Style),
        1 => Just(Edit::BreakTheme),
        1 => Just(Edit::MendTheme),
        1 => Just(Edit::RemoveFolder),
        1 => (0..9_usize).prop_map(Edit::Asset),
    ]
}

/// Does it, and answers the paths that a watcher would name.
fn apply(root: &Path, edit: &Edit) -> Vec<PathBuf> {
    let write = |path: &str, text: &[u8]| {
        let path = root.join(path);
        let new: Vec<PathBuf> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.exists())
            .map(Path::to_owned)
            .collect();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        new.into_iter().chain([path]).collect()
    };
    match edit {
        Edit::Write(path, text) => write(PATHS[*path], TEXTS[*text].as_bytes()),
        Edit::Delete(path) => {
            let path = root.join(PATHS[*path]);
            let _ = std::fs::remove_file(&path);
            vec![path]
        }
        Edit::Rename(from, to) => {
            let (from, to) = (root.join(PATHS[*from]), root.join(PATHS[*to]));
            if from.exists() && to.parent().unwrap().exists() {
                std::fs::rename(&from, &to).unwrap();
            }
            vec![from, to]
        }
        Edit::Config(text) => write("plan.yaml", CONFIGS[*text].as_bytes()),
        Edit::Style(size) => write(
            "themes/own/css/own.css",
            format!("p {{ margin: {size}px }}").as_bytes(),
        ),
        Edit::BreakTheme => write("themes/own/templates/goal.html", b"{% if %}"),
        Edit::MendTheme => {
            let path = root.join("themes/own/templates/goal.html");
            let _ = std::fs::remove_file(&path);
            vec![path]
        }
        Edit::RemoveFolder => {
            let _ = std::fs::remove_dir_all(root.join("goals/deep"));
            vec![root.join("goals/deep")]
        }
        Edit::Asset(size) => write("goals/pic.png", &vec![7; *size]),
    }
}

fn today(config: &goalpost::config::Config) -> Today {
    Today(config.as_of.unwrap_or("2026-10-01".parse().unwrap()))
}

type Pages = BTreeMap<String, Option<Vec<u8>>>;

fn served(view: &View, audience: Audience) -> Pages {
    let site = Arc::clone(view.site(audience));
    site.paths()
        .map(|path| {
            (
                path.to_string(),
                view.page(audience, path.as_str())
                    .ok()
                    .map(|bytes| bytes.to_vec()),
            )
        })
        .collect()
}

/// What a build would write now; `None` where its theme cannot be used.
fn fresh(root: &Path, audience: Audience) -> Option<Pages> {
    let sources = load::plan(root).unwrap();
    let config = analysis::settings(&sources);
    let name = config.theme.name.as_deref();
    let own = name.map(|name| load::theme(root, name).unwrap());
    let theme = Theme::find(&config.theme, &own.unwrap_or_default()).ok()?;
    let analysis = analysis::analyze(&sources, today(&config));
    let (published, _) = publish(&analysis, audience);
    let site = render::site(Arc::new(published), Arc::new(theme));
    let bytes = |path: &str| match site.entry(path) {
        Some(render::Entry::Copy(asset)) => load::asset(asset).ok().map(|bytes| bytes.to_vec()),
        _ => site.make(path).ok(),
    };
    let pages = site
        .paths()
        .map(|path| (path.to_string(), bytes(path.as_str())))
        .collect();
    Some(pages)
}

#[test]
fn a_theme_that_cannot_be_used_is_told_from_the_first_look_on_and_awaited() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::create_dir_all(root.join("goals")).unwrap();
    std::fs::write(root.join("plan.yaml"), "theme: own\n").unwrap();
    std::fs::write(root.join("goals/a.md"), "# Pass the exam\n").unwrap();
    let mut follower = Follower::new(&root, Themes::Used, Arc::new(today)).unwrap();
    let view = follower.view();
    let trouble = view.trouble.as_deref().unwrap_or_default();
    assert!(trouble.contains("no theme `own`"), "{trouble}");
    assert!(served(&view, Audience::Me).contains_key("index.html"));
    assert!(follower.look(&Look::Everywhere).is_none());

    let sheet = root.join("themes/own/css/own.css");
    std::fs::create_dir_all(sheet.parent().unwrap()).unwrap();
    std::fs::write(&sheet, "h1 { color: teal }\n").unwrap();
    let view = follower.look(&Look::At(BTreeSet::from([sheet]))).unwrap();
    assert_eq!(view.trouble, None);
    assert_eq!(
        served(&view, Audience::Public),
        fresh(&root, Audience::Public).unwrap()
    );
    // What was told of the settings is not, though they are the same.
    let codes = view.analysis.diagnostics.iter().map(|found| found.code.0);
    assert_eq!(codes.filter(|code| *code == "F04").count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// Incremental equals clean: whatever was edited, and however many edits one look sees.
    #[test]
    fn every_page_served_is_that_of_a_fresh_build(looks in proptest::collection::vec(proptest::collection::vec(edit(), 1..4), 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("goals")).unwrap();
        std::fs::write(root.join("plan.yaml"), CONFIGS[3]).unwrap();
        std::fs::write(root.join("goals/keep.md"), "# Keep this one\n").unwrap();
        let mut follower = Follower::new(&root, Themes::Used, Arc::new(today)).unwrap();
        let mut last = ALL.map(|audience| served(&follower.view(), audience));
        for edits in looks {
            let paths: BTreeSet<PathBuf> = edits.iter().flat_map(|edit| apply(&root, edit)).collect();
            follower.look(&Look::At(paths));
            let view = follower.view();
            for (audience, last) in ALL.into_iter().zip(&mut last) {
                let fresh = fresh(&root, audience);
                prop_assert_eq!(view.trouble.is_some(), fresh.is_none(), "{:?}", view.trouble);
                // Nothing of what was read since is shown while there is trouble.
                *last = fresh.unwrap_or_else(|| last.clone());
                prop_assert!(served(&view, audience) == *last, "{audience:?}");
            }
            prop_assert!(follower.look(&Look::Everywhere).is_none(), "a second look finds nothing new");
            prop_assert!(follower.look(&Look::Clock).is_none(), "nor does one at the clock");
            if view.trouble.is_some() {
                continue;
            }
            let (kept, clean) = (&view.analysis, analysis::analyze(&load::plan(&root).unwrap(), view.analysis.today));
            prop_assert_eq!(&kept.diagnostics, &clean.diagnostics);
        }
    }
}
