//! The rules, one pair of files each: what it does, and its page.

use super::rule::Rule;

/// Names the modules of the rules: the one line that a new rule adds.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// All rules, in the order of their codes.
        pub static RULES: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    a01_no_means,
    a03_low_confidence,
    a04_pace_out_of_reach,
    a05_over_capacity,
    a06_no_if_then,
    a07_met_at_the_start,
    a08_out_of_order,
    a09_long_and_alone,
    f01_no_title,
    f02_unreadable_yaml,
    f03_unknown_key,
    f04_wrong_value,
    f05_unreadable_file,
    f06_dead_link,
    f07_stale_silencing,
    m01_nothing_measurable,
    m02_no_target,
    m03_no_baseline,
    m04_no_unit,
    m05_target_is_baseline,
    m06_not_a_number,
    m07_numbers_differ,
    m08_steps_and_number_apart,
    m09_counts_activity,
    m10_gone_quiet,
    p01_too_many_active,
    p02_all_alike,
    p03_no_long_view,
    p04_duplicate,
    p05_loop,
    p06_nothing_leads_there,
    p07_maybe_private,
    p08_points_at_hidden,
    r01_serves_nothing,
    r02_no_reason,
    r03_unknown_reference,
    r04_serves_what_is_over,
    r05_uncovered_gap,
    r06_unserved_value,
    s01_title_too_short,
    s02_open_verb,
    s03_vague_amount,
    s04_nothing_named,
    s05_two_in_one,
    s06_no_end_in_sight,
    s07_hedge,
    s08_only_a_negative,
    s09_placeholder,
    t01_missing_deadline,
    t02_bad_date,
    t03_overdue,
    t04_horizon_clash,
    t05_nothing_within_a_year,
    t06_moving_time,
    t07_unreviewed,
    t08_crowded_fortnight,
    t09_moved_deadline,
    t10_date_not_in_due,
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test may write the pages anew")]
mod tests;
