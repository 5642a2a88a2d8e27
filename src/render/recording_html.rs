//! Draws films that a speech embeds before its first word as a line of their own, because nobody said them.

/// Removes the films at the beginning of a speech that stands in `out` from a place on. Gives them as the content of
/// paragraphs.
pub(super) fn take_leading_films(out: &mut String, from: usize) -> Vec<String> {
    let mut films = Vec::new();
    while let Some((film, end)) = leading_film(&out[from..]) {
        films.push(film.to_owned());
        out.replace_range(from..from + end, "");
    }
    films
}

/// The link in the first paragraph if it is nothing but an embedded film, and the place after the paragraph.
fn leading_film(html: &str) -> Option<(&str, usize)> {
    // A page on which an editor changes the record has attributes here.
    let (_, rest) = html.strip_prefix("<p").filter(|rest| rest.starts_with(['>', ' ']))?.split_once('>')?;
    let rest = Some(rest).filter(|rest| rest.starts_with("<a href=\""))?;
    let end = rest.find("</a>")? + "</a>".len();
    let film = &rest[..end];
    let after = rest[end..].trim_start().strip_prefix("</p>")?;
    let is_film = film[..film.find('>')?].ends_with(" class=\"video\"");
    is_film.then(|| (film, html.len() - after.trim_start().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_films_before_the_first_word_are_taken() {
        let film = "<p><a href=\"https://a.example/1\" class=\"video\">A</a>\n</p>\n";
        let mut out = format!("before {film}{film}<p>So.</p>\n{film}");
        let films = take_leading_films(&mut out, "before ".len());
        assert_eq!(films.len(), 2);
        assert!(films[0].ends_with(">A</a>"));
        assert_eq!(out, format!("before <p>So.</p>\n{film}"));
    }
}
