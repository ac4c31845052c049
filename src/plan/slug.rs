//! Words as a name that can stand in an address.

use std::borrow::Cow;

/// Lowercases letters and digits of any script; all else becomes single `-`s, none at the ends.
///
/// At most 80 characters are kept, and 200 bytes: a file's name may have 255, its extension included. The answer is empty where nothing is left.
pub(crate) fn slug(words: &str) -> Cow<'_, str> {
    if is_slug(words) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for c in words.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let kept = out.char_indices().nth(80).map_or(out.len(), |(at, _)| at);
    let fits = (0..=kept.min(200))
        .rev()
        .find(|at| out.is_char_boundary(*at));
    out.truncate(fits.unwrap_or(0));
    out.truncate(out.trim_end_matches('-').len());
    Cow::Owned(out)
}

/// Whether words are such a name already, as most references are; says no where it is not sure.
fn is_slug(words: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=80).contains(&words.len())
        && words.bytes().all(|b| plain(b) || b == b'-')
        && !words.starts_with('-')
        && !words.ends_with('-')
        && !words.contains("--")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_keep_letters_of_any_script() {
        assert_eq!(slug("Pass the CKA — by June!"), "pass-the-cka-by-june");
        assert_eq!(slug("Größe_2"), "größe-2");
        assert_eq!(slug("../.."), "");
        assert_eq!(slug(&"ab ".repeat(60)).chars().count(), 80);
        assert_eq!(slug(&"𠀀".repeat(80)).len(), 200);
    }
}
