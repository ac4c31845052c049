//! Charts on the pages, from outside: who is shown them, and that they hold nothing else.

use crate::cli::Plan;

fn page(plan: &Plan, audience: &str, path: &str) -> String {
    let site = plan.site(audience);
    String::from_utf8(site.get(path).cloned().unwrap_or_default()).unwrap()
}

/// What a mentor sees: a goal with a log, and a rhythm.
fn seen(cka: &str) -> Plan {
    Plan::new()
        .file("plan.yaml", "name: Kim Park\nas_of: 2026-11-22\ncapacity: 10h\n")
        .file("goals/cka.md", cka)
        .file(
            "goals/run.md",
            "---\nstart: 2026-08-03\nmeasure: 2 runs a week\nvisibility: mentor\n---\n# Run twice a week\n\n## Log\n- 2026-10-06: 1\n- 2026-10-08: 1\n- 2026-10-20: 1\n",
        )
}

/// The same, with a goal, a section and references that only the owner sees.
fn plan() -> Plan {
    seen("---\nstart: 2026-03-01\ndue: 2027-03-31\nmeasure: from 20 % to 90 %\nsupports: lead\neffort: 2h/week\nvisibility: public\n---\n# Pass the exam\n\n## Steps\n- [x] Open step (done 2026-04-02)\n- [ ] Book the room (due 2027-02-12)\n\n## Quiet {.private}\n\n- [ ] Whispered step (due 2027-01-12)\n\n## Log\n- 2026-04-30: 28 %\n- 2026-06-30: 41 %\n- 2026-09-30: 60 %\n- 2026-12-24: 77 % — written ahead\n")
        .file(
            "goals/lead.md",
            "---\nstart: 2026-01-01\ndue: 2028-06-30\neffort: 3h/week\nvisibility: private\nmoved:\n  - { on: 2026-05-01, from: 2027-06, to: 2028-06, why: Nobody must know }\n---\n# Leave for the other firm\n\n- [x] First talk (done 2026-05-02)\n- [ ] Second talk (due 2027-05-02)\n",
        )
}

#[test]
fn everyone_is_shown_no_chart_and_no_state_of_a_day() {
    let plan = plan();
    for (path, bytes) in plan.site("public") {
        let text = String::from_utf8_lossy(&bytes);
        if std::path::Path::new(&path)
            .extension()
            .is_some_and(|kind| kind == "html")
        {
            assert!(!text.contains("<svg"), "{path} holds a drawing");
            for word in ["standing", "expected", "likely", "tone-", "days behind"] {
                assert!(!text.contains(word), "{path} says “{word}”");
            }
        }
    }
}

#[test]
fn the_owner_sees_how_each_goal_goes_and_a_mentor_only_what_is_theirs_to_see() {
    let plan = plan();
    let me = page(&plan, "me", "report.html");
    for words in [
        "chart-burn-up",
        "chart-habit",
        "chart-timeline",
        "chart-alignment",
        "chart-hours",
        "chart-moved",
        "Leave for the other firm",
    ] {
        assert!(me.contains(words), "{words}");
    }
    let mentor = page(&plan, "mentor", "report.html");
    assert!(mentor.contains("chart-burn-up") && mentor.contains("chart-habit"));
    // What the mentor does not see has no row, no edge, no hour, no slip.
    for hidden in [
        "other firm",
        "Nobody must know",
        "chart-moved",
        "chart-alignment",
        "5 h",
    ] {
        assert!(!mentor.contains(hidden), "{hidden}");
    }
    let goal = page(&plan, "mentor", "goals/cka.html");
    assert!(
        goal.contains("Book the room") && !goal.contains("Whispered step"),
        "{goal}"
    );
}

#[test]
fn a_chart_of_a_cut_plan_is_that_of_a_plan_that_never_held_what_was_cut() {
    let cut = plan();
    let never = seen(
        "---\nstart: 2026-03-01\ndue: 2027-03-31\nmeasure: from 20 % to 90 %\neffort: 2h/week\nvisibility: public\n---\n# Pass the exam\n\n## Steps\n- [x] Open step (done 2026-04-02)\n- [ ] Book the room (due 2027-02-12)\n\n## Log\n- 2026-04-30: 28 %\n- 2026-06-30: 41 %\n- 2026-09-30: 60 %\n- 2026-12-24: 77 % — written ahead\n",
    );
    for path in ["report.html", "goals/cka.html", "goals/run.html"] {
        assert_eq!(
            page(&cut, "mentor", path),
            page(&never, "mentor", path),
            "{path}"
        );
    }
}

#[test]
fn what_is_written_ahead_of_today_is_in_no_drawing() {
    let goal = page(&plan(), "me", "goals/cka.html");
    let figure = goal
        .split("<figure")
        .nth(1)
        .and_then(|rest| rest.split("</figure>").next());
    let figure = figure.expect("a figure");
    assert!(
        figure.contains("60 %") && !figure.contains("77"),
        "{figure}"
    );
}

#[test]
fn a_page_names_every_drawing_and_holds_its_numbers() {
    let plan = plan();
    for path in ["report.html", "goals/cka.html", "goals/run.html"] {
        let page = page(&plan, "me", path);
        let drawings = page.matches("<svg").count();
        assert!(drawings > 0, "{path}");
        assert_eq!(page.matches("role=\"img\"").count(), drawings, "{path}");
        assert_eq!(
            page.matches("<svg").count(),
            page.matches("<desc>").count(),
            "{path}"
        );
        let both = page.matches("<svg class=\"wide\"").count();
        assert_eq!(
            page.matches("<details class=\"numbers\"").count(),
            both,
            "{path}"
        );
        assert!(
            !page.contains("style="),
            "a policy for styles would block it: {path}"
        );
    }
}
