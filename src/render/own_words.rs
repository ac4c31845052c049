//! The words that the program and its themes write on a page, whatever the plan.
//!
//! In: a passage that was cut from a plan. Out: whether a page may say it all the same, because we say
//! it: "Under way", "Next steps", "Due in 30 days". Numbers and months count for nothing, for those
//! come from data.

use super::theme::BUILT_IN;
use crate::publish::without_numbers;
use include_dir::Dir;
use std::sync::LazyLock;

/// The strings of the code that words a page, one a line; gathered by `build.rs`.
static CODE: &str = include_str!(concat!(env!("OUT_DIR"), "/own_words.txt"));

/// All of ours, made when something was cut.
static OURS: LazyLock<String> = LazyLock::new(|| {
    let mut out = of(CODE);
    let mut folders: Vec<&Dir<'_>> = vec![&BUILT_IN];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for text in folder.files().filter_map(|file| file.contents_utf8()) {
            out.push_str(&of(text));
        }
    }
    out
});

/// The words of a text of a program or a theme, what stands in for a value left out.
pub(super) fn of(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut kept = String::with_capacity(line.len());
        let mut depth = 0_usize;
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                c if depth == 0 => kept.push(c),
                _ => {}
            }
        }
        out.push_str(&without_numbers(&kept));
        // Words of two lines are no words of one page.
        out.push('|');
    }
    out
}

/// Whether we say this passage ourselves.
pub fn says(passage: &str) -> bool {
    OURS.contains(&without_numbers(passage))
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn what_pages_say_of_themselves_is_ours() {
        for words in [
            "Under way",
            "Due in 30 days",
            "Last entry",
            "Where it leads",
            "where-it-leads",
        ] {
            assert!(says(words), "{words}");
        }
        for words in [
            "Leave Acme",
            "Ask for a raise",
            "Job search",
            "I want to leave",
        ] {
            assert!(!says(words), "{words}");
        }
    }
}
