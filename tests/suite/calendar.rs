//! `calendar.ics`: what is in it, for whom, and that it stays as it is until the plan changes.

use crate::cli::Plan;
use std::collections::BTreeMap;

fn plan() -> Plan {
    Plan::new()
        .file("plan.yaml", "name: Kim Park\nbase_url: https://kim.example/plan\n")
        .file("goals/talks.md", "---\nvisibility: public\nstart: 2026-01\ndue: 2027-03-14\nwhy: to learn; by explaining, mostly\nreview: 2026-09-01\nreview_every: 3 months\n---\n# Give four talks, with slides; and a very long title that must be folded — äöü 看護記録に結果を直接送る\n\n## Steps\n- [x] Find a hall (done 2026-06-09)\n- [ ] Slides (due 2026-12-05)\n- [ ] Slides (due 2027-01-05)\n- [-] Posters (due 2026-12-06)\n")
        .file("goals/secret.md", "---\nvisibility: private\ndue: 2026-11-30\n---\n# Leave for Basel\n")
        .file("goals/done.md", "---\nvisibility: public\nstatus: done\nclosed: 2026-08-01\ndue: 2026-09\n---\n# Pass the course\n")
        .file("goals/past.md", "---\nvisibility: public\ndue: 2026-09-10\n---\n# Finish the paper\n")
        .file("goals/idea.md", "---\nvisibility: public\nstatus: idea\ndue: 2028\n---\n# Write a book\n")
}

fn calendar(plan: &Plan, audience: &str) -> Option<String> {
    let bytes = plan.site(audience).remove("calendar.ics")?;
    Some(String::from_utf8(bytes).unwrap())
}

/// The entries of a calendar by their UID: name and value of each line.
fn entries(text: &str) -> BTreeMap<String, Vec<(String, String)>> {
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains(['\r', '\n']))
    );
    let unfolded = text.replace("\r\n ", "");
    let mut out = BTreeMap::new();
    let mut event: Option<Vec<(String, String)>> = None;
    for line in unfolded.trim_end().split("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => event = Some(Vec::new()),
            ("END", "VEVENT") => {
                let event = event.take().unwrap();
                let uid = value_of(&event, "UID").to_owned();
                assert!(out.insert(uid, event).is_none(), "two entries of one name");
            }
            (name, value) => {
                if let Some(event) = &mut event {
                    event.push((name.to_owned(), value.to_owned()));
                }
            }
        }
    }
    out
}

fn value_of<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    event
        .iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value)
}

fn days(event: &[(String, String)]) -> (&str, &str) {
    (
        value_of(event, "DTSTART;VALUE=DATE"),
        value_of(event, "DTEND;VALUE=DATE"),
    )
}

#[test]
fn due_days_steps_and_reviews_are_whole_days_with_a_reminder() {
    let text = calendar(&plan(), "me").unwrap();
    let entries = entries(&text);
    let uids: Vec<&str> = entries.keys().map(String::as_str).collect();
    assert!(
        uids.iter().all(|uid| uid.ends_with("@kim.example")),
        "{uids:?}"
    );
    let talks = &entries["talks.due@kim.example"];
    assert_eq!(days(talks), ("20270314", "20270315"));
    assert_eq!(value_of(talks, "DTSTAMP"), "20260101T000000Z");
    assert_eq!(
        value_of(talks, "SUMMARY"),
        "Due: Give four talks\\, with slides\\; and a very long title that must be folded — äöü 看護記録に結果を直接送る"
    );
    assert_eq!(
        value_of(talks, "DESCRIPTION"),
        "to learn\\; by explaining\\, mostly"
    );
    assert_eq!(value_of(talks, "TRIGGER"), "-P6DT15H");
    assert_eq!(
        days(&entries["review-20261201@kim.example"]),
        ("20261201", "20261202")
    );
    // Two steps of the same words are two entries.
    let steps: Vec<_> = uids
        .iter()
        .filter(|uid| uid.starts_with("talks.step-"))
        .collect();
    assert_eq!(steps.len(), 2);
    assert!(
        entries.contains_key("secret.due@kim.example")
            && entries.contains_key("past.due@kim.example")
    );
    assert!(
        !text.contains("Posters")
            && !text.contains("Pass the course")
            && !text.contains("Write a book")
    );
}

#[test]
fn a_mentor_sees_theirs_and_everyone_only_by_choice_and_by_the_month() {
    let plan = plan();
    let mentor = calendar(&plan, "mentor").unwrap();
    assert!(
        mentor.contains("talks.due") && !mentor.contains("Basel") && !mentor.contains("secret")
    );
    assert_eq!(calendar(&plan, "public"), None);
    plan.put(
        "plan.yaml",
        "name: Kim Park\nbase_url: https://kim.example/plan\ncalendar: public\n",
    );
    let public = calendar(&plan, "public").unwrap();
    let entries = entries(&public);
    assert_eq!(
        days(&entries["talks.due@kim.example"]),
        ("20270301", "20270401")
    );
    assert!(public.contains("URL:https://kim.example/plan/goals/talks.html"));
    for hidden in [
        "20270314", "20270315", "VALARM", "review", "secret", "past.due",
    ] {
        assert!(!public.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_new_day_rewrites_nothing_and_a_moved_goal_stays_the_same_entry() {
    let plan = plan();
    let build = |day: &str| {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().to_str().unwrap().to_owned();
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_goalpost"))
            .current_dir(plan.path(""))
            .args([
                "build", ".", "--for", "me", "--fresh", "--out", &path, "--today", day,
            ])
            .env("XDG_CACHE_HOME", plan.path(".cache"))
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        std::fs::read_to_string(out.path().join("calendar.ics")).unwrap()
    };
    assert_eq!(build("2026-10-01"), build("2026-10-02"));
    let before = entries(&build("2026-10-01"));
    let text = std::fs::read_to_string(plan.path("goals/talks.md")).unwrap();
    plan.put("goals/talks.md", text.replace("due: 2027-03-14\n", "due: 2027-06-30\nmoved:\n  - { on: 2026-09-20, from: 2027-03-14, to: 2027-06-30, why: the hall }\n").replace("Slides (due 2026-12-05)", "Slides (due 2026-12-19)"));
    let after = entries(&build("2026-10-01"));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    let talks = &after["talks.due@kim.example"];
    assert_eq!(days(talks), ("20270630", "20270701"));
    assert_eq!(
        (value_of(talks, "DTSTAMP"), value_of(talks, "SEQUENCE")),
        ("20260920T000000Z", "1")
    );
}

#[test]
fn a_plan_without_days_has_no_calendar() {
    let plan = Plan::new().file("goals/a.md", "# Give a talk");
    assert_eq!(calendar(&plan, "me"), None);
}
