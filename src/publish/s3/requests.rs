//! Requests that send a file to a bucket or remove one, with the headers stored with each.

use std::pin::Pin;
use std::sync::Arc;

use md5::{Digest, Md5};
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{Attribute, AttributeValue, Attributes, ObjectStore, ObjectStoreExt, PutOptions, PutPayload};

use crate::fs::failpoint::failpoint;
use crate::hosting::{CachePolicy, is_given_and_active, media_type};

/// Result of a request; the error names its subject and its reason.
pub(super) type Done = Result<(), (String, object_store::Error)>;
pub(super) type Job = Pin<Box<dyn Future<Output = Done> + Send>>;

/// A file to be sent.
pub(super) struct Sending {
    pub(super) object: Path,
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// HTTP headers stored with a file of the site.
fn attributes_of(path: &str) -> Attributes {
    let mut attributes = attributes(&media_type(path), CachePolicy::of(path).header());
    if is_given_and_active(path) {
        // Object storage sends no policy that would keep its scripts from running as if they were the site's.
        attributes.insert(Attribute::ContentDisposition, AttributeValue::from("attachment"));
    }
    attributes
}

pub(super) fn attributes(media: &str, keeping: &'static str) -> Attributes {
    Attributes::from_iter([
        (Attribute::ContentType, AttributeValue::from(media.to_owned())),
        (Attribute::CacheControl, AttributeValue::from(keeping)),
    ])
}

pub(super) fn send(store: Arc<AmazonS3>, sending: Sending) -> Job {
    Box::pin(async move {
        let Sending { object, path, bytes } = sending;
        let options = PutOptions { attributes: attributes_of(&path), ..PutOptions::default() };
        failpoint();
        store.put_opts(&object, PutPayload::from(bytes), options).await.map(|_| ()).map_err(|error| (path, error))
    })
}

pub(super) fn remove(store: Arc<AmazonS3>, object: Path) -> Job {
    Box::pin(async move {
        failpoint();
        match store.delete(&object).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err((object.to_string(), error)),
        }
    })
}

/// Tag that a service gives to an object with these bytes, unless it encrypts them.
pub(super) fn md5_of(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_content_that_run_scripts_are_uploaded_to_be_saved_and_not_shown() {
        let said = |path: &str| {
            let attributes = attributes_of(path);
            let said = |attribute: Attribute| attributes.get(&attribute).map(|value| value.to_string());
            [Attribute::ContentDisposition, Attribute::ContentType, Attribute::CacheControl].map(said)
        };
        let on_progress = |on_progress: [&str; 3]| on_progress.map(|text| (!text.is_empty()).then(|| text.to_owned()));
        let hour = "public, max-age=3600";
        for (path, media) in [
            ("files/plan.html", "text/html; charset=utf-8"),
            ("files/deep/plan.HTM", "text/html"),
            ("files/map.svg", "image/svg+xml"),
            ("files/data.xml", "application/xml; charset=utf-8"),
            ("files/page.xhtml", "application/xhtml+xml"),
        ] {
            assert_eq!(said(path), on_progress(["attachment", media, hour]), "{path}");
        }
        assert_eq!(said("files/plan.pdf"), on_progress(["", "application/pdf", hour]));
        assert_eq!(
            said("index.html"),
            on_progress(["", "text/html; charset=utf-8", "public, max-age=0, must-revalidate"])
        );
        assert_eq!(said("assets/map.svg")[0], None);
    }
}
