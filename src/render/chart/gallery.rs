//! Scratch.
use super::*;
use super::samples as s;
use crate::prose::PeriodUnit;
#[test]
fn gallery() {
    let Ok(path) = std::env::var("GALLERY") else { return };
    let css: String = ["layers","tokens","base","layout","components","chart","print"].iter().map(|n| std::fs::read_to_string(format!("themes/base/css/{n}.css")).unwrap()).collect();
    let mut out = format!("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'><title>G</title><style>{css}</style></head><body><main>");
    let mut add = |name: &str, chart: Option<Chart>| { out.push_str(&format!("<section class='part wide'><h2>{name}</h2><div>{}</div></section>", chart.map_or("none".into(), |c| c.figure(Drawings::Both)))); };
    add("burn", Some(s::burn_up().chart()));
    add("falling", Some(s::falling().chart()));
    add("steps", Some(s::steps().chart()));
    add("ten", Some(s::ten_years().chart()));
    add("one point", Some(BurnUp{ actual: vec![], fan: None, confidence: vec![], milestones: vec![], ..s::burn_up() }.chart()));
    add("timeline", s::timeline().chart());
    add("habit w", s::habit(PeriodUnit::Week, 40).chart());
    add("habit w", s::habit(PeriodUnit::Week, 520).chart());
    add("habit m", s::habit(PeriodUnit::Month, 9).chart());
    add("habit d", s::habit(PeriodUnit::Day, 90).chart());
    add("hours", s::hours().chart());
    add("moved", s::moved().chart());
    add("calib", s::calibration().chart());
    add("skills", s::skills().chart());
    add("align", s::alignment().chart());
    add("forty", s::forty().chart());
    add("many", s::many(40).chart());
    out.push_str("<section class=part><h2>smart</h2><div>"); out.push_str(&s::smart().figure()); out.push_str("</div></section>");
    out.push_str("<section class='part wide'><h2>small</h2><div class=multiples>"); for c in [s::burn_up(), s::falling(), s::steps(), s::ten_years()] { out.push_str("<article><h3>"); out.push_str(&c.title.replace('<',"")); out.push_str("</h3>"); out.push_str(&c.chart().figure(Drawings::Small)); out.push_str("</article>"); } out.push_str("</div></section>");
    out.push_str("</main></body></html>");
    std::fs::write(path, out).unwrap();
}
