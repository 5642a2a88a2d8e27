//! Contact of the publisher, and where readers report mistakes in a record.

/// Contact of the publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contact {
    /// Address with a scheme, without places to fill in.
    pub address: Box<str>,
    /// Address for reporting a mistake, with places to fill in, as in `?subject={subject}&body={body}`.
    pub report: Box<str>,
}

/// Reason why a text is no contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactError {
    /// A name in braces that is none of [`Contact::PLACES`], or a brace without its counterpart.
    UnknownPlace(String),
    /// A place in front of the first `?`, where it could choose the host.
    PlaceOutsideQuery,
}

impl Contact {
    /// Names of the places: `title` of the record, `url` and `words` of the speech, `version` of the record, and `subject` and
    /// `body`, the words of the theme for these.
    pub const PLACES: [&str; 6] = ["title", "url", "words", "version", "subject", "body"];

    /// Contact of an address, perhaps with places. For an address without places of a kind that takes a subject and a text, these
    /// are added: `mailto:` (RFC 6068), and the form for issues of GitHub, Gitea, Forgejo (`…/issues/new`) and GitLab
    /// (`…/-/issues/new`).
    pub fn of(written: &str) -> Result<Contact, ContactError> {
        let written = written.trim();
        // The address of a mailbox alone.
        let is_mailbox = written.contains('@') && !written.contains([':', '/', ' ', '<']);
        let written = if is_mailbox { &format!("mailto:{written}") } else { written };
        let (head, query) = written.split_once('?').unwrap_or((written, ""));
        if head.contains(['{', '}']) {
            return Err(ContactError::PlaceOutsideQuery);
        }
        for place in places(query)? {
            if !Self::PLACES.contains(&place) {
                return Err(ContactError::UnknownPlace(place.to_owned()));
            }
        }
        if query.contains('{') {
            let own: Vec<&str> = query.split('&').filter(|parameter| !parameter.contains('{')).collect();
            let address = if own.is_empty() { head.to_owned() } else { format!("{head}?{}", own.join("&")) };
            return Ok(Contact { address: address.into(), report: written.into() });
        }
        let mut report = written.to_owned();
        let names = names(head);
        for (name, place) in names.into_iter().zip(["{subject}", "{body}"]) {
            let is_given = query.split('&').any(|given| given.split('=').next() == Some(name));
            if !name.is_empty() && !is_given {
                report.push(if report.contains('?') { '&' } else { '?' });
                report.push_str(&format!("{name}={place}"));
            }
        }
        Ok(Contact { address: written.into(), report: report.into() })
    }
}

/// Names of the parameters for a subject and a text; empty for an address that is not known to take them.
fn names(head: &str) -> [&'static str; 2] {
    let scheme = head.split(':').next().unwrap_or_default();
    let path = head.trim_end_matches('/');
    if scheme.eq_ignore_ascii_case("mailto") {
        ["subject", "body"]
    } else if path.ends_with("/-/issues/new") {
        ["issue%5Btitle%5D", "issue%5Bdescription%5D"]
    } else if path.ends_with("/issues/new") {
        ["title", "body"]
    } else {
        ["", ""]
    }
}

/// Names in braces, in order.
fn places(text: &str) -> Result<Vec<&str>, ContactError> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let end = rest[at..].find('}').filter(|end| *end > 0);
        let Some(end) = end else { return Err(ContactError::UnknownPlace(rest[at..].to_owned())) };
        found.push(&rest[at + 1..at + end]);
        rest = &rest[at + end + 1..];
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subject_and_text_are_added_where_they_are_known_to_be_taken() {
        for (written, report) in [
            ("mailto:clerk@a.example", "mailto:clerk@a.example?subject={subject}&body={body}"),
            (
                "MAILTO:clerk@a.example?cc=b@a.example",
                "MAILTO:clerk@a.example?cc=b@a.example&subject={subject}&body={body}",
            ),
            ("mailto:clerk@a.example?subject=Minutes", "mailto:clerk@a.example?subject=Minutes&body={body}"),
            (
                "https://github.example/o/r/issues/new",
                "https://github.example/o/r/issues/new?title={subject}&body={body}",
            ),
            (
                "https://gitlab.example/o/r/-/issues/new",
                "https://gitlab.example/o/r/-/issues/new?issue%5Btitle%5D={subject}&issue%5Bdescription%5D={body}",
            ),
            ("https://a.example/contact", "https://a.example/contact"),
            ("tel:+886212345678", "tel:+886212345678"),
        ] {
            let contact = Contact::of(written).expect(written);
            assert_eq!((&*contact.address, &*contact.report), (written, report));
        }
    }

    #[test]
    fn a_mailbox_needs_no_scheme() {
        let contact = Contact::of(" clerk@a.example ").expect("a mailbox");
        let report = "mailto:clerk@a.example?subject={subject}&body={body}";
        assert_eq!((&*contact.address, &*contact.report), ("mailto:clerk@a.example", report));
    }

    #[test]
    fn an_address_with_places_is_also_one_without() {
        for (written, address) in [
            ("https://a.example/form?link={url}&label=minutes&said={words}", "https://a.example/form?label=minutes"),
            ("https://a.example/form?link={url}", "https://a.example/form"),
        ] {
            let contact = Contact::of(written).expect(written);
            assert_eq!((&*contact.address, &*contact.report), (address, written));
        }
    }

    #[test]
    fn a_place_must_be_known_and_cannot_choose_the_host() {
        for (written, error) in [
            ("https://a.example/?x={link}", ContactError::UnknownPlace("link".to_owned())),
            ("https://a.example/?x={url", ContactError::UnknownPlace("{url".to_owned())),
            ("https://a.example/?x=url}", ContactError::UnknownPlace("}".to_owned())),
            ("https://{words}/?x={url}", ContactError::PlaceOutsideQuery),
            ("{url}", ContactError::PlaceOutsideQuery),
        ] {
            assert_eq!(Contact::of(written), Err(error), "{written}");
        }
    }
}
