//! Answers from a site in memory: no path of a request ever reaches the disk.

use super::follow::View;
use super::live::{self, PREFIX, VIEWS};
use crate::publish::Audience;
use crate::render::RenderError;
use axum::Router;
use axum::body::Body;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;

/// What every answer is made from.
pub(super) struct Shared {
    pub(super) view: RwLock<Arc<View>>,
    /// The newest version, for those who wait for it.
    pub(super) version: watch::Sender<u64>,
    /// As whom the site is shown where an address does not say.
    pub(super) audience: Audience,
    /// The address that was asked for, where it is not a loopback one.
    pub(super) host: Option<IpAddr>,
    pub(super) root: PathBuf,
    /// How an editor is told to open `{file}` at `{line}` and `{column}`.
    pub(super) editor: String,
}

impl Shared {
    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The router of the live preview.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/~live/ws", get(socket))
        .route(
            "/~live/live.js",
            get(|| async { typed("text/javascript; charset=utf-8", live::SCRIPT) }),
        )
        .route("/~live/state", get(state))
        .fallback(page)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), guard))
        .with_state(shared)
}

/// Refuses whoever does not speak to this machine by its own name: a page elsewhere whose name was
/// made to point here (DNS rebinding), or that opens a socket from another origin.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| is_ours(host, shared.host)) {
        return refuse(
            StatusCode::FORBIDDEN,
            "this server answers to its own address alone",
        );
    }
    if let Some(origin) = headers.get(header::ORIGIN)
        && !same_origin(
            origin.to_str().unwrap_or_default(),
            host.unwrap_or_default(),
        )
    {
        return refuse(
            StatusCode::FORBIDDEN,
            "this server answers its own pages alone",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return refuse(
            StatusCode::METHOD_NOT_ALLOWED,
            "there is nothing to change here",
        );
    }
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, header::HeaderValue::from_static(value));
    }
    answer
}

/// Whether a `Host` names this machine: a loopback name or address, or any address where the server
/// was told to listen beyond it. Other names could be anybody's.
fn is_ours(host: &str, beyond: Option<IpAddr>) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let local =
        name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost");
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || beyond.is_some(),
        Err(_) => local,
    }
}

fn same_origin(origin: &str, host: &str) -> bool {
    let of = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    of.is_some_and(|of| of.eq_ignore_ascii_case(host))
}

fn refuse(status: StatusCode, why: &'static str) -> Response {
    (status, why).into_response()
}

fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

/// What an address asks for: as whom, and which file.
///
/// `None` where it could only mean something outside of a site.
fn asked(shared: &Shared, address: &str) -> Option<(Audience, String)> {
    let path = percent_decode_str(address).decode_utf8().ok()?;
    let path = path.strip_prefix('/')?;
    let odd = path.contains(['\0', '\\'])
        || path.starts_with('/')
        || path.split('/').any(|part| matches!(part, ".." | "."));
    if odd {
        return None;
    }
    let (audience, path) = VIEWS
        .iter()
        .find_map(|(name, audience)| {
            let rest = path.strip_prefix('~')?.strip_prefix(name)?;
            Some((*audience, rest.strip_prefix('/')?))
        })
        .unwrap_or((shared.audience, path));
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    Some((audience, path))
}

async fn page(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let address = request.uri().path().to_owned();
    if address.starts_with(PREFIX) {
        return refuse(StatusCode::NOT_FOUND, "nothing here");
    }
    // `/~mentor` lacks the stroke on which relative links rest.
    if VIEWS
        .iter()
        .any(|(name, _)| address.strip_prefix("/~") == Some(name))
    {
        return (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, format!("{address}/"))],
        )
            .into_response();
    }
    let Some((audience, path)) = asked(&shared, &address) else {
        return refuse(StatusCode::BAD_REQUEST, "that is no address of a site");
    };
    let view = shared.view();
    // A page of a large plan takes a while; others are answered meanwhile.
    let made = tokio::task::spawn_blocking(move || answer(&view, audience, &path)).await;
    made.unwrap_or_else(|_| {
        refuse(
            StatusCode::INTERNAL_SERVER_ERROR,
            "this page could not be made",
        )
    })
}

