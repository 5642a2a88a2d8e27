//! Signs with a minisign key, and checks such signatures.

use std::fmt;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use minisign::{PublicKey, PublicKeyBox, SecretKeyBox, SignatureBox};

use super::SUMS;
use crate::failure::Failure;

/// With which key a site is signed.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The file with the secret key, as `minisign -G` makes it.
    pub key: PathBuf,
    /// Its password; none for a key made with `minisign -G -W`.
    pub password: Option<Password>,
}

impl Signing {
    /// The key that the environment names: `MINUTEBOOK_SIGN_KEY` is its file, `MINUTEBOOK_SIGN_PASSWORD` its password.
    pub fn from_environment() -> Option<Signing> {
        let key = std::env::var_os("MINUTEBOOK_SIGN_KEY").filter(|key| !key.is_empty())?;
        let password = std::env::var("MINUTEBOOK_SIGN_PASSWORD").ok().map(Password);
        Some(Signing { key: key.into(), password })
    }
}

/// A password, which nothing prints.
#[derive(Clone)]
pub struct Password(pub String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

const COMMENT: &str = "the files of this site, signed with minisign";

/// Signs a list of sums for a moment.
///
/// # Errors
/// When the key cannot be read or opened.
pub fn sign(signing: &Signing, sums: &str, now: jiff::Timestamp) -> Result<String, Failure> {
    let key = &signing.key;
    let refused = |why: &str, hint: &str| Failure::usage(format!("{}: {why}\n  hint: {hint}", key.display()));
    let text = fs::read_to_string(key).map_err(|error| Failure::io("the signing key cannot be read", key, &error))?;
    let not_a_key =
        || refused("this is no secret key of minisign", "give the file that `minisign -G` made, such as minisign.key");
    let boxed = SecretKeyBox::from_string(&text).map_err(|_| not_a_key())?;
    // Nobody is asked here: whoever publishes by a timer has no terminal.
    let secret = match &signing.password {
        Some(Password(password)) => SecretKeyBox::into_secret_key(boxed, Some(password.clone()))
            .map_err(|_| refused("the password does not open this key", "look at MINUTEBOOK_SIGN_PASSWORD"))?,
        None => boxed.into_unencrypted_secret_key().map_err(|_| {
            refused("this key has a password", "give it in the environment, as MINUTEBOOK_SIGN_PASSWORD")
        })?,
    };
    let trusted = format!("timestamp:{}\tfile:{SUMS}", now.as_second());
    let signature = minisign::sign(None, &secret, Cursor::new(sums.as_bytes()), Some(&trusted), Some(COMMENT))
        .map_err(|error| refused(&format!("it cannot sign: {error}"), "make a new key with `minisign -G`"))?;
    Ok(signature.into_string())
}

/// Whether a signature on a list of sums is that of a key: the key itself, or the text of its file.
///
/// # Errors
/// With the reason, when it is not.
pub fn signed_by(key: &str, sums: &str, signature: &str) -> Result<(), String> {
    let key = PublicKeyBox::from_string(key.trim())
        .and_then(PublicKeyBox::into_public_key)
        .or_else(|_| PublicKey::from_base64(key.trim()))
        .map_err(|_| "the key is no public key of minisign".to_owned())?;
    let boxed = SignatureBox::from_string(signature).map_err(|_| "the signature cannot be read".to_owned())?;
    // What minisign does not protect must be as we write it.
    if boxed.untrusted_comment().ok().as_deref() != Some(COMMENT) || boxed.to_string() != signature {
        return Err("the signature is not as Minutebook writes it".to_owned());
    }
    minisign::verify(&key, &boxed, Cursor::new(sums.as_bytes()), true, false, false)
        .map_err(|_| "the signature is not that of the key on this list".to_owned())
}

impl Signing {
    /// Whether a signature that is there is of this key on this list, so that it may stay as it is.
    pub fn has_signed(&self, sums: &str, signature: &Path) -> bool {
        let Ok(signature) = fs::read_to_string(signature) else { return false };
        let Ok(text) = fs::read_to_string(&self.key) else { return false };
        let password = self.password.clone().map(|password| password.0);
        let Ok(boxed) = SecretKeyBox::from_string(&text) else { return false };
        let secret = match password {
            Some(password) => boxed.into_secret_key(Some(password)),
            None => boxed.into_unencrypted_secret_key(),
        };
        let public = secret.and_then(|secret| PublicKey::from_secret_key(&secret));
        public.is_ok_and(|public| signed_by(&public.to_base64(), sums, &signature).is_ok())
    }
}
