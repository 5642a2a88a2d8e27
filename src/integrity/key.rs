//! Opens the secret keys that `minisign` makes, and says of others what they are.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minisign::{PublicKey, SecretKey, SecretKeyBox};

/// Why a text is no key that signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoKey {
    /// It is none at all.
    Other,
    /// `signify` made it.
    OfSignify,
    /// It is the public half.
    Public,
    /// It has a password, and none was given.
    Locked,
    /// Its password is another.
    WrongPassword,
    /// It does not sign what it verifies.
    Damaged,
}

impl NoKey {
    /// What is wrong, and what would mend it.
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

/// How long a key is: its kinds, its salt, its bounds, its number, its two halves and its checksum.
const LENGTH: usize = 2 + 2 + 2 + 32 + 8 + 8 + 8 + 64 + 32;
/// How long those of `signify` are.
const LENGTH_OF_SIGNIFY: usize = 104;
/// How long public keys are.
const LENGTH_OF_PUBLIC: usize = 42;
/// Where the checksum begins.
const CHECKSUM: usize = LENGTH - 32;

/// The key that a file holds. A password that is not needed is not looked at.
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
    // Nobody is asked here: whoever publishes by a timer has no terminal.
    let password = password.ok_or(NoKey::Locked)?;
    let boxed = SecretKeyBox::from_string(text).map_err(|_| NoKey::Other)?;
    boxed.into_secret_key(Some(password.to_owned())).map_err(|_| NoKey::WrongPassword)
}

/// `minisign -G -W` leaves the checksum of a key without a password empty, which the crate takes for damage. So what the
/// checksum would tell is tried: whether what the key signs is its own.
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
