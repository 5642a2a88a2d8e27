//! Carries the requests of `object_store` with the same HTTP client that the rest of the program uses, on threads of its
//! own.

use std::io;
use std::time::Duration;

use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
};
use ureq::Agent;
use ureq::http::request::Parts;
use ureq::http::{Method, Request, Response};

/// Timeouts for connecting and for a whole request.
const CONNECTING: Duration = Duration::from_secs(10);
const ANSWERING: Duration = Duration::from_secs(120);

/// Maximum size of a response, in bytes; the list of a very large site is far below.
const LARGEST: u64 = 1024 * 1024 * 1024;

/// Makes clients for `object_store`.
#[derive(Debug)]
pub(super) struct Connector;

#[derive(Debug)]
struct Service(Agent);

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let tls = ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(64)
            .max_idle_connections_per_host(64)
            .timeout_connect(Some(CONNECTING))
            .timeout_global(Some(ANSWERING))
            .build();
        Ok(HttpClient::new(Service(config.into())))
    }
}

#[async_trait::async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let agent = self.0.clone();
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let carried = tokio::task::spawn_blocking(move || carry(&agent, parts, &body)).await;
        carried.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error))?
    }
}

fn carry(agent: &Agent, parts: Parts, body: &[u8]) -> Result<HttpResponse, HttpError> {
    let has_body = parts.method == Method::PUT || parts.method == Method::POST;
    let answer =
        if has_body { agent.run(Request::from_parts(parts, body)) } else { agent.run(Request::from_parts(parts, ())) };
    let (parts, mut body) = answer.map_err(failed)?.into_parts();
    let bytes = body.with_config().limit(LARGEST).read_to_vec().map_err(failed)?;
    Ok(Response::from_parts(parts, HttpResponseBody::from(bytes)))
}

/// Which failures are worth another attempt.
fn failed(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => HttpErrorKind::Connect,
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => HttpErrorKind::Connect,
        ureq::Error::Io(_) => HttpErrorKind::Interrupted,
        ureq::Error::Protocol(_) => HttpErrorKind::Request,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
