//! Limit on the nesting of brackets.

/// Deepest nesting of brackets that is accepted.
const DEEPEST: usize = 64;

/// Position of the bracket that opens too deep a nesting, if there is one. The crate has a limit too, but reaches it in
/// quadratic time: seconds for 100 KB of `[`.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}
