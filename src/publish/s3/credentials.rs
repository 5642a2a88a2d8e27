//! Credentials for object storage: from the environment, else from the file in which Amazon's tools keep them. They
//! appear in no message.

use std::fs;
use std::path::PathBuf;

use object_store::aws::AmazonS3Builder;

use crate::report::failure::Failure;

/// An access key with its secret and session token.
#[derive(Default)]
pub(super) struct Credentials {
    /// Texts that must not appear in any message.
    secrets: Vec<String>,
    from_file: Option<(String, String, Option<String>)>,
}

impl Credentials {
    /// Looks for them.
    ///
    /// # Errors
    /// When there are none.
    pub(super) fn find() -> Result<Credentials, Failure> {
        let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];
        let given: Vec<String> =
            names.iter().filter_map(|name| std::env::var(name).ok()).filter(|v| !v.is_empty()).collect();
        if std::env::var_os(names[0]).is_some() && std::env::var_os(names[1]).is_some() {
            return Ok(Credentials { secrets: given, from_file: None });
        }
        let elsewhere = [
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_METADATA_ENDPOINT",
        ];
        if elsewhere.iter().any(|name| std::env::var_os(name).is_some()) {
            return Ok(Credentials { secrets: given, from_file: None });
        }
        let profile = std::env::var("AWS_PROFILE").unwrap_or_else(|_| "default".to_owned());
        let place = std::env::var_os("AWS_SHARED_CREDENTIALS_FILE")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".aws").join("credentials")));
        let text = place.and_then(|place| fs::read_to_string(place).ok()).unwrap_or_default();
        let Some(found) = of_profile(&text, &profile) else {
            return Err(Failure::usage(format!(
                "there is no key for the object storage\n  hint: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or put them \
                 into ~/.aws/credentials under [{profile}]"
            )));
        };
        let (key, secret, token) = &found;
        let secrets = [Some(key), Some(secret), token.as_ref()].into_iter().flatten().cloned().collect();
        Ok(Credentials { secrets, from_file: Some(found) })
    }

    /// Adds the credentials to a client.
    pub(super) fn sign_with(&self, builder: AmazonS3Builder) -> AmazonS3Builder {
        let Some((key, secret, token)) = &self.from_file else { return builder };
        let builder = builder.with_access_key_id(key).with_secret_access_key(secret);
        match token {
            Some(token) => builder.with_token(token),
            None => builder,
        }
    }

    /// Removes the credentials from a message, because servers repeat their requests.
    pub(super) fn taken_out_of(&self, message: &str) -> String {
        self.secrets.iter().fold(message.to_owned(), |message, secret| message.replace(secret.as_str(), "…"))
    }
}

/// The key of a profile: `[name]`, then `aws_access_key_id = …` and so on.
fn of_profile(text: &str, profile: &str) -> Option<(String, String, Option<String>)> {
    let mut inside = false;
    let (mut key, mut secret, mut token) = (None, None, None);
    for line in text.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inside = name.trim() == profile;
        } else if inside && let Some((name, value)) = line.split_once('=') {
            let value = Some(value.trim().to_owned());
            match name.trim() {
                "aws_access_key_id" => key = value,
                "aws_secret_access_key" => secret = value,
                "aws_session_token" => token = value,
                _ => {}
            }
        }
    }
    Some((key?, secret?, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_found_among_others() {
        let text = "[default]\naws_access_key_id = A\n[records]\naws_access_key_id=B\naws_secret_access_key = C\n";
        assert_eq!(of_profile(text, "records"), Some(("B".to_owned(), "C".to_owned(), None)));
        assert_eq!(of_profile(text, "default"), None);
    }
}
