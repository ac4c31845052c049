//! Where a plan stands as a whole: a sentence, and its goals by health.

use super::goals::{Row, urgency};
use crate::progress::Health;
use crate::vocabulary::Status;
use crate::words;

/// The first sentence: what a mentor would ask first.
pub(super) fn headline(goals: &[Row]) -> String {
    if goals.is_empty() {
        return "No goal is written yet.".into();
    }
    let active: Vec<&Row> = goals
        .iter()
        .filter(|row| row.status == Status::Active)
        .collect();
    if active.is_empty() {
        return without_active(goals);
    }
    let count = |list: &[Health]| {
        let these = active.iter().filter(|row| list.contains(&row.health));
        these.count()
    };
    let told: &[(&[Health], &str)] = &[
        (&[Health::Ahead, Health::OnTrack], "on track or ahead"),
        (&[Health::TargetMet], "with the target met"),
        (&[Health::Behind], "behind"),
        (&[Health::AtRisk], "at risk"),
        (&[Health::Overdue], "overdue"),
        (&[Health::Stale], "quiet"),
        (&[Health::NoData], "without entries"),
        (&[Health::Starting], "just begun"),
        (&[Health::Paused], "paused"),
        (&[Health::UnderWay], "under way"),
        (&[Health::NotStarted], "not begun"),
    ];
    let parts: Vec<String> = told
        .iter()
        .map(|(healths, words)| (count(healths), words))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    match (active.as_slice(), parts.as_slice()) {
        ([_], [one]) => format!("1 active goal, {}.", one.trim_start_matches("1 ")),
        _ => format!("{} active goals: {}.", active.len(), words::listed(&parts)),
    }
}

fn without_active(goals: &[Row]) -> String {
    let told = [
        (Status::Planned, "planned"),
        (Status::Paused, "paused"),
        (Status::Idea, "an idea"),
        (Status::Done, "done"),
        (Status::Missed, "missed"),
        (Status::Dropped, "dropped"),
        (Status::Superseded, "replaced"),
    ];
    let parts: Vec<String> = told
        .iter()
        .map(|(status, word)| {
            let count = goals.iter().filter(|row| row.status == *status).count();
            let word = if *status == Status::Idea && count > 1 {
                "ideas"
            } else {
                word
            };
            (count, word)
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match word {
            "an idea" => word.to_owned(),
            word => format!("{count} {word}"),
        })
        .collect();
    format!(
        "No goal is active at the moment: {}.",
        words::listed(&parts)
    )
}

/// The goals of each health, ideas left out, in the order of urgency.
pub(super) fn by_health(goals: &[Row]) -> Vec<(Health, Vec<usize>)> {
    let mut groups: Vec<(Health, Vec<usize>)> = Vec::new();
    for (at, row) in goals.iter().enumerate() {
        if row.status == Status::Idea {
            continue;
        }
        match groups.iter_mut().find(|(health, _)| *health == row.health) {
            Some((_, places)) => places.push(at),
            None => groups.push((row.health, vec![at])),
        }
    }
    groups.sort_by_key(|(health, _)| urgency(*health));
    groups
}
