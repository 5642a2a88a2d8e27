//! A bucket: its client, and the requests that all steps of a publication make.

use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, RetryConfig};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use tokio_stream::StreamExt;

use super::connector;
use super::credentials::Credentials;
use super::requests::{Done, Job, attributes};
use crate::bytes::fingerprint::Fingerprint;
use crate::config::S3Target;
use crate::fs::failpoint::failpoint;
use crate::report::failure::Failure;

/// Default number of parallel requests.
const PARALLEL: usize = 16;

/// Size and tag of objects, by path below the prefix.
pub(super) type ListedObjects = BTreeMap<String, (u64, String)>;

/// A bucket, or a folder in it.
pub struct S3 {
    pub(super) store: Arc<AmazonS3>,
    pub(super) runtime: Runtime,
    pub(super) bucket: String,
    pub(super) prefix: String,
    pub(super) parallel: usize,
    pub(super) credentials: Credentials,
    /// Token by which an interrupted publication of this machine is recognised.
    pub(super) token: String,
    /// True if to override another publisher's lock.
    pub(super) take_over: bool,
}

impl S3 {
    /// The bucket that settings describe; `scratch` is a folder for this machine's token.
    ///
    /// # Errors
    /// When the bucket is not named, there is no key for it, or the settings are not such as can be used.
    pub fn new(settings: &S3Target, scratch: &FilePath, take_over: bool) -> Result<S3, Failure> {
        let Some(bucket) = settings.bucket.as_deref() else {
            return Err(Failure::usage(
                "no bucket is named\n  hint: write `publish: {s3: {bucket: …}}` into site.yml, or give `--bucket`",
            ));
        };
        let credentials = Credentials::find()?;
        let parallel = settings.parallel.unwrap_or(PARALLEL).max(1);
        let retry = RetryConfig { max_retries: 4, retry_timeout: Duration::from_secs(30), ..RetryConfig::default() };
        let mut builder = credentials
            .sign_with(AmazonS3Builder::from_env())
            .with_bucket_name(bucket)
            .with_http_connector(connector::Connector)
            .with_retry(retry);
        if let Some(endpoint) = settings.endpoint.as_deref() {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some(region) = settings.region.as_deref() {
            builder = builder.with_region(region);
        }
        let unusable = |error: &dyn std::fmt::Display| {
            let message = credentials.taken_out_of(&error.to_string());
            Failure::usage(format!(
                "the bucket “{bucket}” cannot be used: {message}\n  hint: check `publish: {{s3: …}}` in site.yml"
            ))
        };
        let store = builder.build().map_err(|error| unusable(&error))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(parallel + 4)
            .enable_all()
            .build()
            .map_err(|error| unusable(&error))?;
        let prefix = settings.prefix.as_deref().unwrap_or_default().trim_matches('/').to_owned();
        let token = own_token(&scratch.join("token"))?;
        Ok(S3 {
            store: Arc::new(store),
            runtime,
            bucket: bucket.to_owned(),
            prefix,
            parallel,
            credentials,
            token,
            take_over,
        })
    }

    pub(super) fn object(&self, path: &str) -> Result<Path, Failure> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&key)
            .map_err(|error| Failure::environment(format!("“{key}” cannot be the name of an object: {error}")))
    }

    pub(super) fn failed(&self, what: &str, error: &object_store::Error) -> Failure {
        let said = self.credentials.taken_out_of(&first_line(&error.to_string()));
        let hint = match error {
            object_store::Error::Unauthenticated { .. } | object_store::Error::PermissionDenied { .. } => {
                "see that the key is right, and that it may list, read, write and remove objects in the bucket"
            }
            object_store::Error::NotFound { .. } => {
                "see that there is such a bucket, and that `endpoint` and `region` are right"
            }
            _ => "check the network and the service, and publish again: what has been sent is not sent again",
        };
        Failure::environment(format!("{what}: {said}\n  hint: {hint}"))
    }

    pub(super) fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let object = self.object(path)?;
        let store = Arc::clone(&self.store);
        let got = self.runtime.block_on(async move { store.get(&object).await?.bytes().await });
        match got {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed("what is live cannot be read", &error)),
        }
    }

    pub(super) fn put_own(&self, path: &str, bytes: Vec<u8>, mode: PutMode) -> Result<(), object_store::Error> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        let object = Path::from(key);
        let options =
            PutOptions { mode, attributes: attributes("application/json", "no-store"), ..PutOptions::default() };
        let store = Arc::clone(&self.store);
        failpoint();
        self.runtime
            .block_on(async move { store.put_opts(&object, PutPayload::from(bytes), options).await })
            .map(|_| ())
    }

    /// All objects below the prefix: size and tag by path.
    pub(super) fn listed(&self) -> Result<ListedObjects, Failure> {
        self.listed_below("")
    }

    /// All objects below a folder: size and tag by path, which begins with the folder.
    pub(super) fn listed_below(&self, folder: &str) -> Result<ListedObjects, Failure> {
        let (store, below) = (Arc::clone(&self.store), self.below(folder));
        let listed = self.runtime.block_on(async move {
            let mut stream = store.list(below.as_ref());
            let mut listed = Vec::new();
            while let Some(meta) = stream.next().await {
                listed.push(meta?);
            }
            Ok(listed)
        });
        self.by_path(listed)
    }

    /// The objects directly in the prefix, without those in folders of it: size and tag by path.
    pub(super) fn listed_on_top(&self) -> Result<ListedObjects, Failure> {
        let (store, below) = (Arc::clone(&self.store), self.below(""));
        let listed = self.runtime.block_on(async move { store.list_with_delimiter(below.as_ref()).await });
        self.by_path(listed.map(|listed| listed.objects))
    }

    /// Path of a folder in the bucket; `None` for the bucket as a whole.
    fn below(&self, folder: &str) -> Option<Path> {
        let both: Vec<&str> = [self.prefix.as_str(), folder].into_iter().filter(|part| !part.is_empty()).collect();
        (!both.is_empty()).then(|| Path::from(both.join("/")))
    }

    fn by_path(&self, listed: object_store::Result<Vec<ObjectMeta>>) -> Result<ListedObjects, Failure> {
        let listed = listed.map_err(|error| self.failed("the bucket cannot be listed", &error))?;
        let entry = |meta: ObjectMeta| {
            let key = meta.location.as_ref();
            let start = if self.prefix.is_empty() { 0 } else { self.prefix.len() + 1 };
            let tag = meta.e_tag.as_deref().unwrap_or_default().trim_matches('"').to_owned();
            (key.get(start..).unwrap_or_default().to_owned(), (meta.size, tag))
        };
        Ok(listed.into_iter().map(entry).collect())
    }

    /// Does something with many objects, a few at a time.
    pub(super) fn each<T>(
        &self,
        jobs: impl IntoIterator<Item = T>,
        run: impl Fn(Arc<AmazonS3>, T) -> Job,
        mut done: impl FnMut(),
    ) -> Done {
        self.runtime.block_on(async {
            let mut jobs = jobs.into_iter();
            let mut running: JoinSet<Done> = JoinSet::new();
            loop {
                while running.len() < self.parallel {
                    let Some(job) = jobs.next() else { break };
                    running.spawn(run(Arc::clone(&self.store), job));
                }
                let Some(ended) = running.join_next().await else { return Ok(()) };
                ended.unwrap_or_else(|source| Err(("a file".to_owned(), object_store::Error::JoinError { source })))?;
                done();
            }
        })
    }
}

/// The first line of a server's answer, which may be a page of XML.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 300;
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(LONGEST).collect()
}

/// This machine's token for the site, created when there is none.
fn own_token(place: &FilePath) -> Result<String, Failure> {
    if let Ok(token) = std::fs::read_to_string(place)
        && !token.is_empty()
    {
        return Ok(token);
    }
    let seed = (place, std::process::id(), jiff::Timestamp::now().as_nanosecond());
    let token = Fingerprint::of(&seed).hex();
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(place, &token))
        .map_err(|error| Failure::io("a mark of this machine cannot be kept", place, &error))?;
    Ok(token)
}
