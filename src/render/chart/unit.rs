//! How the values of a goal are written in its charts.
//!
//! In: any number. Out: a short one, with its currency and unit.

use super::scale::sound;
use crate::prose::number::show;
use crate::render::words;

/// How values are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unit {
    /// What stands before a number: `€`.
    pub(crate) before: String,
    /// What stands after it: `%`, `talks`.
    pub(crate) after: String,
}

impl Unit {
    /// A value with its unit.
    pub(super) fn value(&self, value: f64) -> String {
        let number = self.number(value);
        match self.after.as_str() {
            "" => number,
            unit => format!("{number} {}", words::unit(value, unit)),
        }
    }

    /// Without the unit's word, for an axis: signs stay, words would fill the margin.
    pub(super) fn number(&self, value: f64) -> String {
        let rounded = if value.abs() >= 100.0 {
            sound(value).round()
        } else {
            (sound(value) * 10.0).round() / 10.0
        };
        format!("{}{}", self.before, show(rounded))
    }

    /// With its sign, but without a unit of words; whole where tenths say nothing.
    pub(super) fn sign(&self, value: f64) -> String {
        let value = if value.abs() >= 20.0 {
            value.round()
        } else {
            value
        };
        let sign = if self.after == "%" { " %" } else { "" };
        format!("{}{sign}", self.number(value))
    }

    /// As an axis shows it: thousands and more in short.
    pub(super) fn tick(&self, value: f64) -> String {
        let value = sound(value);
        let (number, power) = match value.abs() {
            large if large >= 1e9 => (value / 1e9, "bn"),
            large if large >= 1e6 => (value / 1e6, "M"),
            large if large >= 1e4 => (value / 1e3, "k"),
            _ => (value, ""),
        };
        let sign = if self.after == "%" { " %" } else { "" };
        format!("{}{}{power}{sign}", self.before, show(number))
    }
}
