use super::*;
use crate::plan::goal::{Body, Step};

fn body(text: &str) -> Body {
    read(&text.into(), 0, 0, &BodyContext::default()).body
}

fn steps(text: &str) -> Vec<String> {
    let show = |step: &Step| {
        let mark = if step.leaf { "" } else { "sum: " };
        let due = step
            .due
            .get()
            .map_or(String::new(), |due| format!(" @{}", due.last));
        format!("{mark}{}{due}", step.text)
    };
    body(text).steps.iter().map(show).collect()
}

#[test]
fn a_step_below_an_item_that_is_none_counts_once() {
    let text = "## Steps\n- Phase one\n  - [x] c1\n  - [ ] c2\n- Phase two\n  - [ ] c3\n";
    assert_eq!(steps(text), ["c1", "c2", "c3"]);
    assert!(body(text).prose.html.contains("Phase two"));
    assert_eq!(
        steps("- [ ] a\n- Phase\n  - [ ] b\n- [ ] c\n  - [ ] d\n"),
        ["a", "b", "sum: c", "d"]
    );
}

#[test]
fn headings_below_the_steps_and_the_log_do_not_end_them() {
    let text = "# T\n\n- [ ] none\n\n## Steps\n### Phase 1\n- [x] a\n#### More\n- [ ] b\n\n## Log\n### 2026\n- 2026-01-01: 3\n- [ ] none\n\n## Else\n- [ ] none\n";
    assert_eq!(steps(text), ["a", "b"]);
    assert_eq!(body(text).log.len(), 1);
    assert!(body(text).prose.html.contains("Phase 1"));
    // A role of its own is stronger than the one around it.
    let text = "## Steps\n- [ ] a\n### Log\n- 2026-01-01: 3\n- [ ] none\n";
    assert_eq!((steps(text).len(), body(text).log.len()), (1, 1));
}

#[test]
fn only_what_markdown_calls_code_hides_steps() {
    for before in [
        "```kubectl``` lists them\n\n",
        "- ```\n\n",
        "words\n    ```\n\n",
        "<!--\n```\n-->\n\n",
        "```\n``` not an end\n```\n\n",
    ] {
        assert_eq!(
            steps(&format!("{before}## Steps\n- [ ] a (due 2027-01-31)\n")),
            ["a @2027-01-31"],
            "{before}"
        );
    }
    let text = "# T\n\n```\n- [-] a (due 2027-01-31)\n```\n\nb\n\n    - [/] c (weight 3)\n";
    assert_eq!(steps(text), Vec::<String>::new());
    let html = body(text).prose.html;
    assert!(
        html.contains("- [-] a (due 2027-01-31)") && html.contains("- [/] c (weight 3)"),
        "{html}"
    );
    // Four blanks are no code below an item.
    assert_eq!(
        steps("- [ ] a\n    - [ ] b (due 2027-01-31)\n"),
        ["sum: a", "b @2027-01-31"]
    );
}

#[test]
fn a_block_that_nests_too_deep_is_left_out_and_costs_only_itself() {
    for deep in [
        "- ".repeat(20_000) + "x",
        "> ".repeat(20_000) + "x",
        "![".repeat(5_000) + "x" + &"](b.md)".repeat(5_000),
        // As deep as that on one line, and a step of it on the next.
        "- ".repeat(5_000) + "x\n" + &" ".repeat(10_000) + "- [ ] y",
    ] {
        let text = format!("# T\n\nLead.\n\n{deep}\n\n## Steps\n\n- [ ] a\n");
        let read = read(&text.as_str().into(), 0, 0, &BodyContext::default());
        let told: Vec<&ProblemKind> = read.problems.iter().map(|told| &told.kind).collect();
        assert_eq!(told, [&ProblemKind::TooNested], "{deep:.20}");
        assert!(read.fails_closed && read.problems[0].span.start > 4);
        assert_eq!(read.body.lead, "Lead.");
        assert_eq!(read.body.steps.len(), 1);
        assert!(read.body.links.is_empty());
    }
}

#[test]
fn what_people_nest_is_read() {
    let deep = "> ".repeat(5) + &"- ".repeat(20) + "*a **b [c](d.md)***\n";
    let read = read(&deep.as_str().into(), 0, 0, &BodyContext::default());
    assert_eq!((read.problems, read.body.links.len()), (Vec::new(), 1));
}

#[test]
fn a_link_in_a_list_of_steps_and_other_items_is_there_once() {
    let steps = "- [ ] a [x](x.md)\n".repeat(12) + "- no step [y](y.md)\n";
    assert_eq!(body(&steps).links.len(), 13);
}

#[test]
fn nothing_but_opening_brackets_is_read_once() {
    let step = format!(
        "## Steps\n\n- [ ] {} (due 2027-01-31)\n",
        "(".repeat(200_000)
    );
    assert_eq!(body(&step).steps.len(), 1);
    let comments = format!("x {}\n", "<!-- ".repeat(50_000));
    let read = read(&comments.as_str().into(), 0, 0, &BodyContext::default());
    assert_eq!(read.problems.len(), 1, "one line, one finding");
}
