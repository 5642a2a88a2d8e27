//! Media types of recordings that are files.

/// Endings of names of recordings, with their media types. Apple's directory names `.m4a` and `.m4v` so.
const TYPES: [(&str, &str); 11] = [
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/x-m4a"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
    ("mp4", "video/mp4"),
    ("m4v", "video/x-m4v"),
    ("webm", "video/webm"),
    ("ogv", "video/ogg"),
];

/// Media type of a recording by the ending of its address; `None` if that is a page that shows it.
pub fn recording_type(address: &str) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == ending).map(|(_, media_type)| *media_type)
}
