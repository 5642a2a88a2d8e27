//! Names that Windows keeps for devices: no file there can have one, whatever its extension.

/// Names of devices, in lower case.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Beginnings of names that a single digit follows.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// Part of the name of a file before its extensions, if it is the name of a device, in whatever case: `AUX` of `AUX.tar.gz`.
///
/// Source: Microsoft, “Naming Files, Paths, and Namespaces”.
pub fn device_name(file_name: &str) -> Option<&str> {
    let stem = file_name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    // A longer name cannot be that of a device; most names are longer.
    if stem.len() > 7 {
        return None;
    }
    let lower = stem.to_ascii_lowercase();
    let is_numbered = || {
        let digit = NUMBERED.iter().find_map(|device| lower.strip_prefix(device));
        digit.is_some_and(|rest| {
            matches!(rest, "¹" | "²" | "³") || (rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    (DEVICES.contains(&&*lower) || is_numbered()).then_some(stem)
}
