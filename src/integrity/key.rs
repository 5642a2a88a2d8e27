//! Opens secret keys made by `minisign`, and explains why another file is not such a key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{PublicKey, SecretKey, SecretKeyBox};

/// Reason why a text is not a usable secret key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyError {
    /// Not a key at all.
    Other,
    /// A key made by `signify`.
    Signify,
    /// A public key.
    Public,
    /// The key has a password, and none was given.
    Locked,
    /// The password does not open the key.
    WrongPassword,
    /// A key whose signatures do not verify with its own public half.
    Damaged,
}

impl KeyError {
    /// The reason and the remedy, in words for the user.
    pub(super) fn explanation(self) -> (&'static str, &'static str) {
        const GIVE: &str = "give the file that `minisign -G` made, such as minisign.key";
        match self {
            KeyError::Other => ("this is not a secret key of minisign", GIVE),
            KeyError::Signify => ("this is a key of signify, which Minutebook does not support", GIVE),
            KeyError::Public => ("this is a public key, which cannot sign", GIVE),
            KeyError::Locked => ("this key has a password", "set MINUTEBOOK_SIGN_PASSWORD in the environment"),
            KeyError::WrongPassword => ("the password does not open this key", "check MINUTEBOOK_SIGN_PASSWORD"),
            KeyError::Damaged => {
                ("this key is damaged", "restore it from a copy, or make a new one with `minisign -G`")
            }
        }
    }
}

/// Length of a key in bytes: its algorithms, salt, limits, number, both halves and checksum.
const LENGTH: usize = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
/// Length in bytes of a secret key made by `signify`.
const SIGNIFY_LENGTH: usize = 104;
/// Length in bytes of a public key.
const PUBLIC_LENGTH: usize = 42;
/// Offset of the checksum.
const CHECKSUM: usize = LENGTH - 32;

/// Opens the key in a file. A password that the key does not need is ignored.
pub(super) fn open(text: &str, password: Option<&str>) -> Result<SecretKey, KeyError> {
    let line = text.lines().nth(1).ok_or(KeyError::Other)?;
    let bytes = STANDARD.decode(line.trim()).map_err(|_| KeyError::Other)?;
    match (bytes.get(..4), bytes.len()) {
        (Some(b"EdBK"), SIGNIFY_LENGTH) => return Err(KeyError::Signify),
        (_, PUBLIC_LENGTH) => return Err(KeyError::Public),
        (Some([b'E', b'd', kind @ ..]), LENGTH) if kind == [0, 0] => return without_password(&bytes),
        (Some(b"EdSc"), LENGTH) => {}
        _ => return Err(KeyError::Other),
    }
    // The password is never asked for: a timer that publishes has no terminal.
    let password = password.ok_or(KeyError::Locked)?;
    let boxed = SecretKeyBox::from_string(text).map_err(|_| KeyError::Other)?;
    boxed.into_secret_key(Some(password.to_owned())).map_err(|_| KeyError::WrongPassword)
}

/// Opens a key without a password. `minisign -G -W` leaves the checksum of such a key empty, which the crate takes for
/// damage. Instead of the checksum, the key is tested: its signature must verify with its own public half.
fn without_password(bytes: &[u8]) -> Result<SecretKey, KeyError> {
    let secret = SecretKey::from_bytes(bytes).map_err(|_| KeyError::Other)?;
    if bytes[CHECKSUM..].iter().any(|byte| *byte != 0) {
        let boxed = secret.to_box(None).map_err(|_| KeyError::Damaged)?;
        return boxed.into_unencrypted_secret_key().map_err(|_| KeyError::Damaged);
    }
    let public = PublicKey::from_secret_key(&secret).map_err(|_| KeyError::Damaged)?;
    let signature = minisign::sign(None, &secret, &b"a trial"[..], None, None).map_err(|_| KeyError::Damaged)?;
    minisign::verify(&public, &signature, std::io::Cursor::new(b"a trial"), true, false, false)
        .map_err(|_| KeyError::Damaged)?;
    Ok(secret)
}
