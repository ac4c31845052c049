//! `report.html`, for the owner and a mentor: where the plan stands since the last review, in words,
//! one table and charts.

use super::{Output, only};
use crate::render::report_view::{Links, view};
use crate::render::site::{Key, RenderError};
use crate::render::view::Shared;
use crate::report::{Period, Report};

pub(super) static OUTPUT: Output = Output {
    entries: |shared| {
        only(
            (!shared.is_public() && !shared.published.plan().goals.is_empty())
                .then_some("report.html"),
        )
    },
    make,
};

fn make(shared: &Shared, _: &Key, out: &mut Vec<u8>) -> Result<(), RenderError> {
    let published = &shared.published;
    let period = Period::since_review(published.plan(), published.today());
    let report = Report::of(published, period);
    let head = shared.head(
        "Report",
        "report.html",
        "Where the plan stands, what slipped and why, and what comes next.",
    );
    let content = view(published, &report, Links::Pages);
    shared.page("report.html", &head, &content, out)
}
