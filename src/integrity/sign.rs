//! Signs with a minisign key, and checks such signatures.

use std::fmt;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use minisign::{PublicKey, PublicKeyBox, SecretKey, SignatureBox};

use super::SUMS;
use super::key::{self, KeyError};
use crate::report::failure::Failure;

/// Key with which a site is signed.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The file with the secret key, as `minisign -G` makes it.
    pub key: PathBuf,
    /// Its password; none for a key made with `minisign -G -W`.
    pub password: Option<Password>,
}

impl Signing {
    /// Key named by the environment: its file in `MINUTEBOOK_SIGN_KEY`, its password in `MINUTEBOOK_SIGN_PASSWORD`.
    pub fn from_environment() -> Option<Signing> {
        let key = std::env::var_os("MINUTEBOOK_SIGN_KEY").filter(|key| !key.is_empty())?;
        let password = std::env::var("MINUTEBOOK_SIGN_PASSWORD").ok().map(Password);
        Some(Signing { key: key.into(), password })
    }
}

/// A password; `Debug` does not show it.
#[derive(Clone)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

const COMMENT: &str = "the files of this site, signed with minisign";

/// Signs a list of checksums, stating the time `now`.
///
/// # Errors
/// When the key cannot be read or opened.
pub fn sign(signing: &Signing, sums: &str, now: jiff::Timestamp) -> Result<String, Failure> {
    let key = &signing.key;
    let refused = |why: &str, hint: &str| Failure::usage(format!("{}: {why}\n  hint: {hint}", key.display()));
    let text = fs::read_to_string(key).map_err(|error| Failure::io("the signing key cannot be read", key, &error))?;
    let secret = signing.open(&text).map_err(|error| {
        let (reason, remedy) = error.explanation();
        refused(reason, remedy)
    })?;
    let trusted = format!("timestamp:{}\tfile:{SUMS}", now.as_second());
    let signature = minisign::sign(None, &secret, Cursor::new(sums.as_bytes()), Some(&trusted), Some(COMMENT))
        .map_err(|error| refused(&format!("it cannot sign: {error}"), "make a new key with `minisign -G`"))?;
    Ok(signature.into_string())
}

/// Untrusted comments (which minisign does not sign) that programs write by default. Any other comment may have been
/// added by another person.
const COMMENTS: [&str; 3] = [COMMENT, "signature from minisign secret key", "signature from rsign secret key"];

/// Verifies the signature on a list of checksums. Returns the time of signing that the signature states, if any. `key`
/// is a public key or the text of its file.
///
/// # Errors
/// The reason, when the signature is not that of the key.
pub fn signed_by(key: &str, sums: &str, signature: &str) -> Result<Option<jiff::Timestamp>, String> {
    let key = PublicKeyBox::from_string(key.trim())
        .and_then(PublicKeyBox::into_public_key)
        .or_else(|_| PublicKey::from_base64(key.trim()))
        .map_err(|_| "the key is not a public key of minisign".to_owned())?;
    let boxed = SignatureBox::from_string(signature)
        .map_err(|_| "this is not a signature of minisign, or it is damaged".to_owned())?;
    let comment = boxed.untrusted_comment().ok();
    if !comment.is_some_and(|comment| COMMENTS.contains(&&*comment)) || boxed.to_string() != signature {
        return Err("the signature does not have the form that Minutebook and minisign write".to_owned());
    }
    minisign::verify(&key, &boxed, Cursor::new(sums.as_bytes()), true, false, false)
        .map_err(|_| "the signature is not that of the key on this list".to_owned())?;
    let trusted = boxed.trusted_comment().unwrap_or_default();
    let second = trusted.split('\t').find_map(|part| part.strip_prefix("timestamp:")?.parse().ok());
    Ok(second.and_then(|second| jiff::Timestamp::from_second(second).ok()))
}

impl Signing {
    fn open(&self, text: &str) -> Result<SecretKey, KeyError> {
        key::open(text, self.password.as_ref().map(|password| password.0.as_str()))
    }

    /// Reports whether a signature that exists is this key's signature on this list, and can be kept.
    pub fn has_signed(&self, sums: &str, signature: &Path) -> bool {
        let Ok(signature) = fs::read_to_string(signature) else { return false };
        let Ok(text) = fs::read_to_string(&self.key) else { return false };
        let Ok(public) = self.open(&text).map_err(drop).and_then(|key| PublicKey::from_secret_key(&key).map_err(drop))
        else {
            return false;
        };
        signed_by(&public.to_base64(), sums, &signature).is_ok()
    }
}
