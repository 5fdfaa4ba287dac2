//! A site of its own: the files in some folder of it, or a page that shows what is served by another.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::thread;

use axum::Router;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Html;
use axum::routing::get;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::environment::dist;
use crate::page::Page;

/// A site at a port of this machine that is free, served until the tests end.
pub struct Elsewhere {
    origin: String,
}

impl Elsewhere {
    /// Serves the built page in this folder of the site: `/some/path`.
    #[must_use]
    #[track_caller]
    pub fn with_dist_in(folder: &str) -> Self {
        let open = SetResponseHeaderLayer::overriding(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        Self::serve(Router::new().nest_service(folder, ServeDir::new(dist())).layer(open))
    }

    /// Serves the files of a folder, from the root of the site on.
    #[must_use]
    #[track_caller]
    pub fn with_files(folder: &Path) -> Self {
        Self::serve(Router::new().fallback_service(ServeDir::new(folder)))
    }

    /// Serves this page, with this Content-Security-Policy.
    #[must_use]
    #[track_caller]
    pub fn with_page(html: &str, policy: &str) -> Self {
        let policy = HeaderValue::from_str(policy).expect("a policy is a line of text");
        let page = ([(CONTENT_SECURITY_POLICY, policy)], Html(html.to_owned()));
        let no_icon = get(|| async { StatusCode::NO_CONTENT });
        Self::serve(Router::new().route("/", get(|| async { page })).route("/favicon.ico", no_icon))
    }

    #[track_caller]
    fn serve(router: Router) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        listener.set_nonblocking(true).expect("a listener that can be awaited");
        let port = listener.local_addr().expect("a port").port();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let served = async { axum::serve(tokio::net::TcpListener::from_std(listener)?, router).await };
            runtime.block_on(served).expect("it serves until the tests end");
        });
        Elsewhere { origin: format!("http://127.0.0.1:{port}") }
    }

    /// The address of a file of it: `/some/path/index.html`.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl Page {
    /// Asserts that nothing was asked of another machine. That it came from another port is meant.
    #[track_caller]
    pub fn assert_of_this_machine(&self) {
        let known = ["data:", "about:", "http://127.0.0.1:", "blob:http://127.0.0.1:"];
        let strange = self.requests().into_iter().find(|url| !known.iter().any(|start| url.starts_with(start)));
        assert_eq!(strange, None);
    }
}
