//! Bytes that can begin markup.

/// Bytes that can begin markup or an escape in the middle of a line.
pub(super) static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"\\`*_[]<&!~|\t\x02";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};
