//! A key: marks with their words, in as many lines as they need.

use super::Size;
use super::text::width;

/// The places of the marks below `top`, each with room for its word at its right, and where the key
/// ends.
pub(super) fn lay(size: Size, top: f64, entries: &[&str]) -> (Vec<(f64, f64)>, f64) {
    let mut places = Vec::new();
    let (mut x, mut y) = (6.0, top + 12.0);
    for word in entries {
        let wide = 15.0 + width(word, size.text());
        if x > 6.0 && x + wide > size.width() {
            x = 6.0;
            y += 18.0;
        }
        places.push((x, y));
        x += wide + 22.0;
    }
    let bottom = if places.is_empty() { top } else { y + 8.0 };
    (places, bottom)
}
