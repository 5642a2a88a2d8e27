//! Opens secret keys made by `minisign`, and explains why another file is not such a key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{PublicKey, SecretKey, SecretKeyBox};

/// Reason why a text is not a usable secret key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoKey {
    /// Not a key at all.
    Other,
    /// A key made by `signify`.
    OfSignify,
    /// A public key.
    Public,
    /// The key has a password, and none was given.
    Locked,
    /// The password does not open the key.
    WrongPassword,
    /// A key whose signatures do not verify with its own public half.
    Damaged,
}

impl NoKey {
    /// The reason and the remedy, in words for the user.
    pub(super) fn told(self) -> (&'static str, &'static str) {
        const GIVE: &str = "give the file that `minisign -G` made, such as minisign.key";
        match self {
            NoKey::Other => ("this is no secret key of minisign", GIVE),
            NoKey::OfSignify => ("this is a key of signify, with which Minutebook does not sign", GIVE),
            NoKey::Public => ("this is a public key, which signs nothing", GIVE),
            NoKey::Locked => ("this key has a password", "give it in the environment, as MINUTEBOOK_SIGN_PASSWORD"),
            NoKey::WrongPassword => ("the password does not open this key", "look at MINUTEBOOK_SIGN_PASSWORD"),
            NoKey::Damaged => ("this key is damaged", "take it from a copy, or make a new one with `minisign -G`"),
        }
    }
}

/// Length of a key in bytes: its algorithms, salt, limits, number, both halves and checksum.
const LENGTH: usize = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
/// Length in bytes of a secret key made by `signify`.
const LENGTH_OF_SIGNIFY: usize = 104;
/// Length in bytes of a public key.
const LENGTH_OF_PUBLIC: usize = 42;
/// Offset of the checksum.
const CHECKSUM: usize = LENGTH - 32;

/// Opens the key in a file. A password that the key does not need is ignored.
pub(super) fn open(text: &str, password: Option<&str>) -> Result<SecretKey, NoKey> {
    let line = text.lines().nth(1).ok_or(NoKey::Other)?;
    let bytes = STANDARD.decode(line.trim()).map_err(|_| NoKey::Other)?;
    match (bytes.get(..4), bytes.len()) {
        (Some(b"EdBK"), LENGTH_OF_SIGNIFY) => return Err(NoKey::OfSignify),
        (_, LENGTH_OF_PUBLIC) => return Err(NoKey::Public),
        (Some([b'E', b'd', kind @ ..]), LENGTH) if kind == [0, 0] => return without_password(&bytes),
        (Some(b"EdSc"), LENGTH) => {}
        _ => return Err(NoKey::Other),
    }
    // The password is never asked for: a timer that publishes has no terminal.
    let password = password.ok_or(NoKey::Locked)?;
    let boxed = SecretKeyBox::from_string(text).map_err(|_| NoKey::Other)?;
    boxed.into_secret_key(Some(password.to_owned())).map_err(|_| NoKey::WrongPassword)
}

/// Opens a key without a password. `minisign -G -W` leaves the checksum of such a key empty, which the crate takes for
/// damage. Instead of the checksum, the key is tested: its signature must verify with its own public half.
fn without_password(bytes: &[u8]) -> Result<SecretKey, NoKey> {
    let secret = SecretKey::from_bytes(bytes).map_err(|_| NoKey::Other)?;
    if bytes[CHECKSUM..].iter().any(|byte| *byte != 0) {
        let boxed = secret.to_box(None).map_err(|_| NoKey::Damaged)?;
        return boxed.into_unencrypted_secret_key().map_err(|_| NoKey::Damaged);
    }
    let public = PublicKey::from_secret_key(&secret).map_err(|_| NoKey::Damaged)?;
    let signature = minisign::sign(None, &secret, &b"a trial"[..], None, None).map_err(|_| NoKey::Damaged)?;
    minisign::verify(&public, &signature, std::io::Cursor::new(b"a trial"), true, false, false)
        .map_err(|_| NoKey::Damaged)?;
    Ok(secret)
}
