//! A copy of a site that somebody has tampered with never passes, whatever they did to it: it is refused or what they did is
//! told, without a panic and without waiting for anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use minutebook::integrity::{CopyOrigin, VerifyOptions, verify};

/// The key of a site whose secret half nobody has any more.
const KEY: &str = "RWQgt96YHr3VZ7r4Bnyhs29Oo9r2S8i59ztQ0VSWjZe+AZipKP7K3GyJ";
const SUMS: &str = "1b9c1900f5a16cca1f1f91d0f48357c5b2388011a22dd7bc905c48377030467f  about/index.html\nb2ec1db28f492258d487ea5e6473db84babe4b2e71bad15cfef6af5e59616b8c  index.html\n";
const SIGNATURE: &str = "untrusted comment: the files of this site, signed with minisign\nRUQgt96YHr3VZ4gijfiOgT5lTWz47aZYC7QyZRBbH4i5jQ027EhjAyFI2p54mPW8CXH7I0+JGvLNfuT5gp7nXKEX1FqQxhxHig8=\ntrusted comment: timestamp:1785837600\tfile:SHA256SUMS\n5N2qMgP500gO4oMLt0Tn8b7opXhLzoqTjbu6J3ZcRilSxGRoEJ1tWtsgECwhxG7ECeK6/uXxKofCfWI67KVrAA==\n";

/// The copy as it was published.
const SOUND: [(&str, &str); 4] = [
    ("index.html", "Aye.\n"),
    ("about/index.html", "About us.\n"),
    ("SHA256SUMS", SUMS),
    ("SHA256SUMS.minisig", SIGNATURE),
];

/// Minutebook's own files, which may lie in a copy if they have the right content.
const OWN: [&str; 3] = [".minutebook/manifest", ".minutebook/published", ".nojekyll"];

/// `bytes` are acts divided by `\n;`, each `write PATH TEXT`, `remove PATH`, `link PATH TARGET` or `folder PATH`.
pub(crate) fn check(bytes: &[u8]) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("minutebook-copy-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let root = std::env::temp_dir().join(name);
    fs::create_dir_all(root.join("about")).expect("a folder");
    for (path, text) in SOUND {
        fs::write(root.join(path), text).expect("a file");
    }
    for act in String::from_utf8_lossy(bytes).split("\n;").take(64) {
        tamper(&root, act);
    }
    let wanted = VerifyOptions {
        folder: root.clone(),
        origin: CopyOrigin::default(),
        key: Some(KEY.to_owned()),
        register: None,
        at_least: None,
    };
    let passes = verify(&wanted).is_ok_and(|found| found.diagnostics.is_empty());
    let is_sound = is_sound(&root);
    fs::remove_dir_all(&root).expect("a folder that is removed");
    assert!(passes == is_sound.unwrap_or(passes), "passes: {passes}, sound: {is_sound:?}");
}

fn tamper(root: &Path, act: &str) {
    let mut words = act.splitn(3, ' ');
    let (what, path, rest) = (words.next(), words.next(), words.next().unwrap_or_default());
    // The test itself must not reach out of its folder, nor through a link.
    let Some(path) = path.filter(|path| !path.contains(['\\', '\0', ':'])) else { return };
    let parts: Vec<&str> = path.split('/').collect();
    if parts.iter().any(|part| matches!(*part, "" | "." | "..") || part.len() > 100) {
        return;
    }
    let place: PathBuf = root.join(path);
    let above = place.parent().unwrap_or(root);
    if above.ancestors().take_while(|folder| *folder != root).any(|folder| folder.is_symlink()) {
        return;
    }
    // What cannot be done is not done.
    let _ = match what {
        Some("write") if !place.is_symlink() => fs::create_dir_all(above).and_then(|()| fs::write(&place, rest)),
        Some("remove") => fs::remove_file(&place),
        Some("folder") => fs::create_dir_all(&place),
        #[cfg(unix)]
        Some("link") => std::os::unix::fs::symlink(rest.replace('\0', ""), &place),
        _ => Ok(()),
    };
}

/// Reports whether the copy is as it was published; `None` when it differs only where it may.
fn is_sound(root: &Path) -> Option<bool> {
    let mut there: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut is_empty = folder != root;
        for entry in fs::read_dir(&folder).expect("a folder") {
            is_empty = false;
            let entry = entry.expect("an entry");
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                folders.push(entry.path());
                continue;
            }
            let path = entry.path().strip_prefix(root).expect("below").to_string_lossy().into_owned();
            there.insert(path, kind.is_file().then(|| fs::read(entry.path()).expect("a file")));
        }
        if is_empty {
            there.insert(folder.strip_prefix(root).expect("below").to_string_lossy().into_owned(), None);
        }
    }
    for (path, text) in SOUND {
        if there.remove(path).flatten().as_deref() != Some(text.as_bytes()) {
            return Some(false);
        }
    }
    let own: Vec<Option<Vec<u8>>> = OWN.iter().filter_map(|path| there.remove(*path)).collect();
    if !there.is_empty() || own.iter().any(Option::is_none) {
        return Some(false);
    }
    own.is_empty().then_some(true)
}
