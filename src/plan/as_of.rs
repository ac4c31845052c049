//! What a goal was on a day: what is dated later has not happened yet.
//!
//! In: a goal and a day, today or earlier. Out: its status, its deadline, its steps as they stood.
//! Only what has a date can be told from what was always so; the rest is taken to have been as it
//! is now.

use crate::plan::goal::{Goal, Step, StepState};
use crate::prose::date::DateSpan;
use crate::today::Today;
use crate::vocabulary::Status;
use chrono::NaiveDate;

impl Goal {
    /// What the owner says; else planned when its start is ahead, else active.
    ///
    /// It is never inferred to be done. A goal that ended after `today` was still open, and one whose
    /// pauses all begin later was not yet set aside; what it was instead is not written down, so it
    /// is taken for planned or active by its start. `None` where `status:` could not be understood.
    pub fn status_on(&self, today: Today) -> Option<Status> {
        if self.status.is_broken() {
            return None;
        }
        let by_start = || match self.start.get() {
            Some(start) if start.first > today.date() => Status::Planned,
            _ => Status::Active,
        };
        Some(match self.status.get().copied() {
            None => by_start(),
            Some(status) if !status.is_open() && self.ends_after(status, today) => by_start(),
            Some(Status::Paused) if self.pauses_later(today) => by_start(),
            Some(status) => status,
        })
    }

    /// The day it ended: declared, else for a done one the latest of its dated steps, entries and
    /// evidence. `None` for a goal that does not say it is over, and where no date tells.
    pub fn closing(&self) -> Option<DateSpan> {
        self.status
            .get()
            .filter(|status| !status.is_open())
            .and_then(|status| self.closing_of(*status))
    }

    fn closing_of(&self, status: Status) -> Option<DateSpan> {
        if let Some(closed) = self.closed.get() {
            return Some(*closed);
        }
        if status != Status::Done {
            return None;
        }
        let steps = self.body.steps.iter().filter_map(Step::ticked);
        let entries = self.body.log.iter().map(|entry| DateSpan::day(entry.date));
        let evidence = self
            .evidence
            .items()
            .iter()
            .filter_map(|evidence| evidence.value.date);
        steps
            .chain(entries)
            .chain(evidence)
            .max_by_key(|date| (date.last, date.first))
    }

    fn ends_after(&self, status: Status, today: Today) -> bool {
        self.closing_of(status)
            .is_some_and(|closing| closing.first > today.date())
    }

    fn pauses_later(&self, today: Today) -> bool {
        let pauses = self.paused.items();
        !pauses.is_empty() && pauses.iter().all(|pause| pause.value.from > today.date())
    }

    /// The deadline as it stood on `today`: moves that were decided later are undone. A move without
    /// a day is taken to have been made before.
    pub fn due_on(&self, today: Today) -> Option<NaiveDate> {
        let due = self.due_date();
        let moves = || self.moved.items().iter().map(|item| &item.value);
        let next = moves()
            .filter(|change| change.on.is_some_and(|on| on > today.date()))
            .min_by_key(|change| change.on);
        let Some(next) = next else { return due };
        let before = moves()
            .filter(|change| change.on.is_some_and(|on| on <= today.date()))
            .max_by_key(|change| change.on)
            .and_then(|change| change.to);
        next.from.or(before).map_or(due, |date| Some(date.last))
    }

    /// The deadline that was set first, before any move.
    pub fn first_due(&self) -> Option<NaiveDate> {
        let moves = self.moved.items().iter().map(|item| &item.value);
        let first = moves.min_by_key(|change| change.on.unwrap_or(NaiveDate::MIN));
        first
            .and_then(|change| change.from)
            .map(|date| date.last)
            .or_else(|| self.due_date())
    }
}

impl Step {
    /// When it was done, for a step that is.
    pub fn ticked(&self) -> Option<DateSpan> {
        (self.state == StepState::Done)
            .then(|| self.done.get().copied())
            .flatten()
    }

    /// Its state on `today`: a step that was done on a later day was open. A month or a year counts
    /// from its first day. What has no date is taken to have been as it is.
    pub fn state_on(&self, today: Today) -> StepState {
        match self.ticked() {
            Some(done) if done.first > today.date() => StepState::Open,
            _ => self.state,
        }
    }
}