fn answer(view: &View, audience: Audience, path: &str) -> Response {
    match view.page(audience, path) {
        Ok(bytes) if is_html(path) => typed("text/html; charset=utf-8", live::with_script(&bytes)),
        Ok(bytes) => typed(kind(path), bytes.to_vec()),
        Err(RenderError::Missing(_)) => {
            let page = view.page(audience, "404.html").unwrap_or_default();
            let page = live::with_script(&live::from_anywhere(&page, audience));
            (
                StatusCode::NOT_FOUND,
                typed("text/html; charset=utf-8", page),
            )
                .into_response()
        }
        Err(error @ (RenderError::Template(_) | RenderError::Clash { .. })) => {
            let (title, what) = match error {
                RenderError::Clash { .. } => ("Two files for this page", "one of them has gone"),
                _ => ("A template failed", "the template is mended"),
            };
            let mut words = String::new();
            crate::plan::markup::escape(&error.to_string(), &mut words);
            let page = format!(
                "<!DOCTYPE html><html lang=\"en\"><head><title>{title}</title></head><body><main><h1>{title}</h1><pre>{words}</pre><p>This page comes back by itself once {what}.</p></main></body></html>"
            );
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                typed(
                    "text/html; charset=utf-8",
                    live::with_script(page.as_bytes()),
                ),
            )
                .into_response()
        }
    }
}

fn is_html(path: &str) -> bool {
    kind(path).starts_with("text/html")
}

/// The media type of a file, by its extension.
fn kind(path: &str) -> &'static str {
    let extension = path
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_ascii_lowercase();
    match extension.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

async fn state(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let address = query.strip_prefix("path=").unwrap_or("/");
    let address = percent_decode_str(address).decode_utf8_lossy().into_owned();
    let Some((audience, path)) = asked(&shared, &address) else {
        return refuse(StatusCode::BAD_REQUEST, "that is no address of a site");
    };
    let view = shared.view();
    let made = tokio::task::spawn_blocking(move || {
        let known = live::state(&view, (audience, &path), (&shared.root, &shared.editor));
        serde_json::to_string(&known)
    });
    match made.await {
        Ok(Ok(state)) => typed("application/json", state),
        _ => refuse(
            StatusCode::INTERNAL_SERVER_ERROR,
            "what is known of this page could not be told",
        ),
    }
}

async fn socket(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Browsers always say where a socket comes from; `guard` has compared it.
    let _ = headers;
    let version = shared.version.subscribe();
    upgrade.on_upgrade(move |socket| tell(socket, version))
}

/// Tells the version now, and each one after it.
async fn tell(mut socket: WebSocket, mut version: watch::Receiver<u64>) {
    loop {
        let now = *version.borrow_and_update();
        if socket
            .send(Message::Text(now.to_string().into()))
            .await
            .is_err()
        {
            return;
        }
        loop {
            tokio::select! {
                changed = version.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                // Nothing is expected, but it must be read, or a closed socket is never seen.
                heard = socket.recv() => if !matches!(heard, Some(Ok(_))) { return },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        for host in [
            "localhost",
            "LOCALHOST:4747",
            "127.0.0.1:80",
            "127.8.9.1",
            "[::1]:4747",
            "plan.localhost:1",
        ] {
            assert!(is_ours(host, None), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:4747",
            "127.0.0.1.evil.example",
            "192.168.0.7",
            "[fe80::1]",
            "",
            "localhost.evil.example",
        ] {
            assert!(!is_ours(host, None), "{host}");
        }
        let everywhere = "0.0.0.0".parse().ok();
        assert!(is_ours("192.168.0.7:4747", everywhere) && !is_ours("evil.example", everywhere));
    }

    #[test]
    fn only_our_own_pages_may_ask() {
        assert!(same_origin("http://localhost:4747", "localhost:4747"));
        for origin in [
            "null",
            "http://localhost:4748",
            "http://evil.example",
            "localhost:4747",
            "",
        ] {
            assert!(!same_origin(origin, "localhost:4747"), "{origin}");
        }
    }
}
